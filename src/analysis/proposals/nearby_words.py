"""The words around a number, near ones before far ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from analysis.reading.clean import clean_view


def divider(marks: str) -> Callable[[str], tuple[str, ...]]:
    """Return what divides words at some marks; those around a number are asked for many times.

    Parameters
    ----------
    marks
        The marks, as a pattern.
    """
    pattern = re.compile(marks)

    @lru_cache(maxsize=256)
    def divided(words: str) -> tuple[str, ...]:
        return tuple(pattern.split(words))

    return divided


_SENTENCE = re.compile(r"[。！？；;\n]")
_STOP = re.compile("[。！？]")
_clauses = divider(r"[，,、：:（()）]")
_CHINESE = re.compile(r"[一-鿿]+")
_LEFT_OUT = re.compile(
    r"[“”\"「」『』‘’]|(?<=[一-鿿，、])[ \t\u3000]+(?=[一-鿿])"
    r"|(?<=[^\n]{19}[^\n。！？；;：:”])[ \t]*\n\s*(?=[一-鿿])"
)
"""Quotes, which divide no words (“职工书屋”示范点); blanks between words; a line end inside a
sentence, which is that of a long line without a stop."""
_BEFORE, _AFTER, _WHOLE = 160, 60, 300
"""Characters read before and after a number, and before it where semicolons do not divide."""
_FADE = 0.6
"""What a clause counts for beside the next one nearer to the number."""
_NOUN, _SHORTEST = 8, 2
"""Characters beside a number that name what it counts: behind it, or before it at a mark."""
_NAMED = 1.5
"""What these count for beside the rest of their clause."""
_FOLLOWING = 0.4
"""What the clause after the next comma counts for: it mostly belongs to the next number."""
_SAME = {
    "劳模": "劳动模范", "比武": "竞赛", "大赛": "竞赛", "练兵": "竞赛", "建会": "建立工会",
    "给付": "支付", "赔付": "支付", "理赔": "支付", "兑付": "支付", "大一新生": "大学新生",
    "筹措": "筹集", "募集": "筹集", "募得": "筹集", "轮训": "培训", "研修": "培训",
    "职代会": "职工代表大会",
}  # fmt: skip
"""Words that mean the same in reports of unions, and the one by which they are compared."""
_VARIANT = re.compile("|".join(_SAME))


class PlainText:
    """A text as proposals read it: simplified, repaired, without pinyin, quotes and line ends.

    It is made once for a text; places are those of the text itself.

    Parameters
    ----------
    text
        The text.
    """

    def __init__(self, text: str) -> None:
        view = clean_view(text)
        self._layers = () if view is None else view.layers
        words = text if view is None else view.text
        self._cuts: list[int] = []
        self._ends: list[int] = []
        self._shifts: list[int] = []
        parts, position, shift = [], 0, 0
        for match in _LEFT_OUT.finditer(words):
            parts.append(words[position : match.start()])
            position = match.end()
            shift += match.end() - match.start()
            self._cuts.append(match.start())
            self._ends.append(match.end())
            self._shifts.append(shift)
        self._words = "".join((*parts, words[position:]))

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return the words of the sentence before and after a span of the text."""
        first, last = self._place(start), self._place(end)
        before = self._words[max(0, first - _BEFORE) : first]
        after = self._words[last : last + _AFTER]
        return _SENTENCE.split(before)[-1], _SENTENCE.split(after, maxsplit=1)[0]

    def whole(self, start: int) -> tuple[str, str]:
        """Return the sentence before that of a place, and the words before it, over semicolons.

        The sentence before is empty where another paragraph begins.
        """
        first = self._place(start)
        line = self._words[max(0, first - _WHOLE) : first].rpartition("\n")[2]
        *earlier, own = _STOP.split(line)
        return (earlier[-1] if earlier else ""), own

    def _place(self, position: int) -> int:
        """Return where a place of the text is now."""
        for layer in reversed(self._layers):
            position = layer.now_at(position)
        k = bisect_right(self._ends, position)
        if k < len(self._cuts) and self._cuts[k] < position:
            position = self._cuts[k]
        return position - (self._shifts[k - 1] if k else 0)


def pieces(words: str) -> Iterator[str]:
    """Yield the runs of two and three Chinese characters in some words, of synonyms in one."""
    words = _VARIANT.sub(lambda match: _SAME[match[0]], words)
    for run in _CHINESE.findall(words):
        for length in (2, 3):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def pairs(words: str) -> list[str]:
    """Return those of `pieces` that have two characters, in their order."""
    words = _VARIANT.sub(lambda match: _SAME[match[0]], words)
    return [run[k : k + 2] for run in _CHINESE.findall(words) for k in range(len(run) - 1)]


def naming(before: str, after: str) -> str:
    """Return the words beside a number that name what it counts (20名工匠, or 工匠20名，)."""
    behind = _clauses(after)[0]
    return behind[:_NOUN] if len(behind) >= _SHORTEST else _clauses(before)[-1][-_NOUN:]


def weights(
    before: str, after: str, pieces_of: Callable[[str], Iterable[str]] = pieces
) -> Mapping[str, float]:
    """Return the pieces of the words around a number, with what each counts for.

    Parameters
    ----------
    before, after
        The words of its sentence before and after it.
    pieces_of
        Gives the pieces of some words, or those of them that are wanted.
    """
    parts = [(_NAMED, naming(before, after))]
    parts += [(_FADE**k, words) for k, words in enumerate(reversed(_clauses(before)))]
    own, *following = _clauses(after)
    parts.append((1.0, own))
    parts += [(_FOLLOWING * _FADE**k, words) for k, words in enumerate(following, 1)]
    found: dict[str, float] = {}
    for weight, words in sorted(parts):  # what counts most has the last word
        found.update(dict.fromkeys(pieces_of(words), weight))
    return found
