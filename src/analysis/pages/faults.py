"""Faults of the copies we read, and what the checks found, as lists of cases."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis import language as lg
from analysis.language import Labels
from analysis.language.messages import words_of
from analysis.pages.book import Rows, colon, formula_links, fragment, headers, records, said
from analysis.sentences.statements import Material, finding_fragments
from analysis.show.cases import Case, Cases
from analysis.show.display import Html, escape, figure_link


def _verdicts(labels: Labels) -> dict[str, str]:
    return {code: labels.code("verdict", code) for code in labels.order("verdict")}


def _grouped(rows: Rows, *columns: str) -> list[Rows]:
    """Return rows in groups that agree in the columns, in the order of their first rows."""
    groups: dict[tuple[str, ...], Rows] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in columns), []).append(row)
    return list(groups.values())


def _likely(cell: str, unit: str, labels: Labels) -> str:
    value = lg.exact(cell)
    return "" if value is None else lg.format_quantity(value, unit, labels.language)


def _argued(quantity: str, labels: Labels) -> str:
    """Return a likely value with the words that it is argued; empty where there is none."""
    return said("likely_value", labels, quantity=quantity) if quantity else ""


# --- faults of the copies -----------------------------------------------------------------------


def corrections_list(corrections: pd.DataFrame, material: Material, labels: Labels) -> Cases:
    """Return the faults of the copies we read: what is printed, what is wrong, and why we say so.

    Figures with the same fault and the same argument stand together.
    """
    language = labels.language
    argued = (f"evidence_{language}", f"effect_{language}", "fault", "verdict")
    order = {verdict: place for place, verdict in enumerate(labels.order("verdict"))}
    rows = sorted(records(corrections), key=lambda row: order[row["verdict"]])
    cases = [_fault(group, material, labels) for group in _grouped(rows, *argued)]
    shown = ("document", "printed", "fault", "verdict", "evidence", "likely", "effect")
    return Cases(
        cases,
        _verdicts(labels),
        said("corrections", labels),
        "corrections",
        language,
        headers(labels, *shown),
        [_fault_row(row, material, labels) for row in rows],
    )


def _fault(rows: Rows, material: Material, labels: Labels) -> Case:
    first, language = rows[0], labels.language
    comma = ", " if language == "en" else "、"
    figures = [material.figure(row["figure_id"]) for row in rows]
    items = [
        Html(
            f'<span class="literal">'
            f"{figure_link(lg.tidy(row['printed']), row['figure_id'], language)}</span> "
            f"{escape(figure[f'measures_{language}'])}"
        )
        for row, figure in zip(rows, figures, strict=True)
    ]
    document = labels.document(figures[0]["document"])
    likely = [
        _likely(row["likely_value"], figure["unit"], labels)
        for row, figure in zip(rows, figures, strict=True)
        if row["likely_value"]
    ]
    return Case(
        first["verdict"],
        f"{document}{colon(labels)}{labels.code('fault', first['fault'])}",
        items,
        [
            (said("argument", labels), first[f"evidence_{language}"]),
            (said("likely_short", labels), _argued(comma.join(likely), labels)),
            (said("effect", labels), first[f"effect_{language}"]),
        ],
    )


def _fault_row(row: Mapping[str, str], material: Material, labels: Labels) -> list[str]:
    figure = material.figure(row["figure_id"])
    return [
        labels.document(figure["document"]),
        lg.tidy(row["printed"]),
        labels.code("fault", row["fault"]),
        labels.code("verdict", row["verdict"]),
        row[f"evidence_{labels.language}"],
        _likely(row["likely_value"], figure["unit"], labels),
        row[f"effect_{labels.language}"],
    ]


# --- what the checks found ----------------------------------------------------------------------


def findings_list(
    findings: pd.DataFrame,
    material: Material,
    labels: Labels,
    *,
    name: str,
    skip: tuple[str, ...] = (),
) -> Cases:
    """Return what the checks found, the surest first; findings of one kind stand together.

    Parameters
    ----------
    findings
        Findings to show.
    material
        Observations, for the links.
    labels
        Labels of the language.
    name
        Name of the list, unique on its page.
    skip
        Checks that the page shows elsewhere.
    """
    language = labels.language
    order = {verdict: place for place, verdict in enumerate(labels.order("verdict"))}
    rows = [row for row in records(findings) if row["check"] not in skip]
    rows.sort(key=lambda row: order[row["verdict"]])
    alike = ("verdict", "check", f"effect_{language}", f"argument_{language}", "likely_value")
    many = len({row["document"] for row in rows}) > 1
    shown = ("document", "finding", "verdict", "calculation", "effect", "argument", "likely")
    return Cases(
        [_finding(group, material, labels, many=many) for group in _grouped(rows, *alike)],
        _verdicts(labels),
        said("findings", labels),
        name,
        language,
        headers(labels, *shown),
        [_finding_row(row, material, labels) for row in rows],
        said("findings_note", labels),
    )


def _finding(rows: Rows, material: Material, labels: Labels, *, many: bool) -> Case:
    from analysis.checks import CHECKS

    first, language = rows[0], labels.language
    kinds = {check.code: words_of(check.looks)[language] for check in CHECKS}
    argument = first[f"argument_{language}"]
    repeated = any(argument in row[f"finding_{language}"] for row in rows)
    return Case(
        first["verdict"],
        kinds[first["check"]],
        [_sentence(row, material, labels, many=many) for row in rows],
        [
            (said("argument", labels), "" if repeated else argument),
            (
                said("likely_short", labels),
                _argued(_finding_likely(first, material, labels), labels),
            ),
            (said("effect", labels), first[f"effect_{language}"]),
        ],
    )


def _sentence(row: Mapping[str, str], material: Material, labels: Labels, *, many: bool) -> Html:
    """Return a finding with links, its document in front and its calculation behind."""
    language = labels.language
    text = "".join(fragment(part, language) for part in finding_fragments(row, material, language))
    document = f"{escape(labels.document(row['document']))}{colon(labels)}" if many else ""
    return Html(f"{document}{text}{_calculation(row, material, labels)}")


def _calculation(row: Mapping[str, str], material: Material, labels: Labels) -> str:
    """Return the calculation with each figure as read."""
    if not row["calculation"]:
        return ""
    formula = formula_links(row["calculation"], material, labels.language)
    return f' <small class="sum">{formula}</small>'


def _finding_likely(row: Mapping[str, str], material: Material, labels: Labels) -> str:
    if not row["likely_value"]:
        return ""
    return _likely(row["likely_value"], material.figure(row["likely_figure"])["unit"], labels)


def _finding_row(row: Mapping[str, str], material: Material, labels: Labels) -> list[str]:
    language = labels.language
    return [
        labels.document(row["document"]),
        row[f"finding_{language}"],
        labels.code("verdict", row["verdict"]),
        row["calculation"],
        row[f"effect_{language}"],
        row[f"argument_{language}"],
        _finding_likely(row, material, labels),
    ]
