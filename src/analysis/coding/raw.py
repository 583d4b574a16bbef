"""Load the raw tables, and say everything that is wrong with them at the door.

Every table is read as text, so that nothing is rounded or guessed on the way in.  `RawData.faults`
finds in one go what any later step would refuse: with file, row, column, value, rule and what to
do.  What a value means belongs to `analysis.figures` and the rooms after it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis import project
from analysis.coding.coding_records import (
    CodedBy,
    CodedMention,
    Correction,
    Decision,
    Erratum,
    FileHash,
    ListItem,
    OtherNumeral,
    RawFigure,
    TextFault,
)
from analysis.coding.figure_rules import (
    document_faults,
    document_of,
    figure_faults,
    has_room,
    late_faults,
    line_faults,
    shared_spans,
    sheet_faults,
    span_faults,
)
from analysis.coding.sheets import read_sheet
from analysis.errors import AnalysisError
from analysis.intervals import format_number
from analysis.language import LANGUAGES
from analysis.tables import schema, store
from analysis.tables.cell_rules import (
    Codes,
    Fault,
    faults_of,
    foreign_faults,
    language_faults,
    nearest,
    refuse,
    validate,
)
from analysis.tables.codebook import BACKGROUND, NOT_KEPT, Code, Codebook, Document, Indicator
from analysis.tables.schema import TableSchema
from analysis.tables.store import Readable

__all__ = ["RawData", "load_raw", "validate"]

R = TypeVar("R", bound=Readable)

SHARED = "tables/"
"""Folder of the records of hashes of the tables of all documents, below ``hashes``."""

FOLDERS: Mapping[str, str] = {schema.CODERS.name: "codings/"}
"""Folder below ``data/raw`` of tables that do not lie in it directly."""


def relative(table: TableSchema) -> str:
    """Return where a table of all documents lies below ``data/raw``."""
    return f"{FOLDERS.get(table.name, '')}{table.name}.csv"


CODEBOOK = (schema.CODELISTS, schema.INDICATORS, schema.UNITS, schema.DOCUMENTS)
"""Tables by which all others are checked."""

REGISTERS = tuple(table for table in schema.TABLES.values() if table.raw and table not in CODEBOOK)
"""Tables of rules, and of what people found out beside the figures."""

PASSED_ON = tuple(table for table in (*CODEBOOK, *REGISTERS) if table.published == ("all",))
"""Tables that are published as they are."""


@dataclass(frozen=True)
class RawData:
    """All raw tables, loaded on first use and checked.

    Parameters
    ----------
    folder
        The folder ``data/raw``.
    settled
        Whether tables must be those that were settled; they are not yet while they are being
        worked on.
    """

    folder: Path
    settled: bool = True

    # --- tables of all documents -----------------------------------------------------------------

    def rows(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a table of all documents.

        Raises
        ------
        AnalysisError
            If the table is missing or broken: a line for each fault.
        """
        rows = self._checked(kind.TABLE)
        return tuple(kind.from_values(store.values_of(row, kind.TABLE)) for row in rows)

    def table(self, table: TableSchema) -> list[list[str]]:
        """Return the cells of a table of all documents, checked.

        Raises
        ------
        AnalysisError
            If the table is missing or broken: a line for each fault.
        """
        return self._checked(table)

    def _cells(self, table: TableSchema) -> list[list[str]]:
        known = self._read.get(table.name)
        if known is None:
            known = store.read_rows(self.folder / relative(table), table)
            self._read[table.name] = known
        return known

    @cached_property
    def _read(self) -> dict[str, list[list[str]]]:
        return {}

    def _checked(self, table: TableSchema) -> list[list[str]]:
        codes = {} if table is schema.CODELISTS else self.codes
        rows = self._cells(table)
        if self.settled:
            self.check_hash(f"{SHARED}{table.name}", relative(table))
        refuse(faults_of(rows, table, codes, f"data/raw/{relative(table)}"))
        return rows

    def _frame(self, table: TableSchema) -> pd.DataFrame:
        return pd.DataFrame(self._checked(table), columns=table.names, dtype=object)

    @cached_property
    def codes(self) -> dict[str, dict[str, str]]:
        """Allowed codes by list, each with its label; indicators and units count as lists."""
        lists: dict[str, dict[str, str]] = {}
        for table, code, label in (
            (schema.CODELISTS, "code", "label"),
            (schema.INDICATORS, "indicator", "label"),
            (schema.UNITS, "unit", "many"),
        ):
            places = [table.names.index(name) for name in (code, f"{label}_{LANGUAGES[0]}")]
            for row in self._cells(table):
                list_ = row[table.names.index("list")] if table is schema.CODELISTS else code
                lists.setdefault(list_, {})[row[places[0]]] = row[places[1]]
        return lists

    @cached_property
    def codebook(self) -> Codebook:
        """Labels of codes, indicators and documents."""
        return Codebook(self.rows(Code), self.rows(Indicator), self.rows(Document))

    @cached_property
    def codelists(self) -> pd.DataFrame:
        """Code lists as text (columns of `schema.CODELISTS`)."""
        return self._frame(schema.CODELISTS)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """Origin records as text, in the order of the reports (columns of `schema.DOCUMENTS`)."""
        return self._frame(schema.DOCUMENTS)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The codebook as text (columns of `schema.INDICATORS`)."""
        return self._frame(schema.INDICATORS)

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """Faults argued beside the printed value, as text (columns of `schema.CORRECTIONS`)."""
        return self._frame(schema.CORRECTIONS)

    @cached_property
    def outside(self) -> pd.DataFrame:
        """Facts from elsewhere as text (columns of `schema.OUTSIDE`)."""
        return self._frame(schema.OUTSIDE)

    @cached_property
    def grade_arguments(self) -> pd.DataFrame:
        """Arguments for grades as text (columns of `schema.GRADE_ARGUMENTS`)."""
        return self._frame(schema.GRADE_ARGUMENTS)

    # --- one document ----------------------------------------------------------------------------

    def document_ids(self) -> list[str]:
        """Ids of all documents in the order of the reports."""
        return [document.document for document in self.rows(Document)]

    def cities(self) -> list[str]:
        """City codes in the order in which they first appear among the documents."""
        return list(dict.fromkeys(document.city for document in self.rows(Document)))

    def themes(self) -> list[str]:
        """Theme codes in the order of the code list."""
        return list(self.codes["theme"])

    def origin(self, document: str) -> Document:
        """Return the origin record of a document.

        Raises
        ------
        AnalysisError
            If the catalogue has no such document.
        """
        for known in self.rows(Document):
            if known.document == document:
                return known
        raise AnalysisError(
            f"unknown document {document!r} (known: {', '.join(self.document_ids())}); a new one "
            "needs its row in data/raw/documents.csv first"
        )

    def figures(self, document: str) -> tuple[RawFigure, ...]:
        """Load the figures of a document, cells and relations checked, and the hash if settled.

        Raises
        ------
        AnalysisError
            If the file is missing, was altered, or a row breaks a rule.
        """
        return self._settled(document, RawFigure)

    def other_numerals(self, document: str) -> tuple[OtherNumeral, ...]:
        """Load the numerals of a document that are no figures."""
        return self._settled(document, OtherNumeral)

    def _settled(self, document: str, kind: type[R]) -> tuple[R, ...]:
        self.origin(document)
        path = f"{kind.TABLE.name}/{document}.csv"
        if self.settled:
            self.check_hash(document, path)
        rows = store.read_rows(self.folder / path, kind.TABLE)
        refuse(self._settled_faults(document, kind.TABLE, rows))
        return tuple(kind.from_values(store.values_of(row, kind.TABLE)) for row in rows)

    def _settled_faults(
        self, document: str, table: TableSchema, rows: list[list[str]]
    ) -> list[Fault]:
        file = f"data/raw/{table.name}/{document}.csv"
        cells = [dict(zip(table.names, row, strict=True)) for row in rows]
        faults = faults_of(rows, table, self.codes, file)
        faults += span_faults(cells, table, file, self._characters(document))
        if table is schema.FIGURES:
            faults += line_faults(cells, table, file)
            broken = {(fault.row, fault.column) for fault in faults}
            more = figure_faults(cells, table, file, document)
            faults += [fault for fault in more if (fault.row, fault.column) not in broken]
        else:
            faults += document_faults(cells, table, file, document)
        return sorted(faults)

    def _characters(self, document: str) -> int | None:
        """Return how many characters a text has, as far as its origin record is sound."""
        own = (each for _, each in self.sound(Document) if each.document == document)
        origin = next(own, None)
        return origin.characters if origin else None

    def coding(
        self, document: str, coder: str, *, settled: bool = True
    ) -> tuple[CodedMention, ...]:
        """Load one coder's independent coding of a document, as spreadsheets save it.

        Parameters
        ----------
        document, coder
            Whose coding of what.
        settled
            Whether the sheet must be the one that was settled; a draft is not settled yet.

        Raises
        ------
        AnalysisError
            If the sheet is missing, was altered, or a row breaks a rule.
        """
        self.origin(document)
        file = f"codings/{document}.{coder}.csv"
        if settled:
            self.check_hash(document, file)
        rows = read_sheet(self.folder / file, schema.CODING)
        refuse(self._sheet_faults(document, file))
        return tuple(CodedMention.from_values(store.values_of(row, schema.CODING)) for row in rows)

    def coders(self, document: str) -> list[str]:
        """Return the names of the coders of a document, sorted."""
        paths = (self.folder / "codings").glob(f"{document}.*.csv")
        return sorted(path.name[len(document) + 1 : -len(".csv")] for path in paths)

    def coded_by(self, document: str) -> tuple[CodedBy, ...]:
        """Return who coded a document, in the order of the coders' names."""
        return tuple(
            CodedBy(document, coder, len(self.coding(document, coder)))
            for coder in self.coders(document)
        )

    def codings(self) -> dict[str, tuple[tuple[CodedMention, ...], tuple[CodedMention, ...]]]:
        """Return the first two codings of every document that has as many."""
        found = {}
        for document in self.document_ids():
            coders = self.coders(document)[:2]
            if len(coders) == 2:
                first, second = (self.coding(document, coder) for coder in coders)
                found[document] = (first, second)
        return found

    def corrections_of(self, document: str) -> pd.DataFrame:
        """Return the faults argued for one document as a frame, each held against its figure.

        Parameters
        ----------
        document
            Its id.

        Returns
        -------
        DataFrame
            Its faults as text (columns of `schema.CORRECTIONS`).

        Raises
        ------
        AnalysisError
            If a row names no figure, or its figure is printed otherwise than it was argued for.
        """
        printed = {figure.figure_id: figure.literal for figure in self.figures(document)}
        refuse(list(self._correction_faults(document, printed)))
        own = self.corrections["figure_id"].map(document_of) == document
        return self.corrections[own]

    def _correction_faults(
        self, document: str, literals: Mapping[str, str] | None
    ) -> Iterator[Fault]:
        file = f"data/raw/{relative(schema.CORRECTIONS)}"
        values = self._figure_cells(document, "value") or {}
        for number, row in self.sound(Correction):
            if literals is None or document_of(row.figure_id) != document:
                continue
            printed = literals.get(row.figure_id)
            if printed is None:
                yield Fault(file, number, 0, "figure_id", row.figure_id, "is no figure")
            elif printed != row.printed:
                rule = f"was argued for, but {row.figure_id} is now printed {printed!r}"
                yield Fault(file, number, 1, "printed", row.printed, rule, "argue it again")
            elif row.likely_value is not None:
                said = format_number(row.likely_value)
                if said == values.get(row.figure_id):
                    rule = f"is the value that {row.figure_id} has"
                    advice = "a likely value is another one than that printed: leave it empty"
                    yield Fault(file, number, 1, "likely_value", said, rule, advice)

    def text_faults_of(self, document: str) -> tuple[TextFault, ...]:
        """Return the faults of one copy, in the order of the text.

        Raises
        ------
        AnalysisError
            If a spot is longer or shorter than what is printed there, or out of order.
        """
        self.origin(document)
        refuse(list(self._spot_faults(document, TextFault, ordered=True)))
        return tuple(row for row in self.rows(TextFault) if row.document == document)

    def list_items_of(self, document: str) -> tuple[ListItem, ...]:
        """Return the items of the lists of one document.

        Raises
        ------
        AnalysisError
            If an anchor is longer or shorter than what is printed there.
        """
        self.origin(document)
        refuse(list(self._spot_faults(document, ListItem, ordered=False)))
        return tuple(row for row in self.rows(ListItem) if row.document == document)

    def _spot_faults(
        self, document: str, kind: type[TextFault] | type[ListItem], *, ordered: bool
    ) -> Iterator[Fault]:
        file, last = f"data/raw/{relative(kind.TABLE)}", -1
        for number, row in self.sound(kind):
            if row.document != document:
                continue
            if row.end - row.start != len(row.printed):
                rule = f"does not fill {row.start} to {row.end}"
                yield Fault(file, number, 1, "printed", row.printed, rule)
            characters = self._characters(document)
            if characters is not None and row.end > characters:
                rule = f"lies beyond the text, which has {characters} characters"
                yield Fault(file, number, 0, "end", str(row.end), rule)
            if isinstance(row, TextFault) and not has_room(row.paragraph, row.start):
                rule = f"cannot begin within {row.start} characters"
                yield Fault(file, number, 1, "paragraph", str(row.paragraph), rule)
            if isinstance(row, ListItem) and row.item < 1:
                rule = "must be 1 or more: items are counted from the first"
                yield Fault(file, number, 0, "item", str(row.item), rule)
            if ordered and row.start <= last:
                yield Fault(file, number, 0, "start", str(row.start), "precedes the row before it")
            last = row.start

    # --- hashes and all faults -------------------------------------------------------------------

    def hashes(self, name: str) -> dict[str, str]:
        """Return SHA-256 by path relative to data/raw of files that never change once settled.

        Each document and each table of all documents has a record of its own, so that a change of
        one touches no other.

        Raises
        ------
        AnalysisError
            If there is no such record, or it is broken.
        """
        if name in self._hashes:
            return self._hashes[name]
        record = f"hashes/{name}.csv"
        if not (self.folder / record).is_file():
            raise AnalysisError(
                f"data/raw/{record} is missing: settle the raw files with "
                f"`python -m analysis settle`"
            )
        rows = store.read_rows(self.folder / record, schema.HASHES)
        refuse(faults_of(rows, schema.HASHES, {}, f"data/raw/{record}"))
        found = {row.path: row.sha256 for row in store.read_records(self.folder / record, FileHash)}
        self._hashes[name] = found
        return found

    @cached_property
    def _hashes(self) -> dict[str, dict[str, str]]:
        return {}

    def check_hash(self, name: str, file: str) -> None:
        """Refuse a settled file that is not the one that was settled.

        Parameters
        ----------
        name
            Record that must list it: a document, or a table of all documents below `SHARED`.
        file
            Path below ``data/raw``.

        Raises
        ------
        AnalysisError
            If the file is missing, is not listed, or differs from its recorded hash.
        """
        path = self.folder / file
        if not path.is_file():
            raise AnalysisError(
                f"data/raw/{file} is missing: restore it from version control or, for a new "
                "document, put there what `python -m analysis draft ARTICLE --merge` writes"
            )
        expected = self.hashes(name).get(file)
        if expected is None:
            raise AnalysisError(
                f"data/raw/{file} is not listed in data/raw/hashes/{name}.csv: "
                f"settle it with `python -m analysis settle`"
            )
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            raise AnalysisError(
                f"data/raw/{file} was altered "
                f"(SHA-256 {found[:12]}…, settled {expected[:12]}…): "
                f"restore it, or settle the change with `python -m analysis settle` and say why"
            )

    def faults(self) -> list[str]:
        """Return everything that is wrong with any raw table, hashes apart: a line each.

        A table that cannot be read at all is one line.  What depends on others is looked at in the
        rows that have no fault of their own.
        """
        found: list[str] = []
        for table in (*CODEBOOK, *REGISTERS):
            found += _said(partial(self.table_faults, table))
        found += _said(self._background_faults)
        found += _said(self._copies)
        found += _said(self._strangers)
        found += _said(self._origin_faults)
        found += _said(self._other_files)
        found += _said(self._label_faults)
        found += _said(self._list_faults)
        for document in self._catalogued():
            found += self._faults_of_document(document)
        return list(dict.fromkeys(found))

    def sound(self, kind: type[R]) -> list[tuple[int, R]]:
        """Return the rows of a table of all documents that have no fault, with their numbers.

        Raises
        ------
        AnalysisError
            If the table cannot be read at all.
        """
        table = kind.TABLE
        broken = {fault.row for fault in self.table_faults(table)}
        return [
            (number, kind.from_values(store.values_of(row, table)))
            for number, row in enumerate(self._cells(table), start=2)
            if number not in broken
        ]

    def sound_figures(self, document: str) -> list[RawFigure]:
        """Return the figures of a document that have no fault and refer to none that has.

        Raises
        ------
        AnalysisError
            If their table cannot be read at all.
        """
        table = schema.FIGURES
        rows = store.read_rows(self.folder / table.name / f"{document}.csv", table)
        broken = {fault.row for fault in self._settled_faults(document, table, rows)}
        kept = [
            RawFigure.from_values(store.values_of(row, table))
            for number, row in enumerate(rows, start=2)
            if number not in broken
        ]
        while True:
            known = {"", *(figure.figure_id for figure in kept)}
            whole = [
                figure
                for figure in kept
                if known >= {figure.cells["duplicate_of"], figure.cells["part_of"]}
            ]
            if len(whole) == len(kept):
                return kept
            kept = whole

    def _catalogued(self) -> list[str]:
        """Return the ids of all documents, whatever else is wrong with their rows."""
        try:
            return list(dict.fromkeys(row[0] for row in self._cells(schema.DOCUMENTS)))
        except AnalysisError:
            return []

    def _strangers(self) -> Iterator[Fault]:
        """Yield rows and files of documents that the catalogue does not have."""
        self._cells(schema.DOCUMENTS)  # Without a catalogue, nobody is a stranger.
        documents = set(self._catalogued())
        for table in REGISTERS:
            name = next((each for each in ("document", "figure_id") if each in table.names), "")
            place = table.names.index(name) if name else 0
            for number, row in enumerate(self._readable(table) if name else (), start=2):
                own = document_of(row[place]) if name == "figure_id" else row[place]
                if own not in documents:
                    file = f"data/raw/{relative(table)}"
                    yield Fault(file, number, place, name, row[place], *_STRANGER)
        for folder in (schema.FIGURES.name, schema.OTHER_NUMERALS.name, "codings"):
            for path in sorted((self.folder / folder).glob("*.csv")):
                known = path.name == f"{schema.CODERS.name}.csv" and folder == "codings"
                if not known and path.name.partition(".")[0] not in documents:
                    file = f"data/raw/{folder}/{path.name}"
                    yield Fault(file, 1, 0, "document", path.name.partition(".")[0], *_STRANGER)

    def _other_files(self) -> Iterator[Fault]:
        """Yield files beside the tables of the texts that nothing reads."""
        for folder in (schema.FIGURES.name, schema.OTHER_NUMERALS.name, "codings"):
            for path in sorted((self.folder / folder).glob("*")):
                name, dot, coder = path.name.removesuffix(".csv").partition(".")
                if not name or path.name == f"{schema.CODERS.name}.csv":
                    continue
                if folder == "codings":
                    known = bool(re.fullmatch(schema.PATTERNS["coder"], coder))
                    named = "<document>.<coder>.csv"
                else:
                    known, named = not dot, "<document>.csv"
                if not known or path.suffix != ".csv":
                    file = f"data/raw/{folder}/{path.name}"
                    rule = "is not how a table is named here"
                    advice = f"call it {named}, or take it away"
                    yield Fault(file, 1, 0, "file", path.name, rule, advice)

    def _label_faults(self) -> Iterator[Fault]:
        """Yield labels that two rows of one table, or two codes of one list, share."""
        for table, stem in _LABELS:
            for label in (f"{stem}_{language}" for language in LANGUAGES):
                first: dict[tuple[str, str], str] = {}
                for number, row in enumerate(self._readable(table), start=2):
                    cells = dict(zip(table.names, row, strict=True))
                    own, list_ = cells[table.key[-1]], cells.get("list", "")
                    if not cells[label] or list_ == NOT_KEPT:
                        continue
                    other = first.setdefault((list_, cells[label]), own)
                    if other != own:
                        yield Fault(
                            f"data/raw/{relative(table)}",
                            number,
                            table.names.index(label),
                            label,
                            cells[label],
                            f"is the label of {other} as well",
                            "give each a label by which readers can tell them apart",
                        )

    def _list_faults(self) -> Iterator[Fault]:
        """Yield codes of lists that nothing reads."""
        columns = (column for each in schema.TABLES.values() for column in each)
        known = {column.codes: "" for column in columns if column.codes}
        known |= dict.fromkeys((BACKGROUND, NOT_KEPT), "")
        for number, code in self.sound(Code):
            if code.list not in known:
                file, rule = f"data/raw/{relative(schema.CODELISTS)}", "is no code list"
                yield Fault(file, number, 0, "list", code.list, rule, nearest(code.list, known))
            if code.list != "city" and "-" in code.code:
                file, rule = f"data/raw/{relative(schema.CODELISTS)}", "has a hyphen"
                advice = "only cities have, as the names of their texts do; write _"
                yield Fault(file, number, 1, "code", code.code, rule, advice)

    def _background_faults(self) -> Iterator[Fault]:
        """Yield what is said to be a theme without a page, and is none."""
        file, themes = f"data/raw/{relative(schema.CODELISTS)}", self.codes["theme"]
        for number, code in self.sound(Code):
            if code.list == BACKGROUND and code.code not in themes:
                rule = "is not in the code list 'theme'"
                yield Fault(file, number, 1, "code", code.code, rule, nearest(code.code, themes))

    def _readable(self, table: TableSchema) -> list[list[str]]:
        """Return the rows of a table; none where it cannot be read, which is said elsewhere."""
        try:
            return self._cells(table)
        except AnalysisError:
            return []

    def table_faults(self, table: TableSchema) -> list[Fault]:
        """Return the cells of a table of all documents that break its declaration.

        Raises
        ------
        AnalysisError
            If the table cannot be read at all.
        """
        if table.name not in self._faults:
            codes = {} if table is schema.CODELISTS else self._known_codes()
            file = f"data/raw/{relative(table)}"
            rows = self._cells(table)
            found = faults_of(rows, table, codes, file)
            broken = {(fault.row, fault.column) for fault in found}
            # What was said wrongly may have been said in one language only.
            more = () if table is Erratum.TABLE else language_faults(rows, table, file)
            found += [fault for fault in more if (fault.row, fault.column) not in broken]
            if table in CODEBOOK:  # the names of coders are what they are in every language
                found += foreign_faults(rows, table, file)
            self._faults[table.name] = sorted(found)
        return self._faults[table.name]

    @cached_property
    def _faults(self) -> dict[str, list[Fault]]:
        return {}

    def _sheet_faults(self, document: str, file: str) -> list[Fault]:
        rows, path = read_sheet(self.folder / file, schema.CODING), f"data/raw/{file}"
        cells = [dict(zip(schema.CODING.names, row, strict=True)) for row in rows]
        return sorted(
            [
                *faults_of(rows, schema.CODING, self.codes, path),
                *span_faults(cells, schema.CODING, path, self._characters(document)),
                *sheet_faults(cells, schema.CODING, path, document),
            ]
        )

    def _file_faults(self, document: str, table: TableSchema) -> list[Fault]:
        path = self.folder / table.name / f"{document}.csv"
        rows = store.read_rows(path, table)
        found = self._settled_faults(document, table, rows)
        if table is schema.FIGURES:
            cells = [dict(zip(table.names, row, strict=True)) for row in rows]
            broken = {(fault.row, fault.column) for fault in found}
            late = [
                fault
                for _, origin in self.sound(Document)
                if origin.document == document
                for fault in late_faults(cells, origin)
            ]
            found += [fault for fault in late if (fault.row, fault.column) not in broken]
        return sorted(found)

    def _known_codes(self) -> Codes:
        try:
            return self.codes
        except AnalysisError:
            return {}

    def _faults_of_document(self, document: str) -> list[str]:
        """Return all faults of a document's settled tables, sheets and registers."""
        found: list[str] = []
        for table in (schema.FIGURES, schema.OTHER_NUMERALS):
            found += _said(partial(self._file_faults, document, table))
        described = {row[0] for row in self._readable(schema.CODERS)}
        for coder in self.coders(document):
            file = f"codings/{document}.{coder}.csv"
            found += _said(partial(self._sheet_faults, document, file))
            if coder not in described:
                found.append(
                    f"data/raw/{file}: coders.csv does not describe the coder {coder!r}; add a row"
                )
        found += _said(partial(self._joint_faults, document))
        found += _said(partial(self._decision_faults, document))
        found += _said(
            partial(self._correction_faults, document, self._figure_cells(document, "literal"))
        )
        found += _said(partial(self._spot_faults, document, TextFault, ordered=True))
        found += _said(partial(self._spot_faults, document, ListItem, ordered=False))
        return found

    def _joint_faults(self, document: str) -> Iterator[Fault]:
        """Yield numerals that stand in both settled tables, or otherwise in a sheet than there."""
        file = f"data/raw/{schema.OTHER_NUMERALS.name}/{document}.csv"
        figures, others = (self._placed(document, each) for each in _SETTLED)
        for number, figure, other in shared_spans(figures, others):
            rule = f"is figure {figure['figure_id']} as well"
            advice = "a numeral is a figure or none: take one of the rows out"
            place = schema.OTHER_NUMERALS.names.index("start")
            yield Fault(file, number, place, "start", other["start"], rule, advice)
        for coder in self.coders(document):
            file = f"codings/{document}.{coder}.csv"
            if self._sheet_faults(document, file):
                continue
            for number, row, coded in shared_spans([*figures, *others], self._coded(file)):
                same = (row["start"], row["end"]) == (coded["start"], coded["end"])
                if same and row["literal"] != coded["literal"]:
                    place = schema.CODING.names.index("literal")
                    rule = f"stands as {row['literal']!r} in the settled tables"
                    advice = "one of the two is not of the copy in documents.csv"
                    said = coded["literal"]
                    yield Fault(f"data/raw/{file}", number, place, "literal", said, rule, advice)

    def _decision_faults(self, document: str) -> Iterator[Fault]:
        """Yield reasons for what can be no decision: no column, or a place that nobody coded."""
        file = f"data/raw/{relative(Decision.TABLE)}"
        sheets = [f"codings/{document}.{coder}.csv" for coder in self.coders(document)]
        starts = {row["start"] for sheet in sheets for row in self._coded(sheet)}
        known = dict.fromkeys((*schema.CODING.names, *schema.FIGURES.names, "span"), "")
        for number, row in self.sound(Decision):
            if row.document != document:
                continue
            if str(row.start) not in starts:
                rule = f"is the start of no numeral in the sheets of {document}"
                yield Fault(file, number, 1, "start", str(row.start), rule)
            if row.column not in known:
                rule, advice = "is no column of a coding", nearest(row.column, known)
                yield Fault(file, number, 2, "column", row.column, rule, advice)

    def _coded(self, file: str) -> list[dict[str, str]]:
        rows = read_sheet(self.folder / file, schema.CODING)
        return [dict(zip(schema.CODING.names, row, strict=True)) for row in rows]

    def _placed(self, document: str, table: TableSchema) -> list[dict[str, str]]:
        """Return the rows of a settled table of a text; none while a place in it is broken."""
        path = self.folder / table.name / f"{document}.csv"
        if not path.is_file():
            return []
        rows = [dict(zip(table.names, row, strict=True)) for row in store.read_rows(path, table)]
        places = (row[name] for row in rows for name in ("start", "end"))
        return rows if all(place.isascii() and place.isdigit() for place in places) else []

    def _figure_cells(self, document: str, column: str) -> dict[str, str] | None:
        """Return a cell of each figure of a document; nothing without its table."""
        table = schema.FIGURES
        try:
            rows = store.read_rows(self.folder / table.name / f"{document}.csv", table)
        except AnalysisError:
            return None
        places = table.names.index("figure_id"), table.names.index(column)
        return {row[places[0]]: row[places[1]] for row in rows}

    def _copies(self) -> Iterator[Fault]:
        """Yield documents that were read from the very bytes of another one."""
        first: dict[str, str] = {}
        for number, document in self.sound(Document):
            other = first.setdefault(document.sha256, document.document)
            if other != document.document:
                rule = f"of {document.document} is that of {other} as well"
                advice = "one article is one document: take one of them out"
                yield Fault(_CATALOGUE, number, 0, "sha256", document.sha256, rule, advice)

    def _origin_faults(self) -> Iterator[Fault]:
        for number, document in self.sound(Document):
            yield from _origin_faults(number, document)


