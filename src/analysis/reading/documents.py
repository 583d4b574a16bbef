"""The text of the files people have: plain text, web pages, Word, PDF, columns of tables.

Offsets count in the extracted text.  Plain text is streamed; the text of the other kinds is taken
out as a whole.  PDF and Excel need the optional libraries of the extra ``files``.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree

from analysis.errors import AnalysisError
from analysis.reading.encodings import SAMPLE, Recognised, recognise, recognise_sample
from analysis.reading.web_text import text_of_page

BLOCK = 400_000
"""Characters read at a time; a text of any size needs memory for one block only."""
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
DOCUMENT_SUFFIXES = (".docx", ".pdf")
TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
SUFFIXES = (".txt", ".md", *PAGE_SUFFIXES, *DOCUMENT_SUFFIXES)
"""What is read in a folder; with a column named it is :data:`TABLE_SUFFIXES`."""
XML_LIMIT = 400_000_000
"""Bytes the unpacked text of a Word file may have."""


class ReadError(AnalysisError):
    """A file cannot be read; the message is one sentence for the user."""


class Block(NamedTuple):
    """A piece of a text.

    Attributes
    ----------
    record
        The row of a table, counted from 1 without its head; ``None`` for other files.
    offset
        Where the piece begins in its text.
    text
        The piece.
    size
        Bytes of the file that are done with it, so far as that is known.
    """

    record: int | None
    offset: int
    text: str
    size: int


_Say = Callable[[str], None]
"""Takes a sentence for the user that is no fault."""


def blocks(
    name: str, encoding: str | None = None, column: str | None = None, say: _Say | None = None
) -> Iterator[Block]:
    """Read the text of a file in blocks that end at a line end.

    Parameters
    ----------
    name
        A path, or ``'-'`` for standard input.
    encoding
        How its characters are written; recognised where that is sure when ``None``.
    column
        Head or number (from 1) of the column to read in a CSV or Excel file.
    say
        Is told which encoding was recognised.

    Raises
    ------
    ReadError
        If the file cannot be opened, holds no text, is damaged, or its encoding is not sure.
    """
    try:
        yield from _blocks_of(name, encoding, column, say or (lambda sentence: None))
    except OSError as error:
        raise ReadError(f"{name} cannot be read ({error.strerror or error}).") from error


def _blocks_of(name: str, encoding: str | None, column: str | None, say: _Say) -> Iterator[Block]:
    suffix = Path(name).suffix.lower()
    if column is not None:
        yield from _cells(name, suffix, encoding, column, say)
    elif suffix in (".xlsx", ".xlsm"):
        heads = next(_excel_rows(name), [])
        raise ReadError(
            f"{name} is a table: name the column to read with --column ({_listed(heads)})."
        )
    elif suffix in DOCUMENT_SUFFIXES:
        text = _word_text(name) if suffix == ".docx" else _pdf_text(name)
        yield from _pieces(name, text)
    elif name == "-":
        yield from _stream(sys.stdin.buffer, "standard input", encoding, say, again=False)
    else:
        with open(name, "rb") as stream:
            again = stream.seekable()
            if again:
                _refuse_other_formats(stream, name)
            if suffix in PAGE_SUFFIXES:
                yield from _pieces(name, _page_text(stream.read(), name, encoding, say))
            else:
                yield from _stream(stream, name, encoding, say, again=again)


def _refuse_other_formats(stream: IO[bytes], name: str) -> None:
    """Say of files known by their first bytes that they are no texts."""
    first = stream.read(8)
    stream.seek(0)
    for mark, what in _FORMATS.items():
        if first.startswith(mark):
            raise ReadError(f"{name} is {what}.")


_FORMATS = {
    b"%PDF-": "a PDF file: give it the ending .pdf",
    b"PK\x03\x04": "a packed file, not a text: a Word file must end in .docx, a table in .xlsx",
    b"\xd0\xcf\x11\xe0": "a file of old Office, or a protected one: save it as .docx or .xlsx",
    b"{\\rtf": "an RTF file: save it as .docx or as text",
}


def _stream(
    stream: IO[bytes], name: str, encoding: str | None, say: _Say, *, again: bool
) -> Iterator[Block]:
    """Decode a byte stream strictly and cut it at line ends."""
    sample = b""
    if encoding is None:
        if again:
            found = recognise(stream)
        else:
            sample = stream.read(SAMPLE)
            found = recognise_sample(sample)
        encoding = _sure(found, name, say)
    source: IO[bytes] = io.BufferedReader(_Joined(sample, stream)) if sample else stream
    text = io.TextIOWrapper(source, encoding=encoding, errors="strict", newline="")
    offset, rest, empty, page = 0, "", True, False
    width = 1.0
    try:
        while True:
            piece = text.read(BLOCK)
            if not piece:
                break
            if "\0" in piece:
                raise ReadError(f"{name} is a binary file, not a text (it has a zero byte).")
            if offset == 0 and not rest:
                page = _looks_like_page(piece)
                width = len(piece.encode("utf-8", "replace")) / len(piece)
            empty = empty and not piece.strip("\ufeff \r\n\t")
            rest += piece
            if page:
                continue
            cut = _cut(rest)
            if cut:
                yield Block(None, offset, rest[:cut], int((offset + cut) * width))
                offset, rest = offset + cut, rest[cut:]
    except UnicodeError as error:
        raise ReadError(_not_decoded(name, encoding, error)) from error
    finally:
        text.detach()
    if empty:
        raise ReadError(f"{name} is empty.")
    if page:
        yield from _pieces(name, text_of_page(rest))
    elif rest:
        yield Block(None, offset, rest, int((offset + len(rest)) * width))


class _Joined(io.RawIOBase):
    """Bytes that were read ahead, and then the rest of their stream."""

    def __init__(self, ahead: bytes, stream: IO[bytes]) -> None:
        self._ahead = ahead
        self._stream = stream

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if self._ahead:
            piece, self._ahead = self._ahead[: len(view)], self._ahead[len(view) :]
        else:
            piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def _sure(found: Recognised, name: str, say: _Say) -> str:
    """Return a recognised encoding, told to the user unless it is UTF-8."""
    if found.name is None:
        raise ReadError(f"{name} {found.fault}.")
    if found.name != "utf-8":
        say(f"{name} is read as {found.name.upper()}.")
    return found.name


def _not_decoded(name: str, encoding: str, error: UnicodeError) -> str:
    """Say that a text is not in the encoding named, and what it may be."""
    shown = encoding.upper()
    if not isinstance(error, UnicodeDecodeError):
        return f"{name} is not {shown} ({error})."
    if error.reason == "unexpected end of data":
        return f"{name} ends inside a character: the file was cut short, or it is not {shown}."
    sample = bytes(error.object)
    other = recognise_sample(sample[:SAMPLE]).name
    what = f"{name} is not {shown} (byte {sample[error.start]:02x})"
    if other and other != encoding:
        return f"{what}; it reads as {other.upper()}: try --encoding {other}."
    return f"{what}; name its encoding with --encoding, or it is no text."


def _cut(text: str) -> int:
    """Return where a block may end: behind a blank line, a line, a sentence, or anywhere."""
    if len(text) < BLOCK:
        return 0
    for mark in ("\n\n", "。\n", "\n", "。", "，"):
        position = text.rfind(mark, BLOCK // 2)
        if position >= 0:
            return position + len(mark)
    return len(text)


def _pieces(name: str, text: str) -> Iterator[Block]:
    """Cut a text that is known as a whole."""
    if not text.strip():
        raise ReadError(f"{name} holds no text (a page of images, or a scan).")
    offset = 0
    while offset < len(text):
        cut = _cut(text[offset : offset + BLOCK]) or len(text) - offset
        yield Block(None, offset, text[offset : offset + cut], 0)
        offset += cut


def _looks_like_page(text: str) -> bool:
    """Tell whether a text without a telling name is a web page."""
    head = text[:1000].lstrip("\ufeff \r\n\t").lower()
    return head.startswith(("<!doctype html", "<html")) or (
        head.startswith("<?xml") and "<html" in head
    )


def _page_text(data: bytes, name: str, encoding: str | None, say: _Say) -> str:
    """Return the text of a web page."""
    if encoding is None:
        named = _named_in_page(data)
        found = recognise(io.BytesIO(data))
        if found.name is None and named is not None:
            found = Recognised(named, "")
        encoding = _sure(found, name, say)
    try:
        page = data.decode(encoding)
    except UnicodeError as error:
        raise ReadError(_not_decoded(name, encoding, error)) from error
    if not page.strip():
        raise ReadError(f"{name} is empty.")
    return text_of_page(page)


def _named_in_page(data: bytes) -> str | None:
    """Return the encoding that a page says it has, where Python knows it."""
    import re

    from analysis.reading.encodings import is_text_encoding

    match = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    # Pages that say GB2312 use characters of its successor.
    name = "gb18030" if name in ("gb2312", "gbk") else name
    return name if is_text_encoding(name) else None


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}instrText", f"{_W}moveFrom", _FALLBACK, f"{_W}footnoteReference"}


def _word_text(name: str) -> str:
    """Return the text of a Word file: paragraphs as lines, cells of a row parted by tabs."""
    try:
        with zipfile.ZipFile(name) as package:
            if package.getinfo("word/document.xml").file_size > XML_LIMIT:
                raise ReadError(f"{name} is too large: more than {XML_LIMIT:,} bytes of text.")
            body = ElementTree.fromstring(package.read("word/document.xml"))
    except zipfile.BadZipFile:
        with open(name, "rb") as stream:
            protected = stream.read(4) == b"\xd0\xcf\x11\xe0"
        what = (
            "protected, or of old Word: save it as .docx"
            if protected
            else "damaged or no Word file"
        )
        raise ReadError(f"{name} is {what}.") from None
    except KeyError:
        raise ReadError(f"{name} is no Word file: it has no word/document.xml.") from None
    except (ElementTree.ParseError, RuntimeError, zlib.error, EOFError) as error:
        raise ReadError(f"{name} is damaged ({error}).") from None
    parts: list[str] = []
    _word_element(body, parts)
    return "".join(parts)


def _word_element(element: ElementTree.Element, parts: list[str]) -> None:
    """Add the text of an element of a Word file."""
    tag = element.tag
    if tag in _LEFT_OUT:
        return
    if tag == f"{_W}t":
        parts.append(element.text or "")
    elif tag == f"{_W}tab":
        parts.append("\t")
    elif tag in (f"{_W}br", f"{_W}cr"):
        parts.append("\n")
    elif tag == f"{_W}tr":
        parts.append("\t".join(_word_cell(cell) for cell in element.iter(f"{_W}tc")) + "\n")
    else:
        for child in element:
            _word_element(child, parts)
        if tag == f"{_W}p":
            parts.append("\n")


def _word_cell(cell: ElementTree.Element) -> str:
    """Return the text of a cell on one line."""
    parts: list[str] = []
    for child in cell:
        _word_element(child, parts)
    return " ".join("".join(parts).split())


def _pdf_text(name: str) -> str:
    """Return the text of a PDF file, page after page."""
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        raise ReadError(
            f"{name} is a PDF file, and reading PDF needs the library pypdf: "
            "pip install pypdf (or the extra “files” of this project)."
        ) from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(name)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name} is protected by a password.")
        return "\n".join(page.extract_text() for page in reader.pages)
    except (ReadError, OSError):
        raise
    except Exception as error:  # the library raises whatever its parser meets in a damaged file
        raise ReadError(f"{name} is damaged or no PDF file ({_one_line(error)}).") from None


def _one_line(error: Exception) -> str:
    """Return the message of a library's error on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _cells(name: str, suffix: str, encoding: str | None, column: str, say: _Say) -> Iterator[Block]:
    """Read the cells of one column, each a text of its own."""
    if suffix in (".xlsx", ".xlsm"):
        rows = _excel_rows(name)
    elif name == "-" or suffix in (".csv", ".tsv", ".txt", ""):
        rows = _csv_rows(name, suffix, encoding, say)
    else:
        raise ReadError(f"{name} is no table: --column is for .csv, .tsv and .xlsx files.")
    head = next(rows, None)
    if head is None or not any(cell.strip() for cell in head):
        raise ReadError(f"{name} is empty.")
    place = _column(head, column, name)
    size = 0
    for record, row in enumerate(rows, 1):
        size += sum(map(len, row)) * 3
        if place < len(row) and row[place].strip():
            yield Block(record, 0, row[place], size)


