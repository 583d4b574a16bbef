"""Processed tables that nobody built: four short texts of three cities, for the main findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.checks import Band
from analysis.figures.reference_periods import period_kind
from analysis.intervals import Interval
from analysis.language import LANGUAGES, Labels
from analysis.language.messages import Words
from analysis.reading.limits import limits_of
from analysis.sentences.headlines import Findings
from analysis.sentences.statements import Material
from analysis.tables import frames as tables
from analysis.tables import schema, store
from analysis.tables.store import parse_date

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
    "counted": {
        "money": ("Money", "金额"),
        "activities": ("Activities", "活动"),
        "people_reached": ("People reached", "惠及人数"),
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


def documents(*names: str) -> pd.DataFrame:
    """Return origin records of the named documents, by default of all."""
    rows = []
    for name in names or _DOCUMENTS:
        city, en, zh = _DOCUMENTS[name]
        row = dict.fromkeys(schema.DOCUMENTS.names, "")
        rows.append(row | {"document": name, "city": city, "label_en": en, "label_zh": zh})
    return pd.DataFrame(rows, columns=schema.DOCUMENTS.names, dtype=object)


def labels(language: str, *names: str) -> Labels:
    """Return labels of everything that is made up here."""
    codelists = [
        dict.fromkeys(schema.CODELISTS.names, "")
        | {"list": name, "code": code, "label_en": en, "label_zh": zh}
        for name, codes in _CODES.items()
        for code, (en, zh) in codes.items()
    ]
    indicators = [
        dict.fromkeys(schema.INDICATORS.names, "")
        | {
            "indicator": code,
            "concept": code,
            "tier": tier,
            "theme": theme,
            "label_en": en,
            "label_zh": zh,
        }
        for code, (tier, theme, en, zh) in _INDICATORS.items()
    ]
    return Labels(
        language,
        pd.DataFrame(codelists, columns=schema.CODELISTS.names, dtype=object),
        pd.DataFrame(indicators, columns=schema.INDICATORS.names, dtype=object),
        documents(*names),
    )


def kind_of(row: Mapping[str, str]) -> str:
    """Return the kind of period that a row covers."""
    days = (parse_date(row["period_start"]), parse_date(row["period_end"]))
    return period_kind(*days, row["nature"])


def number(document: str, place: int, indicator: str, literal: str, **cells: str) -> dict[str, str]:
    """Return an observation: exact, as printed, of the document's year unless told otherwise."""
    tier, theme, _, _ = _INDICATORS[indicator]
    year = document.rpartition("-")[2]
    row = dict.fromkeys(schema.OBSERVATIONS.names, "")
    row |= {
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
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "period_basis": "stated",
        "nature": "flow",
        "level": "city",
        "indicator": indicator,
        "counted": "activities",
        "status": "as_printed",
        "measures_en": f"{indicator.replace('_', ' ')} of text {place}",
        "measures_zh": f"第{place}句所计",
    }
    row |= cells
    row["period_kind"] = cells.get("period_kind") or kind_of(row)
    limits = limits_of(row)
    for name in ("natural", "asserted", "conventional"):
        row |= limits.named(name).columns(name)
    return row


def share(document: str, place: int, value: str, **cells: str) -> dict[str, str]:
    """Return a percentage, of coverage unless told otherwise, on the last day of the year."""
    day = f"{document.rpartition('-')[2]}-12-31"
    rest = {"unit": "%", "nature": "rate", "period_start": day, "period_end": day}
    literal, indicator = cells.pop("literal", f"{value}%"), cells.pop("indicator", "coverage")
    return number(document, place, indicator, literal, value=value, **rest | cells)


def money(document: str, place: int, yuan: str, **cells: str) -> dict[str, str]:
    """Return an amount of money spent on relief."""
    rest = {"value": yuan, "unit": "元", "counted": "money"}
    return number(document, place, "relief_money", f"{yuan}元", **rest | cells)


def people(document: str, place: int, heads: str, **cells: str) -> dict[str, str]:
    """Return a count of people relieved."""
    rest = {"value": heads, "unit": "人", "counted": "people_reached"}
    return number(document, place, "relief_people", f"{heads}人", **rest | cells)


