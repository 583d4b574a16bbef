"""Equal or nearly equal numbers of different things: what must not be read as agreement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from analysis.comparison.comparison_records import LookAlike
from analysis.comparison.comparison_settings import DEFAULT_SETTINGS, Settings
from analysis.comparison.grading import Difference, Grader
from analysis.comparison.pairs import looks_alike
from analysis.comparison.rules import Rules
from analysis.figures.figure import Figure
from analysis.intervals import format_number
from analysis.tables.codebook import Codebook

_HEADS = frozenset({"人", "人次"})
_HEADS_APART = Fraction(1, 20)
_TELLING_HEADS = 10_000
_TELLING_DIGITS = 5

_LEAST = 100
"""Smaller numbers are equal by chance."""


def look_alikes(
    figures: Iterable[Figure],
    codebook: Codebook,
    rules: Rules,
    settings: Settings = DEFAULT_SETTINGS,
) -> tuple[LookAlike, ...]:
    """Find equal or nearly equal numbers of different things.

    Figures of one concept look alike when they are near each other; figures of different concepts
    when the printed numbers are the same, a hundred or more with at least two digits that are not
    zero, or when both count people in five digits and lie within a twentieth.

    Parameters
    ----------
    figures
        Figures of all texts, with the lengths of their periods.
    codebook
        Labels of codes and texts.
    rules
        What makes a difference.
    settings
        How near is near.

    Returns
    -------
    tuple of LookAlike
        With the one difference that forbids the comparison.

    Raises
    ------
    AnalysisError
        If a code, a unit or a text has no label.
    """
    known = [figure for figure in figures if not figure.is_repeat and figure.value is not None]
    found = []
    for i, j in sorted(_near(known, settings)):
        a, b = known[i], known[j]
        difference = look_alike(a, b, codebook, rules, settings)
        if difference is not None:
            found.append(_record(a, b, difference))
    return tuple(found)


def look_alike(
    a: Figure,
    b: Figure,
    codebook: Codebook,
    rules: Rules,
    settings: Settings = DEFAULT_SETTINGS,
) -> Difference | None:
    """Return what forbids taking two equal or near numbers for one; nothing if they are not.

    Raises
    ------
    AnalysisError
        As `look_alikes`.
    """
    if a.value is None or b.value is None:
        return None
    if a.part_of == b.figure_id or b.part_of == a.figure_id:
        return None
    grader = Grader(codebook, rules)
    if a.concept == b.concept:
        if a.document == b.document or not looks_alike(a, b, settings):
            return None
        if max(a.value, b.value) < _LEAST and a.unit != "%":
            return None
        grading = grader.figures(a, b)
        return grading.deciding[0] if grading.grade == "not_comparable" else None
    if a.document != b.document and _near_head_counts(a, b):
        return grader.other_things(a, b)
    if a.value != b.value or a.unit != b.unit or not _telling(a.value):
        return None
    return grader.other_things(a, b)


def _near(figures: Sequence[Figure], settings: Settings) -> set[tuple[int, int]]:
    """Return the pairs of places whose numbers may look alike, each found by its neighbours.

    Only numbers that lie near each other are looked at, not every two figures.
    """

    def groups(key: Callable[[Figure], object]) -> Mapping[object, list[int]]:
        found: dict[object, list[int]] = {}
        for place, figure in enumerate(figures):
            found.setdefault(key(figure), []).append(place)
        return found

    near: set[tuple[int, int]] = set()
    for places in groups(lambda figure: figure.concept).values():
        near.update(_neighbours(figures, places, settings.look_alike))
    heads = [place for place, figure in enumerate(figures) if _is_head_count(figure)]
    near.update(_neighbours(figures, heads, _HEADS_APART))
    for places in groups(lambda figure: (figure.value, figure.unit)).values():
        near.update(_neighbours(figures, places, Fraction(0)))
    return near


def _neighbours(
    figures: Sequence[Figure], places: Iterable[int], apart: Fraction
) -> Iterator[tuple[int, int]]:
    """Yield pairs of places whose values differ by at most a share of the larger one."""
    ordered = sorted((figures[place].value or Fraction(0), place) for place in places)
    values = [value for value, _ in ordered]
    for number, (value, place) in enumerate(ordered):
        furthest = value / (1 - apart) if value > 0 else value
        for _, other in ordered[number + 1 : bisect_right(values, furthest)]:
            yield min(place, other), max(place, other)


def _near_head_counts(a: Figure, b: Figure) -> bool:
    """Tell whether two exact counts of people, five digits long, lie within a twentieth."""
    if not _is_head_count(a) or not _is_head_count(b) or a.value is None or b.value is None:
        return False
    return abs(a.value - b.value) <= _HEADS_APART * max(a.value, b.value)


def _is_head_count(figure: Figure) -> bool:
    return (
        figure.unit in _HEADS
        and figure.bound == "exact"
        and figure.value is not None
        and figure.value >= _TELLING_HEADS
        and len(format_number(figure.value).strip("0")) >= _TELLING_DIGITS
    )


def _telling(value: Fraction) -> bool:
    """Tell whether a number has at least two digits that count, and is no small one."""
    digits = format_number(value).replace(".", "").strip("0")
    return value >= _LEAST and len(digits) >= 2


def _record(a: Figure, b: Figure, found: Difference) -> LookAlike:
    return LookAlike(
        figure_a=a.figure_id,
        figure_b=b.figure_id,
        document_a=a.document,
        document_b=b.document,
        literal_a=a.literal,
        literal_b=b.literal,
        indicator_a=a.indicator,
        indicator_b=b.indicator,
        measures_a=a.measures,
        measures_b=b.measures,
        difference=found.attribute,
        difference_words=found.message,
    )
