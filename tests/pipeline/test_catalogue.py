"""Parameters and the catalogue: what is refused, and in which words."""

from __future__ import annotations

from pathlib import Path

import build_fixture as fixture
import pytest

from analysis.errors import AnalysisError
from analysis.pipeline import notebook_files as nb
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.parameters import Parameter, check_values, parse
from analysis.pipeline.plan import runs_of

DECLARED = {
    "theme": Parameter("theme", "str", ("medical", "culture"), "medical"),
    "count": Parameter("count", "int", None, 3),
    "wide": Parameter("wide", "bool", None, False),
}
NAME = "pages/theme.ipynb"


def test_good_parameters_are_returned_in_the_order_of_the_declaration() -> None:
    assert list(check_values(NAME, DECLARED, {"count": 5, "theme": "culture"}).items()) == [
        ("theme", "culture"),
        ("count", 5),
    ]
    assert parse(NAME, DECLARED, ["wide=true", "count=-2"]) == {"count": -2, "wide": True}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["them=medical"],
            "pages/theme.ipynb has no parameter 'them'; did you mean 'theme'? It takes theme, "
            "count, wide.",
        ),
        (["zzz=1"], "pages/theme.ipynb has no parameter 'zzz'. It takes theme, count, wide."),
        (
            ["theme=medicl"],
            "pages/theme.ipynb: parameter theme cannot be 'medicl'; did you mean 'medical'? "
            "Choose one of medical, culture.",
        ),
        (
            ["count=many"],
            "pages/theme.ipynb: parameter count must be a whole number, not 'many'. It takes a "
            "whole number.",
        ),
        (
            ["wide=1"],
            "pages/theme.ipynb: parameter wide must be true or false, not '1'. It takes true or "
            "false.",
        ),
        (["count"], "Write a parameter as name=value, not 'count'."),
        (["count=1", "count=2"], "Parameter count is given twice."),
    ],
)
def test_bad_parameters_are_refused_in_one_line(words: list[str], said: str) -> None:
    with pytest.raises(AnalysisError) as error:
        parse(NAME, DECLARED, words)
    assert str(error.value) == said


def test_true_is_no_number() -> None:
    with pytest.raises(AnalysisError, match="parameter count must be a whole number, not True"):
        check_values(NAME, DECLARED, {"count": True})


def test_runs_of_the_fixture(toy: Path) -> None:
    assert [run.name for run in runs_of(cat.load_catalogue(toy))] == [
        "tables/document document=alpha",
        "tables/document document=beta",
        "tables/document document=gamma",
        "tables/comparison",
        "pages/theme theme=medical language=en",
        "pages/theme theme=medical language=zh",
        "pages/theme theme=culture language=en",
        "pages/theme theme=culture language=zh",
        "index",
        "explore as it is",
    ]


def test_a_published_set_that_holds_the_defaults_is_the_notebook_as_it_is(toy: Path) -> None:
    runs = {run.name: run for run in runs_of(cat.load_catalogue(toy))}
    page = runs["pages/theme theme=medical language=en"]
    assert page.own
    assert page.outputs == ("reports/en/theme-medical.html", "notebooks/pages/theme.ipynb")
    assert page.written == ()
    table = runs["tables/document document=alpha"]
    assert table.own
    assert table.written == ("data/processed/documents/alpha/observations.csv",)
    assert not runs["pages/theme theme=medical language=zh"].own
    assert not runs["tables/document document=beta"].own


def test_a_notebook_whose_defaults_are_not_published_runs_once_more(toy: Path) -> None:
    file = toy / "notebooks" / "catalogue.toml"
    only = 'language = { type = "str", values = "languages" }\n'
    sets = f'{only}[[notebook.published]]\ntheme = ["culture"]\nlanguage = "all"\n'
    file.write_text(file.read_text().replace(only, sets))
    own = [(run.name, run.outputs) for run in runs_of(cat.load_catalogue(toy)) if run.own]
    assert ("pages/theme as it is", ("notebooks/pages/theme.ipynb",)) in own


def test_given_sources_come_before_declared_ones(toy: Path) -> None:
    catalogue = cat.load_catalogue(toy, {"documents": lambda: ["alpha", "new"]})
    assert catalogue.entry("tables/document").parameters["document"].values == ("alpha", "new")


def test_a_source_takes_some_rows_of_a_table_and_leaves_others_out(toy: Path) -> None:
    lists = toy / "data" / "raw" / "lists.csv"
    lists.write_text("list,code\nsea,tide\nsea,medical\nland,hill\nsea,wave\ndry,tide\n")
    file = toy / cat.CATALOGUE_FILE
    taken = 'table = "data/raw/lists.csv", column = "code", where = { list = "sea" }'
    text = file.read_text().replace(
        'themes = ["medical", "culture"]', f'themes = {{ {taken}, without = {{ list = "dry" }} }}'
    )
    file.write_text(text)
    assert cat.load_catalogue(toy).entry("pages/theme").parameters["theme"].values == (
        "medical",
        "wave",
    )
    file.write_text(text.replace('without = { list = "dry" }', 'without = { name = "dry" }'))
    with pytest.raises(AnalysisError, match="source themes must be a list, or name a table"):
        cat.load_catalogue(toy)


