"""The same jobs on a Dask cluster of this machine, a worker of which is killed."""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up_corpus import Here, content, made_up, texts_in

from analysis.corpora import cluster
from analysis.corpora import corpus_runs as running
from analysis.corpora.candidates import ReadingOptions
from analysis.corpora.jobs import Job
from analysis.errors import AnalysisError

OWN = {"Python": "3.11", "pyarrow": "20.0"}


@pytest.mark.parametrize(
    ("workers", "said"),
    [
        ({}, "the scheduler tcp://a:1 has no workers: start one at least."),
        (
            {"tcp://b:2": OWN, "tcp://c:3": {**OWN, "pyarrow": "21.0"}},
            "the worker tcp://c:3 has pyarrow 21.0, and here it is 20.0: install the same on both.",
        ),
        (
            {"tcp://b:2": {"Python": "3.11"}},
            "the worker tcp://b:2 has pyarrow none, and here it is 20.0: install the same on both.",
        ),
    ],
)
def test_a_cluster_with_other_versions_is_refused(
    workers: dict[str, dict[str, str]], said: str
) -> None:
    with pytest.raises(AnalysisError) as caught:
        cluster.check_versions(OWN, workers, "tcp://a:1")
    assert str(caught.value) == said


def test_the_same_versions_are_taken() -> None:
    cluster.check_versions(OWN, {"tcp://b:2": OWN}, "tcp://a:1")
    own = cluster.versions()
    assert set(own) == {"Python", "union-figures", "distributed", "dask", "pyarrow", "numpy"}
    cluster.check_versions(own, {"tcp://b:2": own}, "tcp://a:1")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "nowhere", "ftp://127.0.0.1:1"])
def test_a_scheduler_out_of_reach_is_said(address: str) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed: make test adds it"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        shown = address.format(port=free.getsockname()[1])
        with pytest.raises(AnalysisError) as caught:
            cluster.connect(shown, patience=0.5)
    said = str(caught.value)
    assert said.startswith(f"the scheduler {shown} is out of reach (") and "\n" not in said
    assert said.endswith("start it, or leave out --scheduler to work on this machine.")
    # Left for the garbage collector, it would wait for a lock that the next client may hold.
    assert not [each for each in gc.get_objects() if type(each) is distributed.Client]


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Any]:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed: make test adds it"
    )
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        host="127.0.0.1", local_directory=str(tmp_path / "dask"), silence_logs=50,
    ) as found:  # fmt: skip
        yield found


class Killing(cluster.Cluster):
    """A cluster of which a worker is killed with its third job."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.started = 0
        self.killed: list[int] = []

    def start(self, job: Job[Any]) -> None:
        super().start(job)
        self.started += 1
        if self.started == 3:
            process = min(self._client.run(os.getpid).values())
            os.kill(process, signal.SIGKILL)
            self.killed.append(process)


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(
    tmp_path: Path, local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PART_TEXTS", 2)
    sources = texts_in(tmp_path / "in", [made_up(seed, 8) for seed in range(10)])
    options = ReadingOptions(b"", True)
    running.read_corpus(sources, tmp_path / "in", tmp_path / "here", options, Here())
    executor = Killing(cluster.connect(local.scheduler_address))
    running.read_corpus(sources, tmp_path / "in", tmp_path / "out", options, executor)
    assert len(executor.killed) == 1
    assert content(tmp_path / "out") == content(tmp_path / "here")
