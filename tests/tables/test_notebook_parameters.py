"""Parameters of notebooks: those that there are and no others, whoever runs the notebook."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from made_up_rules import CODEBOOK

from analysis.errors import AnalysisError
from analysis.tables.notebook_parameters import check_parameters

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(
    path.relative_to(FOLDER).as_posix()
    for folder in ("pages", "tables")
    for path in (FOLDER / folder).glob("*.ipynb")
)
FIRST = CODEBOOK.documents[0]


def cells(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in found]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_parameters_are_declared_for_papermill_and_checked_by_the_next_cell(name: str) -> None:
    found = cells(name)
    place = next(n for n, c in enumerate(found) if "parameters" in c["metadata"].get("tags", ()))
    lines = found[place]["source"].splitlines()
    names = [match[1] for line in lines if (match := re.match(r'(\w+): str = ".+"  # .+', line))]
    assert len(names) == len(lines)
    given = ", ".join(f"{each}={each}" for each in names)
    assert re.search(rf"check_parameters\((?:[\w.]+, )?{given}\)", found[place + 1]["source"])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_opens_with_a_title_and_says_what_it_does(name: str) -> None:
    first = cells(name)[0]
    assert first["cell_type"] == "markdown" and first["source"].startswith("# ")
    assert len(first["source"].split()) >= 20
    if name.startswith("pages/"):
        assert first["metadata"]["tags"] == ["remove-cell"]  # a page has a title of its own


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"target": "nowhere"}, "There is no target 'nowhere'. Choose one of scratch, published."),
        ({"document": f"{FIRST.document}x"}, f"; did you mean '{FIRST.document}'? Choose one of"),
        ({"from_city": "nowhere"}, "There is no city 'nowhere'. Choose one of "),
        ({"theme": ""}, "There is no theme ''. Choose one of "),
        ({"language": "latin"}, "There is no language 'latin'. Choose one of "),
        ({"people": -1}, "people must be more than 0, not -1."),
    ],
)
def test_what_there_is_not_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(AnalysisError, match=re.escape(said)):
        check_parameters(CODEBOOK, **given)


def test_kinds_may_be_added() -> None:
    check_parameters(CODEBOOK, {"colour": ["red"]}, other_colour="red", city=FIRST.city)
    with pytest.raises(AnalysisError, match="There is no colour 'blue'"):
        check_parameters(CODEBOOK, {"colour": ["red"]}, colour="blue")


def test_a_parameter_that_a_notebook_does_not_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell = SimpleNamespace(user_ns={"In": ["", "# Parameters\ntheem = 'x'\n"]})
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    with pytest.raises(AnalysisError, match="no parameter 'theem'; did you mean 'theme'"):
        check_parameters(CODEBOOK, theme="help", language="en")
