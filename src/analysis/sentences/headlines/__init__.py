"""The main findings in sentences, computed from the processed tables.

Each finding is made by a function that returns nothing where the tables do not bear it, so that
the front page works with any documents: with two or with twenty, with or without a sentence that
cannot be right.  Numbers that are printed, or computed from printed ones, are tied to their
figures; no sentence ranks unless its gates are open (`analysis.sentences.gates`).
"""

from analysis.sentences.evidence import Evidence
from analysis.sentences.headlines.compared import (
    alike,
    deciding,
    forbidding,
    pairs,
    shared_share,
    shares,
)
from analysis.sentences.headlines.conclusions import (
    agreed_on,
    coded_by,
    density,
    nearest_flows,
    per_member,
    results_for_someone,
    scope_of_money,
    without_trend,
)
from analysis.sentences.headlines.contradicted import contradicted
from analysis.sentences.headlines.counted import most_counted, vague
from analysis.sentences.headlines.headline import Headline
from analysis.sentences.headlines.per_head import impossible, per_head, shared_ratios
from analysis.sentences.headlines.reporting import Change, change_of_reporting, reporting

__all__ = [
    "Change",
    "Headline",
    "agreed_on",
    "alike",
    "change_of_reporting",
    "coded_by",
    "contradicted",
    "deciding",
    "density",
    "forbidding",
    "headlines",
    "impossible",
    "most_counted",
    "nearest_flows",
    "pairs",
    "per_head",
    "per_member",
    "reporting",
    "results_for_someone",
    "scope_of_money",
    "shared_ratios",
    "shared_share",
    "shares",
    "vague",
    "without_trend",
]


def headlines(evidence: Evidence) -> list[Headline]:
    """Return the main findings that the tables bear, in reading order."""
    makers = (pairs, _impossible, shares, alike, per_head, most_counted, reporting)
    found = (make(evidence) for make in makers)
    return [headline for headline in found if headline is not None]


def _impossible(evidence: Evidence) -> Headline | None:
    """Return what is not right as printed: by what it exceeds, or else by what each would get."""
    return contradicted(evidence) or impossible(evidence)
