"""The main findings together: which are chosen, in which order, and those of the real tables."""

from __future__ import annotations

import re

import pytest
from made_up_findings import A, B, C, alike, findings, money, number, pair, people, ratio, share

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import LANGUAGES
from analysis.pages import Book
from analysis.pages.front import Front
from analysis.sentences import headlines as hl
from analysis.sentences.headlines import Findings, Headline
from analysis.sentences.statements import Fragments, Link, Name, ranking_words


def complete() -> Findings:
    """Return tables that bear every finding."""
    a, b = people(A, 2, "40"), number(C, 6, "shows", "40人", value="40", unit="人")
    rows = (
        money(A, 1, "8000"),
        a,
        share(A, 3, "94"),
        money(B, 1, "90000", status="impossible"),
        people(B, 2, "30"),
        money(C, 1, "9000"),
        people(C, 2, "50"),
        share(C, 3, "93"),
        b,
    )
    return findings(
        *rows,
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
    assert len(found) <= hl.MOST
    assert {headline.statement.id for headline in found} == {f"headline:{h.name}" for h in found}
    assert {(h.statement.kind, h.statement.gates_open) for h in found} == {("finding", False)}


def test_tables_that_bear_little_give_little() -> None:
    assert hl.headlines(findings()) == []
    assert [h.name for h in hl.headlines(findings(money(A, 1, "80")))] == ["counted"]


def test_a_title_is_asked_for_in_a_language_there_is() -> None:
    (headline,) = hl.headlines(findings(money(A, 1, "80")))
    with pytest.raises(AnalysisError, match="'fr'"):
        headline.title("fr")


def test_figures_leave_out_repeats_and_documents_keep_the_order_of_the_catalogue() -> None:
    found = findings(money(C, 1, "80"), money(A, 1, "90"), money(A, 2, "90", duplicate_of="x"))
    assert list(found.figures["figure_id"]) == [f"{C}-001", f"{A}-001"]
    assert found.documents(found.figures) == [A, C]


@pytest.mark.parametrize("key", hl.TEXTS)
def test_a_text_names_the_same_parts_in_both_languages(key: str) -> None:
    english, chinese = (set(re.findall(r"\{(\w+)\}", text)) for text in hl.TEXTS[key])
    # Chinese verbs have one form.
    assert english - {"verb", "are", "are_faulty"} == chinese


# --- the real tables ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> tuple[Findings, list[Headline]]:
    found = Front(Book("en")).findings
    intro = hl.vague(found)
    assert intro is not None
    return found, [intro, *hl.headlines(found)]


def linked(fragments: Fragments) -> list[str]:
    return [part.figure_id for part in fragments if isinstance(part, Link)]


def test_every_real_finding_links_to_figures_that_exist(
    real: tuple[Findings, list[Headline]],
) -> None:
    found, stated = real
    known = dict(found.figures[["figure_id", "document"]].itertuples(index=False, name=None))
    assert len(stated) > 1
    for headline in stated:
        for figure_id in headline.statement.figure_ids:
            assert known[figure_id] in headline.statement.documents, headline.name


def test_both_languages_name_the_same_figures_and_documents(
    real: tuple[Findings, list[Headline]],
) -> None:
    found, stated = real
    for headline in stated:
        assert sorted(linked(headline.statement.en)) == sorted(linked(headline.statement.zh))
        for language in LANGUAGES:
            text = headline.title(language) + headline.statement.text(language)
            assert "{" not in text and "  " not in text
            for document in found.documents(found.figures):
                named = found.material.document(document, language) in text
                assert not named or document in headline.statement.documents, headline.name


def test_no_real_finding_ranks_but_the_one_on_pairs(
    real: tuple[Findings, list[Headline]],
) -> None:
    differ = (real[0].comparisons["result"] == "texts_differ").any()
    opened = [headline.name for headline in real[1] if headline.statement.gates_open]
    assert opened == (["pairs"] if differ else [])
    for headline in real[1]:
        if headline.statement.gates_open:
            continue
        for language in LANGUAGES:
            parts = [
                part
                for part in headline.statement.fragments(language)
                if not isinstance(part, Link | Name)
            ]
            assert ranking_words(" ".join(parts), language) == [], headline.name
