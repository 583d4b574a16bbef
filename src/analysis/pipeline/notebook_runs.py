"""Run one notebook: a plain function from notebook, parameters and inputs to files.

`run` knows nothing of the plan, the workers or the project's folders: it makes a folder that holds
the declared inputs and nothing else, runs the notebook there, and says which files came out.  What
a notebook reads without declaring it is therefore missing at once, not stale later, and the bytes
cannot depend on where the project lies.  The same function serves a forked process, a pool of
processes, or a scheduler on other machines.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import notebook_files as nb
from analysis.pipeline.parameters import Value, show
from analysis.pipeline.paths import matches

if TYPE_CHECKING:
    from analysis.pipeline.forked import Tell

ENGINES = {"fork": "analysis-fork", "papermill": None}
EXECUTED = "executed.ipynb"

ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "COLUMNS": "80",
    "LINES": "24",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
"""What a run sees whoever starts it, and wherever."""

_UNSET = (
    project.MEMO,
    project.LOOKED_UP,
    "ANALYSIS_PROCESSED",
    "FORCE_COLOR",
    "JPY_SESSION_NAME",
    "LANGUAGE",
    "MATPLOTLIBRC",
    "MPLBACKEND",
    "NO_COLOR",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ERROR_MARKER = "papermill-error-cell-tag"
_SCRATCH = "build"
_LOOKED_UP = "looked-up.txt"


@dataclass(frozen=True, slots=True)
class RunJob:
    """Everything that one run needs; picklable.

    Attributes
    ----------
    name
        How messages call the run.
    notebook
        The notebook file, or nothing for a step.
    call
        `module:function` of a step, called with the parameters in the run's folder.
    label
        How messages call the notebook file.
    parameters
        Checked values by name.
    inputs
        File to copy and its SHA-256 (or nothing, to take it as it is), by path in the run's folder.
    outputs
        Patterns of the files that the run must write.
    workspace
        Folder of this run alone; whatever was there is removed.
    failed
        Where the notebook is kept if it fails.
    engine
        `fork` or `papermill`.
    exporter, page, language
        `module:function` to call with the executed notebook, the name of the page and its language;
        nothing for a run that has no page.
    scratch
        Whether what the notebook writes into its scratch folder is what it publishes.
    timeout
        Seconds that one cell may take.
    profile
        Folder of an IPython profile to run with, or nothing.
    cache
        Folder where matplotlib may keep what it knows about fonts.
    memo
        Where results of pure functions are remembered, or nothing (see `analysis.project.MEMO`).
    """

    name: str
    notebook: Path | None
    label: str
    parameters: Mapping[str, Value]
    inputs: Mapping[str, tuple[Path, str]]
    outputs: tuple[str, ...]
    workspace: Path
    failed: Path
    call: str = ""
    engine: str = "fork"
    exporter: str = ""
    page: str = ""
    language: str = ""
    scratch: bool = False
    timeout: int = 600
    profile: Path | None = None
    cache: Path | None = None
    memo: Path | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came out of a run.

    Attributes
    ----------
    files
        SHA-256 of each file by its path in the run's folder (see `Result.path`).
    executed
        SHA-256 of the executed notebook, `EXECUTED` in the workspace; empty for a step.
    seconds
        How long it took.
    looked_up
        Names of the words that it looked up, sorted.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    executed: str = ""
    seconds: float = 0.0
    looked_up: tuple[str, ...] = ()


def root_of(workspace: Path) -> Path:
    """Return the folder that takes the place of the project's root in a run."""
    return workspace / "root"


