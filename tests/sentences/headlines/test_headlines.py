"""The main findings together: which are chosen, and in which order."""

from __future__ import annotations

import pytest
from made_up_findings import A, B, C, alike, evidence, money, number, pair, people, ratio, share

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Linked, Message, Named, Words, in_sentences
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence
from analysis.sentences.headlines.headline import headline as make


def complete() -> Evidence:
    """Return records that bear every finding."""
    a, b = people(A, 2, "40"), number(C, 6, "shows", "40人", value="40", unit="人")
    return evidence(
        money(A, 1, "8000"),
        a,
        share(A, 3, "94"),
        money(B, 1, "90000", status="impossible"),
        people(B, 2, "30"),
        money(C, 1, "9000"),
        people(C, 2, "50"),
        share(C, 3, "93"),
        b,
        derived=(
            ratio(A, 1, 2, "200"),
            ratio(B, 1, 2, "3000", status="kept_out"),
            ratio(C, 1, 2, "180"),
        ),
        pairs=(pair(f"{A}-001", f"{C}-001", deciding="year"),),
        alikes=(alike(a, b),),
        plausible={"money_per_head": Interval.between(20, 500)},
    )


def test_findings_stand_in_reading_order() -> None:
    found = hl.headlines(complete())
    assert [headline.name for headline in found] == [
        "pairs",
        "impossible",
        "share",
        "alike",
        "per_head",
        "counted",
        "reporting",
    ]
    assert [headline.statement.id for headline in found] == [f"headline:{h.name}" for h in found]
    assert {headline.statement.kind for headline in found} == {"finding"}


def test_records_that_bear_little_give_little() -> None:
    assert hl.headlines(evidence()) == []
    assert [each.name for each in hl.headlines(evidence(money(A, 1, "80")))] == ["counted"]


def test_a_title_is_asked_for_in_a_language_there_is() -> None:
    (headline,) = hl.headlines(evidence(money(A, 1, "80")))
    with pytest.raises(AnalysisError, match="'fr'"):
        headline.title("fr")


# --- the gate that every finding passes -----------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [Words(en="A states more than B", zh="甲"), Words(en="A", zh="甲多于乙")],
    ids=["en", "zh"],
)
def test_a_finding_that_ranks_is_refused(words: Words) -> None:
    with pytest.raises(AnalysisError, match="statement headline:demo ranks"):
        make("demo", "", words, [A])


def test_names_and_numbers_of_a_finding_may_say_more() -> None:
    sentence = in_sentences([Named("more schools"), Linked("x", "more than 40")])
    found = make("demo", Message("headline.alike.title"), sentence, [A], subject="s", theme="t")
    assert found.title("en") == "The same number, not the same thing"
    assert found.statement.text("en") == "more schools more than 40"
    assert (found.statement.theme, found.statement.documents) == ("t", (A,))
    assert (found.subject, found.statement.figure_ids) == (("s",), ("x",))
