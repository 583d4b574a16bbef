"""What differs between claims, tables and pages: what was said, and what was found.

Every check here is a function of a claim (or of all claims) and of the tables or pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.audit.published import PublishedPage, plain_words, split, without_blanks
from analysis.audit.recompute import (
    Tables,
    chosen_rows,
    compute,
    identifiers,
    numbers_in,
    same,
)
from analysis.errors import AnalysisError

_COLUMNS = ("page", "place", "kind", "set", "inputs", "result", "gates")
"""Columns of the table of claims beside the words."""

_COUNTING = frozenset({"count", "share", "change", "extreme", "universal", "absence", "range"})
"""Kinds of claims whose numbers are results, or printed."""

_RESULT_OF = {
    "order": "texts_differ",
    "same": "same_size",
    "undecided": "cannot_be_decided",
    "side_by_side": "side_by_side",
    "not_comparable": "not_comparable",
}
"""What the result of a pair must be, by kind of claim."""

_RANKS = ("", *_RESULT_OF.values())
"""Results of pairs, those that say most first: of several pairs the last one is what holds."""

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_QUOTED = re.compile("“[^”]*”")
"""What others print is not said here."""

_NO_DAY = re.compile(r"\b(?:no day printed|no date|in all(?=\)|$))|^all(?=\))", re.IGNORECASE)
"""What a time may say that quantifies nothing."""

_SCALES = {"thousand": 10**3, "万": 10**4, "million": 10**6, "亿": 10**8, "billion": 10**9}
_AMOUNT = re.compile(rf"(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<scale>{'|'.join(_SCALES)})?%?")
_DIGITS = re.compile(
    rf"(?<![\d.,])(?P<digits>\d+)(?![\d,]*\d|\.\d)\s*(?P<scale>{'|'.join(_SCALES)})?"
)
"""A whole number, with the word for its scale."""

_ENGLISH = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {
    **{word: number for number, word in enumerate(_ENGLISH, start=3)},
    **{word: number for number, word in enumerate("三四五六七八九十", start=3)},
}
"""Numbers in words."""

_WORDED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(rf"\b({'|'.join(_ENGLISH)})\b", re.IGNORECASE),
    "zh": re.compile(r"(?<![一二三四五六七八九十])([三四五六七八九十])[篇座市对项个]"),
}
"""Numbers in words that count, by language."""

_STAMP = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])|\bCC BY \d\.\d\b")
"""The stamp of a build, and the name of a licence."""


QUANTIFIED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\d|\b(?:all|none|only|every|each|most|never|always|both|neither|two|three|four|five|six"
        r"|seven|eight|nine|ten|no)\b(?!-)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"\d|[一二两三四五六七八九十][篇个项对次人家]|全部|所有|(?<![年人户生平])均|都|只有|仅|各篇|没有"
    ),
}
"""What makes a sentence a quantified one, by language; another language: digits alone."""


def quantifies(text: str) -> bool:
    """Tell whether words hold a numeral or a quantifier of any language."""
    return any(pattern.search(text) for pattern in QUANTIFIED.values())


@dataclass(frozen=True, slots=True)
class AuditDifference:
    """Something that is not as it is said.

    Attributes
    ----------
    page, place
        Where.
    said, found
        What stands there, and what there is.
    """

    page: str
    place: str
    said: str
    found: str

    def __str__(self) -> str:
        """Return the difference as a line."""
        return f"{self.page}, {self.place}: said {self.said}; found {self.found}"


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A row of the table of claims.

    Attributes
    ----------
    page, place, kind, set, inputs, result, gates
        Its cells.
    words
        Its words by language.
    """

    page: str
    place: str
    kind: str
    set: str
    inputs: str
    result: str
    gates: str
    words: Mapping[str, str]

    @property
    def results(self) -> dict[str, str]:
        """What was computed, by its expression."""
        found = {}
        for part in self.result.split("; "):
            expression, _, value = part.rpartition(" = ")
            found[expression] = value
        return found

    def differs(self, said: str, found: str) -> AuditDifference:
        """Return a difference at the place of the claim."""
        return AuditDifference(self.page, self.place, said, found)


