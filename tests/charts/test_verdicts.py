"""What a panel says of figures of several texts on one axis."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from made_up_findings import A, B, C, counted, labels, money, pair, people, share
from picture import SVG, check_layout

from analysis.charts import story
from analysis.charts.story.panel_verdicts import pairs_among, panel_verdict
from analysis.comparison.records import Axis, Pair
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES

EN, ZH = (labels(language) for language in LANGUAGES)
NAMES = [f"{A}-001", f"{B}-001", f"{C}-001"]


def never(a: int, b: int, deciding: str = "") -> Pair:
    return pair(NAMES[a], NAMES[b], deciding=deciding)


def loose(a: int, b: int, deciding: str = "") -> Pair:
    return pair(NAMES[a], NAMES[b], "cannot_be_decided", deciding=deciding)


def strict(a: int, b: int) -> Pair:
    return pair(NAMES[a], NAMES[b], "same_size", grade="strict")


def yearly(a: int, b: int) -> Pair:
    return pair(NAMES[a], NAMES[b], "same_size", grade="annualised", deciding="period")


@pytest.mark.parametrize(
    ("pairs", "english", "chinese"),
    [
        ((never(0, 1),), "Not comparable", "不可比"),
        (
            (never(0, 1, "period+scheme"), never(1, 2, "period")),
            "Not comparable (in the way: period and scheme)",
            "不可比（障碍：时期和项目）",
        ),
        (
            (loose(0, 1, "stated_base"),),
            "Only loosely comparable, no order can be decided (in the way: base of the rate)",
            "只是宽松可比，谁多谁少无法判定（障碍：比率基数）",
        ),
        (
            (loose(0, 1, "period"), never(1, 2, "unit")),
            "Loosely comparable at best, no order can be decided (in the way: unit counted and "
            "period)",
            "至多宽松可比，谁多谁少无法判定（障碍：计量单位和时期）",
        ),
        (
            (never(0, 1, "unit+stage+route+grade"),),
            "Not comparable (in the way: unit counted, stage and route)",  # three at most
            "不可比（障碍：计量单位、环节和途径）",
        ),
        (
            (never(0, 1, "unit"), strict(1, 2)),
            "Not all comparable: for 1 of 2 pairs no order can be decided "
            "(in the way: unit counted)",
            "并非都可比：2对中有1对无法判定谁多谁少（障碍：计量单位）",
        ),
        (
            (strict(0, 1), never(0, 2, "unit"), loose(1, 2, "period")),
            "Not all comparable: for 2 of 3 pairs no order can be decided "
            "(in the way: unit counted and period)",
            "并非都可比：3对中有2对无法判定谁多谁少（障碍：计量单位和时期）",
        ),
        ((strict(0, 1), yearly(1, 2)), "", ""),
        ((), "", ""),
    ],
    ids=[
        "no reason",
        "never",
        "loose",
        "mixed",
        "many reasons",
        "one comparable",
        "one of three",
        "all comparable",
        "no pair",
    ],
)
def test_what_is_said_follows_from_the_grades(
    pairs: tuple[Pair, ...], english: str, chinese: str
) -> None:
    assert panel_verdict(NAMES, pairs, EN) == english
    assert panel_verdict(NAMES, pairs, ZH) == chinese


def test_only_figures_that_are_drawn_count() -> None:
    rows = (never(0, 1, "unit"), strict(1, 2))
    assert panel_verdict(NAMES[:2], rows, EN) == "Not comparable (in the way: unit counted)"
    assert panel_verdict([NAMES[0], NAMES[2]], rows, EN) == ""
    assert panel_verdict(NAMES[1:], rows, EN) == ""
    assert [pair.figure_b for pair in pairs_among(NAMES[:2], rows)] == [NAMES[1]]


AXIS = Axis("relief_people", "人", "year", "flow")


def test_pairs_that_are_counted_are_pairs_of_the_panel_that_shares_their_axis() -> None:
    many = (counted(30, "unit"), counted(5, "period", grade="loose", result="cannot_be_decided"))
    mixed = "at best, no order can be decided (in the way: unit counted and period)"
    assert panel_verdict(NAMES, many, EN, AXIS) == f"Loosely comparable {mixed}"
    assert panel_verdict(NAMES, (*many, strict(0, 1)), EN, AXIS) == (
        "Not all comparable: for 35 of 36 pairs no order can be decided "
        "(in the way: unit counted and period)"
    )
    assert panel_verdict(NAMES, many, EN, AXIS._replace(unit="元")) == ""
    assert panel_verdict(NAMES, many, EN) == ""
    assert panel_verdict(NAMES[:1], many, EN, AXIS) == ""  # one figure stands beside no other


def test_a_panel_says_what_is_only_counted() -> None:
    chart = story.theme_chart(FIGURES, EN, "relief", (PAIRS[1], counted(7, "stage")))
    assert any(text.startswith("Not all comparable: for 7 of 8") for text in texts(chart.svg))


def test_without_comparisons_nothing_is_said() -> None:
    assert panel_verdict(NAMES, (), EN) == ""


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(AnalysisError, match="'colour' is no attribute"):
        panel_verdict(NAMES, (never(0, 1, "colour"),), EN)


FIGURES = (
    money(A, 1, "8000", period_start="2018-01-01"),
    money(C, 1, "9000"),
    people(A, 2, "40"),
    people(C, 2, "50"),
    share(A, 3, "94"),
    share(B, 3, "93"),
)
PAIRS = (
    pair(f"{A}-001", f"{C}-001", deciding="scheme"),
    pair(f"{A}-002", f"{C}-002", "same_size", grade="strict"),
    pair(f"{A}-003", f"{B}-003", "cannot_be_decided", deciding="stated_base"),
)


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_panel_of_a_theme_says_it_under_its_title_and_the_others_nothing() -> None:
    chart = story.theme_chart(FIGURES, EN, "relief", PAIRS)
    said = texts(chart.svg)
    place = said.index("Not comparable (in the way: scheme)")
    assert said[place - 2 : place] == ["Relief money", "Yuan, over one year"]
    assert sum("comparable" in text for text in said) == 1
    check_layout(chart)
    assert "comparable" not in story.theme_chart(FIGURES, EN, "relief").svg


def test_a_city_says_what_can_be_decided_between_its_texts() -> None:
    chart = story.city_chart(FIGURES, ZH, "linzhou", PAIRS)
    assert chart.figure_ids == (f"{A}-003", f"{B}-003")
    assert "只是宽松可比，谁多谁少无法判定（障碍：比率基数）" in texts(chart.svg)
    check_layout(chart)


def test_a_stated_share_says_it_too() -> None:
    chart = story.stated_share(FIGURES, EN, "coverage", PAIRS)
    assert any(text.startswith("Only loosely comparable") for text in texts(chart.svg))
