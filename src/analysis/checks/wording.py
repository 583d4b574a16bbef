"""Checks of wording: hedges, territories, times, plans, each, kinds and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from analysis.checks.declared import DeclaredFinding, declared_check
from analysis.checks.text import (
    CheckedText,
    exactly,
    in_text_order,
    sentence_of,
    telling_digits,
    told_figures,
    within,
)
from analysis.figures.figure import Figure
from analysis.language.messages import Message, Part
from analysis.reading.limits import CONTRADICTORY, ODD, is_bare

_Span = tuple[date | None, date | None]


_FEW_DIGITS = 3
"""“More than” after so few digits, as in 18.5万余, is common and leaves little open."""


@declared_check("hedge")
def hedges(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find hedges that contradict each other or sit oddly, and numbers without a number."""
    for figure in text.own:
        notes = figure.limits.notes
        if CONTRADICTORY in notes:
            yield DeclaredFinding(
                (figure,),
                "certain",
                told_figures("hedge.contradictory", [figure]),
                fault="contradiction",
                effect=Message("check.hedge.contradictory_effect"),
            )
        elif ODD in notes and telling_digits(figure) > _FEW_DIGITS:
            yield DeclaredFinding(
                (figure,),
                "unusual",
                told_figures("hedge.odd", [figure]),
                effect=Message("check.hedge.odd_effect"),
            )
        elif figure.bound == "about" and is_bare(
            {"literal": figure.literal, "hedge": figure.hedge}
        ):
            yield DeclaredFinding(
                (figure,),
                "note",
                told_figures("hedge.round_word", [figure]),
                limits=figure.limits.conventional,
            )
        elif (
            figure.value is None
            and figure.status == "as_printed"
            and not re.search(r"[0-9]", figure.literal)
        ):
            yield DeclaredFinding(
                (figure,),
                "note",
                told_figures("hedge.no_number", [figure]),
                limits=figure.limits.conventional,
            )


