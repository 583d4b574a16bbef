"""What notebooks show: charts, tables, prose and lists of cases, as frozen values.

Each holds what it says in one language, with everything that its page needs beside it (title,
data, figures, caveats).  How a value becomes HTML or a MIME bundle belongs to
`analysis.show.html`; how a picture is drawn, to `analysis.charts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from analysis.errors import AnalysisError
from analysis.language import check_language, labelled, t
from analysis.show.content import Cell, Content, content_of, linked_figures, plain_content, together

Role: TypeAlias = Literal["key", "number", "short", "wide", "equal", "prose"]
"""Roles of columns: what heads a row, numbers, a few words, some words, columns of one width,
sentences."""

Shown: TypeAlias = Literal["open", "folded", "download"]
"""Ways to show a table."""

TableRow: TypeAlias = Mapping[str, Cell]
"""Cells by column."""

Bundle: TypeAlias = tuple[dict[str, str], dict[str, Any]]
"""Contents by MIME type, and metadata."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Display:
    """What a notebook cell can end with; Jupyter asks it for a MIME bundle."""

    def to_html(self) -> str:
        """Return the value as HTML."""
        from analysis.show import html

        return html.to_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from analysis.show import notebook_displays

        return notebook_displays.bundle(self)


def _check(kind: str, name: str, language: str) -> None:
    """Refuse an unknown language, and a name that cannot be part of an id."""
    check_language(language)
    if not _NAME.fullmatch(name):
        raise AnalysisError(
            f"{kind}: {name!r} cannot be part of an id: use letters, digits and hyphens."
        )


@dataclass(frozen=True)
class Table(Display):
    """A table for readers.

    Attributes
    ----------
    rows
        Cells by column; a column without a header is not shown.
    caption
        What the table shows; never empty.
    headers
        Header by column, in the order shown; the cells of the first column (beside `group`) head
        their rows.
    name
        Name, unique on its page.
    language
        Language of the page.
    numbers
        Columns aligned as numbers.
    notes
        Sentences below the table.
    roles
        `Role` of a column, which decides how wide it is; by default what its cells suggest.
    below
        Column shown → column written small below it in the same cell.  Downloads keep both.
    shown
        ``open``; ``folded`` behind a summary; or as a ``download`` only.
    group
        Column whose cells head the rows below them instead of standing in each; empty for none.
    filters
        Columns by whose cells a reader may choose rows, where script runs.

    Raises
    ------
    AnalysisError
        If it has no caption or headers, a row lacks a column, or a name, role or way to show it
        is unknown.
    """

    rows: Sequence[TableRow]
    caption: str
    headers: Mapping[str, str]
    name: str
    language: str
    numbers: Sequence[str] = ()
    notes: Sequence[str] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    below: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = "open"
    group: str = ""
    filters: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse a table without caption, with unknown columns or an impossible name."""
        _check("Table", self.name, self.language)
        if not self.caption:
            raise AnalysisError(f"Table {self.name}: it needs a caption.")
        if not self.headers:
            raise AnalysisError(f"Table {self.name}: no column has a header.")
        named = (*self.numbers, *self.roles, *self.below, *self.below.values(), *self.filters)
        named += (self.group,) if self.group else ()
        missing = [column for column in named if column not in self.headers]
        missing += [column for row in self.rows for column in self.headers if column not in row]
        if missing:
            raise AnalysisError(f"Table {self.name}: there is no column {missing[0]!r}.")
        for role in self.roles.values():
            if role not in get_args(Role):
                raise AnalysisError(f"Table {self.name}: there is no role {role!r} of columns.")
        if self.shown not in get_args(Shown):
            raise AnalysisError(f"Table {self.name}: it cannot be shown {self.shown!r}.")

    @property
    def columns(self) -> list[str]:
        """The columns that stand side by side: neither below another one, nor over their rows."""
        below = {*self.below.values(), self.group}
        return [column for column in self.headers if column not in below]

    def column(self, name: str) -> list[Content]:
        """Return what the cells of a column show."""
        return [content_of(row[name]) for row in self.rows]

    @property
    def cells(self) -> list[list[str]]:
        """The shown cells as plain text, for downloads."""
        return [
            [plain_content(content_of(row[column])) for column in self.headers] for row in self.rows
        ]

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the table links to, column by column, without repetition."""
        return linked_figures(*(cell for column in self.headers for cell in self.column(column)))

    def to_text(self) -> str:
        """Return the table as plain text: the caption, then one line per row."""
        lines = [self.caption, *(" | ".join(row) for row in [self.headers.values(), *self.cells])]
        return "\n".join([*lines, *self.notes])


