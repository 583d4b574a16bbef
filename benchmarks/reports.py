"""Measure the pages beside nbconvert's own HTML of the same executed notebooks.

    python benchmarks/reports.py [--json OUT]

Both are opened without network in the same Chromium, one after the other.  Times are the median of
several openings and are to be read as ratios; the rest are counts.  Without Chromium or playwright
only weights are measured.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests" / "browser" / "assets" / "axe.min.js"
CHROMIUM = Path(os.environ.get("ANALYSIS_CHROMIUM") or "/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
NOTEBOOKS = ("index", "overview", "theme", "document", "quality")
OPENINGS = 5

FACTS = """() => {
  const seen = e => e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') ||
    e.getAttribute('alt') || e.querySelector(':scope > title');
  const pictures = [...document.querySelectorAll('main svg, main img, body > * svg, body > * img')]
    .filter(e => !e.closest('a.anchor-link') && e.getBoundingClientRect().height > 40);
  const all = [...new Set(pictures)];
  return {
    language: document.documentElement.lang,
    contents: document.querySelectorAll('nav a[href^="#"]').length,
    pictures: all.length,
    named: all.filter(e => seen(e) || seen(e.parentElement)).length,
    downloads: document.querySelectorAll('a[download]').length,
    sources: document.querySelectorAll(
      'a.fig, svg a[href*="fig-"], svg a[href*="figures."]').length,
    paint: (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || null,
  };
}"""
"""What a page says of itself, asked in the browser."""

ROWS: Sequence[tuple[str, str]] = (
    ("bytes", "bytes"),
    ("requests", "outside requests tried"),
    ("language", "language declared"),
    ("contents", "links in the contents"),
    ("pictures", "pictures"),
    ("named", "of these with a text for who cannot see"),
    ("sources", "links from a number to its source"),
    ("downloads", "downloads (data, pictures)"),
    ("barriers", "axe-core: broken rules / places"),
    ("overflow", "pixels too wide at 360 px"),
    ("printed", "printed pages (A4)"),
    ("paint", "first contentful paint, ms (median)"),
)


def page_of(name: str) -> Path:
    """Return the published English page of a notebook's own parameters.

    Raises
    ------
    SystemExit
        If the page is not there.
    """
    notebook = json.loads((ROOT / "notebooks" / "pages" / f"{name}.ipynb").read_bytes())
    told = next(
        "".join(cell["source"])
        for cell in notebook["cells"]
        if "parameters" in cell["metadata"].get("tags", ())
    )
    given = dict(re.findall(r'^(\w+) = "([^"]*)"', told, re.MULTILINE))
    stem = f"{name}-{given[name]}" if name in given else name
    page: Path = ROOT / "reports" / given.get("language", "en") / f"{stem}.html"
    if not page.is_file():
        raise SystemExit(f"{page.relative_to(ROOT)} is missing: run `make reports` first.")
    return page


def by_nbconvert(name: str, folder: Path) -> Path:
    """Return the same executed notebook as nbconvert exports it by default."""
    notebook = ROOT / "notebooks" / "pages" / f"{name}.ipynb"
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR"]
    subprocess.run([*command, "--output-dir", str(folder), str(notebook)], check=True)
    return folder / f"{name}.html"


@contextmanager
def browser() -> Iterator[Any]:
    """Yield a Chromium; nothing where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        yield None
        return
    if not CHROMIUM.is_file():
        yield None
        return
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


def measure(file: Path, running: Any) -> dict[str, Any]:
    """Return the counts and times of one page."""
    found: dict[str, Any] = {"bytes": file.stat().st_size}
    if running is None:
        return found
    paints = []
    for _ in range(OPENINGS):
        context, page, outside = _open(file, running)
        facts = page.evaluate(FACTS)
        paints.append(facts["paint"])
        if len(paints) < OPENINGS:
            context.close()
    known = [paint for paint in paints if paint is not None]
    found |= facts | {"requests": len(outside)}
    found["paint"] = round(statistics.median(known), 1) if known else None
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken = page.evaluate("axe.run()")["violations"]
    found["barriers"] = [len(broken), sum(len(rule["nodes"]) for rule in broken)]
    found["printed"] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.set_viewport_size({"width": 360, "height": 800})
    found["overflow"] = int(page.evaluate("document.documentElement.scrollWidth")) - 360
    context.close()
    return found


def _open(file: Path, running: Any) -> tuple[Any, Any, list[str]]:
    """Open a page without network; return where, the page, and the addresses it asked for."""
    context = running.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    outside: list[str] = []

    def asked(request: Any) -> None:
        if request.url.startswith(("http:", "https:")):
            outside.append(request.url)

    page.on("request", asked)
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_timeout(100)
    return context, page, outside


def run() -> dict[str, Any]:
    """Measure every notebook's page both ways, and print a table for each."""
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, browser() as running:
        if running is None:
            print("No Chromium or no playwright here: weights only.", file=sys.stderr)
        for name in NOTEBOOKS:
            ours, theirs = page_of(name), by_nbconvert(name, Path(folder))
            results[name] = {
                "page": measure(ours, running),
                "nbconvert": measure(theirs, running),
            }
            show(name, results[name])
    return results


def show(name: str, result: dict[str, dict[str, Any]]) -> None:
    """Print one notebook's figures side by side."""
    print(f"\n{name}.ipynb".ljust(44) + "this project".rjust(16) + "nbconvert".rjust(16))
    for key, said in ROWS:
        if key not in result["page"]:
            continue
        cells = [_cell(result[side].get(key)) for side in ("page", "nbconvert")]
        print(f"{said:<43}" + "".join(cell.rjust(16) for cell in cells))


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, list):
        return " / ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def main() -> int:
    """Measure, print, and write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where the numbers go")
    args = parser.parse_args()
    results = run()
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
