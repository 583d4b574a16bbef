"""What later rooms would refuse in raw tables: said at the door, all of it at once.

`analysis.coding` knows what a cell, a row and a table may hold.  Whether rules can be followed,
arguments still fit the grades and figures are coded as they are printed is known only where these
are worked out; ``settle`` asks here, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.checks.coded_cells import FAULT
from analysis.checks.plausible import Band, Member, Order, Plausible, Reach, Size
from analysis.checks.records import Finding
from analysis.checks.runner import run_checks
from analysis.coding.lists import lists_of
from analysis.coding.raw import RawData
from analysis.coding.records import Correction, GradeArgument, OutsideFact
from analysis.comparison.derived import derive
from analysis.comparison.pairs import compare
from analysis.comparison.records import Derived
from analysis.comparison.rules import CodeRule, IndicatorRule, RatioRule, Rules, SumRule
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.observations import observe
from analysis.language import LANGUAGES
from analysis.language.messages import text
from analysis.tables.units import Unit


def faults(raw: RawData) -> list[str]:
    """Return what is wrong with raw tables whose cells and rows are right, a line each.

    Parameters
    ----------
    raw
        The raw tables.
    """
    rules = Rules(
        raw.rows(RatioRule),
        raw.rows(SumRule),
        raw.rows(IndicatorRule),
        raw.rows(CodeRule),
        raw.rows(Unit),
    )
    plausible = Plausible(
        raw.rows(Band), raw.rows(Order), raw.rows(Size), raw.rows(Reach), raw.rows(Member)
    )
    found = [
        *rules.faults(raw.codes),
        *map(str, plausible.faults(raw.codes, rules.measures)),
    ]
    return found or [*_of_texts(raw, rules, plausible)]


def _of_texts(raw: RawData, rules: Rules, plausible: Plausible) -> Iterator[str]:
    figures: list[Figure] = []
    derived: list[Derived] = []
    for document in raw.document_ids():
        try:
            own = observe(raw, document)
            made = derive(own, raw.codebook, rules, _corrections(raw, document))
            checked = run_checks(
                own,
                made,
                raw.codebook,
                plausible,
                lists=lists_of(raw.list_items_of(document), raw.figures(document)),
                corrections=raw.rows(Correction),
                outside=raw.rows(OutsideFact),
            )
        except AnalysisError as error:
            yield from str(error).splitlines()
            continue
        yield from miscoded(checked)
        figures += own
        derived += made
    yield from _outside(raw, figures)
    try:
        together = with_lengths(with_repeats(figures), raw.codebook.documents)
        compare(together, derived, raw.codebook, rules, arguments=raw.rows(GradeArgument))
    except AnalysisError as error:
        yield from str(error).splitlines()


def _corrections(raw: RawData, document: str) -> list[Correction]:
    own = f"{document}-"
    return [row for row in raw.rows(Correction) if row.figure_id.removeprefix(own).isdigit()]


def _outside(raw: RawData, figures: Iterable[Figure]) -> Iterator[str]:
    known = {figure.figure_id for figure in figures} | {*raw.document_ids(), *raw.cities()}
    for number, fact in enumerate(raw.rows(OutsideFact), start=2):
        if fact.applies_to not in known:
            yield (
                f"data/raw/outside.csv, row {number}, column applies_to: {fact.applies_to!r} is no "
                "figure, document or city; correct it, or take the row out"
            )


def miscoded(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the findings that say for certain that a figure is coded otherwise than printed.

    Parameters
    ----------
    findings
        What the checks found.
    """
    for finding in findings:
        if (finding.fault, finding.verdict) == (FAULT, "certain"):
            yield (
                f"data/raw/figures/{finding.document}.csv, {' and '.join(finding.figures)}: "
                f"{text(finding.finding, LANGUAGES[0])} Correct the row, or say in reading_note "
                "why it is read otherwise."
            )


def refuse_miscoded(findings: Iterable[Finding]) -> None:
    """Keep from publishing figures that are coded otherwise than they are printed.

    Raises
    ------
    AnalysisError
        With a line for each of them.
    """
    lines = list(miscoded(findings))
    if lines:
        raise AnalysisError("\n".join(lines))
