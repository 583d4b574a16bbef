"""The main findings in sentences, in both languages, computed from the processed tables.

Each finding is made by a function that returns nothing where the tables do not bear it, so that
the front page works with any documents: with two or with twenty, with or without a sentence that
cannot be right.  Numbers that are printed, or computed from printed ones, are tied to their
figures; no sentence ranks (`analysis.statements.require_gates`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

import pandas as pd

from analysis import language as lg
from analysis.charts.forms.rows import ratio_words
from analysis.comparability import ATTRIBUTE_LABELS
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import Labels
from analysis.statements import (
    Fragment,
    Fragments,
    Link,
    Material,
    Name,
    Statement,
    fill,
    require_gates,
)

MOST = 7
"""Most findings that a front page states."""

_REASONS = 3
_MEASURES = 2
_HEDGES = 3
_NEAR = 5
"""Percentages are near each other when they lie within so many points."""

TEXTS: Mapping[str, tuple[str, str]] = {
    "pairs.title_none": (
        "No two figures of different texts can be put in an order",
        "各文数字没有一对可以分出高下",
    ),
    "pairs.title_some": (
        "{ranked} of {pairs} pairs of figures can be put in an order",
        "{pairs}对数字中，只有{ranked}对可以分出高下",
    ),
    "pairs.none": (
        "{pairs}, two texts give figures on the same matter. None of these pairs can be put "
        "in an order; {side} may stand side by side; {never} cannot be compared.{why}",
        "两篇文章就同一事项都给出数字的，有{pairs}对：没有一对可以分出高下，{side}对只可并列，"
        "{never}对不可比。{why}",
    ),
    "pairs.some": (
        "{pairs}, two texts give figures on the same matter. {ranked} of these pairs can be "
        "put in an order; {side} may not; {never} cannot be compared at all.{why}",
        "两篇文章就同一事项都给出数字的，有{pairs}对：{ranked}对可以分出高下，{side}对不能，"
        "{never}对根本不可比。{why}",
    ),
    "pairs.why": (" In the way stand: {reasons}.", "障碍在于：{reasons}。"),
    "reason": ("{reason} ({n})", "{reason}（{n}对）"),
    "counted.title": (
        "What the texts like to count: {kinds}",
        "各文爱数的是：{kinds}",
    ),
    "counted": (
        "Where each text has its longest list: {items}. Amounts of money are {money} of the "
        "{figures} figures.",
        "各文数字集中在：{items}。{figures}个数字中，金额有{money}个。",
    ),
    "counted.kind": ("{kind} – {items}", "{kind}——{items}"),
    "counted.item": ("{n} of {total} ({document})", "{document}（{n}/{total}）"),
    "share.title": (
        "{label}: near-equal percentages that give no order",
        "{label}：百分数相近，却排不出先后",
    ),
    "share.title_apart": (
        "{label}: percentages that give no order",
        "{label}：各有百分数，却排不出先后",
    ),
    "share": (
        "{label} is stated as {list}. No order follows{reasons}.",
        "{label}分别写为{list}。不能据此排序{reasons}。",
    ),
    "share.item": ("{number} ({document})", "{number}（{document}）"),
    "share.reasons": (": {reasons}", "：{reasons}"),
    "share.unstated": (
        "{documents} {verb} not say of what it is a share",
        "{documents}未写明基数",
    ),
    "share.bases": ("the shares are of different groups", "各自的基数不同"),
    "share.limit": ("{documents} {verb} only a limit", "{documents}只给出限值"),
    "share.years": ("they are of different years", "年份不同"),
    "impossible.title": (
        "A sentence that cannot be right as printed",
        "有一句话，照印不可能成立",
    ),
    "impossible": (
        "The copy of {document} that we read has {money} ({money_is}) for {heads} ({heads_are}): "
        "{ratio}, where {plausible} is plausible.{argued}",
        "所读《{document}》的文本写有{money}（{money_is}），对{heads}（{heads_are}），合{ratio}；"
        "合乎情理的是{plausible}。{argued}",
    ),
    "impossible.argued": (
        " If {printed} should be {restored}, it is {ratio}: our argument, not print.",
        "若{printed}应为{restored}，则合{ratio}：系本项目推断，非原文。",
    ),
    "alike.title": (
        "The same number, not the same thing",
        "数字相同，所计不同",
    ),
    "alike": (
        "{x} in {a}: {thing_a}. {y} in {b}: {thing_b}. Side by side they look like agreement; "
        "they are not.",
        "《{a}》的{x}是{thing_a}，《{b}》的{y}是{thing_b}。并列而观似乎一致，其实各说各事。",
    ),
    "per_head.title": (
        "What help comes to per head, side by side",
        "帮扶到每人、每例是多少，并列来看",
    ),
    "per_head": (
        "{items}. They may stand side by side, in no order{reasons}.",
        "{items}。只可并列，不能分高下{reasons}。",
    ),
    "per_head.measure": ("{label}: {list}", "{label}：{list}"),
    "per_head.reasons": (
        " (what differs or is not stated: {reasons})",
        "（{reasons}不同或未说明）",
    ),
    "reporting.title": (
        "{city} changed what it reports",
        "{city}改变了报道什么",
    ),
    "reporting": (
        "{all} core subjects have figures: {only_a} in {a} only, {only_b} in {b} only, {both} in "
        "both.{gone}{new} What is not reported may still have been done.",
        "{all}项核心内容中，仅《{a}》有数字的{only_a}项，仅《{b}》有数字的{only_b}项，两文都有的{both}项。"
        "{gone}{new}未报道不等于未开展。",
    ),
    "reporting.gone": (" Gone as a theme: {themes}.", "整个主题不再有数字的：{themes}。"),
    "reporting.new": (" New as a theme: {themes}.", "新有数字的主题：{themes}。"),
    "vague": (
        "{texts}, {figures}. {vague} of them {are} not exact{hedges}; {faulty} {are_faulty} "
        "damaged, doubtful or impossible in the copies we read.",
        "{texts}篇文章，{figures}个不同数字，其中{vague}个不是确数{hedges}，"
        "{faulty}个在所读文本中破损、存疑或不可能成立。",
    ),
    "vague.hedges": (" ({hedges})", "（{hedges}）"),
    "vague.hedge": ("“{word}” {n}", "“{word}”{n}次"),
}
"""The sentences; a name in braces is replaced by text or by linked numbers."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One main finding.

    Attributes
    ----------
    name
        Which finding: ``pairs``, ``counted``, ``share``, ``impossible``, ``alike``, ``per_head``
        or ``reporting``; ``vague`` for the sentence above them.
    title_en, title_zh
        A few words above the sentence.
    statement
        The sentence in both languages.
    subject
        What it is about, for its chart: an indicator, a numerator, a city; empty where that is
        everything.
    """

    name: str
    title_en: str
    title_zh: str
    statement: Statement
    subject: str = ""

    def title(self, language: str) -> str:
        """Return the title in one language."""
        return self.title_zh if lg.check_language(language) == "zh" else self.title_en


@dataclass(frozen=True)
class Findings:
    """The tables that the findings are made from.

    Attributes
    ----------
    material
        Observations, origin records, codebook and derived figures.
    comparisons, look_alikes
        Graded pairs, and like numbers of different things.
    labels
        Labels by language.
    plausible
        What a ratio usually is, by measure.
    """

    material: Material
    comparisons: pd.DataFrame
    look_alikes: pd.DataFrame
    labels: Mapping[str, Labels]
    plausible: Mapping[str, Interval]

    @property
    def figures(self) -> pd.DataFrame:
        """Observations without repeats."""
        observations = self.material.observations
        return observations[observations["duplicate_of"] == ""]

    def documents(self, figures: pd.DataFrame) -> list[str]:
        """Return the documents of figures in the order of the catalogue."""
        present = set(figures["document"])
        return [d for d in self.labels["en"].document_order() if d in present]


def headlines(findings: Findings) -> list[Headline]:
    """Return the main findings that the tables bear, in reading order, `MOST` at most."""
    makers = (pairs, impossible, shares, alike, per_head, counted, reporting)
    found = (make(findings) for make in makers)
    return [headline for headline in found if headline is not None][:MOST]


# --- parts of sentences --------------------------------------------------------------------------


Part = Fragment | Sequence[Fragment]


def _text(key: str, language: str, **parts: Part | int) -> Fragments:
    """Fill a text of `TEXTS`; plain numbers and names are written as they are."""
    filled: dict[str, Part] = {
        name: str(part) if isinstance(part, int) else part for name, part in parts.items()
    }
    return fill(TEXTS[key][lg.LANGUAGES.index(language)], filled)


def _headline(
    name: str,
    titles: Mapping[str, Fragments],
    sentences: Mapping[str, Fragments],
    documents: Sequence[str],
    subject: str = "",
    theme: str = "",
) -> Headline:
    statement = Statement(
        f"headline:{name}",
        "finding",
        theme,
        tuple(documents),
        False,
        sentences["en"],
        sentences["zh"],
    )
    en, zh = ("".join(str(part) for part in titles[language]) for language in lg.LANGUAGES)
    return Headline(name, en, zh, require_gates(statement), subject)


def _list(items: Sequence[Sequence[Fragment]], language: str) -> list[Fragment]:
    """Join parts of sentences into a list: ``a, b and c`` or 甲、乙和丙."""
    comma, last = (", ", " and ") if language == "en" else ("、", "和")
    found: list[Fragment] = []
    for number, item in enumerate(items):
        if number:
            found.append(last if number == len(items) - 1 else comma)
        found += item
    return found


def _series(parts: Sequence[Sequence[Fragment]], language: str) -> list[Fragment]:
    """Join parts of sentences by semicolons."""
    found: list[Fragment] = []
    for number, part in enumerate(parts):
        if number:
            found.append("; " if language == "en" else "；")
        found += part
    return found


def _many(n: int, noun: str, language: str) -> str:
    """Return a number with its noun in English; in Chinese the sentence has its classifier."""
    if language == "zh":
        return str(n)
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _names(words: Sequence[str], language: str) -> Name:
    return Name(lg.join(list(words), language))


def _low(label: str, language: str) -> str:
    return label[:1].lower() + label[1:] if language == "en" else label


def _number(figure: Mapping[str, str], language: str) -> Link:
    """Return a figure as printed in Chinese, as read in English."""
    return Link(figure["figure_id"], lg.format_bound(figure, language))


def _document(findings: Findings, document: str, language: str) -> Name:
    return Name(findings.material.document(document, language))


# --- the findings --------------------------------------------------------------------------------


def vague(findings: Findings) -> Headline | None:
    """Say how many figures there are, how many are not exact, and how many have a fault."""
    figures = findings.figures
    if figures.empty:
        return None
    loose = figures[figures["bound"] != "exact"]
    faulty = int((figures["status"] != "as_printed").sum())
    sentences = {}
    for language in lg.LANGUAGES:
        words = [
            _text("vague.hedge", language, word=Name(word), n=_many(n, "time", language))
            for word, n in _vague_words(loose, findings.labels[language])
        ]
        listed = _text("vague.hedges", language, hedges=_list(words, language)) if words else ()
        sentences[language] = _text(
            "vague",
            language,
            texts=_many(figures["document"].nunique(), "text", language),
            figures=_many(len(figures), "different figure", language),
            vague=len(loose),
            are="is" if len(loose) == 1 else "are",
            hedges=listed,
            faulty=faulty,
            are_faulty="is" if faulty == 1 else "are",
        )
    empty: Mapping[str, Fragments] = dict.fromkeys(lg.LANGUAGES, ())
    return _headline("vague", empty, sentences, findings.documents(figures))


def _vague_words(figures: pd.DataFrame, labels: Labels) -> list[tuple[str, int]]:
    """Return the commonest vague words: as printed in Chinese, by their meaning in English."""
    if labels.language == "zh":
        words = (word for cell in figures["hedge"] for word in cell.split("+") if word)
        return Counter(words).most_common(_HEDGES)
    found = Counter(code for code in figures["bound"] if code != "unknown")
    return [(labels.code("bound", code), n) for code, n in found.most_common(_HEDGES)]


def reasons(comparisons: pd.DataFrame) -> list[tuple[str, int]]:
    """Return the attributes that forbid comparisons, with the number of pairs of each.

    The commonest comes first; of equals, the one that `ATTRIBUTE_LABELS` lists first.

    Raises
    ------
    AnalysisError
        If a pair names an attribute that there is not.
    """
    never = comparisons[comparisons["result"] == "not_comparable"]
    found = Counter(code for cell in never["deciding"] for code in cell.split("+") if code)
    order = list(ATTRIBUTE_LABELS)
    for code in found:
        if code not in ATTRIBUTE_LABELS:
            raise AnalysisError(f"comparisons.csv: {code!r} is no attribute that can differ.")
    return sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))


def pairs(findings: Findings) -> Headline | None:
    """Say how many pairs can be put in an order, and what stands in the way of the others."""
    rows = findings.comparisons
    if rows.empty:
        return None
    ranked = int((rows["result"] == "texts_differ").sum())
    never = int((rows["result"] == "not_comparable").sum())
    why = reasons(rows)[:_REASONS]
    titles, sentences = {}, {}
    for number, language in enumerate(lg.LANGUAGES):
        words = [
            _text(
                "reason",
                language,
                reason=Name(ATTRIBUTE_LABELS[code][number]),
                n=_many(n, "pair", language),
            )
            for code, n in why
        ]
        counts = {"ranked": str(ranked), "pairs": str(len(rows))}
        title = "pairs.title_some" if ranked else "pairs.title_none"
        titles[language] = _text(title, language, **counts)
        sentences[language] = _text(
            "pairs.some" if ranked else "pairs.none",
            language,
            pairs=_many(len(rows), "time", language),
            ranked=ranked,
            side=len(rows) - ranked - never,
            never=never,
            why=_text("pairs.why", language, reasons=_list(words, language)) if words else (),
        )
    documents = findings.documents(
        findings.figures[
            findings.figures["document"].isin([*rows["document_a"], *rows["document_b"]])
        ]
    )
    return _headline("pairs", titles, sentences, documents)


def counted(findings: Findings) -> Headline | None:
    """Say which kind of thing each text counts in the largest number of its figures."""
    figures = findings.figures
    if figures.empty:
        return None
    documents = findings.documents(figures)
    top: dict[str, tuple[str, int, int]] = {}
    for document in documents:
        kinds = figures.loc[figures["document"] == document, "counted"]
        counts = {
            code: int((kinds == code).sum()) for code in findings.labels["en"].order("counted")
        }
        code, n = max(counts.items(), key=itemgetter(1))
        top[document] = (code, n, len(kinds))
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        labels = findings.labels[language]
        codes = list(dict.fromkeys(code for code, _, _ in top.values()))
        kinds_named = [_low(labels.code("counted", code), language) for code in codes]
        titles[language] = _text("counted.title", language, kinds=_names(kinds_named, language))
        parts = []
        for kind in codes:
            items = [
                _text(
                    "counted.item",
                    language,
                    document=_document(findings, document, language),
                    n=n,
                    total=total,
                )
                for document, (code, n, total) in top.items()
                if code == kind
            ]
            name = Name(_low(labels.code("counted", kind), language))
            parts.append(_text("counted.kind", language, kind=name, items=_list(items, language)))
        sentences[language] = _text(
            "counted",
            language,
            items=_series(parts, language),
            money=int((figures["counted"] == "money").sum()),
            figures=len(figures),
        )
    return _headline("counted", titles, sentences, documents)


def shared_share(figures: pd.DataFrame, labels: Labels) -> str:
    """Return the core share that is stated by the largest number of texts; empty if by one."""
    own = _percentages(figures)
    own = own[own["tier"] == "core"]
    counts = {
        code: own.loc[own["indicator"] == code, "document"].nunique()
        for code in labels.indicators["indicator"]
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] > 1 else ""


def _percentages(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[(figures["unit"] == "%") & (figures["level"] == "city")]


def shares(findings: Findings) -> Headline | None:
    """Say what percentages the texts state of one thing, and why no order follows."""
    figures = findings.figures
    indicator = shared_share(figures, findings.labels["en"])
    stated = _percentages(figures)
    rows = lg.records(stated[stated["indicator"] == indicator])
    order = findings.labels["en"].document_order()
    rows.sort(key=lambda row: (order.index(row["document"]), int(row["start"])))
    names = {row["figure_id"] for row in rows}
    compared = findings.comparisons
    ordered = compared[
        (compared["result"] == "texts_differ")
        & compared["figure_a"].isin(names)
        & compared["figure_b"].isin(names)
    ]
    if not indicator or not ordered.empty:
        return None
    values = [value for row in rows if (value := lg.exact(row["value"])) is not None]
    near = len(values) == len(rows) and max(values) - min(values) <= _NEAR
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        label = Name(findings.material.indicator(indicator, language))
        title = "share.title" if near else "share.title_apart"
        titles[language] = _text(title, language, label=label)
        items = [
            _text(
                "share.item",
                language,
                number=_number(row, language),
                document=_document(findings, row["document"], language),
            )
            for row in rows
        ]
        why = _share_reasons(findings, rows, language)
        listed = _series(why, language)
        sentences[language] = _text(
            "share",
            language,
            label=label,
            list=_list(items, language),
            reasons=_text("share.reasons", language, reasons=listed) if listed else (),
        )
    documents = list(dict.fromkeys(row["document"] for row in rows))
    return _headline("share", titles, sentences, documents, indicator, rows[0]["theme"])


def _share_reasons(
    findings: Findings, rows: Sequence[Mapping[str, str]], language: str
) -> list[Fragments]:
    """Say in plain words what keeps percentages from an order."""

    def said(key: str, chosen: Sequence[Mapping[str, str]], one: str, other: str) -> Fragments:
        names = dict.fromkeys(row["document"] for row in chosen)
        documents = [findings.material.document(d, language) for d in names]
        verb = one if len(documents) == 1 else other
        return _text(key, language, documents=_names(documents, language), verb=verb)

    found = []
    unstated = [row for row in rows if not row["stated_base"]]
    if unstated:
        found.append(said("share.unstated", unstated, "does", "do"))
    if len({row["stated_base"] for row in rows if row["stated_base"]}) > 1:
        found.append(_text("share.bases", language))
    limits = [row for row in rows if row["bound"] in ("at_least", "at_most")]
    if limits:
        found.append(said("share.limit", limits, "gives", "give"))
    if len({row["period_end"][:4] for row in rows}) > 1:
        found.append(_text("share.years", language))
    return found


def _ratio_link(ratio: Mapping[str, str], language: str) -> Link:
    """Return a ratio in words, tied to the figure above the line."""
    usual = Interval.from_columns(ratio, "conventional")
    words = ratio_words(lg.exact(ratio["value"]), usual, ratio[f"unit_{language}"], language)
    return Link(ratio["numerator"].split("+")[0], words)


def impossible(findings: Findings) -> Headline | None:
    """Say what the first amount per head that cannot be right comes to, and what is plausible."""
    derived = findings.material.derived
    per_head = derived["group"] == "help_per_head"
    for ratio in lg.records(derived[per_head & (derived["status"] == "kept_out")]):
        plausible = findings.plausible.get(ratio["measure"])
        value = lg.exact(ratio["value"])
        if plausible is None or value is None or plausible.contains(value):
            continue
        return _impossible(findings, ratio, plausible)
    return None


def _impossible(findings: Findings, ratio: Mapping[str, str], plausible: Interval) -> Headline:
    material = findings.material
    derived = material.derived
    argued = lg.records(
        derived[
            (derived["status"] == "argued")
            & (derived["numerator"] == ratio["numerator"])
            & (derived["denominator"] == ratio["denominator"])
        ]
    )
    money, heads = (
        material.figure(ratio[name].split("+")[0]) for name in ("numerator", "denominator")
    )
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        titles[language] = _text("impossible.title", language)
        said: Fragments = ()
        restored = _restored(argued[0], money, heads) if argued else None
        if restored is not None:
            figure, number = restored
            said = _text(
                "impossible.argued",
                language,
                printed=Link(figure["figure_id"], lg.format_bound(figure, language)),
                restored=Name(lg.format_quantity(number, figure["unit"], language)),
                ratio=_ratio_link(argued[0], language),
            )
        unit = ratio[f"unit_{language}"]
        space = " " if language == "en" else ""
        sentences[language] = _text(
            "impossible",
            language,
            document=_document(findings, ratio["document"], language),
            money=_number(money, language),
            money_is=Name(money[f"measures_{language}"]),
            heads=_number(heads, language),
            heads_are=Name(heads[f"measures_{language}"]),
            ratio=_ratio_link(ratio, language),
            plausible=Name(f"{lg.format_interval(plausible, '', language)}{space}{unit}"),
            argued=said,
        )
    return _headline(
        "impossible", titles, sentences, [ratio["document"]], ratio["numerator"], ratio["theme"]
    )


def _restored(
    argued: Mapping[str, str], money: Mapping[str, str], heads: Mapping[str, str]
) -> tuple[Mapping[str, str], Fraction] | None:
    """Return the figure that is argued to be another number, and that number.

    It is the one that cannot be right as printed, and its number follows from the ratio and the
    other; where neither or both are such, or several are added, nothing follows.
    """
    result = lg.exact(argued["value"])
    above, below = lg.exact(money["value"]), lg.exact(heads["value"])
    added = "+" in argued["numerator"] + argued["denominator"]
    faulty = tuple(figure["status"] == "impossible" for figure in (money, heads))
    if not result or above is None or below is None or added:
        return None
    if faulty == (True, False):
        return money, result * below
    return (heads, above / result) if faulty == (False, True) else None


def alike(findings: Findings) -> Headline | None:
    """Show the first equal number that two texts print for different things."""
    for row in lg.records(findings.look_alikes):
        a, b = (findings.material.figure(row[f"figure_{side}"]) for side in "ab")
        same = all(a[name] == b[name] for name in ("value", "unit", "bound"))
        if not a["value"] or not same or a["document"] == b["document"]:
            continue
        titles, sentences = {}, {}
        for language in lg.LANGUAGES:
            titles[language] = _text("alike.title", language)
            sentences[language] = _text(
                "alike",
                language,
                a=_document(findings, a["document"], language),
                b=_document(findings, b["document"], language),
                x=_number(a, language),
                y=_number(b, language),
                thing_a=Name(a[f"measures_{language}"]),
                thing_b=Name(b[f"measures_{language}"]),
            )
        names = f"{a['figure_id']}+{b['figure_id']}"
        return _headline(
            "alike", titles, sentences, [a["document"], b["document"]], names, a["theme"]
        )
    return None


def shared_ratios(derived: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the amounts per head that the texts of two cities allow, by measure."""
    own = derived[(derived["group"] == "help_per_head") & (derived["status"] == "computed")]
    found = [rows for _, rows in own.groupby("measure", sort=False) if rows["city"].nunique() > 1]
    return found[:_MEASURES]


