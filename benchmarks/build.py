"""Measure the notebook build against the usual way, on the same notebooks, in the same run.

The usual way is the papermill command for each run, then the nbconvert command for each page, one
after the other.  Without options the real project is measured; `--fixture` takes the small project
of the tests, which also shows how the steps per document grow.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

from analysis import project
from analysis.build import catalogue as cat
from analysis.build.plan import Folders, Run, runs_of

_FIXTURE = Path(__file__).resolve().parents[1] / "tests" / "build" / "build_fixture.py"
_BUILD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from analysis.build.build import Options, build\n"
    "from analysis.build.plan import Folders\n"
    "if __name__ == '__main__':\n"
    "    only = tuple(sys.argv[2:])\n"
    "    build(Folders.of(Path(sys.argv[1])), Options(only), say=lambda line: None)\n"
)
_IMPORTS = "import argparse, ast, csv, hashlib, importlib.util, json, re, tomllib"
_SAMPLING = 0.05


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
        while not self._end.wait(_SAMPLING):
            family = [self.number, *_descendants(self.number)]
            sizes = [_proportional(number) for number in family]
            self.peak = max(self.peak, sum(sizes))
            self.parent = max(self.parent, sizes[0])

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


def usual_way(root: Path, runs: Sequence[Run], out: Path) -> list[list[str]]:
    """Return the commands that a person would type for the same runs and pages."""
    commands: list[list[str]] = []
    pages: list[list[str]] = []
    for number, run in enumerate(runs):
        if not run.entry.path:
            continue
        target = out / f"{number}.ipynb"
        command = [sys.executable, "-m", "papermill", "-k", "python3", "--no-progress-bar"]
        command += [str(root / run.entry.path), str(target)]
        for name, value in run.values.items():
            command += ["-p", name, str(value)]
        commands.append(command)
        if run.page:
            convert = [sys.executable, "-m", "nbconvert", "--to", "html", str(target)]
            pages.append([*convert, "--output", f"{run.page}-{run.language}"])
    return [*commands, *pages]


def environment_for(root: Path) -> dict[str, str]:
    """Return the environment for both ways."""
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "ANALYSIS_ROOT": str(root), "PYTHONPATH": path, "SOURCE_DATE_EPOCH": "0"}


def build_command(root: Path, *only: str) -> list[str]:
    """Return the command of a build."""
    return [sys.executable, "-c", _BUILD, str(root), *only]


def whole(root: Path, usual: bool) -> dict[str, object]:
    """Measure the whole build, nothing to do, and one changed figure."""
    environment = environment_for(root)
    catalogue = cat.load(root)
    runs = runs_of(catalogue)
    _forget(root)
    measure([build_command(root)], root, environment)  # fills the caches of fonts and byte code
    _forget(root)
    ours = measure([build_command(root)], root, environment)
    idle = min(
        (measure([build_command(root)], root, environment) for _ in range(5)),
        key=lambda found: found.wall,
    )
    bare = min(
        (measure([[sys.executable, "-c", _IMPORTS]], root, environment) for _ in range(5)),
        key=lambda found: found.wall,
    )
    change_figure(root)
    shutil.rmtree(root / "build" / "cache")
    one = measure([build_command(root)], root, environment)
    found: dict[str, object] = {
        "runs": len(runs),
        "pages": sum(bool(run.page) for run in runs),
        "build": asdict(ours),
        "nothing_to_do": asdict(idle),
        "start_of_python": bare.wall,
        "one_figure": asdict(one),
        "one_figure_share": one.wall / ours.wall,
    }
    if usual:
        with tempfile.TemporaryDirectory() as folder:
            theirs = measure(usual_way(root, runs, Path(folder)), root, environment)
        found["usual"] = asdict(theirs)
        found["ratios"] = {
            key: getattr(ours, key) / getattr(theirs, key) for key in ("wall", "cpu", "memory")
        }
    return found


def change_figure(root: Path) -> None:
    """Change the value of one figure, in the first file that has one."""
    for path in sorted((root / "data" / "raw" / "figures").glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        header = lines[0].rstrip("\n").split(",")
        place = header.index("value")
        for number, line in enumerate(lines[1:], 1):
            cells = line.rstrip("\n").split(",")
            if len(cells) == len(header) and '"' not in line and cells[place].isdigit():
                cells[place] = str(int(cells[place]) + 1)
                lines[number] = ",".join(cells) + "\n"
                path.write_text("".join(lines), encoding="utf-8")
                _seal(root, path)
                return


def _seal(root: Path, path: Path) -> None:
    """Record the new digest of a figure file, where the project records them."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    raw = root / "data" / "raw"
    for record in [*raw.glob("hashes.csv"), *raw.glob("hashes/*.csv")]:
        lines = record.read_text(encoding="utf-8").splitlines()
        sealed = [
            f"{name},{sha256}" if name and path.as_posix().endswith(name) else line
            for line in lines
            for name in [line.partition(",")[0]]
        ]
        record.write_text("\n".join([*sealed, ""]), encoding="utf-8")


