"""Deciding where coders differ, and what the rules of settled figures still ask for.

A decision names a place, a column, what is to stand there, and a reason.  It is a line of a journal
before it counts, as the decisions of coders are.  Decisions change what both coders are taken to
say; the changed codings are joined by `analysis.coding.draft.merge` as ever, and compared as ever,
so that agreement can be told before and after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.coding.agreement import agreement
from analysis.coding.coding_records import Agreement, CodedMention
from analysis.coding.draft import Cells, coding_sheet, grouped, merge
from analysis.coding.figure_rules import figure_faults, needs_note, span_faults
from analysis.coding.journal import Closing, Event, Journal, read_journal
from analysis.coding.raw import RawData
from analysis.coding.session import (
    CODED_FIELDS,
    DECIDING,
    JOURNAL,
    Neighbourhood,
    SheetRow,
    decided,
    effective,
    grown,
    sheet_of,
)
from analysis.errors import AnalysisError, nearest_name
from analysis.intervals import format_number
from analysis.language import LANGUAGES
from analysis.language.messages import Words
from analysis.reading.find import find_quantities
from analysis.tables import schema
from analysis.tables.cell_rules import UNDECIDED, Codes, Fault, faults_of
from analysis.tables.codebook import Codebook

REASON_LIST = "decision_reason"
"""Code list of why one reading is kept; a reason of one's own needs words."""

OWN = "other"
"""The reason that a decision says in words."""

_MISSING = "—"
"""Stands where a coder has no such numeral."""

_WORDS = tuple(f"measures_{language}" for language in LANGUAGES)
_NOTES = tuple(f"note_{language}" for language in LANGUAGES)
_SETTLED_ONLY = ("period_words", "period_length", "reading_note")
"""Columns that coders do not fill, because they follow from the text."""


@dataclass(frozen=True, slots=True)
class _Coding:
    """What one coder decided about a text.

    Attributes
    ----------
    coder
        Who.
    places
        All numerals by place.
    rows
        What the coder added to the codebook.
    aided
        Whether readings and meanings were proposed to the coder.
    blind
        Whether the coder was never shown what others decided.
    """

    coder: str
    places: Mapping[int, Neighbourhood]
    rows: tuple[SheetRow, ...]
    aided: bool
    blind: bool

    @property
    def open(self) -> int:
        """How many figures are undecided."""
        return sum(e.coded.is_figure and not e.decided for e in self.places.values())


@dataclass(frozen=True, slots=True)
class UndecidedItem:
    """Something to decide.

    Attributes
    ----------
    at
        Where the numeral stands for the first coder who has it.
    literal, column
        What is printed, and what is to be decided: ``kind``, ``span`` or a column of figures.
    options
        What each coder says: coder and cell; none where a rule asks.
    rule
        What a rule asks for, with what stands there; empty for a difference.
    """

    at: int
    literal: str
    column: str
    options: tuple[tuple[str, str], ...]
    rule: str = ""


def codings_of(article: bytes, document: str, folder: Path) -> tuple[_Coding, ...]:
    """Return what all coders of a text have decided so far, in the order of their names.

    Parameters
    ----------
    article
        Bytes of the article.
    document
        Its id.
    folder
        Folder of the work on it.

    Raises
    ------
    AnalysisError
        If a journal is damaged, or of another copy of the article.
    """
    text, digest = article.decode("utf-8"), hashlib.sha256(article).hexdigest()
    found = []
    for path in sorted(folder.glob(f"*.{JOURNAL}")):
        lines = read_journal(path)
        if path.stem == DECIDING or not lines:
            continue
        head = lines[0]
        if head.get("sha256") != digest:
            raise AnalysisError(
                f"{path.name} was made from another copy of {document}.txt: use that copy"
            )
        reference, aided = head["reference"], bool(head["aided"])
        sheet = coding_sheet(text, document, reference=reference, blank=not aided)
        first = {each.start: Neighbourhood(each.start, each) for each in sheet}
        rows = tuple(
            SheetRow(event["row"]["table"], event["row"]["cells"])
            for event in effective(lines[1:])
            if "row" in event
        )
        found.append(
            _Coding(path.stem, decided(first, lines[1:], text), rows, aided, bool(head["blind"]))
        )
    return tuple(found)


