"""What may be derived and what makes a difference: rules as data, beside the codebook.

The tables ``ratios``, ``sums``, ``indicator-rules``, ``code-rules`` and ``units`` are declared
like every other; a new indicator with its ratios is rows of data.  How a difference grades a pair
is declared with the attributes themselves (`differs` in ``declared.toml``); the calculations belong
to `analysis.comparison.arithmetic`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, TypeVar

from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.language.messages import NO_WORDS, Words
from analysis.tables import schema
from analysis.tables.dataset import Dataset
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record, RecordType
from analysis.tables.units import Unit

R = TypeVar("R", bound=RecordType)


@dataclass(frozen=True, slots=True)
class RatioRule(Record):
    """A ratio that makes sense (columns of ``ratios``).

    Attributes
    ----------
    measure
        Code of the ratio.
    kind
        ``ratio``; or ``base``: a count and a rate that imply what the rate is a share of; or
        ``among``: a number against the state of all, wherever the text states that.
    group
        What it is about: ``help_per_head``, ``scale``, ``structure``, ``share``, ``base``,
        ``members``.
    numerator, denominator
        Indicators.
    scale
        The quotient is multiplied by this (100 for a percentage).
    one_sentence
        Whether the two must stand in one sentence.
    unit_form
        How the unit of the result is made of those of the two: ``quotient``, ``per_hundred``,
        ``percent`` or ``numerator``.
    label
        What the result is called.
    """

    TABLE: ClassVar[TableSchema] = schema.TABLES["ratios"]

    measure: str
    kind: str
    group: str
    numerator: str
    denominator: str
    scale: int
    one_sentence: bool
    unit_form: str
    label: Words


@dataclass(frozen=True, slots=True)
class SumRule(Record):
    """An indicator whose groups may be added within a sentence (columns of ``sums``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["sums"]

    measure: str
    indicator: str
    label: Words


@dataclass(frozen=True, slots=True)
class IndicatorRule(Record):
    """What an indicator says of its groups and of its units (columns of ``indicator-rules``).

    Attributes
    ----------
    indicator
        Its code.
    group_decides
        Whether the group says which kind of thing is counted: another one is another thing.
    implied_groups
        Groups that only repeat what the indicator says: to name them is no difference.
    akin_groups
        Groups of which one may be taken for the other: to name another is a difference that
        forbids nothing.
    one, many
        What one and what several of its units are, where the unit itself does not say it.
    """

    TABLE: ClassVar[TableSchema] = schema.TABLES["indicator-rules"]

    indicator: str
    group_decides: bool
    implied_groups: tuple[str, ...]
    akin_groups: tuple[str, ...]
    one: Words
    many: Words


@dataclass(frozen=True, slots=True)
class CodeRule(Record):
    """A code that says less, or another thing, than a difference (columns of ``code-rules``)."""

    TABLE: ClassVar[TableSchema] = schema.TABLES["code-rules"]

    list: str
    code: str
    effect: str


@dataclass(frozen=True)
class Rules:
    """All rules of comparisons, as they were declared.

    Parameters
    ----------
    ratios, sums, indicators, codes, units
        Records of the five tables.
    """

    ratios: tuple[RatioRule, ...] = ()
    sums: tuple[SumRule, ...] = ()
    indicators: tuple[IndicatorRule, ...] = ()
    codes: tuple[CodeRule, ...] = ()
    units: tuple[Unit, ...] = ()

    @classmethod
    def load(cls, data: Dataset) -> Rules:
        """Return the rules that are published with a data set.

        Raises
        ------
        AnalysisError
            If a table is missing or broken.
        """
        return cls(
            data.rows(RatioRule),
            data.rows(SumRule),
            data.rows(IndicatorRule),
            data.rows(CodeRule),
            data.rows(Unit),
        )

    @classmethod
    def of_raw(cls, raw: RawData) -> Rules:
        """Return the rules of the raw tables.

        Raises
        ------
        AnalysisError
            If a cell breaks its declaration, or a rule cannot be followed: file, row, key and what
            to do.
        """
        rules = cls(
            raw.rows(RatioRule),
            raw.rows(SumRule),
            raw.rows(IndicatorRule),
            raw.rows(CodeRule),
            raw.rows(Unit),
        )
        faults = list(rules.faults(raw.codes))
        if faults:
            raise AnalysisError("\n".join(faults))
        return rules

    def faults(self, codes: Mapping[str, Iterable[str]]) -> Iterator[str]:
        """Yield what is wrong between the rows of the rules, a sentence each.

        What a single cell may hold is declared and checked when it is read.

        Parameters
        ----------
        codes
            Allowed codes by name of code list.
        """
        measures = Counter([rule.measure for rule in self.ratios])
        measures.update(rule.measure for rule in self.sums)
        known: dict[tuple[object, ...], str] = {}
        named = [(rule.measure, at) for rule, at in _rows(self.ratios)]
        named += [(rule.measure, at) for rule, at in _rows(self.sums)]
        for measure, at in named:
            if measure in set(codes.get("indicator", ())):
                yield f"{at}: {measure!r} is an indicator as well: rename one of them."
        for ratio, at in _rows(self.ratios):
            if measures[ratio.measure] > 1:
                yield f"{at}: the measure {ratio.measure!r} is declared twice: rename one of them."
            first = known.setdefault(_operands(ratio), ratio.measure)
            if first != ratio.measure:
                yield f"{at}: {ratio.measure!r} is what {first!r} is: take one of them out."
            if ratio.numerator == ratio.denominator:
                yield f"{at}: {ratio.numerator!r} is divided by itself: correct either side."
            if ratio.scale == 0:
                yield f"{at}: the scale of {ratio.measure!r} is 0: write 1, or 100 for per cent."
        for noun, at in _rows(self.indicators):
            forms = [*noun.one.values(), *noun.many.values()]
            if any(forms) and not all(forms):
                yield (
                    f"{at}: {noun.indicator!r} lacks a word for one or for several in some "
                    f"language: fill the columns of `one` and `many`, or empty them all."
                )
        for rule, at in _rows(self.codes):
            if rule.code not in set(codes.get(rule.list, ())):
                yield (
                    f"{at}: codelists.csv has no code {rule.code!r} in the list {rule.list!r}: "
                    f"add it there or correct the rule."
                )

    @property
    def measures(self) -> tuple[str, ...]:
        """Codes of all ratios and bases."""
        return tuple(rule.measure for rule in self.ratios)

    @cached_property
    def addable(self) -> frozenset[str]:
        """Indicators whose groups may be added."""
        return frozenset(rule.indicator for rule in self.sums)

    def group_decides(self, indicator: str) -> bool:
        """Tell whether another group of an indicator is another thing."""
        rule = self._indicators.get(indicator)
        return rule is not None and rule.group_decides

    def implies(self, indicator: str, groups: frozenset[str]) -> bool:
        """Tell whether groups only repeat what an indicator says."""
        rule = self._indicators.get(indicator)
        return groups <= (frozenset(rule.implied_groups) if rule else frozenset())

    def are_akin(self, indicator: str, groups: frozenset[str]) -> bool:
        """Tell whether an indicator has two groups of which one may be taken for the other."""
        rule = self._indicators.get(indicator)
        return len(groups) > 1 and rule is not None and groups <= frozenset(rule.akin_groups)

    def words_of(self, indicator: str, n: int) -> Words:
        """Return what one or several units of an indicator are; empty where the unit says it."""
        rule = self._indicators.get(indicator)
        if rule is None:
            return NO_WORDS
        return rule.one if n == 1 else rule.many

    def has_effect(self, attribute: str, code: str, effect: str) -> bool:
        """Tell whether a code of an attribute has one of the effects of ``code-rules``."""
        return (attribute, code, effect) in self._codes

    def is_neutral(self, unit: str) -> bool:
        """Tell whether a unit leaves the counted thing to the indicator; no unit does, too."""
        return not unit or unit in self._neutral

    def are_kindred(self, a: str, b: str) -> bool:
        """Tell whether two units count the same people in another way."""
        return frozenset((a, b)) in self._kindred

    @cached_property
    def _indicators(self) -> Mapping[str, IndicatorRule]:
        return {rule.indicator: rule for rule in self.indicators}

    @cached_property
    def _codes(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((rule.list, rule.code, rule.effect) for rule in self.codes)

    @cached_property
    def _neutral(self) -> frozenset[str]:
        return frozenset(rule.unit for rule in self.units if rule.neutral)

    @cached_property
    def _kindred(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((rule.unit, other)) for rule in self.units for other in rule.kindred
        )


def _operands(rule: RatioRule) -> tuple[object, ...]:
    """Return all of a ratio but what it is called and where it is filed."""
    return rule.kind, rule.numerator, rule.denominator, rule.scale, rule.one_sentence


def _rows(rules: Iterable[R]) -> Iterator[tuple[R, str]]:
    """Yield rules with the file and row where they stand."""
    for number, rule in enumerate(rules, start=2):
        yield rule, f"data/raw/{rule.TABLE.name}.csv, row {number}"
