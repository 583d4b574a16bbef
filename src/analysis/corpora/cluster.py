"""Jobs on a Dask cluster: the same jobs as in processes of this machine."""

from __future__ import annotations

import gc
import importlib.metadata
import sys
from collections.abc import Mapping
from typing import Any

from analysis import __version__
from analysis.corpora.jobs import Job
from analysis.corpora.processes import Died, carry_out
from analysis.errors import AnalysisError

PATIENCE = 10
"""Seconds until a scheduler that does not answer is out of reach."""
_AHEAD = 2
"""Jobs for each thread of the cluster that are under way at once."""
_PACKAGES = ("distributed", "dask", "pyarrow", "numpy")


def versions() -> dict[str, str]:
    """Return the versions on which the bytes of the output depend."""
    found = {"Python": ".".join(map(str, sys.version_info[:2])), "union-figures": __version__}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "none"
    return found


def connect(address: str, patience: float = PATIENCE) -> Any:
    """Return a client of a scheduler whose workers have the versions of this process.

    Parameters
    ----------
    address
        Address of the scheduler, as in ``tcp://127.0.0.1:8786``.
    patience
        Seconds until it counts as out of reach.

    Raises
    ------
    AnalysisError
        If Dask is not installed, the scheduler is out of reach or has no workers, or a worker has
        another version.
    """
    try:
        import distributed
    except ModuleNotFoundError:
        raise AnalysisError(
            "--scheduler needs Dask, which is not installed: add it with "
            "`python -m pip install 'union-figures[cluster]'`."
        ) from None
    client, failed = _started(distributed, address, patience)
    if client is None:
        # The library closes what did not start when it is thrown away, and waits for a lock then:
        # it is thrown away now, and not by chance while another client starts and has that lock.
        gc.collect()
        raise AnalysisError(
            f"the scheduler {address} is out of reach ({failed}): start it, or leave out "
            "--scheduler to work on this machine."
        )
    try:
        check_versions(versions(), _of_workers(client, address), address)
    except BaseException:
        client.close()
        raise
    return client


def _started(distributed: Any, address: str, patience: float) -> tuple[Any, str]:
    """Return a client, or nothing and what kept it from starting; no trace of that stays."""
    try:
        return distributed.Client(address, timeout=patience, set_as_default=False), ""
    except Exception as error:  # the library raises whatever an address leads it to
        return None, _first_line(error)


def _of_workers(client: Any, address: str) -> Mapping[str, Mapping[str, str]]:
    """Ask each worker for its versions."""
    try:
        found: Mapping[str, Mapping[str, str]] = client.run(versions)
    except Exception as error:  # whatever the worker could not import is raised here
        raise AnalysisError(
            f"a worker of {address} cannot run this package ({_first_line(error)}): install "
            f"union-figures[cluster] {__version__} there."
        ) from None
    return found


def check_versions(
    own: Mapping[str, str], workers: Mapping[str, Mapping[str, str]], address: str
) -> None:
    """Refuse a cluster whose results might be other bytes.

    Parameters
    ----------
    own
        Versions of this process by name.
    workers
        Versions of each worker.
    address
        The scheduler, for the message.

    Raises
    ------
    AnalysisError
        If there is no worker, or one has another version.
    """
    if not workers:
        raise AnalysisError(f"the scheduler {address} has no workers: start one at least.")
    for worker, theirs in workers.items():
        for name, version in own.items():
            if theirs.get(name) != version:
                raise AnalysisError(
                    f"the worker {worker} has {name} {theirs.get(name, 'none')}, and here it is "
                    f"{version}: install the same on both."
                )


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


class Cluster:
    """Workers of a Dask cluster.

    Parameters
    ----------
    client
        What `connect` gives.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._jobs: dict[Any, Job[Any]] = {}

    def free(self) -> bool:
        """Tell whether the cluster has less to do than it can."""
        threads: int = sum(self._client.nthreads().values())
        return len(self._jobs) < max(1, _AHEAD * threads)

    def start(self, job: Job[Any]) -> None:
        """Send a job, with the bytes of its texts: workers may see other files, or none."""
        self._jobs[self._client.submit(carry_out, job.with_contents(), pure=False)] = job

    def finished(self) -> list[tuple[Job[Any], Any]]:
        """Wait until a job has ended; return those that have, with results or `Died`.

        Raises
        ------
        AnalysisError
            If the scheduler has gone.
        """
        import distributed

        with self._client.as_current():
            done = distributed.wait(list(self._jobs), return_when="FIRST_COMPLETED").done
        return [(self._jobs.pop(future), self._result(future)) for future in done]

    def _result(self, future: Any) -> Any:
        """Return the result of a job, or say that its workers died of it."""
        import distributed

        try:
            return future.result()
        except distributed.KilledWorker:
            return Died("the workers that had it died")
        except OSError as error:
            raise _gone(error) from None
        except Exception as error:
            if type(error).__name__ in ("FutureCancelledError", "CancelledError"):
                raise _gone(error) from None
            raise

    def stop(self) -> None:
        """Take back what is under way, and leave the cluster as it was."""
        self._client.cancel(list(self._jobs))
        self._jobs.clear()
        self._client.close()


def _gone(error: BaseException) -> AnalysisError:
    return AnalysisError(
        f"the scheduler has gone ({_first_line(error)}); what was read is kept: give the same "
        "command again to go on."
    )
