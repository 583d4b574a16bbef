"""Limits as a column: a pandas extension array of intervals with ends of their own in each row.

Each row is an `analysis.intervals.Interval` (ends closed, open or absent) or missing.  Numbers stay
exact: where all ends fit, they are whole numbers of 64 bits over one common denominator, which
makes a million comparisons or sums a matter of milliseconds; where they do not, fractions.  What a
sum must refuse belongs to `analysis.api.totals`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import (
    ExtensionArray,
    ExtensionDtype,
    register_extension_dtype,
    register_series_accessor,
    take,
)
from pandas.api.indexers import check_array_indexer

from analysis.api.asked import asked
from analysis.errors import AnalysisError, shortly
from analysis.intervals import Interval, Number, parse_number, power_of_ten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Numbers: TypeAlias = "np.ndarray[Any, Any]"
"""Whole numbers of 64 bits, or objects that are fractions."""

LOW, HIGH, LOW_IN, HIGH_IN, KNOWN = 1, 2, 4, 8, 16
"""Bits of a row: it has a lower, an upper end; that end belongs to it; the row is not missing."""

_MOST = 2**62
"""Whole numbers up to here can be added without leaving 64 bits."""

_EXACT_FLOAT = 2**53
"""Whole numbers up to here are floats without rounding."""


class NoLimitsError(AnalysisError, TypeError, ValueError):
    """A value that is no number and no interval; pandas knows it by its other names."""


@register_extension_dtype
class LimitsDtype(ExtensionDtype):  # type: ignore[misc]
    """The type of a column of limits; pandas knows it as ``"limits"``.

    Examples
    --------
    >>> import pandas as pd
    >>> pd.Series(["[13, 14)", None], dtype="limits").isna().tolist()
    [False, True]
    """

    name = "limits"
    kind = "O"
    na_value = pd.NA

    @property
    def type(self) -> Any:
        """The type of a row."""
        return Interval

    @classmethod
    def construct_array_type(cls) -> Any:
        """Return the type of arrays of this type."""
        return LimitsArray

    def __from_arrow__(self, array: Any) -> LimitsArray:
        """Read what `LimitsArray.__arrow_array__` writes, for pyarrow and `pandas.read_parquet`."""
        return LimitsArray._from_sequence(array.to_pylist())


class LimitsArray(ExtensionArray):  # type: ignore[misc]
    """Intervals, one a row; see `limits`, which makes them.

    Parameters
    ----------
    low, high
        The ends times `scale`, 0 where there is none: whole numbers of 64 bits, or fractions.
    flags
        Bits of each row: `LOW`, `HIGH`, `LOW_IN`, `HIGH_IN`, `KNOWN`.
    scale
        Common denominator of the ends; 1 where they are fractions.
    """

    def __init__(self, low: Numbers, high: Numbers, flags: Numbers, scale: int = 1) -> None:
        self._low, self._high, self._flags, self._scale = low, high, flags, scale

    # -- making ------------------------------------------------------------------------------------

    @classmethod
    def between(
        cls, low: Iterable[Any], high: Iterable[Any], ends: str | Iterable[str] = "[]"
    ) -> LimitsArray:
        """Return the intervals between two sequences of ends.

        Parameters
        ----------
        low, high
            Exact numbers (or their text), or arrays of whole numbers; `None` where there is no end.
        ends
            Brackets of all rows, or of each: ``[]``, ``[)``, ``(]``, ``()``.

        Raises
        ------
        AnalysisError
            If a number is not exact, a row holds no number, or the lengths differ.
        """
        if _are_whole(low) and _are_whole(high) and isinstance(ends, str):
            return cls._between_whole(low, high, ends)
        lows, highs = list(low), list(high)
        brackets = [ends] * len(lows) if isinstance(ends, str) else list(ends)
        if not len(lows) == len(highs) == len(brackets):
            raise AnalysisError(
                f"{len(lows)} lower ends, {len(highs)} upper ends and {len(brackets)} brackets "
                "are no column of limits: give as many of each."
            )
        rows = zip(lows, highs, brackets, strict=True)
        return cls._of(Interval.between(_end(a), _end(b), each) for a, b, each in rows)

    @classmethod
    def _between_whole(cls, low: Any, high: Any, ends: str) -> LimitsArray:
        one = Interval.between(0, 1, ends)  # refuses what are no brackets
        lows, highs = np.asarray(low, dtype=np.int64), np.asarray(high, dtype=np.int64)
        wrong = (lows > highs) | ((lows == highs) & (ends != "[]"))
        if len(lows) != len(highs) or wrong.any():
            where = int(np.argmax(wrong))
            Interval.between(int(lows[where]), int(highs[where]), ends)
        flags = np.full(len(lows), _flags(one), dtype=np.uint8)
        return cls(lows.copy(), highs.copy(), flags)._safe()

    @classmethod
    def _of(cls, rows: Iterable[Interval | None]) -> LimitsArray:
        """Make an array of intervals; `None` where a row is missing."""
        known = list(rows)
        flags = np.array([_flags(row) for row in known], dtype=np.uint8)
        zero = Fraction(0)
        low = [zero if row is None or row.low is None else row.low for row in known]
        high = [zero if row is None or row.high is None else row.high for row in known]
        return cls(_objects(low), _objects(high), flags)._packed()

    def _packed(self) -> LimitsArray:
        """Return the same with whole numbers of 64 bits, where they fit."""
        if not self._is_exact:
            return self
        scale = 1
        ends = (*self._low, *self._high)
        for end in ends:
            scale = lcm(scale, end.denominator)
            if scale > _MOST:
                return self
        if any(abs(end.numerator) * (scale // end.denominator) > _MOST for end in ends):
            return self
        low, high = (
            np.array([end.numerator * (scale // end.denominator) for end in side], dtype=np.int64)
            for side in (self._low, self._high)
        )
        return LimitsArray(low, high, self._flags, scale)

    def _safe(self) -> LimitsArray:
        """Return the same with fractions where the numbers are too large to calculate with."""
        return self if self._largest <= _MOST else self._as_fractions()

    @classmethod
    def _from_sequence(
        cls, scalars: Iterable[Any], *, dtype: Any = None, copy: bool = False
    ) -> LimitsArray:
        if isinstance(scalars, LimitsArray):
            return scalars.copy() if copy else scalars
        if _are_whole(scalars):
            whole = np.asarray(scalars, dtype=np.int64)
            return cls._between_whole(whole, whole, "[]")
        return cls._of(_row(each) for each in scalars)

    @classmethod
    def _from_sequence_of_strings(
        cls, strings: Sequence[str], *, dtype: Any = None, copy: bool = False
    ) -> LimitsArray:
        return cls._from_sequence(strings)

    @classmethod
    def _from_factorized(cls, values: Any, original: LimitsArray) -> LimitsArray:
        return cls._from_sequence(values)

    def _cast_pointwise_result(self, values: Any) -> Any:
        rows = list(values)
        if any(isinstance(row, Interval) for row in rows) and all(
            isinstance(row, Interval) or _is_missing(row) for row in rows
        ):
            return self._from_sequence(rows)
        return super()._cast_pointwise_result(values)

    # -- what pandas asks --------------------------------------------------------------------------

    @property
    def dtype(self) -> LimitsDtype:
        """The type of the column."""
        return LimitsDtype()

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._flags)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return int(self._low.nbytes + self._high.nbytes + self._flags.nbytes)

    def isna(self) -> Numbers:
        """Tell of each row whether it is missing."""
        return ~_has(self, KNOWN)

    def __getitem__(self, item: Any) -> Any:
        """Return the interval of a row, or several rows."""
        item = check_array_indexer(self, item)
        if isinstance(item, (int, np.integer)):
            return self._scalar(int(item))
        found = LimitsArray(self._low[item], self._high[item], self._flags[item], self._scale)
        found._readonly = self._readonly and np.may_share_memory(found._flags, self._flags)
        return found

    def _scalar(self, place: int) -> Any:
        flags = int(self._flags[place])
        if not flags & KNOWN:
            return pd.NA
        low = Fraction(self._low[place]) if self._is_exact else self._fraction(self._low[place])
        high = Fraction(self._high[place]) if self._is_exact else self._fraction(self._high[place])
        return Interval(
            low if flags & LOW else None,
            high if flags & HIGH else None,
            bool(flags & LOW_IN),
            bool(flags & HIGH_IN),
        )

    def _fraction(self, whole: Any) -> Fraction:
        return Fraction(int(whole), self._scale)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the intervals."""
        return (self._scalar(place) for place in range(len(self)))

    def __setitem__(self, key: Any, value: Any) -> None:
        """Put intervals, numbers or their text into rows.

        Raises
        ------
        ValueError
            If the array may not be changed.
        """
        if self._readonly:
            raise ValueError("Cannot modify read-only array")
        key = check_array_indexer(self, key)
        given = [value] if _is_scalar(value) else value
        other = type(self)._from_sequence(given)
        whole, other = _alike(self, other)
        if whole is not self:  # another denominator: rows change their numbers, not their values
            self._low, self._high, self._scale = whole._low.copy(), whole._high.copy(), whole._scale
        if _is_scalar(value):
            self._low[key], self._high[key] = other._low[0], other._high[0]
            self._flags[key] = other._flags[0]
        else:
            self._low[key], self._high[key] = other._low, other._high
            self._flags[key] = other._flags

    def take(
        self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None
    ) -> LimitsArray:
        """Return rows by their places; -1 is a missing row where `allow_fill` is set."""
        source, fill = self, (0, 0, 0)
        if allow_fill and not (fill_value is None or _is_missing(fill_value)):
            source, other = _alike(self, type(self)._from_sequence([fill_value]))
            fill = (other._low[0], other._high[0], other._flags[0])
        zero = Fraction(0) if source._is_exact else 0
        parts = zip((source._low, source._high, source._flags), (*fill[:2], fill[2]), strict=True)
        low, high, flags = (
            take(
                part,
                indices,
                allow_fill=allow_fill,
                fill_value=(value or (zero if part is not source._flags else 0)),
            )
            for part, value in parts
        )
        return LimitsArray(low, high, flags.astype(np.uint8), source._scale)

    def copy(self) -> LimitsArray:
        """Return a copy."""
        return LimitsArray(self._low.copy(), self._high.copy(), self._flags.copy(), self._scale)

    def view(self, dtype: Any = None) -> Any:
        """Return an array of the same rows, which change together."""
        if dtype is not None:
            return super().view(dtype)
        return LimitsArray(self._low, self._high, self._flags, self._scale)

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[LimitsArray]) -> LimitsArray:
        scale = lcm(*(each._scale for each in to_concat))
        alike = [each._scaled_to(scale) for each in to_concat]
        if any(each._is_exact for each in alike):
            alike = [each._as_fractions() for each in alike]
            scale = 1
        low, high, flags = (
            np.concatenate([getattr(each, name) for each in alike])
            for name in ("_low", "_high", "_flags")
        )
        return cls(low, high, flags, scale)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Numbers:
        """Return the intervals as objects, or as floats where all of them are points."""
        if copy is False:
            raise ValueError("intervals become objects by copying only")
        found = _objects(list(self))
        return found if dtype is None else found.astype(dtype)

    def to_numpy(self, dtype: Any = None, copy: bool = False, na_value: Any = pd.NA) -> Numbers:
        """Return the intervals as objects: always a copy, which may be changed."""
        return np.asarray(super().to_numpy(dtype, copy=True, na_value=na_value))

    def _values_for_json(self) -> Numbers:
        return _objects([None if _is_missing(row) else str(row) for row in self])

    def astype(self, dtype: Any, copy: bool = True) -> Any:
        """Return the rows as text, objects, or floats.

        Raises
        ------
        AnalysisError
            If a row that is no single number should become one.
        """
        wanted = pd.api.types.pandas_dtype(dtype)
        if isinstance(wanted, LimitsDtype):
            return self.copy() if copy else self
        if isinstance(wanted, pd.StringDtype):
            texts = [None if _is_missing(row) else str(row) for row in self]
            return pd.array(texts, dtype=wanted)
        if isinstance(wanted, np.dtype) and wanted.kind == "f":
            wide = next((row for row in self if not _is_missing(row) and not row.is_point), None)
            if wide is not None:
                raise AnalysisError(f"the limits {wide} are no single number: take .low or .high.")
            return self.point.astype(wanted)
        if isinstance(wanted, np.dtype) and wanted.kind == "U":
            return np.array([str(row) for row in self], dtype=wanted)
        return super().astype(dtype, copy)

    def _formatter(self, boxed: bool = False) -> Callable[[Any], str]:
        return _shown

    def _values_for_factorize(self) -> tuple[Numbers, Any]:
        return _objects([None if _is_missing(row) else row for row in self]), None

    def _values_for_argsort(self) -> Numbers:
        """Return the rank of each row: by the lower end, then by the upper."""
        if not self._is_exact:
            flags = self._flags
            keys = (
                (flags & HIGH_IN) != 0,
                self._high,
                (flags & HIGH) == 0,
                (flags & LOW_IN) == 0,
                self._low,
                (flags & LOW) != 0,
            )
            order = np.lexsort(keys)
            changes = np.zeros(len(self), dtype=bool)
            for key in keys:
                sorted_ = key[order]
                changes[1:] |= sorted_[1:] != sorted_[:-1]
            ranks = np.empty(len(self), dtype=np.int64)
            ranks[order] = np.cumsum(changes)
            return ranks
        found = [_order(each) for each in self]
        places = {key: place for place, key in enumerate(sorted(set(found)))}
        return np.array([places[key] for key in found], dtype=np.int64)

    def searchsorted(self, value: Any, side: Any = "left", sorter: Any = None) -> Any:
        """Return where rows would stand in sorted limits."""
        asked = [value] if _is_scalar(value) else value
        together = self._concat_same_type([self, self._from_sequence(asked)])
        ranks = together._values_for_argsort()
        found = np.searchsorted(ranks[: len(self)], ranks[len(self) :], side=side, sorter=sorter)
        return found[0] if _is_scalar(value) else found

    def isin(self, values: Iterable[Any]) -> Numbers:
        """Tell of each row whether it is one of some limits, both ends alike.

        Parameters
        ----------
        values
            Intervals, their text or exact numbers.

        Raises
        ------
        NoLimitsError
            If one of them is none of these.
        """
        known = set(self._from_sequence(list(values)))
        return np.fromiter((row in known for row in self), bool, len(self))

    def equals(self, other: object) -> bool:
        """Tell whether another array has the same limits, end for end."""
        return isinstance(other, LimitsArray) and list(self._values_for_factorize()[0]) == list(
            other._values_for_factorize()[0]
        )

    def __contains__(self, item: object) -> bool:
        """Tell whether a row is exactly this interval, or missing."""
        if item is pd.NA:
            return bool(self.isna().any())
        return isinstance(item, Interval) and any(row == item for row in self if row is not pd.NA)

    def __arrow_array__(self, type: Any = None) -> Any:
        """Return the rows as text, which every reader of Parquet understands."""
        import pyarrow

        texts = [None if _is_missing(row) else str(row) for row in self]
        return pyarrow.array(texts, type=type or pyarrow.string())

    # -- asking ------------------------------------------------------------------------------------

    @property
    def low(self) -> Numbers:
        """Lower ends as floats; NaN where there is none."""
        return self._floats(self._low, LOW)

    @property
    def high(self) -> Numbers:
        """Upper ends as floats; NaN where there is none."""
        return self._floats(self._high, HIGH)

    @property
    def point(self) -> Numbers:
        """The number as a float where a row holds one only, else NaN."""
        return np.where(self._is_point, self.low, np.nan)

    @property
    def ends(self) -> Numbers:
        """Brackets of each row as text; empty where it is missing."""
        return _objects(["" if _is_missing(row) else row.ends for row in self])

    def contains(self, number: Any) -> Any:
        """Tell of each row whether it holds a number (or all that another interval holds)."""
        a, b = _alike(self, self._operand(number))
        below = ~_has(a, LOW) | (_has(b, LOW) & _true(a._low < b._low))
        below |= _has(b, LOW) & _true(a._low == b._low) & (_has(a, LOW_IN) | ~_has(b, LOW_IN))
        above = ~_has(a, HIGH) | (_has(b, HIGH) & _true(a._high > b._high))
        above |= _has(b, HIGH) & _true(a._high == b._high) & (_has(a, HIGH_IN) | ~_has(b, HIGH_IN))
        known = _has(a, KNOWN) & _has(b, KNOWN)
        return pd.arrays.BooleanArray(below & above, ~known)

    @property
    def _is_exact(self) -> bool:
        """Whether the ends are fractions, not whole numbers of 64 bits."""
        return bool(self._low.dtype == object)

    @property
    def _is_point(self) -> Numbers:
        return _has(self, LOW) & _has(self, HIGH) & _true(self._low == self._high)

    @property
    def _largest(self) -> int:
        if self._is_exact or not len(self):
            return 0
        return max(
            -int(self._low.min()),
            int(self._low.max()),
            -int(self._high.min()),
            int(self._high.max()),
        )

    def _floats(self, ends: Numbers, bit: int) -> Numbers:
        if not self._is_exact and max(self._largest, self._scale) <= _EXACT_FLOAT:
            found = ends / self._scale
        else:
            found = np.array(
                [
                    float(Fraction(int(e), self._scale)) if not self._is_exact else float(e)
                    for e in ends
                ],
                dtype=np.float64,
            )
        return np.where(_has(self, bit), found, np.nan)

    def _as_fractions(self) -> LimitsArray:
        if self._is_exact:
            return self
        low, high = (
            _objects([self._fraction(end) for end in side]) for side in (self._low, self._high)
        )
        return LimitsArray(low, high, self._flags)

    def _scaled_to(self, scale: int) -> LimitsArray:
        """Return the same over another denominator, with fractions where it does not fit."""
        if self._is_exact or scale == self._scale:
            return self
        factor = scale // self._scale
        if scale > _MOST or self._largest * factor > _MOST:
            return self._as_fractions()
        return LimitsArray(self._low * factor, self._high * factor, self._flags, scale)

    # -- arithmetic and comparisons ----------------------------------------------------------------

    def _operand(self, other: Any) -> LimitsArray:
        """Return what stands on the other side as limits.

        Raises
        ------
        AnalysisError
            If it is no exact number, or has another number of rows.
        """
        if _is_scalar(other):
            return self._from_sequence([other])
        found = self._from_sequence(other)
        if len(found) not in (1, len(self)) or (len(found) == 1 != len(self)):
            raise NoLimitsError(f"Lengths must match: {len(self)} limits, {len(found)} others.")
        return found

    def _plus(self, other: LimitsArray) -> LimitsArray:
        a, b = _alike(self, other)
        if a._largest + b._largest > _MOST:
            a, b = a._as_fractions(), b._as_fractions()
        flags = a._flags & b._flags
        low, high = a._low + b._low, a._high + b._high
        low[(flags & LOW) == 0] = 0
        high[(flags & HIGH) == 0] = 0
        return LimitsArray(low, high, flags, a._scale)

    def __neg__(self) -> LimitsArray:
        """Mirror each row."""
        flags = self._flags & KNOWN
        for one, other in ((LOW, HIGH), (HIGH, LOW), (LOW_IN, HIGH_IN), (HIGH_IN, LOW_IN)):
            flags = flags | np.where(self._flags & one, other, 0).astype(np.uint8)
        return LimitsArray(-self._high, -self._low, flags, self._scale)

    def _times(self, other: LimitsArray) -> LimitsArray:
        factor = other._scalar(0) if len(other) == 1 else None
        if isinstance(factor, Interval) and factor.is_point and factor.low and factor.low > 0:
            return self._times_number(factor.low)
        return self._row_by_row(other, operator.mul)

    def _times_number(self, factor: Fraction) -> LimitsArray:
        """Multiply by a number greater than 0."""
        up, down = factor.numerator, factor.denominator
        most = max(self._largest * up, up, self._scale * down)
        if self._is_exact or most > _MOST:
            rows = self._as_fractions()
            return LimitsArray(rows._low * factor, rows._high * factor, rows._flags)
        return LimitsArray(self._low * up, self._high * up, self._flags, self._scale * down)

    def _over(self, other: LimitsArray) -> LimitsArray:
        divisor = other._scalar(0) if len(other) == 1 else None
        if isinstance(divisor, Interval) and divisor.is_point and divisor.low and divisor.low > 0:
            return self._times_number(1 / divisor.low)
        return self._row_by_row(other, operator.truediv)

    def _row_by_row(
        self, other: LimitsArray, function: Callable[[Interval, Interval], Interval]
    ) -> LimitsArray:
        length = max(len(self), len(other)) if len(self) and len(other) else 0
        ours = list(self) * (length if len(self) == 1 else 1)
        theirs = list(other) * (length if len(other) == 1 else 1)
        return self._of(
            None if _is_missing(a) or _is_missing(b) else function(a, b)
            for a, b in zip(ours[:length], theirs[:length], strict=True)
        )

    def _reduce(
        self, name: str, *, skipna: bool = True, keepdims: bool = False, **kwargs: Any
    ) -> Any:
        """Add all rows, or return what the smallest, the largest or the mean of them can be.

        Raises
        ------
        TypeError
            If limits have no such summary.
        """
        if name == "count":
            return int((~self.isna()).sum())
        if name not in ("sum", "min", "max", "mean"):
            raise TypeError(f"cannot perform {name} with limits: take .low, .high or .point")
        rows = self[~self.isna()] if skipna else self
        found: Any = pd.NA
        if not rows.isna().any() and (len(rows) or name == "sum"):
            found = rows._extreme(name) if name in ("min", "max") else rows._summed()
            if name == "mean":
                found = found.scaled(Fraction(1, len(rows)))
        return self._from_sequence([found]) if keepdims else found

    def _summed(self) -> Interval:
        if not len(self):
            return Interval.point(0)
        rows = self if self._largest * len(self) <= _MOST else self._as_fractions()
        flags = np.bitwise_and.reduce(rows._flags, keepdims=True)
        low, high = (side.sum(keepdims=True) for side in (rows._low, rows._high))
        found = LimitsArray(low, high, flags, rows._scale)._scalar(0)
        assert isinstance(found, Interval)
        return found

    def _extreme(self, name: str) -> Interval:
        """Return what the smallest or the largest of the numbers can be."""
        rows: list[Interval] = list(self)
        mirrored = rows if name == "max" else [-row for row in rows]
        found = mirrored[0]
        for row in mirrored[1:]:
            found = _larger(found, row)
        return found if name == "max" else -found

    def _compared(self, other: Any, name: str) -> Any:
        a, b = _alike(self, self._operand(other))
        yes, no = _VERDICTS[name](a, b)
        known = _has(a, KNOWN) & _has(b, KNOWN)
        return pd.arrays.BooleanArray(yes, ~((yes | no) & known))


