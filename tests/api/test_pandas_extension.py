"""pandas' own tests of extension arrays, on a column of limits."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from pandas.tests.extension import base
from pandas.tests.extension.conftest import *  # noqa: F403 - the fixtures that pandas hands out

from analysis.api.limits_array import LimitsArray, LimitsDtype
from analysis.intervals import Interval

A, B, C = Interval.parse("[1, 2)"), Interval.parse("[1, 2]"), Interval.parse("(5, ∞)")


def column(*rows: Interval | None) -> LimitsArray:
    return LimitsArray._from_sequence(rows)


@pytest.fixture
def dtype() -> LimitsDtype:
    return LimitsDtype()


@pytest.fixture
def data() -> LimitsArray:
    return LimitsArray.between(range(1, 11), range(3, 13), "[)")


@pytest.fixture
def data_missing() -> LimitsArray:
    return column(None, A)


@pytest.fixture
def data_for_sorting() -> LimitsArray:
    return column(B, C, A)


@pytest.fixture
def data_missing_for_sorting() -> LimitsArray:
    return column(B, None, A)


@pytest.fixture
def data_for_grouping() -> LimitsArray:
    return column(B, B, None, None, A, A, B, C)


ARITHMETIC = {
    f"__{side}{name}__" for name in ("add", "sub", "mul", "truediv") for side in ("", "r")
}


ONE_DIMENSION = [
    each for each in base.ExtensionTests.__mro__[1:-1] if each is not base.Dim2CompatTests
]


class TestLimits(*ONE_DIMENSION):  # type: ignore[misc]
    """All of them; what is overridden says what a column of limits does otherwise."""

    def _get_expected_exception(self, op_name: str, obj: Any, other: Any) -> Any:
        return None if op_name in ARITHMETIC else TypeError

    def _supports_reduction(self, ser: pd.Series, op_name: str) -> bool:
        return op_name in ("sum", "min", "max", "mean", "count")

    def check_reduce(self, ser: pd.Series, op_name: str, skipna: bool) -> None:
        if op_name == "count":
            assert ser.count() == ser.notna().sum()
            return
        rows = [row for row in ser if row is not pd.NA]
        if not skipna and len(rows) < len(ser):
            assert getattr(ser, op_name)(skipna=False) is pd.NA
            return
        assert isinstance(getattr(ser, op_name)(skipna=skipna), Interval)

    def _compare_other(self, ser: pd.Series, data: Any, op: Any, other: Any) -> None:
        """Intervals have no order of their own: the column says yes, no or undecided."""
        if isinstance(other, Interval) or isinstance(getattr(other, "dtype", None), LimitsDtype):
            assert op(ser, other).dtype == "boolean"
        else:
            assert op(ser, pd.Series(data)).dtype == "boolean"

    def test_combine_le(self, data_repeated: Any) -> None:
        """Two intervals alone have no `<=`; two columns have."""
        one, other = (pd.Series(each) for each in data_repeated(2))
        with pytest.raises(TypeError):
            one.combine(other, lambda a, b: a <= b)
        assert (one <= other).isna().all()

    def test_plot_on_y_axis(self, plot_data: pd.DataFrame, **kwargs: Any) -> None:
        """What is no number is not drawn as one; `.bounds.plot` draws it."""
        with pytest.raises(TypeError, match="no numeric data"):
            plot_data.plot(x="Numeric", y="Data")

    def test_in_numeric_groupby(self, data_for_grouping: LimitsArray) -> None:
        """Limits are added within groups, though they are no numbers."""
        frame = pd.DataFrame({"A": [1, 1, 2, 2, 3, 3, 1, 4], "B": data_for_grouping})
        assert frame.groupby("A")["B"].sum().tolist() == [
            Interval.parse("[3, 6]"),
            Interval.point(0),
            Interval.parse("[2, 4)"),
            C,
        ]

    def test_from_dtype(self, data: LimitsArray, dtype: LimitsDtype) -> None:
        """A frame made of a list of intervals alone would have their ends as columns."""
        expected = pd.Series(data)
        pd.testing.assert_series_equal(pd.Series(list(data), dtype=dtype), expected)
        pd.testing.assert_series_equal(pd.Series(list(data), dtype=str(dtype)), expected)

    def test_value_counts_with_normalize(self, data: LimitsArray) -> None:
        found = pd.Series(data.unique()).value_counts(normalize=True)
        assert found.tolist() == [1 / len(data)] * len(data)
