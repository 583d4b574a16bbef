"""A browser without network, and pages to open in it: made-up ones, and the published ones."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CHROMIUM = Path(os.environ.get("ANALYSIS_CHROMIUM") or "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Every rule that axe runs by itself and the size of targets (WCAG 2.2 AA), or those about colour.
# It works out a selector for each place it reports, which took most of its time: with
# `resultTypes` it reports every fault, and of the places without fault one for each rule.
LOOK = """colours => axe.run({
    resultTypes: ['violations'],
    rules: {'target-size': {enabled: true}},
    ...(colours && {runOnly: {type: 'tag', values: ['cat.color']}}),
}).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"""
PATIENCE = 600_000
"""Milliseconds after which a page that never does what is awaited ends its test."""

USED = {"testcity-2016-001": ("index.html",)}
sys.path[:0] = [str(HERE.parent / "site"), str(HERE)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium; the tests are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.is_file():
        pytest.skip(f"no browser at {CHROMIUM}: install chromium or set ANALYSIS_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for barriers."""
    return (HERE / "assets" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of made-up pages in both languages."""
    import report_pages as rp

    from analysis.site import exporter

    folder = tmp_path_factory.mktemp("site")
    for language in ("en", "zh"):
        (folder / language).mkdir()
        for page in rp.PAGES:
            html = exporter.export_page(
                rp.notebook(language),
                page.name,
                language,
                rp.context(page.name, language, used_in=USED),
            )
            (folder / language / f"{page.name}.html").write_text(html, encoding="utf-8")
    (folder / "index.html").write_text(exporter.chooser_page(), encoding="utf-8")
    return folder


class Visit:
    """One page open in the browser, with what went wrong in it."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:
        settings = {"viewport": {"width": 1280, "height": 900}} | settings
        self.context = browser.new_context(offline=True, **settings)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.goto(file.as_uri())

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "about:")):
            self.outside.append(request.url)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page, whose policy lets no string be evaluated."""
        self.page.evaluate(
            "new Promise(done => { const look = () => "
            f"({condition}) ? done() : requestAnimationFrame(look); look() }})"
        )

    def overflow(self, width: int) -> int:
        """Return by how many pixels the page is wider than a window of `width`."""
        self.page.set_viewport_size({"width": width, "height": 900})
        return int(self.page.evaluate("document.documentElement.scrollWidth")) - width

    def barriers(self, axe: str, *, colours: bool = False) -> list[str]:
        """Return what axe-core finds, with everything that can be opened open.

        Parameters
        ----------
        axe
            The script that looks for barriers.
        colours
            Whether only the rules about colour are asked, which suffices after a change of theme.
        """
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach(d => { d.open = true })"
        )
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe)
        found = self.page.evaluate(LOOK, colours)
        return [f"{rule}: {html[:200]}" for rule, html in found]

    def show(self, *, width: int, scheme: str) -> None:
        """Show the page in a window of `width`, in the light or dark theme."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 900})


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Open pages, which are closed after the test and must have kept quiet and to themselves."""
    opened: list[Visit] = []

    def go(file: Path, **settings: Any) -> Visit:
        opened.append(Visit(browser, file, **settings))
        return opened[-1]

    yield go
    for one in opened:
        one.context.close()
    assert [request for one in opened for request in one.outside] == []
    assert [error for one in opened for error in one.errors] == []
