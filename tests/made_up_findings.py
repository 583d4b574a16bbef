"""Records that nobody made: four short texts of three cities, for sentences, charts and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from analysis.checks.finding_records import Finding
from analysis.checks.plausible import PlausibleBand
from analysis.coding.coding_records import Agreement, Coder, Correction
from analysis.comparison.comparison_records import Derived, LookAlike, Pair, PairCount, Trial
from analysis.figures.figure import Figure
from analysis.figures.reference_periods import period_kind
from analysis.intervals import Interval
from analysis.language.messages import Joined, Words
from analysis.reading.limits import limits_of
from analysis.sentences.evidence import Evidence
from analysis.tables import store
from analysis.tables.codebook import Code, Codebook, Document, Indicator, Labels

R = TypeVar("R", bound=store.RecordType)

A, B, C, D = "linzhou-2018", "linzhou-2021", "haicheng-2019", "shanyang-2020"
"""The documents in the order of the catalogue; the first two are of one city."""

_DOCUMENTS = {
    A: ("linzhou", "Linzhou 2018", "林州2018"),
    B: ("linzhou", "Linzhou 2021", "林州2021"),
    C: ("haicheng", "Haicheng 2019", "海城2019"),
    D: ("shanyang", "Shanyang 2020", "山阳2020"),
}
_CODES = {
    "city": {
        "linzhou": ("Linzhou", "林州"),
        "haicheng": ("Haicheng", "海城"),
        "shanyang": ("Shanyang", "山阳"),
    },
    "theme": {
        "relief": ("Relief", "帮扶"),
        "culture": ("Culture", "文化"),
        "contracts": ("Contracts", "合同"),
        "context": ("Context", "背景"),
    },
    "background_theme": {"context": ("Context", "背景")},
    "counted": {
        "money": ("Money", "金额"),
        "activities": ("Activities", "活动"),
        "people_reached": ("People reached", "惠及人数"),
        "results": ("Results for someone", "办成之事"),
    },
    "bound": {
        "exact": ("exact", "确数"),
        "at_least": ("at least", "至少"),
        "at_most": ("at most", "至多"),
        "nearly": ("nearly", "接近"),
        "about": ("about", "约"),
        "range": ("range", "范围"),
        "unknown": ("unknown", "不详"),
    },
    "period_kind": {
        "day": ("on a day", "时点"),
        "year": ("one year", "一年"),
    },
    "status": {
        "as_printed": ("as printed", "照印"),
        "impossible": ("impossible", "不可能"),
        "doubtful": ("doubtful", "存疑"),
        "damaged": ("damaged", "破损"),
    },
    "population": {
        "large_firms": ("large firms", "规模以上企业"),
        "unionised": ("unionised firms", "建会企业"),
    },
}
_INDICATORS = {
    "relief_money": ("core", "relief", "Relief money", "救助金额"),
    "relief_people": ("core", "relief", "People relieved", "救助人数"),
    "coverage": ("core", "contracts", "Coverage of contracts", "合同覆盖率"),
    "renewal": ("core", "contracts", "Share renewed", "续签率"),
    "shows": ("core", "culture", "Shows", "演出场次"),
    "choirs": ("supporting", "culture", "Choirs", "合唱队"),
    "residents": ("context", "context", "Residents", "居民"),
}


def record(kind: type[R], row: Mapping[str, str]) -> R:
    """Return a record with the given cells, the others empty.

    Raises
    ------
    KeyError
        If its table has no such column.
    """
    cells = dict.fromkeys(kind.TABLE.names, "")
    unknown = set(row) - set(cells)
    if unknown:
        raise KeyError(f"{kind.TABLE.name} has no column {sorted(unknown)[0]!r}")
    return kind.from_values(store.values_of(list({**cells, **row}.values()), kind.TABLE))


def documents(*names: str) -> tuple[Document, ...]:
    """Return origin records of the named documents, by default of all; each reviews its year."""
    return tuple(_document(name, *_DOCUMENTS[name]) for name in names or _DOCUMENTS)


def _document(name: str, city: str, en: str, zh: str) -> Document:
    row = {"document": name, "city": city, "label_en": en, "label_zh": zh}
    return record(Document, row | _year(name))


def _year(document: str) -> dict[str, str]:
    year = document.rpartition("-")[2]
    return {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}


CODES = tuple(
    record(Code, {"list": name, "code": code, "label_en": en, "label_zh": zh})
    for name, codes in _CODES.items()
    for code, (en, zh) in codes.items()
)
INDICATORS = tuple(
    record(
        Indicator,
        {
            "indicator": code,
            "concept": code,
            "tier": tier,
            "theme": theme,
            "label_en": en,
            "label_zh": zh,
        },
    )
    for code, (tier, theme, en, zh) in _INDICATORS.items()
)


def codebook(*names: str) -> Codebook:
    """Return labels of everything that is made up here, with the named documents or all."""
    return Codebook(CODES, INDICATORS, documents(*names))


def labels(language: str, *names: str) -> Labels:
    """Return the codebook in one language."""
    return Labels(language, codebook(*names))


def measured(row: Mapping[str, str]) -> Figure:
    """Return a figure with the limits that its words allow, and the kind of its period.

    Parameters
    ----------
    row
        Cells of `schema.OBSERVATIONS`; the period decides its kind unless the cell is given.
    """
    limits = limits_of({"value_high": "", "hedge": "", "value": "", "unit": "", **row})
    cells = dict(row)
    if not cells.get("period_kind"):
        days = (store.parse_date(row["period_start"]), store.parse_date(row["period_end"]))
        cells["period_kind"] = period_kind(*days, row["nature"])
    for name in ("natural", "asserted", "conventional"):
        cells |= limits.named(name).columns(name)
    return record(Figure, cells | {"limits_note": "+".join(limits.notes)})


def number(document: str, place: int, indicator: str, literal: str, **cells: str) -> Figure:
    """Return a figure: exact, as printed, of the document's year unless told otherwise."""
    tier, theme, _, _ = _INDICATORS[indicator]
    row = {
        "figure_id": f"{document}-{place:03d}",
        "document": document,
        "city": _DOCUMENTS[document][0],
        "theme": theme,
        "concept": indicator,
        "tier": tier,
        "paragraph": "1",
        "sentence": str(place),
        "start": str(10 * place),
        "end": str(10 * place + len(literal)),
        "literal": literal,
        "bound": "exact",
        "period_basis": "stated",
        "nature": "flow",
        "level": "city",
        "indicator": indicator,
        "counted": "activities",
        "status": "as_printed",
        "measures_en": f"{indicator.replace('_', ' ')} of text {place}",
        "measures_zh": f"第{place}句所计",
    }
    return measured(row | _year(document) | cells)


