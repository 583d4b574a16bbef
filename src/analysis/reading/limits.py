"""From printed words to three nested intervals: natural, asserted, conventional.

*Natural* is what the kind of quantity allows at all, *asserted* what the words assert,
*conventional* our published reading of them.  Each lies inside the one before.  The rules are the
table of limits of the reading rules; ``docs/comparison.md`` repeats it with examples.

Writer's rounding belongs to numbers printed without a hedge.  A hedged number is a threshold that
the writer names, so that it is taken as printed (18.5万余 is more than 185,000).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import NON_NEGATIVE, PERCENT, Interval, parse_number, power_of_ten
from analysis.reading.characters import plain_characters
from analysis.reading.hedges import HedgeClass, class_of, classes_of, unlisted

if TYPE_CHECKING:
    import pandas as pd

_Row: TypeAlias = "Mapping[str, str] | pd.Series"
"""A raw figure: a mapping or a row of a frame (columns of `schema.FIGURES`)."""

NO_VALUE = "no_value"
CONTRADICTORY = "contradictory_hedge"
ODD = "odd_hedge"
CUT_BY_WHOLE = "cut_by_whole"
CUT_BY_NATURE = "cut_by_nature"
EXCEEDS_WHOLE = "exceeds_whole"
OUTSIDE_NATURE = "outside_nature"
UNLISTED = "unlisted_hedge"
NOTES = (
    NO_VALUE,
    CONTRADICTORY,
    ODD,
    CUT_BY_WHOLE,
    CUT_BY_NATURE,
    EXCEEDS_WHOLE,
    OUTSIDE_NATURE,
    UNLISTED,
)
"""What can be peculiar about the limits of a figure: the code list ``limits_note``."""

BOUNDS = ("exact", "at_least", "at_most", "nearly", "about", "range", "unknown")
"""What words can assert about a number, by code."""

SHARE_UNITS = {"%": 100, "‰": 1000, "个百分点": 100}
_YUAN = "元"
_UNCOUNTED = {"倍", "亩", "吨", "公里", "平方米", "小时", "米", "公斤", *SHARE_UNITS}

_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟○", "一二三四五六七八九十百千〇")
_FOREIGN_NOTE = re.compile(r"\([^()\u3400-\u9fff]*\)")
_DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_HANZI_DIGITS = "一二三四五六七八九两〇零"
_PRINTED_DIGITS = re.compile(rf"({_DIGITS})((?:[十百万亿]|千(?![瓦克米卡伏帕焦赫]))*)")
_SPELT_SHARE = re.compile(rf"[百千]分之[{_HANZI_DIGITS}十百]+(?:点([{_HANZI_DIGITS}]+))?")
_AFTER_LARGE = re.compile(r"[万亿](?:元)?(?:余|多|有余)")
_BARE = re.compile(rf"(?<![0-9{_HANZI_DIGITS}十百千万亿数几])[百千万亿]+")
_VAGUE = re.compile(r"(?<![0-9])([数几])([十百千万亿]+)")
_TEENS = re.compile(r"(?:([0-9]*0)|([一二三四五六七八九]?)十)几([万亿]?)")
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Limits:
    """The three nested intervals of a figure.

    Attributes
    ----------
    natural
        What the kind of quantity allows.
    asserted
        What the words assert.
    conventional
        Our published reading of the words.
    whole
        Whether only whole numbers are possible.
    notes
        Codes of `NOTES`, in that order.
    """

    natural: Interval
    asserted: Interval
    conventional: Interval
    whole: bool = False
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse intervals that are not nested."""
        if not (
            self.conventional.subset_of(self.asserted) and self.asserted.subset_of(self.natural)
        ):
            raise AnalysisError(
                f"limits are not nested: natural {self.natural}, asserted {self.asserted}, "
                f"conventional {self.conventional}"
            )

    def named(self, name: str) -> Interval:
        """Return the interval called `name`: natural, asserted or conventional.

        Raises
        ------
        AnalysisError
            If there are no limits of that name.
        """
        if name not in ("natural", "asserted", "conventional"):
            raise AnalysisError(f"unknown limits {name!r} (known: natural, asserted, conventional)")
        interval: Interval = getattr(self, name)
        return interval

    def noted(self, note: str) -> Limits:
        """Return the same limits with one more note."""
        notes = tuple(code for code in NOTES if code == note or code in self.notes)
        return replace(self, notes=notes)


