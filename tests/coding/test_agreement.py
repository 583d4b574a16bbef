"""Agreement of two codings: alignment, shares and Krippendorff's alpha."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding import raw
from analysis.coding.agreement import ALL, agreement, align, alpha, rounded_share
from analysis.coding.coding_records import Agreement, CodedMention
from analysis.tables import schema


def mention(start: int, end: int, kind: str = "figure", **cells: str) -> CodedMention:
    """Return what a coder says of one numeral; cells that are not given are empty."""
    coded = {field.name: cells.get(field.name, "") for field in schema.CODED}
    return CodedMention("wuyou-2018", start, end, "x" * (end - start), kind, coded)


def coding(*mentions: CodedMention) -> tuple[CodedMention, ...]:
    return mentions


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
    assert value is not None and str(rounded_share(Decimal(value))) == "0.0952"


def test_alpha_of_the_textbook_nominal_example() -> None:
    """Twelve articles, five codes, two observers (Krippendorff 2011, section B): 0.692."""
    value = alpha(list(zip("aabbdcccedda", "babbbccceddd", strict=True)))
    assert value is not None and str(rounded_share(Decimal(value))) == "0.6920"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1),
        ([("a", "b"), ("b", "a")], -0.5),
        ([("a", "a"), ("a", "a")], None),
        ([("a", "b")], None),
        ([], None),
    ],
)
def test_alpha_at_its_ends(pairs: list[tuple[str, str]], expected: float | None) -> None:
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
    rows = agreement({"one": (first, second), "two": (first, first)}, {"one": 40})
    found = {(row.document, row.column, row.metric): row for row in rows}
    counts = {key: (row.cases, row.agreed) for key, row in found.items()}
    assert counts["one", "mention", "nominal"] == (4, 3)
    assert counts["one", "span", "nominal"] == (4, 2)
    assert counts["one", "kind", "nominal"] == (3, 2)
    assert counts["one", "value", "nominal"] == (2, 1)
    assert str(found["one", "value", "nominal"].share) == "0.5000"
    assert str(found["one", "unit", "nominal"].alpha) == "1.0000"
    assert counts["one", "character", "nominal"][0] == 40
    assert counts["two", "character", "nominal"][0] == 10
    assert str(found["two", "value", "ratio"].alpha) == "1.0000"
    assert found["two", "scheme", "nominal"].alpha is None
    assert counts[ALL, "unit", "nominal"][0] == 4
    assert list(dict.fromkeys(row.document for row in rows)) == ["one", "two", ALL]


def test_values_are_asked_for_only_where_both_coders_see_a_figure() -> None:
    first = coding(mention(0, 3, value="100"), mention(5, 7, value="20"))
    second = coding(mention(0, 3, value="100"), mention(5, 7, "name"))
    found = {(row.document, row.column): row for row in agreement({"one": (first, second)})}
    assert (found["one", "kind"].cases, found["one", "kind"].agreed) == (2, 1)
    assert (found["one", "unit"].cases, found["one", "unit"].agreed) == (1, 1)


def test_every_declared_field_of_a_coding_is_compared() -> None:
    compared = {row.column for row in agreement({"d": (coding(mention(0, 1)),) * 2})}
    assert {field.name for field in schema.CODED} < compared


def test_ratio_metric_weighs_a_factor_ten_more_than_a_tenth() -> None:
    base = [mention(10 * i, 10 * i + 2, value=str(10**i)) for i in range(1, 5)]
    shifted = {}
    for name, value in (("tenth", "11"), ("tenfold", "100")):
        other = [mention(10, 12, value=value), *base[1:]]
        (row,) = (
            row
            for row in agreement({"d": (base, other)})
            if (row.metric, row.document) == ("ratio", "d")
        )
        assert row.alpha is not None
        shifted[name] = row.alpha
    assert shifted["tenfold"] < shifted["tenth"] < 1


def test_touching_spans_do_not_overlap() -> None:
    assert not mention(0, 4).overlaps(4, 6)
    assert align(coding(mention(0, 4)), coding(mention(4, 6))).pairs == ()


def test_no_document_coded_twice_gives_no_rows() -> None:
    assert agreement({}) == []


def test_alpha_is_that_of_the_package_on_the_real_codings() -> None:
    krippendorff = pytest.importorskip("krippendorff", reason="krippendorff is not installed")
    data = raw.load_raw()
    compared = 0
    for first, second in data.codings().values():
        pairs = align(first, second).pairs
        for field in schema.CODED:
            cells = [(first[i].coded[field.name], second[j].coded[field.name]) for i, j in pairs]
            if len({cell for pair in cells for cell in pair}) < 2:
                continue
            codes = sorted({cell for pair in cells for cell in pair})
            numbers = [[codes.index(cell) for cell in row] for row in zip(*cells, strict=True)]
            theirs = krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal")
            ours = alpha(cells)
            assert ours is not None and ours == pytest.approx(theirs, abs=5e-5), field.name
            compared += 1
    assert compared


def test_an_agreement_is_written_with_its_four_digits() -> None:
    row = Agreement("all", "unit", "nominal", 3, 3, rounded_share(Decimal(1)), None)
    assert str(row.share) == "1.0000"
