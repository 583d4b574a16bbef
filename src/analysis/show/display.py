"""What notebooks show: charts, tables and prose, each with everything the exporter needs.

Each object turns into a MIME bundle by itself, so that a notebook cell only has to end with it.
What does not fit into picture or HTML (title, data, figures, caveats) travels in the metadata
under the key ``analysis``.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError
from analysis.language import HTML_LANGUAGE, check_language, mostly_chinese, records, t

CARDS = "figures.html"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

ROLES = frozenset({"key", "number", "short", "wide", "equal", "prose"})
"""Roles of columns: what heads a row, numbers, a few words, some words, columns of one width,
sentences."""

SHOWN = frozenset({"open", "folded", "download"})
"""Ways to show a table."""

_LONG = 42
"""Width, in narrow characters, from which cells are taken for sentences."""

Bundle = tuple[dict[str, str], dict[str, Any]]


class Html(str):
    """Text that is HTML already; every other text is escaped."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Return `text` safe for HTML; `Html` passes unchanged."""
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=True))


def card_address(figure_id: str) -> str:
    """Return the address of a figure's card, relative to a page of the same language."""
    return f"{CARDS}#{figure_id}"


def figure_link(text: str, figure_id: str, language: str) -> Html:
    """Return a link from a number to the card of its figure.

    Parameters
    ----------
    text
        Words of the link; escaped here.
    figure_id
        Figure.
    language
        Language of the page, so that Chinese words in an English one are marked.
    """
    lang = _lang_attribute(text, language)
    address = html.escape(card_address(figure_id), quote=True)
    return Html(f'<a class="fig" href="{address}"{lang}>{escape(text)}</a>')


def linked_figures(fragment: str) -> tuple[str, ...]:
    """Return the figures that an HTML fragment links to, in order, without repetition."""
    found = re.findall(rf'href="{re.escape(CARDS)}#([^"]+)"', fragment)
    return tuple(dict.fromkeys(found))


def _lang_attribute(text: str, language: str) -> str:
    return ' lang="zh-CN"' if language == "en" and mostly_chinese(text) else ""


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise AnalysisError(f"{name!r} cannot be part of an id: use letters, digits and hyphens.")
    return name


