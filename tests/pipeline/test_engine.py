"""Both engines give the same bytes, and the same sentence when a notebook fails."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import build_fixture as fixture
import pytest

from analysis.errors import AnalysisError
from analysis.pipeline.notebook_runs import EXECUTED, RunJob, run
from analysis.pipeline.workers import ForkWorkers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forking needs Linux"),
]

CELLS = {
    "values": "1 + 1",
    "nothing": "None",
    "text": "'two\\nlines'",
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "mixed": "print('a'); display('b'); print('c'); display('d'); print('e')",
    "no line end": "print('x', end='')\nprint('y', end='')",
    "overwritten": "print('old\\rnew'); print('kept')",
    "much": "for i in range(3000): print(i)",
    "slow": "import time\nfor i in range(4):\n    print(i, flush=True); time.sleep(0.08)",
    "empty": "",
    "comment": "# nothing to see",
    "update": (
        "handle = display('first', display_id='h')\nprint('between')\nhandle.update('second')"
    ),
    "update later": "handle.update({'third': 3})",
    "clear": (
        "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('here')"
    ),
    "clear later": (
        "print('one'); display('x')\nclear_output(wait=True)\nprint('two')\ndisplay('y')"
    ),
    "clear at the end": "print('stays')\nclear_output(wait=True)",
    "html": "from IPython.display import HTML, SVG, Markdown, JSON, Latex\nHTML('<b>bold</b>')",
    "several": "display(Markdown('# h'), Latex('$x$'), JSON({'b': [1], 'a': '中文'}))",
    "bundle": (
        "class Rich:\n"
        "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/html': '<i>i</i>', 'text/plain': 'i'}, {'analysis': {'n': 1}}\n"
        "Rich()"
    ),
    "frame": "import pandas as pd\npd.DataFrame({'列': ['甲', '乙'], 'n': [1, 2]})",
    "wide": "pd.DataFrame([range(40)] * 3)",
    "figure": (
        "import matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'x'\n"
        "%config InlineBackend.figure_formats = ['svg']\n"
        "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);"
    ),
    "two figures": "plt.figure(); plt.bar([1], [2])\nplt.figure(); plt.scatter([1], [2]);",
    "backend": "matplotlib.get_backend(), plt.isinteractive()",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "task": (
        "async def double(x):\n    await asyncio.sleep(0)\n    return 2 * x\n"
        "await asyncio.gather(double(1), double(2))"
    ),
    "async for": ("async def count():\n    yield 1\n    yield 2\n[x async for x in count()]"),
    "warning": "import warnings\nwarnings.warn('careful')",
    "logging": "import logging\nlogging.warning('logged')",
    "history": "_, Out[1], len(In) > 5",
    "magic": "%precision 3\n3.14159",
    "cell magic": "%%capture captured\nprint('caught')",
    "captured": "captured.stdout",
    "shell": "!echo from the shell",
    "system": "import os\nos.system('echo from the system')\ntime.sleep(0.4)",
    "subprocess": (
        "import subprocess\n"
        "subprocess.run(['echo', 'piped'], capture_output=True, text=True).stdout"
    ),
    "descriptor": "os.write(1, b'written to the descriptor\\n')\ntime.sleep(0.4)",
    "thread": (
        "import threading\nt = threading.Thread(target=print, args=('from a thread',))\n"
        "t.start(); t.join()"
    ),
    "class": "class Point:\n    def __repr__(self):\n        return 'Point'\nPoint()",
    "main": "__name__, Point.__module__",
    "pickle": "import pickle\npickle.loads(pickle.dumps(Point()))",
    "surroundings": (
        "[os.environ.get(k) for k in ('TZ', 'LC_ALL', 'SOURCE_DATE_EPOCH', 'MPLBACKEND')], "
        "os.path.basename(os.getcwd()), sys.stdout.isatty()"
    ),
    "time": "time.strftime('%H %Z', time.gmtime(0)), time.localtime(0).tm_hour",
    "open": "open('note.txt', 'w').write('中'); os.remove('note.txt'); open(os.devnull).encoding",
    "semicolon": "5;",
    "long text": "'x' * 500",
    "set": "{3, 1, 2}, {'b': 1, 'a': 2}",
    "exception caught": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)",
}


def job(folder: Path, engine: str, *cells: dict[str, Any], **changes: Any) -> RunJob:
    """Return the job of a notebook made of some cells."""
    path = folder / "torture.ipynb"
    fixture.write_notebook(path, *cells)
    settings: dict[str, Any] = {
        "name": "torture",
        "notebook": path,
        "label": "notebooks/torture.ipynb",
        "parameters": {},
        "inputs": {},
        "outputs": (),
        "workspace": folder / engine,
        "failed": folder / "build" / "failed" / f"{engine}.ipynb",
        "engine": engine,
        "cache": folder / "matplotlib",
        **changes,
    }
    return RunJob(**settings)


def alone(task: RunJob) -> None:
    """Run a job in a Python of its own, without what pytest does to warnings and streams.

    It has imported what a build imports before it forks.
    """
    code = "import matplotlib.pyplot, pandas, pickle, sys; "
    code += "from analysis.pipeline.notebook_runs import run; run(pickle.load(sys.stdin.buffer))"
    command = [sys.executable, "-c", code]
    surroundings = {key: os.environ[key] for key in os.environ if not key.startswith("PYTEST")}
    done = subprocess.run(
        command, input=pickle.dumps(task), capture_output=True, check=False, env=surroundings
    )
    assert done.returncode == 0, done.stderr.decode()


def executed(task: RunJob) -> dict[str, Any]:
    """Run a job and return the executed notebook."""
    alone(task)
    node: dict[str, Any] = json.loads((task.workspace / EXECUTED).read_bytes())
    return node


def test_torture(tmp_path: Path) -> None:
    """Everything that a notebook can show comes out the same, byte for byte."""
    cells = [fixture.cell(source) for source in CELLS.values()]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    forked = executed(job(tmp_path, "fork", *cells))
    ordinary = executed(job(tmp_path, "papermill", *cells))
    for name, one, other in zip(CELLS, forked["cells"], ordinary["cells"], strict=True):
        assert one == other, name
    assert (tmp_path / "fork" / EXECUTED).read_bytes() == (
        tmp_path / "papermill" / EXECUTED
    ).read_bytes()
    shown = {name: cell["outputs"] for name, cell in zip(CELLS, forked["cells"], strict=True)}
    assert shown["streams"] == [
        {"name": "stdout", "output_type": "stream", "text": ["out\n", "out again\n"]},
        {"name": "stderr", "output_type": "stream", "text": ["err\n"]},
    ]
    assert shown["overwritten"][0]["text"] == ["new\n", "kept\n"]
    assert shown["update"][0]["data"]["text/plain"] == ["{'third': 3}"]
    assert shown["clear"] == [{"name": "stdout", "output_type": "stream", "text": ["here\n"]}]
    assert shown["warning"][0]["text"][0] == "cell:2: UserWarning: careful\n"
    assert [output["output_type"] for output in shown["two figures"]] == ["display_data"] * 2
    assert shown["system"][0]["text"] == ["from the system\n"]


FAILURES = {
    "1 / 0": "cell 2 under the heading 'A part': ZeroDivisionError: division by zero",
    "raise KeyError('x')": "cell 2 under the heading 'A part': KeyError: 'x'",
    "def broken(:": "cell 2 under the heading 'A part': SyntaxError: ",
    "raise ValueError('one\\ntwo')": "cell 2 under the heading 'A part': ValueError: two",
    "raise ValueError": "cell 2 under the heading 'A part': ValueError",
    "import sys; sys.exit()": "cell 2 under the heading 'A part': the cell ends the notebook",
    "import sys; sys.exit(3)": "cell 2 under the heading 'A part': the cell ends the notebook",
    "await missing()": "cell 2 under the heading 'A part': NameError: name 'missing' is not",
    "input('?')": "cell 2 under the heading 'A part': StdinNotImplementedError",
    "raise KeyboardInterrupt": "cell 2 under the heading 'A part': KeyboardInterrupt",
    "import time; time.sleep(60)": "the cell took longer than 2 s",
    "import os; os._exit(3)": "the notebook's process died",
}


@pytest.mark.parametrize("source", FAILURES)
def test_failures(tmp_path: Path, source: str) -> None:
    """A failing cell gives the same sentence, and the failed notebook is kept."""
    cells = [
        fixture.prose("# Title\n\n## A part"),
        fixture.cell(source),
        fixture.cell("'never'"),
    ]
    said = {}
    for engine in ("fork", "papermill"):
        task = job(tmp_path, engine, *cells, timeout=2 if "sleep" in source else 600)
        with pytest.raises(AnalysisError) as error:
            run(task)
        said[engine] = str(error.value).replace(f"{engine}.ipynb", "")
        assert "\n" not in said[engine]
        assert task.failed.exists()
    assert said["fork"] == said["papermill"]
    assert said["fork"].startswith("notebooks/torture.ipynb")
    assert FAILURES[source] in said["fork"]
    assert said["fork"].endswith(" — see build/failed/.")


HANGING = {
    "busy": "while True: pass",
    "in C, with many values": "import itertools; any(itertools.repeat(0))",
    "in C, with large numbers": "sum(range(10**11))",
    "waiting": "import threading; threading.Event().wait()",
    "not to be interrupted": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ),
}


@pytest.mark.parametrize("source", HANGING.values(), ids=HANGING)
def test_a_cell_that_hangs_is_ended(tmp_path: Path, source: str) -> None:
    """The clock is outside of what it watches, so that it also ends what cannot be interrupted."""
    cells = [fixture.prose("# Start"), fixture.cell("n = 1", "parameters"), fixture.cell(source)]
    workers = ForkWorkers()
    workers.start(job(tmp_path, "fork", *cells, parameters={"n": 2}, timeout=1))
    [(_, outcome)] = list(workers.finished())
    workers.stop()
    said = (
        "notebooks/torture.ipynb (n=2), cell 3 under the heading 'Start': the cell took longer "
        "than 1 s — see build/failed/{}.ipynb."
    )
    assert str(outcome) == said.format("fork")
    with pytest.raises(AnalysisError) as error:
        run(job(tmp_path, "fork", *cells, parameters={"n": 2}, timeout=1))
    assert str(error.value) == said.format("fork")


def test_a_step_that_hangs_is_ended(tmp_path: Path) -> None:
    task = job(tmp_path, "fork", timeout=1)
    task = dataclasses.replace(task, notebook=None, call="test_engine_hanging:hang")
    (tmp_path / "test_engine_hanging.py").write_text("def hang(root):\n    sum(range(10**11))\n")
    sys.path.insert(0, str(tmp_path))
    workers = ForkWorkers()
    workers.start(task)
    [(_, outcome)] = list(workers.finished())
    workers.stop()
    sys.path.remove(str(tmp_path))
    assert str(outcome) == "torture took longer than 1 s."


LEFT_BEHIND = {
    "a program": "import subprocess; child = subprocess.Popen(['sleep', '1000']).pid",
    "a program of its own session": (
        "import subprocess\nchild = subprocess.Popen(['sleep', '1000'], start_new_session=True).pid"
    ),
    "a daemon": (
        "import subprocess\n"
        "said = subprocess.run('setsid sleep 1000 >&- 2>&- & echo $!', shell=True,\n"
        "                      capture_output=True, text=True).stdout\n"
        "child = int(said)"
    ),
    "a copy of itself": ("import os, time\nchild = os.fork()\nif not child:\n    time.sleep(1000)"),
}


@pytest.mark.parametrize("source", LEFT_BEHIND.values(), ids=LEFT_BEHIND)
@pytest.mark.parametrize("last", ["0", "import itertools; any(itertools.repeat(0))"])
def test_what_a_cell_leaves_behind_ends_with_the_run(
    tmp_path: Path, source: str, last: str
) -> None:
    note = tmp_path / "number"
    tell = f"open({str(note)!r}, 'w').write(str(child))"
    cells = [fixture.cell(source), fixture.cell(tell), fixture.cell(last)]
    workers = ForkWorkers()
    workers.start(job(tmp_path, "fork", *cells, timeout=600 if last == "0" else 3))
    [(_, outcome)] = list(workers.finished())
    workers.stop()
    assert isinstance(outcome, AnalysisError) is (last != "0")
    status = Path(f"/proc/{note.read_text()}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] in "ZX"


def test_expected_error_is_no_failure(tmp_path: Path) -> None:
    """A cell tagged `raises-exception` may fail, and both engines go on after it."""
    cells = [fixture.cell("1 / 0", "raises-exception"), fixture.cell("'after'")]
    found = [executed(job(tmp_path, engine, *cells)) for engine in ("fork", "papermill")]
    for node in found:
        assert node["cells"][0]["outputs"][0]["ename"] == "ZeroDivisionError"
        assert node["cells"][1]["outputs"][0]["data"]["text/plain"] == ["'after'"]


def test_parameters_are_injected_alike(tmp_path: Path) -> None:
    """The cell that papermill adds has a fixed id, and the rest of its metadata is the source's."""
    cells = [fixture.cell("n = 1\nname = 'a'\nflag = False", "parameters"), fixture.cell("n, flag")]
    values = {"n": 2, "name": "'quoted' 中", "flag": True}
    written = []
    for engine in ("fork", "papermill"):
        node = executed(job(tmp_path, engine, *cells, parameters=values))
        written.append((tmp_path / engine / EXECUTED).read_bytes())
        assert [cell["id"] for cell in node["cells"]][1] == "injected-parameters"
        assert node["cells"][1]["metadata"] == {"tags": ["injected-parameters"]}
        assert node["cells"][2]["metadata"] == {}
        assert node["metadata"] == {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {
                "codemirror_mode": {"name": "ipython", "version": 3},
                "file_extension": ".py",
                "mimetype": "text/x-python",
                "name": "python",
                "nbconvert_exporter": "python",
                "pygments_lexer": "ipython3",
            },
        }
    assert written[0] == written[1]


