"""The table of claims: what pages leave, put together and held against the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nbformat import v4

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.show.claimed import Note
from analysis.site.claims_table import check_claim, merged, notes_of, read_notes, write_notes


def note(place: str = "intro/title", **changes: Any) -> Note:
    given: dict[str, Any] = {
        "place": place,
        "kind": "count",
        "set": "observations where tier = 'core'",
        "name": "core figures",
        "inputs": ["oz-2031-001..003"],
        "result": "count() = 3",
        "gates": ["complete"],
        "words": "3 core figures",
    }
    return Note(**(given | changes))  # type: ignore[typeddict-item]


def both(**changes: Any) -> dict[str, dict[tuple[str, str], Note]]:
    """Return one claim in both languages, the second with changes."""
    place = ("index", "intro/title")
    return {
        "en": {place: note()},
        "zh": {place: note(**{"words": "核心3", "name": "核心"} | changes)},
    }


def test_pages_leave_their_claims_beside_them(tmp_path: Path) -> None:
    write_notes([note(), note("intro/alt")], tmp_path, "index")
    write_notes([note()], tmp_path, "city-oz")
    assert read_notes(tmp_path) == {
        ("city-oz", "intro/title"): note(),
        ("index", "intro/title"): note(),
        ("index", "intro/alt"): note("intro/alt"),
    }
    assert json.loads((tmp_path / "claims" / "city-oz.json").read_text("utf-8")) == [note()]


def test_two_claims_at_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="Page index, intro/title: two displays"):
        write_notes([note(), note()], tmp_path, "index")


def test_claims_of_what_is_not_shown_are_left_out() -> None:
    def cell(place: str, *tags: str) -> Any:
        shown = v4.new_output("display_data", metadata={"analysis": {"claims": [note(place)]}})
        return v4.new_code_cell(outputs=[shown], metadata={"tags": list(tags)})

    bare = v4.new_code_cell(outputs=[v4.new_output("stream", text="x")])
    hidden = [cell("b", "remove-cell"), cell("c", "hide-output")]
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("x"), bare, *hidden, cell("a")])
    assert [each["place"] for each in notes_of(notebook)] == ["a"]


def test_languages_are_put_together() -> None:
    (found,) = merged(both())
    assert (found.page, found.place, found.kind) == ("index", "intro/title", "count")
    assert dict(found.words) == {"en": "3 core figures", "zh": "核心3"}
    assert (found.inputs, found.gates) == (("oz-2031-001..003",), ("complete",))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"result": "count() = 4"}, "in result: 'count() = 3' in 'en', 'count() = 4' in 'zh'"),
        ({"set": "observations"}, "in set: \"observations where tier = 'core'\" in 'en'"),
        ({"inputs": []}, "in inputs: ['oz-2031-001..003'] in 'en', [] in 'zh'"),
        ({"kind": "share"}, "in kind: 'count' in 'en', 'share' in 'zh'"),
    ],
)
def test_languages_that_disagree_fail_with_page_and_place(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(AnalysisError) as refused:
        merged(both(**changes))
    assert str(refused.value).startswith(f"Page index, intro/title: the languages disagree {said}")
    assert "set: observations where tier = 'core'" in str(refused.value)


def test_a_claim_that_a_language_lacks_fails_with_page_and_place() -> None:
    notes = {language: {("index", "intro/title"): note()} for language in LANGUAGES}
    notes[LANGUAGES[-1]] = {}
    with pytest.raises(AnalysisError) as refused:
        merged(notes)
    said = f"Page index, intro/title: the claim is missing in {LANGUAGES[-1]!r}."
    assert str(refused.value) == said


def test_a_set_that_was_not_computed_with_fails_with_page_place_and_rule() -> None:
    (found,) = merged(both())
    check_claim(found, ["oz-2031-001", "oz-2031-003"])
    with pytest.raises(AnalysisError) as refused:
        check_claim(found, ["oz-2031-003", "oz-2031-004"])
    assert str(refused.value) == (
        "Page index, intro/title: oz-2031-004 belongs to the set (observations where tier = "
        "'core') and was not computed with."
    )
