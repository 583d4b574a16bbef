"""The surroundings of every test and every notebook that pytest runs, with or without make."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from analysis.pipeline.notebook_runs import ENVIRONMENT

ROOT = Path(__file__).resolve().parent

os.environ.update(ENVIRONMENT)
os.environ["IPYTHONDIR"] = str(ROOT / "config" / "ipython")
os.environ["MPLCONFIGDIR"] = str(ROOT / "build" / "matplotlib")
os.environ["PYTHONHASHSEED"] = "0"  # for the kernels; this process has chosen its own already

# The user's settings; MPLBACKEND would also keep figures out of the notebooks.
for name in (
    "ANALYSIS_PROCESSED",
    "ANALYSIS_ROOT",
    "MATPLOTLIBRC",
    "MPLBACKEND",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
):
    os.environ.pop(name, None)

# No test looks at the clock: a slow machine is no fault of what is tested.  Everybody looks for new
# counter-examples; those found are kept here and tried again.  CI tries the same values each time.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples"),
    print_blob=True,
)
settings.register_profile("ci", settings.get_profile("project"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, so that `make test-fast` leaves them out."""
    for item in items:
        if (ROOT / "tests" / "browser") in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the cells of a notebook together, which xdist would otherwise deal out one by one."""
    if not config.getoption("nbval", False) or config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)
