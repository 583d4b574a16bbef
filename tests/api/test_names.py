"""The analysts' names: what there is, figures and cards, comparisons, sums, and whose data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import made_up_town as town
import pytest
from made_up_checkout import A, B

import analysis as ua
from analysis import api, project
from analysis.api import source
from analysis.coding.coding_records import Correction
from analysis.errors import AnalysisError
from analysis.tables import store

pytestmark = pytest.mark.usefixtures("checkout")


# --- names ---------------------------------------------------------------------------------------


def test_importing_the_package_loads_nothing_more() -> None:
    code = "import sys; import analysis; print([m for m in sys.modules if m[:9] == 'analysis.'])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_name_is_there_with_its_help() -> None:
    said = ua.help()
    for name in api.NAMES:
        assert name in dir(ua)
        assert f"ua.{name}" in said
        assert ua.help(name)
    assert "  observations" in said
    assert repr(said) == said


def test_help_describes_tables_and_their_columns() -> None:
    said = ua.help("coverage", "zh").splitlines()
    assert said[0] == "每行一篇文章的一个主题：原文给出多少数字"
    assert said[1].split() == ["document", "所出自的文章"]


def test_names_and_what_is_said_of_them_stand_apart() -> None:
    lines = [line for line in ua.help().splitlines() if line and not line.endswith(":")]
    assert all(re.match(r" *\S+ {2,}\S", line) for line in lines)


def test_help_lists_the_charts_and_says_what_each_draws() -> None:
    said = ua.help("plot").splitlines()
    charts = [line.split()[0] for line in said if line.startswith("ua.plot.")]
    assert charts == ["ua.plot.limits", "ua.plot.strip", "ua.plot.theme"]
    assert ua.help("plot.strip").startswith("plot.strip(indicator")
    assert ua.help("ua.plot.strip") == ua.help("plot.strip")
    assert ua.help("ua.load") == ua.help("load")
    with pytest.raises(AnalysisError, match=r"table 'plot.stripe'; did you mean 'plot.strip'"):
        ua.help("plot.stripe")


def test_help_on_tables_and_names_needs_no_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.api.catalogued._charts", lambda: pytest.fail("charts are loaded"))
    assert ua.help("coverage") and ua.help("load")
    with pytest.raises(AnalysisError, match="no name or table 'strip'"):
        ua.help("strip")


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"no name 'laod'; did you mean 'load'\? It has card"):
        _ = ua.laod
    with pytest.raises(AnalysisError, match="no name or table 'coverag'; did you mean 'coverage'"):
        ua.help("coverag")


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "analysis.api.frames", raising=False)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(AnalysisError, match=r"ua\.load needs pandas, .*'union-figures\[data\]'"):
        _ = ua.load


def test_ipython_shows_the_sentence_alone() -> None:
    assert AnalysisError("no such theme")._render_traceback_() == ["AnalysisError: no such theme"]


# --- what there is -------------------------------------------------------------------------------


def test_themes_and_indicators_count_figures_without_repeats() -> None:
    assert ua.themes().loc["relief"].tolist() == ["Relief", 2, 5, 2]
    assert ua.themes("zh")["label"].tolist() == ["帮扶", "文化"]
    found = ua.indicators("relief")
    assert found.index.tolist() == ["relief_money", "relief_people"]
    assert found.loc["relief_people", ["figures", "documents", "units"]].tolist() == [4, 2, ("人",)]
    assert len(ua.indicators()) == 3
    with pytest.raises(AnalysisError, match="no theme 'releif'; did you mean 'relief'"):
        ua.indicators("releif")


def test_the_citation_names_the_version_of_the_data() -> None:
    assert ua.cite() == "Nobody (2031). Invented figures. Data version 7.1.0. CC-BY-4.0."


# --- one figure ----------------------------------------------------------------------------------


def test_a_figure_is_its_record_printed_or_derived() -> None:
    assert ua.figure(f"{A}-001").literal == "40人"
    assert ua.figure(f"{A}.money_per_person.002+001").status == "computed"
    with pytest.raises(AnalysisError, match=f"There is no figure '{A}-01'; did you mean '{A}-001'"):
        ua.figure(f"{A}-01")


def test_cards_of_several_figures_are_folded_with_each_text_once() -> None:
    cards = ua.card(ua.load("observations", figure_id=[f"{A}-001", f"{A}-002", f"{B}-002"]))
    html = cards._repr_html_()
    assert html.count("<details") == 3 and "<details open" not in html
    assert str(cards).count(" characters, SHA-256") == 2
    assert str(ua.card([f"{A}-001"])) == str(ua.card(f"{A}-001"))
    with pytest.raises(AnalysisError, match="no figure is given"):
        ua.card([])
    with pytest.raises(AnalysisError, match="There is no printed figure"):
        ua.card([f"{A}-01"])


def test_a_card_reads_line_by_line_and_leads_nowhere() -> None:
    card = ua.card(f"{A}-004")
    lines = str(card).splitlines()
    assert "impossible" in lines[0] and "90亿人" in lines[0]
    assert "impossible 9 billion people" in lines[0]  # no words run together without a style
    assert "A digit is lost." in lines
    assert "<a " not in card._repr_html_() and "<details open" in card._repr_html_()
    assert "Used on" not in lines  # there are no pages that could use it
    assert "不可能" in str(ua.card(f"{A}-004", "zh"))


# --- comparisons ---------------------------------------------------------------------------------


def test_two_figures_are_compared_with_their_reasons() -> None:
    found = ua.compare(f"{A}-002", f"{B}-001")
    assert (found.grade, found.result) == ("not_comparable", "not_comparable")
    assert found.reasons[0] == "Linzhou 2018 speaks of “city”, Haicheng 2019 of “district”"
    assert str(found).splitlines()[0] == "not comparable"
    assert "林州2018说的是“全市”" in str(ua.compare(f"{A}-002", f"{B}-001", "zh"))
    assert "<li>" in found._repr_html_()


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("001", "001", "is given twice"),
        ("003", "002", "-003 repeats linzhou-2018-002"),
        ("001", "005", "-005 is a part of linzhou-2018-001"),
        ("004", "001", "-004 cannot be right as printed"),
    ],
)
def test_what_needs_no_comparison_is_said(a: str, b: str, said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        ua.compare(f"{A}-{a}", f"{A}-{b}")


def test_printed_and_derived_figures_are_not_compared() -> None:
    ratio = f"{A}.money_per_person.002+001"
    with pytest.raises(AnalysisError, match="one is printed, the other is derived"):
        ua.compare(f"{A}-001", ratio)
    with pytest.raises(AnalysisError, match="has no result to compare"):
        ua.compare(f"{A}.money_per_person.004+001", ratio)


# --- sums ----------------------------------------------------------------------------------------


def test_like_figures_are_added_within_limits() -> None:
    found = ua.total(ua.load(figure_id=[f"{A}-001", f"{A}-002"]))
    assert (found.value, str(found.limits), found.unit) == (100, "[95, 105)", "人")
    assert found.figures == (f"{A}-001", f"{A}-002")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((f"{A}-001", f"{B}-001"), "document: Linzhou 2018 against Haicheng 2019"),
        ((f"{B}-001", f"{B}-002"), "unit counted: people against yuan"),
        ((f"{A}-001", f"{A}-005"), "is contained in"),
        ((f"{A}-002", f"{A}-003"), "is contained in"),
        ((f"{A}-001", f"{A}-001"), "is given twice"),
        ((f"{A}-004",), "cannot be right as printed"),
        ((f"{A}-9",), "no printed figure"),
        ((), "nothing to add"),
    ],
)
def test_sums_that_mean_nothing_are_refused(figures: tuple[str, ...], said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        ua.total(figures)


def test_what_the_register_holds_open_is_not_added(checkout: Path) -> None:
    file = checkout / "data" / "processed" / "corrections.csv"
    before = file.read_bytes()
    entry = town.correction(f"{A}-002", fault="unclear", effect_en="The two are not added.")
    store.write((entry,), Correction, file)
    ua.use(checkout)
    try:
        with pytest.raises(AnalysisError, match="002 is open to several readings and is not added"):
            ua.total([f"{A}-001", f"{A}-002"])
        assert ua.total([f"{A}-002"]).figures == (f"{A}-002",)
    finally:
        file.write_bytes(before)
        ua.use(checkout)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: ua.total(5), "ua.total takes rows as text, a frame or a list of texts, not 5"),  # type: ignore[arg-type]
        (lambda: ua.card(None), "ua.card takes rows as text, a frame or a list of texts, not None"),  # type: ignore[arg-type]
        (
            lambda: ua.plot.limits(5),
            "ua.plot.limits takes rows as text, a frame or a list of texts, not 5",
        ),  # type: ignore[arg-type]
        (lambda: ua.total(f"{A}-x"), f"There is no printed figure '{A}-x'"),
        (lambda: ua.limits(5), "ua.limits takes low as a list, not 5"),  # type: ignore[arg-type]
        (lambda: ua.limits([1], "2"), "ua.limits takes high as a list, not '2'"),
        (lambda: ua.load(5), "ua.load takes table as text, not 5"),  # type: ignore[arg-type]
        (lambda: ua.load(natural="no"), "takes natural as True or False, not 'no'"),  # type: ignore[arg-type]
        (lambda: ua.use(5), "ua.use takes folder as text or a folder, not 5"),  # type: ignore[arg-type]
        (lambda: ua.choose(5), "ua.choose takes show as a function, not 5"),  # type: ignore[arg-type]
        (lambda: ua.compare([A], B), "takes a as text, not"),  # type: ignore[arg-type]
        (lambda: ua.plot.strip("members", 5), "takes ax as axes of matplotlib, not 5"),  # type: ignore[arg-type]
    ],
)
def test_what_is_nothing_of_the_kind_is_one_sentence(ask: Any, said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        ask()


def test_only_figures_are_added() -> None:
    with pytest.raises(AnalysisError, match="Only rows of observations will do"):
        ua.total(ua.load("derived"))


# --- whose data ----------------------------------------------------------------------------------


def test_the_working_directory_decides_nothing(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "{project.NAME}"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert source.tables().folder == checkout / "data" / "processed"
    project.choose_folder(None)
    try:
        assert source.tables().folder == project.own() / "data" / "processed"
    finally:
        ua.use(checkout)


def test_without_data_one_sentence_says_how_to_get_them(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.choose_folder(None)
    monkeypatch.setattr(project, "own", lambda: None)
    try:
        with pytest.raises(AnalysisError, match=r"get a checkout .* name its folder with ua\.use"):
            ua.load()
    finally:
        ua.use(checkout)
    with pytest.raises(AnalysisError, match="has no data/processed: give the folder of a checkout"):
        ua.use(checkout / "data")


def test_a_checkout_that_was_never_built_is_to_be_built(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    with pytest.raises(AnalysisError, match="data/processed: build it with `python -m analysis b"):
        ua.use(tmp_path)


# --- parameters of notebooks ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"city": "linzho"},
            "no city 'linzho'; did you mean 'linzhou'? Choose one",
        ),
        ({"other_city": "here"}, "There is no city 'here'. Choose one of"),
        ({"theme": "x"}, "There is no theme 'x'. Choose one of relief, culture."),
        ({"indicator": "show"}, "There is no indicator 'show'; did you mean 'shows'?"),
        ({"document": A[:-1]}, f"There is no document '{A[:-1]}'; did you mean '{A}'?"),
        ({"figure": f"{A}-01"}, f"did you mean '{A}-001'?"),
        ({"language": "fr"}, "There is no language 'fr'"),
        ({"inhabitants": 0}, "inhabitants must be more than 0, not 0."),
    ],
)
def test_parameters_must_be_what_there_is(given: dict[str, object], said: str) -> None:
    with pytest.raises(AnalysisError, match=re.escape(said)):
        ua.parameters(**given)


def test_parameters_that_are_right_pass() -> None:
    ua.parameters(city="linzhou", theme="culture", language="zh", inhabitants=5, figure=f"{B}-002")


def test_a_parameter_that_a_notebook_does_not_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = ["", "city: str = 'linzhou'", '# Parameters\ncitty = "haicheng"\n']
    shell = SimpleNamespace(user_ns={"In": cells})
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    with pytest.raises(AnalysisError, match="no parameter 'citty'; did you mean 'city'"):
        ua.parameters(city="linzhou")
    cells[-1] = '# Parameters\ncity = "haicheng"\n'
    ua.parameters(city="haicheng")
