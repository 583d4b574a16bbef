"""Charts 1 to 3: who gives figures on what, what is counted, how firm the words are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analysis.charts.forms.counts import Bar, Cell, Share, heat_table, stacked_shares
from analysis.charts.forms.rows import capital
from analysis.charts.story.common import (
    distinct,
    documents_of,
    finished,
    footer_of,
    headers,
    lower,
    percent,
    word,
)
from analysis.language import Labels, join
from analysis.show.displays import Chart

BOUND_ORDER = ("exact", "range", "at_least", "at_most", "nearly", "about", "unknown")
_WEIGHTS: Mapping[str, tuple[float, str | None]] = {
    "exact": (0.06, None),
    "range": (0.18, None),
    "at_least": (0.36, None),
    "at_most": (0.36, None),
    "nearly": (0.55, None),
    "about": (0.72, None),
    "unknown": (0.0, "////"),
}


def themes_by_document(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 1: who gives figures on what, as counts of different figures."""
    figures = distinct(observations)
    figures = figures[figures["theme"] != "context"]
    documents = documents_of(figures, labels)
    themes = [theme for theme in labels.order("theme") if theme != "context"]
    common = [
        theme
        for theme in themes
        if set(figures.loc[figures["theme"] == theme, "document"]) == set(documents)
    ]
    rare = [
        theme
        for theme in themes
        if figures.loc[figures["theme"] == theme, "document"].nunique() == 1
    ]

    def names(codes: Sequence[str]) -> str:
        return join([lower(labels.code("theme", code), labels) for code in codes], labels.language)

    count = word(len(documents), labels)
    if not common:
        title = labels.t("story.themes.title_none", n=count)
    elif rare and len(documents) > 1:
        title = labels.t("story.themes.title_all", n=count, themes=names(common), rare=names(rare))
    else:
        title = labels.t("story.themes.title_common", n=count, themes=names(common))
    return _count_chart(
        figures,
        labels,
        name="themes-by-document",
        column="theme",
        codes=themes,
        title=title,
        story="themes",
        cell=lambda document, code, n, share: labels.t(
            "story.themes.cell",
            document=labels.document(document),
            theme=labels.code("theme", code),
            figures=labels.t("count.figures", n=n),
        ),
        shade_by_share=False,
        repeats=len(observations) - len(distinct(observations)),
    )


