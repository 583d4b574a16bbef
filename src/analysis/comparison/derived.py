"""Figures derived inside one text: ratios, shares, sums, implied bases and yearly averages.

What may be derived is declared in `RATIOS`, `BASES` and `SUMS`: which indicators stand over which.
Two figures enter one calculation only if they cover the same time and territory and are of one
nature; anything else is refused with a sentence that names both.  Repeats are never used twice,
and figures that cannot be right as printed stay visible but are kept out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Literal, TypeAlias

import pandas as pd

from analysis import language as lg
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.reference_periods import DEFAULT_RULES, Period, PeriodRules, period_kind
from analysis.intervals import Interval, format_number, parse_number
from analysis.reading.limits import Limits, limits_of
from analysis.tables import schema, store
from analysis.tables.codebook import Document
from analysis.tables.frames import text_rows

Status: TypeAlias = Literal["computed", "refused", "kept_out", "argued"]

NEAR = 120
"""Figures of one programme stand in one sentence, or at most so many characters apart."""

COLUMNS = tuple(schema.DERIVED.names)
"""Columns of the derived figures, all text."""


class RefusedError(AnalysisError):
    """A calculation that the figures do not allow, with the reason in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


@dataclass(frozen=True)
class CodeLabels:
    """Labels of codes in English and Chinese; a code without a label stands for itself."""

    labels: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def from_frame(cls, codelists: pd.DataFrame) -> CodeLabels:
        """Read the labels from the table of code lists."""
        rows = zip(
            codelists["list"],
            codelists["code"],
            codelists["label_en"],
            codelists["label_zh"],
            strict=True,
        )
        return cls({(str(name), str(code)): (str(en), str(zh)) for name, code, en, zh in rows})

    def with_documents(self, documents: pd.DataFrame | None) -> CodeLabels:
        """Return the labels with the short names of documents as a list of their own."""
        if documents is None:
            return self
        return CodeLabels(
            {
                **self.labels,
                **{
                    ("document", str(row["document"])): (str(row["label_en"]), str(row["label_zh"]))
                    for _, row in documents.iterrows()
                },
            }
        )

    def of(self, name: str, code: str) -> tuple[str, str]:
        """Return the labels of a code in English and Chinese; “not stated” for an empty one."""
        if not code:
            return "not stated", "未说明"
        return self.labels.get((name, code), (code.replace("_", " "), code))


Observed: TypeAlias = Figure
"""A figure with its number, limits and period."""


def observe_all(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    rules: PeriodRules = DEFAULT_RULES,
) -> list[Figure]:
    """Turn raw figures or observations of any number of documents into figures.

    Parameters
    ----------
    figures
        Rows with the columns of the raw figures, all text.
    documents
        Origin records, which say how far a text reviews.
    rules
        How open lengths of periods are read.
    """
    rows = text_rows(figures)
    by_id = {row["figure_id"]: row for row in rows}
    origins = () if documents is None else _documents(documents)
    ends = {origin.document: origin.period_end for origin in origins}
    made = [_figure(row, by_id.get(row["part_of"]), ends.get(row["document"])) for row in rows]
    return list(with_lengths(with_repeats(made), origins, rules))


def _documents(frame: pd.DataFrame) -> tuple[Document, ...]:
    """Return origin records from a table that may lack columns."""
    names = schema.DOCUMENTS.names
    rows = [[row.get(name, "") for name in names] for row in text_rows(frame)]
    return tuple(Document.from_values(store.values_of(row, schema.DOCUMENTS)) for row in rows)


def _figure(row: Mapping[str, str], whole: Mapping[str, str] | None, end: date | None) -> Figure:
    """Make a figure from a row of observations, or from a raw one, whose limits are worked out."""
    cells = [row.get(name, "") for name in schema.OBSERVATIONS.names]
    values = store.values_of(cells, schema.OBSERVATIONS)
    limits = limits_of(row, whole=whole)
    kind = period_kind(values["period_start"], values["period_end"], values["nature"], end)
    further = {name: cell for name, cell in row.items() if name not in schema.OBSERVATIONS.names}
    figure = Figure.from_values(
        {
            **values,
            "natural": limits.natural,
            "asserted": limits.asserted,
            "conventional": limits.conventional,
            "limits_note": limits.notes,
            "period_kind": kind,
        }
    )
    return replace(figure, attributes={**figure.attributes, **further})


# -- what may be derived --------------------------------------------------------------------------


