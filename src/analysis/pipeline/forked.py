"""A process forked for one piece of work: it tells how far it is, and its end is always seen.

`multiprocessing.connection` carries what is told.  `multiprocessing.Process` is not used, because a
notebook would see it: the name of its process, its parent and its standard input would differ from
those in a kernel of its own.
"""

from __future__ import annotations

import ctypes
import gc
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

Made = TypeVar("Made")

Tell = Callable[[int | None], None]
"""Called with the position of the cell that begins, or nothing for work that is no cell."""

_GRACE = 1.0
"""Seconds that a process has, after its time, to say itself that it is over."""

_COLLECT = 50_000
"""A process that ends soon looks for garbage after so many new objects, not after 700."""

_ATTEMPTS = 1000
"""How often to look for processes to end: one that belongs to another user cannot be ended."""

_DIE_WITH_PARENT, _ADOPT_ORPHANS = 1, 36
"""Numbers of `prctl`: PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER."""


class Forked(Generic[Made]):
    """A forked process.

    Parameters
    ----------
    work
        What it does; what that returns must be something that can be pickled.
    timeout
        Seconds that what it tells to have begun may take; none of them means for ever.

    Attributes
    ----------
    number
        Number of the process.
    position
        Cell that began last, or nothing.
    result
        What the work returned, in a list; empty if it did not come to that.
    overdue
        Whether it had to be ended because something took too long.
    status
        How it ended, as `os.waitpid` says it.
    """

    def __init__(self, work: Callable[[Tell], Made], timeout: float | None = None) -> None:
        self.position: int | None = None
        self.result: list[Made] = []
        self.overdue = False
        self.status = 0
        self._timeout = timeout
        _open_standard_descriptors()
        self._reading, writing = Pipe(duplex=False)
        self.number = os.fork()
        if self.number == 0:
            _be_child(work, self._reading, writing)
        writing.close()
        self._closed = False
        self._end = _open_process(self.number)
        self._deadline = float("inf")

    def _next_deadline(self) -> float:
        """Return when what begins now has taken too long."""
        if self._timeout is None or self._timeout <= 0:
            return float("inf")
        return time.monotonic() + self._timeout + _GRACE

    def sources(self) -> list[Connection | int]:
        """Return what becomes readable when there is something to hear of the process."""
        told: list[Connection | int] = [] if self._closed else [self._reading]
        return told if self._end is None else [*told, self._end]

    def seconds_left(self) -> float:
        """Return how long the process may still be silent."""
        return self._deadline - time.monotonic()

    def listen(self) -> bool:
        """Take in what the process has told, and tell whether it has ended."""
        try:
            while not self._closed and self._reading.poll():
                self._hear()
        except (EOFError, OSError):
            self._closed = True
        return self._closed if self._end is None else bool(wait([self._end], 0))

    def _hear(self) -> None:
        """Take in one thing that the process told."""
        try:
            told = self._reading.recv()
        except (EOFError, OSError):
            raise
        except Exception:  # what was pickled cannot be read here: as if it had not been told
            return
        if isinstance(told, tuple):
            self.result = list(told)
            self._deadline = float("inf")
        else:
            self.position = told
            self._deadline = self._next_deadline()

    def end(self) -> None:
        """End the process, if it has not ended, and all that came from it."""
        with suppress(OSError):
            os.kill(self.number, signal.SIGSTOP)  # so that it starts nothing more
        _end_descendants(self.number)
        for kill in (os.killpg, os.kill):
            with suppress(OSError):
                kill(self.number, signal.SIGKILL)
        with suppress(OSError):
            _, self.status = os.waitpid(self.number, 0)
        self._reading.close()
        if self._end is not None:
            os.close(self._end)


def ended(running: Collection[Forked[Made]]) -> list[Forked[Made]]:
    """Wait until at least one process has ended or is overdue, and return each such one.

    All that they started has ended with them.
    """
    found: list[Forked[Made]] = []
    while running and not found:
        left = min(process.seconds_left() for process in running)
        sources = [source for process in running for source in process.sources()]
        wait(sources, None if left == float("inf") else max(left, 0))
        for process in running:
            over = process.listen()
            if not over and process.seconds_left() <= 0:
                process.overdue = over = True
            if over:
                found.append(process)
    for process in found:
        process.end()
    return found


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that forked it ends."""
    _control_process(_DIE_WITH_PARENT, signal.SIGKILL)


def _be_child(work: Callable[[Tell], object], reading: Connection, writing: Connection) -> None:
    """Do the work in a forked process, tell what came of it, and end the process."""
    try:
        reading.close()
        os.setpgid(0, 0)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        gc.enable()
        gc.set_threshold(_COLLECT)
        _be_silent()
        die_with_parent()
        _control_process(_ADOPT_ORPHANS, 1)
        result = work(writing.send)
        _end_descendants(os.getpid())
        writing.send((result,))
    finally:
        os._exit(0)


def _open_standard_descriptors() -> None:
    """Open nothing in the place of what was closed (``>&-``), lest a pipe take that place."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _be_silent() -> None:
    """Read nothing from the terminal, and write nothing to it."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if null > 2:
        os.close(null)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), line_buffering=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), line_buffering=True)


def _open_process(number: int) -> int | None:
    """Return a descriptor that becomes readable when a process ends, where the system has such.

    The end of its pipe says the same, unless something that the process started holds it open.
    """
    try:
        return os.pidfd_open(number)
    except (AttributeError, OSError):
        return None


def _control_process(what: int, value: int) -> None:
    """Set one of Linux's properties of this process."""
    with suppress(Exception):
        ctypes.CDLL(None).prctl(what, value, 0, 0, 0)


def _end_descendants(number: int) -> None:
    """End all that a process has started, and what that has started."""
    for _ in range(_ATTEMPTS):
        found = [child for child in _descendants(number) if _runs(child)]
        if not found:
            return
        for child in found:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)


def _descendants(number: int) -> list[int]:
    """Return the processes that a process has started, and those that they have started."""
    found: list[int] = []
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *_descendants(child)]
    return found


def _runs(number: int) -> bool:
    """Tell whether a process runs; one that has ended may wait to be asked for its status."""
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")
