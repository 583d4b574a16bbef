"""How sure the data are: in plain words with numbers, then the two codings compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from analysis import language as lg
from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import (
    Agreement,
    CodedBy,
    Coder,
    Correction,
    Disagreement,
    TextFault,
)
from analysis.comparison.comparison_records import Trial
from analysis.comparison.sensitivity import OTHER_GRADE
from analysis.errors import AnalysisError
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure
from analysis.language.messages import Link, Message, Part, in_sentences, listed, text
from analysis.language.messages import number as grouped
from analysis.pages.book import Book
from analysis.pages.faults import DECLARED
from analysis.pages.page_words import headers
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import Evidence, some
from analysis.sentences.sets import (
    Conditions,
    Measure,
    Scope,
    named,
    other_than,
    same_as,
    unlike,
)
from analysis.show.content import PageLink, Sorted, told
from analysis.show.displays import Prose, Table, TableRow
from analysis.tables.codebook import Codebook, Labels
from analysis.tables.schema import CODED

_ALL = "all"
"""What the table of agreement calls all documents together."""

_FINDING = ("character", "mention", "span", "kind")
"""Columns of the first group: which characters are a figure."""

_TOLD = (*_FINDING, "value")
"""Columns of which sentences of their own tell how far the codings agree."""

_MOST = 3
"""Most columns that are named on which the codings differ."""


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
    claims = [
        _firm_words(coverage, labels.book),
        _codings(agreement, disagreements, labels.book),
        _faults(corrections, labels.book),
        _checks(findings, labels.book),
        *_readings(trials),
    ]
    sentences = [told(made, labels.language) for made in claims]
    return Prose(sentences, "sureness", labels.language, items=True)


def how_sure(book: Book, known: Evidence) -> list[Prose | Table]:
    """Return how sure the data are in a few sentences, and text by text where there are many.

    Parameters
    ----------
    book
        The processed tables of the page.
    known
        Figures, for their texts.
    """
    corrections, findings, labels = book.corrections, book.findings(), book.labels
    differ = book.disagreements
    shown: list[Prose | Table] = [
        sureness(
            labels, book.coverage, book.agreement, differ, corrections, findings, book.trials()
        )
    ]
    if book.codebook.many:
        faults = book.text_faults()
        shown.append(by_text_table(corrections, findings, faults, differ, known, labels))
    return shown


def _firm_words(coverage: Iterable[Coverage], book: Codebook) -> Claim:
    own = Scope.of("coverage", named("figures")).take(coverage)
    texts, figures = own.distinct("document"), own.total("figures")
    distinct, hedged, faulty = (own.total(each) for each in ("distinct", "hedged", "faulty"))
    firm = distinct - hedged
    sentence = Message(
        "piece.sure_words",
        documents=texts.n,
        firm=firm.n,
        figures=figures.n,
        distinct=distinct.n,
        hedged=hedged.n,
        faulty=faulty.n,
    )
    return claim("count", own, sentence, texts, figures, distinct, firm, hedged, faulty)


def _codings(
    agreement: Iterable[Agreement], disagreements: Sequence[Disagreement], book: Codebook
) -> Claim:
    """Say how far the codings agree, and on which three columns they differ most."""
    own = Scope.of("agreement", named("codings"), metric="nominal").take(agreement)
    twice = own.distinct("document", document=other_than(_ALL))
    every = Scope.of("documents", named("texts")).take(book.documents)
    texts = every.beside(every.count())
    if not twice.n:
        return claim("absence", own, Message("piece.sure_once"), twice)
    key = "piece.sure_twice" if twice.n == texts.n else "piece.sure_twice_some"
    differing = Scope.of("disagreements", named("codings")).take(disagreements)
    columns = differing.counts("column")
    parts, results = [Message(key, n=twice.n, all=texts.n)], [twice, texts]
    for name, column in (
        ("mentions", "mention"),
        ("values", "value"),
        ("cells", other_than(*_TOLD)),
    ):
        agreed = own.total("agreed", document=_ALL, column=column)
        cases = own.total("cases", document=_ALL, column=column)
        parts.append(_share_said(f"piece.sure_{name}", agreed, cases, _most(columns, book)))
        results += [agreed, cases, cases - agreed]
    parts += [Message("piece.sure_settled")] if len(differing) else []
    results.append(differing.beside(columns))
    if len(differing):
        results.append(differing.beside(differing.most(columns)))
    return claim("count", own, in_sentences(parts), *results)


def _nominal(agreement: Iterable[Agreement]) -> list[Agreement]:
    """Return the agreement over all documents, cell by cell."""
    return [row for row in agreement if row.document == _ALL and row.metric == "nominal"]


def _share_said(key: str, agreed: Measure, cases: Measure, most: Part) -> Message:
    """Say how many of the cells agree, in other words where all of them do."""
    return Message(
        f"{key}_all" if agreed.n == cases.n else key,
        agreed=grouped(agreed.n),
        cases=grouped(cases.n),
        differing=grouped(cases.n - agreed.n),
        most=most,
    )


def _most(columns: Measure, book: Codebook) -> Part:
    """Return the three columns on which the codings differ most, with the number of cells."""
    order = [field.name for field in CODED]
    found = sorted(
        columns.groups, key=lambda name: (-columns.number(name), [*order, name].index(name))
    )
    return listed(
        Message(
            "piece.column_count", column=Message(f"coding_column.{name}"), n=columns.number(name)
        )
        for name in found[:_MOST]
    )


def _sums(rows: Sequence[Agreement]) -> tuple[int, int]:
    """Return how many cells agree, and how many there are."""
    return sum(row.agreed for row in rows), sum(row.cases for row in rows)


def _faults(corrections: Iterable[Correction], book: Codebook) -> Claim:
    """Say how many figures the register names, how sure it is, and what is argued."""
    own = Scope.of("corrections", named("faults")).take(corrections)
    every, argued = own.count(), own.count(likely_value=other_than(""))
    verdicts = own.counts("verdict")
    sentence = Message(
        "piece.sure_faults", n=every.n, counts=_verdicts(verdicts, book), argued=argued.n
    )
    return claim("fault", own, sentence, every, verdicts, argued)


def _checks(findings: Iterable[Finding], book: Codebook) -> Claim:
    """Say how many matters the checks found, and what stands beside them."""
    own = Scope.of("findings", named("checks"), check=other_than(DECLARED)).take(findings)
    matters: Mapping[str, Conditions] = {
        "verdict": other_than("note"),
        "matter": same_as("finding_id"),
    }
    every, verdicts = own.count(**matters), own.counts("verdict", **matters)
    notes, points = own.count(verdict="note"), own.count(matter=unlike("finding_id"))
    sentence = Message(
        "piece.sure_checks",
        n=every.n,
        counts=_verdicts(verdicts, book),
        notes=notes.n,
        points=points.n,
    )
    return claim("count", own, sentence, every, verdicts, notes, points)


def _verdicts(counts: Measure, book: Codebook) -> Part:
    """Return how many rows have which verdict."""
    return listed(
        Message("piece.count_of", count=counts.number(code), what=book.code("verdict", code))
        for code in book.order("verdict")
        if counts.number(code)
    )


def _readings(trials: Sequence[Trial]) -> Iterator[Claim]:
    """Say how many results change under other readings, and under other grades."""
    read = Scope.of("sensitivity", named("readings"), variant=other_than(OTHER_GRADE)).take(trials)
    regraded = Scope.of("sensitivity", named("regraded"), variant=OTHER_GRADE).take(trials)
    tried, changed = read.count(), read.count(survives="no")
    if tried.n:
        pairs = read.distinct("comparison_id")
        key = "piece.sure_readings" if changed.n else "piece.sure_no_reading"
        on = Message("counted.pair", n=pairs.n)
        sentence = Message(key, pairs=on, tried=tried.n, n=changed.n)
        yield claim("count", read, sentence, pairs, tried, changed)
    tried, changed = regraded.count(), regraded.count(survives="no")
    if tried.n:
        key = "piece.sure_grades_all" if changed.n == tried.n else "piece.sure_grades"
        sentence = Message(key, tried=tried.n, n=changed.n)
        yield claim("count", regraded, sentence, tried, changed)


# --- text by text ---------------------------------------------------------------------------------


def by_text_table(
    corrections: Iterable[Correction],
    findings: Iterable[Finding],
    faults: Iterable[TextFault],
    disagreements: Iterable[Disagreement],
    known: Evidence,
    labels: Labels,
) -> Table:
    """Return how much was found in each text, one row a text, each with a link to its page.

    Parameters
    ----------
    corrections, findings, faults, disagreements
        What was found.
    known
        Figures, for their texts.
    labels
        Labels of the language.
    """
    counts = {
        "faults_count": Counter(known.figure(row.figure_id).document for row in corrections),
        "words_count": Counter(row.document for row in faults),
        "findings_count": Counter(row.document for row in findings if row.check != DECLARED),
        "cells_count": Counter(row.document for row in disagreements),
    }
    return Table(
        rows=[
            {
                "document": PageLink(f"document-{name}", labels.document(name)),
                **{column: str(count[name]) for column, count in counts.items()},
            }
            for name in labels.document_order()
        ],
        caption=labels.t("piece.by_text"),
        headers=headers(labels, "document", *counts),
        name="by-text",
        language=labels.language,
        numbers=tuple(counts),
    )


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
    rows: list[TableRow] = []
    for row in agreement:
        if row.document != _ALL:
            continue
        column = labels.column(row.column)
        if row.metric == "ratio":
            column = labels.t("piece.alpha_ratio", column=column)
        rows.append(
            {
                "column": Sorted(column, None, name=row.column),
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
    disagreements: Sequence[Disagreement],
    figures: Iterable[Figure],
    labels: Labels,
    *,
    most: int | None = None,
) -> Table:
    """Return the cells on which the codings differ, with the settled one, in words.

    Reasons of decisions have a column of their own where any was recorded.

    Parameters
    ----------
    disagreements
        The cells.
    figures
        Figures, for the links.
    labels
        Labels of the language.
    most
        Most cells that are shown where there are many texts; all by default.
    """
    told, left = labels.book.bounded(disagreements, most or len(disagreements))
    ids = {(figure.document, figure.place.start): figure.figure_id for figure in figures}
    rows = []
    for row in told:
        figure, literal = ids.get((row.document, row.start)), lg.tidy(row.literal)
        rows.append(
            {
                "printed": Link(figure, literal) if figure else literal,
                "document": labels.document(row.document),
                "column": labels.column(row.column),
                "coder_a": _coded(row.column, row.coder_a, labels),
                "coder_b": _coded(row.column, row.coder_b, labels),
                "settled": _coded(row.column, row.settled, labels),
                "reason": _why(row, labels),
            }
        )
    shown = ["printed", "document", "column", "coder_a", "coder_b", "settled"]
    if any(row["reason"] for row in rows):
        shown.append("reason")
    return Table(
        rows=rows,
        caption=labels.t("piece.disagreements"),
        headers=headers(labels, *shown),
        name="disagreements",
        language=labels.language,
        shown="folded",
        roles=dict.fromkeys(shown[3:], "wide"),
        notes=[
            labels.t("piece.disagreements_note"),
            *([labels.t("piece.more_in_table", n=left, table="disagreements")] if left else []),
        ],
    )


def _why(row: Disagreement, labels: Labels) -> str:
    """Return why a cell was settled as it is, with the words of whoever decided."""
    if not row.decision_reason:
        return ""
    reason = labels.code("decision_reason", row.decision_reason)
    return lg.labelled(reason, row.why, labels.language) if row.why else reason


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
            named = some([labels.book.document_label(each) for each in mine], labels.book)
            name = lg.bracketed(name, text(named, language), language)
        items.append(lg.labelled(name, text(coder.how, language), language))
    return Prose(items or [labels.t("piece.coded_by_nobody")], "coders", language, items=True)
