"""All pairs of figures, and of ratios, of one concept in different texts, with their result.

From the grade, the limits and the margins follows one of five results: the texts differ, about
equal, cannot be decided, side by side only, not comparable.  Strict and annualised pairs
differ, are about equal, or cannot be decided because their limits leave it open; loose ones
stand side by side only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from analysis.coding.coding_records import GradeArgument
from analysis.comparison import arithmetic
from analysis.comparison.arithmetic import RefusedError
from analysis.comparison.comparison_records import Derived, Grade, Pair, PairOutcome
from analysis.comparison.comparison_settings import DEFAULT_SETTINGS, Settings
from analysis.comparison.derived import sum_figure, sums_of_kinds
from analysis.comparison.grading import Difference, FigurePair, Grader, Grading
from analysis.comparison.rules import Rules
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval, Margin, difference, format_number
from analysis.language.messages import Joined, Message, Part
from analysis.tables.codebook import Codebook

SHARE = "%"
"""Unit of shares, which are compared in points."""


def compare_figures(
    figures: Iterable[Figure],
    derived: Iterable[Derived],
    codebook: Codebook,
    rules: Rules,
    settings: Settings = DEFAULT_SETTINGS,
    arguments: Iterable[GradeArgument] = (),
) -> tuple[Pair, ...]:
    """Compare all core figures, and all ratios, of one concept in different texts.

    Parameters
    ----------
    figures
        Figures of all texts, with the lengths of their periods; the order of the texts is the
        order of the two sides.
    derived
        What is derived from them.
    codebook
        Labels of codes and texts.
    rules
        What makes a difference, and what may be added.
    settings
        Limits and margins.
    arguments
        Why a grade is no stricter or looser.

    Returns
    -------
    tuple of Pair
        Figures first, by concept, then ratios, by measure.

    Raises
    ------
    AnalysisError
        If an argument names no pair or another grade than the rule gives, or a code, a unit or a
        text has no label.
    """
    grader = Grader(codebook, rules)
    entered = entering(figures, rules, codebook)
    found = [
        _pair_of_figures(a, b, grader.figures(a, b), settings) for a, b in _figure_pairs(entered)
    ]
    parts = parts_of(entered)
    found += [
        _pair_of_ratios(a, b, grader.ratios(a, b, parts(a, b)), settings)
        for a, b in _ratio_pairs(derived)
    ]
    return _argued(found, arguments)


def compare_two(
    a: Figure | Derived,
    b: Figure | Derived,
    figures: Iterable[Figure],
    codebook: Codebook,
    rules: Rules,
    settings: Settings = DEFAULT_SETTINGS,
    arguments: Iterable[GradeArgument] = (),
) -> Pair:
    """Compare two figures, or two ratios, whatever they count and wherever they stand.

    Parameters
    ----------
    a, b
        The two, of one kind; figures with the lengths of their periods.
    figures
        Figures of all texts, of which ratios are made.
    codebook, rules, settings, arguments
        As of `compare`.

    Raises
    ------
    AnalysisError
        If one is a figure and the other a ratio, or as of `compare`.
    """
    grader = Grader(codebook, rules)
    if isinstance(a, Figure) and isinstance(b, Figure):
        pair = _pair_of_figures(a, b, grader.figures(a, b), settings)
    elif isinstance(a, Derived) and isinstance(b, Derived):
        parts = parts_of(entering(figures, rules, codebook))(a, b)
        grading = grader.ratios(a, b, parts)
        if a.measure != b.measure:
            measures = _other_measures(a, b, codebook)
            grading = Grading("not_comparable", (measures, *grading.differences))
        pair = _pair_of_ratios(a, b, grading, settings)
    else:
        raise AnalysisError("a printed figure and a derived one are not compared with each other")
    names = {pair.figure_a, pair.figure_b}
    own = [each for each in arguments if {each.figure_a, each.figure_b} == names]
    return _argued([pair], own)[0]


def _other_measures(a: Derived, b: Derived, codebook: Codebook) -> Difference:
    one, other = (codebook.document_label(each.document) for each in (a, b))
    said = Message("comparison.differs.indicator", a=one, b=other, x=a.label, y=b.label)
    return Difference("indicator", "not_comparable", said)


def entering(figures: Iterable[Figure], rules: Rules, codebook: Codebook) -> tuple[Figure, ...]:
    """Return the core figures that are no repeats, and the sums of kinds counted apart.

    A sum that is refused does not enter; the derived figures say why.

    Parameters
    ----------
    figures
        Figures of any number of texts.
    rules
        What may be added.
    codebook
        Labels of the codes that a refusal names.
    """
    texts: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.tier == "core" and not figure.is_repeat:
            texts.setdefault(figure.document, []).append(figure)
    found: list[Figure] = []
    for own in texts.values():
        found += own
        for rule, group in sums_of_kinds(own, rules):
            with suppress(RefusedError):
                found.append(sum_figure(rule, group, codebook))
    return tuple(found)


def parts_of(figures: Iterable[Figure]) -> Callable[[Derived, Derived], list[FigurePair]]:
    """Return a function that finds what stands above and what stands below two ratios.

    Parameters
    ----------
    figures
        Figures and sums of kinds, see `entering`; a part that is not among them is left out.
    """
    known = {figure.added_from or (figure.figure_id,): figure for figure in figures}

    def parts(a: Derived, b: Derived) -> list[FigurePair]:
        sides = ((a.numerator, b.numerator), (a.denominator, b.denominator))
        return [
            (known[one], known[other]) for one, other in sides if one in known and other in known
        ]

    return parts


def _figure_pairs(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    concepts: dict[str, list[Figure]] = {}
    for figure in figures:
        concepts.setdefault(figure.concept, []).append(figure)
    for concept in sorted(concepts):
        for a, b in combinations(concepts[concept], 2):
            if a.document != b.document:
                yield a, b


def _ratio_pairs(derived: Iterable[Derived]) -> Iterator[tuple[Derived, Derived]]:
    """Yield every two computed ratios of one measure in different texts."""
    measures: dict[str, list[Derived]] = {}
    for ratio in derived:
        if ratio.kind == "ratio" and ratio.status == "computed":
            measures.setdefault(ratio.measure, []).append(ratio)
    for measure in sorted(measures):
        for a, b in combinations(measures[measure], 2):
            if a.document != b.document:
                yield a, b


# -- one pair -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison, in the basis in which it is compared."""

    name: str
    document: str
    city: str
    indicator: str
    literal: str
    value: Fraction | None
    limits: Interval
    unit: str
    stated_base: str = ""


