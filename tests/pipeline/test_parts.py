"""Paths, imports, normalising and comparing, each on its own."""

from __future__ import annotations

import json
import os
from itertools import product
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis import project
from analysis.errors import AnalysisError
from analysis.pipeline import notebook_files as nb
from analysis.pipeline.compare import differences
from analysis.pipeline.engine import Preloading
from analysis.pipeline.imports import Packages, essence, imports, module_name
from analysis.pipeline.kept_runs import Kept, Store, forget_old_runs
from analysis.pipeline.lock import differing, libraries, read_lock
from analysis.pipeline.lookups import Lookups
from analysis.pipeline.notebook_runs import RunJob, RunResult, digest, run
from analysis.pipeline.paths import Tree, matches, overlap
from analysis.pipeline.plan import downstream_of, urgency
from analysis.pipeline.staged_publishing import publish


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
    assert imports("import a as b") == ("a", "a.api")  # whatever a offers under short names


def test_used_code_is_transitive_and_has_its_data(tmp_path: Path) -> None:
    package = tmp_path / "src" / "pkg"
    (package / "sub" / "fonts").mkdir(parents=True)
    files = {
        "__init__.py": "",
        "one.py": "from pkg import two\nimport json.decoder\n",
        "two.py": "def f():\n    import pkg.sub.deep\n",
        "other.py": "import pkg.one\n",
        "sub/__init__.py": "",
        "sub/deep.py": "",
        "sub/shallow.py": "",
        "sub/fonts/font.ttf": "font",
    }
    for name, source in files.items():
        (package / name).write_text(source)
    code = Packages(tmp_path, ["pkg"])
    assert list(code.used(["from pkg.one import x"]).files) == [
        "src/pkg/__init__.py",
        "src/pkg/one.py",
        "src/pkg/sub/__init__.py",
        "src/pkg/sub/deep.py",
        "src/pkg/sub/fonts/font.ttf",
        "src/pkg/two.py",
    ]
    assert list(code.used(["import json"]).files) == []
    assert code.used(["from pkg.one import x", "import csv"]).libraries == {"csv", "json"}
    assert code.importers("pkg.two") == ["pkg.one"]


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


def test_the_state_of_widgets_is_not_saved() -> None:
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": {"a1": {"text": "12人"}}}}
    node = {"cells": [], "metadata": {"widgets": widgets}, "nbformat": 4, "nbformat_minor": 5}
    assert "widgets" not in nb.normalise(node)["metadata"]
    assert "12人".encode() not in nb.notebook_bytes(node)


def test_normalised_notebook_is_written_the_same_twice() -> None:
    node = fixture.notebook(fixture.cell("print(1)"))
    node["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stderr", "text": "b"},
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {"output_type": "stream", "name": "stdout", "text": "old\rnew\r\n"},
    ]
    written = nb.notebook_bytes(nb.normalise(node))
    assert nb.notebook_bytes(nb.normalise(nb.loads(written, "x"))) == written
    assert [output["text"] for output in nb.loads(written, "x")["cells"][0]["outputs"]] == [
        ["a\n", "new\r\n"],
        ["b"],
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text/plain": ["a\n", "b"]},
        {"application/x+json": {"b": [], "a": {"z": [1, 2.5, None, True], "y": {}}, "": ""}},
        {"text/html": ['<p>\u5de5\u4f1a "\\\x01</p>']},
    ],
)
def test_a_notebook_is_written_as_json_writes_it(data: dict[str, Any]) -> None:
    node = nb.normalise(fixture.notebook(fixture.cell("print(1)\nprint(2)")))
    node["cells"][0]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    written = nb.notebook_bytes(node)
    laid_out = nb.loads(written, "x")
    assert laid_out["cells"][0]["outputs"][0]["data"] == data
    said = json.dumps(laid_out, ensure_ascii=False, indent=1, sort_keys=True)
    assert written.decode() == f"{said}\n"


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
    store, source = Store(tmp_path / "store"), tmp_path / "file"
    source.write_text("content")
    sha256 = digest(source)
    store.put(source, sha256)
    kept = Kept(RunResult({"a.csv": sha256}, looked_up=("a.en",)), "words", {"python": "3"})
    store.keep("base", kept)
    assert list(store.records("base")) == [kept]
    store.path(sha256).write_text("cont")
    assert list(store.records("base")) == list(store.records("other")) == []