@dataclass(frozen=True)
class RatioRule:
    """A ratio that makes sense: what stands over what, and what the result is called.

    In the units, ``{n}`` and ``{d}`` stand for the printed units of numerator and denominator.

    Attributes
    ----------
    measure
        Code of the ratio.
    numerator, denominator
        Indicators.
    group
        What the ratio is about: ``help_per_head``, ``scale``, ``structure``, ``share``, ``base``.
    en, zh
        Label.
    unit_en, unit_zh
        Unit of the result.
    scale
        The quotient is multiplied by this (100 for a percentage).
    one_sentence
        Whether the two must stand in one sentence.
    """

    measure: str
    numerator: str
    denominator: str
    group: str
    en: str
    zh: str
    unit_en: str
    unit_zh: str
    scale: int = 1
    one_sentence: bool = False


def _money(measure: str, numerator: str, denominator: str, en: str, zh: str) -> RatioRule:
    return RatioRule(
        measure, numerator, denominator, "help_per_head", en, zh, "yuan per {d}", "元/{d}"
    )


def _scale(measure: str, numerator: str, denominator: str, en: str, zh: str) -> RatioRule:
    return RatioRule(measure, numerator, denominator, "scale", en, zh, "{n} per {d}", "{n}/{d}")


RATIOS: tuple[RatioRule, ...] = (
    _money("benefit_per_case", "benefits_paid", "benefit_cases", "Benefit per case", "每例补助金"),
    _money("relief_per_person", "relief_money", "relief_people", "Relief per person", "人均救助金"),
    _money(
        "relief_per_household",
        "relief_money",
        "relief_households",
        "Relief per household visited",
        "户均慰问金",
    ),
    _money(
        "aid_per_student", "student_aid_money", "students_aided", "Aid per student", "生均助学金"
    ),
    _money(
        "heat_money_per_person",
        "heat_relief_money",
        "heat_relief_people",
        "Heat relief per person reached",
        "高温慰问人均款物",
    ),
    _money(
        "heat_money_per_pack",
        "heat_relief_money",
        "heat_relief_packs",
        "Money per heat-relief pack",
        "每份清凉物资金额",
    ),
    _money(
        "heat_money_per_enterprise",
        "heat_relief_money",
        "heat_relief_enterprises",
        "Heat relief per enterprise visited",
        "高温慰问企均款物",
    ),
    _money(
        "post_care_per_case",
        "post_care_money",
        "post_care_people",
        "Care at the post per person-time",
        "岗位关爱人次均金额",
    ),
    _money(
        "losses_per_worker",
        "losses_recovered",
        "workers_in_disputes",
        "Losses recovered per worker in dispute",
        "涉争议职工人均挽回损失",
    ),
    _money(
        "losses_per_dispute",
        "losses_recovered",
        "disputes_handled",
        "Losses recovered per dispute",
        "每件争议挽回损失",
    ),
    _money(
        "losses_per_client",
        "losses_recovered",
        "legal_aid_clients",
        "Losses recovered per person given legal aid",
        "受援人人均挽回损失",
    ),
    _money(
        "losses_per_aid_case",
        "losses_recovered",
        "legal_services",
        "Losses recovered per legal-aid case",
        "每件法律援助挽回损失",
    ),
    _money(
        "voucher_money_per_worker",
        "voucher_money",
        "voucher_workers",
        "Vouchers per worker",
        "职工人均消费券",
    ),
    _money(
        "support_per_enterprise",
        "support_money_to_unions",
        "enterprises_supported",
        "Money per enterprise supported",
        "获支持企业企均金额",
    ),
    _money(
        "money_per_culture_room",
        "culture_room_money",
        "culture_rooms_helped",
        "Money per employer helped with culture rooms",
        "文化室建设每家资助额",
    ),
    _money(
        "film_money_per_seat", "film_money", "film_seats", "Money per cinema seat", "人均观影资金"
    ),
    _money(
        "training_money_per_trainee",
        "training_money",
        "training_attendances",
        "Training money per trainee",
        "参训人均资金",
    ),
    _scale(
        "members_per_union",
        "union_members",
        "grassroots_unions",
        "Members per union",
        "每家工会会员数",
    ),
    _scale(
        "workers_per_enterprise",
        "workers_covered",
        "enterprises_covered",
        "Workers per enterprise covered",
        "协议覆盖企业企均职工",
    ),
    _scale(
        "scheme_members_per_employer",
        "hospital_scheme_members",
        "scheme_employers",
        "Enrolled workers per employer",
        "参保单位均职工数",
    ),
    _scale(
        "workers_per_dispute",
        "workers_in_disputes",
        "disputes_handled",
        "Workers per dispute",
        "每件争议涉及职工",
    ),
    _scale(
        "enterprises_per_dispute",
        "enterprises_in_disputes",
        "disputes_handled",
        "Enterprises per dispute",
        "每件争议涉及企业",
    ),
    _scale(
        "workers_per_warning",
        "workers_in_early_warnings",
        "early_warnings",
        "Workers per early warning",
        "每件预警涉及职工",
    ),
    _scale(
        "clients_per_aid_case",
        "legal_aid_clients",
        "legal_services",
        "People per legal-aid case",
        "每件法律援助受援人数",
    ),
    _scale(
        "safety_workers_per_enterprise",
        "safety_contest_workers",
        "safety_contest_enterprises",
        "Workers per enterprise in the safety contest",
        "“安康杯”参赛企业企均职工",
    ),
    _scale(
        "heat_people_per_enterprise",
        "heat_relief_people",
        "heat_relief_enterprises",
        "People reached per enterprise visited in the heat",
        "高温慰问每家企业职工数",
    ),
    _scale(
        "attendances_per_matchmaking_event",
        "matchmaking_attendances",
        "matchmaking_events",
        "Attendances per matchmaking event",
        "每场交友活动人次",
    ),
    _scale(
        "couples_per_matchmaking_event",
        "couples",
        "matchmaking_events",
        "Couples per matchmaking event",
        "每场交友活动对数",
    ),
    _scale(
        "participants_per_contest",
        "contest_participants",
        "contests_held",
        "Participants per contest as counted",
        "每项（场、工种）竞赛参与人数",
    ),
    _scale(
        "participants_per_employer",
        "contest_participants",
        "contest_employers",
        "Contest participants per employer",
        "参赛单位均职工数",
    ),
    _scale(
        "attendances_per_reading_event",
        "reading_attendances",
        "reading_events",
        "Attendances per reading event",
        "每场阅读活动人次",
    ),
    _scale("performers_per_show", "performers", "shows", "Performers per show", "每场演出登台人次"),
    _scale(
        "trainees_per_course",
        "training_attendances",
        "training_courses",
        "Trainees per course",
        "每期培训人数",
    ),
    _scale(
        "people_per_village_household",
        "village_people",
        "village_households",
        "People per household of the village",
        "驻村户均人数",
    ),
    _scale(
        "workers_per_service_point",
        "outdoor_workers_served",
        "outdoor_service_points",
        "Outdoor workers per service point",
        "每个服务站覆盖户外劳动者",
    ),
    _scale(
        "voucher_workers_per_employer",
        "voucher_workers",
        "voucher_employers",
        "Workers with vouchers per employer",
        "发券单位均职工数",
    ),
    _scale(
        "heat_pack_per_person",
        "heat_relief_packs",
        "heat_relief_people",
        "Packs per person",
        "人均份数",
    ),
    RatioRule(
        "paid_of_collected",
        "benefits_paid",
        "contributions_raised",
        "share",
        "Benefits paid of contributions collected",
        "给付占筹集",
        "%",
        "%",
        100,
    ),
    RatioRule(
        "spending_per_voucher_yuan",
        "spending_induced",
        "voucher_money",
        "share",
        "Spending claimed per yuan of vouchers",
        "每元消费券所称带动的消费",
        "yuan per yuan",
        "元/元",
    ),
    RatioRule(
        "cases_per_100_members",
        "benefit_cases",
        "hospital_scheme_members",
        "share",
        "Cases paid per 100 enrolled",
        "每百名参加者给付例数",
        "{n} per 100",
        "{n}/百人",
        100,
    ),
)
"""The ratios that mean something, whatever the city."""


