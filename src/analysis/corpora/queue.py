"""The order in which coding the texts of a corpus gains most.

What coding gives are settled cells: a figure of one indicator for one city and year.  A cell that
another city has too can be compared and counts in full, one of a single city counts half; each
counts by how sure the proposal of its indicator is.  The queue takes the text that adds most, then
the one that adds most to it, and so on.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from analysis.coding.raw import RawData
from analysis.corpora import parquet
from analysis.corpora.candidates import READ
from analysis.corpora.corpus_records import QueuedText
from analysis.errors import AnalysisError
from analysis.tables.codebook import Document

_Cell = tuple[str, str, int | None]
"""Indicator, city and year."""

WEIGHT_ALONE = 0.5
"""What a cell counts for whose indicator no other city has."""
UNSURE = 0.5
"""What the proposal of an indicator counts for whose share of right ones is not known."""


@dataclass
class CorpusText:
    """What a text would give.

    Attributes
    ----------
    document, city, year
        The text.
    contradictions
        Contradictions found in it.
    cells
        For each cell how sure its surest proposal is, from 0 to 1.
    figures, unsure
        Its figures, and those for which no indicator stands out.
    """

    document: str
    city: str
    year: int | None
    contradictions: int = 0
    cells: dict[_Cell, float] = field(default_factory=dict)
    figures: int = 0
    unsure: int = 0

    def add(self, indicator: str | None, confidence: float | None) -> None:
        """Add a figure with what was proposed for it."""
        self.figures += 1
        if not indicator:
            self.unsure += 1
            return
        cell = (indicator, self.city, self.year)
        sure = UNSURE if confidence is None else confidence
        self.cells[cell] = max(self.cells.get(cell, 0.0), sure)


def queued(out: Path, raw: RawData, first: int) -> tuple[QueuedText, ...]:
    """Order the texts of an output.

    Parameters
    ----------
    out
        Output of `corpus read`, with proposals.
    raw
        What is settled already: its cells gain nothing.
    first
        How many texts to give.

    Returns
    -------
    tuple of QueuedText
        The texts that gain most, the first ones first (columns of ``corpus-queue``).

    Raises
    ------
    AnalysisError
        If the folder holds no corpus, or it was read without proposals.
    """
    texts = _texts(out)
    if texts and not any(text.cells for text in texts):
        raise AnalysisError(
            f"{out} holds no proposals: read the corpus without --no-proposals to order its texts."
        )
    settled = {
        (figure.cells["indicator"], origin.city, _year(figure.cells["period_end"]))
        for origin in raw.rows(Document)
        for figure in raw.figures(origin.document)
    }
    return in_coding_order(texts, settled, first)


def _year(day: str) -> int | None:
    return int(day[:4]) if day else None


def _texts(out: Path) -> list[CorpusText]:
    """Collect what the texts of an output would give, copies and unreadable ones left out."""
    found: dict[str, CorpusText] = {}
    names = ("document", "city", "year", "outcome", "contradictions")
    for part in parquet.columns_of(out, "texts", names):
        for document, city, year, outcome, wrong in zip(*part.values(), strict=True):
            if outcome == READ:
                found[document] = CorpusText(document, city, year, wrong or 0)
    proposed = ("document", "kind", "indicator", "confidence")
    for part in parquet.columns_of(out, "mentions", proposed):
        for document, kind, indicator, confidence in zip(*part.values(), strict=True):
            if kind == "figure":
                found[document].add(indicator, confidence)
    return list(found.values())


def in_coding_order(
    texts: Sequence[CorpusText], settled: Iterable[_Cell] = (), first: int | None = None
) -> tuple[QueuedText, ...]:
    """Order texts by what each adds to those before it.

    Parameters
    ----------
    texts
        The texts.
    settled
        Cells that are settled already.
    first
        How many to give; all when omitted.

    Returns
    -------
    tuple of QueuedText
        In their order (columns of ``corpus-queue``); of equal ones, the one that comes first in
        `texts`.
    """
    had = {cell: 1.0 for cell in settled}
    worth = _worth(texts, had)
    heap = [(-_gain(text, had, worth), place) for place, text in enumerate(texts)]
    heapq.heapify(heap)
    found: list[QueuedText] = []
    while heap and (first is None or len(found) < first):
        _, place = heapq.heappop(heap)
        text = texts[place]
        now = _gain(text, had, worth)
        if heap and (-now, place) > heap[0]:  # earlier texts gave some of it: back to its place
            heapq.heappush(heap, (-now, place))
            continue
        for cell, sure in text.cells.items():
            had[cell] = max(had.get(cell, 0.0), sure)
        found.append(
            QueuedText(
                len(found) + 1, text.document, text.city, text.year, Decimal(f"{now:.2f}"),
                len({indicator for indicator, _, _ in text.cells}), text.figures, text.unsure,
                text.contradictions,
            )
        )  # fmt: skip
    return tuple(found)


def _worth(texts: Sequence[CorpusText], settled: Iterable[_Cell]) -> Mapping[str, float]:
    """Return what a cell of each indicator counts for."""
    cities: dict[str, set[str]] = defaultdict(set)
    for indicator, city, _ in settled:
        cities[indicator].add(city)
    for text in texts:
        for indicator, city, _ in text.cells:
            cities[indicator].add(city)
    return {code: 1.0 if len(each) > 1 else WEIGHT_ALONE for code, each in cities.items()}


def _gain(text: CorpusText, had: Mapping[_Cell, float], worth: Mapping[str, float]) -> float:
    """Return what a text adds."""
    return sum(
        worth[cell[0]] * max(0.0, sure - had.get(cell, 0.0)) for cell, sure in text.cells.items()
    )
