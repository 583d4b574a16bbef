"""What a check found, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, TypeAlias, get_args

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Part
from analysis.tables import schema
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record

FindingVerdict: TypeAlias = Literal["certain", "likely", "unusual", "note"]
"""How sure a finding is, the surest first; a note finds nothing wrong and says what to mind."""

FINDING_VERDICTS: tuple[FindingVerdict, ...] = get_args(FindingVerdict)


def verdict_of(code: str) -> FindingVerdict:
    """Return the verdict that a code of the register names.

    Raises
    ------
    AnalysisError
        If there is no such verdict.
    """
    for verdict in FINDING_VERDICTS:
        if verdict == code:
            return verdict
    raise AnalysisError(f"unknown verdict {code!r} (known: {', '.join(FINDING_VERDICTS)})")


CellFaultKind: TypeAlias = Literal[
    "given_again", "unreadable", "period_backwards", "range_backwards"
]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What of a raw row was put aside when it was read.

    Attributes
    ----------
    figure_id
        The figure.
    kind
        ``given_again``: later rows of its identifier; ``unreadable``: cells that are none of their
        kind; ``period_backwards``: a start after the end; ``range_backwards``: ends that were
        exchanged.
    cells
        Names of the unreadable columns; first and last day as written.
    """

    figure_id: str
    kind: CellFaultKind
    cells: tuple[str, ...] = ()


DECLARING = ("damage", "declared_fault")
"""Checks that say what the register argues of a figure."""


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """What a check found in a text (columns of `schema.FINDINGS`).

    `figures` are named in the order in which the words name them.  `matter` is the finding that
    decides: several findings may see one matter, of which the register has the last word.
    `finding` and `reason` are the words; `finding_message` and `reason_message` say the same as
    data, with links.
    """

    TABLE: ClassVar[TableSchema] = schema.FINDINGS

    finding_id: str
    document: str
    check: str
    matter: str
    figures: tuple[str, ...]
    calculation: str
    limits: Interval | None
    verdict: FindingVerdict
    fault: str
    finding: Part
    finding_message: Part
    reason: Part
    reason_message: Part
    effect: Part
    likely_figure: str
    likely_value: Fraction | None
    argument: Part

    @property
    def points(self) -> bool:
        """Whether it meets a fault that the register argues, which decides on the matter."""
        return self.matter != self.finding_id and self.check not in DECLARING

    @property
    def documents(self) -> tuple[str, ...]:
        """The texts whose figures it names, its own first."""
        named = (figure.rpartition("-")[0] for figure in self.figures)
        return tuple(dict.fromkeys((self.document, *named)))
