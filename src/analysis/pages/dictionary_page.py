"""The data dictionary on a page: every published table and column, as they are declared."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import check_language, t
from analysis.show.displays import Table
from analysis.tables.data_dictionary import column_types, files_and_key
from analysis.tables.schema import TABLES
from analysis.tables.schema import TableSchema as Declaration


def published_tables() -> Iterator[Declaration]:
    """Yield the declarations of the published tables, in their order."""
    yield from (table for table in TABLES.values() if table.published)


def dictionary_table(table: Declaration, language: str) -> Table:
    """Return what a row of a table is, where it is published, and what each column means.

    Parameters
    ----------
    table
        Declaration of a published table.
    language
        Language of the page.

    Raises
    ------
    AnalysisError
        If there is no such language.
    """
    check_language(language)
    types = column_types(table, language)
    return Table(
        rows=[
            {"column": column.name, "type": kind, "meaning": column.title[language]}
            for column, kind in zip(table, types, strict=True)
        ],
        caption=table.title[language],
        headers={name: t(f"dictionary.{name}", language) for name in ("column", "type", "meaning")},
        name=f"columns-{table.name}",
        language=language,
        notes=(files_and_key(table, language),),
        roles={"column": "key", "type": "wide", "meaning": "prose"},
    )
