"""What is drawn on a canvas, and what it refuses."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import matplotlib
import pytest
from drawing import CITIES, SVG, svg_of

from analysis.charts.style import INK, LINE, NORMAL, Canvas, MarkLink, settings, text_width, to_svg
from analysis.errors import AnalysisError


def test_a_canvas_that_is_not_finished_has_no_figure() -> None:
    with pytest.raises(AnalysisError, match="not finished"):
        _ = Canvas(CITIES).figure


def test_a_figure_is_as_high_as_what_is_drawn() -> None:
    canvas = Canvas(CITIES, y=20.2)
    canvas.finish()
    assert canvas.figure.get_size_inches().tolist() == [340 / 72, 21 / 72]
    canvas.finish(50)
    assert canvas.figure.get_size_inches().tolist() == [340 / 72, 50 / 72]


def test_a_text_tells_how_wide_it_is_and_a_paragraph_where_it_ends() -> None:
    canvas = Canvas(CITIES)
    assert canvas.text(0, 10, "“so”") == text_width('"so"')
    assert canvas.paragraph(0, 10, "one two", text_width("two")) == pytest.approx(
        10 + 2 * NORMAL * LINE
    )
    assert canvas.paragraph(0, 10, "", 100) == 10


def test_a_city_that_is_not_in_the_list_has_no_mark() -> None:
    canvas = Canvas(CITIES)
    assert canvas.colour("berry") == "#c96a06"
    with pytest.raises(AnalysisError, match="'nowhere'"):
        canvas.mark(1, 1, "nowhere")


def test_a_link_is_kept_with_its_address_and_tooltip() -> None:
    canvas = Canvas(CITIES)
    canvas.link("k", "figures.html#k", "words")
    assert canvas.links == {"k": MarkLink("figures.html#k", "words")}


def test_panels_become_groups_that_know_their_place() -> None:
    canvas = Canvas(CITIES)
    canvas.panel(rule=False, key=True)
    canvas.text(10, 12, "key")
    canvas.y = 20
    canvas.panel()
    assert canvas.y == 25  # below the rule
    canvas.text(10, 40, "panel")
    canvas.finish(60)
    root = ET.fromstring(to_svg(canvas.figure, "demo", "alt", "en", cuts=canvas.cuts))
    groups = [(group.get("class"), group.get("data-span")) for group in root.iter(f"{SVG}g")]
    assert groups == [("panel key", "0 20"), ("panel", "20 40")]


def test_a_target_belongs_to_the_link_and_shows_nothing() -> None:
    canvas = Canvas(CITIES)
    canvas.link("k", "figures.html#k", "words")
    canvas.target(0, 0, 40, 40, "k")
    canvas.finish(60)
    root = ET.fromstring(svg_of(canvas))
    (path,) = root.iter(f"{SVG}path")
    assert "opacity:0" in str(path.get("style"))
    assert path in list(next(root.iter(f"{SVG}a")))


@pytest.mark.parametrize(
    ("filled", "dashed", "fill"),
    [(True, False, "#c96a06"), (False, False, "#fefefe"), (False, True, "none")],
)
def test_marks_are_filled_hollow_or_dashed(filled: bool, dashed: bool, fill: str) -> None:
    canvas = Canvas(CITIES)
    canvas.mark(20, 20, "berry", filled=filled, dashed=dashed)
    canvas.finish(40)
    svg = svg_of(canvas)
    assert ("stroke-dasharray" in svg) == dashed
    assert f"fill:{fill}" in svg or f"{fill})" in svg


def test_settings_are_ours_inside_and_the_users_again_outside() -> None:
    with matplotlib.rc_context({"font.size": 30.0}):
        with settings():
            assert matplotlib.rcParams["font.size"] == NORMAL
            assert matplotlib.rcParams["svg.hashsalt"] == "analysis"
        assert matplotlib.rcParams["font.size"] == 30.0


def test_ink_is_the_colour_of_what_is_not_told_otherwise() -> None:
    canvas = Canvas(CITIES)
    canvas.line((1, 9), (1, 9))
    canvas.finish(20)
    assert f"stroke:var(--chart-ink, {INK})" in svg_of(canvas)
