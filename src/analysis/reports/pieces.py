"""The tables and sentences that pages are made of, in both languages.

Each function takes processed tables and `Labels` and gives a display object; nothing here computes
a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import language as lg
from analysis import project, schema, tables
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.limits import limits_of
from analysis.reports.display import Html, Prose, Table, escape, figure_link
from analysis.reports.words import word
from analysis.statements import Link, Material, Statement, finding_fragments

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
        rows = self.documents[self.documents["city"] == city]
        return pd.concat([self.of_document(name) for name in rows["document"]], ignore_index=True)

    def of_theme(self, theme: str) -> pd.DataFrame:
        """Observations of one theme in all documents."""
        return tables.read(f"themes/{theme}/observations.csv", schema.OBSERVATIONS)


def shown_tables() -> list[str]:
    """Return the paths of all processed CSV files, relative to the processed folder."""
    folder = project.processed()
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))


def _w(key: str, labels: Labels, **fields: object) -> str:
    return word(f"piece.{key}", labels.language, **fields)


def _headers(labels: Labels, *names: str) -> dict[str, str]:
    return {name: _w(name, labels) for name in names}


# --- cells --------------------------------------------------------------------------------------


def note_of(row: Mapping[str, str], labels: Labels) -> str:
    """Return what a reader must mind about a figure: status, groups, repeats, and its note."""
    parts = []
    if row["status"] != "as_printed":
        parts.append(labels.code("status", row["status"]))
    if row["multiplier"]:
        parts.append(_w("of_each", labels, n=row["multiplier"]))
    if row["duplicate_of"]:
        parts.append(_w("said_twice", labels))
    joined = lg.join(parts, labels.language)
    note = row[f"note_{labels.language}"]
    separator = ": " if labels.language == "en" else "："
    return separator.join(part for part in (joined, note) if part)


def limits_text(row: Mapping[str, str], labels: Labels) -> str:
    """Return the conventional limits in words; empty where they say no more than the number."""
    interval = Interval.from_columns(row, "conventional")
    if interval.is_point or row["bound"] == "range" or row["status"] == "damaged":
        return ""
    return lg.format_interval(interval, row["unit"], labels.language)


def _cells(row: Mapping[str, str], labels: Labels) -> dict[str, str]:
    return {
        "figure_id": row["figure_id"],
        "what": row[f"measures_{labels.language}"],
        "printed": lg.tidy(row["literal"]),
        "read": lg.format_bound(row, labels.language),
        "allowed": limits_text(row, labels),
        "period": lg.period_of(row, labels.language),
        "note": note_of(row, labels),
        "document": labels.document(row["document"]),
        "theme": labels.code("theme", row["theme"]),
        "indicator": labels.indicator(row["indicator"]),
        "value": row["value"] if "/" not in row["value"] else "",
    }


def records(frame: pd.DataFrame) -> Rows:
    """Return the rows of a table of text as dictionaries."""
    return [
        {str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")
    ]


# --- tables of figures --------------------------------------------------------------------------


def figures_table(
    observations: pd.DataFrame,
    labels: Labels,
    *,
    name: str,
    caption: str,
    columns: Sequence[str] = ("what", "printed", "read", "allowed", "period", "note"),
) -> Table:
    """Return every figure of `observations`, in its order, each linked to its card.

    Parameters
    ----------
    observations
        Observations to show.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    caption
        What the table shows.
    columns
        Columns to show, of: what, printed, read, allowed, period, note, document, theme, indicator.
    """
    frame = pd.DataFrame(
        [_cells(row, labels) for row in records(observations)],
        columns=[*dict.fromkeys([*columns, "figure_id", "read", "value"])],
        dtype=object,
    )
    return Table(
        frame=frame,
        caption=caption,
        headers=_headers(labels, *columns),
        name=name,
        language=labels.language,
        links={"printed": "figure_id"} if "printed" in columns else {},
        numbers=("read",) if "read" in columns else (),
        sort={"read": "value"} if "read" in columns else {},
        row_header=columns[0],
    )


def programme_table(
    observations: pd.DataFrame, labels: Labels, theme: str, *, name: str = ""
) -> Table:
    """Return what each document states on a theme: indicators down, documents across.

    Repeats are left out; an empty field says “not reported”.
    """
    documents = labels.document_order()
    here = observations[(observations["theme"] == theme) & (observations["duplicate_of"] == "")]
    rows = []
    order = [code for code in labels.indicators["indicator"] if code in set(here["indicator"])]
    for indicator in order:
        figures = records(here[here["indicator"] == indicator])
        row: dict[str, str] = {"indicator": labels.indicator(indicator)}
        for document in documents:
            stated = [figure for figure in figures if figure["document"] == document]
            row[document] = _stated(stated, labels)
        rows.append(row)
    return Table(
        frame=pd.DataFrame(rows, columns=["indicator", *documents], dtype=object),
        caption=_w("programme", labels, theme=labels.code("theme", theme)),
        headers={
            "indicator": _w("indicator", labels),
            **{document: labels.document(document) for document in documents},
        },
        name=name or f"programme-{theme.replace('_', '-')}",
        language=labels.language,
    )


def _stated(figures: Rows, labels: Labels) -> str:
    if not figures:
        return _w("not_reported", labels)
    return Html("<br>".join(_statement(figure, labels) for figure in figures))


def _statement(figure: Mapping[str, str], labels: Labels) -> str:
    number = figure_link(
        lg.format_bound(figure, labels.language), figure["figure_id"], labels.language
    )
    particulars = [
        labels.code(column, figure[column])
        for column in ("population", "grade", "stage", "route", "scheme")
        if figure[column]
    ]
    if figure["grade_and_above"]:
        grade = labels.code("grade", figure["grade"])
        above = labels.code("grade_and_above", figure["grade_and_above"])
        space = " " if labels.language == "en" else ""
        particulars[particulars.index(grade)] = f"{grade}{space}{above}"
    if figure["nature"] in ("plan", "tariff"):
        particulars.append(labels.code("nature", figure["nature"]))
    if figure["per"]:
        particulars.append(labels.code("per", figure["per"]))
    if figure["multiplier"]:
        particulars.append(_w("of_each", labels, n=figure["multiplier"]))
    if figure["status"] != "as_printed":
        particulars.append(labels.code("status", figure["status"]))
    particulars.append(lg.period_of(figure, labels.language))
    open_, comma, close = (" (", ", ", ")") if labels.language == "en" else ("（", "，", "）")
    return f"{number}{open_}{escape(comma.join(particulars))}{close}"


# --- texts --------------------------------------------------------------------------------------


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
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("texts", labels),
        headers=_headers(
            labels, "document", "covers", "condition", *(f"{name}_count" for name in _COUNTS)
        ),
        name="texts",
        language=labels.language,
        numbers=[f"{name}_count" for name in _COUNTS],
    )


_COUNTS = ("figures", "distinct", "hedged", "faulty")


def _total(counts: pd.DataFrame, column: str) -> int:
    return sum(int(cell) for cell in counts[column])


def summary(coverage: pd.DataFrame, labels: Labels) -> Prose:
    """Return one sentence that says how many figures there are and how firm they are."""
    counts = {name: _total(coverage, name) for name in _COUNTS}
    text = _w("summary", labels, documents=len(labels.documents), **counts)
    return Prose([[text]], "summary", labels.language)


def document_summary(observations: pd.DataFrame, labels: Labels, document: str) -> Prose:
    """Return the same about one document."""
    distinct = observations[observations["duplicate_of"] == ""]
    text = _w(
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
        _w(
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
        sentences.append(_w("theme_missing", labels, documents=named))
    space = " " if labels.language == "en" else ""
    return Prose([[space.join(sentences)]], "theme-summary", labels.language)


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
    rows = [{"field": _w(name, labels), "value": value} for name, value in known.items()]
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("origin", labels),
        headers=_headers(labels, "field", "value"),
        name="origin",
        language=language,
    )


def _known(cell: str, labels: Labels) -> str:
    """Return a particular of an origin record; say in words when it is not known."""
    return _w("unknown", labels) if cell == "unknown" else cell


# --- codebook, codings, corrections -------------------------------------------------------------


def definitions_table(
    labels: Labels, indicators: Iterable[str], *, name: str, caption: str
) -> Table:
    """Return label, tier and definition of the given indicators, in the codebook's order."""
    wanted = set(indicators)
    rows = [
        {
            "indicator": labels.indicator(code),
            "tier": labels.code("tier", labels.indicator_field(code, "tier")),
            "theme": labels.code("theme", labels.indicator_field(code, "theme")),
            "definition": labels.definition(code),
        }
        for code in labels.indicators["indicator"]
        if code in wanted
    ]
    return Table(
        frame=pd.DataFrame(
            rows, columns=["indicator", "tier", "theme", "definition"], dtype=object
        ),
        caption=caption,
        headers=_headers(labels, "indicator", "tier", "theme", "definition"),
        name=name,
        language=labels.language,
    )


