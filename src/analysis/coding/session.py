"""Coding one text by one coder: the whole logic, without any user interface.

A session holds every numeral of an article as the reader program reads it, with what it may mean
(`analysis.proposals`), and takes decisions: accept a proposal, choose another indicator, name a new
one, say that a figure repeats another or is a part of it, or that a numeral is no figure.  Each
decision is a line of a journal on disk before a method returns (`analysis.coding.journal`).  What
comes out is the sheet that `analysis.coding.draft.merge` joins.

Numerals are known by the place where they were found (`at`), which stays when a span is moved.
How a session is shown belongs to `analysis.coding.coding_cards`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.coding.coding_records import CodedMention, RawFigure
from analysis.coding.draft import coding_sheet
from analysis.coding.journal import Closing, Event, Journal, Unkept, read_journal
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError, nearest_name
from analysis.intervals import format_number, parse_number
from analysis.language import LANGUAGES
from analysis.language.messages import NO_WORDS, Message, Name, Named, Words, listed
from analysis.proposals.knowledge import Knowledge
from analysis.proposals.proposal_records import ConfidenceBand, Proposal
from analysis.proposals.propose import propose
from analysis.proposals.proposed_periods import Times, times_of
from analysis.reading.find import find_quantities
from analysis.reading.hedges import hedges_of
from analysis.reading.limits import plain_literal
from analysis.reading.mentions import Mention, read
from analysis.tables import schema
from analysis.tables.cell_rules import Codes, faults_of, refuse
from analysis.tables.codebook import Code, Codebook, Indicator
from analysis.tables.schema import TableSchema
from analysis.tables.store import values_of

STATES = ("open", "coded", "doubt", "other")
"""A figure nobody has decided, one that is coded, one whose coding lacks or contradicts something,
and a numeral that is no figure."""

CODED_FIELDS = {field.name: field for field in schema.CODED}
"""Columns that a coder fills."""

REQUIRED = tuple(
    name
    for name in CODED_FIELDS
    if name in schema.FIGURES.names and schema.FIGURES[name].required and name != "bound"
)
"""Columns without which a figure cannot be settled."""

GROWING: Mapping[str, TableSchema] = {
    table.name: table for table in (schema.INDICATORS, schema.CODELISTS, schema.UNITS)
}
"""Tables to which a text may add rows."""

JOURNAL = "journal"
"""Ending of the files of journals."""

DECIDING = "deciding"
"""Name of the journal of decisions between coders, beside theirs; no coder may have it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that a coder adds to the codebook.

    Attributes
    ----------
    table
        ``indicators``, ``codelists`` or ``units``.
    cells
        Its cells by column.
    """

    table: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Neighbourhood:
    """One numeral of the text and what stands about it now.

    Attributes
    ----------
    at
        Where it was found: its name in a session.
    coded
        What is coded; of a numeral that nobody has decided, what the program reads.
    note
        The coder's note, in one or more languages.
    decided
        Whether the coder has decided about it.
    """

    at: int
    coded: CodedMention
    note: Words = NO_WORDS
    decided: bool = False


def journal_path(folder: Path, coder: str) -> Path:
    """Return where the decisions of a coder about a text lie, below the folder of the text.

    Raises
    ------
    AnalysisError
        If the name is none that a file may have.
    """
    named = coder.isascii() and coder.isalnum() and coder == coder.lower()
    if not named or coder == DECIDING:
        raise AnalysisError(
            f"{coder!r} is no name of a coder: take small letters and digits, such as mei"
        )
    return folder / f"{coder}.{JOURNAL}"


class Session(Closing):
    """One coder at work on one text.

    Parameters
    ----------
    article
        Bytes of the article.
    document, coder
        What is coded, by whom.
    raw
        Codebook and settled figures; figures of the same document are never looked at.
    folder
        Folder of the work on this text, where the journals of all coders lie; without one nothing
        is kept, as in an example.
    sha256
        Hash of the copy that is to be coded; without it any copy that the journal was begun with.
    reference
        Day the text speaks from, for “this year” and “now”.
    times
        When the text was written and what time it is about, for the proposals of periods; without
        it, what the text itself says.
    blind
        Never open what another coder decided; otherwise `others` gives it.
    aided
        Whether meanings are proposed; without, the coder judges independently of the program.

    Raises
    ------
    AnalysisError
        If the article is another one, or the journal cannot be opened: one sentence.
    """

    def __init__(
        self,
        article: bytes,
        document: str,
        coder: str,
        *,
        raw: RawData,
        folder: Path | None,
        sha256: str | None = None,
        reference: str | None = None,
        times: Times | None = None,
        blind: bool = True,
        aided: bool = True,
    ) -> None:
        digest = hashlib.sha256(article).hexdigest()
        if sha256 not in (None, digest):
            raise AnalysisError(
                f"{document}.txt is not the copy that is being coded (SHA-256 {digest[:12]}…, "
                f"recorded {str(sha256)[:12]}…): use that copy, or add this one anew"
            )
        self.document, self.coder, self.raw = document, coder, raw
        self.text = article.decode("utf-8")
        self.reference, self.blind, self.aided = reference, blind, aided
        self._folder = folder
        self._times = times or times_of(self.text, reference)
        self._found = {each.start: each for each in read(self.text, reference)}
        self._first = {
            each.start: Neighbourhood(each.start, each)
            for each in coding_sheet(self.text, document, reference=reference, blank=not aided)
        }
        head = {
            "document": document, "coder": coder, "sha256": digest,
            "reference": reference, "aided": aided, "blind": blind,
        }  # fmt: skip
        self._rows: tuple[SheetRow, ...] = ()
        self._codebook, self._codes = grown(raw, ())
        self._proposed: Mapping[int, Proposal] | None = None
        self._known: Knowledge | None = None
        self._journal = Journal(journal_path(folder, coder), head) if folder else Unkept()
        self._renew()

    # --- what is there ----------------------------------------------------------------------------

    @property
    def places(self) -> tuple[Neighbourhood, ...]:
        """All numerals, in the order of the text."""
        return tuple(self._places[at] for at in self._order)

    def place(self, at: int) -> Neighbourhood:
        """Return one numeral.

        Raises
        ------
        AnalysisError
            If none was found there.
        """
        try:
            return self._places[at]
        except KeyError:
            raise AnalysisError(f"no numeral was found at {at} of the text") from None

    def mention(self, at: int) -> Mention | None:
        """Return what the reader program reads there; nothing where the coder added a numeral."""
        return self._found.get(at)

    def state(self, at: int) -> str:
        """Return one of `STATES`."""
        place = self.place(at)
        if not place.coded.is_figure:
            return "other"
        if not place.decided:
            return "open"
        return "doubt" if self.warnings(at) else "coded"

    @property
    def open(self) -> tuple[int, ...]:
        """Figures that nobody has decided, in the order of the text."""
        return tuple(each.at for each in self.places if each.coded.is_figure and not each.decided)

    def next_open(self, after: int = -1) -> int | None:
        """Return the next undecided figure of the text, from the beginning again after the last."""
        return next((at for at in self.open if at > after), next(iter(self.open), None))

    def least_sure(self) -> int | None:
        """Return the undecided figure whose proposal is the weakest."""
        return min(self.open, key=lambda at: (self._strength(at), at), default=None)

    def _strength(self, at: int) -> float:
        proposal = self.proposal(at)
        return proposal.strength if proposal is not None else float("-inf")

    @property
    def finished(self) -> bool:
        """Whether every figure is decided and nothing is doubtful."""
        return not self.open and not any(self.state(each.at) == "doubt" for each in self.places)

    @property
    def codebook(self) -> Codebook:
        """The codebook with what this coder has added to it."""
        return self._codebook

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """What this coder has added to the codebook."""
        return self._rows

    @property
    def codes(self) -> Codes:
        """Allowed codes by list, with what this coder has added."""
        return self._codes

    def proposal(self, at: int) -> Proposal | None:
        """Return what a figure may mean; nothing for an unaided coder, and where none was read."""
        return self._proposals.get(at) if self.aided else None

    @cached_property
    def _settled(self) -> list[RawFigure]:
        return [
            figure
            for document in self.raw.document_ids()
            if document != self.document
            and (self.raw.folder / schema.FIGURES.name / f"{document}.csv").is_file()
            for figure in self.raw.figures(document)
        ]

    @property
    def _proposals(self) -> Mapping[int, Proposal]:
        if self._proposed is None:
            figures = [each for each in self._found.values() if each.kind == "figure"]
            self._proposed = {
                each.start: each
                for each in propose(
                    self.text,
                    figures,
                    self.codebook,
                    self._settled,
                    self.raw.rows(ConfidenceBand),
                    self._times,
                )
            }
        return self._proposed

    @property
    def _knowledge(self) -> Knowledge:
        if self._known is None:
            self._known = Knowledge(self.codebook, self._settled)
        return self._known

    def others(self) -> Mapping[str, Mapping[int, Neighbourhood]]:
        """Return what other coders have decided so far, by coder and place; nothing if blind."""
        if self.blind or self._folder is None:
            return {}
        return {
            path.stem: decided(self._first, read_journal(path)[1:], self.text)
            for path in sorted(self._folder.glob(f"*.{JOURNAL}"))
            if path.stem not in (self.coder, DECIDING)
        }

    # --- decisions --------------------------------------------------------------------------------

    def accept(self, at: int, rank: int | None = None) -> None:
        """Take a proposed indicator with all that is proposed beside it.

        Parameters
        ----------
        at
            The figure.
        rank
            Which of the candidates, from 1; without it the first one, if it seems to fit.

        Raises
        ------
        AnalysisError
            If there is no such candidate, or without a rank none that seems to fit.
        """
        candidates, proposal = self.candidates(at), self.proposal(at)
        if rank is None and proposal is not None and proposal.none_fits:
            raise AnalysisError(
                f"no indicator stands out for {self._named(at)}: choose one by its number, find "
                "one, or add a new one"
            )
        rank = rank or 1
        if not 1 <= rank <= len(candidates):
            raise AnalysisError(
                f"there is no candidate {rank} for {self._named(at)}: choose an indicator"
            )
        self.choose(at, candidates[rank - 1])

    def candidates(self, at: int) -> tuple[str, ...]:
        """Return the indicators that are proposed for a figure, the likeliest first."""
        proposal = self.proposal(at)
        return tuple(each.indicator for each in proposal.candidates) if proposal else ()

    def choose(self, at: int, indicator: str) -> None:
        """Say which indicator a figure is of; what goes with it is filled in.

        Raises
        ------
        AnalysisError
            If the codebook has no such indicator.
        """
        self._decide(self._meaning(at, self._known_indicator(indicator)))

    def new_indicator(self, at: int, cells: Mapping[str, str]) -> None:
        """Add an indicator to the codebook, and say that a figure is of it.

        Parameters
        ----------
        at
            The figure.
        cells
            Cells of `schema.INDICATORS`; what is left out is filled in: the concept is the
            indicator itself, the tier supporting, the definition its label.

        Raises
        ------
        AnalysisError
            If the codebook has it already, or a cell breaks a rule.
        """
        row = self._new_row(schema.INDICATORS, filled_indicator(cells))
        self._add(row, at)

    def add_code(self, list_: str, cells: Mapping[str, str]) -> None:
        """Add a code that the text brings to a code list, or a unit.

        Parameters
        ----------
        list_
            One of `growing_lists`.
        cells
            ``code``, and the words for it: ``label_<language>``; of a unit ``one_<language>`` and
            ``many_<language>``.

        Raises
        ------
        AnalysisError
            If the list does not grow, the code is there already, or a cell breaks a rule.
        """
        lists = growing_lists()
        if list_ not in lists:
            raise AnalysisError(f"a text brings no codes to {list_!r}{nearest_name(list_, lists)}")
        if list_ == "unit":
            rest = {name: cell for name, cell in cells.items() if name != "code"}
            row = {"unit": cells.get("code", ""), "neutral": "no", **rest}
            self._add(self._new_row(schema.UNITS, row))
            return
        self._add(self._new_row(schema.CODELISTS, {"list": list_, **cells}))

    def repeat(self, at: int, of: int, kind: str = "said_again") -> None:
        """Say that a figure repeats another one, from which its meaning is taken."""
        self._relate(at, of, "duplicate", kind)

    def part(self, at: int, of: int, kind: str = "subset") -> None:
        """Say that a figure is a part of another one."""
        self._relate(at, of, "part", kind)

    def no_figure(self, at: int, kind: str = "other") -> None:
        """Say that a numeral is no figure, and what it is instead.

        Raises
        ------
        AnalysisError
            If it cannot be that.
        """
        kinds = self.codes["numeral_kind"]
        if kind not in kinds or kind == "figure":
            raise AnalysisError(f"a numeral cannot be {kind!r}{nearest_name(kind, kinds)}")
        place = self.place(at)
        coded = replace(place.coded, kind=kind, coded={}, measures=NO_WORDS)
        self._decide(replace(place, coded=coded))

    def figure(self, at: int) -> None:
        """Say that a numeral is a figure after all, as the words read."""
        place = self.place(at)
        found = self._first[at].coded if at in self._first else place.coded
        cells = found.coded if found.is_figure else self._read_again(place.coded)
        coded = replace(place.coded, kind="figure", coded=cells)
        self._decide(replace(place, coded=coded), decided=False)

    def move(self, at: int, start: int, end: int) -> None:
        """Move the ends of a numeral; value, unit and bound are read again from the new words.

        Raises
        ------
        AnalysisError
            If the span is empty, lies outside the text or overlaps another numeral.
        """
        place = self.place(at)
        self._free(start, end, at)
        moved = replace(place.coded, start=start, end=end, literal=self.text[start:end])
        if moved.is_figure:
            moved = replace(moved, coded={**moved.coded, **self._read_again(moved)})
        self._decide(replace(place, coded=moved), decided=place.decided)

    def add(self, start: int, end: int) -> int:
        """Add a numeral that the reader program missed, as an undecided figure.

        Returns
        -------
        int
            Its place.

        Raises
        ------
        AnalysisError
            If the span is empty, lies outside the text or overlaps another numeral.
        """
        self._free(start, end)
        coded = CodedMention(self.document, start, end, self.text[start:end], "figure", {})
        coded = replace(coded, coded=self._read_again(coded))
        self._decide(Neighbourhood(start, coded), decided=False)
        return start

    def put(self, at: int, column: str, cell: str) -> None:
        """Write one cell of a figure.

        Parameters
        ----------
        at
            The figure.
        column
            A column of `schema.CODED`.
        cell
            What it is to hold; nothing empties it.

        Raises
        ------
        AnalysisError
            If there is no such column, or the cell breaks its rule.
        """
        if column == "indicator":
            self.choose(at, cell)
            return
        place = self._figure(at)
        if column not in CODED_FIELDS:
            raise AnalysisError(
                f"figures have no column {column!r}{nearest_name(column, CODED_FIELDS)}"
            )
        cell = self._checked(column, cell)
        coded = {**place.coded.coded, column: cell}
        self._decide(replace(place, coded=replace(place.coded, coded=coded)))

    def words(self, at: int, words: Words) -> None:
        """Say in words what is counted."""
        place = self._figure(at)
        self._decide(replace(place, coded=replace(place.coded, measures=_every_language(words))))

    def note(self, at: int, note: Words) -> None:
        """Write the coder's note about a numeral, in one or more languages."""
        place = self.place(at)
        first = next((note.get(language, "") for language in LANGUAGES if note.get(language)), "")
        coded = replace(place.coded, note=first)
        self._decide(replace(place, coded=coded, note=_every_language(note)), place.decided)

    def undo(self) -> bool:
        """Take the last decision back, and the one before it when called again.

        Returns
        -------
        bool
            Whether there was one.
        """
        if not effective(self._journal.events):
            return False
        self._journal.append({"do": "undo"})
        self._renew()
        return True

    # --- what comes out ---------------------------------------------------------------------------

    def sheet(self) -> tuple[CodedMention, ...]:
        """Return the coder's sheet of the whole text, as `coding.draft.merge` takes it."""
        return sheet_of(self._places)

    def warnings(self, at: int) -> tuple[Message, ...]:
        """Return what a decided figure lacks, or what contradicts itself in it."""
        known = self._warned.get(at)
        if known is None:
            known = self._warned[at] = tuple(self._warnings(self.place(at)))
        return known

    def _warnings(self, place: Neighbourhood) -> Iterable[Message]:
        if not place.decided or not place.coded.is_figure:
            return
        cells = place.coded.coded
        lacking = [name for name in REQUIRED if not cells.get(name)]
        if not place.coded.measures or not all(place.coded.measures.values()):
            lacking.append("measures")
        as_printed = cells.get("status", "") in ("as_printed", "")
        if not as_printed and not all(place.note.get(language) for language in LANGUAGES):
            lacking.append("note")
        if lacking:
            named = [Named(Message(f"coding_column.{name}")) for name in lacking]
            yield Message("coding.warning.lacking", columns=listed(named))
        for name, cell in cells.items():
            codes = schema.FIGURES[name].codes if name in schema.FIGURES.names else None
            if codes and cell and cell not in self.codes[codes]:
                column = Message(f"coding_column.{name}")
                yield Message("coding.warning.unlisted", column=column, code=Name(cell))
        start, end = cells.get("period_start", ""), cells.get("period_end", "")
        if start and end and start > end:
            yield Message("coding.warning.days")
        if (cells.get("value", "") == "") != (cells.get("bound") == "unknown"):
            yield Message("coding.warning.value")
        for relation in ("duplicate", "part"):
            of, kind = cells.get(f"{relation}_of_start", ""), cells.get(f"{relation}_kind", "")
            target = self._places.get(int(of)) if of else None
            if bool(of) != bool(kind) or (of and (target is None or not target.coded.is_figure)):
                yield Message(
                    "coding.warning.relation", column=Message(f"coding_column.{relation}_of_start")
                )

    # --- inside -----------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Work out what the journal says."""
        events = effective(self._journal.events)
        self._places = decided(self._first, self._journal.events, self.text)
        self._order = sorted(self._places, key=lambda at: self._places[at].coded.start)
        rows = tuple(
            SheetRow(event["row"]["table"], event["row"]["cells"])
            for event in events
            if "row" in event
        )
        self._warned: dict[int, tuple[Message, ...]] = {}
        if rows != self._rows:
            self._rows = rows
            self._codebook, self._codes = grown(self.raw, rows)
            self._proposed = self._known = None

    def _decide(
        self, place: Neighbourhood, decided: bool = True, row: SheetRow | None = None
    ) -> None:
        event: dict[str, Any] = {"do": "code", "at": place.at, "decided": decided}
        event |= _written(place)
        if row is not None:
            event["row"] = {"table": row.table, "cells": dict(row.cells)}
        self._journal.append(event)
        self._renew()

    def _add(self, row: SheetRow, at: int | None = None) -> None:
        """Add a row to the codebook, together with the choice of it for a figure."""
        if at is None:
            cells = dict(row.cells)
            self._journal.append({"do": "row", "row": {"table": row.table, "cells": cells}})
            self._renew()
            return
        book, _ = grown(self.raw, (*self._rows, row))
        indicator = book.indicator(row.cells["indicator"])
        self._decide(self._meaning(at, indicator, Knowledge(book, self._settled)), row=row)

    def _known_indicator(self, code: str) -> Indicator:
        if not self.codebook.has_indicator(code):
            known = [each.indicator for each in self.codebook.indicators]
            raise AnalysisError(
                f"the codebook has no indicator {code!r}{nearest_name(code, known)}"
            )
        return self.codebook.indicator(code)

    def _meaning(
        self, at: int, indicator: Indicator, knowledge: Knowledge | None = None
    ) -> Neighbourhood:
        """Return a figure with an indicator and what goes with it."""
        place, code = self._figure(at), indicator.indicator
        knowledge = knowledge or self._knowledge
        proposal = self.proposal(at)
        proposed = proposal.coded if proposal is not None else {}
        cells = {"level": "city", "status": "as_printed", "actor": self._actor_before(at)}
        cells |= {**self._usual(code), **proposed}
        cells |= {"indicator": code, "nature": _nature(indicator, proposed, knowledge)}
        cells["counted"] = proposed.get("counted") or knowledge.usual("counted", code)
        kept = {name: cell for name, cell in place.coded.coded.items() if cell}
        if place.decided:  # What the coder wrote stays; what goes with an indicator changes.
            cells = {**cells, **kept, **{name: cells[name] for name in _OF_INDICATOR}}
        else:
            if any(name in proposed for name in _PERIOD):
                kept = {name: cell for name, cell in kept.items() if name not in _PERIOD}
            cells = {**kept, **{name: cell for name, cell in cells.items() if cell}}
        words = indicator.label
        return replace(place, coded=replace(place.coded, coded=cells, measures=words))

    def _usual(self, indicator: str) -> dict[str, str]:
        """Return what more than half of the figures of an indicator have as attributes.

        Those count that the coder has decided in this text, and figures of other texts where no
        words could name it: proposals say so where they do.
        """
        settled = [each.cells for each in self._settled if each.cells["indicator"] == indicator]
        decided = [
            each.coded.coded
            for each in self.places
            if each.decided and each.coded.coded.get("indicator") == indicator
        ]
        found = {}
        for name in _ATTRIBUTES:
            named = self.aided and name in _OF_NAMES
            alike = decided if named else [*settled, *decided]
            seen = Counter(cells.get(name, "") for cells in alike)
            cell, count = seen.most_common(1)[0] if seen else ("", 0)
            if 2 * count > len(alike):
                found[name] = cell
        return found

    def _actor_before(self, at: int) -> str:
        """Return who did what the figure before in the same line tells of.

        A sentence without a subject carries on the one before it.
        """
        before = next(
            (e for e in reversed(self.places) if e.at < at and e.coded.is_figure and e.decided),
            None,
        )
        if before is None or "\n" in self.text[before.at : at]:
            return ""
        return before.coded.coded.get("actor", "")

    def _relate(self, at: int, of: int, relation: str, kind: str) -> None:
        place, other = self._figure(at), self._figure(of)
        if at == of:
            raise AnalysisError("a figure is no repeat and no part of itself")
        kinds = self.codes[f"{relation}_kind"]
        if kind not in kinds:
            raise AnalysisError(f"there is no {relation} of the kind {kind!r}; choose {_or(kinds)}")
        cells = dict(place.coded.coded)
        coded, measures = place.coded, place.coded.measures
        if relation == "duplicate":
            kept = {name: cells.get(name, "") for name in _OF_WORDS}
            cells = {**other.coded.coded, **kept}
            for name in ("duplicate", "part"):
                cells.pop(f"{name}_of_start", None)
                cells.pop(f"{name}_kind", None)
            measures = other.coded.measures
        elif not place.decided:
            shared = {name: cell for name, cell in other.coded.coded.items() if name in _OF_WHOLE}
            cells = {**shared, **self._meaning_cells(at), **cells}
        cells |= {f"{relation}_of_start": str(of), f"{relation}_kind": kind}
        self._decide(replace(place, coded=replace(coded, coded=cells, measures=measures)))

    def _meaning_cells(self, at: int) -> Mapping[str, str]:
        proposal = self.proposal(at)
        return proposal.coded if proposal is not None else {}

    def _figure(self, at: int) -> Neighbourhood:
        place = self.place(at)
        if not place.coded.is_figure:
            raise AnalysisError(f"{self._named(at)} is no figure: say first that it is one")
        return place

    def _named(self, at: int) -> str:
        return f"{self.place(at).coded.literal} at {at}"

    def _free(self, start: int, end: int, own: int | None = None) -> None:
        if not 0 <= start < end <= len(self.text):
            raise AnalysisError(f"the span {start} to {end} is empty or outside the text")
        for place in self.places:
            if place.at != own and place.coded.overlaps(start, end):
                raise AnalysisError(
                    f"the span {start} to {end} overlaps {place.coded.literal} at "
                    f"{place.coded.start}"
                )

    def _read_again(self, coded: CodedMention) -> dict[str, str]:
        """Return what the words of a span say by themselves."""
        for quantity in find_quantities(coded.literal):
            if quantity.text == coded.literal:
                exact = quantity.bound == "exact"
                return {
                    "value": format_number(quantity.value),
                    "value_high": format_number(quantity.value_high),
                    "unit": quantity.unit or "",
                    "bound": quantity.bound,
                    "hedge": "" if exact else hedges_of(plain_literal(quantity.text)),
                }
        return {}

    def _checked(self, column: str, cell: str) -> str:
        """Return a cell as it is kept, or say which rule it breaks."""
        settled = _SETTLED.get(column, column)
        field = CODED_FIELDS[column] if column in _SETTLED else schema.FIGURES.field(settled)
        if field.kind == "number" and cell:
            cell = format_number(parse_number(cell))
        if field.codes and cell and cell not in self.codes[field.codes]:
            known = self.codes[field.codes]
            raise AnalysisError(
                f"{cell!r} is not in the code list {field.codes!r}{nearest_name(cell, known)}"
            )
        if column in _SETTLED and cell and self._places.get(_whole(cell)) is None:
            raise AnalysisError(f"no numeral was found at {cell} of the text")
        one = replace(schema.CODING, fields=(replace(field, required=False),), key=())
        refuse(faults_of([[cell]], one, self.codes, f"{self.document}.{self.coder}"))
        return cell

    def _new_row(self, table: TableSchema, cells: Mapping[str, str]) -> SheetRow:
        """Return a row for a table of the codebook, checked."""
        unknown = sorted(set(cells) - set(table.names))
        if unknown:
            raise AnalysisError(
                f"{table.name} has no column {unknown[0]!r}{nearest_name(unknown[0], table.names)}"
            )
        row = {name: cells.get(name, "") for name in table.names}
        refuse(faults_of([list(row.values())], table, self.codes, f"data/raw/{table.name}.csv"))
        codes = self.codes
        list_, code = row.get("list", table.key[0]), row[table.key[-1]]
        if code in codes.get(list_, {}):
            raise AnalysisError(f"{table.name} has {code!r} already: choose it")
        return SheetRow(table.name, row)

    def close(self) -> None:
        """Give the journal back to others."""
        self._journal.close()


