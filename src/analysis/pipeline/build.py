"""Bring the project up to date: run what is out of date, several at a time, and publish it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from analysis import project
from analysis.errors import AnalysisError, Interrupted
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import engine, staged_publishing
from analysis.pipeline import notebook_files as nb
from analysis.pipeline import notebooks_catalogue as cat
from analysis.pipeline.imports import imports, module_name
from analysis.pipeline.kept_runs import Store, forget_old_runs
from analysis.pipeline.lock import LOCK
from analysis.pipeline.notebook_runs import EXECUTED, RunJob, RunResult, reason, root_of
from analysis.pipeline.parameters import Sources
from analysis.pipeline.paths import held
from analysis.pipeline.plan import Folders, Plan, Run, State, Status, downstream_of, urgency

if TYPE_CHECKING:
    from analysis.pipeline.engine import Preloading
    from analysis.pipeline.workers import Workers

_Say = Callable[[str], None]

_DURATIONS = "durations.json"

_FILES, _FILES_EACH = 64, 32
"""Files that a build has open at most: by itself, and for each run at a time."""

_REMEMBERED = 64 << 20
"""Bytes of results of pure functions that stay in the work folder; a whole build makes 4 MB."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked to do.

    Attributes
    ----------
    only
        Parts of the names of runs; none of them means all.
    force
        Run what was selected even if nothing changed.
    dry_run
        Say what would run and why, and change nothing.
    jobs
        Runs at a time; 0 means as many as this process may use cores.
    engine
        `fork`, `papermill`, or nothing for the faster one that works here.
    scheduler
        Address of a Dask scheduler whose workers run the notebooks, or nothing to run them here.
    """

    only: tuple[str, ...] = ()
    force: bool = False
    dry_run: bool = False
    jobs: int = 0
    engine: str = ""
    scheduler: str = ""


@dataclass(slots=True)
class Report:
    """What a build did.

    Attributes
    ----------
    ran, kept, current
        Names of the runs that ran, whose result was kept from an earlier build, and that were up
        to date.
    written, removed
        Numbers of published files.
    seconds
        How long it took.
    """

    ran: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    written: int = 0
    removed: int = 0
    seconds: float = 0.0


def build(
    folders: Folders,
    options: BuildOptions | None = None,
    sources: Sources | None = None,
    say: _Say = print,
) -> Report:
    """Build a project.

    Parameters
    ----------
    folders
        Where it lies.
    options
        What to do.
    sources
        Where allowed values of parameters come from, by name.
    say
        Gets the progress lines.

    Returns
    -------
    Report
        What was done.

    Raises
    ------
    AnalysisError
        If a parameter, a notebook or a run fails, or a file cannot be read or written; nothing is
        published then.
    """
    start = time.perf_counter()
    options = options or BuildOptions()
    try:
        report = _build(folders, options, sources, say)
    except OSError as error:
        raise AnalysisError(f"The build stopped, nothing was published: {reason(error)}") from error
    report.seconds = time.perf_counter() - start
    if not options.dry_run:
        say(_summary(report))
    return report


def _summary(report: Report) -> str:
    """Say in one line what a build did."""
    if not (report.ran or report.kept or report.written or report.removed):
        return f"Nothing to do: {len(report.current)} runs are up to date."
    parts = [
        f"{len(report.ran)} ran",
        *([f"{len(report.kept)} kept from an earlier build"] if report.kept else []),
        f"{len(report.current)} up to date",
        f"{report.written} files published",
        *([f"{report.removed} removed"] if report.removed else []),
    ]
    return f"Done in {report.seconds:.1f} s: {', '.join(parts)}."


def _build(folders: Folders, options: BuildOptions, sources: Sources | None, say: _Say) -> Report:
    """Look without the lock, and take it only if there is something to do."""
    _hold(folders)
    recorded = _content(folders.out / mf.MANIFEST_FILE)
    try:
        plan = _plan(folders, sources)
    except AnalysisError:
        if options.dry_run or not _renew_notebooks(folders, sources, say):
            raise
        plan = _plan(folders, sources)
    wanted, needed = plan.selected(options.only)
    plan.require(name for name in plan.order if name in needed)
    if options.dry_run:
        return _dry_run(plan, wanted, needed, options, say)
    report = _nothing_to_do(plan, needed, options)
    if report is not None:
        plan.save()
        return report
    for folder in (folders.work, *(folders.out / name for name in _published_folders(plan))):
        staged_publishing.writable(folder)
    with staged_publishing.lock(folders.work, say):
        if (
            _content(folders.out / mf.MANIFEST_FILE) != recorded
        ):  # another build has published meanwhile
            plan = _plan(folders, sources)
        _sweep(folders.work)
        plan.save()
        return _Builder(plan, options, say).build()


def _hold(folders: Folders) -> None:
    """Refuse a working folder that leads out of the project, or out of itself, by a link."""
    if folders.work.is_relative_to(folders.root):
        held(folders.root, folders.work / "lock")
    for name in ("cache", "executed", "failed", "matplotlib", "memo", "runs"):
        held(folders.work, folders.work / name / "file")


def _plan(folders: Folders, sources: Sources | None) -> Plan:
    """Read the catalogue and the manifest."""
    catalogue = cat.load_catalogue(folders.root, sources)
    recorded = mf.read_manifest(folders.out / mf.MANIFEST_FILE)
    return Plan(folders, catalogue, recorded, Store(folders.work / "cache"))


def _renew_notebooks(folders: Folders, sources: Sources | None, say: _Say) -> bool:
    """Let notebooks that name what has left the data name what is there; tell whether any did."""
    renewed = cat.renew_defaults(folders.root, sources)
    for path, content in renewed.items():
        partial = folders.root / f"{path}.part"
        partial.write_bytes(content)
        os.replace(partial, folders.root / path)
        say(f"{path} named what is no longer in the data; it now shows the first that is there.")
    return bool(renewed)


def _published_folders(plan: Plan) -> list[str]:
    """Return the folders, relative to the root, that results are written to."""
    outputs = [path for run in plan.runs.values() for path in run.outputs]
    return sorted(
        {path.rpartition("/")[0] for path in (*outputs, mf.MANIFEST_FILE) if "*" not in path}
    )


def _nothing_to_do(plan: Plan, needed: set[str], options: BuildOptions) -> Report | None:
    """Return a report if everything is up to date."""
    if options.force:
        return None
    for name in plan.order:
        if name in needed and plan.examine(name).status is not Status.CURRENT:
            return None
    if not options.only and plan.manifest().write() != _content(
        plan.folders.out / mf.MANIFEST_FILE
    ):
        return None
    return Report(current=sorted(needed))


def _content(path: Path) -> bytes:
    """Return the content of a file, or nothing."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _dry_run(
    plan: Plan, wanted: set[str], needed: set[str], options: BuildOptions, say: _Say
) -> Report:
    """Say what would run and why."""
    report = Report()
    for name in plan.order:
        if name not in needed:
            continue
        state = plan.examine(name, options.force and name in wanted)
        if state.status is Status.CURRENT:
            report.current.append(name)
        else:
            (report.kept if state.status is Status.KEPT else report.ran).append(name)
            say(f"{name}: {state.status.value} — {state.reason}")
    say(
        f"{len(report.ran)} of {len(needed)} runs would run, or may; "
        f"{len(report.kept)} kept from an earlier build, {len(report.current)} up to date."
    )
    return report


