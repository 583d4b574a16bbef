"""What the tests of the build share: a small project, and a way to build it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import build_fixture
import pandas  # noqa: F401  # before any kernel: a caller may have done so, and nothing may change
import pytest

from analysis.pipeline.build import BuildOptions, Report, build
from analysis.pipeline.plan import Folders


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a small project whose package can be imported."""
    root: Path = build_fixture.make(tmp_path / "project")
    monkeypatch.syspath_prepend(str(root / "src"))
    monkeypatch.setenv("PYTHONPATH", str(root / "src"), prepend=os.pathsep)
    for name in [name for name in sys.modules if name.partition(".")[0] == "toy"]:
        monkeypatch.delitem(sys.modules, name)
    return root


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small project once; tests work on copies."""
    root: Path = build_fixture.make(tmp_path_factory.mktemp("built") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "src"))
        patch.setenv("PYTHONPATH", str(root / "src"), prepend=os.pathsep)
        build(Folders.of(root), say=lambda line: None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "toy"]:
        del sys.modules[name]
    return root


@pytest.fixture
def published(_built: Path, toy: Path) -> Path:
    """Return the root of a small project with what it has published, as a fresh clone has it."""
    shutil.rmtree(toy)
    shutil.copytree(_built, toy, ignore=shutil.ignore_patterns("build", "__pycache__"))
    return toy


@pytest.fixture
def run_build() -> Callable[..., tuple[Report, list[str]]]:
    """Return a function that builds a project and returns the report and the progress lines."""

    def run(root: Path, **options: Any) -> tuple[Report, list[str]]:
        lines: list[str] = []
        report = build(Folders.of(root), BuildOptions(**options), say=lines.append)
        return report, lines

    return run
