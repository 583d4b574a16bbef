"""Bridge for callers that still hand over frames: it goes when the last of them has moved.

What is compared, and how, belongs to `analysis.comparison.derived`, `grading`, `pairs`,
`look_alikes` and `sensitivity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from analysis import project
from analysis.coding import raw
from analysis.coding.records import Correction, GradeArgument
from analysis.comparison import derived as deriving
from analysis.comparison import look_alikes as alike
from analysis.comparison import pairs as comparing
from analysis.comparison import sensitivity as trying
from analysis.comparison.grading import ATTRIBUTES, GRADES, Difference
from analysis.comparison.records import Derived, LookAlike, Pair, Trial
from analysis.comparison.rules import RatioRule, Rules
from analysis.comparison.settings import DEFAULT_SETTINGS, Settings
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure, with_lengths, with_repeats
from analysis.figures.reference_periods import DEFAULT_RULES, PeriodRules, period_kind
from analysis.language import LANGUAGES, t
from analysis.language.messages import Words, text
from analysis.reading.limits import limits_of
from analysis.tables import schema, store
from analysis.tables.codebook import Codebook, Document
from analysis.tables.dataset import Dataset
from analysis.tables.frames import text_rows

__all__ = ["GRADES", "Settings"]

Observed: TypeAlias = Figure

COLUMNS = tuple(schema.DERIVED.names)
"""Columns of the derived figures."""


def _pair(key: str) -> tuple[str, str]:
    first, other = (t(key, language) for language in LANGUAGES)
    return first, other


ATTRIBUTE_LABELS: Mapping[str, tuple[str, str]] = {
    name: _pair(f"comparison.attribute.{name}") for name in ATTRIBUTES
}
TRAPS: Mapping[str, tuple[str, str]] = {
    name: _pair(f"comparison.trap.{name}") for name in comparing.TRAPS
}


@dataclass(frozen=True)
class CodeLabels:
    """Labels of codes in English and Chinese; a code without a label stands for itself."""

    labels: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def from_frame(cls, codelists: pd.DataFrame) -> CodeLabels:
        """Read the labels from the table of code lists."""
        rows = zip(
            codelists["list"],
            codelists["code"],
            codelists["label_en"],
            codelists["label_zh"],
            strict=True,
        )
        return cls({(str(name), str(code)): (str(en), str(zh)) for name, code, en, zh in rows})

    def with_documents(self, documents: pd.DataFrame | None) -> CodeLabels:
        """Return the labels with the short names of documents as a list of their own."""
        if documents is None:
            return self
        return CodeLabels(
            {
                **self.labels,
                **{
                    ("document", str(row["document"])): (str(row["label_en"]), str(row["label_zh"]))
                    for _, row in documents.iterrows()
                },
            }
        )

    def of(self, name: str, code: str) -> tuple[str, str]:
        """Return the labels of a code in English and Chinese; “not stated” for an empty one."""
        if not code:
            return "not stated", "未说明"
        return self.labels.get((name, code), (code.replace("_", " "), code))


@dataclass(frozen=True)
class _Loose(Codebook):
    """A codebook made from labels, in which a code without a label stands for itself."""

    labels: CodeLabels = field(default_factory=CodeLabels)

    def code(self, name: str, code: str) -> Words:
        return Words(dict(zip(LANGUAGES, self.labels.of(name, code), strict=True)))

    def document_label(self, document: str) -> Words:
        return self.code("document", document)


class OldRule(NamedTuple):
    """A ratio as it was declared in code."""

    measure: str
    en: str
    zh: str


def rules() -> Rules:
    """Return the rules of the project, wherever this process may read them."""
    return _rules(project.raw())


@cache
def _rules(folder: Path) -> Rules:
    try:
        return Rules.of_raw(raw.load(folder))
    except AnalysisError:
        return Rules.load(Dataset())


def __getattr__(name: str) -> Any:
    kinds = {"RATIOS": "ratio", "BASES": "base"}
    if name not in kinds:
        raise AttributeError(name)
    try:
        ratios = rules().ratios
    except AnalysisError:
        ratios = Dataset().rows(RatioRule)
    return tuple(
        OldRule(rule.measure, *(rule.label[language] for language in LANGUAGES))
        for rule in ratios
        if rule.kind == kinds[name]
    )


def observe_all(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    periods: PeriodRules = DEFAULT_RULES,
) -> list[Figure]:
    """Turn raw figures or observations of any number of documents into figures."""
    rows = text_rows(figures)
    by_id = {row["figure_id"]: row for row in rows}
    origins = _documents(documents)
    ends = {origin.document: origin.period_end for origin in origins}
    made = [_figure(row, by_id.get(row["part_of"]), ends.get(row["document"])) for row in rows]
    return list(with_lengths(with_repeats(made), origins, periods))


def _documents(frame: pd.DataFrame | None) -> tuple[Document, ...]:
    return () if frame is None else tuple(_records(frame, Document))


def _records(frame: pd.DataFrame | None, kind: type[Any]) -> Iterator[Any]:
    """Return records from a table that may lack columns."""
    for row in () if frame is None else text_rows(frame):
        cells = [row.get(name, "") for name in kind.TABLE.names]
        yield kind.from_values(store.values_of(cells, kind.TABLE))


def _figure(row: Mapping[str, str], whole: Mapping[str, str] | None, end: date | None) -> Figure:
    cells = [row.get(name, "") for name in schema.OBSERVATIONS.names]
    values = store.values_of(cells, schema.OBSERVATIONS)
    limits = limits_of(row, whole=whole)
    kind = period_kind(values["period_start"], values["period_end"], values["nature"], end)
    further = {name: cell for name, cell in row.items() if name not in schema.OBSERVATIONS.names}
    figure = Figure.from_values(
        {
            **values,
            "natural": limits.natural,
            "asserted": limits.asserted,
            "conventional": limits.conventional,
            "limits_note": limits.notes,
            "period_kind": kind,
        }
    )
    return replace(figure, attributes={**figure.attributes, **further})


def _all_figures(figures: pd.DataFrame, documents: pd.DataFrame | None) -> list[Figure]:
    return [
        figure
        for _, part in figures.groupby("document", sort=False)
        for figure in observe_all(part, documents)
    ]


def _book(labels: CodeLabels | None, documents: pd.DataFrame | None) -> Codebook:
    names = (labels or CodeLabels()).with_documents(documents)
    return _Loose(documents=_documents(documents), labels=names)


def derive(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    corrections: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Derive from a frame of figures: see `analysis.comparison.derived.derive`."""
    known = _all_figures(figures, documents)
    argued = tuple(_records(corrections, Correction))
    found = deriving.derive(known, _book(labels, documents), rules(), argued)
    return store.frame_of(found, Derived)