def limits_of(figure: _Row, whole: Limits | _Row | None = None) -> Limits:
    """Return the limits that the printed words allow.

    Parameters
    ----------
    figure
        Row of the raw figures.
    whole
        The figure of which this one is a part, or its limits, when there is one.

    Returns
    -------
    Limits
        Natural ⊇ asserted ⊇ conventional.

    Raises
    ------
    AnalysisError
        If a number cannot be read or the bound is not known.

    Examples
    --------
    >>> row = {"literal": "18.5万余人次", "value": "185000", "value_high": "", "unit": "人次",
    ...        "bound": "at_least", "hedge": "余", "nature": "flow"}
    >>> str(limits_of(row).conventional)
    '(185000, 186000)'
    """
    limits = _own_limits(figure)
    if whole is None:
        return limits
    if not isinstance(whole, Limits):
        if whole["unit"] != figure["unit"]:
            return limits
        whole = _own_limits(whole)
    return _cut_by_whole(limits, whole)


def counts_whole(unit: str) -> bool:
    """Tell whether only whole numbers of a unit are possible: people and events, not money.

    Examples
    --------
    >>> counts_whole("家"), counts_whole("欧元"), counts_whole("元/人")
    (True, False, False)
    """
    return unit not in _UNCOUNTED and "/" not in unit and not unit.endswith(_YUAN)


@lru_cache(maxsize=4096)
def plain_literal(literal: str) -> str:
    """Return a literal in half-width, simplified characters, without spaces and pinyin.

    Examples
    --------
    >>> plain_literal("4萬(wàn)余"), plain_literal("１ 00名"), plain_literal("730件(次)")
    ('4万余', '100名', '730件(次)')
    """
    text = plain_characters(unicodedata.normalize("NFKC", literal)).translate(_FINANCIAL)
    return re.sub(r"\s+", "", _FOREIGN_NOTE.sub("", text))


def hedge_classes(figure: _Row) -> tuple[HedgeClass, ...]:
    """Return what the hedges of a figure assert, without repeats, in the order printed."""
    return classes_of(str(figure["bound"]), _hedge(figure))


def _hedge(figure: _Row) -> str:
    return plain_characters(str(figure["hedge"]))


def is_bare(figure: _Row) -> bool:
    """Tell whether the numeral is a bare 百, 千 or 万 without a digit and without a hedge."""
    literal = plain_literal(str(figure["literal"]))
    return not figure["hedge"] and bool(_BARE.match(literal))


def is_odd(figure: _Row) -> bool:
    """Tell whether 余 or 多 follows a number with a decimal part."""
    return bool(re.search(r"\.[0-9]+[万亿]?(?:元)?(?:余|多|有余)", _literal(figure)))


def last_place(literal: str, value: Fraction) -> Fraction:
    """Return the place of the last printed digit, in base units.

    Numbers written in characters end at their last digit that is not zero (三十万 at 十万).

    Examples
    --------
    >>> last_place("14.5万", Fraction(145000)), last_place("10万", Fraction(100000))
    (Fraction(1000, 1), Fraction(10000, 1))
    """
    numerals = list(_PRINTED_DIGITS.finditer(plain_literal(literal)))
    if not numerals:
        return _last_nonzero_place(value)
    digits, multiplier = numerals[-1].groups()
    _, _, decimals = digits.partition(".")
    place = Fraction(1, 10 ** len(decimals))
    for sign in multiplier:
        place *= _PLACES[sign]
    return place


