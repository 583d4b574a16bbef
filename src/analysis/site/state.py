"""What is known of a page while it is put together, and how its links are resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.figures.figure import Figure
from analysis.show.claimed import Note
from analysis.show.html import Page
from analysis.show.sorting import SortKey
from analysis.site import card_places
from analysis.site.context import PageContext
from analysis.site.outline import Outline
from analysis.tables.codebook import Labels


@dataclass
class PageState(Page):
    """A page in the making.

    Attributes
    ----------
    page
        Name of the page.
    language
        Language of the page.
    context
        What the page needs beside its notebook.
    carded
        Whether this page has copies of the cards of its figures; otherwise its links lead to the
        pages of their texts.
    downloads
        Whether charts and tables have their data to download.
    packs
        Whether these are packed for the script, as links would make the page too large.
    explains
        Whether displays say how their claims are computed.
    left_out
        Whether any of them would have had some, and has none.
    outline
        Headings, ids and tables so far.
    uses
        Places of the page that use a figure, by figure: address and words of a link.
    elsewhere
        Figures whose links lead to another page, in order.
    files
        Files that only the script gives to readers, in order.
    claims
        What the section now being written claims beside its charts, which have notes of their own.
    computed_here
        Computed numbers whose formula is to be shown, in order.
    characters
        Characters of the charts, by weight of the font.
    here
        The place now being written.
    """

    page: str
    language: str
    context: PageContext
    carded: bool = True
    downloads: bool = True
    packs: bool = False
    explains: bool = True
    left_out: bool = field(init=False, default=False)
    outline: Outline = field(init=False)
    uses: dict[str, list[tuple[str, str]]] = field(init=False, default_factory=dict)
    elsewhere: dict[str, None] = field(init=False, default_factory=dict)
    files: list[str] = field(init=False, default_factory=list)
    claims: list[Note] = field(init=False, default_factory=list)
    computed_here: dict[str, None] = field(init=False, default_factory=dict)
    characters: dict[int, set[str]] = field(init=False)
    here: tuple[str, str] = field(init=False, default=("", ""))
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        """Start with the ids that the frame of the page uses."""
        self.labels = Labels(self.language, self.context.codebook)
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
        self.here = ("#main", self.context.title)

    @property
    def known(self) -> Mapping[str, Figure]:
        """The figures that the page may show, by their identifiers."""
        return self.context.by_id

    def word(self, key: str, **fields: object) -> str:
        """Return a word of the pages in the page's language."""
        return self.labels.t(key, **fields)

    def anchor(self, figure: str) -> str:
        """Return where a link to the card of a figure leads from this page."""
        here = card_places.page_of(figure) == self.page
        if here or (self.carded and figure in self.known):
            return f"#{card_places.ident(figure)}"
        self.elsewhere[figure] = None
        return card_places.address_of(figure)

    def use(self, figure: str) -> None:
        """Note that the place now being written uses a figure."""
        if figure in self.known:
            self.uses.setdefault(figure, []).append(self.here)

    def resolve(self, figure: str) -> str:
        """Note the use of a figure; return the address of its card."""
        self.use(figure)
        return self.anchor(figure)

    # --- where the HTML of displays is to stand -------------------------------------------------

    def card(self, figure_id: str) -> str:
        """Note the use of a figure; return the address of its card."""
        return self.resolve(figure_id)

    def computed(self, derived_id: str) -> bool:
        """Tell whether the page can show how a computed number comes about, and note its use."""
        derived = self.context.derived_by_id.get(derived_id)
        if derived is None:
            return False
        self.computed_here[derived_id] = None
        for figure in derived.inputs:
            self.use(figure)
        return True

    def number(self, figure_id: str) -> SortKey:
        """Return number and unit of a figure, by which tables are sorted, if they are known."""
        figure = self.known.get(figure_id)
        return (None, "") if figure is None else (figure.value, figure.unit)

    def ident(self, wanted: str) -> str:
        """Return an id that the page does not have yet."""
        return self.outline.ids.unique(wanted)

    def heading(self, level: int, text: str, ident: str) -> tuple[int, str]:
        """Return level and id of a heading, and note it."""
        return self.outline.heading(level, text, ident)

    def table(self, heads: Sequence[str], roles: Sequence[str]) -> str:
        """Return the classes of tables with these headers and roles of columns."""
        self.outline.tables += 1
        return self.outline.label_class([" ".join(head.split()) for head in heads], roles)

    def at_heading(self) -> None:
        """Make the last heading the place now being written."""
        if self.outline.headings:
            last = self.outline.headings[-1]
            self.here = (f"#{last.ident}", last.text)