def compare(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    arguments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare a frame of figures: see `analysis.comparison.pairs.compare`."""
    known, book = _all_figures(figures, documents), _book(labels, documents)
    derived = deriving.derive(known, book, rules())
    argued = tuple(_records(arguments, GradeArgument))
    found = comparing.compare(known, derived, book, rules(), settings, argued)
    return store.frame_of(found, Pair)


def look_alikes(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
) -> pd.DataFrame:
    """Find look-alikes in a frame: see `analysis.comparison.look_alikes.look_alikes`."""
    known = _all_figures(figures, documents)
    return store.frame_of(alike.look_alikes(known, _book(labels, documents), rules()), LookAlike)


class _Said(NamedTuple):
    attribute: str
    en: str
    zh: str


def look_alike(a: Figure, b: Figure, labels: CodeLabels) -> _Said | None:
    """Return what forbids taking two numbers for one, in both languages."""
    found: Difference | None = alike.look_alike(a, b, _book(labels, None), rules())
    if found is None:
        return None
    return _Said(found.attribute, *(text(found.message, language) for language in LANGUAGES))


def sensitivity(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    arguments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Try the findings of a frame: see `analysis.comparison.sensitivity.sensitivity`."""
    known, book = _all_figures(figures, documents), _book(None, documents)
    derived = deriving.derive(known, book, rules())
    pairs = comparing.compare(known, derived, book, rules())
    found = trying.sensitivity(
        known,
        derived,
        pairs,
        book,
        rules(),
        tuple(_records(corrections, Correction)),
        tuple(_records(arguments, GradeArgument)),
    )
    return store.frame_of(found, Trial)
