"""Make small wrong changes one at a time, and see that tests notice: `python tools/mutants.py`.

Each change would mislead a reader if nobody noticed it.  They are listed in `tests/mutants/*.toml`:
what it is called, the file, the text that is replaced and by what, and the tests that must fail.
The project is copied to a folder of its own, so that nothing here is ever changed.  The exit status
is 1 when a change survives, and 2 when one can no longer be made because its text is gone, or when
its tests fail without it, so that they would seem to notice everything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "tests" / "mutants"
COPIED = (
    *("src", "tests", "data", "notebooks", "reports", "config", "docs", "tools", "benchmarks"),
    *("pyproject.toml", "conftest.py"),
    *("CITATION.cff", "CHANGELOG.md", "README.md", "requirements.lock"),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong change.

    Attributes
    ----------
    name
        What goes wrong, in a few words.
    file
        File that is changed, relative to the project.
    old, new
        Text that is replaced, which must stand there once, and what takes its place.
    tests
        Test files (or tests) of which at least one must fail.
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def listed(folder: Path = LISTS, name: str = "*") -> list[Mutant]:
    """Return the listed changes in the order of the files; with a `name`, those of one list."""
    return [
        Mutant(**{**entry, "tests": tuple(entry["tests"])})
        for path in sorted(folder.glob(f"{name}.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    ]


def changed(text: str, mutant: Mutant) -> str:
    """Return the text of a file with the change made.

    Raises
    ------
    LookupError
        If the text to be replaced does not stand there exactly once.
    """
    count = text.count(mutant.old)
    if count != 1:
        raise LookupError(f"{mutant.file}: the text of “{mutant.name}” stands there {count} times")
    return text.replace(mutant.old, mutant.new)


def survives(mutant: Mutant, root: Path) -> bool:
    """Make the change in a copy of the project, run its tests, and take it back.

    Returns
    -------
    bool
        Whether all of the tests still pass.
    """
    path = root / mutant.file
    before = path.read_text(encoding="utf-8")
    path.write_text(changed(before, mutant), encoding="utf-8")
    try:
        return _tests(mutant.tests, root).returncode == 0
    finally:
        path.write_text(before, encoding="utf-8")


def _tests(tests: Sequence[str], root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["ANALYSIS_ROOT"] = str(root)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)


def _failures(output: str) -> list[str]:
    """Return the lines of pytest that name what failed, or its last ones where none does."""
    lines = output.strip().splitlines()
    return [line for line in lines if line.startswith(("FAILED", "ERROR"))] or lines[-5:]


def copies(count: int, folder: Path) -> Iterator[Path]:
    """Copy the project as often as changes are made at once."""
    for number in range(count):
        copy = folder / str(number)
        copy.mkdir()
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy(source, copy / name)
        yield copy


def main(arguments: Sequence[str] | None = None) -> int:
    """Make every listed change, and say which ones no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", default="*", help="only the list of this name, such as figures")
    parser.add_argument("--only", default="", help="only changes whose name holds this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    args = parser.parse_args(arguments)
    mutants = [mutant for mutant in listed(name=args.list) if args.only in mutant.name]
    outdated = []
    for mutant in mutants:
        try:
            changed((ROOT / mutant.file).read_text(encoding="utf-8"), mutant)
        except (LookupError, OSError) as error:
            outdated.append(str(error))
    if outdated:
        print("\n".join(outdated), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        for copy in copies(max(1, args.jobs), Path(folder)):
            free.put(copy)
        tests = sorted({test for mutant in mutants for test in mutant.tests})
        unchanged = _tests(tests, copy) if tests else None
        if unchanged is not None and unchanged.returncode:
            print("without any change:", *_failures(unchanged.stdout), sep="\n", file=sys.stderr)
            return 2

        def tried(mutant: Mutant) -> bool:
            copy = free.get()
            try:
                return survives(mutant, copy)
            finally:
                free.put(copy)

        survivors = []
        with ThreadPoolExecutor(max(1, args.jobs)) as pool:
            for mutant, survived in zip(mutants, pool.map(tried, mutants), strict=True):
                print(f"{'SURVIVES' if survived else 'noticed '}  {mutant.name}", flush=True)
                survivors += [mutant] if survived else []
    print(f"{len(mutants) - len(survivors)} of {len(mutants)} wrong changes noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
