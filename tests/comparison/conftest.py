"""What is true of the project's own tables."""

from __future__ import annotations

import pytest

from analysis.coding import raw


@pytest.fixture(scope="session")
def codes() -> dict[str, list[str]]:
    """Return the codes of the project by list."""
    return {name: list(list_) for name, list_ in raw.load_raw().codes.items()}
