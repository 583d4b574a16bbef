"""Invented figures of every kind: all bounds, open ends, damage, faults, three cities."""

from __future__ import annotations

import pandas as pd
import pytest
from made_up_findings import kind_of

from analysis.language import Labels
from analysis.reading.limits import limits_of
from analysis.tables import schema

CODES = {
    "city": ("zhuzhou", "huzhou", "fuxin"),
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
    "status": ("as_printed", "impossible", "doubtful", "damaged"),
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
    "zhuzhou-2016": ("zhuzhou", "Zhuzhou 2016", "株洲2016", "2016-01-01", "2016-12-31"),
    "huzhou-2015": ("huzhou", "Huzhou 2011–2015", "湖州2011—2015", "2011-01-01", "2015-12-31"),
    "fuxin-2017": ("fuxin", "Fuxin 2017", "阜新2017", "2017-01-01", "2017-12-31"),
}


def make_labels(language: str) -> Labels:
    codelists = pd.DataFrame(
        [
            {
                "list": name,
                "code": code,
                "label_en": code.replace("_", " "),
                "label_zh": f"代码{number}",
                "definition_en": "",
                "definition_zh": "",
            }
            for name, codes in CODES.items()
            for number, code in enumerate(codes)
        ]
    )
    indicators = pd.DataFrame(
        [
            {
                "indicator": code,
                "concept": code,
                "tier": tier,
                "theme": theme,
                "thing": thing,
                "label_en": code.replace("_", " ").capitalize(),
                "label_zh": f"指标{number}",
                "definition_en": "…",
                "definition_zh": "……",
            }
            for number, (code, (tier, theme, thing)) in enumerate(INDICATORS.items())
        ]
    )
    documents = pd.DataFrame(
        [
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
    )
    return Labels(language, codelists, indicators, documents)


def figure(
    document: str, number: int, indicator: str, literal: str, **cells: str
) -> dict[str, str]:
    """Return one observation; what is not given is empty or usual."""
    city, _, _, start, end = DOCUMENTS[document]
    tier, theme, _ = INDICATORS[indicator]
    row = dict.fromkeys(schema.OBSERVATIONS.names, "")
    row.update(
        figure_id=f"{document}-{number:03d}",
        document=document,
        city=city,
        theme=theme,
        concept=indicator,
        tier=tier,
        indicator=indicator,
        paragraph="2",
        sentence="1",
        start=str(number * 10),
        end=str(number * 10 + 4),
        literal=literal,
        bound="exact",
        period_start=start,
        period_end=end,
        period_basis="stated",
        nature="flow",
        level="city",
        counted="activities",
        status="as_printed",
        measures_en=f"thing {number}",
        measures_zh=f"事项{number}",
    )
    row.update(cells)
    row["period_kind"] = cells.get("period_kind") or kind_of(row)
    limits = limits_of(row)
    for name in ("natural", "asserted", "conventional"):
        row.update(limits.named(name).columns(name))
    row["limits_note"] = "+".join(limits.notes)
    return row


def make_observations() -> pd.DataFrame:
    z, h, f = DOCUMENTS
    day = {"period_start": "2016-12-31", "period_end": "2016-12-31", "nature": "rate"}
    rows = [
        figure(z, 1, "relief_money", "860万元", value="8600000", unit="元", counted="money"),
        figure(
            f,
            1,
            "relief_money",
            "近1400萬元",
            value="14000000",
            unit="元",
            bound="nearly",
            hedge="近",
            counted="money",
        ),
        figure(
            h,
            1,
            "relief_money",
            "1000万元以上",
            value="10000000",
            unit="元",
            bound="at_least",
            hedge="以上",
            counted="money",
        ),
        figure(
            z,
            2,
            "relief_people",
            "500余人",
            value="500",
            unit="人",
            bound="at_least",
            hedge="余",
            counted="people_reached",
        ),
        figure(
            f,
            2,
            "relief_people",
            "约300人",
            value="300",
            unit="人",
            bound="about",
            hedge="约",
            counted="people_reached",
        ),
        figure(
            z,
            3,
            "relief_people",
            "500余人",
            value="500",
            unit="人",
            bound="at_least",
            hedge="余",
            counted="people_reached",
            duplicate_of=f"{z}-002",
            duplicate_kind="said_again",
        ),
        figure(z, 4, "shows", "30场", value="30", unit="场"),
        figure(f, 3, "shows", "?场", unit="场", bound="unknown", status="damaged"),
        figure(h, 2, "film_money", "122亿元", value="12200000000", unit="元", status="impossible"),
        figure(
            z,
            5,
            "consultation_coverage",
            "94.3%",
            value="94.3",
            unit="%",
            stated_base="unionised",
            **day,
        ),
        figure(
            f,
            4,
            "consultation_coverage",
            "92.5%以上",
            value="92.5",
            unit="%",
            bound="at_least",
            hedge="以上",
            nature="rate",
            period_start="2017-12-31",
            period_end="2017-12-31",
        ),
        figure(z, 6, "matchmaking_events", "数十场", unit="场", bound="unknown", hedge="数"),
        figure(z, 7, "couples", "48对", value="48", unit="对", stage="married"),
        figure(
            h,
            3,
            "couples",
            "一到两对",
            value="1",
            value_high="2",
            unit="对",
            bound="range",
            stage="introduced",
            period_start="",
            period_basis="assumed",
        ),
        figure(h, 4, "early_warnings", "730件", value="730", unit="件"),
        figure(
            h,
            5,
            "losses_recovered",
            "1.81亿元",
            value="181000000",
            unit="元",
            counted="money",
            period_basis="carried",
        ),
    ]
    return pd.DataFrame(rows, columns=schema.OBSERVATIONS.names, dtype=object)


@pytest.fixture
def observations() -> pd.DataFrame:
    return make_observations()


@pytest.fixture(params=["en", "zh"])
def labels(request: pytest.FixtureRequest) -> Labels:
    return make_labels(request.param)


@pytest.fixture
def english() -> Labels:
    return make_labels("en")


@pytest.fixture
def chinese() -> Labels:
    return make_labels("zh")
