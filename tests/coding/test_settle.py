"""Settling the raw files, and what two coders read differently."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from analysis import project
from analysis.coding import raw, settle, settlement
from analysis.errors import AnalysisError
from analysis.tables import schema


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(project.raw(), tmp_path / "data" / "raw")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    return tmp_path


def test_the_recorded_hashes_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert settle.run(argparse.Namespace(check=True)) == 0
    assert capsys.readouterr().out == "hashes are current\n"


def test_settling_twice_changes_nothing(root: Path) -> None:
    record = root / "data" / "raw" / "hashes" / "fuxin-2017.csv"
    before = record.read_bytes()
    assert settle.run(argparse.Namespace(check=False)) == 0
    assert record.read_bytes() == before


def test_a_changed_figure_is_seen_and_can_be_settled(root: Path) -> None:
    path = root / "data" / "raw" / "figures" / "fuxin-2017.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",102,", ",103,"), encoding="utf-8")
    assert settle.run(argparse.Namespace(check=True)) == 1
    assert settle.run(argparse.Namespace(check=False)) == 0
    assert settle.run(argparse.Namespace(check=True)) == 0


def test_a_broken_table_is_not_settled(root: Path) -> None:
    record = root / "data" / "raw" / "hashes" / "fuxin-2017.csv"
    before = record.read_bytes()
    path = root / "data" / "raw" / "figures" / "fuxin-2017.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",exact,", ",precise,"), encoding="utf-8"
    )
    with pytest.raises(AnalysisError, match="'precise' must be one of the code list 'bound'"):
        settle.run(argparse.Namespace(check=False))
    assert record.read_bytes() == before


def test_disagreements_name_both_readings_and_the_settled_one() -> None:
    data = raw.load()
    rows = settlement.disagreements(
        "huzhou-2015",
        data.coding("huzhou-2015", "a"),
        data.coding("huzhou-2015", "b"),
        data.figures("huzhou-2015"),
    )
    assert list(rows.columns) == schema.DISAGREEMENTS.names
    unit = rows[(rows["literal"] == "730件(次)") & (rows["column"] == "unit")].iloc[0]
    assert (unit["coder_a"], unit["coder_b"], unit["settled"]) == ("件", "件次", "件次")


def test_a_figure_that_one_coder_lacks_is_one_row_on_the_span() -> None:
    data = raw.load()
    first = data.coding("huzhou-2015", "a")
    second = first[first["literal"] != "730件(次)"]
    settled = data.figures("huzhou-2015")
    rows = settlement.disagreements("huzhou-2015", first, second, settled)
    assert rows[["literal", "column", "coder_b"]].to_numpy().tolist() == [
        ["730件(次)", "span", settlement.MISSING]
    ]
