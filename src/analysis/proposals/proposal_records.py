"""What is proposed for a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol

from analysis.language.messages import Message, Words
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record


class Settled(Protocol):
    """What proposals take from a figure that was settled before."""

    @property
    def cells(self) -> Mapping[str, str]:
        """Its cells by column: indicator, unit, nature, counted and the words for it."""


@dataclass(frozen=True, slots=True)
class ConfidenceBand(Record):
    """How often proposals of some strength were right (columns of ``proposal-bands``).

    Attributes
    ----------
    strength
        Least strength of the band.
    figures
        Figures of settled texts whose proposal had such a strength, each text left out in turn.
    first, among_three
        For how many of them the indicator proposed first, and one of three, was the settled one.
    """

    TABLE: ClassVar[TableSchema] = schema.TABLES["proposal-bands"]

    strength: Decimal
    figures: int
    first: int
    among_three: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may be of.

    Attributes
    ----------
    indicator, label
        Its code, and what it is called.
    score
        How well the words around the number fit it; only its order means anything.
    reason
        Which words spoke for it.
    """

    indicator: str
    label: Words
    score: float
    reason: Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one figure may mean.

    Attributes
    ----------
    start, end
        Offsets of the figure.
    candidates
        Up to three indicators, the likeliest first.
    strength
        How clearly the first one stands out; compared with `Band.strength`.
    confidence
        Share of settled figures with such a strength whose first proposal was right; nothing
        where there are too few to tell.
    none_fits
        Whether no indicator of the codebook seems to fit: a new one may be needed.
    coded
        Proposed cells by column (`schema.CODED`), for the first candidate.
    measures
        Words for what is counted: those of the first candidate's label.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    strength: float
    confidence: float | None
    none_fits: bool
    coded: Mapping[str, str]
    measures: Words

    @property
    def indicator(self) -> str:
        """The indicator proposed first; empty where none fits."""
        return self.candidates[0].indicator if self.candidates and not self.none_fits else ""