def _sweep(work: Path) -> None:
    """Remove what a killed build left."""
    for path in (work / "runs", work / "cache" / "partial", *work.glob("stage-*")):
        shutil.rmtree(path, ignore_errors=True)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Builder:
    """One build, from the first run to the manifest."""

    def __init__(self, plan: Plan, options: BuildOptions, say: _Say) -> None:
        self.plan = plan
        self.options = options
        self.say = say
        self.report = Report()
        self.failures: list[AnalysisError] = []
        self.wanted, self.needed = plan.selected(options.only)
        self.engine = options.engine or best_engine()
        self.jobs = options.jobs or cores()
        self.workers: Workers | None = None
        self.makers: Path | None = None
        self.preloading: Preloading | None = None
        self.running: dict[str, str] = {}
        self.seconds = _durations(plan)
        self.open = len(self.needed)
        self._number = 0

    def build(self) -> Report:
        """Run what is out of date and publish all of it, or nothing."""
        try:
            with _interruptible() as heed:
                self._work(heed)
        except KeyboardInterrupt as request:
            number = request.args[0] if request.args else signal.SIGINT
            raise Interrupted(f"Interrupted; {self._outcome()}", number) from None
        except OSError as error:
            said = reason(error)
            raise AnalysisError(
                f"{said[0].upper()}{said[1:]} {self._outcome().capitalize()}"
            ) from error
        finally:
            os.environ.pop(project.MEMO, None)
            if self.workers is not None:
                self.workers.stop()
            shutil.rmtree(self.plan.folders.work / "runs", ignore_errors=True)
            _remember(self.plan, self.seconds)
        if self.failures:
            for failure in self.failures[:-1]:
                self.say(f"error: {failure}")
            raise AnalysisError(f"{self.failures[-1]} {self._outcome().capitalize()}")
        with _undisturbed():
            self._publish()
        self.plan.store.prune(len(self.plan.runs))
        if self.makers is not None:
            forget_old_runs(self.makers.parent, _REMEMBERED, self.makers)
        return self.report

    def _outcome(self) -> str:
        """Say what an unfinished build leaves."""
        done = len(self.report.ran)
        kept = f"; {done} finished {'run is' if done == 1 else 'runs are'} kept" if done else ""
        return f"nothing was published{kept}."

    def _work(self, heed: Callable[[], None]) -> None:
        """Take the runs in order, as many at a time as allowed, until none is left.

        `heed` raises what an import has swallowed, before there is nothing but waiting.
        """
        upstream = self.plan.upstream
        downstream = downstream_of(upstream)
        waiting = {name: len(upstream[name]) for name in self.needed}
        ready = [name for name in self.plan.order if name in self.needed and not waiting[name]]
        queue: list[str] = []
        weight = urgency(downstream, self.seconds)

        def resolved(name: str) -> None:
            self.open -= 1
            for reader in downstream[name]:
                if reader in waiting:
                    waiting[reader] -= 1
                    if not waiting[reader]:
                        ready.append(reader)

        while ready or queue or self.running:
            while ready:
                name = ready.pop(0)
                if self._look(name):
                    queue.append(name)
                else:
                    resolved(name)
            if self.failures:
                queue.clear()
            queue.sort(key=lambda name: -weight[name])  # first what is farthest from the end
            while queue and len(self.running) < self.jobs:
                self._start(queue.pop(0))
            if not self.running:
                continue
            assert self.workers is not None
            while self.preloading is not None and self.workers.idle():
                if not self.preloading.load_one():
                    break
            heed()
            for job, outcome in self.workers.finished():
                del self.running[job.name]
                if isinstance(outcome, RunResult):
                    self._take(job, outcome)
                    resolved(job.name)
                else:
                    self.failures.append(outcome)
        if self.failures:
            self.open = 0

    def _look(self, name: str) -> bool:
        """Tell whether a run has to run."""
        state = self.plan.examine(name, self.options.force and name in self.wanted)
        if state.status is Status.CURRENT:
            self.report.current.append(name)
        elif state.status is Status.KEPT:
            self.report.kept.append(name)
            self.say(f"{name}: kept from an earlier build — {state.reason}")
        return state.status is Status.RUN

    def _start(self, name: str) -> None:
        """Hand a run to a worker."""
        if self.workers is None:
            self.workers = self._hire()
        if self.preloading is not None:
            self.preloading.load(self._modules(self.plan.runs[name]))
        self._number += 1
        workspace = self.plan.folders.work / "runs" / f"{os.getpid()}-{self._number}"
        self.running[name] = self.plan.states[name].reason
        self.workers.start(job_of(self.plan, name, workspace, self.engine, self.makers))

    def _hire(self) -> Workers:
        """Start the workers that suit the engine."""
        (self.plan.folders.work / "matplotlib").mkdir(parents=True, exist_ok=True)
        _allow_files(_FILES + _FILES_EACH * self.jobs)
        if not self.options.force:
            self.makers = _write_makers(self.plan)
        if self.plan.differing:
            self.say(_differing(self.plan))
        if self.options.scheduler:
            from analysis.pipeline.cluster_runs import ClusterWorkers

            cluster = ClusterWorkers(self.options.scheduler, self.plan.folders.work)
            self.jobs = self.options.jobs or cluster.threads
            return cluster
        from analysis.pipeline.workers import ForkWorkers, PoolWorkers

        if self.engine == "papermill":
            return PoolWorkers(self.jobs)
        if not engine.fork_available():
            raise AnalysisError("The fork engine needs Linux; use --engine papermill here.")
        workers = ForkWorkers()  # at once, for it stops collections, of which imports cause many
        engine.spare_imports()
        import papermill  # noqa: F401  # before what loads it: it must find its engine whole

        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("MPLCONFIGDIR", str(self.plan.folders.work / "matplotlib"))
        if self.makers is not None:
            os.environ[project.MEMO] = str(self.makers)  # for what is preloaded
        needed = [self.plan.runs[name] for name in self.plan.order if name in self.needed]
        self.preloading = engine.Preloading(name for run in needed for name in self._modules(run))
        return workers

    def _modules(self, run: Run) -> list[str]:
        """Return the modules that a run imports, and those of the project that they import."""
        found = [name for code in run.entry.code for name in imports(code)]
        if run.page:
            found.append(self.plan.catalogue.exporter.partition(":")[0])
        used = (path for path in self.plan.code_of(run) if path.endswith(".py"))
        return [*found, *(module_name(path) for path in used)]

    def _take(self, job: RunJob, result: RunResult) -> None:
        """Keep what a run brought, and say so."""
        run, state = self.plan.runs[job.name], self.plan.states[job.name]
        root = root_of(job.workspace)
        files = dict(result.files)
        for path, sha256 in files.items():
            self.plan.store.put(root / path, sha256)
        if result.executed:
            self._show(run, job.workspace / EXECUTED)
            self.plan.store.put(job.workspace / EXECUTED, result.executed)
        if run.own:
            files[run.entry.path] = result.executed
        shutil.rmtree(job.workspace, ignore_errors=True)
        self.plan.finish(job.name, RunResult(files, result.executed, looked_up=result.looked_up))
        self.report.ran.append(job.name)
        self.seconds[job.name] = round(result.seconds, 2)
        left = self.open - 1
        rest = f", at most {left} left" if left else ""
        self.say(f"{job.name}: ran {result.seconds:.2f} s — {state.reason}{rest}")

    def _show(self, run: Run, executed: Path) -> None:
        """Leave a copy of the executed notebook where a person can find it."""
        folder = self.plan.folders.work / "executed"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(executed, folder / f"{run.slug}.ipynb")

    def _publish(self) -> None:
        """Put everything in place."""
        plan = self.plan
        manifest = plan.manifest()
        outputs = manifest.outputs()
        files = {
            path: plan.where[path]
            for state in plan.states.values()
            if state.result is not None
            for path in state.result.files
        }
        for run in plan.runs.values():
            if run.own and run.name in plan.states:
                _unchanged(plan.folders.root, run)
        gone = {
            path: sha256
            for path, sha256 in sorted(plan.recorded.outputs().items())
            if path not in outputs and not path.startswith("notebooks/")
        }
        self.report.written, self.report.removed = staged_publishing.publish(
            plan.folders.out, plan.folders.work, files, gone, manifest.write()
        )


