"""What is packed for others, and what JupyterLab is told: the repository seen from outside."""

from __future__ import annotations

import asyncio
import os
import runpy
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from ipykernel.ipkernel import IPythonKernel
from nbformat.sign import NotebookNotary
from traitlets.config import Config

from analysis.pipeline.notebook_files import LANGUAGE_INFO, normalise

ROOT = Path(__file__).resolve().parents[1]
GENERATED = {"PKG-INFO", "setup.cfg"}
"""What setuptools adds to a source package."""


def committed() -> list[str]:
    """Return the files that git knows or would take; skip where there is no git."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git repository here")
    return [name for name in said.split("\0") if name and (ROOT / name).is_file()]


def test_a_source_package_is_the_whole_repository(tmp_path: Path) -> None:
    """So that its tests run: they need data, notebooks, reports and what make needs."""
    names = committed()
    for name in names:
        (tmp_path / "here" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "here" / name)
    code = "from setuptools.build_meta import build_sdist; print(build_sdist('..'))"
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "here",
        capture_output=True,
        text=True,
        check=True,
    )
    with tarfile.open(tmp_path / said.stdout.split()[-1]) as package:
        members = [member.name for member in package if member.isfile()]
    packed = {name.partition("/")[2] for name in members} - GENERATED
    assert {name for name in packed if ".egg-info/" not in name} == set(names)


# --- the workflow -------------------------------------------------------------------------------


def steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_actions_are_pinned_by_commit_and_leave_no_credentials() -> None:
    used = [step for step in steps() if "uses" in step]
    assert used
    for step in used:
        name, _, commit = step["uses"].partition("@")
        assert len(commit) == 40 and int(commit, 16), step["uses"]
        if name == "actions/checkout":
            assert step["with"]["persist-credentials"] is False


def test_every_job_names_its_permissions_and_only_publishing_may_write() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    writing = {
        name
        for name, job in workflow["jobs"].items()
        if any(right != "read" for right in job["permissions"].values())
    }
    assert writing == {"pages"}


# --- JupyterLab ---------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)


@pytest.fixture
def lab() -> None:
    """Skip where `make lab` and `make test` have not been: JupyterLab is in a group of its own."""
    pytest.importorskip("jupyter_server", reason="JupyterLab is not installed: make test adds it")


@pytest.mark.usefixtures("lab")
def test_lab_gives_notebooks_out_as_their_kernel_describes_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that opening one changes nothing; saving takes the version of Python out again."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    config = Config()
    settings = runpy.run_path(
        str(ROOT / "config/jupyter_lab.py"), init_globals={"get_config": lambda: config}
    )
    manager = config.ServerApp.contents_manager_class(root_dir=str(tmp_path))
    node = normalise(nbformat.v4.new_notebook())
    nbformat.write(nbformat.from_dict(node), tmp_path / "a.ipynb")
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    model = asyncio.run(manager.get("a.ipynb"))
    kernel = IPythonKernel.language_info
    assert model["content"]["metadata"]["language_info"] == kernel
    settings["tidy"](model)
    assert model["content"]["metadata"]["language_info"] == LANGUAGE_INFO
    assert asyncio.run(manager.get("b.txt"))["content"] == "b"
    assert "content" in asyncio.run(manager.get("a.ipynb", content=False))


@pytest.mark.usefixtures("lab")
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_lab_trusts_the_notebooks_that_are_as_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    config = Config()
    settings = runpy.run_path(
        str(ROOT / "config/jupyter_lab.py"), init_globals={"get_config": lambda: config}
    )
    assert config.FileContentsManager.preferred_dir == "notebooks"
    folder = tmp_path / "project" / "notebooks"
    folder.mkdir(parents=True)
    for name in ("committed", "changed", "new"):
        node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"'{name}'", id="one")])
        nbformat.write(node, folder / f"{name}.ipynb")
        if name == "changed":
            git(tmp_path / "project", "init")
            git(tmp_path / "project", "add", ".")
            git(tmp_path / "project", "commit", "--message", "both")
            node.cells[0].source = "'something else'"
            nbformat.write(node, folder / "changed.ipynb")
    settings["trust_committed"](tmp_path / "project")
    notary = NotebookNotary()
    trusted = {
        path.stem
        for path in folder.glob("*.ipynb")
        if notary.check_signature(nbformat.read(path, as_version=4))
    }
    notary.store.close()
    assert trusted == {"committed"}