def per_head(findings: Findings) -> Headline | None:
    """Put amounts per head of different cities side by side, with what forbids more."""
    found = shared_ratios(findings.material.derived)
    if not found:
        return None
    names = {name for rows in found for name in rows["derived_id"]}
    compared = findings.comparisons
    own = compared[
        (compared["kind"] == "ratio")
        & compared["figure_a"].isin(names)
        & compared["figure_b"].isin(names)
    ]
    if (own["result"] == "texts_differ").any():
        return None
    codes = [c for c in ATTRIBUTE_LABELS if any(c in d.split("+") for d in own["deciding"])]
    titles, sentences = {}, {}
    for number, language in enumerate(lg.LANGUAGES):
        titles[language] = _text("per_head.title", language)
        parts = []
        for place, rows in enumerate(found):
            items = [
                _text(
                    "share.item",
                    language,
                    number=_ratio_link(ratio, language),
                    document=_document(findings, ratio["document"], language),
                )
                for ratio in lg.records(rows)
            ]
            label = rows.iloc[0][f"label_{language}"]
            parts.append(
                _text(
                    "per_head.measure",
                    language,
                    label=Name(_low(label, language) if place else label),
                    list=_list(items, language),
                )
            )
        why = _names([ATTRIBUTE_LABELS[c][number] for c in codes[:_REASONS]], language)
        sentences[language] = _text(
            "per_head",
            language,
            items=_series(parts, language),
            reasons=_text("per_head.reasons", language, reasons=why) if codes else (),
        )
    documents = findings.documents(findings.figures)
    chosen = {document for rows in found for document in rows["document"]}
    return _headline("per_head", titles, sentences, [d for d in documents if d in chosen], "", "")


