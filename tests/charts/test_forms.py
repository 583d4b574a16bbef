import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from analysis.charts.forms import rows as forms
from analysis.charts.forms.axis import axis_for, off_scale
from analysis.charts.forms.dots import dot_plot
from analysis.charts.forms.rows import panel_of, row_of
from analysis.charts.style import layout_faults, to_svg
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import Labels

SVG = "{http://www.w3.org/2000/svg}"


def of(observations: pd.DataFrame, *ids: str) -> pd.DataFrame:
    return observations.set_index("figure_id", drop=False).loc[list(ids)]


def row(observations: pd.DataFrame, figure_id: str, labels: Labels) -> forms.Row:
    return row_of(of(observations, figure_id).iloc[0].to_dict(), labels)


@pytest.mark.parametrize(
    ("figure_id", "words", "stated", "fades"),
    [
        ("zhuzhou-2016-001", "8.6 million yuan", True, (False, False)),
        ("fuxin-2017-001", "nearly 14 million yuan", False, (True, False)),
        ("huzhou-2015-001", "at least 10 million yuan", False, (False, True)),
        ("zhuzhou-2016-002", "more than 500 people", False, (False, True)),
        ("fuxin-2017-002", "about 300 people", False, (True, True)),
        ("zhuzhou-2016-006", "several tens of events", False, (True, True)),
        ("fuxin-2017-003", "damaged, no number can be read", False, (False, True)),
    ],
)
def test_rows_say_how_firm_a_number_is(
    observations: pd.DataFrame,
    english: Labels,
    figure_id: str,
    words: str,
    stated: bool,
    fades: tuple[bool, bool],
) -> None:
    made = row(observations, figure_id, english)
    assert (made.words, made.stated) == (words, stated)
    assert (made.fades_low, made.fades_high) == fades


def test_a_row_shows_the_printed_words_and_leads_to_the_card(
    observations: pd.DataFrame, english: Labels, chinese: Labels
) -> None:
    made = row(observations, "fuxin-2017-001", english)
    assert (made.literal, made.href) == ("近1400萬元", "figures.html#fuxin-2017-001")
    assert made.note == "2017: thing 1"
    assert (made.low, made.high) == (Fraction(13000000), Fraction(14000000))
    made = row(observations, "fuxin-2017-001", chinese)
    assert (made.words, made.literal) == ("近1400万元", "近1400萬元")


def test_the_tooltip_is_the_full_reading(observations: pd.DataFrame, english: Labels) -> None:
    assert row(observations, "zhuzhou-2016-002", english).tooltip == (
        "Zhuzhou 2016: 500余人 – more than 500 people. thing 2. Limits: more than 500, but less "
        "than 600 people. Time: 2016. Paragraph 2."
    )


def test_an_impossible_figure_says_so(observations: pd.DataFrame, labels: Labels) -> None:
    warning = row(observations, "huzhou-2015-002", labels).warning
    assert warning == {"en": "impossible as printed", "zh": "照原样不可能成立"}[labels.language]


def test_a_damaged_figure_has_no_mark(observations: pd.DataFrame, labels: Labels) -> None:
    made = row(observations, "fuxin-2017-003", labels)
    assert (made.value, made.low, made.high) == (None, None, None)


def test_one_panel_holds_one_indicator_unit_and_kind_of_period(
    observations: pd.DataFrame, english: Labels
) -> None:
    with pytest.raises(AnalysisError, match="indicators 'relief_money' and 'shows'"):
        panel_of(of(observations, "zhuzhou-2016-001", "zhuzhou-2016-004"), english)
    with pytest.raises(AnalysisError, match="period_kinds 'multi_year' and 'year'"):
        panel_of(of(observations, "zhuzhou-2016-001", "huzhou-2015-001"), english)
    mixed = of(observations, "zhuzhou-2016-002", "fuxin-2017-002").copy()
    mixed.iloc[1, mixed.columns.get_loc("unit")] = "人次"
    with pytest.raises(AnalysisError, match="units '人' and '人次'"):
        panel_of(mixed, english)
    mixed = of(observations, "zhuzhou-2016-002", "fuxin-2017-002").copy()
    mixed.iloc[1, mixed.columns.get_loc("nature")] = "plan"
    with pytest.raises(AnalysisError, match="natures 'flow' and 'plan'"):
        panel_of(mixed, english)
    with pytest.raises(AnalysisError, match="at least one"):
        panel_of(observations.iloc[:0], english)


def test_a_panel_names_unit_and_kind_of_period(observations: pd.DataFrame, labels: Labels) -> None:
    panel = panel_of(of(observations, "zhuzhou-2016-001", "fuxin-2017-001"), labels)
    assert (
        panel.subtitle
        == {
            "en": "Yuan, over one year",
            "zh": "单位：元；一年累计",
        }[labels.language]
    )
    assert panel.scale == "linear"


