"""Checks of figures against each other: sizes, nested times and territories, printed quotients."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from analysis.checks.declared import DeclaredFinding, declared_check
from analysis.checks.likely import restored
from analysis.checks.plausible import Lists
from analysis.checks.text import (
    CheckedText,
    counted_as_printed,
    exactly,
    identity,
    in_text_order,
    of_one_thing,
    sentence_of,
    told_figures,
    total_of,
    within,
)
from analysis.figures.figure import Figure
from analysis.intervals import Interval, certainly_greater
from analysis.language.messages import Message

_OPEN = ("grade_and_above",)
_WHEREVER = ("level", *_OPEN)
"""Attributes in which a part may differ from its whole."""


@declared_check("size", "care")
def sizes(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers greater than a city can have."""
    for figure in text.own:
        size = text.plausible.size_of.get(figure.unit)
        if size is None or not text.plausible.in_city(figure.level):
            continue
        limits, usual = figure.limits.conventional, Interval.point(size.usual)
        if not certainly_greater(limits, usual):
            continue
        far = certainly_greater(limits, Interval.point(size.possible))
        yield DeclaredFinding(
            (figure,),
            "likely" if far else "unusual",
            told_figures("size.finding", [figure]),
            Message("check.size.reason", usual=within(usual), why=size.reason),
            f"{figure.figure_id} > {size.usual}",
            limits,
            "impossible_amount" if far else "",
            likely=restored(text, figure),
        )


