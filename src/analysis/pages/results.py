"""Derived figures, graded pairs, and sentences about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis import language as lg
from analysis.comparison.comparison_records import Derived, Graded, Pair, Target, Trial
from analysis.intervals import Interval
from analysis.language.messages import Link, text
from analysis.pages.known import amount, between, counted_cell, formula_of, number_link, side
from analysis.pages.list_lengths import more
from analysis.pages.page_words import headers
from analysis.sentences.evidence import Evidence
from analysis.sentences.statements import Statement
from analysis.show.content import Content, Lines, inlines, together
from analysis.show.content import told as said
from analysis.show.displays import Prose, Shown, Table
from analysis.tables.codebook import Labels

STATEMENTS = 12
"""Most sentences of a list where there are many texts."""

CHANGES = 4
"""Most results of which a table says that another reading changes them, where there are many."""


def derived_table(
    derived: Sequence[Derived],
    known: Evidence,
    labels: Labels,
    *,
    name: str,
    doubted: Iterable[str] = (),
    most: int | None = None,
) -> Table:
    """Return derived figures with formula, limits, and the reason where there is none.

    Parameters
    ----------
    derived
        Derived figures to show.
    known
        Figures, for the numbers in the formulas.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    doubted
        Figures with a fault argued beside the printed value: a result from one of them says so.
    most
        Most that are shown where there are many texts; all by default.
    """
    faulty = set(doubted)
    told, left = labels.book.bounded(derived, most or len(derived))
    alike: dict[str, list[Derived]] = {}
    for each in told:
        alike.setdefault(text(each.label, labels.language), []).append(each)
    rows = [
        {
            "measure": lg.capital(
                _set_apart(each, alike[text(each.label, labels.language)], labels), labels.language
            ),
            "document": labels.document(each.document),
            "result": counted_cell(_result(each, labels), each),
            "limits": "" if _as_limits(each) else between(each, labels),
            "from_figures": formula_of(each, known, labels),
            "why_not": _status(each, labels, doubted=not faulty.isdisjoint(each.inputs)),
        }
        for each in told
    ]
    shown = ["measure", "document", "result", "limits", "from_figures", "why_not"]
    if len({each.document for each in derived}) < 2:
        shown.remove("document")
    return Table(
        rows=rows,
        caption=labels.t("piece.derived"),
        headers=headers(labels, *shown),
        name=name,
        language=labels.language,
        roles={"measure": "prose", "result": "wide", "from_figures": "wide"},
        below={"measure": "why_not", "result": "limits"},
        notes=more(left, labels),
    )


def _as_limits(derived: Derived) -> bool:
    """Tell whether a result is said by its limits, which need not be said again below it."""
    return lg.shown_as_limits(derived.value, derived.conventional or Interval())


_APART = ("scheme", "grade", "stage", "route", "population", "level")
"""Attributes by which derived figures of one name are told apart."""


def _set_apart(derived: Derived, alike: Sequence[Derived], labels: Labels) -> str:
    """Return what a derived figure is, with what sets it apart from others of that name."""
    label = text(derived.label, labels.language)
    differing = [name for name in _APART if len({getattr(each, name) for each in alike}) > 1]
    words = [
        labels.attribute(name, code)
        for name in differing
        for code in _codes_of(getattr(derived, name))
    ]
    return lg.bracketed(label, lg.phrases(words, labels.language), labels.language)


def _codes_of(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _result(derived: Derived, labels: Labels) -> str:
    """Return the number, or its limits, with the unit; nothing where there is no result."""
    known = derived.value is not None or derived.conventional is not None
    stated = known and derived.status in ("computed", "argued")
    return amount(derived, labels) if stated else ""


def _status(derived: Derived, labels: Labels, *, doubted: bool) -> str:
    """Return why there is no result, or what to mind about it."""
    language = labels.language
    reason = text(derived.reason, language)
    if derived.status == "computed":
        warning = labels.t("piece.input_doubted") if doubted else ""
        return lg.join_sentences([reason, warning], language)
    status = labels.t(f"piece.status_{derived.status}")
    return reason if reason.startswith(status) else lg.labelled(status, reason, language)


def comparisons_table(
    pairs: Sequence[Pair],
    known: Evidence,
    labels: Labels,
    *,
    name: str,
    shown: Shown = "open",
    most: int | None = None,
) -> Table:
    """Return pairs of figures with grade, differences and result, comparable ones first.

    Parameters
    ----------
    pairs
        Graded pairs; those of ratios are left out.
    known
        Figures and derived figures, for the two sides.
    labels
        Labels of the language.
    name
        Name of the table, unique on its page.
    shown
        How the page shows it; see `Table`.
    most
        Most pairs that are shown where there are many texts; all by default.
    """
    order = labels.order("comparability")
    rows = []
    own = [pair for pair in pairs if pair.kind != "ratio"]
    own.sort(key=lambda pair: order.index(pair.grade))
    told, left = labels.book.bounded(own, most or len(own))
    for pair in told:
        grade, result = labels.code("comparability", pair.grade), _outcome(pair, labels)
        rows.append(
            {
                "indicator": labels.indicator(pair.indicator_a),
                "side_a": side(pair.figure_a, known, labels),
                "side_b": side(pair.figure_b, known, labels),
                "grade": grade,
                "result": "" if result == grade else result,
                "differences": text(pair.differences_words, labels.language),
            }
        )
    columns = ("indicator", "side_a", "side_b", "grade", "result", "differences")
    return Table(
        rows=rows,
        caption=labels.t("piece.comparisons"),
        headers=headers(labels, *columns),
        name=name,
        language=labels.language,
        notes=[
            labels.t("piece.comparisons_note"),
            *([labels.t("piece.more_in_table", n=left, table="comparisons")] if left else []),
        ],
        roles={"side_a": "wide", "side_b": "wide", "grade": "short", "differences": "prose"},
        below={"grade": "result"},
        shown=shown,
    )


def _outcome(pair: Pair, labels: Labels) -> str:
    """Return the result of a pair; where the texts differ, say whose number is the larger."""
    a, b = pair.value_a, pair.value_b
    if pair.result != "texts_differ" or a is None or b is None:
        return labels.code("result", pair.result)
    larger = pair.document_a if a > b else pair.document_b
    return labels.t("piece.larger", text=labels.document(larger))


def graded_table(pairs: Sequence[Graded], labels: Labels) -> Table:
    """Return how many pairs have which grade and result."""
    counts = Counter[tuple[str, str]]()
    for pair in pairs:
        counts[pair.grade, pair.result] += pair.pairs
    columns = ("grade", "result", "pairs")
    return Table(
        rows=[
            {
                "grade": labels.code("comparability", grade),
                "result": labels.code("result", result),
                "pairs": str(counts[grade, result]),
            }
            for grade in labels.order("comparability")
            for result in labels.order("result")
            if counts[grade, result]
        ],
        caption=labels.t("piece.counts_graded"),
        headers=headers(labels, *columns),
        name="graded",
        language=labels.language,
        numbers=("pairs",),
    )


def statements(
    sentences: Sequence[Statement], labels: Labels, *, name: str, none: str = ""
) -> Prose:
    """Return generated sentences as a list, each number linked to its figure.

    Parameters
    ----------
    sentences
        Statements made by `analysis.sentences.statements`.
    labels
        Labels of the language.
    name
        Name, unique on its page.
    none
        Sentence to show where there is none.
    """
    listed, left = labels.book.bounded(sentences, STATEMENTS)
    items: list[Content] = [said(each.sentence, labels.language) for each in listed]
    if not items:
        return Prose([none or labels.t("piece.nothing_comparable")], name, labels.language)
    if left:
        items.append((labels.t("piece.more", n=left),))
    return Prose(items, name, labels.language, items=True)


def sensitivity_table(trials: Sequence[Trial], known: Evidence, labels: Labels) -> Table:
    """Return for each other reading how many results change, and which.

    Parameters
    ----------
    trials
        Results of pairs under other readings.
    known
        Figures and derived figures, for the sides of the pairs.
    labels
        Labels of the language.
    """
    by_variant: dict[str, list[Trial]] = {}
    for trial in trials:
        by_variant.setdefault(trial.variant, []).append(trial)
    rows = []
    for tried in by_variant.values():
        fell = [trial for trial in tried if not trial.survives]
        told, left = labels.book.bounded(fell, CHANGES)
        changed: tuple[Content, ...] = tuple(_change(trial, known, labels) for trial in told)
        if left:
            changed = (*changed, labels.t("piece.more", n=left))
        rows.append(
            {
                "variant": lg.clauses(
                    dict.fromkeys(text(each.variant_words, labels.language) for each in tried),
                    labels.language,
                ),
                "tried": str(len(tried)),
                "changed": Lines(changed) if changed else labels.t("piece.nothing"),
            }
        )
    return Table(
        rows=rows,
        caption=labels.t("piece.sensitivity"),
        headers=headers(labels, "variant", "tried", "changed"),
        name="sensitivity",
        language=labels.language,
        numbers=("tried",),
    )


def _change(trial: Trial, known: Evidence, labels: Labels) -> Content:
    results = (labels.code("result", result) for result in (trial.result, trial.variant_result))
    colon = lg.rules_of(labels.language).colon
    return together(
        *(_thing(trial.figure_a, known, labels), colon),
        *inlines(_named(trial.figure_a, known, labels)),
        " / ",
        *inlines(_named(trial.figure_b, known, labels)),
        *(colon, " → ".join(results)),
    )


def _thing(name: str, known: Evidence, labels: Labels) -> str:
    """Return what a side of a pair is about."""
    if known.is_figure(name):
        return labels.indicator(known.figure(name).indicator)
    return text(known.ratio(name).label, labels.language)


def _named(name: str, known: Evidence, labels: Labels) -> Content:
    """Return one side of a pair: its number as read, and its text."""
    if known.is_figure(name):
        document, said = known.figure(name).document, number_link(name, known, labels)
    else:
        ratio = known.ratio(name)
        document = ratio.document
        said = Link(ratio.inputs[0], amount(ratio, labels), ratio.derived_id)
    return together(said, lg.bracketed("", labels.document(document), labels.language))


def targets_table(targets: Sequence[Target], labels: Labels) -> Table:
    """Return the targets of a city, each with what a text says of it, and why.

    Parameters
    ----------
    targets
        What became of targets (columns of `schema.TARGETS`).
    labels
        Labels of the language.
    """
    language = labels.language
    told, left = labels.book.bounded(targets, STATEMENTS)
    none = not any(each.result_figure for each in targets)
    notes = (labels.t("piece.targets_none"), *more(left, labels)) if none else more(left, labels)
    return Table(
        rows=[
            {
                "target": Link(each.figure_id, lg.tidy(each.literal)),
                "indicator": labels.indicator(each.indicator),
                "result": labels.t(f"piece.target_{each.target_verdict}"),
                "reason": text(each.reason, language),
            }
            for each in told
        ],
        caption=labels.t("piece.targets"),
        headers=headers(labels, "target", "indicator", "result", "reason"),
        name="targets",
        language=language,
        notes=notes,
        roles={"target": "short", "result": "short", "reason": "prose"},
    )
