"""Notebooks on a Dask cluster of this machine: the same bytes, whatever dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from build_fixture import cell, write_notebook

from analysis.errors import AnalysisError
from analysis.pipeline import cluster_runs
from analysis.pipeline.build import Report
from analysis.pipeline.cluster_runs import ClusterWorkers

pytest.importorskip("distributed", reason="Dask is not installed: make test adds it")

Build = Callable[..., tuple[Report, list[str]]]


@pytest.fixture
def cluster(tmp_path: Path, toy: Path) -> Iterator[Any]:
    """Two workers that see the project; begun after `toy` has made its package importable."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        host="127.0.0.1", local_directory=str(tmp_path / "dask"), silence_logs=50,
    ) as found:  # fmt: skip
        yield found


def content(root: Path) -> dict[str, bytes]:
    """Return everything that a build publishes, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("data/processed", "reports")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


@pytest.mark.slow
def test_a_build_on_a_cluster_has_the_same_bytes_though_a_worker_is_killed(
    toy: Path,
    _built: Path,
    cluster: Any,
    run_build: Build,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killing(ClusterWorkers):
        """Kills the process of a worker with its third job."""

        def start(self, job: Any) -> None:
            super().start(job)
            if len(self._jobs) and not killed and job.name.startswith("tables/document"):
                killed.append(next(iter(self._client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

    killed: list[int] = []
    monkeypatch.setattr(cluster_runs, "ClusterWorkers", Killing)
    report, _ = run_build(toy, scheduler=cluster.scheduler_address)
    assert killed and len(report.ran) == 10
    assert content(toy) == content(_built)


@pytest.mark.slow
def test_what_fails_on_a_cluster_is_said_as_here(toy: Path, cluster: Any, run_build: Build) -> None:
    explore = toy / "notebooks" / "explore.ipynb"
    for source, said in (
        ("raise ValueError('no such isle')", "ValueError: no such isle"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "the notebook's process died"),
    ):
        write_notebook(explore, cell(source))
        with pytest.raises(AnalysisError, match=said):
            run_build(toy, scheduler=cluster.scheduler_address, only=("explore",))


class Seeing:
    """A client of two workers of which one sees another folder."""

    closed = False

    def run(self, function: Callable[[str], bool], path: str) -> dict[str, bool]:
        return {"tcp://a:1": function(path), "tcp://b:2": function(f"{path}-elsewhere")}

    def close(self) -> None:
        self.closed = True


def test_workers_that_do_not_see_the_project_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Seeing()
    monkeypatch.setattr(cluster_runs, "load_function", lambda name: lambda address: client)
    with pytest.raises(AnalysisError) as caught:
        ClusterWorkers("tcp://c:3", tmp_path / "build")
    assert str(caught.value) == (
        f"the worker tcp://b:2 of tcp://c:3 does not see {tmp_path / 'build'}: start workers where "
        "the project lies under the same path, or leave out --scheduler."
    )
    assert client.closed and not list((tmp_path / "build").iterdir())


def test_a_scheduler_out_of_reach_is_said(toy: Path, run_build: Build) -> None:
    with pytest.raises(AnalysisError, match="the scheduler nowhere is out of reach"):
        run_build(toy, scheduler="nowhere", force=True)
