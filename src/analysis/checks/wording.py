"""Checks of wording: hedges, territories, times, plans, each, kinds and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from analysis.checks.declared import Found, check
from analysis.checks.text import (
    Text,
    exactly,
    in_order,
    sentence_of,
    telling_digits,
    told,
    within,
)
from analysis.figures.figure import Figure
from analysis.language.messages import Message, Part
from analysis.reading.limits import CONTRADICTORY, ODD, is_bare

Span = tuple[date | None, date | None]


_FEW_DIGITS = 3
"""“More than” after so few digits, as in 18.5万余, is common and leaves little open."""


@check("hedge")
def hedges(text: Text) -> Iterator[Found]:
    """Find hedges that contradict each other or sit oddly, and numbers without a number."""
    for figure in text.own:
        notes = figure.limits.notes
        if CONTRADICTORY in notes:
            yield Found(
                (figure,),
                "certain",
                told("hedge.contradictory", [figure]),
                fault="contradiction",
                effect=Message("check.hedge.contradictory_effect"),
            )
        elif ODD in notes and telling_digits(figure) > _FEW_DIGITS:
            yield Found(
                (figure,),
                "unusual",
                told("hedge.odd", [figure]),
                effect=Message("check.hedge.odd_effect"),
            )
        elif figure.bound == "about" and is_bare(
            {"literal": figure.literal, "hedge": figure.hedge}
        ):
            yield Found(
                (figure,),
                "note",
                told("hedge.round_word", [figure]),
                limits=figure.limits.conventional,
            )
        elif (
            figure.value is None
            and figure.status == "as_printed"
            and not re.search(r"[0-9]", figure.literal)
        ):
            yield Found(
                (figure,),
                "note",
                told("hedge.no_number", [figure]),
                limits=figure.limits.conventional,
            )


@check("other_level")
def other_levels(text: Text) -> Iterator[Found]:
    """Find figures of another territory among those of the city."""
    by_level: dict[str, list[Figure]] = {}
    for figure in text.own:
        if figure.level != "city" and figure.nature != "tariff":
            by_level.setdefault(figure.level, []).append(figure)
        elif "another_city" in figure.population:
            yield Found((figure,), "note", told("other_level.other_city", [figure]))
    for level, figures in by_level.items():
        name = text.codebook.code("level", level)
        yield Found(tuple(figures), "note", told("other_level.finding", figures, level=name))


@check("single_case")
def single_cases(text: Text) -> Iterator[Found]:
    """Find single events and standards, which are no totals of a year."""
    figures = [f for f in text.own if f.nature in ("single", "tariff") and f.level == "city"]
    if figures:
        yield Found(tuple(figures), "note", told("single_case.finding", figures))


@check("other_period", "care")
def periods(text: Text) -> Iterator[Found]:
    """Find totals over other times than the one under review."""
    if text.origin is None or not text.origin.period_start or not text.origin.period_end:
        return
    review = text.origin.period_start, text.origin.period_end
    groups: dict[tuple[Span, bool, str], list[Figure]] = {}
    for figure in text.own:
        span, rate = _span(figure), figure.nature == "rate"
        if (rate and not span[0]) or (figure.nature == "flow" and span != review):
            length = "" if all(span) else figure.period.length
            groups.setdefault((span, rate, length), []).append(figure)
    for ((start, end), rate, length), figures in groups.items():
        kind = "covers" if start else "held" if rate else "since_unstated"
        if length:
            kind = "within"
        yield Found(
            tuple(figures),
            "note",
            told(
                f"other_period.{kind if end else 'unstated'}",
                figures,
                start=str(start or ""),
                end=str(end or ""),
                length=Message(f"length.{length[-1]}", n=int(length[1:-1])) if length else "",
            ),
            effect=Message("check.other_period.not_added"),
        )


def _span(figure: Figure) -> Span:
    return figure.period.start, figure.period.end


@check("mixed_periods")
def mixed_sentences(text: Text) -> Iterator[Found]:
    """Find sentences that set totals over different times side by side, as the text has them."""
    for sentence in text.sentences():
        flows = [f for f in sentence if f.nature == "flow" and f.period.known]
        if len({_span(f) for f in flows}) > 1:
            yield Found(tuple(flows), "certain", told("mixed_periods.finding", flows))


@check("open_length")
def open_lengths(text: Text) -> Iterator[Found]:
    """Find totals over several years whose length is not known exactly."""
    groups: dict[tuple[Span, str], list[Figure]] = {}
    for figure in text.own:
        years = figure.period.years
        if figure.nature == "flow" and years is not None and not years.is_point:
            groups.setdefault((_span(figure), str(years)), []).append(figure)
    for ((start, end), _), figures in groups.items():
        years = figures[0].period.years
        assert years is not None
        yield Found(
            tuple(figures),
            "note",
            told(
                "open_length.finding", figures, start=str(start), end=str(end), years=within(years)
            ),
            Message("check.open_length.reason"),
            limits=years,
        )


@check("plan")
def plans_among_results(text: Text) -> Iterator[Found]:
    """Find targets and budgets among results; where that is open, the register says so."""
    for figure in text.own:
        if figure.nature == "plan" and figure.figure_id not in text.register:
            yield Found((figure,), "note", told("plan.finding", [figure]))


@check("each", "care")
def groups_and_streaks(text: Text) -> Iterator[Found]:
    """Find numbers that hold for each of several groups, or perhaps for each of several years."""
    for figure in text.own:
        if figure.multiplier:
            total = figure.limits.conventional.scaled(figure.multiplier)
            yield Found(
                (figure,),
                "note",
                told("each.groups", [figure], groups=figure.multiplier),
                Message("checks.together", total=exactly(total)),
                f"{figure.figure_id} × {figure.multiplier}",
                total,
                effect=Message("check.each.groups_effect"),
            )
    for pair in pairwise(in_order(text.own)):
        first, second = pair
        gap = second.place.start - first.place.end
        if first.nature == "duration" and second.unit != "年" and 0 <= gap <= 3:
            yield Found(
                pair,
                "unusual",
                told("each.streak", pair),
                effect=Message("check.each.streak_effect"),
            )
    yield from _each_year(text)


def _each_year(text: Text) -> Iterator[Found]:
    """Find “each year” of which it is open which years are meant, or how far it reaches."""
    groups: dict[tuple[int, int], list[Figure]] = {}
    for figure in text.own:
        assumed = figure.per == "year" and figure.period.basis == "assumed"
        if assumed and figure.nature != "tariff":
            groups.setdefault(sentence_of(figure), []).append(figure)
    for figures in groups.values():
        yield Found(
            tuple(figures),
            "likely",
            told("each.year", figures),
            Message("check.each.year_reason"),
            effect=Message("check.each.year_effect"),
        )


@check("kinds_in_one")
def kinds_in_one(text: Text) -> Iterator[Found]:
    """Find numbers that hold several kinds or grades together, and effects that are claimed."""
    for figure in text.own:
        if "_and_" in figure.route:
            route = text.codebook.code("route", figure.route)
            yield Found((figure,), "note", told("kinds_in_one.kinds", [figure], route=route))
        if figure.grade == "mixed" and figure.nature != "duration":
            yield Found((figure,), "note", told("kinds_in_one.grades", [figure]))
        if figure.indicator in text.plausible.members("claims"):
            yield Found(
                (figure,),
                "unusual",
                told("kinds_in_one.claim", [figure]),
                effect=Message("check.kinds_in_one.claim_effect"),
            )


_FIRMS = ("enterprise", "employer")


@check("unit_word")
def unit_words(text: Text) -> Iterator[Found]:
    """Find classifiers that elsewhere mean another thing, and two units in one."""
    for figure in text.own:
        if figure.unit == "户" and text.thing(figure) in _FIRMS:
            yield Found(
                (figure,),
                "note",
                told("unit_word.firms", [figure]),
                effect=Message("check.unit_word.firms_effect"),
            )
        if units := re.search(r"([\u3400-\u9fff])[(（]([\u3400-\u9fff])[)）]", figure.literal):
            yield Found(
                (figure,),
                "note",
                told("unit_word.two_units", [figure]),
                effect=_two_units(units[1], units[2]),
            )


def _two_units(first: str, second: str) -> Part:
    if second != "次":
        return ""
    return Message(f"check.unit_word.{'people' if first in '人名' else 'cases'}")
