"""The read command: formats, several files, faults in one sentence, and the annotated page."""

from __future__ import annotations

import argparse
import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.reading import read_command as read

TEXT = "去年培训60余人。\n发放\n补助3 00元。\n"


def call(*words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    read.add_arguments(parser)
    out = io.StringIO()
    status = read.run(parser.parse_args(list(words)), out)
    return status, out.getvalue()


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_csv_has_offsets_into_the_file(text_file: Path) -> None:
    status, out = call(str(text_file), "--kind", "figure", "--reference-date", "2019-12-31")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [row["text"] for row in rows] == ["60余人", "3 00元"]
    assert TEXT[int(rows[1]["start"]) : int(rows[1]["end"])] == "3 00元"
    assert rows[0]["period_start"] == "2018-01-01"


def test_json_lines(text_file: Path) -> None:
    status, out = call(str(text_file), "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert records[0]["text"] == "60余人"
    assert records[0]["value"] == "60"
    assert records[0]["value_high"] is None


def test_folder_and_workers_give_the_same_rows(tmp_path: Path) -> None:
    for k in range(12):
        (tmp_path / f"{k:02}.txt").write_text(f"共{k + 1}家。", encoding="utf-8")
    one = call(str(tmp_path))
    assert call(str(tmp_path), "--jobs", "2") == one
    assert [row["value"] for row in csv.DictReader(io.StringIO(one[1]))] == [
        str(k + 1) for k in range(12)
    ]


def test_progress_goes_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for k in range(10):
        (tmp_path / f"{k}.txt").write_text("3人", encoding="utf-8")
    call(str(tmp_path))
    assert "10 of 10" in capsys.readouterr().err


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("共8家".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert "8家" in call("-")[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("人数".encode("utf-16"), "begins like UTF-16: try --encoding utf-16."),
        ("共有人数，".encode("gb18030"), "reads as GB18030: try --encoding gb18030."),
        (b"\xff\xff\xff\xfe\xfd", "is not UTF-8 (byte ff); name its encoding"),
        (b"\x00\xff\x01", "is a binary file, not a text"),
        (b"", "is empty."),
        (b" \n\n", "is empty."),
        (b"a\x00b", "is a binary file, not a text"),
    ],
)
def test_unreadable_files_get_one_sentence(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    assert call(str(path))[0] == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_a_bad_file_does_not_stop_the_others(text_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "0.txt"
    bad.write_bytes(b"\xff")
    status, out = call(str(bad), str(text_file))
    assert status == 1
    assert "60余人" in out


def test_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    for encoding in ("gb18030", "big5", "utf-16"):
        path.write_bytes("到場60人".encode(encoding))
        status, out = call(str(path), "--encoding", encoding)
        assert (status, "60人,figure,60" in out) == (0, True)


def test_no_such_encoding(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(str(text_file), "--encoding", "klingon")
    assert stopped.value.code == 2
    assert "no encoding Python knows" in capsys.readouterr().err


def test_a_missing_file_does_not_stop_the_others(text_file: Path, tmp_path: Path) -> None:
    status, out = call(str(tmp_path / "none.txt"), str(text_file))
    assert status == 1
    assert "60余人" in out


def test_a_full_disk_is_told(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    parser = argparse.ArgumentParser()
    read.add_arguments(parser)
    assert read.run(parser.parse_args([str(text_file)]), Full()) == 1
    assert capsys.readouterr().err == (
        "read: the output cannot be written (No space left on device).\n"
    )


def test_missing_file_and_wrong_date(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("no-such-file.txt")[0] == 1
    assert call(str(text_file), "--reference-date", "2019")[0] == 2
    assert "does not exist" in capsys.readouterr().err


def test_long_texts_are_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "BLOCK", 64)
    text = "".join(f"第{k}行：共{k}家企业。\n" for k in range(1, 200))
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8", newline="")
    _, out = call(str(path), "--kind", "figure")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [int(row["value"]) for row in rows] == list(range(1, 200))
    assert all(text[int(r["start"]) : int(r["end"])] == r["text"] for r in rows)


class Balance(HTMLParser):
    """Checks that every element is closed in the order it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.text = ""
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            return
        self.stack.append(tag)
        if tag == "mark":
            self.marks.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_annotated_page(text_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert call(str(text_file), "--html", str(target))[0] == 0
    page = target.read_text(encoding="utf-8")
    parser = Balance()
    parser.feed(page)
    assert parser.stack == []
    assert parser.marks.count("figure") == 3  # the legend and two figures
    assert "http" not in page
    assert 'class="repair"' in page or "repaired: space" in page
    assert "tabindex" in page
    assert not list(tmp_path.glob("*.part"))


def test_page_escapes_the_text(tmp_path: Path) -> None:
    page = read.annotated_page("<b>共3家</b>&“5人”", "<t>")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_page_of_two_texts_is_refused(text_file: Path, tmp_path: Path) -> None:
    assert call(str(text_file), str(text_file), "--html", str(tmp_path / "p.html"))[0] == 2
