"""Run the declared checks over all documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis import language as lg
from analysis.checks.declared import CARE, CHECKS, KEPT_OUT
from analysis.checks.finding import COLUMNS, Check, Finding, Text
from analysis.comparison.derived import CodeLabels, derive, observe_all
from analysis.errors import AnalysisError
from analysis.intervals import format_number, parse_number
from analysis.reading.limits import BOUNDS
from analysis.tables.store import parse_date


def run_checks(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    labels: CodeLabels | None = None,
    lists: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
    outside: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Run all declared checks over the figures of all documents.

    Parameters
    ----------
    figures
        Observations (or raw figures with ``city``) as text.
    documents
        Origin records: the period under review.
    indicators
        Codebook: the thing that each indicator counts.
    labels
        Labels of codes.
    lists
        How many items a text lists where it also states their number: ``figure_id``, ``listed``,
        and optionally ``open`` (``yes`` where the list says that it goes on) and notes.
    corrections
        Register of faults: evidence, readings and likely values that people have argued.
    outside
        Facts from elsewhere: those that cap a ratio enter the calculation.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, by document, check and place.
    """
    registers = _Registers(_by(lists, "figure_id"), _by(corrections, "figure_id"), _rows(outside))
    frame = _placed(_readable(figures), documents, indicators)
    texts = _texts(frame, documents, indicators, labels, registers)
    rows: list[dict[str, str]] = []
    for text in texts:
        for check in CHECKS:
            rows += [_row(text, check, finding) for finding in check.find(text)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    repeated = frame["finding_id"][frame["finding_id"].duplicated()]
    if len(repeated):
        raise AnalysisError(f"two findings are called {repeated.iloc[0]}: merge them in the check")
    return frame


@dataclass(frozen=True, slots=True)
class _Registers:
    """What people have found out beside the figures."""

    lists: Mapping[str, Mapping[str, str]]
    corrections: Mapping[str, Mapping[str, str]]
    outside: tuple[Mapping[str, str], ...]


def _texts(
    figures: pd.DataFrame,
    documents: pd.DataFrame | None,
    indicators: pd.DataFrame | None,
    labels: CodeLabels | None,
    registers: _Registers,
) -> Iterator[Text]:
    things: dict[str, str] = {}
    if indicators is not None:
        things = dict(zip(indicators["indicator"], indicators["thing"], strict=True))
    origins = _by(documents, "document")
    derived = lg.records(derive(figures, documents, labels))
    observed = {
        str(document): tuple(observe_all(part, documents))
        for document, part in figures.groupby("document", sort=False)
    }
    names = list(observed)
    for document, own in observed.items():
        later = [f for name in names[names.index(document) + 1 :] for f in observed[name]]
        others = tuple(
            figure
            for name, theirs in observed.items()
            for figure in theirs
            if name != document and figure["city"] == own[0]["city"]
        )
        yield Text(
            document,
            own,
            tuple(row for row in derived if row["document"] == document),
            origins.get(document, {}),
            others,
            tuple(later),
            things,
            registers.lists,
            registers.corrections,
            registers.outside,
            (labels or CodeLabels()).with_documents(documents),
        )


def _readable(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with what cannot be read put aside, each marked for its check.

    Rows of an identifier that was given before are dropped, cells that are no number, date or bound
    are emptied, a start after the end is no start, and a range that runs backwards is turned round.
    """
    frame = figures.copy()
    again = frame["figure_id"].duplicated(keep=False)
    frame["coded_again"] = again.map({True: "yes", False: ""})
    frame = frame[~frame["figure_id"].duplicated()].reset_index(drop=True)
    frame["unreadable"] = ""
    for column, instead in _READ_AS.items():
        broken = ~frame[column].map(lambda cell, name=column: _is_readable(name, str(cell)))
        frame.loc[broken, "unreadable"] += f"{column}+"
        frame.loc[broken, column] = instead
    starts, ends = frame["period_start"], frame["period_end"]
    backwards = (starts != "") & (ends != "") & (starts > ends)
    frame["period_fault"] = starts.where(backwards, "")
    frame["period_start"] = starts.mask(backwards, "")
    frame["range_fault"] = ""
    for index, row in frame.iterrows():
        low, high = parse_number(str(row["value"])), parse_number(str(row["value_high"]))
        if low is not None and high is not None and high < low:
            cells = row["value_high"], row["value"], "yes"
            frame.loc[index, ["value", "value_high", "range_fault"]] = cells
    return frame


_READ_AS = {"value": "", "value_high": "", "period_start": "", "period_end": "", "bound": "exact"}
"""What stands for a cell that cannot be read."""


def _is_readable(column: str, cell: str) -> bool:
    """Tell whether a cell is what its column asks for: a number, a date, a bound."""
    if column == "bound":
        return cell in BOUNDS
    try:
        _ = parse_number(cell) if column.startswith("value") else parse_date(cell)
    except AnalysisError:
        return False
    return True


def _placed(
    frame: pd.DataFrame, documents: pd.DataFrame | None, indicators: pd.DataFrame | None
) -> pd.DataFrame:
    """Return raw figures with city, theme, concept and tier where they have none yet."""
    for column in ("theme", "concept", "tier"):
        if column not in frame:
            known = {} if indicators is None else dict(indicators[["indicator", column]].to_numpy())
            frame[column] = [
                known.get(code, code if column == "concept" else "") for code in frame["indicator"]
            ]
    if "city" not in frame:
        known = {} if documents is None else dict(documents[["document", "city"]].to_numpy())
        frame["city"] = [known.get(document, document) for document in frame["document"]]
    return frame


def _rows(frame: pd.DataFrame | None) -> tuple[Mapping[str, str], ...]:
    return () if frame is None else tuple(lg.records(frame))


def _by(frame: pd.DataFrame | None, column: str) -> dict[str, dict[str, str]]:
    return {} if frame is None else {str(row[column]): row for row in lg.records(frame)}


def _row(text: Text, check: Check, finding: Finding) -> dict[str, str]:
    low, high, ends = finding.limits.cells() if finding.limits is not None else ("", "", "")
    own = f"{text.document}-"
    numbers = ".".join(figure.id.removeprefix(own) for figure in finding.figures)
    effect = check.effect_en, check.effect_zh
    if effect == KEPT_OUT and all(figure.usable for figure in finding.figures):
        effect = CARE
    return {
        "finding_id": f"{text.document}.{check.code}.{numbers}",
        "document": text.document,
        "check": check.code,
        "figures": "+".join(figure.id for figure in finding.figures),
        "calculation": finding.calculation,
        "low": low,
        "high": high,
        "ends": ends,
        "verdict": finding.verdict,
        "fault": finding.fault,
        "finding_message": "",
        "reason_message": "",
        "finding_en": finding.en,
        "finding_zh": finding.zh,
        "reason_en": finding.reason[0],
        "reason_zh": finding.reason[1],
        "effect_en": finding.effect[0] or effect[0],
        "effect_zh": finding.effect[1] or effect[1],
        "likely_figure": finding.likely.figure,
        "likely_value": format_number(finding.likely.value),
        "argument_en": finding.likely.en,
        "argument_zh": finding.likely.zh,
    }
