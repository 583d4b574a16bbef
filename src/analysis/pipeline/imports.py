"""Which code a notebook uses: the modules it imports, all that those import, and their data."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from analysis.pipeline.run import digest

_IMPORT = re.compile(r"^\s*(?:from|import)\s+([A-Za-z_][\w.]*)", re.MULTILINE)
_MAGIC = re.compile(r"^(\s*)(?:[%!?].*|[\w.]+\?+\s*)$", re.MULTILINE)
_IGNORED = {"__pycache__"}


class Code:
    """The packages of the project, as files with their digests.

    Parameters
    ----------
    root
        Folder of the project.
    packages
        Names of the packages whose code counts; everything else is in the lock.
    cache
        File that may remember what each module imports, by the digest of the module.
    """

    def __init__(self, root: Path, packages: Iterable[str], cache: Path | None = None) -> None:
        self._packages = tuple(packages)
        self._cache = cache
        self._known: dict[str, list[str]] = _load(cache)
        self._learned = False
        self.modules: dict[str, Path] = {}
        self.data: dict[str, list[Path]] = {}
        self.names: dict[Path, str] = {}
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
            else:
                self.data.setdefault(package, []).append(path)
            self.names[path] = f"src/{path.relative_to(base).as_posix()}"

    @functools.cached_property
    def digests(self) -> dict[Path, str]:
        """SHA-256 of each file."""
        files = [*self.modules.values(), *(path for paths in self.data.values() for path in paths)]
        return {path: digest(path) for path in files}

    def used(self, sources: Iterable[str], always: Iterable[str] = ()) -> dict[str, str]:
        """Return the files that some code uses.

        Parameters
        ----------
        sources
            Source of the code, such as the cells of a notebook.
        always
            Modules that count whatever the code imports.

        Returns
        -------
        dict
            SHA-256 by file name.
        """
        waiting = [name for source in sources for name in imports(source)]
        waiting.extend(always)
        seen: set[str] = set()
        while waiting:
            for name in self._resolve(waiting.pop()):
                if name not in seen:
                    seen.add(name)
                    waiting.extend(self._imports(name))
        paths = {self.modules[name] for name in seen}
        for name in seen:
            paths.update(self.data.get(self._package(name), ()))
        return {self.names[path]: self.digests[path] for path in sorted(paths)}

    def save(self) -> None:
        """Remember what the modules import, where that is allowed."""
        if self._learned and self._cache is not None:
            with suppress(OSError):
                self._cache.parent.mkdir(parents=True, exist_ok=True)
                partial = self._cache.with_suffix(f".{os.getpid()}")
                partial.write_text(json.dumps(self._known), encoding="utf-8")
                os.replace(partial, self._cache)

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

    def _imports(self, module: str) -> list[str]:
        """Return what a module imports."""
        path = self.modules[module]
        key = f"{module}:{self.digests[path]}"
        if key not in self._known:
            package = self._package(module)
            found = imports(path.read_text(encoding="utf-8"), package)
            ours = [name for name in found if name.partition(".")[0] in self._packages]
            self._known[key] = sorted(set(ours))
            self._learned = True
        return self._known[key]


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
        tree = ast.parse(_MAGIC.sub(r"\1pass", source))
    except SyntaxError:
        return tuple(_IMPORT.findall(source))
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                parent = ".".join(parts[: len(parts) - node.level + 1])
                base = f"{parent}.{base}" if base else parent
            found.append(base)
            found.extend(f"{base}.{alias.name}" for alias in node.names)
    return tuple(found)


def digest_of(files: dict[str, str]) -> str:
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


def _load(cache: Path | None) -> dict[str, list[str]]:
    """Read what an earlier build remembered."""
    if cache is not None:
        with suppress(OSError, ValueError):
            known: dict[str, list[str]] = json.loads(cache.read_bytes())
            return known
    return {}
