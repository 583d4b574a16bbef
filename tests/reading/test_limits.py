"""Limits: every row of the table in the reading rules, and nestedness over generated figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.intervals import Interval, format_number, parse_number
from analysis.reading.hedges import HEDGES
from analysis.reading.limits import (
    NOTES,
    Limits,
    last_place,
    limits_of,
    plain_literal,
    writers_rounding,
)


def row(
    literal: str,
    value: str = "",
    bound: str = "exact",
    hedge: str = "",
    unit: str = "人",
    value_high: str = "",
) -> dict[str, str]:
    """Return a raw figure with the columns that decide its limits."""
    return {
        "literal": literal,
        "value": value,
        "value_high": value_high,
        "unit": unit,
        "bound": bound,
        "hedge": hedge,
        "nature": "flow",
    }


@pytest.mark.parametrize(
    ("literal", "value", "unit", "rounding"),
    [
        ("8969名", "8969", "人", "[8969, 8969]"),
        ("14.5万名", "145000", "人", "[144500, 145500)"),
        ("15万", "150000", "人", "[145000, 155000)"),
        ("890万元", "8900000", "元", "[8895000, 8905000)"),
        ("1.81亿元", "181000000", "元", "[180500000, 181500000)"),
        ("2027.065万元", "20270650", "元", "[20270645, 20270655)"),
        ("３万人", "30000", "人", "[25000, 35000)"),
        ("5萬(wàn)元", "50000", "元", "[45000, 55000)"),
        ("1亿2000万元", "120000000", "元", "[119995000, 120005000)"),
        ("94.3%", "94.3", "%", "[94.25, 94.35)"),
        ("83%", "83", "%", "[82.5, 83.5)"),
        ("4.5公里", "4.5", "公里", "[4.45, 4.55)"),
        ("三分之一", "1/3", "%", "[1/3, 1/3]"),
        ("七成", "70", "%", "[65, 75)"),
        ("百分之九十", "90", "%", "[89.5, 90.5)"),
        ("百分之九十四点三", "94.3", "%", "[94.25, 94.35)"),
        ("十件", "10", "件", "[10, 10]"),
        ("三十万元", "300000", "元", "[250000, 350000)"),
        ("三万五千元", "35000", "元", "[34500, 35500)"),
        ("1 00名", "100", "人", "[100, 100]"),
        ("3千人", "3000", "人", "[3000, 3000]"),
    ],
)
def test_writers_rounding(literal: str, value: str, unit: str, rounding: str) -> None:
    figure = row(literal, value, unit=unit)
    assert writers_rounding(figure) == Interval.parse(rounding)
    limits = limits_of(figure)
    assert limits.asserted == limits.conventional == Interval.parse(rounding)
    assert limits.notes == ()


@pytest.mark.parametrize(
    ("literal", "value", "bound", "hedge", "asserted", "conventional", "notes"),
    [
        # the examples of the rules
        ("500余对", "500", "at_least", "余", "(500, ∞)", "(500, 600)", ""),
        (
            "18.5万余人次",
            "185000",
            "at_least",
            "余",
            "(185000, ∞)",
            "(185000, 186000)",
            "odd_hedge",
        ),
        ("2000余人次", "2000", "at_least", "余", "(2000, ∞)", "(2000, 3000)", ""),
        ("近1400万", "14000000", "nearly", "近", "[0, 14000000)", "[13000000, 14000000)", ""),
        ("近20万人次", "200000", "nearly", "近", "[0, 200000)", "[180000, 200000)", ""),
        ("10余万人", "100000", "at_least", "余", "(100000, ∞)", "(100000, 200000)", ""),
        ("10万余人", "100000", "at_least", "余", "(100000, ∞)", "(100000, 110000)", ""),
        ("数十场", "", "unknown", "数", "[0, ∞)", "[20, 99]", "no_value"),
        ("数百场", "", "unknown", "数", "[0, ∞)", "[200, 999]", "no_value"),
        ("十几人", "10", "at_least", "几", "[11, 19]", "[11, 19]", ""),
        ("几十人", "", "unknown", "几", "[20, 99]", "[20, 99]", "no_value"),
        ("近400余人", "400", "about", "近+余", "[0, ∞)", "[360, 440]", "contradictory_hedge"),
        # the other rows
        ("1万多人", "10000", "at_least", "多", "(10000, ∞)", "(10000, 20000)", ""),
        ("超过1000万", "10000000", "at_least", "超过", "(10000000, ∞)", "(10000000, 20000000)", ""),
        ("突破3200人", "3200", "at_least", "突破", "(3200, ∞)", "(3200, 3300)", ""),
        ("逾120人", "120", "at_least", "逾", "(120, ∞)", "(120, 130)", ""),
        ("百余个", "100", "at_least", "余", "(100, ∞)", "(100, 200)", ""),
        ("万余人", "10000", "at_least", "余", "(10000, ∞)", "(10000, 20000)", ""),
        ("三十五万余人", "350000", "at_least", "余", "(350000, ∞)", "(350000, 360000)", ""),
        ("4萬(wàn)余", "40000", "at_least", "余", "(40000, ∞)", "(40000, 50000)", ""),
        ("过万人", "10000", "at_least", "过", "(10000, ∞)", "(10000, 20000)", ""),
        ("上千人", "1000", "at_least", "上", "[1000, ∞)", "[1000, ∞)", ""),
        ("1000人以上", "1000", "at_least", "以上", "[1000, ∞)", "[1000, ∞)", ""),
        ("不少于30人", "30", "at_least", "不少于", "[30, ∞)", "[30, ∞)", ""),
        ("30人以下", "30", "at_most", "以下", "[0, 30]", "[0, 30]", ""),
        ("不超过30人", "30", "at_most", "不超过", "[0, 30]", "[0, 30]", ""),
        ("不足30人", "30", "at_most", "不足", "[0, 30)", "[0, 30)", ""),
        ("不到三成", "30", "at_most", "不到", "[0, 30)", "[0, 30)", ""),
        ("约28万名", "280000", "about", "约", "[0, ∞)", "[270000, 290000]", ""),
        ("500人左右", "500", "about", "左右", "[0, ∞)", "[450, 550]", ""),
        ("百名", "100", "about", "", "[0, ∞)", "[50, 150]", ""),
        ("萬(wàn)名", "10000", "about", "", "[0, ∞)", "[5000, 15000]", ""),
        ("千万", "10000000", "about", "", "[0, ∞)", "[5000000, 15000000]", ""),
        ("数十万人", "", "unknown", "数", "[0, ∞)", "[200000, 999999]", "no_value"),
        ("几百人", "", "unknown", "几", "[0, ∞)", "[200, 999]", "no_value"),
        ("二十几人", "20", "at_least", "几", "[21, 29]", "[21, 29]", ""),
        ("十几万人", "100000", "at_least", "几", "[100001, 199999]", "[100001, 199999]", ""),
        ("l班", "", "unknown", "", "[0, ∞)", "[0, ∞)", "no_value"),
        # two hedges
        ("超过100人以上", "100", "at_least", "超过+以上", "[100, ∞)", "[100, ∞)", "odd_hedge"),
        ("约200余人", "200", "about", "约+余", "[0, ∞)", "[180, 220]", "contradictory_hedge"),
        ("近0人", "0", "nearly", "近", "[0, ∞)", "[0, ∞)", "outside_nature"),
        ("近似50人", "50", "nearly", "近似", "[0, 50)", "[45, 50)", "unlisted_hedge"),
    ],
)
def test_words(
    literal: str, value: str, bound: str, hedge: str, asserted: str, conventional: str, notes: str
) -> None:
    limits = limits_of(row(literal, value, bound, hedge))
    assert limits.natural == Interval.parse("[0, ∞)")
    assert limits.asserted == Interval.parse(asserted)
    assert limits.conventional == Interval.parse(conventional)
    assert "+".join(limits.notes) == notes


@pytest.mark.parametrize(
    ("literal", "value", "value_high", "unit", "conventional"),
    [
        ("一到两项", "1", "2", "项", "[1, 2]"),
        ("30—50万元", "300000", "500000", "元", "[300000, 500000]"),
        ("七八百人", "700", "800", "人", "[700, 800]"),
    ],
)
def test_ranges(literal: str, value: str, value_high: str, unit: str, conventional: str) -> None:
    limits = limits_of(row(literal, value, "range", "", unit, value_high))
    assert limits.asserted == limits.conventional == Interval.parse(conventional)


@pytest.mark.parametrize(
    ("literal", "value", "bound", "hedge", "asserted", "conventional", "notes"),
    [
        ("92.5%以上", "92.5", "at_least", "以上", "[92.5, 100]", "[92.5, 100]", ()),
        ("100%", "100", "exact", "", "[99.5, 100]", "[99.5, 100]", ("cut_by_nature",)),
        ("约85%", "85", "about", "约", "[0, 100]", "[84, 86]", ()),
        ("近60%", "60", "nearly", "近", "[0, 60)", "[54, 60)", ()),
        ("超过90%", "90", "at_least", "超过", "(90, 100]", "(90, 100)", ()),
        ("约101%", "101", "about", "约", "[0, 100]", "[0, 100]", ("outside_nature",)),
        ("103%", "103", "exact", "", "[0, 100]", "[0, 100]", ("outside_nature",)),
    ],
)
def test_shares(
    literal: str,
    value: str,
    bound: str,
    hedge: str,
    asserted: str,
    conventional: str,
    notes: tuple[str, ...],
) -> None:
    limits = limits_of(row(literal, value, bound, hedge, "%"))
    assert limits.natural == Interval.between(0, 100)
    assert limits.asserted == Interval.parse(asserted)
    assert limits.conventional == Interval.parse(conventional)
    assert limits.notes == notes
    assert not limits.whole


def test_a_part_is_cut_at_its_whole() -> None:
    whole = row("400名", "400")
    part = limits_of(row("300余名", "300", "at_least", "余"), whole=whole)
    assert part.natural == Interval.between(0, 400)
    assert str(part.asserted) == "(300, 400]" and str(part.conventional) == "(300, 400)"
    assert part.notes == ()
    tight = limits_of(row("350余名", "350", "at_least", "余"), whole=row("355名", "355"))
    assert str(tight.conventional) == "(350, 355]" and tight.notes == ("cut_by_whole",)
    part_row = row("80名", "80")
    assert limits_of(part_row, whole=limits_of(whole)).conventional.is_point
    for literal, value in (("50家", "50"), ("500家", "500")):
        other_unit = limits_of(part_row, whole=row(literal, value, unit="家"))
        assert other_unit.natural == Interval.parse("[0, ∞)") and other_unit.notes == ()


def test_a_part_that_exceeds_its_whole_is_kept_and_flagged() -> None:
    limits = limits_of(row("357人", "357"), whole=row("300人", "300"))
    assert limits.conventional == Interval.point(357)
    assert limits.notes == ("exceeds_whole",)
    open_whole = limits_of(row("357人", "357"), whole=row("300余人", "300", "at_least", "余"))
    assert open_whole.notes == ()


def test_a_part_is_cut_by_what_its_whole_asserts_not_by_our_reading_of_it() -> None:
    whole = row("300余人", "300", "at_least", "余")
    assert str(limits_of(whole).conventional) == "(300, 400)"
    beyond = limits_of(row("457人", "457"), whole=whole)
    assert beyond.conventional == Interval.point(457) and beyond.notes == ()
    near = row("约390人", "390", "about", "约")
    some = limits_of(row("390余人", "390", "at_least", "余"), whole=near)
    assert str(some.conventional) == "(390, 400)" and some.notes == ()


def test_counts_are_whole_and_money_is_not() -> None:
    assert limits_of(row("5人", "5")).whole
    assert not limits_of(row("5元", "5", unit="元")).whole


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (row("5人", "5", "roughly"), "unknown bound"),
        (row("5到3人", "5", "range", value_high="3"), "value_high"),
        (row("5到人", "5", "range"), "value_high"),
        (row("5人", "5,0"), "exact number"),
    ],
)
def test_bad_rows_are_refused(figure: dict[str, str], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        limits_of(figure)


def test_limits_must_be_nested() -> None:
    one, two = Interval.point(1), Interval.between(0, 2)
    with pytest.raises(AnalysisError, match="nested"):
        Limits(one, two, one)
    limits = Limits(two, two, one)
    assert limits.named("natural") == two and limits.named("conventional") == one
    with pytest.raises(AnalysisError, match="unknown limits"):
        limits.named("printed")


def test_plain_literal() -> None:
    assert plain_literal("139.37萬(wàn)元") == "139.37万元"
    assert plain_literal("１，０００ 人") == "1,000人"
    assert plain_literal("45人(次)") == "45人(次)"


BEHIND = {word for word, hedge in HEDGES.items() if hedge.place in ("behind", "inside")}


@st.composite
def figures(draw: st.DrawFn) -> dict[str, str]:
    """Draw a figure as a writer might print it: digits, 万 or 亿, %, one or two hedges."""
    decimals = draw(st.integers(0, 2))
    digits = Decimal(draw(st.integers(0, 99_999))).scaleb(-decimals)
    large = draw(st.sampled_from(["", "万", "亿"]))
    unit = draw(st.sampled_from(["人", "元", "%", "家", "户", "人次"]))
    if unit == "%":
        large = ""
    value = Fraction(digits) * {"": 1, "万": 10**4, "亿": 10**8}[large]
    hedges = draw(st.lists(st.sampled_from(sorted(HEDGES)), max_size=2, unique=True))
    front = "".join(word for word in hedges if word not in BEHIND)
    back = "".join(word for word in hedges if word in BEHIND)
    inner = draw(st.booleans()) and set(hedges) <= {"余", "多"}
    printed = f"{digits:f}{back}{large}" if inner else f"{digits:f}{large}{back}"
    bound = HEDGES[hedges[0]].bound if hedges else "exact"
    literal = f"{front}{printed}{unit}"
    return row(literal, format_number(value), bound, "+".join(hedges), unit)


@given(figures(), st.none() | figures())
def test_limits_of_any_figure_are_nested(
    figure: dict[str, str], whole: dict[str, str] | None
) -> None:
    limits = limits_of(figure, whole=whole)
    assert limits.conventional.subset_of(limits.asserted)
    assert limits.asserted.subset_of(limits.natural)
    assert set(limits.notes) <= set(NOTES)
    number = Fraction(parse_number(figure["value"]) or 0)
    if "outside_nature" in limits.notes:
        assert not limits.natural.contains(number) or figure["bound"] != "exact"
    elif not limits.natural.contains(number):
        assert limits.conventional.high == limits.natural.high
    elif figure["bound"] == "exact" and whole is None:
        assert limits.conventional.contains(number)
        assert limits.conventional.width is not None
    elif whole is None:
        closure = limits.conventional.hull(
            Interval.between(limits.conventional.low, limits.conventional.high)
        )
        assert closure.contains(number)


@given(figures())
def test_a_hedge_never_makes_a_number_firmer(figure: dict[str, str]) -> None:
    """What is read into a hedge is never asserted: both sides stay possible by nature only."""
    limits = limits_of(figure)
    if figure["bound"] == "about" or "contradictory_hedge" in limits.notes:
        assert limits.asserted == limits.natural


def test_a_unit_that_begins_with_a_thousand_is_no_scale() -> None:
    assert last_place("49亿千瓦时", Fraction(4_900_000_000)) == 100_000_000
    assert last_place("3千人", Fraction(3000)) == 1000
