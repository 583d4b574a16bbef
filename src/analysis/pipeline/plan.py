"""Which runs there are, in which order, and which of them are out of date.

Everything is decided by content.  A run's key is the SHA-256 of its notebook without outputs, its
parameters, the code it uses, the declared inputs, the locked versions of the libraries, and the
words that it looked up when it last ran; a run whose key stands in the manifest, and whose
published files are as recorded, is up to date.  As the inputs of a run are hashed after the runs
that write them, a table that comes out with the same bytes ends the matter: nothing that depends on
it runs.
"""

from __future__ import annotations

import functools
import hashlib
import json
import platform
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from analysis.errors import AnalysisError, nearest_name
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import lock
from analysis.pipeline.build_manifest import GENERATED
from analysis.pipeline.imports import Packages, Used, digest_of
from analysis.pipeline.kept_runs import Kept, Store
from analysis.pipeline.lookups import Lookups
from analysis.pipeline.notebook_runs import RunResult, digest, page_path
from analysis.pipeline.notebooks_catalogue import Catalogue, CatalogueEntry, fill
from analysis.pipeline.parameters import Value, show
from analysis.pipeline.paths import Tree, is_glob, matches

_VERSION = 2
"""Part of each key: to be raised when the build itself changes what a key means."""

_RUNNER = ("analysis.pipeline.notebook_runs",)
"""Code that shapes every result, whatever the notebook imports."""

_MEMO = "analysis.show.memo"
"""What remembers results of functions; for the modules that import it, their code is told to it."""

