"""What a program says of the figures of one text: rows of candidates.

Nothing here is settled: each row says so in its column `state`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.coding.raw import RawData
from analysis.intervals import format_number
from analysis.language import LANGUAGES
from analysis.language.messages import text as said
from analysis.proposals.knowledge import Knowledge
from analysis.proposals.proposal_records import ConfidenceBand, Proposal
from analysis.proposals.propose import propose_by
from analysis.proposals.proposed_periods import times_of
from analysis.reading import find_periods, find_quantities, govern
from analysis.reading.clean import find_repairs
from analysis.reading.find import collection_paused
from analysis.reading.governing import Governed
from analysis.reading.mentions import LOST_DIGIT, Mentions, hedge_in, mentions_of
from analysis.screening.rule_runner import screen_mentions
from analysis.screening.screening_records import Screening
from analysis.tables.codebook import Codebook, Document

CANDIDATE = "candidate"
"""State of every row: read by a program, settled by nobody."""
READ, COPY, UNREADABLE = "read", "copy", "unreadable"
"""What came of a text."""

Columns = Mapping[str, list[Any]]
"""Cells by column; all columns are of one length."""

_CODED = ("nature", "counted", "level", "actor", "grade", "status")
"""Proposed cells of a figure that travel beside its indicator."""

IDENTITY = ("document", "city", "year")
MENTION_COLUMNS = (
    *IDENTITY, "start", "end", "literal", "kind", "value", "value_high", "unit", "bound", "hedge",
    "period_start", "period_end", "period_basis", "period_reason", "damage", "indicator",
    "confidence", "second", "third", *_CODED, "state",
)  # fmt: skip
"""Columns of the mentions: the text, offsets, reading, period with its reason, and what is proposed
for a figure (three indicators, nothing where none seems to fit, and coded cells for the first)."""
FINDING_COLUMNS = (
    *IDENTITY, "rule", "verdict", "start", "end", "places",
    *(f"sentence_{language}" for language in LANGUAGES), "state",
)  # fmt: skip
"""Columns of the findings of a screening: rule, verdict, first place, all places, and what is wrong
in each language (nothing where the numbers agree)."""
TEXT_COLUMNS = (
    *IDENTITY, "path", "written", "origin", "outcome", "reason", "copy_of", "similarity", "sha256",
    "characters", "mentions", "figures", "checked", "contradictions",
)  # fmt: skip
"""Columns of the texts: what the manifest says, what came of each and why, and counts."""


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A settled figure with the cells that proposals need."""

    cells: Mapping[str, str]


class _Known(NamedTuple):
    """What proposals are made from: codebook, settled figures, and how often they were right."""

    codebook: Codebook
    settled: tuple[KnownFigure, ...]
    bands: tuple[ConfidenceBand, ...]

    def packed(self) -> bytes:
        """Return it as bytes, to hand it to another process."""
        return pickle.dumps(self)


_NEEDED = ("indicator", "unit", "nature", "counted", "scheme", "measures_zh")


def known(raw: RawData) -> _Known:
    """Take from the raw tables what proposals are made from.

    Raises
    ------
    AnalysisError
        If a raw table is missing or broken.
    """
    settled = [
        KnownFigure({name: each.cells[name] for name in _NEEDED})
        for document in raw.rows(Document)
        for each in raw.figures(document.document)
    ]
    return _Known(raw.codebook, tuple(settled), raw.rows(ConfidenceBand))