def _base(count: str, rate: str, en: str, zh: str) -> RatioRule:
    return RatioRule(f"base_of_{rate}", count, rate, "base", en, zh, "{n}", "{n}", 100, True)


BASES: tuple[RatioRule, ...] = (
    _base(
        "contest_participants",
        "contest_rate_workers",
        "All workers, if the count and the rate speak of the same ones",
        "职工总数（若人数与参与率口径一致）",
    ),
    _base(
        "contest_employers",
        "contest_rate_enterprises",
        "All enterprises, if the count and the rate speak of the same ones",
        "企业总数（若家数与参赛率口径一致）",
    ),
    _base(
        "enterprises_covered",
        "consultation_coverage",
        "All enterprises, if the count and the rate speak of the same ones",
        "企业总数（若家数与建制率口径一致）",
    ),
)
"""Counts that stand beside the rate they belong to: together they imply the base of the rate."""


@dataclass(frozen=True)
class SumRule:
    """Kinds of one thing that a text counts apart and that may be added."""

    measure: str
    indicator: str
    en: str
    zh: str


SUMS: tuple[SumRule, ...] = (
    SumRule(
        "matchmaking_events_total",
        "matchmaking_events",
        "Matchmaking events of all kinds",
        "各类交友活动合计",
    ),
    SumRule(
        "studio_members_total",
        "studio_members",
        "Members of the joint studio",
        "联合工作室成员合计",
    ),
)

