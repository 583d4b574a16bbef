"""What the charts of the story share: order, words, caveats, and their putting together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from analysis.charts.pictures import Drawing, pictures
from analysis.charts.views import FIGURE_DATA, figure_views
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import join_words, languages, years_of
from analysis.language.messages import Fragments, Message, Name, Named, Part, Words, listed
from analysis.sentences.claims import Claim, Said, claim
from analysis.sentences.sets import Measure, Scope, Selection, named, one_of, other_than
from analysis.show.displays import Chart, TableRow
from analysis.tables.codebook import Labels

T = TypeVar("T")

_KINDS = ("filled", "hollow", "ends", "segment", "arrow", "broken", "argued")
"""Kinds of marks that a key explains."""


def make_chart(
    drawing: Drawing,
    labels: Labels,
    *,
    name: str,
    form: str,
    subject: str,
    title: str,
    subtitle: str,
    data: Sequence[TableRow],
    columns: Sequence[str],
    ends: Sequence[str] = (),
    extent: str = "",
    **rest: Any,
) -> Chart:
    """Return a chart from what it draws and its words.

    Parameters
    ----------
    drawing
        What it draws.
    labels
        Labels in the language of the chart.
    name, title, subtitle, data
        As in `Chart`.
    form, subject
        Kind and subject, for the alt text.
    columns
        Columns of the data in the order shown, whose headers the catalogue has below ``column``,
        unless `headers` are given too.
    ends
        Lowest and highest value in words, where there are such.
    extent
        Sentence on them, where they are no values.
    **rest
        Further fields of `Chart`.
    """
    extent = labels.t("chart.range", low=ends[0], high=ends[1]) if ends else extent
    alt = labels.t(
        "chart.alt", form=labels.t(f"form.{form}"), subject=subject, finding=title, range=extent
    ).strip()
    alt = title.around(alt) if isinstance(title, Said) else alt
    given = {"headers": column_headers(columns, labels), **rest}
    wide, narrow = pictures(drawing, name, alt, labels.language)
    return Chart(
        name=name,
        language=labels.language,
        svg=wide,
        narrow=narrow,
        alt=alt,
        title=title,
        subtitle=subtitle,
        data=data,
        **given,
    )


def chart_of_figures(
    drawing: Drawing,
    labels: Labels,
    figures: Sequence[Figure],
    *,
    left: str = "",
    **words: Any,
) -> Chart:
    """Return a chart whose data are the figures drawn.

    Parameters
    ----------
    drawing, labels
        As for `make_chart`.
    figures
        The figures drawn, in reading order.
    left
        What is said of the figures that are not drawn, if anything.
    **words
        Further arguments of `make_chart`.
    """
    return make_chart(
        drawing,
        labels,
        data=[view.cells for view in figure_views(figures, labels)],
        columns=FIGURE_DATA,
        figure_ids=tuple(figure.figure_id for figure in figures),
        caveats=[*([left] if left else []), *caveats_of(figures, labels)],
        footer=footer_of(figures, labels),
        sources=tuple(documents_of(figures, labels)),
        **words,
    )


def in_all(labels: Labels, say: Callable[[Labels], str]) -> Words:
    """Return what a function of labels says in every language, for a claim."""
    return Words({language: say(Labels(language, labels.book)) for language in languages()})


@dataclass(frozen=True, slots=True)
class _Marked:
    """The same words in every language, in which printed numbers and labels are names."""

    words: Words
    names: Mapping[str, tuple[str, ...]]

    def say(self, language: str) -> Fragments:
        """Return the words, the names apart from what is said of them."""
        names = sorted(filter(None, self.names[language]), key=len, reverse=True)
        if not names:
            return self.words.say(language)
        pattern = "|".join(map(re.escape, names))
        parts = re.split(f"({pattern})", self.words[language])
        return tuple(Name(part) if n % 2 else part for n, part in enumerate(parts) if part)


def titled(
    kind: str,
    own: Selection,
    labels: Labels,
    say: Callable[[Labels], str],
    *results: Measure,
    printed: Callable[[Labels], Iterable[str]] = lambda _: (),
) -> Said:
    """Return a title that is a claim, in the language of the page.

    Parameters
    ----------
    kind, results
        As of a claim.
    own
        The rows that it is computed from.
    labels
        Labels in the language of the page.
    say
        Gives the words in the language of any labels.
    printed
        Gives the numbers as printed or read in them, whose “more than” ranks nobody.
    """
    names = {language: tuple(printed(Labels(language, labels.book))) for language in languages()}
    message = _Marked(in_all(labels, say), names)
    return claim(kind, own, message, *results).text(labels.language)


def shown_figures(figures: Iterable[Figure], *names: Part) -> Selection:
    """Return figures as a set by their identifiers, called by some names."""
    figures = tuple(figures)
    ids = one_of(sorted(figure.figure_id for figure in figures))
    return Scope.of("observations", *names, figure_id=ids).take(figures)


def kinds(labels: Labels) -> dict[str, str]:
    """Return what each kind of mark means."""
    return {kind: labels.t(f"key.{kind}") for kind in _KINDS}


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures that are no repetition of another one in the same text."""
    return tuple(figure for figure in figures if not figure.is_repeat)


