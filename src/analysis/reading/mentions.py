"""One call for a whole text: every mention with its place, reading, limits and period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, overload

from analysis.reading.clean import Repair, clean_view, find_repairs
from analysis.reading.find import Quantity, collection_paused
from analysis.reading.governing import Governed, govern_on
from analysis.reading.lazy import lazy
from analysis.reading.period_memory import Memory
from analysis.reading.periods import Period, periods_in, reference_day

if TYPE_CHECKING:
    import pandas as pd

    from analysis.intervals import Interval

LOST_DIGIT = "lost digit"
"""The reason of a repair that marks a digit as lost: the value is not known then."""


class WordLimits(NamedTuple):
    """What the words of one figure allow, and what is peculiar about it.

    Attributes
    ----------
    asserted
        The interval that the words assert.
    conventional
        The interval of the published reading rules, inside the asserted one.
    notes
        Codes of `analysis.reading.limits.NOTES`.
    """

    asserted: Interval
    conventional: Interval
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A numeral mention of a text, with all that the words say of it.

    Attributes
    ----------
    start, end
        Offsets into the text; ``text[start:end] == literal``.
    line, column
        Where it begins: line and character of the line, both from 1.
    literal, kind, value, value_high, unit, bound
        As in `Quantity` (there `text`, here `literal`).
    hedge
        Hedging words, simplified, several joined by ``+``; empty without one.
    scale
        Where unit and scale stand that are not printed beside the number, ``'not known'`` where
        they are found nowhere, else empty.
    period_start, period_end
        First and last day of the period that governs it; ``None`` for an open end.
    period_words
        The words that name the period, as printed; empty when none governs it.
    period_basis
        ``'stated'``, ``'carried'``, ``'assumed'``, or empty.
    period_reason
        Why this period, and why these dates.
    damage
        What is wrong with the copy inside the mention (``'lost digit'``), or empty.
    repairs
        What the reader changed inside the mention before reading it.
    """

    start: int
    end: int
    line: int
    column: int
    literal: str
    kind: str
    value: int | Decimal | Fraction | None
    value_high: int | Decimal | Fraction | None
    unit: str | None
    bound: str
    hedge: str
    scale: str
    period_start: date | None
    period_end: date | None
    period_words: str
    period_basis: str
    period_reason: str
    damage: str
    repairs: tuple[Repair, ...]

    @property
    def limits(self) -> WordLimits | None:
        """Limits from the words alone; ``None`` for what is no figure."""
        if self.kind != "figure":
            return None
        return word_limits(
            self.literal, self.value, self.value_high, self.unit or "", self.bound, self.hedge
        )

    @property
    def asserted(self) -> Interval | None:
        """The interval that the words assert; ``None`` for what is no figure."""
        limits = self.limits
        return limits.asserted if limits else None

    @property
    def conventional(self) -> Interval | None:
        """The interval of the published reading rules; ``None`` for what is no figure."""
        limits = self.limits
        return limits.conventional if limits else None


@lru_cache(maxsize=4096)
def hedge_in(literal: str) -> str:
    """Return the hedging words of a literal that is not exact."""
    from analysis.reading.hedges import hedges_of
    from analysis.reading.limits import plain_literal

    return hedges_of(plain_literal(literal))


_WHOLE = lazy(
    "[0-9]+[^0-9零一二两三四五六七八九十百千万亿成半多余几数约近%％‰左右上下以内外之来]{0,4}"
)
"""A whole number in digits with no word that may say more of it."""


@lru_cache(maxsize=4096)
def word_limits(
    literal: str,
    value: int | Decimal | Fraction | None,
    value_high: int | Decimal | Fraction | None,
    unit: str,
    bound: str,
    hedge: str,
) -> WordLimits:
    """Return the limits that the words of a figure allow, whatever it may be part of.

    A share may exceed its whole (增长120%): where a value lies outside what its unit allows for a
    share of something, the words alone decide.
    """
    from analysis.intervals import Interval, format_number
    from analysis.reading.limits import OUTSIDE_NATURE, limits_of

    if bound == "exact" and _WHOLE.fullmatch(literal):  # most numbers are no more than they say
        assert value is not None
        exactly = Interval.point(Fraction(value))
        return WordLimits(exactly, exactly, ())
    cells = {
        "literal": literal,
        "value": format_number(value),
        "value_high": format_number(value_high),
        "unit": unit,
        "bound": bound,
        "hedge": hedge,
        "nature": "",
    }
    limits = limits_of(cells)
    if OUTSIDE_NATURE in limits.notes:
        limits = limits_of({**cells, "unit": ""})
    return WordLimits(limits.asserted, limits.conventional, limits.notes)


_COLUMNS = (
    "start", "end", "line", "column", "literal", "kind", "value", "value_high", "unit", "bound",
    "hedge", "scale", "asserted", "asserted_low", "asserted_high", "conventional",
    "conventional_low", "conventional_high", "period_start", "period_end", "period_words",
    "period_basis", "period_reason", "damage", "repairs",
)  # fmt: skip
"""Columns of `Mentions.frame`."""


