"""What follows from the texts as a whole, and what does not, as claims.

Each function returns nothing where the tables do not bear its claim, so that pages work with any
texts: with one that compares itself with the year before, or with none that states its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from analysis.checks.finding_records import DECLARING
from analysis.coding.agreement import ALL
from analysis.coding.coding_records import Agreement, Coder
from analysis.comparison.comparison_records import Derived, Pair
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language import DIGITS_SHOWN
from analysis.language.messages import (
    Amount,
    Joined,
    Linked,
    Message,
    Named,
    Part,
    Within,
    inside,
    listed,
)
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import (
    Evidence,
    figure_number,
    in_a_year,
    names,
    some,
)
from analysis.sentences.sets import Scope, Selection, named, other_than, same_as

_RESULTS = "results"
"""Kind of thing counted that is a result for someone: money recovered, people placed."""

MONEY, FLOW, PERSON = "元", "flow", "人"

_SHOWN = 3
"""Most pairs that one sentence sets side by side."""

_DIVIDED = 2
"""Most texts of which one sentence tells what division gives, where there are many."""

_NEAR = Fraction(1, 10)
"""Sums of money lie near each other within this share of the larger one."""


def without_trend(evidence: Evidence) -> Claim | None:
    """Say that no text compares with an earlier time or a target, where the checks found none."""
    compared = Scope.of("findings", named("own_comparisons"), check="two_times")
    found = compared.take(evidence.findings)
    count = found.count()
    if count.n or not evidence.distinct:
        return None
    message = Message("conclusion.no_trend", set=Message("set.own_comparisons", n=1))
    return claim("absence", found, message, count)


def per_member(evidence: Evidence) -> Claim | None:
    """Say which texts count their members, and what that gives per member or enrolled worker."""
    made = Scope.of("derived", named("per_member"), group="members", status="computed")
    own = made.take(evidence.derived)
    if not own.records:
        return None
    rows = [each for each in evidence.derived if (each.group, each.status) == _PER_MEMBER]
    documents = evidence.in_order(row.document for row in rows)
    wholes = dict.fromkeys(name for row in rows for name in row.denominator)
    told, left = evidence.codebook.bounded(documents, _DIVIDED)
    items: list[Part] = [
        Message(
            "conclusion.per_member_item",
            label=Named(inside(row.label)),
            number=_plainly(row),
            over=_added(evidence, row.numerator),
            under=_added(evidence, row.denominator),
        )
        for row in rows
        if row.document in told
    ]
    if left:
        items.append(Named(Message("headline.more", n=left)))
    message = Message(
        "conclusion.per_member",
        set=named("per_member"),
        documents=Named(some([evidence.text(name) for name in documents], evidence.codebook)),
        wholes=some([_counted(evidence.figure(name)) for name in wholes], evidence.codebook),
        items=Joined(tuple(items), "clause"),
    )
    return claim("value", own, message, own.count(), own.values("document"))


def _added(evidence: Evidence, names: Iterable[str]) -> Part:
    """Return the figures of one side of a quotient; several are added."""
    first, *others = (figure_number(evidence.figure(name)) for name in names)
    return Joined((first, *(part for each in others for part in (" + ", each))))


def _plainly(row: Derived) -> Part:
    """Return the limits of a quotient; its label says of what, money alone names its unit."""
    unit = MONEY if row.unit_over == MONEY else ""
    limits = Within(row.conventional or Interval(), unit, DIGITS_SHOWN)
    return Linked(row.numerator[0], limits, row.derived_id)


_PER_MEMBER = ("members", "computed")


ALL_WORKERS = "all_workers"
"""Indicator that a number of all workers of a city would have; no text has had one so far."""


def density(evidence: Evidence) -> Claim | None:
    """Say whether the members can be set against all workers of a city, as readers ask."""
    all_workers = Message("set.all_workers", n=1)
    own = Scope.of("observations", all_workers, indicator=ALL_WORKERS, duplicate_of="").take(
        evidence.figures
    )
    if not evidence.distinct:
        return None
    count = own.count()
    if not count.n and (denied := _density_denied(evidence, all_workers)):
        return denied
    key = "conclusion.density" if count.n else "conclusion.no_density"
    called = Message("set.all_workers", n=count.n or 1)
    message = Message(key, set=called, n=count.n)
    return claim("value" if count.n else "absence", own, message, count)


def _density_denied(evidence: Evidence, wanted: Part) -> Claim | None:
    """Name every figure that counts people as a state of a city: none is of all its workers."""
    scope = Scope.of(
        "observations",
        named("people_of_a_city"),
        unit=PERSON,
        nature="stock",
        level="city",
        duplicate_of="",
    )
    own = scope.take(evidence.figures)
    if not own.records:
        return None
    every, found, kinds = own.count(), own.count(indicator=ALL_WORKERS), own.values("indicator")
    codes = [each.indicator for each in evidence.codebook.indicators]
    by_kind = own.counts("indicator")
    labels = [
        _kind(evidence, code, own.count(indicator=code).n) for code in codes if code in kinds.codes
    ]
    message = Message(
        "conclusion.density_denied",
        n=every.n,
        set=Message("set.people_of_a_city", n=1) if every.n == 1 else named("people_of_a_city"),
        kinds=some(labels, evidence.codebook),
        wanted=wanted,
    )
    return claim("absence", own, message, found, every, kinds, by_kind)


def _kind(evidence: Evidence, code: str, n: int) -> Part:
    """Name what figures count, and how many they are where they are several."""
    label = inside(evidence.codebook.indicator_label(code))
    return Message("conclusion.density_kind", label=label, n=n) if n > 1 else label


def results_for_someone(evidence: Evidence) -> Claim | None:
    """Say how many figures are results for someone, text by text, and which texts have none."""
    firm = Scope.of("observations", named("different"), duplicate_of="")
    own = firm.take(evidence.figures)
    if not own.records:
        return None
    found, every = own.count(counted=_RESULTS), own.count()
    by_text = own.counts("document", counted=_RESULTS)
    numbers = {figure.document: 0 for figure in evidence.distinct}
    for figure in evidence.distinct:
        numbers[figure.document] += figure.counted == _RESULTS
    documents = evidence.in_order(numbers)
    with_some = [
        Message("conclusion.results_item", document=evidence.text(name), n=numbers[name])
        for name in documents
        if numbers[name]
    ]
    lacking = [evidence.text(name) for name in documents if not numbers[name]]
    message = Message(
        "conclusion.results",
        kind=Named(inside(evidence.codebook.code("counted", _RESULTS))),
        n=found.n,
        all=every.n,
        set=Message("set.different", n=1) if every.n == 1 else named("different"),
        items=Message("conclusion.results_items", items=some(with_some, evidence.codebook))
        if with_some
        else "",
        lacking=Message(
            "conclusion.results_none", documents=Named(some(lacking, evidence.codebook))
        )
        if lacking
        else "",
    )
    return claim("share", own, message, found, every, by_text)


def nearest_flows(evidence: Evidence) -> Claim | None:
    """Set side by side the yearly numbers of two texts whose limits lie nearest to each other."""
    yearly = Scope.of(
        "comparisons",
        named("yearly_pairs"),
        kind="figure",
        basis="per_year",
        unit_a=same_as("unit_b"),
        result=other_than("not_comparable"),
    )
    own = yearly.take(evidence.pairs)
    pairs = [each for each in evidence.pairs if _is_yearly(each)]
    pairs.sort(key=_gap)
    if not pairs:
        return None
    items = [
        Message(
            "conclusion.flow_item",
            label=Named(evidence.codebook.indicator_label(pair.indicator_a)),
            a=in_a_year(evidence, evidence.figure(pair.figure_a), pair.limits_a),
            b=in_a_year(evidence, evidence.figure(pair.figure_b), pair.limits_b),
            document_a=evidence.text(pair.document_a),
            document_b=evidence.text(pair.document_b),
        )
        for pair in pairs[:_SHOWN]
    ]
    told = Joined(tuple(items), "clause")
    message = Message("conclusion.flows", set=named("yearly_pairs"), items=told)
    return claim("side_by_side", own, message, own.count())


def _is_yearly(pair: Pair) -> bool:
    yearly = (pair.kind, pair.basis) == ("figure", "per_year")
    return yearly and pair.unit_a == pair.unit_b and pair.result != "not_comparable"


def _gap(pair: Pair) -> Fraction:
    """Return by which share of the larger one two numbers lie apart, by the middle of limits."""
    middles = [_middle(limits) for limits in (pair.limits_a, pair.limits_b) if limits is not None]
    known = [each for each in middles if each is not None]
    if len(known) < 2 or not max(known):
        return Fraction(1)
    return abs(known[0] - known[1]) / max(known)


def _middle(limits: Interval) -> Fraction | None:
    if limits.low is None or limits.high is None:
        return None
    return (limits.low + limits.high) / 2


def scope_of_money(evidence: Evidence) -> Claim | None:
    """Say where the sums of one text come together near the one sum of another programme.

    Then the scope of what is counted may make the difference between two texts, and not what was
    given.  Whether the sums are parts of each other may be open; the sentence says so.  Sums that
    the register of faults names are never added.
    """
    for found in _like_sums(evidence):
        sums, other = found.sums, found.other
        first = sums[0]
        theme = Named(inside(evidence.codebook.code("theme", first.theme)))
        scope = Scope.of(
            "observations",
            named("sums_of_money"),
            document=first.document,
            theme=first.theme,
            unit=MONEY,
            nature=FLOW,
            stage=first.stage,
            duplicate_of="",
        )
        own = scope.take(evidence.figures)
        total = own.total("value")
        if not isinstance(total.value, int | Fraction) or len(own) != len(sums):
            continue
        message = Message(
            "conclusion.scope_of_money",
            set=named("sums_of_money"),
            theme=theme,
            a=evidence.text(first.document),
            b=evidence.text(other.document),
            sums=listed([figure_number(each) for each in sums]),
            total=Named(Amount(Fraction(total.value), MONEY)),
            other=figure_number(other),
            programme=Named(inside(other.measures)),
        )
        return claim("value", own, message, own.count(), total, more=[other.figure_id])
    return None


@dataclass(frozen=True, slots=True)
class _LikeSums:
    """Sums of one text, and the one sum of another text that they come near together."""

    sums: tuple[Figure, ...]
    other: Figure


def _like_sums(evidence: Evidence) -> Iterator[_LikeSums]:
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    doubted = {
        name
        for finding in evidence.findings
        if finding.check in DECLARING
        for name in finding.figures
    }
    for figure in evidence.distinct:
        if figure.unit == MONEY and figure.nature == FLOW and figure.level == "city":
            groups.setdefault((figure.theme, figure.document, figure.stage), []).append(figure)
    for (theme, document, _), own in groups.items():
        limits = [figure.limits.conventional for figure in own]
        if len(own) < 2 or not all(figure.usable for figure in own):
            continue
        if not doubted.isdisjoint(figure.figure_id for figure in own):
            continue
        if len({figure.scheme for figure in own}) < len(own):
            continue
        together = sum(limits[1:], start=limits[0])
        for other in evidence.distinct:
            alike = (other.theme, other.unit, other.nature, other.level)
            if alike != (theme, MONEY, FLOW, "city") or other.document == document:
                continue
            if not other.usable or not _near(together, other.limits.conventional):
                continue
            if not any(_near(each, other.limits.conventional) for each in limits):
                yield _LikeSums(tuple(own), other)


def _near(one: Interval, other: Interval) -> bool:
    a, b = _middle(one), _middle(other)
    return a is not None and b is not None and abs(a - b) <= _NEAR * max(a, b)


def _counted(figure: Figure) -> Part:
    return Message(
        "conclusion.counted", number=figure_number(figure), measures=Named(figure.measures)
    )


# --- who coded ------------------------------------------------------------------------------------


def coded_by(coders: Iterable[Coder]) -> Claim | None:
    """Say by whom the texts were coded: it stands wherever sentences rest on the coding.

    Parameters
    ----------
    coders
        Who coded, and how.
    """
    known = tuple(coders)
    own = Scope.of("coders", named("passes")).take(known)
    if not known:
        return None
    makers = names(list(dict.fromkeys(each.by for each in known)))
    of_passes = named("passes") if len(own) > 1 else Message("set.passes", n=len(own))
    message = Message("conclusion.coded_by", n=len(own), set=of_passes, by=makers)
    return claim("count", own, message, own.count())


_USUAL_ALPHA = 0.667
"""Krippendorff’s α below which he advises against even tentative conclusions."""


def agreed_on(agreement: Iterable[Agreement], column: str) -> Claim | None:
    """Say how far two passes agree on the attribute that a sentence rests on.

    Parameters
    ----------
    agreement
        How far the codings agree, by document and column.
    column
        The coded column.
    """
    scope = Scope.of(
        "agreement",
        named("cells_of", column=Named(Message(f"coding_column.{column}"))),
        document=ALL,
        column=column,
        metric="nominal",
    )
    own: Selection = scope.take(agreement)
    rows = [each for each in own.records if isinstance(each, Agreement)]
    if not rows:
        return None
    agreed, cases = own.total("agreed"), own.total("cases")
    alpha = rows[0].alpha
    more: Part = ""
    if alpha is not None:
        key = "conclusion.alpha_low" if alpha < _USUAL_ALPHA else "conclusion.alpha"
        more = Message(key, alpha=f"{alpha:.2f}", usual=f"{_USUAL_ALPHA:.3f}")
    message = Message(
        "conclusion.agreed_on",
        set=scope.names[0],
        agreed=agreed.n,
        cases=cases.n,
        alpha=more,
    )
    return claim("share", own, message, agreed, cases)
