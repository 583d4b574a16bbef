"""The data of a display as rows: what its cells say, and the figures in them as numbers.

A row of a download is one figure or computed number of a row shown, so that each has its value, its
limits, its unit and its period in columns of their own; a row without any keeps its words.  How
rows become a file belongs to `analysis.site.downloads`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval, decimal, parse_number
from analysis.show.content import (
    Cell,
    Lines,
    Sorted,
    content_of,
    is_absent,
    linked_figures,
    plain_content,
)
from analysis.show.displays import Cases, Table

_NUMBERS = (
    *("id", "value", "low", "high", "ends", "unit"),
    *("period_start", "period_end", "bound", "status", "inputs"),
)
"""Columns of a figure or computed number: its identifier, value, conventional limits with their
brackets, unit as coded, period, bound, status, and the figures that it is computed from; of another
row the identifier of what it is about.  They are called alike in every language; those that are
empty throughout are left out."""

COLUMN = "column"
"""Column with the header under which a figure stands, where a row has several."""


def records(display: Table | Cases, known: Mapping[str, Figure]) -> list[list[str]]:
    """Return the data of a display: the names of the columns, then one row for each figure.

    Parameters
    ----------
    display
        The table or list of cases.
    known
        Figures by their identifiers; others have their identifier alone.
    """
    headers = list(display.headers.values())
    numbers = display.numbers if isinstance(display, Table) else ()
    counted = {place for place, name in enumerate(display.headers) if name in numbers}
    named = [
        f"{header} (%)" if place in counted and _shares(display, name) else header
        for place, (name, header) in enumerate(display.headers.items())
    ]
    if isinstance(display, Table):
        rows: list[list[Cell]] = [
            [row[column] for column in display.headers] for row in display.rows
        ]
        found = [list(_entries(row, headers, known)) for row in rows]
    else:
        rows = [list(row) for row in display.rows]
        found = [[_figure(name, known) for name in names] for names in display.row_figures]
        found = found or [[] for _ in rows]
    if all(len(entries) < 2 for entries in found):
        found = [[entry | {COLUMN: ""} for entry in entries] for entries in found]
    stated = {name for entries in found for entry in entries for name in entry if entry[name]}
    own = [name for name in (COLUMN, *_NUMBERS) if name in stated]
    written = [[*own, *named]]
    for row, entries in zip(rows, found, strict=True):
        for entry in entries or [{}]:
            told = [
                _told(_of_entry(cell, header, entry), place in counted)
                for place, (cell, header) in enumerate(zip(row, headers, strict=True))
            ]
            written.append([*(entry.get(name, "") for name in own), *told])
    return written


def _shares(display: Table | Cases, column: str) -> bool:
    """Tell whether a column of counts says per cent in every cell."""
    if isinstance(display, Cases):
        return False
    said = [plain_content(content_of(cell)) for cell in display.column(column)]
    return any(said) and all(words.endswith("%") for words in said if words)


def _of_entry(cell: Cell, header: str, entry: Mapping[str, str]) -> Cell:
    """Return what a cell says of one figure where its row has several.

    Words about other figures of the row stand in their rows.
    """
    name, content = entry.get("id", ""), content_of(cell)
    if not entry.get(COLUMN) or not linked_figures(content) or isinstance(cell, Sorted):
        return cell
    if entry[COLUMN] != header:
        return ""
    lines = content.lines if isinstance(content, Lines) else (content,)
    return next((line for line in lines if name in linked_figures(line)), content)


def _told(cell: Cell, counted: bool) -> str:
    """Return what a cell says; a count as a plain number, and nothing where there is none."""
    content = content_of(cell)
    words = plain_content(content)
    if not counted:
        return words
    if is_absent(content):
        return ""
    if isinstance(cell, Sorted) and cell.value is not None:
        return decimal(cell.value)
    try:
        return decimal(_fraction(words))
    except AnalysisError:
        return words


def _fraction(words: str) -> Fraction | None:
    number = parse_number(words.replace(",", "").replace("−", "-").removesuffix("%").strip())
    return None if number is None else Fraction(number)


def _entries(
    row: Sequence[Cell], headers: Sequence[str], known: Mapping[str, Figure]
) -> Iterator[dict[str, str]]:
    """Yield the figures and computed numbers of a row, each once, with the header of the column.

    Figures that a number of the row is computed from are named by it, and have no row of their own.
    """
    computed = [cell for cell in row if isinstance(cell, Sorted) and cell.inputs]
    seen = {name for cell in computed for name in cell.inputs}
    for cell, header in zip(row, headers, strict=True):
        if isinstance(cell, Sorted) and (cell.name or cell.limits):
            yield {COLUMN: header, **_computed(cell)}
            continue
        for name in linked_figures(content_of(cell)):
            if name not in seen:
                seen.add(name)
                yield {COLUMN: header, **_figure(name, known)}


def _computed(cell: Sorted) -> dict[str, str]:
    return {
        "id": cell.name,
        "value": decimal(cell.value),
        **_limits(cell.limits),
        "unit": cell.unit,
        "inputs": " ".join(cell.inputs),
    }


def _figure(name: str, known: Mapping[str, Figure]) -> dict[str, str]:
    if name not in known:
        return {"id": name}
    figure = known[name]
    period = figure.period
    return {
        "id": name,
        "value": decimal(figure.value),
        **_limits(figure.limits.conventional),
        "unit": figure.unit,
        "period_start": "" if period.start is None else str(period.start),
        "period_end": "" if period.end is None else str(period.end),
        "bound": figure.bound,
        "status": figure.status,
    }


def _limits(limits: Interval | None) -> dict[str, str]:
    if limits is None:
        return {}
    return {"low": decimal(limits.low), "high": decimal(limits.high), "ends": limits.ends}
