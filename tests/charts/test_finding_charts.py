"""Small charts of the main findings."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from made_up_findings import A, B, C, labels, money, pair, people, ratio, share
from picture import check_layout, links

from analysis.charts import story
from analysis.comparison.records import Derived, Pair
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.sentences.headlines import Change
from analysis.show.content import plain
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

EN, ZH = (labels(language) for language in LANGUAGES)


def column_of(chart: Chart, name: str) -> list[str]:
    """Return the cells of one column of the data."""
    return [plain(cell) for cell in chart.table.column(name)]


def frame_rows(chart: Chart) -> list[tuple[str, ...]]:
    """Return the cells of the data that readers see."""
    return [tuple(cells) for cells in chart.table.cells]


# --- obstacles ------------------------------------------------------------------------------------


def graded(*deciding: str) -> tuple[Pair, ...]:
    rows = [pair(f"{A}-{n:03d}", f"{C}-001", deciding=d) for n, d in enumerate(deciding)]
    loose = pair(f"{A}-090", f"{C}-001", "cannot_be_decided", deciding="year")
    return (*rows, loose)


@pytest.mark.parametrize(
    ("language", "title", "rows"),
    [
        (
            EN,
            "2 of 3 pairs cannot be compared because of one thing: unit counted",
            [("Unit counted", "2"), ("Thing counted", "1"), ("Stage", "1")],
        ),
        (
            ZH,
            "3对不可比的数字中，2对的障碍是计量单位",
            [("计量单位", "2"), ("所计之物", "1"), ("环节", "1")],
        ),
    ],
    ids=LANGUAGES,
)
def test_obstacles_are_drawn_the_commonest_first(
    language: Labels, title: str, rows: list[tuple[str, str]]
) -> None:
    chart = story.obstacles(graded("unit", "indicator+unit", "stage"), language)
    assert chart.title == title
    assert frame_rows(chart) == rows
    assert chart.figure_ids == ()
    check_layout(chart)


def test_obstacles_say_their_pairs_to_those_who_do_not_see_them() -> None:
    chart = story.obstacles(graded("unit", "indicator+unit", "stage"), EN)
    assert "unit counted: 2 pairs" in chart.svg and "stage: 1 pair<" in chart.svg
    assert chart.footer == "Sources: all graded pairs (4)."
    assert "from 1 to 2" in chart.alt


def test_six_obstacles_are_drawn_and_all_are_listed() -> None:
    codes = ("status", "unit", "nature", "scheme", "stage", "route", "grade", "actor")
    chart = story.obstacles(graded(*codes), EN)
    names = column_of(chart, "reason")
    assert len(names) == 8
    drawn = [name for name in names if f"{name.lower()}: 1 pair" in chart.svg]
    assert drawn == names[:6]


def test_without_obstacles_there_is_nothing_to_draw() -> None:
    with pytest.raises(AnalysisError, match="nothing to draw"):
        story.obstacles(graded(), EN)


# --- look-alikes ----------------------------------------------------------------------------------

PAIR = (
    people(A, 2, "450", measures_en="people given parcels", measures_zh="领礼包者"),
    people(C, 3, "450", measures_en="people at a show", measures_zh="观演者"),
)
NAMES = (f"{A}-002", f"{C}-003")


@pytest.mark.parametrize(
    ("language", "title", "things"),
    [
        (
            EN,
            "450 people, twice, for two different things",
            ["People given parcels", "People at a show"],
        ),
        (ZH, "同是450人，说的不是一回事", ["领礼包者", "观演者"]),
    ],
    ids=LANGUAGES,
)
def test_two_equal_numbers_have_a_panel_each(
    language: Labels, title: str, things: list[str]
) -> None:
    chart = story.look_alike_pair((money(A, 1, "9"), *PAIR), language, NAMES)
    assert chart.title == title
    assert chart.figure_ids == NAMES
    assert chart.sources == (A, C)
    assert [chart.svg.index(thing) for thing in things] == sorted(map(chart.svg.index, things))
    assert [href for href in links(chart) if "#" + NAMES[0] in href] == [f"figures.html#{NAMES[0]}"]
    check_layout(chart)


def test_panels_stand_in_the_order_that_is_asked_for() -> None:
    chart = story.look_alike_pair(PAIR, EN, NAMES[::-1])
    assert chart.figure_ids == NAMES[::-1]
    assert column_of(chart, "document") == ["Haicheng 2019", "Linzhou 2018"]


def test_percentages_that_look_alike_have_the_whole_for_an_axis() -> None:
    rows = (share(A, 1, "30"), share(C, 1, "30", indicator="renewal"))
    chart = story.look_alike_pair(rows, EN, (f"{A}-001", f"{C}-001"))
    ends = re.findall(r">(0|100)%<", chart.svg)
    assert ends == ["0", "100"] * 2


def test_a_limit_on_one_side_is_drawn_and_said_as_one() -> None:
    limit = {"bound": "at_least", "hedge": "余"}
    rows = (people(A, 1, "450", **limit), people(C, 1, "450", **limit))
    chart = story.look_alike_pair(rows, EN, (f"{A}-001", f"{C}-001"))
    assert chart.title == "more than 450 people, twice, for two different things"
    assert column_of(chart, "words") == ["more than 450 people"] * 2
    check_layout(chart)


def test_a_figure_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(AnalysisError, match=f"{C}-009 is not among the observations"):
        story.look_alike_pair(PAIR, EN, (NAMES[0], f"{C}-009"))


# --- amounts per head -----------------------------------------------------------------------------

ROWS = tuple(row for d in (A, B, C) for row in (money(d, 1, "8000"), people(d, 2, "40")))
GIFT = {"measure": "gift_per_head", "label_en": "Gift per head", "label_zh": "人均慰问"}


def shared(*found: Derived) -> list[tuple[Derived, ...]]:
    """Return ratios by their measure."""
    measures = dict.fromkeys(ratio.measure for ratio in found)
    return [tuple(r for r in found if r.measure == measure) for measure in measures]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        (
            EN,
            "An amount per head that several cities allow, side by side",
            "2 amounts per head that several cities allow, side by side",
        ),
        (ZH, "不止一市可推算的1项人均金额，并列", "不止一市可推算的2项人均金额，并列"),
    ],
    ids=LANGUAGES,
)
def test_each_amount_has_a_panel_headed_by_documents(language: Labels, one: str, two: str) -> None:
    rows = [ratio(A, 1, 2, "200"), ratio(C, 1, 2, "233")]
    gifts = [ratio(d, 1, 2, "20", derived_id=f"{d}.gift_per_head.001-002", **GIFT) for d in (B, C)]
    chart = story.amounts_side_by_side(ROWS, shared(*rows), language)
    assert chart.title == one
    assert chart.figure_ids == (f"{A}-001", f"{A}-002", f"{C}-001", f"{C}-002")
    assert [f">{language.document(d)}<" in chart.svg for d in (A, B, C)] == [True, False, True]
    both = story.amounts_side_by_side(ROWS, shared(*rows, *gifts), language)
    assert both.title == two
    assert both.sources == (A, B, C)
    assert len(both.data) == 4
    for drawn in (chart, both):
        check_layout(drawn)


def test_an_amount_whose_input_is_missing_is_refused() -> None:
    rows = shared(ratio(A, 1, 2, "200"), ratio(C, 1, 7, "233"))
    with pytest.raises(AnalysisError, match=f"{C}-007 is not among the observations"):
        story.amounts_side_by_side(ROWS, rows, EN)


def test_without_amounts_there_is_nothing_to_draw() -> None:
    with pytest.raises(AnalysisError, match="nothing to draw"):
        story.amounts_side_by_side(ROWS, [], EN)


# --- changed reporting ----------------------------------------------------------------------------

CHANGE = Change("linzhou", (A, B), ("shows",), ("relief_people", "relief_money"), ("coverage",))


@pytest.mark.parametrize(
    ("language", "title", "rows"),
    [
        (
            EN,
            "Linzhou: on 1 of the core subjects figures have gone, on 1 they are new",
            [
                ("only Linzhou 2018", "Shows"),
                ("both", "People relieved"),
                ("both", "Relief money"),
                ("only Linzhou 2021", "Coverage of contracts"),
            ],
        ),
        (
            ZH,
            "林州：1项核心内容后来不再有数字，1项后来才有数字",
            [
                ("仅林州2018", "演出场次"),
                ("两文", "救助人数"),
                ("两文", "救助金额"),
                ("仅林州2021", "合同覆盖率"),
            ],
        ),
    ],
    ids=LANGUAGES,
)
def test_a_change_is_drawn_in_three_parts(
    language: Labels, title: str, rows: list[tuple[str, str]]
) -> None:
    chart = story.changed_reporting(CHANGE, language)
    assert chart.title == title
    assert frame_rows(chart) == rows
    assert chart.sources == (A, B)
    check_layout(chart)


def test_a_part_without_indicators_is_not_drawn() -> None:
    chart = story.changed_reporting(replace(CHANGE, kept=(), new=()), EN)
    assert "only Linzhou 2018: 1 indicator" in chart.svg
    assert "both" not in chart.svg and "Linzhou 2021" not in chart.svg
    check_layout(chart)


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(AnalysisError, match="nothing to draw"):
        story.changed_reporting(Change("linzhou", (A, B), (), (), ()), EN)


def test_an_indicator_without_a_label_is_refused() -> None:
    with pytest.raises(AnalysisError, match="'unheard_of'"):
        story.changed_reporting(replace(CHANGE, gone=("unheard_of",)), EN)
