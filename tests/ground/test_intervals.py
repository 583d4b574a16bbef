"""Intervals: every operation holds for every choice of numbers inside its inputs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.intervals import (
    EVERYTHING,
    Interval,
    Margin,
    certainly_at_most,
    certainly_greater,
    difference,
    format_number,
    parse_number,
    power_of_ten,
    share_of_whole,
)

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def intervals(draw: st.DrawFn, low: int | None = None) -> Interval:
    """Draw an interval with any kind of ends; `low` bounds it from below."""
    source = numbers if low is None else st.fractions(low, 50, max_denominator=8)
    first, second = sorted((draw(source), draw(source)))
    if first == second:
        return Interval.point(first)
    ends = draw(st.sampled_from(["[]", "[)", "(]", "()"]))
    absent = draw(st.sampled_from(["none", "high"] + ([] if low is not None else ["low", "both"])))
    return Interval.between(
        None if absent in ("low", "both") else first,
        None if absent in ("high", "both") else second,
        ends,
    )


@st.composite
def with_member(draw: st.DrawFn, low: int | None = None) -> tuple[Interval, Fraction]:
    """Draw an interval and a number inside it, an end that belongs to it included."""
    interval = draw(intervals(low))
    bottom = interval.low if interval.low is not None else Fraction(-90)
    top = interval.high if interval.high is not None else max(bottom, Fraction(0)) + 90
    weight = draw(st.fractions(0, 1, max_denominator=6))
    number = bottom + (top - bottom) * weight
    assume(interval.contains(number))
    return interval, number


def between(text: str) -> Interval:
    """Shorten the tests."""
    return Interval.parse(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("145000", 145000),
        ("-3", -3),
        ("94.3", Decimal("94.3")),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
    ],
)
def test_number_cells_are_read_exactly(text: str, number: object) -> None:
    assert parse_number(text) == number
    assert type(parse_number(text)) is type(number)
    assert format_number(parse_number(text)) == text


@pytest.mark.parametrize(
    "text", ["1e3", "1,000", " 5", "5.", ".5", "1/0", "NaN", "１２", "+5", "x"]
)
def test_other_cells_are_refused(text: str) -> None:
    with pytest.raises(AnalysisError, match="exact number"):
        parse_number(text)


@given(numbers)
def test_numbers_are_written_exactly(number: Fraction) -> None:
    assert Fraction(parse_number(format_number(number)) or 0) == number


def test_absent_ends_are_open_and_empty_intervals_refused() -> None:
    assert Interval(None, Fraction(3)).ends == "(]"
    assert str(EVERYTHING) == "(-∞, ∞)"
    for low, high, ends in ((2, 1, "[]"), (1, 1, "[)"), (1, 1, "()")):
        with pytest.raises(AnalysisError, match="holds no number"):
            Interval.between(low, high, ends)
    with pytest.raises(AnalysisError, match="ends"):
        Interval.between(1, 2, "][")
    with pytest.raises(AnalysisError, match="float"):
        Interval(0.5, None)  # type: ignore[arg-type]


@given(intervals())
def test_text_and_columns_round_trip(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval
    assert Interval.from_columns(interval.columns("natural"), "natural") == interval
    assert hash(Interval.parse(str(interval))) == hash(interval)


def test_text_form() -> None:
    half = Interval.between(144500, 145500, "[)")
    assert str(half) == "[144500, 145500)"
    assert half.columns("asserted") == {
        "asserted_low": "144500",
        "asserted_high": "145500",
        "asserted_ends": "[)",
    }
    assert Interval.more_than(500).columns("x") == {"x_low": "500", "x_high": "", "x_ends": "()"}
    for wrong in ("144500, 145500", "[1; 2]", "[1, 2, 3]", ""):
        with pytest.raises(AnalysisError, match="no interval"):
            Interval.parse(wrong)


def test_membership_and_sets() -> None:
    half = between("[1, 2)")
    assert half.contains(1) and half.contains(Decimal("1.99")) and not half.contains(2)
    assert between("(1, 2)").subset_of(half) and not between("[1, 2]").subset_of(half)
    assert half.subset_of(EVERYTHING) and not EVERYTHING.subset_of(half)
    assert half.apart_from(between("[2, 3]")) and half.intersects(between("[1, 1]"))
    assert between("[1, 2]").intersection(between("[2, 3]")) == Interval.point(2)
    assert between("[1, 2)").intersection(between("[2, 3]")) is None
    assert between("[1, 2)").hull(between("(5, 6]")) == between("[1, 6]")
    assert between("[1, 5)").intersection(between("(1, 5]")) == between("(1, 5)")


@given(with_member(), with_member())
def test_sets_hold_their_members(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    (left, x), (right, y) = a, b
    hull = left.hull(right)
    assert hull.contains(x) and hull.contains(y)
    assert left.subset_of(hull) and right.subset_of(hull)
    common = left.intersection(right)
    assert (common is not None and common.contains(x)) == right.contains(x)
    assert left.intersects(right) == right.intersects(left) != left.apart_from(right)
    if common is not None:
        assert common.subset_of(left) and common.subset_of(right)


@given(with_member(), with_member())
def test_arithmetic_holds_its_members(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    (left, x), (right, y) = a, b
    assert (left + right).contains(x + y)
    assert (left - right).contains(x - y)
    assert (left * right).contains(x * y)
    assert left.scaled(y).contains(x * y)
    assert (-left).contains(-x)
    if y:
        assert (left / right).contains(x / y)


@given(with_member(), with_member(), with_member(), with_member())
def test_arithmetic_is_no_wider_than_its_inputs(
    a: tuple[Interval, Fraction],
    b: tuple[Interval, Fraction],
    c: tuple[Interval, Fraction],
    d: tuple[Interval, Fraction],
) -> None:
    """Subsets of the inputs give subsets of the results (inclusion isotony)."""
    narrow, wide = a[0], a[0].hull(b[0])
    other, broad = c[0], c[0].hull(d[0])
    assert (narrow + other).subset_of(wide + broad)
    assert (narrow - other).subset_of(wide - broad)
    assert (narrow * other).subset_of(wide * broad)
    if other != Interval.point(0):  # nothing can be divided by it: no limit at all
        assert (narrow / other).subset_of(wide / broad)


@given(numbers, numbers)
def test_arithmetic_of_points_is_exact(x: Fraction, y: Fraction) -> None:
    a, b = Interval.point(x), Interval.point(y)
    assert a + b == Interval.point(x + y)
    assert a - b == Interval.point(x - y)
    assert a * b == Interval.point(x * y)
    if y:
        assert a / b == Interval.point(x / y)


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        ("[16364000, 16365000)", "[20270600, 20270700]", None),
        ("(1, 2)", "[1, 2]", "(1/2, 2)"),
        ("[1, 2]", "[0, 4]", "[1/4, ∞)"),
        ("[1, 2]", "(0, 4)", "(1/4, ∞)"),
        ("[0, 2]", "[0, 4]", "[0, ∞)"),
        ("(0, 2]", "(1, ∞)", "(0, 2)"),
        ("[1, 2]", "[-1, 1]", "(-∞, ∞)"),
        ("[1, 2]", "[0, 0]", "(-∞, ∞)"),
        ("[1, 2]", "[-4, -2]", "[-1, -1/4]"),
        ("(500, ∞)", "[10, 20]", "(25, ∞)"),
        ("[0, 0]", "[5, ∞)", "[0, 0]"),
    ],
)
def test_quotients(a: str, b: str, quotient: str | None) -> None:
    result = between(a) / between(b)
    if quotient is None:
        assert result.ends == "[)"
    else:
        assert result == between(quotient)


@given(with_member(low=0), with_member(low=0))
def test_share_of_whole_holds_its_members(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    (part, x), (rest, y) = a, b
    share = share_of_whole(part, rest)
    assert share.subset_of(Interval.between(0, 1))
    if x + y:
        assert share.contains(x / (x + y))
        naive = part / (part + rest)
        assert share.subset_of(naive.hull(share)) and (not x or naive.contains(x / (x + y)))


@pytest.mark.parametrize(
    ("part", "rest", "share"),
    [
        ("[40, 40]", "[23, 23]", "[40/63, 40/63]"),
        ("[1, 3]", "[1, 3]", "[1/4, 3/4]"),
        ("(1, 3]", "[1, 3)", "(1/4, 3/4]"),
        ("(500, ∞)", "[500, 500]", "(1/2, 1)"),
        ("[5, 5]", "[0, ∞)", "(0, 1]"),
        ("[0, 5]", "(0, 5]", "[0, 1)"),
        ("[0, 0]", "[0, 0]", "[0, 1]"),
        ("[0, 0]", "[0, 7]", "[0, 0]"),
        ("[3, 7]", "[0, 0]", "[1, 1]"),
    ],
)
def test_share_of_whole(part: str, rest: str, share: str) -> None:
    assert share_of_whole(between(part), between(rest)) == between(share)


def test_share_of_whole_refuses_negative_parts() -> None:
    with pytest.raises(AnalysisError, match="rest"):
        share_of_whole(between("[1, 2]"), between("[-1, 2]"))


@given(intervals(), st.sampled_from([1, 5, 10, Fraction(1, 10)]))
def test_rounding_goes_outwards(interval: Interval, step: int | Fraction) -> None:
    rounded = interval.rounded_outwards(step)
    assert interval.subset_of(rounded)
    for before, after in ((interval.low, rounded.low), (interval.high, rounded.high)):
        if before is None or after is None:
            assert before is after
        else:
            assert abs(before - after) < step and (after / Fraction(step)).denominator == 1


@given(intervals(), st.integers(1, 4))
def test_significant_digits_go_outwards(interval: Interval, digits: int) -> None:
    assert interval.subset_of(interval.significant(digits))


def test_rounding_for_display() -> None:
    assert str(between("[1389.6, 1391.8)").rounded_outwards()) == "(1389, 1392)"
    assert str(between("[1389, 1391.8]").rounded_outwards()) == "[1389, 1392)"
    assert str(between("(991.7, 992.9)").significant(3)) == "(991, 993)"
    assert str(between("[8969, 8969]").significant(2)) == "[8969, 8969]"
    with pytest.raises(AnalysisError, match="multiples"):
        between("[1, 2]").rounded_outwards(0)


def test_powers_of_ten() -> None:
    assert [power_of_ten(n) for n in (1, 999, 1000, Fraction(1, 20), 0)] == [
        1,
        100,
        1000,
        Fraction(1, 100),
        1,
    ]


@given(with_member(low=0), with_member(low=0), st.fractions(1, 3, max_denominator=4))
def test_certain_differences_hold_for_every_choice(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction], factor: Fraction
) -> None:
    (left, x), (right, y) = a, b
    margin = Margin(factor=factor)
    if certainly_greater(left, right):
        assert x > y and left.apart_from(right)
    if certainly_greater(left, right, margin):
        assert x > factor * y
    if certainly_at_most(left, right, margin):
        assert x <= factor * y
    result = difference(left, right, margin)
    opposite = {"greater": "less", "less": "greater"}
    assert difference(right, left, margin) == opposite.get(result, result)


@pytest.mark.parametrize(
    ("a", "b", "margin", "result"),
    [
        ("[200, 210]", "[100, 110]", Margin(factor=Fraction(5, 4)), "greater"),
        ("[100, 110]", "[200, 210]", Margin(factor=Fraction(5, 4)), "less"),
        ("[100, 101]", "[110, 111]", Margin(factor=Fraction(5, 4)), "same"),
        ("[100, 101]", "[120, 130]", Margin(factor=Fraction(5, 4)), "undecided"),
        ("(500, ∞)", "[100, 100]", Margin(factor=Fraction(5, 4)), "greater"),
        ("(500, ∞)", "[600, 600]", Margin(factor=Fraction(5, 4)), "undecided"),
        ("[92.5, 100]", "[93.45, 93.55)", Margin(points=Fraction(5)), "undecided"),
        ("[94.25, 94.35)", "[93.45, 93.55)", Margin(points=Fraction(5)), "same"),
        ("[82.5, 83.5)", "[93.45, 93.55)", Margin(points=Fraction(5)), "less"),
        ("[1, 1]", "[1, 1]", Margin(points=Fraction(0)), "same"),
        ("[1, 1]", "(1, 2]", Margin(points=Fraction(0)), "less"),
    ],
)
def test_differences(a: str, b: str, margin: Margin, result: str) -> None:
    assert difference(between(a), between(b), margin) == result


def test_margins_are_checked() -> None:
    for wrong in (
        {},
        {"factor": Fraction(2), "points": Fraction(5)},
        {"factor": Fraction(1, 2)},
        {"points": Fraction(-1)},
    ):
        with pytest.raises(AnalysisError, match="margin"):
            Margin(**wrong)
