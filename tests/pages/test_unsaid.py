"""What the texts do not say: a figure, words, nothing, or nobody looked."""

from __future__ import annotations

from dataclasses import replace

from made_up_town import A, B, figure, labels

from analysis.coding.coding_records import LookedFor, ReaderQuestion
from analysis.language.messages import Words
from analysis.pages import answers, question_heading, readers_of, without_figure

FEE = ReaderQuestion(
    question="joining_fee",
    theme="relief",
    indicators=(),
    near=("relief_people",),
    ask=Words({"en": "What does joining cost?", "zh": "加入要多少钱？"}),
    sought=Words({"en": "price", "zh": "价格"}),
)
BY = Words({"en": "a loom", "zh": "织机"})
FIGURES = [
    figure(A, 1, "40人", "40"),
    figure(A, 2, "40人", "40", duplicate_of=f"{A}-001"),
    figure(B, 1, "30人", "30"),
]


def looked(document: str, found: str, en: str = "", zh: str = "") -> LookedFor:
    """Return what a reading of a text found on the fee."""
    return LookedFor(FEE.question, document, found, BY, Words({"en": en, "zh": zh}))


def lines(question: ReaderQuestion, *rows: LookedFor, language: str = "en") -> list[str]:
    """Return what stands below a question."""
    return answers(question, rows, FIGURES, labels(language)).to_text().splitlines()


def test_a_question_has_a_place_that_stays() -> None:
    assert question_heading(FEE, labels("zh")) == ('### 加入要多少钱？ <a id="q-joining-fee"></a>')


def test_words_nothing_and_what_comes_near_stand_apart() -> None:
    rows = [looked(A, "words", "Dues are named.", "写到会费。"), looked(B, "nothing")]
    assert lines(FEE, *rows) == [
        "In words, Linzhou 2018: Dues are named.",
        "Looked through in vain: Haicheng 2019.",
        "Figures that come near and do not answer it: 40 people (people 1, Linzhou 2018) and 30 "
        "people (people 1, Haicheng 2019).",
    ]


def test_a_text_that_nobody_looked_through_is_not_said_to_be_silent() -> None:
    alone = replace(FEE, near=())
    assert lines(alone, looked(A, "nothing")) == [
        "Looked through in vain: Linzhou 2018.",
        "Texts not yet looked through for it: Haicheng 2019.",
    ]
    assert lines(alone) == ["Texts not yet looked through for it: Linzhou 2018 and Haicheng 2019."]


def test_a_figure_answers_before_words_do() -> None:
    counted = replace(FEE, indicators=("relief_people",), near=())
    said = lines(counted, looked(A, "words", "Dues.", "会费。"), looked(B, "nothing"))
    assert said == [
        "Figures: 40 people (people 1, Linzhou 2018) and 30 people (people 1, Haicheng 2019)."
    ]


def test_what_comes_near_leads_to_its_card() -> None:
    shown = answers(FEE, [], FIGURES, labels("zh"))
    assert shown.figure_ids == (f"{A}-001", f"{B}-001")


def test_another_question_answers_nothing() -> None:
    other = replace(looked(A, "nothing"), question="women")
    assert lines(replace(FEE, near=()), other) == [
        "Texts not yet looked through for it: Linzhou 2018 and Haicheng 2019."
    ]


def test_who_looked_is_said_once() -> None:
    rows = [looked(A, "nothing"), looked(B, "nothing")]
    assert readers_of(rows, labels("en")).to_text() == "The texts were looked through by a loom."
    assert readers_of([], labels("en")).to_text() == ""


def test_each_main_indicator_has_the_texts_with_and_without_a_figure() -> None:
    table = without_figure(FIGURES[:1], labels("en"))
    assert [row[-2:] for row in table.cells] == [["Linzhou 2018", "Haicheng 2019"]]
    full = without_figure(FIGURES, labels("zh"))
    assert [row[-1] for row in full.cells] == ["—"]
    assert without_figure([], labels("en")).rows == []
