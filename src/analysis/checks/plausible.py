"""What is plausible, whatever the city: the data of the checks, read from ``plausible.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeAlias

from analysis.errors import AnalysisError
from analysis.intervals import Interval

Verdict: TypeAlias = Literal["certain", "likely", "unusual"]

FILE = Path(__file__).with_name("plausible.toml")


@dataclass(frozen=True, slots=True)
class Band:
    """What a ratio usually is, and what it can be at all, whatever the city.

    Attributes
    ----------
    measure
        Code of the ratio (`analysis.comparison.derived.RATIOS`).
    usual
        Outside of it a ratio is unusual but possible.
    possible
        Outside of it one of the two numbers is likely wrong.
    why_en, why_zh
        The reason.
    """

    measure: str
    usual: Interval
    possible: Interval
    why_en: str
    why_zh: str


@dataclass(frozen=True, slots=True)
class Order:
    """One number of a text must not be smaller than another.

    Attributes
    ----------
    more, less
        Indicators: the figure of the first is at least that of the second.
    verdict
        What it means when it is not.
    why_en, why_zh
        The reason.
    """

    more: str
    less: str
    verdict: Verdict
    why_en: str
    why_zh: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A total over several years so large that it perhaps counts the same ones anew.

    Attributes
    ----------
    unit
        Unit of the total.
    of
        Indicator that counts all.
    share
        Beyond this share of all, the total is perhaps no count of different ones.
    perhaps
        What it perhaps counts, in both languages.
    but
        Why that does not follow, in both languages.
    """

    unit: str
    of: str
    share: Fraction
    perhaps: tuple[str, str]
    but: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Size:
    """The most that a city can have of what a unit counts.

    Attributes
    ----------
    unit
        Printed unit.
    usual, possible
        Beyond the first a number is unusual, beyond the second it cannot be of a city.
    why_en, why_zh
        The reason.
    """

    unit: str
    usual: Fraction
    possible: Fraction
    why_en: str
    why_zh: str


def _limits(ends: list[str]) -> Interval:
    low, high = ends
    return Interval.between(Fraction(low), Fraction(high) if high else None)


def _verdict(text: str) -> Verdict:
    if text == "certain":
        return "certain"
    if text == "likely":
        return "likely"
    if text == "unusual":
        return "unusual"
    raise AnalysisError(f"{FILE.name}: unknown verdict {text!r}")


def _read(path: Path = FILE) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


_DATA = _read()

BANDS: tuple[Band, ...] = tuple(
    Band(row["measure"], _limits(row["usual"]), _limits(row["possible"]), row["en"], row["zh"])
    for row in _DATA["band"]
)
"""Plausible ratios, wide on purpose: what lies outside deserves a second look."""

ORDERS: tuple[Order, ...] = tuple(
    Order(row["more"], row["less"], _verdict(row["verdict"]), row["en"], row["zh"])
    for row in _DATA["order"]
)
"""Numbers that must not be smaller than others of the same text."""

REACHES: tuple[Reach, ...] = tuple(
    Reach(
        row["unit"],
        row["of"],
        Fraction(row["share"]),
        (row["perhaps_en"], row["perhaps_zh"]),
        (row["but_en"], row["but_zh"]),
    )
    for row in _DATA["reach"]
)

SIZES: Mapping[str, Size] = {
    row["unit"]: Size(
        row["unit"], Fraction(row["usual"]), Fraction(row["possible"]), row["en"], row["zh"]
    )
    for row in _DATA["size"]
}
"""The most that a city can have, by printed unit."""

STAGES: Mapping[str, tuple[str, ...]] = {
    concept: tuple(stages) for concept, stages in _DATA["stages"].items()
}
"""Stages in their order: a later one is not larger than an earlier one."""

COVERED_BY_BASE: Mapping[str, tuple[str, ...]] = {
    measure: tuple(counts) for measure, counts in _DATA["base"].items()
}
"""Counts of the city that the base of a rate should hold."""

BAND_OF: Mapping[str, Band] = {band.measure: band for band in BANDS}

GRADES: tuple[str, ...] = tuple(_DATA["grades"])
"""Grades of authority from the highest down."""

CLAIMS: frozenset[str] = frozenset(_DATA["claims"])
"""Indicators that claim an effect instead of counting something."""

EVERYBODY: tuple[str, ...] = tuple(_DATA["everybody"])
"""Indicators that count everybody there is, or with their whole all workers."""

TERRITORY: Mapping[str, str] = dict(_DATA["territory"])
"""The territory of actors that work in a smaller one than the city."""

PERSONS_PER: Mapping[tuple[str, str], int] = {("人", "对"): 2}
"""How many of the first unit make one of the second."""

HEADED: frozenset[str] = frozenset(_DATA["any_head"]["units"])
ANY_HEAD: Interval = _limits(_DATA["any_head"]["usual"])
"""Units of heads, and what any sum gives to one of them."""

LEVELS: tuple[str, ...] = tuple(_DATA["levels"])
"""Territories from the smallest up."""

GROWTH: tuple[str, ...] = tuple(_DATA["growth"])
DECLINE: tuple[str, ...] = tuple(_DATA["decline"])
"""Words that make a percentage a change."""

UNITS: Mapping[str, frozenset[str]] = {
    thing: frozenset(units) for thing, units in _DATA["units"].items()
}
"""Units that can count a thing."""

HEADS: Mapping[str, frozenset[str]] = {
    per: frozenset(units) for per, units in _DATA["heads"].items()
}
"""Units in which the heads of a printed amount per head are counted."""


def possible() -> dict[str, Interval]:
    """Return what each ratio can be at all, by measure."""
    return {band.measure: band.possible for band in BANDS}
