import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, catalogue, grammar, t
from analysis.tables.codebook import Codebook, Labels, corpus

CORPUS = frozenset(corpus(Labels(LANGUAGES[0], Codebook())))
"""Fields that stand for texts and cities: each language counts and lists them in its own way."""


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._entries.cache_clear()
    yield tmp_path / "words.toml"
    monkeypatch.undo()
    catalogue._entries.cache_clear()


def _fields(form: object) -> set[str]:
    forms = list(form.values()) if isinstance(form, dict) else [form]
    return {
        name
        for text in forms
        for _, name, _, _ in string.Formatter().parse(str(text))
        if name and name != "n" and name not in CORPUS
    }


def _by_grammar(key: str) -> bool:
    """Dates name a month by its number or its name; prose takes what it needs of the corpus."""
    return key.startswith(("date.", "front."))


def test_every_entry_exists_in_every_language_with_the_same_fields() -> None:
    entries = catalogue._entries()
    assert entries
    for key, forms in entries.items():
        assert set(forms) == set(LANGUAGES), key
        if not _by_grammar(key):
            first, *others = (_fields(forms[language]) for language in LANGUAGES)
            assert all(other == first for other in others), key


def test_chinese_words_use_full_width_punctuation() -> None:
    for key, forms in catalogue._entries().items():
        if key.startswith(("unit.", "thing.")):
            continue
        text = re.sub(r"\{[^}]*\}", "甲", str(forms["zh"]))
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text), key


def test_an_entry_fills_its_fields_and_its_number() -> None:
    assert t("count.figures", "en", n=1) == "1 figure"
    assert t("count.figures", "en", n=3) == "3 figures"
    assert t("count.figures", "zh", n=1) == "1个数字"


def test_a_missing_entry_translation_or_field_is_an_error(words: Path) -> None:
    words.write_text('[a]\nb = { en = "{x}", zh = "" }\n', encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"no entry 'a\.c'"):
        t("a.c", "en")
    with pytest.raises(AnalysisError, match="'zh' is missing"):
        t("a.b", "zh")
    with pytest.raises(AnalysisError, match="no value for 'x'"):
        t("a.b", "en")
    with pytest.raises(AnalysisError, match="Unknown language 'fr'"):
        t("a.b", "fr")


def test_a_key_stands_once(words: Path) -> None:
    words.write_text('[a]\nb = { en = "x", zh = "甲" }\n', encoding="utf-8")
    words.with_name("more.toml").write_text('[a]\nb = { en = "y", zh = "乙" }\n', encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"words.toml: the key 'a\.b' stands twice"):
        t("a.b", "en")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('[xx]\nhtml = "xx"\n', "lacks 'name'"),
        ("[xx]\n" + "odd = 1\n", "lacks 'html'"),
    ],
)
def test_a_language_states_every_rule(
    rules: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "languages.toml"
    file.write_text(rules, encoding="utf-8")
    monkeypatch.setattr(grammar, "LANGUAGES_FILE", file)
    grammar._grammars.cache_clear()
    try:
        with pytest.raises(AnalysisError, match=said):
            grammar.languages()
    finally:
        monkeypatch.undo()
        grammar._grammars.cache_clear()


def test_words_are_put_together_by_the_rules_of_the_language() -> None:
    assert grammar.join_words(["a", "b", "c"], "en") == "a, b and c"
    assert grammar.join_words(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert grammar.bracketed("a", "b", "en") == "a (b)"
    assert grammar.bracketed("甲", "乙", "zh") == "甲（乙）"
    assert grammar.bracketed("a", "", "en") == "a"
    assert grammar.labelled("a", "b", "en") == "a: b"
    assert grammar.labelled("", "b", "zh") == "b"
    assert grammar.join_sentences(["A.", "", "B."], "en") == "A. B."
    assert grammar.clauses(["甲", "乙"], "zh") == "甲；乙"
    assert grammar.capital("union", "en") == "Union"
    assert grammar.lower("Union", "en") == "union"
    assert grammar.lower("On-the-Job Care per case", "en") == "On-the-Job Care per case"
    assert grammar.lower("Aid by the ACFTU", "en") == "aid by the ACFTU"
    assert grammar.capital("union", "zh") == "union"
