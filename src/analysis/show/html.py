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
from analysis.show.content import (
    Cell,
    Content,
    Inline,
    Lines,
    PageLink,
    Sorted,
    Styled,
    content_of,
    inlines,
    plain,
)
from analysis.show.displays import Bundle, Case, Cases, Chart, Item, Prose, Table, TableRow

CARDS = "figures.html"
"""Page with the cards of all figures."""

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


def card_address(figure_id: str) -> str:
    """Return the address of a figure's card, relative to a page of the same language."""
    return f"{CARDS}#{figure_id}"


# --- contents -----------------------------------------------------------------------------------


def content_html(content: Content, language: str, *, links: bool = True) -> str:
    """Return a content as HTML on a page of a language.

    Parameters
    ----------
    content
        Text, links and roles.
    language
        Language of the page, so that printed Chinese in another one is marked.
    links
        Whether links lead anywhere; without, their words stay as they are.
    """
    return "".join(_inline(part, language, links) for part in inlines(content))


def _inline(part: Inline, language: str, links: bool) -> str:
    if isinstance(part, str):
        return escape(part)
    if isinstance(part, Lines):
        return "<br>".join(content_html(line, language, links=links) for line in part.lines)
    if isinstance(part, Styled):
        inside = content_html(part.content, language, links=links)
        if part.role == "printed":
            lang = ' lang="zh-CN"' if isinstance(part.content, str) else ""
            return f'<span class="literal"{lang}>{inside}</span>'
        return _TAGS[part.role].format(inside)
    lang = _lang(part.text, language) if isinstance(part, Link) else ""
    if not links:
        return f"<span{lang}>{escape(part.text)}</span>"
    if isinstance(part, PageLink):
        return f'<a href="{escape(part.page)}.html{escape(part.place)}">{escape(part.text)}</a>'
    address = escape(card_address(part.figure_id))
    return f'<a class="fig" href="{address}"{lang}>{escape(part.text)}</a>'


def _lang(text: str, language: str) -> str:
    """Return the mark of Chinese words on a page of another language."""
    return ' lang="zh-CN"' if mostly_chinese(text) and not reads_print(language) else ""


# --- displays -----------------------------------------------------------------------------------


@singledispatch
def to_html(value: Any) -> str:
    """Return a display as HTML.

    Parameters
    ----------
    value
        A `Table`, `Prose`, `Cases` or `Chart` (of which it is the picture).

    Raises
    ------
    AnalysisError
        If it is none of these.
    """
    raise AnalysisError(f"{type(value).__name__} is nothing that a page shows.")


@to_html.register
def _(value: Chart) -> str:
    return value.svg


