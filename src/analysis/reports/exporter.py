"""Turn an executed notebook into a page: one file, readable offline, on any screen and on paper.

`export` is a plain function of the notebook and a `PageContext`; equal arguments give equal bytes.
`ReportExporter` is the same as an exporter of nbconvert.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import mistune
import nbformat
from markupsafe import Markup
from nbconvert.exporters import Exporter
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from traitlets import Unicode

from analysis import language as lg
from analysis.errors import AnalysisError
from analysis.reports import downloads, fonts, markup, search, theme
from analysis.reports.cards import Cards
from analysis.reports.context import FIGURES, INDEX, PageContext, Row, load
from analysis.reports.words import word

TEMPLATE = Path(__file__).with_name("template")
LIMIT, INDEX_LIMIT = 600_000, 300_000
"""Largest size of a page and of the index, in bytes."""

_LISTED = 80
"""Most figures of a chart that are named one by one below it."""

_CARDS = 120
"""Most figures of a page that get cards on it; links of pages with more lead to the page of all."""

_FIGURE = re.compile(r"figures\.html#([a-z][a-z0-9-]*-\d{3,})")
_HIDDEN_CODE = frozenset({"hide-code", "hide-input", "remove-input"})
_PARAMETERS = frozenset({"parameters", "injected-parameters"})
_NATIVE = {"en": "English", "zh": "中文"}
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CODE_CLASSES = {"k": "kw", "s": "str", "c": "com", "m": "num"}


def export(
    notebook: nbformat.NotebookNode,
    page: str,
    language: str,
    context: PageContext | None = None,
    articles: Mapping[str, str] | None = None,
) -> str:
    """Return the page of an executed notebook as HTML.

    Parameters
    ----------
    notebook
        Executed notebook.  Markdown cells tagged `en` or `zh` appear in that language only.
    page
        Name of the page (its file name without `.html`).
    language
        `en` or `zh`.
    context
        What the page needs beside the notebook; by default read from the project's folders.
    articles
        Texts of the articles by document: makes the private variant, whose cards quote them.

    Raises
    ------
    AnalysisError
        If an output is an error, a chart has no alt text, a link leads nowhere, or the page is
        larger than `LIMIT` (the index: `INDEX_LIMIT`).
    """
    lg.check_language(language)
    if context is None:
        context = load(page, language)
    html = _Builder(notebook, page, language, context, articles or {}).build()
    size = len(html.encode())
    limit = INDEX_LIMIT if page == INDEX else LIMIT
    if size > limit and not articles:
        raise AnalysisError(
            f"Page {page} ({language}) has {size} bytes; {limit} are allowed: show less on it, or "
            "split it."
        )
    return html


def index_page(
    notebook: nbformat.NotebookNode, language: str, context: PageContext | None = None
) -> str:
    """Return `reports/<language>/index.html`, made from the overview notebook, with the search."""
    return export(notebook, INDEX, language, context)


def chooser_page() -> str:
    """Return `reports/index.html`: the choice of a language, in both."""
    template = _environment().get_template("chooser.html.j2")
    languages = [(code, lg.HTML_LANGUAGE[code]) for code in lg.LANGUAGES]
    css = Markup(fonts.TEXT_MARK + _css())
    return fonts.with_text_font(_lf(template.render(word=word, css=css, languages=languages)))


class ReportExporter(Exporter):
    """Exporter for nbconvert: `jupyter nbconvert --to analysis-report notebook.ipynb`."""

    page = Unicode("", help="Name of the page; by default the notebook's name").tag(config=True)
    language = Unicode("en", help="Language of the page: en or zh").tag(config=True)
    context_file = Unicode("", help="JSON file with the page's context").tag(config=True)
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Analysis report"

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        name = self.page or resources.get("metadata", {}).get("name", "page")
        context = None
        if self.context_file:
            context = PageContext.from_json(Path(self.context_file).read_text(encoding="utf-8"))
        resources["output_extension"] = self.file_extension
        return export(copy, name, self.language, context), resources


# --- building one page --------------------------------------------------------------------------


@dataclass
class _Block:
    """A piece of the page's body: HTML, and how links to it are worded."""

    html: str
    anchor: str = ""
    label: str = ""


