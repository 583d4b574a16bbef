"""Where texts come from, and sentences that sum up what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis import language as lg
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure
from analysis.language.messages import text
from analysis.pages.words import headers
from analysis.sentences.evidence import some
from analysis.show.displays import Prose, Table
from analysis.tables.codebook import UNKNOWN, Labels

_COUNTS = ("figures_count", "distinct_count", "hedged_count", "faulty_count")


def summed(coverage: Iterable[Coverage]) -> Coverage:
    """Return the sum of counts of figures, of no document and theme."""
    rows = list(coverage)
    return Coverage(
        document="",
        theme="",
        figures=sum(row.figures for row in rows),
        distinct=sum(row.distinct for row in rows),
        core=sum(row.core for row in rows),
        hedged=sum(row.hedged for row in rows),
        faulty=sum(row.faulty for row in rows),
    )


def documents_table(
    labels: Labels, coverage: Sequence[Coverage], *, most: int | None = None
) -> Table:
    """Return the documents with their condition and the number of their figures.

    Parameters
    ----------
    labels
        Labels of the language.
    coverage
        Counts of figures by document and theme.
    most
        Most documents that are shown where there are many; all by default.
    """
    language, documents = labels.language, labels.book.documents
    rows = []
    shown, left = labels.book.bounded(documents, most or len(documents))
    for origin in shown:
        counts = summed(row for row in coverage if row.document == origin.document)
        numbers = (counts.figures, counts.distinct, counts.hedged, counts.faulty)
        rows.append(
            {
                "document": labels.document(origin.document),
                "covers": lg.format_period(origin.period_start, origin.period_end, "", language),
                "condition": text(origin.condition, language),
                **dict(zip(_COUNTS, map(str, numbers), strict=True)),
            }
        )
    return Table(
        rows=rows,
        caption=labels.t("piece.texts", n=lg.number_word(len(documents), language)),
        headers=headers(labels, "document", "covers", "condition", *_COUNTS),
        name="texts",
        language=language,
        numbers=_COUNTS,
        notes=[labels.t("piece.more", n=left)] if left else [],
    )


def theme_summary(figures: Sequence[Figure], labels: Labels, theme: str) -> Prose:
    """Return how many documents give figures on a theme, and which give none."""
    distinct = [figure for figure in figures if not figure.is_repeat]
    documents = labels.document_order()
    given = {figure.document for figure in distinct}
    missing = [labels.book.document_label(name) for name in documents if name not in given]
    sentences = [
        labels.t(
            "piece.theme_summary",
            texts=len(documents) - len(missing),
            all=len(documents),
            theme=labels.code("theme", theme),
            distinct=len(distinct),
            core=sum(figure.tier == "core" for figure in distinct),
        )
    ]
    if missing:
        named = text(some(missing, labels.book), labels.language)
        sentences.append(labels.t("piece.theme_missing", documents=named))
    return Prose([lg.sentences(sentences, labels.language)], "theme-summary", labels.language)


def origin_table(labels: Labels, document: str) -> Table:
    """Return the origin record of a document."""
    origin, language = labels.book.document(document), labels.language
    known = {
        "title": _known(origin.title, labels),
        "publisher": _known(origin.publisher, labels),
        "authors": _known(origin.authors, labels),
        "published": text(origin.published_note, language),
        "covers": text(origin.period_note, language),
        "condition": text(origin.condition, language),
        "characters": lg.numeral(origin.characters, language),
        "sha256": origin.sha256,
    }
    return Table(
        rows=[{"field": labels.t(f"piece.{name}"), "value": cell} for name, cell in known.items()],
        caption=labels.t("piece.origin"),
        headers=headers(labels, "field", "value"),
        name="origin",
        language=language,
    )


def _known(cell: str, labels: Labels) -> str:
    """Return a particular of an origin record; say in words when it is not known."""
    return labels.t("piece.unknown") if cell == UNKNOWN else cell
