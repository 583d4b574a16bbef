"""Figure cards."""

from __future__ import annotations

import re

import pytest
import report_pages as rp

from analysis.errors import AnalysisError
from analysis.reports import cards
from analysis.schema import CORRECTIONS, DOCUMENTS, INDICATORS, OBSERVATIONS


def card(row, language="en", **fields):
    context = rp.context(language=language, **fields)
    html = cards.Cards(context, language, lambda figure: f"#fig-{figure}").card(row)
    lines = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", html, re.S)
    return html, {term: re.sub(r"<br>", " | ", body) for term, body in lines}


def test_says_how_it_is_printed_read_and_placed():
    html, lines = card(rp.OBSERVED[0])
    assert '<span class="literal" lang="zh-CN">14.5万名</span>' in html
    assert "workers enrolled" in html
    assert lines["Read as"] == "145,000 people"
    assert lines["Limits"] == "144,500 or more, but less than 145,500 people"
    assert lines["Period"] == "at the end of 2016 (stated)"
    assert lines["Counted as"] == "Members of the scheme; stock; city"
    assert re.sub("<[^>]+>", "", lines["Where"]) == (
        "Testcity 2016, paragraph 2, sentence 1, characters 9–15; SHA-256 0f0f0f0f0f0f…"
    )


def test_says_the_same_in_chinese():
    _, lines = card(rp.OBSERVED[0], "zh")
    assert lines["读作"] == "14.5万人"
    assert lines["时期"] == "截至2016年末（原文写明）"
    assert re.sub("<[^>]+>", "", lines["位置"]) == (
        "测试2016，第2段第1句，字符9—15；SHA-256 0f0f0f0f0f0f…"
    )


def test_says_what_is_doubtful_and_what_is_argued():
    html, lines = card(rp.OBSERVED[1])
    assert '<strong class="badge">doubtful</strong>' in html
    assert lines["In doubt"] == (
        "doubtful | lost digit (likely) | A digit is lost. | "
        "likely 14 million yuan (argued, not printed) | Not compared."
    )
    assert lines["Limits"] == (
        "our reading: 13 million or more, but less than 14 million yuan | "
        "the words alone: less than 14 million yuan"
    )


def test_traps_are_text():
    html, lines = card(rp.OBSERVED[2])
    assert "<script" not in html
    assert lines["Repeats"] == (
        '<a href="#fig-testcity-2016-001" lang="zh-CN">14.5万名</a> (said again)'
    )


def test_a_code_without_label_is_an_error():
    with pytest.raises(AnalysisError, match="list 'level', has no code 'moon'"):
        card(rp.OBSERVED[0] | {"level": "moon"})


def test_an_english_note_on_a_chinese_page_is_marked():
    _, lines = card(rp.OBSERVED[0] | {"note_zh": "in English"}, "zh")
    assert lines["说明"] == '<span lang="en">in English</span>'


def test_reads_only_declared_columns():
    assert set(rp.OBSERVED[0]) == set(OBSERVATIONS.names)
    assert set(rp.DOCUMENTS[0]) <= set(DOCUMENTS.names)
    assert set(rp.INDICATORS[0]) <= set(INDICATORS.names)
    assert set(rp.CORRECTIONS[0]) <= set(CORRECTIONS.names)


def test_excerpt_of_another_copy_is_refused():
    with pytest.raises(AnalysisError, match=r"testcity-2016-001: characters 9–15 .* SHA-256"):
        cards.excerpt(rp.OBSERVED[0], "x" + rp.ARTICLE)