def agreement_table(agreement: pd.DataFrame, labels: Labels) -> Table:
    """Return the agreement of the codings over all documents."""
    rows = []
    for row in records(agreement[agreement["document"] == "all"]):
        column = row["column"]
        if row["metric"] == "ratio":
            column = _w("alpha_ratio", labels, column=column)
        rows.append(
            {
                "column": column,
                "cases": row["cases"],
                "share": _percent(row["share"]),
                "alpha": row["alpha"][:-2] or _w("alpha_none", labels),
            }
        )
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("agreement", labels),
        headers=_headers(labels, "column", "cases", "share", "alpha"),
        name="agreement",
        language=labels.language,
        numbers=("cases", "share", "alpha"),
    )


def _percent(share: str) -> str:
    value = lg.exact(share)
    return "" if value is None else f"{float(value * 100):.1f} %"


def disagreements_table(
    disagreements: pd.DataFrame, observations: pd.DataFrame, labels: Labels
) -> Table:
    """Return every cell on which the codings differ, with the settled one."""
    ids = {(row["document"], row["start"]): row["figure_id"] for row in records(observations)}
    rows = []
    for row in records(disagreements):
        rows.append(
            {
                "figure_id": ids.get((row["document"], row["start"]), ""),
                "document": labels.document(row["document"]),
                "printed": lg.tidy(row["literal"]),
                **{
                    name: row[name] or _w("nothing", labels)
                    for name in ("column", "coder_a", "coder_b", "settled")
                },
            }
        )
    shown = ("document", "printed", "column", "coder_a", "coder_b", "settled")
    return Table(
        frame=pd.DataFrame(rows, columns=[*shown, "figure_id"], dtype=object),
        caption=_w("disagreements", labels),
        headers=_headers(labels, *shown),
        name="disagreements",
        language=labels.language,
        links={"printed": "figure_id"},
    )


