"""A small project with toy notebooks, made in a temporary folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DOCUMENTS = ("alpha", "beta", "gamma")
THEMES = ("medical", "culture")

CATALOGUE = """
[build]
exporter = "toy.pages:export"
packages = ["toy"]
timeout = 600
words = ["src/toy/words.toml"]

[sources]
themes = ["medical", "culture"]
[sources.documents]
table = "data/raw/documents.csv"
column = "document"

[[notebook]]
path = "tables/document.ipynb"
kind = "table"
inputs = ["data/raw/figures/{document}.csv"]
outputs = ["data/processed/documents/{document}/observations.csv"]
[notebook.parameters]
document = { type = "str", values = "documents" }
target = { type = "str", values = "targets" }

[[notebook]]
path = "tables/comparison.ipynb"
kind = "table"
inputs = ["data/processed/documents/*/observations.csv"]
outputs = ["data/processed/observations.csv", "data/processed/themes/*.csv"]
[notebook.parameters]
target = { type = "str", values = "targets" }

[[notebook]]
path = "pages/theme.ipynb"
kind = "page"
page = "theme-{theme}"
inputs = ["data/processed/themes/{theme}.csv"]
[notebook.parameters]
theme = { type = "str", values = "themes" }
language = { type = "str", values = "languages" }

[[notebook]]
path = "explore.ipynb"
kind = "explore"
inputs = ["data/processed/observations.csv"]

[[step]]
name = "index"
call = "toy.pages:index"
inputs = ["reports/*/*.html"]
outputs = ["reports/index.html"]
"""

TABLES = '''"""Toy tables."""

import os
from pathlib import Path

import pandas as pd


def root():
    start = Path(os.environ.get("ANALYSIS_ROOT", "."))
    for folder in (start, *start.resolve().parents):
        if (folder / "data").is_dir():
            return folder
    raise FileNotFoundError("data")


def target(name):
    return root() / ("data/processed" if name == "published" else "build/scratch")


def read(name):
    return pd.read_csv(root() / name, dtype=str)


def write(frame, target_name, name):
    path = target(target_name) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_csv(path, index=False, lineterminator="\\n")
'''

CHARTS = '''"""Toy charts."""

import io

import matplotlib

matplotlib.rcParams["svg.hashsalt"] = "analysis"
matplotlib.rcParams["svg.fonttype"] = "none"


class Chart:
    def __init__(self, frame, title):
        self.frame, self.title = frame, title

    def _repr_mimebundle_(self, include=None, exclude=None):
        import matplotlib.pyplot as plt

        figure, axes = plt.subplots(figsize=(4, 2))
        axes.barh(self.frame["figure_id"], self.frame["value"].astype(int))
        axes.set_title(self.title)
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
        return {"image/svg+xml": file.getvalue(), "text/plain": self.title}
'''

WORDS = """
[title]
medical = { en = "Medical aid", zh = "医疗" }
culture = { en = "Culture", zh = "文化" }
"""

PAGES = '''"""Toy pages."""

import tomllib
from pathlib import Path

from analysis.project import look_up


def word(key, language):
    look_up(f"{key}.{language}")
    section, name = key.split(".")
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[section][name][language]


def export(notebook, page, language):
    parts = [f"<!doctype html><html lang={language!r}><title>{page}</title>"]
    parts.append(word(page.replace("theme-", "title."), language))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            parts.append(data.get("image/svg+xml") or data.get("text/plain", ""))
    return "\\n".join(parts) + "\\n"


def index(root):
    pages = sorted(path.relative_to(root / "reports") for path in root.glob("reports/*/*.html"))
    links = "".join(f"<a href={page.as_posix()!r}>{page.stem}</a>\\n" for page in pages)
    (root / "reports" / "index.html").write_text(links, encoding="utf-8")
'''


def cell(source: str, *tags: str, kind: str = "code") -> dict[str, Any]:
    """Return a cell; its id is made from its source."""
    found: dict[str, Any] = {
        "cell_type": kind,
        "id": f"c{sum(map(ord, source)) % 10**7:07d}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        found |= {"execution_count": None, "outputs": []}
    return found


def prose(source: str, *tags: str) -> dict[str, Any]:
    """Return a Markdown cell."""
    return cell(source, *tags, kind="markdown")


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(path: Path, *cells: dict[str, Any]) -> None:
    """Write a notebook file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(*cells), indent=1), encoding="utf-8")


