"""Notebook files as plain data: what counts as source, and one way of writing them.

Only the standard library is needed here, so that finding out that nothing is to do stays fast.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError

Node = dict[str, Any]

INJECTED = "injected-parameters"
"""Tag of the cell that papermill adds, and the id it gets here (papermill's is random)."""

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}

# It can only begin where a word does: else a long word is searched from each of its characters.
_CELL_FILE = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*ipykernel_\d+[/\\]\d+\.py")
_OVERWRITTEN = re.compile(r"^[^\n]*\r(?!\n)", re.MULTILINE)
_VOLATILE_CELL = {"papermill", "execution", "collapsed", "scrolled", "trusted", "ExecuteTime"}
_WIDGET = "application/vnd.jupyter.widget-view+json"
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)


def read_notebook(path: Path, name: str) -> Node:
    """Read a notebook file.

    Parameters
    ----------
    path
        The file.
    name
        How messages call it.

    Returns
    -------
    dict
        The notebook, in format 4.5 or later.

    Raises
    ------
    AnalysisError
        If the file is missing, or as `loads`.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise AnalysisError(f"{name} is missing: the catalogue names it.") from None
    return loads(content, name)


def loads(content: bytes, name: str) -> Node:
    """Read a notebook from the content of its file; `name` is how messages call it.

    Raises
    ------
    AnalysisError
        If it is no notebook, is damaged, or is in a format before 4.5.
    """
    try:
        node = json.loads(content)
    except ValueError as error:
        raise AnalysisError(f"{name} is no notebook: {error}.") from None
    version = (node.get("nbformat"), node.get("nbformat_minor")) if isinstance(node, dict) else ()
    if not isinstance(node, dict) or version < (4, 5):
        raise AnalysisError(
            f"{name} is not in notebook format 4.5: open and save it in JupyterLab."
        )
    if not isinstance(node.get("cells"), list) or not all(map(_is_cell, node["cells"])):
        raise AnalysisError(f"{name} is damaged: open and save it in JupyterLab.")
    return node


def _is_cell(cell: object) -> bool:
    """Tell whether a part of a notebook is a cell."""
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and isinstance(cell.get("source"), str | list)
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(cell.get("outputs", []), list)
    )


def cell_text(value: object) -> str:
    """Return a text that notebooks store as one string or as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def cells(node: Node) -> list[Node]:
    """Return the cells of a notebook."""
    found: list[Node] = node["cells"]
    return found


def tags(cell: Node) -> list[str]:
    """Return the tags of a cell."""
    found: list[str] = cell.get("metadata", {}).get("tags", [])
    return found


def is_code(cell: Node) -> bool:
    """Tell whether a cell holds code to run."""
    return cell["cell_type"] == "code" and bool(cell_text(cell["source"]).strip())


def code_lines(node: Node) -> Iterator[str]:
    """Yield the source of each code cell."""
    for cell in cells(node):
        if is_code(cell):
            yield cell_text(cell["source"])


def source_digest(node: Node) -> str:
    """Return the SHA-256 of what a person wrote: cells and their tags, no outputs or counts."""
    content = [
        [
            cell["cell_type"],
            cell.get("id"),
            cell_text(cell["source"]),
            _lasting(cell.get("metadata", {})),
            cell.get("attachments"),
        ]
        for cell in cells(node)
    ]
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def default_parameters(node: Node, name: str) -> dict[str, object]:
    """Return the parameters of a notebook with their default values.

    Parameters
    ----------
    node
        The notebook.
    name
        How messages call it.

    Returns
    -------
    dict
        Values by name, from the cell tagged `parameters`.

    Raises
    ------
    AnalysisError
        If more than one cell is tagged, or the cell holds anything but names with plain values.
    """
    tagged = [cell for cell in cells(node) if "parameters" in tags(cell)]
    if len(tagged) > 1:
        raise AnalysisError(f"{name} has {len(tagged)} cells tagged 'parameters': keep one.")
    found: dict[str, object] = {}
    for cell in tagged:
        try:
            for statement in ast.parse(cell_text(cell["source"])).body:
                for target, value in _assignments(statement):
                    found[target] = ast.literal_eval(value)
        except (SyntaxError, ValueError):
            raise AnalysisError(
                f"{name}: the cell tagged 'parameters' may hold only lines like name = value, "
                "with a plain value."
            ) from None
    return found


def with_default(node: Node, parameter: str, value: str) -> Node:
    """Return a notebook whose parameter has another value, comments and all else as they were.

    Parameters
    ----------
    node
        The notebook, whose `defaults` could be read.
    parameter
        Name in the cell tagged `parameters`.
    value
        The value: text.
    """
    changed = copy.deepcopy(node)
    for cell in cells(changed):
        if "parameters" not in tags(cell):
            continue
        source = cell_text(cell["source"])
        lines = [line.encode() for line in source.splitlines(keepends=True)]
        for statement in ast.parse(source).body:
            for target, found in _assignments(statement):
                if target == parameter and found.lineno == found.end_lineno:
                    line = lines[found.lineno - 1]
                    said = json.dumps(value, ensure_ascii=False).encode()
                    start, end = found.col_offset, found.end_col_offset
                    lines[found.lineno - 1] = line[:start] + said + line[end:]
        cell["source"] = b"".join(lines).decode()
    return changed


