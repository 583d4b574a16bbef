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
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

import pandas as pd

from analysis.derived import (
    CodeLabels,
    Observed,
    derive,
    observe_all,
    per_year,
    sums_of_kinds,
    total,
)
from analysis.errors import AnalysisError
from analysis.intervals import Interval, Margin, difference, format_number, parse_number
from analysis.limits import SHARE_UNITS
from analysis.periods import DEFAULT_RULES, PeriodRules

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
    "population": ("group counted", "限定人群"),
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

_DERIVED_ATTRIBUTES = ("unit", "level", "scheme", "stage", "route", "population")

COLUMNS = (
    "comparison_id",
    "kind",
    "theme",
    "concept",
    "figure_a",
    "figure_b",
    "document_a",
    "document_b",
    "city_a",
    "city_b",
    "indicator_a",
    "indicator_b",
    "literal_a",
    "literal_b",
    "value_a",
    "value_b",
    "unit_a",
    "unit_b",
    "basis",
    "a_low",
    "a_high",
    "a_ends",
    "b_low",
    "b_high",
    "b_ends",
    "grade",
    "differences",
    "deciding",
    "differences_en",
    "differences_zh",
    "overruled_en",
    "overruled_zh",
    "margin",
    "result",
    "traps",
)
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
        _bound(a, b),
        _kinds(a, b),
        _period(a, b),
        _year(a, b),
        _city_size(a, b),
        _quota(a, b),
    )
    found += [d for d in own if d]
    order = list(ATTRIBUTE_LABELS)
    found.sort(key=lambda d: order.index(d.attribute))
    return Grading(worst(d.effect for d in found), tuple(found))


def _attribute_differences(
    a: Mapping[str, str], b: Mapping[str, str], attributes: Sequence[str], labels: CodeLabels
) -> Iterable[Difference]:
    for attribute in attributes:
        one, other = a.get(attribute, ""), b.get(attribute, "")
        if one == other or _is_inherent(attribute, a, b):
            continue
        if attribute == "unit" and {one, other} <= NEUTRAL_UNITS:
            continue
        both, open_ = _EFFECTS[attribute]
        effect = both if one and other else open_
        if attribute == "population" and _decisive_population(a):
            effect = "not_comparable"
        if effect is None:
            continue
        if attribute == "indicator":
            yield _other_things(a, b)
        else:
            yield _described(attribute, effect, one, other, labels)


def _other_things(a: Mapping[str, str], b: Mapping[str, str]) -> Difference:
    """Name two things by what the texts count, not by the codes of the indicators."""
    en, zh = ATTRIBUTE_LABELS["indicator"]
    return Difference(
        "indicator",
        "not_comparable",
        f"{en}: {a['measures_en']} / {b['measures_en']}",
        f"{zh}：{a['measures_zh']}／{b['measures_zh']}",
    )


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
    attribute: str, effect: Grade, one: str, other: str, labels: CodeLabels
) -> Difference:
    en, zh = ATTRIBUTE_LABELS[attribute]
    name = "population" if attribute == "stated_base" else attribute
    first, second = labels.of(name, one), labels.of(name, other)
    return Difference(
        attribute,
        effect,
        f"{en}: {first[0]} / {second[0]}",
        f"{zh}：{first[1]}／{second[1]}",
    )


def _status(a: Observed, b: Observed, labels: CodeLabels) -> Difference | None:
    if a.usable and b.usable:
        return None
    return _described("status", "not_comparable", a["status"], b["status"], labels)


_FLOORS = ("at_least", "at_most", "nearly")


def _bound(a: Observed, b: Observed) -> Difference | None:
    """Return the difference of a share that is only a floor or ceiling from a stated one."""
    floors = [figure["bound"] in _FLOORS for figure in (a, b)]
    if a["unit"] != "%" or b["unit"] != "%" or floors[0] == floors[1]:
        return None
    words = [("floor or ceiling", "限值") if floor else ("a number", "确数") for floor in floors]
    return _said_differently("bound", "loose", words)


def _kinds(a: Observed, b: Observed) -> Difference | None:
    """Return the difference of kinds that one text counts apart from one number of another."""
    added = [bool(figure["added_from"]) for figure in (a, b)]
    if added[0] == added[1]:
        return None
    words = [("kinds added", "数类相加") if one else ("one number", "一数") for one in added]
    return _said_differently("kinds", "loose", words)


