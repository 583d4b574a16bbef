"""Dot plots of printed figures: themes, texts, cities, and charts 5 and 6."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from analysis.charts.forms.dots import dot_plot
from analysis.charts.forms.key import marks_used
from analysis.charts.forms.rows import Panel, capital, panel_of
from analysis.charts.story.common import (
    FIGURE_COLUMNS,
    caveats_of,
    distinct,
    documents_of,
    figure_frame,
    finished,
    footer_of,
    headers,
    in_order,
    lower,
    sentences,
    word,
)
from analysis.charts.story.per_head_charts import by_measure, ratio_panel
from analysis.charts.story.verdicts import verdict_of
from analysis.errors import AnalysisError
from analysis.language import Labels, exact, format_bound, join, records, years_of
from analysis.show.displays import Chart

MUTUAL_AID = (
    "hospital_scheme_members",
    "critical_scheme_members",
    "contributions_raised",
    "benefit_cases",
    "benefits_paid",
)
COVERAGE = "consultation_coverage"

_NAMED = 4
"""Most indicators that a title names."""


def panels_of(
    figures: pd.DataFrame,
    labels: Labels,
    *,
    indicators: Sequence[str] | None = None,
    documents: Sequence[str] = (),
    comparisons: pd.DataFrame | None = None,
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
    comparisons
        Graded pairs, for what a panel says of its figures.
    """
    order = list(indicators or labels.indicators["indicator"])
    panels: list[Panel] = []
    present = set(figures["indicator"])
    for indicator in order:
        if indicator not in present:
            continue
        own = in_order(figures[figures["indicator"] == indicator], labels)
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
            verdict = verdict_of(list(chosen["figure_id"]), comparisons, labels)
            panels.append(panel_of(chosen, labels, absent=absent, verdict=verdict))
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
    canvas = dot_plot(panels, labels, key=marks_used(panels))
    known = set(drawn["figure_id"])
    ids = [row.key for panel in panels for row in panel.rows if row.key in known]
    ordered = drawn.set_index("figure_id", drop=False).loc[ids]
    return finished(
        canvas,
        labels,
        name=name,
        form="dot_plot",
        subject=subject,
        title=title,
        subtitle=subtitle or _shown(len(ids), len(panels), labels),
        ends=_range_words(ordered, labels),
        data=figure_frame(ordered, labels),
        headers=headers(FIGURE_COLUMNS, labels),
        links={"literal": "figure_id"},
        figure_ids=tuple(ids),
        caveats=caveats_of(ordered, labels, repeats=repeats, panels=panels),
        footer=footer_of(ordered, labels),
        sources=tuple(documents_of(ordered, labels)),
    )


def _shown(figures: int, panels: int, labels: Labels) -> str:
    """Say how many figures and panels there are, and what makes a panel."""
    return labels.t(
        "chart.shown",
        figures=labels.t("count.figures", n=figures),
        panels=labels.t("count.panels", n=panels),
    )


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


def _things(indicators: Iterable[str], labels: Labels) -> str:
    """Name what is drawn: of many indicators, the first ones and how many more."""
    names = list(dict.fromkeys(lower(labels.indicator(code), labels) for code in indicators))
    if len(names) <= _NAMED:
        return join(names, labels.language)
    separator = ", " if labels.language == "en" else "、"
    return labels.t(
        "story.things.more",
        list=separator.join(names[: _NAMED - 1]),
        n=len(names) - _NAMED + 1,
    )


def _in_codebook_order(figures: pd.DataFrame, labels: Labels) -> list[str]:
    """Return the indicators of figures in the order of the panels."""
    present = set(figures["indicator"])
    return [code for code in labels.indicators["indicator"] if code in present]


def theme_chart(
    observations: pd.DataFrame,
    labels: Labels,
    theme: str,
    comparisons: pd.DataFrame | None = None,
) -> Chart:
    """Return the dot plot with limits of a theme: one panel per indicator, unit and kind of period.

    Parameters
    ----------
    observations
        Observations of all documents (or of the theme).
    labels
        Labels in the language of the chart.
    theme
        Code of the theme.
    comparisons
        Graded pairs, for what a panel says of its figures.
    """
    drawn = drawable(observations, theme, labels)
    if drawn.empty:
        raise AnalysisError(f"No text gives a figure on the theme {theme!r}: nothing to draw.")
    core = set(drawn["tier"]) == {"core"}
    documents = labels.document_order()
    panels = panels_of(drawn, labels, documents=documents if core else (), comparisons=comparisons)
    texts = documents_of(drawn, labels)
    title = labels.t(
        "story.theme.title_all" if len(texts) == len(documents) else "story.theme.title",
        theme=capital(labels.code("theme", theme)),
        texts=word(len(texts), labels),
        all=word(len(documents), labels),
        years=years_of(records(drawn), labels.language),
        things=_things(_in_codebook_order(drawn, labels), labels),
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
        theme=lower(labels.code("theme", theme), labels),
        things=_things(_in_codebook_order(own, labels), labels),
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
            theme=lower(labels.code("theme", theme), labels),
        ),
    )


