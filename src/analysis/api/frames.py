"""Typed frames: the processed tables as an analyst wants them, with honest defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from analysis.api.asked import asked
from analysis.api.limits_array import LimitsArray
from analysis.api.source import table_named, tables, unaltered
from analysis.errors import AnalysisError, unknown_choice
from analysis.figures.figure import UNUSABLE
from analysis.intervals import Interval, format_number
from analysis.language import LANGUAGES, check_language
from analysis.tables import store
from analysis.tables.codebook import Codebook, load_codebook
from analysis.tables.dataset import Dataset
from analysis.tables.schema import Field, TableSchema

_WITHHELD: Mapping[str, tuple[str, ...]] = {
    "observations": UNUSABLE,
    "derived": ("refused", "kept_out"),
}
"""Status of rows, by table, whose numbers cannot be right as printed."""

_NESTED = ("conventional", "asserted", "natural")
"""Limits that a figure may have, the narrowest first."""


@asked
def load(
    table: str = "observations",
    *,
    language: str = "",
    asserted: bool = False,
    natural: bool = False,
    repeats: bool = False,
    argued: bool = False,
    **filters: Any,
) -> pd.DataFrame:
    """Return a processed table with types, in the form that is safe to calculate with.

    Parameters
    ----------
    table
        Name of a table (columns of its declaration in ``declared.toml``): ``observations``,
        ``derived``, ``comparisons``, … as `ua.help` lists them.
    language
        Labels instead of codes, and words in this language alone.
    asserted, natural
        Also what the words alone assert, and what the kind of quantity allows.
    repeats
        Also figures that a text says again elsewhere.
    argued
        Also figures derived from likely values instead of the printed ones.
    **filters
        A column and the value, or values, that its rows have: ``theme="relief"``,
        ``city=["huzhou", "fuxin"]``.  Of pairs, ``city`` and the like ask for either side.

    Returns
    -------
    DataFrame
        Whole numbers as ``Int64``, other numbers as floats with their exact text beside
        (``value_exact``); limits as a column of their own type with `low` and `high` as floats
        beside (`limits`, `low`, `high`: our published reading); codes as categories in the order
        of the code list; lists as tuples; dates and booleans.  Of figures, ``printed`` is the
        exact number as printed: ``value`` and limits are missing where it cannot be right.

    Raises
    ------
    AnalysisError
        If there is no such table, column, value or language, or no row is left.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.load("observations", theme="relief")["value"].dtype
    dtype('float64')
    """
    declared = table_named(table)
    if language:
        check_language(language)
    data = tables()
    book = load_codebook(data)
    rows = store.read_rows(unaltered(data, declared), declared)
    chosen = _Filter(declared, book, data, rows).chosen(filters)
    values = [store.values_of(row, declared) for row in chosen]
    values = [row for row in values if _is_wanted(row, declared, repeats, argued)]
    if not values and rows and filters:
        aside = " without repeats and argued rows: ask for them" if chosen else ""
        raise AnalysisError(f"No row of {declared.name} is left with {_said(filters)}{aside}.")
    frame = _Typed(declared, book, data, language).frame(
        values, {"asserted": asserted, "natural": natural}
    )
    frame.attrs["table"] = declared.name
    return frame


def _said(filters: Mapping[str, Any]) -> str:
    return " and ".join(f"{name}={value!r}" for name, value in filters.items())


def _is_wanted(row: Mapping[str, Any], table: TableSchema, repeats: bool, argued: bool) -> bool:
    if table.name == "observations" and row["duplicate_of"]:
        return repeats
    return argued or table.name != "derived" or row["status"] != "argued"


class _Filter:
    """Chooses the rows of a table by what analysts give.

    Parameters
    ----------
    table
        Its declaration.
    book
        Code lists.
    data
        The processed tables.
    rows
        Its cells.
    """

    def __init__(
        self, table: TableSchema, book: Codebook, data: Dataset, rows: Sequence[store.CellRow]
    ) -> None:
        self.table, self.book, self.data, self.rows = table, book, data, rows

    def chosen(self, filters: Mapping[str, Any]) -> list[store.CellRow]:
        tests = [self._test(name, value) for name, value in filters.items()]
        return [row for row in self.rows if all(test(row) for test in tests)]

    def _test(self, name: str, value: Any) -> Callable[[store.CellRow], bool]:
        names = self.table.names
        sides = [side for side in (f"{name}_a", f"{name}_b") if side in names]
        if isinstance(value, pd.DataFrame):
            raise AnalysisError(f"{name} takes a value or a list of values, not a frame.")
        columns = [name] if name in names else sides
        if not columns:
            either = [each.removesuffix("_a") for each in names if each.endswith("_a")]
            unknown_choice(f"column of {self.table.name}", name, [*names, *either], 80)
        cells = [self._cell(columns[0], each) for each in _several(value)]
        found = [(names.index(column), self.table[column].many) for column in columns]

        def test(row: store.CellRow) -> bool:
            return any(
                cell in row[place].split("+") if many and cell else cell == row[place]
                for place, many in found
                for cell in cells
            )

        return test

    def _cell(self, column: str, value: Any) -> str:
        """Return a value as its cell, if there is such a value.

        Raises
        ------
        AnalysisError
            If there is none.
        """
        cell = _cell_of(value)
        codes = categories(self.table[column], self.book, self.data)
        known = self._cells(column) if codes is None else list(codes)
        return unknown_choice(column, cell, [*known, ""] if cell == "" else known)

    def _cells(self, column: str) -> list[str]:
        """Return what stands in a column, members of lists apart."""
        place, many = self.table.names.index(column), self.table[column].many
        cells = [row[place].split("+") if many else [row[place]] for row in self.rows]
        return list(dict.fromkeys(part for each in cells for part in each))


def _several(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray, pd.Series, pd.Index)):
        return list(value)
    return [value]


def _cell_of(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, Decimal, Fraction)) and isfinite(value):
        return format_number(Fraction(str(value)))
    return str(value)


def categories(
    column: Any, book: Codebook, data: Dataset
) -> Mapping[str, Mapping[str, str]] | None:
    """Return the codes that a column may hold, in their order, with their labels.

    Parameters
    ----------
    column
        Its declaration: a column or a field.
    book
        Code lists.
    data
        The processed tables.

    Returns
    -------
    dict or None
        Labels by code and language; ``None`` where the column holds no codes.
    """
    if column.codes == "indicator" or column.refers == "indicators":
        return {each.indicator: each.label for each in book.indicators}
    if column.refers == "documents":
        return {each.document: each.label for each in book.documents}
    found = {each.code: each.label for each in book.codes if each.list == column.codes}
    return found or None


class _Typed:
    """Makes columns of values.

    Parameters
    ----------
    table
        Declaration of the table.
    book
        Code lists.
    data
        The processed tables.
    language
        Language of labels and words; empty for codes, and words in every language.
    """

    def __init__(self, table: TableSchema, book: Codebook, data: Dataset, language: str) -> None:
        self.table, self.book, self.data, self.language = table, book, data, language

    def frame(self, rows: Sequence[Mapping[str, Any]], asked: Mapping[str, bool]) -> pd.DataFrame:
        withheld = _WITHHELD.get(self.table.name, ())
        hidden = [bool(withheld) and row["status"] in withheld for row in rows]
        columns: dict[str, Any] = {}
        for field in self._fields(asked):
            values = [row[field.name] for row in rows]
            if (field.kind in ("number", "interval") and any(hidden)) or (
                withheld and (field.name == "value")
            ):
                if field.name == "value":
                    columns["printed"] = _text(format_number(each) for each in values)
                values = [None if out else value for value, out in zip(values, hidden, strict=True)]
            columns |= self._columns(field, values)
        return pd.DataFrame(columns)

    def _fields(self, asked: Mapping[str, bool]) -> list[Field]:
        """Return the fields shown: our reading beside the number, other limits when asked for."""
        known = [each for each in self.table.fields if each.kind != "message"]
        nested = [each for each in known if each.name in _NESTED and each.kind == "interval"]
        if not nested:
            return known
        rest = [each for each in known if each not in nested]
        place = max(n for n, each in enumerate(rest) if each.name in ("value", "value_high")) + 1
        shown = [each for each in nested if each.name == _NESTED[0] or asked[each.name]]
        shown.sort(key=lambda each: _NESTED.index(each.name))
        return [*rest[:place], *shown, *rest[place:]]

    def _columns(self, field: Field, values: Sequence[Any]) -> dict[str, Any]:
        name, kind = field.stem or field.name, field.kind
        if kind == "words":
            languages = [self.language] if self.language else LANGUAGES
            return {
                name if self.language else f"{name}_{each}": _text(v[each] for v in values)
                for each in languages
            }
        if kind == "interval":
            return self._limits(field, values)
        if kind == "number":
            exact = _text(format_number(each) for each in values)
            return {name: _floats(values), f"{name}_exact": exact}
        if kind == "rounded":
            return {name: _floats(values)}
        if kind == "whole":
            return {name: pd.array(values, dtype="Int64")}
        if kind == "date":
            return {name: pd.to_datetime(pd.Series(values, dtype=object)).astype("datetime64[s]")}
        if kind == "flag":
            return {name: np.array(values, dtype=bool)}
        if kind == "list":
            return {name: _objects(tuple(self._label(field, each) for each in v) for v in values)}
        known = categories(field, self.book, self.data)
        if known is None:
            return {name: _text(values)}
        unknown = next((each for each in values if each and each not in known), None)
        if unknown:
            raise AnalysisError(
                f"table {self.table.name}, column {name}: the code list has no {unknown!r}: build "
                "with `python -m analysis build`."
            )
        codes = pd.Categorical([each or None for each in values], list(known))
        return {name: self._labelled(codes, known)}

    def _limits(self, field: Field, values: Sequence[Interval | None]) -> dict[str, Any]:
        own = field.name == _NESTED[0]
        low, high = (each.name for each in field.columns[:2])
        names = ("limits", "low", "high") if own else (field.name, low, high)
        array = LimitsArray._from_sequence(values)
        return dict(zip(names, (array, array.low, array.high), strict=True))

    def _label(self, field: Field, code: str) -> str:
        known = categories(field, self.book, self.data) if self.language else None
        return known[code][self.language] if known and code in known else code

    def _labelled(
        self, codes: pd.Categorical, known: Mapping[str, Mapping[str, str]]
    ) -> pd.Categorical:
        """Return categories under their labels; codes whose labels are equal keep them apart."""
        if not self.language:
            return codes
        labels = [known[code][self.language] for code in known]
        unique = [
            f"{label} ({code})" if labels.count(label) > 1 else label
            for label, code in zip(labels, known, strict=True)
        ]
        return codes.rename_categories(unique)


def _text(values: Iterable[str]) -> Any:
    return pd.array([each or None for each in values], dtype="str")


def _floats(values: Sequence[Any]) -> Any:
    return np.array([np.nan if each is None else float(each) for each in values], dtype=np.float64)


def _objects(values: Iterable[Any]) -> Any:
    known = list(values)
    found = np.empty(len(known), dtype=object)
    found[:] = known
    return found
