"""What later rooms would refuse in raw tables: said at the door, all of it at once.

`analysis.coding` knows what a cell, a row and a table may hold.  Whether rules can be followed,
arguments still fit the grades and figures are coded as they are printed is known only where these
are worked out; ``settle`` asks here, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from analysis.checks.check_runner import run_checks
from analysis.checks.coded_cells import FAULT
from analysis.checks.finding_records import Finding
from analysis.checks.plausible import Member, Plausible, PlausibleBand, PlausibleOrder, Reach, Size
from analysis.coding.announced_lists import lists_of
from analysis.coding.coding_records import Correction, GradeArgument, OutsideFact
from analysis.coding.figure_rules import document_of
from analysis.coding.raw import RawData
from analysis.comparison.comparison_records import Derived
from analysis.comparison.derived import derive
from analysis.comparison.pairs import compare_figures
from analysis.comparison.rules import CodeRule, IndicatorRule, RatioRule, Rules, SumRule
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.observations import figures_of
from analysis.intervals import format_number
from analysis.language import LANGUAGES
from analysis.language.messages import text
from analysis.tables.codebook import Code, Codebook, Document, Indicator
from analysis.tables.store import Readable
from analysis.tables.units import Unit

_RULES = (RatioRule, SumRule, IndicatorRule, CodeRule, Unit)
USUAL = (PlausibleBand, PlausibleOrder, Size, Reach, Member)
"""Records of the tables of rules, and of what is plausible."""

T = TypeVar("T", bound=Readable)


def faults(raw: RawData) -> list[str]:
    """Return what is wrong with raw tables beyond their cells and rows, a line each.

    Rows with faults of their own are left out: what is said of the others holds whatever becomes
    of them.

    Parameters
    ----------
    raw
        The raw tables.
    """
    try:
        return list(_faults(raw))
    except AnalysisError as error:  # A table that cannot be read: nothing can be said without it.
        return str(error).splitlines()


def _faults(raw: RawData) -> Iterator[str]:
    rules = Rules(
        _rows(raw, RatioRule),
        _rows(raw, SumRule),
        _rows(raw, IndicatorRule),
        _rows(raw, CodeRule),
        _rows(raw, Unit),
    )
    plausible = Plausible(
        _rows(raw, PlausibleBand),
        _rows(raw, PlausibleOrder),
        _rows(raw, Size),
        _rows(raw, Reach),
        _rows(raw, Member),
    )
    found = _of_sound_tables(
        raw, [*rules.faults(raw.codes), *map(str, plausible.faults(raw.codes, rules.measures))]
    )
    yield from found
    book = Codebook(_rows(raw, Code), _rows(raw, Indicator), _rows(raw, Document))
    yield from _of_texts(raw, book, rules, plausible, whole=not found and not raw.faults())


def _of_sound_tables(raw: RawData, lines: Iterable[str]) -> list[str]:
    """Return what is said of tables without broken rows: in others rows are counted otherwise."""
    kinds = (*_RULES, *USUAL)
    broken = {_file(kind) for kind in kinds if raw.table_faults(kind.TABLE)}
    if _file(RatioRule) in broken:  # What is plausible of a broken ratio is not known.
        broken.add(_file(PlausibleBand))
    return [line for line in lines if line.partition(",")[0] not in broken]


def _file(kind: type[Readable]) -> str:
    return f"data/raw/{kind.TABLE.name}.csv"


def _rows(raw: RawData, kind: type[T]) -> tuple[T, ...]:
    return tuple(row for _, row in raw.sound(kind))


def _of_texts(
    raw: RawData, book: Codebook, rules: Rules, plausible: Plausible, *, whole: bool
) -> Iterator[str]:
    figures: list[Figure] = []
    derived: list[Derived] = []
    indicators = {each.indicator for each in book.indicators}
    for document in book.document_order():
        try:
            coded = [
                figure.cells
                for figure in raw.sound_figures(document)
                if figure.cells["indicator"] in indicators
            ]
            own = figures_of(coded, book.documents, book.indicators)
            corrections = _corrections(raw, document)
            made = derive(own, book, rules, corrections) if whole else []
            checked = run_checks(
                own,
                made,
                book,
                plausible,
                lists=lists_of(raw.list_items_of(document), raw.figures(document)) if whole else (),
                corrections=corrections,
                outside=_rows(raw, OutsideFact),
            )
        except AnalysisError as error:
            yield from str(error).splitlines()
            continue
        yield from miscoded(checked)
        figures += own
        derived += made
    if not whole:
        return
    yield from _outside(raw, figures, rules)
    try:
        together = with_lengths(with_repeats(figures), book.documents)
        compare_figures(together, derived, book, rules, arguments=raw.rows(GradeArgument))
    except AnalysisError as error:
        yield from str(error).splitlines()


def _corrections(raw: RawData, document: str) -> list[Correction]:
    return [row for row in _rows(raw, Correction) if document_of(row.figure_id) == document]


def _outside(raw: RawData, figures: Iterable[Figure], rules: Rules) -> Iterator[str]:
    known = {figure.figure_id for figure in figures} | {*raw.document_ids(), *raw.cities()}
    measures = set(rules.measures)
    for number, fact in enumerate(raw.rows(OutsideFact), start=2):
        at = f"data/raw/outside.csv, row {number}, column"
        if fact.applies_to not in known:
            yield (
                f"{at} applies_to: {fact.applies_to!r} is no figure, document or city; correct it, "
                "or take the row out"
            )
        if fact.caps and fact.caps not in measures:
            yield f"{at} caps: {fact.caps!r} is no ratio; correct the name, or leave it empty"
        if fact.value is not None and fact.value < 0:
            said = format_number(fact.value)
            yield f"{at} value: {said!r} is less than nothing; correct it"


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
