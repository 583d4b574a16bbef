"""Processes of this machine: real ones, of which some are killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from made_up_corpus import Here, content, made_up, texts_in

from analysis.corpora.jobs import Job, TextFile
from analysis.corpora.processes import Died, Processes


@dataclass(frozen=True)
class Ends:
    """A job that ends its own process, raises, or gives a number."""

    how: str
    texts: tuple[TextFile, ...] = ()

    def run(self) -> int:
        if self.how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.how == "left":
            os._exit(7)
        if self.how == "raised":
            raise RuntimeError("a fault of the program")
        return 1

    def only(self, text: TextFile) -> Job[int]:
        return self

    def without(self, faults: Mapping[str, str]) -> Job[int]:
        return self

    def with_contents(self) -> Job[int]:
        return self


def outcome(pool: Processes, how: str) -> Any:
    pool.start(Ends(how))
    [(job, result)] = pool.finished()
    assert job == Ends(how)
    return result


@pytest.mark.slow
def test_a_process_that_dies_takes_its_job_with_it_and_nothing_else() -> None:
    pool = Processes(1)
    try:
        assert outcome(pool, "well") == 1
        assert outcome(pool, "killed") == Died("killed by SIGKILL, perhaps for want of memory")
        assert outcome(pool, "left") == Died("exit status 7")
        assert outcome(pool, "well") == 1
        pool.start(Ends("raised"))
        assert not pool.free()
        with pytest.raises(RuntimeError, match="a fault of the program"):
            pool.finished()
    finally:
        pool.stop()


class Killed(Processes):
    """Processes that are killed, each once, right after they got a job."""

    def __init__(self, number: int, kills: int) -> None:
        super().__init__(number)
        self.kills = kills

    def start(self, job: Job[Any]) -> None:
        super().start(job)
        if self.kills:
            self.kills -= 1
            for worker in self._workers:
                if worker.job is job:
                    worker.process.kill()


@pytest.mark.slow
def test_killed_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make test adds it")
    from analysis.corpora import corpus_runs as running
    from analysis.corpora.candidates import ReadingOptions

    monkeypatch.setattr(running, "PART_TEXTS", 4)
    sources = texts_in(tmp_path / "in", [made_up(seed, 6) for seed in range(10)])
    options = ReadingOptions(b"", True)
    running.read_corpus(sources, tmp_path / "in", tmp_path / "here", options, Here())
    pool = Killed(2, 5)
    running.read_corpus(sources, tmp_path / "in", tmp_path / "out", options, pool)
    assert pool.kills == 0
    assert content(tmp_path / "out") == content(tmp_path / "here")