@dataclass
class _Builder:
    """Puts one page together."""

    notebook: nbformat.NotebookNode
    page: str
    language: str
    context: PageContext
    articles: Mapping[str, str]
    outline: markup.Outline = field(init=False)
    uses: dict[str, list[tuple[str, str]]] = field(init=False, default_factory=dict)
    characters: dict[int, set[str]] = field(init=False)
    _known: dict[str, Row] = field(init=False)
    _here: tuple[str, str] = field(init=False, default=("", ""))
    _pending: list[str] = field(init=False, default_factory=list)
    _carded: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        """Start with the ids that the frame of the page uses."""
        self.outline = markup.Outline(
            resolve=self._resolve,
            table_label=self._word("chart.table", n="{n}"),
            scroll_label=self._word("chart.scroll", title="{title}"),
        )
        self.outline.ids.taken |= {
            *("main", "toc-title", "theme-auto", "theme-light", "theme-dark"),
            *("figures", "figures-title", "glossary", "glossary-title", "find"),
        }
        self.characters = {400: set(), 700: set()}
        self._known = {row["figure_id"]: row for row in self.context.observations}
        self._here = ("#main", self.context.title)
        self._carded = self.page == FIGURES or (self.page != INDEX and self._number() <= _CARDS)

    def _number(self) -> int:
        """Return how many figures the notebook's outputs and words lead to."""
        found: set[str] = set()
        for cell in self.notebook.cells:
            for output in cell.get("outputs", ()):
                found.update(output.get("metadata", {}).get("analysis", {}).get("figure_ids", ()))
                for content in output.get("data", {}).values():
                    found.update(_FIGURE.findall(_joined(content)))
            found.update(_FIGURE.findall(cell.source))
        return len(found & self._known.keys())

    def build(self) -> str:
        """Return the whole page."""
        blocks = [
            self._cell(cell, number) for number, cell in enumerate(self.notebook.cells, start=1)
        ]
        body = "\n".join(html for html in blocks if html)
        if self._pending:
            body += self._code(self._pending, 0)
        title = self.outline.title or self.context.title
        if self.page == INDEX:
            body += search.form(self.context, self.language)
        body += self._figures() + self._glossary()
        html = fonts.with_text_font(self._render(title, body))
        _check_links(html, self.page, self.language, self.context)
        return html

    def _render(self, title: str, body: str) -> str:
        context, other = self.context, "zh" if self.language == "en" else "en"
        previous, following = context.neighbours(self.page)
        entry = context.page(self.page)
        group = entry.group if entry else ""
        build = (context.build or self._hash())[:16]
        sheet = markup.style_rules(self.outline.styles)
        faces = fonts.face_css({weight: "".join(c) for weight, c in self.characters.items()})
        groups = [
            (self._word(f"group.{name}"), [p for p in context.pages if p.group == name])
            for name in dict.fromkeys(p.group for p in context.pages)
        ]
        return _lf(
            _environment()
            .get_template("page.html.j2")
            .render(
                word=lambda key: self._word(key),
                html_lang=lg.HTML_LANGUAGE[self.language],
                language=self.language,
                page=self.page,
                title=title,
                description=self._description(title),
                css=Markup(faces + fonts.TEXT_MARK + _css() + sheet),
                eyebrow=self._word(f"group.{group}") if group not in {"", "overview"} else "",
                groups=groups,
                twin=other,
                twin_lang=lg.HTML_LANGUAGE[other],
                twin_name=_NATIVE[other],
                seek=context.page(FIGURES) is not None,
                private=bool(self.articles),
                toc=Markup(self._toc()),
                body=Markup(body),
                previous=previous,
                next=following,
                citation=self._word(
                    "footer.citation",
                    title=title,
                    site=self._word("site.name"),
                    version=context.data_version or self._word("card.unknown"),
                    build=build,
                ),
                build=build,
                data_version=context.data_version,
                notebook=context.notebook,
                script=Markup(f"<script>{_script()}</script>"),
            )
        )

    # --- cells ----------------------------------------------------------------------------------

    def _cell(self, cell: nbformat.NotebookNode, number: int) -> str:
        tags = set(cell.metadata.get("tags", []))
        if "remove-cell" in tags or cell.cell_type == "raw":
            return ""
        if cell.cell_type == "markdown":
            other = set(lg.LANGUAGES) & tags
            return "" if other and self.language not in other else self._markdown(cell.source)
        if tags & _PARAMETERS:
            if "injected-parameters" in tags:
                self._pending = []
            self._pending.append(cell.source)
            return ""
        shown = "remove-output" not in tags and "hide-output" not in tags
        outputs = [self._output(output, number) for output in cell.outputs] if shown else []
        html = "\n".join(piece for piece in outputs if piece)
        if not tags & _HIDDEN_CODE and cell.source.strip():
            self._pending.append(cell.source)
        if not html:
            return ""
        code = ""
        if self._pending and not tags & _HIDDEN_CODE:
            code, self._pending = self._code(self._pending, number), []
        return f'<div class="block">\n{html}\n{code}</div>'

    def _markdown(self, source: str) -> str:
        html = markup.clean_html(str(_markdown()(source)), self.outline)
        if self.outline.headings:
            last = self.outline.headings[-1]
            self._here = (f"#{last.ident}", last.text)
        return html

    def _output(self, output: nbformat.NotebookNode, number: int) -> str:
        if output.output_type == "error":
            raise AnalysisError(
                f"Page {self.page} ({self.language}), cell {number}: the output is an error "
                f"({output.ename}): run the notebook to its end first."
            )
        if output.output_type == "stream":
            if output.name != "stdout" or not output.text.strip():
                return ""
            return f'<pre class="printed" tabindex="0">{escape(_ANSI.sub("", output.text))}</pre>'
        data: Mapping[str, Any] = output.data
        told: Mapping[str, Any] = output.metadata.get("analysis", {})
        if "image/svg+xml" in data:
            return self._chart(_joined(data["image/svg+xml"]), told, number)
        if "text/html" in data:
            return self._html(_joined(data["text/html"]), told, number)
        if "image/png" in data:
            return self._image(_joined(data["image/png"]), told, number)
        if "text/markdown" in data:
            return self._markdown(_joined(data["text/markdown"]))
        plain = _joined(data.get("text/plain", ""))
        return f'<pre class="printed" tabindex="0">{escape(plain)}</pre>' if plain.strip() else ""

    def _code(self, sources: Sequence[str], number: int) -> str:
        lines = "\n\n".join(source.strip() for source in sources)
        where = ""
        if number:
            notebook = self.context.notebook
            key = "chart.cell" if notebook else "chart.only_cell"
            said = escape(self._word(key, notebook=notebook, n=number))
            if notebook:
                said = f'<a href="../../{escape(notebook)}">{said}</a>'
            where = f'<p class="where">{said}</p>'
        return (
            f'<details class="code"><summary>{escape(self._word("chart.code"))}</summary>{where}'
            f'<pre tabindex="0"><code>{_highlight(lines)}</code></pre></details>\n'
        )

    # --- outputs --------------------------------------------------------------------------------

    def _chart(self, svg: str, told: Mapping[str, Any], number: int) -> str:
        name = markup.slug(str(told.get("name") or f"chart-{number}"))
        root = markup.parse_svg(svg, name)
        alt = str(told.get("alt") or root.get("aria-label") or "")
        if not alt.strip():
            raise AnalysisError(
                f"Page {self.page} ({self.language}), cell {number}: the chart has no alt text: "
                "show it as a Chart."
            )
        title = str(told.get("title") or alt)
        subtitle = str(told.get("subtitle") or "")
        anchor = self.outline.ids.unique(f"chart-{name}")
        before, self._here = self._here, (f"#{anchor}", title)
        if not any("href" in element.attrib for element in root.iter("a")):
            root.set("role", "img")
        root.set("aria-label", alt)
        root.set("class", "chart")
        for weight, chars in markup.svg_characters(root).items():
            # Chinese of normal weight stands in the text font, which holds all that the page shows.
            self.characters[weight].update(c for c in chars if weight != 400 or c < fonts.FIRST)
        parts = markup.page_svg(root, self.outline)
        role = "" if len(parts) == 1 else f' role="group" aria-label="{escape(alt)}"'
        drawn = sum('class="chart key"' not in part for part in parts)
        canvas = "canvas" if drawn > 1 else "canvas single"
        for figure in told.get("figure_ids", ()):
            self._resolve(str(figure))
        level = min(self.outline.level + 1, 4)
        heading = self.outline.ids.unique(f"{anchor}-title")
        table = _table_of(told)
        facts = self._facts(told)
        picture = _picture(svg, told, alt)
        actions = self._downloads(title, f"{self.page}-{name}", table, picture)
        data = self._data(told, table, title, f"{name}-data")
        lead = markup.clean_html(str(told.get("lead", "")), self.outline)
        self._here = before
        below = f"<figcaption>{facts}</figcaption>\n{actions}{data}"
        if told.get("brief"):
            about = escape(self._word("chart.about"))
            below = (
                f'<details class="about"><summary>{about}</summary><div>{facts}</div>'
                f"{actions}{data}</details>"
            )
        css = "graph brief" if told.get("brief") else "graph"
        sub = f'<p class="lead">{lead}</p>\n' if lead else ""
        if subtitle and not lead:
            sub = f'<p class="sub">{escape(subtitle)}</p>\n'
        if told.get("brief"):
            self.outline.headings.append(markup.Heading(level, heading, title))
        return (
            f'<figure class="{css}" id="{anchor}" aria-labelledby="{heading}">\n'
            f'<h{level} class="finding" id="{heading}">{escape(title)}</h{level}>\n'
            f'{sub}<div class="{canvas}"{role}>{"".join(parts)}</div>\n{below}</figure>'
        )

    def _facts(self, told: Mapping[str, Any]) -> str:
        """Return sources, period and caveats of a chart or table, from the rows it shows."""
        rows = [self._known[f] for f in map(str, told.get("figure_ids", ())) if f in self._known]
        entries: list[tuple[str, str]] = []
        if rows:
            entries.append((self._word("chart.sources"), self._sources(rows)))
            entries.append((self._word("chart.period"), self._periods(rows)))
        elif told.get("footer"):
            entries.append((self._word("chart.sources"), escape(str(told["footer"]))))
        caveats = [str(caveat) for caveat in told.get("caveats", ())]
        if len(caveats) == 1:
            entries.append((self._word("chart.caveats"), escape(caveats[0])))
        elif caveats:
            items = "".join(f"<li>{escape(caveat)}</li>" for caveat in caveats)
            entries.append((self._word("chart.caveats"), f"<ul>{items}</ul>"))
        if not entries:
            return ""
        body = "".join(
            f"<div><dt>{escape(term)}</dt><dd>{said}</dd></div>" for term, said in entries
        )
        return f'<dl class="facts">{body}</dl>'

    def _documents(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        order = [row["document"] for row in self.context.documents]
        names = dict.fromkeys(row["document"] for row in rows)
        ordered = sorted(names, key=lambda n: order.index(n) if n in order else len(order))
        return [(name, [row for row in rows if row["document"] == name]) for name in ordered]

    def _document_label(self, document: str) -> str:
        for row in self.context.documents:
            if row["document"] == document:
                return escape(row[f"label_{self.language}"])
        return escape(document)

    def _sources(self, rows: Sequence[Row]) -> str:
        """Return the documents of the rows, each with links to its figures.

        Where a chart counts figures instead of drawing single ones, they are too many to list.
        """
        colon, comma = (": ", "; ") if self.language == "en" else ("：", "；")
        if len(rows) > _LISTED:
            return comma.join(
                f'<a href="{FIGURES}.html#doc-{escape(document)}">'
                f"{self._document_label(document)}</a>{colon}"
                f"{self._word('chart.many', n=len(members))}"
                for document, members in self._documents(rows)
            )
        parts = []
        for document, members in self._documents(rows):
            links = " ".join(
                f'<a class="fig" href="{self._anchor(row["figure_id"])}" lang="zh-CN">'
                f"{escape(lg.tidy(row['literal']))}</a>"
                for row in members
            )
            label = self._document_label(document)
            if len(members) > 8:
                count = self._word("chart.many", n=len(members))
                parts.append(
                    f'<details class="inline"><summary>{label}{colon}{count}</summary>'
                    f"{links}</details>"
                )
            else:
                parts.append(f'<span class="source">{label}{colon}{links}</span>')
        return " ".join(parts)

    def _periods(self, rows: Sequence[Row]) -> str:
        by_period: dict[str, list[str]] = {}
        for document, members in self._documents(rows):
            by_period.setdefault(lg.years_of(members, self.language), []).append(document)
        if len(by_period) == 1:
            return escape(next(iter(by_period)))
        comma = "; " if self.language == "en" else "；"
        opening, closing = (" (", ")") if self.language == "en" else ("（", "）")
        return comma.join(
            escape(period)
            + opening
            + lg.join([self._document_label(name) for name in names], self.language)
            + closing
            for period, names in by_period.items()
        )

    def _downloads(self, title: str, name: str, table: Sequence[Sequence[str]], svg: str) -> str:
        links = []
        if table:
            links.append(self._download("csv", title, name, "text/csv", downloads.write_csv(table)))
        if svg:
            links.append(self._download("svg", title, name, "image/svg+xml", svg))
        return f'<p class="actions">{" ".join(links)}</p>\n' if links else ""

    def _download(self, kind: str, title: str, name: str, mime: str, text: str) -> str:
        shown = escape(self._word(f"chart.{kind}"))
        label = escape(self._word(f"chart.{kind}_of", title=title))
        return (
            f'<a download="{escape(name)}-{self.language}.{kind}" aria-label="{shown}: {label}" '
            f'href="{downloads.data_uri(mime, text)}">{shown}</a>'
        )

    def _data(
        self, told: Mapping[str, Any], table: Sequence[Sequence[str]], title: str, name: str
    ) -> str:
        """Return the data of a chart as a real table, closed."""
        given = told.get("table")
        if isinstance(given, Mapping) and given.get("html"):
            html = markup.clean_html(str(given["html"]), self.outline)
        elif table:
            html = markup.clean_html(
                _plain_table(table, self._word("chart.data_of", title=title), name), self.outline
            )
        else:
            return ""
        return (
            f'<details class="data"><summary>{escape(self._word("chart.data"))}</summary>'
            f"{html}</details>\n"
        )

    def _html(self, html: str, told: Mapping[str, Any], number: int) -> str:
        rows = _table_of(told) or markup.table_rows(html)
        name = markup.slug(str(told.get("name") or f"table-{number}"))
        caption = str(told.get("caption") or "")
        before = self._here
        if rows and caption:
            self._here = (f"#{name}", caption)
        clean = markup.clean_html(html, self.outline)
        for figure in told.get("figure_ids", ()):
            self._resolve(str(figure))
        if not rows:
            self._here = before
            return f'<div class="prose">{clean}</div>'
        if f'id="{name}"' not in clean:
            name = self.outline.ids.unique(name)
            clean = f'<div id="{name}">{clean}</div>'
        self._here = before
        title = caption or self._word("chart.table", n=self.outline.tables)
        actions = self._downloads(title, f"{self.page}-{name}", rows, "")
        facts = self._facts({**told, "caveats": (), "footer": ""}) if told.get("caveats") else ""
        return f'<div class="tabular">{clean}{facts}{actions}</div>'

    def _image(self, png: str, told: Mapping[str, Any], number: int) -> str:
        alt = str(told.get("alt") or "")
        if not alt.strip():
            raise AnalysisError(
                f"Page {self.page} ({self.language}), cell {number}: the picture has no alt text: "
                "show it as a Chart."
            )
        source = f"data:image/png;base64,{''.join(png.split())}"
        return f'<p class="picture"><img alt="{escape(alt)}" src="{source}"></p>'

    # --- figures and links ----------------------------------------------------------------------

    def _anchor(self, figure: str) -> str:
        """Return where the card of a figure is, seen from this page."""
        if figure not in self._known or not self._carded:
            return f"{FIGURES}.html#{figure}"
        return f"#{figure}" if self.page == FIGURES else f"#fig-{figure}"

    def _resolve(self, figure: str) -> str:
        """Note that the place now being written uses a figure; return the address of its card."""
        if figure in self._known:
            self.uses.setdefault(figure, []).append(self._here)
        return self._anchor(figure)

    def _figures(self) -> str:
        """Return the section with the cards: of this page's figures, or on their own page of all.

        The index and pages with nearly all figures have none: their links lead to the page of all.
        """
        if not self._carded:
            return ""
        everything = self.page == FIGURES
        wanted = list(self._known) if everything else list(self.uses)
        if not wanted:
            return ""
        wanted += [] if everything else self._relatives(wanted)
        pages = None
        if everything and self.context.used_in:
            pages = {
                figure: [(place, self._page_title(place.partition(".html")[0])) for place in places]
                for figure, places in self.context.used_in.items()
            }
        cards = Cards(self.context, self.language, self._anchor, self.uses, pages, self.articles)
        find = search.form(self.context, self.language, listed=False) if everything else ""
        key = "card.all" if everything else "card.here"
        self.outline.headings.append(markup.Heading(2, "figures", self._word(key)))
        return (
            f'<section class="figures" aria-labelledby="figures">'
            f'<h2 id="figures">{escape(self._word(key))}</h2>'
            f"<p>{escape(self._word(f'{key}_intro'))}</p>\n{find}{cards.section(wanted)}</section>\n"
        )

    def _relatives(self, wanted: Sequence[str]) -> list[str]:
        """Return the figures that the wanted ones repeat or are part of."""
        found: list[str] = []
        queue = list(wanted)
        while queue:
            row = self._known.get(queue.pop(), {})
            for kind in ("duplicate_of", "part_of"):
                other = row.get(kind, "")
                if other in self._known and other not in wanted and other not in found:
                    found.append(other)
                    queue.append(other)
        return found

    def _page_title(self, name: str) -> str:
        page = self.context.page(name)
        return page.title(self.language) if page else name

    def _glossary(self) -> str:
        if self.language != "en":
            return ""
        self.outline.headings.append(markup.Heading(2, "glossary", self._word("glossary.title")))
        terms = "".join(
            f'<div><dt lang="zh-CN">{escape(term["zh"])}</dt><dd>{escape(term["en"])}</dd></div>'
            for term in _glossary_terms()
        )
        return (
            f'<section class="glossary" aria-labelledby="glossary"><h2 id="glossary">'
            f"{escape(self._word('glossary.title'))}</h2><p>{escape(self._word('glossary.intro'))}</p>"
            f"<dl>{terms}</dl></section>\n"
        )

    # --- the frame ------------------------------------------------------------------------------

    def _toc(self) -> str:
        """Return the items of the table of contents: headings of level 2, with those of level 3."""
        top: list[tuple[markup.Heading, list[markup.Heading]]] = []
        for heading in self.outline.headings:
            if heading.level == 2:
                top.append((heading, []))
            elif heading.level == 3 and top:
                top[-1][1].append(heading)
        items = []
        for heading, below in top:
            inner = "".join(f"<li>{_toc_link(h)}</li>" for h in below)
            items.append(f"<li>{_toc_link(heading)}{f'<ol>{inner}</ol>' if inner else ''}</li>")
        return "\n".join(items) if len(items) > 1 else ""

    def _description(self, title: str) -> str:
        return f"{title}. {self._word('site.strap')}."[:300]

    def _hash(self) -> str:
        """Return a hash of everything that decides the page."""
        digest = hashlib.sha256()
        notebook = json.dumps(self.notebook, ensure_ascii=False, sort_keys=True)
        for part in (self.page, self.language, notebook, self.context.to_json(), _template_text()):
            digest.update(part.encode())
            digest.update(b"\0")
        return digest.hexdigest()

    def _word(self, key: str, **fields: object) -> str:
        return word(key, self.language, **fields)


# --- parts of all pages -------------------------------------------------------------------------


def _toc_link(heading: markup.Heading) -> str:
    return f'<a href="#{heading.ident}">{escape(heading.text)}</a>'


def _joined(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _table_of(told: Mapping[str, Any]) -> list[list[str]]:
    """Return header and rows of a chart's or table's data."""
    given = told.get("table") if isinstance(told.get("table"), Mapping) else told
    assert isinstance(given, Mapping)
    if "rows" in given and "columns" in given:
        headers = given.get("headers", {})
        head = [str(headers.get(column, column)) for column in given["columns"]]
        return [head, *([str(cell) for cell in row] for row in given["rows"])]
    data = given.get("data")
    return downloads.read_csv(data) if isinstance(data, str) and data else []


def _plain_table(rows: Sequence[Sequence[str]], caption: str, name: str) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell)}</th>' if place == 0 else f"<td>{escape(cell)}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>\n"
        for row in rows[1:]
    )
    return (
        f'<table class="data" id="{name}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
    )


