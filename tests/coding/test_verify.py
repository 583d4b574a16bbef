"""The proof against the articles, on an invented document and, where they are given, on the real
ones."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import pytest
from made_up import figure as row

from analysis import project
from analysis.coding import raw, verify
from analysis.coding.coding_records import ListItem, OtherNumeral, RawFigure, TextFault
from analysis.errors import AnalysisError
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.store import values_of

SOURCES = os.environ.get("SOURCES_DIR", "")


def test_sentence_places_count_non_blank_lines_and_sentences() -> None:
    assert verify.sentence_places("甲。乙\n\n丙") == [
        (1, 1),
        (1, 1),
        (1, 2),
        (0, 0),
        (0, 0),
        (2, 1),
    ]


def test_gap_is_found() -> None:
    text = "共有5家，另有3家。"
    spans = [OtherNumeral("nowhere-2020", 2, 4, "5家", "name")]
    faults = list(verify._gaps(text, spans, verify.find_quantities(text)))
    assert faults == [
        "'3家' at 7 is in neither table",
        "the numeral '3' at 7 is in neither table",
    ]


def test_wrong_span_is_found() -> None:
    spans = [OtherNumeral("nowhere-2020", 0, 2, "5家", "name")]
    assert list(verify._span_faults("共有5家", spans)) == [
        "characters 0 to 2 are '共有', not '5家'"
    ]


def figure(**cells: str) -> RawFigure:
    """Return a figure with the given cells."""
    own = {"start": "2", "end": "7", "unit": "家", "bound": "at_least", "hedge": "余"}
    made = row(1, "500余家", "500", "units", document="nowhere-2020", **own) | cells
    values = values_of([made[name] for name in schema.FIGURES.names], schema.FIGURES)
    return RawFigure.from_values(values)


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("", []),
        ("这些年", []),
        ("这些年…至今", []),
        ("至今…这些年", ["nowhere-2020-001: '这些年' is not printed up to the line of '500余家'"]),
        ("年底", ["nowhere-2020-001: '年底' is not printed up to the line of '500余家'"]),
    ],
)
def test_words_of_time_are_printed_by_the_line_of_their_figure(
    words: str, faults: list[str]
) -> None:
    text = "這(zhè)些年市里至今建成500余家。\n年底再建。"
    start = text.index("500")
    made = figure(start=str(start), end=str(start + 5), period_words=words)
    assert list(verify._time_faults(text, [made])) == faults


@pytest.mark.parametrize(
    ("cells", "faults", "noted"),
    [
        ({}, (), 0),
        ({"value": "50"}, ("nowhere-2020-001 (500余家): value coded '50', read '500'",), 0),
        ({"value": "50", "reading_note": "the text is open here"}, (), 1),
        (
            {"reading_note": "needless"},
            ("nowhere-2020-001: a reading_note, but coder and reader agree: drop it",),
            0,
        ),
    ],
)
def test_difference_needs_a_reading_note(
    cells: dict[str, str], faults: tuple[str, ...], noted: int
) -> None:
    quantities = verify.find_quantities("建成500余家。")
    promise = verify._reading([figure(**cells)], quantities)
    assert (promise.faults, promise.noted) == (faults, noted)


def test_another_text_is_refused_at_once() -> None:
    promises = verify.verify_document(raw.load_raw(), "fuxin-2017", b"another text")
    assert [promise.name for promise in promises] == ["same article"]
    assert promises[0].faults[0].startswith("SHA-256 is ")


def test_missing_folder_and_article_are_named(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="there is no folder 'nowhere'"):
        verify.run(argparse.Namespace(sources=tmp_path / "nowhere", documents=[]))
    with pytest.raises(AnalysisError, match=r"fuxin-2017\.txt is not in"):
        verify.run(argparse.Namespace(sources=tmp_path, documents=["fuxin-2017"]))
    with pytest.raises(AnalysisError, match="unknown document"):
        verify.run(argparse.Namespace(sources=tmp_path, documents=["nowhere-2020"]))


@pytest.mark.skipif(not SOURCES, reason="SOURCES_DIR names no folder of articles")
def test_every_promise_about_the_real_articles_is_kept() -> None:
    data = raw.load_raw(project.raw())
    for document in data.document_ids():
        article = (Path(SOURCES) / f"{document}.txt").read_bytes()
        for promise in verify.verify_document(data, document, article):
            assert promise.faults == (), (document, promise.name)
            assert promise.checked > 0


def test_documents_whose_article_is_not_there_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fuxin-2017.txt").write_text("另一篇", encoding="utf-8")
    assert verify.run(argparse.Namespace(sources=tmp_path, documents=[])) == 1
    said = capsys.readouterr().out
    assert "not verified, because the article is not in the folder: " in said
    assert "huzhou-2015" in said


class Spots:
    """Stands for raw data with one fault and one list item."""

    def __init__(self, **fault: object) -> None:
        words = Words(en="x", zh="甲")
        cells = {"paragraph": 1, "printed": "工会", "reaches": None, "again": None, **fault}
        self.fault = TextFault(
            document="linzhou-2019",
            start=2,
            end=4,
            kind="typo",
            verdict="certain",
            wrong=words,
            likely="",
            use=words,
            **cells,  # type: ignore[arg-type]
        )
        self.item = ListItem("linzhou-2019", 0, "两项", 1, 5, 6, "甲", False, words)

    def text_faults_of(self, document: str) -> tuple[TextFault, ...]:
        assert document == "linzhou-2019"
        return (self.fault,)

    def list_items_of(self, document: str) -> tuple[ListItem, ...]:
        return (self.item,)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({}, ""),
        ({"printed": "公会"}, "characters 2 to 4 are '工会': '公会'"),
        ({"paragraph": 2}, "'工会' stands in paragraph 1"),
        ({"reaches": 4, "again": 8}, ""),
        ({"reaches": 5, "again": 8}, "the passage at 2 is not the one at 8"),
    ],
)
def test_faults_and_lists_stand_where_they_are_said_to(
    fault: dict[str, object], message: str
) -> None:
    spots = Spots(**fault)
    promise = verify._spots(spots, "linzhou-2019", "两项工会：甲、乙工会。")  # type: ignore[arg-type]
    assert promise.checked == 2
    assert promise.faults == ((message,) if message else ())
