"""The charts of the story: each a pure function from tables and labels to a `Chart`.

Titles are computed from the rows drawn.  No title ranks cities; where limits overlap or bases
differ, that is the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from analysis.charts.forms import (
    Bar,
    Cell,
    Entry,
    Panel,
    PeriodBar,
    PeriodGroup,
    Row,
    Share,
    Step,
    capital,
    card,
    chain,
    dot_plot,
    heat_table,
    ladder,
    off_scale,
    panel_of,
    period_bars,
    ratio_formula,
    ratio_row,
    row_of,
    stacked_shares,
    tooltip,
)
from analysis.charts.style import Canvas, to_svg
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    Labels,
    exact,
    format_bound,
    format_interval,
    format_quantity,
    join,
    period_of,
    records,
    tidy,
    years_of,
)
from analysis.reports.display import Chart, Table

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
CHAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("story.chain.reported", ("early_warnings", "workers_in_early_warnings")),
    (
        "story.chain.disputes",
        ("disputes_handled", "disputes_settled", "enterprises_in_disputes", "workers_in_disputes"),
    ),
    ("story.chain.results", ("losses_recovered",)),
)
"""Steps of the chain of figures on disputes, and the indicators of each."""

MATCHMAKING = ("matchmaking_events", "matchmaking_attendances", "couples")
MUTUAL_AID = (
    "hospital_scheme_members",
    "critical_scheme_members",
    "contributions_raised",
    "benefit_cases",
    "benefits_paid",
)
COVERAGE = ("consultation_coverage",)


# --- shared parts -------------------------------------------------------------------------------


def distinct(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are no repetition of another one in the same text."""
    return observations[observations["duplicate_of"] == ""]


def _documents(observations: pd.DataFrame, labels: Labels) -> list[str]:
    present = set(observations["document"])
    order = labels.document_order()
    unknown = sorted(present - set(order))
    if unknown:
        raise AnalysisError(f"documents.csv has no document {unknown[0]!r}.")
    return [document for document in order if document in present]


