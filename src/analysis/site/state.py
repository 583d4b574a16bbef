"""What is known of a page while it is put together, and how its links are resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.language import t as word
from analysis.site.context import FIGURES, PageContext, Row
from analysis.site.outline import Outline


@dataclass
class PageState:
    """A page in the making.

    Attributes
    ----------
    page
        Name of the page.
    language
        `en` or `zh`.
    context
        What the page needs beside its notebook.
    carded
        Whether figures have cards on this page; otherwise links lead to the page of all figures.
    outline
        Headings, ids and tables so far.
    uses
        Places of the page that use a figure, by figure: address and words of a link.
    characters
        Characters of the charts, by weight of the font.
    here
        The place now being written.
    """

    page: str
    language: str
    context: PageContext
    carded: bool = True
    outline: Outline = field(init=False)
    uses: dict[str, list[tuple[str, str]]] = field(init=False, default_factory=dict)
    characters: dict[int, set[str]] = field(init=False)
    here: tuple[str, str] = field(init=False, default=("", ""))
    known: Mapping[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        """Start with the ids that the frame of the page uses."""
        self.outline = Outline(
            resolve=self.resolve,
            table_label=self.word("chart.table", n="{n}"),
            scroll_label=self.word("chart.scroll", title="{title}"),
        )
        self.outline.ids.taken |= {
            *("main", "toc-title", "theme-auto", "theme-light", "theme-dark"),
            *("figures", "figures-title", "glossary", "glossary-title", "find"),
        }
        self.characters = {400: set(), 700: set()}
        self.known = {row["figure_id"]: row for row in self.context.observations}
        self.here = ("#main", self.context.title)

    def word(self, key: str, **fields: object) -> str:
        """Return a word of the pages in the page's language."""
        return word(key, self.language, **fields)

    def anchor(self, figure: str) -> str:
        """Return where the card of a figure is, seen from this page."""
        if figure not in self.known or not self.carded:
            return f"{FIGURES}.html#{figure}"
        return f"#{figure}" if self.page == FIGURES else f"#fig-{figure}"

    def resolve(self, figure: str) -> str:
        """Note that the place now being written uses a figure; return the address of its card."""
        if figure in self.known:
            self.uses.setdefault(figure, []).append(self.here)
        return self.anchor(figure)

    def at_heading(self) -> None:
        """Make the last heading the place now being written."""
        if self.outline.headings:
            last = self.outline.headings[-1]
            self.here = (f"#{last.ident}", last.text)
