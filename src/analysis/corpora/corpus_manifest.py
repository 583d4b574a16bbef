"""The manifest of a corpus: one row for each text, drafted from a folder and checked when read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from analysis.corpora.corpus_records import Source
from analysis.errors import AnalysisError
from analysis.reading.documents import SUFFIXES
from analysis.reading.encodings import is_text_encoding, recognise
from analysis.tables import store
from analysis.tables.cell_rules import faults_of, refuse

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:-|_|\.|年)?([01]?[0-9])(?:-|_|\.|月)?([0-3]?[0-9])(?![0-9])"
)
_CITY = re.compile(r"([一-鿿]{2,4}?)市")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TEXT_SUFFIXES = (".txt", ".md")
"""Files whose encoding a manifest names; all others say it themselves."""


def draft(folder: Path, cities: Mapping[str, str] | None = None) -> tuple[Source, ...]:
    """Draft the manifest of a folder: what names of files and folders say, for people to complete.

    Parameters
    ----------
    folder
        The folder; folders in it are searched too.
    cities
        Codes of known cities by name; a name in a path becomes the code.

    Returns
    -------
    tuple of Source
        A row for each text, in the order of their paths.  Year and day are taken from a path that
        prints exactly one; the rest stays empty.

    Raises
    ------
    AnalysisError
        If the folder is missing, or holds no text.
    """
    if not folder.is_dir():
        raise AnalysisError(f"{folder} is no folder: name the folder that holds the texts.")
    files = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    if not files:
        raise AnalysisError(f"{folder} holds no {', '.join(SUFFIXES)} file: there is no corpus.")
    known = dict(cities or {})
    taken = Counter[str]()
    return tuple(_row(path, folder, known, taken) for path in files)


def _row(path: Path, folder: Path, cities: Mapping[str, str], taken: Counter[str]) -> Source:
    inside = path.relative_to(folder)
    shown = inside.as_posix()
    years = set(_YEAR.findall(shown))
    written = _day(inside.name)
    if len(years) == 2 and written is not None:  # the year reported on beside the day of writing
        years.discard(str(written.year))
    year = years.pop() if len(years) == 1 else ""
    city = _city(inside, cities)
    with path.open("rb") as stream:
        encoding = (recognise(stream).name or "") if path.suffix.lower() in _TEXT_SUFFIXES else ""
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    base = _identifier(inside, city, year)
    taken[base] += 1
    document = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return Source(shown, document, city, int(year) if year else None, written, encoding, "", sha256)


def _day(name: str) -> date | None:
    """Return the one day that a file name prints."""
    days = set()
    for match in _DAY.finditer(name):
        try:
            days.add(date(*map(int, match.groups())))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def _city(path: Path, cities: Mapping[str, str]) -> str:
    """Return the city that a path names: a known one, …市, or the folder's own name."""
    shown = path.as_posix()
    found = {code for name, code in cities.items() if name and name.lower() in shown.lower()}
    if len(found) == 1:
        return found.pop()
    if match := _CITY.search(shown):
        return match[1]
    word = _WORD.match(path.stem.lower())
    if len(path.parts) > 1:
        return path.parts[0]
    return word[0] if word and _YEAR.search(path.stem) else ""


def _identifier(path: Path, city: str, year: str) -> str:
    """Return an identifier: city and year where they make one, else what its path spells."""
    if _WORD.fullmatch(city) and year:
        return f"{city}-{year}"
    spelt = re.sub(r"[^a-z0-9]+", "-", path.with_suffix("").as_posix().lower()).strip("-")
    if path.as_posix().isascii() and spelt:
        return spelt
    return f"text-{hashlib.sha256(path.as_posix().encode()).hexdigest()[:10]}"


def read_corpus_manifest(file: Path) -> tuple[Source, ...]:
    """Read and check a manifest.

    Raises
    ------
    AnalysisError
        If it is missing, empty, not UTF-8, or breaks a rule: each fault with its row.
    """
    if not file.is_file():
        raise AnalysisError(
            f"{file} is missing: draft a manifest with `python -m analysis corpus manifest`."
        )
    rows = store.read_rows(file, Source.TABLE)
    if not rows:
        raise AnalysisError(f"{file} names no text: draft it anew.")
    refuse(faults_of(rows, Source.TABLE, {}, file.name))
    sources = store.read_records(file, Source)
    faults = [*_doubled(sources), *_wrong(sources)]
    if faults:
        raise AnalysisError("\n".join(f"{file.name}, {fault}" for fault in faults[:10]))
    return sources


def _doubled(sources: Iterable[Source]) -> Iterator[str]:
    """Yield what is wrong where two rows name one file."""
    seen: dict[str, int] = {}
    for number, source in enumerate(sources, 2):
        path = PurePosixPath(source.path).as_posix()
        if path in seen:
            yield f"row {number}: {path} stands in row {seen[path]} already: take one out."
        seen.setdefault(path, number)


def _wrong(sources: Iterable[Source]) -> Iterator[str]:
    """Yield what no declaration can say: paths that leave the folder, unknown encodings."""
    for number, source in enumerate(sources, 2):
        path = PurePosixPath(source.path)
        if path.is_absolute() or ".." in path.parts or "\\" in source.path:
            yield (
                f"row {number}: the path {source.path} leaves the folder of the corpus: "
                "write it as seen from there, with / between folders."
            )
        if source.encoding and not is_text_encoding(source.encoding):
            yield (
                f"row {number}: {source.encoding!r} is no encoding that Python knows: "
                "write utf-8 or gb18030, or leave it empty."
            )
        if source.year is not None and not 1900 <= source.year <= 2200:
            yield f"row {number}: {source.year} is no year of a report: write it as 2016."
