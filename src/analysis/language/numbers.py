"""Numbers, units and limits in words: the same number in the dress of each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from analysis.errors import AnalysisError
from analysis.language.catalogue import has_label, t, tidy
from analysis.language.grammar import check_language, rules_of
from analysis.reading.hedges import CLASSES, HEDGED_BOUNDS, HEDGES, class_of
from analysis.reading.limits import limits_of, vague_place

Exact = int | Decimal | Fraction


class Bounds(Protocol):
    """What an interval must have to be said in words (see `analysis.intervals.Interval`)."""

    @property
    def low(self) -> Fraction | None:
        """Lower end, or none."""

    @property
    def high(self) -> Fraction | None:
        """Upper end, or none."""

    @property
    def ends(self) -> str:
        """Brackets: ``[]``, ``[)``, ``(]`` or ``()``."""


class Asserted(Protocol):
    """What the words of a figure allow (see `analysis.reading.limits.Limits`)."""

    @property
    def asserted(self) -> Bounds:
        """The limits that the words themselves assert."""


class PrintedNumber(Protocol):
    """What a figure must have to be said in words (see `analysis.figures.figure.Figure`)."""

    @property
    def figure_id(self) -> str:
        """Its identifier, for messages."""

    @property
    def literal(self) -> str:
        """The figure as printed."""

    @property
    def value(self) -> Fraction | None:
        """The number, where it can be known."""

    @property
    def value_high(self) -> Fraction | None:
        """The upper end of a printed range."""

    @property
    def unit(self) -> str:
        """Printed unit as coded."""

    @property
    def bound(self) -> str:
        """Code of what the words assert."""

    @property
    def hedge(self) -> str:
        """The hedging words, joined by ``+``."""

    @property
    def status(self) -> str:
        """Code of whether it can be right as printed."""

    @property
    def limits(self) -> Asserted:
        """What its words allow."""


class _Cells:
    """A row of text as what `format_bound` takes (a bridge for older callers)."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self.figure_id = str(row.get("figure_id", "a figure"))
        self.literal = str(row.get("literal", ""))
        self.value = exact(str(row["value"]))
        self.value_high = exact(str(row.get("value_high", "")))
        self.unit, self.bound, self.hedge = (str(row[name]) for name in ("unit", "bound", "hedge"))
        self.status = str(row.get("status", ""))

    @property
    def limits(self) -> Asserted:
        return limits_of(self.row)


DIGITS_SHOWN = 4
"""Significant digits of computed numbers, everywhere; their limits are rounded outwards."""

_VAGUE = {
    10: "bound.tens",
    100: "bound.hundreds",
    10**3: "bound.thousands",
    10**4: "bound.ten_thousands",
    10**5: "bound.hundred_thousands",
    10**6: "bound.millions",
    10**7: "bound.ten_millions",
    10**8: "bound.hundred_millions",
}
"""Place of a digit that is only called several (数十, 几百) to the words for it."""


def exact(cell: str) -> Fraction | None:
    """Return the exact number of a cell of a table; an empty cell has none.

    Raises
    ------
    AnalysisError
        If the cell holds no exact number.
    """
    if not cell:
        return None
    try:
        return Fraction(cell)
    except (ValueError, ZeroDivisionError):
        raise AnalysisError(f"{cell!r} is no exact number: write 12, 12.5 or 1/3.") from None


def numeral(value: Exact, language: str) -> str:
    """Return an exact number in the dress of the language.

    万 and 亿, million and billion are used only where few decimals are needed; otherwise the
    digits are given: with thousands separators in English, without any in Chinese.

    Parameters
    ----------
    value
        Exact number.
    language
        `en` or `zh`.
    """
    rules, number = rules_of(language), Fraction(value)
    for power, name, decimals in rules.scales:
        scaled = number / 10**power
        if abs(scaled) >= 1 and (scaled * 10**decimals).denominator == 1:
            return _digits(scaled, grouped=rules.grouped) + name
    return _digits(number, grouped=rules.grouped)


def format_rounded(
    value: Exact, language: str, digits: int = DIGITS_SHOWN, direction: str = "nearest"
) -> str:
    """Return a number rounded to so many significant digits.

    Parameters
    ----------
    value
        Exact number.
    language
        `en` or `zh`.
    digits
        Significant digits kept.
    direction
        ``nearest``, ``down`` or ``up``; limits are rounded outwards.
    """
    return numeral(_rounded(Fraction(value), digits, direction), language)


def _rounded(number: Fraction, digits: int, direction: str) -> Fraction:
    """Return a number rounded to so many significant digits, towards a direction."""
    if not number:
        return number
    step = Fraction(1)
    while abs(number) / step >= 10**digits:
        step *= 10
    while abs(number) / step < 10 ** (digits - 1):
        step /= 10
    units = number / step
    floor = units.numerator // units.denominator
    whole = {"down": floor, "up": -(-units.numerator // units.denominator)}.get(
        direction, round(units)
    )
    return whole * step


def _digits(value: Fraction, *, grouped: bool) -> str:
    sign = "−" if value < 0 else ""
    value = abs(value)
    places = _places(value)
    if places is None:
        return f"{sign}{value.numerator}/{value.denominator}"
    scaled = value * 10**places
    whole, rest = divmod(scaled.numerator, 10**places)
    digits = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{digits}" + (f".{rest:0{places}d}" if places else "")


def _places(value: Fraction) -> int | None:
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def number_word(number: int, language: str) -> str:
    """Return a count as a word, as far as the catalogue has one for it, else in digits.

    Examples
    --------
    >>> number_word(12, "en"), number_word(13, "en"), number_word(2, "zh")
    ('twelve', '13', '两')
    """
    key = f"word.{number}"
    return t(key, language) if has_label(key) else str(number)


def unit_name(unit: str, language: str, value: Exact | None = None) -> str:
    """Return the name of a printed unit; an empty unit has none.

    Parameters
    ----------
    unit
        Unit as coded (simplified base unit), such as 元 or 人次.
    language
        `en` or `zh`.
    value
        Number in front of it, which decides between singular and plural.

    Raises
    ------
    AnalysisError
        If the language is not known, or the unit has no row in ``data/raw/units.csv``.
    """
    if not unit:
        return ""
    check_language(language)
    key = f"unit.{unit}"
    if not has_label(key):
        raise AnalysisError(f"The unit {unit!r} has no name: add its row to data/raw/units.csv.")
    name = t(key, language, n=1 if value == 1 else 2)
    return "" if name == "-" else name


def with_unit(number: str, unit: str, language: str, value: Exact | None = None) -> str:
    """Put number and unit together: ``14 million yuan``, 1400万元, ``95 %``, 95%."""
    return with_name(number, unit_name(unit, language, value), language)


def with_name(number: str, name: str, language: str) -> str:
    """Put a number and the words for its unit together; without words it stands alone."""
    rules = rules_of(language)
    space = "" if not name or name in rules.tight_units else rules.unit_space
    return f"{number}{space}{name}"


def format_quantity(value: Exact, unit: str, language: str) -> str:
    """Return an exact number with its unit in the dress of the language."""
    return with_unit(numeral(value, language), unit, language, value)


def format_bound(figure: PrintedNumber | Mapping[str, Any], language: str) -> str:
    """Say what the printed words assert: ``more than 500 people``, 500余人.

    Parameters
    ----------
    figure
        The figure.
    language
        One of the languages.

    Raises
    ------
    AnalysisError
        If a range has no upper end, or unit or bound has no words in the language.
    """
    if isinstance(figure, Mapping):
        figure = _Cells(figure)
    unit, bound, hedge, value = figure.unit, figure.bound, figure.hedge, figure.value
    if value is None:
        key = "bound.damaged" if figure.status == "damaged" else "bound.unknown"
        key = _VAGUE.get(vague_place(figure.literal), key)
        return t(key, language, unit=unit_name(unit, language)).strip()
    number = numeral(value, language)
    if bound == "range":
        if figure.value_high is None:
            raise AnalysisError(f"{figure.figure_id}: a range needs value_high.")
        return _hedged_range(value, figure.value_high, unit, hedge, language)
    if "几" in hedge and bound == "at_least" and figure.literal:
        said = figure.limits.asserted  # 十几: both ends are in the words
        if said.low is not None and said.high is not None:
            return _hedged_range(said.low, said.high, unit, "", language)
    key = _bound_key(bound, hedge)
    behind = [word for word in hedge.split("+") if word in _SAID_BEHIND]
    if language == "zh" and behind and key == CLASSES["more"].wording:
        return f"{number}{behind[0]}{unit}"
    return t(key, language, quantity=with_unit(number, unit, language, value))


class NumberParts(NamedTuple):
    """A figure taken apart, for numbers written large.

    Attributes
    ----------
    sign
        Sign of its hedge, such as ``>``; empty for a number without one.
    number
        The number, or the words that stand for one.
    unit
        The name of its unit; empty where `number` says it, or there is none.
    """

    sign: str
    number: str
    unit: str


def number_parts(figure: PrintedNumber, language: str) -> NumberParts:
    """Take a figure apart into the sign of its hedge, its number and its unit.

    Parameters
    ----------
    figure
        The figure.  Of one whose number cannot be read, `number` says so.
    language
        One of the languages.

    Raises
    ------
    AnalysisError
        As `format_bound`.
    """
    value, high, hedge = figure.value, figure.value_high, figure.hedge
    if value is None:
        return NumberParts("", format_bound(figure, language), "")
    unit = unit_name(figure.unit, language, value)
    if figure.bound == "range" and high is not None:
        ends = {"low": numeral(value, language), "high": numeral(high, language)}
        sign = t("sign.about", language) if hedge else ""
        return _parts(sign, t("sign.range", language, **ends), unit)
    key = _bound_key(figure.bound, hedge).removeprefix("bound.")
    sign = "" if key == "exact" else t(f"sign.{key}", language)
    return _parts(sign, numeral(value, language), unit)


def _parts(sign: str, number: str, unit: str) -> NumberParts:
    """Return the parts; a unit that is a sign (%) stays with the number."""
    word = unit[:1].isalpha()
    return NumberParts(sign, number if word else f"{number}{unit}", unit if word else "")


_SAID_BEHIND = frozenset(
    word for word, hedge in HEDGES.items() if hedge.place == "inside" and hedge.asserts == "more"
)
"""Words that stand in the middle of a Chinese number: 500余人."""


def _hedged_range(low: Exact, high: Exact, unit: str, hedge: str, language: str) -> str:
    """Say a range; a hedge beside a range makes both ends uncertain, whatever it says of one."""
    fields = {"low": numeral(low, language), "high": numeral(high, language)}
    both = with_unit(t("bound.range", language, **fields), unit, language)
    return t(CLASSES["about"].wording, language, quantity=both) if hedge else both


def bound_word(bound: str, hedge: str, language: str) -> str:
    """Return the word by which a number is no exact one: ``more than``, 超过.

    Raises
    ------
    AnalysisError
        If the bound has no word: a range, or a number that cannot be read.
    """
    return tidy(t(_bound_key(bound, hedge), language, quantity=""))


def _bound_key(bound: str, hedge: str) -> str:
    """Return the catalogue's key for what bound and hedges come to, as the limits take it."""
    if bound == "exact":
        return "bound.exact"
    if bound not in HEDGED_BOUNDS:
        raise AnalysisError(f"bound {bound!r} has no wording.")
    name = class_of(bound, hedge)
    return "bound.contradictory" if name is None else CLASSES[name].wording


def format_interval(interval: Bounds, unit: str, language: str, digits: int = 0) -> str:
    """Say an interval in words: ``more than 500 and less than 600 people``, 大于500、小于600人.

    Parameters
    ----------
    interval
        Interval with open, closed or absent ends.
    unit
        Printed unit, or empty.
    language
        `en` or `zh`.
    digits
        Significant digits for display, limits rounded outwards; 0 keeps the exact numbers.
    """
    low, high, ends = interval.low, interval.high, interval.ends
    if low is None and high is None:
        return t("interval.none", language)

    def show(value: Exact, direction: str) -> str:
        if digits:
            return format_rounded(value, language, digits, direction)
        return numeral(value, language)

    if low is not None and high is not None and low == high:
        return with_unit(show(low, "nearest"), unit, language, low)
    if high is None:
        assert low is not None
        key = "interval.from" if ends[0] == "[" else "interval.above"
        return t(key, language, low=with_unit(show(low, "down"), unit, language, low))
    if low is None:
        key = "interval.to" if ends[1] == "]" else "interval.below"
        return t(key, language, high=with_unit(show(high, "up"), unit, language, high))
    shown = {"low": show(low, "down"), "high": with_unit(show(high, "up"), unit, language, high)}
    kind = {"[]": "closed", "[)": "below", "(]": "above", "()": "open"}[ends]
    return t(f"interval.{kind}_pair", language, **shown)


def format_ratio(value: Fraction | None, limits: Bounds, unit: str, language: str) -> str:
    """Say a computed number: itself where its limits are near it, else the limits.

    Parameters
    ----------
    value
        The number, where it has a single one.
    limits
        Its limits, which are rounded outwards.
    unit
        The words for its unit, in the language.
    language
        One of the languages.

    Examples
    --------
    >>> from analysis.intervals import Interval
    >>> format_ratio(None, Interval.between(14318, 17204), "yuan per person", "en")
    '14,310 to 17,210 yuan per person'
    >>> format_ratio(Fraction(99230, 100), Interval.between(991, 993), "yuan", "en")
    '992 yuan'
    """
    low, high = limits.low, limits.high
    if value is not None and not shown_as_limits(value, limits):
        shown = format_rounded(value, language, _telling(value, limits))
    elif low is None or high is None:
        shown = format_interval(limits, "", language, DIGITS_SHOWN)
    else:
        ends = {
            "low": format_rounded(low, language, DIGITS_SHOWN, "down"),
            "high": format_rounded(high, language, DIGITS_SHOWN, "up"),
        }
        shown = t("bound.range", language, **ends)
    return with_name(shown, unit, language)


def shown_as_limits(value: Fraction | None, limits: Bounds) -> bool:
    """Tell whether a computed number is said by its limits, which are not near it."""
    low, high = limits.low, limits.high
    if value is None:
        return True
    return low is not None and high is not None and bool(low) and high / low > 1 + _NEAR


def _telling(value: Fraction, limits: Bounds) -> int:
    """Return how many digits of a number its limits bear.

    One step of the last digit is as wide as the limits are apart, or narrower, and the number as it
    is shown lies within the limits as they are shown: nobody should read 632 beside “less than
    632”.  There are no more digits than that takes.
    """
    low, high = limits.low, limits.high
    if low is None or high is None:
        return DIGITS_SHOWN
    digits = 1
    while digits < DIGITS_SHOWN:
        place = Fraction(10) ** (_magnitude(value) - digits + 1)
        if place <= high - low and _within(_rounded(value, digits, "nearest"), limits):
            break
        digits += 1
    return digits


def _within(number: Fraction, limits: Bounds) -> bool:
    """Tell whether a number lies within limits as they are shown, rounded outwards."""
    low, high, ends = limits.low, limits.high, limits.ends
    if low is not None:
        shown = _rounded(low, DIGITS_SHOWN, "down")
        if number < shown or (ends[0] == "(" and number == shown):
            return False
    if high is not None:
        shown = _rounded(high, DIGITS_SHOWN, "up")
        if number > shown or (ends[1] == ")" and number == shown):
            return False
    return True


def _magnitude(value: Fraction) -> int:
    """Return the power of ten of the first digit of a number."""
    power = 0
    while abs(value) >= Fraction(10) ** (power + 1):
        power += 1
    while value and abs(value) < Fraction(10) ** power:
        power -= 1
    return power


_NEAR = Fraction(1, 50)
"""Limits no further apart than this share of the lower one add nothing to the number."""
