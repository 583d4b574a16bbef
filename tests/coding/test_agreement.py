"""Agreement of two codings: alignment, shares and Krippendorff's alpha."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.agreement import ALL, COLUMNS, FIGURE_COLUMNS, agreement, align, alpha, rounded
from analysis.errors import AnalysisError


def coding(*rows: dict[str, str]) -> pd.DataFrame:
    """Return a coding table; cells that are not given are empty."""
    columns = ["start", "end", "kind", *FIGURE_COLUMNS]
    return pd.DataFrame([{c: row.get(c, "") for c in columns} for row in rows], columns=columns)


def mention(start: int, end: int, kind: str = "figure", **cells: str) -> dict[str, str]:
    return {"start": str(start), "end": str(end), "kind": kind, **cells}


def test_alignment_prefers_the_better_overlap() -> None:
    first = coding(mention(0, 4), mention(10, 14), mention(20, 22))
    second = coding(mention(0, 4), mention(9, 11), mention(11, 14), mention(30, 31))
    alignment = align(first, second)
    assert alignment.pairs == ((0, 0), (1, 2))
    assert alignment.only_first == (2,)
    assert alignment.only_second == (1, 3)


def test_alpha_of_the_textbook_binary_example() -> None:
    """Ten articles, two observers (Krippendorff 2011, section A): alpha = 0.095."""
    first, second = "0100000000", "1110010100"
    value = alpha(list(zip(first, second, strict=True)))
    assert value is not None and rounded(value) == "0.0952"


def test_alpha_of_the_textbook_nominal_example() -> None:
    """Twelve articles, five codes, two observers (Krippendorff 2011, section B): 0.692."""
    value = alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True)))
    assert value is not None and rounded(value) == "0.6920"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], Fraction(1)),
        ([("a", "b"), ("b", "a")], Fraction(-1, 2)),
        ([("a", "a"), ("a", "a")], None),
        ([("a", "b")], None),
        ([], None),
    ],
)
def test_alpha_at_its_ends(pairs: list[tuple[str, str]], expected: Fraction | None) -> None:
    assert alpha(pairs) == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=20))
def test_alpha_does_not_depend_on_order_or_coder(pairs: list[tuple[str, str]]) -> None:
    value = alpha(pairs)
    assert value == alpha(pairs[::-1]) == alpha([(b, a) for a, b in pairs])
    if value is not None:
        assert -1 <= value <= 1
        assert (value == 1) == all(a == b for a, b in pairs)


def test_agreement_per_column_document_and_overall() -> None:
    first = coding(
        mention(0, 3, value="100", unit="人"),
        mention(5, 7, value="20", unit="家"),
        mention(9, 10, "other"),
    )
    second = coding(
        mention(0, 3, value="100", unit="人"),
        mention(5, 8, value="2", unit="家"),
        mention(9, 10, "name"),
        mention(12, 13, value="1"),
    )
    frame = agreement({"one": (first, second), "two": (first, first)}, {"one": 40})
    assert tuple(frame.columns) == COLUMNS
    cell = frame.set_index(["document", "column", "metric"])
    assert cell.loc[("one", "mention", "nominal"), ["cases", "agreed"]].tolist() == ["4", "3"]
    assert cell.loc[("one", "span", "nominal"), ["cases", "agreed"]].tolist() == ["4", "2"]
    assert cell.loc[("one", "kind", "nominal"), ["cases", "agreed"]].tolist() == ["3", "2"]
    assert cell.loc[("one", "value", "nominal"), "share"] == "0.5000"
    assert cell.loc[("one", "unit", "nominal"), "alpha"] == "1.0000"
    assert cell.loc[("one", "character", "nominal"), "cases"] == "40"
    assert cell.loc[("two", "character", "nominal"), "cases"] == "10"
    assert cell.loc[("two", "value", "ratio"), "alpha"] == "1.0000"
    assert cell.loc[("two", "scheme", "nominal"), "alpha"] == ""
    assert cell.loc[(ALL, "unit", "nominal"), "cases"] == "4"
    assert list(frame["document"].unique()) == ["one", "two", ALL]


def test_ratio_metric_weighs_a_factor_ten_more_than_a_tenth() -> None:
    base = [mention(10 * i, 10 * i + 2, value=str(10**i)) for i in range(1, 5)]
    shifted = {}
    for name, value in (("tenth", "11"), ("tenfold", "100")):
        other = [{**base[0], "value": value}, *base[1:]]
        frame = agreement({"d": (coding(*base), coding(*other))})
        row = frame[(frame["metric"] == "ratio") & (frame["document"] == "d")]
        shifted[name] = Fraction(row["alpha"].iloc[0])
    assert shifted["tenfold"] < shifted["tenth"] < 1


def test_a_missing_column_is_named() -> None:
    broken = coding(mention(0, 1)).drop(columns="route")
    with pytest.raises(AnalysisError, match="no column 'route'"):
        agreement({"d": (broken, broken)})


def test_no_document_coded_twice_gives_an_empty_table() -> None:
    table = agreement({})
    assert table.empty
    assert list(table.columns) == list(COLUMNS)
