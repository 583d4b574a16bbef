"""A corpus read from its manifest into a folder: goes on where it stopped, with the same bytes.

The output is `corpus.json` (what it was read from) and the folders `texts`, `mentions` and
`findings` with a file for each part.  A part depends on the manifest, the texts and the options
alone, so that it does not matter who reads it, when, and how often it was begun.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.corpora import near_copies, parquet
from analysis.corpora.candidates import ReadingOptions
from analysis.corpora.corpus_records import Source
from analysis.corpora.jobs import (
    CompareJob,
    Job,
    PartFiles,
    PrintedRows,
    PrintJob,
    ReadJob,
    TextFile,
)
from analysis.corpora.processes import Died, Executor
from analysis.errors import AnalysisError
from analysis.tables import store

PART_TEXTS = 200
"""Texts of a part: few enough that a stop costs seconds, enough that files compress well."""
PART_BYTES = 4_000_000
"""Bytes of the texts of a part, unless one text alone has more."""
DEATHS = 3
"""How often a process may die of a job before its texts are tried one by one, and of one text
before it counts as unreadable: others may have killed it once or twice."""

_DESCRIPTION = "corpus.json"
_WORK = "work"

_Say = Callable[[str, int, int], None]
"""Is told what is being done, how many texts are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class CorpusOutcome:
    """What came of reading a corpus.

    Attributes
    ----------
    texts, copies, unreadable
        How many texts there are, and how many of them are copies or could not be read.
    figures
        Figures of the texts that were read.
    faults
        Why texts could not be read, the first ones.
    """

    texts: int
    copies: int
    unreadable: int
    figures: int
    faults: tuple[str, ...]


# --- jobs ---------------------------------------------------------------------------------------


@dataclass
class _Trouble:
    """A job of which processes died, while its texts are tried one by one."""

    job: Job[Any]
    open: int
    faults: dict[str, str] = field(default_factory=dict)


class _Desk:
    """Hands out jobs, again where a process died, until each has a result."""

    def __init__(self, executor: Executor, done: Callable[[Job[Any], Any], None]) -> None:
        self._executor = executor
        self._done = done
        self._again: deque[Job[Any]] = deque()
        self._deaths = Counter[int]()
        self._kept: dict[int, Job[Any]] = {}  # so that no number is given twice
        self._tried: dict[int, _Trouble] = {}
        self._under_way = 0

    def work(self, jobs: Iterable[Job[Any]]) -> None:
        """Have all jobs carried out."""
        rest = iter(jobs)
        while True:
            while self._executor.free():
                job = self._again.popleft() if self._again else next(rest, None)
                if job is None:
                    break
                self._executor.start(job)
                self._under_way += 1
            if not self._under_way:
                return
            for job, result in self._executor.finished():
                self._under_way -= 1
                if isinstance(result, Died):
                    self._died(job, result)
                elif id(job) in self._tried:
                    self._settle(job, "")
                else:
                    self._done(job, result)

    def _died(self, job: Job[Any], died: Died) -> None:
        """Give a job out again, or find which of its texts it is."""
        self._kept[id(job)] = job
        self._deaths[id(job)] += 1
        if self._deaths[id(job)] < DEATHS:
            self._again.append(job)
        elif id(job) in self._tried:
            self._settle(job, f"the process that read it died ({died.how})")
        else:
            trouble = _Trouble(job, len(job.texts))
            for text in job.texts:
                probe = job.only(text)
                self._kept[id(probe)] = probe
                self._tried[id(probe)] = trouble
                self._again.append(probe)

    def _settle(self, probe: Job[Any], fault: str) -> None:
        """Record how one text fared; after the last, do the job without those that fail."""
        trouble = self._tried[id(probe)]
        trouble.open -= 1
        if fault:
            source = probe.texts[0].source
            trouble.faults[source.document] = f"{source.path} cannot be read: {fault}."
        if not trouble.open:
            self._again.append(trouble.job.without(trouble.faults))


# --- the output ---------------------------------------------------------------------------------


def batches(texts: Sequence[TextFile]) -> list[tuple[TextFile, ...]]:
    """Divide texts into parts, in their order, by number and by size."""
    found: list[list[TextFile]] = []
    size = 0
    for text in texts:
        own = _size(text.file)
        if not found or len(found[-1]) >= PART_TEXTS or size + own > PART_BYTES:
            found.append([])
            size = 0
        found[-1].append(text)
        size += own
    return [tuple(part) for part in found]


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0


def describe(sources: Sequence[Source], options: ReadingOptions) -> dict[str, Any]:
    """Return what the output depends on: the manifest, the options, the versions."""
    rows = [store.cells_of(source.values(), Source.TABLE) for source in sources]
    manifest = store.to_csv(rows, Source.TABLE)
    known = hashlib.sha256(options.proposals).hexdigest()[:16] if options.proposals else ""
    return {
        "texts": len(sources),
        "manifest": hashlib.sha256(manifest.encode()).hexdigest(),
        "first": sources[0].document,
        "proposals": known,
        "check": options.check,
        "version": __version__,
    }