_SHOWN = 2
"""How many changed files a reason names."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a build reads and writes.

    Attributes
    ----------
    root
        The project: notebooks, raw data, code, lock.
    out
        Where results are published: the same, or a temporary folder.
    work
        Where everything lies that git ignores.
    """

    root: Path
    out: Path
    work: Path

    @classmethod
    def of(cls, root: Path) -> Folders:
        """Return the folders of an ordinary build."""
        root = root.absolute()
        return cls(root, root, root / "build")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a notebook or step.

    Attributes
    ----------
    name
        Notebook and parameters, as progress lines and `--only` call it.
    entry
        Its declaration.
    values
        Parameters; none of them for the notebook as it is.
    inputs, outputs
        Patterns with the parameters filled in.
    page
        Name of the page, if there is one.
    own
        Whether the notebook runs as it is, and what it shows is published in it.
    """

    name: str
    entry: CatalogueEntry
    values: Mapping[str, Value]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    page: str
    own: bool

    @property
    def slug(self) -> str:
        """The name as the name of a file."""
        return re.sub(r"[^\w.=-]+", "-", self.name).strip("-")

    @property
    def written(self) -> tuple[str, ...]:
        """The outputs that the notebook itself writes: not its page, not the notebook."""
        made = (self.entry.path, page_path(self.page, self.language) if self.page else "")
        return tuple(output for output in self.outputs if output not in made)

    @property
    def language(self) -> str:
        """Language of the page."""
        return str(self.values.get("language", ""))


class Status(Enum):
    """What a build does with a run."""

    CURRENT = "up to date"
    KEPT = "kept from an earlier build"
    RUN = "to run"
    MAYBE = "runs if what it reads changes"


@dataclass(slots=True)
class State:
    """A run in a plan.

    Attributes
    ----------
    status
        What to do.
    reason
        Why.
    base
        Digest of all that the result depends on, but for the words that it looks up.
    needs
        As the manifest records them; the words once the result is known.
    inputs
        SHA-256 by path.
    kept
        The result, if it is known.
    """

    status: Status
    reason: str = ""
    base: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    kept: Kept | None = None

    @property
    def result(self) -> RunResult | None:
        """The result, if it is known."""
        return None if self.kept is None else self.kept.result


def runs_of(catalogue: Catalogue) -> list[Run]:
    """Return the runs of a catalogue: the published sets, and each notebook as it is.

    A published set that holds the notebook's own defaults is the notebook as it is: one run gives
    both.
    """
    runs = [_published(entry, values) for entry in catalogue.entries for values in entry.published]
    own = {run.entry.name for run in runs if run.own}
    runs.extend(_own(entry) for entry in catalogue.entries if entry.path and entry.name not in own)
    return runs


def _published(entry: CatalogueEntry, values: Mapping[str, Value]) -> Run:
    """Return the run of a published parameter set."""
    shown = " ".join(f"{key}={show(value)}" for key, value in values.items() if key != "target")
    outputs = tuple(fill(pattern, values) for pattern in entry.outputs)
    page = fill(entry.page, values)
    if page:
        outputs = (*outputs, page_path(page, str(values["language"])))
    own = bool(entry.path) and _is_default(entry, values)
    if own:
        outputs = (*outputs, entry.path)
    inputs = tuple(fill(pattern, values) for pattern in entry.inputs)
    return Run(f"{entry.name} {shown}".strip(), entry, values, inputs, outputs, page, own)


def _is_default(entry: CatalogueEntry, values: Mapping[str, Value]) -> bool:
    """Tell whether a notebook has these values by itself; where it writes does not matter."""
    return all(
        values.get(name, parameter.default) == parameter.default
        for name, parameter in entry.parameters.items()
        if name != "target"
    )


def _own(entry: CatalogueEntry) -> Run:
    """Return the run of a notebook as it is, where no published set is the same."""
    inputs = tuple(fill(pattern, _defaults(entry)) for pattern in entry.inputs)
    return Run(f"{entry.name} as it is", entry, {}, inputs, (entry.path,), "", True)


def _defaults(entry: CatalogueEntry) -> dict[str, Value]:
    """Return the parameters of a notebook as it is."""
    return {name: parameter.default for name, parameter in entry.parameters.items()}


def run_with(entry: CatalogueEntry, values: Mapping[str, Value]) -> Run:
    """Return the run of a notebook with some parameters, handed to it; the rest are its own."""
    full = _defaults(entry) | dict(values)
    run = _published(entry, full)
    outputs = () if full.get("target") == "scratch" else run.written
    return replace(run, outputs=outputs, own=False)


class Plan:
    """The runs of a project and what is known about them.

    Parameters
    ----------
    folders
        Where the project lies.
    catalogue
        Its notebooks.
    recorded
        The manifest of the last build.
    store
        Results of earlier runs.
    """

    def __init__(
        self, folders: Folders, catalogue: Catalogue, recorded: mf.Manifest, store: Store
    ) -> None:
        self.folders = folders
        self.catalogue = catalogue
        self.recorded = recorded
        self.store = store
        words = [folders.root / path for path in catalogue.words]
        cache = folders.work / "imports.json"
        self.code = Packages(folders.root, catalogue.packages, cache, words)
        self.words = Lookups(words, folders.work / "words.json")
        self.runs = {run.name: run for run in runs_of(catalogue)}
        self.upstream = _upstream(list(self.runs.values()))
        self.order = _order(self.upstream)
        self.states: dict[str, State] = {}
        self.where: dict[str, tuple[Path, str]] = {}
        self._known = {**recorded.inputs, **recorded.outputs()}
        self._used: dict[tuple[str, bool], Used] = {}
        self._hashes: dict[Path, str] = {}
        used = [self._used_by(run) for run in self.runs.values()]
        imported = frozenset().union(*(each.libraries for each in used))
        self.libraries = lock.libraries(lock.read_lock(folders.root), imported)

    @functools.cached_property
    def differing(self) -> dict[str, str]:
        """Installed versions of the libraries that are not installed as they are locked."""
        return lock.differing(self.libraries)

    @functools.cached_property
    def made_with(self) -> dict[str, str]:
        """Version of Python, and of each library that is not installed as it is locked."""
        return {"python": platform.python_version(), **self.differing}

    def save(self) -> None:
        """Remember what was found out about code and words, where that works."""
        self.code.save()
        self.words.save()

    def makers(self) -> dict[str, str]:
        """Return what shapes results that are remembered, by the module that makes them."""
        common = json.dumps([self.made_with, self.libraries], sort_keys=True)
        return {
            module: digest_of({**self.code.used((), [module]).files, "": common})
            for module in self.code.importers(_MEMO)
        }

    def selected(self, patterns: Iterable[str]) -> tuple[set[str], set[str]]:
        """Return the runs that some patterns name, and those together with all they read.

        Parameters
        ----------
        patterns
            Parts of names, or patterns with `*`; none of them selects everything.

        Raises
        ------
        AnalysisError
            If a pattern fits no run.
        """
        wanted: set[str] = set()
        chosen = list(patterns)
        for pattern in chosen:
            full = pattern if is_glob(pattern) else f"*{pattern}*"
            found = {name for name in self.runs if matches(full.replace("*", "**"), name)}
            if not found:
                raise AnalysisError(
                    f"No run fits {pattern!r}{nearest_name(pattern, self.runs)} "
                    "The option --dry-run lists all of them."
                )
            wanted |= found
        if not chosen:
            wanted = set(self.runs)
        needed, waiting = set(wanted), list(wanted)
        while waiting:
            for name in self.upstream[waiting.pop()]:
                if name not in needed:
                    needed.add(name)
                    waiting.append(name)
        return wanted, needed

    def examine(self, name: str, forced: bool = False) -> State:
        """Decide about a run whose inputs are known, or may come to be known.

        Parameters
        ----------
        name
            Name of the run.
        forced
            Whether it runs in any case.

        Returns
        -------
        State
            Also kept in `states`.
        """
        run = self.runs[name]
        state = self._examine(run, forced)
        self.states[name] = state
        if state.kept is not None:
            self.settle(name, state.kept)
        return state

    def require(self, names: Iterable[str]) -> None:
        """Refuse, before anything runs, runs that read a file which is not there.

        Parameters
        ----------
        names
            Names of runs.

        Raises
        ------
        AnalysisError
            If a file is missing that one of the runs reads and no run writes.
        """
        written = [output for run in self.runs.values() for output in run.outputs]
        exact, patterns = set(written), [output for output in written if is_glob(output)]
        for name in names:
            for path in self.runs[name].inputs:
                if is_glob(path) or path in exact or self._raw(path):
                    continue
                if not any(matches(pattern, path) for pattern in patterns):
                    raise AnalysisError(f"{path} is missing: {name} reads it, no run writes it.")

    def settle(self, name: str, kept: Kept) -> None:
        """Take note of the results of a run, and of where its files are."""
        state = self.states[name]
        state.kept = kept
        state.needs = {**state.needs, "words": kept.words}
        for path, sha256 in kept.result.files.items():
            published = self.folders.out / path
            at_hand = state.status is Status.CURRENT
            self.where[path] = (published if at_hand else self.store.path(sha256), sha256)

    def finish(self, name: str, result: RunResult) -> None:
        """Keep the results of a run that has just ended, and take note of them."""
        kept = Kept(result, self.words.digest(result.looked_up), self.made_with)
        self.store.keep(self.states[name].base, kept)
        self.settle(name, kept)

    def code_of(self, run: Run) -> Mapping[str, str]:
        """Return the code that shapes a run's result."""
        return self._used_by(run).files

    def _used_by(self, run: Run) -> Used:
        """Return the code and the libraries that shape a run's result."""
        key = (run.entry.name, bool(run.page))
        if key not in self._used:
            exporter = (self.catalogue.exporter.partition(":")[0],) if run.page else ()
            self._used[key] = self.code.used(run.entry.code, (*_RUNNER, *exporter))
        return self._used[key]

    def manifest(self) -> mf.Manifest:
        """Return the manifest of what is known now; what was not looked at stays as recorded."""
        entries: dict[str, mf.RunRecord] = {}
        inputs: dict[str, str] = {}
        complete = True
        for name, run in self.runs.items():
            state = self.states.get(name)
            if state is not None and state.kept is not None:
                entries[name] = self._entry(run, state, state.kept)
                inputs.update(
                    (path, sha) for path, sha in state.inputs.items() if not _generated(path)
                )
            elif name in self.recorded.runs:
                complete = False
                entries[name] = self.recorded.runs[name]
            else:
                complete = False
        code = {path: sha for run in self.runs.values() for path, sha in self.code_of(run).items()}
        return mf.Manifest(
            libraries=self.libraries,
            inputs=inputs if complete else {**self.recorded.inputs, **inputs},
            notebooks={entry.path: entry.digest for entry in self.catalogue.entries if entry.path},
            code=code,
            runs=entries,
        )

    def hash(self, path: Path) -> str:
        """Return the SHA-256 of a file, read once; empty if there is none."""
        if path not in self._hashes:
            try:
                self._hashes[path] = digest(path)
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                self._hashes[path] = ""
        return self._hashes[path]

    def _examine(self, run: Run, forced: bool) -> State:
        """Decide about a run."""
        needs = {
            "notebook": run.entry.digest or run.entry.call,
            "code": digest_of(self.code_of(run)),
        }
        recorded = self.recorded.runs.get(run.name)
        unknown = [name for name in self.upstream[run.name] if self._pending(name)]
        if unknown:
            reason = self._why(run, recorded, needs, {}) if not forced else "--force"
            if reason and recorded is not None:
                return State(Status.RUN, reason, needs=needs)
            return State(Status.MAYBE, f"reads what {unknown[0]} writes", needs=needs)
        inputs = self._inputs(run)
        needs["inputs"] = digest_of(inputs)
        base = self._base(run, needs)
        if forced:
            return State(Status.RUN, "--force", base, needs, inputs)
        why = ""
        if recorded is not None:
            words = self.words.digest(recorded.looked_up)
            why = self._badly_made(recorded)
            if recorded.key == _key(base, words) and not why:
                why = self._tampered(recorded)
                if not why:
                    result = RunResult(recorded.outputs, recorded.executed, 0.0, recorded.looked_up)
                    kept = Kept(result, words, recorded.made_with)
                    return State(Status.CURRENT, "nothing changed", base, needs, inputs, kept)
        why = why or self._why(run, recorded, needs, inputs) or "what shapes it changed"
        for kept in self.store.records(base):
            of_now = self.words.digest(kept.result.looked_up) == kept.words
            if of_now and _libraries(kept.made_with) == self.differing:
                return State(Status.KEPT, why, base, needs, inputs, kept)
        return State(Status.RUN, why, base, needs, inputs)

    def _badly_made(self, recorded: mf.RunRecord) -> str:
        """Say with which libraries a run was made that are not those of now, nor of the lock."""
        found = _libraries(recorded.made_with)
        if not found or found == self.differing:
            return ""
        named = ", ".join(f"{name} {version}" for name, version in found.items())
        return f"made with {named}, not as {lock.LOCK} says"

    def _pending(self, name: str) -> bool:
        """Tell whether the outputs of a run are not known."""
        state = self.states.get(name)
        return state is None or state.result is None

    def _inputs(self, run: Run) -> dict[str, str]:
        """Return the SHA-256 of each input of a run."""
        found: dict[str, str] = {}
        for pattern in run.inputs:
            matched = {
                path: sha256
                for name in self.upstream[run.name]
                for path, sha256 in _result(self.states[name]).files.items()
                if matches(pattern, path)
            }
            for path in self._raw(pattern):
                matched.setdefault(path, self.hash(self.folders.root / path))
            if not matched and not is_glob(pattern):
                raise AnalysisError(f"{pattern} is missing: {run.name} reads it, no run writes it.")
            found.update(matched)
        for path in found:
            self.where.setdefault(path, (self.folders.root / path, found[path]))
        return dict(sorted(found.items()))

    def published(self, pattern: str) -> list[str]:
        """Return the files, raw or published, that fit a pattern and are there now."""
        found = [path for path in self._known if matches(pattern, path)]
        return [
            path
            for path in dict.fromkeys([*found, *self._raw(pattern)])
            if (self.folders.out / path).is_file()
        ]

    def _raw(self, pattern: str) -> tuple[str, ...]:
        """Return the files of the project, not written by any run, that fit a pattern."""
        return _raw_files(self.folders.root, pattern)

    def _base(self, run: Run, needs: Mapping[str, str]) -> str:
        """Return the digest of all that a result depends on, but for the words."""
        content = {
            "version": _VERSION,
            "needs": dict(needs),
            "parameters": dict(run.values),
            "page": run.page,
            "outputs": list(run.outputs),
            "exporter": self.catalogue.exporter if run.page else "",
            "profile": self._profile,
            "libraries": dict(self.libraries),
        }
        written = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    @functools.cached_property
    def _profile(self) -> str:
        """Return the digest of the IPython profile."""
        if not self.catalogue.profile:
            return ""
        folder = self.folders.root / self.catalogue.profile
        return digest_of({path.name: digest(path) for path in folder.glob("*config.py")})

    def _tampered(self, recorded: mf.RunRecord) -> str:
        """Say which published file of a run is not as recorded, if one is not."""
        for path, sha256 in recorded.outputs.items():
            found = self.hash(self.folders.out / path)
            if not found:
                return f"{path} is missing"
            if found != sha256:
                return f"{path} is not as the manifest records it"
        return ""

    def _why(
        self,
        run: Run,
        recorded: mf.RunRecord | None,
        needs: Mapping[str, str],
        inputs: Mapping[str, str],
    ) -> str:
        """Say in a few words why a run is out of date."""
        if recorded is None:
            return "new"
        if recorded.needs.get("notebook") != needs["notebook"]:
            return "the notebook changed"
        if recorded.needs.get("code") != needs["code"]:
            return self._why_code(run)
        if self.libraries != self.recorded.libraries:
            return f"{lock.LOCK} changed"
        if recorded.needs.get("words", "") != self.words.digest(recorded.looked_up):
            return "words that it looks up changed"
        changed = [path for path, sha256 in inputs.items() if self._known.get(path) != sha256]
        if changed:
            return _changed(changed)
        if inputs and recorded.needs.get("inputs") != needs.get("inputs"):
            return "other files to read"
        return ""

    def _why_code(self, run: Run) -> str:
        """Say which code changed."""
        used, known = self.code_of(run), self.recorded.code
        changed = [path for path, sha256 in used.items() if known.get(path) != sha256]
        return _changed(changed) if changed else "it uses other code"

    def _entry(self, run: Run, state: State, kept: Kept) -> mf.RunRecord:
        """Return what the manifest records about a run."""
        return mf.RunRecord(
            name=run.name,
            notebook=run.entry.path or run.entry.call,
            parameters=run.values,
            key=_key(state.base, kept.words),
            needs=state.needs,
            executed=kept.result.executed,
            outputs=kept.result.files,
            looked_up=kept.result.looked_up,
            made_with=kept.made_with,
        )


