"""Plan and done: what became of the targets that the texts of a city name.

A target is a figure that is planned.  It is held against figures of the same city, thing, unit and
time that are no plans.  It is met if every number that the words of the result allow reaches it,
missed if none does; otherwise their limits leave it open.  A target is named and not measured: the
number is taken as printed, whatever it was rounded to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from analysis.comparison.comparison_records import Target, TargetVerdict
from analysis.comparison.grading import Grader
from analysis.comparison.rules import Rules
from analysis.figures.figure import Figure
from analysis.intervals import Interval
from analysis.language.messages import Message, Name, Named, in_quotes
from analysis.tables.codebook import Codebook

_PLAN = "plan"
"""Nature of a target."""
_OPEN = "plan_or_result"
"""Nature of what may be a plan: it is no target, and says nothing of what became of one."""
_UP_TO = ("at_most",)
"""Bounds of targets that are met from below."""
_OF_A_SPAN = ("flow",)
"""Natures whose figures count over a time and not on a day."""
_PRINTED = "as_printed"
"""Status under which figures are paired; whether they can be right is asked afterwards."""
_OWN = ("nature", "stage", "bound")
"""What a result may differ in from its target: it is no plan, and done where that was intended."""


def targets(figures: Iterable[Figure], codebook: Codebook, rules: Rules) -> tuple[Target, ...]:
    """Hold every target against what the texts of its city report.

    Parameters
    ----------
    figures
        Figures of all texts (columns of `schema.OBSERVATIONS`).
    codebook
        Codes and texts with their labels.
    rules
        What makes no difference between figures.

    Returns
    -------
    tuple of Target
        For each target its results; where there is none, one row that says why (columns of
        `schema.TARGETS`).

    Raises
    ------
    AnalysisError
        If a code, a unit or a text has no label.
    """
    known = [figure for figure in figures if not figure.is_repeat and not figure.added_from]
    grader = Grader(codebook, rules)
    found: list[Target] = []
    for plan in known:
        if plan.nature != _PLAN:
            continue
        results = [] if plan.period.end is None else _results(plan, known, grader)
        found += [_judged(plan, result, codebook) for result in results] or [
            _without(plan, codebook)
        ]
    return tuple(found)


def _results(plan: Figure, figures: Sequence[Figure], grader: Grader) -> list[Figure]:
    """Return the figures that say what became of a target, strictly comparable ones alone."""
    return [
        figure
        for figure in figures
        if figure.nature not in (_PLAN, _OPEN)
        and (figure.city, figure.indicator, figure.unit, figure.level)
        == (plan.city, plan.indicator, plan.unit, plan.level)
        and _of_its_time(plan, figure)
        and _grade(plan, figure, grader) == "strict"
    ]


def _grade(plan: Figure, figure: Figure, grader: Grader) -> str:
    """Grade a target and a figure as if the target had been a report."""
    done = replace(figure, status=_PRINTED)
    own = {name: getattr(done, name) for name in _OWN}
    reported = replace(plan, period=done.period, status=_PRINTED, **own)
    return grader.figures(reported, done).grade


def _of_its_time(plan: Figure, figure: Figure) -> bool:
    """Tell whether a figure is about the time for which a target was set."""
    if figure.period.end != plan.period.end:
        return False
    return figure.nature not in _OF_A_SPAN or figure.period.start == plan.period.start


def target_verdict(aimed: Interval, done: Interval, *, up_to: bool = False) -> TargetVerdict:
    """Tell whether a target was reached.

    Parameters
    ----------
    aimed
        The target.
    done
        What the words of the result allow.
    up_to
        Whether it is met from below (不超过).

    Examples
    --------
    >>> target_verdict(Interval.point(500), Interval.between(500, 600, "()"))
    'met'
    >>> target_verdict(Interval.point(550), Interval.between(500, 600, "()"))
    'undecided'
    >>> target_verdict(Interval.point(500), Interval.point(510), up_to=True)
    'missed'
    """
    if up_to:
        return target_verdict(-aimed, -done)
    if aimed.high is not None and done.low is not None and done.low >= aimed.high:
        return "met"
    if aimed.low is None or done.high is None or done.high > aimed.low:
        return "undecided"
    reached = done.high == aimed.low and done.high_closed and aimed.low_closed
    return "undecided" if reached else "missed"


def aim_of(plan: Figure) -> Interval:
    """Return the numbers that a target names: one, a range, or about one."""
    if plan.value is None or plan.bound == "about":
        return plan.limits.conventional
    high = plan.value if plan.value_high is None else plan.value_high
    return Interval.between(plan.value, high)


def _judged(plan: Figure, result: Figure, codebook: Codebook) -> Target:
    done = result.limits.conventional
    verdict = target_verdict(aim_of(plan), done, up_to=plan.bound in _UP_TO)
    if not (plan.usable and result.usable):
        verdict = "undecided"
    reason = Message(
        f"comparison.target.{verdict}",
        target=_printed(plan, codebook),
        done=_printed(result, codebook),
    )
    return _row(plan, verdict, reason, result)


def _printed(figure: Figure, codebook: Codebook) -> Message:
    return Message(
        "comparison.target.printed",
        literal=in_quotes(Named(Name(figure.literal))),
        text=codebook.document_label(figure.document),
    )


def _without(plan: Figure, codebook: Codebook) -> Target:
    """Say why a target has no result: no text reports on its time, or one does and says nothing."""
    end = plan.period.end
    if end is None:
        return _row(
            plan, "undated", Message("comparison.target.undated", target=_printed(plan, codebook))
        )
    silent = [
        text.document
        for text in codebook.documents
        if text.city == plan.city
        and _reports_on(end, text.period_start, text.period_end)
        and text.document != plan.document
    ]
    verdict: TargetVerdict = "not_stated" if silent else "not_found"
    fields = {"text": codebook.document_label(silent[0])} if silent else {}
    reason = Message(f"comparison.target.{verdict}", target=_printed(plan, codebook), **fields)
    return _row(plan, verdict, reason)


def _reports_on(day: date, start: date | None, end: date | None) -> bool:
    """Tell whether a text reviews a time to which a day belongs."""
    return start is not None and end is not None and start <= day <= end


def _row(
    plan: Figure, verdict: TargetVerdict, reason: Message, result: Figure | None = None
) -> Target:
    return Target(
        plan.figure_id,
        plan.document,
        plan.city,
        plan.theme,
        plan.indicator,
        plan.literal,
        plan.unit,
        plan.bound,
        aim_of(plan),
        plan.period.start,
        plan.period.end,
        result.figure_id if result else "",
        result.document if result else "",
        result.literal if result else "",
        result.limits.conventional if result else None,
        verdict,
        reason,
    )
