"""What the comparisons say of figures that a panel draws beside each other."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.comparison.comparability import ATTRIBUTE_LABELS
from analysis.language import LANGUAGES, Labels, join
from analysis.sentences.headlines import deciding

_REASONS = 3
"""Most reasons that are named."""


def pairs_among(names: Collection[str], comparisons: pd.DataFrame) -> pd.DataFrame:
    """Return the graded pairs both sides of which are among the named figures or ratios."""
    return comparisons[comparisons["figure_a"].isin(names) & comparisons["figure_b"].isin(names)]


def verdict_of(names: Collection[str], comparisons: pd.DataFrame | None, labels: Labels) -> str:
    """Say that figures on one axis cannot be compared, or only loosely, and what is in the way.

    Parameters
    ----------
    names
        Figures or derived figures that are drawn.
    comparisons
        Graded pairs; without them, nothing is said.
    labels
        Labels in the language of the chart.

    Returns
    -------
    str
        Empty where no pair of them is graded, or where one is comparable.
    """
    if comparisons is None:
        return ""
    pairs = pairs_among(names, comparisons)
    grades = set(pairs["grade"])
    if not grades or not grades <= {"loose", "not_comparable"}:
        return ""
    key = "mixed" if len(grades) > 1 else grades.pop()
    number = LANGUAGES.index(labels.language)
    reasons = [ATTRIBUTE_LABELS[code][number] for code, _ in deciding(pairs)[:_REASONS]]
    if not reasons:
        return labels.t(f"verdict.{key}")
    return labels.t(
        "verdict.why", verdict=labels.t(f"verdict.{key}"), reasons=join(reasons, labels.language)
    )
