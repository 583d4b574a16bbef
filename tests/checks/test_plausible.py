"""What is declared as plausible: read as it stands, and refused where it cannot be followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checking import plausible, rules

from analysis import project
from analysis.checks import Plausible
from analysis.checks.plausible import Member, PlausibleBand
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import LANGUAGES
from analysis.language.messages import Words

CODES = {
    "grade": ["high", "low"],
    "indicator": ["lakes", "islands"],
    "level": ["village", "city"],
    "actor": ["diver"],
    "thing": ["water"],
    "stage": ["begun", "ended"],
}
MEASURES = ["islands_per_lake", "base_of_depth"]
LISTS = (
    *(Member("growth", language, "more") for language in LANGUAGES),
    *(Member("decline", language, "less") for language in LANGUAGES),
    Member("any_head", "", "1"),
    Member("any_head", "", "9.5"),
    Member("levels", "", "village"),
    Member("levels", "", "city"),
    Member("stages", "lakes", "begun"),
    Member("stages", "lakes", "ended"),
    Member("units", "water", "升"),
    Member("base", "base_of_depth", "islands"),
    Member("territory", "diver", "village"),
)


def faults(declared: Plausible) -> list[str]:
    return [str(fault) for fault in declared.faults(CODES, MEASURES)]


def test_lists_keep_their_order() -> None:
    declared = Plausible(lists=LISTS)
    assert faults(declared) == []
    assert declared.members("levels") == ("village", "city")
    assert declared.keyed("stages") == {"lakes": ("begun", "ended")}
    assert declared.members("claims") == () and declared.keyed("heads") == {}
    assert declared.any_head == Interval.parse("[1, 19/2]")


def test_without_declarations_nothing_is_odd() -> None:
    assert Plausible().any_head == Interval()
    assert not Plausible().in_city("city")


FILE = "data/raw/plausible-lists.csv, row"


@pytest.mark.parametrize(
    ("member", "said"),
    [
        (Member("grades", "", "top"), "member: 'top' is not in the code list 'grade'"),
        (Member("grades", "top", "high"), "of: 'top' must be empty"),
        (Member("everybody", "", "seas"), "member: 'seas' is not in the code list"),
        (Member("stages", "seas", "begun"), "of: 'seas' is not in the list 'indicator'"),
        (Member("stages", "", "begun"), "of: '' is not in the list 'indicator'"),
        (Member("base", "base_of_x", "lakes"), "of: 'base_of_x' is not in the list 'measure'"),
        (Member("growth", "xx", "plus"), "of: 'xx' is not in the list 'language'"),
        (Member("territory", "diver", "sea"), "member: 'sea' is not in the code list 'level'"),
    ],
)
def test_a_member_that_cannot_be_followed_is_a_fault(member: Member, said: str) -> None:
    (fault,) = faults(Plausible(lists=(*LISTS, member)))
    assert fault.startswith(f"{FILE} {len(LISTS) + 2}, column {said}")


def test_words_of_change_exist_in_every_language() -> None:
    (fault,) = faults(Plausible(lists=LISTS[1:]))
    assert fault == f"{FILE} {len(LISTS) + 1}, column of: 'en' has no words of growth; add a row"


@pytest.mark.parametrize("ends", [("1",), ("1", "2", "3"), ("9", "1"), ("1", "many")])
def test_any_head_has_two_ends(ends: tuple[str, ...]) -> None:
    lists = [each for each in LISTS if each.list != "any_head"]
    lists += [Member("any_head", "", end) for end in ends]
    (fault,) = faults(Plausible(lists=tuple(lists)))
    assert "must be the least and the most of any_head" in fault


@pytest.mark.parametrize(
    ("measure", "usual", "said"),
    [
        ("x", "[1, 2]", "row 2, column measure: 'x' is no ratio; correct the name, or declare"),
        ("islands_per_lake", "[1, 20]", "column usual: '[1, 20]' must lie inside the possible"),
    ],
)
def test_a_band_is_of_a_ratio_and_lies_inside_what_is_possible(
    measure: str, usual: str, said: str
) -> None:
    words = Words(en="so", zh="是")
    band = PlausibleBand(measure, Interval.parse(usual), Interval.parse("[0, 10]"), words)
    (fault,) = faults(Plausible(bands=(band,), lists=LISTS))
    assert said in fault


# --- the tables of the project -------------------------------------------------------------------


def altered(folder: Path, file: str, old: str, new: str) -> RawData:
    """Return the raw tables, not settled, with one passage of a file replaced."""
    for path in project.raw().glob("*.csv"):
        shutil.copy(path, folder / path.name)
    path = folder / file
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    return RawData(folder, settled=False)


HEAD = "reason_en,reason_zh\n"
ROW = "a_new_ratio,1,5,[],0,50,[],because,因为\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("plausible.csv", HEAD, HEAD + ROW, "row 2, column measure: 'a_new_ratio' is no ratio"),
        ("plausible.csv", HEAD, HEAD + ROW.replace(",因为", ","), "row 2, column reason_zh: ''"),
        ("plausible.csv", HEAD, HEAD + ROW.replace("1,5", "one,5"), "row 2, column usual_low: "),
        (
            "plausible-orders.csv",
            HEAD,
            HEAD + "lakes,islands,likely,so,是\n",
            "row 2, column less: 'islands' is not in the code list 'indicator'",
        ),
        (
            "plausible-orders.csv",
            ",certain,",
            ",perhaps,",
            "row 2, column verdict: 'perhaps' is not in the code list 'verdict'",
        ),
        ("plausible-sizes.csv", "人,", ",", "row 2, column unit: '' must not be empty"),
        ("plausible-reaches.csv", "0.3", "a third", "row 2, column share: 'a third' must match"),
        ("plausible-lists.csv", "grades,", "grade,", "row 2, column list: 'grade' must match"),
        (
            "plausible-lists.csv",
            "national",
            "world",
            "column member: 'world' is not in the code list",
        ),
    ],
)
def test_a_table_that_cannot_be_followed_is_refused(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(AnalysisError, match=said):
        Plausible.of_raw(altered(tmp_path, file, old, new), rules().measures)


def test_a_band_of_a_ratio_is_added_by_a_row(tmp_path: Path) -> None:
    data = altered(tmp_path, "plausible.csv", HEAD, HEAD + ROW)
    band = Plausible.of_raw(data, (*rules().measures, "a_new_ratio")).band_of["a_new_ratio"]
    assert (str(band.usual), str(band.possible)) == ("[1, 5]", "[0, 50]")
    assert band.reason["zh"] == "因为"


def test_what_the_project_declares_can_be_followed() -> None:
    declared = plausible()
    bases = {rule.measure for rule in rules().ratios if rule.kind == "base"}
    assert set(declared.keyed("base")) == bases
    assert declared.in_city("county") and declared.in_city("city")
    assert not declared.in_city("national") and not declared.in_city("")
