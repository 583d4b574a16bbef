"""Pictures of charts for pages: forms drawn wide and narrow, with links, remembered as SVG.

This layer adds to a form what a page needs and an analyst does not: links and tooltips, the text
read out instead of the picture, one drawing for a telephone and one for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes

from analysis.charts.forms.bars import bars
from analysis.charts.forms.calendar import calendar
from analysis.charts.forms.counts import counts
from analysis.charts.forms.limit_lines import limits
from analysis.charts.forms.marks import Line, Mark
from analysis.charts.style import NARROW, WIDE, MarkLink, settings, stack, to_svg
from analysis.show.memo import recall

FORMS: Mapping[str, Callable[..., Axes]] = {
    form.__name__: form for form in (limits, bars, counts, calendar)
}
"""All forms by name."""


@dataclass(frozen=True)
class PicturePart:
    """A form with what it draws, as data.

    Attributes
    ----------
    form
        A name of `FORMS`.
    given, more
        What the form is given beside the axes: in order, and by name.
    """

    form: str
    given: tuple[object, ...]
    more: tuple[tuple[str, object], ...] = ()

    def __call__(self, ax: Axes) -> Axes:
        """Draw it on axes."""
        return FORMS[self.form](ax, *self.given, **dict(self.more))


def part(form: Callable[..., Axes], *given: object, **more: object) -> PicturePart:
    """Return a form with what it draws, as data."""
    return PicturePart(form.__name__, given, tuple(more.items()))


@dataclass(frozen=True)
class Drawing:
    """What a chart draws.

    Attributes
    ----------
    parts
        Forms one below the other.
    narrow
        The same for a telephone, where it is not drawn by the same parts.
    links
        Where marks lead, by key, in reading order.
    """

    parts: tuple[PicturePart, ...]
    narrow: tuple[PicturePart, ...] = ()
    links: tuple[tuple[str, MarkLink], ...] = ()


def drawing_of(rows: Sequence[Mark | Line], *parts: PicturePart) -> Drawing:
    """Return a drawing whose marks lead where they say."""
    marks = [row for row in rows if isinstance(row, Mark)]
    links = {m.key: MarkLink(m.href, m.tooltip, m.derived) for m in marks if m.href}
    return Drawing(parts, links=tuple(links.items()))


def pictures(drawing: Drawing, name: str, alt: str, language: str) -> tuple[str, str]:
    """Return the wide and the narrow picture of a drawing as SVG, remembered from build to build.

    Parameters
    ----------
    drawing
        What is drawn.
    name, alt, language
        As for `to_svg`.

    Raises
    ------
    AnalysisError
        As the forms and `to_svg`.
    """
    narrow = drawing.narrow or drawing.parts
    return (
        _picture(drawing.parts, WIDE, drawing.links, name, alt, language),
        _picture(narrow, NARROW, drawing.links, f"{name}-narrow", alt, language),
    )


_Links = tuple[tuple[str, MarkLink], ...]


def _picture(
    parts: tuple[PicturePart, ...], width: float, links: _Links, name: str, alt: str, language: str
) -> str:
    given = (parts, width, links, name, alt, language)
    return recall("picture", given, partial(_drawn, *given)).decode()


def _drawn(
    parts: tuple[PicturePart, ...], width: float, links: _Links, name: str, alt: str, language: str
) -> bytes:
    with settings():
        figure = stack(parts, width)
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        if not axis.get_label_text():
            axis.set_label_coords(0, 0)  # or matplotlib measures all ticks again to place it
    return to_svg(figure, name, alt, language, dict(links)).encode()
