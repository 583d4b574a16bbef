"""Checks of the coding: what is coded against what is printed, dates, units, rows coded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from analysis.checks.finding import Finding, Text, all_said, capital, said
from analysis.checks.plausible import TERRITORY, UNITS
from analysis.comparison.derived import Observed
from analysis.intervals import format_number, parse_number
from analysis.reading import find_quantities
from analysis.reading.hedges import CLASSES
from analysis.reading.limits import hedge_classes
from analysis.tables.store import parse_date

FAULT = "coding"

_COLUMNS = {
    "value": ("value", "数值"),
    "value_high": ("upper value", "上限值"),
    "unit": ("unit", "单位"),
    "bound": ("bound", "界限"),
}


def literals(text: Text) -> Iterator[Finding]:
    """Find figures coded otherwise than the reader program reads what is printed."""
    for figure in text.figures:
        lost = figure["status"] == "damaged" or not figure["value"]
        lost = lost or bool(re.search(r"[0-9]\s+[0-9]", figure["literal"]))
        if figure["reading_note"] or figure["range_fault"] or lost:
            continue
        differences = [*_read_otherwise(figure), *_hedged_otherwise(figure)]
        if not differences:
            continue
        en, zh = said(figure, "en"), said(figure, "zh")
        listed = [
            "; ".join(
                f"{_COLUMNS[name][0]} {coded or 'none'}, read {read or 'none'}"
                for name, coded, read in differences
            ),
            "；".join(
                f"{_COLUMNS[name][1]}{coded or '无'}，读作{read or '无'}"
                for name, coded, read in differences
            ),
        ]
        yield Finding(
            (figure,),
            "certain",
            f"{capital(en)} is coded otherwise than printed: {listed[0]}.",
            f"{zh}的编码与所印不符：{listed[1]}。",
            fault=FAULT,
        )


def _read_otherwise(figure: Observed) -> Iterator[tuple[str, str, str]]:
    """Yield column, code and reading where the printed characters read otherwise."""
    found = [q for q in find_quantities(f"{figure['literal']}。") if q.kind == "figure"]
    if len(found) != 1 or not figure["literal"]:
        return
    read = {
        "value": format_number(found[0].value),
        "value_high": format_number(found[0].value_high),
        "bound": found[0].bound,
        "unit": found[0].unit or "",
    }
    for name, reading in read.items():
        code = figure[name]
        if name.startswith("value"):
            code = format_number(parse_number(code))
        if code != reading and (name != "unit" or reading):
            yield name, code, reading


def _hedged_otherwise(figure: Observed) -> Iterator[tuple[str, str, str]]:
    """Yield the bound where the hedge word asserts another one."""
    if not figure["hedge"]:
        return
    asserted = {CLASSES[name].bound for name in hedge_classes({**figure.row, "bound": "exact"})}
    readable = find_quantities(f"{figure['literal']}。")
    if len(asserted) == 1 and figure["bound"] not in asserted and len(readable) != 1:
        yield "bound", figure["bound"], asserted.pop()


def dates(text: Text) -> Iterator[Finding]:
    """Find periods that end before they start, lie ahead, or lie outside the time under review."""
    review = [parse_date(text.origin.get(name, "")) for name in ("period_start", "period_end")]
    for figure in text.figures:
        en, zh = said(figure, "en"), said(figure, "zh")
        if figure["period_fault"]:
            yield Finding(
                (figure,),
                "certain",
                f"{capital(en)} has a period that ends before it starts: {figure['period_fault']} "
                f"to {figure['period_end']}.",
                f"{zh}的时期止于起点之前：{figure['period_fault']}至{figure['period_end']}。",
                fault=FAULT,
            )
        elif figure["nature"] != "plan" and _after(figure.period.end, review[1]):
            yield Finding(
                (figure,),
                "likely",
                f"{capital(en)} is dated after the time under review: {figure['period_end']}.",
                f"{zh}的日期晚于所述时期：{figure['period_end']}。",
                fault=FAULT,
            )
        elif figure["nature"] == "plan" and _after(review[0], figure.period.end):
            yield Finding(
                (figure,),
                "likely",
                f"{capital(en)} is a target for a time before the one under review: "
                f"{figure['period_end']}.",
                f"{zh}为所述时期之前的目标：{figure['period_end']}。",
                fault=FAULT,
            )
        elif figure["nature"] == "flow" and _after(review[0], figure.period.end):
            if not _compared(text, figure):
                yield Finding(
                    (figure,),
                    "unusual",
                    f"{capital(en)} lies wholly before the time under review, and nothing of that "
                    f"time is set beside it: {figure['period_start']} to {figure['period_end']}.",
                    f"{zh}全在所述时期之前，而无本期之数可比：{figure['period_start']}至"
                    f"{figure['period_end']}。",
                    fault=FAULT,
                )
        elif figure["nature"] in ("stock", "rate") and _after(review[0], figure.period.end):
            yield Finding(
                (figure,),
                "unusual",
                f"{capital(en)} is a state before the time under review: {figure['period_end']}.",
                f"{zh}为所述时期之前的状况：{figure['period_end']}。",
            )


def _compared(text: Text, figure: Observed) -> bool:
    """Tell whether a figure of the time before stands beside the same of the time under review."""
    same = ("indicator", "unit", "nature", "route", "scheme", "population")
    return any(
        other.id != figure.id
        and other.places[0][0] == figure.places[0][0]
        and all(other[name] == figure[name] for name in same)
        and _after(other.period.end, figure.period.end)
        for other in text.own
    )


def _after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def same_spot(text: Text) -> Iterator[Finding]:
    """Find the same characters coded twice, and identifiers given twice."""
    for figure in text.figures:
        if figure["coded_again"]:
            en, zh = all_said([figure])
            yield Finding(
                (figure,),
                "certain",
                f"One identifier stands for several rows; only the first is read: {en}.",
                f"同一编号用于多行，只读首行：{zh}。",
                fault=FAULT,
            )
    ordered = sorted(text.figures, key=lambda f: (int(f["start"]), int(f["end"])))
    for first, second in pairwise(ordered):
        if int(second["start"]) < int(first["end"]):
            en, zh = all_said([first, second])
            yield Finding(
                (first, second),
                "certain",
                f"The same characters are coded twice: {en}.",
                f"同一处字符编码两次：{zh}。",
                fault=FAULT,
            )


def units_and_things(text: Text) -> Iterator[Finding]:
    """Find units that cannot count the thing of their indicator, or not as a state."""
    for figure in text.own:
        thing = text.things.get(figure["indicator"], "")
        en, zh = said(figure, "en"), said(figure, "zh")
        allowed = UNITS.get(thing)
        if allowed is not None and figure["unit"] and figure["unit"] not in allowed:
            if figure["nature"] == "rate" and figure["unit"] in UNITS["share"]:
                continue
            yield Finding(
                (figure,),
                "likely",
                f"{capital(en)} is in a unit that does not count it: {figure['unit']}.",
                f"{zh}的单位与所计之物不合：{figure['unit']}。",
                fault=FAULT,
            )
        elif figure["unit"] == "人次" and figure["nature"] == "stock":
            yield Finding(
                (figure,),
                "likely",
                f"{capital(en)} is a state counted in person-times: a state has people.",
                f"{zh}为现状而以人次计：现状应以人计。",
                fault=FAULT,
            )


def references(text: Text) -> Iterator[Finding]:
    """Find figures that refer to no figure, or are parts of what has another unit."""
    for figure in text.figures:
        en, zh = said(figure, "en"), said(figure, "zh")
        for column in ("duplicate_of", "part_of"):
            if figure[column] and (figure[column] == figure.id or text.get(figure[column]) is None):
                yield Finding(
                    (figure,),
                    "certain",
                    f"{capital(en)} refers to a figure that is not there: {figure[column]}.",
                    f"{zh}所指的数字不存在：{figure[column]}。",
                    fault=FAULT,
                )
        original = text.get(figure["duplicate_of"])
        if original is not None and original["indicator"] != figure["indicator"]:
            both = all_said([figure, original])
            yield Finding(
                (figure, original),
                "certain",
                f"A repeat is linked to a figure of another thing: {both[0]}.",
                f"重复项所指为另一事物的数字：{both[1]}。",
                calculation=f"{figure.id} ≠ {original.id}",
                fault=FAULT,
            )
        whole = text.get(figure["part_of"])
        if (
            whole is not None
            and whole.id != figure.id
            and figure["part_kind"] in ("", "subset", "component")
            and whole["unit"] != figure["unit"]
        ):
            both = all_said([figure, whole])
            yield Finding(
                (figure, whole),
                "likely",
                f"A part and its whole are in different units: {both[0]}.",
                f"部分与整体单位不同：{both[1]}。",
                fault=FAULT,
            )


def territories(text: Text) -> Iterator[Finding]:
    """Find figures of the whole city whose actor works in a part of it only."""
    for figure in text.own:
        place = TERRITORY.get(figure["actor"])
        if place is None or figure["level"] != "city":
            continue
        en, zh = said(figure, "en"), said(figure, "zh")
        actor, level = text.labels.of("actor", figure["actor"]), text.labels.of("level", place)
        yield Finding(
            (figure,),
            "unusual",
            f"{capital(en)} is coded as the city's, its actor is {actor[0]}.",
            f"{zh}编作全市，而行动者为{actor[1]}。",
            (
                f"Either all of them together, or the level is {level[0]}.",
                f"或为各处合计，或层级应为{level[1]}。",
            ),
            fault=FAULT,
        )


def odd_values(text: Text) -> Iterator[Finding]:
    """Find cells that cannot be read, broken counts and ranges that run backwards."""
    for figure in text.figures:
        en, zh = said(figure, "en"), said(figure, "zh")
        if broken := figure["unreadable"].rstrip("+"):
            names = broken.replace("+", ", "), broken.replace("+", "、")
            yield Finding(
                (figure,),
                "certain",
                f"{capital(en)} has cells that cannot be read: {names[0]}.",
                f"{zh}有无法读取的单元格：{names[1]}。",
                fault=FAULT,
            )
            continue
        if figure["range_fault"]:
            yield Finding(
                (figure,),
                "certain",
                f"The range runs backwards: {en}.",
                f"范围上下颠倒：{zh}。",
                fault=FAULT,
            )
        elif figure.value is not None and figure.limits.whole and figure.value.denominator != 1:
            yield Finding(
                (figure,),
                "certain",
                f"A count of whole things has a fraction: {en}.",
                f"整数之计数而有小数：{zh}。",
                fault=FAULT,
            )
