"""The `reproduce` command: rebuild everything from nothing, compare it with what is committed."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.build import BuildOptions, build
from analysis.pipeline.build_command import positive
from analysis.pipeline.compare import differences
from analysis.pipeline.notebook_runs import ENGINES
from analysis.pipeline.parameters import Sources
from analysis.pipeline.plan import Folders
from analysis.pipeline.progress import in_one_sentence, say

_IGNORED = (".ipynb_checkpoints", "__pycache__")


def reproduce(
    root: Path,
    options: BuildOptions | None = None,
    sources: Sources | None = None,
    say: Callable[[str], None] = print,
) -> list[str]:
    """Rebuild a project in a temporary folder and compare it with what it has published.

    Parameters
    ----------
    root
        Folder of the project; nothing in it changes.
    options
        Number of jobs and engine.
    sources
        Where allowed values of parameters come from, by name.
    say
        Gets the progress lines.

    Returns
    -------
    list
        A line per difference; none if every byte is the same.
    """
    root = root.absolute()
    with tempfile.TemporaryDirectory(prefix="reproduce-") as folder:
        out = Path(folder) / "out"
        out.mkdir()
        build(Folders(root, out, Path(folder) / "build"), options, sources, say)
        names = _published(root) | _published(out)
        found: list[str] = []
        for name in sorted(names):
            found.extend(_compare(name, root / name, out / name))
        for entry in cat.load_catalogue(root, sources).entries:
            if entry.path:
                found.extend(_compare(entry.path, root / entry.path, out / entry.path))
    return found


def _published(root: Path) -> set[str]:
    """Return the names of all files in the folders that only the build writes to."""
    return {
        path.relative_to(root).as_posix()
        for folder in ("data/processed", Path(mf.MANIFEST_FILE).parts[0])
        for path in (root / folder).rglob("*")
        if path.is_file() and not set(path.parts) & set(_IGNORED) and not path.name.startswith(".")
    }


def _compare(name: str, committed: Path, rebuilt: Path) -> list[str]:
    """Compare two files, each of which may be missing."""
    if not committed.is_file():
        return [f"{name}: rebuilt, but not committed"]
    if not rebuilt.is_file():
        return [f"{name}: committed, but no notebook writes it"]
    contents = committed.read_bytes(), rebuilt.read_bytes()
    if (
        name == mf.MANIFEST_FILE
    ):  # which Python made it does not matter, as long as it makes the same
        contents = mf.without_makers(contents[0]), mf.without_makers(contents[1])
    return differences(name, *contents)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """
    parser.add_argument(
        "--jobs", type=positive, default=0, metavar="N", help="runs at a time (as many as cores)"
    )
    parser.add_argument(
        "--engine", choices=list(ENGINES), default="", help="how notebooks run (fork, on Linux)"
    )


def run(args: argparse.Namespace, sources: Sources | None = None) -> int:
    """Rebuild the project and print the differences.

    Parameters
    ----------
    args
        Parsed options.
    sources
        Where allowed values of parameters come from, by name.

    Returns
    -------
    int
        Exit status.

    Raises
    ------
    AnalysisError
        If there are differences, after they were printed.
    """
    options = BuildOptions(jobs=args.jobs, engine=args.engine)
    with in_one_sentence("Could not reproduce"):
        found = reproduce(project.root(), options, sources, say)
    for line in found:
        say(line)
    if found:
        said = "1 difference" if len(found) == 1 else f"{len(found)} differences"
        raise AnalysisError(
            f"{said} between what is committed and what the notebooks give: run the build and "
            "look at what changed."
        )
    say("Reproduced: every published byte is the same.")
    return 0
