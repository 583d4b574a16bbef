"""Figure cards."""

from __future__ import annotations

import re

import pytest
import report_pages as rp

from analysis.errors import AnalysisError
from analysis.site import cards
from analysis.tables.schema import CORRECTIONS, DOCUMENTS, INDICATORS, OBSERVATIONS


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
    assert lines["In doubt"] == "doubtful | lost digit (likely) | A digit is lost. | Not compared."
    fault = rp.CORRECTIONS[0] | {"likely_value": "140000000"}
    _, lines = card(rp.OBSERVED[1], corrections=(fault,))
    assert "likely 140 million yuan (argued, not printed)" in lines["In doubt"]
    assert lines["Limits"] == (
        "our reading: 13 million or more, but less than 14 million yuan | "
        "the words alone: less than 14 million yuan"
    )


def finding(figures, check="round_count"):
    return {
        "finding_id": f"testcity-2016.{check}.{figures}",
        "check": check,
        "figures": figures,
        "finding_en": "It is <round>.",
        "finding_zh": "过于规整。",
        "effect_en": "Take it as printed.",
        "effect_zh": "照用。",
    }


def test_says_what_the_checks_found_about_this_figure_alone_or_with_few_others():
    names = [f"testcity-2016-{number:03}" for number in range(1, 7)]
    told = (
        finding("+".join(names[:2])),
        finding("+".join(names)),  # about the text, not about each of its figures
        finding(names[0], "declared_fault"),  # stands in the table of faults
        finding(names[1]),
    )
    _, lines = card(rp.OBSERVED[0], findings=told)
    assert lines["In doubt"] == "It is &lt;round&gt;. Take it as printed."
    _, lines = card(rp.OBSERVED[0], "zh", findings=told)
    assert lines["存疑"] == "过于规整。照用。"
    _, lines = card(rp.OBSERVED[0])
    assert "In doubt" not in lines


def test_a_figure_without_value_has_no_limits_to_tell():
    damaged = rp.OBSERVED[0] | {"value": "", "bound": "unknown"}
    for kind in ("natural", "asserted", "conventional"):
        damaged |= {f"{kind}_low": "0", f"{kind}_high": "", f"{kind}_ends": "[)"}
    assert card(damaged)[1]["Limits"] == "none: no number can be read"
    tens = damaged | {
        "conventional_low": "20",
        "conventional_high": "99",
        "conventional_ends": "[]",
    }
    assert card(tens)[1]["Limits"].startswith("our reading: 20 to 99")


def test_a_text_without_title_is_named_by_its_label():
    document = rp.DOCUMENTS[0] | {"title": "unknown"}
    context = rp.context(documents=(document,))
    made = cards.Cards(context, "en", lambda figure: f"#fig-{figure}", pages={})
    assert "Testcity 2016 (our copy has no title)" in made.origin("testcity-2016")
    assert "“14.5万名”, Testcity 2016 (our copy has no title), paragraph 2" in made.card(
        rp.OBSERVED[0]
    )
    assert "unknown" not in made.origin("testcity-2016")


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
