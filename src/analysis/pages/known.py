"""How tables show the figures that a page may name, each linked to its card."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from analysis import language as lg
from analysis.comparison.comparison_records import Derived
from analysis.intervals import Interval
from analysis.language.messages import Link, text
from analysis.sentences.evidence import Evidence
from analysis.show.content import Content, Inline, Lines, Sorted, Styled, together
from analysis.tables.codebook import Labels
from analysis.tables.schema import FIGURE_ID


def number_link(name: str, known: Evidence, labels: Labels) -> Link:
    """Return a figure as read, linked to its card; one that the page does not know, in words."""
    if not known.is_figure(name):
        return Link(name, labels.t("piece.elsewhere"))
    return Link(name, lg.format_bound(known.figure(name), labels.language))


_TERM = re.compile(rf"({FIGURE_ID}(?![\w-]))|[\[(]([\d.]+), ([\d.]+)[\])]")
"""A figure in a formula, or a number of years that is known between two limits."""


def _argued_link(name: str, known: Evidence, labels: Labels) -> Link:
    """Return the number that is argued for a figure, said to be that, linked to its card."""
    quantity = lg.format_quantity(known.likely[name], known.figure(name).unit, labels.language)
    return Link(name, labels.t("chart.argued_number", words=quantity))


def formula(
    written: str, known: Evidence, labels: Labels, assumed: Collection[str] = ()
) -> Content:
    """Return a formula with each figure in it as read, linked to its card.

    Parameters
    ----------
    written
        The formula in figure identifiers, as `Derived.formula` and `Finding.calculation` hold it.
    known
        Figures, for their numbers.
    labels
        Labels of the language.
    assumed
        Figures of which not the printed number is used, but the one that is argued.
    """
    parts: list[Inline] = []
    place = 0
    for term in _TERM.finditer(written):
        name, low, high = term.groups()
        parts.append(_written(written[place : term.start()], labels))
        if not name:
            parts.append(labels.t("piece.years_between", low=low, high=high))
        elif name in assumed and name in known.likely and known.is_figure(name):
            parts.append(_argued_link(name, known, labels))
        else:
            parts.append(number_link(name, known, labels))
        place = term.end()
    return together(*parts, _written(written[place:], labels))


def _written(part: str, labels: Labels) -> str:
    """Return what stands between the figures of a formula, its numbers as the language has them."""
    return re.sub(r"\d{4,}", lambda found: lg.numeral(Fraction(found[0]), labels.language), part)


def formula_of(derived: Derived, known: Evidence, labels: Labels) -> Content:
    """Return how a derived figure comes about: its formula, or else its inputs."""
    written = derived.formula or "; ".join(derived.inputs)
    return formula(written, known, labels, derived.assumed)


def amount(derived: Derived, labels: Labels) -> str:
    """Return a derived figure with its unit, as charts and sentences say it too."""
    unit = text(derived.unit, labels.language)
    limits = derived.conventional or Interval()
    return lg.format_ratio(derived.value, limits, unit, labels.language)


def counted_cell(content: Content, derived: Derived) -> Sorted:
    """Return a cell that states a derived figure, with its number, limits and inputs."""
    value = derived.value if derived.status in ("computed", "argued") else None
    return Sorted(
        content, value, derived.unit_code, derived.conventional, derived.derived_id, derived.inputs
    )


def between(derived: Derived, labels: Labels) -> str:
    """Return the limits of a computed figure, rounded outwards; empty where they are a point."""
    limits = derived.conventional
    if derived.status != "computed" or limits is None or limits.is_point:
        return ""
    return lg.format_interval(limits, "", labels.language, digits=lg.DIGITS_SHOWN)


def side(name: str, known: Evidence, labels: Labels, *, formula: bool = True) -> Content:
    """Return one side of a pair under its text: a figure as read, or a derived figure.

    Parameters
    ----------
    name
        Identifier of the figure or derived figure.
    known
        Both of them.
    labels
        Labels of the language.
    formula
        Whether a derived figure says what it is computed from; otherwise it is linked to the first
        figure that it comes from.
    """
    if known.is_figure(name):
        document, shown = known.figure(name).document, together(number_link(name, known, labels))
    else:
        derived = known.ratio(name)
        document, result = derived.document, amount(derived, labels)
        if formula:
            source = together(labels.t("piece.equals"), formula_of(derived, known, labels))
            shown = together(result, Styled("small", source))
        else:
            shown = together(Link(derived.inputs[0], result, derived.derived_id))
    return Lines((labels.document(document), shown))
