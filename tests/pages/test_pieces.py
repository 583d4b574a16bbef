"""Tables and sentences of the pages, on the processed tables, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis import pages as pieces
from analysis.errors import AnalysisError
from analysis.language import t as word
from analysis.sentences import statements
from analysis.show.content import figures_of, plain
from analysis.tables import frames as tables
from analysis.tables import schema
from analysis.tables.dataset import Dataset


@pytest.fixture(params=["en", "zh"])
def book(request: pytest.FixtureRequest) -> pieces.Book:
    return pieces.Book(request.param)


def test_every_figure_of_a_document_is_listed_in_order_with_its_card(book: pieces.Book) -> None:
    observations = book.of_document("fuxin-2017")
    table = pieces.figures_table(observations, book.labels, name="x", caption="c")
    assert table.figure_ids == tuple(observations["figure_id"])


def test_a_programme_says_what_is_not_reported_and_links_what_is(book: pieces.Book) -> None:
    table = pieces.programme_table(book.observations, book.labels, "medical_mutual_aid")
    row = table.frame.iloc[0]
    missing = {"en": "not reported", "zh": "未提及"}[book.language]
    assert row["fuxin-2017"] == row["zhuzhou-2020"] == f'<span class="none">{missing}</span>'
    assert 'href="figures.html#zhuzhou-2016-023"' in row["zhuzhou-2016"]
    assert "zhuzhou-2016-021" not in table.figure_ids  # the heading repeats it


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "10,000 people</a> <small>(industrial workers, one household, one worker, plan, "
            "per year, 2020)</small>",
        ),
        ("zh", "1万人</a><small>（产业工人，一户一产业工人，计划，每年，2020年）</small>"),
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
    material = book.material(observations)
    corrections = pieces.corrections_list(book.corrections, material, labels)
    assert len(corrections.rows) == len(book.corrections)
    assert set(corrections.figure_ids) == set(book.corrections["figure_id"])
    disagreements = tables.read("disagreements.csv", schema.DISAGREEMENTS)
    shown = pieces.disagreements_table(disagreements, observations, labels)
    assert len(shown.frame) == len(disagreements)
    findings = pieces.findings_list(book.findings, material, labels, name="findings")
    assert len(findings.rows) == len(book.findings)
    assert sum(len(case.items) for case in findings.cases) == len(book.findings)
    some = pieces.findings_list(
        book.findings, material, labels, name="some", skip=("declared_fault", "damage")
    )
    assert len(some.rows) == (~book.findings["check"].isin(["declared_fault", "damage"])).sum()


def test_faults_with_one_argument_stand_together_and_none_replaces_the_print(
    book: pieces.Book,
) -> None:
    shown = pieces.corrections_list(book.corrections, book.material(book.observations), book.labels)
    assert len(shown.cases) < len(book.corrections)
    twice = {"en": "printed twice", "zh": "重印"}[book.language]
    case = next(case for case in shown.cases if case.title.endswith(twice))
    assert case.verdict == "certain"
    assert len(case.items) == 5
    assert all(figures_of(item.text) for item in case.items)
    argued = {"en": "122 million yuan (argued, not printed)", "zh": "1.22亿元（系推断，非原文）"}
    assert any(argued[book.language] in text for case in shown.cases for _, text in case.facts)


def test_every_code_of_the_codings_is_shown_in_words(book: pieces.Book) -> None:
    disagreements = tables.read("disagreements.csv", schema.DISAGREEMENTS)
    shown = pieces.disagreements_table(disagreements, book.observations, book.labels)
    for column in ("column", "coder_a", "coder_b", "settled"):
        assert not [cell for cell in shown.frame[column] if "_" in cell]
    unknown = disagreements.assign(column="population", coder_a="people_of_the_moon")
    with pytest.raises(AnalysisError, match=r"coded\.population\.people_of_the_moon"):
        pieces.disagreements_table(unknown, book.observations, book.labels)


def test_agreement_is_summed_by_what_was_asked(book: pieces.Book) -> None:
    agreement = pd.DataFrame(
        [
            ("all", "period_start", "nominal", "10", "9", "0.9000", "0.8000"),
            ("all", "period_basis", "nominal", "10", "7", "0.7000", "0.5000"),
            ("all", "value", "nominal", "10", "10", "1.0000", "1.0000"),
            ("all", "value", "ratio", "9", "9", "1.0000", "1.0000"),
            ("zhuzhou-2016", "period_start", "nominal", "5", "5", "1.0000", "1.0000"),
        ],
        columns=["document", "column", "metric", "cases", "agreed", "share", "alpha"],
    )
    shown = pieces.agreement_groups_table(agreement, book.labels).frame
    weakest = {"en": "how the period is known: 70.0%", "zh": "时期依据：70.0%"}[book.language]
    assert list(shown["cells"]) == ["10", "20"]
    assert list(shown["differ"]) == ["0", "4"]
    assert list(shown["share"]) == ["100.0%", "80.0%"]
    assert list(shown["weakest"]) == ["–", weakest]
    agreement.loc[0, "column"] = "colour"
    with pytest.raises(AnalysisError, match="'colour': it belongs to none"):
        pieces.agreement_groups_table(agreement, book.labels)


def test_sureness_is_said_with_the_numbers_of_the_tables(book: pieces.Book) -> None:
    text = pieces.sureness(
        book,
        tables.read("agreement.csv", schema.AGREEMENT),
        tables.read("disagreements.csv", schema.DISAGREEMENTS),
        tables.read("sensitivity.csv", schema.SENSITIVITY),
    ).to_text()
    distinct = (book.observations["duplicate_of"] == "").sum()
    declared = (book.findings["check"] == "declared_fault").sum()
    for number in (
        len(book.observations),
        distinct,
        len(book.corrections),
        (book.corrections["likely_value"] != "").sum(),
        len(book.findings) - declared,
    ):
        assert str(number) in text
    assert len(text.splitlines()) == 5


@pytest.mark.parametrize(
    ("differing", "said"),
    [
        (
            0,
            {
                "en": "Every text was coded twice, separately. Both codings found the same 5 "
                "numerals. They gave the same value to each of the 4 figures. All 4 further cells "
                "are the same.",
                "zh": "每篇文献各编码两次，互不参照。两次找到的5处数词全同。4个数字的数值全部一致。"
                "其余4格全部相同。",
            },
        ),
        (
            1,
            {
                "en": "Every text was coded twice, separately. Of 5 numerals both codings found 4. "
                "They gave the same value to 3 of 4 figures. Of 4 further cells they differ on 1; "
                "most often on unit (1). Each difference was settled by the published rules.",
                "zh": "每篇文献各编码两次，互不参照。5处数词中，两次都找到的有4处。4个数字中，"
                "数值相同的有3个。其余4格中有1格不同，最多的是单位（1）。不同之处均依公开的规则定稿。",
            },
        ),
    ],
)
def test_full_agreement_is_said_as_such(
    book: pieces.Book, differing: int, said: dict[str, str]
) -> None:
    cells = {"document": "all", "metric": "nominal", "alpha": ""}
    agreement = pd.DataFrame(
        [
            {**cells, "column": name, "cases": str(cases), "agreed": str(cases - differing)}
            for name, cases in (("mention", 5), ("value", 4), ("unit", 4))
        ]
    )
    disagreements = pd.DataFrame([{"column": "unit"}] * differing)
    none = tables.read("sensitivity.csv", schema.SENSITIVITY).head(0)
    prose = pieces.sureness(book, agreement, disagreements, none)
    assert plain(prose.paragraphs[1]) == said[book.language]


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
    material = book.material(book.observations)
    table = pieces.derived_table(refused, material, book.labels, name="derived")
    assert set(table.frame["result"]) == set(table.frame["limits"]) == {""}
    assert all(table.frame["why_not"])


def test_a_result_from_a_doubted_figure_says_so(book: pieces.Book) -> None:
    derived = book.derived[book.derived["status"] == "computed"]
    material = book.material(book.observations)
    table = pieces.derived_table(
        derived, material, book.labels, name="derived", corrections=book.corrections
    )
    warning = word("piece.input_doubted", book.language)
    doubted = set(book.corrections["figure_id"])
    wanted = [bool(doubted & set(cell.split("+"))) for cell in derived["inputs"]]
    assert any(wanted) and not all(wanted)
    assert [warning in cell for cell in table.frame["why_not"]] == wanted
    plain = pieces.derived_table(derived, material, book.labels, name="derived")
    assert not any(warning in cell for cell in plain.frame["why_not"])


def test_a_pair_that_differs_names_the_text_with_the_larger_number(book: pieces.Book) -> None:
    material = book.material(book.observations)
    differs = book.comparisons[
        (book.comparisons["result"] == "texts_differ") & (book.comparisons["kind"] == "figure")
    ]
    table = pieces.comparisons_table(differs, material, book.labels, name="pairs")
    for (_, row), result in zip(differs.iterrows(), table.frame["result"], strict=True):
        larger = "a" if Fraction(row["value_a"]) > Fraction(row["value_b"]) else "b"
        text = book.labels.document(row[f"document_{larger}"])
        assert result == word("piece.larger", book.language, text=text)


def test_a_formula_shows_its_figures_as_read_and_leads_to_them(book: pieces.Book) -> None:
    derived = book.derived[book.derived["derived_id"].str.startswith("zhuzhou-2016.aid_per_")]
    material = book.material(book.observations)
    table = pieces.derived_table(derived, material, book.labels, name="derived")
    cell = str(table.frame["from_figures"].iloc[0])
    words = {"en": ("4.46 million yuan", "892 people"), "zh": ("446万元", "892人")}[book.language]
    assert [part for part in words if f">{part}</a>" in cell] == list(words)
    assert 'href="figures.html#zhuzhou-2016-030"' in cell
    yearly = book.derived[book.derived["formula"].str.contains("[4.75, 5]", regex=False)]
    shown = pieces.derived_table(yearly, material, book.labels, name="yearly")
    years = {"en": "4.75–5 years", "zh": "4.75—5年"}[book.language]
    assert all(years in cell for cell in shown.frame["from_figures"])


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
    from analysis.checks import CHECKS, Band

    assert len(pieces.checks_table(book.labels).frame) == len(CHECKS)
    bands = pieces.bands_table(book.labels).frame
    assert len(bands) == len(Dataset().rows(Band))
    assert (bands["reason"] != "").all()
