"""Manifests: drafted from names, refused with a sentence where something is wrong."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from analysis.corpora.corpus_manifest import draft, read_corpus_manifest
from analysis.corpora.corpus_records import Source
from analysis.errors import AnalysisError
from analysis.tables import store

HEAD = ",".join(Source.TABLE.names)


def manifest(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "manifest.csv"
    file.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    return file


def drafted(folder: Path, *paths: str) -> dict[str, Source]:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("某渡口运走木桶30个。", encoding="utf-8")
    return {row.path: row for row in draft(folder, {"Yanxi": "yanxi", "雁溪": "yanxi"})}


@pytest.mark.parametrize(
    ("path", "document", "city", "year", "written"),
    [
        ("yanxi-2018.txt", "yanxi-2018", "yanxi", 2018, None),
        ("雁溪2018年总结.txt", "yanxi-2018", "yanxi", 2018, None),
        ("松口市/2016-03-05.txt", "text-", "松口", 2016, date(2016, 3, 5)),
        ("beiwan/report 2016 (2017-01-20).txt", "beiwan-2016", "beiwan", 2016, date(2017, 1, 20)),
        ("notes/a_b.md", "notes-a-b", "notes", None, None),
        ("one.txt", "one", "", None, None),
        ("plan 2016 to 2020.txt", "plan-2016-to-2020", "plan", None, None),
        ("20171332.txt", "20171332", "", None, None),
    ],
)
def test_names_say_city_year_and_day(
    tmp_path: Path, path: str, document: str, city: str, year: int | None, written: date | None
) -> None:
    row = drafted(tmp_path, path)[path]
    assert (row.city, row.year, row.written) == (city, year, written)
    assert row.document.startswith(document)
    assert row.encoding == "utf-8" and row.origin == ""
    assert row.sha256 == hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()


def test_two_texts_of_one_name_get_two_identifiers(tmp_path: Path) -> None:
    rows = drafted(tmp_path, "yanxi-2018.txt", "雁溪2018.txt", "other.bin")
    assert [row.document for row in rows.values()] == ["yanxi-2018", "yanxi-2018-2"]


def test_what_is_drafted_can_be_read(tmp_path: Path) -> None:
    rows = tuple(drafted(tmp_path / "a", "yanxi-2018.txt", "松口市2016.txt").values())
    store.write(rows, Source, tmp_path / "manifest.csv")
    assert read_corpus_manifest(tmp_path / "manifest.csv") == rows


def test_a_text_in_no_sure_encoding_is_drafted_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x93\x00\x99\xf0")
    (tmp_path / "b.txt").write_text("松林里新栽树苗三百株，工人们很高兴。" * 9, encoding="gb18030")
    assert [row.encoding for row in draft(tmp_path)] == ["", "gb18030"]


def test_a_folder_without_texts_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="is no folder: name the folder"):
        draft(tmp_path / "none")
    with pytest.raises(AnalysisError, match="there is no corpus"):
        draft(tmp_path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "names no text"),
        (("a.txt,a,,,2016-02-30,,,",), "column written: '2016-02-30' is no"),
        (("a.txt,a,,,,,,", "b.txt,a,,,,,,"), "the key (document) must be unique"),
        (("a.txt,a,,,,,,", "./a.txt,b,,,,,,"), "row 3: a.txt stands in row 2 already"),
        (("a.txt,A b,,,,,,",), "column document: 'A b'"),
        (("../a.txt,a,,,,,,",), "leaves the folder of the corpus"),
        (("/a.txt,a,,,,,,",), "leaves the folder of the corpus"),
        (("a.txt,a,,,,utf-9,,",), "'utf-9' is no encoding"),
        (("a.txt,a,,16,,,,",), "16 is no year of a report"),
        (("a.txt,a,,,,,,abc",), "column sha256: 'abc'"),
        (("a.txt,a",), "2 cells where the header has 8"),
        ((",a,,,,,,",), "column path"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        read_corpus_manifest(manifest(tmp_path, *rows))
    assert said in str(caught.value) and "manifest.csv" in str(caught.value)


def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="is missing: draft a manifest"):
        read_corpus_manifest(tmp_path / "none.csv")
    with pytest.raises(AnalysisError, match="column 'path' is missing"):
        read_corpus_manifest(manifest(tmp_path, head="a,b"))
    (tmp_path / "manifest.csv").write_bytes(HEAD.encode() + b"\n\xd6\xd0")
    with pytest.raises(AnalysisError, match="is not UTF-8"):
        read_corpus_manifest(tmp_path / "manifest.csv")
