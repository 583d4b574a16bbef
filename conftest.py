"""The surroundings of every test and every notebook that pytest runs, with or without make."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

from analysis.pipeline.run import ENVIRONMENT

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

# No test looks at the clock: a slow machine is no fault of what is tested.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