def csv_text(frame: pd.DataFrame, headers: Mapping[str, str]) -> str:
    """Return a frame as CSV that a spreadsheet program opens harmlessly.

    The text begins with a byte-order mark; a cell that a spreadsheet would take for a formula
    gets an apostrophe in front, unless it is a number.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_harmless(headers.get(column, column)) for column in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([_harmless(str(cell)) for cell in row])
    return "\ufeff" + buffer.getvalue()


def _harmless(cell: str) -> str:
    if cell.startswith(_FORMULA) and not re.fullmatch(r"-?\d+(?:\.\d+)?", cell):
        return "'" + cell
    return cell


# --- table --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table for readers.

    Attributes
    ----------
    frame
        Cells as text, already in the language of the page; `Html` cells are shown as they are.
    caption
        What the table shows; never empty.
    headers
        Header by column; a column without one is not shown (it may hold links).
    name
        Name, unique on its page.
    language
        `en` or `zh`.
    links
        Column shown → column with the figure it leads to.
    numbers
        Columns aligned as numbers.
    sort
        Column shown → column with its sorting value.
    notes
        Sentences below the table.
    row_header
        Column whose cells head their rows; the first shown one by default.
    roles
        Role of a column, one of `ROLES`, which decides how wide it is; by default what its cells
        suggest.
    below
        Column shown → column written small below it in the same cell.  Downloads keep both.
    shown
        ``open``; ``folded`` behind a summary; or as a ``download`` only.
    """

    frame: pd.DataFrame
    caption: str
    headers: Mapping[str, str]
    name: str
    language: str
    links: Mapping[str, str] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    sort: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    row_header: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    below: Mapping[str, str] = field(default_factory=dict)
    shown: str = "open"

    def __post_init__(self) -> None:
        """Refuse a table without caption, with unknown columns or an impossible name."""
        check_language(self.language)
        _checked_name(self.name)
        if not self.caption:
            raise AnalysisError(f"Table {self.name}: it needs a caption.")
        known = set(self.frame.columns)
        named = [*self.headers, *self.links, *self.links.values(), *self.numbers]
        named += [*self.sort, *self.sort.values(), *self.roles, *self.below, *self.below.values()]
        for column in named:
            if column not in known:
                raise AnalysisError(f"Table {self.name}: there is no column {column!r}.")
        for role in self.roles.values():
            if role not in ROLES:
                raise AnalysisError(f"Table {self.name}: there is no role {role!r} of columns.")
        if self.shown not in SHOWN:
            raise AnalysisError(f"Table {self.name}: it cannot be shown {self.shown!r}.")
        if not self.headers:
            raise AnalysisError(f"Table {self.name}: no column has a header.")

    @property
    def columns(self) -> list[str]:
        """The columns shown, in the order of the headers."""
        return list(self.headers)

    @property
    def _cells(self) -> list[str]:
        """The columns that have cells of their own."""
        return [column for column in self.columns if column not in self.below.values()]

    def _role(self, column: str) -> str:
        """Return the role of a column: declared, or what its cells suggest."""
        if column in self.roles:
            return self.roles[column]
        if column in self.numbers:
            return "number"
        if column == (self.row_header or self.columns[0]):
            return "key"
        longest = max((_width(_plain(cell)) for cell in self.frame[column]), default=0)
        return "prose" if longest > _LONG else "short"

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the table links to, in order, without repetition."""
        found = {
            str(cell): None
            for column in self.links.values()
            for cell in self.frame[column]
            if str(cell)
        }
        for column in self.columns:
            for cell in self.frame[column]:
                if isinstance(cell, Html):
                    found.update(dict.fromkeys(linked_figures(cell)))
        return tuple(found)

    def to_html(self) -> str:
        """Return the table as accessible HTML; empty where it is only to be downloaded."""
        if self.shown == "download":
            return ""
        columns = "".join(f'<col class="{self._role(column)}">' for column in self._cells)
        head = "".join(
            f'<th scope="col"{self._class(column)}>{self._head(column)}</th>'
            for column in self._cells
        )
        rows = "\n".join(self._row(row) for row in records(self.frame))
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        notes = f'\n<div class="notes">{notes}</div>' if notes else ""
        return (
            f'<div class="table-scroll" role="region" tabindex="0" '
            f'aria-labelledby="{self.name}-caption" lang="{HTML_LANGUAGE[self.language]}">\n'
            f'<table class="data" id="{self.name}">\n'
            f'<caption id="{self.name}-caption">{escape(self.caption)}</caption>\n'
            f"<colgroup>{columns}</colgroup>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>{notes}\n"
        )

    def _class(self, column: str) -> str:
        return ' class="num"' if column in self.numbers else ""

    def _head(self, column: str) -> str:
        under = self.below.get(column, "")
        small = f"<small>{escape(self.headers[under])}</small>" if under in self.headers else ""
        return f"{escape(self.headers[column])}{small}"

    def _row(self, row: Mapping[Any, Any]) -> str:
        heading = self.row_header or self.columns[0]
        cells = []
        for column in self._cells:
            attributes = self._class(column)
            figure = str(row[self.links[column]]) if column in self.links else ""
            if not figure and not isinstance(row[column], Html):
                attributes += _lang_attribute(str(row[column]), self.language)
            if column in self.sort:
                attributes += f' data-sort="{escape(row[self.sort[column]])}"'
            tag, scope = ("th", ' scope="row"') if column == heading else ("td", "")
            cells.append(f"<{tag}{scope}{attributes}>{self._cell(row, column, figure)}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, row: Mapping[Any, Any], column: str, figure: str) -> str:
        """Return the content of a cell, with what is written below it."""
        text = row[column] if isinstance(row[column], Html) else str(row[column])
        shown = figure_link(text, figure, self.language) if figure and text else escape(text)
        under = row[self.below[column]] if column in self.below else ""
        return f"{shown}<small>{escape(under)}</small>" if under else shown

    def to_text(self) -> str:
        """Return the table as plain text: the caption, then one line per row."""
        lines = [self.caption, " | ".join(self.headers[column] for column in self.columns)]
        lines += [
            " | ".join(_plain(row[column]) for column in self.columns)
            for row in records(self.frame)
        ]
        return "\n".join([*lines, *self.notes])

    def to_csv(self) -> str:
        """Return the shown columns as CSV for download."""
        return csv_text(self.frame[self.columns].map(_plain), self.headers)

    def metadata(self) -> dict[str, Any]:
        """Return what the exporter needs besides the HTML."""
        return {
            "kind": "table",
            "name": self.name,
            "language": self.language,
            "caption": self.caption,
            "columns": self.columns,
            "headers": dict(self.headers),
            "rows": [
                [_plain(row[column]) for column in self.columns] for row in records(self.frame)
            ],
            "figure_ids": list(self.figure_ids),
            "notes": list(self.notes),
            "shown": self.shown,
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        return (
            {"text/html": self.to_html(), "text/plain": self.to_text()},
            {"analysis": self.metadata()},
        )


# --- chart --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chart:
    """A chart with its words, its data and the figures it shows.

    Attributes
    ----------
    svg
        The picture, without title: the page shows title and subtitle as text.
    alt
        Form, subject, finding and range, for those who do not see the picture.
    title
        The finding, computed.
    subtitle
        What is drawn, and what the marks mean.
    data
        What is drawn, one row per mark, cells as text in the language of the page.
    headers
        Header by column of `data`; columns without one are not shown.
    figure_ids
        Figures drawn, in reading order.
    caveats
        Sentences a careful reader needs.
    footer
        Sources and period, derived from the rows drawn.
    sources
        Documents drawn from.
    links
        Column of `data` → column with the figure it leads to.
    lead
        Sentence above the picture as HTML, its numbers linked to their figures.
    brief
        Whether sources, limits and data are folded away, as on a front page.
    """

    name: str
    language: str
    svg: str
    alt: str
    title: str
    subtitle: str
    data: pd.DataFrame
    headers: Mapping[str, str]
    figure_ids: tuple[str, ...] = ()
    caveats: Sequence[str] = ()
    footer: str = ""
    sources: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    lead: str = ""
    brief: bool = False

    def __post_init__(self) -> None:
        """Refuse a chart that lacks words."""
        check_language(self.language)
        _checked_name(self.name)
        for part in ("alt", "title", "subtitle", "svg"):
            if not getattr(self, part):
                raise AnalysisError(f"Chart {self.name}: it needs {part}.")

    @property
    def table(self) -> Table:
        """The data of the chart as a table: the long description."""
        return Table(
            frame=self.data,
            caption=t("chart.data_caption", self.language, title=self.title),
            headers=self.headers,
            name=f"{self.name}-data",
            language=self.language,
            links=self.links,
            numbers=self.numbers,
        )

    @property
    def standalone(self) -> str:
        """The picture with title, subtitle and footer, for download and for other pages."""
        from analysis.charts.style import headed_svg

        return headed_svg(self.svg, self.title, self.subtitle, self.footer)

    def metadata(self) -> dict[str, Any]:
        """Return what the exporter needs besides the picture."""
        return {
            "kind": "chart",
            "name": self.name,
            "language": self.language,
            "title": self.title,
            "subtitle": self.subtitle,
            "lead": self.lead,
            "brief": self.brief,
            "alt": self.alt,
            "caveats": list(self.caveats),
            "footer": self.footer,
            "sources": list(self.sources),
            "figure_ids": list(self.figure_ids),
            "table": {"html": self.table.to_html(), **self.table.metadata()},
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        return (
            {"image/svg+xml": self.svg, "text/plain": self.alt},
            {"analysis": self.metadata()},
        )


# --- prose --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prose:
    """Sentences made by code.

    Attributes
    ----------
    paragraphs
        Each a sequence of parts: `Html` (from `figure_link`) stays, other text is escaped.
    name
        Name, unique on its page.
    language
        `en` or `zh`.
    items
        Whether the paragraphs are the items of a list.
    """

    paragraphs: Sequence[Sequence[str]]
    name: str
    language: str
    items: bool = False

    def __post_init__(self) -> None:
        """Refuse an impossible name or language."""
        check_language(self.language)
        _checked_name(self.name)

    def to_html(self) -> str:
        """Return the sentences as HTML."""
        tag = "li" if self.items else "p"
        body = "\n".join(
            f"<{tag}>{''.join(escape(part) for part in _parts(parts))}</{tag}>"
            for parts in self.paragraphs
        )
        return f'<ul class="prose">\n{body}\n</ul>\n' if self.items else f"{body}\n"

    def to_text(self) -> str:
        """Return the sentences as plain text."""
        return "\n".join(
            "".join(_plain(part) for part in _parts(parts)) for parts in self.paragraphs
        )

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the sentences link to, in order, without repetition."""
        return linked_figures(self.to_html())

    def metadata(self) -> dict[str, Any]:
        """Return what the exporter needs besides the HTML."""
        return {
            "kind": "prose",
            "name": self.name,
            "language": self.language,
            "figure_ids": list(self.figure_ids),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        return (
            {"text/html": self.to_html(), "text/plain": self.to_text()},
            {"analysis": self.metadata()},
        )


def _parts(parts: Sequence[str]) -> Iterable[str]:
    return [parts] if isinstance(parts, str) else parts


def _plain(part: object) -> str:
    if not isinstance(part, Html):
        return str(part)
    return html.unescape(re.sub(r"<[^>]*>", "", part.replace("<br>", "; ")))


def _width(text: str) -> int:
    """Return how wide a text is: Chinese characters count double."""
    return sum(2 if mostly_chinese(char) else 1 for char in text)
