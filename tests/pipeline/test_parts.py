"""Paths, imports, normalising and comparing, each on its own."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import notebook as nb
from analysis.pipeline.compare import differences
from analysis.pipeline.engine import Preloading
from analysis.pipeline.imports import Code, imports, module_name
from analysis.pipeline.kept_runs import Store
from analysis.pipeline.manifest import lock_of
from analysis.pipeline.paths import Tree, matches, overlap
from analysis.pipeline.plan import downstream_of, urgency


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("a/*.csv", "a/b.csv", True),
        ("a/*.csv", "a/b/c.csv", False),
        ("a/**", "a/b/c.csv", True),
        ("a/**/c.csv", "a/c.csv", True),
        ("a/**/c.csv", "a/x/y/c.csv", True),
        ("a/?.csv", "a/bb.csv", False),
        ("a.csv", "abcsv", False),
    ],
)
def test_matches(pattern: str, name: str, fits: bool) -> None:
    assert matches(pattern, name) is fits


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("a/*.csv", "a/b*", True),
        ("a/*.csv", "a/*.json", False),
        ("a/**", "a/b/*/c", True),
        ("a/*/c", "a/b/*", True),
        ("a/*", "a/b/c", False),
        ("a/b", "a/b", True),
    ],
)
def test_overlap(one: str, other: str, meet: bool) -> None:
    assert overlap(one, other) is meet
    assert overlap(other, one) is meet


def test_a_tree_finds_what_comparing_every_two_patterns_finds() -> None:
    parts = ("a", "b", "a*", "*", "**", "x.csv", "?.csv", "*.csv")
    patterns = ["/".join(chosen) for n in (1, 2, 3) for chosen in product(parts, repeat=n)]
    tree = Tree()
    for pattern in patterns:
        tree.add(pattern, pattern)
    for pattern in patterns[::7]:
        assert tree.overlapping(pattern) == tuple(p for p in patterns if overlap(pattern, p))


def test_a_tree_names_an_owner_once_in_the_order_of_adding() -> None:
    tree = Tree()
    for pattern, owner in (("d/1/*.csv", "one"), ("d/2/a.csv", "two"), ("d/1/b.csv", "one")):
        tree.add(pattern, owner)
    assert tree.overlapping("d/*/*.csv") == ("one", "two")
    assert tree.overlapping("d/2/a.csv") == ("two",)
    assert tree.overlapping("d/3/a.csv") == tree.overlapping("e/**") == ()


def test_imports_are_found_wherever_they_stand() -> None:
    source = "%matplotlib inline\n!ls\nx?\nimport a.b\ndef f():\n    from .c import d\n"
    assert imports(source, "p.q") == ("a.b", "p.q.c", "p.q.c.d")
    assert imports("from .. import e", "p.q") == ("p", "p.e")
    assert imports("this is (no python\nimport a") == ("a",)


def test_used_code_is_transitive_and_has_its_data(tmp_path: Path) -> None:
    package = tmp_path / "src" / "pkg"
    (package / "sub" / "fonts").mkdir(parents=True)
    files = {
        "__init__.py": "",
        "one.py": "from pkg import two\n",
        "two.py": "def f():\n    import pkg.sub.deep\n",
        "other.py": "import pkg.one\n",
        "sub/__init__.py": "",
        "sub/deep.py": "",
        "sub/shallow.py": "",
        "sub/fonts/font.ttf": "font",
    }
    for name, source in files.items():
        (package / name).write_text(source)
    code = Code(tmp_path, ["pkg"])
    assert list(code.used(["from pkg.one import x"])) == [
        "src/pkg/__init__.py",
        "src/pkg/one.py",
        "src/pkg/sub/__init__.py",
        "src/pkg/sub/deep.py",
        "src/pkg/sub/fonts/font.ttf",
        "src/pkg/two.py",
    ]
    assert list(code.used(["import json"])) == []


def test_source_digest_passes_over_what_a_run_leaves() -> None:
    plain = fixture.notebook(fixture.cell("1"), fixture.prose("# T", "en"))
    digest = nb.source_digest(plain)
    run = fixture.notebook(fixture.cell("1"), fixture.prose("# T", "en"))
    run["cells"][0] |= {"execution_count": 7, "outputs": [{"output_type": "stream"}]}
    run["cells"][0]["metadata"] = {"tags": [], "papermill": {"x": 1}, "execution": {}}
    run["metadata"] = {"language_info": {"version": "3"}}
    assert nb.source_digest(run) == digest
    run["cells"][1]["metadata"]["tags"] = ["zh"]
    assert nb.source_digest(run) != digest


def test_normalised_notebook_is_written_the_same_twice() -> None:
    node = fixture.notebook(fixture.cell("print(1)"))
    node["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stderr", "text": "b"},
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {"output_type": "stream", "name": "stdout", "text": "old\rnew\r\n"},
    ]
    written = nb.write(nb.normalise(node))
    assert nb.write(nb.normalise(nb.loads(written, "x"))) == written
    assert [output["text"] for output in nb.loads(written, "x")["cells"][0]["outputs"]] == [
        ["a\n", "new\r\n"],
        ["b"],
    ]


def test_old_notebook_is_refused() -> None:
    with pytest.raises(AnalysisError, match=r"x\.ipynb is not in notebook format 4\.5"):
        nb.loads(b'{"nbformat": 4, "nbformat_minor": 2, "cells": []}', "x.ipynb")
    with pytest.raises(AnalysisError, match=r"x\.ipynb is no notebook"):
        nb.loads(b"{", "x.ipynb")


def lines(name: str, one: str, other: str) -> list[str]:
    return [
        line.removeprefix(f"{name}: ") for line in differences(name, one.encode(), other.encode())
    ]


def test_tables_are_compared_by_key_and_column() -> None:
    assert lines("t.csv", "id,n\na,1\nb,2\n", "id,n\na,1\nb,3\nc,4\n") == [
        "row c is only rebuilt",
        "row b, column n: '2' is committed, '3' rebuilt",
    ]
    assert lines("t.csv", "id,n\na,1\nb,2\n", "id,n\nb,2\na,1\n") == [
        "the rows stand in another order"
    ]
    assert lines("t.csv", "id,n\na,1\n", "id,m\na,1\n") == [
        "column n is only committed",
        "column m is only rebuilt",
    ]
    assert lines("t.csv", "id,n\na,1\n", "id,n\r\na,1\r\n") == [
        "the bytes differ, but not what they say"
    ]
    assert lines("t.csv", "g,n\nx,1\nx,2\n", "g,n\nx,1\nx,5\n") == [
        "row 2, column n: '2' is committed, '5' rebuilt"
    ]


def test_documents_are_compared_by_place() -> None:
    assert lines("m.json", '{"a": [{"name": "x", "v": 1}]}', '{"a": [{"name": "x", "v": 2}]}') == [
        "a[x].v: '1' is committed, '2' rebuilt"
    ]
    assert lines("m.json", '{"a": 1}', '{"b": 1}') == ["a is only committed", "b is only rebuilt"]
    assert lines("m.json", "{", "[") == ["line 1: '{' is committed, '[' rebuilt"]


def test_equal_files_have_no_difference_and_binary_ones_no_line() -> None:
    assert differences("x.html", b"a", b"a") == []
    assert differences("x.woff2", b"\xff\x00", b"\xff\x01\x02") == [
        "x.woff2: 2 bytes are committed, 3 other ones rebuilt"
    ]


def test_store_does_not_trust_a_damaged_file(tmp_path: Path) -> None:
    from analysis.pipeline.run import digest

    store, source = Store(tmp_path / "store"), tmp_path / "file"
    source.write_text("content")
    sha256 = digest(source)
    store.put(source, sha256)
    store.keep("key", {"a.csv": sha256}, "")
    found = store.record("key")
    assert found is not None
    assert found.files == {"a.csv": sha256}
    store.path(sha256).write_text("cont")
    assert store.record("key") is None
    assert store.record("other") is None


def test_lock(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"requirements\.lock is missing"):
        lock_of(tmp_path)
    text = "b==2.0 ; python_version < '3'  \\\n    --hash=sha256:0\na[x]==1.1\n# c==3\n"
    (tmp_path / "requirements.lock").write_text(text)
    assert lock_of(tmp_path)[1] == {"a": "1.1", "b": "2.0"}


def test_project_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner: Any = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "union-figures"\n')
    (inner / "pyproject.toml").write_text('[project]\nname = "another"\n')
    monkeypatch.delenv("ANALYSIS_ROOT", raising=False)
    monkeypatch.delenv("ANALYSIS_PROCESSED", raising=False)
    monkeypatch.chdir(inner)
    assert project.root() == tmp_path
    assert project.processed() == tmp_path / "data" / "processed"
    monkeypatch.setenv("ANALYSIS_PROCESSED", str(tmp_path / "staged"))
    assert project.target("published") == tmp_path / "staged"
    assert project.target("scratch") == tmp_path / "build" / "scratch"
    with pytest.raises(AnalysisError, match="Unknown target 'other': choose one of scratch"):
        project.target("other")


def test_urgency_is_the_longest_way_to_the_end() -> None:
    upstream = {"a": (), "b": ("a",), "c": ("a", "b"), "d": ("c",), "e": ()}
    downstream = downstream_of(upstream)
    assert urgency(downstream, {}) == {"a": 4, "b": 3, "c": 2, "d": 1, "e": 1}
    assert urgency(downstream, {"c": 5, "e": 7}) == {"a": 23, "b": 17, "c": 11, "d": 6, "e": 7}


@pytest.mark.parametrize(
    ("path", "name"),
    [("src/toy/build/run.py", "toy.build.run"), ("src/toy/__init__.py", "toy")],
)
def test_module_name(path: str, name: str) -> None:
    assert module_name(path) == name


def test_modules_preload_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "loaded = []\n\n\ndef preload():\n    loaded.append(1)\n"
    (tmp_path / "warmed.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    preloading = Preloading(())
    preloading.load(("warmed", "missing_module"))
    preloading.load(("warmed",))
    import warmed  # type: ignore[import-not-found]

    assert warmed.loaded == [1]


def test_long_word_is_settled_at_once() -> None:
    """A megabyte without a space is read once; from each of its characters, it would take hours."""
    node = fixture.notebook(fixture.cell("1"))
    said = "x" * 10**6 + " /tmp/ipykernel_12/34.py:1: UserWarning: '/tmp/ipykernel_1/2.py'\n"
    node["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stderr", "text": said}]
    [output] = nb.normalise(node)["cells"][0]["outputs"]
    assert output["text"] == "x" * 10**6 + " cell:1: UserWarning: 'cell'\n"
