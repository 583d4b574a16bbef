"""Figures of pyplot in a notebook: natural size, own letters, shown without trust."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from IPython.core.interactiveshell import InteractiveShell
from made_up_checkout import A, B
from matplotlib import pyplot
from matplotlib.figure import Figure

import analysis as ua
from analysis.api.notebook_figure import NotebookFigure
from analysis.charts.style import WIDE

pytestmark = pytest.mark.usefixtures("checkout")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    pyplot.close("all")


def drawn(html: str) -> ET.Element:
    """Return the picture in HTML, as a browser reads it."""
    found = re.fullmatch(r'<img alt="[^"]*" style="max-width:100%" src="data:[^,]*,([^"]*)">', html)
    assert found
    return ET.fromstring(unquote(found[1].replace("\n", "")))


def figure() -> NotebookFigure:
    made = ua.plot.limits([f"{A}-001", f"{B}-001"]).figure
    assert isinstance(made, NotebookFigure)
    return made


def test_a_chart_is_as_large_as_it_was_drawn_and_brings_its_letters() -> None:
    made = figure()
    root = drawn(made.to_html())
    width, height = (f"{side * 72:g}" for side in made.get_size_inches())
    assert (root.get("width"), root.get("height")) == (width, height)
    assert width == f"{WIDE:g}"
    style = "".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}style"))
    assert style.count("@font-face") == 2  # regular and bold
    assert "font/woff2;base64," in style


def test_it_is_the_same_each_time_and_no_link_or_path_breaks_its_lines() -> None:
    first, second = (figure().to_html() for _ in range(2))
    assert first == second
    assert max(len(line) for line in first.splitlines() if "base64" not in line) < 1000


def test_the_picture_is_read_out_and_says_title_verdict_caveats_and_sources() -> None:
    said = figure().said()
    for words in ("Not comparable", "Sources: Linzhou 2018", "CC BY 4.0", "unions’ side"):
        assert words in said
    assert f'alt="{said[:20]}' in figure().to_html()


def test_a_notebook_gets_one_output_that_needs_no_trust() -> None:
    shell = InteractiveShell.instance()
    try:
        sent: list[dict[str, str]] = []
        shell.display_pub.publish = lambda data, **_: sent.append(data)  # type: ignore[method-assign]
        from IPython.display import display

        display(figure())
        assert [set(data) for data in sent] == [{"text/html", "text/plain"}]
    finally:
        InteractiveShell.clear_instance()


_SHOWS = """
from IPython.core.interactiveshell import InteractiveShell

shell, shown = InteractiveShell.instance(), []
shell.display_pub.publish = lambda data, **_: shown.append(data)
for cell in (
    "import analysis as ua",
    "first = ua.plot.limits(['{figure}'])",
    "second = ua.plot.limits(['{figure}'])",
    "third = ua.limits(['[1, 2)']).bounds.plot()",
    "from matplotlib import pyplot; fourth = pyplot.figure()",
    "ua.style()",
    "fifth = pyplot.figure().text(0, 0, '甲乙')",
):
    before = len(shown)
    shell.run_cell(cell)
    print(len(shown) - before, end=" ")
"""


def test_each_chart_shows_in_its_cell_though_it_is_the_first_figure_of_all(
    checkout: Path, tmp_path: Path
) -> None:
    """A notebook's backend loads with the first figure, and needs what it sets then."""
    surroundings = os.environ | {
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "ANALYSIS_ROOT": str(checkout),
        "IPYTHONDIR": str(tmp_path),
    }
    said = subprocess.run(
        [sys.executable, "-c", _SHOWS.format(figure=f"{A}-001")],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["0", "1", "1", "1", "1", "0", "1"], said.stderr
    assert not said.stderr


def test_a_column_of_limits_is_drawn_likewise() -> None:
    column = ua.limits(["[1, 2)", "3"])
    assert isinstance(column.bounds.plot().figure, NotebookFigure)
    own = pyplot.figure()
    assert column.bounds.plot(own.add_subplot()).figure is own
    assert type(own) is Figure
