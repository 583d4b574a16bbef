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
from analysis.comparison.records import Pair
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.language.messages import Words, text
from analysis.pages import documents_table, programme_table, statements
from analysis.pages.results import STATEMENTS
from analysis.sentences.evidence import some
from analysis.sentences.gates import ranking_words
from analysis.sentences.statements import Statement
from analysis.show.content import plain
from analysis.show.displays import Chart
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
    rows = [[plain(row["document"]), plain(row["states"])] for row in table.rows]
    assert [row[0] for row in rows] == ["Linzhou-2018", "Haicheng-2019"]
    assert rows[0][1].index("Relief money: 900 yuan") < rows[0][1].index("People relieved: 40")
    assert table.notes == ["1 more is left out here."]
    assert len(programme_table(figures, EN, "relief").rows) == 3
    assert list(programme_table(figures[:1], labels("en"), "relief").headers) == ["indicator", A, B]


def test_the_front_page_shows_some_documents_and_counts_the_others() -> None:
    table = documents_table(EN, (), most=6)
    assert [row["document"] for row in table.rows] == [name.title() for name in NAMES[:6]]
    assert list(table.notes) == ["10 more are left out here."]
    assert len(documents_table(EN, ()).rows) == 16
    assert len(documents_table(labels("en"), (), most=1).rows) == 2  # two texts are few


def test_a_list_of_sentences_tells_the_first_and_counts_the_others() -> None:
    told = [Statement(str(n), "finding", "", (), f"Sentence {n}.") for n in range(STATEMENTS + 3)]
    prose = statements(told, EN, name="x")
    items = [plain(item) for item in prose.paragraphs]
    assert items[-2:] == [f"Sentence {STATEMENTS - 1}.", "3 more are left out here."]
    assert len(items) == STATEMENTS + 1
    assert statements(told[:STATEMENTS], EN, name="x").paragraphs == prose.paragraphs[:STATEMENTS]


def test_a_sentence_names_six_texts_and_counts_the_others() -> None:
    parts = [Words(en=name, zh=name) for name in "abcdefgh"]
    assert text(some(parts, EN.book), "en") == "a, b, c, d, e, f and 2 other texts"
    assert text(some(parts, EN.book), "zh") == "a、b、c、d、e、f和另2篇文献"
    for language in LANGUAGES:
        assert ranking_words(text(some(parts, EN.book), language), language) == []
    assert text(some(parts, book(FEW)), "en") == "a, b, c, d, e, f, g and h"
