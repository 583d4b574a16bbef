"""Write `docs/api.md` and `docs/data-dictionary.md` from docstrings and declarations.

Run from anywhere: ``python tools/reference.py``; with ``--check`` nothing is written, and the
status is 1 where a file is not what it would be.
"""

from __future__ import annotations

import re
import sys
from inspect import cleandoc, isclass, isfunction, signature
from pathlib import Path
from typing import Any

from analysis import api
from analysis.tables.data_dictionary import data_dictionary

DOCS = Path(__file__).resolve().parents[1] / "docs"

LEAD = """# The analysts' names

`import analysis as ua` offers the names below; each is loaded when it is first used. Made from the
docstrings (`python tools/reference.py`); the examples are run as tests. What a table or a column
means is in [the data dictionary](data-dictionary.md); `ua.help()` says the same where one works.
"""

_QUOTED = re.compile(r"(: |-> )'([^']*)'")
"""Annotations, which Python quotes where they are read late."""

_SECTION = re.compile(r"^([A-Z][a-z ]+)\n-{3,}\n", re.MULTILINE)


def api_reference() -> str:
    """Return the reference of the analysts' names as Markdown."""
    parts = [LEAD]
    for name in api.NAMES:
        found = getattr(api, name)
        if isfunction(found) or isclass(found):
            parts.append(_described(f"ua.{name}", found))
        else:
            parts += [f"## ua.{name}\n\n{cleandoc(found.__doc__ or '')}\n"]
            parts += [
                _described(f"ua.{name}.{each}", getattr(found, each), "###")
                for each in getattr(found, "__all__", ())
            ]
    return "\n".join(parts)


def _described(name: str, found: Any, level: str = "##") -> str:
    """Return one name with its signature and docstring, sections as bold words."""
    first, *sections = _SECTION.split(cleandoc(found.__doc__ or ""))
    lines = [f"{level} {name}", "", f"`{name}{_signature(found)}`", "", first.strip(), ""]
    for title, text in zip(sections[::2], sections[1::2], strict=True):
        lines += [f"**{title.strip()}**", "", _section(title.strip(), text.strip("\n")), ""]
    return "\n".join(lines)


def _signature(found: Any) -> str:
    return _QUOTED.sub(r"\1\2", str(signature(found)))


def _section(title: str, text: str) -> str:
    if title == "Examples":
        return f"```python\n{text}\n```"
    lines = []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            lines.append(f"- `{line}`:" if title != "Notes" else line)
        elif line.strip():
            lines.append(f"  {line.strip()}")
    return "\n".join(lines)


def written() -> dict[Path, str]:
    """Return what each file should hold."""
    return {DOCS / "api.md": api_reference(), DOCS / "data-dictionary.md": data_dictionary()}


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` say which are not what they would be."""
    old = [
        path
        for path, text in written().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in old:
        print(f"docs/{path.name} {'is out of date' if arguments else 'written'}")
        if not arguments:
            path.write_text(written()[path], encoding="utf-8", newline="\n")
    return int(bool(old and arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
