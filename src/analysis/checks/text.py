"""What a check sees of a text, and how it names figures and numbers in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from analysis import language as lg
from analysis.checks.finding_records import CellFault, CellFaultKind
from analysis.checks.plausible import NOTHING_DECLARED, Plausible
from analysis.coding.coding_records import Correction, CountedList, OutsideFact
from analysis.comparison.comparison_records import Derived, LookAlike
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Linked, Message, Named, Part, Within, listed
from analysis.reading.limits import plain_literal
from analysis.tables import schema
from analysis.tables.codebook import Codebook, Document


@dataclass(frozen=True)
class CheckedText:
    """One document as the checks see it.

    Attributes
    ----------
    document
        Its id.
    figures
        Its figures, repeats included.
    derived
        What is derived from them.
    codebook
        Labels, indicators and origin records.
    plausible
        What is plausible, whatever the city.
    others
        The figures of other texts of the same city.
    alike
        Numbers of the text that look like others, in this text or one that follows.
    everywhere
        The figures of all texts, by identifier.
    lists
        The items counted beside a stated number, by figure.
    register
        The register of faults, by figure.
    facts
        Facts from outside that limit a ratio of this text.
    cell_faults
        What was put aside when raw rows were read, by figure.
    """

    document: str
    figures: tuple[Figure, ...]
    derived: tuple[Derived, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    plausible: Plausible = NOTHING_DECLARED
    others: tuple[Figure, ...] = ()
    alike: tuple[LookAlike, ...] = ()
    everywhere: Mapping[str, Figure] = field(default_factory=dict)
    lists: Mapping[str, CountedList] = field(default_factory=dict)
    register: Mapping[str, Correction] = field(default_factory=dict)
    facts: tuple[OutsideFact, ...] = ()
    cell_faults: Mapping[str, Sequence[CellFault]] = field(default_factory=dict)

    @cached_property
    def origin(self) -> Document | None:
        """Its origin record, where the catalogue has one."""
        records = {entry.document: entry for entry in self.codebook.documents}
        return records.get(self.document)

    @cached_property
    def own(self) -> tuple[Figure, ...]:
        """The figures without repeats."""
        return tuple(figure for figure in self.figures if not figure.is_repeat)

    @cached_property
    def _by_id(self) -> Mapping[str, Figure]:
        return {figure.figure_id: figure for figure in reversed(self.figures)}

    @cached_property
    def _things(self) -> Mapping[str, str]:
        return {entry.indicator: entry.thing for entry in self.codebook.indicators}

    def thing(self, figure: Figure) -> str:
        """Return what the indicator of a figure counts; empty where the codebook lacks it."""
        return self._things.get(figure.indicator, "")

    def get(self, figure_id: str) -> Figure | None:
        """Return a figure of the text."""
        return self._by_id.get(figure_id)

    def only(self, figure_ids: Sequence[str]) -> Figure | None:
        """Return the figure of the text where one is named, and no more."""
        return self.get(figure_ids[0]) if len(figure_ids) == 1 else None

    def of(self, indicator: str) -> list[Figure]:
        """Return the figures of an indicator without repeats."""
        return [figure for figure in self.own if figure.indicator == indicator]

    def inputs(self, ratio: Derived) -> tuple[Figure, ...]:
        """Return the figures that a derived figure is made from."""
        found = (self.get(name) for name in ratio.inputs)
        return tuple(figure for figure in found if figure is not None)

    def cell_fault(self, figure: Figure, kind: CellFaultKind) -> CellFault | None:
        """Return what was put aside of the cells of a figure, when it is of one kind."""
        faults = self.cell_faults.get(figure.figure_id, ())
        return next((fault for fault in faults if fault.kind == kind), None)

    def sentences(self) -> Iterator[list[Figure]]:
        """Yield the figures of each sentence that has at least two, repeats left out."""
        groups: dict[tuple[int, int], list[Figure]] = {}
        for figure in self.own:
            groups.setdefault(sentence_of(figure), []).append(figure)
        yield from (group for group in groups.values() if len(group) > 1)

    def pairs(self) -> Iterator[tuple[Figure, Figure]]:
        """Yield every two figures that are neither repeats nor parts of each other."""
        for a, b in combinations(self.own, 2):
            if not {a.part_of, b.part_of} & {a.figure_id, b.figure_id}:
                yield a, b


def sentence_of(figure: Figure) -> tuple[int, int]:
    """Return paragraph and sentence of a figure."""
    return figure.place.paragraph, figure.place.sentence


def in_text_order(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures in the order of their first characters."""
    return sorted(figures, key=lambda figure: figure.place.start)


