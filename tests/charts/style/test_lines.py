"""Texts in lines, in both languages."""

from __future__ import annotations

from analysis.charts.style import text_width
from analysis.charts.style.lines import longest_word, narrow, wrap


def test_wrap_breaks_at_spaces_and_between_characters_only_where_allowed() -> None:
    assert wrap("one two three", text_width("one two")) == ["one two", "three"]
    assert wrap("甲乙丙，丁", text_width("甲乙丙")) == ["甲乙", "丙，丁"]
    assert wrap("", 100) == []


def test_a_word_wider_than_a_line_is_cut() -> None:
    assert wrap("abcabc", text_width("abc")) == ["abc", "abc"]
    assert wrap("甲", 1) == ["甲"]  # one character is never cut


def test_a_number_keeps_what_belongs_to_it() -> None:
    assert wrap("共有12万人", text_width("共有12万")) == ["共有", "12万人"]
    assert wrap("one\u00a0two three", text_width("one two th")) == ["one\u00a0two", "three"]


def test_the_longest_word_is_the_least_width_of_a_text() -> None:
    text = "a longest word"
    assert longest_word(text) == text_width("longest")
    assert all(text_width(line) <= longest_word(text) for line in wrap(text, longest_word(text)))
    assert longest_word("") == 0


def test_curly_quotes_are_narrow_in_english_and_kept_in_chinese() -> None:
    assert narrow("“so” it’s ‘a’") == "\"so\" it's 'a'"
    assert narrow("“甲乙”") == "“甲乙”"
    assert narrow("甲乙丙丁it’s") == "甲乙丙丁it's"
