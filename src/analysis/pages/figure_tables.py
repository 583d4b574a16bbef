"""Tables of figures: every figure with its limits, and what each text states on a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import language as lg
from analysis.figures.figure import Figure
from analysis.language.messages import Link, Message, text
from analysis.pages.list_lengths import more
from analysis.pages.page_words import aside, headers
from analysis.reading.limits import SHARE_UNITS
from analysis.sentences.claims import claim
from analysis.sentences.sets import Scope, named
from analysis.show.content import Cell, Content, Lines, PageLink, Sorted, Styled, together
from analysis.show.displays import Prose, Role, Shown, Table
from analysis.show.sorting import by_date
from analysis.tables.codebook import Labels
from analysis.tables.schema import OBSERVATIONS, SEARCHED

_BELOW = {"read": "allowed", "what": "note"}
"""Columns that are written below another one, so that long words get room."""

_ROLES: Mapping[str, Role] = {"what": "prose", "read": "wide"}

_WHO_AND_WHERE = ("actor", "scheme")

_NO_RESULT = ("plan", "plan_or_result", "tariff")
"""Natures of numbers that say nothing, or nothing sure, of what was done."""

_APART = (
    *(field for field in SEARCHED if field.name not in _WHO_AND_WHERE),
    *(field for field in SEARCHED if field.name == "scheme"),
    OBSERVATIONS.field("stated_base"),
)
"""Attributes that set a figure apart from others of its indicator; who acted is left out, and the
scheme comes late.  A share without its base would be taken for one of the whole city."""


def figure_note(figure: Figure, labels: Labels) -> str:
    """Return what a reader must mind about a figure: status, groups, repeats, and its note."""
    parts = []
    if figure.status != "as_printed":
        parts.append(labels.code("status", figure.status))
    if figure.multiplier:
        parts.append(labels.t("piece.of_each", n=figure.multiplier))
    if figure.is_repeat:
        parts.append(labels.t("piece.said_twice"))
    joined = lg.join_words(parts, labels.language)
    return lg.labelled(joined, text(figure.note, labels.language), labels.language)


def limits_text(figure: Figure, labels: Labels) -> str:
    """Return the conventional limits in words; empty where they say no more than the number."""
    usual = figure.limits.conventional
    if usual.is_point or figure.bound == "range" or figure.status == "damaged":
        return ""
    return lg.format_interval(usual, figure.unit, labels.language)


def _cells(figure: Figure, labels: Labels) -> dict[str, Cell]:
    language = labels.language
    return {
        "what": text(figure.measures, language),
        "printed": Link(figure.figure_id, lg.tidy(figure.literal)),
        "read": Sorted(lg.format_bound(figure, language), figure.value, figure.unit),
        "allowed": limits_text(figure, labels),
        "period": by_date(lg.period_of(figure, language), figure.period.start, figure.period.end),
        "note": figure_note(figure, labels),
        "document": labels.document(figure.document),
        "theme": labels.code("theme", figure.theme),
        "indicator": labels.indicator(figure.indicator),
    }


def figures_table(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    name: str,
    caption: str,
    columns: Sequence[str] = ("what", "printed", "read", "allowed", "period", "note"),
    shown: Shown = "open",
    most: int | None = None,
) -> Table:
    """Return every figure in its order, each linked to its card.

    Parameters
    ----------
    figures
        Figures to show.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    caption
        What the table shows.
    columns
        Columns to show, of: what, printed, read, allowed, period, note, document, theme, indicator.
    shown
        How the page shows it; see `Table`.
    most
        Most figures that are shown where there are many texts; all by default.
    """
    told, left = labels.book.bounded(figures, most or len(figures))
    return Table(
        rows=[_cells(figure, labels) for figure in told],
        caption=caption,
        headers=headers(labels, *columns),
        name=name,
        language=labels.language,
        roles={column: role for column, role in _ROLES.items() if column in columns},
        below={over: under for over, under in _BELOW.items() if {over, under} <= set(columns)},
        shown=shown,
        notes=more(left, labels),
    )


def every_figure(figures: Sequence[Figure], labels: Labels, **of: str) -> str:
    """Return the caption of a table of all figures of a text, a city or a theme, as a claim.

    Parameters
    ----------
    figures
        Figures, among them all that are meant.
    labels
        Labels of the language.
    **of
        Code by column: ``document``, ``theme``, or ``city`` and ``theme``.
    """
    book = labels.book
    of_what = {
        column: book.document_label(code) if column == "document" else book.code(column, code)
        for column, code in of.items()
    }
    own = Scope.of("observations", *of_what.values(), **of).take(figures)
    message = Message(f"piece.figures_of_{'_'.join(of)}", **of_what)
    return claim("value", own, message, own.count()).text(labels.language)


def figures_by_theme(
    figures: Sequence[Figure], labels: Labels, city: str, documents: Sequence[str]
) -> list[Table]:
    """Return every figure of a city, a table for each theme in the order of the code list.

    Parameters
    ----------
    figures
        All figures of the city.
    labels
        Labels of the language.
    city
        Its code.
    documents
        Its texts: where there is one only, no column names it.
    """
    columns = ["what", "printed", "read", "allowed", "period", "document", "note"]
    if len(documents) == 1:
        columns.remove("document")
    parts = {
        theme: [figure for figure in figures if figure.theme == theme]
        for theme in labels.order("theme")
    }
    return [
        figures_table(
            part,
            labels,
            name=f"figures-{theme.replace('_', '-')}",
            caption=every_figure(part, labels, city=city, theme=theme),
            columns=columns,
        )
        for theme, part in parts.items()
        if part
    ]


MOST_LISTED = 400
"""Most figures that stand in one table; of more, the pages that have them are listed."""


def all_figures(figures: Sequence[Figure], labels: Labels) -> list[Table | Prose]:
    """Return every figure of all texts in a table or, where they are too many, where they stand.

    Parameters
    ----------
    figures
        All figures.
    labels
        Labels of the language.
    """
    if len(figures) <= MOST_LISTED:
        columns = ("what", "printed", "read", "allowed", "period", "document", "theme", "note")
        caption = labels.t("page.figures")
        return [
            figures_table(
                figures, labels, name="all", caption=caption, columns=columns, shown="folded"
            )
        ]
    texts = {
        f"document-{name}": (labels.document(name), [f for f in figures if f.document == name])
        for name in labels.document_order()
    }
    themes = {
        f"theme-{theme}": (labels.code("theme", theme), [f for f in figures if f.theme == theme])
        for theme in labels.book.themes
    }
    own = Scope.of("observations", named("figures")).take(figures)
    counted = claim("count", own, Message("piece.figures_file", n=len(own)), own.count())
    return [
        Prose([counted.text(labels.language)], "file", labels.language),
        _where("document", texts, labels),
        _where("theme", themes, labels),
    ]


def _where(
    subject: str, pages: Mapping[str, tuple[str, Sequence[Figure]]], labels: Labels
) -> Table:
    """Return the pages that show figures of a subject, with how many."""
    return Table(
        rows=[
            {
                subject: PageLink(page, label),
                "figures_count": str(len(own)),
                "distinct_count": str(sum(not figure.is_repeat for figure in own)),
            }
            for page, (label, own) in pages.items()
            if own
        ],
        caption=labels.t(f"piece.where_{subject}"),
        headers=headers(labels, subject, "figures_count", "distinct_count"),
        name=f"where-{subject}",
        language=labels.language,
        numbers=("figures_count", "distinct_count"),
    )


def programme_table(
    figures: Sequence[Figure],
    labels: Labels,
    theme: str,
    *,
    name: str = "",
    most: int | None = None,
) -> Table:
    """Return what each document states on a theme: indicators down, documents across.

    Repeats are left out; an empty field says “not reported”.  Where there are many texts, each that
    states something has a row instead.

    Parameters
    ----------
    figures
        Figures of any themes.
    labels
        Labels of the language.
    theme
        Code of the theme.
    name
        Name of the table, by default made from the theme.
    most
        Most texts that are shown where there are many; all by default.
    """
    documents = labels.document_order()
    here = [figure for figure in figures if figure.theme == theme and not figure.is_repeat]
    if labels.book.many:
        return _by_text(here, labels, theme, name or _programme(theme), most)
    rows = []
    for indicator in labels.book.indicators:
        stated = [figure for figure in here if figure.indicator == indicator.indicator]
        if not stated:
            continue
        row: dict[str, Cell] = {"indicator": labels.indicator(indicator.indicator)}
        for document in documents:
            own = [figure for figure in stated if figure.document == document]
            row[document] = _stated(own, labels)
        rows.append(row)
    return Table(
        rows=rows,
        caption=labels.t("piece.programme", theme=labels.code("theme", theme)),
        headers={
            "indicator": labels.t("piece.indicator"),
            **{document: labels.document(document) for document in documents},
        },
        name=name or _programme(theme),
        language=labels.language,
        roles=dict.fromkeys(documents, "equal"),
    )


def _programme(theme: str) -> str:
    return f"programme-{theme.replace('_', '-')}"


def _by_text(
    figures: Sequence[Figure], labels: Labels, theme: str, name: str, most: int | None
) -> Table:
    """Return one row for each text that states something on a theme."""
    order = [entry.indicator for entry in labels.book.indicators]
    stated = {figure.document for figure in figures}
    present = [document for document in labels.document_order() if document in stated]
    rows: list[dict[str, Cell]] = []
    for document in present[:most]:
        own = sorted(
            (figure for figure in figures if figure.document == document),
            key=lambda figure: order.index(figure.indicator),
        )
        lines = tuple(_named(figure, labels) for figure in own)
        rows.append({"document": labels.document(document), "states": Lines(lines)})
    left = len(present) - len(rows)
    return Table(
        rows=rows,
        caption=labels.t("piece.programme", theme=labels.code("theme", theme)),
        headers=headers(labels, "document", "states"),
        name=name,
        language=labels.language,
        notes=[labels.t("piece.more", n=left)] if left else [],
        roles={"states": "wide"},
    )


def _named(figure: Figure, labels: Labels) -> Content:
    """Return what a document states, with its indicator in front."""
    rules = lg.rules_of(labels.language)
    return together(labels.indicator(figure.indicator), rules.colon, statement(figure, labels))


def _stated(figures: Sequence[Figure], labels: Labels) -> Content:
    """Return a cell with what a document states on an indicator."""
    if not figures:
        return Styled("absent", labels.t("piece.not_reported"))
    return Lines(tuple(statement(figure, labels) for figure in figures))


def statement(figure: Figure, labels: Labels) -> Content:
    """Return what a document states: the number in words, with what sets the figure apart."""
    language = labels.language
    link = Link(figure.figure_id, lg.format_bound(figure, language))
    said = [*particulars(figure, labels), lg.period_of(figure, language)]
    words = aside(lg.phrases(said, language), labels)
    return together(link, lg.rules_of(language).space, Styled("small", words))


def particulars(figure: Figure, labels: Labels, *, status: bool = True) -> list[str]:
    """Return what of its indicator a figure counts: group, stage, way, programme; or empty words.

    They belong to the number wherever it stands by the name of its indicator, whether or not other
    figures stand beside it: couples who were introduced are no couples who married.

    Parameters
    ----------
    figure
        The figure.
    labels
        Labels of the language.
    status
        Whether what is wrong with the number is told with them.
    """
    found = [_attribute(figure, field.name, labels) for field in _APART]
    if figure.unit in SHARE_UNITS and figure.nature == "rate" and not figure.stated_base:
        found.append(labels.t("piece.base_unstated"))
    if figure.nature in _NO_RESULT:
        found.append(labels.code("nature", figure.nature))
    found.append(labels.attribute("per", figure.per))
    if figure.multiplier:
        found.append(labels.t("piece.of_each", n=figure.multiplier))
    if figure.status != "as_printed" and status:
        found.append(labels.code("status", figure.status))
    return found


def _attribute(figure: Figure, name: str, labels: Labels) -> str:
    """Return one coded attribute in words; a grade with those above it."""
    word = labels.attribute(name, figure.coded(name))
    if name == "grade" and figure.grade_and_above:
        above = labels.code("grade_and_above", figure.grade_and_above)
        return lg.join_sentences([word, above], labels.language)
    return word
