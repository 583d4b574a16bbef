"""How columns of tables are sorted: by the numbers that cells state, by date, by text, or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import parse_number
from analysis.show.content import (
    Cell,
    Content,
    Sorted,
    content_of,
    is_absent,
    linked_figures,
    plain_content,
)
from analysis.show.displays import Table

SortOrder: TypeAlias = Literal["number", "text", "none"]
"""Ways to sort a column."""

SortKey: TypeAlias = tuple[Fraction | None, str]
"""A number, where there is one, and its unit as coded."""

FEWEST = 8
"""Fewest rows of a table that can be sorted."""


def orders(table: Table, of_figure: Callable[[str], SortKey]) -> Mapping[str, SortOrder]:
    """Return how each column is sorted; nothing for a short table, which is not sorted at all.

    Numbers of several units have no order, and neither have texts that are mostly numbers, unless
    they are names that come again and again.  Lists beside each other, in columns of one width, are
    no rows that could be sorted.

    Parameters
    ----------
    table
        The table.
    of_figure
        Returns number and unit of a figure.
    """
    beside = all(table.roles.get(column) == "equal" for column in table.headers)
    if len(table.rows) < FEWEST or beside:
        return {}
    return {column: _order(table, column, of_figure) for column in table.headers}


def by_date(content: Content, start: date | None, end: date | None) -> Sorted:
    """Return the words for a time as a cell that is sorted by its first day, then by its last.

    Where one of the days is not known, the other stands for it.

    Parameters
    ----------
    content
        What is shown.
    start, end
        First and last day.

    Examples
    --------
    >>> from datetime import date
    >>> by_date("2016", date(2016, 1, 1), date(2016, 12, 31)).value
    Fraction(7359640736329, 10000000)
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return Sorted(content, None)
    return Sorted(content, first.toordinal() + Fraction(last.toordinal(), _DAYS))


_DAYS = 10**7
"""More than the days of any calendar: so a last day never outweighs a first one."""


def _order(table: Table, column: str, of_figure: Callable[[str], SortKey]) -> SortOrder:
    said = [plain_content(words) for words in table.column(column) if not is_absent(words)]
    said = [words for words in said if words]
    if not said:
        return "none"
    numbers = [number_of(table, column, row[column], of_figure) for row in table.rows]
    units = [unit for value, unit in numbers if value is not None]
    if units and 2 * len(units) >= len(said):
        return "number" if len(set(units)) == 1 else "none"
    counting = sum(any(char.isdecimal() for char in words) for words in said)
    return "none" if 2 * counting >= len(said) and 2 * len(set(said)) > len(said) else "text"


def number_of(
    table: Table, column: str, cell: Cell, of_figure: Callable[[str], SortKey]
) -> SortKey:
    """Return the number that a cell states: its own, that of its only figure, or a count.

    Parameters
    ----------
    table, column, cell
        The cell and where it stands.
    of_figure
        Returns number and unit of a figure.
    """
    if isinstance(cell, Sorted):
        return cell.value, cell.unit
    content = content_of(cell)
    figures = linked_figures(content)
    if len(figures) == 1:
        return of_figure(figures[0])
    if column not in table.numbers:
        return None, ""
    try:
        number = parse_number(plain_content(content).replace(",", ""))
    except AnalysisError:
        return None, ""
    return None if number is None else Fraction(number), ""
