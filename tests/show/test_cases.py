"""Lists of cases, such as findings and faults."""

from __future__ import annotations

import json

import pytest

from analysis.errors import AnalysisError
from analysis.show.cases import Case, Cases
from analysis.show.display import Html, figure_link

VERDICTS = {"certain": "certain", "likely": "likely", "unusual": "unusual"}


def cases(**changes: object) -> Cases:
    link = figure_link("3家", "a-2016-001", "en")
    fields: dict[str, object] = {
        "cases": [
            Case(
                "likely", "lost <digit>", [Html(f"see {link}")], [("Why", "a < b"), ("Likely", "")]
            ),
            Case("certain", "twice", ["one", "two"]),
        ],
        "verdicts": VERDICTS,
        "caption": "What was found",
        "name": "found",
        "language": "en",
        "headers": {"what": "Finding"},
        "rows": [[Html("see <b>3</b>")], ["=1+1"]],
    }
    return Cases(**fields | changes)  # type: ignore[arg-type]


def test_the_surest_stand_first_each_group_with_its_number() -> None:
    html = cases().to_html()
    assert html.index("<h3>Certain (2)</h3>") < html.index("<h3>Likely (1)</h3>")
    assert "Unusual" not in html
    assert '<section class="verdict-certain">' in html
    assert "（2）" in cases(language="zh").to_html()


def test_a_case_says_what_why_and_nothing_empty() -> None:
    html = cases().to_html()
    assert "<summary><b>Lost &lt;digit&gt;</b> " in html
    assert "<summary><b>Twice (2)</b> " in html
    assert "<b>Twice（2）</b>" in cases(language="zh").to_html()
    assert "<ul><li>one</li><li>two</li></ul>" in html
    assert "<dt>Why</dt><dd>a &lt; b</dd>" in html
    assert "<dt>Likely</dt>" not in html
    assert cases().figure_ids == ("a-2016-001",)


def test_the_gist_of_a_case_has_neither_links_nor_calculation() -> None:
    link = figure_link("3家", "a-2016-001", "en")
    item = Html(f'see {link} <small class="sum">3 = 3</small>')
    html = cases(cases=[Case("likely", "odd", [item, "a < b"])]).to_html()
    assert '<small class="gist">see <span lang="zh-CN">3家</span></small></summary>' in html
    plain = cases(cases=[Case("likely", "odd", ["a < b"])]).to_html()
    assert '<small class="gist">a &lt; b</small>' in plain


@pytest.mark.parametrize(("number", "shown"), [(6, 6), (7, 0)])
def test_groups_of_more_than_six_cases_are_closed(number: int, shown: int) -> None:
    html = cases(cases=[Case("likely", f"case {n}", ["x"]) for n in range(number)]).to_html()
    assert html.count('<details class="case"') == number
    assert html.count('<details class="case" open>') == shown


def test_it_is_a_table_for_downloads_and_text_for_terminals() -> None:
    data, metadata = cases()._repr_mimebundle_()
    told = metadata["analysis"]
    assert json.loads(json.dumps(told)) == told
    assert told["columns"] == ["what"]
    assert told["rows"] == [["see 3"], ["=1+1"]]
    assert data["text/plain"] == (
        "What was found\nlikely: lost <digit>: see 3家\ncertain: twice: one\ncertain: twice: two"
    )


def test_a_verdict_without_label_is_refused() -> None:
    with pytest.raises(AnalysisError, match="Cases found: there is no verdict 'likely'"):
        cases(verdicts={"certain": "certain"})