def share(document: str, place: int, value: str, **cells: str) -> Figure:
    """Return a percentage, of coverage unless told otherwise, on the last day of the year."""
    day = _year(document)["period_end"]
    rest = {"unit": "%", "nature": "rate", "period_start": day, "period_end": day}
    literal, indicator = cells.pop("literal", f"{value}%"), cells.pop("indicator", "coverage")
    return number(document, place, indicator, literal, value=value, **rest | cells)


def money(document: str, place: int, yuan: str, **cells: str) -> Figure:
    """Return an amount of money spent on relief."""
    rest = {"value": yuan, "unit": "元", "counted": "money"}
    return number(document, place, "relief_money", f"{yuan}元", **rest | cells)


def people(document: str, place: int, heads: str, **cells: str) -> Figure:
    """Return a count of people relieved."""
    rest = {"value": heads, "unit": "人", "counted": "people_reached"}
    return number(document, place, "relief_people", f"{heads}人", **rest | cells)


def ratio(document: str, top: int, bottom: int, value: str, **cells: str) -> Derived:
    """Return an amount of money per head, computed and known exactly unless told otherwise."""
    above, below = f"{document}-{top:03d}", f"{document}-{bottom:03d}"
    limits = Interval.parse(f"[{value}, {value}]")
    row = {
        "derived_id": f"{document}.money_per_head.{top:03d}-{bottom:03d}",
        "document": document,
        "city": _DOCUMENTS[document][0],
        "theme": "relief",
        "kind": "ratio",
        "group": "help_per_head",
        "measure": "money_per_head",
        "label_en": "Money per head",
        "label_zh": "人均金额",
        "value": value,
        "unit_en": "yuan per person",
        "unit_zh": "元/人",
        "unit_over": "元",
        "unit_under": "人",
        "formula": f"{above} ÷ {below}",
        "inputs": f"{above}+{below}",
        "numerator": above,
        "denominator": below,
        "period_kind": "year",
        "status": "computed",
        **_year(document),
        **limits.columns("asserted"),
        **limits.columns("conventional"),
    }
    return record(Derived, row | cells)


def pair(a: str, b: str, result: str = "not_comparable", **cells: str) -> Pair:
    """Return a graded pair of two figures or ratios.

    The differences are those that decide unless others are given; each has words of its own.
    """
    differences = cells.get("differences", cells.get("deciding", ""))
    found = record(
        Pair,
        {
            "comparison_id": f"{a}~{b}",
            "kind": "ratio" if "." in a else "figure",
            "figure_a": a,
            "figure_b": b,
            "document_a": next(name for name in _DOCUMENTS if a.startswith(name)),
            "document_b": next(name for name in _DOCUMENTS if b.startswith(name)),
            "grade": "not_comparable" if result == "not_comparable" else "loose",
            "result": result,
            "differences": differences,
            **cells,
        },
    )
    words = tuple(Words(en=f"other {code}", zh=f"〔{code}〕不同") for code in found.differences)
    return replace(found, difference_messages=Joined(words, "clause") if words else "")


