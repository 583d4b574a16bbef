"""A papermill engine that runs a notebook in a process forked from one that is already warm.

A kernel of its own costs a notebook about two seconds: Python, IPython, pandas and matplotlib are
started and imported anew.  A forked process has all of them.  In it the notebook runs on
ipykernel's in-process kernel: the same kernel code, the same display and error machinery, without
sockets.  nbclient's own code turns the kernel's messages into outputs, so that there is one way of
doing that, whichever engine runs.

Forking needs Linux.  Elsewhere, and by request, papermill's ordinary kernels do the same work.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.pipeline.forked import Tell

own_process: list[Tell] = []
"""Not empty in a process that was forked for one notebook; whom to tell which cell begins."""


def fork_available() -> bool:
    """Tell whether this system can fork a process that has libraries loaded.

    macOS has the call, but its system libraries do not survive it.
    """
    return hasattr(os, "fork") and sys.platform.startswith("linux")


class Preloading:
    """Import once, before forking, what the notebooks will need.

    What the first runs need comes first; the rest is imported while they run.  A module may have a
    function `preload` that makes what every process would otherwise make anew.

    Parameters
    ----------
    modules
        Modules that the notebooks import; one that cannot be imported is left to the notebook,
        which then fails in the cell that imports it.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        self._loaded: set[str] = set()
        self._waiting = dict.fromkeys(modules)
        self._drawing = self._framing = False
        self.load(_FIRST)
        _know_the_format()

    def load(self, modules: Iterable[str]) -> None:
        """Import some modules now."""
        for name in modules:
            self._waiting.pop(name, None)
            if name in self._loaded:
                continue
            self._loaded.add(name)
            with suppress(Exception):
                module = importlib.import_module(name)
                getattr(module, "preload", _nothing)()
            if "matplotlib" in sys.modules and not self._drawing:
                self._drawing = True
                _know_the_backend()
            if "pandas" in sys.modules and not self._framing:
                self._framing = True
                _know_how_frames_look()

    def load_one(self) -> bool:
        """Import the next module; tell whether there was one."""
        for name in self._waiting:
            self.load((name,))
            return True
        return False


def _know_the_format() -> None:
    """Let nbformat read its schema once for all."""
    import nbformat

    nbformat.validate(nbformat.v4.new_notebook())


def _know_the_backend() -> None:
    """Let matplotlib look for backends once for all."""
    from matplotlib.rcsetup import validate_backend

    from analysis.pipeline.inprocess import INLINE

    validate_backend(INLINE)


def _know_how_frames_look() -> None:
    """Let pandas import what shows a frame, which it does when the first is shown."""
    import pandas as pd

    pd.DataFrame({"a": ["b"]})._repr_html_()


def _nothing() -> None:
    """Preload nothing more than the module."""


def spare_imports() -> None:
    """Keep away what is slow to import and of no use to a build, before anything imports it."""
    for name in ("rfc3987_syntax", "debugpy"):  # parsers of addresses, and a debugger
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


_FIRST = (
    "papermill",
    "analysis.pipeline.inprocess",
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "tornado.queues",
)
"""What every notebook needs, whatever it imports; some of it a kernel imports when it starts."""


class ForkEngine:
    """papermill engine `analysis-fork`.

    papermill loads this class, by its entry point, while it is itself being imported; so nothing
    of papermill is imported before the engine is used.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook in a process forked for it; the arguments are papermill's."""
        from analysis.pipeline.inprocess import Engine

        return Engine.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """Return the kernel that a notebook names, as papermill does."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """Return the language that a notebook names, as papermill does."""
        from papermill.utils import nb_language

        return nb_language(nb, language)
