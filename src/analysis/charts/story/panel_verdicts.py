"""What the comparisons say of figures that a panel draws beside each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.comparison.records import Pair
from analysis.language import join
from analysis.sentences.headlines import deciding
from analysis.tables.codebook import Labels

_REASONS = 3
"""Most reasons that are named."""

_COMPARABLE = frozenset({"strict", "annualised"})
"""Grades under which an order may be decided."""


def pairs_among(names: Collection[str], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the graded pairs both sides of which are among the named figures or ratios."""
    return tuple(pair for pair in pairs if pair.figure_a in names and pair.figure_b in names)


def panel_verdict(names: Collection[str], pairs: Sequence[Pair], labels: Labels) -> str:
    """Say what cannot be compared among the figures on one axis, and what is in the way.

    Parameters
    ----------
    names
        Figures or derived figures that are drawn.
    pairs
        Graded pairs; without them, nothing is said.
    labels
        Labels in the language of the chart.

    Returns
    -------
    str
        Empty only where all graded pairs of them are comparable, or none is graded.
    """
    among = pairs_among(names, pairs)
    held = [pair for pair in among if pair.grade not in _COMPARABLE]
    if not held:
        return ""
    grades = {pair.grade for pair in held}
    verdict = labels.t(f"verdict.{'mixed' if len(grades) > 1 else next(iter(grades))}")
    if len(held) < len(among):
        verdict = labels.t("verdict.some", held=len(held), pairs=len(among))
    reasons = [difference_label(code, labels) for code, _ in deciding(held)[:_REASONS]]
    if not reasons:
        return verdict
    return labels.t("verdict.why", verdict=verdict, reasons=join(reasons, labels.language))


def difference_label(code: str, labels: Labels) -> str:
    """Return what differs between two figures in words."""
    return labels.t(f"comparison.attribute.{code}")
