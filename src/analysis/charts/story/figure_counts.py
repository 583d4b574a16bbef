"""Counts of figures: who gives figures on what, what is counted, how firm the words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from analysis.charts.forms.bars import Bar, bars
from analysis.charts.forms.counts import Count, columns_that_fit, counts
from analysis.charts.pictures import Drawing, PicturePart, part
from analysis.charts.story.parts import (
    MARKS,
    TEXTS,
    distinct,
    documents_of,
    first_drawn,
    footer_of,
    make_chart,
    percent_words,
    repeats_of,
    small_number,
    titled,
)
from analysis.charts.style import NARROW, CityStyle, city_style
from analysis.figures.figure import Figure
from analysis.language import capital, join_words, lower
from analysis.language.messages import Message
from analysis.sentences.claims import claim
from analysis.sentences.headlines.counted import NARROW_LEAD, lead_of
from analysis.sentences.sets import Scope, Selection, named, one_of, other_than
from analysis.show.content import Sorted
from analysis.show.displays import Chart, TableRow
from analysis.tables.codebook import Labels

BOUND_ORDER = ("exact", "range", "at_least", "at_most", "nearly", "about", "unknown")
"""Bounds from the firmest words to those that give no number."""


def themes_by_document(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw who gives figures on what, as counts of different figures."""
    different = distinct(figures)
    themes = labels.book.themes
    drawn = [figure for figure in different if figure.theme in themes]
    documents = documents_of(drawn, labels)
    texts = {
        theme: {figure.document for figure in drawn if figure.theme == theme} for theme in themes
    }
    common = [theme for theme in themes if texts[theme] == set(documents)]
    rare = [theme for theme in themes if len(texts[theme]) == 1]

    def names(codes: Sequence[str], labels: Labels) -> str:
        said = [lower(labels.code("theme", code), labels.language) for code in codes]
        return join_words(said, labels.language)

    def title(labels: Labels) -> str:
        count = small_number(len(documents), labels)
        if not common:
            return labels.t("story.themes.title_none", n=count)
        themes = names(common, labels)
        if rare and len(documents) > 1:
            only = names(rare, labels)
            key = "title_earlier" if _before(drawn, rare, labels) else "title_all"
            return labels.t(f"story.themes.{key}", n=count, themes=themes, rare=only)
        return labels.t("story.themes.title_common", n=count, themes=themes)

    scope = Scope.of("observations", named("figures"), duplicate_of="", theme=one_of(themes))
    own = scope.take(different)
    results = [own.distinct("document"), own.shared("theme", "document")]
    results += [own.alone("theme", "document", document) for document in documents]
    return _count_chart(
        drawn,
        labels,
        name="themes-by-document",
        column="theme",
        codes=themes,
        title=titled("count", own, labels, title, *results),
        story="themes",
        shade_by_share=False,
        own=own,
        repeats=repeats_of(figures, labels),
    )


def _before(figures: Sequence[Figure], rare: Sequence[str], labels: Labels) -> bool:
    """Tell whether texts without a theme report on years before those of the text that has it."""
    documents = {each.document: each for each in labels.book.documents}
    drawn = {figure.document for figure in figures}
    for theme in rare:
        (own,) = {figure.document for figure in figures if figure.theme == theme}
        start = documents[own].period_start
        ends = [documents[name].period_end for name in drawn - {own}]
        if start is None or any(end is None or end >= start for end in ends):
            return False
    return True


