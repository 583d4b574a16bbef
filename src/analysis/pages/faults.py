"""Faults of the copies we read, and what the checks found, as lists of cases."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from analysis import language as lg
from analysis.checks import CHECKS, Finding
from analysis.coding.coding_records import Correction
from analysis.language.messages import Link, Message, in_sentences, said, text
from analysis.pages.known import formula
from analysis.pages.list_lengths import foremost, items, more
from analysis.pages.page_words import headers
from analysis.sentences.claims import claim
from analysis.sentences.evidence import Evidence
from analysis.sentences.sets import Scope, Selection, named, one_of
from analysis.show.content import Content, Styled, together
from analysis.show.displays import Case, Cases, Item
from analysis.tables.codebook import Labels
from analysis.tables.store import RecordType, cell

DECLARED = "declared_fault"
"""Check that repeats the faults that are declared in the table of corrections."""

_CHECKS = {check.code: check for check in CHECKS}

T = TypeVar("T")


def _verdicts(labels: Labels) -> dict[str, str]:
    return {code: labels.code("verdict", code) for code in labels.order("verdict")}


def _grouped(records: Iterable[T], alike: Callable[[T], Hashable]) -> list[list[T]]:
    """Return records in groups that are alike, in the order of their first ones."""
    groups: dict[Hashable, list[T]] = {}
    for record in records:
        groups.setdefault(alike(record), []).append(record)
    return list(groups.values())


def _likely(value: Fraction | None, figure: str, known: Evidence, labels: Labels) -> str:
    """Return a likely value in the unit of its figure; empty where none is argued."""
    if value is None:
        return ""
    return lg.format_quantity(value, known.figure(figure).unit, labels.language)


def _argued(quantity: str, labels: Labels) -> str:
    """Return a likely value with the words that it is argued; empty where there is none."""
    return labels.t("piece.likely_value", quantity=quantity) if quantity else ""


def _named(table: str, key: str, rows: Iterable[RecordType]) -> Selection:
    """Return rows of a table as a set by their identifiers."""
    rows = tuple(rows)
    ids = one_of(sorted(cell(row, key) for row in rows))
    return Scope.of(table, named("rows"), **{key: ids}).take(rows)


def _heads(selection: Selection, of: str, labels: Labels) -> dict[str, str]:
    """Return the heading of each verdict with the number of its rows, as a claim each.

    It says what the rows are, faults or findings: both may stand on one page.
    """
    heads: dict[str, str] = {}
    for code in labels.order("verdict"):
        label = labels.book.code("verdict", code)
        own = selection.scope.where(label, verdict=code).take(selection.records)
        if len(own):
            message = Message(f"piece.{of}_head", verdict=label, n=len(own))
            said = claim("count", own.called(label), message, own.count())
            heads[code] = said.text(labels.language)
    return heads


# --- faults of the copies -----------------------------------------------------------------------


def corrections_list(
    corrections: Sequence[Correction],
    known: Evidence,
    labels: Labels,
    *,
    most: int | None = None,
) -> Cases:
    """Return the faults of the copies we read: what is printed, what is wrong, and why we say so.

    Figures with the same fault and the same argument stand together.

    Parameters
    ----------
    corrections
        Faults argued beside the printed value.
    known
        Figures, for what they count and in which unit.
    labels
        Labels of the language.
    most
        Most kinds of faults that are shown where there are many texts; all by default.
    """
    order = labels.order("verdict")
    faults = sorted(corrections, key=lambda fault: order.index(fault.verdict))
    groups = _grouped(faults, lambda each: (each.evidence, each.effect, each.fault, each.verdict))
    told, left = foremost(
        groups,
        most,
        labels,
        verdict=lambda fault: fault.verdict,
        document=lambda fault: known.figure(fault.figure_id).document,
    )
    shown = ("document", "printed", "fault", "verdict", "evidence", "likely", "effect")
    return Cases(
        [_fault(group, known, labels, most) for group in told],
        _verdicts(labels),
        labels.t("piece.corrections"),
        "corrections",
        labels.language,
        headers(labels, *shown),
        [_fault_row(fault, known, labels) for group in told for fault in group],
        [(fault.figure_id,) for group in told for fault in group],
        lg.join_sentences(more(left, labels), labels.language),
        _heads(
            _named("corrections", "figure_id", (f for group in told for f in group)),
            "fault",
            labels,
        ),
    )


def _fault(faults: Sequence[Correction], known: Evidence, labels: Labels, most: int | None) -> Case:
    first, language = faults[0], labels.language
    found = []
    for fault in faults:
        printed = Styled("printed", Link(fault.figure_id, lg.tidy(fault.printed)))
        measures = text(known.figure(fault.figure_id).measures, language)
        found.append(Item(together(printed, " ", measures)))
    document = labels.document(known.figure(first.figure_id).document)
    likely = (_likely(fault.likely_value, fault.figure_id, known, labels) for fault in faults)
    shown, left = items(found, most, labels)
    return Case(
        first.verdict,
        lg.labelled(document, labels.code("fault", first.fault), language),
        shown,
        [
            (labels.t("piece.argument"), lg.capital(text(first.evidence, language), language)),
            (labels.t("piece.likely_short"), _argued(lg.enumerated(likely, language), labels)),
            (labels.t("piece.effect"), lg.capital(text(first.effect, language), language)),
        ],
        left,
    )


def _fault_row(fault: Correction, known: Evidence, labels: Labels) -> list[str]:
    return [
        labels.document(known.figure(fault.figure_id).document),
        lg.tidy(fault.printed),
        labels.code("fault", fault.fault),
        labels.code("verdict", fault.verdict),
        lg.capital(text(fault.evidence, labels.language), labels.language),
        _likely(fault.likely_value, fault.figure_id, known, labels),
        lg.capital(text(fault.effect, labels.language), labels.language),
    ]


# --- what the checks found ----------------------------------------------------------------------


def findings_list(
    findings: Iterable[Finding],
    known: Evidence,
    labels: Labels,
    *,
    name: str,
    skip: tuple[str, ...] = (),
    most: int | None = None,
) -> Cases:
    """Return what the checks found, the surest first; findings of one kind stand together.

    A finding that meets a fault of the register is told in one with what the register argues, where
    that is shown: one matter has one verdict and is counted once.

    Parameters
    ----------
    findings
        Findings to show.
    known
        Figures, for the links.
    labels
        Labels of the language.
    name
        Name of the list, unique on its page.
    skip
        Checks that the page shows elsewhere.
    most
        Most kinds of findings that are shown where there are many texts; all by default.
    """
    order = labels.order("verdict")
    shown = [finding for finding in findings if finding.check not in skip]
    shown.sort(key=lambda finding: order.index(finding.verdict))
    groups = _grouped(
        [finding for finding in shown if not finding.points],
        lambda each: (each.verdict, each.check, each.effect, each.argument, each.likely_value),
    )
    told, left = foremost(
        groups,
        most,
        labels,
        verdict=lambda finding: finding.verdict,
        document=lambda finding: finding.document,
    )
    met = _met(shown)
    single = [finding for group in told for finding in group]
    listed = {each.finding_id for one in single for each in (one, *met[one.finding_id])}
    listable = [each for each in shown if not left or each.finding_id in listed]
    many = len({finding.document for finding in shown if len(finding.documents) == 1}) > 1
    columns = ("document", "finding", "verdict", "calculation", "effect", "argument", "likely")
    return Cases(
        [_finding(group, met, known, labels, many=many, most=most) for group in told],
        _verdicts(labels),
        labels.t("piece.findings"),
        name,
        labels.language,
        headers(labels, *columns),
        [_finding_row(finding, known, labels) for finding in listable],
        [finding.figures for finding in listable],
        lg.join_sentences([labels.t("piece.findings_note"), *more(left, labels)], labels.language),
        _heads(_named("findings", "finding_id", single), "finding", labels),
    )


def _met(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return by finding what meets its matter: it is told with the one that decides on it."""
    met: dict[str, list[Finding]] = {}
    decides: dict[str, str] = {}
    for finding in findings:
        if not finding.points:
            met[finding.finding_id] = []
            decides.setdefault(finding.matter, finding.finding_id)
    for finding in findings:
        if finding.points and finding.matter in decides:
            met[decides[finding.matter]].append(finding)
    return met


