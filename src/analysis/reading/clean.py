"""The clean view: a copy of the text in which provable damage is repaired.

The reader looks at the clean view and reports positions in the original.  What can be proved
is repaired (pinyin in brackets is left out, a space inside a number is closed, a letter inside
a number becomes the digit it looks like, traditional characters become simplified ones); a digit
that was swallowed is marked as lost and never guessed.  Every change is listed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from analysis.reading.characters import plain_characters, traditional
from analysis.reading.damage import find_damage
from analysis.reading.lazy import lazy


class Repair(NamedTuple):
    """One change between the original and the clean view.

    Attributes
    ----------
    start, end
        Span in the original text.
    text
        The characters as printed.
    replacement
        What stands in the clean view (the replacement character for a lost digit).
    reason
        ``'pinyin'``, ``'space'``, ``'letter'``, ``'character'``, ``'lost digit'`` or
        ``'traditional'``.
    """

    start: int
    end: int
    text: str
    replacement: str
    reason: str


class Layer(NamedTuple):
    """Where characters were cut out of a text: positions behind the cuts, and what was lost."""

    cuts: list[int]
    shifts: list[int]
    inclusive: bool
    """Whether a cut at the end of a span belongs to the span (pinyin) or not (spaces)."""

    def start_of(self, position: int) -> int:
        """Return the index before the cuts of the character now at `position`."""
        k = bisect_right(self.cuts, position)
        return position + (self.shifts[k - 1] if k else 0)

    def end_of(self, position: int) -> int:
        """Return the end before the cuts of a span that now ends before `position`."""
        find = bisect_right if self.inclusive else bisect_left
        k = find(self.cuts, position)
        return position + (self.shifts[k - 1] if k else 0)

    def now_at(self, position: int) -> int:
        """Return where the character at `position` before the cuts is now."""
        ends = range(len(self.cuts))
        k = bisect_right(ends, position, key=lambda each: self.cuts[each] + self.shifts[each])
        now = position - (self.shifts[k - 1] if k else 0)
        return min(now, self.cuts[k]) if k < len(self.cuts) else now


class CleanView(NamedTuple):
    """The repaired text with the way back to the original."""

    text: str
    layers: tuple[Layer, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of a span of the clean text."""
        for layer in self.layers:
            start, end = layer.start_of(start), layer.end_of(end)
        return start, end


_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ\u0300-\u036f"
_PINYIN = lazy(
    f"([(（](?<=[\u4e00-\u9fff0-9].)[a-z{_TONED}]{{1,10}}(?:[ '’][a-z{_TONED}]{{1,8}}){{0,7}}[)）])"
)
_SYLLABLE = lazy("[(（](?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng?|r)?[)）]")
_HAS_TONE = lazy(f"[{_TONED}]")


def clean_view(text: str) -> CleanView | None:
    """Return the clean view of a text, or ``None`` when there is nothing to repair.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    CleanView or None
        ``None`` means the text itself is the clean view (the usual case, decided in two scans).
    """
    layers: list[Layer] = []
    view = plain_characters(text)
    if "\r" in view:
        # Rules about lines look for one character; the length stays the same.
        view = view.replace("\r", "\n")
    pieces = _without_pinyin(view)
    if pieces is not None:
        kept, removed = pieces[::2], pieces[1::2]
        view = "".join(kept)
        cuts = list(accumulate(map(len, kept[:-1])))
        layers.append(Layer(cuts, list(accumulate(map(len, removed))), True))
    repairs = find_damage(view)
    if repairs:
        parts: list[str] = []
        cuts, shifts = [], []
        position = length = shift = 0
        for start, end, replacement, _ in repairs:
            parts += (view[position:start], replacement)
            length += start - position + len(replacement)
            if end - start > len(replacement):
                shift += end - start - len(replacement)
                cuts.append(length)
                shifts.append(shift)
            position = end
        parts.append(view[position:])
        view = "".join(parts)
        if cuts:
            layers.insert(0, Layer(cuts, shifts, False))
    if view is text:
        return None
    return CleanView(view, tuple(layers))


def _without_pinyin(text: str) -> list[str] | None:
    """Split a text at pinyin in brackets; ``None`` when there is none.

    Brackets with letters count as pinyin where some have tone marks, or where there are at
    least three and all of them are syllables.
    """
    if "(" not in text and "（" not in text:
        return None
    pieces = _PINYIN.split(text)
    if len(pieces) == 1:
        return None
    if _HAS_TONE.search("".join(pieces[1::2])) is None and (
        len(pieces) < 7 or not all(_SYLLABLE.fullmatch(piece) for piece in pieces[1::2])
    ):
        return None
    return pieces


def find_repairs(text: str) -> list[Repair]:
    """List every change the reader makes to a text before reading it, in order of position.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Repair
        Pinyin left out, spaces closed, letters read as digits, lost digits, and each
        traditional character that was read as its simplified form.
    """
    found: list[Repair] = []
    view = plain_characters(text).replace("\r", "\n")
    if view != text:
        simplified = traditional()
        for place, character in enumerate(text):
            if character in simplified:
                repair = Repair(place, place + 1, character, simplified[character], "traditional")
                found.append(repair)
    layer = None
    pieces = _without_pinyin(view)
    if pieces is not None:
        position = 0
        for k, piece in enumerate(pieces):
            if k % 2:
                end = position + len(piece)
                found.append(Repair(position, end, text[position:end], "", "pinyin"))
            position += len(piece)
        view = "".join(pieces[::2])
        cuts = list(accumulate(map(len, pieces[:-1:2])))
        layer = Layer(cuts, list(accumulate(map(len, pieces[1::2]))), True)
    for start, end, replacement, reason in find_damage(view):
        first, last = start, end
        if layer is not None:
            first, last = layer.start_of(start), layer.start_of(end - 1) + 1
        found.append(Repair(first, last, text[first:last], replacement, reason))
    return sorted(found)
