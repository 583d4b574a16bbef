"""Arguments of a wrong kind end with one sentence that names function, argument and kinds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from analysis.api.asked import asked
from analysis.errors import AnalysisError


@asked
def measure(
    rows: str | pd.DataFrame | Iterable[str], folder: Path | None = None, *, deep: bool = False
) -> str:
    """Say what was given."""
    return f"{type(rows).__name__} {folder} {deep}"


class Ruler:
    @asked
    def read(self, name: str, **more: object) -> str:
        return name


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("one", "str None False"),
        (["one", "two"], "list None False"),
        ((), "tuple None False"),
        (iter([5]), "list_iterator None False"),
        (pd.Series(["one"]), "Series None False"),
        (pd.DataFrame({"a": [1]}), "DataFrame None False"),
    ],
)
def test_what_is_of_a_kind_passes(given: object, said: str) -> None:
    assert measure(given) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "more", "said"),
    [
        (5, {}, "ua.measure takes rows as text, a frame or a list of texts, not 5."),
        (["one", 2], {}, "ua.measure takes rows as text, a frame or a list of texts, not"),
        ({"one": 1}, {}, "ua.measure takes rows as text, a frame or a list of texts, not {'one'"),
        (b"one", {}, "ua.measure takes rows as text, a frame or a list of texts, not b'one'."),
        ("one", {"folder": "here"}, "ua.measure takes folder as a folder, not 'here'."),
        ("one", {"deep": 1}, "ua.measure takes deep as True or False, not 1."),
        ("one", {"deep": None}, "ua.measure takes deep as True or False, not None."),
        (range(100_000), {}, "not range(0, 100000)."),
        (list(range(100)), {}, "not list [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
    ],
)
def test_a_wrong_kind_is_one_sentence(given: object, more: dict[str, object], said: str) -> None:
    with pytest.raises(AnalysisError) as error:
        measure(given, **more)  # type: ignore[arg-type]
    assert said in str(error.value)
    assert len(str(error.value)) < 200


def test_a_method_is_named_with_its_class_and_other_arguments_are_its_own() -> None:
    assert Ruler().read("one", more=5) == "one"
    with pytest.raises(AnalysisError, match=r"Ruler\.read takes name as text, not 5\."):
        Ruler().read(5)  # type: ignore[arg-type]


def test_a_missing_argument_stays_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="missing a required argument: 'rows'"):
        measure()  # type: ignore[call-arg]


def test_a_function_keeps_its_name_and_words() -> None:
    assert (measure.__name__, measure.__doc__) == ("measure", "Say what was given.")
