"""The lock, the conda environment and the wishes they come from say the same."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

import analysis

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"brotli-python": "brotli"}
"""Packages that conda-forge calls otherwise than PyPI."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def wishes() -> dict[str, str]:
    """Return the packages of requirements.in, with the version where it names one."""
    lines = (line.partition("#")[0].strip() for line in text("requirements.in").splitlines())
    parts = (line.partition("==") for line in lines if line)
    return {name: version for name, _, version in parts}


def locked() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text("requirements.lock"), re.MULTILINE))


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
    pins = {name: version for name, version in wishes().items() if version}
    assert pins == {name: locked()[name] for name in pins}


def test_every_wish_says_why() -> None:
    lines = [line for line in text("requirements.in").splitlines() if line[:1].isalnum()]
    assert [line for line in lines if "#" not in line] == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"^(?=[a-z0-9])", text("requirements.lock"), flags=re.MULTILINE)
    packages = [entry for entry in entries if "==" in entry.partition("\n")[0]]
    assert len(packages) == len(locked()) > 100
    assert [entry.split()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_one_version_per_package() -> None:
    names = re.findall(r"^([a-z0-9-]+)==", text("requirements.lock"), re.MULTILINE)
    assert len(names) == len(set(names))


def test_lock_names_no_address_and_no_index() -> None:
    lock = text("requirements.lock")
    assert "://" not in lock
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", lock, re.M)
    assert "@ " not in lock


def test_build_backend_is_locked() -> None:
    assert "setuptools" in locked()


def test_data_version_is_the_same_everywhere() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    newest = re.search(r"^## Data (\S+) \((\d{4}-\d{2}-\d{2})\)$", text("CHANGELOG.md"), re.M)
    assert newest is not None
    assert (str(cited["version"]), str(cited["date-released"])) == newest.groups()


def test_code_version_is_in_the_changelog() -> None:
    assert f"Code {analysis.__version__}" in text("CHANGELOG.md")


def test_line_ends_are_lf() -> None:
    own = ["requirements.lock", "environment.yml", "Makefile", "pyproject.toml", ".ci/run"]
    assert [name for name in own if b"\r" in (ROOT / name).read_bytes()] == []
