"""What the charts of the story share: order, words, data, caveats, and their putting together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.charts.forms.axis import off_scale
from analysis.charts.forms.rows import Panel
from analysis.charts.style import Canvas, picture
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import (
    Labels,
    format_bound,
    format_interval,
    join,
    period_of,
    records,
    tidy,
    years_of,
)
from analysis.show.display import cells_of
from analysis.show.displays import Chart


def finished(
    canvas: Canvas,
    labels: Labels,
    *,
    name: str,
    form: str,
    subject: str,
    title: str,
    subtitle: str,
    data: pd.DataFrame,
    headers: Mapping[str, str],
    ends: Sequence[str] = (),
    **rest: Any,
) -> Chart:
    """Return a chart from a finished canvas and its words.

    Parameters
    ----------
    canvas
        Finished canvas.
    labels
        Labels in the language of the chart.
    name, title, subtitle, data, headers
        As in `Chart`.
    form, subject
        Kind and subject, for the alt text.
    ends
        Lowest and highest value in words, where there are such.
    **rest
        Further fields of `Chart`.
    """
    links = rest.pop("links", {})
    extent = labels.t("chart.range", low=ends[0], high=ends[1]) if ends else ""
    alt = labels.t(
        "chart.alt", form=labels.t(f"form.{form}"), subject=subject, finding=title, range=extent
    ).strip()
    return Chart(
        name=name,
        language=labels.language,
        svg=picture(canvas, name, alt, labels.language),
        alt=alt,
        title=title,
        subtitle=subtitle,
        data=[cells_of(row, links, {}) for row in records(data)],
        headers=headers,
        **rest,
    )


def distinct(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are no repetition of another one in the same text."""
    return observations[observations["duplicate_of"] == ""]


def documents_of(observations: pd.DataFrame, labels: Labels) -> list[str]:
    """Return the documents that have observations, in the order of the catalogue."""
    present = set(observations["document"])
    order = labels.document_order()
    unknown = sorted(present - set(order))
    if unknown:
        raise AnalysisError(f"documents.csv has no document {unknown[0]!r}.")
    return [document for document in order if document in present]


def in_order(observations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
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
        [labels.document(document) for document in documents_of(drawn, labels)], labels.language
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


def word(number: int, labels: Labels) -> str:
    """Return a small number as a word."""
    return labels.t(f"word.{number}") if 0 < number < 10 else str(number)


def lower(label: str, labels: Labels) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:] if labels.language == "en" else label


def percent(part: int, whole: int) -> str:
    """Return a share rounded to whole per cent."""
    return f"{round(Fraction(100 * part, whole))}%"


def sentences(parts: Iterable[str], labels: Labels) -> str:
    """Put sentences together: a space between them in English, none in Chinese."""
    return (" " if labels.language == "en" else "").join(part for part in parts if part)