def write_figures(root: Path, document: str, values: Iterable[int]) -> None:
    """Write the raw figures of a document, its themes by turns."""
    rows = [
        f"{document}-{number:03d},{THEMES[number % 2]},{value}"
        for number, value in enumerate(values)
    ]
    path = root / "data" / "raw" / "figures" / f"{document}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["figure_id,theme,value", *rows, ""]), encoding="utf-8")


def make(root: Path, documents: Iterable[str] = DOCUMENTS) -> Path:
    """Make the project.

    Parameters
    ----------
    root
        Folder for it.
    documents
        Names of its documents.
    """
    names = list(documents)
    (root / "data" / "raw").mkdir(parents=True)
    (root / "src" / "toy").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "requirements.lock").write_text("pandas==3.1.1 \\\n    --hash=sha256:0\n")
    (root / "pyproject.toml").write_text('[project]\nname = "union-figures"\n')
    (root / "notebooks" / "catalogue.toml").write_text(CATALOGUE)
    (root / "data" / "raw" / "documents.csv").write_text("\n".join(["document", *names, ""]))
    for number, name in enumerate(names):
        write_figures(root, name, range(number + 1, number + 5))
    package = root / "src" / "toy"
    for module, source in (("tables", TABLES), ("charts", CHARTS), ("pages", PAGES)):
        (package / f"{module}.py").write_text(source)
    (package / "__init__.py").write_text("")
    (package / "words.toml").write_text(WORDS)
    write_notebooks(root / "notebooks", names[0])
    return root


def write_notebooks(folder: Path, first: str) -> None:
    """Write the notebooks of the project."""
    write_notebook(
        folder / "tables" / "document.ipynb",
        prose("# One document"),
        cell(f'document = "{first}"\ntarget = "scratch"', "parameters"),
        cell("from toy import tables"),
        cell(
            'frame = tables.read(f"data/raw/figures/{document}.csv")\n'
            'frame.insert(0, "document", document)\n'
            'tables.write(frame, target, f"documents/{document}/observations.csv")\n'
            "frame"
        ),
    )
    write_notebook(
        folder / "tables" / "comparison.ipynb",
        prose("# All documents"),
        cell('target = "scratch"', "parameters"),
        cell("import pandas as pd\n\nfrom toy import tables"),
        cell(
            'folder = tables.root() / "data/processed/documents"\n'
            'paths = sorted(folder.glob("*/observations.csv"))\n'
            "frame = pd.concat([pd.read_csv(path, dtype=str) for path in paths])\n"
            'tables.write(frame, target, "observations.csv")\n'
            'for theme, part in frame.groupby("theme"):\n'
            '    tables.write(part, target, f"themes/{theme}.csv")\n'
            "len(frame)"
        ),
    )
    write_notebook(
        folder / "pages" / "theme.ipynb",
        prose("# A theme", "en"),
        prose("# 主题", "zh"),
        cell('theme = "medical"\nlanguage = "en"', "parameters"),
        cell("from toy import charts, tables"),
        cell('frame = tables.read(f"data/processed/themes/{theme}.csv")\nprint(len(frame))'),
        cell("charts.Chart(frame, theme)"),
    )
    write_notebook(
        folder / "explore.ipynb",
        prose("# Explore"),
        cell("from toy import tables\n\ntables.read('data/processed/observations.csv').head(2)"),
        cell("import pandas as pd\n\nprint(pd.DataFrame([range(40)] * 3))"),
    )
