"""Run a notebook on ipykernel's in-process kernel, in a process of its own."""

from __future__ import annotations

import asyncio
import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, SimpleNamespace
from typing import Any

from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import OutStream
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from traitlets import default
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from analysis.pipeline import engine
from analysis.pipeline.forked import Forked, Tell, ended

INLINE = "module://matplotlib_inline.backend_inline"

_ANY_WIDTH, _COLUMNS = 0, 20
"""Columns that pandas shows of a table, as it decides when it is imported: in a terminal as many as
are wide enough, in a kernel so many."""


class Engine(NBClientEngine):  # type: ignore[misc]
    """What the papermill engine `analysis-fork` does."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Run a notebook in a process forked for it.

        Parameters
        ----------
        nb_man
            papermill's view of the notebook.
        kernel_name
            Kernel of the notebook, used only where forking is not available.
        **options
            Options of papermill's own engine.
        """
        if engine.own_process:
            _execute(nb_man, options)
        elif engine.fork_available():
            _fork_and_execute(nb_man, options)
        else:
            super().execute_managed_notebook(nb_man, kernel_name, **options)


def _execute(nb_man: Any, options: dict[str, Any]) -> None:
    """Run the notebook here and now."""
    client = _Client(nb_man, timeout=_timeout(options), record_timing=False, kernel_name="python3")
    # papermill writes the notebook at the end in any case; only what fails is written before.
    nb_man.save = lambda **unused: None
    try:
        client.execute()
    except BaseException:
        del nb_man.save
        raise


def _fork_and_execute(nb_man: Any, options: dict[str, Any]) -> None:
    """Run the notebook in a child and take over the notebook that it sends back."""

    def work(tell: Tell) -> tuple[Any, BaseException | None]:
        engine.own_process[:] = [tell]
        nb_man.output_path = None
        try:
            _execute(nb_man, options)
        except BaseException as error:
            return nb_man.nb, _portable(error)
        return nb_man.nb, None

    timeout = _timeout(options)
    child: Forked[tuple[Any, BaseException | None]] = Forked(work, timeout)
    ended([child])
    if not child.result:
        cells = nb_man.nb.cells[: (child.position or 0) + 1]
        for cell in cells:
            cell.metadata.papermill["start_time"] = nb_man.start_time.isoformat()
        if child.overdue:
            raise CellTimeoutError.error_from_timeout_and_cell("", timeout or 0, cells[-1])
        raise DeadKernelError(f"The notebook's process ended with status {child.status}.")
    [(nb_man.nb, failure)] = child.result
    if failure is not None:
        raise failure


def _timeout(options: dict[str, Any]) -> int | None:
    """Return the seconds that one cell may take."""
    found: int | None = options.get("execution_timeout") or options.get("timeout")
    return found


