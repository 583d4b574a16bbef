"""Texts that are cut or lie on another one are named."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.charts.style.layout import layout_faults


def figure() -> Figure:
    return Figure(figsize=(4, 1), dpi=72)


def test_layout_faults_name_cut_and_overlapping_texts() -> None:
    drawn = figure()
    drawn.text(0.9, 0.8, "a long text at the edge")
    drawn.text(0.1, 0.3, "one")
    drawn.text(0.11, 0.32, "two")
    assert sorted(layout_faults(drawn)) == ["cut: a long text at the edge", "overlap: two | one"]


def test_texts_apart_are_no_fault() -> None:
    drawn = figure()
    drawn.text(0.1, 0.7, "one")
    drawn.text(0.1, 0.2, "two")
    drawn.text(0.1, 0.2, "")
    assert layout_faults(drawn) == []
