"""Printed units: what they are called, and what they say of the thing counted.

A unit that a new text brings is a row of ``data/raw/units.csv``.  Its words belong to the one
catalogue of words (`analysis.language.catalogue`), which takes them from here by name; nothing else
asks for them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from analysis import project
from analysis.language.messages import Words
from analysis.tables import schema, store
from analysis.tables.schema import TableSchema
from analysis.tables.store import Record

STANDS_ALONE = "-"
"""Stands in the catalogue for a unit beside whose numbers a language says nothing."""


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """A printed unit (columns of `schema.UNITS`).

    Attributes
    ----------
    unit
        Printed unit, simplified.
    one, many
        What one and what several of the things are called that it counts.
    alone
        Languages in which a number stands alone, because they have no one word for the unit.
    neutral
        Whether it leaves the counted thing to the indicator.
    kindred
        Units of one indicator that count the same people in another way: they stand side by side.
    """

    TABLE: ClassVar[TableSchema] = schema.UNITS

    unit: str
    one: Words
    many: Words
    alone: tuple[str, ...]
    neutral: bool
    kindred: tuple[str, ...]


def entries() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the words of all units as entries of the catalogue.

    Returns
    -------
    dict
        ``unit.<unit>`` is what stands beside a number, ``thing.<unit>`` what the unit counts where
        it is named without one; nothing where the project's folder holds no table of units.

    Raises
    ------
    AnalysisError
        If the table is broken.
    """
    folders = (project.raw(), project.processed())
    path = next((path for each in folders if (path := each / "units.csv").is_file()), None)
    found: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for unit in store.read_records(path, Unit) if path else ():
        named = {
            language: {"one": words, "other": unit.many[language]}
            for language, words in unit.one.items()
        }
        silent = {"one": STANDS_ALONE, "other": STANDS_ALONE}
        found[f"thing.{unit.unit}"] = named
        found[f"unit.{unit.unit}"] = named | dict.fromkeys(unit.alone, silent)
    return found
