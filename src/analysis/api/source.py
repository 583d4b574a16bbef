"""Which data the analysts' names read: never a guess, and never what was altered by hand."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from analysis import project
from analysis.api.asked import asked
from analysis.errors import AnalysisError, shortly, unknown_choice
from analysis.language import catalogue
from analysis.tables.dataset import Dataset, path_of
from analysis.tables.schema import TABLES, TableSchema

_DESCRIPTION = "datapackage.json"


@asked
def use(folder: str | Path | None = None) -> None:
    """Read the data of a folder from now on.

    Parameters
    ----------
    folder
        A checkout of the repository; without one, the checkout that this package belongs to.

    Raises
    ------
    AnalysisError
        If the folder holds no processed tables.

    Examples
    --------
    >>> import analysis as ua
    >>> ua.use("no-such-folder")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: no-such-folder has no data/processed: give the folder of a \
checkout of the repository.
    """
    if folder is not None and not _has_tables(folder):
        named = str(folder) if 0 < len(str(folder)) < _SHOWN else shortly(str(folder))
        way = "give the folder of a checkout of the repository"
        if _has_tables(folder, "raw"):
            way = "build it with `python -m analysis build`"
        raise AnalysisError(f"{named} has no data/processed: {way}.")
    project.choose_folder(None if folder is None else Path(folder).resolve())
    catalogue.forget_words()


_SHOWN = 200
"""Characters of a folder's name that a sentence shows as they are."""


def _has_tables(folder: str | Path, which: str = "processed") -> bool:
    """Tell whether a folder is named and has tables; the empty name is that of no folder."""
    try:
        return bool(str(folder)) and (Path(folder) / "data" / which).is_dir()
    except (OSError, ValueError):  # a name that no folder can have
        return False


def tables() -> Dataset:
    """Return the processed tables: of the folder given to `use`, or of the package's checkout.

    Raises
    ------
    AnalysisError
        If there is neither.
    """
    if project.chosen_folder() is None and not os.environ.get("ANALYSIS_PROCESSED"):
        own = project.own()
        if own is None:
            raise AnalysisError(
                "There are no data beside the installed package: get a checkout of the "
                "repository and name its folder with ua.use(folder)."
            )
        use(own)
    return Dataset()


def unaltered(data: Dataset, table: TableSchema) -> Path:
    """Return the file of a table, once it is what its description says.

    Parameters
    ----------
    data
        The processed tables.
    table
        Declaration of a table that is published for all texts together.

    Raises
    ------
    AnalysisError
        If the table is missing, or was altered after it was described.
    """
    name = path_of(table)
    path = data.existing(name)
    known = _hashes(data.folder / _DESCRIPTION).get(name)
    if known and known != f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
        raise AnalysisError(
            f"data/processed/{name} was altered after it was published: build it with "
            "`python -m analysis build`, or restore it from version control."
        )
    return path


def _hashes(description: Path) -> dict[str, str]:
    """Return the recorded hashes; none where nothing is described yet, as during a build."""
    try:
        resources = json.loads(description.read_text(encoding="utf-8"))["resources"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError):
        raise AnalysisError(
            f"data/processed/{_DESCRIPTION} is broken: build it with `python -m analysis build`."
        ) from None
    return {each["path"]: each.get("hash", "") for each in resources}


def table_named(name: str) -> TableSchema:
    """Return the declaration of a table that is published for all texts together.

    Parameters
    ----------
    name
        Its name, with hyphens or underscores.

    Raises
    ------
    AnalysisError
        If there is none: the sentence names those that there are, and the nearest.
    """
    known = {each: table for each, table in TABLES.items() if "all" in table.published}
    return known[unknown_choice("table", str(name).replace("_", "-"), known)]
