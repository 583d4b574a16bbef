"""From finished codings to settled raw tables, in one step or not at all.

Everything is made and proved in a copy: sheets, tables, rows of the codebook, hashes, the entry of
``CHANGELOG.md`` and the version of ``CITATION.cff``.  Only when nothing is wrong are the files
moved.  A move that fails is taken back; one that is killed is completed when the text is next
looked at, because everything that it needs lies ready until it has ended.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis import project
from analysis.coding.coding_records import Coder, Decision
from analysis.coding.deciding import Deciding
from analysis.coding.raw import RawData, relative
from analysis.coding.session import GROWING, SheetRow
from analysis.coding.settle import settle
from analysis.coding.verify import verify_document
from analysis.coding.workplace import Origin, folder_of
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, catalogue, t
from analysis.language.messages import Words
from analysis.tables import schema, store
from analysis.tables.cell_rules import UNDECIDED
from analysis.tables.schema import TableSchema

STAGED = "staged"
"""Folder of the copy, below that of the text."""

READY = "ready"
"""File that says that all in `STAGED` is right and may be moved; it lists what."""

_VERSION = re.compile(r'^(version: "?)(\d+)\.(\d+)\.(\d+)("?)$', re.M)
_RELEASED = re.compile(r'^(date-released: "?)[\d-]+("?)$', re.M)
_ENTRY = re.compile(r"^## ", re.M)


def finish(article: bytes, origin: Origin, day: str) -> list[str]:
    """Put a coded text into the raw tables.

    Parameters
    ----------
    article
        Bytes of the article.
    origin
        What is known of the text.
    day
        Day of the new version of the data, for ``CHANGELOG.md`` and ``CITATION.cff``.

    Returns
    -------
    list of str
        Files that were written, from the project's folder.

    Raises
    ------
    AnalysisError
        If somebody has not finished, something is undecided or breaks a rule, the article does not
        prove it, or a file cannot be written: nothing has changed then.
    """
    root, folder = project.root(), folder_of(origin.document)
    stage = folder / STAGED
    resume(origin.document)
    with Deciding(article, origin.document, raw=_unsettled(root), folder=folder) as deciding:
        _refuse_unfinished(deciding)
        _fresh(stage)
        try:
            shutil.copytree(root / "data" / "raw", stage / "data" / "raw")
        except OSError as error:
            raise AnalysisError(f"cannot make a copy of data/raw: {error.strerror}") from None
        try:
            _fill(stage / "data" / "raw", deciding, origin)
            with _in(stage):
                settle(stage / "data" / "raw")
                _prove(RawData(stage / "data" / "raw"), origin.document, article)
            _tell(root, stage, deciding, origin, day)
            return _move(root, stage)
        finally:
            if not (stage / READY).exists():
                shutil.rmtree(stage, ignore_errors=True)


def resume(document: str) -> list[str]:
    """Complete a move that was killed; without one, do nothing.

    Returns
    -------
    list of str
        Files that were written.
    """
    stage = folder_of(document) / STAGED
    return _move(project.root(), stage) if (stage / READY).is_file() else []


def _unsettled(root: Path) -> RawData:
    return RawData(root / "data" / "raw", settled=False)


def _several(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _refuse_unfinished(deciding: Deciding) -> None:
    document = deciding.document
    for coding in deciding.codings:
        if coding.open:
            raise AnalysisError(
                f"{coding.coder} has {_several(coding.open, 'figure')} of {document} open: "
                f"decide first (`python -m analysis code {document}.txt --coder {coding.coder}`)"
            )
    items = deciding.items()
    if items:
        first = items[0]
        asks = first.rule or " or ".join(cell or "empty" for _, cell in first.options)
        raise AnalysisError(
            f"{_several(deciding.left, 'cell')} of {document} to be decided, first {first.column} "
            f"of {first.literal} at {first.at} ({asks}): `python -m analysis code {document}.txt "
            "--decide`"
        )


def _fresh(stage: Path) -> None:
    if stage.exists():
        shutil.rmtree(stage)


@contextmanager
def _in(stage: Path) -> Iterator[None]:
    """Let a copy be the project, so that the names of its units are known."""
    before = project.choose_folder(stage)
    catalogue.forget_words()
    try:
        yield
    finally:
        project.choose_folder(before)
        catalogue.forget_words()


def _fill(raw: Path, deciding: Deciding, origin: Origin) -> None:
    """Write all that the text brings into a copy of the raw tables."""
    document = origin.document
    figures, others = deciding.settled()
    open_ = [c for row in (*figures, *others) for c in row.values() if c.startswith(UNDECIDED[0])]
    if open_:
        raise AnalysisError(
            f"{_several(len(open_), 'cell')} of {document} not decided, as {open_[0]}"
        )
    for table, rows in ((schema.FIGURES, figures), (schema.OTHER_NUMERALS, others)):
        cells = [[row[name] for name in table.names] for row in rows]
        store.write_text(store.to_csv(cells, table), raw / table.name / f"{document}.csv")
    for coder, sheet in deciding.sheets().items():
        lines = [store.cells_of(each.values(), schema.CODING) for each in sheet]
        path = raw / "codings" / f"{document}.{coder}.csv"
        store.write_text(store.to_csv(lines, schema.CODING), path)
    if origin.city:
        _append(raw, schema.CODELISTS, [origin.city])
    _append(raw, schema.CODERS, list(_new_coders(raw, deciding, origin)))
    for row in used(deciding.rows, figures):
        _append(raw, GROWING[row.table], [row.cells])
    _append(raw, schema.DOCUMENTS, [origin.cells])
    _append(raw, Decision.TABLE, list(_reasons(deciding)))


def used(rows: Sequence[SheetRow], figures: Sequence[Mapping[str, str]]) -> list[SheetRow]:
    """Return the rows of the codebook that a settled figure needs.

    What only a coder's sheet names stays there as it was written.

    Parameters
    ----------
    rows
        What coders added.
    figures
        Settled figures: cells of `schema.FIGURES`.
    """
    columns = {each.name: each.codes for each in schema.FIGURES.columns if each.codes}
    needed = {(list_, row[name]) for row in figures for name, list_ in columns.items()}
    found = []
    for row in rows:
        list_ = row.cells.get("list", GROWING[row.table].key[0])
        if (list_, row.cells[GROWING[row.table].key[-1]]) in needed:
            found.append(row)
    return found


def _append(raw: Path, table: TableSchema, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows at the end of a table, those whose key it has already left out."""
    path = raw / relative(table)
    known = store.read_rows(path, table)
    places = [table.names.index(name) for name in table.key]
    keys = {tuple(row[place] for place in places) for row in known}
    new = [[row[name] for name in table.names] for row in rows]
    new = [row for row in new if tuple(row[place] for place in places) not in keys]
    if new:
        store.write_text(store.to_csv([*known, *new], table), path)