def run(job: RunJob, tell: Tell = lambda position: None) -> RunResult:
    """Run one notebook.

    Parameters
    ----------
    job
        What to run, with what, and where.
    tell
        Told when something begins that is no cell: a step, or the making of the page; the cells
        are told by the engine.

    Returns
    -------
    Result
        Digests of the files that now lie in the job's workspace.

    Raises
    ------
    AnalysisError
        If the notebook fails, or a file cannot be read or written.
    """
    start = time.perf_counter()
    root = root_of(job.workspace)
    try:
        _prepare(job, root)
        with _surroundings(job, root):
            executed = b""
            if job.notebook is None:
                tell(None)
                _call(job, root)
            else:
                executed = _execute(job, job.notebook, root)
            if executed and job.page:
                tell(None)
                _export(job, executed.decode(), root)
        if job.scratch:
            _publish_scratch(root)
        files = _collect(job, root)
        sha256 = hashlib.sha256(executed).hexdigest() if executed else ""
    except OSError as error:
        raise AnalysisError(f"{job.name} could not be run: {reason(error)}") from error
    with contextlib.suppress(OSError):
        job.failed.unlink(missing_ok=True)
    return RunResult(files, sha256, time.perf_counter() - start, _looked_up(job))


def _looked_up(job: RunJob) -> tuple[str, ...]:
    """Return the words that a run has noted."""
    try:
        noted = (job.workspace / _LOOKED_UP).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    return tuple(sorted(set(noted.splitlines())))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reason(error: OSError) -> str:
    """Say in a sentence what the system refused."""
    where = Path(str(error.filename)).name if error.filename else "the folder"
    said = {
        errno.ENOSPC: "the disk is full; make room and build again.",
        errno.EDQUOT: "your disk quota is used up; make room and build again.",
        errno.EFBIG: f"{where} would be larger than a file may be here (see ulimit -f).",
        errno.EROFS: f"{where} lies on a read-only file system.",
        errno.EMFILE: "too many files are open: raise the limit (see ulimit -n).",
        errno.ENFILE: "too many files are open on this system: close other programs.",
        errno.EAGAIN: "no more processes can be started: close other programs (see ulimit -u).",
        errno.ENOMEM: "there is no memory left: close other programs, or build with --jobs 1.",
        errno.EPIPE: "nobody reads what is said here any more.",
        errno.EACCES: f"no permission to read or write {where}.",
        errno.EPERM: f"no permission to read or write {where}.",
    }
    return said.get(error.errno or 0, f"{error.strerror or error} ({where}).")


def load_function(name: str) -> Any:
    """Import `module:function`.

    Raises
    ------
    AnalysisError
        If there is no such module or function.
    """
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise AnalysisError(f"Cannot load {name}: {error}.") from error


def _prepare(job: RunJob, root: Path) -> None:
    """Make the run's folder, with the declared inputs and the folders of the outputs."""
    shutil.rmtree(job.workspace, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "data" / "processed").mkdir(parents=True)
    made: set[Path] = set()
    for name, (source, expected) in job.inputs.items():
        target = root / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        content = source.read_bytes()
        if expected and hashlib.sha256(content).hexdigest() != expected:
            raise AnalysisError(f"{name} changed while the build was running: build again.")
        target.write_bytes(content)
    for pattern in job.outputs:
        (root / pattern).parent.mkdir(parents=True, exist_ok=True)
    profile = job.workspace / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    if job.profile is not None:
        for file in sorted(job.profile.glob("*config.py")):
            shutil.copyfile(file, profile / file.name)


@contextlib.contextmanager
def _surroundings(job: RunJob, root: Path) -> Iterator[None]:
    """Set the environment and the current folder of a run, and put them back afterwards."""
    before, folder = dict(os.environ), os.getcwd()
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ.update(ENVIRONMENT)
    os.environ["ANALYSIS_ROOT"] = str(root)
    os.environ["IPYTHONDIR"] = str(job.workspace / "ipython")
    if job.cache is not None:
        os.environ["MPLCONFIGDIR"] = str(job.cache)
    os.environ[project.LOOKED_UP] = str(job.workspace / _LOOKED_UP)
    if job.memo is not None:
        os.environ[project.MEMO] = str(job.memo)
    if hasattr(time, "tzset"):
        time.tzset()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)
        if hasattr(time, "tzset"):
            time.tzset()


