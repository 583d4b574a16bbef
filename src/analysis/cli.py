"""The command line: ``python -m analysis COMMAND``.

Every command imports what it needs only when it is called, so that ``read`` starts without pandas
and ``build`` with nothing to do starts without papermill.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from analysis import __version__
from analysis.errors import AnalysisError


class Command(NamedTuple):
    """A sub-command: the module that implements it and what it does, in one line.

    The module has ``add_arguments(parser)`` and ``run(args) -> int``.  What it imports beyond the
    standard library is in the extra of the package.
    """

    module: str
    help: str
    extra: str = "reports"


COMMANDS = {
    "build": Command(
        "analysis.pipeline.build_command", "run every notebook that needs it and publish"
    ),
    "run": Command("analysis.pipeline.single_run", "run one notebook with parameters, into a file"),
    "reproduce": Command(
        "analysis.pipeline.reproduce",
        "rebuild from nothing elsewhere and compare with what is here",
    ),
    "inspect": Command(
        "analysis.pipeline.inspect", "look for faults in what is published, and run nothing"
    ),
    "audit": Command(
        "analysis.audit.command", "recompute every claim, read every page, and say what differs"
    ),
    "verify": Command(
        "analysis.coding.verify", "prove the coding against the articles in a folder", "coding"
    ),
    "read": Command("analysis.reading.read_command", "find the quantities of texts", "files"),
    "check": Command(
        "analysis.screening.check_command",
        "report what in the numbers of any text agrees or contradicts",
        "files",
    ),
    "corpus": Command(
        "analysis.corpora.corpus_command",
        "read many texts into tables of candidates, and order them for coding",
        "parquet",
    ),
    "add": Command(
        "analysis.coding.add",
        "add a text: ask what only you know, say how far its coding is, finish it",
        "coding",
    ),
    "code": Command(
        "analysis.coding.code_command",
        "code a text in the terminal, by keys, or decide where coders differ",
        "coding",
    ),
    "draft": Command(
        "analysis.coding.draft",
        "start a new document: a sheet to code it by, or coded sheets joined",
        "coding",
    ),
    "export": Command(
        "analysis.api.export_command",
        "write the data set as SQLite, Parquet, CSV for spreadsheets, and a zip of all",
        "data",
    ),
    "private": Command(
        "analysis.pipeline.private", "write the pages with the articles quoted, for yourself only"
    ),
    "settle": Command(
        "analysis.coding.settle", "record the hashes of the settled raw files", "coding"
    ),
}


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser; with `only`, just that command's arguments are filled in."""
    top = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Figures on trade unions that cities published, raw to checked reports.",
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.help, description=command.help)
        if only == name:
            import_module(command.module).add_arguments(sub)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        The words after ``python -m analysis``; those of the process when omitted.

    Returns
    -------
    int
        Exit status: 0 when all is well, 1 when something is wrong with the data, the files or the
        build, 2 when the call itself is wrong, 130 after Ctrl-C, 143 after a request to end.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = next((word for word in words if word in COMMANDS), None)
    try:
        args = parser(asked).parse_args(words)
        return int(import_module(COMMANDS[args.command].module).run(args))
    except AnalysisError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.status
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if asked is None or missing in ("", __package__):
            raise
        extra = COMMANDS[asked].extra
        print(
            f"error: {asked} needs {missing}, which is not installed: add the extra {extra!r}, "
            f"with `python -m pip install '.[{extra}]'` in the project's folder.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("error: interrupted; nothing was published", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: not a fault.
        sys.stderr.close()
        return 0
