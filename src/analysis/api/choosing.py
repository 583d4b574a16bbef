"""Drop-downs for the parameters of an analyst's notebook, where someone sits in front of it.

Run by the build, by papermill or by nbval, or without ipywidgets, a notebook shows the same result
without them: nothing that is saved depends on whether there were any.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from matplotlib import pyplot
from matplotlib.axes import Axes

from analysis.api.asked import asked
from analysis.api.notebook_figure import NotebookFigure
from analysis.api.source import tables
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, rules_of
from analysis.tables.codebook import Labels, load_codebook
from analysis.tables.notebook_parameters import check_choices

_SESSION = "JPY_SESSION_NAME"
"""Set by a Jupyter server for the kernels of notebooks that someone has opened."""

_LARGEST = 10**12

_Bundle = tuple[dict[str, Any], dict[str, Any]]


@asked
def choose(show: Callable[..., object], /, **given: object) -> None:
    """Show what a function gives for the parameters of the notebook, and let others be chosen.

    Parameters
    ----------
    show
        Gives what is to be shown, such as a frame or the axes of a chart, from parameters by name.
    **given
        The parameters, named as for `parameters`: a drop-down for each that has known values, a
        field for a number.

    Raises
    ------
    AnalysisError
        If a value is none that there is.  What `show` refuses is shown as its sentence.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.choose(lambda language: ua.themes(language), language="latin")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is no language 'latin'...
    """
    check_choices(load_codebook(tables()), **given)
    from IPython.display import display

    if not interactive():
        data, metadata = _bundle(show, given)
        display(data, metadata=metadata, raw=True)
        return
    controls = _controls(given)
    from ipywidgets import HBox, Layout

    display(HBox(list(controls.values()), layout=Layout(flex_flow="row wrap")))
    data, metadata = _bundle(show, given)
    shown = display(data, metadata=metadata, raw=True, display_id=True)

    def renew(_: object) -> None:
        data, metadata = _bundle(show, {name: each.value for name, each in controls.items()})
        shown.update(data, metadata=metadata, raw=True)

    for each in controls.values():
        each.observe(renew, "value")


def interactive() -> bool:
    """Tell whether someone has this notebook open on a Jupyter server, with ipywidgets."""
    return bool(os.environ.get(_SESSION)) and find_spec("ipywidgets") is not None


def _controls(given: dict[str, object]) -> dict[str, Any]:
    """Return a drop-down for each parameter with known values, and a field for each number."""
    from ipywidgets import BoundedIntText, Dropdown, Text

    book = load_codebook(tables())
    language = str(given.get("language", LANGUAGES[0]))
    found: dict[str, Any] = {}
    for name, known in check_choices(book, **given).items():
        if known is None and isinstance(given[name], int):
            more = {"min": 1, "max": _LARGEST}
            found[name] = BoundedIntText(value=given[name], description=name, **more)
        elif known is None:
            found[name] = Text(value=given[name], description=name, continuous_update=False)
        else:
            options = [(_label(name, each, Labels(language, book)), each) for each in known]
            found[name] = Dropdown(options=options, value=given[name], description=name)
    return found


def _label(name: str, value: str, labels: Labels) -> str:
    """Return what a value is called."""
    kind = name.rpartition("_")[2]
    if kind == "language":
        return rules_of(value).name
    if kind == "document":
        return labels.document(value)
    if kind == "indicator":
        return labels.indicator(value)
    return labels.code(kind, value) if kind in ("city", "theme") else value


def _bundle(show: Callable[..., object], given: dict[str, object]) -> _Bundle:
    """Return what a function gives as a notebook shows it: contents by type, and metadata."""
    from IPython import get_ipython

    try:
        found = show(**given)
    except AnalysisError as error:
        return {"text/plain": str(error)}, {}
    if isinstance(found, Axes):
        figure = found.get_figure(root=True)
        pyplot.close(figure)  # or the notebook's backend shows it once more
        if isinstance(figure, NotebookFigure):
            return {"text/html": figure.to_html(), "text/plain": figure.said()}, {}
        found = figure
    shell = get_ipython()
    if shell is None:
        return {"text/plain": repr(found)}, {}
    formatted: _Bundle = shell.display_formatter.format(found)
    return formatted
