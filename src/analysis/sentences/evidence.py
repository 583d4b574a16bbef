"""What sentences and pages are made from: the records of a data set, and how sentences name them.

What may be said of them belongs to `analysis.sentences.statements` and to the main findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from analysis.checks.finding_records import Finding
from analysis.comparison.comparison_records import (
    Derived,
    Graded,
    LookAlike,
    Pair,
    PairCount,
    Trial,
)
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import (
    DIGITS_SHOWN,
    format_bound,
    format_interval,
    format_ratio,
    period_of,
    with_name,
)
from analysis.language.messages import (
    Fragments,
    Joined,
    Linked,
    Message,
    Named,
    Part,
    Within,
    listed,
    text,
)
from analysis.tables.codebook import Codebook


@dataclass(frozen=True)
class Evidence:
    """The records that sentences are made from.

    Attributes
    ----------
    figures
        Figures, repeats included.
    derived
        Derived figures.
    codebook
        Labels of codes, indicators and documents.
    pairs, look_alikes, trials
        Graded pairs, like numbers of different things, results under other readings.
    findings
        What the checks found.
    plausible
        What a ratio usually is, by measure.
    counts
        Graded pairs that are counted and not stored.
    likely
        Numbers argued beside printed ones, by figure.
    """

    figures: tuple[Figure, ...]
    derived: tuple[Derived, ...]
    codebook: Codebook
    pairs: tuple[Pair, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    trials: tuple[Trial, ...] = ()
    findings: tuple[Finding, ...] = ()
    plausible: Mapping[str, Interval] = field(default_factory=dict)
    counts: tuple[PairCount, ...] = ()
    likely: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def graded(self) -> tuple[Graded, ...]:
        """All graded pairs, stored or counted."""
        return (*self.pairs, *self.counts)

    @cached_property
    def distinct(self) -> tuple[Figure, ...]:
        """The figures without repeats."""
        return tuple(figure for figure in self.figures if not figure.is_repeat)

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {figure.figure_id: figure for figure in self.figures}

    @cached_property
    def _derived(self) -> dict[str, Derived]:
        return {derived.derived_id: derived for derived in self.derived}

    def is_figure(self, name: str) -> bool:
        """Tell whether a name is that of a printed figure."""
        return name in self._figures

    def figure(self, figure_id: str) -> Figure:
        """Return a figure.

        Raises
        ------
        AnalysisError
            If there is none of that name.
        """
        if figure_id not in self._figures:
            raise AnalysisError(f"there is no figure {figure_id!r} among those given")
        return self._figures[figure_id]

    def ratio(self, derived_id: str) -> Derived:
        """Return a derived figure.

        Raises
        ------
        AnalysisError
            If there is none of that name.
        """
        if derived_id not in self._derived:
            raise AnalysisError(f"there is no derived figure {derived_id!r} among those given")
        return self._derived[derived_id]

    @cached_property
    def _yearly(self) -> dict[str, str]:
        return {
            derived.numerator[0]: derived.derived_id
            for derived in self.derived
            if derived.group == "per_year" and derived.status == "computed"
        }

    def yearly(self, figure_id: str) -> str:
        """Return the name of the yearly average of a figure; empty where none was computed."""
        return self._yearly.get(figure_id, "")

    def in_order(self, documents: Iterable[str]) -> list[str]:
        """Return documents in the order of the catalogue, each once."""
        present = set(documents)
        return [name for name in self.codebook.document_order() if name in present]

    def text(self, document: str) -> Part:
        """Return the short name of a text."""
        return Named(self.codebook.document_label(document))

    def subject(self, pair: Pair) -> Part:
        """Return what a pair is about: an indicator or a ratio."""
        if pair.kind == "ratio":
            return self.ratio(pair.figure_a).label
        return self.codebook.indicator_label(pair.indicator_a)


def attribute(code: str) -> Part:
    """Return the name of an attribute in which figures can differ."""
    return Named(Message(f"comparison.attribute.{code}"))


# --- numbers in sentences -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in words: as printed in the language of the texts, as read in the others."""

    figure: Figure

    def say(self, language: str) -> Fragments:
        """Return the words."""
        return (format_bound(self.figure, language),)


@dataclass(frozen=True, slots=True)
class Covering:
    """The time that a figure covers, in words."""

    figure: Figure

    def say(self, language: str) -> Fragments:
        """Return the words."""
        return (period_of(self.figure, language),)


@dataclass(frozen=True, slots=True)
class DerivedNumber:
    """A computed number with its unit.

    Attributes
    ----------
    derived
        The derived figure.
    digits
        Significant digits of its limits; 0 for the limits as they are, ``None`` for the number
        itself where its limits are near it.
    """

    derived: Derived
    digits: int | None = None

    def say(self, language: str) -> Fragments:
        """Return the words."""
        unit = text(self.derived.unit, language)
        limits = self.derived.conventional or Interval()
        if self.digits is None:
            return (format_ratio(self.derived.value, limits, unit, language),)
        return (with_name(format_interval(limits, "", language, self.digits), unit, language),)


def figure_number(figure: Figure) -> Part:
    """Return a figure in words, linked to its card."""
    return Linked(figure.figure_id, Printed(figure))


def yearly_number(evidence: Evidence, figure: Figure, limits: Interval) -> Part:
    """Return what a figure comes to in a year, linked to how that is computed.

    Parameters
    ----------
    evidence
        The records, with the average where one was computed.
    figure
        A total of several years.
    limits
        The limits of its average, in which it is compared.
    """
    average = Within(limits, figure.unit, DIGITS_SHOWN)
    return Linked(figure.figure_id, average, evidence.yearly(figure.figure_id))


def in_a_year(evidence: Evidence, figure: Figure, limits: Interval | None) -> Part:
    """Return what a figure comes to in a year; one of a single year, or without limits, as it is.

    Parameters
    ----------
    evidence, figure
        As `yearly_number` takes them.
    limits
        The limits of its average; ``None`` where it is not compared by the year.
    """
    if limits is None or figure.period.kind != "multi_year":
        return figure_number(figure)
    return Message("conclusion.a_year", number=yearly_number(evidence, figure, limits))


def derived_number(derived: Derived, digits: int | None = None) -> Part:
    """Return a computed number in words, linked to the card of the figure above the line."""
    return Linked(derived.numerator[0], DerivedNumber(derived, digits), derived.derived_id)


TOLD = 6
"""Most texts that a sentence names where there are many."""


def some(parts: Sequence[Part], codebook: Codebook) -> Joined:
    """Return parts as a list; where there are many texts, the first ones and how many more.

    How many are left out is no claim: whoever makes one has the number of all among its results.
    """
    told, left = codebook.bounded(parts, TOLD)
    return listed([*told, Named(Message("headline.more", n=left))] if left else told)


def names(parts: Sequence[Part]) -> Part:
    """Return names as one list that makes no claim."""
    return Named(listed(parts))
