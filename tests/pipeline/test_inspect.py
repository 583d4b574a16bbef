"""Each way of tampering with a published notebook is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis.pipeline import inspect
from analysis.pipeline import notebook_files as nb

NAME = "notebooks/pages/theme.ipynb"


def clear(node: dict[str, Any]) -> None:
    cell = node["cells"][5]
    cell["outputs"], cell["execution_count"] = [], None


def shuffle(node: dict[str, Any]) -> None:
    one, other = node["cells"][4], node["cells"][5]
    one["execution_count"], other["execution_count"] = (
        other["execution_count"],
        one["execution_count"],
    )


def stray(node: dict[str, Any]) -> None:
    node["cells"][4]["outputs"].append(
        {"name": "stderr", "output_type": "stream", "text": ["careful\n"]}
    )


def glyph(node: dict[str, Any]) -> None:
    said = "cell:3: UserWarning: Glyph 24037 (\\N{CJK}) missing from font(s) DejaVu Sans.\n"
    node["cells"][4]["outputs"].append({"name": "stderr", "output_type": "stream", "text": [said]})


def address(node: dict[str, Any]) -> None:
    node["cells"][5]["outputs"][0]["data"]["text/plain"] = ["<Chart at 0x7f0012345678>"]


def path(node: dict[str, Any]) -> None:
    node["cells"][4]["outputs"][0]["text"] = ["/home/someone/project\n"]


def error(node: dict[str, Any]) -> None:
    node["cells"][4]["outputs"] = [
        {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}
    ]


def swap(node: dict[str, Any]) -> None:
    data = node["cells"][5]["outputs"][0]["data"]
    data["image/svg+xml"] = ["<svg>\n", "another picture\n", "</svg>\n"]


def widget_state(node: dict[str, Any]) -> None:
    kept = {"a1": {"model_module": "anywidget", "state": {"text": "全市职工12人"}}}
    node["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": kept}}


def widget_view(node: dict[str, Any]) -> None:
    data = node["cells"][5]["outputs"][0]["data"]
    data["application/vnd.jupyter.widget-view+json"] = {"model_id": "a1"}


TAMPERED = {
    widget_state: "the file holds the state of widgets, which may be anything: save it in "
    "`make lab`",
    widget_view: "cell 6 under 'A theme' shows a widget, which nobody else can see; build again",
    clear: "cell 6 under 'A theme' was not executed, or its output was cleared",
    shuffle: "cell 5 under 'A theme' was executed as number 4, not 3",
    stray: "cell 5 under 'A theme' writes to standard error: 'careful'",
    glyph: "cell 5 under 'A theme' lacks a glyph: a character has no shape in the font",
    address: "cell 6 under 'A theme' shows an address in memory, which differs each time",
    path: "cell 5 under 'A theme' shows a path of this machine: '/home/someone'",
    error: "cell 5 under 'A theme' ends in an error: KeyError: 'x'",
}


def tamper(root: Path, how: Callable[[dict[str, Any]], None]) -> None:
    file = root / NAME
    node = json.loads(file.read_bytes())
    how(node)
    file.write_bytes(nb.notebook_bytes(node))


def test_a_notebook_run_in_place_with_parameters_is_named(published: Path) -> None:
    node = json.loads((published / NAME).read_bytes())
    cell = {"cell_type": "code", "id": "x", "execution_count": 1, "outputs": []}
    cell |= {"metadata": {"tags": [nb.INJECTED]}, "source": ["# Parameters\n", "theme = 'a'\n"]}
    node["cells"].insert(1, cell)
    assert inspect.notebook_problems(NAME, nb.notebook_bytes(node))[0] == (
        f"{NAME}: was run in place with parameters of one run (theme): remove the cell tagged "
        "'injected-parameters' and build again"
    )


def test_what_a_build_publishes_is_well(published: Path) -> None:
    assert inspect.problems(published) == []


@pytest.mark.parametrize("how", TAMPERED, ids=lambda how: how.__name__)
def test_tampering_is_found(published: Path, how: Callable[[dict[str, Any]], None]) -> None:
    tamper(published, how)
    assert inspect.problems(published) == [
        f"{NAME}: {TAMPERED[how]}",
        f"pages/theme theme=medical language=en: out of date: {NAME} is not as the manifest "
        "records it",
    ]


def test_swapped_image_is_found(published: Path) -> None:
    tamper(published, swap)
    assert inspect.problems(published) == [
        f"pages/theme theme=medical language=en: out of date: {NAME} is not as the manifest "
        "records it"
    ]


def test_handwritten_file_is_found(published: Path) -> None:
    file = published / NAME
    file.write_text(json.dumps(json.loads(file.read_bytes())))
    assert inspect.notebook_problems(NAME, file.read_bytes()) == [
        f"{NAME}: the file is not written as the build writes it; build again"
    ]


def test_unpublished_parameter_set_is_found(published: Path) -> None:
    file = published / "notebooks" / "catalogue.toml"
    file.write_text(file.read_text().replace('"culture"]', '"culture", "heat"]'))
    assert inspect.manifest_problems(published) == [
        "pages/theme theme=heat language=en: the catalogue publishes it, but it is not published",
        "pages/theme theme=heat language=zh: the catalogue publishes it, but it is not published",
    ]


def test_published_set_that_the_catalogue_dropped_is_found(published: Path) -> None:
    file = published / "notebooks" / "catalogue.toml"
    file.write_text(file.read_text().replace('"medical", "culture"]', '"medical"]'))
    assert (
        "pages/theme theme=culture language=en: reports/manifest.json records it, but the "
        "catalogue does not publish it"
    ) in inspect.manifest_problems(published)


def test_stale_manifest_is_found(published: Path) -> None:
    fixture.write_figures(published, "alpha", [5, 6, 7, 8])
    assert (
        "tables/document document=alpha: out of date: data/raw/figures/alpha.csv changed"
    ) in inspect.manifest_problems(published)


def test_altered_manifest_is_found(published: Path) -> None:
    file = published / "reports" / "manifest.json"
    file.write_text(file.read_text().replace('"pandas": "3.1.1"', '"pandas": "3.0.0"'))
    assert inspect.manifest_problems(published) == [
        "reports/manifest.json: not what a build would write now"
    ]


def test_a_page_that_nothing_publishes_is_found(published: Path) -> None:
    (published / "reports" / "en" / "theme-gone.html").write_text("<!doctype html>")
    assert inspect.manifest_problems(published) == [
        "reports/en/theme-gone.html: nothing publishes it any more; remove it"
    ]


def test_missing_page_is_found(published: Path) -> None:
    (published / "reports" / "en" / "theme-medical.html").unlink()
    assert (
        "pages/theme theme=medical language=en: out of date: reports/en/theme-medical.html is "
        "missing"
    ) in inspect.manifest_problems(published)
