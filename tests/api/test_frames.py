"""Typed frames: types, honest defaults, filters, and one sentence for bad input."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_up_checkout import A, B

import analysis as ua
from analysis.errors import AnalysisError
from analysis.tables.schema import TABLES

pytestmark = pytest.mark.usefixtures("checkout")


def test_columns_have_types() -> None:
    rows = ua.load("observations")
    assert rows["value"].dtype == np.float64
    assert rows["low"].dtype == rows["high"].dtype == np.float64
    assert rows["limits"].dtype == "limits"
    assert rows["paragraph"].dtype == "Int64"
    assert rows["period_end"].dtype == "datetime64[s]"
    assert list(rows["theme"].cat.categories) == ["relief", "culture"]
    assert list(rows["document"].cat.categories) == [A, B]
    assert list(rows["indicator"].cat.categories) == ["relief_money", "relief_people", "shows"]
    assert ua.load("derived")["inputs"][0] == (f"{A}-002", f"{A}-001")
    assert not ua.load("units")["neutral"].any() and ua.load("units")["neutral"].dtype == bool


@pytest.mark.parametrize("table", [name for name, t in TABLES.items() if "all" in t.published])
def test_every_published_table_has_a_typed_column_for_every_field(table: str) -> None:
    rows = ua.load(table, natural=True, asserted=True)
    for field in TABLES[table].fields:
        if field.kind != "message":
            stem = field.stem or field.name
            own = {"conventional": "limits"}.get(field.name, stem)
            assert {own, field.name, f"{stem}_en"} & set(rows.columns), field.name
    kinds = {"number": "f", "rounded": "f", "whole": "i", "date": "M", "flag": "b"}
    for field in TABLES[table].fields:
        if field.kind in kinds:
            assert rows[field.name].dtype.kind == kinds[field.kind], field.name


def test_exact_text_stands_beside_floats() -> None:
    row = ua.load("observations", figure_id=f"{B}-001").iloc[0]
    assert (row["value"], row["value_exact"], row["printed"]) == (1 / 3, "1/3", "1/3")
    assert str(row["limits"]) == "[1/3, 1/3]"


def test_what_cannot_be_right_is_missing_and_kept_as_printed() -> None:
    row = ua.load("observations", figure_id=f"{A}-004").iloc[0]
    assert row["printed"] == "9000000000"
    assert row[["value", "value_exact", "low", "high", "limits"]].isna().all()
    kept_out = ua.load("derived", status="kept_out").iloc[0]
    assert kept_out["printed"] == "2.25"
    assert kept_out[["value", "low", "limits"]].isna().all()


def test_repeats_and_argued_figures_come_when_asked_for() -> None:
    assert f"{A}-003" not in set(ua.load("observations")["figure_id"])
    assert f"{A}-003" in set(ua.load("observations", repeats=True)["figure_id"])
    assert list(ua.load("derived")["status"]) == ["computed", "kept_out", "computed"]
    assert list(ua.load("derived", argued=True)["value"].dropna()) == [1.5, 2, 30]


def test_other_limits_come_when_asked_for() -> None:
    assert "asserted" not in ua.load("observations")
    rows = ua.load("observations", asserted=True, natural=True)
    place = list(rows.columns).index("limits")
    assert list(rows.columns)[place : place + 9] == [
        *("limits", "low", "high"),
        *("asserted", "asserted_low", "asserted_high"),
        *("natural", "natural_low", "natural_high"),
    ]
    assert str(rows["natural"][0]) == "[0, ∞)"


def test_labels_and_words_in_one_language() -> None:
    rows = ua.load("observations", language="zh")
    assert list(rows["theme"].cat.categories) == ["帮扶", "文化"]
    assert rows["document"][0] == "林州2018"
    assert rows["measures"][0] == "第1项"
    assert "measures_en" not in rows


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"theme": "relief", "document": A}, ["001", "002", "005"]),
        ({"document": [A, B], "unit": "元"}, ["002"]),
        ({"paragraph": 1, "level": "district"}, ["001"]),
        ({"period_end": datetime.date(2019, 12, 31)}, ["001", "002"]),
        ({"period_end": pd.Timestamp("2019-12-31"), "value": 70000}, ["002"]),
        ({"duplicate_of": None, "status": "impossible"}, ["004"]),
    ],
)
def test_filters_choose_rows(filters: dict[str, object], numbers: list[str]) -> None:
    rows = ua.load("observations", **filters)
    assert [each[-3:] for each in rows["figure_id"]] == numbers


def test_filters_of_pairs_ask_for_either_side_and_of_lists_for_a_member() -> None:
    assert len(ua.load("comparisons", document=B)) == 2
    assert len(ua.load("comparisons", figure=f"{A}-002")) == 1
    assert len(ua.load("comparisons", document_a=A, grade="strict")) == 1
    assert list(ua.load("derived", inputs=f"{A}-002")["derived_id"].str[-7:]) == [
        "002+001",
        "ear.002",
    ]


SENTENCES = {
    "table": ({"table": "observatons"}, "There is no table 'observatons'; did you mean 'obs"),
    "column": ({"them": "relief"}, "There is no column of observations 'them'; did you mean 'the"),
    "theme": ({"theme": "releif"}, "There is no theme 'releif'; did you mean 'relief'? Choose one"),
    "document": ({"document": "linzhou"}, "There is no document 'linzhou'; did you mean 'linzhou-"),
    "indicator": ({"indicator": "show"}, "There is no indicator 'show'; did you mean 'shows'?"),
    "value": ({"unit": "亿"}, "There is no unit '亿'. Choose one of 人, 元"),
    "language": ({"language": "fr"}, "Unknown language 'fr': choose one of en, zh"),
    "aside": (
        {"figure_id": f"{A}-003"},
        f"is left with figure_id='{A}-003' without repeats and argued rows: ask for them.",
    ),
    "nothing": (
        {"theme": "culture", "document": B},
        f"No row of observations is left with theme='culture' and document='{B}'.",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_bad_input_is_one_sentence(name: str) -> None:
    asked, said = SENTENCES[name]
    with pytest.raises(AnalysisError, match=re.escape(said)):
        ua.load(**asked)


@pytest.fixture
def kept(checkout: Path) -> Iterator[Path]:
    """Return the folder of the tables, which is put back after the test."""
    folder = checkout / "data" / "processed"
    before = {path: path.read_bytes() for path in folder.glob("*.*")}
    yield folder
    for path, content in before.items():
        path.write_bytes(content)


def test_an_altered_or_missing_table_is_one_sentence(kept: Path) -> None:
    file = kept / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",40,", ",41,"), encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"observations\.csv was altered after it was publish"):
        ua.load("observations")
    file.unlink()
    with pytest.raises(AnalysisError, match=r"observations\.csv is missing: build it with"):
        ua.load("observations")
    (kept / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"datapackage\.json is broken"):
        ua.load("derived")


def test_a_code_that_no_list_has_is_not_dropped_in_silence(kept: Path) -> None:
    (kept / "datapackage.json").unlink()
    file = kept / "observations.csv"
    file.write_text(file.read_text("utf-8").replace(",district,", ",village,"), encoding="utf-8")
    with pytest.raises(AnalysisError, match="column level: the code list has no 'village'"):
        ua.load("observations")
