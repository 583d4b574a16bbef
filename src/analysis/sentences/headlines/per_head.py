"""Amounts per head: one that cannot be right as printed, and those of two cities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.comparison.comparison_records import Derived, Pair
from analysis.comparison.grading import GRADED_ATTRIBUTES
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import format_interval, reads_print, tidy, with_name
from analysis.language.messages import (
    Amount,
    Fragments,
    Joined,
    Linked,
    Message,
    Named,
    Part,
    in_sentences,
    inside,
    said,
    text,
)
from analysis.sentences.claims import claim
from analysis.sentences.evidence import (
    Evidence,
    Printed,
    attribute,
    derived_number,
    figure_number,
    names,
    some,
)
from analysis.sentences.headlines.headline import Headline, headline
from analysis.sentences.sets import Scope, named, one_of

_MEASURES = 2
"""Most measures that are set side by side."""

_REASONS = 3
"""Most differences that are named."""


def impossible(evidence: Evidence) -> Headline | None:
    """Say what the first amount per head that cannot be right comes to, and what is plausible.

    Every other figure that cannot be right is told after it.
    """
    for ratio in evidence.derived:
        if (ratio.group, ratio.status) != ("help_per_head", "kept_out"):
            continue
        plausible = evidence.plausible.get(ratio.measure)
        if plausible is None or ratio.value is None or plausible.contains(ratio.value):
            continue
        return _impossible(evidence, ratio, plausible)
    return None


def _impossible(evidence: Evidence, ratio: Derived, plausible: Interval) -> Headline:
    money, heads = _sides(evidence, ratio)
    faulty = [figure for figure in evidence.distinct if figure.status == "impossible"]
    others = [figure for figure in faulty if figure.figure_id not in ratio.inputs]
    parts: list[Part] = [
        Message(
            "headline.impossible.sentence",
            document=evidence.text(ratio.document),
            money=_as_printed(money),
            money_is=Named(money.measures),
            heads=_as_printed(heads),
            heads_are=Named(heads.measures),
            ratio=derived_number(ratio),
            plausible=Named(_Band(plausible, ratio.unit)),
        )
    ]
    argued = _argued(evidence, ratio)
    restored = _restored(evidence, argued, money, heads) if argued else None
    if argued and restored:
        figure, value = restored
        parts.append(
            Message(
                "headline.impossible.argued",
                printed=_as_printed(figure),
                restored=Named(Amount(value, figure.unit)),
                ratio=derived_number(argued),
            )
        )
    parts += [_other_fault(evidence, other, money) for other in others]
    documents = evidence.in_order(figure.document for figure in (money, *others))
    scope = Scope.of("observations", named("impossible"), status="impossible", duplicate_of="")
    own = scope.take(evidence.figures)
    titled = claim("fault", own, _title(faulty), own.count(), own.distinct("document"))
    told = scope.called(*map(evidence.text, documents)).take(evidence.figures)
    made = claim(
        "fault",
        told,
        in_sentences(parts),
        told.count(),
        told.values("document"),
        more=(*ratio.inputs, ratio.derived_id),
    )
    return headline("impossible", titled, made, documents, theme=ratio.theme)


def _sides(evidence: Evidence, ratio: Derived) -> tuple[Figure, Figure]:
    """Return the figures above and below the line of a ratio, the first one of each."""
    return evidence.figure(ratio.numerator[0]), evidence.figure(ratio.denominator[0])


@dataclass(frozen=True, slots=True)
class _Band:
    """What is plausible, with the unit of a ratio."""

    limits: Interval
    unit: Part

    def say(self, language: str) -> Fragments:
        limits = format_interval(self.limits, "", language)
        return (with_name(limits, text(self.unit, language), language),)


def _title(faulty: Sequence[Figure]) -> Part:
    """Count the figures that cannot be right, and the sentences in which they stand."""
    places = {_sentence_of(figure) for figure in faulty}
    if len(faulty) < 2:
        return Message("headline.impossible.title")
    if len(places) == 1:
        return Message("headline.impossible.title_some", n=len(faulty))
    return Message("headline.impossible.title_apart", n=len(faulty), sentences=len(places))


def _sentence_of(figure: Figure) -> tuple[str, int, int]:
    return figure.document, figure.place.paragraph, figure.place.sentence


def _other_fault(evidence: Evidence, figure: Figure, first: Figure) -> Part:
    """Tell one more figure that cannot be right, with what it must not exceed."""
    ceiling, argued = _ceiling(evidence, figure), _argued_value(evidence, figure)
    beside: Part = ""
    if ceiling:
        beside = Message(
            "headline.impossible.beside",
            figure=_as_printed(ceiling),
            figure_is=Named(ceiling.measures),
        )
    restored: Part = ""
    if argued:
        restored = Message(
            "headline.impossible.restored", restored=Named(Amount(argued, figure.unit))
        )
    same = _sentence_of(figure) == _sentence_of(first)
    return Message(
        f"headline.impossible.{'same' if same else 'other'}",
        document=evidence.text(figure.document),
        figure=_as_printed(figure),
        figure_is=Named(figure.measures),
        beside=beside,
        argued=restored,
    )


def _ceiling(evidence: Evidence, figure: Figure) -> Figure | None:
    """Return the figure that another one must not exceed, and does, as the checks found."""
    for finding in evidence.findings:
        if finding.check == "order" and finding.figures[0] == figure.figure_id:
            ceiling = finding.figures[1]
            if evidence.is_figure(ceiling):
                return evidence.figure(ceiling)
    return None


def _argued_value(evidence: Evidence, figure: Figure) -> Fraction | None:
    """Return the number that is argued for a figure that cannot be right, if there is one."""
    return next(
        (
            finding.likely_value
            for finding in evidence.findings
            if finding.likely_figure == figure.figure_id and finding.likely_value is not None
        ),
        None,
    )


def _argued(evidence: Evidence, ratio: Derived) -> Derived | None:
    """Return the same ratio with what is argued for the figure that cannot be right."""
    sides = (ratio.numerator, ratio.denominator)
    for other in evidence.derived:
        if other.status == "argued" and (other.numerator, other.denominator) == sides:
            return other
    return None


@dataclass(frozen=True, slots=True)
class _Literal:
    """A figure that cannot be right: the printed characters in the language of the texts."""

    figure: Figure

    def say(self, language: str) -> Fragments:
        if reads_print(language):
            return (tidy(self.figure.literal),)
        return said(Printed(self.figure), language)


def _as_printed(figure: Figure) -> Part:
    """Return a figure, linked to its card; one that cannot be right as it is printed."""
    if figure.status == "impossible":
        return Linked(figure.figure_id, _Literal(figure))
    return figure_number(figure)


def _restored(
    evidence: Evidence, argued: Derived, money: Figure, heads: Figure
) -> tuple[Figure, Fraction] | None:
    """Return the figure that is argued to be another number, and that number.

    It is the one that cannot be right as printed; where neither or both are such, or several are
    added, nothing is told.
    """
    faulty = [figure for figure in (money, heads) if figure.status == "impossible"]
    if len(faulty) != 1 or len(argued.numerator) > 1 or len(argued.denominator) > 1:
        return None
    value = _argued_value(evidence, faulty[0])
    return None if value is None else (faulty[0], value)


def shared_ratios(derived: Iterable[Derived], pairs: Iterable[Pair] = ()) -> list[list[Derived]]:
    """Return the amounts per head that the texts of two cities allow, by measure.

    Parameters
    ----------
    derived
        Derived figures of all texts.
    pairs
        Graded pairs: a measure is left out where all of its pairs are not comparable.
    """
    graded = tuple(pairs)
    by_measure: dict[str, list[Derived]] = {}
    for ratio in derived:
        if (ratio.group, ratio.status) == ("help_per_head", "computed"):
            by_measure.setdefault(ratio.measure, []).append(ratio)
    shared = [
        own
        for own in by_measure.values()
        if len({ratio.city for ratio in own}) > 1 and _may_stand(own, graded)
    ]
    return shared[:_MEASURES]


def _may_stand(ratios: Sequence[Derived], pairs: Iterable[Pair]) -> bool:
    """Tell whether a grade lets any two of some ratios stand side by side."""
    ids = {ratio.derived_id for ratio in ratios}
    results = [pair.result for pair in pairs if {pair.figure_a, pair.figure_b} <= ids]
    return not results or any(result != "not_comparable" for result in results)


def per_head(evidence: Evidence) -> Headline | None:
    """Put amounts per head of different cities side by side, with what forbids more."""
    found = shared_ratios(evidence.derived, evidence.pairs)
    ids = {ratio.derived_id for ratios in found for ratio in ratios}
    own = [
        pair
        for pair in evidence.pairs
        if pair.kind == "ratio" and {pair.figure_a, pair.figure_b} <= ids
    ]
    if not found or any(pair.result == "texts_differ" for pair in own):
        return None
    codes = [code for code in GRADED_ATTRIBUTES if any(code in pair.deciding for pair in own)]
    measures = [
        Message(
            "headline.per_head.measure",
            label=Named(inside(ratios[0].label) if place else ratios[0].label),
            list=some(
                [
                    Message(
                        "headline.share.item",
                        number=derived_number(ratio),
                        document=evidence.text(ratio.document),
                    )
                    for ratio in ratios
                ],
                evidence.codebook,
            ),
        )
        for place, ratios in enumerate(found)
    ]
    why: Part = ""
    if codes:
        reasons = names([attribute(code) for code in codes[:_REASONS]])
        why = Message("headline.per_head.reasons", reasons=reasons)
    items = Joined(tuple(measures), "clause")
    sentence = Message("headline.per_head.sentence", items=items, reasons=why)
    documents = evidence.in_order(ratio.document for ratios in found for ratio in ratios)
    labels = [ratios[0].label for ratios in found]
    scope = Scope.of("derived", *labels, derived_id=one_of(sorted(ids)))
    told = scope.take(evidence.derived)
    many = len(labels) > 1
    titled = scope.called(named("per_head")).take(evidence.derived) if many else told
    results = (told.values("measure"), told.distinct("document"))
    return headline(
        "per_head",
        claim("side_by_side", titled, _titled(labels), *results),
        claim("side_by_side", told, sentence, *results),
        documents,
    )


def _titled(labels: Sequence[Part]) -> Part:
    """Return the title: of one amount it has the name."""
    if len(labels) > 1:
        return Message("headline.per_head.title")
    return Message("headline.per_head.title_one", label=Named(labels[0]))
