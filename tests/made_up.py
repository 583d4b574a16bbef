"""A document that nobody wrote: rows of figures for the tests of comparisons and checks."""

from __future__ import annotations

import pandas as pd

from analysis.tables import schema

EXTRA = ("city", "theme", "concept", "tier")


def figure(number: int, literal: str, value: str, indicator: str, **cells: str) -> dict[str, str]:
    """Return a figure: a flow of one year of a city, exact and as printed, unless told otherwise.

    Figures stand in sentence 1 of the paragraph that is their number in tens.
    """
    document = cells.pop("document", "linzhou-2019")
    start = cells.pop("start", str(100 * (number // 10) * 10 + 20 * (number % 10)))
    row = dict.fromkeys([*schema.FIGURES.names, *EXTRA], "")
    row |= {
        "figure_id": f"{document}-{number:03d}",
        "document": document,
        "city": document.split("-")[0],
        "paragraph": str(number // 10),
        "sentence": "1",
        "start": start,
        "end": str(int(start) + len(literal)),
        "literal": literal,
        "value": value,
        "unit": literal.lstrip("0123456789.,近约超过数十百千万亿余多").replace("以上", ""),
        "bound": "exact" if value else "unknown",
        "period_start": "2019-01-01",
        "period_end": "2019-12-31",
        "period_basis": "stated",
        "nature": "flow",
        "level": "city",
        "indicator": indicator,
        "concept": indicator,
        "tier": "core",
        "theme": "relief",
        "counted": "people_reached",
        "actor": "unions_all_levels",
        "status": "as_printed",
        "measures_en": f"{indicator} of the text",
        "measures_zh": f"文中{indicator}",
    }
    for short in ("duplicate_of", "part_of"):
        if cells.get(short, "").isdigit():
            cells[short] = f"{document}-{int(cells[short]):03d}"
    return row | cells


def stock(number: int, literal: str, value: str, indicator: str, **cells: str) -> dict[str, str]:
    """Return a figure for the last day of the year."""
    day = cells.pop("day", "2019-12-31")
    dates = {"period_start": day, "period_end": day, "nature": "stock"}
    return figure(number, literal, value, indicator, **{**dates, **cells})


def table(*rows: dict[str, str]) -> pd.DataFrame:
    """Return rows as a table of text."""
    return pd.DataFrame(list(rows), dtype=object)


def documents(**published: str) -> pd.DataFrame:
    """Return origin records: id with underscores = earliest day the text can be finished."""
    rows = []
    for name, day in published.items():
        document = name.replace("_", "-")
        year = document.split("-")[-1]
        row = dict.fromkeys(schema.DOCUMENTS.names, "")
        rows.append(
            row
            | {
                "document": document,
                "city": document.split("-")[0],
                "written_after": day,
                "period_start": f"{year}-01-01",
                "period_end": f"{year}-12-31",
                "period_basis": "stated",
                "label_en": document,
                "label_zh": document,
            }
        )
    return pd.DataFrame(rows, dtype=object)
