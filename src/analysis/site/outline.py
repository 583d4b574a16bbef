"""What is known of a page while it is put together: ids, headings, links, styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analysis.show.addresses import carded_figure

IDREFS = frozenset({"headers", "aria-labelledby", "aria-describedby", "aria-controls"})
"""Attributes whose value is the ids of other elements."""


class Ids:
    """Ids of a page: each is given out once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def unique(self, wanted: str) -> str:
        """Return `wanted`, or `wanted` with the first free number, and take it."""
        name, number = wanted, 2
        while name in self.taken:
            name, number = f"{wanted}-{number}", number + 1
        self.taken.add(name)
        return name


def slug(text: str) -> str:
    """Return an id made of the letters and digits of a text.

    Examples
    --------
    >>> slug("What help is worth, per head"), slug("医疗互助 2016")
    ('what-help-is-worth-per-head', '医疗互助-2016')
    """
    name = re.sub(r"[^\w]+", "-", text.lower()).strip("-_")
    return name if name and not name[0].isdigit() else f"s-{name}".rstrip("-")


_WIDTHS = {"key": 11.0, "number": 5.0, "short": 8.75, "wide": 11.5, "equal": 11.0, "prose": 15.0}
"""Width that columns need, by role, in rem; of sentences 14 em and what parts them from others."""

NARROW, ROOMY = 44, 62
"""Widths of the window, in rem, up to which a table is a list of its rows: any table, and one whose
columns would not have room."""

_EDGES = 2.5
"""What of the window is no column, in rem."""


@dataclass
class Heading:
    """A heading of the page, for the table of contents."""

    level: int
    ident: str
    text: str


@dataclass
class Outline:
    """What is known of the page while it is put together.

    Attributes
    ----------
    resolve
        Turns the link to a figure's card into the one to use on this page, and records the use.
    level
        Level of the last heading.
    title
        Text of the heading of level 1, which goes into the page's head.
    styles
        Class of each style of the page's charts.
    """

    resolve: Callable[[str], str]
    ids: Ids = field(default_factory=Ids)
    headings: list[Heading] = field(default_factory=list)
    level: int = 1
    title: str = ""
    tables: int = 0
    table_label: str = "Table {n}"
    scroll_label: str = "{title}"
    styles: dict[str, str] = field(default_factory=dict)
    heads: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = field(default_factory=dict)

    def heading(self, level: int, text: str, explicit: str = "") -> tuple[int, str]:
        """Return level and id of a heading, which goes into the table of contents.

        The first one of level 1 is the page's title: it stands in the page's head, and its level
        here is 0.

        Parameters
        ----------
        level
            Level that is wanted; no level is skipped.
        text
            The heading as text.
        explicit
            An id that is wanted; by default it is made from the text.
        """
        if level == 1 and not self.title:
            self.title = text
            return 0, ""
        self.level = min(max(level, 2), self.level + 1)
        ident = self.ids.unique(explicit or slug(text))
        self.headings.append(Heading(self.level, ident, text))
        return self.level, ident

    def table_title(self) -> str:
        """Return what the box of a table that has no caption is called."""
        self.tables += 1
        return self.scroll_label.format(title=self.table_label.format(n=self.tables))

    def label_class(self, heads: Sequence[str], roles: Sequence[str] = ()) -> str:
        """Return the classes of tables with these columns; empty without headers.

        Columns of one width throughout are lists beside each other, whose rows say nothing.

        Parameters
        ----------
        heads, roles
            Header and role of each column.
        """
        if not any(heads):
            return ""
        if set(roles) == {"equal"}:
            return "lists"
        name = self.heads.setdefault((tuple(heads), tuple(roles)), f"h{len(self.heads) + 1}")
        return f"{name} roomy" if _is_roomy(roles) else name

    def label_css(self) -> str:
        """Return the style of the columns of each table.

        On narrow screens a table is a list of its rows, so that nothing has to be scrolled
        sideways, and headers stand in the cells; on others sentences get 14 em.
        """
        labels: dict[int, str] = {}
        room: dict[int, str] = {}
        for (heads, roles), name in self.heads.items():
            width = ROOMY if _is_roomy(roles) else NARROW
            for place, head in enumerate(heads, start=1):
                cell = f".{name} td:nth-child({place})"
                if head:
                    rule = f'{cell}::before{{content:"{_css_text(head)}"}}'
                    labels[width] = labels.get(width, "") + rule
                if roles[place - 1 : place] == ("prose",):
                    room[width] = room.get(width, "") + f"{cell}{{min-width:14em}}"
        narrow = (f"@media screen and (max-width:{w}rem){{{labels[w]}}}" for w in sorted(labels))
        wide = (f"@media screen and (width>{w}rem){{{room[w]}}}" for w in sorted(room))
        return "".join((*narrow, *wide))

    def href(self, target: str) -> str:
        """Return the address a link shall have on this page; empty for one not allowed."""
        target = target.strip()
        figure = carded_figure(target)
        if figure:
            return self.resolve(figure)
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", target, re.IGNORECASE)
        if scheme and scheme[1].lower() not in {"https", "http", "mailto"}:
            return ""
        return target


def _is_roomy(roles: Sequence[str]) -> bool:
    """Tell whether columns do not have room in all windows in which tables are tables."""
    return sum(_WIDTHS[role] for role in roles) > NARROW - _EDGES


def _css_text(text: str) -> str:
    """Return a text as it stands in quotes in a style sheet that stands in HTML."""
    return re.sub(r'[\\"<>&\n]', lambda match: f"\\{ord(match[0]):x} ", text)
