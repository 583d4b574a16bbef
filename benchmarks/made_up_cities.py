"""A copy of the project with as many made-up cities as are asked for.

Each made-up text has the figures, the codings and the faults of one of the real texts, in turn,
under a name that nobody bears; every fourth is a second text of the city before it.  Numbers stay
as they are, so that sums still hold and comparisons come out as often as among the real texts.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ONE_BY_ONE = ("figures", "other-numerals", "codings", "hashes")
"""Folders of ``data/raw`` with files of single texts."""

ALTOGETHER = ("corrections", "list-items", "text-faults", "grade-arguments", "outside")
"""Tables of ``data/raw`` whose rows each belong to texts."""

_SECOND = 4
"""Every so many texts, one is the second of its city."""


@dataclass(frozen=True)
class MadeUp:
    """A made-up text.

    Attributes
    ----------
    model
        The real text that it is like.
    city, document
        Its names.
    """

    model: str
    city: str
    document: str


def cities_of(models: Sequence[str], count: int) -> list[MadeUp]:
    """Return made-up texts, like each of the models in turn.

    Examples
    --------
    >>> [text.document for text in cities_of(["east-2001", "west-2002"], 5)]
    ['townaa-2001', 'townab-2002', 'townac-2001', 'townac-2002', 'townad-2001']
    """
    found: list[MadeUp] = []
    cities = 0
    for number in range(count):
        model = models[number % len(models)]
        year = model.rpartition("-")[2]
        second = number % _SECOND == _SECOND - 1
        if not second or f"{found[-1].city}-{year}" == found[-1].document:
            cities += 1
            city = (
                f"town{LETTERS[(cities - 1) // len(LETTERS)]}{LETTERS[(cities - 1) % len(LETTERS)]}"
            )
        found.append(MadeUp(model, city, f"{city}-{year}"))
    return found


def make_up_cities(root: Path, count: int) -> list[MadeUp]:
    """Replace the documents of a copy of the project by made-up ones, each with all that it needs.

    Parameters
    ----------
    root
        A copy of the project, which is changed.
    count
        Number of texts.
    """
    raw = root / "data" / "raw"
    header, *rows = _read(raw / "documents.csv")
    place = header.index("document")
    known = {row[place]: dict(zip(header, row, strict=True)) for row in rows}
    texts = cities_of(list(known), count)
    for folder in ONE_BY_ONE:
        _rename_files(raw / folder, known, texts)
    for name in ALTOGETHER:
        _rename_rows(raw / f"{name}.csv", known, texts)
    _write(raw / "documents.csv", [header, *(_origin(known[text.model], text) for text in texts)])
    _name_cities(raw / "codelists.csv", texts)
    seal(raw)
    choose(root, _stand_ins(known, texts))
    return texts


def _stand_ins(known: dict[str, dict[str, str]], texts: Sequence[MadeUp]) -> dict[str, str]:
    """Return for each real text the first made-up one that is like it, and so for cities."""
    found: dict[str, str] = {}
    for name, row in known.items():
        like = next((text for text in texts if text.model == name), texts[0])
        found[name] = like.document
        found.setdefault(row["city"], like.city)
    return found


def _origin(model: dict[str, str], text: MadeUp) -> list[str]:
    year = text.document.rpartition("-")[2]
    own = {
        "document": text.document,
        "city": text.city,
        "sha256": hashlib.sha256(text.document.encode()).hexdigest(),
        "label_en": f"{text.city.title()} {year}",
        "label_zh": f"{text.city}市{year}",
    }
    return list({**model, **own}.values())


def _rename_files(folder: Path, known: dict[str, dict[str, str]], texts: Sequence[MadeUp]) -> None:
    content = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.glob("*.csv")
        if path.name.partition(".")[0] in known
    }
    for name in content:
        (folder / name).unlink()
    for text in texts:
        for name, held in content.items():
            document, _, end = name.partition(".")
            if document == text.model:
                own = folder / f"{text.document}.{end}"
                own.write_text(held.replace(text.model, text.document), encoding="utf-8")


def _rename_rows(path: Path, known: dict[str, dict[str, str]], texts: Sequence[MadeUp]) -> None:
    """Give each text the rows of its model; rows of two texts, or of none, go."""
    header, *rows = _read(path)
    made = []
    for text in texts:
        for row in rows:
            named = {name for name in known for cell in row if cell.startswith(name)}
            if named == {text.model} and path.stem != "outside":
                made.append([cell.replace(text.model, text.document) for cell in row])
    _write(path, [header, *made])


def _name_cities(path: Path, texts: Sequence[MadeUp]) -> None:
    """Put the cities of the texts in place of those of the code list."""
    header, *rows = _read(path)
    made = [
        [
            {"list": "city", "code": city, "label_en": city.title(), "label_zh": f"{city}市"}.get(
                column, "Nowhere" if column.endswith("en") else "乌有"
            )
            for column in header
        ]
        for city in dict.fromkeys(text.city for text in texts)
    ]
    others = [row for row in rows if row[0] != "city"]
    _write(path, [header, *others, *made])


def seal(raw: Path) -> None:
    """Record the hashes of all raw files anew."""
    for record in raw.glob("hashes/**/*.csv"):
        header, *rows = _read(record)
        sealed = []
        for name, _ in rows:
            places = (raw / name, raw / "codings" / name)
            path = next(path for path in places if path.is_file())
            sealed.append([name, hashlib.sha256(path.read_bytes()).hexdigest()])
        _write(record, [header, *sealed])


def choose(root: Path, names: Mapping[str, str]) -> None:
    """Let the notebooks show made-up texts and cities where they show real ones.

    Parameters
    ----------
    root
        A copy of the project, which is changed.
    names
        Made-up text or city by the real one that it stands for.
    """
    chosen = re.compile(r'(\b(?:document|city)(?:: str)? = \\")([a-z0-9-]+)(\\")')
    for path in sorted(root.glob("notebooks/**/*.ipynb")):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            chosen.sub(lambda found: found[1] + names.get(found[2], found[2]) + found[3], text),
            encoding="utf-8",
        )


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
