"""The repository as it is committed: complete, in step with itself, and free of what is not ours.

Nothing is rebuilt here; that `reproduce` gives the same bytes is proved elsewhere.  Each check is a
function of a folder, a notebook or a text, and is shown to fail on one that was tampered with.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.coding.raw import RawData
from analysis.language import grammar
from analysis.pipeline import build_manifest as mf
from analysis.pipeline import inspect
from analysis.pipeline import notebooks_catalogue as catalogue
from analysis.tables.codebook import FEW, Code, Codebook, Document, Indicator
from analysis.tables.package import PACKAGE_PROFILE, RESOURCE_PROFILE, SCHEMA_PROFILE

ROOT = Path(__file__).resolve().parents[1]
PROCESSED = ROOT / "data" / "processed"
NOTEBOOKS = sorted(
    path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)
PAGES = [path for path in NOTEBOOKS if path.parent.name == "pages"]
SOURCES = os.environ.get("SOURCES_DIR", "")
LANGUAGES = ("en", "zh")
LONGEST = 20
"""Most characters in a row that a file may share with an article's body."""

MACHINE = re.compile(r"(?<![\w.~])/(?:work|farm|root|home/[a-z]\w*|Users/[A-Za-z]\w*)/[\w.-]+")
"""Paths of one machine; `/home/someone` stands in tests for anybody's."""

LOCKS = re.compile(r"(lock|requirements)[^/]*$", re.IGNORECASE)

published = pytest.mark.skipif(
    not (ROOT / mf.MANIFEST_FILE).is_file(), reason="nothing is published: run `make reports` first"
)


@cache
def files(root: Path = ROOT) -> tuple[Path, ...]:
    """Return the files that are committed, or would be; all files where git does not know."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(asked, cwd=root, capture_output=True, check=True).stdout.decode()
        names = [name for name in said.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {"build", ".venv", "__pycache__"}
        names = [
            path.relative_to(root).as_posix()
            for path in root.rglob("*")
            if not skipped & set(path.relative_to(root).parts)
        ]
    return tuple(root / name for name in names if (root / name).is_file())


@cache
def texts() -> dict[str, str]:
    """Return the content of each text file by name."""
    found: dict[str, str] = {}
    for path in files():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[str, Any]:
    node: dict[str, Any] = json.loads(path.read_bytes())
    return node


def cells(*kinds: str) -> dict[str, Any]:
    """Return a notebook with a cell for each word: `en`, `zh`, `plain` prose, or `code`."""
    return {
        "cells": [
            {"cell_type": "code", "metadata": {}, "outputs": []}
            if kind == "code"
            else {"cell_type": "markdown", "metadata": {"tags": [kind]}, "source": "text"}
            for kind in kinds
        ]
    }


# --- what is published is what a build would publish --------------------------------------------


@published
def test_a_build_would_find_nothing_wrong() -> None:
    assert inspect.problems(ROOT) == []


def unpublished(root: Path) -> list[str]:
    """Return the pages, runs and files on which manifest and folders disagree."""
    recorded = mf.read_manifest(root / mf.MANIFEST_FILE).outputs()
    found = [
        f"{name} is not as recorded"
        for name, sha256 in recorded.items()
        if not (root / name).is_file()
        or hashlib.sha256((root / name).read_bytes()).hexdigest() != sha256
    ]
    here = {
        path.relative_to(root).as_posix()
        for folder in ("data/processed", "reports")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    found += [
        f"{name} is not in the manifest" for name in here - set(recorded) - {mf.MANIFEST_FILE}
    ]
    pages = [{path.name for path in (root / "reports" / code).glob("*.html")} for code in LANGUAGES]
    return sorted([*found, *(f"{name} is in one language only" for name in pages[0] ^ pages[1])])


@published
def test_manifest_lists_exactly_what_is_published_in_both_languages() -> None:
    assert unpublished(ROOT) == []


@published
def test_a_stray_a_changed_and_a_missing_page_are_found(tmp_path: Path) -> None:
    for folder in ("reports", "data/processed", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    before = unpublished(tmp_path)
    (tmp_path / "reports/en/stray.html").write_text("stray", encoding="utf-8")
    (tmp_path / "reports/zh/method.html").unlink()
    (tmp_path / "data/processed/coverage.csv").write_text("changed", encoding="utf-8")
    assert sorted(set(unpublished(tmp_path)) - set(before)) == [
        "data/processed/coverage.csv is not as recorded",
        "method.html is in one language only",
        "reports/en/stray.html is not in the manifest",
        "reports/zh/method.html is not as recorded",
        "stray.html is in one language only",
    ]


# --- charts -------------------------------------------------------------------------------------

JUDGING = ("highest", "lowest", "better", "best", "最高", "最低", "优于", "高于")
TITLE = re.compile(r'<figure class="graph"[^>]*>\s*<h\d[^>]*>(.*?)</h\d>', re.DOTALL)
TERM = re.compile(r" \([\u4e00-\u9fff]+\)")
"""A term of art that has no translation stands behind it as the texts print it."""

MOST = 150_000
"""Characters that the drawings of one chart may take: a quarter of what a page may weigh.

