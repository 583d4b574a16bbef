"""Checks of what a number can stand for: different people, exact counts, measured rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analysis.checks.declared import DeclaredFinding, declared_check
from analysis.checks.text import (
    CheckedText,
    in_ten_thousands,
    printed_digits,
    telling_digits,
    told_figures,
    within,
)
from analysis.comparison.comparison_records import Derived
from analysis.figures.figure import Figure
from analysis.intervals import Interval, certainly_greater
from analysis.language.messages import Amount, Message, Part, number
from analysis.reading.limits import last_place, plain_literal


@declared_check("reach")
def _reach(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find totals over several years so large that they perhaps count people or firms anew."""
    for known in text.plausible.reaches:
        for figure in text.own:
            multi_year = figure.nature == "flow" and figure.period.kind == "multi_year"
            if figure.unit != known.unit or not multi_year:
                continue
            for whole in text.of(known.whole):
                every = whole.limits.conventional
                if not certainly_greater(figure.limits.conventional, every.scaled(known.share)):
                    continue
                share = (figure.limits.conventional / every).scaled(100)
                below = not certainly_greater(share, Interval.point(100))
                yield DeclaredFinding(
                    (figure, whole),
                    "unusual",
                    told_figures("reach.finding", [figure, whole], share=within(share)),
                    Message(
                        f"check.reach.{'reason_below' if below else 'reason'}",
                        perhaps=known.perhaps,
                        but=known.but,
                    ),
                    f"100 × {figure.figure_id} ÷ {whole.figure_id}",
                    share,
                )


@declared_check("beyond_everybody")
def beyond_everybody(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find more people than the text has members, or workers where it gives their number too."""
    everybody_of = text.plausible.members("everybody")
    members = [
        figure
        for name in everybody_of
        for figure in text.of(name)
        if figure.level == "city" and not figure.population
    ]
    wholes = [text.get(figure.part_of) for figure in members]
    workers = [whole for whole in wholes if whole is not None and whole.unit == "人"]
    below = {order.less for order in text.plausible.orders if order.more in everybody_of}
    for everybody in workers[:1] or members:
        every = everybody.limits.conventional
        found = [
            figure
            for figure in text.own
            if _counts_people(figure, text)
            and figure.indicator not in {*everybody_of, *below}
            and figure is not everybody
            and certainly_greater(figure.limits.conventional, every)
        ]
        if not found:
            continue
        known = bool(workers)
        yield DeclaredFinding(
            (*found, everybody),
            "likely" if known else "unusual",
            told_figures("beyond_everybody.finding", [*found, everybody]),
            Message(f"check.beyond_everybody.{'workers' if known else 'members'}"),
            ", ".join(figure.figure_id for figure in found) + f" > {everybody.figure_id}",
            found[0].limits.conventional - every,
            "contradiction" if known else "",
        )


def _counts_people(figure: Figure, text: CheckedText) -> bool:
    """Tell whether a figure is a number of people of the city within a year, or on a day."""
    return (
        figure.unit == "人"
        and text.plausible.in_city(figure.level)
        and figure.nature in ("flow", "stock", "single")
        and figure.period.kind != "multi_year"
    )


_TELLING = 3
"""A quotient is telling where the divisor has so many digits without its zeros."""


@declared_check("round_quotient")
def exact_ratios(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find quotients so round that they say how a number was made."""
    for ratio in text.derived:
        top, bottom = text.only(ratio.numerator), text.only(ratio.denominator)
        if ratio.status != "computed" or not ratio.value or top is None or bottom is None:
            continue
        if {top.bound, bottom.bound} != {"exact"}:
            continue
        why = _roundness(ratio, ratio.value, top, bottom)
        if not why or _is_printed(text, ratio.value, (top, bottom)):
            continue
        yield DeclaredFinding(
            (top, bottom),
            "unusual",
            told_figures(
                "round_quotient.finding",
                [top, bottom],
                quotient=number(ratio.value),
                unit=ratio.unit,
            ),
            Message(f"check.round_quotient.{why}"),
            ratio.formula,
            ratio.conventional,
        )


def _roundness(ratio: Derived, value: Fraction, top: Figure, bottom: Figure) -> str:
    """Say in what a quotient is round: ``half``, ``fixed``, or not at all.

    Two round numbers have a round quotient, which says nothing.
    """
    telling = bottom.value is not None and telling_digits(bottom) >= _TELLING
    fixed = telling and top.unit == "元" and value.denominator == 1 and value % 500 == 0
    if ratio.kind == "share" and value == 50 and telling:
        return "half"
    return "fixed" if fixed else ""


def _is_printed(text: CheckedText, value: Fraction, known: tuple[Figure, ...]) -> bool:
    """Tell whether the text itself prints a quotient as the amount each, in the same paragraph."""
    paragraphs = {figure.place.paragraph for figure in known}
    return any(
        each.per and each.value == value and {each.place.paragraph} == paragraphs
        for each in text.own
    )


@declared_check("precision", "care")
def precise_amounts(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find amounts in 万 with more than two decimals."""
    for figure in text.own:
        decimals = printed_digits(figure).partition(".")[2]
        if len(decimals) > 2 and in_ten_thousands(figure):
            yield DeclaredFinding(
                (figure,),
                "unusual",
                told_figures("precision.finding", [figure], decimals=len(decimals)),
                effect=_exact_to(figure),
            )


def _exact_to(figure: Figure) -> Part:
    """Say how exact a printed number is: half its last printed place."""
    if figure.value is None:
        return ""
    half = last_place(figure.literal, figure.value) / 2
    return Message("check.precision.exact_to", quantity=Amount(half, figure.unit))


_ROUND_FROM = 100
"""Smaller counts are often round by nature: ten trades, fifty posts."""


@declared_check("round_count")
def round_counts(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find counts so round that they are probably no counts: 8200 households, 100 posts."""
    found = [figure for figure in text.own if _is_round_count(figure)]
    if found:
        yield DeclaredFinding(
            tuple(found),
            "unusual",
            told_figures("round_count.finding", found),
            Message("check.round_count.reason"),
        )


def _is_round_count(figure: Figure) -> bool:
    if figure.bound != "exact" or figure.unit in ("元", "%") or figure.value is None:
        return False
    if figure.nature not in ("flow", "stock") or figure.level != "city":
        return False
    if not figure.value >= _ROUND_FROM:
        return False
    if re.search(r"[万亿]", plain_literal(figure.literal)):
        return len(printed_digits(figure)) == 1
    return telling_digits(figure) <= (1 if figure.value < 10 * _ROUND_FROM else 2)


@declared_check("rate_without_base")
def rates_without_base(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find rates whose base is not stated."""
    for figure in text.own:
        if figure.nature == "rate" and figure.unit == "%" and not figure.stated_base:
            yield DeclaredFinding(
                (figure,),
                "certain",
                told_figures("rate_without_base.finding", [figure]),
            )


_LOOSE_BOUNDS = ("at_least", "at_most", "nearly", "about")


@declared_check("loose_rate")
def loose_rates(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find rates that are a floor, a ceiling or about a number, not a value."""
    for figure in text.own:
        if figure.nature != "rate" or figure.unit != "%" or figure.bound not in _LOOSE_BOUNDS:
            continue
        limits = figure.limits.conventional
        yield DeclaredFinding(
            (figure,),
            "note",
            told_figures("loose_rate.finding", [figure]),
            Message("check.loose_rate.reason", limits=within(limits)),
            limits=limits,
        )
