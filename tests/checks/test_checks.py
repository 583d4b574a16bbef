"""Checks: they find what was planted in a made-up document, and little else."""

from __future__ import annotations

import pandas as pd
import pytest
from checking import check_table
from made_up import documents, figure, stock
from test_checks_planted import FAULTS

from analysis import project
from analysis.checks import CHECKS
from analysis.language import LANGUAGES
from analysis.language.messages import text

REVIEW = documents(linzhou_2019="2020-01-10")
THINGS = pd.DataFrame(
    [{"indicator": "safety_contest_enterprises", "thing": "enterprise"}], dtype=object
)


def found(*rows: dict[str, str], **more: pd.DataFrame) -> pd.DataFrame:
    return check_table(rows, REVIEW, **more)


def one(check: str, *rows: dict[str, str], **more: pd.DataFrame) -> pd.Series:
    """Return the only finding of a check."""
    frame = found(*rows, **more)
    chosen = frame[frame["check"] == check]
    assert len(chosen) == 1, list(zip(frame["check"], frame["finding_en"], strict=True))
    return chosen.iloc[0]


CLEAN = (
    stock(11, "820家", "820", "grassroots_unions"),
    stock(12, "8.55万人", "85500", "union_members"),
    figure(21, "631万元", "6310000", "relief_money", scheme="four_seasons", stage="spent"),
    figure(22, "9871人", "9871", "relief_people", scheme="four_seasons"),
    figure(31, "1.2万张", "12000", "film_seats"),
    figure(32, "37万元", "370000", "film_money", theme="culture"),
    stock(41, "1805个", "1805", "scheme_employers"),
    stock(42, "6.45万名", "64500", "hospital_scheme_members", unit="人"),
    figure(43, "3969名", "3969", "benefit_cases", unit="人", scheme="hospitalisation"),
    figure(44, "391万元", "3910000", "benefits_paid", scheme="hospitalisation"),
    figure(51, "63件", "63", "disputes_handled", stage="handled"),
    figure(52, "41件", "41", "disputes_settled", stage="settled", part_of="51"),
    figure(53, "38万余元", "380000", "losses_recovered", bound="at_least", hedge="余"),
    stock(61, "83%", "83", "workplace_democracy_rate", nature="rate", stated_base="large_firms"),
    figure(71, "70余场", "70", "shows", bound="at_least", hedge="余"),
    figure(72, "2000余人次", "2000", "performers", bound="at_least", hedge="余"),
)


def test_a_clean_document_gives_no_finding() -> None:
    frame = found(*CLEAN)
    assert frame.empty, list(frame["finding_en"])