def _said(find: Callable[[], Iterable[Fault]]) -> list[str]:
    """Return faults as lines; what cannot be read at all is a line of its own."""
    try:
        return [str(fault) for fault in find()]
    except AnalysisError as error:
        return str(error).splitlines()


_SETTLED = (schema.FIGURES, schema.OTHER_NUMERALS)

_LABELS = (
    (schema.CODELISTS, "label"),
    (schema.INDICATORS, "label"),
    (schema.DOCUMENTS, "label"),
    (schema.CODERS, "label"),
)
"""Tables whose rows are told apart by a label, and what the label is called."""

_STRANGER = (
    "is no document of documents.csv",
    "add its row there, or take this out with the document",
)


_CATALOGUE = f"data/raw/{schema.DOCUMENTS.name}.csv"


def _origin_faults(number: int, document: Document) -> list[Fault]:
    """Return what cannot be of the days of an origin record."""
    file, found = _CATALOGUE, []
    start, end = document.period_start, document.period_end
    city, year = schema.city_and_year(document.document)
    first, last = start or end, document.written_before or end
    if first is not None and last is not None and not first.year <= int(year) <= last.year:
        rule = f"is named after a year outside its time ({first.year} to {last.year})"
        advice = "name it after the year under review, or correct the days"
        found.append(Fault(file, number, 0, "document", document.document, rule, advice))
    if city != document.city:
        advice = f"name it {document.city}-<year>, or correct the city"
        rule = f"must begin with its city, {document.city}-"
        found.append(Fault(file, number, 0, "document", document.document, rule, advice))
    for name, day in (("written_after", document.written_after), ("published", document.published)):
        if day is not None and start is not None and day < start:
            found.append(
                Fault(
                    file,
                    number,
                    0,
                    name,
                    day.isoformat(),
                    f"of {document.document} lies before the time under review ({start})",
                    "a text cannot review what had not begun when it was written",
                )
            )
    after = document.written_after
    if document.published is not None and after is not None and document.published < after:
        said, rule = document.published.isoformat(), f"lies before written_after ({after})"
        advice = "a text is published after it was written"
        rule = f"of {document.document} {rule}"
        found.append(Fault(file, number, 0, "published", said, rule, advice))
    for name, day in (("written_after", document.written_after), ("period_end", end)):
        if day is not None and document.written_before and day > document.written_before:
            rule = f"of {document.document} lies after written_before ({document.written_before})"
            advice = "give the latest day on which the text can have been written"
            found.append(Fault(file, number, 0, name, day.isoformat(), rule, advice))
    if start is not None and end is not None and start > end:
        rule = f"of {document.document} lies before period_start ({start})"
        found.append(Fault(file, number, 0, "period_end", end.isoformat(), rule))
    return found


def load_raw(folder: Path | None = None) -> RawData:
    """Return the raw data of the project, or of another ``data/raw`` folder."""
    return RawData(folder or project.raw())
