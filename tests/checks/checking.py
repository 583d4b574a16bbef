"""Run the checks over rows of made-up figures, as raw as a coder leaves them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pandas as pd

from analysis.checks import Finding, Plausible, run_checks
from analysis.checks.raw_rows import read_raw_rows
from analysis.coding import raw
from analysis.coding.coding_records import Correction, CountedList, OutsideFact
from analysis.comparison.derived import derive
from analysis.comparison.look_alikes import look_alikes
from analysis.comparison.rules import Rules
from analysis.language.messages import Words
from analysis.tables import schema, store
from analysis.tables.codebook import Code, Codebook, Document, Indicator

Row = Mapping[str, str]


@cache
def rules() -> Rules:
    """Return the ratios and sums that the project declares."""
    return Rules.of_raw(raw.load_raw())


@cache
def plausible() -> Plausible:
    """Return what the project declares as plausible."""
    return Plausible.of_raw(raw.load_raw(), rules().measures)


def records(rows: Iterable[Row], kind: type[store.R]) -> tuple[store.R, ...]:
    """Return records of rows that may lack cells; a flag that is lacking is no."""
    empty = {field.name: "no" for field in kind.TABLE.fields if field.kind == "flag"}
    cells = [[{**empty, **row}.get(name, "") for name in kind.TABLE.names] for row in rows]
    return tuple(kind.from_values(store.values_of(row, kind.TABLE)) for row in cells)


def rows_of(frame: pd.DataFrame | None) -> list[Row]:
    """Return the rows of a frame of text."""
    return [] if frame is None else frame.to_dict("records")  # type: ignore[return-value]


def codebook(
    rows: Sequence[Row], documents: Iterable[Row] = (), indicators: Iterable[Row] = ()
) -> Codebook:
    """Return a codebook in which every code and text of some rows is labelled with itself."""
    known = [*documents]
    for name in {row["document"] for row in rows} - {row["document"] for row in known}:
        known.append({"document": name, "city": name, "label_en": name, "label_zh": name})
    lists = [field for field in schema.FIGURES.fields if field.codes]
    codes = {(field.codes or "", row.get(field.name, "")) for row in rows for field in lists}
    codes |= {("level", "county"), ("grade", "provincial")}
    return Codebook(
        tuple(
            Code(name, code, Words(en=code.replace("_", " "), zh=code), Words())
            for name, code in sorted(codes)
            if code
        ),
        records(indicators, Indicator),
        records(known, Document),
    )


def check(
    found: Iterable[Row],
    documents: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    *,
    lists: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    outside: pd.DataFrame | None = None,
    declared: Plausible | None = None,
) -> tuple[Finding, ...]:
    """Return what the checks find in rows of raw figures; broken cells are put aside."""
    known = list(found)
    book = codebook(known, rows_of(documents), rows_of(indicators))
    figures, cell_faults = read_raw_rows(known, book)
    return run_checks(
        figures,
        derive(figures, book, rules()),
        book,
        plausible() if declared is None else declared,
        look_alikes=look_alikes(figures, book, rules()),
        lists=records(rows_of(lists), CountedList),
        corrections=records(rows_of(corrections), Correction),
        outside=records(rows_of(outside), OutsideFact),
        cell_faults=cell_faults,
    )


def check_table(*args: object, **more: object) -> pd.DataFrame:
    """Return the same as a table of text."""
    return store.frame_of(check(*args, **more), Finding)  # type: ignore[arg-type]
