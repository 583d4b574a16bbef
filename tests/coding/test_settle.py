"""Settling the raw files, and what two coders read differently."""

from __future__ import annotations

import argparse
import csv
import re
import shutil
from pathlib import Path

import pytest
from made_up import figure

from analysis import project
from analysis.coding import settle, settlement
from analysis.coding.coding_records import CodedMention, Decision, Disagreement, RawFigure
from analysis.errors import AnalysisError
from analysis.tables import schema
from analysis.tables.store import values_of


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
    cells = path.read_text(encoding="utf-8")
    assert ",service," not in cells
    path.write_text(cells.replace(",people_reached,", ",results,", 1), encoding="utf-8")
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
    with pytest.raises(AnalysisError, match="'precise' is not in the code list 'bound'"):
        settle.run(argparse.Namespace(check=False))
    assert record.read_bytes() == before


def test_every_fault_of_every_table_is_said_at_once_and_nothing_is_settled(root: Path) -> None:
    raw_folder = root / "data" / "raw"
    for name, old, new in (
        ("figures/fuxin-2017.csv", ",exact,", ",precise,"),
        ("figures/huzhou-2015.csv", "2015-06-30", "2015-06-31"),
        ("codings/fuxin-2017.a.csv", ",figure,", ",figur,"),
        ("outside.csv", ",元,", ",,"),
    ):
        path = raw_folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AnalysisError) as error:
        settle.run(argparse.Namespace(check=False))
    said = str(error.value)
    assert "column bound: 'precise' is not in the code list 'bound'; nearest: " in said
    assert "column period_end: '2015-06-31' is not a day" in said
    assert "codings/fuxin-2017.a.csv" in said and "nearest: figure" in said
    assert said.endswith("in data/raw: nothing was settled")


def test_a_value_that_its_own_literal_contradicts_is_refused(root: Path) -> None:
    path = root / "data" / "raw" / "figures" / "huzhou-2015.csv"
    text = path.read_text(encoding="utf-8")
    assert "6273家,6273," in text
    path.write_text(text.replace("6273家,6273,", "6273家,62733,"), encoding="utf-8")
    with pytest.raises(AnalysisError, match="'62733' contradicts its own literal '6273家'"):
        settle.run(argparse.Namespace(check=False))


def test_a_coder_that_nobody_described_is_named(root: Path) -> None:
    folder = root / "data" / "raw" / "codings"
    shutil.copy(folder / "fuxin-2017.a.csv", folder / "fuxin-2017.zz.csv")
    with pytest.raises(AnalysisError, match=r"coders\.csv does not describe the coder 'zz'"):
        settle.run(argparse.Namespace(check=False))


def test_the_record_of_a_document_that_left_goes(root: Path) -> None:
    folder = root / "data" / "raw" / "hashes"
    shutil.copy(folder / "fuxin-2017.csv", folder / "gone-2017.csv")
    assert settle.run(argparse.Namespace(check=True)) == 1
    assert settle.run(argparse.Namespace(check=False)) == 0
    assert not (folder / "gone-2017.csv").exists()


def mention(start: int, literal: str, **cells: str) -> CodedMention:
    coded = {field.name: cells.get(field.name, "") for field in schema.CODED}
    return CodedMention("linzhou-2019", start, start + len(literal), literal, "figure", coded)


def settled(start: int, literal: str, **cells: str) -> RawFigure:
    row = figure(1, literal, "730", "cases", start=str(start), **cells)
    values = values_of([row[name] for name in schema.FIGURES.names], schema.FIGURES)
    return RawFigure.from_values(values)


def test_disagreements_name_both_readings_and_the_settled_one() -> None:
    first, second = mention(5, "730件(次)", unit="件"), mention(5, "730件(次)", unit="件次")
    rows = settlement.disagreements(
        "linzhou-2019", [first], [second], [settled(5, "730件(次)", unit="件次")]
    )
    assert rows == (Disagreement("linzhou-2019", 5, "730件(次)", "unit", "件", "件次", "件次"),)


def test_why_a_cell_was_decided_stands_beside_it() -> None:
    first, second = mention(5, "730件(次)", unit="件"), mention(4, "计730件", unit="件次")
    why = Decision("linzhou-2019", 4, "unit", "text", "the heading counts visits")
    other = Decision("linzhou-2019", 5, "level", "slip", "")
    rows = settlement.disagreements(
        "linzhou-2019", [first], [second], [settled(5, "730件(次)", unit="件次")], [other, why]
    )
    reasons = {row.column: (row.decision_reason, row.why) for row in rows}
    assert reasons["unit"] == ("text", "the heading counts visits")
    assert reasons["start"] == reasons["end"] == ("", "")


def test_every_coded_field_on_which_coders_differ_is_listed() -> None:
    whole = [field.name for field in schema.CODED if field.kind == "whole"]
    cells = {f.name: "1" if f.name in whole else f"{f.name}-a" for f in schema.CODED}
    other = {f.name: "2" if f.name in whole else f"{f.name}-b" for f in schema.CODED}
    rows = settlement.disagreements(
        "linzhou-2019",
        [mention(5, "730件", **cells)],
        [mention(5, "730件", **other)],
        [settled(5, "730件")],
    )
    assert [row.column for row in rows] == [field.name for field in schema.CODED]