def corrections_table(
    corrections: pd.DataFrame, observations: pd.DataFrame, labels: Labels
) -> Table:
    """Return the faults of the copies we read, each with its argument."""
    units = dict(zip(observations["figure_id"], observations["unit"], strict=True))
    rows = []
    for row in records(corrections):
        likely = lg.exact(row["likely_value"])
        document = row["figure_id"].rsplit("-", 1)[0]
        unit = units.get(row["figure_id"], "")
        rows.append(
            {
                "figure_id": row["figure_id"],
                "document": labels.document(document),
                "printed": lg.tidy(row["printed"]),
                "fault": labels.code("fault", row["fault"]),
                "verdict": labels.code("verdict", row["verdict"]),
                "evidence": row[f"evidence_{labels.language}"],
                "likely": _w("none_argued", labels)
                if likely is None
                else lg.format_quantity(likely, unit, labels.language),
                "effect": row[f"effect_{labels.language}"],
            }
        )
    shown = ("document", "printed", "fault", "verdict", "evidence", "likely", "effect")
    return Table(
        frame=pd.DataFrame(rows, columns=[*shown, "figure_id"], dtype=object),
        caption=_w("corrections", labels),
        headers=_headers(labels, *shown),
        name="corrections",
        language=labels.language,
        links={"printed": "figure_id"},
    )