def test_a_source_may_be_empty_up_to_a_number_of_values_of_another(toy: Path) -> None:
    file = toy / cat.CATALOGUE_FILE
    text = file.read_text()
    only = 'language = { type = "str", values = "languages" }\n'
    sets = f'{only}[[notebook.published]]\ntheme = {{ source = "few" }}\n'
    few = 'few = { table = "data/raw/lists.csv", column = "code", above = { documents = 3 } }'
    (toy / "data" / "raw" / "lists.csv").write_text("list,code\nsea,medical\n")
    file.write_text(text.replace("[sources]\n", f"[sources]\n{few}\n").replace(only, sets))
    entry = cat.load_catalogue(toy).entry("pages/theme")
    assert entry.published == ()
    assert entry.parameters["theme"].values == ("medical", "culture")
    own = [run.name for run in runs_of(cat.load_catalogue(toy)) if run.own and "theme" in run.name]
    assert own == ["pages/theme as it is"]  # still run and kept, published nowhere
    file.write_text(file.read_text().replace("documents = 3", "documents = 2"))
    published = cat.load_catalogue(toy).entry("pages/theme").published
    assert {values["theme"] for values in published} == {"medical"}
    file.write_text(file.read_text().replace("documents = 2", 'documents = "x"'))
    with pytest.raises(AnalysisError, match="source few must be a list, or name a table"):
        cat.load_catalogue(toy)
    file.write_text(text.replace(only, sets.replace("source", "sorce")))
    with pytest.raises(AnalysisError, match="unknown key 'sorce'; did you mean 'source'"):
        cat.load_catalogue(toy)


def test_entry_of_an_unknown_name(toy: Path) -> None:
    with pytest.raises(AnalysisError, match="No notebook 'pages/them'; did you mean 'pages/theme'"):
        cat.load_catalogue(toy).entry("pages/them")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "explore"', 'kind = "play"', "kind 'play' is none of table, page, explore"),
        ('kind = "explore"', 'knd = "explore"', "unknown key 'knd'; did you mean 'kind'?"),
        ('page = "theme-{theme}"', "", "a page, and only a page, needs 'page'"),
        ("{document}.csv", "{documnt}.csv", "no such parameter 'documnt'; did you mean 'document'"),
        ('"data/raw/figures/', '"../figures/', "must lie inside the project"),
        ('"data/processed/themes/{theme}.csv"', '"data/raw/x.csv"', "reads data/processed only"),
        ('values = "themes"', 'values = "theme"', "no source of values 'theme'; did you mean"),
        ('type = "str", values = "themes"', 'type = "text"', "type 'text' is none of str, int"),
        ('["medical", "culture"]', '["culture"]', "cannot be 'medical'. Choose one of culture."),
        (
            'theme = { type = "str", values = "themes" }',
            "",
            "does not declare the parameter 'theme",
        ),
        ("target = {", 'extra = { type = "str" }\ntarget = {', "lacks the parameter 'extra'"),
        ('path = "explore.ipynb"', 'path = "gone.ipynb"', "notebooks/gone.ipynb is missing"),
        ('column = "document"', 'column = "name"', "source documents must be a list, or name"),
        ("data/raw/documents.csv", "data/raw/none.csv", "data/raw/none.csv is missing: it lists"),
        ("[build]", "[build", "is not valid TOML"),
        ('path = "explore.ipynb"', 'path = "pages/theme.ipynb"', "does not declare the parameter"),
    ],
)
def test_bad_catalogue_is_refused(toy: Path, old: str, new: str, said: str) -> None:
    path = toy / cat.CATALOGUE_FILE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(AnalysisError) as error:
        cat.load_catalogue(toy)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_parameter_cell_with_code_is_refused(toy: Path) -> None:
    fixture.write_notebook(
        toy / "notebooks" / "tables" / "comparison.ipynb",
        fixture.cell("target = str(1)", "parameters"),
    )
    with pytest.raises(AnalysisError, match="may hold only lines like name = value"):
        cat.load_catalogue(toy)


def test_a_notebook_that_names_what_has_left_gets_what_is_there(toy: Path) -> None:
    catalogue = toy / "data" / "raw" / "documents.csv"
    catalogue.write_text("document\nbeta\ngamma\n")
    (path,) = renewed = cat.renew_defaults(toy)
    assert path == "notebooks/tables/document.ipynb"
    node = nb.loads(renewed[path], path)
    assert nb.default_parameters(node, path) == {"document": "beta", "target": "scratch"}
    assert nb.default_parameters(nb.read_notebook(toy / path, path), path)["document"] == "alpha"
    catalogue.write_text("document\nalpha\nbeta\n")
    assert cat.renew_defaults(toy) == {}
    catalogue.write_text("document\n")
    assert cat.renew_defaults(toy) == {}  # Nothing is there: that is said when it is loaded.


def test_another_default_leaves_the_rest_of_the_line_and_cell() -> None:
    source = '"""中文"""\ncity: str = "alpha"  # 城\nother = "alpha"'
    node = {"cells": [fixture.cell(source, "parameters"), fixture.cell('city = "alpha"')]}
    changed = nb.with_default(node, "city", "beta")
    assert [nb.cell_text(cell["source"]) for cell in changed["cells"]] == [
        '"""中文"""\ncity: str = "beta"  # 城\nother = "alpha"',
        'city = "alpha"',
    ]
    assert nb.cell_text(node["cells"][0]["source"]) == source