@dataclass(frozen=True)
class Chart(Display):
    """A chart with its words, its data and the figures it shows.

    Attributes
    ----------
    name
        Name, unique on its page.
    language
        Language of the page.
    svg
        The picture, without title: the page shows title and subtitle as text.
    narrow
        The same drawn for a telephone; empty where there is no other.
    alt
        Form, subject, finding and range, for those who do not see the picture.
    title
        The finding, computed.
    subtitle
        What is drawn, and what the marks mean.
    data
        What is drawn, one row per mark.
    headers
        Header by column of `data`.
    figure_ids
        Figures drawn, in reading order.
    caveats
        Sentences a careful reader needs.
    footer
        Sources and period, derived from the rows drawn.
    sources
        Documents drawn from.
    numbers
        Columns of `data` aligned as numbers.
    lead
        Sentence above the picture, its numbers linked to their figures.
    brief
        Whether sources, limits and data are folded away, as on a front page.
    annotations
        What the drawing says beside its marks; it stands in the picture.

    Raises
    ------
    AnalysisError
        If the picture or its words are missing, or the name or the language is impossible.
    """

    name: str
    language: str
    svg: str
    alt: str
    title: str
    subtitle: str
    data: Sequence[TableRow]
    headers: Mapping[str, str]
    figure_ids: tuple[str, ...] = ()
    caveats: Sequence[str] = ()
    footer: str = ""
    sources: tuple[str, ...] = ()
    numbers: Sequence[str] = ()
    lead: Content = ""
    brief: bool = False
    narrow: str = ""
    annotations: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse a chart that lacks words."""
        _check("Chart", self.name, self.language)
        for part in ("alt", "title", "subtitle", "svg"):
            if not getattr(self, part):
                raise AnalysisError(f"Chart {self.name}: it needs {part}.")

    @property
    def table(self) -> Table:
        """The data of the chart as a table: the long description."""
        return Table(
            rows=self.data,
            caption=t("chart.data_caption", self.language, title=self.title),
            headers=self.headers,
            name=f"{self.name}-data",
            language=self.language,
            numbers=self.numbers,
        )

    def to_text(self) -> str:
        """Return what those read who do not see the picture."""
        return self.alt


@dataclass(frozen=True)
class Prose(Display):
    """Sentences made by code.

    Attributes
    ----------
    paragraphs
        Contents of the paragraphs.
    name
        Name, unique on its page.
    language
        Language of the page.
    items
        Whether the paragraphs are the items of a list.

    Raises
    ------
    AnalysisError
        If the name or the language is impossible.
    """

    paragraphs: Sequence[Content]
    name: str
    language: str
    items: bool = False

    def __post_init__(self) -> None:
        """Refuse an impossible name or language."""
        _check("Prose", self.name, self.language)

    def to_text(self) -> str:
        """Return the sentences as plain text."""
        return "\n".join(map(plain_content, self.paragraphs))

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the sentences link to, in order, without repetition."""
        return linked_figures(*self.paragraphs)


@dataclass(frozen=True)
class KeyFigure:
    """A number that a reader looks for: how many, of what, when."""

    number: Content
    label: Content
    period: Content


@dataclass(frozen=True)
class KeyColumn:
    """What stands under one heading: what it is about, and its numbers, if there are any."""

    heading: Content
    about: Content
    figures: Sequence[KeyFigure]


