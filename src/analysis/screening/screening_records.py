"""What a screening gives: results with the places they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from analysis.language.messages import Message

Verdict: TypeAlias = Literal["contradicts", "unusual", "copy", "open", "holds"]
"""No reading of the words allows it; allowed, and worth a look; a fault of the copy; left open; it
agrees."""

VERDICTS: tuple[Verdict, ...] = ("contradicts", "unusual", "copy", "open", "holds")
"""All verdicts, what matters most first."""


class MarkedPlace(NamedTuple):
    """A span of the text.

    Attributes
    ----------
    start, end
        Offsets; what stands there is ``text[start:end]``.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    """What one rule says of some numbers.

    Attributes
    ----------
    rule
        Code of the rule (`analysis.screening.rule_runner.RULES`).
    verdict
        See `Verdict`.
    places
        The numbers it rests on, in the order of the text; for faults of the copy, any span.
    message
        What was found, in a sentence.
    """

    rule: str
    verdict: Verdict
    places: tuple[MarkedPlace, ...]
    message: Message

    @property
    def start(self) -> int:
        """Offset of the first place."""
        return min(place.start for place in self.places)


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found in one text.

    Attributes
    ----------
    text
        The text.
    figures
        Places of all its figures.
    results
        All results, in the order of the text.
    """

    text: str
    figures: tuple[MarkedPlace, ...]
    results: tuple[ScreeningResult, ...]

    def of(self, *verdicts: Verdict) -> tuple[ScreeningResult, ...]:
        """Return the results with one of these verdicts."""
        return tuple(result for result in self.results if result.verdict in verdicts)

    @property
    def checked(self) -> frozenset[MarkedPlace]:
        """The figures that stand in at least one relation that was checked."""
        arithmetic = self.of("contradicts", "unusual", "holds")
        return frozenset(place for result in arithmetic for place in result.places) & frozenset(
            self.figures
        )

    @property
    def status(self) -> int:
        """1 where something contradicts, else 0."""
        return int(bool(self.of("contradicts")))


def by_verdict(results: Sequence[ScreeningResult]) -> tuple[ScreeningResult, ...]:
    """Return results in the order of the text; at one place what matters most comes first."""
    return tuple(sorted(results, key=lambda result: (result.start, VERDICTS.index(result.verdict))))