Charts grow with the texts, and are bounded by their number of rows.
"""


def chart_faults(page: str, language: str) -> list[str]:
    """Return titles that judge or are not in the page's language, and drawings that are large."""
    other = r"[\u4e00-\u9fff]" if language == "en" else r"[,;:?!()] ?[\u4e00-\u9fff]"
    titles = [re.sub(r"<[^>]*>", "", title) for title in TITLE.findall(page)]
    found = [
        t for t in titles if re.search(other, TERM.sub("", t)) or any(word in t for word in JUDGING)
    ]
    for number, figure in enumerate(page.split('<figure class="graph"')[1:]):
        drawn = re.findall(r"<svg.*?</svg>", figure.partition("</figure>")[0], re.DOTALL)
        if not drawn or sum(map(len, drawn)) > MOST:
            found.append(f"chart {number + 1} has {sum(map(len, drawn))} characters")
    return found


@published
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_charts_do_not_judge_and_drawings_are_small(language: str) -> None:
    pages = {path: path.read_text("utf-8") for path in (ROOT / "reports" / language).glob("*.html")}
    assert sum(len(TITLE.findall(page)) for page in pages.values()) > 0
    found = {path.name: chart_faults(page, language) for path, page in pages.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_judging_a_foreign_and_a_large_chart_are_found() -> None:
    def figure(title: str, size: int = 1) -> str:
        return f'<figure class="graph" id="a"><h3>{title}</h3><svg>{"x" * size}</svg></figure>'

    assert chart_faults(figure("Rate (建制率)"), "en") == []
    page = figure("The best <b>city</b>") + figure("会员") + figure("Members", MOST)
    assert chart_faults(page, "en") == [
        "The best city",
        "会员",
        f"chart 3 has {MOST + 11} characters",
    ]
    assert chart_faults(figure("两市,会员") + figure("两市，会员"), "zh") == ["两市,会员"]


# --- the catalogue ------------------------------------------------------------------------------


def test_themes_with_a_page_are_those_of_the_code_lists() -> None:
    codes = RawData(ROOT / "data" / "raw").rows(Code)
    entry = next(
        e for e in catalogue.load_catalogue(ROOT).entries if e.path == "notebooks/pages/theme.ipynb"
    )
    declared = [values["theme"] for values in entry.published if values["language"] == LANGUAGES[0]]
    assert declared == Codebook(codes).themes


def test_indicators_have_pages_from_the_number_of_texts_that_is_called_many() -> None:
    declared = tomllib.loads((ROOT / catalogue.CATALOGUE_FILE).read_text(encoding="utf-8"))[
        "sources"
    ]
    assert declared["indicators_with_page"]["above"] == {"documents": FEW}
    entry = catalogue.load_catalogue(ROOT).entry("pages/indicator")
    data = RawData(ROOT / "data" / "raw")
    book = Codebook(data.rows(Code), data.rows(Indicator), data.rows(Document))
    assert list(dict.fromkeys(each["indicator"] for each in entry.published)) == (
        book.indicator_pages
    )
    seven = replace(book, documents=book.documents[:1] * (FEW + 1))
    core = [each.indicator for each in book.indicators if each.tier == "core"]
    assert seven.indicator_pages == core


def test_words_are_looked_up_one_by_one() -> None:
    """So that a changed label runs what shows it: how languages put words together, all do."""
    declared = tomllib.loads((ROOT / catalogue.CATALOGUE_FILE).read_text(encoding="utf-8"))[
        "build"
    ]["words"]
    folder = grammar.LANGUAGES_FILE.parent
    files = {path.name for path in folder.glob("*.toml")} - {grammar.LANGUAGES_FILE.name}
    assert declared == [(folder / name).relative_to(ROOT).as_posix() for name in sorted(files)]


def test_every_notebook_is_in_the_catalogue() -> None:
    declared = {entry.path for entry in catalogue.load_catalogue(ROOT).entries if entry.path}
    assert {label(path) for path in NOTEBOOKS} == declared


# --- notebooks ----------------------------------------------------------------------------------


def unpaired(node: dict[str, Any]) -> list[int]:
    """Return the prose cells (from 1) that lack their twin right before or after them, or a tag."""
    tags = [
        (set(LANGUAGES) & set(cell["metadata"].get("tags", ())) or {"none"})
        if cell["cell_type"] == "markdown"
        else set()
        for cell in node["cells"]
        if "remove-cell" not in cell["metadata"].get("tags", ())  # no page has it
    ]
    found, place = [], 0
    while place < len(tags):
        pair = tags[place : place + 2]
        if not tags[place] or tags[place] == set(LANGUAGES):
            place += 1
        elif pair in ([{"en"}, {"zh"}], [{"zh"}, {"en"}]):
            place += 2
        else:
            found.append(place + 1)
            place += 1
    return found


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_every_prose_cell_has_its_twin_and_none_is_without_language(path: Path) -> None:
    assert unpaired(read(path)) == []


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("en", "zh", "code", "zh", "en"), []),
        (("en", "code", "zh"), [1, 3]),
        (("en", "zh", "en"), [3]),
        (("en", "en", "zh"), [1]),
        (("plain", "en", "zh"), [1]),
    ],
)
def test_a_missing_twin_is_found(kinds: tuple[str, ...], found: list[int]) -> None:
    assert unpaired(cells(*kinds)) == found


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p not in PAGES], ids=label)
def test_prose_of_other_notebooks_is_paired_where_it_has_a_language(path: Path) -> None:
    node = read(path)
    node["cells"] = [
        cell
        for cell in node["cells"]
        if cell["cell_type"] != "markdown" or set(LANGUAGES) & set(cell["metadata"].get("tags", ()))
    ]
    assert unpaired(node) == []


