"""What the cells of a table may hold, and every cell that breaks a rule.

The rules are those of `declared.toml`.  Rules between the cells or rows of raw figures belong to
`analysis.coding`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis.errors import AnalysisError
from analysis.tables.schema import Column, Table


def validate(
    frame: pd.DataFrame, table: Table, codes: Mapping[str, Iterable[str]], where: str
) -> pd.DataFrame:
    """Check every cell of `frame` against its declaration.

    Parameters
    ----------
    frame
        Table read by `read_csv`.
    table
        Its declaration.
    codes
        Allowed codes by name of code list.
    where
        File name for the message.

    Returns
    -------
    pandas.DataFrame
        The same frame.

    Raises
    ------
    AnalysisError
        With one line per broken cell: file, row (the header is row 1), column, value and rule.
    """
    faults = [
        (number, place, column.name, cell, rule)
        for place, column in enumerate(table)
        for rule, holds in _rules(column, codes)
        for wrong in [{cell for cell in set(frame[column.name]) if not holds(cell)}]
        for number, cell in enumerate(frame[column.name], start=2)
        if cell in wrong
    ]
    faults += _repeated(frame, table)
    if faults:
        lines = [
            f"{where}, row {number}, column {name}: {cell!r} {rule}"
            for number, _, name, cell, rule in sorted(faults)
        ]
        shown, rest = lines[:_SHOWN], len(lines) - _SHOWN
        raise AnalysisError("\n".join([*shown, *([f"… and {rest} more"] if rest > 0 else [])]))
    return frame


_SHOWN = 10
"""How many faults of one file a message lists."""

_Fault = tuple[int, int, str, str, str]
"""Row, place of the column, its name, the cell, and the rule it breaks."""


def _rules(
    column: Column, codes: Mapping[str, Iterable[str]]
) -> list[tuple[str, Callable[[str], bool]]]:
    """Return what each cell of a column must be, in words, and whether a cell is that."""
    rules: list[tuple[str, Callable[[str], bool]]] = []
    if column.required:
        rules.append(("must not be empty", bool))
    if column.pattern:
        whole = re.compile(column.pattern)
        rules.append(
            (f"must match {column.pattern}", lambda cell: not cell or bool(whole.fullmatch(cell)))
        )
    if column.codes:
        if column.codes not in codes:
            raise AnalysisError(
                f"data/raw/codelists.csv has no list {column.codes!r}, which the column "
                f"{column.name!r} needs"
            )
        allowed, many = set(codes[column.codes]), column.many
        rules.append(
            (
                f"must be one of the code list {column.codes!r}",
                lambda cell: not cell or set(cell.split("+") if many else [cell]) <= allowed,
            )
        )
    return rules


def _repeated(frame: pd.DataFrame, table: Table) -> list[_Fault]:
    """Return the rows whose key another row has, too, at the first column of the key."""
    if not table.key:
        return []
    keys = list(zip(*(frame[name] for name in table.key), strict=True))
    count = Counter(keys)
    rule = f"the key ({', '.join(table.key)}) must be unique"
    return [
        (number, -1, table.key[0], key[0], rule)
        for number, key in enumerate(keys, start=2)
        if count[key] > 1
    ]
