"""The lock: which versions of which libraries shape what a build writes, and what is installed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.errors import AnalysisError

LOCK = "requirements.lock"

ENGINE = ("papermill", "nbclient", "nbformat", "ipykernel", "ipython", "matplotlib-inline")
"""What runs every notebook, whatever the notebook imports."""

_PIN = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_VIA = re.compile(r"\s+#(?: via)? +(?!via\s*$)([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*")
_SIGNS = re.compile(r"[-_.]+")

Pins = Mapping[str, tuple[str, tuple[str, ...]]]
"""Version of each package, and the packages that need it, by name."""


def canonical(name: str) -> str:
    """Return the name of a package as package indexes compare names."""
    return _SIGNS.sub("-", name).lower()


def read_lock(root: Path) -> Pins:
    """Read the lock of a project.

    Parameters
    ----------
    root
        Folder of the project.

    Raises
    ------
    AnalysisError
        If it is missing, or no text.
    """
    try:
        text = (root / LOCK).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AnalysisError(f"{LOCK} is missing: it names the version of each library.") from None
    except ValueError:
        raise AnalysisError(f"{LOCK} is not text in UTF-8: make it anew.") from None
    versions: dict[str, str] = {}
    parents: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if pin := _PIN.match(line):
            name = canonical(pin[1])
            versions[name] = pin[2]
        elif "--hash" not in line and (via := _VIA.fullmatch(line)):
            parents.setdefault(name, []).append(canonical(via[1]))
    return {name: (versions[name], tuple(parents.get(name, ()))) for name in sorted(versions)}


def libraries(pins: Pins, imported: Iterable[str]) -> dict[str, str]:
    """Return the versions of the libraries that shape what a build writes.

    These are the engine's, those that the code imports, and what these need in turn, by the notes
    (``# via``) of the lock.  A lock without such notes, or an import that it does not name, leaves
    open what is needed; then all of it counts.

    Parameters
    ----------
    pins
        The lock.
    imported
        Names that the code imports.
    """
    everything = {name: version for name, (version, _) in pins.items()}
    roots = {canonical(name.partition(".")[0]) for name in imported}
    roots -= {canonical(name) for name in sys.stdlib_module_names}
    if not any(parents for _, parents in pins.values()) or not roots <= pins.keys():
        return everything
    needed = (roots | set(ENGINE)) & pins.keys()
    grown = True
    while grown:
        more = {name for name, (_, parents) in pins.items() if needed.intersection(parents)}
        grown = not more <= needed
        needed |= more
    return {name: version for name, version in everything.items() if name in needed}


def differing(locked: Mapping[str, str]) -> dict[str, str]:
    """Return the installed version of each library that is not installed as it is locked.

    A library that is not installed is passed over: the lock serves all systems, and if it is
    missing here, its import says so.

    Parameters
    ----------
    locked
        Version by name.
    """
    found = installed()
    return {
        name: found[name]
        for name, version in locked.items()
        if name in found and found[name] != version
    }


def installed() -> dict[str, str]:
    """Return the version of each installed package, as the names of their folders say it."""
    found: dict[str, str] = {}
    for entry in sys.path:
        for path in Path(entry or ".").glob("*.dist-info"):
            name, _, version = path.name.removesuffix(".dist-info").partition("-")
            found.setdefault(canonical(name), version)
    return found
