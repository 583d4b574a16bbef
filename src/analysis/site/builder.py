"""Puts one page together: the cells of its notebook, cards of its figures, and the frame."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import nbformat
from markupsafe import Markup

from analysis import language as lg
from analysis.sentences.headlines import coded_by
from analysis.show.addresses import FIGURES_PAGE, carded_figures, page_address
from analysis.show.claimed import Note, claim_note
from analysis.site import assets, card_places, drawings, glossary, how, outputs, search
from analysis.site import web_fonts as fonts
from analysis.site.card_pages import Cards
from analysis.site.context import INDEX, PageContext
from analysis.site.outline import Heading
from analysis.site.standing import Standing
from analysis.site.state import PageState
from analysis.tables.codebook import corpus

_FOUND = 30
"""Most figures that the search on the index lists."""

_SCRIPT_WORDS = (
    *("rows", "some", "any", "open", "close", "more", "anchor"),
    *("card", "card_place", "card_close", "png", "full"),
)
"""Words that the script puts on the page."""

SPARED = ("plain", "explained", "downloads", "brief", "search", "copies")
"""What a page leaves out where it would be too large, one after the other: data to download that
need no script (they are packed then), and what stands elsewhere: how claims are computed
(`claims.csv` has it), all data to download, cards in brief, the search of the index, the copies of
cards."""

_BRIEF = 240
"""Most figures with cards on other pages that a page has in brief, for the script."""

_STYLE_MARK = "/*style*/"
"""Stands in place of the style sheet until it is known which of its rules the page needs."""

_HIDDEN_CODE = frozenset({"hide-code", "hide-input", "remove-input"})
_PARAMETERS = frozenset({"parameters", "injected-parameters"})


@dataclass
class Builder:
    """Puts one page together.

    Attributes
    ----------
    notebook, page, language, context, articles
        As `analysis.site.exporter.export_page` gets them.
    spared
        What of `SPARED` the page leaves out.
    """

    notebook: nbformat.NotebookNode
    page: str
    language: str
    context: PageContext
    articles: Mapping[str, str]
    spared: tuple[str, ...] = ()
    state: PageState = field(init=False)
    _pending: list[str] = field(init=False, default_factory=list)
    _carded: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Decide whether the page has copies of cards."""
        self.state = PageState(self.page, self.language, self.context)
        without = self.page in {INDEX, FIGURES_PAGE} or "copies" in self.spared
        self.state.downloads = "downloads" not in self.spared
        self.state.packs = "plain" in self.spared
        self.state.explains = "explained" not in self.spared
        self.state.carded = not without and self._number() <= card_places.COPIED

    def _number(self) -> int:
        """Return how many figures the notebook's outputs and words lead to."""
        found: set[str] = set()
        for cell in self.notebook.cells:
            for given in cell.get("outputs", ()):
                found.update(given.get("metadata", {}).get("analysis", {}).get("figure_ids", ()))
                for content in given.get("data", {}).values():
                    found.update(carded_figures(outputs.joined_text(content)))
            found.update(carded_figures(cell.source))
        return len(found & self.state.known.keys())

    def build(self) -> str:
        """Return the whole page."""
        form = self._search()
        above = form if self.page == INDEX else ""
        body = self._body("" if above else form)
        if self._pending:
            body += self._code(self._pending, 0)
        title = self.state.outline.title or self.context.title
        if self.state.left_out:
            body += f'<p class="where">{escape(self._word("chart.left_out"))}</p>\n'
        body = self._with_glossary(body + self._figures())
        scripted = "".join(self._script_words().values())
        html = self._render(title, body, above)
        used = assets.used_rules(assets.style_sheet(), html)
        styled = html.replace(_STYLE_MARK, used, 1)
        return fonts.with_text_font(styled, more=scripted, least=self.page == INDEX)

    def _search(self) -> str:
        """Return the search on the page of all figures, and on the index while texts are few.

        Where there are many, or the data would make the index too large, its form leads to that
        page.
        """
        if self.page == FIGURES_PAGE:
            return search.search_form(self.context, self.language)
        if self.page != INDEX or not self.context.figures:
            return ""
        if self.context.codebook.many or "search" in self.spared:
            return search.seek_form(self.context, self.language)
        return search.search_form(self.context, self.language, most=_FOUND)

    def _body(self, form: str) -> str:
        """Return all cells, with a form before the cell that begins the first section.

        At the end of each section stands how its claims are computed; on the index at its end, so
        that the first screen is free of it.
        """
        headings, blocks = self.state.outline.headings, []
        for number, cell in enumerate(self.notebook.cells, start=1):
            html = self._cell(cell, number)
            if self.page != INDEX and cell.cell_type == "markdown" and "<h2" in html:
                blocks.append(how.section(self.state))
            if headings and form:
                html, form = form + html, ""
            blocks.append(html)
        blocks.append(how.section(self.state))
        return "\n".join(html for html in blocks if html) + form

    @property
    def notes(self) -> list[Note]:
        """The claims that the frame of the page makes."""
        coded = coded_by(self.context.coders)
        return [] if coded is None else [claim_note(coded, "foot/coding", self.language)]

    @property
    def uses(self) -> Mapping[str, str]:
        """Where the page shows which figure: the address of its card on it, or of the page.

        Known once the page is built.
        """
        place = page_address(self.page)
        found = dict.fromkeys(self.state.elsewhere, place)
        return found | {figure: f"{place}{self.state.anchor(figure)}" for figure in self._carded}

    def _render(self, title: str, body: str, above: str) -> str:
        """Return the page around its body, with a form beside its title or none."""
        context = self.context
        previous, following = context.neighbours(self.page)
        entry = context.page(self.page)
        group = entry.group if entry else ""
        build = (context.build or self._hash())[:16]
        characters = {weight: "".join(c) for weight, c in self.state.characters.items()}
        sheet = fonts.face_css(characters) + fonts.TEXT_MARK + _STYLE_MARK
        sheet += self.state.outline.label_css() + drawings.style_rules(self.state.outline.styles)
        groups = [
            (self._word(f"group.{name}"), [p for p in context.pages if p.group == name])
            for name in dict.fromkeys(p.group for p in context.pages)
        ]
        strap = self._word("site.strap", **corpus(self.state.labels))
        rules = lg.rules_of(self.language)
        description = f"{title}{rules.stop}{rules.space}{strap}{rules.stop}"[:300]
        standing = Standing(context, self.state.labels, self.page, title, description, build)
        scripts = [assets.script()]
        if 'id="find-data"' in body + above:
            scripts.append(assets.script("search"))
        template = assets.environment().get_template("page.html.j2")
        return assets.lf(
            template.render(
                word=self._word,
                html_lang=lg.HTML_LANGUAGE[self.language],
                language=self.language,
                page=self.page,
                title=title,
                description=description,
                css=Markup(sheet),
                eyebrow=self._word(f"group.{group}") if group not in {"", "overview"} else "",
                groups=groups,
                twins=[
                    (code, rules.html, rules.name)
                    for code in lg.LANGUAGES
                    if code != self.language
                    for rules in [lg.rules_of(code)]
                ],
                seek=context.page(FIGURES_PAGE) is not None,
                private=bool(self.articles),
                toc=Markup(self._toc()),
                find=Markup(above),
                body=Markup(body),
                previous=previous,
                next=following,
                standing=standing,
                dataset=Markup(search.json_text({} if self.articles else standing.dataset())),
                build=build,
                data_version=context.data_version,
                notebook=context.notebook,
                policy=assets.policy(*scripts),
                scripts=[Markup(script) for script in scripts],
                script_words=Markup(search.json_text(self._script_words())),
            )
        )

    # --- cells ----------------------------------------------------------------------------------

    def _cell(self, cell: nbformat.NotebookNode, number: int) -> str:
        tags = set(cell.metadata.get("tags", []))
        if "remove-cell" in tags or cell.cell_type == "raw":
            return ""
        if cell.cell_type == "markdown":
            other = set(lg.LANGUAGES) & tags
            shown = not other or self.language in other
            return outputs.markdown(self.state, cell.source) if shown else ""
        if tags & _PARAMETERS:
            return ""  # what a notebook is run with says nothing to a reader
        hidden = {"remove-output", "hide-output"} & tags
        pieces = [] if hidden else [outputs.output(self.state, o, number) for o in cell.outputs]
        html = "\n".join(piece for piece in pieces if piece)
        if not tags & _HIDDEN_CODE and cell.source.strip():
            self._pending.append(cell.source)
        if not html or (tags & _HIDDEN_CODE and all(map(outputs.is_markdown, cell.outputs))):
            return html  # words from code stand as the words of the notebook do
        code = ""
        if self._pending and not tags & _HIDDEN_CODE:
            code, self._pending = self._code(self._pending, number), []
        return f'<div class="block">\n{html}\n{code}</div>'

    def _code(self, sources: Sequence[str], number: int) -> str:
        lines = "\n\n".join(source.strip() for source in sources)
        where = ""
        if number:
            notebook = self.context.notebook
            key = "chart.cell" if notebook else "chart.only_cell"
            said = escape(self._word(key, notebook=notebook, n=number))
            if notebook and not self.articles:  # private pages lie elsewhere
                said = f'<a href="../../{escape(notebook)}">{said}</a>'
            where = f'<p class="where">{said}</p>'
        return (
            f'<details class="code"><summary>{escape(self._word("chart.code"))}</summary>{where}'
            f'<pre tabindex="0"><code>{assets.highlighted(lines)}</code></pre></details>\n'
        )

    # --- figures and glossary -------------------------------------------------------------------

    def _figures(self) -> str:
        """Return the section with the cards: all of the text on its page, copies elsewhere."""
        own = [name for name in self.state.known if card_places.page_of(name) == self.page]
        wanted = list(dict.fromkeys([*own, *(self.state.uses if self.state.carded else ())]))
        if not wanted:
            return self._brief()
        wanted += self._relatives(wanted)
        self._carded = wanted
        cards = self._cards(self._used_on(own) if own else None)
        key = "card.all" if own else "card.here"
        headings = self.state.outline.headings
        headings.append(Heading(2, "figures", self._word(key)))
        headings += [Heading(3, f"doc-{name}", label) for name, label in cards.texts(wanted)]
        return (
            f'<section class="figures{"" if own else " copies"}" aria-labelledby="figures">'
            f'<h2 id="figures">{escape(self._word(key))}</h2>'
            f"<p>{escape(self._word(f'{key}_intro'))}</p>\n{cards.section(wanted)}</section>\n"
            f"{self._brief()}"
        )

    def _cards(self, pages: Mapping[str, Sequence[tuple[str, str]]] | None = None) -> Cards:
        uses = self.state.uses
        return Cards(self.context, self.state.labels, self.state.anchor, uses, pages, self.articles)

    def _brief(self) -> str:
        """Return what only the script shows: formulas, and cards that stand on other pages.

        A page that links to very many figures has no cards of theirs; its links lead to them.
        """
        cards = self._cards()
        sums = "".join(
            cards.computed(self.context.derived_by_id[name]) for name in self.state.computed_here
        )
        html = f'<template id="sums">{sums}</template>\n' if sums else ""
        if self.state.files:
            html += _packed("files", self.state.files)
        away = [name for name in self.state.elsewhere if name in self.state.known]
        if not away or len(away) > _BRIEF or self.articles or "brief" in self.spared:
            return html
        told = {name: cards.brief(self.state.known[name]) for name in away}
        # The font of the page gets the characters that stand in what has words of its own.
        signs = "".join(sorted(filter(fonts.is_text, set("".join(told.values())))))
        return f'{html}<template data-signs="{signs}"></template>{_packed("away", told)}'

    def _used_on(self, figures: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Return the places of other pages that use a figure, with the pages' titles.

        Some pages choose what they show, and say so; those of a subject show all figures of it.
        """
        return {
            name: [
                (place, self._page_title(place.partition(".html")[0]))
                for place in (
                    *self.context.used_in.get(name, ()),
                    *map(page_address, self.context.subject_pages(self.state.known[name])),
                )
            ]
            for name in figures
        }

    def _relatives(self, wanted: Sequence[str]) -> list[str]:
        """Return the figures that the wanted ones repeat or are part of."""
        found: list[str] = []
        queue = list(wanted)
        while queue:
            figure = self.state.known[queue.pop()]
            for other in (figure.duplicate_of, figure.part_of):
                if other in self.state.known and other not in wanted and other not in found:
                    found.append(other)
                    queue.append(other)
        return found

    def _page_title(self, name: str) -> str:
        page = self.context.page(name)
        return page.title(self.language) if page else name

    def _with_glossary(self, body: str) -> str:
        """Return the body with links to the terms it uses, and their explanations behind it."""
        body, terms = glossary.explained(body, self.language)
        if not terms:
            return body
        title = self._word("glossary.title")
        self.state.outline.headings.append(Heading(2, "glossary", title))
        return body + glossary.section(terms, self.language, title, self._word("glossary.intro"))

    # --- the frame ------------------------------------------------------------------------------

    def _toc(self) -> str:
        """Return the items of the table of contents: headings of level 2, with those of level 3."""
        top: list[tuple[Heading, list[Heading]]] = []
        for heading in self.state.outline.headings:
            if heading.level == 2:
                top.append((heading, []))
            elif heading.level == 3 and top:
                top[-1][1].append(heading)
        items = []
        for heading, below in top:
            inner = "".join(f"<li>{_toc_link(h)}</li>" for h in below)
            items.append(f"<li>{_toc_link(heading)}{f'<ol>{inner}</ol>' if inner else ''}</li>")
        return "\n".join(items) if len(items) > 1 or (top and top[0][1]) else ""

    def _script_words(self) -> dict[str, str]:
        """Return the words that the script puts on the page."""
        kept = {"n": "{n}", "all": "{all}"}
        return {key: self._word(f"script.{key}", **kept) for key in _SCRIPT_WORDS}

    def _hash(self) -> str:
        """Return a hash of everything that decides the page."""
        digest = hashlib.sha256()
        notebook = json.dumps(self.notebook, ensure_ascii=False, sort_keys=True)
        for part in (self.page, self.language, notebook, repr(self.context), assets.script_text()):
            digest.update(part.encode())
            digest.update(b"\0")
        return digest.hexdigest()

    def _word(self, key: str, **fields: object) -> str:
        return self.state.word(key, **fields)


def _packed(ident: str, data: object) -> str:
    """Return data for the script, packed."""
    return f'<script type="text/plain" id="{ident}">{search.packed_json(data)}</script>\n'


def _toc_link(heading: Heading) -> str:
    return f'<a href="#{heading.ident}">{escape(heading.text)}</a>'
