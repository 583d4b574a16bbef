"""How much of a list a page shows where there are many texts, by which rule, and where the rest is.

Up to `analysis.tables.codebook.FEW` texts a page shows everything, but of what checks found in one
text never more of a kind than `LISTED`: a text may have hundreds of figures.  Above, a list shows
its first entries: the surest verdict first, then what stands in most texts, then in the order of
the texts.
What is left out is counted, and stands on the pages of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from analysis.show.displays import Item
from analysis.tables.codebook import Labels

CASES = 12
"""Most kinds of faults or findings of a list."""

ITEMS = 6
"""Most faults or findings of one kind."""

LISTED = 24
"""Most faults or findings of one kind on the page of one text, however many texts there are."""

ROWS = 24
"""Most rows of a table of single spots or cells."""

FIGURES = 120
"""Most rows of a table of figures."""

T = TypeVar("T")


def foremost(
    groups: Sequence[list[T]],
    most: int | None,
    labels: Labels,
    verdict: Callable[[T], str],
    document: Callable[[T], str],
) -> tuple[list[list[T]], int]:
    """Return the groups of like records that a list shows, and how many records are in no group.

    Parameters
    ----------
    groups
        Records that are alike, in their order.
    most
        Most groups that are shown where there are many texts; all by default.
    labels
        Labels of the page.
    verdict, document
        How sure a record is, and of which text.
    """
    if most is None or not labels.book.many:
        return list(groups), 0
    order = labels.order("verdict")
    ranked = sorted(groups, key=lambda group: _rank(group, order, verdict, document))
    return ranked[:most], sum(map(len, ranked[most:]))


def _rank(
    group: list[T],
    order: Sequence[str],
    verdict: Callable[[T], str],
    document: Callable[[T], str],
) -> tuple[int, int]:
    return order.index(verdict(group[0])), -len(set(map(document, group)))


def items(found: Sequence[Item], most: int | None, labels: Labels) -> tuple[list[Item], int]:
    """Return the items of a case and how many are left out; the last item says so, if any are.

    On the page of one text that is most of them; each stands on the cards of its figures, too.
    """
    if most is None:
        left = len(found) - LISTED
        said = [labels.t("piece.more_on_cards", n=left)] if left > 0 else []
        return [*found[:LISTED], *map(Item, said)], max(left, 0)
    shown, left = labels.book.bounded(found, ITEMS)
    return [*shown, *map(Item, more(left, labels))], left


def more(left: int, labels: Labels) -> list[str]:
    """Return the sentence that says how much is left out, and where it is; none if nothing is."""
    return [labels.t("piece.more_by_text", n=left)] if left else []
