"""The parameters of a notebook, checked by one of its first lines, whoever runs it.

`python -m analysis run` refuses a wrong parameter before a notebook starts.  Plain papermill, which
takes what it is given, JupyterLab and nbval do not ask; so the notebook asks by itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from analysis import project
from analysis.errors import AnalysisError, nearest_name, unknown_choice
from analysis.language import LANGUAGES
from analysis.tables.codebook import Codebook

_INJECTED = "# Parameters"
"""First line of the cell in which papermill passes parameters to a notebook."""


def check_parameters(
    book: Codebook, known: Mapping[str, Iterable[str]] | None = None, /, **given: object
) -> None:
    """Check the parameters of a notebook, and that nothing else was passed to it.

    Parameters
    ----------
    book
        Texts, cities, themes and indicators.
    known
        What there is of further kinds, by name.
    **given
        All parameters of the notebook.  ``city``, ``document``, ``theme``, ``indicator``,
        ``language``, ``target`` and the further kinds must be one that there is; so must names
        that end so, as in ``other_city``.  A number stays any whole number above 0.

    Raises
    ------
    AnalysisError
        If a value is none of those allowed, or another parameter was passed.
    """
    for name in passed():
        if name not in given:
            raise AnalysisError(
                f"This notebook has no parameter {name!r}{nearest_name(name, given)} "
                f"It takes {', '.join(given)}."
            )
    check_choices(book, known, **given)


def check_choices(
    book: Codebook, known: Mapping[str, Iterable[str]] | None = None, /, **given: object
) -> dict[str, list[str] | None]:
    """Return what each parameter may be, by name; nothing for a number, which may be any above 0.

    Parameters
    ----------
    book, known, **given
        As for `check_parameters`.

    Raises
    ------
    AnalysisError
        If a value is none of those allowed.
    """
    kinds = {**_kinds(book), **(known or {})}
    found: dict[str, list[str] | None] = {}
    for name, value in given.items():
        kind = name.rpartition("_")[2]
        found[name] = list(kinds[kind]) if kind in kinds else None
        if kind in kinds:
            unknown_choice(kind, str(value), kinds[kind])
        elif isinstance(value, int) and value <= 0:
            raise AnalysisError(f"{name} must be more than 0, not {value}.")
    return found


def _kinds(book: Codebook) -> dict[str, Iterable[str]]:
    """Return what there is of each kind."""
    return {
        "language": LANGUAGES,
        "target": project.RUN_TARGETS,
        "city": list(dict.fromkeys(each.city for each in book.documents)),
        "document": book.document_order(),
        "theme": book.order("theme"),
        "indicator": [each.indicator for each in book.indicators],
    }


def passed() -> list[str]:
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
        if cell.startswith(_INJECTED)
        for node in ast.parse(cell).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
