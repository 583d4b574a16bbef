"""The data dictionary: every published table and column in words, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import LANGUAGES, rules_of, t
from analysis.tables.dataset import path_of
from analysis.tables.schema import TABLES, Column, TableSchema


def data_dictionary() -> str:
    """Return the data dictionary in every language, one after the other, as Markdown.

    Returns
    -------
    str
        For each published table what a row is, its key, and of each column name, type, whether it
        may be empty, the code list or table it refers to, and what it means.
    """
    parts = [f"# {t('dictionary.title', LANGUAGES[0])}", t("dictionary.lead", LANGUAGES[0])]
    for language in LANGUAGES:
        parts.append(f"## {rules_of(language).names[language]}")
        parts += [
            part for table in TABLES.values() if table.published for part in _table(table, language)
        ]
    return "\n\n".join(parts) + "\n"


def _table(table: TableSchema, language: str) -> Iterator[str]:
    yield f"### {table.name}"
    files = files_and_key(table, language, "`{}`")
    yield t("dictionary.table", language, title=table.title[language], files=files)
    heads = [t(f"dictionary.{name}", language) for name in ("column", "type", "meaning")]
    lines = [_row(heads), _row(["---"] * len(heads))]
    lines += [
        _row([f"`{column.name}`", kind, column.title[language]])
        for column, kind in zip(table, column_types(table, language, "`{}`"), strict=True)
    ]
    yield "\n".join(lines)


def files_and_key(table: TableSchema, language: str, code: str = "{}") -> str:
    """Return in which files a table is published, and which columns are its key.

    Parameters
    ----------
    table
        Declaration of a published table.
    language
        One of the languages.
    code
        How names of files and columns are written.
    """
    files = ", ".join(code.format(path_of(table, part, "*")) for part in table.published)
    names = ", ".join(map(code.format, table.key))
    return t("dictionary.files", language, files=files, names=names)


def column_types(table: TableSchema, language: str, code: str = "{}") -> list[str]:
    """Return of each column its type, code list or reference, and whether it may be empty.

    Parameters
    ----------
    table, language, code
        As for `files_and_key`.
    """
    targets = {own[-1]: target for own, target, _ in table.references()}
    return [_type(column, targets, language, code) for column in table]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _type(column: Column, targets: dict[str, str], language: str, code: str) -> str:
    """Return type, codes or reference, and whether it may be empty."""
    said = [t(f"dictionary.kind.{'list' if column.many else column.type}", language)]
    if column.name in targets:
        said.append(f"→ {code.format(targets[column.name])}")
    elif column.codes:
        said.append(code.format(column.codes))
    if column.required:
        said.append(t("dictionary.required", language))
    return ", ".join(said)
