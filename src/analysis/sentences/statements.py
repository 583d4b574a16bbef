"""Sentences made from comparisons, with every number tied to its figure.

The verb is what the texts *state*, never what the cities did.  `Statement` refuses a ranking word
wherever a gate is closed (`analysis.sentences.gates`).  What a comparison comes to is decided in
`analysis.comparison`; nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, overload

from analysis.comparison.comparison_records import Pair, Trial
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval, certainly_greater
from analysis.language import languages
from analysis.language.messages import (
    Fragments,
    Joined,
    Link,
    Linked,
    Message,
    Named,
    Part,
    in_sentences,
    inside,
    plain,
    said,
)
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import (
    Covering,
    Evidence,
    derived_number,
    figure_number,
    names,
    yearly_number,
)
from analysis.sentences.gates import Ranking, refuse_ranking
from analysis.sentences.sets import (
    Measure,
    Scope,
    Selection,
    holding,
    named,
    one_of,
    other_than,
)
from analysis.tables import schema


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in every language.

    Attributes
    ----------
    id
        What it was made from: the id of a comparison, or the name of a finding.
    kind
        ``comparison``, ``finding`` or ``reporting``.
    theme
        Theme, where it has one.
    documents
        Documents it speaks of.
    sentence
        What it says: a claim.

    Raises
    ------
    AnalysisError
        If it ranks outside its links and names, and no pair with open gates stands behind that.
    """

    id: str
    kind: str
    theme: str
    documents: tuple[str, ...]
    sentence: Part

    def __post_init__(self) -> None:
        """Refuse a sentence that ranks although it may not; a claim has refused that itself."""
        if not isinstance(self.sentence, Claim):
            refuse_ranking(f"statement {self.id}", self.sentence)

    def fragments(self, language: str) -> Fragments:
        """Return the sentence in one language: text, names and links."""
        return said(self.sentence, language)

    def text(self, language: str) -> str:
        """Return the sentence in one language as plain text."""
        return plain(self.fragments(language))

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The figures that the sentence links to, in order, without repetition."""
        found = [
            part.figure_id
            for language in languages()
            for part in self.fragments(language)
            if isinstance(part, Link)
        ]
        return tuple(dict.fromkeys(found))


class Statements(Sequence[Statement]):
    """Sentences about pairs, each made when it is asked for: a page shows few of many.

    Parameters
    ----------
    pairs
        What is spoken of.
    evidence
        The records.
    """

    def __init__(self, pairs: Sequence[Pair], evidence: Evidence) -> None:
        self._pairs = pairs
        self._evidence = evidence

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self._pairs)

    @overload
    def __getitem__(self, place: int) -> Statement: ...
    @overload
    def __getitem__(self, place: slice) -> Statements: ...
    def __getitem__(self, place: int | slice) -> Statement | Statements:
        """Return one sentence, or some of them."""
        if isinstance(place, slice):
            return Statements(self._pairs[place], self._evidence)
        return comparison_statement(self._pairs[place], self._evidence)


def comparison_statements(pairs: Iterable[Pair], evidence: Evidence) -> Statements:
    """Return one sentence for every pair that can be compared at all.

    Honours that go by quota stand side by side in the table only: no sentence is made of them.
    """
    told = [
        pair
        for pair in pairs
        if pair.result != "not_comparable" and "quota" not in pair.differences
    ]
    return Statements(told, evidence)


def quota_statements(pairs: Iterable[Pair]) -> list[Statement]:
    """Say how many pairs of honours have no sentence of their own; nothing where there is none."""
    may = {"result": other_than("not_comparable"), "differences": holding("quota")}
    every = list(pairs)
    own = Scope.of("comparisons", named("pairs"), **may).take(every)
    count = own.count()
    if not count.n:
        return []
    made = claim("count", own, Message("statement.quota", n=count.n), count)
    texts = tuple(dict.fromkeys(name for each in every for name in (each.document_a,)))
    return [Statement("quota", "finding", "", texts, made)]


def comparison_statement(pair: Pair, evidence: Evidence) -> Statement:
    """Return the sentence that a comparison allows, whatever its result.

    Parameters
    ----------
    pair
        The pair.
    evidence
        The records that it speaks of.

    Raises
    ------
    AnalysisError
        If the texts are said to differ although a gate is closed, or a difference that decides
        the grade has no words.
    """
    one, other = _sides(pair)
    told: Part = Message(
        f"statement.{_template(pair)}",
        label=Named(evidence.subject(pair)),
        a=evidence.text(one.document),
        b=evidence.text(other.document),
        x=_number(pair, one, evidence),
        y=_number(pair, other, evidence),
        differences=Named(_deciding(pair)),
        margin=margin_of(pair),
    )
    parts = [told]
    if pair.result == "texts_differ":
        parts = [Ranking(pair, told), *_unconsidered(pair), *_other_readings(pair, evidence)]
    elif pair.result == "same_size":
        parts += [*_unconsidered(pair), *_named(pair), *_other_readings(pair, evidence)]
    if pair.argument:
        parts.append(Named(pair.argument))  # what the codes do not say; people argued it
    documents = (pair.document_a, pair.document_b)
    made = _claim(pair, evidence, in_sentences(parts))
    return Statement(pair.comparison_id, "comparison", pair.theme, documents, made)


_KINDS = {
    "texts_differ": "order",
    "same_size": "same",
    "cannot_be_decided": "undecided",
    "side_by_side": "side_by_side",
    "not_comparable": "not_comparable",
}
"""Kind of a claim by the result of its pair."""


def _claim(pair: Pair, evidence: Evidence, sentence: Part) -> Claim:
    """Return what is said of a pair as a claim: the set is the pair, called by its subject."""
    scope = Scope.of("comparisons", evidence.subject(pair), comparison_id=pair.comparison_id)
    own = scope.take([pair])
    results = [own.values("result"), own.values("grade")]
    if pair.result == "texts_differ":
        results.append(own.larger())
    sides = (pair.figure_a, pair.figure_b)
    return claim(_KINDS[pair.result], own, sentence, *results, more=sides)


class _Side(NamedTuple):
    """One side of a pair: its figure or ratio, its text, the limits in which it is compared."""

    name: str
    document: str
    limits: Interval


def _sides(pair: Pair) -> tuple[_Side, _Side]:
    """Return the sides in the order of the texts; where the texts differ, the larger one first."""
    a = _Side(pair.figure_a, pair.document_a, pair.limits_a or Interval())
    b = _Side(pair.figure_b, pair.document_b, pair.limits_b or Interval())
    swapped = pair.result == "texts_differ" and certainly_greater(b.limits, a.limits)
    return (b, a) if swapped else (a, b)


def _template(pair: Pair) -> str:
    if pair.result == "texts_differ":
        counted = pair.kind == "figure" and pair.unit_a != "%"
        return "differ_more" if counted else "differ_higher"
    return {
        "same_size": "same_size",
        "cannot_be_decided": "undecided",
        "side_by_side": "side_by_side",
        "not_comparable": "not_comparable",
    }[pair.result]


_UNCONSIDERED = {
    frozenset({"city_size", "year"}): "size_and_years",
    frozenset({"city_size"}): "size",
    frozenset({"year"}): "years",
}
"""Differences that forbid nothing and that a reader must know first, with their words."""


def _unconsidered(pair: Pair) -> list[Part]:
    """Return what stands beside the numbers and was left out when they were compared."""
    found = frozenset({"city_size", "year"} & set(pair.differences))
    return [Message(f"statement.unconsidered_{_UNCONSIDERED[found]}")] if found else []


def margin_of(pair: Pair) -> Part:
    """Return within what numbers of a pair are about equal."""
    kind, _, number = pair.margin.partition(" ")
    return Named(Message(f"statement.margin_{kind}", n=number)) if kind else ""


def _other_readings(pair: Pair, evidence: Evidence) -> list[Part]:
    """Return the other readings under which the result of a pair does not hold."""
    changed = changing(pair, evidence)
    if not changed:
        return []
    readings = tuple(
        Message(f"statement.otherwise_{trial.variant_result}", reading=trial.variant_words)
        for trial in changed
    )
    told: list[Part] = [
        Message("statement.does_not_hold", readings=Named(Joined(readings, "clause")))
    ]
    if not orders(pair, changed):
        told.append(Message("statement.never_in_order"))
    return told


def changing(pair: Pair, evidence: Evidence) -> tuple[Trial, ...]:
    """Return the other readings that were tried under which a pair has another result."""
    return tuple(
        trial
        for trial in evidence.trials
        if trial.comparison_id == pair.comparison_id and not trial.survives
    )


def orders(pair: Pair, changed: Iterable[Trial]) -> bool:
    """Tell whether a pair is put in an order, as it is read or on another reading."""
    return "texts_differ" in {pair.result, *(trial.variant_result for trial in changed)}


def _named(pair: Pair) -> list[Part]:
    """Return in what coded attributes a pair differs although that forbids nothing."""
    coded = {field.name for field in schema.ATTRIBUTES} - set(pair.deciding)
    found = tuple(words for code, words in _words(pair).items() if code in coded)
    return (
        [Message("statement.though", differences=Named(Joined(found, "clause")))] if found else []
    )


def _words(pair: Pair) -> dict[str, Part]:
    """Return the differences of a pair in words, by attribute."""
    messages = pair.difference_messages
    parts = messages.parts if isinstance(messages, Joined) else ()
    return dict(zip(pair.differences, parts, strict=False))


def _deciding(pair: Pair) -> Part:
    """Return the differences that decide the grade, or what overrules them."""
    if pair.overruled:
        return pair.overruled
    words = _words(pair)
    chosen = [code for code in pair.differences if code in pair.deciding]
    for code in chosen:
        if code not in words:
            raise AnalysisError(
                f"comparisons.csv, {pair.comparison_id}: the difference {code!r} has no words in "
                f"difference_messages; compare anew."
            )
    return Joined(tuple(words[code] for code in chosen), "clause")


def _number(pair: Pair, side: _Side, evidence: Evidence) -> Part:
    """Return one side of a comparison as linked numbers."""
    if pair.kind == "ratio":
        return derived_number(evidence.ratio(side.name))
    if not evidence.is_figure(side.name):
        return derived_number(evidence.ratio(side.name), 0)
    figure = evidence.figure(side.name)
    printed = figure_number(figure)
    if pair.basis == "per_year" and figure.period.kind == "multi_year":
        average = yearly_number(evidence, figure, side.limits)
        printed = Message("statement.per_year", printed=printed, average=average)
    period = Linked(side.name, Covering(figure))
    return Message("statement.with_period", printed=printed, period=period)


# --- what two texts of one city report --------------------------------------------------------


def reported_themes(figures: Iterable[Figure], city: str) -> dict[str, list[str]]:
    """Return the core indicators that the texts of a city give figures on, by document.

    Parameters
    ----------
    figures
        Figures without repeats; those of other territories do not count.
    city
        Code of the city.
    """
    given: dict[str, dict[str, None]] = {}
    for figure in figures:
        if (figure.city, figure.tier, figure.level) == (city, "core", "city"):
            given.setdefault(figure.document, {})[figure.indicator] = None
    return {document: list(codes) for document, codes in given.items()}


def reporting_statements(evidence: Evidence, city: str) -> list[Statement]:
    """Say on what two texts of one city give figures: what was reported, not what was done.

    Only core indicators are named; repeats and figures of other territories do not count.
    """
    given = reported_themes(evidence.distinct, city)
    found: list[Statement] = []
    for a, b in combinations(given, 2):
        own = reported_by([a, b], evidence.figures)
        both = own.shared("indicator", "document")
        found += _reporting(evidence, "reporting_both", (a, b), own, both, given[a])
        for one, other in ((a, b), (b, a)):
            alone = own.alone("indicator", "document", one)
            found += _reporting(evidence, "reporting_only", (one, other), own, alone, given[one])
    return found


def reported_by(documents: Sequence[str], figures: Iterable[Figure]) -> Selection:
    """Return what texts report of their city: core figures of its level, repeats left out."""
    scope = Scope.of(
        "observations",
        named("core_city"),
        document=one_of(documents),
        tier="core",
        level="city",
        duplicate_of="",
    )
    return scope.take(figures)


def _reporting(
    evidence: Evidence,
    template: str,
    documents: tuple[str, str],
    own: Selection,
    measure: Measure,
    order: Sequence[str],
) -> list[Statement]:
    if not measure.codes:
        return []
    a, b = documents
    codes = sorted(measure.codes, key=order.index)
    labels = [inside(evidence.codebook.indicator_label(code)) for code in codes]
    sentence = Message(
        f"statement.{template}", a=evidence.text(a), b=evidence.text(b), common=names(labels)
    )
    made = claim("change", own, sentence, measure)
    return [Statement(f"{template}:{a}:{b}", "reporting", "", (a, b), made)]
