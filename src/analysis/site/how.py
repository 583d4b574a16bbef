"""How the statements of a section are computed, in words; the table of claims has the rules.

The table of all claims, with set, rule, inputs and result of each, belongs to
`analysis.site.claims_table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from analysis import language as lg
from analysis.sentences.sets import JOINT
from analysis.show.claimed import Note
from analysis.site.state import PageState

_SOUGHT, _SEARCHED = "sought", "searched"
"""How an absence came about: the set itself is empty; or it has rows, and none of them is such."""

_WAYS: Mapping[str, tuple[str, ...]] = {
    "counted": ("count", "share", "universal"),
    "ranged": ("range", "extreme"),
    "sought": (_SOUGHT,),
    "searched": (_SEARCHED,),
    "put_beside": ("order", "same", "undecided", "side_by_side", "not_comparable", "look_alike"),
    "worked_out": ("value", "fault", "refusal", "change"),
}
"""How claims come about, with their kinds; in this order they are told."""

_NAMED = 8
"""Most sets that are named of one way; the table of claims has all."""


def computed(state: PageState, notes: Sequence[Note]) -> str:
    """Return a note to be opened on how the statements of a section are computed.

    Parameters
    ----------
    state
        The page.
    notes
        The claims of the section.

    Returns
    -------
    str
        HTML; empty where there are no claims.
    """
    items = [
        state.word(
            f"claim.{way}",
            rows=lg.join_words(
                [state.word(f"claim.rows.{table}") for table in tables], state.language
            ),
            sets=_names(names, state.language),
        )
        for way, kinds in _WAYS.items()
        for tables, names in _by_tables(note for note in notes if _kind(note) in kinds).items()
    ]
    if not items:
        return ""
    summary, table = escape(state.word("claim.summary")), escape(state.word("claim.table"))
    listed = "".join(f"<li>{escape(item, quote=False)}</li>" for item in items)
    return (
        f'<details class="data how"><summary>{summary}</summary>'
        f"<ul>{listed}</ul><p>{table}</p></details>\n"
    )


def _by_tables(notes: Iterable[Note]) -> dict[tuple[str, ...], list[str]]:
    """Return the names of sets by the tables whose rows they choose, each name once."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for note in notes:
        tables = note["set"].partition(" where ")[0].split(JOINT)
        found.setdefault(tuple(tables), {})[note["name"]] = None
    return {tables: list(names) for tables, names in found.items()}


def _kind(note: Note) -> str:
    """Return the kind of a claim; of an absence, whether its set has rows."""
    if note["kind"] != "absence":
        return note["kind"]
    return _SEARCHED if note["inputs"] else _SOUGHT


def section(state: PageState) -> str:
    """Return the note on the claims of the section that ends here, which is then told.

    Parameters
    ----------
    state
        The page, with the claims that were made since the last section.
    """
    notes, state.claims = state.claims, []
    return computed(state, notes)


def _names(names: Sequence[str], language: str) -> str:
    more = ["…"] if len(names) > _NAMED else []
    return lg.clauses([*names[:_NAMED], *more], language)
