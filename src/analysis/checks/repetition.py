"""Checks of repetition: printed twice, said twice, one group or one thing with other numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from analysis.checks.declared import DeclaredFinding, declared_check
from analysis.checks.text import (
    CheckedText,
    exactly,
    identity,
    in_text_order,
    of_one_thing,
    sentence_of,
    telling_digits,
    told_apart,
    told_figures,
    within,
)
from analysis.figures.figure import Figure
from analysis.intervals import certainly_greater
from analysis.language.messages import Message, Part, in_sentences, listed

_IN_HEADING = frozenset({"rounded_in_heading", "same_words_in_heading"})
_SAME_WORDS = frozenset({"same_words", "same_words_in_heading"})
"""Kinds of repeats: those that stand in a heading, those that repeat each word."""

_PERSONS_PER = {("人", "对"): 2}
"""How many of the first unit make one of the second."""


@declared_check("repeat", "once")
def repeats(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures printed twice, a whole paragraph at a time where one is repeated."""
    groups: dict[tuple[int, int], list[tuple[Figure, Figure]]] = {}
    for figure in text.figures:
        original = text.get(figure.duplicate_of)
        if original is not None and figure.value == original.value:
            pair = figure.place.paragraph, original.place.paragraph
            groups.setdefault(pair, []).append((figure, original))
    for (here, there), pairs in groups.items():
        figures = [figure for figure, _ in pairs]
        same = all(figure.duplicate_kind in _SAME_WORDS for figure in figures)
        heading = all(figure.duplicate_kind in _IN_HEADING for figure in figures)
        kind = "heading" if heading and here < there else "paragraph" if same else "again"
        kind = "itself" if here == there else kind
        fact = told_figures(
            f"repeat.{kind}", figures, later=max(here, there), earlier=min(here, there)
        )
        every = tuple(figure for pair in pairs for figure in pair)
        if same:
            yield DeclaredFinding(every, "certain", fact, fault="printed_twice")
        else:
            yield DeclaredFinding(every, "likely", fact)


