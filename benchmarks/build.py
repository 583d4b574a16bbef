"""Measure the notebook build against the usual ways, on the same notebooks, in the same run.

The usual way is the papermill command for each run, then the nbconvert command for each page, one
after the other.  Where doit is installed, it runs the same commands as tasks, as many at a time as
there are cores.  What is measured is a copy of the project, so that nothing in it changes.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis import project
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.build import cores
from analysis.pipeline.plan import Run, runs_of
from benchmarks.made_up_cities import choose

Say = Callable[[str], None]

COUNTS = (4, 40, 400)
"""Numbers of documents for which the growth is measured."""

SAMPLE = 5
"""A quick measurement runs every so many of the usual way's commands."""

_IMPORTS = "import argparse, ast, csv, hashlib, importlib.util, json, re, tomllib"
_SAMPLING = 0.05
"""Least seconds between two looks at the memory."""

_SHARE = 50
"""Looking, which halts what it looks at, takes one part in so many of the time."""


@dataclass
class Measure:
    """What a piece of work cost.

    Attributes
    ----------
    wall, cpu
        Seconds.
    memory
        Most bytes that all its processes together had at one time, shared pages counted once.
    parent
        Most bytes of the first process alone.
    """

    wall: float
    cpu: float
    memory: int
    parent: int


class _Memory(threading.Thread):
    """Watch the memory of a process and all its descendants."""

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self.number = number
        self.peak = self.parent = 0
        self._end = threading.Event()

    def run(self) -> None:
        pause = _SAMPLING
        while not self._end.wait(pause):
            start = time.perf_counter()
            family = [self.number, *_descendants(self.number)]
            sizes = [_proportional(number) for number in family]
            self.peak = max(self.peak, sum(sizes))
            self.parent = max(self.parent, sizes[0])
            pause = max(_SAMPLING, _SHARE * (time.perf_counter() - start))

    def end(self) -> None:
        self._end.set()
        self.join()


def measure(
    commands: Sequence[Sequence[str]], root: Path, environment: Mapping[str, str]
) -> Measure:
    """Run commands one after the other and measure them together."""
    total = Measure(0.0, 0.0, 0, 0)
    for command in commands:
        before = os.times()
        start = time.perf_counter()
        with subprocess.Popen(
            command,
            cwd=root,
            env=dict(environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            watch = _Memory(process.pid)
            watch.start()
            assert process.stderr is not None
            said = process.stderr.read()
            process.wait()
            watch.end()
        total.wall += time.perf_counter() - start
        after = os.times()
        total.cpu += after.children_user + after.children_system
        total.cpu -= before.children_user + before.children_system
        total.memory = max(total.memory, watch.peak)
        total.parent = max(total.parent, watch.parent)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()}")
    return total


def usual_way(root: Path, runs: Sequence[Run], out: Path) -> list[list[list[str]]]:
    """Return, for each run, the commands that a person would type for it and its page."""
    found: list[list[list[str]]] = []
    for number, run in enumerate(runs):
        if not run.entry.path:
            continue
        target = out / f"{number}.ipynb"
        command = [sys.executable, "-m", "papermill", "-k", "python3", "--no-progress-bar"]
        command += [str(root / run.entry.path), str(target)]
        for name, value in run.values.items():
            command += ["-p", name, str(value)]
        group = [command]
        if run.page:
            convert = [sys.executable, "-m", "nbconvert", "--to", "html", str(target)]
            group.append([*convert, "--output", f"{run.page}-{run.language}"])
        found.append(group)
    return found


DODO = '''"""Tasks for doit, written by the benchmark."""

import json

DOIT_CONFIG = {{"dep_file": {database!r}}}
TASKS = json.loads({tasks!r})


def task_notebook():
    for name, task in TASKS.items():
        yield {{"name": name, **task}}
'''
"""A file of tasks as doit reads it."""


def with_doit(root: Path, runs: Sequence[Run], out: Path, every: int) -> tuple[list[str], int]:
    """Write tasks for doit, and return the command that runs them and how many there are.

    Parameters
    ----------
    root
        A copy of the project, in which everything is built.
    runs
        Its runs.
    out
        Folder for results; the tasks read only what the build has published.
    every
        Of the runs, take every so many.
    """
    groups = usual_way(root, runs, out)
    notebooks = [run for run in runs if run.entry.path]
    tasks = {}
    for run, group in list(zip(notebooks, groups, strict=True))[::every]:
        inputs = [path for pattern in run.inputs for path in sorted(root.glob(pattern))]
        tasks[run.slug.replace("=", "-")] = {  # names of tasks hold no equal sign
            "actions": [shlex.join(command) for command in group],
            "file_dep": [str(path) for path in (root / run.entry.path, *inputs)],
            "targets": [group[0][7]],  # the executed notebook
        }
    database = str(out / "doit.json")
    dodo = out / "dodo.py"
    dodo.write_text(DODO.format(database=database, tasks=json.dumps(tasks)), encoding="utf-8")
    command = [sys.executable, "-m", "doit", "run", "-f", str(dodo), "-n", str(cores())]
    return [*command, "--backend", "json", "--verbosity", "0"], len(tasks)


def environment_for(root: Path) -> dict[str, str]:
    """Return the environment for both ways; compiled modules are kept, as they are by default."""
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH", "")]))
    ours = {"ANALYSIS_ROOT": str(root), "PYTHONPATH": path, "SOURCE_DATE_EPOCH": "0"}
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **ours}


