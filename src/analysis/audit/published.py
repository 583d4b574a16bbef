"""What the published pages say: the words of each display, and the sentences that count.

Pages are read as a reader gets them, from heading to foot, with what drawings say; scripts, styles
and what the page keeps for later are no words.  Rows of tables, cards, key figures and code are
data, which tests of their own hold against the tables.
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

_RECORDS = frozenset({"tbody", "pre", "template"})
"""Elements that hold records, code, or what the page keeps for later."""

_UNSAID = frozenset({"how", "code", "figures", "case", "source", "inline", "empty"})
"""Classes of elements that hold records, or tell how a claim is computed."""

_LISTED = frozenset({"key-figures"})
"""Classes of elements whose lists are records."""

_PARTS = {"lede": "main", "foot": "foot"}
"""Parts of the frame of a page in which claims stand, by the first part of their place."""

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "button",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "i",
        "label",
        "mark",
    }
    | {"q", "s", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr"}
)
"""Elements inside a sentence."""


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
        self.description = self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "").partition("-")[0]
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")
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


class PublishedPage:
    """A published page.

    Parameters
    ----------
    path
        Its file.

    Attributes
    ----------
    root
        Its elements.
    description, language
        What it says of itself to those who search, and its language.
    """

    def __init__(self, path: Path) -> None:
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
        self.root = reader.root
        self.description, self.language = reader.description, reader.language
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
        if name in _PARTS:
            return any(
                without_blanks(words) in without_blanks(each.text())
                for each in self.root.all()
                if _PARTS[name] in {each.ident, *each.classes}
            )
        found = [self.by_id[each + name] for each in _DISPLAYS if each + name in self.by_id]
        others = (f"{name}-{more}" for more in ("caption", *range(2, _SAME_NAME)))
        found += [self.by_id[other] for other in others if other in self.by_id]
        if not found:
            return None
        return any(
            without_blanks(words) in without_blanks(each.text(labels=True)) for each in found
        )

    def text_without(self, display: str) -> str:
        """Return all text of the page but that of one display."""
        names = "|".join(f"{before}{display}" for before in _DISPLAYS)
        return _text_without(self.root, re.compile(rf"(?:{names})(?:-\d+)?"))

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield the sentences of the page, with the display or part of the page they stand in."""
        for display, block in _blocks(self.root, ""):
            for sentence in split(block):
                yield display, sentence

    def drawn(self) -> Iterator[tuple[str, str]]:
        """Yield what stands inside drawings, line by line, with the display of each."""
        for display in self.root.all():
            if display.tag == "svg":
                for each in display.all():
                    if each.tag == "text":
                        yield display.ident, each.text()

    def records(self) -> str:
        """Return the cells of all tables of the page, and what its links to figures say."""
        bodies = (each for each in self.root.all() if each.tag == "tbody")
        cells = [cell.text() for body in bodies for cell in body.all() if cell.inner]
        links = [each.text() for each in self.root.all() if "fig" in each.classes]
        return "\n".join([*cells, *links])


def _text_without(element: Element, left_out: re.Pattern[str]) -> str:
    if element.ident and left_out.fullmatch(element.ident) and element.tag != "h2":
        return ""
    parts = (e if isinstance(e, str) else _text_without(e, left_out) for e in element.inner)
    return "".join((element.said, *parts))


def _blocks(element: Element, display: str, *, listed: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the blocks of text in an element, with the display or part they stand in."""
    if element.tag in _RECORDS or element.tag == "svg" or element.classes & _UNSAID:
        return
    listed = listed or bool(element.classes & _LISTED)
    if listed and element.tag == "ul":
        return
    display = element.ident or display
    rows = _rows(element) if element.tag == "details" else 0
    own: list[str] = []
    for each in element.inner:
        if isinstance(each, str):
            own.append(each)
        elif "note" in each.classes:
            yield display, each.text()
        elif each.tag in _INLINE:
            own.append("" if each.classes & _UNSAID else each.text())
        elif each.tag == "summary" and rows and _LAST.findall(each.text())[-1:] == [str(rows)]:
            continue  # it says how many rows the table below it has, and rightly
        else:
            yield display, "".join(own)
            own = []
            yield from _blocks(each, display, listed=listed)
    yield display, "".join(own)


_LAST = re.compile(r"\d+")


def _rows(element: Element) -> int:
    """Return how many rows the tables in an element have, heads of groups left out."""
    lines = (each for each in element.all() if each.tag == "tr")
    return sum(any(isinstance(e, Element) and e.tag == "td" for e in line.inner) for line in lines)


def split(text: str) -> list[str]:
    """Return the sentences of a text.

    Examples
    --------
    >>> split("One. 2.5 of 3; four (Oz 2031). 甲。乙")
    ['One.', '2.5 of 3; four (Oz 2031).', '甲。', '乙']
    """
    parts = re.split(r"(?<=[.!?])\s+|(?<=[。！？])", " ".join(text.split()))
    return [part.strip() for part in parts if part.strip()]


def plain_words(text: str) -> str:
    """Return a text with plain quotation marks, as drawings may have them."""
    return re.sub("[“”]", '"', text)


def without_blanks(text: str) -> str:
    """Return a text without blanks and with plain quotation marks, as it is compared."""
    return re.sub(r"\s+", "", plain_words(text))
