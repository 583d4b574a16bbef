"""How a page says, in words, how the statements of a section are computed."""

from __future__ import annotations

import tomllib
from pathlib import Path

from analysis import project
from analysis.language import has_label
from analysis.show.claimed import Note
from analysis.site.context import PageContext
from analysis.site.how import computed, section
from analysis.site.state import PageState


def note(kind: str, name: str, *inputs: str, table: str = "observations") -> Note:
    return {
        "place": "x/title",
        "kind": kind,
        "set": f"{table} where unit = '%'",
        "name": name,
        "inputs": list(inputs),
        "result": "count() = 2",
        "gates": [],
        "words": "Two figures.",
    }


def said(*notes: Note) -> str:
    return computed(PageState("x", "en", PageContext("X")), notes)


def test_sets_are_told_once_for_each_way_and_no_rule_is_shown() -> None:
    html = said(
        note("count", "figures"),
        note("share", "figures"),
        note("count", "texts & pairs"),
        note("absence", "targets", table="comparisons + pair-counts"),
        note("absence", "figures of Linzhou", "c-1", "c-2"),
    )
    assert html.count("<details") == 1
    assert "<li>Counted among the figures of the texts: figures; texts &amp; pairs.</li>" in html
    assert (
        "<li>Looked for among the pairs of figures of two texts and the pairs that are counted, "
        "and not found: targets.</li>"
    ) in html
    assert (
        "<li>Looked through among the figures of the texts, one by one, for what the sentence says "
        "is missing, and not found: figures of Linzhou.</li>"
    ) in html
    assert "where unit" not in html
    assert "data/processed/claims.csv" in html
    assert said() == ""


def test_of_very_many_sets_the_first_are_named() -> None:
    html = said(*(note("count", f"set {number}") for number in range(20)))
    assert "set 7; …." in html
    assert "set 8" not in html


def test_every_table_that_claims_are_computed_from_has_words() -> None:
    catalogue = tomllib.loads((project.root() / "notebooks/catalogue.toml").read_text("utf-8"))
    (step,) = (each for each in catalogue["step"] if each["name"] == "claims")
    tables = [Path(each).stem for each in step["inputs"] if each.startswith("data/processed/")]
    assert [each for each in tables if not has_label(f"claim.rows.{each}")] == []


def test_every_kind_of_claim_comes_about_in_one_way() -> None:
    from analysis.sentences.claims import _KINDS
    from analysis.site.how import _WAYS

    told = [kind for kinds in _WAYS.values() for kind in kinds]
    assert sorted(told) == sorted({*_KINDS, "sought", "searched"} - {"absence"})


def test_a_section_tells_its_claims_once() -> None:
    state = PageState("x", "en", PageContext("X"))
    state.claims.append(note("count", "figures"))
    assert "Counted among the figures of the texts: figures." in section(state)
    assert section(state) == ""
