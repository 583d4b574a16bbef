"""What the texts of one city, or one text, amount to, in three sentences.

Each is computed from exactly the records given, and names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.comparison.records import Graded
from analysis.figures.figure import Figure
from analysis.language.messages import Message, Part, inside, listed
from analysis.sentences.evidence import names
from analysis.sentences.statements import Statement, reported
from analysis.tables.codebook import Codebook


def profile_statements(
    figures: Sequence[Figure],
    codebook: Codebook,
    documents: Sequence[str],
    graded: Sequence[Graded] | None = None,
) -> list[Statement]:
    """Return what a city or text states, in at most three sentences.

    Parameters
    ----------
    figures
        Its figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    documents
        The texts spoken of, in the order of the catalogue.
    graded
        Its pairs with figures of other texts; ``None`` where the page does not look beyond.
    """
    distinct = [figure for figure in figures if not figure.is_repeat]
    texts = names([codebook.document_label(name) for name in documents])
    found = [_held(distinct, codebook, texts, len(documents))]
    if distinct:
        found.append(_firmness(distinct))
    if len(documents) == 2 and distinct:
        found.append(_in_both(distinct, documents))
    elif graded is not None:
        found.append(_compared(graded))
    elif distinct:
        found.append(_times(distinct))
    return [
        Statement(f"profile:{number}", "finding", "", tuple(documents), part)
        for number, part in enumerate(found, start=1)
        if part
    ]


def _held(figures: Sequence[Figure], codebook: Codebook, texts: Part, count: int) -> Part:
    """Say how many figures there are, and on what they count something."""
    if not figures:
        return Message("profile.nothing", texts=texts, n=count)
    kinds = Counter(figure.counted for figure in figures)
    items = [
        Message("profile.kind", kind=inside(codebook.code("counted", code)), n=kinds[code])
        for code in codebook.order("counted")
        if kinds[code]
    ]
    themes = len({figure.theme for figure in figures if figure.theme != "context"})
    return Message(
        "profile.held",
        texts=texts,
        n=count,
        figures=Message("counted.figure", n=len(figures)),
        themes=Message("counted.theme", n=themes),
        kinds=listed(items),
    )


def _firmness(figures: Sequence[Figure]) -> Part:
    """Say how many figures are hedged, and how many have a fault."""
    hedged = sum(figure.bound != "exact" for figure in figures)
    faulty = sum(figure.status != "as_printed" for figure in figures)
    return Message(
        "profile.firmness",
        all=len(figures),
        hedged=Message("profile.hedged", n=hedged),
        faulty=Message("headline.vague.faulty", n=faulty),
    )


def _in_both(figures: Sequence[Figure], documents: Sequence[str]) -> Part:
    """Say on how many core subjects two texts of one city give figures."""
    given = reported(figures, figures[0].city)
    first, last = (set(given.get(name, ())) for name in documents)
    if not first | last:
        return ""
    return Message(
        "profile.in_both",
        all=Message("counted.indicator", n=len(first | last)),
        both=len(first & last),
        first=len(first - last),
        last=len(last - first),
    )


def _compared(graded: Sequence[Graded]) -> Part:
    """Say what comparing with other texts comes to."""
    counts = Counter[str]()
    for pair in graded:
        counts[pair.result] += pair.pairs
    if not counts:
        return Message("profile.no_pairs")
    ranked = sum(counts[name] for name in ("texts_differ", "same_size", "cannot_be_decided"))
    return Message(
        "profile.pairs",
        pairs=Message("counted.pair", n=counts.total()),
        compared=ranked,
        side=counts["side_by_side"],
        never=counts["not_comparable"],
    )


def _times(figures: Sequence[Figure]) -> Part:
    """Say for how many figures the text itself states the time."""
    basis = Counter(figure.period.basis for figure in figures)
    return Message(
        "profile.times",
        stated=basis["stated"],
        carried=basis["carried"],
        assumed=basis["assumed"],
    )
