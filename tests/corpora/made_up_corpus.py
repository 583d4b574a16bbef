"""A small made-up corpus, and executors that do jobs here, die, or count."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from analysis.corpora.corpus_records import Source
from analysis.corpora.jobs import Job
from analysis.corpora.processes import Died

WHO = ["茶厂", "渡口", "采石场", "灯塔", "盐场", "驿站", "林场", "牧场", "船坞", "窑口"]
DOES = ["新添", "修补", "运走", "收购", "出租", "清点", "转让", "登记", "翻新", "拍卖"]
WHAT = ["木桶", "麻绳", "石磨", "油灯", "陶罐", "竹筏", "马鞍", "铜铃", "草帽", "算盘"]


def sentence(source: random.Random) -> str:
    pick = source.choice
    return (
        f"{source.randrange(1990, 2020)}年{pick(WHO)}{pick(DOES)}{pick(WHAT)}"
        f"{source.randrange(12, 9000)}个，又{pick(DOES)}{pick(WHAT)}{source.randrange(3, 800)}件。"
    )


def made_up(seed: int, sentences: int = 30) -> str:
    """Return a text in which hardly a sentence comes twice."""
    source = random.Random(seed)
    return "\n".join(sentence(source) for _ in range(sentences))


def source(path: str, document: str = "", **cells: Any) -> Source:
    given: dict[str, Any] = {
        "city": "", "year": None, "written": date(2020, 5, 6), "encoding": "", "origin": "",
        "sha256": "",
    }  # fmt: skip
    return Source(path, document or path.partition(".")[0], **{**given, **cells})


def texts_in(folder: Path, texts: Iterable[str], name: str = "t") -> list[Source]:
    """Write texts into a folder and return their manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for number, text in enumerate(texts):
        (folder / f"{name}{number:03}.txt").write_text(text, encoding="utf-8")
        found.append(source(f"{name}{number:03}.txt"))
    return found


class Here:
    """Does one job after the other in this process.

    Parameters
    ----------
    dies
        Tells for each job whether its process dies; by default none does.
    """

    def __init__(self, dies: Callable[[Job[Any]], bool] = lambda job: False) -> None:
        self.dies = dies
        self.jobs: list[Job[Any]] = []
        self.stopped = False
        self._waiting: list[Job[Any]] = []

    def free(self) -> bool:
        return not self._waiting

    def start(self, job: Job[Any]) -> None:
        self._waiting.append(job)
        self.jobs.append(job)

    def finished(self) -> list[tuple[Job[Any], Any]]:
        job = self._waiting.pop()
        return [(job, Died("killed by a test") if self.dies(job) else job.run())]

    def stop(self) -> None:
        self.stopped = True


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