def _column(head: list[str], column: str, name: str) -> int:
    """Return the place of a column named by its head or its number."""
    names = [cell.strip().lstrip("\ufeff") for cell in head]
    if column in names:
        return names.index(column)
    if column.isascii() and column.isdecimal() and 1 <= int(column) <= len(names):
        return int(column) - 1
    raise ReadError(f"{name} has no column {column!r} ({_listed(names)}).")


def _listed(names: list[str]) -> str:
    """Return the first heads of a table in words."""
    shown = ", ".join(name for name in names[:12] if name)
    return f"it has: {shown}" + (", …" if len(names) > 12 else "")


def _csv_rows(name: str, suffix: str, encoding: str | None, say: _Say) -> Iterator[list[str]]:
    """Return the rows of a CSV or TSV file, its head first."""
    with io.BytesIO(sys.stdin.buffer.read()) if name == "-" else open(name, "rb") as data:
        found = encoding or _sure(recognise(data), name, say)
        text = io.TextIOWrapper(data, encoding=found, errors="strict", newline="")
        csv.field_size_limit(1 << 30)
        try:
            yield from csv.reader(text, delimiter="\t" if suffix == ".tsv" else ",")
        except UnicodeError as error:
            raise ReadError(_not_decoded(name, found, error)) from error
        except csv.Error as error:
            raise ReadError(f"{name} is no CSV file ({error}).") from error


def _excel_rows(name: str) -> Iterator[list[str]]:
    """Return the rows of the first sheet of an Excel file, its head first."""
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise ReadError(
            f"{name} is an Excel file, and reading it needs the library openpyxl: "
            "pip install openpyxl (or the extra “files” of this project)."
        ) from None
    try:
        book = openpyxl.load_workbook(name, read_only=True, data_only=True)
    except OSError:
        raise
    except Exception as error:  # the library raises whatever its parser meets in a damaged file
        raise ReadError(f"{name} is damaged or no Excel file ({_one_line(error)}).") from None
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is not None:
            for row in sheet.iter_rows(values_only=True):
                yield ["" if cell is None else str(cell) for cell in row]
    finally:
        book.close()
