"""The front pages: numbers of each city, findings with their charts, and where to read on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from analysis import language as lg
from analysis.charts import story
from analysis.language import LANGUAGES
from analysis.language.messages import Message, Words
from analysis.pages.book import Book
from analysis.pages.figure_tables import programme_table
from analysis.pages.list_lengths import more
from analysis.pages.profile import key_figures
from analysis.pages.results import statements
from analysis.sentences import headlines as hl
from analysis.sentences.claims import Claim, claim
from analysis.sentences.evidence import Evidence
from analysis.sentences.sets import Measure, Scope, Selection, named
from analysis.sentences.side_by_side import comparable_statements, in_short
from analysis.sentences.statements import (
    comparison_statements,
    quota_statements,
    reporting_statements,
)
from analysis.show.addresses import with_anchor
from analysis.show.content import (
    Content,
    Inline,
    Lines,
    PageLink,
    Styled,
    Told,
    inlines,
    plain_content,
    together,
    told,
)
from analysis.show.displays import Chart, KeyFigures, Prose, Table
from analysis.tables.codebook import Labels

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "side_by_side": ("share", "per_head"),
    "traps": ("alike", "impossible"),
    "reported": ("counted", "reporting"),
}
"""Sections of the first page, with the findings of each."""

_SETS, _SIDES, _MARKS = 1, 4, 3
"""Sets on a scale, their numbers, and numbers that cannot be right, that a finding shows where
there are many texts: the overview and the pages of themes have more."""

T = TypeVar("T")

LINKS = 12
"""Most cities or texts that the guide links to where there are many; the list of pages has all."""

_AGREED = 2
"""Most attributes of which the first page says how far the codings agree on them."""

_PAGES = ("overview", "unsaid", "quality", "method", "figures")


@dataclass(frozen=True)
class Front:
    """What the front pages show, from the processed tables.

    Parameters
    ----------
    book
        The processed tables of the page.
    """

    book: Book

    @property
    def labels(self) -> Labels:
        """Labels of the page's language."""
        return self.book.labels

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.book.language

    @cached_property
    def known(self) -> Evidence:
        """All records that sentences are made from."""
        book = self.book
        return Evidence(
            book.figures(),
            book.derived(),
            book.codebook,
            book.pairs(),
            book.look_alikes,
            book.trials(),
            book.findings(),
            {band.measure: band.usual for band in book.bands},
            book.counts(),
            book.likely,
        )

    def key_figures(self) -> KeyFigures | Table:
        """Return for each city the numbers that a reader looks for first."""
        return key_figures(self.known.figures, self.labels, self.known.derived)

    def in_short(self) -> Prose | None:
        """Return in one line what may be compared; nothing where there are no pairs."""
        made = in_short(self.known)
        if made is None:
            return None
        return Prose([told(made, self.language)], "in-short", self.language)

    def comparable(self) -> Prose:
        """Return what may be compared, a paragraph each."""
        rules, labels = lg.rules_of(self.language), self.labels
        sentences = comparable_statements(self.known)
        said = [told(each.sentence, self.language) for each in sentences]
        link = PageLink("overview", labels.t("guide.pairs"), "#pairs")
        said[0] = together(Styled("strong", labels.t("key.compared")), rules.space, said[0])
        if self.known.graded:
            said[-1] = together(said[-1], rules.space, link)
        return Prose(said, "comparable", self.language)

    def caution(self) -> Prose:
        """Return how the large numbers are to be taken: whose they are, and what the signs mean."""
        rules, labels = lg.rules_of(self.language), self.labels
        said = together(
            Styled("strong", labels.t("key.limits")),
            rules.space,
            labels.t("key.read"),
            rules.space,
            PageLink("method", labels.t("key.method"), "#key-figures"),
        )
        return Prose([said], "caution", self.language)

    def sure(self) -> Prose:
        """Return how many figures there are, how vague and how faulty, and who coded them.

        Beside the coders stands how far they agree on the attributes that headlines rest on.
        """
        headline = hl.vague(self.known)
        said = [] if headline is None else [headline.statement.sentence]
        coded = hl.coded_by(self.book.coders)
        said += [] if coded is None else [coded]
        parts = [told(each, self.language) for each in said]
        agreed = [] if coded is None else self._agreed()
        if agreed:
            others = PageLink("quality", self.labels.t("key.agreed_others"), "#agreement")
            parts += [
                together(self.labels.t("key.agreed"), lg.rules_of(self.language).space, others),
                *(told(each, self.language) for each in agreed),
            ]
            if len(self.book.coders) > len({each.by for each in self.book.coders}) == 1:
                parts.append(self.labels.t("conclusion.one_kind"))
        space = lg.rules_of(self.language).space
        spaced = [part for each in parts for part in (space, *inlines(each))]
        return Prose([together(*spaced[1:])], "sure", self.language)

    def _agreed(self) -> list[Claim]:
        """Return how far the codings agree on what mostly decides whether pairs compare."""
        named = [code for code, _ in hl.deciding(self.known.graded)]
        found = (hl.agreed_on(self.book.agreement, code) for code in named)
        return [made for made in found if made is not None][:_AGREED]

    def sentences(self) -> Prose:
        """Return the main findings as a list of sentences."""
        items = [self._item(headline) for headline in self._headlines]
        return Prose(items, "main", self.language, items=True)

    def _item(self, headline: hl.Headline) -> Content:
        rules = lg.rules_of(self.language)
        title = told(headline.words, self.language)
        statement = told(headline.statement.sentence, self.language)
        return together(Styled("strong", together(title, rules.stop)), rules.space, statement)

    def heading(self, section: str) -> str:
        """Return the heading of a section as Markdown; empty where it has nothing to show.

        Parameters
        ----------
        section
            One of `SECTIONS`.
        """
        found = self._found(section)
        if not found:
            return ""
        one = f"section.{found[0].name}"
        key = one if len(found) == 1 and lg.has_label(one) else f"section.{section}"
        return with_anchor(f"## {self.labels.t(key)}", section.replace("_", "-"))

    def charts(self, section: str) -> list[Chart | Table | Prose]:
        """Return the findings of a section, each as a small chart or a table with its sentence.

        A finding of which there is nothing to draw is a sentence alone, and so are those that the
        overview draws, which stand in a list.

        Parameters
        ----------
        section
            One of `SECTIONS`.
        """
        found = self._found(section)
        drawn = [each for each in found if each.name in self._draw]
        told_only = [self._pointed(each) for each in found if each.name not in self._draw]
        shown = [one for each in drawn for one in self._shown(each)]
        if told_only:
            many = len(told_only) > 1
            shown.insert(0, Prose(told_only, f"main-{section}", self.language, items=many))
        return shown

    def _pointed(self, headline: hl.Headline) -> Content:
        """Return a finding in words, with the place where more of its kind are, if it has one."""
        item = self._item(headline)
        if headline.name != "alike":
            return item
        link = PageLink("overview", self.labels.t("guide.alike"), "#alike")
        return together(item, lg.rules_of(self.language).space, link)

    def _shown(self, headline: hl.Headline) -> list[Chart | Table | Prose]:
        """Return a finding: its chart with the sentence above it, or the sentence and a table."""
        shown = self._draw[headline.name](headline.subject)
        if not isinstance(shown, Chart):
            said = Prose([self._item(headline)], f"main-{headline.name}", self.language)
            return [said, shown] if isinstance(shown, Table) else [said]
        lead = told(headline.statement.sentence, self.language)
        return [replace(shown, title=headline.title(self.language), lead=lead, brief=True)]

    def _found(self, section: str) -> list[hl.Headline]:
        known = {each.name: each for each in self._headlines}
        return [known[name] for name in SECTIONS[section] if name in known]

    @cached_property
    def _headlines(self) -> list[hl.Headline]:
        return hl.headlines(self.known)

    @cached_property
    def _draw(self) -> Mapping[str, Callable[[tuple[str, ...]], Chart | Table | Prose]]:
        known, figures, labels = self.known, self.known.figures, self.labels

        ratios = [pair for pair in known.pairs if pair.kind == "ratio"]
        return {
            "impossible": lambda _: self.impossible_chart(_MARKS),
            "share": lambda names: story.stated_share(
                figures, labels, names[0], known.graded, most=_SETS, marks=_SIDES
            ),
            "per_head": lambda _: story.strips(
                figures,
                known.derived,
                ratios,
                labels,
                name="side-by-side",
                about=Message("story.strips.quotients"),
                most=_SETS,
                marks=_SIDES,
            ),
        }

    def title(self, section: str) -> str:
        """Return a heading of the overview as Markdown; empty where nothing stands below it.

        Parameters
        ----------
        section
            One of ``disputes``, ``matchmaking``, ``reporting``, ``impossible``, ``alike``,
            ``times``.
        """
        if not self.shows(section):
            return ""
        return with_anchor(self.labels.t(f"overview.{section}").strip(), section)

    def shows(self, section: str) -> bool:
        """Tell whether a section of the overview has something to show; see `title`."""
        return self._shows[section]()

    @cached_property
    def _shows(self) -> Mapping[str, Callable[[], bool]]:
        figures, labels = self.known.figures, self.labels
        return {
            "disputes": lambda: bool(story.documents_with_chain(figures, labels)),
            "matchmaking": lambda: bool(
                {each.indicator for each in figures}.intersection(story.MATCHMAKING)
            ),
            "reporting": lambda: bool(self.changes()),
            "impossible": lambda: hl.impossible(self.known) is not None,
            "alike": lambda: bool(self.book.look_alikes),
            "times": lambda: bool(story.documents_of_years(figures, labels)),
        }

    def drawn(self, section: str) -> list[Chart | Table | Prose]:
        """Return what a section of the overview shows below its heading; see `title`.

        Parameters
        ----------
        section
            One of those of `title`.
        """
        return list(self._drawn[section]()) if self.shows(section) else []

    @cached_property
    def _drawn(self) -> Mapping[str, Callable[[], Iterable[Chart | Table | Prose]]]:
        figures, labels = self.known.figures, self.labels
        return {
            "disputes": lambda: self._one_by_one(
                "disputes",
                story.documents_with_chain(figures, labels),
                lambda document: [story.dispute_chain(figures, labels, document)],
            ),
            "matchmaking": lambda: [story.matchmaking(figures, labels)],
            "reporting": lambda: self._one_by_one("reporting", self.changes(), self._reporting),
            "impossible": lambda: [self.impossible_chart()],
            "alike": lambda: [story.look_alike_table(self.book.look_alikes, labels)],
            "times": lambda: self._one_by_one(
                "times",
                story.documents_of_years(figures, labels),
                lambda document: [story.periods_of_document(figures, labels, document)],
            ),
        }

    def _one_by_one(
        self, section: str, found: Sequence[T], show: Callable[[T], Iterable[Chart | Table | Prose]]
    ) -> Iterator[Chart | Table | Prose]:
        """Yield what is shown text by text, or city by city, and how many are left out."""
        told, left = self.labels.book.bounded(found, story.DOCUMENTS)
        for each in told:
            yield from show(each)
        if left:
            yield Prose(more(left, self.labels), f"{section}-left-out", self.language)

    def _reporting(self, change: hl.Change) -> Iterator[Chart | Table | Prose]:
        """Yield on what the texts of a city give figures, and what follows."""
        yield story.changed_reporting(change, self.labels)
        said = reporting_statements(self.known, change.city)
        yield statements(said, self.labels, name=f"reporting-{change.city}")

    def programmes(self, most: int) -> list[Table]:
        """Return for each theme what the texts state of its main indicators.

        Parameters
        ----------
        most
            Most texts of a theme where there are many.
        """
        core = [figure for figure in self.known.figures if figure.tier == "core"]
        themes = {figure.theme for figure in core}
        return [
            programme_table(core, self.labels, theme, most=most)
            for theme in self.labels.order("theme")
            if theme in themes
        ]

    def paired(self) -> list[Prose]:
        """Return what follows from pairs of figures, and apart from honours that go by quota."""
        pairs = self.book.pairs()
        said = comparison_statements(pairs, self.known)
        shown = [statements(said, self.labels, name="side-by-side")]
        if honours := quota_statements(pairs):
            shown.append(statements(honours, self.labels, name="honours"))
        return shown

    def conclusions(self, most: int | None = None) -> Prose:
        """Return what follows from the texts as a whole, and what does not.

        Parameters
        ----------
        most
            Most sentences that are told; all by default.
        """
        makers = (
            hl.results_for_someone,
            hl.per_member,
            hl.density,
            hl.without_trend,
            hl.nearest_flows,
            hl.scope_of_money,
        )
        found = [claim for make in makers if (claim := make(self.known)) is not None]
        items = [told(each, self.language) for each in found[:most]]
        if items:
            space = lg.rules_of(self.language).space
            link = PageLink("unsaid", self.labels.t("guide.unsaid_link"))
            items.append(together(self.labels.t("guide.unsaid"), space, link))
        return Prose(items, "conclusions", self.language, items=True)

    def density(self) -> Prose:
        """Return whether members can be set against the workers of a city."""
        made = hl.density(self.known)
        said = [] if made is None else [told(made, self.language)]
        return Prose(said, "density-told", self.language)

    def impossible_chart(self, most: int = story.MARKS) -> Chart | Prose:
        """Return the numbers that cannot be right, as printed and as restored.

        Parameters
        ----------
        most
            Most of them that are drawn where there are many texts.
        """
        return story.impossible_as_printed(
            self.known.figures,
            self.known.findings,
            self.labels,
            likely=self.book.likely,
            most=most,
        )

    def changes(self) -> list[hl.Change]:
        """Return for each city with two texts on what they give figures."""
        figures, codebook = self.known.distinct, self.known.codebook
        found = (hl.change_of_reporting(figures, codebook, city) for city in codebook.order("city"))
        return [change for change in found if change is not None]

    # --- where to read on -----------------------------------------------------------------------

    def guide(self) -> Prose:
        """Return where to read on, by interest."""
        own = Scope.of("observations", named("figures"), duplicate_of="").take(self.known.figures)
        items = [
            *(item for name in _COUNTED for item in self._guide_claim(name, own)),
            *(_guide_item(name, [_link(name, self.labels)], self.labels) for name in _PAGES),
        ]
        return Prose(items, "guide", self.language, items=True)

    def _guide_claim(self, name: str, own: Selection) -> Iterator[Content]:
        """Yield the pages of one kind, if there are any, with their numbers of figures."""
        column, pages = _COUNTED[name]
        counts = own.counts(column)

        def shown(labels: Labels) -> Content:
            return _guide_item(name, pages(counts, labels), labels)

        words = Words(
            {
                language: plain_content(shown(Labels(language, self.book.codebook)))
                for language in LANGUAGES
            }
        )
        if pages(counts, self.labels):
            yield Told(shown(self.labels), claim("count", own, words, counts))


