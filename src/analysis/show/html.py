"""How charts, tables, prose and cases become HTML.

Every text goes through `escape`.  How a display is shown in a notebook belongs to
`analysis.show.notebook_displays`, how a whole page is written to `analysis.site`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import singledispatch
from html import escape
from itertools import groupby
from typing import Any

from analysis.errors import AnalysisError
from analysis.intervals import decimal
from analysis.language import HTML_LANGUAGE, bracketed, capital, mostly_chinese, reads_print
from analysis.language.messages import Link
from analysis.show.addresses import card_address, page_address
from analysis.show.content import (
    Cell,
    Content,
    Inline,
    Lines,
    PageLink,
    SpannedAmount,
    Styled,
    TextSpan,
    Told,
    content_of,
    inlines,
    plain_content,
)
from analysis.show.displays import (
    Case,
    Cases,
    Chart,
    Item,
    KeyColumn,
    KeyFigure,
    KeyFigures,
    Prose,
    Table,
    TableRow,
)
from analysis.show.sorting import SortKey, SortOrder, number_of, orders

_OPEN = 6
"""Most cases of a group that are shown open; longer groups are lists of titles to open."""

_LONG = 42
"""Width, in narrow characters, from which cells are taken for sentences."""

_TAGS = {
    "strong": "<strong>{}</strong>",
    "small": "<small>{}</small>",
    "absent": '<span class="none">{}</span>',
}


class Page:
    """Where HTML is to stand: this one names cards and pages as the reports do among themselves.

    `analysis.show.notebook_displays` has one for notebooks, `analysis.site` one for pages.
    """

    def card(self, figure_id: str) -> str:
        """Return where a link to the card of a figure leads."""
        return card_address(figure_id)

    def address(self, page: str, place: str = "") -> str:
        """Return where a link to a page of the reports leads."""
        return page_address(page, place)

    def below(self, html: str) -> str:
        """Return what is written small below the rest of a cell."""
        return f"<small>{html}</small>"

    def align(self, number: bool) -> str:
        """Return attributes that set a cell, where no style of the page does."""
        return ""

    def ident(self, wanted: str) -> str:
        """Return an id that no other element has."""
        return wanted

    def computed(self, derived_id: str) -> bool:
        """Tell whether the place can show how a computed number comes about, which is noted."""
        return False

    def number(self, figure_id: str) -> SortKey:
        """Return number and unit of a figure, by which tables are sorted, if they are known."""
        return None, ""

    def heading(self, level: int, text: str, ident: str) -> tuple[int, str]:
        """Return level and id of a heading for which `ident` is wanted; empty for no id."""
        return level, ""

    def table(self, heads: Sequence[str], roles: Sequence[str]) -> str:
        """Return classes for tables with these headers and roles of columns, or nothing."""
        return ""


REPORTS = Page()


def text_html(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(text, quote=False)


# --- contents -----------------------------------------------------------------------------------


def content_html(
    content: Content, language: str, page: Page = REPORTS, *, links: bool = True
) -> str:
    """Return a content as HTML on a page of a language.

    Parameters
    ----------
    content
        Text, links and roles.
    language
        Language of the page, so that printed Chinese in another one is marked.
    page
        Where it is to stand.
    links
        Whether links lead anywhere; without, their words stay as they are.
    """
    return "".join(_inline(part, language, page, links) for part in inlines(content))


def _inline(part: Inline, language: str, page: Page, links: bool) -> str:
    if isinstance(part, str):
        return text_html(part)
    if isinstance(part, Lines):
        return "<br>".join(content_html(line, language, page, links=links) for line in part.lines)
    if isinstance(part, TextSpan):
        return _bar(part)
    if isinstance(part, SpannedAmount):
        return _amount(part, page, links)
    if isinstance(part, Told):
        return content_html(part.content, language, page, links=links)
    if isinstance(part, Styled):
        inside = content_html(part.content, language, page, links=links)
        if part.role == "printed":
            lang = ' lang="zh-CN"' if isinstance(part.content, str) else ""
            return f'<span class="literal"{lang}>{inside}</span>'
        return _TAGS[part.role].format(inside)
    lang = _lang(part.text, language) if isinstance(part, Link) else ""
    if not links:
        return f"<span{lang}>{text_html(part.text)}</span>"
    if isinstance(part, PageLink):
        address = escape(page.address(part.page, part.place))
        return f'<a href="{address}">{text_html(part.text)}</a>'
    address = escape(page.card(part.figure_id))
    computed = f' data-derived="{escape(part.derived)}"' if page.computed(part.derived) else ""
    return f'<a class="fig" href="{address}"{computed}{lang}>{text_html(part.text)}</a>'


def _amount(part: SpannedAmount, page: Page, links: bool) -> str:
    """Return a number written large; what is read aloud is its words."""
    sign = f"<i>{text_html(part.sign)}</i>" if part.sign else ""
    unit = f" <small>{text_html(part.unit)}</small>" if part.unit else ""
    seen = f'<span aria-hidden="true">{sign}<b>{text_html(part.number)}</b>{unit}</span>'
    said = f'<span class="said">{text_html(part.text)}</span>'
    if not links:
        return f'<span class="amount">{seen}{said}</span>'
    return f'<a class="fig amount" href="{escape(page.card(part.figure_id))}">{seen}{said}</a>'


_YEAR, _BAR = 12, 10
"""Width of a year and height of a bar on the calendar of a `Span`."""


def _bar(part: TextSpan) -> str:
    """Return a time on its calendar: a dot for a day, an arrow to the side that is open."""
    width = _YEAR * (part.last - part.first + 1)
    left = _day_at(part.start, part) if part.start else 0
    right = _day_at(part.end, part) if part.end else width
    middle = _BAR // 2
    marks = [f'<path class="years" d="M0 {middle}H{width}"/>']
    if not part.start and not part.end:
        return ""
    if part.start == part.end:
        marks.append(f'<circle cx="{min(max(left, 4), width - 4):g}" cy="{middle}" r="4"/>')
    else:
        css = ' class="open"' if not (part.start and part.end) else ""
        right = max(right, left + 2)
        marks.append(f'<path{css} d="M{left:g} {middle}H{right:g}"/>')
    return (
        f'<svg class="when" viewBox="0 0 {width} {_BAR}" width="{width}" height="{_BAR}" '
        f'aria-hidden="true" focusable="false">{"".join(marks)}</svg>'
    )


def _day_at(day: str, span: TextSpan) -> float:
    """Return where a day stands on the calendar, which it does not leave."""
    found = date.fromisoformat(day)
    years = found.year - span.first + (found.timetuple().tm_yday - 1) / 365
    return round(_YEAR * min(max(years, 0), span.last - span.first + 1), 1)


def _lang(text: str, language: str) -> str:
    """Return the mark of Chinese words on a page of another language."""
    return ' lang="zh-CN"' if mostly_chinese(text) and not reads_print(language) else ""


# --- displays -----------------------------------------------------------------------------------


@singledispatch
def to_html(value: Any, page: Page = REPORTS) -> str:
    """Return a display as HTML.

    Parameters
    ----------
    value
        A `Table`, `Prose`, `Cases`, `KeyFigures` or `Chart` (of which it is the picture).
    page
        Where it is to stand.

    Raises
    ------
    AnalysisError
        If it is none of these.
    """
    raise AnalysisError(f"{type(value).__name__} is nothing that a page shows.")


@to_html.register
def _(value: Chart, page: Page = REPORTS) -> str:
    return value.svg


@to_html.register
def _(value: Table, page: Page = REPORTS) -> str:
    """Return a table that is accessible; nothing where it is only to be downloaded."""
    if value.shown == "download":
        return ""
    name, caption = page.ident(value.name), page.ident(f"{value.name}-caption")
    own = value.columns
    roles = [_role(value, column) for column in own]
    css = " ".join(filter(None, ("data", page.table([value.headers[c] for c in own], roles))))
    columns = "".join(f'<col class="{role}">' for role in roles)
    ordered = orders(value, page.number)
    head = "".join(
        f'<th scope="col"{_class(value, column)}{page.align(column in value.numbers)}'
        f"{_unsorted(ordered.get(column, 'text'))}{_filter(value, column)}>"
        f"{_head(value, column, page)}</th>"
        for column in own
    )
    numbers = {column for column in own if ordered.get(column) == "number"}
    body = "\n".join(_body(value, own, numbers, page))
    notes = "".join(f"<p>{text_html(note)}</p>" for note in value.notes)
    notes = f'\n<div class="notes">{notes}</div>' if notes else ""
    return (
        f'<div class="table-scroll" role="group" tabindex="0" '
        f'aria-labelledby="{caption}" lang="{HTML_LANGUAGE[value.language]}">\n'
        f'<table class="{css}" id="{name}">\n'
        f'<caption id="{caption}">{text_html(value.caption)}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n"
        f"<thead><tr>{head}</tr></thead>\n"
        f"{body}\n</table>\n</div>{notes}\n"
    )


def _body(
    table: Table, columns: Sequence[str], numbers: Collection[str], page: Page
) -> Iterator[str]:
    """Yield the bodies of a table: one for each group of its rows."""
    for head, rows in groupby(table.rows, key=lambda row: row.get(table.group, "")):
        over = ""
        if table.group:
            shown = content_html(content_of(head), table.language, page)
            width = len(columns)
            over = f'<tr><th class="group" scope="rowgroup" colspan="{width}">{shown}</th></tr>\n'
        lines = "\n".join(_row(table, row, columns, numbers, page) for row in rows)
        yield f"<tbody>\n{over}{lines}\n</tbody>"
    if not table.rows:
        yield "<tbody>\n\n</tbody>"


def _role(table: Table, column: str) -> str:
    """Return the role of a column: declared, or what its cells suggest."""
    if column in table.roles:
        return table.roles[column]
    if column in table.numbers:
        return "number"
    if column == table.columns[0]:
        return "key"
    longest = max((shown_width(plain_content(cell)) for cell in table.column(column)), default=0)
    return "prose" if longest > _LONG else "short"


def shown_width(text: str) -> int:
    """Return how wide a text is, in letters: Chinese characters count double.

    Parameters
    ----------
    text
        The text.
    """
    return sum(2 if mostly_chinese(char) else 1 for char in text)


def _class(table: Table, column: str) -> str:
    return ' class="num"' if column in table.numbers else ""


def _filter(table: Table, column: str) -> str:
    return " data-filter" if column in table.filters else ""


def _head(table: Table, column: str, page: Page) -> str:
    under = table.below.get(column)
    small = page.below(text_html(table.headers[under])) if under else ""
    return f"{text_html(table.headers[column])}{small}"


def _unsorted(order: SortOrder) -> str:
    return ' data-order="none"' if order == "none" else ""


def _row(
    table: Table, row: TableRow, columns: Sequence[str], numbers: Collection[str], page: Page
) -> str:
    heading, language = columns[0], table.language
    cells = []
    for column in columns:
        heads = column == heading and content_of(row[column]) != ""  # an empty one heads nothing
        tag, scope = ("th", ' scope="row"') if heads else ("td", "")
        attributes = f"{scope}{_class(table, column)}{page.align(column in table.numbers)}"
        attributes += _language(row[column], language)
        if column in numbers:
            number, _ = number_of(table, column, row[column], page.number)
            attributes += f' data-sort="{decimal(number)}"'
        shown = content_html(content_of(row[column]), language, page)
        under = content_of(row[table.below[column]]) if column in table.below else ""
        small = page.below(content_html(under, language, page)) if under else ""
        cells.append(f"<{tag}{attributes}>{shown}{small}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _language(cell: Cell, language: str) -> str:
    """Return the mark of a cell that is mere text in another language."""
    content = content_of(cell)
    return _lang(content, language) if isinstance(content, str) else ""


@to_html.register
def _(value: Prose, page: Page = REPORTS) -> str:
    tag = "li" if value.items else "p"
    body = "\n".join(
        f"<{tag}>{content_html(content, value.language, page)}</{tag}>"
        for content in value.paragraphs
    )
    return f'<ul class="prose">\n{body}\n</ul>\n' if value.items else f"{body}\n"


@to_html.register
def _(value: KeyFigures, page: Page = REPORTS) -> str:
    name = page.ident(value.name)
    columns = "\n".join(_key_column(value, each, page) for each in value.columns)
    return (
        f'<div class="key-figures" id="{name}" role="group" aria-label="{escape(value.caption)}" '
        f'lang="{HTML_LANGUAGE[value.language]}">\n{columns}\n</div>\n'
    )


def _key_column(value: KeyFigures, column: KeyColumn, page: Page) -> str:
    heading, about = (
        content_html(part, value.language, page) for part in (column.heading, column.about)
    )
    figures = "".join(_key_figure(each, value.language, page) for each in column.figures)
    listed = f"<ul>\n{figures}</ul>" if figures else f'<p class="none">{text_html(value.none)}</p>'
    return f'<section><p class="of">{heading} <small>{about}</small></p>\n{listed}</section>'


def _key_figure(figure: KeyFigure, language: str, page: Page) -> str:
    number, label, period = (
        content_html(part, language, page) for part in (figure.number, figure.label, figure.period)
    )
    return (
        f'<li>{number} <span class="time">{period}</span> <span class="thing">{label}</span></li>\n'
    )


@to_html.register
def _(value: Cases, page: Page = REPORTS) -> str:
    name = page.ident(value.name)
    note = f'<p class="notes">{text_html(value.note)}</p>\n' if value.note else ""
    groups = "".join(_group(value, verdict, cases, page) for verdict, cases in value.groups())
    return (
        f'<div class="cases" id="{name}" lang="{HTML_LANGUAGE[value.language]}" '
        f'data-label="{escape(value.caption)}">\n{note}{groups}</div>\n'
    )


def _group(found: Cases, verdict: str, cases: Sequence[Case], page: Page) -> str:
    number = str(sum(case.number for case in cases))
    label = capital(found.verdicts[verdict], found.language)
    heading = found.heads.get(verdict) or bracketed(label, number, found.language)
    # The id says neither the count nor the label, which change with the data and the language.
    level, ident = page.heading(3, heading, f"{found.name}-{verdict}")
    mark = f' id="{ident}"' if ident else ""
    shown = len(cases) <= _OPEN
    body = "".join(_case(case, found.language, page, shown=shown) for case in cases)
    return (
        f'<section class="verdict-{verdict}"><h{level}{mark}>{text_html(heading)}</h{level}>\n'
        f"<ul>\n{body}</ul></section>\n"
    )


def _case(case: Case, language: str, page: Page, *, shown: bool) -> str:
    """Return a case: what kind it is and a gist of it, which opens into all that is to be said.

    The gist has neither calculation nor links, which a summary must not hold.
    """
    many = str(case.number) if case.number > 1 else ""
    heading = bracketed(capital(case.title, language), many, language)
    items = [_item(item, language, page) for item in case.items]
    found = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    facts = "".join(
        f"<div><dt>{text_html(term)}</dt><dd>{content_html(content, language, page)}</dd></div>"
        for term, content in case.facts
        if content
    )
    facts = f'<dl class="facts">{facts}</dl>' if facts else ""
    gist = content_html(case.items[0].text, language, links=False)
    return (
        f'<li><details class="case"{" open" if shown else ""}>'
        f'<summary><b>{text_html(heading)}</b> <small class="gist">{gist}</small></summary>\n'
        f'<div class="told">{found if many else f"<p>{items[0]}</p>"}{facts}</div></details></li>\n'
    )


def _item(item: Item, language: str, page: Page) -> str:
    text = content_html(item.text, language, page)
    if not item.calculation:
        return text
    return f'{text} <small class="sum">{content_html(item.calculation, language, page)}</small>'