@cache
def ids(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


def dead_links(node: dict[str, Any], folder: Path) -> list[str]:
    """Return the links of outputs that lead to no file, or to no place in it."""
    found = []
    for cell in node["cells"]:
        for output in cell.get("outputs", ()):
            html = "".join(output.get("data", {}).get("text/html", ""))
            for link in dict.fromkeys(re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html)):
                name, _, place = link.partition("#")
                page = (folder / name).resolve()
                if "://" not in link and (
                    not page.is_file() or (name and place and place not in ids(page))
                ):
                    found.append(link)
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=label)
def test_links_in_outputs_lead_somewhere_where_the_notebook_lies(path: Path) -> None:
    assert dead_links(read(path), path.parent) == []


def test_a_dead_link_in_an_output_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p id="here">', encoding="utf-8")
    links = ("page.html#here", "page.html#there", "gone.html", "https://example.org/x")
    html = [f'<a class="fig" href="{link}">x</a>' for link in links]
    node = {"cells": [{"outputs": [{"data": {"text/html": html}}]}]}
    assert dead_links(node, tmp_path) == ["page.html#there", "gone.html"]


def complaints(node: dict[str, Any]) -> list[int]:
    """Return the cells (from 1) that wrote to standard error."""
    return [
        number
        for number, cell in enumerate(node["cells"], 1)
        if any(output.get("name") == "stderr" for output in cell.get("outputs", ()))
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=label)
def test_no_output_has_standard_error(path: Path) -> None:
    assert complaints(read(path)) == []


