"""Units of derived figures in words: what is counted, and what stands per what.

What a unit is called beside a number belongs to `analysis.language.numbers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.comparison.rules import Rules
from analysis.figures.figure import Figure
from analysis.language import t, unit_name
from analysis.language.messages import NO_WORDS, Fragments, Message, Part, Words, words_of

SEVERAL = 2
"""Any number that asks for the plural."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a unit counts: the unit's own name, else the word of the thing, else of the unit."""

    unit: str
    thing: Words
    n: int

    def say(self, language: str) -> Fragments:
        name = unit_name(self.unit, language, self.n) or self.thing.get(language, "")
        key = f"thing.{self.unit}" if self.unit else "comparison.unit_form.none"
        return (name or t(key, language, n=self.n),)


@lru_cache(maxsize=1024)
def counted_unit(unit: str, n: int = SEVERAL, thing: Words = NO_WORDS) -> Words:
    """Return what a printed unit counts, in every language.

    Parameters
    ----------
    unit
        Printed unit as coded.
    n
        1 for one of them, more for several.
    thing
        What is counted, where the unit does not say it.

    Raises
    ------
    AnalysisError
        If the unit has no name in the catalogue of words.
    """
    return words_of(_Counted(unit, thing, n))


def counted_by(figure: Figure, rules: Rules, n: int = SEVERAL) -> Words:
    """Return what a figure counts one or several of: people, disputes, yuan."""
    return counted_unit(figure.unit, n, rules.words_of(figure.indicator, n))


@lru_cache(maxsize=1024)
def formed(form: str, over: Words, under: Words = NO_WORDS) -> Words:
    """Return the unit of a calculation in every language.

    Parameters
    ----------
    form
        ``percent``, ``numerator``, or an entry of the catalogue below ``comparison.unit_form``.
    over, under
        Several of what stands above the line, and one of what stands below it.
    """
    part: Part = Message(f"comparison.unit_form.{form}", over=over, under=under)
    if form == "percent":
        part = Message("unit.%")
    if form == "numerator":
        part = over
    return words_of(part)