def _key(base: str, words: str) -> str:
    """Return the digest of all that a result depends on."""
    return hashlib.sha256(f"{base} {words}".encode()).hexdigest()


def _libraries(made_with: Mapping[str, str]) -> dict[str, str]:
    """Return the libraries among what made a result."""
    return {name: version for name, version in made_with.items() if name != "python"}


def _result(state: State) -> RunResult:
    """Return the result of a run that has one."""
    assert state.result is not None
    return state.result


def _changed(names: list[str]) -> str:
    """Say that some files changed."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more} changed"


def _generated(path: str) -> bool:
    """Tell whether a file is written by the build."""
    return path.startswith(GENERATED)


@functools.lru_cache(maxsize=4096)
def _raw_files(root: Path, pattern: str) -> tuple[str, ...]:
    """Return the files under a root, except generated ones, that fit a pattern."""
    if not is_glob(pattern):
        exists = not _generated(pattern) and (root / pattern).is_file()
        return (pattern,) if exists else ()
    found = (path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file())
    return tuple(sorted(path for path in found if not _generated(path)))


def _upstream(runs: list[Run]) -> dict[str, tuple[str, ...]]:
    """Return, for each run, the runs that write what it reads."""
    outputs = Tree()
    written: dict[str, str] = {}
    for run in runs:
        for output in run.outputs:
            # Some systems write what differs in case alone into the same file.
            same = written.setdefault(unicodedata.normalize("NFC", output).casefold(), run.name)
            for other in (same, *outputs.overlapping(output)):
                if other != run.name:
                    raise AnalysisError(f"{run.name} and {other} both write {output}.")
            outputs.add(output, run.name)
    found: dict[str, tuple[str, ...]] = {}
    known: dict[str, tuple[str, ...]] = {}
    for run in runs:
        names: dict[str, None] = {}
        for pattern in run.inputs:
            if pattern not in known:
                known[pattern] = outputs.overlapping(pattern)
            names.update(dict.fromkeys(known[pattern]))
        found[run.name] = tuple(names)
    return found


def _order(upstream: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the runs so that each comes after what it reads."""
    waiting = {name: len(names) for name, names in upstream.items()}
    downstream = downstream_of(upstream)
    ready = [name for name, count in waiting.items() if not count]
    ordered: list[str] = []
    for name in ready:
        ordered.append(name)
        for reader in downstream[name]:
            waiting[reader] -= 1
            if not waiting[reader]:
                ready.append(reader)
    if len(ordered) < len(upstream):
        circle = next(name for name in upstream if name not in set(ordered))
        raise AnalysisError(f"{circle} reads, by way of others, what it writes itself.")
    return tuple(ordered)


def downstream_of(upstream: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return, for each run, the runs that read what it writes."""
    found: dict[str, list[str]] = {name: [] for name in upstream}
    for name, names in upstream.items():
        for writer in names:
            found[writer].append(name)
    return found


def urgency(
    downstream: Mapping[str, Iterable[str]], seconds: Mapping[str, float]
) -> dict[str, float]:
    """Return, for each run, how long it takes from its start to the end of the last that waits.

    A build is over soonest if the run with the longest way to the end starts first.

    Parameters
    ----------
    downstream
        The runs that read what each run writes.
    seconds
        How long runs took, as far as that is known; the others are taken to be like these.
    """
    usual = sum(seconds.values()) / len(seconds) if seconds else 1.0
    found: dict[str, float] = {}

    def of(name: str) -> float:
        if name not in found:
            rest = max((of(reader) for reader in downstream[name]), default=0.0)
            found[name] = seconds.get(name, usual) + rest
        return found[name]

    for name in downstream:
        of(name)
    return found
