"""JupyterLab as `make lab` starts it: a link to a card opens the report at that card."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from analysis import project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 600_000
"""Milliseconds after which what is awaited is taken to have failed."""

PLACE = "fig-linzhou-2019-007"
LINKS = (
    f'<a href="../reports/one.html#{PLACE}">to the card</a> <a href="../reports/one.html">page</a>'
)
REPORT = (
    '<!doctype html><title>One</title><p style="height:3000px">far above</p>'
    f'<p id="{PLACE}">the card</p><p style="height:3000px">far below</p>'
)


def notebook() -> dict[str, Any]:
    """Return a notebook with two links in an output, as nobody has run or trusted it."""
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": LINKS, "text/plain": "links"},
    }
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "source": "", "outputs": [output]}
    return {
        "cells": [cell | {"execution_count": 1}],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on a folder of its own; return its address with the token."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: make test adds it")
    root, own = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("jupyter")
    for folder in ("notebooks", "reports"):
        (root / folder).mkdir()
    (root / "notebooks" / "one.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    (root / "reports" / "one.html").write_text(REPORT, encoding="utf-8")
    folders = {
        f"JUPYTER_{name}": str(own / name) for name in ("DATA_DIR", "CONFIG_DIR", "RUNTIME_DIR")
    }
    command = [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser"]
    command += ["--config", str(project.root() / "config" / "jupyter_lab.py")]
    command += ["--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={root}"]
    server = subprocess.Popen(
        command,
        env=os.environ | folders,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield address(server).replace("/lab?", "/lab/tree/notebooks/one.ipynb?")
    finally:
        server.terminate()
        server.wait()


def address(server: subprocess.Popen[str]) -> str:
    """Return where the server says that it listens; what it says later is read and forgotten."""
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+/lab\?token=\w+", line):
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return found[0]
    raise AssertionError("".join(said))


def test_a_link_to_a_place_opens_there_and_others_stay_jupyterlabs(browser: Any, lab: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(lab)
    link = page.get_by_text("to the card")
    link.wait_for()
    page.wait_for_function("link => link.href.includes('/files/')", arg=link.element_handle())
    with context.expect_page() as opened:
        link.click()
    report = opened.value
    report.wait_for_load_state()
    assert report.url.endswith(f"#{PLACE}")
    top = f"document.getElementById('{PLACE}').getBoundingClientRect().top"
    report.wait_for_function(f"{top} >= 0 && {top} < innerHeight")
    page.get_by_text("page", exact=True).click()
    page.get_by_role("tab", name="one.html").wait_for()
    assert len(context.pages) == 2
    context.close()
