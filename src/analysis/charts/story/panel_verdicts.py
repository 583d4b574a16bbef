"""What the comparisons say of figures that a panel draws beside each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.comparison.records import Axis, Graded, Pair, PairCount
from analysis.language import join
from analysis.sentences.headlines import deciding
from analysis.tables.codebook import Labels

_REASONS = 3
"""Most reasons that are named."""

_COMPARABLE = frozenset({"strict", "annualised"})
"""Grades under which an order may be decided."""


def pairs_among(names: Collection[str], pairs: Sequence[Graded]) -> tuple[Pair, ...]:
    """Return the graded pairs both sides of which are among the named figures or ratios."""
    return tuple(
        pair
        for pair in pairs
        if isinstance(pair, Pair) and pair.figure_a in names and pair.figure_b in names
    )


def panel_verdict(
    names: Collection[str], pairs: Sequence[Graded], labels: Labels, axis: Axis | None = None
) -> str:
    """Say what cannot be compared among the figures on one axis, and what is in the way.

    Parameters
    ----------
    names
        Figures or derived figures that are drawn.
    pairs
        Graded pairs, stored or counted; without them, nothing is said.
    labels
        Labels in the language of the chart.
    axis
        What the figures share: pairs counted for it are pairs of theirs.

    Returns
    -------
    str
        Empty only where all graded pairs of them are comparable, or none is graded.
    """
    among: list[Graded] = [*pairs_among(names, pairs)]
    if len(names) > 1:
        among += [pair for pair in pairs if isinstance(pair, PairCount) and pair.axis == axis]
    held = [pair for pair in among if pair.grade not in _COMPARABLE]
    if not held:
        return ""
    grades = {pair.grade for pair in held}
    verdict = labels.t(f"verdict.{'mixed' if len(grades) > 1 else next(iter(grades))}")
    if len(held) < len(among):
        numbers = [sum(pair.pairs for pair in each) for each in (held, among)]
        verdict = labels.t("verdict.some", held=numbers[0], pairs=numbers[1])
    reasons = [difference_label(code, labels) for code, _ in deciding(held)[:_REASONS]]
    if not reasons:
        return verdict
    return labels.t("verdict.why", verdict=verdict, reasons=join(reasons, labels.language))


def difference_label(code: str, labels: Labels) -> str:
    """Return what differs between two figures in words."""
    return labels.t(f"comparison.attribute.{code}")