def _picture(svg: str, told: Mapping[str, Any], alt: str) -> str:
    """Return the chart as a file, with title and footer drawn into it where they are known."""
    from analysis.charts import style

    title = str(told.get("title") or "")
    if title and told.get("subtitle"):
        svg = style.headed_svg(svg, title, str(told["subtitle"]), str(told.get("footer") or ""))
    return markup.svg_file(markup.parse_svg(svg, title), title or alt, alt)


def preload() -> None:
    """Export a page that says nothing, so that processes forked from this one need not begin.

    Templates, style sheets, words and the rules of Markdown and Python are read and compiled.
    """
    fonts.preload()
    cells = [
        nbformat.v4.new_markdown_cell("# One\n\n| a |\n|---|\n| *b* |"),
        nbformat.v4.new_code_cell(
            'print(f"{1}")  # one',
            outputs=[nbformat.v4.new_output("display_data", {"text/html": "<p>1</p>"})],
        ),
    ]
    for language in lg.LANGUAGES:
        export(nbformat.v4.new_notebook(cells=cells), "preload", language, PageContext("One"))


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(escape=True, plugins=["table", "strikethrough", "footnotes"])


@cache
def _css() -> str:
    from analysis.charts import style

    sheets = (TEMPLATE / "style.css", style.PAGE_CSS)
    return theme.css() + "".join(_squeeze(sheet.read_text(encoding="utf-8")) for sheet in sheets)


