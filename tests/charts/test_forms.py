"""Views of figures, panels, axes and dot plots."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from chart_data import chosen

from analysis.charts.forms.axis import axis_for, off_scale
from analysis.charts.forms.dot_plot import dot_plot
from analysis.charts.forms.marks import AxisScale, Mark
from analysis.charts.story.panels import panel_of
from analysis.charts.style import to_svg
from analysis.charts.style.layout import layout_faults
from analysis.charts.views import FigureView
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import format_ratio
from analysis.tables.codebook import Labels

SVG = "{http://www.w3.org/2000/svg}"
Figures = Sequence[Figure]


def mark(figures: Figures, figure_id: str, labels: Labels) -> Mark:
    """Return one figure as a mark."""
    return FigureView(*chosen(figures, figure_id), labels).mark


@pytest.mark.parametrize(
    ("figure_id", "words", "stated", "fades"),
    [
        ("aston-2016-001", "8.6 million yuan", True, (False, False)),
        ("corin-2017-001", "nearly 14 million yuan", False, (True, False)),
        ("berry-2015-001", "at least 10 million yuan", False, (False, True)),
        ("aston-2016-002", "more than 500 people", False, (False, True)),
        ("corin-2017-002", "about 300 people", False, (True, True)),
        ("aston-2016-006", "several tens of events", False, (True, True)),
        ("corin-2017-003", "damaged, no number can be read", False, (False, True)),
    ],
)
def test_rows_say_how_firm_a_number_is(
    figures: Figures,
    english: Labels,
    figure_id: str,
    words: str,
    stated: bool,
    fades: tuple[bool, bool],
) -> None:
    made = mark(figures, figure_id, english)
    assert (made.words, made.stated) == (words, stated)
    assert (made.fades_low, made.fades_high) == fades


def test_a_row_shows_the_printed_words_and_leads_to_the_card(
    figures: Figures, english: Labels, chinese: Labels
) -> None:
    made = mark(figures, "corin-2017-001", english)
    assert (made.literal, made.href) == ("近1400萬元", "figures.html#corin-2017-001")
    assert made.note == "2017: thing 1"
    assert (made.low, made.high) == (Fraction(13000000), Fraction(14000000))
    made = mark(figures, "corin-2017-001", chinese)
    assert (made.words, made.literal) == ("近1400万元", "近1400萬元")


def test_a_time_that_we_assume_is_said_to_be_assumed(figures: Figures, english: Labels) -> None:
    (figure,) = chosen(figures, "corin-2017-001")
    assumed = replace(figure, period=replace(figure.period, basis="assumed"))
    assert FigureView(assumed, english).note == "2017 (assumed): thing 1"


def test_the_tooltip_is_the_full_reading(figures: Figures, english: Labels) -> None:
    assert mark(figures, "aston-2016-002", english).tooltip == (
        "Aston 2016: 500余人 – more than 500 people. thing 2. Limits: more than 500, but less "
        "than 600 people. Time: 2016. Paragraph 2."
    )


def test_an_impossible_figure_says_so(figures: Figures, labels: Labels) -> None:
    warning = mark(figures, "berry-2015-002", labels).warning
    assert warning == {"en": "impossible as printed", "zh": "照原样不可能成立"}[labels.language]


def test_a_damaged_figure_has_no_mark(figures: Figures, labels: Labels) -> None:
    made = mark(figures, "corin-2017-003", labels)
    assert (made.value, made.low, made.high) == (None, None, None)


def test_one_panel_holds_one_indicator_unit_and_kind_of_period(
    figures: Figures, english: Labels
) -> None:
    with pytest.raises(AnalysisError, match="indicators 'relief_money' and 'shows'"):
        panel_of(chosen(figures, "aston-2016-001", "aston-2016-004"), english)
    with pytest.raises(AnalysisError, match="kinds of period 'multi_year' and 'year'"):
        panel_of(chosen(figures, "aston-2016-001", "berry-2015-001"), english)
    first, second = chosen(figures, "aston-2016-002", "corin-2017-002")
    mixed = [first, replace(second, unit="人次")]
    with pytest.raises(AnalysisError, match="units '人' and '人次'"):
        panel_of(mixed, english)
    mixed = [first, replace(second, nature="plan")]
    with pytest.raises(AnalysisError, match="natures 'flow' and 'plan'"):
        panel_of(mixed, english)
    with pytest.raises(AnalysisError, match="at least one"):
        panel_of([], english)


def test_a_panel_names_unit_and_kind_of_period(figures: Figures, labels: Labels) -> None:
    panel = panel_of(chosen(figures, "aston-2016-001", "corin-2017-001"), labels)
    assert (
        panel.subtitle
        == {
            "en": "Yuan, over one year",
            "zh": "单位：元；一年累计",
        }[labels.language]
    )
    assert panel.scale == "linear"


def test_shares_have_a_fixed_axis(figures: Figures, english: Labels) -> None:
    panel = panel_of(chosen(figures, "aston-2016-005", "corin-2017-004"), english)
    assert panel.limits == (Fraction(0), Fraction(100))
    axis = axis_for(panel.marks, "linear", 0, 100, panel.limits)
    assert [int(tick) for tick in axis.ticks] == [0, 25, 50, 75, 100]
    assert axis.place(Fraction(50)) == 50


def test_axes_begin_at_zero_and_end_on_a_round_number(figures: Figures, english: Labels) -> None:
    panel = panel_of(chosen(figures, "aston-2016-001", "corin-2017-001"), english)
    axis = axis_for(panel.marks, "linear", 0, 150)
    assert [int(tick) for tick in axis.ticks] == [0, 5000000, 10000000, 15000000]
    assert axis.place(Fraction(15000000)) == 150


def test_a_logarithmic_axis_steps_by_ten(figures: Figures, english: Labels) -> None:
    base = mark(figures, "aston-2016-001", english)
    rows = [replace(base, value=Fraction(v), low=None, high=None) for v in (28, 29000)]
    axis = axis_for(rows, "log", 0, 400)
    assert [int(tick) for tick in axis.ticks] == [10, 100, 1000, 10000, 100000]
    assert axis.place(Fraction(1000)) == pytest.approx(200)
    with pytest.raises(AnalysisError, match="above zero"):
        axis_for([replace(base, value=Fraction(0), low=None, high=None)], "log", 0, 400)


def test_an_impossible_value_far_out_does_not_burst_the_scale(
    figures: Figures, english: Labels
) -> None:
    usual = mark(figures, "aston-2016-001", english)
    wild = mark(figures, "berry-2015-002", english)
    assert off_scale(wild, [usual, wild])
    assert not off_scale(wild, [wild])
    assert not off_scale(replace(wild, status="as_printed"), [usual, wild])
    assert axis_for([usual, wild], "linear", 0, 100).high == 10_000_000


def marks(svg: str, figure_id: str) -> ET.Element:
    root = ET.fromstring(svg)
    (link,) = (a for a in root.iter(f"{SVG}a") if a.get("href") == f"figures.html#{figure_id}")
    return link


def drawn(figures: Figures, labels: Labels, *ids: str) -> str:
    canvas = dot_plot([panel_of(chosen(figures, *ids), labels)], labels)
    assert layout_faults(canvas.figure) == []
    return to_svg(canvas.figure, "t", "alt", labels.language, links=canvas.links, cuts=canvas.cuts)


def test_dots_are_filled_or_hollow(figures: Figures, labels: Labels) -> None:
    svg = drawn(figures, labels, "aston-2016-001", "corin-2017-001")
    stated = [use.get("style") for use in marks(svg, "aston-2016-001").iter(f"{SVG}use")]
    hedged = [use.get("style") for use in marks(svg, "corin-2017-001").iter(f"{SVG}use")]
    assert "fill:var(--city-0" in str(stated[-1])
    assert "fill:var(--chart-paper" in str(hedged[-1])
    assert "stroke:var(--city-2" in str(hedged[-1])


def test_open_ends_are_broken_lines(figures: Figures, labels: Labels) -> None:
    svg = drawn(figures, labels, "aston-2016-002", "corin-2017-002")

    def broken(figure_id: str) -> int:
        return sum(
            "stroke-dasharray" in str(path.get("style"))
            for path in marks(svg, figure_id).iter(f"{SVG}path")
        )

    assert (broken("aston-2016-002"), broken("corin-2017-002")) == (1, 2)


def test_impossible_marks_are_dashed_and_damaged_ones_are_words(
    figures: Figures, english: Labels
) -> None:
    link = marks(drawn(figures, english, "berry-2015-002"), "berry-2015-002")
    assert "impossible as printed" in [text.text for text in link.iter(f"{SVG}text")]
    assert any("stroke-dasharray" in str(e.get("style")) for e in link.iter())
    link = marks(drawn(figures, english, "corin-2017-003"), "corin-2017-003")
    assert "damaged, no number can be read" in [text.text for text in link.iter(f"{SVG}text")]


def test_ratios_round_limits_outwards() -> None:
    near = Interval.between(Fraction(8895000, 8969), Fraction(8905000, 8969), "[)")
    wide = Interval.between(Fraction(949), Fraction(10229, 10), "(]")
    assert format_ratio(Fraction(8900000, 8969), near, "yuan", "en") == "992 yuan"
    assert format_ratio(Fraction(1000), wide, "元/人", "zh") == "949至1023元/人"
    assert format_ratio(None, Interval.at_least(5), "yuan", "en") == "5 or more yuan"


@pytest.mark.parametrize(
    ("values", "scale", "ticks"),
    [
        ((3,), "linear", (0, 1, 2, 3)),
        ((15,), "linear", (0, 5, 10, 15)),
        ((16,), "linear", (0, 10, 20)),
        ((10,), "log", (10, 100)),
        ((10, 1000), "log", (10, 100, 1000)),
        ((9, 1001), "log", (1, 10, 100, 1000, 10000)),
    ],
)
def test_a_value_on_the_last_tick_needs_no_further_one(
    figures: Figures,
    english: Labels,
    values: tuple[int, ...],
    scale: AxisScale,
    ticks: tuple[int, ...],
) -> None:
    base = mark(figures, "aston-2016-001", english)
    marks = [replace(base, value=Fraction(value), low=None, high=None) for value in values]
    axis = axis_for(marks, scale, 0, 100)
    assert axis.ticks == ticks
    assert (axis.low, axis.high) == (ticks[0], ticks[-1])
