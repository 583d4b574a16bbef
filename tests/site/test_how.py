"""How a page says what a claim is computed from."""

from __future__ import annotations

from analysis.show.claimed import Note
from analysis.site.context import PageContext
from analysis.site.how import computed, section
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


def test_claims_of_one_set_are_told_together() -> None:
    html = said(
        note("a where b = 'c'", "count() = 2", ("c-1", "c-2")),
        note("a where b = 'c'", "count() = 2", ("c-1", "c-2")),
        note("a where b = 'c'", "share(d) = 1/2", ("c-1",)),
        note("a", "count() = 5"),
    )
    assert html.count("<li>") == 2
    assert html.count("<code>a where b = 'c'</code>") == 1
    assert "<code>count() = 2; share(d) = 1/2</code>" in html
    assert html.count("<code>c-1, c-2</code>") == 1
    assert said() == ""


def test_members_that_the_rule_names_are_not_named_again() -> None:
    html = said(note("a where figure_id in ('c-1', 'c-2')", "count() = 2", ("c-1", "c-2")))
    assert html.count("c-2") == 1


def test_a_rule_that_names_very_many_ends_with_a_member_and_a_sign() -> None:
    names = ", ".join(f"'town-2001-{number:03d}'" for number in range(500))
    html = said(note(f"observations where figure_id in ({names})", "count() = 500"))
    assert "'town-2001-011', …</code>" in html
    assert "town-2001-012" not in html


def test_a_section_tells_its_claims_once() -> None:
    state = PageState("x", "en", PageContext("X"))
    state.claims.append(note("a", "count() = 5"))
    assert "count() = 5" in section(state)
    assert section(state) == ""
