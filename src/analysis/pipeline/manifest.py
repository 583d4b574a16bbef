"""The record of a build: what went in, what was run with which parameters, what came out.

It is committed with the results, so that a fresh clone has nothing to do, and it holds neither a
time nor the version of the interpreter, so that two builds of the same thing write the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.pipeline.parameters import Value

FILE = "reports/manifest.json"
LOCK = "requirements.lock"
FORMAT = 1

_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
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
        SHA-256 by part: notebook, code, inputs.
    executed
        SHA-256 of the executed notebook.
    outputs
        SHA-256 by published file.
    """

    name: str
    notebook: str
    parameters: Mapping[str, Value]
    key: str
    needs: Mapping[str, str]
    executed: str
    outputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole manifest.

    Attributes
    ----------
    lock
        SHA-256 of the lock.
    packages
        Locked version by package.
    inputs, notebooks, code
        SHA-256 by file; of a notebook without its outputs.
    runs
        Entry by name of the run.
    """

    lock: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    notebooks: Mapping[str, str] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    runs: Mapping[str, Entry] = field(default_factory=dict)

    def outputs(self) -> dict[str, str]:
        """Return the SHA-256 of every published file."""
        return {path: sha for entry in self.runs.values() for path, sha in entry.outputs.items()}

    def write(self) -> bytes:
        """Write the manifest."""
        content = {
            "format": FORMAT,
            "lock": {"file": LOCK, "sha256": self.lock, "packages": dict(self.packages)},
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
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read(path: Path) -> Manifest:
    """Read a manifest; a missing or unreadable one records nothing, and everything runs."""
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            return Manifest()
        return Manifest(
            lock=content["lock"]["sha256"],
            packages=content["lock"]["packages"],
            inputs=content["inputs"],
            notebooks=content["notebooks"],
            code=content["code"],
            runs={item["name"]: Entry(**item) for item in content["runs"]},
        )
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return Manifest()


def lock_of(root: Path) -> tuple[str, dict[str, str]]:
    """Return the SHA-256 of the lock and the version of each package in it."""
    try:
        content = (root / LOCK).read_bytes()
    except FileNotFoundError:
        raise AnalysisError(f"{LOCK} is missing: it names the version of each library.") from None
    packages = dict(sorted(_PINNED.findall(content.decode())))
    return hashlib.sha256(content).hexdigest(), packages
