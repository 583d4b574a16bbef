"""Raw rows with broken cells at the door of the checks: figures, and what was put aside.

Settled tables have no such cells; drafts and tables on the way to `settle` may have them.  A cell
that cannot be read is left empty, so that the checks still see the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from analysis.checks.finding_records import CellFault
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.figures.observations import figures_of
from analysis.intervals import parse_number
from analysis.reading.limits import BOUNDS
from analysis.tables import schema
from analysis.tables.codebook import Codebook, Document, Indicator
from analysis.tables.schema import Field
from analysis.tables.store import KINDS, RecordType, values_of

_Cells = dict[str, str]

R = TypeVar("R", bound=RecordType)

_PLACED = ("city", "theme", "concept", "tier")
"""Columns of observations that raw figures lack; they count where rows have them."""


def read_raw_rows(
    rows: Iterable[Mapping[str, str]], codebook: Codebook
) -> tuple[tuple[Figure, ...], tuple[CellFault, ...]]:
    """Read rows of raw figures as far as they can be read.

    Parameters
    ----------
    rows
        Cells by column (columns of `schema.FIGURES`, and some of `schema.OBSERVATIONS`).
    codebook
        Indicators and documents; figures of others have no theme, and a city of their own.

    Returns
    -------
    tuple
        The figures, one for each identifier, and what was put aside of them.
    """
    kept: dict[str, _Cells] = {}
    faults: list[CellFault] = []
    for row in rows:
        name = row["figure_id"]
        if name not in kept:
            kept[name], own = _readable(row)
            faults += own
        elif not any(fault.figure_id == name and fault.kind == "given_again" for fault in faults):
            faults.append(CellFault(name, "given_again"))
    documents = _complete(codebook.documents, Document, "document", kept.values())
    indicators = _complete(codebook.indicators, Indicator, "indicator", kept.values())
    figures = (
        _placed(figure, kept[figure.figure_id])
        for figure in figures_of(kept.values(), documents, indicators)
    )
    return tuple(figures), tuple(faults)


def _readable(row: Mapping[str, str]) -> tuple[_Cells, list[CellFault]]:
    """Return the cells of a row that can be read, and what was put aside."""
    cells, name, faults = dict(row), row["figure_id"], []
    broken = [
        field.name
        for field in schema.FIGURES.fields
        if field.name in cells and not _is_readable(field, cells[field.name])
    ]
    if broken:
        cells |= {column: _INSTEAD.get(column, "") for column in broken}
        faults.append(CellFault(name, "unreadable", tuple(broken)))
    start, end = cells["period_start"], cells["period_end"]
    if start and end and start > end:
        cells["period_start"] = ""
        faults.append(CellFault(name, "period_backwards", (start, end)))
    low, high = parse_number(cells["value"]), parse_number(cells["value_high"])
    if low is not None and high is not None and high < low:
        cells |= {"value": cells["value_high"], "value_high": cells["value"]}
        faults.append(CellFault(name, "range_backwards"))
    return cells, faults


_INSTEAD = {"bound": "exact", **dict.fromkeys(("paragraph", "sentence", "start", "end"), "0")}
"""What stands for a cell that cannot be read and must not be empty."""


def _is_readable(field: Field, cell: str) -> bool:
    """Tell whether a cell is of the kind that its column asks for."""
    if field.name == "bound":
        return cell in BOUNDS
    if field.kind not in KINDS:
        return True
    try:
        KINDS[field.kind][0](cell)
    except (AnalysisError, ValueError):
        return False
    return True


def _complete(
    known: tuple[R, ...], kind: type[R], column: str, rows: Iterable[_Cells]
) -> Iterator[R]:
    """Yield the entries of a catalogue, and one for each code that it lacks."""
    yield from known
    codes = {entry.values()[column] for entry in known}
    empty: dict[str, Any] = values_of([""] * len(kind.TABLE.names), kind.TABLE)
    for code in dict.fromkeys(row[column] for row in rows):
        if code not in codes:
            itself = {name: code for name in (column, *_NAMED_ITSELF[column])}
            yield kind.from_values({**empty, **itself})


_NAMED_ITSELF = {"document": ("city",), "indicator": ("concept",)}
"""What a document or an indicator that nobody knows is called besides."""


def _placed(figure: Figure, cells: _Cells) -> Figure:
    """Return a figure with what its row says beyond the columns of raw figures."""
    note = {"reading_note": cells["reading_note"]} if cells.get("reading_note") else {}
    own: dict[str, Any] = {name: cells[name] for name in _PLACED if name in cells}
    return replace(figure, attributes={**figure.attributes, **note}, **own)
