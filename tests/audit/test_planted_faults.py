"""Faults planted one by one in what makes claims, each of another kind, and each found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import made_up_site as site
import pytest
from made_up_findings import A, B, C, D

from analysis.audit.command import audit
from analysis.language.messages import Message, Words, begun
from analysis.sentences import sets
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import Evidence
from analysis.sentences.sets import (
    Condition,
    Measure,
    Scope,
    Selection,
    lengthened,
    named,
    other_than,
    same_as,
)
from analysis.show.claimed import Note
from analysis.show.content import told
from analysis.show.displays import Prose

Patch = pytest.MonkeyPatch

DISPLAYS = site.displays


def say(n: int) -> str:
    """Return a small number as a word."""
    return {3: "three", 4: "four", 10: "ten"}.get(n, str(n))


def measured(evidence: Evidence) -> list[Claim]:
    """Return a claim with each kind of measure."""
    every = Scope.of("observations", named("figures")).take(evidence.figures)
    own = Scope.of("observations", named("figures"), duplicate_of="").take(evidence.figures)
    texts = Scope.of("documents", named("texts")).take(evidence.codebook.documents)
    pairs = Scope.of("comparisons", named("pairs")).take(evidence.pairs)
    whole, hedged = (
        Words(en="Of the figures", zh="就数字而言"),
        own.shares("document", bound="about"),
    )
    several = own.count(unit=other_than("元", "%"))
    alike = own.count(conventional_low=same_as("conventional_high"))
    share = own.shares("document", bound=other_than("exact"))
    part = Words(
        en=f"In one text {_percent(share)} of the figures", zh=f"一文有{_percent(share)}的数字"
    )
    count = Words(
        en=f"{say(texts.count().n)} texts".capitalize(), zh=f"{_zh(texts.count().n)}篇文章"
    )
    return [
        claim("value", every, whole, every.quotient("value", f"{C}-001", f"{A}-001")),
        claim("value", own, whole, own.total("value", unit="场")),
        claim("value", own, whole, own.smallest("value"), own.largest("value")),
        claim("extreme", own, whole, hedged, own.most(hedged)),
        claim("share", own, part, share),
        claim("value", pairs, begun(Message("set.pairs", n=2)), pairs.members("deciding")),
        claim("count", own, whole, several, alike),
        claim("count", texts, count, texts.count()),
    ]


def _percent(shares: Measure) -> str:
    value = shares.value
    assert isinstance(value, dict)
    return f"{round(100 * max(map(Fraction, value.values())))}%"


def _zh(n: int) -> str:
    return {"three": "三", "four": "四", "ten": "十"}[say(n)]


def displays(evidence: Evidence, language: str) -> dict[str, list[Prose]]:
    """Return the displays of the made-up site, with one that has every kind of measure."""
    found = DISPLAYS(evidence, language)
    said = [told(each, language) for each in measured(evidence)]
    return {**found, "method": [Prose(said, "measured", language)]}


# --- the faults -----------------------------------------------------------------------------------


def divides_the_wrong_way(patch: Patch) -> None:
    """The smaller number is told as so many times the larger one."""

    def quotient(self: Selection, column: str, one: str, other: str) -> Measure:
        return replace(QUOTIENT(self, column, one, other), value=Fraction(8, 9))

    patch.setattr(Selection, "quotient", quotient)


def adds_what_is_left_out(patch: Patch) -> None:
    """A sum of some rows holds all."""
    patch.setattr(
        Selection,
        "total",
        lambda self, column, **w: replace(
            TOTAL(self, column, **w), value=TOTAL(self, column).value
        ),
    )


def takes_the_largest_for_the_least(patch: Patch) -> None:
    """The row with the largest number is named as that with the smallest."""
    patch.setattr(
        Selection,
        "smallest",
        lambda self, column: replace(SMALLEST(self, column), value=LARGEST(self, column).value),
    )


def names_one_of_equal_ones(patch: Patch) -> None:
    """Of several texts that have as much, one is said to have most."""
    patch.setattr(
        Selection,
        "most",
        lambda self, measure: replace(MOST(self, measure), value=MOST(self, measure).codes[:1]),
    )


def divides_by_all(patch: Patch) -> None:
    """A share of one text is computed over the figures of all."""

    def shares(self: Selection, column: str, **wanted: Any) -> Measure:
        right = SHARES(self, column, **wanted)
        counts = {key: self.count(**{column: key}) for key in right.groups}
        value = {
            key: Fraction(right.value[key]) * counts[key].n / len(self)  # type: ignore[index]
            for key in right.groups
        }
        return replace(right, value=value)

    patch.setattr(Selection, "shares", shares)


def rounds_a_share_up_to_a_half(patch: Patch) -> None:
    """A share is said with another number than was computed."""
    patch.setitem(globals(), "_percent", lambda shares: "51%")


def counts_reasons_once(patch: Patch) -> None:
    """Of the reasons of pairs only the first is counted."""
    patch.setattr(
        Selection,
        "members",
        lambda self, column, **w: replace(
            MEMBERS(self, column, **w),
            value=dict(list(dict(MEMBERS(self, column, **w).value).items())[:1]),  # type: ignore[arg-type]
        ),
    )


def takes_the_others(patch: Patch) -> None:
    """Rows that a list excludes are counted instead of the others."""

    def holds(self: Condition, cells: Callable[[str], str]) -> bool:
        return HOLDS(self, cells) is not (self.operator == "not in")

    patch.setattr(Condition, "holds", holds)


def compares_no_columns(patch: Patch) -> None:
    """What must equal another column is counted whatever it is."""

    def holds(self: Condition, cells: Callable[[str], str]) -> bool:
        return self.operator == "= column" or HOLDS(self, cells)

    patch.setattr(Condition, "holds", holds)


def writes_runs_too_short(patch: Patch) -> None:
    """The last input of each run is lost in the table."""

    def shortened(identifiers: Any) -> tuple[str, ...]:
        return tuple(
            _without_last(each) if ".." in each else each for each in SHORTENED(identifiers)
        )

    patch.setattr("analysis.show.claimed.shortened", shortened)


def _without_last(run: str) -> str:
    first, *_, before, _ = lengthened([run])
    return f"{first}..{before.rpartition('-')[2]}"


def says_a_word_for_another(patch: Patch) -> None:
    """A number in words is one too small."""
    patch.setitem(globals(), "say", lambda n: "three")


def tells_it_in_one_language(patch: Patch) -> None:
    """A page says something in the words of the other language."""
    patch.setitem(globals(), "told", lambda made, language: TOLD(made, "en"))


def files_claims_under_another_page(patch: Patch) -> None:
    """What one page says is told of another one."""
    patch.setattr(site, "write_notes", lambda notes, folder, page: _swapped(notes, folder, page))


def counts_empty_cells(patch: Patch) -> None:
    """What is not coded counts as one more thing."""
    patch.setattr(
        Selection,
        "distinct",
        lambda self, column, **w: replace(DISTINCT(self, column, **w), value=len(self)),
    )


def _swapped(notes: list[Note], folder: Path, page: str) -> None:
    other = {"index": "overview", "overview": "index"}.get(page, page)
    WRITE(notes, folder, other)


QUOTIENT, TOTAL, MOST = Selection.quotient, Selection.total, Selection.most
SMALLEST, LARGEST, SHARES = Selection.smallest, Selection.largest, Selection.shares
MEMBERS, DISTINCT, HOLDS, TOLD = Selection.members, Selection.distinct, Condition.holds, told
WRITE, SHORTENED = site.write_notes, sets.shortened

FAULTS = {
    divides_the_wrong_way: "= 8/9; found 9/8",
    adds_what_is_left_out: "total(value where unit = '场') = ",
    takes_the_largest_for_the_least: "smallest(value) = ",
    names_one_of_equal_ones: "most(share(bound = 'about') by document) = haicheng-2019; found",
    divides_by_all: "share(bound != 'exact') by document = ",
    rounds_a_share_up_to_a_half: "said 51 (",
    counts_reasons_once: "members(deciding) = period: 1; found period: 1, scheme: 1",
    takes_the_others: "count(unit not in ('元', '%')) = ",
    compares_no_columns: "count(conventional_low = conventional_high) = ",
    writes_runs_too_short: "belongs to the set and is not among them",
    says_a_word_for_another: "said three (",
    tells_it_in_one_language: "the same words in 'en'",
    files_claims_under_another_page: "no such place on the page",
    counts_empty_cells: "distinct(",
}


@pytest.fixture(autouse=True)
def with_measures(monkeypatch: Patch) -> None:
    monkeypatch.setattr(site, "displays", displays)


def test_nothing_is_found_in_what_is_right(tmp_path: Path) -> None:
    site.publish(tmp_path)
    assert [str(each) for each in audit(tmp_path)[0]] == []


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(plant: Callable[[Patch], None], tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        patch.setattr(site, "displays", displays)
        site.publish(tmp_path)
    said = [str(each) for each in audit(tmp_path)[0]]
    assert any(FAULTS[plant] in each for each in said), said


def test_the_faults_are_of_kinds_that_the_made_up_texts_bear() -> None:
    assert {A, B, C, D} == {each.document for each in site.known().figures}
    assert len(FAULTS) >= 12
