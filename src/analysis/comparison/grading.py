"""What may be compared between two texts, by a published rule over the coded attributes.

Every pair gets a grade: ``strict``, ``annualised`` (a total of several years against one year),
``loose`` (side by side only) or ``not_comparable``, with the attributes that differ.  What follows
from the grade belongs to `analysis.comparison.pairs`; how a difference is worded to
`analysis.comparison.differences`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from analysis.comparison.comparison_records import Derived, Grade
from analysis.comparison.counted_units import counted_unit
from analysis.comparison.differences import clause, period_said, year_said
from analysis.comparison.rules import Rules
from analysis.figures.figure import Figure
from analysis.language.messages import Message, Part
from analysis.reading.limits import SHARE_UNITS
from analysis.tables import schema
from analysis.tables.codebook import Codebook
from analysis.tables.schema import Field

GRADES: tuple[Grade, ...] = ("strict", "annualised", "loose", "not_comparable")
"""From the firmest to the weakest."""

WORKED_OUT = ("status", "bound", "kinds", "period", "year", "city_size", "quota", "parts")
"""Differences that are worked out beside those of the declared attributes."""

GRADED_ATTRIBUTES: tuple[str, ...] = (
    "status",
    *(field.name for field in schema.ATTRIBUTES),
    *WORKED_OUT[1:],
)
"""All that can differ between two figures, in the order in which differences are listed."""

TIMES = ("period", "year")
"""Differences that cancel in a ratio, both parts of which are of one time."""

FigurePair: TypeAlias = "tuple[Figure, Figure]"

_RATIO_FIELDS = tuple(field for field in schema.ATTRIBUTES if field.ratio)


@dataclass(frozen=True, slots=True)
class Difference:
    """An attribute in which two figures differ.

    Attributes
    ----------
    attribute
        One of `GRADED_ATTRIBUTES`.
    effect
        The best grade that it leaves.
    message
        The difference as a clause that names both texts.
    """

    attribute: str
    effect: Grade
    message: Message


@dataclass(frozen=True, slots=True)
class Grading:
    """Grade of a pair with the differences that led to it."""

    grade: Grade
    differences: tuple[Difference, ...]

    @property
    def deciding(self) -> tuple[Difference, ...]:
        """The differences that alone would give this grade."""
        if self.grade == "strict":
            return ()
        return tuple(each for each in self.differences if each.effect == self.grade)


def worst(grades: Iterable[Grade]) -> Grade:
    """Return the weakest of several grades; ``strict`` for none."""
    return max(grades, key=GRADES.index, default="strict")


@dataclass(frozen=True)
class Grader:
    """Grades pairs by the published rule.

    Parameters
    ----------
    codebook
        Labels of codes and texts, for the differences in words.
    rules
        Which codes, groups and units make no difference, or another one.
    """

    codebook: Codebook
    rules: Rules

    def figures(self, a: Figure, b: Figure) -> Grading:
        """Grade two figures of one concept in two texts.

        Raises
        ------
        AnalysisError
            If a code, a unit or a text has no label.
        """
        found = [*self._coded(a, b), *self._worked_out(a, b)]
        found.sort(key=lambda each: _PLACES[each.attribute])
        return Grading(worst(each.effect for each in found), tuple(found))

    def ratios(self, a: Derived, b: Derived, parts: Iterable[FigurePair] = ()) -> Grading:
        """Grade two ratios of one measure in two texts; their times cancel.

        Parameters
        ----------
        a, b
            The ratios.
        parts
            What stands above the two lines, and what stands below them, as far as it is known:
            a ratio is never graded better than the better of them, their times put aside.

        Raises
        ------
        AnalysisError
            If a code or a text has no label.
        """
        found = []
        for field in _RATIO_FIELDS:
            name = field.name
            one, other = _codes_of(a, name), _codes_of(b, name)
            if one == other or self._is_implied(name, "", one | other):
                continue
            if name == "unit" and all(
                self._same_thing(getattr(a, side), getattr(b, side)) for side in _SIDES
            ):
                continue
            effect = self._ratio_effect(field, a, b, one | other)
            if effect is not None:
                words = [self._ratio_said(field, each) for each in (a, b)]
                found.append(self._difference(name, effect, a, b, words))
        best = self._best_part(parts)
        if GRADES.index(best) > GRADES.index(worst(each.effect for each in found)):
            found.append(Difference("parts", best, Message("comparison.differs.parts")))
        return Grading(worst(each.effect for each in found), tuple(found))

    def _best_part(self, parts: Iterable[FigurePair]) -> Grade:
        """Return the better grade of the parts of two ratios without their times."""
        found = (self.figures(a, b).differences for a, b in parts)
        grades = [
            worst(each.effect for each in differences if each.attribute not in TIMES)
            for differences in found
        ]
        return min(grades, key=GRADES.index, default="strict")

    def other_things(self, a: Figure, b: Figure) -> Difference:
        """Name two things by what the texts count, not by the codes of the indicators."""
        return self._difference("indicator", "not_comparable", a, b, [a.measures, b.measures])

    # -- coded attributes ------------------------------------------------------------------------

    def _coded(self, a: Figure, b: Figure) -> Iterator[Difference]:
        for field in schema.ATTRIBUTES:
            one, other = a.coded(field.name), b.coded(field.name)
            if one == other:
                continue
            codes = frozenset((one, other)) - {""}
            if self._is_implied(field.name, a.indicator, codes):
                continue
            if field.name == "indicator":
                yield self.other_things(a, b)
                continue
            if field.name == "unit" and self._same_thing(one, other):
                continue
            effect = self._effect(field, a.indicator, one, other, codes)
            if effect is None:
                continue
            words = [self._said(field, code) for code in (one, other)]
            enrolment = self._all("population", codes, "enrolment") and field.name == "population"
            said = "enrolment" if enrolment else field.name
            yield self._difference(field.name, effect, a, b, words, said)

    def _same_thing(self, one: str, other: str) -> bool:
        """Tell whether two units leave the counted thing to the indicator, or are the same."""
        return one == other or (self.rules.is_neutral(one) and self.rules.is_neutral(other))

    def _is_implied(self, attribute: str, indicator: str, codes: frozenset[str]) -> bool:
        """Tell whether codes that differ only repeat what the indicator says."""
        if attribute == "stage":
            return len(codes) == 1 and self._all(attribute, codes, "implied")
        return attribute == "population" and self.rules.implies(indicator, codes)

    def _effect(
        self, field: Field, indicator: str, one: str, other: str, codes: frozenset[str]
    ) -> Grade | None:
        """Return the best grade that an attribute leaves in which two figures differ."""
        if field.name == "population":
            if codes and self._all("population", codes, "enrolment"):
                return "strict"
            if self.rules.are_akin(indicator, codes):
                return "strict"
            if self.rules.group_decides(indicator):
                return "not_comparable"
        if field.name == "unit" and self.rules.are_kindred(one, other):
            return "loose"
        return self._declared(field, codes)

    def _declared(self, field: Field, codes: frozenset[str]) -> Grade | None:
        """Return what the declaration says where both state it, or one leaves it open."""
        assert field.differs is not None
        both, open_ = field.differs
        stated = [code for code in codes if not self.rules.has_effect(field.name, code, "open")]
        effect = both if len(stated) == 2 else open_
        return cast("Grade", effect) if effect else None

    def _all(self, attribute: str, codes: frozenset[str], effect: str) -> bool:
        return all(self.rules.has_effect(attribute, code, effect) for code in codes)

    def _said(self, field: Field, code: str) -> Part:
        """Return a code in words; nothing where it leaves the attribute open."""
        if not code or self.rules.has_effect(field.name, code, "open"):
            return ""
        if field.name == "unit":
            return counted_unit(code)
        if field.name == "nature":
            return Message(f"comparison.nature.{code}")
        return self.codebook.code(field.codes, code) if field.codes else code

    def _difference(
        self,
        attribute: str,
        effect: Grade,
        a: Figure | Derived,
        b: Figure | Derived,
        words: list[Part],
        said: str = "",
    ) -> Difference:
        names = [self.codebook.document_label(each.document) for each in (a, b)]
        sides = list(zip(names, words, strict=True))
        return Difference(attribute, effect, clause(said or attribute, sides[0], sides[1]))

    # -- ratios ----------------------------------------------------------------------------------

    def _ratio_effect(
        self, field: Field, a: Derived, b: Derived, codes: frozenset[str]
    ) -> Grade | None:
        if field.name == "unit":
            kindred = self.rules.are_kindred(a.unit_under, b.unit_under)
            return (
                "loose" if a.unit_over == b.unit_over and kindred else self._declared(field, codes)
            )
        if field.name == "scheme":
            return "loose"
        if field.name == "stage" and self._all("stage", codes, "money"):
            return "loose"
        if field.name == "population" and codes and self._all("population", codes, "enrolment"):
            return "strict"
        return self._declared(field, codes)

    def _ratio_said(self, field: Field, ratio: Derived) -> Part:
        if field.name == "unit":
            return ratio.unit
        code = next(iter(_codes_of(ratio, field.name)), "")
        return self._said(field, code)

    # -- what is worked out ----------------------------------------------------------------------

    def _worked_out(self, a: Figure, b: Figure) -> Iterator[Difference]:
        if not a.usable or not b.usable:
            words: list[Part] = [self.codebook.code("status", each.status) for each in (a, b)]
            yield self._difference("status", "not_comparable", a, b, words)
        floors = [each.bound in _FLOORS for each in (a, b)]
        if a.unit == b.unit == "%" and floors[0] != floors[1]:
            limits = [
                each.bound if floor else "number"
                for each, floor in zip((a, b), floors, strict=True)
            ]
            yield self._sides("bound", a, b, limits)
        added = [bool(each.added_from) for each in (a, b)]
        if added[0] != added[1]:
            yield self._sides("kinds", a, b, [_kinds_of(each) for each in (a, b)])
        effect = period_effect(a, b)
        if effect != "strict":
            words = [period_said(each.period) for each in (a, b)]
            yield self._difference("period", effect, a, b, words)
        yield from self._years(a, b)
        if a.counted == b.counted == "honours":
            yield Difference("quota", "loose", Message("comparison.differs.quota"))

    def _sides(self, attribute: str, a: Figure, b: Figure, sides: list[str]) -> Difference:
        words: list[Part] = [Message(f"comparison.side.{side}") for side in sides]
        return self._difference(attribute, "loose", a, b, words)

    def _years(self, a: Figure, b: Figure) -> Iterator[Difference]:
        """Yield that the years differ, and that no text states the size of its city.

        Both are worth knowing and forbid nothing: what is compared is what two texts state.
        """
        ends = [each.period.end for each in (a, b)]
        if ends[0] is None or ends[1] is None or ends[0].year == ends[1].year:
            return
        years: list[Part] = [year_said(end) for end in ends]
        yield self._difference("year", "strict", a, b, years)
        if a.city != b.city and all(
            each.level == "city"
            and each.nature in ("flow", "stock")
            and each.unit not in SHARE_UNITS
            for each in (a, b)
        ):
            yield Difference("city_size", "strict", Message("comparison.differs.city_size"))


def _kinds_of(figure: Figure) -> str:
    """Return whether a figure is a sum of ours, one number, or one word without a number."""
    if figure.added_from:
        return "added"
    return "word" if figure.usable and figure.value is None else "one"


_SIDES = ("unit_over", "unit_under")
_FLOORS = frozenset({"at_least", "at_most", "nearly"})
_PLACES: Mapping[str, int] = {name: place for place, name in enumerate(GRADED_ATTRIBUTES)}


def period_effect(a: Figure, b: Figure) -> Grade:
    """Return the best grade that the times of two figures leave."""
    one, other = a.period, b.period
    kinds = {one.kind, other.kind}
    known = one.known and other.known
    if a.nature in ("stock", "rate", "tariff", "duration"):
        return "strict" if len(kinds) == 1 and known else "loose"
    if kinds & {"since_unstated", "future"}:
        return "not_comparable"
    if kinds == {"event"}:
        return "strict"
    if one.years is None or other.years is None:
        return "not_comparable"
    if one.years == other.years:
        return "strict" if known else "loose"
    if kinds == {"year", "part_year"} and known:
        return "loose"
    if kinds <= {"year", "multi_year"}:
        return "annualised" if known else "not_comparable"
    return "not_comparable"


def _codes_of(ratio: Derived, name: str) -> frozenset[str]:
    """Return the codes of an attribute of a ratio; of its unit, the two printed ones."""
    if name == "unit":
        return frozenset({ratio.unit_code}) - {""}
    value = getattr(ratio, name)
    return frozenset(value if isinstance(value, tuple) else (value,)) - {""}
