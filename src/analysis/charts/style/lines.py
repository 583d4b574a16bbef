"""Texts in lines: where a line may end, in both languages."""

from __future__ import annotations

import re

from analysis.charts.style.fonts import TEXT_SIZE, text_width
from analysis.language import mostly_chinese

_NO_START = "，。、；：！？）》」』”’…%‰,.;:!?)]}·"
_NO_END = "（《「『“‘([{"
_WORD = re.compile(
    r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]|\s+|[^\s\u2013\u2014\u2e80-\uffef]+[\u2013\u2014]*"
    r"|[\u2013\u2014]+|."
)

_PRINTED = re.compile(r"[^\W_]*[0-9.]+[万亿萬億千百余餘多]*")
"""A printed number to which the next character belongs."""


def _pieces(text: str) -> list[str]:
    """Split a text where a line may end: at spaces, after dashes, between Chinese characters."""
    pieces: list[str] = []
    for word in _WORD.findall(text):
        glue = bool(pieces) and (
            (word[0] in _NO_START)
            or (pieces[-1][-1] in _NO_END)
            or pieces[-1][-1] == "\u00a0"
            or (bool(_PRINTED.fullmatch(pieces[-1])) and mostly_chinese(word[0]))
        )
        if glue:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def wrap(text: str, width: float, size: float = TEXT_SIZE, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`, in both languages."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while text_width(line.rstrip(), size, bold=bold) > width and len(line) > 1:
            head, line = _cut(line, width, size, bold=bold)
            lines.append(head)
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _cut(word: str, width: float, size: float, *, bold: bool) -> tuple[str, str]:
    """Cut a word that is wider than a line, so that nothing ever leaves the picture."""
    end = 1
    while end < len(word) and text_width(word[: end + 1], size, bold=bold) <= width:
        end += 1
    return word[:end], word[end:]


def longest_word(text: str, size: float = TEXT_SIZE, *, bold: bool = False) -> float:
    """Return the width below which a text cannot be wrapped without cutting a word."""
    return max((text_width(p.strip(), size, bold=bold) for p in _pieces(narrow(text))), default=0)


def narrow(text: str) -> str:
    """Avoid the curly quotes of the Chinese font, which are a full em wide, in other languages."""
    if mostly_chinese(text):
        return re.sub("(?<=[A-Za-z])\u2019", "'", text)
    return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
