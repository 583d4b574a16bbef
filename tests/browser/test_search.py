"""What readers ask, in their own words, and the figure that answers it best.

Asked of the published search.  A new text may answer some of them better: then its figure stands
here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

REPORTS = Path(__file__).parent.parent.parent / "reports"
Z16, Z20, H15, F17 = "zhuzhou-2016-", "zhuzhou-2020-", "huzhou-2015-", "fuxin-2017-"

EITHER = " or "
"""Between answers of which none is better: two texts print one number, or one sentence two."""

ANSWERS: dict[str, dict[str, str | None]] = {
    "en": {
        # words that the texts do not use
        "marriages": Z16 + "035",
        "wedding": Z16 + "035",
        "bargaining": Z16 + "012",
        "collective bargaining": Z16 + "012",
        "wages": Z20 + "022",
        "unpaid wages": H15 + "017",
        "layoffs": H15 + "017",
        "health insurance": H15 + "042",
        "COVID": Z20 + "041",
        "pandemic": Z20 + "041",
        "coupons": Z20 + "064",
        "high temperature": H15 + "036",
        "women": Z16 + "010",
        "gender": Z16 + "010",
        "donations": Z20 + "061",
        "safety": F17 + "020",
        "Spring Festival": H15 + "038",
        # other spellings and endings, and one letter wrong
        "labor": Z20 + "040",
        "hospitalization": Z16 + "025",
        "hospitalsation": Z16 + "025",
        "membres": H15 + "059",
        # words together, and a city
        "model workers": Z20 + "039",
        "legal aid": Z20 + "029",
        "students helped to university": H15 + "037",
        "reading events": Z20 + "001",
        "Huzhou members": H15 + "059",
        "Fuxin vouchers": None,
        # numbers in any spelling
        "145000": Z16 + "023" + EITHER + H15 + "043",
        "145,000": Z16 + "023",
        "14.5万": Z16 + "023" + EITHER + H15 + "043",
        "0.145 million": Z16 + "023",
        "one hundred and forty-five thousand": Z16 + "023",
        "181 million yuan": H15 + "022",
        "12.2 billion": Z20 + "066",
        # as it is printed or shown, without its unit
        "3293.55": H15 + "039",
        "32.9355": H15 + "039",
        "214363": Z20 + "067",
        # what no text counts
        "strikes": None,
        "density": None,
        "fire": None,
        "gig workers": None,
    },
    "zh": {
        "送温暖": H15 + "039" + EITHER + H15 + "038",
        "春节": H15 + "039" + EITHER + H15 + "038",
        "集体谈判": Z16 + "014" + EITHER + Z16 + "012",
        "新冠": Z20 + "061",
        "疫情": Z20 + "061",
        "医保": H15 + "042",
        "结婚": Z16 + "035",
        "婚礼": Z16 + "035",
        "脱单": H15 + "048",
        "劳模": Z20 + "038",
        "困难学生": Z16 + "031",
        "大学生": Z16 + "031",
        "女职工": Z16 + "010",
        "妇女": Z16 + "010",
        "捐款": Z20 + "061",
        "捐": Z20 + "061",
        "安全": F17 + "019",
        "安全生产": F17 + "019",
        "工资": Z20 + "025",
        "追讨欠薪": H15 + "017",
        "拖欠工资": H15 + "017",
        "入会率": None,
        "会员": H15 + "059",
        "湖州会员": H15 + "059",
        "法津援助": Z20 + "029",
        "消费券": Z20 + "064",
        "阜新 消费券": None,
        "阜新消费券": None,
        "新就业形态": None,
        "罢工": None,
        "145000": Z16 + "023" + EITHER + H15 + "043",
        "14.5万": Z16 + "023" + EITHER + H15 + "043",
        "十四万五千": Z16 + "023" + EITHER + H15 + "043",
        "一亿八千一百万": H15 + "022",
        "1亿8千1百万": H15 + "022",
        "1.81億": H15 + "022",
        # as it is printed, without its unit
        "3293.55": H15 + "039",
        "1.81": H15 + "022",
        "214363": Z20 + "067",
    },
}

_FIRST = """words => {
  const field = document.querySelector('#find input[name=word]');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const link = document.querySelector('#find .found li:not(.page, .worked) a');
  return link && link.hash.replace('#fig-', '');
}"""


_PAGE = _FIRST.replace("li:not(.page, .worked) a", "li.page a").replace("link.hash", "link.href")

PAGES = {
    "en": {
        "who pays for mutual aid": "unsaid.html#q-fee",
        "gender": "unsaid.html#q-women",
        "rural": "unsaid.html#q-migrants",
        "budget": "unsaid.html#q-income",
        "how to cite": "index.html#cite",
        "download": "dictionary.html",
        "Zhuzhou 2016": "document-zhuzhou-2016.html",
        "Zhuzhou 1999": "city-zhuzhou.html",  # no such text: figures have years, few pages do
        "author": "overview.html#where-printed",
        "who wrote": "overview.html#where-printed",
        "original article": "overview.html#where-printed",
        "source": "overview.html#where-printed",
        "titles": "overview.html#where-printed",
        "trust": "index.html#sure",
        "how reliable is it": "index.html#sure",
        "comparison": "index.html#side-by-side",
        "can I compare": "index.html#side-by-side",
    },
    "zh": {
        "会费": "unsaid.html#q-income",
        "财政": "unsaid.html#q-income",
        "经费来源": "unsaid.html#q-income",
        "女职工": "unsaid.html#q-women",
        "怎么引用": "index.html#cite",
        "下载数据": "dictionary.html",
        "株洲 2016": "document-zhuzhou-2016.html",
        "报纸": "overview.html#where-printed",
        "原文在哪里": "overview.html#where-printed",
        "来源": "overview.html#where-printed",
        "原标题": "overview.html#where-printed",
        "作者": "overview.html#where-printed",
        "可信": "index.html#sure",
        "可信吗": "index.html#sure",
        "可比": "index.html#side-by-side",
    },
}
"""Pages and sections that are asked for, and what their addresses end with."""


def page_of(visit: Any, language: str) -> Any:
    file = REPORTS / language / "figures.html"
    if not file.is_file():
        pytest.skip("no published reports: run `make reports` first")
    return visit(file).page


@pytest.mark.parametrize("language", list(ANSWERS))
def test_what_is_asked_is_answered_first(visit: Any, language: str) -> None:
    page = page_of(visit, language)
    found = {words: page.evaluate(_FIRST, words) for words in ANSWERS[language]}
    wrong = {
        words: first
        for words, first in found.items()
        if str(first) not in str(ANSWERS[language][words]).split(EITHER)
    }
    assert not wrong


@pytest.mark.parametrize("language", list(PAGES))
def test_pages_are_found_by_what_they_are_for(visit: Any, language: str) -> None:
    page = page_of(visit, language)
    found = {words: page.evaluate(_PAGE, words) for words in PAGES[language]}
    wrong = {words: at for words, at in found.items() if not at.endswith(PAGES[language][words])}
    assert not wrong


WORKED = {
    "en": {"992": "992 yuan", "1390": "1,390 yuan", "949.8": "949.8", "benefit per person": "992"},
    "zh": {"992": "992元", "1390": "1390元", "949.8": "949.8", "人均": "992元"},
}
"""Numbers that no text prints and we worked out, and how the first one found begins."""


@pytest.mark.parametrize("language", list(WORKED))
def test_what_is_worked_out_is_found_with_how_and_where(visit: Any, language: str) -> None:
    page = page_of(visit, language)
    for words, begins in WORKED[language].items():
        page.evaluate(_FIRST, words)
        first = page.locator("#find .found li").first
        assert first.get_attribute("class") == "worked", words
        assert first.inner_text().startswith(begins)
        assert "÷" in first.inner_text()
        file, _, place = str(first.locator("a").get_attribute("href")).partition("#")
        assert f'id="{place}"' in (REPORTS / language / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", list(WORKED))
def test_the_first_page_says_where_numbers_that_we_worked_out_are_found(
    visit: Any, language: str
) -> None:
    page_of(visit, language)
    page = visit(REPORTS / language / "index.html").page
    page.evaluate(_FIRST, "992")
    link = page.locator("#find .found .rest a")
    assert str(link.get_attribute("href")).startswith("figures.html?word=992&")
    link.click()
    assert "992" in page.locator("#find .found li.worked a").first.inner_text()


@pytest.mark.parametrize("language", list(WORKED))
def test_words_that_we_say_around_those_of_texts_are_not_searched(
    visit: Any, language: str
) -> None:
    page = page_of(visit, language)
    page.evaluate(_FIRST, "原文写")
    ours = page.locator("#find .found li:not(.page, .worked)", has_text="“至目前”")
    assert ours.count() == 0
    page.evaluate(_FIRST, "至目前")  # a text's own words are
    assert ours.count() > 0


@pytest.mark.parametrize("language", list(WORKED))
def test_a_section_says_which_page_it_is_on(visit: Any, language: str) -> None:
    page = page_of(visit, language)
    page.evaluate(_FIRST, "医疗互助")
    rows = page.locator("#find .found li.page")
    said = [row.split("\n") for row in rows.all_inner_texts()]
    assert said[0][0] == said[1][0]
    assert [len(lines) for lines in said[:2]] == [1, 2]


@pytest.mark.parametrize("language", list(ANSWERS))
def test_what_cannot_be_right_as_printed_comes_last_and_is_marked(
    visit: Any, language: str
) -> None:
    page = page_of(visit, language)
    page.evaluate(_FIRST, "消费券")
    rows = page.locator("#find .found li:not(.page, .worked)")
    marked = [row.locator(".badge").count() for row in rows.all()]
    assert sum(marked) > 0
    assert marked == sorted(marked)


@pytest.mark.parametrize(
    ("language", "asked", "first"),
    [
        ("zh", "2014年 参保", ["002", "003", "004"]),  # its own, of years around it, in print
        ("zh", "2014年参保", ["002", "003", "004"]),
        ("zh", "２０１４年度 参保", ["002", "003", "004"]),
        ("zh", "2014年", ["002", "003", "004"]),
        ("zh", "2024年 参保", ["001"]),
        ("zh", "2014人", ["004"]),  # no year
        ("en", "2014", ["004", "002", "003"]),  # a number may be meant as well
        ("en", "enrolled in 2024", ["001"]),
    ],
)
def test_figures_of_a_year_that_is_asked_for_come_first(
    visit: Any, tmp_path: Path, language: str, asked: str, first: list[str]
) -> None:
    import report_pages as rp

    from analysis.site import exporter

    figures = [
        rp.observation(
            number,
            period_start=f"{start}-01-01",
            period_end=f"{end}-12-31",
            period_kind="year" if start == end else "multi_year",
        )
        for number, (start, end) in enumerate([(2024, 2024), (2014, 2014), (2012, 2015)], 1)
    ]
    figures.append(rp.observation(4, value="2014", literal="2014名"))
    context = rp.context("figures", language, figures=tuple(figures))
    file = tmp_path / "figures.html"
    file.write_text(
        exporter.export_page(rp.notebook(language), "figures", language, context), encoding="utf-8"
    )
    page = visit(file).page
    page.evaluate(_FIRST, asked)
    hashes = "links => links.map(link => link.hash.slice(-3))"
    assert page.locator("#find .found li:not(.page, .worked) a").evaluate_all(hashes) == first