UNIT_WORDS = {
    "人": "person",
    "人次": "person-time",
    "户": "household",
    "家": "unit",
    "个": "item",
    "件": "case",
    "份": "pack",
    "张": "ticket",
    "对": "couple",
    "场": "event",
    "场次": "session",
    "项": "contest",
    "期": "course",
    "工种": "trade",
    "次": "time",
    "元": "yuan",
}
"""English words for the units of denominators and bases."""

NOUNS = {
    "contest_employers": "employer",
    "culture_rooms_helped": "employer",
    "disputes_handled": "dispute",
    "early_warnings": "warning",
    "enterprises_covered": "enterprise",
    "enterprises_in_disputes": "enterprise",
    "enterprises_supported": "enterprise",
    "grassroots_unions": "union",
    "heat_relief_enterprises": "enterprise",
    "outdoor_service_points": "service point",
    "safety_contest_enterprises": "enterprise",
    "scheme_employers": "employer",
    "voucher_employers": "employer",
}
"""English words for indicators whose classifier does not say what is counted."""

_PLURALS = {"person": "people"}

ASPECTS: Mapping[str, tuple[str, str]] = {
    "unit": ("unit", "单位"),
    "nature": ("nature", "数字性质"),
    "level": ("level", "层级"),
    "period": ("period", "时期"),
    "per": ("what it is per", "“每”的口径"),
    "document": ("document", "文献"),
}
"""Names of what two figures must share to enter one calculation."""


# -- refusing -------------------------------------------------------------------------------------


def require_alike(
    figures: Sequence[Observed],
    operation: str,
    aspects: Iterable[str] = ("document", "nature", "level", "period"),
    labels: CodeLabels | None = None,
) -> None:
    """Refuse figures that must not enter one calculation.

    Parameters
    ----------
    figures
        The figures, at least one.
    operation
        What would be done with them, as in ``add`` or ``divide``.
    aspects
        What they must share: keys of `ASPECTS`.
    labels
        Labels of the codes in the message.

    Raises
    ------
    RefusedError
        If two of them differ: the sentence names both and what differs.
    """
    first = figures[0]
    for other in figures[1:]:
        for aspect in aspects:
            if aspect == "period":
                same = first.period.covers_same_time(other.period)
            else:
                same = first[aspect] == other[aspect]
            if not same:
                raise _refusal(first, other, operation, aspect, labels or CodeLabels())


_OPERATIONS = {"add": "相加", "divide": "相除", "average": "求年均"}


def _refusal(
    first: Observed, other: Observed, operation: str, aspect: str, labels: CodeLabels
) -> RefusedError:
    en, zh = ASPECTS[aspect]
    if aspect == "period":
        shown = [(str(figure.period), _period_zh(figure.period)) for figure in (first, other)]
    else:
        shown = [labels.of(aspect, figure[aspect]) for figure in (first, other)]
    verb = _OPERATIONS.get(operation, operation)
    one, two = _said(first), _said(other)
    return RefusedError(
        f"cannot {operation} {one[0]} and {two[0]}: {en} {shown[0][0]} against {shown[1][0]}",
        f"{one[1]}与{two[1]}不能{verb}：{zh}为“{shown[0][1]}”与“{shown[1][1]}”",
    )


def _said(figure: Observed) -> tuple[str, str]:
    """Return what a figure counts, with the printed number, in both languages."""
    literal = lg.tidy(figure["literal"])
    return (
        f"{figure['measures_en']} (“{literal}”)",
        f"{figure['measures_zh']}（“{literal}”）",
    )


