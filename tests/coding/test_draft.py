"""From an article to a coder's sheet, and from finished sheets to tables that can be settled."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import project
from analysis.cli import main
from analysis.coding.coding_records import CodedMention
from analysis.coding.draft import coding_sheet, merge, origin_record
from analysis.coding.figure_rules import figure_faults, span_faults
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.cell_rules import faults_of
from analysis.tables.store import read_rows

TEXT = "乌有市2018年\n\n全年办案87件,挽回损失约26万元。一线职工600余名参加。\n"
NAME = "wuyou-2018"


def test_sheet_holds_every_numeral_with_the_reading() -> None:
    sheet = coding_sheet(TEXT, NAME)
    assert [each.kind for each in sheet] == ["date", "figure", "figure", "other", "figure"]
    names = ("value", "unit", "bound", "hedge")
    cells = [[each.literal, *(each.coded.get(name, "") for name in names)] for each in sheet]
    assert cells[1:3] == [
        ["87件", "87", "件", "exact", ""],
        ["约26万元", "260000", "元", "about", "约"],
    ]
    assert cells[4] == ["600余名", "600", "人", "at_least", "余"]
    first = sheet[1].coded
    assert (first["period_start"], first["period_end"]) == ("2018-01-01", "2018-12-31")
    assert first["period_basis"] == "carried"  # the year stands in the line before
    assert all(TEXT[each.start : each.end] == each.literal for each in sheet)


def test_sheet_proposes_nothing_about_the_meaning() -> None:
    for mention in coding_sheet(TEXT, NAME):
        for name in ("indicator", "nature", "level", "counted", "status"):
            assert not mention.coded.get(name)
        assert not mention.measures


def test_blank_sheet_has_places_and_kinds_only() -> None:
    sheet = coding_sheet(TEXT, NAME, blank=True)
    assert sheet and all(not mention.coded for mention in sheet)


def test_the_city_of_two_words_has_a_code_of_two_words() -> None:
    row = origin_record("new-yanxi-2018-b", "砚溪".encode())
    assert (row["document"], row["city"]) == ("new-yanxi-2018-b", "new-yanxi")
    assert (row["label_en"], row["period_end"]) == ("New Yanxi 2018", "2018-12-31")


def test_origin_record_says_unknown_and_knows_the_copy() -> None:
    article = TEXT.encode()
    row = origin_record(NAME, article)
    assert row["city"] == "wuyou"
    assert row["characters"] == str(len(TEXT))
    assert row["sha256"] == hashlib.sha256(article).hexdigest()
    assert row["publisher"] == row["condition_en"] == "unknown"
    assert row["published"] == ""
    assert set(row) == set(schema.DOCUMENTS.names)


MEANING = {"nature": "flow", "level": "city", "counted": "activities", "status": "as_printed"}
INDICATORS = {"87件": "legal_services", "约26万元": "losses_recovered", "600余名": "clients"}


_OF_MENTIONS = {"kind", "end", "literal", "note", "measures"}


def coded(**changes: object) -> list[CodedMention]:
    """Return a finished sheet; `changes` alter what is said of the figure 87件."""
    sheet = []
    for mention in coding_sheet(TEXT, NAME):
        if mention.is_figure:
            more = {**MEANING, "indicator": INDICATORS[mention.literal]}
            words = Words(en="things", zh="事物")
            mention = replace(mention, coded={**mention.coded, **more}, measures=words)
        sheet.append(mention)
    own = {
        name: changes.pop(name)
        for name in ("kind", "end", "literal", "note", "measures")
        if name in changes
    }
    sheet[1] = replace(sheet[1], coded={**sheet[1].coded, **changes}, **own)  # type: ignore[arg-type]
    return sheet


def rule_faults(figures: list[dict[str, str]]) -> list[str]:
    rows = [[row[name] for name in schema.FIGURES.names] for row in figures]
    found = faults_of(rows, schema.FIGURES, {}, "f.csv")
    found += span_faults(figures, schema.FIGURES, "f.csv")
    found += figure_faults(figures, schema.FIGURES, "f.csv", NAME)
    return [str(fault) for fault in found]


def test_sheets_that_agree_become_figures() -> None:
    figures, others = merge(NAME, TEXT, [coded(), coded()])
    assert [row["figure_id"] for row in figures] == [f"{NAME}-00{n}" for n in (1, 2, 3)]
    places = [(row["paragraph"], row["sentence"]) for row in figures]
    assert places == [("2", "1"), ("2", "1"), ("2", "2")]
    assert [row["kind"] for row in others] == ["date", "other"]
    assert rule_faults(figures) == []


def test_a_cell_on_which_coders_differ_is_refused_until_decided() -> None:
    figures, _ = merge(NAME, TEXT, [coded(stage="handled"), coded()])
    assert [row["stage"] for row in figures] == ["‹handled|›", "", ""]
    assert rule_faults(figures) == [
        "f.csv, row 2, column stage: '‹handled|›' is not decided; keep one of the readings"
    ]


def test_words_and_notes_of_both_coders_are_kept() -> None:
    other = coded(note="perhaps twice", measures=Words(en="cases", zh="案件"))
    figures, _ = merge(NAME, TEXT, [coded(), other])
    assert figures[0]["measures_en"] == "‹things|cases›"
    assert figures[0]["note_en"] == figures[0]["note_zh"] == "perhaps twice"


def test_a_mention_that_one_coder_lacks_stays_open_in_every_filled_cell() -> None:
    shorter = coded()
    del shorter[1]
    row = merge(NAME, TEXT, [coded(), shorter])[0][0]
    assert (row["value"], row["indicator"]) == ("‹87|›", "‹legal_services|›")
    assert row["reading_note"] == f"‹{row['start']}–{row['end']} figure|—›"


def test_another_kind_stays_open() -> None:
    figures, others = merge(NAME, TEXT, [coded(), coded(kind="name")])
    assert [row["literal"] for row in figures] == ["87件", "约26万元", "600余名"]
    assert figures[0]["bound"] == "‹exact|›"
    assert len(others) == 2


def test_other_spans_of_one_numeral_are_one_figure() -> None:
    figures, _ = merge(NAME, TEXT, [coded(), coded(end=coded()[1].end - 1, literal="87")])
    assert len(figures) == 3
    assert figures[0]["literal"] == "87件"
    assert figures[0]["reading_note"].startswith("‹")


def test_touching_spans_are_two_places() -> None:
    text = "共5家6户。"
    sheet = [
        CodedMention("wuyou-2018", start, start + 2, text[start : start + 2], "name", {})
        for start in (1, 3)
    ]
    assert len(merge(NAME, text, [sheet, sheet])[1]) == 2


def test_relations_name_figures() -> None:
    sheet = coded(part_of_start=str(coded()[2].start), part_kind="subset")
    assert merge(NAME, TEXT, [sheet, sheet])[0][0]["part_of"] == "wuyou-2018-002"


def test_one_sheet_alone_is_taken_over() -> None:
    assert rule_faults(merge(NAME, TEXT, [coded()])[0]) == []


def test_command_writes_sheet_and_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "wuyou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft"
    assert main(["draft", str(article), "--output", str(out)]) == 0
    assert "3 figures and 2 other numerals" in capsys.readouterr().out
    assert len(read_rows(out / "wuyou-2018.coding.csv", schema.CODING)) == 5
    assert len(read_rows(out / "wuyou-2018.origin.csv", schema.DOCUMENTS)) == 1


def test_command_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "wuyou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft"
    main(["draft", str(article), "--output", str(out)])
    (out / "wuyou-2018.coding.csv").write_text("mine", encoding="utf-8")
    assert main(["draft", str(article), "--output", str(out)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert (out / "wuyou-2018.coding.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("Wuyou.txt", b"1", "does not name a document"),
        ("wuyou-2018.txt", b"", "is empty"),
        ("wuyou-2018.txt", "乌有".encode("gb18030"), "is not UTF-8"),
        ("wuyou-2018.txt", None, "cannot read wuyou-2018.txt"),
        ("wuyou-2018.txt", "乌有\x00".encode(), "is no plain text (character U+0000 at 2)"),
        ("wuyou-2018.txt", b"1" * 1_000_001, "has 1000001 bytes, more than any article"),
    ],
)
def test_command_refuses_what_is_no_article(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes | None,
    complaint: str,
) -> None:
    article = tmp_path / name
    if content is not None:
        article.write_bytes(content)
    assert main(["draft", str(article), "--output", str(tmp_path / "draft")]) == 1
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "draft").exists()


@pytest.mark.parametrize("day", ["2016/01/28", "2016-02-30", "2016-1-2", "yesterday"])
def test_a_reference_date_that_is_no_day_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    article = tmp_path / "wuyou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(article), "--reference-date", day]) == 1
    assert f"--reference-date {day!r} is not a day: write it as" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("fuxin-2017", "fuxin-2017 is settled already from this very copy"),
        ("wuyou-2018", "wuyou-2018.txt is the article of fuxin-2017"),
    ],
)
def test_an_article_that_is_there_already_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    complaint: str,
) -> None:
    article = tmp_path / f"{name}.txt"
    article.write_text(TEXT, encoding="utf-8")
    shutil.copytree(project.raw(), tmp_path / "data" / "raw")
    catalogue = tmp_path / "data" / "raw" / "documents.csv"
    rows = catalogue.read_text(encoding="utf-8").splitlines()
    (line,) = [row for row in rows if row.startswith("fuxin-2017,")]
    (old,) = re.findall("[0-9a-f]{64}", line)
    new = hashlib.sha256(article.read_bytes()).hexdigest()
    catalogue.write_text("\n".join(rows).replace(old, new) + "\n", encoding="utf-8")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    assert main(["draft", str(article)]) == 1
    assert complaint in capsys.readouterr().err


def test_merge_of_an_unknown_document_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "wuyou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(article), "--merge", "--output", str(tmp_path / "draft")]) == 1
    assert "needs its row in data/raw/documents.csv first" in capsys.readouterr().err


def test_merge_refuses_another_copy_than_was_coded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "fuxin-2017.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(article), "--merge", "--output", str(tmp_path / "draft")]) == 1
    assert "is not the copy that was coded" in capsys.readouterr().err


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / f"{NAME}.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_proposals_are_filled_in_and_listed(tmp_path: Path, article: Path) -> None:
    out = tmp_path / "draft"
    assert main(["draft", str(article), "--propose", "--output", str(out)]) == 0
    sheet = {row["start"]: row for row in rows_of(out / f"{article.stem}.coding.csv")}
    listed = rows_of(out / f"{article.stem}.proposals.csv")
    figures = {start for start, row in sheet.items() if row["kind"] == "figure"}
    assert {row["start"] for row in listed} <= figures
    for row in listed:
        if row["rank"] == "1":
            assert sheet[row["start"]]["indicator"] == row["indicator"]
            assert sheet[row["start"]]["measures_zh"] == row["label_zh"]


def test_proposals_are_no_blank_sheet(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["draft", str(article), "--propose", "--blank", "--output", str(tmp_path / "draft")]
    assert main(words) == 1
    assert "choose one of them" in capsys.readouterr().err
    assert not (tmp_path / "draft").exists()
