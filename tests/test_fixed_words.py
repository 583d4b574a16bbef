"""Fixed words claim nothing: what they count or say of all is a rule, a name, or proved elsewhere.

A sentence that is typed is true of the texts at hand at best.  So every numeral, number word and
quantifier in words that nobody computes stands in ``tests/fixed_words.toml``: as a name of
something, as a rule that holds whatever the texts, or with the test that proves when it is said.
Whoever adds such words either computes them, or says there which of these they are.
"""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest

from analysis import project
from analysis.language import languages
from analysis.show.addresses import ANCHOR
from analysis.tables.codebook import Document

ROOT = project.root()
KNOWN: Mapping[str, Any] = tomllib.loads(
    (ROOT / "tests" / "fixed_words.toml").read_text(encoding="utf-8")
)
COUNTING = {code: re.compile(rule, re.IGNORECASE) for code, rule in KNOWN["counting"].items()}
SPEAKING = re.compile(KNOWN["speaking"]["en"], re.IGNORECASE)

Words = Mapping[str, Any]


def counting(text: str, language: str) -> list[str]:
    """Return the numerals, number words and quantifiers of words, what is computed left out."""
    fixed = re.sub(r"\{[^{}]*\}|`[^`]*`|\]\([^)]*\)", "", text)
    return [match[0] for match in COUNTING[language].finditer(fixed)]


# --- the catalogue --------------------------------------------------------------------------------


def entries(node: Words, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield key, language and words of every form in a file of the catalogue."""
    for name, value in node.items():
        key = f"{prefix}.{name}" if prefix else name
        if not isinstance(value, dict):
            continue
        if set(value) & set(languages()):
            for language, forms in value.items():
                for number, form in [("", forms)] if isinstance(forms, str) else forms.items():
                    # The form for one is said of one, and of nothing else.
                    yield key, language, re.sub(r"\b1\b", "", form) if number == "one" else form
        else:
            yield from entries(value, key)


@cache
def catalogue() -> tuple[tuple[str, str, str], ...]:
    folder = ROOT / "src" / "analysis" / "language" / "words"
    files = [path for path in sorted(folder.glob("*.toml")) if path.stem != "languages"]
    return tuple(
        entry
        for path in files
        for entry in entries(tomllib.loads(path.read_text(encoding="utf-8")))
    )


def kind_of(key: str) -> str:
    """Return the list in which a key stands: ``names``, ``rules``, a test, or nothing."""
    for kind in ("names", "rules"):
        if any(fnmatchcase(key, pattern) for pattern in KNOWN["catalogue"][kind]):
            return kind
    proved: Words = KNOWN["catalogue"]["proved"]
    return next(
        (test for test, keys in proved.items() for each in keys if fnmatchcase(key, each)), ""
    )


def test_words_of_the_catalogue_that_count_are_names_rules_or_proved() -> None:
    loose = {
        f"{key} ({language}): {', '.join(found)}"
        for key, language, text in catalogue()
        if (found := counting(text, language)) and not kind_of(key)
    }
    assert not loose, "compute these words, or say in tests/fixed_words.toml what they are"


def test_no_entry_of_the_list_is_idle() -> None:
    counted = {key for key, language, text in catalogue() if counting(text, language)}
    named: list[str] = [*KNOWN["catalogue"]["names"], *KNOWN["catalogue"]["rules"]]
    named += [key for keys in KNOWN["catalogue"]["proved"].values() for key in keys]
    idle = [each for each in named if not any(fnmatchcase(key, each) for key in counted)]
    assert not idle
    assert len(named) == len(set(named))


# --- prose ----------------------------------------------------------------------------------------


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of Markdown, headings, rows and items for themselves."""
    for line in re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines():
        for part in re.split(r"(?<=[.!?:;])\s+|(?<=[。；！？])", line):
            if bare := part.strip(" #*-|"):
                yield ANCHOR.sub("", bare)


def notebook_prose() -> Iterator[tuple[str, str, str]]:
    """Yield place, language and sentence of the prose of every page."""
    for path in sorted((ROOT / "notebooks" / "pages").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "markdown":
                continue
            tags = cell["metadata"].get("tags", [])
            if "remove-cell" in tags:  # says what the notebook does; no page has it
                continue
            language = next((tag for tag in tags if tag in languages()), languages()[0])
            for sentence in sentences("".join(cell["source"])):
                yield path.relative_to(ROOT).as_posix(), language, sentence


def test_prose_of_notebooks_that_counts_is_a_rule() -> None:
    rules = {re.sub(r"\s+", " ", each) for each in KNOWN["prose"]["rules"]}
    loose = [
        f"{place} ({language}): {sentence}"
        for place, language, sentence in notebook_prose()
        if counting(sentence, language) and sentence not in rules
    ]
    assert not loose, "say what may be and not what is, compute it, or list it as a rule"


def test_no_rule_of_the_prose_is_idle() -> None:
    said = {sentence for _, _, sentence in notebook_prose()}
    assert not [each for each in KNOWN["prose"]["rules"] if each not in said]


COMPUTED: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "readme.py"), run_name="readme")
"""What writes the counts of the README, which `tests/test_readme.py` holds against the data."""

