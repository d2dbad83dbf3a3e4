"""Who runs a notebook as a program, and which functions stand in two files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mlsmells.facts import build
from mlsmells.facts.notebook.hygiene import commented_out
from mlsmells.facts.notebook.runs import in_files, in_module
from mlsmells.facts.project.clones import similar
from mlsmells.facts.syntax.definitions import definitions, parts, shape
from mlsmells.sources import source_from_text

JOB = "name: CI\njobs:\n  {job}:\n    steps:\n      - name: {step}\n        run: papermill a.ipynb out.ipynb\n"
RUNS = {
    "an image": ("Dockerfile", "RUN x\nCMD papermill a.ipynb out.ipynb\n", ["2 papermill a.ipynb"]),
    "an image with a name": ("docker/train.Dockerfile", "CMD jupyter execute a.ipynb\n", ["1 jupyter a.ipynb"]),
    "a list of words": ("Dockerfile", 'CMD ["papermill", "a.ipynb", "b.ipynb"]\n', ["1 papermill a.ipynb"]),
    "options": ("Dockerfile", "RUN papermill -k python3 --log-output a.ipynb b.ipynb\n", ["1 papermill a.ipynb"]),
    "converted": ("Dockerfile", "RUN jupyter nbconvert --to script a.ipynb\n", ["1 nbconvert a.ipynb"]),
    "executed": ("Dockerfile", "RUN jupyter nbconvert --execute --to notebook a.ipynb\n", ["1 nbconvert a.ipynb"]),
    "executed, other order": (
        "Dockerfile",
        "RUN jupyter nbconvert a.ipynb --to notebook --execute\n",
        ["1 nbconvert a.ipynb"],
    ),
    "continued": ("Dockerfile", "RUN papermill \\\n  a.ipynb \\\n  b.ipynb\n", ["1 papermill a.ipynb"]),
    "a stage": ("dvc.yaml", "stages:\n  look:\n    cmd: papermill a.ipynb b.ipynb\n", ["3 papermill a.ipynb"]),
    "a target": ("Makefile", "train:\n\tpapermill a.ipynb b.ipynb\n", ["2 papermill a.ipynb"]),
    "a job": (".github/workflows/ci.yml", JOB.format(job="deploy", step="Run"), ["6 papermill a.ipynb"]),
    "a step": (".github/workflows/ci.yml", JOB.format(job="job", step="Train the model"), ["6 papermill a.ipynb"]),
    "a schedule": (".github/workflows/nightly.yml", JOB.format(job="job", step="Run"), ["6 papermill a.ipynb"]),
    "a script": ("deploy.sh", "ipython a.ipynb\n", ["1 ipython a.ipynb"]),
    "a test target": ("Makefile", "test:\n\tpapermill a.ipynb b.ipynb\n", []),
    "a test of training": ("Makefile", "test-train:\n\tpapermill a.ipynb b.ipynb\n", []),
    "a test job": (".github/workflows/ci.yml", JOB.format(job="deploy", step="Test the notebooks"), []),
    "no purpose": ("Makefile", "all:\n\tpapermill a.ipynb b.ipynb\n", []),
    "nbmake": ("Makefile", "deploy:\n\tpytest --nbmake a.ipynb\n", []),
    "a page": ("Makefile", "publish:\n\tjupyter nbconvert --execute --to html a.ipynb\n", []),
    "not executed": ("Makefile", "train:\n\tjupyter nbconvert --to notebook --clear-output a.ipynb\n", []),
    "a lab": ("Dockerfile", "CMD jupyter lab a.ipynb\n", []),
    "copied": ("Dockerfile", "COPY a.ipynb /work\n", []),
    "a comment": ("Dockerfile", "# papermill a.ipynb b.ipynb\n", []),
    "a document": ("README.md", "papermill a.ipynb b.ipynb\n", []),
    "a tutorial": ("Dockerfile", "RUN papermill tutorial.ipynb b.ipynb\n", []),
}


@pytest.mark.parametrize(("path", "text", "found"), RUNS.values(), ids=RUNS)
def test_files(tmp_path: Path, path: str, text: str, found: list[str]) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert [f"{run.line} {run.what} {run.notebook}" for run in in_files(tmp_path, [path])] == found


MODULES = {
    "papermill": ("import papermill as pm\npm.execute_notebook('a.ipynb', out)\n", ["execute_notebook a.ipynb"]),
    "by keyword": ("execute_notebook(input_path=base / 'a.ipynb')\n", ["execute_notebook a.ipynb"]),
    "Airflow": ("PapermillOperator(task_id='a', input_nb='x/a.ipynb')\n", ["PapermillOperator x/a.ipynb"]),
    "an importer": ("import import_ipynb\n", ["import_ipynb "]),
    "another importer": ("from nbimporter import NotebookLoader\n", ["nbimporter "]),
    "an unknown notebook": ("pm.execute_notebook(path)  # any.ipynb\n", []),
    "another function": ("convert('a.ipynb')\n", []),
    "the output": ("pm.execute_notebook(path, 'a.ipynb')\n", []),
}


@pytest.mark.parametrize(("text", "found"), MODULES.values(), ids=MODULES)
def test_modules(text: str, found: list[str]) -> None:
    runs = in_module(build(source_from_text(text, "a.py")))
    assert [f"{run['what']} {run['notebook']}" for run in runs] == found


ONE = "def f(a):\n    b = a.x()\n    for c in b:\n        d = np.log(c)\n        print(d)\n    return d\n"
PAIRS = {
    "itself": (ONE, 1.0),
    "other names": (ONE.replace("b", "rows").replace("(a)", "(z)").replace("a.x", "z.x"), 1.0),
    "a comment and a docstring": (ONE.replace("(a):\n", "(a):\n    'Words.'\n    # more\n"), 1.0),
    "another library": (ONE.replace("np", "math"), 0.8),
    "another loop": (ONE.replace("for c in b", "for c in b[1:]"), 0.8),
    "a statement more": (ONE.replace("    return", "    del b\n    return"), 10 / 11),
    "nothing in common": ("def g(q):\n    import q\n    raise q\n", 0.0),
}


def function(text: str) -> ast.FunctionDef:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize(("text", "share"), PAIRS.values(), ids=PAIRS)
def test_similar(text: str, share: float) -> None:
    assert similar(parts(function(ONE)), parts(function(text))) == pytest.approx(share)


LONG = "def f(x):\n" + "".join(f"    a{n} = np.log(x)\n" for n in range(6))
SHAPED = {
    "a function": (LONG, [1], True),
    "no library in the file": (LONG, None, False),
    "short": ("def f(x):\n" + "    x()\n" * 5, [1], False),
    "a long statement": ("def f(x):\n    x(" + "\n" * 9 + ")\n", [1], False),
    "a method": ("class A:\n" + "".join(f"    {line}\n" for line in LONG.splitlines()), [1], True),
    "a method of a network": (
        "class A(nn.Module):\n" + "".join(f"    {line}\n" for line in LONG.splitlines()), [1], False
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "events", "shaped"), SHAPED.values(), ids=SHAPED)
def test_what_may_be_compared(text: str, events: list[int] | None, shaped: bool) -> None:
    assert any(d["shape"] for d in definitions(ast.parse(text), events=events)) is shaped


def test_copies_have_one_shape() -> None:
    other = ONE.replace("b", "rows").replace("(a):\n", "(z):\n    'Words.'\n").replace("a.x", "z.x")
    longer = ONE.replace("    return", "    d.x()\n    return")
    assert shape(function(longer)) == shape(function(longer.replace("np", "math"))) != ""
    assert shape(function(longer)) == shape(function(other.replace("    return", "    d.x()\n    return")))
    assert shape(function(longer)) != shape(function(longer.replace("d.x()", "del d")))


@pytest.mark.parametrize(("line", "works"), [(1, True), (7, True), (8, False), (0, False)])
def test_functions_with_events_work(line: int, works: bool) -> None:
    (found,) = definitions(ast.parse(LONG), events=[line])
    assert found["works"] is works


COMMENTS = {
    "an assignment": ("# a = 1\n# b = f(a)\n", [0, 1]),
    "a header reads like prose": ("# for a in b:\n#     print(a)\n", [1]),
    "prose": ("# The first row\n# is the header.\n", []),
    "words with marks": ("# Step 1: read, then split!\n# see page 3 - 4\n", []),
    "a title": ("# ---- Data ----\n# =====\n", []),
    "a form": ("# @title Rows\n#@markdown Words.\n", []),
    "code": ("a = 1  # b = 2\nc = '# d = 3'\n", []),
}


@pytest.mark.parametrize(("text", "lines"), COMMENTS.values(), ids=COMMENTS)
def test_commented_out(text: str, lines: list[int]) -> None:
    assert commented_out(text) == lines
