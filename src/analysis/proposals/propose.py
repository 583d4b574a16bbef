"""Proposals for all figures of a text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from analysis.language.messages import NO_WORDS, Words
from analysis.proposals.knowledge import SHOWN, Knowledge
from analysis.proposals.records import Band, Candidate, Proposal, Settled
from analysis.proposals.words import around, clause_before, weights
from analysis.reading.mentions import LOST, Mention
from analysis.tables.codebook import Codebook

_CLEARNESS = 1.5
"""How much the lead over the second counts beside the score of the first, in logarithms."""
_LEAD = 5.0
"""A larger lead says no more: the second may just be of another kind."""
NONE_FITS = 1.9
"""Strength below which no indicator seems to fit."""
_ENOUGH = 10
"""Figures that a band must hold before its share is given as a confidence."""

_LEVELS = (
    ("national", ("全国",)),
    ("province", ("全省", "省内")),
    ("county", ("全县", "全区")),
    ("township", ("每个乡镇", "各乡镇", "本镇", "全镇")),
    ("village", ("全村", "该村", "村里", "帮扶村")),
    ("enterprise", ("该企业", "该公司", "工地", "本企业")),
)
"""Words right before a number that say whose number it is, other than the city's."""
_GRADES = (
    ("national", ("全国", "国家级")),
    ("provincial", ("省级", "全省", "省")),
    ("municipal", ("市级", "全市")),
)
_GRADED = frozenset(("honours_and_innovation", "organisation"))
"""Themes in which a grade is a rank that somebody awards."""
_ACTORS = (
    ("city_federation", ("市总工会", "市总")),
    ("unions_all_levels", ("各级工会",)),
    ("grassroots_union", ("基层工会", "企业工会")),
)
_PLANS = ("计划", "将", "力争", "拟", "争取", "确保")
"""Words before a number that tell of what is meant to be done."""


def propose(
    text: str,
    mentions: Iterable[Mention],
    codebook: Codebook,
    settled: Iterable[Settled] = (),
    bands: Sequence[Band] = (),
) -> tuple[Proposal, ...]:
    """Propose indicator and attributes for each figure of a text.

    Parameters
    ----------
    text
        The text.
    mentions
        Its numerals, as `analysis.reading.mentions.read` gives them; only figures are proposed
        for.
    codebook
        The codebook.
    settled
        Figures settled before.
    bands
        How often proposals were right, for the confidence (rows of `Band`).

    Returns
    -------
    tuple of Proposal
        In the order of the text.
    """
    return propose_by(Knowledge(codebook, settled), text, mentions, bands)


def propose_by(
    knowledge: Knowledge, text: str, mentions: Iterable[Mention], bands: Sequence[Band] = ()
) -> tuple[Proposal, ...]:
    """Propose as `propose` does, by what is known already: for one text after the other.

    Parameters
    ----------
    knowledge
        What codebook and settled figures say.
    text, mentions, bands
        As for `propose`.

    Returns
    -------
    tuple of Proposal
        In the order of the text.
    """
    return tuple(
        _proposal(text, mention, knowledge, bands)
        for mention in mentions
        if mention.kind == "figure"
    )


def _proposal(text: str, mention: Mention, knowledge: Knowledge, bands: Sequence[Band]) -> Proposal:
    before, after = around(text, mention.start, mention.end)
    ranked = knowledge.ranked(weights(before, after), mention.unit or "")
    strength = strength_of(ranked)
    none_fits = strength < NONE_FITS
    coded: Mapping[str, str] = {}
    measures: Words = NO_WORDS
    if ranked and not none_fits:
        coded = _coded(ranked[0].indicator, mention, before, knowledge)
        measures = knowledge.indicator(ranked[0].indicator).label
    return Proposal(
        mention.start,
        mention.end,
        tuple(ranked[:SHOWN]),
        strength,
        confidence(strength, bands),
        none_fits,
        coded,
        measures,
    )


def strength_of(ranked: Sequence[Candidate]) -> float:
    """Return how clearly the first of ranked indicators stands out (a sum of logarithms)."""
    if not ranked:
        return -math.inf
    first = ranked[0].score
    second = ranked[1].score if len(ranked) > 1 else 0.0
    lead = min(first / second, _LEAD) if second else _LEAD
    return math.log(first + 0.01) + _CLEARNESS * math.log(lead)


def confidence(strength: float, bands: Sequence[Band]) -> float | None:
    """Return the share of settled figures of such a strength that were right.

    Returns
    -------
    float or None
        Between 0 and 1; nothing where the bands hold too few figures to tell.
    """
    fitting = [band for band in bands if band.strength <= strength]
    if not fitting:
        return None
    band = max(fitting, key=lambda each: each.strength)
    return band.first / band.figures if band.figures >= _ENOUGH else None


def _coded(
    indicator: str, mention: Mention, before: str, knowledge: Knowledge
) -> Mapping[str, str]:
    """Propose the cells that depend on what is counted, and on words before the number.

    Who acts is named at the beginning of a sentence, everything else in the clause itself.
    """
    each = knowledge.indicator(indicator)
    clause = clause_before(before)
    nature = knowledge.usual("nature", indicator)
    if nature not in each.nature:
        nature = each.nature[0]
    if any(word in clause for word in _PLANS):
        nature = "plan"
    found = {
        "indicator": indicator,
        "nature": nature,
        "counted": knowledge.usual("counted", indicator),
        "level": _named(clause, _LEVELS) or "city",
        "actor": _named(before, _ACTORS),
        "status": "damaged" if mention.damage == LOST else "as_printed",
    }
    if each.theme in _GRADED:
        found["grade"] = _named(clause, _GRADES)
    return {name: cell for name, cell in found.items() if cell}


def _named(clause: str, words: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the code whose words stand nearest to the number, or nothing."""
    places = {
        code: max(clause.rfind(word) for word in forms)
        for code, forms in words
        if any(word in clause for word in forms)
    }
    return max(places, key=lambda code: places[code]) if places else ""