def _larger(a: Interval, b: Interval) -> Interval:
    """Return what the larger of two numbers can be."""
    lows = [each for each in (a, b) if each.low is not None]
    low = max(lows, key=lambda each: (each.low, not each.low_closed), default=Interval())
    highs = max(a, b, key=lambda each: (each.high is None, each.high or 0, each.high_closed))
    return Interval(low.low, highs.high, low.low_closed, highs.high_closed)


def _has(rows: LimitsArray, bit: int) -> Numbers:
    return np.asarray((rows._flags & bit) != 0)


def _true(found: Any) -> Numbers:
    return np.asarray(found, dtype=bool)


def _above(a: LimitsArray, b: LimitsArray) -> Numbers:
    """Tell where every number of `a` is greater than every number of `b`."""
    meet = _has(a, LOW_IN) & _has(b, HIGH_IN)
    apart = _true(a._low > b._high) | (_true(a._low == b._high) & ~meet)
    return _has(a, LOW) & _has(b, HIGH) & apart


def _at_most(a: LimitsArray, b: LimitsArray) -> Numbers:
    """Tell where no number of `a` is greater than one of `b`."""
    return _has(a, HIGH) & _has(b, LOW) & _true(a._high <= b._low)


def _same(a: LimitsArray, b: LimitsArray) -> Numbers:
    return a._is_point & b._is_point & _true(a._low == b._low)


