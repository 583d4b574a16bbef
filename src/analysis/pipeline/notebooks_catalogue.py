"""Read `notebooks/catalogue.toml`: every notebook, its parameters, what it reads and writes."""

from __future__ import annotations

import csv
import itertools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any

from analysis import project
from analysis.errors import AnalysisError, nearest_name
from analysis.pipeline import notebook_files as nb
from analysis.pipeline.parameters import TYPES, Parameter, Sources, Value, check_value
from analysis.pipeline.paths import fault, fault_in_name

CATALOGUE_FILE = "notebooks/catalogue.toml"
_KINDS = ("table", "page", "explore")

_BUILD_KEYS = {
    **{"exporter": "text", "timeout": "number", "packages": "texts"},
    **{"profile": "text", "words": "texts"},
}
_NOTEBOOK_KEYS = {
    **{"path": "text", "kind": "text", "inputs": "texts", "outputs": "texts", "page": "text"},
    **{"parameters": "table", "published": "sets"},
}
_STEP_KEYS = {
    **{"name": "text", "call": "text", "inputs": "texts", "outputs": "texts"},
    **{"parameters": "table", "published": "sets"},
}
_PARAMETER_KEYS = {"type": "text", "values": "values"}
_SECTIONS = {"build": "table", "sources": "table", "notebook": "tables", "step": "tables"}


def _all(value: Any, kind: type | UnionType) -> bool:
    """Tell whether a value is a list of things of a type."""
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


_SHAPES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a text", lambda value: isinstance(value, str)),
    "number": ("a whole number", lambda value: type(value) is int),
    "texts": ("a list of texts", lambda value: _all(value, str)),
    "table": ("a table", lambda value: isinstance(value, dict)),
    "tables": ("a list of tables", lambda value: _all(value, dict)),
    "sets": ("a list of tables", lambda value: isinstance(value, dict) or _all(value, dict)),
    "values": (
        "a list of values, or the name of a source",
        lambda value: isinstance(value, str) or _all(value, str | int),
    ),
}
"""What a value of the format may be: how a message calls it, and what tells."""

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A notebook of the catalogue, or a step: a function that a build calls like one.

    Attributes
    ----------
    name
        `pages/theme` for the notebook `notebooks/pages/theme.ipynb`; a step's own name.
    kind
        `table`, `page`, `explore` or `step`.
    path
        Notebook file relative to the root; empty for a step.
    call
        `module:function` of a step.
    parameters
        Parameters by name.
    published
        Parameter sets the build runs.
    inputs, outputs
        Globs relative to the root, with `{parameter}` placeholders.
    page
        Name of the exported page, with placeholders.
    digest
        SHA-256 of the notebook's source; empty for a step.
    code
        Source of the code cells, from which the build reads what they import.
    """

    name: str
    kind: str
    path: str
    call: str
    parameters: Mapping[str, Parameter]
    published: tuple[Mapping[str, Value], ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    page: str
    digest: str
    code: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue.

    Attributes
    ----------
    entries
        Notebooks and steps in the order of the file.
    exporter
        `module:function` that turns an executed notebook into a page.
    timeout
        Seconds that one cell may take.
    packages
        Packages whose code decides whether a run is out of date.
    profile
        Folder of the IPython profile relative to the root, or nothing.
    words
        Files relative to the root with the words that runs look up one by one.
    """

    entries: tuple[CatalogueEntry, ...]
    exporter: str = "analysis.site.exporter:publish_page"
    timeout: int = 600
    packages: tuple[str, ...] = ("analysis",)
    profile: str = ""
    words: tuple[str, ...] = ()

    def entry(self, name: str) -> CatalogueEntry:
        """Return the entry of a name, typed with or without folder and ending.

        Raises
        ------
        AnalysisError
            If the catalogue has no such entry; the sentence names the nearest one.
        """
        wanted = name.removeprefix("notebooks/").removesuffix(".ipynb")
        for entry in self.entries:
            if entry.name == wanted:
                return entry
        names = [entry.name for entry in self.entries]
        raise AnalysisError(
            f"No notebook {name!r}{nearest_name(wanted, names)} "
            f"The catalogue has {', '.join(names)}."
        )


def load_catalogue(root: Path, sources: Sources | None = None) -> Catalogue:
    """Read and check the catalogue.

    Parameters
    ----------
    root
        Folder of the project.
    sources
        Where allowed values come from, by name, beside those the catalogue itself declares.

    Returns
    -------
    Catalogue
        With every parameter, path and published set checked.
    """
    declared = _declared(root)
    _refuse_unknown(declared, _SECTIONS, "the file")
    build = declared.get("build", {})
    _refuse_unknown(build, _BUILD_KEYS, "[build]")
    words = tuple(build.get("words", ()))
    for path in (*words, *([build["profile"]] if build.get("profile") else [])):
        _inside(path, "[build]")
    values = _Values(root, declared.get("sources", {}), sources or {})
    notebooks = [_notebook(root, item, values) for item in declared.get("notebook", [])]
    steps = [_step(item, values) for item in declared.get("step", [])]
    entries = (*notebooks, *steps)
    _refuse_twice(entry.name for entry in entries)
    lists = {name: tuple(value) for name, value in build.items() if isinstance(value, list)}
    return Catalogue(entries, **{**build, **lists})


