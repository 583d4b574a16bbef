"""Sentences made from comparisons, in both languages, with every number tied to its figure.

A sentence may rank only where three gates are open: the pair is strict or annualised, the limits
are apart, and the difference is material.  The verb is what the texts *state*, never what the
cities did.  `require_gates` refuses a ranking word anywhere else; the words of a printed hedge
(“more than 500”) belong to the number and stand inside its link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import pandas as pd

from analysis import language as lg
from analysis.comparison.comparability import ATTRIBUTE_LABELS, TRAPS
from analysis.errors import AnalysisError
from analysis.intervals import Interval, certainly_greater
from analysis.language.messages import Fragment as Fragment
from analysis.language.messages import Fragments as Fragments
from analysis.language.messages import Link as Link
from analysis.language.messages import Name as Name
from analysis.language.messages import plain
from analysis.tables.frames import text_rows

Kind: TypeAlias = Literal["comparison", "trap", "ratio", "finding", "reporting"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in both languages.

    Attributes
    ----------
    id
        What it was made from: the id of a comparison, derived figure or finding.
    kind
        ``comparison``, ``trap``, ``ratio``, ``finding`` or ``reporting``.
    theme
        Theme, where it has one.
    documents
        Documents it speaks of.
    gates_open
        Whether the sentence may rank.
    en, zh
        The sentence: text and links.
    """

    id: str
    kind: Kind
    theme: str
    documents: tuple[str, ...]
    gates_open: bool
    en: Fragments
    zh: Fragments

    def fragments(self, language: str) -> Fragments:
        """Return the sentence in one language."""
        return self.zh if lg.check_language(language) == "zh" else self.en

    def text(self, language: str) -> str:
        """Return the sentence in one language as plain text."""
        return plain(self.fragments(language))

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The figures that the sentence links to, in order, without repetition."""
        found = [part.figure_id for part in (*self.en, *self.zh) if isinstance(part, Link)]
        return tuple(dict.fromkeys(found))


# -- gates ----------------------------------------------------------------------------------------


RANKING_WORDS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:more|most|higher|highest|greater|greatest|larger|largest|bigger|biggest|fewer|"
        r"fewest|less|least|lower|lowest|smaller|smallest|better|best|worse|worst|stronger|"
        r"weaker|leads?|leading|leader|ahead|behind|lags?|outperform\w*|exceed\w*|surpass\w*|"
        r"ranks?|ranked|ranking|top|grew|grows?|growth|increas\w*|decreas\w*|rose|rises?|fell|"
        r"falls?|declin\w*|improv\w*|progress)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"多于|少于|高于|低于|大于|小于|优于|强于|胜过|超过|超出|最多|最少|最高|最低|最大|最小|最好|"
        r"更多|更少|更高|更低|更好|较多|较少|较高|较低|领先|落后|居首|居前|第一|排名|名列|增长|增加|"
        r"减少|下降|上升|提高|降低|进步|改善"
    ),
}
"""Words that rank or tell a trend; their absence is tested on all generated text."""


def ranking_words(text: str, language: str) -> list[str]:
    """Return the ranking words in a text, in order.

    Examples
    --------
    >>> ranking_words("The text states more than the other.", "en")
    ['more']
    """
    return [match[0] for match in RANKING_WORDS[lg.check_language(language)].finditer(text)]


def require_gates(statement: Statement) -> Statement:
    """Return the statement, or refuse it when it ranks without its gates.

    Raises
    ------
    AnalysisError
        If text outside the links and names holds a ranking word although a gate is closed.
    """
    for language in lg.LANGUAGES:
        text = " ".join(p for p in statement.fragments(language) if type(p) is str)
        words = ranking_words(text, language)
        if words and not statement.gates_open:
            raise AnalysisError(
                f"statement {statement.id} ranks ({words[0]!r}) although a gate is closed: "
                f"{statement.text(language)}"
            )
    return statement


def gates_open(comparison: Mapping[str, str]) -> bool:
    """Tell whether a comparison may be put into a ranking sentence.

    Parameters
    ----------
    comparison
        Row of the comparisons.
    """
    return (
        comparison["result"] == "texts_differ"
        and comparison["grade"] in ("strict", "annualised")
        and _sides(comparison)[0].apart_from(_sides(comparison)[1])
    )


def _sides(comparison: Mapping[str, str]) -> tuple[Interval, Interval]:
    return Interval.from_columns(comparison, "a"), Interval.from_columns(comparison, "b")


# -- templates ------------------------------------------------------------------------------------


TEMPLATES: Mapping[str, tuple[str, str]] = {
    "differ_more": (
        "{label}: the text {a} states more ({x}) than the text {b} ({y}).",
        "{label}：《{a}》一文所述（{x}）多于《{b}》一文（{y}）。",
    ),
    "differ_higher": (
        "{label}: the text {a} states a higher number ({x}) than the text {b} ({y}).",
        "{label}：《{a}》一文所述（{x}）高于《{b}》一文（{y}）。",
    ),
    "same_size": (
        "{label}: the texts {a} ({x}) and {b} ({y}) state numbers of the same size.",
        "{label}：《{a}》（{x}）与《{b}》（{y}）两文所述大小相当。",
    ),
    "undecided": (
        "{label}: from the texts {a} ({x}) and {b} ({y}) no order can be decided.",
        "{label}：《{a}》（{x}）与《{b}》（{y}）两文谁多谁少，无法判定。",
    ),
    "side_by_side": (
        "{label}: the texts {a} ({x}) and {b} ({y}) can only stand side by side ({differences}).",
        "{label}：《{a}》（{x}）与《{b}》（{y}）两文只可并列（{differences}）。",
    ),
    "size_not_stated": (
        " No text states how many workers its city has.",
        "各文均未说明本市职工总数。",
    ),
    "does_not_hold": (
        " This does not hold under: {readings}.",
        "但按以下读法不成立：{readings}。",
    ),
    "not_comparable": (
        "{label}: the texts {a} ({x}) and {b} ({y}) cannot be compared ({differences}).",
        "{label}：《{a}》（{x}）与《{b}》（{y}）两文不可比（{differences}）。",
    ),
    "trap": (
        "{trap}: {x} in the text {a} is “{thing_a}”, {y} in the text {b} is “{thing_b}” "
        "({differences}).",
        "{trap}：《{a}》的{x}为“{thing_a}”，《{b}》的{y}为“{thing_b}”（{differences}）。",
    ),
    "ratio": (
        "{label} in the text {a}: {x}, from {inputs}.",
        "《{a}》一文{label}：{x}，由{inputs}得出。",
    ),
    "per_year": ("{printed}, on average {average} a year", "{printed}，年均{average}"),
    "with_period": ("{printed}, {period}", "{printed}，{period}"),
    "reporting_both": (
        "Both texts {a} and {b} give figures on {common}.",
        "《{a}》与《{b}》两文均给出数字的有：{common}。",
    ),
    "reporting_only": (
        "Only the text {a} gives figures on {common}.",
        "仅《{a}》一文给出数字的有：{common}。",
    ),
}
"""The sentences; a name in braces is replaced by text or by linked numbers."""


def fill(template: str, parts: Mapping[str, Fragment | Sequence[Fragment]]) -> Fragments:
    """Fill a template with text and links.

    Raises
    ------
    AnalysisError
        If the template names a part that is not given.
    """
    found: list[Fragment] = []
    for number, piece in enumerate(re.split(r"\{(\w+)\}", template)):
        if number % 2 == 0:
            found.append(piece)
        elif piece not in parts:
            raise AnalysisError(f"the sentence {template!r} needs {piece!r}")
        else:
            part = parts[piece]
            found += [part] if isinstance(part, str | Link) else list(part)
    return _joined(found)


def _joined(fragments: Iterable[Fragment]) -> Fragments:
    """Join neighbouring texts and drop empty ones."""
    joined: list[Fragment] = []
    for part in fragments:
        last = joined[-1] if joined else None
        if type(part) is str and type(last) is str:
            joined[-1] = last + part
        elif part != "":
            joined.append(part)
    return tuple(joined)


# -- what the sentences are made from -------------------------------------------------------------


@dataclass(frozen=True)
class Material:
    """The tables that sentences are made from.

    Attributes
    ----------
    observations
        Observations of all documents.
    documents, indicators
        Origin records and codebook, for their labels.
    derived
        Derived figures.
    """

    observations: pd.DataFrame
    documents: pd.DataFrame
    indicators: pd.DataFrame
    derived: pd.DataFrame

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        """Rows of each table by the cell that names them, for sentences ask for many."""
        return {
            "figure_id": _by(self.observations, "figure_id"),
            "derived_id": _by(self.derived, "derived_id"),
            "document": _by(self.documents, "document"),
            "indicator": _by(self.indicators, "indicator"),
        }

    def _only(self, column: str, name: str) -> Mapping[str, str]:
        rows = self._rows[column].get(name, [])
        if len(rows) != 1:
            raise AnalysisError(f"{column} {name!r}: {len(rows)} rows instead of one")
        return rows[0]

    def figure(self, figure_id: str) -> Mapping[str, str]:
        """Return a figure."""
        return self._only("figure_id", figure_id)

    def ratio(self, derived_id: str) -> Mapping[str, str]:
        """Return a derived figure."""
        return self._only("derived_id", derived_id)

    def document(self, document: str, language: str) -> str:
        """Return the short name of a document."""
        return self._only("document", document)[f"label_{language}"]

    def label(self, comparison: Mapping[str, str], language: str) -> str:
        """Return what a comparison is about: an indicator or a ratio."""
        if comparison["kind"] == "ratio":
            return self.ratio(comparison["figure_a"])[f"label_{language}"]
        return self.indicator(comparison["indicator_a"], language)

    def indicator(self, code: str, language: str) -> str:
        """Return the label of an indicator."""
        return self._only("indicator", code)[f"label_{language}"]

    def is_figure(self, name: str) -> bool:
        """Tell whether a name is that of a printed figure."""
        return name in self._rows["figure_id"]


def _by(frame: pd.DataFrame, column: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in text_rows(frame):
        found.setdefault(row[column], []).append(row)
    return found


# -- sentences ------------------------------------------------------------------------------------


def comparison_statements(
    comparisons: pd.DataFrame, material: Material, sensitivity: pd.DataFrame | None = None
) -> list[Statement]:
    """Return one sentence for every pair that can be compared at all.

    Honours that go by quota stand side by side in the table only: no sentence is made of them.

    Parameters
    ----------
    comparisons
        Rows of `analysis.comparison.comparability.compare`.
    material
        The tables the numbers come from.
    sensitivity
        Rows of the table of sensitivity: a sentence that says that the texts differ names every
        reading under which they do not.
    """
    quota = comparisons["differences"].str.split("+").map(lambda codes: "quota" in codes)
    chosen = comparisons[(comparisons["result"] != "not_comparable") & ~quota]
    return [comparison_statement(row, material, sensitivity) for row in lg.records(chosen)]


def comparison_statement(
    comparison: Mapping[str, str], material: Material, sensitivity: pd.DataFrame | None = None
) -> Statement:
    """Return the sentence that a comparison allows, whatever its result.

    Parameters
    ----------
    comparison
        Row of `analysis.comparison.comparability.compare`.
    material
        The tables the numbers come from.
    sensitivity
        Rows of `analysis.comparison.comparability.sensitivity`, for what a finding depends on.

    Raises
    ------
    AnalysisError
        If the sentence would rank although a gate is closed.
    """
    opened = gates_open(comparison)
    first, second = "a", "b"
    if opened:
        sides = _sides(comparison)
        if certainly_greater(sides[1], sides[0]):
            first, second = "b", "a"
    name = _template(comparison, opened)
    sizeless = "city_size" in comparison["differences"].split("+")
    texts = []
    for number, language in enumerate(lg.LANGUAGES):
        readings = _other_readings(comparison, sensitivity, language)
        template = TEMPLATES["does_not_hold"][number]
        texts.append(
            fill(
                TEMPLATES[name][number],
                {
                    "label": Name(material.label(comparison, language)),
                    "a": Name(material.document(comparison[f"document_{first}"], language)),
                    "b": Name(material.document(comparison[f"document_{second}"], language)),
                    "x": _number(comparison, first, material, language),
                    "y": _number(comparison, second, material, language),
                    "differences": Name(_differences(comparison, language)),
                },
            )
            + (fill(TEMPLATES["size_not_stated"][number], {}) if opened and sizeless else ())
            + (fill(template, {"readings": Name(readings)}) if readings else ())
        )
    return require_gates(
        Statement(
            comparison["comparison_id"],
            "comparison",
            comparison["theme"],
            (comparison["document_a"], comparison["document_b"]),
            opened,
            texts[0],
            texts[1],
        )
    )


def _template(comparison: Mapping[str, str], opened: bool) -> str:
    result = comparison["result"]
    if result == "texts_differ":
        if not opened:
            raise AnalysisError(
                f"comparison {comparison['comparison_id']} says that the texts differ although "
                f"its grade is {comparison['grade']} or its limits overlap"
            )
        counted = comparison["kind"] == "figure" and comparison["unit_a"] != "%"
        return "differ_more" if counted else "differ_higher"
    if comparison["grade"] == "loose":
        return "side_by_side"
    return {
        "same_size": "same_size",
        "cannot_be_decided": "undecided",
        "not_comparable": "not_comparable",
    }[result]


def _other_readings(
    comparison: Mapping[str, str], sensitivity: pd.DataFrame | None, language: str
) -> str:
    """Return the readings under which the texts do not differ, in words; empty if there is none."""
    if sensitivity is None or comparison["result"] != "texts_differ":
        return ""
    rows = sensitivity[
        (sensitivity["comparison_id"] == comparison["comparison_id"])
        & (sensitivity["survives"] == "no")
    ]
    return ("; " if language == "en" else "；").join(rows[f"variant_{language}"])


def _differences(comparison: Mapping[str, str], language: str) -> str:
    """Return the differences that decide the grade, in words."""
    separator = "; " if language == "en" else "；"
    codes = comparison["differences"].split("+")
    words = comparison[f"differences_{language}"].split(separator)
    deciding = set(comparison["deciding"].split("+"))
    chosen = [word for code, word in zip(codes, words, strict=False) if code in deciding]
    if comparison[f"overruled_{language}"]:
        chosen = [comparison[f"overruled_{language}"]]
    return separator.join(chosen)


def _number(
    comparison: Mapping[str, str], side: str, material: Material, language: str
) -> Fragments:
    """Return one side of a comparison as linked numbers."""
    name = comparison[f"figure_{side}"]
    if comparison["kind"] == "ratio":
        return _ratio_number(material.ratio(name), material, language)
    if not material.is_figure(name):
        return _sum_number(material.ratio(name), language)
    figure = material.figure(name)
    printed: Fragments = (Link(name, lg.format_bound(figure, language)),)
    number = 0 if language == "en" else 1
    if comparison["basis"] == "per_year" and figure["period_kind"] == "multi_year":
        limits = Interval.from_columns(comparison, side)
        average = Link(name, lg.format_interval(limits, figure["unit"], language, lg.DIGITS))
        printed = fill(TEMPLATES["per_year"][number], {"printed": printed, "average": average})
    period = Link(name, lg.period_of(figure, language))
    return fill(TEMPLATES["with_period"][number], {"printed": printed, "period": period})


def _ratio_number(ratio: Mapping[str, str], material: Material, language: str) -> Fragments:
    """Return a ratio with its inputs as printed."""
    limits = Interval.from_columns(ratio, "conventional")
    unit = ratio[f"unit_{language}"]
    space = " " if language == "en" and unit != "%" else ""
    words = f"{lg.format_interval(limits, '', language, lg.DIGITS)}{space}{unit}"
    return (Link(ratio["numerator"].split("+")[0], words),)


def _sum_number(total: Mapping[str, str], language: str) -> Fragments:
    """Return a sum of kinds counted apart."""
    limits = Interval.from_columns(total, "conventional")
    unit = total[f"unit_{language}"]
    space = " " if language == "en" else ""
    words = f"{lg.format_interval(limits, '', language)}{space}{unit}"
    return (Link(total["numerator"].split("+")[0], words),)


def ratio_statement(ratio: Mapping[str, str], material: Material) -> Statement:
    """Return the sentence of a derived figure: the result and the printed numbers it comes from.

    Raises
    ------
    AnalysisError
        If the derived figure was refused or kept out.
    """
    if ratio["status"] != "computed":
        raise AnalysisError(
            f"{ratio['derived_id']} has the status {ratio['status']}: no sentence is made of it"
        )
    texts = []
    for number, language in enumerate(lg.LANGUAGES):
        inputs: list[Fragment] = []
        opening, closing = (" (", ")") if language == "en" else ("（", "）")
        for position, name in enumerate(ratio["inputs"].split("+")):
            figure = material.figure(name)
            inputs += [", " if language == "en" else "、"] if position else []
            number_link = Link(name, lg.format_bound(figure, language))
            inputs += [Name(figure[f"measures_{language}"]), opening, number_link, closing]
        texts.append(
            fill(
                TEMPLATES["ratio"][number],
                {
                    "label": Name(ratio[f"label_{language}"]),
                    "a": Name(material.document(ratio["document"], language)),
                    "x": _ratio_number(ratio, material, language),
                    "inputs": inputs,
                },
            )
        )
    return require_gates(
        Statement(
            ratio["derived_id"],
            "ratio",
            ratio["theme"],
            (ratio["document"],),
            False,
            texts[0],
            texts[1],
        )
    )


def trap_statements(
    comparisons: pd.DataFrame, material: Material, trap: str = "near_equal"
) -> list[Statement]:
    """Return a warning for every pair of figures that invites a false comparison.

    Parameters
    ----------
    comparisons
        Rows of `analysis.comparison.comparability.compare`.
    material
        The tables the numbers come from.
    trap
        Which invitation: a key of `analysis.comparison.comparability.TRAPS`.
    """
    if trap not in TRAPS:
        raise AnalysisError(f"unknown trap {trap!r} (known: {', '.join(TRAPS)})")
    statements = []
    for row in lg.records(comparisons):
        if row["result"] != "not_comparable" or trap not in row["traps"].split("+"):
            continue
        if not all(material.is_figure(row[f"figure_{side}"]) for side in "ab"):
            continue
        statements.append(_trap_statement(row, material, trap))
    return statements


def _trap_statement(comparison: Mapping[str, str], material: Material, trap: str) -> Statement:
    figures = {side: material.figure(comparison[f"figure_{side}"]) for side in "ab"}
    texts = []
    for number, language in enumerate(lg.LANGUAGES):
        parts: dict[str, Fragment | Sequence[Fragment]] = {
            "trap": _capital(TRAPS[trap][number]),
            "differences": Name(_first_difference(comparison, language)),
        }
        for side, slot in (("a", "x"), ("b", "y")):
            figure = figures[side]
            name = figure["figure_id"]
            parts[side] = Name(material.document(figure["document"], language))
            parts[slot] = Link(name, lg.format_bound(figure, language))
            parts[f"thing_{side}"] = Name(figure[f"measures_{language}"])
        texts.append(fill(TEMPLATES["trap"][number], parts))
    return require_gates(
        Statement(
            comparison["comparison_id"],
            "trap",
            comparison["theme"],
            (comparison["document_a"], comparison["document_b"]),
            False,
            texts[0],
            texts[1],
        )
    )


def _first_difference(comparison: Mapping[str, str], language: str) -> str:
    """Return the name of the first difference that forbids the comparison."""
    code = comparison["deciding"].split("+")[0]
    return ATTRIBUTE_LABELS[code][lg.LANGUAGES.index(language)] if code else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finding_fragments(finding: Mapping[str, str], material: Material, language: str) -> Fragments:
    """Return a finding and its reason in words, each printed number tied to its figure."""
    text = finding[f"finding_{lg.check_language(language)}"]
    if reason := finding.get(f"reason_{language}", ""):
        text += f" {reason}" if language == "en" else reason
    found: list[Fragment] = []
    for name in finding["figures"].split("+"):
        if not material.is_figure(name):
            continue
        literal = lg.tidy(material.figure(name)["literal"])
        before, quote, text_after = text.partition(f"“{literal}”")
        if not quote:
            continue
        found += [f"{before}“", Link(name, literal), "”"]
        text = text_after
    return _joined([*found, text])


def reporting_statements(
    observations: pd.DataFrame, material: Material, city: str
) -> list[Statement]:
    """Say on what two texts of one city give figures: what was reported, not what was done.

    Only core indicators are named; repeats and figures of other territories do not count.
    """
    own = observations[
        (observations["city"] == city)
        & (observations["tier"] == "core")
        & (observations["duplicate_of"] == "")
        & (observations["level"] == "city")
    ]
    given = {
        str(document): list(dict.fromkeys(part["indicator"]))
        for document, part in own.groupby("document", sort=False)
    }
    statements = []
    names = list(given)
    for position, a in enumerate(names):
        for b in names[position + 1 :]:
            common = [code for code in given[a] if code in given[b]]
            only_a = [code for code in given[a] if code not in given[b]]
            only_b = [code for code in given[b] if code not in given[a]]
            statements += _reporting(material, "reporting_both", a, b, common)
            statements += _reporting(material, "reporting_only", a, b, only_a)
            statements += _reporting(material, "reporting_only", b, a, only_b)
    return statements


def _reporting(
    material: Material, template: str, a: str, b: str, codes: Sequence[str]
) -> list[Statement]:
    if not codes:
        return []
    texts = []
    for number, language in enumerate(lg.LANGUAGES):
        labels = [material.indicator(code, language) for code in codes]
        if language == "en":
            labels = [label[:1].lower() + label[1:] for label in labels]
        texts.append(
            fill(
                TEMPLATES[template][number],
                {
                    "a": Name(material.document(a, language)),
                    "b": Name(material.document(b, language)),
                    "common": Name(lg.join(labels, language)),
                },
            )
        )
    statement = Statement(f"{template}:{a}:{b}", "reporting", "", (a, b), False, texts[0], texts[1])
    return [require_gates(statement)]
