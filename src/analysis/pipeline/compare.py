"""Say in readable lines how two versions of a file differ."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from analysis.pipeline import notebook_files as nb

_AROUND = 30
_WIDTH = 80


def differences(name: str, committed: bytes, rebuilt: bytes) -> list[str]:
    """Compare two versions of a file.

    Parameters
    ----------
    name
        Name of the file; its ending says how to read it.
    committed, rebuilt
        The two contents.

    Returns
    -------
    list
        A line per difference; none if the contents are equal.
    """
    if committed == rebuilt:
        return []
    readers = {".ipynb": _notebooks, ".csv": _tables, ".json": _documents}
    reader = readers.get(name[name.rfind(".") :], _texts)
    try:
        found = list(reader(committed, rebuilt))
    except (ValueError, KeyError, TypeError, AttributeError):
        found = list(_texts(committed, rebuilt))
    return [f"{name}: {line}" for line in found or ["the bytes differ, but not what they say"]]


def _notebooks(committed: bytes, rebuilt: bytes) -> Iterator[str]:
    """Compare two notebooks cell by cell."""
    one, other = json.loads(committed), json.loads(rebuilt)
    if len(one["cells"]) != len(other["cells"]):
        yield f"{len(one['cells'])} cells are committed, {len(other['cells'])} rebuilt"
    for number, (old, new) in enumerate(zip(one["cells"], other["cells"], strict=False), 1):
        heading = nb.heading_above(one, number - 1)
        where = f"cell {number}" + (f" under {heading!r}" if heading else "")
        yield from (f"{where}: {said}" for said in _cells(old, new))
    if one["metadata"] != other["metadata"]:
        yield f"metadata of the notebook: {_path(one['metadata'], other['metadata'])}"


def _cells(old: nb.Node, new: nb.Node) -> Iterator[str]:
    """Compare two cells."""
    if nb.cell_text(old["source"]) != nb.cell_text(new["source"]):
        yield "the source differs"
    if old.get("metadata") != new.get("metadata"):
        yield f"metadata: {_path(old.get('metadata'), new.get('metadata'))}"
    one, other = old.get("execution_count"), new.get("execution_count")
    if one != other:
        yield f"execution count {one} is committed, {other} rebuilt"
    before, after = old.get("outputs", []), new.get("outputs", [])
    if len(before) != len(after):
        yield f"{len(before)} outputs are committed, {len(after)} rebuilt"
    for number, (shown, now) in enumerate(zip(before, after, strict=False), 1):
        yield from (f"output {number}: {said}" for said in _outputs(shown, now))


def _outputs(one: nb.Node, other: nb.Node) -> Iterator[str]:
    """Compare two outputs."""
    if one["output_type"] != other["output_type"]:
        yield f"{one['output_type']} is committed, {other['output_type']} rebuilt"
        return
    if one.get("name") != other.get("name"):
        yield f"{one.get('name')} is committed, {other.get('name')} rebuilt"
    if "text" in one:
        yield from (f"{one['name']}: {said}" for said in _lines(one["text"], other["text"]))
    before, after = one.get("data", {}), other.get("data", {})
    for kind in sorted({*before, *after}):
        if kind not in before or kind not in after:
            yield f"{kind} is only {'rebuilt' if kind not in before else 'committed'}"
        elif before[kind] != after[kind]:
            yield from (f"{kind}: {said}" for said in _lines(before[kind], after[kind]))
    if one.get("metadata") != other.get("metadata"):
        yield f"metadata: {_path(one.get('metadata'), other.get('metadata'))}"
    if one.get("evalue") != other.get("evalue"):
        yield f"error {one.get('evalue')!r} is committed, {other.get('evalue')!r} rebuilt"


def _lines(old: object, new: object) -> Iterator[str]:
    """Name the first line in which two texts differ."""
    one = nb.cell_text(old) if isinstance(old, str | list) else json.dumps(old, sort_keys=True)
    other = nb.cell_text(new) if isinstance(new, str | list) else json.dumps(new, sort_keys=True)
    yield from _text(one, other)


def _tables(committed: bytes, rebuilt: bytes) -> Iterator[str]:
    """Compare two CSV files cell by cell; the first column is the key where it is one."""
    one, other = (list(csv.reader(text.decode().splitlines())) for text in (committed, rebuilt))
    if not one or not other:
        yield "one of the two is empty"
        return
    yield from (f"column {name} is only committed" for name in one[0] if name not in other[0])
    yield from (f"column {name} is only rebuilt" for name in other[0] if name not in one[0])
    if one[0] != other[0] and sorted(one[0]) == sorted(other[0]):
        yield "the columns stand in another order"
    old, new = _keyed(one), _keyed(other)
    yield from (f"row {key} is only committed" for key in old if key not in new)
    yield from (f"row {key} is only rebuilt" for key in new if key not in old)
    for key, row in old.items():
        for column, value in row.items():
            if key in new and column in new[key] and new[key][column] != value:
                yield (
                    f"row {key}, column {column}: {_short(value)} is committed, "
                    f"{_short(new[key][column])} rebuilt"
                )
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield "the rows stand in another order"


def _keyed(rows: list[list[str]]) -> dict[str, dict[str, str]]:
    """Return rows by their first cell, or by their number where that is not unique."""
    header, body = rows[0], rows[1:]
    keys = [row[0] if row else "" for row in body]
    if len(set(keys)) < len(keys):
        keys = [str(number) for number in range(1, len(body) + 1)]
    return {key: dict(zip(header, row, strict=False)) for key, row in zip(keys, body, strict=True)}


def _documents(committed: bytes, rebuilt: bytes) -> Iterator[str]:
    """Compare two JSON files."""
    yield from _tree(json.loads(committed), json.loads(rebuilt), "")


def _tree(old: Any, new: Any, path: str) -> Iterator[str]:
    """Name each place in which two JSON values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            where = f"{path}.{key}" if path else str(key)
            if key not in old or key not in new:
                yield f"{where} is only {'rebuilt' if key not in old else 'committed'}"
            else:
                yield from _tree(old[key], new[key], where)
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{path or 'the list'}: {len(old)} entries are committed, {len(new)} rebuilt"
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from _tree(one, other, f"{path}[{_label(one, number)}]")
    elif old != new:
        yield f"{path}: {_short(str(old))} is committed, {_short(str(new))} rebuilt"


