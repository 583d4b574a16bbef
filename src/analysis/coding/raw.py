"""Load the raw tables and refuse what breaks the codebook.

Every table is read as text, so that nothing is rounded or guessed on the way in; a broken row is
reported with file, row, column, value and the rule it breaks.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import project
from analysis.errors import AnalysisError
from analysis.intervals import parse_number
from analysis.language import LANGUAGES
from analysis.tables import schema
from analysis.tables.rules import validate
from analysis.tables.store import read_csv

UNDECIDED = ("‹", "›")
"""Around a cell on which coders differ, ``‹one|other›``, until somebody has decided."""

_FILES = {
    "documents": schema.DOCUMENTS,
    "indicators": schema.INDICATORS,
    "codelists": schema.CODELISTS,
    "corrections": schema.CORRECTIONS,
    "grade-arguments": schema.GRADE_ARGUMENTS,
    "list-items": schema.LIST_ITEMS,
    "outside": schema.OUTSIDE,
    "plausible": schema.PLAUSIBLE,
    "plausible-orders": schema.PLAUSIBLE_ORDERS,
    "plausible-reaches": schema.PLAUSIBLE_REACHES,
    "plausible-sizes": schema.PLAUSIBLE_SIZES,
    "text-faults": schema.TEXT_FAULTS,
    "codings/coders": schema.CODERS,
}


PLAUSIBLE_LISTS: Mapping[str, tuple[str | None, str | None]] = {
    "grades": (None, "grade"),
    "claims": (None, "indicator"),
    "everybody": (None, "indicator"),
    "levels": (None, "level"),
    "head_units": (None, None),
    "any_head": (None, None),
    "territory": ("actor", "level"),
    "units": ("thing", None),
    "heads": ("thing", None),
    "stages": ("indicator", "stage"),
    "base": ("", "indicator"),
    "growth": ("language", None),
    "decline": ("language", None),
}
"""Lists of ``plausible.toml``: the code list of their keys, ``None`` for a list without keys; and
the code list of their members, ``None`` where these are no codes."""


@dataclass(frozen=True)
class RawData:
    """All raw tables, loaded on first use and validated.

    Parameters
    ----------
    folder
        The folder ``data/raw``.
    """

    folder: Path

    @cached_property
    def codelists(self) -> pd.DataFrame:
        """Code lists: one row per code."""
        frame = read_csv(self.folder / "codelists.csv", schema.CODELISTS)
        return validate(frame, schema.CODELISTS, {}, "data/raw/codelists.csv")

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Allowed codes by list; the indicators count as a list."""
        lists: dict[str, list[str]] = {}
        for row in self.codelists.itertuples():
            lists.setdefault(str(row.list), []).append(str(row.code))
        indicators = read_csv(self.folder / "indicators.csv", schema.INDICATORS)
        lists["indicator"] = list(indicators["indicator"])
        return lists

    def _table(self, name: str) -> pd.DataFrame:
        frame = read_csv(self.folder / f"{name}.csv", _FILES[name])
        return validate(frame, _FILES[name], self.codes, f"data/raw/{name}.csv")

    @cached_property
    def documents(self) -> pd.DataFrame:
        """Origin records, one row per document, in the order of the reports."""
        return self._table("documents")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The codebook, one row per indicator."""
        return self._table("indicators")

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """Faults argued beside the printed value, of all documents; guards are not looked at."""
        return self._table("corrections")

    def corrections_of(self, document: str) -> pd.DataFrame:
        """Return the faults argued for one document, each held against its figure.

        Raises
        ------
        AnalysisError
            If a row names no figure, or its figure is printed otherwise than it was argued for.
        """
        literals = dict(self.figures(document)[["figure_id", "literal"]].to_numpy())
        own = self.corrections["figure_id"].str.startswith(f"{document}-")
        frame = self.corrections[own]
        for row in frame.itertuples():
            where = f"data/raw/corrections.csv, row {int(row.Index) + 2}"
            if row.figure_id not in literals:
                raise AnalysisError(f"{where}: there is no figure {row.figure_id}")
            if literals[row.figure_id] != row.printed:
                raise AnalysisError(
                    f"{where}: {row.figure_id} was argued for {row.printed!r} but is now printed "
                    f"{literals[row.figure_id]!r}: argue it again"
                )
        return frame

    @cached_property
    def outside(self) -> pd.DataFrame:
        """Facts from elsewhere with their origins."""
        return self._table("outside")

    @cached_property
    def plausible(self) -> pd.DataFrame:
        """Bands of ratios, whatever the city."""
        return self._table("plausible")

    @cached_property
    def plausible_orders(self) -> pd.DataFrame:
        """Numbers that must not be smaller than others of their text."""
        return self._table("plausible-orders")

    @cached_property
    def plausible_sizes(self) -> pd.DataFrame:
        """The most that a city can have, by unit."""
        return self._table("plausible-sizes")

    @cached_property
    def plausible_reaches(self) -> pd.DataFrame:
        """When a total over years is perhaps no count of different ones."""
        return self._table("plausible-reaches")

    @cached_property
    def plausible_lists(self) -> Mapping[str, Any]:
        """Lists of codes and words that the checks use, by name (`plausible.toml`).

        Raises
        ------
        AnalysisError
            If a list is missing or not known, or names a code that is in no code list.
        """
        return read_lists(self.folder / "plausible.toml", self.codes)

    @cached_property
    def text_faults(self) -> pd.DataFrame:
        """Faults and doubts of all copies that touch no figure of their own."""
        return self._table("text-faults")

    @cached_property
    def grade_arguments(self) -> pd.DataFrame:
        """Arguments for grades that a careful reader may give otherwise."""
        return self._table("grade-arguments")

    @cached_property
    def list_items(self) -> pd.DataFrame:
        """Items of all lists whose number a text states."""
        return self._table("list-items")

    def text_faults_of(self, document: str) -> pd.DataFrame:
        """Return the faults of one copy, in the order of the text.

        Raises
        ------
        AnalysisError
            If a spot is longer or shorter than what is printed there, or out of order.
        """
        self.origin(document)
        return _own(self.text_faults, document, "data/raw/text-faults.csv")

    def list_items_of(self, document: str) -> pd.DataFrame:
        """Return the items of the lists of one document.

        Raises
        ------
        AnalysisError
            If an anchor is longer or shorter than what is printed there.
        """
        self.origin(document)
        return _own(self.list_items, document, "data/raw/list-items.csv", ordered=False)

    @cached_property
    def coder_records(self) -> pd.DataFrame:
        """Who coded, and how."""
        return self._table("codings/coders")

    def hashes(self, document: str) -> dict[str, str]:
        """Return SHA-256 by path relative to data/raw of a document's files that never change.

        Each document has a record of its own, so that a change of one touches no other.
        """
        relative = f"hashes/{document}.csv"
        if not (self.folder / relative).is_file():
            raise AnalysisError(
                f"data/raw/{relative} is missing: settle the document with "
                f"`python -m analysis settle`"
            )
        frame = read_csv(self.folder / relative, schema.HASHES)
        validate(frame, schema.HASHES, self.codes, f"data/raw/{relative}")
        return dict(zip(frame["path"], frame["sha256"], strict=True))

    def document_ids(self) -> list[str]:
        """Ids of all documents in the order of the reports."""
        return list(self.documents["document"])

    def cities(self) -> list[str]:
        """City codes in the order in which they first appear among the documents."""
        return list(dict.fromkeys(self.documents["city"]))

    def themes(self) -> list[str]:
        """Theme codes in the order of the code list."""
        return self.codes["theme"]

    def origin(self, document: str) -> pd.Series:
        """Return the origin record of `document`.

        Raises
        ------
        AnalysisError
            If the catalogue has no such document.
        """
        if document not in set(self.documents["document"]):
            known = ", ".join(self.document_ids())
            raise AnalysisError(
                f"unknown document {document!r} (known: {known}); a new one needs its row in "
                "data/raw/documents.csv first"
            )
        return self.documents.set_index("document").loc[document]

    def figures(self, document: str) -> pd.DataFrame:
        """Load the settled figures of a document, hash, cells and relations checked.

        Raises
        ------
        AnalysisError
            If the file is missing, was altered, or a row breaks a rule.
        """
        self.origin(document)
        relative = f"figures/{document}.csv"
        self.check_hash(document, relative)
        frame = read_csv(self.folder / relative, schema.FIGURES)
        where = f"data/raw/{relative}"
        validate(frame, schema.FIGURES, self.codes, where)
        faults = [*span_faults(frame), *figure_faults(frame, document)]
        if faults:
            raise AnalysisError("\n".join(f"{where}, {fault}" for fault in faults[:10]))
        return frame

    def other_numerals(self, document: str) -> pd.DataFrame:
        """Load the numerals of a document that are no figures."""
        self.origin(document)
        relative = f"other-numerals/{document}.csv"
        self.check_hash(document, relative)
        frame = read_csv(self.folder / relative, schema.OTHER_NUMERALS)
        where = f"data/raw/{relative}"
        validate(frame, schema.OTHER_NUMERALS, self.codes, where)
        faults = span_faults(frame)
        if faults:
            raise AnalysisError("\n".join(f"{where}, {fault}" for fault in faults[:10]))
        return frame

    def coding(self, document: str, coder: str) -> pd.DataFrame:
        """Load one coder's independent coding of a document."""
        self.origin(document)
        relative = f"codings/{document}.{coder}.csv"
        frame = read_csv(self.folder / relative, schema.CODING)
        return validate(frame, schema.CODING, self.codes, f"data/raw/{relative}")

    def coders(self, document: str) -> list[str]:
        """Return the names of the coders of a document, sorted."""
        paths = (self.folder / "codings").glob(f"{document}.*.csv")
        return sorted(path.name[len(document) + 1 : -len(".csv")] for path in paths)

    def check_hash(self, document: str, relative: str) -> None:
        """Refuse a settled file that is not the one that was settled.

        Raises
        ------
        AnalysisError
            If the file is missing, is not listed, or differs from its recorded hash.
        """
        path = self.folder / relative
        if not path.is_file():
            raise AnalysisError(
                f"data/raw/{relative} is missing: restore it from version control or, for a new "
                "document, put there what `python -m analysis draft ARTICLE --merge` writes"
            )
        expected = self.hashes(document).get(relative)
        if expected is None:
            raise AnalysisError(
                f"data/raw/{relative} is not listed in data/raw/hashes/{document}.csv: "
                f"settle it with `python -m analysis settle`"
            )
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            raise AnalysisError(
                f"data/raw/{relative} was altered "
                f"(SHA-256 {found[:12]}…, settled {expected[:12]}…): "
                f"restore it, or settle the change with `python -m analysis settle` and say why"
            )


