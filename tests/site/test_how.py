"""How a page says what a claim is computed from."""

from __future__ import annotations

from analysis.show.claimed import Note
from analysis.site.context import PageContext
from analysis.site.how import computed
from analysis.site.state import PageState


def note(rule: str, result: str, inputs: tuple[str, ...] = ()) -> Note:
    return {
        "place": "x/title",
        "kind": "count",
        "set": rule,
        "name": "figures",
        "inputs": list(inputs),
        "result": result,
        "gates": [],
        "words": "Two figures.",
    }


def said(*notes: Note) -> str:
    return computed(PageState("x", "en", PageContext("X")), notes)


def test_rule_result_and_inputs_are_told_once() -> None:
    html = said(
        note("a where b = 'c'", "count() = 2", ("c-1", "c-2")),
        note("a where b = 'c'", "count() = 2"),
    )
    assert html.count("<li>") == 1
    assert "<code>a where b = 'c'</code>" in html
    assert said() == ""


def test_a_rule_that_names_very_many_ends_with_a_member_and_a_sign() -> None:
    names = ", ".join(f"'town-2001-{number:03d}'" for number in range(500))
    html = said(note(f"observations where figure_id in ({names})", "count() = 500"))
    assert "'town-2001-032', …</code>" in html
    assert "town-2001-033" not in html