PLANTED: dict[str, tuple[dict[str, str], ...]] = {
    "damage": (figure(101, "7 31名", "731", "students_aided", unit="人"),),
    "declared_fault": (
        figure(111, "380件", "380", "legal_services", status="doubtful", note_en="odd"),
    ),
    "implausible_ratio": (
        figure(121, "45.3万元", "453000", "heat_relief_money", scheme="heat_relief"),
        figure(122, "52份", "52", "heat_relief_packs", scheme="heat_relief"),
    ),
    "lost_point": (figure(131, "314363万元", "3143630000", "facility_investment"),),
    "part_and_whole": (
        figure(141, "430人", "430", "labour_medals"),
        figure(142, "457人", "457", "labour_medals", part_of="141"),
    ),
    "order": (
        figure(151, "206对", "206", "couples", stage="introduced"),
        figure(152, "412对", "412", "couples", stage="married"),
    ),
    "rate_and_count": (
        figure(161, "约2.8万人", "28000", "contest_participants", bound="about", hedge="约"),
        figure(
            162,
            "72%以上",
            "72",
            "contest_rate_workers",
            bound="at_least",
            hedge="以上",
            nature="rate",
            stated_base="workers",
        ),
    ),
    "repeat": (
        figure(171, "16家", "16", "pioneer_units", duplicate_of="181", duplicate_kind="same_words"),
        figure(181, "16家", "16", "pioneer_units"),
    ),
    "rounded_repeat": (
        figure(191, "5万册", "50000", "books_given", duplicate_of="201", unit="册"),
        figure(201, "4.57万册", "45700", "books_given", unit="册"),
    ),
    "same_thing": (
        figure(211, "108名", "108", "care_for_model_workers", unit="人"),
        figure(212, "108名", "108", "care_for_model_workers", unit="人"),
    ),
    "same_group": (
        stock(221, "72个", "72", "service_centres", population="towns_and_zones"),
        stock(231, "76个", "76", "yearly_events", population="towns_and_zones"),
    ),
    "equal_neighbours": (
        figure(241, "19件", "19", "legal_services"),
        figure(242, "19人", "19", "legal_aid_clients"),
    ),
    "reach": (figure(251, "7.8万人", "78000", "heat_relief_people", period_start="2015-01-01"),),
    "round_quotient": (
        figure(261, "446万元", "4460000", "student_aid_money"),
        figure(262, "892名", "892", "students_aided", unit="人"),
    ),
    "precision": (figure(271, "27.065万元", "270650", "contributions_raised"),),
    "rate_without_base": (stock(281, "91%", "91", "consultation_coverage", nature="rate"),),
    "hedge": (figure(291, "近400余场", "400", "film_showings", bound="about", hedge="近+余"),),
    "other_level": (figure(301, "6次", "6", "village_visits", level="village"),),
    "other_period": (figure(311, "29个", "29", "training_bases", period_start=""),),
    "mixed_periods": (
        figure(321, "196个", "196", "training_bases", period_start="2015-01-01"),
        figure(322, "25期", "25", "training_courses"),
    ),
    "plan": (
        figure(331, "134万元", "1340000", "epidemic_money", nature="plan"),
        figure(332, "11万个", "110000", "masks"),
    ),
    "kinds_in_one": (
        figure(361, "380件", "380", "legal_services", route="legal_aid_and_consultation"),
    ),
    "open_length": (
        figure(
            371,
            "166个",
            "166",
            "training_bases",
            period_start="2015-01-01",
            period_end="2019-06-30",
        ),
    ),
    "each": (figure(341, "50名", "50", "other_titles", multiplier="2", unit="人"),),
    "near_amounts": (
        figure(381, "3493万元", "34930000", "heat_relief_money", scheme="heat_relief"),
        figure(391, "3293万元", "32930000", "contributions_raised"),
    ),
    "skipped_grade": (
        figure(401, "4家", "4", "demonstration_unions", counted="honours", grade="national"),
        figure(402, "14家", "14", "demonstration_unions", counted="honours", grade="municipal"),
    ),
    "loose_rate": (
        stock(
            411, "约85%", "85", "rate", bound="about", hedge="约", nature="rate", stated_base="all"
        ),
    ),
    "round_count": (figure(421, "5000份", "5000", "heat_relief_packs"),),
    "single_case": (figure(431, "63位", "63", "employers_trained", nature="single", unit="人"),),
    "kinds_apart": (
        figure(
            441,
            "44场",
            "44",
            "matchmaking_events",
            counted="activities",
            population="regular_events",
        ),
        figure(
            442, "7场", "7", "matchmaking_events", counted="activities", population="large_events"
        ),
    ),
    "unit_word": (figure(351, "396户", "396", "safety_contest_enterprises"),),
}
"""One fault each; figures of 160 and 250 are wrong only beside those of the clean document."""

ALLOWED = {
    ("mixed_periods", "other_period"),
    ("reach", "other_period"),
    ("open_length", "other_period"),
    ("rate_and_count", "loose_rate"),
    ("lost_point", "size"),
}