def test_results_used_longest_ago_are_forgotten(tmp_path: Path) -> None:
    makers = tmp_path / "now.json"
    for age, name in enumerate(("now.json", "new", "old", "oldest", "before.json")):
        (tmp_path / name).write_text("x" * 10)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    forget_old_runs(tmp_path, 20, makers)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "now.json", "old"]
    forget_old_runs(tmp_path / "never there", 0, makers)


LOCK = """\
drawing[svg]==2.0 ; python_version < '3'  \\
    --hash=sha256:0
    # via -r requirements.in
Lint_er==1.1 \\
    --hash=sha256:1
    # via -r requirements.in
numbers.py==3
    # via
    #   -r requirements.in
    #   drawing
papermill==5
words==7
    # via papermill
# c==3
"""


def test_lock(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"requirements\.lock is missing"):
        read_lock(tmp_path)
    (tmp_path / "requirements.lock").write_text(LOCK)
    assert read_lock(tmp_path) == {
        "drawing": ("2.0", ()),
        "lint-er": ("1.1", ()),
        "numbers-py": ("3", ("drawing",)),
        "papermill": ("5", ()),
        "words": ("7", ("papermill",)),
    }
    (tmp_path / "requirements.lock").write_bytes(b"\xff\xfe")
    with pytest.raises(AnalysisError, match=r"requirements\.lock is not text in UTF-8"):
        read_lock(tmp_path)


