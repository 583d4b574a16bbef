"""Where the made-up checkout of these tests lies, and the names that read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import matplotlib
import pytest

from analysis.api.source import use
from analysis.tables import package

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "pages")]


@pytest.fixture(autouse=True)
def style() -> Iterator[None]:
    """Keep how charts look to the test: later tests start builds from this very process."""
    with matplotlib.rc_context():
        yield


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the made-up checkout, which the names read; who alters it, restores it."""
    root = tmp_path_factory.mktemp("checkout")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ANALYSIS_ROOT", "ANALYSIS_PROCESSED"):
            patch.delenv(name, raising=False)
        import_module("made_up_checkout").write(root)
        use(root)
        package.write_package(root)
        yield root
        use()
