"""What the texts of a city, or a text, amount to."""

from __future__ import annotations

import made_up_findings as made
import pytest
from made_up_findings import A, B, C, number, people, share

from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.sentences.gates import ranking_words
from analysis.sentences.profiles import change_of_city, city_statements, document_statements

BOOK = made.codebook()
FIGURES = (
    people(A, 1, "40", bound="nearly", hedge="近"),
    people(A, 2, "40", duplicate_of=f"{A}-001"),
    people(A, 3, "9", status="doubtful", period_basis="carried"),
    number(A, 4, "shows", "8场", value="8", unit="场", period_basis="assumed"),
    number(A, 5, "residents", "9人", value="9", unit="人"),
)


def of_city(*figures: Figure, documents: tuple[str, ...] = (A,), language: str = "en") -> list[str]:
    return [each.text(language) for each in city_statements(figures, BOOK, documents)]


def test_repeats_are_counted_once_and_context_is_no_theme() -> None:
    assert of_city(*FIGURES) == [
        "Linzhou 2018 gives 4 different figures on 2 themes. What they count: activities (2) and "
        "people reached (2).",
        "By our sorting, none of the 4 different figures is an outcome for people, such as a job, "
        "a marriage or a settled case; sums of money and numbers of people helped are "
        "sorted apart.",
        "Of these 4 different figures, 1 is not a plain number (with a hedge such as “nearly”, a "
        "range, a bare round word, or unreadable). Damaged, doubtful or impossible in the copies "
        "we read: 1.",
    ]


def test_a_text_is_told_with_what_it_says_of_its_times() -> None:
    assert document_statements(FIGURES, BOOK, A)[2].text("en") == (
        "The text itself names the day or year of 2 of its different figures; for 1 the time is "
        "carried over from other words of the text, and for 1 it is assumed."
    )


def test_two_texts_are_told_by_core_indicators_of_the_city_itself() -> None:
    figures = (
        people(A, 1, "40"),
        people(B, 1, "40"),
        share(B, 2, "40"),
        number(B, 3, "choirs", "8队", value="8"),
        number(B, 4, "shows", "8场", value="8", level="enterprise"),
    )
    assert of_city(*figures, documents=(A, B))[2] == (
        "Of 2 main indicators with main city figures, 1 have them in both texts, 0 in "
        "the earlier text alone "
        "and 1 in the later one alone; what a text leaves out may still have been done."
    )


def test_whether_things_improved_is_answered_by_the_pairs_of_the_city() -> None:
    own = {"city_a": "linzhou", "city_b": "linzhou"}
    pairs = (
        made.graded(people(A, 1, "40"), people(B, 1, "41"), "side_by_side", grade="loose", **own),
        made.graded(people(A, 2, "5"), people(B, 2, "6"), "not_comparable", **own),
        made.graded(people(A, 2, "5"), people(C, 2, "6"), "not_comparable"),
    )
    assert change_of_city(pairs, BOOK, (A, B)).text("en") == (
        "Has anything changed between the texts? Of 2 pairs of figures of two texts of this city "
        "on one matter that are compared one by one, 1 cannot be compared, 1 can stand side by "
        "side only, none can be put in an order; so no change over the years can be read "
        "from the texts, for good or ill."
    )
    differ = made.graded(people(A, 1, "40"), people(B, 1, "90"), **own)
    said = change_of_city((*pairs, differ), BOOK, (A, B))
    assert "1 can be put in an order" in said.text("en")
    assert said.text("zh").endswith("1对能比高低。")  # then it is not said that nothing is shown


def test_two_texts_without_core_figures_have_no_third_sentence() -> None:
    assert len(of_city(number(A, 3, "choirs", "8队", value="8"), documents=(A, B))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_ranks_and_nothing_is_said_of_nothing(language: str) -> None:
    for sentence in of_city(*FIGURES, language=language):
        assert ranking_words(sentence, language) == []
    assert len(of_city(language=language)) == 1
    assert len(document_statements((), BOOK, A)) == 1
