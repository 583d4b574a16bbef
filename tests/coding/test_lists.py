"""Lists beside their stated number."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.coding import raw
from analysis.coding.lists import lists_of
from analysis.errors import AnalysisError
from analysis.tables import schema


def items(stated: str, numbers: list[int], open_: str = "no") -> pd.DataFrame:
    """Return the items of one list of a made-up document."""
    rows = [
        {
            "document": "linzhou-2019",
            "stated_start": "20",
            "stated": stated,
            "item": str(number),
            "start": str(100 * number),
            "end": str(100 * number + 2),
            "printed": "一是",
            "open": open_,
            "note_en": "numbered points",
            "note_zh": "编号各点",
        }
        for number in numbers
    ]
    return pd.DataFrame(rows, columns=schema.LIST_ITEMS.names, dtype=object)


NO_FIGURE = pd.DataFrame(columns=schema.FIGURES.names, dtype=object)


@pytest.mark.parametrize(
    ("stated", "numbers", "open_", "agrees"),
    [
        ("三件", [1, 2, 3], "no", "yes"),
        ("三件", [1, 2], "no", "no"),
        ("三件", [1, 2], "yes", "yes"),
        ("2个", [1, 2, 3], "yes", "no"),
        ("十大", list(range(1, 11)), "no", "yes"),
    ],
)
def test_a_list_is_held_against_its_number(
    stated: str, numbers: list[int], open_: str, agrees: str
) -> None:
    row = lists_of(items(stated, numbers, open_), NO_FIGURE).iloc[0]
    assert (row["listed"], row["agrees"], row["figure_id"]) == (str(len(numbers)), agrees, "")


def test_the_number_of_a_figure_is_its_value() -> None:
    figures = NO_FIGURE.copy()
    figures.loc[0] = ""
    cells = ("linzhou-2019", "20", "4", "linzhou-2019-001")
    figures.loc[0, ["document", "start", "value", "figure_id"]] = cells
    row = lists_of(items("4个", [1, 2, 3]), figures).iloc[0]
    assert (row["figure_id"], row["number"], row["agrees"]) == ("linzhou-2019-001", "4", "no")


def test_broken_lists_are_refused() -> None:
    with pytest.raises(AnalysisError, match="linzhou-2019 at 20: the items must be numbered"):
        lists_of(items("三件", [1, 3]), NO_FIGURE)
    with pytest.raises(AnalysisError, match="'多件' states no number"):
        lists_of(items("多件", [1]), NO_FIGURE)


def test_the_lists_of_the_project_are_counted() -> None:
    data = raw.load()
    found = {
        (row.document, row.stated): (row.number, row.listed, row.agrees)
        for document in data.document_ids()
        for row in lists_of(data.list_items_of(document), data.figures(document)).itertuples()
    }
    assert found[("zhuzhou-2016", "十大")] == ("10", "10", "yes")
    assert found[("fuxin-2017", "十件")] == ("10", "10", "yes")
    assert found[("zhuzhou-2020", "3个")] == ("3", "4", "no")
    assert found[("zhuzhou-2020", "五个")] == ("5", "4", "no")