def job_of(plan: Plan, name: str, workspace: Path, engine: str, memo: Path | None = None) -> RunJob:
    """Return the job of a run whose inputs are known; `memo` is where it remembers results."""
    run, state = plan.runs[name], plan.states[name]
    entry, folders = run.entry, plan.folders
    pages = {"exporter": plan.catalogue.exporter, "page": run.page, "language": run.language}
    return RunJob(
        name=name,
        notebook=folders.root / entry.path if entry.path else None,
        call=entry.call,
        label=entry.path or entry.call,
        parameters={} if run.own else dict(run.values),
        inputs={path: (plan.where[path][0], sha) for path, sha in state.inputs.items()},
        outputs=run.written,
        scratch=run.own and "target" in run.values,
        workspace=workspace,
        failed=folders.work / "failed" / f"{run.slug}.ipynb",
        engine=engine,
        timeout=plan.catalogue.timeout,
        profile=folders.root / plan.catalogue.profile if plan.catalogue.profile else None,
        cache=folders.work / "matplotlib",
        memo=memo,
        **(pages if run.page else {}),
    )


def _allow_files(number: int) -> None:
    """Let as many files be open at a time as a build needs, or say that it may not."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))
        except (OSError, ValueError):
            raise AnalysisError(
                f"Only {soft} files may be open here, a build needs {number}: raise the limit "
                "(see ulimit -n)."
            ) from None


def _write_makers(plan: Plan) -> Path:
    """Write, for the functions whose results are remembered, which code makes them."""
    content = json.dumps(plan.makers(), sort_keys=True).encode()
    folder = plan.folders.work / "memo"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()[:16]}.json"
    with plan.store.fresh() as partial:
        partial.write_bytes(content)
        os.replace(partial, path)
    return path


def _differing(plan: Plan) -> str:
    """Say which libraries are not installed as they are locked."""
    found = [f"{name} {v} (locked: {plan.libraries[name]})" for name, v in plan.differing.items()]
    return f"Not as {LOCK} says, and so recorded: {', '.join(found)}."


def _unchanged(root: Path, run: Run) -> None:
    """Refuse to write over a notebook that someone saved while the build ran."""
    node = nb.read_notebook(root / run.entry.path, run.entry.path)
    if nb.source_digest(node) != run.entry.digest:
        raise AnalysisError(
            f"{run.entry.path} changed while the build was running; nothing was published: "
            "build again."
        )


def _durations(plan: Plan) -> dict[str, float]:
    """Return how long each run took here when it last ran; it decides the order, nothing else."""
    try:
        known: dict[str, float] = json.loads((plan.folders.work / _DURATIONS).read_bytes())
        return {name: float(known[name]) for name in plan.runs if name in known}
    except (OSError, ValueError, TypeError):
        return {}


def _remember(plan: Plan, seconds: dict[str, float]) -> None:
    """Keep how long runs took, where that is allowed."""
    with suppress(OSError):
        partial = plan.folders.work / f"{_DURATIONS}.{os.getpid()}"
        partial.write_text(json.dumps(seconds), encoding="utf-8")
        os.replace(partial, plan.folders.work / _DURATIONS)


def best_engine() -> str:
    """Return the faster engine that works here."""
    return "fork" if engine.fork_available() else "papermill"


@contextmanager
def _interruptible() -> Iterator[Callable[[], None]]:
    """Treat a request to end like Ctrl-C.

    Yields
    ------
    callable
        Raises `KeyboardInterrupt` again if there has been a request: a module that is being
        imported may catch what interrupts it, and go on or fail in another way.
    """
    asked: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt(number)

    def heed() -> None:
        if asked:
            raise KeyboardInterrupt(asked[0])

    if threading.current_thread() is not threading.main_thread():
        yield heed
        return
    requests = [signal.SIGINT, signal.SIGTERM]
    requests += [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
    before = {number: signal.getsignal(number) for number in requests}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # as `nohup` has it
            signal.signal(number, end)
    try:
        yield heed
    finally:
        for number, handler in before.items():
            with suppress(ValueError, TypeError):
                signal.signal(number, handler)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody but the system end the moment in which files are put in place."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    requests = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in requests if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            with suppress(ValueError, TypeError):
                signal.signal(number, handler)


__all__ = ["BuildOptions", "Report", "State", "_summary", "build", "cores", "job_of"]
