"""What people found out and decided when they coded, as records of the raw tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.schema import Table
from analysis.tables.store import Record


@dataclass(frozen=True, slots=True)
class Coder(Record):
    """Who coded, and how (columns of `schema.CODERS`)."""

    TABLE: ClassVar[Table] = schema.CODERS

    coder: str
    label: Words
    how: Words


@dataclass(frozen=True, slots=True)
class Correction(Record):
    """A fault argued beside a printed value (columns of `schema.CORRECTIONS`)."""

    TABLE: ClassVar[Table] = schema.CORRECTIONS

    figure_id: str
    printed: str
    fault: str
    verdict: str
    evidence: Words
    readings: Words
    likely_value: Fraction | None
    effect: Words


@dataclass(frozen=True, slots=True)
class OutsideFact(Record):
    """A fact from elsewhere with its origin (columns of `schema.OUTSIDE`)."""

    TABLE: ClassVar[Table] = schema.OUTSIDE

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

    TABLE: ClassVar[Table] = schema.TEXT_FAULTS

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

    TABLE: ClassVar[Table] = schema.GRADE_ARGUMENTS

    figure_a: str
    figure_b: str
    grade: str
    instead: str
    reason: Words


@dataclass(frozen=True, slots=True)
class CountedList(Record):
    """A list beside the number that the text states for it (columns of `schema.LISTS`)."""

    TABLE: ClassVar[Table] = schema.LISTS

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

    TABLE: ClassVar[Table] = schema.AGREEMENT

    document: str
    column: str
    metric: str
    cases: int
    agreed: int
    share: Decimal | None
    alpha: Decimal | None


@dataclass(frozen=True, slots=True)
class Disagreement(Record):
    """A cell that two coders filled differently (columns of `schema.DISAGREEMENTS`)."""

    TABLE: ClassVar[Table] = schema.DISAGREEMENTS

    document: str
    start: int
    literal: str
    column: str
    coder_a: str
    coder_b: str
    settled: str