def what_is_counted(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 2: money, activities, people, results, honours, structures or context."""
    figures = distinct(observations)
    title = counted_title(figures, labels)
    codes = labels.order("counted")
    return _count_chart(
        figures,
        labels,
        name="what-is-counted",
        column="counted",
        codes=codes,
        title=title,
        story="counted",
        cell=lambda document, code, n, share: labels.t(
            "story.counted.cell",
            document=labels.document(document),
            kind=labels.code("counted", code),
            figures=labels.t("count.figures", n=n),
            share=share,
        ),
        shade_by_share=True,
        repeats=len(observations) - len(figures),
    )


def favourites(figures: pd.DataFrame, labels: Labels) -> dict[str, list[str]]:
    """Return for each document the kinds of things it counts in the largest number of figures."""
    found = {}
    for document in documents_of(figures, labels):
        kinds = figures.loc[figures["document"] == document, "counted"].value_counts()
        found[document] = [
            code for code in labels.order("counted") if kinds.get(code) == kinds.max()
        ]
    return found


def counted_title(figures: pd.DataFrame, labels: Labels) -> str:
    """Say which kind of thing each text counts most often, and how rarely money."""
    top = favourites(figures, labels)
    shared = [code for code in labels.order("counted") if all(code in t for t in top.values())]
    parts = [
        Fraction(int((own["counted"] == "money").sum()), len(own))
        for _, own in figures.groupby("document")
    ]
    low, high = (percent(end.numerator, end.denominator) for end in (min(parts), max(parts)))
    money = labels.t(
        "story.counted.money_one" if low == high else "story.counted.money", low=low, high=high
    )
    if shared:
        key = "story.counted.title" if len(top) > 1 else "story.counted.title_single"
        kind = lower(labels.code("counted", shared[0]), labels)
        return labels.t(key, n=word(len(top), labels), kind=kind, money=money)
    items = [
        labels.t(
            "story.counted.item",
            kind=join([lower(labels.code("counted", c), labels) for c in codes], labels.language),
            document=labels.document(document),
        )
        for document, codes in top.items()
    ]
    return labels.t("story.counted.title_mixed", list=join(items, labels.language), money=money)


def _count_chart(
    figures: pd.DataFrame,
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
    documents = documents_of(figures, labels)
    totals = {document: int((figures["document"] == document).sum()) for document in documents}
    tops = {
        document: int(figures.loc[figures["document"] == document, column].value_counts().max())
        for document in documents
    }
    grid, rows = [], []
    for code in codes:
        line = []
        record: dict[str, str] = {column: capital(labels.code(column, code))}
        for document in documents:
            chosen = (figures[column] == code) & (figures["document"] == document)
            n = int(chosen.sum())
            weight = round(Fraction(1000 * n, totals[document])) if shade_by_share else n
            shown = str(n) if n else labels.t("absent.none")
            share = percent(n, totals[document])
            line.append(
                Cell(
                    f"{code}-{document}",
                    weight,
                    shown,
                    cell(document, code, n, share),
                    bold=bool(n) and n == tops[document],
                )
            )
            record[document] = shown
        grid.append(line)
        rows.append(record)
    canvas = heat_table(
        [str(row[column]) for row in rows],
        [labels.document(document) for document in documents],
        grid,
        labels,
        marks=[labels.city_of(document) for document in documents],
    )
    counts = [int(c.text) for line in grid for c in line if c.text.isdigit()]
    return finished(
        canvas,
        labels,
        name=name,
        form="heat_table",
        subject=labels.t(f"story.{story}.subject"),
        title=title,
        subtitle=labels.t(f"story.{story}.subtitle"),
        ends=(str(min(counts)), str(max(counts))),
        data=pd.DataFrame(rows, columns=[column, *documents], dtype=object),
        headers={
            column: labels.t(f"column.{column}"),
            **{document: labels.document(document) for document in documents},
        },
        numbers=tuple(documents),
        figure_ids=tuple(figures["figure_id"]),
        caveats=[
            labels.t("caveat.not_performance"),
            *([labels.t("caveat.repeats", n=repeats)] if repeats else []),
        ],
        footer=footer_of(figures, labels, verb="counted"),
        sources=tuple(documents),
    )


# --- 3: how firm the words are ------------------------------------------------------------------


def firmness_of_words(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 3: share of figures by the words they are printed with."""
    figures = distinct(observations)
    documents = documents_of(figures, labels)
    codes = [code for code in BOUND_ORDER if code in set(figures["bound"])]
    bars, rows, shares = [], [], []
    for document in documents:
        own = figures[figures["document"] == document]
        vague = int((own["bound"] != "exact").sum())
        shares.append((Fraction(vague, len(own)), document, percent(vague, len(own))))
        bar, lines = _hedge_bar(own, document, codes, labels)
        bars.append(bar)
        rows += lines
    shares.sort(key=lambda item: item[0])
    low, high = shares[0], shares[-1]
    title = labels.t(
        "story.hedges.title" if low[0] != high[0] else "story.hedges.title_one",
        low=low[2],
        high=high[2],
        low_document=labels.document(low[1]),
        high_document=labels.document(high[1]),
    )
    canvas = stacked_shares(bars, labels)
    parts = join([labels.code("bound", code) for code in codes], labels.language)
    columns = ("document", "bound", "figures", "share", "hedges")
    return finished(
        canvas,
        labels,
        name="firmness-of-words",
        form="shares",
        subject=labels.t("story.hedges.subject"),
        title=title,
        subtitle=labels.t("story.hedges.subtitle", parts=parts),
        ends=(low[2], high[2]),
        data=pd.DataFrame(rows, columns=list(columns), dtype=object),
        headers=headers(columns, labels),
        numbers=("figures", "share"),
        figure_ids=tuple(figures["figure_id"]),
        caveats=[labels.t("caveat.repeats", n=len(observations) - len(figures))]
        if len(observations) > len(figures)
        else [],
        footer=footer_of(figures, labels, verb="counted"),
        sources=tuple(documents),
    )


def _hedge_bar(
    own: pd.DataFrame, document: str, codes: Sequence[str], labels: Labels
) -> tuple[Bar, list[dict[str, str]]]:
    parts, rows, words = [], [], []
    for code in codes:
        chosen = own[own["bound"] == code]
        n = len(chosen)
        if not n:
            continue
        label = labels.code("bound", code)
        share = percent(n, len(own))
        weight, hatch = _WEIGHTS[code]
        parts.append(
            Share(
                f"{document}-{code}",
                label,
                n,
                weight,
                hatch,
                labels.t(
                    "story.hedges.cell",
                    document=labels.document(document),
                    label=label,
                    figures=labels.t("count.figures", n=n),
                    share=share,
                ),
            )
        )
        words.append(labels.t("story.hedges.part", label=label, n=n))
        rows.append(
            {
                "document": labels.document(document),
                "bound": label,
                "figures": str(n),
                "share": share,
                "hedges": _hedges(chosen),
            }
        )
    printed = _hedges(own)
    below = " · ".join(words)
    if printed:
        below += " · " + labels.t("story.hedges.printed", hedges=printed)
    city = labels.city_of(document)
    return Bar(city, labels.document(document), tuple(parts), below), rows


def _hedges(figures: pd.DataFrame) -> str:
    counts: dict[str, int] = {}
    for cell in figures["hedge"]:
        if cell:
            counts[cell] = counts.get(cell, 0) + 1
    order = sorted(counts, key=lambda word: (-counts[word], word))
    return "、".join(f"{word} {counts[word]}" for word in order)
