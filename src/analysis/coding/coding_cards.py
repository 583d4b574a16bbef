"""What a coding session shows of a text and of one numeral, in a language, as plain values.

The terminal and the notebook draw the same cards; neither knows more than what stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.coding.coding_records import CodedMention
from analysis.coding.session import CODED_FIELDS, STATES, Neighbourhood, Session
from analysis.language import LANGUAGES, clauses, format_interval, has_label, labelled, t
from analysis.language.messages import text
from analysis.tables import schema
from analysis.tables.codebook import Indicator, Labels

RELATIONS = ("duplicate_of_start", "part_of_start")
"""Columns that name another figure by its place."""


@dataclass(frozen=True, slots=True)
class MentionMark:
    """One numeral in the text: where it stands, and its state (`session.STATES`)."""

    at: int
    start: int
    end: int
    state: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An indicator that may be chosen.

    Attributes
    ----------
    rank
        Its place among the candidates, from 1; 0 where it was searched for.
    indicator, label, definition
        Its code, and the words for it.
    reason
        Why it is proposed; empty where it was searched for.
    """

    rank: int
    indicator: str
    label: str
    definition: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One column of a figure: its name in words, what it holds, and that in words."""

    column: str
    label: str
    cell: str
    shown: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one numeral.

    Attributes
    ----------
    at, start, end, literal
        Its place, its span and what is printed.
    state, said
        Its state as a code and in words.
    place
        Which numeral of the text it is, in words.
    kind
        What it is, as a code of the list ``numeral_kind``.
    limits
        What its words allow: label and limits.
    candidates, sure, none_fits
        What is proposed, how often such proposals were right, and whether nothing seems to fit.
    cells
        The coded columns of a figure, in the order of a sheet.
    measures, note
        Words for what is counted and the note, by language.
    warnings
        What is lacking or contradicts itself.
    others
        What other coders say, by coder; empty for who codes blind.
    """

    at: int
    start: int
    end: int
    literal: str
    state: str
    said: str
    place: str
    kind: str
    limits: tuple[tuple[str, str], ...]
    candidates: tuple[Offer, ...]
    sure: str
    none_fits: str
    cells: tuple[_Cell, ...]
    measures: Mapping[str, str]
    note: Mapping[str, str]
    warnings: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


def marks(session: Session) -> tuple[MentionMark, ...]:
    """Return all numerals of the text with their states, in order."""
    return tuple(
        MentionMark(each.at, each.coded.start, each.coded.end, session.state(each.at))
        for each in session.places
    )


def progress(session: Session, language: str) -> str:
    """Say how many numerals are in which state."""
    count = Counter(mark.state for mark in marks(session))
    names = {"open": "left"}
    said = [
        t(f"coding.progress.{names.get(state, state)}", language, n=count[state])
        for state in STATES
        if count[state] or state == "open"
    ]
    return " · ".join(said)


def coding_card(session: Session, at: int, language: str) -> Card:
    """Return what is shown of one numeral.

    Parameters
    ----------
    session
        The session.
    at
        Place of the numeral.
    language
        Language of the words.

    Raises
    ------
    AnalysisError
        If there is no numeral at this place.
    """
    place, state = session.place(at), session.state(at)
    labels = Labels(language, session.codebook)
    order = [each.at for each in session.places]
    proposal = session.proposal(at)
    figure = place.coded.is_figure
    sure = ""
    if proposal is not None and proposal.confidence is not None and not proposal.none_fits:
        sure = t("coding.card.sure", language, share=f"{100 * proposal.confidence:.0f}")
    return Card(
        at,
        place.coded.start,
        place.coded.end,
        place.coded.literal,
        state,
        t(f"coding.state.{state}", language),
        t("coding.card.place", language, k=order.index(at) + 1, n=len(order)),
        place.coded.kind,
        tuple(_limits(session, place, language)),
        tuple(_offers(session, at, labels)) if figure else (),
        sure if figure else "",
        t("coding.card.none_fits", language)
        if figure and proposal is not None and proposal.none_fits
        else "",
        tuple(_cells(session, place.coded, labels)) if figure else (),
        _by_language(place.coded.measures) if figure else {},
        _by_language(place.note),
        tuple(text(each, language) for each in session.warnings(at)),
        tuple(
            (coder, _other(session, places.get(at), labels))
            for coder, places in session.others().items()
        ),
    )


