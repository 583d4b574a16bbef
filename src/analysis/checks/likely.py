"""A likely value beside a printed one: where a lost decimal point may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from analysis import language as lg
from analysis.checks.finding import NOTHING_LIKELY, Likely, Text, digits_of
from analysis.checks.plausible import BAND_OF, ORDERS, Order
from analysis.comparison.derived import Observed
from analysis.intervals import Interval, certainly_greater, parse_number
from analysis.reading.limits import plain_literal

_PER_CENT = frozenset({"paid_of_collected"})
"""Ratios whose bands are given in per cent."""


def restored(text: Text, figure: Observed) -> Likely:
    """Argue where a lost decimal point may have stood: the places that all declared limits allow.

    Only when exactly one place remains is it a likely value.
    """
    digits = digits_of(figure)
    if figure.value is None or figure["bound"] != "exact" or "." in digits:
        return NOTHING_LIKELY
    if not re.search(r"[0-9][万亿]", plain_literal(figure["literal"])):
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
    en, zh = (
        lg.join([lg.format_number(value, language) for value in allowed], language)
        for language in lg.LANGUAGES
    )
    if len(allowed) == 1:
        return Likely(
            figure.id,
            allowed[0],
            f"With a decimal point put back, only {en} agrees with the other figures.",
            f"若补小数点，唯{zh}与其他数字相合。",
        )
    return Likely(
        figure.id,
        None,
        f"With a decimal point put back, {en} would all agree with the other figures: no choice.",
        f"若补小数点，{zh}均与其他数字相合，无从取舍。",
    )


def excess_digits(figure: Observed, digits: str | None = None) -> int:
    """Return how many digits before 万 are more than the four that the unit leaves room for."""
    if not re.search(r"[0-9]万", plain_literal(figure["literal"])):
        return 0
    return len((digits or digits_of(figure)).partition(".")[0]) - 4


def _fits(text: Text, figure: Observed, candidate: Fraction) -> bool:
    """Tell whether a value agrees with every band, outside limit and order of the text."""
    point = Interval.point(candidate)
    for ratio in text.derived:
        if ratio["kind"] != "ratio" or ratio["status"] in ("refused", "argued"):
            continue
        top, bottom = text.get(ratio["numerator"]), text.get(ratio["denominator"])
        if top is None or bottom is None or figure.id not in (top.id, bottom.id):
            continue
        other = bottom if figure.id == top.id else top
        if not other.usable:
            continue
        known = other.limits.conventional
        scale = 100 if ratio["measure"] in _PER_CENT else 1
        value = (point / known if figure.id == top.id else known / point).scaled(scale)
        band = BAND_OF.get(ratio["measure"])
        if band is not None and not value.subset_of(band.usual):
            return False
        if any(certainly_greater(value, limit) for _, limit in outside_limits(text, ratio)):
            return False
    for order in ORDERS:
        for more, less in ordered(text, order):
            limits: dict[str, Interval] = {f.id: f.limits.conventional for f in (more, less)}
            if figure.id in limits and all(f.usable or f.id == figure.id for f in (more, less)):
                limits[figure.id] = point
                if certainly_greater(limits[less.id], limits[more.id]):
                    return False
    return True


def outside_limits(
    text: Text, ratio: Mapping[str, str]
) -> Iterator[tuple[Mapping[str, str], Interval]]:
    """Yield the facts from outside that set a ceiling to a ratio, with the ceiling."""
    for fact in text.facts:
        if fact["caps"] != ratio["measure"] or not fact["value"]:
            continue
        if fact["applies_to"] in (ratio["document"], ratio["city"], *ratio["inputs"].split("+")):
            yield fact, Interval.point(Fraction(parse_number(fact["value"]) or 0))


def ordered(text: Text, order: Order) -> Iterator[tuple[Observed, Observed]]:
    """Yield the figures to which an order applies: of one place, time and programme."""
    for more in text.of(order.more):
        for less in text.of(order.less):
            same = all(
                not more[name] or not less[name] or more[name] == less[name]
                for name in ("level", "route", "scheme", "population")
            )
            if same and more.period.end == less.period.end:
                yield more, less