def claims_of(frame: pd.DataFrame) -> list[ReadClaim]:
    """Return the claims of a table.

    Raises
    ------
    AnalysisError
        If it is no table of claims.
    """
    missing = [name for name in _COLUMNS if name not in frame.columns]
    languages = [name.removeprefix("words_") for name in frame.columns if name[:6] == "words_"]
    if missing or not languages:
        raise AnalysisError(
            f"data/processed/claims.csv is no table of claims: it lacks {(*missing, 'words_…')[0]}."
        )
    found = []
    for row in frame.to_dict("records"):
        page, place, kind, rule, inputs, result, gates = (str(row[name]) for name in _COLUMNS)
        words = {language: str(row[f"words_{language}"]) for language in languages}
        found.append(ReadClaim(page, place, kind, rule, inputs, result, gates, words))
    return found


# --- one claim and the tables -------------------------------------------------------------------


def recomputed(claim: ReadClaim, tables: Tables, known: set[str]) -> Iterator[AuditDifference]:
    """Yield what is wrong with a claim by the tables.

    Parameters
    ----------
    claim
        The claim.
    tables
        The processed tables.
    known
        Identifiers of all rows of the tables.
    """
    try:
        rows = chosen_rows(claim.set, tables)
    except AnalysisError as error:
        yield claim.differs(f"the set {claim.set}", str(error))
        return
    yield from _inputs(claim, rows, known)
    for expression, said in claim.results.items():
        try:
            found = compute(expression, rows, tables)
        except AnalysisError as error:
            found = str(error)
        if not same(said, found):
            yield claim.differs(f"{expression} = {said}", found)
    yield from _kind(claim, rows, tables)


def _inputs(claim: ReadClaim, rows: pd.DataFrame, known: set[str]) -> Iterator[AuditDifference]:
    said, of_set = identifiers(claim.inputs), set(rows["_id"])
    missing = sorted(of_set - said)
    if missing:
        yield claim.differs(
            f"{len(said)} inputs", f"{missing[0]} belongs to the set and is not among them"
        )
    unknown = sorted(said - of_set - known)
    if unknown:
        yield claim.differs(f"the input {unknown[0]}", "no such row")


def _kind(claim: ReadClaim, rows: pd.DataFrame, tables: Tables) -> Iterator[AuditDifference]:
    """Yield what the kind of a claim promises and the rows do not keep."""
    values = list(claim.results.values())
    if claim.kind == "universal" and (len(values) < 2 or values[0] != values[1]):
        yield claim.differs("that it holds for all", claim.result)
    if claim.kind == "extreme" and not any(
        each.startswith(("most(", "least(")) for each in claim.results
    ):
        yield claim.differs("the largest or smallest", "nothing that was compared")
    if claim.set.startswith("comparisons where comparison_id") and claim.kind in _RESULT_OF:
        weakest = max(rows["result"], key=_RANKS.index, default="")
        if weakest != _RESULT_OF[claim.kind]:
            yield claim.differs(claim.kind, f"the result of the pair is {weakest}")
        if claim.kind == "order":
            for _, row in rows.iterrows():
                yield from _order(claim, row, tables)


def _order(claim: ReadClaim, row: pd.Series, tables: Tables) -> Iterator[AuditDifference]:
    """Yield why an order may not be told, or is told the other way round."""
    if row["grade"] not in ("strict", "annualised"):
        yield claim.differs("an order", f"the pair is graded {row['grade']}")
    larger = compute("larger()", row.to_frame().T, tables)
    if larger == "nothing":
        yield claim.differs("an order", "the limits overlap")
        return
    side, other = ("a", "b") if larger == row["figure_a"] else ("b", "a")
    documents = tables.frame("documents").set_index("document")
    for language, words in claim.words.items():
        first = words.find(str(documents.loc[row[f"document_{side}"], f"label_{language}"]))
        second = words.find(str(documents.loc[row[f"document_{other}"], f"label_{language}"]))
        if first < 0 or second < 0 or first > second:
            yield claim.differs(words, f"{larger} is the larger one")


