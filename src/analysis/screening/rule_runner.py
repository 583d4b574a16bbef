"""All rules over one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from analysis.reading.clean import clean_view
from analysis.reading.mentions import Mentions, read
from analysis.screening import (
    apart,
    averages,
    balances,
    copy_errors,
    dates,
    exclusive_shares,
    growth,
    listed_parts,
    named_lists,
    opens,
    ratios,
    sizes_in_order,
    superlatives,
    wholes,
)
from analysis.screening.passages import (
    Passage,
    ScreeningContext,
    contexts,
    passages,
    words_of_text,
)
from analysis.screening.relations import Related
from analysis.screening.screening_records import MarkedPlace, Screening, ScreeningResult, by_verdict

RULES = (
    "part", "sum", "share", "rate", "shares", "above", "average", "growth", "change", "direction",
    "times", "caused", "order", "date", "list", "repeat", "copy", "open",
)  # fmt: skip
"""Codes of the rules; ``screening.<rule>.name`` says what each looks at."""

_RULES: tuple[tuple[str, Callable[[ScreeningContext], Iterator[ScreeningResult]]], ...] = (
    ("其中|内有|里有|当中", wholes.parts_of_wholes),
    ("[的者]", wholes.those_who),
    ("占", wholes.most_of_counts),
    (wholes.DIVIDED_BY, wholes.complete_sets),
    ("[分包由：:合共总相加之]", wholes.totals),
    ("", listed_parts.listed_parts),
    ("年|季度", wholes.periods),
    ("[余剩留尚还仍缺未不假在待正跨结延顺]", wholes.left_over),
    ("", ratios.ratios),
    ("占", ratios.implied_wholes),
    ("", ratios.rates_above),
    ("[均每合]", averages.averages),
    ("年均", averages.yearly),
    ("应", averages.present),
    ("[带拉撬]动", averages.caused),
    (averages.SMALLER, averages.in_order_of_size),
    ("[由从自]", growth.directions),
    ("[倍番]", growth.times_as_many),
    ("[低高少多大小]于|不及|超过|突破|跨过|迈过|站上|跃上|越过|冲破", growth.against_limits),
    ("", opens.of_sentence),
)
"""Rules with the characters one of which a sentence must hold for a rule to find anything."""
_CALLED = tuple((re.compile(cue), rule) for cue, rule in _RULES)
_PINYIN = re.compile(r"[一-鿿][(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）]")
_ANNOTATED = 3
"""So many annotated words are no accident."""
_OF_TEXT: Mapping[str, Callable[[str], Iterator[ScreeningResult]]] = {
    "times": dates.times,
    "lists": named_lists.counted_lists,
}


def screen(text: str, reference_date: date | str | None = None) -> Screening:
    """Hold the numbers of a text against each other.

    Parameters
    ----------
    text
        Any text.
    reference_date
        The day the text speaks from, for 去年 and the like.

    Returns
    -------
    Screening
        Every result in the order of the text; a relation that was found twice stands once.

    Raises
    ------
    ValueError
        If `reference_date` is no day, or out of reach.

    Examples
    --------
    >>> found = screen("全年受理案件500件，办结480件，办结率98%。")
    >>> [(each.rule, each.verdict) for each in found.results]
    [('rate', 'contradicts')]
    """
    return screen_mentions(read(text, reference_date))


def screen_mentions(mentions: Mentions) -> Screening:
    """Hold the numbers of a text that was read against each other, as `screen` does.

    Parameters
    ----------
    mentions
        What `analysis.reading.mentions.read` gives.

    Returns
    -------
    Screening
        Every result in the order of the text; a relation that was found twice stands once.
    """
    figures = tuple(MarkedPlace(each.start, each.end) for each in mentions.figures)
    found: dict[tuple[object, ...], ScreeningResult] = {}
    for result in (*_relations(mentions), *_of_copy(mentions)):
        found.setdefault((result.rule, result.places, result.verdict), result)
    return Screening(mentions.text, figures, by_verdict(list(found.values())))


def _relations(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Apply every rule that looks at words; pinyin between them is left out first."""
    view = clean_view(mentions.text) if _has_pinyin(mentions.text) else None
    if view is None:
        yield from _results(mentions)
        return
    for result in _results(read(view.text)):
        places = tuple(MarkedPlace(*view.span(*place)) for place in result.places)
        yield replace(result, places=places)


def _has_pinyin(text: str) -> bool:
    """Tell whether many words of a text are annotated with pinyin."""
    return len(_PINYIN.findall(text)) >= _ANNOTATED


def _results(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Apply every rule that looks at words; relations of facts go before those of wordings."""
    words = words_of_text(mentions.text)
    sentences = passages(mentions, words)
    related = Related(sentences, words)
    yield from related.results
    for result in _of_wordings(words, sentences, related.decided):
        if not related.outweighs(result):
            yield result


def _of_wordings(
    words: str, sentences: list[Passage], decided: frozenset[MarkedPlace]
) -> Iterator[ScreeningResult]:
    """Apply every rule that a wording calls."""
    for context in contexts(sentences, decided):
        sentence = context.passage.words
        for cue, rule in _CALLED:
            if cue.search(sentence):
                yield from rule(context)
    for of_text in _OF_TEXT.values():
        yield from of_text(words)
    yield from listed_parts.rows_of_tables(sentences)
    yield from listed_parts.parts_of_earlier(sentences)
    yield from exclusive_shares.exclusive_shares(sentences, words)
    yield from sizes_in_order.sizes_in_order(sentences)
    yield from superlatives.superlatives(sentences)
    yield from apart.apart(sentences, decided)
    yield from balances.balances(sentences)
    yield from opens.of_paragraph(sentences)
    yield from opens.totals_of_land(sentences)
    yield from opens.open_times(words, sentences)
    yield from copy_errors.same_words(sentences)


def _of_copy(mentions: Mentions) -> Iterator[ScreeningResult]:
    """Apply the rules that look at the copy as it is."""
    yield from copy_errors.printed_twice(mentions)
    yield from copy_errors.damage(mentions)
