"""A bridge for callers that still put HTML together: their strings become content again.

It goes when no page imports it; see `analysis.show.content` and `analysis.show.displays`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pandas as pd

from analysis.language import mostly_chinese, records
from analysis.language.messages import Link
from analysis.show import displays
from analysis.show.content import (
    Cell,
    Content,
    Inline,
    Lines,
    PageLink,
    Sorted,
    Styled,
    figures_of,
    together,
)
from analysis.show.html import card_address


class Html(str):
    """Text that is HTML already; every other text is escaped."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Return `text` safe for HTML; `Html` passes unchanged."""
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=True))


def figure_link(text: str, figure_id: str, language: str) -> Html:
    """Return a link from a number to the card of its figure."""
    lang = ' lang="zh-CN"' if language == "en" and mostly_chinese(text) else ""
    address = html.escape(card_address(figure_id), quote=True)
    return Html(f'<a class="fig" href="{address}"{lang}>{escape(text)}</a>')


def linked_figures(text: str) -> tuple[str, ...]:
    """Return the figures that HTML links to."""
    return figures_of(content_of(Html(text)))


class _Reader(HTMLParser):
    """Reads the few elements that pages write back into content."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str | None], list[Inline | None]]] = [("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.stack[-1][2].append(None)
        else:
            self.stack.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        _, given, parts = self.stack.pop()
        inside = _lines(parts)
        css, href = given.get("class") or "", given.get("href") or ""
        made: Inline
        if tag == "a" and css == "fig":
            made = Link(href.partition("#")[2], "".join(map(str, parts)))
        elif tag == "a":
            page, _, place = href.partition("#")
            text = "".join(map(str, parts))
            made = PageLink(page.removesuffix(".html"), text, f"#{place}" if place else "")
        else:
            roles = {"none": "absent", "literal": "printed", "note": "note", "sum": "calculation"}
            role: Any = roles.get(css) or tag
            if role == "calculation":
                made = Lines((inside,))
            else:
                only = inside[0] if isinstance(inside, tuple) and len(inside) == 1 else inside
                made = Styled(role, only)
        self.stack[-1][2].append(made)


def _lines(parts: Sequence[Inline | None]) -> Content:
    lines: list[list[Inline]] = [[]]
    for part in parts:
        if part is None:
            lines.append([])
        else:
            lines[-1].append(part)
    if len(lines) == 1:
        return tuple(lines[0])
    return (Lines(tuple(together(*line) for line in lines)),)


def content_of(text: object) -> Content:
    """Return the content that HTML stands for; other text as it is."""
    if not isinstance(text, Html):
        return text if isinstance(text, tuple | Link | PageLink | Styled | Lines) else str(text)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _lines(reader.stack[0][2])


def _item(text: str) -> displays.Item:
    content = content_of(text)
    last = content[-1] if isinstance(content, tuple) and content else None
    if isinstance(content, tuple) and isinstance(last, Lines) and len(last.lines) == 1:
        before = content[:-1]
        if before and isinstance(before[-1], str):
            before = (*before[:-1], before[-1].rstrip())
        return displays.Item(together(*before), last.lines[0])
    return displays.Item(content)


def cells_of(
    row: Mapping[str, Any], links: Mapping[str, str], sort: Mapping[str, str]
) -> dict[str, Cell]:
    """Return the cells of a row whose linked and sorted columns stand in columns of their own."""
    cells: dict[str, Cell] = {}
    for column, cell in row.items():
        content = content_of(cell)
        if row.get(links.get(column, ""), "") and content:
            content = Link(row[links[column]], str(cell))
        if column in sort:
            key = row[sort[column]]
            cells[column] = Sorted(content, Fraction(key) if key else None)
        else:
            cells[column] = content
    return cells


class Table(displays.Table):
    """A table from a frame of text and HTML."""

    def __init__(
        self,
        frame: pd.DataFrame,
        *args: Any,
        links: Mapping[str, str] | None = None,
        sort: Mapping[str, str] | None = None,
        row_header: str = "",
        **rest: Any,
    ) -> None:
        rows = [cells_of(row, links or {}, sort or {}) for row in records(frame)]
        super().__init__(rows, *args, **rest)
        object.__setattr__(self, "frame", frame)


class Chart(displays.Chart):
    """A chart whose data are a frame."""

    def __init__(
        self, data: pd.DataFrame, links: Mapping[str, str] | None = None, **rest: Any
    ) -> None:
        super().__init__(data=[cells_of(row, links or {}, {}) for row in records(data)], **rest)


class Prose(displays.Prose):
    """Prose from paragraphs of text and HTML."""

    def __init__(self, paragraphs: Iterable[Any], *args: Any, **rest: Any) -> None:
        made = [
            content_of(parts) if isinstance(parts, str) else together(*map(content_of, parts))
            for parts in paragraphs
        ]
        super().__init__(made, *args, **rest)


class Case(displays.Case):
    """A case from items of text and HTML."""

    def __init__(
        self,
        verdict: str,
        title: str,
        items: Iterable[str],
        facts: Iterable[tuple[str, str]] = (),
    ) -> None:
        made = [(term, content_of(text)) for term, text in facts]
        super().__init__(verdict, title, list(map(_item, items)), made)


Cases = displays.Cases
