"""The data dictionary: every published table and column in words, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language import LANGUAGES, rules_of, t
from analysis.tables.dataset import path_of
from analysis.tables.schema import TABLES, Column, Table


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


def _table(table: Table, language: str) -> Iterator[str]:
    yield f"### {table.name}"
    files = ", ".join(f"`{path_of(table, part, '*')}`" for part in table.published)
    key = ", ".join(f"`{name}`" for name in table.key)
    yield t("dictionary.table", language, title=table.title[language], files=files, names=key)
    heads = [t(f"dictionary.{name}", language) for name in ("column", "type", "meaning")]
    lines = [_row(heads), _row(["---"] * len(heads))]
    targets = {own[-1]: target for own, target, _ in table.references()}
    lines += [
        _row([f"`{column.name}`", _type(column, targets, language), column.title[language]])
        for column in table
    ]
    yield "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _type(column: Column, targets: dict[str, str], language: str) -> str:
    """Return type, codes or reference, and whether it may be empty."""
    said = [t(f"dictionary.kind.{'list' if column.many else column.type}", language)]
    if column.name in targets:
        said.append(f"→ `{targets[column.name]}`")
    elif column.codes:
        said.append(f"`{column.codes}`")
    if column.required:
        said.append(t("dictionary.required", language))
    return ", ".join(said)
