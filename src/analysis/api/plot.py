"""Charts for analysts: each draws its verdict by itself and returns matplotlib's axes.

Comparisons are fetched, not passed; sources, name and licence stand below a figure of its own.
How marks are drawn belongs to `analysis.charts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib import rcParams
from matplotlib.axes import Axes

from analysis import project
from analysis.api.asked import asked
from analysis.api.notebook_figure import NotebookFigure
from analysis.api.source import tables
from analysis.api.totals import asked_figures
from analysis.charts import plots
from analysis.charts.style import fonts, settings
from analysis.charts.style.drawing_settings import RC
from analysis.comparison.comparison_records import Derived, Graded, Pair, PairCount
from analysis.errors import AnalysisError, unknown_choice
from analysis.figures.figure import Figure, load_figures
from analysis.language import LANGUAGES
from analysis.tables.codebook import Labels, load_codebook
from analysis.tables.package import data_version, stated_version

__all__ = ["limits", "strip", "theme"]


@dataclass(frozen=True)
class _Known:
    """What charts are drawn from."""

    labels: Labels
    figures: tuple[Figure, ...]
    derived: tuple[Derived, ...]
    pairs: tuple[Graded, ...]
    version: str


def _known(language: str) -> _Known:
    data = tables()
    return _Known(
        Labels(language, load_codebook(data)),
        load_figures(data),
        data.rows(Derived),
        (*data.rows(Pair), *data.rows(PairCount)),
        stated_version(data.folder) or data_version(project.root()),
    )


@contextmanager
def _drawing() -> Iterator[None]:
    """Draw with the project's settings, and leave the user's as they are.

    A notebook's backend loads with the first figure and sets that figures show by themselves.
    Inside the settings of a chart that would be forgotten with them, and no later figure would
    show: so it is loaded before.
    """
    plt.draw_if_interactive()
    with settings():
        yield


@asked
def limits(
    rows: str | pd.DataFrame | Iterable[str],
    ax: Axes | None = None,
    *,
    language: str = LANGUAGES[0],
    **more: Any,
) -> Axes:
    """Draw figures of one unit with their limits, and above them what comparing them gives.

    Parameters
    ----------
    rows
        Rows of ``ua.load("observations")`` (columns of `schema.OBSERVATIONS`), or identifiers of
        figures.
    ax
        Axes to draw on; by default those of a new figure.
    language
        Language of the chart.
    **more
        Further arguments of the form: ``scale``, ``ends``, ``reference``.

    Raises
    ------
    AnalysisError
        If there is no figure or language, units differ, or no figure has a number or a limit.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.plot.limits([])
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There are no figures to draw.
    """
    known = _known(language)
    figures = asked_figures(rows, known.figures)
    with _drawing():
        return plots.limits_plot(
            figures,
            known.labels,
            ax,
            pairs=known.pairs,
            version=known.version,
            figure=NotebookFigure,
            **more,
        )


@asked
def strip(indicator: str, ax: Axes | None = None, *, language: str = LANGUAGES[0]) -> Axes:
    """Draw all figures of an indicator that may stand on one scale, with what comparing them gives.

    Parameters
    ----------
    indicator
        Code of an indicator.
    ax
        Axes to draw on; by default those of a new figure.
    language
        Language of the chart.

    Returns
    -------
    Axes
        Of the first set, where figures stand on several scales: the others are beside it in the
        same figure.

    Raises
    ------
    AnalysisError
        If there is no such indicator or language, or no two of its figures share a scale.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.plot.strip("no_such_indicator")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is no indicator 'no_such_indicator'...
    """
    known = _known(language)
    unknown_choice(
        "indicator", indicator, [each.indicator for each in known.labels.book.indicators]
    )
    pairs = [
        each
        for each in known.pairs
        if isinstance(each, Pair) and indicator in (each.indicator_a, each.indicator_b)
    ]
    return _strips(known, pairs, ax)[0]


@asked
def theme(theme: str, *, language: str = LANGUAGES[0]) -> list[Axes]:
    """Draw all figures and ratios of a theme that may stand on one scale, a set on axes each.

    Parameters
    ----------
    theme
        Code of a theme.
    language
        Language of the chart.

    Raises
    ------
    AnalysisError
        If there is no such theme or language, or no two of its figures share a scale.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.plot.theme("no_such_theme")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is no theme 'no_such_theme'...
    """
    known = _known(language)
    unknown_choice("theme", theme, known.labels.order("theme"))
    return _strips(known, [each for each in known.pairs if each.theme == theme], None)


def _strips(known: _Known, pairs: list[Any], ax: Axes | None) -> list[Axes]:
    if not pairs:
        raise AnalysisError("No two texts give figures of it: draw them with ua.plot.limits.")
    with _drawing():
        return plots.strips_plot(
            known.figures,
            known.derived,
            pairs,
            known.labels,
            ax,
            version=known.version,
            figure=NotebookFigure,
        )


def style() -> None:
    """Let all charts of this session have the font and the sizes of the reports.

    Letters are drawn as shapes, so that Chinese is right wherever a chart is shown, and labels get
    the room that they need.

    Raises
    ------
    AnalysisError
        If the font is not there.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.style()
    """
    fonts.register_fonts(fonts.FONTS)
    plt.draw_if_interactive()  # loads a notebook's backend, which brings settings of its own
    given: dict[Any, Any] = dict(RC) | {
        "svg.fonttype": "path",
        "figure.constrained_layout.use": True,
    }
    rcParams.update(given)
