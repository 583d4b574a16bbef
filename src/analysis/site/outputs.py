"""Outputs of cells as parts of a page: charts, tables, lists of cases, sentences, pictures.

What our own displays say is written from their values, which notebooks keep beside the HTML;
everything else is made harmless first.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import nbformat

from analysis.charts.style.fonts import FAMILY, TEXT_FAMILY
from analysis.errors import AnalysisError
from analysis.show.addresses import page_address
from analysis.show.content import plain_content
from analysis.show.data import from_data
from analysis.show.displays import Cases, Chart, KeyFigures, Prose, Table
from analysis.show.html import content_html, shown_width, to_html
from analysis.show.notebook_displays import in_one_line
from analysis.site import downloads, drawings, foreign_html, how
from analysis.site import markdown as prose
from analysis.site.data_files import records
from analysis.site.facts import facts
from analysis.site.outline import Heading, slug
from analysis.site.state import PageState

Rows = Sequence[Sequence[str]]
"""Header and rows of a download."""

_GUIDE = ("method", "#how-to-read-the-charts")
"""Where it is explained how to read a chart."""

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def output(state: PageState, given: nbformat.NotebookNode, number: int) -> str:
    """Return one output of cell `number` as HTML; empty where there is nothing to show.

    Raises
    ------
    AnalysisError
        If the output is an error, or a picture without alt text.
    """
    if given.output_type == "error":
        raise AnalysisError(
            f"Page {state.page} ({state.language}), cell {number}: the output is an error "
            f"({given.ename}): run the notebook to its end first."
        )
    if given.output_type == "stream":
        return _printed(_ANSI.sub("", given.text)) if given.name == "stdout" else ""
    data: Mapping[str, Any] = given.data
    told: Mapping[str, Any] = given.metadata.get("analysis", {})
    value = from_data(told, in_one_line(joined_text(data.get("image/svg+xml", ""))))
    if value is not None:
        claims = told.get("claims", ()) if state.explains else ()
        if isinstance(value, Chart):
            return _chart(state, value, how.computed(state, claims))
        state.claims += claims
        return _display(state, value)
    if "image/svg+xml" in data:
        return _picture(state, joined_text(data["image/svg+xml"]), told, number)
    if "text/html" in data:
        return _foreign(state, joined_text(data["text/html"]), number)
    if "image/png" in data:
        return _image(state, joined_text(data["image/png"]), told, number)
    if "text/markdown" in data:
        state.claims += told.get("claims", ())
        return markdown(state, joined_text(data["text/markdown"]))
    return _printed(joined_text(data.get("text/plain", "")))


def _display(state: PageState, value: Table | Cases | KeyFigures | Prose) -> str:
    if isinstance(value, Table):
        return _table(state, value)
    if isinstance(value, Cases):
        return _cases(state, value)
    if isinstance(value, KeyFigures):
        return _placed(state, value)
    return _prose(state, value)


def markdown(state: PageState, source: str) -> str:
    """Return Markdown as HTML that fits the page."""
    html = prose.render(source, state.outline)
    state.at_heading()
    return html


def is_markdown(given: nbformat.NotebookNode) -> bool:
    """Tell whether an output is words in Markdown."""
    kinds = set(given.get("data", {})) - {"text/plain"}
    return kinds == {"text/markdown"}


def joined_text(value: object) -> str:
    """Return the content of an output, which notebooks keep as text or as lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def _printed(text: str) -> str:
    return f'<pre class="printed" tabindex="0">{escape(text)}</pre>' if text.strip() else ""


# --- charts -------------------------------------------------------------------------------------


def _chart(state: PageState, chart: Chart, computed: str) -> str:
    name = slug(chart.name)
    roots = [drawings.parse_svg(svg, name) for svg in (chart.svg, chart.narrow) if svg]
    anchor = state.outline.ids.unique(f"chart-{name}")
    before, state.here = state.here, (f"#{anchor}", chart.title)
    heading = state.outline.ids.unique(f"{anchor}-title")
    level = min(state.outline.level + 1, 4)
    file = f"{state.page}-{name}"
    frame = _frame(state, roots[0], chart, file)
    canvas = _canvas(state, roots, chart.alt)
    for figure in chart.figure_ids:
        state.use(figure)
    rows = records(chart.table, state.known)
    actions = _downloads(state, chart.title, file, rows, frame + _guide(state))
    data = _folded(state.word("chart.data"), to_html(chart.table, state))
    about = facts(state, chart.figure_ids, chart.caveats, chart.footer)
    below = f"{about}\n{actions}{data}{computed}"
    if chart.brief:
        state.outline.headings.append(Heading(level, heading, chart.title))
        summary = escape(state.word("chart.about"))
        below = f'<details class="about"><summary>{summary}</summary>{below}</details>'
    html = (
        f'<figure class="{_kinds(chart)}" id="{anchor}" '
        f'aria-labelledby="{heading}">\n'
        f'<h{level} class="finding" id="{heading}">{escape(chart.title)}</h{level}>\n'
        f"{_lead(state, chart)}{canvas}\n<figcaption>{below}</figcaption></figure>"
    )
    state.here = before
    return html


