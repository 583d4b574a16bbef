"""Runs of notebooks on a Dask cluster whose workers see the project's folder.

Each run has a process of its own on the machine of its worker, so that threads of a worker do not
disturb each other, and what kills a notebook kills no worker.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.pipeline.notebook_runs import RunJob, RunResult, load_function

_CONNECT = "analysis.corpora.cluster:connect"
_HERE = (
    "import sys; from analysis.pipeline.cluster_runs import run_from_file; "
    "run_from_file(*sys.argv[1:])"
)


class ClusterWorkers:
    """Workers of a Dask cluster.

    Parameters
    ----------
    address
        Address of the scheduler, as in ``tcp://127.0.0.1:8786``.
    shared
        A folder of the project that workers must see as this process does.

    Raises
    ------
    AnalysisError
        If Dask is not installed, the scheduler is out of reach, a worker has other versions, or it
        does not see the folder.
    """

    def __init__(self, address: str, shared: Path) -> None:
        self._client = load_function(_CONNECT)(address)
        try:
            self._see(address, shared)
        except BaseException:
            self._client.close()
            raise
        self._jobs: dict[Any, RunJob] = {}

    def _see(self, address: str, shared: Path) -> None:
        """Refuse workers that do not see a folder."""
        shared.mkdir(parents=True, exist_ok=True)
        probe = shared / f"seen-{uuid.uuid4().hex}"
        probe.touch()
        try:
            seen: dict[str, bool] = self._client.run(_sees, str(probe))
        finally:
            probe.unlink(missing_ok=True)
        blind = [worker for worker, sees in seen.items() if not sees]
        if blind:
            raise AnalysisError(
                f"the worker {blind[0]} of {address} does not see {shared}: start workers where "
                "the project lies under the same path, or leave out --scheduler."
            )

    @property
    def threads(self) -> int:
        """How many runs the cluster can do at a time."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def start(self, job: RunJob) -> None:
        """Send a job."""
        self._jobs[self._client.submit(run_alone, job, pure=False)] = job

    def finished(self) -> Iterator[tuple[RunJob, RunResult | AnalysisError]]:
        """Wait until at least one job has ended, and yield it and its outcome."""
        import distributed

        with self._client.as_current():
            done = distributed.wait(list(self._jobs), return_when="FIRST_COMPLETED").done
        for future in done:
            job = self._jobs.pop(future)
            try:
                yield job, future.result()
            except distributed.KilledWorker:
                yield job, AnalysisError(f"{job.name}: the workers that had it died.")
            except Exception as error:
                said = " ".join(str(error).split()) or type(error).__name__
                yield job, AnalysisError(f"{job.name} could not be run on the cluster ({said}).")

    def idle(self) -> bool:
        """Tell whether every job still runs."""
        return not any(future.done() for future in self._jobs)

    def stop(self) -> None:
        """Take back what is under way, and leave the cluster as it was."""
        self._client.cancel(list(self._jobs))
        self._jobs.clear()
        self._client.close()


def _sees(path: str) -> bool:
    return Path(path).is_file()


def run_alone(job: RunJob) -> RunResult | AnalysisError:
    """Run a job in a process of its own; the one function that is sent to workers.

    Parameters
    ----------
    job
        What to run.

    Returns
    -------
    Result or AnalysisError
        What came of it; how its process died, if it did.
    """
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        given, made = Path(folder) / "job", Path(folder) / "outcome"
        given.write_bytes(pickle.dumps(job))
        ended = subprocess.run(
            [sys.executable, "-c", _HERE, str(given), str(made)],
            check=False, stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip
        if made.is_file():
            outcome: RunResult | AnalysisError = pickle.loads(made.read_bytes())
            return outcome
    from analysis.pipeline.workers import died

    status = -ended.returncode if ended.returncode < 0 else ended.returncode << 8
    return died(job, None, status)


def run_from_file(given: str, made: str) -> None:
    """Run the job in one file and write what came of it into another, whole or not at all."""
    from analysis.pipeline.workers import run_here

    job: RunJob = pickle.loads(Path(given).read_bytes())
    outcome = run_here(job, lambda position: None)
    partial = Path(f"{made}.part")
    partial.write_bytes(pickle.dumps(outcome))
    partial.replace(made)
