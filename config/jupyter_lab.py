"""JupyterLab in this project (`make lab`): looking around changes no file, saving stays tidy."""

import json
from pathlib import Path
from typing import Any

from analysis.pipeline import notebook

HERE = Path(__file__).resolve().parent


def tidy(model: dict[str, Any], **_: Any) -> None:
    """Save a notebook without times, versions and window states, as the build writes it."""
    if model["type"] == "notebook":
        model["content"].update(notebook.normalise(json.loads(json.dumps(model["content"]))))


c = get_config()
c.ServerApp.root_dir = str(HERE.parent)
c.FileContentsManager.preferred_dir = "notebooks"
c.LabApp.app_settings_dir = str(HERE / "jupyter_lab")  # overrides.json: no saving by itself
c.LabApp.news_url = None  # asks no server for news
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.FileContentsManager.pre_save_hook = tidy
