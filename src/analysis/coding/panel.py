"""Coding and deciding in a notebook: what the panel shows and what it is told, as plain values.

The panel itself (`analysis.coding.widget`, one module of script) only draws what `view` returns and
sends back what somebody did; all else is decided here, so that it can be tested without a browser.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from analysis import project
from analysis.coding import workplace
from analysis.coding.code_command import agreement_lines, column_label, opened
from analysis.coding.coding_cards import choices, coding_card, marks, progress, search
from analysis.coding.deciding import REASON_LIST, Deciding, UndecidedItem
from analysis.coding.draft import read_article
from analysis.coding.keys import ACTIONS, KEYS
from analysis.coding.raw import RawData
from analysis.coding.session import CODED_FIELDS, Session, growing_lists
from analysis.errors import AnalysisError
from analysis.language import HTML_LANGUAGE, LANGUAGES, check_language, labelled, rules_of, t
from analysis.language.messages import Words
from analysis.tables.codebook import Labels

View: TypeAlias = dict[str, Any]
"""Plain values that travel to the panel, or from it."""

STYLE = Path(__file__).with_name("panel.css")
SCRIPT = Path(__file__).with_name("panel.js")

_MOVING = ("quit", "help")
"""Actions that only a terminal needs."""


class Panel(Protocol):
    """What the panel can be filled with."""

    def fixed(self) -> View:
        """Return what stays the same: the text, words, keys."""

    def view(self) -> View:
        """Return what is shown now."""

    def receive(self, message: View) -> None:
        """Do what somebody asked for."""

    def close(self) -> None:
        """Give everything back."""


class _Base:
    """What coding and deciding have in common."""

    def __init__(self, language: str) -> None:
        self.language = check_language(language)
        self.message = ""
        self.form: str | None = None

    def t(self, key: str, **fields: object) -> str:
        """Return words in the language of the panel."""
        return t(f"coding.{key}", self.language, **fields)

    def _fixed(self, text: str, actions: Sequence[str]) -> View:
        names = ("article", "card", "actions", "search", "more", "send", "cancel", "hint", "legend")
        return {
            "language": HTML_LANGUAGE[self.language],
            "text": text,
            "words": {name: self.t(f"panel.{name}") for name in names},
            "actions": [
                {"key": KEYS[action], "action": action, "label": self.t(f"action.{action}")}
                for action in actions
            ],
        }

    def receive(self, message: View) -> None:
        """Do what somebody asked for; what cannot be is said."""
        self.message = ""
        try:
            getattr(self, f"on_{message['do']}")(message)
        except AnalysisError as error:
            self.message = str(error)


class CodingPanel(_Base):
    """A session as the panel shows it.

    Parameters
    ----------
    session
        The session.
    language
        Language of the words.
    """

    def __init__(self, session: Session, language: str) -> None:
        super().__init__(language)
        self.session = session
        first = session.next_open()
        self.at = first if first is not None else next((e.at for e in session.places), None)
        self.found: list[View] = []
        self.query = ""
        self._selected: tuple[int, int] | None = None

    def fixed(self) -> View:
        """Return the text, words and keys, and the codes that columns may hold."""
        actions = [each for each in KEYS if each not in _MOVING]
        lists = {name: choices(self.session, name, self.language) for name in CODED_FIELDS}
        return {**self._fixed(self.session.text, actions), "lists": lists}

    def view(self) -> View:
        """Return marks, card, progress, form and message."""
        self._stay()
        return {
            "marks": [
                [each.at, each.start, each.end, each.state, self.t(f"state.{each.state}")]
                for each in marks(self.session)
            ],
            "at": self.at,
            "progress": progress(self.session, self.language),
            "message": self.message,
            "card": self._card() if self.at is not None else None,
            "form": self._form() if self.form else None,
            "query": self.query,
            "found": self.found,
        }

    def _stay(self) -> None:
        """Stay at a numeral that is there: one that was added may have been taken back."""
        if self.at not in {each.at for each in self.session.places}:
            first = self.session.next_open()
            self.at = (
                first if first is not None else next((e.at for e in self.session.places), None)
            )

    def _card(self) -> View:
        shown = coding_card(self.session, self._here(), self.language)
        return {
            "title": f"{shown.place} · {shown.said}",
            "state": shown.state,
            "literal": shown.literal,
            "lines": [labelled(*each, self.language) for each in shown.limits],
            "offers": [
                {"rank": e.rank, "code": e.indicator, "label": e.label, "more": e.reason,
                 "title": e.definition}
                for e in shown.candidates
            ],
            "remarks": [each for each in (shown.sure, shown.none_fits) if each],
            "cells": [
                {"column": e.column, "label": e.label, "cell": e.cell, "shown": e.shown}
                for e in shown.cells
            ],
            "texts": [
                {"name": name, "language": each, "html": HTML_LANGUAGE[each], "text": said,
                 "label": self.t(f"card.{name}", spoken=rules_of(self.language).names[each])}
                for name, words in (("measures", shown.measures), ("note", shown.note))
                for each, said in words.items()
            ],
            "warnings": list(shown.warnings),
            "others": [
                labelled(self.t("card.others", coder=coder), said, self.language)
                for coder, said in shown.others
            ],
        }  # fmt: skip

    # --- what somebody does -----------------------------------------------------------------------

    def on_key(self, message: View) -> None:
        """Do what a key stands for."""
        key, selected = str(message["key"]), message.get("selected")
        self._selected = (int(selected[0]), int(selected[1])) if selected else None
        if key == "Enter":
            key = KEYS["accept"]
        if key.isdecimal() and key != "0":
            self.session.accept(self._here(), int(key))
            self._on()
            return
        action = ACTIONS.get(key)
        if action in _FORMS:
            self._open(action)
        elif action in ("accept", "figure", "undo", "next", "doubt", "previous", "following"):
            getattr(self, f"_{action}")()

    def on_go(self, message: View) -> None:
        """Go to a numeral."""
        self.session.place(int(message["at"]))
        self.at, self.form, self.found, self.query = int(message["at"]), None, [], ""

    def on_take(self, message: View) -> None:
        """Take an indicator that was found."""
        self.session.choose(self._here(), str(message["code"]))
        self._on()

    def on_search(self, message: View) -> None:
        """Find indicators."""
        self.query = str(message["query"])
        self.found = [
            {"code": each.indicator, "label": each.label, "title": each.definition}
            for each in search(self.session, self.query, self.language)
        ]
        if self.query.strip() and not self.found:
            self.message = self.t("said.nothing_found")

    def on_put(self, message: View) -> None:
        """Write a cell."""
        self.session.put(self._here(), str(message["column"]), str(message["cell"]))

    def on_text(self, message: View) -> None:
        """Write words or a note in one language."""
        place, language = self.session.place(self._here()), str(message["language"])
        now: Mapping[str, str] = place.note if message["name"] == "note" else place.coded.measures
        words = Words({**now, language: str(message["text"])})
        if message["name"] == "note":
            self.session.note(place.at, words)
        else:
            self.session.words(place.at, words)

    def on_cancel(self, message: View) -> None:
        """Close a form."""
        self.form = None

    def on_form(self, message: View) -> None:
        """Do what a form says."""
        values = {name: str(value).strip() for name, value in message["values"].items()}
        if self.form is not None:
            getattr(self, f"_do_{self.form}")(values)
        self.form = None

    # --- keys -------------------------------------------------------------------------------------

    def _here(self) -> int:
        if self.at is None:
            raise AnalysisError(self.t("said.nothing_left", progress=""))
        return self.at

    def _accept(self) -> None:
        self.session.accept(self._here())
        self._on()

    def _figure(self) -> None:
        self.session.figure(self._here())

    def _undo(self) -> None:
        if not self.session.undo():
            self.message = self.t("said.no_undo")

    def _next(self) -> None:
        self._on()

    def _doubt(self) -> None:
        found = self.session.least_sure()
        if found is None:
            self._on()
        else:
            self.at = found

    def _previous(self) -> None:
        self._step(-1)

    def _following(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        order = [each.at for each in self.session.places]
        self.on_go({"at": order[(order.index(self._here()) + by) % len(order)]})

    def _on(self) -> None:
        self.found, self.query, self.form = [], "", None
        found = self.session.next_open(self._here())
        if found is None:
            said = progress(self.session, self.language)
            self.message = self.t("said.nothing_left", progress=said)
        else:
            self.at = found

    # --- forms ------------------------------------------------------------------------------------

    def _open(self, action: str) -> None:
        self._here()
        self.form = action

    def _form(self) -> View:
        """Return the open form: what it is for, and its fields."""
        action = str(self.form)
        return {"title": self.t(f"action.{action}"), "fields": getattr(self, f"_ask_{action}")()}

    def _field(
        self, name: str, label: str, options: Sequence[tuple[str, str]] = (), value: str = ""
    ) -> View:
        return {"name": name, "label": label, "value": value, "options": [list(e) for e in options]}

    def _spoken(self, name: str) -> list[View]:
        """Return a field for each language."""
        names = rules_of(self.language).names
        return [
            self._field(f"{name}_{each}", self.t(f"ask.{name}", spoken=names[each]))
            for each in LANGUAGES
        ]

    def _codes(self, list_: str) -> list[tuple[str, str]]:
        labels = Labels(self.language, self.session.codebook)
        return [(code, labels.code(list_, code)) for code in labels.order(list_)]

    def _ask_create(self) -> list[View]:
        return [
            self._field("indicator", self.t("ask.code"), value=""),
            *self._spoken("label"),
            *(self._field(e, self.t(f"ask.{e}"), self._codes(e)) for e in _OF_NEW),
        ]

    def _do_create(self, values: Mapping[str, str]) -> None:
        self.session.new_indicator(self._here(), values)
        self._on()

    def _ask_code(self) -> list[View]:
        lists = [(each, each) for each in growing_lists() if each != "unit"]
        label = [
            self._field("list", self.t("ask.list"), lists),
            self._field("code", self.t("ask.code")),
        ]
        return [*label, *self._spoken("label")]

    def _do_code(self, values: Mapping[str, str]) -> None:
        rest = {name: value for name, value in values.items() if name != "list"}
        self.session.add_code(values["list"], rest)

    def _ask_relation(self, relation: str) -> list[View]:
        others = [
            (str(each.at), self.t("card.at", literal=each.coded.literal, at=each.at))
            for each in self.session.places
            if each.coded.is_figure and each.at != self.at
        ]
        kinds = choices(self.session, f"{relation}_kind", self.language)
        return [
            self._field("of", self.t("ask.of"), others),
            self._field("kind", self.t("ask.kind"), kinds),
        ]

    def _ask_repeat(self) -> list[View]:
        return self._ask_relation("duplicate")

    def _do_repeat(self, values: Mapping[str, str]) -> None:
        self.session.repeat(self._here(), _whole(values["of"]), values["kind"])
        self._on()

    def _ask_part(self) -> list[View]:
        return self._ask_relation("part")

    def _do_part(self, values: Mapping[str, str]) -> None:
        self.session.part(self._here(), _whole(values["of"]), values["kind"])
        self._on()

    def _ask_other(self) -> list[View]:
        kinds = [each for each in self._codes("numeral_kind") if each[0] != "figure"]
        return [self._field("kind", self.t("ask.kind"), kinds)]

    def _do_other(self, values: Mapping[str, str]) -> None:
        self.session.no_figure(self._here(), values["kind"])
        self._on()

    def _ask_span(self, start: int, end: int) -> list[View]:
        start, end = self._selected or (start, end)
        return [
            self._field("start", self.t("ask.start"), value=str(start)),
            self._field("end", self.t("ask.end"), value=str(end)),
        ]

    def _ask_move(self) -> list[View]:
        coded = self.session.place(self._here()).coded
        return self._ask_span(coded.start, coded.end)

    def _do_move(self, values: Mapping[str, str]) -> None:
        self.session.move(self._here(), _whole(values["start"]), _whole(values["end"]))

    def _ask_add(self) -> list[View]:
        end = self.session.place(self._here()).coded.end
        return self._ask_span(end, end)

    def _do_add(self, values: Mapping[str, str]) -> None:
        self.at = self.session.add(_whole(values["start"]), _whole(values["end"]))

    def close(self) -> None:
        """Give the journal back."""
        self.session.close()


_OF_NEW = ("theme", "thing", "nature")
_FORMS = ("create", "code", "repeat", "part", "other", "move", "add")
"""Actions that ask for something first."""


def _whole(said: str) -> int:
    if not said.isdecimal():
        raise AnalysisError(f"{said!r} is no number")
    return int(said)


class DecidingPanel(_Base):
    """Differences between coders as the panel shows them.

    Parameters
    ----------
    deciding
        The differences.
    language
        Language of the words.
    """

    def __init__(self, deciding: Deciding, language: str) -> None:
        super().__init__(language)
        self.deciding = deciding
        self.labels = Labels(language, deciding.codebook)

    def fixed(self) -> View:
        """Return the text, words and keys."""
        return {**self._fixed(self.deciding.text, ("cell", "undo")), "lists": {}}

    def view(self) -> View:
        """Return the differences as marks, the first one as a card, and how far coders agree."""
        items = self.deciding.items()
        first = items[0] if items else None
        left: dict[int, UndecidedItem] = {}
        for item in items:
            left.setdefault(item.at, item)
        return {
            "marks": [
                [e.at, e.at, e.at + len(e.literal), "open", self.t("state.open")]
                for e in left.values()
            ],
            "at": first.at if first else None,
            "progress": " · ".join(agreement_lines(self.deciding, self.labels)),
            "message": self.message or ("" if first else self.t("said.decided")),
            "card": self._card(first, self.deciding.left) if first else None,
            "form": self._form(first) if first and self.form else None,
            "query": "",
            "found": [],
        }

    def _card(self, item: UndecidedItem, left: int) -> View:
        column = column_label(item.column, self.labels)
        return {
            "title": self.t("said.decide", k=1, n=left, column=column, literal=item.literal),
            "state": "open",
            "literal": item.literal,
            "lines": [self.t("said.asks", rule=item.rule)] if item.rule else [],
            "offers": [
                {"rank": rank, "code": cell, "more": ", ".join(coders), "title": "",
                 "label": self.labels.coded(item.column, cell) or self.t("card.empty")}
                for rank, (cell, coders) in enumerate(_by_cell(item).items(), start=1)
            ],
            "remarks": [], "cells": [], "texts": [], "warnings": [], "others": [],
        }  # fmt: skip

    def _form(self, item: UndecidedItem) -> View:
        cells = list(_by_cell(item))
        reasons = [[e, self.labels.code(REASON_LIST, e)] for e in self.labels.order(REASON_LIST)]
        usual = reasons[0][0]
        own = str(self.form)
        value = cells[int(own) - 1] if own.isdecimal() else ""
        return {
            "title": column_label(item.column, self.labels),
            "fields": [
                {"name": "cell", "label": self.t("ask.value"), "value": value, "options": []},
                {"name": "reason", "label": self.t("ask.reason", choices=""), "value": usual,
                 "options": reasons},
                {"name": "why", "label": self.t("ask.why"), "value": "", "options": []},
            ],
        }  # fmt: skip

    def on_key(self, message: View) -> None:
        """Take an option, write another value, or undo."""
        items, key = self.deciding.items(), str(message["key"])
        if ACTIONS.get(key) == "undo":
            if not self.deciding.undo():
                self.message = self.t("said.no_undo")
        elif items and ACTIONS.get(key) == "cell":
            self.form = "cell"
        elif items and key.isdecimal() and 1 <= int(key) <= len(_by_cell(items[0])):
            self.form = key

    def on_go(self, message: View) -> None:
        """Stay: differences are decided in their order."""

    def on_cancel(self, message: View) -> None:
        """Close a form."""
        self.form = None

    def on_form(self, message: View) -> None:
        """Decide what a form says."""
        items, values = self.deciding.items(), message["values"]
        if items:
            item = items[0]
            self.deciding.decide(
                item.at, item.column, str(values["cell"]), str(values["reason"]),
                str(values.get("why", "")),
            )  # fmt: skip
        self.form = None

    def close(self) -> None:
        """Give the journal back."""
        self.deciding.close()


def _by_cell(item: UndecidedItem) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for coder, cell in item.options:
        found.setdefault(cell, []).append(coder)
    return found


# --- opening --------------------------------------------------------------------------------------

DECIDE = "deciding"
"""Name in place of a coder for whom differences are shown."""

_open: dict[tuple[str, str], Panel] = {}
"""Panels of this kernel: running a cell again takes the place of what it opened before."""


def panel(
    document: str, coder: str, sources: str, *, blind: bool = True, language: str = "en"
) -> Panel:
    """Open what the panel shows.

    Parameters
    ----------
    document
        A text that was added.
    coder
        Who codes; `DECIDE` to decide where coders differ.
    sources
        Folder of the articles.
    blind
        Whether what other coders decided stays hidden.
    language
        Language of the words.

    Raises
    ------
    AnalysisError
        If the text, its article or its folder cannot be used: one sentence.
    """
    before = _open.pop((document, coder), None)
    if before is not None:
        before.close()
    path = Path(sources).expanduser() / f"{document}.txt"
    made: Panel
    if coder == DECIDE:
        _, article = read_article(path)
        raw, folder = RawData(project.raw(), settled=False), workplace.folder_of(document)
        made = DecidingPanel(Deciding(article, document, raw=raw, folder=folder), language)
    else:
        made = CodingPanel(opened(path, coder, blind=blind), language)
    _open[document, coder] = made
    return made


def coding_panel(
    document: str, coder: str, sources: str, *, blind: bool = True, language: str = "en"
) -> Any:
    """Return the panel for a text, or an example where no text is named.

    Parameters
    ----------
    document, coder, sources, blind, language
        As in `panel`.

    Returns
    -------
    object
        What a notebook shows: the panel, or an example that is the same each time.

    Raises
    ------
    AnalysisError
        As `panel`, or if the extra is not installed.
    """
    if not document:
        return Example(language)
    try:
        from analysis.coding.widget import show_widget
    except ModuleNotFoundError as error:
        if error.name != "anywidget":
            raise
        raise AnalysisError(t("coding.panel.unreachable", language)) from None
    return show_widget(panel(document, coder, sources, blind=blind, language=language))


_EXAMPLE = (
    "临溪市总工会2019年工作\n"
    "2019年，全市各级工会走访慰问困难职工260人，发放慰问金近13万元。"
    "全年调解劳动争议41件。截至年底，全市共有基层工会350家，会员2.4万人。\n"
)
"""A text made up for the example."""


class Example:
    """The panel with a made-up text and some decisions, as HTML that does nothing.

    Parameters
    ----------
    language
        Language of the words.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __repr__(self) -> str:
        """Say what it is where no HTML is shown."""
        return t("coding.panel.example", self.language)

    def _repr_html_(self) -> str:
        raw = RawData(project.raw(), settled=False)
        session = Session(
            _EXAMPLE.encode(), "linxi-2019", "example", raw=raw, folder=None, reference="2019-12-31"
        )
        for at in session.open[:2]:
            session.accept(at, 1)
        shown = CodingPanel(session, self.language)
        return static(shown.fixed(), shown.view(), self.language)


