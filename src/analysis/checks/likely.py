"""A likely value beside a printed one: where a lost decimal point may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analysis.checks.declared import NOTHING_LIKELY, Likely
from analysis.checks.plausible import PlausibleOrder
from analysis.checks.text import CheckedText, in_ten_thousands, printed_digits
from analysis.coding.coding_records import OutsideFact
from analysis.comparison.comparison_records import Derived
from analysis.figures.figure import Figure
from analysis.intervals import Interval, certainly_greater
from analysis.language.messages import Message, listed, number
from analysis.reading.limits import plain_literal


def restored(text: CheckedText, figure: Figure) -> Likely:
    """Argue where a lost decimal point may have stood: the places that all declared limits allow.

    Only when exactly one place remains is it a likely value.
    """
    digits = printed_digits(figure)
    if figure.value is None or figure.bound != "exact" or "." in digits:
        return NOTHING_LIKELY
    if not in_ten_thousands(figure):
        return NOTHING_LIKELY
    allowed = []
    for places in range(1, min(5, len(digits))):
        candidate = figure.value / 10**places
        shifted = f"{digits[:-places]}.{digits[-places:]}"
        possible_count = not figure.limits.whole or candidate.denominator == 1
        if (
            possible_count
            and excess_digits(figure, shifted) <= 0
            and _fits(text, figure, candidate)
        ):
            allowed.append(candidate)
    if not allowed:
        return NOTHING_LIKELY
    values = listed(map(number, allowed))
    if len(allowed) == 1:
        return Likely(figure.figure_id, allowed[0], Message("checks.one_place", values=values))
    return Likely(figure.figure_id, None, Message("checks.many_places", values=values))


def excess_digits(figure: Figure, digits: str | None = None) -> int:
    """Return how many digits before 万 are more than the four that the unit leaves room for."""
    if not re.search(r"[0-9]万", plain_literal(figure.literal)):
        return 0
    return len((digits or printed_digits(figure)).partition(".")[0]) - 4


def _fits(text: CheckedText, figure: Figure, candidate: Fraction) -> bool:
    """Tell whether a value agrees with every band, outside limit and order of the text."""
    point = Interval.point(candidate)
    return _fits_ratios(text, figure, point) and _fits_orders(text, figure, point)


def _fits_ratios(text: CheckedText, figure: Figure, point: Interval) -> bool:
    for ratio in text.derived:
        if ratio.kind != "ratio" or ratio.status in ("refused", "argued"):
            continue
        top, bottom = text.only(ratio.numerator), text.only(ratio.denominator)
        if (
            top is None
            or bottom is None
            or figure.figure_id not in (top.figure_id, bottom.figure_id)
        ):
            continue
        other = bottom if figure is top else top
        if not other.usable:
            continue
        known = other.limits.conventional
        quotient = point / known if figure is top else known / point
        value = quotient.scaled(_scale(ratio, top, bottom))
        band = text.plausible.band_of.get(ratio.measure)
        if band is not None and not value.subset_of(band.usual):
            return False
        if any(certainly_greater(value, limit) for _, limit in outside_limits(text, ratio)):
            return False
    return True


def _scale(ratio: Derived, top: Figure, bottom: Figure) -> Fraction:
    """Return by what a quotient was multiplied: 100 where the ratio is in per cent."""
    quotient, result = top.limits.conventional / bottom.limits.conventional, ratio.conventional
    if result is not None:
        for plain, scaled in ((quotient.high, result.high), (quotient.low, result.low)):
            if plain and scaled:
                return scaled / plain
    return Fraction(1)


def _fits_orders(text: CheckedText, figure: Figure, point: Interval) -> bool:
    for order in text.plausible.orders:
        for more, less in in_plausible_order(text, order):
            pair = (more, less)
            if not any(f is figure for f in pair) or not all(f.usable or f is figure for f in pair):
                continue
            most, least = (point if f is figure else f.limits.conventional for f in pair)
            if certainly_greater(least, most):
                return False
    return True


def outside_limits(text: CheckedText, ratio: Derived) -> Iterator[tuple[OutsideFact, Interval]]:
    """Yield the facts from outside that set a ceiling to a ratio, with the ceiling."""
    for fact in text.facts:
        if fact.caps != ratio.measure or fact.value is None:
            continue
        if fact.applies_to in (ratio.document, ratio.city, *ratio.inputs):
            yield fact, Interval.point(fact.value)


def in_plausible_order(text: CheckedText, order: PlausibleOrder) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures to which an order applies: of one place, time and programme.

    Parameters
    ----------
    text
        The document.
    order
        Which indicator must not be smaller than which (columns of `schema.PLAUSIBLE_ORDERS`).

    Yields
    ------
    tuple of Figure
        The one that must not be smaller, and the other.
    """
    for more in text.of(order.more):
        for less in text.of(order.less):
            same = all(
                not more.coded(name) or not less.coded(name) or more.coded(name) == less.coded(name)
                for name in ("level", "route", "scheme", "population")
            )
            if same and more.period.end == less.period.end:
                yield more, less
