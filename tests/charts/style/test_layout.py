"""Texts that are cut or lie on something are named."""

from __future__ import annotations

from drawing import CITIES

from analysis.charts.style import Canvas
from analysis.charts.style.layout import layout_faults


def test_layout_faults_name_cut_and_overlapping_texts() -> None:
    canvas = Canvas(CITIES)
    canvas.text(400, 20, "a long text at the edge")
    canvas.text(10, 50, "one")
    canvas.text(14, 52, "two")
    canvas.finish(60)
    assert layout_faults(canvas.figure) == ["cut: a long text at the edge", "overlap: two | one"]


def test_a_text_on_a_mark_or_a_thick_line_is_named() -> None:
    canvas = Canvas(CITIES)
    canvas.text(10, 20, "on a mark")
    canvas.mark(20, 17, CITIES[0])
    canvas.text(10, 50, "on a line")
    canvas.line((5, 60), (47, 47), width=2)
    canvas.text(10, 80, "on a hair")
    canvas.line((5, 60), (77, 77), width=1)
    canvas.finish(100)
    assert layout_faults(canvas.figure) == ["on a mark: on a mark", "on a mark: on a line"]


def test_texts_are_measured_from_their_anchor() -> None:
    canvas = Canvas(CITIES)
    canvas.text(canvas.width, 20, "right", anchor="right")
    canvas.text(canvas.width / 2, 20, "middle", anchor="center")
    canvas.text(canvas.width - 2, 40, "cut", anchor="center")
    canvas.finish(60)
    assert layout_faults(canvas.figure) == ["cut: cut"]
