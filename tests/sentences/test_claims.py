"""Claims: what may be said of a set, and what is refused."""

from __future__ import annotations

import pytest
from made_up_findings import A, B, evidence, money, pair, people

from analysis.comparison.comparison_records import Pair
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Linked, Message, Named, Part, Words, in_sentences
from analysis.sentences.claims import Claim, PublishedClaim, Said, claim, quantifiers
from analysis.sentences.gates import Ranking
from analysis.sentences.sets import Measure, Scope, Selection
from analysis.tables.store import cells_of

NAME = Words(en="core figures", zh="核心数字")
SCOPE = Scope.of("observations", NAME, tier="core")


def selection() -> Selection:
    figures = evidence(money(A, 1, "5"), money(A, 2, "7"), people(B, 1, "3")).figures
    return SCOPE.take(figures)


OWN = selection()


def said(english: str, chinese: str = "核心数字") -> Part:
    return Words(en=english, zh=chinese)


def test_a_claim_knows_its_set_its_inputs_and_its_result() -> None:
    made = claim("count", OWN, said("Core figures: 3"), OWN.count())
    assert (made.kind, made.scope, made.result, made.gates) == (
        "count",
        SCOPE,
        "count() = 3",
        ("complete",),
    )
    assert made.inputs == (f"{A}-001", f"{A}-002", f"{B}-001")
    words = made.text("en")
    assert (words, type(words), words.claim) == ("Core figures: 3", Said, made)


def test_further_inputs_come_after_the_rows() -> None:
    made = claim("value", OWN, NAME, OWN.count(), more=[f"{B}-001", f"{B}-009"])
    assert made.inputs[-2:] == (f"{B}-001", f"{B}-009")


def test_the_set_is_named_in_every_language() -> None:
    with pytest.raises(AnalysisError) as refused:
        claim("count", OWN, said("The figures"), OWN.count())
    assert str(refused.value) == (
        "A claim about observations where tier = 'core': its words in 'en' do not name the set "
        "('core figures'): The figures."
    )
    with pytest.raises(AnalysisError, match="its words in 'zh' do not name the set"):
        claim("count", OWN, said("Core figures", "数字"), OWN.count())


def test_words_are_there_in_every_language() -> None:
    with pytest.raises(AnalysisError, match="it has no words in 'zh'"):
        claim("count", OWN, said("Core figures", ""), OWN.count())


def test_a_claim_without_kind_set_or_result_is_refused() -> None:
    with pytest.raises(AnalysisError, match="there is no kind 'guess'"):
        claim("guess", OWN, NAME, OWN.count())
    with pytest.raises(AnalysisError, match="it has no result"):
        claim("count", OWN, NAME)
    nameless = Scope("observations", SCOPE.conditions, ())
    with pytest.raises(AnalysisError, match="its set has no name"):
        Claim("count", nameless, NAME, (OWN.count(),), OWN.ids)


def test_a_count_in_the_words_is_a_result() -> None:
    message = in_sentences([NAME, Message("counted.figure", n=3)])
    assert (
        claim("count", OWN, message, OWN.count()).text("en") == "core figures 3 different figures"
    )
    with pytest.raises(AnalysisError, match="3 stands in the words and is no result"):
        claim("count", OWN, message, OWN.count(indicator="relief_people"))


def test_numbers_tied_to_figures_are_their_own() -> None:
    message = in_sentences([NAME, Linked(f"{A}-001", 77), Named(Message("counted.figure", n=4))])
    assert claim("value", OWN, message, OWN.count()).kind == "value"


def test_how_many_codes_there_are_is_a_result() -> None:
    message = in_sentences([NAME, Message("counted.text", n=2)])
    assert claim("count", OWN, message, OWN.values("document")).text("en") == "core figures 2 texts"
    assert claim("count", OWN, message, OWN.counts("document")).text("en") == "core figures 2 texts"


def test_ranking_words_need_an_extreme() -> None:
    counts = OWN.counts("document")
    words = said("Most core figures")
    with pytest.raises(AnalysisError, match=r"it ranks \('Most'\) although no gate is open"):
        claim("count", OWN, words, counts)
    made = claim("extreme", OWN, words, counts, OWN.most(counts))
    assert made.gates == ("complete", "extreme")
    with pytest.raises(AnalysisError, match="needs gate 'extreme'"):
        claim("extreme", OWN, words, counts)


def open_pair() -> Pair:
    sides = Interval.parse("[600, 600]").columns("a") | Interval.parse("[900, 900]").columns("b")
    return pair(f"{A}-001", f"{B}-001", "texts_differ", grade="strict", **sides)


def test_what_a_pair_with_open_gates_says_may_rank() -> None:
    ranking = Ranking(open_pair(), Words(en="B states more.", zh="乙多于甲。"))
    made = claim("order", OWN, in_sentences([NAME, ranking]), OWN.count())
    assert made.gates == ("complete", "order")
    with pytest.raises(AnalysisError, match=r"it ranks \('fewer'\)"):
        claim("order", OWN, in_sentences([NAME, ranking, "A has fewer."]), OWN.count())
    with pytest.raises(AnalysisError, match="needs gate 'order'"):
        claim("order", OWN, NAME, OWN.count())


def test_words_for_a_whole_set_need_the_whole_set() -> None:
    words = said("None of the core figures")
    with pytest.raises(AnalysisError, match=r"it quantifies \('None'\) although"):
        Claim("count", SCOPE, words, (OWN.count(),), OWN.ids[:1])
    assert claim("count", OWN, words, OWN.count()).gates == ("complete",)


def test_what_holds_for_all_holds_for_all() -> None:
    words = said("All core figures")
    claim("universal", OWN, words, OWN.count(tier="core"), OWN.count())
    with pytest.raises(AnalysisError, match=r"not all of the set are meant \(count\(unit = '元'\)"):
        claim("universal", OWN, words, OWN.count(unit="元"), OWN.count())


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("Almost all; none, allowed, nonetheless", "en", ["all", "none"]),
        ("only each text", "en", ["only", "each"]),
        ("各篇都写到，仅一篇没有", "zh", ["各篇", "都", "仅"]),
        ("这篇文章", "zh", []),
    ],
)
def test_quantifiers_are_found_as_words(words: str, language: str, found: list[str]) -> None:
    assert quantifiers(words, language) == found


def test_a_longer_sentence_keeps_the_claim() -> None:
    made = claim("count", OWN, said("Core figures"), OWN.count())
    longer = made.within(Message("statement.though", differences=made))
    assert longer.text("en") == "What differs: Core figures."
    assert (longer.scope, longer.results, longer.inputs) == (SCOPE, made.results, made.inputs)
    with pytest.raises(AnalysisError, match="do not name the set"):
        made.within("something else")


def test_a_published_claim_is_a_row() -> None:
    made = claim("count", OWN, said("Core figures"), Measure("count()", 3))
    row = PublishedClaim.of(made, "index", "intro/title", Words(en="Core figures", zh="核心数字"))
    assert cells_of(row.values(), PublishedClaim.TABLE) == [
        "index",
        "intro/title",
        "count",
        "observations where tier = 'core'",
        f"{A}-001+{A}-002+{B}-001",
        "count() = 3",
        "complete",
        "Core figures",
        "核心数字",
    ]
