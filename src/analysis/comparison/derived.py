"""Figures derived inside one text: ratios, shares, sums, implied bases and yearly averages.

Which indicators may stand over which is data (`analysis.comparison.rules`); what two figures must
share to enter one calculation belongs to `analysis.comparison.arithmetic`.  Repeats are never used
twice, and figures that cannot be right as printed stay visible but are kept out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, partial

from analysis.coding.coding_records import Correction, likely_values
from analysis.comparison import arithmetic
from analysis.comparison.arithmetic import ASPECTS, Calculation, RefusedError, said_of
from analysis.comparison.comparison_records import Derived
from analysis.comparison.counted_units import SEVERAL, counted_by, formed
from analysis.comparison.rules import RatioRule, Rules, SumRule
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import NO_WORDS, Amount, Linked, Message, Part, Words, listed
from analysis.reading.limits import Limits
from analysis.tables.codebook import Codebook

_NEAR = 120
"""Figures of one programme stand in one sentence, or at most so many characters apart."""

_BASE_ASPECTS = ("document", "level", "period_end")
"""What a count and its rate must share; the count may be a total of the year."""


def derive(
    figures: Iterable[Figure],
    codebook: Codebook,
    rules: Rules,
    corrections: Iterable[Correction] = (),
) -> tuple[Derived, ...]:
    """Derive everything the rules allow from the figures of any number of texts.

    Parameters
    ----------
    figures
        Figures with their repeats and the lengths of their periods.
    codebook
        Labels of the codes that reasons name.
    rules
        What may stand over what, and what may be added.
    corrections
        Register of faults: where it argues likely values for the inputs of a ratio that is kept
        out, a record of status ``argued`` shows what they would give.

    Returns
    -------
    tuple of Derived
        In the order of the texts and of the place of the numerator.  Status ``computed`` may be
        used; ``refused`` and ``kept_out`` say why not; ``argued`` rests on values that are not
        printed, of the figures in `assumed`.

    Raises
    ------
    AnalysisError
        If a unit or a code has no label.
    """
    likely = likely_values(corrections)
    texts: dict[str, list[Figure]] = {}
    for figure in figures:
        texts.setdefault(figure.document, []).append(figure)
    found: list[Derived] = []
    for own in texts.values():
        order = {figure.figure_id: number for number, figure in enumerate(own)}
        text = _Text(tuple(own), codebook, rules, likely)
        found += sorted(text.derived(), key=lambda each: order[each.numerator[0]])
    return tuple(found)


def kinds_apart(figures: Sequence[Figure], indicator: str) -> list[tuple[Figure, ...]]:
    """Group the figures of an indicator that a sentence counts apart by group.

    Parameters
    ----------
    figures
        Figures of one text.
    indicator
        Its code.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if figure.indicator == indicator and not figure.is_repeat:
            place = (figure.place.paragraph, figure.place.sentence)
            alike = (figure.unit, figure.nature, figure.level, figure.scheme, figure.stage)
            groups.setdefault((*place, *alike, figure.period.end), []).append(figure)
    return [
        tuple(group)
        for group in groups.values()
        if len(group) > 1
        and len({figure.population for figure in group}) == len(group)
        and not any(figure.part_of for figure in group)
    ]


def sums_of_kinds(
    figures: Sequence[Figure], rules: Rules
) -> Iterator[tuple[SumRule, tuple[Figure, ...]]]:
    """Yield the groups of figures of one text that a declared rule allows to add."""
    for rule in rules.sums:
        for group in kinds_apart(figures, rule.indicator):
            yield rule, group


def sum_figure(rule: SumRule, group: Sequence[Figure], codebook: Codebook) -> Figure:
    """Return the sum of a group as a figure of its own, named as the derived figure.

    Raises
    ------
    RefusedError
        If the figures may not be added.
    """
    result = arithmetic.add(group, codebook)
    first = group[0]
    limits = Limits(first.limits.natural, result.asserted, result.conventional, first.limits.whole)
    return replace(
        first,
        figure_id=derived_id(rule.measure, group, ()),
        literal="+".join(figure.literal for figure in group),
        value=result.value,
        population="",
        limits=limits,
        added_from=tuple(figure.figure_id for figure in group),
    )


