"""The published rules: codebook, limits, checks and usual ranges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analysis import language as lg
from analysis.checks import CHECKS, PlausibleBand
from analysis.comparison.rules import RatioRule
from analysis.language.messages import text
from analysis.pages.indicator_tables import indicator_link
from analysis.pages.page_words import headers
from analysis.proposals.proposal_records import ConfidenceBand as ProposalBand
from analysis.reading.limits import Limits, limits_of
from analysis.show.content import Sorted
from analysis.show.displays import Table
from analysis.tables.codebook import Labels


def definitions_table(
    labels: Labels, indicators: Iterable[str], *, name: str, caption: str
) -> Table:
    """Return label, tier and definition of the given indicators, in the codebook's order."""
    wanted = set(indicators)
    return Table(
        rows=[
            {
                "indicator": Sorted(
                    indicator_link(indicator.indicator, labels), None, name=indicator.indicator
                ),
                "tier": labels.code("tier", indicator.tier),
                "theme": labels.code("theme", indicator.theme),
                "definition": labels.definition(indicator.indicator),
            }
            for indicator in labels.book.indicators
            if indicator.indicator in wanted
        ],
        caption=caption,
        headers=headers(labels, "indicator", "tier", "theme", "definition"),
        name=name,
        language=labels.language,
    )


@dataclass(frozen=True, slots=True)
class _Example:
    """A printed form whose limits are worked out in public."""

    literal: str
    value: Fraction | None
    unit: str
    bound: str
    hedge: str = ""
    value_high: Fraction | None = None
    status: str = "as_printed"
    figure_id: str = "an example"

    @property
    def limits(self) -> Limits:
        """What its words allow."""
        return limits_of(
            {
                "literal": self.literal,
                "value": "" if self.value is None else str(self.value),
                "value_high": "",
                "unit": self.unit,
                "bound": self.bound,
                "hedge": self.hedge,
                "nature": "flow",
                "status": self.status,
            }
        )


EXAMPLES = (
    _Example("8969名", Fraction(8969), "人", "exact"),
    _Example("14.5万名", Fraction(145000), "人", "exact"),
    _Example("500余对", Fraction(500), "对", "at_least", "余"),
    _Example("10余万人", Fraction(100000), "人", "at_least", "余"),
    _Example("10万余人", Fraction(100000), "人", "at_least", "余"),
    _Example("1000万元以上", Fraction(10000000), "元", "at_least", "以上"),
    _Example("不足50家", Fraction(50), "家", "at_most", "不足"),
    _Example("近1400万元", Fraction(14000000), "元", "nearly", "近"),
    _Example("约28万名", Fraction(280000), "人", "about", "约"),
    _Example("万名", Fraction(10000), "人", "about"),
    _Example("数十场", None, "场", "unknown", "数"),
)
"""One printed form for each rule that turns words into limits."""


def limits_rules_table(labels: Labels) -> Table:
    """Return one worked example for each rule that turns words into limits."""
    language = labels.language
    columns = ("example", "read", "asserted", "conventional")
    return Table(
        rows=[
            {
                "example": example.literal,
                "read": Sorted(
                    lg.format_bound(example, language),
                    example.value,
                    example.unit,
                    limits.conventional,
                ),
                "asserted": lg.format_interval(limits.asserted, example.unit, language),
                "conventional": lg.format_interval(limits.conventional, example.unit, language),
            }
            for example in EXAMPLES
            for limits in [example.limits]
        ],
        caption=labels.t("piece.limits_rules"),
        headers=headers(labels, *columns),
        name="limits-rules",
        language=language,
    )


def checks_table(labels: Labels) -> Table:
    """Return the declared checks, and what a finding of each means for use."""
    return Table(
        rows=[
            {
                "looks_for": Sorted(text(check.looks, labels.language), None, name=check.code),
                "effect": text(check.effect, labels.language),
            }
            for check in CHECKS
        ],
        caption=labels.t("piece.checks"),
        headers=headers(labels, "looks_for", "effect"),
        name="checks",
        language=labels.language,
    )


def bands_table(
    bands: Iterable[PlausibleBand], ratios: Iterable[RatioRule], labels: Labels
) -> Table:
    """Return the declared plausible ranges of ratios, with the reason of each.

    Parameters
    ----------
    bands
        What each ratio usually is.
    ratios
        The declared ratios, for their names.
    labels
        Labels of the language.
    """
    names = {ratio.measure: ratio.label for ratio in ratios}
    return Table(
        rows=[
            {
                "measure": Sorted(
                    text(names[band.measure], labels.language),
                    None,
                    limits=band.usual,
                    name=band.measure,
                ),
                "usual": lg.format_interval(
                    band.usual, "", labels.language, digits=lg.DIGITS_SHOWN
                ),
                "reason": text(band.reason, labels.language),
            }
            for band in bands
            if band.measure in names
        ],
        caption=labels.t("piece.bands"),
        headers=headers(labels, "measure", "usual", "reason"),
        name="bands",
        language=labels.language,
    )


def proposals_table(counts: Iterable[ProposalBand], labels: Labels) -> Table:
    """Return how often the indicator that was proposed was the settled one, by strength.

    Parameters
    ----------
    counts
        What was counted, each text left out in turn.
    labels
        Labels of the language.
    """
    ordered = sorted(counts, key=lambda each: each.strength, reverse=True)
    return Table(
        rows=[
            {
                "strength": _strengths(band, ordered[k - 1] if k else None, labels.language),
                "proposed": str(band.figures),
                "right_first": _part(band.first, band.figures, labels),
                "right_three": _part(band.among_three, band.figures, labels),
            }
            for k, band in enumerate(ordered)
        ],
        caption=labels.t("piece.proposals"),
        headers=headers(labels, "strength", "proposed", "right_first", "right_three"),
        name="proposals",
        language=labels.language,
    )


def _strengths(band: ProposalBand, next_one: ProposalBand | None, language: str) -> str:
    """Return the strengths of a band in words: from its own up to those of the next."""
    low = _short(band.strength)
    if next_one is None:
        return lg.t("piece.strength_from", language, low=low)
    high = _short(next_one.strength)
    if band.strength < _LEAST:
        return lg.t("piece.strength_below", language, high=high)
    return lg.t("piece.strength_between", language, low=low, high=high)


def _short(strength: Decimal) -> str:
    """Return a strength without zeros that say nothing."""
    return f"{strength.normalize():f}"


_LEAST = -10
"""No strength is below this: the first band begins at what is less than any."""


def _part(number: int, whole: int, labels: Labels) -> str:
    """Return a count with its share, or the count alone where there is no whole."""
    if not whole:
        return str(number)
    share = str(round(100 * number / whole))
    return lg.t("piece.count_and_share", labels.language, number=str(number), share=share)
