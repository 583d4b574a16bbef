"""Declared checks that find what is wrong, or not what it seems, in the figures of a text.

Every check is general: it knows indicators, units, attributes and digits, never a figure or a
document.  What is plausible is declared in `BANDS` and `ORDERS`, with the reason.  A finding names
its figures, shows the calculation within limits, gives a verdict, and says what it means for use.
A likely true value is argued beside the printed one; nothing is ever corrected here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

import pandas as pd

from analysis import language as lg
from analysis.derived import CodeLabels, Observed, derive, observe_all
from analysis.errors import AnalysisError
from analysis.intervals import Interval, certainly_greater, format_number
from analysis.limits import CONTRADICTORY, ODD, is_bare, last_place, plain_literal

Verdict: TypeAlias = Literal["certain", "likely", "unusual"]

COLUMNS = (
    "finding_id",
    "document",
    "check",
    "figures",
    "calculation",
    "low",
    "high",
    "ends",
    "verdict",
    "fault",
    "finding_en",
    "finding_zh",
    "effect_en",
    "effect_zh",
    "likely_figure",
    "likely_value",
    "argument_en",
    "argument_zh",
)
"""Columns of the findings, all text."""


# -- what is plausible ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Band:
    """What a ratio usually is, and what it can be at all, whatever the city.

    Attributes
    ----------
    measure
        Code of the ratio (`analysis.derived.RATIOS`).
    usual
        Outside of it a ratio is unusual but possible.
    possible
        Outside of it one of the two numbers is likely wrong.
    why_en, why_zh
        The reason.
    """

    measure: str
    usual: Interval
    possible: Interval
    why_en: str
    why_zh: str


def _band(
    measure: str, usual: tuple[str, str], possible: tuple[str, str], en: str, zh: str
) -> Band:
    inner, outer = (
        Interval.between(Fraction(low), None if high == "" else Fraction(high))
        for low, high in (usual, possible)
    )
    return Band(measure, inner, outer, en, zh)


_RELIEF = (
    "help in hardship is more than a token and less than a year's wage",
    "困难救助高于象征性金额，低于一年工资",
)
_GIFT = (
    "a gift or parcel costs tens to a few hundred yuan",
    "慰问品或礼包值数十至数百元",
)
_VISIT = (
    "a visit brings gifts for a handful to some hundred workers",
    "一次走访慰问数名至数百名职工",
)
_CROWD = (
    "one such event takes place in one room or hall",
    "一场此类活动限于一室一厅",
)

BANDS: tuple[Band, ...] = (
    _band(
        "benefit_per_case",
        ("100", "20000"),
        ("10", "300000"),
        "mutual aid adds to the insurance: hundreds to some thousand yuan a case",
        "医疗互助为医保补充，每例数百至数千元",
    ),
    _band("relief_per_person", ("50", "20000"), ("5", "100000"), *_RELIEF),
    _band("relief_per_household", ("100", "20000"), ("10", "100000"), *_RELIEF),
    _band(
        "aid_per_student",
        ("500", "20000"),
        ("50", "100000"),
        "aid for going to university is part of a year's cost",
        "助学金为一年求学费用的一部分",
    ),
    _band("heat_money_per_person", ("5", "500"), ("1", "5000"), *_GIFT),
    _band("heat_money_per_pack", ("10", "500"), ("1", "5000"), *_GIFT),
    _band("heat_money_per_enterprise", ("100", "50000"), ("10", "1000000"), *_VISIT),
    _band("post_care_per_case", ("5", "2000"), ("1", "20000"), *_GIFT),
    _band(
        "losses_per_worker",
        ("200", "200000"),
        ("20", "2000000"),
        "what is recovered is unpaid wages or compensation: days to some years of pay",
        "追回的是欠薪或赔偿，相当于数日至数年工资",
    ),
    _band(
        "losses_per_client",
        ("200", "200000"),
        ("20", "2000000"),
        "what is recovered is unpaid wages or compensation: days to some years of pay",
        "追回的是欠薪或赔偿，相当于数日至数年工资",
    ),
    _band(
        "voucher_money_per_worker",
        ("10", "2000"),
        ("1", "5000"),
        "festival gifts of unions are a few hundred, at most some two thousand yuan a year",
        "工会节日慰问每人每年数百元，至多两千元上下",
    ),
    _band(
        "support_per_enterprise",
        ("500", "500000"),
        ("50", "5000000"),
        "money that helps a union to work is more than one small purchase",
        "支持工会开展工作的资金不止一次小额采购",
    ),
    _band(
        "money_per_culture_room",
        ("1000", "500000"),
        ("100", "5000000"),
        "furnishing a room costs thousands to some hundred thousand yuan",
        "建一处文化室需数千至数十万元",
    ),
    _band(
        "film_money_per_seat",
        ("10", "100"),
        ("2", "500"),
        "a cinema seat costs tens of yuan",
        "一张电影票值数十元",
    ),
    _band(
        "members_per_union",
        ("10", "1000"),
        ("3", "20000"),
        "a grass-roots union has tens to hundreds of members",
        "一家基层工会有数十至数百名会员",
    ),
    _band(
        "workers_per_enterprise",
        ("3", "1000"),
        ("1", "20000"),
        "an enterprise has a few to some hundred workers",
        "一家企业有数名至数百名职工",
    ),
    _band(
        "scheme_members_per_employer",
        ("5", "1000"),
        ("1", "20000"),
        "a unit enrols a few to some hundred workers",
        "一家单位有数名至数百名职工参加",
    ),
    _band(
        "voucher_workers_per_employer",
        ("20", "500"),
        ("1", "20000"),
        "a unit whose union issues vouchers has tens to some hundred workers",
        "由工会发券的单位有数十至数百名职工",
    ),
    _band(
        "safety_workers_per_enterprise",
        ("5", "2000"),
        ("1", "50000"),
        "a taking-part enterprise has tens to some thousand workers",
        "一家参赛企业有数十至数千名职工",
    ),
    _band(
        "participants_per_employer",
        ("2", "2000"),
        ("1", "50000"),
        "a taking-part employer sends a few to some thousand workers",
        "一家参赛单位有数名至数千名职工参加",
    ),
    _band("heat_people_per_enterprise", ("2", "1000"), ("1", "20000"), *_VISIT),
    _band(
        "workers_per_dispute",
        ("1", "200"),
        ("1/2", "5000"),
        "a dispute concerns one worker or some hundred",
        "一件争议涉及一名至数百名职工",
    ),
    _band(
        "enterprises_per_dispute",
        ("1/10", "1"),
        ("1/100", "10"),
        "a dispute is with one enterprise, and some have several disputes",
        "一件争议通常只涉及一家企业，有的企业不止一件",
    ),
    _band(
        "workers_per_warning",
        ("1", "2000"),
        ("1/2", "50000"),
        "an early warning concerns the workers of one enterprise",
        "一件预警涉及一家企业的职工",
    ),
    _band(
        "clients_per_aid_case",
        ("1/2", "50"),
        ("1/10", "1000"),
        "a legal-aid case helps one worker or a group",
        "一件法律援助帮助一人或一个群体",
    ),
    _band("attendances_per_matchmaking_event", ("5", "1000"), ("2", "10000"), *_CROWD),
    _band(
        "couples_per_matchmaking_event",
        ("1/20", "50"),
        ("0", "1000"),
        "an event brings a few couples together",
        "一场活动促成数对",
    ),
    _band("attendances_per_reading_event", ("5", "500"), ("1", "20000"), *_CROWD),
    _band("performers_per_show", ("3", "300"), ("1", "5000"), *_CROWD),
    _band("trainees_per_course", ("10", "200"), ("1", "5000"), *_CROWD),
    _band(
        "participants_per_contest",
        ("5", "5000"),
        ("1", "100000"),
        "a contest has from a handful to some thousand participants",
        "一项竞赛有数名至数千名参与者",
    ),
    _band(
        "people_per_village_household",
        ("3/2", "6"),
        ("1", "12"),
        "a household has one to six people",
        "一户一至六人",
    ),
    _band(
        "workers_per_service_point",
        ("5", "2000"),
        ("1", "50000"),
        "a service point serves the outdoor workers of its streets",
        "一个服务站服务周边户外劳动者",
    ),
    _band(
        "paid_of_collected",
        ("30", "100"),
        ("1", "300"),
        "most of what is collected is paid out, and not more",
        "筹集的资金大部分用于给付，且不超出",
    ),
)
"""Plausible ratios, wide on purpose: what lies outside deserves a second look."""


def possible() -> dict[str, Interval]:
    """Return what each ratio can be at all, by measure."""
    return {band.measure: band.possible for band in BANDS}


@dataclass(frozen=True, slots=True)
class Order:
    """One number of a text must not be smaller than another.

    Attributes
    ----------
    more, less
        Indicators: the figure of the first is at least that of the second.
    verdict
        What it means when it is not.
    why_en, why_zh
        The reason.
    """

    more: str
    less: str
    verdict: Verdict
    why_en: str
    why_zh: str


_MEMBERS = ("such workers are members of unions", "此类职工为工会会员")

ORDERS: tuple[Order, ...] = (
    Order(
        "disputes_handled",
        "disputes_settled",
        "certain",
        "what is settled was handled",
        "调解成功者必先受理",
    ),
    Order(
        "spending_induced",
        "voucher_money",
        "likely",
        "vouchers are spent, so that the spending they cause is not less than they are",
        "消费券须经消费，所带动的消费不应少于券额",
    ),
    Order(
        "union_members",
        "grassroots_unions",
        "certain",
        "every union has members",
        "每家工会都有会员",
    ),
    Order(
        "village_people",
        "village_households",
        "certain",
        "every household has a member",
        "每户至少一人",
    ),
    Order(
        "workers_covered",
        "enterprises_covered",
        "likely",
        "every enterprise has workers",
        "每家企业都有职工",
    ),
    Order(
        "hospital_scheme_members",
        "scheme_employers",
        "likely",
        "every unit enrols a worker",
        "每家单位至少有一名职工参加",
    ),
    Order(
        "hospital_scheme_members",
        "benefit_cases",
        "unusual",
        "those paid were enrolled, and most fall not ill",
        "获补助者为参加者，多数人并未患病",
    ),
    Order(
        "contest_participants",
        "contest_titles_won",
        "certain",
        "winners took part",
        "获奖者必先参赛",
    ),
    Order(
        "workers_in_disputes",
        "disputes_handled",
        "unusual",
        "every dispute concerns a worker",
        "每件争议至少涉及一名职工",
    ),
    Order(
        "workers_in_early_warnings",
        "early_warnings",
        "unusual",
        "every warning concerns a worker",
        "每件预警至少涉及一名职工",
    ),
    Order("union_members", "voucher_workers", "unusual", *_MEMBERS),
    Order("union_members", "hospital_scheme_members", "unusual", *_MEMBERS),
    Order("union_members", "critical_scheme_members", "unusual", *_MEMBERS),
    Order("union_members", "safety_contest_workers", "unusual", *_MEMBERS),
)
"""Numbers that must not be smaller than others of the same text."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "couples": ("introduced", "paired", "dating", "married"),
}
"""Stages in their order: a later one is not larger than an earlier one."""

