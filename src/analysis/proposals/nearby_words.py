"""The words around a number, near ones before far ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from analysis.reading.characters import plain_characters
from analysis.reading.clean import clean_view

_SENTENCE = re.compile(r"[。！？；;\n]")
_CLAUSE = re.compile(r"[，,、：:（()）“”\"「」]")
_CHINESE = re.compile(r"[一-鿿]+")
_WRAPPED = re.compile(r"(?P<line>[^\n]{19}[^\n。！？；;：:”])[ \t]*\n\s*(?=[一-鿿])")
"""A line end inside a sentence: a long line without a stop at its end."""
_BEFORE, _AFTER = 160, 60
"""Characters read on each side of a number."""
_FADE = 0.6
"""What a clause counts for beside the next one nearer to the number."""
_NOUN, _SHORTEST = 8, 2
"""Characters beside a number that name what it counts: behind it, or before it at a mark."""
_NAMED = 1.5
"""What these count for beside the rest of their clause."""
_FOLLOWING = 0.4
"""What the clause after the next comma counts for: it mostly belongs to the next number."""


def plain_text(text: str) -> str:
    """Return a piece of text in simplified characters, without pinyin."""
    view = clean_view(text)
    return plain_characters(text if view is None else view.text)


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
    before = _SENTENCE.split(_joined(plain_text(text[max(0, start - _BEFORE) : start])))[-1]
    after = _SENTENCE.split(_joined(plain_text(text[end : end + _AFTER])))[0]
    return before, after


def _joined(words: str) -> str:
    """Return words whose long lines were wrapped as one line; a heading stands apart."""
    return _WRAPPED.sub(r"\g<line>", words)


def naming(before: str, after: str) -> str:
    """Return the words beside a number that name what it counts (20名工匠, or 工匠20名，)."""
    behind = _CLAUSE.split(after)[0]
    return behind[:_NOUN] if len(behind) >= _SHORTEST else _CLAUSE.split(before)[-1][-_NOUN:]


def weights(before: str, after: str) -> Mapping[str, float]:
    """Return the pieces of the words around a number, with what each counts for."""
    found: dict[str, float] = {}
    for piece in pieces(naming(before, after)):
        found[piece] = _NAMED
    for distance, clause in enumerate(reversed(_CLAUSE.split(before))):
        weight = _FADE**distance
        found.update((piece, weight) for piece in _pieces(clause) if piece not in found)
    for distance, clause in enumerate(_CLAUSE.split(after)):
        weight = 1.0 if distance == 0 else _FOLLOWING * _FADE**distance
        for piece in _pieces(clause):
            if found.get(piece, 0.0) < weight:
                found[piece] = weight
    return found
