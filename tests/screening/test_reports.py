"""Whole made-up reports: no alarm where all is right, and one where a contradiction is planted."""

from __future__ import annotations

import pytest
from planted import Report, alarms, found, reports

from analysis.reading.mentions import read
from analysis.screening import rule_runner
from analysis.screening.passages import contexts, passages, words_of_text
from analysis.screening.rule_runner import screen

REPORTS = list(reports())


def test_reports_are_of_many_kinds() -> None:
    assert len(REPORTS) >= 40
    assert len({report.kind for report in REPORTS}) >= 5
    assert len({report.name for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("report", REPORTS, ids=[report.name for report in REPORTS])
def test_a_report_in_which_all_is_right_raises_no_alarm(report: Report) -> None:
    assert [(each.rule, each.verdict) for each in alarms(report.text())] == []


def test_nine_of_ten_planted_contradictions_are_found() -> None:
    raised = [found(report, wrong) for report in REPORTS for wrong in range(report.marks)]
    contradicting = [
        results for results in raised if any(each.verdict == "contradicts" for each in results)
    ]
    assert 10 * len([results for results in raised if results]) >= 9 * len(raised)
    assert 100 * len(contradicting) >= 85 * len(raised)


def test_most_reports_hold_relations_that_agree() -> None:
    holding = [report for report in REPORTS if screen(report.text()).of("holds")]
    assert 10 * len(holding) >= 9 * len(REPORTS)


def test_a_rule_is_passed_over_only_where_it_finds_nothing() -> None:
    texts = [report.text(wrong) for report in REPORTS for wrong in (None, *range(report.marks))]
    passed_over = 0
    for text in texts:
        for context in contexts(passages(read(text), words_of_text(text))):
            for cue, rule in rule_runner._CALLED:
                if not cue.search(context.passage.words):
                    passed_over += 1
                    assert list(rule(context)) == [], (rule, context.passage.text)
    assert passed_over > len(texts)
