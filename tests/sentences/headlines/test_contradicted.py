"""A sentence whose sums exceed what the text says followed from them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from made_up_findings import A, B, argues, evidence, exceeds, money, people, record, share

from analysis.checks.finding_records import Finding
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Message
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence

GIVEN = money(A, 1, "9000", status="impossible", sentence="1")
AGAIN = money(A, 2, "3000", status="unlikely", sentence="1")
SPENT = money(A, 3, "1000", sentence="1")
HEADS = people(A, 4, "500", sentence="1", status="doubtful")
TWICE = replace(exceeds(f"{A}-001", f"{A}-003"), limits=Interval.parse("(8.55, 9.5)"))
THRICE = replace(exceeds(f"{A}-002", f"{A}-003"), limits=Interval.point(3))


def told(*figures: Figure, checked: tuple[Finding, ...]) -> tuple[str, str, str]:
    found = hl.contradicted(evidence(*figures, checked=checked))
    assert found is not None
    return found.title("en"), found.statement.text("en"), found.statement.text("zh")


def test_what_is_exceeded_comes_before_any_amount_a_head() -> None:
    title, en, zh = told(GIVEN, AGAIN, SPENT, checked=(TWICE, THRICE, argues(f"{A}-001", "900")))
    assert title == "One sentence holds 2 figures that cannot, or can hardly, be right as printed"
    assert en == (
        "The copy of Linzhou 2018 that we read has figures that cannot, or can hardly, be right "
        "as printed. 9,000 yuan (relief money of text 1) cannot be right: it is more than 8.5, "
        "but less than 9.5 times the 1,000 yuan beside it (relief money of text 3); our estimate "
        "is that 900 yuan was meant. 3,000 yuan (relief money of text 2) can hardly be right: it "
        "is 3 times the 1,000 yuan beside it (relief money of text 3)."
    )
    assert (
        "9000元（第1句所计）不可能成立：拿它除以旁边的1000元（第3句所计），得数大于8.5、小于9.5"
        in zh
    )


def test_a_ceiling_from_outside_stands_first_with_what_it_comes_to_a_head() -> None:
    reason = Message("check.outside_limit.reason", fact="At most 20 yuan a head", origin="Gazette")
    cells = {"check": "outside_limit", "figures": f"{A}-001+{A}-004"}
    above = replace(
        record(Finding, cells), limits=Interval.parse("(17, 19)"), reason_message=reason
    )
    _, en, zh = told(GIVEN, SPENT, HEADS, checked=(TWICE, above))
    assert (
        "9,000 yuan (relief money of text 1) cannot be right. For each of the 500 people of that "
        "sentence it would be more than 17, but less than 19 yuan. From outside the text: At most "
        "20 yuan a head. Besides, it is more than 8.5, but less than 9.5 times the 1,000 yuan "
        "beside it (relief money of text 3)." in en
    )
    assert (
        "9000元（第1句所计）不可能成立。按同一句的500人平均，得数大于17、小于19元。文外依据：" in zh
    )
    assert "。另外，拿它除以旁边的1000元" in zh
    _, without, _ = told(GIVEN, SPENT, checked=(TWICE, above))
    assert "From outside" not in without


def test_two_counts_of_the_heads_are_told_with_it() -> None:
    part = people(A, 5, "90")
    rate = share(A, 6, "60", indicator="renewal")
    cells = {"check": "rate_and_count", "figures": f"{A}-005+{A}-006+{A}-004"}
    base = replace(record(Finding, cells), limits=Interval.parse("[148, 152]"))
    sound = replace(HEADS, status="as_printed")
    _, en, _ = told(GIVEN, SPENT, sound, part, rate, checked=(TWICE, base))
    assert en.endswith(
        "The same sentence speaks of 500 people (relief people of text 4). Another passage has 90 "
        "people (relief people of text 5), said to be 60% of a base that is not stated, which "
        "would then number 148 to 152 people. Whether both are the same people is not said."
    )
    title, en, zh = told(GIVEN, SPENT, HEADS, part, rate, checked=(TWICE, base))
    assert title.endswith("as printed, and 1 that is doubtful")
    assert "(relief people of text 4). This number is doubtful itself. Another passage" in en
    assert "（第4句所计）。这个数本身也存疑。文中另一处有" in zh
    likely = replace(record(Finding, {"likely_figure": HEADS.figure_id}), likely_value=Fraction(50))
    _, en, _ = told(GIVEN, SPENT, HEADS, part, rate, checked=(TWICE, base, likely))
    assert "doubtful itself; our estimate is that 50 people may have been meant. Another" in en
    _, elsewhere, _ = told(
        GIVEN, SPENT, replace(HEADS, place=part.place), part, rate, checked=(TWICE, base)
    )
    assert "The same sentence" not in elsewhere


def test_the_claim_is_about_the_figures_of_that_sentence() -> None:
    other = money(B, 1, "9000", status="impossible")
    found = hl.contradicted(evidence(GIVEN, AGAIN, SPENT, other, checked=(TWICE,)))
    assert found is not None
    assert found.statement.documents == (A,)
    assert found.title("en").startswith("One sentence holds 2 figures")


def test_without_something_exceeded_the_amount_a_head_is_told_or_nothing() -> None:
    def none(known: Evidence) -> bool:
        return hl.contradicted(known) is None

    assert none(evidence(GIVEN, SPENT))
    assert none(evidence(replace(GIVEN, status="as_printed"), SPENT, checked=(TWICE,)))
    assert none(evidence())


def test_the_base_of_the_rate_is_said_where_the_text_states_it() -> None:
    part = people(A, 5, "90")
    rate = share(A, 6, "60", indicator="renewal", stated_base="unionised")
    cells = {"check": "rate_and_count", "figures": f"{A}-005+{A}-006+{A}-004"}
    base = replace(record(Finding, cells), limits=Interval.parse("[148, 152]"))
    _, en, zh = told(GIVEN, SPENT, HEADS, part, rate, checked=(TWICE, base))
    assert "said to be 60% of unionised firms, which would then number 148 to 152 people." in en
    assert "占建会企业的60%" in zh
