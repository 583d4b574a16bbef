"""Outputs of cells as parts of a page: charts, tables, lists of cases, sentences, pictures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import nbformat

from analysis.errors import AnalysisError
from analysis.site import assets, downloads, drawings, markup
from analysis.site import web_fonts as fonts
from analysis.site.facts import facts
from analysis.site.outline import Heading, slug
from analysis.site.state import PageState

Told = Mapping[str, Any]
"""What an output says about itself in its metadata."""

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
    told: Told = given.metadata.get("analysis", {})
    if "image/svg+xml" in data:
        return _chart(state, joined(data["image/svg+xml"]), told, number)
    if "text/html" in data:
        return _html(state, joined(data["text/html"]), told, number)
    if "image/png" in data:
        return _image(state, joined(data["image/png"]), told, number)
    if "text/markdown" in data:
        return markdown(state, joined(data["text/markdown"]))
    return _printed(joined(data.get("text/plain", "")))


def markdown(state: PageState, source: str) -> str:
    """Return Markdown as HTML that fits the page."""
    html = markup.clean_html(str(assets.markdown()(source)), state.outline)
    state.at_heading()
    return html


def joined(value: object) -> str:
    """Return the content of an output, which notebooks keep as text or as lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def _printed(text: str) -> str:
    return f'<pre class="printed" tabindex="0">{escape(text)}</pre>' if text.strip() else ""


# --- charts -------------------------------------------------------------------------------------


def _chart(state: PageState, svg: str, told: Told, number: int) -> str:
    name = slug(str(told.get("name") or f"chart-{number}"))
    root = drawings.parse_svg(svg, name)
    alt = str(told.get("alt") or root.get("aria-label") or "")
    if not alt.strip():
        raise AnalysisError(
            f"Page {state.page} ({state.language}), cell {number}: the chart has no alt text: "
            "show it as a Chart."
        )
    title = str(told.get("title") or alt)
    anchor = state.outline.ids.unique(f"chart-{name}")
    before, state.here = state.here, (f"#{anchor}", title)
    heading = state.outline.ids.unique(f"{anchor}-title")
    level = min(state.outline.level + 1, 4)
    frame = _frame(state, root, told, alt, f"{state.page}-{name}")
    canvas = _canvas(state, root, alt)
    for figure in told.get("figure_ids", ()):
        state.resolve(str(figure))
    rows = table_of(told)
    actions = _downloads(state, title, f"{state.page}-{name}", rows, frame)
    data = _data(state, told, rows, title, f"{name}-data")
    below = f"<figcaption>{facts(state, told)}</figcaption>\n{actions}{data}"
    if told.get("brief"):
        state.outline.headings.append(Heading(level, heading, title))
        about = escape(state.word("chart.about"))
        below = f'<details class="about"><summary>{about}</summary>{below}</details>'
    html = (
        f'<figure class="graph{" brief" if told.get("brief") else ""}" id="{anchor}" '
        f'aria-labelledby="{heading}">\n'
        f'<h{level} class="finding" id="{heading}">{escape(title)}</h{level}>\n'
        f"{_lead(state, told)}{canvas}\n{below}</figure>"
    )
    state.here = before
    return html


def _lead(state: PageState, told: Told) -> str:
    """Return what stands between the title of a chart and its picture."""
    lead = markup.clean_html(str(told.get("lead") or ""), state.outline)
    if lead:
        return f'<p class="lead">{lead}</p>\n'
    subtitle = str(told.get("subtitle") or "")
    return f'<p class="sub">{escape(subtitle)}</p>\n' if subtitle else ""


def _canvas(state: PageState, root: ET.Element, alt: str) -> str:
    """Return the drawing, each of its panels a picture that style sets beside the others."""
    if not any("href" in element.attrib for element in root.iter("a")):
        root.set("role", "img")
    root.set("aria-label", alt)
    root.set("class", "chart")
    for weight, chars in drawings.svg_characters(root).items():
        state.characters[weight].update(chars)
    parts = drawings.page_svg(root, state.outline)
    role = f' role="group" aria-label="{escape(alt)}"' if len(parts) > 1 else ""
    drawn = sum('class="chart key"' not in part for part in parts)
    css = "canvas" if drawn > 1 else "canvas single"
    return f'<div class="{css}"{role}>{"".join(parts)}</div>'


def _data(
    state: PageState, told: Told, rows: Sequence[Sequence[str]], title: str, name: str
) -> str:
    """Return the data of a chart as a real table, closed."""
    given = told.get("table")
    if isinstance(given, Mapping) and given.get("html"):
        html = str(given["html"])
    elif rows:
        html = _plain_table(rows, state.word("chart.data_of", title=title), name)
    else:
        return ""
    return _folded(state.word("chart.data"), markup.clean_html(html, state.outline))


def _folded(summary: str, html: str) -> str:
    return f'<details class="data"><summary>{escape(summary)}</summary>{html}</details>\n'


