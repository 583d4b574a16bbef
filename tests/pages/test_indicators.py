"""The page of an indicator, which there is where there are many texts."""

from __future__ import annotations

from dataclasses import replace

import made_up_town as town
import pytest
from made_up_town import A, B, figure, labels, pair

from analysis.pages import definitions_table, indicator_link, indicator_summary, indicator_table
from analysis.show.content import PageLink, Sorted, content_of, inlines, plain_content
from analysis.tables.codebook import FEW, Codebook

C = "linzhou-2020"
NAMES = (A, B, C, *(f"haicheng-{year}" for year in range(2021, 2025)))
DOCUMENTS = tuple(town.document(name, name.title(), name.replace("-", "市")) for name in NAMES)
EN, ZH = (
    labels(language, Codebook(town.CODES, town.INDICATORS, DOCUMENTS)) for language in ("en", "zh")
)
FIGURES = (
    figure(A, 1, "40人", "40"),
    figure(A, 2, "900人", "900"),
    figure(B, 1, "60人", "60"),
    figure(B, 2, "60人", "60", duplicate_of=f"{B}-001"),
    figure(C, 1, "50人", "50"),
)


def test_core_indicators_have_pages_above_six_texts() -> None:
    assert EN.book.indicator_pages == ["relief_money", "relief_people"]
    few = Codebook(town.CODES, town.INDICATORS, DOCUMENTS[:FEW])
    assert few.indicator_pages == []
    assert indicator_link("relief_people", EN) == PageLink(
        "indicator-relief_people", "People relieved"
    )
    assert indicator_link("shows", EN) == "Shows"
    assert indicator_link("relief_people", labels("en", few)) == "People relieved"
    table = definitions_table(EN, ["relief_people"], name="d", caption="c")
    link = indicator_link("relief_people", EN)
    assert table.rows[0]["indicator"] == Sorted(link, None, name="relief_people")


def test_each_text_that_states_it_has_a_row_with_the_best_grade_of_its_figures() -> None:
    pairs = (
        pair(f"{A}-001", f"{B}-001", "texts_differ", grade="loose"),
        pair(f"{A}-002", f"{B}-001", "same_size", grade="strict"),
        pair(f"{A}-001", f"{C}-001"),
    )
    table = indicator_table(FIGURES, pairs, EN, "relief_people")
    assert table.filters == ("city", "years", "best_grade")
    found = [[plain_content(content_of(cell)) for cell in row.values()] for row in table.rows]
    assert found == [
        ["Linzhou-2018", "Linzhou", "2018", "40 people (2018); 900 people (2018)", "strict"],
        ["Haicheng-2019", "Haicheng", "2019", "60 people (2019)", "strict"],
        ["Linzhou-2020", "Linzhou", "2020", "50 people (2020)", "not comparable"],
    ]
    states = [row["states"] for row in table.rows]
    assert [cell.value for cell in states if isinstance(cell, Sorted)] == [None, 60, 50]
    assert table.figure_ids == (f"{A}-001", f"{A}-002", f"{B}-001", f"{C}-001")
    assert table.rows[0]["document"] == PageLink(f"document-{A}", "Linzhou-2018")


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (
            EN,
            [
                "Counts people relieved. Counted: In the town. Not counted: Elsewhere.",
                "People relieved: stated by 3 of 7 texts, which without repeats print 4 figures. "
                "No figure in Haicheng-2021, Haicheng-2022, Haicheng-2023 and Haicheng-2024; "
                "that says nothing about what was done.",
                "All figures of its theme: Relief",
            ],
        ),
        (
            ZH,
            [
                "计救助人数。计入：本市。不计入：外地。",
                "救助人数：7篇文章中有3篇写到，剔除重复后共4个数字。haicheng市2021、haicheng市2022、"
                "haicheng市2023和haicheng市2024未给出数字；这不表示没有做。",
                "同主题的全部数字：帮扶",
            ],
        ),
    ],
)
def test_the_summary_says_what_it_counts_and_who_states_it(
    shown: town.Labels, said: list[str]
) -> None:
    told = town.Words(en="In the town.", zh="本市。"), town.Words(en="Elsewhere.", zh="外地。")
    entries = tuple(replace(each, included=told[0], excluded=told[1]) for each in town.INDICATORS)
    book = Codebook(town.CODES, entries, DOCUMENTS)
    prose = indicator_summary(FIGURES, labels(shown.language, book), "relief_people")
    assert [plain_content(each) for each in prose.paragraphs] == said
    links = [part for part in inlines(prose.paragraphs[2]) if isinstance(part, PageLink)]
    assert [link.page for link in links] == ["theme-relief"]


def test_an_indicator_that_no_text_states_has_an_empty_table() -> None:
    table = indicator_table((), (), EN, "relief_money")
    assert table.rows == []
    assert plain_content(indicator_summary((), EN, "relief_money").paragraphs[1]).startswith(
        "Relief money: stated by 0 of 7 texts"
    )


def test_where_many_texts_lack_it_their_number_is_not_told_twice() -> None:
    names = (*NAMES, *(f"linzhou-{year}" for year in range(2031, 2036)))
    many = tuple(town.document(name, name.title(), name.replace("-", "市")) for name in names)
    shown = labels("en", Codebook(town.CODES, town.INDICATORS, many))
    prose = indicator_summary(FIGURES, shown, "relief_people")
    assert plain_content(prose.paragraphs[1]) == (
        "People relieved: stated by 3 of 12 texts, which without repeats print 4 figures. Texts "
        "that are not in the table have no figure on it; this does not tell what was done."
    )
