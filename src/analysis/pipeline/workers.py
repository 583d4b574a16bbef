"""Run several jobs at once, each in a process of its own."""

from __future__ import annotations

import gc
import os
import selectors
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from analysis.errors import AnalysisError
from analysis.pipeline import notebook as nb
from analysis.pipeline import pipes
from analysis.pipeline.engine import die_with_parent
from analysis.pipeline.run import Job, Result, cell_sentence, keep_failed, run

_COLLECT = 50_000
"""A process that ends soon looks for garbage after so many new objects, not after 700."""

Outcome = Result | AnalysisError


class Workers(Protocol):
    """A number of processes that run jobs."""

    def start(self, job: Job) -> None:
        """Begin a job."""

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Wait until a job ends, and yield each that has."""

    def idle(self) -> bool:
        """Tell whether nothing has been heard of any job."""

    def stop(self) -> None:
        """End every job that still runs."""


@dataclass(slots=True)
class _Child:
    """A forked process: its job, its number, and what it has told so far."""

    job: Job
    number: int
    told: bytearray


class ForkWorkers:
    """A process per job, forked from this one, which has imported the libraries."""

    def __init__(self) -> None:
        gc.disable()  # a collection in this process would copy pages that the children share
        self._children: dict[int, _Child] = {}
        self._selector = selectors.DefaultSelector()

    def start(self, job: Job) -> None:
        """Fork a process that runs a job and tells its result through a pipe."""
        reading, writing = os.pipe()
        gc.freeze()  # a child need not look through what the libraries have made
        number = os.fork()
        if number == 0:
            _be_child(job, reading, writing)
        os.close(writing)
        self._children[reading] = _Child(job, number, bytearray())
        self._selector.register(reading, selectors.EVENT_READ)

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Wait until at least one process has ended, and yield its job and outcome."""
        ended: list[_Child] = []
        while not ended and self._children:
            for key, _ in self._selector.select():
                content = os.read(key.fd, 1 << 16)
                child = self._children[key.fd]
                child.told += content
                if not content:
                    self._forget(key.fd)
                    ended.append(child)
        for child in ended:
            _, status = os.waitpid(child.number, 0)
            yield child.job, _outcome(child, status)

    def idle(self) -> bool:
        """Tell whether no process has told anything since the last look."""
        return not self._selector.select(0)

    def stop(self) -> None:
        """Kill every process and what it started."""
        for reading, child in list(self._children.items()):
            for kill in (os.killpg, os.kill):
                with suppress(OSError):
                    kill(child.number, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(child.number, 0)
            self._forget(reading)
        gc.unfreeze()
        gc.enable()

    def _forget(self, reading: int) -> None:
        """Close a pipe."""
        self._selector.unregister(reading)
        os.close(reading)
        del self._children[reading]


def _be_child(job: Job, reading: int, writing: int) -> None:
    """Run a job in a forked process, and end the process."""
    from analysis.pipeline import engine

    try:
        os.setpgid(0, 0)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.close(reading)
        outcome: Outcome
        gc.enable()
        gc.set_threshold(_COLLECT)
        try:
            engine.enter_own_process(lambda index: pipes.tell_cell(writing, index))
            outcome = run(job)
        except AnalysisError as error:
            outcome = AnalysisError(str(error))
        except BaseException as error:
            outcome = AnalysisError(f"{job.name} failed: {type(error).__name__}: {error}")
        pipes.tell_result(writing, outcome)
    finally:
        os._exit(0)


def _outcome(child: _Child, status: int) -> Outcome:
    """Read what a process told, or say how it died."""
    position, told = pipes.understand(bytes(child.told))
    if told:
        outcome: Outcome = told[0]
        return outcome
    return died(child.job, position, status)


def died(job: Job, position: int | None, status: int) -> AnalysisError:
    """Say that the process of a job ended without a result.

    Parameters
    ----------
    job
        What it ran.
    position
        Cell that had begun last, counted in the executed notebook with its injected cell.
    status
        As `os.waitpid` returns it.
    """
    said = "the notebook's process died"
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        said += f" (killed by {name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
    node, kept = None, ""
    if job.notebook is not None:
        node = nb.read(job.notebook, job.label)
        kept = keep_failed(job, nb.write(node))
        if position is not None and job.parameters:
            position -= 1
    return AnalysisError(cell_sentence(job, node, position, said, kept))


def _be_quiet() -> None:
    """Let a process of a pool, and the kernels it starts, write nothing to the terminal.

    It ends with the build, even with one that is killed; the kernels look after that themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


class PoolWorkers:
    """A pool of newly started processes, for systems that cannot fork."""

    def __init__(self, jobs: int) -> None:
        import multiprocessing

        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_be_quiet)
        self._running: dict[Future[Result], Job] = {}

    def start(self, job: Job) -> None:
        """Hand a job to the pool."""
        self._running[self._pool.submit(run, job)] = job

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        """Wait until at least one job has ended, and yield it and its outcome."""
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            job = self._running.pop(future)
            try:
                yield job, future.result()
            except AnalysisError as error:
                yield job, error
            except BrokenProcessPool:
                yield job, died(job, None, 0)
            except Exception as error:
                yield job, AnalysisError(f"{job.name} failed: {type(error).__name__}: {error}")

    def idle(self) -> bool:
        """Tell whether every job still runs."""
        return not any(future.done() for future in self._running)

    def stop(self) -> None:
        """End the pool and its processes."""
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            with suppress(Exception):
                process.terminate()
        self._pool.shutdown(wait=False, cancel_futures=True)
