"""Counts of figures: who gives figures on what, what is counted, how firm the words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from analysis.charts.forms.heat_table import Count, heat_table
from analysis.charts.forms.stacked_bars import Bar, Share, stacked_shares
from analysis.charts.story.parts import (
    MARKS,
    TEXTS,
    distinct,
    documents_of,
    first_drawn,
    footer_of,
    make_chart,
    percent,
    small_number,
)
from analysis.figures.figure import Figure
from analysis.language import capital, join, lower
from analysis.show.displays import Chart, TableRow
from analysis.tables.codebook import Labels

BOUND_ORDER = ("exact", "range", "at_least", "at_most", "nearly", "about", "unknown")
"""Bounds from the firmest words to those that give no number."""

_WEIGHTS: Mapping[str, tuple[float, str | None]] = {
    "exact": (0.06, None),
    "range": (0.18, None),
    "at_least": (0.36, None),
    "at_most": (0.36, None),
    "nearly": (0.55, None),
    "about": (0.72, None),
    "unknown": (0.0, "////"),
}
"""Shade and hatch of each bound."""


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

    def names(codes: Sequence[str]) -> str:
        said = [lower(labels.code("theme", code), labels.language) for code in codes]
        return join(said, labels.language)

    count = small_number(len(documents), labels)
    if not common:
        title = labels.t("story.themes.title_none", n=count)
    elif rare and len(documents) > 1:
        title = labels.t("story.themes.title_all", n=count, themes=names(common), rare=names(rare))
    else:
        title = labels.t("story.themes.title_common", n=count, themes=names(common))
    return _count_chart(
        drawn,
        labels,
        name="themes-by-document",
        column="theme",
        codes=themes,
        title=title,
        story="themes",
        cell=lambda document, code, n, _: labels.t(
            "story.themes.cell",
            document=labels.document(document),
            theme=labels.code("theme", code),
            figures=labels.t("count.figures", n=n),
        ),
        shade_by_share=False,
        repeats=len(figures) - len(different),
    )


def what_is_counted(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw what is counted: money, activities, people, results, honours, structures, context."""
    drawn = distinct(figures)
    return _count_chart(
        drawn,
        labels,
        name="what-is-counted",
        column="counted",
        codes=labels.order("counted"),
        title=_counted_title(drawn, labels),
        story="counted",
        cell=lambda document, code, n, share: labels.t(
            "story.counted.cell",
            document=labels.document(document),
            kind=labels.code("counted", code),
            figures=labels.t("count.figures", n=n),
            share=share,
        ),
        shade_by_share=True,
        repeats=len(figures) - len(drawn),
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
    low, high = (percent(end.numerator, end.denominator) for end in (min(parts), max(parts)))
    said = labels.t(
        "story.counted.money_one" if low == high else "story.counted.money", low=low, high=high
    )
    if shared:
        key = "story.counted.title" if len(top) > 1 else "story.counted.title_single"
        kind = lower(labels.code("counted", shared[0]), labels.language)
        return labels.t(key, n=small_number(len(top), labels), kind=kind, money=said)
    items = []
    for document, codes in top.items():
        kinds = [lower(labels.code("counted", code), labels.language) for code in codes]
        kind = join(kinds, labels.language)
        items.append(labels.t("story.counted.item", kind=kind, document=labels.document(document)))
    return labels.t("story.counted.title_mixed", list=join(items, labels.language), money=said)


def _count_chart(
    figures: Sequence[Figure],
    labels: Labels,
    *,
    name: str,
    column: str,
    codes: Sequence[str],
    title: str,
    story: str,
    cell: Callable[[str, str, int, str], str],
    shade_by_share: bool,
    repeats: int,
) -> Chart:
    """Return a table of counts by a coded attribute (`column`) and document."""
    documents, more = first_drawn(documents_of(figures, labels), TEXTS, "first_texts", labels)
    counts = Counter((figure.document, figure.coded(column)) for figure in figures)
    totals = Counter(figure.document for figure in figures)
    tops = {document: _most(counts, document) for document in documents}
    grid: list[list[Count]] = []
    rows: list[TableRow] = []
    for code in codes:
        line = []
        for document in documents:
            n, total = counts[document, code], totals[document]
            line.append(
                Count(
                    f"{code}-{document}",
                    round(Fraction(1000 * n, total)) if shade_by_share else n,
                    str(n) if n else labels.t("absent.none"),
                    cell(document, code, n, percent(n, total)),
                    bold=bool(n) and n == tops[document],
                )
            )
        grid.append(line)
        shown = {document: each.text for document, each in zip(documents, line, strict=True)}
        rows.append({column: capital(labels.code(column, code), labels.language), **shown})
    names = {document: labels.document(document) for document in documents}
    heads = [capital(labels.code(column, code), labels.language) for code in codes]
    marks = [labels.city_of(document) for document in documents]
    drawn = [n for code in codes for document in documents if (n := counts[document, code])]
    return make_chart(
        heat_table(heads, list(names.values()), grid, labels, marks=marks),
        labels,
        name=name,
        form="heat_table",
        subject=labels.t(f"story.{story}.subject"),
        title=title,
        subtitle=labels.t(f"story.{story}.subtitle"),
        ends=(str(min(drawn)), str(max(drawn))),
        data=rows,
        columns=(column,),
        headers={column: labels.t(f"column.{column}"), **names},
        numbers=tuple(documents),
        figure_ids=tuple(figure.figure_id for figure in figures),
        caveats=[labels.t("caveat.not_performance"), *_repeated(repeats, labels), *_said(more)],
        footer=footer_of(figures, labels, verb="counted"),
        sources=tuple(documents),
    )


def _most(counts: Mapping[tuple[str, str], int], document: str) -> int:
    return max(n for (of, _), n in counts.items() if of == document)


def _repeated(repeats: int, labels: Labels) -> list[str]:
    return [labels.t("caveat.repeats", n=repeats)] if repeats else []


def _said(sentence: str) -> list[str]:
    return [sentence] if sentence else []


def firmness_of_words(figures: Sequence[Figure], labels: Labels) -> Chart:
    """Draw the share of figures by the words they are printed with."""
    drawn = distinct(figures)
    documents = documents_of(drawn, labels)
    codes = [code for code in BOUND_ORDER if any(figure.bound == code for figure in drawn)]
    bars: list[Bar] = []
    rows: list[TableRow] = []
    shares: list[tuple[Fraction, str]] = []
    for document in documents:
        own = [figure for figure in drawn if figure.document == document]
        vague = sum(figure.bound != "exact" for figure in own)
        shares.append((Fraction(vague, len(own)), document))
        bar, lines = _hedge_bar(own, document, codes, labels)
        bars.append(bar)
        rows += lines
    bars_drawn, more = first_drawn(bars, MARKS, "first_texts", labels)
    shares.sort(key=lambda item: item[0])
    low, high = shares[0], shares[-1]
    ends = [percent(share.numerator, share.denominator) for share, _ in (low, high)]
    title = labels.t(
        "story.hedges.title" if low[0] != high[0] else "story.hedges.title_one",
        low=ends[0],
        high=ends[1],
        low_document=labels.document(low[1]),
        high_document=labels.document(high[1]),
    )
    parts = labels.codes("bound", codes)
    return make_chart(
        stacked_shares(bars_drawn, labels),
        labels,
        name="firmness-of-words",
        form="shares",
        subject=labels.t("story.hedges.subject"),
        title=title,
        subtitle=labels.t("story.hedges.subtitle", parts=parts),
        ends=ends,
        data=rows,
        columns=("document", "bound", "figures", "share", "hedges"),
        numbers=("figures", "share"),
        figure_ids=tuple(figure.figure_id for figure in drawn),
        caveats=[*_repeated(len(figures) - len(drawn), labels), *_said(more)],
        footer=footer_of(drawn, labels, verb="counted"),
        sources=tuple(documents),
    )


def _hedge_bar(
    own: Sequence[Figure], document: str, codes: Sequence[str], labels: Labels
) -> tuple[Bar, list[TableRow]]:
    """Return the bar of one document, and its rows of the data."""
    parts, words = [], []
    rows: list[TableRow] = []
    name = labels.document(document)
    for code in codes:
        chosen = [figure for figure in own if figure.bound == code]
        n = len(chosen)
        if not n:
            continue
        label = labels.code("bound", code)
        share = percent(n, len(own))
        weight, hatch = _WEIGHTS[code]
        count = labels.t("count.figures", n=n)
        tooltip = labels.t(
            "story.hedges.cell", document=name, label=label, figures=count, share=share
        )
        parts.append(Share(f"{document}-{code}", label, n, weight, hatch, tooltip))
        words.append(labels.t("story.hedges.part", label=label, n=n))
        cells = (name, label, str(n), share, _hedges(chosen))
        rows.append(
            dict(zip(("document", "bound", "figures", "share", "hedges"), cells, strict=True))
        )
    printed = _hedges(own)
    if printed:
        words.append(labels.t("story.hedges.printed", hedges=printed))
    return Bar(labels.city_of(document), name, tuple(parts), " · ".join(words)), rows


def _hedges(figures: Sequence[Figure]) -> str:
    """Return the printed words with their numbers, the commonest first, as printed."""
    counts = Counter(figure.hedge for figure in figures if figure.hedge)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    return "、".join(f"{word} {counts[word]}" for word in order)
