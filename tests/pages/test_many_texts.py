"""Above six texts, what pages show keeps within bounds and says what is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import made_up_town as town
import pytest
from made_up_findings import record
from made_up_town import A, B, figure, labels

from analysis.charts import story
from analysis.charts.story.parts import MARKS, document_names
from analysis.checks import CHECKS
from analysis.coding.coding_records import Correction
from analysis.comparison.comparison_records import Pair
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.language.messages import Joined, Words, text
from analysis.pages import (
    DECLARED,
    all_figures,
    comparisons_table,
    corrections_list,
    derived_table,
    disagreements_table,
    documents_table,
    figures_table,
    findings_list,
    list_lengths,
    lists_table,
    programme_table,
    statements,
    text_faults_table,
)
from analysis.pages.figure_tables import MOST_LISTED
from analysis.pages.front import LINKS, first_links
from analysis.pages.quality import by_text_table
from analysis.pages.results import STATEMENTS
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence, some
from analysis.sentences.gates import ranking_words
from analysis.sentences.sets import Scope, named
from analysis.sentences.statements import Statement
from analysis.show.content import PageLink, plain_content
from analysis.show.displays import Chart, Prose, Table
from analysis.tables.codebook import FEW, Codebook

NAMES = [A, B, *(f"linzhou-{year}" for year in range(2020, 2034))]
DOCUMENTS = tuple(town.document(name, name.title(), name.replace("-", "市")) for name in NAMES)


def book(number: int) -> Codebook:
    return Codebook(town.CODES, town.INDICATORS, DOCUMENTS[:number])


EN = labels("en", book(16))
FIGURES = [figure(name, 1, "40人", "40") for name in NAMES]


@pytest.mark.parametrize(("number", "shown", "left"), [(FEW, 9, 0), (FEW + 1, 4, 5)])
def test_up_to_six_texts_nothing_is_left_out(number: int, shown: int, left: int) -> None:
    found, rest = book(number).bounded("abcdefghi", 4)
    assert (len(found), rest) == (shown, left)
    assert book(number).many is bool(left)


def test_a_scale_has_its_first_marks_and_says_so() -> None:
    pairs = [loose(one, other) for one, other in combinations(FIGURES, 2)]
    chart = story.strips(FIGURES, (), pairs, EN)
    assert isinstance(chart, Chart)
    assert chart.figure_ids == tuple(each.figure_id for each in FIGURES[:MARKS])
    assert ">The first 8 of 16 are shown.<" in chart.svg
    few = story.strips(FIGURES[:FEW], (), pairs[:1], labels("en", book(FEW)))
    assert isinstance(few, Chart)
    assert "are shown" not in few.svg


def loose(a: Figure, b: Figure) -> Pair:
    sides = {"figure_a": a.figure_id, "figure_b": b.figure_id}
    documents = {"document_a": a.document, "document_b": b.document}
    row = {"kind": "figure", "grade": "loose", "result": "side_by_side", "basis": "as_printed"}
    made = record(Pair, {**sides, **documents, **row, "indicator_a": a.indicator})
    return replace(made, limits_a=a.limits.conventional, limits_b=b.limits.conventional)


def test_many_texts_are_numbered_not_named() -> None:
    assert document_names(NAMES, EN) == "16 texts"
    assert document_names(NAMES[:2], EN) == "Linzhou-2018 and Haicheng-2019"


def test_a_table_of_counts_has_six_columns_and_says_so() -> None:
    chart = story.what_is_counted(
        [figure(name, 1, "40人", "40", counted="people") for name in NAMES],
        labels("en", _counting(16)),
    )
    assert chart.numbers == tuple(NAMES[:6])
    assert "The first 6 of 16 texts are drawn." in chart.caveats


def _counting(number: int) -> Codebook:
    row = {"list": "counted", "code": "people", "label_en": "people", "label_zh": "人"}
    return Codebook((*town.CODES, town.made(town.Code, row)), town.INDICATORS, DOCUMENTS[:number])


def test_a_programme_has_one_row_for_each_text_that_states_something() -> None:
    figures = [*FIGURES[:3], figure(A, 2, "900元", "900", indicator="relief_money", unit="元")]
    table = programme_table(figures, EN, "relief", most=2)
    assert list(table.headers.values()) == ["Text", "What it states"]
    rows = [[plain_content(row["document"]), plain_content(row["states"])] for row in table.rows]
    assert [row[0] for row in rows] == ["Linzhou-2018", "Haicheng-2019"]
    assert rows[0][1].index("Relief money: 900 yuan") < rows[0][1].index("People relieved: 40")
    assert table.notes == ["1 more is left out here."]
    assert len(programme_table(figures, EN, "relief").rows) == 3
    assert list(programme_table(figures[:1], labels("en"), "relief").headers) == ["indicator", A, B]


def test_all_figures_stand_in_a_table_or_are_led_to() -> None:
    (table,) = all_figures(FIGURES, EN)
    assert isinstance(table, Table)
    assert (len(table.rows), table.shown) == (16, "folded")
    more = [
        figure(A, n, "40人", "40", duplicate_of=FIGURES[0].figure_id) for n in range(MOST_LISTED)
    ]
    file, texts, themes = all_figures([*FIGURES, *more], EN)
    assert isinstance(file, Prose)
    assert isinstance(texts, Table)
    assert isinstance(themes, Table)
    assert plain_content(file.paragraphs[0]).startswith("All 416 figures stand as a table in data/")
    assert texts.rows[0] == {
        "document": PageLink(f"document-{A}", "Linzhou-2018"),
        "figures_count": "401",
        "distinct_count": "1",
    }
    assert len(texts.rows) == 16
    assert [row["theme"] for row in themes.rows] == [PageLink("theme-relief", "Relief")]


def test_the_front_page_shows_some_documents_and_counts_the_others() -> None:
    table = documents_table(EN, (), most=6)
    assert table.column("document") == [name.title() for name in NAMES[:6]]
    assert list(table.notes) == ["10 more are left out here."]
    assert len(documents_table(EN, ()).rows) == 16
    assert len(documents_table(labels("en"), (), most=1).rows) == 2  # two texts are few


def test_a_list_of_sentences_tells_the_first_and_counts_the_others() -> None:
    told = [Statement(str(n), "finding", "", (), f"Sentence {n}.") for n in range(STATEMENTS + 3)]
    prose = statements(told, EN, name="x")
    items = [plain_content(item) for item in prose.paragraphs]
    assert items[-2:] == [f"Sentence {STATEMENTS - 1}.", "3 more are left out here."]
    assert len(items) == STATEMENTS + 1
    assert statements(told[:STATEMENTS], EN, name="x").paragraphs == prose.paragraphs[:STATEMENTS]


def test_a_sentence_names_six_texts_and_counts_the_others() -> None:
    parts = [Words(en=name, zh=name) for name in "abcdefgh"]
    assert text(some(parts, EN.book), "en") == "a, b, c, d, e, f and 2 other texts"
    assert text(some(parts, EN.book), "zh") == "a、b、c、d、e、f和另2篇文章"
    for language in LANGUAGES:
        assert ranking_words(text(some(parts, EN.book), language), language) == []
    assert text(some(parts, book(FEW)), "en") == "a, b, c, d, e, f, g and h"


def test_what_a_sentence_leaves_out_is_no_claim_of_its_own() -> None:
    own = Scope.of("observations", named("different"), duplicate_of="").take(FIGURES)
    texts = some([EN.book.document_label(name) for name in NAMES], EN.book)
    said = claim("count", own, Joined((named("different"), texts), "clause"), own.count())
    assert "and 10 other texts" in said.text("en")


# --- faults and findings --------------------------------------------------------------------------


KNOWN = Evidence(tuple(FIGURES), (), EN.book)
ELSEWHERE = "more are left out here, and stand on the pages of their texts."


def faulty(name: str, verdict: str, evidence: str) -> Correction:
    return town.correction(f"{name}-001", verdict=verdict, evidence_en=evidence)


def test_a_list_of_faults_shows_the_surest_and_most_common_kinds_and_counts_the_rest() -> None:
    common = [faulty(name, "likely", "A digit is lost.") for name in NAMES[:8]]
    rare = [faulty(name, "likely", f"Reason {name}.") for name in NAMES]
    sure = faulty(NAMES[-1], "certain", "Printed twice.")
    cases = corrections_list([*rare, *common, sure], KNOWN, EN, most=3)
    assert [case.facts[0][1] for case in cases.cases] == [
        "Printed twice.",
        "A digit is lost.",
        f"Reason {A}.",
    ]
    assert [len(case.items) for case in cases.cases] == [1, list_lengths.ITEMS + 1, 1]
    assert plain_content(cases.cases[1].items[-1].text) == f"2 {ELSEWHERE}"
    assert cases.note == f"15 {ELSEWHERE}"
    assert len(cases.rows) == 10
    whole = corrections_list([*rare, *common, sure], KNOWN, EN)
    assert (len(whole.cases), whole.note, len(whole.rows)) == (18, "", 25)


def test_up_to_six_texts_a_list_of_faults_shows_all() -> None:
    few = labels("en", book(FEW))
    rare = [faulty(name, "likely", f"Reason {name}.") for name in NAMES[:FEW]]
    cases = corrections_list(rare, Evidence(tuple(FIGURES), (), few.book), few, most=2)
    assert (len(cases.cases), cases.note) == (FEW, "")


def test_the_page_of_one_text_lists_some_findings_of_a_kind_and_leads_to_the_cards() -> None:
    check = CHECKS[0].code
    number = list_lengths.LISTED + 2
    found = [
        town.finding(check, f"{A}-001", finding_id=f"{A}.{check}.{place}", document=A)
        for place in range(number)
    ]
    for book_, left in ((labels("en", book(2)), 2), (EN, 2)):
        cases = findings_list(found, KNOWN, book_, name="findings")
        (case,) = cases.cases
        assert len(case.items) == list_lengths.LISTED + 1
        said = plain_content(case.items[-1].text)
        assert said == f"{left} more are left out here, and stand on the cards of their figures."
        assert len(cases.rows) == number  # the download has all of them
    few = findings_list(found[:-2], KNOWN, EN, name="findings")
    assert len(few.cases[0].items) == list_lengths.LISTED


def test_what_checks_found_is_bounded_in_kinds_and_rows() -> None:
    check = CHECKS[0].code
    found = [
        town.finding(
            check,
            f"{name}-001",
            finding_id=f"{name}.{check}",
            effect_en=f"Effect {name}.",
            document=name,
        )
        for name in NAMES
    ]
    cases = findings_list(found, KNOWN, EN, name="findings", most=4)
    assert (len(cases.cases), len(cases.rows)) == (4, 4)
    assert cases.note.endswith(f" 12 {ELSEWHERE}")
    whole = findings_list(found, KNOWN, EN, name="findings")
    assert (len(whole.cases), len(whole.rows)) == (16, 16)


def test_tables_of_spots_and_cells_are_bounded_and_say_where_the_rest_is() -> None:
    faults = [town.text_fault(document=name) for name in NAMES]
    table = text_faults_table(faults, EN, most=5)
    assert len(table.rows) == 5
    assert list(table.notes) == [
        "11 more are left out here, and stand on the pages of their texts."
    ]
    lists = lists_table([town.counted_list("3个"), town.counted_list("4个")], EN, most=1)
    assert list(lists.notes) == ["1 more is left out here, and stands on the page of its text."]
    cells = [town.disagreement("value", "40", "50", start) for start in range(9)]
    table = disagreements_table(cells, FIGURES, EN, most=4)
    assert len(table.rows) == 4
    assert list(table.notes) == [
        "Differences on numerals that are no figures (dates, names, other words) are counted in "
        "the table of agreement and not listed here.",
        "5 more are left out here, and stand in data/processed/disagreements.csv.",
    ]


def test_how_much_was_found_stands_text_by_text() -> None:
    table = by_text_table(
        [faulty(A, "likely", "x"), faulty(B, "certain", "y")],
        [town.finding(CHECKS[0].code, f"{A}-001"), town.finding(DECLARED, f"{A}-001")],
        [town.text_fault(), town.text_fault()],
        [town.disagreement("value", "40", "50")],
        KNOWN,
        EN,
    )
    assert len(table.rows) == 16
    assert table.rows[0] == {
        "document": PageLink(f"document-{A}", "Linzhou-2018"),
        "faults_count": "1",
        "words_count": "2",
        "findings_count": "1",
        "cells_count": "1",
    }
    assert [row["faults_count"] for row in table.rows[1:3]] == ["1", "0"]


def test_numbers_that_cannot_be_right_are_drawn_up_to_as_many_as_other_marks() -> None:
    odd = [replace(each, status="impossible") for each in FIGURES]
    chart = story.impossible_as_printed(odd, (), EN)
    assert isinstance(chart, Chart)
    assert chart.figure_ids == tuple(each.figure_id for each in FIGURES[:MARKS])
    assert chart.caveats[0] == "The first 8 of 16 are shown."


def test_tables_of_a_theme_are_bounded_and_say_where_the_rest_is() -> None:
    table = figures_table(FIGURES, EN, name="x", caption="All", most=5)
    assert (len(table.rows), list(table.notes)) == (5, [f"11 {ELSEWHERE}"])
    pairs = [
        replace(loose(one, other), result="same_size")
        for one, other in combinations(FIGURES[:4], 2)
    ]
    ratio = replace(pairs[0], kind="ratio")
    table = comparisons_table([ratio, *pairs], KNOWN, EN, name="x", most=4)
    assert (len(table.rows), table.notes[1]) == (
        4,
        "2 more are left out here, and stand in data/processed/comparisons.csv.",
    )
    ratios = [town.derived(name, "001+001", "1") for name in NAMES]
    table = derived_table(ratios, KNOWN, EN, name="x", most=15)
    assert (len(table.rows), list(table.notes)) == (
        15,
        ["1 more is left out here, and stands on the page of its text."],
    )


def test_what_is_bounded_is_whole_up_to_six_texts() -> None:
    few = labels("en", book(FEW))
    table = figures_table(FIGURES[:FEW], few, name="x", caption="All", most=2)
    assert (len(table.rows), list(table.notes)) == (FEW, [])


@pytest.mark.parametrize(("language", "last"), [("en", "and 4 beside these"), ("zh", "及另外4个")])
def test_the_guide_links_to_the_first_pages_of_a_kind(language: str, last: str) -> None:
    pages = [(name,) for name in NAMES]
    many = first_links(pages, labels(language, book(16)))
    assert many == [*pages[:LINKS], (last,)]
    assert ranking_words(last, language) == []
    assert first_links(pages, labels(language, book(FEW))) == pages


def test_the_front_page_draws_fewer_sets_and_numbers_than_the_overview() -> None:
    pairs = [loose(one, other) for one, other in combinations(FIGURES, 2)]
    chart = story.strips(FIGURES, (), pairs, EN, most=1, marks=4)
    assert isinstance(chart, Chart)
    assert chart.figure_ids == tuple(each.figure_id for each in FIGURES[:4])
    assert ">The first 4 of 16 are shown.<" in chart.svg
    odd = [replace(each, status="impossible") for each in FIGURES]
    chart = story.impossible_as_printed(odd, (), EN, most=3)
    assert isinstance(chart, Chart)
    assert len(chart.figure_ids) == 3
