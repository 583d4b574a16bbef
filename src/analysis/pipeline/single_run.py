"""The `run` command: one notebook with parameters of one's own, into a file of one's own."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import manifest as mf
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline import parameters as pr
from analysis.pipeline.build import best_engine
from analysis.pipeline.kept_runs import Store
from analysis.pipeline.plan import Folders, Plan, run_with
from analysis.pipeline.run import ENGINES, EXECUTED, Job, page_path, root_of
from analysis.pipeline.run import run as run_job


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
        Exit status; what goes wrong is an `AnalysisError`.
    """
    folders = Folders.of(project.root())
    catalogue = cat.load(folders.root, sources)
    entry = catalogue.entry(args.notebook)
    if not entry.path:
        raise AnalysisError(f"{entry.name} is a step of the build, not a notebook.")
    values = pr.parse(entry.path, entry.parameters, args.parameters)
    run_ = run_with(entry, values)
    output = args.output or folders.work / "run" / f"{run_.slug}.ipynb"
    if output.suffix not in (".ipynb", ".html") or (output.suffix == ".html" and not run_.page):
        endings = ".ipynb or .html" if run_.page else ".ipynb"
        raise AnalysisError(f"The output of {entry.name} must end in {endings}, not {output.name}.")
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        workspace = Path(folder) / "workspace"
        job = _job(folders, catalogue, run_.name, entry, values, workspace, args.engine)
        result = run_job(job)
        source = workspace / EXECUTED
        if output.suffix == ".html":
            source = root_of(workspace) / page_path(run_.page, run_.language)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, output)
    print(f"{run_.name}: ran {result.seconds:.2f} s, written to {output}")
    return 0


def _job(
    folders: Folders,
    catalogue: cat.Catalogue,
    name: str,
    entry: cat.Entry,
    values: dict[str, pr.Value],
    workspace: Path,
    engine: str,
) -> Job:
    """Return the job of the run: its inputs are the published files as they are."""
    filled = run_with(entry, values)
    plan = Plan(folders, catalogue, mf.read(folders.out / mf.FILE), Store(folders.work / "cache"))
    inputs = {
        path: (folders.root / path, "")
        for pattern in filled.inputs
        for path in plan.published(pattern)
    }
    return Job(
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
