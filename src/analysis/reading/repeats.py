"""Repeats: paragraphs printed twice, and headings that say a figure of the body again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from analysis.reading.find import Quantity

SHORTEST_PARAGRAPH = 12
"""Shorter lines (headings, names) may repeat without being printed twice by mistake."""
LONGEST_HEADING = 40
"""A line longer than this, or with a full stop in it, is no heading."""


class Repeat(NamedTuple):
    """Something a text says twice.

    Attributes
    ----------
    kind
        ``'paragraph'`` (the same words), ``'heading'`` (the same figure in a heading) or
        ``'rounded heading'`` (a heading that rounds a figure of the body).
    start, end
        Span of the repetition: the later paragraph, or the figure in the heading.
    of_start, of_end
        Span of what it repeats: the earlier paragraph, or the more precise figure.
    """

    kind: str
    start: int
    end: int
    of_start: int
    of_end: int


def find_repeats(text: str, quantities: Sequence[Quantity]) -> list[Repeat]:
    """Find repeated paragraphs and headings that repeat or round a figure, in order.

    Parameters
    ----------
    text
        Any text.
    quantities
        Its mentions, as ``find_quantities(text)`` gives them.
    """
    lines = _lines(text)
    found: list[Repeat] = []
    seen: dict[str, tuple[int, int]] = {}
    for start, end in lines:
        words = "".join(text[start:end].split())
        if len(words) < SHORTEST_PARAGRAPH:
            continue
        if words in seen:
            found.append(Repeat("paragraph", start, end, *seen[words]))
        else:
            seen[words] = (start, end)
    found += _headings(text, lines, [q for q in quantities if q.kind == "figure"])
    return sorted(found, key=lambda r: (r.start, r.of_start))


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of a text that are not blank."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped[0])
            spans.append((first, first + len(stripped)))
        start = end
    return spans


def _headings(
    text: str, lines: Sequence[tuple[int, int]], figures: Sequence[Quantity]
) -> list[Repeat]:
    """Find figures of headings that a later figure of the same unit says more precisely."""
    by_unit: dict[str | None, list[Quantity]] = defaultdict(list)
    for figure in figures:
        by_unit[figure.unit].append(figure)
    found: list[Repeat] = []
    k = 0
    for start, end in lines:
        while k < len(figures) and figures[k].start < start:
            k += 1
        if end - start > LONGEST_HEADING or any(c in "。；" for c in text[start:end]):
            continue
        j = k
        while j < len(figures) and figures[j].start < end:
            match = _body_figure(text, figures[j], end, by_unit[figures[j].unit])
            if match is not None:
                same = match.value == figures[j].value
                kind = "heading" if same else "rounded heading"
                found.append(Repeat(kind, *figures[j][:2], match.start, match.end))
            j += 1
    return found


def _body_figure(
    text: str, figure: Quantity, end: int, candidates: Sequence[Quantity]
) -> Quantity | None:
    """Return the figure among the next twelve of the unit that a heading's figure stands for."""
    value = figure.value
    if not isinstance(value, int | Decimal) or not value:
        return None
    low, high = 0, len(candidates)
    while low < high:
        middle = (low + high) // 2
        if candidates[middle].start < end:
            low = middle + 1
        else:
            high = middle
    for other in candidates[low : low + 12]:
        if not isinstance(other.value, int | Decimal):
            continue
        if other.value == value and _share_words(text, figure, other):
            return other
        difference = Fraction(other.value) - Fraction(value)
        if abs(difference) * 20 <= abs(Fraction(value)) and len(other.text) > len(figure.text):
            return other
    return None


def _share_words(text: str, a: Quantity, b: Quantity) -> bool:
    """Tell whether two equal figures stand beside the same two characters."""
    around = text[max(0, b.start - 12) : b.start] + text[b.end : b.end + 12]
    near = (text[max(0, a.start - 8) : a.start], text[a.end : a.end + 8])
    return any(part[k : k + 2] in around for part in near for k in range(len(part) - 1))
