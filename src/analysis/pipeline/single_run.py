"""The `run` command: one notebook with parameters of one's own, into a file of one's own."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline import parameters as pr
from analysis.pipeline.build import best_engine
from analysis.pipeline.kept_runs import Store
from analysis.pipeline.notebook_runs import ENGINES, EXECUTED, RunJob, page_path, root_of
from analysis.pipeline.notebook_runs import run as run_job
from analysis.pipeline.plan import Folders, Plan, run_with
from analysis.pipeline.progress import in_one_sentence, say
from analysis.pipeline.staged_publishing import replace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """
    parser.add_argument("notebook", help="name in the catalogue, such as pages/theme")
    parser.add_argument(
        "parameters", nargs="*", metavar="name=value", help="parameters; the rest keep defaults"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="executed notebook (.ipynb), or the page of a page (.html); "
        "build/run/… where this is left out",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="write over a file that is there already"
    )
    parser.add_argument(
        "--engine", choices=list(ENGINES), default="", help="how the notebook runs (fork, on Linux)"
    )


def run(args: argparse.Namespace, sources: pr.Sources | None = None) -> int:
    """Run a notebook on the tables as they are.

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
        If the catalogue has no such notebook, a parameter or the name of the output is not allowed,
        or the notebook fails.
    """
    folders = Folders.of(project.root())
    catalogue = cat.load_catalogue(folders.root, sources)
    entry = catalogue.entry(args.notebook)
    if not entry.path:
        raise AnalysisError(f"{entry.name} is a step of the build, not a notebook.")
    values = pr.parse(entry.path, entry.parameters, args.parameters)
    run_ = run_with(entry, values)
    given: Path | None = args.output
    output = given or folders.work / "run" / f"{run_.slug}.ipynb"
    if output.suffix not in (".ipynb", ".html") or (output.suffix == ".html" and not run_.page):
        endings = ".ipynb or .html" if run_.page else ".ipynb"
        raise AnalysisError(f"The output of {entry.name} must end in {endings}, not {output.name}.")
    target = own_file(output, folders.root, overwrite=args.overwrite or given is None)
    with (
        in_one_sentence(f"{run_.name} could not be written to {output}"),
        tempfile.TemporaryDirectory(prefix="run-") as folder,
    ):
        workspace = Path(folder) / "workspace"
        job = _job(folders, catalogue, run_.name, entry, values, workspace, args.engine)
        result = run_job(job)
        source = workspace / EXECUTED
        if output.suffix == ".html":
            source = root_of(workspace) / page_path(run_.page, run_.language)
        replace(source, target)
    say(f"{run_.name}: ran {result.seconds:.2f} s, written to {output}")
    return 0


def own_file(path: Path, root: Path, *, overwrite: bool) -> Path:
    """Return where to write a result of one's own: over nothing of the project's, nor of others.

    Parameters
    ----------
    path
        The file asked for.
    root
        Folder of the project, which keeps its own files in folders; `build/` is not published.
    overwrite
        Whether a file that is there already may be written over.

    Raises
    ------
    AnalysisError
        If it lies in one of the project's folders, is there already, or is no ordinary file.
    """
    try:
        wanted, root = path.resolve(), root.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise AnalysisError(f"{str(path)!r} is no usable path: {error}.") from None
    free = wanted.parent == root or wanted.is_relative_to(root / "build")
    if wanted.is_relative_to(root) and not free:
        raise AnalysisError(
            f"{path} would lie among the project's own files: choose a file outside of them, or in "
            "build/."
        )
    if wanted.exists() and not wanted.is_file():
        raise AnalysisError(f"{path} is no ordinary file: choose another name.")
    if wanted.exists() and not overwrite:
        raise AnalysisError(f"{path} is there already: choose another name, or add --overwrite.")
    return wanted


def _job(
    folders: Folders,
    catalogue: cat.Catalogue,
    name: str,
    entry: cat.CatalogueEntry,
    values: dict[str, pr.Value],
    workspace: Path,
    engine: str,
) -> RunJob:
    """Return the job of the run: its inputs are the published files as they are."""
    filled = run_with(entry, values)
    plan = Plan(
        folders,
        catalogue,
        mf.read_manifest(folders.out / mf.MANIFEST_FILE),
        Store(folders.work / "cache"),
    )
    inputs = {
        path: (folders.root / path, "")
        for pattern in filled.inputs
        for path in plan.published(pattern)
    }
    return RunJob(
        name=name,
        notebook=folders.root / entry.path,
        label=entry.path,
        parameters=values,
        inputs=inputs,
        outputs=filled.written,
        workspace=workspace,
        failed=folders.work / "failed" / f"{filled.slug}.ipynb",
        engine=engine or best_engine(),
        exporter=catalogue.exporter if filled.page else "",
        page=filled.page,
        language=filled.language,
        timeout=catalogue.timeout,
        cache=folders.work / "matplotlib",
    )
