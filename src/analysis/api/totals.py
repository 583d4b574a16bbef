"""Sums that say why they are refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.api.asked import asked
from analysis.api.source import tables
from analysis.coding.coding_records import Correction
from analysis.comparison.arithmetic import RefusedError, add
from analysis.errors import AnalysisError, unknown_choice
from analysis.figures.figure import Figure, load_figures
from analysis.intervals import Interval, Number
from analysis.language import LANGUAGES, check_language, format_interval
from analysis.language.messages import text
from analysis.tables.codebook import load_codebook


@dataclass(frozen=True)
class Total:
    """What several figures of one text come to.

    Attributes
    ----------
    value
        The sum of the printed numbers; ``None`` where one of them is only a limit.
    limits, asserted
        The sum within our published reading, and within what the words alone assert.
    unit
        Printed unit.
    figures
        The figures added.
    language
        Language of the sum in words.
    """

    value: Number | None
    limits: Interval
    asserted: Interval
    unit: str
    figures: tuple[str, ...]
    language: str = LANGUAGES[0]

    def __str__(self) -> str:
        """Write the sum with its limits."""
        return format_interval(self.limits, self.unit, self.language)

    __repr__ = __str__


@asked
def total(rows: str | pd.DataFrame | Iterable[str], language: str = LANGUAGES[0]) -> Total:
    """Add figures, or say why they must not be added.

    Parameters
    ----------
    rows
        Rows of ``ua.load("observations")`` (columns of `schema.OBSERVATIONS`), or identifiers of
        figures.
    language
        Language of the reason and of the sum in words.

    Raises
    ------
    AnalysisError
        If there are none, one is given twice, cannot be right as printed, or they differ in text,
        unit, kind, level or period, or one is a part or a repeat of another, or the register of
        faults holds one open to several readings.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.total([])
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is nothing to add: no figure is given.
    """
    check_language(language)
    data = tables()
    figures = asked_figures(rows, load_figures(data))
    if not figures:
        raise AnalysisError("There is nothing to add: no figure is given.")
    for each in figures:
        if not each.usable:
            raise AnalysisError(
                f"{each.figure_id} cannot be right as printed ({each.literal}): it is not added."
            )
    names = tuple(each.figure_id for each in figures)
    if len(figures) > 1:
        _refuse_open(names, data.rows(Correction), language)
    try:
        found = add(figures, load_codebook(data))
    except RefusedError as error:
        raise AnalysisError(text(error.message, language)) from None
    return Total(found.value, found.conventional, found.asserted, figures[0].unit, names, language)


_OPEN = frozenset({"unclear", "contradiction"})
"""Faults by which it is open what a figure covers, and so whether it is a part of another one."""


def _refuse_open(names: Iterable[str], register: Iterable[Correction], language: str) -> None:
    entries = {entry.figure_id: entry for entry in register if entry.fault in _OPEN}
    for name in names:
        if name in entries:
            effect = text(entries[name].effect, language)
            raise AnalysisError(f"{name} is open to several readings and is not added. {effect}")


def asked_figures(
    rows: str | pd.DataFrame | Iterable[str], known: Iterable[Figure]
) -> tuple[Figure, ...]:
    """Return the figures that an analyst names.

    Parameters
    ----------
    rows
        Rows of observations (columns of `schema.OBSERVATIONS`), or identifiers.
    known
        All figures.

    Raises
    ------
    AnalysisError
        If rows are not of figures, or a figure does not exist or is given twice.
    """
    if isinstance(rows, pd.DataFrame) and "figure_id" not in rows.columns:
        raise AnalysisError("Only rows of observations will do: a column figure_id is needed.")
    given = [rows] if isinstance(rows, str) else rows
    asked = list(given["figure_id"] if isinstance(given, pd.DataFrame) else given)
    by_id = {each.figure_id: each for each in known}
    found = tuple(by_id[unknown_choice("printed figure", each, by_id, 3)] for each in asked)
    twice = next((each for each in asked if asked.count(each) > 1), None)
    if twice:
        raise AnalysisError(f"{twice} is given twice: a figure counts once.")
    return found
