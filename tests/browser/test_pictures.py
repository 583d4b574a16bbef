"""Published pages look as they did when people last looked at them.

A page that looks another fails.  Look at the picture in ``build/pictures``; if it is right, keep it
with ``python tools/approve.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PIL")

import pictures as pt
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[2]


def page(text: str = "", *, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Return a picture of a made-up page."""
    drawn = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(drawn)
    for line in range(20):
        draw.text((40, 20 + 28 * line), f"{line} words of a line that goes on and on", "black")
    if text:
        draw.rectangle((40, 300, 700, 420), fill="black")
    return drawn


def test_the_same_page_is_no_distance_away_and_another_is_far() -> None:
    same, other = pt.kept(page()), pt.kept(page("a box"))
    assert pt.distance(same, pt.kept(page())) == 0
    assert pt.distance(same, other) > 5 * pt.TOLERATED
    assert pt.distance(same, pt.kept(page(size=(800, 601)))) in (0, 1.0)
    assert pt.distance(same, pt.kept(page(size=(400, 600)))) == 1.0


def test_a_pixel_is_tolerated() -> None:
    nudged = page()
    ImageDraw.Draw(nudged).point((400, 300), "black")
    assert pt.distance(pt.kept(page()), pt.kept(nudged)) <= pt.TOLERATED


def test_states_have_names_of_their_own_and_the_pictures_weigh_little() -> None:
    names = [state.name for state in pt.STATES]
    assert len(set(names)) == len(names) == 12
    assert {state.language for state in pt.STATES} == {"", "en", "zh"}
    assert sum(path.stat().st_size for path in pt.APPROVED.glob("*.png")) <= 2_000_000


def test_other_data_are_told_apart(browser: Any, tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "documents.csv").write_text("document\na-2001\n", encoding="utf-8")
    one = pt.made_with(browser, tmp_path)
    assert one == pt.made_with(browser, tmp_path)
    (raw / "documents.csv").write_text("document\na-2001\nb-2002\n", encoding="utf-8")
    other = pt.made_with(browser, tmp_path)
    assert one[:2] == other[:2] and one[2] != other[2]
    assert [line.partition(" ")[0] for line in one] == ["browser", "fonts", "data"]


def test_a_kind_of_page_that_is_not_there_has_no_picture(tmp_path: Path) -> None:
    assert pt.State("theme-*", "en", 360).file(tmp_path) is None
    (tmp_path / "en").mkdir()
    for name in ("theme-b", "theme-a"):
        (tmp_path / "en" / f"{name}.html").touch()
    found = pt.State("theme-*", "en", 360).file(tmp_path)
    assert found is not None and found.name == "theme-a.html"


@pytest.mark.parametrize("state", pt.STATES, ids=lambda state: state.name)
def test_page_looks_as_approved(browser: Any, state: pt.State) -> None:
    approved = pt.APPROVED / f"{state.name}.png"
    if not approved.is_file():
        pytest.skip(f"no approved picture {approved.name}: make it with python tools/approve.py")
    then = pt.MADE_WITH.read_text(encoding="utf-8").splitlines()
    for was, now in zip(then, pt.made_with(browser, ROOT), strict=True):
        if was != now:
            pytest.skip(f"the pictures are of {was}, and this is {now}: python tools/approve.py")
    file = state.file(ROOT / "reports")
    assert file is not None, f"{approved.name} is approved, and there is no such page"
    shot = pt.take(browser, state, file)
    far = pt.distance(Image.open(approved), shot)
    if far > pt.TOLERATED:
        folder = ROOT / "build" / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        shot.save(folder / approved.name)
    assert far <= pt.TOLERATED, (
        f"{state.name}: {far:.0%} of the page looks another: look at build/pictures/"
        f"{approved.name}, and if it is right run python tools/approve.py {state.name}"
    )
