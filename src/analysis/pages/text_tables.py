"""Where texts come from, and sentences that sum up what they hold."""

from __future__ import annotations

import pandas as pd

from analysis import language as lg
from analysis.language import Labels
from analysis.pages.book import frame_of, headers, records, said, space
from analysis.show.display import Prose, Table

_COUNTS = ("figures", "distinct", "hedged", "faulty")


def documents_table(labels: Labels, coverage: pd.DataFrame) -> Table:
    """Return the documents with their condition and the number of their figures."""
    rows = []
    for origin in records(labels.documents):
        counts = coverage[coverage["document"] == origin["document"]]
        rows.append(
            {
                "document": origin[f"label_{labels.language}"],
                "covers": lg.format_period(
                    origin["period_start"], origin["period_end"], "", labels.language
                ),
                "condition": origin[f"condition_{labels.language}"],
                **{f"{name}_count": str(_total(counts, name)) for name in _COUNTS},
            }
        )
    return Table(
        frame=frame_of(rows, list(rows[0])),
        caption=said("texts", labels),
        headers=headers(
            labels, "document", "covers", "condition", *(f"{name}_count" for name in _COUNTS)
        ),
        name="texts",
        language=labels.language,
        numbers=[f"{name}_count" for name in _COUNTS],
    )


def _total(counts: pd.DataFrame, column: str) -> int:
    return sum(int(cell) for cell in counts[column])


def summary(coverage: pd.DataFrame, labels: Labels) -> Prose:
    """Return one sentence that says how many figures there are and how firm they are."""
    counts = {name: _total(coverage, name) for name in _COUNTS}
    text = said("summary", labels, documents=len(labels.documents), **counts)
    return Prose([[text]], "summary", labels.language)


def document_summary(observations: pd.DataFrame, labels: Labels, document: str) -> Prose:
    """Return the same about one document."""
    distinct = observations[observations["duplicate_of"] == ""]
    text = said(
        "document_summary",
        labels,
        document=labels.document(document),
        figures=len(observations),
        distinct=len(distinct),
        hedged=int((distinct["bound"] != "exact").sum()),
        faulty=int((distinct["status"] != "as_printed").sum()),
    )
    return Prose([[text]], f"summary-{document}", labels.language)


def theme_summary(observations: pd.DataFrame, labels: Labels, theme: str) -> Prose:
    """Return how many documents give figures on a theme, and which give none."""
    distinct = observations[observations["duplicate_of"] == ""]
    documents = labels.document_order()
    missing = [name for name in documents if name not in set(distinct["document"])]
    sentences = [
        said(
            "theme_summary",
            labels,
            texts=len(documents) - len(missing),
            all=len(documents),
            theme=labels.code("theme", theme),
            distinct=len(distinct),
            core=int((distinct["tier"] == "core").sum()),
        )
    ]
    if missing:
        named = lg.join([labels.document(name) for name in missing], labels.language)
        sentences.append(said("theme_missing", labels, documents=named))
    return Prose([[space(labels).join(sentences)]], "theme-summary", labels.language)


def origin_table(labels: Labels, document: str) -> Table:
    """Return the origin record of a document."""
    origin = records(labels.documents[labels.documents["document"] == document])[0]
    language = labels.language
    known: dict[str, str] = {
        **{name: _known(origin[name], labels) for name in ("title", "publisher", "authors")},
        "published": origin[f"published_note_{language}"],
        "covers": origin[f"period_note_{language}"],
        "condition": origin[f"condition_{language}"],
        "characters": lg.format_number(lg.exact(origin["characters"]) or 0, language),
        "sha256": origin["sha256"],
    }
    rows = [{"field": said(name, labels), "value": value} for name, value in known.items()]
    return Table(
        frame=frame_of(rows, list(rows[0])),
        caption=said("origin", labels),
        headers=headers(labels, "field", "value"),
        name="origin",
        language=language,
    )


def _known(cell: str, labels: Labels) -> str:
    """Return a particular of an origin record; say in words when it is not known."""
    return said("unknown", labels) if cell == "unknown" else cell
