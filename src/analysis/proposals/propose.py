"""Proposals for all figures of a text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.language.messages import NO_WORDS, Words
from analysis.proposals.attributes import counted_of, level_of, nature_of, status_of
from analysis.proposals.knowledge import Knowledge
from analysis.proposals.nearby_words import around, naming, weights
from analysis.proposals.proposal_records import Candidate, ConfidenceBand, Proposal, Settled
from analysis.proposals.proposed_periods import Times, proposed_period, times_of
from analysis.reading.mentions import Mention
from analysis.tables.codebook import Codebook

_CLEARNESS = 1.5
"""How much the lead over the second counts beside the score of the first, in logarithms."""
_LEAD = 5.0
"""A larger lead says no more: the second may just be of another kind."""
NONE_FITS = 2.45
"""Strength below which no indicator seems to fit."""
_ENOUGH = 10
"""Figures that a band must hold before its share is given as a confidence."""

_STRONG = 4.5
"""Strength from which an indicator says more of the nature of a figure than the words do."""
_UNSAID = "structures"
"""What a number counts of which neither words nor indicator say it."""
_NAMED_BEHIND = 16
"""Characters behind a number that may name a rank."""
_MARK = re.compile("[，,、；;：:]")
_NEXT = 5
"""The figures from this one on that may say what it caused."""
_STOP = re.compile("[。！？；;]")
_GRADES = (
    ("national", re.compile("国家级|全国(?![各仅共总]|范围)")),
    ("provincial", re.compile("省级|省(?=[^总委内里、市厅政外])")),
    ("municipal", re.compile("市级|(?<![全我])市(?=劳模|五一|工人|先锋|杰出|优秀|先进|模范|示范)")),
)
"""Words before a number, or right behind it, that say who awards a rank."""
_SEVERAL = re.compile("(?:全国|国家|省|市|县区|县|区)级?、(?:全国|国家|省|市|县区|县|区)")
_GRADED = frozenset(("honours", "structures"))
"""What has a grade: ranks that somebody awards, and what is set up at a level."""
_ACTORS = (
    ("city_federation", ("市总工会", "市总")),
    ("unions_all_levels", ("各级工会",)),
    ("grassroots_union", ("基层工会", "企业工会")),
)


def propose(
    text: str,
    mentions: Iterable[Mention],
    codebook: Codebook,
    settled: Iterable[Settled] = (),
    bands: Sequence[ConfidenceBand] = (),
    times: Times | None = None,
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
    times
        When the text was written and what time it is about; without it, the year that the text
        names most.

    Returns
    -------
    tuple of Proposal
        In the order of the text.
    """
    return propose_by(Knowledge(codebook, settled), text, mentions, bands, times)


def propose_by(
    knowledge: Knowledge,
    text: str,
    mentions: Iterable[Mention],
    bands: Sequence[ConfidenceBand] = (),
    times: Times | None = None,
    *,
    reasons: bool = True,
) -> tuple[Proposal, ...]:
    """Propose as `propose` does, by what is known already: for one text after the other.

    Parameters
    ----------
    knowledge
        What codebook and settled figures say.
    text, mentions, bands, times
        As for `propose`.
    reasons
        Whether to say which words speak for each indicator, which takes a third of the time.

    Returns
    -------
    tuple of Proposal
        In the order of the text.
    """
    figures = [mention for mention in mentions if mention.kind == "figure"]
    about = times or times_of(text)
    found: list[Proposal] = []
    counted, end = "", 0
    for k, mention in enumerate(figures):
        words = around(text, mention.start, mention.end)
        place = _Place(mention, *words, figures[k + 1 : k + _NEXT])
        if _STOP.search(text, end, mention.start):
            counted = ""  # another sentence
        proposal = _proposal(text, place, knowledge, bands, about, counted, reasons)
        counted, end = proposal.coded["counted"], mention.end
        found.append(proposal)
    return tuple(found)


class _Place(NamedTuple):
    """A figure, the words of its sentence before and after it, and the figures that follow."""

    mention: Mention
    before: str
    after: str
    following: Sequence[Mention]


def _proposal(
    text: str,
    place: _Place,
    knowledge: Knowledge,
    bands: Sequence[ConfidenceBand],
    times: Times | None,
    counted: str,
    reasons: bool,
) -> Proposal:
    mention, before, after, following = place
    nature = nature_of(mention, before, after)
    kind = counted_of(mention, before, after, counted)
    ranked = knowledge.ranked(
        weights(before, after), mention.unit or "", nature, kind, reasons=reasons
    )
    covered = knowledge.covered(ranked[0].indicator, naming(before, after)) if ranked else 0.0
    strength = strength_of(ranked) + covered
    none_fits = strength < NONE_FITS
    first = ranked[0].indicator if ranked and not none_fits else ""
    if first:
        kind = kind or knowledge.usual("counted", first)
        own = knowledge.indicator(first).nature
        if nature == "flow" not in own and strength >= _STRONG:
            nature = own[0]
    coded = {
        "nature": nature,
        "counted": kind or _UNSAID,
        "level": level_of(before, after),
        "status": status_of(mention, before, after, following),
        "actor": _named(before, _ACTORS),
        **proposed_period(text, mention, nature, times),
    }
    if coded["counted"] in _GRADED:
        coded["grade"] = grade_of(_part_before(before), after)
    measures: Words = NO_WORDS
    if first:
        each = knowledge.indicator(first)
        measures = each.label
        coded["indicator"] = first
    return Proposal(
        mention.start,
        mention.end,
        tuple(ranked),
        strength,
        confidence(strength, bands),
        none_fits,
        {name: cell for name, cell in coded.items() if cell},
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


def confidence(strength: float, bands: Sequence[ConfidenceBand]) -> float | None:
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


def _part_before(before: str) -> str:
    """Return the words before a number back to a comma; brackets belong to them."""
    return _MARK.split(before)[-1]


def grade_of(before: str, after: str) -> str:
    """Return the grade that the words right around a number name, or nothing.

    Parameters
    ----------
    before, after
        The words of its part of the sentence before and after it.
    """
    words = before + _MARK.split(after)[0][:_NAMED_BEHIND]
    if _SEVERAL.search(words):
        return "mixed"
    places = {grade: match.start() for grade, form in _GRADES for match in form.finditer(words)}
    return max(places, key=lambda grade: places[grade]) if places else ""


def _named(clause: str, words: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the code whose words stand nearest to the number, or nothing."""
    places = {
        code: max(clause.rfind(word) for word in forms)
        for code, forms in words
        if any(word in clause for word in forms)
    }
    return max(places, key=lambda code: places[code]) if places else ""