@cache
def _script() -> str:
    return (TEMPLATE / "script.js").read_text(encoding="utf-8").strip()


@cache
def _template_text() -> str:
    return "\0".join(
        path.read_text(encoding="utf-8")
        for path in [*sorted(TEMPLATE.iterdir()), *sorted(TEMPLATE.parent.glob("*.toml"))]
    )


@cache
def _glossary_terms() -> tuple[dict[str, str], ...]:
    import tomllib

    text = (TEMPLATE.parent / "glossary.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["term"])


def _squeeze(css: str) -> str:
    """Drop comments, indentation and line ends of a style sheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", css)


@lru_cache(maxsize=512)
def _highlight(source: str) -> str:
    """Return Python source with four kinds of words marked."""
    html = str(highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)))

    def short(match: re.Match[str]) -> str:
        kind = _CODE_CLASSES.get(match[1][0])
        if match[1] == "ow":
            kind = "kw"
        return f'<span class="{kind}">{match[2]}</span>' if kind else match[2]

    return re.sub(r'<span class="(\w+)">([^<]*)</span>', short, html.rstrip("\n"))


def _check_links(html: str, page: str, language: str, context: PageContext) -> None:
    """Refuse a page with a link to a place or page that does not exist."""
    frame = re.sub(r'(?:href|src)="data:[^"]*"', "", html)
    ids = set(re.findall(r'\sid="([^"]+)"', frame))
    names = {entry.name for entry in context.pages}
    for target in dict.fromkeys(re.findall(r'\shref="([^"]*)"', frame)):
        if target.startswith("#"):
            dead = target[1:] not in ids
        else:
            other = re.fullmatch(r"([\w-]+)\.html(?:#.*)?", target)
            dead = bool(other and names and other[1] not in names)
        if dead:
            raise AnalysisError(f"Page {page} ({language}): the link to {target} leads nowhere.")


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n") + "\n"
