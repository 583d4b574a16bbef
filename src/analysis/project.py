"""Where the project's folders are.

Everything that reads or writes a file asks here, so that a notebook gives the same bytes wherever
the project lies.  The build points `ANALYSIS_ROOT` at a folder that holds only the declared inputs
of the run; `ANALYSIS_PROCESSED` moves the processed tables alone.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from analysis.errors import AnalysisError

NAME = "union-figures"
"""Name of the project in `pyproject.toml`, by which its root is recognised."""

RUN_TARGETS = ("scratch", "published")
"""Where a table notebook may write: a folder to throw away, or the published tables."""

MEMO = "ANALYSIS_MEMO"
"""Variable with the file that says, by module, which code would make a result of a pure function;
such results are remembered beside it.  Without the variable nothing is remembered."""

LOOKED_UP = "ANALYSIS_LOOKED_UP"
"""Variable with the file in which a run notes the words that it looked up."""

_noted: set[tuple[str, str]] = set()
_chosen: Path | None = None


def choose_folder(folder: Path | None) -> Path | None:
    """Take a folder for that of the project, whatever surrounds the process.

    Parameters
    ----------
    folder
        The folder; ``None`` goes back to what `root` finds by itself.

    Returns
    -------
    Path or None
        What was chosen before.
    """
    global _chosen
    before, _chosen = _chosen, folder
    return before


def chosen_folder() -> Path | None:
    """Return the folder given to `choose`, or named in `ANALYSIS_ROOT`."""
    declared = os.environ.get("ANALYSIS_ROOT")
    return _chosen or (Path(declared) if declared else None)


def own() -> Path | None:
    """Return the checkout that this package belongs to, if it belongs to one."""
    here = Path(__file__).resolve().parent
    return next((folder for folder in (here, *here.parents) if _is_root(folder)), None)


def look_up(name: str) -> None:
    """Note that an entry of the catalogue of words is being looked up.

    A build asks for it: what a run did not look up may change without its running again.

    Parameters
    ----------
    name
        The keys that lead to what is looked up, joined by dots: an entry in one language, an entry
        in all of them, or a whole part of the catalogue; nothing for all of it.
    """
    file = os.environ.get(LOOKED_UP)
    if file and (file, name) not in _noted:
        _noted.add((file, name))
        with open(file, "a", encoding="utf-8") as notes:
            notes.write(f"{name}\n")


def root() -> Path:
    """Return the folder of the project.

    Returns
    -------
    Path
        The folder given to `choose`, or `ANALYSIS_ROOT` if it is set; else the nearest folder, from
        the current one upwards and then from this file upwards, whose `pyproject.toml` names the
        project.

    Raises
    ------
    AnalysisError
        If there is none.
    """
    declared = chosen_folder()
    if declared:
        return declared
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if _is_root(folder)), None) or own()
    if found:
        return found
    raise AnalysisError(
        f"No folder of the project {NAME} here or above: change into the project's folder, "
        "or name it in the variable ANALYSIS_ROOT."
    )


def raw() -> Path:
    """Return the folder of the raw figures."""
    return root() / "data" / "raw"


def processed() -> Path:
    """Return the folder of the processed tables (`ANALYSIS_PROCESSED` if that is set)."""
    declared = os.environ.get("ANALYSIS_PROCESSED")
    if declared and _chosen is None:
        return Path(declared)
    return root() / "data" / "processed"


def reports() -> Path:
    """Return the folder of the exported reports."""
    return root() / "reports"


def notebooks() -> Path:
    """Return the folder of the notebooks."""
    return root() / "notebooks"


def target(name: str) -> Path:
    """Return the folder a table notebook writes to.

    Parameters
    ----------
    name
        `scratch` for a folder that git ignores, `published` for the processed tables.

    Returns
    -------
    Path
        The folder, created if it was missing.

    Raises
    ------
    AnalysisError
        If the name is not one of `RUN_TARGETS`.
    """
    if name not in RUN_TARGETS:
        raise AnalysisError(f"Unknown target {name!r}: choose one of {', '.join(RUN_TARGETS)}.")
    folder = processed() if name == "published" else root() / "build" / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _is_root(folder: Path) -> bool:
    """Tell whether a folder holds the project's `pyproject.toml`."""
    try:
        declaration = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    project = declaration.get("project")
    return isinstance(project, dict) and project.get("name") == NAME
