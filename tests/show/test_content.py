"""Content: text, links and roles as data."""

from __future__ import annotations

import pytest

from analysis.errors import AnalysisError
from analysis.language.messages import Link, Message, Name
from analysis.show.content import (
    Content,
    Lines,
    PageLink,
    Sorted,
    SpannedAmount,
    Styled,
    TextSpan,
    content_of,
    linked_figures,
    plain_content,
    together,
)

ONE, TWO = Link("oz-2031-001", "3家"), Link("oz-2031-002", "5家")


@pytest.mark.parametrize(
    ("content", "text", "figures"),
    [
        ("a < b", "a < b", ()),
        (Name("a name"), "a name", ()),
        (ONE, "3家", ("oz-2031-001",)),
        (("see ", ONE, " and ", TWO, ONE), "see 3家 and 5家3家", ("oz-2031-001", "oz-2031-002")),
        (PageLink("overview", "more", "#pairs"), "more", ()),
        (Styled("small", ("of ", TWO)), "of 5家", ("oz-2031-002",)),
        (Lines(("Oz", (ONE, "!"))), "Oz; 3家!", ("oz-2031-001",)),
        (SpannedAmount("oz-2031-001", "3 houses", "", "3", "houses"), "3 houses", ("oz-2031-001",)),
        (("2031 ", TextSpan("2031-01-01", "2031-12-31", 2029, 2031)), "2031 ", ()),
        (Message("interval.from", low="500").say("en"), "500 or more", ()),
    ],
)
def test_content_is_text_with_links(content: Content, text: str, figures: tuple[str, ...]) -> None:
    assert plain_content(content) == text
    assert linked_figures(content) == figures


def test_contents_are_put_together_without_empty_texts() -> None:
    assert together("a", "", (ONE, "b"), TWO) == ("a", ONE, "b", TWO)
    assert together("", ()) == ()


def test_a_cell_may_have_a_sorting_value() -> None:
    assert content_of(Sorted(ONE, None)) == content_of(ONE) == ONE


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(AnalysisError, match="There is no role 'shouted' of a text"):
        Styled("shouted", "x")  # type: ignore[arg-type]


def test_a_calendar_cannot_end_before_it_begins() -> None:
    with pytest.raises(AnalysisError, match="A calendar cannot run from 2031 to 2029"):
        TextSpan("", "", 2031, 2029)