def outcome_of_figures(a: Figure, b: Figure, grade: Grade, settings: Settings) -> PairOutcome:
    """Return the result of two figures under a grade."""
    by_year = _by_year(a, b, grade)
    one, other = (_side(figure, settings, by_year=by_year) for figure in (a, b))
    return _result(one, other, grade, settings)


def outcome_of_ratios(a: Derived, b: Derived, grade: Grade, settings: Settings) -> PairOutcome:
    """Return the result of two ratios under a grade."""
    return _result(_ratio_side(a, settings), _ratio_side(b, settings), grade, settings)


def _pair_of_figures(a: Figure, b: Figure, grading: Grading, settings: Settings) -> Pair:
    by_year = _by_year(a, b, grading.grade)
    return _pair(
        "figure",
        *(_side(figure, settings, by_year=by_year) for figure in (a, b)),
        theme=a.theme,
        concept=a.concept,
        basis="per_year" if by_year else "as_printed",
        grading=grading,
        traps=tuple(_traps(a, b, grading.grade, settings)),
        settings=settings,
    )


def _pair_of_ratios(a: Derived, b: Derived, grading: Grading, settings: Settings) -> Pair:
    return _pair(
        "ratio",
        *(_ratio_side(ratio, settings) for ratio in (a, b)),
        theme=a.theme,
        concept=a.measure,
        basis="ratio",
        grading=grading,
        traps=(),
        settings=settings,
    )


def _pair(
    kind: str,
    a: _Side,
    b: _Side,
    *,
    theme: str,
    concept: str,
    basis: str,
    grading: Grading,
    traps: tuple[str, ...],
    settings: Settings,
) -> Pair:
    clauses: Part = ""
    if grading.differences:
        clauses = Joined(tuple(each.message for each in grading.differences), "clause")
    return Pair(
        comparison_id=f"{a.name}:{b.name}",
        kind=kind,
        theme=theme,
        concept=concept,
        figure_a=a.name,
        figure_b=b.name,
        document_a=a.document,
        document_b=b.document,
        city_a=a.city,
        city_b=b.city,
        indicator_a=a.indicator,
        indicator_b=b.indicator,
        literal_a=a.literal,
        literal_b=b.literal,
        value_a=a.value,
        value_b=b.value,
        unit_a=a.unit,
        unit_b=b.unit,
        basis=basis,
        limits_a=a.limits,
        limits_b=b.limits,
        grade=grading.grade,
        differences=tuple(each.attribute for each in grading.differences),
        deciding=tuple(each.attribute for each in grading.deciding),
        differences_words=clauses,
        difference_messages=clauses,
        overruled="",
        argument="",
        margin=_margin_said(_margin(a, b, settings)),
        result=_result(a, b, grading.grade, settings),
        traps=traps,
    )


def _by_year(a: Figure, b: Figure, grade: Grade) -> bool:
    """Tell whether totals over other times are compared as yearly averages."""
    if grade not in ("annualised", "loose"):
        return False
    if a.nature != "flow" or a.period.years is None or a.period.years == b.period.years:
        return False
    if "honours" in (a.counted, b.counted):
        return False  # their averages carry no information
    return any(each.period.annualisable for each in (a, b)) and all(
        each.period.annualisable or each.period.kind == "year" for each in (a, b)
    )


def _side(figure: Figure, settings: Settings, *, by_year: bool) -> _Side:
    side = _Side(
        figure.figure_id,
        figure.document,
        figure.city,
        figure.indicator,
        figure.literal,
        figure.value,
        figure.limits.named(settings.limits),
        figure.unit,
        figure.stated_base,
    )
    if not by_year or not figure.period.annualisable:
        return side
    average = arithmetic.per_year(figure)
    return replace(side, value=average.value, limits=average.named(settings.limits))


