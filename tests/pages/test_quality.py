"""How sure the data are, and the two codings compared, in both languages."""

from __future__ import annotations

from dataclasses import replace

import made_up_town as town
import pytest
from made_up_town import (
    A,
    B,
    agreement,
    correction,
    coverage,
    disagreement,
    figure,
    finding,
    labels,
)

from analysis.coding.coding_records import CodedBy
from analysis.errors import AnalysisError
from analysis.language.messages import Link
from analysis.pages import (
    DECLARED,
    agreement_groups_table,
    agreement_table,
    coders,
    disagreements_table,
    findings_list,
)
from analysis.pages.quality import column_groups, sureness
from analysis.show.content import plain_content
from analysis.tables.schema import CODED

COUNTS = [coverage(A, "relief", 10, 8, 5, 3, 1), coverage(B, "relief", 2, 2, 1, 1, 0)]
EACH = [agreement("mention", 1, 1, document=document) for document in (A, B)]
AGREED = [*EACH, agreement("mention", 5, 5), agreement("value", 4, 4), agreement("unit", 4, 4)]
DIFFER = [*EACH, agreement("mention", 5, 4), agreement("value", 4, 3), agreement("unit", 4, 3)]


@pytest.mark.parametrize(
    ("language", "agreed", "said"),
    [
        (
            "en",
            AGREED,
            "Every text was coded twice, separately. Both codings found the same 5 numerals. They "
            "gave the same value to each of the 4 figures. All 4 further cells are the same.",
        ),
        (
            "zh",
            AGREED,
            "每篇文章各编码两次，互不参照。两次编码找到的5处数词完全相同。4个数字的数值全部一致。"
            "其余4格全部相同。",
        ),
        (
            "en",
            DIFFER,
            "Every text was coded twice, separately. Of 5 numerals both codings found 4. They gave "
            "the same value to 3 of 4 figures. Of 4 further cells they differ on 1; most often on "
            "unit (1). What was settled where they differ stands in the table of differences "
            "below, which also holds cells on which characters a figure takes up.",
        ),
        (
            "zh",
            DIFFER,
            "每篇文章各编码两次，互不参照。5处数词中，两次编码都找到的有4处。4个数字中，数值相同的"
            "有3个。其余4格中有1格不同，最多的是单位（1）。不一致的地方最后怎样定稿，见下面的差异"
            "表；表中还有数字起止字符的分歧。",
        ),
    ],
)
def test_how_far_codings_agree_is_said_in_words(
    language: str, agreed: list[town.Agreement], said: str
) -> None:
    differing = [disagreement("unit", "人", "名")] if agreed is DIFFER else []
    prose = sureness(labels(language), COUNTS, agreed, differing, [], [], [])
    assert plain_content(prose.paragraphs[1]) == said


def test_sureness_is_said_with_the_numbers_of_the_tables() -> None:
    trials = [town.trial("a", "b", "wider", survives) for survives in ("yes", "no", "no")]
    trials += [town.trial("a", "b", "other_grade", survives) for survives in ("yes", "no")]
    found = [finding("odd", f"{A}-001"), finding("declared_fault", f"{A}-002")]
    found += [finding("plan", f"{A}-001", verdict="note")] * 2
    found += [finding("size", f"{A}-002", matter=f"{A}.declared_fault.1")] * 3
    faults = [correction(f"{A}-001"), correction(f"{A}-002", verdict="likely", likely_value="")]
    prose = sureness(labels("en"), COUNTS, AGREED, [], faults, found, trials)
    words, _, declared, checked, readings, grades = map(plain_content, prose.paragraphs)
    assert words.startswith(
        "The 2 texts print 12 figures, 10 without repeats. 6 of these are printed as one number "
        "without a hedge. 4 are not plain numbers"
    )
    assert "names 2 figures: 1 certain and 1 likely." in declared
    assert "For 1 figures we estimate what may have been meant" in declared
    assert "raised 1 points: 1 likely. Beside these stand 2 notes on use" in checked
    assert "and 3 findings that repeat what the list of faults says." in checked
    assert readings == (
        "For 1 pair other readings of words, lengths and margins might change the result. "
        "We tried them, 3 in all: 2 results change."
    )
    assert grades == (
        "For 2 pairs a careful reader might give another grade (list below). With it, 1 of their "
        "results would change."
    )
    changed = [town.trial("a", "b", "other_grade", "no")] * 2
    all_of_them = sureness(labels("en"), COUNTS, AGREED, [], [], [], changed).paragraphs[-1]
    assert plain_content(all_of_them).endswith("With it, all 2 results would change.")
    assert len(sureness(labels("en"), COUNTS, AGREED, [], [], [], []).paragraphs) == 4


def test_the_sentence_counts_the_matters_of_the_list_below_it() -> None:
    found = [
        finding("damage", f"{A}-001", verdict="certain"),
        finding("plan", f"{A}-001", verdict="certain"),
        finding("size", f"{A}-002", matter=f"{A}.declared_fault.1"),
        finding("plan", f"{A}-002"),
        finding("declared_fault", f"{A}-002"),
    ]
    prose = sureness(labels("en"), COUNTS, AGREED, [], [], found, [])
    assert "raised 3 points: 2 certain and 1 likely." in plain_content(prose.paragraphs[3])
    shown = findings_list(
        found,
        town.known(figure(A, 1, "9人", "9"), figure(A, 2, "8人", "8")),
        labels("en"),
        name="x",
        skip=(DECLARED,),
    )
    assert [shown.heads[code] for code in ("certain", "likely")] == [
        "Findings: certain (2)",
        "Findings: likely (1)",
    ]


