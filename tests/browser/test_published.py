"""The published reports in a real browser, and every link between them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "reports").rglob("*.html"))
LINK = re.compile(r'\shref="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')


pytestmark = pytest.mark.skipif(not FILES, reason="no published reports: run `make reports` first")


def name(file: Path) -> str:
    return file.relative_to(ROOT / "reports").as_posix()


@pytest.mark.parametrize("file", FILES, ids=name)
def test_page_is_readable_by_everyone_everywhere(visit, axe, file):
    seen = visit(file)
    for width in (360, 1440):
        seen.show(width=width, scheme="light")
        assert seen.barriers(axe) == [], f"{width} px"
        seen.show(width=width, scheme="dark")
        assert seen.barriers(axe, colours=True) == [], f"{width} px, dark"
        assert seen.overflow(width) == 0
    for width in (768, 1600):
        assert seen.overflow(width) == 0
    assert seen.outside == []
    assert seen.errors == []
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
