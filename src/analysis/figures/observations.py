"""From settled raw figures to observations: theme, kind of period and limits, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.reference_periods import period_kind
from analysis.reading.limits import Limits, limits_of
from analysis.tables import schema, store
from analysis.tables.codebook import Document, Indicator

if TYPE_CHECKING:
    from analysis.coding.raw import RawData

T = TypeVar("T")

_Cells = Mapping[str, str]
"""One raw figure: its cells by column (columns of `schema.FIGURES`)."""


def observe(raw: RawData, document: str) -> tuple[Figure, ...]:
    """Turn the settled figures of a text into observations, in the order of the text.

    Parameters
    ----------
    raw
        The raw tables.
    document
        Document id.

    Raises
    ------
    AnalysisError
        If a raw table breaks a rule.
    """
    rows = [figure.cells for figure in raw.figures(document)]
    return figures_of(rows, raw.rows(Document), raw.rows(Indicator))


def figures_of(
    rows: Iterable[_Cells], documents: Iterable[Document], indicators: Iterable[Indicator]
) -> tuple[Figure, ...]:
    """Make figures from raw figures of any number of texts.

    Parameters
    ----------
    rows
        Raw figures (columns of `schema.FIGURES`; a missing column counts as empty).
    documents
        Origin records: city, and how far each text reviews.
    indicators
        Codebook: theme, concept and tier.

    Raises
    ------
    AnalysisError
        If a figure names a document or an indicator that is not there, or a cell is broken.
    """
    known = list(rows)
    origins = {document.document: document for document in documents}
    codebook = {indicator.indicator: indicator for indicator in indicators}
    by_id = {row["figure_id"]: row for row in known}
    made = [
        _figure(
            row,
            by_id.get(row.get("part_of", "")),
            _entry(origins, row["document"], "documents.csv has no document"),
            _entry(codebook, row["indicator"], "indicators.csv has no indicator"),
        )
        for row in known
    ]
    return with_lengths(with_repeats(made), origins.values())


def _entry(entries: Mapping[str, T], code: str, fault: str) -> T:
    if code not in entries:
        raise AnalysisError(f"{fault} {code!r}.")
    return entries[code]


def _figure(row: _Cells, whole: _Cells | None, document: Document, indicator: Indicator) -> Figure:
    limits: Limits = limits_of(row, whole=whole)
    cells = [row.get(name, "") for name in schema.FIGURES.names]
    values = store.values_of(cells, schema.FIGURES)
    return Figure.from_values(
        {
            **values,
            "city": document.city,
            "theme": indicator.theme,
            "concept": indicator.concept,
            "tier": indicator.tier,
            "period_kind": period_kind(
                values["period_start"],
                values["period_end"],
                values["nature"],
                document.period_end,
                values["period_length"],
            ),
            "natural": limits.natural,
            "asserted": limits.asserted,
            "conventional": limits.conventional,
            "limits_note": limits.notes,
        }
    )
