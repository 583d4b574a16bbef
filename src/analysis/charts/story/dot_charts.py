"""Dot plots of printed figures: of themes, texts and cities, and of what several texts state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from analysis.charts.forms.dot_plot import dot_plot
from analysis.charts.forms.marks import Panel
from analysis.charts.forms.marks_key import marks_used
from analysis.charts.story.panels import PER_CENT, panels_of
from analysis.charts.story.parts import (
    chart_of_figures,
    distinct,
    document_names,
    documents_of,
    indicators_of,
    reading_order,
    small_number,
)
from analysis.charts.story.per_head_charts import by_measure, ratio_panel
from analysis.charts.views import FigureView, figure_views, ratio_views
from analysis.comparison.records import Derived, Graded
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, format_bound, join, lower, rules_of, sentences, years_of
from analysis.language.messages import Part
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

MUTUAL_AID = (
    "hospital_scheme_members",
    "critical_scheme_members",
    "contributions_raised",
    "benefit_cases",
    "benefits_paid",
)
_COVERAGE = "consultation_coverage"

_NAMED = 4
"""Most indicators that a title names."""


def _dot_chart(
    name: str,
    panels: Sequence[Panel],
    drawn: Sequence[Figure],
    labels: Labels,
    *,
    subtitle: str = "",
    **words: Any,
) -> Chart:
    """Return the dot plot of panels, its data in the order of the panels."""
    known = {figure.figure_id: figure for figure in drawn}
    keys = [mark.key for panel in panels for mark in panel.marks]
    ordered = [known[key] for key in keys if key in known]
    return chart_of_figures(
        dot_plot(panels, labels, key=marks_used(panels)),
        labels,
        ordered,
        panels=panels,
        name=name,
        form="dot_plot",
        subtitle=subtitle or _shown(len(ordered), len(panels), labels),
        ends=_range_words(ordered, labels),
        **words,
    )


def _shown(figures: int, panels: int, labels: Labels) -> str:
    """Say how many figures and panels there are, and what makes a panel."""
    return labels.t(
        "chart.shown",
        figures=labels.t("count.figures", n=figures),
        panels=labels.t("count.panels", n=panels),
    )


def _range_words(figures: Iterable[Figure], labels: Labels) -> tuple[str, ...]:
    """Return the lowest and highest figure in words, where all have one unit."""
    known = [(figure.value, figure) for figure in figures if figure.value is not None]
    if len({figure.unit for _, figure in known}) != 1:
        return ()
    known.sort(key=lambda item: item[0])
    return tuple(format_bound(figure, labels.language) for _, figure in (known[0], known[-1]))


def _drawable(figures: Sequence[Figure], theme: str, labels: Labels) -> tuple[Figure, ...]:
    """Return the figures of a theme that its chart draws.

    These are the core indicators; where a theme has none, the supporting ones, which no other
    text counts.

    Raises
    ------
    AnalysisError
        If there is no such theme.
    """
    if theme not in labels.order("theme"):
        known = ", ".join(labels.order("theme"))
        raise AnalysisError(f"Unknown theme {theme!r}: choose one of {known}.")
    own = distinct(figure for figure in figures if figure.theme == theme)
    return tuple(figure for figure in own if figure.tier == "core") or own


def _things(figures: Iterable[Figure], labels: Labels) -> str:
    """Name what is drawn: of many indicators, the first ones and how many more."""
    codes = indicators_of(figures, labels)
    names = list(dict.fromkeys(lower(labels.indicator(code), labels.language) for code in codes))
    if len(names) <= _NAMED:
        return join(names, labels.language)
    return labels.t(
        "story.things.more",
        list=rules_of(labels.language).list.join(names[: _NAMED - 1]),
        n=len(names) - _NAMED + 1,
    )


def theme_chart(
    figures: Sequence[Figure], labels: Labels, theme: str, pairs: Sequence[Graded] = ()
) -> Chart:
    """Return the dot plot with limits of a theme: one panel per indicator, unit and kind of period.

    Parameters
    ----------
    figures
        Figures of all documents (or of the theme).
    labels
        Labels in the language of the chart.
    theme
        Code of the theme.
    pairs
        Graded pairs, for what a panel says of its figures.

    Raises
    ------
    AnalysisError
        If no text gives a figure on the theme, or there is no such theme.
    """
    drawn = _drawable(figures, theme, labels)
    if not drawn:
        raise AnalysisError(f"No text gives a figure on the theme {theme!r}: nothing to draw.")
    core = all(figure.tier == "core" for figure in drawn)
    documents = labels.document_order()
    texts = documents_of(drawn, labels)
    title = labels.t(
        "story.theme.title_all" if len(texts) == len(documents) else "story.theme.title",
        theme=capital(labels.code("theme", theme), labels.language),
        texts=small_number(len(texts), labels),
        all=small_number(len(documents), labels),
        years=years_of(drawn, labels.language),
        things=_things(drawn, labels),
    )
    return _dot_chart(
        f"theme-{theme.replace('_', '-')}",
        panels_of(drawn, labels, documents=documents if core else (), pairs=pairs),
        drawn,
        labels,
        title=title,
        subject=labels.t("story.theme.subject", theme=labels.code("theme", theme)),
        subtitle="" if core else labels.t("story.theme.subtitle_supporting"),
        repeats=sum(figure.theme == theme and figure.is_repeat for figure in figures),
    )


def document_chart(figures: Sequence[Figure], labels: Labels, document: str, theme: str) -> Chart:
    """Draw all different figures of one document on one theme, supporting ones included.

    Raises
    ------
    AnalysisError
        If the document gives no figure on the theme.
    """
    own = [f for f in distinct(figures) if (f.document, f.theme) == (document, theme)]
    if not own:
        raise AnalysisError(f"{document} gives no figure on the theme {theme!r}: nothing to draw.")
    names = {
        "document": labels.document(document),
        "theme": lower(labels.code("theme", theme), labels.language),
    }
    return _dot_chart(
        f"{document}-{theme.replace('_', '-')}",
        panels_of(own, labels),
        own,
        labels,
        title=labels.t("story.theme_of_document.title", **names, things=_things(own, labels)),
        subject=labels.t("story.theme_of_document.subject", **names),
    )


def city_chart(
    figures: Sequence[Figure], labels: Labels, city: str, pairs: Sequence[Graded] = ()
) -> Chart:
    """Draw what a city's texts count more than once: core indicators that two of them share.

    With the graded pairs, each panel says what they say of its figures.

    Raises
    ------
    AnalysisError
        If no two texts of the city count the same thing.
    """
    own = [f for f in distinct(figures) if f.city == city and f.tier == "core"]
    texts: dict[str, set[str]] = {}
    for figure in own:
        texts.setdefault(figure.indicator, set()).add(figure.document)
    drawn = [figure for figure in own if len(texts[figure.indicator]) > 1]
    if not drawn:
        raise AnalysisError(f"No two texts of {city!r} count the same thing: nothing to draw.")
    name = labels.code("city", city)
    return _dot_chart(
        f"city-{city}",
        panels_of(drawn, labels, pairs=pairs),
        drawn,
        labels,
        title=labels.t(
            "story.city.title",
            city=name,
            documents=document_names(documents_of(drawn, labels), labels),
            things=_things(drawn, labels),
        ),
        subject=labels.t("story.city.subject", city=name),
        subtitle=labels.t("story.city.subtitle"),
    )


def mutual_aid(
    figures: Sequence[Figure],
    labels: Labels,
    derived: Sequence[Derived] = (),
    pairs: Sequence[Graded] = (),
) -> Chart:
    """Draw medical mutual aid, the two schemes in panels of their own.

    With the derived figures, yuan per case and the share paid out are drawn too; with the graded
    pairs, each panel says what they say of its figures.

    Raises
    ------
    AnalysisError
        If no text gives a figure on medical mutual aid.
    """
    own = [figure for figure in figures if figure.indicator in MUTUAL_AID]
    drawn = distinct(own)
    if not drawn:
        raise AnalysisError("No text gives a figure on medical mutual aid: nothing to draw.")
    documents = documents_of(drawn, labels)
    panels = panels_of(
        drawn, labels, indicators=MUTUAL_AID, documents=labels.document_order(), pairs=pairs
    )
    panels += _mutual_aid_ratios(figures, derived, labels, pairs)
    key = "title" if len(documents) > 1 else "title_one"
    return _dot_chart(
        "mutual-aid",
        panels,
        drawn,
        labels,
        title=labels.t(f"story.mutual_aid.{key}", documents=document_names(documents, labels)),
        subject=labels.t("story.mutual_aid.subject"),
        subtitle=labels.t("story.mutual_aid.subtitle"),
        repeats=len(own) - len(drawn),
    )


def _mutual_aid_ratios(
    figures: Sequence[Figure], derived: Sequence[Derived], labels: Labels, pairs: Sequence[Graded]
) -> list[Panel]:
    """Return a panel for each measure and unit of the ratios of mutual aid."""
    own = [
        ratio
        for ratio in derived
        if ratio.theme == "medical_mutual_aid"
        and ratio.group in ("help_per_head", "share")
        and ratio.status == "computed"
    ]
    groups: dict[tuple[str, Part], list[Derived]] = {}
    for ratio in own:
        groups.setdefault((ratio.measure, ratio.unit), []).append(ratio)
    panels = []
    for ratios in groups.values():
        views = ratio_views(by_measure(ratios, labels), figures, labels)
        unit = views[0].unit
        subtitle = capital(labels.t("chart.ratio_subtitle", unit=unit), labels.language)
        panels.append(
            ratio_panel(
                views,
                title=views[0].label,
                subtitle=subtitle,
                limits=PER_CENT if unit == "%" else None,
                by_document=True,
                pairs=pairs,
            )
        )
    return panels


def consultation_coverage(
    figures: Sequence[Figure], labels: Labels, pairs: Sequence[Graded] = ()
) -> Chart:
    """Draw the coverage of collective consultation, lower bounds up to 100 %."""
    return stated_share(figures, labels, _COVERAGE, pairs)


def stated_share(
    figures: Sequence[Figure], labels: Labels, indicator: str, pairs: Sequence[Graded] = ()
) -> Chart:
    """Draw what the texts state of one share, lower bounds up to 100 %; no title orders them.

    Raises
    ------
    AnalysisError
        If no text states it.
    """
    drawn = reading_order((f for f in distinct(figures) if f.indicator == indicator), labels)
    label = labels.indicator(indicator)
    if not drawn:
        raise AnalysisError(f"No text gives a figure on “{label}”: nothing to draw.")
    low = min(figure.value or Fraction(0) for figure in drawn)
    floor = Fraction(max(0, int(low) // 20 * 20))
    panels = [
        replace(panel, scale="linear", limits=(floor, PER_CENT[1]))
        for panel in panels_of(drawn, labels, documents=labels.document_order(), pairs=pairs)
    ]
    items = [_share_item(view, labels) for view in figure_views(drawn, labels)]
    cut = labels.t("story.share.cut") if floor else ""
    return _dot_chart(
        indicator.replace("_", "-"),
        panels,
        drawn,
        labels,
        title=labels.t("story.share.title", label=label, list=join(items, labels.language)),
        subject=lower(label, labels.language),
        subtitle=sentences([labels.t("story.share.subtitle"), cut], labels.language),
    )


def _share_item(view: FigureView, labels: Labels) -> str:
    return labels.t("story.share.item", words=view.words, document=view.document)
