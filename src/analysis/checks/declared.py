"""What a check is and what it finds: a function declared under a code by `check`.

What a check looks for and what a finding means for use are entries of the catalogue of words,
``check.<code>.looks`` and ``check.<code>.effect``.  What a check sees belongs to
`analysis.checks.text`, the record that is published to `analysis.checks.finding_records`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from analysis.checks.finding_records import FindingVerdict
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Message, Part

if TYPE_CHECKING:
    from analysis.checks.text import CheckedText


class Likely(NamedTuple):
    """A value argued beside a printed one; no value where only the argument is known."""

    figure: str = ""
    value: Fraction | None = None
    argument: Part = ""


NOTHING_LIKELY = Likely()


@dataclass(frozen=True, slots=True)
class DeclaredFinding:
    """One thing that a check finds.

    Attributes
    ----------
    figures
        The figures concerned, in the order in which the words name them.
    verdict
        ``certain``, ``likely`` or ``unusual`` (but possible).
    fact
        The fact, in one sentence.
    reason
        Why it is so, with the calculation in words.
    calculation
        The calculation with figure identifiers.
    limits
        Its result within limits.
    fault
        Code of the kind of fault, when it is one.
    effect
        What it means for use; when empty, what the check says.
    likely
        What is argued beside the printed value: the readings that remain.
    """

    figures: tuple[Figure, ...]
    verdict: FindingVerdict
    fact: Part
    reason: Part = ""
    calculation: str = ""
    limits: Interval | None = None
    fault: str = ""
    effect: Part = ""
    likely: Likely = NOTHING_LIKELY


Finder: TypeAlias = "Callable[[CheckedText], Iterable[DeclaredFinding]]"
"""What a check does: it yields what it finds in a text."""


@dataclass(frozen=True, slots=True)
class Check:
    """A declared check.

    Attributes
    ----------
    code
        Its name.
    find
        Finds it in a text.
    shared
        Name of the effect in ``[check_effect]``, where the check has none of its own.
    """

    code: str
    find: Finder
    shared: str = ""

    @property
    def looks(self) -> Message:
        """What it looks for."""
        return Message(f"check.{self.code}.looks")

    @property
    def effect(self) -> Message:
        """What a finding means for use."""
        return shared_effect(self.shared) if self.shared else Message(f"check.{self.code}.effect")


def shared_effect(name: str) -> Message:
    """Return one of the effects that several checks share."""
    return Message(f"check_effect.{name}")


_DECLARED: dict[str, Check] = {}


def declared_check(code: str, effect: str = "") -> Callable[[Finder], Finder]:
    """Declare a function as the check called `code`.

    Parameters
    ----------
    code
        Its name, as in the findings.
    effect
        Name of a shared effect; without one, the catalogue has ``check.<code>.effect``.

    Raises
    ------
    AnalysisError
        If another function is the check of that name.
    """

    def declare(find: Finder) -> Finder:
        known = _DECLARED.get(code)
        if known is not None and known.find.__qualname__ != find.__qualname__:
            raise AnalysisError(f"two functions are the check {code!r}: give one another name")
        _DECLARED[code] = Check(code, find, effect)
        return find

    return declare


def checks_of(family: ModuleType) -> tuple[Check, ...]:
    """Return the checks that a module declares, in its order."""
    return tuple(each for each in _DECLARED.values() if each.find.__module__ == family.__name__)
