"""Measure a corpus: processor time, memory, size, copies found, and runs of which processes die.

The texts are made up (`varied_text.py`): most of ordinary news, some dense with figures.  Among
them are exact copies and near ones, in which a line stands in front, a sentence is left out and
two numbers are others.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.varied_text import DENSE, NEWS, varied

ROOT = Path(__file__).resolve().parent.parent
TEXTS, SIZE, PLANTED = 10_000, 5_600, 100
KILLS = 10


def near(text: str, source: random.Random) -> str:
    """Return a near copy of a text."""
    sentences = text.split("。")
    del sentences[source.randrange(len(sentences) - 1)]
    words = "。".join(sentences)
    for _ in range(2):
        places = [match.span() for match in re.finditer("[0-9]{2,}", words)]
        start, end = source.choice(places)
        words = words[:start] + str(source.randrange(10, 9999)) + words[end:]
    return f"转载自某网站，记者{source.choice('甲乙丙丁')}报道。\n{words}"


def make(folder: Path, texts: int, planted: int) -> set[str]:
    """Write a corpus; return the names of the planted copies."""
    folder.mkdir()
    source = random.Random(1)
    for number in range(texts - 2 * planted):
        text = varied(SIZE, number + 1, source.choice((NEWS, NEWS, DENSE)))
        (folder / f"a{number:06}.txt").write_text(text, encoding="utf-8")
    copied = set()
    for number in range(2 * planted):
        text = (folder / f"a{number:06}.txt").read_text(encoding="utf-8")
        text = near(text, source) if number % 2 else text
        (folder / f"b{number:06}.txt").write_text(text, encoding="utf-8")
        copied.add(f"b{number:06}.txt")
    return copied


def command(*words: str) -> list[str]:
    """Return the call of the command."""
    return [sys.executable, "-m", "analysis", "corpus", *words]


def surroundings() -> dict[str, str]:
    """Return the environment with the package of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def measured(words: list[str]) -> dict[str, float]:
    """Run a command; return seconds of processor time, of the clock, and its own most memory."""
    before, began = os.times(), time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=surroundings())
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{' '.join(words[1:5])} ended with status {process.returncode}")
    after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    return {"CPU s": spent, "s": time.monotonic() - began, "MB of the parent": most / 1e6}


def _memory(process: int) -> int:
    """Return the bytes that a process has in memory, where /proc tells it (else 0)."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def digest(folder: Path) -> str:
    """Return a hash of all files of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def size(folder: Path) -> int:
    """Return the bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def copies_in(out: Path) -> set[str]:
    """Return the paths of the texts that count as copies."""
    from analysis.corpora import parquet

    return {
        path
        for part in parquet.columns_of(out, "texts", ("path", "copy_of"))
        for path, original in zip(*part.values(), strict=True)
        if original
    }


def killed(words: list[str], kills: int, seconds: float) -> None:
    """Run a command to its end, killing it and all its processes again and again before."""
    for number in range(kills):
        process = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings(),
            start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(seconds * (0.5 + number / kills))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=surroundings())


def run(quick: bool) -> dict[str, Any]:
    """Measure a corpus, a tenth of it if `quick`, and print what was found."""
    share = 10 if quick else 1
    texts, planted = TEXTS // share, PLANTED // share
    results: dict[str, Any] = {"texts": texts}
    with tempfile.TemporaryDirectory() as place:
        folder, manifest = Path(place) / "texts", Path(place) / "manifest.csv"
        copied = make(folder, texts, planted)
        results["MB of texts"] = size(folder) / 1e6
        subprocess.run(
            command("manifest", str(folder), "--out", str(manifest)), check=True,
            stdout=subprocess.DEVNULL, env=surroundings(),
        )  # fmt: skip

        def reading(out: str, *more: str) -> list[str]:
            read = command("read", str(folder), "--manifest", str(manifest), "--jobs", "2")
            return [*read, "--out", str(Path(place) / out), *more]

        off = ("--no-proposals", "--no-check")
        results["reading alone"] = measured(reading("off", *off))
        results["with proposals and check"] = measured(reading("on"))
        results["MB of output"] = size(Path(place) / "on") / 1e6
        found = copies_in(Path(place) / "on")
        results["copies planted"] = len(copied)
        results["copies found"] = len(found & copied)
        results["copies that are none"] = len(found - copied)
        killed(reading("killed", *off), KILLS, results["reading alone"]["s"] / KILLS)
        same = digest(Path(place) / "off") == digest(Path(place) / "killed")
        results[f"same bytes after {KILLS} kills"] = same
    for name, value in results.items():
        if isinstance(value, dict):
            print(f"{name}: " + ", ".join(f"{each:.1f} {unit}" for unit, each in value.items()))
        else:
            print(f"{name}: {value:.1f}" if isinstance(value, float) else f"{name}: {value}")
    return results
