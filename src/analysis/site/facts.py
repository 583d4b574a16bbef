"""Sources, period and caveats under a chart or table, derived from the figures it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis import language as lg
from analysis.figures.figure import Figure
from analysis.show.addresses import FIGURES_PAGE, page_address
from analysis.site.card_places import text_page
from analysis.site.state import PageState
from analysis.tables.codebook import FEW

_LISTED = 80
"""Most figures of a chart that are named one by one below it."""

_TEXTS = 24
"""Most texts that are named where their figures are not; of more, the page of all figures has the
list."""

_FOLDED = 8
"""Most figures of one document that are named without being folded away."""


def facts(
    state: PageState, figure_ids: Sequence[str], caveats: Sequence[str] = (), footer: str = ""
) -> str:
    """Return sources, period and caveats of a chart as a list of terms.

    Parameters
    ----------
    state
        The page in the making.
    figure_ids
        Figures drawn.
    caveats
        Sentences a careful reader needs.
    footer
        Sources in words, where the page knows none of the figures.
    """
    figures = [state.known[name] for name in figure_ids if name in state.known]
    entries: list[tuple[str, str]] = []
    if figures:
        entries.append((state.word("chart.sources"), _sources(state, figures)))
        entries.append((state.word("chart.period"), _periods(state, figures)))
    elif footer:
        entries.append((state.word("chart.sources"), escape(footer)))
    minded = [escape(caveat) for caveat in caveats]
    if len(minded) == 1:
        entries.append((state.word("chart.caveats"), minded[0]))
    elif minded:
        items = "".join(f"<li>{caveat}</li>" for caveat in minded)
        entries.append((state.word("chart.caveats"), f"<ul>{items}</ul>"))
    body = "".join(f"<div><dt>{escape(term)}</dt><dd>{said}</dd></div>" for term, said in entries)
    return f'<dl class="facts">{body}</dl>' if body else ""


def _documents(state: PageState, figures: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """Return the figures by document, in the order of the catalogue."""
    return [
        (name, members)
        for name in state.labels.document_order()
        if (members := [figure for figure in figures if figure.document == name])
    ]


def _sources(state: PageState, figures: Sequence[Figure]) -> str:
    """Return the documents of the figures, each with links to them.

    Where a chart counts figures instead of drawing single ones, they are too many to list.
    """
    documents = _documents(state, figures)
    if len(figures) > _LISTED and len(documents) > _TEXTS:
        told = escape(state.word("chart.sources_texts"))
        return f'<a href="{escape(page_address(FIGURES_PAGE))}">{told}</a>'
    if len(figures) > _LISTED:
        texts = (f'<a href="{_page(name)}">{_label(state, name)}</a>' for name, _ in documents)
        return _folded(lg.clauses(texts, state.language), documents, state)
    parts = []
    for document, members in documents:
        label, links = _label(state, document), _links(state, members)
        if len(members) > _FOLDED:
            summary = lg.labelled(label, state.word("chart.many"), state.language)
            parts.append(f'<details class="inline"><summary>{summary}</summary>{links}</details>')
        else:
            said = lg.labelled(label, links, state.language)
            parts.append(f'<span class="source">{said}</span>')
    return _folded(" ".join(parts), documents, state)


def _folded(said: str, documents: Sequence[tuple[str, list[Figure]]], state: PageState) -> str:
    """Fold the sources away where they are many texts."""
    if len(documents) <= FEW:
        return said
    summary = state.word("chart.sources_texts")
    return f'<details class="inline"><summary>{summary}</summary>{said}</details>'


def _page(document: str) -> str:
    return escape(page_address(text_page(document)))


def _label(state: PageState, document: str) -> str:
    return escape(state.labels.document(document))


def _links(state: PageState, figures: Sequence[Figure]) -> str:
    return " ".join(
        f'<a class="fig" href="{state.anchor(figure.figure_id)}" lang="zh-CN">'
        f"{escape(lg.tidy(figure.literal))}</a>"
        for figure in figures
    )


def _periods(state: PageState, figures: Sequence[Figure]) -> str:
    """Return the years covered; where documents differ and are few, each with its own."""
    language = state.language
    if len({figure.document for figure in figures}) > FEW:
        return escape(lg.years_of(figures, language))
    by_period: dict[str, list[str]] = {}
    later: dict[str, str] = {}
    for document, members in _documents(state, figures):
        by_period.setdefault(lg.years_of(members, language), []).append(document)
        later[document] = _later(state, document, members)
    if len(by_period) == 1:
        return "".join([escape(next(iter(by_period))), *dict.fromkeys(later.values())])
    return lg.clauses(
        (
            lg.bracketed(
                escape(period),
                lg.join_words([_label(state, name) + later[name] for name in names], language),
                language,
            )
            for period, names in by_period.items()
        ),
        language,
    )


def _later(state: PageState, document: str, figures: Sequence[Figure]) -> str:
    """Say which states may be of a day after the time that their text reviews, if any may.

    Such a state is one of the time of writing; its day is taken as the last that it can be.
    """
    reviewed = state.labels.book.document(document).period_end
    ends = [
        figure.period.end
        for figure in figures
        if figure.period.kind == "day" and figure.period.basis == "assumed"
    ]
    last = max((end for end in ends if end is not None), default=None)
    if last is None or reviewed is None or last.year <= reviewed.year:
        return ""
    return escape(state.word("chart.later", year=last.year))
