"""Which code a notebook uses: the modules it imports, all that those import, and their data.

A module counts by what it does: comments, docstrings and blank lines are no part of that, unless
some module that is used reads docstrings or source.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.pipeline.notebook_runs import digest

_IMPORT = re.compile(r"^\s*(?:from|import)\s+([A-Za-z_][\w.]*)", re.MULTILINE)
_MAGIC = re.compile(r"^(\s*)(?:[%!?].*|[\w.]+\?+\s*)$", re.MULTILINE)
_NAMES = "api"
"""Module of a package that has the names which ``import package`` offers, loaded when used."""

_IGNORED = {"__pycache__"}
_ABOUT = {"imports", "ours", "code", "documented", "reads"}
_COMMENT = re.compile(rb"#[^\n]*")
_BLANK = re.compile(rb"[ \t\f]*\n(?:[ \t\f]*\n)*")
_READS_SOURCE = re.compile(r"\b(?:getsource|getsourcelines|getcomments)\b")
_READS_DOCSTRINGS = re.compile(r"\b(?:__doc__|getdoc)\b")


@dataclass(frozen=True, slots=True)
class Used:
    """What some code uses.

    Attributes
    ----------
    files
        SHA-256 of each file of the project's packages, by name; of a module without what changes
        nothing that it does.
    libraries
        Names that it imports from elsewhere, up to the first dot.
    """

    files: Mapping[str, str]
    libraries: frozenset[str]


class Packages:
    """The packages of the project, as files with their digests.

    Parameters
    ----------
    root
        Folder of the project.
    packages
        Names of the packages whose code counts; everything else is in the lock.
    cache
        File that may remember what was found out about a module, by the digest of the module.
    apart
        Files of the packages that do not count.
    """

    def __init__(
        self,
        root: Path,
        packages: Iterable[str],
        cache: Path | None = None,
        apart: Iterable[Path] = (),
    ) -> None:
        self._packages = tuple(packages)
        self._cache = cache
        self._known: dict[str, dict[str, Any]] = _load(cache)
        self._looked_at: dict[str, dict[str, Any]] = {}
        self._learned = False
        self._loads: dict[str, frozenset[str]] = {}
        self._apart = frozenset(apart)
        self.modules: dict[str, Path] = {}
        self.data: dict[str, list[Path]] = {}
        self.names: dict[Path, str] = {}
        self._digests: dict[Path, str] = {}
        for package in self._packages:
            folder = _folder(root, package)
            if folder is not None:
                self._scan(folder, package, folder.parent)

    def _scan(self, folder: Path, package: str, base: Path) -> None:
        """List the modules and data files of a package; data belongs to the nearest package."""
        for path in sorted(folder.iterdir()):
            if path.name in _IGNORED or path.name.startswith("."):
                continue
            if path.is_dir():
                inner = f"{package}.{path.name}" if (path / "__init__.py").exists() else package
                self._scan(path, inner, base)
            elif path.suffix == ".py" and folder == base / package.replace(".", "/"):
                stem = "" if path.name == "__init__.py" else f".{path.stem}"
                self.modules[package + stem] = path
            elif path not in self._apart:
                self.data.setdefault(package, []).append(path)
            self.names[path] = f"src/{path.relative_to(base).as_posix()}"

    def used(self, sources: Iterable[str], always: Iterable[str] = ()) -> Used:
        """Return what some code uses.

        Parameters
        ----------
        sources
            Source of the code, such as the cells of a notebook.
        always
            Modules that count whatever the code imports.
        """
        names = [*(name for source in sources for name in imports(source)), *always]
        seen = self._closure(names)
        read = {self._about(name)["reads"] for name in seen}
        kind = "" if "source" in read else "documented" if "docstrings" in read else "code"
        found = {self.modules[name]: self._digest_of_module(name, kind) for name in seen}
        for package in {self._package(name) for name in seen}:
            for path in self.data.get(package, ()):
                found[path] = self._digest(path)
        names += [name for module in seen for name in self._about(module)["imports"]]
        return Used(
            {self.names[path]: found[path] for path in sorted(found)},
            frozenset(name.partition(".")[0] for name in names) - set(self._packages),
        )

    def importers(self, module: str) -> list[str]:
        """Return the modules that import a module, or something of it, themselves."""
        return [
            name
            for name in self.modules
            for about in [self._about(name)]
            if module in about["ours"] or module in about["imports"]
        ]

    def save(self) -> None:
        """Remember what was found out about the modules that were looked at, where that works."""
        if self._learned and self._cache is not None:
            with suppress(OSError):
                self._cache.parent.mkdir(parents=True, exist_ok=True)
                partial = self._cache.with_suffix(f".{os.getpid()}")
                partial.write_text(json.dumps(self._looked_at), encoding="utf-8")
                os.replace(partial, self._cache)

    def _closure(self, names: Iterable[str]) -> set[str]:
        """Return the modules that importing some names loads, and those that they import."""
        seen = {found for name in names for found in self._resolve(name)}
        waiting = list(seen)
        while waiting:
            more = self._loaded_by(waiting.pop()) - seen
            seen |= more
            waiting.extend(more)
        return seen

    def _loaded_by(self, module: str) -> frozenset[str]:
        """Return the modules that a module loads by what it imports itself."""
        if module not in self._loads:
            names = self._about(module)["ours"]
            self._loads[module] = frozenset(f for name in names for f in self._resolve(name))
        return self._loads[module]

    def _digest(self, path: Path) -> str:
        """Return the SHA-256 of a file, read once."""
        if path not in self._digests:
            self._digests[path] = digest(path)
        return self._digests[path]

    def _digest_of_module(self, module: str, kind: str) -> str:
        """Return the SHA-256 of a module as it is, or of a kind of what `_about` says of it."""
        return str(self._about(module)[kind]) if kind else self._digest(self.modules[module])

    def _package(self, module: str) -> str:
        """Return the package in whose folder a module lies."""
        is_package = self.modules[module].name == "__init__.py"
        return module if is_package else module.rpartition(".")[0]

    def _resolve(self, name: str) -> Iterator[str]:
        """Yield the modules that importing a name loads: the parents, and the module itself."""
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            module = ".".join(parts[:end])
            if module in self.modules:
                yield module

    def _about(self, module: str) -> dict[str, Any]:
        """Return what a module imports, and the digest of what it does."""
        path = self.modules[module]
        key = f"{module}:{self._digest(path)}"
        if key not in self._known:
            source = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
            self._known[key] = self._look_at(source, self._package(module))
            self._learned = True
        about = self._looked_at[key] = self._known[key]
        return about

    def _look_at(self, source: str, package: str) -> dict[str, Any]:
        """Find out what a module imports, and the digest of what it does."""
        try:
            tree = ast.parse(source)
            found, code = _imported(tree, package), _essence(source, tree)
            documented = _essence(source, tree, docstrings=True)
        except (SyntaxError, ValueError):
            found, code, documented = _IMPORT.findall(source), source, source
        names = sorted(set(found))
        return {
            "imports": [name for name in names if not self._is_ours(name)],
            "ours": [name for name in names if self._is_ours(name)],
            "code": hashlib.sha256(code.encode(errors="surrogateescape")).hexdigest(),
            "documented": hashlib.sha256(documented.encode(errors="surrogateescape")).hexdigest(),
            "reads": _read_of_itself(source),
        }

    def _is_ours(self, name: str) -> bool:
        """Tell whether a name belongs to the project's packages."""
        return name.partition(".")[0] in self._packages


