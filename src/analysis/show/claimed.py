"""Which claims a display makes, and where in it: noted while a page runs, put together later.

A title, caption or alt text is a claim where it is `analysis.sentences.claims.Said`, a sentence
where it is `analysis.show.content.Told`.  Whoever makes them belongs to `analysis.sentences`, the
table of all claims to `analysis.site.claims_table`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypedDict

from analysis.language.messages import text
from analysis.sentences.claims import Claim, Said
from analysis.sentences.sets import shortened
from analysis.show.content import Content, Lines, Styled, Told, inlines, plain_content


class Note(TypedDict):
    """A claim at its place in a display, in the language of the page, as JSON holds it."""

    place: str
    kind: str
    set: str
    name: str
    inputs: list[str]
    result: str
    gates: list[str]
    words: str


def noted(display: Any) -> list[Note]:
    """Return the claims of a display, in order.

    Parameters
    ----------
    display
        A display of `analysis.show.displays`.

    Returns
    -------
    list of Note
        The place is the name of the display, a slash, and the field; in lists with a number from 1;
        a further claim at one place has a number behind a dot.
    """
    found: list[Note] = []
    places: Counter[str] = Counter()
    for place, words, claim in _claims(display):
        places[place] += 1
        times = places[place]
        where = f"{display.name}/{place}" + (f".{times}" if times > 1 else "")
        found.append(claim_note(claim, where, display.language, words))
    return found


def claim_note(claim: Claim, place: str, language: str, words: str = "") -> Note:
    """Return the note of a claim at a place, in other words than its own if some are given."""
    return Note(
        place=place,
        kind=claim.kind,
        set=claim.scope.rule,
        name=text(claim.scope.name, language),
        inputs=list(shortened(claim.inputs)),
        result=claim.result,
        gates=list(claim.gates),
        words=words or claim.text(language),
    )


def _claims(display: Any) -> Iterator[tuple[str, str, Claim]]:
    """Yield the claims of a display with their place in it and their words."""
    for each in fields(display):
        value = getattr(display, each.name)
        if isinstance(value, str) or not isinstance(value, Sequence) or each.name == "lead":
            numbered = [(each.name, value)]
        else:
            numbered = [(f"{each.name}-{n}", item) for n, item in enumerate(value, start=1)]
        for place, item in numbered:
            for words, claim in _within(item):
                yield place, words, claim


def _within(value: Any) -> Iterator[tuple[str, Claim]]:
    """Yield the claims of a value and of all that it holds."""
    if isinstance(value, Said):
        yield str(value), value.claim
    elif isinstance(value, Told):
        if value.claim is not None:
            yield _shown(value.content), value.claim
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _within(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _within(item)
    elif is_dataclass(value) and not isinstance(value, type | Claim):
        for each in fields(value):
            yield from _within(getattr(value, each.name))


def _shown(content: Content) -> str:
    """Return a content as it is read on a page, where lines stand below each other."""
    parts = []
    for part in inlines(content):
        if isinstance(part, Lines):
            parts.append("\n".join(map(_shown, part.lines)))
        elif isinstance(part, Styled | Told):
            parts.append(_shown(part.content))
        else:
            parts.append(plain_content(part))
    return "".join(parts)