@contextmanager
def _opened(folder: Path, wanted: Mapping[str, Any]) -> Iterator[None]:
    """Make the folder, or see that it holds the same corpus; keep others out of it.

    Raises
    ------
    AnalysisError
        If it holds something else, cannot be written, or is in use.
    """
    file = folder / _DESCRIPTION
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            if any(folder.iterdir()):
                raise AnalysisError(
                    f"{folder} holds other files and no corpus: name a folder that is empty or new."
                )
            _write(file, (json.dumps(wanted, indent=1) + "\n").encode())
        _refuse_other(folder, file, wanted)
        with file.open("rb+") as stream:
            _lock(stream, folder)
            yield
    except OSError as error:
        raise _not_written(folder, error) from None


def _refuse_other(folder: Path, file: Path, wanted: Mapping[str, Any]) -> None:
    """Refuse an output that was read from something else."""
    try:
        found = json.loads(file.read_bytes())
        differing = [name for name in wanted if found.get(name) != wanted[name]]
    except (ValueError, AttributeError):
        raise AnalysisError(
            f"{_DESCRIPTION} in {folder} is damaged: name a new folder to read the corpus into."
        ) from None
    if not differing:
        return
    if "first" in differing:
        said = "holds another corpus"
    elif {"manifest", "texts"} & set(differing):
        said = "was read by another manifest, which was altered since"
    elif "version" in differing:
        said = f"was read by version {found.get('version')} of this program, and this is "
        said += str(wanted["version"])
    else:
        said = "was read with other options, or another codebook,"
    raise AnalysisError(f"{folder} {said}: name a new folder; nothing was changed.")


