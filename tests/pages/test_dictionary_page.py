"""The data dictionary on a page: every published table, nothing that is not declared."""

from __future__ import annotations

import pytest

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES
from analysis.pages.dictionary_page import dictionary_table, published_tables
from analysis.show.content import plain_content
from analysis.tables.schema import TABLES


def test_every_published_table_and_column_is_there_in_each_language() -> None:
    names = [table.name for table in published_tables()]
    assert names == [name for name, table in TABLES.items() if table.published]
    for language in LANGUAGES:
        for table in published_tables():
            shown = dictionary_table(table, language)
            assert [row["column"] for row in shown.rows] == list(table.names)
            assert all(plain_content(row["meaning"]) for row in shown.rows)


def test_a_column_has_its_type_and_what_it_refers_to() -> None:
    shown = dictionary_table(TABLES["observations"], "en")
    types = {row["column"]: row["type"] for row in shown.rows}
    assert types["document"] == "text, → documents, never empty"
    assert types["value"] == "number"
    assert shown.caption == TABLES["observations"].title["en"]
    assert "Key: figure_id." in shown.notes[0]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Unknown language 'fr'"):
        dictionary_table(TABLES["units"], "fr")
