"""The numbers of the first page, and the profile of a city or text."""

from __future__ import annotations

from dataclasses import replace

import made_up_town as town
import pytest
from made_up_town import A, B, between, figure

from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.pages.profile import (
    CITIES,
    about_texts,
    calendar_of,
    city_findings,
    document_findings,
    key_figures,
    profile,
    thing,
)
from analysis.show.content import (
    Content,
    Lines,
    SpannedAmount,
    TextSpan,
    content_of,
    inlines,
    plain_content,
)
from analysis.show.displays import KeyFigures, Table
from analysis.tables.codebook import Code, Codebook, Indicator, Labels

LONG = "Saint-Germain-lès-Montagnes-sur-Mer-Noire"
"""A name of forty-one characters."""

_MORE = {
    "stage": {"courted": ("courted", "交往"), "wed": ("married", "结婚")},
    "counted": {
        "people_reached": ("people reached", "惠及的人"),
        "money": ("money", "资金"),
        "results": ("results", "成果"),
    },
    "level": {"city": ("city", "市"), "enterprise": ("one employer", "企业")},
}
_INDICATORS = (
    ("relief_money", "relief", "Relief money", "救助金额", "2"),
    ("relief_people", "relief", "People relieved", "救助人数", "1"),
    ("couples", "culture", "Couples", "对数", "3"),
)
CODES = tuple(
    town.made(Code, {"list": name, "code": code, "label_en": en, "label_zh": zh})
    for name, codes in _MORE.items()
    for code, (en, zh) in codes.items()
)
INDICATORS = tuple(
    town.made(
        Indicator,
        {
            "indicator": code,
            "theme": theme,
            "tier": "core",
            "prominence": place,
            "label_en": en,
            "label_zh": zh,
        },
    )
    for code, theme, en, zh, place in _INDICATORS
)


def labels(language: str, *names: str) -> Labels:
    """Return the words of the named texts, by default of two, and of their cities."""
    names = names or (A, B)
    known = {code.code for code in town.CODES if code.list == "city"}
    cities = dict.fromkeys(name.partition("-")[0] for name in names)
    more = tuple(
        town.made(Code, {"list": "city", "code": city, "label_en": LONG, "label_zh": "长" * 40})
        for city in cities
        if city not in known
    )
    documents = tuple(town.document(name, f"Text {name}", f"文{name}") for name in names)
    return Labels(language, Codebook((*town.CODES, *CODES, *more), INDICATORS, documents))


def people(text: str, place: int, literal: str = "40人", value: str = "40", **cells: str) -> Figure:
    return figure(text, place, literal, value, **{"counted": "people_reached", **cells})


def couples(text: str, place: int, value: str, stage: str) -> Figure:
    cells = {"indicator": "couples", "theme": "culture", "unit": "对", "counted": "results"}
    return figure(text, place, f"{value}对", value, stage=stage, **cells)


def shown(display: KeyFigures | Table) -> list[str]:
    return display.to_text().splitlines()


# --- the first page -------------------------------------------------------------------------------


def test_every_city_has_a_column_of_its_own_numbers_with_what_each_counts() -> None:
    figures = [
        people(A, 1, "四十余人", "40", bound="at_least", hedge="余", **between("40", "50", "()")),
        couples(A, 2, "9", "courted"),
        couples(A, 3, "4", "wed"),
    ]
    assert shown(key_figures(figures, labels("en"))) == [
        "Numbers that each city’s unions state",
        "Linzhou: 1 article, on 2018",
        "more than 40 people | People 1 | 2018",
        "4 couples | People 3 | 2018",
        "Haicheng: 1 article, on 2019",
        "No number that can be read and taken as printed.",
    ]
    assert shown(key_figures(figures, labels("zh"))) == [
        "各市工会写到的数字",
        "林州：1篇文章：2018年",
        "40余人 | 第1项 | 2018年",
        "4对 | 第3项 | 2018年",
        "海城：1篇文章：2019年",
        "没有可以照原文采用的数字。",
    ]


