"""Give every heading of the page notebooks an id, the same in all languages, and list them.

An id is what links to a section stand on, so it is fixed once given: this gives one only to
headings that have none, made of the English words, and writes the short form ``{#id}`` out.  The
list is for the search of the pages.

Usage: ``python tools/headings.py [--check]``
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.language import LANGUAGES
from analysis.show.addresses import ANCHOR, with_anchor
from analysis.site.outline import slug

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks" / "pages"
SECTIONS = ROOT / "src" / "analysis" / "site" / "sections.toml"
FIXED = ("index", "overview", "unsaid", "quality", "method", "dictionary", "figures")
"""Pages that have a notebook of their own."""

HEAD = "# Sections of pages that have a notebook of their own; written by tools/headings.py.\n"
_HEADING = re.compile(rf"^(#{{2,4}} )(.*?)(?:{ANCHOR.pattern.removesuffix('$')})?$", re.MULTILINE)


def groups(notebook: dict[str, Any]) -> Iterator[dict[str, dict[str, Any]]]:
    """Yield cells of words that follow each other, one for each language."""
    group: dict[str, dict[str, Any]] = {}
    for cell in [*notebook["cells"], {"cell_type": "end", "metadata": {}}]:
        tags = set(cell["metadata"].get("tags", ())) & set(LANGUAGES)
        if cell["cell_type"] != "markdown" or not tags or tags & group.keys():
            if group:
                yield group
            group = {}
        if cell["cell_type"] == "markdown" and tags:
            group[tags.pop()] = cell


def named(notebook: dict[str, Any], where: str) -> list[dict[str, str]]:
    """Give ids to the headings of a notebook; return each with its words by language."""
    found: list[dict[str, str]] = []
    for group in groups(notebook):
        said = {code: _HEADING.findall("".join(cell["source"])) for code, cell in group.items()}
        if len({len(headings) for headings in said.values()}) > 1:
            raise SystemExit(f"{where}: the languages have not the same headings: {said}")
        idents = []
        for number, (_, words, ident) in enumerate(said.get(LANGUAGES[0], ())):
            given = {headings[number][2] for headings in said.values()} - {""}
            if len(given) > 1:
                raise SystemExit(f"{where}: {words!r} has several ids: {sorted(given)}")
            idents.append(ident or next(iter(given), slug(words)))
            found.append({"id": idents[-1], **{code: said[code][number][1] for code in said}})
        for cell in group.values():
            source = _with("".join(cell["source"]), idents)
            cell["source"] = source.splitlines(keepends=True)
    return found


def _with(source: str, idents: Sequence[str]) -> str:
    """Return Markdown whose headings have the given ids."""
    rest = iter(idents)
    return _HEADING.sub(lambda match: with_anchor(match[1] + match[2], next(rest)), source)


def main() -> int:
    """Write ids and list; with ``--check``, say what would change."""
    check = "--check" in sys.argv[1:]
    changed, lines = [], [HEAD]
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        notebook = json.loads(text)
        sections = named(notebook, path.name)
        written = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        if json.loads(written) != json.loads(text):
            changed.append(path)
            if not check:
                path.write_text(written, encoding="utf-8")
        if path.stem in FIXED:
            for section in sections:
                cells = {"page": path.stem} | section
                body = "".join(
                    f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
                    for name, value in cells.items()
                )
                lines.append(f"\n[[section]]\n{body}")
    listed = "".join(lines)
    if not SECTIONS.is_file() or SECTIONS.read_text(encoding="utf-8") != listed:
        changed.append(SECTIONS)
        if not check:
            SECTIONS.write_text(listed, encoding="utf-8")
    for path in changed:
        print(f"{path.relative_to(ROOT).as_posix()}: {'to be changed' if check else 'changed'}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
