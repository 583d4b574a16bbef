"""Records of two made-up texts, for what pages show of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import (
    Agreement,
    Coder,
    Correction,
    CountedList,
    Disagreement,
    GradeArgument,
    TextFault,
)
from analysis.comparison.comparison_records import Derived, Pair, Trial
from analysis.figures.coverage import Coverage
from analysis.figures.figure import Figure
from analysis.language.messages import Joined, Linked, Words
from analysis.sentences.evidence import Evidence
from analysis.tables import store
from analysis.tables.codebook import Code, Codebook, Document, Indicator, Labels

R = TypeVar("R", bound=store.RecordType)

A, B = "linzhou-2018", "haicheng-2019"
"""The texts in the order of the catalogue."""

_CODES = {
    "city": {"linzhou": ("Linzhou", "林州"), "haicheng": ("Haicheng", "海城")},
    "theme": {"relief": ("Relief", "帮扶"), "culture": ("Culture", "文化")},
    "tier": {"core": ("core", "核心"), "supporting": ("supporting", "辅助")},
    "status": {
        "as_printed": ("as printed", "照印"),
        "damaged": ("damaged", "破损"),
        "impossible": ("impossible", "不可能"),
    },
    "nature": {
        "flow": ("flow", "流量"),
        "plan": ("plan", "计划"),
        "plan_or_result": ("plan or result", "计划或结果"),
        "rate": ("share", "比率"),
    },
    "grade": {"municipal": ("municipal", "市级")},
    "grade_and_above": {"yes": ("and above", "及以上")},
    "scheme": {"seaside": ("seaside scheme", "海滨项目")},
    "population": {"drivers": ("drivers", "司机")},
    "actor": {"port": ("port union", "港口工会")},
    "per": {"year": ("per year", "每年")},
    "unit": {"人": ("people", "人")},
    "decision_reason": {"other": ("other grounds", "别的缘由"), "slip": ("a slip", "笔误")},
    "verdict": {"certain": ("certain", "确定"), "likely": ("likely", "很可能")},
    "fault": {"lost_digit": ("lost digit", "缺字")},
    "text_fault": {"wrong_character": ("wrong character", "错字")},
    "comparability": {
        "strict": ("strict", "严格"),
        "loose": ("loose", "宽松"),
        "not_comparable": ("not comparable", "不可比"),
    },
    "result": {
        "texts_differ": ("the texts differ", "两文不同"),
        "same_size": ("about equal", "大致相当"),
        "not_comparable": ("not comparable", "不可比"),
    },
}


def made(kind: type[R], row: Mapping[str, str]) -> R:
    """Return a record with the given cells, the others empty."""
    cells = [row.get(name, "") for name in kind.TABLE.names]
    return kind.from_values(store.values_of(cells, kind.TABLE))


CODES = tuple(
    made(Code, {"list": name, "code": code, "label_en": en, "label_zh": zh})
    for name, codes in _CODES.items()
    for code, (en, zh) in codes.items()
)


def _indicator(code: str, theme: str, en: str, zh: str, tier: str = "core") -> Indicator:
    row = {"indicator": code, "theme": theme, "tier": tier, "label_en": en, "label_zh": zh}
    definition = {"definition_en": f"Counts {en.lower()}.", "definition_zh": f"计{zh}。"}
    return made(Indicator, row | definition)


INDICATORS = (
    _indicator("relief_money", "relief", "Relief money", "救助金额"),
    _indicator("relief_people", "relief", "People relieved", "救助人数"),
    _indicator("shows", "culture", "Shows", "演出场次", "supporting"),
)


def document(name: str, en: str, zh: str, **cells: str) -> Document:
    """Return an origin record."""
    city, _, year = name.partition("-")
    row = {
        "document": name,
        "city": city,
        "title": "unknown",
        "publisher": "Port Daily",
        "authors": "unknown",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "condition_en": "Clean.",
        "condition_zh": "完好。",
        "published_note_en": "Not stated.",
        "published_note_zh": "未载明。",
        "period_note_en": "The title says so.",
        "period_note_zh": "标题写明。",
        "characters": "2153",
        "sha256": "0f" * 32,
        "label_en": en,
        "label_zh": zh,
    }
    return made(Document, row | cells)


DOCUMENTS = (document(A, "Linzhou 2018", "林州2018"), document(B, "Haicheng 2019", "海城2019"))
BOOK = Codebook(CODES, INDICATORS, DOCUMENTS)


def labels(language: str, book: Codebook = BOOK) -> Labels:
    """Return the labels in one language."""
    return Labels(language, book)


_OPEN = {"natural_low": "0", "natural_ends": "[)"}


def figure(text: str, number: int, literal: str, value: str, **cells: str) -> Figure:
    """Return a figure: people relieved in the year of its text, exact unless told otherwise."""
    city, _, year = text.partition("-")
    row = {
        "figure_id": f"{text}-{number:03d}",
        "document": text,
        "city": city,
        "theme": "relief",
        "tier": "core",
        "paragraph": "1",
        "sentence": str(number),
        "start": str(10 * number),
        "end": str(10 * number + len(literal)),
        "literal": literal,
        "value": value,
        "unit": "人",
        "bound": "exact",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "period_basis": "stated",
        "period_kind": "year",
        "nature": "flow",
        "level": "city",
        "indicator": "relief_people",
        "status": "as_printed",
        "measures_en": f"people {number}",
        "measures_zh": f"第{number}项",
    }
    for kind in ("asserted", "conventional"):
        row |= {f"{kind}_low": value, f"{kind}_high": value, f"{kind}_ends": "[]"}
    return made(Figure, _OPEN | row | cells)


def between(low: str, high: str, ends: str = "[)") -> dict[str, str]:
    """Return the cells of limits by words and by convention."""
    return {
        f"{kind}_{part}": cell
        for kind in ("asserted", "conventional")
        for part, cell in (("low", low), ("high", high), ("ends", ends))
    }


LOST = {"bound": "unknown", "status": "damaged", **between("0", "")}
"""Cells of a number of which a digit is lost."""


def derived(text: str, inputs: str, value: str, **cells: str) -> Derived:
    """Return money per person, computed and known exactly unless told otherwise."""
    above, below = (f"{text}-{number}" for number in inputs.split("+"))
    row = {
        "derived_id": f"{text}.money_per_person.{inputs}",
        "document": text,
        "city": text.partition("-")[0],
        "theme": "relief",
        "kind": "ratio",
        "measure": "money_per_person",
        "label_en": "Money per person",
        "label_zh": "人均金额",
        "value": value,
        "unit_en": "yuan per person",
        "unit_zh": "元/人",
        "formula": f"{above} ÷ {below}",
        "inputs": f"{above}+{below}",
        "numerator": above,
        "denominator": below,
        "status": "computed",
    }
    return made(Derived, row | between(value, value, "[]" if value else "") | cells)


def pair(a: str, b: str, result: str = "not_comparable", **cells: str) -> Pair:
    """Return a graded pair of people relieved."""
    row = {
        "comparison_id": f"{a}~{b}",
        "kind": "figure",
        "figure_a": a,
        "figure_b": b,
        "document_a": A,
        "document_b": B,
        "indicator_a": "relief_people",
        "indicator_b": "relief_people",
        "grade": "not_comparable" if result == "not_comparable" else "strict",
        "result": result,
        "differences_words_en": "another year",
        "differences_words_zh": "年份不同",
    }
    row |= {"differences_en": "another year", "differences_zh": "年份不同"}
    return made(Pair, row | cells)


def trial(a: str, b: str, variant: str, survives: str) -> Trial:
    """Return one result under another reading."""
    row = {
        "comparison_id": f"{a}~{b}",
        "figure_a": a,
        "figure_b": b,
        "grade": "strict",
        "result": "texts_differ",
        "variant": variant,
        "variant_en": f"With {variant}",
        "variant_zh": f"取{variant}",
        "variant_result": "texts_differ" if survives == "yes" else "same_size",
        "survives": survives,
    }
    return made(Trial, row)


def finding(check: str, *figures: str, **cells: str) -> Finding:
    """Return what a check found: the first figure is round, said with a link to it."""
    words = Words(en=" is <round>.", zh="过于规整。")
    link = Linked(figures[0], _LITERALS.get(figures[0], "40人"))
    row = {
        "finding_id": f"{A}.{check}.{len(figures)}",
        "document": A,
        "check": check,
        "matter": f"{A}.{check}.{len(figures)}",
        "figures": "+".join(figures),
        "verdict": "likely",
        "finding_en": "“40人” is <round>.",
        "finding_zh": "“40人”过于规整。",
        "effect_en": "take it as printed",
        "effect_zh": "照用",
    }
    return replace(made(Finding, row | cells), finding_message=Joined((link, words)))


_LITERALS = {f"{B}-001": "90人"}


def correction(name: str, **cells: str) -> Correction:
    """Return a fault argued beside a printed value."""
    row = {
        "figure_id": name,
        "printed": "?0人",
        "fault": "lost_digit",
        "verdict": "certain",
        "evidence_en": "A digit is lost.",
        "evidence_zh": "缺一位数字。",
        "likely_value": "50",
        "effect_en": "kept out",
        "effect_zh": "不采用",
    }
    return made(Correction, row | cells)


def text_fault(**cells: str) -> TextFault:
    """Return a fault of the words of the first text."""
    row = {
        "document": A,
        "paragraph": "7",
        "start": "10",
        "end": "11",
        "printed": "幣\n",
        "kind": "wrong_character",
        "verdict": "certain",
        "wrong_en": "A character <of> like shape.",
        "wrong_zh": "形近之字。",
        "likely": "市",
        "use_en": "no number is touched",
        "use_zh": "不涉数字",
    }
    return made(TextFault, row | cells)


def counted_list(stated: str, **cells: str) -> CountedList:
    """Return a list whose number the first text states."""
    row = {
        "document": A,
        "start": "10",
        "stated": stated,
        "number": "3",
        "listed": "3",
        "open": "no",
        "agrees": "yes",
        "note_en": "prizes",
        "note_zh": "奖项",
    }
    return made(CountedList, row | cells)


def argument(a: str, b: str) -> GradeArgument:
    """Return why a pair is graded as it is."""
    row = {
        "figure_a": a,
        "figure_b": b,
        "grade": "loose",
        "instead": "strict",
        "reason_en": "Another group.",
        "reason_zh": "人群不同。",
    }
    return made(GradeArgument, row)


def agreement(column: str, cases: int, agreed: int, **cells: str) -> Agreement:
    """Return the agreement on one column, over all texts unless told otherwise."""
    row = {
        "document": "all",
        "column": column,
        "metric": "nominal",
        "cases": str(cases),
        "agreed": str(agreed),
        "share": f"{agreed / cases:.4f}",
    }
    return made(Agreement, row | cells)


def disagreement(column: str, a: str, b: str, start: int = 10) -> Disagreement:
    """Return a cell of the first text on which the codings differ."""
    row = {
        "document": A,
        "start": str(start),
        "literal": "40 人",
        "column": column,
        "coder_a": a,
        "coder_b": b,
        "settled": b,
    }
    return made(Disagreement, row)


def coder(name: str) -> Coder:
    """Return a coder."""
    row = {"coder": name, "label_en": "First", "label_zh": "甲", "how_en": "By hand."}
    return made(Coder, row | {"how_zh": "手工。"})


def coverage(text: str, theme: str, *counts: int) -> Coverage:
    """Return counts of figures: figures, distinct, core, hedged, faulty."""
    return Coverage(text, theme, *counts)


def known(*figures: Figure, ratios: tuple[Derived, ...] = ()) -> Evidence:
    """Return figures and derived figures by their identifiers."""
    return Evidence(figures, ratios, BOOK)
