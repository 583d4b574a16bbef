"""Parts of figures and figures said again, on sentences made up for it."""

from __future__ import annotations

import pytest

from analysis.proposals.propose import propose
from analysis.reading.mentions import read
from analysis.tables.codebook import Codebook

NAMES = ("part_of_start", "part_kind", "duplicate_of_start", "duplicate_kind")


def related(text: str) -> dict[str, tuple[str, str]]:
    """Return, by the literal of a figure, the literal it is related to and how."""
    figures = read(text).figures
    literal = {str(each.start): each.literal for each in figures}
    found = {}
    for each in propose(text, figures, Codebook()):
        cells = [each.coded[name] for name in NAMES if name in each.coded]
        if cells:
            found[text[each.start : each.end]] = (literal[cells[0]], cells[1])
    return found


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("修树屋40间，其中松木的12间。", {"12间": ("40间", "subset")}),
        ("有护林员90名（其中女性30人），苗圃7个。", {"30人": ("90名", "subset")}),
        ("接到纠纷50件，成功调解41件。", {"41件": ("50件", "subset")}),
        ("牵线80对，牵手21对，结婚6对。", {"21对": ("80对", "stage"), "6对": ("21对", "stage")}),
        ("有护林员90名，其中苗圃7个。", {}),
        ("有护林员30名，其中女性90人。", {}),
        ("有护林员90名。其中女性30人。", {}),
        ("修树屋40间，松木的12间。", {}),
        ("受理纠纷50件。到第二年底成功调解41件。", {}),
    ],
)
def test_a_part_is_bound_to_the_whole_before_it(
    text: str, relations: dict[str, tuple[str, str]]
) -> None:
    assert related(text) == relations


def test_a_figure_in_the_same_words_repeats_the_first_one() -> None:
    text = "山南的护林驿站新修了树屋418间。\n\n另据了解，山南的护林驿站新修了树屋418间。"
    figures = read(text).figures
    second = propose(text, figures, Codebook())[1]
    assert second.coded["duplicate_of_start"] == str(figures[0].start)
    assert second.coded["duplicate_kind"] == "same_words"


def test_equal_numbers_in_other_words_are_no_repeats() -> None:
    assert related("山南新修了树屋418间。\n山北的驿站共租出418间。") == {}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("护林员种松树1462棵", "same_words_in_heading"), ("护林员种松树1500棵", "rounded_in_heading")],
)
def test_a_heading_repeats_the_figure_of_its_text(heading: str, kind: str) -> None:
    text = f"{heading}\n\n入春以来，护林员在北坡种松树1462棵，又修了步道。\n"
    [related_to] = [
        each.coded for each in propose(text, read(text).figures, Codebook()) if each.start < 12
    ]
    assert related_to["duplicate_kind"] == kind
    assert related_to["duplicate_of_start"] == str(text.rindex("1462"))


def test_a_heading_on_something_else_repeats_nothing() -> None:
    assert (
        related("乡里办集市卖种子1462棵\n\n入春以来，护林员在北坡种松树1462棵，又修了步道。\n")
        == {}
    )
