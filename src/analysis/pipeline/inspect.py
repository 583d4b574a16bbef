"""The `inspect` command: checks of what is published that nbval does not make.

nbval passes when an image is swapped (it compares no PNG), when outputs were cleared, when cells
ran in another order, and it knows one parameter set only.  Each function here returns a line per
problem, and none if all is well.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import notebook_files as nb
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.kept_runs import Store
from analysis.pipeline.parameters import Sources
from analysis.pipeline.plan import Folders, Plan, Status
from analysis.pipeline.progress import in_one_sentence, say

_WIDGET = "application/vnd.jupyter.widget-view+json"
_GLYPH = re.compile(r"Glyph \d+.*missing from (?:current )?font|findfont: .* not found", re.DOTALL)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_PATH = re.compile(r"(?:/(?:home|Users|tmp|root|private|var/folders)/|[A-Z]:\\Users\\)[\w.-]+")

_AS_PARAMETERS = {"metadata": {"tags": ["parameters"]}}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command: none.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """


def run(args: argparse.Namespace) -> int:
    """Print what is wrong with what the project has published, and run nothing.

    Parameters
    ----------
    args
        Parsed options.

    Returns
    -------
    int
        Exit status.

    Raises
    ------
    AnalysisError
        If there are problems, after they were printed.
    """
    with in_one_sentence("Could not inspect"):
        found = problems(project.root())
    for line in found:
        say(line)
    if found:
        said = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise AnalysisError(f"{said} in what is published: build, and look at what changed.")
    say("Nothing is wrong with what is published.")
    return 0


def problems(root: Path, sources: Sources | None = None) -> list[str]:
    """Return all that is wrong with what a project has published.

    Parameters
    ----------
    root
        Folder of the project.
    sources
        Where allowed values of parameters come from, by name.
    """
    catalogue = cat.load_catalogue(root, sources)
    found: list[str] = []
    for entry in catalogue.entries:
        if entry.path:
            found.extend(notebook_problems(entry.path, (root / entry.path).read_bytes()))
    return [*found, *manifest_problems(root, sources)]


def notebook_problems(name: str, content: bytes) -> list[str]:
    """Return what is wrong with one executed notebook, as far as the file itself shows it.

    Parameters
    ----------
    name
        How messages call it.
    content
        The file.
    """
    node = nb.loads(content, name)
    found = [
        *_injected(node),
        *_widgets(node),
        *_unexecuted(node),
        *_disorder(node),
        *(said for index in range(len(nb.cells(node))) for said in _output_problems(node, index)),
    ]
    if not found and nb.notebook_bytes(nb.normalise(node)) != content:
        found.append("the file is not written as the build writes it; build again")
    return [f"{name}: {said}" for said in found]


def manifest_problems(root: Path, sources: Sources | None = None) -> list[str]:
    """Return where the manifest, the catalogue and the published files disagree.

    Parameters
    ----------
    root
        Folder of the project.
    sources
        Where allowed values of parameters come from, by name.
    """
    folders = Folders.of(root)
    recorded = mf.read_manifest(root / mf.MANIFEST_FILE)
    plan = Plan(
        folders, cat.load_catalogue(root, sources), recorded, Store(folders.work / "no-cache")
    )
    found: list[str] = []
    for name in plan.order:
        if name not in recorded.runs:
            found.append(f"{name}: the catalogue publishes it, but it is not published")
            continue
        try:
            state = plan.examine(name)
        except AnalysisError as error:
            found.append(f"{name}: {error}")
            continue
        if state.status is not Status.CURRENT and state.status is not Status.MAYBE:
            found.append(f"{name}: out of date: {state.reason}")
    found.extend(
        f"{name}: {mf.MANIFEST_FILE} records it, but the catalogue does not publish it"
        for name in recorded.runs
        if name not in plan.runs
    )
    published = recorded.outputs()
    found.extend(
        f"{name}: nothing publishes it any more; remove it"
        for name in _lying(root)
        if name not in published and name != mf.MANIFEST_FILE
    )
    if not found and plan.manifest().write() != (root / mf.MANIFEST_FILE).read_bytes():
        found.append(f"{mf.MANIFEST_FILE}: not what a build would write now")
    return found


def _lying(root: Path) -> Iterator[str]:
    """Yield the files of the folders that hold nothing but what was published."""
    for folder in ("data/processed", "reports"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(root).as_posix()


def _injected(node: nb.Node) -> Iterator[str]:
    """Tell whether a notebook was run in place with parameters, which stay in a cell."""
    for cell in nb.cells(node):
        if nb.INJECTED in nb.tags(cell):
            given = ", ".join(
                nb.default_parameters({"cells": [cell | _AS_PARAMETERS]}, "the notebook")
            )
            yield (
                f"was run in place with parameters of one run ({given}): remove the cell tagged "
                f"{nb.INJECTED!r} and build again"
            )


def _widgets(node: nb.Node) -> Iterator[str]:
    """Find the state and the views of widgets: a state may hold an article."""
    if node["metadata"].get("widgets"):
        yield "the file holds the state of widgets, which may be anything: save it in `make lab`"
    for index, cell in enumerate(nb.cells(node)):
        if any(_WIDGET in output.get("data", {}) for output in cell.get("outputs", [])):
            yield f"{_where(node, index)} shows a widget, which nobody else can see; build again"


def _unexecuted(node: nb.Node) -> Iterator[str]:
    """Find code cells that were not executed, or were cleared."""
    for index, cell in enumerate(nb.cells(node)):
        if (
            nb.is_code(cell)
            and cell.get("execution_count") is None
            and "skip-execution" not in nb.tags(cell)
        ):
            yield f"{_where(node, index)} was not executed, or its output was cleared"


def _disorder(node: nb.Node) -> Iterator[str]:
    """Find cells that were not executed from the first to the last."""
    expected = 0
    for index, cell in enumerate(nb.cells(node)):
        count = cell.get("execution_count")
        if not nb.is_code(cell) or count is None:
            continue
        expected += 1
        if count != expected:
            yield f"{_where(node, index)} was executed as number {count}, not {expected}"
            return


def _output_problems(node: nb.Node, index: int) -> Iterator[str]:
    """Find what no published output may hold."""
    cell = nb.cells(node)[index]
    where = _where(node, index)
    for output in cell.get("outputs", []):
        kind = output["output_type"]
        if kind == "error" and "raises-exception" not in nb.tags(cell):
            yield f"{where} ends in an error: {output['ename']}: {output['evalue']}"
        shown = [nb.cell_text(output["text"])] if "text" in output else []
        shown += [
            nb.cell_text(value)
            for value in output.get("data", {}).values()
            if isinstance(value, str | list)
        ]
        glyph = any(_GLYPH.search(text) for text in shown)
        if glyph:
            yield f"{where} lacks a glyph: a character has no shape in the font"
        elif kind == "stream" and output["name"] == "stderr":
            yield f"{where} writes to standard error: {shown[0].strip().splitlines()[0]!r}"
        if any(_ADDRESS.search(text) for text in shown):
            yield f"{where} shows an address in memory, which differs each time"
        for text in shown:
            path = _PATH.search(text)
            if path is not None and kind != "error":
                yield f"{where} shows a path of this machine: {path.group()!r}"
                break


def _where(node: nb.Node, index: int) -> str:
    """Name a cell by its number and the heading above it."""
    heading = nb.heading_above(node, index)
    return f"cell {index + 1}" + (f" under {heading!r}" if heading else "")
