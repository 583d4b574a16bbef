"""Where the project's folders are."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import project


def test_a_chosen_folder_goes_before_all_that_surrounds_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path / "named"))
    monkeypatch.setenv("ANALYSIS_PROCESSED", str(tmp_path / "tables"))
    assert (project.root(), project.processed()) == (tmp_path / "named", tmp_path / "tables")
    project.choose_folder(tmp_path / "chosen")
    try:
        assert project.root() == project.chosen_folder() == tmp_path / "chosen"
        assert project.processed() == tmp_path / "chosen" / "data" / "processed"
    finally:
        project.choose_folder(None)
    assert project.chosen_folder() == tmp_path / "named"


def test_the_working_directory_goes_before_the_packages_own_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANALYSIS_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    assert project.root() == project.own()
    (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "{project.NAME}"\n', "utf-8")
    project._is_root.cache_clear()
    assert project.root() == tmp_path
