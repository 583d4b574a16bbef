"""The ``code`` command: coding a text in the terminal, by keys.

It draws what `analysis.coding.coding_cards` says and calls `analysis.coding.session`; of what a
figure may be it knows nothing.  Where there is no terminal, lines are read instead of keys, so that
a script can drive it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import project
from analysis.coding import workplace
from analysis.coding.coding_cards import Card, choices, coding_card, progress, search
from analysis.coding.deciding import OWN, REASON_LIST, Deciding, UndecidedItem
from analysis.coding.draft import read_article
from analysis.coding.keys import ACTIONS, help_lines
from analysis.coding.raw import RawData
from analysis.coding.session import CODED_FIELDS, Session, growing_lists
from analysis.errors import AnalysisError
from analysis.language import LANGUAGES, bracketed, clauses, labelled, rules_of, t
from analysis.language.messages import Words
from analysis.tables.codebook import Labels

AROUND = 90
"""Characters shown before and after a numeral."""


@dataclass(frozen=True)
class Terminal:
    """How keys and lines are read, and what is written.

    Attributes
    ----------
    key
        Waits for a key.
    line
        Asks for a line.
    write
        Writes a line.
    colour
        Whether marks may be shown by codes of the terminal.
    """

    key: Callable[[], str]
    line: Callable[[str], str]
    write: Callable[[str], None]
    colour: bool = False


class Left(Exception):
    """The coder leaves."""


class Coding:
    """A session at a terminal.

    Parameters
    ----------
    session
        The session.
    terminal
        Where it is shown.
    language
        Language of the words.
    """

    def __init__(self, session: Session, terminal: Terminal, language: str) -> None:
        self.session, self.terminal, self.language = session, terminal, language
        first = session.next_open()
        self.at = first if first is not None else next((e.at for e in session.places), None)

    def run(self) -> None:
        """Show one numeral after the other until the coder leaves."""
        write = self.terminal.write
        if self.at is None:
            write(self._t("said.nothing_left", progress=progress(self.session, self.language)))
            return
        self.show()
        while True:
            try:
                if self.press(self.terminal.key()):
                    self.show()
            except AnalysisError as error:
                write(str(error))
            except (Left, EOFError):
                return

    def press(self, key: str) -> bool:
        """Do what a key stands for; say whether the card has changed.

        Raises
        ------
        Left
            If the coder leaves.
        AnalysisError
            If what was asked for cannot be.
        """
        at = self._here()
        if key in ("\r", "\n", ""):
            return self.do_accept()
        if key.isdecimal() and key != "0":
            self.session.accept(at, int(key))
            return self._on()
        action = ACTIONS.get(key)
        if action is None:
            self.terminal.write(self._t("said.no_key", pressed=key))
            return False
        if action == "quit":
            raise Left
        done = getattr(self, f"do_{action}")()
        return bool(done)

    # --- what keys do -----------------------------------------------------------------------------

    def do_accept(self) -> bool:
        """Accept the first proposal."""
        self.session.accept(self._here())
        return self._on()

    def do_choose(self) -> bool:
        """Find an indicator."""
        found = search(self.session, self._ask("search"), self.language)
        if not found:
            self.terminal.write(self._t("said.nothing_found"))
            return False
        chosen = self._pick([(each.indicator, each.label) for each in found])
        self.session.choose(self._here(), chosen)
        return self._on()

    def do_create(self) -> bool:
        """Add an indicator."""
        cells = {"indicator": self._ask("code")}
        for language in LANGUAGES:
            cells[f"label_{language}"] = self._in(language, "label")
        for name in ("theme", "thing", "nature"):
            self.terminal.write(f"{self._t(f'ask.{name}')}:")
            cells[name] = self._pick(self._codes(name))
        self.session.new_indicator(self._here(), cells)
        return self._on()

    def do_code(self) -> bool:
        """Add a code to a list."""
        self.terminal.write(f"{self._t('ask.list')}:")
        list_ = self._pick([(each, each) for each in growing_lists()])
        cells = {"code": self._ask("code")}
        for name in ("one", "many") if list_ == "unit" else ("label",):
            for language in LANGUAGES:
                cells[f"{name}_{language}"] = self._in(language, name)
        self.session.add_code(list_, cells)
        return True

    def do_repeat(self) -> bool:
        """Say what a figure repeats."""
        return self._relate("duplicate")

    def do_part(self) -> bool:
        """Say what a figure is a part of."""
        return self._relate("part")

    def _relate(self, relation: str) -> bool:
        at = self._here()
        others = [
            (str(each.at), each.coded.literal)
            for each in self.session.places
            if each.coded.is_figure and each.at != at
        ]
        of = int(self._pick(others, "of"))
        kind = self._pick(choices(self.session, f"{relation}_kind", self.language))
        decide = self.session.repeat if relation == "duplicate" else self.session.part
        decide(at, of, kind)
        return self._on()

    def do_other(self) -> bool:
        """Say that a numeral is no figure."""
        kinds = [each for each in self._codes("numeral_kind") if each[0] != "figure"]
        self.session.no_figure(self._here(), self._pick(kinds, "kind"))
        return self._on()

    def do_figure(self) -> bool:
        """Say that a numeral is a figure after all."""
        self.session.figure(self._here())
        return True

    def do_move(self) -> bool:
        """Move the span."""
        self.session.move(self._here(), self._number("start"), self._number("end"))
        return True

    def do_add(self) -> bool:
        """Add a numeral."""
        self.at = self.session.add(self._number("start"), self._number("end"))
        return True

    def do_cell(self) -> bool:
        """Write a cell."""
        labels = Labels(self.language, self.session.codebook)
        column = self._pick([(name, labels.column(name)) for name in CODED_FIELDS], "column")
        return self._put(column)

    def do_status(self) -> bool:
        """Say whether the figure can be right."""
        return self._put("status")

    def _put(self, column: str) -> bool:
        codes = choices(self.session, column, self.language)
        cell = self._pick(codes, "value") if codes else self._ask("value")
        self.session.put(self._here(), column, cell)
        return True

    def do_words(self) -> bool:
        """Say in words what is counted."""
        words = {language: self._in(language, "words") for language in LANGUAGES}
        self.session.words(self._here(), Words(words))
        return True

    def do_note(self) -> bool:
        """Write a note."""
        words = {language: self._in(language, "words") for language in LANGUAGES}
        self.session.note(self._here(), Words(words))
        return True

    def do_undo(self) -> bool:
        """Take the last decision back."""
        if not self.session.undo():
            self.terminal.write(self._t("said.no_undo"))
            return False
        if self.at not in {each.at for each in self.session.places}:
            self.at = self.session.next_open()
        return True

    def do_next(self) -> bool:
        """Go to the next open figure."""
        return self._on()

    def do_doubt(self) -> bool:
        """Go to the open figure whose proposal is the weakest."""
        found = self.session.least_sure()
        return self._on() if found is None else self._go(found)

    def do_previous(self) -> bool:
        """Go one numeral back."""
        return self._step(-1)

    def do_following(self) -> bool:
        """Go one numeral on."""
        return self._step(1)

    def do_help(self) -> bool:
        """Show the keys."""
        for line in help_lines(self.language):
            self.terminal.write(line)
        return False

    # --- inside -----------------------------------------------------------------------------------

    def _here(self) -> int:
        if self.at is None:
            raise AnalysisError(self._t("said.nothing_left", progress=""))
        return self.at

    def _step(self, by: int) -> bool:
        order = [each.at for each in self.session.places]
        return self._go(order[(order.index(self._here()) + by) % len(order)])

    def _go(self, at: int) -> bool:
        self.at = at
        return True

    def _on(self) -> bool:
        found = self.session.next_open(self._here())
        if found is None:
            said = progress(self.session, self.language)
            self.terminal.write(self._t("said.nothing_left", progress=said))
            return False
        return self._go(found)

    def _t(self, key: str, **fields: object) -> str:
        return t(f"coding.{key}", self.language, **fields)

    def _ask(self, name: str) -> str:
        return self.terminal.line(f"{self._t(f'ask.{name}')}: ").strip()

    def _in(self, language: str, name: str) -> str:
        named = rules_of(self.language).names[language]
        return self.terminal.line(f"{self._t(f'ask.{name}', spoken=named)}: ").strip()

    def _number(self, name: str) -> int:
        said = self._ask(name)
        if not said.isdecimal():
            raise AnalysisError(f"{said!r} is no number")
        return int(said)

    def _codes(self, list_: str) -> Sequence[tuple[str, str]]:
        labels = Labels(self.language, self.session.codebook)
        return [(code, labels.code(list_, code)) for code in labels.order(list_)]

    def _pick(self, offered: Sequence[tuple[str, str]], question: str = "which") -> str:
        """Let one of several be picked, by its number or its code."""
        for number, (code, label) in enumerate(offered, start=1):
            self.terminal.write(f"  {number:>3}  {label}" + ("" if label == code else f"  {code}"))
        said = self._ask(question)
        if said in {code for code, _ in offered} or not said:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(offered):
            return offered[int(said) - 1][0]
        raise AnalysisError(f"{said!r} is none of these")

    def show(self) -> None:
        """Write the card of the numeral where the coder is."""
        shown = coding_card(self.session, self._here(), self.language)
        for line in lines_of(shown, self.session.text, self.language, self.terminal.colour):
            self.terminal.write(line)
        self.terminal.write(progress(self.session, self.language))


def lines_of(shown: Card, text: str, language: str, colour: bool = False) -> list[str]:
    """Return a card as lines of a terminal.

    Parameters
    ----------
    shown
        The card.
    text
        The article.
    language
        Language of the words.
    colour
        Whether the numeral is marked by codes of the terminal; by brackets otherwise.
    """
    before = text[max(0, shown.start - AROUND) : shown.start].rpartition("\n")[2]
    after = text[shown.end : shown.end + AROUND].partition("\n")[0]
    opening, closing = ("\x1b[7m", "\x1b[0m") if colour else ("[", "]")
    lines = ["", f"— {shown.place} · {shown.said}"]
    lines.append(f"{before}{opening}{shown.literal}{closing}{after}")
    lines += [labelled(label, limits, language) for label, limits in shown.limits]
    if shown.candidates:
        lines.append(labelled(t("coding.card.candidates", language), "", language).rstrip())
    lines += [f"  {e.rank}  {bracketed(e.label, e.reason, language)}" for e in shown.candidates]
    lines += [said for said in (shown.sure, shown.none_fits) if said]
    filled = [labelled(e.label, e.shown, language) for e in shown.cells if e.cell]
    if filled:
        said = clauses(filled, language)
        lines.append(labelled(t("coding.card.cells", language), said, language))
    for name, words in (("measures", shown.measures), ("note", shown.note)):
        for each, said in words.items():
            if said:
                named = rules_of(language).names[each]
                title = t(f"coding.card.{name}", language, spoken=named)
                lines.append(labelled(title, said, language))
    lines += [f"! {warning}" for warning in shown.warnings]
    lines += [
        labelled(t("coding.card.others", language, coder=coder), said, language)
        for coder, said in shown.others
    ]
    return lines


class Judging:
    """Decisions between coders at a terminal.

    Parameters
    ----------
    deciding
        The differences.
    terminal
        Where they are shown.
    language
        Language of the words.
    labels
        Labels of codes.
    """

    def __init__(
        self, deciding: Deciding, terminal: Terminal, language: str, labels: Labels
    ) -> None:
        self.deciding, self.terminal, self.language = deciding, terminal, language
        self.labels = labels

    def run(self) -> None:
        """Show one difference after the other until nothing is left or somebody leaves."""
        self.tell()
        while items := self.deciding.items():
            self.show(items[0], self.deciding.left)
            try:
                self.press(items[0], self.terminal.key())
            except AnalysisError as error:
                self.terminal.write(str(error))
            except (Left, EOFError):
                break
        else:
            self.terminal.write(self._t("said.decided"))
        self.tell()

    def press(self, item: UndecidedItem, key: str) -> None:
        """Do what a key stands for: a number takes an option, others as in coding.

        Raises
        ------
        Left
            If somebody leaves.
        AnalysisError
            If what was asked for cannot be.
        """
        action = ACTIONS.get(key)
        cells = list(dict.fromkeys(cell for _, cell in item.options))
        if action == "quit":
            raise Left
        if action == "undo":
            if not self.deciding.undo():
                self.terminal.write(self._t("said.no_undo"))
        elif key.isdecimal() and 1 <= int(key) <= len(cells):
            self._decide(item, cells[int(key) - 1])
        elif action == "cell":
            self._decide(item, self.terminal.line(f"{self._t('ask.value')}: ").strip())
        else:
            self.terminal.write(self._t("said.no_key", pressed=key))

    def _decide(self, item: UndecidedItem, cell: str) -> None:
        reasons = self.labels.order(REASON_LIST)
        said = " · ".join(
            f"{number} {self.labels.code(REASON_LIST, name)}"
            for number, name in enumerate(reasons, start=1)
        )
        key = self.terminal.line(f"{self._t('ask.reason', choices=said)} ").strip() or "1"
        if not key.isdecimal() or not 1 <= int(key) <= len(reasons):
            raise AnalysisError(f"{key!r} is none of these")
        reason = reasons[int(key) - 1]
        why = self.terminal.line(f"{self._t('ask.why')}: ") if reason == OWN else ""
        self.deciding.decide(item.at, item.column, cell, reason, why)

    def show(self, item: UndecidedItem, left: int) -> None:
        """Write one difference."""
        column = column_label(item.column, self.labels)
        said = {"k": 1, "n": left, "column": column, "literal": item.literal}
        text, write = self.deciding.text, self.terminal.write
        write("")
        write(self._t("said.decide", **said))
        end = item.at + len(item.literal)
        before = text[max(0, item.at - AROUND) : item.at].rpartition("\n")[2]
        after = text[end : end + AROUND].partition("\n")[0]
        write(f"{before}[{item.literal}]{after}")
        if item.rule:
            write(self._t("said.asks", rule=item.rule))
        by_cell: dict[str, list[str]] = {}
        for coder, cell in item.options:
            by_cell.setdefault(cell, []).append(coder)
        for number, (cell, coders) in enumerate(by_cell.items(), start=1):
            shown = self.labels.coded(item.column, cell) or self._t("card.empty")
            write(f"  {number}  {bracketed(shown, ', '.join(coders), self.language)}")

    def tell(self) -> None:
        """Write how far the coders agree, before and after what was decided."""
        for line in agreement_lines(self.deciding, self.labels):
            self.terminal.write(line)

    def _t(self, key: str, **fields: object) -> str:
        return t(f"coding.{key}", self.language, **fields)


def column_label(column: str, labels: Labels) -> str:
    """Return the name of a column to be decided, in words."""
    language = next((each for each in LANGUAGES if column.endswith(f"_{each}")), "")
    if language:
        name = column.removesuffix(f"_{language}")
        named = rules_of(labels.language).names[language]
        return labels.t(f"coding.card.{name}", spoken=named)
    return labels.column(column) if column in _LABELLED else column


_LABELLED = frozenset((*CODED_FIELDS, "kind", "span", "period_words"))


def agreement_lines(deciding: Deciding, labels: Labels) -> list[str]:
    """Say how far coders agree, column by column where they did not agree in all cases."""
    pairs = deciding.agreement()
    if not pairs:
        return [labels.t("coding.said.alone")]
    lines = []
    for before, after in pairs:
        if before.metric != "nominal" or before.share is None or after.share is None:
            continue
        if before.share < 1:
            shares = {"before": f"{100 * before.share:.0f}", "after": f"{100 * after.share:.0f}"}
            column = column_label(before.column, labels)
            lines.append(labels.t("coding.said.agreement", column=column, **shares))
    return lines


# --- the command ----------------------------------------------------------------------------------


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="the article that was added")
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--coder", metavar="NAME", help="who codes")
    who.add_argument("--decide", action="store_true", help="decide where coders differ")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the words")
    parser.add_argument(
        "--unaided", action="store_true", help="show no readings and no proposals of the program"
    )
    parser.add_argument(
        "--see-others", action="store_true", help="show what other coders decided (not blind)"
    )


def run(args: argparse.Namespace) -> int:
    """Code, or decide, until nothing is left or the coder leaves.

    Returns
    -------
    int
        0.

    Raises
    ------
    AnalysisError
        If the text has not been added, its article is another copy, or its folder cannot be used.
    """
    language = args.language or spoken(os.environ)
    document, article = read_article(args.article)
    terminal = _terminal()
    if args.decide:
        raw = RawData(project.raw(), settled=False)
        folder = workplace.folder_of(document)
        _added(document, article, args.article)
        with Deciding(article, document, raw=raw, folder=folder) as deciding:
            labels = Labels(language, deciding.codebook)
            Judging(deciding, terminal, language, labels).run()
    else:
        with opened(
            args.article, args.coder, blind=not args.see_others, aided=not args.unaided
        ) as session:
            Coding(session, terminal, language).run()
            print(t("coding.said.kept", language, file=f"coding/{document}/{args.coder}.journal"))
    return 0


def opened(path: Path, coder: str, *, blind: bool = True, aided: bool = True) -> Session:
    """Open the session of a coder about a text that was added.

    Parameters
    ----------
    path
        The article.
    coder
        Who codes.
    blind, aided
        As in `Session`.

    Raises
    ------
    AnalysisError
        If the text has not been added, its article is another copy, or its folder cannot be used.
    """
    document, article = read_article(path)
    origin = _added(document, article, path)
    return Session(
        article,
        document,
        coder,
        raw=RawData(project.raw(), settled=False),
        folder=workplace.folder_of(document),
        sha256=origin.sha256,
        reference=origin.reference,
        times=origin.times,
        blind=blind,
        aided=aided,
    )


def _added(document: str, article: bytes, path: Path) -> workplace.Origin:
    origin = workplace.read_origin(document)
    if origin is None:
        raise AnalysisError(f"{document} has not been added: `python -m analysis add {path}`")
    workplace.same_article(origin, article)
    return origin


def spoken(environment: Mapping[str, str]) -> str:
    """Return the language of the surroundings, or the first one that there is."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            code = environment[name].partition("_")[0].partition(".")[0].lower()
            return code if code in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def _terminal() -> Terminal:
    here = sys.stdin.isatty()
    return Terminal(_key if here else _first_of_line, input, print, here and sys.stdout.isatty())


def _first_of_line() -> str:
    return input().strip()[:1]


def _key() -> str:
    """Wait for one key."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.getwch()
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        return os.read(sys.stdin.fileno(), 8).decode(errors="ignore")[:1] or "q"
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