def writers_rounding(figure: _Row) -> Interval | None:
    """Return the numbers that would be printed like this one, or ``None`` without a value.

    A number printed with 万, 亿, a decimal or % is half its last printed place wide either way;
    any other is a point.
    """
    value = parse_number(str(figure["value"]))
    if value is None:
        return None
    number, literal = Fraction(value), _literal(figure)
    if isinstance(value, Fraction):
        half = Fraction(0)
    elif _is_tenths(figure):
        half = Fraction(5)
    elif match := _SPELT_SHARE.search(literal):
        half = Fraction(1, 2 * 10 ** len(match[1] or ""))
    elif re.search(r"[万亿%‰]|[0-9]\.[0-9]", literal):
        half = last_place(literal, number) / 2
    else:
        half = Fraction(0)
    if half == 0:
        return Interval.point(number)
    return Interval.between(number - half, number + half, "[)")


def step_of(figure: _Row, value: Fraction) -> Fraction:
    """Return the step up to which 余 or 多 reach.

    It is the place of the last non-zero digit; with 余 or 多 after 万 or 亿, the place of the last
    digit before it.
    """
    if _is_tenths(figure):
        return Fraction(10)
    literal = _literal(figure)
    if _AFTER_LARGE.search(literal):
        return last_place(re.split(r"余|多|有余", literal)[0], value)
    return _last_nonzero_place(value)


def _is_tenths(figure: _Row) -> bool:
    return "成" in _literal(figure) and figure["unit"] == "%"


def _last_nonzero_place(value: Fraction) -> Fraction:
    if value == 0:
        return Fraction(1)
    place = power_of_ten(value)
    while (value / place).denominator != 1:
        place /= 10
        if place < Fraction(1, 10**12):
            return Fraction(1)
    return place


def _literal(figure: _Row) -> str:
    return plain_literal(str(figure["literal"]))


def _natural(figure: _Row) -> Interval:
    unit = str(figure["unit"])
    if unit in SHARE_UNITS:
        return PERCENT if SHARE_UNITS[unit] == 100 else PERCENT.scaled(10)
    return NON_NEGATIVE


def _own_limits(figure: _Row) -> Limits:
    natural = _natural(figure)
    whole = counts_whole(str(figure["unit"]))
    asserted, conventional, notes = _words(figure)
    cut_asserted = natural.intersection(asserted or natural)
    cut_conventional = natural.intersection(conventional or natural)
    value = parse_number(str(figure["value"]))
    beyond = (
        value is not None and figure["bound"] in ("exact", "about") and not natural.contains(value)
    )
    if cut_asserted is None or cut_conventional is None or beyond:
        notes = (*notes, OUTSIDE_NATURE)
        cut_asserted = cut_conventional = natural
    elif conventional is not None and _cuts(cut_conventional, conventional):
        notes = (*notes, CUT_BY_NATURE)
    nested = cut_asserted.intersection(cut_conventional) or cut_asserted
    limits = Limits(natural, cut_asserted, nested, whole)
    for note in notes:
        limits = limits.noted(note)
    return limits


def _cuts(cut: Interval, uncut: Interval) -> bool:
    """Tell whether a limit that the words gave was moved."""
    low_moved = uncut.low is not None and cut.low != uncut.low
    high_moved = uncut.high is not None and cut.high != uncut.high
    return low_moved or high_moved


def _words(figure: _Row) -> tuple[Interval | None, Interval | None, tuple[str, ...]]:
    """Return what the words assert and how we read them; ``None`` where they set no limit."""
    bound = str(figure["bound"])
    if bound not in BOUNDS:
        raise AnalysisError(
            f"unknown bound {bound!r} of {figure['literal']!r} (known: {', '.join(BOUNDS)})"
        )
    value = parse_number(str(figure["value"]))
    vague = _vague(figure)
    if vague is not None:
        return vague
    if value is None:
        return None, None, (NO_VALUE,)
    number = Fraction(value)
    if bound == "range":
        return _range(figure, number)
    if bound == "exact":
        rounded = writers_rounding(figure)
        return rounded, rounded, ()
    notes = tuple(
        note
        for note, applies in (
            (ODD, is_odd(figure)),
            (UNLISTED, bool(unlisted(_hedge(figure)))),
        )
        if applies
    )
    if bound == "about" and is_bare(figure):
        return None, Interval.between(number / 2, number * 3 / 2), notes
    return _hedged(figure, number, notes)