class Mentions(Sequence[Mention]):
    """The mentions of one text, in order.

    Attributes
    ----------
    text
        The text.
    reference_date
        The day it was read as speaking from, or ``None``.
    periods
        Every period that the text names.
    """

    def __init__(
        self,
        text: str,
        reference_date: date | str | None,
        rows: Sequence[Mention],
        periods: Sequence[Period],
    ) -> None:
        self.text = text
        self.reference_date = reference_date
        self.periods = tuple(periods)
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, index: int | slice) -> Mention | tuple[Mention, ...]:
        """Return one mention, or a tuple of them."""
        return self._rows[index]

    def __len__(self) -> int:
        """Return how many mentions there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Mention]:
        """Return the mentions in order."""
        return iter(self._rows)

    def __repr__(self) -> str:
        """Say how many mentions there are, and of what kinds."""
        figures = len(self.figures)
        return f"<{len(self)} mentions, {figures} of them figures, in {len(self.text)} characters>"

    @property
    def figures(self) -> tuple[Mention, ...]:
        """The mentions that are figures."""
        return tuple(row for row in self._rows if row.kind == "figure")

    def frame(self) -> pd.DataFrame:
        """Return the mentions as a table.

        Returns
        -------
        pandas.DataFrame
            One row per mention with the columns of `_COLUMNS`.  Values and the ends of intervals
            are exact numbers (``int``, ``Decimal``, ``Fraction``) or ``None``; intervals are also
            written out, ``(500, 600)``; repairs are written as ``'1 00' → '100'``.
        """
        import pandas as pd

        return pd.DataFrame([_cells(row) for row in self._rows], columns=_COLUMNS, dtype=object)


def _cells(row: Mention) -> list[object]:
    """Return a mention in the order of `_COLUMNS`."""
    asserted, conventional = row.asserted, row.conventional
    found: dict[str, object] = {
        "asserted": str(asserted) if asserted else None,
        "asserted_low": asserted.low if asserted else None,
        "asserted_high": asserted.high if asserted else None,
        "conventional": str(conventional) if conventional else None,
        "conventional_low": conventional.low if conventional else None,
        "conventional_high": conventional.high if conventional else None,
        "repairs": "; ".join(f"{r.text!r} → {r.replacement!r}" for r in row.repairs),
    }
    return [found[name] if name in found else getattr(row, name) for name in _COLUMNS]


def read(text: str, reference_date: date | str | None = None) -> Mentions:
    """Read a text: every numeral, its value, limits and period, and what was repaired.

    Parameters
    ----------
    text
        Any text.
    reference_date
        The day the text speaks from (a date or ISO string); relative words such as 去年 have no
        dates without it.

    Returns
    -------
    Mentions
        A sequence of `Mention`, with ``.frame()`` for a pandas table.

    Raises
    ------
    ValueError
        If `reference_date` is no day, or out of reach.

    Examples
    --------
    >>> row = read("2018年培训500余人").figures[0]
    >>> row.literal, row.value, str(row.conventional), row.period_words
    ('500余人', 500, '(500, 600)', '2018年')
    """
    from analysis.reading.scan import scan

    memory = Memory(reference_day(reference_date))
    with collection_paused(len(text)):
        view = clean_view(text)
        periods = periods_in(text, view, memory)
        governed, _ = govern_on(text, scan(text, view), periods, None)
        rows = mentions_of(text, governed, repaired=view is not None)
    return Mentions(text, reference_date, rows, periods)


class Context:
    """What a long text that is read in pieces has spoken of so far.

    Parameters
    ----------
    reference_date
        The day the text speaks from.
    """

    def __init__(self, reference_date: date | str | None = None) -> None:
        self._memory = Memory(reference_day(reference_date))
        self._topic: Period | None = None

    def govern(self, text: str) -> tuple[list[Governed], list[int]]:
        """Read the next piece of the text.

        Returns
        -------
        tuple
            Its quantities with the periods that govern them, and where digits are lost in it.
        """
        from analysis.reading.scan import scan

        view = clean_view(text)
        periods = periods_in(text, view, self._memory)
        governed, self._topic = govern_on(text, scan(text, view), periods, self._topic)
        if view is None:
            return governed, []
        return governed, [r.start for r in find_repairs(text) if r.reason == LOST_DIGIT]


def mentions_of(text: str, governed: Sequence[Governed], *, repaired: bool = True) -> list[Mention]:
    """Return the full rows of quantities whose periods are known.

    `repaired` tells that something may have been repaired in the text before it was read.
    """
    lines = _line_starts(text)
    repairs = find_repairs(text) if repaired else []
    starts = [repair.start for repair in repairs]
    rows = []
    for quantity, period, reason, basis in governed:
        start, end = quantity.start, quantity.end
        inside: tuple[Repair, ...] = ()
        if repairs:
            inside = tuple(repairs[bisect_left(starts, start) : bisect_left(starts, end)])
        line = bisect_right(lines, start)
        rows.append(
            Mention(
                start, end, line, start - lines[line - 1] + 1, quantity.text, quantity.kind,
                quantity.value, quantity.value_high, quantity.unit, quantity.bound,
                _hedge(quantity), quantity.scale,
                period.period_start if period else None, period.period_end if period else None,
                period.text if period else "", basis, _why(period, reason),
                LOST_DIGIT if any(repair.reason == LOST_DIGIT for repair in inside) else "", inside,
            )
        )  # fmt: skip
    return rows


def _hedge(quantity: Quantity) -> str:
    """Return the hedging words of a quantity."""
    if quantity.kind != "figure" or quantity.bound == "exact":
        return ""
    return hedge_in(quantity.text)


def _why(period: Period | None, reason: str) -> str:
    """Return why this period, and why these dates."""
    return f"{reason} ({period.reason})" if period else reason


def _line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts
