"""Words, numbers, periods and limits in English and Chinese.

Everything a reader sees that is not data comes from here: the labels from ``labels.toml`` (a
missing translation is an error), numbers and periods by rule.  The number underneath is the same
in both languages; only its dress differs (万 and 亿, million and billion).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from analysis.errors import AnalysisError

LANGUAGES = ("en", "zh")
HTML_LANGUAGE: Mapping[str, str] = {"en": "en", "zh": "zh-CN"}
LABELS_FILE = Path(__file__).with_name("labels.toml")

Exact = int | Decimal | Fraction


class Limits(Protocol):
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


_SCALES: Mapping[str, tuple[tuple[int, str, int], ...]] = {
    "en": ((10**9, " billion", 5), (10**6, " million", 5)),
    "zh": ((10**8, "亿", 4), (10**4, "万", 3)),
}
"""Size and name of each unit of counting, and how many decimals it may need."""
_DAYS = frozenset({"period_start", "period_end"})
DIGITS = 4
"""Significant digits of computed numbers, everywhere; their limits are rounded outwards."""
_AS_WRITTEN = frozenset(
    {
        *("start", "end", "literal", "value", "value_high", "unit", "hedge", "multiplier"),
        *("duplicate_of_start", "part_of_start"),
    }
)
"""Columns of the codings that hold no codes."""
_MORE_THAN = frozenset({"余", "多", "超", "超过", "逾", "突破", "过", "上"})
_TRAILING = frozenset({"余", "多"})


# --- labels -------------------------------------------------------------------------------------


def check_language(language: str) -> str:
    """Return `language` if it is one of `LANGUAGES`, else raise `AnalysisError`."""
    if language not in LANGUAGES:
        raise AnalysisError(f"Unknown language {language!r}: choose one of {', '.join(LANGUAGES)}.")
    return language


@cache
def _labels() -> Mapping[str, Mapping[str, Any]]:
    return _flatten(tomllib.loads(LABELS_FILE.read_text(encoding="utf-8")))


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Mapping[str, Any]]:
    flat: dict[str, Mapping[str, Any]] = {}
    for name, branch in tree.items():
        key = f"{prefix}{name}"
        if set(branch) & set(LANGUAGES):
            flat[key] = branch
        else:
            flat.update(_flatten(branch, f"{key}."))
    return flat


def label_keys() -> list[str]:
    """Return the keys of all labels, sorted."""
    return sorted(_labels())


def has_label(key: str) -> bool:
    """Tell whether `labels.toml` has an entry `key`."""
    return key in _labels()


def t(key: str, language: str, **fields: object) -> str:
    """Return the label `key` in `language`, with its fields filled in.

    Parameters
    ----------
    key
        Dotted key of `labels.toml`.
    language
        `en` or `zh`.
    **fields
        Values of the label's ``{fields}``.  A label with the forms `one` and `other` is chosen
        by the field `n`.

    Raises
    ------
    AnalysisError
        If the key, its translation or one of its fields is missing.
    """
    check_language(language)
    entry = _labels().get(key)
    if entry is None:
        raise AnalysisError(f"labels.toml has no label {key!r}: add it in en and zh.")
    form = entry.get(language)
    if isinstance(form, Mapping):
        form = form.get("one" if fields.get("n") == 1 else "other")
    if not isinstance(form, str) or not form:
        raise AnalysisError(f"labels.toml, {key!r}: the translation into {language!r} is missing.")
    try:
        return form.format(**fields)
    except (KeyError, IndexError) as error:
        raise AnalysisError(f"labels.toml, {key!r} ({language}): no value for {error}.") from None


@dataclass(frozen=True)
class Labels:
    """Labels of codes, indicators and documents in one language.

    Parameters
    ----------
    language
        `en` or `zh`.
    codelists, indicators, documents
        The raw (or published) tables of these names.
    """

    language: str
    codelists: pd.DataFrame
    indicators: pd.DataFrame
    documents: pd.DataFrame

    def __post_init__(self) -> None:
        """Refuse an unknown language."""
        check_language(self.language)

    def t(self, key: str, **fields: object) -> str:
        """Return a label of `labels.toml` in this language."""
        return t(key, self.language, **fields)

    def order(self, name: str) -> list[str]:
        """Return the codes of the list `name` in the order of the code list."""
        return [str(code) for code in self.codelists.loc[self.codelists["list"] == name, "code"]]

    def code(self, name: str, code: str) -> str:
        """Return the label of one code of the list `name`."""
        row = self._codes.get((name, code))
        return self._cell(row, "label", f"codelists.csv, list {name!r}, code {code!r}")

    def codes(self, name: str, cell: str) -> str:
        """Return the labels of a cell that holds codes joined by ``+``."""
        return join([self.code(name, part) for part in cell.split("+")], self.language)

    def column(self, name: str) -> str:
        """Return the label of a column of the codings."""
        return self.t(f"coding_column.{name}")

    def coded(self, column: str, cell: str) -> str:
        """Return what a coder wrote into a column, in words; an empty cell stays empty.

        Codes that only one coder used, and that are in no code list, have their labels in
        ``labels.toml``.
        """
        if column in _DAYS:
            return format_day(cell, self.language) if cell else ""
        if column in _AS_WRITTEN or not cell:
            return cell
        return join([self._coded(column, code) for code in cell.split("+")], self.language)

    def _coded(self, column: str, code: str) -> str:
        row = self._codes.get((column, code))
        if row is None:
            return self.t(f"coded.{column}.{code}")
        return self._cell(row, "label", f"codelists.csv, list {column!r}, code {code!r}")

    def indicator(self, code: str) -> str:
        """Return the label of an indicator."""
        return self._cell(self._indicators.get(code), "label", f"indicators.csv, {code!r}")

    def definition(self, code: str) -> str:
        """Return the definition of an indicator."""
        return self._cell(self._indicators.get(code), "definition", f"indicators.csv, {code!r}")

    def indicator_field(self, code: str, field: str) -> str:
        """Return a language-free field of an indicator (tier, theme, thing …)."""
        row = self._indicators.get(code)
        if row is None:
            raise AnalysisError(f"indicators.csv has no indicator {code!r}.")
        return str(row[field])

    def document(self, document: str) -> str:
        """Return the short name of a document."""
        row = self._documents.get(document)
        return self._cell(row, "label", f"documents.csv, {document!r}")

    def document_order(self) -> list[str]:
        """Return the documents in the order of the catalogue."""
        return [str(document) for document in self.documents["document"]]

    def city_of(self, document: str) -> str:
        """Return the city code of a document."""
        row = self._documents.get(document)
        if row is None:
            raise AnalysisError(f"documents.csv has no document {document!r}.")
        return str(row["city"])

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return {(row["list"], row["code"]): row for row in records(self.codelists)}

    @cached_property
    def _indicators(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["indicator"]: row for row in records(self.indicators)}

    @cached_property
    def _documents(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["document"]: row for row in records(self.documents)}

    def _cell(self, row: Mapping[str, Any] | None, field: str, where: str) -> str:
        if row is None:
            raise AnalysisError(f"{where}: there is no such entry, so it has no label.")
        label = str(row[f"{field}_{self.language}"])
        if not label:
            raise AnalysisError(f"{where}: {field}_{self.language} is empty; translate it.")
        return label


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries with text keys."""
    names = [str(column) for column in frame.columns]
    rows = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, row, strict=True)) for row in rows]