def ratio(document: str, top: int, bottom: int, value: str, **cells: str) -> dict[str, str]:
    """Return an amount of money per head, computed and known exactly unless told otherwise."""
    above, below = f"{document}-{top:03d}", f"{document}-{bottom:03d}"
    row = dict.fromkeys(schema.DERIVED.names, "")
    limits = Interval.parse(f"[{value}, {value}]")
    year = document.rpartition("-")[2]
    row |= {
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
        "formula": f"{above} ÷ {below}",
        "inputs": f"{above}+{below}",
        "numerator": above,
        "denominator": below,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "period_kind": "year",
        "status": "computed",
    }
    row |= limits.columns("asserted") | limits.columns("conventional")
    return row | cells


def pair(a: str, b: str, result: str = "not_comparable", **cells: str) -> dict[str, str]:
    """Return a graded pair of two figures or ratios."""
    row = dict.fromkeys(schema.COMPARISONS.names, "")
    row |= {
        "comparison_id": f"{a}~{b}",
        "kind": "ratio" if "." in a else "figure",
        "figure_a": a,
        "figure_b": b,
        "document_a": next(name for name in _DOCUMENTS if a.startswith(name)),
        "document_b": next(name for name in _DOCUMENTS if b.startswith(name)),
        "grade": "not_comparable" if result == "not_comparable" else "loose",
        "result": result,
    }
    return row | cells


def alike(a: dict[str, str], b: dict[str, str]) -> dict[str, str]:
    """Return two numbers that look alike and count different things."""
    row = dict.fromkeys(schema.LOOK_ALIKES.names, "")
    for side, figure in (("a", a), ("b", b)):
        row |= {
            f"figure_{side}": figure["figure_id"],
            f"document_{side}": figure["document"],
            f"literal_{side}": figure["literal"],
            f"indicator_{side}": figure["indicator"],
            f"measures_{side}_en": figure["measures_en"],
            f"measures_{side}_zh": figure["measures_zh"],
        }
    return row | {"difference": "indicator"}


def observed(*rows: dict[str, str]) -> pd.DataFrame:
    """Return observations as a table."""
    return pd.DataFrame(list(rows), columns=schema.OBSERVATIONS.names, dtype=object)


def findings(
    *rows: dict[str, str],
    derived: tuple[dict[str, str], ...] = (),
    pairs: tuple[dict[str, str], ...] = (),
    alikes: tuple[dict[str, str], ...] = (),
    plausible: dict[str, Interval] | None = None,
    sensitivity: tuple[dict[str, str], ...] = (),
    checked: tuple[dict[str, str], ...] = (),
) -> Findings:
    """Return everything that findings are made from, with the tables that are given."""
    both = {language: labels(language) for language in LANGUAGES}
    return Findings(
        Material(
            observed(*rows),
            documents(),
            both["en"].indicators,
            pd.DataFrame(list(derived), columns=schema.DERIVED.names, dtype=object),
        ),
        pd.DataFrame(list(pairs), columns=schema.COMPARISONS.names, dtype=object),
        pd.DataFrame(list(alikes), columns=schema.LOOK_ALIKES.names, dtype=object),
        both,
        plausible or {},
        pd.DataFrame(list(sensitivity), columns=schema.SENSITIVITY.names, dtype=object),
        pd.DataFrame(list(checked), columns=schema.FINDINGS.names, dtype=object),
    )


def write(found: Findings, folder: Path) -> None:
    """Write the tables of findings into a folder, as the table notebooks would."""
    plain = found.labels["en"]
    words = Words(en="as elsewhere", zh="他处如此")
    bands = [Band(name, usual, usual, words) for name, usual in found.plausible.items()]
    for frame, table in (
        (store.frame_of(bands, Band), schema.PLAUSIBLE),
        (found.material.observations, schema.OBSERVATIONS),
        (found.material.derived, schema.DERIVED),
        (found.material.documents, schema.DOCUMENTS),
        (found.comparisons, schema.COMPARISONS),
        (found.look_alikes, schema.LOOK_ALIKES),
        (found.sensitivity, schema.SENSITIVITY),
        (found.checked, schema.FINDINGS),
        (pd.DataFrame(columns=schema.CORRECTIONS.names), schema.CORRECTIONS),
        (plain.codelists, schema.CODELISTS),
        (plain.indicators, schema.INDICATORS),
    ):
        tables.write(frame, table, folder / f"{table.name}.csv")