def _period_zh(period: Period) -> str:
    if period.start is not None and period.start == period.end:
        return str(period.start)
    return f"{period.start or '未说明'}至{period.end or '未说明'}"


# -- calculating ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """The outcome of a calculation: its value and its limits.

    The value is ``None`` where the limits are all that is known: an input without a number, a
    threshold ("more than 500") as input, or a divisor that is an interval.
    """

    value: Fraction | None
    asserted: Interval
    conventional: Interval

    def __post_init__(self) -> None:
        """Refuse a value outside of its own limits."""
        if self.value is not None and not self.conventional.contains(self.value):
            raise AnalysisError(f"the value {self.value} lies outside of {self.conventional}")


def _firm(figure: Observed) -> Fraction | None:
    """Return the printed number where the words allow it: not the 500 of “more than 500”."""
    if figure.value is None or not figure.limits.conventional.contains(figure.value):
        return None
    return figure.value


def divide(
    numerator: Sequence[Observed],
    denominator: Sequence[Observed],
    scale: int = 1,
    labels: CodeLabels | None = None,
    aspects: Iterable[str] = ("document", "nature", "level", "period", "per"),
) -> Result:
    """Divide one figure (or a sum) by another of the same text, period, nature and level.

    Raises
    ------
    RefusedError
        If the figures do not allow it.
    """
    require_alike([*numerator, *denominator], "divide", aspects, labels)
    top, bottom = add(numerator, labels), add(denominator, labels)
    value = None
    if top.value is not None and bottom.value:
        value = top.value / bottom.value * scale
    return Result(
        value,
        (top.asserted / bottom.asserted).scaled(scale),
        (top.conventional / bottom.conventional).scaled(scale),
    )


def add(figures: Sequence[Observed], labels: CodeLabels | None = None) -> Result:
    """Add figures of one unit, nature, level and period; repeats are not added.

    Raises
    ------
    RefusedError
        If they are unlike, or one repeats another.
    """
    require_alike(figures, "add", ("document", "unit", "nature", "level", "period", "per"), labels)
    by_id = {figure.id: figure for figure in figures}
    for figure in figures:
        other = by_id.get(figure["duplicate_of"]) or by_id.get(figure["part_of"])
        if other is not None:
            one, two = _said(figure), _said(other)
            raise RefusedError(
                f"cannot add {one[0]} to {two[0]}: the one is contained in the other",
                f"{one[1]}与{two[1]}不能相加：前者已含于后者",
            )
    asserted, conventional = Interval.point(0), Interval.point(0)
    value: Fraction | None = Fraction(0)
    for figure in figures:
        asserted += figure.limits.asserted
        conventional += figure.limits.conventional
        number = _firm(figure)
        value = None if value is None or number is None else value + number
    return Result(value, asserted, conventional)


def share(part: Observed, whole: Observed, labels: CodeLabels | None = None) -> Result:
    """Return a part in per cent of its whole, cut at 100 because a part is no more than that.

    Raises
    ------
    RefusedError
        If the two are unlike, or the part as printed exceeds the whole.
    """
    aspects = ("document", "unit", "nature", "level", "period")
    result = divide([part], [whole], 100, labels, aspects)
    possible = Interval.between(0, 100)
    asserted = result.asserted.intersection(possible)
    conventional = result.conventional.intersection(possible)
    if asserted is None or conventional is None:
        one, two = _said(part), _said(whole)
        raise RefusedError(
            f"{one[0]} is more than its whole: {two[0]}", f"{one[1]}大于其整体{two[1]}"
        )
    value = result.value
    if value is not None and not conventional.contains(value):
        value = None
    return Result(value, asserted, conventional)


def per_year(figure: Observed) -> Result:
    """Return the yearly average of a total over several years.

    Raises
    ------
    RefusedError
        If the figure is no flow over a stated or carried period of several years.
    """
    period = figure.period
    if figure["nature"] != "flow" or not period.annualisable or period.years is None:
        en, zh = _said(figure)
        raise RefusedError(
            f"{en} has no yearly average: nature {figure['nature']}, period {period}, "
            f"basis {period.basis}",
            f"{zh}不能求年均：时期为{_period_zh(period)}",
        )
    years, number = period.years, _firm(figure)
    value = number / years.high if number is not None and years.is_point and years.high else None
    return Result(
        value, figure.limits.asserted / period.years, figure.limits.conventional / period.years
    )


# -- the table ------------------------------------------------------------------------------------


def derive(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    rules: PeriodRules = DEFAULT_RULES,
    corrections: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Derive everything the declared rules allow from the figures of any number of documents.

    Parameters
    ----------
    figures
        Observations (or raw figures) as text.
    documents
        Origin records.
    labels
        Labels of codes for the reasons of refusals.
    rules
        How open lengths of periods are read.
    corrections
        Register of faults: where it argues likely values for the inputs of a ratio that is kept
        out, a row of status ``argued`` shows what they would give.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, in the order of the documents and the place of the numerator in the text.
        Status ``computed`` may be used; ``refused`` and ``kept_out`` say why not; ``argued``
        rests on a value that is not printed.
    """
    rows: list[dict[str, str]] = []
    likely = _likely_values(corrections)
    for _, part in figures.groupby("document", sort=False):
        observed = observe_all(part, documents, rules)
        found = [*_sums(observed, labels), *_ratios(observed, labels, likely)]
        found += [*_part_shares(observed, labels), *_averages(observed)]
        order = {figure.id: number for number, figure in enumerate(observed)}
        rows += sorted(found, key=lambda row: order[row["numerator"].split("+")[0]])
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _likely_values(corrections: pd.DataFrame | None) -> dict[str, Fraction]:
    if corrections is None:
        return {}
    pairs = zip(corrections["figure_id"], corrections["likely_value"], strict=True)
    return {str(name): Fraction(parse_number(value) or 0) for name, value in pairs if value}


