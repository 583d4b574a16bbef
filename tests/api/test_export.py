"""The data set in other forms: types and keys kept, equal bytes, nothing turned into dates."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from made_up_checkout import A, B

from analysis import cli
from analysis.api.export_command import _kept, export
from analysis.errors import AnalysisError
from analysis.tables.schema import TABLES

pytestmark = pytest.mark.usefixtures("checkout")

WHOLE = [name for name, table in TABLES.items() if "all" in table.published]


@pytest.fixture(scope="module")
def folder(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("export") / "deep"
    export(target, parquet=False)
    return target


def test_the_database_has_types_keys_and_references(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "union-figures.sqlite")) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        assert names >= set(WHOLE)
        row = database.execute(
            "SELECT value, value_exact, typeof(paragraph), period_end, part_of FROM observations "
            "WHERE figure_id = ?",
            (f"{B}-001",),
        ).fetchone()
        assert row == (0.333333333333333, "1/3", "integer", "2019-12-31", None)
        assert database.execute("SELECT sum(neutral) FROM units").fetchone() == (0,)
        keys = database.execute("PRAGMA foreign_key_list(observations)").fetchall()
        assert {(key[2], key[3]) for key in keys} >= {("units", "unit"), ("documents", "document")}
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("UPDATE observations SET unit = 'no unit'")


def test_every_table_is_there_for_spreadsheets(folder: Path) -> None:
    assert sorted(path.stem for path in (folder / "csv").iterdir()) == sorted(WHOLE)
    raw = (folder / "csv" / "observations.csv").read_bytes()
    assert raw.startswith("\ufefffigure_id,".encode()) and b"\r\n" in raw
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert (rows[5]["value"], rows[5]["value_exact"]) == ("0.333333333333333", "'1/3")
    assert rows[0]["literal"] == "40人"


@pytest.mark.parametrize(
    ("cell", "is_text", "kept"),
    [
        ("1/3", True, "'1/3"),
        ("3-4", True, "'3-4"),
        ("007", True, "'007"),
        ("12345678901234567", True, "'12345678901234567"),
        ("1e5", True, "'1e5"),
        ("=1+1", True, "'=1+1"),
        ("2019-12-31", False, "2019-12-31"),
        ("-5.5", False, "-5.5"),
        ("近1400万元", True, "近1400万元"),
        ("[13, 14)", True, "[13, 14)"),
    ],
)
def test_cells_stay_what_they_are(cell: str, is_text: bool, kept: str) -> None:
    assert _kept(cell, is_text) == kept


def test_the_zip_holds_everything_and_equal_data_give_equal_bytes(
    folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(folder / "union-figures.zip") as archive:
        names = set(archive.namelist())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file()}
    assert names == files - {"union-figures.zip"}
    again = export(tmp_path, parquet=False)[-1]
    assert again.read_bytes() == (folder / "union-figures.zip").read_bytes()


def test_the_description_names_every_file_with_its_hash(folder: Path) -> None:
    described = json.loads((folder / "datapackage.json").read_bytes())
    assert described["version"] == "7.1.0"
    paths = {each["path"]: each for each in described["resources"]}
    assert set(paths) == {
        *(f"csv/{name}.csv" for name in WHOLE),
        "union-figures.sqlite",
        "data-dictionary.md",
    }
    assert paths["csv/units.csv"]["title"] == TABLES["units"].title["en"]
    assert paths["csv/units.csv"]["bytes"] == (folder / "csv" / "units.csv").stat().st_size


def test_an_orphan_stops_the_export(checkout: Path, tmp_path: Path) -> None:
    processed = checkout / "data" / "processed"
    before = {path: path.read_bytes() for path in processed.glob("*.*")}
    try:
        (processed / "datapackage.json").unlink()
        file = processed / "observations.csv"
        file.write_text(file.read_text("utf-8").replace(f"{A}-002,,,", f"{A}-009,,,"), "utf-8")
        with pytest.raises(AnalysisError, match="table observations: row 3 refers to a row that"):
            export(tmp_path, parquet=False)
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def test_a_missing_library_and_a_bad_folder_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert cli.main(["export", str(tmp_path / "out")]) == 1
    assert "Parquet needs pyarrow, which is not installed" in capsys.readouterr().err
    (tmp_path / "file").write_text("", "utf-8")
    assert cli.main(["export", str(tmp_path / "file"), "--no-parquet"]) == 1
    assert "error: cannot write to file" in capsys.readouterr().err


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(tmp_path), "--no-parquet"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(" union-figures.sqlite") and lines[-1].endswith(" union-figures.zip")
    assert len(lines) == len(WHOLE) + 4


def test_parquet_has_types_that_every_reader_has(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(tmp_path)
    schema = parquet.read_schema(tmp_path / "parquet" / "observations.parquet")
    types = {name: str(schema.field(name).type) for name in ("value", "paragraph", "period_end")}
    assert types == {"value": "double", "paragraph": "int64", "period_end": "date32[day]"}
    described = json.loads((tmp_path / "datapackage.json").read_bytes())
    own = next(each for each in described["resources"] if each["name"] == "parquet-derived")
    assert {key["reference"]["resource"] for key in own["schema"]["foreignKeys"]} == {
        "parquet-documents",
        "parquet-units",
    }
    assert own["hash"].startswith("sha256:") and "bytes" not in own
    own = next(each for each in described["resources"] if each["name"] == "parquet-observations")
    described_as = {each["name"]: each["type"] for each in own["schema"]["fields"]}
    assert (described_as["paragraph"], described_as["multiplier"]) == ("integer", "number")


def test_frictionless_reads_what_was_exported(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    pytest.importorskip("pyarrow")
    export(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert len(report.tasks) == 2 * len(WHOLE) + 2
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert kinds <= {"constraint-error"}  # made-up rows leave cells empty that must be filled