@dataclass(frozen=True)
class KeyFigures(Display):
    """Numbers written large, in columns side by side.

    Attributes
    ----------
    columns
        The columns, at least one.
    caption
        What they show.
    name
        Name, unique on its page.
    language
        Language of the page.
    none
        What a column without numbers says.

    Raises
    ------
    AnalysisError
        If there is no column or caption, or the name or the language is impossible.
    """

    columns: Sequence[KeyColumn]
    caption: str
    name: str
    language: str
    none: str

    def __post_init__(self) -> None:
        """Refuse what has nothing to show."""
        _check("KeyFigures", self.name, self.language)
        for part in ("columns", "caption", "none"):
            if not getattr(self, part):
                raise AnalysisError(f"KeyFigures {self.name}: it needs {part}.")

    def to_text(self) -> str:
        """Return the columns as plain text: a heading, then one line for each number."""
        lines = [self.caption]
        for column in self.columns:
            lines.append(
                labelled(plain_content(column.heading), plain_content(column.about), self.language)
            )
            lines += [
                " | ".join(map(plain_content, (each.number, each.label, each.period)))
                for each in column.figures
            ] or [self.none]
        return "\n".join(lines)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures that the numbers lead to, column by column, without repetition."""
        numbers = (each.number for column in self.columns for each in column.figures)
        return linked_figures(*numbers)


@dataclass(frozen=True)
class Item:
    """One thing found: what it is, and the calculation that shows it."""

    text: Content
    calculation: Content = ""

    @property
    def told(self) -> Content:
        """The text with its calculation behind."""
        return together(self.text, " ", self.calculation) if self.calculation else self.text


@dataclass(frozen=True)
class Case:
    """Findings or faults of one kind, with verdict, argument and consequence.

    Attributes
    ----------
    verdict
        Code of how sure it is; decides the group it stands in.
    title
        What kind of case it is.
    items
        What was found, at least one.
    facts
        Particulars below: term and content; those without content are left out.
    left
        How many more of the kind there are than the items tell; the last item says so.
    """

    verdict: str
    title: str
    items: Sequence[Item]
    facts: Sequence[tuple[str, Content]] = ()
    left: int = 0

    @property
    def number(self) -> int:
        """How many there are: the items, and in place of the last one those that it counts."""
        return len(self.items) + self.left - (1 if self.left else 0)


@dataclass(frozen=True)
class Cases(Display):
    """A list of cases, grouped by verdict; as a download it is a table.

    Attributes
    ----------
    cases
        The cases, in order.
    verdicts
        Label by verdict, in the order of the groups.
    caption
        What the list shows; title of the download.
    name
        Name, unique on its page.
    language
        Language of the page.
    headers
        Header by column of the download.
    rows, row_figures
        Rows of the download, and the figures of each.
    note
        Sentence above the list.
    heads
        Heading by verdict; by default the label and the number of items.

    Raises
    ------
    AnalysisError
        If a verdict has no label, or the name or the language is impossible.
    """

    cases: Sequence[Case]
    verdicts: Mapping[str, str]
    caption: str
    name: str
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Sequence[str]] = ()
    row_figures: Sequence[Sequence[str]] = ()
    note: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a case whose verdict has no label."""
        _check("Cases", self.name, self.language)
        for case in self.cases:
            if case.verdict not in self.verdicts:
                raise AnalysisError(f"Cases {self.name}: there is no verdict {case.verdict!r}.")
        if self.row_figures and len(self.row_figures) != len(self.rows):
            raise AnalysisError(f"Cases {self.name}: give the figures of each row.")

    def groups(self) -> Iterable[tuple[str, list[Case]]]:
        """Yield the verdicts that have cases, in their order, each with its cases."""
        for verdict in self.verdicts:
            cases = [case for case in self.cases if case.verdict == verdict]
            if cases:
                yield verdict, cases

    def to_text(self) -> str:
        """Return the list as plain text, one line per finding."""
        lines = [self.caption]
        for case in self.cases:
            head = labelled(self.verdicts[case.verdict], case.title, self.language)
            lines += [
                labelled(head, plain_content(item.told), self.language) for item in case.items
            ]
        return "\n".join(lines)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Figures the list links to, group by group, without repetition."""
        return linked_figures(*(part for _, cases in self.groups() for part in _contents(cases)))


def _contents(cases: Iterable[Case]) -> Iterable[Content]:
    """Yield all contents of cases in reading order."""
    for case in cases:
        yield from (item.told for item in case.items)
        yield from (content for _, content in case.facts)