def static(fixed: View, view: View, language: str) -> str:
    """Return the panel as HTML without any script: text, marks and card.

    Parameters
    ----------
    fixed, view
        What a panel returns.
    language
        Language of the panel.
    """
    remark = t("coding.panel.example", language)
    words, shown = fixed["words"], view["card"]

    def items(tag: str, lines: Sequence[str], name: str) -> str:
        inner = "".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in lines)
        return f'<div class="{name}">{inner}</div>' if lines else ""

    offers = "".join(
        f"<li>{html.escape(each['label'])} <small>{html.escape(each['more'])}</small></li>"
        for each in shown["offers"]
    )
    cells = "".join(
        f"<dt>{html.escape(each['label'])}</dt><dd>{html.escape(each['shown'])}</dd>"
        for each in shown["cells"]
        if each["cell"]
    )
    actions = " · ".join(f"{each['label']} ({each['key']})" for each in fixed["actions"])
    return (
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        f'<div class="coding-panel" lang="{fixed["language"]}"><p>{html.escape(remark)}</p>'
        f'<div class="coding-grid"><div class="coding-text" lang="zh">'
        f"{marked(fixed['text'], view['marks'], view['at'])}</div>"
        f'<div class="coding-card"><p class="coding-title">{html.escape(shown["title"])}</p>'
        f'<p class="coding-literal" lang="zh">{html.escape(shown["literal"])}</p>'
        f"{items('p', shown['lines'], 'coding-lines')}<ol>{offers}</ol>"
        f"{items('p', shown['remarks'], 'coding-lines')}<dl>{cells}</dl>"
        f"{items('p', shown['warnings'], 'coding-warnings')}"
        f"<p>{html.escape(labelled(words['actions'], actions, language))}</p>"
        f"<p>{html.escape(view['progress'])}</p></div></div></div>"
    )


def marked(text: str, found: Sequence[Sequence[Any]], at: int | None) -> str:
    """Return a text as HTML with its numerals marked by state.

    Parameters
    ----------
    text
        The text.
    found
        Marks: place, start, end, state and the state in words.
    at
        Place of the numeral whose card is shown.
    """
    parts, place = [], 0
    for own, start, end, state, said in found:
        parts.append(html.escape(text[place:start]))
        here = " coding-here" if own == at else ""
        literal = html.escape(text[start:end])
        parts.append(
            f'<mark class="coding-{state}{here}" title="{html.escape(said)}">{literal}</mark>'
        )
        place = end
    parts.append(html.escape(text[place:]))
    return "".join(parts).strip().replace("\n", "<br>")