def _new_coders(raw: Path, deciding: Deciding, origin: Origin) -> Iterator[Mapping[str, str]]:
    for coding in deciding.codings:
        said = "aided" if coding.aided else "unaided"
        how = {each: t(f"coding.origin.{said}", each) for each in LANGUAGES}
        if coding.blind and len(deciding.codings) > 1:
            how = {each: t("coding.origin.blind", each, how=how[each]) for each in LANGUAGES}
        name = coding.coder.title()
        coder = Coder(
            coding.coder, Words(dict.fromkeys(LANGUAGES, name)), Words(origin.by), Words(how)
        )
        cells = store.cells_of(coder.values(), schema.CODERS)
        yield dict(zip(schema.CODERS.names, cells, strict=True))


def _reasons(deciding: Deciding) -> Iterator[Mapping[str, str]]:
    """Yield why each cell was decided as it is, in the order of the text."""
    for (at, column), event in sorted(deciding.decisions.items()):
        why = Decision(deciding.document, at, column, event["reason"], event.get("why", ""))
        cells = store.cells_of(why.values(), Decision.TABLE)
        yield dict(zip(Decision.TABLE.names, cells, strict=True))


def _prove(raw: RawData, document: str, article: bytes) -> None:
    """Hold the copy against the article.

    Raises
    ------
    AnalysisError
        If a promise is broken: a line for each fault.
    """
    faults = [fault for each in verify_document(raw, document, article) for fault in each.faults]
    if faults:
        raise AnalysisError(
            "\n".join([*faults, "the article does not prove this: nothing changed"])
        )


def _tell(root: Path, stage: Path, deciding: Deciding, origin: Origin, day: str) -> None:
    """Write the entry of ``CHANGELOG.md`` and the version of ``CITATION.cff`` into the copy."""
    figures, others = deciding.settled()
    cited = (root / "CITATION.cff").read_text(encoding="utf-8")
    version = _VERSION.search(cited)
    if version is None:
        raise AnalysisError("CITATION.cff states no version as 4.0.0: correct it")
    now = f"{version[2]}.{int(version[3]) + 1}.0"
    cited = _VERSION.sub(rf"\g<1>{now}\g<5>", cited, count=1)
    cited = _RELEASED.sub(rf"\g<1>{day}\g<2>", cited, count=1)
    coders = " and ".join(f"`{coder}`" for coder in deciding.coders)
    decided = len(deciding.decisions)
    line = (
        f"- New text `{origin.document}` ({origin.cells[f'label_{LANGUAGES[0]}']}): {len(figures)} "
        f"figures and {len(others)} other numerals, coded by {coders}; {decided} cells decided.\n"
    )
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    first = _ENTRY.search(changes)
    place = first.start() if first else len(changes)
    entry = f"## Data {now} ({day})\n\n{line}\n"
    for name, content in (
        ("CITATION.cff", cited),
        ("CHANGELOG.md", changes[:place] + entry + changes[place:]),
    ):
        store.write_text(content, stage / name)


def _differing(root: Path, stage: Path) -> list[str]:
    """Return the files of a copy that are not in the project as they are there."""
    names = sorted(
        path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()
    )
    return [
        name
        for name in names
        if not (root / name).is_file() or (root / name).read_bytes() != (stage / name).read_bytes()
    ]


def _move(root: Path, stage: Path) -> list[str]:
    """Move what was made ready; take all of it back if something cannot be written."""
    ready = stage / READY
    if ready.is_file():
        names = ready.read_text(encoding="utf-8").splitlines()
    else:
        names = _differing(root, stage)
        store.write_text("".join(f"{name}\n" for name in names), ready)
    before: dict[str, bytes | None] = {}
    try:
        for name in names:
            target = root / name
            before[name] = target.read_bytes() if target.is_file() else None
            _replace(target, (stage / name).read_bytes())
    except OSError as error:
        for name, content in before.items():
            if content is None:
                (root / name).unlink(missing_ok=True)
            elif (root / name).read_bytes() != content:
                _replace(root / name, content)
        ready.unlink()
        raise AnalysisError(
            f"cannot write {name}: {error.strerror}; everything is as it was before"
        ) from None
    shutil.rmtree(stage)
    return names


def _replace(target: Path, content: bytes) -> None:
    """Write a file so that it is the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    neighbour = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        neighbour.write_bytes(content)
        neighbour.replace(target)
    finally:
        neighbour.unlink(missing_ok=True)
