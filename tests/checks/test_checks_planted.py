"""A whole coded table of a made-up city: clean, then with one fault planted at a time, then all.

The faults are those that a coder, a copyist or a newspaper makes: a digit moved, a unit mistaken,
a row entered twice, a year slipped.  Each must be found under the name of its check, and the clean
table must stay quiet.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest
from checking import check_table
from made_up import documents, figure, stock

from analysis.coding import raw

TEXT = "yunhe-2018"
YEAR = {"document": TEXT, "period_start": "2018-01-01", "period_end": "2018-12-31"}
DAY = {"document": TEXT, "day": "2018-12-31"}
MORE = {"bound": "at_least", "hedge": "余"}
REVIEW = documents(yunhe_2018="2019-01-15")
REVIEW.loc[0, "published"] = "2019-01-20"
INDICATORS = raw.load_raw().indicators


def _rows() -> list[dict[str, str]]:
    return [
        stock(11, "3146家", "3146", "grassroots_unions", **DAY),
        stock(12, "31.27万人", "312700", "union_members", **DAY),
        figure(13, "212家", "212", "large_enterprises_with_union", tier="supporting", **YEAR),
        stock(
            21,
            "91.4%",
            "91.4",
            "consultation_coverage",
            nature="rate",
            stated_base="unionised_enterprises",
            **DAY,
        ),
        figure(31, "874件", "874", "disputes_handled", stage="handled", **YEAR),
        figure(
            32,
            "805件",
            "805",
            "disputes_settled",
            stage="settled",
            part_of=f"{TEXT}-031",
            tier="supporting",
            **YEAR,
        ),
        figure(
            33,
            "92.1%",
            "92.1",
            "settlement_rate",
            nature="rate",
            stated_base="disputes_handled",
            tier="supporting",
            unit="%",
            **YEAR,
        ),
        figure(34, "4193人", "4193", "workers_in_disputes", **YEAR),
        figure(35, "2176万元", "21760000", "losses_recovered", **YEAR),
        figure(
            41,
            "613万元",
            "6130000",
            "relief_money",
            scheme="hardship_visits",
            stage="spent",
            **YEAR,
        ),
        figure(42, "5134户", "5134", "relief_households", scheme="hardship_visits", **YEAR),
        figure(51, "287名", "287", "students_aided", unit="人", **YEAR),
        figure(52, "87.6万元", "876000", "student_aid_money", **YEAR),
        figure(61, "1.85万人", "18500", "heat_relief_people", scheme="heat_relief", **YEAR),
        figure(62, "63万元", "630000", "heat_relief_money", scheme="heat_relief", **YEAR),
        stock(
            71, "12.46万人", "124600", "hospital_scheme_members", scheme="hospitalisation", **DAY
        ),
        figure(72, "7312人次", "7312", "benefit_cases", scheme="hospitalisation", **YEAR),
        figure(73, "684万元", "6840000", "benefits_paid", scheme="hospitalisation", **YEAR),
        figure(81, "127场", "127", "contests_held", **YEAR),
        figure(82, "26400余人", "26400", "contest_participants", **MORE, **YEAR),
        figure(91, "23场", "23", "matchmaking_events", counted="activities", **YEAR),
        figure(92, "1840人次", "1840", "matchmaking_attendances", **YEAR),
        figure(93, "176对", "176", "couples", stage="introduced", counted="results", **YEAR),
        figure(94, "37对", "37", "couples", stage="dating", counted="results", **YEAR),
        figure(101, "68场", "68", "shows", population="shows_by_workers", **YEAR),
        figure(102, "1914人次", "1914", "performers", tier="supporting", **YEAR),
        figure(
            111,
            "43人",
            "43",
            "model_workers_named",
            counted="honours",
            grade="municipal",
            **YEAR,
        ),
        figure(
            112,
            "9人",
            "9",
            "model_workers_named",
            counted="honours",
            grade="provincial",
            **YEAR,
        ),
    ]


CLEAN = {row["figure_id"]: row for row in _rows()}


def run(rows: Mapping[str, dict[str, str]] | list[dict[str, str]]) -> pd.DataFrame:
    listed = list(rows.values()) if isinstance(rows, Mapping) else rows
    return check_table(listed, REVIEW, INDICATORS)


def name(number: int) -> str:
    return f"{TEXT}-{number:03d}"


def test_the_clean_twin_is_quiet() -> None:
    frame = run(CLEAN)
    assert list(frame["finding_en"]) == []


def change(number: int, **cells: str) -> dict[str, dict[str, str]]:
    return {name(number): {**CLEAN[name(number)], **cells}}


def add(*rows: dict[str, str]) -> dict[str, dict[str, str]]:
    return {row["figure_id"]: row for row in rows}


FAULTS: dict[str, tuple[str, dict[str, dict[str, str]]]] = {
    "part greater than its whole": ("part_and_whole", change(32, literal="1805件", value="1805")),
    "rate that its counts deny": ("printed_quotient", change(33, literal="29.1%", value="29.1")),
    "components that do not make the total": (
        "part_and_whole",
        add(
            figure(121, "90人", "90", "labour_medals", tier="supporting", **YEAR),
            figure(
                122,
                "52人",
                "52",
                "labour_medals",
                population="men",
                part_of=name(121),
                part_kind="component",
                tier="supporting",
                **YEAR,
            ),
            figure(
                123,
                "47人",
                "47",
                "labour_medals",
                population="women",
                part_of=name(121),
                part_kind="component",
                tier="supporting",
                **YEAR,
            ),
        ),
    ),
    "kinds that make more than the total": (
        "kinds_and_total",
        add(
            figure(131, "57期", "57", "training_courses", **YEAR),
            figure(132, "35期", "35", "training_courses", population="cooks", **YEAR),
            figure(133, "41期", "41", "training_courses", population="drivers", **YEAR),
        ),
    ),
    "amount per case ten times too large": (
        "implausible_ratio",
        change(73, literal="6840万元", value="68400000"),
    ),
    "amount per household a hundredth": (
        "implausible_ratio",
        change(41, literal="6.13万元", value="61300"),
    ),
    "amount per person ten thousand times too large": (
        "implausible_ratio",
        change(62, literal="63亿元", value="6300000000"),
    ),
    "printed amount per head denied": (
        "printed_quotient",
        add(
            figure(141, "120万元", "1200000", "post_care_money", tier="supporting", **YEAR),
            figure(142, "3150人", "3150", "post_care_people", tier="supporting", **YEAR),
            figure(
                143,
                "3810元",
                "3810",
                "post_care_rate",
                nature="tariff",
                per="person",
                tier="supporting",
                **YEAR,
            ),
        ),
    ),
    "instances coded for people": ("coding", change(72, unit="人")),
    "a state in instances": (
        "unit_and_thing",
        change(71, literal="12.46万人次", unit="人次"),
    ),
    "money in people": ("unit_and_thing", change(35, literal="2176万人", unit="人")),
    "year after the time under review": (
        "date",
        change(81, period_start="2028-01-01", period_end="2028-12-31"),
    ),
    "day of another decade": (
        "date",
        change(11, period_start="2008-12-31", period_end="2008-12-31"),
    ),
    "period that ends before it starts": (
        "date",
        change(91, period_start="2018-12-31", period_end="2018-01-01"),
    ),
    "row entered twice": ("coded_twice", add({**CLEAN[name(42)], "figure_id": name(43)})),
    "sentence printed twice and counted twice": (
        "same_thing",
        add(figure(151, "287名", "287", "students_aided", unit="人", **YEAR)),
    ),
    "bound against its hedge": ("coding", change(82, bound="at_most")),
    "value against its literal": ("coding", change(34, value="41930")),
    "number of the whole country": (
        "other_level",
        add(figure(161, "2493人", "2493", "honoured", level="national", tier="x", **YEAR)),
    ),
    "county beyond the city": (
        "nested",
        add(
            figure(171, "941件", "941", "disputes_handled", stage="handled", level="county", **YEAR)
        ),
    ),
    "share above a hundred": ("rate_and_count", change(21, literal="194%", value="194")),
    "one thing with two results": (
        "same_thing",
        add(stock(181, "3641家", "3641", "grassroots_unions", **DAY)),
    ),
    "negative count": ("coding", change(51, value="-287")),
    "running total that falls": (
        "nested",
        add(
            figure(
                191,
                "7.2万张",
                "72000",
                "member_cards",
                tier="x",
                **{**YEAR, "period_start": "", "period_end": "2018-06-30"},
            ),
            figure(
                201, "6.1万张", "61000", "member_cards", tier="x", **{**YEAR, "period_start": ""}
            ),
        ),
    ),
    "half of the year beyond the year": (
        "nested",
        add(figure(211, "141场", "141", "contests_held", **{**YEAR, "period_end": "2018-06-30"})),
    ),
    "growth that its values deny": (
        "printed_quotient",
        add(
            figure(221, "1210场", "1210", "film_showings", tier="x", **YEAR),
            figure(
                222,
                "1100场",
                "1100",
                "film_showings",
                tier="x",
                document=TEXT,
                period_start="2017-01-01",
                period_end="2017-12-31",
            ),
            figure(
                223,
                "21%",
                "21",
                "film_showings",
                nature="rate",
                measures_en="growth of the showings",
                measures_zh="放映场次增长",
                stated_base="showings",
                tier="x",
                **YEAR,
            ),
        ),
    ),
    "decimal point lost": ("size", change(12, literal="3127万人", value="31270000")),
    "decimal point lost in a long number": (
        "lost_point",
        change(73, literal="68437万元", value="684370000"),
    ),
    "fewer members than unions": ("order", change(12, literal="3127人", value="3127")),
    "more enrolled than members": (
        "order",
        change(71, literal="62.46万人", value="624600"),
    ),
    "winners beyond those who took part": (
        "order",
        add(figure(231, "2.9万人", "29000", "contest_titles_won", tier="x", **YEAR)),
    ),
    "later stage beyond the earlier": ("order", change(94, literal="370对", value="370")),
    "digit lost": ("damage", change(61, literal="?85万人", value="", bound="unknown")),
    "letter for a digit": ("damage", change(93, literal="l76对", value="", bound="unknown")),
    "letter read as a digit": ("damage", change(101, literal="6O场", value="60")),
    "space inside a number": ("damage", change(31, literal="8 74件", value="874")),
    "range backwards": (
        "odd_value",
        add(
            figure(241, "50至30场", "50", "reading_events", value_high="30", bound="range", **YEAR)
        ),
    ),
    "value that is no number": ("odd_value", change(34, value="4l93")),
    "day that is none": ("odd_value", change(91, period_end="2018-13-31")),
    "bound that is none": ("odd_value", change(92, bound="about_that")),
    "repeat of no figure": ("reference", change(51, duplicate_of=f"{TEXT}-999")),
    "part of itself": ("reference", change(102, part_of=f"{TEXT}-102")),
    "part in another unit": ("reference", change(102, part_of=f"{TEXT}-101")),
    "sum that fits no number of heads": (
        "undeclared_ratio",
        add(
            figure(291, "7.4亿元", "740000000", "film_money", tier="x", **YEAR),
            figure(292, "730人", "730", "care_for_model_workers", tier="x", **YEAR),
        ),
    ),
    "half a person": ("odd_value", change(112, literal="9.5人", value="9.5")),
    "contradictory hedges": (
        "hedge",
        change(81, literal="近120余场", value="120", bound="about", hedge="近+余"),
    ),
    "target among results": (
        "plan",
        add(figure(251, "350人", "350", "start_up_leaders", nature="plan", tier="x", **YEAR)),
    ),
    "firms in the unit of households": (
        "unit_word",
        add(figure(261, "318户", "318", "safety_contest_enterprises", tier="x", **YEAR)),
    ),
    "streak longer than unions are old": (
        "size",
        add(figure(271, "111年", "111", "award_streak", nature="duration", tier="x", **YEAR)),
    ),
    "other number for a repeat": (
        "rounded_repeat",
        add(
            figure(
                281,
                "2.3万人",
                "23000",
                "heat_relief_people",
                scheme="heat_relief",
                duplicate_of=name(61),
                **YEAR,
            )
        ),
    ),
    "share that its part and whole deny, in words that hold the letters of a change": (
        "printed_quotient",
        add(
            stock(301, "1530家", "1530", "workers_units", tier="x", **DAY),
            stock(302, "1224家", "1224", "agreeing_units", part_of=name(301), tier="x", **DAY),
            stock(
                303,
                "70%",
                "70",
                "agreement_share",
                nature="rate",
                stated_base="enterprises",
                measures_en="share of enterprises with an agreement",
                measures_zh="签约企业比重",
                tier="x",
                **DAY,
            ),
        ),
    ),
    "growth beside the parts of its later value": (
        "printed_quotient",
        add(
            figure(311, "4.41万册", "44100", "books_given", tier="x", **YEAR),
            figure(
                312,
                "3.60万册",
                "36000",
                "books_given",
                tier="x",
                document=TEXT,
                period_start="2017-01-01",
                period_end="2017-12-31",
            ),
            figure(
                313,
                "32.5%",
                "32.5",
                "books_growth",
                nature="rate",
                stated_base="books",
                measures_en="growth of the books given",
                measures_zh="赠书增幅",
                tier="x",
                **YEAR,
            ),
            figure(
                314,
                "2.1万册",
                "21000",
                "books_given",
                population="schools",
                part_of=name(311),
                tier="x",
                **YEAR,
            ),
        ),
    ),
    "printed average of an event denied": (
        "printed_quotient",
        add(
            figure(321, "36场", "36", "reading_events", tier="x", **YEAR),
            figure(322, "1620人次", "1620", "reading_attendances", tier="x", **YEAR),
            figure(
                323,
                "54人次",
                "54",
                "reading_average",
                nature="tariff",
                per="event",
                tier="x",
                **YEAR,
            ),
        ),
    ),
    "price of an item denied": (
        "printed_quotient",
        add(
            figure(331, "740份", "740", "heat_relief_packs", tier="x", **YEAR),
            figure(332, "85元", "85", "pack_price", nature="tariff", per="item", tier="x", **YEAR),
            figure(333, "62.9万元", "629000", "pack_money", tier="x", **YEAR),
        ),
    ),
    "branches that make more than all": (
        "branches",
        add(
            *(
                stock(
                    340 + place,
                    f"{share}%",
                    str(share),
                    "branch_share",
                    nature="rate",
                    stated_base="workers_covered",
                    population=branch,
                    tier="x",
                    **DAY,
                )
                for place, (branch, share) in enumerate(
                    (("mining", 44), ("transport", 37), ("trade", 28)), 1
                )
            )
        ),
    ),
    "streak that its first year denies": (
        "streak",
        add(
            figure(
                351,
                "16年",
                "16",
                "show_streak",
                nature="duration",
                tier="x",
                **{**YEAR, "period_start": "2013-01-01"},
            )
        ),
    ),
    "more people than members": (
        "beyond_everybody",
        change(82, literal="46.4万余人", value="464000"),
    ),
    "passage printed twice and coded as new": (
        "passage",
        add(
            *(
                figure(place, literal, value, indicator, measures_en=f"words {place}", **YEAR)
                for place, literal, value, indicator in (
                    (361, "274场", "274", "film_showings"),
                    (362, "1.9万册", "19000", "books_given"),
                    (371, "274场", "274", "film_showings"),
                    (372, "1.9万册", "19000", "books_given"),
                )
            )
        ),
    ),
    "number of a larger territory beside the city's": (
        "same_thing",
        add(
            stock(381, "7350个", "7350", "outdoor_service_points", population="drivers", **DAY),
            stock(
                382,
                "183个",
                "183",
                "outdoor_service_points",
                population="drivers",
                measures_en="places in the city",
                **DAY,
            ),
        ),
    ),
    "one long number for two things": (
        "equal_neighbours",
        add(figure(391, "7312册", "7312", "books_given", tier="x", **YEAR)),
    ),
    "money of a county as the city's": ("territory", change(52, actor="county_unions")),
    "repeat of another thing": (
        "reference",
        add(stock(401, "3146家", "3146", "grassroots_unions", duplicate_of=name(13), **DAY)),
    ),
    "year before the review without a word": (
        "date",
        change(101, period_start="2016-01-01", period_end="2016-12-31"),
    ),
    "part of a part beyond the first whole": (
        "part_and_whole",
        add(
            figure(411, "90人", "90", "labour_medals", tier="x", **YEAR),
            figure(
                412,
                "80人",
                "80",
                "labour_medals",
                population="men",
                part_of=name(411),
                tier="x",
                **YEAR,
            ),
            figure(
                413,
                "95人",
                "95",
                "labour_medals",
                population="young",
                part_of=name(412),
                tier="x",
                **YEAR,
            ),
        ),
    ),
    "women and men beyond all members": (
        "part_and_whole",
        add(
            *(
                stock(
                    number,
                    f"{literal}万人",
                    f"{literal}0000",
                    "union_members",
                    population=population,
                    part_of=name(12),
                    part_kind="component",
                    **DAY,
                )
                for number, literal, population in ((421, "19", "women"), (422, "14", "men"))
            )
        ),
    ),
    "more couples than came": ("implausible_ratio", change(93, literal="1760对", value="1760")),
    "cases ten times too many beside those settled": (
        "printed_quotient",
        change(31, literal="8740件", value="8740"),
    ),
    "two digits of the settled swapped": (
        "printed_quotient",
        change(32, literal="850件", value="850"),
    ),
    "fewer workers than disputes": ("order", change(34, literal="41人", value="41")),
    "recovered for each worker too much": (
        "implausible_ratio",
        change(35, literal="2176亿元", value="217600000000"),
    ),
    "contests without contestants": (
        "implausible_ratio",
        change(82, literal="26余人", value="26"),
    ),
    "more cases than are insured": (
        "order",
        change(72, literal="731200人次", value="731200"),
    ),
    "decrease by more than all": (
        "rate_and_count",
        add(
            figure(
                431,
                "130%",
                "130",
                "films_fall",
                nature="rate",
                measures_en="decrease of showings",
                measures_zh="放映场次下降",
                tier="x",
                **YEAR,
            )
        ),
    ),
    "aid for each student ten times too large": (
        "implausible_ratio",
        change(52, literal="876万元", value="8760000"),
    ),
    "two students for all the money": (
        "implausible_ratio",
        change(51, literal="2名", value="2"),
    ),
    "thirtieth of February": (
        "odd_value",
        change(11, period_start="2018-02-30", period_end="2018-02-30"),
    ),
    "money beyond that of any city": (
        "size",
        change(41, literal="613亿元", value="61300000000"),
    ),
    "fewer performers than shows": (
        "implausible_ratio",
        change(102, literal="19人次", value="19"),
    ),
    "fewer guests than events": (
        "implausible_ratio",
        change(91, literal="2300场", value="2300"),
    ),
    "half a household": ("odd_value", change(42, literal="5134.5户", value="5134.5")),
    "members in the unit of firms": (
        "unit_and_thing",
        change(12, literal="31.27万家", unit="家"),
    ),
    "rate in people": ("odd_value", change(33, literal="92.1人", unit="人")),
    "benefit of less than a fen a case": (
        "implausible_ratio",
        change(73, literal="684元", value="684"),
    ),
    "members that fall by a third in a year": (
        "date",
        add(stock(441, "46.9万人", "469000", "union_members", document=TEXT, day="2017-12-31")),
    ),
    "century for a year": ("mixed_periods", change(81, period_start="1918-01-01")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_with_little_else(fault: str) -> None:
    check, planted = FAULTS[fault]
    frame = run({**CLEAN, **planted})
    hits = frame[frame["check"] == check]
    named = [set(cell.split("+")) & set(planted) for cell in hits["figures"]]
    assert any(named), list(zip(frame["check"], frame["finding_en"], strict=True))
    frame = frame[frame["verdict"] != "note"]  # which finds nothing wrong
    assert len(frame) <= 4, list(zip(frame["check"], frame["finding_en"], strict=True))
    stray = [row for row in frame["figures"] if not set(row.split("+")) & set(planted)]
    assert stray == []


def quiet(rows: dict[str, dict[str, str]], check: str) -> bool:
    """Tell whether a check has nothing to say of rows that are in order."""
    return check not in set(run({**CLEAN, **rows})["check"])


def test_districts_beside_their_city_are_no_contradiction() -> None:
    parts = [
        stock(
            500 + place,
            f"{value}家",
            str(value),
            "grassroots_unions",
            level="county",
            part_of=name(11),
            part_kind="component",
            measures_en=f"unions of district {place}",
            **DAY,
        )
        for place, value in enumerate((1406, 1040, 700), 1)
    ]
    assert quiet(add(*parts), "same_thing")
    assert quiet(add(*parts), "part_and_whole")


def test_a_state_counted_twice_is_found_although_it_is_a_part() -> None:
    rows = change(12, part_of=name(11)) | add(
        stock(511, "32.17万人", "321700", "union_members", measures_en="members at the end", **DAY)
    )
    frame = run({**CLEAN, **rows})
    hits = frame[frame["check"] == "same_thing"]
    assert list(hits["figures"]) == [f"{name(12)}+{name(511)}"]


def test_the_year_before_overlaps_with_nothing_and_is_compared() -> None:
    before = {"document": TEXT, "period_start": "2017-01-01", "period_end": "2017-12-31"}
    rows = add(
        figure(521, "1.24万人次", "12400", "training_attendances", **YEAR),
        figure(522, "1.10万人次", "11000", "training_attendances", **before),
    )
    assert quiet(rows, "may_overlap")
    assert quiet(rows, "date")


def test_a_part_is_not_divided_by_what_belongs_to_its_whole() -> None:
    rows = add(
        figure(531, "310期", "310", "training_courses", tier="x", **YEAR),
        figure(532, "1.86万人次", "18600", "training_attendances", **YEAR),
        figure(
            533,
            "0.12万人次",
            "1200",
            "training_attendances",
            population="cooks",
            part_of=name(532),
            **YEAR,
        ),
    )
    assert quiet(rows, "implausible_ratio")


@pytest.mark.parametrize("shares", [(50, 30, 20), (95, 90, 85)])
def test_full_branches_and_rates_within_groups_are_in_order(
    shares: tuple[int, ...],
) -> None:
    rows = add(
        *(
            stock(
                540 + place,
                f"{share}%",
                str(share),
                "branch_share",
                nature="rate",
                stated_base="workers_covered",
                population=f"group_{place}",
                tier="x",
                **DAY,
            )
            for place, share in enumerate(shares, 1)
        )
    )
    assert quiet(rows, "branches")


@pytest.mark.parametrize("years", ["5", "6", "7"])
def test_a_streak_may_count_one_end_or_both(years: str) -> None:
    rows = add(
        figure(
            551,
            f"{years}年",
            years,
            "show_streak",
            nature="duration",
            tier="x",
            **{**YEAR, "period_start": "2013-01-01"},
        )
    )
    assert quiet(rows, "streak")


def test_everybody_is_all_workers_where_their_number_is_given() -> None:
    rows = (
        add(stock(14, "40.2万人", "402000", "workers_total", tier="x", **DAY))
        | change(12, part_of=name(14))
        | change(82, literal="39.8万人", value="398000", bound="exact", hedge="")
    )
    assert quiet(rows, "beyond_everybody")
    rows[name(82)] |= {"literal": "43.7万人", "value": "437000"}
    frame = run({**CLEAN, **rows})
    hits = frame[frame["check"] == "beyond_everybody"]
    assert list(hits["figures"]) == [f"{name(82)}+{name(14)}"]
    assert list(hits["verdict"]) == ["likely"]


def test_a_printed_amount_each_makes_its_quotient_no_news() -> None:
    rows = add(
        figure(561, "647户", "647", "relief_households", scheme="fire", **YEAR),
        figure(562, "1500元", "1500", "gift", nature="tariff", per="household", tier="x", **YEAR),
        figure(563, "97.05万元", "970500", "relief_money", scheme="fire", stage="spent", **YEAR),
    )
    assert quiet(rows, "round_quotient")
    del rows[name(562)]
    assert not quiet(rows, "round_quotient")


TAKEN = {
    "repeat of no figure",
    "digit lost",
    "day of another decade",
    "negative count",
    "year after the time under review",
    "letter for a digit",
    "more couples than came",
    "thirtieth of February",
}
"""Faults that take away the very number against which another fault shows."""


def test_many_faults_at_once_are_found_and_nothing_else_is() -> None:
    rows, chosen = dict(CLEAN), {}
    for fault, (check, planted) in FAULTS.items():
        taken = {name for _, names in chosen.values() for name in names}
        if fault not in TAKEN and not set(planted) & taken:
            rows |= planted
            chosen[fault] = check, set(planted)
    assert len(chosen) >= 30
    frame = run(rows)
    for fault, (check, names) in chosen.items():
        hits = frame[frame["check"] == check]["figures"].str.split("+")
        assert any(names & set(cell) for cell in hits), fault
    every = {name for _, names in chosen.values() for name in names}
    assert [cell for cell in frame["figures"] if not every & set(cell.split("+"))] == []


def test_every_finding_says_why_it_matters() -> None:
    for fault, (check, planted) in FAULTS.items():
        frame = run({**CLEAN, **planted})
        for row in frame[frame["check"] == check].to_dict("records"):
            for column in ("finding_en", "finding_zh", "effect_en", "effect_zh", "verdict"):
                assert row[column], (fault, column)
            assert row["finding_en"][0].isupper() or row["finding_en"][0] == "户"
            assert row["finding_en"].endswith((".", "?")), row["finding_en"]


def test_raw_figures_are_placed_by_the_codebook() -> None:
    extra = ["city", "theme", "concept", "tier"]
    bare = [{name: row[name] for name in row if name not in extra} for row in CLEAN.values()]
    assert list(check_table(bare, REVIEW, INDICATORS)["finding_en"]) == []
    assert list(check_table(bare)["finding_en"]) == []


def test_an_identifier_given_twice_is_said() -> None:
    rows = [*CLEAN.values(), {**CLEAN[name(11)], "value": "3147", "literal": "3147家"}]
    frame = run(rows)
    assert list(frame["check"]) == ["coded_twice"]
    assert frame.iloc[0]["verdict"] == "certain"
