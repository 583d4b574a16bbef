"""Figure cards: a figure as printed, as read, where it stands, and what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from analysis import language as lg
from analysis.checks.finding_records import Finding
from analysis.coding.coding_records import likely_values
from analysis.comparison.comparison_records import Derived
from analysis.errors import AnalysisError
from analysis.figures.figure import Figure
from analysis.figures.reference_periods import ReferencePeriod
from analysis.language.messages import text
from analysis.pages.faults import DECLARED
from analysis.pages.known import amount, between, formula_of
from analysis.sentences.evidence import Evidence
from analysis.show.addresses import page_address
from analysis.show.html import Page, content_html
from analysis.site.card_places import address_of, text_page
from analysis.site.context import PageContext
from analysis.tables.codebook import UNKNOWN, Document, Labels
from analysis.tables.schema import ON_CARDS

_FAULTS = ("certain", "likely")

_OPEN = "unclear"
"""Kind of an entry of the register about a number that is not in doubt itself."""

"""Verdicts of findings that, where they name a kind of fault, are faults of a number; others say
what limits its use: that it is said again, rounded, or looks like another one."""

_NAMED = 5
"""A finding about more figures than this is about the text, not about each of them."""

_PAIR = 2
"""Figures of a finding that holds one against another."""

_IN_FULL = 3
"""Findings of one kind that a card says in full; of more, it says one and names the figures."""

_KINDS = {
    "conventional": "card.convention",
    "asserted": "card.words",
    "natural": "card.natural",
}
"""The nested limits, the narrowest first, and the words for each."""

Uses = Mapping[str, Sequence[tuple[str, str]]]
"""Where each figure is used: links with their words."""


@dataclass(frozen=True)
class Cards:
    """Writes the cards of one page.

    Attributes
    ----------
    context
        Figures and labels.
    labels
        The labels in the language of the page.
    anchor
        Turns a figure's identifier into the address of its card.
    shown
        Where on this page each figure is shown.
    pages
        Other pages on which each figure is used, where the cards are no copies; `None` on pages
        with copies, whose cards lead to the page of the text.
    articles
        Texts of the articles by document, for the private variant only.
    """

    context: PageContext
    labels: Labels
    anchor: Callable[[str], str]
    shown: Uses = field(default_factory=dict)
    pages: Uses | None = None
    articles: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.labels.language

    def card(self, figure: Figure) -> str:
        """Return the card of one figure.

        Closed, it says what is printed, counted and read.  A link to the figure leads inside, so
        that browsers open the card without any script.
        """
        ident = self.anchor(figure.figure_id).partition("#")[2]
        status = figure.status
        badge = (
            f' <strong class="badge">{self._code("status", status)}</strong>'
            if status != "as_printed"
            else ""
        )
        entries = "".join(
            f"<div{css}><dt>{escape(term)}</dt><dd>{body}</dd></div>"
            for term, body, css in self._entries(figure)
            if body
        )
        return (
            f'<details class="card"><summary><span class="literal" lang="zh-CN">'
            f"{escape(lg.tidy(figure.literal))}</span> "
            f"{escape(text(figure.measures, self.language))}{badge}"
            f"<small>{self._gist(figure)}</small>"
            f'</summary><dl id="{ident}">{entries}</dl></details>\n'
        )

    def brief(self, figure: Figure) -> str:
        """Return the card of a figure that stands on another page, to be shown on this one."""
        page = page_address(text_page(figure.document))
        return self.card(figure).replace('href="#', f'href="{page}#')

    def origin(self, name: str, level: int = 3) -> str:
        """Return the heading of a document with its title, condition and hash."""
        document = self._document(name)
        number = lg.numeral(document.characters, self.language)
        size = escape(self._word("card.characters", n=number))
        notes = [text(part, self.language) for part in (document.condition, document.period_note)]
        sha = f"{self._word('card.sha')} <code>{escape(document.sha256)}</code>"
        return (
            f'<h{level} id="doc-{escape(name)}">{escape(self.labels.document(name))}</h{level}>'
            f'<p class="origin">{self._cited(document)}<br>'
            f"{escape(lg.join_sentences(notes, self.language))}<br>"
            f"{lg.phrases([size, sha], self.language)}</p>"
        )

    def section(self, figures: Iterable[str]) -> str:
        """Return the cards of the figures, in the order of the documents and their text."""
        known = self.context.by_id
        wanted = [known[name] for name in sorted(set(figures)) if name in known]
        parts = []
        for name, _ in self.texts(figure.figure_id for figure in wanted):
            cards = "".join(self.card(figure) for figure in wanted if figure.document == name)
            parts.append(
                f'<section class="text">{self.origin(name)}\n'
                f'<div class="cards">\n{cards}</div></section>\n'
            )
        return "".join(parts)

    def texts(self, figures: Iterable[str]) -> list[tuple[str, str]]:
        """Return document and label of the texts that the figures stand in, in order."""
        known = self.context.by_id
        found = {known[name].document for name in figures if name in known}
        ordered = [name for name in self.labels.document_order() if name in found]
        return [(name, self.labels.document(name)) for name in ordered]

    def computed(self, derived: Derived) -> str:
        """Return how a computed number comes about: formula, limits, and what to mind."""
        word, language = self._word, self.language
        context = self.context
        known = Evidence(
            context.figures,
            context.derived,
            context.codebook,
            likely=likely_values(context.corrections),
        )
        formula = content_html(formula_of(derived, known, self.labels), language, _Linking(self))
        reason = text(derived.reason, language)
        years = word("card.years") if derived.kind == "per_year" else ""
        lines = [
            ("card.formula", formula),
            ("card.read", escape(amount(derived, self.labels))),
            ("card.limits", escape(between(derived, self.labels))),
            ("card.note", escape(lg.join_sentences([reason, years], language))),
        ]
        entries = "".join(
            f"<div><dt>{escape(word(key))}</dt><dd>{said}</dd></div>" for key, said in lines if said
        )
        heading = lg.phrases(
            [self.labels.document(derived.document), text(derived.label, language)], language
        )
        return (
            f'<section data-derived="{escape(derived.derived_id)}">'
            f"<p><strong>{escape(heading)}</strong></p><dl>{entries}</dl></section>\n"
        )

    # --- the lines of a card --------------------------------------------------------------------

    def _entries(self, figure: Figure) -> list[tuple[str, str, str]]:
        name = figure.figure_id
        entries = [
            (self._word("card.read"), self._read(figure), ""),
            (self._word(self._doubted(figure)), self._doubt(figure), ' class="doubt"'),
            (self._word("card.use"), self._use(figure), ""),
            (self._word("card.limits"), self._limits(figure), ""),
            (self._word("card.period"), self._period(figure), ""),
            (self._word("card.counted"), self._counted(figure), ""),
            (self._word("card.note"), self._note(figure), ""),
            (
                self._word("card.repeats"),
                self._relation(figure.duplicate_of, "duplicate_kind", figure.duplicate_kind),
                "",
            ),
            (
                self._word("card.part"),
                self._relation(figure.part_of, "part_kind", figure.part_kind),
                "",
            ),
            (self._word("card.place"), self._place(figure), ' class="place"'),
            (self._word("card.excerpt"), self._excerpt(figure), ' class="excerpt"'),
            (self._word("card.shown"), self._links(self.shown.get(name, ())), ""),
        ]
        if self.pages is None:
            everywhere = f'<a href="{escape(address_of(name))}">{escape(name)}</a>'
            return [*entries, (self._word("card.everywhere"), everywhere, "")]
        used = self._links(self.pages.get(name, ()))
        return [
            *entries,
            (self._word("card.used"), used or escape(self._word("card.unused")), ""),
            (self._word("card.cite"), escape(self._citation(figure)), ' class="cite"'),
        ]

    def _citation(self, figure: Figure) -> str:
        """Return one line that says which figure this is, where it stands and in which copy."""
        document = self._document(figure.document)
        return self._word(
            "card.citation",
            figure=figure.figure_id,
            literal=lg.tidy(figure.literal),
            title=self._title(document),
            paragraph=figure.place.paragraph,
            start=figure.place.start,
            end=figure.place.end,
            sha=document.sha256[:12],
            site=self._word("site.name"),
            version=self.context.data_version or self._word("card.unknown"),
        )

    def _title(self, document: Document) -> str:
        """Return the title of a document in a citation, or say that the copy has none."""
        if document.title == UNKNOWN:
            return self._word("card.untitled", label=self.labels.document(document.document))
        return self._word("card.title", title=document.title)

    def _cited(self, document: Document) -> str:
        """Return the title of a document as printed, or say that the copy has none."""
        if document.title == UNKNOWN:
            return escape(self._title(document))
        return f'<cite lang="zh-CN">{escape(document.title)}</cite>'

    def _document(self, name: str) -> Document:
        return self.context.codebook.document(name)

    def _gist(self, figure: Figure) -> str:
        """Return how a figure is read, where that says more than the print, and its period."""
        read, period = self._read(figure), escape(lg.period_of(figure, self.language))
        return period if read == escape(lg.tidy(figure.literal)) else f"{read} · {period}"

    def _read(self, figure: Figure) -> str:
        said, groups = lg.format_bound(figure, self.language), ""
        if figure.multiplier:
            groups = self._word("card.multiplier", n=figure.multiplier)
        return escape(lg.bracketed(said, groups, self.language))

    def _limits(self, figure: Figure) -> str:
        """Say the nested limits; equal ones once, and the natural ones only where they matter."""
        limits = figure.limits
        if figure.value is None and limits.conventional == limits.natural:
            return escape(self._word("card.no_limits"))
        said: dict[str, str] = {}
        for kind in _KINDS:
            if kind == "natural" and limits.conventional.is_bounded:
                continue
            interval = lg.format_interval(limits.named(kind), figure.unit, self.language)
            said.setdefault(interval, kind)
        if len(said) == 1:
            return escape(next(iter(said)))
        return "<br>".join(
            escape(self._word(_KINDS[kind], interval=interval)) for interval, kind in said.items()
        )

    def _period(self, figure: Figure) -> str:
        """Say the time as printed, and the days that we take for it."""
        words = escape(figure.period.words)
        key = "card.printed_time" if words else "card.no_printed_time"
        return self._word(key, words=words, days=self._days(figure.period))

    def _days(self, period: ReferencePeriod) -> str:
        """Say the days with what they rest on, which holds of the stated ones alone."""
        start, end = period.start, period.end
        if start == end:
            key = "card.no_days" if end is None else "card.day"
        elif start is None:
            key = "card.days_until"
        else:
            key = "card.days_from" if end is None else "card.days"
        basis = self._code("period_basis", period.basis)
        return self._word(key, start=start, end=end, basis=basis)

    def _counted(self, figure: Figure) -> str:
        """Return indicator, nature, level and the attributes that decide comparability.

        A total that holds for each of several years or groups is said in one with what it is per.
        """
        labels = self.labels
        nature = labels.code("nature", figure.nature)
        shown = [field.name for field in ON_CARDS]
        if figure.nature == "flow" and figure.per:
            nature = self._word("card.total_per", per=labels.attribute("per", figure.per))
            shown.remove("per")
        parts = [
            labels.indicator(figure.indicator),
            nature,
            labels.code("level", figure.level),
            *(labels.attribute(name, figure.coded(name)) for name in shown),
        ]
        return escape(lg.clauses(parts, self.language))

    def _place(self, figure: Figure) -> str:
        where = self._word("card.place_at", **figure.place._asdict())
        name = figure.document
        text = f'<a href="#doc-{escape(name)}">{escape(self.labels.document(name))}</a>'
        sha = f"<code>{escape(self._document(name).sha256[:12])}…</code>"
        return lg.clauses(
            [
                lg.phrases([text, escape(where)], self.language),
                f"{self._word('card.sha')} {sha}",
            ],
            self.language,
        )

    def _doubted(self, figure: Figure) -> str:
        """Return the word before `_doubt`: a number open to several readings is not in doubt."""
        faults = {
            each.fault for each in self.context.corrections if each.figure_id == figure.figure_id
        }
        whole = figure.status == "as_printed" and not self._found(figure.figure_id, faults=True)
        return "card.open" if whole and faults <= {_OPEN} else "card.doubt"

    def _doubt(self, figure: Figure) -> str:
        """Return what is wrong with a number, or likely to be, or open about it."""
        parts = []
        if figure.status != "as_printed":
            parts.append(self._code("status", figure.status))
        for fault in self.context.corrections:
            if fault.figure_id != figure.figure_id:
                continue
            kind, sure = self._code("fault", fault.fault), self._code("verdict", fault.verdict)
            parts.append(kind if fault.fault == _OPEN else lg.bracketed(kind, sure, self.language))
            parts.append(escape(text(fault.evidence, self.language)))
            likely = fault.likely_value
            if likely is not None and likely != figure.value:
                quantity = lg.format_quantity(likely, figure.unit, self.language)
                parts.append(escape(self._word("card.likely", quantity=quantity)))
            parts.append(escape(text(fault.effect, self.language)))
        parts += self._found(figure.figure_id, faults=True)
        return _listed(parts, self.language)

    def _use(self, figure: Figure) -> str:
        """Return what a number cannot be taken for, though nothing is wrong with it."""
        notes = [self._code("limits_note", note) for note in figure.limits.notes]
        return _listed([*notes, *self._found(figure.figure_id, faults=False)], self.language)

    def _found(self, figure: str, *, faults: bool) -> list[str]:
        """Return what the checks say of a figure, and for its use: its faults, or all else.

        Faults that people declared stand before them, and what is said of a whole text stands on
        the page of that text.  What one check says of the figure and many others, each by itself,
        is said of the first of them, and the others are named.
        """
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for found in self.context.findings:
            if (
                figure in found.figures
                and len(found.figures) <= _NAMED
                and found.check != DECLARED
                and (found.verdict in _FAULTS and found.fault != "") is faults
            ):
                pair = len(found.figures) == _PAIR and found.likely_value is None
                kind = (found.check, found.verdict, text(found.effect, self.language))
                alike.setdefault(kind if pair else (found.finding_id,), []).append(found)
        return [
            escape(
                lg.join_sentences([lg.capital(each, self.language) for each in said], self.language)
            )
            for group in alike.values()
            for said in self._alike(figure, group)
        ]

    def _alike(self, figure: str, group: Sequence[Finding]) -> list[list[str]]:
        """Return the sentences of findings of one kind: all of few, of many the first."""
        full = group if len(group) <= _IN_FULL else group[:1]
        said = [
            [text(each.finding, self.language), text(each.effect, self.language)] for each in full
        ]
        others = [name for each in group[len(full) :] for name in each.figures if name != figure]
        if others:
            known = self.context.by_id
            printed = (lg.tidy(known[name].literal) if name in known else name for name in others)
            quoted = (lg.quoted(each, self.language) for each in printed)
            said[-1].append(self._word("card.alike", figures=lg.phrases(quoted, self.language)))
        return said

    def _relation(self, other: str, name: str, kind: str) -> str:
        """Return a link to the figure that this one repeats or is part of, and in which way."""
        if not other:
            return ""
        known = self.context.by_id
        shown = lg.tidy(known[other].literal) if other in known else other
        lang = ' lang="zh-CN"' if lg.mostly_chinese(shown) else ""
        link = f'<a href="{escape(self.anchor(other))}"{lang}>{escape(shown)}</a>'
        return lg.bracketed(link, self._code(name, kind) if kind else "", self.language)

    def _note(self, figure: Figure) -> str:
        """Return the note, its language marked where it is not that of the page."""
        note = text(figure.note, self.language)
        tag = lg.foreign(note, self.language)
        return f'<span lang="{tag}">{escape(note)}</span>' if tag else escape(note)

    def _excerpt(self, figure: Figure) -> str:
        article = self.articles.get(figure.document)
        return "" if article is None else excerpt(figure, article)

    def _links(self, uses: Sequence[tuple[str, str]]) -> str:
        seen: dict[str, str] = {}
        for href, words in uses:
            seen.setdefault(href, words)
        return lg.phrases(
            (
                f'<a href="{escape(href)}">{escape(_short(words))}</a>'
                for href, words in seen.items()
            ),
            self.language,
        )

    def _word(self, key: str, **fields: object) -> str:
        return self.labels.t(key, **fields)

    def _code(self, name: str, code: str) -> str:
        return escape(self.labels.code(name, code))


@dataclass(frozen=True)
class _Linking(Page):
    """Where formulas stand on cards: figures in them lead to their cards."""

    cards: Cards

    def card(self, figure_id: str) -> str:
        """Return where the link to the card of a figure leads."""
        return self.cards.anchor(figure_id)


def _listed(parts: Sequence[str], language: str) -> str:
    """Return sentences, each with a capital, as a list where there are several."""
    said = [lg.capital(part, language) for part in parts]
    return f"<ul>{''.join(f'<li>{part}</li>' for part in said)}</ul>" if said[1:] else "".join(said)


def _short(text: str, most: int = 36) -> str:
    """Return a text cut between clauses or words where it is long.

    Chinese characters count double; a bracket is left out whole, and no short word such as “on” is
    the last.
    """
    width = 0
    for place, char in enumerate(text):
        width += 2 if lg.mostly_chinese(char) else 1
        if width > most:
            return _whole(text[:place]) + "…"
    return text


_CLAUSE = re.compile(r"[，、；：:;(（]")
_LITTLE = re.compile(r"\s+\S{1,3}$")


def _whole(head: str) -> str:
    """Return the beginning of a text up to its last whole clause, or its last whole word."""
    ends = [match.start() for match in _CLAUSE.finditer(head) if match.start() > len(head) // 3]
    if ends:
        return head[: ends[-1]].rstrip()
    words = head.rsplit(" ", 1)[0] if " " in head else head
    while (shorter := _LITTLE.sub("", words)) != words:
        words = shorter
    return words


# --- the private variant ------------------------------------------------------------------------


def excerpt(figure: Figure, article: str) -> str:
    """Return the paragraph of a figure with its place marked; for private pages only.

    Parameters
    ----------
    figure
        The figure.
    article
        Its text.

    Raises
    ------
    AnalysisError
        If the characters are not the figure's literal.
    """
    start, end = figure.place.start, figure.place.end
    if article[start:end] != figure.literal:
        raise AnalysisError(
            f"{figure.figure_id}: characters {start}–{end} of the article are not "
            f"{figure.literal!r}: use the copy whose SHA-256 documents.csv gives."
        )
    left = article.rfind("\n", 0, start) + 1
    right = article.find("\n", end)
    right = len(article) if right < 0 else right
    return (
        f'<q lang="zh-CN">{escape(article[left:start])}<mark>{escape(article[start:end])}</mark>'
        f"{escape(article[end:right])}</q>"
    )
