"""One indicator in all texts, where there are many: what it counts, who states it, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis import language as lg
from analysis.comparison.comparison_records import Pair
from analysis.comparison.grading import GRADES
from analysis.figures.figure import Figure
from analysis.language.messages import Message, in_sentences, text
from analysis.pages.figure_tables import statement
from analysis.pages.page_words import headers
from analysis.sentences.claims import claim
from analysis.sentences.evidence import TOLD, some
from analysis.sentences.sets import Scope, named
from analysis.show.content import Cell, Inline, Lines, PageLink, Sorted, told
from analysis.show.displays import Prose, Table
from analysis.tables.codebook import Labels


def indicator_link(indicator: str, labels: Labels) -> Inline:
    """Return the label of an indicator, as a link where it has a page."""
    label = labels.indicator(indicator)
    if indicator in labels.book.indicator_pages:
        return PageLink(f"indicator-{indicator}", label)
    return label


def indicator_summary(figures: Sequence[Figure], labels: Labels, indicator: str) -> Prose:
    """Return what an indicator counts, how many texts state it, and which do not.

    Parameters
    ----------
    figures
        Figures on the indicator.
    labels
        Labels of the language.
    indicator
        Code of the indicator.
    """
    book, language = labels.book, labels.language
    entry, name = book.indicator(indicator), book.indicator_label(indicator)
    own = Scope.of("observations", name, indicator=indicator, duplicate_of="").take(figures)
    every = Scope.of("documents", named("texts")).take(book.documents)
    texts, documents = own.distinct("document"), every.beside(every.count())
    different, given = own.count(), own.values("document")
    parts = [
        Message(
            "piece.indicator_summary",
            indicator=name,
            texts=texts.n,
            all=documents.n,
            n=different.n,
        )
    ]
    missing = [
        book.document_label(each) for each in book.document_order() if each not in given.codes
    ]
    if book.bounded(missing, TOLD)[1]:  # How many they are follows from the sentence before.
        parts.append(Message("piece.no_figure_elsewhere"))
    elif missing:
        parts.append(Message("piece.no_figure_in", documents=some(missing, book)))
    made = claim("count", own, in_sentences(parts), texts, documents, different, given)
    sentences = [labels.definition(indicator)]
    for part, words in (("included", entry.included), ("excluded", entry.excluded)):
        if meant := text(words, language):
            sentences.append(lg.labelled(labels.t(f"piece.{part}"), meant, language))
    theme = PageLink(f"theme-{entry.theme}", labels.code("theme", entry.theme))
    return Prose(
        [
            lg.join_sentences(sentences, language),
            told(made, language),
            (labels.t("piece.on_theme"), theme),
        ],
        "indicator-summary",
        language,
    )


def indicator_table(
    figures: Sequence[Figure], pairs: Iterable[Pair], labels: Labels, indicator: str
) -> Table:
    """Return what each text states on an indicator, one row a text.

    Parameters
    ----------
    figures
        Figures on the indicator.
    pairs
        Graded pairs, for how well the figures of a text can be compared at best.
    labels
        Labels of the language.
    indicator
        Code of the indicator.
    """
    best = _best(pairs)
    different = [figure for figure in figures if not figure.is_repeat]
    rows: list[dict[str, Cell]] = []
    for document in labels.document_order():
        own = [figure for figure in different if figure.document == document]
        if not own:
            continue
        grade = min((best.get(f.figure_id, GRADES[-1]) for f in own), key=GRADES.index)
        rows.append(
            {
                "document": PageLink(f"document-{document}", labels.document(document)),
                "city": labels.code("city", labels.city_of(document)),
                "years": lg.years_of(own, labels.language),
                "states": Sorted(
                    Lines(tuple(statement(figure, labels) for figure in own)),
                    own[0].value if len(own) == 1 else None,
                ),
                "best_grade": labels.code("comparability", grade),
            }
        )
    return Table(
        rows=rows,
        caption=labels.t("piece.indicator_stated", indicator=labels.indicator(indicator)),
        headers=headers(labels, "document", "city", "years", "states", "best_grade"),
        name="stated",
        language=labels.language,
        notes=[labels.t("piece.best_grade_note")],
        roles={"states": "prose", "years": "short"},
        filters=("city", "years", "best_grade"),
    )


def _best(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the best grade that a figure has in any pair; those not named are not comparable."""
    found: dict[str, str] = {}
    for pair in pairs:
        for side in (pair.figure_a, pair.figure_b):
            known = found.get(side, GRADES[-1])
            found[side] = min(known, pair.grade, key=GRADES.index)
    return found
