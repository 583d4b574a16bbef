"""Checks of the coding: what is coded against what is printed, dates, units, rows coded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from analysis.checks.declared import DeclaredFinding, declared_check
from analysis.checks.finding_records import FindingVerdict
from analysis.checks.text import CheckedText, told_figures
from analysis.figures.figure import Figure
from analysis.intervals import format_number
from analysis.language.messages import Joined, Message, Part, listed
from analysis.reading import find_quantities
from analysis.reading.hedges import CLASSES, classes_of
from analysis.reading.literals import may_be_unit, may_be_value
from analysis.tables.codebook import Document

FAULT = "coding"


def _coded_wrongly(
    figures: tuple[Figure, ...], verdict: FindingVerdict, fact: Part
) -> DeclaredFinding:
    return DeclaredFinding(figures, verdict, fact, fault=FAULT)


@declared_check("coding", "coding")
def literals(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures coded otherwise than the reader program reads what is printed."""
    for figure in text.figures:
        lost = figure.status == "damaged" or figure.value is None
        lost = lost or bool(re.search(r"[0-9]\s+[0-9]", figure.literal))
        explained = figure.coded("reading_note") or text.cell_fault(figure, "range_backwards")
        if explained or lost:
            continue
        differences = [*_read_otherwise(figure), *_hedged_otherwise(figure)]
        if not differences:
            continue
        fact = told_figures(
            "coding.finding",
            [figure],
            differences=Joined(tuple(_difference(*each) for each in differences), "clause"),
        )
        yield _coded_wrongly((figure,), "certain", fact)


def _difference(column: str, coded: str, read: str) -> Message:
    none = Message("check.coding.none")
    return Message(
        "check.coding.difference",
        column=Message(f"check.coding.column.{column}"),
        coded=coded or none,
        read=read or none,
    )


def _read_otherwise(figure: Figure) -> Iterator[tuple[str, str, str]]:
    """Yield column, code and reading where the printed characters read otherwise."""
    found = [q for q in find_quantities(f"{figure.literal}。") if q.kind == "figure"]
    if len(found) != 1 or not figure.literal:
        return
    (alone,) = found
    for name, coded, value in (
        ("value", figure.value, alone.value),
        ("value_high", figure.value_high, alone.value_high),
    ):
        if not may_be_value(coded, None if value is None else Fraction(value), alone):
            yield name, format_number(coded), format_number(value)
    if figure.bound != alone.bound:
        yield "bound", figure.bound, alone.bound
    if not may_be_unit(figure.unit, alone):
        yield "unit", figure.unit, alone.unit or ""


def _hedged_otherwise(figure: Figure) -> Iterator[tuple[str, str, str]]:
    """Yield the bound where the hedge word asserts another one."""
    if not figure.hedge:
        return
    asserted = {CLASSES[name].bound for name in classes_of("exact", figure.hedge)}
    readable = find_quantities(f"{figure.literal}。")
    if len(asserted) == 1 and figure.bound not in asserted and len(readable) != 1:
        yield "bound", figure.bound, asserted.pop()