def derived_id(measure: str, top: Sequence[Figure], bottom: Sequence[Figure]) -> str:
    """Return the identifier of a derived figure: text, measure, and the numbers of its inputs."""
    names = [
        ".".join(figure.figure_id.rsplit("-", 1)[-1] for figure in side)
        for side in (top, bottom)
        if side
    ]
    return f"{top[0].document}.{measure}.{'-'.join(names)}"


@dataclass(frozen=True)
class _Task:
    """A calculation that is to be carried out, or refused."""

    kind: str
    group: str
    measure: str
    label: Part
    unit: Words
    unit_over: str
    unit_under: str
    top: tuple[Figure, ...]
    bottom: tuple[Figure, ...]
    formula: str
    calculate: Callable[[], Calculation]
    caveats: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[Figure, ...]:
        return (*self.top, *self.bottom)

    def carry_out(self) -> Derived:
        """Return the record, whatever the outcome of the calculation."""
        first = self.top[0]
        record = Derived(
            derived_id=derived_id(self.measure, self.top, self.bottom),
            document=first.document,
            city=first.city,
            theme=first.theme,
            kind=self.kind,
            group=self.group,
            measure=self.measure,
            label=self.label,
            value=None,
            unit=self.unit,
            unit_over=self.unit_over,
            unit_under=self.unit_under,
            formula=self.formula,
            inputs=_ids(self.inputs),
            numerator=_ids(self.top),
            denominator=_ids(self.bottom),
            scheme=first.scheme,
            grade=first.grade,
            stage=_codes(first.stage),
            route=_codes(first.route),
            population=_codes(first.population),
            level=first.level,
            period_start=first.period.start,
            period_end=first.period.end,
            period_kind=first.period.kind,
            asserted=None,
            conventional=None,
            status="refused",
            assumed=(),
            reason="",
            reason_message="",
            caveats=self._caveats(),
        )
        try:
            result = self.calculate()
        except RefusedError as refused:
            return _because(record, refused.message)
        record = replace(
            record,
            value=result.value,
            asserted=result.asserted,
            conventional=result.conventional,
            status="computed",
        )
        unusable = [figure for figure in self.inputs if not figure.usable]
        if not unusable:
            return record
        return _because(replace(record, status="kept_out"), _kept_out(unusable))

    def _caveats(self) -> tuple[str, ...]:
        found = list(self.caveats)
        if any(figure.status == "doubtful" for figure in self.inputs):
            found.append("doubtful_input")
        if any(figure.limits.notes for figure in self.inputs):
            found.append("peculiar_limits")
        return tuple(found)


def _ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(figure.figure_id for figure in figures)