def _label(item: Any, number: int) -> str:
    """Call an entry of a list by its name, if it has one."""
    name = item.get("name") if isinstance(item, dict) else None
    return str(name) if name else str(number)


def _path(old: Any, new: Any) -> str:
    """Return the first difference of two JSON values."""
    return next(_tree(old, new, ""), "another order")


def _texts(committed: bytes, rebuilt: bytes) -> Iterator[str]:
    """Compare two files as text."""
    try:
        yield from _text(committed.decode(), rebuilt.decode())
    except UnicodeDecodeError:
        yield f"{len(committed)} bytes are committed, {len(rebuilt)} other ones rebuilt"


def _text(one: str, other: str) -> Iterator[str]:
    """Name the first line in which two texts differ, and what stands there."""
    old, new = one.splitlines(), other.splitlines()
    for number, (before, after) in enumerate(zip(old, new, strict=False), 1):
        if before != after:
            start = next(
                (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
                min(len(before), len(after)),
            )
            begin = max(0, start - _AROUND)
            yield (
                f"line {number}: {_short(before[begin:])} is committed, "
                f"{_short(after[begin:])} rebuilt"
            )
            return
    if len(old) != len(new):
        yield f"{len(old)} lines are committed, {len(new)} rebuilt"
    elif one != other:
        yield "the line ends differ"


def _short(text: str) -> str:
    """Return a text in quotes, cut where it gets long."""
    return repr(text if len(text) <= _WIDTH else text[:_WIDTH] + "…")
