"""Processed tables: exact bytes, atomic writing, and the description as a Data Package."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.coding import raw
from analysis.errors import AnalysisError
from analysis.tables import schema
from analysis.tables import store as tables
from analysis.tables.schema import Column, Table

PAIR = Table(
    "pair",
    "Two cells",
    "两格",
    (
        Column("name", "string", "Name", "名", required=True, pattern=r"[a-z]+"),
        Column("status", "string", "Status", "状态", codes="status"),
    ),
    key=("name",),
)


def frame(*rows: tuple[object, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["name", "status"], dtype=object)


def test_csv_is_minimal_and_ends_lines_with_lf() -> None:
    text = tables.to_csv(frame(("a", "x,y"), ("b", 'say "so"'), ("c", "")), PAIR)
    assert text == 'name,status\na,"x,y"\nb,"say ""so"""\nc,\n'


def test_other_columns_and_cells_that_are_no_text_are_refused() -> None:
    with pytest.raises(AnalysisError, match=r"table pair: columns \['name'\] instead of"):
        tables.to_csv(pd.DataFrame({"name": ["a"]}), PAIR)
    with pytest.raises(AnalysisError, match=r"table pair, row 3, column status: 1\.5 is not text"):
        tables.to_csv(frame(("a", "x"), ("b", 1.5)), PAIR)


def test_writing_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "pair.csv"
    tables.write(frame(("a", "old")), PAIR, path)
    tables.write(frame(("a", "new")), PAIR, path)
    assert path.read_bytes() == b"name,status\na,new\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["pair.csv"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AnalysisError, match=r"cannot write pair\.csv in file/"):
        tables.write(frame(("a", "x")), PAIR, tmp_path / "file" / "pair.csv")


def test_a_missing_processed_table_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSIS_PROCESSED", str(tmp_path))
    with pytest.raises(AnalysisError, match=r"pair\.csv is missing: build it with"):
        tables.read("pair.csv", PAIR)


def test_the_package_describes_columns_codes_and_sources(tmp_path: Path) -> None:
    content = tables.to_csv(frame(("a", "as_printed")), PAIR).encode()
    data = raw.load()
    described = tables.resource("deep/pair.csv", PAIR, content, {"status": ["as_printed"]})
    assert described["name"] == "deep-pair"
    assert described["bytes"] == len(content)
    assert described["schema"]["primaryKey"] == ["name"]
    assert described["schema"]["fields"] == [
        {
            "name": "name",
            "type": "string",
            "title": "Name",
            "title_zh": "名",
            "constraints": {"required": True, "pattern": "^(?:[a-z]+)$"},
        },
        {
            "name": "status",
            "type": "string",
            "title": "Status",
            "title_zh": "状态",
            "codelist": "status",
            "constraints": {"enum": ["as_printed"]},
        },
    ]
    package = json.loads(tables.data_package([described], data.codelists, data.documents, "1.0.0"))
    assert package["version"] == "1.0.0"
    assert [source["city"] for source in package["sources"]] == [
        "zhuzhou",
        "zhuzhou",
        "huzhou",
        "fuxin",
    ]
    assert {entry["code"] for entry in package["codelists"]["bound"]} == set(data.codes["bound"])


def test_every_column_is_described_in_both_languages() -> None:
    declared = [value for value in vars(schema).values() if isinstance(value, Table)]
    assert len(declared) >= 12
    for table in declared:
        assert table.en and table.zh
        assert len(set(table.names)) == len(table.names)
        for column in table:
            assert column.en and column.zh, (table.name, column.name)
        for name in table.key:
            assert table[name].name == name