# --- lists and punctuation ----------------------------------------------------------------------


def join(items: Iterable[str], language: str) -> str:
    """Join words into a list: ``a, b and c`` or 甲、乙和丙."""
    words = list(items)
    check_language(language)
    if len(words) < 2:
        return "".join(words)
    comma, last = (", ", " and ") if language == "en" else ("、", "和")
    return comma.join(words[:-1]) + last + words[-1]


def tidy(text: str) -> str:
    """Return printed text on one line: runs of white space become one space."""
    return re.sub(r"\s+", " ", text).strip()


def mostly_chinese(text: str) -> bool:
    """Tell whether a text has a Chinese character, so that its language can be marked."""
    return any("\u3400" <= char <= "\u9fff" for char in text)


# --- numbers ------------------------------------------------------------------------------------


def exact(cell: str) -> Fraction | None:
    """Return the exact number of a cell of a table; an empty cell has none."""
    if not cell:
        return None
    try:
        return Fraction(cell)
    except (ValueError, ZeroDivisionError):
        raise AnalysisError(f"{cell!r} is no exact number: write 12, 12.5 or 1/3.") from None


def format_number(value: Exact, language: str) -> str:
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
    check_language(language)
    number = Fraction(value)
    for scale, name, decimals in _SCALES[language]:
        scaled = number / scale
        if abs(scaled) >= 1 and (scaled * 10**decimals).denominator == 1:
            return _digits(scaled, grouped=language == "en") + name
    return _digits(number, grouped=language == "en")


