"""Which numbers of a city or text a reader looks for first.

The codebook gives indicators a place among the numbers that readers look for (`prominence`); the
choice follows from it by rule, so that a new city needs no code:

1. Only printed numbers that can be read and right are chosen, of the city itself, of what was done
   or is (no plans, tariffs and lengths).
2. Of several figures of one indicator the one is taken whose time is known, then that of the
   furthest stage in the order of the code list (marriage is preferred to dating), then of the
   latest time, then the largest.
3. The most prominent indicator of each theme comes first, then further ones of the same themes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analysis.figures.figure import Figure
from analysis.tables.codebook import Codebook

_NUMBERS = 5
"""So many numbers of a city stand on the first page."""

_DONE = frozenset({"flow", "stock", "rate"})
"""Natures of what was done or is."""


def prominent(
    figures: Iterable[Figure], codebook: Codebook, most: int = _NUMBERS
) -> tuple[Figure, ...]:
    """Return the figures that a reader looks for first, the most prominent first.

    Parameters
    ----------
    figures
        Figures of a city or text, repeats included.
    codebook
        For the places of the indicators and the order of stages.
    most
        Most figures that are returned.
    """
    ranks = {each.indicator: each.prominence for each in codebook.indicators}
    stages = codebook.order("stage")
    candidates: dict[str, list[Figure]] = {}
    for figure in figures:
        if ranks.get(figure.indicator) is not None and fit_for_front(figure):
            candidates.setdefault(figure.indicator, []).append(figure)
    best = sorted(
        (max(own, key=lambda figure: _worth(figure, stages)) for own in candidates.values()),
        key=lambda figure: ranks[figure.indicator] or 0,
    )
    themes: set[str] = set()
    first: list[Figure] = []
    further: list[Figure] = []
    for figure in best:
        (further if figure.theme in themes else first).append(figure)
        themes.add(figure.theme)
    chosen = {figure.figure_id for figure in (first + further)[:most]}
    return tuple(figure for figure in best if figure.figure_id in chosen)


def fit_for_front(figure: Figure) -> bool:
    """Tell whether a figure may stand for what a city's unions did."""
    return (
        not figure.is_repeat
        and figure.status == "as_printed"
        and figure.value is not None
        and figure.level == "city"
        and figure.nature in _DONE
    )


def _worth(figure: Figure, stages: list[str]) -> tuple[bool, int, date, object]:
    stage = stages.index(figure.stage) if figure.stage in stages else -1
    known = figure.period.kind != "since_unstated"
    return (known, stage, figure.period.end or date.min, figure.value)
