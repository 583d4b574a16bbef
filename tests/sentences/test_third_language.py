"""A language that nobody speaks: every sentence is said in it, and held against its own words.

Its words are the English ones in capitals, in a catalogue of its own; nothing else is changed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from made_up_findings import (
    A,
    B,
    C,
    alike,
    codebook,
    evidence,
    exceeds,
    money,
    number,
    pair,
    people,
    ratio,
    share,
    trial,
)

from analysis.comparison.comparison_records import Pair
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import catalogue, grammar
from analysis.language.messages import Joined, Link, Words
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence
from analysis.sentences.statements import (
    Statement,
    comparison_statement,
    reporting_statements,
)
from analysis.tables import units

XX = "xx"
RULES = {
    "html": "xx",
    "name": "XX",
    "list": " & ",
    "last": " && ",
    "clause": " / ",
    "grouped": False,
    "scales": [],
    "ranking": r"\b(?:MORE|HIGHER|FIRST)\b",
    "quantifying": r"\b(?:ALL|NONE)\b",
}
"""Its rules where they are not those of English."""


def shouted(form: Any) -> Any:
    """Return English words in capitals; the fields keep their names."""
    if isinstance(form, Mapping):
        return {name: shouted(each) for name, each in form.items()}
    pieces = re.split(r"(\{\w+\})", form)
    return "".join(piece if piece.startswith("{") else piece.upper() for piece in pieces)


def entry(key: str, forms: Mapping[str, Any]) -> str:
    """Return an entry of the catalogue as TOML."""
    name = ".".join(json.dumps(part, ensure_ascii=False) for part in key.split("."))
    return f"{name} = {inline(forms)}"


def inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {inline(each)}" for name, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


@pytest.fixture(autouse=True)
def language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read the languages and their words from a folder of their own, and the units with them."""
    entries = {
        key: {**forms, XX: shouted(forms["en"])} for key, forms in catalogue._entries().items()
    }
    named = {key: entries[key] for key in units.entries()}
    words = [entry(key, forms) for key, forms in entries.items() if key not in named]
    file = tmp_path / grammar.LANGUAGES_FILE.name
    known = grammar.LANGUAGES_FILE.read_text(encoding="utf-8")
    rules = {**tomllib.loads(known)["en"], **RULES}
    own = [f"{name} = {inline(rule)}" for name, rule in rules.items()]
    file.write_text("\n".join([known, f"[{XX}]", *own]), encoding="utf-8")
    (tmp_path / "words.toml").write_text("\n".join(words), encoding="utf-8")
    forget()
    monkeypatch.setattr(grammar, "LANGUAGES_FILE", file)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(units, "entries", lambda: named)
    yield
    forget()


def forget() -> None:
    grammar._grammars.cache_clear()
    catalogue._entries.cache_clear()


# --- the same records with words in it ------------------------------------------------------------

T = TypeVar("T")


def spoken(value: Any) -> Any:
    """Return the words of a field with their form in the new language."""
    if isinstance(value, Words) and value:
        return Words({**value, XX: value["en"].upper()})
    if isinstance(value, Joined):
        return replace(value, parts=tuple(map(spoken, value.parts)))
    return value


def translated(record: T) -> T:
    """Return a record with all its words in the new language."""
    given: Any = record
    return replace(
        given, **{each.name: spoken(getattr(given, each.name)) for each in fields(given)}
    )


def all_translated(found: Evidence) -> Evidence:
    book = found.codebook
    return replace(
        found,
        figures=tuple(map(translated, found.figures)),
        derived=tuple(map(translated, found.derived)),
        pairs=tuple(map(translated, found.pairs)),
        look_alikes=tuple(map(translated, found.look_alikes)),
        trials=tuple(map(translated, found.trials)),
        codebook=replace(
            book,
            codes=tuple(map(translated, book.codes)),
            indicators=tuple(map(translated, book.indicators)),
            documents=tuple(map(translated, book.documents)),
        ),
    )


def graded(a: Figure, b: Figure, result: str, **cells: str) -> Pair:
    given = {"grade": "strict", "indicator_a": a.indicator, "unit_a": a.unit, **cells}
    made = pair(a.figure_id, b.figure_id, result, **given)
    return replace(made, limits_a=a.limits.conventional, limits_b=b.limits.conventional)


FEW, MANY = people(A, 1, "600"), people(C, 1, "2900", bound="at_least", hedge="余")
LONG = people(C, 2, "9000", period_start="2015-01-01")
LOW, HIGH = share(A, 3, "60"), share(C, 3, "80")
PER_HEAD = (ratio(A, 4, 1, "200"), ratio(C, 4, 1, "900"))
RATIOS = replace(
    pair(*(each.derived_id for each in PER_HEAD), "texts_differ", grade="strict"),
    limits_a=PER_HEAD[0].conventional,
    limits_b=PER_HEAD[1].conventional,
)
FULL = (FEW, MANY, LONG, LOW, HIGH, people(B, 9, "40"), number(A, 9, "shows", "8场", value="8"))
PAIRS = {
    "more": graded(FEW, MANY, "texts_differ", differences="city_size"),
    "higher": graded(LOW, HIGH, "texts_differ"),
    "ratio": RATIOS,
    "a year": graded(FEW, LONG, "cannot_be_decided", basis="per_year"),
    "same": graded(FEW, MANY, "same_size"),
    "loose": graded(FEW, MANY, "side_by_side", grade="loose", deciding="scheme+actor"),
    "never": graded(FEW, MANY, "not_comparable", grade="not_comparable", deciding="unit"),
}
LOST = trial(PAIRS["more"], "wide", "a wider margin", "界线放宽")
KNOWN = evidence(*FULL, derived=PER_HEAD, pairs=tuple(PAIRS.values()), trials=(LOST,))


