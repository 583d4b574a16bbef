"""What is plausible, whatever the city: data of ``data/raw`` that the checks hold figures against.

Tables and lists are declared and loaded by `analysis.coding.raw`; what they mean is said here, and
that every ratio they name exists.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from analysis.checks.records import Verdict
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.intervals import Interval, parse_number
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.schema import Table
from analysis.tables.store import Record, records_of


@dataclass(frozen=True, slots=True)
class Band(Record):
    """What a ratio usually is, and what it can be at all (columns of `schema.PLAUSIBLE`).

    Outside of `usual` a ratio is unusual but possible; outside of `possible` one of its two
    numbers is likely wrong.
    """

    TABLE: ClassVar[Table] = schema.PLAUSIBLE

    measure: str
    usual: Interval
    possible: Interval
    reason: Words


@dataclass(frozen=True, slots=True)
class Order(Record):
    """One number of a text must not be smaller than another (`schema.PLAUSIBLE_ORDERS`)."""

    TABLE: ClassVar[Table] = schema.PLAUSIBLE_ORDERS

    more: str
    less: str
    verdict: Verdict
    reason: Words


@dataclass(frozen=True, slots=True)
class Size(Record):
    """The most that a city can have of what a unit counts (`schema.PLAUSIBLE_SIZES`).

    Beyond `usual` a number is unusual, beyond `possible` it cannot be of a city.
    """

    TABLE: ClassVar[Table] = schema.PLAUSIBLE_SIZES

    unit: str
    usual: Fraction
    possible: Fraction
    reason: Words


@dataclass(frozen=True, slots=True)
class Reach(Record):
    """When a total over years is perhaps no count of different ones (`schema.PLAUSIBLE_REACHES`).

    Beyond `share` of all that the indicator `whole` counts, it `perhaps` counts something else;
    `but` says why that does not follow.
    """

    TABLE: ClassVar[Table] = schema.PLAUSIBLE_REACHES

    unit: str
    whole: str
    share: Fraction
    perhaps: Words
    but: Words


Lists = Mapping[str, tuple[str, ...]]
"""Codes or words by what they are for."""


@dataclass(frozen=True)
class Plausible:
    """All that is declared as plausible.

    Attributes
    ----------
    bands, orders, sizes, reaches
        Records of the tables.
    grades
        Grades of authority from the highest down.
    claims
        Indicators that claim an effect instead of counting something.
    everybody
        Indicators that count everybody there is, or with their whole all workers.
    levels
        Territories from the smallest up.
    territory
        Territories of actors that work in smaller ones than the city.
    units
        Units that can count a thing.
    heads
        Units in which the heads of a printed amount per head are counted.
    head_units, any_head
        Units of heads, and what any sum gives to one of them.
    stages
        Stages of an indicator in their order: a later one is not larger than an earlier one.
    base
        Counts of the city that the base of a rate should hold, by its measure.
    growth, decline
        Words that make a percentage a change, by language.
    """

    bands: tuple[Band, ...] = ()
    orders: tuple[Order, ...] = ()
    sizes: tuple[Size, ...] = ()
    reaches: tuple[Reach, ...] = ()
    grades: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    everybody: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    territory: Lists = field(default_factory=dict)
    units: Lists = field(default_factory=dict)
    heads: Lists = field(default_factory=dict)
    head_units: tuple[str, ...] = ()
    any_head: Interval = field(default_factory=Interval)
    stages: Lists = field(default_factory=dict)
    base: Lists = field(default_factory=dict)
    growth: Lists = field(default_factory=dict)
    decline: Lists = field(default_factory=dict)

    @cached_property
    def band_of(self) -> Mapping[str, Band]:
        """The band of each measure that has one."""
        return {band.measure: band for band in self.bands}

    @cached_property
    def size_of(self) -> Mapping[str, Size]:
        """The size of each unit that has one."""
        return {size.unit: size for size in self.sizes}

    def in_city(self, level: str) -> bool:
        """Tell whether a territory is the city or lies inside it."""
        inside = self.levels[: self.levels.index("city") + 1] if "city" in self.levels else ()
        return level in inside


NOTHING_DECLARED = Plausible()


def plausible_of(data: RawData, measures: Collection[str]) -> Plausible:
    """Return what the raw data declare as plausible.

    Parameters
    ----------
    data
        The raw tables.
    measures
        Codes of all ratios and bases that are derived.

    Raises
    ------
    AnalysisError
        If a table or list breaks a rule, or names a ratio that is not derived.
    """
    lists: dict[str, Any] = dict(data.plausible_lists)
    bands = records_of(data.plausible, Band)
    for row, band in enumerate(bands, start=2):
        _check_band(band, f"data/raw/plausible.csv, row {row}", measures)
    for measure in lists["base"]:
        _check_measure(measure, "data/raw/plausible.toml, [base]", measures)
    return Plausible(
        bands=bands,
        orders=records_of(data.plausible_orders, Order),
        sizes=records_of(data.plausible_sizes, Size),
        reaches=records_of(data.plausible_reaches, Reach),
        **{**lists, "any_head": _ends(lists["any_head"])},
    )


def _check_band(band: Band, where: str, measures: Collection[str]) -> None:
    _check_measure(band.measure, f"{where}, column measure", measures)
    if band.usual is None or band.possible is None or not band.usual.subset_of(band.possible):
        raise AnalysisError(
            f"{where}: the usual range of {band.measure!r} ({band.usual}) must lie inside the "
            f"possible one ({band.possible})"
        )


def _check_measure(measure: str, where: str, measures: Collection[str]) -> None:
    if measure not in measures:
        raise AnalysisError(
            f"{where}: no ratio is called {measure!r}; correct the name, or declare the ratio first"
        )


def _ends(cells: tuple[str, ...]) -> Interval:
    try:
        low, high = map(parse_number, cells)
        return Interval.between(low, high)
    except (AnalysisError, ValueError):
        raise AnalysisError(
            f"data/raw/plausible.toml, any_head: {list(cells)} must be two numbers in their order"
        ) from None
