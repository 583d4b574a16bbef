"""Checks of the copy: damage, and what the coders and the register say of single figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.checks.declared import NOTHING_LIKELY, DeclaredFinding, Likely, declared_check
from analysis.checks.finding_records import FindingVerdict, verdict_of
from analysis.checks.text import CheckedText, told_figures
from analysis.coding.coding_records import Correction
from analysis.figures.figure import Figure
from analysis.language.messages import Message

_FOREIGN_NOTE = re.compile(
    r"[(（][^()（）\u3400-\u9fff]*[a-zà-ɏ][^()（）\u3400-\u9fff]*[)）]", re.I
)
_LETTER = re.compile(r"(?<![A-Za-z])[lIOoSZB](?![A-Za-z])")
_DAMAGE = ("lost_digit", "wrong_character", "stray_space")


@declared_check("damage", "kept_out")
def _damage(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Find numbers with lost or wrong characters, with what the register argues about them."""
    for found in _damaged(text):
        entry = text.register.get(found.figures[0].figure_id)
        if entry is None or len(found.figures) > 1:
            yield found
            continue
        yield replace(
            found,
            reason=entry.evidence,
            effect=entry.effect,
            likely=_argued(found.figures[0], entry),
        )


def _damaged(text: CheckedText) -> Iterator[DeclaredFinding]:
    noted = []
    for figure in text.figures:
        if _FOREIGN_NOTE.search(figure.literal):
            noted.append(figure)
        kind, fault = _damage_of(figure)
        if kind:
            yield DeclaredFinding(
                (figure,),
                "certain",
                told_figures(f"damage.{kind}", [figure]),
                fault=fault,
                effect=Message("check.damage.space_effect") if kind == "space" else "",
            )
    if noted:
        yield DeclaredFinding(
            tuple(noted),
            "likely",
            Message("check.damage.foreign_note", n=len(noted)),
            fault="wrong_character",
            effect=Message("check.damage.foreign_note_effect"),
        )


def _damage_of(figure: Figure) -> tuple[str, str]:
    """Return the words for the damage of a number and the code of the fault; empty without any."""
    bare = _FOREIGN_NOTE.sub("", figure.literal)
    if _LETTER.search(bare):
        return "letter" if figure.value is None else "letter_read", "wrong_character"
    if figure.value is None and re.search(r"[0-9]", bare):
        return "digit", "lost_digit"
    if re.search(r"[0-9]\s+[0-9]", bare):
        return "space", "stray_space"
    return ("damaged", "lost_digit") if figure.status == "damaged" else ("", "")


@declared_check("declared_fault", "kept_out")
def declared_faults(text: CheckedText) -> Iterator[DeclaredFinding]:
    """Repeat what the coders and the register of corrections say of single figures."""
    shown = {
        found.figures[0].figure_id
        for found in _damage(text)
        if found.fault in _DAMAGE and len(found.figures) == 1
    }
    for figure in text.figures:
        entry = text.register.get(figure.figure_id)
        if entry is None and figure.status not in _STATUS:
            continue
        if figure.figure_id in shown or (entry and entry.fault == "printed_twice"):
            continue
        yield _declared(figure, entry)


_STATUS = ("impossible", "unlikely", "doubtful")
_OPEN_FAULTS = ("unclear", "contradiction")
"""Faults that leave the number as it is, where they are only unusual."""


def _declared(figure: Figure, entry: Correction | None) -> DeclaredFinding:
    kind = "faulty"
    if figure.status in _STATUS:
        kind = figure.status
    elif entry is not None and entry.verdict == "unusual" and entry.fault in _OPEN_FAULTS:
        kind = entry.fault
    fact = told_figures(f"declared_fault.{kind}", [figure])
    if entry is None:
        verdict: FindingVerdict = "certain" if figure.status == "impossible" else "likely"
        return DeclaredFinding((figure,), verdict, fact, figure.note, fault="contradiction")
    return DeclaredFinding(
        (figure,),
        verdict_of(entry.verdict),
        fact,
        entry.evidence,
        fault=entry.fault,
        effect=entry.effect,
        likely=_argued(figure, entry),
    )


def _argued(figure: Figure, entry: Correction) -> Likely:
    """Return the readings that the register leaves, with the likely value where it names one."""
    value = None if entry.likely_value == figure.value else entry.likely_value
    if value is None and not entry.readings:
        return NOTHING_LIKELY
    return Likely("" if value is None else figure.figure_id, value, entry.readings)
