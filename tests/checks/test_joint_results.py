"""The tables of all texts together, made from those of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import project
from analysis.checks.joint_results import JointResults
from analysis.checks.text_results import TextResults
from analysis.coding.raw import PASSED_ON, RawData
from analysis.errors import AnalysisError
from analysis.tables import store
from analysis.tables.dataset import Dataset, path_of
from analysis.tables.schema import TABLES

RAW = RawData(project.raw())
TEXTS = RAW.document_ids()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> JointResults:
    """Return what follows from the tables of the texts, which are worked out here."""
    folder = tmp_path_factory.mktemp("processed")
    for table in PASSED_ON:
        store.write_text(store.to_csv(RAW.table(table), table), folder / path_of(table))
    for name in TEXTS:
        text = TextResults(RAW, name, folder)
        for table in ("observations", "derived", "lists", "text-faults", "coded-by"):
            text.publish(table)
        text.publish("disagreements")
    return JointResults(Dataset(folder), folder)


def test_texts_stand_side_by_side_in_their_order(results: JointResults) -> None:
    rows = results.publish("observations")
    assert list(rows["figure_id"]) == [
        figure.figure_id for name in TEXTS for figure in RAW.figures(name)
    ]
    counts = results.publish("coverage")
    assert counts["figures"].astype(int).sum() == len(rows)
    assert list(dict.fromkeys(counts["document"])) == results.codebook.document_order()


def test_every_graded_pair_is_stored_or_counted(results: JointResults) -> None:
    stored, counted = results.publish("comparisons"), results.publish("pair-counts")
    assert len(results.graded) == len(stored) + counted["pairs"].astype(int).sum()
    trials = results.publish("sensitivity")
    assert set(trials["comparison_id"]) <= set(stored["comparison_id"])


def test_a_table_is_written_whole_and_apart_as_declared(results: JointResults) -> None:
    for name in ("findings", "look-alikes", "targets", "derived"):
        table, frame = TABLES[name], results.publish(name)
        whole = results.folder / path_of(table)
        assert store.read_csv(whole, table).equals(frame)
        for part, names in (
            ("theme", results.codebook.order("theme")),
            ("city", {document.city for document in results.codebook.documents}),
            ("text", TEXTS),
        ):
            if part in table.published:
                paths = [results.folder / path_of(table, part, each) for each in names]
                assert all(path.is_file() for path in paths), (name, part)


def test_what_is_missing_or_unknown_is_a_sentence(results: JointResults, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="no table 'pairs'"):
        results.publish("pairs")
    with pytest.raises(AnalysisError, match=r"documents\.csv is missing: build it"):
        JointResults(Dataset(tmp_path), tmp_path).publish("observations")
