"""What comparisons make: derived figures, graded pairs, look-alikes and trials, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from analysis.intervals import Interval
from analysis.language.messages import Part
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record

_Status: TypeAlias = Literal["computed", "refused", "kept_out", "argued"]
Grade: TypeAlias = Literal["strict", "annualised", "loose", "not_comparable"]
TargetVerdict: TypeAlias = Literal[
    "met", "missed", "undecided", "not_stated", "not_found", "undated"
]
"""What became of a target: reached, not reached, left open by the limits; a text reports on its
time and does not say, no text does, or its time is not stated."""

PairOutcome: TypeAlias = Literal[
    "texts_differ", "same_size", "cannot_be_decided", "side_by_side", "not_comparable"
]


@dataclass(frozen=True, slots=True)
class Derived(Record):
    """A figure derived inside one text (columns of `schema.DERIVED`).

    `value` is ``None`` where the limits are all that is known; the limits are ``None`` where the
    calculation is refused.  `reason` is the sentence, `reason_message` the same as data.
    """

    TABLE: ClassVar[TableSchema] = schema.DERIVED

    derived_id: str
    document: str
    city: str
    theme: str
    kind: str
    group: str
    measure: str
    label: Part
    value: Fraction | None
    unit: Part
    unit_over: str
    unit_under: str
    formula: str
    inputs: tuple[str, ...]
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    scheme: str
    grade: str
    stage: tuple[str, ...]
    route: tuple[str, ...]
    population: tuple[str, ...]
    level: str
    period_start: date | None
    period_end: date | None
    period_kind: str
    asserted: Interval | None
    conventional: Interval | None
    status: _Status
    assumed: tuple[str, ...]
    reason: Part
    reason_message: Part
    caveats: tuple[str, ...]

    @property
    def unit_code(self) -> str:
        """Its printed units as coded: ``元/人``, ``人``."""
        return f"{self.unit_over}/{self.unit_under}" if self.unit_under else self.unit_over


@dataclass(frozen=True, slots=True)
class Pair(Record):
    """Two figures of one concept in different texts, graded (columns of `schema.COMPARISONS`)."""

    TABLE: ClassVar[TableSchema] = schema.COMPARISONS

    comparison_id: str
    kind: str
    theme: str
    concept: str
    figure_a: str
    figure_b: str
    document_a: str
    document_b: str
    city_a: str
    city_b: str
    indicator_a: str
    indicator_b: str
    literal_a: str
    literal_b: str
    value_a: Fraction | None
    value_b: Fraction | None
    unit_a: str
    unit_b: str
    basis: str
    limits_a: Interval | None
    limits_b: Interval | None
    grade: Grade
    differences: tuple[str, ...]
    deciding: tuple[str, ...]
    differences_words: Part
    difference_messages: Part
    overruled: Part
    argument: Part
    margin: str
    result: PairOutcome
    traps: tuple[str, ...]

    @property
    def pairs(self) -> int:
        """How many pairs it is, as of a `PairCount`."""
        return 1


class Axis(NamedTuple):
    """What figures on one axis share; of ratios, the measure alone."""

    indicator: str
    unit: str = ""
    period_kind: str = ""
    nature: str = ""


@dataclass(frozen=True, slots=True)
class PairCount(Record):
    """Pairs that are counted and not stored (columns of `schema.PAIR_COUNTS`)."""

    TABLE: ClassVar[TableSchema] = schema.PAIR_COUNTS

    kind: str
    theme: str
    concept: str
    city: str
    indicator: str
    unit: str
    period_kind: str
    nature: str
    grade: Grade
    result: PairOutcome
    deciding: tuple[str, ...]
    pairs: int

    @property
    def axis(self) -> Axis:
        """What both sides share; empty where they cannot stand on one axis."""
        return Axis(self.indicator, self.unit, self.period_kind, self.nature)


Graded: TypeAlias = Pair | PairCount
"""A stored pair, or several that are counted."""


@dataclass(frozen=True, slots=True)
class LookAlike(Record):
    """Like numbers of different things in two texts (columns of `schema.LOOK_ALIKES`)."""

    TABLE: ClassVar[TableSchema] = schema.LOOK_ALIKES

    figure_a: str
    figure_b: str
    document_a: str
    document_b: str
    literal_a: str
    literal_b: str
    indicator_a: str
    indicator_b: str
    measures_a: Part
    measures_b: Part
    difference: str
    difference_words: Part


@dataclass(frozen=True, slots=True)
class Trial(Record):
    """One result of a pair under another reading (columns of `schema.SENSITIVITY`)."""

    TABLE: ClassVar[TableSchema] = schema.SENSITIVITY

    comparison_id: str
    theme: str
    concept: str
    figure_a: str
    figure_b: str
    city_a: str
    city_b: str
    grade: Grade
    result: PairOutcome
    variant: str
    variant_words: Part
    variant_result: PairOutcome
    survives: bool


@dataclass(frozen=True, slots=True)
class Target(Record):
    """A target beside what a text of its city reports of it (columns of `schema.TARGETS`)."""

    TABLE: ClassVar[TableSchema] = schema.TARGETS

    figure_id: str
    document: str
    city: str
    theme: str
    indicator: str
    literal: str
    unit: str
    bound: str
    aimed: Interval
    period_start: date | None
    period_end: date | None
    result_figure: str
    result_document: str
    result_literal: str
    done: Interval | None
    target_verdict: TargetVerdict
    reason: Part