Pages = list[tuple[Inline, ...]]


def _link(name: str, labels: Labels) -> tuple[Inline, ...]:
    return together(PageLink(name, labels.t(f"guide.{name}_link")))


def _guide_item(name: str, pages: Sequence[tuple[Inline, ...]], labels: Labels) -> Content:
    rules, label = lg.rules_of(labels.language), Styled("strong", labels.t(f"guide.{name}"))
    if name == "theme":
        return Lines((label, *pages))
    listed = [part for page in pages for part in (rules.list, *page)][1:]
    return together(label, rules.space, *listed)


def _page(name: str, label: str, count: int, labels: Labels) -> tuple[Inline, ...]:
    return together(PageLink(name, label), labels.t("guide.count", n=count))


def _cities(counts: Measure, labels: Labels) -> Pages:
    here = {document.city for document in labels.book.documents}
    return first_links(
        [
            _page(f"city-{city}", labels.code("city", city), counts.number(city), labels)
            for city in labels.order("city")
            if city in here
        ],
        labels,
    )


def first_links(pages: Pages, labels: Labels) -> Pages:
    """Return the first links, and how many more there are, where there are many texts.

    Parameters
    ----------
    pages
        Links to pages of one kind.
    labels
        Labels of the language.
    """
    told, left = labels.book.bounded(pages, LINKS)
    return [*told, *([together(labels.t("guide.others", n=left))] if left else [])]


def _themes(counts: Measure, labels: Labels) -> Pages:
    """Return the links to themes, with the words by which readers look for them."""
    found = []
    for theme in labels.book.themes:
        count = counts.number(theme)
        if not count:
            continue
        page = _page(f"theme-{theme}", labels.code("theme", theme), count, labels)
        words = labels.book.definition("theme", theme)[labels.language]
        if words:
            said = Styled("small", lg.lower(words, labels.language))
            page = together(*page, lg.rules_of(labels.language).colon, said)
        found.append(page)
    return found


def _texts(counts: Measure, labels: Labels) -> Pages:
    return first_links(
        [
            _page(f"document-{name}", labels.document(name), counts.number(name), labels)
            for name in labels.document_order()
        ],
        labels,
    )


_COUNTED: Mapping[str, tuple[str, Callable[[Measure, Labels], Pages]]] = {
    "city": ("city", _cities),
    "theme": ("theme", _themes),
    "text": ("document", _texts),
}
"""Kinds of pages, with the column by which their figures are counted, and their links."""
