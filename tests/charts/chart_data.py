"""Records that charts draw, from rows of text: nobody printed these figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from made_up_findings import labels as labels
from made_up_findings import measured, record

from analysis.comparison.comparison_records import Derived, LookAlike
from analysis.figures.figure import Figure
from analysis.tables.codebook import Code, Codebook, Document, Indicator, Labels
from analysis.tables.store import RecordType

R = TypeVar("R", bound=RecordType)
Cells = Mapping[str, str]


def ratios(*rows: Cells) -> tuple[Derived, ...]:
    return tuple(record(Derived, row) for row in rows)


def look_alikes(*rows: Cells) -> tuple[LookAlike, ...]:
    return tuple(record(LookAlike, row) for row in rows)


# --- three texts of three cities ------------------------------------------------------------------

A, B, C = "aston-2016", "berry-2015", "corin-2017"
"""The documents in the order of the catalogue."""

CODES = {
    "city": ("aston", "berry", "corin"),
    "theme": ("relief", "culture", "services_and_places", "rights_and_safety"),
    "counted": ("money", "activities", "people_reached"),
    "bound": ("exact", "at_least", "at_most", "nearly", "about", "range", "unknown"),
    "period_basis": ("stated", "carried", "assumed"),
    "period_kind": (
        "day",
        "event",
        "year",
        "part_year",
        "multi_year",
        "since_unstated",
        "future",
    ),
    "status": ("as_printed", "impossible", "unlikely", "doubtful", "damaged"),
    "stage": ("introduced", "married"),
    "population": ("unionised", "large_firms"),
}
INDICATORS = {
    "relief_money": ("core", "relief", "money"),
    "relief_people": ("core", "relief", "person"),
    "shows": ("core", "culture", "event"),
    "film_money": ("supporting", "culture", "money"),
    "consultation_coverage": ("core", "relief", "share"),
    "matchmaking_events": ("core", "services_and_places", "event"),
    "couples": ("core", "services_and_places", "couple"),
    "early_warnings": ("supporting", "rights_and_safety", "case"),
    "losses_recovered": ("core", "rights_and_safety", "money"),
}
DOCUMENTS = {
    A: ("aston", "Aston 2016", "甲市2016", "2016-01-01", "2016-12-31"),
    B: ("berry", "Berry 2011–2015", "乙市2011—2015", "2011-01-01", "2015-12-31"),
    C: ("corin", "Corin 2017", "丙市2017", "2017-01-01", "2017-12-31"),
}


def three_texts(language: str) -> Labels:
    """Return the labels of the three texts and of what they count."""
    codes = [
        {
            "list": name,
            "code": code,
            "label_en": code.replace("_", " "),
            "label_zh": f"代码{number}",
        }
        for name, members in CODES.items()
        for number, code in enumerate(members)
    ]
    indicators = [
        {
            "indicator": code,
            "concept": code,
            "tier": tier,
            "theme": theme,
            "thing": thing,
            "label_en": code.replace("_", " ").capitalize(),
            "label_zh": f"指标{number}",
        }
        for number, (code, (tier, theme, thing)) in enumerate(INDICATORS.items())
    ]
    documents = [
        {
            "document": document,
            "city": city,
            "label_en": en,
            "label_zh": zh,
            "period_start": start,
            "period_end": end,
        }
        for document, (city, en, zh, start, end) in DOCUMENTS.items()
    ]
    return Labels(
        language,
        Codebook(_all(Code, codes), _all(Indicator, indicators), _all(Document, documents)),
    )


def _all(kind: type[R], rows: Iterable[Cells]) -> tuple[R, ...]:
    return tuple(record(kind, row) for row in rows)


def figure(document: str, number: int, indicator: str, literal: str, **cells: str) -> Figure:
    """Return one figure; what is not given is empty or usual."""
    city, _, _, start, end = DOCUMENTS[document]
    tier, theme, _ = INDICATORS[indicator]
    row = {
        "figure_id": f"{document}-{number:03d}",
        "document": document,
        "city": city,
        "theme": theme,
        "concept": indicator,
        "tier": tier,
        "indicator": indicator,
        "paragraph": "2",
        "sentence": "1",
        "start": str(number * 10),
        "end": str(number * 10 + 4),
        "literal": literal,
        "bound": "exact",
        "period_start": start,
        "period_end": end,
        "period_basis": "stated",
        "nature": "flow",
        "level": "city",
        "counted": "activities",
        "status": "as_printed",
        "measures_en": f"thing {number}",
        "measures_zh": f"事项{number}",
    }
    return measured(row | cells)


def chosen(given: Iterable[Figure], *names: str) -> list[Figure]:
    """Return the named figures in that order."""
    known: dict[str, Any] = {figure.figure_id: figure for figure in given}
    return [known[name] for name in names]


def ratio(document: str = A, **cells: str) -> dict[str, str]:
    """Return the row of relief per person: the first figure of a text by its second."""
    money, heads = f"{document}-001", f"{document}-002"
    city, _, _, start, end = DOCUMENTS[document]
    row = {
        "derived_id": f"{document}.relief_per_person.001-002",
        "document": document,
        "city": city,
        "theme": "relief",
        "kind": "ratio",
        "group": "help_per_head",
        "measure": "relief_per_person",
        "label_en": "Relief per person",
        "label_zh": "人均救助金",
        "value": "17200",
        "unit_en": "yuan per person",
        "unit_zh": "元/人",
        "inputs": f"{money}+{heads}",
        "numerator": money,
        "denominator": heads,
        "period_start": start,
        "period_end": end,
        "period_kind": "year",
        "asserted_low": "0",
        "asserted_high": "17210",
        "asserted_ends": "()",
        "conventional_low": "14325",
        "conventional_high": "17210",
        "conventional_ends": "()",
        "status": "computed",
    }
    return row | cells
