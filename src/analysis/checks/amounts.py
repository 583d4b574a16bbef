"""Checks of amounts: ratios, parts and wholes, orders, rates, totals, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from analysis import language as lg
from analysis.checks.finding import (
    NOTHING_LIKELY,
    Finding,
    Text,
    all_said,
    capital,
    interval_words,
    said,
    telling_digits,
)
from analysis.checks.likely import ordered, outside_limits, restored
from analysis.checks.plausible import (
    ANY_HEAD,
    BAND_OF,
    COVERED_BY_BASE,
    EVERYBODY,
    HEADED,
    LEVELS,
    ORDERS,
    REACHES,
    STAGES,
    Verdict,
)
from analysis.comparison.derived import Observed
from analysis.intervals import Interval, certainly_greater


def implausible_ratios(text: Text) -> Iterator[Finding]:
    """Find amounts per head and their like outside what is plausible."""
    for ratio in text.derived:
        band = BAND_OF.get(ratio["measure"])
        if band is None or ratio["status"] not in ("computed", "kept_out"):
            continue
        limits = Interval.from_columns(ratio, "conventional")
        if limits.intersects(band.usual) or _of_a_part(text, ratio):
            continue
        known = text.inputs(ratio)
        far = limits.apart_from(band.possible)
        suspect = known[0] if certainly_greater(limits, band.usual) else known[-1]
        en, zh = all_said(known)
        yield Finding(
            known,
            "likely" if far else "unusual",
            f"{capital(en)} give {interval_words(limits, 'en')} {ratio['unit_en']}.",
            f"{zh}合{interval_words(limits, 'zh')}{ratio['unit_zh']}。",
            (
                f"Usual is {interval_words(band.usual, 'en')}: {band.why_en}.",
                f"通常为{interval_words(band.usual, 'zh')}：{band.why_zh}。",
            ),
            ratio["formula"],
            limits,
            "impossible_amount" if far else "",
            likely=restored(text, suspect),
        )


def _of_a_part(text: Text, ratio: Mapping[str, str]) -> bool:
    """Tell whether a ratio divides a part by what belongs to its whole, which is divided too."""
    part = text.get(ratio["numerator"])
    return (
        part is not None
        and bool(part["part_of"])
        and any(
            other["measure"] == ratio["measure"]
            and other["numerator"] == part["part_of"]
            and other["denominator"] == ratio["denominator"]
            for other in text.derived
        )
    )


def undeclared_ratios(text: Text) -> Iterator[Finding]:
    """Find one sum over one count of heads in a sentence, not declared as a ratio, far from usual.

    Which two numbers belong together is then only likely, so that the limits are very wide.
    """
    joined = {frozenset(row["inputs"].split("+")) for row in text.derived}
    for sentence in text.sentences():
        money = [f for f in sentence if f["unit"] == "元" and f["nature"] == "flow"]
        heads = [f for f in sentence if f["unit"] in HEADED and f["nature"] in ("flow", "stock")]
        if len(money) != 1 or len(heads) != 1 or money[0]["per"] or heads[0]["per"]:
            continue
        known = money[0], heads[0]
        if any({f.id for f in known} <= inputs for inputs in joined):
            continue
        limits = known[0].limits.conventional / known[1].limits.conventional
        if not limits.apart_from(ANY_HEAD):
            continue
        en, zh = all_said(known)
        yield Finding(
            known,
            "unusual",
            f"{capital(en)} would give {interval_words(limits, 'en')} yuan each.",
            f"{zh}若相除，各合{interval_words(limits, 'zh')}元。",
            (
                "Whether the one goes with the other is not certain; so small or large an amount "
                "is rare for any kind of help.",
                "两者是否相关并不确定；任何帮助之中如此数额均属少见。",
            ),
            f"{known[0].id} ÷ {known[1].id}",
            limits,
        )


def beyond_outside_facts(text: Text) -> Iterator[Finding]:
    """Find ratios above a ceiling that a fact from outside sets to them."""
    for ratio in text.derived:
        if ratio["status"] not in ("computed", "kept_out"):
            continue
        limits = Interval.from_columns(ratio, "conventional")
        for fact, ceiling in outside_limits(text, ratio):
            if not certainly_greater(limits, ceiling):
                continue
            known = text.inputs(ratio)
            en, zh = all_said(known)
            shown = [interval_words(ceiling, language) for language in lg.LANGUAGES]
            yield Finding(
                known,
                "likely",
                f"{capital(en)} give {interval_words(limits, 'en')} {ratio['unit_en']}, above the "
                f"{shown[0]} that a rule of the time allowed.",
                f"{zh}合{interval_words(limits, 'zh')}{ratio['unit_zh']}，"
                f"高于当时规定的上限{shown[1]}。",
                (
                    f"From outside the text: {fact['label_en']} ({fact['origin']}).",
                    f"文外依据：{fact['label_zh']}（{fact['origin']}）。",
                ),
                f"{ratio['formula']} > {fact['fact_id']}",
                limits,
                "impossible_amount",
                likely=restored(text, known[0]),
            )


_TELLING = 3
"""A quotient is telling where the divisor has so many digits without its zeros."""


def exact_ratios(text: Text) -> Iterator[Finding]:
    """Find quotients so round that they say how a number was made."""
    for ratio in text.derived:
        if ratio["status"] != "computed" or not ratio["value"] or "+" in ratio["denominator"]:
            continue
        top, bottom = text.get(ratio["numerator"]), text.get(ratio["denominator"])
        if top is None or bottom is None or {top["bound"], bottom["bound"]} != {"exact"}:
            continue
        value = Fraction(ratio["value"])
        telling = bottom.value is not None and telling_digits(bottom) >= _TELLING
        half = ratio["kind"] == "share" and value == 50 and telling
        fixed = top["unit"] == "元" and value.denominator == 1
        fixed = fixed and value % (500 if telling else 10) == 0
        if (not half and not fixed) or _is_printed(text, value, (top, bottom)):
            continue
        en, zh = all_said([top, bottom])
        shown = [lg.format_number(value, language) for language in lg.LANGUAGES]
        why = (
            (
                "Exactly one half: perhaps one number in two units, perhaps chance.",
                "恰为一半：或系一数两种单位，或系巧合。",
            )
            if half
            else (
                "So round a quotient suggests a fixed amount each.",
                "商如此规整，似按固定标准发放。",
            )
        )
        if fixed and not telling:
            why = (
                "Both numbers are round, so that the quotient says little; a fixed amount each "
                "would fit.",
                "两数均为约整，商的意义有限；与固定标准相符。",
            )
        yield Finding(
            (top, bottom),
            "unusual",
            f"{capital(en)}: the quotient is exactly {shown[0]} {ratio['unit_en']}.",
            f"{zh}：商恰为{shown[1]}{ratio['unit_zh']}。",
            why,
            ratio["formula"],
            Interval.from_columns(ratio, "conventional"),
        )


def _is_printed(text: Text, value: Fraction, known: tuple[Observed, ...]) -> bool:
    """Tell whether the text itself prints a quotient as the amount each, in the same paragraph."""
    paragraphs = {figure.places[0][0] for figure in known}
    return any(
        each["per"] and each.value == value and {each.places[0][0]} == paragraphs
        for each in text.own
    )


def parts_and_wholes(text: Text) -> Iterator[Finding]:
    """Find parts greater than their whole, and components that do not make it up."""
    for part in text.own:
        whole = text.get(part["part_of"])
        if whole is None or part["unit"] != whole["unit"]:
            continue
        if certainly_greater(part.limits.asserted, whole.limits.asserted):
            en, zh = all_said([part, whole])
            yield Finding(
                (part, whole),
                "certain",
                f"A part is greater than its whole: {en}.",
                f"部分大于整体：{zh}。",
                calculation=f"{part.id} > {whole.id}",
                limits=part.limits.conventional - whole.limits.conventional,
                fault="contradiction",
            )
    yield from _component_sums(text)
    yield from _unclear_parts(text)


def _component_sums(text: Text) -> Iterator[Finding]:
    for whole in text.own:
        parts = [f for f in text.own if f["part_of"] == whole.id and f["part_kind"] == "component"]
        if len(parts) < 2 or any(part["unit"] != whole["unit"] for part in parts):
            continue
        total = Interval.point(0)
        for part in parts:
            total += part.limits.conventional
        if total.intersects(whole.limits.conventional):
            continue
        more = certainly_greater(total, whole.limits.conventional)
        en, zh = all_said([whole, *parts])
        yield Finding(
            (whole, *parts),
            "certain" if more else "likely",
            f"The components add up to {interval_words(total, 'en', 0)}, which is "
            f"{'more' if more else 'less'} than the whole: {en}.",
            f"各组成部分合计{interval_words(total, 'zh', 0)}，{'大于' if more else '小于'}整体："
            f"{zh}。",
            calculation=" + ".join(part.id for part in parts) + f" ≠ {whole.id}",
            limits=total,
            fault="contradiction",
        )


def _unclear_parts(text: Text) -> Iterator[Finding]:
    """Find parts that may belong to the number before them or to all those before it."""
    for part in text.own:
        whole = text.get(part["part_of"])
        if whole is None or part["part_kind"] != "subset":
            continue
        before = [
            other
            for other in text.own
            if other.places[0][:2] == part.places[0][:2]
            and int(other["start"]) < int(whole["start"])
            and all(other[name] == part[name] for name in ("unit", "counted", "route", "level"))
        ]
        if not before:
            continue
        en, zh = all_said([part, whole])
        total = whole.limits.conventional
        for other in before:
            total += other.limits.conventional
        shares = [
            (part.limits.conventional / limits).scaled(100)
            for limits in (whole.limits.conventional, total)
        ]
        shown = [[interval_words(share, language) for share in shares] for language in lg.LANGUAGES]
        yield Finding(
            (part, whole),
            "unusual",
            f"It is not certain of what this is a part: {en}.",
            f"“其中”所指不甚明确：{zh}。",
            (
                f"Of the number directly before it would be {shown[0][0]} per cent; of all "
                f"{len(before) + 1} numbers before it, {shown[0][1]} per cent.",
                f"若指紧前之数，占{shown[1][0]}%；若指前列全部{len(before) + 1}个数，"
                f"占{shown[1][1]}%。",
            ),
            f"100 × {part.id} ÷ {whole.id}",
            shares[0],
            effect=("read as a part of the nearest number", "按紧前之数的部分理解"),
        )


def orders(text: Text) -> Iterator[Finding]:
    """Find numbers smaller than others that they must not be smaller than."""
    for order in ORDERS:
        for more, less in ordered(text, order):
            if certainly_greater(less.limits.conventional, more.limits.conventional):
                yield _order_finding(more, less, order.verdict, (order.why_en, order.why_zh), text)
    for concept, stages in STAGES.items():
        figures = [f for f in text.own if f["concept"] == concept or f["indicator"] == concept]
        for a, b in combinations(figures, 2):
            if not {a["stage"], b["stage"]} <= set(stages) or a["unit"] != b["unit"]:
                continue
            early, late = sorted((a, b), key=lambda f: stages.index(f["stage"]))
            if early["stage"] != late["stage"] and certainly_greater(
                late.limits.conventional, early.limits.conventional
            ):
                why = "a later stage is reached by fewer", "后一环节的数目不应更大"
                yield _order_finding(early, late, "unusual", why, text)


def _order_finding(
    more: Observed, less: Observed, verdict: Verdict, why: tuple[str, str], text: Text
) -> Finding:
    times = less.limits.conventional / more.limits.conventional
    return Finding(
        (less, more),
        verdict,
        f"{capital(said(less, 'en'))} exceeds {said(more, 'en')}.",
        f"{said(less, 'zh')}大于{said(more, 'zh')}。",
        (
            f"It should not, because {why[0]}. It is {interval_words(times, 'en')} times as much.",
            f"按理不应如此：{why[1]}。前者为后者的{interval_words(times, 'zh')}倍。",
        ),
        f"{less.id} ÷ {more.id}",
        times,
        "contradiction",
        likely=restored(text, less) if verdict != "unusual" else NOTHING_LIKELY,
    )


def rates(text: Text) -> Iterator[Finding]:
    """Find rates above 100 %, and counts that do not fit the base that a rate implies."""
    for figure in text.own:
        en, zh = said(figure, "en"), said(figure, "zh")
        if "outside_nature" in figure.limits.notes:
            yield Finding(
                (figure,),
                "certain",
                f"This lies outside what is possible at all: {en}.",
                f"超出可能范围：{zh}。",
                calculation=f"{figure.id} ∉ {figure.limits.natural}",
                limits=figure.limits.natural,
                fault="contradiction",
            )
        elif figure["nature"] == "rate" and figure["unit"] == "%" and figure.value == 100:
            yield Finding(
                (figure,),
                "unusual",
                f"A rate without exception is stated: {en}.",
                f"所述比率无一例外：{zh}。",
                effect=("a claim of completeness, not a measure", "系完全之说，并非量度"),
            )
    yield from _implied_bases(text)


def _implied_bases(text: Text) -> Iterator[Finding]:
    for ratio in text.derived:
        if ratio["kind"] != "base" or ratio["status"] != "computed":
            continue
        base = Interval.from_columns(ratio, "conventional")
        counts = [
            count
            for indicator in COVERED_BY_BASE.get(ratio["measure"], ())
            for count in text.of(indicator)
            if certainly_greater(count.limits.conventional, base)
        ]
        if not counts:
            continue
        known = text.inputs(ratio)
        implied, beyond = all_said(known), all_said(counts)
        yield Finding(
            (*known, *counts),
            "unusual" if all(count["population"] for count in counts) else "likely",
            f"{capital(implied[0])} imply {interval_words(base, 'en')} {ratio['unit_en']} in all, "
            f"but the text also counts {beyond[0]}.",
            f"{implied[1]}合推总数为{interval_words(base, 'zh')}{ratio['unit_zh']}，"
            f"而文中另有{beyond[1]}。",
            (
                "The rate and the counts cannot all speak of the same base.",
                "比率与各数不可能同出一个基数。",
            ),
            f"{ratio['formula']} < {', '.join(count.id for count in counts)}",
            base,
            "contradiction",
            likely=restored(text, counts[0]) if len(counts) == 1 else NOTHING_LIKELY,
        )


def rates_without_base(text: Text) -> Iterator[Finding]:
    """Find rates whose base is not stated."""
    for figure in text.own:
        if figure["nature"] == "rate" and figure["unit"] == "%" and not figure["stated_base"]:
            en, zh = all_said([figure])
            yield Finding(
                (figure,),
                "certain",
                f"The text does not say of what this is a share: {en}.",
                f"文中未说明比率的基数：{zh}。",
            )


_LOOSE_BOUNDS = ("at_least", "at_most", "nearly", "about")


def loose_rates(text: Text) -> Iterator[Finding]:
    """Find rates that are a floor, a ceiling or about a number, not a value."""
    for figure in text.own:
        if figure["nature"] != "rate" or figure["unit"] != "%":
            continue
        if figure["bound"] in _LOOSE_BOUNDS:
            en, zh = all_said([figure])
            limits = figure.limits.conventional
            yield Finding(
                (figure,),
                "certain",
                f"This rate is a limit or an estimate, no measured value: {en}.",
                f"此比率为限值或约数，并非实测值：{zh}。",
                (
                    f"The words allow {interval_words(limits, 'en')} per cent.",
                    f"措辞容许{interval_words(limits, 'zh')}%。",
                ),
                limits=limits,
            )


def reach(text: Text) -> Iterator[Finding]:
    """Find totals over several years so large that they perhaps count people or firms anew."""
    for known in REACHES:
        for figure in text.own:
            multi_year = figure["nature"] == "flow" and figure.period.kind == "multi_year"
            if figure["unit"] != known.unit or not multi_year:
                continue
            for whole in text.of(known.of):
                every = whole.limits.conventional
                if not certainly_greater(figure.limits.conventional, every.scaled(known.share)):
                    continue
                en, zh = all_said([figure, whole])
                share = (figure.limits.conventional / every).scaled(100)
                below = not certainly_greater(share, Interval.point(100))
                also = (", and the share is below 100 per cent", "，且占比不足100%")
                more = also if below else ("", "")
                yield Finding(
                    (figure, whole),
                    "unusual",
                    f"{capital(en)}: the first is {interval_words(share, 'en')} per cent of the "
                    f"second.",
                    f"{zh}：前者为后者的{interval_words(share, 'zh')}%。",
                    (
                        f"Perhaps {known.perhaps[0]}; but this does not follow: {known.but[0]}"
                        f"{more[0]}.",
                        f"或为{known.perhaps[1]}；但不能断定：{known.but[1]}{more[1]}。",
                    ),
                    f"100 × {figure.id} ÷ {whole.id}",
                    share,
                )


def beyond_everybody(text: Text) -> Iterator[Finding]:
    """Find more people than the text has members, or workers where it gives their number too."""
    ordered_below = {order.less for order in ORDERS if order.more in EVERYBODY}
    members = [
        figure
        for name in EVERYBODY
        for figure in text.of(name)
        if figure["level"] == "city" and not figure["population"]
    ]
    wholes = [text.get(figure["part_of"]) for figure in members]
    workers = [whole for whole in wholes if whole is not None and whole["unit"] == "人"]
    for everybody in workers[:1] or members:
        every = everybody.limits.conventional
        found = [
            figure
            for figure in text.own
            if figure["unit"] == "人"
            and figure["level"] in LEVELS[: LEVELS.index("city") + 1]
            and figure["nature"] in ("flow", "stock", "single")
            and figure.period.kind != "multi_year"
            and figure["indicator"] not in {*EVERYBODY, *ordered_below}
            and figure.id != everybody.id
            and certainly_greater(figure.limits.conventional, every)
        ]
        if not found:
            continue
        en, zh = all_said([*found, everybody])
        known = bool(workers)
        yield Finding(
            (*found, everybody),
            "likely" if known else "unusual",
            f"More people are counted than there are: {en}.",
            f"所计人数多于全部：{zh}。",
            (
                "A number of different people cannot exceed all workers; it counts person-times, "
                "or is wrong.",
                "不同的人数不能超过职工总数；或为人次，或有误。",
            )
            if known
            else (
                "It exceeds all members; not every worker is a member, or person-times are "
                "counted.",
                "超过会员总数；或含非会员，或为人次。",
            ),
            ", ".join(figure.id for figure in found) + f" > {everybody.id}",
            found[0].limits.conventional - every,
            "contradiction" if known else "",
        )


def kinds_apart(text: Text) -> Iterator[Finding]:
    """Find kinds that a text counts apart and never adds, with what they make together."""
    for row in text.derived:
        if row["kind"] != "sum" or row["status"] != "computed" or "+" not in row["numerator"]:
            continue
        known = text.inputs(row)
        en, zh = all_said(known)
        total = Interval.from_columns(row, "conventional")
        yield Finding(
            known,
            "unusual",
            f"Kinds are counted apart and not added: {en}.",
            f"分类计数而未合计：{zh}。",
            (
                f"Together {interval_words(total, 'en', 0)}, a sum that the text does not print.",
                f"合计{interval_words(total, 'zh', 0)}，文中未印此数。",
            ),
            row["formula"],
            total,
        )


def lists_and_numbers(text: Text) -> Iterator[Finding]:
    """Find stated numbers that differ from the number of items listed beside them."""
    for figure in text.own:
        entry = text.lists.get(figure.id)
        if entry is None or not entry["listed"]:
            continue
        listed = Fraction(entry["listed"])
        open_list = entry.get("open", "") == "yes" and figure.value is not None
        if figure.limits.asserted.contains(listed):
            continue
        if open_list and listed < figure.value:  # type: ignore[operator]
            continue
        en, zh = all_said([figure])
        yield Finding(
            (figure,),
            "likely",
            f"The text lists {entry['listed']} where it states {en}.",
            f"文中列出{entry['listed']}项，而所称为{zh}。",
            (entry.get("note_en", ""), entry.get("note_zh", "")),
            f"{figure.id} ≠ {entry['listed']}",
            figure.limits.conventional,
            "contradiction",
        )
