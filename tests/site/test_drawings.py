"""Cleaning of SVG."""

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
    first, second = (drawings.page_svg(drawings.parse_svg(SVG, "x"), page) for _ in range(2))
    assert first == (
        '<svg viewBox="0 0 10 10"><defs><clipPath id="c"><rect/></clipPath></defs>'
        '<image/><use href="#c"/><g clip-path="url(#c)">'
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
