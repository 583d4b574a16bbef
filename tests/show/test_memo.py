"""Results remembered from build to build."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from analysis.project import MEMO
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
    """The folder of a file, named in the environment, that says which code this module uses."""
    folder = tmp_path / "memo"
    folder.mkdir()
    (folder / "code.json").write_text(json.dumps({__name__: "code"}), encoding="utf-8")
    monkeypatch.setenv(MEMO, str(folder / "code.json"))
    return folder


def results(folder: Path) -> list[Path]:
    """Return what is remembered."""
    return [path for path in folder.iterdir() if not path.suffix]


def test_nothing_is_remembered_without_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MEMO, raising=False)
    work = Work()
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 2


def test_a_result_is_computed_once_for_the_same_kind_and_input(folder: Path) -> None:
    work = Work()
    for kind, given in (("chart", 1), ("chart", 1), ("font", 1), ("chart", "1"), ("chart", 1.0)):
        assert memo.recall(kind, given, work) == b"drawn"
    assert work.calls == 4
    assert len(results(folder)) == 4


def test_a_damaged_result_is_computed_again(folder: Path) -> None:
    work = Work()
    memo.recall("chart", "a", work)
    (kept,) = results(folder)
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
    work = Work()
    memo.recall("chart", "a", work)
    (kept,) = results(folder)
    kept.unlink()
    kept.mkdir()
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 3


def test_without_what_the_build_says_everything_is_computed(folder: Path) -> None:
    folder.joinpath("code.json").unlink()
    work = Work()
    assert memo.recall("chart", "a", work) == memo.recall("chart", "a", work) == b"drawn"
    assert work.calls == 2


def test_an_error_is_not_remembered(folder: Path) -> None:
    def fail() -> bytes:
        raise ValueError("glyph missing")

    for _ in range(2):
        with pytest.raises(ValueError, match="glyph missing"):
            memo.recall("chart", "a", fail)
    assert not results(folder)


def test_other_code_remembers_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work()
    memo.recall("chart", "a", work)
    other = folder / "other.json"
    other.write_text(json.dumps({__name__: "other code"}), encoding="utf-8")
    monkeypatch.setenv(MEMO, str(other))
    memo.recall("chart", "a", work)
    memo.recall("chart", "a", partial(len, "a"))  # code that the build does not know
    assert work.calls == 2
    assert len(results(folder)) == 2
