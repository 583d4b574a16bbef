"""Name the public functions whose docstrings leave something out: `python tools/docstrings.py`.

Two things are asked of them.  Whoever takes or gives tables, or records of tables, says which: the
docstring names the declaration or the columns, or every type in its signature does so where it is
declared (``columns of `schema.FINDINGS```).  Whoever raises has a section `Raises` that names what.
Only what stands in the source is looked at (`ast`): what a function calls may raise more.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"

FRAMES = {"DataFrame", "Series"}
"""Types that say nothing of their columns."""

ROWS = {"Cells", "Row", "Rows"}
"""Names that modules give to rows of text."""

COLUMNS = re.compile(r"schema\.[A-Z]|\bcolumns?\b|\bdeclar")
"""How a docstring names the columns of a table or its declaration."""

DECLARED = re.compile(r"columns\s+of\s+`+[\w.-]+`")
"""How a type names the declaration of its table."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is asked of some functions, and where it is missing.

    Attributes
    ----------
    asked
        How many functions it is asked of.
    missing
        Those that leave it out, as ``file:line name``.
    """

    asked: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the functions that say it; 1 where it is asked of none."""
        return 1 - len(self.missing) / self.asked if self.asked else 1.0

    def __str__(self) -> str:
        """Return the count, and a line for each that is missing."""
        said = self.asked - len(self.missing)
        return "\n".join((f"{said} of {self.asked} ({self.share:.1%})", *self.missing))


def trees(folder: Path) -> dict[Path, ast.Module]:
    """Return the syntax tree of every module below a folder."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))
    }


def table_types(modules: Iterable[ast.Module]) -> dict[str, bool]:
    """Return the types that stand for tables or their rows, and whether each names its columns.

    These are frames, what modules call `Cells`, `Row` or `Rows`, classes derived from `Record`, and
    classes that name a declaration.  Of two types with one name, both must name their columns.
    """
    types = dict.fromkeys(FRAMES, False)
    for module in modules:
        for node, following in zip(module.body, [*module.body[1:], None], strict=True):
            name, text = _declared(node, following)
            if name:
                types[name] = bool(DECLARED.search(text)) and types.get(name, True)
    return types


def _declared(node: ast.stmt, following: ast.stmt | None) -> tuple[str, str]:
    """Return the name and docstring of a type for tables; the name is empty for all other code."""
    if isinstance(node, ast.ClassDef):
        about = ast.get_docstring(node) or ""
        record = any(isinstance(base, ast.Name) and base.id == "Record" for base in node.bases)
        return (node.name if record or DECLARED.search(about) else ""), about
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    target = node.target if isinstance(node, ast.AnnAssign) else target
    if not (isinstance(target, ast.Name) and target.id in ROWS):
        return "", ""
    beside = following.value if isinstance(following, ast.Expr) else None
    text = beside.value if isinstance(beside, ast.Constant) else None
    return target.id, text if isinstance(text, str) else ""


def public(body: Iterable[ast.stmt], within: str = "") -> Iterator[tuple[str, Function]]:
    """Yield the public functions of a module, and the methods of its public classes."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            yield from public(node.body, f"{within}{node.name}.")
        else:
            yield within + node.name, node


def tables_of(function: Function, types: Mapping[str, bool]) -> set[str]:
    """Return the types for tables that a function takes or gives."""
    taken = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    annotations = [argument.annotation for argument in taken] + [function.returns]
    words = {
        word
        for annotation in annotations
        if annotation is not None
        for word in re.findall(r"\w+", ast.unparse(annotation))
    }
    return words & types.keys()


def raised(function: Function) -> set[str]:
    """Return the names of what a function itself raises.

    Handing on what was caught (`raise` alone, or the name that `except` gave) does not count, nor
    what functions inside it raise.
    """
    own: list[ast.AST] = []
    nodes: list[ast.AST] = [*function.body]
    while nodes:
        node = nodes.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            own.append(node)
            nodes += ast.iter_child_nodes(node)
    caught = {node.name for node in own if isinstance(node, ast.ExceptHandler)}
    found = set()
    for node in own:
        if isinstance(node, ast.Raise) and node.exc is not None:
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            found.add(ast.unparse(error).rpartition(".")[2])
    return found - caught - {"NotImplementedError"}


def says_raised(text: str, names: set[str]) -> bool:
    """Tell whether the section `Raises` of a docstring names all that is raised.

    Of an error that a function makes, whose type does not show, the section alone is asked.
    """
    _, heading, section = text.partition("Raises\n------\n")
    types = {name for name in names if name[:1].isupper()}
    return bool(heading) and all(re.search(rf"^(?:\w+\.)*{name}$", section, re.M) for name in types)


def examined(modules: Mapping[Path, ast.Module], root: Path = ROOT) -> tuple[Lacking, Lacking]:
    """Return where columns are missing, and where errors are."""
    everywhere = table_types(modules.values())
    asked = [0, 0]
    missing: tuple[list[str], list[str]] = ([], [])
    for path, module in modules.items():
        types = everywhere | table_types([module])
        for name, function in public(module.body):
            text = ast.get_docstring(function) or ""
            where = f"{path.relative_to(root).as_posix()}:{function.lineno} {name}"
            tables, errors = tables_of(function, types), raised(function)
            columns = COLUMNS.search(text) or all(types[table] for table in tables)
            for index, (applies, said) in enumerate(
                ((tables, columns), (errors, says_raised(text, errors)))
            ):
                asked[index] += bool(applies)
                if applies and not said:
                    missing[index].append(f"{where}: {', '.join(sorted(applies))}")
    first, second = (Lacking(n, tuple(m)) for n, m in zip(asked, missing, strict=True))
    return first, second


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both lists of a folder (the package, if none is named)."""
    named = sys.argv[1:] if arguments is None else arguments
    folder = Path(named[0]).resolve() if named else PACKAGE
    columns, errors = examined(trees(folder), folder if named else ROOT)
    print(f"name the columns of their tables: {columns}\nname what they raise: {errors}")
    return 1 if columns.missing or errors.missing else 0


if __name__ == "__main__":
    sys.exit(main())
