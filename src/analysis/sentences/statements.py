"""Sentences made from comparisons, with every number tied to its figure.

The verb is what the texts *state*, never what the cities did.  `Statement` refuses a ranking word
wherever a gate is closed (`analysis.sentences.gates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.comparison.records import Pair
from analysis.errors import AnalysisError
from analysis.intervals import Interval, certainly_greater
from analysis.language import DIGITS, LANGUAGES
from analysis.language.messages import (
    Fragments,
    Joined,
    Link,
    Linked,
    Message,
    Named,
    Part,
    Within,
    inside,
    plain,
    said,
    sentences,
)
from analysis.sentences.evidence import (
    Covering,
    Evidence,
    derived_number,
    limits_of_ratio,
    names,
    number,
)
from analysis.sentences.gates import gates_open, ranking_words


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
    gates_open
        Whether the sentence may rank.
    sentence
        What it says.

    Raises
    ------
    AnalysisError
        If text outside the links and names holds a ranking word although a gate is closed.
    """

    id: str
    kind: str
    theme: str
    documents: tuple[str, ...]
    gates_open: bool
    sentence: Part

    def __post_init__(self) -> None:
        """Refuse a sentence that ranks although it may not."""
        for language in () if self.gates_open else LANGUAGES:
            text = " ".join(part for part in self.fragments(language) if type(part) is str)
            words = ranking_words(text, language)
            if words:
                raise AnalysisError(
                    f"statement {self.id} ranks ({words[0]!r}) although a gate is closed: "
                    f"{self.text(language)}"
                )

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
            for language in LANGUAGES
            for part in self.fragments(language)
            if isinstance(part, Link)
        ]
        return tuple(dict.fromkeys(found))


def comparison_statements(pairs: Iterable[Pair], evidence: Evidence) -> list[Statement]:
    """Return one sentence for every pair that can be compared at all.

    Honours that go by quota stand side by side in the table only: no sentence is made of them.
    """
    return [
        comparison_statement(pair, evidence)
        for pair in pairs
        if pair.result != "not_comparable" and "quota" not in pair.differences
    ]


def comparison_statement(pair: Pair, evidence: Evidence) -> Statement:
    """Return the sentence that a comparison allows, whatever its result.

    Raises
    ------
    AnalysisError
        If the sentence would rank although a gate is closed.
    """
    opened = gates_open(pair)
    sides = (pair.limits_a or Interval(), pair.limits_b or Interval())
    swapped = opened and certainly_greater(sides[1], sides[0])
    first, second = ("b", "a") if swapped else ("a", "b")
    told = Message(
        f"statement.{_template(pair, opened)}",
        label=Named(evidence.subject(pair)),
        a=evidence.text(_of(pair, "document", first)),
        b=evidence.text(_of(pair, "document", second)),
        x=_number(pair, first, evidence),
        y=_number(pair, second, evidence),
        differences=Named(_deciding(pair)),
    )
    parts: list[Part] = [told]
    if opened and "city_size" in pair.differences:
        parts.append(Message("statement.size_not_stated"))
    readings = _other_readings(pair, evidence)
    if readings:
        listed = Named(Joined(tuple(readings), "clause"))
        parts.append(Message("statement.does_not_hold", readings=listed))
    return Statement(
        pair.comparison_id,
        "comparison",
        pair.theme,
        (pair.document_a, pair.document_b),
        opened,
        sentences(parts),
    )


def _of(pair: Pair, field: str, side: str) -> str:
    return str(getattr(pair, f"{field}_{side}"))


def _template(pair: Pair, opened: bool) -> str:
    if pair.result == "texts_differ":
        if not opened:
            raise AnalysisError(
                f"comparison {pair.comparison_id} says that the texts differ although "
                f"its grade is {pair.grade} or its limits overlap"
            )
        counted = pair.kind == "figure" and pair.unit_a != "%"
        return "differ_more" if counted else "differ_higher"
    if pair.grade == "loose":
        return "side_by_side"
    return {
        "same_size": "same_size",
        "cannot_be_decided": "undecided",
        "not_comparable": "not_comparable",
    }[pair.result]


def _other_readings(pair: Pair, evidence: Evidence) -> list[Part]:
    """Return the readings under which the texts do not differ."""
    if pair.result != "texts_differ":
        return []
    return [
        trial.variant_words
        for trial in evidence.trials
        if trial.comparison_id == pair.comparison_id and not trial.survives
    ]


def _deciding(pair: Pair) -> Part:
    """Return the differences that decide the grade."""
    if pair.overruled:
        return pair.overruled
    messages = pair.difference_messages
    parts = messages.parts if isinstance(messages, Joined) else ()
    chosen = [
        part for code, part in zip(pair.differences, parts, strict=True) if code in pair.deciding
    ]
    return Joined(tuple(chosen), "clause")


def _number(pair: Pair, side: str, evidence: Evidence) -> Part:
    """Return one side of a comparison as linked numbers."""
    name = _of(pair, "figure", side)
    if pair.kind == "ratio":
        return limits_of_ratio(evidence.ratio(name))
    if not evidence.is_figure(name):
        return derived_number(evidence.ratio(name), 0)
    figure = evidence.figure(name)
    printed = number(figure)
    if pair.basis == "per_year" and figure.period.kind == "multi_year":
        limits = (pair.limits_a if side == "a" else pair.limits_b) or Interval()
        average = Linked(name, Within(limits, figure.unit, DIGITS))
        printed = Message("statement.per_year", printed=printed, average=average)
    period = Linked(name, Covering(figure))
    return Message("statement.with_period", printed=printed, period=period)


def reporting_statements(evidence: Evidence, city: str) -> list[Statement]:
    """Say on what two texts of one city give figures: what was reported, not what was done.

    Only core indicators are named; repeats and figures of other territories do not count.
    """
    given: dict[str, dict[str, None]] = {}
    for figure in evidence.distinct:
        if (figure.city, figure.tier, figure.level) == (city, "core", "city"):
            given.setdefault(figure.document, {})[figure.indicator] = None
    found: list[Statement] = []
    for a, b in combinations(given, 2):
        common = [code for code in given[a] if code in given[b]]
        only_a = [code for code in given[a] if code not in given[b]]
        only_b = [code for code in given[b] if code not in given[a]]
        found += _reporting(evidence, "reporting_both", a, b, common)
        found += _reporting(evidence, "reporting_only", a, b, only_a)
        found += _reporting(evidence, "reporting_only", b, a, only_b)
    return found


def _reporting(
    evidence: Evidence, template: str, a: str, b: str, codes: Sequence[str]
) -> list[Statement]:
    if not codes:
        return []
    labels = [inside(evidence.codebook.indicator_label(code)) for code in codes]
    sentence = Message(
        f"statement.{template}", a=evidence.text(a), b=evidence.text(b), common=names(labels)
    )
    return [Statement(f"{template}:{a}:{b}", "reporting", "", (a, b), False, sentence)]