def _kinds(chart: Chart) -> str:
    """Return the classes of a chart: with many words they stand above it, not beside it."""
    brief = " brief" if chart.brief else ""
    wordy = " wordy" if shown_width(plain_content(chart.lead)) > _BESIDE else ""
    return f"graph{brief}{wordy}"


_BESIDE = 480
"""Width of the longest text that stands beside a chart, in letters."""


def _guide(state: PageState) -> str:
    """Return the link to the page that explains charts, where there is one."""
    if _GUIDE[0] not in {entry.name for entry in state.context.pages}:
        return ""
    return f' <a href="{page_address(*_GUIDE)}">{escape(state.word("chart.guide"))}</a>'


def _lead(state: PageState, chart: Chart) -> str:
    """Return what stands between the title of a chart and its picture."""
    if chart.lead:
        return f'<p class="lead">{content_html(chart.lead, state.language, state)}</p>\n'
    return f'<p class="sub">{escape(chart.subtitle)}</p>\n'


def _canvas(state: PageState, roots: Sequence[ET.Element], alt: str) -> str:
    """Return the drawings of one picture: where there are two, style shows the one that fits."""
    parts = []
    for root, size in zip(roots, ("wide", "narrow"), strict=False):
        if not any("href" in element.attrib for element in root.iter("a")):
            root.set("role", "img")
        for link in root.iter("a"):
            if not state.computed(link.get("data-derived", "")):
                link.attrib.pop("data-derived", None)
            if size == "narrow" and link.find(".//text") is not None:
                for title in link.findall("title"):  # no pointer, no tooltip: the text names it
                    link.remove(title)
        root.set("aria-label", alt)
        root.set("class", f"chart {size}" if len(roots) > 1 else "chart")
        for weight, chars in drawings.svg_characters(root).items():
            state.characters[weight].update(chars)
        parts.append(drawings.page_svg(root, state.outline))
    return f'<div class="canvas">{"".join(parts)}</div>'


def _folded(summary: str, html: str) -> str:
    return f'<details class="data"><summary>{escape(summary)}</summary>{html}</details>\n'


def _paper(root: ET.Element) -> ET.Element:
    """Return a chart with nothing on it but its background and a place for the drawing."""
    paper = ET.Element("svg", {"viewBox": root.get("viewBox", "0 0 0 0")})
    family = root.get("font-family", "sans-serif").replace(f"'{FAMILY}', ", "")
    paper.set("font-family", f"'{FAMILY}', '{TEXT_FAMILY}', {family}")
    paper.set("stroke-linejoin", root.get("stroke-linejoin", "miter"))
    paper.extend([child for child in root if child.tag == "rect"][:1])
    ET.SubElement(paper, "g")
    return paper


def _frame(state: PageState, root: ET.Element, chart: Chart, name: str) -> str:
    """Return the link to a chart's file, for the script: title and sources around an empty group.

    The script puts the drawing of the page into it, so that no drawing stands on a page twice.
    """
    from analysis.charts import style

    title = chart.title
    paper = _paper(root)
    if len(paper) > 1:
        drawn = ET.tostring(paper, encoding="unicode", short_empty_elements=False)
        drawn = drawn.replace("></rect>", "/>")  # as the charts write it
        notes = (chart.footer, style.credit(state.language, state.context.data_version))
        framed = style.headed_svg(drawn, title, chart.subtitle, notes)
        paper = drawings.parse_svg(framed, title)
    for weight, chars in drawings.svg_characters(paper).items():
        state.characters[weight].update(chars)
    file = drawings.svg_file(paper, title, chart.alt).partition("\n")[2].strip()
    file = file.replace(f' xmlns="{drawings.SVG_NAMESPACE}"', "", 1)  # HTML needs none
    shown, label = state.word("chart.svg"), state.word("chart.svg_of", title=title)
    return (
        f'<template class="frame"><a download="{escape(name)}-{state.language}.svg" '
        f'aria-label="{escape(shown)}: {escape(label)}">{escape(shown)}</a>{file}</template>'
    )


# --- tables, lists and sentences ----------------------------------------------------------------


