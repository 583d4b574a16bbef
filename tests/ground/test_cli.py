"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis import cli, project
from analysis.errors import AnalysisError


def test_a_fault_is_one_line_on_stderr_and_status_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.coding import settle

    def fail(args: object) -> int:
        raise AnalysisError("the file is missing: restore it")

    monkeypatch.setattr(settle, "run", fail)
    assert cli.main(["settle"]) == 1
    assert capsys.readouterr() == ("", "error: the file is missing: restore it\n")


def test_interruption_has_the_shell_s_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.coding import settle

    def interrupt(args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(settle, "run", interrupt)
    assert cli.main(["settle"]) == 130
    assert capsys.readouterr().err.startswith("error: interrupted")


def test_an_unknown_command_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["bild"])
    assert stop.value.code == 2
    message = capsys.readouterr().err
    assert all(name in message for name in cli.COMMANDS)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in cli.COMMANDS)


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([command, "--help"])
    assert stop.value.code == 0
    assert command in capsys.readouterr().out


WITHOUT_EXTRAS = """
import sys
libraries = {"pandas", "numpy", "matplotlib", "papermill", "nbformat", "nbclient", "nbconvert"}
sys.modules.update(dict.fromkeys(libraries | {"ipykernel", "fontTools", "jinja2"}))
from analysis.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_extras(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRAS, *words], capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (["verify", "--sources", "."], "coding"),
        (["draft", "article.txt"], "coding"),
        (["settle"], "coding"),
        (["settle", "--help"], "coding"),
        (["run", "pages/theme"], "reports"),
        (["reproduce"], "reports"),
    ],
)
def test_a_command_without_its_extra_says_which_one_to_install(
    words: list[str], extra: str
) -> None:
    done = without_extras(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(
        rf"error: {words[0]} needs \w+, which is not installed: add the extra '{extra}', with "
        rf"`python -m pip install '\.\[{extra}\]'` in the project's folder\.\n",
        done.stderr,
    )


def test_the_reader_needs_no_extra(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("全市有会员12345人。", encoding="utf-8")
    done = without_extras("read", str(tmp_path / "text.txt"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "12345人" in done.stdout


def test_every_extra_that_a_command_names_exists() -> None:
    declared = tomllib.loads((project.root() / "pyproject.toml").read_text(encoding="utf-8"))
    extras = declared["project"]["optional-dependencies"]
    assert {command.extra for command in cli.COMMANDS.values()} <= {*extras, ""}


def test_a_fault_of_our_own_is_not_taken_for_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = cli.Command("analysis.gone", "does not exist")
    monkeypatch.setitem(cli.COMMANDS, "settle", gone)
    with pytest.raises(ModuleNotFoundError, match=r"analysis\.gone"):
        cli.main(["settle"])


def test_the_command_line_itself_imports_no_heavy_library() -> None:
    code = (
        "import sys; from analysis import cli; cli.parser(); "
        "print([m for m in ('pandas', 'matplotlib', 'papermill') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
