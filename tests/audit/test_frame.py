"""The frame around the pages, and what errata say was wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import made_up_site as site
import pytest

from analysis import project
from analysis.audit.command import WORDS, audit
from analysis.audit.published import PublishedPage

PAGES = (("en", "index"), ("en", "overview"), ("zh", "index"), ("zh", "overview"))

STRAP = {
    "en": "Figures of four articles by or for the trade unions of three Chinese cities, read with "
    "care.",
    "zh": "细读三座城市工会自己写的或别人为其写的四篇文章中的数字。",
}

ERRATA = (
    "erratum,version,page,said_en,said_zh,right_en,right_zh\n"
    "shows,1.0.0,index,All 7 shows were free.,七场演出均免费。,Some were.,部分免费。\n"
    "brief,1.0.0,index,Free.,,Not so.,并非如此。\n"
    "label,1.0.0,index,who acted: the club,,not said,未说明\n"
    "version,1.0.0,index,Version 1.0.0 of all shows.,,Version 1.1.0.,1.1.0版。\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site.publish(tmp_path)
    shutil.copytree(project.root() / WORDS, tmp_path / WORDS)
    (tmp_path / "data" / "processed" / "errata.csv").write_text(ERRATA, encoding="utf-8")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def described(root: Path, strap: dict[str, str] | None = None) -> None:
    for language, page in PAGES:
        head = f'<meta name="description" content="Start. {(strap or STRAP)[language]}">'
        change(root / "reports" / language / f"{page}.html", "<head>", f"<head>{head}")


def frame(root: Path) -> list[str]:
    """Return the differences in descriptions, the chooser and by errata."""
    return [
        f"{each.page}, {each.place}"
        for each in audit(root)[0]
        if "description" in each.place or each.page == "chooser" or "erratum" in each.found
    ]


def test_a_description_says_how_many_texts_and_cities_there_are(root: Path) -> None:
    described(root)
    assert frame(root) == []


def test_a_description_with_another_number_is_found(root: Path) -> None:
    described(root, {**STRAP, "en": STRAP["en"].replace("four", "five")})
    assert frame(root) == ["index, description (en)", "overview, description (en)"]


CHOOSER = (
    '<html lang="en"><head><meta name="description" content="{en}"></head>'
    '<body><p lang="en">{en}</p><p lang="zh-CN">{zh}</p></body></html>'
)
ABOUT = {
    "en": "Four articles from Linzhou, Haicheng and Ostadt, every figure traced to its place in "
    "the text.",
    "zh": "林州、海城、东城的四篇文章，每个数字都能查到它在原文的位置。",
}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"zh": ABOUT["zh"].replace("四篇", "三篇")}, ["chooser, text (zh)"]),
        (
            {"en": ABOUT["en"].replace("Four", "Six")},
            ["chooser, text (en)", "chooser, description (en)"],
        ),
    ],
)
def test_the_page_that_offers_languages_counts_the_texts(
    root: Path, changed: dict[str, str], found: list[str]
) -> None:
    about = {**ABOUT, **changed}
    (root / "reports" / "index.html").write_text(CHOOSER.format(**about), encoding="utf-8")
    assert frame(root) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("All 12 shows were free. Many came.", ["index, page (en)"]),
        ("All 12 shows were free for members.", []),
        ("Free.", []),
        ("who acted: the club", []),
        ("Version 1.0.0 of all shows.", ["index, page (en)"]),
        ("Version 1.1.0 of all shows.", []),
    ],
)
def test_what_an_erratum_says_was_wrong_must_not_come_back(
    root: Path, said: str, found: list[str]
) -> None:
    change(root / "reports" / "en" / "index.html", "</body>", f"<p>{said}</p></body>")
    assert frame(root) == found


def test_the_list_of_errata_may_quote_it(root: Path) -> None:
    quoted = '<div id="errata-3"><p>All 7 shows were free.</p></div>'
    change(root / "reports" / "en" / "index.html", "</body>", f"{quoted}</body>")
    assert frame(root) == []


def test_a_page_is_read_without_one_of_its_displays(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<p>One.</p><div id="errata-2">Two.</div><h2 id="errata">Three</h2>')
    assert PublishedPage(path).text_without("errata") == "One.Three"