def _candidates(observed: Iterable[Observed], indicator: str) -> list[Observed]:
    return [f for f in observed if f["indicator"] == indicator and not f.is_repeat]


_MATCHING = ("scheme", "route", "level")
_LOOSE = ("population", "grade")


def _fits(a: Observed, b: Observed, *, one_sentence: bool) -> bool:
    """Tell whether two figures speak of one programme: near, and no attribute contradicts."""
    gap = a.distance(b)
    if gap > (0 if one_sentence else NEAR):
        return False
    strict = _MATCHING if gap == 0 else _MATCHING + _LOOSE
    return all(not a[name] or not b[name] or a[name] == b[name] for name in strict)


def _kinds(observed: Sequence[Observed], indicator: str) -> list[list[Observed]]:
    """Group the kinds of one thing that a sentence counts apart and that may be added."""
    groups: dict[tuple[object, ...], list[Observed]] = {}
    for figure in _candidates(observed, indicator):
        key = (
            *figure.places[0][:2],
            *(
                figure[name]
                for name in ("unit", "nature", "level", "scheme", "stage", "period_end")
            ),
        )
        groups.setdefault(key, []).append(figure)
    return [
        group
        for group in groups.values()
        if len(group) > 1
        and len({figure["population"] for figure in group}) == len(group)
        and not any(figure["part_of"] for figure in group)
    ]


def sums_of_kinds(observed: Sequence[Observed]) -> Iterable[tuple[SumRule, list[Observed]]]:
    """Yield the groups of figures that a declared rule allows to add."""
    for rule in SUMS:
        for group in _kinds(observed, rule.indicator):
            yield rule, group


def total(rule: SumRule, group: Sequence[Observed]) -> Observed:
    """Return the sum of a group as a figure of its own, named by the derived row."""
    result = add(group)
    first = group[0]
    limits = Limits(first.limits.natural, result.asserted, result.conventional, first.limits.whole)
    return replace(
        first,
        figure_id=_derived_id(rule.measure, group, ()),
        literal="+".join(figure.literal for figure in group),
        value=result.value,
        population="",
        limits=limits,
        added_from=tuple(figure.id for figure in group),
    )


def _sums(observed: Sequence[Observed], labels: CodeLabels | None) -> Iterable[dict[str, str]]:
    for rule, group in sums_of_kinds(observed):
        unit = group[0]["unit"]
        yield _row(
            "sum",
            "scale",
            rule.measure,
            (rule.en, rule.zh),
            (_plural(_noun(group[0])), unit),
            group,
            [],
            partial(add, group, labels),
            " + ".join(figure.id for figure in group),
        )
    for figure in observed:
        if figure["multiplier"] and not figure.is_repeat:
            times = int(figure["multiplier"])
            yield _row(
                "sum",
                "scale",
                "all_groups",
                ("All groups together", "各组合计"),
                (_plural(_noun(figure)), figure["unit"]),
                [figure],
                [],
                partial(_times, figure, times),
                f"{figure.id} × {times}",
            )


