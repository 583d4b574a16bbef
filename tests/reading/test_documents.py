"""The text of web pages, Word files, PDF files and tables."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from analysis.reading import documents
from analysis.reading.documents import ReadError, blocks
from analysis.reading.web_text import text_of_page

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(path: Path, column: str | None = None) -> list[str]:
    return [block.text for block in blocks(str(path), column=column)]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>培训<b>1400</b>余人</p>", "培训1400余人\n"),
        ("<p>一<p>二", "一\n二"),
        ("一<br>二", "一\n二"),
        ("会员<!-- 3人 -->5人", "会员5人"),
        ("<script>let n = '300人'; if (n<4) {}</script>5人", "5人"),
        ("<style>p::before { content: '9人' }</style>5人", "5人"),
        ("<head><title>9人</title></head><body>5人</body>", "5人\n"),
        ("<div hidden>9人</div>5人", "5人"),
        ("<div style='display: none'>9<b>人</b></div>5人", "5人"),
        ("<select><option>9人<option>8人</select>5人", "5人"),
        ("<div><p hidden>9人</div>5人", "5人"),
        ("共\n    300\n    人", "共300人"),
        ("two\n  words", "two words"),
        ("<pre>一  二\n三</pre>", "一  二\n三\n"),
        ("面积3km<sup>2</sup>，会员1400<sup>[2]</sup>人", "面积3km²，会员1400人"),
        ("<ruby>职<rt>zhí</rt></ruby>工", "职工"),
        ("<![odd>5人", "5人"),
        ("1 &lt; 2 &amp; &#20154;", "1 < 2 & 人"),
        (
            "<table><tr><th>年<th>人</tr><tr><td>2019</td><td></td><td>3</td></tr></table>",
            "年\t人\n2019\t\t3\n",
        ),
    ],
)
def test_text_of_a_page(page: str, text: str) -> None:
    assert text_of_page(page) == text


def test_a_page_is_read_with_offsets_into_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>培训<b>1400</b>余人</p></body></html>", encoding="utf-8")
    (block,) = blocks(str(path))
    assert (block.offset, block.text) == (0, "培训1400余人\n")


def test_a_page_without_its_ending_is_known_by_its_first_words(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("<!DOCTYPE html><p>培训<i>5</i>人", encoding="utf-8")
    assert texts(path) == ["培训5人"]


def test_a_page_names_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes('<meta charset="gb2312"><p>5户'.encode("gb18030"))
    assert texts(path) == ["5户"]


def word_file(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
    return path


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_word_file(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc><w:p>{run(c)}</w:p></w:tc>" for c in ("会员", "70人"))
    body = (
        f"<w:p>{run('培训14')}{run('00余人')}<w:del>{run('9人')}</w:del></w:p>"
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p>{run('完')}</w:p>"
    )
    assert texts(word_file(tmp_path / "a.docx", body)) == ["培训1400余人\n会员\t70人\n完\n"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"no archive", "is damaged or no Word file."),
        ("a.docx", b"\xd0\xcf\x11\xe0old", "is protected, or of old Word: save it as .docx."),
        ("a.doc", b"\xd0\xcf\x11\xe0old", "a file of old Office, or a protected one"),
        ("a.rtf", b"{\\rtf1 text}", "is an RTF file"),
        ("a.html", b"", "is empty."),
        ("a.html", b"<p><img src=a.png>", "holds no text"),
    ],
)
def test_files_without_text_get_one_sentence(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError) as stopped:
        texts(path)
    assert message in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_an_archive_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("other.xml", "<a/>")
    with pytest.raises(ReadError, match=r"no Word file: it has no word/document\.xml\.$"):
        texts(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a>")
    with pytest.raises(ReadError, match="is damaged"):
        texts(path)


@pytest.mark.parametrize(("name", "library"), [("a.pdf", "pypdf"), ("a.xlsx", "openpyxl")])
def test_a_missing_library_is_named(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    path = tmp_path / name
    path.write_bytes(b"anything")
    with pytest.raises(ReadError, match=f"needs the library {library}: pip install {library}"):
        texts(path, "1" if name == "a.xlsx" else None)


class FakePage:
    def __init__(self, text: str) -> None:
        self.text = text

    def extract_text(self) -> str:
        return self.text


class FakeReader:
    """Stands for ``pypdf.PdfReader``: two pages, or as the name of the file says."""

    def __init__(self, name: str) -> None:
        if "bad" in name:
            raise ValueError("startxref\nnot found")
        self.is_encrypted = "locked" in name
        self.pages = [FakePage("" if "scan" in name else text) for text in ("培训3", "人")]

    def decrypt(self, password: str) -> int:
        return 0


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("good", "培训3\n人"),
        ("bad", "is damaged or no PDF file (startxref not found)."),
        ("locked", "is protected by a password."),
        ("scan", "holds no text (a page of images, or a scan)."),
    ],
)
def test_pdf_files(name: str, result: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = type(sys)("pypdf")
    monkeypatch.setattr(fake, "PdfReader", FakeReader, raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", fake)
    monkeypatch.chdir(tmp_path)
    Path(f"{name}.pdf").write_bytes(b"%PDF-1.7")
    if name == "good":
        assert texts(Path("good.pdf")) == [result]
        return
    with pytest.raises(ReadError) as stopped:
        texts(Path(f"{name}.pdf"))
    assert str(stopped.value) == f"{name}.pdf {result}"


TABLE = '编号,正文\n1,"培训3人，\n发放5万元"\n2,\n3,慰问5户\n'


def test_a_column_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8", newline="")
    expected = [(1, "培训3人，\n发放5万元"), (3, "慰问5户")]
    for column in ("正文", "2"):
        found = blocks(str(path), column=column)
        assert [(block.record, block.text) for block in found] == expected
    with pytest.raises(ReadError, match=r"has no column '人数' \(it has: 编号, 正文\)\.$"):
        texts(path, "人数")
    with pytest.raises(ReadError, match="is no table"):
        texts(word_file(tmp_path / "a.docx", ""), "1")


def test_a_column_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode("gb18030"))))
    told: list[str] = []
    found = [block.text for block in blocks("-", column="正文", say=told.append)]
    assert found[-1] == "慰问5户"
    assert told == ["- is read as GB18030."]


def test_excel_files(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra “files” is not installed")
    book = openpyxl.Workbook()
    book.active.append(["编号", "正文"])
    book.active.append([1, "培训3人"])
    book.active.append([2, None])
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx", "正文") == ["培训3人"]
    with pytest.raises(ReadError, match=r"name the column to read with --column \(it has: 编号"):
        texts(tmp_path / "a.xlsx")


def test_standard_input_that_cannot_be_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BLOCK", 50)
    text = "全市工会举办培训，参加的职工有300人。\n" * 30
    for encoding in ("utf-8", "gb18030"):
        pipe = io.BytesIO(text.encode(encoding))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe))
        assert "".join(block.text for block in blocks("-")) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "全市各级工会共举办职工技能培训三百期，参加培训的职工有五千多人。"),
        ("big5", "全市各級工會共舉辦職工技能培訓三百期，參加培訓的職工有五千多人。"),
        ("utf-16-le", "全市各级工会共举办职工技能培训三百期，参加培训的职工有五千多人。"),
        ("utf-16", "5人"),
        ("utf-8", "5人"),
    ],
)
def test_encodings_that_are_sure(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert texts(path) == [text]


def test_an_encoding_that_is_not_sure_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    # Rare characters in either encoding.
    path.write_bytes("嘬缬齄".encode("gb18030"))
    with pytest.raises(ReadError, match="name its encoding with --encoding"):
        texts(path)
