"""What is true of every sentence that the project's own texts give."""

from __future__ import annotations

import re

import pytest

from analysis.checks import Plausible, run_checks
from analysis.coding import raw
from analysis.coding.coding_records import Correction, GradeArgument
from analysis.comparison.derived import derive
from analysis.comparison.look_alikes import look_alikes
from analysis.comparison.pairs import compare_figures
from analysis.comparison.rules import Rules
from analysis.comparison.sensitivity import sensitivity
from analysis.figures.figure import UNUSABLE, with_lengths, with_repeats
from analysis.figures.observations import observe
from analysis.language import languages
from analysis.language.messages import Fragments, Link
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence
from analysis.sentences.gates import Ranked, gates_open, ranking_words
from analysis.sentences.headlines import Headline
from analysis.sentences.statements import (
    Statement,
    comparison_statement,
    comparison_statements,
    reporting_statements,
)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """Return the records that the raw tables give."""
    data = raw.load_raw()
    rules, book = Rules.of_raw(data), data.codebook
    observed = (figure for name in data.document_ids() for figure in observe(data, name))
    figures = with_lengths(with_repeats(observed), book.documents)
    corrections, arguments = data.rows(Correction), data.rows(GradeArgument)
    derived = derive(figures, book, rules, corrections)
    pairs = compare_figures(figures, derived, book, rules, arguments=arguments)
    plausible = Plausible.of_raw(data, rules.measures)
    return Evidence(
        figures,
        derived,
        book,
        pairs,
        look_alikes(figures, book, rules),
        sensitivity(figures, derived, pairs, book, rules, corrections, arguments),
        run_checks(figures, derived, book, plausible, corrections=corrections),
        {band.measure: band.usual for band in plausible.bands},
    )


@pytest.fixture(scope="module")
def stated(evidence: Evidence) -> list[Headline]:
    """Return the main findings, the sentence above them first."""
    intro = hl.vague(evidence)
    assert intro is not None
    return [intro, *hl.headlines(evidence)]


@pytest.fixture(scope="module")
def statements(evidence: Evidence, stated: list[Headline]) -> list[Statement]:
    """Return every sentence."""
    found = [headline.statement for headline in stated]
    found += comparison_statements(evidence.pairs, evidence)
    for city in evidence.codebook.order("city"):
        found += reporting_statements(evidence, city)
    return found


def loose(fragments: Fragments) -> str:
    """Return what is neither a link nor a name."""
    return " ".join(part for part in fragments if type(part) in (str, Ranked))


def test_all_text_ranks_only_with_open_gates(
    evidence: Evidence, statements: list[Statement]
) -> None:
    opened = {pair.comparison_id for pair in evidence.pairs if gates_open(pair)}
    assert len(statements) > len(evidence.codebook.documents)
    for statement in statements:
        may = statement.id in opened or (statement.id == "headline:pairs" and bool(opened))
        for language in languages():
            words = ranking_words(loose(statement.fragments(language)), language)
            assert bool(words) == may, statement.text(language)


def test_every_pair_has_a_sentence_that_its_gates_allow(evidence: Evidence) -> None:
    for pair in evidence.pairs:
        statement = comparison_statement(pair, evidence)
        for language in languages():
            words = ranking_words(loose(statement.fragments(language)), language)
            assert bool(words) == gates_open(pair), statement.text(language)


def test_every_number_of_the_text_is_linked_or_named(statements: list[Statement]) -> None:
    for statement in statements:
        if statement.kind != "finding":  # what a finding counts are pairs, texts and figures
            for language in languages():
                assert not re.search(r"\d", loose(statement.fragments(language)))


def test_every_link_leads_to_a_figure_of_the_texts_that_are_named(
    evidence: Evidence, statements: list[Statement]
) -> None:
    for statement in statements:
        documents = {evidence.figure(name).document for name in statement.figure_ids}
        assert documents <= set(statement.documents), statement.id


def test_no_comparison_shows_a_figure_that_is_kept_out(
    evidence: Evidence, statements: list[Statement]
) -> None:
    faulty = {figure.figure_id for figure in evidence.figures if figure.status in UNUSABLE}
    for statement in statements:
        if statement.kind == "comparison":
            assert not faulty & set(statement.figure_ids)


def linked(statement: Statement, language: str) -> list[str]:
    parts = statement.fragments(language)
    return sorted(part.figure_id for part in parts if isinstance(part, Link))


def test_all_languages_name_the_same_figures_and_documents(
    evidence: Evidence, stated: list[Headline], statements: list[Statement]
) -> None:
    first, *others = languages()
    for statement in statements:
        for language in others:
            assert linked(statement, language) == linked(statement, first), statement.id
    for headline in stated:
        for language in languages():
            text = headline.title(language) + headline.statement.text(language)
            assert "{" not in text and "  " not in text
            labels = {each.label[language]: each.document for each in evidence.codebook.documents}
            for label in sorted(labels, key=len, reverse=True):  # a longer one may hold a shorter
                assert label not in text or labels[label] in headline.statement.documents
                text = text.replace(label, "")