def _ratio_side(ratio: Derived, settings: Settings) -> _Side:
    limits = ratio.asserted if settings.limits == "asserted" else ratio.conventional
    if limits is None:
        raise AnalysisError(f"{ratio.derived_id} is computed and has no limits")
    return _Side(
        ratio.derived_id,
        ratio.document,
        ratio.city,
        ratio.measure,
        "",
        ratio.value,
        limits,
        ratio.unit_code,
    )


def _margin_said(margin: Margin) -> str:
    if margin.factor is not None:
        return f"factor {format_number(margin.factor)}"
    return f"points {format_number(margin.points)}"


def _are_shares(a: _Side, b: _Side) -> bool:
    return a.unit == b.unit == SHARE


def _same_base(a: _Side, b: _Side) -> bool:
    return bool(a.stated_base) and a.stated_base == b.stated_base


def _margin(a: _Side, b: _Side, settings: Settings) -> Margin:
    if not _are_shares(a, b):
        return Margin(factor=settings.factor)
    if _same_base(a, b):
        return Margin(points=settings.share_points_same_base)
    return Margin(points=settings.share_points)


def _result(a: _Side, b: _Side, grade: Grade, settings: Settings) -> PairOutcome:
    if grade == "not_comparable":
        return "not_comparable"
    if grade == "loose":
        return "side_by_side"
    found = difference(a.limits, b.limits, _margin(a, b, settings))
    if found == "same":
        return "same_size"
    firm = not _near_ceiling(a, b, settings)
    return "texts_differ" if found in ("greater", "less") and firm else "cannot_be_decided"


def _near_ceiling(a: _Side, b: _Side, settings: Settings) -> bool:
    """Tell whether two rates near their ceiling are compared without a stated common base."""
    if not _are_shares(a, b) or _same_base(a, b):
        return False
    return all(side.value is not None and side.value >= settings.ceiling for side in (a, b))


# -- traps ----------------------------------------------------------------------------------------


TRAPS = (
    "near_equal",
    "floor_against_point",
    "different_spans",
    "near_ceiling",
    "quota_honours",
)
"""Why a pair invites a false comparison: entries of the catalogue below ``comparison.trap``."""


def _traps(a: Figure, b: Figure, grade: Grade, settings: Settings) -> Iterator[str]:
    if grade == "not_comparable" and looks_alike(a, b, settings):
        yield "near_equal"
    if _floor_against_point(a, b, settings):
        yield "floor_against_point"
    if a.nature == b.nature == "flow" and a.period.years != b.period.years:
        yield "different_spans"
    one, other = (_side(figure, settings, by_year=False) for figure in (a, b))
    if _near_ceiling(one, other, settings):
        yield "near_ceiling"
    if "honours" in (a.counted, b.counted):
        yield "quota_honours"


def _floor_against_point(a: Figure, b: Figure, settings: Settings) -> bool:
    """Tell whether a floor or ceiling stands against a stated number of about the same size."""
    firm = [each.bound == "exact" for each in (a, b)]
    if firm[0] == firm[1] or a.value is None or b.value is None:
        return False
    small, large = sorted((a.value, b.value))
    return small > 0 and large <= settings.factor * small


SMALLEST_ALIKE = 10
"""Smaller numbers are like each other by chance."""


def looks_alike(a: Figure, b: Figure, settings: Settings = DEFAULT_SETTINGS) -> bool:
    """Tell whether two numbers are so near that a reader would take them for equal."""
    if a.value is None or b.value is None or (a.unit == SHARE) != (b.unit == SHARE):
        return False
    if min(a.value, b.value) < SMALLEST_ALIKE:
        return False
    return abs(a.value - b.value) <= settings.look_alike * max(a.value, b.value)


# -- arguments ------------------------------------------------------------------------------------


def _argued(pairs: Sequence[Pair], arguments: Iterable[GradeArgument]) -> tuple[Pair, ...]:
    """Write the arguments beside their pairs, each held against the grade that the rule gives."""
    given: Mapping[frozenset[str], GradeArgument] = {
        frozenset((each.figure_a, each.figure_b)): each for each in arguments
    }
    sides = [frozenset((pair.figure_a, pair.figure_b)) for pair in pairs]
    faults = [
        f"data/raw/grade-arguments.csv, {missing}: no such pair is compared; correct or remove the "
        "argument"
        for missing in sorted(" and ".join(sorted(pair)) for pair in set(given) - set(sides))
    ]
    found = []
    for pair, names in zip(pairs, sides, strict=True):
        argument = given.get(names)
        if argument is not None and argument.grade != pair.grade:
            faults.append(
                f"data/raw/grade-arguments.csv, {' and '.join(sorted(names))}: argued as "
                f"{argument.grade}, but the rule gives {pair.grade}: argue it again"
            )
        found.append(replace(pair, argument=argument.reason) if argument else pair)
    if faults:
        raise AnalysisError("\n".join(faults))
    return tuple(found)
