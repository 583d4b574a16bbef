"""The numbers that readers look for: of the first page, and the profile of a city or text.

Which numbers stand on the first page is decided in `analysis.figures.prominence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from analysis import language as lg
from analysis.comparison.comparison_records import Derived, Pair
from analysis.figures.figure import Figure
from analysis.figures.prominence import prominent
from analysis.language.messages import Message, Named, Words, listed, text
from analysis.pages.figure_tables import particulars
from analysis.pages.page_words import aside, headers, reviewed
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import figure_number
from analysis.sentences.headlines.conclusions import PERSON
from analysis.sentences.profiles import change_of_city, city_statements, document_statements
from analysis.sentences.sets import Scope, named, one_of
from analysis.sentences.statements import Statement
from analysis.show.content import (
    Content,
    Lines,
    PageLink,
    SpannedAmount,
    Styled,
    TextSpan,
    together,
    told,
)
from analysis.show.displays import KeyColumn, KeyFigure, KeyFigures, Prose, Role, Table, TableRow
from analysis.show.sorting import by_date
from analysis.tables.codebook import FEW, Labels

CITIES, NUMBERS = 12, 3
"""Where there are more cities than stand side by side: so many are shown, with so many numbers."""

_TEXTS = 3
"""So many texts of one city stand side by side in its profile: the last ones."""

_Years: TypeAlias = tuple[int, int] | None
"""First and last year of a calendar, if there is one."""


def _amount(figure: Figure, labels: Labels) -> Content:
    """Return a figure written large; in words where its number cannot be read."""
    language = labels.language
    said = lg.format_bound(figure, language)
    parts = lg.number_parts(figure, language)
    return SpannedAmount(figure.figure_id, said, *parts)


def cities_of(labels: Labels) -> list[str]:
    """Return the cities that have texts, in their order."""
    here = {document.city for document in labels.book.documents}
    return [city for city in labels.order("city") if city in here]


# --- the first page -------------------------------------------------------------------------------


def key_figures(
    figures: Sequence[Figure], labels: Labels, derived: Sequence[Derived] = ()
) -> KeyFigures | Table:
    """Return for each city the numbers that a reader looks for first.

    Up to `FEW` cities have a column each; of more, a table has a row each and counts the rest.

    Parameters
    ----------
    figures
        Figures of all texts, repeats included.
    labels
        Labels of the language.
    derived
        Derived figures: what money is divided by in them stands beside the money.

    Raises
    ------
    AnalysisError
        If no city has a text.
    """
    cities = cities_of(labels)
    if len(cities) > FEW:
        return _cities_table(figures, labels, derived, cities)
    return KeyFigures(
        columns=[_column(city, figures, labels, derived) for city in cities],
        caption=labels.t("key.caption"),
        name="key-figures",
        language=labels.language,
        none=labels.t("key.none"),
    )


def _column(
    city: str, figures: Sequence[Figure], labels: Labels, derived: Sequence[Derived]
) -> KeyColumn:
    own = [figure for figure in figures if figure.city == city]
    return KeyColumn(
        heading=_city_head(city, labels),
        about=about_texts(texts_of(city, labels), labels),
        figures=[
            KeyFigure(
                _amount(figure, labels),
                _labelled(figure, own, labels, derived),
                lg.brief_period(figure, labels.language),
            )
            for figure in prominent(own, labels.book)
        ],
    )


def _city_head(city: str, labels: Labels) -> Content:
    """Return the name of a city, with where it lies if its code has a definition."""
    link = PageLink(f"city-{city}", labels.code("city", city))
    where = labels.book.definition("city", city)[labels.language]
    if not where:
        return link
    space = lg.rules_of(labels.language).space
    return together(link, space, Styled("small", aside(where, labels)))


def _labelled(
    figure: Figure, own: Sequence[Figure], labels: Labels, derived: Sequence[Derived]
) -> str:
    """Return what a figure counts; of money, also how many people its text counts beside it."""
    language = labels.language
    said = lg.capital(text(figure.measures, language), language)
    people = {each.figure_id: each for each in own if each.unit == PERSON}
    heads = [
        people[each.denominator[0]]
        for each in derived
        if (each.group, each.status) == ("help_per_head", "computed")
        and each.numerator == (figure.figure_id,)
        and len(each.denominator) == 1
        and each.denominator[0] in people
    ]
    return lg.bracketed(said, lg.format_bound(heads[0], language) if heads else "", language)


def _cities_table(
    figures: Sequence[Figure], labels: Labels, derived: Sequence[Derived], cities: Sequence[str]
) -> Table:
    """Return one row for each of the first cities."""
    rows: list[TableRow] = []
    for city in cities[:CITIES]:
        column = _column(city, figures, labels, derived)
        lines = tuple(
            together(each.number, " ", each.label, " ", Styled("small", each.period))
            for each in column.figures[:NUMBERS]
        )
        rows.append(
            {
                "city": column.heading,
                "states": Lines(lines) if lines else Styled("absent", labels.t("key.none")),
            }
        )
    left = len(cities) - len(rows)
    return Table(
        rows=rows,
        caption=labels.t("key.caption"),
        headers=headers(labels, "city", "states"),
        name="key-figures",
        language=labels.language,
        notes=[labels.t("piece.more", n=left)] if left else [],
        roles={"states": "wide"},
    )


def thing(figure: Figure, labels: Labels) -> str:
    """Return what a figure counts, with what sets it apart from others of its indicator."""
    words = lg.phrases(particulars(figure, labels, status=False), labels.language)
    return lg.bracketed(labels.indicator(figure.indicator), words, labels.language)


def texts_of(city: str, labels: Labels) -> list[str]:
    """Return the texts of a city in the order of the catalogue."""
    return [name for name in labels.document_order() if labels.city_of(name) == city]


def about_texts(documents: Sequence[str], labels: Labels) -> Content:
    """Return how many texts there are and which times they review, as a claim."""
    origins = [labels.book.document(name) for name in documents]
    own = Scope.of("documents", named("articles"), document=one_of(documents)).take(origins)

    def say(language: str) -> str:
        times = [reviewed(origin, language) for origin in origins[-_TEXTS:]]
        each = list(dict.fromkeys(times))
        return lg.t("key.about", language, n=len(documents), times=lg.join_words(each, language))

    words = Words({language: say(language) for language in lg.LANGUAGES})
    return told(claim("count", own, words, own.count()), labels.language)


# --- findings of a city or text ------------------------------------------------------------------


def city_findings(figures: Sequence[Figure], labels: Labels, documents: Sequence[str]) -> Prose:
    """Return what the texts of a city amount to, in three sentences.

    Parameters
    ----------
    figures
        Their figures, repeats included.
    labels
        Labels of the language.
    documents
        The texts.
    """
    statements = city_statements(figures, labels.book, documents)
    return _findings(statements, figures, labels, documents)


def city_change(pairs: Sequence[Pair], labels: Labels, documents: Sequence[str]) -> Prose:
    """Return whether the texts of a city show that things became better or worse.

    Parameters
    ----------
    pairs
        Graded pairs of figures of the city's own texts.
    labels
        Labels of the language.
    documents
        The texts.
    """
    made = change_of_city(pairs, labels.book, documents)
    return Prose([told(made, labels.language)], "change", labels.language)


def document_findings(figures: Sequence[Figure], labels: Labels, document: str) -> Prose:
    """Return what a text amounts to, in three sentences.

    Parameters
    ----------
    figures
        Its figures, repeats included.
    labels
        Labels of the language.
    document
        The text.
    """
    statements = document_statements(figures, labels.book, document)
    return _findings(statements, figures, labels, [document])


def _findings(
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    labels: Labels,
    documents: Sequence[str],
) -> Prose:
    """Return the numbers that readers look for first, and then the statements."""
    said = [told(each.sentence, labels.language) for each in statements]
    own = [each for each in figures if each.document in documents]
    if foremost := prominent(own, labels.book):
        said.insert(0, told(_foremost(foremost), labels.language))
    return Prose(said, "findings-in-short", labels.language, items=True)


def _foremost(chosen: Sequence[Figure]) -> Claim:
    """Say the numbers that readers look for first."""
    ids = one_of(each.figure_id for each in chosen)
    own = Scope.of("observations", named("figures"), figure_id=ids).take(chosen)
    parts = [
        Message(
            "profile.number",
            number=figure_number(each),
            measures=Named(each.measures),
            period=Named(Words({code: lg.brief_period(each, code) for code in lg.LANGUAGES})),
        )
        for each in chosen
    ]
    words = Message("profile.foremost", figures=listed(parts))
    return claim("value", own, words, own.values("figure_id"))


# --- the profile of a city or text ----------------------------------------------------------------


def profile(figures: Sequence[Figure], labels: Labels, documents: Sequence[str]) -> Table:
    """Return what one text or the texts of one city state, as one table with large numbers.

    Its rows are grouped by what is counted; with several texts a row is an indicator and each text
    has a column, with one a row is a figure.  Core indicators stand in it; where there are none,
    all figures do.

    Parameters
    ----------
    figures
        Figures of the texts, repeats included.
    labels
        Labels of the language.
    documents
        The texts; of more than `_TEXTS` the last ones are shown.
    """
    shown = list(documents)[-_TEXTS:]
    years = calendar_of(labels, shown)
    distinct = [each for each in figures if not each.is_repeat and each.document in shown]
    chosen = [each for each in distinct if each.tier == "core"] or distinct
    make = _rows_of_one if len(shown) == 1 else _rows_of_several
    rows = [
        row
        for kind in labels.order("counted")
        for row in make([f for f in chosen if f.counted == kind], labels, kind, shown, years)
    ]
    left = len(documents) - len(shown)
    said = "" if years is None else labels.t("profile.calendar", first=years[0], last=years[1])
    columns = ("what", "states", "period") if len(shown) == 1 else ("what",)
    heads = headers(labels, "counted", *columns)
    if len(shown) > 1:
        heads |= {name: labels.document(name) for name in shown}
    roles: dict[str, Role] = {
        "what": "wide" if len(shown) > 1 else "prose",
        **dict.fromkeys(("states", "period", *shown), "equal"),
    }
    return Table(
        rows=rows,
        caption=labels.t("profile.caption", calendar=said),
        headers=heads,
        name="profile",
        language=labels.language,
        notes=[labels.t("piece.more", n=left)] if left else [],
        roles={name: role for name, role in roles.items() if name in heads},
        group="counted",
    )


def _ordered(figures: Sequence[Figure], labels: Labels) -> list[tuple[str, list[Figure]]]:
    """Return figures by indicator: the prominent ones first, then in the order of the codebook."""
    found = []
    last = len(labels.book.indicators)
    for entry in sorted(labels.book.indicators, key=lambda entry: entry.prominence or last):
        own = [each for each in figures if each.indicator == entry.indicator]
        if own:
            found.append((entry.indicator, own))
    return found


def _rows_of_one(
    figures: Sequence[Figure], labels: Labels, kind: str, shown: Sequence[str], years: _Years
) -> list[TableRow]:
    return [
        {
            "counted": _group(labels, kind),
            "what": thing(figure, labels),
            "states": _noted(figure, labels),
            "period": by_date(
                together(lg.period_of(figure, labels.language), *_bar(figure, years)),
                figure.period.start,
                figure.period.end,
            ),
        }
        for _, own in _ordered(figures, labels)
        for figure in own
    ]


def _rows_of_several(
    figures: Sequence[Figure], labels: Labels, kind: str, shown: Sequence[str], years: _Years
) -> list[TableRow]:
    rows: list[TableRow] = []
    for indicator, own in _ordered(figures, labels):
        cells: dict[str, Content] = {}
        for document in shown:
            lines = tuple(
                _statement(each, labels, years) for each in own if each.document == document
            )
            absent = Styled("absent", labels.t("piece.not_reported"))
            cells[document] = Lines(lines) if lines else absent
        heads = {"counted": _group(labels, kind), "what": labels.indicator(indicator)}
        rows.append({**heads, **cells})
    return rows


def _group(labels: Labels, kind: str) -> str:
    return lg.capital(labels.code("counted", kind), labels.language)


def _statement(figure: Figure, labels: Labels, years: _Years) -> Content:
    """Return a number with what it counts, its time, and what a reader must mind at it."""
    language = labels.language
    apart = particulars(figure, labels, status=False)
    words = lg.phrases(
        [*apart, lg.period_of(figure, language), *_reservations(figure, labels)], language
    )
    small = Styled("small", aside(words, labels))
    return together(
        _amount(figure, labels), lg.rules_of(language).space, small, *_bar(figure, years)
    )


def _noted(figure: Figure, labels: Labels) -> Content:
    """Return a number with what a reader must mind at it."""
    words = lg.phrases(_reservations(figure, labels), labels.language)
    small = (Styled("small", aside(words, labels)),) if words else ()
    return together(_amount(figure, labels), lg.rules_of(labels.language).space, *small)


def _reservations(figure: Figure, labels: Labels) -> list[str]:
    """Return what keeps a figure from standing for what was done by the city's unions."""
    found = []
    if figure.status != "as_printed":
        found.append(labels.code("status", figure.status))
    if figure.level != "city":
        found.append(labels.code("level", figure.level))
    return found


def calendar_of(labels: Labels, documents: Sequence[str]) -> tuple[int, int] | None:
    """Return the first and last year that some texts review together, for bars beside their times.

    There is none where each of the texts reviews one year, or no known time: bars would all say
    the same, and what the words beside them say.

    Parameters
    ----------
    labels
        Labels of the language, with the texts.
    documents
        The texts.
    """
    spans = [
        (origin.period_start.year, origin.period_end.year)
        for origin in map(labels.book.document, documents)
        if origin.period_start is not None and origin.period_end is not None
    ]
    if all(first == last for first, last in spans):
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def _bar(figure: Figure, years: _Years) -> tuple[TextSpan, ...]:
    """Return the time of a figure on the calendar of the texts shown."""
    period = figure.period
    if years is None or (period.start is None and period.end is None):
        return ()
    start, end = (day.isoformat() if day else "" for day in (period.start, period.end))
    return (TextSpan(start, end, *years),)
