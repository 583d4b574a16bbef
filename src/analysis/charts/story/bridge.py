"""A bridge for callers that still have frames and labels of frames; it goes with them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, TypeVar

import pandas as pd

from analysis import language
from analysis.comparison.records import Derived, LookAlike, Pair
from analysis.figures.figure import figures_in
from analysis.language import exact
from analysis.tables.codebook import Code, Codebook, Document, Indicator, Labels
from analysis.tables.store import records_of

T = TypeVar("T")


def accepts_frames(function: Callable[..., T]) -> Callable[..., T]:
    """Return the function so that it takes frames where it wants records."""

    @wraps(function)
    def called(*args: Any, **named: Any) -> T:
        named = {key: _given(value) for key, value in named.items()}
        return function(*map(_given, args), **named)

    return called


def _given(value: Any) -> Any:
    if value is None:
        return ()
    if isinstance(value, language.Labels):
        return labels_in(value)
    if isinstance(value, pd.DataFrame):
        return _records(value)
    if isinstance(value, list) and any(isinstance(each, pd.DataFrame) for each in value):
        return list(map(_given, value))
    if isinstance(value, dict) and any(isinstance(each, str) for each in value.values()):
        return {key: number for key, each in value.items() if (number := exact(each)) is not None}
    return value


def _records(frame: pd.DataFrame) -> tuple[Any, ...]:
    kinds = {"derived_id": Derived, "comparison_id": Pair, "figure_a": LookAlike}
    for column, kind in kinds.items():
        if column in frame:
            return records_of(frame, kind)
    return figures_in(frame)


def labels_in(labels: language.Labels | Labels) -> Labels:
    """Return labels of the codebook, made from labels of frames where these are given."""
    if isinstance(labels, Labels):
        return labels

    def made(frame: pd.DataFrame, kind: type[Any]) -> tuple[Any, ...]:
        return records_of(frame.reindex(columns=kind.TABLE.names, fill_value=""), kind)

    book = Codebook(
        made(labels.codelists, Code),
        made(labels.indicators, Indicator),
        made(labels.documents, Document),
    )
    return Labels(labels.language, book)


def pairs_among(names: Collection[str], pairs: Any) -> Any:
    """Return the pairs among named figures, as records or as a frame."""
    if isinstance(pairs, pd.DataFrame):
        return pairs[pairs["figure_a"].isin(names) & pairs["figure_b"].isin(names)]
    from analysis.charts.story import panel_verdicts

    return panel_verdicts.pairs_among(names, pairs)
