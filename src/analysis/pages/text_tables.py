"""Where texts come from, and sentences that sum up what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis import language as lg
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure
from analysis.language.messages import Message, in_sentences, inside, text
from analysis.pages.page_words import headers, reviewed
from analysis.sentences.claims import claim
from analysis.sentences.evidence import some
from analysis.sentences.sets import Scope, named
from analysis.show.content import Content, PageLink, Sorted, together, told
from analysis.show.displays import Prose, Shown, Table, TableRow
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
    labels: Labels,
    coverage: Sequence[Coverage],
    *,
    most: int | None = None,
    shown: Shown = "open",
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
    shown
        How the table is shown; see `Table`.
    """
    language, documents = labels.language, labels.book.documents
    rows: list[TableRow] = []
    listed, left = labels.book.bounded(documents, most or len(documents))
    for origin in listed:
        counts = summed(row for row in coverage if row.document == origin.document)
        numbers = (counts.figures, counts.distinct, counts.hedged, counts.faulty)
        rows.append(
            {
                "document": Sorted(labels.document(origin.document), None, name=origin.document),
                "covers": reviewed(origin, language),
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
        shown=shown,
    )


def where_printed(labels: Labels, *, most: int | None = None) -> Prose:
    """Return by which particulars the articles can be found: they do not stand on the pages.

    Parameters
    ----------
    labels
        Labels of the language.
    most
        Most texts that are listed where there are many; all by default.
    """
    told, left = labels.book.bounded(labels.book.documents, most or len(labels.book.documents))
    items: list[Content] = []
    for origin in told:
        known = {
            name: labels.t(f"piece.no_{name}") if cell == UNKNOWN else cell
            for name, cell in (
                ("title", origin.title),
                ("publisher", origin.publisher),
                ("authors", origin.authors),
            )
        }
        published = text(origin.published_note, labels.language)
        page = PageLink(f"document-{origin.document}", labels.document(origin.document))
        heads = {
            f"{name}_label": labels.t(f"piece.{name}")
            for name in ("publisher", "authors", "published")
        }
        said = labels.t("piece.where_printed", published=published, **known, **heads)
        items.append(together(page, lg.rules_of(labels.language).colon, said))
    if left:
        items.append(labels.t("piece.more", n=left))
    return Prose(items, "where-printed-list", labels.language, items=True)


def theme_summary(figures: Sequence[Figure], labels: Labels, theme: str) -> Prose:
    """Return how many documents give figures on a theme, and which give none."""
    book, name = labels.book, labels.book.code("theme", theme)
    own = Scope.of("observations", name, theme=theme, duplicate_of="").take(figures)
    every = Scope.of("documents", named("texts")).take(book.documents)
    texts, documents = own.distinct("document"), every.beside(every.count())
    distinct, core = own.count(), own.count(tier="core")
    given = own.values("document")
    missing = [
        book.document_label(each) for each in book.document_order() if each not in given.codes
    ]
    parts = [
        Message(
            "piece.theme_summary",
            texts=texts.n,
            all=documents.n,
            theme=inside(name),
            distinct=distinct.n,
            core=core.n,
        )
    ]
    if missing:
        parts.append(Message("piece.theme_missing", documents=some(missing, book)))
    made = claim("count", own, in_sentences(parts), texts, documents, distinct, core, given)
    return Prose([told(made, labels.language)], "theme-summary", labels.language)


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