# --- numbers in the words -----------------------------------------------------------------------


def numbers(claim: ReadClaim, tables: Tables, names: Sequence[str]) -> Iterator[AuditDifference]:
    """Yield counts in the words of a claim that are neither results nor printed.

    Parameters
    ----------
    claim
        The claim.
    tables
        The processed tables, for what is printed.
    names
        Names of texts and other things, which may hold numbers of their own; long ones first.
    """
    if claim.kind not in _COUNTING:
        return
    allowed = set[Fraction]()
    for value in claim.results.values():
        allowed |= numbers_in(value)
    shares = {number for number in allowed if number.denominator > 1}
    allowed |= {Fraction(round(100 * share)) for share in shares}
    printed = _printed(identifiers(claim.inputs), tables)
    known = _known_amounts(identifiers(claim.inputs), tables)
    for language, words in claim.words.items():
        left = words
        for name in names:
            left = left.replace(name, " ")
        for match in _DIGITS.finditer(_YEAR.sub(" ", left)):
            number = match["digits"]
            ((amount, step, _),) = _read(match[0])
            if Fraction(number) in allowed or number in printed:
                continue
            # A limit that is no whole number is said as the next one outwards.
            rough = (each for each in known if step > 1 or each == amount or each.denominator > 1)
            if any(abs(amount - each) < step for each in rough):
                continue
            yield claim.differs(f"{number} ({language}: {words})", f"results {claim.result}")
        for word in _in_words(left, language):
            if Fraction(_NUMBERS[word]) not in allowed:
                yield claim.differs(f"{word} ({language}: {words})", f"results {claim.result}")


def _in_words(text: str, language: str) -> Iterator[str]:
    """Yield the numbers above two that a text has in words; a pair is two by its nature."""
    pattern = _WORDED.get(language)
    if pattern is not None:
        yield from (match[1].lower() for match in pattern.finditer(text))


def equal_statements(claim: ReadClaim) -> Iterator[AuditDifference]:
    """Yield whether a claim has the words of one language in place of those of another."""
    said: dict[str, str] = {}
    for language, words in claim.words.items():
        if words in said and re.search(r"[^\W\d]{2}", words):
            yield claim.differs(f"{words!r} ({language})", f"the same words in {said[words]!r}")
        said.setdefault(words, language)


def _printed(inputs: set[str], tables: Tables) -> str:
    """Return what stands in the text for some figures, and as which numbers it is read."""
    frame = tables.frame("observations")
    rows = frame[frame["figure_id"].isin(inputs)]
    cells = [*rows["literal"], *rows["value"], *rows["value_high"]]
    return " ".join(map(str, cells))


_ENDS = ("value", "conventional_low", "conventional_high", "a_low", "a_high", "b_low", "b_high")
"""Columns with numbers of figures and pairs."""


def _known_amounts(inputs: set[str], tables: Tables) -> set[Fraction]:
    """Return the numbers and limits of the figures and pairs among the inputs."""
    found: set[Fraction] = set()
    for name in ("observations", "comparisons"):
        frame = tables.frame(name)
        rows = frame[frame["_id"].isin(inputs)]
        for column in rows.columns.intersection(_ENDS):
            found.update(Fraction(cell) for cell in rows[column] if cell)
    return found


# --- one claim and the pages --------------------------------------------------------------------


