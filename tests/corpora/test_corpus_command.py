"""The `corpus` command from a folder of texts to the order of coding."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from made_up_corpus import made_up, texts_in

from analysis import cli
from analysis.corpora.corpus_command import Progress, told_progress


def test_from_a_folder_to_the_order_of_coding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")
    texts = ["2018年，工会会员30200人。", "2019年，工会会员31500人。", made_up(1, 4), ""]
    texts_in(tmp_path / "in", texts)
    manifest, out = tmp_path / "manifest.csv", tmp_path / "out"
    assert cli.main(["corpus", "manifest", str(tmp_path / "in"), "--out", str(manifest)]) == 0
    assert cli.main(["corpus", "manifest", str(tmp_path / "in"), "--out", str(manifest)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("4 texts; complete city, year and day of writing of 4 of them.")
    assert "exists already" in said.err
    reading = [
        "corpus", "read", str(tmp_path / "in"), "--manifest", str(manifest), "--out", str(out),
        "--jobs", "1",
    ]  # fmt: skip
    assert cli.main(reading) == 1
    said = capsys.readouterr()
    assert said.out == "4 texts: 3 read with 10 figures, 0 copies, 1 unreadable.\n"
    assert "corpus: t003.txt is empty.\n" in said.err
    assert cli.main(["corpus", "queue", str(out), "--first", "2"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["rank"] for row in rows] == ["1", "2"]
    assert cli.main([*reading, "--no-proposals"]) == 1
    assert "was read with other options" in capsys.readouterr().err


def test_an_output_without_proposals_has_no_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")
    texts_in(tmp_path / "in", ["工会会员30200人。"])
    assert cli.main(["corpus", "manifest", str(tmp_path / "in")]) == 0
    (tmp_path / "m.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    reading = ["corpus", "read", str(tmp_path / "in"), "--manifest", str(tmp_path / "m.csv")]
    plain = ["--no-proposals", "--no-check", "--jobs", "1", "--out", str(tmp_path / "out")]
    assert cli.main([*reading, *plain]) == 0
    assert cli.main(["corpus", "queue", str(tmp_path / "out")]) == 1
    assert "holds no proposals: read the corpus without" in capsys.readouterr().err
    assert cli.main(["corpus", "queue", str(tmp_path / "in")]) == 1
    assert "holds no texts of a corpus" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["read", "x"], ["queue", "x", "--first", "0"], []])
def test_a_wrong_call_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["corpus", *words])
    assert caught.value.code == 2


def test_without_pyarrow_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts_in(tmp_path / "in", ["木桶30个。"])
    assert cli.main(["corpus", "manifest", str(tmp_path / "in")]) == 0
    (tmp_path / "m.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    words = ["corpus", "read", str(tmp_path / "in"), "--manifest", str(tmp_path / "m.csv")]
    assert cli.main([*words, "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "needs pyarrow, which is not installed" in said and "union-figures[parquet]" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("done", "seconds", "line"),
    [
        (5, 0.0, "corpus: reading, 5 of 50 texts"),
        (10, 2.0, "corpus: reading, 10 of 50 texts, 2.5 a second, 16 s left"),
        (6, 10.0, "corpus: reading, 6 of 50 texts, 0.1 a second, 7 min left"),
    ],
)
def test_progress_tells_rate_and_time_left(done: int, seconds: float, line: str) -> None:
    assert told_progress("reading", done, 50, 5, seconds) == line


def test_where_there_is_no_terminal_progress_is_told_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter([0.0, 1.0, 12.0, 13.0, 14.0])
    progress = Progress(lambda: next(times))
    for done in (0, 10, 20, 30, 40):
        progress("reading", done, 40)
    progress.end()
    assert capsys.readouterr().err.splitlines() == [
        "corpus: reading, 0 of 40 texts",
        "corpus: reading, 20 of 40 texts, 1.7 a second, 12 s left",
        "corpus: reading, 40 of 40 texts, 2.9 a second, 0 s left",
    ]
