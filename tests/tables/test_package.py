"""Processed tables: exact bytes, atomic writing, and the description as a Data Package."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.language.messages import Words
from analysis.tables import package, schema, store
from analysis.tables.codebook import Code, Codebook, Document
from analysis.tables.schema import Field, TableSchema

PAIR = TableSchema(
    "pair",
    Words(en="Two cells", zh="两格"),
    (
        Field("name", "text", Words(en="Name", zh="名"), "name", True, r"[a-z]+"),
        Field("status", "code", Words(en="Status", zh="状态"), "status", codes="status"),
    ),
    key=("name",),
)


def test_the_package_describes_columns_codes_and_sources(tmp_path: Path) -> None:
    content = store.to_csv([["a", "as_printed"]], PAIR).encode()
    described = package.resource("deep/pair.csv", PAIR, content)
    columns = package.table_schema(PAIR, {"status": ["as_printed"]})
    assert described["name"] == "deep-pair"
    assert described["bytes"] == len(content)
    assert described["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert described["schema"] == "schemas/pair.json"
    assert columns["primaryKey"] == ["name"]
    assert "foreignKeys" not in columns
    assert columns["fields"] == [
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
    book = Codebook(
        (
            Code("city", "haven", Words(en="Haven", zh="港城"), Words(en="", zh="")),
            Code("status", "as_printed", Words(en="as printed", zh="照印"), Words(en="x", zh="")),
        ),
        (),
        tuple(_document(f"haven-{year}") for year in (2018, 2019)),
    )
    described_all = json.loads(package.data_package([described], book, "1.0.0"))
    assert described_all["version"] == "1.0.0"
    assert described_all["title"] == (
        "Figures of two articles by or for the trade unions of one Chinese city"
    )
    assert described_all["title_zh"] == "一座城市工会自己写的或别人为其写的两篇文章中的数字"
    assert described_all["sources"] == [{"title": "T", "city": "haven", "sha256": "0f"}] * 2
    assert described_all["codelists"]["status"] == [
        {
            "code": "as_printed",
            "label_en": "as printed",
            "label_zh": "照印",
            "definition_en": "x",
        }
    ]


def test_columns_say_what_kind_of_value_they_hold() -> None:
    kinds = {
        "size": "number",
        "count": "whole",
        "day": "date",
        "sure": "flag",
        "limits": "interval",
    }
    table = TableSchema(
        "kinds",
        Words(en="Kinds", zh="类"),
        tuple(
            Field(name, kind, Words(en=name, zh=name), name, numbers="beside")
            for name, kind in kinds.items()
        ),
    )
    fields = package.table_schema(table, {})["fields"]
    assert {each["name"]: each["type"] for each in fields} == {
        "size": "number",
        "size_exact": "string",
        "count": "integer",
        "day": "date",
        "sure": "boolean",
        "limits_low": "number",
        "limits_high": "number",
        "limits_ends": "string",
        "limits_exact": "string",
    }
    sure = next(each for each in fields if each["name"] == "sure")
    assert (sure["trueValues"], sure["falseValues"]) == (["yes"], ["no"])


def test_references_are_foreign_keys_but_no_list_is_and_no_key_of_its_own_table() -> None:
    def keys(name: str) -> dict[str, str]:
        found = package.table_schema(schema.TABLES[name], {}).get("foreignKeys", [])
        return {"+".join(each["fields"]): each["reference"]["resource"] for each in found}

    assert keys("documents") == {}
    assert keys("code-rules") == {"list+code": "codelists"}
    assert keys("indicator-rules") == {"indicator": "indicators"}
    assert keys("observations") == {
        "document": "documents",
        "unit": "units",
        "indicator": "indicators",
        "duplicate_of": "observations",
        "part_of": "observations",
    }


def _document(name: str) -> Document:
    row = dict.fromkeys(schema.DOCUMENTS.names, "") | {"document": name, "city": "haven"}
    row |= {"title": "T", "characters": "1", "sha256": "0f"}
    return Document.from_values(store.values_of(list(row.values()), schema.DOCUMENTS))


def test_a_table_that_is_not_declared_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    stray = tmp_path / "data" / "processed" / "themes" / "relief" / "stray.csv"
    stray.parent.mkdir(parents=True)
    stray.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"data/processed/themes/relief/stray\.csv is not decl"):
        package.write_package(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["stray.csv"]


def test_every_field_is_described_in_every_language() -> None:
    assert len(schema.TABLES) >= 12
    for table in schema.TABLES.values():
        assert set(table.title) == set(LANGUAGES)
        assert len(set(table.names)) == len(table.names)
        for column in table:
            assert all(column.title[language] for language in LANGUAGES), (table.name, column.name)
        for name in table.key:
            assert table[name].name == name


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("", "field 'b' is not declared"),
        ('b={en="b"}', "description in 'zh'"),
        ('b={kind="odd",en="b",zh="乙"}', "kind 'odd' is not known"),
        ('b={colour=1,en="b",zh="乙"}', "'colour' is not known"),
    ],
)
def test_a_broken_declaration_is_named(
    declared: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "declared.toml"
    table = '[table.a]\nen="a"\nzh="甲"\nkey=[]\nfields=["b"]'
    file.write_text(f"[field]\n{declared}\n{table}\n", encoding="utf-8")
    monkeypatch.setattr(schema, "_FILE", file)
    with pytest.raises(AnalysisError, match=said):
        schema._load()


def test_the_stated_version_is_that_of_the_description(tmp_path: Path) -> None:
    assert package.stated_version(tmp_path) == ""
    (tmp_path / "datapackage.json").write_text('{"version": "9.0.1"}', encoding="utf-8")
    assert package.stated_version(tmp_path) == "9.0.1"
    (tmp_path / "datapackage.json").write_text("[", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"datapackage\.json is broken: build it"):
        package.stated_version(tmp_path)


def test_the_citation_names_what_the_file_states(tmp_path: Path) -> None:
    file = tmp_path / "CITATION.cff"
    stated = 'title: "T"\nauthors:\n  - name: "N"\nversion: "1.2.3"\ndate-released: "2030-01-02"\n'
    file.write_text(f"{stated}license: CC0\n", encoding="utf-8")
    assert package.citation(tmp_path) == "N (2030). T. Data version 1.2.3. CC0."
    assert package.citation(tmp_path, "2.0.0") == "N (2030). T. Data version 2.0.0. CC0."
    file.write_text(stated, encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"CITATION\.cff states no license: add it"):
        package.citation(tmp_path)
