"""Lists beside their stated number."""

from __future__ import annotations

import pytest
from made_up import figure

from analysis.coding import raw
from analysis.coding.announced_lists import lists_of
from analysis.coding.coding_records import ListItem, RawFigure
from analysis.errors import AnalysisError
from analysis.language.messages import Words
from analysis.tables import schema
from analysis.tables.store import values_of


def items(stated: str, numbers: list[int], *, goes_on: bool = False) -> list[ListItem]:
    """Return the items of one list of a made-up document."""
    note = Words(en="numbered points", zh="编号各点")
    return [
        ListItem("linzhou-2019", 20, stated, n, 100 * n, 100 * n + 2, "一是", goes_on, note)
        for n in numbers
    ]


@pytest.mark.parametrize(
    ("stated", "numbers", "goes_on", "agrees"),
    [
        ("三件", [1, 2, 3], False, True),
        ("三件", [1, 2], False, False),
        ("三件", [1, 2], True, True),
        ("2个", [1, 2, 3], True, False),
        ("十大", list(range(1, 11)), False, True),
    ],
)
def test_a_list_is_held_against_its_number(
    stated: str, numbers: list[int], goes_on: bool, agrees: bool
) -> None:
    (row,) = lists_of(items(stated, numbers, goes_on=goes_on), [])
    assert (row.listed, row.agrees, row.figure_id) == (len(numbers), agrees, "")


def test_the_number_of_a_figure_is_its_value() -> None:
    cells = figure(1, "4个", "4", "events", start="20", end="22")
    row = values_of([cells[name] for name in schema.FIGURES.names], schema.FIGURES)
    (counted,) = lists_of(items("4个", [1, 2, 3]), [RawFigure.from_values(row)])
    assert (counted.figure_id, counted.number, counted.agrees) == ("linzhou-2019-001", 4, False)


def test_broken_lists_are_refused() -> None:
    with pytest.raises(AnalysisError, match="linzhou-2019 at 20: the items must be numbered"):
        lists_of(items("三件", [1, 3]), [])
    with pytest.raises(AnalysisError, match="'多件' states no number"):
        lists_of(items("多件", [1]), [])


def test_the_lists_of_the_project_are_counted() -> None:
    data = raw.load_raw()
    found = {
        (row.document, row.stated): (row.number, row.listed, row.agrees)
        for document in data.document_ids()
        for row in lists_of(data.list_items_of(document), data.figures(document))
    }
    assert found[("zhuzhou-2016", "十大")] == (10, 10, True)
    assert found[("fuxin-2017", "十件")] == (10, 10, True)
    assert found[("zhuzhou-2020", "3个")] == (3, 4, False)
