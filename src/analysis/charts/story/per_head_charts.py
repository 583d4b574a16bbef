"""Charts of derived figures: 4, what help is worth per head, and 8, what cannot be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

import pandas as pd

from analysis.charts.forms.dots import dot_plot
from analysis.charts.forms.key import marks_used
from analysis.charts.forms.rows import Panel, Row, capital, ratio_formula, ratio_row, row_of
from analysis.charts.story.common import (
    caveats_of,
    documents_of,
    finished,
    footer_of,
    headers,
    lower,
)
from analysis.charts.story.verdicts import verdict_of
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    DIGITS,
    Labels,
    exact,
    format_interval,
    format_quantity,
    join,
    period_of,
    records,
)
from analysis.show.displays import Chart

RATIO_COLUMNS = ("document", "measure", "ratio", "limits", "formula", "period", "remark")


def ratio_frame(ratios: pd.DataFrame, observations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Return one row of readable cells per derived figure, with its first input for links."""
    rows = []
    for ratio in records(ratios):
        inputs = _inputs(ratio, observations, labels)
        row = ratio_row(ratio, inputs, labels)
        usual = Interval.from_columns({k: str(v) for k, v in ratio.items()}, "conventional")
        rows.append(
            {
                "figure_id": inputs[0]["figure_id"],
                "document": labels.document(ratio["document"]),
                "measure": ratio[f"label_{labels.language}"],
                "ratio": row.words,
                "limits": format_interval(usual, "", labels.language, DIGITS),
                "formula": ratio_formula(ratio, inputs),
                "period": period_of(ratio, labels.language),
                "remark": row.warning,
            }
        )
    return pd.DataFrame(rows, columns=["figure_id", *RATIO_COLUMNS], dtype=object)


def _inputs(
    ratio: Mapping[str, Any], observations: pd.DataFrame, labels: Labels
) -> list[dict[str, Any]]:
    """Return the figures that a ratio is computed from, each written as it was used."""
    by_id = {row["figure_id"]: row for row in records(observations)}
    names = str(ratio["inputs"]).split("+")
    missing = [name for name in names if name not in by_id]
    if missing:
        raise AnalysisError(
            f"{ratio['derived_id']}: its input {missing[0]} is not among the observations."
        )
    inputs = [by_id[name] for name in names]
    argued = _argued_inputs(ratio, inputs) if ratio["status"] == "argued" else frozenset()
    return [_as_argued(row, labels) if row["figure_id"] in argued else row for row in inputs]