def test_failing_cell_is_counted_without_the_injected_one(tmp_path: Path) -> None:
    """The number of the cell is the one that a person sees in the source."""
    cells = [fixture.cell("n = 1", "parameters"), fixture.cell("1 / n")]
    with pytest.raises(AnalysisError, match=r"\(n=0\), cell 2: ZeroDivisionError"):
        run(job(tmp_path, "fork", *cells, parameters={"n": 0}))


def test_worker_that_dies_is_named(tmp_path: Path) -> None:
    """A killed process ends in a sentence with the cell that it was in."""
    cells = [
        fixture.prose("# Start"),
        fixture.cell("n = 1", "parameters"),
        fixture.cell("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"),
    ]
    workers = ForkWorkers()
    workers.start(job(tmp_path, "fork", *cells, parameters={"n": 2}))
    [(_, outcome)] = list(workers.finished())
    assert str(outcome) == (
        "notebooks/torture.ipynb (n=2), cell 3 under the heading 'Start': the notebook's process "
        "died (killed by SIGKILL, perhaps for want of memory) — see build/failed/fork.ipynb."
    )


def test_papermill_command_knows_the_engine(tmp_path: Path) -> None:
    """papermill finds the engine by its entry point, once the project is installed."""
    from importlib.metadata import entry_points

    if not any(point.name == "analysis-fork" for point in entry_points(group="papermill.engine")):
        pytest.skip("the project is not installed, so papermill has no entry point of it")
    fixture.write_notebook(tmp_path / "in.ipynb", fixture.cell("6 * 7"))
    command = [sys.executable, "-m", "papermill", "--engine", "analysis-fork", "-k", "python3"]
    command += ["in.ipynb", "out.ipynb", "--no-progress-bar"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=dict(os.environ))
    node = json.loads((tmp_path / "out.ipynb").read_bytes())
    assert node["cells"][0]["outputs"][0]["data"]["text/plain"] == ["42"]