def test_money_is_told_with_the_people_that_its_text_counts_beside_it() -> None:
    cells = {"unit": "元", "indicator": "couples", "theme": "culture", "counted": "money"}
    given, heads = figure(A, 1, "800元", "800", **cells), people(A, 2)
    ratio = town.derived(A, "001+002", "20", group="help_per_head")
    lines = shown(key_figures([given, heads], labels("en"), [ratio]))
    assert any(line.startswith("800 yuan | ") and "(40 people) | 2018" in line for line in lines)
    for other in (replace(ratio, status="argued"), replace(ratio, denominator=(given.figure_id,))):
        lines = shown(key_figures([given, heads], labels("en"), [other]))
        assert not any("(40 people)" in line for line in lines)


def test_numbers_are_large_with_the_sign_of_their_hedge_and_lead_to_their_card() -> None:
    hedged = people(A, 1, "约40人", "40", bound="about", hedge="约")
    columns = key_figures([hedged], labels("en"))
    assert isinstance(columns, KeyFigures)
    assert columns.columns[0].figures[0].number == SpannedAmount(
        f"{A}-001", "about 40 people", "≈", "40", "people"
    )
    assert columns.figure_ids == (f"{A}-001",)


@pytest.mark.parametrize(("value", "said"), [("0", "0 people"), ("1000000000000", "1,000 billion")])
def test_the_smallest_and_the_largest_numbers_are_numbers(value: str, said: str) -> None:
    lines = shown(key_figures([people(A, 1, f"{value}人", value)], labels("en")))
    assert lines[2].startswith(said)


