"""Where pages and cards are."""

from __future__ import annotations

import pytest

from analysis.show.addresses import card_address, carded_figure, carded_figures, page_address


def test_cards_stand_on_the_page_of_all_figures() -> None:
    assert card_address("oz-2031-001") == "figures.html#oz-2031-001"
    assert page_address("overview", "#pairs") == "overview.html#pairs"
    assert carded_figure(card_address("oz-2031-001")) == "oz-2031-001"


@pytest.mark.parametrize(
    "address", ["figures.html", "figures.html#", "figures.html#doc-oz-2031", "x/figures.html#a"]
)
def test_other_places_are_no_cards(address: str) -> None:
    assert carded_figure(address) == ""


def test_cards_are_found_in_any_text() -> None:
    text = 'see [14](figures.html#oz-2031-001), <a href="figures.html#oz-2031-002">'
    assert carded_figures(text) == ["oz-2031-001", "oz-2031-002"]