LIMIT_EXAMPLES = (
    ("8969名", "8969", "人", "exact", ""),
    ("14.5万名", "145000", "人", "exact", ""),
    ("500余对", "500", "对", "at_least", "余"),
    ("10余万人", "100000", "人", "at_least", "余"),
    ("10万余人", "100000", "人", "at_least", "余"),
    ("1000万元以上", "10000000", "元", "at_least", "以上"),
    ("不足50家", "50", "家", "at_most", "不足"),
    ("近1400万元", "14000000", "元", "nearly", "近"),
    ("约28万名", "280000", "人", "about", "约"),
    ("万名", "10000", "人", "about", ""),
    ("数十场", "", "场", "unknown", "数"),
)
"""One printed form for each rule: literal, value, unit, bound, hedge."""


def limits_rules_table(labels: Labels) -> Table:
    """Return one worked example for each rule that turns words into limits."""
    rows = []
    for literal, value, unit, bound, hedge in LIMIT_EXAMPLES:
        figure = {name: "" for name in schema.FIGURES.names} | {
            "literal": literal,
            "value": value,
            "unit": unit,
            "bound": bound,
            "hedge": hedge,
            "nature": "flow",
            "status": "as_printed",
        }
        limits = limits_of(figure)
        rows.append(
            {
                "example": literal,
                "read": lg.format_bound(figure, labels.language),
                "asserted": lg.format_interval(limits.asserted, unit, labels.language),
                "conventional": lg.format_interval(limits.conventional, unit, labels.language),
            }
        )
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("limits_rules", labels),
        headers=_headers(labels, "example", "read", "asserted", "conventional"),
        name="limits-rules",
        language=labels.language,
    )


def coders(frame: pd.DataFrame, labels: Labels) -> Prose:
    """Return who coded, and how."""
    language = labels.language
    colon = ": " if language == "en" else "："
    items = [
        [f"{row[f'label_{language}']}{colon}{row[f'how_{language}']}"] for row in records(frame)
    ]
    return Prose(items, "coders", language, items=True)


# --- derived figures, comparisons, findings -----------------------------------------------------


def _links(figures: str, labels: Labels) -> Html:
    """Return links to the cards of figures joined by ``+``."""
    names = [name for name in figures.split("+") if name]
    return Html(", ".join(figure_link(name, name, labels.language) for name in names))


def derived_table(derived: pd.DataFrame, labels: Labels, *, name: str) -> Table:
    """Return derived figures with formula, limits, and the reason where there is none."""
    language = labels.language
    rows = []
    for row in records(derived):
        unit = row[f"unit_{language}"]
        space = " " if language == "en" else ""
        value = lg.exact(row["value"])
        shown = "" if value is None else lg.format_rounded(value, language) + space + unit
        rows.append(
            {
                "measure": row[f"label_{language}"],
                "document": labels.document(row["document"]),
                "result": shown if row["status"] in ("computed", "argued") else "",
                "limits": _between(row, language),
                "from_figures": _links(row["inputs"], labels),
                "why_not": _status(row, labels),
            }
        )
    shown_columns = ("measure", "document", "result", "limits", "from_figures", "why_not")
    return Table(
        frame=pd.DataFrame(rows, columns=list(shown_columns), dtype=object),
        caption=_w("derived", labels),
        headers=_headers(labels, *shown_columns),
        name=name,
        language=language,
        numbers=("result", "limits"),
    )


def _between(row: Mapping[str, str], language: str) -> str:
    """Return the limits of a computed figure in three digits, rounded outwards."""
    if row["status"] != "computed":
        return ""
    interval = Interval.from_columns(row, "conventional")
    if interval.is_point:
        return ""
    return lg.format_interval(interval, "", language, digits=3)