@declared_check("odd_value", "coding")
def odd_values(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find cells that cannot be read, broken counts and ranges that run backwards."""
    for figure in text.figures:
        if fault := text.cell_fault(figure, "unreadable"):
            fact = told_figures(
                "odd_value.unreadable", [figure], columns=Joined(fault.cells, "comma")
            )
        elif text.cell_fault(figure, "range_backwards"):
            fact = told_figures("odd_value.range", [figure])
        elif figure.value is not None and figure.limits.whole and figure.value.denominator != 1:
            fact = told_figures("odd_value.fraction", [figure])
        else:
            continue
        yield _coded_wrongly((figure,), "certain", fact)


@declared_check("reference", "coding")
def references(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures that refer to no figure, or are parts of what has another unit."""
    for figure in text.figures:
        for name in (figure.duplicate_of, figure.part_of):
            if name and (name == figure.figure_id or text.get(name) is None):
                fact = told_figures("reference.missing", [figure], name=name)
                yield _coded_wrongly((figure,), "certain", fact)
        original, whole = text.get(figure.duplicate_of), text.get(figure.part_of)
        if original is not None and original.indicator != figure.indicator:
            pair = (figure, original)
            yield DeclaredFinding(
                pair,
                "certain",
                told_figures("reference.other_thing", pair),
                calculation=f"{figure.figure_id} ≠ {original.figure_id}",
                fault=FAULT,
            )
        if (
            whole is not None
            and whole is not figure
            and figure.part_kind in ("", "subset", "component")
            and whole.unit != figure.unit
        ):
            pair = (figure, whole)
            fact = told_figures("reference.other_unit", pair)
            yield _coded_wrongly(pair, "likely", fact)


@declared_check("coded_twice", "once")
def same_spot(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find the same characters coded twice, and identifiers given twice."""
    for figure in text.figures:
        if text.cell_fault(figure, "given_again"):
            fact = told_figures("coded_twice.identifier", [figure])
            yield _coded_wrongly((figure,), "certain", fact)
    ordered = sorted(text.figures, key=lambda f: (f.place.start, f.place.end))
    for pair in pairwise(ordered):
        if pair[1].place.start < pair[0].place.end:
            fact = told_figures("coded_twice.characters", pair)
            yield _coded_wrongly(pair, "certain", fact)


@declared_check("date", "coding")
def odd_dates(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find periods that end before they start, lie ahead, or lie outside the time under review."""
    for figure in text.figures:
        if backwards := text.cell_fault(figure, "period_backwards"):
            start, end = backwards.cells
            yield _dated(figure, "backwards", "certain", start, end)
        elif text.origin is None:
            continue
        elif kind := _outside(text, figure, text.origin):
            start, end = str(figure.period.start or ""), str(figure.period.end)
            if kind == "old_state":
                yield replace(_dated(figure, kind, "unusual", start, end), fault="")
            else:
                verdict: FindingVerdict = "unusual" if kind == "before" else "likely"
                yield _dated(figure, kind, verdict, start, end)


def _dated(
    figure: Figure, kind: str, verdict: FindingVerdict, start: str, end: str
) -> DeclaredFinding:
    fact = told_figures(f"date.{kind}", [figure], start=start, end=end)
    return _coded_wrongly((figure,), verdict, fact)


def _outside(text: CheckedText, figure: Figure, origin: Document) -> str:
    """Say in what a figure lies outside of the time under review; empty where it does not."""
    end, first = figure.period.end, origin.period_start
    state = figure.nature in ("stock", "rate")
    last = origin.written_before if state and origin.written_before else origin.period_end
    if figure.nature not in ("plan", "plan_or_result") and _after(end, last):
        return "after"
    if not _after(first, end):
        return ""
    if figure.nature == "plan":
        return "old_target"
    if figure.nature == "flow":
        return "" if _compared(text, figure) else "before"
    return "old_state" if state else ""


def _compared(text: CheckedText, figure: Figure) -> bool:
    """Tell whether a figure of the time before stands beside the same of the time under review."""
    same = ("indicator", "unit", "nature", "route", "scheme", "population")
    return any(
        other is not figure
        and other.place.paragraph == figure.place.paragraph
        and all(other.coded(name) == figure.coded(name) for name in same)
        and _after(other.period.end, figure.period.end)
        for other in text.own
    )


def _after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


@declared_check("unit_and_thing", "coding")
def units_and_things(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find units that cannot count the thing of their indicator, or not as a state."""
    units = text.plausible.keyed("units")
    for figure in text.own:
        allowed = units.get(text.thing(figure))
        if allowed is not None and figure.unit and figure.unit not in allowed:
            if figure.nature == "rate" and figure.unit in units.get("share", ()):
                continue
            fact = told_figures("unit_and_thing.other_unit", [figure], unit=figure.unit)
        elif figure.unit == "人次" and figure.nature == "stock":
            fact = told_figures("unit_and_thing.state", [figure])
        else:
            continue
        yield _coded_wrongly((figure,), "likely", fact)


@declared_check("territory", "coding")
def territories(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find figures of the whole city whose actor works in a part of it only."""
    for figure in text.own:
        places = text.plausible.members("territory", figure.actor)
        if not places or figure.level != "city":
            continue
        levels = [text.codebook.code("level", place) for place in places]
        yield DeclaredFinding(
            (figure,),
            "unusual",
            told_figures(
                "territory.finding", [figure], actor=text.codebook.code("actor", figure.actor)
            ),
            Message("check.territory.reason", level=listed(levels)),
            fault=FAULT,
        )