COVERED_BY_BASE: Mapping[str, tuple[str, ...]] = {
    "base_of_contest_rate_workers": (
        "voucher_workers",
        "workers_covered",
        "union_members",
        "hospital_scheme_members",
    ),
    "base_of_contest_rate_enterprises": (
        "voucher_employers",
        "enterprises_covered",
        "large_enterprises_with_union",
    ),
    "base_of_consultation_coverage": ("large_enterprises_with_union", "voucher_employers"),
}
"""Counts of the city that the base of a rate should hold."""

REACH: Mapping[str, tuple[str, Fraction, tuple[str, str], tuple[str, str]]] = {
    "人": (
        "union_members",
        Fraction(3, 10),
        ("person-times, counted anew every year", "人次，逐年重复计入"),
        ("not every worker is a union member", "职工未必都是会员"),
    ),
    "家": (
        "grassroots_unions",
        Fraction(1),
        ("visits, counted anew every year", "走访次数，逐年重复计入"),
        (
            "unions are not enterprises, and one union may cover several",
            "工会数并非企业数，一家工会可覆盖多家企业",
        ),
    ),
}
"""Totals over several years that, beyond a share of all, are perhaps person-times or visits.

By unit: the count of all, the share, what the total perhaps counts, and why that does not follow.
"""

PERSONS_PER: Mapping[tuple[str, str], int] = {("人", "对"): 2}
"""How many of the first unit make one of the second."""


# -- findings -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    figures
        The figures concerned.
    verdict
        ``certain``, ``likely`` or ``unusual`` (but possible).
    en, zh
        The finding in words.
    calculation
        The calculation with figure identifiers.
    limits
        Its result within limits.
    fault
        Code of the kind of fault, when it is one.
    effect
        What it means for use; when empty, what the check says.
    likely
        Figure, likely value and argument in both languages.
    """

    figures: tuple[Observed, ...]
    verdict: Verdict
    en: str
    zh: str
    calculation: str = ""
    limits: Interval | None = None
    fault: str = ""
    effect: tuple[str, str] = ("", "")
    likely: tuple[str, Fraction | None, str, str] = ("", None, "", "")


@dataclass(frozen=True)
class Check:
    """A declared check.

    Attributes
    ----------
    code
        Name of the check.
    en, zh
        What it looks for.
    effect_en, effect_zh
        What a finding means for use.
    find
        Finds it in a text.
    """

    code: str
    en: str
    zh: str
    effect_en: str
    effect_zh: str
    find: Callable[[Text], Iterable[Finding]]


@dataclass(frozen=True)
class Text:
    """One document as the checks see it."""

    document: str
    figures: tuple[Observed, ...]
    derived: tuple[Mapping[str, str], ...]
    origin: Mapping[str, str]
    others: tuple[Observed, ...] = ()
    things: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    register: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: CodeLabels = field(default_factory=CodeLabels)

    @property
    def own(self) -> list[Observed]:
        """The figures without repeats."""
        return [figure for figure in self.figures if not figure.is_repeat]

    def get(self, figure_id: str) -> Observed | None:
        """Return a figure of the text."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)

    def of(self, indicator: str) -> list[Observed]:
        """Return the figures of an indicator without repeats."""
        return [figure for figure in self.own if figure["indicator"] == indicator]

    def sentences(self) -> Iterator[list[Observed]]:
        """Yield the figures of each sentence that has at least two, repeats left out."""
        groups: dict[tuple[int, int], list[Observed]] = {}
        for figure in self.own:
            groups.setdefault(figure.places[0][:2], []).append(figure)
        yield from (group for group in groups.values() if len(group) > 1)