def _call(job: RunJob, root: Path) -> None:
    """Call the function of a step."""
    try:
        load_function(job.call)(root, **job.parameters)
    except AnalysisError as error:
        raise AnalysisError(f"{job.name}: {error}") from error
    except OSError:
        raise
    except Exception as error:
        raise AnalysisError(f"{job.name} failed: {type(error).__name__}: {error}") from error


def _execute(job: RunJob, file: Path, root: Path) -> bytes:
    """Execute the notebook with papermill, write it normalised, and return what was written."""
    target = job.workspace / EXECUTED
    papermill = _papermill()
    failure: BaseException | None = None
    try:
        papermill.execute_notebook(
            str(file).replace("{", "{{").replace("}", "}}"),
            str(target).replace("{", "{{").replace("}", "}}"),
            parameters=dict(job.parameters),
            engine_name=ENGINES[job.engine],
            kernel_name=nb.KERNELSPEC["name"],
            language="python",
            progress_bar=False,
            record_timing=False,
            request_save_on_cell_execute=True,
            autosave_cell_every=0,
            execution_timeout=job.timeout,
            cwd=str(root),
        )
    except Exception as error:
        if isinstance(error, (OSError, AnalysisError)) and not isinstance(error, TimeoutError):
            raise
        failure = error
    node = _read_executed(job, target, failure)
    expected = type(failure).__name__ == "PapermillExecutionError" and not _errors(node)
    if (failure is not None and not expected) or _unfinished(node) is not None:
        raise _failed(job, node, failure)
    executed = nb.notebook_bytes(nb.normalise(node))
    target.write_bytes(executed)
    return executed


def _papermill() -> Any:
    """Import papermill with our engine, without half a second of parsers that it never uses."""
    from analysis.pipeline.engine import ForkEngine, spare_imports

    spare_imports()
    import papermill
    from papermill.engines import papermill_engines

    papermill_engines.register(ENGINES["fork"], ForkEngine)
    return papermill


def _read_executed(job: RunJob, target: Path, failure: BaseException | None) -> nb.Node:
    """Read what papermill wrote, without the cells with which it marks an error."""
    try:
        node = nb.read_notebook(target, job.label)
    except AnalysisError:
        if failure is None:
            raise
        last = f"{type(failure).__name__}: {failure}".strip().splitlines()[-1]
        raise AnalysisError(f"{job.name} could not be started: {last}") from failure
    node["cells"] = [cell for cell in nb.cells(node) if _ERROR_MARKER not in nb.tags(cell)]
    return node


def _unfinished(node: nb.Node) -> int | None:
    """Return the position of the cell at which a notebook stopped, or nothing."""
    for index, cell in enumerate(nb.cells(node)):
        if not nb.is_code(cell) or "skip-execution" in nb.tags(cell):
            continue
        status = cell.get("metadata", {}).get("papermill", {}).get("status")
        if cell.get("execution_count") is None or status in ("failed", "running"):
            return index
    return None


def _began(cell: nb.Node) -> bool:
    """Tell whether papermill came as far as a cell."""
    return bool(cell.get("metadata", {}).get("papermill", {}).get("start_time"))


def _errors(node: nb.Node) -> list[tuple[int, nb.Node]]:
    """Return the position and content of each error, except where the cell says that it raises."""
    return [
        (index, output)
        for index, cell in enumerate(nb.cells(node))
        for output in cell.get("outputs", [])
        if output["output_type"] == "error" and "raises-exception" not in nb.tags(cell)
    ]


def _failed(job: RunJob, node: nb.Node, failure: BaseException | None) -> AnalysisError:
    """Keep the failed notebook and say in one line what happened in it."""
    position = _unfinished(node)
    errors = _errors(node)
    if errors and type(failure).__name__ != "CellTimeoutError":
        position, output = errors[0]
        said = last_line(output["ename"], output["evalue"])
        if output["ename"] == "SystemExit":
            said = "the cell ends the notebook with SystemExit; let it run to its end"
    else:
        kind = type(failure).__name__
        begun = [index for index, cell in enumerate(nb.cells(node)) if _began(cell)]
        position = max(begun, default=position)
        said = {
            "CellTimeoutError": f"the cell took longer than {job.timeout} s",
            "DeadKernelError": "the notebook's process died",
        }.get(kind, last_line(kind, str(failure)))
    kept = keep_failed(job, nb.notebook_bytes(nb.normalise(node)))
    return AnalysisError(cell_sentence(job, node, position, said, kept))


