"""Add an invented city to a copy of the project as a person would, and see that all of it holds.

python tools/new_city.py            the guide's commands, the pages, the tests without a browser
python tools/new_city.py --browser  with the tests that need a browser as well
python tools/new_city.py --tests fast  without slow tests and the notebooks again: so in CI
python tools/new_city.py --tests none --keep FOLDER   the walk alone, and the copy stays in FOLDER

The city, its two texts, the coders' sheets and what they decided are invented and lie in
``tests/new_city``.  The walk is that of CONTRIBUTING.md: whatever it needs beside ``data/raw`` is
a fault of the project.  Afterwards a better copy replaces one of the texts, and the city leaves.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
GIVEN = Path("tests", "new_city")
LANGUAGES = ("en", "zh")
CITY = "yanxi"
CLEAN, DAMAGED = "yanxi-2018", "yanxi-2018-b"
DOCUMENTS = (CLEAN, DAMAGED)
SPOKEN = "2018-12-31"
"""Day from which both texts speak."""


class Broken(Exception):
    """Something that the guide promises does not hold."""


def need(holds: object, sentence: str) -> None:
    """Raise `Broken` with a sentence unless something holds."""
    if not holds:
        raise Broken(sentence)


# --- tables ---------------------------------------------------------------------------------------

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: Iterable[Mapping[str, str]], names: Iterable[str]) -> str:
    """Return rows as CSV text with LF line ends."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(names), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def header(path: Path) -> list[str]:
    """Return the names of the columns of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def as_spreadsheets_save(sheet: str) -> bytes:
    """Return a sheet as a spreadsheet program writes it.

    With a mark of byte order, other line ends, days with slashes, and columns that hold nothing.
    """
    rows = list(csv.reader(io.StringIO(sheet)))
    days = [place for place, name in enumerate(rows[0]) if name.startswith("period_")]
    for row in rows[1:]:
        for place in days:
            match = re.fullmatch(r"(\d{4})-0?(\d+)-0?(\d+)", row[place])
            if match:
                row[place] = "/".join(match.groups())
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([*row, "", ""] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


# --- the copy -------------------------------------------------------------------------------------


def files_of(root: Path) -> list[str]:
    """Return the files that are committed, or would be; all files where git does not know."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(asked, cwd=root, capture_output=True, check=True).stdout.decode()
        names = [name for name in said.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        left_out = {".git", ".venv", "build", "__pycache__"}
        found = (path.relative_to(root) for path in root.rglob("*"))
        names = [path.as_posix() for path in found if not left_out & set(path.parts)]
    return [name for name in names if (root / name).is_file()]


class Copy:
    """A copy of the project in which somebody works.

    Parameters
    ----------
    root
        Folder of the copy.
    articles
        Folder of the articles, outside of it.
    """

    def __init__(self, root: Path, articles: Path) -> None:
        self.root = root
        self.articles = articles
        self.raw = root / "data" / "raw"
        self.given = root / GIVEN

    def fill(self) -> None:
        """Copy all files, and tell git of them where there is git."""
        for name in files_of(HERE):
            target = self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / name, target)
        if shutil.which("git"):
            for words in (["init", "--quiet"], ["add", "--all"]):
                subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True)

    @cached_property
    def environment(self) -> dict[str, str]:
        """The surroundings of every command: those of the Makefile, with the copy's own package."""
        left_out = ("ANALYSIS_", "MAKE", "MFLAGS", "SOURCES_DIR", "PYTEST")
        kept = {name: text for name, text in os.environ.items() if not name.startswith(left_out)}
        return kept | {
            "PYTHONPATH": str(self.root / "src"),
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": "0",
            "IPYTHONDIR": str(self.root / "config" / "ipython"),
            "MPLCONFIGDIR": str(self.root / "build" / "matplotlib"),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy and return what it said."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )

    def command(self, *words: str) -> str:
        """Run a command of the project, which must end well, and return what it said."""
        done = self.python("-m", "analysis", *words)
        said = done.stdout + done.stderr
        need(done.returncode == 0, f"python -m analysis {' '.join(words)} failed:\n{said}")
        return said

    def refused(self, *words: str, because: str) -> str:
        """Run a command that must be refused with one sentence, and return what it said."""
        done = self.python("-m", "analysis", *words)
        said = done.stderr
        called = f"python -m analysis {' '.join(words)}"
        need(done.returncode == 1, f"{called} was not refused:\n{done.stdout}{said}")
        need("Traceback" not in said, f"{called} ended with a traceback:\n{said}")
        need(because in said, f"{called} did not say {because!r}:\n{said}")
        return said

    # --- the steps of the guide -------------------------------------------------------------------

    def draft(self, document: str) -> None:
        """Step 2: draft the sheet and the origin record."""
        article = self.articles / f"{document}.txt"
        self.command("draft", str(article), "--reference-date", SPOKEN)

    def complete(self, folder: str = "rows") -> None:
        """Step 3: add the rows of the codebook, of the catalogue and of what coders found."""
        for given in sorted((self.given / folder).glob("*.csv")):
            own = self.raw / ("codings" if given.stem == "coders" else "") / given.name
            names = header(own)
            need(header(given) == names, f"{GIVEN}/{folder}/{given.name}: its columns are {names}")
            own.write_text(written([*read(own), *read(given)], names), encoding="utf-8")

    def code(self, document: str, folder: str = "codings") -> None:
        """Step 4: keep the coders' sheets, the second as a spreadsheet program saves it."""
        for number, sheet in enumerate(sorted((self.given / folder).glob(f"{document}.*.csv"))):
            text = sheet.read_text(encoding="utf-8")
            content = as_spreadsheets_save(text) if number else text.encode()
            (self.raw / "codings" / sheet.name).write_bytes(content)

    def merge(self, document: str) -> None:
        """Step 5: join the sheets, and put both tables where settled ones lie."""
        self.command("draft", str(self.articles / f"{document}.txt"), "--merge")
        for name in ("figures", "other-numerals"):
            drafted = self.root / "build" / "draft" / name / f"{document}.csv"
            shutil.copy(drafted, self.raw / name / drafted.name)

    def decide(self, document: str, file: str = "decisions.csv") -> None:
        """Step 5: decide the cells on which the coders differ, and say what needs a word."""
        path = self.raw / "figures" / f"{document}.csv"
        rows, names = read(path), header(path)
        by_start = {row["start"]: row for row in rows}
        for decision in read(self.given / file):
            if decision["document"] == document:
                by_start[decision["start"]][decision["column"]] = decision["value"]
        open_ = [
            f"{document},{row['start']},{name},{row[name]}"
            for row in rows
            for name in names
            if row[name].startswith("‹")
        ]
        need(not open_, "nothing was decided for\n" + "\n".join(open_))
        path.write_text(written(rows, names), encoding="utf-8")

    def clear_drafts(self) -> None:
        """Move away what was drafted before."""
        shutil.rmtree(self.root / "build" / "draft", ignore_errors=True)

    def build(self) -> None:
        """Step 7: build, and look at what was built."""
        self.command("build")
        self.command("inspect")

    # --- what is there ----------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Return the hash of everything that is published, and of the notebooks."""
        found = (
            path
            for folder in ("data/processed", "reports", "notebooks", "data/raw/hashes")
            for path in (self.root / folder).rglob("*")
            if path.is_file() and ".ipynb_checkpoints" not in path.parts
        )
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in found
        }

    def pages(self, language: str) -> dict[str, str]:
        """Return the pages of a language by name."""
        folder = self.root / "reports" / language
        return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}

    def table(self, name: str) -> list[Row]:
        """Return the rows of a published table."""
        return read(self.root / "data" / "processed" / f"{name}.csv")


