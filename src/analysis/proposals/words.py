"""The words around a number, near ones before far ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from analysis.reading.characters import plain
from analysis.reading.clean import clean_view

_SENTENCE = re.compile(r"[。！？；;\n]")
_CLAUSE = re.compile(r"[，,、：:（()）“”\"「」]")
_CHINESE = re.compile(r"[一-鿿]+")
_BEFORE, _AFTER = 160, 60
"""Characters read on each side of a number."""
_FADE = 0.75
"""What a clause counts for beside the next one nearer to the number."""
_FOLLOWING = 0.4
"""What the clause after the next comma counts for: it mostly belongs to the next number."""


def plain_text(text: str) -> str:
    """Return a piece of text in simplified characters, without pinyin."""
    view = clean_view(text)
    return plain(text if view is None else view.text)


def pieces(words: str) -> Iterator[str]:
    """Yield the runs of two and three Chinese characters in some words."""
    for run in _CHINESE.findall(words):
        for length in (2, 3):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


@lru_cache(maxsize=1024)
def _pieces(clause: str) -> tuple[str, ...]:
    """Return the pieces of a clause; one clause is beside several numbers."""
    return tuple(pieces(clause))


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the sentence before and after a span, in simplified characters."""
    before = _SENTENCE.split(plain_text(text[max(0, start - _BEFORE) : start]))[-1]
    after = _SENTENCE.split(plain_text(text[end : end + _AFTER]))[0]
    return before, after


def weights(before: str, after: str) -> Mapping[str, float]:
    """Return the pieces of the words around a number, with what each counts for."""
    found: dict[str, float] = {}
    for distance, clause in enumerate(reversed(_CLAUSE.split(before))):
        weight = _FADE**distance
        found.update((piece, weight) for piece in _pieces(clause) if piece not in found)
    for distance, clause in enumerate(_CLAUSE.split(after)):
        weight = 1.0 if distance == 0 else _FOLLOWING * _FADE**distance
        for piece in _pieces(clause):
            if found.get(piece, 0.0) < weight:
                found[piece] = weight
    return found


def clause_before(before: str) -> str:
    """Return the last clause before a number."""
    return _CLAUSE.split(before)[-1]
