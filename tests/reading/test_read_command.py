"""The read command: formats, several files, faults in one sentence, and the annotated page."""

from __future__ import annotations

import argparse
import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.reading import documents, read_command
from analysis.reading.annotated_page import annotated_page

TEXT = "去年培训60余人。\n发放\n补助3 00元。\n"


def call(*words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    read_command.add_arguments(parser)
    out = io.StringIO()
    status = read_command.run(parser.parse_args(list(words)), out)
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
        (b"\xff\xff\xff\xfe\xfd", "is not UTF-8 (byte ff at 0); name its encoding"),
        ("共有300名职".encode()[:-1], "ends inside a character (at byte 12)"),
        (b"%PDF-1.7 ...", "is a PDF file: give it the ending .pdf."),
        (b"PK\x03\x04....", "is a packed file, not a text"),
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


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", ""])
def test_no_such_encoding(name: str, text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(str(text_file), "--encoding", name)[0] == 2
    error = capsys.readouterr().err
    assert "is no encoding of texts that Python knows" in error
    assert error.count("\n") == 1


def test_the_encoding_is_recognised_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "全市工会共举办职工技能培训300期，参加培训的职工有5000人。"
    for encoding in ("gb18030", "big5", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        written = text.replace("举办职", "舉辦職").replace("会", "會").replace("业", "業")
        path.write_bytes(
            (written.replace("参", "參") if encoding == "big5" else text).encode(encoding, "ignore")
        )
        status, out = call(str(path), "--kind", "figure")
        assert (status, "5000人,figure,5000" in out) == (0, True)
        assert f"is read as {encoding.upper()}." in capsys.readouterr().err


def test_a_wrong_encoding_is_told_with_the_likely_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("全市工会共举办职工技能培训300期。".encode("gb18030"))
    assert call(str(path), "--encoding", "utf-8")[0] == 1
    assert "it reads as GB18030: try --encoding gb18030." in capsys.readouterr().err


def test_a_missing_file_does_not_stop_the_others(text_file: Path, tmp_path: Path) -> None:
    status, out = call(str(tmp_path / "none.txt"), str(text_file))
    assert status == 1
    assert "60余人" in out


def test_a_full_disk_is_told(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    parser = argparse.ArgumentParser()
    read_command.add_arguments(parser)
    assert read_command.run(parser.parse_args([str(text_file)]), Full()) == 1
    assert capsys.readouterr().err == (
        "read: the output cannot be written (No space left on device).\n"
    )


def test_missing_file_and_wrong_date(text_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("no-such-file.txt")[0] == 1
    assert call(str(text_file), "--reference-date", "2019")[0] == 2
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_reference_date_out_of_reach(
    day: str, text_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(str(text_file), "--reference-date", day)[0] == 2
    error = capsys.readouterr().err
    assert "out of reach" in error
    assert error.count("\n") == 1


def test_an_empty_result_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "words.txt"
    path.write_text("没有数目。", encoding="utf-8")
    status, out = call(str(path))
    assert (status, out.count("\n")) == (0, 1)
    assert capsys.readouterr().err == "read: nothing is wrong, but the text holds no numeral.\n"


def test_progress_is_told_by_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(documents, "BLOCK", 100)
    monkeypatch.setattr(read_command, "PROGRESS", 600)
    path = tmp_path / "long.txt"
    path.write_text("会员300人。\n" * 100, encoding="utf-8", newline="")
    call(str(path))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[-1].endswith("of 0.0 MB")


def test_output_and_page_never_replace_a_file_unasked(
    text_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in ("--output", "--html"):
        target = tmp_path / f"kept{option}"
        target.write_text("mine", encoding="utf-8")
        assert call(str(text_file), option, str(target))[0] == 2
        assert target.read_text(encoding="utf-8") == "mine"
        assert "exists already: name another file, or add --overwrite." in capsys.readouterr().err
        assert call(str(text_file), option, str(target), "--overwrite")[0] == 0
        assert "60余人" in target.read_text(encoding="utf-8")
        assert call(str(text_file), option, str(text_file), "--overwrite")[0] == 2
        assert text_file.read_text(encoding="utf-8") == TEXT


def test_output_holds_the_same_rows(text_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    assert call(str(text_file), "--output", str(target)) == (0, "")
    assert target.read_text(encoding="utf-8") == call(str(text_file))[1]
    assert not list(tmp_path.glob("*.part"))


def test_line_and_column_run_through_all_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "BLOCK", 40)
    lines = [f"第{k}组：会员{k}人，经费{k}元，" + "说明" * (k % 7) for k in range(1, 60)]
    path = tmp_path / "long.txt"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    _, out = call(str(path), "--kind", "figure")
    for row in csv.DictReader(io.StringIO(out)):
        line, column = int(row["line"]), int(row["column"])
        assert lines[line - 1][column - 1 :].startswith(row["text"])


def test_the_year_spoken_of_goes_on_into_the_next_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "BLOCK", 40)
    path = tmp_path / "long.txt"
    path.write_text("2018年工作总结。\n" + "新增会员300人。\n" * 20, encoding="utf-8", newline="")
    _, out = call(str(path), "--kind", "figure")
    assert {row["period_start"] for row in csv.DictReader(io.StringIO(out))} == {"2018-01-01"}


def test_limits_of_the_words(text_file: Path) -> None:
    _, out = call(str(text_file), "--kind", "figure", "--limits")
    row = next(csv.DictReader(io.StringIO(out)))
    assert (row["hedge"], row["asserted"], row["conventional"]) == ("余", "(60, ∞)", "(60, 70)")


def test_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("共1?5人，另有20人。", encoding="utf-8")
    _, out = call(str(path), "--kind", "figure")
    assert [row["damage"] for row in csv.DictReader(io.StringIO(out))] == ["lost digit", ""]


def test_long_texts_are_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BLOCK", 64)
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
    page = annotated_page("<b>共3家</b>&“5人”", "<t>")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_page_of_two_texts_is_refused(text_file: Path, tmp_path: Path) -> None:
    assert call(str(text_file), str(text_file), "--html", str(tmp_path / "p.html"))[0] == 2
