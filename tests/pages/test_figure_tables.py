"""Tables of figures, in both languages."""

from __future__ import annotations

import made_up_town as town
import pytest
from made_up_town import A, B, between, figure, labels

from analysis.language.messages import Link
from analysis.pages import figures_by_theme, figures_table, programme_table
from analysis.pages.figure_tables import figure_note, limits_text, particulars
from analysis.show.content import Lines, Sorted, Styled, plain_content


def test_every_figure_is_listed_in_its_order_with_its_card() -> None:
    figures = [figure(A, 2, "40人", "40"), figure(A, 1, "3万 人", "30000")]
    table = figures_table(figures, labels("en"), name="x", caption="c")
    assert table.figure_ids == (f"{A}-002", f"{A}-001")
    assert table.cells == [
        ["people 2", "40人", "40 people", "", "2018", ""],
        ["people 1", "3万 人", "30,000 people", "", "2018", ""],
    ]
    assert table.column("printed")[0] == Link(f"{A}-002", "40人")
    assert isinstance(table.rows[0]["read"], Sorted)
    assert table.below == {"read": "allowed", "what": "note"}


def test_other_columns_may_be_shown() -> None:
    columns = ("document", "theme", "indicator", "printed")
    (row,) = figures_table(
        [figure(A, 1, "40人", "40")], labels("zh"), name="x", caption="c", columns=columns
    ).cells
    assert row == ["林州2018", "帮扶", "救助人数", "40人"]


def test_limits_are_shown_only_where_they_say_more_than_the_number() -> None:
    more = {"bound": "at_least", "hedge": "余", **between("500", "600", "()")}
    hedged = figure(A, 1, "500余人", "500", **more)
    assert limits_text(hedged, labels("en")) == "more than 500, but less than 600 people"
    assert limits_text(hedged, labels("zh")) == "大于500、小于600人"
    assert limits_text(figure(A, 2, "40人", "40"), labels("en")) == ""
    spread = figure(A, 3, "1至2人", "1", bound="range", value_high="2", **between("1", "2", "[]"))
    assert limits_text(spread, labels("en")) == ""
    assert limits_text(figure(A, 4, "?0人", "", **town.LOST), labels("en")) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "damaged, for each of 3 groups and said again elsewhere in the text: mind the gap",
        ),
        ("zh", "破损、3组各和文中别处又说了一遍：留意缺字"),
    ],
)
def test_a_note_says_what_a_reader_must_mind(language: str, said: str) -> None:
    note = {"note_en": "mind the gap", "note_zh": "留意缺字"}
    lost = figure(A, 1, "?0人", "", multiplier="3", duplicate_of=f"{A}-002", **town.LOST, **note)
    assert figure_note(lost, labels(language)) == said
    assert figure_note(figure(A, 2, "40人", "40"), labels(language)) == ""


def test_a_swallowed_digit_is_said_in_words_and_sorts_nowhere() -> None:
    table = figures_table(
        [figure(A, 1, "?0人", "", **town.LOST)], labels("en"), name="x", caption="c"
    )
    assert table.rows[0]["read"] == Sorted("damaged, no number can be read", None, "人")


PROGRAMME = (
    figure(A, 1, "40人", "40"),
    figure(A, 2, "40人", "40", duplicate_of=f"{A}-001"),
    figure(
        A,
        3,
        "50人",
        "50",
        population="drivers",
        grade="municipal",
        grade_and_above="yes",
        scheme="seaside",
        actor="port",
        nature="plan",
        per="year",
        multiplier="2",
    ),
    figure(A, 4, "9场", "9", indicator="shows", theme="culture"),
)


@pytest.mark.parametrize(
    ("language", "none", "said"),
    [
        (
            "en",
            "no figure",
            "50 people (drivers, municipal and above, seaside scheme, plan, per year, for each of "
            "2 groups, 2018)",
        ),
        ("zh", "未给出数字", "50人（司机，市级及以上，海滨项目，计划，每年，2组各，2018年）"),
    ],
)
def test_a_programme_says_what_sets_figures_apart_and_what_is_not_reported(
    language: str, none: str, said: str
) -> None:
    table = programme_table(PROGRAMME, labels(language), "relief")
    (row,) = table.rows
    assert row[B] == Styled("absent", none)
    assert isinstance(row[A], Lines)
    assert [plain_content(line) for line in row[A].lines][1] == said
    assert table.figure_ids == (f"{A}-001", f"{A}-003")  # the repeat is left out
    assert (table.name, list(table.headers)) == ("programme-relief", ["indicator", A, B])


def test_indicators_stand_in_the_order_of_the_codebook() -> None:
    money = figure(B, 1, "9元", "9", indicator="relief_money", unit="元")
    rows = programme_table([*PROGRAMME, money], labels("en"), "relief").cells
    assert [row[0] for row in rows] == ["Relief money", "People relieved"]


def test_the_figures_of_a_city_stand_theme_by_theme_in_the_order_of_the_codes() -> None:
    own = [
        figure(A, 1, "8场", "8", theme="culture", indicator="shows", unit="场"),
        figure(A, 2, "40人", "40"),
    ]
    words = labels("en")
    order = [theme for theme in words.order("theme") if theme in {"culture", "relief"}]
    tables = figures_by_theme(own, words, "linzhou", [A])
    assert [table.name for table in tables] == [f"figures-{theme}" for theme in order]
    assert all("document" not in table.headers for table in tables)
    several = figures_by_theme(own, words, "linzhou", [A, B])
    assert all("document" in table.headers for table in several)
    assert figures_by_theme([], words, "linzhou", [A]) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"stated_base": "drivers"}, ["of drivers"]),
        ({}, ["base not stated"]),
        ({"stated_base": "drivers", "population": "drivers"}, ["drivers", "of drivers"]),
    ],
)
def test_a_share_is_never_shown_without_its_base(cells: dict[str, str], said: list[str]) -> None:
    share = figure(A, 1, "83%", "83", unit="%", nature="rate", **cells)
    assert [words for words in particulars(share, labels("en")) if words] == said


def test_what_may_be_a_plan_is_called_so() -> None:
    either = figure(A, 1, "40人", "40", nature="plan_or_result")
    assert [words for words in particulars(either, labels("en")) if words] == ["plan or result"]