def _argued_inputs(ratio: Mapping[str, Any], inputs: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the inputs whose likely number an argued ratio of two figures was computed with."""
    value = exact(str(ratio["value"]))
    known = [row for row in inputs if row.get("likely")]
    for size in range(1, len(known) + 1):
        for chosen in combinations([str(row["figure_id"]) for row in known], size):
            above, *below = (
                exact(str(row["likely" if row["figure_id"] in chosen else "value"]))
                for row in inputs
            )
            if len(below) == 1 and above and below[0] and value in _scaled(above / below[0]):
                return frozenset(chosen)
    return frozenset()


def _scaled(quotient: Fraction) -> tuple[Fraction, Fraction]:
    return quotient, 100 * quotient


def _as_argued(figure: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    """Return a figure written with its likely number, marked as no print."""
    likely = exact(str(figure["likely"])) or Fraction(0)
    words = format_quantity(likely, str(figure["unit"]), labels.language)
    return {**figure, "literal": labels.t("chart.argued_number", words=words)}


def ratio_panel(
    ratios: pd.DataFrame,
    observations: pd.DataFrame,
    labels: Labels,
    *,
    title: str,
    subtitle: str,
    scale: Literal["linear", "log"] = "linear",
    limits: tuple[Fraction, Fraction] | None = None,
    by_document: bool = False,
    comparisons: pd.DataFrame | None = None,
) -> Panel:
    """Return a panel of derived figures, headed by their labels or by their documents.

    With the graded pairs, it says what they say of its figures.
    """
    rows = tuple(
        ratio_row(ratio, _inputs(ratio, observations, labels), labels) for ratio in records(ratios)
    )
    if by_document:
        rows = tuple(map(_by_document, rows))
    verdict = verdict_of(list(ratios["derived_id"]), comparisons, labels)
    return Panel(title, subtitle, rows, "", scale, limits, verdict=verdict)


def _by_document(row: Row) -> Row:
    """Head a ratio with its document instead of its label, which its panel already gives."""
    document, colon, formula = row.note.partition("：" if "：" in row.note else ": ")
    return replace(row, heading=document, note=formula) if colon else row


def ratio_chart(
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
    key: Sequence[str] | None = None,
) -> Chart:
    """Return the dot plot of derived figures; the key names the marks used unless told."""
    canvas = dot_plot(panels, labels, key=key if key is not None else marks_used(panels))
    used = _used(ratios, observations)
    ordered = sorted(records(ratios), key=_size)
    ends = [ratio_row(row, _inputs(row, observations, labels), labels).words for row in ordered]
    return finished(
        canvas,
        labels,
        name=name,
        form="dot_plot",
        subject=subject,
        title=title,
        subtitle=subtitle,
        ends=(ends[0], ends[-1]),
        data=ratio_frame(ratios, observations, labels),
        headers=headers(RATIO_COLUMNS, labels),
        links={"formula": "figure_id"},
        figure_ids=tuple(used["figure_id"]),
        caveats=[*caveats, *caveats_of(used, labels)],
        footer=footer_of(used, labels, verb="used"),
        sources=tuple(documents_of(used, labels)),
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
        own = by_measure(ratios[ratios["theme"] == theme], labels)
        order.append(own)
        panels.append(
            ratio_panel(
                own,
                observations,
                labels,
                title=labels.code("theme", theme),
                subtitle="",
                scale="log",
                limits=(min(values), max(values)),
            )
        )
    ordered = pd.concat(order)
    title = _worth_title(ordered, observations, labels)
    return ratio_chart(
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


def _worth_title(ratios: pd.DataFrame, observations: pd.DataFrame, labels: Labels) -> str:
    """Name the ratio with the least and the one with the largest amount."""
    rows = sorted(records(ratios), key=_size)
    ends = {}
    for name, ratio in (("low", rows[0]), ("high", rows[-1])):
        ends[name] = ratio_row(ratio, _inputs(ratio, observations, labels), labels).words
        ends[f"{name}_label"] = lower(str(ratio[f"label_{labels.language}"]), labels)
    key = "story.worth.title" if len(rows) > 1 else "story.worth.title_one"
    return capital(labels.t(key, **ends))


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


def by_measure(ratios: pd.DataFrame, labels: Labels) -> pd.DataFrame:
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
    likely: Mapping[str, str] | None = None,
    brief: bool = False,
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
        inside of it says so: what cannot be right is the number itself.
    likely
        Numbers that are argued, by figure: argued amounts are written with those they used.
    brief
        Whether only what is printed is drawn, in one panel for each measure.
    """
    shown = ["kept_out"] if brief else ["kept_out", "argued"]
    chosen = derived[(derived["group"] == "help_per_head") & derived["status"].isin(shown)]
    chosen = chosen[_has_size(chosen)]
    if not (chosen["status"] == "kept_out").any():
        raise AnalysisError("No amount per head is impossible as printed: nothing to draw.")
    if likely:
        observations = observations.assign(
            likely=[likely.get(name, "") for name in observations["figure_id"]]
        )
    bounds = {m: i for m, i in (possible or {}).items() if m in set(chosen["measure"])}
    values = [end for row in records(chosen) for end in _extent(row) if end > 0]
    values += [end for i in bounds.values() for end in (i.low, i.high) if end]
    panels = []
    for _, own in chosen.groupby("measure" if brief else "numerator", sort=False):
        things = [
            capital(str(_inputs(ratio, observations, labels)[0][f"measures_{labels.language}"]))
            for ratio in records(own)
        ]
        first = own.iloc[0]
        panel = ratio_panel(
            own,
            observations,
            labels,
            title=str(first[f"label_{labels.language}"]) if brief else things[0],
            subtitle=capital(str(first[f"unit_{labels.language}"])),
            scale="log",
            limits=(min(values), max(values)),
        )
        measure = str(first["measure"])
        rows = [
            _renamed(row, ratio, thing if brief else "", bounds.get(measure), labels)
            for row, ratio, thing in zip(panel.rows, records(own), things, strict=True)
        ]
        if measure in bounds:
            place = len(rows) if brief else 1
            rows.insert(place, _possible_row(rows[0], bounds[measure], first, labels))
        panels.append(replace(panel, rows=tuple(rows)))
    return ratio_chart(
        "impossible-as-printed",
        panels,
        chosen,
        observations,
        labels,
        title=_impossible_title(_outside(chosen, bounds), chosen, observations, labels),
        subject=labels.t("story.impossible.subject"),
        subtitle=labels.t(f"story.impossible.subtitle{'_brief' if brief else ''}"),
    )


def _outside(ratios: pd.DataFrame, bounds: Mapping[str, Interval]) -> pd.DataFrame:
    """Return the printed ratios outside of their bounds; all printed ones where none is."""
    printed = ratios[ratios["status"] == "kept_out"]
    inside = [_is_inside(row, bounds.get(row["measure"])) for row in records(printed)]
    outside = printed[[not known for known in inside]]
    return printed if outside.empty else outside


def _is_inside(ratio: Mapping[str, Any], bounds: Interval | None) -> bool:
    return bounds is not None and bounds.contains(_size(ratio))


def _impossible_title(
    outside: pd.DataFrame, ratios: pd.DataFrame, observations: pd.DataFrame, labels: Labels
) -> str:
    """Name the printed numbers that cannot be right, and what they come to, by measure."""
    parts = []
    for _, own in outside.groupby("measure", sort=False):
        words = [
            ratio_row(ratio, _inputs(ratio, observations, labels), labels).words
            for ratio in records(own)
        ]
        label = lower(str(own.iloc[0][f"label_{labels.language}"]), labels)
        found = join(words, labels.language)
        parts.append(labels.t("story.impossible.item", label=label, words=found))
    used = _used(ratios, observations)
    faulty = [
        row_of(figure, labels).words for figure in records(used) if figure["status"] == "impossible"
    ]
    key = "story.impossible.title" if faulty else "story.impossible.title_whole"
    return labels.t(key, figures=join(faulty, labels.language), list=join(parts, labels.language))


def _renamed(
    row: Row, ratio: Mapping[str, Any], thing: str, bounds: Interval | None, labels: Labels
) -> Row:
    if row.status != "argued":
        note = row.note
        if _is_inside(ratio, bounds):
            note = labels.t("story.impossible.inside", formula=note)
        return replace(row, heading=thing or labels.t("story.impossible.printed"), note=note)
    reason = capital(str(ratio[f"reason_{labels.language}"]))
    return replace(row, heading=labels.t("story.impossible.argued"), note=reason, warning="")


def _possible_row(row: Row, bounds: Interval, ratio: Mapping[str, Any], labels: Labels) -> Row:
    words = format_interval(bounds, "", labels.language, DIGITS)
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
