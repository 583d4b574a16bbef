"""Checks of amounts: ratios, lost decimal points, parts and wholes, orders, rates, lists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from analysis.checks.declared import NOTHING_LIKELY, DeclaredFinding, declared_check
from analysis.checks.finding_records import FindingVerdict
from analysis.checks.likely import excess_digits, in_plausible_order, outside_limits, restored
from analysis.checks.text import (
    CheckedText,
    all_said,
    counted_as_printed,
    exactly,
    printed_digits,
    roughly,
    sentence_of,
    telling_digits,
    told_figures,
    total_of,
    within,
)
from analysis.comparison.comparison_records import Derived
from analysis.figures.figure import Figure
from analysis.intervals import Interval, certainly_greater, format_number
from analysis.language.messages import Message, Part, in_sentences

IN_USE = ("computed", "kept_out")
"""Status of derived figures that have limits from printed numbers."""


@declared_check("implausible_ratio", "care")
def implausible_ratios(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find amounts per head and their like outside what is plausible."""
    for ratio in text.derived:
        band, limits = text.plausible.band_of.get(ratio.measure), ratio.conventional
        if band is None or limits is None or ratio.status not in IN_USE:
            continue
        if limits.intersects(band.usual) or _of_a_part(text, ratio):
            continue
        known = text.inputs(ratio)
        far = limits.apart_from(band.possible)
        suspect = known[0] if certainly_greater(limits, band.usual) else known[-1]
        yield DeclaredFinding(
            known,
            "likely" if far else "unusual",
            told_figures(
                "implausible_ratio.finding", known, limits=within(limits), unit=ratio.unit
            ),
            Message("check.implausible_ratio.reason", usual=within(band.usual), why=band.reason),
            ratio.formula,
            limits,
            "impossible_amount" if far else "",
            likely=restored(text, suspect),
        )


def _of_a_part(text: CheckedText, ratio: Derived) -> bool:
    """Tell whether a ratio divides a part by what belongs to its whole, which is divided too."""
    part = text.only(ratio.numerator)
    return (
        part is not None
        and bool(part.part_of)
        and any(
            other.measure == ratio.measure
            and other.numerator == (part.part_of,)
            and other.denominator == ratio.denominator
            for other in text.derived
        )
    )


