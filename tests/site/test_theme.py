"""Colours: enough contrast in light and dark."""

from __future__ import annotations

import pytest

from analysis.site import theme


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("background", theme.BACKGROUNDS)
@pytest.mark.parametrize("text", theme.TEXT_COLOURS)
def test_text_is_readable(text, background, shade):
    found = theme.contrast(theme.TOKENS[text][shade], theme.TOKENS[background][shade])
    assert found >= 4.5


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_edges_and_marked_places_are_seen(shade):
    tokens = {name: pair[shade] for name, pair in theme.TOKENS.items()}
    for background in ("bg", "surface"):
        assert theme.contrast(tokens["edge"], tokens[background]) >= 3
    assert theme.contrast(tokens["ink"], tokens["mark"]) >= 4.5


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_marks_of_charts_are_seen(shade):
    for name, pair in theme.chart_tokens().items():
        if name.startswith("city-") or name in {"chart-shade", "chart-warn"}:
            assert theme.contrast(pair[shade], theme.TOKENS["bg"][shade]) >= 3, name


def test_contrast_of_black_and_white():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
