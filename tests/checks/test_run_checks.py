"""Decisions of the checks, on a few records: order, verdict, merging, words, and odd data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from checking import check, codebook
from made_up import documents, figure, stock

from analysis.checks import CHECKS, Finding, Plausible, PlausibleBand, run_checks
from analysis.checks.declared import Check
from analysis.checks.declared import declared_check as declare
from analysis.checks.finding_records import CellFault
from analysis.checks.plausible import Member, PlausibleOrder, Size
from analysis.checks.raw_rows import read_raw_rows
from analysis.coding.coding_records import Correction
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import LANGUAGES
from analysis.language.messages import Link, Words, said, text
from analysis.tables import schema, store
from analysis.tables.codebook import Codebook

WHY = Words(en="so it is", zh="本应如此")
ID = "linzhou-2019-{:03d}".format


def read(*rows: dict[str, str]) -> tuple[Figure, ...]:
    figures, faults = read_raw_rows(rows, Codebook())
    assert not faults
    return figures


def one(found: tuple[Finding, ...], code: str) -> Finding:
    (finding,) = (each for each in found if each.check == code)
    return finding


# --- orders --------------------------------------------------------------------------------------

LAKES_ABOVE_ISLANDS = Plausible(orders=(PlausibleOrder("lakes", "islands", "likely", WHY),))


@pytest.mark.parametrize(
    ("day", "attributes", "found"),
    [
        ("2019-12-31", {}, True),
        ("2018-12-31", {}, False),  # of another time
        ("2019-12-31", {"level": "county"}, False),  # of another territory
        ("2019-12-31", {"population": "salt_water"}, True),  # the other leaves its group open
    ],
)
def test_an_order_holds_for_one_time_and_place(
    day: str, attributes: dict[str, str], found: bool
) -> None:
    rows = stock(11, "30个", "30", "lakes"), stock(21, "42个", "42", "islands", day=day)
    findings = check((rows[0], rows[1] | attributes), declared=LAKES_ABOVE_ISLANDS)
    assert ("order" in {each.check for each in findings}) is found


def test_an_order_says_how_many_times_as_much_and_its_verdict() -> None:
    rows = stock(11, "30个", "30", "lakes"), stock(21, "42个", "42", "islands")
    finding = one(check(rows, declared=LAKES_ABOVE_ISLANDS), "order")
    assert (finding.figures, finding.verdict) == ((ID(21), ID(11)), "likely")
    assert finding.calculation == f"{ID(21)} ÷ {ID(11)}"
    assert finding.limits == Interval.point(Fraction(7, 5))
    assert text(finding.reason, "en") == (
        "It should not, because so it is. It is 1.4 times as much."
    )
    assert text(finding.reason, "zh") == "按理不应如此：本应如此。前者除以后者，得数1.4。"


def test_nothing_divided_by_zero_is_no_error() -> None:
    rows = stock(11, "0个", "0", "lakes"), stock(21, "42个", "42", "islands")
    finding = one(check(rows, declared=LAKES_ABOVE_ISLANDS), "order")
    assert text(finding.reason, "en").endswith("It is no limit times as much.")


# --- ratios --------------------------------------------------------------------------------------


def ratio(figures: tuple[Figure, ...], value: int, **more: Any) -> Derived:
    """Return how many islands a lake has."""
    top, bottom = figures[0], figures[1]
    values: dict[str, Any] = dict.fromkeys((f.name for f in Derived.TABLE.fields), "")
    limits = Interval.point(value)
    values |= {
        "derived_id": "linzhou-2019.islands_per_lake.011-012",
        "document": top.document,
        "city": top.city,
        "kind": "ratio",
        "measure": "islands_per_lake",
        "value": Fraction(value),
        "unit": Words(en="islands", zh="岛"),
        "formula": f"{top.figure_id} ÷ {bottom.figure_id}",
        "inputs": (top.figure_id, bottom.figure_id),
        "numerator": (top.figure_id,),
        "denominator": (bottom.figure_id,),
        "asserted": limits,
        "conventional": limits,
        "status": "computed",
        "caveats": (),
    }
    return Derived(**(values | more))


BAND = Plausible(
    bands=(PlausibleBand("islands_per_lake", Interval.between(1, 5), Interval.between(0, 50), WHY),)
)
ISLANDS = figure(11, "80个", "80", "islands"), figure(12, "10个", "10", "lakes")


@pytest.mark.parametrize(
    ("value", "verdict", "fault"),
    [(5, None, ""), (8, "unusual", ""), (50, "unusual", ""), (51, "likely", "impossible_amount")],
)
def test_an_odd_ratio_is_unusual_and_only_a_far_one_likely_wrong(
    value: int, verdict: str | None, fault: str
) -> None:
    figures = read(*ISLANDS)
    found = run_checks(figures, [ratio(figures, value)], plausible=BAND)
    odd = [each for each in found if each.check == "implausible_ratio"]
    assert [(each.verdict, each.fault) for each in odd] == ([(verdict, fault)] if verdict else [])


@pytest.mark.parametrize("status", ["refused", "argued"])
def test_a_ratio_that_is_not_in_use_is_not_held_against_its_band(status: str) -> None:
    figures = read(*ISLANDS)
    found = run_checks(figures, [ratio(figures, 60, status=status)], plausible=BAND)
    assert "implausible_ratio" not in {each.check for each in found}


def test_a_lost_point_is_put_back_where_the_band_of_a_percentage_allows() -> None:
    figures = read(
        figure(11, "240万元", "2400000", "money_out", unit="元"),
        figure(12, "10000元", "10000", "money_in", unit="元"),
    )
    usual = Interval.between(20, 400)
    rules = Plausible(bands=(PlausibleBand("islands_per_lake", usual, usual, WHY),))
    quotient = figures[0].limits.conventional / figures[1].limits.conventional
    percentage = ratio(figures, 24000, conventional=quotient.scaled(100))
    finding = one(run_checks(figures, [percentage], plausible=rules), "implausible_ratio")
    assert (finding.likely_figure, finding.likely_value) == (ID(11), 24000)
    assert text(finding.argument, "en") == (
        "With a decimal point put back, only 24,000 agrees with the other figures."
    )


# --- what is found twice, and what is odd --------------------------------------------------------


def test_what_a_check_finds_twice_of_the_same_figures_is_one_finding() -> None:
    rows = (
        figure(11, "20人", "20", "guests"),
        figure(12, "30人", "30", "guests"),
        figure(13, "45人", "45", "guests", part_of="12", part_kind="subset"),
    )
    finding = one(check(rows, declared=Plausible()), "part_and_whole")
    assert finding.figures == (ID(13), ID(12))
    assert (finding.verdict, finding.fault) == ("certain", "contradiction")
    assert finding.calculation == f"{ID(13)} > {ID(12)}; 100 × {ID(13)} ÷ {ID(12)}"
    names = "guests of the text (“45人”) and guests of the text (“30人”)"
    assert text(finding.finding, "en") == (
        f"A part is greater than its whole: {names}. "
        f"It is not certain of what this is a part: {names}."
    )
    assert text(finding.effect, "en") == (
        "to be used with care; read as a part of the nearest number"
    )
    assert finding.finding_message == finding.finding


def test_kinds_and_grades_in_one_number_are_one_finding() -> None:
    row = figure(11, "9家", "9", "studios", route="talks_and_tests", grade="mixed")
    finding = one(check([row], declared=Plausible()), "kinds_in_one")
    assert text(finding.finding, "en") == (
        "Kinds that cannot be told apart (talks and tests) are in one number: studios of the text "
        "(“9家”). Several ranks are in one number: studios of the text (“9家”)."
    )
    assert text(finding.effect, "en") == "never compared with one kind or rank alone"


def test_texts_without_figures_have_no_findings() -> None:
    book = codebook([], documents(linzhou_2019="2020-01-10").to_dict("records"))
    assert run_checks((), (), book) == ()


def test_a_total_whose_end_is_not_stated_is_said_to_be_open() -> None:
    row = figure(11, "9家", "9", "studios", period_end="")
    finding = one(
        check([row], documents(linzhou_2019="2020-01-10"), declared=Plausible()), "other_period"
    )
    assert text(finding.finding, "en").startswith("It is not stated up to which day these count: ")


def test_only_what_cannot_be_right_is_kept_out() -> None:
    rows = figure(11, "30人", "30", "guests"), figure(12, "45人", "45", "guests", part_of="11")
    care = one(check(rows, declared=Plausible()), "part_and_whole")
    assert text(care.effect, "en") == "to be used with care"
    wrong = rows[0], rows[1] | {"status": "impossible"}
    kept_out = one(check(wrong, declared=Plausible()), "part_and_whole")
    assert text(kept_out.effect, "en") == "kept out of comparisons, shown with the reason"


@pytest.mark.parametrize(
    ("value", "verdict"), [("900", None), ("1200", "unusual"), ("6000", "likely")]
)
def test_a_number_is_unusual_or_impossible_for_a_city(value: str, verdict: str | None) -> None:
    size = Size("只", Fraction(1000), Fraction(5000), WHY)
    levels = ("village", "city", "national")
    rules = Plausible(sizes=(size,), lists=tuple(Member("levels", "", each) for each in levels))
    row = figure(11, f"{value}只", value, "swans", unit="只")
    found = [each for each in check([row], declared=rules) if each.check == "size"]
    assert [each.verdict for each in found] == ([verdict] if verdict else [])
    national = check([row | {"level": "national"}], declared=rules)
    assert "size" not in {each.check for each in national}


@pytest.mark.parametrize(
    ("english", "chinese", "found"),
    [
        ("decline of the visitors", "游客", True),
        ("share of the declined", "游客", False),  # a longer word
        ("visitors", "游客下降", True),
        ("visitors", "游客", False),
    ],
)
def test_words_of_change_are_known_in_every_language(
    english: str, chinese: str, found: bool
) -> None:
    words = Member("decline", "en", "decline"), Member("decline", "zh", "下降")
    rules = Plausible(lists=words)
    before = {"period_start": "2018-01-01", "period_end": "2018-12-31"}
    rows = (
        figure(11, "900人", "900", "visitors"),
        figure(12, "1000人", "1000", "visitors", **before),
        stock(13, "40%", "40", "change", nature="rate", stated_base="visitors", unit="%")
        | {"measures_en": english, "measures_zh": chinese},
    )
    findings = check(rows, declared=rules)
    assert ("printed_quotient" in {each.check for each in findings}) is found


# --- words ---------------------------------------------------------------------------------------


def test_the_words_of_a_finding_are_links_that_outlast_the_table() -> None:
    whole = figure(11, "30 人", "30", "guests", unit="人")
    rows = whole, figure(12, "45人", "45", "guests", part_of="11")
    finding = one(check(rows, declared=Plausible()), "part_and_whole")
    again = store.records_of(store.frame_of([finding], Finding), Finding)[0]
    assert again.finding_message == finding.finding_message
    for language in LANGUAGES:
        links = [part for part in said(again.finding_message, language) if isinstance(part, Link)]
        assert links == [Link(ID(12), "45人"), Link(ID(11), "30 人")]
        assert text(again.finding_message, language) == text(again.finding, language)


def test_a_word_that_is_missing_is_an_error() -> None:
    with pytest.raises(AnalysisError, match=r"no entry 'check\.nobody\.looks'"):
        text(Check("nobody", lambda _: ()).looks, "en")


def test_a_label_that_is_missing_is_an_error() -> None:
    figures = read(figure(11, "6次", "6", "visits", level="village"))
    with pytest.raises(AnalysisError, match="list 'level', code 'village'"):
        run_checks(figures, ())


def test_a_check_has_a_name_of_its_own() -> None:
    with pytest.raises(AnalysisError, match="two functions are the check 'order'"):
        declare("order")(lambda _: ())
    assert len({each.code for each in CHECKS}) == len(CHECKS)


# --- cells that cannot be read -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "fault", "left"),
    [
        ({"value": "4l0"}, CellFault(ID(11), "unreadable", ("value",)), {"value": ""}),
        (
            {"period_end": "2019-13-31", "multiplier": "two"},
            CellFault(ID(11), "unreadable", ("period_end", "multiplier")),
            {"period_end": "", "multiplier": ""},
        ),
        (
            {"bound": "roughly", "start": "x"},
            CellFault(ID(11), "unreadable", ("start", "bound")),
            {"bound": "exact", "start": "0"},
        ),
        (
            {"period_start": "2019-12-31", "period_end": "2019-01-01"},
            CellFault(ID(11), "period_backwards", ("2019-12-31", "2019-01-01")),
            {"period_start": "", "period_end": "2019-01-01"},
        ),
        (
            {"value": "50", "value_high": "30", "bound": "range"},
            CellFault(ID(11), "range_backwards"),
            {"value": "30", "value_high": "50"},
        ),
    ],
)
def test_a_broken_cell_is_put_aside_and_the_figure_is_kept(
    cells: dict[str, str], fault: CellFault, left: dict[str, str]
) -> None:
    (found,), faults = read_raw_rows([figure(11, "410人", "410", "guests") | cells], Codebook())
    assert faults == (fault,)
    row = dict(zip(Figure.TABLE.names, store.cells_of(found.values(), Figure.TABLE), strict=True))
    assert {name: row[name] for name in left} == left
    assert (found.city, found.concept) == ("linzhou", "guests")


def test_of_an_identifier_given_again_the_first_row_counts() -> None:
    first, again = figure(11, "410人", "410", "guests"), figure(11, "7人", "7", "guests")
    figures, faults = read_raw_rows([first, again, again], Codebook())
    assert [each.value for each in figures] == [410]
    assert faults == (CellFault(ID(11), "given_again"),)


def test_a_figure_of_an_unknown_text_and_indicator_is_read() -> None:
    bare = {
        name: cell
        for name, cell in figure(11, "410人", "410", "guests").items()
        if name not in ("city", "theme", "concept", "tier")
    }
    (found,), faults = read_raw_rows([bare], Codebook())
    assert (found.city, found.theme, found.concept, found.tier) == (
        "linzhou-2019",
        "",
        "guests",
        "",
    )
    assert faults == ()


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (CellFault(ID(11), "unreadable", ("value", "bound")), "odd_value", "read: value, bound."),
        (CellFault(ID(11), "range_backwards"), "odd_value", "The range runs backwards: "),
        (CellFault(ID(11), "given_again"), "coded_twice", "One identifier stands for several"),
        (
            CellFault(ID(11), "period_backwards", ("2019-12-31", "2019-01-01")),
            "date",
            "before it starts: 2019-12-31 to 2019-01-01.",
        ),
    ],
)
def test_what_was_put_aside_is_said(fault: CellFault, code: str, words: str) -> None:
    found = run_checks(read(figure(11, "410人", "410", "guests")), (), cell_faults=[fault])
    finding = one(found, code)
    assert (finding.verdict, finding.fault) == ("certain", "coding")
    assert words in text(finding.finding, "en")


def test_figures_are_not_changed_by_checks() -> None:
    figures = read(*ISLANDS)
    before = tuple(replace(each) for each in figures)
    run_checks(figures, [ratio(figures, 60)], plausible=BAND)
    assert figures == before


# -- one verdict a matter -------------------------------------------------------------------------


def register(number: int, fault: str, verdict: str) -> Correction:
    cells = dict.fromkeys(schema.CORRECTIONS.names, "")
    cells |= {"figure_id": ID(number), "fault": fault, "verdict": verdict}
    cells |= {f"{name}_{code}": "so" for name in ("evidence", "effect") for code in ("en", "zh")}
    return Correction.from_values(store.values_of(list(cells.values()), schema.CORRECTIONS))


def test_the_register_decides_on_a_matter_that_several_checks_meet() -> None:
    known = [
        register(11, "lost_decimal_point", "unusual"),
        register(12, "contradiction", "certain"),
    ]
    figures = read(*ISLANDS)
    found = run_checks(figures, [ratio(figures, 60)], plausible=BAND, corrections=known)
    declared = [each for each in found if each.check == "declared_fault"]
    assert [each.verdict for each in declared] == ["unusual", "certain"]
    assert len({each.matter for each in declared}) == 2  # two faults are two matters
    met = one(found, "implausible_ratio")
    assert met.points and not any(each.points for each in declared)
    assert (met.verdict, met.matter) == ("certain", declared[1].finding_id)


def test_an_open_reading_decides_on_nothing_that_checks_find() -> None:
    figures = read(*ISLANDS)
    known = [register(11, "unclear", "unusual")]
    before = one(run_checks(figures, [ratio(figures, 60)], plausible=BAND), "implausible_ratio")
    found = run_checks(figures, [ratio(figures, 60)], plausible=BAND, corrections=known)
    assert one(found, "implausible_ratio") == before
    assert before.matter == before.finding_id and not before.points


def test_two_numbers_of_one_sentence_with_one_fault_are_one_matter() -> None:
    figures = read(*ISLANDS)
    known = [register(number, "lost_decimal_point", "likely") for number in (11, 12)]
    found = run_checks(figures, [ratio(figures, 60)], plausible=BAND, corrections=known)
    assert {each.matter for each in found} == {"linzhou-2019.declared_fault.011"}
