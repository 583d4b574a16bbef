"""The audit shares no code with what it audits."""

from __future__ import annotations

import ast
import sys

import pytest

from analysis import project

AUDIT = project.root() / "src" / "analysis" / "audit"
GROUND = {"analysis", "analysis.project", "analysis.errors", "analysis.cli", "analysis.intervals"}


@pytest.mark.parametrize("path", sorted(AUDIT.glob("*.py")), ids=lambda path: path.name)
def test_it_imports_the_ground_and_pandas_only(path: object) -> None:
    tree = ast.parse((AUDIT / str(path)).read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    own = {name for name in names if name.startswith("analysis.audit")}
    others = {name.partition(".")[0] for name in names - own - GROUND}
    assert others - {"pandas"} <= sys.stdlib_module_names | {"__future__"}