def run_checks(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    lists: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Run all declared checks over the figures of all documents.

    Parameters
    ----------
    figures
        Observations (or raw figures with ``city``) as text.
    documents
        Origin records: the period under review.
    indicators
        Codebook: the thing that each indicator counts.
    labels
        Labels of codes.
    lists
        How many items a text lists where it also states their number: ``figure_id``, ``listed``.
    corrections
        Register of faults: evidence and likely values that people have argued.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, by document, check and place.
    """
    texts = list(_texts(figures, documents, indicators, labels, lists, corrections))
    rows: list[dict[str, str]] = []
    for text in texts:
        for check in CHECKS:
            rows += [_row(text, check, finding) for finding in check.find(text)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    repeated = frame["finding_id"][frame["finding_id"].duplicated()]
    if len(repeated):
        raise AnalysisError(f"two findings are called {repeated.iloc[0]}: merge them in the check")
    return frame


def _texts(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None,
    indicators: pd.DataFrame | None,
    labels: CodeLabels | None,
    lists: pd.DataFrame | None,
    corrections: pd.DataFrame | None,
) -> Iterator[Text]:
    things: dict[str, str] = {}
    if indicators is not None:
        things = dict(zip(indicators["indicator"], indicators["thing"], strict=True))
    origins = _by(documents, "document")
    derived = [lg.records(derive(figures, documents, labels))]
    observed = {
        str(document): tuple(observe_all(part, documents))
        for document, part in figures.groupby("document", sort=False)
    }
    for document, own in observed.items():
        others = tuple(
            figure
            for name, theirs in observed.items()
            for figure in theirs
            if name != document and figure["city"] == own[0]["city"]
        )
        yield Text(
            document,
            own,
            tuple(row for row in derived[0] if row["document"] == document),
            origins.get(document, {}),
            others,
            things,
            _by(lists, "figure_id"),
            _by(corrections, "figure_id"),
            labels or CodeLabels(),
        )


def _by(frame: pd.DataFrame | None, column: str) -> dict[str, dict[str, str]]:
    return {} if frame is None else {str(row[column]): row for row in lg.records(frame)}


def _row(text: Text, check: Check, finding: Finding) -> dict[str, str]:
    low, high, ends = finding.limits.cells() if finding.limits is not None else ("", "", "")
    numbers = ".".join(figure.id.rsplit("-", 1)[-1] for figure in finding.figures)
    likely_figure, likely_value, argument_en, argument_zh = finding.likely
    effect = check.effect_en, check.effect_zh
    if effect == _KEPT_OUT and all(figure.usable for figure in finding.figures):
        effect = _CARE
    return {
        "finding_id": f"{text.document}.{check.code}.{numbers}",
        "document": text.document,
        "check": check.code,
        "figures": "+".join(figure.id for figure in finding.figures),
        "calculation": finding.calculation,
        "low": low,
        "high": high,
        "ends": ends,
        "verdict": finding.verdict,
        "fault": finding.fault,
        "finding_en": finding.en,
        "finding_zh": finding.zh,
        "effect_en": finding.effect[0] or effect[0],
        "effect_zh": finding.effect[1] or effect[1],
        "likely_figure": likely_figure,
        "likely_value": format_number(likely_value),
        "argument_en": argument_en,
        "argument_zh": argument_zh,
    }


# -- words ----------------------------------------------------------------------------------------


def _said(figure: Observed, language: str) -> str:
    """Return what a figure counts, with the printed number."""
    literal = lg.tidy(figure["literal"])
    if language == "en":
        return f"{figure['measures_en']} (“{literal}”)"
    return f"{figure['measures_zh']}（“{literal}”）"


_NAMED = 6


def _both(figures: Sequence[Observed]) -> tuple[str, str]:
    """Return what figures count, in both languages; of many, the first ones and how many more."""
    named = figures if len(figures) <= _NAMED else figures[: _NAMED // 2]
    rest = len(figures) - len(named)
    words = []
    for language, more in (("en", f"{rest} more"), ("zh", f"另外{rest}个数字")):
        items = [_said(figure, language) for figure in named]
        words.append(lg.join([*items, more] if rest else items, language))
    return words[0], words[1]


def _interval(interval: Interval, language: str, digits: int = 4) -> str:
    return lg.format_interval(interval, "", language, digits)


def _digits(figure: Observed) -> str:
    """Return the printed digits of a figure, with the decimal point."""
    match = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain_literal(figure["literal"]))
    return match[0].replace(",", "") if match else ""


# -- the copy -------------------------------------------------------------------------------------


_FOREIGN_NOTE = re.compile(
    r"[(（][^()（）\u3400-\u9fff]*[a-zà-ɏ][^()（）\u3400-\u9fff]*[)）]", re.I
)
_LETTER = re.compile(r"(?<![A-Za-z])[lIOoSZB](?![A-Za-z])")


def damage(text: Text) -> Iterator[Finding]:
    """Find numbers with lost or wrong characters, with what the register argues about them."""
    for finding in _damaged(text):
        entry = text.register.get(finding.figures[0].id)
        if entry is None or len(finding.figures) > 1:
            yield finding
            continue
        yield replace(
            finding,
            en=f"{finding.en}. {entry['evidence_en']}",
            zh=f"{finding.zh}。{entry['evidence_zh']}",
            effect=(entry["effect_en"], entry["effect_zh"]),
        )


def _damaged(text: Text) -> Iterator[Finding]:
    noted = []
    for figure in text.figures:
        literal = figure["literal"]
        if _FOREIGN_NOTE.search(literal):
            noted.append(figure)
        bare = _FOREIGN_NOTE.sub("", literal)
        said = _said(figure, "en"), _said(figure, "zh")
        if _LETTER.search(bare) and not figure["value"]:
            yield Finding(
                (figure,),
                "certain",
                f"a letter stands where a digit belongs: {said[0]}; the number is not known",
                f"数字处印作字母：{said[1]}；数目不可知",
                fault="wrong_character",
            )
        elif not figure["value"] and re.search(r"[0-9]", bare):
            yield Finding(
                (figure,),
                "certain",
                f"a digit is lost: {said[0]}; what is left is not the number",
                f"缺字：{said[1]}；所余并非原数",
                fault="lost_digit",
            )
        elif re.search(r"[0-9]\s+[0-9]", bare):
            yield Finding(
                (figure,),
                "certain",
                f"a space stands inside the number: {said[0]}; read without it",
                f"数字中夹有空格：{said[1]}；读时略去",
                fault="stray_space",
                effect=("the number can be used", "数目可用"),
            )
        elif figure["status"] == "damaged":
            yield Finding(
                (figure,), "certain", f"damaged: {said[0]}", f"破损：{said[1]}", fault="lost_digit"
            )
    if noted:
        yield Finding(
            tuple(noted),
            "likely",
            f"pinyin in brackets stands inside {len(noted)} numbers: the copy was probably "
            f"converted by a machine",
            f"{len(noted)}个数字中夹有括注拼音：文本很可能经机器转换",
            fault="wrong_character",
            effect=(
                "the numbers can be used; other damage is to be expected",
                "数目可用；须防其他破损",
            ),
        )


def declared_faults(text: Text) -> Iterator[Finding]:
    """Repeat what the coders and the register of corrections say of single figures."""
    shown = {f.figures[0].id for f in damage(text) if f.fault in _DAMAGE and len(f.figures) == 1}
    for figure in text.figures:
        entry = text.register.get(figure.id)
        if entry is None and figure["status"] not in ("impossible", "doubtful"):
            continue
        if figure.id in shown or (entry and entry["fault"] == "printed_twice"):
            continue
        said = _said(figure, "en"), _said(figure, "zh")
        words = {
            "impossible": ("cannot be right as printed", "照印不可能成立"),
            "doubtful": ("may not be right as printed", "照印存疑"),
        }.get(figure["status"], ("has a fault in the copy we read", "在所读文本中有误"))
        if figure["status"] == "as_printed" and entry and entry["verdict"] == "unusual":
            words = "is open to doubt", "可疑"
        reason = (
            (entry["evidence_en"], entry["evidence_zh"])
            if entry
            else (figure["note_en"], figure["note_zh"])
        )
        value = Fraction(entry["likely_value"]) if entry and entry["likely_value"] else None
        verdict = _verdict(entry["verdict"] if entry else "likely")
        if figure["status"] == "impossible":
            verdict = "certain"
        if value == figure.value:
            value = None
        yield Finding(
            (figure,),
            verdict,
            f"{said[0]} {words[0]}" + (f": {reason[0]}" if reason[0] else ""),
            f"{said[1]}{words[1]}" + (f"：{reason[1]}" if reason[1] else ""),
            fault=entry["fault"] if entry else "contradiction",
            effect=(entry["effect_en"], entry["effect_zh"]) if entry else ("", ""),
            likely=(figure.id, value, reason[0], reason[1]) if value is not None else _NO_VALUE,
        )


_DAMAGE = ("lost_digit", "wrong_character", "stray_space")
_NO_VALUE: tuple[str, Fraction | None, str, str] = ("", None, "", "")


def _verdict(code: str) -> Verdict:
    return "certain" if code == "certain" else "likely" if code == "likely" else "unusual"


def overlong(text: Text) -> Iterator[Finding]:
    """Find numbers with so many digits before 万 that a decimal point may be lost."""
    for figure in text.own:
        excess = _excess_digits(figure)
        if excess <= 0:
            continue
        said = _said(figure, "en"), _said(figure, "zh")
        whole = _digits(figure).partition(".")[0]
        precise = _neighbours_are_round(text, figure)
        more = ("; its neighbours are round", "；同句各数均为约整") if precise else ("", "")
        yield Finding(
            (figure,),
            "likely" if excess > 1 or precise else "unusual",
            f"{said[0]} has {len(whole)} digits before 万, where 亿 is the usual unit: "
            f"a decimal point may be lost{more[0]}",
            f"{said[1]}在“万”前有{len(whole)}位数字，通常应以“亿”计：小数点疑失{more[1]}",
            fault="lost_decimal_point",
            likely=_restored(text, figure),
        )


def _excess_digits(figure: Observed, digits: str | None = None) -> int:
    """Return how many digits before 万 are more than the four that the unit leaves room for."""
    if not re.search(r"[0-9]万", plain_literal(figure["literal"])):
        return 0
    return len((digits or _digits(figure)).partition(".")[0]) - 4


def _neighbours_are_round(text: Text, figure: Observed) -> bool:
    """Tell whether a number of five or more telling digits stands among rounder ones."""
    own = len(_digits(figure).replace(".", "").strip("0"))
    others = [
        len(_digits(other).replace(".", "").strip("0"))
        for other in text.own
        if other.id != figure.id
        and other.places[0][:2] == figure.places[0][:2]
        and other["unit"] == figure["unit"]
    ]
    return own >= 5 and bool(others) and max(others) <= 3


def precise_amounts(text: Text) -> Iterator[Finding]:
    """Find amounts in 万 with more than two decimals."""
    for figure in text.own:
        decimals = _digits(figure).partition(".")[2]
        if len(decimals) > 2 and re.search(r"[0-9][万亿]", plain_literal(figure["literal"])):
            said = _said(figure, "en"), _said(figure, "zh")
            yield Finding(
                (figure,),
                "unusual",
                f"{said[0]} is printed with {len(decimals)} decimals, more than its kind needs",
                f"{said[1]}印有{len(decimals)}位小数，较同类数字精细",
                effect=_exact_to(figure),
            )


def _exact_to(figure: Observed) -> tuple[str, str]:
    """Say how exact a printed number is: half its last printed place."""
    if figure.value is None:
        return "", ""
    half = last_place(figure["literal"], figure.value) / 2
    en, zh = (lg.format_quantity(half, figure["unit"], language) for language in lg.LANGUAGES)
    return f"exact to {en}; unusually precise", f"精确到{zh}，异常精细"


# -- a likely value, argued -----------------------------------------------------------------------


def _restored(text: Text, figure: Observed) -> tuple[str, Fraction | None, str, str]:
    """Argue where a lost decimal point may have stood: the places that all declared limits allow.

    Only when exactly one place remains is it a likely value.
    """
    digits = _digits(figure)
    if figure.value is None or figure["bound"] != "exact" or "." in digits:
        return _NO_VALUE
    if not re.search(r"[0-9][万亿]", plain_literal(figure["literal"])):
        return _NO_VALUE
    allowed = []
    for places in range(1, min(5, len(digits))):
        candidate = figure.value / 10**places
        shifted = f"{digits[:-places]}.{digits[-places:]}"
        possible_count = not figure.limits.whole or candidate.denominator == 1
        if (
            possible_count
            and _excess_digits(figure, shifted) <= 0
            and _fits(text, figure, candidate)
        ):
            allowed.append(candidate)
    if not allowed:
        return _NO_VALUE
    shown = [
        lg.join([lg.format_number(value, language) for value in allowed], language)
        for language in ("en", "zh")
    ]
    if len(allowed) == 1:
        en = f"with a decimal point restored, only {shown[0]} agrees with the other figures"
        zh = f"若补小数点，唯{shown[1]}与其他数字相合"
        return figure.id, allowed[0], en, zh
    en = f"with a decimal point restored, {shown[0]} would agree with the other figures: no choice"
    zh = f"若补小数点，{shown[1]}均与其他数字相合，无从取舍"
    return figure.id, None, en, zh


def _fits(text: Text, figure: Observed, candidate: Fraction) -> bool:
    """Tell whether a value agrees with every declared band and order of the text."""
    point = Interval.point(candidate)
    for ratio in text.derived:
        band = _BAND_OF.get(ratio["measure"])
        if band is None or ratio["kind"] != "ratio" or ratio["status"] in ("refused", "argued"):
            continue
        top, bottom = text.get(ratio["numerator"]), text.get(ratio["denominator"])
        if top is None or bottom is None or figure.id not in (top.id, bottom.id):
            continue
        other = bottom if figure.id == top.id else top
        if not other.usable:
            continue
        known = other.limits.conventional
        scale = 100 if ratio["measure"] == "paid_of_collected" else 1
        value = point / known if figure.id == top.id else known / point
        if not value.scaled(scale).subset_of(band.usual):
            return False
    for order in ORDERS:
        for more, less in _ordered(text, order):
            limits: dict[str, Interval] = {f.id: f.limits.conventional for f in (more, less)}
            if figure.id in limits and all(f.usable or f.id == figure.id for f in (more, less)):
                limits[figure.id] = point
                if certainly_greater(limits[less.id], limits[more.id]):
                    return False
    return True


# -- amounts and counts ---------------------------------------------------------------------------


_BAND_OF = {band.measure: band for band in BANDS}


def implausible_ratios(text: Text) -> Iterator[Finding]:
    """Find amounts per head and their like outside what is plausible."""
    for ratio in text.derived:
        band = _BAND_OF.get(ratio["measure"])
        if band is None or ratio["status"] not in ("computed", "kept_out"):
            continue
        limits = Interval.from_columns(ratio, "conventional")
        if limits.intersects(band.usual):
            continue
        figures = [text.get(name) for name in ratio["inputs"].split("+")]
        known = tuple(figure for figure in figures if figure is not None)
        far = limits.apart_from(band.possible)
        high = certainly_greater(limits, band.usual)
        suspect = known[0] if high else known[-1]
        en = (
            f"{ratio['label_en'].lower()}: {_interval(limits, 'en')} {ratio['unit_en']}, "
            f"where {_interval(band.usual, 'en')} is usual ({band.why_en})"
        )
        zh = (
            f"{ratio['label_zh']}为{_interval(limits, 'zh')}（{ratio['unit_zh']}），"
            f"通常为{_interval(band.usual, 'zh')}（{band.why_zh}）"
        )
        yield Finding(
            known,
            "likely" if far else "unusual",
            en,
            zh,
            ratio["formula"],
            limits,
            "impossible_amount" if far else "",
            likely=_restored(text, suspect) if known else _NO_VALUE,
        )


def exact_ratios(text: Text) -> Iterator[Finding]:
    """Find quotients so round that they say how a number was made."""
    for ratio in text.derived:
        if ratio["status"] != "computed" or not ratio["value"] or "+" in ratio["denominator"]:
            continue
        top, bottom = text.get(ratio["numerator"]), text.get(ratio["denominator"])
        if top is None or bottom is None or {top["bound"], bottom["bound"]} != {"exact"}:
            continue
        value = Fraction(ratio["value"])
        telling = bottom.value is not None and len(format_number(bottom.value).strip("0")) >= 3
        half = ratio["kind"] == "share" and value == 50
        fixed = top["unit"] == "元" and value.denominator == 1 and value % 500 == 0
        if telling and (half or fixed):
            en, zh = _both([top, bottom])
            shown = [lg.format_number(value, language) for language in ("en", "zh")]
            yield Finding(
                (top, bottom),
                "unusual",
                f"{en}: the quotient is exactly {shown[0]} {ratio['unit_en']}",
                f"{zh}：商恰为{shown[1]}（{ratio['unit_zh']}）",
                ratio["formula"],
                Interval.from_columns(ratio, "conventional"),
            )


def parts_and_wholes(text: Text) -> Iterator[Finding]:
    """Find parts greater than their whole, and components that do not make it up."""
    for part in text.own:
        whole = text.get(part["part_of"])
        if whole is None or part["unit"] != whole["unit"]:
            continue
        if certainly_greater(part.limits.asserted, whole.limits.asserted):
            en, zh = _both([part, whole])
            yield Finding(
                (part, whole),
                "certain",
                f"a part is greater than its whole: {en}",
                f"部分大于整体：{zh}",
                f"{part.id} > {whole.id}",
                part.limits.conventional - whole.limits.conventional,
                "contradiction",
            )
    yield from _component_sums(text)


def _component_sums(text: Text) -> Iterator[Finding]:
    for whole in text.own:
        parts = [f for f in text.own if f["part_of"] == whole.id and f["part_kind"] == "component"]
        if len(parts) < 2 or any(part["unit"] != whole["unit"] for part in parts):
            continue
        total = Interval.point(0)
        for part in parts:
            total += part.limits.conventional
        if total.intersects(whole.limits.conventional):
            continue
        more = certainly_greater(total, whole.limits.conventional)
        en, zh = _both([whole, *parts])
        yield Finding(
            (whole, *parts),
            "certain" if more else "likely",
            f"the components add up to {_interval(total, 'en', 0)}, which is "
            f"{'more' if more else 'less'} than the whole: {en}",
            f"各组成部分合计{_interval(total, 'zh', 0)}，{'大于' if more else '小于'}整体：{zh}",
            " + ".join(part.id for part in parts) + f" ≠ {whole.id}",
            total,
            "contradiction",
        )


def _ordered(text: Text, order: Order) -> Iterator[tuple[Observed, Observed]]:
    for more in text.of(order.more):
        for less in text.of(order.less):
            same = all(
                not more[name] or not less[name] or more[name] == less[name]
                for name in ("level", "route", "scheme", "population")
            )
            if same and more.period.end == less.period.end:
                yield more, less


def orders(text: Text) -> Iterator[Finding]:
    """Find numbers smaller than others that they must not be smaller than."""
    for order in ORDERS:
        for more, less in _ordered(text, order):
            if certainly_greater(less.limits.conventional, more.limits.conventional):
                yield _order_finding(more, less, order.verdict, order.why_en, order.why_zh, text)
    for concept, stages in STAGES.items():
        figures = [f for f in text.own if f["concept"] == concept or f["indicator"] == concept]
        for a, b in combinations(figures, 2):
            if not {a["stage"], b["stage"]} <= set(stages) or a["unit"] != b["unit"]:
                continue
            early, late = sorted((a, b), key=lambda f: stages.index(f["stage"]))
            if early["stage"] != late["stage"] and certainly_greater(
                late.limits.conventional, early.limits.conventional
            ):
                yield _order_finding(
                    early,
                    late,
                    "unusual",
                    "a later stage is reached by fewer",
                    "后一环节的数目不应更大",
                    text,
                )


def _order_finding(
    more: Observed, less: Observed, verdict: Verdict, why_en: str, why_zh: str, text: Text
) -> Finding:
    en = f"{_said(less, 'en')} exceeds {_said(more, 'en')}, although {why_en}"
    zh = f"{_said(less, 'zh')}大于{_said(more, 'zh')}，而{why_zh}"
    return Finding(
        (less, more),
        verdict,
        en,
        zh,
        f"{less.id} ÷ {more.id}",
        less.limits.conventional / more.limits.conventional,
        "contradiction",
        likely=_restored(text, less) if verdict != "unusual" else _NO_VALUE,
    )


def rates(text: Text) -> Iterator[Finding]:
    """Find rates above 100 %, and counts that do not fit the base that a rate implies."""
    for figure in text.own:
        if "outside_nature" in figure.limits.notes:
            en, zh = _both([figure])
            yield Finding(
                (figure,),
                "certain",
                f"outside what is possible at all: {en}",
                f"超出可能范围：{zh}",
                f"{figure.id} ∉ {figure.limits.natural}",
                figure.limits.natural,
                "contradiction",
            )
        elif figure["nature"] == "rate" and figure["unit"] == "%" and figure.value == 100:
            en, zh = _both([figure])
            yield Finding(
                (figure,),
                "unusual",
                f"a rate without exception: {en}",
                f"无一例外的比率：{zh}",
                effect=("a claim of completeness, not a measure", "系完全之说，并非量度"),
            )
    yield from _implied_bases(text)


def _implied_bases(text: Text) -> Iterator[Finding]:
    for ratio in text.derived:
        if ratio["kind"] != "base" or ratio["status"] != "computed":
            continue
        base = Interval.from_columns(ratio, "conventional")
        counts = [
            count
            for indicator in COVERED_BY_BASE.get(ratio["measure"], ())
            for count in text.of(indicator)
            if certainly_greater(count.limits.conventional, base)
        ]
        if not counts:
            continue
        inputs = [text.get(name) for name in ratio["inputs"].split("+")]
        known = tuple(figure for figure in inputs if figure is not None)
        implied, beyond = _both(known), _both(counts)
        yield Finding(
            (*known, *counts),
            "unusual" if all(count["population"] for count in counts) else "likely",
            f"{implied[0]} imply a base of {_interval(base, 'en')} {ratio['unit_en']}, "
            f"but the text also counts {beyond[0]}",
            f"{implied[1]}合推基数为{_interval(base, 'zh')}{ratio['unit_zh']}，"
            f"而文中另有{beyond[1]}",
            f"{ratio['formula']} < {', '.join(count.id for count in counts)}",
            base,
            "contradiction",
            likely=_restored(text, counts[0]) if len(counts) == 1 else _NO_VALUE,
        )


def rates_without_base(text: Text) -> Iterator[Finding]:
    """Find rates whose base is not stated."""
    for figure in text.own:
        if figure["nature"] == "rate" and figure["unit"] == "%" and not figure["stated_base"]:
            en, zh = _both([figure])
            yield Finding(
                (figure,),
                "certain",
                f"the text does not say of what this is a share: {en}",
                f"文中未说明比率的基数：{zh}",
            )


def reach(text: Text) -> Iterator[Finding]:
    """Find totals over several years so large that they perhaps count people or firms anew."""
    for figure in text.own:
        known = REACH.get(figure["unit"])
        if known is None or figure["nature"] != "flow" or figure.period.kind != "multi_year":
            continue
        indicator, part, kind, why = known
        for whole in text.of(indicator):
            if certainly_greater(
                figure.limits.conventional, whole.limits.conventional.scaled(part)
            ):
                en, zh = _both([figure, whole])
                share = (figure.limits.conventional / whole.limits.conventional).scaled(100)
                below = not certainly_greater(share, Interval.point(100))
                also = (", and the share is below 100 per cent", "，且占比不足100%")
                more = also if below else ("", "")
                yield Finding(
                    (figure, whole),
                    "unusual",
                    f"{en}: {_interval(share, 'en')} per cent; perhaps {kind[0]}, but this does "
                    f"not follow: {why[0]}{more[0]}",
                    f"{zh}：前者为后者的{_interval(share, 'zh')}%，或为{kind[1]}，"
                    f"但不能断定：{why[1]}{more[1]}",
                    f"100 × {figure.id} ÷ {whole.id}",
                    share,
                )


def lists_and_numbers(text: Text) -> Iterator[Finding]:
    """Find stated numbers that differ from the number of items listed beside them."""
    for figure in text.own:
        entry = text.lists.get(figure.id)
        if entry is None or not entry["listed"]:
            continue
        listed = Fraction(entry["listed"])
        if figure.limits.asserted.contains(listed):
            continue
        en, zh = _both([figure])
        yield Finding(
            (figure,),
            "likely",
            f"the text lists {entry['listed']} where it states {en}",
            f"文中列出{entry['listed']}项，而所称为{zh}",
            f"{figure.id} ≠ {entry['listed']}",
            figure.limits.conventional,
            "contradiction",
        )


# -- repeats --------------------------------------------------------------------------------------


def repeats(text: Text) -> Iterator[Finding]:
    """Find figures printed twice, a whole paragraph at a time where one is repeated."""
    groups: dict[tuple[int, int], list[tuple[Observed, Observed]]] = {}
    for figure in text.figures:
        original = text.get(figure["duplicate_of"])
        if original is not None and figure.value == original.value:
            pair = figure.places[0][0], original.places[0][0]
            groups.setdefault(pair, []).append((figure, original))
    for (here, there), pairs in groups.items():
        figures = [figure for figure, _ in pairs]
        same = all(figure["duplicate_kind"] == "same_words" for figure in figures)
        en, zh = _both(figures)
        heading = all(_in_heading(figure) for figure in figures)
        later, earlier = max(here, there), min(here, there)
        where = f"paragraph {later} repeats paragraph {earlier}", f"第{later}段重复第{earlier}段"
        if heading and here < there:
            where = (
                f"paragraph {later} says again what the heading in paragraph {earlier} says",
                f"第{later}段重复标题（第{earlier}段）",
            )
        elif here == there:
            where = f"paragraph {here} repeats itself", f"第{here}段内重复"
        yield Finding(
            tuple(figure for pair in pairs for figure in pair),
            "certain" if same else "likely",
            f"{where[0]}: {en}",
            f"{where[1]}：{zh}",
            fault="printed_twice" if same and len(figures) > 0 else "",
        )


def _in_heading(figure: Observed) -> bool:
    """Tell whether a repeat stands in a heading, as its coding says."""
    return "heading" in figure["duplicate_kind"] or "(heading" in figure["measures_en"]


def rounded_repeats(text: Text) -> Iterator[Finding]:
    """Find repeats with another number: rounded, hedged, or contradicting."""
    for figure in text.figures:
        original = text.get(figure["duplicate_of"])
        if original is None or figure.value == original.value:
            continue
        factor = PERSONS_PER.get((figure["unit"], original["unit"]), 1)
        precise = original.limits.conventional.scaled(factor)
        en, zh = _both([figure, original])
        agrees = figure.limits.conventional.intersects(precise)
        above = original.value is not None and figure.value is not None
        up = above and figure.value > original.value * factor  # type: ignore[operator]
        unit = figure["unit"] != original["unit"]
        if agrees:
            words = (
                ("more than" if up else "less than", "大于" if up else "小于")
                if above
                else ("other than", "不同于")
            )
            note = (" and in another unit", "，且单位不同") if unit else ("", "")
            yield Finding(
                (figure, original),
                "likely",
                f"said twice, the first statement rounded to {words[0]} the second{note[0]}: {en}",
                f"同一数字两说，前者取整而{words[1]}后者{note[1]}：{zh}",
                f"{figure.id} ≈ {'' if factor == 1 else f'{factor} × '}{original.id}",
                precise,
                effect=("the more precise statement counts", "以较精确者为准"),
            )
        else:
            yield Finding(
                (figure, original),
                "likely",
                f"said twice with numbers that do not agree: {en}",
                f"同一数字两说，彼此不合：{zh}",
                f"{figure.id} ≠ {'' if factor == 1 else f'{factor} × '}{original.id}",
                precise,
                "contradiction",
            )


_IDENTITY = (
    "indicator",
    "unit",
    "nature",
    "level",
    "scheme",
    "grade",
    "grade_and_above",
    "stage",
    "route",
    "population",
    "per",
)


def same_thing_twice(text: Text) -> Iterator[Finding]:
    """Find two figures of the same thing and time: with one number, or with two."""
    for a, b in combinations(text.own, 2):
        if any(a[name] != b[name] for name in _IDENTITY):
            continue
        if not a.period.covers_same_time(b.period) or a.value is None or b.value is None:
            continue
        if {a["part_of"], b["part_of"]} & {a.id, b.id}:
            continue
        en, zh = _both([a, b])
        if a.value == b.value and a.value >= 10:
            yield Finding(
                (a, b),
                "unusual",
                f"the same number for what may be the same or another thing: {en}",
                f"同一数目，所计或同或异：{zh}",
                effect=("not to be added", "不可相加"),
            )
        elif (
            a.limits.conventional.apart_from(b.limits.conventional)
            and a["measures_en"] == (b["measures_en"])
        ):
            yield Finding(
                (a, b),
                "likely",
                f"the same thing counted with different results: {en}",
                f"同一事物，数目不同：{zh}",
                f"{a.id} ≠ {b.id}",
                a.limits.conventional - b.limits.conventional,
                "contradiction",
            )


def overlapping(text: Text) -> Iterator[Finding]:
    """Find numbers of one indicator for other groups, schemes or times, which may overlap."""
    groups: dict[tuple[str, ...], list[Observed]] = {}
    for figure in text.own:
        if figure["tier"] == "core" and figure["counted"] in ("people_reached", "results"):
            key = tuple(
                figure[name] for name in ("indicator", "unit", "level", "stage", "route", "grade")
            )
            groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        flows = [f for f in figures if f["nature"] == "flow" and not f["part_of"]]
        if len({f.value for f in flows}) < 2:
            continue
        en, zh = _both(flows)
        yield Finding(
            tuple(flows),
            "unusual",
            f"several numbers for one thing, which may overlap: {en}",
            f"同类数字不止一个，或有重叠：{zh}",
            effect=("never added", "不可相加"),
        )


def same_group_differently(text: Text) -> Iterator[Finding]:
    """Find one group of places or firms counted with slightly different, or one, numbers."""
    states = [f for f in text.own if f["nature"] == "stock" and f["population"] and f.value]
    for a, b in combinations(states, 2):
        if a["indicator"] == b["indicator"] or a["level"] != b["level"] or not a.value:
            continue
        en, zh = _both([a, b])
        near = b.value is not None and abs(a.value - b.value) * 10 <= max(a.value, b.value)
        small = a.value < 10
        if small or not near or {a["bound"], b["bound"]} != {"exact"}:
            continue
        if a["population"] == b["population"] and a.value != b.value:
            yield Finding(
                (a, b),
                "unusual",
                f"two numbers for one group: {en}",
                f"同一群体，两个数目：{zh}",
                f"{a.id} ≠ {b.id}",
            )
        elif a.value == b.value and _contains(a["population"], b["population"]):
            yield Finding(
                (a, b),
                "unusual",
                f"one number for a group and for a larger one that holds it: {en}",
                f"大小两个群体，同一数目：{zh}",
                f"{a.id} = {b.id}",
            )


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short != long and (long.startswith(f"{short}_and_") or long.endswith(f"_and_{short}"))


def equal_neighbours(text: Text) -> Iterator[Finding]:
    """Find one number for two different things in one sentence."""
    for sentence in text.sentences():
        for a, b in combinations(sentence, 2):
            if a["indicator"] == b["indicator"] or a.value is None or a.value < 10:
                continue
            if a.value == b.value and {a["bound"], b["bound"]} == {"exact"}:
                en, zh = _both([a, b])
                yield Finding(
                    (a, b),
                    "unusual",
                    f"one number for two things in one sentence: {en}",
                    f"同句两事，数目相同：{zh}",
                    effect=(
                        "both are used; one may have been copied from the other",
                        "照用；其一或系误抄",
                    ),
                )


def limited_exceeds_all(text: Text) -> Iterator[Finding]:
    """Find a figure of one branch greater than that of all, in another text of the city."""
    for figure in text.own:
        if not figure["population"] or figure["nature"] != "stock":
            continue
        for other in text.others:
            if (
                other["indicator"] == figure["indicator"]
                and other["nature"] == "stock"
                and other["level"] == figure["level"]
                and not other["population"]
                and not other.is_repeat
                and certainly_greater(figure.limits.conventional, other.limits.conventional)
            ):
                en, zh = _both([figure, other])
                yield Finding(
                    (figure, other),
                    "unusual",
                    f"one branch beside all branches of another year, not countable by one "
                    f"rule: {en}",
                    f"一行业之数与另一年份全部之数不相容，口径应不同：{zh}",
                    f"{figure.id} ÷ {other.id}",
                    figure.limits.conventional / other.limits.conventional,
                    effect=(
                        "the two texts count by different rules: no trend",
                        "两文口径不同，不能据以看趋势",
                    ),
                )


# -- words, levels, periods -----------------------------------------------------------------------


def hedges(text: Text) -> Iterator[Finding]:
    """Find hedges that contradict each other or sit oddly, and numbers without a number."""
    for figure in text.own:
        en, zh = _both([figure])
        notes = figure.limits.notes
        if CONTRADICTORY in notes:
            yield Finding(
                (figure,),
                "certain",
                f"the words contradict each other: {en}",
                f"限定词自相矛盾：{zh}",
                fault="contradiction",
                effect=("read as “about”, marked", "按“约”读，并标明"),
            )
        elif ODD in notes:
            yield Finding(
                (figure,),
                "unusual",
                f"“more than” after a number with decimals, or two hedges at once: {en}",
                f"小数之后用“余”“多”，或限定词重叠：{zh}",
                effect=(
                    "read up to the next step of the last digit",
                    "按末位数字的下一级为上限",
                ),
            )
        elif is_bare(figure.row) and figure["bound"] == "about":
            yield Finding(
                (figure,),
                "unusual",
                f"a round word, not a count: {en}",
                f"系概数之词，并非实计：{zh}",
                "",
                figure.limits.conventional,
            )
        elif not figure["value"] and figure["status"] == "as_printed":
            yield Finding(
                (figure,),
                "certain",
                f"the text gives no number: {en}",
                f"文中未给出确切数目：{zh}",
                "",
                figure.limits.conventional,
            )


def other_levels(text: Text) -> Iterator[Finding]:
    """Find figures of another territory among those of the city."""
    by_level: dict[str, list[Observed]] = {}
    for figure in text.own:
        if figure["level"] != "city":
            by_level.setdefault(figure["level"], []).append(figure)
        elif "another_city" in figure["population"]:
            en, zh = _both([figure])
            yield Finding(
                (figure,), "certain", f"people of another city: {en}", f"并非本市人员：{zh}"
            )
    for level, figures in by_level.items():
        en, zh = _both(figures)
        name = text.labels.of("level", level)
        yield Finding(
            tuple(figures),
            "certain",
            f"not of the whole city but of: {name[0]}: {en}",
            f"并非全市，而属“{name[1]}”：{zh}",
        )


def periods(text: Text) -> Iterator[Finding]:
    """Find totals over other times than the one under review, and sentences that mix times."""
    review = text.origin.get("period_start", ""), text.origin.get("period_end", "")
    if all(review):
        groups: dict[tuple[str, str], list[Observed]] = {}
        for figure in text.own:
            span = figure["period_start"], figure["period_end"]
            timeless = figure["nature"] == "rate" and not span[0]
            if timeless or (figure["nature"] == "flow" and span != review):
                groups.setdefault(span, []).append(figure)
        for span, figures in groups.items():
            en, zh = _both(figures)
            since = span[0] or "an unstated day", span[0] or "未说明之日"
            yield Finding(
                tuple(figures),
                "certain",
                f"covers {since[0]} to {span[1]}, not the time under review: {en}",
                f"涵盖{since[1]}至{span[1]}，而非全文所述时期：{zh}",
                effect=(
                    "not added to or compared with the totals of the review",
                    "不与全文所述时期的合计相加或相比",
                ),
            )


def open_lengths(text: Text) -> Iterator[Finding]:
    """Find totals over several years whose length is not known exactly."""
    groups: dict[tuple[str, str, str], list[Observed]] = {}
    for figure in text.own:
        years = figure.period.years
        if figure["nature"] == "flow" and years is not None and not years.is_point:
            key = figure["period_start"], figure["period_end"], str(years)
            groups.setdefault(key, []).append(figure)
    for (start, end, _), figures in groups.items():
        years = figures[0].period.years
        assert years is not None
        en, zh = _both(figures)
        yield Finding(
            tuple(figures),
            "likely",
            f"{start} to {end} as named may be {_interval(years, 'en')} years, because the text "
            f"was written before its end or names the start by the year only: {en}",
            f"所称{start}至{end}可能为{_interval(years, 'zh')}年，"
            f"因成文早于期末或起点只写年份：{zh}",
            "",
            years,
        )


def mixed_sentences(text: Text) -> Iterator[Finding]:
    """Find sentences that set totals over different times side by side."""
    for sentence in text.sentences():
        flows = [f for f in sentence if f["nature"] == "flow"]
        spans = {(f["period_start"], f["period_end"]) for f in flows}
        if len(spans) > 1:
            en, zh = _both(flows)
            yield Finding(
                tuple(flows),
                "certain",
                f"one sentence, different times: {en}",
                f"同句之中时期不一：{zh}",
            )


def plans(text: Text) -> Iterator[Finding]:
    """Find targets and budgets among results."""
    for sentence in text.sentences():
        planned = [f for f in sentence if f["nature"] == "plan"]
        done = [f for f in sentence if f["nature"] in ("flow", "stock")]
        if planned and done:
            en, zh = _both(planned)
            yield Finding(
                tuple(planned),
                "certain",
                f"a target or budget among results: {en}",
                f"夹于成果中的目标或预算：{zh}",
            )


def groups_and_streaks(text: Text) -> Iterator[Finding]:
    """Find numbers that hold for each of several groups, or perhaps for each of several years."""
    for figure in text.own:
        if figure["multiplier"]:
            en, zh = _both([figure])
            total = figure.limits.conventional.scaled(int(figure["multiplier"]))
            yield Finding(
                (figure,),
                "certain",
                f"holds for each of {figure['multiplier']} groups: {en}",
                f"“各”指{figure['multiplier']}组：{zh}",
                f"{figure.id} × {figure['multiplier']}",
                total,
                effect=("the total is a multiple of the printed number", "合计为所印数的倍数"),
            )
    ordered = sorted(text.own, key=lambda f: int(f["start"]))
    for first, second in pairwise(ordered):
        gap = int(second["start"]) - int(first["end"])
        if first["nature"] == "duration" and second["unit"] != "年" and 0 <= gap <= 3:
            en, zh = _both([first, second])
            yield Finding(
                (first, second),
                "unusual",
                f"each year or all years together? {en}",
                f"系每年之数抑或合计？{zh}",
                effect=("not used as a total", "不作合计使用"),
            )


CLAIMS = frozenset({"spending_induced"})
"""Indicators that claim an effect instead of counting something."""


def kinds_in_one(text: Text) -> Iterator[Finding]:
    """Find numbers that hold several kinds or grades together, and effects that are claimed."""
    for figure in text.own:
        en, zh = _both([figure])
        if "_and_" in figure["route"]:
            name = text.labels.of("route", figure["route"])
            yield Finding(
                (figure,),
                "certain",
                f"kinds that cannot be told apart ({name[0]}): {en}",
                f"数类合计，无法分开（{name[1]}）：{zh}",
            )
        if figure["grade"] == "mixed":
            yield Finding(
                (figure,),
                "certain",
                f"several grades together: {en}",
                f"多级合计：{zh}",
            )
        if figure["indicator"] in CLAIMS:
            yield Finding(
                (figure,),
                "unusual",
                f"an effect that is claimed, not counted: {en}",
                f"系所称效果，并非实计：{zh}",
                effect=("shown as a claim", "作为说法展示"),
            )


def unit_words(text: Text) -> Iterator[Finding]:
    """Find classifiers that elsewhere mean another thing, and two units in one."""
    for figure in text.own:
        en, zh = _both([figure])
        if figure["unit"] == "户" and text.things.get(figure["indicator"]) in (
            "enterprise",
            "employer",
        ):
            yield Finding(
                (figure,),
                "certain",
                f"户 counts enterprises here, not households: {en}",
                f"此处“户”指企业，不是家庭：{zh}",
                effect=("never added to households", "不与家庭户数相加"),
            )
        if units := re.search(r"([\u3400-\u9fff])[(（]([\u3400-\u9fff])[)）]", figure["literal"]):
            yield Finding(
                (figure,),
                "unusual",
                f"two units at once: {en}",
                f"两种单位并用：{zh}",
                effect=_two_units(units[1], units[2]),
            )


def _two_units(first: str, second: str) -> tuple[str, str]:
    if second == "次" and first in "人名":
        return (
            "counts people or person-times; not a number of different people",
            "计人或人次，并非不同的人数",
        )
    if second == "次":
        return "counts cases or occurrences; not people", "计件数或次数，并非人数"
    return "", ""


_KEPT_OUT = "kept out of comparisons, shown with the reason", "不参与比较，附理由展示"
_ONCE = "counted once", "只计一次"
_CARE = "to be used with care", "慎用"

CHECKS: tuple[Check, ...] = (
    Check(
        "damage",
        "numbers with lost or wrong characters",
        "缺字、错字的数字",
        *_KEPT_OUT,
        damage,
    ),
    Check(
        "declared_fault",
        "figures that the coders or the register call faulty",
        "编码者或勘误表认定有误的数字",
        *_KEPT_OUT,
        declared_faults,
    ),
    Check(
        "implausible_ratio",
        "amounts per head and their like outside what is plausible",
        "人均等比值超出合理范围",
        *_CARE,
        implausible_ratios,
    ),
    Check(
        "lost_point",
        "more digits before 万 than the unit leaves room for",
        "“万”前位数过多",
        *_KEPT_OUT,
        overlong,
    ),
    Check(
        "part_and_whole",
        "parts greater than their whole; components that do not add up",
        "部分大于整体；组成部分与合计不符",
        *_KEPT_OUT,
        parts_and_wholes,
    ),
    Check(
        "order",
        "numbers smaller than others that they must not be smaller than",
        "不应较小而较小的数字",
        *_CARE,
        orders,
    ),
    Check(
        "rate_and_count",
        "impossible rates; counts beyond the base that a rate implies",
        "不可能的比率；超出比率所隐含基数的数目",
        *_CARE,
        rates,
    ),
    Check(
        "list_and_number",
        "lists that differ from their stated number",
        "列举与所称数目不符",
        *_CARE,
        lists_and_numbers,
    ),
    Check("repeat", "figures printed twice", "重复刊印的数字", *_ONCE, repeats),
    Check(
        "rounded_repeat",
        "repeats with another number",
        "同一数字前后写法不同",
        *_CARE,
        rounded_repeats,
    ),
    Check(
        "same_thing",
        "one thing counted twice, with one number or two",
        "同一事物重复计数",
        *_CARE,
        same_thing_twice,
    ),
    Check(
        "may_overlap",
        "several numbers for one thing, for other groups or times",
        "同类多数，人群或时期不同",
        *_CARE,
        overlapping,
    ),
    Check(
        "same_group",
        "one group with two numbers, two groups with one",
        "一群两数或两群一数",
        "the groups are not the same, or one number is loose",
        "两处所指群体不一，或其一不严",
        same_group_differently,
    ),
    Check(
        "equal_neighbours",
        "one number for two things in one sentence",
        "同句两事同数",
        *_CARE,
        equal_neighbours,
    ),
    Check(
        "branch_exceeds_all",
        "one branch greater than all in another text of the city",
        "某行业之数大于同市另文的全部",
        *_CARE,
        limited_exceeds_all,
    ),
    Check(
        "reach",
        "totals so large that they perhaps count people or firms anew",
        "合计较大，或逐年重复计入同一人或企业",
        "not read as a number of different people or firms",
        "不作不同的人或企业之数理解",
        reach,
    ),
    Check(
        "round_quotient",
        "quotients so round that they say how a number was made",
        "过于规整的商",
        "consistent; one number may have been computed from the other",
        "彼此相合；其一或由另一推得",
        exact_ratios,
    ),
    Check(
        "precision",
        "amounts printed more precisely than their kind",
        "较同类精细的金额",
        *_CARE,
        precise_amounts,
    ),
    Check(
        "rate_without_base",
        "rates without a stated base",
        "未说明基数的比率",
        "ranks nobody",
        "不能用于排序",
        rates_without_base,
    ),
    Check(
        "hedge",
        "contradictory or odd hedges; words instead of numbers",
        "矛盾、特殊的限定词；以词代数",
        "shown with wide limits, without a value where there is none",
        "以较宽界限展示，无值者不取值",
        hedges,
    ),
    Check(
        "other_level",
        "figures of another territory",
        "其他层级的数字",
        "never added to or compared with the city's",
        "不与全市数字相加或相比",
        other_levels,
    ),
    Check(
        "other_period",
        "totals over other times than the one under review",
        "时期不同于全文所述者",
        *_CARE,
        periods,
    ),
    Check(
        "mixed_periods",
        "sentences that mix times",
        "同句时期不一",
        "never divided or added",
        "不相加、不相除",
        mixed_sentences,
    ),
    Check(
        "open_length",
        "totals over years whose number is not known exactly",
        "年数不确切的多年合计",
        "yearly averages divide by an interval",
        "年均以区间相除",
        open_lengths,
    ),
    Check(
        "plan",
        "targets and budgets among results",
        "成果中的目标与预算",
        "not an achievement: never compared with results",
        "并非成果，不与成果相比",
        plans,
    ),
    Check(
        "each",
        "numbers that hold for each of several groups or years",
        "“各”“连续”所带的数字",
        *_CARE,
        groups_and_streaks,
    ),
    Check(
        "kinds_in_one",
        "kinds or grades in one number; claimed effects",
        "数类、多级合计；所称效果",
        "never compared with one kind or grade alone",
        "不与单一类别、级别相比",
        kinds_in_one,
    ),
    Check(
        "unit_word",
        "classifiers with another meaning",
        "含义不同的量词",
        "the counted thing decides",
        "以所计之物为准",
        unit_words,
    ),
)
"""All checks, in the order in which findings are listed."""