@declared_check("other_level")
def other_levels(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures of another territory among those of the city."""
    by_level: dict[str, list[Figure]] = {}
    for figure in text.own:
        if figure.level != "city" and figure.nature != "tariff":
            by_level.setdefault(figure.level, []).append(figure)
        elif "another_city" in figure.population:
            yield DeclaredFinding(
                (figure,), "note", told_figures("other_level.other_city", [figure])
            )
    for level, figures in by_level.items():
        name = text.codebook.code("level", level)
        yield DeclaredFinding(
            tuple(figures), "note", told_figures("other_level.finding", figures, level=name)
        )


@declared_check("single_case")
def single_cases(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find single events and standards, which are no totals of a year."""
    figures = [f for f in text.own if f.nature in ("single", "tariff") and f.level == "city"]
    if figures:
        yield DeclaredFinding(tuple(figures), "note", told_figures("single_case.finding", figures))


@declared_check("other_period", "care")
def _periods(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find totals over other times than the one under review."""
    if text.origin is None or not text.origin.period_start or not text.origin.period_end:
        return
    review = text.origin.period_start, text.origin.period_end
    groups: dict[tuple[_Span, bool, str], list[Figure]] = {}
    for figure in text.own:
        span, rate = _span(figure), figure.nature == "rate"
        if (rate and not span[0]) or (figure.nature == "flow" and span != review):
            length = "" if all(span) else figure.period.length
            groups.setdefault((span, rate, length), []).append(figure)
    for ((start, end), rate, length), figures in groups.items():
        stated = all(figure.period.basis == "stated" for figure in figures)
        covers = "covers" if stated else "dated"
        kind = covers if start else "held" if rate else "since_unstated"
        if length:
            kind = "within"
        yield DeclaredFinding(
            tuple(figures),
            "note",
            told_figures(
                f"other_period.{kind if end else 'unstated'}",
                figures,
                start=str(start or ""),
                end=str(end or ""),
                length=Message(f"length.{length[-1]}", n=int(length[1:-1])) if length else "",
            ),
            effect=Message("check.other_period.not_added"),
        )


def _span(figure: Figure) -> _Span:
    return figure.period.start, figure.period.end


@declared_check("mixed_periods")
def mixed_sentences(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find sentences that set totals over different times side by side, as the text has them."""
    for sentence in text.sentences():
        flows = [f for f in sentence if f.nature == "flow" and f.period.known]
        if len({_span(f) for f in flows}) > 1:
            yield DeclaredFinding(
                tuple(flows), "certain", told_figures("mixed_periods.finding", flows)
            )


@declared_check("open_length")
def open_lengths(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find totals over several years whose length is not known exactly."""
    groups: dict[tuple[_Span, str], list[Figure]] = {}
    for figure in text.own:
        years = figure.period.years
        if figure.nature == "flow" and years is not None and not years.is_point:
            groups.setdefault((_span(figure), str(years)), []).append(figure)
    for ((start, end), _), figures in groups.items():
        years = figures[0].period.years
        assert years is not None
        yield DeclaredFinding(
            tuple(figures),
            "note",
            told_figures(
                "open_length.finding", figures, start=str(start), end=str(end), years=within(years)
            ),
            Message("check.open_length.reason"),
            limits=years,
        )


@declared_check("plan")
def plans_among_results(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find targets and budgets among results; where that is open, the register says so."""
    for figure in text.own:
        if figure.nature == "plan" and figure.figure_id not in text.register:
            yield DeclaredFinding((figure,), "note", told_figures("plan.finding", [figure]))


@declared_check("each", "care")
def groups_and_streaks(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers that hold for each of several groups, or perhaps for each of several years."""
    for figure in text.own:
        if figure.multiplier:
            total = figure.limits.conventional.scaled(figure.multiplier)
            yield DeclaredFinding(
                (figure,),
                "note",
                told_figures("each.groups", [figure], groups=figure.multiplier),
                Message("checks.together", total=exactly(total)),
                f"{figure.figure_id} × {figure.multiplier}",
                total,
                effect=Message("check.each.groups_effect"),
            )
    for pair in pairwise(in_text_order(text.own)):
        first, second = pair
        gap = second.place.start - first.place.end
        if first.nature == "duration" and second.unit != "年" and 0 <= gap <= 3:
            yield DeclaredFinding(
                pair,
                "unusual",
                told_figures("each.streak", pair),
                effect=Message("check.each.streak_effect"),
            )
    yield from _each_year(text)


def _each_year(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find “each year” of which it is open which years are meant, or how far it reaches."""
    groups: dict[tuple[int, int], list[Figure]] = {}
    for figure in text.own:
        assumed = figure.per == "year" and figure.period.basis == "assumed"
        if assumed and figure.nature != "tariff":
            groups.setdefault(sentence_of(figure), []).append(figure)
    for figures in groups.values():
        yield DeclaredFinding(
            tuple(figures),
            "likely",
            told_figures("each.year", figures),
            Message("check.each.year_reason"),
            effect=Message("check.each.year_effect"),
        )


@declared_check("kinds_in_one")
def kinds_in_one(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers that hold several kinds or grades together, and effects that are claimed."""
    for figure in text.own:
        if "_and_" in figure.route:
            route = text.codebook.code("route", figure.route)
            yield DeclaredFinding(
                (figure,), "note", told_figures("kinds_in_one.kinds", [figure], route=route)
            )
        if figure.grade == "mixed" and figure.nature != "duration":
            yield DeclaredFinding((figure,), "note", told_figures("kinds_in_one.grades", [figure]))
        if figure.indicator in text.plausible.members("claims"):
            yield DeclaredFinding(
                (figure,),
                "unusual",
                told_figures("kinds_in_one.claim", [figure]),
                effect=Message("check.kinds_in_one.claim_effect"),
            )


_FIRMS = ("enterprise", "employer")


@declared_check("unit_word")
def unit_words(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find classifiers that elsewhere mean another thing, and two units in one."""
    for figure in text.own:
        if figure.unit == "户" and text.thing(figure) in _FIRMS:
            yield DeclaredFinding(
                (figure,),
                "note",
                told_figures("unit_word.firms", [figure]),
                effect=Message("check.unit_word.firms_effect"),
            )
        if units := re.search(r"([\u3400-\u9fff])[(（]([\u3400-\u9fff])[)）]", figure.literal):
            yield DeclaredFinding(
                (figure,),
                "note",
                told_figures("unit_word.two_units", [figure]),
                effect=_two_units(units[1], units[2]),
            )


def _two_units(first: str, second: str) -> Part:
    if second != "次":
        return ""
    return Message(f"check.unit_word.{'people' if first in '人名' else 'cases'}")