@pytest.mark.parametrize("check", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(check: str) -> None:
    rows = PLANTED[check]
    frame = found(*CLEAN, *rows, indicators=THINGS)
    mine = frame[frame["check"] == check]
    assert len(mine) == 1, list(frame["check"])
    planted = {row["figure_id"] for row in rows}
    assert planted & set(mine.iloc[0]["figures"].split("+"))
    others = set(frame["check"]) - {check}
    assert all((check, other) in ALLOWED for other in others), list(frame["finding_en"])


def test_all_faults_at_once() -> None:
    rows = [row for group in PLANTED.values() for row in group]
    frame = found(*CLEAN, *rows, indicators=THINGS)
    planted = {check: {row["figure_id"] for row in group} for check, group in PLANTED.items()}
    for check, figures in planted.items():
        hits = frame[frame["check"] == check]["figures"].str.split("+")
        assert any(figures & set(cell) for cell in hits), check
    clean = {row["figure_id"] for row in CLEAN}
    stray = [row for row in frame["figures"] if set(row.split("+")) <= clean]
    assert stray == []
    assert frame["finding_id"].is_unique
    for column in ("finding_en", "finding_zh", "effect_en", "effect_zh", "verdict"):
        assert (frame[column] != "").all()


def test_every_check_is_tried() -> None:
    elsewhere = {
        "list_and_number",
        "two_times",
        "branch_exceeds_all",
        "may_overlap",
        "outside_limit",
        "look_alike",
    }
    elsewhere |= {check for check, _ in FAULTS.values()}
    assert {check.code for check in CHECKS} == set(PLANTED) | elsewhere


def test_damage_says_what_is_lost() -> None:
    lost = one("damage", figure(11, "5万元", "", "relief_money"))
    assert (lost["fault"], lost["verdict"]) == ("lost_digit", "certain")
    letter = one("damage", figure(11, "l班", "", "training_courses"))
    assert letter["fault"] == "wrong_character"
    pinyin = one("damage", figure(11, "4万(wàn)人", "40000", "relief_people", unit="人"))
    assert "can be used" in pinyin["effect_en"] and pinyin["verdict"] == "likely"


def test_units_say_what_they_mean_case_by_case() -> None:
    calls = one("unit_word", figure(11, "40人(次)", "40", "hotline_calls", unit="人次"))
    assert calls["effect_en"] == "counts people or instances; not a number of different people"
    cases = one("unit_word", figure(11, "730件(次)", "730", "early_warnings", unit="件"))
    assert cases["effect_en"] == "counts cases or occurrences; not people"
    firms = one(
        "unit_word", figure(11, "396户", "396", "safety_contest_enterprises"), indicators=THINGS
    )
    assert firms["effect_en"] == "never added to households"


def test_an_amount_says_how_exact_it_is() -> None:
    finding = one("precision", figure(11, "27.065万元", "270650", "contributions_raised"))
    assert finding["effect_en"] == "exact to 5 yuan; unusually precise"
    assert finding["effect_zh"] == "精确到5元，精细得异常"


def test_the_later_paragraph_repeats_the_earlier_and_headings_are_called_so() -> None:
    again = one("repeat", *PLANTED["repeat"])
    assert again["finding_en"].startswith("Paragraph 18 repeats paragraph 17: ")
    assert again["verdict"] == "certain"
    first, second = PLANTED["repeat"]
    heading = {**first, "duplicate_kind": "same_words_in_heading"}
    said = one("repeat", heading, second)["finding_en"]
    assert said.startswith("Paragraph 18 says again what the heading in paragraph 17 says: ")
    loosely = one("repeat", {**first, "duplicate_kind": "said_again"}, second)
    assert (loosely["verdict"], loosely["fault"]) == ("likely", "")


def test_large_totals_are_perhaps_person_times() -> None:
    people = one("reach", *CLEAN, *PLANTED["reach"])
    assert (people["verdict"], people["fault"]) == ("unusual", "")
    assert people["reason_en"] == (
        "Perhaps attendances, counted again every year; but this does not follow: not every worker "
        "is a union member, and the share is below 100 per cent."
    )
    visits = figure(251, "990家", "990", "heat_relief_enterprises", period_start="2015-01-01")
    firms = one("reach", *CLEAN, visits)
    assert firms["reason_en"].endswith("one union may cover several.")


def test_whether_it_is_a_target_is_left_to_the_register() -> None:
    row = figure(11, "1万名", "10000", "training_attendances", nature="plan")
    assert one("plan", row)["verdict"] == "note"
    entry = {"figure_id": "linzhou-2019-011", "fault": "unclear", "verdict": "unusual"}
    words = {f"{name}_{code}": "x" for name in ("evidence", "effect") for code in LANGUAGES}
    register = pd.DataFrame([entry | words], dtype=object)
    frame = found(row, corrections=register)
    assert "plan" not in frame["check"].tolist()
    assert one("declared_fault", row, corrections=register)["fault"] == "unclear"


def test_the_register_speaks_beside_the_printed_value() -> None:
    register = pd.DataFrame(
        [
            {
                "figure_id": "linzhou-2019-011",
                "fault": "lost_decimal_point",
                "verdict": "likely",
                "evidence_en": "too much per head",
                "evidence_zh": "人均过高",
                "likely_value": "12000",
                "effect_en": "kept out",
                "effect_zh": "不用",
            }
        ],
        dtype=object,
    )
    row = figure(11, "120000元", "120000", "relief_money", status="impossible")
    finding = one("declared_fault", row, corrections=register)
    assert finding["verdict"] == "likely"  # the register decides
    assert (finding["likely_figure"], finding["likely_value"]) == ("linzhou-2019-011", "12000")
    assert finding["effect_zh"] == "不用" and finding["reason_en"] == "too much per head"
    silent = one("declared_fault", row)
    assert silent["likely_value"] == ""


@pytest.mark.parametrize(
    ("workers", "value", "likely", "argument"),
    [
        ("50万人", "500000", "122000000", "only 122 million agrees"),
        ("90万人", "900000", "", "1,220 million and 122 million"),
        ("5万人", "50000", "", ""),
    ],
)
def test_a_lost_point_is_argued_only_when_one_place_is_left(
    workers: str, value: str, likely: str, argument: str
) -> None:
    finding = one(
        "implausible_ratio",
        figure(11, workers, value, "voucher_workers"),
        figure(12, "122亿元", "12200000000", "voucher_money"),
    )
    assert (finding["verdict"], finding["fault"]) == ("likely", "impossible_amount")
    assert finding["likely_value"] == likely
    assert argument.replace("1,220 million", "1.22 billion") in finding["argument_en"]


def test_an_amount_with_too_many_digits_has_one_place_for_its_point() -> None:
    rows = (
        figure(11, "50万人", "500000", "voucher_workers"),
        figure(12, "314363万元", "3143630000", "voucher_money"),
        figure(13, "5亿元", "500000000", "spending_induced"),
    )
    frame = found(*rows).set_index("check")
    assert set(frame["likely_value"]) - {""} == {"31436300"}
    assert frame.loc["lost_point", "fault"] == "lost_decimal_point"
    assert "The amounts beside it are round" in frame.loc["lost_point", "reason_en"]


def test_look_alikes_are_found_across_texts_once() -> None:
    rows = (
        figure(11, "13617人", "13617", "relief_people", scheme="illness_relief"),
        figure(11, "13686人", "13686", "relief_people", scheme="four_seasons", document="far-2019"),
        figure(21, "13047人次", "13047", "benefit_cases", document="far-2019"),
        figure(31, "5万人", "50000", "couples", document="far-2019", unit="人"),
    )
    frame = found(*rows)
    alike = frame[frame["check"] == "look_alike"]
    assert list(alike["finding_id"]) == [
        "linzhou-2019.look_alike.011.far-2019-011",
        "linzhou-2019.look_alike.011.far-2019-021",
    ]
    assert alike.iloc[0]["reason_en"] == (
        "linzhou-2019 speaks of “illness relief”, far-2019 of “four seasons”."
    )
    assert alike.iloc[1]["reason_en"] == "" and alike.iloc[1]["verdict"] == "certain"
    assert "(“13686人”, far-2019)" in alike.iloc[0]["finding_en"]
    assert "linzhou-2019的" in alike.iloc[0]["finding_zh"]


@pytest.mark.parametrize(
    ("calls", "reason"),
    [
        ("45", "It is a share of few: calls answered (“45次”); with one of them left out it would"),
        ("100", ""),
        ("1", ""),
    ],
)
def test_a_share_of_all_says_of_how_few_it_is_one(calls: str, reason: str) -> None:
    rows = (
        figure(11, f"{calls}次", calls, "hotline_calls", measures_en="calls answered"),
        figure(12, "100%", "100", "hotline_reply_rate", nature="rate", stated_base="hotline_calls"),
    )
    assert one("rate_and_count", *rows)["reason_en"][: len(reason) or None] == reason


def test_a_ceiling_from_outside_limits_an_amount() -> None:
    facts = pd.DataFrame(
        [
            {
                "fact_id": "cap",
                "applies_to": "linzhou",
                "caps": "voucher_money_per_worker",
                "value": "2100",
                "unit": "元",
                "label_en": "at most 2,100 yuan a person",
                "label_zh": "每人至多2100元",
                "origin": "Made-up Daily",
            }
        ],
        dtype=object,
    )
    rows = (
        figure(11, "4.15万人", "41500", "voucher_workers"),
        figure(12, "1.22亿元", "122000000", "voucher_money"),
    )
    finding = one("outside_limit", *rows, outside=facts)
    assert (finding["verdict"], finding["fault"]) == ("likely", "impossible_amount")
    assert finding["calculation"].endswith("> 2100")
    assert "Made-up Daily" in finding["reason_en"] and "2,100" in finding["finding_en"]
    low = (rows[0], {**rows[1], "literal": "0.22亿元", "value": "22000000"})
    assert "outside_limit" not in set(found(*low, outside=facts)["check"])
    elsewhere = facts.assign(applies_to="otherville")
    assert "outside_limit" not in set(found(*rows, outside=elsewhere)["check"])


def test_rounded_repeats_contradict_or_agree() -> None:
    agrees = one(
        "rounded_repeat",
        figure(11, "百名", "100", "couples", bound="about", duplicate_of="21", unit="人"),
        figure(21, "48对", "48", "couples"),
    )
    assert agrees["calculation"] == "linzhou-2019-011 ≈ 2 × linzhou-2019-021"
    assert (agrees["low"], agrees["high"], agrees["verdict"]) == ("96", "96", "likely")
    wrong = one(
        "rounded_repeat",
        figure(11, "9万人", "90000", "relief_people", duplicate_of="21"),
        figure(21, "4.5万人", "45000", "relief_people"),
    )
    assert wrong["verdict"] == "likely" and wrong["fault"] == "contradiction"


def test_only_figures_that_cannot_be_right_are_kept_out() -> None:
    whole = figure(11, "430人", "430", "labour_medals")
    part = figure(12, "457人", "457", "labour_medals", part_of="11")
    assert one("part_and_whole", whole, part)["effect_en"] == "to be used with care"
    impossible = {**part, "status": "impossible"}
    assert one("part_and_whole", whole, impossible)["effect_en"].startswith("kept out")


def test_components_must_add_up() -> None:
    parts = [
        figure(12, "30人", "30", "relief_people", part_of="11", part_kind="component"),
        figure(13, "40人", "40", "students_aided", part_of="11", part_kind="component"),
    ]
    assert found(figure(11, "70人", "70", "relief_people", tier="supporting"), *parts).empty
    less = one("part_and_whole", figure(11, "75人", "75", "relief_people", tier="x"), *parts)
    assert (less["verdict"], less["low"]) == ("likely", "70")
    more = one("part_and_whole", figure(11, "60人", "60", "relief_people", tier="x"), *parts)
    assert more["verdict"] == "certain"


def test_a_rate_above_a_hundred_is_certain() -> None:
    rate = stock(11, "103%", "103", "hotline_reply_rate", nature="rate", stated_base="calls")
    assert one("rate_and_count", rate)["verdict"] == "certain"
    full = stock(11, "100%", "100", "hotline_reply_rate", nature="rate", stated_base="calls")
    assert one("rate_and_count", full)["verdict"] == "unusual"


def test_a_list_must_hold_as_many_as_it_says() -> None:
    row = figure(11, "4个", "4", "contests_held")
    lists = pd.DataFrame([{"figure_id": "linzhou-2019-011", "listed": "5"}], dtype=object)
    assert one("list_and_number", row, lists=lists)["verdict"] == "likely"
    assert found(row, lists=lists.replace("5", "4")).empty


def test_one_branch_does_not_exceed_all() -> None:
    finding = one(
        "branch_exceeds_all",
        stock(11, "9900家", "9900", "enterprises_covered", population="catering"),
        stock(11, "5959家", "5959", "enterprises_covered", document="linzhou-2016"),
    )
    assert finding["figures"] == "linzhou-2019-011+linzhou-2016-011"


def test_several_numbers_of_one_indicator_are_pointed_out() -> None:
    finding = one(
        "may_overlap",
        figure(11, "1万人", "10000", "people_placed", population="unemployed"),
        figure(41, "2万人", "20000", "people_placed", scheme="programme"),
    )
    assert finding["effect_en"] == "never added"


def test_the_same_thing_with_two_results() -> None:
    finding = one(
        "same_thing",
        figure(11, "166个", "166", "outdoor_service_points", counted="structures"),
        figure(41, "190个", "190", "outdoor_service_points", counted="structures"),
    )
    assert finding["verdict"] == "likely" and "different results" in finding["finding_en"]


def test_grades_together_and_claims_are_said() -> None:
    mixed = one("kinds_in_one", figure(11, "100家", "100", "innovation_studios", grade="mixed"))
    assert mixed["verdict"] == "note"
    claim = one("kinds_in_one", figure(11, "5亿元", "500000000", "spending_induced"))
    assert claim["verdict"] == "unusual" and claim["effect_en"] == "shown as a claim"


def test_a_review_written_early_has_no_exact_length() -> None:
    row = figure(11, "406场", "406", "shows", period_start="2015-01-01")
    frame = check_table([row], documents(linzhou_2019="2019-11-01"))
    finding = frame.set_index("check").loc["open_length"]
    assert (finding["low"], finding["high"]) == ("4.75", "5")


def test_of_many_figures_a_few_are_named() -> None:
    rows = [figure(10 * i + 1, f"{i}场", str(i), "shows", period_start="") for i in range(1, 9)]
    finding = one("other_period", *rows)
    assert finding["finding_en"].endswith("and 5 more.")
    assert finding["finding_zh"].endswith("和另外5个数字。")
    assert finding["figures"].count("+") == 7


def test_a_share_that_held_over_years_has_not_piled_up() -> None:
    rate = figure(11, "92%", "92", "contest_rate_workers", nature="rate", period_start="")
    count = figure(21, "29个", "29", "training_bases", period_start="")
    frame = check_table([rate, count], documents(linzhou_2019="2020-01-10"))
    found = frame[frame["check"] == "other_period"]["finding_en"].tolist()
    assert [each.split()[0] for each in found] == ["It", "These"]


def test_a_streak_and_a_count() -> None:
    finding = one(
        "each",
        figure(11, "3年", "3", "title_streak", nature="duration", start="500", unit="年"),
        figure(12, "3名", "3", "other_titles", start="503", unit="人"),
    )
    assert finding["verdict"] == "unusual"


def test_every_check_says_in_every_language_what_it_looks_for_and_means() -> None:
    for check in CHECKS:
        for language in LANGUAGES:
            assert text(check.looks, language) and text(check.effect, language)


def test_every_check_is_documented() -> None:
    page = (project.root() / "docs" / "comparison.md").read_text(encoding="utf-8")
    for check in CHECKS:
        looks, effect = (text(words, "en") for words in (check.looks, check.effect))
        assert f"| `{check.code}` | {looks} | {effect} |" in page


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"period_start": "2018-01-01", "period_end": "2018-12-31"}, ["One thing is counted at"]),
        ({"nature": "plan"}, ["A target stands beside its result: "]),
        ({"population": "drivers", "nature": "plan"}, []),
        ({}, []),
    ],
)
def test_what_a_text_compares_itself_is_noted(cells: dict[str, str], said: list[str]) -> None:
    rows = figure(11, "410人", "410", "guests"), figure(21, "430人", "430", "guests", **cells)
    frame = found(*rows)
    own = frame[frame["check"] == "two_times"]
    assert [words[: len(said[0])] for words in own["finding_en"]] == said
    assert set(own["verdict"]) <= {"note"}


