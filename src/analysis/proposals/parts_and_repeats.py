"""Which figures of a text say one thing again, and which are parts of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.reading.mentions import Mention

_PEOPLE = frozenset(("人", "名", "位"))
_PART = re.compile("其中|成功")
"""Without one of these a number is no part of another that is not of couples."""
_OF_WHICH = re.compile("其中")
_SUCCESS = re.compile("成功(?:调解|化解|调处|协调|办结)|(?:调解|化解|调处)成功")
_TAKEN_ON = re.compile("受理|处理|审理|协调|调解|办理|接到")
_PAIR = "对"
_HEADING = 40
"""Characters that a line without a stop may have to be a heading."""
_ENDS = "。！？；，、"
_SHARED = 6
"""Characters before a number that must be the same where it is said in the same words."""
_TELLING = 100
"""Numbers below this are the same by chance."""
_CLOSE = 20
"""A rounded number is off by less than one in so many."""
_ALIKE = 0.5
"""Share of the pairs of characters around a heading's number that its text must have too."""
_NAME, _NEAR = 8, 40
"""Characters on each side of a number in a heading, and in the text, that are compared."""
_CHINESE = re.compile("[一-鿿]+")


class Placed(NamedTuple):
    """A figure with the words of its sentence before and after it.

    Attributes
    ----------
    mention
        The figure.
    before, after
        The words of its sentence before and after it.
    heading
        Whether it stands in a heading.
    """

    mention: Mention
    before: str
    after: str
    heading: bool


def is_heading(text: str, start: int) -> bool:
    """Tell whether a place stands in a heading: a short line without a stop at its end."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : len(text) if end < 0 else end].strip(" \t\r\u3000*#")
    return end >= 0 and len(line) <= _HEADING and line[-1:] not in _ENDS and "。" not in line


def parts_and_repeats(figures: Sequence[Placed]) -> Mapping[int, Mapping[str, str]]:
    """Return the cells of figures that are parts of others or say others again.

    Parameters
    ----------
    figures
        The figures of a text in their order.

    Returns
    -------
    mapping
        By the start of a figure: ``part_of_start`` and ``part_kind``, or ``duplicate_of_start``
        and ``duplicate_kind``.
    """
    found: dict[int, Mapping[str, str]] = {}
    for k, figure in enumerate(figures):
        whole = _whole(figures, k)
        if whole is not None:
            start, kind = whole
            found[figure.mention.start] = {"part_of_start": str(start), "part_kind": kind}
    found |= _repeats(figures)
    return found


def _unit(mention: Mention) -> str:
    return "人" if mention.unit in _PEOPLE else mention.unit or ""


def _whole(figures: Sequence[Placed], k: int) -> tuple[int, str] | None:
    """Return the start of the figure that one is a part of, and the kind of part."""
    own = figures[k]
    if own.mention.value is None or not (own.mention.unit == _PAIR or _PART.search(own.before)):
        return None
    earlier = [
        each
        for each in figures[max(0, k - 6) : k]
        if own.before.startswith(each.before)
        and len(each.before) < len(own.before)
        and _unit(each.mention) == _unit(own.mention)
        and each.mention.value is not None
        and each.mention.value > own.mention.value
    ]
    if not earlier:
        return None
    which = [match.start() for match in _OF_WHICH.finditer(own.before)]
    if which:
        wholes = [each for each in earlier if len(each.before) < which[-1]]
        return (wholes[-1].mention.start, "subset") if wholes else None
    nearest = earlier[-1]
    since = own.before[len(nearest.before) :]
    if _SUCCESS.search(since) and _TAKEN_ON.search(nearest.before):
        return nearest.mention.start, "subset"
    if own.mention.unit == _PAIR and own.mention.unit == nearest.mention.unit:
        return nearest.mention.start, "stage"
    return None


def _repeats(figures: Sequence[Placed]) -> Mapping[int, Mapping[str, str]]:
    found: dict[int, Mapping[str, str]] = {}
    same: dict[tuple[object, str], list[Placed]] = defaultdict(list)
    for figure in figures:
        if figure.mention.value is not None:
            same[figure.mention.value, _unit(figure.mention)].append(figure)
    for group in same.values():
        for k, figure in enumerate(group[1:], 1):
            first = next((each for each in group[:k] if _same_words(each, figure)), None)
            if first is not None and not first.heading:
                found[figure.mention.start] = _repeat(first, "same_words")
    for k, figure in enumerate(figures):
        if figure.heading and figure.mention.value is not None:
            body = _body(figure, figures[k + 1 :])
            if body is not None:
                exact = body.mention.value == figure.mention.value
                kind = "same_words_in_heading" if exact else "rounded_in_heading"
                found[figure.mention.start] = _repeat(body, kind)
    return found


def _repeat(of: Placed, kind: str) -> Mapping[str, str]:
    return {"duplicate_of_start": str(of.mention.start), "duplicate_kind": kind}


def _same_words(one: Placed, other: Placed) -> bool:
    """Tell whether two figures stand in the same words."""
    if one.mention.literal != other.mention.literal:
        return False
    before = one.before[-_SHARED:] == other.before[-_SHARED:] and len(one.before) >= _SHARED
    return before and one.after[:2] == other.after[:2]


def _body(heading: Placed, following: Sequence[Placed]) -> Placed | None:
    """Return the figure of the text below a heading that its number repeats or rounds."""
    words = _pairs(heading.before[-_NAME:], heading.after[:_NAME])
    if len(words) < 2 or heading.mention.value is None:
        return None
    value = Fraction(heading.mention.value)
    for each in following[:12]:
        if each.heading or each.mention.value is None:
            continue
        if _unit(each.mention) != _unit(heading.mention):
            continue
        printed = Fraction(each.mention.value)
        rounded = value >= _TELLING and abs(printed - value) * _CLOSE <= value
        near = _pairs(each.before[-_NEAR:], each.after[:_NEAR])
        if (printed == value or rounded) and len(words & near) >= _ALIKE * len(words):
            return each
    return None


def _pairs(*words: str) -> set[str]:
    """Return the pairs of Chinese characters in some words."""
    runs = [run for each in words for run in _CHINESE.findall(each)]
    return {run[k : k + 2] for run in runs for k in range(len(run) - 1)}
