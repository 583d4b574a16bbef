"""Does a result survive other reasonable readings?  Every finding is tried under each of them.

A variant computes anew only what it changes: other limits and margins keep grades and figures,
other lengths of periods keep the derived figures, and argued values touch the texts that they are
argued for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from analysis.coding.coding_records import Correction, GradeArgument, likely_values
from analysis.comparison.comparison_records import Derived, Grade, Pair, PairOutcome, Trial
from analysis.comparison.comparison_settings import DEFAULT_SETTINGS, Settings
from analysis.comparison.derived import derive
from analysis.comparison.grading import Grader
from analysis.comparison.pairs import (
    entering,
    outcome_of_figures,
    outcome_of_ratios,
    parts_of,
)
from analysis.comparison.rules import Rules
from analysis.figures.figure import Figure, with_lengths
from analysis.figures.reference_periods import DEFAULT_RULES, PeriodRules
from analysis.intervals import format_number
from analysis.language.messages import Message, Part, number
from analysis.reading.limits import limits_of
from analysis.tables.codebook import Codebook
from analysis.tables.store import cells_of

OTHER_GRADE = "other_grade"
"""The variant in which contested pairs have the other grade; all others keep the rule."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reasonable way to compare.

    Attributes
    ----------
    code
        Its name.
    words
        What it is, for pairs of any kind of number.
    settings
        Limits and margins.
    periods
        How open lengths of periods are read; ``None`` for the same as ever.
    corrected
        Whether the argued values stand for the printed ones.
    regraded
        Whether the other grade is given where one is argued about.
    """

    code: str
    words: Part
    settings: Settings
    periods: PeriodRules | None = None
    corrected: bool = False
    regraded: bool = False

    def words_for(self, pair: Pair) -> Part:
        """Return what it is for one pair: of another margin, the one that its numbers have."""
        kind, _, number = pair.margin.partition(" ")
        if isinstance(self.words, Message) and number and self.words.fields:
            return Message(f"{self.words.key}_{kind}", **dict(self.words.fields))
        return self.words


def variants(base: Settings = DEFAULT_SETTINGS) -> tuple[Variant, ...]:
    """Return the other ways in which every finding is tried."""
    narrow = replace(base, factor=Fraction(11, 10), share_points=Fraction(3))
    wide = replace(base, factor=Fraction(3, 2), share_points=Fraction(10))
    complete = replace(DEFAULT_RULES, unfinished_months=0)
    half_year = replace(DEFAULT_RULES, unfinished_months=6)
    return (
        Variant("asserted_limits", _words("asserted_limits"), replace(base, limits="asserted")),
        Variant("narrow_margin", _margins("narrow_margin", narrow), narrow),
        Variant("wide_margin", _margins("wide_margin", wide), wide),
        Variant("complete_years", _words("complete_years"), base, complete),
        Variant("half_year_missing", _words("half_year_missing"), base, half_year),
        Variant("likely_corrections", _words("likely_corrections"), base, corrected=True),
        Variant(OTHER_GRADE, _words(OTHER_GRADE), base, regraded=True),
    )


def _words(code: str) -> Message:
    return Message(f"comparison.variant.{code}")


def _margins(code: str, settings: Settings) -> Message:
    factor, points = number(settings.factor), number(settings.share_points)
    return Message(f"comparison.variant.{code}", factor=factor, points=points)


def sensitivity(
    figures: Sequence[Figure],
    derived: Sequence[Derived],
    pairs: Iterable[Pair],
    codebook: Codebook,
    rules: Rules,
    corrections: Iterable[Correction] = (),
    arguments: Iterable[GradeArgument] = (),
    settings: Settings = DEFAULT_SETTINGS,
) -> tuple[Trial, ...]:
    """Try every comparative finding under other limits, margins, periods, values and grades.

    Parameters
    ----------
    figures, derived
        What was compared.
    pairs
        The pairs that `analysis.comparison.pairs.compare_figures` made of them.
    codebook, rules
        As there.
    corrections
        Register of faults: its likely values are tried.
    arguments
        Grades that are argued about: the other one is tried for each of them.
    settings
        Limits and margins of the pairs.

    Returns
    -------
    tuple of Trial
        One for each pair and variant that can change its result: a pair that stands side by side
        or is not comparable under both readings says nothing, whatever its numbers.
    """
    base = _Reading(figures, derived, Grader(codebook, rules))
    graded = tuple(pairs)
    instead = {
        frozenset((each.figure_a, each.figure_b)): cast("Grade", each.instead) for each in arguments
    }
    trials = []
    for variant in variants(settings):
        reading = _varied(base, variant, corrections)
        for pair in graded:
            grade = instead.get(_sides_of(pair)) if variant.regraded else reading.grade(pair)
            if grade is None or not _can_change(pair, grade, variant):
                continue
            if not variant.regraded and variant.settings == settings and reading.keeps(pair):
                result = pair.result
            else:
                result = reading.outcome(pair, variant.settings, grade)
            trials.append(_trial(pair, variant, result))
    return tuple(trials)


_DECIDED = ("strict", "annualised")
"""Grades under which the numbers of a pair say something."""


def _sides_of(pair: Pair) -> frozenset[str]:
    return frozenset((pair.figure_a, pair.figure_b))


def _can_change(pair: Pair, grade: Grade, variant: Variant) -> bool:
    """Tell whether a pair can have another result under a grade than it has."""
    if pair.result == "not_comparable" and not variant.regraded:
        return False
    return grade != pair.grade or pair.grade in _DECIDED


def _trial(pair: Pair, variant: Variant, result: PairOutcome) -> Trial:
    return Trial(
        comparison_id=pair.comparison_id,
        theme=pair.theme,
        concept=pair.concept,
        figure_a=pair.figure_a,
        figure_b=pair.figure_b,
        city_a=pair.city_a,
        city_b=pair.city_b,
        grade=pair.grade,
        result=pair.result,
        variant=variant.code,
        variant_words=variant.words_for(pair),
        variant_result=result,
        survives=result == pair.result,
    )


class _Reading:
    """The figures and ratios of one variant; what it shares with the base is taken from there."""

    def __init__(
        self,
        figures: Sequence[Figure],
        derived: Sequence[Derived],
        grader: Grader,
        base: _Reading | None = None,
    ) -> None:
        self.figures = figures
        self.derived = derived
        self.grader = grader
        self._base = base
        entered = entering(figures, grader.rules, grader.codebook)
        self._figures = {each.figure_id: each for each in entered}
        self._ratios = {
            each.derived_id: each
            for each in derived
            if each.kind == "ratio" and each.status == "computed"
        }
        self._grades: dict[str, Grade] = {}
        self._parts = parts_of(entered)

    def outcome(self, pair: Pair, settings: Settings, grade: Grade) -> PairOutcome:
        """Return the result of a pair under a grade; a side may be gone."""
        a, b = self._sides(pair)
        if a is None or b is None:
            return "not_comparable"
        if isinstance(a, Derived):
            return outcome_of_ratios(a, cast("Derived", b), grade, settings)
        return outcome_of_figures(a, cast("Figure", b), grade, settings)

    def keeps(self, pair: Pair) -> bool:
        """Tell whether both sides of a pair are those of the base."""
        if self._base is None:
            return True
        mine, theirs = self._sides(pair), self._base._sides(pair)
        return all(one is other for one, other in zip(mine, theirs, strict=True))

    def _sides(self, pair: Pair) -> tuple[Figure | Derived | None, Figure | Derived | None]:
        if pair.kind == "ratio":
            return self._ratios.get(pair.figure_a), self._ratios.get(pair.figure_b)
        return self._figures.get(pair.figure_a), self._figures.get(pair.figure_b)

    def grade(self, pair: Pair) -> Grade:
        """Return the grade of a pair in this reading; a side may be gone."""
        if self._base is None:
            return pair.grade
        if self.keeps(pair):
            return self._base.grade(pair)
        if None in self._sides(pair):
            return "not_comparable"
        if pair.comparison_id not in self._grades:
            a, b = self._sides(pair)
            if pair.kind == "ratio":
                one, other = cast("Derived", a), cast("Derived", b)
                grading = self.grader.ratios(one, other, self._parts(one, other))
            else:
                grading = self.grader.figures(cast("Figure", a), cast("Figure", b))
            self._grades[pair.comparison_id] = grading.grade
        return self._grades[pair.comparison_id]


def _varied(base: _Reading, variant: Variant, corrections: Iterable[Correction]) -> _Reading:
    """Return what a variant compares: computed anew only where it differs."""
    codebook, rules = base.grader.codebook, base.grader.rules
    if variant.periods is not None:
        known = with_lengths(base.figures, codebook.documents, variant.periods)
        figures = tuple(
            old if new.period == old.period else new
            for new, old in zip(known, base.figures, strict=True)
        )
        return _Reading(figures, base.derived, base.grader, base)
    if not variant.corrected:
        return base
    figures = corrected(base.figures, corrections)
    texts = {new.document for new, old in zip(figures, base.figures, strict=True) if new is not old}
    anew = derive([each for each in figures if each.document in texts], codebook, rules)
    kept = [each for each in base.derived if each.document not in texts]
    return _Reading(figures, [*kept, *anew], base.grader, base)


def corrected(figures: Sequence[Figure], corrections: Iterable[Correction]) -> tuple[Figure, ...]:
    """Return the figures with the likely values of the register in place of the printed ones.

    Only for trying out what the corrections would change; nothing built on it is published as a
    figure.  A figure that is not touched is returned as it is.

    Parameters
    ----------
    figures
        Figures of any number of texts.
    corrections
        Register of faults.
    """
    likely = likely_values(corrections)
    changed = {
        figure.figure_id: replace(
            figure,
            value=likely[figure.figure_id],
            value_high=None,
            literal=format_number(likely[figure.figure_id]),
            bound="exact",
            hedge="",
            status="as_printed",
        )
        for figure in figures
        if figure.figure_id in likely
    }
    known = {figure.figure_id: figure for figure in figures} | changed
    return tuple(
        _limited(known[figure.figure_id], known.get(figure.part_of))
        if figure.figure_id in changed or figure.part_of in changed
        else figure
        for figure in figures
    )


def _limited(figure: Figure, whole: Figure | None) -> Figure:
    """Return a figure with limits that are worked out anew from its words."""
    return replace(figure, limits=limits_of(_cells(figure), whole=_cells(whole) if whole else None))


def _cells(figure: Figure) -> dict[str, str]:
    return dict(zip(Figure.TABLE.names, cells_of(figure.values(), Figure.TABLE), strict=True))
