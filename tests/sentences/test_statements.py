"""Statements: no ranking word without its gates, every number tied to its figure."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest
from checking import check_table
from made_up import documents, figure, stock, table

from analysis.coding import raw
from analysis.comparison.comparability import TRAPS, Settings, compare, sensitivity
from analysis.comparison.derived import CodeLabels, derive
from analysis.errors import AnalysisError
from analysis.figures import observations
from analysis.figures.figure import Figure
from analysis.sentences.statements import (
    Link,
    Material,
    Name,
    Statement,
    comparison_statement,
    comparison_statements,
    fill,
    finding_fragments,
    gates_open,
    plain,
    ranking_words,
    ratio_statement,
    reporting_statements,
    require_gates,
    trap_statements,
)
from analysis.tables.store import frame_of

OTHER = {"document": "other-2019"}


def material(*rows: dict[str, str]) -> tuple[pd.DataFrame, Material]:
    """Return figures with everything sentences need."""
    figures = table(*rows)
    figures["period_kind"] = ["day" if row["nature"] == "stock" else "year" for row in rows]
    codes = sorted(set(figures["indicator"]))
    indicators = pd.DataFrame(
        {"indicator": codes, "label_en": [f"{c} label" for c in codes], "label_zh": codes},
        dtype=object,
    )
    catalogue = documents(linzhou_2019="2020-01-10", other_2019="2020-01-10")
    return figures, Material(figures, catalogue, indicators, derive(figures))


def sentence(*rows: dict[str, str], settings: Settings | None = None) -> Statement:
    figures, tables = material(*rows)
    comparisons = compare(figures, settings=settings or Settings())
    (statement,) = comparison_statements(comparisons, tables)
    return statement


def test_a_pair_with_open_gates_may_rank_what_the_texts_state() -> None:
    statement = sentence(
        figure(11, "600人", "600", "disputes_handled"),
        figure(11, "900余人", "900", "disputes_handled", bound="at_least", hedge="余", **OTHER),
    )
    assert statement.gates_open
    assert statement.text("en") == (
        "disputes_handled label: the text other-2019 states more (more than 900 people, 2019) "
        "than the text linzhou-2019 (600 people, 2019)."
    )
    assert "多于" in statement.text("zh") and "900余人" in statement.text("zh")
    assert statement.figure_ids == ("other-2019-011", "linzhou-2019-011")
    assert statement.documents == ("linzhou-2019", "other-2019")


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (("600人", "600", {}), ("620人", "620", {}), "of the same size"),
        (("600人", "600", {}), ("数十人", "", {"hedge": "数"}), None),
        (
            ("600人", "600", {"route": "x"}),
            ("600人", "600", {}),
            "only stand side by side (in linzhou-2019 it is x",
        ),
        (
            ("600人", "600", {"route": "x"}),
            ("610人", "610", {}),
            "only stand side by side (in linzhou-2019 it is x",
        ),
        (("600人", "600", {}), ("700人", "700", {}), "of the same size"),
        (("600人", "600", {}), ("约760人", "760", {"bound": "about", "hedge": "约"}), "no order"),
    ],
)
def test_everything_else_ranks_nothing(
    a: tuple[str, str, dict[str, str]], b: tuple[str, str, dict[str, str]], words: str | None
) -> None:
    statement = sentence(
        figure(11, a[0], a[1], "disputes_handled", **a[2]),
        figure(11, b[0], b[1], "disputes_handled", **b[2], **OTHER),
    )
    if words is None:
        assert statement.gates_open
        return
    assert not statement.gates_open and words in statement.text("en")
    for language in ("en", "zh"):
        parts = [p for p in statement.fragments(language) if type(p) is str]
        assert ranking_words(" ".join(parts), language) == []


def test_rates_are_higher_not_more() -> None:
    rate = {"unit": "%", "nature": "rate", "stated_base": "firms"}
    statement = sentence(
        stock(11, "60%", "60", "consultation_coverage", **rate),
        stock(11, "80%", "80", "consultation_coverage", **rate, **OTHER),
    )
    assert "states a higher number (80%" in statement.text("en")


def test_a_yearly_average_is_said_with_its_total() -> None:
    rows = (
        figure(11, "1000人", "1000", "disputes_handled"),
        figure(11, "2000人", "2000", "disputes_handled", period_start="2015-01-01", **OTHER),
    )
    figures, tables = material(*rows)
    figures.loc[1, "period_kind"] = "multi_year"
    (statement,) = comparison_statements(compare(figures), tables)
    assert "on average 400 people a year, 2015–2019" in statement.text("en")
    assert "年均400人，2015—2019年" in statement.text("zh")


def test_a_finding_says_under_which_readings_it_does_not_hold() -> None:
    figures, tables = material(
        figure(11, "近700人", "700", "disputes_handled", bound="nearly", hedge="近"),
        figure(11, "400人", "400", "disputes_handled", **OTHER),
    )
    comparisons = compare(figures)
    (plain_one,) = comparison_statements(comparisons, tables)
    (said,) = comparison_statements(comparisons, tables, sensitivity(figures))
    more = " This does not hold under: only what the words assert."
    assert said.text("en") == plain_one.text("en") + more
    assert said.text("zh") == plain_one.text("zh") + "但按以下读法不成立：仅取措辞所断言的界限。"


def comparison(**cells: str) -> dict[str, str]:
    figures, _ = material(
        figure(11, "600人", "600", "disputes_handled"),
        figure(11, "900人", "900", "disputes_handled", **OTHER),
    )
    return {**compare(figures).to_dict("records")[0], **cells}


@pytest.mark.parametrize(
    "cells",
    [
        {"grade": "loose"},
        {"grade": "not_comparable"},
        {"result": "same_size"},
        {"result": "cannot_be_decided"},
        {"a_high": "950"},
    ],
)
def test_each_gate_closes_alone(cells: dict[str, str]) -> None:
    assert gates_open(comparison())
    assert not gates_open(comparison(**cells))


def test_a_result_that_contradicts_its_gates_is_refused() -> None:
    _, tables = material(
        figure(11, "600人", "600", "disputes_handled"),
        figure(11, "900人", "900", "disputes_handled", **OTHER),
    )
    with pytest.raises(AnalysisError, match="texts differ although"):
        comparison_statement(comparison(grade="loose"), tables)


def test_a_ranking_word_is_refused_unless_it_belongs_to_a_number_or_name() -> None:
    def statement(*en: str | Link) -> Statement:
        return Statement("x", "comparison", "", ("a",), False, en, ("甲",))

    with pytest.raises(AnalysisError, match=r"ranks \('highest'\)"):
        require_gates(statement("the highest of all"))
    require_gates(statement(Name("A higher skill grade"), ": ", Link("f", "more than 500")))
    with pytest.raises(AnalysisError, match="多于"):
        require_gates(Statement("x", "comparison", "", ("a",), False, ("A",), ("甲多于乙",)))
    require_gates(Statement("x", "comparison", "", ("a",), True, ("more",), ("多于",)))


def test_ranking_words_are_found_as_words() -> None:
    assert ranking_words("Moreover, the risen leader led.", "en") == ["leader"]
    assert ranking_words("More growth; the fewest fell", "en") == [
        "More",
        "growth",
        "fewest",
        "fell",
    ]
    assert ranking_words("排名第一", "zh") == ["排名", "第一"]
    assert ranking_words("参赛率与建制率", "zh") == []


def test_templates_are_filled_with_text_and_links() -> None:
    filled = fill("{a}: {b}.", {"a": "A", "b": (Link("f", "5"), " and ", Link("g", "6"))})
    assert filled == ("A: ", Link("f", "5"), " and ", Link("g", "6"), ".")
    assert plain(filled) == "A: 5 and 6."
    with pytest.raises(AnalysisError, match="needs 'b'"):
        fill("{b}", {})


def test_ratios_show_the_printed_numbers_they_come_from() -> None:
    _, tables = material(
        figure(11, "900元", "900", "relief_money"), figure(12, "30人", "30", "relief_people")
    )
    statement = ratio_statement(tables.derived.to_dict("records")[0], tables)
    assert statement.text("en") == (
        "Relief per person in the text linzhou-2019: 30 yuan per person, from relief_money of the "
        "text (900 yuan), relief_people of the text (30 people)."
    )
    assert statement.figure_ids == ("linzhou-2019-011", "linzhou-2019-012")
    refused = {**tables.derived.to_dict("records")[0], "status": "kept_out"}
    with pytest.raises(AnalysisError, match="no sentence"):
        ratio_statement(refused, tables)


def test_traps_name_both_things() -> None:
    rows = (
        figure(11, "13617人", "13617", "relief_people", scheme="illness_relief"),
        figure(11, "13686人", "13686", "relief_people", scheme="four_seasons", **OTHER),
    )
    figures, tables = material(*rows)
    (statement,) = trap_statements(compare(figures), tables)
    assert "relief_people of the text" in statement.text("en")
    assert statement.text("en").startswith("Nearly the same number of different things")
    with pytest.raises(AnalysisError, match="unknown trap"):
        trap_statements(compare(figures), tables, "luck")


def test_findings_link_their_printed_numbers() -> None:
    figures, tables = material(
        figure(11, "446万元", "4460000", "student_aid_money"),
        figure(12, "892名", "892", "students_aided", unit="人"),
    )
    (finding,) = check_table(figures.to_dict("records")).to_dict("records")
    for language in ("en", "zh"):
        parts = finding_fragments(finding, tables, language)
        assert [p for p in parts if isinstance(p, Link)] == [
            Link("linzhou-2019-011", "446万元"),
            Link("linzhou-2019-012", "892名"),
        ]
        space = " " if language == "en" else ""
        said = finding[f"finding_{language}"], finding[f"reason_{language}"]
        assert plain(parts) == space.join(said)


def test_reporting_is_said_of_the_texts_of_one_city() -> None:
    figures, tables = material(
        figure(11, "900人", "900", "disputes_handled"),
        figure(12, "30人", "30", "relief_people"),
        figure(13, "5次", "5", "shows", level="village"),
        figure(11, "900人", "900", "disputes_handled", city="linzhou", **OTHER),
    )
    statements = reporting_statements(figures, tables, "linzhou")
    assert [s.text("en") for s in statements] == [
        "Both texts linzhou-2019 and other-2019 give figures on disputes_handled label.",
        "Only the text linzhou-2019 gives figures on relief_people label.",
    ]
    assert all(s.kind == "reporting" for s in statements)


# -- all text that the real tables give -----------------------------------------------------------


@cache
def real() -> tuple[pd.DataFrame, Material, list[Statement]]:
    """Return the project's comparisons, tables, and every sentence made from them."""
    data = raw.load()
    figures = frame_of(
        [f for document in data.document_ids() for f in observations.observe(data, document)],
        Figure,
    )
    labels = CodeLabels.from_frame(data.codelists)
    derived = derive(figures, data.documents, labels, corrections=data.corrections)
    tables = Material(figures, data.documents, data.indicators, derived)
    comparisons = compare(figures, data.documents, labels)
    statements = comparison_statements(comparisons, tables)
    for trap in TRAPS:
        statements += trap_statements(comparisons, tables, trap)
    statements += [
        ratio_statement(row, tables)
        for row in derived.to_dict("records")
        if row["status"] == "computed" and row["kind"] == "ratio"
    ]
    for city in data.cities():
        statements += reporting_statements(figures, tables, city)
    return comparisons, tables, statements


def test_all_generated_text_ranks_only_with_open_gates() -> None:
    _, _, statements = real()
    assert len(statements) > 50
    for statement in statements:
        for language in ("en", "zh"):
            parts = [p for p in statement.fragments(language) if type(p) is str]
            words = ranking_words(" ".join(parts), language)
            assert bool(words) == statement.gates_open, statement.text(language)


def test_every_number_of_the_generated_text_is_linked_or_named() -> None:
    _, tables, statements = real()
    known = set(tables.observations["figure_id"])
    for statement in statements:
        assert set(statement.figure_ids) <= known
        for language in ("en", "zh"):
            loose = [p for p in statement.fragments(language) if type(p) is str]
            assert not re.search(r"\d", " ".join(loose)), statement.text(language)


def test_no_sentence_is_made_from_figures_that_are_kept_out() -> None:
    _, tables, statements = real()
    faulty = tables.observations[tables.observations["status"].isin(["impossible", "damaged"])]
    ranked = {
        name for s in statements if s.kind in ("comparison", "ratio") for name in s.figure_ids
    }
    assert not ranked & set(faulty["figure_id"])
