"""Twenty everyday tasks, each at most two lines beyond loading, and none with a silent fault."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from made_up_checkout import A, B

import analysis as ua
from analysis.errors import AnalysisError

pytestmark = pytest.mark.usefixtures("checkout")

INHABITANTS = pd.DataFrame({"city": ["linzhou", "nowhere"], "inhabitants": [8000, 1]})
"""A table of the analyst's own, in which a city is missing and another one is too many."""

TASKS: list[Callable[[pd.DataFrame], object]] = []


def task(function: Callable[[pd.DataFrame], object]) -> Callable[[pd.DataFrame], object]:
    TASKS.append(function)
    return function


@task
def filtered(rows: pd.DataFrame) -> object:
    return rows[(rows.theme == "relief") & (rows.value > 50)]


@task
def summed(rows: pd.DataFrame) -> object:
    return ua.total(rows[rows.figure_id.isin([f"{A}-001", f"{A}-002"])])


@task
def grouped(rows: pd.DataFrame) -> object:
    return rows.groupby("city").value.median()


@task
def plotted(rows: pd.DataFrame) -> object:
    return rows[rows.unit == "人"].set_index("city").limits.bounds.plot()


@task
def saved_for_a_spreadsheet(rows: pd.DataFrame) -> object:
    return rows.to_excel("rows.xlsx", index=False)


@task
def saved_as_a_picture(rows: pd.DataFrame) -> object:
    return rows.limits.bounds.plot().figure.savefig("rows.png")


@task
def followed_to_its_source(rows: pd.DataFrame) -> object:
    return ua.card(rows.figure_id[0])


@task
def divided_by_ones_own_number(rows: pd.DataFrame) -> object:
    return rows.limits / rows.city.map({"linzhou": 4, "haicheng": 3}).astype("Int64")


@task
def compared(rows: pd.DataFrame) -> object:
    return ua.compare(f"{A}-001", f"{B}-001")


@task
def in_another_language(rows: pd.DataFrame) -> object:
    return ua.load("observations", language="zh", city="linzhou")[["theme", "measures"]]


@task
def certainly_above(rows: pd.DataFrame) -> object:
    return rows.figure_id[rows.limits > 57], rows.figure_id[(rows.limits > 57).isna()]


@task
def kept_in_a_file(rows: pd.DataFrame) -> object:
    rows.to_csv("rows.csv", index=False)
    return pd.read_csv("rows.csv", dtype={"limits": "limits"}).limits


@task
def cannot_be_right(rows: pd.DataFrame) -> object:
    return rows.loc[rows.value.isna(), ["figure_id", "printed"]]


@task
def cited(rows: pd.DataFrame) -> object:
    return ua.cite()


@task
def joined_with_origins(rows: pd.DataFrame) -> object:
    return rows.merge(ua.load("documents")[["document", "publisher"]], on="document")


@task
def averaged_over_the_years(rows: pd.DataFrame) -> object:
    return ua.load("derived", kind="per_year").set_index("label_en").limits


@task
def joined_with_the_number_of_inhabitants(rows: pd.DataFrame) -> object:
    joined = rows.merge(INHABITANTS, how="left")
    return joined.limits * 1000 / joined.inhabitants


@task
def pivoted(rows: pd.DataFrame) -> object:
    return rows.pivot_table("limits", "theme", "city", "max", observed=True)


@task
def drawn_along_time(rows: pd.DataFrame) -> object:
    return rows[rows.unit == "人"].plot.scatter("period_end", "value")


@task
def passed_on_with_its_citation(rows: pd.DataFrame) -> object:
    rows[rows.theme == "relief"].assign(source=ua.cite()).to_csv("part.csv", index=False)
    return pd.read_csv("part.csv", dtype={"limits": "limits"})


def result(function: Callable[[pd.DataFrame], object]) -> object:
    return function(ua.load("observations"))


def test_each_task_takes_two_lines_at_most_and_half_of_them_one() -> None:
    assert len(TASKS) == 20
    taken = []
    for each in TASKS:
        source = inspect.getsource(each).splitlines()
        body = source[source.index(next(line for line in source if line.startswith("def "))) + 1 :]
        taken.append(len([line for line in body if line.strip()]))
    assert max(taken) <= 2 and median(taken) == 1


def test_the_tasks_give_what_they_should(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = {each.__name__: result(each) for each in TASKS}
    ids = [f"{A}-002", f"{B}-002"]
    assert list(found["filtered"].figure_id) == ids
    assert str(found["summed"].limits) == "[95, 105)"
    assert found["grouped"].to_dict() == {
        "haicheng": pytest.approx(35000.1667, 1e-6),
        "linzhou": 40,
    }
    labels = [label.get_text() for label in found["plotted"].get_yticklabels()]
    assert labels == ["linzhou"] * 4 + ["haicheng"]
    sheet = pd.read_excel(tmp_path / "rows.xlsx")
    assert sheet["limits"][1] == "[55, 65)" and sheet["value"][0] == 40
    assert (tmp_path / "rows.png").read_bytes().startswith(b"\x89PNG")
    assert "paragraph 1, sentence 1, characters 10" in str(found["followed_to_its_source"])
    shares = found["divided_by_ones_own_number"]
    assert [str(each) for each in shares[:2]] == ["[10, 10]", "[13.75, 16.25)"]
    assert found["compared"].result == "not_comparable"
    assert found["in_another_language"].iloc[0].tolist() == ["帮扶", "第1项"]
    yes, undecided = found["certainly_above"]
    assert (list(yes), list(undecided)) == ([f"{B}-002"], [f"{A}-002", f"{A}-004"])
    back = found["kept_in_a_file"]
    assert str(back.dtype) == "limits" and str(back[1]) == "[55, 65)"
    assert found["cannot_be_right"].to_numpy().tolist() == [[f"{A}-004", "9000000000"]]
    assert found["cited"].startswith("Nobody (2031)")
    assert set(found["joined_with_origins"].publisher) == {"Port Daily"}
    averages = found["averaged_over_the_years"]
    assert {name: str(each) for name, each in averages.items()} == {"People a year": "[27.5, 32.5)"}
    per_head = found["joined_with_the_number_of_inhabitants"]
    assert [str(each) for each in per_head] == [
        *("[5, 5]", "[6.875, 8.125)", "<NA>", "[3.125, 3.125]"),
        *("<NA>", "<NA>"),
    ]
    table = found["pivoted"]
    assert list(table.columns) == ["linzhou", "haicheng"]
    assert str(table.loc["relief", "linzhou"]) == "[55, 65)"
    points = found["drawn_along_time"].collections[0].get_offsets()
    assert sorted(points[:, 1].compressed()) == [pytest.approx(1 / 3), 25, 40, 60]
    part = found["passed_on_with_its_citation"]
    assert set(part.source) == {str(ua.cite())} and len(part) == 5
    assert str(part.limits[1]) == "[55, 65)" and part.value.dtype == "float64"


@pytest.mark.parametrize(
    "careless",
    [
        lambda rows: ua.total(rows),  # everything at once
        lambda rows: rows.limits + 0.1,  # not the number that it shows
        lambda rows: rows.limits.astype(float),  # which end?
        lambda rows: ua.load("observations", city="lin zhou"),
    ],
)
def test_the_careless_form_is_refused(careless: Callable[[pd.DataFrame], object]) -> None:
    with pytest.raises(AnalysisError):
        result(careless)
