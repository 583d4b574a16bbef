"""Like numbers of different things: a table of all pairs, and one pair drawn."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.forms.dot_plot import dot_plot
from analysis.charts.forms.marks import Panel
from analysis.charts.story.panels import PER_CENT
from analysis.charts.story.parts import MARKS, chart_of_figures, column_headers, first_drawn
from analysis.charts.views import figure_views
from analysis.comparison.records import LookAlike
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, tidy, unit_name
from analysis.language.messages import Link, Part, text
from analysis.show.displays import Chart, Table, TableRow
from analysis.tables.codebook import Labels

_COLUMNS = ("first", "literal_a", "second", "literal_b", "difference")


def look_alike_table(found: Sequence[LookAlike], labels: Labels) -> Table:
    """Return like numbers of different things, each pair with what forbids the comparison.

    Parameters
    ----------
    found
        The pairs.
    labels
        Labels in the language of the table.

    Raises
    ------
    AnalysisError
        If there is no pair.
    """
    if not found:
        raise AnalysisError("No two numbers look alike: there is nothing to show.")
    shown, more = first_drawn(found, MARKS, "first_drawn", labels)
    return Table(
        rows=[_row(pair, labels) for pair in shown],
        caption=labels.t("story.look_alikes.caption", n=len(found)),
        headers=column_headers(_COLUMNS, labels),
        name="look-alikes",
        language=labels.language,
        numbers=("literal_a", "literal_b"),
        notes=(labels.t("story.look_alikes.note"), *([more] if more else [])),
    )


def _row(pair: LookAlike, labels: Labels) -> TableRow:
    difference = text(pair.difference_words, labels.language)
    return {
        "first": _what(pair.document_a, pair.measures_a, labels),
        "literal_a": Link(pair.figure_a, tidy(pair.literal_a)),
        "second": _what(pair.document_b, pair.measures_b, labels),
        "literal_b": Link(pair.figure_b, tidy(pair.literal_b)),
        "difference": capital(difference, labels.language),
    }


def _what(document: str, measures: Part, labels: Labels) -> str:
    return labels.t(
        "story.look_alikes.what",
        document=labels.document(document),
        measures=text(measures, labels.language),
    )


def look_alike_pair(figures: Sequence[Figure], labels: Labels, names: Sequence[str]) -> Chart:
    """Draw two equal numbers of different things, each in a panel of its own.

    Parameters
    ----------
    figures
        Figures, among them the two.
    labels
        Labels in the language of the chart.
    names
        Identifiers of the two.

    Raises
    ------
    AnalysisError
        If one of the two is not among the figures.
    """
    known = {figure.figure_id: figure for figure in figures}
    missing = [name for name in names if name not in known]
    if missing:
        raise AnalysisError(f"{missing[0]} is not among the observations: nothing to draw.")
    drawn = [known[name] for name in names]
    language = labels.language
    panels = [
        Panel(
            capital(view.measures, language),
            capital(unit_name(view.figure.unit, language), language),
            (view.mark,),
            view.figure.unit,
            limits=PER_CENT if view.figure.unit == "%" else None,
        )
        for view in figure_views(drawn, labels)
    ]
    first, last = panels[0].marks[0].words, panels[-1].marks[0].words
    return chart_of_figures(
        dot_plot(panels, labels),
        labels,
        drawn,
        name="look-alike-pair",
        form="dot_plot",
        subject=labels.t("story.look_alike_pair.subject"),
        title=labels.t("story.look_alike_pair.title", words=first),
        subtitle=labels.t("story.look_alike_pair.subtitle"),
        ends=(first, last),
    )
