"""Where a text is worked on until it is settled, and what is known of it.

The folder ``coding/<document>`` of the project holds the answers to what only a person can know of
a text, and the journals of its coders and of what was decided between them.  Nothing of it is part
of the repository, and nothing in ``data/raw`` changes before all of it is right.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import project
from analysis.coding.draft import origin_record
from analysis.coding.raw import RawData
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, t
from analysis.proposals.proposed_periods import Times
from analysis.reading.clean import find_repairs
from analysis.tables import schema, store
from analysis.tables.codebook import UNKNOWN, Document

ORIGIN_FILE = "origin.json"

Answers = Mapping[str, str]
"""Answers by the name of a column of documents, ``city_label_<language>``, ``reference_date``,
``by_<language>``."""

ASKED = ("province", "title", "publisher", "address", "authors", "published", "written_before")
"""Columns of `schema.DOCUMENTS` that only a person can know."""

CITY = tuple(f"city_label_{language}" for language in LANGUAGES)
"""Names of a city that the codebook does not have."""

MORE = (
    "written_after", "period_start", "period_end", "period_basis",
    *(f"{name}_{language}" for name in ("label", "published_note", "period_note", "condition")
      for language in LANGUAGES),
)  # fmt: skip
"""Columns that follow from the text and its name, unless somebody knows better."""

NEEDED = frozenset(("province", "written_before", *CITY))
"""What has no answer by itself."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a text that is being added.

    Attributes
    ----------
    document, sha256
        Its id, and the hash of the copy.
    reference
        Day the text speaks from.
    cells
        Its origin record: cells of `schema.DOCUMENTS`.
    city
        The row of a city that the codebook does not have yet, or nothing.
    coders
        Who codes it.
    by
        By whom or what, by language.
    """

    document: str
    sha256: str
    reference: str
    cells: Mapping[str, str]
    city: Mapping[str, str]
    coders: tuple[str, ...]
    by: Mapping[str, str]

    @property
    def times(self) -> Times | None:
        """When the text was written and what time it is about; nothing if that is not known."""
        start, end, written = (
            store.parse_date(self.cells[name])
            for name in ("period_start", "period_end", "written_before")
        )
        return None if end is None else Times(start, end, written)


def folder_of(document: str) -> Path:
    """Return the folder in which a text is worked on."""
    return project.root() / "coding" / document


def read_origin(document: str) -> Origin | None:
    """Return what is known of a text; nothing if it has not been added.

    Raises
    ------
    AnalysisError
        If the file is damaged.
    """
    path = folder_of(document) / ORIGIN_FILE
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Origin(**{**kept, "coders": tuple(kept["coders"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        raise AnalysisError(
            f"{document}/{ORIGIN_FILE} is damaged: "
            "remove it, and add the text again; no coding is lost"
        ) from None


def keep_origin(origin: Origin) -> None:
    """Write what is known of a text.

    Raises
    ------
    AnalysisError
        If the folder cannot be written.
    """
    kept = {name: getattr(origin, name) for name in Origin.__slots__}
    written = json.dumps(kept, ensure_ascii=False, indent=1)
    store.write_text(f"{written}\n", folder_of(origin.document) / ORIGIN_FILE)


def same_article(origin: Origin, article: bytes) -> None:
    """Refuse another copy than the one that was added.

    Raises
    ------
    AnalysisError
        If it is another one.
    """
    found = hashlib.sha256(article).hexdigest()
    if found != origin.sha256:
        raise AnalysisError(
            f"{origin.document}.txt is not the copy that was added (SHA-256 {found[:12]}…, added "
            f"{origin.sha256[:12]}…): use that copy, or move coding/{origin.document} away and add "
            "this one"
        )


def origin_defaults(document: str, article: bytes, raw: RawData, given: Answers) -> dict[str, str]:
    """Return the answers that follow from the text, its name and what is known already.

    Parameters
    ----------
    document
        Its id.
    article
        Bytes of the article.
    raw
        The codebook and the texts that are there.
    given
        Answers that were given, from which others may follow.
    """
    text, record = article.decode("utf-8"), origin_record(document, article)
    city, year = record["city"], record["period_start"][:4]
    known = [each.province for each in raw.rows(Document) if each.city == city]
    found = {name: record[name] for name in (*ASKED, *MORE) if name in record}
    found |= dict.fromkeys(NEEDED, "")
    found["province"] = known[0] if known else ""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    found["title"] = first if len(first) <= 60 and "。" not in first else UNKNOWN
    labels = raw.codebook.code("city", city) if raw.codebook.has("city", city) else None
    printed = year in text
    found["period_basis"] = "stated" if printed else "assumed"
    published = given.get("published", "")
    found["published"], found["written_before"] = "", published
    repairs = len(find_repairs(text))
    for language in LANGUAGES:
        name = labels[language] if labels else given.get(f"city_label_{language}", "")
        if labels:
            found[f"city_label_{language}"] = name
        elif language == LANGUAGES[0]:
            found[f"city_label_{language}"] = city.replace("-", " ").title()
            name = name or found[f"city_label_{language}"]
        said = "coding.origin"
        found[f"label_{language}"] = t(f"{said}.label", language, city=name, year=year)
        note = "published" if published else "unpublished"
        found[f"published_note_{language}"] = t(f"{said}.{note}", language)
        note = "stated" if printed else "assumed"
        found[f"period_note_{language}"] = t(f"{said}.{note}", language)
        found[f"condition_{language}"] = (
            t(f"{said}.repaired", language, n=repairs) if repairs else t(f"{said}.clean", language)
        )
        found[f"by_{language}"] = t(f"{said}.by", language)
    found["reference_date"] = published or given.get("written_before") or found["period_end"]
    return found


def origin_of(
    document: str, article: bytes, raw: RawData, answers: Answers, coders: tuple[str, ...]
) -> Origin:
    """Make the origin record of a text from all answers.

    Parameters
    ----------
    document, article, raw
        As in `defaults`.
    answers
        All answers.
    coders
        Who codes it.

    Raises
    ------
    AnalysisError
        If an answer breaks a rule: a line for each.
    """
    record = origin_record(document, article)
    cells = record | {name: answers[name].strip() for name in record if name in answers}
    new_city = not raw.codebook.has("city", cells["city"])
    city = dict.fromkeys(schema.CODELISTS.names, "")
    city |= {"list": "city", "code": cells["city"]}
    city |= {f"label_{language}": answers[f"city_label_{language}"] for language in LANGUAGES}
    return Origin(
        document,
        hashlib.sha256(article).hexdigest(),
        answers["reference_date"],
        cells,
        city if new_city else {},
        coders,
        {language: answers[f"by_{language}"] for language in LANGUAGES},
    )