def graded(a: Figure, b: Figure, result: str = "texts_differ", **cells: str) -> Pair:
    """Return the pair of two figures in their conventional limits, strict unless told otherwise."""
    sides = {"indicator_a": a.indicator, "indicator_b": b.indicator, "unit_a": a.unit}
    given = {"grade": "strict", "basis": "as_printed", "unit_b": b.unit, **sides}
    given |= {"margin": "factor 1.25", **cells}
    made = pair(a.figure_id, b.figure_id, result, **given)
    return replace(made, limits_a=a.limits.conventional, limits_b=b.limits.conventional)


def alike(a: Figure, b: Figure) -> LookAlike:
    """Return two numbers that look alike and count different things."""
    return LookAlike(
        figure_a=a.figure_id,
        figure_b=b.figure_id,
        document_a=a.document,
        document_b=b.document,
        literal_a=a.literal,
        literal_b=b.literal,
        indicator_a=a.indicator,
        indicator_b=b.indicator,
        measures_a=a.measures,
        measures_b=b.measures,
        difference="indicator",
        difference_words="",
    )


def trial(of: Pair, variant: str, en: str, zh: str, *, survives: bool = False) -> Trial:
    """Return the result of a pair under another reading, which it does not survive."""
    return Trial(
        comparison_id=of.comparison_id,
        theme=of.theme,
        concept=of.concept,
        figure_a=of.figure_a,
        figure_b=of.figure_b,
        city_a=of.city_a,
        city_b=of.city_b,
        grade=of.grade,
        result=of.result,
        variant=variant,
        variant_words=Words(en=en, zh=zh),
        variant_result=of.result if survives else "same_size",
        survives=survives,
    )


def exceeds(a: str, b: str) -> Finding:
    """Return the finding that one figure is greater than another one that it must not exceed."""
    return record(Finding, {"check": "order", "figures": f"{a}+{b}", "verdict": "certain"})


def argues(figure: str, value: str) -> Finding:
    """Return the finding that a figure cannot be right, with the value that is argued for it."""
    cells = {"check": "declared_fault", "figures": figure, "verdict": "certain"}
    return record(Finding, cells | {"likely_figure": figure, "likely_value": value})


def evidence(
    *figures: Figure,
    derived: tuple[Derived, ...] = (),
    pairs: tuple[Pair, ...] = (),
    alikes: tuple[LookAlike, ...] = (),
    plausible: Mapping[str, Interval] | None = None,
    trials: tuple[Trial, ...] = (),
    checked: tuple[Finding, ...] = (),
    counts: tuple[PairCount, ...] = (),
) -> Evidence:
    """Return everything that sentences are made from, with the records that are given."""
    usual = dict(plausible or {})
    return Evidence(figures, derived, codebook(), pairs, alikes, trials, checked, usual, counts)


def counted(number: int, deciding: str = "", **cells: str) -> PairCount:
    """Return pairs of people relieved that are counted and not stored."""
    row = {
        "kind": "figure",
        "indicator": "relief_people",
        "unit": "人",
        "period_kind": "year",
        "nature": "flow",
        "grade": "not_comparable",
        "result": "not_comparable",
        "deciding": deciding,
        "pairs": str(number),
    }
    return record(PairCount, row | cells)


def write(
    found: Evidence,
    folder: Path,
    coders: Iterable[Coder] = (),
    agreement: Iterable[Agreement] = (),
) -> None:
    """Write the records into a folder, as the table notebooks would."""
    words = Words(en="as elsewhere", zh="他处如此")
    bands = [PlausibleBand(name, usual, usual, words) for name, usual in found.plausible.items()]
    _write(folder, PlausibleBand, bands)
    _write(folder, Figure, found.figures)
    _write(folder, Derived, found.derived)
    _write(folder, Pair, found.pairs)
    _write(folder, PairCount, found.counts)
    _write(folder, LookAlike, found.look_alikes)
    _write(folder, Trial, found.trials)
    _write(folder, Finding, found.findings)
    _write(folder, Correction, ())
    _write(folder, Coder, coders)
    _write(folder, Agreement, agreement)
    _write(folder, Code, found.codebook.codes)
    _write(folder, Indicator, found.codebook.indicators)
    _write(folder, Document, found.codebook.documents)


def _write(folder: Path, kind: type[R], records: Iterable[R]) -> None:
    store.write(records, kind, folder / f"{kind.TABLE.name}.csv")
