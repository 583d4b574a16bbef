"""A figure: one number of one text, with all that its words, its place and its codes say.

It is made once from its row, and its limits are worked out once, when the observations are made;
everything after that takes them as they are.  What the words alone allow belongs to
`analysis.reading.limits`; calculations with several figures belong to `analysis.comparison`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import ClassVar, NamedTuple

from analysis.figures.reference_periods import (
    DEFAULT_RULES,
    PeriodRules,
    ReferencePeriod,
    length_of,
)
from analysis.language.messages import NO_WORDS, Words
from analysis.reading.limits import Limits, counts_whole
from analysis.tables import schema
from analysis.tables.codebook import Document
from analysis.tables.dataset import Dataset
from analysis.tables.schema import TableSchema
from analysis.tables.store import Values

UNUSABLE = ("impossible", "unlikely", "damaged")
"""Status of figures that never enter a result."""

FAR = 10**9
"""Distance of figures of which no place is known."""


class Place(NamedTuple):
    """Where a figure stands: non-blank line and sentence from 1, characters of the copy from 0."""

    paragraph: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True)
class Figure:
    """One figure of one text (columns of `schema.OBSERVATIONS`).

    Attributes
    ----------
    figure_id, document, city, theme, concept, tier
        Its identifier, its text, and where its indicator stands in the codebook.
    place, literal
        Where it stands and what is printed there.
    value, value_high
        The printed number in the base unit, exactly; ``None`` when it cannot be known.
    unit, bound, hedge
        Printed unit, what the words assert, and the hedging words (joined by ``+``).
    period
        The time it covers.
    nature, level, indicator, counted
        Codes of what it is and what it counts.
    scheme, grade, grade_and_above, stage, route, actor, population, stated_base, per
        Codes of the attributes that decide what it may be compared with; empty where they are not
        coded apart.
    multiplier
        How many groups the number holds for each.
    duplicate_of, duplicate_kind, part_of, part_kind
        The figure that it repeats, and the whole that it is a part of.
    status
        Whether it can be right as printed in the copy we read.
    measures, note
        What is counted, and what a careful reader must know, in our own words.
    limits
        What its words allow.
    attributes
        Further coded attributes that the tables declare, by name.
    repeats
        Places where the text says the same again.
    added_from
        The figures that it is the sum of, where it is not printed itself.
    """

    TABLE: ClassVar[TableSchema] = schema.OBSERVATIONS

    figure_id: str
    document: str
    city: str
    theme: str
    concept: str
    tier: str
    place: Place
    literal: str
    value: Fraction | None
    value_high: Fraction | None
    unit: str
    bound: str
    hedge: str
    period: ReferencePeriod
    nature: str
    level: str
    indicator: str
    counted: str
    status: str
    limits: Limits
    scheme: str = ""
    grade: str = ""
    grade_and_above: str = ""
    stage: str = ""
    route: str = ""
    actor: str = ""
    population: str = ""
    stated_base: str = ""
    per: str = ""
    multiplier: int | None = None
    duplicate_of: str = ""
    duplicate_kind: str = ""
    part_of: str = ""
    part_kind: str = ""
    measures: Words = NO_WORDS
    note: Words = NO_WORDS
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    repeats: tuple[Place, ...] = ()
    added_from: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: Values) -> Figure:
        """Make a figure from the values of its row; see `with_repeats` for its repeats."""
        known = {name: values[name] for name in _OWN if name in values}
        return cls(
            **known,
            place=Place(*(values[name] for name in Place._fields)),
            period=ReferencePeriod(
                values["period_start"],
                values["period_end"],
                values["period_basis"],
                values["period_kind"],
                words=values["period_words"],
                length=values["period_length"],
            ),
            limits=Limits(
                values["natural"],
                values["asserted"],
                values["conventional"],
                counts_whole(values["unit"]),
                values["limits_note"],
            ),
            attributes={name: values[name] for name in _FURTHER if values[name]},
        )

    def values(self) -> Values:
        """Return the values of its row."""
        return {
            **{name: getattr(self, name) for name in _OWN},
            **self.place._asdict(),
            "period_start": self.period.start,
            "period_end": self.period.end,
            "period_basis": self.period.basis,
            "period_words": self.period.words,
            "period_length": self.period.length,
            "period_kind": self.period.kind,
            "natural": self.limits.natural,
            "asserted": self.limits.asserted,
            "conventional": self.limits.conventional,
            "limits_note": self.limits.notes,
            **{name: self.attributes.get(name, "") for name in _FURTHER},
        }

    def coded(self, name: str) -> str:
        """Return a coded attribute by its declared name, as it stands in a table."""
        value = getattr(self, name) if name in _OWN else self.attributes.get(name, "")
        return "" if value is None else str(value)

    @property
    def usable(self) -> bool:
        """Whether the figure may enter a result."""
        return self.status not in UNUSABLE

    @property
    def is_repeat(self) -> bool:
        """Whether another figure of the text states the same thing more precisely."""
        return bool(self.duplicate_of)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it and its repeats stand."""
        return (self.place, *self.repeats)

    def distance(self, other: Figure) -> int:
        """Return how many characters lie between two figures, or between their repeats.

        Figures in one sentence are 0 apart.
        """
        return min(
            (
                0 if here[:2] == there[:2] else abs(here.start - there.start)
                for here in self.places
                for there in other.places
            ),
            default=FAR,
        )


_NOT_PLAIN = {"place", "period", "limits", "attributes", "repeats", "added_from"}
_OWN = tuple(each.name for each in fields(Figure) if each.name not in _NOT_PLAIN)
"""Attributes that are fields of the table under the same name."""

_IN_OTHERS = {
    *Place._fields,
    *("period_start", "period_end", "period_basis", "period_words", "period_length", "period_kind"),
    *("natural", "asserted", "conventional", "limits_note"),
}
_FURTHER = tuple(
    each.name
    for each in schema.OBSERVATIONS.fields
    if each.name not in _OWN and each.name not in _IN_OTHERS
)
"""Declared attributes for which the type has no attribute of its own."""


def with_repeats(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return figures that know where the same thing is said again in their text.

    Parameters
    ----------
    figures
        Figures of any number of texts, repeats included.
    """
    known = tuple(figures)
    places: dict[str, list[Place]] = {}
    for figure in known:
        if figure.duplicate_of:
            places.setdefault(figure.duplicate_of, []).append(figure.place)
    return tuple(
        replace(figure, repeats=tuple(places[figure.figure_id]))
        if figure.figure_id in places
        else figure
        for figure in known
    )


def with_lengths(
    figures: Iterable[Figure],
    documents: Iterable[Document],
    rules: PeriodRules = DEFAULT_RULES,
) -> tuple[Figure, ...]:
    """Return figures that know how many years their periods may be.

    Parameters
    ----------
    figures
        Figures of any number of texts.
    documents
        Origin records, which say when a text can have been finished.
    rules
        How open lengths are read.
    """
    origins = {document.document: document for document in documents}
    return tuple(
        replace(
            figure,
            period=replace(
                figure.period, years=length_of(figure.period, origins.get(figure.document), rules)
            ),
        )
        for figure in figures
    )


def load_figures(
    data: Dataset, *, document: str = "", theme: str = "", city: str = ""
) -> tuple[Figure, ...]:
    """Return the figures of a data set, with their repeats and the lengths of their periods.

    Parameters
    ----------
    data
        The processed tables.
    document, theme, city
        At most one of them: the part that is wanted.
    """
    rows = data.rows(Figure, document=document, theme=theme, city=city)
    return with_lengths(with_repeats(rows), data.rows(Document))
