"""What the texts of a city, or a text, amount to."""

from __future__ import annotations

import made_up_findings as made
import pytest
from made_up_findings import A, B, C, number, people, share

from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.sentences.gates import ranking_words
from analysis.sentences.profiles import city_claims, document_claims
from analysis.tables.codebook import Codebook

BOOK = made.codebook()
FIGURES = (
    people(A, 1, "40", bound="nearly", hedge="近"),
    people(A, 2, "40", duplicate_of=f"{A}-001"),
    people(A, 3, "9", status="doubtful", period_basis="carried"),
    number(A, 4, "shows", "8场", value="8", unit="场", period_basis="assumed"),
    number(A, 5, "residents", "9人", value="9", unit="人"),
)


ONE = made.codebook(A)
"""A codebook in which the city has one text."""


def of_city(*figures: Figure, book: Codebook = ONE, language: str = "en") -> list[str]:
    return [each.text(language) for each in city_claims(figures, book, "linzhou")]


def test_repeats_are_counted_once_and_context_is_no_theme() -> None:
    assert of_city(*FIGURES) == [
        "Linzhou 2018 gives 4 different figures on 2 themes: activities (2) and people reached "
        "(2).",
        "Not one of the 4 different figures counts a result for someone, such as a job or a "
        "marriage.",
        "Of these 4 different figures, 1 is printed with a hedge such as “nearly”, as a range, or "
        "so that no number can be read; 1 is damaged, doubtful or impossible in the copies we "
        "read.",
    ]


def test_a_text_is_told_with_what_it_says_of_its_times() -> None:
    times = document_claims(FIGURES, BOOK, A)[2]
    assert times.text("en") == (
        "Of the different figures, 2 have a time that the text itself states; for 1 it is carried "
        "over from the words around, and for 1 it is assumed."
    )
    assert times.scope.rule == (
        "observations where document = 'linzhou-2018' and duplicate_of = ''"
    )
    assert times.result == (
        "count(period_basis = 'stated') = 2; count(period_basis = 'carried') = 1; "
        "count(period_basis = 'assumed') = 1"
    )


def test_two_texts_are_told_by_core_indicators_of_the_city_itself() -> None:
    figures = (
        people(A, 1, "40"),
        people(B, 1, "40"),
        share(B, 2, "40"),
        number(B, 3, "choirs", "8队", value="8"),
        number(B, 4, "shows", "8场", value="8", level="enterprise"),
    )
    assert of_city(*figures, book=BOOK)[2] == (
        "Core figures of the city itself stand on 2 subjects: 1 in Linzhou 2018 and 2 in Linzhou "
        "2021. What a text leaves out may still have been done."
    )


def test_two_texts_without_core_figures_are_told_by_their_firmness() -> None:
    told = of_city(number(A, 3, "choirs", "8队", value="8"), book=BOOK)
    assert told[2].startswith("Of these 1 different figures, 0 are printed with a hedge")


def test_figures_of_other_cities_do_not_count() -> None:
    assert of_city(people(C, 1, "40")) == ["There is no figure in Linzhou 2018."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_ranks_and_nothing_is_said_of_nothing(language: str) -> None:
    for sentence in of_city(*FIGURES, language=language):
        assert ranking_words(sentence, language) == []
    assert len(of_city(language=language)) == 1
    assert [each.kind for each in document_claims((), BOOK, A)] == ["absence"]
