"""The reader's former address works and says where the reader is now."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analysis import reading

SENTENCE = "analysis.quantities has moved: import from analysis.reading"


def python(code: str) -> subprocess.CompletedProcess[str]:
    # A process of its own: a module warns only when it is first imported.
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=True
    )


@pytest.mark.parametrize("name", reading.__all__)
def test_every_public_name_is_the_new_one(name: str) -> None:
    code = (
        f"from analysis.quantities import {name} as old; "
        f"from analysis.reading import {name} as new; print(old is new)"
    )
    done = python(code)
    assert done.stdout == "True\n"
    assert SENTENCE in done.stderr


def test_an_unknown_name_is_an_error() -> None:
    code = "import analysis.quantities as q\ntry: q.nothing\nexcept AttributeError: print('none')"
    assert python(code).stdout == "none\n"


def test_the_package_alone_loads_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import analysis; "
        "new = set(sys.modules) - before; "
        "print(sorted(m for m in new if m.partition('.')[0] not in sys.stdlib_module_names))"
    )
    assert python(code).stdout == "['analysis']\n"