def test_shares_have_a_fixed_axis(observations: pd.DataFrame, english: Labels) -> None:
    panel = panel_of(of(observations, "zhuzhou-2016-005", "fuxin-2017-004"), english)
    assert panel.limits == (Fraction(0), Fraction(100))
    axis = axis_for(panel.rows, "linear", 0, 100, panel.limits)
    assert [int(tick) for tick in axis.ticks] == [0, 25, 50, 75, 100]
    assert axis.place(Fraction(50)) == 50


def test_axes_begin_at_zero_and_end_on_a_round_number(
    observations: pd.DataFrame, english: Labels
) -> None:
    panel = panel_of(of(observations, "zhuzhou-2016-001", "fuxin-2017-001"), english)
    axis = axis_for(panel.rows, "linear", 0, 150)
    assert [int(tick) for tick in axis.ticks] == [0, 5000000, 10000000, 15000000]
    assert axis.place(Fraction(15000000)) == 150


def test_a_logarithmic_axis_steps_by_ten(observations: pd.DataFrame, english: Labels) -> None:
    base = row(observations, "zhuzhou-2016-001", english)
    rows = [replace(base, value=Fraction(v), low=None, high=None) for v in (28, 29000)]
    axis = axis_for(rows, "log", 0, 400)
    assert [int(tick) for tick in axis.ticks] == [10, 100, 1000, 10000, 100000]
    assert axis.place(Fraction(1000)) == pytest.approx(200)
    with pytest.raises(AnalysisError, match="above zero"):
        axis_for([replace(base, value=Fraction(0), low=None, high=None)], "log", 0, 400)


def test_an_impossible_value_far_out_does_not_burst_the_scale(
    observations: pd.DataFrame, english: Labels
) -> None:
    usual = row(observations, "zhuzhou-2016-001", english)
    wild = row(observations, "huzhou-2015-002", english)
    assert off_scale(wild, [usual, wild])
    assert not off_scale(wild, [wild])
    assert axis_for([usual, wild], "linear", 0, 100).high == 10_000_000


def marks(svg: str, figure_id: str) -> ET.Element:
    root = ET.fromstring(svg)
    (link,) = (a for a in root.iter(f"{SVG}a") if a.get("href") == f"figures.html#{figure_id}")
    return link


def drawn(observations: pd.DataFrame, labels: Labels, *ids: str) -> str:
    canvas = dot_plot([panel_of(of(observations, *ids), labels)], labels)
    assert layout_faults(canvas.figure) == []
    return to_svg(canvas.figure, "t", "alt", labels.language, links=canvas.links, cuts=canvas.cuts)


def test_dots_are_filled_or_hollow(observations: pd.DataFrame, labels: Labels) -> None:
    svg = drawn(observations, labels, "zhuzhou-2016-001", "fuxin-2017-001")
    stated = [use.get("style") for use in marks(svg, "zhuzhou-2016-001").iter(f"{SVG}use")]
    hedged = [use.get("style") for use in marks(svg, "fuxin-2017-001").iter(f"{SVG}use")]
    assert "fill:var(--city-0" in str(stated[-1])
    assert "fill:var(--chart-paper" in str(hedged[-1])
    assert "stroke:var(--city-2" in str(hedged[-1])


def test_open_ends_are_broken_lines(observations: pd.DataFrame, labels: Labels) -> None:
    svg = drawn(observations, labels, "zhuzhou-2016-002", "fuxin-2017-002")

    def broken(figure_id: str) -> int:
        return sum(
            "stroke-dasharray" in str(path.get("style"))
            for path in marks(svg, figure_id).iter(f"{SVG}path")
        )

    assert (broken("zhuzhou-2016-002"), broken("fuxin-2017-002")) == (1, 2)


def test_impossible_marks_are_dashed_and_damaged_ones_are_words(
    observations: pd.DataFrame, english: Labels
) -> None:
    link = marks(drawn(observations, english, "huzhou-2015-002"), "huzhou-2015-002")
    assert "impossible as printed" in [text.text for text in link.iter(f"{SVG}text")]
    assert any("stroke-dasharray" in str(e.get("style")) for e in link.iter())
    link = marks(drawn(observations, english, "fuxin-2017-003"), "fuxin-2017-003")
    assert "damaged, no number can be read" in [text.text for text in link.iter(f"{SVG}text")]


def test_ratio_words_round_limits_outwards() -> None:
    near = Interval.between(Fraction(8895000, 8969), Fraction(8905000, 8969), "[)")
    wide = Interval.between(Fraction(949), Fraction(10229, 10), "(]")
    assert forms.ratio_words(Fraction(8900000, 8969), near, "yuan", "en") == "992.3 yuan"
    assert forms.ratio_words(Fraction(1000), wide, "元/人", "zh") == "949至1023元/人"
    assert forms.ratio_words(None, Interval.at_least(5), "yuan", "en") == "5 or more yuan"