def test_standard_error_is_found() -> None:
    node = cells("en", "code")
    node["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "careful"}]
    assert complaints(node) == [2]


# --- the data package ---------------------------------------------------------------------------


def mismatches(folder: Path) -> list[str]:
    """Return the resources whose size or hash is not that of their file, and unnamed tables."""
    described = json.loads((folder / "datapackage.json").read_bytes())["resources"]
    found = []
    for resource in described:
        content = (folder / resource["path"]).read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        if (resource["bytes"], resource["hash"].removeprefix("sha256:")) != (len(content), sha256):
            found.append(resource["path"])
    names = {resource["path"] for resource in described}
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    return sorted([*found, *(here - names)])


@published
def test_data_package_is_valid_and_says_its_profile() -> None:
    from frictionless import Package, system

    path = PROCESSED / "datapackage.json"
    package = json.loads(path.read_bytes())
    assert package["$schema"] == PACKAGE_PROFILE
    assert "/2.0/" in PACKAGE_PROFILE
    for resource in package["resources"]:
        assert resource["$schema"] == RESOURCE_PROFILE
        columns = json.loads((PROCESSED / resource["schema"]).read_bytes())
        assert columns["$schema"] == SCHEMA_PROFILE
    with system.use_context(trusted=False):
        report = Package(str(path)).validate()
    assert report.flatten(["path", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


@published
def test_an_orphan_is_found_in_every_column_that_refers_to_another_table(tmp_path: Path) -> None:
    """By the description alone: whoever has the tables needs none of our code to find it."""
    from frictionless import Package

    folder = tmp_path / "processed"
    shutil.copytree(PROCESSED, folder)
    described = json.loads((folder / "datapackage.json").read_bytes())
    whole = [each for each in described["resources"] if "/" not in each["path"]]
    planted = set()
    for each in whole:
        columns = json.loads((folder / each["schema"]).read_bytes())
        with (folder / each["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for key in columns.get("foreignKeys", ()):
            name = key["fields"][-1]
            row = next((row for row in rows if row[name]), None)
            if row:
                row[name] = "orphan"
                planted.add((each["name"], name))
        with (folder / each["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0] if rows else [])
            if rows:
                writer.writeheader()
                writer.writerows(rows)
        each.pop("bytes")
        each.pop("hash")
        if not rows:
            whole = [other for other in whole if other is not each]
    assert len(planted) >= 12
    report = Package({**described, "resources": whole}, basepath=str(folder)).validate()
    found = {
        (task.name, field)
        for task in report.tasks
        for error in task.errors
        if error.type == "foreign-key"
        for field in error.field_names
    }
    assert planted <= found


@published
def test_data_package_has_size_and_hash_of_every_table() -> None:
    assert mismatches(PROCESSED) == []


@published
def test_a_changed_and_an_unnamed_table_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "processed"
    shutil.copytree(PROCESSED, folder)
    with (folder / "coverage.csv").open("a", encoding="utf-8") as file:
        file.write("more\n")
    (folder / "unnamed.csv").write_text("a\n", encoding="utf-8")
    assert mismatches(folder) == ["coverage.csv", "unnamed.csv"]


# --- what must not be here ----------------------------------------------------------------------


def body(text: str) -> str:
    """Return an article without white space and without its head: title, date, author."""
    lines = [line for line in text.splitlines() if line.strip()]
    kept = (line for place, line in enumerate(lines) if place > 5 or len(line.strip()) > 40)
    return re.sub(r"\s+", "", "".join(kept))


def runs(text: str) -> Iterator[str]:
    """Yield all runs of one character more than may be repeated."""
    return (text[place : place + LONGEST + 1] for place in range(len(text) - LONGEST))


def copied(articles: Iterable[str], named: dict[str, str]) -> list[str]:
    """Return the files that repeat a run of an article's body."""
    known = {run for article in articles for run in runs(body(article))}
    return [
        name for name, text in named.items() if not known.isdisjoint(runs(re.sub(r"\s+", "", text)))
    ]


@pytest.mark.skipif(not SOURCES, reason="SOURCES_DIR names no folder of the articles")
def test_no_file_repeats_an_article() -> None:
    articles = [path.read_text(encoding="utf-8") for path in sorted(Path(SOURCES).glob("*.txt"))]
    assert articles
    assert copied(articles, texts()) == []


def test_repeated_text_is_found() -> None:
    head = "\n".join(f"行{number}" for number in range(6))
    line = "全市各级工会组织开展了形式多样的职工文化体育活动并取得了良好效果"
    article = f"{head}\n{line}\n"
    named = {
        "twenty": line[3:23],
        "more": f"note: {line[3:15]} \n {line[15:24]}",
        "title": head,
    }
    assert copied([article], named) == ["more"]


def machine_paths(named: dict[str, str]) -> list[str]:
    """Return where a path of one machine stands."""
    return [
        f"{name}: {found[0]}"
        for name, text in named.items()
        for found in MACHINE.finditer(text)
        if not found[0].startswith(("/home/someone/", "/Users/someone/"))
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert machine_paths(texts()) == []


def test_a_path_of_one_machine_is_found() -> None:
    path = "/".join(("", "root", "project"))
    named = {"a": f'open("{path}/x")', "b": f"https://example.org{path}", "c": f"rework{path}"}
    assert machine_paths(named) == [f"a: {path}"]


def addresses(named: dict[str, str]) -> list[str]:
    """Return the lock files with an address in them."""
    return [
        name
        for name, text in named.items()
        if LOCKS.search(name) and re.search(r"https?://|--(extra-)?index-url", text)
    ]


def test_no_lock_names_an_address() -> None:
    found = {name for name in texts() if LOCKS.search(name)}
    assert found >= {"requirements.lock", "requirements-lab.lock", "requirements-test.lock"}
    assert addresses(texts()) == []


def test_an_address_in_a_lock_is_found() -> None:
    named = {"requirements.lock": "a==1 # https://x.example/simple", "docs/a.md": "https://a.b"}
    assert addresses(named) == ["requirements.lock"]
