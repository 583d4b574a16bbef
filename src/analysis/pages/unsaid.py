"""What the texts do not say: what readers ask, and on which of it a text has no figure.

Nothing is said to be missing but what the coded figures lack, or what a reading of the text whole
did not find; a text that nobody looked through for a question is named as that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis import language as lg
from analysis.coding.coding_records import LookedFor, ReaderQuestion
from analysis.figures.figure import Figure
from analysis.language.messages import Message, Named, listed, text
from analysis.pages.page_words import headers
from analysis.sentences.claims import claim
from analysis.sentences.evidence import figure_number, some
from analysis.sentences.sets import Scope, named, one_of, other_than
from analysis.show.addresses import question_place, with_anchor
from analysis.show.content import Content, Styled, told
from analysis.show.displays import Prose, Table, TableRow
from analysis.tables.codebook import Labels

_LISTED = 6
"""Most texts that are listed of one kind where there are many."""


def question_heading(question: ReaderQuestion, labels: Labels) -> str:
    """Return the heading of a question as Markdown, with the place that the search leads to.

    Parameters
    ----------
    question
        What readers ask.
    labels
        Labels of the language.
    """
    asked = text(question.ask, labels.language)
    return with_anchor(f"### {asked}", question_place(question.question).lstrip("#"))


def answers(
    question: ReaderQuestion,
    looked_for: Sequence[LookedFor],
    figures: Sequence[Figure],
    labels: Labels,
) -> Prose:
    """Return what each text has on a question: a figure, words, nothing, or nobody looked.

    Parameters
    ----------
    question
        What readers ask.
    looked_for
        What readings of the texts found, on any question.
    figures
        Figures of all texts, repeats included.
    labels
        Labels of the language.
    """
    with_figure = {
        each.document
        for each in figures
        if each.indicator in question.indicators and not each.is_repeat
    }
    rows = [
        each
        for each in looked_for
        if each.question == question.question and each.document not in with_figure
    ]
    items = [
        *_numbers("unsaid.figures", question.indicators, figures, labels),
        *_in_words(rows, labels),
        *_nothing(question, rows, labels),
        *_unread(rows, with_figure, labels),
        *_numbers("unsaid.near", question.near, figures, labels),
    ]
    return Prose(items, f"question-{question.question}", labels.language, items=True)


def _numbers(
    key: str, indicators: Sequence[str], figures: Sequence[Figure], labels: Labels
) -> Iterator[Content]:
    """Yield one item with figures, each linked to its card, with what it counts and its text."""
    scope = Scope.of(
        "observations", named("figures"), indicator=one_of(indicators), duplicate_of=""
    )
    own = scope.take(figures)
    if not indicators or not len(own):
        return
    found = [each for each in figures if each.indicator in indicators and not each.is_repeat]
    parts = [
        Message(
            "unsaid.figure",
            number=figure_number(each),
            measures=Named(each.measures),
            document=Named(labels.book.document_label(each.document)),
        )
        for each in found
    ]
    words = Message(key, figures=some(parts, labels.book))
    yield told(claim("value", own, words, own.values("figure_id")), labels.language)


def _in_words(rows: Sequence[LookedFor], labels: Labels) -> Iterator[Content]:
    """Yield what texts say without a number, a text each."""
    found = [row for row in rows if row.found == "words"]
    shown, left = labels.book.bounded(found, _LISTED)
    for row in shown:
        label = labels.book.document_label(row.document)
        own = Scope.of(
            "looked-for", Named(label), question=row.question, document=row.document
        ).take([row])
        words = Message("unsaid.words", document=Named(label), note=Named(row.note))
        yield told(claim("value", own, words, own.values("found")), labels.language)
    if left:
        yield labels.t("piece.more_by_text", n=left)


def _nothing(
    question: ReaderQuestion, rows: Sequence[LookedFor], labels: Labels
) -> Iterator[Content]:
    """Yield the texts that were looked through for a question in vain."""
    scope = Scope.of(
        "looked-for", named("looked_through"), question=question.question, found="nothing"
    )
    found = scope.take(rows)
    if not len(found):
        return
    documents = [row.document for row in rows if row.found == "nothing"]
    names = some([labels.book.document_label(each) for each in documents], labels.book)
    made = claim(
        "value",
        found,
        Message("unsaid.nothing", documents=Named(names)),
        found.values("document"),
    )
    yield told(made, labels.language)


def _unread(
    rows: Sequence[LookedFor],
    with_figure: set[str],
    labels: Labels,
) -> Iterator[Content]:
    """Yield the texts without a figure that nobody looked through for a question."""
    done = sorted({row.document for row in rows} | with_figure)
    scope = Scope.of("documents", named("texts"))
    if done:
        scope = scope.where(document=other_than(*done))
    own = scope.take(labels.book.documents)
    if not len(own):
        return
    left = [each for each in labels.document_order() if each not in done]
    names = some([labels.book.document_label(each) for each in left], labels.book)
    made = claim(
        "value", own, Message("unsaid.unread", documents=Named(names)), own.values("document")
    )
    yield told(made, labels.language)


def readers_of(looked_for: Sequence[LookedFor], labels: Labels) -> Prose:
    """Return who looked through the texts.

    Parameters
    ----------
    looked_for
        What readings of the texts found.
    labels
        Labels of the language.
    """
    own = Scope.of("looked-for", named("looked_through")).take(looked_for)
    if not len(own):
        return Prose([], "looked-by", labels.language)
    by = {text(row.by, labels.language): Named(row.by) for row in looked_for}
    words = Message("unsaid.by", by=Named(listed(by.values())))
    made = claim("value", own, words, own.values("document"))
    return Prose([told(made, labels.language)], "looked-by", labels.language)


def without_figure(figures: Sequence[Figure], labels: Labels) -> Table:
    """Return for each main indicator which texts give a figure of it, and which do not.

    Parameters
    ----------
    figures
        Figures of all texts.
    labels
        Labels of the language.
    """
    order = labels.document_order()
    rows: list[TableRow] = []
    for theme in labels.book.themes:
        for entry in labels.book.indicators:
            own = {each.document for each in figures if each.indicator == entry.indicator}
            if entry.theme != theme or entry.tier != "core" or not own:
                continue
            rows.append(
                {
                    "theme": labels.code("theme", theme),
                    "what": labels.indicator(entry.indicator),
                    "with_figure": _texts([each for each in order if each in own], labels),
                    "without_figure": _texts([each for each in order if each not in own], labels),
                }
            )
    return Table(
        rows=rows,
        caption=labels.t("unsaid.caption"),
        headers=headers(labels, "theme", "what", "with_figure", "without_figure"),
        name="without-figure",
        language=labels.language,
        notes=[labels.t("unsaid.note")],
        roles={"what": "wide", "with_figure": "prose", "without_figure": "prose"},
        group="theme",
    )


def _texts(documents: Sequence[str], labels: Labels) -> Content:
    """Return the names of texts; of many the first ones, and how many more there are."""
    shown, left = labels.book.bounded(documents, _LISTED)
    said = [labels.document(each) for each in shown]
    said += [labels.t("guide.others", n=left)] if left else []
    if not said:
        return Styled("absent", labels.t("unsaid.no_text"))
    return lg.rules_of(labels.language).list.join(said)
