"""Drop-downs: only where someone sits in front of the notebook, and never in what is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from made_up_checkout import A
from matplotlib import pyplot

import analysis as ua
from analysis.api import choosing
from analysis.errors import AnalysisError
from analysis.pipeline.notebook_files import normalise

pytestmark = pytest.mark.usefixtures("checkout")
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def sent() -> Iterator[list[tuple[dict[str, Any], dict[str, Any]]]]:
    """What a notebook's front end is sent: contents by type, and what comes along."""
    shell = InteractiveShell.instance()
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    shell.display_pub.publish = lambda data, **more: found.append((data, more))  # type: ignore[method-assign]
    yield found
    InteractiveShell.clear_instance()
    pyplot.close("all")


class Control:
    """A made-up widget, which tells when someone chooses."""

    def __init__(self, value: Any, description: str, **more: Any) -> None:
        self.value, self.description, self.more = value, description, more
        self.told: Callable[[object], None] = lambda _: None

    def observe(self, told: Callable[[object], None], name: str) -> None:
        assert name == "value"
        self.told = told

    def choose(self, value: Any) -> None:
        self.value = value
        self.told(None)


class Box:
    """A made-up box of widgets."""

    last: tuple[Control, ...] = ()

    def __init__(self, children: list[Control], layout: object) -> None:
        Box.last = tuple(children)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {WIDGET: "{}", "text/plain": "Box"}


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone in front of the notebook, with widgets."""
    widgets = ModuleType("ipywidgets")
    vars(widgets).update(
        Dropdown=Control, BoundedIntText=Control, Text=Control, HBox=Box, Layout=SimpleNamespace
    )
    monkeypatch.setitem(sys.modules, "ipywidgets", widgets)
    monkeypatch.setattr(choosing, "interactive", lambda: True)


def themes(theme: str, language: str) -> pd.DataFrame:
    return ua.indicators(theme, language)[["label"]]


def test_without_anyone_there_is_the_result_alone(sent: list[Any]) -> None:
    ua.choose(themes, theme="culture", language="en")
    ((data, more),) = sent
    assert set(data) == {"text/html", "text/plain"}
    assert "shows" in data["text/plain"]
    assert not more.get("transient")


def test_with_someone_the_result_is_the_same_and_controls_stand_above(
    sent: list[Any], front: None
) -> None:
    ua.choose(themes, theme="culture", language="en")
    (above, _), (data, _) = sent
    assert WIDGET in above and "shows" in data["text/plain"]
    theme, language = Box.last
    assert theme.more["options"] == [("Relief", "relief"), ("Culture", "culture")]
    assert (theme.value, theme.description) == ("culture", "theme")
    assert language.more["options"] == [("English", "en"), ("中文", "zh")]


def test_a_choice_renews_the_result_in_its_place(sent: list[Any], front: None) -> None:
    ua.choose(themes, theme="culture", language="en")
    place = sent[1][1]["transient"]
    Box.last[0].choose("relief")
    data, more = sent[2]
    assert "relief_people" in data["text/plain"]
    assert more["update"] and more["transient"] == place


def test_a_number_has_a_field_and_another_text_too(sent: list[Any], front: None) -> None:
    ua.choose(lambda people, name: people, people=5, name="x")
    people, name = Box.last
    assert (people.value, people.more["min"], name.value) == (5, 1, "x")


def test_a_chart_is_shown_once_and_a_refusal_as_its_sentence(sent: list[Any]) -> None:
    ua.choose(lambda language: ua.plot.limits([f"{A}-001"], language=language), language="zh")
    assert not pyplot.get_fignums()
    assert sent[0][0]["text/html"].startswith("<img ")
    ua.choose(lambda theme: ua.plot.theme("none"), theme="relief")
    assert sent[1][0]["text/plain"].startswith("There is no theme 'none'")
    ua.choose(lambda theme: pyplot.figure().add_subplot(), theme="relief")
    assert not pyplot.get_fignums()


def test_a_value_that_there_is_not_is_refused(sent: list[Any]) -> None:
    with pytest.raises(AnalysisError, match="There is no theme 'x'"):
        ua.choose(themes, theme="x", language="en")
    assert sent == []


def test_someone_is_there_where_a_jupyter_server_opened_the_notebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda name: name)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert not choosing.interactive()
    monkeypatch.setenv("JPY_SESSION_NAME", "/notebooks/a.ipynb")
    assert choosing.interactive()
    monkeypatch.setattr(choosing, "find_spec", lambda name: None)
    assert not choosing.interactive()


def test_nothing_of_widgets_is_saved() -> None:
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "1"}}
    control = shown | {"data": {WIDGET: {"model_id": "a"}, "text/plain": "Box"}}
    cell = {"cell_type": "code", "metadata": {}, "source": "x", "outputs": [control, shown]}
    node = normalise({"cells": [cell], "metadata": {"widgets": {"state": {}}}})
    assert node["cells"][0]["outputs"] == [shown]
    assert set(node["metadata"]) == {"kernelspec", "language_info"}