_ATTRIBUTES = tuple(name for name, field in CODED_FIELDS.items() if field.coded == "attributes")
_OF_NAMES = ("grade", "grade_and_above", "route", "actor", "per")
"""Columns that are coded only where a text names something, and not after other texts."""
_PERIOD = ("period_start", "period_end", "period_basis")
_OF_INDICATOR = ("indicator", "nature", "counted")
"""Columns that follow from what is counted."""
_OF_WORDS = ("value", "value_high", "unit", "bound", "hedge", "multiplier", "per")
"""Columns that the words of each figure decide for itself, whatever it repeats."""
_OF_WHOLE = ("level", "period_start", "period_end", "period_basis", "scheme", "actor", "status")
"""Columns that a part has from its whole, unless something else is read."""
_SETTLED = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}


def _nature(indicator: Indicator, proposed: Mapping[str, str], knowledge: Knowledge) -> str:
    """Return the nature of a figure: what the words say, unless the indicator cannot be that."""
    own = proposed.get("nature", "")
    if own in ("plan", *indicator.nature):
        return own
    usual = knowledge.usual("nature", indicator.indicator)
    return usual if usual in indicator.nature else indicator.nature[0]


def _whole(cell: str) -> int:
    return int(cell) if cell.isdecimal() else -1


def _or(codes: Iterable[str]) -> str:
    return " or ".join(codes)


