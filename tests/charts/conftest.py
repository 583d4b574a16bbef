"""Invented figures of every kind: all bounds, open ends, damage, faults, three cities."""

from __future__ import annotations

from typing import Any

import pytest
from chart_data import A, B, C, figure, three_texts

from analysis.charts import pictures
from analysis.charts.style import settings
from analysis.charts.style.layout import layout_faults
from analysis.figures.figure import Figure, with_repeats
from analysis.tables.codebook import Labels


def make_figures() -> tuple[Figure, ...]:
    """Return figures of every kind."""
    day = {"period_start": "2016-12-31", "period_end": "2016-12-31", "nature": "rate"}
    rows = [
        figure(A, 1, "relief_money", "860万元", value="8600000", unit="元", counted="money"),
        figure(
            C,
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
            B,
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
            A,
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
            C,
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
            A,
            3,
            "relief_people",
            "500余人",
            value="500",
            unit="人",
            bound="at_least",
            hedge="余",
            counted="people_reached",
            duplicate_of=f"{A}-002",
            duplicate_kind="said_again",
        ),
        figure(A, 4, "shows", "30场", value="30", unit="场"),
        figure(C, 3, "shows", "?场", unit="场", bound="unknown", status="damaged"),
        figure(B, 2, "film_money", "122亿元", value="12200000000", unit="元", status="impossible"),
        figure(
            A,
            5,
            "consultation_coverage",
            "94.3%",
            value="94.3",
            unit="%",
            stated_base="unionised",
            **day,
        ),
        figure(
            C,
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
        figure(A, 6, "matchmaking_events", "数十场", unit="场", bound="unknown", hedge="数"),
        figure(A, 7, "couples", "48对", value="48", unit="对", stage="married"),
        figure(
            B,
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
        figure(B, 4, "early_warnings", "730件", value="730", unit="件"),
        figure(
            B,
            5,
            "losses_recovered",
            "1.81亿元",
            value="181000000",
            unit="元",
            counted="money",
            period_basis="carried",
        ),
    ]
    return with_repeats(rows)


@pytest.fixture(autouse=True)
def no_text_is_cut_or_lies_on_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at every picture that a test draws."""
    write = pictures.to_svg

    def checked(figure: Any, name: str, *rest: Any) -> str:
        with settings():
            assert layout_faults(figure) == [], name
        return write(figure, name, *rest)

    monkeypatch.setattr(pictures, "to_svg", checked)


@pytest.fixture
def figures() -> tuple[Figure, ...]:
    return make_figures()


@pytest.fixture(params=["en", "zh"])
def labels(request: pytest.FixtureRequest) -> Labels:
    return three_texts(request.param)


@pytest.fixture
def english() -> Labels:
    return three_texts("en")


@pytest.fixture
def chinese() -> Labels:
    return three_texts("zh")
