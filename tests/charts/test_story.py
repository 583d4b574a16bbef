"""The charts and tables of the story, from made-up figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from chart_data import A, B, look_alikes, ratio, ratios
from made_up_findings import argues, exceeds
from made_up_findings import labels as made_up_labels
from picture import check_texts, links, texts

from analysis.charts import story
from analysis.charts.story.parts import MARKS
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.sentences.claims import Said
from analysis.sentences.headlines import Change
from analysis.show.content import plain_content
from analysis.show.displays import Chart, Prose, Table
from analysis.tables.codebook import Labels

Figures = Sequence[Figure]
Draw = Callable[[Figures, Labels], Chart]

CHARTS: Mapping[str, Draw] = {
    "themes": story.themes_by_document,
    "counted": story.what_is_counted,
    "words": story.firmness_of_words,
    "periods": lambda f, labels: story.periods_of_document(f, labels, "berry-2015"),
}


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS.keys())
def test_charts_are_the_same_twice_and_complete(
    draw: Draw, figures: Figures, labels: Labels
) -> None:
    chart, again = draw(figures, labels), draw(figures, labels)
    assert (chart.svg, chart.narrow) == (again.svg, again.narrow)
    assert chart.language == labels.language
    assert chart.alt.count(chart.title) == 1
    assert chart.subtitle and chart.footer
    assert set(chart.figure_ids) <= {figure.figure_id for figure in figures}
    assert "{" not in chart.title + chart.subtitle + chart.alt + chart.footer
    check_texts(chart)


@pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS.keys())
def test_repetitions_are_never_drawn(draw: Draw, figures: Figures, english: Labels) -> None:
    assert "aston-2016-003" not in draw(figures, english).figure_ids


def column_of(shown: Chart | Table, name: str) -> list[str]:
    """Return the cells of one column."""
    table = shown.table if isinstance(shown, Chart) else shown
    return [plain_content(cell) for cell in table.column(name)]


# --- counts ---------------------------------------------------------------------------------------


def test_themes_by_document_counts_and_writes_none_out(figures: Figures, english: Labels) -> None:
    chart = story.themes_by_document(figures, english)
    assert (
        chart.title
        == "All three texts gave figures on relief and culture; on rights and safety, only one did"
    )
    assert list(chart.headers) == ["theme", "aston-2016", "berry-2015", "corin-2017"]
    assert ["Relief", "3", "1", "3"] in chart.table.cells
    assert ["Rights and safety", "none", "2", "none"] in chart.table.cells
    assert "1 repetition of a figure in the same text is left out." in chart.caveats
    assert chart.footer == (
        "Sources: Aston 2016, Berry 2011–2015 and Corin 2017. Time: 2011–2017. 15 figures counted."
    )


def test_that_the_other_texts_report_on_earlier_years_is_said_where_it_is_so(
    figures: Figures, english: Labels
) -> None:
    late = {
        "corin-2017": (date(2017, 1, 1), date(2017, 12, 31)),
        "aston-2016": (date(2016, 1, 1), date(2016, 12, 31)),
        "berry-2015": (date(2011, 1, 1), date(2015, 12, 31)),
    }

    def titled(**years: tuple[date, date]) -> str:
        documents = tuple(
            replace(each, period_start=found[0], period_end=found[1])
            for each in english.book.documents
            if (found := {**late, **years}[each.document])
        )
        book = replace(english.book, documents=documents)
        moved = [
            replace(f, document="corin-2017") if f.theme == "rights_and_safety" else f
            for f in figures
        ]
        return story.themes_by_document(moved, replace(english, book=book)).title

    said = "; on rights and safety, only one did"
    assert titled().endswith(f"{said} (the others report on earlier years)")
    assert titled(**{"aston-2016": late["corin-2017"]}).endswith(said)


def test_what_is_counted_gives_the_share_of_money(figures: Figures, english: Labels) -> None:
    chart = story.what_is_counted(figures, english)
    assert chart.title == (
        "In all three texts the kind with the most figures is “activities” (narrowly in "
        "Berry 2011–2015 and Corin 2017: one figure coded otherwise would change it); amounts of "
        "money are 17% to 40% of the "
        "figures"
    )
    none = [replace(figure, counted="activities") for figure in figures]
    title = story.what_is_counted(none, english).title
    assert title == (
        "In all three texts the kind with the most figures is “activities”; amounts of money are "
        "0% of the figures"
    )


def test_firmness_of_words_is_sorted_and_gives_both_shares(
    figures: Figures, english: Labels
) -> None:
    chart = story.firmness_of_words(figures, english)
    assert chart.title == (
        "100% of the figures of Corin 2017 are not plain numbers, 33% of those of Aston 2016"
    )
    assert column_of(chart, "document")[0] == "Corin 2017"
    said = texts(chart.svg)
    assert [text for text in said if "not plain" in text] == [
        "100% not plain",
        "40% not plain",
        "33% not plain",
    ]
    assert [text for text in said if "single value" in text] == [
        "100% not a single value",
        "80% not a single value",
        "67% not a single value",
    ]
    berry = [row for row in chart.table.cells if row[0] == "Berry 2011–2015"]
    assert [row[1:4] for row in berry[-2:]] == [
        [
            "together: not a plain number",
            "2",
            "40%",
        ],
        ["together: not a single value, roundings included", "4", "80%"],
    ]
    assert column_of(chart, "hedges")[-1] == "余 1、数 1"


# --- times ----------------------------------------------------------------------------------------


def test_periods_of_a_document_have_a_row_each_with_their_number(
    figures: Figures, english: Labels
) -> None:
    chart = story.periods_of_document(figures, english, "berry-2015")
    assert chart.title == (
        "Of 5 figures of Berry 2011–2015, 4 are dated to 2011–2015, without month or day, by the "
        "text or its context; for 1 we assumed the time"
    )
    said = texts(chart.svg)
    assert {"2011–2015 (stated)", "2011–2015 (carried over)"} <= set(said)
    assert [text for text in said if "figure" in text] == ["3 figures", "1 figure", "1 figure"]
    with pytest.raises(AnalysisError, match="Unknown document 'berry-2099'"):
        story.periods_of_document(figures, english, "berry-2099")


@pytest.mark.parametrize(
    ("more", "en", "zh"),
    [
        (0, [], []),
        (
            1,
            ["1 figure of a rarer time is not drawn and stands in the data."],
            ["另有1个数字属其他时期，没有画出，列于数据。"],
        ),
        (
            3,
            ["3 figures of rarer times are not drawn and stand in the data."],
            ["另有3个数字属其他时期，没有画出，列于数据。"],
        ),
    ],
)
def test_figures_of_times_without_a_row_are_counted_by_a_claim(
    more: int,
    en: list[str],
    zh: list[str],
    figures: Figures,
    english: Labels,
    chinese: Labels,
) -> None:
    one = next(f for f in figures if f.document == "berry-2015" and f.period.kind == "multi_year")
    days = [date(2011, 1, 1) + timedelta(days=30 * n) for n in range(2 * MARKS + more)]
    own = [
        replace(
            one,
            figure_id=f"berry-2015-{100 + n}",
            period=replace(one.period, kind="day", basis="stated", start=day, end=day),
        )
        for n, day in enumerate(days)
    ]
    for labels, said in ((english, en), (chinese, zh)):
        chart = story.periods_of_document(own, labels, "berry-2015")
        assert chart.caveats == said
        assert len(chart.data) == len(own)
        for sentence in chart.caveats:
            assert isinstance(sentence, Said)
            assert (sentence.claim.kind, sentence.claim.result) == ("count", f"count() = {more}")
            assert sentence.claim.inputs == tuple(f.figure_id for f in own[2 * MARKS :])


def test_an_event_of_a_year_is_dated_no_closer_and_an_assumed_time_is_not_dated(
    figures: Figures, english: Labels
) -> None:
    own = [figure for figure in figures if figure.document == "berry-2015"]
    dated = [each for each in own if each.period.known and each.period.kind == "multi_year"]
    first = dated[0]
    others = [
        replace(first, period=replace(first.period, kind="event")),
        replace(first, period=replace(first.period, basis="assumed")),
    ]
    title = story.periods_of_document([first, *others], english, "berry-2015").title
    assert title == (
        "Of 3 figures of Berry 2011–2015, 2 are dated to 2011–2015, without month or day, by the "
        "text or its context; for 1 we assumed the time"
    )


def test_a_document_without_any_day_has_no_calendar(figures: Figures, english: Labels) -> None:
    from analysis.figures.reference_periods import ReferencePeriod

    nowhere = ReferencePeriod(None, None, "assumed", "since_unstated")
    none = [replace(f, period=nowhere) for f in figures if f.document == "berry-2015"]
    with pytest.raises(AnalysisError, match="names no day of any figure"):
        story.periods_of_document(none, english, "berry-2015")


# --- tables ---------------------------------------------------------------------------------------


def test_matchmaking_stops_at_different_stages(figures: Figures, english: Labels) -> None:
    table = story.matchmaking(figures, english)
    assert table.caption == (
        "Figures on matchmaking stop at different stages: Aston 2016 at “married” and Berry "
        "2011–2015 at “introduced”"
    )
    assert table.cells[0] == ["Events", "several tens of events thing 6", "no figure", "no figure"]
    assert [row[0] for row in table.cells] == ["Events", "Introduced", "Married"]


def test_chain_inside_one_text(figures: Figures, english: Labels) -> None:
    table = story.dispute_chain(figures, english, "berry-2015")
    assert table.caption == (
        "Berry 2011–2015: 2 figures on disputes, from early warnings (730) to losses recovered "
        "(181 million yuan)"
    )
    assert column_of(table, "step") == ["Reported upwards", "Money"]
    assert table.figure_ids == ("berry-2015-004", "berry-2015-005")
    with pytest.raises(AnalysisError, match="corin-2017 has no chain"):
        story.dispute_chain(figures, english, "corin-2017")


CHANGE = Change(
    "linzhou",
    ("linzhou-2018", "linzhou-2021"),
    ("shows",),
    ("relief_people", "relief_money"),
    ("coverage",),
)


@pytest.mark.parametrize(
    ("language", "caption", "cells"),
    [
        (
            "en",
            "Linzhou: main city figures on 1 subjects in Linzhou 2018 alone, on 1 in Linzhou 2021 "
            "alone",
            [
                ["Shows", "People relieved", "Coverage of contracts"],
                ["", "Relief money", ""],
            ],
        ),
        (
            "zh",
            "林州：只有林州2018有主要市级数字的1项，只有林州2021有的1项",
            [["演出场次", "救助人数", "合同覆盖率"], ["", "救助金额", ""]],
        ),
    ],
)
def test_a_change_is_three_columns_of_words(
    language: str, caption: str, cells: list[list[str]]
) -> None:
    table = story.changed_reporting(CHANGE, made_up_labels(language))
    assert table.caption == caption
    assert table.cells == cells
    assert table.name == f"changed-reporting-{CHANGE.city}"  # A page may have several cities.


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(AnalysisError, match="nothing to show"):
        story.changed_reporting(replace(CHANGE, gone=(), kept=(), new=()), made_up_labels("en"))
    with pytest.raises(AnalysisError, match="'unheard_of'"):
        story.changed_reporting(replace(CHANGE, gone=("unheard_of",)), made_up_labels("en"))


def test_look_alikes_are_rows_with_what_keeps_them_apart(english: Labels) -> None:
    found = look_alikes(
        {
            "figure_a": "aston-2016-001",
            "figure_b": "corin-2017-001",
            "document_a": "aston-2016",
            "document_b": "corin-2017",
            "literal_a": "14.5万名",
            "literal_b": "14.5万人",
            "measures_a_en": "members",
            "measures_b_en": "<others>",
            "difference_en": "scheme: one / other",
        }
    )
    table = story.look_alike_table(found, english)
    assert table.caption == "One pair of like numbers counts different things"
    assert table.cells == [
        [
            "Aston 2016: members",
            "14.5万名 ≠ 14.5万人",
            "Corin 2017: <others>",
            "Scheme: one / other",
        ]
    ]
    assert table.figure_ids == ("aston-2016-001", "corin-2017-001")
    assert "Corin 2017: &lt;others&gt;" in table.to_html()
    with pytest.raises(AnalysisError, match="nothing to show"):
        story.look_alike_table((), english)


# --- help per head --------------------------------------------------------------------------------


def test_worth_per_head_has_the_limits_and_shows_the_calculation(
    figures: Figures, english: Labels
) -> None:
    table = ratios(ratio(), ratio(derived_id="aston-2016.x.001-002", status="refused", value=""))
    chart = story.worth_per_head(figures, table, english)
    assert column_of(chart, "formula") == ["860万元 ÷ 500余人"]
    assert "14,320 to 17,210 yuan per person" in texts(chart.svg)
    assert chart.title == (
        "Average amount of money: 14,320 to 17,210 yuan per person (relief per person)"
    )
    assert chart.figure_ids == ("aston-2016-001", "aston-2016-002")
    assert links(chart) == ["figures.html#aston-2016-001"]
    check_texts(chart)
    with pytest.raises(AnalysisError, match="No help per head"):
        story.worth_per_head(figures, table[1:], english)
    with pytest.raises(AnalysisError, match="its input aston-2016-999 is not among"):
        story.worth_per_head(figures, ratios(ratio(inputs="aston-2016-999")), english)


POINT = {"conventional_ends": "[]", "asserted_ends": "[]"}


def exactly(value: str, **cells: str) -> dict[str, str]:
    ends = dict.fromkeys(("conventional_low", "conventional_high", "asserted_low"), value)
    return ratio(value=value, **POINT, **ends, asserted_high=value, **cells)


def test_amounts_are_sorted_and_what_is_recovered_stands_apart(
    figures: Figures, english: Labels
) -> None:
    recovered = {
        "document": B,
        "city": "berry",
        "derived_id": "berry-2015.back.005-004",
        "inputs": "berry-2015-005+berry-2015-004",
        "numerator": "berry-2015-005",
        "label_en": "Recovered per case",
        "theme": "rights_and_safety",
    }
    rows = ratios(
        exactly("9000"),
        {**exactly("500"), **recovered},
        exactly("20", derived_id="aston-2016.gift.001-002", label_en="Gift per head"),
    )
    chart = story.worth_per_head(figures, rows, english)
    assert column_of(chart, "measure") == [
        "Gift per head",
        "Relief per person",
        "Recovered per case",
    ]
    assert chart.title == (
        "Average amounts of money: from 20 yuan per person (gift per head) up to 9,000 yuan per "
        "person (relief per person); money recovered for workers is drawn apart"
    )
    said = texts(chart.svg)
    bands = ["Relief", "Recovered for workers, not paid by unions"]
    assert [text for text in said if text in bands] == bands


# --- what cannot be right -------------------------------------------------------------------------


def faulty(figures: Figures) -> list[Figure]:
    """Return the figures with an amount that cannot be right."""
    return [replace(f, status="impossible") if f.figure_id == f"{A}-001" else f for f in figures]


@pytest.mark.parametrize(
    ("language", "title", "argued"),
    [
        (
            "en",
            "Aston 2016 and Berry 2011–2015: thing 1, at least 10 million yuan, stands beside 0.86 "
            "and 1,200 times that amount, which cannot be right as printed",
            "0.86 times as much; our estimate: 86,000 yuan",
        ),
        (
            "zh",
            "甲市2016和乙市2011—2015：事项1，至少1000万元；旁边印有它0.86和1200倍的数，照原文看不可能成立",
            "是它的0.86倍；推断：8.6万元",
        ),
    ],
)
def test_what_is_too_large_stands_against_what_it_must_not_exceed(
    figures: Figures, language: str, title: str, argued: str
) -> None:
    from chart_data import three_texts

    findings = [
        exceeds(f"{B}-002", f"{B}-001"),
        exceeds(f"{A}-001", f"{B}-001"),
        argues(f"{A}-001", "86000"),
    ]
    chart = story.impossible_as_printed(
        faulty(figures), findings, three_texts(language), likely={f"{A}-001": Fraction(86000)}
    )
    assert isinstance(chart, Chart)
    assert chart.title == title
    assert chart.figure_ids == (f"{B}-001", f"{A}-001", f"{B}-002")
    said = " ".join(texts(chart.svg))
    assert argued in said
    assert "÷ 100" in texts(chart.svg)
    check_texts(chart)


def test_what_is_hardly_right_is_told_apart_in_caption_and_alternative_text(
    figures: Figures, english: Labels
) -> None:
    findings = [exceeds(f"{B}-002", f"{B}-001"), exceeds(f"{A}-001", f"{B}-001")]
    doubted = [replace(f, status="unlikely") if f.figure_id == f"{A}-001" else f for f in figures]
    chart = story.impossible_as_printed(doubted, findings, english)
    assert isinstance(chart, Chart)
    title = (
        "Aston 2016 and Berry 2011–2015: thing 1, at least 10 million yuan, stands beside 1,200 "
        "times that amount, which cannot be right as printed, and 0.86 times that amount, which is "
        "hardly right"
    )
    assert chart.title == title
    assert title in chart.alt
    alone = [f for f in doubted if f.status != "impossible"]
    chart = story.impossible_as_printed(alone, findings, english)
    assert isinstance(chart, Chart)
    assert chart.title == (
        "Aston 2016: thing 1, at least 10 million yuan, stands beside 0.86 times that amount, "
        "which is hardly right as printed"
    )
    chart = story.impossible_as_printed(doubted, (), english)
    assert isinstance(chart, Chart)
    assert chart.title.endswith(
        "cannot be right as printed; thing 1 (8.6 million yuan) is hardly right"
    )


def test_without_a_bound_the_numbers_are_named(figures: Figures, english: Labels) -> None:
    chart = story.impossible_as_printed(figures, (), english)
    assert isinstance(chart, Chart)
    assert chart.title == (
        "Berry 2011–2015: thing 2 (12.2 billion yuan) cannot be right as printed"
    )
    assert "1 figure cannot be right as printed in the copy we read." in chart.caveats


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_impossible_a_sentence_says_so(figures: Figures, language: str) -> None:
    sound = [figure for figure in figures if figure.status == "as_printed"]
    shown = story.impossible_as_printed(sound, (), made_up_labels(language))
    assert isinstance(shown, Prose)
    said = {
        "en": "No figure was found that cannot be right as printed, or is hardly right as printed.",
        "zh": "没有发现照原文看不可能成立或照原文看很难成立的数字。",
    }
    assert shown.to_text() == said[language]
