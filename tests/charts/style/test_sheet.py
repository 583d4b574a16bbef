"""A picture of its own has its title, subtitle and footer, and its panels in columns."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawing import CITIES, SVG, drawing, svg_of

from analysis.charts import style
from analysis.charts.style import Canvas, to_svg
from analysis.errors import AnalysisError


def test_headed_svg_holds_title_subtitle_and_footer() -> None:
    plain = svg_of(drawing())
    headed = style.headed_svg(plain, "A <title>", "what “it” shows", "Sources: x")
    root = ET.fromstring(headed)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts == ["A <title>", 'what "it" shows', "近1400万元", "plain", "Sources: x"]
    assert float(root.get("viewBox", "").split()[3]) > 100


def test_headed_svg_refuses_what_is_no_chart() -> None:
    with pytest.raises(AnalysisError, match="no chart of ours"):
        style.headed_svg("<svg></svg>", "t", "s")


def panels(*heights: float, key: float = 0) -> str:
    """Return a picture with panels of these heights, and a key above them if it has a height."""
    canvas = Canvas(CITIES)
    for number, height in enumerate((key, *heights) if key else heights):
        start = canvas.y
        canvas.panel(rule=False, key=bool(key) and number == 0)
        canvas.text(10, start + 20, f"panel {number}")
        canvas.y = start + height
    canvas.finish()
    return to_svg(canvas.figure, "demo", "alt", "en", cuts=canvas.cuts)


def places(svg: str) -> list[str]:
    """Return where the panels of a picture of its own stand."""
    root = ET.fromstring(style.headed_svg(svg, "T", "S"))
    moved = [str(group.get("transform")) for group in root.iter(f"{SVG}g")]
    return [place.removeprefix("translate(").removesuffix(")") for place in moved[1:]]


def test_low_panels_stay_below_each_other() -> None:
    assert places(panels(100, 200)) == ["0 0", "0 0"]  # each where it was


def test_high_panels_stand_in_two_columns() -> None:
    assert places(panels(400, 400)) == ["0 0", "368 -400"]


def test_very_high_panels_stand_in_three_balanced_columns() -> None:
    found = places(panels(600, 300, 300, 600))
    assert found == ["0 0", "368 -600", "368 -600", "736 -1200"]


def test_the_key_stays_above_all_columns() -> None:
    assert places(panels(400, 400, key=50)) == ["0 0", "0 0", "368 -400"]


def test_one_panel_is_never_parted() -> None:
    assert places(panels(2000)) == ["0 0"]
