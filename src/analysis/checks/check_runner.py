"""Run the declared checks over all documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from analysis.checks import (
    amounts,
    coded_cells,
    consistency,
    copy_faults,
    repetition,
    scope_and_precision,
    wording,
)
from analysis.checks.declared import Check, DeclaredFinding, checks_of, shared_effect
from analysis.checks.finding_records import DECLARING, FINDING_VERDICTS, CellFault, Finding
from analysis.checks.plausible import NOTHING_DECLARED, Plausible
from analysis.checks.text import CheckedText, sentence_of
from analysis.coding.coding_records import Correction, CountedList, OutsideFact
from analysis.comparison.comparison_records import Derived, LookAlike
from analysis.figures.figure import Figure
from analysis.language.messages import Joined, Part, begun, in_sentences
from analysis.tables.codebook import Codebook

T = TypeVar("T")

CHECKS: tuple[Check, ...] = tuple(
    each
    for family in (
        copy_faults,
        coded_cells,
        consistency,
        amounts,
        repetition,
        scope_and_precision,
        wording,
    )
    for each in checks_of(family)
)
"""All checks, in the order in which findings are listed."""

NO_CODEBOOK = Codebook()


def run_checks(
    figures: Sequence[Figure],
    derived: Iterable[Derived],
    codebook: Codebook = NO_CODEBOOK,
    plausible: Plausible = NOTHING_DECLARED,
    *,
    look_alikes: Iterable[LookAlike] = (),
    lists: Iterable[CountedList] = (),
    corrections: Iterable[Correction] = (),
    outside: Iterable[OutsideFact] = (),
    cell_faults: Iterable[CellFault] = (),
) -> tuple[Finding, ...]:
    """Run all declared checks over the figures of all documents.

    Parameters
    ----------
    figures
        Figures of any number of texts, with their repeats and the lengths of their periods.
    derived
        What is derived from them.
    codebook
        Labels of codes, what each indicator counts, and the time each text reviews.
    plausible
        What is plausible, whatever the city.
    look_alikes
        Equal or near numbers of different things.
    lists
        How many items a text lists where it also states their number.
    corrections
        Register of faults: evidence, readings and likely values that people have argued.
    outside
        Facts from everywhere: those that cap a ratio enter the calculation.
    cell_faults
        What was put aside when raw rows were read (`analysis.checks.raw_rows`).

    Returns
    -------
    tuple of Finding
        By document, check and place; what one check finds twice of the same figures is one
        finding.

    Raises
    ------
    AnalysisError
        If a word or the label of a code is missing.
    """
    known = CheckedText(
        "",
        (),
        codebook=codebook,
        plausible=plausible,
        everywhere={figure.figure_id: figure for figure in figures},
        lists={entry.figure_id: entry for entry in lists if entry.figure_id},
        register={entry.figure_id: entry for entry in corrections},
        facts=tuple(outside),
        cell_faults=_by(cell_faults, "figure_id"),
    )
    texts = _texts(known, _by(derived, "document"), _by(look_alikes, "document_a"))
    return tuple(finding for text in texts for finding in _findings(text))


def _texts(
    known: CheckedText,
    derived: Mapping[str, Sequence[Derived]],
    alike: Mapping[str, Sequence[LookAlike]],
) -> Iterator[CheckedText]:
    """Yield each text, with what is known of all of them, in the order of their figures."""
    by_city = _by(known.everywhere.values(), "city")
    for document, own in _by(known.everywhere.values(), "document").items():
        yield replace(
            known,
            document=document,
            figures=tuple(own),
            derived=tuple(derived.get(document, ())),
            alike=tuple(alike.get(document, ())),
            others=tuple(f for f in by_city[own[0].city] if f.document != document),
        )


def _by(records: Iterable[T], attribute: str) -> dict[str, list[T]]:
    """Group records by one of their attributes."""
    groups: dict[str, list[T]] = {}
    for record in records:
        groups.setdefault(getattr(record, attribute), []).append(record)
    return groups


def _findings(text: CheckedText) -> Iterator[Finding]:
    """Yield what the checks find in a text; each matter has one verdict."""
    found = list(_each_finding(text))
    deciding = _deciding(found, text)
    for finding in found:
        yield _pointed(finding, deciding)


def _deciding(found: Iterable[Finding], text: CheckedText) -> dict[str, Finding]:
    """Return, by figure, the findings that say what the register argues to be wrong with it.

    What stands in one sentence with one fault is one matter, named after its surest finding.
    """
    matters: dict[tuple[object, ...], list[Finding]] = {}
    for finding in found:
        figure = text.get(finding.figures[0])
        entry = text.register.get(finding.figures[0])
        if finding.check not in DECLARING or figure is None or entry is None:
            continue
        if entry.fault != "unclear":  # Several readings of a sound number forbid no other finding.
            matters.setdefault((*sentence_of(figure), entry.fault), []).append(finding)
    return {
        finding.figures[0]: replace(finding, matter=_surest(matter).finding_id)
        for matter in matters.values()
        for finding in matter
    }


def _surest(findings: Iterable[Finding]) -> Finding:
    return min(findings, key=lambda finding: FINDING_VERDICTS.index(finding.verdict))


def _pointed(finding: Finding, deciding: Mapping[str, Finding]) -> Finding:
    """Return a finding with the matter to which it belongs, and the verdict of the register."""
    if finding.check in DECLARING:
        return deciding.get(finding.figures[0], finding)
    met = [deciding[figure] for figure in finding.figures if figure in deciding]
    if not met or finding.check not in _POINTING:
        return finding
    decides = _surest(met)
    return replace(finding, matter=decides.matter, verdict=decides.verdict)


_POINTING = {each.code for family in (amounts, consistency) for each in checks_of(family)}
_POINTING |= {"same_group"}
"""Checks that meet the very faults which the register argues."""


def _each_finding(text: CheckedText) -> Iterator[Finding]:
    for check in CHECKS:
        known: dict[str, Finding] = {}
        for found in check.find(text):
            finding = _finding(text, check, found)
            before = known.get(finding.finding_id)
            known[finding.finding_id] = finding if before is None else _merged(before, finding)
        yield from known.values()


def _finding(text: CheckedText, check: Check, found: DeclaredFinding) -> Finding:
    own = f"{text.document}-"
    numbers = ".".join(figure.figure_id.removeprefix(own) for figure in found.figures)
    fact, effect = begun(found.fact), found.effect or check.effect
    if effect == shared_effect("kept_out") and all(figure.usable for figure in found.figures):
        effect = shared_effect("care")
    return Finding(
        finding_id=f"{text.document}.{check.code}.{numbers}",
        document=text.document,
        check=check.code,
        matter=f"{text.document}.{check.code}.{numbers}",
        figures=tuple(figure.figure_id for figure in found.figures),
        calculation=found.calculation,
        limits=found.limits,
        verdict=found.verdict,
        fault=found.fault,
        finding=fact,
        finding_message=fact,
        reason=found.reason,
        reason_message=found.reason,
        effect=effect,
        likely_figure=found.likely.figure,
        likely_value=found.likely.value,
        argument=found.likely.argument,
    )


def _merged(one: Finding, other: Finding) -> Finding:
    """Return two findings of one check about the same figures as one: the surer verdict holds."""
    same = one.effect == other.effect
    fact = _together(one.finding, other.finding)
    reason = _together(one.reason, other.reason)
    likely = one if one.argument else other
    return replace(
        one,
        calculation="; ".join(dict.fromkeys(filter(None, (one.calculation, other.calculation)))),
        limits=other.limits if one.limits is None else one.limits,
        verdict=min(one.verdict, other.verdict, key=FINDING_VERDICTS.index),
        fault=one.fault or other.fault,
        finding=fact,
        finding_message=fact,
        reason=reason,
        reason_message=reason,
        effect=one.effect if same else Joined((one.effect, other.effect), "clause"),
        likely_figure=likely.likely_figure,
        likely_value=likely.likely_value,
        argument=likely.argument,
    )


def _together(one: Part, other: Part) -> Part:
    """Return two sentences one after the other, or the only one there is."""
    if not one or not other or one == other:
        return one or other
    return in_sentences((one, other))