def build_command(*only: str) -> list[str]:
    """Return the command of a build, as people type it; the environment says of which project."""
    chosen = [word for pattern in only for word in ("--only", pattern)]
    return [sys.executable, "-m", "analysis", "build", *chosen]


def whole(root: Path, every: int, say: Say) -> dict[str, object]:
    """Measure the whole build, nothing to do, one changed figure, and the usual way.

    Parameters
    ----------
    root
        A copy of the project, which is changed here.
    every
        Of the usual way's commands, run every so many; the rest is taken to cost as much.
    say
        Gets the progress lines.
    """
    environment = environment_for(root)
    runs = runs_of(cat.load_catalogue(root))
    _forget(root)
    say("whole build, to fill the caches of fonts and byte code ...")
    measure([build_command()], root, environment)
    _forget(root)
    say("whole build ...")
    ours = measure([build_command()], root, environment)
    say("nothing to do ...")
    idle = _best([build_command()], root, environment)
    bare = _best([[sys.executable, "-c", _IMPORTS]], root, environment)
    with tempfile.TemporaryDirectory() as folder:
        commands = usual_way(root, runs, Path(folder))
        theirs = _usual(commands, every, root, environment, say)
        doit = _doit(root, runs, Path(folder), every, environment, say)
    measure([build_command()], root, environment)  # repairs what the usual way wrote
    ones = []
    for path in sorted((root / "data" / "raw" / "figures").glob("*.csv")):
        say(f"one figure of {path.stem} changed ...")
        change_figure(root, path)
        ones.append(measure([build_command()], root, environment))
    ones.sort(key=lambda cost: cost.wall)
    for name in ("cache", "memo", "durations.json"):
        _remove(root / "build" / name)
    say("one figure changed, nothing remembered ...")
    change_figure(root, path)
    fresh = measure([build_command()], root, environment)
    return {
        "runs": len(runs),
        "pages": sum(bool(run.page) for run in runs),
        "cores": cores(),
        "build": asdict(ours),
        "usual": asdict(theirs),
        **doit,
        "sampled": every > 1,
        "ratios": {
            key: getattr(ours, key) / getattr(theirs, key) for key in ("wall", "cpu", "memory")
        },
        "nothing_to_do": asdict(idle),
        "start_of_python": bare.wall,
        "one_figure": asdict(ones[len(ones) // 2]),
        "one_figure_share": [ones[at].wall / ours.wall for at in (0, len(ones) // 2, -1)],
        "one_figure_share_cpu": [cost.cpu / ours.cpu for cost in ones],
        "one_figure_fresh": asdict(fresh),
    }


def _best(commands: Sequence[Sequence[str]], root: Path, environment: Mapping[str, str]) -> Measure:
    """Return the quickest of five."""
    found = (measure(commands, root, environment) for _ in range(5))
    return min(found, key=lambda measured: measured.wall)


def _usual(
    commands: Sequence[Sequence[Sequence[str]]],
    every: int,
    root: Path,
    environment: Mapping[str, str],
    say: Say,
) -> Measure:
    """Measure the usual way: each run with its page, if it has one; scaled if only some are run."""
    total = Measure(0.0, 0.0, 0, 0)
    sample = commands[::every]
    for number, group in enumerate(sample, 1):
        say(f"the usual way: {number} of {len(sample)} ...")
        cost = measure(group, root, environment)
        total.wall += cost.wall * len(commands) / len(sample)
        total.cpu += cost.cpu * len(commands) / len(sample)
        total.memory = max(total.memory, cost.memory)
        total.parent = max(total.parent, cost.parent)
    return total


def _doit(
    root: Path,
    runs: Sequence[Run],
    out: Path,
    every: int,
    environment: Mapping[str, str],
    say: Say,
) -> dict[str, Any]:
    """Measure doit on the same commands, where it is installed: all of them, and nothing to do."""
    if importlib.util.find_spec("doit") is None:
        return {}
    command, number = with_doit(root, runs, out, every)
    say(f"doit and papermill, {number} tasks ...")
    scale = len([run for run in runs if run.entry.path]) / number
    cost = measure([command], root, environment)
    idle = _best([command], root, environment)
    whole_ = Measure(cost.wall * scale, cost.cpu * scale, cost.memory, cost.parent)
    return {"doit": asdict(whole_), "doit_nothing_to_do": asdict(idle)}


def change_figure(root: Path, path: Path) -> None:
    """Raise a value in the middle of a file of figures by one, as its words say it, and seal it.

    It is a value about which no other raw table argues.
    """
    others = "".join(file.read_text(encoding="utf-8") for file in path.parents[1].glob("*.csv"))
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    value, literal = rows[0].index("value"), rows[0].index("literal")
    plain = [
        row
        for row in rows[1:]
        if row[value].isdigit() and row[value] in row[literal] and row[value][-1] != "9"
        if row[0] not in others
    ]
    row = plain[len(plain) // 2]
    raised = str(int(row[value]) + 1)
    row[literal] = row[literal].replace(row[value], raised)
    row[value] = raised
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    _seal(root, path)


def _seal(root: Path, path: Path) -> None:
    """Record the new digest of a figure file, where the project records them."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    raw = root / "data" / "raw"
    for record in [*raw.glob("hashes.csv"), *raw.glob("hashes/**/*.csv")]:
        lines = record.read_text(encoding="utf-8").splitlines()
        sealed = [
            f"{name},{sha256}" if name and path.as_posix().endswith(name) else line
            for line in lines
            for name in [line.partition(",")[0]]
        ]
        record.write_text("\n".join([*sealed, ""]), encoding="utf-8")


def growth(counts: Sequence[int], say: Say) -> dict[str, object]:
    """Measure the runs per document for more and more documents, made up here.

    What does not depend on their number (Python, the libraries, the catalogue) is told apart from
    the time per document by the differences between the measurements.
    """
    rows: list[dict[str, float]] = []
    for count in counts:
        say(f"growth: {count} documents ...")
        with tempfile.TemporaryDirectory() as folder:
            root = copy_project(Path(folder))
            make_up_documents(root, count)
            environment = environment_for(root)
            command = build_command("tables/document document=")
            tables = measure([command], root, environment)
            idle = measure([command], root, environment)
        rows.append(
            {
                "documents": count,
                "wall": tables.wall,
                "cpu": tables.cpu,
                "memory": tables.memory,
                "parent": tables.parent,
                "nothing_to_do": idle.wall,
            }
        )
    steps = [
        {
            "from": before["documents"],
            "to": after["documents"],
            "wall_each": (after["wall"] - before["wall"]) / more,
            "cpu_each": (after["cpu"] - before["cpu"]) / more,
        }
        for before, after in pairwise(rows)
        for more in [after["documents"] - before["documents"]]
    ]
    found: dict[str, object] = {"measured": rows, "per_document": steps}
    if steps:
        first, last = rows[0], rows[-1]
        each = (last["wall"] - first["wall"]) / (last["documents"] - first["documents"])
        found["start_up"] = first["wall"] - each * first["documents"]
    return found


def make_up_documents(root: Path, count: int) -> None:
    """Replace the documents of a copy of the project by made-up ones, all alike."""
    raw = root / "data" / "raw"
    with (raw / "documents.csv").open(encoding="utf-8", newline="") as file:
        header, *known = list(csv.reader(file))
    place, city = header.index("document"), header.index("city")
    model = min(known, key=lambda row: len((raw / "figures" / f"{row[place]}.csv").read_bytes()))
    name = model[place]
    copied = ("figures", "other-numerals")
    content = {part: (raw / part / f"{name}.csv").read_text(encoding="utf-8") for part in copied}
    seals = (raw / "hashes" / f"{name}.csv").read_text(encoding="utf-8")
    for part in (*copied, "hashes"):
        for path in (raw / part).glob("*.csv"):
            path.unlink()
    rows = []
    for number in range(count):
        made_up = f"madeup-{2000 + number}"
        row = list(model)
        row[place], row[city] = made_up, known[number % len(known)][city]
        rows.append(row)
        for part in copied:
            path = raw / part / f"{made_up}.csv"
            path.write_text(content[part].replace(name, made_up), encoding="utf-8")
        (raw / "hashes" / f"{made_up}.csv").write_text(seals.replace(name, made_up), "utf-8")
        for part in copied:
            _seal(root, raw / part / f"{made_up}.csv")
    with (raw / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    header_only = (raw / "corrections.csv").read_text(encoding="utf-8").splitlines()[0]
    (raw / "corrections.csv").write_text(header_only + "\n", encoding="utf-8")
    for name in ("documents.csv", "corrections.csv"):
        _seal(root, raw / name)
    choose(root, {row[place]: "madeup-2000" for row in known})


def copy_project(folder: Path) -> Path:
    """Copy the real project, so that measuring changes nothing in it."""
    ignored = shutil.ignore_patterns("__pycache__", "build", ".*", "node_modules")
    source, target = project.root(), folder / "project"
    target.mkdir()
    for path in source.iterdir():
        if path.name == "src":
            shutil.copytree(path, target / "src", ignore=shutil.ignore_patterns("__pycache__"))
        elif path.is_dir() and not ignored(str(source), [path.name]):
            shutil.copytree(path, target / path.name, ignore=ignored)
        elif path.is_file():
            shutil.copyfile(path, target / path.name)
    return target


def _forget(root: Path) -> None:
    """Remove everything that a build has written, except caches of libraries."""
    for name in ("data/processed", "reports", "build/cache", "build/memo"):
        _remove(root / name)


def _remove(path: Path) -> None:
    """Remove a file or folder that may be there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _descendants(number: int) -> list[int]:
    """Return the processes that a process has started, and those that they have started."""
    found: list[int] = []
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found


def _proportional(number: int) -> int:
    """Return the memory of a process, with a fair share of what it shares."""
    try:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def table(results: Mapping[str, Any]) -> str:
    """Write the results for people."""
    lines = [f"{'':36}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}"]
    main = results["whole"]
    names = {
        "build": "whole build",
        "usual": "the usual way" + (" (from a sample)" if main["sampled"] else ""),
        "doit": "doit and papermill" + (" (from a sample)" if main["sampled"] else ""),
        "doit_nothing_to_do": "nothing to do, with doit",
        "one_figure": "one figure changed",
        "one_figure_fresh": "one figure, nothing remembered",
        "nothing_to_do": "nothing to do",
    }
    for key, name in names.items():
        if key not in main:
            continue
        cost = main[key]
        size = cost["memory"] / 1e6
        lines.append(f"{name:36}{cost['wall']:9.2f}{cost['cpu']:9.2f}{size:9.0f}")
    lines.append(f"{'Python and the libraries it needs':36}{main['start_of_python']:9.2f}")
    ratios = main["ratios"]
    lines += [
        f"{'usual way / whole build':36}{1 / ratios['wall']:9.1f}{1 / ratios['cpu']:9.1f}"
        f"{1 / ratios['memory']:9.2f}",
        f"{'one figure / whole build':36}"
        + "".join(f"{share:9.2f}" for share in main["one_figure_share"])
        + "   (least, median, most of one figure of each document)",
        f"{main['runs']} runs, {main['pages']} pages, {main['cores']} cores",
    ]
    grown = results.get("growth")
    if grown:
        lines += ["", f"{'documents':>10}{'wall s':>9}{'CPU s':>9}{'parent MB':>11}{'idle s':>8}"]
        lines += [
            f"{row['documents']:10}{row['wall']:9.2f}{row['cpu']:9.2f}"
            f"{row['parent'] / 1e6:11.0f}{row['nothing_to_do']:8.2f}"
            for row in grown["measured"]
        ]
        lines += [
            f"each from {step['from']} to {step['to']}: {step['wall_each']:.3f} s, "
            f"{step['cpu_each']:.3f} s of CPU"
            for step in grown["per_document"]
        ]
        if "start_up" in grown:
            lines.append(f"start-up, whatever their number: {grown['start_up']:.2f} s")
    return "\n".join(lines)


def run(quick: bool = False, say: Say = print) -> dict[str, Any]:
    """Measure a copy of the project; print a table.

    Parameters
    ----------
    quick
        Run every fifth command of the usual way only, and grow to 40 documents.
    say
        Gets the progress lines.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder))
        results: dict[str, Any] = {"whole": whole(root, SAMPLE if quick else 1, say)}
    results["growth"] = growth(COUNTS[:2] if quick else COUNTS, say)
    print(table(results))
    return results


if __name__ == "__main__":
    run("--quick" in sys.argv[1:])
