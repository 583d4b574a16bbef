"""Numbers that cannot be right as printed, against what they must not exceed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Mark
from analysis.charts.pictures import drawing_of, part
from analysis.charts.story.parts import (
    MARKS,
    chart_of_figures,
    distinct,
    document_names,
    documents_of,
    first_drawn,
    kinds,
    shown_figures,
    titled,
)
from analysis.charts.views import FigureView
from analysis.checks.finding_records import Finding
from analysis.figures.figure import Figure
from analysis.language import (
    capital,
    clauses,
    format_quantity,
    format_rounded,
    join_words,
    numeral,
)
from analysis.sentences.sets import Scope, named, one_of, other_than
from analysis.show.displays import Chart, Prose
from analysis.tables.codebook import Labels

_NAME = "impossible-as-printed"

_FAULTY = ("impossible", "unlikely")
"""Statuses of numbers that are not, or hardly, right as printed."""

_ORDER = "order"
"""Check that finds a figure larger than one that it must not exceed."""

_SHOWN = 2
"""Significant digits of a factor."""


def impossible_as_printed(
    figures: Sequence[Figure],
    findings: Iterable[Finding],
    labels: Labels,
    *,
    likely: Mapping[str, Fraction] | None = None,
    most: int = MARKS,
) -> Chart | Prose:
    """Draw what is printed, what it must not exceed, and what is argued, on one log axis.

    Of figures of several units, those of the unit of the first that is too large are drawn; where
    there are many texts, the first of them.

    Parameters
    ----------
    figures
        Figures of all documents.
    findings
        What the checks found; those of `order` say which figure another one must not exceed.
    labels
        Labels in the language of the chart.
    likely
        Numbers that are argued, by figure.
    most
        Most numbers that are drawn where there are many texts.

    Returns
    -------
    Chart or Prose
        A sentence where no figure with a number is impossible as printed.
    """
    known = {figure.figure_id: figure for figure in distinct(figures)}
    faulty: Sequence[Figure] = [f for f in known.values() if f.status in _FAULTY and f.value]
    if not faulty:
        own = Scope.of(
            "observations",
            *(named(status) for status in _FAULTY),
            status=one_of(_FAULTY),
            value=other_than("", "0"),
            duplicate_of="",
        ).take(figures)
        said = titled(
            "absence", own, labels, lambda each: each.t("story.impossible.none"), own.count()
        )
        return Prose([said], _NAME, labels.language)
    ceilings = _ceilings(findings, known)
    faulty = sorted(faulty, key=lambda figure: figure.figure_id not in ceilings)
    unit = faulty[0].unit
    faulty, more = first_drawn(
        [figure for figure in faulty if figure.unit == unit], most, "first_drawn", labels
    )
    bounds = [ceilings[f.figure_id] for f in faulty if f.figure_id in ceilings]
    bounds = [each for each in dict.fromkeys(bounds) if each.unit == unit]
    argued = likely or {}
    own = shown_figures(faulty, *(named(status) for status in _said(faulty)))
    beyond = [_beyond(f, bounds, ceilings, argued, labels) for f in faulty]
    rows = [
        *(_bound(FigureView(each, labels)) for each in bounds),
        *(_faulty(FigureView(each, labels), ceilings, argued) for each in faulty),
    ]
    return chart_of_figures(
        drawing_of(
            rows,
            part(
                limits,
                tuple(rows),
                language=labels.language,
                scale="log",
                reference=tuple(each.value for each in bounds if each.value),
                kinds=kinds(labels),
            ),
        ),
        labels,
        [*bounds, *faulty],
        name=_NAME,
        form="dot_plot",
        subject=labels.t("story.impossible.subject"),
        title=titled(
            "fault",
            own,
            labels,
            lambda each: _title(faulty, ceilings, each),
            own.count(),
            own.values("document"),
            printed=lambda each: [FigureView(f, each).words for f in (*bounds, *faulty)],
        ),
        subtitle=labels.t("story.impossible.subtitle"),
        annotations=tuple(filter(None, beyond)),
        left=more,
    )


def _ceilings(findings: Iterable[Finding], known: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figure that another one must not exceed, and does, by that other one."""
    return {
        finding.figures[0]: known[finding.figures[1]]
        for finding in findings
        if finding.check == _ORDER and finding.figures[1] in known
    }


def _bound(view: FigureView) -> Mark:
    """Return what others must not exceed, headed by what it counts."""
    return replace(view.mark, heading=_thing(view), note=view.document)