def _apart(a: LimitsArray, b: LimitsArray) -> Numbers:
    return _above(a, b) | _above(b, a)


_VERDICTS: dict[str, Callable[[LimitsArray, LimitsArray], tuple[Numbers, Numbers]]] = {
    "gt": lambda a, b: (_above(a, b), _at_most(a, b)),
    "lt": lambda a, b: (_above(b, a), _at_most(b, a)),
    "ge": lambda a, b: (_at_most(b, a), _above(b, a)),
    "le": lambda a, b: (_at_most(a, b), _above(a, b)),
    "eq": lambda a, b: (_same(a, b), _apart(a, b)),
    "ne": lambda a, b: (_apart(a, b), _same(a, b)),
}
"""Where two rows certainly stand in a relation, and where they certainly do not."""


def _alike(a: LimitsArray, b: LimitsArray) -> tuple[LimitsArray, LimitsArray]:
    """Return two arrays over one denominator."""
    scale = lcm(a._scale, b._scale)
    one, other = a._scaled_to(scale), b._scaled_to(scale)
    if one._is_exact != other._is_exact:
        return a._as_fractions(), b._as_fractions()
    return one, other


def _operators() -> None:
    """Give arrays of limits the operators of Python, which leave series and frames to pandas."""

    def lent(name: str, function: Callable[[LimitsArray, Any], Any]) -> None:
        def method(self: LimitsArray, other: Any) -> Any:
            if isinstance(other, (pd.Series, pd.DataFrame, pd.Index)):
                return NotImplemented
            return function(self, other)

        method.__name__ = method.__qualname__ = f"__{name}__"
        setattr(LimitsArray, method.__name__, method)

    def compared(name: str) -> Callable[[LimitsArray, Any], Any]:
        return lambda self, other: self._compared(other, name)

    for each in _VERDICTS:
        lent(each, compared(each))
    lent("add", lambda self, other: self._plus(self._operand(other)))
    lent("radd", lambda self, other: self._operand(other)._plus(self))
    lent("sub", lambda self, other: self._plus(-self._operand(other)))
    lent("rsub", lambda self, other: self._operand(other)._plus(-self))
    lent("mul", lambda self, other: self._times(self._operand(other)))
    lent("rmul", lambda self, other: self._times(self._operand(other)))
    lent("truediv", lambda self, other: self._over(self._operand(other)))
    lent("rtruediv", lambda self, other: self._operand(other)._over(self))


