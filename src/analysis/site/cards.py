"""Figure cards: a figure as printed, as read, where it stands, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from analysis import language as lg
from analysis.errors import AnalysisError
from analysis.intervals import Interval
from analysis.language import t as word
from analysis.site.context import DECLARED, FIGURES, PageContext, Row

ATTRIBUTES = ("scheme", "stage", "route", "grade", "actor", "population", "stated_base", "per")
"""Attributes that decide comparability, in the order cards show them."""

_NAMED = 5
"""A finding about more figures than this is about the text, not about each of them."""

KINDS = ("conventional", "asserted", "natural")
_KIND_WORD = {
    "conventional": "card.convention",
    "asserted": "card.words",
    "natural": "card.natural",
}

Uses = Mapping[str, Sequence[tuple[str, str]]]
"""Where each figure is used: links with their words."""


@dataclass(frozen=True)
class Cards:
    """Writes the cards of one page.

    Attributes
    ----------
    context
        Rows and labels.
    language
        `en` or `zh`.
    anchor
        Turns a figure's identifier into the address of its card.
    shown
        Where on this page each figure is shown.
    pages
        Other pages on which each figure is used; `None` leaves the line out.
    articles
        Texts of the articles by document, for the private variant only.
    """

    context: PageContext
    language: str
    anchor: Callable[[str], str]
    shown: Uses = field(default_factory=dict)
    pages: Uses | None = None
    articles: Mapping[str, str] = field(default_factory=dict)

    def card(self, row: Row) -> str:
        """Return the card of one observation.

        Closed, it says what is printed, counted and read.  A link to the figure leads inside, so
        that browsers open the card without any script.
        """
        ident = self.anchor(row["figure_id"]).partition("#")[2]
        status = row["status"]
        badge = (
            f' <strong class="badge">{self._code("status", status)}</strong>'
            if status != "as_printed"
            else ""
        )
        entries = "".join(
            f"<div{css}><dt>{escape(term)}</dt><dd>{body}</dd></div>"
            for term, body, css in self._entries(row)
            if body
        )
        return (
            f'<details class="card"><summary><span class="literal" lang="zh-CN">'
            f"{escape(lg.tidy(row['literal']))}</span> "
            f"{escape(row[f'measures_{self.language}'])}{badge}"
            f"<small>{self._gist(row)}</small>"
            f'</summary><dl id="{ident}">{entries}</dl></details>\n'
        )

    def origin(self, document: str, level: int = 3) -> str:
        """Return the heading of a document with its title, condition and hash."""
        row = self._document(document)
        if row is None:
            return f'<h{level} id="doc-{escape(document)}">{escape(document)}</h{level}>'
        number = lg.format_number(int(row["characters"]), self.language)
        size = self._word("card.characters", n=number)
        label = escape(row[f"label_{self.language}"])
        notes = [row[f"{name}_{self.language}"] for name in ("condition", "period_note")]
        comma = ", " if self.language == "en" else "，"
        return (
            f'<h{level} id="doc-{escape(document)}">{label}</h{level}>'
            f'<p class="origin">{self._cited(row)}<br>'
            f"{escape(self._gap.join(notes))}<br>"
            f"{escape(size)}{comma}{self._word('card.sha')} "
            f"<code>{escape(row['sha256'])}</code></p>"
        )

    def section(self, figures: Iterable[str]) -> str:
        """Return the cards of the figures, in the order of the documents and their text."""
        figures = list(figures)
        rows = {row["figure_id"]: row for row in self.context.observations}
        wanted = [rows[figure] for figure in sorted(set(figures)) if figure in rows]
        parts = []
        for name, _ in self.texts(figures):
            cards = "".join(self.card(row) for row in wanted if row["document"] == name)
            parts.append(
                f'<section class="text">{self.origin(name)}\n'
                f'<div class="cards">\n{cards}</div></section>\n'
            )
        return "".join(parts)

    def texts(self, figures: Iterable[str]) -> list[tuple[str, str]]:
        """Return document and label of the texts that the figures stand in, in order."""
        wanted = set(figures)
        found = {r["document"] for r in self.context.observations if r["figure_id"] in wanted}
        known = {row["document"]: row for row in self.context.documents}
        ordered = [name for name in known if name in found] + sorted(found - known.keys())
        return [
            (name, known[name][f"label_{self.language}"] if name in known else name)
            for name in ordered
        ]

    # --- the lines of a card --------------------------------------------------------------------

    def _entries(self, row: Row) -> list[tuple[str, str, str]]:
        figure = row["figure_id"]
        entries = [
            (self._word("card.read"), self._read(row), ""),
            (self._word("card.doubt"), self._doubt(row), ' class="doubt"'),
            (self._word("card.limits"), self._limits(row), ""),
            (self._word("card.period"), self._period(row), ""),
            (self._word("card.counted"), self._counted(row), ""),
            (self._word("card.note"), self._note(row), ""),
            (self._word("card.repeats"), self._relation(row, "duplicate"), ""),
            (self._word("card.part"), self._relation(row, "part"), ""),
            (self._word("card.place"), self._place(row), ""),
            (self._word("card.excerpt"), self._excerpt(row), ' class="excerpt"'),
            (self._word("card.shown"), _links(self.shown.get(figure, ()), self.language), ""),
        ]
        if self.pages is None:
            everywhere = f'<a href="{FIGURES}.html#{escape(figure)}">{escape(figure)}</a>'
            return [*entries, (self._word("card.everywhere"), everywhere, "")]
        used = _links(self.pages.get(figure, ()), self.language)
        return [
            *entries,
            (self._word("card.used"), used or escape(self._word("card.unused")), ""),
            (self._word("card.cite"), escape(self._citation(row)), ' class="cite"'),
        ]

    def _citation(self, row: Row) -> str:
        """Return one line that says which figure this is, where it stands and in which copy."""
        document = self._document(row["document"])
        return self._word(
            "card.citation",
            figure=row["figure_id"],
            literal=lg.tidy(row["literal"]),
            title=self._title(document) if document else row["document"],
            paragraph=row["paragraph"],
            start=row["start"],
            end=row["end"],
            sha=document["sha256"][:12] if document else self._word("card.unknown"),
            site=self._word("site.name"),
            version=self.context.data_version or self._word("card.unknown"),
        )

    def _title(self, document: Row) -> str:
        """Return the title of a document in a citation, or say that the copy has none."""
        title = document["title"]
        if title == "unknown":
            return self._word("card.untitled", label=document[f"label_{self.language}"])
        return title if self.language == "en" else f"《{title}》"

    def _cited(self, document: Row) -> str:
        """Return the title of a document as printed, or say that the copy has none."""
        if document["title"] == "unknown":
            return escape(self._title(document))
        return f'<cite lang="zh-CN">{escape(document["title"])}</cite>'

    def _document(self, name: str) -> Row | None:
        return next((row for row in self.context.documents if row["document"] == name), None)

    def _gist(self, row: Row) -> str:
        """Return how a figure is read, where that says more than the print, and its period."""
        read, period = self._read(row), escape(lg.period_of(row, self.language))
        return period if read == escape(lg.tidy(row["literal"])) else f"{read} · {period}"

    def _read(self, row: Row) -> str:
        said = lg.format_bound(row, self.language)
        if row.get("multiplier"):
            groups = self._word("card.multiplier", n=row["multiplier"])
            said += self._bracketed(groups)
        return escape(said)

    def _bracketed(self, text: str) -> str:
        return f" ({text})" if self.language == "en" else f"（{text}）"

    @property
    def _gap(self) -> str:
        return " " if self.language == "en" else ""

    def _limits(self, row: Row) -> str:
        """Say the nested limits; equal ones once, and the natural ones only where they matter."""
        intervals = [Interval.from_columns(row, kind) for kind in ("conventional", "natural")]
        if not row["value"] and intervals[0] == intervals[1]:
            return escape(self._word("card.no_limits"))
        said: dict[str, str] = {}
        for kind in KINDS:
            if kind == "natural" and Interval.from_columns(row, "conventional").is_bounded:
                continue
            interval = Interval.from_columns(row, kind)
            text = lg.format_interval(interval, row["unit"], self.language)
            said.setdefault(text, kind)
        if len(said) == 1:
            return escape(next(iter(said)))
        return "<br>".join(
            escape(self._word(_KIND_WORD[kind], interval=text)) for text, kind in said.items()
        )

    def _period(self, row: Row) -> str:
        period = lg.period_of(row, self.language)
        basis = self._code("period_basis", row["period_basis"])
        return self._word("card.basis", period=escape(period), basis=basis)

    def _counted(self, row: Row) -> str:
        """Return indicator, nature, level and the attributes that decide comparability."""
        parts = [
            self._indicator(row["indicator"]),
            self._code("nature", row["nature"]),
            self._code("level", row["level"]),
        ]
        parts += [self._code(name, row[name]) for name in ATTRIBUTES if row.get(name)]
        return ("; " if self.language == "en" else "；").join(parts)

    def _place(self, row: Row) -> str:
        place = self._word(
            "card.place_at",
            paragraph=row["paragraph"],
            sentence=row["sentence"],
            start=row["start"],
            end=row["end"],
        )
        name = row["document"]
        document = self._document(name)
        label = document[f"label_{self.language}"] if document else name
        comma, semicolon = (", ", "; ") if self.language == "en" else ("，", "；")
        said = f'<a href="#doc-{escape(name)}">{escape(label)}</a>{comma}{escape(place)}'
        if document:
            sha = f"<code>{escape(document['sha256'][:12])}…</code>"
            said += f"{semicolon}{self._word('card.sha')} {sha}"
        return said

    def _doubt(self, row: Row) -> str:
        parts = []
        if row["status"] != "as_printed":
            parts.append(self._code("status", row["status"]))
        if row.get("limits_note"):
            parts += [self._code("limits_note", note) for note in row["limits_note"].split("+")]
        for fault in self.context.corrections:
            if fault["figure_id"] != row["figure_id"]:
                continue
            sure = self._bracketed(self._code("verdict", fault["verdict"]))
            parts.append(f"{self._code('fault', fault['fault'])}{sure}")
            parts.append(escape(fault[f"evidence_{self.language}"]))
            likely = lg.exact(fault["likely_value"])
            if likely is not None and likely != lg.exact(row["value"]):
                quantity = lg.format_quantity(likely, row["unit"], self.language)
                parts.append(escape(self._word("card.likely", quantity=quantity)))
            parts.append(escape(fault[f"effect_{self.language}"]))
        parts += self._found(row["figure_id"])
        return "<br>".join(parts)

    def _found(self, figure: str) -> list[str]:
        """Return what the checks say of a figure, and for its use.

        Faults that people declared stand before them, and what is said of a whole text stands on
        the page of that text.
        """
        return [
            escape(
                f"{found[f'finding_{self.language}']}{self._gap}{found[f'effect_{self.language}']}"
            )
            for found in self.context.findings
            for names in [found["figures"].split("+")]
            if figure in names and len(names) <= _NAMED and found["check"] != DECLARED
        ]

    def _relation(self, row: Row, kind: str) -> str:
        other = row.get(f"{kind}_of", "")
        if not other:
            return ""
        known = {r["figure_id"]: r for r in self.context.observations}
        text = lg.tidy(known[other]["literal"]) if other in known else other
        lang = ' lang="zh-CN"' if lg.mostly_chinese(text) else ""
        name = row.get(f"{kind}_kind", "")
        label = self._code(f"{kind}_kind", name) if name else ""
        said = self._bracketed(label) if label else ""
        return f'<a href="{escape(self.anchor(other))}"{lang}>{escape(text)}</a>{said}'

    def _note(self, row: Row) -> str:
        """Return the note, marked as English where a Chinese page has no other."""
        note = row.get(f"note_{self.language}", "")
        english = self.language == "zh" and note and not lg.mostly_chinese(note)
        return f'<span lang="en">{escape(note)}</span>' if english else escape(note)

    def _excerpt(self, row: Row) -> str:
        text = self.articles.get(row["document"])
        return "" if text is None else excerpt(row, text)

    # --- labels ---------------------------------------------------------------------------------

    def _word(self, key: str, **fields: object) -> str:
        return word(key, self.language, **fields)

    def _code(self, name: str, code: str) -> str:
        """Return the label of a code; a list nobody declared gives its code in plain letters."""
        rows = [row for row in self.context.codelists if row["list"] == name]
        if name == "stated_base" and not rows:
            rows = [row for row in self.context.codelists if row["list"] == "population"]
        for row in rows:
            if row["code"] == code:
                return escape(row[f"label_{self.language}"])
        if rows:
            raise AnalysisError(f"codelists.csv, list {name!r}, has no code {code!r}: add it.")
        return escape(code.replace("_", " "))

    def _indicator(self, code: str) -> str:
        for row in self.context.indicators:
            if row["indicator"] == code:
                return escape(row[f"label_{self.language}"])
        return escape(code.replace("_", " "))


def _links(uses: Sequence[tuple[str, str]], language: str) -> str:
    seen: dict[str, str] = {}
    for href, text in uses:
        seen.setdefault(href, text)
    comma = ", " if language == "en" else "，"
    return comma.join(
        f'<a href="{escape(href)}">{escape(_short(text))}</a>' for href, text in seen.items()
    )


def _short(text: str, most: int = 36) -> str:
    """Return a text cut at a word where it is long; Chinese characters count double."""
    width = 0
    for place, char in enumerate(text):
        width += 2 if lg.mostly_chinese(char) else 1
        if width > most:
            head = text[:place]
            return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(",;:，；：") + "…"
    return text


# --- the private variant ------------------------------------------------------------------------


def excerpt(row: Row, text: str) -> str:
    """Return the paragraph of a figure with its place marked; for private pages only.

    Parameters
    ----------
    row
        Observation with `start`, `end` and `literal`.
    text
        The article.

    Raises
    ------
    AnalysisError
        If the characters are not the figure's literal.
    """
    start, end = int(row["start"]), int(row["end"])
    if text[start:end] != row["literal"]:
        raise AnalysisError(
            f"{row['figure_id']}: characters {start}–{end} of the article are not "
            f"{row['literal']!r}: use the copy whose SHA-256 documents.csv gives."
        )
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    return (
        f'<q lang="zh-CN">{escape(text[left:start])}<mark>{escape(text[start:end])}</mark>'
        f"{escape(text[end:right])}</q>"
    )
