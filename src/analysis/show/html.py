"""How charts, tables, prose and cases become HTML, and MIME bundles for Jupyter.

This is the only module of its room that knows HTML.  Every text goes through `escape`.  What does
not fit into picture or HTML (title, data, figures, caveats) travels in the metadata of the bundle
under the key ``analysis``.  How a whole page is written belongs to `analysis.site`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from html import escape
from typing import Any

from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.language import HTML_LANGUAGE, bracketed, capital, mostly_chinese, reads_print
from analysis.language.messages import Link
from analysis.show.addresses import card_address, page_address
from analysis.show.content import (
    Cell,
    Content,
    Inline,
    Lines,
    PageLink,
    Sorted,
    Styled,
    Told,
    content_of,
    inlines,
    plain,
)
from analysis.show.data import to_data
from analysis.show.displays import Bundle, Case, Cases, Chart, Item, Prose, Table, TableRow

_OPEN = 6
"""Most cases of a group that are shown open; longer groups are lists of titles to open."""

_LONG = 42
"""Width, in narrow characters, from which cells are taken for sentences."""

_TAGS = {
    "strong": "<strong>{}</strong>",
    "small": "<small>{}</small>",
    "absent": '<span class="none">{}</span>',
    "note": '<span class="note">{}</span>',
}


class Page:
    """Where HTML is to stand.  This one is a notebook; `analysis.site` has one for its pages."""

    def card(self, figure_id: str) -> str:
        """Return where a link to the card of a figure leads."""
        return card_address(figure_id)

    def ident(self, wanted: str) -> str:
        """Return an id that no other element has."""
        return wanted

    def heading(self, level: int, text: str) -> tuple[int, str]:
        """Return level and id of a heading; without an id it has none."""
        return level, ""

    def table(self, heads: Sequence[str]) -> str:
        """Return a class for tables with these column headers, or nothing."""
        return ""


NOTEBOOK = Page()


def text_html(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(text, quote=False)


# --- contents -----------------------------------------------------------------------------------


def content_html(
    content: Content, language: str, page: Page = NOTEBOOK, *, links: bool = True
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
        address = escape(page_address(part.page, part.place))
        return f'<a href="{address}">{text_html(part.text)}</a>'
    address = escape(page.card(part.figure_id))
    return f'<a class="fig" href="{address}"{lang}>{text_html(part.text)}</a>'


def _lang(text: str, language: str) -> str:
    """Return the mark of Chinese words on a page of another language."""
    return ' lang="zh-CN"' if mostly_chinese(text) and not reads_print(language) else ""


# --- displays -----------------------------------------------------------------------------------


@singledispatch
def to_html(value: Any, page: Page = NOTEBOOK) -> str:
    """Return a display as HTML.

    Parameters
    ----------
    value
        A `Table`, `Prose`, `Cases` or `Chart` (of which it is the picture).
    page
        Where it is to stand.

    Raises
    ------
    AnalysisError
        If it is none of these.
    """
    raise AnalysisError(f"{type(value).__name__} is nothing that a page shows.")


@to_html.register
def _(value: Chart, page: Page = NOTEBOOK) -> str:
    return value.svg


@to_html.register
def _(value: Table, page: Page = NOTEBOOK) -> str:
    """Return a table that is accessible; nothing where it is only to be downloaded.

    Its parts have their roles written out, because narrow screens show cells as blocks.
    """
    if value.shown == "download":
        return ""
    name, caption = page.ident(value.name), page.ident(f"{value.name}-caption")
    own = [column for column in value.headers if column not in value.below.values()]
    css = " ".join(filter(None, ("data", page.table([value.headers[column] for column in own]))))
    columns = "".join(f'<col class="{_role(value, column)}">' for column in own)
    head = "".join(
        f'<th scope="col"{_class(value, column)} role="columnheader">{_head(value, column)}</th>'
        for column in own
    )
    rows = "\n".join(_row(value, row, own, page) for row in value.rows)
    notes = "".join(f"<p>{text_html(note)}</p>" for note in value.notes)
    notes = f'\n<div class="notes">{notes}</div>' if notes else ""
    return (
        f'<div class="table-scroll" role="group" tabindex="0" '
        f'aria-labelledby="{caption}" lang="{HTML_LANGUAGE[value.language]}">\n'
        f'<table class="{css}" id="{name}" role="table">\n'
        f'<caption id="{caption}">{text_html(value.caption)}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n</div>{notes}\n'
    )


def _role(table: Table, column: str) -> str:
    """Return the role of a column: declared, or what its cells suggest."""
    if column in table.roles:
        return table.roles[column]
    if column in table.numbers:
        return "number"
    if column == next(iter(table.headers)):
        return "key"
    longest = max((_width(plain(cell)) for cell in table.column(column)), default=0)
    return "prose" if longest > _LONG else "short"


def _width(text: str) -> int:
    """Return how wide a text is: Chinese characters count double."""
    return sum(2 if mostly_chinese(char) else 1 for char in text)


def _class(table: Table, column: str) -> str:
    return ' class="num"' if column in table.numbers else ""


def _head(table: Table, column: str) -> str:
    under = table.below.get(column)
    small = f"<small>{text_html(table.headers[under])}</small>" if under else ""
    return f"{text_html(table.headers[column])}{small}"


def _row(table: Table, row: TableRow, columns: Sequence[str], page: Page) -> str:
    heading, language = next(iter(table.headers)), table.language
    cells = []
    for column in columns:
        tag, scope, role = (
            ("th", ' scope="row"', "rowheader") if column == heading else ("td", "", "cell")
        )
        attributes = f"{scope}{_class(table, column)}{_attributes(row[column], language)}"
        shown = content_html(content_of(row[column]), language, page)
        under = content_of(row[table.below[column]]) if column in table.below else ""
        small = f"<small>{content_html(under, language, page)}</small>" if under else ""
        cells.append(f'<{tag}{attributes} role="{role}">{shown}{small}</{tag}>')
    return f'<tr role="row">{"".join(cells)}</tr>'


def _attributes(cell: Cell, language: str) -> str:
    """Return the language of a cell that is mere text, and its sorting value."""
    content = content_of(cell)
    lang = _lang(content, language) if isinstance(content, str) else ""
    if not isinstance(cell, Sorted):
        return lang
    number = "" if cell.value is None else format_number(cell.value)
    return f'{lang} data-sort="{"" if "/" in number else number}"'


@to_html.register
def _(value: Prose, page: Page = NOTEBOOK) -> str:
    tag = "li" if value.items else "p"
    body = "\n".join(
        f"<{tag}>{content_html(content, value.language, page)}</{tag}>"
        for content in value.paragraphs
    )
    return f'<ul class="prose">\n{body}\n</ul>\n' if value.items else f"{body}\n"


@to_html.register
def _(value: Cases, page: Page = NOTEBOOK) -> str:
    name = page.ident(value.name)
    note = f'<p class="notes">{text_html(value.note)}</p>\n' if value.note else ""
    groups = "".join(_group(value, verdict, cases, page) for verdict, cases in value.groups())
    return (
        f'<div class="cases" id="{name}" lang="{HTML_LANGUAGE[value.language]}" '
        f'data-label="{escape(value.caption)}">\n{note}{groups}</div>\n'
    )


def _group(found: Cases, verdict: str, cases: Sequence[Case], page: Page) -> str:
    number = str(sum(len(case.items) for case in cases))
    label = capital(found.verdicts[verdict], found.language)
    heading = bracketed(label, number, found.language)
    level, ident = page.heading(3, heading)
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
    many = str(len(case.items)) if len(case.items) > 1 else ""
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


# --- bundles ------------------------------------------------------------------------------------


def bundle(value: Any) -> Bundle:
    """Return a display as Jupyter wants it: contents by MIME type, and the value itself as data."""
    kind = "image/svg+xml" if isinstance(value, Chart) else "text/html"
    contents = {kind: to_html(value), "text/plain": value.to_text()}
    return contents, {"analysis": to_data(value)}
