"""How far two independent codings of the same texts agree.

Spans are aligned first, then every coded field is compared mention by mention.  Agreement is given
as a share and as Krippendorff's alpha, which takes away what two coders would reach by chance from
the codes they used; an empty cell is a code like any other ("does not apply").  Values are compared
as numbers as well, with the ratio metric: a slip of a factor ten weighs more than one of a tenth.

Alpha is worked out here in the closed form for two coders without gaps.  The package
`krippendorff` gives the same (a test compares them), but holds units × codes × codes in memory,
which for the values of sixty texts would be tens of gigabytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import combinations
from math import fsum
from typing import Literal, TypeAlias

from analysis.coding.coding_records import Agreement, CodedMention
from analysis.intervals import parse_number
from analysis.tables import schema

Metric: TypeAlias = Literal["nominal", "ratio"]
_Pair: TypeAlias = tuple[Hashable, Hashable]
"""What the two coders gave to one case."""

ALL = "all"
"""Name of the rows that take all documents together."""

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which mentions of two codings belong together.

    Attributes
    ----------
    pairs
        Places (in the first coding, in the second) of mentions that overlap, best overlap first
        come, each at most once, in the order of the text.
    only_first, only_second
        Places of mentions that the other coding lacks.
    """

    pairs: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]


def align(first: Sequence[CodedMention], second: Sequence[CodedMention]) -> Alignment:
    """Align the mentions of two codings of one document by the characters they share."""
    overlaps = sorted(_overlaps(first, second), key=lambda each: (-each[0], each[1], each[2]))
    used_first: set[int] = set()
    used_second: set[int] = set()
    pairs = []
    for _, i, j in overlaps:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            pairs.append((i, j))
    return Alignment(
        tuple(sorted(pairs)),
        tuple(i for i in range(len(first)) if i not in used_first),
        tuple(j for j in range(len(second)) if j not in used_second),
    )


def _overlaps(
    first: Sequence[CodedMention], second: Sequence[CodedMention]
) -> Iterator[tuple[Fraction, int, int]]:
    """Yield the share of characters that two mentions have in common, with their places."""
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            if a.overlaps(b.start, b.end):
                common = min(a.end, b.end) - max(a.start, b.start)
                longest = max(a.end, b.end) - min(a.start, b.start)
                yield Fraction(common, longest), i, j


def alpha(pairs: Sequence[_Pair], metric: Metric = "nominal") -> float | None:
    """Return Krippendorff's alpha of two coders over the same cases.

    Parameters
    ----------
    pairs
        The codes that the two coders gave to each case; numbers for the ratio metric.
    metric
        ``nominal``: codes are equal or not; ``ratio``: the squared difference of two numbers, as a
        share of their sum.

    Returns
    -------
    float or None
        1 for full agreement, 0 for what chance gives; ``None`` where it is not defined, because
        there are fewer than two cases or all codes are the same.

    References
    ----------
    K. Krippendorff, Content Analysis, chapter 12.

    Examples
    --------
    >>> round(alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 4)
    0.5333
    """
    if len(pairs) < 2:
        return None
    pooled = Counter(code for pair in pairs for code in pair)
    total = 2 * len(pairs)
    if metric == "nominal":
        observed: float = sum(a != b for a, b in pairs)
        expected: float = total**2 - sum(count**2 for count in pooled.values())
    else:
        observed = fsum(_ratio_distance(a, b) for a, b in pairs)
        expected = fsum(
            2 * pooled[a] * pooled[b] * _ratio_distance(a, b) for a, b in combinations(pooled, 2)
        )
    if expected == 0:
        return None
    return 1 - observed * total * (total - 1) / (len(pairs) * expected)


def _ratio_distance(a: Hashable, b: Hashable) -> float:
    one, other = float(a), float(b)  # type: ignore[arg-type]
    return 0.0 if one == other else ((one - other) / (one + other)) ** 2


