"""Dot plots of derived figures: what help is worth per head, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from analysis.charts.forms.dot_plot import dot_plot
from analysis.charts.forms.marks import AxisScale, Mark, Panel
from analysis.charts.forms.marks_key import marks_used
from analysis.charts.story.panel_verdicts import panel_verdict
from analysis.charts.story.parts import (
    MARKS,
    caveats_of,
    documents_of,
    first_drawn,
    footer_of,
    make_chart,
)
from analysis.charts.views import RATIO_DATA, FigureView, RatioView, ratio_views
from analysis.comparison.records import Axis, Derived, Graded
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import DIGITS, capital, format_interval, join, labelled, with_name
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels
from analysis.tables.store import records_of


def ratio_panel(
    views: Sequence[RatioView],
    *,
    title: str,
    subtitle: str,
    scale: AxisScale = "linear",
    limits: tuple[Fraction, Fraction] | None = None,
    by_document: bool = False,
    pairs: Sequence[Graded] = (),
) -> Panel:
    """Return a panel of derived figures, headed by what they are or by their documents.

    With the graded pairs, it says what they say of its figures.
    """
    verdict, drawn, more = "", views, ""
    if views:
        drawn, more = first_drawn(views, MARKS, "first_drawn", views[0].labels)
        names = [view.ratio.derived_id for view in views]
        measures = {view.ratio.measure for view in views}
        axis = Axis(measures.pop()) if len(measures) == 1 else None
        verdict = panel_verdict(names, pairs, views[0].labels, axis)
    marks = tuple(_by_document(view) if by_document else view.mark for view in drawn)
    return Panel(title, subtitle, marks, "", scale, limits, more, verdict)


def _by_document(view: RatioView) -> Mark:
    """Head a ratio with its document instead of its label, which its panel already gives."""
    return replace(view.mark, heading=view.heading, note=view.formula)


def ratio_chart(
    name: str,
    panels: Sequence[Panel],
    views: Sequence[RatioView],
    labels: Labels,
    *,
    caveats: Sequence[str] = (),
    key: Sequence[str] | None = None,
    **words: Any,
) -> Chart:
    """Return the dot plot of derived figures; the key names the marks used unless told.

    Parameters
    ----------
    name
        Name of the chart.
    panels
        Panels in reading order.
    views
        The derived figures drawn.
    labels
        Labels in the language of the chart.
    caveats
        Sentences before those that the figures call for.
    key
        Kinds of marks that the key explains.
    **words
        Further arguments of `make_chart`.
    """
    canvas = dot_plot(panels, labels, key=key if key is not None else marks_used(panels))
    used = _used(views)
    ordered = sorted(views, key=lambda view: view.size)
    return make_chart(
        canvas,
        labels,
        name=name,
        form="dot_plot",
        ends=(ordered[0].words, ordered[-1].words),
        data=[view.cells for view in views],
        columns=RATIO_DATA,
        figure_ids=tuple(figure.figure_id for figure in used),
        caveats=[*caveats, *caveats_of(used, labels)],
        footer=footer_of(used, labels, verb="used"),
        sources=tuple(documents_of(used, labels)),
        **words,
    )


def _used(views: Iterable[RatioView]) -> list[Figure]:
    """Return the figures that ratios are computed from, each once."""
    return list({f.figure_id: f for view in views for f in view.inputs}.values())


def worth_per_head(figures: Sequence[Figure], derived: Sequence[Derived], labels: Labels) -> Chart:
    """Draw what help is worth per head, on a logarithmic axis, grouped by theme.

    Parameters
    ----------
    figures
        Figures of all documents.
    derived
        Derived figures; those of the group ``help_per_head`` that could be computed are drawn.
    labels
        Labels in the language of the chart.

    Raises
    ------
    AnalysisError
        If no help per head could be computed, or a ratio uses a figure that is not there.
    """
    chosen = [r for r in derived if r.group == "help_per_head" and r.status == "computed"]
    views = [view for view in ratio_views(chosen, figures, labels) if view.extent]
    if not views:
        raise AnalysisError("No help per head could be computed: nothing to draw.")
    values = [end for view in views for end in view.extent if end > 0]
    panels: list[Panel] = []
    ordered: list[RatioView] = []
    for theme in labels.order("theme"):
        ratios = by_measure((v.ratio for v in views if v.ratio.theme == theme), labels)
        own = ratio_views(ratios, figures, labels)
        if own:
            ordered += own
            panels.append(
                ratio_panel(
                    own,
                    title=labels.code("theme", theme),
                    subtitle="",
                    scale="log",
                    limits=(min(values), max(values)),
                )
            )
    return ratio_chart(
        "worth-per-head",
        panels,
        ordered,
        labels,
        title=_worth_title(ordered, labels),
        subject=labels.t("story.worth.subject"),
        subtitle=labels.t("story.worth.subtitle"),
        caveats=[labels.t("caveat.not_a_payment")],
    )


def _worth_title(views: Iterable[RatioView], labels: Labels) -> str:
    """Name the ratio with the least and the one with the largest amount."""
    ordered = sorted(views, key=lambda view: view.size)
    low, high = ordered[0], ordered[-1]
    key = "story.worth.title" if len(ordered) > 1 else "story.worth.title_one"
    said = labels.t(
        key, low=low.words, low_label=low.inside, high=high.words, high_label=high.inside
    )
    return capital(said, labels.language)


def by_measure(ratios: Iterable[Derived], labels: Labels) -> list[Derived]:
    """Keep ratios of one measure together, cities in their fixed order."""
    found = list(ratios)
    measures = list(dict.fromkeys(ratio.measure for ratio in found))
    documents, cities = labels.document_order(), labels.order("city")
    return sorted(
        found,
        key=lambda ratio: (
            measures.index(ratio.measure),
            cities.index(ratio.city),
            documents.index(ratio.document),
        ),
    )


def amounts_side_by_side(
    figures: Sequence[Figure], shared: Sequence[Sequence[Derived]], labels: Labels
) -> Chart:
    """Draw amounts per head that the texts of two cities allow, a panel for each measure.

    Parameters
    ----------
    figures
        Figures of all documents.
    shared
        Derived figures of one measure each.
    labels
        Labels in the language of the chart.

    Raises
    ------
    AnalysisError
        If there is no such amount.
    """
    if not shared:
        raise AnalysisError("No amount per head can be computed for two cities: nothing to draw.")
    groups = [ratio_views(_derived_in(ratios), figures, labels) for ratios in shared]
    panels = [
        ratio_panel(
            views,
            title=views[0].label,
            subtitle=labels.t("story.side_by_side.unit"),
            by_document=True,
        )
        for views in groups
    ]
    return ratio_chart(
        "side-by-side",
        panels,
        [view for views in groups for view in views],
        labels,
        title=labels.t("story.side_by_side.title", n=len(panels)),
        subject=labels.t("story.worth.subject"),
        subtitle=labels.t("story.worth.subtitle"),
        caveats=[labels.t("caveat.not_a_payment")],
        key=(),
    )


def _derived_in(ratios: Any) -> Sequence[Derived]:
    """Return derived figures as they are, or made from a frame (a bridge)."""
    return records_of(ratios, Derived) if hasattr(ratios, "columns") else ratios


def impossible_as_printed(
    figures: Sequence[Figure],
    derived: Sequence[Derived],
    labels: Labels,
    *,
    possible: Mapping[str, Interval] | None = None,
    likely: Mapping[str, Fraction] | None = None,
    brief: bool = False,
) -> Chart:
    """Draw amounts per head as printed, against what is possible, and as restored.

    Parameters
    ----------
    figures
        Figures of all documents.
    derived
        Derived figures; those kept out and those argued are drawn.
    labels
        Labels in the language of the chart.
    possible
        What is plausible for a ratio, by measure, as the declared checks say.  A printed amount
        inside of it says so: what cannot be right is the number itself.
    likely
        Numbers that are argued, by figure: argued amounts are written with those they used.
    brief
        Whether only what is printed is drawn, in one panel for each measure.

    Raises
    ------
    AnalysisError
        If no amount per head is impossible as printed.
    """
    shown = ("kept_out",) if brief else ("kept_out", "argued")
    chosen = [r for r in derived if r.group == "help_per_head" and r.status in shown]
    views = [view for view in ratio_views(chosen, figures, labels, likely) if view.extent]
    if not any(view.ratio.status == "kept_out" for view in views):
        raise AnalysisError("No amount per head is impossible as printed: nothing to draw.")
    measures = {view.ratio.measure for view in views}
    bounds = {name: limits for name, limits in (possible or {}).items() if name in measures}
    values = [end for view in views for end in view.extent if end > 0]
    values += [end for each in bounds.values() for end in (each.low, each.high) if end]
    groups: dict[str | tuple[str, ...], list[RatioView]] = {}
    for view in views:
        groups.setdefault(view.ratio.measure if brief else view.ratio.numerator, []).append(view)
    limits = (min(values), max(values))
    return ratio_chart(
        "impossible-as-printed",
        [_impossible_panel(own, bounds, limits, brief=brief) for own in groups.values()],
        views,
        labels,
        title=_impossible_title(views, bounds, labels),
        subject=labels.t("story.impossible.subject"),
        subtitle=labels.t(f"story.impossible.subtitle{'_brief' if brief else ''}"),
    )


def _impossible_panel(
    views: Sequence[RatioView],
    bounds: Mapping[str, Interval],
    limits: tuple[Fraction, Fraction],
    *,
    brief: bool,
) -> Panel:
    """Return the panel of one sentence (briefly: of one measure) with what is plausible."""
    first = views[0]
    things = [_thing(view) for view in views]
    bound = bounds.get(first.ratio.measure)
    marks = [
        _renamed(view, thing if brief else "", bound)
        for view, thing in zip(views, things, strict=True)
    ]
    if bound is not None:
        marks.insert(len(marks) if brief else 1, _possible_mark(marks[0], bound, first))
    return Panel(
        first.label if brief else things[0],
        capital(first.unit, first.labels.language),
        tuple(marks),
        "",
        "log",
        limits,
    )


def _thing(view: RatioView) -> str:
    """Return what the first input of a ratio counts."""
    language = view.labels.language
    return capital(view.inputs[0].measures[language], language)


def _is_inside(view: RatioView, bounds: Interval | None) -> bool:
    return bounds is not None and bounds.contains(view.size)


def _impossible_title(
    views: Sequence[RatioView], bounds: Mapping[str, Interval], labels: Labels
) -> str:
    """Name the printed numbers that cannot be right, and what they come to, by measure.

    Amounts inside of their bounds are named only where all of them are.
    """
    printed = [view for view in views if view.ratio.status == "kept_out"]
    outside = [view for view in printed if not _is_inside(view, bounds.get(view.ratio.measure))]
    groups: dict[str, list[RatioView]] = {}
    for view in outside or printed:
        groups.setdefault(view.ratio.measure, []).append(view)
    parts = [
        labels.t(
            "story.impossible.item",
            label=own[0].inside,
            words=join([view.words for view in own], labels.language),
        )
        for own in groups.values()
    ]
    faulty = [
        FigureView(figure, labels).shown[0]
        for figure in _used(views)
        if figure.status == "impossible"
    ]
    key = "story.impossible.title" if faulty else "story.impossible.title_whole"
    named = {"figures": join(faulty, labels.language), "list": join(parts, labels.language)}
    return labels.t(key, **named)


def _renamed(view: RatioView, thing: str, bounds: Interval | None) -> Mark:
    """Head a mark by what it shows: the amount as printed, or as restored and why."""
    labels, mark = view.labels, view.mark
    if view.ratio.status == "argued":
        reason = capital(view.reason, labels.language)
        heading = labels.t("story.impossible.argued")
        return replace(mark, heading=heading, note=reason, warning="")
    note = mark.note
    if _is_inside(view, bounds):
        note = labels.t("story.impossible.inside", formula=note)
    return replace(mark, heading=thing or labels.t("story.impossible.printed"), note=note)


def _possible_mark(mark: Mark, bounds: Interval, view: RatioView) -> Mark:
    """Return what is plausible as a mark that belongs to no city."""
    labels = view.labels
    heading = labels.t("story.impossible.possible")
    limits = format_interval(bounds, "", labels.language, DIGITS)
    words = with_name(limits, view.unit, labels.language)
    return replace(
        mark,
        key=f"{mark.key}-possible",
        heading=heading,
        note="",
        value=None,
        low=bounds.low,
        high=bounds.high,
        fades_low=False,
        fades_high=False,
        words=words,
        warning="",
        tooltip=labelled(heading, words, labels.language),
        status="as_printed",
        neutral=True,
    )
