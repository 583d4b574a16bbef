"""Run several jobs at once, each in a process of its own."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Protocol

from analysis.errors import AnalysisError
from analysis.pipeline import notebook_files as nb
from analysis.pipeline.forked import Forked, Tell, die_with_parent, ended
from analysis.pipeline.notebook_runs import RunJob, RunResult, cell_sentence, keep_failed, run

_Outcome = RunResult | AnalysisError


class Workers(Protocol):
    """A number of processes that run jobs."""

    def start(self, job: RunJob) -> None:
        """Begin a job."""

    def finished(self) -> Iterator[tuple[RunJob, _Outcome]]:
        """Wait until a job ends, and yield each that has."""

    def idle(self) -> bool:
        """Tell whether nothing has been heard of any job."""

    def stop(self) -> None:
        """End every job that still runs."""


class ForkWorkers:
    """A process per job, forked from this one, which has imported the libraries."""

    def __init__(self) -> None:
        gc.disable()  # a collection in this process would copy pages that the children share
        self._jobs: dict[Forked[_Outcome], RunJob] = {}

    def start(self, job: RunJob) -> None:
        """Fork a process that runs a job."""
        gc.freeze()  # a child need not look through what the libraries have made
        self._jobs[Forked(lambda tell: run_here(job, tell), job.timeout)] = job

    def finished(self) -> Iterator[tuple[RunJob, _Outcome]]:
        """Wait until at least one process has ended, and yield its job and outcome."""
        for process in ended(self._jobs):
            job = self._jobs.pop(process)
            yield job, _outcome(job, process)

    def idle(self) -> bool:
        """Tell whether every process still runs."""
        return not any(process.listen() for process in self._jobs)

    def stop(self) -> None:
        """End every process and what it started."""
        for process in self._jobs:
            process.end()
        self._jobs.clear()
        gc.unfreeze()
        gc.enable()


def run_here(job: RunJob, tell: Tell) -> RunResult | AnalysisError:
    """Run a job in this process, which was made for it.

    Parameters
    ----------
    job
        What to run.
    tell
        Told when a cell begins.

    Returns
    -------
    Result or AnalysisError
        What came of it.
    """
    from analysis.pipeline import engine

    engine.own_process[:] = [tell]
    try:
        return run(job, tell)
    except AnalysisError as error:
        return AnalysisError(str(error))
    except BaseException as error:
        return AnalysisError(f"{job.name} failed: {type(error).__name__}: {error}")


def _outcome(job: RunJob, process: Forked[_Outcome]) -> _Outcome:
    """Return the result of a process, or say how it died."""
    if not process.result:
        return died(job, process.position, process.status, overdue=process.overdue)
    [outcome] = process.result
    return outcome


def died(job: RunJob, position: int | None, status: int, *, overdue: bool = False) -> AnalysisError:
    """Say that the process of a job ended without a result.

    Parameters
    ----------
    job
        What it ran.
    position
        Cell that had begun last, counted in the executed notebook with its injected cell.
    status
        As `os.waitpid` returns it.
    overdue
        Whether it was ended because it took too long.
    """
    said = "the notebook's process died"
    if overdue:
        if position is None:
            said = ": making the page" if job.page else ""
            return AnalysisError(f"{job.name}{said} took longer than {job.timeout} s.")
        said = f"the cell took longer than {job.timeout} s"
    elif os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        said += f" (killed by {name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
    node, kept = None, ""
    if job.notebook is not None:
        node = nb.read_notebook(job.notebook, job.label)
        kept = keep_failed(job, nb.notebook_bytes(node))
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
        self._running: dict[Future[RunResult], RunJob] = {}

    def start(self, job: RunJob) -> None:
        """Hand a job to the pool."""
        self._running[self._pool.submit(run, job)] = job

    def finished(self) -> Iterator[tuple[RunJob, _Outcome]]:
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
