"""What the commands of the pipeline say while they work, and how they end when they cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.errors import AnalysisError
from analysis.pipeline.notebook_runs import reason


def say(line: str) -> None:
    """Print a progress line at once.

    A terminal that lacks a character gets its code; where nobody reads any more, or nothing can be
    written, the work goes on without saying more.
    """
    try:
        print(line, flush=True)
    except UnicodeEncodeError:
        print(line.encode("ascii", "backslashreplace").decode(), flush=True)
    except (OSError, ValueError) as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the process
        said = reason(error) if isinstance(error, OSError) else "it is closed."
        print(f"note: the progress is shown no longer: {said}", file=sys.stderr)


@contextmanager
def in_one_sentence(what: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence.

    Parameters
    ----------
    what
        What could not be done: the beginning of the sentence.

    Raises
    ------
    AnalysisError
        If an `OSError` is raised inside.
    """
    try:
        yield
    except OSError as error:
        raise AnalysisError(f"{what}: {reason(error)}") from error
