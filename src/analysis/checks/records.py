"""What a check found, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias

from analysis.intervals import Interval
from analysis.language.messages import Part
from analysis.tables import schema
from analysis.tables.schema import Table
from analysis.tables.store import Record

Verdict: TypeAlias = Literal["certain", "likely", "unusual"]


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """What a check found in a text (columns of `schema.FINDINGS`).

    `figures` are named in the order in which the words name them.  `finding` and `reason` are the
    words; `finding_message` and `reason_message` say the same as data, with links.
    """

    TABLE: ClassVar[Table] = schema.FINDINGS

    finding_id: str
    document: str
    check: str
    figures: tuple[str, ...]
    calculation: str
    limits: Interval | None
    verdict: Verdict
    fault: str
    finding: Part
    finding_message: Part
    reason: Part
    reason_message: Part
    effect: Part
    likely_figure: str
    likely_value: Fraction | None
    argument: Part