def total_of(figures: Sequence[Figure]) -> Interval:
    """Return what figures come to together, within their conventional limits."""
    total = Interval.point(0)
    for figure in figures:
        total += figure.limits.conventional
    return total


# -- one thing or two -----------------------------------------------------------------------------

_ASIDE = frozenset({"actor", "stated_base", "multiplier"})
"""Who did it, of which base, for how many groups: these do not make it another thing."""

_IDENTITY = tuple(each.name for each in schema.ATTRIBUTES if each.name not in _ASIDE)
"""Coded attributes that two figures of one thing share."""


def identity(figure: Figure, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what a figure counts, by its codes: equal for figures of one thing.

    Parameters
    ----------
    figure
        The figure.
    but
        Attributes of `_IDENTITY` that may differ.
    """
    return tuple(figure.coded(name) for name in _IDENTITY if name not in but)


def of_one_thing(
    figures: Sequence[Figure], but: tuple[str, ...] = ()
) -> Iterator[tuple[Figure, Figure]]:
    """Yield every two figures of one thing, in their order; see `identity`."""
    things = [identity(figure, but) for figure in figures]
    places: dict[tuple[str, ...], list[int]] = {}
    for place, thing in enumerate(things):
        places.setdefault(thing, []).append(place)
    for place, thing in enumerate(things):
        for other in places[thing]:
            if other > place:
                yield figures[place], figures[other]


# -- words ----------------------------------------------------------------------------------------


def counted_as_printed(figure: Figure, document: Part = "") -> Message:
    """Return what a figure counts, with the printed number, which links to its card.

    Parameters
    ----------
    figure
        The figure.
    document
        Its text, where a sentence names figures of several.
    """
    words: dict[str, Part] = {
        "measures": Named(figure.measures),
        "literal": Linked(figure.figure_id, lg.tidy(figure.literal)),
    }
    if document:
        return Message("checks.said_in", document=document, **words)
    return Message("checks.said", **words)


NAMED = 6
"""So many figures are named one by one."""


def all_said(figures: Sequence[Figure]) -> Part:
    """Return what figures count; of many, the first ones and how many more."""
    if len(figures) == 1:
        return counted_as_printed(figures[0])
    named = figures if len(figures) <= NAMED else figures[: NAMED // 2]
    rest = len(figures) - len(named)
    more = [Message("checks.more", rest=rest)] if rest else []
    return listed([*map(counted_as_printed, named), *more])


def told_figures(key: str, figures: Sequence[Figure], **words: Part) -> Message:
    """Return the sentence ``check.<key>`` of the catalogue about some figures.

    Parameters
    ----------
    key
        Code of the check and name of the sentence.
    figures
        What stands for ``{figures}``.
    **words
        Its other fields.
    """
    return Message(f"check.{key}", figures=all_said(figures), **words)


def told_apart(key: str, figures: Sequence[Figure], text: CheckedText, **words: Part) -> Message:
    """Return a sentence as `told`, which names the text of each figure where there are two."""
    if len({figure.document for figure in figures}) < 2:
        return told_figures(key, figures, **words)
    said = [
        counted_as_printed(each, text.codebook.document_label(each.document)) for each in figures
    ]
    return Message(f"check.{key}", figures=listed(said), **words)


_ROUGH = 2
"""Digits of how many times as much: more would say more than two rounded sums do."""


def roughly(interval: Interval) -> Within:
    """Return how many times as much something is, in few digits rounded outwards."""
    return Within(interval, "", _ROUGH)


def within(interval: Interval) -> Within:
    """Return limits in words, rounded outwards, without a unit."""
    return Within(interval, "", lg.DIGITS_SHOWN)


def exactly(interval: Interval) -> Within:
    """Return limits in words, to the last digit, without a unit."""
    return Within(interval)


# -- digits ---------------------------------------------------------------------------------------


def printed_digits(figure: Figure) -> str:
    """Return the printed digits of a figure, with the decimal point."""
    match = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain_literal(figure.literal))
    return match[0].replace(",", "") if match else ""


def telling_digits(figure: Figure) -> int:
    """Return how many digits a printed number has without the zeros at its ends."""
    return len(printed_digits(figure).replace(".", "").strip("0"))


def in_ten_thousands(figure: Figure) -> bool:
    """Tell whether digits are printed before 万 or 亿."""
    return bool(re.search(r"[0-9][万亿]", plain_literal(figure.literal)))