_operators()


# --- cells ----------------------------------------------------------------------------------------


def _flags(row: Interval | None) -> int:
    if row is None:
        return 0
    return (
        KNOWN
        | (LOW if row.low is not None else 0)
        | (HIGH if row.high is not None else 0)
        | (LOW_IN if row.low_closed else 0)
        | (HIGH_IN if row.high_closed else 0)
    )


def _objects(values: Sequence[Any]) -> Numbers:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _are_whole(values: Any) -> bool:
    """Tell whether values are an array of whole numbers."""
    return isinstance(values, np.ndarray) and values.dtype.kind == "i"


def _unboxed(values: Any) -> Any:
    """Return the array of a series of whole numbers, which is taken as a whole."""
    known = isinstance(values, pd.Series) and isinstance(values.dtype, np.dtype)
    return values.to_numpy() if known and values.dtype.kind == "i" else values


def _is_scalar(value: Any) -> bool:
    return not pd.api.types.is_list_like(value)


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _end(value: Any) -> Number | None:
    """Read an end: an exact number, its text, or nothing.

    Raises
    ------
    AnalysisError
        If it is no exact number.
    """
    if _is_missing(value):
        return None
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, (bool, np.bool_)):
        raise NoLimitsError(f"{value} is no number and no interval.")
    if isinstance(value, (int, Fraction)):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        if float(value).is_integer():
            return int(value)
        raise AnalysisError(
            f"limits hold exact numbers, not the float {value!r}: write it as text, as in "
            f"'{value}', or as a Decimal."
        )
    raise NoLimitsError(f"{shortly(value)} is no number and no interval.")


