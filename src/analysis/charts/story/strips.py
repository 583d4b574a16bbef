"""Figures that may be read against each other, each set on one scale.

Which figures these are the graded pairs say: a set holds figures every two of which are at least
loosely comparable.  What no other figure may stand beside has no axis; its number stands in tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Line, Mark
from analysis.charts.pictures import drawing_of, part
from analysis.charts.story.parts import (
    MARKS,
    caveats_of,
    documents_of,
    first_drawn,
    footer_of,
    kinds,
    make_chart,
    titled,
)
from analysis.charts.views import FigureView, RatioView, ratio_views
from analysis.comparison.comparison_records import Derived, Graded, Pair, PairOutcome
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import DIGITS_SHOWN, capital, format_interval, join_words, with_unit
from analysis.language.messages import Link, Linked, Message, Part, Within, begun, text
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import derived_number, figure_number, some
from analysis.sentences.headlines import deciding
from analysis.sentences.sets import Scope, lacking, named, one_of, other_than
from analysis.show.content import Sorted
from analysis.show.displays import Chart, Prose, TableRow
from analysis.tables.codebook import Labels

PER_CENT = (Fraction(0), Fraction(100))
"""Ends of the axis of shares, the same on all pages."""

SETS = 3
"""Most sets that a page of all subjects draws where there are many texts."""

_REASONS = 3
"""Most reasons that are named."""

_BEST: tuple[PairOutcome, ...] = ("texts_differ", "same_size", "cannot_be_decided", "side_by_side")
"""Results of pairs that may stand on one scale, those that say most first."""

_OPEN = ("cannot_be_decided", "side_by_side")
"""Results with something in the way of more."""

_CLAIMS: Mapping[PairOutcome, str] = {
    "texts_differ": "value",
    "same_size": "same",
    "cannot_be_decided": "undecided",
    "side_by_side": "side_by_side",
    "not_comparable": "not_comparable",
}
"""Kinds of claims of sets, by what follows."""

_QUOTA = "quota_honours"
"""Trap of pairs of honours, which go by quota: they stand in tables only."""

_DATA = ("subject", "document", "words", "limits", "period", "result")


@dataclass(frozen=True)
class _Side:
    """A number that stands on a scale with others.

    Attributes
    ----------
    name
        Figure or derived figure.
    document
        Its text.
    value
        The number, where there is a single one.
    limits
        Its conventional limits.
    averaged
        Whether it is the average a year of a total over several.
    """

    name: str
    document: str
    value: Fraction | None
    limits: Interval
    averaged: bool


@dataclass(frozen=True)
class Strip:
    """Numbers on one scale, and the pairs that say what follows."""

    sides: tuple[_Side, ...]
    pairs: tuple[Pair, ...]

    @property
    def result(self) -> PairOutcome:
        """What follows: the same for all its pairs, or what the weakest of them allows."""
        return max((pair.result for pair in self.pairs), key=_BEST.index)


def strips_of(pairs: Iterable[Graded]) -> list[Strip]:
    """Return the sets of figures that may stand on one scale.

    Every two figures of a set are at least loosely comparable.  Each such pair is in one set at
    least; honours by quota are in none.

    Parameters
    ----------
    pairs
        Graded pairs; those that are only counted have no sides to draw.
    """
    held = [
        pair
        for pair in pairs
        if isinstance(pair, Pair) and pair.result in _BEST and _QUOTA not in pair.traps
    ]
    sides = list(dict.fromkeys(side for pair in held for side in _sides(pair)))
    place = {side: number for number, side in enumerate(sides)}
    by_places: dict[tuple[int, int], Pair] = {}
    beside: list[set[int]] = [set() for _ in sides]
    for pair in held:
        one, other = sorted(place[side] for side in _sides(pair))
        by_places[one, other] = pair
        beside[one].add(other)
        beside[other].add(one)
    rank = {edge: number for number, edge in enumerate(by_places)}
    found: list[Strip] = []
    covered: set[tuple[int, int]] = set()
    for first in by_places:
        if first in covered:
            continue
        together = [place[side] for side in _sides(by_places[first])]
        for other in sorted(beside[first[0]] & beside[first[1]]):
            if beside[other].issuperset(together):
                together.append(other)
        edges = sorted(combinations(sorted(together), 2), key=rank.__getitem__)
        covered.update(edges)
        found.append(
            Strip(
                tuple(sides[number] for number in together),
                tuple(by_places[edge] for edge in edges),
            )
        )
    return found


def pairs_among(names: Collection[str], pairs: Iterable[Graded]) -> list[Pair]:
    """Return the stored pairs both sides of which are among the named figures or ratios."""
    return [
        pair
        for pair in pairs
        if isinstance(pair, Pair) and pair.figure_a in names and pair.figure_b in names
    ]


def verdict(pairs: Sequence[Pair], labels: Labels) -> str:
    """Say what follows from pairs of figures that stand beside each other, and what is in the way.

    What is said is the words of a claim about the pairs.

    Parameters
    ----------
    pairs
        All graded pairs of the figures; empty where none is graded, and nothing is said.
    labels
        Labels in the language of the chart.
    """
    if not pairs:
        return ""
    never = [pair for pair in pairs if pair.result not in _BEST]
    weakest = "not_comparable" if never else max((p.result for p in pairs), key=_BEST.index)
    mixed = bool(never) and len(never) < len(pairs)
    held = never or [pair for pair in pairs if pair.result in _OPEN]
    codes = [code for code, _ in deciding(held)[:_REASONS]]

    def reasons(labels: Labels) -> list[str]:
        return [labels.t(f"comparison.attribute.{code}") for code in codes]

    def say(labels: Labels) -> str:
        said = labels.t(f"story.strips.{weakest}")
        if mixed:
            said = labels.t("story.strips.some", n=len(never), pairs=len(pairs))
        if codes:
            said = labels.t(
                "verdict.why", verdict=said, reasons=join_words(reasons(labels), labels.language)
            )
        return capital(said, labels.language)

    name = named("pairs") if mixed else Message(f"story.strips.{weakest}")
    ids = one_of(pair.comparison_id for pair in pairs)
    own = Scope.of("comparisons", name, comparison_id=ids).take(pairs)
    results = (own.counts("result"), own.count(result=one_of(_BEST)), own.members("deciding"))
    kind = "count" if mixed else _CLAIMS[weakest]
    # What differs has a name, such as rank, that ranks nobody.
    return titled(kind, own, labels, say, own.count(), *results, printed=reasons)


def _sides(pair: Pair) -> tuple[_Side, _Side]:
    """Return the two sides of a pair as they are compared: as printed, or a year each."""
    yearly = pair.basis == "per_year"
    return (
        _Side(
            pair.figure_a,
            pair.document_a,
            pair.value_a,
            pair.limits_a or Interval(),
            yearly and pair.value_a is None,
        ),
        _Side(
            pair.figure_b,
            pair.document_b,
            pair.value_b,
            pair.limits_b or Interval(),
            yearly and pair.value_b is None,
        ),
    )


def strips(
    figures: Sequence[Figure],
    derived: Sequence[Derived],
    pairs: Sequence[Graded],
    labels: Labels,
    *,
    name: str = "strips",
    theme: str = "",
    about: Part | None = None,
    most: int = MARKS,
    marks: int = MARKS,
) -> Chart | Prose:
    """Draw the figures that may be read against each other, each set on a scale of its own.

    Parameters
    ----------
    figures, derived
        Figures and derived figures, among them all sides of the pairs.
    pairs
        Graded pairs.
    labels
        Labels in the language of the chart.
    name
        Name of the chart.
    theme
        Theme that the figures are on; empty for all.
    about
        What the pairs are called, where they are neither those of a theme nor all.
    most
        Most sets that are drawn where there are many texts.
    marks
        Most numbers of a set that are drawn then.

    Returns
    -------
    Chart or Prose
        A sentence where no two figures may stand on one scale.

    Raises
    ------
    AnalysisError
        If a side of a pair is not among the figures.
    """
    label = about or (labels.book.code("theme", theme) if theme else Message("story.strips.all"))
    every = strips_of(pairs)
    if not every:
        wanted = {"theme": theme} if theme else {}
        return Prose([_none(pairs, label, labels, **wanted)], name, labels.language)
    known = Sides(figures, derived, labels)
    drawn, more = first_drawn(every, most, "first_drawn", labels)
    sets = [known.strip(strip, marks) for strip in drawn]
    if len(every) == 1:  # the title of the chart names it already
        sets = [replace(sets[0], rows=sets[0].rows[1:])]
    rows = [row for each in sets for row in each.rows]
    used = [figure for each in sets for figure in each.figures]
    used = list({figure.figure_id: figure for figure in used}.values())
    parts = [
        part(
            limits,
            tuple(each.rows),
            language=labels.language,
            ends=PER_CENT if each.unit == "%" else None,
            kinds=None if number else kinds(labels),
        )
        for number, each in enumerate(sets)
    ]
    return make_chart(
        drawing_of(rows, *parts),
        labels,
        name=name,
        form="dot_plot",
        subject=labels.t("story.strips.subject", theme=text(label, labels.language)),
        title=_title(every, sets, label).text(labels.language),
        subtitle=labels.t("story.strips.subtitle"),
        data=[cells for each in sets for cells in each.data],
        columns=_DATA,
        figure_ids=tuple(figure.figure_id for figure in used),
        caveats=[*([more] if more else []), *caveats_of(used, labels)],
        footer=footer_of(used, labels),
        sources=tuple(documents_of(used, labels)),
        annotations=tuple(each.verdict for each in sets),
    )


@dataclass(frozen=True)
class DrawnStrip:
    """A strip as it is drawn: what it shows, what follows, its rows, and its figures."""

    claim: Claim
    verdict: str
    rows: tuple[Mark | Line, ...]
    figures: tuple[Figure, ...]
    data: tuple[TableRow, ...]
    unit: str


class Sides:
    """Figures and derived figures that sides are, in the words of one language."""

    def __init__(
        self, figures: Sequence[Figure], derived: Sequence[Derived], labels: Labels
    ) -> None:
        self.figures = {figure.figure_id: figure for figure in figures}
        self.derived = {each.derived_id: each for each in derived}
        self.labels = labels
        self._yearly = {
            each.numerator[0]: each.derived_id
            for each in derived
            if each.group == "per_year" and each.status == "computed"
        }

    def strip(self, strip: Strip, most: int = MARKS) -> DrawnStrip:
        """Return a strip as it is drawn, with the first of its numbers where there are many texts.

        Raises
        ------
        AnalysisError
            If a side is neither among the figures nor among the derived figures.
        """
        labels = self.labels
        shown, more = first_drawn(strip.sides, most, "first_drawn", labels)
        views = [(side, self._view(side)) for side in shown]
        marks = [_mark(side, view, labels, self._yearly.get(side.name, "")) for side, view in views]
        unit = marks[0].unit
        subject = capital(text(self._subject(strip), labels.language), labels.language)
        result = labels.t(f"story.strips.{strip.result}")
        follows = verdict(strip.pairs, labels)
        rows: list[Mark | Line] = [
            Line(subject, bold=True),
            Line(str(follows)),
            *(replace(mark, unit=unit) for mark in marks),
        ]
        rows += [Line(more)] if more else []
        data: tuple[TableRow, ...] = tuple(
            {
                "subject": subject,
                "document": labels.document(side.document),
                "words": Sorted(
                    Link(_card(view), mark.words, mark.derived),
                    side.value,
                    mark.unit,
                    side.limits,
                    side.name,
                    tuple(figure.figure_id for figure in _inputs(view)),
                ),
                "limits": format_interval(side.limits, "", labels.language, DIGITS_SHOWN),
                "period": view.dated,
                "result": result,
            }
            for mark, (side, view) in zip(marks, views, strict=True)
        )
        used = [figure for _, view in views for figure in _inputs(view)]
        return DrawnStrip(self._claim(strip), follows, tuple(rows), tuple(used), data, unit)

    def _claim(self, strip: Strip) -> Claim:
        """Return what a strip shows: its numbers with their texts, and what follows."""
        book, subject = self.labels.book, self._subject(strip)
        items = [
            Message(
                "story.strips.item",
                words=self._number(side),
                document=book.document_label(side.document),
            )
            for side in strip.sides
        ]
        said = Message(
            "story.strips.title",
            subject=begun(subject),
            list=some(items, book),
            result=Message(f"story.strips.{strip.result}"),
        )
        ids = one_of(pair.comparison_id for pair in strip.pairs)
        own = Scope.of("comparisons", subject, comparison_id=ids).take(strip.pairs)
        return claim(_CLAIMS[strip.result], own, said, own.count(), own.counts("result"))

    def _number(self, side: _Side) -> Part:
        """Return the number of a side in words, linked to its card."""
        if side.name in self.derived:
            return derived_number(self.derived[side.name])
        figure = self.figures[side.name]
        if not side.averaged:
            return figure_number(figure)
        return Linked(
            side.name,
            Message("story.strips.a_year", words=Within(side.limits, figure.unit, DIGITS_SHOWN)),
            self._yearly.get(side.name, ""),
        )

    def _view(self, side: _Side) -> FigureView | RatioView:
        if side.name in self.figures:
            return FigureView(self.figures[side.name], self.labels)
        if side.name not in self.derived:
            raise AnalysisError(f"{side.name} is compared, but not among the figures given.")
        (view,) = ratio_views([self.derived[side.name]], list(self.figures.values()), self.labels)
        return view

    def _subject(self, strip: Strip) -> Part:
        first = strip.pairs[0]
        if first.kind == "ratio" and first.figure_a in self.derived:
            return self.derived[first.figure_a].label
        return self.labels.book.indicator_label(first.indicator_a)


def _mark(side: _Side, view: FigureView | RatioView, labels: Labels, yearly: str) -> Mark:
    """Return the mark of a side, headed by its text; an average a year says so and is `yearly`."""
    mark = view.mark
    if isinstance(view, RatioView):
        return replace(mark, heading=view.heading, note=view.formula)
    if not side.averaged:
        return mark
    unit = view.figure.unit
    low, high = side.limits.low, side.limits.high
    ends = format_interval(side.limits, "", labels.language, DIGITS_SHOWN)
    words = labels.t("story.strips.a_year", words=with_unit(ends, unit, labels.language, high))
    note = labels.t("story.strips.from_total", note=mark.note, words=mark.words)
    return replace(
        mark,
        derived=yearly,
        value=side.value,
        low=low,
        high=high,
        fades_low=False,
        fades_high=False,
        stated=False,
        words=words,
        literal="",
        note=note,
    )


def _card(view: FigureView | RatioView) -> str:
    return _inputs(view)[0].figure_id


def _inputs(view: FigureView | RatioView) -> tuple[Figure, ...]:
    return view.inputs if isinstance(view, RatioView) else (view.figure,)


def _title(every: Sequence[Strip], sets: Sequence[DrawnStrip], label: Part) -> Claim:
    """Say what one set shows, or of several how many pairs decide an order."""
    if len(every) == 1:
        return sets[0].claim
    pairs = list(dict.fromkeys(pair for strip in every for pair in strip.pairs))
    ids = one_of(pair.comparison_id for pair in pairs)
    own = Scope.of("comparisons", named("pairs"), label, comparison_id=ids).take(pairs)
    count, decided = own.count(), own.count(result="texts_differ")
    key = "title_many" if decided.n else "title_undecided"
    said = Message(f"story.strips.{key}", theme=label, n=count.n, decided=decided.n)
    return claim("count", own, said, count, decided)


def _none(pairs: Iterable[Graded], label: Part, labels: Labels, **wanted: str) -> str:
    """Say that no two figures may stand on one scale, and whether honours by quota are left out."""
    stored = [pair for pair in pairs if isinstance(pair, Pair)]
    by_quota = any(pair.result in _BEST and _QUOTA in pair.traps for pair in stored)
    called = "on_one_scale_but_honours" if by_quota else "on_one_scale"
    own = Scope.of(
        "comparisons",
        Message(f"set.{called}", n=1, theme=label),
        result=other_than("not_comparable"),
        traps=lacking(_QUOTA),
        **wanted,
    ).take(stored)
    key = "none_but_honours" if by_quota else "none"
    message = Message(f"story.strips.{key}", set=own.scope.names[0])
    return claim("absence", own, message, own.count()).text(labels.language)


def stated_share(
    figures: Sequence[Figure],
    labels: Labels,
    indicator: str,
    pairs: Sequence[Graded] = (),
    *,
    most: int = SETS,
    marks: int = MARKS,
) -> Chart | Prose:
    """Draw what the texts state of one share, on the scale that all shares have.

    Parameters
    ----------
    figures
        Figures of all documents.
    labels
        Labels in the language of the chart.
    indicator
        Code of the indicator.
    pairs
        Graded pairs, which say whether they may stand on one scale.
    most
        Most sets that are drawn where there are many texts.
    marks
        Most numbers of a set that are drawn then.
    """
    names = {figure.figure_id for figure in figures if figure.indicator == indicator}
    own = [
        pair for pair in pairs if isinstance(pair, Pair) and {pair.figure_a, pair.figure_b} <= names
    ]
    name = indicator.replace("_", "-")
    if not strips_of(own):
        label = labels.book.indicator_label(indicator)
        said = _none(own, label, labels, indicator_a=indicator)
        return Prose([said], name, labels.language)
    about = labels.book.indicator_label(indicator)
    return strips(figures, (), own, labels, name=name, about=about, most=most, marks=marks)


_COVERAGE = "consultation_coverage"


def consultation_coverage(
    figures: Sequence[Figure], labels: Labels, pairs: Sequence[Graded] = ()
) -> Chart | Prose:
    """Draw the coverage of collective consultation, lower bounds up to 100 %."""
    return stated_share(figures, labels, _COVERAGE, pairs)
