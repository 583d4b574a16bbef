"""What may be compared between texts, by a published rule over the coded attributes.

Every pair of core figures of one concept in two documents gets a grade: ``strict``, ``annualised``
(a total of several years against one year), ``loose`` (side by side only) or ``not_comparable``,
with the attributes that differ.  From the grade, the limits and the margins follows one of four
results: the texts differ, of the same size, cannot be decided, not comparable.  Only strict and
annualised pairs can differ or be of the same size; everything else stands side by side at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Literal, TypeAlias

import pandas as pd

from analysis.comparison.derived import (
    CodeLabels,
    Observed,
    derive,
    observe_all,
    per_year,
    sums_of_kinds,
    total,
)
from analysis.errors import AnalysisError
from analysis.figures.reference_periods import DEFAULT_RULES, Period, PeriodRules
from analysis.intervals import Interval, Margin, difference, format_number, parse_number
from analysis.language import t
from analysis.reading.limits import SHARE_UNITS
from analysis.tables import schema
from analysis.tables.frames import text_rows

Grade: TypeAlias = Literal["strict", "annualised", "loose", "not_comparable"]
Outcome: TypeAlias = Literal["texts_differ", "same_size", "cannot_be_decided", "not_comparable"]

GRADES: tuple[Grade, ...] = ("strict", "annualised", "loose", "not_comparable")
"""From the firmest to the weakest."""

RESULTS: tuple[Outcome, ...] = (
    "texts_differ",
    "same_size",
    "cannot_be_decided",
    "not_comparable",
)

ATTRIBUTE_LABELS: Mapping[str, tuple[str, str]] = {
    "status": ("fault of the copy", "文本疑误"),
    "indicator": ("thing counted", "所计之物"),
    "unit": ("unit counted", "计量单位"),
    "nature": ("nature", "数字性质"),
    "level": ("territory", "层级"),
    "scheme": ("scheme", "项目"),
    "stage": ("stage", "环节"),
    "route": ("route", "途径"),
    "grade": ("grade", "级别"),
    "grade_and_above": ("higher grades included", "是否含以上级别"),
    "actor": ("who did it", "行为主体"),
    "population": ("group counted", "限定对象"),
    "stated_base": ("base of the rate", "比率基数"),
    "bound": ("floor or stated number", "限值或确数"),
    "kinds": ("one number or kinds added", "一数或数类相加"),
    "per": ("what it is per", "“每”的口径"),
    "multiplier": ("number holds for each of several groups", "“各”所指组数"),
    "period": ("period", "时期"),
    "year": ("year", "年份"),
    "city_size": ("size of the city, which no text states", "城市规模，各文均未说明"),
    "quota": ("honours go by quota and cycle", "荣誉按名额与周期评定"),
}
"""What can differ between two figures, in the order in which differences are listed."""

NEUTRAL_UNITS = frozenset({"家", "个", "户", "件", "名", ""})
"""Classifiers that leave the counted thing to the indicator; all others say what is counted."""

KINDRED_UNITS: tuple[frozenset[str], ...] = (frozenset({"人", "人次"}), frozenset({"人", "张"}))
"""Units of one indicator that count the same people in another way: people and person-times,
people and the seats that they were given.  They stand side by side, and are never ranked."""

MONEY_STAGES = frozenset({"raised", "spent", "paid", "issued"})
"""Stages of money that a ratio may set side by side: collected here, handed out there."""

INHERENT_STAGES = frozenset({"attended", "enrolled", "paid", "issued", "handled"})
"""Stages that only repeat what the indicator says: their absence is no difference."""

INHERENT_POPULATIONS: Mapping[str, frozenset[str]] = {
    "benefit_cases": frozenset({"hospitalised_workers"}),
    "benefits_paid": frozenset({"hospitalised_workers"}),
    "matchmaking_attendances": frozenset({"single_workers"}),
    "matchmaking_events": frozenset({"single_workers"}),
    "couples": frozenset({"single_workers"}),
    "heat_relief_money": frozenset({"workers_in_the_heat"}),
    "heat_relief_people": frozenset({"workers_in_the_heat"}),
}
"""Groups that only repeat what the indicator or scheme says."""

DECISIVE_POPULATIONS = frozenset(
    {
        "enterprises_covered",
        "workers_covered",
        "training_attendances",
        "people_placed",
        "shows",
        "innovation_studios",
        "contests_held",
        "matchmaking_events",
    }
)
"""Indicators whose group says which kind of thing is counted: another one is another thing."""

_EFFECTS: Mapping[str, tuple[Grade, Grade | None]] = {
    "indicator": ("not_comparable", "not_comparable"),
    "unit": ("not_comparable", "not_comparable"),
    "nature": ("not_comparable", "not_comparable"),
    "level": ("not_comparable", "not_comparable"),
    "scheme": ("not_comparable", "loose"),
    "stage": ("not_comparable", "loose"),
    "route": ("not_comparable", "loose"),
    "grade": ("not_comparable", "not_comparable"),
    "grade_and_above": ("loose", "loose"),
    "actor": ("loose", None),
    "population": ("loose", "loose"),
    "stated_base": ("loose", "loose"),
    "per": ("not_comparable", "not_comparable"),
    "multiplier": ("not_comparable", "not_comparable"),
}
"""Effect on the grade: both figures state an attribute differently / one leaves it open."""

_RATIO_ATTRIBUTES = ("unit", "level", "scheme", "stage", "route", "population")

_UNSPECIFIED = "_unspecified"
"""Ending of codes that say that the text leaves open which one it is."""

_TERM = "_term"
"""Ending of groups that only say when people were enrolled, not who they are."""

UNIT_NOUNS: Mapping[str, str] = {
    "人": "people",
    "人次": "person-times",
    "户": "households or firms",
    "家": "units",
    "个": "items",
    "件": "cases",
    "件次": "cases or occurrences",
    "份": "packs or copies",
    "张": "tickets",
    "对": "couples",
    "场": "events",
    "场次": "sessions",
    "项": "contests or items",
    "期": "courses",
    "元": "yuan",
    "%": "per cent",
}
"""What a unit counts, in the plural."""

NATURE_WORDS: Mapping[str, tuple[str, str]] = {
    "flow": ("a total over a time", "一段时间的合计"),
    "stock": ("a state on a day", "某日的现状"),
    "rate": ("a share", "比率"),
    "single": ("one event or case", "单次事件或个案"),
    "plan": ("a target", "计划目标"),
    "tariff": ("a rate per head or unit", "单位标准"),
    "duration": ("a length of time", "时间长度"),
}

_SPEAKS = "{a} speaks of “{x}”, {b} of “{y}”", "{a}指“{x}”，{b}指“{y}”"
_COUNTS = "{a} counts “{x}”, {b} “{y}”", "{a}计“{x}”，{b}计“{y}”"

CLAUSES: Mapping[str, tuple[str, str]] = {
    "status": ("in {a} the number is {x}, in {b} {y}", "{a}之数{x}，{b}之数{y}"),
    "indicator": _COUNTS,
    "unit": ("{a} counts in {x}, {b} in {y}", "{a}以“{x}”计，{b}以“{y}”计"),
    "nature": ("{a} gives {x}, {b} {y}", "{a}为{x}，{b}为{y}"),
    "level": _SPEAKS,
    "scheme": _SPEAKS,
    "stage": ("{a} counts what was “{x}”, {b} what was “{y}”", "{a}计“{x}”者，{b}计“{y}”者"),
    "route": ("in {a} it is {x}, in {b} {y}", "{a}为{x}，{b}为{y}"),
    "grade": ("{a} counts the grade “{x}”, {b} “{y}”", "{a}计“{x}”级，{b}计“{y}”级"),
    "grade_and_above": ("{a} and {b} treat higher grades otherwise", "{a}与{b}对更高级别处理不同"),
    "actor": ("who acted: {x} in {a}, {y} in {b}", "行为主体：{a}为{x}，{b}为{y}"),
    "population": _COUNTS,
    "stated_base": ("{a} gives a share of {x}, {b} of {y}", "{a}以{x}为基数，{b}以{y}为基数"),
    "bound": ("{a} gives {x}, {b} {y}", "{a}{x}，{b}{y}"),
    "kinds": ("{a} gives {x}, {b} {y}", "{a}为{x}，{b}为{y}"),
    "per": ("{a} counts “{x}”, {b} “{y}”", "{a}按“{x}”计，{b}按“{y}”计"),
    "multiplier": (
        "the number of {a} holds for each of {x} groups, that of {b} for each of {y}",
        "{a}之数各指{x}组，{b}之数各指{y}组",
    ),
    "period": ("{a} covers {x}, {b} {y}", "{a}涵盖{x}，{b}涵盖{y}"),
    "term": _COUNTS,
    "year": ("the years differ: {x} and {y}", "年份不同：{x}与{y}"),
}
"""How a difference is said of the texts a and b, in English and Chinese."""

OPEN_CLAUSES: Mapping[str, tuple[str, str]] = {
    "indicator": _COUNTS,
    "unit": ("{a} counts in {x}, {b} names no unit", "{a}以“{x}”计，{b}未写单位"),
    "level": ("{a} speaks of “{x}”, {b} names no territory", "{a}指“{x}”，{b}未指明地域"),
    "scheme": (
        "{a} speaks of “{x}”, {b} does not say of which scheme",
        "{a}指“{x}”，{b}未说明何项目",
    ),
    "stage": ("{a} counts what was “{x}”, {b} does not say", "{a}计“{x}”者，{b}未说明环节"),
    "route": ("in {a} it is {x}, {b} does not say how", "{a}为{x}，{b}未说明途径"),
    "grade": ("{a} counts the grade “{x}”, {b} names no grade", "{a}计“{x}”级，{b}未载级别"),
    "grade_and_above": (
        "{a} counts the grade and those above it, {b} only the grade",
        "{a}计该级及以上，{b}只称该级",
    ),
    "actor": ("who acted: {x} in {a}, not said in {b}", "行为主体：{a}为{x}，{b}未说明"),
    "population": ("{a} counts “{x}”, {b} names no group", "{a}计“{x}”，{b}未作限定"),
    "term": ("{a} counts the {x}, {b} a state on a day", "{a}计{x}，{b}计某日现状"),
    "stated_base": ("{a} gives a share of {x}, {b} names no base", "{a}以{x}为基数，{b}未载基数"),
    "per": ("{a} counts “{x}”, {b} a total", "{a}按“{x}”计，{b}为总数"),
    "multiplier": (
        "the number of {a} holds for each of {x} groups, that of {b} stands alone",
        "{a}之数各指{x}组，{b}之数独立",
    ),
}
"""The same where the text b leaves the attribute open."""

COLUMNS = tuple(schema.COMPARISONS.names)
"""Columns of the comparisons, all text."""

TRAPS: Mapping[str, tuple[str, str]] = {
    "near_equal": (
        "nearly the same number of different things",
        "数字相近，所计之物不同",
    ),
    "floor_against_point": (
        "a floor or ceiling against a stated number",
        "一为下限或上限，一为确数",
    ),
    "different_spans": ("one year against several", "一年对多年"),
    "near_ceiling": (
        "rates near their ceiling, a base not stated",
        "比率接近上限，基数未说明",
    ),
    "quota_honours": ("honours that go by quota", "按名额评定的荣誉"),
}
"""Why a pair invites a false comparison."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Parameters of the comparison.

    Attributes
    ----------
    limits
        ``conventional`` or ``asserted``.
    factor
        Amounts and counts differ materially beyond this factor.
    share_points
        Shares differ materially beyond so many points where a base is unstated or differs.
    share_points_same_base
        The same where both texts state the same base.
    ceiling
        Rates from here on, with a base unstated, rank nobody.
    look_alike
        Numbers of different things look alike when they differ by at most this share.
    rules
        How the length of a period is read.
    """

    limits: str = "conventional"
    factor: Fraction = Fraction(5, 4)
    share_points: Fraction = Fraction(5)
    share_points_same_base: Fraction = Fraction(1)
    ceiling: Fraction = Fraction(90)
    look_alike: Fraction = Fraction(2, 100)
    rules: PeriodRules = field(default=DEFAULT_RULES)

    def __post_init__(self) -> None:
        """Refuse limits that are not known."""
        if self.limits not in ("conventional", "asserted"):
            raise AnalysisError(
                f"comparisons use conventional or asserted limits, not {self.limits!r}"
            )


DEFAULT_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Difference:
    """An attribute in which two figures differ.

    Attributes
    ----------
    attribute
        Key of `ATTRIBUTE_LABELS`.
    effect
        The best grade that it leaves.
    en, zh
        The difference in words.
    """

    attribute: str
    effect: Grade
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Grading:
    """Grade of a pair with the differences that led to it."""

    grade: Grade
    differences: tuple[Difference, ...]

    @property
    def deciding(self) -> tuple[Difference, ...]:
        """The differences that alone would give this grade."""
        if self.grade == "strict":
            return ()
        return tuple(d for d in self.differences if d.effect == self.grade)


def worst(grades: Iterable[Grade]) -> Grade:
    """Return the weakest of several grades; ``strict`` for none."""
    return max(grades, key=GRADES.index, default="strict")


# -- grading --------------------------------------------------------------------------------------


def grade_pair(a: Observed, b: Observed, labels: CodeLabels | None = None) -> Grading:
    """Grade two figures by the published rule.

    Parameters
    ----------
    a, b
        Figures of one concept in two documents.
    labels
        Labels of the codes, for the differences in words.
    """
    names = labels or CodeLabels()
    found = list(_attribute_differences(a.row, b.row, tuple(_EFFECTS), names))
    own = (
        _status(a, b, names),
        _bound(a, b, names),
        _kinds(a, b, names),
        _period(a, b, names),
        _year(a, b, names),
        _city_size(a, b),
        _quota(a, b),
    )
    found += [d for d in own if d]
    order = list(ATTRIBUTE_LABELS)
    found.sort(key=lambda d: order.index(d.attribute))
    return Grading(worst(d.effect for d in found), tuple(found))


def _attribute_differences(
    a: Mapping[str, str],
    b: Mapping[str, str],
    attributes: Sequence[str],
    labels: CodeLabels,
    *,
    ratio: bool = False,
) -> Iterable[Difference]:
    for attribute in attributes:
        one, other = a.get(attribute, ""), b.get(attribute, "")
        if one == other or _is_inherent(attribute, a, b):
            continue
        if attribute == "unit" and {one, other} <= NEUTRAL_UNITS:
            continue
        effect = _effect(attribute, a, b, ratio=ratio)
        if effect is None:
            continue
        if attribute == "indicator":
            yield _other_things(a, b, labels)
        else:
            yield _described(attribute, effect, a, b, labels)


def _effect(
    attribute: str, a: Mapping[str, str], b: Mapping[str, str], *, ratio: bool
) -> Grade | None:
    """Return the best grade that an attribute leaves in which two figures differ."""
    codes = {a.get(attribute, ""), b.get(attribute, "")} - {""}
    both, open_ = _EFFECTS[attribute]
    stated = {code for code in codes if not code.endswith(_UNSPECIFIED)}
    effect = both if len(stated) == 2 else open_
    if attribute == "population":
        if codes and all(code.endswith(_TERM) for code in codes):
            return "strict"
        if _decisive_population(a):
            return "not_comparable"
    if attribute == "unit" and _kindred(a, b):
        return "loose"
    if ratio and (attribute == "scheme" or (attribute == "stage" and codes <= MONEY_STAGES)):
        return "loose"
    return effect


def _kindred(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    """Tell whether two units count the same people in another way; of ratios, what is below."""
    units = [row.get("per_unit", row.get("unit", "")) for row in (a, b)]
    over = [row.get("over_unit", "") for row in (a, b)]
    return over[0] == over[1] and set(units) in KINDRED_UNITS


def _other_things(a: Mapping[str, str], b: Mapping[str, str], labels: CodeLabels) -> Difference:
    """Name two things by what the texts count, not by the codes of the indicators."""
    things = [(row["measures_en"], row["measures_zh"]) for row in (a, b)]
    return _clause("indicator", "not_comparable", a, b, things, labels)


def _is_inherent(attribute: str, a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    codes = {a.get(attribute, ""), b.get(attribute, "")} - {""}
    if attribute == "stage":
        return len(codes) == 1 and codes <= INHERENT_STAGES
    if attribute == "population":
        known = INHERENT_POPULATIONS.get(a.get("indicator", ""), frozenset())
        return codes <= known
    return False


def _decisive_population(row: Mapping[str, str]) -> bool:
    return row.get("indicator", "") in DECISIVE_POPULATIONS


def _described(
    attribute: str, effect: Grade, a: Mapping[str, str], b: Mapping[str, str], labels: CodeLabels
) -> Difference:
    """Say in a clause how two figures differ in a coded attribute."""
    name = "population" if attribute == "stated_base" else attribute
    words = []
    for row in (a, b):
        code = row.get(attribute, "")
        if attribute == "unit":
            words.append((row.get("unit_en") or UNIT_NOUNS.get(code, code), code))
        elif attribute == "nature":
            words.append(NATURE_WORDS[code])
        else:
            open_ = not code or code.endswith(_UNSPECIFIED)
            words.append(("", "") if open_ else labels.of(name, code))
    term = effect == "strict" and attribute == "population"
    return _clause(attribute, effect, a, b, words, labels, said="term" if term else "")


def _clause(
    attribute: str,
    effect: Grade,
    a: Mapping[str, str],
    b: Mapping[str, str],
    words: Sequence[tuple[str, str]],
    labels: CodeLabels,
    said: str = "",
) -> Difference:
    """Put a difference into a clause that names both texts; the open side stands last."""
    names = [labels.of("document", row.get("document", "")) for row in (a, b)]
    sides = list(zip(names, words, strict=True))
    open_ = not all(word[0] for word in words)
    if open_:
        sides.sort(key=lambda side: not side[1][0])
    templates = (OPEN_CLAUSES if open_ else CLAUSES)[said or attribute]
    (first, one), (second, other) = sides
    texts = [
        template.format(a=first[number], b=second[number], x=one[number], y=other[number])
        for number, template in enumerate(templates)
    ]
    return Difference(attribute, effect, texts[0], texts[1])


def _status(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    if a.usable and b.usable:
        return None
    return _described("status", "not_comparable", a.row, b.row, labels)


_FLOORS = ("at_least", "at_most", "nearly")


def _bound(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    """Return the difference of a share that is only a floor or ceiling from a stated one."""
    floors = [figure["bound"] in _FLOORS for figure in (a, b)]
    if a["unit"] != "%" or b["unit"] != "%" or floors[0] == floors[1]:
        return None
    words = [
        ("only a floor or ceiling", "只给限值") if floor else ("a number", "给出确数")
        for floor in floors
    ]
    return _clause("bound", "loose", a.row, b.row, words, labels)


def _kinds(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    """Return the difference of kinds that one text counts apart from one number of another."""
    added = [bool(figure["added_from"]) for figure in (a, b)]
    if added[0] == added[1]:
        return None
    words = [
        ("kinds counted apart and added here", "分类计数而由我们相加")
        if one
        else ("one number", "一个数")
        for one in added
    ]
    return _clause("kinds", "loose", a.row, b.row, words, labels)


def _city_size(a: Observed, b: Observed) -> Difference | None:
    """Return the hidden base of counts of two cities in other years: the size of the city.

    It is said beside the pair and forbids nothing: what is compared is what two texts state.
    """
    ends = [figure.period.end for figure in (a, b)]
    if a["city"] == b["city"] or ends[0] is None or ends[1] is None:
        return None
    if ends[0].year == ends[1].year or not all(
        figure["level"] == "city"
        and figure["nature"] in ("flow", "stock")
        and figure["unit"] not in SHARE_UNITS
        for figure in (a, b)
    ):
        return None
    return Difference(
        "city_size", "strict", "no text states the size of its city", "各文均未说明城市规模"
    )


def _quota(a: Observed, b: Observed) -> Difference | None:
    """Honours go by quota and cycle: they stand side by side in a table and are never ranked."""
    if a["counted"] != "honours" or b["counted"] != "honours":
        return None
    en, zh = ATTRIBUTE_LABELS["quota"]
    return Difference("quota", "loose", en, zh)


def _period(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    effect = _period_effect(a, b)
    if effect == "strict":
        return None
    words = [_period_words(figure.period) for figure in (a, b)]
    return _clause("period", effect, a.row, b.row, words, labels)


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _period_words(period: Period) -> tuple[str, str]:
    """Say what time a figure covers, in a few words."""
    start, end = period.start, period.end
    last = (str(end.year), f"{end.year}年") if end else ("an unknown year", "某年")
    words = {
        "day": (f"a state in {last[0]}", f"{last[1]}某时的状态"),
        "event": (f"one event in {last[0]}", f"{last[1]}单次事件"),
        "year": (f"one year ({last[0]})", f"一年（{last[1]}）"),
        "part_year": (f"part of a year ({last[0]})", f"不足一年（{last[1]}）"),
        "since_unstated": (
            f"a time up to {last[0]} whose start is not stated",
            f"起点未说明而止于{last[1]}的一段时间",
        ),
        "future": ("a time to come", "未来一段时间"),
    }.get(period.kind)
    if words is None:
        words = _years_words(start, end)
    return words if period.known else (f"{words[0]} (assumed)", f"{words[1]}（推定）")


def _years_words(start: date | None, end: date | None) -> tuple[str, str]:
    """Say how many years a period touches; an end within a year is no whole year more."""
    first, last = (start.year if start else 0), (end.year if end else 0)
    count = last - first + 1
    number = _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)
    if end is None or (end.month, end.day) == (12, 31):
        return f"{number} years ({first} to {last})", f"{count}年（{first}至{last}年）"
    fewer = _NUMBERS[count - 1] if 0 < count <= len(_NUMBERS) else str(count - 1)
    return (
        f"{fewer} to {number} years ({first} to {t(f'month.{end.month}', 'en')} {last})",
        f"{count - 1}至{count}年（{first}年至{last}年{end.month}月）",
    )


def _year(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    """Another year is worth knowing and forbids nothing."""
    ends = [figure.period.end for figure in (a, b)]
    if ends[0] is None or ends[1] is None or ends[0].year == ends[1].year:
        return None
    words = [(str(end.year), f"{end.year}年") for end in ends if end]
    return _clause("year", "strict", a.row, b.row, words, labels)


def _period_effect(a: Observed, b: Observed) -> Grade:
    one, other = a.period, b.period
    kinds = {one.kind, other.kind}
    if a["nature"] in ("stock", "rate", "tariff", "duration"):
        return "strict" if len(kinds) == 1 and one.known and other.known else "loose"
    if kinds & {"since_unstated", "future"}:
        return "not_comparable"
    if kinds == {"event"}:
        return "strict"
    if one.years is None or other.years is None:
        return "not_comparable"
    if one.years == other.years:
        return "strict" if one.known and other.known else "loose"
    if kinds <= {"year", "multi_year"}:
        return "annualised" if one.known and other.known else "not_comparable"
    return "not_comparable"


# -- comparing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison, in the basis in which it is compared."""

    id: str
    row: Mapping[str, str]
    value: Fraction | None
    asserted: Interval
    conventional: Interval

    def limits(self, settings: Settings) -> Interval:
        return self.asserted if settings.limits == "asserted" else self.conventional


