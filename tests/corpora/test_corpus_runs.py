"""A corpus read into Parquet: its rows, going on after a stop, texts and processes that fail."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")

from made_up_corpus import Here, content, made_up, source, texts_in

from analysis.corpora import corpus_runs as running
from analysis.corpora import parquet
from analysis.corpora.candidates import (
    FINDING_COLUMNS,
    MENTION_COLUMNS,
    TEXT_COLUMNS,
    ReadingOptions,
)
from analysis.corpora.corpus_records import Source
from analysis.corpora.corpus_runs import CorpusOutcome, batches, read_corpus
from analysis.corpora.jobs import CompareJob, Job, ReadJob, TextFile, text_of
from analysis.errors import AnalysisError

PLAIN = ReadingOptions(b"", False)
CHECKED = ReadingOptions(b"", True)


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    names = parquet.PARQUET_TABLES[table]
    return [
        dict(zip(names, cells, strict=True))
        for part in parquet.columns_of(out, table, names)
        for cells in zip(*part.values(), strict=True)
    ]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PART_TEXTS", 3)


@pytest.fixture
def corpus(tmp_path: Path, small_parts: None) -> list[Source]:
    """Eight texts in parts of three; the last but one is a copy of the second."""
    texts = [made_up(seed) for seed in range(6)]
    return texts_in(tmp_path / "in", [*texts, texts[1] + " \n", made_up(7)])


def read(
    sources: list[Source], tmp_path: Path, here: Here | None = None, **how: Any
) -> CorpusOutcome:
    out = tmp_path / how.pop("out", "out")
    options = how.pop("options", PLAIN)
    return read_corpus(sources, tmp_path / "in", out, options, here or Here(), **how)


# --- what is in the output ----------------------------------------------------------------------


def test_a_row_says_place_reading_period_and_that_it_is_a_candidate(tmp_path: Path) -> None:
    text = "2018年，渡口运走木桶１，２00余个。\n去年修船3艘。"
    [one] = texts_in(tmp_path / "in", [text])
    outcome = read([replace(one, city="yanxi", year=2018)], tmp_path)
    assert outcome == CorpusOutcome(1, 0, 0, 2, ())
    figures = [row for row in rows(tmp_path / "out", "mentions") if row["kind"] == "figure"]
    first, second = figures
    assert text[first["start"] : first["end"]] == first["literal"]
    names = ("document", "city", "year", "value", "unit", "bound")
    assert {name: first[name] for name in names} == {
        "document": "t000", "city": "yanxi", "year": 2018, "value": "1200", "unit": "个",
        "bound": "at_least",
    }  # fmt: skip
    assert (str(first["period_start"]), str(first["period_end"])) == ("2018-01-01", "2018-12-31")
    assert first["hedge"] == "余" and first["period_basis"] and first["period_reason"]
    assert str(second["period_end"]) == "2019-12-31"  # written in 2020
    assert first["indicator"] is None and {row["state"] for row in figures} == {"candidate"}
    assert set(first) == set(MENTION_COLUMNS)


def test_findings_say_what_contradicts(tmp_path: Path) -> None:
    sources = texts_in(tmp_path / "in", ["全年受理投诉500件，办结480件，办结率98%。"])
    read(sources, tmp_path, options=CHECKED)
    [finding] = rows(tmp_path / "out", "findings")
    assert set(finding) == set(FINDING_COLUMNS)
    assert (finding["rule"], finding["verdict"]) == ("rate", "contradicts")
    assert finding["places"].split()[0] == f"{finding['start']}-{finding['end']}"
    assert finding["sentence_en"] and finding["sentence_zh"]
    [text] = rows(tmp_path / "out", "texts")
    assert (text["figures"], text["checked"], text["contradictions"]) == (3, 3, 1)


def test_of_what_agrees_no_sentence_is_kept(tmp_path: Path) -> None:
    sources = texts_in(tmp_path / "in", ["全年受理投诉500件，办结480件，办结率96%。"])
    read(sources, tmp_path, options=CHECKED)
    [finding] = rows(tmp_path / "out", "findings")
    assert (finding["verdict"], finding["sentence_en"], finding["sentence_zh"]) == (
        "holds", None, None,
    )  # fmt: skip


def test_without_a_check_nothing_is_said_of_it(tmp_path: Path) -> None:
    read(texts_in(tmp_path / "in", ["办结480件。"]), tmp_path)
    [text] = rows(tmp_path / "out", "texts")
    assert set(text) == set(TEXT_COLUMNS)
    assert text["checked"] is None and text["contradictions"] is None
    assert rows(tmp_path / "out", "findings") == []


def test_copies_are_counted_once(tmp_path: Path, corpus: list[Source]) -> None:
    outcome = read(corpus, tmp_path)
    assert (outcome.texts, outcome.copies, outcome.unreadable) == (8, 1, 0)
    texts = {row["document"]: row for row in rows(tmp_path / "out", "texts")}
    assert list(texts) == [each.document for each in corpus]
    copy = texts["t006"]
    assert (copy["outcome"], copy["copy_of"], copy["similarity"]) == ("copy", "t001", 1.0)
    assert copy["figures"] is None
    mentions = rows(tmp_path / "out", "mentions")
    assert {row["document"] for row in mentions} == set(texts) - {"t006"}
    assert outcome.figures == sum(row["kind"] == "figure" for row in mentions)


def test_parts_are_divided_by_number_and_size(
    tmp_path: Path, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PART_BYTES", 10)
    sources = texts_in(tmp_path, ["123456", "123", "1", "1", "1", "12345678901", "1"])
    texts = [TextFile(each, str(tmp_path / each.path)) for each in sources]
    missing = TextFile(source("none.txt"), str(tmp_path / "none.txt"))
    assert [len(part) for part in batches([*texts, missing])] == [3, 2, 1, 2]
    assert batches([]) == []


# --- texts that cannot be read ------------------------------------------------------------------


def test_a_text_that_cannot_be_read_stops_nothing(tmp_path: Path, small_parts: None) -> None:
    folder = tmp_path / "in"
    sources = texts_in(folder, ["木桶30个。", "", "木桶31个。", "木桶32个。"])
    (folder / "bytes.txt").write_bytes(b"\x93\x00\x99\xf0")
    sources += [
        source("none.txt"),
        source("bytes.txt"),
        replace(sources[2], document="altered", path="t002.txt", sha256="0" * 64),
        source("t003.txt", "wrong", encoding="ascii"),
    ]
    outcome = read(sources, tmp_path)
    assert (outcome.texts, outcome.unreadable, outcome.figures) == (8, 5, 3)
    reasons = {row["document"]: row["reason"] for row in rows(tmp_path / "out", "texts")}
    assert reasons == {
        "t000": None,
        "t001": "t001.txt is empty.",
        "t002": None,
        "t003": None,
        "none": "none.txt is missing.",
        "bytes": "bytes.txt is a binary file, not a text (it has a zero byte).",
        "altered": "t002.txt was altered since the manifest was drafted: its SHA-256 is another.",
        "wrong": reasons["wrong"],
    }
    assert str(reasons["wrong"]).startswith("t003.txt is not ASCII")
    assert outcome.faults == tuple(reason for reason in reasons.values() if reason)


def test_a_text_that_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.corpora import jobs

    monkeypatch.setattr(jobs, "_LONGEST", 20)
    outcome = read(texts_in(tmp_path / "in", ["木桶30个。" * 4, "木桶31个。"]), tmp_path)
    assert outcome.faults == ("t000.txt has more than 20 characters: divide it.",)


def test_a_text_that_changes_while_it_is_read_is_not_read(
    tmp_path: Path, corpus: list[Source]
) -> None:
    def change(doing: str, done: int, whole: int) -> None:
        if doing == "reading" and done == 0:
            (tmp_path / "in" / "t002.txt").write_text("木桶30个。", encoding="utf-8")

    outcome = read(corpus, tmp_path, say=change)
    assert outcome.faults == ("t002.txt was altered while the corpus was read.",)


def test_a_text_may_travel_with_its_bytes(tmp_path: Path) -> None:
    page = "<html><body><p>木桶30个。</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    text = TextFile(source("a.html"), str(tmp_path / "a.html")).with_content()
    (tmp_path / "a.html").unlink()
    assert text_of(text).strip() == "木桶30个。"
    assert TextFile(source("b.txt"), str(tmp_path / "b.txt")).with_content().content is None
    assert CompareJob((text, text)).with_contents().run() == 1.0


# --- going on -----------------------------------------------------------------------------------


class Stopped(Exception):
    """Stands for whatever ends a run."""


@pytest.mark.parametrize("after", range(12))
def test_a_run_that_was_stopped_goes_on_with_the_same_bytes(
    tmp_path: Path, corpus: list[Source], after: int
) -> None:
    read(corpus, tmp_path, out="whole")
    told = 0

    def stop(doing: str, done: int, whole: int) -> None:
        nonlocal told
        told += 1
        if told > after:
            raise Stopped

    here = Here()
    for _ in range(20):
        told = 0
        try:
            read(corpus, tmp_path, here, say=stop)
        except Stopped:
            after += 1
            continue
        break
    assert content(tmp_path / "out") == content(tmp_path / "whole")
    assert here.stopped


def test_what_was_read_is_not_read_again(tmp_path: Path, corpus: list[Source]) -> None:
    read(corpus, tmp_path)
    before = content(tmp_path / "out")
    (tmp_path / "out" / "mentions" / "part-00001.parquet").unlink()
    shutil.copy(tmp_path / "in" / "t000.txt", tmp_path / "out" / "texts" / "part-00002.parquet")
    here = Here()
    read(corpus, tmp_path, here)
    reading = [job.key for job in here.jobs if isinstance(job, ReadJob)]
    assert [key.rpartition("-")[2] for key in reading] == ["1", "2"]
    assert content(tmp_path / "out") == before
    here = Here()
    read(corpus, tmp_path, here)
    assert here.jobs == [] and content(tmp_path / "out") == before


def test_ten_processes_die_and_nothing_is_lost(tmp_path: Path, corpus: list[Source]) -> None:
    read(corpus, tmp_path, out="whole")
    deaths = iter([True, False] * 10)
    read(corpus, tmp_path, Here(lambda job: next(deaths, False)))
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize("kind", ["PrintJob", "ReadJob"])
def test_a_text_of_which_processes_die_is_found(
    tmp_path: Path, corpus: list[Source], kind: str
) -> None:
    def dies(job: Job[Any]) -> bool:
        known = getattr(job, "faults", {})
        here = any(text.source.document == "t004" for text in job.texts)
        return here and "t004" not in known and type(job).__name__ == kind

    outcome = read(corpus, tmp_path, Here(dies))
    assert outcome.unreadable == 1 and outcome.copies == 1
    assert outcome.faults == (
        "t004.txt cannot be read: the process that read it died (killed by a test).",
    )


# --- an output that is not this one's -----------------------------------------------------------


def other_corpus(sources: list[Source]) -> list[Source]:
    return [replace(each, document=f"x-{each.document}") for each in sources]


@pytest.mark.parametrize(
    ("change", "options", "said"),
    [
        (other_corpus, PLAIN, "holds another corpus: name a new folder"),
        (lambda sources: sources[:-1], PLAIN, "by another manifest, which was altered since"),
        (lambda sources: sources, CHECKED, "was read with other options, or another codebook,"),
    ],
)
def test_an_output_of_something_else_is_refused(
    tmp_path: Path,
    corpus: list[Source],
    change: Callable[[list[Source]], list[Source]],
    options: ReadingOptions,
    said: str,
) -> None:
    read(corpus, tmp_path)
    before = content(tmp_path / "out")
    with pytest.raises(AnalysisError) as caught:
        read(change(corpus), tmp_path, options=options)
    assert said in str(caught.value) and str(caught.value).endswith("nothing was changed.")
    assert content(tmp_path / "out") == before


def test_another_version_is_refused(tmp_path: Path, corpus: list[Source]) -> None:
    read(corpus, tmp_path)
    file = tmp_path / "out" / "corpus.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "version": "0.0"}), "utf-8")
    with pytest.raises(AnalysisError, match=r"was read by version 0\.0 of this program, and this"):
        read(corpus, tmp_path)
    file.write_text("{", encoding="utf-8")
    with pytest.raises(AnalysisError, match="is damaged: name a new folder"):
        read(corpus, tmp_path)


def test_a_folder_with_other_files_is_refused(tmp_path: Path, corpus: list[Source]) -> None:
    with pytest.raises(AnalysisError, match="holds other files and no corpus"):
        read(corpus, tmp_path, out="in")


def test_two_runs_do_not_write_one_folder(tmp_path: Path, corpus: list[Source]) -> None:
    pytest.importorskip("fcntl", reason="this system cannot lock a folder")
    seen: list[str] = []

    def again(doing: str, done: int, whole: int) -> None:
        if not seen:
            with pytest.raises(AnalysisError) as caught:
                read(corpus, tmp_path)
            seen.append(str(caught.value))

    read(corpus, tmp_path, say=again)
    assert seen[0].endswith("is being written by another run: wait until it ends.")


def test_a_full_disk_loses_nothing(
    tmp_path: Path, corpus: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(corpus, tmp_path, out="whole")
    room = 4

    def fsync(descriptor: int) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(running.os, "fsync", fsync)
        with pytest.raises(
            AnalysisError, match=r"No space left on device\); what was read is kept"
        ):
            read(corpus, tmp_path)
    assert not list((tmp_path / "out").rglob("*.part"))
    read(corpus, tmp_path)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, corpus: list[Source]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"cannot be written \(Not a directory\)"):
        read(corpus, tmp_path, out="file/out")


def test_a_damaged_or_missing_table_is_said(tmp_path: Path, corpus: list[Source]) -> None:
    with pytest.raises(AnalysisError, match="holds no texts of a corpus: read it with"):
        running.outcome_of(tmp_path)
    read(corpus, tmp_path)
    (tmp_path / "out" / "texts" / "part-00001.parquet").write_bytes(b"PAR1")
    with pytest.raises(AnalysisError, match=r"texts/part-00001.parquet is damaged"):
        running.outcome_of(tmp_path / "out")