@declared_check("rounded_repeat", "care")
def rounded_repeats(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find repeats with another number: rounded, hedged, or contradicting."""
    for figure in text.figures:
        original = text.get(figure.duplicate_of)
        if original is None or figure.value == original.value:
            continue
        if original.indicator != figure.indicator:
            continue  # A link to another thing is a fault of the coding, found by its own check.
        factor = _PERSONS_PER.get((figure.unit, original.unit), 1)
        precise = original.limits.conventional.scaled(factor)
        pair = (figure, original)
        agrees = figure.limits.conventional.intersects(precise)
        times = "" if factor == 1 else f"{factor} × "
        formula = f"{figure.figure_id} {'≈' if agrees else '≠'} {times}{original.figure_id}"
        if agrees:
            yield DeclaredFinding(
                pair,
                "likely",
                told_figures("rounded_repeat.rounded", pair),
                _rounding(figure, original, factor),
                formula,
                precise,
                effect=Message("check.rounded_repeat.rounded_effect"),
            )
        else:
            yield DeclaredFinding(
                pair,
                "likely",
                told_figures("rounded_repeat.contradiction", pair),
                calculation=formula,
                limits=precise,
                fault="contradiction",
            )


def _rounding(figure: Figure, original: Figure, factor: int) -> Part:
    """Say which way a repeat was rounded, and whether it changed its unit."""
    said: list[Part] = []
    if original.value is not None and figure.value is not None:
        precise = original.value * factor
        direction = "up" if figure.value > precise else "down"
        words = {"rounded": _plain(figure.value), "precise": _plain(precise)}
        said.append(Message(f"check.rounded_repeat.{direction}", **words))
    if figure.unit != original.unit:
        said.append(Message("check.rounded_repeat.other_unit"))
    return in_sentences(said)


def _plain(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else str(float(value))


@declared_check("same_thing", "care")
def same_thing_twice(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures of the same thing and time: two with one number, or several with others."""
    again = {frozenset((a.figure_id, b.figure_id)) for pairs in _passages(text) for a, b in pairs}
    apart: list[tuple[Figure, Figure]] = []
    for a, b in of_one_thing(text.own):
        pair = {a.figure_id, b.figure_id}
        if pair & {a.part_of, b.part_of} or pair in again:
            continue
        if not a.period.covers_same_time(b.period) or a.value is None or b.value is None:
            continue
        found = _same_thing(a, b)
        if found is not None and (found.fault, found.verdict) == _OTHER_RESULT:
            apart.append((a, b))
        elif found is not None:
            yield found
    for group in _joined(apart):
        yield _other_results(group)


_OTHER_RESULT = ("contradiction", "likely")
"""Fault and verdict where the same thing is counted with different results."""


def _joined(pairs: Iterable[tuple[Figure, Figure]]) -> list[list[Figure]]:
    """Gather pairs that share a figure, in the order in which their first figures stand."""
    groups: list[dict[str, Figure]] = []
    for pair in pairs:
        joined = {each.figure_id: each for each in pair}
        others = []
        for group in groups:
            if group.keys() & joined.keys():
                joined = group | joined
            else:
                others.append(group)
        groups = [*others, joined]
    return [in_text_order(list(group.values())) for group in groups]


def _other_results(group: Sequence[Figure]) -> DeclaredFinding:
    """Say that one thing is counted with different results: once, however many figures say so."""
    pair = _same_thing(group[0], group[1]) if len(group) == 2 else None
    return pair or DeclaredFinding(
        tuple(group),
        "likely",
        told_figures("same_thing.two_results", group),
        calculation=" ≠ ".join(each.figure_id for each in group),
        fault="contradiction",
    )


def _same_thing(a: Figure, b: Figure) -> DeclaredFinding | None:
    """Say what is odd about two figures of one thing, group and time; nothing if they may stand."""
    pair = (a, b)
    if a.value == b.value and a.measures == b.measures:
        return DeclaredFinding(
            pair,
            "likely",
            told_figures("same_thing.twice", pair),
            calculation=f"{a.figure_id} = {b.figure_id}",
            fault="printed_twice",
            effect=Message("check.same_thing.twice_effect"),
        )
    if a.value == b.value and a.value is not None and a.value >= 10:
        return DeclaredFinding(
            pair,
            "unusual",
            told_figures("same_thing.one_number", pair),
            effect=Message("check.same_thing.one_number_effect"),
        )
    formula, one, other = (
        f"{a.figure_id} ≠ {b.figure_id}",
        a.limits.conventional,
        b.limits.conventional,
    )
    if one.apart_from(other) and (
        a.measures == b.measures or (_state_of_all(a) and not _siblings(a, b))
    ):
        return DeclaredFinding(
            pair,
            "likely",
            told_figures("same_thing.two_results", pair),
            calculation=formula,
            limits=one - other,
            fault="contradiction",
        )
    if _of_other_sizes(a, b):
        return DeclaredFinding(
            pair,
            "unusual",
            told_figures("same_thing.two_sizes", pair),
            Message("check.same_thing.two_sizes_reason"),
            calculation=formula,
            limits=one / other,
            fault="contradiction",
        )
    return None


def _siblings(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are components of one whole."""
    return bool(a.part_of) and a.part_of == b.part_of and a.part_kind == "component"


_OTHER_SIZE = 5


def _of_other_sizes(a: Figure, b: Figure) -> bool:
    """Tell whether two states of a city, of one thing and group in one sentence, differ widely."""
    if a.nature != "stock" or a.level != "city" or sentence_of(a) != sentence_of(b):
        return False
    if a.part_of or b.part_of or not a.usable or not b.usable:
        return False
    one, other = a.limits.conventional, b.limits.conventional
    return certainly_greater(one, other.scaled(_OTHER_SIZE)) or certainly_greater(
        other, one.scaled(_OTHER_SIZE)
    )


_PASSAGE = 2


@declared_check("passage", "once")
def _repeated_passages(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find passages whose figures stand a second time, in one order, and are counted again."""
    for pairs in _passages(text):
        first, later = [one for one, _ in pairs], [two for _, two in pairs]
        yield DeclaredFinding(
            (*later, *first),
            "likely",
            told_figures(
                "passage.finding",
                later,
                here=later[0].place.paragraph,
                there=first[0].place.paragraph,
            ),
            Message("check.passage.reason", numbers=len(pairs)),
            ", ".join(f"{two.figure_id} = {one.figure_id}" for one, two in pairs),
            fault="printed_twice",
            effect=Message("check.passage.repeats"),
        )


def _passages(text: CheckedText) -> Iterator[list[tuple[Figure, Figure]]]:
    """Yield the runs of figures that stand in two paragraphs alike, first and second place."""
    ordered = in_text_order(text.own)
    printed = [(*identity(f), f.literal, str(f.period.start), str(f.period.end)) for f in ordered]
    done: set[int] = set()
    for i in range(len(ordered)):
        if i in done:
            continue
        for j in range(i + 1, len(ordered)):
            run = []
            for a, b in zip(range(i, j), range(j, len(ordered)), strict=False):
                if printed[a] != printed[b] or _in_one_paragraph(ordered[a], ordered[b]):
                    break
                run.append((a, b))
            if len(run) >= _PASSAGE:
                done |= {place for pair in run for place in pair}
                yield [(ordered[a], ordered[b]) for a, b in run]
                break


def _in_one_paragraph(a: Figure, b: Figure) -> bool:
    return a.place.paragraph == b.place.paragraph


def _state_of_all(figure: Figure) -> bool:
    """Tell whether a figure is the state of a whole city, of which there is one number."""
    limited = figure.population or figure.grade or figure.scheme or figure.stated_base
    whole = figure.level == "city" and figure.nature == "stock"
    return whole and figure.tier == "core" and not limited


@declared_check("may_overlap", "care")
def overlapping(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers of one concept for other groups, schemes or times, which may overlap."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for f in text.own:
        reached = f.counted in ("people_reached", "results")
        if f.tier == "core" and reached and not f.part_of and f.nature in ("flow", "stock"):
            key = f.concept, f.unit, f.level, f.stage, f.route, f.grade, f.nature
            groups.setdefault(key, []).append(f)
    for figures in groups.values():
        if len({figure.value for figure in figures}) < 2:
            continue
        if not any(_at_one_time(a, b) for a, b in combinations(figures, 2)):
            continue
        yield DeclaredFinding(
            tuple(figures),
            "unusual",
            told_figures("may_overlap.finding", figures),
            effect=Message("check.may_overlap.never_added"),
        )


def _at_one_time(a: Figure, b: Figure) -> bool:
    """Tell whether two periods may share a day; open ends may."""
    starts, ends = (a.period.start, b.period.start), (a.period.end, b.period.end)
    return not any(
        start is not None and end is not None and end < start
        for start, end in (starts[:1] + ends[1:], starts[1:] + ends[:1])
    )


@declared_check("kinds_apart")
def kinds_never_added(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find kinds that a text counts apart and never adds, with what they make together."""
    for row in text.derived:
        if row.kind != "sum" or row.status != "computed" or len(row.numerator) < 2:
            continue
        total = row.conventional
        if total is None:
            continue
        known = text.inputs(row)
        yield DeclaredFinding(
            known,
            "note",
            told_figures("kinds_apart.finding", known),
            Message("check.kinds_apart.reason", total=exactly(total)),
            row.formula,
            total,
        )


@declared_check("same_group")
def same_group_differently(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find one group of places or firms counted with slightly different, or one, numbers."""
    states = [f for f in text.own if f.nature == "stock" and f.population and f.value]
    for a, b in combinations(states, 2):
        if a.indicator == b.indicator or a.level != b.level or not a.value or not b.value:
            continue
        near = abs(a.value - b.value) * 10 <= max(a.value, b.value)
        if a.value < 10 or not near or {a.bound, b.bound} != {"exact"}:
            continue
        if a.population == b.population and a.value != b.value:
            kind, sign = "two_numbers", "≠"
        elif a.value == b.value and _contains(a.population, b.population):
            kind, sign = "one_number", "="
        else:
            continue
        yield DeclaredFinding(
            (a, b),
            "unusual",
            told_figures(f"same_group.{kind}", [a, b]),
            calculation=f"{a.figure_id} {sign} {b.figure_id}",
        )


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short != long and (long.startswith(f"{short}_and_") or long.endswith(f"_and_{short}"))


@declared_check("equal_neighbours", "care")
def equal_neighbours(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find one number for two different things in one sentence, or a long one anywhere."""
    yield from _equal_far_apart(text)
    for sentence in text.sentences():
        for a, b in combinations(sentence, 2):
            if a.indicator == b.indicator or a.value is None or a.value < 10:
                continue
            if a.value == b.value and {a.bound, b.bound} == {"exact"}:
                yield DeclaredFinding(
                    (a, b),
                    "unusual",
                    told_figures("equal_neighbours.sentence", [a, b]),
                    effect=Message("check.equal_neighbours.sentence_effect"),
                )


_LONG = 4
"""So many telling digits are seldom equal by chance."""


def _equal_far_apart(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find one long number for two different things in two sentences."""
    exact = [f for f in text.own if f.bound == "exact" and telling_digits(f) >= _LONG]
    alike = {frozenset((each.figure_a, each.figure_b)) for each in text.alike}
    for a, b in combinations(exact, 2):
        related = {a.figure_id, b.figure_id} & {a.part_of, b.part_of}
        if a.indicator == b.indicator or a.value != b.value or related:
            continue
        if sentence_of(a) == sentence_of(b) or {a.figure_id, b.figure_id} in alike:
            continue  # Look-alikes are named by their own check.
        yield DeclaredFinding(
            (a, b),
            "unusual",
            told_figures("equal_neighbours.apart", [a, b]),
            Message("check.equal_neighbours.apart_reason", digits=telling_digits(a)),
            f"{a.figure_id} = {b.figure_id}",
        )


_NEAR_AMOUNTS = Fraction(1, 10)


@declared_check("near_amounts", "care")
def near_amounts(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find two sums of money of one text and kind of help that a reader may take for one."""
    for a, b in text.pairs():
        if a.unit != "元" or b.unit != "元" or a.value is None or b.value is None:
            continue
        if a.theme != b.theme and a.place.paragraph != b.place.paragraph:
            continue
        if not {a.nature, b.nature} <= {"flow", "plan"} or not a.usable or not b.usable:
            continue
        if abs(a.value - b.value) > _NEAR_AMOUNTS * max(a.value, b.value):
            continue
        yield DeclaredFinding(
            (a, b),
            "unusual",
            told_figures("near_amounts.finding", [a, b]),
            Message("check.near_amounts.reason"),
            f"{a.figure_id} ÷ {b.figure_id}",
            a.limits.conventional / b.limits.conventional,
            effect=Message("check.near_amounts.never_merged"),
        )


@declared_check("look_alike", "care")
def numbers_alike(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find equal or near numbers of different things, in this text or a later one."""
    for each in sorted(text.alike, key=lambda alike: alike.document_b != text.document):
        pair = text.everywhere[each.figure_a], text.everywhere[each.figure_b]
        said = each.difference_words
        named = each.difference == "indicator"  # The sentence itself says what they count.
        yield DeclaredFinding(
            pair,
            "certain",
            told_apart("look_alike.finding", pair, text),
            "" if named else Message("check.look_alike.reason", difference=said),
            f"{each.figure_a} ≈ {each.figure_b}",
            effect=Message("check.look_alike.two_things"),
        )


@declared_check("skipped_grade", "care")
def skipped_grades(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find a title listed by grade in one sentence with a grade left out in between."""
    grades = text.plausible.members("grades")
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in text.own:
        if figure.grade in grades and figure.counted == "honours":
            key = (*sentence_of(figure), figure.indicator, figure.population)
            groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        missing = _between({figure.grade for figure in figures}, grades)
        if not missing:
            continue
        names = [text.codebook.code("grade", grade) for grade in missing]
        yield DeclaredFinding(
            tuple(figures),
            "unusual",
            told_figures("skipped_grade.finding", figures),
            Message("check.skipped_grade.reason", grades=listed(names)),
            effect=Message("check.skipped_grade.not_added"),
        )


def _between(named: set[str], grades: Sequence[str]) -> list[str]:
    """Return the grades that are left out between the highest and the lowest one named."""
    places = [place for place, grade in enumerate(grades) if grade in named]
    return [grade for grade in grades[min(places) : max(places)] if grade not in named]


@declared_check("branch_exceeds_all", "care")
def limited_exceeds_all(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find a figure of one branch greater than that of all, in another text of the city."""
    for figure in text.own:
        if not figure.population or figure.nature != "stock":
            continue
        for other in text.others:
            if not _is_all_of(other, figure) or not certainly_greater(
                figure.limits.conventional, other.limits.conventional
            ):
                continue
            times = figure.limits.conventional / other.limits.conventional
            yield DeclaredFinding(
                (figure, other),
                "unusual",
                told_apart("branch_exceeds_all.finding", [figure, other], text),
                Message("check.branch_exceeds_all.reason", times=within(times)),
                f"{figure.figure_id} ÷ {other.figure_id}",
                times,
                effect=Message("check.branch_exceeds_all.other_rules"),
            )


def _is_all_of(other: Figure, figure: Figure) -> bool:
    """Tell whether a figure is the state of all groups, of one of which another one is."""
    return (
        other.indicator == figure.indicator
        and other.nature == "stock"
        and other.level == figure.level
        and not other.population
        and not other.is_repeat
    )