def load(folder: Path | None = None) -> RawData:
    """Return the raw data of the project, or of another ``data/raw`` folder."""
    return RawData(folder or project.raw())


def read_lists(path: Path, codes: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Read the lists of ``plausible.toml`` as tuples, by name and, where they have keys, by key.

    Raises
    ------
    AnalysisError
        If the file is missing or broken, a list is missing or not known, or a key or member is in
        no code list.
    """
    where = f"data/raw/{path.name}"
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnalysisError(f"{where} is missing: restore it from version control") from None
    except tomllib.TOMLDecodeError as error:
        raise AnalysisError(f"{where} cannot be read: {error}") from None
    for name in (*PLAUSIBLE_LISTS, *tree):
        if name not in tree or name not in PLAUSIBLE_LISTS:
            fault = "is missing" if name in PLAUSIBLE_LISTS else "is not known"
            known = ", ".join(PLAUSIBLE_LISTS)
            raise AnalysisError(f"{where}: the list {name!r} {fault} (known: {known})")
    every = {**codes, "language": LANGUAGES}
    return {name: _list(tree[name], name, every, where) for name in PLAUSIBLE_LISTS}


def _list(value: Any, name: str, codes: Mapping[str, Sequence[str]], where: str) -> Any:
    keys, members = PLAUSIBLE_LISTS[name]
    if keys is None:
        return _members(value, members, codes, f"{where}, {name}")
    if not isinstance(value, dict):
        raise AnalysisError(f"{where}, [{name}] must have keys, each with a list")
    if keys == "language":
        for language in codes[keys]:
            if language not in value:
                raise AnalysisError(f"{where}, [{name}]: the language {language!r} is missing")
    _known_codes(value, keys, codes, f"{where}, [{name}]")
    return {
        key: _members(each, members, codes, f"{where}, [{name}] {key}")
        for key, each in value.items()
    }


def _members(
    value: Any, list_name: str | None, codes: Mapping[str, Sequence[str]], where: str
) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise AnalysisError(f"{where} must be a list of texts, not {value!r}")
    _known_codes(value, list_name, codes, where)
    return tuple(value)


def _known_codes(
    found: Iterable[str], list_name: str | None, codes: Mapping[str, Sequence[str]], where: str
) -> None:
    """Refuse what is no code of a list; without a list anything is allowed."""
    for code in found if list_name else ():
        if code not in codes[str(list_name)]:
            raise AnalysisError(f"{where}: {code!r} must be one of the code list {list_name!r}")


def _own(table: pd.DataFrame, document: str, where: str, *, ordered: bool = True) -> pd.DataFrame:
    """Return the rows of one document, their spans checked."""
    frame = table[table["document"] == document]
    last = -1
    for row in frame.itertuples():
        start, end, at = int(row.start), int(row.end), f"{where}, row {int(row.Index) + 2}"
        if end - start != len(row.printed):
            raise AnalysisError(f"{at}: {row.printed!r} does not fill {start} to {end}")
        if ordered and start <= last:
            raise AnalysisError(f"{at}: {start} precedes the row before it")
        last = start
    return frame.reset_index(drop=True)


def span_faults(frame: pd.DataFrame) -> list[str]:
    """List what is wrong with the spans of a table: order, overlap, length of the literal."""
    faults = []
    last_end = -1
    for row in frame.itertuples():
        start, end, at = int(row.start), int(row.end), f"row {int(row.Index) + 2}"
        if end - start != len(row.literal):
            faults.append(
                f"{at}, column end: {end} must be start + length of the literal "
                f"({start} + {len(row.literal)})"
            )
        if start < last_end:
            faults.append(f"{at}, column start: {start} overlaps or precedes the row before it")
        last_end = end
    return faults


def _runs_backwards(low: str, high: str) -> bool:
    """Tell whether the upper end of a range is smaller than the lower one."""
    try:
        ends = parse_number(low), parse_number(high)
    except AnalysisError:
        return False  # A cell that is no number is named by its own rule.
    return ends[0] is not None and ends[1] is not None and ends[1] < ends[0]


def figure_faults(frame: pd.DataFrame, document: str) -> list[str]:
    """List what is wrong between the cells and rows of a table of figures."""
    known = set(frame["figure_id"])
    faults = []
    for row in frame.itertuples():
        at = f"row {int(row.Index) + 2}"
        rules = (
            (
                "figure_id",
                row.figure_id.startswith(f"{document}-"),
                f"must begin with {document}-",
            ),
            ("document", row.document == document, f"must be {document}"),
            (
                "value",
                (row.value == "") == (row.bound == "unknown"),
                "must be empty exactly where the bound is unknown",
            ),
            (
                "value_high",
                (row.value_high != "") == (row.bound == "range"),
                "must be filled exactly where the bound is a range",
            ),
            (
                "value_high",
                not _runs_backwards(row.value, row.value_high),
                "must not be smaller than value",
            ),
            (
                "hedge",
                not (row.bound == "exact" and row.hedge),
                "must be empty where the bound is exact",
            ),
            (
                "period_end",
                not row.period_start or not row.period_end or row.period_start <= row.period_end,
                "must not precede period_start",
            ),
            (
                "duplicate_of",
                not row.duplicate_of
                or (row.duplicate_of in known and row.duplicate_of != row.figure_id),
                "must name another figure of the document",
            ),
            (
                "part_of",
                not row.part_of or (row.part_of in known and row.part_of != row.figure_id),
                "must name another figure of the document",
            ),
            (
                "duplicate_kind",
                bool(row.duplicate_kind) == bool(row.duplicate_of),
                "must be filled exactly where duplicate_of is",
            ),
            (
                "part_kind",
                bool(row.part_kind) == bool(row.part_of),
                "must be filled exactly where part_of is",
            ),
            (
                "note_en",
                bool(row.note_en) == bool(row.note_zh),
                "must be written in both languages or in none",
            ),
            (
                "note_en",
                row.status == "as_printed" or bool(row.note_en),
                "must say what is doubtful where the status is not as_printed",
            ),
        )
        faults += [
            f"{at}, column {name}: {getattr(row, name)!r} {rule}"
            for name, holds, rule in rules
            if not holds
        ]
        faults += [
            f"{at}, column {name}: {getattr(row, name)!r} is undecided: keep one reading"
            for name in frame.columns
            if getattr(row, name).startswith(UNDECIDED[0])
        ]
    return faults