def growth(counts: Sequence[int]) -> list[dict[str, object]]:
    """Measure the runs per document for more and more documents, made up here."""
    found: list[dict[str, object]] = []
    fixture = load_fixture()
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            names = [f"document-{number:03d}" for number in range(count)]
            root = fixture.make(Path(folder) / "project", names)
            environment = environment_for(root)
            tables = measure([build_command(root, "tables/document document=")], root, environment)
            measure([build_command(root)], root, environment)
            idle = measure([build_command(root)], root, environment)
        found.append(
            {
                "documents": count,
                "tables": asdict(tables),
                "seconds_per_document": tables.wall / count,
                "cpu_per_document": tables.cpu / count,
                "nothing_to_do": idle.wall,
            }
        )
    return found


def load_fixture() -> ModuleType:
    """Import the small project of the tests."""
    spec = importlib.util.spec_from_file_location("build_fixture", _FIXTURE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_fixture"] = module
    spec.loader.exec_module(module)
    return module


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
    for name in ("data/processed", "reports", "build/cache"):
        shutil.rmtree(root / name, ignore_errors=True)


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


def table(results: Mapping[str, object]) -> str:
    """Write the results for people."""
    lines = [f"{'':34}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}"]
    main = results["whole"]
    assert isinstance(main, dict)
    names = {"build": "whole build", "usual": "the usual way", "one_figure": "one figure changed"}
    for key, name in (*names.items(), ("nothing_to_do", "nothing to do")):
        if key in main:
            cost = main[key]
            size = cost["memory"] / 1e6
            lines.append(f"{name:34}{cost['wall']:9.2f}{cost['cpu']:9.2f}{size:9.0f}")
    lines.append(f"{'Python and the libraries it needs':34}{main['start_of_python']:9.2f}")
    if "ratios" in main:
        ratios = main["ratios"]
        lines.append(
            f"{'build / usual way':34}{ratios['wall']:9.3f}{ratios['cpu']:9.3f}"
            f"{ratios['memory']:9.3f}"
        )
    lines.append(f"{'one figure / whole build':34}{main['one_figure_share']:9.3f}")
    lines.append(f"{main['runs']} runs, {main['pages']} pages, {os.cpu_count()} cores")
    rows = results.get("growth", [])
    assert isinstance(rows, list)
    if rows:
        lines += [
            "",
            f"{'documents':>10}{'wall s':>9}{'s each':>9}{'CPU each':>10}{'parent MB':>11}"
            f"{'idle s':>8}",
        ]
    lines += [
        f"{row['documents']:10}{row['tables']['wall']:9.2f}{row['seconds_per_document']:9.3f}"
        f"{row['cpu_per_document']:10.3f}{row['tables']['parent'] / 1e6:11.0f}"
        f"{row['nothing_to_do']:8.2f}"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixture", action="store_true", help="measure the tests' small project")
    parser.add_argument("--no-usual", action="store_true", help="leave out the usual way")
    parser.add_argument(
        "--documents", type=int, nargs="*", default=[4, 40, 400], help="growth; none to leave out"
    )
    parser.add_argument("--output", type=Path, default=Path("build/benchmarks/build.json"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.fixture:
            root = load_fixture().make(Path(folder) / "project")
        else:
            root = copy_project(Path(folder))
        results: dict[str, object] = {"whole": whole(Folders.of(root).root, not args.no_usual)}
    results["growth"] = growth(args.documents)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(table(results))
    print(f"Written to {args.output}")


if __name__ == "__main__":
    main()
