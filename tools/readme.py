"""Write what README.md says of the data: how many figures, texts and cities there are.

python tools/readme.py          writes the numbers of the last build
python tools/readme.py --check  writes nothing; says which sentences are out of date, with status 1
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analysis import language as lg
from analysis import project
from analysis.comparison.comparison_records import Graded, Pair, PairCount
from analysis.figures.coverage import Coverage
from analysis.tables.codebook import Codebook, load_codebook
from analysis.tables.dataset import Dataset

LANGUAGE = "en"

Fact = tuple[str, str]
"""A place of README.md (see `PLACES`), and what it has to say."""

PLACES = {
    "cities": r"^# What .+$",
    "texts": r"^.+ articles?, written",
    "federations": r"federations? of \*\*.+?(?=, prints?\b)",
    "figures": r"prints? \S.*? figures?: members",
    "counts": r"\d+ figures? in .+? impossible as printed",
    "pairs": r"Of \d+ pairs? of .+? side by side only\.",
}
"""Pattern of every place of README.md whose words are computed, whatever they say now."""


def facts(data: Dataset) -> Iterator[Fact]:
    """Yield what README.md says of the data.

    Parameters
    ----------
    data
        The processed tables.
    """
    book = load_codebook(data)
    cities = list(dict.fromkeys(document.city for document in book.documents))
    texts = len(book.documents)
    said = "say their trade unions" if len(cities) > 1 else "says its trade unions"
    yield "cities", f"# What {_counted(len(cities), 'Chinese city', 'Chinese cities')} {said} did"
    yield "texts", f"{lg.capital(_counted(texts, 'article'), LANGUAGE)}, written"
    yield "federations", f"{_of(len(cities), 'federation')} of {_named(book, cities)}"
    rows = data.rows(Coverage)
    figures, distinct, hedged, faulty = (
        sum(getattr(row, name) for row in rows)
        for name in ("figures", "distinct", "hedged", "faulty")
    )
    yield "figures", f"{'print' if texts > 1 else 'prints'} {_some(figures)}: members"
    all_ = f"{figures} {_of(figures, 'figure')} in {texts} {_of(texts, 'text')}"
    yield (
        "counts",
        f"{all_}; {distinct} without those said twice, {hedged} of "
        f"them hedged or without a number, {faulty} damaged, doubtful or impossible as printed",
    )
    yield _pairs(data)


def _pairs(data: Dataset) -> Fact:
    """Return how many pairs of two texts there are, and what comes of them."""
    results = Counter[str]()
    graded: list[Graded] = [*data.rows(Pair), *data.rows(PairCount)]
    for each in graded:
        results[each.result] += each.pairs
    total, apart = results.total(), results["not_comparable"]
    pairs, are = _of(total, "pair"), _of(apart, "is", "are")
    return (
        "pairs",
        f"Of {total} {pairs} of figures or ratios that answer the same question in two "
        f"texts, {apart} {are} not comparable and {results['side_by_side']} can "
        "stand side by side only.",
    )


def _of(count: int, one: str, many: str = "") -> str:
    """Return a word as it stands beside a count."""
    return one if count == 1 else many or f"{one}s"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{lg.number_word(count, LANGUAGE)} {_of(count, one, many)}"


def _some(count: int) -> str:
    """Say how many figures there are: the number where they are few, else the hundreds."""
    hundreds = round(count, -2) // 100
    if hundreds < 2:
        return f"{count} {_of(count, 'figure')}"
    if hundreds < 10:
        return f"some {lg.number_word(hundreds, LANGUAGE)} hundred figures"
    return f"some {100 * hundreds:,} figures"


def _named(book: Codebook, cities: list[str]) -> str:
    """Name the cities, each with the years that its texts review."""
    named = []
    for city in cities:
        own = [document for document in book.documents if document.city == city]
        spans = dict.fromkeys(
            lg.format_period(document.period_start, document.period_end, "", LANGUAGE)
            for document in own
        )
        label = book.code("city", city)[LANGUAGE]
        named.append(f"**{label}** ({lg.join_words(list(spans), LANGUAGE)})")
    return lg.join_words(named, LANGUAGE)


def typed(readme: str) -> str:
    """Return README.md without the words that are computed.

    Parameters
    ----------
    readme
        The text as it is.
    """
    for pattern in PLACES.values():
        readme = re.sub(pattern, "", readme, count=1, flags=re.MULTILINE)
    return readme


def renewed(readme: str, data: Dataset) -> tuple[str, list[str]]:
    """Return README.md with the numbers of the data, and a line for each that was out of date.

    Parameters
    ----------
    readme
        The text as it is.
    data
        The processed tables.
    """
    faults = []
    for place, right in facts(data):
        found = re.search(PLACES[place], readme, re.MULTILINE)
        if found is None:
            faults.append(f"README.md nowhere says {right!r}: correct tools/readme.py with it")
        elif found[0] != right:
            faults.append(f"README.md says {found[0]!r}; now it is {right!r}")
            readme = readme[: found.start()] + right + readme[found.end() :]
    return readme, faults


def main() -> int:
    """Renew README.md, or say what is out of date in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    args = parser.parse_args()
    path: Path = project.root() / "README.md"
    said, faults = renewed(path.read_text(encoding="utf-8"), Dataset())
    print("\n".join(faults) or "README.md says what the data say")
    if args.check:
        return 1 if faults else 0
    path.write_text(said, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