def test_libraries_are_what_the_code_imports_and_what_that_needs(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(LOCK)
    pins = read_lock(tmp_path)
    engine = {"papermill": "5", "words": "7"}
    assert libraries(pins, ["json"]) == engine
    assert libraries(pins, ["os.path", "drawing.lines"]) == {
        **engine,
        "drawing": "2.0",
        "numbers-py": "3",
    }
    everything = {name: version for name, (version, _) in pins.items()}
    assert libraries(pins, ["unknown"]) == everything
    assert libraries({"a": ("1", ()), "b": ("2", ())}, ["a"]) == {"a": "1", "b": "2"}


def test_installed_versions_that_are_not_the_locked_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Draw_ing-2.1.dist-info", "numbers-3.dist-info"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    assert differing({"draw-ing": "2.0", "numbers": "3", "absent": "1"}) == {"draw-ing": "2.1"}


def test_words_count_by_what_they_say(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text('[a]\nb = { en = "one", zh = "一" }\nc = { en = "two", zh = "二" }\n')
    before = Lookups([file])
    before.digest(("a",))
    file.write_text('[a]\nb = { en = "one", zh = "壹" }\nc = { en = "two", zh = "二" }\n')
    after = Lookups([file])
    after.digest(("a",))

    def changed(*names: str) -> bool:
        return before.digest(names) != after.digest(names)

    assert changed("a.b.zh")
    assert changed("a.b")
    assert changed("a")
    assert changed("")
    assert not changed("a.b.en", "a.c.en", "a.c.zh", "a.none")
    file.write_text('[a]\nb = { en = "one", zh = "一" }\nnone = { en = "new" }\n')
    assert Lookups([file]).digest(("a.none",)) != before.digest(("a.none",))
    assert before.digest(()) == Lookups([]).digest(("a",)) == ""
    file.write_text("[a\n")
    with pytest.raises(AnalysisError, match=r"words\.toml is not valid TOML"):
        Lookups([file]).digest(("a",))


def test_words_are_read_again_only_when_their_files_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, cache = tmp_path / "words.toml", tmp_path / "build" / "words.json"
    file.write_text('a.b = "one"\n')
    first = Lookups([file], cache)
    first.save()
    with monkeypatch.context() as patched:
        patched.setattr("tomllib.loads", lambda text: pytest.fail("read again"))
        again = Lookups([file], cache)
        again.save()
        assert again.digest(("a.b",)) == first.digest(("a.b",))
    file.write_text('a.b = "two"\n')
    assert Lookups([file], cache).digest(("a.b",)) != first.digest(("a.b",))
    file.write_text('a.b = "one"\n')
    for damaged in ("", "[]", "[1, 2, 3]", '["x", {"a.b": "y"}]', f'["{first._of}", 5]'):
        cache.write_text(damaged)
        assert Lookups([file], cache).digest(("a.b",)) == first.digest(("a.b",))


def test_looking_up_is_noted_once_where_a_run_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(project.LOOKED_UP, raising=False)
    project.look_up("x.en")
    for file in ("one", "other"):
        monkeypatch.setenv(project.LOOKED_UP, str(tmp_path / file))
        for name in ("x.en", "y.en", "x.en"):
            project.look_up(name)
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["x.en\ny.en\n"] * 2


SOURCE = '''"""Module."""
# comment
X = ("a # kept"  # comment
     "b")


def f(x):
    """Docstring."""
    return f"{x}#kept", b"#kept"  # comment


Y = """
# kept

kept   
"""
"""Stands alone."""
'''
ESSENCE = '''X = ("a # kept"  # comment
     "b")
def f(x):
    return f"{x}#kept", b"#kept"
Y = """
# kept

kept   
"""
'''


def test_essence_is_source_without_what_changes_nothing() -> None:
    assert essence(SOURCE).replace("\0", "").replace(" ,  b", ", b") == ESSENCE
    assert essence(essence(SOURCE).replace("\0", "")) == essence(SOURCE)
    for changed in ("kept", "b", "return", "x", "Y"):
        assert essence(SOURCE.replace(changed, "z")) != essence(SOURCE)
    for unchanged in (" comment", "Docstring.", "Module.", "Stands alone."):
        other = SOURCE.replace(unchanged, "something else")
        assert (essence(other) == essence(SOURCE)) is (unchanged != " comment")
    assert essence(SOURCE.replace("# comment\nX", "X")) == essence(SOURCE)
    assert essence("no (python # here") == "no (python # here"


def test_docstrings_count_where_some_module_reads_them(tmp_path: Path) -> None:
    package = tmp_path / "src" / "pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    different = {}
    for reader in ("", "print(one.__doc__)", "print(inspect.getsource(one))"):
        (package / "two.py").write_text(f"import inspect\nfrom pkg import one\n{reader}\n")
        digests = []
        for source in ('"""Old."""\n', '"""New."""\n', '"""New."""\n# why\n'):
            (package / "one.py").write_text(source)
            used = Packages(tmp_path, ["pkg"]).used(["import pkg.two"])
            digests.append(used.files["src/pkg/one.py"])
        different[reader.partition(".")[2]] = len(set(digests))
    assert different == {"": 1, "__doc__)": 2, "getsource(one))": 3}


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


def test_a_damaged_copy_is_not_published(tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "kept.csv"
    (out / "reports").mkdir(parents=True)
    (out / "reports" / "a.csv").write_text("1")
    kept.write_text("12")
    sha256 = digest(kept)
    kept.write_text("13")
    with pytest.raises(AnalysisError, match=r"kept copy of reports/a\.csv is damaged"):
        publish(out, tmp_path / "work", {"reports/a.csv": (kept, sha256)}, {}, b"{}")
    found = {path.name: path.read_text() for path in out.rglob("*") if path.is_file()}
    assert found == {"a.csv": "1"}


def test_an_input_that_changed_meanwhile_is_not_read(tmp_path: Path) -> None:
    given = tmp_path / "a.csv"
    given.write_text("12")
    job = RunJob(
        name="step",
        notebook=None,
        label="",
        parameters={},
        inputs={"data/raw/a.csv": (given, digest(given))},
        outputs=(),
        workspace=tmp_path / "run",
        failed=tmp_path / "failed.ipynb",
        call="builtins:str",
    )
    assert run(job).files == {}
    given.write_text("13")
    with pytest.raises(AnalysisError, match=r"data/raw/a\.csv changed while the build was running"):
        run(job)


def ran(*counts: int | None) -> dict[str, Any]:
    """Return a notebook whose cells ran in this order; each has a result with its number."""
    return {
        "cells": [
            {"cell_type": "markdown", "source": "x"},
            *(
                {
                    "cell_type": "code",
                    "execution_count": count,
                    "outputs": [{"output_type": "execute_result", "execution_count": count}],
                }
                for count in counts
            ),
        ]
    }


@pytest.mark.parametrize(
    ("counts", "numbered"),
    [
        ((8, 9, 12), (1, 2, 3)),
        ((8, None, 12), (1, None, 2)),
        ((1, 2), (1, 2)),
        ((3, 2), (3, 2)),  # in another order: the numbers say so
        ((2, 2), (2, 2)),
        ((), ()),
    ],
)
def test_cells_are_numbered_by_their_order_not_by_how_often_they_ran(
    counts: tuple[int | None, ...], numbered: tuple[int | None, ...]
) -> None:
    assert nb.renumber(ran(*counts)) == ran(*numbered)
