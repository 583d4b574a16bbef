"""Tables are written where their declarations say that they are published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from analysis.errors import AnalysisError
from analysis.language.messages import Words
from analysis.tables.published_tables import publish_checked, publish_table
from analysis.tables.schema import Field, TableSchema
from analysis.tables.store import Record

SAID = Words(en="x", zh="甲")


def table(*published: str) -> TableSchema:
    """Return a table of three coded fields."""
    fields = tuple(
        Field(name, "code", SAID, name, codes=codes)
        for name, codes in (("name", None), ("theme", "theme"), ("city_a", "city"))
    )
    city = Field("city_b", "code", SAID, "city_b", codes="city")
    return TableSchema("things", SAID, (*fields, city),
                 ("name",), published)  # fmt: skip


@dataclass(frozen=True)
class Thing(Record):
    """A record of two cities."""

    TABLE: ClassVar[TableSchema] = table("all", "theme", "city", "document")

    name: str
    theme: str
    city_a: str
    city_b: str


@dataclass(frozen=True)
class Plain(Thing):
    """The same, published for all texts together only."""

    TABLE: ClassVar[TableSchema] = table("all")


ROWS = (
    ("a", "songs", "north", "north"),
    ("b", "songs", "north", "south"),
    ("c", "tea", "south", "south"),
)


def files(folder: Path) -> dict[str, list[str]]:
    """Return the first cells of each file."""
    return {
        path.relative_to(folder).as_posix(): [
            line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]
        ]
        for path in sorted(folder.rglob("*.csv"))
    }


def test_a_table_is_written_together_and_apart(tmp_path: Path) -> None:
    things = (Thing(*row) for row in ROWS)
    publish_table(
        things, Thing, tmp_path, themes=["songs", "tea", "games"], cities=["north", "south"]
    )
    assert files(tmp_path) == {
        "things.csv": ["a", "b", "c"],
        "themes/songs/things.csv": ["a", "b"],
        "themes/tea/things.csv": ["c"],
        "themes/games/things.csv": [],
        "cities/north/things.csv": ["a"],
        "cities/south/things.csv": ["c"],
    }


def test_a_table_is_written_only_where_it_is_declared(tmp_path: Path) -> None:
    publish_table(
        [Plain(*row) for row in ROWS], Plain, tmp_path, themes=["songs"], cities=["north"]
    )
    assert files(tmp_path) == {"things.csv": ["a", "b", "c"]}
    with pytest.raises(AnalysisError, match="not published for each document"):
        publish_checked([], Plain, tmp_path, "north-2019", {})


def test_a_cell_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    codes = {"theme": ["songs"], "city": ["north", "south"]}
    publish_checked([Thing(*ROWS[0])], Thing, tmp_path, "north-2019", codes)
    assert files(tmp_path) == {"documents/north-2019/things.csv": ["a"]}
    place = "data/processed/documents/north-2019/things.csv, row 2, column theme: 'tea'"
    with pytest.raises(AnalysisError, match=place):
        publish_checked([Thing(*ROWS[2])], Thing, tmp_path, "north-2019", codes)


@dataclass(frozen=True)
class Named(Record):
    """A record that names figures of any number of texts."""

    TABLE: ClassVar[TableSchema] = TableSchema(
        "named",
        SAID,
        (Field("name", "text", SAID, "name"), Field("figures", "list", SAID, "figures")),
        ("name",),
        ("all", "text"),
    )

    name: str
    figures: tuple[str, ...]


def test_a_record_is_filed_under_each_text_that_it_names(tmp_path: Path) -> None:
    records = [Named("a", ("x-1-001",)), Named("b", ("x-1-002", "y-2-001")), Named("c", ())]
    publish_table(records, Named, tmp_path, documents=["x-1", "y-2", "x-1-b"])
    assert files(tmp_path) == {
        "named.csv": ["a", "b", "c"],
        "texts/x-1/named.csv": ["a", "b"],
        "texts/x-1-b/named.csv": [],
        "texts/y-2/named.csv": ["b"],
    }