def shown_otherwise(
    claim: ReadClaim, language: str, page: PublishedPage | None
) -> Iterator[AuditDifference]:
    """Yield whether the words of a claim are not where it says."""
    if page is None:
        yield claim.differs(f"the page {claim.page} ({language})", "no such page")
        return
    stands = page.says(claim.place, claim.words[language])
    if stands is None:
        yield claim.differs(f"the place {claim.place} ({language})", "no such place on the page")
    elif not stands:
        yield claim.differs(f"{claim.words[language]!r} ({language})", "other words at that place")


def unclaimed(
    name: str, language: str, page: PublishedPage, claims: Iterable[ReadClaim], known: Known
) -> Iterator[AuditDifference]:
    """Yield the quantified sentences of a page that no claim makes.

    Parameters
    ----------
    name, language, page
        The page.
    claims
        The claims of the page.
    known
        What needs no claim.
    """
    claimed = _said(claims, language)
    pattern = QUANTIFIED.get(language, re.compile(r"\d"))
    records = _amounts(page.records())
    drawn = (
        (display, words)
        for display, words in page.drawn()
        if _counts(words, known, pattern)
        and without_blanks(words) not in known.worded
        and not _is_data(_unbroken(words, known.names), records, pattern)
    )
    said = [*page.sentences(), *drawn]
    for display, sentence in said:
        here = without_blanks(sentence)
        if not _counts(sentence, known, pattern) or any(here in each for each in claimed):
            continue
        if _counts(_without(sentence, claimed), known, pattern):
            yield AuditDifference(name, f"{display} ({language})", repr(sentence), "no claim")


def _said(claims: Iterable[ReadClaim], language: str) -> list[str]:
    """Return what claims say, whole and sentence by sentence, without blanks, the longest first."""
    words = [claim.words[language] for claim in claims]
    parts = {without_blanks(part) for each in words for part in (each, *split(each))}
    return sorted(filter(None, parts), key=len, reverse=True)


def _without(sentence: str, claimed: Iterable[str]) -> str:
    """Return a sentence without the words of claims, whose blanks do not matter."""
    left, bare = plain_words(sentence), without_blanks(sentence)
    for each in claimed:
        if each in bare:
            left = re.sub(r"\s*".join(map(re.escape, each)), " ", left)
    return left


def _is_data(drawn: str, records: Collection[Fraction], pattern: re.Pattern[str]) -> bool:
    """Tell whether something in a drawing is data: numbers of the tables, with what they count.

    A drawing may show fewer digits than the table of its data.  A number alone marks an axis.
    """
    left = _AMOUNT.sub(" ", _NO_DAY.sub(" ", _QUOTED.sub(" ", drawn)))
    if not re.search(r"\w", left):
        return True
    return not pattern.search(left) and all(
        any(abs(amount * scale - each) < step * scale for each in records for scale in scales)
        for amount, step, scales in _read(drawn)
    )


def _unbroken(line: str, names: Iterable[str]) -> str:
    """Return a line of a drawing without the names it holds, whole or broken at its ends."""
    left = line.strip().lower()
    for name in names:
        words = name.lower().split()
        left = left.replace(" ".join(words), " ").strip()
        for cut in range(len(words) - 1, 0, -1):
            left = left.removesuffix(" ".join(words[:cut])).removeprefix(" ".join(words[cut:]))
    return left


def _amounts(text: str) -> frozenset[Fraction]:
    return frozenset(amount for amount, _, _ in _read(text))


def _read(text: str) -> Iterator[tuple[Fraction, Fraction, tuple[int, ...]]]:
    """Yield the amounts in a text, with a unit of the last digit that is no zero, and scales.

    Where a number ends the text, the word for its scale may stand on the next line.
    """
    for match in _AMOUNT.finditer(text):
        digits = match["digits"].replace(",", "")
        whole, _, places = digits.partition(".")
        step = Fraction(1, 10 ** len(places)) if places else Fraction(1)
        if not places:
            step = Fraction(10 ** (len(whole) - len(whole.rstrip("0") or whole)))
        scale = _SCALES.get(match["scale"] or "", 1)
        ends = match["scale"] is None and match.end() == len(text)
        yield Fraction(digits) * scale, step * scale, (1, *_SCALES.values()) if ends else (1,)


