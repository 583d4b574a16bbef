"""Checks of repetition: printed twice, said twice, one group or one thing with other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from analysis.checks.finding import Finding, Text, all_said, interval_words, telling_digits
from analysis.checks.plausible import GRADES, PERSONS_PER
from analysis.comparison.comparability import look_alike
from analysis.comparison.derived import Observed
from analysis.intervals import certainly_greater


def repeats(text: Text) -> Iterator[Finding]:
    """Find figures printed twice, a whole paragraph at a time where one is repeated."""
    groups: dict[tuple[int, int], list[tuple[Observed, Observed]]] = {}
    for figure in text.figures:
        original = text.get(figure["duplicate_of"])
        if original is not None and figure.value == original.value:
            pair = figure.places[0][0], original.places[0][0]
            groups.setdefault(pair, []).append((figure, original))
    for (here, there), pairs in groups.items():
        figures = [figure for figure, _ in pairs]
        same = all(figure["duplicate_kind"] == "same_words" for figure in figures)
        en, zh = all_said(figures)
        heading = all(_in_heading(figure) for figure in figures)
        later, earlier = max(here, there), min(here, there)
        where = f"Paragraph {later} repeats paragraph {earlier}", f"第{later}段重复第{earlier}段"
        if heading and here < there:
            where = (
                f"Paragraph {later} says again what the heading in paragraph {earlier} says",
                f"第{later}段重复标题（第{earlier}段）",
            )
        elif here == there:
            where = f"Paragraph {here} repeats itself", f"第{here}段内重复"
        yield Finding(
            tuple(figure for pair in pairs for figure in pair),
            "certain" if same else "likely",
            f"{where[0]}: {en}.",
            f"{where[1]}：{zh}。",
            fault="printed_twice" if same else "",
        )


def _in_heading(figure: Observed) -> bool:
    """Tell whether a repeat stands in a heading, as its coding says."""
    return "heading" in figure["duplicate_kind"] or "(heading" in figure["measures_en"]


def rounded_repeats(text: Text) -> Iterator[Finding]:
    """Find repeats with another number: rounded, hedged, or contradicting."""
    for figure in text.figures:
        original = text.get(figure["duplicate_of"])
        if original is None or figure.value == original.value:
            continue
        if original["indicator"] != figure["indicator"]:
            continue  # A link to another thing is a fault of the coding, found by its own check.
        factor = PERSONS_PER.get((figure["unit"], original["unit"]), 1)
        precise = original.limits.conventional.scaled(factor)
        en, zh = all_said([figure, original])
        agrees = figure.limits.conventional.intersects(precise)
        sign = "≈" if agrees else "≠"
        formula = f"{figure.id} {sign} {'' if factor == 1 else f'{factor} × '}{original.id}"
        if agrees:
            yield Finding(
                (figure, original),
                "likely",
                f"The same is said twice, once rounded: {en}.",
                f"同一数字两说，其一取整：{zh}。",
                _rounding(figure, original, factor),
                formula,
                precise,
                effect=("the more precise statement counts", "以较精确者为准"),
            )
        else:
            yield Finding(
                (figure, original),
                "likely",
                f"The same is said twice with numbers that do not agree: {en}.",
                f"同一数字两说，彼此不合：{zh}。",
                calculation=formula,
                limits=precise,
                fault="contradiction",
            )


def _rounding(figure: Observed, original: Observed, factor: int) -> tuple[str, str]:
    """Say which way a repeat was rounded, and whether it changed its unit."""
    other = figure["unit"] != original["unit"]
    unit = (" It counts another unit.", "两处单位不同。") if other else ("", "")
    if original.value is None or figure.value is None:
        return unit[0].strip(), unit[1]
    precise = original.value * factor
    up = figure.value > precise
    shown = [_plain(value) for value in (figure.value, precise)]
    direction = "up" if up else "down", "上" if up else "下"
    return (
        f"{shown[1]} was rounded {direction[0]} to {shown[0]}.{unit[0]}",
        f"由{shown[1]}向{direction[1]}取整为{shown[0]}。{unit[1]}",
    )


def _plain(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else str(float(value))


_IDENTITY = (
    "indicator",
    "unit",
    "nature",
    "level",
    "scheme",
    "grade",
    "grade_and_above",
    "stage",
    "route",
    "population",
    "per",
)


def same_thing_twice(text: Text) -> Iterator[Finding]:
    """Find two figures of the same thing and time: with one number, or with two."""
    again = {
        frozenset(pair) for pairs in _passages(text) for pair in ((a.id, b.id) for a, b in pairs)
    }
    for a, b in text.pairs():
        if any(a[name] != b[name] for name in _IDENTITY) or {a.id, b.id} in again:
            continue
        if not a.period.covers_same_time(b.period) or a.value is None or b.value is None:
            continue
        en, zh = all_said([a, b])
        if a.value == b.value and a["measures_en"] == b["measures_en"]:
            yield Finding(
                (a, b),
                "likely",
                f"The same number of the same thing stands twice and is counted twice: {en}.",
                f"同一事物、同一数目出现两次，且均计入：{zh}。",
                calculation=f"{a.id} = {b.id}",
                fault="printed_twice",
                effect=("to be linked as a repeat and counted once", "应标为重复，只计一次"),
            )
        elif a.value == b.value and a.value >= 10:
            yield Finding(
                (a, b),
                "unusual",
                f"One number stands for what may be the same or another thing: {en}.",
                f"同一数目，所计或同或异：{zh}。",
                effect=("not to be added", "不可相加"),
            )
        elif a.limits.conventional.apart_from(b.limits.conventional) and (
            a["measures_en"] == b["measures_en"] or (_state_of_all(a) and not _siblings(a, b))
        ):
            yield Finding(
                (a, b),
                "likely",
                f"The same thing is counted with different results: {en}.",
                f"同一事物，数目不同：{zh}。",
                calculation=f"{a.id} ≠ {b.id}",
                limits=a.limits.conventional - b.limits.conventional,
                fault="contradiction",
            )
        elif _of_other_sizes(a, b):
            yield Finding(
                (a, b),
                "unusual",
                f"Two numbers of very different size stand for the city in one sentence: {en}.",
                f"同句两数大小悬殊而均称全市：{zh}。",
                (
                    "One of them may be of another territory, or count something else.",
                    "其一或属其他层级，或所计不同。",
                ),
                calculation=f"{a.id} ≠ {b.id}",
                limits=a.limits.conventional / b.limits.conventional,
                fault="contradiction",
            )


def _siblings(a: Observed, b: Observed) -> bool:
    """Tell whether two figures are components of one whole."""
    return bool(a["part_of"]) and a["part_of"] == b["part_of"] and a["part_kind"] == "component"


_OTHER_SIZE = 5


def _of_other_sizes(a: Observed, b: Observed) -> bool:
    """Tell whether two states of a city, of one thing and group in one sentence, differ widely."""
    if a["nature"] != "stock" or a["level"] != "city" or a.places[0][:2] != b.places[0][:2]:
        return False
    if a["part_of"] or b["part_of"] or not a.usable or not b.usable:
        return False
    one, other = a.limits.conventional, b.limits.conventional
    return certainly_greater(one, other.scaled(_OTHER_SIZE)) or certainly_greater(
        other, one.scaled(_OTHER_SIZE)
    )


_PASSAGE = 2


def passages(text: Text) -> Iterator[Finding]:
    """Find passages whose figures stand a second time, in one order, and are counted again."""
    for pairs in _passages(text):
        here, there = pairs[0][1].places[0][0], pairs[0][0].places[0][0]
        later = [second for _, second in pairs]
        en, zh = all_said(later)
        yield Finding(
            (*later, *(first for first, _ in pairs)),
            "likely",
            f"Paragraph {here} has the numbers of paragraph {there} again, counted anew: {en}.",
            f"第{here}段重现第{there}段的数字，且重复计入：{zh}。",
            (
                f"{len(pairs)} numbers of the same things follow each other in both places.",
                f"两处有{len(pairs)}个相同事物的数字依次相同。",
            ),
            ", ".join(f"{second.id} = {first.id}" for first, second in pairs),
            fault="printed_twice",
            effect=("to be linked as repeats and counted once", "应标为重复，只计一次"),
        )


def _passages(text: Text) -> Iterator[list[tuple[Observed, Observed]]]:
    """Yield the runs of figures that stand in two paragraphs alike, first and second place."""
    ordered = sorted(text.own, key=lambda f: int(f["start"]))
    done: set[str] = set()
    for i, first in enumerate(ordered):
        if first.id in done:
            continue
        for j in range(i + 1, len(ordered)):
            run = []
            for a, b in zip(ordered[i:j], ordered[j:], strict=False):
                if not _printed_alike(a, b):
                    break
                run.append((a, b))
            if len(run) >= _PASSAGE:
                done |= {figure.id for pair in run for figure in pair}
                yield run
                break


def _printed_alike(a: Observed, b: Observed) -> bool:
    same = all(a[name] == b[name] for name in (*_IDENTITY, "literal", "period_start", "period_end"))
    return same and a.places[0][0] != b.places[0][0]


def _state_of_all(figure: Observed) -> bool:
    """Tell whether a figure is the state of a whole city, of which there is one number."""
    limited = figure["population"] or figure["grade"] or figure["scheme"] or figure["stated_base"]
    whole = figure["level"] == "city" and figure["nature"] == "stock"
    return whole and figure["tier"] == "core" and not limited


def overlapping(text: Text) -> Iterator[Finding]:
    """Find numbers of one concept for other groups, schemes or times, which may overlap."""
    groups: dict[tuple[str, ...], list[Observed]] = {}
    for figure in text.own:
        reached = figure["counted"] in ("people_reached", "results")
        if figure["tier"] == "core" and reached and not figure["part_of"]:
            key = tuple(
                figure[name]
                for name in ("concept", "unit", "level", "stage", "route", "grade", "nature")
            )
            groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        if figures[0]["nature"] not in ("flow", "stock") or len({f.value for f in figures}) < 2:
            continue
        if not any(_at_one_time(a, b) for a, b in combinations(figures, 2)):
            continue
        en, zh = all_said(figures)
        yield Finding(
            tuple(figures),
            "unusual",
            f"Several numbers answer one question and may overlap: {en}.",
            f"同类数字不止一个，或有重叠：{zh}。",
            effect=("never added", "不可相加"),
        )


def _at_one_time(a: Observed, b: Observed) -> bool:
    """Tell whether two periods may share a day; open ends may."""
    starts, ends = (a.period.start, b.period.start), (a.period.end, b.period.end)
    return not any(
        start is not None and end is not None and end < start
        for start, end in (starts[:1] + ends[1:], starts[1:] + ends[:1])
    )


def same_group_differently(text: Text) -> Iterator[Finding]:
    """Find one group of places or firms counted with slightly different, or one, numbers."""
    states = [f for f in text.own if f["nature"] == "stock" and f["population"] and f.value]
    for a, b in combinations(states, 2):
        if a["indicator"] == b["indicator"] or a["level"] != b["level"] or not a.value:
            continue
        en, zh = all_said([a, b])
        near = b.value is not None and abs(a.value - b.value) * 10 <= max(a.value, b.value)
        small = a.value < 10
        if small or not near or {a["bound"], b["bound"]} != {"exact"}:
            continue
        if a["population"] == b["population"] and a.value != b.value:
            yield Finding(
                (a, b),
                "unusual",
                f"One group has two numbers: {en}.",
                f"同一群体，两个数目：{zh}。",
                calculation=f"{a.id} ≠ {b.id}",
            )
        elif a.value == b.value and _contains(a["population"], b["population"]):
            yield Finding(
                (a, b),
                "unusual",
                f"A group and a larger one that holds it have the same number: {en}.",
                f"大小两个群体，同一数目：{zh}。",
                calculation=f"{a.id} = {b.id}",
            )


def _contains(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short != long and (long.startswith(f"{short}_and_") or long.endswith(f"_and_{short}"))


_LONG = 4
"""So many telling digits are seldom equal by chance."""


def equal_far_apart(text: Text) -> Iterator[Finding]:
    """Find one long number for two different things in two sentences."""
    exact = [f for f in text.own if f["bound"] == "exact" and telling_digits(f) >= _LONG]
    for a, b in combinations(exact, 2):
        apart = a.places[0][:2] != b.places[0][:2] and not {a.id, b.id} & {
            a["part_of"],
            b["part_of"],
        }
        if a["indicator"] == b["indicator"] or a.value != b.value or not apart:
            continue
        if look_alike(a, b, text.labels) is not None:
            continue  # Named by its own check.
        en, zh = all_said([a, b])
        yield Finding(
            (a, b),
            "unusual",
            f"One long number stands for two things: {en}.",
            f"同一长数用于两事：{zh}。",
            (
                f"{telling_digits(a)} digits are seldom equal by chance; one may have been copied "
                f"from the other.",
                f"{telling_digits(a)}位数字罕有巧合；其一或系误抄。",
            ),
            f"{a.id} = {b.id}",
        )


def equal_neighbours(text: Text) -> Iterator[Finding]:
    """Find one number for two different things in one sentence, or a long one anywhere."""
    yield from equal_far_apart(text)
    for sentence in text.sentences():
        for a, b in combinations(sentence, 2):
            if a["indicator"] == b["indicator"] or a.value is None or a.value < 10:
                continue
            if a.value == b.value and {a["bound"], b["bound"]} == {"exact"}:
                en, zh = all_said([a, b])
                yield Finding(
                    (a, b),
                    "unusual",
                    f"One sentence has one number for two things: {en}.",
                    f"同句两事，数目相同：{zh}。",
                    effect=(
                        "both are used; one may have been copied from the other",
                        "照用；其一或系误抄",
                    ),
                )


_NEAR_AMOUNTS = Fraction(1, 10)


def near_amounts(text: Text) -> Iterator[Finding]:
    """Find two sums of money of one text and kind of help that a reader may take for one."""
    for a, b in text.pairs():
        if a["unit"] != "元" or b["unit"] != "元" or a.value is None or b.value is None:
            continue
        if a["theme"] != b["theme"] and a.places[0][0] != b.places[0][0]:
            continue
        if not {a["nature"], b["nature"]} <= {"flow", "plan"} or not a.usable or not b.usable:
            continue
        if abs(a.value - b.value) > _NEAR_AMOUNTS * max(a.value, b.value):
            continue
        en, zh = all_said([a, b])
        yield Finding(
            (a, b),
            "unusual",
            f"Two sums of money look alike: {en}.",
            f"两笔金额相近：{zh}。",
            (
                "They lie within a tenth of each other, and the text gives them to different "
                "things.",
                "两者相差不到一成，而文中用途不同。",
            ),
            f"{a.id} ÷ {b.id}",
            a.limits.conventional / b.limits.conventional,
            effect=("two sums, never merged or exchanged", "两笔金额，不合并、不混用"),
        )


def look_alikes(text: Text) -> Iterator[Finding]:
    """Find equal or near numbers of different things, in this text or a later one."""
    own = text.own
    pairs = [*combinations(own, 2)]
    pairs += [(a, b) for a in own for b in text.later if not b.is_repeat]
    for a, b in pairs:
        found = look_alike(a, b, text.labels)
        if found is None:
            continue
        en, zh = all_said([a, b])
        yield Finding(
            (a, b),
            "certain",
            f"The numbers look alike, and what they count differs: {en}.",
            f"数目相似而所计不同：{zh}。",
            ("", "") if found.attribute == "indicator" else (f"{found.en}.", f"{found.zh}。"),
            f"{a.id} ≈ {b.id}",
            effect=("two things: never compared, never taken for one", "两事：不相比，不视为一事"),
        )


def skipped_grades(text: Text) -> Iterator[Finding]:
    """Find a title listed by grade in one sentence with a grade left out in between."""
    groups: dict[tuple[object, ...], list[Observed]] = {}
    for figure in text.own:
        if figure["grade"] in GRADES and figure["counted"] == "honours":
            key = (*figure.places[0][:2], figure["indicator"], figure["population"])
            groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        places = sorted(GRADES.index(figure["grade"]) for figure in figures)
        missing = [grade for grade in _between(places) if grade not in places]
        if not missing:
            continue
        en, zh = all_said(figures)
        names = [text.labels.of("grade", GRADES[grade]) for grade in missing]
        yield Finding(
            tuple(figures),
            "unusual",
            f"A title is counted by grade, and a grade between is left out: {en}.",
            f"同一称号分级计数，中间一级缺项：{zh}。",
            (
                f"Missing: {', '.join(name[0] for name in names)}. Nothing of that grade, or a "
                f"number lost.",
                f"缺：{'、'.join(name[1] for name in names)}。或本无，或漏印。",
            ),
            effect=("the grades are not added up", "各级不相加"),
        )


def _between(places: Sequence[int]) -> range:
    return range(min(places), max(places) + 1)


def limited_exceeds_all(text: Text) -> Iterator[Finding]:
    """Find a figure of one branch greater than that of all, in another text of the city."""
    for figure in text.own:
        if not figure["population"] or figure["nature"] != "stock":
            continue
        for other in text.others:
            if (
                other["indicator"] == figure["indicator"]
                and other["nature"] == "stock"
                and other["level"] == figure["level"]
                and not other["population"]
                and not other.is_repeat
                and certainly_greater(figure.limits.conventional, other.limits.conventional)
            ):
                en, zh = all_said([figure, other])
                times = figure.limits.conventional / other.limits.conventional
                yield Finding(
                    (figure, other),
                    "unusual",
                    f"One branch stands beside all branches of another year: {en}.",
                    f"一行业之数与另一年份全部之数并见：{zh}。",
                    (
                        f"The branch has {interval_words(times, 'en')} times the number of all "
                        f"branches: they cannot have been counted by one rule.",
                        f"该行业为全部行业的{interval_words(times, 'zh')}倍：两处口径应不同。",
                    ),
                    f"{figure.id} ÷ {other.id}",
                    times,
                    effect=(
                        "the two texts count by different rules: no trend",
                        "两文口径不同，不能据以看趋势",
                    ),
                )
