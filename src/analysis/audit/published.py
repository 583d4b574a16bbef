"""What the published pages say: the words of each display, and the sentences that count.

Pages are read as a reader gets them; scripts, styles and what the page keeps for later are no
words.  Cards, definitions and tables of records are data and not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "col", "source", "wbr", "area"})
_SILENT = frozenset({"script", "style", "template", "title", "option"})
_SAYING = ("aria-label", "alt")

_DISPLAYS = ("", "chart-")
"""What stands before the name of a display in the id of its element."""

_SAME_NAME = 5
"""Numbers behind a name on a page, where a heading or another display has it too, are below."""

_TOLD = {"prose", "graph", "notes", "told"}
"""Classes of elements whose sentences are made by code."""

_RECORDS = {"tbody", "dl", "pre", "svg", "code", "thead"}
"""Elements inside them that hold records, or the drawing."""

_UNSAID = {"how", "code", "data", "actions", "glossary", "figures"}


@dataclass
class Element:
    """An element with what it holds: text and elements, in order.

    Attributes
    ----------
    tag, ident, classes
        Its name, its id, its classes.
    said
        What it says without showing it: labels for those who do not see it.
    inner
        Text and elements.
    """

    tag: str
    ident: str = ""
    classes: frozenset[str] = frozenset()
    said: str = ""
    inner: list[str | Element] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield the element and all elements in it."""
        yield self
        for each in self.inner:
            if isinstance(each, Element):
                yield from each.all()

    def text(self, *, labels: bool = False) -> str:
        """Return its text; with labels, also what it says without showing it."""
        parts = [self.said] if labels else []
        parts += [e if isinstance(e, str) else e.text(labels=labels) for e in self.inner]
        return "".join(parts)


class _Reader(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        made = Element(
            tag,
            given.get("id", ""),
            frozenset(given.get("class", "").split()),
            " ".join(given[name] for name in _SAYING if name in given),
        )
        self.open[-1].inner.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag not in _SILENT:
            self.open[-1].inner.append(data)


class Page:
    """A published page.

    Parameters
    ----------
    path
        Its file.
    """

    def __init__(self, path: Path) -> None:
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
        self.root = reader.root
        self.by_id = {each.ident: each for each in self.root.all() if each.ident}

    def says(self, place: str, words: str) -> bool | None:
        """Tell whether words stand at a place; ``None`` where the page has no such place.

        Parameters
        ----------
        place
            Name of a display, a slash, and a part of it.
        words
            The words; blanks do not matter.
        """
        name = place.partition("/")[0]
        found = [self.by_id[each + name] for each in _DISPLAYS if each + name in self.by_id]
        others = (f"{name}-{more}" for more in ("caption", *range(2, _SAME_NAME)))
        found += [self.by_id[other] for other in others if other in self.by_id]
        if not found:
            return None
        return any(packed(words) in packed(each.text(labels=True)) for each in found)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield the sentences that code made, with the display in which they stand."""
        yield from _sentences(self.root, "")


def _sentences(element: Element, display: str) -> Iterator[tuple[str, str]]:
    if element.classes & _UNSAID or element.tag in _RECORDS:
        return
    if element.ident and (element.classes & _TOLD or element.tag in ("figure", "table")):
        display = element.ident
    if display and element.tag in ("p", "li", "caption", "h2", "h3", "h4", "dd"):
        for block in _blocks(element):
            for sentence in split(block):
                yield display, sentence
        return
    for each in element.inner:
        if isinstance(each, Element):
            yield from _sentences(each, display)


def _blocks(element: Element) -> Iterator[str]:
    """Yield the text of an element, that of lists in it item by item."""
    own = []
    for each in element.inner:
        if isinstance(each, Element) and each.tag in ("ul", "ol", "li", "dl", "p"):
            yield from _blocks(each)
        elif isinstance(each, Element) and "note" in each.classes:
            yield each.text()
        elif isinstance(each, Element):
            own.append("" if each.tag in _RECORDS else each.text())
        else:
            own.append(each)
    yield "".join(own)


def split(text: str) -> list[str]:
    """Return the sentences of a text.

    Examples
    --------
    >>> split("One. 2.5 of 3; four (Oz 2031). 甲。乙")
    ['One.', '2.5 of 3; four (Oz 2031).', '甲。', '乙']
    """
    parts = re.split(r"(?<=[.!?])\s+|(?<=[。！？])", " ".join(text.split()))
    return [part.strip() for part in parts if part.strip()]


def packed(text: str) -> str:
    """Return a text without blanks, as it is compared."""
    return re.sub(r"\s+", "", text)
