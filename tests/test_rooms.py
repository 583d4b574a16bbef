"""The rooms of the package stand in the order in which a figure travels."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import project

PACKAGE = project.root() / "src" / "analysis"

GROUND = ("errors", "project", "cli", "intervals")
ROOMS = (
    "reading",
    "language",
    "tables",
    "proposals",
    "coding",
    "figures",
    "comparison",
    "checks",
    "screening",
    "corpora",
    "sentences",
    "show",
    "charts",
    "pages",
    "site",
    "api",
    "audit",
)
ORDER = (*GROUND, *ROOMS, "pipeline")

FORMER = {"quantities": "the former address of `reading`, for one version"}
"""Folders that are no rooms, and why they are there."""

LATE = {
    "pandas": "takes a third of a second to import; the store reads and writes without it",
    "matplotlib": "takes a third of a second to import; only what draws needs it",
    "nbformat": "the build names notebooks before it needs to read one",
    "papermill": "takes half a second to import; only the engine of kernels needs it",
    "ipykernel": "only a process that runs notebooks needs it",
    "IPython": "only a process that runs notebooks needs it",
    "ipywidgets": "of an extra; only a notebook that someone has open needs it",
    "nbclient": "only a process that runs notebooks needs it",
    "jupyter_client": "only a process that runs notebooks needs it",
    "nbconvert": "only a process that exports pages needs it",
    "fontTools": "only a page with charts or Chinese text cuts fonts",
    "brotli": "only a page with charts or Chinese text packs fonts",
    "pygments": "only a page with code needs it",
    "markdown_it": "only a process that exports pages needs it",
    "nh3": "only a process that exports pages needs it",
    "pypdf": "an extra: only who reads PDF has it",
    "openpyxl": "an extra: only who reads spreadsheets has it",
    "numpy": "comes with pandas",
    "pyarrow": "an extra: only who writes Parquet has it",
    "distributed": "an extra: only who has a cluster needs it",
}
"""Libraries that may be imported inside functions, and why."""

LATE_ROOMS = {
    "analysis.charts.style": "draws with matplotlib; a page without charts does without",
    "analysis.intervals": "the reader's import stays light; only limits need exact arithmetic",
    "analysis.reading.limits": "the reader's import stays light; only limits need it",
}
"""Modules of other rooms that may be imported inside functions, and why."""


def modules() -> dict[str, Path]:
    """Return the modules of the package by dotted name below `analysis`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def room(module: str) -> str:
    return module.partition(".")[0]


def imports(path: Path) -> Iterator[tuple[str, bool, int]]:
    """Yield what a module imports, whether inside a function, and the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    inside = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                known = full.removeprefix("analysis.") in MODULES
                yield (full if known else node.module), node in inside, node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node in inside, node.lineno


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in ORDER])
def test_no_import_runs_backwards(module: str) -> None:
    own = ORDER.index(room(module))
    for name, _, line in imports(MODULES[module]):
        if not name.startswith("analysis."):
            continue
        other = room(name.removeprefix("analysis."))
        if other not in ORDER or other == room(module):
            continue
        where = f"{MODULES[module].relative_to(PACKAGE)}:{line} imports {name}"
        assert ORDER.index(other) <= own, f"{where}, a room that comes later"
        if room(module) == "pipeline":
            assert other in GROUND, f"{where}; the pipeline loads other rooms by name"


@pytest.mark.parametrize("module", MODULES)
def test_imports_inside_functions_have_a_reason(module: str) -> None:
    for name, inside, line in imports(MODULES[module]):
        if not inside:
            continue
        top = name.partition(".")[0]
        where = f"{MODULES[module].relative_to(PACKAGE)}:{line} imports {name} in a function"
        if top == "analysis":
            late = name in LATE_ROOMS
            assert late or room(name.removeprefix("analysis.")) == room(module), where
        else:
            assert top in LATE or top in STANDARD, where


PLATFORM = {"resource", "fcntl", "msvcrt", "termios", "tty"}
"""Modules that not every system has."""

RARE = {
    "difflib",
    "html",
    "importlib",
    "locale",
    "logging",
    "multiprocessing",
    "pdb",
    "re",
    "signal",
    "xml",
    "zipfile",
}
"""Modules of the standard library that only a rare path needs."""

STANDARD = PLATFORM | RARE


def test_at_most_six_files_lie_at_the_top_and_each_folder_is_a_room() -> None:
    files = [path.name for path in PACKAGE.glob("*.py")]
    assert sorted(files) == sorted(["__init__.py", "__main__.py", *(f"{n}.py" for n in GROUND)])
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == {*ROOMS, "pipeline", *FORMER}