# --- what pages say ------------------------------------------------------------------------------


class Words(HTMLParser):
    """What a page says, piece by piece, each with the language that it is declared to be in.

    What is marked as code (the rule of a set, a command) is not said in a language.
    """

    VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "path", "use", "wbr"))
    SILENT = frozenset(("script", "style", "template", "code"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its language."""
        if tag not in self.VOID:
            outer = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or outer))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        if data.strip() and not any(tag in self.SILENT for tag, _ in self._open):
            self.said.append((self._open[-1][1] if self._open else "", data))


@cache
def said_in(page: str) -> list[tuple[str, str]]:
    """Return the pieces of text of a page with their languages."""
    words = Words()
    words.feed(page)
    return words.said


def prose(page: str, but: Iterable[str] = ()) -> str:
    """Return all that a page says, on one line, without some texts."""
    said = re.sub(r"\s+", " ", " ".join(text for _, text in said_in(page)))
    for text in but:
        said = said.replace(text, "")
    return said


CODE = re.compile(r"(?<![\w./<-])[a-z]+(?:_[a-z0-9]+)+(?![\w./(])")
"""A word with underscores: a code that has not become words."""

COUNTS = {
    "en": (
        r"\b({count}) (?:Chinese )?cities\b",
        r"\b({count}) (?:newspaper )?(?:articles|texts)\b",
    ),
    "zh": (r"({count})(?:座|个)?城市", r"({count})篇(?:文章|文献|报道)"),
}
"""How the pages count cities and texts; of some among them they say otherwise."""

NUMBERS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "zh": ("一", "两", "三", "四", "五", "六", "七", "八", "九", "十"),
}
"""Words for the first numbers, by which a count that was typed and not computed is found."""


def number(count: int, language: str) -> str:
    """Return the word of a count."""
    return NUMBERS[language][count - 1] if count <= len(NUMBERS[language]) else str(count)


class Look:
    """What has to hold of what was published once the city is in.

    Parameters
    ----------
    copy
        The copy of the project.
    before
        How many cities and texts there were before.
    """

    def __init__(self, copy: Copy, before: tuple[int, int]) -> None:
        self.copy = copy
        self.before = before
        self.pages = {language: copy.pages(language) for language in LANGUAGES}

    def all(self) -> None:
        """Raise `Broken` with everything that does not hold."""
        faults = [
            fault
            for look in (
                self.names_pages,
                self.counts,
                self.units,
                self.codes,
                self.disagreements,
                self.coders,
                self.misprints,
                self.derived,
            )
            for fault in look()
        ]
        need(not faults, "\n".join(faults))

    def names_pages(self) -> Iterator[str]:
        """Yield the pages of the city and its texts that are missing, or not linked."""
        for language, pages in self.pages.items():
            for name in (f"city-{CITY}", *(f"document-{each}" for each in DOCUMENTS)):
                if f"{name}.html" not in pages:
                    yield f"there is no page {language}/{name}.html"
                elif f'href="{name}.html' not in pages["index.html"]:
                    yield f"{language}/index.html has no link to {name}.html"

    def counts(self) -> Iterator[str]:
        """Yield the pages that say how many cities or texts there were before."""
        documents = self.copy.table("documents")
        # What was wrong in an earlier version is told as it was.
        cells = {cell for row in self.copy.table("errata") for cell in row.values() if cell}
        told = sorted(cells, key=len, reverse=True)  # a cell may stand inside a longer one
        now = (len({row["city"] for row in documents}), len(documents))
        for language, pages in self.pages.items():
            for pattern, count, new in zip(COUNTS[language], self.before, now, strict=True):
                old = {number(count, language), str(count)} - {number(new, language), str(new)}
                typed = re.compile(pattern.format(count="|".join(sorted(old))), re.IGNORECASE)
                for name, page in sorted(pages.items()):
                    said = prose(page, told)
                    for match in typed.finditer(said):
                        around = said[max(0, match.start() - 40) : match.end() + 20]
                        yield f"{language}/{name} counts {match[0]!r}: …{around}…"

    def units(self) -> Iterator[str]:
        """Yield the English sentences that say the new unit in Chinese, quotes apart."""
        (unit,) = (row["unit"] for row in read(self.copy.given / "rows" / "units.csv"))
        printed = {re.sub(r"\s+", " ", row["literal"]) for row in self.copy.table("observations")}
        quoted = re.compile("|".join(map(re.escape, sorted(printed, key=len, reverse=True))))
        amount = re.compile(rf"[0-9] ?{unit}")
        for name, page in sorted(self.pages["en"].items()):
            for language, text in said_in(page):
                bare = quoted.sub("", re.sub(r"\s+", " ", text))
                if not language.startswith("zh") and amount.search(bare):
                    yield f"en/{name} has a Chinese unit: {text.strip()[:80]!r}"

    def codes(self) -> Iterator[str]:
        """Yield the codes that a page shows instead of words; what is in no list may be shown."""
        known = {row["code"] for row in self.copy.table("codelists")}
        known |= {row["indicator"] for row in self.copy.table("indicators")}
        for language, pages in self.pages.items():
            for name, page in sorted(pages.items()):
                said = " ".join(text for _, text in said_in(page) if not text.startswith('"'))
                for code in sorted({match[0] for match in CODE.finditer(said)} & known):
                    yield f"{language}/{name} shows the code {code!r}"

    def disagreements(self) -> Iterator[str]:
        """Yield the planted disagreements that were not published, or not in words."""
        path = self.copy.root / "data" / "processed" / "documents" / CLEAN / "disagreements.csv"
        rows = read(path)
        columns = header(self.copy.given / "codings" / f"{CLEAN}.mei.csv")
        coded = columns[columns.index("value") : columns.index("status") + 1]
        missing = {*coded, "kind", "span", "end"} - {row["column"] for row in rows}
        for column in sorted(missing):
            yield f"no disagreement on {column} was published"
        for language in LANGUAGES:
            page = prose(self.pages[language]["quality.html"])
            for written_ in ("families_on_relief", "matched_couples", "weak"):
                if not re.search(rf"[“]{written_}[”] ?[(（]", page):
                    yield f"{language}/quality.html does not say that {written_!r} is in no list"

    def coders(self) -> Iterator[str]:
        """Yield the pages of texts that do not name who coded them, or name others."""
        labels = {row["coder"]: row for row in self.copy.table("coders")}
        for language in LANGUAGES:
            for document, coders in ((CLEAN, ("mei", "tom")), (DAMAGED, ("mei",))):
                page = prose(self.pages[language][f"document-{document}.html"])
                for coder, row in labels.items():
                    if (row[f"label_{language}"] in page) != (coder in coders):
                        yield f"{language}/document-{document}.html: is {coder!r} named rightly?"

    def misprints(self) -> Iterator[str]:
        """Yield the misprints that no check found."""
        found = self.copy.table("findings")
        starts = {row["figure_id"]: row["literal"] for row in self.copy.table("observations")}
        hit = {
            starts[name] for row in found for name in row["figures"].split("+") if name in starts
        }
        for literal in ("33.2万人", "965%"):
            if literal not in hit:
                yield f"no check found {literal!r}"

    def derived(self) -> Iterator[str]:
        """Yield the derived figures that are not as they must be."""
        own = [row for row in self.copy.table("derived") if row["document"] == CLEAN]
        heads = [row for row in own if row["measure"] == "relief_per_person"]
        if any(row["status"] == "computed" and row["value"] not in ("300",) for row in heads):
            yield "relief per person does not divide 1,200,000 by the 3,200 and 800 of its sentence"
        kits = [row["value"] for row in own if row["measure"] == "kits_per_worker"]
        if kits != ["2"]:
            yield f"sets per worker are {kits}, not 5,000 by 2,500"


# --- the walk ------------------------------------------------------------------------------------


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    start = time.monotonic()
    print(f"{name} ...", end=" ", flush=True)
    try:
        yield
    except BaseException:
        print("broken", flush=True)
        raise
    print(f"{time.monotonic() - start:.0f} s", flush=True)


def add(copy: Copy) -> None:
    """Add the city as the guide says."""
    for document in DOCUMENTS:
        copy.draft(document)
    copy.complete()
    for document in DOCUMENTS:
        copy.code(document)
        copy.merge(document)
    before = copy.state()
    copy.refused("settle", because="is not decided")
    need(copy.state() == before, "settle changed something although it refused")
    for document in DOCUMENTS:
        copy.decide(document)
    copy.command("settle")
    said = copy.command("verify", "--sources", str(copy.articles))
    need("not verified" in said, "verify does not name the texts whose article is elsewhere")
    copy.clear_drafts()


def replace(copy: Copy) -> None:
    """Put a better copy of a text in the place of the one that was coded."""
    old = next(row for row in read(copy.raw / "documents.csv") if row["document"] == DAMAGED)
    article = copy.articles / f"{DAMAGED}.txt"
    shutil.copy(copy.given / "better" / article.name, article)
    said = copy.python("-m", "analysis", "verify", "--sources", str(copy.articles), DAMAGED)
    need(said.returncode == 1, "verify kept its promises for another copy than the one coded")
    copy.refused("draft", str(article), "--merge", because="is not the copy that was coded")
    copy.draft(DAMAGED)
    new = read(copy.root / "build" / "draft" / f"{DAMAGED}.origin.csv")[0]
    path = copy.raw / "documents.csv"
    rows = read(path)
    for row in rows:
        if row["document"] == DAMAGED:
            row |= {name: new[name] for name in ("characters", "sha256")}
            row |= {"condition_en": "A clean copy.", "condition_zh": "文本完好。"}
    path.write_text(written(rows, header(path)), encoding="utf-8")
    copy.code(DAMAGED, "better")
    take_rows(copy, (DAMAGED,), ("text-faults",))
    copy.merge(DAMAGED)
    copy.decide(DAMAGED, "better/decisions.csv")
    copy.command("settle")
    copy.command("verify", "--sources", str(copy.articles), DAMAGED)
    copy.build()
    stale = [
        name
        for language in LANGUAGES
        for name, page in copy.pages(language).items()
        if old["sha256"] in page or "?70" in prose(page)
    ]
    need(not stale, f"these pages still show the copy that was replaced: {', '.join(stale)}")


def take_rows(copy: Copy, documents: Iterable[str], tables: Iterable[str] | None = None) -> None:
    """Take the rows of documents out of the tables of all documents."""
    own = re.compile(rf"(?:{'|'.join(map(re.escape, documents))})(?:-\d{{3,}}|\..*)?")
    for path in sorted(copy.raw.glob("*.csv")):
        if tables is None or path.stem in tables:
            rows, names = read(path), header(path)
            kept = [row for row in rows if not any(own.fullmatch(row[name]) for name in names[:2])]
            if kept != rows:
                path.write_text(written(kept, names), encoding="utf-8")


def leave(copy: Copy, codebook: Callable[[], None]) -> None:
    """Take the city out again."""
    for document in DOCUMENTS:
        for folder in ("figures", "other-numerals", "codings"):
            for path in (copy.raw / folder).glob(f"{document}.*"):
                path.unlink()
    take_rows(copy, DOCUMENTS, ("documents",))
    copy.refused("settle", because="corrections.csv")
    take_rows(copy, DOCUMENTS)
    codebook()
    copy.command("settle")
    copy.build()


def tests(copy: Copy, which: str, browser: bool) -> None:
    """Run the test command in the copy."""
    marks = [] if which == "all" else ["not slow"]
    marks += [] if browser else ["not browser"]
    chosen = ["-m", " and ".join(marks)] if marks else []
    workers = ["-n", os.environ.get("JOBS", "auto")]
    with step("tests"):
        done = copy.python("-m", "pytest", "-q", *workers, "--dist", "worksteal", *chosen)
        need(done.returncode == 0, done.stdout + done.stderr)
        print(done.stdout.strip().rpartition("\n")[2], end=", ")
    if which == "all":
        nbval = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "300", "notebooks"]
        with step("notebooks"):
            done = copy.python("-m", "pytest", "-q", *workers, "--dist", "loadfile", *nbval)
            need(done.returncode == 0, done.stdout + done.stderr)
        with step("reproduce"):
            copy.command("reproduce")


def walk(root: Path, which: str, browser: bool) -> None:
    """Add the city, look, test, replace a text, and take the city out again."""
    copy = Copy(root / "project", root / "articles")
    with step("copy"):
        copy.fill()
        shutil.copytree(copy.given / "articles", copy.articles)
    with step("build what was there"):
        copy.build()
        copy.python("tools/readme.py")
    documents = read(copy.raw / "documents.csv")
    before = copy.state()
    raw = {path: path.read_bytes() for path in copy.raw.glob("*.csv")}
    raw |= {path: path.read_bytes() for path in copy.raw.glob("codings/coders.csv")}
    with step("add the city"):
        add(copy)
    with step("build"):
        copy.build()
    with step("audit"):
        copy.command("audit")
    with step("README.md"):
        said = copy.python("tools/readme.py", "--check")
        need(said.returncode == 1, "README.md was not said to be out of date")
        need(copy.python("tools/readme.py").returncode == 0, "README.md was not renewed")
    with step("look at the pages"):
        Look(copy, (len({row["city"] for row in documents}), len(documents))).all()
    if which != "none":
        tests(copy, which, browser)
    with step("replace a text"):
        replace(copy)

    def codebook() -> None:
        for path, content in raw.items():
            path.write_bytes(content)

    with step("take the city out"):
        leave(copy, codebook)
        after = copy.state()
        names = before.keys() | after.keys()
        changed = {name for name in names if before.get(name) != after.get(name)}
        need(not changed, f"not as before the city came: {', '.join(sorted(changed)[:20])}")


def main() -> int:
    """Walk in a folder that is thrown away, or kept where somebody wants to look."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--tests",
        choices=("all", "fast", "none"),
        default="all",
        help="all; without slow ones; none",
    )
    parser.add_argument("--browser", action="store_true", help="run the tests of the browser, too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the copy in this folder")
    args = parser.parse_args()
    try:
        if args.keep:
            args.keep.mkdir(parents=True)
            walk(args.keep.resolve(), args.tests, args.browser)
        else:
            with tempfile.TemporaryDirectory() as folder:
                walk(Path(folder).resolve(), args.tests, args.browser)
    except Broken as broken:
        print(f"error: {broken}", file=sys.stderr)
        return 1
    print("a city came, was looked at, and left: nothing but data/raw was touched")
    return 0


if __name__ == "__main__":
    sys.exit(main())
