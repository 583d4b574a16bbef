"""A site that nobody made: tables, claims and pages of four short texts, as a build leaves them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import made_up_findings as made
from made_up_findings import A, B, C, D

from analysis.language import LANGUAGES
from analysis.language.messages import Named
from analysis.sentences import headlines as hl
from analysis.sentences.claims import UNIVERSAL, Claim, PublishedClaim, claim
from analysis.sentences.evidence import Evidence
from analysis.sentences.sets import Scope, Selection, named
from analysis.sentences.side_by_side import comparable_statements
from analysis.sentences.statements import comparison_statements, reporting_statements
from analysis.show.claimed import noted
from analysis.show.content import Content, told
from analysis.show.displays import Prose
from analysis.show.html import to_html
from analysis.site.claims_table import merged, read_notes, write_notes
from analysis.tables import store
from analysis.tables.schema import TABLES

STRICT = made.people(C, 2, "2900", bound="at_least", hedge="余")
SMALL = made.people(A, 2, "600")
ALIKE = made.number(D, 2, "shows", "600人", value="600", unit="人")


def known() -> Evidence:
    """Return records that bear every kind of claim."""
    figures = (
        made.money(A, 1, "8000"),
        SMALL,
        made.share(A, 3, "94"),
        made.number(A, 4, "shows", "8场", value="8", unit="场", bound="nearly", hedge="近"),
        made.people(B, 2, "10"),
        made.people(B, 3, "10", duplicate_of=f"{B}-002", bound="about", hedge="约"),
        made.money(C, 1, "9000"),
        STRICT,
        made.share(C, 3, "93"),
        ALIKE,
        made.number(D, 3, "shows", "9场", value="9", unit="场"),
    )
    pairs = (
        made.graded(SMALL, STRICT),
        made.graded(figures[2], figures[8], "side_by_side", grade="loose", deciding="period"),
        made.graded(figures[0], figures[6], "not_comparable", deciding="scheme"),
    )
    return made.evidence(*figures, pairs=pairs, alikes=(made.alike(SMALL, ALIKE),))


def exact_shows(evidence: Evidence) -> Claim:
    """Say that all texts give figures on something, which holds for the texts of one city."""
    scope = Scope.of("observations", named("figures"), city="linzhou", duplicate_of="")
    own = scope.take(evidence.figures)
    message = Named(made.Words(en="All figures of Linzhou", zh="林州的全部数字"))
    return claim(UNIVERSAL, own, message, own.count(level="city"), own.count())


def displays(evidence: Evidence, language: str) -> dict[str, list[Prose]]:
    """Return the displays of two pages."""
    front: list[Content] = []
    for headline in hl.headlines(evidence):
        front += [told(headline.words, language), told(headline.statement.sentence, language)]
    vague = hl.vague(evidence)
    assert vague is not None
    front.append(told(vague.statement.sentence, language))
    front.append(told(exact_shows(evidence), language))
    rest = [
        told(statement.sentence, language)
        for statement in (
            *comparison_statements(evidence.pairs, evidence),
            *comparable_statements(evidence),
            *reporting_statements(evidence, "linzhou"),
        )
    ]
    return {
        "index": [Prose(front, "main", language)],
        "overview": [Prose(rest, "compared", language)],
    }


def publish(root: Path, evidence: Evidence | None = None) -> None:
    """Write tables, claims and pages."""
    found = evidence or known()
    processed, reports = root / "data" / "processed", root / "reports"
    processed.mkdir(parents=True)
    made.write(found, processed)
    described = [
        {"path": f"{name}.csv", "schema": {"primaryKey": list(table.key)}}
        for name, table in TABLES.items()
    ]
    package = json.dumps({"resources": described})
    (processed / "datapackage.json").write_text(package, encoding="utf-8")
    for language in LANGUAGES:
        for page, shown in displays(found, language).items():
            write_notes([n for each in shown for n in noted(each)], reports / language, page)
            (reports / language / f"{page}.html").write_text(html(shown), encoding="utf-8")
    claims = merged({language: read_notes(reports / language) for language in LANGUAGES})
    store.write(claims, PublishedClaim, processed / "claims.csv")


def html(shown: Iterable[Prose]) -> str:
    """Return a page of displays."""
    body = "".join(f'<div class="prose" id="{each.name}">{to_html(each)}</div>' for each in shown)
    return f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>"


def with_all(selection: Selection, records: Iterable[store.RecordType]) -> Selection:
    """Return a selection of other records under the same set: what a wrong maker would do."""
    return replace(selection, records=tuple(records))