def test_a_figure_that_one_coder_lacks_is_one_row_on_the_span() -> None:
    first = [mention(5, "730件")]
    (row,) = settlement.disagreements("linzhou-2019", first, [], [settled(5, "730件")])
    assert (row.column, row.coder_a, row.coder_b) == ("span", "5–9", settlement.MISSING)


def test_a_mention_that_only_touches_a_figure_is_another_one() -> None:
    first = [mention(1, "730件")]
    (row,) = settlement.disagreements("linzhou-2019", first, first, [settled(5, "730件")])
    assert row.coder_a == settlement.MISSING


def change(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    path = root / "data" / "raw" / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def add_line(root: Path, name: str, line: str) -> int:
    """Add a row to a table, and return its number."""
    path = root / "data" / "raw" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    return text.count("\n") + 1


def refusal() -> str:
    with pytest.raises(AnalysisError) as error:
        settle.run(argparse.Namespace(check=True))
    return str(error.value)


def test_a_unit_without_a_name_is_refused_with_the_nearest_ones(root: Path) -> None:
    change(root, "units.csv", ("场次,session", "台次,session"))
    said = refusal()
    assert "column unit: '场次' is not in the code list 'unit'; nearest: 次 (times), 场" in said
    assert "; a new one needs its row in data/raw/units.csv\n" in said


def test_what_only_later_rooms_know_is_said_before_anything_is_settled(root: Path) -> None:
    rule = add_line(root, "code-rules.csv", "stage,no_such_stage,money")
    band = add_line(root, "plausible.csv", "no_such_ratio,1,2,[],1,2,[],why,为何")
    assert refusal().splitlines() == [
        f"data/raw/code-rules.csv, row {rule}: codelists.csv has no code 'no_such_stage' in the "
        "list 'stage': add it there or correct the rule.",
        f"data/raw/plausible.csv, row {band}, column measure: 'no_such_ratio' is no ratio; "
        "correct the name, or declare the ratio first",
        "2 faults in data/raw: nothing was settled",
    ]


def test_a_theme_without_a_page_is_a_theme(root: Path) -> None:
    row = add_line(root, "codelists.csv", "background_theme,contxt,Context,背景,,")
    assert refusal().startswith(
        f"data/raw/codelists.csv, row {row}, column code: 'contxt' is not in the code list "
        "'theme'; nearest: context (Context)"
    )


def test_an_argument_for_a_pair_that_is_not_compared_is_refused(root: Path) -> None:
    change(root, "grade-arguments.csv", ("zhuzhou-2016-023,", "zhuzhou-2016-001,"))
    assert "no such pair is compared; correct or remove the argument" in refusal()


def test_rows_and_files_of_no_document_are_named(root: Path) -> None:
    raw = root / "data" / "raw"
    change(root, "documents.csv", ("fuxin-2017,fuxin,", "fuxin-2018,fuxin,"))
    said = refusal()
    assert "corrections.csv" in said and "'fuxin-2017-034' is no document of documents.csv" in said
    assert "data/raw/figures/fuxin-2017.csv" in said
    assert "data/raw/codings/fuxin-2017.a.csv" in said
    assert "data/raw/figures/fuxin-2018.csv is missing" in said
    assert (raw / "hashes" / "fuxin-2017.csv").is_file()


def test_one_article_is_one_document_and_is_named_after_its_city(root: Path) -> None:
    path = root / "data" / "raw" / "documents.csv"
    head, first, second, *rest = path.read_text(encoding="utf-8").splitlines()
    hashes = [re.findall(r"[0-9a-f]{64}", line)[0] for line in (first, second)]
    second = second.replace(hashes[1], hashes[0])
    path.write_text("\n".join([head, first, second, *rest, ""]), encoding="utf-8")
    change(root, "documents.csv", ("huzhou-2015,huzhou,", "huzhou-2015,fuxin,"))
    said = refusal()
    assert "one article is one document: take one of them out" in said
    assert "'huzhou-2015' must begin with its city, fuxin-; name it fuxin-<year>" in said


def test_a_city_of_two_words_is_no_other_city_that_begins_like_it(root: Path) -> None:
    change(root, "documents.csv", ("huzhou-2015,huzhou,", "huzhou-east-2015,huzhou,"))
    said = refusal()
    assert "'huzhou-east-2015' must begin with its city, huzhou-; name it huzhou-<year>" in said
    change(root, "documents.csv", ("huzhou-east-2015,huzhou,", "huzhou-east-2015,huzhou-east,"))
    change(root, "codelists.csv", ("city,huzhou,", "city,huzhou-east,"))
    assert "must begin with its city" not in refusal()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fuxin-2017,21,", "huzhou-2015,21,", "column document: 'huzhou-2015' must be fuxin-2017"),
        (
            "fuxin-2017,21,23,",
            "fuxin-2017,21,24,",
            "be start + length of the literal (21 + 2)",
        ),
        ("十件,figure,10,", "十件,figure,‹10|11›,", "'‹10|11›' is not decided"),
    ],
)
def test_sheets_of_coders_are_looked_at(root: Path, old: str, new: str, said: str) -> None:
    change(root, "codings/fuxin-2017.a.csv", (old, new))
    assert said in refusal()


def test_a_relation_of_a_sheet_leads_to_another_figure(root: Path) -> None:
    path = root / "data" / "raw" / "codings" / "fuxin-2017.a.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figure_ = next(row for row in rows if row["kind"] == "figure")
    figure_["duplicate_of_start"] = figure_["start"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert "column duplicate_of_start: '31' is not the start of another figure" in refusal()
