"""A language that nobody speaks: charts and displays need no change of code for it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from chart_data import A, B, ratio, ratios, three_texts
from picture import SVG, check_texts

from analysis.charts import story
from analysis.comparison.comparison_records import Derived
from analysis.figures.figure import Figure
from analysis.language import HTML_LANGUAGE, catalogue, grammar
from analysis.language.messages import Words
from analysis.show.displays import Chart, Table
from analysis.tables.codebook import Labels

XX = "xx"


def spoken(words: Words) -> Words:
    """Return words with their form in the new language."""
    return Words({**words, XX: f"x{words['en']}"}) if words else words


def forms_in(entry: Mapping[str, object]) -> Mapping[str, object]:
    return {**entry, XX: entry["en"]}


@pytest.fixture(autouse=True)
def language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare the language: its rules, and its words, which are the English ones."""
    english = grammar.rules_of("en")
    rules = replace(english, html=XX, list=" & ", last=" & ", colon=" = ", capitals=False)
    grammars = {**grammar._grammars(), XX: rules}
    entries = {key: forms_in(entry) for key, entry in catalogue._entries().items()}
    monkeypatch.setattr(grammar, "_grammars", lambda: grammars)
    monkeypatch.setattr(catalogue, "_entries", lambda: entries)
    monkeypatch.setitem(HTML_LANGUAGE, XX, rules.html)


@pytest.fixture
def labels(language: None) -> Labels:
    book = three_texts("en").book
    return Labels(
        XX,
        replace(
            book,
            codes=tuple(replace(code, label=spoken(code.label)) for code in book.codes),
            indicators=tuple(replace(each, label=spoken(each.label)) for each in book.indicators),
            documents=tuple(replace(each, label=spoken(each.label)) for each in book.documents),
        ),
    )


@pytest.fixture
def said(figures: Sequence[Figure]) -> list[Figure]:
    return [replace(figure, measures=spoken(figure.measures)) for figure in figures]


def computed(**cells: str) -> tuple[Derived, ...]:
    (found,) = ratios(ratio(**cells))
    label = Words(en="Relief", zh="救助", xx="xRelief")
    unit = Words(en="yuan per person", zh="元/人", xx="xyuan per person")
    return (replace(found, label=label, unit=unit),)


DRAWINGS: Mapping[str, Callable[[list[Figure], Labels], Chart]] = {
    "themes": story.themes_by_document,
    "counted": story.what_is_counted,
    "words": story.firmness_of_words,
    "periods": lambda f, labels: story.periods_of_document(f, labels, B),
    "ratio": lambda f, labels: story.worth_per_head(f, computed(), labels),
    "impossible": lambda f, labels: _chart(story.impossible_as_printed(f, (), labels)),
}


def _chart(shown: object) -> Chart:
    assert isinstance(shown, Chart)
    return shown


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_every_chart_is_drawn_in_it(
    draw: Callable[[list[Figure], Labels], Chart], said: list[Figure], labels: Labels
) -> None:
    chart = draw(said, labels)
    assert chart.language == XX
    assert f'lang="{XX}"' in chart.table.to_html()
    check_texts(chart)


TABLES: Mapping[str, Callable[[list[Figure], Labels], Table]] = {
    "matchmaking": story.matchmaking,
    "chain": lambda f, labels: story.dispute_chain(f, labels, B),
}


@pytest.mark.parametrize("show", TABLES.values(), ids=TABLES.keys())
def test_every_table_is_shown_in_it(
    show: Callable[[list[Figure], Labels], Table], said: list[Figure], labels: Labels
) -> None:
    assert f'lang="{XX}"' in show(said, labels).to_html()


def test_it_has_its_own_lists_and_marks_what_is_printed(said: list[Figure], labels: Labels) -> None:
    chart = story.worth_per_head(said, computed(), labels)
    assert chart.title == "average amount of money: 14,320 to 17,210 xyuan per person (xRelief)"
    assert f'href="figures.html#{A}-001" lang="zh-CN"' in chart.table.to_html()
    printed = _chart(story.impossible_as_printed(said, (), labels))
    found = [text for text in ET.fromstring(printed.svg).iter(f"{SVG}text") if text.get("lang")]
    assert [(text.text, text.get("lang")) for text in found] == [("122亿元", "zh-CN")]
    title = story.themes_by_document(said, labels).title
    assert "xrelief & xculture" in title
