"""How far two independent codings of the same texts agree.

Spans are aligned first, then every column is compared mention by mention.  Agreement is given as a
share and as Krippendorff's alpha, which takes away what two coders would reach by chance from the
codes they used; an empty cell is a code like any other ("does not apply").  Values are compared
as numbers as well, with the ratio metric: a slip of a factor ten weighs more than one of a tenth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

import pandas as pd

from analysis.errors import AnalysisError
from analysis.intervals import parse_number
from analysis.tables import schema
from analysis.tables.frames import text_rows

Metric: TypeAlias = Literal["nominal", "ratio"]

ALL = "all"
"""Name of the rows that take all documents together."""

FIGURE_COLUMNS = tuple(field.name for field in schema.CODED)
"""Columns compared over the mentions that both coders call a figure."""

COLUMNS = tuple(schema.AGREEMENT.names)
"""Columns of the table of agreement."""

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which mentions of two codings belong together.

    Attributes
    ----------
    pairs
        Row numbers (first coding, second coding) of mentions that overlap, best overlap first
        come, each row at most once, in the order of the text.
    only_first, only_second
        Row numbers of mentions that the other coding lacks.
    """

    pairs: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]


def align(first: pd.DataFrame, second: pd.DataFrame) -> Alignment:
    """Align the mentions of two codings by the characters they share.

    Parameters
    ----------
    first, second
        Codings of the same document, with the columns ``start`` and ``end``.
    """
    spans = [_spans(first), _spans(second)]
    overlaps = []
    for i, (start, end) in enumerate(spans[0]):
        for j, (other_start, other_end) in enumerate(spans[1]):
            common = min(end, other_end) - max(start, other_start)
            if common > 0:
                longest = max(end, other_end) - min(start, other_start)
                overlaps.append((Fraction(common, longest), i, j))
    used_first: set[int] = set()
    used_second: set[int] = set()
    pairs = []
    for _, i, j in sorted(overlaps, key=lambda overlap: (-overlap[0], overlap[1], overlap[2])):
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            pairs.append((i, j))
    return Alignment(
        tuple(sorted(pairs)),
        tuple(i for i in range(len(first)) if i not in used_first),
        tuple(j for j in range(len(second)) if j not in used_second),
    )


def _spans(coding: pd.DataFrame) -> list[tuple[int, int]]:
    return [
        (int(start), int(end)) for start, end in zip(coding["start"], coding["end"], strict=True)
    ]


def alpha(
    pairs: Sequence[tuple[Hashable, Hashable]],
    distance: Callable[[Hashable, Hashable], Fraction] | None = None,
) -> Fraction | None:
    """Return Krippendorff's alpha of two coders over the same cases.

    Parameters
    ----------
    pairs
        The codes that the two coders gave to each case.
    distance
        Squared difference of two codes; by default 0 for equal and 1 for unequal ones (nominal).

    Returns
    -------
    Fraction or None
        1 for full agreement, 0 for what chance gives; ``None`` where it is not defined, because
        there are fewer than two cases or all codes are the same.

    Examples
    --------
    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    Fraction(8, 15)
    """
    if len(pairs) < 2:
        return None
    pooled = Counter(code for pair in pairs for code in pair)
    total = sum(pooled.values())
    if distance is None:
        observed = Fraction(sum(a != b for a, b in pairs))
        expected = Fraction(total**2 - sum(count**2 for count in pooled.values()))
    else:
        observed = sum((distance(a, b) for a, b in pairs if a != b), Fraction(0))
        expected = sum(
            (
                2 * pooled[one] * pooled[other] * distance(one, other)
                for one, other in combinations(pooled, 2)
            ),
            Fraction(0),
        )
    if expected == 0:
        return None
    return 1 - observed / len(pairs) / (expected / (total * (total - 1)))


def _ratio_distance(a: Hashable, b: Hashable) -> Fraction:
    assert isinstance(a, Fraction) and isinstance(b, Fraction)
    return Fraction(0) if a == b else ((a - b) / (a + b)) ** 2


