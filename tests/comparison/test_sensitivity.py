"""Does a result survive other readings?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from made_up_rules import (
    CODEBOOK,
    ONE,
    OTHER,
    RULES,
    Row,
    chinese,
    codebook,
    english,
    figures,
    row,
    said,
)

from analysis.coding.coding_records import Correction, GradeArgument
from analysis.comparison import sensitivity as module
from analysis.comparison.comparison_records import Trial
from analysis.comparison.derived import derive
from analysis.comparison.grading import period_effect
from analysis.comparison.pairs import compare_figures
from analysis.comparison.sensitivity import corrected, sensitivity, variants
from analysis.figures.figure import with_lengths
from analysis.intervals import Interval
from analysis.tables.codebook import Codebook

WORDS = said("evidence", "依据")


def argued(name: str, value: int) -> Correction:
    """Return a likely value that is argued for a figure."""
    return Correction(name, "", "", "", WORDS, WORDS, Fraction(value), WORDS)


def tried(
    *rows: Row,
    corrections: Iterable[Correction] = (),
    arguments: Iterable[GradeArgument] = (),
    book: Codebook = CODEBOOK,
) -> dict[str, Trial]:
    """Return the trials of the one finding of made-up texts by variant."""
    known = figures(*rows, book=book)
    derived = derive(known, book, RULES)
    pairs = compare_figures(known, derived, book, RULES, arguments=arguments)
    found = sensitivity(known, derived, pairs, book, RULES, corrections, arguments)
    assert len({each.comparison_id for each in found}) <= 1
    return {each.variant: each for each in found}


NEARLY = row(11, "近700件", "disputes", bound="nearly", hedge="近")
FEWER = row(11, "400件", "disputes", document=OTHER)


def test_every_finding_is_tried_in_every_way() -> None:
    found = tried(NEARLY, FEWER, corrections=[argued(f"{OTHER}-011", 680)])
    assert list(found) == [variant.code for variant in variants()][:-1]
    results = {name: each.variant_result for name, each in found.items()}
    assert results == {
        "asserted_limits": "cannot_be_decided",
        "narrow_margin": "texts_differ",
        "wide_margin": "texts_differ",
        "complete_years": "texts_differ",
        "half_year_missing": "texts_differ",
        "likely_corrections": "same_size",
    }
    for trial in found.values():
        assert trial.result == "texts_differ"
        assert trial.survives == (trial.variant_result == "texts_differ")


def test_pairs_that_are_not_comparable_are_not_tried() -> None:
    assert not tried(NEARLY, {**FEWER, "level": "county"})


def test_pairs_that_only_another_length_would_let_stand_together_are_not_tried() -> None:
    review = {"period_start": "2015-01-01", "period_basis": "assumed"}
    rows = (
        row(11, "1000件", "disputes", **review),
        row(11, "3900件", "disputes", document=OTHER, **review),
    )
    book = codebook(haicheng_2019=date(2019, 4, 1))
    known = figures(*rows, book=book)
    (pair,) = compare_figures(known, (), book, RULES)
    assert pair.result == "not_comparable"
    complete = next(each for each in variants() if each.code == "complete_years")
    assert complete.periods is not None
    longer = with_lengths(known, book.documents, complete.periods)
    assert period_effect(*longer) == "loose"  # the lengths alike: it would be graded anew
    assert not tried(*rows, book=book)


def test_margins_are_named_by_their_numbers() -> None:
    words = {variant.code: variant.words for variant in variants()}
    assert english(words["narrow_margin"]) == (
        "a stricter margin (a factor of 1.1; 3 points for percentages)"
    )
    assert chinese(words["wide_margin"]) == "界线放宽到1.5倍（比率为10个百分点）"


def test_a_pair_is_told_the_margin_of_its_own_numbers() -> None:
    counts = tried(row(11, "600件", "disputes"), row(11, "500件", "disputes", document=OTHER))
    assert english(counts["narrow_margin"].variant_words) == "a stricter margin (a factor of 1.1)"
    assert chinese(counts["wide_margin"].variant_words) == "界线放宽到1.5倍"
    (wide,) = (variant for variant in variants() if variant.code == "wide_margin")
    known = figures(row(11, "600件", "disputes"), row(11, "500件", "disputes", document=OTHER))
    (made,) = compare_figures(known, (), CODEBOOK, RULES)
    assert english(wide.words_for(replace(made, margin="points 5"))) == (
        "a wider margin (10 percentage points)"
    )
    assert chinese(wide.words_for(replace(made, margin="points 5"))) == "界线放宽到10个百分点"
    assert wide.words_for(replace(made, margin="")) == wide.words


def test_margins_change_the_result() -> None:
    found = tried(row(11, "600件", "disputes"), row(11, "500件", "disputes", document=OTHER))
    assert found["narrow_margin"].result == "same_size"
    assert found["narrow_margin"].variant_result == "texts_differ"
    assert found["wide_margin"].variant_result == "same_size"


def test_other_lengths_of_a_review_change_its_average() -> None:
    rows = (
        row(11, "1000件", "disputes"),
        row(11, "3900件", "disputes", document=OTHER, period_start="2015-01-01"),
    )
    found = tried(*rows, book=codebook(haicheng_2019=date(2019, 4, 1)))
    assert found["complete_years"].result == "cannot_be_decided"
    assert found["complete_years"].variant_result == "texts_differ"
    assert found["half_year_missing"].survives


def test_the_other_grade_is_tried_where_one_is_argued_about() -> None:
    rows = (
        row(11, "900件", "disputes", route="lawyers"),
        row(12, "400件", "disputes", document=OTHER),
    )
    names = f"{ONE}-011", f"{OTHER}-012"
    found = tried(*rows, arguments=[GradeArgument(*names, "loose", "strict", WORDS)])
    assert found["other_grade"].variant_result == "texts_differ"
    assert [name for name, each in found.items() if not each.survives] == ["other_grade"]
    assert list(found) == ["other_grade"]  # nothing else can change what stands side by side
    forbidden = GradeArgument(*names, "loose", "not_comparable", WORDS)
    found = tried(*rows, arguments=[forbidden])
    assert found["other_grade"].result == "side_by_side"
    assert found["other_grade"].variant_result == "not_comparable"
    assert not tried(*rows)


def test_the_other_grade_is_tried_where_the_rule_forbids_the_comparison() -> None:
    rows = NEARLY, {**FEWER, "level": "county"}
    names = f"{ONE}-011", f"{OTHER}-011"
    found = tried(*rows, arguments=[GradeArgument(*names, "not_comparable", "loose", WORDS)])
    assert {name: each.variant_result for name, each in found.items()} == {
        "other_grade": "side_by_side"
    }


def test_a_loose_pair_is_tried_where_another_reading_grades_it_anew() -> None:
    rows = (
        row(11, "9000元", "gift_money", tier="supporting", scheme="sick_fund"),
        row(12, "10人", "people_helped", tier="supporting", scheme="sick_fund"),
        row(11, "5000元", "gift_money", document=OTHER, tier="supporting"),
        row(12, "10人", "people_helped", document=OTHER, tier="supporting"),
    )
    assert not tried(*rows)


def test_a_ratio_is_derived_anew_from_argued_values() -> None:
    rows = (
        row(11, "9000元", "gift_money", tier="supporting"),
        row(12, "10人", "people_helped", tier="supporting"),
        row(11, "5000元", "gift_money", document=OTHER, tier="supporting"),
        row(12, "10人", "people_helped", document=OTHER, tier="supporting"),
    )
    found = tried(*rows, corrections=[argued(f"{OTHER}-011", 9000)])
    assert found["likely_corrections"].result == "texts_differ"
    assert found["likely_corrections"].variant_result == "same_size"
    assert found["wide_margin"].survives


def test_only_texts_with_argued_values_are_derived_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    def watched(known: Iterable[object], *args: object) -> object:
        figures_ = list(known)
        seen.append({each.document for each in figures_})  # type: ignore[attr-defined]
        return derive(figures_, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(module, "derive", watched)
    tried(NEARLY, FEWER, corrections=[argued(f"{OTHER}-011", 680)])
    assert seen == [{OTHER}]


def test_argued_values_stand_for_the_printed_ones_and_reach_the_parts() -> None:
    known = figures(
        row(11, "400件", "disputes"),
        row(12, "约60件", "settled", part_of="11", bound="about", hedge="约"),
        row(21, "7件", "disputes"),
    )
    changed = corrected(known, [argued(f"{ONE}-011", 80)])
    assert changed[0].value == 80 and changed[0].limits.asserted == Interval.point(80)
    assert (changed[0].literal, changed[0].status) == ("80", "as_printed")
    assert changed[1].limits.asserted == Interval.between(0, 80)
    assert changed[2] is known[2]
    assert corrected(known, []) == known