def test_a_city_with_damaged_numbers_only_says_so_in_words() -> None:
    lost = people(A, 1, "?0人", "", **town.LOST)
    assert shown(key_figures([lost], labels("en")))[2] == (
        "No number that can be read and taken as printed."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_seven_cities_have_a_row_each_in_one_table(language: str) -> None:
    names = [f"{city}-2020" for city in ("linzhou", "haicheng", "ca", "cb", "cc", "cd", "ce")]
    table = key_figures([people(name, 1) for name in names], labels(language, *names))
    assert isinstance(table, Table)
    assert len(table.rows) == 7
    assert not table.notes
    six = key_figures([], labels(language, *names[:6]))
    assert isinstance(six, KeyFigures)
    assert len(six.columns) == 6


def test_of_many_cities_the_first_are_shown_and_the_others_counted() -> None:
    names = [f"c{letter}-2020" for letter in "abcdefghijklmno"]
    table = key_figures([], labels("en", *names))
    assert isinstance(table, Table)
    assert len(table.rows) == CITIES
    assert list(table.notes) == ["3 more are left out here."]
    assert (
        plain_content(table.rows[0]["states"]) == "No number that can be read and taken as printed."
    )  # type: ignore[arg-type]


def test_what_a_number_counts_is_told_also_where_it_stands_alone() -> None:
    assert thing(couples(A, 1, "9", "courted"), labels("en")) == "Couples (courted)"
    assert thing(people(A, 3), labels("en")) == "People relieved"


def test_of_the_texts_of_a_city_their_number_and_times_are_told() -> None:
    words = labels("en", A, "linzhou-2021")
    assert plain_content(about_texts([A, "linzhou-2021"], words)) == "2 articles: 2018 and 2021"
    assert plain_content(about_texts([A], words)) == "1 article, on 2018"
    assert plain_content(about_texts([A, A], words)) == "2 articles: 2018"


# --- the profile ----------------------------------------------------------------------------------


def rows(table: Table) -> list[list[str]]:
    return [[cell.strip() for cell in row] for row in table.cells]


def test_the_profile_of_one_text_is_grouped_by_what_is_counted() -> None:
    figures = [
        couples(A, 1, "4", "wed"),
        figure(A, 2, "900元", "900", indicator="relief_money", unit="元", counted="money"),
        people(A, 3),
        people(A, 4, duplicate_of=f"{A}-003"),
    ]
    table = profile(figures, labels("en"), [A])
    assert table.group == "counted"
    assert table.columns == ["what", "states", "period"]
    assert rows(table) == [
        ["People reached", "People relieved", "40 people", "2018"],
        ["Money", "Relief money", "900 yuan", "2018"],
        ["Results", "Couples (married)", "4 couples", "2018"],
    ]
    html = table.to_html()
    assert html.count("<tbody>") == 3
    assert html.count('<th class="group" scope="rowgroup" colspan="3">') == 3
    assert ">Kind<" not in html


def test_two_texts_stand_side_by_side_and_what_is_missing_is_said() -> None:
    later = "linzhou-2021"
    figures = [people(A, 1), couples(later, 1, "9", "courted"), couples(later, 2, "4", "wed")]
    table = profile(figures, labels("en", A, later), [A, later])
    assert table.columns == ["what", A, later]
    assert rows(table) == [
        ["People reached", "People relieved", "40 people (2018)", "no figure"],
        [
            "Results",
            "Couples",
            "no figure",
            "9 couples (courted, 2021); 4 couples (married, 2021)",
        ],
    ]


def test_of_more_than_three_texts_the_last_are_shown() -> None:
    names = [A, *(f"linzhou-{year}" for year in range(2020, 2024))]
    table = profile([people(name, 1) for name in names], labels("en", *names), names)
    assert table.columns == ["what", *names[-3:]]
    assert list(table.notes) == ["2 more are left out here."]


def test_without_core_figures_all_are_shown_and_without_any_there_is_no_row() -> None:
    supporting = people(A, 1, tier="supporting")
    assert len(profile([supporting], labels("en"), [A]).rows) == 1
    assert len(profile([supporting, people(A, 2)], labels("en"), [A]).rows) == 1
    assert profile([], labels("en"), [A]).rows == []


def test_what_keeps_a_number_from_standing_for_the_city_is_said_beside_it() -> None:
    figures = [people(A, 1, "?0人", "", **town.LOST), people(A, 2, level="enterprise")]
    assert [row[2] for row in rows(profile(figures, labels("en"), [A]))] == [
        "damaged, no number can be read (damaged)",
        "40 people (one employer)",
    ]


def spans(cell: Content) -> list[TextSpan]:
    parts = inlines(cell)
    inner = [part for each in parts if isinstance(each, Lines) for part in each.lines]
    return [
        part for each in [*parts, *inner] for part in inlines(each) if isinstance(part, TextSpan)
    ]


def of_years(**periods: tuple[str, str]) -> Labels:
    """Labels with texts that review the given times."""
    origins = tuple(
        town.document(name, name, name, period_start=start, period_end=end)
        for name, (start, end) in periods.items()
    )
    return Labels("en", Codebook((*town.CODES, *CODES), INDICATORS, origins))


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018-01-01", "2018-12-31"), ("", "2018-12-31"), ("2018-01-01", "")],
)
def test_times_stand_on_the_calendar_of_the_texts_shown(start: str, end: str) -> None:
    words = of_years(**{A: ("2016-01-01", "2019-12-31"), "later": ("2024-01-01", "2024-12-31")})
    kind = "year" if start and end else "since_unstated"
    one = people(A, 1, period_start=start, period_end=end, period_kind=kind)
    table = profile([one], words, [A])
    assert table.caption.endswith(" (bars: the time covered, 2016 to 2019)")
    assert spans(content_of(table.rows[0]["period"])) == [TextSpan(start, end, 2016, 2019)]
    (cell,) = (row[A] for row in profile([one], words, [A, "later"]).rows)
    assert spans(content_of(cell)) == [TextSpan(start, end, 2016, 2024)]