def _paper(root: ET.Element) -> ET.Element:
    """Return a chart with nothing on it but its background and a place for each panel."""
    paper = ET.Element("svg", {"viewBox": root.get("viewBox", "0 0 0 0")})
    family = root.get("font-family", "sans-serif").replace(f"'{fonts.FAMILY}', ", "")
    paper.set("font-family", f"'{fonts.FAMILY}', '{fonts.TEXT_FAMILY}', {family}")
    paper.set("stroke-linejoin", root.get("stroke-linejoin", "miter"))
    paper.extend([child for child in root if child.tag == "rect"][:1])
    panels = [child for child in root if "data-span" in child.attrib]
    for panel in panels:
        ET.SubElement(paper, "g", dict(panel.attrib))
    if not panels:
        ET.SubElement(paper, "g")
    return paper


def _frame(state: PageState, root: ET.Element, told: Told, alt: str, name: str) -> str:
    """Return the link to a chart's file, for the script: title and footer around empty groups.

    The script puts the drawing of the page into them, so that no drawing stands on a page twice.
    """
    from analysis.charts import style

    title, subtitle = str(told.get("title") or ""), str(told.get("subtitle") or "")
    paper = _paper(root)
    if len(paper) > 1 and title and subtitle:
        drawn = ET.tostring(paper, encoding="unicode", short_empty_elements=False)
        drawn = drawn.replace("></rect>", "/>")  # as the charts write it
        framed = style.headed_svg(drawn, title, subtitle, str(told.get("footer") or ""))
        paper = drawings.parse_svg(framed, title)
    for weight, chars in drawings.svg_characters(paper).items():
        state.characters[weight].update(chars)
    file = drawings.svg_file(paper, title or alt, alt).partition("\n")[2].strip()
    file = file.replace(f' xmlns="{drawings.SVG_NAMESPACE}"', "", 1)  # HTML needs none
    shown, label = state.word("chart.svg"), state.word("chart.svg_of", title=title or alt)
    return (
        f'<template class="frame"><a download="{escape(name)}-{state.language}.svg" '
        f'aria-label="{escape(shown)}: {escape(label)}">{escape(shown)}</a>{file}</template>'
    )


def _image(state: PageState, png: str, told: Told, number: int) -> str:
    alt = str(told.get("alt") or "")
    if not alt.strip():
        raise AnalysisError(
            f"Page {state.page} ({state.language}), cell {number}: the picture has no alt text: "
            "show it as a Chart."
        )
    source = f"data:image/png;base64,{''.join(png.split())}"
    return f'<p class="picture"><img alt="{escape(alt)}" src="{source}"></p>'


# --- tables, lists and sentences ----------------------------------------------------------------


def _html(state: PageState, html: str, told: Told, number: int) -> str:
    rows = table_of(told) or markup.table_rows(html)
    name = slug(str(told.get("name") or f"table-{number}"))
    caption = str(told.get("caption") or "")
    if told.get("kind") == "table" and not told.get("rows"):
        return f'<div class="prose"><p>{escape(state.word("chart.empty", title=caption))}</p></div>'
    before = state.here
    if rows and caption and html.strip():
        state.here = (f"#{name}", caption)
    clean = markup.clean_html(html, state.outline)
    for figure in told.get("figure_ids", ()) if html.strip() else ():
        state.resolve(str(figure))
    state.here = before
    if not rows:
        return f'<div class="prose">{clean}</div>'
    title = caption or state.word("chart.table", n=state.outline.tables)
    actions = _downloads(state, title, f"{state.page}-{name}", rows)
    if told.get("shown") == "download":
        return f'<div class="tabular">{actions}</div>'
    if f'id="{name}"' not in clean:
        name = state.outline.ids.unique(name)
        clean = f'<div id="{name}">{clean}</div>'
    if told.get("shown") == "folded":
        count = state.word("chart.rows", title=title, n=len(rows) - 1)
        return f'<div class="tabular folded">{_folded(count, clean)}{actions}</div>'
    said = facts(state, {**told, "caveats": (), "footer": ""}) if told.get("caveats") else ""
    return f'<div class="tabular">{clean}{said}{actions}</div>'


def table_of(told: Told) -> list[list[str]]:
    """Return header and rows of a chart's or table's data."""
    given = told["table"] if isinstance(told.get("table"), Mapping) else told
    if "rows" in given and "columns" in given:
        headers = given.get("headers", {})
        head = [str(headers.get(column, column)) for column in given["columns"]]
        return [head, *([str(cell) for cell in row] for row in given["rows"])] if head else []
    data = given.get("data")
    return downloads.read_csv(data) if isinstance(data, str) and data else []


def _plain_table(rows: Sequence[Sequence[str]], caption: str, name: str) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in rows[1:]
    )
    return (
        f'<table class="data" id="{name}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
    )


# --- downloads ----------------------------------------------------------------------------------


def _downloads(
    state: PageState, title: str, name: str, rows: Sequence[Sequence[str]], frame: str = ""
) -> str:
    """Return the links to the files of a chart or table."""
    links = f"{_csv_link(state, title, name, rows)} {frame}".strip() if rows else frame
    return f'<p class="actions">{links}</p>\n' if links else ""


def _csv_link(state: PageState, title: str, name: str, rows: Sequence[Sequence[str]]) -> str:
    shown, label = escape(state.word("chart.csv")), escape(state.word("chart.csv_of", title=title))
    address = downloads.data_uri("text/csv", downloads.write_csv(rows))
    return (
        f'<a download="{escape(name)}-{state.language}.csv" aria-label="{shown}: {label}" '
        f'href="{address}">{shown}</a>'
    )
