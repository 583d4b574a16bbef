"""Loading the raw tables: what is right passes, what is broken is named with its place."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import project
from analysis.coding import raw
from analysis.errors import AnalysisError
from analysis.tables import schema
from analysis.tables.codebook import Document

DOCUMENTS = ["zhuzhou-2016", "zhuzhou-2020", "huzhou-2015", "fuxin-2017"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/raw that a test may break."""
    return Path(shutil.copytree(project.raw(), tmp_path / "raw"))


def edit(path: Path, change: Callable[[list[list[str]]], None], settle: bool = True) -> None:
    """Change the rows of a CSV file, header included, and record its new hash."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)
    per_document = path.parent.name in ("figures", "other-numerals")
    if settle and path.parent.name != "hashes" and path.parent.name != "tables":
        folder = path.parent.parent if per_document else path.parent
        record = folder / "hashes" / ("." if per_document else "tables") / path.name
        relative = f"{path.parent.name}/{path.name}" if per_document else path.name
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        edit(record, lambda rows: [r.__setitem__(1, digest) for r in rows if r[0] == relative])


def set_cell(path: Path, row: int, column: str, value: str, settle: bool = True) -> None:
    """Set one cell; `row` counts the header as row 1, as the messages do."""

    def change(rows: list[list[str]]) -> None:
        rows[row - 1][rows[0].index(column)] = value

    edit(path, change, settle)


def test_all_real_tables_load() -> None:
    data = raw.load_raw()
    documents = data.document_ids()
    assert set(DOCUMENTS) <= set(documents)
    assert [len(data.figures(name)) for name in DOCUMENTS] == [35, 71, 68, 37]
    assert data.cities() == list(dict.fromkeys(data.origin(name).city for name in documents))
    for name in documents:
        assert data.figures(name)
        for coder in data.coders(name):
            assert data.coding(name, coder)
    assert set(data.outside.columns) == set(schema.OUTSIDE.names)
    assert set(data.corrections["verdict"]) <= {"certain", "likely", "unusual"}


def test_no_note_of_a_figure_speaks_of_another_text() -> None:
    data = raw.load_raw()
    labels = {each.document: tuple(each.label.values()) for each in data.rows(Document)}
    for document in data.document_ids():
        for figure in data.figures(document):
            note = " ".join(figure.cells[f"note_{code}"] for code in ("en", "zh"))
            others = [label for name, own in labels.items() if name != document for label in own]
            assert not [label for label in others if label in note], figure.figure_id


def test_no_attribute_of_a_card_is_called_by_a_word_that_says_nothing_alone() -> None:
    lists = {field.codes for field in schema.ON_CARDS}
    bare = {"other", "其他", "none", "无", "unknown", "不详"}
    named = [each for each in raw.load_raw().codebook.codes if each.list in lists]
    assert named
    assert not [each.code for each in named if bare & set(each.label.values())]


def test_every_indicator_in_use_is_in_the_codebook_and_the_other_way_round() -> None:
    data = raw.load_raw()
    used = {f.cells["indicator"] for name in data.document_ids() for f in data.figures(name)}
    assert used == set(data.indicators["indicator"])


def test_every_code_in_use_is_listed_with_labels_in_both_languages() -> None:
    lists = raw.load_raw().codelists
    assert (lists["label_en"] != "").all()
    assert (lists["label_zh"] != "").all()
    assert not lists.duplicated(["list", "code"]).any()


def test_unknown_document_lists_the_known_ones() -> None:
    with pytest.raises(
        AnalysisError, match=r"unknown document 'zhuzhou-2017' \(known: zhuzhou-2016"
    ):
        raw.load_raw().figures("zhuzhou-2017")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (
            "bound",
            "roughly",
            "data/raw/figures/fuxin-2017.csv, row 3, column bound: 'roughly' is not in the "
            "code list 'bound'; nearest: ",
        ),
        ("value", "1e3", "row 3, column value: '1e3' must match"),
        ("value", "1,000", "row 3, column value: '1,000' must match"),
        ("indicator", "", "row 3, column indicator: '' must not be empty"),
        (
            "indicator",
            "no_such_thing",
            "row 3, column indicator: 'no_such_thing' is not in the code list 'indicator'",
        ),
        ("period_start", "2017-13-01", "row 3, column period_start: '2017-13-01' is not a day"),
        ("period_start", "2017-02-30", "'2017-02-30' is not a day; write it as 2016-12-31"),
        ("period_start", "2016/01/28", "'2016/01/28' is not a day"),
        ("value", "１2", "'１2' must match"),
        ("value", "-34", "'-34' is less than nothing; if the text prints it, say so in status"),
        ("value", "3.5", "'3.5' is no whole number of"),
        ("value", "1" + "0" * 30, "has more digits than any amount of a city"),
        ("value", "1" * 5001, "contradicts its own literal"),
        ("value", "35", "'35' contradicts its own literal"),
        ("note_en", "a\u2028b", "must be text on one line; take out the character U+2028"),
        ("note_en", "a\nb", "must be text on one line; take out the character U+000A"),
        ("unit", "‹家|户›", "'‹家|户›' is not decided; keep one of the readings"),
        (
            "period_start",
            "2018-01-01",
            "column period_end: '2017-12-31' must not precede period_start",
        ),
        ("end", "9999", "row 3, column end: '9999' must be start + length of the literal"),
        (
            "duplicate_of",
            "fuxin-2017-999",
            "row 3, column duplicate_of: 'fuxin-2017-999' must name another figure",
        ),
        (
            "part_of",
            "fuxin-2017-001",
            "row 3, column part_kind: '' must be filled exactly where part_of is",
        ),
        ("value", "", "row 3, column value: '' must be empty exactly where the bound is unknown"),
        ("value_high", "1", "row 3, column value_high: '1' must not be smaller than value"),
        ("hedge", "余", "row 3, column hedge: '余' must be empty where the bound is exact"),
        (
            "figure_id",
            "huzhou-2015-002",
            "row 3, column figure_id: 'huzhou-2015-002' must begin with fuxin-2017-",
        ),
        ("status", "doubtful", "row 3, column note_en: '' must say what is doubtful"),
    ],
)
def test_broken_cell_is_named(folder: Path, column: str, value: str, message: str) -> None:
    path = folder / "figures" / "fuxin-2017.csv"
    set_cell(path, 3, "note_en", "")
    set_cell(path, 3, "note_zh", "")
    set_cell(path, 3, column, value)
    with pytest.raises(AnalysisError) as caught:
        raw.load_raw(folder).figures("fuxin-2017")
    assert message in str(caught.value)


def test_altered_file_is_refused(folder: Path) -> None:
    set_cell(folder / "figures" / "fuxin-2017.csv", 3, "value", "35", settle=False)
    with pytest.raises(AnalysisError, match=r"figures/fuxin-2017\.csv was altered .*restore it"):
        raw.load_raw(folder).figures("fuxin-2017")


def test_missing_file_is_refused(folder: Path) -> None:
    (folder / "figures" / "fuxin-2017.csv").unlink()
    with pytest.raises(AnalysisError, match=r"figures/fuxin-2017\.csv is missing: restore it"):
        raw.load_raw(folder).figures("fuxin-2017")


def test_unlisted_file_is_refused(folder: Path) -> None:
    edit(
        folder / "hashes" / "fuxin-2017.csv",
        lambda rows: rows.remove(next(r for r in rows if "figures/fux" in r[0])),
    )
    with pytest.raises(AnalysisError, match=r"is not listed in data/raw/hashes/fuxin-2017\.csv"):
        raw.load_raw(folder).figures("fuxin-2017")


def test_twice_the_same_key_is_refused(folder: Path) -> None:
    edit(folder / "indicators.csv", lambda rows: rows.append(rows[1]))
    with pytest.raises(AnalysisError, match=r"the key \(indicator\) must be unique"):
        _ = raw.load_raw(folder).indicators


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (lambda names: names[:-1], "column 'definition_zh' is missing"),
        (lambda names: [*names, "colour"], "column 'colour' is not known"),
        (lambda names: names[::-1], "the columns are in another order"),
    ],
)
def test_wrong_header_is_named(
    folder: Path, header: Callable[[list[str]], list[str]], message: str
) -> None:
    def change(rows: list[list[str]]) -> None:
        names = header(rows[0])
        rows[:] = [names]

    edit(folder / "codelists.csv", change)
    with pytest.raises(AnalysisError, match=message):
        _ = raw.load_raw(folder).codelists


def test_short_row_is_named(folder: Path) -> None:
    edit(folder / "codelists.csv", lambda rows: rows[4].pop())
    with pytest.raises(
        AnalysisError, match=r"codelists\.csv, row 5: 5 cells where the header has 6"
    ):
        _ = raw.load_raw(folder).codelists


def test_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "codelists.csv").write_bytes("list,code\n\xe9".encode("latin-1"))
    with pytest.raises(AnalysisError, match=r"codelists\.csv is not UTF-8 \(byte 10\)"):
        _ = raw.load_raw(folder).codelists


def test_missing_code_list_is_named(folder: Path) -> None:
    edit(
        folder / "codelists.csv",
        lambda rows: rows.__setitem__(slice(None), [r for r in rows if r[0] != "bound"]),
    )
    with pytest.raises(AnalysisError, match="has no list 'bound'"):
        raw.load_raw(folder).figures("fuxin-2017")


def test_correction_of_a_figure_that_changed_is_refused(folder: Path) -> None:
    set_cell(folder / "corrections.csv", 2, "printed", "123")
    with pytest.raises(AnalysisError, match="'123' was argued for, but zhuzhou-2016-008 is"):
        raw.load_raw(folder).corrections_of("zhuzhou-2016")


def test_correction_of_no_figure_is_refused(folder: Path) -> None:
    set_cell(folder / "corrections.csv", 2, "figure_id", "zhuzhou-2020-999")
    with pytest.raises(AnalysisError, match="'zhuzhou-2020-999' is no figure"):
        raw.load_raw(folder).corrections_of("zhuzhou-2020")


@pytest.mark.parametrize(
    ("column", "day", "said"),
    [
        ("written_before", "2015-10-01", "column written_after: '2015-10-29' of huzhou-2015 lies"),
        ("written_before", "2015-12-30", "column period_end: '2015-12-31' of huzhou-2015 lies"),
        ("written_before", "2015-12-30", "of huzhou-2015-042 lies after the text was written"),
        ("written_before", "", "must not be empty"),
    ],
)
def test_days_after_the_writing_are_refused(folder: Path, column: str, day: str, said: str) -> None:
    place = DOCUMENTS.index("huzhou-2015") + 2
    set_cell(folder / "documents.csv", place, column, day)
    found = raw.load_raw(folder).faults()
    assert any(said in fault for fault in found), found


def test_a_document_that_was_never_settled_is_named(folder: Path) -> None:
    (folder / "hashes" / "fuxin-2017.csv").unlink()
    with pytest.raises(AnalysisError, match=r"hashes/fuxin-2017\.csv is missing: settle"):
        raw.load_raw(folder).figures("fuxin-2017")


def test_every_broken_cell_is_named_in_order_and_the_rest_counted(folder: Path) -> None:
    path = folder / "indicators.csv"
    edit(path, lambda rows: [row.__setitem__(rows[0].index("label_en"), "") for row in rows[1:13]])
    set_cell(path, 3, "theme", "weather")
    with pytest.raises(AnalysisError) as caught:
        _ = raw.load_raw(folder).indicators
    lines = str(caught.value).splitlines()
    assert lines[0] == "data/raw/indicators.csv, row 2, column label_en: '' must not be empty"
    assert lines[1].startswith(
        "data/raw/indicators.csv, row 3, column theme: 'weather' is not in the code list 'theme'; "
        "nearest: "
    )
    assert lines[9:] == [
        "data/raw/indicators.csv, row 10, column label_en: '' must not be empty",
        "… and 3 more",
    ]


def test_a_text_fault_that_does_not_fill_its_spot_is_refused(folder: Path) -> None:
    set_cell(folder / "text-faults.csv", 2, "printed", "看点一二")
    with pytest.raises(AnalysisError, match=r"row 2, column printed: '看点一二' does not fill"):
        raw.load_raw(folder).text_faults_of("zhuzhou-2016")


def test_text_faults_stand_in_the_order_of_the_text(folder: Path) -> None:
    set_cell(folder / "text-faults.csv", 2, "start", "9154")
    set_cell(folder / "text-faults.csv", 2, "end", "9157")
    with pytest.raises(AnalysisError, match=r"row 3, column start: '596' precedes the row"):
        raw.load_raw(folder).text_faults_of("zhuzhou-2016")
