"""Lists beside their stated number: what a text announces and how many items it then gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from analysis.coding.coding_records import CountedList, ListItem, RawFigure
from analysis.errors import AnalysisError
from analysis.reading import find_quantities

_NUMERALS = "0123456789〇零一二三四五六七八九十百千两"


def lists_of(items: Iterable[ListItem], figures: Iterable[RawFigure]) -> tuple[CountedList, ...]:
    """Count the items of every list and set them against the number that the text states.

    Parameters
    ----------
    items
        Items of the lists of one document.
    figures
        Its figures: the stated number is one of them, or a name or word.

    Returns
    -------
    tuple of CountedList
        An open list agrees where it is not longer than stated.

    Raises
    ------
    AnalysisError
        If the items of a list are not numbered from 1, or its number cannot be read.
    """
    by_start = {figure.start: figure for figure in figures}
    lists: dict[int, list[ListItem]] = {}
    for item in items:
        lists.setdefault(item.stated_start, []).append(item)
    return tuple(_counted(part, by_start.get(start)) for start, part in lists.items())


def _counted(items: Sequence[ListItem], figure: RawFigure | None) -> CountedList:
    first, listed = items[0], len(items)
    where = f"list of {first.document} at {first.stated_start}"
    if [item.item for item in items] != list(range(1, listed + 1)):
        raise AnalysisError(f"{where}: the items must be numbered from 1")
    number = figure.value if figure else _read(first.stated)
    if number is None:
        raise AnalysisError(f"{where}: {first.stated!r} states no number")
    return CountedList(
        first.document,
        first.stated_start,
        first.stated,
        figure.figure_id if figure else "",
        number,
        listed,
        first.open,
        listed == number or (first.open and listed <= number),
        first.note,
    )


def _read(stated: str) -> Fraction | None:
    """Return the number in a few words that are no figure, as in the title “ten points”."""
    numeral = stated[: len(stated) - len(stated.lstrip(_NUMERALS))]
    found = [q.value for q in find_quantities(f"{numeral}个") if q.value is not None]
    return Fraction(found[0]) if len(found) == 1 else None
