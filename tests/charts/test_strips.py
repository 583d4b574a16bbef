"""What may be read against each other stands on one scale; nothing else has an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from made_up_findings import A, B, C, D, graded, labels, money, pair, people, ratio, share
from picture import check_texts, links, texts

from analysis.charts import plots, story
from analysis.charts.story.strips import Strip, strips_of, verdict
from analysis.charts.style import settings
from analysis.comparison.comparison_records import Derived, Graded, Pair
from analysis.comparison.grading import GRADED_ATTRIBUTES
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.language.messages import Message
from analysis.show.displays import Chart, Prose

EN, ZH = (labels(language) for language in LANGUAGES)
ONE, TWO, THREE, FOUR = (people(d, 1, n) for d, n in ((A, "40"), (B, "50"), (C, "60"), (D, "70")))
FIGURES = (ONE, TWO, THREE, FOUR)


def loose(a: Figure, b: Figure, **cells: str) -> Pair:
    return graded(a, b, "side_by_side", grade="loose", **cells)


def names(found: Sequence[Strip]) -> list[list[str]]:
    return [[side.document for side in strip.sides] for strip in found]


def drawn(pairs: Sequence[Graded], figures: Sequence[Figure] = FIGURES, **more: object) -> Chart:
    chart = story.strips(figures, (), pairs, EN, **more)  # type: ignore[arg-type]
    assert isinstance(chart, Chart)
    return chart


# --- sets -----------------------------------------------------------------------------------------


def test_figures_that_are_comparable_two_by_two_are_one_set() -> None:
    pairs = [loose(ONE, TWO), loose(ONE, THREE), loose(TWO, THREE)]
    found = strips_of(pairs)
    assert names(found) == [[A, B, C]]
    assert found[0].pairs == tuple(pairs)


def test_two_figures_that_are_not_comparable_share_no_scale_though_each_is_with_a_third() -> None:
    pairs = [loose(ONE, TWO), loose(TWO, THREE), graded(ONE, THREE, "not_comparable")]
    assert names(strips_of(pairs)) == [[A, B], [B, C]]


def test_two_that_each_stand_beside_the_same_two_but_not_each_other_are_in_two_sets() -> None:
    pairs = [loose(a, b) for a, b in combinations(FIGURES, 2) if (a, b) != (THREE, FOUR)]
    found = strips_of(pairs)
    assert [set(documents) for documents in names(found)] == [{A, B, C}, {A, B, D}]


def test_pairs_that_are_not_comparable_make_no_set() -> None:
    assert strips_of([graded(ONE, TWO, "not_comparable")]) == []
    assert strips_of([]) == []


def test_honours_by_quota_stand_in_tables_only() -> None:
    pairs = [loose(ONE, TWO, traps="different_spans+quota_honours")]
    assert strips_of(pairs) == []
    said = story.strips(FIGURES, (), pairs, EN, theme="relief")
    assert isinstance(said, Prose)
    assert said.to_text() == (
        "There is no pair of figures of different texts on Relief, honours left aside, that can be "
        "drawn on one scale. Honours, which as a rule go by quota, stand in the table of pairs."
    )


def test_an_average_a_year_is_another_number_than_the_total() -> None:
    yearly = loose(ONE, TWO, basis="per_year", value_b="50")
    found = strips_of([loose(ONE, THREE), yearly])
    assert names(found) == [[A, C], [A, B]]
    averaged = [[side.averaged for side in strip.sides] for strip in found]
    assert averaged == [[False, False], [True, False]]


@pytest.mark.parametrize(
    ("results", "weakest"),
    [
        (["texts_differ"], "texts_differ"),
        (["texts_differ", "same_size"], "same_size"),
        (["same_size", "cannot_be_decided"], "cannot_be_decided"),
        (["cannot_be_decided", "side_by_side"], "side_by_side"),
    ],
)
def test_a_set_says_what_its_weakest_pair_allows(results: list[str], weakest: str) -> None:
    pairs = tuple(
        graded(ONE, other, result) for other, result in zip(FIGURES[1:], results, strict=False)
    )
    assert Strip((), pairs).result == weakest


# --- charts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (
            EN,
            "People relieved: 40 people (Linzhou 2018) and 50 people (Linzhou 2021) – side "
            "by side only",
        ),
        (ZH, "救助人数：40人（林州2018）和50人（林州2021），只能并列"),
    ],
    ids=LANGUAGES,
)
def test_one_set_states_its_numbers_in_the_title(language, title) -> None:
    chart = story.strips(FIGURES, (), [loose(ONE, TWO)], language, theme="relief")
    assert isinstance(chart, Chart)
    assert chart.title == title
    assert chart.figure_ids == (ONE.figure_id, TWO.figure_id)
    assert links(chart) == [f"figures.html#{f.figure_id}" for f in (ONE, TWO)]
    check_texts(chart)


def test_several_sets_say_how_many_pairs_decide() -> None:
    other = (share(A, 2, "90"), share(C, 2, "94"))
    pairs = [graded(ONE, TWO), loose(*other)]
    chart = drawn(pairs, (*FIGURES, *other))
    assert chart.title == (
        "All themes: 2 pairs, on scales of their own, and 1 of them can be put in order"
    )
    assert texts(chart.svg).count("100%") == 1
    assert [row["result"] for row in chart.data] == ["the texts differ"] * 2 + [
        "side by side only"
    ] * 2
    check_texts(chart)


def test_a_chart_of_some_pairs_is_called_by_what_they_are() -> None:
    other = (share(A, 2, "90"), share(C, 2, "94"))
    pairs = [graded(ONE, TWO), loose(*other)]
    about = Message("story.strips.quotients")
    chart = story.strips((*FIGURES, *other), (), pairs, EN, about=about)
    assert isinstance(chart, Chart)
    assert chart.title.startswith("Ratios: 2 pairs, on scales of their own")
    assert "Ratios: figures of several texts" in chart.alt
    assert "All themes" not in chart.alt


def test_no_axis_has_one_mark() -> None:
    chart = drawn([loose(ONE, TWO), graded(THREE, FOUR, "not_comparable")])
    assert len(chart.data) == 2
    assert "Haicheng 2019" not in chart.svg


def test_nothing_comparable_is_a_sentence() -> None:
    for pairs in ([], [graded(ONE, TWO, "not_comparable")]):
        said = story.strips(FIGURES, (), pairs, EN, theme="relief")
        assert isinstance(said, Prose)
        assert said.to_text() == (
            "There is no pair of figures of different texts on Relief that can be drawn on one "
            "scale."
        )
    assert isinstance(story.strips((), (), [], ZH), Prose)


def test_an_average_a_year_says_so_and_keeps_its_total() -> None:
    yearly = loose(ONE, TWO, basis="per_year", value_b="50")
    chart = drawn([yearly])
    said = " ".join(texts(chart.svg))
    assert "40 people a year" in said
    assert "(40 people in all)" in said


def test_ratios_stand_on_a_scale_with_their_calculation() -> None:
    figures = [row for d in (A, C) for row in (money(d, 1, "8000"), people(d, 2, "40"))]
    ratios = [ratio(A, 1, 2, "200"), ratio(C, 1, 2, "233")]
    chart = story.strips(figures, ratios, [loose_ratios(*ratios)], EN)
    assert isinstance(chart, Chart)
    assert chart.title.startswith("Money per head: 200 yuan per person (Linzhou 2018) and 233 yuan")
    assert chart.figure_ids == (f"{A}-001", f"{A}-002", f"{C}-001", f"{C}-002")
    assert "8000元 ÷ 40人" in texts(chart.svg)


def loose_ratios(a: Derived, b: Derived) -> Pair:
    made = pair(a.derived_id, b.derived_id, "side_by_side", basis="ratio")
    return replace(made, limits_a=a.conventional, limits_b=b.conventional)


def test_a_side_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(AnalysisError, match=f"{B}-001 is compared, but not among the figures"):
        story.strips(FIGURES[:1], (), [loose(ONE, TWO)], EN)


# --- shares ---------------------------------------------------------------------------------------

SHARES = (share(A, 1, "94.3"), share(C, 1, "92.5", bound="at_least", hedge="以上"))


def test_shares_stand_on_the_scale_of_their_whole() -> None:
    chart = story.stated_share(SHARES, EN, "coverage", [loose(*SHARES)])
    assert isinstance(chart, Chart)
    assert {"0%", "100%"} <= set(texts(chart.svg)) & set(texts(chart.narrow))
    assert "The text does not say of what 2 percentages are shares." in chart.caveats
    none = story.stated_share(SHARES, EN, "renewal", [loose(*SHARES)])
    assert none.to_text() == (
        "There is no pair of figures of different texts on Share renewed that can be drawn on one "
        "scale."
    )


# --- verdicts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], ""),
        ([graded(ONE, TWO)], "The texts differ"),
        ([graded(ONE, TWO, "same_size", deciding="year")], "About equal"),
        (
            [loose(ONE, TWO, deciding="unit")],
            "Side by side only: unit counted",
        ),
        (
            [graded(ONE, TWO, "not_comparable", deciding="stage")],
            "Not comparable: stage",
        ),
        (
            [graded(ONE, TWO), graded(ONE, THREE, "not_comparable", deciding="stage")],
            "Not all comparable: 1 of 2 pairs are not: stage",
        ),
    ],
)
def test_a_verdict_says_what_is_in_the_way(pairs: list[Pair], said: str) -> None:
    assert verdict(pairs, EN) == said


@pytest.mark.parametrize("result", ["not_comparable", "side_by_side"])
@pytest.mark.parametrize("attribute", GRADED_ATTRIBUTES)
def test_a_verdict_may_name_whatever_differs(attribute: str, result: str) -> None:
    """Some names hold a word that ranks, and rank nobody."""
    pair = graded(ONE, TWO, result, deciding=attribute)
    for book in (EN, ZH):
        assert book.t(f"comparison.attribute.{attribute}") in verdict([pair], book)


# --- for analysts ---------------------------------------------------------------------------------


def test_limits_are_drawn_in_one_call_with_verdict_and_sources() -> None:
    never = graded(ONE, TWO, "not_comparable", deciding="stage")
    with settings():
        ax = plots.limits_plot([TWO, ONE], EN, pairs=[never, loose(ONE, THREE)], version="9.9.9")
    figure = ax.figure
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Linzhou 2018", "Linzhou 2021"]
    above = [text.get_text() for text in ax.texts[:2]]
    assert above == ["People relieved", "Not comparable: stage"]
    notes = [text.get_text() for text in figure.texts]
    assert notes == [
        "union-figures 9.9.9, CC BY 4.0",
        "Sources: Linzhou 2018 and Linzhou 2021. Time: 2018–2021. 2 figures drawn.",
        "The articles tell the unions’ side; none is an outside check. Their readers and their "
        "times may differ.",
    ]
    figure.savefig("/dev/null", format="pdf")


def test_limits_are_drawn_on_axes_that_one_has() -> None:
    from matplotlib.figure import Figure as Drawing

    with settings():
        ax = Drawing().add_subplot()
        assert plots.limits_plot([ONE, TWO], EN, ax) is ax
        (same,) = plots.strips_plot(FIGURES, (), [loose(ONE, TWO)], EN, ax)
    assert same is ax


def test_each_set_has_axes_of_its_own() -> None:
    pairs = [loose(ONE, TWO), loose(THREE, FOUR)]
    with settings():
        assert len(plots.strips_plot(FIGURES, (), pairs, EN)) == 2
        with pytest.raises(AnalysisError, match="2 sets on scales of their own: leave out `ax`"):
            plots.strips_plot(FIGURES, (), pairs, EN, plots.limits_plot([ONE], EN))


def test_what_cannot_be_drawn_is_said_in_a_sentence() -> None:
    with pytest.raises(AnalysisError, match="There are no figures to draw"):
        plots.limits_plot([], EN)
    with (
        settings(),
        pytest.raises(AnalysisError, match="One axis cannot hold '人' and '元'"),
    ):
        plots.limits_plot([ONE, money(B, 9, "8000")], EN)
    with pytest.raises(AnalysisError, match="No two of these figures may stand on one scale"):
        plots.strips_plot(FIGURES, (), [], EN)
