"""Setting up: what `make` does when something is missing, gone, full or out of reach.

A shell script stands for Python: it makes a virtual environment that holds a copy of itself, and
notes what pip would install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHON = """#!/bin/sh
case "$*" in
  "-c "*) echo 3.12 ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo venv >> done ;;
  "-m pip install "*) [ -z "$FAILS" ] || { printf "$FAILS" >&2; exit 1; }
    for last; do :; done; echo "pip $last" >> done ;;
  *) echo "$*" >> done ;;
esac
"""
BUILD = ["venv", "pip requirements.lock", "pip ."]
WHAT_TO_DO = "see that the network can be reached and the disk has 500 MB free, then run make again"

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what setting up reads, and a Python that only notes what is asked of it."""
    for name in ("Makefile", "pyproject.toml", *(path.name for path in ROOT.glob("*.lock"))):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def make(project: Path, *words: str, fails: str = "") -> subprocess.CompletedProcess[str]:
    """Run make as a user would, not as a child of the make that may run these tests."""
    inherited = {name: text for name, text in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", f"PYTHON={project}/python", *words],
        cwd=project,
        env=inherited | {"FAILS": fails},
        capture_output=True,
        text=True,
    )


def done(project: Path) -> list[str]:
    """Return what Python was asked to do since this was asked last."""
    notes = project / "done"
    lines = notes.read_text().splitlines() if notes.exists() else []
    notes.unlink(missing_ok=True)
    return lines


def test_a_build_installs_what_it_needs_once(project: Path) -> None:
    make(project, "setup")
    assert done(project) == BUILD
    make(project, "reports")
    assert done(project) == ["-m analysis build"]


def test_lab_and_tests_add_what_they_need_and_pass_options_on(project: Path) -> None:
    make(project, "lab", "LAB_ARGS=--no-browser --port=1")
    root = "--allow-root " if os.geteuid() == 0 else ""
    lab = f"-m jupyterlab --config=config/jupyter_lab.py {root}--no-browser --port=1"
    assert done(project) == [*BUILD, "pip requirements-lab.lock", lab]
    make(project, "lint")
    assert done(project) == ["pip requirements-test.lock", "-m ruff check .", "-m mypy"]
    make(project, "reports", "BUILD_ARGS=--force --jobs 1")
    assert done(project) == ["-m analysis build --force --jobs 1"]
    make(project, "mutants", "MUTANTS_ARGS=--only rounding")
    assert done(project) == ["tools/mutants.py --only rounding"]


def test_a_changed_lock_starts_over_and_another_group_s_does_not(project: Path) -> None:
    make(project, "setup")
    done(project)
    with (project / "requirements-test.lock").open("a") as lock:
        lock.write("# changed\n")
    make(project, "setup")
    assert done(project) == []
    with (project / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    make(project, "setup")
    assert done(project) == BUILD


def test_an_interpreter_that_has_gone_starts_over(project: Path) -> None:
    make(project, "setup")
    done(project)
    interpreter = project / ".venv/bin/python"
    interpreter.unlink()
    interpreter.symlink_to(project / "gone")
    make(project, "setup")
    assert done(project) == BUILD


def test_an_interpreter_of_another_version_starts_over(project: Path) -> None:
    make(project, "setup")
    done(project)
    (project / "python").write_text(PYTHON.replace("3.12", "3.13"))
    make(project, "setup")
    assert done(project) == BUILD


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left\\n\\n",
            "Could not install packages due to an OSError: [Errno 28] No space left",
        ),
        (
            "WARNING: Retrying\\nERROR: Could not find it\\nERROR: No distribution for a==1\\n",
            "No distribution for a==1",
        ),
        ("Traceback (most recent call last):\\n  File\\nOSError: full\\n", "OSError: full"),
    ],
)
def test_what_stops_setting_up_is_said_in_a_sentence_and_the_next_make_repairs(
    project: Path, printed: str, reason: str
) -> None:
    said = make(project, "setup", fails=printed)
    assert said.returncode == 2
    line, end = said.stderr.splitlines()
    assert line == f"error: .venv could not be set up ({reason}): {WHAT_TO_DO}."
    assert end.startswith("make: ***")
    assert done(project) == ["venv"]
    make(project, "setup")
    assert done(project) == BUILD


def test_a_missing_python_is_said_in_a_sentence(project: Path) -> None:
    (project / "python").write_text("#!/bin/sh\nexit 1\n")
    said = make(project, "setup")
    assert said.stderr.startswith(
        f"error: no usable Python 3.11 or later found at {project}/python: install one"
    )


def test_help_lists_every_target(project: Path) -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = {
        word
        for line in text.splitlines()
        if line.startswith(".PHONY: ") and "$" not in line
        for word in line.split()[1:]
    }
    assert {line.split()[1] for line in make(project).stdout.splitlines()} == declared
