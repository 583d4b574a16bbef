"""Explained words: where a link stands, which terms a page explains."""

from __future__ import annotations

import pytest

from analysis.language import LANGUAGES
from analysis.site import assets, glossary


def test_the_first_use_in_running_text_is_linked_and_no_other() -> None:
    html = "<h2>Mutual aid</h2><p>The mutual aid, and mutual aid again.</p>"
    said, terms = glossary.explained(html, "en")
    assert said == (
        '<h2>Mutual aid</h2><p>The <a class="term" href="#term-mutual-aid">mutual aid</a>, and '
        "mutual aid again.</p>"
    )
    assert [term["id"] for term in terms] == ["mutual-aid"]


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="#x">mutual aid</a></p>',
        "<details><p>mutual aid</p></details>",
        "<svg><text>mutual aid</text></svg>",
        "<p><code>mutual aid</code></p>",
        '<p title="mutual aid">help</p>',
        "<div>mutual aid</div>",
        "<p>mutual aiders</p>",
        "",
    ],
)
def test_links_code_folds_drawings_and_other_words_are_left_alone(html: str) -> None:
    assert glossary.explained(html, "en") == (html, [])


def test_of_terms_that_overlap_the_first_in_the_list_is_linked() -> None:
    said, terms = glossary.explained("<p>住院医疗互助</p>", "zh")
    assert said.count('<a class="term"') == 1
    assert len(terms) == 1


def test_a_line_break_and_an_unclosed_element_do_no_harm() -> None:
    said, _ = glossary.explained("<p>one<br>人次</p><p>人次", "zh")
    assert said == '<p>one<br><a class="term" href="#term-attendances">人次</a></p><p>人次'


def test_terms_of_the_texts_stand_as_printed_and_ours_in_the_language_of_the_page() -> None:
    _, terms = glossary.explained("<p>mutual aid: different figures</p>", "en")
    html = glossary.section(terms, "en", "Words", "What they mean.")
    assert '<div id="term-mutual-aid"><dt lang="zh-CN">互助</dt>' in html
    assert '<div id="term-different"><dt>different figures</dt>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_explained_and_found_in_every_language(language: str) -> None:
    for term in assets.glossary_terms():
        assert term[language] and term["found"][language], term["id"]
    names = [term["id"] for term in assets.glossary_terms()]
    assert len(names) == len(set(names))