def _finding(
    findings: Sequence[Finding],
    met: Mapping[str, Sequence[Finding]],
    known: Evidence,
    labels: Labels,
    *,
    many: bool,
    most: int | None,
) -> Case:
    first, language = findings[0], labels.language
    argument = text(first.argument, language)
    repeated = any(argument in text(finding.finding, language) for finding in findings)
    likely = _likely(first.likely_value, first.likely_figure, known, labels)
    told = [
        _matter(
            _item(finding, known, labels, many=many),
            [_item(each, known, labels, many=False) for each in met[finding.finding_id]],
            labels,
        )
        for finding in findings
    ]
    shown, left = items(told, most, labels)
    return Case(
        first.verdict,
        lg.capital(text(_CHECKS[first.check].looks, language), language),
        shown,
        [
            (labels.t("piece.argument"), "" if repeated else lg.capital(argument, language)),
            (labels.t("piece.likely_short"), _argued(likely, labels)),
            (labels.t("piece.effect"), lg.capital(text(first.effect, language), language)),
        ],
        left,
    )


def _matter(decides: Item, met: Sequence[Item], labels: Labels) -> Item:
    """Return a finding and what meets it as one item: the list counts matters."""
    if not met:
        return decides
    rules = lg.rules_of(labels.language)
    lead = rules.space + labels.t("piece.seen_too") + rules.colon
    return Item(together(decides.told, *(part for each in met for part in (lead, each.told))))


def _item(finding: Finding, known: Evidence, labels: Labels, *, many: bool) -> Item:
    """Return a finding with links, its document in front and its calculation behind.

    A finding on two texts names both itself; a page of one of them has no number of the other, and
    shows no calculation with it.
    """
    found = in_sentences([finding.finding_message, finding.reason_message])
    words: Content = said(found, labels.language)
    if not all(known.is_figure(figure) for figure in finding.figures):
        return Item(words, "")
    if many and len(finding.documents) == 1:
        colon = lg.rules_of(labels.language).colon
        words = together(labels.document(finding.document), colon, words)
    return Item(words, formula(finding.calculation, known, labels))


def _finding_row(finding: Finding, known: Evidence, labels: Labels) -> list[str]:
    return [
        labels.document(finding.document),
        text(finding.finding, labels.language),
        labels.code("verdict", finding.verdict),
        finding.calculation,
        lg.capital(text(finding.effect, labels.language), labels.language),
        lg.capital(text(finding.argument, labels.language), labels.language),
        _likely(finding.likely_value, finding.likely_figure, known, labels),
    ]