@lru_cache(maxsize=1)
def knowledge(packed: bytes) -> tuple[Knowledge, tuple[ConfidenceBand, ...]]:
    """Return what `Known.packed` packed, ready for use; made once in a process."""
    found: _Known = pickle.loads(packed)
    return Knowledge(found.codebook, found.settled), found.bands


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What is done with each text beside reading it.

    Attributes
    ----------
    proposals
        `Known.packed`; empty to propose nothing.
    check
        Whether its numbers are held against each other.
    """

    proposals: bytes
    check: bool


class Candidates(NamedTuple):
    """Rows of one text.

    Attributes
    ----------
    mentions, findings
        Columns of `MENTION_COLUMNS` and `FINDING_COLUMNS`, without those of `IDENTITY`.
    counts
        Cells of `TEXT_COLUMNS` from ``characters`` on.
    """

    mentions: Columns
    findings: Columns
    counts: Mapping[str, int | None]


def candidates_of(text: str, written: str | None, options: ReadingOptions) -> Candidates:
    """Read a text, propose for its figures, and hold its numbers against each other.

    Parameters
    ----------
    text
        The text.
    written
        Day of writing (ISO), or nothing.
    options
        What is done.

    Raises
    ------
    ValueError
        If the day is out of reach.
    """
    with collection_paused(len(text)):
        return _candidates_of(text, written, options)


def _candidates_of(text: str, written: str | None, options: ReadingOptions) -> Candidates:
    periods = find_periods(text, written)
    governed = govern(text, find_quantities(text), periods)
    mentions = _mentions(text, governed)
    proposals: Sequence[Proposal] = ()
    screening: Screening | None = None
    if options.proposals or options.check:
        full = Mentions(text, written, mentions_of(text, governed), periods)
        if options.proposals:
            learnt, bands = knowledge(options.proposals)
            times = times_of(text, written)
            proposals = propose_by(learnt, text, full.figures, bands, times, reasons=False)
        if options.check:
            screening = screen_mentions(full)
    mentions |= _proposed(mentions["start"], proposals)
    number = len(mentions["start"])
    mentions["state"] = [CANDIDATE] * number
    counts: dict[str, int | None] = {
        "characters": len(text),
        "mentions": number,
        "figures": mentions["kind"].count("figure"),
        "checked": len(screening.checked) if screening else None,
        "contradictions": len(screening.of("contradicts")) if screening else None,
    }
    return Candidates(mentions, _findings(screening), counts)


def _mentions(text: str, governed: Sequence[Governed]) -> dict[str, list[Any]]:
    """Return the readings as columns."""
    found: dict[str, list[Any]] = {name: [] for name in MENTION_COLUMNS[len(IDENTITY) :]}
    lost = [repair.start for repair in find_repairs(text) if repair.reason == LOST_DIGIT]
    lost.reverse()
    columns = [found[name] for name in MENTION_COLUMNS[3:17]]
    for (
        start,
        end,
        literal,
        kind,
        value,
        high,
        unit,
        bound,
        *_,
    ), period, reason, basis in governed:
        while lost and lost[-1] < start:
            lost.pop()
        hedged = kind == "figure" and bound != "exact"
        cells = (
            start, end, literal, kind,
            str(value) if value.__class__ is int else _number(value),
            None if high is None else _number(high),
            unit, bound, hedge_in(literal) if hedged else None,
            period.period_start if period else None, period.period_end if period else None,
            basis or None, reason or None, LOST_DIGIT if lost and lost[-1] < end else None,
        )  # fmt: skip
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    return found


def _number(value: Any) -> str | None:
    return None if value is None else format_number(value)


def _proposed(starts: Sequence[int], proposals: Iterable[Proposal]) -> dict[str, list[Any]]:
    """Return what is proposed as columns; nothing for what is no figure."""
    by_start = {each.start: each for each in proposals}
    names = ("indicator", "confidence", "second", "third", *_CODED)
    if not by_start:
        return {name: [None] * len(starts) for name in names}
    rows = [_cells(by_start.get(start)) for start in starts]
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


_NOTHING = (None,) * (4 + len(_CODED))


def _cells(proposal: Proposal | None) -> tuple[Any, ...]:
    if proposal is None:
        return _NOTHING
    first = proposal.indicator or None
    codes: list[str | None] = [each.indicator for each in proposal.candidates if first]
    codes += [None] * (3 - len(codes))
    sure = None if proposal.confidence is None else round(proposal.confidence, 2)
    coded = proposal.coded
    return first, sure, *codes[1:3], *(coded.get(name) for name in _CODED)


def _findings(screening: Screening | None) -> Columns:
    """Return the results of a screening as columns."""
    results = screening.results if screening else ()
    found: dict[str, list[Any]] = {
        "rule": [each.rule for each in results],
        "verdict": [each.verdict for each in results],
        "start": [min(each.places).start for each in results],
        "end": [min(each.places).end for each in results],
        "places": [" ".join(f"{a}-{b}" for a, b in each.places) for each in results],
    }
    for language in LANGUAGES:
        found[f"sentence_{language}"] = [
            None if each.verdict == "holds" else said(each.message, language) for each in results
        ]
    found["state"] = [CANDIDATE] * len(results)
    return found


def joined_columns(
    parts: Iterable[tuple[Mapping[str, Any], Columns]], names: Sequence[str]
) -> Columns:
    """Put the rows of several texts under each other.

    Parameters
    ----------
    parts
        For each text the cells that all its rows share, and its rows.
    names
        Columns in their order.
    """
    found: dict[str, list[Any]] = {name: [] for name in names}
    for shared, rows in parts:
        number = len(next(iter(rows.values()))) if rows else 0
        for name in names:
            found[name] += rows[name] if name in rows else [shared[name]] * number
    return found


def rows_of(columns: Columns) -> Iterator[dict[str, Any]]:
    """Yield the rows of columns as mappings."""
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))