def test_every_coded_column_belongs_to_a_group_of_questions() -> None:
    groups = column_groups()
    assert next(iter(groups)) == "finding"
    assert {name for names in groups.values() for name in names} >= {f.name for f in CODED}
    for group in groups:
        assert labels("en").t(f"piece.group_{group}")


@pytest.mark.parametrize(
    ("language", "weakest"),
    [("en", "how the period is known: 70.0%"), ("zh", "时期依据：70.0%")],
)
def test_agreement_is_summed_by_what_was_asked(language: str, weakest: str) -> None:
    rows = [
        agreement("period_start", 10, 9),
        agreement("period_basis", 10, 7),
        agreement("value", 10, 10),
        agreement("value", 9, 9, metric="ratio"),
        agreement("period_start", 5, 5, document=A),
    ]
    cells = agreement_groups_table(rows, labels(language)).cells
    assert [row[1:] for row in cells] == [
        ["10", "0", "100.0%", "–"],
        ["20", "4", "80.0%", weakest],
    ]
    with pytest.raises(AnalysisError, match=r"'colour': declared\.toml names no group for it"):
        agreement_groups_table([*rows, agreement("colour", 1, 1)], labels(language))


def test_alpha_is_cut_to_two_decimals_and_may_be_undefined() -> None:
    rows = [
        agreement("value", 10, 9, alpha="0.8799"),
        agreement("value", 9, 9, metric="ratio", alpha="-0.0150"),
        agreement("unit", 9, 9),
        agreement("unit", 5, 5, document=A, alpha="1.0000"),
    ]
    assert agreement_table(rows, labels("en")).cells == [
        ["value", "10", "90.0%", "0.87"],
        ["value (as a number)", "9", "100.0%", "-0.01"],
        ["unit", "9", "100.0%", "not defined"],
    ]


def test_every_cell_on_which_codings_differ_is_shown_in_words() -> None:
    rows = [
        disagreement("population", "", "drivers"),
        disagreement("period_end", "2018-12-31", "", start=99),
        disagreement("value", "40", "400"),
    ]
    table = disagreements_table(rows, [figure(A, 1, "40 人", "40")], labels("en"))
    assert [row[3:] for row in table.cells] == [
        ["nothing", "drivers", "drivers"],
        ["31 December 2018", "nothing", "nothing"],
        ["40", "400", "400"],
    ]
    assert table.column("printed")[:2] == [Link(f"{A}-001", "40 人"), "40 人"]


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        ("en", ["", "other grounds: the heading says so", "a slip"]),
        ("zh", ["", "别的缘由：the heading says so", "笔误"]),
    ],
)
def test_why_a_cell_was_settled_so_is_shown(language: str, reasons: list[str]) -> None:
    rows = [
        disagreement("population", "", "drivers"),
        replace(
            disagreement("value", "40", "41"), decision_reason="other", why="the heading says so"
        ),
        replace(disagreement("unit", "人", "人次"), decision_reason="slip"),
    ]
    table = disagreements_table(rows, [], labels(language))
    assert table.column("reason") == reasons
    assert "reason" not in disagreements_table(rows[:1], [], labels(language)).headers


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("population", "moonfolk", "“moonfolk” (in no list)"),
        ("population", "drivers+moonfolk", "drivers and “moonfolk” (in no list)"),
        ("stated_base", "drivers", "drivers"),
        ("indicator", "sloops", "“sloops” (in no list)"),
        ("indicator", "shows", "Shows"),
        ("unit", "艘", "艘"),
        ("period_end", "2018-13-31", "“2018-13-31” (in no list)"),
        ("multiplier", "3", "3"),
    ],
)
def test_whatever_a_coder_wrote_is_shown(column: str, cell: str, said: str) -> None:
    table = disagreements_table([disagreement(column, cell, "")], [], labels("en"))
    assert table.cells[0][3] == said


def test_texts_that_were_coded_once_are_counted() -> None:
    prose = sureness(labels("en"), COUNTS, AGREED[1:], [], [], [], [])
    assert plain_content(prose.paragraphs[1]).startswith(
        "Of 2 texts 1 were coded twice, separately. Both"
    )
    prose = sureness(labels("zh"), COUNTS, [], [], [], [], [])
    assert plain_content(prose.paragraphs[1]) == "没有文章经两次编码。"


def test_coders_say_what_they_coded_and_how() -> None:
    both = [town.coder("x"), town.coder("y"), town.coder("z")]
    every = [CodedBy(A, "x", 5), CodedBy(B, "x", 4)]
    assert coders(both, every, labels("en")).to_text() == "First: By hand."
    assert coders(both, every[:1], labels("zh")).to_text() == "甲：手工。"
    some = coders(both, [*every, CodedBy(B, "y", 4)], labels("en"))
    assert some.paragraphs == ["First: By hand.", "First (Haicheng 2019): By hand."]


def test_a_text_without_a_sheet_says_so() -> None:
    none = coders([town.coder("x")], [], labels("en"))
    assert none.to_text() == "No coder’s own sheet of this text is kept."
