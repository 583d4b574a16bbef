"""What two coders read differently, and what was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.coding.coding_records import CodedMention, Decision, Disagreement, RawFigure
from analysis.coding.raw import RawData
from analysis.tables import schema

_COMPARED = ("start", "end", "kind")
_SETTLED_NAMES = {"duplicate_of_start": "duplicate_of", "part_of_start": "part_of"}
MISSING = "—"
"""Stands where a coder has no such mention."""


def disagreements_of(data: RawData, document: str) -> tuple[Disagreement, ...]:
    """List what the first two coders of a document read differently; nothing if it had but one."""
    coders = data.coders(document)[:2]
    if len(coders) < 2:
        return ()
    first, second = (data.coding(document, coder) for coder in coders)
    decisions = [each for each in data.rows(Decision) if each.document == document]
    return disagreements(document, first, second, data.figures(document), decisions)


def disagreements(
    document: str,
    first: Sequence[CodedMention],
    second: Sequence[CodedMention],
    settled: Sequence[RawFigure],
    decisions: Iterable[Decision] = (),
) -> tuple[Disagreement, ...]:
    """List every cell on which two codings of the settled figures differ.

    Parameters
    ----------
    document
        Document id.
    first, second
        The two codings.
    settled
        The settled figures.
    decisions
        Why cells of the document were settled as they are.

    Returns
    -------
    tuple of Disagreement
        In the order of the text; a figure that one coder does not have is one row on ``span``.
    """
    starts = {figure.figure_id: str(figure.start) for figure in settled}
    reasons = {(each.start, each.column): each for each in decisions}
    found = []
    for figure in settled:
        a, b = _at(first, figure), _at(second, figure)
        places = [figure.start, *(each.start for each in (a, b) if each)]
        for column, one, other, final in _cells(figure, a, b, starts):
            decided = (reasons[at, column] for at in places if (at, column) in reasons)
            why = next(decided, None)
            reason = (why.decision_reason, why.why) if why else ()
            found.append(
                Disagreement(
                    document, figure.start, figure.literal, column, one, other, final, *reason
                )
            )
    return tuple(found)


def _cells(
    figure: RawFigure, a: CodedMention | None, b: CodedMention | None, starts: dict[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield column, both readings and the settled one, where the coders differ."""
    if a is None or b is None:
        yield "span", _span(a), _span(b), f"{figure.start}–{figure.end}"
        return
    for name in _COMPARED:
        one, other = str(getattr(a, name)), str(getattr(b, name))
        if one != other:
            final = "figure" if name == "kind" else str(getattr(figure, name))
            yield name, one, other, final
    for field in schema.CODED:
        one, other = a.coded[field.name], b.coded[field.name]
        if one != other:
            related = _SETTLED_NAMES.get(field.name)
            cell = figure.cells[related or field.name]
            yield field.name, one, other, starts.get(cell, "") if related else cell


def _at(coding: Sequence[CodedMention], figure: RawFigure) -> CodedMention | None:
    """Return the coder's mention that overlaps the settled figure, if there is one."""
    return next((each for each in coding if each.overlaps(figure.start, figure.end)), None)


def _span(mention: CodedMention | None) -> str:
    return f"{mention.start}–{mention.end}" if mention else MISSING