def _hedged(
    figure: _Row, number: Fraction, notes: tuple[str, ...]
) -> tuple[Interval | None, Interval | None, tuple[str, ...]]:
    step = step_of(figure, number)
    around = min(step, abs(number) / 10)
    about = Interval.between(number - around, number + around)
    name = class_of(str(figure["bound"]), _hedge(figure))
    if name is None:
        return None, about, (*notes, CONTRADICTORY)
    if name == "about":
        return None, about, notes
    if len(hedge_classes(figure)) > 1:
        notes = (*notes, ODD)
    below = Interval.between(None, number, "()")
    close = Interval.between(number - around, number, "[)") if around else below
    said = {
        "more": (Interval.more_than(number), Interval.between(number, number + step, "()")),
        "or_more": (Interval.at_least(number),) * 2,
        "or_less": (Interval.between(None, number),) * 2,
        "less": (below, below),
        "near": (below, close),
    }
    return (*said[name], notes)


def _range(
    figure: _Row, number: Fraction
) -> tuple[Interval | None, Interval | None, tuple[str, ...]]:
    high = parse_number(str(figure["value_high"]))
    if high is None or Fraction(high) < number:
        raise AnalysisError(
            f"the range {figure['literal']!r} needs a value_high that is not below "
            f"{figure['value']}: found {figure['value_high']!r}"
        )
    ends = Interval.between(number, high)
    classes = hedge_classes(figure)
    if not classes:
        return ends, ends, ()
    top = Fraction(high)
    below = min(_last_nonzero_place(number), number / 10)
    above = min(_last_nonzero_place(top), top / 10)
    return None, Interval.between(number - below, top + above), (ODD,)


def _vague(figure: _Row) -> tuple[Interval | None, Interval, tuple[str, ...]] | None:
    """Read 十几, 几十, 数百 and their like, which have limits but no value."""
    literal = _literal(figure)
    if match := _TEENS.search(literal):
        large = _PLACES.get(match[3], 1)
        tens = int(match[1] or 10 * (_HANZI_DIGITS.index(match[2]) + 1 if match[2] else 1))
        interval = Interval.between(tens * large + 1, (tens + 10) * large - 1)
        return interval, interval, ()
    place = 0 if figure["value"] else vague_place(literal)
    if not place:
        return None
    interval = Interval.between(2 * place, 10 * place - 1)
    return interval if "几十" in literal and place == 10 else None, interval, (NO_VALUE,)


def vague_place(literal: str) -> int:
    """Return the place of a digit that is only called several: 10 of 数十, 100 of 几百; else 0.

    Examples
    --------
    >>> vague_place("数百场"), vague_place("几十万元"), vague_place("300场")
    (100, 100000, 0)
    """
    match = _VAGUE.search(plain_literal(literal))
    place = 1 if match else 0
    for sign in match[2] if match else "":
        place *= _PLACES[sign]
    return place


def _cut_by_whole(limits: Limits, whole: Limits) -> Limits:
    """Cut a part at the upper end that the text gives for its whole."""
    upper = Interval(None, whole.asserted.high, False, whole.asserted.high_closed)
    asserted = limits.asserted.intersection(upper)
    conventional = limits.conventional.intersection(upper)
    natural = limits.natural.intersection(upper)
    if natural is None or asserted is None or conventional is None:
        return limits.noted(EXCEEDS_WHOLE)
    cut = replace(limits, natural=natural, asserted=asserted, conventional=conventional)
    moved = _cuts(conventional, limits.conventional) or (
        limits.conventional.high is None and conventional.high is not None
    )
    return cut.noted(CUT_BY_WHOLE) if moved else cut