@declared_check("undeclared_ratio", "care")
def undeclared_ratios(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find one sum over one count of heads in a sentence, not declared as a ratio, far from usual.

    Which two numbers belong together is then only likely, so that the limits are very wide.
    """
    joined = {frozenset(row.inputs) for row in text.derived}
    heads_in, usual = text.plausible.members("head_units"), text.plausible.any_head
    for sentence in text.sentences():
        money = [f for f in sentence if f.unit == "元" and f.nature == "flow"]
        heads = [f for f in sentence if f.unit in heads_in and f.nature in ("flow", "stock")]
        if len(money) != 1 or len(heads) != 1 or money[0].per or heads[0].per:
            continue
        known = money[0], heads[0]
        if any({f.figure_id for f in known} <= inputs for inputs in joined):
            continue
        limits = known[0].limits.conventional / known[1].limits.conventional
        if not limits.apart_from(usual):
            continue
        yield DeclaredFinding(
            known,
            "unusual",
            told_figures("undeclared_ratio.finding", known, limits=within(limits)),
            Message("check.undeclared_ratio.reason"),
            f"{known[0].figure_id} ÷ {known[1].figure_id}",
            limits,
        )


@declared_check("outside_limit", "care")
def beyond_outside_facts(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find ratios above a ceiling that a fact from outside sets to them."""
    for ratio in text.derived:
        limits = ratio.conventional
        if limits is None or ratio.status not in IN_USE:
            continue
        for fact, ceiling in outside_limits(text, ratio):
            if not certainly_greater(limits, ceiling):
                continue
            known = text.inputs(ratio)
            yield DeclaredFinding(
                known,
                "likely",
                told_figures(
                    "outside_limit.finding",
                    known,
                    limits=within(limits),
                    unit=ratio.unit,
                    ceiling=within(ceiling),
                ),
                Message("check.outside_limit.reason", fact=fact.label, origin=fact.origin),
                f"{ratio.formula} > {format_number(ceiling.high)}",
                limits,
                "impossible_amount",
                likely=restored(text, known[0]),
            )


@declared_check("lost_point", "kept_out")
def overlong(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers with so many digits before 万 that a decimal point may be lost."""
    for figure in text.own:
        excess = excess_digits(figure)
        if excess <= 0:
            continue
        whole = printed_digits(figure).partition(".")[0]
        precise = _neighbours_are_round(text, figure)
        reason: Part = Message("check.lost_point.reason")
        if precise:
            reason = in_sentences((reason, Message("check.lost_point.round")))
        yield DeclaredFinding(
            (figure,),
            "likely" if excess > 1 or precise else "unusual",
            told_figures("lost_point.finding", [figure], digits=len(whole)),
            reason,
            fault="lost_decimal_point",
            likely=restored(text, figure),
        )


def _neighbours_are_round(text: CheckedText, figure: Figure) -> bool:
    """Tell whether a number of five or more telling digits stands among rounder ones."""
    others = [
        telling_digits(other)
        for other in text.own
        if other is not figure
        and sentence_of(other) == sentence_of(figure)
        and other.unit == figure.unit
    ]
    return telling_digits(figure) >= 5 and bool(others) and max(others) <= 3


@declared_check("part_and_whole", "kept_out")
def parts_and_wholes(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find parts greater than their whole, and components that do not make it up."""
    for part in text.own:
        whole = text.get(part.part_of)
        if whole is None or part.unit != whole.unit:
            continue
        if certainly_greater(part.limits.asserted, whole.limits.asserted):
            yield DeclaredFinding(
                (part, whole),
                "certain",
                told_figures("part_and_whole.greater", [part, whole]),
                calculation=f"{part.figure_id} > {whole.figure_id}",
                limits=part.limits.conventional - whole.limits.conventional,
                fault="contradiction",
            )
    yield from _component_sums(text)
    yield from _unclear_parts(text)


def _component_sums(text: CheckedText) -> Iterator[DeclaredFinding]:
    for whole in text.own:
        parts = [f for f in text.own if f.part_of == whole.figure_id and f.part_kind == "component"]
        if len(parts) < 2 or any(part.unit != whole.unit for part in parts):
            continue
        total = total_of(parts)
        if total.intersects(whole.limits.conventional):
            continue
        more = certainly_greater(total, whole.limits.conventional)
        yield DeclaredFinding(
            (whole, *parts),
            "certain" if more else "likely",
            told_figures(
                f"part_and_whole.{'sum_more' if more else 'sum_less'}",
                [whole, *parts],
                total=exactly(total),
            ),
            calculation=" + ".join(part.figure_id for part in parts) + f" ≠ {whole.figure_id}",
            limits=total,
            fault="contradiction",
        )


def _unclear_parts(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find parts that may belong to the number before them or to all those before it."""
    for part in text.own:
        whole = text.get(part.part_of)
        if whole is None or part.part_kind != "subset":
            continue
        before = [
            other
            for other in text.own
            if sentence_of(other) == sentence_of(part)
            and other.place.start < whole.place.start
            and _of_one_kind(other, part)
        ]
        if not before:
            continue
        nearest, every = (
            (part.limits.conventional / limits).scaled(100)
            for limits in (whole.limits.conventional, total_of([whole, *before]))
        )
        yield DeclaredFinding(
            (part, whole),
            "unusual",
            told_figures("part_and_whole.unclear", [part, whole]),
            Message(
                "check.part_and_whole.unclear_reason",
                nearest=within(nearest),
                numbers=len(before) + 1,
                all=within(every),
            ),
            f"100 × {part.figure_id} ÷ {whole.figure_id}",
            nearest,
            effect=Message("check.part_and_whole.unclear_effect"),
        )


def _of_one_kind(a: Figure, b: Figure) -> bool:
    return all(a.coded(name) == b.coded(name) for name in ("unit", "counted", "route", "level"))


@declared_check("order", "care")
def _orders(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers smaller than others that they must not be smaller than."""
    for order in text.plausible.orders:
        for more, less in in_plausible_order(text, order):
            if certainly_greater(less.limits.conventional, more.limits.conventional):
                yield _out_of_order(more, less, order.verdict, order.reason, text)
    for concept, stages in text.plausible.keyed("stages").items():
        figures = [f for f in text.own if concept in (f.concept, f.indicator)]
        for a, b in combinations(figures, 2):
            if not {a.stage, b.stage} <= set(stages) or a.unit != b.unit:
                continue
            early, late = sorted((a, b), key=lambda f: stages.index(f.stage))
            if early.stage != late.stage and certainly_greater(
                late.limits.conventional, early.limits.conventional
            ):
                yield _out_of_order(early, late, "unusual", Message("check.order.stage"), text)


def _out_of_order(
    more: Figure, less: Figure, verdict: FindingVerdict, why: Part, text: CheckedText
) -> DeclaredFinding:
    times = less.limits.conventional / more.limits.conventional
    return DeclaredFinding(
        (less, more),
        verdict,
        Message(
            "check.order.finding", less=counted_as_printed(less), more=counted_as_printed(more)
        ),
        Message("check.order.reason", why=why, times=roughly(times)),
        f"{less.figure_id} ÷ {more.figure_id}",
        times,
        "contradiction",
        likely=restored(text, less) if verdict != "unusual" else NOTHING_LIKELY,
    )


@declared_check("rate_and_count", "care")
def rates(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find rates above 100 %, and counts that do not fit the base that a rate implies."""
    for figure in text.own:
        if "outside_nature" in figure.limits.notes:
            yield DeclaredFinding(
                (figure,),
                "certain",
                told_figures("rate_and_count.outside", [figure]),
                calculation=f"{figure.figure_id} ∉ {figure.limits.natural}",
                limits=figure.limits.natural,
                fault="contradiction",
            )
        elif figure.nature == "rate" and figure.unit == "%" and figure.value == 100:
            yield DeclaredFinding(
                (figure,),
                "unusual",
                told_figures("rate_and_count.full", [figure]),
                _of_few(text, figure),
                effect=Message("check.rate_and_count.full_effect"),
            )
    yield from _implied_bases(text)


_FEW = 100
"""Of fewer, a single one left out would lower a full rate by more than a point."""


def _of_few(text: CheckedText, figure: Figure) -> Part:
    """Say of how few a share of all is, where the text counts its base."""
    for base in text.of(figure.stated_base):
        if base.value is not None and 1 < base.value < _FEW:
            short = (base.value - 1) / base.value * 100
            return Message(
                "check.rate_and_count.full_reason",
                base=counted_as_printed(base),
                short=within(Interval.point(short)),
            )
    return ""


def _implied_bases(text: CheckedText) -> Iterator[DeclaredFinding]:
    for ratio in text.derived:
        base = ratio.conventional
        if ratio.kind != "base" or ratio.status != "computed" or base is None:
            continue
        counts = [
            count
            for indicator in text.plausible.members("base", ratio.measure)
            for count in text.of(indicator)
            if certainly_greater(count.limits.conventional, base)
        ]
        if not counts:
            continue
        known = text.inputs(ratio)
        yield DeclaredFinding(
            (*known, *counts),
            "unusual" if all(count.population for count in counts) else "likely",
            told_figures(
                "rate_and_count.base",
                known,
                limits=within(base),
                unit=ratio.unit,
                beyond=all_said(counts),
            ),
            Message("check.rate_and_count.base_reason"),
            f"{ratio.formula} < {', '.join(count.figure_id for count in counts)}",
            base,
            "contradiction",
            likely=restored(text, counts[0]) if len(counts) == 1 else NOTHING_LIKELY,
        )


@declared_check("list_and_number", "care")
def lists_and_numbers(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find stated numbers that differ from the number of items listed beside them."""
    for figure in text.own:
        entry = text.lists.get(figure.figure_id)
        if entry is None or figure.limits.asserted.contains(Fraction(entry.listed)):
            continue
        if entry.open and figure.value is not None and entry.listed < figure.value:
            continue
        yield DeclaredFinding(
            (figure,),
            "likely",
            told_figures("list_and_number.finding", [figure], listed=entry.listed),
            entry.note,
            f"{figure.figure_id} ≠ {entry.listed}",
            figure.limits.conventional,
            "contradiction",
        )
