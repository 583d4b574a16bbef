"""Displays note the claims they make, each at its place."""

from __future__ import annotations

from made_up_findings import A, B, evidence, money, people
from shown import cases, chart, table

from analysis.language.messages import Linked, Words, in_sentences
from analysis.sentences.claims import Claim, claim
from analysis.sentences.sets import Scope
from analysis.show.claimed import noted
from analysis.show.content import Styled, linked_figures, plain_content, together, told
from analysis.show.data import from_data, to_data
from analysis.show.displays import Case, Item, Prose
from analysis.show.html import to_html

NAME = Words(en="figures", zh="数字")
OWN = Scope.of("observations", NAME).take(evidence(money(A, 1, "5"), people(B, 1, "3")).figures)


def made(words: str) -> Claim:
    message = in_sentences([words, NAME, Linked(f"{A}-001", "500元")])
    return claim("count", OWN, message, OWN.count())


def test_a_title_and_a_sentence_are_noted_with_all_that_belongs_to_them() -> None:
    shown = chart(title=made("Two").text("en"), lead=told(made("See"), "en"))
    assert noted(shown) == [
        {
            "place": f"demo/{place}",
            "kind": "count",
            "set": "observations",
            "name": "figures",
            "inputs": [f"{A}-001", f"{B}-001"],
            "result": "count() = 2",
            "gates": ["complete"],
            "words": words,
        }
        for place, words in (("title", "Two figures 500元"), ("lead", "See figures 500元"))
    ]


def test_places_in_lists_are_numbered_and_further_claims_behind_a_dot() -> None:
    one, two, three = (told(made(words), "zh") for words in ("一", "二", "三"))
    prose = Prose([together(one, Styled("strong", two)), "plain", three], "intro", "zh")
    assert [(note["place"], note["words"]) for note in noted(prose)] == [
        ("intro/paragraphs-1", "一数字500元"),
        ("intro/paragraphs-1.2", "二数字500元"),
        ("intro/paragraphs-3", "三数字500元"),
    ]


def test_notes_cells_and_cases_are_looked_through() -> None:
    words = made("Two").text("en")
    rows = [{"what": told(made("Row"), "en"), "literal": "", "n": ""}]
    assert [note["place"] for note in noted(table(caption=words, notes=("x", words)))] == [
        "money/caption",
        "money/notes-2",
    ]
    assert [note["place"] for note in noted(table(rows=rows))] == ["money/rows-1"]
    case = Case("likely", "x", [Item("y", told(made("Sum"), "en"))], [("Why", words)])
    assert [note["place"] for note in noted(cases(cases=[case]))] == [
        "found/cases-1",
        "found/cases-1.2",
    ]


def test_what_is_no_claim_is_not_noted() -> None:
    assert noted(chart()) == noted(table()) == noted(cases()) == []


def test_words_joined_to_others_are_forgotten() -> None:
    assert noted(chart(title=f"{made('Two').text('en')}!")) == []


def test_a_sentence_of_a_claim_is_a_content_like_any_other() -> None:
    sentence = told(made("Two"), "en")
    assert plain_content(sentence) == "Two figures 500元"
    assert linked_figures(sentence) == (f"{A}-001",)
    html = to_html(Prose([sentence], "intro", "en"))
    assert html == (
        f'<p>Two figures <a class="fig" href="figures.html#{A}-001" lang="zh-CN">500元</a></p>\n'
    )


def test_what_a_notebook_keeps_holds_the_claims_beside_the_value() -> None:
    prose = Prose([told(made("Two"), "en")], "intro", "en")
    data = to_data(prose)
    assert data["claims"] == noted(prose)
    assert from_data(data) == prose
