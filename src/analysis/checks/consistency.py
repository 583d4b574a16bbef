"""Checks of figures against each other: sizes, nested times and territories, printed quotients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from analysis.checks.finding import Finding, Text, all_said, capital, interval_words, said
from analysis.checks.likely import restored
from analysis.checks.plausible import DECLINE, GROWTH, HEADS, LEVELS, SIZES
from analysis.comparison.derived import Observed
from analysis.intervals import Interval, certainly_greater

_SAME = ("indicator", "unit", "nature", "scheme", "grade", "stage", "route", "population", "per")


def sizes(text: Text) -> Iterator[Finding]:
    """Find numbers greater than a city can have."""
    for figure in text.own:
        size = SIZES.get(figure["unit"])
        if size is None or figure["level"] not in LEVELS[: LEVELS.index("city") + 1]:
            continue
        limits = figure.limits.conventional
        if not certainly_greater(limits, Interval.point(size.usual)):
            continue
        far = certainly_greater(limits, Interval.point(size.possible))
        shown = [interval_words(Interval.point(size.usual), language) for language in ("en", "zh")]
        yield Finding(
            (figure,),
            "likely" if far else "unusual",
            f"{capital(said(figure, 'en'))} is beyond the size of a city.",
            f"{said(figure, 'zh')}超出一市的规模。",
            (
                f"Usual is at most {shown[0]}: {size.why_en}.",
                f"通常至多{shown[1]}：{size.why_zh}。",
            ),
            f"{figure.id} > {size.usual}",
            limits,
            "impossible_amount" if far else "",
            likely=restored(text, figure),
        )


def nested(text: Text) -> Iterator[Finding]:
    """Find parts of a time or territory greater than the whole time or territory."""
    figures = (*text.own, *(f for f in text.others if not f.is_repeat))
    kinds = [tuple(figure[name] for name in _SAME) for figure in figures]
    own = {figure.id for figure in text.own}
    for one, other in combinations(range(len(figures)), 2):
        if kinds[one] != kinds[other]:
            continue
        a, b = figures[one], figures[other]
        if not {a.id, b.id} & own:
            continue
        for part, whole in ((a, b), (b, a)):
            kind = _inside(part, whole)
            if not kind[0] or not certainly_greater(
                part.limits.conventional, whole.limits.conventional
            ):
                continue
            en, zh = all_said([part, whole])
            yield Finding(
                (part, whole),
                "likely",
                f"A part of the {kind[0]} has more than the whole: {en}.",
                f"{kind[1]}的一部分多于全部：{zh}。",
                (
                    "What is counted in a part is counted in the whole as well.",
                    "部分所计应包括在全部之内。",
                ),
                f"{part.id} > {whole.id}",
                part.limits.conventional - whole.limits.conventional,
                "contradiction",
            )


def _inside(part: Observed, whole: Observed) -> tuple[str, str]:
    """Say in what one figure lies inside another: time or territory; empty if in neither."""
    same_time = part.period.covers_same_time(whole.period)
    if part["level"] != whole["level"]:
        ranks = [LEVELS.index(f["level"]) for f in (part, whole) if f["level"] in LEVELS]
        lower = len(ranks) == 2 and ranks[0] < ranks[1]
        return ("territory", "地域") if lower and same_time else ("", "")
    if same_time or part["nature"] != "flow" or whole.period.end is None:
        return "", ""
    ends = part.period.end is not None and part.period.end <= whole.period.end
    starts = whole.period.start is None or (
        part.period.start is not None and part.period.start >= whole.period.start
    )
    return ("time", "时期") if ends and starts else ("", "")


def printed_quotients(text: Text) -> Iterator[Finding]:
    """Find printed shares, amounts per head and changes that the numbers beside them deny."""
    yield from _shares(text)
    yield from _per_head(text)
    yield from _changes(text)


def _is_change(figure: Observed) -> int:
    """Return 1 for a percentage of growth, -1 of decline, 0 for any other figure."""
    if figure["unit"] != "%":
        return 0
    if _mentions(figure, DECLINE):
        return -1
    return 1 if _mentions(figure, GROWTH) else 0


def _mentions(figure: Observed, words: tuple[str, ...]) -> bool:
    """Tell whether the words of a figure hold one of some; English ones stand for themselves."""
    english = re.findall(r"[a-z]+", figure["measures_en"].lower())
    return any(
        word in english if word.isascii() else word in figure["measures_zh"] for word in words
    )


def _shares(text: Text) -> Iterator[Finding]:
    for sentence in text.sentences():
        ordered = sorted(sentence, key=lambda f: int(f["start"]))
        for part, rate in pairwise(ordered):
            whole = text.get(part["part_of"])
            if whole is None or whole["unit"] != part["unit"] or part["unit"] == "%":
                continue
            if rate["unit"] != "%" or rate["nature"] != "rate" or _is_change(rate):
                continue
            share = (part.limits.conventional / whole.limits.conventional).scaled(100)
            if share.apart_from(_widened(rate)):
                yield _denied(rate, (part, whole), share, f"100 × {part.id} ÷ {whole.id}", "%")


def _per_head(text: Text) -> Iterator[Finding]:
    """Hold a printed average or amount each against the one total and the one count beside it."""
    for sentence in text.sentences():
        for each in sentence:
            heads = HEADS.get(each["per"], frozenset()) - {each["unit"]}
            beside = [f for f in sentence if not f["per"] and f["nature"] in ("flow", "single")]
            totals = [f for f in beside if f["unit"] == each["unit"]]
            counts = [f for f in beside if f["unit"] in heads]
            if len(totals) != 1 or len(counts) != 1:
                continue
            quotient = totals[0].limits.conventional / counts[0].limits.conventional
            if quotient.apart_from(_widened(each)):
                inputs = totals[0], counts[0]
                formula = f"{totals[0].id} ÷ {counts[0].id}"
                yield _denied(each, inputs, quotient, formula, "")


def _changes(text: Text) -> Iterator[Finding]:
    """Hold a printed change against the one number of the same thing at two times beside it."""
    for rate in text.own:
        sign = _is_change(rate)
        if not sign:
            continue
        near = [f for f in text.own if f.id != rate.id and f.places[0][0] == rate.places[0][0]]
        pairs = [pair for pair in combinations(near, 2) if _at_two_times(*pair)]
        if len(pairs) > 1:
            place = rate.places[0][:2]
            pairs = [(a, b) for a, b in pairs if a.places[0][:2] == b.places[0][:2] == place]
        if len(pairs) != 1:
            continue
        a, b = pairs[0]
        earlier, later = (a, b) if a["period_end"] < b["period_end"] else (b, a)
        change = (later.limits.conventional / earlier.limits.conventional).scaled(100)
        change = (change - Interval.point(100)).scaled(sign)
        if change.apart_from(_widened(rate)):
            formula = f"100 × ({later.id} ÷ {earlier.id} - 1)"
            yield _denied(rate, (later, earlier), change, formula, "%")


def _at_two_times(a: Observed, b: Observed) -> bool:
    """Tell whether two figures count the same thing of the same group at two times."""
    if a["unit"] == "%" or any(a[name] != b[name] for name in (*_SAME, "level")):
        return False
    return bool(a.period.end and b.period.end and a.period.end != b.period.end)


_BRANCHES = 3
_FULL = Interval.point(100)
_OVERLAPPING = Interval.point(150)


def branches(text: Text) -> Iterator[Finding]:
    """Find shares of the branches of one whole that make more than all of it.

    Three shares or more of one base in one sentence, each of a group of its own.  When they make
    far more than all, they are rather rates within each group, which need not add up.
    """
    for sentence in text.sentences():
        groups: dict[tuple[str, ...], list[Observed]] = {}
        for figure in sentence:
            if figure["unit"] == "%" and figure["nature"] == "rate" and figure["stated_base"]:
                key = tuple(figure[name] for name in ("indicator", "stated_base", "level"))
                groups.setdefault(key, []).append(figure)
        for figures in groups.values():
            apart = len({figure["population"] for figure in figures}) == len(figures)
            if len(figures) < _BRANCHES or not apart:
                continue
            total = Interval.point(0)
            for figure in figures:
                total += figure.limits.conventional
            if not certainly_greater(total, _FULL) or certainly_greater(total, _OVERLAPPING):
                continue
            en, zh = all_said(figures)
            yield Finding(
                tuple(figures),
                "likely",
                f"The shares make {interval_words(total, 'en')} per cent, more than all: {en}.",
                f"各比重合计{interval_words(total, 'zh')}%，超过全部：{zh}。",
                (
                    "Branches of one whole make at most 100 per cent; these overlap, or a number "
                    "is wrong.",
                    "同一整体的各部分合计至多100%；或各类重叠，或有一数有误。",
                ),
                " + ".join(figure.id for figure in figures) + " > 100",
                total,
                "contradiction",
            )


def streaks(text: Text) -> Iterator[Finding]:
    """Find a number of years in a row that its first and last year deny.

    Both ends may be counted or only one, so that one year more or less is no contradiction.
    """
    for figure in text.own:
        start, end = figure.period.start, figure.period.end
        known = figure["nature"] == "duration" and figure["unit"] == "年"
        if not known or not start or not end or figure["period_basis"] == "assumed":
            continue
        years = end.year - start.year + 1
        counted = Interval.between(years - 1, years + 1)
        if years < 2 or not figure.limits.conventional.apart_from(counted):
            continue
        en, zh = said(figure, "en"), said(figure, "zh")
        yield Finding(
            (figure,),
            "likely",
            f"{capital(en)} does not follow from its first year, {start.year}.",
            f"{zh}与起始年份{start.year}年不合。",
            (
                f"From {start.year} to {end.year} are {years} years, both counted.",
                f"{start.year}年至{end.year}年，首尾计入为{years}年。",
            ),
            f"{end.year} - {start.year} + 1 ≠ {figure.id}",
            counted,
            "contradiction",
        )


def _widened(figure: Observed) -> Interval:
    """Return the limits of a printed quotient with room for its rounding."""
    limits = figure.limits.conventional
    if figure.value is None:
        return limits
    room = max(abs(figure.value) / 100, Fraction(1, 2))
    return limits + Interval.between(-room, room)


def _denied(
    printed: Observed, inputs: tuple[Observed, ...], result: Interval, formula: str, unit: str
) -> Finding:
    en, zh = all_said(inputs)
    return Finding(
        (printed, *inputs),
        "likely",
        f"{capital(said(printed, 'en'))} does not follow from {en}.",
        f"{said(printed, 'zh')}与{zh}不合。",
        (
            f"They give {interval_words(result, 'en')}{unit}.",
            f"由其得{interval_words(result, 'zh')}{unit}。",
        ),
        formula,
        result,
        "contradiction",
    )


def kinds_and_total(text: Text) -> Iterator[Finding]:
    """Find kinds of one thing that do not make up the total printed in the same sentence."""
    for sentence in text.sentences():
        groups: dict[tuple[str, ...], list[Observed]] = {}
        for figure in sentence:
            key = tuple(figure[name] for name in ("indicator", "unit", "nature", "level"))
            groups.setdefault(key, []).append(figure)
        for figures in groups.values():
            yield from _not_made_up(figures)


def _not_made_up(figures: list[Observed]) -> Iterator[Finding]:
    if figures[0]["unit"] == "%":
        return
    for name in ("population", "grade", "scheme"):
        wholes = [f for f in figures if not f[name] and not f["part_of"]]
        kinds = [f for f in figures if f[name] and f["part_kind"] != "component"]
        if len(wholes) != 1 or len(kinds) < 2 or len({f[name] for f in kinds}) != len(kinds):
            continue
        total = Interval.point(0)
        for kind in kinds:
            total += kind.limits.conventional
        if not certainly_greater(total, wholes[0].limits.conventional):
            continue
        en, zh = all_said([wholes[0], *kinds])
        yield Finding(
            (wholes[0], *kinds),
            "likely",
            f"The kinds make {interval_words(total, 'en', 0)}, more than the total: {en}.",
            f"各类合计{interval_words(total, 'zh', 0)}，多于总数：{zh}。",
            ("The kinds overlap, or a number is wrong.", "各类重叠，或有一数有误。"),
            " + ".join(kind.id for kind in kinds) + f" > {wholes[0].id}",
            total,
            "contradiction",
        )
        return
