"""Which pairs of figures are stored one by one, and how the other graded ones are counted.

The number of pairs grows with the square of the number of texts; what is stored grows with the
number of figures.  How pairs are graded belongs to `analysis.comparison.pairs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analysis.comparison.comparison_records import Axis, LookAlike, Pair, PairCount
from analysis.comparison.grading import GRADES
from analysis.figures.figure import Figure
from analysis.tables.codebook import FEW

PER_SIDE = 4
"""Above `FEW` texts, a pair is stored while neither of its sides stands in so many stored pairs."""


def stored(
    pairs: Sequence[Pair], figures: Iterable[Figure], documents: int
) -> tuple[tuple[Pair, ...], tuple[PairCount, ...]]:
    """Divide graded pairs into those stored one by one and counts of the others.

    Up to `FEW` texts, all pairs are stored.  Above, only those at least loosely comparable
    are: the better grade first, then pairs of one city, then in the order given, each while
    neither side stands in `PER_SIDE` stored pairs.  Pairs that are argued about are always stored,
    and of each side that can be compared one pair of its best grade, so that the stored pairs say
    how well a figure can be compared at best.

    Parameters
    ----------
    pairs
        All graded pairs.
    figures
        The figures that they compare, for what both sides share.
    documents
        Number of texts.

    Returns
    -------
    stored, counted
        Together all pairs; the stored ones in the order given.
    """
    if documents <= FEW:
        return tuple(pairs), ()
    kept = _chosen(pairs)
    known = {figure.figure_id: figure for figure in figures}
    counts = Counter(
        (
            pair.kind,
            pair.theme,
            pair.concept,
            pair.city_a if pair.city_a == pair.city_b else "",
            _axis(pair, known),
            pair.grade,
            pair.result,
            pair.deciding,
        )
        for place, pair in enumerate(pairs)
        if place not in kept
    )
    return (
        tuple(pair for place, pair in enumerate(pairs) if place in kept),
        tuple(
            PairCount(kind, theme, concept, city, *axis, grade, result, deciding, number)
            for (kind, theme, concept, city, axis, grade, result, deciding), number in sorted(
                counts.items()
            )
        ),
    )


def stored_look_alikes(found: Sequence[LookAlike], documents: int) -> tuple[LookAlike, ...]:
    """Return the look-alikes that are stored; the number of all grows with the square of the texts.

    Up to `FEW` texts, all are.  Above, those of different things come first, then those of one
    thing, in the order given, each while neither figure stands in `PER_SIDE` stored ones.

    Parameters
    ----------
    found
        All look-alikes.
    documents
        Number of texts.
    """
    if documents <= FEW:
        return tuple(found)
    kept: set[int] = set()
    taken = Counter[str]()
    for place in sorted(range(len(found)), key=lambda place: _same_thing(found[place])):
        sides = (found[place].figure_a, found[place].figure_b)
        if all(taken[side] < PER_SIDE for side in sides):
            kept.add(place)
            taken.update(sides)
    return tuple(each for place, each in enumerate(found) if place in kept)


def _same_thing(pair: LookAlike) -> bool:
    return pair.indicator_a == pair.indicator_b


def _chosen(pairs: Sequence[Pair]) -> set[int]:
    """Return the places of the pairs that are stored."""
    kept = {place for place, pair in enumerate(pairs) if pair.argument}
    taken = Counter(side for place in kept for side in _sides(pairs[place]))
    comparable = [place for place, pair in enumerate(pairs) if pair.grade != "not_comparable"]
    comparable.sort(key=lambda place: _rank(pairs[place]))
    for place in comparable:
        sides = _sides(pairs[place])
        if place not in kept and all(taken[side] < PER_SIDE for side in sides):
            kept.add(place)
            taken.update(sides)
    return kept | _best_of_each(pairs, comparable, kept, taken)


def _best_of_each(
    pairs: Sequence[Pair], comparable: Iterable[int], kept: set[int], taken: Counter[str]
) -> set[int]:
    """Return a pair of the best grade for each side of which none is kept."""
    by_side: dict[str, list[int]] = {}
    for place in comparable:
        for side in _sides(pairs[place]):
            by_side.setdefault(side, []).append(place)
    added: set[int] = set()
    for places in by_side.values():
        best = [place for place in places if pairs[place].grade == pairs[places[0]].grade]
        if not (kept | added).isdisjoint(best):
            continue
        place = min(best, key=lambda place: sum(taken[each] for each in _sides(pairs[place])))
        added.add(place)
        taken.update(_sides(pairs[place]))
    return added


def _rank(pair: Pair) -> tuple[int, bool]:
    return GRADES.index(pair.grade), pair.city_a != pair.city_b


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.figure_a, pair.figure_b


def _axis(pair: Pair, figures: Mapping[str, Figure]) -> Axis:
    """Return what both sides share; empty where they could not stand on one axis."""
    if pair.kind == "ratio":
        return Axis(pair.concept)
    a, b = (figures.get(name) for name in _sides(pair))
    if a is None or b is None or axis_of(a) != axis_of(b):
        return Axis("")
    return axis_of(a)


def axis_of(figure: Figure) -> Axis:
    """Return what a figure shares with every other on its axis."""
    return Axis(figure.indicator, figure.unit, str(figure.period.kind), figure.nature)
