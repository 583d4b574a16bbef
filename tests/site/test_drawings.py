"""Cleaning of SVG, and its pieces."""

from __future__ import annotations

import pytest

from analysis.errors import AnalysisError
from analysis.site import drawings
from analysis.site.outline import Outline

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 10 10" width="10pt" onload="x()"><script>x()</script><style>@import "a";</style>'
    '<defs><clipPath id="c"><rect/></clipPath></defs>'
    '<image xlink:href="http://a.example/x.png"/><use xlink:href="#c"/>'
    '<g clip-path="url(#c)" style="fill:url(http://a.example/y)">'
    '<a xlink:href="figures.html#x-2016-001" target="_blank"><text>字</text></a></g></svg>'
)


def test_svg_is_cleaned_linked_and_unique():
    page = Outline(resolve=lambda figure: f"#fig-{figure}")
    first, second = (drawings.page_svg(drawings.parse_svg(SVG, "x"), page)[0] for _ in range(2))
    assert first == (
        '<svg viewBox="0 0 10 10"><defs><clipPath id="c"><rect /></clipPath></defs>'
        '<image /><use href="#c" /><g clip-path="url(#c)">'
        '<a href="#fig-x-2016-001"><text>字</text></a></g></svg>'
    )
    assert 'id="c-2"' in second
    assert 'href="#c-2"' in second
    assert "url(#c-2)" in second


@pytest.mark.parametrize(("svg", "said"), [("<svg>", "not well formed"), ("<p/>", "got <p>")])
def test_what_is_no_svg_is_refused(svg, said):
    with pytest.raises(AnalysisError, match=said):
        drawings.parse_svg(svg, "x")


def test_svg_characters_by_weight():
    root = drawings.parse_svg(
        '<svg><text>a<tspan style="font-weight:700">b</tspan>c</text>'
        '<g font-weight="bold"><text>d</text></g><title>e</title></svg>',
        "x",
    )
    assert drawings.svg_characters(root) == {400: "ac", 700: "bd"}


def test_a_chart_without_panels_stays_whole():
    root = drawings.parse_svg('<svg viewBox="0 0 340 90"><path d="M 6 20 L 54 20"/></svg>', "x")
    assert drawings.pieces(root) == [root]


def test_panels_become_pictures_cut_at_their_edges():
    root = drawings.parse_svg(
        '<svg viewBox="0 0 340 90" id="c" role="group" aria-label="a" class="chart">'
        '<rect width="340" height="90"/>'
        '<g class="panel key" data-span="0 30"><text>k</text></g>'
        '<g class="panel" data-span="30 60"><text>p</text></g></svg>',
        "x",
    )
    key, panel = drawings.pieces(root)
    assert key.attrib == {"viewBox": "0 0 340 30", "class": "chart key"}
    assert panel.attrib == {"viewBox": "0 30 340 60", "class": "chart"}
    assert [child.text for child in panel] == ["p"]


def test_a_single_panel_keeps_the_words_of_its_chart():
    root = drawings.parse_svg(
        '<svg viewBox="0 0 340 90" role="group" aria-label="a">'
        '<g class="panel" data-span="0 90"><text>p</text></g></svg>',
        "x",
    )
    (panel,) = drawings.pieces(root)
    assert panel.attrib == {
        "viewBox": "0 0 340 90",
        "class": "chart",
        "role": "group",
        "aria-label": "a",
    }