def _said_differently(
    attribute: str, effect: Grade, words: Sequence[tuple[str, str]]
) -> Difference:
    en, zh = ATTRIBUTE_LABELS[attribute]
    return Difference(
        attribute,
        effect,
        f"{en}: {words[0][0]} / {words[1][0]}",
        f"{zh}：{words[0][1]}／{words[1][1]}",
    )


def _city_size(a: Observed, b: Observed) -> Difference | None:
    """Return the hidden base of counts of two cities in other years: the size of the city."""
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
    en, zh = ATTRIBUTE_LABELS["city_size"]
    return Difference("city_size", "loose", en, zh)


def _quota(a: Observed, b: Observed) -> Difference | None:
    """Honours go by quota and cycle: averages of them say nothing, single years little."""
    if a["counted"] != "honours" or b["counted"] != "honours":
        return None
    effect: Grade = "loose" if a.period.years == b.period.years else "not_comparable"
    en, zh = ATTRIBUTE_LABELS["quota"]
    return Difference("quota", effect, en, zh)


_KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "day": ("state on a day", "时点"),
    "event": ("one event", "单次事件"),
    "year": ("one year", "一年"),
    "part_year": ("part of a year", "不足一年"),
    "multi_year": ("several years", "多年"),
    "since_unstated": ("since an unstated day", "起点未说明"),
    "future": ("a future period", "未来时期"),
}


def _period(a: Observed, b: Observed) -> Difference | None:
    one, other = a.period, b.period
    effect = _period_effect(a, b)
    if effect == "strict":
        return None
    words = []
    for period in (one, other):
        en, zh = _KIND_WORDS[period.kind]
        if not period.known:
            en, zh = f"{en} (assumed)", f"{zh}（推定）"
        words.append((en, zh))
    return _said_differently("period", effect, words)