def compare(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    overrides: pd.DataFrame | None = None,
    arguments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare all core figures, and all ratios, of one concept in different documents.

    Parameters
    ----------
    figures
        Observations of all documents, as text, with ``city``, ``theme``, ``concept`` and ``tier``.
    documents
        Origin records; their order is the order of the two sides.
    labels
        Labels of the codes.
    settings
        Limits, margins and readings.
    overrides
        Grades given by hand: ``figure_a``, ``figure_b``, ``grade``, ``reason_en``, ``reason_zh``.
    arguments
        Why a grade is no stricter or looser: rows of `schema.GRADE_ARGUMENTS`.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, one row per pair: figures first, then ratios.

    Raises
    ------
    AnalysisError
        If an override has no reason, an unknown grade, or names no pair; if an argument names no
        pair or another grade than the rule gives.
    """
    names = (labels or CodeLabels()).with_documents(documents)
    argued = _Arguments(arguments)
    rows = _compared(_graded(figures, documents, names, settings.rules), settings, overrides)
    argued.add_to(rows)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


@dataclass(frozen=True, slots=True)
class _Graded:
    """All pairs of figures and of ratios with the grade that the rule gives them."""

    figures: tuple[tuple[Observed, Observed, Grading], ...]
    ratios: tuple[tuple[_Side, _Side, Grading], ...]


def _graded(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None,
    labels: CodeLabels,
    rules: PeriodRules,
) -> _Graded:
    """Grade all pairs; limits and margins of the settings have no part in it."""
    observed = _entering(figures, documents, rules)
    derived = derive(figures, documents, labels, rules)
    return _Graded(
        tuple((a, b, grade_pair(a, b, labels)) for a, b in _pairs(observed)),
        tuple(_ratio_pairs(derived, figures, labels)),
    )


def _compared(
    graded: _Graded, settings: Settings, overrides: pd.DataFrame | None
) -> list[dict[str, str]]:
    """Return a row of `COLUMNS` for each pair, without arguments."""
    given = _Overrides(overrides)
    rows = []
    for a, b, rule in graded.figures:
        grading, reason = given.apply(a.id, b.id, rule)
        rows.append(_figure_row(a, b, grading, reason, settings))
    for one, other, rule in graded.ratios:
        grading, reason = given.apply(one.id, other.id, rule)
        rows.append(_ratio_row(one, other, grading, reason, settings))
    given.require_all_used()
    return rows


def _entering(
    figures: pd.DataFrame, documents: pd.DataFrame | None, rules: PeriodRules
) -> list[Observed]:
    """Return the core figures that are no repeats, and the sums of kinds counted apart."""
    entering: list[Observed] = []
    for _, part in figures.groupby("document", sort=False):
        observed = observe_all(part, documents, rules)
        core = [f for f in observed if f["tier"] == "core" and not f.is_repeat]
        entering += [*core, *(total(rule, group) for rule, group in sums_of_kinds(core))]
    return entering


def _pairs(observed: Sequence[Observed]) -> Iterable[tuple[Observed, Observed]]:
    groups: dict[str, list[Observed]] = {}
    for figure in observed:
        groups.setdefault(figure["concept"], []).append(figure)
    for concept in sorted(groups):
        for a, b in combinations(groups[concept], 2):
            if a["document"] != b["document"]:
                yield a, b


def _figure_row(
    a: Observed,
    b: Observed,
    grading: Grading,
    reason: tuple[str, str],
    settings: Settings,
) -> dict[str, str]:
    by_year = grading.grade in ("annualised", "loose") and _annualisable(a, b)
    sides = [_side(figure, by_year) for figure in (a, b)]
    margin = _margin(a.row, b.row, settings)
    result = _result(sides[0], sides[1], grading, margin, settings)
    traps = list(_traps(a, b, grading, settings))
    return {
        **_sides(sides[0], sides[1], settings),
        "kind": "figure",
        "theme": a["theme"],
        "concept": a["concept"],
        "basis": "per_year" if by_year else "as_printed",
        **_judgement(grading, reason, margin, result),
        "traps": "+".join(traps),
    }


def _annualisable(a: Observed, b: Observed) -> bool:
    if a["nature"] != "flow" or a.period.years is None or a.period.years == b.period.years:
        return False
    if "honours" in (a["counted"], b["counted"]):
        return False  # their averages carry no information
    return any(f.period.annualisable for f in (a, b)) and all(
        f.period.annualisable or f.period.kind == "year" for f in (a, b)
    )


def _side(figure: Observed, by_year: bool) -> _Side:
    if by_year and figure.period.annualisable:
        result = per_year(figure)
        return _Side(figure.id, figure.row, result.value, result.asserted, result.conventional)
    return _Side(
        figure.id, figure.row, figure.value, figure.limits.asserted, figure.limits.conventional
    )


def _sides(a: _Side, b: _Side, settings: Settings) -> dict[str, str]:
    cells = {"comparison_id": f"{a.id}:{b.id}"}
    for letter, side in (("a", a), ("b", b)):
        cells |= {
            f"figure_{letter}": side.id,
            f"document_{letter}": side.row["document"],
            f"city_{letter}": side.row.get("city", ""),
            f"indicator_{letter}": side.row.get("indicator", side.row.get("measure", "")),
            f"literal_{letter}": side.row.get("literal", ""),
            f"value_{letter}": format_number(side.value),
            f"unit_{letter}": side.row.get("unit", side.row.get("unit_zh", "")),
            **side.limits(settings).columns(letter),
        }
    return cells


def _judgement(
    grading: Grading, reason: tuple[str, str], margin: Margin, result: Outcome
) -> dict[str, str]:
    shown = (
        f"factor {format_number(margin.factor)}"
        if margin.factor is not None
        else f"points {format_number(margin.points)}"
    )
    return {
        "grade": grading.grade,
        "differences": "+".join(d.attribute for d in grading.differences),
        "deciding": "+".join(d.attribute for d in grading.deciding),
        "differences_en": "; ".join(d.en for d in grading.differences),
        "differences_zh": "；".join(d.zh for d in grading.differences),
        "difference_messages": "",
        "overruled_en": reason[0],
        "overruled_zh": reason[1],
        "argument_en": "",
        "argument_zh": "",
        "margin": shown,
        "result": result,
    }


def _is_share(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    return all(row.get("unit", row.get("unit_zh", "")) == "%" for row in (a, b))


def _margin(a: Mapping[str, str], b: Mapping[str, str], settings: Settings) -> Margin:
    if not _is_share(a, b):
        return Margin(factor=settings.factor)
    same_base = bool(a.get("stated_base")) and a.get("stated_base") == b.get("stated_base")
    points = settings.share_points_same_base if same_base else settings.share_points
    return Margin(points=points)


def _result(a: _Side, b: _Side, grading: Grading, margin: Margin, settings: Settings) -> Outcome:
    if grading.grade == "not_comparable":
        return "not_comparable"
    if grading.grade == "loose":
        return "cannot_be_decided"
    found = difference(a.limits(settings), b.limits(settings), margin)
    if found == "same":
        return "same_size"
    firm = not _near_ceiling(a, b, settings)
    return "texts_differ" if found in ("greater", "less") and firm else "cannot_be_decided"


def _near_ceiling(a: _Side, b: _Side, settings: Settings) -> bool:
    """Tell whether two rates near their ceiling are compared without a stated common base."""
    if not _is_share(a.row, b.row) or (
        a.row.get("stated_base") and a.row.get("stated_base") == b.row.get("stated_base")
    ):
        return False
    return all(side.value is not None and side.value >= settings.ceiling for side in (a, b))


def _traps(a: Observed, b: Observed, grading: Grading, settings: Settings) -> Iterable[str]:
    if grading.grade == "not_comparable" and looks_alike(a, b, settings):
        yield "near_equal"
    if _floor_against_point(a, b, settings):
        yield "floor_against_point"
    if a["nature"] == b["nature"] == "flow" and a.period.years != b.period.years:
        yield "different_spans"
    sides = _side(a, False), _side(b, False)
    if _near_ceiling(sides[0], sides[1], settings):
        yield "near_ceiling"
    if "honours" in (a["counted"], b["counted"]):
        yield "quota_honours"


def _floor_against_point(a: Observed, b: Observed, settings: Settings) -> bool:
    """Tell whether a floor or ceiling stands against a stated number of about the same size."""
    firm = [f["bound"] == "exact" for f in (a, b)]
    if firm[0] == firm[1] or a.value is None or b.value is None:
        return False
    small, large = sorted((a.value, b.value))
    return small > 0 and large <= settings.factor * small


def looks_alike(a: Observed, b: Observed, settings: Settings = DEFAULT_SETTINGS) -> bool:
    """Tell whether two numbers are so near that a reader would take them for equal."""
    if a.value is None or b.value is None or (a["unit"] == "%") != (b["unit"] == "%"):
        return False
    if min(a.value, b.value) < 10:
        return False
    larger = max(a.value, b.value)
    return abs(a.value - b.value) <= settings.look_alike * larger


# -- ratios ---------------------------------------------------------------------------------------


def _ratio_pairs(
    derived: pd.DataFrame, figures: pd.DataFrame, labels: CodeLabels
) -> Iterable[tuple[_Side, _Side, Grading]]:
    """Yield every two computed ratios of one measure in different documents, and their grade."""
    usable = derived[derived["kind"].isin(["ratio"]) & (derived["status"] == "computed")]
    order = list(dict.fromkeys(figures["document"]))
    for measure in sorted(set(usable["measure"])):
        rows = text_rows(usable[usable["measure"] == measure])
        rows.sort(key=lambda row: order.index(row["document"]))
        for one, other in combinations(rows, 2):
            if one["document"] == other["document"]:
                continue
            a, b = _ratio_side(one), _ratio_side(other)
            found = tuple(
                _attribute_differences(a.row, b.row, _RATIO_ATTRIBUTES, labels, ratio=True)
            )
            yield a, b, Grading(worst(d.effect for d in found), found)


def _ratio_row(
    a: _Side, b: _Side, grading: Grading, reason: tuple[str, str], settings: Settings
) -> dict[str, str]:
    margin = _margin(a.row, b.row, settings)
    return {
        **_sides(a, b, settings),
        "kind": "ratio",
        "theme": a.row["theme"],
        "concept": a.row["measure"],
        "basis": "ratio",
        **_judgement(grading, reason, margin, _result(a, b, grading, margin, settings)),
        "traps": "",
    }


def _ratio_side(cells: Mapping[str, str]) -> _Side:
    value = parse_number(cells["value"])
    over, _, per = cells["unit_zh"].partition("/")
    return _Side(
        cells["derived_id"],
        {
            **cells,
            "unit": cells["unit_zh"],
            "over_unit": over,
            "per_unit": per,
            "indicator": cells["measure"],
        },
        None if value is None else Fraction(value),
        Interval.from_columns(cells, "asserted"),
        Interval.from_columns(cells, "conventional"),
    )


# -- overrides ------------------------------------------------------------------------------------


class _Overrides:
    """Grades given by hand, each with its reason."""

    def __init__(self, frame: pd.DataFrame | None) -> None:
        self.by_pair: dict[frozenset[str], dict[str, str]] = {}
        self.used: set[frozenset[str]] = set()
        for cells in [] if frame is None else text_rows(frame):
            pair = f"{cells['figure_a']} and {cells['figure_b']}"
            if cells["grade"] not in GRADES:
                raise AnalysisError(
                    f"override of {pair}: unknown grade {cells['grade']!r} "
                    f"(known: {', '.join(GRADES)})"
                )
            if not cells["reason_en"].strip() or not cells["reason_zh"].strip():
                raise AnalysisError(f"override of {pair}: a reason is needed in both languages")
            self.by_pair[frozenset((cells["figure_a"], cells["figure_b"]))] = cells

    def apply(self, a: str, b: str, grading: Grading) -> tuple[Grading, tuple[str, str]]:
        """Return the grading that counts, and the reason when the rule was overruled."""
        pair = frozenset((a, b))
        cells = self.by_pair.get(pair)
        if cells is None:
            return grading, ("", "")
        self.used.add(pair)
        grade = next(name for name in GRADES if name == cells["grade"])
        return replace(grading, grade=grade), (cells["reason_en"], cells["reason_zh"])

    def require_all_used(self) -> None:
        """Refuse an override that names no pair of the comparison."""
        for pair in self.by_pair:
            if pair not in self.used:
                raise AnalysisError(
                    f"override of {' and '.join(sorted(pair))}: no such pair is compared"
                )


class _Arguments:
    """Why grades are no stricter or looser, each held against the grade that the rule gives."""

    def __init__(self, frame: pd.DataFrame | None) -> None:
        rows = [] if frame is None else text_rows(frame)
        self.by_pair = {frozenset((row["figure_a"], row["figure_b"])): row for row in rows}

    def add_to(self, rows: Sequence[dict[str, str]]) -> None:
        """Write the arguments beside their pairs."""
        found = {frozenset((row["figure_a"], row["figure_b"])): row for row in rows}
        for pair, argument in self.by_pair.items():
            name = " and ".join(sorted(pair))
            if pair not in found:
                raise AnalysisError(f"grade argued for {name}: no such pair is compared")
            row = found[pair]
            if row["grade"] != argument["grade"]:
                raise AnalysisError(
                    f"grade argued for {name}: {argument['grade']}, but the rule gives "
                    f"{row['grade']}: argue it again"
                )
            row["argument_en"] = argument["reason_en"]
            row["argument_zh"] = argument["reason_zh"]


# -- look-alikes ----------------------------------------------------------------------------------


LOOK_ALIKE_COLUMNS = tuple(schema.LOOK_ALIKES.names)


def look_alikes(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> pd.DataFrame:
    """Find equal or nearly equal numbers of different things: what must not be read as agreement.

    Figures of one concept look alike when they are near each other; figures of different concepts
    when the printed numbers are the same, with at least two digits that are not zero, or when both
    count people in five digits and lie within a twentieth.

    Returns
    -------
    pandas.DataFrame
        `LOOK_ALIKE_COLUMNS`, with the one difference that forbids the comparison.
    """
    names = (labels or CodeLabels()).with_documents(documents)
    observed = [f for f in observe_all(figures, documents, settings.rules) if not f.is_repeat]
    rows = []
    for a, b in combinations(observed, 2):
        found = look_alike(a, b, names, settings)
        if found is not None:
            rows.append(_look_alike_row(a, b, found))
    return pd.DataFrame(rows, columns=list(LOOK_ALIKE_COLUMNS), dtype=object)


def look_alike(
    a: Observed, b: Observed, labels: CodeLabels, settings: Settings = DEFAULT_SETTINGS
) -> Difference | None:
    """Return what forbids taking two equal or near numbers for one; nothing if they are not."""
    if a.value is None or b.value is None or a["part_of"] == b.id or b["part_of"] == a.id:
        return None
    if a["concept"] == b["concept"]:
        if a["document"] == b["document"] or not looks_alike(a, b, settings):
            return None
        grading = grade_pair(a, b, labels)
        return grading.deciding[0] if grading.grade == "not_comparable" else None
    if a["document"] != b["document"] and _near_head_counts(a, b):
        return _other_things(a.row, b.row, labels)
    least = 10 if a["nature"] == b["nature"] == "duration" else 30
    if a.value != b.value or a["unit"] != b["unit"] or not _telling(a.value, least):
        return None
    return _other_things(a.row, b.row, labels)


_HEADS = frozenset({"人", "人次"})
_HEADS_APART = Fraction(1, 20)


def _near_head_counts(a: Observed, b: Observed) -> bool:
    """Tell whether two exact counts of people, five digits long, lie within a twentieth."""
    if not {a["unit"], b["unit"]} <= _HEADS or a.value is None or b.value is None:
        return False
    telling = all(
        f["bound"] == "exact"
        and f.value is not None
        and f.value >= 10_000
        and len(format_number(f.value).strip("0")) >= 5
        for f in (a, b)
    )
    return telling and abs(a.value - b.value) <= _HEADS_APART * max(a.value, b.value)


def _telling(value: Fraction, least: int) -> bool:
    """Tell whether a number has at least two digits that count, and is no small one."""
    digits = format_number(value).replace(".", "").strip("0")
    return value >= least and len(digits) >= 2


def _look_alike_row(a: Observed, b: Observed, found: Difference) -> dict[str, str]:
    cells: dict[str, str] = {}
    for letter, figure in (("a", a), ("b", b)):
        cells |= {
            f"figure_{letter}": figure.id,
            f"document_{letter}": figure["document"],
            f"literal_{letter}": figure["literal"],
            f"indicator_{letter}": figure["indicator"],
            f"measures_{letter}_en": figure["measures_en"],
            f"measures_{letter}_zh": figure["measures_zh"],
        }
    return cells | {
        "difference": found.attribute,
        "difference_en": found.en,
        "difference_zh": found.zh,
    }


# -- sensitivity ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reasonable way to compare."""

    code: str
    en: str
    zh: str
    settings: Settings
    corrected: bool = False
    regraded: bool = False


def variants(base: Settings = DEFAULT_SETTINGS) -> tuple[Variant, ...]:
    """Return the other ways in which every finding is tried."""
    return (
        Variant(
            "asserted_limits",
            "only what the words assert",
            "仅取措辞所断言的界限",
            replace(base, limits="asserted"),
        ),
        Variant(
            "narrow_margin",
            "margins of 1.1 and 3 points",
            "界线取1.1倍与3个百分点",
            replace(base, factor=Fraction(11, 10), share_points=Fraction(3)),
        ),
        Variant(
            "wide_margin",
            "margins of 1.5 and 10 points",
            "界线取1.5倍与10个百分点",
            replace(base, factor=Fraction(3, 2), share_points=Fraction(10)),
        ),
        Variant(
            "complete_years",
            "reviews taken as complete",
            "视所述时期为完整",
            replace(base, rules=replace(base.rules, unfinished_months=0)),
        ),
        Variant(
            "half_year_missing",
            "up to half a year of a review missing",
            "所述时期可缺半年",
            replace(base, rules=replace(base.rules, unfinished_months=6)),
        ),
        Variant("likely_corrections", "with the argued values", "采用推断值", base, corrected=True),
        Variant(
            "other_grade",
            "the other grade that may be argued for",
            "取或可另给的等级",
            base,
            regraded=True,
        ),
    )


SENSITIVITY_COLUMNS = tuple(schema.SENSITIVITY.names)


def sensitivity(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    overrides: pd.DataFrame | None = None,
    arguments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Try every comparative finding under other limits, margins, periods, values and grades.

    Returns
    -------
    pandas.DataFrame
        `SENSITIVITY_COLUMNS`: one row per pair that is compared at all and per variant, the other
        grade only where one is argued about that leaves a comparison; ``survives`` is ``yes``
        where the result stays the same.
    """
    names = CodeLabels().with_documents(documents)
    tables = {"printed": figures, "corrected": corrected(figures, corrections)}

    @lru_cache
    def graded(table: str, rules: PeriodRules) -> _Graded:
        return _graded(tables[table], documents, names, rules)

    base = _compared(graded("printed", settings.rules), settings, overrides)
    compared = [row for row in base if row["result"] != "not_comparable"]
    regraded = _regraded(arguments)
    argued = {frozenset(pair) for pair in regraded[["figure_a", "figure_b"]].to_numpy()}
    rows = []
    for variant in variants(settings):
        tried = graded("corrected" if variant.corrected else "printed", variant.settings.rules)
        given = regraded if variant.regraded else overrides
        other = _compared(tried, variant.settings, given)
        results = {row["comparison_id"]: row["result"] for row in other}
        for row in compared:
            if variant.regraded and frozenset((row["figure_a"], row["figure_b"])) not in argued:
                continue
            result = results.get(row["comparison_id"], "not_comparable")
            rows.append(
                {
                    **{name: row[name] for name in SENSITIVITY_COLUMNS[:6]},
                    "variant": variant.code,
                    "variant_en": variant.en,
                    "variant_zh": variant.zh,
                    "variant_result": result,
                    "survives": "yes" if result == row["result"] else "no",
                }
            )
    return pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS), dtype=object)


def _regraded(arguments: pd.DataFrame | None) -> pd.DataFrame:
    """Return as overrides the other grades that leave a comparison."""
    columns = ["figure_a", "figure_b", "grade", "reason_en", "reason_zh"]
    if arguments is None:
        return pd.DataFrame(columns=columns, dtype=object)
    possible = arguments[arguments["instead"] != "not_comparable"]
    return possible.assign(grade=possible["instead"])[columns]


def corrected(figures: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame:
    """Return the figures with the likely values of the register in place of the printed ones.

    Only for trying out what the corrections would change; nothing built on it is published as a
    figure.
    """
    if corrections is None:
        return figures
    frame = figures.copy()
    for row in text_rows(corrections):
        if row["likely_value"]:
            chosen = frame["figure_id"] == row["figure_id"]
            for column, cell in (
                ("value", row["likely_value"]),
                ("literal", row["likely_value"]),
                ("bound", "exact"),
                ("hedge", ""),
                ("status", "as_printed"),
            ):
                frame.loc[chosen, column] = cell
    return frame


def best_grades(comparisons: pd.DataFrame) -> pd.DataFrame:
    """Return the best grade that any pair of a concept reaches, and what decides it.

    Returns
    -------
    pandas.DataFrame
        ``concept``, ``kind``, ``pairs``, ``grade``, ``deciding`` (of the best pairs).
    """
    rows = []
    for (kind, concept), part in comparisons.groupby(["kind", "concept"], sort=False):
        best = min(part["grade"], key=list(GRADES).index)
        deciding = [
            d for cell in part.loc[part["grade"] == best, "deciding"] for d in cell.split("+")
        ]
        rows.append(
            {
                "concept": concept,
                "kind": kind,
                "pairs": str(len(part)),
                "grade": best,
                "deciding": "+".join(dict.fromkeys(name for name in deciding if name)),
            }
        )
    columns = ["concept", "kind", "pairs", "grade", "deciding"]
    return pd.DataFrame(rows, columns=columns, dtype=object)