def test_a_printed_change_is_a_comparison() -> None:
    cells = {"nature": "rate", "measures_en": "growth of guests", "measures_zh": "来客增长"}
    assert one("two_times", figure(11, "8%", "8", "guests", **cells))["finding_en"].startswith(
        "A change is printed: "
    )


def test_what_is_said_again_in_other_words_only_seems_to_be() -> None:
    first, second = PLANTED["repeat"]
    loosely = one("repeat", {**first, "duplicate_kind": "said_again"}, second)
    assert loosely["finding_en"].startswith(
        "Paragraph 18 seems to say again what paragraph 17 says: "
    )


def test_one_thing_with_three_results_is_found_once() -> None:
    rows = [
        figure(number, f"{value}户", str(value), "relief_households")
        for number, value in ((11, 310), (21, 475), (31, 620), (41, 940))
    ]
    rows[3] |= {"period_start": "2018-01-01", "period_end": "2018-12-31"}
    row = one("same_thing", *rows)
    names = [f"linzhou-2019-{number:03d}" for number in (11, 21, 31)]
    assert row["figures"] == "+".join(names)
    assert row["calculation"] == " ≠ ".join(names)
    assert row["finding_en"] == (
        "The same thing is counted with different results: relief_households of the text "
        "(“310户”), relief_households of the text (“475户”) and relief_households of the text "
        "(“620户”)."
    )