@to_html.register
def _(value: Table) -> str:
    """Return a table that is accessible; nothing where it is only to be downloaded."""
    if value.shown == "download":
        return ""
    own = [column for column in value.headers if column not in value.below.values()]
    columns = "".join(f'<col class="{_role(value, column)}">' for column in own)
    head = "".join(
        f'<th scope="col"{_class(value, column)}>{_head(value, column)}</th>' for column in own
    )
    rows = "\n".join(_row(value, row, own) for row in value.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in value.notes)
    notes = f'\n<div class="notes">{notes}</div>' if notes else ""
    return (
        f'<div class="table-scroll" role="region" tabindex="0" '
        f'aria-labelledby="{value.name}-caption" lang="{HTML_LANGUAGE[value.language]}">\n'
        f'<table class="data" id="{value.name}">\n'
        f'<caption id="{value.name}-caption">{escape(value.caption)}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>{notes}\n"
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
    small = f"<small>{escape(table.headers[under])}</small>" if under else ""
    return f"{escape(table.headers[column])}{small}"


def _row(table: Table, row: TableRow, columns: Sequence[str]) -> str:
    heading = next(iter(table.headers))
    cells = []
    for column in columns:
        tag, scope = ("th", ' scope="row"') if column == heading else ("td", "")
        attributes = f"{scope}{_class(table, column)}{_attributes(row[column], table.language)}"
        shown = content_html(content_of(row[column]), table.language)
        under = content_of(row[table.below[column]]) if column in table.below else ""
        small = f"<small>{content_html(under, table.language)}</small>" if under else ""
        cells.append(f"<{tag}{attributes}>{shown}{small}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _attributes(cell: Cell, language: str) -> str:
    """Return the language of a cell that is mere text, and its sorting value."""
    content = content_of(cell)
    lang = _lang(content, language) if isinstance(content, str) else ""
    if not isinstance(cell, Sorted):
        return lang
    number = "" if cell.value is None else format_number(cell.value)
    return f'{lang} data-sort="{"" if "/" in number else number}"'


@to_html.register
def _(value: Prose) -> str:
    tag = "li" if value.items else "p"
    body = "\n".join(
        f"<{tag}>{content_html(content, value.language)}</{tag}>" for content in value.paragraphs
    )
    return f'<ul class="prose">\n{body}\n</ul>\n' if value.items else f"{body}\n"


@to_html.register
def _(value: Cases) -> str:
    note = f'<p class="notes">{escape(value.note)}</p>\n' if value.note else ""
    groups = "".join(_group(value, verdict, cases) for verdict, cases in value.groups())
    return (
        f'<div class="cases" id="{value.name}" lang="{HTML_LANGUAGE[value.language]}" '
        f'data-label="{escape(value.caption)}">\n{note}{groups}</div>\n'
    )


def _group(found: Cases, verdict: str, cases: Sequence[Case]) -> str:
    number = str(sum(len(case.items) for case in cases))
    label = capital(found.verdicts[verdict], found.language)
    heading = bracketed(label, number, found.language)
    body = "".join(_case(case, found.language, shown=len(cases) <= _OPEN) for case in cases)
    return (
        f'<section class="verdict-{verdict}"><h3>{escape(heading)}</h3>\n'
        f"<ul>\n{body}</ul></section>\n"
    )


def _case(case: Case, language: str, *, shown: bool) -> str:
    """Return a case: what kind it is and a gist of it, which opens into all that is to be said.

    The gist has neither calculation nor links, which a summary must not hold.
    """
    many = str(len(case.items)) if len(case.items) > 1 else ""
    heading = bracketed(capital(case.title, language), many, language)
    items = [_item(item, language) for item in case.items]
    found = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    facts = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{content_html(content, language)}</dd></div>"
        for term, content in case.facts
        if content
    )
    facts = f'<dl class="facts">{facts}</dl>' if facts else ""
    gist = content_html(case.items[0].text, language, links=False)
    return (
        f'<li><details class="case"{" open" if shown else ""}>'
        f'<summary><b>{escape(heading)}</b> <small class="gist">{gist}</small></summary>\n'
        f'<div class="told">{found if many else f"<p>{items[0]}</p>"}{facts}</div></details></li>\n'
    )


def _item(item: Item, language: str) -> str:
    text = content_html(item.text, language)
    if not item.calculation:
        return text
    return f'{text} <small class="sum">{content_html(item.calculation, language)}</small>'


# --- bundles ------------------------------------------------------------------------------------


def bundle(value: Any) -> Bundle:
    """Return a display as Jupyter wants it: contents by MIME type, and what the exporter needs."""
    kind = "image/svg+xml" if isinstance(value, Chart) else "text/html"
    contents = {kind: to_html(value), "text/plain": value.to_text()}
    return contents, {"analysis": metadata(value)}


@singledispatch
def metadata(value: Any) -> dict[str, Any]:
    """Return what the exporter needs of a display besides its HTML or its picture.

    Raises
    ------
    AnalysisError
        If it is nothing that a page shows.
    """
    raise AnalysisError(f"{type(value).__name__} is nothing that a page shows.")


@metadata.register
def _(value: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "name": value.name,
        "language": value.language,
        "caption": value.caption,
        "columns": list(value.headers),
        "headers": dict(value.headers),
        "rows": value.cells,
        "figure_ids": list(value.figure_ids),
        "notes": list(value.notes),
        "shown": value.shown,
    }


@metadata.register
def _(value: Chart) -> dict[str, Any]:
    return {
        "kind": "chart",
        "name": value.name,
        "language": value.language,
        "title": value.title,
        "subtitle": value.subtitle,
        "lead": content_html(value.lead, value.language),
        "brief": value.brief,
        "alt": value.alt,
        "caveats": list(value.caveats),
        "footer": value.footer,
        "sources": list(value.sources),
        "figure_ids": list(value.figure_ids),
        "table": {"html": to_html(value.table), **metadata(value.table)},
    }


@metadata.register
def _(value: Prose) -> dict[str, Any]:
    return {
        "kind": "prose",
        "name": value.name,
        "language": value.language,
        "figure_ids": list(value.figure_ids),
    }


@metadata.register
def _(value: Cases) -> dict[str, Any]:
    return {
        "kind": "cases",
        "name": value.name,
        "language": value.language,
        "caption": value.caption,
        "columns": list(value.headers),
        "headers": dict(value.headers),
        "rows": [list(row) for row in value.rows],
        "figure_ids": list(value.figure_ids),
    }
