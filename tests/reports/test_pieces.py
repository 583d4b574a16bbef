"""Tables and sentences of the pages, on the processed tables, in both languages."""

from __future__ import annotations

import pytest

from analysis import schema, statements, tables
from analysis.reports import pieces
from analysis.reports.words import keys, word


@pytest.fixture(params=["en", "zh"])
def book(request: pytest.FixtureRequest) -> pieces.Book:
    return pieces.Book(request.param)


def test_every_word_exists_in_both_languages() -> None:
    for key in keys():
        fields = {"n": 2} | dict.fromkeys(
            ("document", "theme", "city", "documents", "texts", "all", "figures", "column"), "x"
        )
        fields |= dict.fromkeys(("distinct", "hedged", "faulty", "core"), 1)
        fields |= dict.fromkeys(("title", "notebook", "interval", "total", "most"), "x")
        for language in ("en", "zh"):
            try:
                assert word(key, language, **fields)
            except Exception as error:
                # A field that only this word has is no missing translation.
                assert "no value for" in str(error), error


def test_every_figure_of_a_document_is_listed_in_order_with_its_card(book: pieces.Book) -> None:
    observations = book.of_document("fuxin-2017")
    table = pieces.figures_table(observations, book.labels, name="x", caption="c")
    assert table.figure_ids == tuple(observations["figure_id"])


def test_a_programme_says_what_is_not_reported_and_links_what_is(book: pieces.Book) -> None:
    table = pieces.programme_table(book.observations, book.labels, "medical_mutual_aid")
    row = table.frame.iloc[0]
    missing = {"en": "not reported", "zh": "未提及"}[book.language]
    assert row["fuxin-2017"] == row["zhuzhou-2020"] == missing
    assert 'href="figures.html#zhuzhou-2016-023"' in row["zhuzhou-2016"]
    assert "zhuzhou-2016-021" not in table.figure_ids  # the heading repeats it


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "10,000 people</a> (industrial workers, one household, one worker, plan, "
            "per year, 2020)",
        ),
        ("zh", "1万人</a>（产业工人，一户一产业工人，计划，每年，2020年）"),
    ],
)
def test_a_plan_is_called_a_plan(language: str, said: str) -> None:
    book = pieces.Book(language)
    table = pieces.programme_table(book.observations, book.labels, "training_and_jobs")
    assert any(said in str(cell) for cell in table.frame["zhuzhou-2020"])


def test_and_above_is_said(book: pieces.Book) -> None:
    table = pieces.programme_table(book.observations, book.labels, "honours_and_innovation")
    above = {"en": "municipal and above", "zh": "市级及以上"}[book.language]
    assert any(above in str(cell) for cell in table.frame["huzhou-2015"])


def test_a_swallowed_digit_is_said_in_words_and_has_no_number(book: pieces.Book) -> None:
    observations = book.of_document("fuxin-2017")
    damaged = observations[observations["literal"].str.startswith("?")]
    table = pieces.figures_table(damaged, book.labels, name="x", caption="c")
    cell = table.frame.iloc[0]
    assert (
        cell["read"]
        == {
            "en": "damaged, no number can be read",
            "zh": "破损，数目无法读出",
        }[book.language]
    )
    assert cell["value"] == ""


def test_limits_are_shown_only_where_they_say_more_than_the_number(book: pieces.Book) -> None:
    rows = {row["literal"]: row for row in pieces.records(book.observations)}
    assert pieces.limits_text(rows["13617人"], book.labels) == ""
    assert pieces.limits_text(rows["一到两项"], book.labels) == ""
    assert (
        pieces.limits_text(rows["500余对"], book.labels)
        == {
            "en": "more than 500, but less than 600 couples",
            "zh": "大于500、小于600对",
        }[book.language]
    )


def test_every_correction_disagreement_and_finding_has_its_row(book: pieces.Book) -> None:
    labels, observations = book.labels, book.observations
    corrections = pieces.corrections_table(book.corrections, observations, labels)
    assert len(corrections.frame) == len(book.corrections)
    disagreements = tables.read("disagreements.csv", schema.DISAGREEMENTS)
    shown = pieces.disagreements_table(disagreements, observations, labels)
    assert len(shown.frame) == len(disagreements)
    findings = pieces.findings_table(
        book.findings, book.material(observations), labels, name="findings"
    )
    assert len(findings.frame) == len(book.findings)


def test_every_number_in_a_comparison_links_to_its_figure(book: pieces.Book) -> None:
    material = book.material(book.observations)
    sentences = statements.comparison_statements(book.comparisons, material)
    prose = pieces.statements(sentences, book.labels, name="main")
    assert len(prose.paragraphs) == len(sentences) > 0
    assert set(prose.figure_ids) >= {"zhuzhou-2016-023", "huzhou-2015-042"}


def test_nothing_comparable_is_said_in_words(book: pieces.Book) -> None:
    prose = pieces.statements([], book.labels, name="none")
    assert prose.to_text() == word("piece.nothing_comparable", book.language)


def test_a_derived_figure_that_is_refused_says_why_and_shows_no_number(book: pieces.Book) -> None:
    refused = book.derived[book.derived["status"] == "refused"]
    table = pieces.derived_table(refused, book.labels, name="derived")
    assert set(table.frame["result"]) == set(table.frame["limits"]) == {""}
    assert all(table.frame["why_not"])


def test_sensitivity_counts_every_pair_under_every_variant(book: pieces.Book) -> None:
    sensitivity = tables.read("sensitivity.csv", schema.SENSITIVITY)
    table = pieces.sensitivity_table(sensitivity, book.labels)
    assert sum(int(cell) for cell in table.frame["tried"]) == len(sensitivity)


def test_the_worked_examples_are_those_of_the_reading_rules(book: pieces.Book) -> None:
    table = pieces.limits_rules_table(book.labels)
    shown = dict(zip(table.frame["example"], table.frame["conventional"], strict=True))
    assert (
        shown["近1400万元"]
        == {
            "en": "13 million or more, but less than 14 million yuan",
            "zh": "不少于1300万、小于1400万元",
        }[book.language]
    )


def test_every_declared_check_and_band_is_published(book: pieces.Book) -> None:
    from analysis.checks import BANDS, CHECKS

    assert len(pieces.checks_table(book.labels).frame) == len(CHECKS)
    bands = pieces.bands_table(book.labels).frame
    assert len(bands) == len(BANDS)
    assert (bands["reason"] != "").all()