def test_bars_are_left_out_where_each_text_reviews_one_year() -> None:
    words = of_years(**{A: ("2018-01-01", "2018-12-31"), "later": ("2024-01-01", "2024-12-31")})
    assert calendar_of(words, [A, "later"]) is None
    table = profile([people(A, 1)], words, [A, "later"])
    assert table.caption == "What is stated, by what is counted"
    assert spans(content_of(table.rows[0][A])) == []


def test_a_time_of_which_nothing_is_known_has_no_bar() -> None:
    words = of_years(**{A: ("2016-01-01", "2019-12-31")})
    one = people(A, 1, period_start="", period_end="", period_kind="since_unstated")
    (row,) = profile([one], words, [A]).rows
    assert spans(content_of(row["period"])) == []
    assert plain_content(content_of(row["period"])) == "time not known"


def test_without_known_times_there_is_no_calendar() -> None:
    words = of_years(**{A: ("", "")})
    assert calendar_of(words, [A]) is None
    assert calendar_of(words, []) is None
    table = profile([people(A, 1)], words, [A])
    assert table.caption == "What is stated, by what is counted"
    assert spans(content_of(table.rows[0]["period"])) == []


# --- findings -------------------------------------------------------------------------------------


def test_a_city_and_a_text_are_told_by_their_numbers_and_three_sentences() -> None:
    figures = [people(A, 1), couples(A, 2, "4", "wed"), people(A, 3, "?0人", "", **town.LOST)]
    assert city_findings(figures, labels("en"), [A]).to_text().splitlines() == [
        "Figures that readers look for first: 40 people (people 1, 2018) and 4 couples (people 2, "
        "2018).",
        "Text linzhou-2018 gives 3 different figures on 2 themes. What they count: people "
        "reached (2) "
        "and results (1).",
        "By our sorting, 1 of the 3 different figures is an outcome for people, such as a job, a "
        "marriage or a settled case: 4 couples (people 2); sums of money and numbers of people "
        "helped are sorted apart.",
        "Of these 3 different figures, 1 is not a plain number (with a hedge such as “nearly”, a "
        "range, a bare round word, or unreadable). Damaged, doubtful or impossible in the copies "
        "we read: 1.",
    ]
    assert city_findings(figures, labels("en"), [A]).figure_ids[:2] == (f"{A}-001", f"{A}-002")
    assert document_findings(figures, labels("zh"), A).to_text().splitlines() == [
        "读者先找的数字：40人（第1项，2018年）和4对（第2项，2018年）。",
        "文linzhou-2018给出3个不同数字，涉及2个主题。按统计类别：惠及的人（2）和成果（1）。",
        "这3个不同数字中，1个不是直接写明的一个数（带“近”“余”、写成范围、只写“百”“万”等概数，或读不出数值）；1个在所读文本中破损、存疑或不可能成立。",
        "不同数字中，3个由原文写明日期或年份，0个承上文，0个的时间是推定的。",
    ]


def test_two_texts_of_a_city_are_told_by_what_they_share() -> None:
    later = "linzhou-2021"
    figures = [people(A, 1), people(later, 1), couples(later, 2, "4", "wed")]
    told = city_findings(figures, labels("en", A, later), [A, later]).to_text().splitlines()
    assert told[3] == (
        "Of 2 main indicators with main city figures, 1 have them in both texts, 0 in the earlier "
        "text alone and 1 in the later one alone; what a text leaves out may still have been done."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Text linzhou-2018 gives no figure."), ("zh", "文linzhou-2018没有给出数字。")],
)
def test_a_text_without_figures_is_one_sentence(language: str, said: str) -> None:
    assert city_findings([], labels(language), [A]).to_text() == said
    assert document_findings([], labels(language), A).to_text() == said


def test_where_nobody_got_a_result_the_sentence_says_so() -> None:
    told = city_findings([people(A, 1)], labels("en"), [A]).to_text().splitlines()
    assert told[2].startswith("By our sorting, none of the 1 different figures is an outcome for ")
