"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from analysis.reading import lazy


def test_an_expression_is_compiled_at_its_first_use_or_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lazy, "_waiting", [])
    early = lazy.lazy("a+", re.IGNORECASE)
    assert "search" not in vars(early)
    lazy.preload()
    late = lazy.lazy("c+")
    assert "search" in vars(early)
    assert "search" not in vars(late)
    assert late.findall("accb") == ["cc"]
    assert early.fullmatch("AaA") is not None
    lazy.preload()
    assert lazy._waiting == []
