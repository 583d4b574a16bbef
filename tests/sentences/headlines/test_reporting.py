"""What a city with two texts stopped and began to give figures on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_findings import A, B, C, codebook, evidence, money, number, people, share

from analysis.figures.figure import Figure
from analysis.sentences import headlines as hl
from analysis.sentences.headlines import Change


def shows(document: str, place: int, **cells: str) -> Figure:
    return number(document, place, "shows", "8场", value="8", unit="场", **cells)


def change(*figures: Figure, city: str = "") -> Change | None:
    return hl.change_of_reporting(figures, codebook(), city)


def test_indicators_are_gone_kept_or_new_in_the_order_of_the_texts() -> None:
    found = change(
        shows(A, 1), money(A, 2, "80"), people(A, 3, "4"), share(B, 1, "90"), people(B, 2, "5")
    )
    assert found == Change(
        "linzhou", (A, B), ("shows", "relief_money"), ("relief_people",), ("coverage",)
    )


def test_other_levels_and_other_tiers_are_no_core_indicators() -> None:
    choirs = number(A, 5, "choirs", "3支", value="3", unit="支")
    found = change(shows(A, 1), choirs, shows(B, 1), money(B, 2, "80", level="county"))
    assert found == Change("linzhou", (A, B), (), ("shows",), ())


def test_only_a_city_with_two_texts_can_change() -> None:
    assert change(shows(A, 1), shows(C, 1)) is None
    assert change() is None
    rows = (shows(A, 1), shows(B, 1), shows(C, 1))
    assert change(*rows, city="haicheng") is None
    assert change(*rows, city="nowhere") is None
    assert change(*rows, city="linzhou") == change(*rows)


def test_of_more_than_two_texts_the_first_and_the_last_are_taken() -> None:
    middle = "linzhou-2020"
    figures = (shows(A, 1), share(B, 1, "90"), replace(money(B, 2, "80"), document=middle))
    book = codebook()
    first, *others = book.documents
    longer = replace(book, documents=(first, replace(first, document=middle), *others))
    found = hl.change_of_reporting(figures, longer)
    assert found == Change("linzhou", (A, B), ("shows",), (), ("coverage",))


def test_the_change_is_said_with_whole_themes_that_went_and_came() -> None:
    headline = hl.reporting(
        evidence(
            shows(A, 1),
            money(A, 2, "80"),
            people(A, 3, "4"),
            people(B, 1, "5"),
            share(B, 2, "90"),
            number(B, 3, "residents", "70人", value="70", unit="人"),
        )
    )
    assert headline is not None
    assert headline.title("en") == (
        "Linzhou: its texts give main city figures on different subjects"
    )
    assert headline.title("zh") == "林州各篇文章给出主要市级数字的事项不同"
    assert headline.statement.text("en") == (
        "4 subjects have main city figures: 2 in Linzhou 2018 only, 1 in Linzhou 2021 "
        "only, 1 in both. Themes with main city figures in Linzhou 2018 only: "
        "culture. Themes with main city figures in Linzhou 2021 only: contracts. What is not "
        "reported may still have been done."
    )
    assert headline.statement.text("zh") == (
        "有主要市级数字的事项共4项：只有林州2018写到的2项，只有林州2021写到的1项，两篇都写到的1项。"
        "只有林州2018给出主要市级数字的主题：文化。只有林州2021给出主要市级数字的主题：合同。"
        "文章没有写，不等于没有做。"
    )
    assert headline.subject == ("linzhou",)
    assert headline.statement.documents == (A, B)


def test_a_theme_without_main_figures_in_one_text_is_told_with_its_other_figures() -> None:
    choirs = number(B, 3, "choirs", "3场", value="3", unit="场", theme="culture", tier="supporting")
    county = replace(choirs, figure_id=f"{B}-004", level="county")
    figures = (shows(A, 1), people(A, 2, "4"), people(B, 1, "5"))
    headline = hl.reporting(evidence(*figures, choirs, county))
    assert headline is not None
    assert (
        "Themes with main city figures in Linzhou 2018 only: culture (Linzhou 2021 has figures on "
        "culture too, which are no main figures or not of the whole city)."
    ) in headline.statement.text("en")
    assert (
        "（林州2021在文化方面也有数字，但不是主要指标，或不是全市的）"
        in headline.statement.text("zh")
    )
    alone = hl.reporting(evidence(*figures, county))
    assert alone is not None
    assert "(Linzhou 2021 has figures on culture too" in alone.statement.text("en")
    neither = hl.reporting(evidence(*figures))
    assert neither is not None
    assert "figures on culture too" not in neither.statement.text("en")


def test_no_theme_is_named_that_both_texts_have_core_figures_on() -> None:
    rows = (shows(A, 1), shows(B, 1), people(B, 2, "5"))
    headline = hl.reporting(evidence(*rows))
    assert headline is not None
    english = headline.statement.text("en")
    assert "in Linzhou 2018 only: " not in english
    assert "Themes with main city figures in Linzhou 2021 only: relief." in english
    assert "文化" not in headline.statement.text("zh")


@pytest.mark.parametrize("rows", [(), (shows(A, 1),), (shows(A, 1), shows(B, 1))])
def test_without_a_change_there_is_no_finding(rows: tuple[Figure, ...]) -> None:
    assert hl.reporting(evidence(*rows)) is None