def format_rounded(
    value: Exact, language: str, digits: int = DIGITS, direction: str = "nearest"
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
    number = Fraction(value)
    if not number:
        return format_number(0, language)
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
    return format_number(whole * step, language)


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
    """
    if not unit:
        return ""
    if language == "zh":
        return unit
    key = f"unit.{unit}"
    if not has_label(key):
        raise AnalysisError(f"labels.toml has no English name of the unit {unit!r}: add [{key}].")
    name = t(key, language, n=1 if value == 1 else 2)
    return "" if name == "-" else name


def with_unit(number: str, unit: str, language: str, value: Exact | None = None) -> str:
    """Put number and unit together: ``14 million yuan``, 1400万元, ``95 %``, 95%."""
    name = unit_name(unit, language, value)
    if not name:
        return number
    if language == "zh" or unit in {"%", "‰"}:
        return number + name
    return f"{number} {name}"


def format_quantity(value: Exact, unit: str, language: str) -> str:
    """Return an exact number with its unit in the dress of the language."""
    return with_unit(format_number(value, language), unit, language, value)


def format_bound(row: Mapping[str, Any], language: str) -> str:
    """Say what the printed words assert: ``more than 500 people``, 500余人.

    Parameters
    ----------
    row
        A figure with `value`, `value_high`, `unit`, `bound`, `hedge`, `status`.
    language
        `en` or `zh`.
    """
    unit, bound, hedge = str(row["unit"]), str(row["bound"]), str(row["hedge"])
    value = exact(str(row["value"]))
    if value is None:
        key = "bound.damaged" if row.get("status") == "damaged" else "bound.unknown"
        literal = tidy(str(row.get("literal", "")))
        for word, vague in (("数十", "bound.tens"), ("数百", "bound.hundreds")):
            if word in literal or word in hedge:
                key = vague
        return t(key, language, unit=unit_name(unit, language)).strip()
    number = format_number(value, language)
    if bound == "range":
        high = exact(str(row["value_high"]))
        if high is None:
            raise AnalysisError(f"{row.get('figure_id', 'a figure')}: a range needs value_high.")
        both = t("bound.range", language, low=number, high=format_number(high, language))
        return with_unit(both, unit, language)
    hedges = set(hedge.split("+")) if hedge else set()
    key = _bound_key(bound, hedges)
    if language == "zh" and hedges & _TRAILING and bound == "at_least":
        return f"{number}{next(iter(sorted(hedges & _TRAILING)))}{unit}"
    return t(key, language, quantity=with_unit(number, unit, language, value))


def _bound_key(bound: str, hedges: set[str]) -> str:
    if bound == "at_least":
        return "bound.more_than" if hedges & _MORE_THAN else "bound.at_least"
    if bound == "at_most":
        return "bound.less_than" if hedges & {"不足", "不到", "不满"} else "bound.at_most"
    if bound == "nearly":
        return "bound.nearly"
    if bound == "about":
        return "bound.contradictory" if len(hedges) > 1 else "bound.about"
    if bound == "exact":
        return "bound.exact"
    raise AnalysisError(f"bound {bound!r} has no wording.")


def format_interval(interval: Limits, unit: str, language: str, digits: int = 0) -> str:
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
        return format_number(value, language)

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


# --- periods ------------------------------------------------------------------------------------


def format_day(day: str, language: str) -> str:
    """Return an ISO day as ``31 December 2016`` or 2016年12月31日."""
    when = date.fromisoformat(day)
    if check_language(language) == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_month(when, language)} {when.year}"


def format_period(start: str, end: str, kind: str, language: str) -> str:
    """Return a period in words.

    Parameters
    ----------
    start, end
        ISO days; an empty start means accumulated since an unstated day.
    kind
        Code of the list `period_kind`.
    language
        `en` or `zh`.
    """
    check_language(language)
    if kind == "future":
        return _future(start, end, language)
    if not end:
        return t("period.unknown", language)
    last = date.fromisoformat(end)
    if not start:
        return t("period.until", language, end=_as_of(last, language))
    first = date.fromisoformat(start)
    if first == last and (kind == "event" or (last.month, last.day) != (12, 31)):
        key = "period.on" if kind == "event" else "period.as_of_day"
        return t(key, language, day=format_day(end, language))
    if first == last:
        return t("period.as_of", language, day=_as_of(last, language))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return t("period.year", language, year=first.year)
        return t("period.years", language, first=first.year, last=last.year)
    return _between(first, last, language)


def _future(start: str, end: str, language: str) -> str:
    if start and end and start[:4] == end[:4]:
        return t("period.planned", language, when=t("period.year", language, year=int(start[:4])))
    if end:
        when = t("period.by", language, day=format_day(end, language))
        return t("period.planned", language, when=when)
    return t("period.planned_open", language)


def _as_of(day: date, language: str) -> str:
    if (day.month, day.day) == (12, 31):
        return t("period.year_end", language, year=day.year)
    return format_day(day.isoformat(), language)


def _between(first: date, last: date, language: str) -> str:
    whole_months = first.day == 1 and ((last.month == 12 and last.day == 31) or last.day >= 28)
    if not whole_months:
        return t(
            "period.days",
            language,
            first=format_day(first.isoformat(), language),
            last=format_day(last.isoformat(), language),
        )
    if first.year == last.year and language == "en":
        return f"{_month(first, language)} to {_month(last, language)} {last.year}"
    if first.year == last.year:
        return f"{first.year}年{first.month}月至{last.month}月"
    if language == "en":
        return f"{_month(first, language)} {first.year} to {_month(last, language)} {last.year}"
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _month(when: date, language: str) -> str:
    return t(f"month.{when.month}", language)


def period_of(row: Mapping[str, Any], language: str) -> str:
    """Return the period of an observation in words."""
    return format_period(
        str(row["period_start"]), str(row["period_end"]), str(row["period_kind"]), language
    )


def years_of(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    """Return the years that rows cover together: ``2011–2020``, 2011—2020年; empty for none."""
    years = sorted(
        int(str(row[field])[:4])
        for row in rows
        for field in ("period_start", "period_end")
        if row[field]
    )
    if not years:
        return ""
    if years[0] == years[-1]:
        return t("period.year", language, year=years[0])
    return t("period.years", language, first=years[0], last=years[-1])
