"""A column of limits: exact, with yes, no or undecided, and kept through files."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as ua
from analysis.api.limits_array import LimitsArray, _larger
from analysis.errors import AnalysisError
from analysis.intervals import Interval, certainly_at_most, certainly_greater

NUMBERS = st.one_of(
    st.integers(-6, 6).map(Fraction),
    st.fractions(-3, 3, max_denominator=7),
    st.just(Fraction(10**30, 7)),  # beyond 64 bits
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval | None:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from(["[]", "[)", "(]", "()"])) if low < high else "[]"
    absent = draw(st.sampled_from(["", "", "", "low", "high", "both", "row"]))
    if absent == "row":
        return None
    return Interval.between(
        None if absent in ("low", "both") else low,
        None if absent in ("high", "both") else high,
        ends,
    )


COLUMNS = st.lists(st.tuples(intervals(), intervals()), max_size=5)


def columns(rows: list[tuple[Interval | None, Interval | None]]) -> tuple[pd.Series, pd.Series]:
    one, other = ua.limits([a for a, _ in rows]), ua.limits([b for _, b in rows])
    assert isinstance(one, pd.Series) and isinstance(other, pd.Series)
    return one, other


@given(COLUMNS)
def test_arithmetic_is_that_of_intervals(rows: list[tuple[Interval | None, ...]]) -> None:
    a, b = columns(rows)  # type: ignore[arg-type]
    for name in ("__add__", "__sub__", "__mul__", "__truediv__"):
        expected = [pd.NA if x is None or y is None else getattr(x, name)(y) for x, y in rows]
        assert list(getattr(a, name)(b)) == expected, name
    assert list(-a) == [pd.NA if x is None else -x for x, _ in rows]


@given(COLUMNS)
def test_comparisons_say_yes_no_or_undecided(rows: list[tuple[Interval | None, ...]]) -> None:
    a, b = columns(rows)  # type: ignore[arg-type]
    for (x, y), greater, at_most in zip(rows, (a > b).tolist(), (a <= b).tolist(), strict=True):
        if x is None or y is None:
            assert greater is at_most is pd.NA
        else:
            yes, no = certainly_greater(x, y), certainly_at_most(x, y)
            assert greater is (pd.NA if not yes and not no else yes)
            assert at_most is (pd.NA if not yes and not no else no)
    assert (a < b).equals(b > a)
    assert (a >= b).equals(b <= a)


@given(COLUMNS)
def test_equal_is_decided_for_single_numbers_and_for_what_lies_apart(
    rows: list[tuple[Interval | None, ...]],
) -> None:
    a, b = columns(rows)  # type: ignore[arg-type]
    for (x, y), equal, other in zip(rows, (a == b).tolist(), (a != b).tolist(), strict=True):
        if x is None or y is None:
            assert equal is other is pd.NA
        elif x.is_point and y.is_point:
            assert equal is (x == y) and other is (x != y)
        else:
            assert equal is (False if x.apart_from(y) else pd.NA)


@given(st.lists(intervals()))
def test_sorting_follows_the_lower_end_then_the_upper(rows: list[Interval | None]) -> None:
    found = list(ua.limits(rows).sort_values())
    known = [row for row in rows if row is not None]
    expected = sorted(
        known,
        key=lambda row: (
            *(row.low is not None, row.low or 0, not row.low_closed),
            *(row.high is None, row.high or 0, row.high_closed),
        ),
    )
    assert found[: len(known)] == expected
    assert all(row is pd.NA for row in found[len(known) :])


@given(st.lists(intervals()), NUMBERS)
def test_contains_asks_each_row(rows: list[Interval | None], number: Fraction) -> None:
    found = list(ua.limits(rows).bounds.contains(number))
    assert found == [pd.NA if row is None else row.contains(number) for row in rows]


def test_rows_are_found_by_limits_numbers_or_their_text() -> None:
    column = ua.limits(["[13, 13]", "[13, 14)", None, "(1/3, ∞)"])
    assert list(column.isin([13])) == [True, False, False, False]
    assert list(column.isin(["[13, 14)", "(1/3, ∞)", "99"])) == [False, True, False, True]
    assert list(column.isin([pd.NA, column[0]])) == [True, False, True, False]
    assert list(column.isin([])) == [False] * 4
    with pytest.raises(AnalysisError, match="thirteen"):
        column.isin(["thirteen"])


@given(st.lists(intervals()))
def test_text_leads_back_to_the_same_limits(rows: list[Interval | None]) -> None:
    column = ua.limits(rows)
    file = io.StringIO()
    column.to_frame().to_csv(file, index=False)
    back = pd.read_csv(io.StringIO(file.getvalue()), dtype={"limits": "limits"})["limits"]
    assert rows == [None] or list(back) == list(column)  # a blank line is no row
    assert list(column.astype("str").astype("limits")) == list(column)


@given(st.lists(intervals().filter(lambda row: row is not None), min_size=1))
def test_sums_and_extremes(rows: list[Interval]) -> None:
    column = ua.limits(rows)
    total = rows[0]
    for row in rows[1:]:
        total += row
    assert column.sum() == total
    assert column.mean() == total.scaled(Fraction(1, len(rows)))
    largest = rows[0]
    for row in rows[1:]:
        largest = _larger(largest, row)
    assert column.max() == largest
    assert column.min() == -((-column).max())


@pytest.mark.parametrize(
    ("a", "b", "larger"),
    [
        ("[1, 2)", "[0, 2]", "[1, 2]"),
        ("[1, 5]", "(1, 3]", "(1, 5]"),
        ("[1, 5]", "[7, 8)", "[7, 8)"),
        ("(-∞, 5]", "(-∞, 4)", "(-∞, 5]"),
        ("(-∞, 5]", "[2, ∞)", "[2, ∞)"),
    ],
)
def test_what_the_larger_of_two_numbers_can_be(a: str, b: str, larger: str) -> None:
    assert str(_larger(Interval.parse(a), Interval.parse(b))) == larger
    assert str(_larger(Interval.parse(b), Interval.parse(a))) == larger


def test_ends_are_floats_and_points_only_where_there_is_one_number() -> None:
    column = ua.limits(["[1, 2)", "1/3", "(5, ∞)", None])
    assert column.bounds.low.tolist()[:3] == [1, 1 / 3, 5]
    assert np.isnan(column.bounds.high[2]) and column.bounds.high[0] == 2
    assert column.bounds.point.isna().tolist() == [True, False, True, True]
    assert column.bounds.ends.tolist() == ["[)", "[]", "()", ""]
    assert str(column.dtype) == "limits"
    assert repr(column.array).splitlines()[1] == "[[1, 2), (0.333333, 0.333334), (5, ∞), <NA>]"


def test_numbers_that_leave_64_bits_stay_exact() -> None:
    column = ua.limits(np.array([2**61, 2**62]), np.array([2**61, 2**62]))
    assert [str(row) for row in column + column] == [f"[{2**62}, {2**62}]", f"[{2**63}, {2**63}]"]
    assert str((column * 4)[1]) == f"[{2**64}, {2**64}]"
    assert str(column.sum()) == f"[{3 * 2**61}, {3 * 2**61}]"
    assert str((column / 3)[0]) == f"[{2**61}/3, {2**61}/3]"
    mixed = pd.concat([column, ua.limits([Fraction(1, 10**19)])], ignore_index=True)
    assert str(mixed[2]) == "[" + ", ".join([format(Decimal(10) ** -19, "f")] * 2) + "]"
    assert (mixed > 1).tolist() == [True, True, False]


def test_numbers_and_intervals_stand_on_either_side() -> None:
    column = ua.limits(["[10, 20)"])
    assert str((100 - column)[0]) == "(80, 90]"
    assert str((100 / column)[0]) == "(5, 10]"
    assert str((column * Interval.parse("[0, 2]"))[0]) == "[0, 40)"
    assert str((column + pd.Series([Decimal("0.5")]))[0]) == "[10.5, 20.5)"
    assert str((column / 4.0)[0]) == "[2.5, 5)"
    assert str((column * -1)[0]) == "(-20, -10]"
    assert str((column * 0)[0]) == "[0, 0]"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: ua.limits([0.1]), "limits hold exact numbers, not the float 0.1: write it as te"),
        (lambda: ua.limits(["about 5"]), "'about 5' is not an exact number"),
        (lambda: ua.limits(["[5, 3]"]), r"the interval \[5, 3\] holds no number"),
        (lambda: ua.limits([1], [2, 3]), "1 lower ends, 2 upper ends and 1 brackets are no column"),
        (lambda: ua.limits([1], [2], "<>"), "'<>' are no ends of an interval"),
        (lambda: ua.limits(np.array([1, 4]), np.array([2, 3])), r"\[4, 3\] holds no number"),
        (lambda: ua.limits([True]), "True is no number and no interval"),
        (lambda: ua.limits(["1"]) + object(), "is no number and no interval"),
        (lambda: ua.limits(["[1, 2]"]).astype(float), r"the limits \[1, 2\] are no single number"),
    ],
)
def test_bad_input_is_one_sentence(made: object, said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        made()  # type: ignore[operator]


def test_only_columns_of_limits_have_bounds() -> None:
    with pytest.raises(AttributeError, match="only a column of limits has"):
        _ = pd.Series([1]).bounds


def test_groups_are_added_and_counted() -> None:
    frame = pd.DataFrame({"city": ["a", "b", "a"], "limits": ua.limits(["[1, 2)", "5", "[3, 4]"])})
    assert [str(each) for each in frame.groupby("city")["limits"].sum()] == ["[4, 6)", "[5, 5]"]
    assert frame.groupby("limits").size().tolist() == [1, 1, 1]


def test_parquet_keeps_the_type() -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"limits": ua.limits(["[1, 2)", None, "1/3"])})
    file = io.BytesIO()
    frame.to_parquet(file)
    pd.testing.assert_frame_equal(pd.read_parquet(file), frame)


def test_an_array_changes_in_place_over_a_new_denominator() -> None:
    array = LimitsArray.between([1, 2], [1, 2])
    array[1] = "1/3"
    array[[0]] = ["[0, 1/7)"]
    assert [str(each) for each in array] == ["[0, 1/7)", "[1/3, 1/3]"]


def test_one_call_draws_every_row_with_its_ends() -> None:
    column = ua.limits(["[1, 2)", None, "(3, ∞)"])
    column.index = ["甲", "b", "c"]
    ax = column.bounds.plot(color="black")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["甲", "b", "c"]
    assert {label.get_family()[0] for label in ax.get_yticklabels()} == {"Analysis Sans SC"}
    ends = [line for line in ax.lines if len(line.get_xdata()) == 1]
    assert [(line.get_marker(), line.get_xdata()[0]) for line in ends] == [
        ("o", 1.0),
        ("o", 2.0),
        ("o", 3.0),
        (">", 3.16),
    ]
    empty = ax.get_facecolor()
    assert [line.get_markerfacecolor() == empty for line in ends] == [False, True, True, False]
    assert column.bounds.plot(ax) is ax


def test_series_of_whole_numbers_are_taken_as_a_whole_and_keep_their_index() -> None:
    low = pd.Series([1, 5], index=["a", "b"])
    column = ua.limits(low, low + 2, "[)")
    assert [str(each) for each in column] == ["[1, 3)", "[5, 7)"]
    assert list(column.index) == ["a", "b"]
    missing = ua.limits(pd.Series([1, None], dtype="Int64"))
    assert [str(each) for each in missing] == ["[1, 1]", "<NA>"]