FRONT = ("README.md", "CITATION.cff", "pyproject.toml", "src/analysis/site/glossary.toml")
"""What a reader meets before the pages, and beside them."""


def published_prose() -> Iterator[tuple[str, str]]:
    """Yield place and sentence of the files in front and of the documentation."""
    for name in (*FRONT, *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))):
        text = (ROOT / name).read_text(encoding="utf-8")
        for sentence in sentences(COMPUTED["typed"](text) if name == "README.md" else text):
            yield name, sentence
    for path in sorted((ROOT / "src" / "analysis" / "site" / "template").glob("*.html")):
        for sentence in sentences(re.sub(r"<[^>]*>", "\n", path.read_text(encoding="utf-8"))):
            yield path.relative_to(ROOT).as_posix(), sentence


def spoken(sentence: str) -> bool:
    """Return whether a sentence counts texts, cities, figures, pairs or findings."""
    return SPEAKING.search(re.sub(r"`[^`]*`", "", sentence)) is not None


def test_what_is_published_beside_the_pages_says_nothing_of_the_texts_that_is_typed() -> None:
    """Numerals and quantifiers that speak of texts, cities, figures or pairs are computed."""
    rules = {*KNOWN["published"]["rules"], *KNOWN["published"]["measured"]}
    loose = [
        f"{place}: {sentence}"
        for place, sentence in published_prose()
        if spoken(sentence) and sentence not in rules
    ]
    assert not loose


@pytest.mark.parametrize("number", ["Five", "Twelve", "13", "120"])
def test_counts_of_the_readme_that_are_computed_are_not_taken_for_typed_ones(number: str) -> None:
    readme = (
        f"# What {number.lower()} Chinese cities say\n\n{number} articles, written by the "
        "federations of **Linzhou** (2031), print some three hundred figures: members.\n\n"
        "- 3120 figures in 120 texts; 3 of them doubtful or impossible as printed.\n"
        "- Of 7 pairs of figures in two texts, 1 may stand side by side only. More follows.\n"
        f"- {number} cities more.\n"
    )
    found = [each for each in sentences(COMPUTED["typed"](readme)) if spoken(each)]
    assert found == [f"{number} cities more."]


def test_documentation_names_no_city_or_text_as_a_fact() -> None:
    """What documentation says holds for any texts; the README shows those at hand."""
    from analysis.coding import raw

    named = {label for each in raw.load_raw().rows(Document) for label in each.label.values()}
    for path in (ROOT / "docs").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not [label for label in named if label in text], path.name


# --- proofs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("proof", KNOWN["catalogue"]["proved"])
def test_the_test_that_proves_exists(proof: str) -> None:
    file, _, name = proof.partition("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


# --- the test itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("All {n} texts count", "en", ["All"]),
        ("{n} texts of {all}", "en", []),
        ("Most figures, 38 of them, in four texts", "en", ["Most", "38", "four"]),
        ("at [all figures](figures.html#all)", "en", ["all"]),
        ("ballads and onlookers", "en", []),
        ("各文均给出{n}个数字", "zh", ["各", "均"]),
        ("共{n}篇", "zh", []),
        ("三市的文章只写到2016年", "zh", ["三", "只", "2016"]),
    ],
)
def test_words_that_count_are_found(text: str, language: str, found: list[str]) -> None:
    assert counting(text, language) == found


def test_prose_is_taken_apart_by_sentences() -> None:
    text = "# All of it {#all}\n\nOne. Two: three.\n\n```sh\nnever\n```\n\n甲。乙；丙"
    assert list(sentences(text)) == ["All of it", "One.", "Two:", "three.", "甲。", "乙；", "丙"]