def _status(row: Mapping[str, str], labels: Labels) -> str:
    reason = row[f"reason_{labels.language}"]
    if row["status"] == "computed":
        return reason
    status = _w(f"status_{row['status']}", labels)
    if reason.startswith(status):
        return reason
    colon = ": " if labels.language == "en" else "："
    return colon.join(part for part in (status, reason) if part)


def comparisons_table(
    comparisons: pd.DataFrame, material: Material, labels: Labels, *, name: str
) -> Table:
    """Return pairs of figures with grade, differences and result, comparable ones first."""
    order = {"strict": 0, "annualised": 1, "loose": 2, "not_comparable": 3}
    rows = []
    for row in sorted(records(comparisons), key=lambda row: order[row["grade"]]):
        if row["kind"] == "ratio":
            continue
        rows.append(
            {
                "indicator": labels.indicator(row["indicator_a"]),
                "side_a": _pair_side(row, "a", material, labels),
                "side_b": _pair_side(row, "b", material, labels),
                "grade": labels.code("comparability", row["grade"]),
                "result": labels.code("result", row["result"]),
                "differences": row[f"differences_{labels.language}"],
            }
        )
    shown = ("indicator", "side_a", "side_b", "grade", "result", "differences")
    return Table(
        frame=pd.DataFrame(rows, columns=list(shown), dtype=object),
        caption=_w("comparisons", labels),
        headers=_headers(labels, *shown),
        name=name,
        language=labels.language,
        notes=[_w("comparisons_note", labels)],
    )


def _pair_side(row: Mapping[str, str], side: str, material: Material, labels: Labels) -> Html:
    name, language = row[f"figure_{side}"], labels.language
    if material.is_figure(name):
        number: str = figure_link(lg.format_bound(material.figure(name), language), name, language)
    else:
        number = _derived_side(material.ratio(name), labels)
    return Html(f"{escape(labels.document(row[f'document_{side}']))}<br>{number}")


def _derived_side(derived: Mapping[str, str], labels: Labels) -> str:
    """Return a derived figure as one side of a pair: its result, and where it comes from."""
    language = labels.language
    value = lg.exact(derived["value"])
    space = " " if language == "en" else ""
    shown = _between(derived, language) if value is None else lg.format_rounded(value, language)
    text = escape(f"{shown}{space}{derived[f'unit_{language}']}")
    return f"{text} = {_links(derived['inputs'], labels)}"


def graded_table(comparisons: pd.DataFrame, labels: Labels) -> Table:
    """Return how many pairs have which grade and result."""
    rows = [
        {
            "grade": labels.code("comparability", grade),
            "result": labels.code("result", result),
            "pairs": str(len(part)),
        }
        for grade in labels.order("comparability")
        for result in labels.order("result")
        if len(
            part := comparisons[(comparisons["grade"] == grade) & (comparisons["result"] == result)]
        )
    ]
    return Table(
        frame=pd.DataFrame(rows, columns=["grade", "result", "pairs"], dtype=object),
        caption=_w("counts_graded", labels),
        headers=_headers(labels, "grade", "result", "pairs"),
        name="graded",
        language=labels.language,
        numbers=("pairs",),
    )


def findings_table(
    findings: pd.DataFrame, material: Material, labels: Labels, *, name: str
) -> Table:
    """Return what the checks found, the surest first, with argument and effect."""
    language = labels.language
    order = {verdict: place for place, verdict in enumerate(labels.order("verdict"))}
    rows = []
    for row in sorted(records(findings), key=lambda row: order[row["verdict"]]):
        fragments = finding_fragments(row, material, language)
        likely = lg.exact(row["likely_value"])
        argument = row[f"argument_{language}"]
        rows.append(
            {
                "document": labels.document(row["document"]),
                "finding": Html("".join(_fragment(part, language) for part in fragments)),
                "verdict": labels.code("verdict", row["verdict"]),
                "effect": row[f"effect_{language}"],
                "argument": argument if argument not in row[f"finding_{language}"] else "",
                "likely": ""
                if likely is None
                else lg.format_quantity(
                    likely, material.figure(row["likely_figure"])["unit"], language
                ),
            }
        )
    shown = ["finding", "verdict", "effect"]
    if len({row["document"] for row in rows}) > 1:
        shown.insert(0, "document")
    shown += [name for name in ("argument", "likely") if any(row[name] for row in rows)]
    return Table(
        frame=pd.DataFrame(rows, columns=shown, dtype=object),
        caption=_w("findings", labels),
        headers=_headers(labels, *shown),
        name=name,
        language=language,
        notes=[_w("findings_note", labels)],
        row_header="finding",
    )


