"""Indicator, year and city with limits; changes only where figures are comparable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.coding.raw import load_raw
from analysis.corpora.overview import (
    EXAMPLE,
    OverviewCell,
    change,
    checked_share,
    example,
    frame,
    mentions,
    overview_cells,
)
from analysis.intervals import Interval

ONE = OverviewCell(
    "tea", "a", 2018, "a-2018", "500人", "人", "stock", None, Interval.point(500), 0.9, 1
)


def mention(**given: Any) -> dict[str, Any]:
    return {
        "document": "a-2018", "city": "a", "year": 2017, "start": 0, "literal": "500余人",
        "value": "500", "value_high": None, "unit": "人", "bound": "at_least", "hedge": "余",
        "period_start": date(2018, 1, 1), "period_end": date(2018, 12, 31), "indicator": "tea",
        "confidence": 0.9, "nature": "flow", **given,
    }  # fmt: skip


def test_the_surest_figure_of_a_cell_is_shown_with_its_limits() -> None:
    [cell] = overview_cells([mention(confidence=0.6, literal="400人"), mention(), mention(start=9)])
    assert cell == OverviewCell(
        "tea", "a", 2018, "a-2018", "500余人", "人", "flow", 365,
        Interval.parse("(500, 600)"), 0.9, 3,
    )  # fmt: skip


def test_what_is_unsure_planned_or_of_no_indicator_is_left_out() -> None:
    rows = [mention(confidence=0.4), mention(indicator=None), mention(confidence=None)]
    assert overview_cells([*rows, mention(nature="plan")]) == ()
    assert len(overview_cells(rows, 0.0)) == 1


@pytest.mark.parametrize(
    ("given", "year"),
    [
        ({"period_start": None, "period_end": None}, 2017),
        ({"period_start": None, "period_end": None, "year": None}, None),
        ({"period_start": None}, 2018),
    ],
)
def test_without_a_period_the_year_of_the_text_counts(given: dict[str, Any], year: object) -> None:
    [cell] = overview_cells([mention(**given)])
    assert (cell.year, cell.days) == (year, None)


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({"limits": Interval.point(501)}, "more"),
        ({"limits": Interval.parse("(500, 600)")}, "more"),
        ({"limits": Interval.point(499)}, "less"),
        ({"limits": Interval.parse("(-∞, 500)")}, "less"),
        ({"limits": Interval.parse("[450, 510]")}, "open"),
        ({"limits": Interval.point(501), "unit": "户"}, "not comparable"),
        ({"limits": Interval.point(501), "nature": "flow"}, "not comparable"),
    ],
)
def test_a_change_is_said_where_limits_lie_apart(later: dict[str, Any], said: str) -> None:
    assert change(ONE, replace(ONE, **later)) == said


@pytest.mark.parametrize(
    ("days", "others", "said"),
    [(365, 366, "more"), (365, 181, "not comparable"), (365, None, "not comparable")],
)
def test_totals_need_times_of_one_length(days: int, others: int | None, said: str) -> None:
    one = replace(ONE, nature="flow", days=days)
    assert change(one, replace(one, days=others, limits=Interval.point(900))) == said
    unknown = replace(ONE, nature="")
    assert change(unknown, replace(unknown, limits=Interval.point(900))) == "not comparable"


def test_a_frame_says_changes_within_a_city_alone() -> None:
    found = (ONE, replace(ONE, year=2019, limits=Interval.point(900)), replace(ONE, city="b"))
    table = frame(found, {"tea": "Tea"})
    assert list(table["change"]) == ["", "more", ""]
    assert set(table["indicator"]) == {"Tea"} and list(table["year"]) == ["2018", "2019", "2018"]
    assert frame((), {}).empty


def test_the_example_and_an_output_give_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")
    from made_up_corpus import Here

    from analysis.corpora.candidates import ReadingOptions, known
    from analysis.corpora.corpus_manifest import read_corpus_manifest
    from analysis.corpora.corpus_runs import read_corpus

    folder, raw = EXAMPLE, load_raw()
    sources = read_corpus_manifest(folder / "manifest.csv")
    options = ReadingOptions(known(raw).packed(), True)
    read_corpus(sources, folder, tmp_path / "out", options, Here())
    shown = overview_cells(example(folder, raw))
    assert shown and shown == overview_cells(mentions(tmp_path / "out"))
    assert {cell.city for cell in shown} == {source.city for source in sources}
    share = checked_share(tmp_path / "out")
    assert share is not None and 0 <= share <= 1
