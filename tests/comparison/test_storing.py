"""Above six texts, pairs are stored within bounds, and the others are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from made_up_findings import A, B, C, money, pair, people

from analysis.comparison.comparison_records import LookAlike, Pair, PairCount
from analysis.comparison.storing import PER_SIDE, stored, stored_look_alikes
from analysis.language.messages import Words
from analysis.tables.codebook import FEW

MANY = FEW + 1


def names(pairs: tuple[Pair, ...]) -> list[str]:
    return [each.comparison_id for each in pairs]


def never(a: str, b: str, deciding: str, **cells: str) -> Pair:
    return pair(a, b, deciding=deciding, theme="relief", concept="people", **cells)


def loose(a: str, b: str, **cells: str) -> Pair:
    return pair(a, b, "cannot_be_decided", theme="relief", concept="people", **cells)


FIGURES = (people(A, 1, "40"), people(B, 1, "50"), people(C, 1, "60"), money(C, 2, "900"))
ONE, OTHER, THIRD, SUM = (figure.figure_id for figure in FIGURES)


def test_up_to_six_texts_every_pair_is_stored() -> None:
    pairs = (never(ONE, OTHER, "unit"), loose(ONE, THIRD))
    assert stored(pairs, FIGURES, FEW) == (pairs, ())


def test_above_what_cannot_be_compared_is_counted_by_reason() -> None:
    pairs = (
        never(ONE, OTHER, "unit"),
        loose(ONE, THIRD),
        never(OTHER, THIRD, "unit"),
        never(ONE, THIRD, "stage+unit"),
        never(ONE, SUM, "indicator"),
    )
    kept, counts = stored(pairs, FIGURES, MANY)
    assert kept == (pairs[1],)
    axis = FIGURES[0]
    shared = {
        "kind": "figure",
        "theme": "relief",
        "concept": "people",
        "city": "",
        "indicator": axis.indicator,
        "unit": axis.unit,
        "period_kind": str(axis.period.kind),
        "nature": axis.nature,
        "grade": "not_comparable",
        "result": "not_comparable",
    }
    apart = {"indicator": "", "unit": "", "period_kind": "", "nature": ""}
    assert counts == (
        PairCount(**{**shared, **apart}, deciding=("indicator",), pairs=1),  # type: ignore[arg-type]
        PairCount(**shared, deciding=("stage", "unit"), pairs=1),  # type: ignore[arg-type]
        PairCount(**shared, deciding=("unit",), pairs=2),  # type: ignore[arg-type]
    )


def test_pairs_of_one_city_and_of_ratios_are_counted_apart() -> None:
    ratios = [f"{name}.money_per_person.002+001" for name in (A, B)]
    pairs = (
        never(ONE, OTHER, "unit", city_a="linzhou", city_b="linzhou"),
        replace(never(ratios[0], ratios[1], "scheme"), concept="money_per_person"),
    )
    kept, counts = stored(pairs, FIGURES, MANY)
    assert kept == ()
    assert [(each.kind, each.city, each.axis) for each in counts] == [
        ("figure", "linzhou", ("relief_people", "人", "year", "flow")),
        ("ratio", "", ("money_per_person", "", "", "")),
    ]


def test_no_side_stands_in_more_than_four_stored_pairs_where_all_can_be_compared() -> None:
    others = [f"{B}-{number:03d}" for number in range(10, 17)]
    pairs = (
        *(loose(ONE, other) for other in others),
        *(loose(a, b) for place, a in enumerate(others) for b in others[place + 1 :]),
    )
    kept, counts = stored(pairs, FIGURES, MANY)
    assert names(kept)[:PER_SIDE] == [f"{ONE}~{other}" for other in others[:PER_SIDE]]
    sides = Counter(side for each in kept for side in (each.figure_a, each.figure_b))
    assert set(sides) == {ONE, *others}
    assert max(sides.values()) == PER_SIDE
    assert [(each.grade, each.pairs) for each in counts] == [("loose", len(pairs) - len(kept))]


def test_of_each_side_a_pair_of_its_best_grade_is_stored() -> None:
    others = [f"{B}-{number:03d}" for number in range(10, 17)]
    star = tuple(loose(ONE, other) for other in others)
    assert stored(star, FIGURES, MANY) == (star, ())  # no other pair says that they can be compared
    first, second, *rest = others
    pairs = (
        *(pair(ONE, other, "same_size", grade="strict") for other in (*rest, first)),
        loose(first, second),
        pair(OTHER, second, "same_size", grade="strict"),
    )
    kept, _ = stored(pairs, FIGURES, MANY)
    assert kept == pairs  # `first` keeps its strict pair beside the loose one


def test_the_better_grade_comes_first_then_the_same_city() -> None:
    others = [f"{B}-{number:03d}" for number in range(10, 16)]
    pairs = (
        *(loose(ONE, other, city_a="linzhou", city_b="haicheng") for other in others[:4]),
        loose(ONE, others[4], city_a="linzhou", city_b="linzhou"),
        pair(ONE, others[5], "same_size", grade="strict"),
        loose(others[2], others[3], city_a="linzhou", city_b="haicheng"),
    )
    kept, _ = stored(pairs, FIGURES, MANY)
    assert kept == (pairs[0], pairs[1], *pairs[4:])  # in the order given


def test_what_is_argued_about_is_always_stored() -> None:
    argued = replace(never(ONE, OTHER, "unit"), argument=Words(en="Why not.", zh="何故。"))
    assert stored((argued,), FIGURES, MANY) == ((argued,), ())


def test_what_is_stored_grows_with_the_figures_and_all_pairs_are_accounted_for() -> None:
    texts = [f"{A}-{number:03d}" for number in range(100, 160)]
    pairs = tuple(loose(a, b) for place, a in enumerate(texts) for b in texts[place + 1 :])
    kept, counts = stored(pairs, (), len(texts))
    assert len(pairs) == 1770
    assert len(kept) <= PER_SIDE * len(texts) // 2
    assert len(kept) + sum(each.pairs for each in counts) == len(pairs)


def alike(a: str, b: str, indicator: str = "") -> LookAlike:
    """Return like numbers of one indicator, or of another one for the second."""
    return LookAlike(
        figure_a=a,
        figure_b=b,
        document_a=a.rpartition("-")[0],
        document_b=b.rpartition("-")[0],
        literal_a="40人",
        literal_b="40人",
        indicator_a="people",
        indicator_b=indicator or "people",
        measures_a=Words(en="people", zh="人"),
        measures_b=Words(en="people", zh="人"),
        difference="period",
        difference_words=Words(en="another year", zh="年份不同"),
    )


def test_above_six_texts_a_figure_stands_in_few_look_alikes_those_of_other_things_first() -> None:
    found = (*(alike(ONE, f"elsewhere-2020-{n:03}") for n in range(9)), alike(ONE, SUM, "money"))
    assert stored_look_alikes(found, FEW) == found
    assert stored_look_alikes(found, MANY) == (*found[: PER_SIDE - 1], found[-1])
    apart = (alike(OTHER, THIRD), alike(ONE, SUM))
    assert stored_look_alikes(apart, MANY) == apart
