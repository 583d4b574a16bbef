"""One line for each decision, on disk before anybody is shown it."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from analysis.coding import journal as module
from analysis.coding.journal import Journal, read_journal
from analysis.errors import AnalysisError

HEAD = {"document": "wuyou-2018", "coder": "mei"}
ONE, TWO = {"do": "code", "at": 3}, {"do": "undo"}


def lines(path: Path) -> list[object]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_event_is_a_line_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "work" / "mei.journal"
    with Journal(path, HEAD) as journal:
        journal.append(ONE)
        assert lines(path) == [HEAD, ONE]
        journal.append(TWO)
    assert lines(path) == [HEAD, ONE, TWO] == read_journal(path)
    with Journal(path, HEAD) as journal:
        assert journal.events == [ONE, TWO]


def test_what_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "nobody.journal") == []


def test_a_line_is_synced_before_append_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "mei.journal", []
    monkeypatch.setattr(module.os, "fsync", lambda _: synced.append(path.read_bytes()))
    with Journal(path, HEAD) as journal:
        journal.append(ONE)
    assert [content.count(b"\n") for content in synced] == [1, 2]


@pytest.mark.parametrize("cut", range(1, len(json.dumps(TWO, separators=(",", ":"))) + 1))
def test_a_line_cut_off_anywhere_is_taken_out(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "mei.journal"
    with Journal(path, HEAD) as journal:
        journal.append(ONE)
        journal.append(TWO)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - cut])
    assert read_journal(path) == [HEAD, ONE]
    with Journal(path, HEAD) as journal:
        assert journal.events == [ONE]
        journal.append(TWO)
    assert path.read_bytes() == content


def test_a_journal_open_in_another_window_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mei.journal"
    with (
        Journal(path, HEAD) as journal,
        pytest.raises(AnalysisError, match="is open in another window"),
    ):
        Journal(path, HEAD)
    journal.close()
    Journal(path, HEAD).close()


def test_a_journal_of_something_else_is_refused_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "mei.journal"
    Journal(path, HEAD).close()
    other = {**HEAD, "document": "wuyou-2019"}
    with pytest.raises(AnalysisError) as caught:
        Journal(path, other)
    assert str(caught.value) == (
        "mei.journal was begun with another document ('wuyou-2018', now 'wuyou-2019'): go on "
        "with that one, or move the file away and begin anew"
    )
    Journal(path, HEAD).close()


@pytest.mark.parametrize("damage", [b"no json\n", b"[1]\n", b"\xff\n"])
def test_a_damaged_line_is_named(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "mei.journal"
    with Journal(path, HEAD) as journal:
        journal.append(ONE)
    path.write_bytes(path.read_bytes() + damage)
    with pytest.raises(AnalysisError, match=r"mei\.journal, line 3 is damaged"):
        Journal(path, HEAD)


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, write = tmp_path / "mei.journal", os.write
    with Journal(path, HEAD) as journal:
        before = path.read_bytes()

        def full(file: int, content: bytes) -> int:
            write(file, content[:5])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(module.os, "write", full)
            with pytest.raises(AnalysisError) as caught:
                journal.append(ONE)
        assert str(caught.value) == (
            f"cannot write mei.journal in {tmp_path.name}/: No space left on device; the last "
            "decision was not kept, all earlier ones were"
        )
        assert path.read_bytes() == before and journal.events == []
        journal.append(TWO)
    assert lines(path) == [HEAD, TWO]


def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(module.os, "open", refuse)
    with pytest.raises(AnalysisError) as caught:
        Journal(tmp_path / "mei.journal", HEAD)
    assert str(caught.value) == f"cannot write mei.journal in {tmp_path.name}/: Permission denied"


def test_a_file_where_the_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("", encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"^cannot write mei\.journal in work/: "):
        Journal(tmp_path / "work" / "mei.journal", HEAD)
