"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analysis import cli
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


def test_the_command_line_itself_imports_no_heavy_library() -> None:
    code = (
        "import sys; from analysis import cli; cli.parser(); "
        "print([m for m in ('pandas', 'matplotlib', 'papermill') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