def _lock(stream: Any, folder: Path) -> None:
    """Keep a second run out of the folder, where the system can."""
    try:
        import fcntl
    except ModuleNotFoundError:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AnalysisError(
            f"{folder} is being written by another run: wait until it ends."
        ) from None


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, even if the machine stops.

    Raises
    ------
    AnalysisError
        If it cannot be written.
    """
    neighbour = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        with neighbour.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        neighbour.replace(path)
    except OSError as error:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> AnalysisError:
    return AnalysisError(
        f"{path} cannot be written ({error.strerror or error}); what was read is kept: make room, "
        "or name another folder, and give the same command again."
    )


# --- reading ------------------------------------------------------------------------------------


def read_corpus(
    sources: Sequence[Source],
    folder: Path,
    out: Path,
    options: ReadingOptions,
    executor: Executor,
    say: _Say = lambda doing, done, whole: None,
) -> CorpusOutcome:
    """Read a corpus into a folder, or go on with it.

    Parameters
    ----------
    sources
        Its manifest (columns of ``corpus-manifest``).
    folder
        The folder of the texts.
    out
        The output.
    options
        What is done with each text.
    executor
        Who carries out the jobs; it is stopped at the end.
    say
        Is told how far it is.

    Returns
    -------
    Outcome
        What came of it.

    Raises
    ------
    AnalysisError
        If the output is that of another corpus, in use, or cannot be written; or pyarrow is
        missing.
    """
    parquet.library()
    description = describe(sources, options)
    base = folder.resolve()
    texts = [TextFile(source, str(base / source.path)) for source in sources]
    corpus = hashlib.sha256(json.dumps(description, sort_keys=True).encode()).hexdigest()[:32]
    try:
        with _opened(out, description):
            divided = batches(texts)
            missing = [k for k in range(len(divided)) if not _is_there(out, k, corpus)]
            if missing:
                printed = _prints(divided, out / _WORK, corpus, executor, say)
                copied = _copies(texts, printed, executor, say)
                _read_parts(divided, missing, printed, copied, options, corpus, out, executor, say)
            shutil.rmtree(out / _WORK, ignore_errors=True)
    finally:
        executor.stop()
    return outcome_of(out)


def _key(corpus: str, number: int) -> str:
    return f"{corpus}-{number}"


def _file(out: Path, table: str, number: int) -> Path:
    return out / table / f"part-{number:05}.parquet"


def _is_there(out: Path, number: int, corpus: str) -> bool:
    """Tell whether a part was read already."""
    return all(
        parquet.key_of(_file(out, table, number)) == _key(corpus, number)
        for table in parquet.PARQUET_TABLES
    )


def _prints(
    divided: Sequence[tuple[TextFile, ...]], work: Path, corpus: str, executor: Executor, say: _Say
) -> list[PrintedRows]:
    """Take the prints of all texts, part by part; those taken before a stop are there already."""
    found: dict[int, list[PrintedRows]] = {}
    whole = sum(map(len, divided))
    places: dict[tuple[str, ...], int] = {}
    for number, texts in enumerate(divided):
        known = _known_prints(work / f"prints-{number:05}.json", _key(corpus, number), len(texts))
        if known is None:
            places[_documents(texts)] = number
        else:
            found[number] = known
    say("looking for copies", sum(map(len, found.values())), whole)

    def done(job: Job[Any], result: tuple[PrintedRows, ...]) -> None:
        number = places[_documents(job.texts)]
        found[number] = list(result)
        content = json.dumps(
            {"key": _key(corpus, number), "texts": [_data_of(each) for each in result]}
        )
        _write(work / f"prints-{number:05}.json", content.encode())
        say("looking for copies", sum(map(len, found.values())), whole)

    _Desk(executor, done).work(PrintJob(divided[number]) for number in places.values())
    return [each for number in range(len(divided)) for each in found[number]]


def _documents(texts: Iterable[TextFile]) -> tuple[str, ...]:
    return tuple(text.source.document for text in texts)


def _data_of(printed: PrintedRows) -> list[str]:
    kept = printed.print
    words, signature = (kept.words, kept.signature) if kept else (b"", b"")
    return [printed.sha256, words.hex(), base64.b64encode(signature).decode(), printed.fault]


def _known_prints(file: Path, key: str, number: int) -> list[PrintedRows] | None:
    """Return the prints of a part that were taken before."""
    try:
        data = json.loads(file.read_bytes())
        if data["key"] != key or len(data["texts"]) != number:
            return None
        return [
            PrintedRows(
                sha256,
                near_copies.Print(bytes.fromhex(words), base64.b64decode(signature))
                if words
                else None,
                fault,
            )
            for sha256, words, signature, fault in data["texts"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _copies(
    texts: Sequence[TextFile], printed: Sequence[PrintedRows], executor: Executor, say: _Say
) -> dict[str, tuple[str, float]]:
    """Return for each copy the first text with its words, and how alike they are."""
    equal = near_copies.equal_words([each.print for each in printed])
    signatures = [
        each.print.signature if each.print and place not in equal else b""
        for place, each in enumerate(printed)
    ]
    pairs = near_copies.candidates(signatures)
    places = {text.source.document: place for place, text in enumerate(texts)}
    alike: dict[tuple[int, int], float] = {
        (original, place): 1.0 for place, original in equal.items()
    }

    def done(job: Job[Any], result: float | None) -> None:
        if result is not None:
            one, other = (places[text.source.document] for text in job.texts)
            alike[one, other] = result

    say("comparing likely copies", 0, len(pairs))
    _Desk(executor, done).work(CompareJob((texts[a], texts[b])) for a, b in pairs)
    return {
        texts[place].source.document: (
            texts[original].source.document,
            max(x for pair, x in alike.items() if place in pair),
        )
        for place, original in sorted(near_copies.resolved(sorted(alike)).items())
    }


def _read_parts(
    divided: Sequence[tuple[TextFile, ...]],
    missing: Sequence[int],
    printed: Sequence[PrintedRows],
    copied: Mapping[str, tuple[str, float]],
    options: ReadingOptions,
    corpus: str,
    out: Path,
    executor: Executor,
    say: _Say,
) -> None:
    """Read the parts that are missing and write each as soon as it is read."""
    known = iter(printed)
    of_part = [[next(known) for _ in texts] for texts in divided]
    whole = sum(map(len, divided))
    read = whole - sum(len(divided[number]) for number in missing)
    say("reading", read, whole)

    def jobs() -> Iterator[ReadJob]:
        for number in missing:
            texts = tuple(
                TextFile(text.source, text.file, each.sha256)
                for text, each in zip(divided[number], of_part[number], strict=True)
            )
            own = {d: copied[d] for d in _documents(texts) if d in copied}
            faults = {
                text.source.document: each.fault
                for text, each in zip(texts, of_part[number], strict=True)
                if each.fault
            }
            yield ReadJob(texts, own, options, _key(corpus, number), faults)

    def done(job: Job[Any], result: PartFiles) -> None:
        nonlocal read
        assert isinstance(job, ReadJob)
        number = int(job.key.rpartition("-")[2])
        for table in sorted(result.files, key=lambda name: name == "texts"):  # last: it is whole
            _write(_file(out, table, number), result.files[table])
        read += len(job.texts)
        say("reading", read, whole)

    _Desk(executor, done).work(jobs())


def outcome_of(out: Path) -> CorpusOutcome:
    """Count what came of the texts of an output.

    Raises
    ------
    AnalysisError
        If the folder holds no corpus, or a file of it is damaged.
    """
    outcomes = Counter[str]()
    figures = 0
    faults: list[str] = []
    for part in parquet.columns_of(out, "texts", ("outcome", "figures", "reason")):
        outcomes.update(part["outcome"])
        figures += sum(each or 0 for each in part["figures"])
        faults += [each for each in part["reason"] if each and len(faults) < 10]
    return CorpusOutcome(
        outcomes.total(), outcomes["copy"], outcomes["unreadable"], figures, tuple(faults[:10])
    )