@declared_check("nested", "care")
def nested(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find parts of a time or territory greater than the whole time or territory."""
    figures = (*text.own, *(f for f in text.others if not f.is_repeat))
    for a, b in of_one_thing(figures, _WHEREVER):
        if a.document != text.document:
            continue
        for part, whole in ((a, b), (b, a)):
            kind = _inside(part, whole, text.plausible.members("levels"))
            if not kind or not certainly_greater(
                part.limits.conventional, whole.limits.conventional
            ):
                continue
            yield DeclaredFinding(
                (part, whole),
                "likely",
                told_figures(f"nested.{kind}", [part, whole]),
                Message("check.nested.reason"),
                f"{part.figure_id} > {whole.figure_id}",
                part.limits.conventional - whole.limits.conventional,
                "contradiction",
            )


def _inside(part: Figure, whole: Figure, levels: tuple[str, ...]) -> str:
    """Say in what one figure lies inside another: time or territory; empty if in neither."""
    same_time = part.period.covers_same_time(whole.period)
    if part.level != whole.level:
        ranks = [levels.index(f.level) for f in (part, whole) if f.level in levels]
        lower = len(ranks) == 2 and ranks[0] < ranks[1]
        return "territory" if lower and same_time else ""
    if same_time or part.nature != "flow" or whole.period.end is None:
        return ""
    ends = part.period.end is not None and part.period.end <= whole.period.end
    starts = whole.period.start is None or (
        part.period.start is not None and part.period.start >= whole.period.start
    )
    return "time" if ends and starts else ""


@declared_check("printed_quotient", "care")
def printed_quotients(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find printed shares, amounts per head and changes that the numbers beside them deny."""
    yield from _shares(text)
    yield from _per_head(text)
    yield from _changes(text)


def _is_change(figure: Figure, text: CheckedText) -> int:
    """Return 1 for a percentage of growth, -1 of decline, 0 for any other figure."""
    if figure.unit != "%":
        return 0
    if _mentions(figure, text.plausible.keyed("decline")):
        return -1
    return 1 if _mentions(figure, text.plausible.keyed("growth")) else 0


def _mentions(figure: Figure, words: Lists) -> bool:
    """Tell whether what a figure counts is described with one of some words, in any language."""
    return any(
        _has_word(figure.measures[language], word)
        for language, known in words.items()
        for word in known
    )


def _has_word(described: str, word: str) -> bool:
    """Tell whether a word stands in a description, and not inside a longer word.

    Letters that have a lower and an upper case make words of any length; other characters stand
    for themselves.
    """
    lowered, place = described.lower(), -1
    while (place := lowered.find(word, place + 1)) >= 0:
        before, after = lowered[:place][-1:], lowered[place + len(word) :][:1]
        if not (_cased(word[0]) and _cased(before)) and not (_cased(word[-1]) and _cased(after)):
            return True
    return False


def _cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _shares(text: CheckedText) -> Iterator[DeclaredFinding]:
    for sentence in text.sentences():
        for part, rate in pairwise(in_text_order(sentence)):
            whole = text.get(part.part_of)
            if whole is None or whole.unit != part.unit or part.unit == "%":
                continue
            if rate.unit != "%" or rate.nature != "rate" or _is_change(rate, text):
                continue
            share = (part.limits.conventional / whole.limits.conventional).scaled(100)
            if share.apart_from(_widened(rate)):
                formula = f"100 × {part.figure_id} ÷ {whole.figure_id}"
                yield _denied(rate, (part, whole), share, formula, "%")


def _per_head(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Hold a printed average or amount each against the one total and the one count beside it."""
    for sentence in text.sentences():
        for each in sentence:
            heads = {*text.plausible.members("heads", each.per)} - {each.unit}
            beside = [f for f in sentence if not f.per and f.nature in ("flow", "single")]
            totals = [f for f in beside if f.unit == each.unit]
            counts = [f for f in beside if f.unit in heads]
            if len(totals) != 1 or len(counts) != 1:
                continue
            quotient = totals[0].limits.conventional / counts[0].limits.conventional
            if quotient.apart_from(_widened(each)):
                inputs = totals[0], counts[0]
                formula = f"{totals[0].figure_id} ÷ {counts[0].figure_id}"
                yield _denied(each, inputs, quotient, formula, "")


def _changes(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Hold a printed change against the one number of the same thing at two times beside it."""
    for rate in text.own:
        sign = _is_change(rate, text)
        if not sign:
            continue
        pair = _before_and_after(text, rate)
        if pair is None:
            continue
        earlier, later = pair
        change = (later.limits.conventional / earlier.limits.conventional).scaled(100)
        change = (change - Interval.point(100)).scaled(sign)
        if change.apart_from(_widened(rate)):
            formula = f"100 × ({later.figure_id} ÷ {earlier.figure_id} - 1)"
            yield _denied(rate, (later, earlier), change, formula, "%")


def _before_and_after(text: CheckedText, rate: Figure) -> tuple[Figure, Figure] | None:
    """Return the one number of a thing at two times beside a change, the earlier one first."""
    near = [f for f in text.own if f is not rate and f.place.paragraph == rate.place.paragraph]
    pairs = [pair for pair in combinations(near, 2) if _at_two_times(*pair)]
    if len(pairs) > 1:
        place = sentence_of(rate)
        pairs = [(a, b) for a, b in pairs if sentence_of(a) == sentence_of(b) == place]
    if len(pairs) != 1:
        return None
    (a, b), (first, second) = pairs[0], (figure.period.end for figure in pairs[0])
    return (a, b) if first is not None and second is not None and first < second else (b, a)


def _at_two_times(a: Figure, b: Figure) -> bool:
    """Tell whether two figures count the same thing of the same group at two times."""
    if a.unit == "%" or identity(a, _OPEN) != identity(b, _OPEN):
        return False
    return bool(a.period.end and b.period.end and a.period.end != b.period.end)


@declared_check("two_times")
def two_times(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find what a text counts at two times, and printed changes: what shows a trend."""
    pairs = [pair for pair in combinations(text.own, 2) if _at_two_times(*pair)]
    for pair in pairs:
        yield DeclaredFinding(pair, "note", told_figures("two_times.finding", pair))
    for figure in text.own:
        if _is_change(figure, text):
            yield DeclaredFinding((figure,), "note", told_figures("two_times.change", [figure]))
    for pair in of_one_thing(text.own, ("nature",)):
        if sum(figure.nature == "plan" for figure in pair) == 1:
            yield DeclaredFinding(pair, "note", told_figures("two_times.target", pair))


_BRANCHES = 3
_FULL = Interval.point(100)
_OVERLAPPING = Interval.point(150)


@declared_check("branches", "care")
def branches(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find shares of the branches of one whole that make more than all of it.

    Three shares or more of one base in one sentence, each of a group of its own.  When they make
    far more than all, they are rather rates within each group, which need not add up.
    """
    for sentence in text.sentences():
        groups: dict[tuple[str, ...], list[Figure]] = {}
        for figure in sentence:
            if figure.unit == "%" and figure.nature == "rate" and figure.stated_base:
                key = figure.indicator, figure.stated_base, figure.level
                groups.setdefault(key, []).append(figure)
        for figures in groups.values():
            apart = len({figure.population for figure in figures}) == len(figures)
            if len(figures) < _BRANCHES or not apart:
                continue
            total = total_of(figures)
            if not certainly_greater(total, _FULL) or certainly_greater(total, _OVERLAPPING):
                continue
            yield DeclaredFinding(
                tuple(figures),
                "likely",
                told_figures("branches.finding", figures, total=within(total)),
                Message("check.branches.reason"),
                " + ".join(figure.figure_id for figure in figures) + " > 100",
                total,
                "contradiction",
            )


@declared_check("streak", "care")
def streaks(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find a number of years in a row that its first and last year deny.

    Both ends may be counted or only one, so that one year more or less is no contradiction.
    """
    for figure in text.own:
        start, end = figure.period.start, figure.period.end
        known = figure.nature == "duration" and figure.unit == "年"
        if not known or not start or not end or figure.period.basis == "assumed":
            continue
        years = end.year - start.year + 1
        counted = Interval.between(years - 1, years + 1)
        if years < 2 or not figure.limits.conventional.apart_from(counted):
            continue
        yield DeclaredFinding(
            (figure,),
            "likely",
            told_figures("streak.finding", [figure], start=start.year),
            Message("check.streak.reason", start=start.year, end=end.year, years=years),
            f"{end.year} - {start.year} + 1 ≠ {figure.figure_id}",
            counted,
            "contradiction",
        )


def _widened(figure: Figure) -> Interval:
    """Return the limits of a printed quotient with room for its rounding."""
    limits = figure.limits.conventional
    if figure.value is None:
        return limits
    room = max(abs(figure.value) / 100, Fraction(1, 2))
    return limits + Interval.between(-room, room)


def _denied(
    printed: Figure, inputs: tuple[Figure, ...], result: Interval, formula: str, unit: str
) -> DeclaredFinding:
    return DeclaredFinding(
        (printed, *inputs),
        "likely",
        told_figures("printed_quotient.finding", inputs, printed=counted_as_printed(printed)),
        Message("check.printed_quotient.reason", limits=within(result), unit=unit),
        formula,
        result,
        "contradiction",
    )


@declared_check("kinds_and_total", "care")
def kinds_and_total(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find kinds of one thing that do not make up the total printed in the same sentence."""
    for sentence in text.sentences():
        groups: dict[tuple[str, ...], list[Figure]] = {}
        for figure in sentence:
            key = figure.indicator, figure.unit, figure.nature, figure.level
            groups.setdefault(key, []).append(figure)
        for figures in groups.values():
            yield from _not_made_up(figures)


def _not_made_up(figures: list[Figure]) -> Iterator[DeclaredFinding]:
    if figures[0].unit == "%":
        return
    for name in ("population", "grade", "scheme"):
        wholes = [f for f in figures if not f.coded(name) and not f.part_of]
        kinds = [f for f in figures if f.coded(name) and f.part_kind != "component"]
        if len(wholes) != 1 or len(kinds) < 2 or len({f.coded(name) for f in kinds}) != len(kinds):
            continue
        total = total_of(kinds)
        if not certainly_greater(total, wholes[0].limits.conventional):
            continue
        together = (wholes[0], *kinds)
        yield DeclaredFinding(
            together,
            "likely",
            told_figures("kinds_and_total.finding", together, total=exactly(total)),
            Message("check.kinds_and_total.reason"),
            " + ".join(kind.figure_id for kind in kinds) + f" > {wholes[0].figure_id}",
            total,
            "contradiction",
        )
        return
