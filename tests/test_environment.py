"""The locks, the conda environment and the wishes they come from say the same."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import analysis

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"brotli-python": "brotli"}
"""Packages that conda-forge calls otherwise than PyPI."""

BASE = "requirements.lock"
LOCKS = (BASE, *sorted(path.name for path in ROOT.glob("requirements-*.lock")))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def declared() -> dict[str, Any]:
    return tomllib.loads(text("pyproject.toml"))


def wishes() -> set[str]:
    """Return the packages that the extras and groups of pyproject.toml name."""
    groups = [
        *declared()["project"]["optional-dependencies"].values(),
        *declared()["dependency-groups"].values(),
    ]
    names = {re.split(r"[<>=\[]", wish)[0] for group in groups for wish in group}
    return names - {declared()["project"]["name"]}


def pins() -> dict[str, str]:
    """Return the versions that are asked for exactly."""
    lines = declared()["tool"]["uv"]["constraint-dependencies"]
    return dict(line.split("==") for line in lines)


def entries(name: str) -> dict[str, str]:
    """Return the text of each package in a lock."""
    parts = re.split(r"^(?=[a-z0-9])", text(name), flags=re.MULTILINE)
    return {part.partition("==")[0]: part for part in parts if "==" in part.partition("\n")[0]}


def locked(*names: str) -> dict[str, str]:
    """Return the versions in some locks, or in all."""
    return {
        package: re.split(r"[ ;\\\n]", entry.partition("==")[2])[0]
        for name in names or LOCKS
        for package, entry in entries(name).items()
    }


def conda() -> tuple[dict[str, str], dict[str, str]]:
    """Return the packages that conda and pip install, without Python and pip themselves."""
    listed = yaml.safe_load(text("environment.yml"))["dependencies"]
    channel = [line for line in listed if isinstance(line, str) and "==" in line]
    pip = [line for part in listed if isinstance(part, dict) for line in part["pip"]]
    by_conda, by_pip = (
        dict(map(str.strip, line.split("==")) for line in lines) for lines in (channel, pip)
    )
    return {CONDA_NAMES.get(name, name): version for name, version in by_conda.items()}, by_pip


def test_conda_users_get_the_same_versions() -> None:
    by_conda, by_pip = conda()
    assert not by_conda.keys() & by_pip.keys()
    assert by_conda | by_pip == {name: locked()[name] for name in wishes()}


def test_lock_keeps_the_pins() -> None:
    assert pins() == {name: locked()[name] for name in pins()}


def test_every_wish_and_every_pin_of_what_is_published_is_locked() -> None:
    assert wishes() | pins().keys() <= locked().keys()


def test_every_wish_says_why() -> None:
    listed = re.findall(r'^    "[a-z][\w-]*>=[^\n]*', text("pyproject.toml"), re.MULTILINE)
    assert len(listed) == len(wishes())
    assert [line for line in listed if "  # " not in line] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    packages = entries(name)
    assert len(packages) == len(re.findall(r"^[^\s#-]", text(name), re.MULTILINE)) > 0
    assert [package for package in packages.values() if "--hash=sha256:" not in package] == []


def test_one_version_per_package_over_all_groups() -> None:
    versions = [set(locked(name).items()) for name in LOCKS]
    assert len(set.union(*versions)) == len(locked())


def test_a_group_holds_only_what_the_build_lacks() -> None:
    """Packages that the build needs on some systems only may stand again."""
    everywhere = {name for name, entry in entries(BASE).items() if ";" not in entry.split("\n")[0]}
    for name in LOCKS[1:]:
        assert text(name).startswith(f"-r {BASE}\n")
        assert not everywhere & entries(name).keys()


def test_a_build_needs_neither_the_lab_nor_the_tests() -> None:
    others = {"jupyterlab", "jupyter-server", "playwright", "pytest", "mypy"}
    assert others <= locked().keys() and not others & entries(BASE).keys()


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_address_and_no_index(name: str) -> None:
    lock = text(name)
    assert "://" not in lock
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", lock, re.M)
    assert "@ " not in lock


def test_build_backend_is_locked() -> None:
    assert "setuptools" in entries(BASE)


def test_data_version_is_the_same_everywhere() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    newest = re.search(r"^## Data (\S+) \((\d{4}-\d{2}-\d{2})\)$", text("CHANGELOG.md"), re.M)
    assert newest is not None
    assert (str(cited["version"]), str(cited["date-released"])) == newest.groups()


def test_code_version_is_in_the_changelog() -> None:
    assert f"Code {analysis.__version__}" in text("CHANGELOG.md")


def test_line_ends_are_lf() -> None:
    own = [*LOCKS, "environment.yml", "Makefile", "pyproject.toml", ".ci/run"]
    assert [name for name in own if b"\r" in (ROOT / name).read_bytes()] == []
