"""A journal of decisions: one line of JSON for each, on disk before anybody is shown it.

A journal is only ever appended to.  Every line is written and synced before `Journal.append`
returns, so that whatever is killed afterwards (a browser, a kernel, the machine) loses nothing
that was shown.  A line that was cut off while it was written was never shown; it is taken out when
the journal is opened again.  While a journal is open it is locked: the system gives the lock back
when the process ends in whatever way.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analysis.errors import AnalysisError

Event = Mapping[str, Any]
"""What one line says: plain values by name."""


class Closing:
    """What is closed at the end of a ``with`` statement."""

    def close(self) -> None:
        """Give everything back; once more does nothing."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Use it in a ``with`` statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it at the end."""
        self.close()


class Journal(Closing):
    """An open journal, held by this process alone.

    Parameters
    ----------
    path
        The file; it is made, with its folder, where it is missing.
    head
        What the journal is of, by name: the first line, which must be the same when the journal is
        opened again.

    Raises
    ------
    AnalysisError
        If the file is open elsewhere, cannot be written, is damaged, or is of something else.
    """

    def __init__(self, path: Path, head: Event) -> None:
        self.path = path
        self._file = self._open()
        try:
            self._end, lines = self._read()
            if not lines:
                self.events: list[Event] = []
                self._write(head)
                return
            if lines[0] != head:
                raise AnalysisError(_other(path, lines[0], head))
            self.events = lines[1:]
        except AnalysisError:
            self.close()
            raise

    def _open(self) -> int:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            raise AnalysisError(
                f"cannot write {self.path.name} in {self.path.parent.name}/: {error.strerror}"
            ) from None
        if not _locked(file):
            os.close(file)
            raise AnalysisError(
                f"{self.path.name} is open in another window: go on there, or close that one first"
            )
        return file

    def _read(self) -> tuple[int, list[Event]]:
        """Return where the last whole line ends, and all lines; a cut-off line is taken out."""
        content = self.path.read_bytes()
        end = content.rfind(b"\n") + 1
        lines: list[Event] = []
        for number, line in enumerate(content[:end].splitlines(), start=1):
            try:
                event = json.loads(line)
            except ValueError:
                event = None
            if not isinstance(event, dict):
                raise AnalysisError(
                    f"{self.path.name}, line {number} is damaged: take a copy of the file, remove "
                    "that line and what follows, and decide again from there"
                )
            lines.append(event)
        if end < len(content):
            os.ftruncate(self._file, end)
        return end, lines

    def append(self, event: Event) -> None:
        """Put one event on disk.

        Raises
        ------
        AnalysisError
            If it cannot be written; the journal is then as it was before.
        """
        self._write(event)
        self.events.append(event)

    def _write(self, event: Event) -> None:
        if self._file < 0:
            raise AnalysisError(f"{self.path.name} is closed here: open it again to go on")
        line = (json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            os.lseek(self._file, self._end, os.SEEK_SET)
            written = 0
            while written < len(line):
                written += os.write(self._file, line[written:])
            os.fsync(self._file)
        except OSError as error:
            with suppress(
                OSError
            ):  # What cannot be cut off now is cut off when it is opened again.
                os.ftruncate(self._file, self._end)
            raise AnalysisError(
                f"cannot write {self.path.name} in {self.path.parent.name}/: {error.strerror}; the "
                "last decision was not kept, all earlier ones were"
            ) from None
        self._end += len(line)

    def close(self) -> None:
        """Give the journal back; once more does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class Unkept(Closing):
    """A journal that is kept nowhere, for examples."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, event: Event) -> None:
        """Take one event."""
        self.events.append(event)

    def close(self) -> None:
        """Do nothing."""


def read_journal(path: Path) -> list[Event]:
    """Return the lines of a journal, its head first, without opening it for writing.

    A line that is being written is left out; a file that is not there has no lines.

    Raises
    ------
    AnalysisError
        If a whole line is damaged, or the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise AnalysisError(f"cannot read {path.name}: {error.strerror}") from None
    lines = content[: content.rfind(b"\n") + 1].splitlines()
    try:
        return [json.loads(line) for line in lines]
    except ValueError:
        raise AnalysisError(f"{path.name} is damaged: open it for coding to see where") from None


def _locked(file: int) -> bool:
    """Take the lock, if nobody has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def _other(path: Path, found: Event, wanted: Event) -> str:
    name = next(
        (name for name in wanted if found.get(name) != wanted[name]), next(iter(wanted), "")
    )
    return (
        f"{path.name} was begun with another {name} ({found.get(name)!r}, now {wanted[name]!r}): "
        "go on with that one, or move the file away and begin anew"
    )