def city_chart(
    observations: pd.DataFrame,
    labels: Labels,
    city: str,
    comparisons: pd.DataFrame | None = None,
) -> Chart:
    """Draw what a city's texts count more than once: core indicators that two of them share.

    With the graded pairs, each panel says what they say of its figures.
    """
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
        panels_of(drawn, labels, comparisons=comparisons),
        drawn,
        labels,
        title=labels.t(
            "story.city.title",
            city=labels.code("city", city),
            documents=join(
                [labels.document(d) for d in documents_of(drawn, labels)], labels.language
            ),
            things=_things(_in_codebook_order(drawn, labels), labels),
        ),
        subject=labels.t("story.city.subject", city=labels.code("city", city)),
        subtitle=labels.t("story.city.subtitle"),
    )


def mutual_aid(
    observations: pd.DataFrame,
    labels: Labels,
    derived: pd.DataFrame | None = None,
    comparisons: pd.DataFrame | None = None,
) -> Chart:
    """Chart 5: medical mutual aid, the two schemes in panels of their own.

    With the table of derived figures, yuan per case and the share paid out are drawn too; with
    the graded pairs, each panel says what they say of its figures.
    """
    figures = distinct(observations)
    drawn = figures[figures["indicator"].isin(MUTUAL_AID)]
    if drawn.empty:
        raise AnalysisError("No text gives a figure on medical mutual aid: nothing to draw.")
    documents = documents_of(drawn, labels)
    names = join([labels.document(document) for document in documents], labels.language)
    key = "title" if len(documents) > 1 else "title_one"
    panels = panels_of(
        drawn,
        labels,
        indicators=MUTUAL_AID,
        documents=labels.document_order(),
        comparisons=comparisons,
    )
    if derived is not None:
        panels += _mutual_aid_ratios(observations, derived, labels, comparisons)
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
    observations: pd.DataFrame,
    derived: pd.DataFrame,
    labels: Labels,
    comparisons: pd.DataFrame | None,
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
            ratio_panel(
                by_measure(rows, labels),
                observations,
                labels,
                title=str(rows.iloc[0][f"label_{labels.language}"]),
                subtitle=capital(labels.t("chart.ratio_subtitle", unit=unit)),
                limits=(Fraction(0), Fraction(100)) if share else None,
                by_document=True,
                comparisons=comparisons,
            )
        )
    return panels


def consultation_coverage(
    observations: pd.DataFrame, labels: Labels, comparisons: pd.DataFrame | None = None
) -> Chart:
    """Chart 6: coverage of collective consultation, lower bounds drawn up to 100 %."""
    return stated_share(observations, labels, COVERAGE, comparisons)


def stated_share(
    observations: pd.DataFrame,
    labels: Labels,
    indicator: str,
    comparisons: pd.DataFrame | None = None,
) -> Chart:
    """Draw what the texts state of one share, lower bounds up to 100 %; no title orders them."""
    figures = distinct(observations)
    drawn = in_order(figures[figures["indicator"] == indicator], labels)
    label = labels.indicator(indicator)
    if drawn.empty:
        raise AnalysisError(f"No text gives a figure on “{label}”: nothing to draw.")
    items = [
        labels.t(
            "story.share.item",
            words=format_bound(row, labels.language),
            document=labels.document(row["document"]),
        )
        for row in records(drawn)
    ]
    low = min(exact(row["value"]) or Fraction(0) for row in records(drawn))
    floor = Fraction(max(0, int(low) // 20 * 20))
    panels = [
        replace(panel, scale="linear", limits=(floor, Fraction(100)))
        for panel in panels_of(
            drawn, labels, documents=labels.document_order(), comparisons=comparisons
        )
    ]
    cut = labels.t("story.share.cut") if floor else ""
    return _dot_chart(
        indicator.replace("_", "-"),
        panels,
        drawn,
        labels,
        title=labels.t("story.share.title", label=label, list=join(items, labels.language)),
        subject=lower(label, labels),
        subtitle=sentences([labels.t("story.share.subtitle"), cut], labels),
    )
