"""The front pages: main findings with their charts, and where to read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis import language as lg
from analysis.charts import story
from analysis.pages.book import Book
from analysis.sentences import headlines as hl
from analysis.sentences.evidence import Evidence
from analysis.show.content import Content, Inline, PageLink, Styled, together
from analysis.show.displays import Chart, Prose
from analysis.tables.codebook import Labels

_NOTED = frozenset({"pairs", "counted", "reporting"})
"""Findings whose charts need a note on what is drawn; the others have it in their sentence."""

_PAGES = ("overview", "quality", "method", "figures")


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
        )

    def intro(self) -> Prose:
        """Return the sentence above the findings: how many figures, how vague, how faulty."""
        headline = hl.vague(self.known)
        parts = () if headline is None else headline.statement.fragments(self.language)
        return Prose([parts], "intro", self.language)

    def sentences(self) -> Prose:
        """Return the main findings as a list of sentences."""
        items = [self._item(headline) for headline in hl.headlines(self.known)]
        return Prose(items, "main", self.language, items=True)

    def _item(self, headline: hl.Headline) -> Content:
        rules = lg.rules_of(self.language)
        title = f"{headline.title(self.language)}{rules.stop}"
        statement = headline.statement.fragments(self.language)
        return together(Styled("strong", title), rules.space, statement)

    def charts(self) -> list[Chart | Prose]:
        """Return the main findings, each as a small chart with its sentence above it.

        A finding of which there is nothing to draw is a sentence alone.
        """
        found: list[Chart | Prose] = []
        for headline in hl.headlines(self.known):
            if headline.name == "pairs" and not hl.forbidding(self.known.graded):
                prose = Prose([self._item(headline)], f"main-{headline.name}", self.language)
                found.append(prose)
                continue
            chart = self._draw[headline.name](headline.subject)
            lead = self._lead(headline)
            if headline.name in _NOTED:
                lead = together(lead, Styled("note", chart.subtitle))
            title = headline.title(self.language)
            found.append(replace(chart, title=title, lead=lead, brief=True))
        return found

    def _lead(self, headline: hl.Headline) -> Content:
        """Return the sentence of a finding; the one on pairs leads to all of them."""
        lead = headline.statement.fragments(self.language)
        if headline.name != "pairs":
            return lead
        link = PageLink("overview", self.labels.t("guide.pairs"), "#pairs")
        return together(lead, lg.rules_of(self.language).space, link)

    @cached_property
    def _draw(self) -> Mapping[str, Callable[[tuple[str, ...]], Chart]]:
        known, figures, labels = self.known, self.known.figures, self.labels

        def reporting(cities: tuple[str, ...]) -> Chart:
            change = hl.change_of_reporting(known.distinct, known.codebook, *cities)
            assert change is not None
            return story.changed_reporting(change, labels)

        return {
            "pairs": lambda _: story.obstacles(known.graded, labels),
            "impossible": lambda _: self.impossible_chart(brief=True),
            "share": lambda indicators: story.stated_share(figures, labels, *indicators),
            "alike": lambda names: story.look_alike_pair(figures, labels, names),
            "per_head": lambda _: story.amounts_side_by_side(
                figures, hl.shared_ratios(known.derived, known.pairs), labels
            ),
            "counted": lambda _: story.what_is_counted(figures, labels),
            "reporting": reporting,
        }

    def is_impossible(self) -> bool:
        """Tell whether a printed sentence cannot be right, so that there is something to draw."""
        return hl.impossible(self.known) is not None

    def impossible_chart(self, *, brief: bool = False) -> Chart:
        """Return what amounts that cannot be right come to, as printed and as restored.

        Parameters
        ----------
        brief
            Whether only what is printed is drawn.
        """
        return story.impossible_as_printed(
            self.known.figures,
            self.known.derived,
            self.labels,
            possible=self.known.plausible,
            likely={
                fault.figure_id: fault.likely_value
                for fault in self.book.corrections
                if fault.likely_value is not None
            },
            brief=brief,
        )

    def changes(self) -> list[hl.Change]:
        """Return for each city with two texts on what they give figures."""
        figures, codebook = self.known.distinct, self.known.codebook
        found = (hl.change_of_reporting(figures, codebook, city) for city in codebook.order("city"))
        changes = [change for change in found if change is not None]
        return list(codebook.bounded(changes, story.DOCUMENTS)[0])

    # --- where to read on -----------------------------------------------------------------------

    def guide(self) -> Prose:
        """Return where to read on, by interest."""
        labels = self.labels
        figures = [figure for figure in self.known.figures if not figure.is_repeat]
        here = {document.city for document in labels.book.documents}
        cities = Counter(figure.city for figure in figures)
        themes = Counter(figure.theme for figure in figures)
        texts = Counter(figure.document for figure in figures)
        groups = {
            "city": [
                self._page(f"city-{city}", labels.code("city", city), cities[city])
                for city in labels.order("city")
                if city in here
            ],
            "theme": [
                self._page(f"theme-{theme}", labels.code("theme", theme), themes[theme])
                for theme in labels.book.themes
                if themes[theme]
            ],
            "text": [
                self._page(f"document-{name}", labels.document(name), texts[name])
                for name in labels.document_order()
            ],
            **{name: [together(PageLink(name, labels.t(f"guide.{name}_link")))] for name in _PAGES},
        }
        items = [self._guide_item(name, pages) for name, pages in groups.items()]
        return Prose(items, "guide", self.language, items=True)

    def _guide_item(self, name: str, pages: Sequence[tuple[Inline, ...]]) -> Content:
        rules = lg.rules_of(self.language)
        listed = [part for page in pages for part in (rules.list, *page)][1:]
        return together(Styled("strong", self.labels.t(f"guide.{name}")), rules.space, *listed)

    def _page(self, name: str, label: str, count: int) -> tuple[Inline, ...]:
        return together(PageLink(name, label), self.labels.t("guide.count", n=count))