def _portable(error: BaseException | None) -> BaseException | None:
    """Return an error that another process can read."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class _Kernel(InProcessKernel):
    """The in-process kernel, with what it lacks to behave like one of its own process."""

    def __init__(self, **traits: Any) -> None:
        self.received: list[dict[str, Any]] = []
        super().__init__(**traits)  # type: ignore[no-untyped-call]
        self.shell_channel_thread = SimpleNamespace(parent_thread=None)

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False

    def _io_dispatch(self, change: Any) -> None:
        """Keep each message that a front end would get."""
        session: Any = self.session
        socket: Any = self.iopub_socket
        _, message = session.recv(socket.io_thread.socket, copy=False)
        self.received.append(message)

    @default("stdout")
    def _default_stdout(self) -> OutStream:
        return OutStream(self.session, self.iopub_thread, "stdout", watchfd="force")

    @default("stderr")
    def _default_stderr(self) -> OutStream:
        return OutStream(self.session, self.iopub_thread, "stderr", watchfd="force")

    def settle(self) -> None:
        """Wait until everything written so far has become a message."""
        for stream in (self.stdout, self.stderr):
            descriptor = stream._fid
            deadline = time.monotonic() + 1
            while select.select([descriptor], [], [], 0)[0] and time.monotonic() < deadline:
                time.sleep(0.001)
            stream.flush()


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client on a kernel in this process."""

    def execute(self, **options: Any) -> Any:
        """Run all cells, as papermill does."""
        self.reset_execution_trackers()
        with _kernel() as self.kernel:
            self.papermill_execute_cells()
        self.nb.metadata["language_info"] = {"name": "python"}
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: Any, cell_index: int, **options: Any) -> Any:
        """Run one cell, and let nbclient turn the kernel's messages into outputs."""
        for tell in engine.own_process:
            tell(cell_index)
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        timeout = self._get_timeout(cell)
        self.kernel.received.clear()
        reply: dict[str, Any] = {}
        with _alarm(timeout) as rung:
            reply = self._request(cell.source)
        self.kernel.settle()
        for message in self.kernel.received:
            if message["msg_type"] != "status":
                self.process_message(message, cell, cell_index)
        if rung:
            raise CellTimeoutError.error_from_timeout_and_cell("", timeout, cell)
        _finish(self._check_raise_for_error(cell, cell_index, reply))
        self.nb["cells"][cell_index] = cell
        return cell

    def _request(self, source: str) -> dict[str, Any]:
        """Send the kernel a request, let it work, and return its reply."""
        kernel: Any = self.kernel
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        kernel.session.send(kernel.shell_stream, kernel.session.msg("execute_request", content))
        parts = kernel.shell_stream.recv_multipart()
        asyncio.get_event_loop().run_until_complete(kernel.dispatch_shell(parts))
        _, reply = kernel.session.recv(kernel.shell_stream, copy=False)
        found: dict[str, Any] = reply
        return found


def _finish(coroutine: Any) -> None:
    """Run a coroutine that waits for nothing."""
    asyncio.get_event_loop().run_until_complete(coroutine)


@contextmanager
def _kernel() -> Iterator[_Kernel]:
    """Start a kernel in this process, as a process of its own would start."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    if "" not in sys.path:
        sys.path.insert(0, "")
    sys.argv[:] = [""]
    os.environ.setdefault("MPLBACKEND", INLINE)
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    pandas = sys.modules.get("pandas")
    if pandas is not None and pandas.get_option("display.max_columns") == _ANY_WIDTH:
        pandas.set_option("display.max_columns", _COLUMNS)
    with suppress(Exception):
        import locale

        locale.setlocale(locale.LC_ALL, os.environ.get("LC_ALL", ""))
    kernel: Any = _Kernel(config=_config())
    kernel.shell.history_manager.enabled = False
    kernel.start()
    try:
        yield kernel
    finally:
        for stream in (kernel.stdout, kernel.stderr):
            with suppress(Exception):
                stream.flush()


def _config() -> Config:
    """Read the IPython profile that a kernel of its own process would read."""
    config = Config()
    folder = os.path.join(os.environ.get("IPYTHONDIR", ""), "profile_default")
    for name in ("ipython_config.py", "ipython_kernel_config.py"):
        if os.environ.get("IPYTHONDIR") and os.path.exists(os.path.join(folder, name)):
            config.merge(PyFileConfigLoader(name, path=folder).load_config())
    config.HistoryManager.hist_file = ":memory:"
    return config


class _TimeIsUp(BaseException):
    """A cell took too long."""


@contextmanager
def _alarm(seconds: int | None) -> Iterator[list[bool]]:
    """Interrupt what takes longer than some seconds; the list is not empty if that happened."""
    rung: list[bool] = []

    def ring(number: int, frame: FrameType | None) -> None:
        rung.append(True)
        raise _TimeIsUp

    if not seconds or seconds < 0 or threading.current_thread() is not threading.main_thread():
        yield rung
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield rung
    except _TimeIsUp:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