def _times(figure: Observed, times: int) -> Result:
    return Result(
        None if (number := _firm(figure)) is None else number * times,
        figure.limits.asserted.scaled(times),
        figure.limits.conventional.scaled(times),
    )


def _ratios(
    observed: Sequence[Observed], labels: CodeLabels | None, likely: Mapping[str, Fraction]
) -> Iterable[dict[str, str]]:
    summed = {rule.indicator: _kinds(observed, rule.indicator) for rule in SUMS}
    for rule in (*RATIOS, *BASES):
        for top in _candidates(observed, rule.numerator):
            bottom = _partner(top, rule, observed, summed.get(rule.denominator, []))
            if not bottom:
                continue
            yield _ratio_row(rule, top, bottom, labels)
            if not all(f.usable for f in (top, *bottom)) and len(bottom) == 1:
                yield from _argued(rule, top, bottom[0], likely)


def _partner(
    top: Observed,
    rule: RatioRule,
    observed: Sequence[Observed],
    sums: Sequence[list[Observed]],
) -> list[Observed]:
    """Return the denominator that belongs to a numerator: the nearest one that fits."""
    fitting = [
        (top.distance(other), int(other["start"]), other)
        for other in _candidates(observed, rule.denominator)
        if other.id != top.id and _fits(top, other, one_sentence=rule.one_sentence)
    ]
    if not fitting:
        return []
    nearest = min(fitting, key=lambda item: (item[0], abs(item[1] - int(top["start"]))))[2]
    for group in sums:
        if nearest.id in {figure.id for figure in group}:
            return group
    return [nearest]


def _ratio_row(
    rule: RatioRule, top: Observed, bottom: list[Observed], labels: CodeLabels | None
) -> dict[str, str]:
    units = {"n": top["unit"], "d": bottom[0]["unit"]}
    english = {"n": _plural(_noun(top)), "d": _noun(bottom[0])}
    if rule.group == "base":
        aspects: tuple[str, ...] = ("document", "level", "period_end")
    else:
        aspects = ("document", "nature", "level", "period", "per")
    under = " + ".join(figure.id for figure in bottom)
    if len(bottom) > 1:
        under = f"({under})"
    scale = "" if rule.scale == 1 else f"{rule.scale} × "
    return _row(
        "base" if rule.group == "base" else "ratio",
        rule.group,
        rule.measure,
        (rule.en, rule.zh),
        (rule.unit_en.format(**english), rule.unit_zh.format(**units)),
        [top],
        bottom,
        partial(divide, [top], bottom, rule.scale, labels, aspects),
        f"{scale}{top.id} ÷ {under}",
    )


def _argued(
    rule: RatioRule, top: Observed, bottom: Observed, likely: Mapping[str, Fraction]
) -> Iterable[dict[str, str]]:
    """Yield what a ratio would be with likely values: for the impossible inputs, then for all."""
    inputs = (top, bottom)
    needed = [figure.id for figure in inputs if not figure.usable]
    argued = [figure.id for figure in inputs if figure.id in likely]
    if not set(needed) <= set(argued):
        return
    for number, chosen in enumerate([needed] if needed == argued else [needed, argued]):
        values = [likely[f.id] if f.id in chosen else f.value for f in inputs]
        if values[0] is None or not values[1]:
            return
        value = values[0] / values[1] * rule.scale
        row = _ratio_row(rule, top, [bottom], None)
        taken = [f for f in inputs if f.id in chosen]
        en, zh = (
            lg.join(
                [
                    f"{f[f'measures_{language}']}"
                    f"{equals}{lg.format_quantity(likely[f.id], f['unit'], language)}"
                    for f in taken
                ],
                language,
            )
            for language, equals in (("en", " = "), ("zh", "为"))
        )
        yield {
            **row,
            "derived_id": f"{row['derived_id']}.argued{number + 1 if number else ''}",
            "value": format_number(value),
            **Interval.point(value).columns("asserted"),
            **Interval.point(value).columns("conventional"),
            "status": "argued",
            "reason_en": f"argued, not printed: with {en}",
            "reason_zh": f"推断，非原文：取{zh}",
        }


