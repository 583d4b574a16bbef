"""What is a table and no chart: numbers of unlike kinds, words, and the steps of a matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from analysis.charts.story.parts import (
    MARKS,
    TEXTS,
    column_headers,
    distinct,
    document_names,
    documents_of,
    first_drawn,
    reading_order,
    shown_figures,
    titled,
)
from analysis.charts.views import FigureView, figure_views, ratio_views
from analysis.comparison.comparison_records import Derived, LookAlike
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.language import capital, join_words, lower, tidy
from analysis.language.messages import Link, Message, Part, text
from analysis.sentences.claims import claim
from analysis.sentences.headlines import Change
from analysis.sentences.sets import Scope, named, one_of
from analysis.show.content import Cell, Content, Lines, Sorted, Styled, together
from analysis.show.displays import Table, TableRow
from analysis.tables.codebook import Labels

MUTUAL_AID = (
    "contributions_raised",
    "hospital_scheme_members",
    "critical_scheme_members",
    "benefit_cases",
    "benefits_paid",
)
"""Indicators of medical mutual aid in the order in which its money flows."""

_FLOW_GROUPS = ("help_per_head", "share")

CHAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("story.chain.reported", ("early_warnings", "workers_in_early_warnings")),
    (
        "story.chain.disputes",
        ("disputes_handled", "disputes_settled", "enterprises_in_disputes", "workers_in_disputes"),
    ),
    ("story.chain.results", ("losses_recovered",)),
)
"""Steps of the chain of figures on disputes, and the indicators of each."""

_LINKS = 4
"""So many figures make a chain of a text that leaves out a step."""

MATCHMAKING = ("matchmaking_events", "matchmaking_attendances", "couples")
"""Indicators of matchmaking in the order of the matter."""

_STAGED = "couples"
"""The indicator of matchmaking whose figures are told apart by their stage."""


def _absent(labels: Labels) -> Content:
    return Styled("absent", labels.t("absent.not_reported"))


def _said(view: FigureView, aside: str) -> Content:
    """Return a figure as read, with what sets it apart small behind it."""
    link = Link(view.figure.figure_id, view.words)
    return together(link, " ", Styled("small", aside)) if aside else together(link)


def _matrix(
    rows: Sequence[tuple[str, Mapping[str, Sequence[Content]]]],
    documents: Sequence[str],
    labels: Labels,
    *,
    name: str,
    caption: str,
    head: str,
    notes: Sequence[str] = (),
) -> Table:
    """Return a table of rows by document; above the bound, a row for each document."""
    shown, more = first_drawn(documents, TEXTS, "first_texts", labels)
    notes = [*notes, *([more] if more else [])]
    if labels.book.many:
        lines: list[TableRow] = [
            {
                "document": labels.document(document),
                "states": Lines(
                    tuple(
                        together(f"{label}: ", *(_joined(cells[document])))
                        for label, cells in rows
                        if cells.get(document)
                    )
                ),
            }
            for document in shown
        ]
        headers = {
            "document": labels.t("column.document"),
            "states": labels.t("column.states"),
        }
        return Table(lines, caption, headers, name, labels.language, notes=notes)
    found: list[TableRow] = [
        {
            head: label,
            **{
                document: Lines(tuple(cells[document])) if cells.get(document) else _absent(labels)
                for document in shown
            },
        }
        for label, cells in rows
    ]
    return Table(
        found,
        caption,
        {
            head: labels.t(f"column.{head}"),
            **{document: labels.document(document) for document in shown},
        },
        name,
        labels.language,
        notes=notes,
        roles=dict.fromkeys(shown, "equal"),
    )


def _joined(contents: Sequence[Content]) -> Sequence[Content]:
    parts: list[Content] = []
    for content in contents:
        parts += ["; ", content] if parts else [content]
    return parts


def mutual_aid(figures: Sequence[Figure], labels: Labels, derived: Sequence[Derived] = ()) -> Table:
    """Return medical mutual aid as a flow: collected, enrolled, cases, paid, and what follows.

    Parameters
    ----------
    figures
        Figures of all documents.
    labels
        Labels in the language of the table.
    derived
        Derived figures, for yuan per case and the share paid out.

    Raises
    ------
    AnalysisError
        If no text gives a figure on medical mutual aid.
    """
    own = [figure for figure in distinct(figures) if figure.indicator in MUTUAL_AID]
    if not own:
        raise AnalysisError("No text gives a figure on medical mutual aid: nothing to show.")
    documents = documents_of(own, labels)
    rows: list[tuple[str, Mapping[str, Sequence[Content]]]] = []
    for indicator in MUTUAL_AID:
        views = figure_views([f for f in own if f.indicator == indicator], labels)
        if views:
            cells = _by_document((view.figure.document, _said(view, view.period)) for view in views)
            rows.append((labels.indicator(indicator), cells))
    ratios: dict[str, list[tuple[str, Content]]] = {}
    computed = [
        ratio
        for ratio in derived
        if ratio.theme == own[0].theme
        and ratio.group in _FLOW_GROUPS
        and ratio.status == "computed"
    ]
    for view in ratio_views(computed, figures, labels):
        link = Link(view.inputs[0].figure_id, view.words, view.ratio.derived_id)
        cell = together(link, " ", Styled("small", view.formula))
        ratios.setdefault(view.label, []).append((view.ratio.document, cell))
    rows += [(label, _by_document(cells)) for label, cells in ratios.items()]
    key = "title" if len(documents) > 1 else "title_one"
    scope = Scope.of(
        "observations", named("figures"), indicator=one_of(MUTUAL_AID), duplicate_of=""
    )
    given = scope.take(own)

    def caption(each: Labels) -> str:
        return each.t(f"story.mutual_aid.{key}", documents=document_names(documents, each))

    return _matrix(
        rows,
        documents,
        labels,
        name="mutual-aid",
        caption=titled("value", given, labels, caption, given.values("document")),
        head="step",
        notes=[labels.t("story.mutual_aid.subtitle")],
    )


def _by_document(cells: Iterable[tuple[str, Content]]) -> dict[str, list[Content]]:
    found: dict[str, list[Content]] = {}
    for document, cell in cells:
        found.setdefault(document, []).append(cell)
    return found


def matchmaking(figures: Sequence[Figure], labels: Labels) -> Table:
    """Return matchmaking by stage: what each text says of each, from events to marriages.

    Raises
    ------
    AnalysisError
        If no text gives a figure on matchmaking.
    """
    own = reading_order((f for f in distinct(figures) if f.indicator in MATCHMAKING), labels)
    if not own:
        raise AnalysisError("No text gives a figure on matchmaking: nothing to show.")
    rungs = _rungs(own, labels)
    last: dict[str, tuple[str, str]] = {}
    rows: list[tuple[str, Mapping[str, Sequence[Content]]]] = []
    for rung, label in rungs.items():
        views = figure_views([figure for figure in own if _rung(figure) == rung], labels)
        last |= {view.figure.document: rung for view in views}
        rows.append((label, _by_document((v.figure.document, _said(v, v.measures)) for v in views)))

    def caption(each: Labels) -> str:
        names = _rungs(own, each)
        items = [
            each.t(
                "story.matchmaking.item",
                document=each.document(document),
                stage=lower(names[last[document]], each.language),
            )
            for document in documents_of(own, each)
        ]
        return each.t("story.matchmaking.title", list=join_words(items, each.language))

    scope = Scope.of(
        "observations", named("figures"), indicator=one_of(MATCHMAKING), duplicate_of=""
    )
    given = scope.take(own)
    return _matrix(
        rows,
        documents_of(figures, labels),
        labels,
        name="matchmaking",
        caption=titled("value", given, labels, caption, given.values("document")),
        head="stage",
        notes=[labels.t("story.matchmaking.subtitle")],
    )


def _rung(figure: Figure) -> tuple[str, str]:
    """Return the rung of a figure: its indicator, and its stage where that counts."""
    return figure.indicator, figure.stage if figure.indicator == _STAGED else ""


def _rungs(figures: Sequence[Figure], labels: Labels) -> dict[tuple[str, str], str]:
    """Return the names of the rungs that figures stand on, in the order of the matter."""
    present = {_rung(figure) for figure in figures}
    names = {}
    for indicator in MATCHMAKING:
        for stage in (*labels.order("stage"), ""):
            if (indicator, stage) not in present:
                continue
            if indicator != _STAGED:
                name = labels.t(f"story.matchmaking.{indicator}")
            elif stage:
                name = capital(labels.code("stage", stage), labels.language)
            else:
                name = labels.indicator(indicator)
            names[indicator, stage] = name
    return names


def dispute_chain(figures: Sequence[Figure], labels: Labels, document: str) -> Table:
    """Return events reported, disputes, workers and money inside one text, step by step.

    Raises
    ------
    AnalysisError
        If the document has figures on fewer than two steps.
    """
    own = [figure for figure in distinct(figures) if figure.document == document]
    rows: list[TableRow] = []
    shown: list[FigureView] = []
    steps = 0
    for key, indicators in CHAIN:
        found = [f for indicator in indicators for f in own if f.indicator == indicator]
        views = figure_views(found, labels)
        steps += bool(views)
        shown += views
        rows += [
            {
                "step": labels.t(key),
                "words": Link(view.figure.figure_id, view.words),
                "measures": view.note,
            }
            for view in views
        ]
    if steps < 2:
        raise AnalysisError(f"{document} has no chain of figures on disputes: nothing to show.")
    chain = shown_figures([view.figure for view in shown], labels.book.document_label(document))
    count = chain.count()

    def caption(each: Labels) -> str:
        first, last = (
            each.t(
                "story.chain.item",
                words=FigureView(view.figure, each).words,
                label=lower(each.indicator(view.figure.indicator), each.language),
            )
            for view in (shown[0], shown[-1])
        )
        name = each.document(document)
        return each.t("story.chain.title", document=name, n=count.n, first=first, last=last)

    return Table(
        rows,
        titled(
            "count",
            chain,
            labels,
            caption,
            count,
            printed=lambda each: [FigureView(view.figure, each).words for view in shown],
        ),
        column_headers(("step", "words", "measures"), labels),
        f"dispute-chain-{document}",
        labels.language,
        notes=[labels.t("story.chain.subtitle")],
        roles={"measures": "prose"},
    )


def documents_with_chain(figures: Sequence[Figure], labels: Labels) -> list[str]:
    """Return the documents whose figures make a chain: every step, or four figures."""
    own = distinct(figures)
    found = []
    for document in documents_of(own, labels):
        given = [figure.indicator for figure in own if figure.document == document]
        steps = [sum(code in indicators for code in given) for _, indicators in CHAIN]
        if sum(map(bool, steps)) > 1 and (all(steps) or sum(steps) >= _LINKS):
            found.append(document)
    return found


def changed_reporting(change: Change, labels: Labels) -> Table:
    """Return what only the first text of a city, both, and only the last give figures on.

    Raises
    ------
    AnalysisError
        If neither has a figure on any core indicator.
    """
    if not (change.gone or change.kept or change.new):
        raise AnalysisError("Neither text has a core indicator: nothing to show.")
    first, last = (labels.book.document_label(document) for document in change.documents)
    columns = {
        "gone": (Message("story.reporting.only", document=first), change.gone),
        "kept": (Message("story.reporting.both"), change.kept),
        "new": (Message("story.reporting.only", document=last), change.new),
    }
    words: list[list[Cell]] = [
        [Sorted(labels.indicator(code), None, name=code) for code in codes]
        for _, codes in columns.values()
    ]
    return Table(
        [dict(zip(columns, cells, strict=True)) for cells in zip_longest(*words, fillvalue="")],
        _reported(change, labels),
        {
            name: _head(name, label, codes, change, labels)
            for name, (label, codes) in columns.items()
        },
        f"changed-reporting-{change.city}",
        labels.language,
        notes=[labels.t("story.reporting.subtitle"), labels.t("caveat.not_performance")],
        roles=dict.fromkeys(columns, "equal"),
    )


def _head(column: str, label: Message, codes: Sequence[str], change: Change, labels: Labels) -> str:
    """Return a header with the number of subjects below it, as a claim where its set is known."""
    said = Message("story.reporting.head", label=label, n=len(codes))
    if change.own is None:
        return text(said, labels.language)
    own = change.own.called(label)
    texts = dict(zip(("gone", "new"), change.documents, strict=True))
    found = (
        own.alone("indicator", "document", texts[column])
        if column in texts
        else own.shared("indicator", "document")
    )
    return claim("change", own, said, found).text(labels.language)


def _reported(change: Change, labels: Labels) -> str:
    """Say on how many subjects only the first, and only the last text has core figures."""

    def caption(each: Labels) -> str:
        first, last = (each.document(document) for document in change.documents)
        city = each.code("city", change.city)
        numbers = {"gone": len(change.gone), "new": len(change.new)}
        return each.t("story.reporting.title", city=city, first=first, last=last, **numbers)

    own = change.own
    if own is None:
        return caption(labels)
    alone = [own.alone("indicator", "document", document) for document in change.documents]
    return titled("change", own, labels, caption, *alone)


def look_alike_table(found: Sequence[LookAlike], labels: Labels) -> Table:
    """Return like numbers of different things, each pair with what forbids the comparison.

    Parameters
    ----------
    found
        The pairs.
    labels
        Labels in the language of the table.

    Raises
    ------
    AnalysisError
        If there is no pair.
    """
    if not found:
        raise AnalysisError("No two numbers look alike: there is nothing to show.")
    shown, more = first_drawn(found, MARKS, "first_drawn", labels)
    chosen = {
        "figure_a": one_of(pair.figure_a for pair in found),
        "figure_b": one_of(pair.figure_b for pair in found),
    }
    own = Scope.of("look-alikes", named("like_numbers"), **chosen).take(found)
    return Table(
        [_alike(pair, labels) for pair in shown],
        titled(
            "look_alike",
            own,
            labels,
            lambda each: each.t("story.look_alikes.caption", n=len(found)),
            own.count(),
        ),
        column_headers(("first", "unlike", "second", "difference"), labels),
        "look-alikes",
        labels.language,
        notes=(labels.t("story.look_alikes.note"), *([more] if more else [])),
        roles={"unlike": "wide"},
    )


def _alike(pair: LookAlike, labels: Labels) -> TableRow:
    difference = text(pair.difference_words, labels.language)
    return {
        "first": _what(pair.document_a, pair.measures_a, labels),
        "unlike": together(
            Link(pair.figure_a, tidy(pair.literal_a)),
            " ≠ ",
            Link(pair.figure_b, tidy(pair.literal_b)),
        ),
        "second": _what(pair.document_b, pair.measures_b, labels),
        "difference": capital(difference, labels.language),
    }


def _what(document: str, measures: Part, labels: Labels) -> str:
    return labels.t(
        "story.look_alikes.what",
        document=labels.document(document),
        measures=text(measures, labels.language),
    )