def _fragment(part: str | Link, language: str) -> str:
    if isinstance(part, Link):
        return figure_link(part.text, part.figure_id, language)
    return escape(part)


def statements(
    sentences: Iterable[Statement], labels: Labels, *, name: str, none: str = ""
) -> Prose:
    """Return generated sentences as a list, each number linked to its figure.

    Parameters
    ----------
    sentences
        Statements made by `analysis.statements`.
    labels
        Labels of the language.
    name
        Name, unique on its page.
    none
        Sentence to show where there is none.
    """
    language = labels.language
    items = [
        [Html(_fragment(part, language)) for part in sentence.fragments(language)]
        for sentence in sentences
    ]
    if not items:
        return Prose([[none or _w("nothing_comparable", labels)]], name, language)
    return Prose(items, name, language, items=True)


def sensitivity_table(sensitivity: pd.DataFrame, labels: Labels) -> Table:
    """Return for each other reading how many results change, and which."""
    language = labels.language
    rows = []
    for _, part in sensitivity.groupby("variant", sort=False):
        variants = records(part)
        changed = [row for row in variants if row["survives"] == "no"]
        rows.append(
            {
                "variant": variants[0][f"variant_{language}"],
                "tried": str(len(variants)),
                "changed": Html("<br>".join(_change(row, labels) for row in changed))
                if changed
                else _w("nothing", labels),
            }
        )
    return Table(
        frame=pd.DataFrame(rows, columns=["variant", "tried", "changed"], dtype=object),
        caption=_w("sensitivity", labels),
        headers=_headers(labels, "variant", "tried", "changed"),
        name="sensitivity",
        language=language,
        numbers=("tried",),
    )


def _change(row: Mapping[str, str], labels: Labels) -> str:
    results = (labels.code("result", row[name]) for name in ("result", "variant_result"))
    pair = " / ".join(_shown_side(row[f"figure_{side}"], labels) for side in "ab")
    return f"{pair}{': ' if labels.language == 'en' else '：'}{escape(' → '.join(results))}"


def _shown_side(name: str, labels: Labels) -> str:
    if "." in name:  # a derived figure: its measure stands between the dots
        return escape(f"{labels.document(name.split('.')[0])} {name.split('.')[1]}")
    return figure_link(name, name, labels.language)


def checks_table(labels: Labels) -> Table:
    """Return the declared checks, and what a finding of each means for use."""
    from analysis.checks import CHECKS

    rows = [
        {
            "looks_for": getattr(check, labels.language),
            "effect": getattr(check, f"effect_{labels.language}"),
        }
        for check in CHECKS
    ]
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("checks", labels),
        headers=_headers(labels, "looks_for", "effect"),
        name="checks",
        language=labels.language,
    )


def bands_table(labels: Labels) -> Table:
    """Return the declared plausible ranges of ratios, with the reason of each."""
    from analysis.checks import BANDS
    from analysis.derived import RATIOS

    names = {rule.measure: rule for rule in RATIOS}
    rows = [
        {
            "measure": getattr(names[band.measure], labels.language),
            "usual": lg.format_interval(band.usual, "", labels.language, digits=3),
            "reason": getattr(band, f"why_{labels.language}"),
        }
        for band in BANDS
        if band.measure in names
    ]
    return Table(
        frame=pd.DataFrame(rows, dtype=object),
        caption=_w("bands", labels),
        headers=_headers(labels, "measure", "usual", "reason"),
        name="bands",
        language=labels.language,
    )
