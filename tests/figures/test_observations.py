"""From raw figures to tidy observations, on the real data."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.coding import raw
from analysis.figures.coverage import coverage
from analysis.figures.observations import observe
from analysis.tables import schema


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    data = raw.load()
    return pd.concat([observe(data, name) for name in data.document_ids()], ignore_index=True)


def one(observations: pd.DataFrame, document: str, literal: str) -> pd.Series:
    rows = observations[
        (observations["document"] == document) & (observations["literal"] == literal)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


def test_every_figure_becomes_one_valid_observation(observations: pd.DataFrame) -> None:
    data = raw.load()
    ids = [i for name in data.document_ids() for i in data.figures(name)["figure_id"]]
    assert list(observations["figure_id"]) == ids
    raw.validate(observations, schema.OBSERVATIONS, data.codes, "observations")


@pytest.mark.parametrize(
    ("document", "literal", "expected"),
    [
        (
            "zhuzhou-2016",
            "14.5万名",
            ("145000", "人", "exact", "144500", "145500", "[)", "day", "medical_mutual_aid"),
        ),
        (
            "zhuzhou-2016",
            "500余对",
            ("500", "对", "at_least", "500", "600", "()", "year", "services_and_places"),
        ),
        (
            "fuxin-2017",
            "近1400萬(wàn)元",
            ("14000000", "元", "nearly", "13000000", "14000000", "[)", "year", "relief"),
        ),
        (
            "huzhou-2015",
            "1636.4万余元",
            (
                "16364000",
                "元",
                "at_least",
                "16364000",
                "16365000",
                "()",
                "since_unstated",
                "medical_mutual_aid",
            ),
        ),
        (
            "zhuzhou-2020",
            "近20万人次",
            ("200000", "人次", "nearly", "180000", "200000", "[)", "year", "culture"),
        ),
        (
            "zhuzhou-2020",
            "一到两项",
            ("1", "项", "range", "1", "2", "[]", "year", "training_and_jobs"),
        ),
        ("fuxin-2017", "l班", ("", "班", "unknown", "0", "", "[)", "year", "training_and_jobs")),
    ],
)
def test_value_limits_period_and_theme(
    observations: pd.DataFrame, document: str, literal: str, expected: tuple[str, ...]
) -> None:
    row = one(observations, document, literal)
    columns = ["value", "unit", "bound", "conventional_low", "conventional_high"]
    columns += ["conventional_ends", "period_kind", "theme"]
    assert tuple(row[columns]) == expected


def test_a_swallowed_digit_has_no_value_in_any_form(observations: pd.DataFrame) -> None:
    damaged = observations[observations["status"] == "damaged"]
    assert set(damaged["value"]) == {""}
    assert set(damaged["conventional_high"]) == {""}


def test_coverage_counts_zero_and_leaves_out_what_is_said_twice(
    observations: pd.DataFrame,
) -> None:
    counts = coverage(observations, ["zhuzhou-2016", "fuxin-2017"], ["epidemic_2020", "culture"])
    assert list(counts.columns) == schema.COVERAGE.names
    assert counts.iloc[0].to_dict() == {
        "document": "zhuzhou-2016",
        "theme": "epidemic_2020",
        "figures": "0",
        "distinct": "0",
        "core": "0",
        "hedged": "0",
        "faulty": "0",
    }
    repeats = observations[observations["duplicate_of"] != ""]
    everything = coverage(
        observations, raw.load().document_ids(), sorted(set(observations["theme"]))
    )
    total = sum(int(cell) for cell in everything["figures"])
    distinct = sum(int(cell) for cell in everything["distinct"])
    assert total == len(observations)
    assert total - distinct == len(repeats) == 11
