"""From raw figures to tidy observations: one row per figure, with theme, period kind and limits."""

from __future__ import annotations

import pandas as pd

from analysis.coding.raw import RawData
from analysis.figures.reference_periods import period_kind
from analysis.intervals import Interval
from analysis.reading.limits import limits_of
from analysis.tables import schema


def observe(raw: RawData, document: str) -> pd.DataFrame:
    """Turn the settled figures of a document into observations.

    Parameters
    ----------
    raw
        The raw tables.
    document
        Document id.

    Returns
    -------
    pandas.DataFrame
        The columns of `schema.OBSERVATIONS`, all text, one row per figure in the order of the
        text.

    Raises
    ------
    AnalysisError
        If a raw table breaks a rule.
    """
    figures = raw.figures(document)
    origin = raw.origin(document)
    codebook = raw.indicators.set_index("indicator")
    rows = []
    by_id = figures.set_index("figure_id", drop=False)
    for _, figure in figures.iterrows():
        whole = by_id.loc[figure["part_of"]] if figure["part_of"] else None
        entry = codebook.loc[figure["indicator"]]
        rows.append(
            {
                **figure.to_dict(),
                "city": origin["city"],
                "theme": entry["theme"],
                "concept": entry["concept"],
                "tier": entry["tier"],
                "period_kind": period_kind(figure, review_end=origin["period_end"]),
                **_limit_cells(figure, whole),
            }
        )
    return pd.DataFrame(rows, columns=schema.OBSERVATIONS.names, dtype=object)


def _limit_cells(figure: pd.Series, whole: pd.Series | None) -> dict[str, str]:
    limits = limits_of(figure, whole=whole)
    return {
        **_cells("natural", limits.natural),
        **_cells("asserted", limits.asserted),
        **_cells("conventional", limits.conventional),
        "limits_note": "+".join(limits.notes),
    }


def _cells(prefix: str, interval: Interval) -> dict[str, str]:
    low, high, ends = interval.cells()
    return {f"{prefix}_low": low, f"{prefix}_high": high, f"{prefix}_ends": ends}
