"""What people found out and decided when they coded, as records of the raw tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from analysis.language.messages import NO_WORDS, Words
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record, Values, cells_of


@dataclass(frozen=True, slots=True)
class Coder(Record):
    """Who coded, and how (columns of `schema.CODERS`)."""

    TABLE: ClassVar[TableSchema] = schema.CODERS

    coder: str
    label: Words
    by: Words
    how: Words


@dataclass(frozen=True, slots=True)
class CodedBy(Record):
    """One coding of a document (columns of `schema.CODED_BY`), in the order of the coders."""

    TABLE: ClassVar[TableSchema] = schema.CODED_BY

    document: str
    coder: str
    numerals: int


@dataclass(frozen=True, slots=True)
class Correction(Record):
    """A fault argued beside a printed value (columns of `schema.CORRECTIONS`)."""

    TABLE: ClassVar[TableSchema] = schema.CORRECTIONS

    figure_id: str
    printed: str
    fault: str
    verdict: str
    evidence: Words
    readings: Words
    likely_value: Fraction | None
    effect: Words


def likely_values(corrections: Iterable[Correction]) -> dict[str, Fraction]:
    """Return the numbers that are argued beside printed ones, by figure.

    Parameters
    ----------
    corrections
        The register of faults; of some no number is argued.
    """
    return {
        each.figure_id: each.likely_value for each in corrections if each.likely_value is not None
    }


@dataclass(frozen=True, slots=True)
class OutsideFact(Record):
    """A fact from elsewhere with its origin (columns of `schema.OUTSIDE`)."""

    TABLE: ClassVar[TableSchema] = schema.OUTSIDE

    fact_id: str
    applies_to: str
    label: Words
    value: Fraction | None
    unit: str
    caps: str
    period_start: date | None
    period_end: date | None
    origin: str
    origin_title: str
    origin_date: str
    use: Words


@dataclass(frozen=True, slots=True)
class TextFault(Record):
    """A fault or doubt of a copy that touches no figure (columns of `schema.TEXT_FAULTS`)."""

    TABLE: ClassVar[TableSchema] = schema.TEXT_FAULTS

    document: str
    paragraph: int
    start: int
    end: int
    printed: str
    reaches: int | None
    again: int | None
    kind: str
    verdict: str
    wrong: Words
    likely: str
    use: Words


@dataclass(frozen=True, slots=True)
class GradeArgument(Record):
    """Why a grade is no stricter or looser (columns of `schema.GRADE_ARGUMENTS`)."""

    TABLE: ClassVar[TableSchema] = schema.GRADE_ARGUMENTS

    figure_a: str
    figure_b: str
    grade: str
    instead: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Erratum(Record):
    """What earlier versions said wrongly, and what is right (columns of ``errata``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["errata"]

    erratum: str
    version: str
    page: Words
    said: Words
    right: Words


@dataclass(frozen=True, slots=True)
class ReaderQuestion(Record):
    """What readers ask of the texts (columns of ``questions``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["questions"]

    question: str
    theme: str
    indicators: tuple[str, ...]
    near: tuple[str, ...]
    ask: Words
    sought: Words


@dataclass(frozen=True, slots=True)
class LookedFor(Record):
    """What a reading of a text whole found on a question (columns of ``looked-for``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["looked-for"]

    question: str
    document: str
    found: str
    by: Words
    note: Words


@dataclass(frozen=True, slots=True)
class CountedList(Record):
    """A list beside the number that the text states for it (columns of `schema.LISTS`)."""

    TABLE: ClassVar[TableSchema] = schema.LISTS

    document: str
    start: int
    stated: str
    figure_id: str
    number: Fraction | None
    listed: int
    open: bool
    agrees: bool
    note: Words


@dataclass(frozen=True, slots=True)
class Agreement(Record):
    """How far two codings agree on one column (columns of `schema.AGREEMENT`)."""

    TABLE: ClassVar[TableSchema] = schema.AGREEMENT

    document: str
    column: str
    metric: str
    cases: int
    agreed: int
    share: Decimal | None
    alpha: Decimal | None


@dataclass(frozen=True, slots=True)
class Disagreement(Record):
    """A cell that two coders filled differently (columns of `schema.DISAGREEMENTS`).

    `decision_reason` and `why` are those of its `Decision`, where one was recorded.
    """

    TABLE: ClassVar[TableSchema] = schema.DISAGREEMENTS

    document: str
    start: int
    literal: str
    column: str
    coder_a: str
    coder_b: str
    settled: str
    decision_reason: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """Why a cell was settled as it is (columns of ``decisions``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["decisions"]

    document: str
    start: int
    column: str
    decision_reason: str
    why: str


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A settled figure as it was coded (columns of `schema.FIGURES`).

    `cells` holds all of its cells as text by column; the attributes are those by which it is
    proved against the article.
    """

    TABLE: ClassVar[TableSchema] = schema.FIGURES

    figure_id: str
    paragraph: int
    sentence: int
    start: int
    end: int
    literal: str
    value: Fraction | None
    value_high: Fraction | None
    unit: str
    bound: str
    reading_note: str
    cells: Mapping[str, str]

    @classmethod
    def from_values(cls, values: Values) -> RawFigure:
        """Make a figure from the values of its row."""
        names = [each.name for each in fields(cls) if each.name != "cells"]
        cells = dict(zip(cls.TABLE.names, cells_of(values, cls.TABLE), strict=True))
        return cls(**{name: values[name] for name in names}, cells=cells)


@dataclass(frozen=True, slots=True)
class OtherNumeral(Record):
    """A numeral that is no figure (columns of `schema.OTHER_NUMERALS`)."""

    TABLE: ClassVar[TableSchema] = schema.OTHER_NUMERALS

    document: str
    start: int
    end: int
    literal: str
    kind: str


@dataclass(frozen=True, slots=True)
class CodedMention:
    """What one coder says of one numeral (columns of `schema.CODING`).

    Attributes
    ----------
    document, start, end, literal, kind
        Where the numeral stands, what is printed, and what it is.
    coded
        What the coder wrote into each field of `schema.CODED`, as text.
    note, measures
        The coder's note, and what is counted in the coder's words.
    """

    TABLE: ClassVar[TableSchema] = schema.CODING

    document: str
    start: int
    end: int
    literal: str
    kind: str
    coded: Mapping[str, str]
    note: str = ""
    measures: Words = NO_WORDS

    @classmethod
    def from_values(cls, values: Values) -> CodedMention:
        """Make a mention from the values of its row."""
        return cls(
            **{name: values[name] for name in _OF_MENTIONS},
            coded={field.name: _text(values[field.name]) for field in schema.CODED},
        )

    def values(self) -> Values:
        """Return the values of its row."""
        own = {name: getattr(self, name) for name in _OF_MENTIONS}
        coded = {
            field.name: (int(cell) if cell else None) if field.kind == "whole" else cell
            for field in schema.CODED
            for cell in [self.coded.get(field.name, "")]
        }
        return {**own, **coded}

    @property
    def span(self) -> tuple[int, int]:
        """First character, and the one after the last."""
        return self.start, self.end

    @property
    def is_figure(self) -> bool:
        """Whether the coder calls it a figure."""
        return self.kind == "figure"

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether it shares a character with a span; touching spans share none."""
        return self.start < end and start < self.end


_OF_MENTIONS = ("document", "start", "end", "literal", "kind", "note", "measures")


def _text(value: object) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class ProposedIndicator(Record):
    """An indicator that is proposed for a figure (columns of ``proposals``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["proposals"]

    start: int
    end: int
    literal: str
    rank: int
    indicator: str
    label: Words
    confidence: Decimal | None
    reason: Words


@dataclass(frozen=True, slots=True)
class ListItem(Record):
    """An item of a list whose number a text states (columns of `schema.LIST_ITEMS`)."""

    TABLE: ClassVar[TableSchema] = schema.LIST_ITEMS

    document: str
    stated_start: int
    stated: str
    item: int
    start: int
    end: int
    printed: str
    open: bool
    note: Words


@dataclass(frozen=True, slots=True)
class FileHash(Record):
    """The recorded hash of a settled file (columns of `schema.HASHES`)."""

    TABLE: ClassVar[TableSchema] = schema.HASHES

    path: str
    sha256: str
