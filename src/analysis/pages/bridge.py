"""Bridges to rooms that still take frames, or say their words in two languages themselves.

Each goes when its room takes records and has its words in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import language as lg
from analysis.checks.records import Finding
from analysis.comparison.records import LookAlike, Pair, Trial
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import Labels as FrameLabels
from analysis.pages.known import Known
from analysis.sentences import statements
from analysis.sentences.headlines import Findings
from analysis.sentences.statements import Statement
from analysis.tables.codebook import Code, Codebook, Document, Indicator
from analysis.tables.store import frame_of


def labels_of(codebook: Codebook, language: str) -> FrameLabels:
    """Return labels on frames."""
    return FrameLabels(
        language,
        frame_of(codebook.codes, Code),
        frame_of(codebook.indicators, Indicator),
        frame_of(codebook.documents, Document),
    )


def findings_of(
    known: Known,
    pairs: Sequence[Pair],
    look_alikes: Sequence[LookAlike],
    trials: Sequence[Trial],
    checked: Sequence[Finding],
    plausible: Mapping[str, Interval],
) -> Findings:
    """Return what the main findings are made from, as frames."""
    return Findings(
        known.material,
        frame_of(pairs, Pair),
        frame_of(look_alikes, LookAlike),
        {language: labels_of(known.codebook, language) for language in lg.LANGUAGES},
        plausible,
        frame_of(trials, Trial),
        frame_of(checked, Finding),
    )


def comparison_statements(
    pairs: Sequence[Pair], known: Known, trials: Sequence[Trial] = ()
) -> list[Statement]:
    """Return one sentence for every pair that can be compared at all."""
    return statements.comparison_statements(
        frame_of(pairs, Pair), known.material, frame_of(trials, Trial) if trials else None
    )


def reporting_statements(figures: Sequence[Figure], known: Known, city: str) -> list[Statement]:
    """Say on what two texts of one city give figures."""
    return statements.reporting_statements(frame_of(figures, Figure), known.material, city)
