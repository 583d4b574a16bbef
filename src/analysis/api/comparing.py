"""Whether two figures may be compared, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from analysis.api.asked import asked
from analysis.api.figure_cards import figure
from analysis.api.source import tables
from analysis.coding.coding_records import GradeArgument
from analysis.comparison.comparison_records import Derived, Pair
from analysis.comparison.pairs import compare_two
from analysis.comparison.rules import Rules
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, load_figures
from analysis.language import LANGUAGES, capital, check_language, labelled
from analysis.language.messages import text
from analysis.tables.codebook import Labels, load_codebook


@dataclass(frozen=True)
class Comparison:
    """Two figures, how far they may be compared, what follows and why.

    Attributes
    ----------
    grade
        ``strict``, ``annualised``, ``loose`` or ``not_comparable``.
    result
        ``texts_differ``, ``same_size``, ``cannot_be_decided``, ``side_by_side`` or
        ``not_comparable``.
    reasons
        The differences in words, those that decide the grade first.
    pair
        Everything else that is known of the two.
    words
        Grade and result in words.
    """

    grade: str
    result: str
    reasons: tuple[str, ...]
    pair: Pair = field(repr=False)
    words: str = field(repr=False)

    def __str__(self) -> str:
        """Write what follows, then the reasons."""
        return "\n".join((self.words, *(f"- {each}" for each in self.reasons)))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        reasons = "".join(f"<li>{escape(each)}</li>" for each in self.reasons)
        return f"<p>{escape(self.words)}</p>" + (f"<ul>{reasons}</ul>" if reasons else "")


@asked
def compare(a: str, b: str, language: str = LANGUAGES[0]) -> Comparison:
    """Say whether two figures may be compared, and what follows.

    Parameters
    ----------
    a, b
        Identifiers of two printed figures, or of two derived ones, in different texts or in one.
    language
        Language of the reasons.

    Raises
    ------
    AnalysisError
        If there is no such figure, the two are one, one is printed and the other derived, one has
        no result, or one repeats or contains the other.

    Examples
    --------
    >>> import analysis as ua
    >>> pair = ua.load("comparisons").iloc[0]
    >>> ua.compare(pair.figure_a, pair.figure_b).grade == pair.grade
    True
    """
    check_language(language)
    one, other = figure(a), figure(b)
    if a == b:
        raise AnalysisError(f"{a} is given twice: a figure is compared with another one.")
    data = tables()
    book = load_codebook(data)
    known = load_figures(data)
    if isinstance(one, Figure) and isinstance(other, Figure):
        by_id = {each.figure_id: each for each in known}
        one, other = by_id[a], by_id[b]
        _refuse_relatives(one, other)
    elif isinstance(one, Derived) and isinstance(other, Derived):
        for each in (one, other):
            if each.status != "computed":
                raise AnalysisError(
                    f"{each.derived_id} has no result to compare: "
                    f"{text(each.reason, LANGUAGES[0])}."
                )
    else:
        raise AnalysisError(
            f"{a} and {b} cannot be compared: one is printed, the other is derived from others."
        )
    pair = compare_two(
        one, other, known, book, Rules.load(data), arguments=data.rows(GradeArgument)
    )
    labels = Labels(language, book)
    grade, result = labels.code("comparability", pair.grade), labels.code("result", pair.result)
    words = grade if grade == result else labelled(capital(grade, language), result, language)
    return Comparison(pair.grade, pair.result, _reasons(pair, language), pair, words)


def _refuse_relatives(a: Figure, b: Figure) -> None:
    for one, other in ((a, b), (b, a)):
        if not one.usable:
            raise AnalysisError(
                f"{one.figure_id} cannot be right as printed ({one.literal}): it is not compared."
            )
        if other.figure_id == one.duplicate_of:
            raise AnalysisError(
                f"{one.figure_id} repeats {other.figure_id}: the text says one thing twice."
            )
        if other.figure_id == one.part_of:
            raise AnalysisError(
                f"{one.figure_id} is a part of {other.figure_id}: take its share, "
                "no comparison is needed."
            )


def _reasons(pair: Pair, language: str) -> tuple[str, ...]:
    """Return the differences in words, those that decide first, then traps and arguments."""
    messages = pair.difference_messages
    parts = getattr(messages, "parts", ()) if messages else ()
    named = sorted(
        zip(pair.differences, parts, strict=True), key=lambda each: each[0] not in pair.deciding
    )
    found = [text(part, language) for _, part in named]
    if pair.argument:
        found.append(text(pair.argument, language))
    return tuple(found)
