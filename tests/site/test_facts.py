"""Sources, periods and caveats below charts and tables."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import report_pages as rp

from analysis.site.facts import facts
from analysis.site.state import PageState


def told(count, language="en"):
    figures = tuple(rp.observation(number) for number in range(1, count + 1))
    state = PageState("theme-test", language, rp.context(language=language, figures=figures))
    return facts(state, [figure.figure_id for figure in figures])


def test_eight_figures_of_a_text_are_named_and_more_are_folded_away():
    eight, nine = told(8), told(9)
    assert "<details" not in eight
    assert eight.startswith(
        '<dl class="facts"><div><dt>Sources</dt><dd><span class="source">Testcity 2016: <a '
    )
    assert eight.count('class="fig"') == 8
    assert '<details class="inline"><summary>Testcity 2016: figures used</summary><a ' in nine
    assert nine.count('class="fig"') == 9
    assert "<summary>测试2016：所用数字</summary>" in told(9, "zh")


def test_eighty_figures_are_listed_and_of_more_their_texts():
    assert told(80).count('class="fig"') == 80
    assert '<dd><a href="document-testcity-2016.html">Testcity 2016</a></dd>' in told(81)
    assert 'class="fig"' not in told(81)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2011–2015 (Elsewhere 2015); 2016 (Testcity 2016)"),
        ("zh", "2011—2015年（别处2015）；2016年（测试2016）"),
    ],
)
def test_periods_are_told_apart_where_texts_differ(language, said):
    other = rp.document(document="elsewhere-2015", label_en="Elsewhere 2015", label_zh="别处2015")
    book = replace(rp.codebook(), documents=(other, rp.document()))
    review = {"period_start": "2011-01-01", "period_end": "2015-12-31"}
    elsewhere = {"document": "elsewhere-2015", "figure_id": "elsewhere-2015-002"}
    figures = (rp.observation(1), rp.observation(2, **elsewhere, **review))
    context = rp.context(language=language, figures=figures, codebook=book)
    state = PageState("theme-test", language, context)
    html = facts(state, [figure.figure_id for figure in figures])
    assert re.findall("<dd>([^<]*)</dd>", html) == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2016–2017, where states at the time of writing may be of 2017"),
        ("zh", "2016—2017年，其中写作时的状态可能是2017年的"),
    ],
)
def test_a_year_after_the_time_under_review_is_told_by_its_states(language, said):
    of_2016 = rp.document(period_start="2016-01-01", period_end="2016-12-31")
    book = replace(rp.codebook(), documents=(of_2016,))
    then = {"period_start": "2017-03-31", "period_end": "2017-03-31", "nature": "stock"}
    for basis, expected in (("assumed", said), ("stated", re.split("[,，]", said)[0])):
        figures = (rp.observation(1), rp.observation(2, **then, period_basis=basis))
        state = PageState(
            "theme-test", language, rp.context(language=language, figures=figures, codebook=book)
        )
        html = facts(state, [figure.figure_id for figure in figures])
        assert re.findall("<dd>([^<]*)</dd>", html) == [expected]


def test_the_sources_of_many_texts_are_folded_and_their_years_said_once():
    names = [f"testcity-{year}" for year in range(2011, 2018)]
    book = replace(
        rp.codebook(), documents=tuple(rp.document(document=n, label_en=n) for n in names)
    )
    days = {"period_start": "2011-01-01", "period_end": "2011-12-31"}
    figures = tuple(
        rp.observation(1, document=name, figure_id=f"{name}-001", **(days if n else {}))
        for n, name in enumerate(names)
    )
    state = PageState("theme-test", "en", rp.context(figures=figures, codebook=book))
    ids = [figure.figure_id for figure in figures]
    html = facts(state, ids)
    assert '<dd><details class="inline"><summary>the texts</summary><span class="source">' in html
    assert "<dt>Period</dt><dd>2011–2016</dd>" in html
    assert "<details" not in facts(state, ids[:6])
    assert "2016 (testcity-2011)" in facts(state, ids[:6])


def test_without_figures_the_footer_stands_for_them_and_one_caveat_is_no_list():
    state = PageState("theme-test", "en", rp.context())
    html = facts(state, (), ["Mind this."], "A <town>")
    assert html == (
        '<dl class="facts"><div><dt>Sources</dt><dd>A &lt;town&gt;</dd></div>'
        "<div><dt>Note</dt><dd>Mind this.</dd></div></dl>"
    )
    two = facts(state, (), ["One.", "Two."])
    assert "<dd><ul><li>One.</li><li>Two.</li></ul></dd>" in two
    assert facts(state, ()) == ""
