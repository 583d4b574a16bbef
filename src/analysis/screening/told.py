"""What a screening says in sentences and in rows."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language.catalogue import t
from analysis.language.messages import text as said
from analysis.screening.screening_records import VERDICTS, Screening, ScreeningResult

COLUMNS = (
    "file", "rule", "verdict", "start", "end", "line", "column", "literals", "sentence",
)  # fmt: skip
"""Columns of the rows: file, code of the rule, verdict, first span, its line and character from 1,
the spans as printed (joined by `` | ``), and the sentence."""


def line_and_column(text: str, start: int) -> tuple[int, int]:
    """Return line and character of the line, both from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def place_of(screening: Screening, result: ScreeningResult, language: str) -> str:
    """Return where the first place of a result stands, in words."""
    line, column = line_and_column(screening.text, result.start)
    return t("screening.report.place", language, line=str(line), column=str(column))


def is_chinese(text: str) -> bool:
    """Tell whether a text is Chinese: at least every tenth letter is."""
    letters = [c for c in text if c.isalpha()]
    chinese = sum("一" <= c <= "鿿" for c in letters)
    return chinese * 10 >= max(len(letters), 1)


def summary(screening: Screening, language: str) -> Iterator[str]:
    """Yield the sentences that sum up what was read, checked and found."""
    if not is_chinese(screening.text):
        yield t("screening.report.foreign", language)
        return
    figures, checked = len(screening.figures), len(screening.checked)
    if figures:
        share = str(100 * checked // figures)
        yield t(
            "screening.report.read",
            language,
            n=figures,
            figures=str(figures),
            checked=str(checked),
            share=share,
        )
    else:
        yield t("screening.report.none", language)
    if figures or screening.results:
        counts = {verdict: str(len(screening.of(verdict))) for verdict in VERDICTS}
        yield t("screening.report.found", language, **counts)
    if checked < figures:
        yield t("screening.report.unchecked", language, rest=str(figures - checked))


def told_sentences(screening: Screening, language: str) -> Iterator[str]:
    """Yield summary and results as lines of text, what matters most first."""
    yield from summary(screening, language)
    for verdict in VERDICTS:
        results = screening.of(verdict)
        if results:
            yield ""
            yield t(f"screening.verdict.{verdict}", language)
        for result in results:
            place = place_of(screening, result, language)
            yield f"  {place}  {said(result.message, language)}"


def rows(screening: Screening, name: str, language: str) -> Iterator[list[object]]:
    """Yield one row of `COLUMNS` for each result."""
    for result in screening.results:
        first = min(result.places)
        line, column = line_and_column(screening.text, first.start)
        literals = " | ".join(screening.text[a:b].strip() for a, b in result.places)
        yield [
            name, result.rule, result.verdict, first.start, first.end, line, column, literals,
            said(result.message, language),
        ]  # fmt: skip
