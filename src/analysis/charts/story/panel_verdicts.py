"""What the comparisons say of figures that a panel draws beside each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.comparison.records import Pair
from analysis.language import join
from analysis.sentences.headlines import deciding
from analysis.tables.codebook import Labels

_REASONS = 3
"""Most reasons that are named."""


def pairs_among(names: Collection[str], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the graded pairs both sides of which are among the named figures or ratios."""
    return tuple(pair for pair in pairs if pair.figure_a in names and pair.figure_b in names)


def panel_verdict(names: Collection[str], pairs: Sequence[Pair], labels: Labels) -> str:
    """Say that figures on one axis cannot be compared, or only loosely, and what is in the way.

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
        Empty where no pair of them is graded, or where one is comparable.
    """
    among = pairs_among(names, pairs)
    grades = {pair.grade for pair in among}
    if not grades or not grades <= {"loose", "not_comparable"}:
        return ""
    key = "mixed" if len(grades) > 1 else next(iter(grades))
    verdict = labels.t(f"verdict.{key}")
    reasons = [difference_label(code, labels) for code, _ in deciding(among)[:_REASONS]]
    if not reasons:
        return verdict
    return labels.t("verdict.why", verdict=verdict, reasons=join(reasons, labels.language))


def difference_label(code: str, labels: Labels) -> str:
    """Return what differs between two figures in words."""
    return labels.t(f"comparison.attribute.{code}")
