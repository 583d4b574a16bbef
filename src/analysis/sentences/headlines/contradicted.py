"""A sentence whose sums cannot stand beside what the text says followed from them.

Where a fact from outside sets a ceiling to what each may get, that stands first: it is the firmer
ground. A number beside a figure that it should not exceed, as the checks found, is only commonly
larger. No amount a head is told without such a fact: the count of heads may be wrong itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from analysis.checks.finding_records import Finding
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import DIGITS_SHOWN, reads_print, tidy
from analysis.language.messages import (
    Amount,
    Fragments,
    Linked,
    Message,
    Named,
    Part,
    Within,
    in_sentences,
    inside,
    said,
)
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence, Printed, figure_number
from analysis.sentences.headlines.headline import Headline, headline
from analysis.sentences.sets import Scope, named, one_of
from analysis.tables.codebook import Codebook

FAULTY = ("impossible", "unlikely")
"""Status of figures that are not, or hardly, right as printed."""

_DOUBTFUL = "doubtful"
"""Status of figures that may be right or not."""

_Place = tuple[str, int, int]

_ROUGH = 2
"""Digits of how many times as much: more would say more than two rounded sums do."""


@dataclass(frozen=True, slots=True)
class AsPrinted:
    """A figure that is not right: the printed characters in the language of the texts."""

    figure: Figure

    def say(self, language: str) -> Fragments:
        """Return the characters, or the number that they say."""
        if reads_print(language):
            return (tidy(self.figure.literal),)
        return said(Printed(self.figure), language)


def contradicted(evidence: Evidence) -> Headline | None:
    """Tell the first sentence with figures that exceed what they must not, and are not right.

    Told are how many times as much each of them is, what is argued for it, and where the text
    counts the heads of that sentence in two ways.
    """
    ceilings = {
        finding.figures[0]: finding
        for finding in evidence.findings
        if finding.check == "order" and all(map(evidence.is_figure, finding.figures))
    }
    by_place: dict[_Place, list[Figure]] = {}
    for figure in evidence.distinct:
        if figure.status in FAULTY and figure.figure_id in ceilings:
            by_place.setdefault(_place(figure), []).append(figure)
    for place, faulty in by_place.items():
        sentence = Scope.of(
            "observations",
            named("not_as_printed"),
            document=place[0],
            paragraph=str(place[1]),
            sentence=str(place[2]),
            duplicate_of="",
        )
        own = sentence.where(status=one_of(FAULTY)).take(evidence.figures)
        third = sentence.where(status=_DOUBTFUL).take(evidence.figures)
        doubted = third.beside(third.count())
        found = [ceilings[figure.figure_id] for figure in faulty]
        text = evidence.text(place[0])
        told = [
            Message("headline.contradicted.opening", document=text, set=named("not_as_printed")),
            *(_exceeding(evidence, figure, ceilings[figure.figure_id]) for figure in faulty),
            *_two_counts(evidence, place),
        ]
        beside = Message("headline.contradicted.doubtful", n=doubted.n) if doubted.n else ""
        words = Message(
            "headline.contradicted.title", n=len(own), set=_set_of(len(own)), doubtful=beside
        )
        count = own.count()
        more = [name for finding in found for name in finding.figures]
        return headline(
            "impossible",
            claim("fault", own, words, count, doubted),
            claim("fault", own, in_sentences(told), count, more=more),
            [place[0]],
            theme=faulty[0].theme,
        )
    return None


def _set_of(count: int) -> Message:
    return Message("set.not_as_printed", n=1) if count == 1 else named("not_as_printed")


def _place(figure: Figure) -> _Place:
    return figure.document, figure.place.paragraph, figure.place.sentence


def _exceeding(evidence: Evidence, figure: Figure, finding: Finding) -> Part:
    """Say what a figure comes to a head and beside what it must not exceed, and what is argued."""
    ceiling = evidence.figure(finding.figures[1])
    argued = argued_value(evidence.findings, figure.figure_id)
    restored: Part = ""
    if argued is not None:
        value = Named(Amount(argued, figure.unit))
        restored = Message("headline.contradicted.restored", restored=value)
    grounds = list(_beyond_outside(evidence, figure))
    key = f"headline.contradicted.{figure.status}{'_outside' if grounds else ''}"
    times = Within(finding.limits or Interval(), "", _ROUGH)
    return Message(
        key,
        **({"grounds": in_sentences(grounds)} if grounds else {}),
        figure=Linked(figure.figure_id, AsPrinted(figure)),
        figure_is=Named(figure.measures),
        times=Named(times),
        ceiling=figure_number(ceiling),
        ceiling_is=Named(ceiling.measures),
        restored=restored,
    )


def _beyond_outside(evidence: Evidence, figure: Figure) -> Iterator[Part]:
    """Yield what a figure comes to a head where a fact from outside sets a ceiling to that."""
    for finding in evidence.findings:
        of_figure = finding.check == "outside_limit" and finding.figures[0] == figure.figure_id
        reason, limits, others = finding.reason_message, finding.limits, finding.figures[1:]
        if not of_figure or limits is None or not isinstance(reason, Message):
            continue
        if others and evidence.is_figure(others[0]):
            yield Message(
                "headline.contradicted.outside",
                heads=figure_number(evidence.figure(others[0])),
                limits=Linked(figure.figure_id, Within(limits, figure.unit, DIGITS_SHOWN)),
                fact=Named(reason["fact"]),
            )


def argued_value(findings: Iterable[Finding], figure: str) -> Fraction | None:
    """Return the number that is argued for a figure that is not right, if there is one."""
    return next(
        (
            finding.likely_value
            for finding in findings
            if finding.likely_figure == figure and finding.likely_value is not None
        ),
        None,
    )


def _base_of(rate: Figure, codebook: Codebook) -> Message:
    """Say of what a rate is a share, or that the text does not say it."""
    if not rate.stated_base:
        return Message("headline.contradicted.base_unstated")
    base = Named(inside(codebook.code("population", rate.stated_base)))
    return Message("headline.contradicted.base", base=base)


def _own_doubt(evidence: Evidence, figure: Figure) -> Part:
    """Say that a number is doubtful itself, and what is argued for it; nothing if it is not."""
    if figure.status != _DOUBTFUL:
        return ""
    argued = argued_value(evidence.findings, figure.figure_id)
    maybe: Part = ""
    if argued is not None:
        restored = Named(Amount(argued, figure.unit))
        maybe = Message("headline.contradicted.maybe", restored=restored)
    return Message("headline.contradicted.itself_doubtful", restored=maybe)


def _two_counts(evidence: Evidence, place: _Place) -> Iterator[Part]:
    """Yield where a count of the sentence is beyond the base that a rate of the text implies."""
    for finding in evidence.findings:
        named_here = [name for name in finding.figures if evidence.is_figure(name)]
        if finding.check != "rate_and_count" or len(named_here) < 3 or finding.limits is None:
            continue
        count, rate, *beyond = (evidence.figure(name) for name in named_here)
        for figure in beyond:
            if _place(figure) == place:
                yield Message(
                    "headline.contradicted.two_counts",
                    figure=figure_number(figure),
                    figure_is=Named(figure.measures),
                    doubt=_own_doubt(evidence, figure),
                    limits=Linked(
                        count.figure_id, Within(finding.limits, count.unit, DIGITS_SHOWN)
                    ),
                    count=figure_number(count),
                    count_is=Named(count.measures),
                    rate=figure_number(rate),
                    base=_base_of(rate, evidence.codebook),
                )
