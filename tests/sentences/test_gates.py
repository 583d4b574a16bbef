"""Gates: what may rank, and how everything else is kept from it."""

from __future__ import annotations

import pytest
from made_up_findings import A, C, pair

from analysis.comparison.comparison_records import Pair
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Link, Linked, Message, Named, Part, Words, in_sentences
from analysis.sentences.gates import Ranked, Ranking, gates_open, ranking_words, refuse_ranking
from analysis.sentences.statements import Statement


def differing(**cells: str) -> Pair:
    """Return a pair with open gates, but for the cells that are given."""
    sides = Interval.parse("[600, 600]").columns("a")
    sides |= Interval.parse("[900, 900]").columns("b")
    given = {"grade": "strict", **sides, **cells}
    return pair(f"{A}-001", f"{C}-001", given.pop("result", "texts_differ"), **given)


NO_LIMITS = dict.fromkeys(Interval().columns("b"), "")


@pytest.mark.parametrize(
    ("cells", "is_open"),
    [
        ({}, True),
        ({"grade": "annualised"}, True),
        ({"grade": "loose"}, False),
        ({"grade": "not_comparable"}, False),
        ({"result": "same_size"}, False),
        ({"result": "cannot_be_decided"}, False),
        (Interval.parse("[600, 950]").columns("a"), False),
        (Interval.parse("[600, 900]").columns("a"), False),  # they meet in one number
        (Interval.parse("[600, 900)").columns("a"), True),
        (NO_LIMITS, False),
    ],
    ids=[
        "open",
        "a year each",
        "loose",
        "never",
        "same size",
        "undecided",
        "overlapping",
        "meeting",
        "touching from outside",
        "unknown",
    ],
)
def test_each_gate_closes_alone(cells: dict[str, str], is_open: bool) -> None:
    assert gates_open(differing(**cells)) is is_open


def test_what_ranks_cannot_be_made_of_a_pair_with_a_closed_gate() -> None:
    with pytest.raises(AnalysisError) as refused:
        Ranking(differing(grade="loose"), "more")
    assert str(refused.value) == (
        f"comparison {A}-001~{C}-001 cannot be put in an order: its result is texts_differ, its "
        f"grade is loose, or its limits overlap"
    )


def test_what_ranks_keeps_its_names_and_links() -> None:
    said: Part = in_sentences(["A states more", Named("people"), Linked("x", "more than 9")])
    fragments = Ranking(differing(), said).say("en")
    assert fragments == ("A states more ", "people", " ", Link("x", "more than 9"))
    assert [type(each) is Ranked for each in fragments] == [True, False, True, False]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Moreover, the risen leader led.", "en", ["leader"]),
        ("More growth; the fewest fell", "en", ["More", "growth", "fewest", "fell"]),
        ("near-equal, in no order, about equal", "en", []),
        ("排名第一", "zh", ["排名", "第一"]),
        ("参赛率与建制率", "zh", []),
    ],
)
def test_ranking_words_are_found_as_words(text: str, language: str, words: list[str]) -> None:
    assert ranking_words(text, language) == words


def told(part: Part) -> Statement:
    return Statement("x", "finding", "", (A,), part)


@pytest.mark.parametrize(
    "words",
    [Words(en="A ranks first", zh="甲"), Words(en="A", zh="甲多于乙")],
    ids=["en", "zh"],
)
def test_a_sentence_that_ranks_in_any_language_is_refused(words: Words) -> None:
    with pytest.raises(AnalysisError, match="statement x ranks"):
        told(words)


def test_the_refusal_says_which_word_and_where() -> None:
    with pytest.raises(AnalysisError) as refused:
        told(in_sentences(["the highest of", Linked("x", "more than 9")]))
    assert str(refused.value) == (
        "statement x ranks ('highest') although a gate is closed: the highest of more than 9"
    )


def test_names_and_printed_numbers_may_hold_any_word() -> None:
    said = in_sentences([Named(Words(en="a higher grade", zh="更高")), Linked("x", "more than 9")])
    assert told(said).text("en") == "a higher grade more than 9"
    assert told(said).text("zh") == "更高more than 9"


def test_one_ranking_opens_no_other_sentence() -> None:
    ranking = Ranking(differing(), "A states more.")
    assert told(in_sentences([ranking, "B follows."])).text("en") == "A states more. B follows."
    with pytest.raises(AnalysisError, match="'fewer'"):
        told(in_sentences([ranking, "C has fewer."]))


def test_a_ranking_inside_a_message_stays_allowed() -> None:
    inside = Message("headline.pairs.among", statement=Ranking(differing(), "A states more."))
    refuse_ranking("among", inside)
    with pytest.raises(AnalysisError, match="among ranks"):
        refuse_ranking("among", Message("headline.pairs.among", statement="A states more."))
