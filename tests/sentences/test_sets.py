"""Sets: rows by a written rule, what is computed over them, and the rule read again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from made_up_findings import A, B, C, evidence, graded, money, pair, people

from analysis.comparison.comparison_records import PairCount
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language.messages import Words, text
from analysis.sentences.sets import (
    Conditions,
    Scope,
    holding,
    lengthened,
    name_forms,
    named,
    one_of,
    other_than,
    rows_by_rule,
    same_as,
    shortened,
    unlike,
)
from analysis.tables.schema import TableSchema
from analysis.tables.store import cells_of

COUNTED = PairCount(
    *("figure", "relief", "relief_money", "", "", "", "", "", "loose", "not_comparable"), (), 1
)
NAME = Words(en="figures", zh="数字")


def figures() -> tuple[Figure, ...]:
    """Return four figures of three texts: one hedged, one said twice, one that is a range."""
    rows = [
        money(A, 1, "500", bound="at_least"),
        money(A, 2, "700", duplicate_of=f"{A}-001"),
        people(B, 1, "30"),
        people(C, 3, "40", hedge="近+余"),
    ]
    return evidence(*rows).figures


EVERY = figures()


def test_a_rule_is_written_as_it_chooses() -> None:
    scope = Scope.of("observations", NAME, duplicate_of="", bound=other_than("exact"))
    assert scope.rule == "observations where duplicate_of = '' and bound != 'exact'"
    assert scope.take(EVERY).ids == (f"{A}-001",)


@pytest.mark.parametrize(
    ("wanted", "written", "numbers"),
    [
        ({}, "", [0, 1, 2, 3]),
        ({"document": A}, " where document = 'linzhou-2018'", [0, 1]),
        ({"document": other_than(A)}, " where document != 'linzhou-2018'", [2, 3]),
        (
            {"document": one_of([A, B])},
            " where document in ('linzhou-2018', 'linzhou-2021')",
            [0, 1, 2],
        ),
        (
            {"document": other_than(A, B)},
            " where document not in ('linzhou-2018', 'linzhou-2021')",
            [3],
        ),
        ({"hedge": holding("余")}, " where hedge has '余'", [3]),
        ({"period_start": same_as("period_end")}, " where period_start = period_end", []),
        ({"period_start": unlike("period_end")}, " where period_start != period_end", [0, 1, 2, 3]),
    ],
    ids=["all", "one", "another", "some", "others", "member", "same column", "other column"],
)
def test_a_rule_means_the_same_to_those_who_read_it(
    wanted: dict[str, Conditions], written: str, numbers: list[int]
) -> None:
    def rows_of(table: TableSchema) -> list[list[str]]:
        return [cells_of(figure.values(), table) for figure in EVERY]

    scope = Scope.of("observations", NAME, **wanted)
    ids = [EVERY[number].figure_id for number in numbers]
    assert scope.rule == f"observations{written}"
    assert list(scope.take(EVERY).ids) == ids
    assert rows_by_rule(scope.rule, rows_of) == ids


@pytest.mark.parametrize(
    "rule",
    ["nowhere", "observations where", "observations where town = 'x'", "observations where value"],
)
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(AnalysisError, match="names no set"):
        rows_by_rule(rule, lambda table: [])


def test_measures_are_written_with_what_they_come_to() -> None:
    own = Scope.of("observations", NAME).take(EVERY)
    shares = own.shares("document", duplicate_of="")
    measures = [
        own.count(),
        own.count(bound="exact", duplicate_of=""),
        own.distinct("document"),
        own.values("duplicate_of"),
        own.values("city", document=C),
        own.total("value"),
        own.counts("document"),
        shares,
        own.most(shares),
        own.least(shares),
    ]
    assert [str(measure) for measure in measures] == [
        "count() = 4",
        "count(bound = 'exact' and duplicate_of = '') = 2",
        "distinct(document) = 3",
        "values(duplicate_of) = linzhou-2018-001",
        "values(city where document = 'haicheng-2019') = haicheng",
        "total(value) = 1270",
        "count() by document = haicheng-2019: 1, linzhou-2018: 2, linzhou-2021: 1",
        "share(duplicate_of = '') by document = haicheng-2019: 1, linzhou-2018: 0.5, "
        "linzhou-2021: 1",
        "most(share(duplicate_of = '') by document) = haicheng-2019, linzhou-2021",
        "least(share(duplicate_of = '') by document) = linzhou-2018",
    ]
    assert shares.value == {C: Fraction(1), A: Fraction(1, 2), B: Fraction(1)}


def test_a_measure_is_taken_as_what_it_is() -> None:
    own = Scope.of("observations", NAME).take(EVERY)
    assert own.count().n == 4
    assert own.values("city").codes == ("haicheng", "linzhou")
    with pytest.raises(AnalysisError, match="no whole number"):
        _ = own.values("city").n
    with pytest.raises(AnalysisError, match="no list of codes"):
        _ = own.count().codes
    with pytest.raises(AnalysisError, match="no number for each"):
        own.most(own.count())


def test_nothing_is_a_result_as_well() -> None:
    own = Scope.of("observations", NAME, document="nowhere-2020").take(EVERY)
    assert len(own) == 0
    assert str(own.values("city")) == "values(city) = nothing"
    assert str(own.counts("city")) == "count() by city = nothing"


def test_a_part_of_a_set_has_the_names_of_both() -> None:
    part = Scope.of("observations", NAME, document=A).where(Words(en="exact", zh="确数"), unit="元")
    assert part.rule == "observations where document = 'linzhou-2018' and unit = '元'"
    assert text(part.name, "en") == "figures, exact"
    assert part.called(NAME).names == (NAME,)


def test_what_is_no_set_is_refused() -> None:
    with pytest.raises(AnalysisError, match="no such table is published"):
        Scope.of("figures", NAME)
    with pytest.raises(AnalysisError, match="no such table is published"):
        Scope.of("towns", NAME)
    with pytest.raises(AnalysisError, match="there is no column 'town'"):
        Scope.of("observations", NAME, town="x")
    with pytest.raises(AnalysisError, match="cannot stand in its rule"):
        Scope.of("observations", NAME, unit="it's")
    with pytest.raises(AnalysisError, match="it needs a name"):
        Scope.of("observations")
    with pytest.raises(AnalysisError, match="was given a record of observations"):
        Scope.of("comparisons", NAME).take(EVERY)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ([], ()),
        (["a-001", "a-002"], ("a-001", "a-002")),
        (["a-008", "a-009", "a-010", "a-012"], ("a-008..010", "a-012")),
        (["a-001", "b-002", "b-003", "b-004"], ("a-001", "b-002..004")),
        (["a-998", "a-999", "a-1000"], ("a-998", "a-999", "a-1000")),
        (["x.share.1-2", "a:b"], ("x.share.1-2", "a:b")),
    ],
)
def test_runs_of_numbers_are_shortened_and_lengthened(
    long: list[str], short: tuple[str, ...]
) -> None:
    assert shortened(long) == short
    assert list(lengthened(short)) == long


def test_a_set_is_called_by_its_name_for_one_and_for_many() -> None:
    assert name_forms(named("different"), "en") == ("different figures", "different figure")
    assert name_forms(named("different"), "zh") == ("不同数字",)
    assert name_forms(NAME, "en") == ("figures",)


def test_members_of_lists_are_counted_one_by_one() -> None:
    own = Scope.of("observations", NAME).take(EVERY)
    assert str(own.members("hedge")) == "members(hedge) = 余: 1, 近: 1"


def test_the_larger_side_of_a_pair_lies_wholly_above_the_other() -> None:
    a, b = money(A, 1, "5"), money(B, 1, "7")
    scope = Scope.of("comparisons", NAME)
    assert str(scope.take([graded(a, b)]).larger()) == f"larger() = {B}-001"
    assert str(scope.take([graded(b, a)]).larger()) == f"larger() = {B}-001"
    assert str(scope.take([graded(a, a)]).larger()) == "larger() = nothing"
    assert str(scope.take([pair(f"{A}-001", f"{B}-001")]).larger()) == "larger() = nothing"


def test_a_set_may_have_rows_of_several_tables() -> None:
    scope = Scope.of("comparisons + pair-counts", NAME, result="side_by_side")
    stored = pair(f"{A}-001", f"{B}-001", "side_by_side")
    counted = replace(COUNTED, result="side_by_side", pairs=5)
    own = scope.take([stored, counted, replace(COUNTED, pairs=7)])
    assert scope.rule == "comparisons + pair-counts where result = 'side_by_side'"
    assert str(own.total("pairs")) == "total(pairs) = 6"

    def rows_of(table: TableSchema) -> list[list[str]]:
        return [cells_of(each.values(), table) for each in own.records if table == each.TABLE]

    assert rows_by_rule(scope.rule, rows_of) == list(own.ids)
    with pytest.raises(AnalysisError, match="there is no column 'pairs'"):
        Scope.of("comparisons + pair-counts", NAME, pairs="1")


def test_a_number_divided_by_another_one_of_the_set() -> None:
    own = Scope.of("observations", NAME).take(EVERY)
    twice = own.quotient("value", f"{A}-002", f"{A}-001")
    assert (twice.expression, twice.value) == (
        f"quotient(value: {A}-002 / {A}-001)",
        Fraction(7, 5),
    )
    assert str(twice).endswith(" = 1.4")
    for missing in (f"{C}-009", ""):
        with pytest.raises(AnalysisError, match=f"{missing} has no value"):
            own.quotient("value", f"{A}-001", missing)


def test_nothing_divides() -> None:
    own = Scope.of("observations", NAME).take(evidence(money(A, 1, "5"), money(A, 2, "0")).figures)
    with pytest.raises(AnalysisError, match=f"{A}-002 is nothing to divide by"):
        own.quotient("value", f"{A}-001", f"{A}-002")


def test_members_in_a_key_are_joined_by_another_sign_than_inputs() -> None:
    several = replace(COUNTED, deciding=("unit", "stage"))
    own = Scope.of("pair-counts", NAME).take([several])
    (name,) = own.ids
    assert name.endswith("/unit&stage") and "+" not in name
    assert rows_by_rule("pair-counts", lambda table: [cells_of(several.values(), table)]) == [name]
