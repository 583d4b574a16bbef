"""Who gives figures on what: counts of figures by document and theme.

A count says how much a text gives figures on a theme, never how much was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from analysis.figures.figure import Figure
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record

_LOST = ("damaged", "impossible", "unlikely", "doubtful")


@dataclass(frozen=True, slots=True)
class Coverage(Record):
    """How many figures one text gives on one theme (columns of `schema.COVERAGE`)."""

    TABLE: ClassVar[TableSchema] = schema.COVERAGE

    document: str
    theme: str
    figures: int
    distinct: int
    core: int
    hedged: int
    faulty: int


def coverage(
    figures: Sequence[Figure], documents: Iterable[str], themes: Sequence[str]
) -> list[Coverage]:
    """Count the figures of every document on every theme, zero included.

    Parameters
    ----------
    figures
        Figures of all documents, repeats included.
    documents, themes
        Codes in the order of the rows.
    """
    return [
        _count(document, theme, [f for f in figures if (f.document, f.theme) == (document, theme)])
        for document in documents
        for theme in themes
    ]


def _count(document: str, theme: str, figures: Sequence[Figure]) -> Coverage:
    distinct = [figure for figure in figures if not figure.is_repeat]
    return Coverage(
        document,
        theme,
        len(figures),
        len(distinct),
        sum(figure.tier == "core" for figure in distinct),
        sum(figure.bound != "exact" for figure in distinct),
        sum(figure.status in _LOST for figure in distinct),
    )
