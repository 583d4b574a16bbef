"""What coding gains most comes first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.corpora.queue import WEIGHT_ALONE, CorpusText, in_coding_order


def text(document: str, city: str, year: int, **figures: float | None) -> CorpusText:
    found = CorpusText(document, city, year)
    for indicator, sure in figures.items():
        found.add(indicator, sure)
    return found


def queue(*texts: CorpusText, **how: object) -> list[tuple[str, str]]:
    rows = in_coding_order(texts, **how)  # type: ignore[arg-type]
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    return [(row.document, str(row.gain)) for row in rows]


def test_the_text_that_adds_most_comes_first_and_what_it_gives_counts_no_more() -> None:
    one = text("one", "a", 2001, tea=0.9, salt=0.8)
    same = text("same", "a", 2001, tea=0.9, salt=0.8)
    other = text("other", "b", 2001, tea=0.5, salt=0.5)
    assert queue(same, one, other) == [("same", "1.70"), ("other", "1.00"), ("one", "0.00")]


def test_what_no_other_city_has_counts_half() -> None:
    assert WEIGHT_ALONE == 0.5
    shared = text("shared", "a", 2001, tea=0.6)
    alone = text("alone", "a", 2001, salt=1.0)
    other = text("other", "b", 2001, tea=0.6)
    assert queue(alone, shared, other) == [("shared", "0.60"), ("other", "0.60"), ("alone", "0.50")]


def test_what_is_settled_gains_nothing_and_makes_others_comparable() -> None:
    settled = [("tea", "a", 2001)]
    assert queue(text("x", "a", 2001, tea=0.9), text("y", "b", 2001, tea=0.9), settled=settled) == [
        ("y", "0.90"), ("x", "0.00"),
    ]  # fmt: skip


def test_figures_without_an_indicator_are_counted_as_unsure() -> None:
    found = CorpusText("x", "a", None, contradictions=2)
    for indicator, sure in (("tea", None), (None, 0.3), ("", None), ("tea", 0.2)):
        found.add(indicator, sure)
    [row] = in_coding_order([found])
    assert (row.gain, row.indicators, row.figures, row.unsure) == (Decimal("0.25"), 1, 4, 2)
    assert row.contradictions == 2


@pytest.mark.parametrize("first", [0, 1, 5])
def test_as_many_are_given_as_asked(first: int) -> None:
    texts = [text(str(k), "a", 2000 + k, tea=0.5) for k in range(3)]
    assert [name for name, _ in queue(*texts, first=first)] == ["0", "1", "2"][:first]
    assert in_coding_order([]) == ()