def _year(a: Observed, b: Observed) -> Difference | None:
    """Another year is worth knowing and forbids nothing."""
    ends = [figure.period.end for figure in (a, b)]
    if ends[0] is None or ends[1] is None or ends[0].year == ends[1].year:
        return None
    en, zh = ATTRIBUTE_LABELS["year"]
    first, second = ends[0].year, ends[1].year
    return Difference("year", "strict", f"{en}: {first} / {second}", f"{zh}：{first}／{second}")


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

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, one row per pair: figures first, then ratios.

    Raises
    ------
    AnalysisError
        If an override has no reason, an unknown grade, or names no pair.
    """
    names = labels or CodeLabels()
    given = _Overrides(overrides)
    observed = _entering(figures, documents, settings)
    rows = []
    for a, b in _pairs(observed):
        grading, reason = given.apply(a.id, b.id, grade_pair(a, b, names))
        rows.append(_figure_row(a, b, grading, reason, settings))
    derived = derive(figures, documents, names, settings.rules)
    rows += _ratio_rows(derived, figures, names, settings, given)
    given.require_all_used()
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _entering(
    figures: pd.DataFrame, documents: pd.DataFrame | None, settings: Settings
) -> list[Observed]:
    """Return the core figures that are no repeats, and the sums of kinds counted apart."""
    entering: list[Observed] = []
    for _, part in figures.groupby("document", sort=False):
        observed = observe_all(part, documents, settings.rules)
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
        "overruled_en": reason[0],
        "overruled_zh": reason[1],
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


def _ratio_rows(
    derived: pd.DataFrame,
    figures: pd.DataFrame,
    labels: CodeLabels,
    settings: Settings,
    overrides: _Overrides,
) -> Iterable[dict[str, str]]:
    usable = derived[derived["kind"].isin(["ratio"]) & (derived["status"] == "computed")]
    order = list(dict.fromkeys(figures["document"]))
    for measure in sorted(set(usable["measure"])):
        rows = usable[usable["measure"] == measure].to_dict("records")
        rows.sort(key=lambda row: order.index(row["document"]))
        for one, other in combinations(rows, 2):
            if one["document"] == other["document"]:
                continue
            a, b = _ratio_side(one), _ratio_side(other)
            found = tuple(_attribute_differences(a.row, b.row, _DERIVED_ATTRIBUTES, labels))
            grading = Grading(worst(d.effect for d in found), found)
            grading, reason = overrides.apply(a.id, b.id, grading)
            margin = _margin(a.row, b.row, settings)
            yield {
                **_sides(a, b, settings),
                "kind": "ratio",
                "theme": a.row["theme"],
                "concept": measure,
                "basis": "ratio",
                **_judgement(grading, reason, margin, _result(a, b, grading, margin, settings)),
                "traps": "",
            }


def _ratio_side(row: Mapping[object, str]) -> _Side:
    cells = {str(name): str(cell) for name, cell in row.items()}
    value = parse_number(cells["value"])
    return _Side(
        cells["derived_id"],
        {**cells, "unit": cells["unit_zh"], "indicator": cells["measure"]},
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
        for row in [] if frame is None else frame.to_dict("records"):
            cells = {str(name): str(cell) for name, cell in row.items()}
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


# -- look-alikes ----------------------------------------------------------------------------------


LOOK_ALIKE_COLUMNS = (
    "figure_a",
    "figure_b",
    "document_a",
    "document_b",
    "literal_a",
    "literal_b",
    "indicator_a",
    "indicator_b",
    "measures_a_en",
    "measures_a_zh",
    "measures_b_en",
    "measures_b_zh",
    "difference",
    "difference_en",
    "difference_zh",
)


def look_alikes(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> pd.DataFrame:
    """Find equal or nearly equal numbers of different things: what must not be read as agreement.

    Figures of one concept look alike when they are near each other; figures of different concepts
    only when the printed numbers are the same, with at least two digits that are not zero.

    Returns
    -------
    pandas.DataFrame
        `LOOK_ALIKE_COLUMNS`, with the one difference that forbids the comparison.
    """
    names = labels or CodeLabels()
    observed = [f for f in observe_all(figures, documents, settings.rules) if not f.is_repeat]
    rows = []
    for a, b in combinations(observed, 2):
        found = _look_alike(a, b, names, settings)
        if found is not None:
            rows.append(_look_alike_row(a, b, found))
    return pd.DataFrame(rows, columns=list(LOOK_ALIKE_COLUMNS), dtype=object)


def _look_alike(
    a: Observed, b: Observed, labels: CodeLabels, settings: Settings
) -> Difference | None:
    if a.value is None or b.value is None or a["part_of"] == b.id or b["part_of"] == a.id:
        return None
    if a["concept"] == b["concept"]:
        if a["document"] == b["document"] or not looks_alike(a, b, settings):
            return None
        grading = grade_pair(a, b, labels)
        return grading.deciding[0] if grading.grade == "not_comparable" else None
    least = 10 if a["nature"] == b["nature"] == "duration" else 30
    if a.value != b.value or a["unit"] != b["unit"] or not _telling(a.value, least):
        return None
    return _other_things(a.row, b.row)


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
    )


SENSITIVITY_COLUMNS = (
    "comparison_id",
    "concept",
    "figure_a",
    "figure_b",
    "grade",
    "result",
    "variant",
    "variant_en",
    "variant_zh",
    "variant_result",
    "survives",
)


def sensitivity(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    overrides: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Try every comparative finding under other limits, margins, periods and likely values.

    Returns
    -------
    pandas.DataFrame
        `SENSITIVITY_COLUMNS`: one row per pair that is compared at all and per variant;
        ``survives`` is ``yes`` where the result stays the same.
    """
    base = compare(figures, documents, settings=settings, overrides=overrides)
    chosen = base[base["result"] != "not_comparable"]
    rows = []
    for variant in variants(settings):
        tried = corrected(figures, corrections) if variant.corrected else figures
        other = compare(tried, documents, settings=variant.settings, overrides=overrides)
        results = dict(zip(other["comparison_id"], other["result"], strict=True))
        for row in chosen.to_dict("records"):
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


def corrected(figures: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame:
    """Return the figures with the likely values of the register in place of the printed ones.

    Only for trying out what the corrections would change; nothing built on it is published as a
    figure.
    """
    if corrections is None:
        return figures
    frame = figures.copy()
    for row in corrections.to_dict("records"):
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
