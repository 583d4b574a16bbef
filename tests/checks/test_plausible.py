"""What is declared as plausible: read as it stands, and refused where it cannot be followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checking import plausible

from analysis import project
from analysis.checks import plausible_of
from analysis.coding.raw import PLAUSIBLE_LISTS, RawData, read_lists
from analysis.comparison.derived import BASES, RATIOS
from analysis.errors import AnalysisError

MEASURES = {rule.measure for rule in (*RATIOS, *BASES)}

CODES = {
    "grade": ["high", "low"],
    "indicator": ["lakes", "islands"],
    "level": ["village", "city"],
    "actor": ["diver"],
    "thing": ["water"],
    "stage": ["begun", "ended"],
}
LISTS = """
grades = ["high"]
claims = []
everybody = ["lakes"]
levels = ["village", "city"]
head_units = ["只"]
any_head = ["1", "9"]
[territory]
diver = ["village"]
[units]
water = ["升"]
[heads]
[stages]
lakes = ["begun", "ended"]
[base]
base_of_depth = ["islands"]
[growth]
en = ["growth"]
zh = ["增长"]
[decline]
en = ["decline"]
zh = ["下降"]
"""


def lists(tmp_path: Path, old: str = "", new: str = "") -> dict[str, object]:
    """Read the lists with one passage replaced."""
    assert old in LISTS
    path = tmp_path / "plausible.toml"
    path.write_text(LISTS.replace(old, new, 1) if old else LISTS, encoding="utf-8")
    return read_lists(path, CODES)


def test_lists_are_read_in_their_order(tmp_path: Path) -> None:
    found = lists(tmp_path)
    assert list(found) == list(PLAUSIBLE_LISTS)
    assert found["levels"] == ("village", "city")
    assert found["stages"] == {"lakes": ("begun", "ended")}
    assert found["claims"] == () and found["heads"] == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('grades = ["high"]', 'grades = ["top"]', "grades: 'top' must be one of the code list"),
        ('everybody = ["lakes"]', 'everybody = ["seas"]', "everybody: 'seas' must be one of"),
        ('lakes = ["begun"', 'seas = ["begun"', r"\[stages\]: 'seas' must be one of the code list"),
        ('"ended"]', '"lost"]', r"\[stages\] lakes: 'lost' must be one of the code list 'stage'"),
        ('base_of_depth = ["islands"]', 'base_of_depth = ["x"]', r"\[base\] base_of_depth: 'x'"),
        ('zh = ["增长"]', "", r"\[growth\]: the language 'zh' is missing"),
        ('en = ["decline"]', 'fr = ["x"]\nen = []', r"\[decline\]: 'fr' must be one of"),
        ("claims = []\n", "", "the list 'claims' is missing"),
        ("claims = []", "claims = []\nodd = []", "the list 'odd' is not known"),
        ("claims = []", "claims = 3", "claims must be a list of texts, not 3"),
        ('["只"]', "[1]", r"head_units must be a list of texts, not \[1\]"),
        ('[territory]\ndiver = ["village"]', 'territory = ["village"]', r"\[territory\] must have"),
        ("[units]", "[units", "plausible.toml cannot be read"),
    ],
)
def test_a_list_that_cannot_be_followed_is_refused(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(AnalysisError, match=said) as refused:
        lists(tmp_path, old, new)
    assert str(refused.value).startswith("data/raw/plausible.toml")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"plausible\.toml is missing: restore it"):
        read_lists(tmp_path / "plausible.toml", CODES)


def altered(folder: Path, file: str, old: str, new: str) -> RawData:
    """Return the raw tables with one passage of a file replaced."""
    for path in project.raw().glob("*.*"):
        shutil.copy(path, folder / path.name)
    path = folder / file
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    return RawData(folder)


ROW = "a_new_ratio,1,5,[],0,50,[],because,因为\n"
HEAD = "reason_en,reason_zh\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("plausible.csv", HEAD, HEAD + ROW, "row 2, column measure: no ratio is called 'a_new_rat"),
        (
            "plausible.csv",
            HEAD,
            HEAD + ROW.replace("a_new_ratio,1,5", "losses_per_dispute,1,500"),
            r"row 2: the usual range of 'losses_per_dispute' \(\[1, 500\]\) must lie inside",
        ),
        (
            "plausible.csv",
            HEAD,
            HEAD + ROW.replace("a_new_ratio,1,5,[]", "losses_per_dispute,,,"),
            r"row 2: the usual range of 'losses_per_dispute' \(None\) must lie inside",
        ),
        ("plausible.csv", HEAD, HEAD + ROW.replace(",因为", ","), "row 2, column reason_zh: ''"),
        ("plausible.csv", HEAD, HEAD + ROW.replace("1,5", "one,5"), "row 2, column usual_low: "),
        (
            "plausible-orders.csv",
            HEAD,
            HEAD + "lakes,islands,likely,so,是\n",
            "row 2, column less: 'islands' must be one of the code list 'indicator'",
        ),
        (
            "plausible-orders.csv",
            ",certain,",
            ",perhaps,",
            "row 2, column verdict: 'perhaps' must be one of the code list 'verdict'",
        ),
        ("plausible-sizes.csv", "人,", ",", "row 2, column unit: '' must not be empty"),
        ("plausible-reaches.csv", "0.3", "a third", "row 2, column share: 'a third' must match"),
        ("plausible.toml", "[base]", "[base]\nx = []", r"\[base\]: no ratio is called 'x'"),
        ("plausible.toml", '"100000"]', "]", "any_head: .* must be two numbers"),
        ("plausible.toml", '"100000"]', '"many"]', "any_head: .* must be two numbers"),
    ],
)
def test_a_table_that_cannot_be_followed_is_refused(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(AnalysisError, match=said):
        plausible_of(altered(tmp_path, file, old, new), MEASURES)


def test_a_band_of_a_ratio_is_added_by_a_row(tmp_path: Path) -> None:
    data = altered(tmp_path, "plausible.csv", HEAD, HEAD + ROW)
    band = plausible_of(data, {*MEASURES, "a_new_ratio"}).band_of["a_new_ratio"]
    assert (str(band.usual), str(band.possible)) == ("[1, 5]", "[0, 50]")
    assert band.reason["zh"] == "因为"


def test_what_the_project_declares_can_be_followed() -> None:
    declared = plausible()
    assert declared.band_of["voucher_money_per_worker"].possible.contains(5000)
    assert set(declared.base) == {rule.measure for rule in BASES}
    assert declared.in_city("county") and declared.in_city("city")
    assert not declared.in_city("national") and not declared.in_city("")
