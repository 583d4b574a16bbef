"""The published rules: codebook, limits, checks and usual ranges."""

from __future__ import annotations

from collections.abc import Iterable

from analysis import language as lg
from analysis.language import Labels
from analysis.language.messages import text
from analysis.pages.book import frame_of, headers, said
from analysis.reading.limits import limits_of
from analysis.show.display import Table
from analysis.tables import schema
from analysis.tables.dataset import Dataset


def definitions_table(
    labels: Labels, indicators: Iterable[str], *, name: str, caption: str
) -> Table:
    """Return label, tier and definition of the given indicators, in the codebook's order."""
    wanted = set(indicators)
    rows = [
        {
            "indicator": labels.indicator(code),
            "tier": labels.code("tier", labels.indicator_field(code, "tier")),
            "theme": labels.code("theme", labels.indicator_field(code, "theme")),
            "definition": labels.definition(code),
        }
        for code in labels.indicators["indicator"]
        if code in wanted
    ]
    return Table(
        frame=frame_of(rows, ["indicator", "tier", "theme", "definition"]),
        caption=caption,
        headers=headers(labels, "indicator", "tier", "theme", "definition"),
        name=name,
        language=labels.language,
    )


LIMIT_EXAMPLES = (
    ("8969名", "8969", "人", "exact", ""),
    ("14.5万名", "145000", "人", "exact", ""),
    ("500余对", "500", "对", "at_least", "余"),
    ("10余万人", "100000", "人", "at_least", "余"),
    ("10万余人", "100000", "人", "at_least", "余"),
    ("1000万元以上", "10000000", "元", "at_least", "以上"),
    ("不足50家", "50", "家", "at_most", "不足"),
    ("近1400万元", "14000000", "元", "nearly", "近"),
    ("约28万名", "280000", "人", "about", "约"),
    ("万名", "10000", "人", "about", ""),
    ("数十场", "", "场", "unknown", "数"),
)
"""One printed form for each rule: literal, value, unit, bound, hedge."""


def limits_rules_table(labels: Labels) -> Table:
    """Return one worked example for each rule that turns words into limits."""
    rows = []
    for literal, value, unit, bound, hedge in LIMIT_EXAMPLES:
        figure = {name: "" for name in schema.FIGURES.names} | {
            "literal": literal,
            "value": value,
            "unit": unit,
            "bound": bound,
            "hedge": hedge,
            "nature": "flow",
            "status": "as_printed",
        }
        limits = limits_of(figure)
        rows.append(
            {
                "example": literal,
                "read": lg.format_bound(figure, labels.language),
                "asserted": lg.format_interval(limits.asserted, unit, labels.language),
                "conventional": lg.format_interval(limits.conventional, unit, labels.language),
            }
        )
    return Table(
        frame=frame_of(rows, list(rows[0])),
        caption=said("limits_rules", labels),
        headers=headers(labels, "example", "read", "asserted", "conventional"),
        name="limits-rules",
        language=labels.language,
    )


def checks_table(labels: Labels) -> Table:
    """Return the declared checks, and what a finding of each means for use."""
    from analysis.checks import CHECKS

    rows = [
        {
            "looks_for": text(check.looks, labels.language),
            "effect": text(check.effect, labels.language),
        }
        for check in CHECKS
    ]
    return Table(
        frame=frame_of(rows, list(rows[0])),
        caption=said("checks", labels),
        headers=headers(labels, "looks_for", "effect"),
        name="checks",
        language=labels.language,
    )


def bands_table(labels: Labels) -> Table:
    """Return the declared plausible ranges of ratios, with the reason of each."""
    from analysis.checks import Band
    from analysis.comparison.derived import RATIOS

    names = {rule.measure: rule for rule in RATIOS}
    rows = [
        {
            "measure": getattr(names[band.measure], labels.language),
            "usual": lg.format_interval(band.usual, "", labels.language, digits=lg.DIGITS),
            "reason": band.reason[labels.language],
        }
        for band in Dataset().rows(Band)
        if band.measure in names
    ]
    return Table(
        frame=frame_of(rows, list(rows[0])),
        caption=said("bands", labels),
        headers=headers(labels, "measure", "usual", "reason"),
        name="bands",
        language=labels.language,
    )