def documents_of(figures: Iterable[Figure], labels: Labels) -> list[str]:
    """Return the documents that have figures, in the order of the catalogue.

    Raises
    ------
    AnalysisError
        If the catalogue lacks a document.
    """
    present = {figure.document for figure in figures}
    order = labels.document_order()
    unknown = sorted(present - set(order))
    if unknown:
        raise AnalysisError(f"documents.csv has no document {unknown[0]!r}.")
    return [document for document in order if document in present]


MARKS, TEXTS, DOCUMENTS = 8, 6, 1
"""Where there are many texts: most marks on an axis, texts of a table, and texts or cities that are
shown one by one; the others have pages of their own."""


def first_drawn(items: Sequence[T], most: int, key: str, labels: Labels) -> tuple[Sequence[T], str]:
    """Return what is drawn of things, and the sentence that says so; empty where all are."""
    shown, left = labels.book.bounded(items, most)
    return shown, labels.t(f"chart.{key}", n=len(shown), all=len(items)) if left else ""


def document_names(documents: Iterable[str], labels: Labels) -> str:
    """Return documents as a list in words; where there are many of them, their number."""
    documents = list(documents)
    if labels.book.bounded(documents, TEXTS)[1]:
        return labels.t("chart.texts", n=len(documents))
    return join_words([labels.document(document) for document in documents], labels.language)


def reading_order(figures: Iterable[Figure], labels: Labels) -> list[Figure]:
    """Sort by the fixed order of cities, then documents, then place in the text."""
    cities, documents = labels.order("city"), labels.document_order()
    return sorted(
        figures,
        key=lambda figure: (
            cities.index(figure.city),
            documents.index(figure.document),
            figure.place.start,
        ),
    )


def column_headers(columns: Iterable[str], labels: Labels) -> dict[str, str]:
    """Return the header of each column."""
    return {column: labels.t(f"column.{column}") for column in columns}


def footer_of(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    verb: str = "drawn",
    own: Selection | None = None,
) -> str:
    """Return sources, period and number of the figures drawn, as the words of a claim.

    Parameters
    ----------
    figures, labels
        The figures, and labels in the language of the chart.
    verb
        What was done with them: ``drawn``, ``counted``, ``used``.
    own
        The set that they are, where it has a rule; by default they are named one by one.
    """
    own = own or shown_figures(figures, named("figures"))

    def say(labels: Labels) -> str:
        sources = document_names(documents_of(figures, labels), labels)
        years = years_of(figures, labels.language)
        count = labels.t(f"chart.{verb}", n=len(figures))
        if not years:
            return labels.t("chart.footer_timeless", sources=sources, drawn=count)
        return labels.t("chart.footer", sources=sources, years=years, drawn=count)

    return titled("count", own, labels, say, own.count(), own.distinct("document"))


def caveats_of(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the sentences that the figures drawn call for; those that count are claims."""
    own = shown_figures(figures, named("figures"))
    counts = {
        **{
            status: own.count(status=status)
            for status in ("impossible", "unlikely", "doubtful", "damaged")
        },
        "assumed": own.count(period_basis="assumed"),
        "day_taken": own.count(period_kind="day", period_basis="carried"),
        "day_latest": own.count(period_kind="day", period_basis="assumed"),
        "since_unstated": own.count(period_kind="since_unstated", period_start=""),
        "other_levels": own.count(level=other_than("city")),
    }
    said = [
        claim("count", own, Message(f"caveat.{key}", n=count.n), count)
        for key, count in counts.items()
        if count.n
    ]
    said += _base_caveats(own.called(named("shares")), labels)
    return [*(each.text(labels.language) for each in said), labels.t("caveat.self_report")]


def _base_caveats(own: Selection, labels: Labels) -> list[Claim]:
    """Say of how many shares the base is not stated, and which bases the others have."""
    unstated = own.count(unit="%", stated_base="")
    stated = own.values("stated_base", unit="%")
    found = []
    if unstated.n:
        found.append(claim("count", own, Message("caveat.base_unstated", n=unstated.n), unstated))
    if len(stated.codes) > 1:
        bases = listed(labels.book.code("population", code) for code in stated.codes)
        found.append(
            claim("value", own, Message("caveat.bases_differ", bases=Named(bases)), stated)
        )
    return found


def repeats_of(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the sentence on repeats that are left out of figures; none where there are none."""
    own = Scope.of("observations", named("figures"), duplicate_of=other_than("")).take(figures)
    if not len(own):
        return []
    message = Message("caveat.repeats", n=len(own))
    return [claim("count", own, message, own.count()).text(labels.language)]


def small_number(number: int, labels: Labels) -> str:
    """Return a small number as a word."""
    return labels.t(f"word.{number}") if 0 < number < 10 else str(number)


def percent_words(part: int, whole: int) -> str:
    """Return a share rounded to whole per cent."""
    return f"{round(Fraction(100 * part, whole))}%"
