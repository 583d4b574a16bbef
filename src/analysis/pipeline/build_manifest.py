"""The record of a build: what went in, what was run with which parameters, what came out, by what.

It is committed with the results, so that a fresh clone has nothing to do, and it holds no time, so
that two builds of the same thing write the same bytes.  Which Python made a result, and which
libraries were not those of the lock, stays as it was while the result stays.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.pipeline.parameters import Value
from analysis.pipeline.paths import fault

MANIFEST_FILE = "reports/manifest.json"
FORMAT = 2

GENERATED = ("data/processed/", "reports/", "notebooks/")
"""Where the build writes; a file there is an input only as the output of a run."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as the manifest records it.

    Attributes
    ----------
    name
        Name of the run.
    notebook
        Notebook file, or `module:function` of a step.
    parameters
        Values by name; none of them where the notebook ran with its defaults.
    key
        SHA-256 of everything the result depends on.
    needs
        SHA-256 by part: notebook, code, inputs, words.
    executed
        SHA-256 of the executed notebook.
    outputs
        SHA-256 by published file.
    looked_up
        Names of the words that the run looked up, sorted.
    made_with
        Version of Python, and of each library that was not the one of the lock.
    """

    name: str
    notebook: str
    parameters: Mapping[str, Value]
    key: str
    needs: Mapping[str, str]
    executed: str
    outputs: Mapping[str, str]
    looked_up: tuple[str, ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole manifest.

    Attributes
    ----------
    libraries
        Locked version of each library that shapes the results.
    inputs, notebooks, code
        SHA-256 by file; of a notebook without its outputs, of a module without its comments.
    runs
        Entry by name of the run.
    """

    libraries: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    notebooks: Mapping[str, str] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    runs: Mapping[str, RunRecord] = field(default_factory=dict)

    def outputs(self) -> dict[str, str]:
        """Return the SHA-256 of every published file."""
        return {path: sha for entry in self.runs.values() for path, sha in entry.outputs.items()}

    def write(self) -> bytes:
        """Write the manifest."""
        content = {
            "format": FORMAT,
            "libraries": dict(self.libraries),
            "inputs": dict(sorted(self.inputs.items())),
            "notebooks": dict(sorted(self.notebooks.items())),
            "code": dict(sorted(self.code.items())),
            "runs": [
                {
                    "name": entry.name,
                    "notebook": entry.notebook,
                    "parameters": dict(entry.parameters),
                    "key": entry.key,
                    "needs": dict(entry.needs),
                    "executed": entry.executed,
                    "outputs": dict(sorted(entry.outputs.items())),
                }
                for entry in self.runs.values()
            ],
            "made_with": _by_run(
                [f"{name} {version}" for name, version in entry.made_with.items()]
                for entry in self.runs.values()
            ),
            "looked_up": _by_run(entry.looked_up for entry in self.runs.values()),
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; a missing or unreadable one records nothing, and everything runs.

    Raises
    ------
    AnalysisError
        If it names a file that a build would not write or read: a build removes and reads what it
        names.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            return Manifest()
        runs = content["runs"]
        looked_up = _of_runs(content["looked_up"], len(runs))
        made_with = _of_runs(content["made_with"], len(runs))
        entries = [
            RunRecord(
                **item,
                looked_up=tuple(sorted(looked_up[number])),
                made_with=dict(sorted(map(_name_and_version, made_with[number]))),
            )
            for number, item in enumerate(runs)
        ]
        found = Manifest(
            libraries=content["libraries"],
            inputs=content["inputs"],
            notebooks=content["notebooks"],
            code=content["code"],
            runs={entry.name: entry for entry in entries},
        )
        _refuse_strange(found)
        return found
    except (
        *(FileNotFoundError, NotADirectoryError),
        *(ValueError, LookupError, TypeError, AttributeError),
    ):
        return Manifest()


def without_makers(content: bytes) -> bytes:
    """Return a manifest without what made the results, which does not change them."""
    try:
        found = json.loads(content)
        del found["made_with"]
    except (ValueError, LookupError, TypeError):
        return content
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _refuse_strange(manifest: Manifest) -> None:
    """Refuse names of files that lead elsewhere, and outputs where no build writes."""
    outputs = manifest.outputs()
    for name in (*manifest.inputs, *manifest.notebooks, *manifest.code, *outputs):
        said = fault(name)
        if not said and name in outputs and not name.startswith(GENERATED):
            said = "lies where no build writes"
        if said:
            raise AnalysisError(
                f"{MANIFEST_FILE} names {name!r}, which {said}: "
                "take back the version that was committed, "
                "or remove the file and build again."
            )


def _name_and_version(said: str) -> tuple[str, str]:
    """Split a library from its version."""
    name, _, version = said.rpartition(" ")
    return name, version


def _by_run(names: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return, for each name, the numbers of the runs that have it, as in ``1-4,7``."""
    found: dict[str, list[int]] = {}
    for number, given in enumerate(names, 1):
        for name in given:
            found.setdefault(name, []).append(number)
    return {name: ",".join(_ranges(numbers)) for name, numbers in sorted(found.items())}


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Write rising numbers, those that follow each other as a range."""
    for _, group in itertools.groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        part = [number for _, number in group]
        yield str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}"


def _of_runs(numbers: Mapping[str, str], runs: int) -> list[list[str]]:
    """Return the names that each run has: the reverse of `_by_run`."""
    found: list[list[str]] = [[] for _ in range(runs)]
    for name, ranges in numbers.items():
        for part in ranges.split(","):
            first, _, last = part.partition("-")
            for number in range(int(first) - 1, int(last or first)):
                found[number].append(name)
    return found
