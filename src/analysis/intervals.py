"""Intervals on exact numbers, with ends that are open, closed or absent.

An interval says what a wording allows, never how probable anything is.  All arithmetic is done on
`fractions.Fraction`, so that nothing is rounded on the way; rounding happens only for display and
then always outwards.  A result holds for every choice of numbers inside the inputs, taken
independently: two intervals that share an input must not be combined as if they did not (use
`share_of_whole` for a part and the rest of one whole).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from analysis.errors import AnalysisError

if TYPE_CHECKING:
    import pandas as pd

Number: TypeAlias = int | Decimal | Fraction
"""The exact numbers of the project; floats are for drawing only."""

_Difference: TypeAlias = Literal["greater", "less", "same", "undecided"]

INFINITY = "∞"

_INTEGER = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_FRACTION = re.compile(r"(-?\d+)/([1-9]\d*)")
_TEXT = re.compile(r"([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])")


_LONGEST = 1000
"""Characters of the longest number cell; quotients of long decimals stay far below."""


def parse_number(text: str) -> Number | None:
    """Read a number cell: an integer, a plain decimal or a fraction.

    Parameters
    ----------
    text
        The cell; an empty one means that the number is not known.

    Returns
    -------
    int, Decimal, Fraction or None
        Exactly the number that is written.

    Raises
    ------
    AnalysisError
        If the cell holds anything else, such as an exponent or a thousands separator.

    Examples
    --------
    >>> parse_number("145000"), parse_number("94.3"), parse_number("1/3"), parse_number("")
    (145000, Decimal('94.3'), Fraction(1, 3), None)
    """
    if not text:
        return None
    if len(text) > _LONGEST:
        raise AnalysisError(f"{text[:20]}… has {len(text)} characters: no number is as long")
    if text.isascii():
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if match := _FRACTION.fullmatch(text):
            return Fraction(int(match[1]), int(match[2]))
    raise AnalysisError(
        f"{text!r} is not an exact number: write an integer, a plain decimal or a/b"
    )


def format_number(number: Number | None) -> str:
    """Write a number as an exact plain decimal, or as a/b where no decimal is exact.

    Examples
    --------
    >>> format_number(Fraction(289, 2)), format_number(Fraction(1, 3)), format_number(None)
    ('144.5', '1/3', '')
    """
    if number is None:
        return ""
    value = Fraction(number)
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    if places == 0:
        return f"{sign}{digits}"
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def decimal(number: Number | None, digits: int = 10) -> str:
    """Write a number as a plain decimal, rounded to `digits` where none is exact; empty for none.

    Examples
    --------
    >>> decimal(Fraction(289, 2)), decimal(Fraction(1, 3)), decimal(None)
    ('144.5', '0.3333333333', '')
    """
    exact = format_number(number)
    return format(float(number), f".{digits}g") if number is not None and "/" in exact else exact


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends, each of which is closed, open or absent.

    Attributes
    ----------
    low, high
        The ends; ``None`` where no limit is known.
    low_closed, high_closed
        Whether the end itself belongs to the interval; always false for an absent end.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        """Normalise the ends and refuse an interval that holds no number."""
        low, high = self.low, self.high
        if low is None:
            object.__setattr__(self, "low_closed", False)
        elif low.__class__ is not Fraction:
            object.__setattr__(self, "low", low := _end(low))
        if high is None:
            object.__setattr__(self, "high_closed", False)
        elif high.__class__ is not Fraction:
            object.__setattr__(self, "high", high := _end(high))
        if low is None or high is None or low < high:
            return
        if low > high or not (self.low_closed and self.high_closed):
            raise AnalysisError(f"the interval {self._text()} holds no number")

    # -- making intervals ---------------------------------------------------------------------

    @classmethod
    def point(cls, number: Number) -> Interval:
        """Return the interval that holds one number only."""
        exact = Fraction(number)
        return cls(exact, exact)

    @classmethod
    def between(cls, low: Number | None, high: Number | None, ends: str = "[]") -> Interval:
        """Return the interval from `low` to `high` with brackets such as ``"[)"``.

        Raises
        ------
        AnalysisError
            If `ends` is none of ``[]``, ``[)``, ``(]`` and ``()``.
        """
        if len(ends) != 2 or ends[0] not in "[(" or ends[1] not in "])":
            raise AnalysisError(f"{ends!r} are no ends of an interval: write [], [), (] or ()")
        return cls(_exact(low), _exact(high), ends[0] == "[", ends[1] == "]")

    @classmethod
    def at_least(cls, number: Number) -> Interval:
        """Return `number` and everything above it."""
        return cls.between(number, None, "[)")

    @classmethod
    def more_than(cls, number: Number) -> Interval:
        """Return everything above `number`."""
        return cls.between(number, None, "()")

    # -- reading and writing ------------------------------------------------------------------

    @property
    def ends(self) -> str:
        """The brackets of the interval, one of ``[]``, ``[)``, ``(]``, ``()``."""
        return f"{'[' if self.low_closed else '('}{']' if self.high_closed else ')'}"

    def _text(self) -> str:
        low = f"-{INFINITY}" if self.low is None else format_number(self.low)
        high = INFINITY if self.high is None else format_number(self.high)
        return f"{self.ends[0]}{low}, {high}{self.ends[1]}"

    def __str__(self) -> str:
        """Write the interval, as in ``[144500, 145500)``."""
        return self._text()

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read what `__str__` writes.

        Raises
        ------
        AnalysisError
            If the text is no interval.
        """
        match = _TEXT.fullmatch(text.strip())
        if not match:
            raise AnalysisError(f"{text!r} is no interval: write it as [144500, 145500)")
        low = None if match[2] == f"-{INFINITY}" else parse_number(match[2])
        high = None if match[3] == INFINITY else parse_number(match[3])
        return cls.between(low, high, match[1] + match[4])

    def cells(self) -> tuple[str, str, str]:
        """Return the lower end, the upper end (empty when absent) and the brackets as text."""
        return format_number(self.low), format_number(self.high), self.ends

    def columns(self, prefix: str) -> dict[str, str]:
        """Return the three cells ``<prefix>_low``, ``<prefix>_high`` and ``<prefix>_ends``."""
        low, high, ends = self.cells()
        return {f"{prefix}_low": low, f"{prefix}_high": high, f"{prefix}_ends": ends}

    @classmethod
    def from_columns(cls, row: Mapping[str, str] | pd.Series, prefix: str) -> Interval:
        """Read the three cells that `columns` writes."""
        low, high = parse_number(row[f"{prefix}_low"]), parse_number(row[f"{prefix}_high"])
        return cls.between(low, high, row[f"{prefix}_ends"])

    # -- asking -------------------------------------------------------------------------------

    @property
    def is_point(self) -> bool:
        """Whether the interval holds one number only."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether neither end is absent."""
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """Distance of the ends; ``None`` where one is absent."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    def contains(self, number: Number) -> bool:
        """Tell whether `number` lies in the interval."""
        return self.contains_interval(Interval.point(number))

    def contains_interval(self, other: Interval) -> bool:
        """Tell whether every number of `other` lies in this interval."""
        return _low_key(self) <= _low_key(other) and _high_key(other) <= _high_key(self)

    def subset_of(self, other: Interval) -> bool:
        """Tell whether every number of this interval lies in `other`."""
        return other.contains_interval(self)

    def intersects(self, other: Interval) -> bool:
        """Tell whether the two intervals share a number."""
        lower, upper = _upper_of_lows(self, other), _lower_of_highs(self, other)
        return _hold_a_number(lower, upper)

    def apart_from(self, other: Interval) -> bool:
        """Tell whether the two intervals share no number."""
        return not self.intersects(other)

    # -- sets ---------------------------------------------------------------------------------

    def intersection(self, other: Interval) -> Interval | None:
        """Return what both intervals hold, or ``None`` when that is nothing."""
        lower, upper = _upper_of_lows(self, other), _lower_of_highs(self, other)
        if not _hold_a_number(lower, upper):
            return None
        return Interval(lower.low, upper.high, lower.low_closed, upper.high_closed)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        lower = min(self, other, key=_low_key)
        upper = max(self, other, key=_high_key)
        return Interval(lower.low, upper.high, lower.low_closed, upper.high_closed)

    # -- arithmetic ---------------------------------------------------------------------------

    def __neg__(self) -> Interval:
        """Return the mirrored interval."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_closed, self.low_closed)

    def __add__(self, other: Interval) -> Interval:
        """Add every number of `other` to every number of this interval."""
        if type(other) is not Interval:  # such as a column, which knows better
            return NotImplemented
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        """Subtract every number of `other` from every number of this interval."""
        if type(other) is not Interval:  # such as a column, which knows better
            return NotImplemented
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        """Multiply every number of this interval by every number of `other`."""
        if type(other) is not Interval:  # such as a column, which knows better
            return NotImplemented
        if self.low is not None and other.low is not None and self.low > 0 and other.low > 0:
            positive = self.high is not None and other.high is not None
            return Interval(  # the usual case: nothing below zero, the ends are those of the ends
                self.low * other.low,
                self.high * other.high if positive else None,  # type: ignore[operator]
                self.low_closed and other.low_closed,
                self.high_closed and other.high_closed,
            )
        corners = [_product(a, b) for a in _corners(self) for b in _corners(other)]
        return _from_corners(corners)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide every number of this interval by every number of `other` but zero.

        A zero at an end of the denominator leaves that side of the result without an end; a zero
        inside it, or nothing but zero, leaves no limit at all.
        """
        if type(other) is not Interval:  # such as a column, which knows better
            return NotImplemented
        inverse = other.reciprocal()
        return Interval() if inverse is None else self * inverse

    def reciprocal(self) -> Interval | None:
        """Return 1/x for all x but zero; ``None`` where that has no limit on either side."""
        if self.low == 0 and self.high == 0:
            return None
        positive = self.low is not None and self.low >= 0
        negative = self.high is not None and self.high <= 0
        if not positive and not negative:
            return None
        if negative:
            mirrored = (-self).reciprocal()
            return None if mirrored is None else -mirrored
        if self.high is None:
            low, low_closed = Fraction(0), False
        else:
            low, low_closed = 1 / self.high, self.high_closed
        if not self.low:
            return Interval(low, None, low_closed, False)
        return Interval(low, 1 / self.low, low_closed, self.low_closed)

    def scaled(self, factor: Number) -> Interval:
        """Multiply every number of the interval by an exact number."""
        exact = factor if factor.__class__ is Fraction else Fraction(factor)
        if exact <= 0:
            return self * Interval.point(exact)
        low = None if self.low is None else self.low * exact
        high = None if self.high is None else self.high * exact
        return Interval(low, high, self.low_closed, self.high_closed)

    # -- display ------------------------------------------------------------------------------

    def rounded_outwards(self, step: Number = 1) -> Interval:
        """Move the ends outwards to multiples of `step`.

        An end that moves becomes open: it is not reached.

        Raises
        ------
        AnalysisError
            If the step is not greater than 0.
        """
        size = Fraction(step)
        if size <= 0:
            raise AnalysisError(f"intervals are rounded to multiples of more than 0, not {step}")
        low = None if self.low is None else floor(self.low / size) * size
        high = None if self.high is None else -(floor(-self.high / size) * size)
        return Interval(
            low, high, self.low_closed and low == self.low, self.high_closed and high == self.high
        )

    def significant(self, digits: int = 3) -> Interval:
        """Move the ends outwards so that the larger one keeps `digits` significant digits.

        Whole numbers never lose digits before the decimal point of the smaller end; a step is
        never larger than the width of the interval.
        """
        known = [abs(end) for end in (self.low, self.high) if end]
        if not known or self.is_point:
            return self
        step = power_of_ten(max(known)) / Fraction(10) ** (digits - 1)
        while self.width is not None and step > self.width:
            step /= 10
        return self.rounded_outwards(step)


def _end(number: Any) -> Fraction:
    if isinstance(number, float):
        raise AnalysisError(f"an interval holds exact numbers, not the float {number!r}")
    return Fraction(number)


def _exact(number: Number | None) -> Fraction | None:
    return number if number is None or number.__class__ is Fraction else Fraction(number)


def power_of_ten(number: Number) -> Fraction:
    """Return the largest power of ten that is not above the size of `number`.

    Examples
    --------
    >>> power_of_ten(8969), power_of_ten(Fraction(1, 3)), power_of_ten(0)
    (Fraction(1000, 1), Fraction(1, 10), Fraction(1, 1))
    """
    size = abs(Fraction(number))
    whole = size.numerator // size.denominator
    power = Fraction(10 ** (len(str(whole)) - 1))
    if size == 0:
        return power
    while power > size:
        power /= 10
    return power


def _upper_of_lows(a: Interval, b: Interval) -> Interval:
    """Return the one whose lower end excludes more."""
    if a.low is None or b.low is None:
        return b if a.low is None else a
    if a.low == b.low:
        return b if a.low_closed else a
    return a if a.low > b.low else b


def _lower_of_highs(a: Interval, b: Interval) -> Interval:
    """Return the one whose upper end excludes more."""
    if a.high is None or b.high is None:
        return b if a.high is None else a
    if a.high == b.high:
        return b if a.high_closed else a
    return a if a.high < b.high else b


def _hold_a_number(lower: Interval, upper: Interval) -> bool:
    """Tell whether any number lies between the lower end of one and the upper end of another."""
    if lower.low is None or upper.high is None or lower.low < upper.high:
        return True
    return lower.low == upper.high and lower.low_closed and upper.high_closed


def _low_key(interval: Interval) -> tuple[int, Fraction, int]:
    """Order lower ends: an absent one first, a closed one before an open one."""
    if interval.low is None:
        return (0, Fraction(0), 0)
    return (1, interval.low, 0 if interval.low_closed else 1)


def _high_key(interval: Interval) -> tuple[int, Fraction, int]:
    """Order upper ends: an open one before a closed one, an absent one last."""
    if interval.high is None:
        return (1, Fraction(0), 0)
    return (0, interval.high, 1 if interval.high_closed else 0)


@dataclass(frozen=True, slots=True)
class _End:
    """An end of an interval; `value` is ``None`` at infinity, whose side `sign` gives."""

    value: Fraction | None
    sign: int
    closed: bool

    @property
    def order(self) -> tuple[int, Fraction]:
        """Place on the extended line."""
        return (self.sign if self.value is None else 0, self.value or Fraction(0))


def _corners(interval: Interval) -> tuple[_End, _End]:
    return (
        _End(interval.low, -1, interval.low_closed),
        _End(interval.high, 1, interval.high_closed),
    )


def _sign(end: _End) -> int:
    if end.value is None:
        return end.sign
    return (end.value > 0) - (end.value < 0)


def _product(a: _End, b: _End) -> _End:
    for zero, other in ((a, b), (b, a)):
        if zero.value == 0:
            reached = zero.closed or (other.value == 0 and other.closed)
            return _End(Fraction(0), 0, reached)
    if a.value is None or b.value is None:
        return _End(None, _sign(a) * _sign(b), False)
    return _End(a.value * b.value, 0, a.closed and b.closed)


def _from_corners(corners: list[_End]) -> Interval:
    lowest = min(corner.order for corner in corners)
    highest = max(corner.order for corner in corners)
    low = next(corner for corner in corners if corner.order == lowest)
    high = next(corner for corner in corners if corner.order == highest)
    return Interval(
        low.value,
        high.value,
        any(corner.closed for corner in corners if corner.order == lowest),
        any(corner.closed for corner in corners if corner.order == highest),
    )


EVERYTHING = Interval()
NON_NEGATIVE = Interval.at_least(0)
PERCENT = Interval.between(0, 100)


def share_of_whole(part: Interval, rest: Interval) -> Interval:
    """Return the share that `part` has in `part` + `rest`, as a number from 0 to 1.

    This is 1/(1 + rest/part): the part enters once.  Dividing the part by the interval of the sum
    would use it twice as if the two were independent, and give limits that are too wide.

    Raises
    ------
    AnalysisError
        If either can be negative.
    """
    if part.low is None or part.low < 0:
        raise AnalysisError(f"the part {part} of a whole can be negative")
    if rest.low is None or rest.low < 0:
        raise AnalysisError(f"the rest {rest} of a whole can be negative")
    nothing = Interval.point(0)
    if part == nothing and rest == nothing:
        return Interval.between(0, 1)
    if part == nothing or rest == nothing:
        return Interval.point(0 if part == nothing else 1)
    least, most = part.low, part.high
    if least == 0 or rest.high is None:
        low, low_closed = Fraction(0), least == 0 and part.low_closed
    else:
        low, low_closed = least / (least + rest.high), part.low_closed and rest.high_closed
    if rest.low == 0 or most is None:
        high, high_closed = Fraction(1), rest.low == 0 and rest.low_closed
    else:
        high, high_closed = most / (most + rest.low), part.high_closed and rest.low_closed
    return Interval(low, high, low_closed, high_closed)


# -- comparing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Margin:
    """What counts as a material difference: a factor (amounts, counts) or points (shares).

    Attributes
    ----------
    factor
        One number is materially greater when it is more than this many times the other.
    points
        One share is materially greater when it is more than this many points above the other.
    """

    factor: Fraction | None = None
    points: Fraction | None = None

    def __post_init__(self) -> None:
        """Refuse a margin that is none."""
        if (self.factor is None) == (self.points is None):
            raise AnalysisError("a margin is either a factor or a number of points")
        if self.factor is not None and self.factor < 1:
            raise AnalysisError(f"a margin is a factor of at least 1, not {self.factor}")
        if self.points is not None and self.points < 0:
            raise AnalysisError(f"a margin is at least 0 points, not {self.points}")

    def widen(self, interval: Interval) -> Interval:
        """Return `interval` pushed up by the margin."""
        if self.factor is not None:
            return interval.scaled(self.factor)
        assert self.points is not None
        return interval + Interval.point(self.points)


def certainly_greater(a: Interval, b: Interval, margin: Margin | None = None) -> bool:
    """Tell whether every number of `a` is greater than every number of `b`.

    Parameters
    ----------
    a, b
        The intervals; neither may be negative where the margin is a factor.
    margin
        When given, greater by more than this.
    """
    other = b if margin is None else margin.widen(b)
    if a.low is None or other.high is None:
        return False
    return a.low > other.high or (a.low == other.high and not (a.low_closed and other.high_closed))


def certainly_at_most(a: Interval, b: Interval, margin: Margin | None = None) -> bool:
    """Tell whether no number of `a` is greater (by more than `margin`) than one of `b`."""
    other = b if margin is None else margin.widen(b)
    if a.high is None or other.low is None:
        return False
    return a.high <= other.low


def difference(a: Interval, b: Interval, margin: Margin) -> _Difference:
    """Say what can be concluded about the difference of two numbers known within limits.

    Returns
    -------
    str
        ``greater`` or ``less``: every choice of numbers differs by more than the margin;
        ``same``: none does; ``undecided``: some do.
    """
    if certainly_greater(a, b) and certainly_greater(a, b, margin):
        return "greater"
    if certainly_greater(b, a) and certainly_greater(b, a, margin):
        return "less"
    if certainly_at_most(a, b, margin) and certainly_at_most(b, a, margin):
        return "same"
    return "undecided"
