"""Proposals for all figures of a text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.language.messages import NO_WORDS, Words
from analysis.proposals.attributes import counted_of, level_of, nature_of, status_of
from analysis.proposals.knowledge import READ, Knowledge
from analysis.proposals.named_attributes import (
    actor_of,
    grade_and_above,
    grade_of,
    per_of,
    population_of,
    route_of,
    scheme_of,
    stage_of,
)
from analysis.proposals.nearby_words import PlainText, naming, weights
from analysis.proposals.parts_and_repeats import Placed, is_heading, parts_and_repeats
from analysis.proposals.proposal_records import Candidate, ConfidenceBand, Proposal, Settled
from analysis.proposals.proposed_periods import Times, proposed_period, times_of
from analysis.reading.mentions import Mention
from analysis.tables.codebook import Codebook

_CLEARNESS = 1.5
"""How much the lead over the second counts beside the score of the first, in logarithms."""
_RIVAL = 0.6
"""How much it speaks against the first that the second covers the same words."""
_LEAD = 5.0
"""A larger lead says no more: the second may just be of another kind."""
NONE_FITS = 2.4
"""Strength below which no indicator seems to fit."""
_ENOUGH = 10
"""Figures that a band must hold before its share is given as a confidence."""

_STRONG = 4.5
"""Strength from which an indicator says more of the nature of a figure than the words do."""
_UNSAID = "structures"
"""What a number counts of which neither words nor indicator say it."""
_NEXT = 5
"""The figures from this one on that may say what it caused."""
_STOP = re.compile("[。！？；;]")
_GRADED = frozenset(("honours", "structures"))
"""What has a grade: ranks that somebody awards, and what is set up at a level."""


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
    words = PlainText(text)
    about = times or times_of(text)
    around = [words.around(each.start, each.end) for each in figures]
    related = parts_and_repeats(
        [
            Placed(each, *near, is_heading(text, each.start))
            for each, near in zip(figures, around, strict=True)
        ]
    )
    found: list[Proposal] = []
    counted, end = "", 0
    for k, mention in enumerate(figures):
        place = _Place(
            mention,
            *around[k],
            *words.whole(mention.start),
            figures[k + 1 : k + _NEXT],
            related.get(mention.start, {}),
        )
        if _STOP.search(text, end, mention.start):
            counted = ""  # another sentence
        proposal = _proposal(text, place, knowledge, bands, about, counted, reasons)
        counted, end = proposal.coded["counted"], mention.end
        found.append(proposal)
    return tuple(found)


class _Place(NamedTuple):
    """A figure, the words of its sentence before and after it, figures that follow, and relations.

    The whole sentence goes on over semicolons; the previous one is of its paragraph.
    """

    mention: Mention
    before: str
    after: str
    previous: str
    whole: str
    following: Sequence[Mention]
    related: Mapping[str, str]


def _proposal(
    text: str,
    place: _Place,
    knowledge: Knowledge,
    bands: Sequence[ConfidenceBand],
    times: Times | None,
    counted: str,
    reasons: bool,
) -> Proposal:
    mention, before, after, previous, whole, following, related = place
    nature = nature_of(mention, before, after)
    kind = counted_of(mention, before, after, counted)
    stage = stage_of(mention, before, after, whole, kind or _UNSAID, nature)
    scheme = scheme_of(previous, whole, after, kind or _UNSAID, knowledge.schemes)
    ranked = knowledge.ranked(
        weights(before, after, knowledge.pieces_of),
        mention.unit or "",
        nature,
        kind,
        scheme,
        reasons=reasons,
    )
    strength = strength_of(ranked) + _named_by(knowledge, ranked, naming(before, after))
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
        "actor": actor_of(whole),
        "stage": stage,
        "scheme": scheme,
        "route": route_of(before),
        "per": per_of(before),
        **proposed_period(text, mention, nature, times),
        **related,
    }
    if coded["counted"] in _GRADED:
        coded["grade"] = grade_of(before, after)
        if coded["grade"] and grade_and_above(before, after):
            coded["grade_and_above"] = "yes"
    measures: Words = NO_WORDS
    named = ""
    if first:
        each = knowledge.indicator(first)
        measures = each.label
        coded["indicator"] = first
        named = each.label[READ]
    group = "stated_base" if nature == "rate" else "population"
    coded[group] = population_of(before, after, knowledge.populations, named)
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


def _named_by(knowledge: Knowledge, ranked: Sequence[Candidate], words: str) -> float:
    """Return how much better the first indicator covers the words that name a number's thing."""
    first, second = knowledge.covered([each.indicator for each in ranked[:2]], words)
    return first - _RIVAL * second


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
    found = None
    for least, share in _shares(tuple(bands)):
        if least <= strength:
            found = share
    return found


@lru_cache(maxsize=8)
def _shares(bands: tuple[ConfidenceBand, ...]) -> tuple[tuple[float, float | None], ...]:
    """Return the least strength of each band and the share of right ones, the weakest first."""
    return tuple(
        (float(band.strength), band.first / band.figures if band.figures >= _ENOUGH else None)
        for band in sorted(bands, key=lambda each: each.strength)
    )
