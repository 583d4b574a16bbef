"""How sure the data are: in plain words with numbers, then the two codings compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from analysis import language as lg
from analysis.checks.records import Finding
from analysis.coding.records import Agreement, CodedBy, Coder, Correction, Disagreement
from analysis.comparison.records import Trial
from analysis.comparison.sensitivity import OTHER_GRADE
from analysis.errors import AnalysisError
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure
from analysis.language.messages import Link, text
from analysis.pages.faults import DECLARED
from analysis.pages.text_tables import summed
from analysis.pages.words import headers
from analysis.show.displays import Prose, Table
from analysis.tables.codebook import Labels
from analysis.tables.schema import CODED

ALL = "all"
"""What the table of agreement calls all documents together."""

_FINDING = ("character", "mention", "span", "kind")
"""Columns of the first group: which characters are a figure."""

_TOLD = (*_FINDING, "value")
"""Columns of which sentences of their own tell how far the codings agree."""


def column_groups() -> Mapping[str, tuple[str, ...]]:
    """Return the columns of the codings by the question they answer, in the order of the pages."""
    groups: dict[str, tuple[str, ...]] = {"finding": _FINDING}
    for field in CODED:
        groups[field.coded] = (*groups.get(field.coded, ()), field.name)
    return groups


# --- in plain words -----------------------------------------------------------------------------


def sureness(
    labels: Labels,
    coverage: Iterable[Coverage],
    agreement: Iterable[Agreement],
    disagreements: Sequence[Disagreement],
    corrections: Sequence[Correction],
    findings: Iterable[Finding],
    trials: Sequence[Trial],
) -> Prose:
    """Return what can be said in a few sentences about how sure the data are.

    Parameters
    ----------
    labels
        Labels of the language.
    coverage
        Counts of figures by document and theme.
    agreement, disagreements
        Comparison of the two codings.
    corrections, findings
        Faults argued beside printed values, and what the checks found.
    trials
        Results of comparisons under other readings.
    """
    made = list(findings)
    notes = sum(finding.verdict == "note" for finding in made)
    points = sum(finding.points for finding in made)
    checked = [
        finding
        for finding in made
        if finding.check != DECLARED and finding.verdict != "note" and not finding.points
    ]
    sentences = [
        _firm_words(summed(coverage), labels),
        _codings(agreement, disagreements, labels),
        _verdict_counts("piece.sure_faults", corrections, labels),
        _verdict_counts("piece.sure_checks", checked, labels, notes=notes, points=points),
    ]
    regraded = [trial for trial in trials if trial.variant == OTHER_GRADE]
    read = [trial for trial in trials if trial.variant != OTHER_GRADE]
    if read:
        changed = sum(not trial.survives for trial in read)
        key = "piece.sure_readings" if changed else "piece.sure_no_reading"
        sentences.append(labels.t(key, tried=len(read), n=changed))
    if regraded:
        changed = sum(not trial.survives for trial in regraded)
        sentences.append(labels.t("piece.sure_grades", tried=len(regraded), n=changed))
    return Prose(sentences, "sureness", labels.language, items=True)


def _firm_words(counts: Coverage, labels: Labels) -> str:
    return labels.t(
        "piece.sure_words",
        documents=len(labels.book.documents),
        firm=counts.distinct - counts.hedged,
        figures=counts.figures,
        distinct=counts.distinct,
        hedged=counts.hedged,
        faulty=counts.faulty,
    )


def _codings(
    agreement: Iterable[Agreement], disagreements: Sequence[Disagreement], labels: Labels
) -> str:
    """Say how far the codings agree, and on which three columns they differ most."""
    found = list(agreement)
    rows = {row.column: row for row in _nominal(found)}
    cells = [row for name, row in rows.items() if name not in _TOLD]
    twice, texts = len({row.document for row in found} - {ALL}), len(labels.book.documents)
    if not twice:
        return labels.t("piece.sure_once")
    key = "piece.sure_twice" if twice == texts else "piece.sure_twice_some"
    sentences = [
        labels.t(key, n=twice, all=texts),
        _share_said("piece.sure_mentions", [rows["mention"]], labels),
        _share_said("piece.sure_values", [rows["value"]], labels),
        _share_said("piece.sure_cells", cells, labels, most=_most(disagreements, labels)),
        labels.t("piece.sure_settled") if disagreements else "",
    ]
    return lg.sentences(sentences, labels.language)


def _nominal(agreement: Iterable[Agreement]) -> list[Agreement]:
    """Return the agreement over all documents, cell by cell."""
    return [row for row in agreement if row.document == ALL and row.metric == "nominal"]


def _share_said(key: str, rows: Sequence[Agreement], labels: Labels, **fields: object) -> str:
    """Say how many of the cells agree, in other words where all of them do."""
    agreed, cases = _sums(rows)
    numbers = {
        name: lg.numeral(number, labels.language)
        for name, number in (("agreed", agreed), ("cases", cases), ("differing", cases - agreed))
    }
    return labels.t(f"{key}_all" if agreed == cases else key, **numbers, **fields)


def _most(disagreements: Iterable[Disagreement], labels: Labels) -> str:
    """Return the three columns on which the codings differ most, with the number of cells."""
    most = Counter(row.column for row in disagreements).most_common(3)
    named = [lg.bracketed(labels.column(name), str(count), labels.language) for name, count in most]
    return lg.join(named, labels.language)


def _sums(rows: Sequence[Agreement]) -> tuple[int, int]:
    """Return how many cells agree, and how many there are."""
    return sum(row.agreed for row in rows), sum(row.cases for row in rows)


def _verdict_counts(
    key: str, rows: Sequence[Correction] | Sequence[Finding], labels: Labels, **counted: int
) -> str:
    """Say how many rows have which verdict, and for how many a likely value is argued."""
    counts = Counter(row.verdict for row in rows)
    parts = [
        labels.t("piece.count_of", count=counts[code], what=labels.code("verdict", code))
        for code in labels.order("verdict")
        if counts[code]
    ]
    argued = sum(row.likely_value is not None for row in rows)
    joined = lg.join(parts, labels.language)
    return labels.t(key, n=len(rows), counts=joined, argued=argued, **counted)


# --- the two codings ----------------------------------------------------------------------------


def agreement_groups_table(agreement: Iterable[Agreement], labels: Labels) -> Table:
    """Return the agreement of the codings by group of columns, with the weakest column of each.

    Parameters
    ----------
    agreement
        How far the codings agree, by document and column.
    labels
        Labels of the language.

    Raises
    ------
    AnalysisError
        If a column belongs to no group.
    """
    rows, groups = _nominal(agreement), column_groups()
    grouped = {name for names in groups.values() for name in names}
    for row in rows:
        if row.column not in grouped:
            raise AnalysisError(
                f"agreement.csv, column {row.column!r}: declared.toml names no group for it"
            )
    shown = []
    for group, names in groups.items():
        members = [row for row in rows if row.column in names and row.column != "character"]
        if not members:
            continue
        agreed, cases = _sums(members)
        shown.append(
            {
                "group": labels.t(f"piece.group_{group}"),
                "cells": lg.numeral(cases, labels.language),
                "differ": lg.numeral(cases - agreed, labels.language),
                "share": _percent(Fraction(agreed, cases)),
                "weakest": _weakest(members, labels),
            }
        )
    return Table(
        rows=shown,
        caption=labels.t("piece.agreement_groups"),
        headers=headers(labels, "group", "cells", "differ", "share", "weakest"),
        name="agreement-groups",
        language=labels.language,
        numbers=("cells", "differ", "share"),
        roles={"group": "wide", "weakest": "wide"},
    )


def _weakest(members: Iterable[Agreement], labels: Labels) -> str:
    """Return the column on which a group agrees least; a dash where it agrees on all."""
    least = min(members, key=lambda row: row.share or Decimal(0))
    if least.agreed == least.cases:
        return "–"
    return lg.labelled(labels.column(least.column), _percent(least.share), labels.language)


def agreement_table(agreement: Iterable[Agreement], labels: Labels) -> Table:
    """Return the agreement of the codings column by column, over all documents."""
    rows = []
    for row in agreement:
        if row.document != ALL:
            continue
        column = labels.column(row.column)
        if row.metric == "ratio":
            column = labels.t("piece.alpha_ratio", column=column)
        rows.append(
            {
                "column": column,
                "cases": str(row.cases),
                "share": _percent(row.share),
                "alpha": _alpha(row.alpha) or labels.t("piece.alpha_none"),
            }
        )
    return Table(
        rows=rows,
        caption=labels.t("piece.agreement"),
        headers=headers(labels, "column", "cases", "share", "alpha"),
        name="agreement",
        language=labels.language,
        numbers=("cases", "share", "alpha"),
        notes=[labels.t("piece.alpha_note")],
        shown="folded",
    )


def _alpha(alpha: Decimal | None) -> str:
    """Return alpha with two decimals, never rounded up."""
    return "" if alpha is None else str(alpha.quantize(Decimal("0.01"), ROUND_DOWN))


def _percent(share: Decimal | Fraction | None) -> str:
    return "" if share is None else f"{float(share * 100):.1f}%"


def disagreements_table(
    disagreements: Iterable[Disagreement], figures: Iterable[Figure], labels: Labels
) -> Table:
    """Return every cell on which the codings differ, with the settled one, in words.

    Parameters
    ----------
    disagreements
        The cells.
    figures
        Figures, for the links.
    labels
        Labels of the language.
    """
    ids = {(figure.document, figure.place.start): figure.figure_id for figure in figures}
    rows = []
    for row in disagreements:
        figure, literal = ids.get((row.document, row.start)), lg.tidy(row.literal)
        rows.append(
            {
                "printed": Link(figure, literal) if figure else literal,
                "document": labels.document(row.document),
                "column": labels.column(row.column),
                "coder_a": _coded(row.column, row.coder_a, labels),
                "coder_b": _coded(row.column, row.coder_b, labels),
                "settled": _coded(row.column, row.settled, labels),
            }
        )
    shown = ("printed", "document", "column", "coder_a", "coder_b", "settled")
    return Table(
        rows=rows,
        caption=labels.t("piece.disagreements"),
        headers=headers(labels, *shown),
        name="disagreements",
        language=labels.language,
        shown="folded",
        roles={"coder_a": "wide", "coder_b": "wide", "settled": "wide"},
    )


def _coded(column: str, cell: str, labels: Labels) -> str:
    return labels.coded(column, cell) or labels.t("piece.nothing")


def coders(found: Iterable[Coder], coded: Sequence[CodedBy], labels: Labels) -> Prose:
    """Return who coded the texts, and how; with the texts of those who coded only some of them.

    Parameters
    ----------
    found
        All coders, in the order of the pages.
    coded
        Who coded which text; coders of none of them are left out.
    labels
        Labels of the language.
    """
    language = labels.language
    own: dict[str, list[str]] = {}
    for row in coded:
        own.setdefault(row.coder, []).append(row.document)
    texts = {row.document for row in coded}
    items = []
    for coder in found:
        if coder.coder not in own:
            continue
        name, mine = text(coder.label, language), own[coder.coder]
        if len(mine) < len(texts):
            named = lg.join([labels.document(each) for each in mine], language)
            name = lg.bracketed(name, named, language)
        items.append(lg.labelled(name, text(coder.how, language), language))
    return Prose(items or [labels.t("piece.coded_by_nobody")], "coders", language, items=True)