def _every_language(words: Mapping[str, str]) -> Words:
    return Words({language: words.get(language, "").strip() for language in LANGUAGES})


def growing_lists() -> list[str]:
    """Return the code lists to which a text may bring codes: those of attributes, and units."""
    found = {
        schema.FIGURES[name].codes for name, f in CODED_FIELDS.items() if f.coded == "attributes"
    }
    return [*sorted(each for each in found if each), "unit"]


def filled_indicator(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a new indicator, with what follows from those that were given."""
    code = cells.get("indicator", "")
    row = {"concept": code, "tier": "supporting", **cells}
    for language in LANGUAGES:
        row.setdefault(f"definition_{language}", cells.get(f"label_{language}", ""))
    return row


def effective(events: Sequence[Event]) -> list[Event]:
    """Return the events of a journal that were not undone."""
    kept: list[Event] = []
    for event in events:
        if event["do"] != "undo":
            kept.append(event)
        elif kept:
            kept.pop()
    return kept


def decided(
    first: Mapping[int, Neighbourhood], events: Sequence[Event], text: str
) -> dict[int, Neighbourhood]:
    """Return all places of a text as a journal leaves them.

    Parameters
    ----------
    first
        The places before anything was decided.
    events
        The lines of the journal, without its head.
    text
        The article; a journal keeps nothing that it prints.
    """
    places = dict(first)
    document = next((each.coded.document for each in first.values()), "")
    for event in effective(events):
        if event["do"] == "code":
            places[event["at"]] = _taken(event, text, document)
    return places


def sheet_of(places: Mapping[int, Neighbourhood]) -> tuple[CodedMention, ...]:
    """Return the sheet of a coder: all places in order, relations by where their figures stand.

    Every column of a mention is there, empty or not, as in a sheet that is read from a file.
    """
    sheet = []
    for place in sorted(places.values(), key=lambda each: each.coded.start):
        cells = {name: place.coded.coded.get(name, "") for name in CODED_FIELDS}
        for name in _SETTLED:
            target = places.get(_whole(cells[name]))
            if target is not None:
                cells[name] = str(target.coded.start)
        sheet.append(replace(place.coded, coded=cells))
    return tuple(sheet)


def _written(place: Neighbourhood) -> dict[str, Any]:
    """Return a place as a journal keeps it; what the text prints is not kept."""
    coded = place.coded
    return {
        "start": coded.start,
        "end": coded.end,
        "kind": coded.kind,
        "cells": {name: cell for name, cell in coded.coded.items() if cell},
        "measures": dict(coded.measures),
        "note": dict(place.note),
    }


def _taken(event: Event, text: str, document: str) -> Neighbourhood:
    """Make a place from what a journal keeps."""
    note = Words(event["note"])
    coded = CodedMention(
        document=document,
        start=event["start"],
        end=event["end"],
        literal=text[event["start"] : event["end"]],
        kind=event["kind"],
        coded=event["cells"],
        note=next((words for words in note.values() if words), ""),
        measures=Words(event["measures"]),
    )
    return Neighbourhood(event["at"], coded, note, event["decided"])


def grown(raw: RawData, rows: Sequence[SheetRow]) -> tuple[Codebook, Codes]:
    """Return the codebook and the code lists of the raw tables, with rows added.

    Parameters
    ----------
    raw
        The raw tables.
    rows
        Rows of `GROWING`, checked.
    """
    book, codes = raw.codebook, {name: dict(list_) for name, list_ in raw.codes.items()}
    for row in rows:
        table, cells = GROWING[row.table], row.cells
        label = f"many_{LANGUAGES[0]}" if row.table == "units" else f"label_{LANGUAGES[0]}"
        list_ = cells.get("list", table.key[0])
        codes.setdefault(list_, {})[cells[table.key[-1]]] = cells[label]
        values = values_of([cells[name] for name in table.names], table)
        if row.table == "indicators":
            book = replace(book, indicators=(*book.indicators, Indicator.from_values(values)))
        elif row.table == "codelists":
            book = replace(book, codes=(*book.codes, Code.from_values(values)))
    return book, codes