def assert_all_of_it(text: str) -> None:
    """Refuse text with a word in another language: its own has capitals only."""
    assert text and text == text.upper() and not re.search(r"[\u3400-\u9fff]", text)


@pytest.mark.parametrize("name", PAIRS)
def test_every_comparison_is_said_in_it(name: str) -> None:
    statement = comparison_statement(translated(PAIRS[name]), all_translated(KNOWN))
    assert_all_of_it(statement.text(XX))
    links = {part.figure_id for part in statement.fragments(XX) if isinstance(part, Link)}
    assert links == set(statement.figure_ids) != set()


def test_an_order_has_its_own_numbers_and_clauses() -> None:
    statement = comparison_statement(translated(PAIRS["more"]), all_translated(KNOWN))
    assert statement.text(XX) == (
        "PEOPLE RELIEVED: THE TEXT HAICHENG 2019 STATES MORE (MORE THAN 2900 PEOPLE, 2019) THAN "
        "THE TEXT LINZHOU 2018 (600 PEOPLE, 2018). THE SIZE OF THE CITIES IS NOT CONSIDERED. "
        "THIS DOES NOT HOLD ON EVERY READING THAT WE TRIED: WITH A WIDER MARGIN, THEY ARE ABOUT "
        "EQUAL."
    )
    loose = comparison_statement(translated(PAIRS["loose"]), all_translated(KNOWN))
    assert loose.text(XX).endswith("CAN STAND SIDE BY SIDE ONLY (OTHER SCHEME / OTHER ACTOR).")


def test_what_is_reported_is_said_in_it() -> None:
    found = reporting_statements(all_translated(KNOWN), "linzhou")
    assert [statement.text(XX) for statement in found] == [
        "BOTH TEXTS LINZHOU 2018 AND LINZHOU 2021 GIVE MAIN CITY FIGURES ON PEOPLE RELIEVED; "
        "WHAT THEY COUNT UNDER ONE NAME MAY STILL DIFFER.",
        "OF THE TEXTS LINZHOU 2018 AND LINZHOU 2021, ONLY LINZHOU 2018 GIVES MAIN CITY FIGURES "
        "ON COVERAGE OF CONTRACTS && SHOWS.",
    ]


def test_its_own_ranking_words_are_refused() -> None:
    for words in ("A STATES MORE", "A IS FIRST"):
        with pytest.raises(AnalysisError, match="although a gate is closed"):
            Statement("x", "finding", "", (A,), Words({"en": "A", "zh": "甲", XX: words}))


# --- main findings --------------------------------------------------------------------------------

LOOK_ALIKE = (people(A, 2, "40"), number(C, 6, "shows", "40人", value="40", unit="人"))
BEARING = evidence(
    money(A, 1, "8000"),
    *LOOK_ALIKE,
    share(A, 3, "94"),
    share(C, 3, "93", bound="at_least", hedge="以上", stated_base="unionised"),
    money(B, 1, "90000", status="impossible"),
    people(B, 2, "30"),
    money(B, 4, "70000", status="impossible"),
    money(C, 1, "9000"),
    people(C, 2, "50"),
    derived=(
        ratio(A, 1, 2, "200"),
        ratio(B, 1, 2, "3000", status="kept_out"),
        ratio(B, 1, 2, "30", status="argued"),
        ratio(C, 1, 2, "180"),
    ),
    pairs=(PAIRS["more"], PAIRS["never"]),
    alikes=(alike(*LOOK_ALIKE),),
    plausible={"money_per_head": Interval.between(20, 500)},
    checked=(exceeds(f"{B}-004", f"{B}-002"),),
)
BEARING = replace(BEARING, figures=(*BEARING.figures, FEW, MANY))
MAKERS: tuple[Callable[[Evidence], hl.Headline | None], ...] = (
    hl.vague,
    hl.pairs,
    hl.impossible,
    hl.shares,
    hl.alike,
    hl.per_head,
    hl.most_counted,
    hl.reporting,
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_finding_is_said_in_it(make: Callable[[Evidence], hl.Headline | None]) -> None:
    headline = make(all_translated(BEARING))
    assert headline is not None
    text = headline.title(XX) + headline.statement.text(XX)
    assert "{" not in text
    assert_all_of_it(re.sub(r"\b[a-z](?=[A-Z])", lambda first: first[0].upper(), text))


def test_a_label_without_a_form_in_it_is_named() -> None:
    known = replace(all_translated(KNOWN), codebook=codebook())
    with pytest.raises(AnalysisError, match="has no words in 'xx'"):
        comparison_statement(translated(PAIRS["same"]), known)
