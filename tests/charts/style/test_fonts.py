"""The bundled font measures and draws; without it nothing is drawn."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.charts import style
from analysis.charts.style import fonts, text_width
from analysis.errors import AnalysisError


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(AnalysisError, match=r"no glyph for .* \(U\+1F600\)"):
        text_width("😀")


def test_a_missing_font_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    with pytest.raises(AnalysisError, match=r"AnalysisSansSC-Regular\.ttf is missing"):
        text_width("a")


def test_width_is_that_of_the_font() -> None:
    assert text_width("中文", 10) == pytest.approx(20, abs=0.001)
    assert 0 < text_width("i", 10) < text_width("m", 10) < 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_forked_processes_open_font_files_of_their_own() -> None:
    """They would share the place up to which the parent's file was read."""
    style.preload()
    assert fonts._face.cache_info().currsize == 2
    child = os.fork()
    if child == 0:
        os._exit(fonts._face.cache_info().currsize)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
