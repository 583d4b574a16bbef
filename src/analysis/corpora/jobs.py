"""The work on a corpus as jobs: pure functions that any process can carry out.

A job holds all it needs, so that it can travel to a process of this machine or of a cluster, and
gives the same bytes wherever it runs.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from analysis.corpora import near_copies, parquet
from analysis.corpora.candidates import (
    COPY,
    FINDING_COLUMNS,
    IDENTITY,
    MENTION_COLUMNS,
    READ,
    TEXT_COLUMNS,
    UNREADABLE,
    ReadingOptions,
    candidates_of,
    joined_columns,
)
from analysis.corpora.corpus_records import Source
from analysis.errors import AnalysisError
from analysis.reading.documents import ReadError, blocks

_LONGEST = 5_000_000
"""Characters a text may have: more is no text of a corpus, and would take a process for minutes."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text and its file.

    Attributes
    ----------
    source
        Its row of the manifest.
    file
        Where the file is.
    sha256
        What its bytes must be; empty where that is not known yet.
    content
        Its bytes, where the process that reads it may have no such file.
    """

    source: Source
    file: str
    sha256: str = ""
    content: bytes | None = None

    def with_content(self) -> TextFile:
        """Return it with its bytes, where they can be had."""
        try:
            return replace(self, content=Path(self.file).read_bytes())
        except OSError:
            return self


R = TypeVar("R", covariant=True)


class Job(Protocol[R]):
    """Work on some texts."""

    @property
    def texts(self) -> tuple[TextFile, ...]:
        """The texts."""

    def run(self) -> R:
        """Do the work."""

    def only(self, text: TextFile) -> Job[R]:
        """Return the same work on one of the texts."""

    def without(self, faults: Mapping[str, str]) -> Job[R]:
        """Return the same work where some texts cannot be read, by document and reason."""

    def with_contents(self) -> Job[R]:
        """Return the same work with the bytes of all texts."""


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """What is known of a text before its figures are read.

    Attributes
    ----------
    sha256
        SHA-256 of its bytes; empty where it could not be opened.
    print
        What its copies are found by; nothing where it could not be read.
    fault
        Why it could not be read, in a sentence.
    """

    sha256: str
    print: near_copies.Print | None
    fault: str


class _OfTexts:
    """What jobs on texts have in common."""

    texts: tuple[TextFile, ...]
    faults: Mapping[str, str]

    def only(self, text: TextFile) -> Any:
        """Return the same work on one of the texts."""
        return replace(self, texts=(text,))  # type: ignore[type-var]

    def without(self, faults: Mapping[str, str]) -> Any:
        """Return the same work where some texts cannot be read."""
        return replace(self, faults={**self.faults, **faults})  # type: ignore[type-var]

    def with_contents(self) -> Any:
        """Return the same work with the bytes of all texts."""
        return replace(self, texts=tuple(each.with_content() for each in self.texts))  # type: ignore[type-var]


@dataclass(frozen=True)
class PrintJob(_OfTexts):
    """Take the prints of some texts."""

    texts: tuple[TextFile, ...]
    faults: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> tuple[PrintedRows, ...]:
        """Return for each text what is known of it."""
        return tuple(self._printed(text) for text in self.texts)

    def _printed(self, text: TextFile) -> PrintedRows:
        sha256 = ""
        try:
            sha256 = _hash(text)
            if text.source.document in self.faults:
                return PrintedRows(sha256, None, self.faults[text.source.document])
            if text.source.sha256 and text.source.sha256 != sha256:
                raise ReadError(
                    f"{text.source.path} was altered since the manifest was drafted: "
                    "its SHA-256 is another."
                )
            return PrintedRows(sha256, near_copies.print_of(text_of(text)), "")
        except Exception as error:  # one text stops nothing; the reason is recorded
            return PrintedRows(sha256, None, _reason(text, error))


@dataclass(frozen=True)
class CompareJob(_OfTexts):
    """Compare two texts in full."""

    texts: tuple[TextFile, ...]
    faults: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> float | None:
        """Return how alike they are if one is a copy of the other."""
        if self.faults or len(self.texts) < 2:
            return None
        try:
            return near_copies.similarity(*(text_of(text) for text in self.texts))
        except Exception:  # gone since its print was taken: reading it says why
            return None


@dataclass(frozen=True, slots=True)
class PartFiles:
    """A part of the output: Parquet files by folder, as bytes, and counts of the part."""

    files: Mapping[str, bytes]
    figures: int


@dataclass(frozen=True)
class ReadJob(_OfTexts):
    """Read some texts into a part of the output.

    Attributes
    ----------
    texts
        The texts of the part.
    copied
        For copies, the document that each is a copy of, and how alike they are.
    options
        What is done with each text.
    key
        What the part is made from, as a hash; it is written into the files.
    faults
        Texts that cannot be read, with the reason.
    """

    texts: tuple[TextFile, ...]
    copied: Mapping[str, tuple[str, float]]
    options: ReadingOptions
    key: str
    faults: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> PartFiles:
        """Return the files of the part."""
        rows, mentions, findings = [], [], []
        for text in self.texts:
            shared = _identity(text.source)
            row: dict[str, Any] = {**dict.fromkeys(TEXT_COLUMNS), **shared, **_manifest(text)}
            if text.source.document in self.copied:
                original, alike = self.copied[text.source.document]
                row |= {"outcome": COPY, "copy_of": original, "similarity": round(alike, 2)}
            else:
                try:
                    found = self._candidates(text)
                except Exception as error:  # one text stops nothing; the reason is recorded
                    row |= {"outcome": UNREADABLE, "reason": _reason(text, error)}
                else:
                    row |= {"outcome": READ, **found.counts}
                    mentions.append((shared, found.mentions))
                    findings.append((shared, found.findings))
            rows.append(row)
        files = {
            "texts": parquet.file_of(
                "texts", {n: [r[n] for r in rows] for n in TEXT_COLUMNS}, self.key
            ),
            "mentions": parquet.file_of(
                "mentions", joined_columns(mentions, MENTION_COLUMNS), self.key
            ),
            "findings": parquet.file_of(
                "findings", joined_columns(findings, FINDING_COLUMNS), self.key
            ),
        }
        return PartFiles(files, sum(row["figures"] or 0 for row in rows))

    def _candidates(self, text: TextFile) -> Any:
        if text.source.document in self.faults:
            raise ReadError(self.faults[text.source.document])
        if text.sha256 and _hash(text) != text.sha256:
            raise ReadError(f"{text.source.path} was altered while the corpus was read.")
        written = text.source.written.isoformat() if text.source.written else None
        return candidates_of(text_of(text), written, self.options)


def _identity(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in IDENTITY}


def _manifest(text: TextFile) -> dict[str, Any]:
    source = text.source
    return {
        "path": source.path, "written": source.written, "origin": source.origin or None,
        "sha256": text.sha256 or None,
    }  # fmt: skip


def _hash(text: TextFile) -> str:
    if text.content is not None:
        return hashlib.sha256(text.content).hexdigest()
    with Path(text.file).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _at_hand(text: TextFile) -> Iterator[str]:
    """Give the file of a text, made from its bytes where it travelled with them."""
    if text.content is None:
        yield text.file
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"text{Path(text.source.path).suffix.lower()}"
        path.write_bytes(text.content)
        yield str(path)


def text_of(text: TextFile) -> str:
    """Return the characters of a text.

    Raises
    ------
    ReadError
        If it cannot be read, holds no text or is too long; the sentence names its path in the
        manifest.
    """
    parts: list[str] = []
    length = 0
    with _at_hand(text) as name:
        try:
            for block in blocks(name, text.source.encoding or None):
                parts.append(block.text)
                length += len(block.text)
                if length > _LONGEST:
                    raise ReadError(f"{name} has more than {_LONGEST:,} characters: divide it.")
        except ReadError as error:
            raise ReadError(str(error).replace(name, text.source.path)) from None
    return "".join(parts).removeprefix("\ufeff")


def _reason(text: TextFile, error: Exception) -> str:
    """Return why a text cannot be read, in a sentence."""
    path = text.source.path
    if isinstance(error, AnalysisError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return f"{path} is missing."
    if isinstance(error, OSError):
        return f"{path} cannot be read ({error.strerror or type(error).__name__})."
    return f"{path} cannot be read ({type(error).__name__}: {' '.join(str(error).split())})."
