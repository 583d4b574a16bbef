"""The panel of the coding notebook in a browser: by keys, by mouse, without barriers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from analysis import project
from analysis.coding.panel import SCRIPT, STYLE, CodingPanel
from analysis.coding.raw import RawData
from analysis.coding.session import Session

pytestmark = pytest.mark.browser

TEXT = "2018年，全市工会调解劳动争议87件，慰问困难职工1200人次、困难职工300人，第三名。"
DISPUTES, VISITED, PART = (TEXT.index(words) for words in ("87", "1200", "300人"))

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Coding</title>
<style>{style}</style></head><body><main><h1>Coding</h1><div id="panel"></div></main>
<script type="module">{script}
const values = {values};
const heard = {{}};
window.model = {{
  get: (name) => values[name],
  set: (name, value) => {{
    values[name] = value;
    (heard[`change:${{name}}`] ?? []).forEach((f) => f());
  }},
  on: (name, call) => {{ (heard[name] ??= []).push(call); }},
  off: () => {{}},
  send: async (message) => window.model.set("view", await window.told(message)),
}};
panel.render({{ model: window.model, el: document.getElementById("panel") }});
</script></body></html>"""


@contextmanager
def opened(
    go: Callable[[Path], Any], folder: Path, language: str = "en"
) -> Iterator[tuple[Any, Session, Callable[[str], None]]]:
    """Open the panel over a session, in a page that stands for the notebook."""
    raw = RawData(project.raw(), settled=False)
    with Session(TEXT.encode(), "wuyou-2018", "mei", raw=raw, folder=folder) as session:
        panel = CodingPanel(session, language)

        def told(message: dict[str, Any]) -> dict[str, Any]:
            panel.receive(message)
            return panel.view()

        values = {"fixed": panel.fixed(), "view": panel.view(), "tag": 1}
        script = SCRIPT.read_text(encoding="utf-8").replace("export default", "const panel =")
        page = folder / "panel.html"
        page.write_text(
            PAGE.format(
                style=STYLE.read_text(encoding="utf-8"),
                script=script,
                values=json.dumps(values, ensure_ascii=False),
            ),
            encoding="utf-8",
        )
        here = go(page)
        here.page.expose_function("told", told)
        here.page.wait_for_selector(".coding-panel")

        def until(words: str) -> None:
            here.page.get_by_text(words).first.wait_for()

        yield here, session, until


def test_a_text_is_coded_by_keys(visit: Any, tmp_path: Path) -> None:
    with opened(visit, tmp_path) as (here, session, until):
        page = here.page
        page.locator(".coding-panel").focus()
        page.keyboard.press("Enter")
        until("2 figures open")
        page.keyboard.press("/")
        page.keyboard.type("union members")
        page.get_by_role("button", name="Union members", exact=True).wait_for()
        assert page.locator("[data-name=search]").input_value() == "union members"
        page.get_by_role("button", name="Union members", exact=True).click()
        until("1 figure open")
        page.keyboard.press("x")
        page.locator("[data-name=form-kind]").select_option("name")
        page.keyboard.press("Enter")
        until("0 figures open")
        page.keyboard.press("u")
        until("1 figure open")
        page.evaluate("""document.querySelector(".coding-panel").addEventListener(
            "keydown", (event) => { window.prevented = event.defaultPrevented; })""")
        page.keyboard.press("Control+s")  # or the browser would save its page
        assert page.evaluate("window.prevented") is True
        assert session.place(VISITED).coded.coded["indicator"] == "union_members"
        assert session.open == (PART,)
        page.keyboard.press("Control+z")  # takes back one more, as everywhere
        until("2 figures open")


def test_a_text_is_coded_by_mouse(visit: Any, tmp_path: Path) -> None:
    with opened(visit, tmp_path) as (here, session, until):
        page = here.page
        page.get_by_role("button", name="1200人次, open").click()
        until("numeral 3 of 5")
        page.locator(".coding-offer").first.click()
        until("2 figures open")
        page.get_by_role("button", name="numeral before").click()
        until("numeral 3 of 5 · coded")
        page.locator("[data-name=cell-level]").select_option("county")
        page.locator("[data-name=text-note-en]").fill("as told")
        page.locator("[data-name=text-note-en]").press("Tab")
        page.locator(".coding-mark").first.click()
        until("numeral 1 of 5 · no figure")
        assert session.place(VISITED).coded.coded["level"] == "county"
        assert session.place(VISITED).note["en"] == "as told"


def test_a_selection_becomes_a_numeral(visit: Any, tmp_path: Path) -> None:
    with opened(visit, tmp_path) as (here, session, until):
        page = here.page
        page.locator(".coding-panel").focus()
        page.evaluate(
            """() => {
                const part = [...document.querySelectorAll(".coding-text > span")]
                    .find((each) => each.textContent.includes("全市"));
                const start = part.textContent.indexOf("全市");
                document.getSelection().setBaseAndExtent(
                    part.firstChild, start, part.firstChild, start + 2);
            }"""
        )
        page.keyboard.press("+")
        page.locator("[data-name=form-start]").press("Enter")
        until("4 figures open")
        assert session.place(TEXT.index("全市")).coded.literal == "全市"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_has_no_barriers_and_fits(
    visit: Any, tmp_path: Path, axe: str, language: str
) -> None:
    with opened(visit, tmp_path, language) as (here, session, _):
        here.page.locator(".coding-panel").focus()
        here.page.keyboard.press("Enter")
        here.page.keyboard.press("n")
        here.page.locator(".coding-form").wait_for()
        assert here.barriers(axe) == []
        assert here.overflow(360) <= 0
        assert session.open == (VISITED, PART)
