"""How the claims of a display are computed: set, rule, inputs and result, one step from the words.

The table of all claims belongs to `analysis.site.claims_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.show.claimed import Note
from analysis.site.state import PageState

_TOLD = 12
"""Most inputs that are named; the table of claims has all."""


_LONG = 600
"""Most characters of a rule or a result on a page; the table of claims has it whole."""


def computed(state: PageState, notes: Sequence[Note]) -> str:
    """Return a note to be opened on how the claims of a display are computed.

    Parameters
    ----------
    state
        The page.
    notes
        The claims of the display; those of one set and one result are told once.

    Returns
    -------
    str
        HTML; empty where there are no claims.
    """
    different = {(note["set"], note["result"]): note for note in reversed(notes)}
    if not different:
        return ""
    items = "".join(f"<li>{_item(state, note)}</li>" for note in reversed(different.values()))
    summary = escape(state.word("claim.summary"))
    return f'<details class="data how"><summary>{summary}</summary><ul>{items}</ul></details>\n'


def _item(state: PageState, note: Note) -> str:
    inputs, more = note["inputs"][:_TOLD], "" if len(note["inputs"]) <= _TOLD else " …"
    parts = (
        ("set", escape(note["name"])),
        ("rule", f"<code>{escape(_cut(note['set']), quote=False)}</code>"),
        ("result", f"<code>{escape(_cut(note['result']), quote=False)}</code>"),
        ("inputs", f"<code>{escape(', '.join(inputs))}{more}</code>" if inputs else ""),
    )
    shown = (f"<b>{escape(state.word(f'claim.{key}'))}</b> {html}" for key, html in parts if html)
    return " · ".join(shown)


def _cut(text: str) -> str:
    """Return a text that is not too long, or the members at its beginning."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(', ')[0]}, …"
