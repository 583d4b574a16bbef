"""The ``corpus`` command: many texts at once, drafted, read and put in order for coding."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analysis import project
from analysis.coding.raw import RawData
from analysis.corpora import corpus_manifest
from analysis.corpora.corpus_records import QueuedText, Source
from analysis.errors import AnalysisError
from analysis.tables import store

_EVERY = 10.0
"""Seconds between lines of progress where the output is no terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands and their arguments.

    Parameters
    ----------
    parser
        Parser of the command.
    """
    commands = parser.add_subparsers(dest="doing", metavar="DOING", required=True)

    drafting = commands.add_parser("manifest", help="draft the manifest of a folder of texts")
    drafting.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the texts")
    drafting.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write (default: standard output)"
    )

    reading = commands.add_parser("read", help="read the texts of a manifest into Parquet")
    reading.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the texts")
    reading.add_argument("--manifest", type=Path, required=True, metavar="FILE", help="its texts")
    reading.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    reading.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N",
        help="processes (default: one for each processor)",
    )  # fmt: skip
    reading.add_argument(
        "--scheduler", metavar="ADDRESS", help="read on the Dask cluster of this scheduler"
    )
    reading.add_argument(
        "--no-proposals", action="store_true", help="propose no indicators for the figures"
    )
    reading.add_argument(
        "--no-check", action="store_true", help="do not hold the numbers against each other"
    )

    queueing = commands.add_parser("queue", help="order the texts by what coding them would gain")
    queueing.add_argument("out", type=Path, metavar="DIR", help="output of `corpus read`")
    queueing.add_argument(
        "--first", type=_positive, default=50, metavar="N", help="how many texts (default: 50)"
    )


def _positive(text: str) -> int:
    """Parse a whole number above zero."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return number


def run(args: argparse.Namespace) -> int:
    """Carry out the command.

    Parameters
    ----------
    args
        Parsed options.

    Returns
    -------
    int
        0, or 1 where a text could not be read.

    Raises
    ------
    AnalysisError
        If the manifest, a folder or the scheduler is not as it must be.
    """
    doing: dict[str, Callable[[argparse.Namespace], int]] = {
        "manifest": _draft,
        "read": _read,
        "queue": _queue,
    }
    return doing[args.doing](args)


def _draft(args: argparse.Namespace) -> int:
    cities = {
        name: code for code, name in RawData(project.raw()).codes.get("city", {}).items() if name
    }
    sources = corpus_manifest.draft(args.folder, cities)
    rows = [store.cells_of(source.values(), Source.TABLE) for source in sources]
    text = store.to_csv(rows, Source.TABLE)
    if args.out is None:
        sys.stdout.write(text)
        return 0
    if args.out.exists():
        raise AnalysisError(f"{args.out} exists already: name another file, or delete it.")
    store.write_text(text, args.out)
    lacking = sum(not (each.city and each.year and each.written) for each in sources)
    print(f"{len(sources)} texts; complete city, year and day of writing of {lacking} of them.")
    return 0


def _read(args: argparse.Namespace) -> int:
    from analysis.corpora import candidates, processes
    from analysis.corpora import corpus_runs as running

    sources = corpus_manifest.read_corpus_manifest(args.manifest)
    if not args.folder.is_dir():
        raise AnalysisError(f"{args.folder} is no folder: name the folder that holds the texts.")
    proposals = b""
    if not args.no_proposals:
        proposals = candidates.known(RawData(project.raw())).packed()
    options = candidates.ReadingOptions(proposals, not args.no_check)
    executor: processes.Executor
    if args.scheduler:
        from analysis.corpora import cluster

        executor = cluster.Cluster(cluster.connect(args.scheduler))
    else:
        executor = processes.Processes(args.jobs)
    progress = Progress(time.monotonic)
    try:
        outcome = running.read_corpus(sources, args.folder, args.out, options, executor, progress)
    except KeyboardInterrupt:
        progress.end()
        print(
            "corpus: stopped; what was read is kept: give the same command again to go on.",
            file=sys.stderr,
        )
        return 130
    progress.end()
    for fault in outcome.faults:
        print(f"corpus: {fault}", file=sys.stderr)
    if outcome.unreadable > len(outcome.faults):
        print(f"corpus: … and {outcome.unreadable - len(outcome.faults)} more", file=sys.stderr)
    print(
        f"{outcome.texts} texts: {outcome.texts - outcome.copies - outcome.unreadable} read with "
        f"{outcome.figures} figures, {outcome.copies} copies, {outcome.unreadable} unreadable."
    )
    return int(outcome.unreadable > 0)


def _queue(args: argparse.Namespace) -> int:
    from analysis.corpora import queue

    texts = queue.queued(args.out, RawData(project.raw()), args.first)
    rows = [store.cells_of(each.values(), QueuedText.TABLE) for each in texts]
    sys.stdout.write(store.to_csv(rows, QueuedText.TABLE))
    return 0


def told_progress(doing: str, done: int, whole: int, before: int, seconds: float) -> str:
    """Return one line of progress.

    Parameters
    ----------
    doing
        What is being done.
    done, whole
        How many texts are done, and how many there are.
    before
        How many were done when this run began.
    seconds
        Time since then.

    Examples
    --------
    >>> told_progress("reading", 700, 1000, 100, 60.0)
    'corpus: reading, 700 of 1000 texts, 10.0 a second, 30 s left'
    >>> told_progress("reading", 0, 1000, 0, 0.0)
    'corpus: reading, 0 of 1000 texts'
    """
    line = f"corpus: {doing}, {done} of {whole} texts"
    if done <= before or seconds <= 0:
        return line
    rate = (done - before) / seconds
    left = (whole - done) / rate
    shown = f"{left:.0f} s" if left < 120 else f"{left / 60:.0f} min"
    return f"{line}, {rate:.1f} a second, {shown} left"


class Progress:
    """One line on standard error that tells how far it is.

    Parameters
    ----------
    clock
        Gives seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._doing = ""
        self._began = self._said = 0.0
        self._before = 0
        self._open = False

    def __call__(self, doing: str, done: int, whole: int) -> None:
        """Tell how far it is: in place on a terminal, else now and then on a new line."""
        now = self._clock()
        first = doing != self._doing
        if first:
            self._doing, self._began, self._before = doing, now, done
        terminal = sys.stderr.isatty()
        if not (first or terminal or done == whole or now - self._said >= _EVERY):
            return
        self._said = now
        line = told_progress(doing, done, whole, self._before, now - self._began)
        print(
            f"\r{line}\x1b[K" if terminal else line,
            end="" if terminal else "\n", file=sys.stderr, flush=True,
        )  # fmt: skip
        self._open = terminal

    def end(self) -> None:
        """End the line."""
        if self._open:
            print(file=sys.stderr)
            self._open = False
