"""Results remembered from build to build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.show import memo


class Work:
    """A function that counts how often it is called."""

    def __init__(self, result: bytes = b"drawn") -> None:
        self.calls = 0
        self.result = result

    def __call__(self) -> bytes:
        self.calls += 1
        return self.result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder named in the environment, not there yet."""
    monkeypatch.setenv(memo.VARIABLE, str(tmp_path / "memo" / "state"))
    return tmp_path / "memo" / "state"


def test_nothing_is_remembered_without_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(memo.VARIABLE, raising=False)
    work = Work()
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 2


def test_a_result_is_computed_once_for_the_same_kind_and_input(folder: Path) -> None:
    work = Work()
    for kind, given in (("chart", 1), ("chart", 1), ("font", 1), ("chart", "1"), ("chart", 1.0)):
        assert memo.recall(kind, given, work) == b"drawn"
    assert work.calls == 4
    assert len(list(folder.iterdir())) == 4


def test_a_damaged_result_is_computed_again(folder: Path) -> None:
    work = Work()
    memo.recall("chart", "a", work)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 2
    kept.write_bytes(b"")
    assert memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 3


def test_an_empty_result_is_a_result(folder: Path) -> None:
    work = Work(b"")
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b""
    assert work.calls == 1


def test_where_nothing_can_be_written_everything_is_computed(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file in the place of the folder", encoding="utf-8")
    work = Work()
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 2


def test_an_error_is_not_remembered(folder: Path) -> None:
    def fail() -> bytes:
        raise ValueError("glyph missing")

    for _ in range(2):
        with pytest.raises(ValueError, match="glyph missing"):
            memo.recall("chart", "a", fail)
    assert not folder.exists()


def test_tidying_forgets_other_states_and_what_was_used_longest_ago(folder: Path) -> None:
    other = folder.with_name("earlier")
    other.mkdir(parents=True)
    (other / "x").write_bytes(b"x")
    for number in range(3):
        memo.recall("chart", number, Work())
    names = sorted(folder.iterdir(), key=lambda path: path.name)
    for age, path in enumerate(names):
        os.utime(path, (1000 - age, 1000 - age))
    size = names[0].stat().st_size
    memo.tidy(folder, 2 * size)
    assert not other.exists()
    assert sorted(folder.iterdir(), key=lambda path: path.name) == names[:2]
    memo.tidy(folder.with_name("never there"), 0)
