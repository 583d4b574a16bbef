"""The `build` command."""

from __future__ import annotations

import argparse

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline.build import BuildOptions, build
from analysis.pipeline.notebook_runs import ENGINES
from analysis.pipeline.parameters import Sources
from analysis.pipeline.plan import Folders
from analysis.pipeline.progress import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command.

    Parameters
    ----------
    parser
        Parser of the sub-command.
    """
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PATTERN",
        help="part of the name of a run, or a pattern with *; what it reads is brought up to date "
        "first; may be given several times",
    )
    parser.add_argument("--force", action="store_true", help="run even what is up to date")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would run and why, and change nothing"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="like --dry-run, and end with status 1 if something is out of date",
    )
    parser.add_argument(
        "--jobs", type=positive, default=0, metavar="N", help="runs at a time (as many as cores)"
    )
    parser.add_argument(
        "--engine", choices=list(ENGINES), default="", help="how notebooks run (fork, on Linux)"
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="have the workers of a Dask cluster run the notebooks (tcp://host:8786); they must "
        "see the project under the same path",
    )


def run(args: argparse.Namespace, sources: Sources | None = None) -> int:
    """Build the project.

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
        As `build`; with ``--check`` also if something is out of date.
    """
    dry_run = args.dry_run or args.check
    options = BuildOptions(
        tuple(args.only), args.force, dry_run, args.jobs, args.engine, args.scheduler
    )
    report = build(Folders.of(project.root()), options, sources, say)
    if args.check and (report.ran or report.kept):
        raise AnalysisError("Not everything is up to date: build.")
    return 0


def positive(word: str) -> int:
    """Read a number of at least one from a command line.

    Raises
    ------
    argparse.ArgumentTypeError
        If the number is less than one.
    """
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
