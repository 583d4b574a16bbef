"""Labels of codes, indicators and documents, in every language or in one."""

from __future__ import annotations

import csv

import pytest
from made_up_rules import CODEBOOK, said

from analysis import project
from analysis.errors import AnalysisError
from analysis.language.messages import NO_WORDS, Words
from analysis.tables.codebook import Code, Codebook, Indicator, Labels, corpus

LEVIES = Indicator(
    *("levies", "funds", "core", "help", None, said("Levies", "征收"), "", ()),
    *(said("What is levied.", "征收的钱。"), NO_WORDS, NO_WORDS),
)
BOOK = Codebook(
    (
        Code("colour", "a", said("A", "甲"), NO_WORDS),
        Code("colour", "b", said("B", ""), NO_WORDS),
    ),
    (LEVIES,),
    CODEBOOK.documents,
)


def test_labels_in_one_language() -> None:
    first = BOOK.documents[0]
    english, chinese = Labels("en", BOOK), Labels("zh", BOOK)
    assert english.order("colour") == ["a", "b"]
    assert chinese.code("colour", "a") == "甲"
    assert english.indicator("levies") == "Levies"
    assert chinese.definition("levies") == "征收的钱。"
    assert english.document(first.document) == first.label["en"]
    assert english.city_of(first.document) == first.city


def test_labels_in_every_language() -> None:
    assert BOOK.code("colour", "a") == Words(en="A", zh="甲")
    assert BOOK.indicator_label("levies") == Words(en="Levies", zh="征收")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda labels: labels.code("colour", "b"), "label_zh is empty; translate it"),
        (lambda labels: labels.code("colour", "c"), "code 'c': there is no such entry"),
        (lambda labels: labels.indicator("other"), "no indicator 'other'"),
        (lambda labels: labels.city_of("nowhere-2016"), "no document 'nowhere-2016'"),
    ],
)
def test_what_has_no_label_is_refused(ask, message) -> None:
    with pytest.raises(AnalysisError, match=message):
        ask(Labels("en", BOOK))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Unknown language"):
        Labels("fr", BOOK)


def test_texts_and_cities_are_counted_not_typed() -> None:
    cities = sorted({each.city for each in CODEBOOK.documents})
    names = tuple(Code("city", city, said(city.title(), "某"), NO_WORDS) for city in cities)
    one = Codebook(names, (), CODEBOOK.documents[:1])
    assert corpus(Labels("en", one))["articles"] == "one article"
    assert corpus(Labels("en", one))["names"] == one.documents[0].city.title()
    every = corpus(Labels("en", Codebook(names, (), CODEBOOK.documents)))
    assert every["listed"].split(", ") == [city.title() for city in cities]


def test_no_two_codes_of_a_list_have_one_label() -> None:
    path = project.raw() / "codelists.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for column in (name for name in rows[0] if name.startswith("label_")):
        seen: dict[tuple[str, str], str] = {}
        for row in rows:
            other = seen.setdefault((row["list"], row[column]), row["code"])
            assert other == row["code"], f"{row['list']}: {other} and {row['code']} in {column}"