def _row(value: Any) -> Interval | None:
    """Read a row: an interval, its text, an exact number, or nothing.

    Raises
    ------
    AnalysisError
        If it is none of these.
    """
    if isinstance(value, Interval):
        return value
    if _is_missing(value) or (isinstance(value, str) and not value):
        return None
    try:
        if isinstance(value, str) and value[0] in "[(":
            return Interval.parse(value)
        number = _end(value)
    except AnalysisError as error:
        raise NoLimitsError(str(error)) from None
    return None if number is None else Interval.point(number)


_DIGITS = 6
"""Digits shown of ends that no decimal is."""


def _shown(row: Any) -> str:
    """Return a row as frames show it: fractions as decimals, rounded outwards.

    Examples
    --------
    >>> _shown(Interval.parse("[2/3, 5]")), _shown(Interval.parse("[1/3, 1/3]"))
    ('(0.66666, 5]', '(0.333333, 0.333334)')
    """
    text = str(row)
    if _is_missing(row) or "/" not in text:
        return text
    known = [abs(end) for end in (row.low, row.high) if end]
    step = power_of_ten(max(known)) / Fraction(10) ** (_DIGITS - 1)
    return str(row.rounded_outwards(step))


def _order(row: Any) -> tuple[Any, ...]:
    """Return where a row stands among others: as `LimitsArray._values_for_argsort` says."""
    if _is_missing(row):
        return (0, 0, 0, 0, 0, 0)
    low, high = row.low, row.high
    return (
        *(low is not None, low or 0, not row.low_closed),
        *(high is None, high or 0, row.high_closed),
    )


