"""The parameters of a notebook, checked by its first line, whoever runs it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from analysis.api.source import one_of, tables
from analysis.errors import AnalysisError, nearest_name
from analysis.figures.figure import Figure
from analysis.language import LANGUAGES
from analysis.tables.codebook import Codebook, load_codebook

INJECTED = "# Parameters"
"""First line of the cell in which papermill passes parameters to a notebook."""


def parameters(**given: object) -> None:
    """Check the parameters of a notebook, and that nothing else was passed to it.

    Plain papermill, JupyterLab and nbval give the same sentence as ``python -m analysis run``: a
    parameter that the notebook does not have is refused, although papermill takes it.

    Parameters
    ----------
    **given
        All parameters of the notebook.  ``city``, ``document``, ``theme``, ``indicator``,
        ``figure`` and ``language`` must be one that there is; so must names that end so, as in
        ``other_city``.  A number stays any whole number above 0.

    Raises
    ------
    AnalysisError
        If a value is none of those allowed, or another parameter was passed.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.parameters(language="latin")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: There is no language 'latin'...
    """
    for name in _passed():
        if name not in given:
            raise AnalysisError(
                f"This notebook has no parameter {name!r}{nearest_name(name, given)} "
                f"It takes {', '.join(given)}."
            )
    book = load_codebook(tables())
    for name, value in given.items():
        kind = name.rpartition("_")[2]
        known = _known(kind, book)
        if known is not None:
            one_of(kind, str(value), known)
        elif isinstance(value, int) and value <= 0:
            raise AnalysisError(f"{name} must be more than 0, not {value}.")


def _known(kind: str, book: Codebook) -> Iterable[str] | None:
    """Return what there is of a kind; `None` where that is open."""
    if kind == "language":
        return LANGUAGES
    if kind == "city":
        return list(dict.fromkeys(each.city for each in book.documents))
    if kind == "document":
        return book.document_order()
    if kind == "theme":
        return book.order("theme")
    if kind == "indicator":
        return [each.indicator for each in book.indicators]
    if kind == "figure":
        return [each.figure_id for each in tables().rows(Figure)]
    return None


def _passed() -> list[str]:
    """Return the names that papermill passed, in this kernel or in the notebook's own file."""
    try:
        from IPython import get_ipython
    except ModuleNotFoundError:
        return []
    shell = get_ipython()
    cells = shell.user_ns.get("In", []) if shell else []
    return [
        target.id
        for cell in cells
        if cell.startswith(INJECTED)
        for node in ast.parse(cell).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