def module_name(path: str) -> str:
    """Return the name under which a file of the project's code is imported.

    Parameters
    ----------
    path
        Path relative to the project's root.
    """
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@functools.lru_cache(maxsize=1024)
def imports(source: str, package: str = "") -> tuple[str, ...]:
    """Return the names that some source imports, wherever in it.

    Parameters
    ----------
    source
        Python source; lines with IPython magics are passed over.
    package
        Package to which relative imports relate.

    Returns
    -------
    tuple
        Dotted names; `from a import b` gives `a` and `a.b`, for `b` may be a module.
    """
    try:
        return tuple(_imported(ast.parse(_MAGIC.sub(r"\1pass", source)), package))
    except SyntaxError:
        return tuple(_IMPORT.findall(source))


def _imported(tree: ast.AST, package: str) -> list[str]:
    """Return the names that some code imports."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
            found.extend(f"{alias.name}.{_NAMES}" for alias in node.names if "." not in alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                parent = ".".join(parts[: len(parts) - node.level + 1])
                base = f"{parent}.{base}" if base else parent
            found.append(base)
            found.extend(f"{base}.{alias.name}" for alias in node.names)
    return found


def essence(source: str) -> str:
    """Return source without what changes nothing that it does.

    Parameters
    ----------
    source
        Python source; what is none is returned as it is.

    Returns
    -------
    str
        The source without comments, texts that stand alone (docstrings), blank lines and blanks at
        the ends of lines.  Other texts stay as they are, with all that they enclose.
    """
    try:
        return _essence(source, ast.parse(source))
    except (SyntaxError, ValueError):
        return source


def _read_of_itself(source: str) -> str:
    """Return what some code reads of modules beside what they do."""
    if _READS_SOURCE.search(source):
        return "source"
    return "docstrings" if _READS_DOCSTRINGS.search(source) else ""


def _essence(source: str, tree: ast.AST, *, docstrings: bool = False) -> str:
    """Return source, of which the tree is known, without what changes nothing that it does."""
    content = source.encode()
    starts = [0, *(found.end() for found in re.finditer(b"\n", content))]
    pieces: list[bytes] = []
    position = 0
    texts = sorted(_texts(tree), key=lambda found: (found[0].lineno, found[0].col_offset))
    for node, alone in texts:
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        pieces.append(_COMMENT.sub(b"", content[position:start]))
        left_out = alone and not docstrings
        pieces.append(b"" if left_out else b"\0" + content[start:end] + b"\0")
        position = end
    pieces.append(_COMMENT.sub(b"", content[position:]))
    parts = b"".join(pieces).split(b"\0")  # every other one is a text that stays
    parts[::2] = [_BLANK.sub(b"\n", part) for part in parts[::2]]
    return b"\0".join(parts).lstrip(b"\n").decode()


def _texts(tree: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the texts of some source, and whether each stands alone."""
    waiting: list[tuple[ast.AST, bool]] = [(tree, False)]
    while waiting:
        node, alone = waiting.pop()
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        ):
            yield node, alone and isinstance(node, ast.Constant)
        else:
            inner = isinstance(node, ast.Expr)
            waiting.extend((child, inner) for child in ast.iter_child_nodes(node))


def digest_of(files: Mapping[str, str]) -> str:
    """Return one digest of several files."""
    content = "".join(f"{name} {sha256}\n" for name, sha256 in sorted(files.items()))
    return hashlib.sha256(content.encode()).hexdigest()


def _folder(root: Path, package: str) -> Path | None:
    """Return the folder of a package: of the project, or where Python finds it."""
    own = root / "src" / package
    if own.is_dir():
        return own
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    return Path(found.origin).parent if found is not None and found.origin else None


def _load(cache: Path | None) -> dict[str, dict[str, Any]]:
    """Read what an earlier build remembered."""
    if cache is not None:
        with suppress(OSError, ValueError, TypeError):
            known = json.loads(cache.read_bytes())
            return {key: about for key, about in known.items() if set(about) == _ABOUT}
    return {}
