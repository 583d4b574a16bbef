"""The charts of the story, drawn from made-up figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from chart_data import A, chosen, look_alikes, ratio, ratios
from picture import SVG, check_layout, links

from analysis.charts import story
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.show.content import plain
from analysis.show.displays import Chart
from analysis.tables.codebook import Labels

Figures = Sequence[Figure]
Draw = Callable[[Figures, Labels], Chart]


def supporting(figures: Figures) -> list[Figure]:
    return [figure for figure in figures if figure.tier != "core"]


DRAWINGS: dict[str, Draw] = {
    "themes": story.themes_by_document,
    "counted": story.what_is_counted,
    "words": story.firmness_of_words,
    "theme": lambda f, labels: story.theme_chart(f, labels, "relief"),
    "supporting": lambda f, labels: story.theme_chart(supporting(f), labels, "culture"),
    "document": lambda f, labels: story.document_chart(f, labels, "berry-2015", "culture"),
    "coverage": story.consultation_coverage,
    "matchmaking": story.matchmaking,
    "periods": lambda f, labels: story.periods_of_document(f, labels, "berry-2015"),
    "chain": lambda f, labels: story.dispute_chain(f, labels, "berry-2015"),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_charts_are_the_same_twice_and_complete(
    draw: Draw, figures: Figures, labels: Labels
) -> None:
    chart, again = draw(figures, labels), draw(figures, labels)
    assert chart.svg == again.svg
    assert chart.language == labels.language
    assert chart.alt.count(chart.title) == 1
    assert chart.subtitle and chart.footer
    assert set(chart.figure_ids) <= {figure.figure_id for figure in figures}
    assert "{" not in chart.title + chart.subtitle + chart.alt + chart.footer
    check_layout(chart)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_repetitions_are_never_drawn(draw: Draw, figures: Figures, english: Labels) -> None:
    assert "aston-2016-003" not in draw(figures, english).figure_ids


KEY = "method.html#how-to-read-the-charts"


def key_words(chart: Chart) -> list[str]:
    """Return what the key above the panels says."""
    key = ET.fromstring(chart.svg).find(f"{SVG}g[@class='panel key']")
    return [] if key is None else [str(text.text) for text in key.iter(f"{SVG}text")]


def column_of(chart: Chart, name: str) -> list[str]:
    """Return the cells of one column of the data."""
    return [plain(cell) for cell in chart.table.column(name)]


# --- what the charts say --------------------------------------------------------------------------


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


def test_what_is_counted_gives_the_share_of_money(figures: Figures, english: Labels) -> None:
    chart = story.what_is_counted(figures, english)
    assert chart.title == (
        "All three texts count activities most often; amounts of money are 17% to 40% of the "
        "figures"
    )
    none = [replace(figure, counted="activities") for figure in figures]
    title = story.what_is_counted(none, english).title
    assert title == (
        "All three texts count activities most often; amounts of money are 0% of the figures"
    )


def test_titles_name_what_is_drawn_and_say_how_much_more_there_is(
    figures: Figures, labels: Labels
) -> None:
    codes = ["relief_money", "relief_people", "shows", "film_money", "couples"]
    own = [
        replace(figures[0], figure_id=f"aston-2016-9{n}", indicator=code, theme="culture")
        for n, code in enumerate(codes)
    ]
    titles = {
        "en": "Aston 2016 on culture: relief money, relief people, shows and 2 more",
        "zh": "甲市2016所写的代码1：指标0、指标1、指标2，另有2项",
    }
    chart = story.document_chart(own, labels, "aston-2016", "culture")
    assert chart.title == titles[labels.language]
    four = story.document_chart(own[3::-1], labels, "aston-2016", "culture")
    ends = {"en": ": relief money, relief people, shows and film money", "zh": "指标2和指标3"}
    assert four.title.endswith(ends[labels.language])  # in the order of the codebook


def test_firmness_of_words_gives_lowest_and_highest_share(
    figures: Figures, english: Labels
) -> None:
    chart = story.firmness_of_words(figures, english)
    assert chart.title == ("Figures that are not exact: 33% in Aston 2016, 100% in Corin 2017")
    assert column_of(chart, "hedges")[:3] == ["", "余 1", "数 1"]


def test_theme_chart_splits_kinds_of_period_and_names_the_silent(
    figures: Figures, english: Labels
) -> None:
    chart = story.theme_chart(figures, english, "relief")
    assert chart.title == (
        "Relief in all three texts (2011–2017): relief money, relief people and consultation "
        "coverage"
    )
    texts = [text.text for text in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    assert texts.count("Yuan, over one year") == 1
    assert texts.count("Yuan, over several years") == 1
    assert "No figure: Berry 2011–2015." in texts
    assert chart.figure_ids[:3] == ("aston-2016-001", "corin-2017-001", "berry-2015-001")
    assert links(chart)[:2] == [KEY, "figures.html#aston-2016-001"]
    assert {link.split("#")[1] for link in links(chart)[1:]} == set(chart.figure_ids)


def test_the_key_speaks_only_of_what_is_drawn(figures: Figures, english: Labels) -> None:
    exact = chosen(figures, "aston-2016-001")
    chart = story.theme_chart(exact, english, "relief")
    assert chart.subtitle == (
        "1 figure in 1 panel; a panel holds one indicator in one unit over one kind of time."
    )
    assert key_words(chart) == ["stated", "How to read the marks"]
    assert 'hedged ("nearly", "more than")' in key_words(
        story.theme_chart(figures, english, "relief")
    )


def test_a_theme_without_core_figures_is_drawn_as_supporting(
    figures: Figures, english: Labels
) -> None:
    chart = story.theme_chart(supporting(figures), english, "culture")
    assert chart.figure_ids == ("berry-2015-002",)
    assert chart.subtitle.startswith("Supporting figures: shown, never compared.")
    assert "1 figure cannot be right as printed in the copy we read." in chart.caveats


def test_unknown_or_empty_themes_are_refused(figures: Figures, english: Labels) -> None:
    with pytest.raises(AnalysisError, match="Unknown theme 'relif': choose one of relief"):
        story.theme_chart(figures, english, "relif")
    relief = [figure for figure in figures if figure.theme == "relief"]
    with pytest.raises(AnalysisError, match="No text gives a figure on the theme 'culture'"):
        story.theme_chart(relief, english, "culture")


def test_coverage_never_ranks_and_says_what_is_unstated(figures: Figures, english: Labels) -> None:
    chart = story.consultation_coverage(figures, english)
    assert chart.title == (
        "Consultation coverage was stated as 94.3% (Aston 2016) and at least 92.5% (Corin "
        "2017): no order can be read from that"
    )
    assert "The base of 1 share is not stated." in chart.caveats


def test_matchmaking_stops_at_different_stages(figures: Figures, english: Labels) -> None:
    chart = story.matchmaking(figures, english)
    assert chart.title == (
        "Figures on matchmaking stopped at different stages: Aston 2016 at “married” and "
        "Berry 2011–2015 at “introduced”"
    )
    texts = [text.text for text in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    assert texts.count("no figure") == 6


def test_periods_of_a_document(figures: Figures, english: Labels) -> None:
    chart = story.periods_of_document(figures, english, "berry-2015")
    assert chart.title == (
        "The time that the figures of Berry 2011–2015 cover: 4 of 5 cover all of 2011–2015; dated "
        "by us: 1"
    )
    assert len(links(chart)) == 5
    with pytest.raises(AnalysisError, match="Unknown document 'berry-2099'"):
        story.periods_of_document(figures, english, "berry-2099")


def test_chain_inside_one_text(figures: Figures, english: Labels) -> None:
    chart = story.dispute_chain(figures, english, "berry-2015")
    assert chart.title == (
        "Berry 2011–2015 gave 2 connected figures, from early warnings (730) to losses recovered "
        "(181 million yuan)"
    )
    with pytest.raises(AnalysisError, match="corin-2017 has no chain"):
        story.dispute_chain(figures, english, "corin-2017")


def test_city_chart_needs_two_texts_that_count_the_same(figures: Figures, english: Labels) -> None:
    with pytest.raises(AnalysisError, match="No two texts of 'berry'"):
        story.city_chart(figures, english, "berry")


# --- derived figures ------------------------------------------------------------------------------


def test_worth_per_head_shows_the_calculation(figures: Figures, english: Labels) -> None:
    table = ratios(ratio(), ratio(derived_id="aston-2016.x.001-002", status="refused", value=""))
    chart = story.worth_per_head(figures, table, english)
    assert column_of(chart, "formula") == ["860万元 ÷ 500余人"]
    assert column_of(chart, "ratio") == ["14,320 to 17,210 yuan per person"]
    assert chart.figure_ids == ("aston-2016-001", "aston-2016-002")
    assert links(chart) == [KEY, "figures.html#aston-2016-001"]
    check_layout(chart)
    with pytest.raises(AnalysisError, match="No help per head"):
        story.worth_per_head(figures, table[1:], english)
    with pytest.raises(AnalysisError, match="its input aston-2016-999 is not among"):
        story.worth_per_head(figures, ratios(ratio(inputs="aston-2016-999")), english)


def test_help_without_a_single_number_is_drawn_as_a_range(
    figures: Figures, english: Labels
) -> None:
    chart = story.worth_per_head(figures, ratios(ratio(value="")), english)
    assert column_of(chart, "ratio") == ["14,320 to 17,210 yuan per person"]
    assert chart.title == "Relief per person: 14,320 to 17,210 yuan per person"
    assert key_words(chart)[0] == "a range, no number"
    check_layout(chart)


def test_impossible_stands_beside_possible_and_argued(figures: Figures, english: Labels) -> None:
    table = ratios(
        ratio(status="kept_out"),
        ratio(
            derived_id="aston-2016.relief_per_person.001-002.argued",
            status="argued",
            value="17",
            conventional_low="17",
            conventional_high="17",
            conventional_ends="[]",
            asserted_low="17",
            asserted_high="17",
            asserted_ends="[]",
            reason_en="argued, not printed: with x",
        ),
    )
    possible = {"relief_per_person": Interval.between(10, 500)}
    chart = story.impossible_as_printed(figures, table, english, possible=possible)
    assert chart.title == (
        "Cannot be right as printed: relief per person would come to 14,320 to 17,210 yuan per "
        "person"
    )
    assert column_of(chart, "formula") == ["860万元 ÷ 500余人"] * 2  # nothing is known to be argued
    texts = [text.text for text in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    headings = ["As printed", "What is plausible", "As restored"]
    assert [text for text in texts if text in headings] == headings
    assert "10 to 500 yuan per person" in texts
    assert "Argued, not printed: with x" in texts
    drawn = [
        mark
        for panel in ET.fromstring(chart.svg).findall(f"{SVG}g[@class='panel']")
        for mark in panel.iter()
        if "dasharray" in str(mark.attrib)
    ]
    assert len(drawn) == 3  # two outlines, and the open end of the hedged one
    check_layout(chart)
    with pytest.raises(AnalysisError, match="impossible as printed"):
        story.impossible_as_printed(figures, ratios(ratio()), english)


def with_fault(figures: Figures) -> list[Figure]:
    """Return the figures with an amount that cannot be right."""
    return [replace(f, status="impossible") if f.figure_id == f"{A}-001" else f for f in figures]


def test_argued_amounts_are_written_with_the_numbers_they_used(
    figures: Figures, labels: Labels
) -> None:
    money, heads = f"{A}-001", f"{A}-002"
    ends = {"conventional_ends": "[]", "asserted_ends": "[]"}
    argued = {"status": "argued", "conventional_low": "17200", "conventional_high": "17200"} | ends
    table = ratios(
        ratio(status="kept_out"),
        ratio(derived_id="aston-2016.a", value="172", assumed=money, **argued),
        ratio(derived_id="aston-2016.b", value="1720", assumed=f"{money}+{heads}", **argued),
        ratio(derived_id="aston-2016.c", value="1720", **argued),
    )
    likely = {money: Fraction(86000), heads: Fraction(50)}
    chart = story.impossible_as_printed(with_fault(figures), table, labels, likely=likely)
    amounts = {
        "en": ("86,000 yuan (argued)", "50 people (argued)"),
        "zh": ("8.6万元（推断）", "50人（推断）"),
    }
    yuan, people = amounts[labels.language]
    assert column_of(chart, "formula") == [
        "860万元 ÷ 500余人",
        f"{yuan} ÷ 500余人",
        f"{yuan} ÷ {people}",
        "860万元 ÷ 500余人",
    ]
    check_layout(chart)


def test_a_plausible_amount_from_a_number_that_cannot_be_right_is_drawn_and_says_so(
    figures: Figures, english: Labels
) -> None:
    table = ratios(ratio(status="kept_out"))
    bounds = {"relief_per_person": Interval.between(10, 50000)}
    chart = story.impossible_as_printed(with_fault(figures), table, english, possible=bounds)
    assert chart.title == (
        "8.6 million yuan cannot be right as printed: relief per person would come to 14,320 to "
        "17,210 yuan per person"
    )
    drawn = " ".join(ET.fromstring(chart.svg).itertext())
    assert "a plausible amount" in drawn
    assert "1 figure cannot be right as printed in the copy we read." in chart.caveats


def test_the_brief_chart_has_one_panel_for_a_measure_and_nothing_argued(
    figures: Figures, english: Labels
) -> None:
    table = ratios(
        ratio(status="kept_out"),
        ratio(
            status="kept_out",
            derived_id="aston-2016.b",
            numerator="aston-2016-004",
            inputs="aston-2016-004+aston-2016-002",
        ),
        ratio(status="argued", derived_id="aston-2016.c"),
    )
    bounds = {"relief_per_person": Interval.between(10, 500)}
    chart = story.impossible_as_printed(figures, table, english, possible=bounds, brief=True)
    root = ET.fromstring(chart.svg)
    assert len(root.findall(f"{SVG}g[@class='panel']")) == 1
    texts = [text.text for text in root.iter(f"{SVG}text")]
    headings = ["Relief per person", "Thing 1", "Thing 4", "What is plausible"]
    assert [text for text in texts if text in headings] == headings
    assert len(chart.data) == 2
    assert chart.subtitle == (
        "What the printed numbers of the copy we read come to, and what is plausible."
    )
    check_layout(chart)


def test_look_alikes_are_a_table_with_the_reason(english: Labels) -> None:
    pair = {
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
    table = story.look_alike_table(look_alikes(pair), english)
    assert table.caption == "One pair of like numbers counts different things"
    assert '<a class="fig" href="figures.html#aston-2016-001" lang="zh-CN">14.5万名</a>' in (
        table.to_html()
    )
    assert "Corin 2017: &lt;others&gt;" in table.to_html()
    with pytest.raises(AnalysisError, match="nothing to show"):
        story.look_alike_table((), english)