def _codes(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _because(record: Derived, reason: Message) -> Derived:
    return replace(record, reason=reason, reason_message=reason)


def _kept_out(unusable: Sequence[Figure]) -> Message:
    status = max((figure.status for figure in unusable), key=_GRAVITY.index)
    figures = listed(said_of(figure) for figure in unusable)
    return Message(f"comparison.derived.{status}", figures=figures)


_GRAVITY = ("damaged", "unlikely", "impossible")
"""Why a figure is kept out, the gravest reason last."""


@dataclass(frozen=True)
class _Text:
    """The figures of one text and what is derived from them."""

    figures: tuple[Figure, ...]
    codebook: Codebook
    rules: Rules
    likely: Mapping[str, Fraction] = field(default_factory=dict)

    @cached_property
    def _by_indicator(self) -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            if not figure.is_repeat:
                found.setdefault(figure.indicator, []).append(figure)
        return found

    @cached_property
    def _kinds(self) -> Mapping[str, list[tuple[Figure, ...]]]:
        return {name: kinds_apart(self.figures, name) for name in self.rules.addable}

    def derived(self) -> Iterator[Derived]:
        """Yield everything that the rules allow: sums, ratios, shares, averages."""
        for task in (*self._sums(), *self._groups_together()):
            yield task.carry_out()
        for rule in self.rules.ratios:
            for top in self._by_indicator.get(rule.numerator, ()):
                yield from self._ratio(rule, top)
        for task in (*self._shares(), *self._averages()):
            yield task.carry_out()

    def _sums(self) -> Iterator[_Task]:
        for rule, group in sums_of_kinds(self.figures, self.rules):
            yield _Task(
                "sum",
                "scale",
                rule.measure,
                rule.label,
                counted_by(group[0], self.rules),
                group[0].unit,
                "",
                group,
                (),
                " + ".join(_ids(group)),
                partial(arithmetic.add, group, self.codebook),
            )

    def _groups_together(self) -> Iterator[_Task]:
        """Yield the totals of numbers that hold for each of several groups."""
        for figure in self.figures:
            if figure.multiplier and not figure.is_repeat:
                yield _Task(
                    "sum",
                    "scale",
                    "all_groups",
                    Message("comparison.derived.all_groups"),
                    counted_by(figure, self.rules),
                    figure.unit,
                    "",
                    (figure,),
                    (),
                    f"{figure.figure_id} × {figure.multiplier}",
                    partial(arithmetic.multiplied, figure, figure.multiplier),
                )

    def _ratio(self, rule: RatioRule, top: Figure) -> Iterator[Derived]:
        bottom = self._below(rule, top)
        if not bottom:
            return
        record = self._task(rule, top, bottom).carry_out()
        yield record
        if record.status == "kept_out" and len(bottom) == 1:
            yield from self._argued(rule, record, (top, bottom[0]))

    def _below(self, rule: RatioRule, top: Figure) -> tuple[Figure, ...]:
        """Return what stands below a numerator: the nearest figure that fits, or its kinds.

        A sentence that counts several groups of the denominator apart speaks of all of them, not
        of the nearest: all are returned, and are added or refused.
        """
        fitting = [
            other
            for other in self._by_indicator.get(rule.denominator, ())
            if other is not top
            and (rule.kind == "among" or _fits(top, other, one_sentence=rule.one_sentence))
        ]
        if not fitting:
            return ()
        nearest = min(fitting, key=lambda other: _nearness(top, other))
        for group in self._kinds.get(rule.denominator, ()):
            if nearest in group:
                return group
        beside = _not_parts(other for other in fitting if not top.distance(other))
        alike = [other for other in beside if other.unit == nearest.unit]
        if len({other.population for other in alike}) > 1:
            return tuple(alike)
        return (nearest,)

    def _task(self, rule: RatioRule, top: Figure, bottom: tuple[Figure, ...]) -> _Task:
        hundred = rule.unit_form == "per_hundred"
        over = counted_by(top, self.rules)
        under = counted_by(bottom[0], self.rules, SEVERAL if hundred else 1)
        if hundred:
            units = (top.unit, f"{rule.scale}{bottom[0].unit}")
        else:
            units = {
                "quotient": (top.unit, bottom[0].unit),
                "percent": ("%", ""),
                "numerator": (top.unit, ""),
            }[rule.unit_form]
        below = " + ".join(_ids(bottom))
        scale = "" if rule.scale == 1 else f"{rule.scale} × "
        return _Task(
            rule.kind,
            rule.group,
            rule.measure,
            rule.label,
            formed(rule.unit_form, over, under),
            *units,
            (top,),
            bottom,
            f"{scale}{top.figure_id} ÷ {f'({below})' if len(bottom) > 1 else below}",
            partial(self._quotient, rule, top, bottom),
        )

    def _quotient(self, rule: RatioRule, top: Figure, bottom: tuple[Figure, ...]) -> Calculation:
        if len(bottom) > 1 and rule.denominator not in self.rules.addable:
            groups = listed(said_of(figure) for figure in bottom)
            raise RefusedError(
                Message("comparison.refused.groups", top=said_of(top), groups=groups)
            )
        aspects = ASPECTS if rule.kind == "ratio" else _BASE_ASPECTS
        return arithmetic.divide([top], bottom, self.codebook, rule.scale, aspects)

    def _argued(
        self, rule: RatioRule, record: Derived, inputs: tuple[Figure, Figure]
    ) -> Iterator[Derived]:
        """Yield what a ratio would be with likely values: of the impossible inputs, then of all."""
        needed = [figure for figure in inputs if not figure.usable]
        argued = [figure for figure in inputs if figure.figure_id in self.likely]
        if not all(figure in argued for figure in needed):
            return
        for number, taken in enumerate([needed] if needed == argued else [needed, argued], start=1):
            over, under = (self._limits_of(each, likely=each in taken) for each in inputs)
            if over is None or under is None or under[0] == 0:
                return
            value = over[0] / under[0] * rule.scale
            limits = (over[1] / under[1]).scaled(rule.scale)
            values = (
                Message(
                    "comparison.derived.argued_value",
                    measures=Linked(each.figure_id, each.measures),
                    value=Amount(self.likely[each.figure_id], each.unit),
                )
                for each in taken
            )
            yield replace(
                _because(record, Message("comparison.derived.argued", values=listed(values))),
                derived_id=f"{record.derived_id}.argued{number if number > 1 else ''}",
                value=value,
                asserted=limits,
                conventional=limits,
                status="argued",
                assumed=_ids(taken),
            )

    def _limits_of(self, figure: Figure, *, likely: bool) -> tuple[Fraction, Interval] | None:
        """Return a number with its limits; a likely one is as rounded as what is printed."""
        if figure.value is None:
            return None
        limits = figure.limits.conventional
        if not likely:
            return figure.value, limits
        value = self.likely[figure.figure_id]
        return value, limits.scaled(value / figure.value) if figure.value else Interval.point(value)

    def _shares(self) -> Iterator[_Task]:
        by_id = {figure.figure_id: figure for figure in self.figures}
        for part in self.figures:
            whole = by_id.get(part.part_of)
            if whole is None or part.is_repeat:
                continue
            yield _Task(
                "share",
                "share",
                "part_of_whole",
                Message("comparison.derived.part_of_whole", measures=part.measures),
                formed("percent", NO_WORDS),
                "%",
                "",
                (part,),
                (whole,),
                f"100 × {part.figure_id} ÷ {whole.figure_id}",
                partial(arithmetic.share, part, whole, self.codebook),
            )

    def _averages(self) -> Iterator[_Task]:
        for figure in self.figures:
            if figure.is_repeat or figure.nature != "flow" or not figure.period.annualisable:
                continue
            quota = ("quota_honours",) if figure.counted == "honours" else ()
            yield _Task(
                "per_year",
                "per_year",
                f"{figure.indicator}_per_year",
                Message("comparison.derived.per_year", measures=figure.measures),
                formed("per_year", counted_by(figure, self.rules)),
                figure.unit,
                "年",
                (figure,),
                (),
                f"{figure.figure_id} ÷ {figure.period.years}",
                partial(arithmetic.per_year, figure),
                ("average_of_years", *quota),
            )


_MATCHING = ("scheme", "route", "level")
_LOOSE = ("population", "grade")


def _fits(a: Figure, b: Figure, *, one_sentence: bool) -> bool:
    """Tell whether two figures speak of one programme: near, and no attribute contradicts."""
    gap = a.distance(b)
    if gap > (0 if one_sentence else _NEAR):
        return False
    strict = _MATCHING if gap == 0 else _MATCHING + _LOOSE
    pairs = ((getattr(a, name), getattr(b, name)) for name in strict)
    return all(not one or not other or one == other for one, other in pairs)


def _nearness(top: Figure, other: Figure) -> tuple[int, int]:
    return top.distance(other), abs(other.place.start - top.place.start)


def _not_parts(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures without those that are parts of another one of them."""
    known = list(figures)
    names = set(_ids(known))
    return [figure for figure in known if figure.part_of not in names]
