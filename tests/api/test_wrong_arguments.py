"""Whatever is given to a public name of the analysts: an answer, or one sentence of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from made_up_checkout import A, B
from matplotlib import pyplot as plt

import analysis as ua
from analysis import api
from analysis.errors import AnalysisError

LONGEST = 600
"""Characters of the longest sentence: some list all names that there are."""

RIGHT: dict[str, tuple[Any, ...]] = {
    "use": (),
    "load": ("observations",),
    "limits": (["1", "[2, 3)"],),
    "total": (f"{A}-001",),
    "figure": (f"{A}-001",),
    "card": (f"{A}-001",),
    "compare": (f"{A}-001", f"{B}-001"),
    "themes": (),
    "indicators": ("relief",),
    "help": ("load",),
    "cite": (),
    "parameters": (),
    "choose": (lambda theme: theme,),
    "style": (),
    "plot.limits": (f"{A}-001",),
    "plot.strip": ("relief_people",),
    "plot.theme": ("relief",),
    "bounds.contains": (3,),
    "bounds.plot": (),
}
"""Every public name with arguments that are right."""


def wrong() -> dict[str, Any]:
    rows = ua.load("observations")
    return {
        "nothing": None,
        "five": 5,
        "half": 0.5,
        "minus": -1,
        "yes": True,
        "empty": "",
        "word": "no such thing",
        "characters": "没有这个",
        "long": "x" * 5000,
        "bytes": b"relief",
        "nan": float("nan"),
        "infinite": float("inf"),
        "missing": pd.NA,
        "no list": [],
        "list of nothing": [None],
        "list of five": [5],
        "pair": (1, 2),
        "mapping": {},
        "object": object(),
        "function": lambda *_: 0,
        "other table": ua.load("documents"),
        "no rows": rows.head(0),
        "no ids": rows.drop(columns="figure_id"),
        "ids missing": rows.head(1).assign(figure_id=np.nan),
        "twice": pd.concat([rows.head(1)] * 2),
        "frames": [rows, rows],
        "two columns": pd.concat([rows.figure_id] * 2, axis=1),
        "limits": rows.limits,
    }


WELCOME = {
    ("use", "folder"): {"nothing"},
    ("load", "language"): {"empty"},
    ("load", "asserted"): {"yes"},
    ("load", "natural"): {"yes"},
    ("load", "repeats"): {"yes"},
    ("load", "argued"): {"yes"},
    ("limits", "low"): {"no list", "list of nothing", "list of five", "pair", "mapping", "limits"},
    ("limits", "high"): {"nothing"},
    ("indicators", "theme"): {"empty"},
    ("help", "name"): {"empty"},
    ("plot.limits", "ax"): {"nothing"},
    ("plot.strip", "ax"): {"nothing"},
    ("choose", "show"): {"function"},
    ("bounds.contains", "number"): {
        *("five", "minus", "pair"),
        *("nothing", "missing", "nan", "empty"),  # of which it is not known
    },
    ("bounds.plot", "ax"): {"nothing"},
}
"""What of `wrong` a parameter takes; nothing of it where a parameter does not stand here."""


def named(name: str) -> Callable[..., Any]:
    """Return the function of a public name."""
    room, _, last = name.rpartition(".")
    if room == "bounds":
        return getattr(ua.limits(["1", "[2, 3)"]).bounds, last)  # type: ignore[no-any-return]
    return getattr(ua.plot if room else ua, last)  # type: ignore[no-any-return]


def parameters() -> Iterator[tuple[str, str]]:
    """Yield each parameter of each public name."""
    for name in RIGHT:
        for parameter, known in signature(named(name)).parameters.items():
            if known.kind is not Parameter.VAR_KEYWORD or name in ("load", "parameters", "choose"):
                yield name, parameter


@pytest.mark.usefixtures("checkout")
def test_every_public_name_is_tried() -> None:
    plots = {f"plot.{each}" for each in ua.plot.__all__}
    bounds = {"bounds.contains", "bounds.plot"}
    assert set(RIGHT) == (set(api.NAMES) - {"plot"}) | plots | bounds


@pytest.mark.parametrize(("name", "parameter"), list(parameters()))
def test_a_wrong_argument_ends_in_one_sentence(name: str, parameter: str, checkout: Path) -> None:
    function, answered = named(name), set()
    form = signature(function)
    kind = form.parameters[parameter].kind
    for what, given in wrong().items():
        bound = form.bind(*RIGHT[name])
        if kind is Parameter.VAR_KEYWORD:
            bound.arguments[parameter] = {"theme": given}
        else:
            bound.arguments[parameter] = given
        try:
            function(*bound.args, **bound.kwargs)
        except AnalysisError as error:
            said = str(error)
            assert "\n" not in said and len(said) <= LONGEST, (what, said)
        else:
            answered.add(what)
        finally:
            plt.close("all")
            ua.use(checkout)
    assert answered == WELCOME.get((name, parameter), set())