def agreement(
    codings: Mapping[str, tuple[Sequence[CodedMention], Sequence[CodedMention]]],
    characters: Mapping[str, int] | None = None,
) -> list[Agreement]:
    """Compare two codings of each document, field by field.

    Parameters
    ----------
    codings
        The two codings of each document.
    characters
        Length of each document, for the agreement on every single character; without it the last
        mention ends the text.

    Returns
    -------
    list of Agreement
        Per document and for all together, first ``character`` (what each character of the text
        belongs to), ``mention`` (found by both), ``span`` (with the same span), ``kind``, then the
        fields of `schema.CODED`.  ``alpha`` is empty where it is not defined.
    """
    cases: dict[tuple[str, Metric], dict[str, list[_Pair]]] = {}
    for document, (first, second) in codings.items():
        length = (characters or {}).get(document)
        for key, pairs in _cases(first, second, length).items():
            cases.setdefault(key, {})[document] = pairs
    return [
        _row(document, column, metric, chosen)
        for document in [*codings, ALL]
        for (column, metric), by_document in cases.items()
        for chosen in [by_document if document == ALL else {document: by_document[document]}]
    ]


def _cases(
    first: Sequence[CodedMention], second: Sequence[CodedMention], length: int | None
) -> dict[tuple[str, Metric], list[_Pair]]:
    alignment = align(first, second)
    together = [(first[i], second[j]) for i, j in alignment.pairs]
    lone = len(alignment.only_first) + len(alignment.only_second)
    figures = [(a, b) for a, b in together if a.is_figure and b.is_figure]
    missing: list[_Pair] = [("found", "missed")] * lone
    found: list[_Pair] = [("found", "found")] * len(together)
    cases: dict[tuple[str, Metric], list[_Pair]] = {
        ("character", "nominal"): _by_character(first, second, length),
        ("mention", "nominal"): found + missing,
        ("span", "nominal"): [*((a.span, b.span) for a, b in together), *missing],
        ("kind", "nominal"): [(a.kind, b.kind) for a, b in together],
    }
    for field in schema.CODED:
        written = [(a.coded[field.name], b.coded[field.name]) for a, b in figures]
        cases[field.name, "nominal"] = list(written)
        if field.name == "value":
            cases[field.name, "ratio"] = list(_numbers(written))
    return cases


def _by_character(
    first: Sequence[CodedMention], second: Sequence[CodedMention], length: int | None
) -> list[_Pair]:
    last = max((mention.end for mention in (*first, *second)), default=0)
    size = max(last, length or 0)
    marked = []
    for coding in (first, second):
        kinds = [""] * size
        for mention in coding:
            kinds[mention.start : mention.end] = [mention.kind] * (mention.end - mention.start)
        marked.append(kinds)
    return list(zip(marked[0], marked[1], strict=True))


def _numbers(written: Iterable[tuple[str, str]]) -> Iterator[_Pair]:
    for a, b in written:
        one, other = parse_number(a), parse_number(b)
        if one is not None and other is not None:
            yield Fraction(one), Fraction(other)


def _row(
    document: str, column: str, metric: Metric, cases: Mapping[str, Sequence[_Pair]]
) -> Agreement:
    pairs = [pair for pairs in cases.values() for pair in pairs]
    agreed = sum(a == b for a, b in pairs)
    result = None if column in ("mention", "span") else alpha(pairs, metric)
    share = Decimal(agreed) / Decimal(len(pairs)) if pairs else None
    return Agreement(
        document,
        column,
        metric,
        len(pairs),
        agreed,
        None if share is None else rounded_share(share),
        None if result is None else rounded_share(Decimal(result)),
    )


def rounded_share(number: Decimal) -> Decimal:
    """Return a statistic with four decimals, half to even.

    Examples
    --------
    >>> str(rounded_share(Decimal(2) / Decimal(3))), str(rounded_share(Decimal("-0.5")))
    ('0.6667', '-0.5000')
    """
    return number.quantize(_PLACES, ROUND_HALF_EVEN)
