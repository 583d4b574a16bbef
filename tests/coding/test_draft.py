from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import main
from analysis.coding import raw
from analysis.coding.draft import coding_sheet, merge, origin_record
from analysis.coding.raw import read_csv
from analysis.tables import schema

TEXT = "林州市2018年\n\n全年办案87件,挽回损失约26万元。一线职工600余名参加。\n"


def test_sheet_holds_every_numeral_with_the_reading() -> None:
    sheet = coding_sheet(TEXT, "linzhou-2018")
    assert list(sheet["kind"]) == ["date", "figure", "figure", "other", "figure"]
    cells = sheet[["literal", "value", "unit", "bound", "hedge"]].to_numpy().tolist()
    assert cells[1:3] == [
        ["87件", "87", "件", "exact", ""],
        ["约26万元", "260000", "元", "about", "约"],
    ]
    assert cells[4] == ["600余名", "600", "人", "at_least", "余"]
    first = sheet.iloc[1]
    assert (first["period_start"], first["period_end"]) == ("2018-01-01", "2018-12-31")
    assert first["period_basis"] == "carried"  # the year stands in the line before
    assert all(TEXT[int(r.start) : int(r.end)] == r.literal for r in sheet.itertuples())


def test_sheet_proposes_nothing_about_the_meaning() -> None:
    sheet = coding_sheet(TEXT, "linzhou-2018")
    for column in ("indicator", "nature", "level", "counted", "status", "measures_en"):
        assert set(sheet[column]) == {""}


def test_blank_sheet_has_places_and_kinds_only() -> None:
    sheet = coding_sheet(TEXT, "linzhou-2018", blank=True)
    filled = {name for name in sheet if (sheet[name] != "").any()}
    assert filled == {"document", "start", "end", "literal", "kind"}


def test_origin_record_says_unknown_and_knows_the_copy() -> None:
    article = TEXT.encode()
    row = origin_record("linzhou-2018", article).iloc[0]
    assert row["city"] == "linzhou"
    assert row["characters"] == str(len(TEXT))
    assert row["sha256"] == hashlib.sha256(article).hexdigest()
    assert row["publisher"] == row["condition_en"] == "unknown"
    assert row["published"] == ""


def coded(**changes: str) -> pd.DataFrame:
    """Return a finished sheet; `changes` alter cells of the figure 87件."""
    sheet = coding_sheet(TEXT, "linzhou-2018")
    figures = sheet["kind"] == "figure"
    sheet.loc[figures, ["nature", "level", "counted", "status"]] = [
        "flow",
        "city",
        "activities",
        "as_printed",
    ]
    sheet.loc[figures, "indicator"] = ["legal_services", "losses_recovered", "legal_aid_clients"]
    sheet.loc[figures, ["measures_en", "measures_zh"]] = ["things", "事物"]
    for column, cell in changes.items():
        sheet.loc[1, column] = cell
    return sheet


def test_sheets_that_agree_become_figures() -> None:
    figures, others = merge("linzhou-2018", TEXT, [coded(), coded()])
    assert list(figures["figure_id"]) == [f"linzhou-2018-00{n}" for n in (1, 2, 3)]
    assert list(zip(figures["paragraph"], figures["sentence"], strict=True)) == [
        ("2", "1"),
        ("2", "1"),
        ("2", "2"),
    ]
    assert list(others["kind"]) == ["date", "other"]
    assert not raw.figure_faults(figures, "linzhou-2018")
    assert not raw.span_faults(figures)


def test_a_cell_on_which_coders_differ_is_refused_until_decided() -> None:
    figures, _ = merge("linzhou-2018", TEXT, [coded(stage="handled"), coded()])
    assert list(figures["stage"]) == ["‹handled|›", "", ""]
    assert raw.figure_faults(figures, "linzhou-2018") == [
        "row 2, column stage: '‹handled|›' is undecided: keep one reading"
    ]


def test_a_mention_that_one_coder_lacks_stays_open_in_every_filled_cell() -> None:
    figures, _ = merge("linzhou-2018", TEXT, [coded(), coded().drop(index=1)])
    row = figures.iloc[0]
    assert (row["value"], row["indicator"]) == ("‹87|›", "‹legal_services|›")
    assert row["reading_note"] == f"‹{row['start']}–{row['end']} figure|—›"


def test_another_kind_stays_open() -> None:
    figures, others = merge("linzhou-2018", TEXT, [coded(), coded(kind="name")])
    assert list(figures["literal"]) == ["87件", "约26万元", "600余名"]
    assert figures.iloc[0]["bound"] == "‹exact|›"
    assert len(others) == 2


def test_other_spans_of_one_numeral_are_one_figure() -> None:
    shorter = coded(end=str(int(coded().loc[1, "end"]) - 1), literal="87")
    figures, _ = merge("linzhou-2018", TEXT, [coded(), shorter])
    assert len(figures) == 3
    assert figures.iloc[0]["literal"] == "87件"
    assert figures.iloc[0]["reading_note"].startswith("‹")


def test_relations_name_figures() -> None:
    whole = coded().loc[2, "start"]
    sheets = [coded(part_of_start=whole, part_kind="subset")] * 2
    assert merge("linzhou-2018", TEXT, sheets)[0].iloc[0]["part_of"] == "linzhou-2018-002"


def test_one_sheet_alone_is_taken_over() -> None:
    figures, _ = merge("linzhou-2018", TEXT, [coded()])
    assert not raw.figure_faults(figures, "linzhou-2018")


def test_command_writes_sheet_and_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "linzhou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft"
    assert main(["draft", str(article), "--output", str(out)]) == 0
    assert "3 figures and 2 other numerals" in capsys.readouterr().out
    assert len(read_csv(out / "linzhou-2018.coding.csv", schema.CODING)) == 5
    assert len(read_csv(out / "linzhou-2018.origin.csv", schema.DOCUMENTS)) == 1


def test_command_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "linzhou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft"
    main(["draft", str(article), "--output", str(out)])
    (out / "linzhou-2018.coding.csv").write_text("mine", encoding="utf-8")
    assert main(["draft", str(article), "--output", str(out)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert (out / "linzhou-2018.coding.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("Linzhou.txt", b"1", "does not name a document"),
        ("linzhou-2018.txt", b"", "is empty"),
        ("linzhou-2018.txt", "林州".encode("gb18030"), "is not UTF-8"),
        ("linzhou-2018.txt", None, "cannot read linzhou-2018.txt"),
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


def test_merge_without_sheets_says_where_they_belong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "linzhou-2018.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(article), "--merge", "--output", str(tmp_path / "draft")]) == 1
    assert "data/raw/codings has no sheet linzhou-2018" in capsys.readouterr().err