def heading_above(node: Node, index: int) -> str:
    """Return the nearest heading above a cell (of the English prose where there are two)."""
    for cell in reversed(cells(node)[:index]):
        if cell["cell_type"] == "markdown" and "zh" not in tags(cell):
            found = _HEADING.findall(cell_text(cell["source"]))
            if found:
                return str(found[-1])
    return ""


def normalise(node: Node) -> Node:
    """Remove from an executed notebook all that differs between two runs of the same thing.

    Parameters
    ----------
    node
        The notebook; changed in place.

    Returns
    -------
    dict
        The same notebook, without times, paths, random ids, versions, widgets and their state
        (which may hold what nobody may publish, such as an article), and with the pieces of a
        stream that arrived one after the other joined.
    """
    node["metadata"] = {"kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE_INFO)}
    node["nbformat"], node["nbformat_minor"] = 4, 5
    for cell in cells(node):
        cell["metadata"] = _lasting(cell.get("metadata", {}))
        if INJECTED in tags(cell):
            cell["id"] = INJECTED
        if cell["cell_type"] == "code":
            outputs = [each for each in cell.get("outputs", []) if not _is_control(each)]
            cell["outputs"] = _join_streams(outputs)
    return node


def renumber(node: Node) -> Node:
    """Write the numbers of cells as after a restart, from 1 on, where they ran in their order.

    Parameters
    ----------
    node
        The notebook; changed in place.  Cells that ran in another order keep their numbers.
    """
    ran = [cell for cell in cells(node) if cell.get("execution_count") is not None]
    counts = [cell["execution_count"] for cell in ran]
    if counts == sorted(set(counts)):
        for number, cell in enumerate(ran, 1):
            for numbered in (cell, *cell.get("outputs", [])):
                if "execution_count" in numbered:
                    numbered["execution_count"] = number
    return node


def notebook_bytes(node: Node) -> bytes:
    """Write a notebook the one way the project writes notebooks."""
    laid_out = json.loads(json.dumps(node))
    for cell in laid_out["cells"]:
        cell["source"] = _lines(cell["source"])
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _lines(output["text"])
            data = output.get("data", {})
            for kind, value in data.items():
                if isinstance(value, str | list) and not _is_json(kind):
                    data[kind] = _lines(value)
    return f"{_indented(laid_out)}\n".encode()


_in_one_line = json.JSONEncoder(ensure_ascii=False).encode


def _indented(value: object, line: str = "\n") -> str:
    """Return what `json.dumps` gives with `indent=1` and `sort_keys`, in a third of its time."""
    if not value or not isinstance(value, dict | list):
        return _in_one_line(value)
    deeper = f"{line} "
    if isinstance(value, dict):
        items = (f"{_in_one_line(key)}: {_indented(value[key], deeper)}" for key in sorted(value))
        return f"{{{deeper}{f',{deeper}'.join(items)}{line}}}"
    each = (_indented(item, deeper) for item in value)
    return f"[{deeper}{f',{deeper}'.join(each)}{line}]"


def _is_control(output: Node) -> bool:
    """Tell whether an output is a widget, which works while its kernel runs, and never again."""
    return _WIDGET in output.get("data", {})


def _is_json(kind: str) -> bool:
    """Tell whether a MIME type holds JSON, which is stored as it is."""
    return kind == "application/json" or kind.endswith("+json")


def _lines(value: object) -> list[str]:
    """Split a text as notebook files store it."""
    return cell_text(value).splitlines(keepends=True)


def _lasting(metadata: Node) -> Node:
    """Return the metadata of a cell without what tools write at each run, and no empty tags."""
    return {
        key: value
        for key, value in metadata.items()
        if key not in _VOLATILE_CELL and not (key == "tags" and not value)
    }


def _join_streams(outputs: list[Node]) -> list[Node]:
    """Join the pieces of standard output between two displays, and then those of standard error.

    A kernel sends what was printed in pieces cut by a clock, and the two streams in no fixed
    order; what lies between two displays is fixed, because a display flushes both.
    """
    joined: list[Node] = []
    waiting: dict[str, str] = {}

    def flush() -> None:
        for name in sorted(waiting, reverse=True):
            printed = _settle(waiting[name])
            if printed:
                joined.append({"name": name, "output_type": "stream", "text": printed})
        waiting.clear()

    for output in outputs:
        if output["output_type"] == "stream":
            name = output["name"]
            waiting[name] = waiting.get(name, "") + cell_text(output["text"])
        else:
            flush()
            joined.append(output)
    flush()
    return joined


def _settle(printed: str) -> str:
    """Apply carriage returns, and name the file of a cell without its folder and number."""
    return _CELL_FILE.sub("cell", _OVERWRITTEN.sub("", printed))


def _assignments(statement: ast.stmt) -> list[tuple[str, ast.expr]]:
    """Return the names and values that a statement sets; refuse anything else."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [(statement.target.id, statement.value)] if statement.value else []
    if isinstance(statement, ast.Assign) and all(
        isinstance(target, ast.Name) for target in statement.targets
    ):
        return [(target.id, statement.value) for target in statement.targets]  # type: ignore[attr-defined]
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []
    raise ValueError