def _part_shares(
    observed: Sequence[Observed], labels: CodeLabels | None
) -> Iterable[dict[str, str]]:
    by_id = {figure.id: figure for figure in observed}
    for part in observed:
        whole = by_id.get(part["part_of"])
        if whole is None or part.is_repeat:
            continue
        yield _row(
            "share",
            "share",
            "part_of_whole",
            (f"{part['measures_en']}: share of the whole", f"{part['measures_zh']}：占整体"),
            ("%", "%"),
            [part],
            [whole],
            partial(share, part, whole, labels),
            f"100 × {part.id} ÷ {whole.id}",
        )


def _averages(observed: Sequence[Observed]) -> Iterable[dict[str, str]]:
    for figure in observed:
        period = figure.period
        if figure.is_repeat or figure["nature"] != "flow" or period.kind != "multi_year":
            continue
        if not period.annualisable:
            continue
        caveats = ["average_of_years"]
        if figure["counted"] == "honours":
            caveats.append("quota_honours")
        unit = figure["unit"]
        yield _row(
            "per_year",
            "per_year",
            f"{figure['indicator']}_per_year",
            (f"{figure['measures_en']}: yearly average", f"{figure['measures_zh']}：年均"),
            (f"{_plural(_noun(figure))} per year", f"{unit}/年"),
            [figure],
            [],
            partial(per_year, figure),
            f"{figure.id} ÷ {period.years}",
            caveats,
        )


def _noun(figure: Observed) -> str:
    """Return the English word for what one of a figure's units is."""
    unit = figure["unit"]
    return NOUNS.get(figure["indicator"], UNIT_WORDS.get(unit, unit))


def _plural(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    return f"{word}s" if word.isascii() and word not in ("yuan", "%") else word


def _row(
    kind: str,
    group: str,
    measure: str,
    label: tuple[str, str],
    unit: tuple[str, str],
    top: Sequence[Observed],
    bottom: Sequence[Observed],
    calculate: Callable[[], Result],
    formula: str,
    caveats: Sequence[str] = (),
) -> dict[str, str]:
    """Return a row of the table, whatever the outcome of the calculation."""
    first = top[0]
    inputs = [*top, *bottom]
    row = dict.fromkeys(COLUMNS, "")
    for column in ("document", "city", "theme", "scheme", "grade", "stage", "route"):
        row[column] = first[column]
    row |= {
        "derived_id": _derived_id(measure, top, bottom),
        "kind": kind,
        "group": group,
        "measure": measure,
        "label_en": label[0],
        "label_zh": label[1],
        "unit_en": unit[0],
        "unit_zh": unit[1],
        "formula": formula,
        "inputs": "+".join(figure.id for figure in inputs),
        "numerator": "+".join(figure.id for figure in top),
        "denominator": "+".join(figure.id for figure in bottom),
        "population": first["population"],
        "level": first["level"],
        "period_start": first["period_start"],
        "period_end": first["period_end"],
        "period_kind": first.period.kind,
        "status": "computed",
    }
    noted = list(caveats)
    if any(figure["status"] == "doubtful" for figure in inputs):
        noted.append("doubtful_input")
    if any(figure.limits.notes for figure in inputs):
        noted.append("peculiar_limits")
    row["caveats"] = "+".join(noted)
    try:
        result = calculate()
    except RefusedError as refused:
        return row | {"status": "refused", "reason_en": refused.en, "reason_zh": refused.zh}
    row |= {
        "value": format_number(result.value),
        **result.asserted.columns("asserted"),
        **result.conventional.columns("conventional"),
    }
    unusable = [figure for figure in inputs if not figure.usable]
    if unusable:
        row |= {"status": "kept_out", **_kept_out(unusable)}
    return row


def _kept_out(unusable: Sequence[Observed]) -> dict[str, str]:
    names = [_said(figure) for figure in unusable]
    damaged = all(figure["status"] == "damaged" for figure in unusable)
    en, zh = (
        ("damaged in the copy we read", "在所读文本中破损")
        if damaged
        else ("cannot be right as printed in the copy we read", "在所读文本中的写法不可能成立")
    )
    return {
        "reason_en": f"{' and '.join(name[0] for name in names)} {en}",
        "reason_zh": f"{'、'.join(name[1] for name in names)}{zh}",
    }


def _derived_id(measure: str, top: Sequence[Observed], bottom: Sequence[Observed]) -> str:
    names = [
        ".".join(figure.id.rsplit("-", 1)[-1] for figure in side) for side in (top, bottom) if side
    ]
    return f"{top[0]['document']}.{measure}.{'-'.join(names)}"