def what_is_counted(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw what is counted: money, activities, people, results, honours, structures, context."""
    drawn = distinct(figures)
    own = Scope.of("observations", named("figures"), duplicate_of="").take(drawn)
    return _count_chart(
        drawn,
        labels,
        name="what-is-counted",
        column="counted",
        codes=labels.order("counted"),
        title=titled(
            "extreme",
            own,
            labels,
            lambda each: _counted_title(drawn, each),
            own.commonest("counted", "document"),
            own.shares("document", counted="money"),
        ),
        story="counted",
        shade_by_share=True,
        own=own,
        repeats=repeats_of(figures, labels),
    )


def favourites(figures: Sequence[Figure], labels: Labels) -> dict[str, list[str]]:
    """Return the kinds of thing that each document counts most often."""
    found = {}
    for document in documents_of(figures, labels):
        kinds = Counter(figure.counted for figure in figures if figure.document == document)
        most = max(kinds.values())
        found[document] = [code for code in labels.order("counted") if kinds[code] == most]
    return found


def _counted_title(figures: Sequence[Figure], labels: Labels) -> str:
    """Say which kind of thing each text counts most often, and how rarely money."""
    top = favourites(figures, labels)
    shared = [code for code in labels.order("counted") if all(code in t for t in top.values())]
    totals = Counter(figure.document for figure in figures)
    money = Counter(figure.document for figure in figures if figure.counted == "money")
    parts = [Fraction(money[document], total) for document, total in totals.items()]
    low, high = (percent_words(end.numerator, end.denominator) for end in (min(parts), max(parts)))
    said = labels.t(
        "story.counted.money_one" if low == high else "story.counted.money", low=low, high=high
    )
    narrow = _narrow(figures, labels)
    if shared:
        key = "story.counted.title" if len(top) > 1 else "story.counted.title_single"
        kind = lower(labels.code("counted", shared[0]), labels.language)
        n = small_number(len(top), labels)
        return labels.t(key, n=n, kind=kind, money=said, narrow=narrow)
    items = []
    for document, codes in top.items():
        kinds = [lower(labels.code("counted", code), labels.language) for code in codes]
        kind = join_words(kinds, labels.language)
        items.append(labels.t("story.counted.item", kind=kind, document=labels.document(document)))
    return labels.t(
        "story.counted.title_mixed",
        list=join_words(items, labels.language),
        money=said,
        narrow=narrow,
    )


def _narrow(figures: Sequence[Figure], labels: Labels) -> str:
    """Name the texts in which one figure coded as another kind could change the first kind."""
    close = [
        name for name in documents_of(figures, labels) if lead_of(figures, name) <= NARROW_LEAD
    ]
    if not close:
        return ""
    named_texts = join_words([labels.document(name) for name in close], labels.language)
    return labels.t("story.counted.narrow", documents=named_texts)


def _count_chart(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    name: str,
    column: str,
    codes: Sequence[str],
    title: str,
    story: str,
    shade_by_share: bool,
    own: Selection,
    repeats: Sequence[str],
) -> Chart:
    """Return a table of counts by a coded attribute (`column`) and document."""
    documents, more = first_drawn(documents_of(figures, labels), TEXTS, "first_texts", labels)
    numbers = Counter((figure.document, figure.coded(column)) for figure in figures)
    totals = Counter(figure.document for figure in figures)
    tops = {document: _most(numbers, document) for document in documents}
    grid: list[list[Count]] = []
    rows: list[TableRow] = []
    for code in codes:
        line = []
        for document in documents:
            n, total = numbers[document, code], totals[document]
            line.append(
                Count(
                    round(Fraction(1000 * n, total)) if shade_by_share else n,
                    str(n) if n else labels.t("absent.none"),
                    bold=bool(n) and n == tops[document],
                )
            )
        grid.append(line)
        shown = {
            document: Sorted(each.text, Fraction(numbers[document, code]))
            for document, each in zip(documents, line, strict=True)
        }
        head = capital(labels.code(column, code), labels.language)
        rows.append({column: Sorted(head, None, name=code), **shown})
    names = {document: labels.document(document) for document in documents}
    heads = [capital(labels.code(column, code), labels.language) for code in codes]
    looks = [city_style(labels.city_of(name), labels.order("city")) for name in documents]
    drawn = [n for code in codes for document in documents if (n := numbers[document, code])]
    return make_chart(
        _shaded(heads, list(names.values()), grid, looks),
        labels,
        name=name,
        form="heat_table_of_shares" if shade_by_share else "heat_table",
        subject=labels.t(f"story.{story}.subject"),
        title=title,
        subtitle=labels.t(f"story.{story}.subtitle"),
        ends=(str(min(drawn)), str(max(drawn))),
        data=rows,
        columns=(column,),
        headers={column: labels.t(f"column.{column}"), **names},
        numbers=tuple(documents),
        figure_ids=tuple(figure.figure_id for figure in figures),
        caveats=[labels.t("caveat.not_performance"), *repeats, *_said(more)],
        footer=footer_of(figures, labels, verb="counted", own=own),
        sources=tuple(documents),
    )


def _shaded(
    heads: Sequence[str],
    columns: Sequence[str],
    grid: Sequence[Sequence[Count]],
    looks: Sequence[CityStyle],
) -> Drawing:
    """Return a shaded table; what does not fit beside each other on a telephone goes on below."""

    def piece(start: int, stop: int) -> PicturePart:
        cells = tuple(tuple(row[start:stop]) for row in grid)
        return part(
            counts, tuple(heads), tuple(columns[start:stop]), cells, looks=tuple(looks[start:stop])
        )

    each = columns_that_fit(columns, NARROW)
    pieces = -(-len(columns) // each)
    each = -(-len(columns) // pieces)
    narrow = tuple(piece(start, start + each) for start in range(0, len(columns), each))
    return Drawing((piece(0, len(columns)),), narrow)


def _most(numbers: Mapping[tuple[str, str], int], document: str) -> int:
    return max(n for (of, _), n in numbers.items() if of == document)


def _said(sentence: str) -> list[str]:
    return [sentence] if sentence else []


def firmness_of_words(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw which share of the figures of each text is hedged, and how many have limits apart.

    Texts stand in the order of their share, the largest first.
    """
    drawn = distinct(figures)
    by_text = {
        document: [figure for figure in drawn if figure.document == document]
        for document in documents_of(drawn, labels)
    }
    hedged = {name: _share(own, _is_hedged) for name, own in by_text.items()}
    documents = sorted(by_text, key=lambda name: -hedged[name])
    first, more = first_drawn(documents, MARKS, "first_texts", labels)
    rows: list[Bar] = []
    for document in first:
        own = by_text[document]
        for key, share in (("hedged", hedged[document]), ("apart", _share(own, _is_apart))):
            rows.append(
                Bar(
                    heading=labels.document(document) if key == "hedged" else "",
                    note="",
                    value=100 * share,
                    words=labels.t(
                        f"story.hedges.{key}",
                        share=percent_words(share.numerator, share.denominator),
                    ),
                    strong=key == "hedged",
                )
            )
    high, low = documents[0], documents[-1]
    ends = [percent_words(hedged[name].numerator, hedged[name].denominator) for name in (low, high)]
    every = Scope.of("observations", named("figures"), duplicate_of="").take(drawn)
    shares = every.shares("document", bound=other_than("exact"))
    said = Message(
        "story.hedges.title" if hedged[low] != hedged[high] else "story.hedges.title_one",
        low=ends[0],
        high=ends[1],
        low_document=labels.book.document_label(low),
        high_document=labels.book.document_label(high),
    )
    titled = claim("share", every, said, shares, every.most(shares), every.least(shares))
    return make_chart(
        Drawing((part(bars, tuple(rows), whole=Fraction(100)),)),
        labels,
        name="firmness-of-words",
        form="bars",
        subject=labels.t("story.hedges.subject"),
        title=titled.text(labels.language),
        subtitle=labels.t("story.hedges.subtitle"),
        ends=ends,
        data=[row for name in first for row in _hedge_rows(by_text[name], name, labels)],
        columns=("document", "bound", "figures", "share", "hedges"),
        numbers=("figures", "share"),
        figure_ids=tuple(figure.figure_id for figure in drawn),
        caveats=[*repeats_of(figures, labels), *_said(more)],
        footer=footer_of(drawn, labels, verb="counted", own=every),
        sources=tuple(by_text),
    )


def _is_hedged(figure: Figure) -> bool:
    return figure.bound != "exact"


def _is_apart(figure: Figure) -> bool:
    """Tell whether our limits of a figure are no single point."""
    return not figure.limits.conventional.is_point


def _share(figures: Sequence[Figure], holds: Callable[[Figure], bool]) -> Fraction:
    return Fraction(sum(holds(figure) for figure in figures), len(figures))


def _hedge_rows(own: Sequence[Figure], document: str, labels: Labels) -> list[TableRow]:
    """Return the rows of one document: how many figures have which words."""
    found = [
        (labels.code("bound", code), [figure for figure in own if figure.bound == code])
        for code in BOUND_ORDER
    ]
    found += [
        (labels.t("story.hedges.all_hedged"), list(filter(_is_hedged, own))),
        (labels.t("story.hedges.all_apart"), list(filter(_is_apart, own))),
    ]
    columns = ("document", "bound", "figures", "share", "hedges")
    return [
        dict(
            zip(
                columns,
                (
                    labels.document(document),
                    words,
                    str(len(chosen)),
                    percent_words(len(chosen), len(own)),
                    _hedges(chosen),
                ),
                strict=True,
            )
        )
        for words, chosen in found
        if chosen
    ]


def _hedges(figures: Sequence[Figure]) -> str:
    """Return the printed words with their numbers, the commonest first, as printed."""
    counts = Counter(figure.hedge for figure in figures if figure.hedge)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    return "、".join(f"{word} {counts[word]}" for word in order)