def agreement(
    codings: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]],
    characters: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Compare two codings of each document, column by column.

    Parameters
    ----------
    codings
        The two coding tables of each document.
    characters
        Length of each document, for the agreement on every single character; without it the last
        mention ends the text.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, all text: per document and for all together, first ``character`` (what each
        character of the text belongs to), ``mention`` (found by both), ``span`` (with the same
        span), ``kind``, then `FIGURE_COLUMNS`.  ``alpha`` is empty where it is not defined.

    Raises
    ------
    AnalysisError
        If a coding lacks a column.
    """
    cases: dict[tuple[str, Metric], dict[str, list[tuple[Hashable, Hashable]]]] = {}
    for document, (first, second) in codings.items():
        _require_columns(document, first, second)
        length = (characters or {}).get(document)
        for key, pairs in _cases(first, second, length).items():
            cases.setdefault(key, {})[document] = pairs
    rows = []
    for document in [*codings, ALL]:
        for (column, metric), by_document in cases.items():
            chosen = by_document if document == ALL else {document: by_document[document]}
            rows.append(_row(document, column, metric, chosen))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _require_columns(document: str, *codings: pd.DataFrame) -> None:
    for coding in codings:
        for column in ("start", "end", "kind", *FIGURE_COLUMNS):
            if column not in coding.columns:
                raise AnalysisError(f"a coding of {document} has no column {column!r}: add it")


def _cases(
    first: pd.DataFrame, second: pd.DataFrame, length: int | None
) -> dict[tuple[str, Metric], list[tuple[Hashable, Hashable]]]:
    alignment = align(first, second)
    rows = [text_rows(first), text_rows(second)]
    together = [(rows[0][i], rows[1][j]) for i, j in alignment.pairs]
    lone = len(alignment.only_first) + len(alignment.only_second)
    span = [((a["start"], a["end"]), (b["start"], b["end"])) for a, b in together]
    figures = [(a, b) for a, b in together if a["kind"] == b["kind"] == "figure"]
    missing: list[tuple[Hashable, Hashable]] = [("found", "missed")] * lone
    found: list[tuple[Hashable, Hashable]] = [("found", "found")] * len(together)
    cases: dict[tuple[str, Metric], list[tuple[Hashable, Hashable]]] = {
        ("character", "nominal"): _by_character(first, second, length),
        ("mention", "nominal"): found + missing,
        ("span", "nominal"): [*span, *missing],
        ("kind", "nominal"): [(a["kind"], b["kind"]) for a, b in together],
    }
    for column in FIGURE_COLUMNS:
        cases[column, "nominal"] = [(a[column], b[column]) for a, b in figures]
        if column == "value":
            cases[column, "ratio"] = list(_numbers(figures))
    return cases


def _by_character(
    first: pd.DataFrame, second: pd.DataFrame, length: int | None
) -> list[tuple[Hashable, Hashable]]:
    last = max([int(end) for coding in (first, second) for end in coding["end"]], default=0)
    size = max(last, length or 0)
    marked = []
    for coding in (first, second):
        kinds = [""] * size
        for (start, end), kind in zip(_spans(coding), coding["kind"], strict=True):
            kinds[start:end] = [str(kind)] * (end - start)
        marked.append(kinds)
    return list(zip(marked[0], marked[1], strict=True))


def _numbers(
    figures: Iterable[tuple[dict[str, str], dict[str, str]]],
) -> Iterable[tuple[Hashable, Hashable]]:
    for a, b in figures:
        one, other = parse_number(a["value"]), parse_number(b["value"])
        if one is not None and other is not None:
            yield Fraction(one), Fraction(other)


def _row(
    document: str,
    column: str,
    metric: Metric,
    cases: Mapping[str, list[tuple[Hashable, Hashable]]],
) -> dict[str, str]:
    pairs = [pair for pairs in cases.values() for pair in pairs]
    agreed = sum(a == b for a, b in pairs)
    if column in ("mention", "span"):
        result = None
    else:
        result = alpha(pairs, _ratio_distance if metric == "ratio" else None)
    return {
        "document": document,
        "column": column,
        "metric": metric,
        "cases": str(len(pairs)),
        "agreed": str(agreed),
        "share": rounded(Fraction(agreed, len(pairs)) if pairs else None),
        "alpha": rounded(result),
    }


def rounded(number: Fraction | None) -> str:
    """Write a statistic with four decimals, half to even; empty when there is none.

    Examples
    --------
    >>> rounded(Fraction(2, 3)), rounded(Fraction(-1, 2)), rounded(None)
    ('0.6667', '-0.5000', '')
    """
    if number is None:
        return ""
    scaled = round(number * 10**_DECIMALS)
    digits = str(abs(scaled)).rjust(_DECIMALS + 1, "0")
    return f"{'-' if scaled < 0 else ''}{digits[:-_DECIMALS]}.{digits[-_DECIMALS:]}"
