"""How the claims of a chart or section are computed: set, rule, inputs and result, in one note.

The table of all claims belongs to `analysis.site.claims_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.show.claimed import Note
from analysis.site.state import PageState

_TOLD = 6
"""Most inputs that are named; the table of claims has all."""

_LONG = 240
"""Most characters of a rule or a result on a page; the table of claims has it whole."""


def computed(state: PageState, notes: Sequence[Note]) -> str:
    """Return a note to be opened on how the claims of a chart or section are computed.

    Parameters
    ----------
    state
        The page.
    notes
        The claims; those of one set are told together.

    Returns
    -------
    str
        HTML; empty where there are no claims.
    """
    sets: dict[str, list[Note]] = {}
    for note in notes:
        sets.setdefault(note["set"], []).append(note)
    if not sets:
        return ""
    items = "".join(f"<li>{_item(state, given)}</li>" for given in sets.values())
    summary = escape(state.word("claim.summary"))
    return f'<details class="data how"><summary>{summary}</summary><ul>{items}</ul></details>\n'


def section(state: PageState) -> str:
    """Return the note on the claims of the section that ends here, which is then told.

    Parameters
    ----------
    state
        The page, with the claims that were made since the last section.
    """
    notes, state.claims = state.claims, []
    return computed(state, notes)


def _item(state: PageState, notes: Sequence[Note]) -> str:
    """Return what claims of one set are computed from: its names, rule, results and members.

    Members that the rule names are not named again.
    """
    rule, results = notes[0]["set"], dict.fromkeys(note["result"] for note in notes)
    members = dict.fromkeys(name for note in notes for name in note["inputs"])
    inputs = [] if "_id in (" in rule else list(members)
    more = " …" if len(inputs) > _TOLD else ""
    parts = (
        ("rule", _code(_cut(rule))),
        ("result", _code("; ".join(map(_cut, results)))),
        ("inputs", _code(f"{', '.join(inputs[:_TOLD])}{more}") if inputs else ""),
    )
    names = dict.fromkeys(note["name"] for note in notes)
    shown = [f"<b>{escape('; '.join(names))}</b>"]
    shown += [f"{escape(state.word(f'claim.{key}'))} {html}" for key, html in parts if html]
    return " · ".join(shown)


def _code(text: str) -> str:
    return f"<code>{escape(text, quote=False)}</code>"


def _cut(text: str) -> str:
    """Return a text that is not too long, or the members at its beginning."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(', ')[0]}, …"