@dataclass(frozen=True, slots=True)
class Change:
    """What two texts of one city give figures on: the first alone, both, the second alone."""

    city: str
    documents: tuple[str, str]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    new: tuple[str, ...]


def change_of_reporting(figures: pd.DataFrame, labels: Labels, city: str = "") -> Change | None:
    """Return the core indicators of the first and the last text of a city with two or more.

    Parameters
    ----------
    figures
        Observations without repeats.
    labels
        Labels, for the order of cities and documents.
    city
        The city; by default the first one that has two texts.
    """
    own = figures[(figures["tier"] == "core") & (figures["level"] == "city")]
    order = labels.document_order()
    for code in [city] if city else labels.order("city"):
        rows = own[own["city"] == code]
        present = sorted(set(rows["document"]), key=order.index)
        if len(present) < 2:
            continue
        first, last = present[0], present[-1]
        a, b = (
            list(dict.fromkeys(rows.loc[rows["document"] == document, "indicator"]))
            for document in (first, last)
        )
        return Change(
            code,
            (first, last),
            tuple(code for code in a if code not in b),
            tuple(code for code in a if code in b),
            tuple(code for code in b if code not in a),
        )
    return None


def reporting(findings: Findings) -> Headline | None:
    """Say what a city with two texts stopped and began to give figures on."""
    change = change_of_reporting(findings.figures, findings.labels["en"])
    if change is None or not (change.gone or change.new):
        return None
    figures = findings.figures
    themes = {
        document: set(figures.loc[figures["document"] == document, "theme"]) - {"context"}
        for document in change.documents
    }
    first, last = (themes[document] for document in change.documents)
    titles, sentences = {}, {}
    for language in lg.LANGUAGES:
        labels = findings.labels[language]

        def named(codes: set[str], labels: Labels = labels, language: str = language) -> Name:
            chosen = [code for code in labels.order("theme") if code in codes]
            return _names([_low(labels.code("theme", c), language) for c in chosen], language)

        titles[language] = _text(
            "reporting.title", language, city=Name(labels.code("city", change.city))
        )
        gone, new = first - last, last - first
        sentences[language] = _text(
            "reporting",
            language,
            all=len(change.gone) + len(change.kept) + len(change.new),
            only_a=len(change.gone),
            only_b=len(change.new),
            both=len(change.kept),
            a=_document(findings, change.documents[0], language),
            b=_document(findings, change.documents[1], language),
            gone=_text("reporting.gone", language, themes=named(gone)) if gone else (),
            new=_text("reporting.new", language, themes=named(new)) if new else (),
        )
    return _headline("reporting", titles, sentences, change.documents, change.city)
