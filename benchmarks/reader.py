"""Measure the quantity reader: speed, growth with length, import cost, and other readers beside it.

    python benchmarks/reader.py [--json OUT] [--sources DIR] [--alone]

The text is made up (`varied_text.py`), so that anyone can repeat the run, and is read once before
it is read again; with ``--sources`` the texts of a folder are measured too.  Speed is stated as a
share of a bare regular expression over the same text in the same run, which hardly depends on the
machine.  cn2an and jionlp are installed into a throw-away environment and
measured in turn with the reader, sentence by sentence, in one process; the project depends on
neither.  Speed is megabytes of UTF-8 per second of processor time on one core, the best of several
runs.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from varied_text import DENSE, NEWS, varied  # noqa: E402

from analysis.reading import find_periods, find_quantities, govern  # noqa: E402

BARE = re.compile("[0-9]+(?:[.][0-9]+)?|[〇零一二三四五六七八九十百千万亿两半几]+")
"""A bare expression for numerals: the least that any reader must do."""

KINDS = {"ordinary news": NEWS, "dense with figures": DENSE}


def bare(text: str) -> int:
    """Count the numerals of a text by the bare expression."""
    return sum(1 for _ in BARE.finditer(text))


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor time of one pass over a text."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def passes(text: str) -> dict[str, float]:
    """Measure `find_quantities` on a text it has not seen, and once more on the same.

    Each is stated as a share of the speed of the bare expression over the same text in the same
    run, and in megabytes per second.
    """
    size = len(text.encode()) / 1e6
    least = min(seconds(bare, text) for _ in range(3))
    first, second = seconds(find_quantities, text), seconds(find_quantities, text)
    return {
        "first, share of the bare expression": least / first,
        "second, share of the bare expression": least / second,
        "first, MB/s": size / first,
        "second, MB/s": size / second,
        "bare expression, MB/s": size / least,
    }


def show_passes(label: str, text: str) -> dict[str, float]:
    """Measure a text and print one line."""
    found = passes(text)
    first, second, speed_1, speed_2, least = found.values()
    print(
        f"{label}: first pass {first:.1%} of a bare expression ({speed_1:.2f} MB/s), "
        f"second {second:.1%} ({speed_2:.2f} MB/s); bare {least:.0f} MB/s"
    )
    return found


def speed(work: Callable[[str], object], text: str, runs: int = 3) -> float:
    """Return megabytes of UTF-8 per second of processor time, the best of `runs`."""
    size = len(text.encode())
    repeat = max(1, 200_000 // size)
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for _ in range(repeat):
            work(text)
        best = min(best, (time.process_time() - start) / repeat)
    return size / best / 1e6


STAGES = ("find_quantities", "find_periods", "govern", "all three")


def stages(text: str, reference: str = "2024-06-30") -> dict[str, float]:
    """Return megabytes per second of each stage of reading, in one pass over a text.

    The text is read once, so that nothing kept from an earlier pass can help; give a text that was
    not read before.
    """
    size = len(text.encode())
    start = time.process_time()
    quantities = find_quantities(text)
    found = time.process_time()
    periods = find_periods(text, reference)
    dated = time.process_time()
    govern(text, quantities, periods)
    governed = time.process_time()
    spent = (found - start, dated - found, governed - dated, governed - start)
    return {name: size / each / 1e6 for name, each in zip(STAGES, spent, strict=True)}


def command(size: int = 20_000_000) -> tuple[float, float]:
    """Return megabytes per second and megabytes of memory of ``read`` on a file of `size` bytes.

    Processor time and the most memory in use are those of the command's own process (memory on
    Linux; else it is 0).
    """
    code = (
        "import sys;"
        f"sys.path.insert(0,{str(ROOT / 'src')!r});"
        "import time;from analysis.cli import main;"
        "main(['read',sys.argv[1],'--reference-date','2024-06-30','--output',sys.argv[2]]);"
        "used=[x.split()[1] for x in open('/proc/self/status') if x.startswith('VmHWM')] "
        "if sys.platform=='linux' else [0];"
        "print(time.process_time(),int(used[0])/1000)"
    )
    with tempfile.TemporaryDirectory() as folder:
        text, rows = Path(folder) / "text.txt", Path(folder) / "rows.csv"
        text.write_text(varied(size, seed=23), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", code, str(text), str(rows)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        spent, memory = map(float, done.stdout.split())
        return text.stat().st_size / spent / 1e6, memory


def import_cost() -> tuple[float, float]:
    """Return seconds of processor time and megabytes that importing the reader costs.

    Each is measured in a fresh interpreter, the memory where /proc tells it (else it is 0).
    """
    code = (
        "import sys,time;"
        f"sys.path.insert(0,{str(ROOT / 'src')!r});"
        "rss=lambda:int(open('/proc/self/statm').read().split()[1])*4096 "
        "if sys.platform=='linux' else 0;"
        "m=rss();t=time.process_time();import analysis.reading;"
        "print(time.process_time()-t,rss()-m)"
    )
    results = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        spent, size = map(float, done.stdout.split())
        results.append((spent, size / 1e6))
    return min(results)


OTHERS = ("cn2an==0.5.24", "jionlp==1.5.31")
"""Tools for Chinese numbers to compare with; they get an environment of their own."""


def others(size: int = 60_000) -> dict[str, dict[str, float]]:
    """Return the speed of the other tools and of the reader beside them.

    The tools are installed into a throw-away environment, where all are measured in turn in one
    process.  Where they cannot be installed (no network), a sentence says so and nothing is
    returned.
    """
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        print("installing cn2an and jionlp for this benchmark only ...", file=sys.stderr)
        try:
            venv.create(folder, with_pip=True)
            install = [str(python), "-m", "pip", "install", "--quiet", *OTHERS]
            subprocess.run(install, check=True, capture_output=True, text=True)
            done = subprocess.run(
                [str(python), __file__, "--beside-others", str(size)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            reason = (error.stderr or "").strip().splitlines()[-1:] or ["no reason given"]
            print(f"cn2an and jionlp are not measured: {reason[0]}")
            return {}
    found: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def beside_others(size: int) -> dict[str, dict[str, float]]:
    """Measure each tool and, right after it, the reader, on the same sentences."""
    import cn2an  # type: ignore[import-not-found,unused-ignore]
    import jionlp  # type: ignore[import-not-found,unused-ignore]

    sentences = varied(size).split("。")
    works: dict[str, Callable[[str], object]] = {
        "cn2an.transform": lambda s: cn2an.transform(s, "cn2an"),
        "jionlp.ner.extract_money": jionlp.ner.extract_money,
        "jionlp.ner.extract_time": jionlp.ner.extract_time,
    }
    text = "。".join(sentences)

    def all_sentences(work: Callable[[str], object]) -> Callable[[str], object]:
        return lambda _: [work(sentence) for sentence in sentences]

    return {
        name: {
            "own": speed(all_sentences(find_quantities), text),
            "other": speed(all_sentences(work), text, 1),
        }
        for name, work in works.items()
    }


def main() -> int:
    """Measure, print a table, write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", metavar="OUT", help="write the measurements to a file")
    parser.add_argument("--sources", metavar="DIR", help="also measure the .txt files of a folder")
    parser.add_argument("--alone", action="store_true", help="do not compare with other tools")
    parser.add_argument("--beside-others", type=int, metavar="BYTES", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.beside_others:
        print(json.dumps(beside_others(args.beside_others)))
        return 0
    result: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "unit": "MB of UTF-8 per second of processor time, one core",
    }
    stages(varied(60_000, seed=1))  # compiles the expressions
    result["unseen"] = {}
    for number, (kind, share) in enumerate(KINDS.items(), 1):
        for size in (60_000, 1_000_000, 20_000_000):
            label = f"{kind}, {size:,} bytes"
            result["unseen"][label] = show_passes(label, varied(size, 100 * number + 1, share))
    result["stages"] = {}
    for seed, size in enumerate((250_000, 1_000_000, 4_000_000), 11):
        each = stages(varied(size, seed))
        result["stages"][f"{size:,} bytes"] = each
        shown = ", ".join(f"{name} {value:.2f}" for name, value in each.items())
        print(f"first pass, {size:>10,} bytes: {shown} MB/s")
    result["command"] = dict(zip(("MB/s", "MB of memory"), command(), strict=True))
    print("read, 20 MB: {:.2f} MB/s, {:.0f} MB of memory".format(*result["command"].values()))
    if args.sources:
        for path in sorted(Path(args.sources).glob("*.txt")):
            result["unseen"][path.name] = show_passes(path.name, path.read_text(encoding="utf-8"))
    spent, megabytes = import_cost()
    result["import_seconds"], result["import_megabytes"] = spent, megabytes
    print(f"import analysis.reading: {spent * 1000:.1f} ms, {megabytes:.1f} MB")
    ratios: dict[str, float] = {}
    for name, pair in ({} if args.alone else others()).items():
        ratios[name] = pair["own"] / pair["other"]
        print(
            f"{name}: {pair['other']:.4f} MB/s; find_quantities beside it {pair['own']:.2f} MB/s, "
            f"{ratios[name]:,.0f} times as fast"
        )
    result["times_as_fast_as"] = ratios
    if args.json:
        Path(args.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