def _thing(view: FigureView) -> str:
    language = view.labels.language
    return capital(view.figure.measures[language], language)


def _faulty(
    view: FigureView, ceilings: Mapping[str, Figure], likely: Mapping[str, Fraction]
) -> Mark:
    """Return a printed number that cannot be right, with the way to the argued one."""
    figure, labels = view.figure, view.labels
    noted = _note(figure, ceilings.get(figure.figure_id), likely, labels)
    mark = replace(
        view.mark,
        heading=_thing(view),
        note=noted or view.document,
        low=None,
        high=None,
        fades_low=False,
        fades_high=False,
        stated=True,
        warning="",
    )
    argued = likely.get(figure.figure_id)
    if argued is None or not argued or figure.value is None:
        return mark
    factor = figure.value / argued
    way = numeral(factor, labels.language) if factor.denominator == 1 else ""
    words = _argued(figure, argued, labels)
    return replace(
        mark,
        likely=argued,
        likely_words=f"÷ {way}" if way else words,
        note=mark.note if noted else clauses([mark.note, words], labels.language),
    )


def _argued(figure: Figure, argued: Fraction, labels: Labels) -> str:
    words = format_quantity(argued, figure.unit, labels.language)
    return labels.t("story.impossible.argued", words=words)


def _note(
    figure: Figure, ceiling: Figure | None, likely: Mapping[str, Fraction], labels: Labels
) -> str:
    """Say how many times what it must not exceed a figure is, and what is argued for it."""
    times = _times(figure, ceiling, labels)
    if not times:
        return ""
    argued = likely.get(figure.figure_id)
    said = [labels.t("story.impossible.times", times=times)]
    said += [_argued(figure, argued, labels)] if argued else []
    return clauses(said, labels.language)


def _beyond(
    figure: Figure,
    bounds: Sequence[Figure],
    ceilings: Mapping[str, Figure],
    likely: Mapping[str, Fraction],
    labels: Labels,
) -> str:
    """Return the note of a mark as the words of a claim; empty where nothing is exceeded."""
    ceiling = ceilings.get(figure.figure_id)
    if ceiling not in bounds or ceiling is None or not _times(figure, ceiling, labels):
        return ""
    own = shown_figures((figure, ceiling), named("as_much"))
    quotient = own.quotient("value", figure.figure_id, ceiling.figure_id)
    return titled("fault", own, labels, lambda each: _note(figure, ceiling, likely, each), quotient)


def _times(figure: Figure, ceiling: Figure | None, labels: Labels) -> str:
    if ceiling is None or not ceiling.value or not figure.value:
        return ""
    return format_rounded(figure.value / ceiling.value, labels.language, _SHOWN)


def _title(faulty: Sequence[Figure], ceilings: Mapping[str, Figure], labels: Labels) -> str:
    """Name the printed numbers, or how many times what they must not exceed they are.

    Those that cannot be right are told apart from those that hardly are.
    """
    bounds = {ceilings[f.figure_id] for f in faulty if f.figure_id in ceilings}
    times = {f.figure_id: _times(f, ceilings.get(f.figure_id), labels) for f in faulty}
    held = len(bounds) == 1 and all(times.values())
    fields: dict[str, object] = {"document": document_names(documents_of(faulty, labels), labels)}
    for status in _FAULTY:
        items = [
            times[figure.figure_id] if held else _item(FigureView(figure, labels))
            for figure in faulty
            if figure.status == status
        ]
        fields[status] = join_words(items, labels.language)
    key = "story.impossible.title"
    if held:
        bound = FigureView(bounds.pop(), labels)
        key = "story.impossible.title_times"
        fields |= {"bound": bound.words, "bound_thing": bound.measures}
    return capital(labels.t(f"{key}{_FORMS[_said(faulty)]}", **fields), labels.language)


def _item(view: FigureView) -> str:
    return view.labels.t("story.impossible.item", words=view.words, thing=view.measures)


def _said(faulty: Iterable[Figure]) -> tuple[str, ...]:
    """Return the statuses that figures have, the surer one first."""
    found = {figure.status for figure in faulty}
    return tuple(status for status in _FAULTY if status in found)


_FORMS = {_FAULTY: "_mixed", _FAULTY[:1]: "", _FAULTY[1:]: "_unlikely"}
"""Which form of a title says which statuses."""
