"""What the texts of one city, or one text, amount to, in three sentences.

Each is computed from exactly the records given, and names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.figures.figure import Figure
from analysis.figures.prominence import prominent
from analysis.language.messages import Message, Named, Part, inside, listed
from analysis.sentences.evidence import names, number
from analysis.sentences.statements import Statement, reported
from analysis.tables.codebook import Codebook

_TOLD = 3
"""Most results that are named."""


def city_statements(
    figures: Sequence[Figure], codebook: Codebook, documents: Sequence[str]
) -> list[Statement]:
    """Return what the texts of a city state, in at most three sentences.

    Parameters
    ----------
    figures
        Their figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    documents
        The texts, in the order of the catalogue.
    """
    distinct = [figure for figure in figures if not figure.is_repeat]
    last = _in_both(distinct, documents) if len(documents) == 2 else _firmness(distinct)
    return _statements(
        documents, [_held(distinct, codebook, documents), _results(distinct, codebook), last]
    )


def document_statements(
    figures: Sequence[Figure], codebook: Codebook, document: str
) -> list[Statement]:
    """Return what one text states, in at most three sentences.

    Parameters
    ----------
    figures
        Its figures, repeats included.
    codebook
        Labels of codes, indicators and documents.
    document
        The text.
    """
    distinct = [figure for figure in figures if not figure.is_repeat]
    return _statements(
        [document],
        [_held(distinct, codebook, [document]), _firmness(distinct), _times(distinct)],
    )


def _statements(documents: Sequence[str], parts: Iterable[Part]) -> list[Statement]:
    return [
        Statement(f"profile:{number}", "finding", "", tuple(documents), part)
        for number, part in enumerate(parts, start=1)
        if part
    ]


def _held(figures: Sequence[Figure], codebook: Codebook, documents: Sequence[str]) -> Part:
    """Say how many figures there are, and what they count."""
    count = len(documents)
    texts = names([codebook.document_label(name) for name in documents])
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


def _results(figures: Sequence[Figure], codebook: Codebook) -> Part:
    """Say how many figures count a result for someone, and name the foremost of them."""
    if not figures:
        return ""
    results = [figure for figure in figures if figure.counted == "results"]
    if not results:
        return Message("profile.no_results", all=len(figures))
    told = [
        Message(
            "profile.result",
            number=number(figure),
            label=Named(figure.measures),
        )
        for figure in prominent(results, codebook, _TOLD)
    ]
    examples: Part = Message("profile.examples", list=listed(told)) if told else ""
    return Message("profile.results", n=len(results), all=len(figures), examples=examples)


def _firmness(figures: Sequence[Figure]) -> Part:
    """Say how many figures are hedged, and how many have a fault."""
    if not figures:
        return ""
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
    if not figures:
        return ""
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


def _times(figures: Sequence[Figure]) -> Part:
    """Say for how many figures the text itself states the time."""
    if not figures:
        return ""
    basis = Counter(figure.period.basis for figure in figures)
    return Message(
        "profile.times",
        stated=basis["stated"],
        carried=basis["carried"],
        assumed=basis["assumed"],
    )
