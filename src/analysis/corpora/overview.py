"""A corpus as a table: indicator, year and city with limits, and changes where figures allow them.

All rows are candidates.  Of a cell that several figures are proposed for, the surest one is shown;
what changed from year to year is said only between figures of one unit and nature whose words and
times are known, and only where their limits lie apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis.coding.raw import RawData
from analysis.corpora import corpus_manifest, parquet
from analysis.corpora.candidates import (
    MENTION_COLUMNS,
    ReadingOptions,
    candidates_of,
    joined_columns,
    known,
    rows_of,
)
from analysis.corpora.jobs import TextFile, text_of
from analysis.intervals import Interval, parse_number
from analysis.reading.mentions import word_limits

if TYPE_CHECKING:
    import pandas as pd

_Change = Literal["more", "less", "open", "not comparable"]
"""What may be said of two figures of one city and indicator in two years."""

EXAMPLE = Path(__file__).with_name("example")
"""A small corpus that we made up."""
SURE = 0.5
"""Confidence from which on a proposal is shown."""


@dataclass(frozen=True, slots=True)
class OverviewCell:
    """The surest figure of an indicator, a year and a city.

    Attributes
    ----------
    indicator, city, year
        What it is of; the year is that of the end of its period, or of the text.
    document, literal
        Where it stands, and as printed.
    unit, nature, days
        What it must share to be compared: unit, nature, and days of its period.
    limits
        What its words allow by the published reading.
    confidence
        How sure its indicator is.
    figures
        How many figures are proposed for the cell.
    """

    indicator: str
    city: str
    year: int | None
    document: str
    literal: str
    unit: str
    nature: str
    days: int | None
    limits: Interval
    confidence: float
    figures: int


def example(folder: Path, raw: RawData) -> list[dict[str, Any]]:
    """Read a small corpus here and now, without Parquet.

    Parameters
    ----------
    folder
        Texts, and ``manifest.csv`` that names them.
    raw
        What proposals are made from.

    Returns
    -------
    list of dict
        Its mentions by column (`analysis.corpora.candidates.MENTION_COLUMNS`).

    Raises
    ------
    AnalysisError
        If the manifest or a text is not as it must be.
    """
    options = ReadingOptions(known(raw).packed(), False)
    parts = []
    for source in corpus_manifest.read_corpus_manifest(folder / "manifest.csv"):
        written = source.written.isoformat() if source.written else None
        text = text_of(TextFile(source, str(folder / source.path)))
        shared = {"document": source.document, "city": source.city, "year": source.year}
        parts.append((shared, candidates_of(text, written, options).mentions))
    return list(rows_of(joined_columns(parts, MENTION_COLUMNS)))


def mentions(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the mentions of an output of `corpus read` (columns of `MENTIONS`).

    Raises
    ------
    AnalysisError
        If the folder holds no corpus, or a file of it is damaged.
    """
    for part in parquet.columns_of(folder, "mentions", MENTION_COLUMNS):
        yield from rows_of(part)


def checked_share(folder: Path) -> float | None:
    """Return the share of figures that were held against others; nothing where none was checked.

    Raises
    ------
    AnalysisError
        If the folder holds no corpus, or a file of it is damaged.
    """
    checked = figures = 0
    for part in parquet.columns_of(folder, "texts", ("figures", "checked")):
        for number, held in zip(part["figures"], part["checked"], strict=True):
            if held is not None:
                figures += number
                checked += held
    return checked / figures if figures else None


def overview_cells(
    rows: Iterable[Mapping[str, Any]], sure: float = SURE
) -> tuple[OverviewCell, ...]:
    """Return the surest figure of each indicator, year and city.

    Parameters
    ----------
    rows
        Mentions (columns of `MENTIONS`).
    sure
        Least confidence of those that count.

    Returns
    -------
    tuple of Cell
        By indicator, city and year.
    """
    found: dict[tuple[str, str, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["indicator"] and (row["confidence"] or 0.0) >= sure and row["nature"] != "plan":
            end: date | None = row["period_end"]
            year = end.year if end else row["year"]
            found[row["indicator"], row["city"] or "", year or 0].append(row)
    return tuple(_cell(key, found[key]) for key in sorted(found))


def _cell(key: tuple[str, str, int], rows: Sequence[Mapping[str, Any]]) -> OverviewCell:
    row = min(rows, key=lambda each: (-(each["confidence"] or 0), each["document"], each["start"]))
    start, end = row["period_start"], row["period_end"]
    limits = word_limits(
        row["literal"], parse_number(row["value"] or ""), parse_number(row["value_high"] or ""),
        row["unit"] or "", row["bound"], row["hedge"] or "",
    )  # fmt: skip
    return OverviewCell(
        key[0], key[1], key[2] or None, row["document"], row["literal"].strip(), row["unit"] or "",
        row["nature"] or "", (end - start).days + 1 if start and end else None,
        limits.conventional, row["confidence"] or 0.0, len(rows),
    )  # fmt: skip


def change(earlier: OverviewCell, later: OverviewCell) -> _Change:
    """Tell what changed between two figures of one city and indicator.

    Returns
    -------
    str
        ``more`` or ``less`` where their limits lie apart, ``open`` where they do not, ``not
        comparable`` where unit, nature or length of time differ or are not known.
    """
    same = (earlier.unit, earlier.nature) == (later.unit, later.nature)
    if not same or not earlier.nature or not _like_times(earlier, later):
        return "not comparable"
    if earlier.limits.intersects(later.limits):
        return "open"
    low, high = later.limits.low, earlier.limits.high
    return "more" if low is not None and high is not None and low >= high else "less"


def _like_times(earlier: OverviewCell, later: OverviewCell) -> bool:
    """Tell whether both are states of a day, or totals of times of one length, leap days apart."""
    if earlier.nature != "flow":
        return True
    if earlier.days is None or later.days is None:
        return False
    return abs(earlier.days - later.days) <= 1


def frame(found: Sequence[OverviewCell], labels: Mapping[str, str]) -> pd.DataFrame:
    """Return cells as a table to look at.

    Parameters
    ----------
    found
        What `cells` gives.
    labels
        Labels of indicators by code.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``city``, ``year``, ``printed``, ``limits``, ``unit``,
        ``confidence``, ``figures``, ``document``, and ``change`` from the year before it in its
        city.
    """
    import pandas as pd

    changes: dict[int, _Change] = {}
    for (_, one), (place, other) in pairwise(enumerate(found)):
        if (one.indicator, one.city) == (other.indicator, other.city) and one.year and other.year:
            changes[place] = change(one, other)
    rows = [
        {
            "indicator": labels.get(each.indicator, each.indicator),
            "city": each.city,
            "year": "" if each.year is None else str(each.year),
            "printed": each.literal,
            "limits": str(each.limits),
            "unit": each.unit,
            "confidence": f"{each.confidence:.2f}",
            "figures": each.figures,
            "document": each.document,
            "change": changes.get(place, ""),
        }
        for place, each in enumerate(found)
    ]
    names = ("indicator", "city", "year", "printed", "limits", "unit", "confidence", "figures",
             "document", "change")  # fmt: skip
    return pd.DataFrame(rows, columns=list(names))
