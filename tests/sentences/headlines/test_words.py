"""Parts of sentences: lists, numbers with nouns, and the gate that no finding passes."""

from __future__ import annotations

import pytest
from made_up_findings import A, people

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.sentences.headlines.phrases import (
    fill_text,
    join_list,
    join_series,
    lower_first,
    make_headline,
    many,
    name_list,
    number_link,
)
from analysis.sentences.statements import Link, Name, plain

PARTS = (("one",), (Link("x", "two"), "!"), (Name("three"),))


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [(0, "", ""), (1, "one", "one"), (2, "one and two!", "one和two!")],
)
def test_lists_of_any_length(number: int, english: str, chinese: str) -> None:
    assert plain(join_list(PARTS[:number], "en")) == english
    assert plain(join_list(PARTS[:number], "zh")) == chinese


def test_lists_and_series_keep_links_and_names() -> None:
    assert join_list(PARTS, "en") == ["one", ", ", Link("x", "two"), "!", " and ", "three"]
    assert join_series(PARTS, "zh") == ["one", "；", Link("x", "two"), "!", "；", "three"]
    assert plain(join_series(PARTS, "en")) == "one; two!; three"


def test_numbers_take_their_nouns_in_english_only() -> None:
    assert [many(n, "pair", "en") for n in (0, 1, 2)] == ["0 pairs", "1 pair", "2 pairs"]
    assert many(1, "pair", "zh") == "1"


def test_names_and_labels_stand_inside_a_sentence() -> None:
    assert type(name_list(["a", "b"], "en")) is Name
    assert name_list(["甲", "乙"], "zh") == "甲和乙"
    assert lower_first("Relief", "en") == "relief"
    assert lower_first("Relief", "zh") == "Relief"
    assert lower_first("", "en") == ""


def test_a_number_is_as_read_and_tied_to_its_figure() -> None:
    row = people(A, 1, "40", bound="at_least", hedge="余")
    assert number_link(row, "en") == Link(f"{A}-001", "more than 40 people")
    assert number_link(row, "zh") == Link(f"{A}-001", "40余人")


def test_texts_are_filled_and_a_part_that_is_missing_is_named() -> None:
    assert fill_text("vague.hedge", "en", word=Name("about"), n="2 times") == (
        "“",
        "about",
        "” 2 times",
    )
    assert plain(fill_text("share.item", "zh", number=1, document=Name("甲"))) == "1（甲）"
    with pytest.raises(AnalysisError, match="'n'"):
        fill_text("vague.hedge", "en", word="about")
    with pytest.raises(KeyError):
        fill_text("no.such", "en")


@pytest.mark.parametrize(
    ("en", "zh"), [(("A more than B",), ("甲",)), (("A",), ("甲", "多于乙"))], ids=LANGUAGES
)
def test_a_finding_that_ranks_is_refused(en: tuple[str, ...], zh: tuple[str, ...]) -> None:
    with pytest.raises(AnalysisError, match="headline:demo ranks"):
        make_headline("demo", {"en": (), "zh": ()}, {"en": en, "zh": zh}, [A])


def test_names_and_numbers_of_a_finding_may_say_more() -> None:
    en = (Name("more schools"), Link("x", "more than 40"))
    found = make_headline(
        "demo", {"en": ("T ", Name("x")), "zh": ("题",)}, {"en": en, "zh": ("甲",)}, [A], "s", "t"
    )
    assert (found.title("en"), found.title("zh"), found.subject) == ("T x", "题", "s")
    assert found.statement.documents == (A,)
    assert (found.statement.theme, found.statement.figure_ids) == ("t", ("x",))