# --- for analysts ---------------------------------------------------------------------------------


@asked
def limits(
    low: Iterable[Any], high: Iterable[Any] | None = None, ends: str | Iterable[str] = "[]"
) -> pd.Series:
    """Return a column of limits.

    Parameters
    ----------
    low
        Intervals, their text as in ``[13, 14)``, or exact numbers; with `high`, the lower ends.
    high
        The upper ends; missing where there is none.
    ends
        Brackets of all rows or of each, where `high` is given.

    Returns
    -------
    Series
        Of the type ``limits``: calculates exactly, compares with yes, no or undecided (missing),
        and has more under ``.bounds``: `low`, `high`, `point`, `contains`, `plot`.

    Raises
    ------
    AnalysisError
        If a number is not exact, a row holds none, or ends stand without `high`.

    Examples
    --------
    >>> import analysis as ua
    >>> column = ua.limits(["[10, 20)", "30", "(15, ∞)"])
    >>> (column > 18).tolist()
    [<NA>, True, <NA>]
    >>> column.sum()
    Interval(low=Fraction(55, 1), high=None, low_closed=False, high_closed=False)
    """
    index = low.index if isinstance(low, pd.Series) else None
    low, high = _unboxed(low), _unboxed(high)
    if high is None:
        if not isinstance(ends, str) or ends != "[]":
            raise AnalysisError("ua.limits takes ends only where high is given too.")
        return pd.Series(LimitsArray._from_sequence(low), index=index, name="limits")
    return pd.Series(LimitsArray.between(low, high, ends), index=index, name="limits")


