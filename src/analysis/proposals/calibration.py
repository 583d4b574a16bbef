"""How often proposals are right: settled texts, each left out in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from analysis.proposals.proposal_records import ConfidenceBand, Proposal, Settled
from analysis.proposals.propose import propose
from analysis.proposals.proposed_periods import Times
from analysis.reading.mentions import read
from analysis.tables.codebook import Codebook

EDGES = tuple(Decimal(edge) for edge in ("-99", "1.25", "2.4", "3.45"))
"""Least strengths of the bands."""


def left_out(
    texts: Mapping[str, str],
    settled: Sequence[Settled],
    codebook: Codebook,
    times: Mapping[str, Times] | None = None,
) -> list[tuple[Settled, Proposal]]:
    """Propose for each settled figure of the texts as if its text had not been settled.

    Parameters
    ----------
    texts
        Articles by document.
    settled
        Settled figures of all documents, with the cells ``document``, ``start``, ``indicator``
        and ``duplicate_of``.
    codebook
        The codebook, with the indicators of all documents.
    times
        When each text was written and what time it is about, by document.

    Returns
    -------
    list of tuple
        Each settled figure that says nothing again, with its proposal.
    """
    found = []
    for document, text in sorted(texts.items()):
        others = [each for each in settled if each.cells["document"] != document]
        about = (times or {}).get(document)
        figures = read(text, about.written if about else None).figures
        proposals = {
            each.start: each for each in propose(text, figures, codebook, others, (), about)
        }
        for figure in settled:
            cells = figure.cells
            proposal = proposals.get(int(cells["start"]))
            own = cells["document"] == document and not cells["duplicate_of"]
            if own and proposal is not None:
                found.append((figure, proposal))
    return found


def without_own(
    texts: Mapping[str, str],
    settled: Sequence[Settled],
    codebook: Codebook,
    times: Mapping[str, Times] | None = None,
) -> list[tuple[Settled, Proposal]]:
    """Propose for each settled figure as if neither its text nor its indicator were known.

    Parameters
    ----------
    texts, settled, codebook, times
        As for `left_out`.

    Returns
    -------
    list of tuple
        Each settled figure that says nothing again, with its proposal; no indicator is right.
    """
    found = []
    for document, text in sorted(texts.items()):
        about = (times or {}).get(document)
        figures = read(text, about.written if about else None).figures
        own = [
            e for e in settled if e.cells["document"] == document and not e.cells["duplicate_of"]
        ]
        for code in sorted({each.cells["indicator"] for each in own}):
            mine = {int(e.cells["start"]): e for e in own if e.cells["indicator"] == code}
            known = [e for e in codebook.indicators if e.indicator != code]
            others = [
                e
                for e in settled
                if e.cells["document"] != document and e.cells["indicator"] != code
            ]
            proposals = propose(
                text,
                [figure for figure in figures if figure.start in mine],
                Codebook(codebook.codes, tuple(known)),
                others,
                (),
                about,
            )
            found += [(mine[each.start], each) for each in proposals]
    return found


def bands(pairs: Iterable[tuple[Settled, Proposal]]) -> tuple[ConfidenceBand, ...]:
    """Count, by strength, how often the settled indicator was proposed.

    Parameters
    ----------
    pairs
        What `left_out` returns.
    """
    counts = {edge: [0, 0, 0] for edge in EDGES}
    for figure, proposal in pairs:
        edge = max(each for each in EDGES if each <= proposal.strength or each == EDGES[0])
        codes = [each.indicator for each in proposal.candidates]
        count = counts[edge]
        count[0] += 1
        count[1] += codes[:1] == [figure.cells["indicator"]]
        count[2] += figure.cells["indicator"] in codes
    return tuple(ConfidenceBand(edge, *count) for edge, count in counts.items())