class Deciding(Closing):
    """Decisions about one text whose coders have finished.

    Parameters
    ----------
    article
        Bytes of the article.
    document
        Its id.
    raw
        The codebook.
    folder
        Folder of the work on the text, where the coders' journals lie.

    Raises
    ------
    AnalysisError
        If nobody has coded the text, or the journal cannot be opened.
    """

    def __init__(self, article: bytes, document: str, *, raw: RawData, folder: Path) -> None:
        self.text, self.document = article.decode("utf-8"), document
        self.codings = codings_of(article, document, folder)
        if not self.codings:
            raise AnalysisError(f"nobody has coded {document} yet: code it first")
        self.coders = tuple(each.coder for each in self.codings)
        self._raw = raw
        self._sheets = tuple(sheet_of(each.places) for each in self.codings)
        head = {
            "document": document,
            "sha256": hashlib.sha256(article).hexdigest(),
            "coders": list(self.coders),
        }
        self._journal = Journal(folder / f"{DECIDING}.{JOURNAL}", head)

    @cached_property
    def _groups(self) -> Mapping[int, Sequence[CodedMention | None]]:
        """What the coders say of each place, by its start, in the order of the text."""
        return {_first(group).start: group for group in grouped(self._sheets)}

    @cached_property
    def _places(self) -> tuple[Mapping[int, Neighbourhood], ...]:
        """Each coder's numerals by their start."""
        return tuple(
            {place.coded.start: place for place in coding.places.values()}
            for coding in self.codings
        )

    @cached_property
    def rows(self) -> tuple[SheetRow, ...]:
        """What the coders added to the codebook; of rows with one key, the first coder's."""
        kept: dict[tuple[str, str, str], SheetRow] = {}
        for coding in self.codings:
            for row in coding.rows:
                cells = row.cells
                key = next(iter(cells.values())) if row.table != "codelists" else cells["code"]
                kept.setdefault((row.table, cells.get("list", ""), key), row)
        return tuple(kept.values())

    @cached_property
    def codes(self) -> Codes:
        """Allowed codes by list, with what the coders added."""
        return grown(self._raw, self.rows)[1]

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook with what the coders added."""
        return grown(self._raw, self.rows)[0]

    @property
    def decisions(self) -> Mapping[tuple[int, str], Event]:
        """The decisions that stand, by place and column."""
        return {(event["at"], event["column"]): event for event in effective(self._journal.events)}

    def decide(self, at: int, column: str, cell: str, reason: str = "text", why: str = "") -> None:
        """Decide what is to stand in one column of one numeral.

        Parameters
        ----------
        at, column
            As an `UndecidedItem` names them.
        cell
            What is to stand there; for ``span`` two numbers with a dash.
        reason
            A code of the list `REASON_LIST`.
        why
            The reason in words.

        Raises
        ------
        AnalysisError
            If no such numeral was coded, the column or reason is not known, or a cell breaks its
            rule.
        """
        reasons = self.codes[REASON_LIST]
        if reason not in reasons or (reason == OWN and not why.strip()):
            raise AnalysisError(
                f"a decision needs a reason: one of {', '.join(reasons)}; {OWN} needs words"
            )
        if at not in self._groups:
            raise AnalysisError(f"nobody has coded a numeral at {at} of the text")
        self._check(at, column, cell)
        event = {"do": "decide", "at": at, "column": column, "cell": cell, "reason": reason}
        self._journal.append({**event, "why": why.strip()} if why.strip() else event)

    def _check(self, at: int, column: str, cell: str) -> None:
        known = ("kind", "span", *CODED_FIELDS, *_WORDS, *_NOTES, *_SETTLED_ONLY)
        if column not in known:
            raise AnalysisError(f"there is no column {column!r}{nearest_name(column, known)}")
        kinds = (*self.codes["numeral_kind"], _MISSING)
        if column == "kind" and cell not in kinds:
            raise AnalysisError(f"a numeral cannot be {cell!r}{nearest_name(cell, kinds)}")
        if column == "span" and not self._span(cell):
            raise AnalysisError(f"{cell!r} is no span of the text: write two numbers, as 31–36")
        codes = schema.FIGURES[column].codes if column in schema.FIGURES.names else None
        if codes and cell and cell not in self.codes[codes]:
            raise AnalysisError(
                f"{cell!r} is not in the code list {codes!r}{nearest_name(cell, self.codes[codes])}"
            )

    def _span(self, cell: str) -> tuple[int, int] | None:
        start, _, end = cell.partition("–")
        if not (start.isdecimal() and end.isdecimal()):
            return None
        return (int(start), int(end)) if int(start) < int(end) <= len(self.text) else None

    def undo(self) -> bool:
        """Take the last decision back; say whether there was one."""
        if not effective(self._journal.events):
            return False
        self._journal.append({"do": "undo"})
        return True

    # --- what is open -----------------------------------------------------------------------------

    def items(self) -> tuple[UndecidedItem, ...]:
        """Return what is to be decided now.

        What a numeral is and where it stands comes before its cells, and all differences before
        what rules ask for: each may settle what comes after.
        """
        found = self._differing()
        places = [item for item in found if item.column in ("kind", "span")]
        return tuple(places or found) or tuple(self._asked())

    @property
    def left(self) -> int:
        """How many differences are left, or where there are none, things that rules ask for."""
        return len(self._differing()) or len(self.items())

    def _differing(self) -> list[UndecidedItem]:
        changed = self.amended()
        decisions = self.decisions
        return [
            item
            for group in self._groups.values()
            for item in self._differences(group, changed, decisions)
        ]

    def _differences(
        self,
        group: Sequence[CodedMention | None],
        changed: Sequence[Sequence[CodedMention]],
        decisions: Mapping[tuple[int, str], Event],
    ) -> Iterator[UndecidedItem]:
        """Yield where coders differ about one numeral, what hangs on nothing else first."""
        first = _first(group)
        now = [_at(coding, group) for coding in changed]
        if all(mention is None for mention in now):
            return

        def item(column: str, cells: Sequence[str]) -> UndecidedItem:
            options = tuple(zip(self.coders, cells, strict=True))
            return UndecidedItem(first.start, first.literal, column, options)

        kinds = [mention.kind if mention else _MISSING for mention in now]
        if len(set(kinds)) > 1:
            yield item("kind", kinds)
            return
        mentions = [mention for mention in now if mention]
        spans = [f"{each.start}–{each.end}" for each in mentions]
        if len(set(spans)) > 1:
            yield item("span", spans)
            return
        if kinds[0] != "figure":
            return
        for name in (*CODED_FIELDS, *_WORDS):
            cells = [_cell(each, name) for each in mentions]
            if len(set(cells)) > 1:
                yield item(name, cells)
        for name in _NOTES:
            notes = self._notes(first.start, name)
            if len(set(notes) - {""}) > 1 and (first.start, name) not in decisions:
                yield item(name, notes)

    def _notes(self, at: int, column: str) -> list[str]:
        language = column.removeprefix("note_")
        notes = []
        for places, mention in zip(self._places, self._groups[at], strict=True):
            place = places.get(mention.start) if mention else None
            notes.append(place.note.get(language, "") if place else "")
        return notes

    def _asked(self) -> Iterator[UndecidedItem]:
        """Yield what the rules of settled figures ask for."""
        figures, _ = self.settled()
        starts = {str(start): group for start, group in self._groups.items()}
        places = self._original_starts()
        for fault in self._faults(figures):
            row = figures[fault.row - 2]
            at = places.get(row["start"], row["start"])
            if at in starts:
                column = _CODERS.get(fault.column, fault.column)
                advice = f"; {fault.advice}" if fault.advice else ""
                yield UndecidedItem(int(at), row["literal"], column, (), f"{fault.rule}{advice}")

    def _original_starts(self) -> dict[str, str]:
        """Return, by where a figure stands now, where its numeral was first coded."""
        return {
            cell.partition("–")[0]: str(at)
            for (at, column), event in self.decisions.items()
            for cell in [event["cell"]]
            if column == "span"
        }

    def _faults(self, figures: Sequence[Cells]) -> list[Fault]:
        table, file = schema.FIGURES, f"{self.document}.csv"
        cells = [[row[name] for name in table.names] for row in figures]
        found = faults_of(cells, table, self.codes, file)
        found += span_faults(figures, table, file)
        broken = {(fault.row, fault.column) for fault in found}
        more = figure_faults(figures, table, file, self.document)
        found += [fault for fault in more if (fault.row, fault.column) not in broken]
        rows = {fault.row for fault in found}
        more = [fault for fault in self._unexplained(figures) if fault.row not in rows]
        return sorted([*found, *more])

    def _unexplained(self, figures: Sequence[Cells]) -> Iterator[Fault]:
        """Yield figures that are read otherwise than the program reads them, without a word why."""
        for number, row in enumerate(figures, start=2):
            if self._read_otherwise(row) and not row["reading_note"]:
                place = schema.FIGURES.names.index("reading_note")
                rule = "must say why it is read otherwise than the program reads it"
                yield Fault(f"{self.document}.csv", number, place, "reading_note", "", rule)

    def _read_otherwise(self, row: Cells) -> bool:
        quantity = self._quantities.get(int(row["start"]))
        read = tuple(row[name] for name in _READ)
        return quantity != read or needs_note(row)

    @cached_property
    def _quantities(self) -> dict[int, tuple[str, ...]]:
        """What the program reads of each figure, as cells."""
        return {
            each.start: (
                str(each.end),
                format_number(each.value),
                format_number(each.value_high),
                each.unit or "",
                each.bound,
            )
            for each in find_quantities(self.text)
            if each.kind == "figure"
        }

    # --- what comes out ---------------------------------------------------------------------------

    def amended(self) -> tuple[tuple[CodedMention, ...], ...]:
        """Return the sheets of all coders, changed as was decided."""
        groups = [list(group) for group in self._groups.values()]
        decided: dict[int, dict[str, str]] = {}
        for (at, column), event in self.decisions.items():
            decided.setdefault(at, {})[column] = event["cell"]
        moved: dict[str, str] = {}
        for at, group in zip(self._groups, groups, strict=True):
            own = decided.get(at, {})
            if "kind" in own:
                group[:] = _of_kind(group, own["kind"])
            span = self._span(own.get("span", ""))
            for k, mention in enumerate(group):
                if mention is None:
                    continue
                if span is not None:
                    moved[str(mention.start)] = str(span[0])
                    literal = self.text[span[0] : span[1]]
                    mention = replace(mention, start=span[0], end=span[1], literal=literal)
                group[k] = _with(mention, own)
        return tuple(
            tuple(_moved(group[k], moved) for group in groups if group[k] is not None)  # type: ignore[arg-type]
            for k in range(len(self.coders))
        )

    def settled(self) -> tuple[list[Cells], list[Cells]]:
        """Return the tables to be settled, as far as they are decided.

        Returns
        -------
        figures, other_numerals : list of dict
            Cells of `schema.FIGURES` and `schema.OTHER_NUMERALS` by column; what is not decided
            stands as ``‹one|other›``.
        """
        figures, others = merge(self.document, self.text, self.amended())
        places, decisions = self._original_starts(), self.decisions
        for row in figures:
            at = int(places.get(row["start"], row["start"]))
            self._with_notes(row, at, decisions)
            for name in _SETTLED_ONLY:
                if (at, name) in decisions:
                    row[name] = decisions[at, name]["cell"]
            undecided = row["reading_note"].startswith(UNDECIDED[0])
            if not row["reading_note"] and self._read_otherwise(row):
                row["reading_note"] = next((row[n] for n in _NOTES if row[n]), "")
            elif row["reading_note"] and not undecided and not self._read_otherwise(row):
                row["reading_note"] = ""
        return figures, others

    def _with_notes(self, row: Cells, at: int, decisions: Mapping[tuple[int, str], Event]) -> None:
        """Put the coders' notes into a row, each language by itself."""
        for name in _NOTES:
            if (at, name) in decisions:
                row[name] = decisions[at, name]["cell"]
                continue
            notes = list(dict.fromkeys(note for note in self._notes(at, name) if note)) or [""]
            opening, closing = UNDECIDED
            row[name] = notes[0] if len(notes) == 1 else f"{opening}{'|'.join(notes)}{closing}"

    def sheets(self) -> Mapping[str, tuple[CodedMention, ...]]:
        """Return each coder's own sheet, as it was before anything was decided."""
        return dict(zip(self.coders, self._sheets, strict=True))

    def agreement(self) -> tuple[tuple[Agreement, Agreement], ...]:
        """Return how far the first two coders agree, before and after what was decided.

        Returns
        -------
        tuple of pairs
            For each column its agreement before and after; nothing for a single coder.
        """
        if len(self.coders) < 2:
            return ()
        length = {self.document: len(self.text)}
        pairs = []
        for sheets in (self._sheets, self.amended()):
            first, second = (_whole(sheet) for sheet in sheets[:2])
            found = agreement({self.document: (first, second)}, length)
            pairs.append([each for each in found if each.document == self.document])
        return tuple(zip(*pairs, strict=True))

    def close(self) -> None:
        """Give the journal back to others."""
        self._journal.close()