def cell_sentence(
    job: RunJob, node: nb.Node | None, position: int | None, said: str, kept: str
) -> str:
    """Say where a run stopped: notebook, cell, heading, error, and where the notebook is kept."""
    where = ""
    if node is not None and position is not None:
        injected = sum(nb.INJECTED in nb.tags(cell) for cell in nb.cells(node)[:position])
        heading = nb.heading_above(node, position)
        under = f" under the heading {heading!r}" if heading else ""
        where = f", cell {position + 1 - injected}{under}"
    values = ", ".join(f"{name}={show(value)}" for name, value in job.parameters.items())
    return f"{job.label}{f' ({values})' if values else ''}{where}: {said}{kept}."


def last_line(kind: str, message: str) -> str:
    """Return the last line of an error, with its kind before it."""
    lines = [line.strip() for line in _ANSI.sub("", message).splitlines() if line.strip()]
    return f"{kind}: {lines[-1].rstrip('.')}" if lines else kind


def keep_failed(job: RunJob, content: bytes) -> str:
    """Keep a failed notebook for reading, and return the end of a sentence that says where."""
    try:
        job.failed.parent.mkdir(parents=True, exist_ok=True)
        job.failed.write_bytes(content)
    except OSError as error:
        return f" — the failed notebook could not be kept, {reason(error).rstrip('.')}"
    return f" — see {job.failed.parent.parent.name}/{job.failed.parent.name}/{job.failed.name}"


def _export(job: RunJob, executed: str, root: Path) -> None:
    """Write the page of an executed notebook."""
    from nbformat import v4

    export = load_function(job.exporter)
    try:
        page = export(v4.reads(executed), job.page, job.language)
    except AnalysisError as error:
        raise AnalysisError(f"{job.name}: {error}") from error
    except OSError:
        raise
    except Exception as error:
        raise AnalysisError(
            f"{job.name}: the page could not be made: "
            f"{last_line(type(error).__name__, str(error))}."
        ) from error
    target = root / page_path(job.page, job.language)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page.encode())


def page_path(page: str, language: str) -> str:
    """Return where a page is published, relative to the root."""
    return f"reports/{language}/{page}.html"


def _publish_scratch(root: Path) -> None:
    """Move what a notebook wrote, to be thrown away as it thought, to where it is published."""
    scratch, published = root / "build" / "scratch", root / "data" / "processed"
    for path in sorted(scratch.rglob("*")):
        if path.is_file():
            target = published / path.relative_to(scratch)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


def _collect(job: RunJob, root: Path) -> dict[str, str]:
    """Return the digests of what a run wrote, after a look at whether it wrote what it should."""
    files: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name.partition("/")[0] == _SCRATCH:
            continue
        if path.is_symlink():
            raise AnalysisError(f"{job.name} made {name} a link: write the file itself.")
        if not path.is_file():
            continue
        found = digest(path)
        if name not in job.inputs:
            files[name] = found
        elif job.inputs[name][1] and found != job.inputs[name][1]:
            raise AnalysisError(f"{job.name} changed its input {name}: a step must not.")
    wanted = (*job.outputs, page_path(job.page, job.language)) if job.page else job.outputs
    for pattern in wanted:
        if not any(matches(pattern, name) for name in files):
            raise AnalysisError(
                f"{job.name} did not write {pattern}, which the catalogue declares."
            )
    for name in files:
        if not any(matches(pattern, name) for pattern in wanted):
            raise AnalysisError(f"{job.name} wrote {name}, which the catalogue does not declare.")
    return files
