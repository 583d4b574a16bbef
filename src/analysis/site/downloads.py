"""Downloads inside the page: data URIs of SVG, and of CSV harmless in spreadsheet programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

BOM = "\ufeff"
"""Byte-order mark, without which spreadsheet programs take UTF-8 for something else."""

_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"#%<>[]\\^`{|}&'")


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet program runs: formulas get a leading apostrophe.

    Plain numbers, negative ones included, stay as they are.

    Examples
    --------
    >>> defuse("=1+1"), defuse("-5"), defuse("近1400万元")
    ("'=1+1", '-5', '近1400万元')
    """
    start = cell.lstrip(" \u00a0\u3000")
    if start.startswith(_LIVE) or cell.startswith(("\t", "\r", "\n")):
        return cell if _NUMBER.fullmatch(start) and start == cell else f"'{cell}"
    return cell


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text."""
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV for spreadsheet programs: byte-order mark, CR LF, no live formulas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    return BOM + buffer.getvalue()


def data_uri(mime: str, text: str) -> str:
    """Return a data URI; Chinese characters stay readable, which is also shorter than base64."""
    return f"data:{mime};charset=utf-8,{text.translate(_ESCAPED)}"


class _Escapes(dict[int, str]):
    """How each character is written in a data URI, found out when it first comes up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if code >= 0xA1 and char != BOM else quote(char, safe=_SAFE)
        return self[code]


_ESCAPED = _Escapes()
