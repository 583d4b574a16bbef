"""Checks of wording: hedges, territories, times, plans, each, kinds and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.checks.finding import Finding, Text, all_said, interval_words
from analysis.checks.plausible import CLAIMS
from analysis.comparison.derived import Observed
from analysis.reading.limits import CONTRADICTORY, ODD, is_bare


def hedges(text: Text) -> Iterator[Finding]:
    """Find hedges that contradict each other or sit oddly, and numbers without a number."""
    for figure in text.own:
        en, zh = all_said([figure])
        notes = figure.limits.notes
        if CONTRADICTORY in notes:
            yield Finding(
                (figure,),
                "certain",
                f"The words around the number contradict each other: {en}.",
                f"限定词自相矛盾：{zh}。",
                fault="contradiction",
                effect=("read as “about”, marked", "按“约”读，并标明"),
            )
        elif ODD in notes:
            yield Finding(
                (figure,),
                "unusual",
                f"“More than” after a number with decimals, or two hedges at once: {en}.",
                f"小数之后用“余”“多”，或限定词重叠：{zh}。",
                effect=(
                    "read up to the next step of the last digit",
                    "按末位数字的下一级为上限",
                ),
            )
        elif is_bare(figure.row) and figure["bound"] == "about":
            yield Finding(
                (figure,),
                "unusual",
                f"A round word stands instead of a count: {en}.",
                f"系概数之词，并非实计：{zh}。",
                limits=figure.limits.conventional,
            )
        elif (
            not figure["value"]
            and figure["status"] == "as_printed"
            and not re.search(r"[0-9]", figure["literal"])
        ):
            yield Finding(
                (figure,),
                "certain",
                f"The text gives no number: {en}.",
                f"文中未给出确切数目：{zh}。",
                limits=figure.limits.conventional,
            )


def other_levels(text: Text) -> Iterator[Finding]:
    """Find figures of another territory among those of the city."""
    by_level: dict[str, list[Observed]] = {}
    for figure in text.own:
        if figure["level"] != "city":
            by_level.setdefault(figure["level"], []).append(figure)
        elif "another_city" in figure["population"]:
            en, zh = all_said([figure])
            yield Finding(
                (figure,),
                "certain",
                f"These are people of another city: {en}.",
                f"所计为外市人员：{zh}。",
            )
    for level, figures in by_level.items():
        en, zh = all_said(figures)
        name = text.labels.of("level", level)
        yield Finding(
            tuple(figures),
            "certain",
            f"Not of the whole city but of another territory ({name[0]}): {en}.",
            f"并非全市之数（{name[1]}）：{zh}。",
        )


def single_cases(text: Text) -> Iterator[Finding]:
    """Find single events and standards, which are no totals of a year."""
    figures = [
        figure
        for figure in text.own
        if figure["nature"] in ("single", "tariff") and figure["level"] == "city"
    ]
    if figures:
        en, zh = all_said(figures)
        yield Finding(
            tuple(figures),
            "certain",
            f"One event, one case or a rate per head, no total: {en}.",
            f"系单次、个案或标准，并非合计：{zh}。",
        )


def periods(text: Text) -> Iterator[Finding]:
    """Find totals over other times than the one under review."""
    review = text.origin.get("period_start", ""), text.origin.get("period_end", "")
    if not all(review):
        return
    groups: dict[tuple[str, str], list[Observed]] = {}
    for figure in text.own:
        span = figure["period_start"], figure["period_end"]
        timeless = figure["nature"] == "rate" and not span[0]
        if timeless or (figure["nature"] == "flow" and span != review):
            groups.setdefault(span, []).append(figure)
    for span, figures in groups.items():
        en, zh = all_said(figures)
        if span[0]:
            times = f"These cover {span[0]} to {span[1]}", f"涵盖{span[0]}至{span[1]}"
        else:
            times = (
                f"These have piled up by {span[1]} since a day not stated",
                (f"自未说明之日累计至{span[1]}"),
            )
        yield Finding(
            tuple(figures),
            "certain",
            f"{times[0]}, not the time under review: {en}.",
            f"{times[1]}，而非全文所述时期：{zh}。",
            effect=(
                "not added to or compared with the totals of the review",
                "不与全文所述时期的合计相加或相比",
            ),
        )


def open_lengths(text: Text) -> Iterator[Finding]:
    """Find totals over several years whose length is not known exactly."""
    groups: dict[tuple[str, str, str], list[Observed]] = {}
    for figure in text.own:
        years = figure.period.years
        if figure["nature"] == "flow" and years is not None and not years.is_point:
            key = figure["period_start"], figure["period_end"], str(years)
            groups.setdefault(key, []).append(figure)
    for (start, end, _), figures in groups.items():
        years = figures[0].period.years
        assert years is not None
        en, zh = all_said(figures)
        yield Finding(
            tuple(figures),
            "likely",
            f"The time from {start} to {end} may be {interval_words(years, 'en')} years long: "
            f"{en}.",
            f"所称{start}至{end}可能为{interval_words(years, 'zh')}年：{zh}。",
            (
                "The text was written before the end of that time, or names its start by the year "
                "only.",
                "成文早于期末，或起点只写年份。",
            ),
            limits=years,
        )


def mixed_sentences(text: Text) -> Iterator[Finding]:
    """Find sentences that set totals over different times side by side."""
    for sentence in text.sentences():
        flows = [f for f in sentence if f["nature"] == "flow"]
        spans = {(f["period_start"], f["period_end"]) for f in flows}
        if len(spans) > 1:
            en, zh = all_said(flows)
            yield Finding(
                tuple(flows),
                "certain",
                f"One sentence sets different times side by side: {en}.",
                f"同句之中时期不一：{zh}。",
            )


def plans(text: Text) -> Iterator[Finding]:
    """Find targets and budgets among results."""
    for figure in text.own:
        if figure["nature"] == "plan":
            en, zh = all_said([figure])
            yield Finding(
                (figure,),
                "certain",
                f"A target or budget stands among results: {en}.",
                f"成果之中夹有目标或预算：{zh}。",
            )


def groups_and_streaks(text: Text) -> Iterator[Finding]:
    """Find numbers that hold for each of several groups, or perhaps for each of several years."""
    for figure in text.own:
        if figure["multiplier"]:
            en, zh = all_said([figure])
            total = figure.limits.conventional.scaled(int(figure["multiplier"]))
            yield Finding(
                (figure,),
                "certain",
                f"The number holds for each of {figure['multiplier']} groups: {en}.",
                f"“各”指{figure['multiplier']}组：{zh}。",
                (
                    f"Together {interval_words(total, 'en', 0)}.",
                    f"合计{interval_words(total, 'zh', 0)}。",
                ),
                f"{figure.id} × {figure['multiplier']}",
                total,
                effect=("the total is a multiple of the printed number", "合计为所印数的倍数"),
            )
    ordered = sorted(text.own, key=lambda f: int(f["start"]))
    for first, second in pairwise(ordered):
        gap = int(second["start"]) - int(first["end"])
        if first["nature"] == "duration" and second["unit"] != "年" and 0 <= gap <= 3:
            en, zh = all_said([first, second])
            yield Finding(
                (first, second),
                "unusual",
                f"Each year, or all years together? {en}.",
                f"系每年之数抑或合计？{zh}。",
                effect=("not used as a total", "不作合计使用"),
            )
    yield from _each_year(text)


def _each_year(text: Text) -> Iterator[Finding]:
    """Find “each year” of which it is open which years are meant, or how far it reaches."""
    groups: dict[tuple[int, int], list[Observed]] = {}
    for figure in text.own:
        assumed = figure["per"] == "year" and figure["period_basis"] == "assumed"
        if assumed and figure["nature"] != "tariff":
            groups.setdefault(figure.places[0][:2], []).append(figure)
    for figures in groups.values():
        en, zh = all_said(figures)
        yield Finding(
            tuple(figures),
            "likely",
            f"“Each year” without the years: {en}.",
            f"称“每年”而未说明年份：{zh}。",
            (
                "Which years are meant, and how much of the sentence “each year” governs, is open.",
                "所指年份，以及“每年”管到句中何处，均不明确。",
            ),
            effect=("a yearly rate, no total of the review", "系年度之数，并非所述时期合计"),
        )


def kinds_in_one(text: Text) -> Iterator[Finding]:
    """Find numbers that hold several kinds or grades together, and effects that are claimed."""
    for figure in text.own:
        en, zh = all_said([figure])
        if "_and_" in figure["route"]:
            name = text.labels.of("route", figure["route"])
            yield Finding(
                (figure,),
                "certain",
                f"Kinds that cannot be told apart ({name[0]}) are in one number: {en}.",
                f"数类合计，无法分开（{name[1]}）：{zh}。",
            )
        if figure["grade"] == "mixed":
            yield Finding(
                (figure,),
                "certain",
                f"Several grades are in one number: {en}.",
                f"多级合计：{zh}。",
            )
        if figure["indicator"] in CLAIMS:
            yield Finding(
                (figure,),
                "unusual",
                f"An effect is claimed, not counted: {en}.",
                f"系所称效果，并非实计：{zh}。",
                effect=("shown as a claim", "作为说法展示"),
            )


def unit_words(text: Text) -> Iterator[Finding]:
    """Find classifiers that elsewhere mean another thing, and two units in one."""
    for figure in text.own:
        en, zh = all_said([figure])
        if figure["unit"] == "户" and text.things.get(figure["indicator"]) in (
            "enterprise",
            "employer",
        ):
            yield Finding(
                (figure,),
                "certain",
                f"户 counts enterprises here, not households: {en}.",
                f"此处“户”指企业，不是家庭：{zh}。",
                effect=("never added to households", "不与家庭户数相加"),
            )
        if units := re.search(r"([\u3400-\u9fff])[(（]([\u3400-\u9fff])[)）]", figure["literal"]):
            yield Finding(
                (figure,),
                "unusual",
                f"Two units are printed at once: {en}.",
                f"两种单位并用：{zh}。",
                effect=_two_units(units[1], units[2]),
            )


def _two_units(first: str, second: str) -> tuple[str, str]:
    if second == "次" and first in "人名":
        return (
            "counts people or person-times; not a number of different people",
            "计人或人次，并非不同的人数",
        )
    if second == "次":
        return "counts cases or occurrences; not people", "计件数或次数，并非人数"
    return "", ""
