"""The tables of one text, each published with what it needs and by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import project
from analysis.checks import text_results
from analysis.checks.text_results import TextResults
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.tables import store
from analysis.tables.dataset import path_of
from analysis.tables.schema import TABLES

RAW = RawData(project.raw())
TEXT = RAW.document_ids()[0]
OWN = [name for name, table in TABLES.items() if "document" in table.published]


def test_every_table_that_is_published_for_a_text_is_made_and_written(tmp_path: Path) -> None:
    text = TextResults(RAW, TEXT, tmp_path)
    found = {name: text.publish(name) for name in OWN}
    assert list(found["observations"]["figure_id"]) == [
        figure.figure_id for figure in RAW.figures(TEXT)
    ]
    for name, frame in found.items():
        written = tmp_path / path_of(TABLES[name], "document", TEXT)
        assert store.read_csv(written, TABLES[name]).equals(frame), name
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(OWN)


def test_one_table_alone_is_the_same_as_after_the_others(tmp_path: Path) -> None:
    late = TextResults(RAW, TEXT, tmp_path)
    late.publish("observations")
    late.publish("derived")
    alone = TextResults(RAW, TEXT, tmp_path / "alone")
    assert alone.publish("findings").equals(late.publish("findings"))


def test_what_is_miscoded_keeps_the_findings_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise AnalysisError("Coded as 620, printed as 62.")

    monkeypatch.setattr(text_results, "refuse_miscoded", refused)
    with pytest.raises(AnalysisError, match="printed as 62"):
        TextResults(RAW, TEXT, tmp_path).publish("findings")
    assert not list(tmp_path.rglob("*.csv"))


def test_another_table_is_none_of_a_text(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="no table 'observation'; did you mean 'observations'"):
        TextResults(RAW, TEXT, tmp_path).publish("observation")
