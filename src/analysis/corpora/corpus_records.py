"""A text of a corpus as its manifest names it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record


@dataclass(frozen=True, slots=True)
class Source(Record):
    """A row of a manifest (columns of ``corpus-manifest``).

    Attributes
    ----------
    path
        The file, seen from the folder of the corpus, with ``/`` between folders.
    document
        Identifier of the text in this corpus.
    city
        City that the text is about; empty where not known.
    year
        Year that the text is about.
    written
        Day of writing, from which 去年 and the like are told.
    encoding
        How its characters are written; empty to recognise it.
    origin
        Where the copy is from, in free words.
    sha256
        SHA-256 of the file when the manifest was drafted; empty not to hold it against it.
    """

    TABLE: ClassVar[TableSchema] = schema.TABLES["corpus-manifest"]

    path: str
    document: str
    city: str
    year: int | None
    written: date | None
    encoding: str
    origin: str
    sha256: str


@dataclass(frozen=True, slots=True)
class QueuedText(Record):
    """A text in the order in which coding it gains most (columns of ``corpus-queue``).

    Attributes
    ----------
    rank
        1 for the text to code first.
    document, city, year
        The text.
    gain
        Expected number of settled cells (indicator, city and year) that texts before it in the
        queue do not give, those that no other city gives counted half.
    indicators
        Indicators proposed for its figures.
    figures
        Its figures.
    unsure
        Figures for which no indicator stands out.
    contradictions
        Contradictions that `analysis.screening` found in it.
    """

    TABLE: ClassVar[TableSchema] = schema.TABLES["corpus-queue"]

    rank: int
    document: str
    city: str
    year: int | None
    gain: Decimal
    indicators: int
    figures: int
    unsure: int
    contradictions: int
