"""JupyterLab in this project (`make lab`): looking around changes no file, saving stays tidy."""

import json
import platform
import subprocess
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from nbformat.sign import NotebookNotary

from analysis.pipeline import notebook_files

HERE = Path(__file__).resolve().parent


def tidy(model: dict[str, Any], **_: Any) -> None:
    """Save a notebook without times, versions and window states, as the build writes it.

    Nor do the numbers of its cells tell how often they ran, only in which order.
    """
    if model["type"] == "notebook":
        given = json.loads(json.dumps(model["content"]))
        model["content"].update(notebook_files.renumber(notebook_files.normalise(given)))


def trust_committed(root: Path) -> None:
    """Trust the notebooks that are as they are committed, so that their charts show at once.

    A notebook that differs from the last commit is trusted when it is run, as always in Jupyter.
    Without git nothing is trusted.
    """

    def listed(command: str, *words: str) -> set[str]:
        asked = ["git", command, "-z", *words]
        done = subprocess.run(asked, cwd=root, capture_output=True, check=False)
        return set(filter(None, done.stdout.decode().split("\0")))

    changed = listed("diff", "--name-only", "--no-renames", "HEAD")
    notary = NotebookNotary()
    for name in sorted(listed("ls-files", "--", "*.ipynb") - changed):
        notary.sign(nbformat.read(root / name, as_version=4))
    notary.store.close()


class Contents(AsyncLargeFileManager):
    """Gives out notebooks as their kernel describes itself, so that opening one changes nothing.

    JupyterLab writes the kernel's version of Python into a notebook and calls it unsaved where
    another one stood; `tidy` takes the version out again when it is saved.
    """

    async def get(self, path: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a file or folder, a notebook with the version of the Python that runs here."""
        model: dict[str, Any] = await super().get(path, *args, **kwargs)
        if model["type"] == "notebook" and model.get("content"):
            known = model["content"]["metadata"].setdefault("language_info", {})
            known["version"] = platform.python_version()
        return model


trust_committed(HERE.parent)
c = get_config()
c.ServerApp.contents_manager_class = Contents
c.ServerApp.root_dir = str(HERE.parent)
c.FileContentsManager.preferred_dir = "notebooks"
c.LabApp.app_settings_dir = str(HERE / "jupyter_lab")  # overrides.json: no saving by itself
# A link to the card of a figure opens the report at that card.
c.LabApp.extra_labextensions_path = [str(HERE / "jupyter_lab" / "labextensions")]
c.LabApp.news_url = None  # asks no server for news
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.FileContentsManager.pre_save_hook = tidy
