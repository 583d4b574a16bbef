"""A picture of its own has its title and subtitle, its sources, name and licence."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawing import SVG, svg

from analysis.charts import style
from analysis.errors import AnalysisError
from analysis.show.displays import Chart


def test_headed_svg_holds_title_subtitle_and_notes() -> None:
    headed = style.headed_svg(svg(), "A <title>", "what “it” shows", ("Sources: x", "", "ours"))
    root = ET.fromstring(headed)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts[:2] == ["A <title>", 'what "it" shows']
    assert texts[-2:] == ["Sources: x", "ours"]
    box = [float(each) for each in str(root.get("viewBox")).split()]
    assert root.get("height") == f"{box[3]:g}"
    assert box[3] > float(str(ET.fromstring(svg()).get("height")))


def test_headed_svg_refuses_what_is_no_chart() -> None:
    with pytest.raises(AnalysisError, match="no chart of ours"):
        style.headed_svg("<svg></svg>", "t", "s")


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "union-figures 9.9.9, CC BY 4.0"), ("zh", "union-figures 9.9.9，CC BY 4.0")],
)
def test_a_file_of_its_own_says_whose_it_is(language: str, line: str) -> None:
    chart = Chart("demo", language, svg(), "alt", "T", "S", [], {"a": "A"}, footer="Sources: x.")
    root = ET.fromstring(style.standalone(chart, "9.9.9"))
    assert [each.text for each in root.iter(f"{SVG}text")][-2:] == ["Sources: x.", line]
