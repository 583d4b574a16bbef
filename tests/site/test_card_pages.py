"""Figure cards."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest
import report_pages as rp

from analysis.checks.finding_records import Finding
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.language.messages import Words
from analysis.site import card_pages
from analysis.tables.codebook import Labels


def card(figure, language="en", pages=None, **fields):
    context = rp.context(language=language, **fields)
    labels = Labels(language, context.codebook)
    made = card_pages.Cards(context, labels, lambda figure: f"#fig-{figure}", pages=pages)
    html = made.card(figure)
    lines = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", html, re.S)
    return html, {
        term: re.sub(r"<br>|</li><li>", " | ", re.sub("^<ul><li>|</li></ul>$", "", body))
        for term, body in lines
    }


def test_says_how_it_is_printed_read_and_placed():
    html, lines = card(rp.OBSERVED[0])
    assert '<span class="literal" lang="zh-CN">14.5万名</span>' in html
    assert "workers enrolled" in html
    assert lines["Read as"] == "145,000 people"
    assert lines["Limits"] == "144,500 or more, but less than 145,500 people"
    assert lines["Period"] == "printed “至年底”; taken as 2016-12-31 (stated)"
    assert lines["Counted as"] == "Members of the scheme; stock; city"
    assert re.sub("<[^>]+>", "", lines["Where"]) == (
        "Testcity 2016, paragraph 2, sentence 1, characters 9–15; SHA-256 0f0f0f0f0f0f…"
    )


def test_says_the_same_in_chinese():
    _, lines = card(rp.OBSERVED[0], "zh")
    assert lines["读作"] == "14.5万人"
    assert lines["时期"] == "原文写“至年底”；取2016-12-31（原文写明）"
    assert re.sub("<[^>]+>", "", lines["位置"]) == (
        "测试2016，第2段第1句，字符9—15；SHA-256 0f0f0f0f0f0f…"
    )


@pytest.mark.parametrize(
    ("start", "end", "en", "zh"),
    [
        (
            "2016-03-05",
            "",
            "from 2016-03-05 (stated), end not stated",
            "自2016-03-05起（原文写明），终点未写明",
        ),
        (
            "",
            "2016-03-05",
            "up to 2016-03-05 (stated), start not stated",
            "截至2016-03-05（原文写明），起点未写明",
        ),
        (
            "2016-03-05",
            "2016-04-06",
            "taken as 2016-03-05 to 2016-04-06 (stated)",
            "取2016-03-05至2016-04-06（原文写明）",
        ),
    ],
)
def test_says_of_which_end_of_a_period_it_holds_that_it_is_stated(start, end, en, zh):
    days = {"period_start": start, "period_end": end, "period_words": "三月"}
    figure = rp.observation(1, **days)
    assert card(figure)[1]["Period"] == f"printed “三月”; {en}"
    assert card(figure, "zh")[1]["时期"] == f"原文写“三月”；{zh}"


def test_says_a_total_and_what_it_is_per_in_one():
    figure = rp.observation(1, nature="flow", per="year")
    assert card(figure)[1]["Counted as"] == "Members of the scheme; a total per year; city"
    assert "；每年的合计；" in card(figure, "zh")[1]["计为"]


def test_says_what_is_doubtful_and_what_is_argued():
    html, lines = card(rp.OBSERVED[1])
    assert '<strong class="badge">doubtful</strong>' in html
    assert lines["In doubt"] == "Doubtful | Lost digit (likely) | A digit is lost. | Not compared."
    fault = rp.correction(likely_value="140000000")
    _, lines = card(rp.OBSERVED[1], corrections=(fault,))
    assert "Perhaps 140 million yuan (our estimate, not printed)" in lines["In doubt"]
    assert lines["Limits"] == (
        "our reading: 13 million or more, but less than 14 million yuan | "
        "the words alone: 0 or more, but less than 14 million yuan"
    )


def test_a_number_that_is_open_to_several_readings_is_not_called_doubtful():
    name = rp.OBSERVED[0].figure_id
    open_one = rp.correction(figure_id=name, fault="unclear", evidence_en="The term has no dates.")
    _, lines = card(rp.OBSERVED[0], corrections=(open_one,))
    assert "In doubt" not in lines
    assert "likely" not in lines["To note"]
    assert "The term has no dates." in lines["To note"]
    _, lines = card(rp.OBSERVED[0], "zh", corrections=(open_one,))
    assert "要注意" in lines
    lost = rp.correction(figure_id=name)
    _, lines = card(rp.OBSERVED[0], corrections=(open_one, lost))
    assert "To note" not in lines
    assert "Lost digit (likely)" in lines["In doubt"]


def test_what_follows_a_finding_begins_with_a_capital():
    lower = replace(
        finding(rp.OBSERVED[0].figure_id), effect=Words(en="read as printed", zh="照用")
    )
    _, lines = card(rp.OBSERVED[0], findings=(lower,))
    assert lines["How we use it"] == "It is &lt;round&gt;. Read as printed"


def finding(*figures, check="round_count", verdict="unusual", fault=""):
    row = {
        "fault": fault,
        "finding_id": f"{rp.NAME}.{check}.{len(figures)}",
        "check": check,
        "verdict": verdict,
        "figures": "+".join(figures),
        "finding_en": "It is <round>.",
        "finding_zh": "过于规整。",
        "effect_en": "Take it as printed.",
        "effect_zh": "照用。",
    }
    return rp.made(Finding, row)


def test_says_what_the_checks_found_about_this_figure_alone_or_with_few_others():
    names = [f"testcity-2016-{number:03}" for number in range(1, 7)]
    told = (
        finding(*names[:2]),
        finding(*names),  # about the text, not about each of its figures
        finding(names[0], check="declared_fault"),  # stands in the table of faults
        finding(names[1]),
    )
    _, lines = card(rp.OBSERVED[0], findings=told)
    assert lines["How we use it"] == "It is &lt;round&gt;. Take it as printed."
    assert "In doubt" not in lines  # it is unusual, and no fault
    _, lines = card(rp.OBSERVED[0], "zh", findings=told)
    assert lines["使用须知"] == "过于规整。照用。"
    _, lines = card(rp.OBSERVED[0])
    assert not {"In doubt", "How we use it"} & lines.keys()


def test_what_a_check_says_of_it_and_many_others_is_said_once_and_they_are_named():
    first, *others = (f"testcity-2016-{number:03}" for number in range(1, 6))
    told = tuple(finding(first, other) for other in others)
    _, lines = card(rp.OBSERVED[0], findings=told[:3])
    assert lines["How we use it"].count("It is &lt;round&gt;.") == 3
    _, lines = card(rp.OBSERVED[0], findings=told)
    assert lines["How we use it"].count("It is &lt;round&gt;.") == 1
    printed = [escape(each.literal) for each in rp.OBSERVED if each.figure_id in others[1:]]
    assert printed and all(f"“{each}”" in lines["How we use it"] for each in printed)
    other = finding(first, others[0], check="another", verdict="unusual")
    _, lines = card(rp.OBSERVED[0], "zh", findings=(*told, other))
    assert lines["使用须知"].count("过于规整。") == 2
    assert "它与下列数字也是如此：" in lines["使用须知"]


@pytest.mark.parametrize(
    ("verdict", "fault", "line"),
    [
        ("certain", "lost_digit", "In doubt"),
        ("likely", "lost_digit", "In doubt"),
        ("unusual", "lost_digit", "How we use it"),
        (
            "likely",
            "",
            "How we use it",
        ),  # it is said again, rounded: nothing is wrong with the number
        ("note", "", "How we use it"),
    ],
)
def test_a_fault_of_a_number_is_told_apart_from_a_limit_of_its_use(verdict, fault, line):
    found = finding("testcity-2016-001", verdict=verdict, fault=fault)
    _, lines = card(rp.OBSERVED[0], findings=(found,))
    assert {"In doubt", "How we use it"} & lines.keys() == {line}


RATIO = {
    "derived_id": f"{rp.NAME}.money_per_person.002-001",
    "document": rp.NAME,
    "label_en": "Money a head",
    "label_zh": "人均",
    "value": "9655/100",
    "unit_en": "yuan per person",
    "unit_zh": "元/人",
    "formula": f"{rp.NAME}-002 ÷ {rp.NAME}-001",
    "inputs": f"{rp.NAME}-002+{rp.NAME}-001",
    "conventional_low": "89",
    "conventional_high": "97",
    "conventional_ends": "()",
    "status": "computed",
}


def test_a_computed_number_shows_formula_limits_and_links_to_its_inputs():
    context = rp.context(derived=(rp.made(Derived, RATIO),))
    made = card_pages.Cards(context, Labels("en", context.codebook), lambda name: f"#fig-{name}")
    html = made.computed(context.derived[0])
    assert html.startswith(f'<section data-derived="{RATIO["derived_id"]}"><p><strong>')
    assert "Testcity 2016, Money a head" in html
    assert f'<a class="fig" href="#fig-{rp.NAME}-002">nearly 14 million yuan</a> ÷ ' in html
    assert f'<a class="fig" href="#fig-{rp.NAME}-001">145,000 people</a>' in html
    assert "<dd>89 to 97 yuan per person</dd>" in html
    assert "<dt>Limits</dt>" in html


def test_a_card_of_another_page_leads_there():
    context = rp.context()
    made = card_pages.Cards(
        context, Labels("en", context.codebook), lambda name: f"x.html#fig-{name}"
    )
    html = made.brief(rp.OBSERVED[0])
    assert f'href="document-{rp.NAME}.html#doc-{rp.NAME}"' in html
    assert 'href="#' not in html


def limits(*, natural, asserted, conventional):
    """Return the cells of three limits: low, high, ends."""
    given = {"natural": natural, "asserted": asserted, "conventional": conventional}
    return {
        f"{kind}_{part}": cell
        for kind, cells in given.items()
        for part, cell in zip(("low", "high", "ends"), cells, strict=True)
    }


NONE = ("0", "", "[)")


def test_a_figure_without_value_has_no_limits_to_tell():
    lost = {"value": "", "bound": "unknown", "literal": "数名"}
    unknown = rp.observation(1, **lost, **limits(natural=NONE, asserted=NONE, conventional=NONE))
    assert card(unknown)[1]["Limits"] == "none: no number can be read"
    tens = limits(natural=NONE, asserted=NONE, conventional=("20", "99", "[]"))
    assert card(rp.observation(1, **lost, **tens))[1]["Limits"] == (
        "our reading: 20 to 99 people | the words alone: 0 people or more"
    )


def test_what_the_kind_allows_is_told_where_our_reading_leaves_an_end_open():
    more = {"bound": "at_least", "hedge": "以上", "literal": "50%以上", "unit": "%"}
    above = ("50", "", "[)")
    told = limits(natural=NONE, asserted=above, conventional=above)
    assert card(rp.observation(1, **more, value="50", **told))[1]["Limits"] == (
        "our reading: 50% or more | what is possible: 0% or more"
    )
    closed = limits(natural=NONE, asserted=above, conventional=("50", "60", "[)"))
    assert "its kind" not in card(rp.observation(1, **more, value="50", **closed))[1]["Limits"]


def test_a_text_without_title_is_named_by_its_label():
    context = rp.context(codebook=rp.codebook(title="unknown"))
    labels = Labels("en", context.codebook)
    made = card_pages.Cards(context, labels, lambda figure: f"#fig-{figure}", pages={})
    assert "Testcity 2016 (our copy has no title)" in made.origin(rp.NAME)
    assert "“14.5万名”, Testcity 2016 (our copy has no title), paragraph 2" in made.card(
        rp.OBSERVED[0]
    )
    assert "unknown" not in made.origin(rp.NAME)


def test_attributes_that_decide_comparability_stand_in_their_declared_order():
    figure = rp.observation(1, scheme="seaside", stated_base="drivers", multiplier="3")
    assert card(figure)[1]["Counted as"] == (
        "Members of the scheme; stock; city; seaside scheme; of drivers"
    )
    assert card(figure)[1]["Read as"] == "145,000 people (for each of 3 groups)"
    assert card(figure, "zh")[1]["读作"] == "14.5万人（各3组）"


def test_traps_are_text():
    html, lines = card(rp.OBSERVED[2])
    assert "<script" not in html
    assert lines["Repeats"] == (
        '<a href="#fig-testcity-2016-001" lang="zh-CN">14.5万名</a> (said again)'
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"level": "moon"}, "list 'level', code 'moon': there is no such entry"),
        ({"indicator": "moons"}, "indicators.csv has no indicator 'moons'"),
        ({"unit": "moon"}, "The unit 'moon' has no name"),
        ({"scheme": "moon"}, "list 'scheme', code 'moon'"),
        ({"document": "moon-2016"}, "documents.csv has no document 'moon-2016'"),
    ],
)
def test_what_has_no_label_is_an_error(cells, said):
    with pytest.raises(AnalysisError, match=said):
        card(rp.observation(1, **cells))


def test_an_english_note_on_a_chinese_page_is_marked():
    figure = rp.observation(1, note_en="of 会员", note_zh="in English")
    assert card(figure, "zh")[1]["说明"] == '<span lang="en">in English</span>'
    assert card(figure)[1]["Note"] == "of 会员"


def test_excerpt_of_another_copy_is_refused():
    with pytest.raises(AnalysisError, match=r"testcity-2016-001: characters 9–15 .* SHA-256"):
        card_pages.excerpt(rp.OBSERVED[0], "x" + rp.ARTICLE)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Training and jobs", "Training and jobs"),
        ("Every figure of Harbourtown on services and places", "Every figure of Harbourtown…"),
        ("Training and jobs: what the texts state of it", "Training and jobs…"),
        ("文中的数字，按统计内容排列（横条表示涵盖的时期）", "文中的数字，按统计内容排列…"),
        ("没有逗号也没有括号而且写得很长很长的一个标题", "没有逗号也没有括号而且写得很长很长的…"),
    ],
)
def test_the_name_of_a_link_is_cut_between_words_or_clauses(name: str, short: str) -> None:
    assert card_pages._short(name) == short
