"""Displays where notebooks are read: whole without our style, without trust, links that lead on."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import unquote

import pytest
from shown import SVG, cases, chart, table

from analysis.errors import AnalysisError
from analysis.show import notebook_displays
from analysis.show.content import PageLink
from analysis.show.displays import Chart, Prose

CARD = "../../reports/en/document-oz-2031.html#fig-oz-2031-001"
LINES = SVG.replace("/><", "/>\n<")


def html_of(value: Any) -> str:
    contents, _ = value._repr_mimebundle_()
    return str(contents["text/html"])


def pictured(html: str) -> str:
    """Return the picture that an image in HTML holds, as a browser reads its address."""
    found = re.search(r'src="data:image/svg\+xml,([^"]*)"', html)
    assert found
    return unquote(found[1].replace("\n", ""))


def test_a_chart_has_its_words_around_a_picture_that_needs_no_trust() -> None:
    shown: Chart = chart(caveats=["Beware <of> it."], footer="Sources: Oz.")
    html = html_of(shown)
    for words in ("One thing was counted", "Beware &lt;of&gt; it.", "Sources: Oz."):
        assert words in html
    assert pictured(html) == LINES
    assert "<svg" not in html and "<script" not in html and "<style" not in html
    assert f'alt="{shown.alt}"' in html
    assert f"<summary>Data as a table</summary>\n{shown.table.to_html()[:20]}" in html


def test_a_picture_keeps_its_lines_and_loses_links_that_lead_nowhere() -> None:
    svg = '<svg><a id="x" href="figures.html#oz-2031-001"><use href="#m"/></a><path d=""/></svg>\n'
    html = notebook_displays.picture(notebook_displays.by_lines(svg), "")
    assert "figures.html" not in html
    assert html.count("\n") == notebook_displays.by_lines(svg).count("\n") == 3
    assert ET.fromstring(pictured(html)).find("a/use") is not None


def test_lines_are_joined_again_for_a_page() -> None:
    svg = '<svg><path d="M0,0"/><text>a</text> <text>b <tspan>c</tspan></text> </svg>\n'
    assert notebook_displays.by_lines(svg).count("\n") == 4
    assert notebook_displays.in_one_line(notebook_displays.by_lines(svg)) == svg


def test_what_the_site_needs_stands_beside() -> None:
    contents, metadata = chart()._repr_mimebundle_()
    assert contents["image/svg+xml"] == LINES
    assert contents["text/plain"] == "Dot plot: one thing."
    found = metadata["analysis"]
    assert json.loads(json.dumps(found)) == found
    assert (found["kind"], found["title"]) == ("chart", "One thing was counted")
    assert found["figure_ids"] == ["oz-2031-001"]
    assert "svg" not in found


@pytest.mark.parametrize(
    ("shown", "kind"), [(table(), "table"), (cases(), "cases"), (Prose(["a"], "p", "en"), "prose")]
)
def test_other_displays_are_html_and_text(shown: Any, kind: str) -> None:
    contents, metadata = shown._repr_mimebundle_()
    assert set(contents) == {"text/html", "text/plain"}
    told = metadata["analysis"]
    assert json.loads(json.dumps(told)) == told
    assert (told["kind"], told["name"]) == (kind, shown.name)


def test_links_lead_to_cards_and_pages_of_the_reports_of_the_language() -> None:
    assert f'href="{CARD}"' in html_of(table())
    assert f'href="{CARD.replace("/en/", "/zh/")}"' in html_of(table(language="zh"))
    prose = Prose([PageLink("overview", "more", "#pairs")], "p", "en")
    assert 'href="../../reports/en/overview.html#pairs"' in html_of(prose)


def test_cells_begin_where_they_should_and_words_do_not_run_together() -> None:
    html = html_of(table(below={"what": "literal"}))
    small = '<br><small style="font-weight:normal">'
    assert f'<th scope="col" style="text-align:left">What{small}As printed</small></th>' in html
    assert f'<th scope="row" style="text-align:left">&lt;script&gt;{small}' in html
    assert '<td class="num" style="text-align:right">14</td>' in html


def test_what_is_no_display_is_refused() -> None:
    with pytest.raises(AnalysisError, match="str is nothing that a page shows"):
        notebook_displays.bundle("text")
