"""The front pages: main findings with their charts, and where to read on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis import language as lg
from analysis.charts import story
from analysis.charts.story import briefs
from analysis.checks import Band
from analysis.language import Labels
from analysis.pages import Book
from analysis.sentences import headlines as hl
from analysis.sentences.statements import Link, Material, Statement
from analysis.show.display import Html, Prose, content_of, escape, figure_link
from analysis.show.displays import Chart
from analysis.tables import frames as tables
from analysis.tables import schema
from analysis.tables.dataset import Dataset

_NOTED = frozenset({"pairs", "counted", "reporting"})
"""Findings whose charts need a note on what is drawn; the others have it in their sentence."""

_PAGES = ("overview", "quality", "method", "figures")


@dataclass(frozen=True)
class Front:
    """What the front pages show, from the processed tables.

    Parameters
    ----------
    language
        `en` or `zh`.
    """

    language: str

    @cached_property
    def book(self) -> Book:
        """The processed tables of the page."""
        return Book(self.language)

    @cached_property
    def labels(self) -> Labels:
        """Labels of the page's language."""
        return self.book.labels

    @cached_property
    def material(self) -> Material:
        """What sentences are made from."""
        return self.book.material(self.book.observations, self.book.derived)

    @cached_property
    def findings(self) -> hl.Findings:
        """What the main findings are made from; their sentences exist in both languages."""
        plain = self.labels
        labels = {
            language: Labels(language, plain.codelists, plain.indicators, plain.documents)
            for language in lg.LANGUAGES
        }
        plausible = {band.measure: band.usual for band in Dataset().rows(Band)}
        return hl.Findings(
            self.material,
            self.book.comparisons,
            tables.read("look-alikes.csv", schema.LOOK_ALIKES),
            labels,
            plausible,
            tables.read("sensitivity.csv", schema.SENSITIVITY),
            self.book.findings,
        )

    def intro(self) -> Prose:
        """Return the sentence above the findings: how many figures, how vague, how faulty."""
        headline = hl.vague(self.findings)
        parts = [] if headline is None else [sentence(headline.statement, self.language)]
        return Prose([parts], "intro", self.language)

    def sentences(self) -> Prose:
        """Return the main findings as a list of sentences."""
        items = [self._item(headline) for headline in hl.headlines(self.findings)]
        return Prose(items, "main", self.language, items=True)

    def _item(self, headline: hl.Headline) -> list[Html]:
        end = ". " if self.language == "en" else "。"
        title = f"{escape(headline.title(self.language))}{end.strip()}"
        return [
            Html(f"<strong>{title}</strong>{end[1:]}"),
            sentence(headline.statement, self.language),
        ]

    def charts(self) -> list[Chart | Prose]:
        """Return the main findings, each as a small chart with its sentence above it.

        A finding of which there is nothing to draw is a sentence alone.
        """
        found: list[Chart | Prose] = []
        for headline in hl.headlines(self.findings):
            if headline.name == "pairs" and not hl.reasons(self.findings.comparisons):
                prose = Prose([self._item(headline)], f"main-{headline.name}", self.language)
                found.append(prose)
                continue
            chart = self._draw[headline.name](headline.subject)
            lead = self._lead(headline)
            if headline.name in _NOTED:
                lead = Html(f'{lead}<span class="note">{escape(chart.subtitle)}</span>')
            found.append(
                replace(
                    chart,
                    title=headline.title(self.language),
                    lead=content_of(lead),
                    brief=True,
                )
            )
        return found

    def _lead(self, headline: hl.Headline) -> Html:
        """Return the sentence of a finding; the one on pairs leads to all of them."""
        lead = sentence(headline.statement, self.language)
        if headline.name != "pairs":
            return lead
        space = " " if self.language == "en" else ""
        return Html(lead + space + self._link("overview", self.labels.t("guide.pairs"), "#pairs"))

    @cached_property
    def _draw(self) -> dict[str, Callable[[str], Chart]]:
        observations, derived, labels = self.book.observations, self.book.derived, self.labels
        findings = self.findings

        def reporting(city: str) -> Chart:
            change = hl.change_of_reporting(findings.figures, labels, city)
            assert change is not None
            return briefs.changed_reporting(change, labels)

        return {
            "pairs": lambda _: briefs.obstacles(findings.comparisons, labels),
            "impossible": lambda _: self.impossible_chart(brief=True),
            "share": lambda code: story.stated_share(observations, labels, code),
            "alike": lambda names: briefs.look_alike_pair(observations, labels, names.split("+")),
            "per_head": lambda _: briefs.amounts_side_by_side(
                observations, hl.shared_ratios(derived), labels
            ),
            "counted": lambda _: story.what_is_counted(observations, labels),
            "reporting": reporting,
        }

    def is_impossible(self) -> bool:
        """Tell whether a printed sentence cannot be right, so that there is something to draw."""
        return hl.impossible(self.findings) is not None

    def impossible_chart(self, *, brief: bool = False) -> Chart:
        """Return what amounts that cannot be right come to, as printed and as restored.

        Parameters
        ----------
        brief
            Whether only what is printed is drawn.
        """
        book = self.book
        return story.impossible_as_printed(
            book.observations,
            book.derived,
            self.labels,
            possible=self.findings.plausible,
            likely=dict(
                zip(book.corrections["figure_id"], book.corrections["likely_value"], strict=True)
            ),
            brief=brief,
        )

    def changes(self) -> list[hl.Change]:
        """Return for each city with two texts on what they give figures."""
        figures, labels = self.findings.figures, self.labels
        found = (hl.change_of_reporting(figures, labels, city) for city in labels.order("city"))
        return [change for change in found if change is not None]

    def guide(self) -> Prose:
        """Return where to read on, by interest."""
        labels = self.labels
        figures = self.findings.figures
        cities = [city for city in labels.order("city") if city in set(labels.documents["city"])]
        themes = [theme for theme in labels.order("theme") if theme != "context"]
        groups = [
            ("city", [(f"city-{c}", labels.code("city", c), figures["city"] == c) for c in cities]),
            (
                "theme",
                [
                    (f"theme-{t}", labels.code("theme", t), figures["theme"] == t)
                    for t in themes
                    if (figures["theme"] == t).any()
                ],
            ),
            (
                "text",
                [
                    (f"document-{d}", labels.document(d), figures["document"] == d)
                    for d in labels.document_order()
                ],
            ),
        ]
        items = [
            [self._guide_item(name, [self._page(*page) for page in pages])]
            for name, pages in groups
        ]
        items += [
            [self._guide_item(name, [self._link(name, labels.t(f"guide.{name}_link"))])]
            for name in _PAGES
        ]
        return Prose(items, "guide", self.language, items=True)

    def _guide_item(self, name: str, links: Sequence[Html]) -> Html:
        separator, space = (", ", " ") if self.language == "en" else ("、", "")
        head = escape(self.labels.t(f"guide.{name}"))
        return Html(f"<strong>{head}</strong>{space}{separator.join(links)}")

    def _page(self, name: str, label: str, chosen: pd.Series[bool]) -> Html:
        n = self.labels.t("guide.count", n=int(chosen.sum()))
        return Html(f"{self._link(name, label)}{escape(n)}")

    def _link(self, name: str, label: str, place: str = "") -> Html:
        return Html(f'<a href="{escape(name)}.html{escape(place)}">{escape(label)}</a>')


def sentence(statement: Statement, language: str) -> Html:
    """Return a statement as HTML, with its numbers linked to their figures."""
    return Html(
        "".join(
            figure_link(part.text, part.figure_id, language)
            if isinstance(part, Link)
            else escape(part)
            for part in statement.fragments(language)
        )
    )