def renew_defaults(root: Path, sources: Sources | None = None) -> dict[str, bytes]:
    """Return the notebooks that name what has left the data, with what is there in its place.

    A notebook shows one text, city or theme by itself, until somebody chooses another.  When that
    one leaves, the first that is there takes its place, so that no notebook must be edited.

    Parameters
    ----------
    root, sources
        As `load` takes them.

    Returns
    -------
    dict
        Content by path relative to the root; the file itself is not touched.
    """
    declared = _declared(root)
    values = _Values(root, declared.get("sources", {}), sources or {})
    found: dict[str, bytes] = {}
    for item in declared.get("notebook", []):
        if not isinstance(item, dict) or "path" not in item:
            continue  # `load` says what is wrong with it.
        path = f"notebooks/{item['path']}"
        if not (root / path).is_file():
            continue
        node = known = nb.read_notebook(root / path, path)
        for name, default in nb.default_parameters(node, path).items():
            listed = item.get("parameters", {}).get(name, {}).get("values")
            if isinstance(listed, str) and values.varies(listed):
                allowed = values(listed, path)
                if allowed and default not in allowed:
                    node = nb.with_default(node, name, str(allowed[0]))
        if node is not known:
            found[path] = nb.notebook_bytes(node)
    return found


def _declared(root: Path) -> dict[str, Any]:
    """Read the file; a byte-order mark, which some editors write, is no part of it."""
    try:
        return tomllib.loads((root / CATALOGUE_FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise AnalysisError(f"{CATALOGUE_FILE} is missing in {root.name or root}.") from None
    except UnicodeDecodeError:
        raise AnalysisError(f"{CATALOGUE_FILE} is not text in UTF-8: save it as such.") from None
    except ValueError as error:
        raise AnalysisError(f"{CATALOGUE_FILE} is not valid TOML: {error}.") from None


class _Values:
    """Allowed values by the name of their source, each asked for once."""

    def __init__(self, root: Path, declared: Mapping[str, Any], given: Sources) -> None:
        self._root = root
        self._declared = {
            "languages": ["en", "zh"],
            "targets": list(project.RUN_TARGETS),
            **declared,
        }
        self._given = given
        self._known: dict[str, tuple[Value, ...]] = {}

    def __call__(self, name: str, where: str) -> tuple[Value, ...]:
        if name not in self._known:
            self._known[name] = self._find(name, where)
        return self._known[name]

    def varies(self, name: str) -> bool:
        """Tell whether values are those of a table, which come and go with the data."""
        return isinstance(self._declared.get(name), Mapping)

    def _find(self, name: str, where: str) -> tuple[Value, ...]:
        if name in self._given:
            return tuple(self._given[name]())
        if name not in self._declared:
            known = sorted({*self._given, *self._declared})
            raise AnalysisError(
                f"{CATALOGUE_FILE}: {where}: "
                f"no source of values {name!r}{nearest_name(name, known)} "
                f"Known are {', '.join(known)}."
            )
        source = self._declared[name]
        found = tuple(source) if isinstance(source, list) else self._column(name, source)
        for value in found:
            if said := fault_in_name(str(value)):
                listed = CATALOGUE_FILE if isinstance(source, list) else source["table"]
                raise AnalysisError(f"{listed}: {value!r}, one of the {name}, {said}.")
        return found

    def _column(self, name: str, source: Mapping[str, Any]) -> tuple[Value, ...]:
        """Return the distinct values of a column of a CSV file, in the order of the file."""
        try:
            table, column = source["table"], source["column"]
            _inside(table, f"source {name}")
            with (self._root / table).open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
            found = _cells(rows, column, source.get("where", {}))
            without = _cells(rows, column, source["without"]) if "without" in source else ()
            many = all(
                len(self(other, f"source {name}")) > int(number)
                for other, number in source.get("above", {}).items()
            )
            return tuple(cell for cell in found if many and cell not in without)
        except FileNotFoundError:
            raise AnalysisError(f"{source['table']} is missing: it lists the {name}.") from None
        except (UnicodeDecodeError, csv.Error) as error:
            raise AnalysisError(f"{source['table']} is no table in UTF-8: {error}.") from None
        except (KeyError, TypeError, ValueError, AttributeError):
            raise AnalysisError(
                f"{CATALOGUE_FILE}: source {name} must be a list, "
                "or name a table and a column that it has."
            ) from None


def _cells(
    rows: Iterable[Mapping[str, str]], column: str, where: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the distinct cells of a column, in their order, of the rows with these values."""
    wanted = (row for row in rows if all(row[key] == value for key, value in where.items()))
    return tuple(dict.fromkeys(row[column] for row in wanted if row[column]))


def _notebook(root: Path, item: Mapping[str, Any], values: _Values) -> CatalogueEntry:
    """Read the declaration of a notebook, and the notebook."""
    where = f"notebook {item.get('path', '?')}"
    _refuse_unknown(item, _NOTEBOOK_KEYS, where)
    _require(item, ("path", "kind"), where)
    kind = item["kind"]
    if kind not in _KINDS:
        raise AnalysisError(
            f"{CATALOGUE_FILE}: {where}: kind {kind!r} is none of {', '.join(_KINDS)}."
        )
    if (kind == "page") != ("page" in item):
        raise AnalysisError(
            f"{CATALOGUE_FILE}: {where}: a page, and only a page, needs 'page', its name."
        )
    path = f"notebooks/{item['path']}"
    _inside(item["path"], where)
    node = nb.read_notebook(root / path, path)
    parameters = _parameters(
        path, item.get("parameters", {}), nb.default_parameters(node, path), values
    )
    if kind == "page" and "language" not in parameters:
        raise AnalysisError(f"{CATALOGUE_FILE}: {where}: a page needs the parameter 'language'.")
    if kind == "page":
        _only_processed(item.get("inputs", []), where)
    entry = CatalogueEntry(
        name=str(item["path"]).removesuffix(".ipynb"),
        kind=kind,
        path=path,
        call="",
        parameters=parameters,
        published=_published(path, item.get("published", [{}]), parameters, kind, values),
        inputs=_patterns(item.get("inputs", []), parameters, where),
        outputs=_patterns(item.get("outputs", []), parameters, where),
        page=item.get("page", ""),
        digest=nb.source_digest(node),
        code=tuple(nb.code_lines(node)),
    )
    if entry.page:
        _patterns([entry.page], parameters, where)
    return entry


def _step(item: Mapping[str, Any], values: _Values) -> CatalogueEntry:
    """Read the declaration of a step."""
    where = f"step {item.get('name', '?')}"
    _refuse_unknown(item, _STEP_KEYS, where)
    _require(item, ("name", "call", "outputs"), where)
    declared = item.get("parameters", {})
    defaults = {name: _first(name, spec, values, where) for name, spec in declared.items()}
    parameters = _parameters(where, declared, defaults, values)
    return CatalogueEntry(
        name=item["name"],
        kind="step",
        path="",
        call=item["call"],
        parameters=parameters,
        published=_published(where, item.get("published", [{}]), parameters, "step", values),
        inputs=_patterns(item.get("inputs", []), parameters, where),
        outputs=_patterns(item["outputs"], parameters, where),
        page="",
        digest="",
        code=(f"import {str(item['call']).partition(':')[0]}",),
    )


def _first(name: str, spec: Mapping[str, Any], values: _Values, where: str) -> object:
    """Return the first allowed value of a step's parameter, which has no default of its own."""
    allowed = spec.get("values")
    if isinstance(allowed, str):
        allowed = values(allowed, where)
    if not allowed:
        raise AnalysisError(
            f"{CATALOGUE_FILE}: {where}: parameter {name} needs its allowed values."
        )
    return allowed[0]


def _parameters(
    name: str, declared: Mapping[str, Any], defaults: Mapping[str, object], values: _Values
) -> dict[str, Parameter]:
    """Join what the catalogue says about the parameters with what the notebook says."""
    for missing in [key for key in declared if key not in defaults]:
        raise AnalysisError(
            f"{name} lacks the parameter {missing!r} that the catalogue declares: set it in the "
            "cell tagged 'parameters'."
        )
    for extra in [key for key in defaults if key not in declared]:
        raise AnalysisError(f"{CATALOGUE_FILE} does not declare the parameter {extra!r} of {name}.")
    found: dict[str, Parameter] = {}
    for key, spec in declared.items():
        where = f"{name}, parameter {key}"
        _refuse_unknown(spec, _PARAMETER_KEYS, where)
        kind = spec.get("type", "str")
        if kind not in TYPES:
            raise AnalysisError(
                f"{CATALOGUE_FILE}: {where}: type {kind!r} is none of {', '.join(TYPES)}."
            )
        allowed = spec.get("values")
        if isinstance(allowed, str):
            allowed = values(allowed, where)
        parameter = Parameter(key, kind, None if allowed is None else tuple(allowed), "")
        default = check_value(name, parameter, defaults[key])
        found[key] = Parameter(key, kind, parameter.values, default)
    return found


def _published(
    name: str, matrices: Any, parameters: Mapping[str, Parameter], kind: str, values: _Values
) -> tuple[Mapping[str, Value], ...]:
    """Multiply out the published parameter sets."""
    if kind == "explore":
        return ()
    if isinstance(matrices, Mapping):
        matrices = [matrices]
    sets: list[Mapping[str, Value]] = []
    for matrix in matrices:
        for key in matrix:
            if key not in parameters:
                raise AnalysisError(
                    f"{CATALOGUE_FILE}: published sets of {name}: no parameter "
                    f"{key!r}{nearest_name(key, parameters)} It takes {', '.join(parameters)}."
                )
        axes = [list(_axis(name, matrix, each, values)) for each in parameters.values()]
        sets.extend(
            dict(zip(parameters, combination, strict=True))
            for combination in itertools.product(*axes)
        )
    unique = {tuple(item.items()): item for item in sets}
    return tuple(unique.values())


def _axis(
    name: str, matrix: Mapping[str, Any], parameter: Parameter, values: _Values
) -> Iterator[Value]:
    """Yield the published values of one parameter: all, those of a source, or those that stand."""
    given = matrix.get(parameter.name, "published" if parameter.name == "target" else "all")
    if given == "all":
        if parameter.values is None:
            raise AnalysisError(
                f"{CATALOGUE_FILE}: published sets of {name}: name the values of {parameter.name}, "
                "because it has no list of allowed ones."
            )
        yield from parameter.values
        return
    if isinstance(given, Mapping):
        _refuse_unknown(given, {"source": "text"}, f"published sets of {name}")
        _require(given, ("source",), f"published sets of {name}")
        given = list(values(given["source"], f"published sets of {name}"))
    for value in given if isinstance(given, list) else [given]:
        yield check_value(name, parameter, value)


def _patterns(
    patterns: Iterable[str], parameters: Mapping[str, Parameter], where: str
) -> tuple[str, ...]:
    """Return path patterns after a look at their placeholders."""
    checked = tuple(patterns)
    for pattern in checked:
        _inside(pattern, where)
        for name in _PLACEHOLDER.findall(pattern):
            if name not in parameters:
                raise AnalysisError(
                    f"{CATALOGUE_FILE}: {where}: {pattern!r} has no such parameter {name!r}"
                    f"{nearest_name(name, parameters)}"
                )
    return checked


def _inside(path: str, where: str) -> None:
    """Refuse a path or pattern that does not stay in the project."""
    plain = re.sub(r"[*?]+", "x", path) if isinstance(path, str) else ""
    if said := fault(plain):
        raise AnalysisError(
            f"{CATALOGUE_FILE}: {where}: {path!r} {said}; it must lie inside the project."
        )


def fill(pattern: str, values: Mapping[str, Value]) -> str:
    """Put parameter values in the place of their placeholders.

    Raises
    ------
    AnalysisError
        If a value cannot be part of the name of a file.
    """

    def value(found: re.Match[str]) -> str:
        given = str(values[found[1]])
        if said := fault_in_name(given):
            raise AnalysisError(f"Parameter {found[1]}: {given!r} {said}.")
        return given

    return _PLACEHOLDER.sub(value, pattern)


def _only_processed(patterns: Iterable[str], where: str) -> None:
    """Refuse a page that reads raw figures: a step never skips the one before it."""
    for pattern in patterns:
        if pattern.startswith("data/raw/"):
            raise AnalysisError(
                f"{CATALOGUE_FILE}: {where}: a page reads data/processed only, not {pattern!r}."
            )


def _refuse_unknown(item: Any, known: Mapping[str, str], where: str) -> None:
    """Refuse a key that the format does not have, and a value of another shape."""
    if not isinstance(item, Mapping):
        raise AnalysisError(f"{CATALOGUE_FILE}: {where} must be a table, not {item!r}.")
    for key, value in item.items():
        if key not in known:
            raise AnalysisError(
                f"{CATALOGUE_FILE}: {where}: unknown key {key!r}{nearest_name(key, known)} "
                f"Known are {', '.join(known)}."
            )
        said, fits = _SHAPES[known[key]]
        if not fits(value):
            raise AnalysisError(f"{CATALOGUE_FILE}: {where}: {key} must be {said}, not {value!r}.")


def _require(item: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    """Refuse a declaration without a key that it needs."""
    for key in keys:
        if key not in item:
            raise AnalysisError(f"{CATALOGUE_FILE}: {where}: {key!r} is missing.")


def _refuse_twice(names: Iterable[str]) -> None:
    """Refuse two entries of the same name."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise AnalysisError(f"{CATALOGUE_FILE} declares {name} twice.")
        seen.add(name)
