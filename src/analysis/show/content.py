"""What a cell, a sentence or a caption holds: text, links, numbers and a few roles, as data.

Content is in one language, and says what its parts are (a link to a figure, a calculation, a
printed wording); what they look like belongs to `analysis.show.html`.  Sentences in every language
at once are messages of `analysis.language.messages`, whose fragments are content as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language.messages import Link, Part, said
from analysis.sentences.claims import Claim

TextRole: TypeAlias = Literal["strong", "small", "absent", "printed"]
"""What a part of a text is: what matters most, an aside, a word for nothing, what a text prints,
a remark below."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to another page in the same language.

    Attributes
    ----------
    page, place
        Name of the page, and a place on it: empty, or an id with ``#`` in front.
    text
        The words of the link.
    """

    page: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class SpannedAmount:
    """A number written large, which leads to the card of its figure.

    Attributes
    ----------
    figure_id
        The figure.
    text
        The number in words: what is read aloud, and what downloads hold.
    sign, number, unit
        What is seen; see `analysis.language.NumberParts`.
    """

    figure_id: str
    text: str
    sign: str
    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A time on a calendar of whole years, drawn as a small bar; its words stand beside it.

    Attributes
    ----------
    start, end
        First and last day (ISO); empty where none is known.
    first, last
        First and last year of the calendar.
    """

    start: str
    end: str
    first: int
    last: int

    def __post_init__(self) -> None:
        """Refuse a calendar that ends before it begins."""
        if self.first > self.last:
            raise AnalysisError(f"A calendar cannot run from {self.first} to {self.last}.")


@dataclass(frozen=True, slots=True)
class Styled:
    """Content with a role, one of `TextRole`."""

    role: TextRole
    content: Content

    def __post_init__(self) -> None:
        """Refuse an unknown role."""
        if self.role not in get_args(TextRole):
            raise AnalysisError(f"There is no role {self.role!r} of a text.")


@dataclass(frozen=True, slots=True)
class Lines:
    """Contents that stand one below the other."""

    lines: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says in one language, its numbers linked to their figures.

    Attributes
    ----------
    content
        Text, names and links.
    claim
        The claim; ``None`` where the content was read back from a notebook.
    """

    content: Content
    claim: Claim | None = field(default=None, compare=False)


def told(part: Part, language: str) -> Content:
    """Return what a claim, or any other part of a message, says in a language, as a content."""
    words = said(part, language)
    return Told(words, part) if isinstance(part, Claim) else words


Inline: TypeAlias = str | Link | PageLink | SpannedAmount | TextSpan | Styled | Lines | Told
Content: TypeAlias = Inline | tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A cell with the number that it states, by which its column is sorted.

    Attributes
    ----------
    content
        What is shown.
    value
        The number; ``None`` where it has none.
    unit
        Its unit as coded: a column of several units is not sorted.
    limits
        What a computed number can be.
    name, inputs
        Identifier of a computed number, and the figures that it is computed from.
    """

    content: Content
    value: Fraction | None
    unit: str = ""
    limits: Interval | None = None
    name: str = ""
    inputs: tuple[str, ...] = ()


Cell: TypeAlias = Content | Sorted


def content_of(cell: Cell) -> Content:
    """Return what a cell shows."""
    return cell.content if isinstance(cell, Sorted) else cell


def is_absent(content: Content) -> bool:
    """Tell whether a content is a word for nothing."""
    return isinstance(content, Styled) and content.role == "absent"


def inlines(content: Content) -> tuple[Inline, ...]:
    """Return the parts of a content."""
    return content if isinstance(content, tuple) else (content,)


def together(*contents: Content) -> tuple[Inline, ...]:
    """Return contents one after the other as one; empty texts are left out."""
    return tuple(part for content in contents for part in inlines(content) if part != "")


def plain_content(content: Content) -> str:
    """Return a content as text, its lines parted by semicolons."""
    return "".join(map(_plain, inlines(content)))


def _plain(part: Inline) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Styled | Told):
        return plain_content(part.content)
    if isinstance(part, Lines):
        return "; ".join(map(plain_content, part.lines))
    return "" if isinstance(part, TextSpan) else part.text


def linked_figures(*contents: Content) -> tuple[str, ...]:
    """Return the figures that contents link to, in order, without repetition."""
    return tuple(dict.fromkeys(name for content in contents for name in _linked(content)))


def _linked(content: Content) -> Iterator[str]:
    for part in inlines(content):
        if isinstance(part, Link | SpannedAmount):
            yield part.figure_id
        elif isinstance(part, Styled | Told):
            yield from _linked(part.content)
        elif isinstance(part, Lines):
            for line in part.lines:
                yield from _linked(line)