@register_series_accessor("bounds")
class _Bounds:
    """What columns of limits have beyond other columns, as ``column.bounds``.

    Parameters
    ----------
    column
        The column.

    Raises
    ------
    AttributeError
        If it is none of limits.
    """

    def __init__(self, column: pd.Series) -> None:
        if not isinstance(column.dtype, LimitsDtype):
            raise AttributeError("only a column of limits has .bounds: make one with ua.limits.")
        self._column = column

    def _series(self, values: Any) -> pd.Series:
        return pd.Series(values, index=self._column.index, name=self._column.name)

    @property
    def low(self) -> pd.Series:
        """Lower ends as floats; missing where there is none."""
        return self._series(self._column.array.low)

    @property
    def high(self) -> pd.Series:
        """Upper ends as floats; missing where there is none."""
        return self._series(self._column.array.high)

    @property
    def point(self) -> pd.Series:
        """The number as a float where a row holds one only; else missing."""
        return self._series(self._column.array.point)

    @property
    def ends(self) -> pd.Series:
        """Brackets of each row: ``[]``, ``[)``, ``(]``, ``()``."""
        return self._series(self._column.array.ends)

    def contains(self, number: Any) -> pd.Series:
        """Tell of each row whether it holds a number, or all of another interval.

        Parameters
        ----------
        number
            An exact number, an interval, or a column of them.
        """
        given = number.array if isinstance(number, pd.Series) else number
        return self._series(self._column.array.contains(given))

    @asked
    def plot(self, ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw each row as a line from end to end, an arrow where there is no end.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure.
        **kwargs
            Passed on to the lines.

        Returns
        -------
        Axes
            With the labels of the rows on its vertical axis, the first row on top.
        """
        from analysis.api.drawing import draw_limits

        drawn: Axes = draw_limits(self._column, ax, **kwargs)
        return drawn
