"""Labels of codes, indicators and documents, which the tables hold themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError
from analysis.language.catalogue import t
from analysis.language.grammar import check_language, join
from analysis.language.times import format_day

_DAYS = frozenset({"period_start", "period_end"})
_AS_WRITTEN = frozenset(
    {
        *("start", "end", "literal", "value", "value_high", "unit", "hedge", "multiplier"),
        *("duplicate_of_start", "part_of_start"),
    }
)
"""Columns of the codings that hold no codes."""


@dataclass(frozen=True)
class Labels:
    """Labels of codes, indicators and documents in one language.

    Parameters
    ----------
    language
        `en` or `zh`.
    codelists, indicators, documents
        The raw (or published) tables of these names.
    """

    language: str
    codelists: pd.DataFrame
    indicators: pd.DataFrame
    documents: pd.DataFrame

    def __post_init__(self) -> None:
        """Refuse an unknown language."""
        check_language(self.language)

    def t(self, key: str, **fields: object) -> str:
        """Return a label of `labels.toml` in this language."""
        return t(key, self.language, **fields)

    def order(self, name: str) -> list[str]:
        """Return the codes of the list `name` in the order of the code list."""
        return [str(code) for code in self.codelists.loc[self.codelists["list"] == name, "code"]]

    def code(self, name: str, code: str) -> str:
        """Return the label of one code of the list `name`."""
        row = self._codes.get((name, code))
        return self._cell(row, "label", f"codelists.csv, list {name!r}, code {code!r}")

    def codes(self, name: str, cell: str) -> str:
        """Return the labels of a cell that holds codes joined by ``+``."""
        return join([self.code(name, part) for part in cell.split("+")], self.language)

    def column(self, name: str) -> str:
        """Return the label of a column of the codings."""
        return self.t(f"coding_column.{name}")

    def coded(self, column: str, cell: str) -> str:
        """Return what a coder wrote into a column, in words; an empty cell stays empty.

        Codes that only one coder used, and that are in no code list, have their labels in
        ``labels.toml``.
        """
        if column in _DAYS:
            return format_day(cell, self.language) if cell else ""
        if column in _AS_WRITTEN or not cell:
            return cell
        return join([self._coded(column, code) for code in cell.split("+")], self.language)

    def _coded(self, column: str, code: str) -> str:
        row = self._codes.get((column, code))
        if row is None:
            return self.t(f"coded.{column}.{code}")
        return self._cell(row, "label", f"codelists.csv, list {column!r}, code {code!r}")

    def indicator(self, code: str) -> str:
        """Return the label of an indicator."""
        return self._cell(self._indicators.get(code), "label", f"indicators.csv, {code!r}")

    def definition(self, code: str) -> str:
        """Return the definition of an indicator."""
        return self._cell(self._indicators.get(code), "definition", f"indicators.csv, {code!r}")

    def indicator_field(self, code: str, field: str) -> str:
        """Return a language-free field of an indicator (tier, theme, thing …)."""
        row = self._indicators.get(code)
        if row is None:
            raise AnalysisError(f"indicators.csv has no indicator {code!r}.")
        return str(row[field])

    def document(self, document: str) -> str:
        """Return the short name of a document."""
        row = self._documents.get(document)
        return self._cell(row, "label", f"documents.csv, {document!r}")

    def document_order(self) -> list[str]:
        """Return the documents in the order of the catalogue."""
        return [str(document) for document in self.documents["document"]]

    def city_of(self, document: str) -> str:
        """Return the city code of a document."""
        row = self._documents.get(document)
        if row is None:
            raise AnalysisError(f"documents.csv has no document {document!r}.")
        return str(row["city"])

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return {(row["list"], row["code"]): row for row in records(self.codelists)}

    @cached_property
    def _indicators(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["indicator"]: row for row in records(self.indicators)}

    @cached_property
    def _documents(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["document"]: row for row in records(self.documents)}

    def _cell(self, row: Mapping[str, Any] | None, field: str, where: str) -> str:
        if row is None:
            raise AnalysisError(f"{where}: there is no such entry, so it has no label.")
        label = str(row[f"{field}_{self.language}"])
        if not label:
            raise AnalysisError(f"{where}: {field}_{self.language} is empty; translate it.")
        return label


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries with text keys."""
    names = [str(column) for column in frame.columns]
    rows = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, row, strict=True)) for row in rows]
