"""The processed tables that pages read, and small helpers that all pieces share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import language as lg
from analysis.language import Labels
from analysis.language import t as word
from analysis.sentences.statements import Link, Material
from analysis.show.display import Html, escape, figure_link
from analysis.tables import frames as tables
from analysis.tables import schema
from analysis.tables.frames import text_rows

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Book:
    """The processed tables that a page reads, and the labels of its language.

    A table is read when it is first asked for, so that a page depends on no more than it shows.

    Parameters
    ----------
    language
        `en` or `zh`.
    """

    language: str

    @cached_property
    def labels(self) -> Labels:
        """Labels of codes, indicators and documents."""
        return Labels(
            self.language,
            tables.read("codelists.csv", schema.CODELISTS),
            tables.read("indicators.csv", schema.INDICATORS),
            self.documents,
        )

    @cached_property
    def documents(self) -> pd.DataFrame:
        """Origin records."""
        return tables.read("documents.csv", schema.DOCUMENTS)

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """Faults argued beside the printed value."""
        return tables.read("corrections.csv", schema.CORRECTIONS)

    @cached_property
    def observations(self) -> pd.DataFrame:
        """Observations of all documents."""
        return tables.read("observations.csv", schema.OBSERVATIONS)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Counts of figures by document and theme."""
        return tables.read("coverage.csv", schema.COVERAGE)

    @cached_property
    def derived(self) -> pd.DataFrame:
        """Derived figures of all documents."""
        return tables.read("derived.csv", schema.DERIVED)

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """Graded pairs of all documents."""
        return tables.read("comparisons.csv", schema.COMPARISONS)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What the checks found in all documents."""
        return tables.read("findings.csv", schema.FINDINGS)

    def material(self, observations: pd.DataFrame, derived: pd.DataFrame | None = None) -> Material:
        """Return what sentences about the given tables are made from."""
        return Material(
            observations,
            self.documents,
            self.labels.indicators,
            self.derived if derived is None else derived,
        )

    def of_document(self, document: str) -> pd.DataFrame:
        """Observations of one document."""
        return tables.read(f"documents/{document}/observations.csv", schema.OBSERVATIONS)

    def of_city(self, city: str) -> pd.DataFrame:
        """Observations of all documents of one city."""
        return self._of_city(city, "observations.csv", schema.OBSERVATIONS)

    def derived_of_city(self, city: str) -> pd.DataFrame:
        """Return the derived figures of all documents of one city."""
        return self._of_city(city, "derived.csv", schema.DERIVED)

    def _of_city(self, city: str, name: str, table: schema.Table) -> pd.DataFrame:
        rows = self.documents[self.documents["city"] == city]
        parts = [
            tables.read(f"documents/{document}/{name}", table) for document in rows["document"]
        ]
        return pd.concat(parts, ignore_index=True)

    def comparisons_of_city(self, city: str) -> pd.DataFrame:
        """Return the graded pairs of documents of one city."""
        return tables.read(f"cities/{city}/comparisons.csv", schema.COMPARISONS)

    def of_theme(self, theme: str) -> pd.DataFrame:
        """Observations of one theme in all documents."""
        return tables.read(f"themes/{theme}/observations.csv", schema.OBSERVATIONS)


def records(frame: pd.DataFrame) -> Rows:
    """Return the rows of a table of text as dictionaries."""
    return text_rows(frame)


def frame_of(rows: Rows, columns: Sequence[str]) -> pd.DataFrame:
    """Return rows of text (or HTML) as a table with the given columns."""
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def said(key: str, labels: Labels, **fields: object) -> str:
    """Return a word of the pieces in the language of the labels."""
    return word(f"piece.{key}", labels.language, **fields)


def headers(labels: Labels, *names: str) -> dict[str, str]:
    """Return the headers of columns."""
    return {name: said(name, labels) for name in names}


def colon(labels: Labels) -> str:
    """Return a colon as the language writes it."""
    return ": " if labels.language == "en" else "："


def space(labels: Labels) -> str:
    """Return what stands between two words or sentences."""
    return " " if labels.language == "en" else ""


def fragment(part: str | Link, language: str) -> Html:
    """Return a part of a generated sentence as HTML; numbers become links to their cards."""
    if isinstance(part, Link):
        return figure_link(part.text, part.figure_id, language)
    return escape(part)


def figure_number(name: str, material: Material, language: str) -> Html:
    """Return a figure as read, linked to its card; its identifier where the figure is not known."""
    text = lg.format_bound(material.figure(name), language) if material.is_figure(name) else name
    return figure_link(text, name, language)


_FIGURE = re.compile(r"[a-z][a-z0-9-]*-\d{3,}(?![\w-])")


def formula_links(formula: str, material: Material, language: str) -> Html:
    """Return a formula with each figure in it as read, linked to its card."""
    parts, place = [], 0
    for match in _FIGURE.finditer(formula):
        parts.append(escape(formula[place : match.start()]))
        parts.append(figure_number(match[0], material, language))
        place = match.end()
    return Html("".join([*parts, escape(formula[place:])]))