_STOPS = ".。"
"""Ends of sentences: words of a table have none where the page says something before them."""


def _counts(sentence: str, known: Known, pattern: re.Pattern[str]) -> bool:
    """Tell whether a sentence quantifies, but for names, fixed words and words of the tables."""
    here = without_blanks(sentence)
    bare = here.rstrip(_STOPS)
    if here in known.prose or any(bare.endswith(cell.rstrip(_STOPS)) for cell in known.cells):
        return False
    left = sentence
    for shown in known.bounds:
        left = shown.sub(" ", left)
    for each in (*known.fixed, *known.names):
        left = left.replace(each, " ").replace(each[:1].lower() + each[1:], " ")
    return bool(pattern.search(_YEAR.sub(" ", _STAMP.sub(" ", _QUOTED.sub(" ", left)))))


@dataclass(frozen=True, slots=True)
class Known:
    """Words that may count without a claim.

    Attributes
    ----------
    names
        Names of texts and other things, which may hold numbers of their own; long ones first.
    fixed
        Words of the catalogue that are always the same: a test of their own proves them; long ones
        first.
    cells
        Sentences that stand in a table, without blanks.
    prose
        Sentences of the notebooks of pages, without blanks: a test of their own holds them as well.
    worded
        Fixed words and words of the tables, without blanks: a line in a drawing may be part of one.
    bounds
        Patterns of the sentences that say how much of a list is shown.
    """

    names: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    cells: frozenset[str] = frozenset()
    prose: frozenset[str] = frozenset()
    worded: str = ""
    bounds: tuple[re.Pattern[str], ...] = ()


# --- all claims ---------------------------------------------------------------------------------


_SCOPED = re.compile(
    r"(?:document|city|theme|question)(?:_a|_b)? (?:= '[^']*'|in \([^)]*\))(?: and )?"
)
"""Conditions that choose a text, a city, a theme or a reader’s question, as pages or parts do."""


_OF_DISPLAY = ("footer", "caveats", "annotations", "heads")
"""Parts of a display that speak of what it shows, whatever others show."""


def contradicting(claims: Iterable[ReadClaim]) -> Iterator[AuditDifference]:
    """Yield claims in the same words with other numbers: one matter has one number.

    Two pages may say the same of two texts, cities or themes; where their sets differ in anything
    else, the same words speak of two matters.  Also one measure of one set that comes to different
    things on different pages.
    """
    by_measure: dict[tuple[str, str], dict[str, ReadClaim]] = defaultdict(dict)
    by_words: dict[str, dict[str, ReadClaim]] = defaultdict(dict)
    for claim in claims:
        if claim.place.partition("/")[2].startswith(_OF_DISPLAY):
            continue
        for expression, value in claim.results.items():
            by_measure[claim.set, expression].setdefault(value, claim)
        words = next(iter(claim.words.values()))
        bare = re.sub(r"\d[\d.,]*", "#", words)
        if claim.kind in _COUNTING and bare != words:
            by_words[bare].setdefault(_SCOPED.sub("", claim.set), claim)
    for (_, expression), values in by_measure.items():
        if len(values) > 1:
            (one, first), (other, second) = list(values.items())[:2]
            yield second.differs(
                f"{expression} = {other}", f"{one} on page {first.page}, {first.place}"
            )
    for sets in by_words.values():
        if len(sets) > 1:
            first, second = list(sets.values())[:2]
            said, found = (next(iter(each.words.values())) for each in (second, first))
            yield second.differs(
                f"{said!r} of {second.set}",
                f"{found!r} of {first.set} on page {first.page}, {first.place}",
            )
