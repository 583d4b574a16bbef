"""The published reports in a real browser, and every link between them.

What the made-up pages prove in four ways (two widths, two themes) is asked once of each published
page: every rule in the narrow light page, where most can go wrong, and colours in the wide dark
one.  A page that has passed is not opened again until it, the rules, the browser or these tests
change; `build/browser` remembers that, and CI does not ask it.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from analysis.tables.codebook import FEW

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "reports").rglob("*.html"))
DOCUMENTS = sorted((ROOT / "data" / "raw" / "figures").glob("*.csv"))
LINK = re.compile(r'\shref="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')


pytestmark = pytest.mark.skipif(not FILES, reason="no published reports: run `make reports` first")


def name(file: Path) -> str:
    return file.relative_to(ROOT / "reports").as_posix()


def key(page: str, *circumstances: str) -> str:
    """Return what a page's passing depends on: all it holds but the build's number, and the tests.

    Examples
    --------
    >>> key("<code>0123456789abcdef</code>a") == key("<code>fedcba9876543210</code>a")
    True
    """
    build = re.search(r"<code>([0-9a-f]{16})</code>", page)
    page = page.replace(build[1], "") if build else page
    tests = [
        path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))
    ]
    return hashlib.sha256("\0".join((page, *circumstances, *tests)).encode()).hexdigest()


class Passed:
    """Which pages have passed, as empty files in a folder that git ignores.

    Parameters
    ----------
    folder
        Where the files lie; `None` remembers nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def __contains__(self, name: str) -> bool:
        """Tell whether a page of this key has passed."""
        return self.folder is not None and (self.folder / name).is_file()

    def add(self, name: str) -> None:
        """Remember that a page of this key has passed."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).touch()


@pytest.fixture(scope="module")
def passed() -> Passed:
    """What this checkout remembers; nothing in CI."""
    return Passed(None if os.environ.get("CI") else ROOT / "build" / "browser")


@pytest.mark.parametrize("file", FILES, ids=name)
def test_page_is_readable_by_everyone_everywhere(
    visit: Any, browser: Any, axe: str, passed: Passed, file: Path
) -> None:
    this = key(file.read_text(encoding="utf-8"), axe, browser.version)
    if this in passed:
        pytest.skip("these pages have passed before (build/browser)")
    seen = visit(file)
    seen.show(width=360, scheme="light")
    assert seen.barriers(axe) == []
    seen.show(width=1440, scheme="dark")
    assert seen.barriers(axe, colours=True) == []
    assert [seen.overflow(width) for width in (360, 768, 1440, 1600)] == [0, 0, 0, 0]
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 673, "height": 980})
    tallest = seen.page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('svg.chart')]"
        ".map(e => e.getBoundingClientRect().height))"
    )
    assert tallest < 980
    assert (seen.outside, seen.errors) == ([], [])
    passed.add(this)


INDEXES = [file for file in FILES if file.name == "index.html" and file.parent.name != "reports"]
LISTS = [file for file in FILES if file.name == "figures.html"]
COLUMN = """(table, column) => [...table.tBodies[0].rows].map(row => row.cells[column])
    .map(cell => [cell.innerText.trim(), cell.dataset.sort ?? ''])"""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAYS = range(690_000, 800_000)
"""Numbers by which days of our time are sorted."""


@pytest.mark.parametrize("file", INDEXES, ids=name)
def test_the_first_screen_of_a_phone_says_what_compares_and_names_every_city(
    visit: Any, file: Path
) -> None:
    seen = visit(file, viewport={"width": 360, "height": 800})
    sections = seen.page.locator(".key-figures section")
    if sections.count() == 0:
        pytest.skip("there are so many cities that they stand in a table")
    ends = seen.page.locator("#in-short, .key-figures .of").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().bottom)"
    )
    assert max(ends) <= 800 * (1 if len(ends) <= 4 else 2)
    first = sections.first
    numbers, seen_at_first = first.locator("li"), first.locator("li:visible").count()
    button = first.get_by_role("button")
    assert 0 < seen_at_first < numbers.count()
    assert str(numbers.count() - seen_at_first) in button.inner_text()
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert first.locator("li:visible").count() == numbers.count()
    assert button.get_attribute("aria-expanded") == "true"
    seen.page.set_viewport_size({"width": 1366, "height": 768})
    assert seen.page.locator(".key-figures button:visible").count() == 0
    every = seen.page.locator(".key-figures li")
    assert every.count() == seen.page.locator(".key-figures li:visible").count()


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_every_column_sorts_by_number_by_date_or_by_words(visit: Any, file: Path) -> None:
    page = visit(file).page
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    dated = 0
    for table in page.locator("main table:has(th button)").all():
        heads = table.locator("thead th")
        for number in range(heads.count()):
            button = heads.nth(number).locator("button")
            if button.count() == 0:
                continue
            button.click()
            cells = table.evaluate(f"table => ({COLUMN})(table, {number})")
            keys = [float(key) for _, key in cells if key]
            assert keys == sorted(keys)
            assert all(key for _, key in cells[: len(keys)])  # what has no number stands last
            if keys and all(int(key) in DAYS for key in keys):
                # The years that are said come in their order, whatever else is said.
                said = [YEAR.findall(words) for words, key in cells if key]
                years = [found[0] for found in said if found]
                assert years == sorted(years)
                assert 2 * len(years) > len(keys)
                dated += 1
            button.click()
            cells = table.evaluate(f"table => ({COLUMN})(table, {number})")
            assert [float(key) for _, key in cells if key] == sorted(keys, reverse=True)
    assert dated > 0


def test_a_page_is_skipped_only_as_long_as_nothing_changes(tmp_path: Path) -> None:
    passed = Passed(tmp_path / "passed")
    first = key("page <code>0123456789abcdef</code> 0123456789abcdef", "axe", "browser 1")
    assert first not in passed
    passed.add(first)
    assert first in passed
    assert key("page <code>aaaaaaaaaaaaaaaa</code> aaaaaaaaaaaaaaaa", "axe", "browser 1") in passed
    assert key("page <code>0123456789abcdef</code> other", "axe", "browser 1") not in passed
    assert key("page <code>0123456789abcdef</code> 0123456789abcdef", "axe", "b 2") not in passed


def test_nothing_is_remembered_without_a_folder() -> None:
    nothing = Passed(None)
    nothing.add("a")
    assert "a" not in nothing


def test_every_link_is_alive():
    pages = {file: re.sub(r'="data:[^"]*"', "", file.read_text(encoding="utf-8")) for file in FILES}
    ids = {file: set(ID.findall(html)) for file, html in pages.items()}
    dead = []
    for file, html in pages.items():
        for target in dict.fromkeys(LINK.findall(html)):
            if re.match(r"(https?|mailto):", target):
                continue
            path, _, anchor = target.partition("#")
            other = (file.parent / path).resolve() if path else file
            alive = other.exists() and (
                not anchor or other not in ids or unquote(anchor) in ids[other]
            )
            if not alive:
                dead.append(f"{name(file)}: {target}")
    assert dead == []


def test_every_page_has_its_twin_and_is_small():
    names = {
        language: {f.name for f in (ROOT / "reports" / language).glob("*.html")}
        for language in ("en", "zh")
    }
    assert names["en"] == names["zh"]
    for file in FILES:
        few = len(DOCUMENTS) <= FEW
        first, other = (290_000, 500_000) if few else (300_000, 600_000)
        limit = first if file.name == "index.html" else other
        assert file.stat().st_size <= limit, name(file)