_CODERS = {"duplicate_of": "duplicate_of_start", "part_of": "part_of_start"}
"""Columns of settled figures as coders call them."""
_READ = ("end", "value", "value_high", "unit", "bound")


def _first(group: Sequence[CodedMention | None]) -> CodedMention:
    return next(mention for mention in group if mention)


def _at(
    coding: Sequence[CodedMention], group: Sequence[CodedMention | None]
) -> CodedMention | None:
    """Return the mention of a coding that belongs to a group."""
    start = min(mention.start for mention in group if mention)
    end = max(mention.end for mention in group if mention)
    return next((each for each in coding if each.overlaps(start, end)), None)


def _cell(mention: CodedMention, column: str) -> str:
    if column in _WORDS:
        return mention.measures.get(column.removeprefix("measures_"), "")
    return mention.coded.get(column, "")


def _of_kind(group: Sequence[CodedMention | None], kind: str) -> Sequence[CodedMention | None]:
    """Return what all coders are taken to say once it is decided what a numeral is."""
    if kind == _MISSING:
        return [None] * len(group)
    model = next((each for each in group if each and each.kind == kind), _first(group))
    if kind != "figure":
        model = replace(model, kind=kind, coded=dict.fromkeys(CODED_FIELDS, ""), measures=Words())
    return [each if each and each.kind == kind else replace(model, kind=kind) for each in group]


def _with(mention: CodedMention, own: Mapping[str, Any]) -> CodedMention:
    """Return a mention with the cells that were decided."""
    if not mention.is_figure:
        return mention
    coded = {**mention.coded, **{name: own[name] for name in CODED_FIELDS if name in own}}
    words = {language: own.get(f"measures_{language}") for language in LANGUAGES}
    given = {language: said for language, said in words.items() if said is not None}
    return replace(mention, coded=coded, measures=Words({**mention.measures, **given}))


def _moved(mention: CodedMention, moved: Mapping[str, str]) -> CodedMention:
    """Let the relations of a mention name figures where they stand now."""
    cells = {
        name: moved.get(cell, cell)
        for name in _CODERS.values()
        if (cell := mention.coded.get(name, ""))
    }
    return replace(mention, coded={**mention.coded, **cells})


def _whole(sheet: Sequence[CodedMention]) -> tuple[CodedMention, ...]:
    """Return a sheet with every column, as it is read from a file."""
    return tuple(CodedMention.from_values(each.values()) for each in sheet)
