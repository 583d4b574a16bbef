"""Charts for analysts: axes with what comparing gives, sources below, one sentence when refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pytest
from made_up_checkout import A, B
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.text import Text

import analysis as ua
from analysis.errors import AnalysisError

pytestmark = pytest.mark.usefixtures("checkout")


def strip(*given: str, **more: str) -> Axes:
    drawn: Axes = getattr(ua.plot, "strip")(*given, **more)  # noqa: B009 - no text is stripped
    return drawn


def texts(ax: Axes) -> list[str]:
    return [found.get_text() for found in ax.figure.findobj(Text) if found.get_text().strip()]


def test_limits_are_drawn_with_sources_and_licence() -> None:
    ax = ua.plot.limits(ua.load("observations", figure_id=[f"{A}-001", f"{A}-002"]))
    said = " ".join(texts(ax))
    assert "Linzhou 2018" in said and "约60人" in said
    assert "union-figures 7.1.0, CC BY 4.0" in said
    file = io.BytesIO()
    ax.figure.savefig(file, format="svg")
    assert b"CC BY 4.0" in file.getvalue()


def test_the_verdict_is_fetched_not_passed() -> None:
    ax = ua.plot.limits([f"{A}-001", f"{B}-001"])
    assert any("Not comparable" in each for each in texts(ax))


def test_axes_may_be_given_and_the_language_chosen() -> None:
    _, given = pyplot.subplots()
    assert ua.plot.limits([f"{A}-001"], given, language="zh") is given
    assert any("林州2018" in each for each in texts(given))


def test_a_strip_and_a_theme_stand_on_one_scale() -> None:
    ax = strip("relief_people")
    assert isinstance(ax, Axes)
    said = texts(ax)
    assert any("Haicheng 2019" in each for each in said)
    assert [texts(each) for each in ua.plot.theme("relief")] == [said]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: ua.plot.limits([]), "There are no figures to draw"),
        (lambda: ua.plot.limits([f"{A}-001", f"{B}-002"]), "One axis cannot hold"),
        (lambda: ua.plot.limits([f"{A}-01"]), "There is no printed figure"),
        (lambda: ua.plot.limits(ua.load("units")), "Only rows of observations will do"),
        (lambda: strip("show"), "There is no indicator 'show'; did you mean 'shows'"),
        (lambda: strip("shows"), "No two texts give figures of it"),
        (lambda: ua.plot.theme("releif"), "There is no theme 'releif'; did you mean 'relief'"),
        (lambda: strip("shows", language="fr"), "Unknown language 'fr'"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(draw: Callable[[], object], said: str) -> None:
    with pytest.raises(AnalysisError, match=said):
        draw()


def test_one_call_sets_the_font_of_all_charts() -> None:
    with matplotlib.rc_context():
        ua.style()
        assert matplotlib.rcParams["font.family"] == ["Analysis Sans SC"]
        ax = pyplot.figure().add_subplot()
        ax.set_title("帮扶")
        ax.figure.savefig(io.BytesIO(), format="png")  # a missing glyph would warn


@pytest.fixture(autouse=True)
def _closed() -> object:
    yield
    pyplot.close("all")


def test_without_a_description_the_version_is_that_of_the_citation(checkout: Path) -> None:
    described = checkout / "data" / "processed" / "datapackage.json"
    content = described.read_bytes()
    described.unlink()
    try:
        assert any("union-figures 7.1.0" in each for each in texts(ua.plot.limits([f"{A}-001"])))
    finally:
        described.write_bytes(content)


def test_axes_of_the_users_keep_their_place_once_something_was_measured_on_them() -> None:
    figure, ax = pyplot.subplots(layout="constrained")
    ua.plot.limits([f"{A}-001", f"{B}-001"], ax=ax)
    before = ax.get_position().bounds
    figure.draw_without_rendering()
    assert ax.get_position().bounds == before