def search(session: Session, query: str, language: str, most: int = 9) -> tuple[Offer, ...]:
    """Find indicators by words of any language, of their labels, definitions or codes.

    Parameters
    ----------
    session
        The session, with what its coder has added to the codebook.
    query
        Words that must be there; without any, nothing is found.
    language
        Language in which the indicators are shown.
    most
        How many are shown.
    """
    wanted = query.casefold().split()
    found = []
    for indicator in session.codebook.indicators:
        heard = _heard(indicator)
        if wanted and all(any(word in words for words in heard) for word in wanted):
            first = min(
                place for place, words in enumerate(heard) if any(w in words for w in wanted)
            )
            found.append((first, len(heard[0]), indicator.indicator, indicator))
    found.sort(key=lambda each: each[:3])
    return tuple(
        Offer(0, each.indicator, each.label[language], each.definition[language])
        for *_, each in found[:most]
    )


def _heard(indicator: Indicator) -> list[str]:
    """Return where a search looks, the most telling first."""
    said = [indicator.indicator.replace("_", " "), *indicator.label.values()]
    said += [*indicator.definition.values(), *indicator.included.values()]
    return [words.casefold() for words in said]


def _offers(session: Session, at: int, labels: Labels) -> Iterator[Offer]:
    proposal = session.proposal(at)
    for rank, each in enumerate(proposal.candidates if proposal else (), start=1):
        reason = text(each.reason, labels.language)
        definition = labels.definition(each.indicator)
        yield Offer(rank, each.indicator, each.label[labels.language], definition, reason)


def _limits(session: Session, place: Neighbourhood, language: str) -> Iterator[tuple[str, str]]:
    mention = session.mention(place.at)
    if mention is None or not session.aided or not place.coded.is_figure:
        return
    limits, unit = mention.limits, mention.unit or ""
    unit = unit if has_label(f"unit.{unit}") else ""
    if limits is not None:
        said = format_interval(limits.asserted, unit, language)
        yield t("coding.card.asserted", language), said
        if limits.conventional != limits.asserted:
            said = format_interval(limits.conventional, unit, language)
            yield t("coding.card.conventional", language), said


def _cells(session: Session, coded: CodedMention, labels: Labels) -> Iterator[_Cell]:
    for name in CODED_FIELDS:
        cell = coded.coded.get(name, "")
        yield _Cell(name, labels.column(name), cell, _shown(session, name, cell, labels))


def _shown(session: Session, column: str, cell: str, labels: Labels) -> str:
    """Say what a cell holds."""
    if column in RELATIONS and cell.isdecimal():
        literal = next((e.coded.literal for e in session.places if str(e.at) == cell), "")
        return labels.t("coding.card.at", literal=literal, at=cell) if literal else cell
    return labels.coded(column, cell)


def _other(session: Session, place: Neighbourhood | None, labels: Labels) -> str:
    """Say what another coder decided about the same place."""
    if place is None or not place.decided:
        return labels.t("coding.card.undecided")
    if not place.coded.is_figure:
        kind = labels.code("numeral_kind", place.coded.kind)
        return labels.t("coding.card.nothing", kind=kind)
    own = session.place(place.at).coded.coded
    parts = [
        labelled(
            labels.column(name),
            _shown(session, name, cell, labels) or labels.t("coding.card.empty"),
            labels.language,
        )
        for name in CODED_FIELDS
        for cell in [place.coded.coded.get(name, "")]
        if name == "indicator" or cell != own.get(name, "")
    ]
    return clauses(parts, labels.language)


def _by_language(words: Mapping[str, str]) -> dict[str, str]:
    return {language: words.get(language, "") for language in LANGUAGES}


def choices(session: Session, column: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the codes that a column may hold, with their labels; none where it is free."""
    name = {"indicator": ""}.get(column, column)
    list_ = schema.FIGURES[name].codes if name in schema.FIGURES.names else None
    if column in RELATIONS or list_ is None or list_ == "unit":
        return ()
    labels = Labels(language, session.codebook)
    return tuple((code, labels.code(list_, code)) for code in labels.order(list_))
