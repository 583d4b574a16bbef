"""Forms for analysts: figures and strips on matplotlib axes, without a page around them.

Each function draws on the axes that it is given, or on a figure of pyplot of its own that is as
high as its rows need, with what it is about above, caveats, sources, name and licence below; and
returns the axes.  Colours, ticks, texts and lines on them may be changed like those of any chart.
Fonts and sizes are matplotlib's; those of the reports are in
`analysis.charts.style.drawing_settings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Sheet

from analysis.charts.forms.limit_lines import limits as limits_form
from analysis.charts.forms.marks import Line
from analysis.charts.pictures import PicturePart, part
from analysis.charts.story.parts import caveats_of, footer_of, kinds, reading_order
from analysis.charts.story.strips import PER_CENT, Sides, pairs_among, strips_of, verdict
from analysis.charts.style import WIDE, credit, stack
from analysis.charts.views import figure_views
from analysis.comparison.comparison_records import Derived, Graded
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, join_words
from analysis.tables.codebook import Labels

_NAMED = 3
"""Most indicators that a title names."""


def limits_plot(
    figures: Sequence[Figure],
    labels: Labels,
    ax: Axes | None = None,
    *,
    pairs: Sequence[Graded] = (),
    version: str = "",
    figure: type[Sheet] = Sheet,
    **more: Any,
) -> Axes:
    """Draw figures of one unit as dots with their limits.

    Parameters
    ----------
    figures
        Figures in any order; cities and texts are put into theirs.
    labels
        Labels in the language of the chart.
    ax
        Axes to draw on; by default those of a new figure.
    pairs
        Graded pairs: what they say of the figures stands above them.
    version
        Version of the data, for the line below a new figure.
    figure
        Class of a new figure.
    **more
        Further arguments of the form: ``scale``, ``ends``, ``reference``.

    Raises
    ------
    AnalysisError
        If there is no figure, units differ, or no figure has a number or a limit.
    """
    if not figures:
        raise AnalysisError("There are no figures to draw.")
    marks = [view.mark for view in figure_views(reading_order(figures, labels), labels)]
    said = verdict(pairs_among({mark.key for mark in marks}, pairs), labels)
    above = [Line(_title(figures, labels), bold=True)] if ax is None else []
    rows = (*above, *([Line(said)] if said else []), *marks)
    whole = marks[0].unit == "%" and "ends" not in more and "scale" not in more
    given = {"ends": PER_CENT, **more} if whole else more
    key = kinds(labels) if ax is None else None
    form = part(limits_form, rows, language=labels.language, kinds=key, **given)
    return _shown([form], figures, labels, ax, version, figure)[0]


def strips_plot(
    figures: Sequence[Figure],
    derived: Sequence[Derived],
    pairs: Sequence[Graded],
    labels: Labels,
    ax: Axes | None = None,
    *,
    version: str = "",
    figure: type[Sheet] = Sheet,
) -> list[Axes]:
    """Draw the figures that may be read against each other, each set on axes of its own.

    What the comparisons say of them stands above each set.

    Parameters
    ----------
    figures, derived
        Figures and derived figures, among them all sides of the pairs.
    pairs
        Graded pairs: those of an indicator, of a theme, or all.
    labels
        Labels in the language of the chart.
    ax
        Axes to draw on, where there is one set; by default those of a new figure.
    version
        Version of the data, for the line below a new figure.
    figure
        Class of a new figure.

    Raises
    ------
    AnalysisError
        If no two figures may stand on one scale, or axes are given for more than one set.
    """
    found = strips_of(pairs)
    if not found:
        raise AnalysisError("No two of these figures may stand on one scale; show them in a table.")
    if ax is not None and len(found) > 1:
        raise AnalysisError(f"These are {len(found)} sets on scales of their own: leave out `ax`.")
    sides = Sides(figures, derived, labels)
    drawn = [sides.strip(strip) for strip in found]
    forms = [
        part(
            limits_form,
            each.rows,
            language=labels.language,
            ends=PER_CENT if each.unit == "%" else None,
            kinds=kinds(labels) if ax is None and not number else None,
        )
        for number, each in enumerate(drawn)
    ]
    used = [figure for each in drawn for figure in each.figures]
    return _shown(forms, used, labels, ax, version, figure)


def _title(figures: Sequence[Figure], labels: Labels) -> str:
    """Return what the figures are about: their indicators, or where those are many, themes."""
    codes = list(dict.fromkeys(figure.indicator for figure in figures))
    named = [labels.book.indicator_label(code)[labels.language] for code in codes]
    if len(named) > _NAMED:
        themes = dict.fromkeys(figure.theme for figure in figures)
        named = [labels.code("theme", theme) for theme in themes]
    return capital(join_words(named, labels.language), labels.language)


def _settle(ax: Axes) -> None:
    """Let axes keep the place that they have: words are put beside marks by measuring."""
    whole = ax.get_figure(root=True)
    if whole is not None and whole.get_layout_engine() is not None:
        whole.draw_without_rendering()
        whole.set_layout_engine("none")


def _shown(
    forms: Sequence[PicturePart],
    figures: Sequence[Figure],
    labels: Labels,
    ax: Axes | None,
    version: str,
    figure: type[Sheet],
) -> list[Axes]:
    """Draw forms on the axes given, or on a figure of pyplot with its sources below."""
    if ax is not None:
        _settle(ax)
        return [forms[0](ax)]
    from matplotlib import pyplot

    distinct = list({figure.figure_id: figure for figure in figures}.values())
    notes = (
        *caveats_of(distinct, labels),
        footer_of(distinct, labels),
        credit(labels.language, version),
    )
    new = stack(forms, WIDE, figure=pyplot.figure(FigureClass=figure), notes=notes)
    return list(new.axes)


__all__ = ["limits_plot", "strips_plot"]
