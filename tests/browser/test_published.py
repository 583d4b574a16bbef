"""The published reports in a real browser, and every link between them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "reports").rglob("*.html"))
LINK = re.compile(r'\shref="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')


def one_of_each_kind(files: list[Path]) -> list[Path]:
    """Return the largest page of each kind (theme, city, document …) and language."""
    kinds: dict[tuple[str, str], Path] = {}
    for file in sorted(files, key=lambda file: (file.stat().st_size, file.name)):
        kinds[file.parent.name, file.stem.partition("-")[0]] = file
    return sorted(kinds.values())


# Ten to twenty seconds a page: by default the largest of each kind; every one on request.
VISITED = FILES if os.environ.get("ANALYSIS_ALL_PAGES") else one_of_each_kind(FILES)

pytestmark = pytest.mark.skipif(not FILES, reason="no published reports: run `make reports` first")


def name(file: Path) -> str:
    return file.relative_to(ROOT / "reports").as_posix()


@pytest.mark.parametrize("file", VISITED, ids=name)
def test_page_is_readable_by_everyone_everywhere(visit, axe, file):
    for scheme in ("light", "dark"):
        seen = visit(file, color_scheme=scheme)
        assert seen.barriers(axe) == []
        assert seen.outside == []
        assert seen.errors == []
    for width in (360, 768, 1440, 1600):
        assert seen.overflow(width) == 0
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 673, "height": 980})
    tallest = seen.page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('svg.chart')]"
        ".map(e => e.getBoundingClientRect().height))"
    )
    assert tallest < 980


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
        limit = 300_000 if file.name == "index.html" else 600_000
        assert file.stat().st_size <= limit, name(file)
