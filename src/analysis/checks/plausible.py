"""What is plausible, whatever the city: tables of ``data/raw`` that checks hold figures against.

They are declared, loaded and published like every other table, so that a range is added as a row of
data; here is what they mean, and what is wrong between their rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, TypeAlias

from analysis.checks.finding_records import FindingVerdict
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.intervals import Interval, format_number, parse_number
from analysis.language import LANGUAGES
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.cell_rules import Fault, refuse
from analysis.tables.dataset import Dataset
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record


@dataclass(frozen=True, slots=True)
class PlausibleBand(Record):
    """What a ratio usually is, and what it can be at all (columns of `schema.PLAUSIBLE`).

    Outside of `usual` a ratio is unusual but possible; outside of `possible` one of its two
    numbers is likely wrong.
    """

    TABLE: ClassVar[TableSchema] = schema.PLAUSIBLE

    measure: str
    usual: Interval
    possible: Interval
    reason: Words


@dataclass(frozen=True, slots=True)
class PlausibleOrder(Record):
    """A number that must not be smaller than another (columns of `schema.PLAUSIBLE_ORDERS`)."""

    TABLE: ClassVar[TableSchema] = schema.PLAUSIBLE_ORDERS

    more: str
    less: str
    verdict: FindingVerdict
    reason: Words


@dataclass(frozen=True, slots=True)
class Size(Record):
    """The most that a city can have of what a unit counts (columns of `schema.PLAUSIBLE_SIZES`).

    Beyond `usual` a number is unusual, beyond `possible` it cannot be of a city.
    """

    TABLE: ClassVar[TableSchema] = schema.PLAUSIBLE_SIZES

    unit: str
    usual: Fraction
    possible: Fraction
    reason: Words


@dataclass(frozen=True, slots=True)
class Reach(Record):
    """When a total over years counts some anew, perhaps (columns of `schema.PLAUSIBLE_REACHES`).

    Beyond `share` of all that the indicator `whole` counts, it `perhaps` counts something else;
    `but` says why that does not follow.
    """

    TABLE: ClassVar[TableSchema] = schema.PLAUSIBLE_REACHES

    unit: str
    whole: str
    share: Fraction
    perhaps: Words
    but: Words


@dataclass(frozen=True, slots=True)
class Member(Record):
    """A code, unit, word or number of a list (columns of `schema.PLAUSIBLE_LISTS`).

    Attributes
    ----------
    list
        ``grades``: grades of authority from the highest down; ``claims``: indicators that claim an
        effect instead of counting something; ``everybody``: indicators that count everybody there
        is, or with their whole all workers; ``levels``: territories from the smallest up;
        ``head_units``: units of heads; ``any_head``: the least and the most that any sum gives to
        one of them.  By what they belong to: ``territory``: territories of actors that work in
        smaller ones than the city; ``units``: units that can count a thing; ``heads``: units in
        which the heads of a printed amount per head are counted; ``stages``: stages of an
        indicator, a later one being no larger; ``base``: counts that the base of a rate should
        hold; ``growth``, ``decline``: words of a language that make a percentage a change.
    of
        What it belongs to, if anything.
    member
        The member.
    """

    TABLE: ClassVar[TableSchema] = schema.PLAUSIBLE_LISTS

    list: str
    of: str
    member: str


_CODES: Mapping[str, tuple[str, str]] = {
    "grades": ("", "grade"),
    "claims": ("", "indicator"),
    "everybody": ("", "indicator"),
    "levels": ("", "level"),
    "head_units": ("", ""),
    "any_head": ("", ""),
    "territory": ("actor", "level"),
    "units": ("thing", ""),
    "heads": ("thing", ""),
    "stages": ("indicator", "stage"),
    "base": ("measure", "indicator"),
    "growth": ("language", ""),
    "decline": ("language", ""),
}
"""Code lists of what each list belongs to and of its members; none where it is empty."""

Lists: TypeAlias = Mapping[str, tuple[str, ...]]
"""Members by what they belong to."""


@dataclass(frozen=True)
class Plausible:
    """All that is declared as plausible.

    Parameters
    ----------
    bands, orders, sizes, reaches, lists
        Records of the five tables.
    """

    bands: tuple[PlausibleBand, ...] = ()
    orders: tuple[PlausibleOrder, ...] = ()
    sizes: tuple[Size, ...] = ()
    reaches: tuple[Reach, ...] = ()
    lists: tuple[Member, ...] = ()

    @classmethod
    def load(cls, data: Dataset) -> Plausible:
        """Return what is published with a data set.

        Raises
        ------
        AnalysisError
            If a table is missing or broken.
        """
        return cls(
            data.rows(PlausibleBand),
            data.rows(PlausibleOrder),
            data.rows(Size),
            data.rows(Reach),
            data.rows(Member),
        )

    @classmethod
    def of_raw(cls, raw: RawData, measures: Iterable[str]) -> Plausible:
        """Return what the raw tables declare.

        Parameters
        ----------
        raw
            The raw tables.
        measures
            Codes of all ratios and bases that are derived.

        Raises
        ------
        AnalysisError
            If a cell breaks its declaration, or a row names what does not exist.
        """
        declared = cls(
            raw.rows(PlausibleBand),
            raw.rows(PlausibleOrder),
            raw.rows(Size),
            raw.rows(Reach),
            raw.rows(Member),
        )
        refuse(list(declared.faults(raw.codes, measures)))
        return declared

    def faults(
        self, codes: Mapping[str, Iterable[str]], measures: Iterable[str]
    ) -> Iterator[Fault]:
        """Yield what is wrong between the rows and with the codes that no declaration names.

        Parameters
        ----------
        codes
            Allowed codes by name of code list.
        measures
            Codes of all ratios and bases that are derived.
        """
        known = {name: set(each) for name, each in codes.items()}
        known |= {"measure": set(measures), "language": set(LANGUAGES)}
        for number, band in enumerate(self.bands, start=2):
            yield from _band_faults(band, number, known["measure"])
        for number, member in enumerate(self.lists, start=2):
            yield from _member_faults(member, number, known)
        yield from self._list_faults()
        yield from self._size_faults()
        yield from self._order_faults()
        for number, reach in enumerate(self.reaches, start=2):
            if reach.share <= 0:
                share = format_number(reach.share)
                yield Fault(_file(Reach), number, 2, "share", share, "must be more than 0")

    def _size_faults(self) -> Iterator[Fault]:
        for number, size in enumerate(self.sizes, start=2):
            if size.usual < 0:
                rule = "is less than nothing"
                usual = format_number(size.usual)
                yield Fault(_file(Size), number, 1, "usual", usual, rule)

    def _order_faults(self) -> Iterator[Fault]:
        """Yield orders of an indicator with itself, and orders that another row turns round."""
        known = {(order.more, order.less) for order in self.orders}
        for number, order in enumerate(self.orders, start=2):
            if (order.less, order.more) in known:
                rule = f"is said to be more than {order.less}, and less as well"
                advice = "take one of the rows out"
                if order.more == order.less:
                    rule, advice = "is held against itself", "name two indicators"
                yield Fault(_file(PlausibleOrder), number, 0, "more", order.more, rule, advice)

    def _list_faults(self) -> Iterator[Fault]:
        last = len(self.lists) + 2
        for name in ("growth", "decline"):
            for language in LANGUAGES:
                if not self.members(name, language):
                    rule, advice = f"has no words of {name}", "add a row"
                    yield Fault(_file(Member), last, 1, "of", language, rule, advice)
        try:
            self.any_head  # noqa: B018  # read for its error
        except AnalysisError:
            found = ", ".join(self.members("any_head"))
            rule = "must be the least and the most of any_head, two numbers"
            yield Fault(_file(Member), last, 2, "member", found, rule)

    @cached_property
    def _lists(self) -> Mapping[str, Lists]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for each in self.lists:
            own = found.setdefault(each.list, {})
            own[each.of] = (*own.get(each.of, ()), each.member)
        return found

    def keyed(self, name: str) -> Lists:
        """Return the members of a list by what they belong to."""
        return self._lists.get(name, {})

    def members(self, name: str, of: str = "") -> tuple[str, ...]:
        """Return the members of a list, in order; none where nothing is declared."""
        return self.keyed(name).get(of, ())

    @cached_property
    def any_head(self) -> Interval:
        """What any sum gives to one head.

        Raises
        ------
        AnalysisError
            If it is not two numbers in their order.
        """
        ends = self.members("any_head")
        if not ends:
            return Interval()
        if len(ends) != 2:
            raise AnalysisError(f"any_head has two ends, not {len(ends)}")
        low, high = map(parse_number, ends)
        return Interval.between(low, high)

    @cached_property
    def band_of(self) -> Mapping[str, PlausibleBand]:
        """The band of each measure that has one."""
        return {band.measure: band for band in self.bands}

    @cached_property
    def size_of(self) -> Mapping[str, Size]:
        """The size of each unit that has one."""
        return {size.unit: size for size in self.sizes}

    def in_city(self, level: str) -> bool:
        """Tell whether a territory is the city or lies inside it."""
        levels = self.members("levels")
        return level in levels[: levels.index("city") + 1] if "city" in levels else False


NOTHING_DECLARED = Plausible()


def _file(kind: type[PlausibleBand | PlausibleOrder | Size | Reach | Member]) -> str:
    return f"data/raw/{kind.TABLE.name}.csv"


def _band_faults(band: PlausibleBand, row: int, measures: Collection[str]) -> Iterator[Fault]:
    if band.measure not in measures:
        advice = "correct the name, or declare the ratio first"
        yield Fault(_file(PlausibleBand), row, 0, "measure", band.measure, "is no ratio", advice)
    if band.usual is None or band.possible is None or not band.usual.subset_of(band.possible):
        rule = f"must lie inside the possible range, {band.possible}"
        yield Fault(_file(PlausibleBand), row, 1, "usual", str(band.usual), rule)


def _member_faults(
    member: Member, row: int, known: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    of, members = _CODES[member.list]
    if bool(member.of) != bool(of) or (of and member.of not in known.get(of, ())):
        rule = f"is not in the list {of!r}" if of else "must be empty"
        yield Fault(_file(Member), row, 1, "of", member.of, rule)
    if members and member.member not in known.get(members, ()):
        rule = f"is not in the code list {members!r}"
        yield Fault(_file(Member), row, 2, "member", member.member, rule)