def _prose(state: PageState, value: Prose) -> str:
    html = to_html(value, state)
    for figure in value.figure_ids:
        state.use(figure)
    return f'<div class="prose" id="{state.ident(value.name)}">{html}</div>'


def _table(state: PageState, table: Table) -> str:
    if not table.rows:
        said = escape(state.word("chart.empty", title=table.caption))
        return f'<div class="prose empty"><p>{said}</p></div>'
    html = _placed(state, table)
    above = state.outline.headings[-1].text if state.outline.headings else ""
    if above.casefold() == table.caption.casefold():  # not twice for the eye
        html = html.replace("<caption ", '<caption class="said" ', 1)
    actions = _downloads(
        state, table.caption, f"{state.page}-{table.name}", records(table, state.known)
    )
    if table.shown == "download":
        return f'<div class="tabular">{actions}</div>'
    if table.shown == "folded":
        count = state.word("chart.rows", title=table.caption, n=len(table.rows))
        return f'<div class="tabular folded">{_folded(count, html)}{actions}</div>'
    return f'<div class="tabular">{html}{actions}</div>'


def _cases(state: PageState, cases: Cases) -> str:
    html = _placed(state, cases)
    actions = _downloads(
        state, cases.caption, f"{state.page}-{cases.name}", records(cases, state.known)
    )
    return f'<div class="tabular">{html}{actions}</div>'


def _placed(state: PageState, value: Table | Cases | KeyFigures) -> str:
    """Return a table or list as HTML; what it links to is used where it stands."""
    before, state.here = state.here, (f"#{value.name}", value.caption)
    taken = value.name in state.outline.ids.taken
    html = to_html(value, state)
    if html:
        for figure in value.figure_ids:
            state.use(figure)
    state.here = before
    return f'<div id="{state.ident(value.name)}">{html}</div>' if taken and html else html


# --- what is not ours ---------------------------------------------------------------------------


def _foreign(state: PageState, html: str, number: int) -> str:
    """Return HTML of others: a table in a box that scrolls, with its download, or prose."""
    clean, rows = foreign_html.clean(html, state.outline), foreign_html.table_rows(html)
    if not rows:
        return f'<div class="prose">{clean}</div>'
    label = escape(state.outline.table_title())
    title = state.word("chart.table", n=state.outline.tables)
    name = state.outline.ids.unique(f"table-{number}")
    actions = _downloads(state, title, f"{state.page}-{name}", rows)
    box = f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">{clean}</div>'
    return f'<div class="tabular"><div id="{name}">{box}</div>{actions}</div>'


def _alt(state: PageState, told: Mapping[str, Any], given: str, kind: str, number: int) -> str:
    alt = str(told.get("alt") or given)
    if not alt.strip():
        raise AnalysisError(
            f"Page {state.page} ({state.language}), cell {number}: the {kind} has no alt text: "
            "show it as a Chart."
        )
    return alt


def _picture(state: PageState, svg: str, told: Mapping[str, Any], number: int) -> str:
    root = drawings.parse_svg(svg, f"chart-{number}")
    return _canvas(state, [root], _alt(state, told, root.get("aria-label", ""), "chart", number))


def _image(state: PageState, png: str, told: Mapping[str, Any], number: int) -> str:
    alt = _alt(state, told, "", "picture", number)
    source = f"data:image/png;base64,{''.join(png.split())}"
    return f'<p class="picture"><img alt="{escape(alt)}" src="{source}"></p>'


# --- downloads ----------------------------------------------------------------------------------


def _downloads(state: PageState, title: str, name: str, rows: Rows, frame: str = "") -> str:
    """Return the links to the files of a chart or table."""
    if rows and not state.downloads:
        rows, state.left_out = [], True
    links = f"{_csv_link(state, title, name, rows)} {frame}".strip() if rows else frame
    return f'<p class="actions">{links}</p>\n' if links else ""


def _csv_link(state: PageState, title: str, name: str, rows: Rows) -> str:
    shown, label = escape(state.word("chart.csv")), escape(state.word("chart.csv_of", title=title))
    text = downloads.write_csv(rows)
    if state.packs:
        state.files.append(text)
        return (
            f'<button type="button" data-file="{len(state.files) - 1}" '
            f'data-name="{escape(name)}-{state.language}.csv" aria-label="{shown}: {label}" '
            f"hidden>{shown}</button>"
        )
    address = downloads.data_uri("text/csv", text)
    return (
        f'<a download="{escape(name)}-{state.language}.csv" aria-label="{shown}: {label}" '
        f'href="{address}">{shown}</a>'
    )
