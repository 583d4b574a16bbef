"""Jobs in processes of this machine: one that dies takes its job with it, and nothing else."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Protocol

from analysis.corpora.jobs import Job


class Died(NamedTuple):
    """A process ended while it had a job.

    Attributes
    ----------
    how
        How it ended, in words that follow its name.
    """

    how: str


class Executor(Protocol):
    """Carries out jobs, several at once."""

    def free(self) -> bool:
        """Tell whether another job may be started."""

    def start(self, job: Job[Any]) -> None:
        """Start a job."""

    def finished(self) -> list[tuple[Job[Any], Any]]:
        """Wait until a job has ended; return those that have, with results or `Died`."""

    def stop(self) -> None:
        """End everything."""


def carry_out(job: Job[Any]) -> Any:
    """Do a job; the one function that is sent to other processes."""
    return job.run()


def _serve(connection: Connection) -> None:
    """Carry out jobs as they come, until nobody is there to send more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with suppress(EOFError, OSError):
        while True:
            job = connection.recv()
            try:
                result = carry_out(job)
            except Exception as error:  # a fault of the program: the parent says it
                result = error
            connection.send(result)


class _Worker:
    """A process with a connection to it."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job[Any] | None = None

    def end(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Processes:
    """A number of processes of this machine.

    Parameters
    ----------
    number
        How many.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._workers: list[_Worker] = []

    def free(self) -> bool:
        """Tell whether a process waits for a job."""
        return sum(worker.job is not None for worker in self._workers) < self._number

    def start(self, job: Job[Any]) -> None:
        """Give a job to a process that waits, begun anew where there is none."""
        worker = next((each for each in self._workers if each.job is None), None)
        if worker is None:
            worker = _Worker(_serve)
            self._workers.append(worker)
        worker.job = job
        with suppress(OSError):  # it has ended: `finished` says so
            worker.connection.send(job)

    def finished(self) -> list[tuple[Job[Any], Any]]:
        """Wait until a job has ended; return those that have, with results or `Died`."""
        busy = {each.connection: each for each in self._workers if each.job is not None}
        ended = []
        for connection in wait(list(busy)):
            worker = busy[connection]  # type: ignore[index]
            job = worker.job
            assert job is not None
            try:
                result = worker.connection.recv()
                worker.job = None
            except (EOFError, OSError):
                worker.process.join()
                result = Died(_ending(worker.process.exitcode))
                worker.connection.close()
                self._workers.remove(worker)
            if isinstance(result, Exception):
                raise result
            ended.append((job, result))
        return ended

    def stop(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()


def _ending(status: int | None) -> str:
    """Return how a process ended."""
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        return f"killed by {name}{', perhaps for want of memory' if name == 'SIGKILL' else ''}"
    return f"exit status {status}"
