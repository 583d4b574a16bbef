"""The check command: what it prints and writes, exit status, wrong calls in one sentence."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.cli import main

RIGHT = "受理案件500件，办结480件，办结率96%。\n"
WRONG = "受理案件500件，办结480件，办结率98%。\n"


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return written(tmp_path / "right.txt", RIGHT)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return written(tmp_path / "wrong.txt", WRONG)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_contradicts(right: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(right)]) == 0
    assert capsys.readouterr().out == (
        "3 figures were read; 3 of them (100 per cent) could be checked against another number.\n"
        "Contradictions: 0. Worth a look: 0. Faults of the copy: 0. Left open: 0. "
        "Relations that are right: 1.\n"
        "\n"
        "Right\n"
        "  line 1, character 5  The rate “96%” agrees with “480件” and “500件”.\n"
    )


def test_something_contradicts(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(wrong), "--language", "zh"]) == 1
    assert "第1行第5字  按“480件”和“500件”计算，比率为百分之96，与“98%”不合。" in (
        capsys.readouterr().out
    )


def test_rows(right: Path, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(right), str(wrong), "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["file"], row["rule"], row["verdict"]) for row in rows] == [
        (str(right), "rate", "holds"),
        (str(wrong), "rate", "contradicts"),
    ]
    assert rows[1]["literals"] == "500件 | 480件 | 98%"
    assert WRONG[int(rows[1]["start"]) : int(rows[1]["end"])] == "500件"


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [str(found[name]) for name in ("href", "src") if name in found]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_page_leads_from_sentence_to_place_and_back(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WRONG + "设五个工种：钳工、电工。组建工会300家，其中企业工会<b>320家。\n" + WRONG
    source, target = written(tmp_path / "a<b.txt", text), tmp_path / "out.html"
    assert main(["check", str(source), "--html", str(target), "--language", language]) == 1
    page = _Page(target.read_text(encoding="utf-8"))
    assert sorted(page.ids) == sorted(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)  # all lead into the page
    assert "b" not in page.tags and "script" not in page.tags
    assert capsys.readouterr().out == ""


def test_nothing_is_overwritten(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--output", "--html"):
        assert main(["check", str(wrong), option, str(wrong)]) == 2
        assert "is one of the files to check" in capsys.readouterr().err
    other = written(wrong.with_name("other.txt"), "kept")
    assert main(["check", str(wrong), "--output", str(other)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "kept"
    assert main(["check", str(wrong), "--output", str(other), "--overwrite"]) == 1
    assert "98%" in other.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_2(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = wrong.with_name("missing.txt")
    assert main(["check", str(wrong), str(missing)]) == 2
    said = capsys.readouterr()
    assert "missing.txt does not exist" in said.err
    assert "98%" in said.out  # the other text is reported all the same
    binary = wrong.with_name("a.txt")
    binary.write_bytes(bytes(range(256)))
    assert main(["check", str(binary)]) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Members: 500, of whom 300 women.\n", "is not Chinese"),
        ("我们召开会议，学习文件精神。\n", "holds no figure"),
    ],
)
def test_nothing_to_check_is_said(
    text: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(written(tmp_path / "a.txt", text))]) == 0
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--reference-date", "2016-02-30"], "--reference-date: "),
        (["--encoding", "nothing"], "is no encoding"),
    ],
)
def test_wrong_calls(
    words: list[str], sentence: str, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(wrong), *words]) == 2
    assert sentence in capsys.readouterr().err


def test_a_page_is_of_one_text(
    right: Path, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(right), str(wrong), "--html", "a.html"]) == 2
    assert "exactly one text" in capsys.readouterr().err