def _in_order(observations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Sort by the fixed order of cities, then documents, then place in the text."""
    cities, documents = labels.order("city"), labels.document_order()
    keys = [
        (cities.index(row["city"]), documents.index(row["document"]), int(row["start"]))
        for row in records(observations)
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return observations.iloc[order]


FIGURE_COLUMNS = ("document", "measures", "literal", "words", "limits", "period", "remark")


def figure_frame(observations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Return one row of readable cells per figure, with its identifier for links."""
    rows = []
    for figure in records(observations):
        usual = Interval.from_columns({k: str(v) for k, v in figure.items()}, "conventional")
        status = str(figure["status"])
        rows.append(
            {
                "figure_id": figure["figure_id"],
                "document": labels.document(figure["document"]),
                "measures": figure[f"measures_{labels.language}"],
                "literal": tidy(figure["literal"]),
                "words": format_bound(figure, labels.language),
                "limits": format_interval(usual, figure["unit"], labels.language),
                "period": period_of(figure, labels.language),
                "remark": "" if status == "as_printed" else labels.code("status", status),
            }
        )
    return pd.DataFrame(rows, columns=["figure_id", *FIGURE_COLUMNS], dtype=object)


def headers(columns: Iterable[str], labels: Labels) -> dict[str, str]:
    """Return the header of each column."""
    return {column: labels.t(f"column.{column}") for column in columns}


def footer_of(drawn: pd.DataFrame, labels: Labels, *, verb: str = "drawn") -> str:
    """Return sources, period and number of the rows drawn."""
    sources = join(
        [labels.document(document) for document in _documents(drawn, labels)], labels.language
    )
    years = years_of(records(drawn), labels.language)
    count = labels.t(f"chart.{verb}", n=len(drawn))
    if not years:
        return labels.t("chart.footer_timeless", sources=sources, drawn=count)
    return labels.t("chart.footer", sources=sources, years=years, drawn=count)


def caveats_of(
    drawn: pd.DataFrame, labels: Labels, *, repeats: int = 0, panels: Sequence[Panel] = ()
) -> list[str]:
    """Return the sentences that the rows drawn call for."""
    counts = {
        "impossible": int((drawn["status"] == "impossible").sum()),
        "doubtful": int((drawn["status"] == "doubtful").sum()),
        "damaged": int((drawn["status"] == "damaged").sum()),
        "assumed": int((drawn["period_basis"] == "assumed").sum()),
        "since_unstated": int((drawn["period_kind"] == "since_unstated").sum()),
        "other_levels": int((drawn["level"] != "city").sum()),
        "repeats": repeats,
    }
    found = [labels.t(f"caveat.{key}", n=n) for key, n in counts.items() if n]
    if any(off_scale(row, panel.rows, panel.scale) for panel in panels for row in panel.rows):
        found.append(labels.t("caveat.off_scale"))
    found += _base_caveats(drawn, labels)
    found.append(labels.t("caveat.self_report"))
    return found


def _base_caveats(drawn: pd.DataFrame, labels: Labels) -> list[str]:
    shares = drawn[drawn["unit"] == "%"]
    found = []
    unstated = int((shares["stated_base"] == "").sum())
    if unstated:
        found.append(labels.t("caveat.base_unstated", n=unstated))
    bases = [base for base in dict.fromkeys(shares["stated_base"]) if base]
    if len(bases) > 1:
        names = join([labels.code("population", base) for base in bases], labels.language)
        found.append(labels.t("caveat.bases_differ", bases=names))
    return found


def _alt(
    labels: Labels, form: str, subject: str, finding: str, low: str = "", high: str = ""
) -> str:
    extent = labels.t("chart.range", low=low, high=high) if low else ""
    return labels.t(
        "chart.alt", form=labels.t(f"form.{form}"), subject=subject, finding=finding, range=extent
    ).strip()


def _svg(canvas: Canvas, name: str, alt: str, labels: Labels) -> str:
    return to_svg(
        canvas.figure, name, alt, labels.language, links=canvas.links, cities=canvas.cities
    )


def _word(number: int, labels: Labels) -> str:
    return labels.t(f"word.{number}") if 0 < number < 10 else str(number)


def _lower(label: str, labels: Labels) -> str:
    return label[:1].lower() + label[1:] if labels.language == "en" else label


def _percent(part: int, whole: int) -> str:
    return f"{round(Fraction(100 * part, whole))}%"


# --- 1, 2: tables of counts ---------------------------------------------------------------------


def themes_by_document(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 1: who gives figures on what, as counts of different figures."""
    figures = distinct(observations)
    figures = figures[figures["theme"] != "context"]
    documents = _documents(figures, labels)
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
        return join([_lower(labels.code("theme", code), labels) for code in codes], labels.language)

    count = _word(len(documents), labels)
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
    documents = _documents(figures, labels)
    codes = labels.order("counted")
    parts = []
    for document in documents:
        own = figures[figures["document"] == document]
        parts.append(Fraction(int((own["counted"] == "money").sum()), len(own)))
    low, high = (_percent(end.numerator, end.denominator) for end in (min(parts), max(parts)))
    title = labels.t(
        "story.counted.title_one" if low == high else "story.counted.title", low=low, high=high
    )
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
    documents = _documents(figures, labels)
    totals = {document: int((figures["document"] == document).sum()) for document in documents}
    grid, rows = [], []
    for code in codes:
        line = []
        record: dict[str, str] = {column: capital(labels.code(column, code))}
        for document in documents:
            chosen = (figures[column] == code) & (figures["document"] == document)
            n = int(chosen.sum())
            weight = round(Fraction(1000 * n, totals[document])) if shade_by_share else n
            shown = str(n) if n else labels.t("absent.none")
            share = _percent(n, totals[document])
            line.append(Cell(f"{code}-{document}", weight, shown, cell(document, code, n, share)))
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
    alt = _alt(
        labels,
        "heat_table",
        labels.t(f"story.{story}.subject"),
        title,
        str(min(counts)),
        str(max(counts)),
    )
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=labels.t(f"story.{story}.subtitle"),
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
    name = "firmness-of-words"
    figures = distinct(observations)
    documents = _documents(figures, labels)
    codes = [code for code in BOUND_ORDER if code in set(figures["bound"])]
    bars, rows, shares = [], [], []
    for document in documents:
        own = figures[figures["document"] == document]
        vague = int((own["bound"] != "exact").sum())
        shares.append((Fraction(vague, len(own)), document, _percent(vague, len(own))))
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
    alt = _alt(labels, "shares", labels.t("story.hedges.subject"), title, low[2], high[2])
    parts = join([labels.code("bound", code) for code in codes], labels.language)
    columns = ("document", "bound", "figures", "share", "hedges")
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=labels.t("story.hedges.subtitle", parts=parts),
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
        share = _percent(n, len(own))
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


# --- dot plots ----------------------------------------------------------------------------------


def panels_of(
    figures: pd.DataFrame,
    labels: Labels,
    *,
    indicators: Sequence[str] | None = None,
    documents: Sequence[str] = (),
) -> list[Panel]:
    """Split figures into panels: one indicator, unit, kind of period and nature each.

    Parameters
    ----------
    figures
        Observations to draw.
    labels
        Labels in the language of the chart.
    indicators
        Order of the indicators; that of the codebook by default.
    documents
        Documents that are named when they report nothing on an indicator.
    """
    order = list(indicators or labels.indicators["indicator"])
    panels: list[Panel] = []
    present = set(figures["indicator"])
    for indicator in order:
        if indicator not in present:
            continue
        own = _in_order(figures[figures["indicator"] == indicator], labels)
        silent = [d for d in documents if d not in set(own["document"])]
        kinds = labels.order("period_kind")
        groups = sorted(
            {(kinds.index(row["period_kind"]), row["unit"], row["nature"]) for row in records(own)}
        )
        for number, (kind, unit, nature) in enumerate(groups):
            alike = (own["period_kind"] == kinds[kind]) & (own["unit"] == unit)
            chosen = own[alike & (own["nature"] == nature)]
            last = number == len(groups) - 1
            names = join([labels.document(document) for document in silent], labels.language)
            absent = labels.t("chart.not_reported", documents=names) if last and silent else ""
            panels.append(panel_of(chosen, labels, absent=absent))
    return panels


def _dot_chart(
    name: str,
    panels: Sequence[Panel],
    drawn: pd.DataFrame,
    labels: Labels,
    *,
    title: str,
    subject: str,
    subtitle: str = "",
    repeats: int = 0,
) -> Chart:
    canvas = dot_plot(panels, labels)
    known = set(drawn["figure_id"])
    ids = [row.key for panel in panels for row in panel.rows if row.key in known]
    ordered = drawn.set_index("figure_id", drop=False).loc[ids]
    words = _range_words(ordered, labels)
    alt = _alt(labels, "dot_plot", subject, title, *words)
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=sentences([subtitle, *legend(panels, labels)], labels),
        data=figure_frame(ordered, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(ids),
        caveats=caveats_of(ordered, labels, repeats=repeats, panels=panels),
        footer=footer_of(ordered, labels),
        sources=tuple(_documents(ordered, labels)),
    )


def sentences(parts: Iterable[str], labels: Labels) -> str:
    """Put sentences together: a space between them in English, none in Chinese."""
    return (" " if labels.language == "en" else "").join(part for part in parts if part)


def legend(panels: Sequence[Panel], labels: Labels, without: Sequence[str] = ()) -> list[str]:
    """Say what the marks mean that these panels really hold, but for the kinds in `without`."""
    rows = [row for panel in panels for row in panel.rows]
    placed = [row for row in rows if row.value is not None]
    plain = [row for row in placed if row.status not in {"impossible", "argued"}]
    hedged = [row for row in rows if not row.stated]
    ends = [row for row in rows if row.value is None and not row.neutral]
    holds = {
        "filled": any(row.stated for row in plain),
        "hollow": any(not row.stated for row in plain),
        "ends": any(row.low is not None and row.high is not None for row in ends),
        "segment": any(_visible(row) for row in rows),
        "arrow": any(row.fades_low or row.fades_high for row in hedged),
        "dashed": any(row.status == "impossible" for row in rows),
        "argued": any(row.status == "argued" for row in rows),
        "words": labels.language == "zh" or any(row.literal for row in rows),
        "log": any(panel.scale == "log" for panel in panels),
    }
    return [
        labels.t(f"chart.mark_{key}") for key, held in holds.items() if held and key not in without
    ]


def _visible(row: Row) -> bool:
    """Tell whether the limits of a row are so far apart that a line is seen."""
    if row.low is None or row.high is None:
        return not row.stated and row.value is not None
    return row.high - row.low > abs(row.high) / 50


def _range_words(figures: pd.DataFrame, labels: Labels) -> tuple[str, ...]:
    """Return the lowest and highest figure in words, where all have one unit."""
    known = figures[figures["value"] != ""]
    if known.empty or known["unit"].nunique() != 1:
        return ()
    rows = sorted(records(known), key=lambda row: exact(row["value"]) or Fraction(0))
    return (
        format_bound(rows[0], labels.language),
        format_bound(rows[-1], labels.language),
    )


def drawable(observations: pd.DataFrame, theme: str, labels: Labels) -> pd.DataFrame:
    """Return the figures of a theme that its chart draws.

    These are the core indicators; where a theme has none, the supporting ones, which no other
    text counts.
    """
    if theme not in labels.order("theme"):
        known = ", ".join(labels.order("theme"))
        raise AnalysisError(f"Unknown theme {theme!r}: choose one of {known}.")
    own = distinct(observations[observations["theme"] == theme])
    core = own[own["tier"] == "core"]
    return core if not core.empty else own


def _firm(figures: pd.DataFrame, labels: Labels) -> str:
    """Say how many figures are printed without a hedge; faulty ones are not counted."""
    sound = figures[figures["status"] == "as_printed"]
    n, firm = len(sound), int((sound["bound"] == "exact").sum())
    if not n:
        return labels.t("story.firm.unsound")
    key = "all" if firm == n else "some" if firm else "none"
    tail = "" if n == len(figures) else "_sound"
    return labels.t(f"story.firm.{key}{tail}", exact=firm, n=n)


def theme_chart(observations: pd.DataFrame, labels: Labels, theme: str) -> Chart:
    """Return the dot plot with limits of a theme: one panel per indicator, unit and kind of period.

    Parameters
    ----------
    observations
        Observations of all documents (or of the theme).
    labels
        Labels in the language of the chart.
    theme
        Code of the theme.
    """
    drawn = drawable(observations, theme, labels)
    if drawn.empty:
        raise AnalysisError(f"No text gives a figure on the theme {theme!r}: nothing to draw.")
    core = set(drawn["tier"]) == {"core"}
    documents = labels.document_order()
    panels = panels_of(drawn, labels, documents=documents if core else ())
    texts = _documents(drawn, labels)
    key = "title" if core else "supporting"
    title = labels.t(
        f"story.theme.{key}_all" if len(texts) == len(documents) else f"story.theme.{key}",
        theme=capital(labels.code("theme", theme)),
        texts=_word(len(texts), labels),
        all=_word(len(documents), labels),
        years=years_of(records(drawn), labels.language),
        firm=_firm(drawn, labels),
    )
    repeats = observations[(observations["theme"] == theme) & (observations["duplicate_of"] != "")]
    return _dot_chart(
        f"theme-{theme.replace('_', '-')}",
        panels,
        drawn,
        labels,
        title=title,
        subject=labels.t("story.theme.subject", theme=labels.code("theme", theme)),
        subtitle="" if core else labels.t("story.theme.subtitle_supporting"),
        repeats=len(repeats),
    )


def document_chart(observations: pd.DataFrame, labels: Labels, document: str, theme: str) -> Chart:
    """All different figures of one document on one theme, supporting ones included."""
    own = distinct(observations)
    own = own[(own["document"] == document) & (own["theme"] == theme)]
    if own.empty:
        raise AnalysisError(f"{document} gives no figure on the theme {theme!r}: nothing to draw.")
    title = labels.t(
        "story.theme_of_document.title",
        document=labels.document(document),
        theme=_lower(labels.code("theme", theme), labels),
        figures=labels.t("count.figures", n=len(own)),
        firm=_firm(own, labels),
    )
    return _dot_chart(
        f"{document}-{theme.replace('_', '-')}",
        panels_of(own, labels),
        own,
        labels,
        title=title,
        subject=labels.t(
            "story.theme_of_document.subject",
            document=labels.document(document),
            theme=_lower(labels.code("theme", theme), labels),
        ),
    )


def city_chart(observations: pd.DataFrame, labels: Labels, city: str) -> Chart:
    """Draw what a city's texts count more than once: core indicators that two of them share."""
    own = distinct(observations)
    own = own[(own["city"] == city) & (own["tier"] == "core")]
    shared = [
        indicator
        for indicator, rows in own.groupby("indicator", sort=False)
        if rows["document"].nunique() > 1
    ]
    drawn = own[own["indicator"].isin(shared)]
    if drawn.empty:
        raise AnalysisError(f"No two texts of {city!r} count the same thing: nothing to draw.")
    return _dot_chart(
        f"city-{city}",
        panels_of(drawn, labels),
        drawn,
        labels,
        title=labels.t(
            "story.city.title",
            city=labels.code("city", city),
            n=_word(len(shared), labels),
            documents=join(
                [labels.document(d) for d in _documents(drawn, labels)], labels.language
            ),
        ),
        subject=labels.t("story.city.subject", city=labels.code("city", city)),
        subtitle=labels.t("story.city.subtitle"),
    )


def mutual_aid(
    observations: pd.DataFrame, labels: Labels, derived: pd.DataFrame | None = None
) -> Chart:
    """Chart 5: medical mutual aid, the two schemes in panels of their own.

    With the table of derived figures, yuan per case and the share paid out are drawn too.
    """
    figures = distinct(observations)
    drawn = figures[figures["indicator"].isin(MUTUAL_AID)]
    if drawn.empty:
        raise AnalysisError("No text gives a figure on medical mutual aid: nothing to draw.")
    documents = _documents(drawn, labels)
    names = join([labels.document(document) for document in documents], labels.language)
    key = "title" if len(documents) > 1 else "title_one"
    panels = panels_of(drawn, labels, indicators=MUTUAL_AID, documents=labels.document_order())
    if derived is not None:
        panels += _mutual_aid_ratios(observations, derived, labels)
    return _dot_chart(
        "mutual-aid",
        panels,
        drawn,
        labels,
        title=labels.t(f"story.mutual_aid.{key}", documents=names),
        subject=labels.t("story.mutual_aid.subject"),
        subtitle=labels.t("story.mutual_aid.subtitle"),
        repeats=int(
            (
                observations["indicator"].isin(MUTUAL_AID) & (observations["duplicate_of"] != "")
            ).sum()
        ),
    )


def _mutual_aid_ratios(
    observations: pd.DataFrame, derived: pd.DataFrame, labels: Labels
) -> list[Panel]:
    own = derived[
        (derived["theme"] == "medical_mutual_aid")
        & derived["group"].isin(["help_per_head", "share"])
        & (derived["status"] == "computed")
    ]
    panels = []
    for (_, unit), rows in own.groupby(["measure", f"unit_{labels.language}"], sort=False):
        share = unit == "%"
        panels.append(
            _ratio_panel(
                _by_measure(rows, labels),
                observations,
                labels,
                title=str(rows.iloc[0][f"label_{labels.language}"]),
                subtitle=capital(labels.t("chart.ratio_subtitle", unit=unit)),
                limits=(Fraction(0), Fraction(100)) if share else None,
            )
        )
    return [replace(panel, rows=tuple(map(_by_document, panel.rows))) for panel in panels]


def _by_document(row: Row) -> Row:
    """Head a ratio with its document instead of its label, which its panel already gives."""
    document, colon, formula = row.note.partition("：" if "：" in row.note else ": ")
    return replace(row, heading=document, note=formula) if colon else row


def consultation_coverage(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 6: coverage of collective consultation, lower bounds drawn up to 100 %."""
    figures = distinct(observations)
    drawn = _in_order(figures[figures["indicator"].isin(COVERAGE)], labels)
    if drawn.empty:
        raise AnalysisError("No text gives the coverage of collective consultation.")
    items = [
        labels.t(
            "story.consultation.item",
            words=format_bound(row, labels.language),
            document=labels.document(row["document"]),
        )
        for row in records(drawn)
    ]
    low = min(exact(row["value"]) or Fraction(0) for row in records(drawn))
    floor = Fraction(max(0, int(low) // 20 * 20))
    panels = [
        _limited(panel, (floor, Fraction(100)))
        for panel in panels_of(drawn, labels, documents=labels.document_order())
    ]
    return _dot_chart(
        "consultation-coverage",
        panels,
        drawn,
        labels,
        title=labels.t("story.consultation.title_overlap", list=join(items, labels.language)),
        subject=labels.t("story.consultation.subject"),
        subtitle=labels.t("story.consultation.subtitle"),
    )


def _limited(panel: Panel, limits: tuple[Fraction, Fraction]) -> Panel:
    return Panel(
        panel.title, panel.subtitle, panel.rows, panel.unit, "linear", limits, panel.absent
    )


# --- 4, 8: derived figures ----------------------------------------------------------------------

RATIO_COLUMNS = ("document", "measure", "ratio", "limits", "formula", "period", "remark")


def ratio_frame(ratios: pd.DataFrame, observations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Return one row of readable cells per derived figure, with its first input for links."""
    rows = []
    for ratio in records(ratios):
        inputs = _inputs(ratio, observations)
        row = ratio_row(ratio, inputs, labels)
        usual = Interval.from_columns({k: str(v) for k, v in ratio.items()}, "conventional")
        rows.append(
            {
                "figure_id": inputs[0]["figure_id"],
                "document": labels.document(ratio["document"]),
                "measure": ratio[f"label_{labels.language}"],
                "ratio": row.words,
                "limits": format_interval(usual, "", labels.language, 3),
                "formula": ratio_formula(ratio, inputs),
                "period": period_of(ratio, labels.language),
                "remark": row.warning,
            }
        )
    return pd.DataFrame(rows, columns=["figure_id", *RATIO_COLUMNS], dtype=object)


def _inputs(ratio: Mapping[str, Any], observations: pd.DataFrame) -> list[dict[str, Any]]:
    by_id = {row["figure_id"]: row for row in records(observations)}
    missing = [name for name in str(ratio["inputs"]).split("+") if name not in by_id]
    if missing:
        raise AnalysisError(
            f"{ratio['derived_id']}: its input {missing[0]} is not among the observations."
        )
    return [{str(k): v for k, v in by_id[n].items()} for n in str(ratio["inputs"]).split("+")]


def _ratio_panel(
    ratios: pd.DataFrame,
    observations: pd.DataFrame,
    labels: Labels,
    *,
    title: str,
    subtitle: str,
    scale: Literal["linear", "log"] = "linear",
    limits: tuple[Fraction, Fraction] | None = None,
) -> Panel:
    rows = tuple(
        ratio_row(ratio, _inputs(ratio, observations), labels) for ratio in records(ratios)
    )
    return Panel(title, subtitle, rows, "", scale, limits)


def _ratio_chart(
    name: str,
    panels: Sequence[Panel],
    ratios: pd.DataFrame,
    observations: pd.DataFrame,
    labels: Labels,
    *,
    title: str,
    subject: str,
    subtitle: str,
    caveats: Sequence[str] = (),
    without: Sequence[str] = ("words",),
) -> Chart:
    canvas = dot_plot(panels, labels)
    used = _used(ratios, observations)
    ordered = sorted(records(ratios), key=_size)
    ends = [ratio_row(row, _inputs(row, observations), labels).words for row in ordered]
    alt = _alt(labels, "dot_plot", subject, title, ends[0], ends[-1])
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=sentences([subtitle, *legend(panels, labels, without)], labels),
        data=ratio_frame(ratios, observations, labels),
        headers=headers(RATIO_COLUMNS, labels),
        links={"formula": "figure_id"},
        figure_ids=tuple(used["figure_id"]),
        caveats=[*caveats, *caveats_of(used, labels)],
        footer=footer_of(used, labels, verb="used"),
        sources=tuple(_documents(used, labels)),
    )


def _used(ratios: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    names = list(dict.fromkeys(name for cell in ratios["inputs"] for name in cell.split("+")))
    return observations.set_index("figure_id", drop=False).loc[names]


def worth_per_head(observations: pd.DataFrame, derived: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 4: what help is worth per head, on a logarithmic axis, grouped by theme.

    Parameters
    ----------
    observations
        Observations of all documents.
    derived
        Derived figures; those of the group ``help_per_head`` that could be computed are drawn.
    labels
        Labels in the language of the chart.
    """
    ratios = derived[(derived["group"] == "help_per_head") & (derived["status"] == "computed")]
    ratios = ratios[_has_size(ratios)]
    if ratios.empty:
        raise AnalysisError("No help per head could be computed: nothing to draw.")
    themes = [theme for theme in labels.order("theme") if theme in set(ratios["theme"])]
    values = [end for row in records(ratios) for end in _extent(row) if end > 0]
    panels, order = [], []
    for theme in themes:
        own = _by_measure(ratios[ratios["theme"] == theme], labels)
        order.append(own)
        panels.append(
            _ratio_panel(
                own,
                observations,
                labels,
                title=labels.code("theme", theme),
                subtitle=labels.t("story.worth.unit"),
                scale="log",
                limits=(min(values), max(values)),
            )
        )
    ordered = pd.concat(order)
    title = labels.t("story.worth.title", n=len(ordered))
    return _ratio_chart(
        "worth-per-head",
        panels,
        ordered,
        observations,
        labels,
        title=title,
        subject=labels.t("story.worth.subject"),
        subtitle=labels.t("story.worth.subtitle"),
        caveats=[labels.t("caveat.not_a_payment")],
    )


def _extent(ratio: Mapping[str, Any]) -> list[Fraction]:
    """Return the number of a ratio, or the ends of its range where it has no single number."""
    if ratio["value"]:
        return [exact(str(ratio["value"])) or Fraction(0)]
    cells = (str(ratio["conventional_low"]), str(ratio["conventional_high"]))
    return [end for end in map(exact, cells) if end is not None]


def _has_size(ratios: pd.DataFrame) -> pd.Series[bool]:
    return pd.Series([bool(_extent(row)) for row in records(ratios)], ratios.index, dtype=bool)


def _size(ratio: Mapping[str, Any]) -> Fraction:
    """Return the number by which a ratio is put in order: itself or the lower end of its range."""
    return next(iter(_extent(ratio)), Fraction(0))


def _by_measure(ratios: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Keep ratios of one measure together, cities in their fixed order."""
    measures = list(dict.fromkeys(ratios["measure"]))
    documents, cities = labels.document_order(), labels.order("city")
    rows = records(ratios)
    order = sorted(
        range(len(rows)),
        key=lambda i: (
            measures.index(rows[i]["measure"]),
            cities.index(rows[i]["city"]),
            documents.index(rows[i]["document"]),
            i,
        ),
    )
    return ratios.iloc[order]


def impossible_as_printed(
    observations: pd.DataFrame,
    derived: pd.DataFrame,
    labels: Labels,
    *,
    possible: Mapping[str, Interval] | None = None,
) -> Chart:
    """Chart 8: amounts per head as printed, against what is possible, and as restored.

    Parameters
    ----------
    observations
        Observations of all documents.
    derived
        Derived figures; those kept out and those argued are drawn.
    labels
        Labels in the language of the chart.
    possible
        What is plausible for a ratio, by measure, as the declared checks say.  A printed amount
        inside of it is left out: its fault lies elsewhere.
    """
    chosen = derived[
        (derived["group"] == "help_per_head") & derived["status"].isin(["kept_out", "argued"])
    ]
    chosen = chosen[_has_size(chosen)]
    if not (chosen["status"] == "kept_out").any():
        raise AnalysisError("No amount per head is impossible as printed: nothing to draw.")
    bounds = {m: i for m, i in (possible or {}).items() if m in set(chosen["measure"])}
    chosen = _outside(chosen, bounds)
    values = [end for row in records(chosen) for end in _extent(row) if end > 0]
    values += [end for i in bounds.values() for end in (i.low, i.high) if end]
    panels = []
    for numerator in dict.fromkeys(chosen["numerator"]):
        own = chosen[chosen["numerator"] == numerator]
        figure = _inputs(own.iloc[0], observations)[0]
        panel = _ratio_panel(
            own,
            observations,
            labels,
            title=capital(str(figure[f"measures_{labels.language}"])),
            subtitle=capital(str(own.iloc[0][f"unit_{labels.language}"])),
            scale="log",
            limits=(min(values), max(values)),
        )
        measure = str(own.iloc[0]["measure"])
        rows = tuple(
            _renamed(row, ratio, observations, labels)
            for row, ratio in zip(panel.rows, records(own), strict=True)
        )
        if measure in bounds:
            rows = (
                *rows[:1],
                _possible_row(rows[0], bounds[measure], own.iloc[0], labels),
                *rows[1:],
            )
        panels.append(replace(panel, rows=rows))
    title = labels.t("story.impossible.title", list=_impossible_words(chosen, observations, labels))
    return _ratio_chart(
        "impossible-as-printed",
        panels,
        chosen,
        observations,
        labels,
        title=title,
        subject=labels.t("story.impossible.subject"),
        subtitle=labels.t("story.impossible.subtitle"),
        without=("words", "segment", "arrow", "filled", "hollow"),
    )


def _outside(ratios: pd.DataFrame, bounds: Mapping[str, Interval]) -> pd.DataFrame:
    """Keep the ratios whose printed amount is outside the bounds, and what is argued for them."""
    outside = {
        row["numerator"]
        for row in records(ratios)
        if row["status"] == "kept_out"
        and not (row["measure"] in bounds and bounds[row["measure"]].contains(_size(row)))
    }
    kept = ratios[ratios["numerator"].isin(outside)]
    return ratios if kept.empty else kept


def _impossible_words(ratios: pd.DataFrame, observations: pd.DataFrame, labels: Labels) -> str:
    """Say what the printed numbers come to, one part for each measure."""
    printed = ratios[ratios["status"] == "kept_out"]
    parts = []
    for _, own in printed.groupby("measure", sort=False):
        words = [
            ratio_row(ratio, _inputs(ratio, observations), labels).words for ratio in records(own)
        ]
        label = _lower(str(own.iloc[0][f"label_{labels.language}"]), labels)
        found = join(words, labels.language)
        parts.append(labels.t("story.impossible.item", label=label, words=found))
    return join(parts, labels.language)


def _renamed(row: Row, ratio: Mapping[str, Any], observations: pd.DataFrame, labels: Labels) -> Row:
    if row.status != "argued":
        return replace(row, heading=labels.t("story.impossible.printed"))
    by_id = {str(figure["figure_id"]): figure for figure in records(observations)}

    def in_words(found: re.Match[str]) -> str:
        figure = by_id.get(found[1])
        number = exact(found[2])
        if figure is None or number is None:
            return found[0]
        return labels.t(
            "story.impossible.instead",
            printed=tidy(str(figure["literal"])),
            restored=format_quantity(number, str(figure["unit"]), labels.language),
        )

    reason = re.sub(
        r"([a-z]+-\d{4}-\d{3}) = ([\d./]*\d)", in_words, str(ratio[f"reason_{labels.language}"])
    )
    reason = capital(reason)
    return replace(row, heading=labels.t("story.impossible.argued"), note=reason, warning="")


def _possible_row(row: Row, bounds: Interval, ratio: Mapping[str, Any], labels: Labels) -> Row:
    words = format_interval(bounds, "", labels.language, 3)
    unit = str(ratio[f"unit_{labels.language}"])
    words += f" {unit}" if labels.language == "en" else unit
    return replace(
        row,
        key=f"{row.key}-possible",
        heading=labels.t("story.impossible.possible"),
        note="",
        value=None,
        low=bounds.low,
        high=bounds.high,
        fades_low=False,
        fades_high=False,
        words=words,
        warning="",
        tooltip=f"{labels.t('story.impossible.possible')}: {words}",
        status="as_printed",
        neutral=True,
    )


# --- 7: ladder ----------------------------------------------------------------------------------


def entry_of(figure: Mapping[str, Any], labels: Labels) -> Entry:
    """Return a figure as an entry of a grid or a chain."""
    row = row_of(figure, labels)
    return Entry(row.key, row.href, row.words, row.literal, row.tooltip)


def matchmaking(observations: pd.DataFrame, labels: Labels) -> Chart:
    """Chart 7: matchmaking as a ladder of stages, with what each text says of each."""
    name = "matchmaking"
    figures = distinct(observations)
    drawn = _in_order(figures[figures["indicator"].isin(MATCHMAKING)], labels)
    if drawn.empty:
        raise AnalysisError("No text gives a figure on matchmaking: nothing to draw.")
    documents = _documents(observations, labels)
    steps = _matchmaking_steps(drawn, labels)
    cells: dict[tuple[int, int], list[Entry]] = {}
    last: dict[str, str] = {}
    for i, (indicator, stage, label) in enumerate(steps):
        chosen = drawn[(drawn["indicator"] == indicator) & (drawn["stage"].map(str) == stage)]
        if indicator != "couples":
            chosen = drawn[drawn["indicator"] == indicator]
        for figure in records(chosen):
            j = documents.index(figure["document"])
            entry = replace(entry_of(figure, labels), note=figure[f"measures_{labels.language}"])
            cells.setdefault((i, j), []).append(entry)
            last[figure["document"]] = label
    canvas = ladder(
        [label for _, _, label in steps],
        [(labels.city_of(d), labels.document(d)) for d in documents],
        cells,
        labels,
    )
    items = [
        labels.t(
            "story.matchmaking.item",
            document=labels.document(document),
            stage=_lower(last[document], labels),
        )
        for document in documents
        if document in last
    ]
    title = labels.t("story.matchmaking.title", list=join(items, labels.language))
    alt = _alt(labels, "ladder", labels.t("story.matchmaking.subject"), title)
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=labels.t("story.matchmaking.subtitle"),
        data=figure_frame(drawn, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(drawn["figure_id"]),
        caveats=caveats_of(drawn, labels),
        footer=footer_of(drawn, labels),
        sources=tuple(_documents(drawn, labels)),
    )


def _matchmaking_steps(drawn: pd.DataFrame, labels: Labels) -> list[tuple[str, str, str]]:
    steps: list[tuple[str, str, str]] = []
    for indicator in MATCHMAKING:
        if indicator not in set(drawn["indicator"]):
            continue
        if indicator != "couples":
            steps.append((indicator, "", labels.t(f"story.matchmaking.{indicator}")))
            continue
        present = set(drawn.loc[drawn["indicator"] == indicator, "stage"])
        steps += [
            (indicator, stage, capital(labels.code("stage", stage)) if stage else "")
            for stage in [*labels.order("stage"), ""]
            if stage in present
        ]
    return [
        (indicator, stage, label or labels.indicator(indicator))
        for indicator, stage, label in steps
    ]


# --- 9: periods ---------------------------------------------------------------------------------


def periods_of_document(observations: pd.DataFrame, labels: Labels, document: str) -> Chart:
    """Chart 9: which time each figure of a document covers, and how that is known."""
    name = f"periods-{document}"
    own = distinct(observations)
    own = own[own["document"] == document]
    if own.empty:
        raise AnalysisError(f"Unknown document {document!r}, or one without figures.")
    bases = labels.order("period_basis")
    rows = records(own)
    ordered = sorted(
        rows,
        key=lambda row: (
            _KIND_RANK.get(row["period_kind"], len(_KIND_RANK)),
            row["period_start"] or "0000",
            row["period_end"] or "9999",
            bases.index(row["period_basis"]),
            int(row["start"]),
        ),
    )
    alike: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in ordered:
        key = capital(period_of(row, labels.language)), row["period_basis"]
        alike.setdefault(key, []).append(row)
    groups = [
        PeriodGroup(
            labels.t(
                "story.periods.group",
                period=period,
                basis=labels.code("period_basis", basis),
                figures=labels.t("count.figures", n=len(members)),
            ),
            tuple(_period_bar(row, labels) for row in members),
        )
        for (period, basis), members in alike.items()
    ]
    years = [int(row[f][:4]) for row in rows for f in ("period_start", "period_end") if row[f]]
    canvas = period_bars(groups, min(years), max(years), labels.city_of(document), labels)
    title = _period_title(rows, labels, document)
    subject = labels.t("story.periods.subject", document=labels.document(document))
    alt = _alt(labels, "period_bars", subject, title, str(min(years)), str(max(years)))
    columns = ("measures", "literal", "period", "basis")
    frame = figure_frame(own, labels)
    frame["basis"] = [labels.code("period_basis", row["period_basis"]) for row in rows]
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=labels.t("story.periods.subtitle"),
        data=frame[["figure_id", *columns]],
        headers=headers(columns, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(bar.key for group in groups for bar in group.bars),
        caveats=[],
        footer=footer_of(own, labels),
        sources=(document,),
    )


_KIND_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("multi_year", "year", "part_year", "event", "day", "since_unstated", "future")
    )
}


def _period_title(rows: Sequence[Mapping[str, Any]], labels: Labels, document: str) -> str:
    review = labels.documents[labels.documents["document"] == document].iloc[0]
    start, end = str(review["period_start"]), str(review["period_end"])
    whole = sum(row["period_start"] == start and row["period_end"] == end for row in rows)
    assumed = sum(row["period_basis"] == "assumed" for row in rows)
    kind = "year" if start[:4] == end[:4] else "multi_year"
    period = period_of(
        {"period_start": start, "period_end": end, "period_kind": kind}, labels.language
    )
    return labels.t(
        "story.periods.title" if assumed else "story.periods.title_known",
        document=labels.document(document),
        whole=whole,
        n=len(rows),
        period=period,
        assumed=assumed,
    )


def _period_bar(row: Mapping[str, Any], labels: Labels) -> PeriodBar:
    return PeriodBar(
        key=str(row["figure_id"]),
        href=card(str(row["figure_id"])),
        tooltip=tooltip(row, labels),
        start=_year(str(row["period_start"])),
        end=_year(str(row["period_end"]), after=row["period_start"] != row["period_end"]),
        basis=str(row["period_basis"]),
        day=bool(row["period_start"]) and row["period_start"] == row["period_end"],
    )


def _year(day: str, *, after: bool = False) -> float | None:
    if not day:
        return None
    when = date.fromisoformat(day)
    first = date(when.year, 1, 1)
    length = (date(when.year + 1, 1, 1) - first).days
    return when.year + ((when - first).days + (1 if after else 0)) / length


# --- 10: look-alikes ----------------------------------------------------------------------------


def look_alike_table(found: pd.DataFrame, labels: Labels) -> Table:
    """Chart 10: like numbers of different things, each pair with what forbids the comparison.

    Parameters
    ----------
    found
        Pairs from `analysis.comparability.look_alikes`.
    labels
        Labels in the language of the table.
    """
    if found.empty:
        raise AnalysisError("No two numbers look alike: there is nothing to show.")
    language = labels.language
    rows = []
    for pair in records(found):
        cells = {"figure_a": pair["figure_a"], "figure_b": pair["figure_b"]}
        for side, name in (("a", "first"), ("b", "second")):
            cells[name] = labels.t(
                "story.look_alikes.what",
                document=labels.document(pair[f"document_{side}"]),
                measures=pair[f"measures_{side}_{language}"],
            )
            cells[f"literal_{side}"] = tidy(pair[f"literal_{side}"])
        rows.append({**cells, "difference": capital(pair[f"difference_{language}"])})
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=labels.t("story.look_alikes.caption", n=len(rows)),
        headers=headers(("first", "literal_a", "second", "literal_b", "difference"), labels),
        name="look-alikes",
        language=language,
        links={"literal_a": "figure_a", "literal_b": "figure_b"},
        numbers=("literal_a", "literal_b"),
        notes=(labels.t("story.look_alikes.note"),),
    )


# --- 11: chain ----------------------------------------------------------------------------------


def dispute_chain(observations: pd.DataFrame, labels: Labels, document: str) -> Chart:
    """Chart 11: early warnings, disputes, workers and money inside one text."""
    name = f"dispute-chain-{document}"
    own = distinct(observations)
    own = own[own["document"] == document]
    steps: list[Step] = []
    chosen: list[dict[str, Any]] = []
    for key, indicators in CHAIN:
        figures = [
            row for indicator in indicators for row in records(own[own["indicator"] == indicator])
        ]
        if figures:
            entries = tuple(_chain_entry(row, labels) for row in figures)
            steps.append(Step(labels.t(key), entries))
            chosen += figures
    if len(steps) < 2:
        raise AnalysisError(f"{document} has no chain of figures on disputes: nothing to draw.")
    drawn = pd.DataFrame(chosen, columns=own.columns, dtype=object)
    canvas = chain(steps, labels.city_of(document), labels)
    ends = [
        labels.t(
            "story.chain.item",
            words=format_bound(row, labels.language),
            label=_lower(labels.indicator(row["indicator"]), labels),
        )
        for row in (chosen[0], chosen[-1])
    ]
    title = labels.t(
        "story.chain.title",
        document=labels.document(document),
        n=len(chosen),
        first=ends[0],
        last=ends[1],
    )
    subject = labels.t("story.chain.subject", document=labels.document(document))
    alt = _alt(labels, "chain", subject, title)
    return Chart(
        name=name,
        language=labels.language,
        svg=_svg(canvas, name, alt, labels),
        alt=alt,
        title=title,
        subtitle=labels.t("story.chain.subtitle"),
        data=figure_frame(drawn, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(drawn["figure_id"]),
        caveats=caveats_of(drawn, labels),
        footer=footer_of(drawn, labels),
        sources=(document,),
    )


def _chain_entry(row: Mapping[str, Any], labels: Labels) -> Entry:
    entry = entry_of(row, labels)
    return replace(entry, note=row_of(row, labels).note)
