"""``mlsmells extract``: what moves, what stays and why; the notebook prints the same before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main
from mlsmells.proof.running import run
from mlsmells.sources import source_from_text

TALK = """\
from __future__ import annotations
import math, os as system
from dataclasses import dataclass, field
%matplotlib inline
# %%
# Adds noise.
# It is not random.
def noisy(x):
    '''Text with a # in it,
  and a line that stands further left.'''
    return [clip(v) + math.pi for v in x]


@dataclass
class Row:
    name: str = "a"
    values: list = field(default_factory=list)

rows = [Row(), Row("b", [1])]
def half(x, by=2): return x / by  # the half
# %%
def clip(v, low: float = 0.0):
\tif v < low:
\t\treturn low
\treturn v

def named():
    return len(rows)
# %%
print(noisy([1, -2]), rows, half(3), named(), system.sep)
class Model(Row):
    def __init__(self):
        super().__init__("m")

    def size(self):
        return half(len(self.values))
Model().size()
# %%
print(Model().name, "é")
"""


def notebook(code: str, newline: str = "\n") -> str:
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{number}", "metadata": {}, "outputs": []}
        | {"source": text.rstrip("\n").replace("\n", newline).splitlines(keepends=True)}
        for number, text in enumerate(code.split("# %%\n"))
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def written(folder: Path, code: str, name: str = "talk.ipynb", newline: str = "\n") -> Path:
    path = folder / name
    path.write_text(notebook(code, newline), encoding="utf-8")
    return path


def extracted(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["extract", str(path), "--isolated", *options])


def cells(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_prints_the_same(tmp_path: Path, newline: str) -> None:
    path = written(tmp_path, TALK, newline=newline)
    before = run(path, seconds=60)
    assert not before.why
    result = extracted(path)
    assert result.exit_code == 0, result.output
    after = run(path, seconds=60)
    assert after == before
    assert "named stays: it uses rows, a variable of the notebook" in result.stderr
    module = (tmp_path / "talk_code.py").read_text(encoding="utf-8")
    assert module.startswith(
        '"""What talk.ipynb defines."""\n\nfrom __future__ import annotations\n\nimport math\n'
        "from dataclasses import dataclass\nfrom dataclasses import field\n\n\n"
        "# Adds noise.\n# It is not random.\ndef noisy"
    )
    assert "\r" not in module and "  and a line that stands further left." in module
    assert cells(path)[1] == newline.join(
        ["from talk_code import noisy, Row, half", "", 'rows = [Row(), Row("b", [1])]']
    )
    tests = (tmp_path / "test_talk_code.py").read_text(encoding="utf-8")
    assert "from talk_code import Model, Row, clip, half, noisy" in tests
    compile(tests, "tests", "exec")


@pytest.mark.parametrize("options", [(), ("--module", "helpers")], ids=["by itself", "named"])
def test_a_second_time_nothing_moves(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = written(tmp_path, TALK)
    extracted(path, *options)
    before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    result = extracted(path, *options)
    assert result.exit_code == 0 and "nothing moves" in result.stderr
    assert before == {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_writes_nothing(tmp_path: Path, option: str) -> None:
    path = written(tmp_path, TALK)
    before = path.read_bytes()
    result = extracted(path, option)
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == [path] and path.read_bytes() == before
    assert ("+++ b/" in result.stdout) is (option == "--diff")
    assert "half would move to talk_code.py" in result.stderr


def test_no_tests_and_another_name(tmp_path: Path) -> None:
    path = written(tmp_path, TALK)
    assert extracted(path, "--module", "helpers", "--no-tests", "-q").output == ""
    assert {each.name for each in tmp_path.iterdir()} == {"talk.ipynb", "helpers.py"}


# name: (name of the notebook, options, what is said)
KEPT_OUT = {
    "a file of that name": ("talk.ipynb", (), "is there already"),
    "a package of that name": ("talk.ipynb", ("--module", "package"), "is there already"),
    "a module of Python": ("talk.ipynb", ("--module", "random"), "hides another module"),
    "a package that is imported": ("talk.ipynb", ("--module", "dataclasses"), "hides another module"),
    "not a name": ("talk.ipynb", ("--module", "a-b"), "is no name for a module"),
    "not a notebook": ("talk.py", (), "is not a notebook"),
}


@pytest.mark.parametrize(("name", "options", "said"), KEPT_OUT.values(), ids=KEPT_OUT)
def test_refused(tmp_path: Path, name: str, options: tuple[str, ...], said: str) -> None:
    path = written(tmp_path, TALK, name)
    (tmp_path / "talk_code.py").write_text("mine = 1\n")
    (tmp_path / "package").mkdir()
    before = path.read_bytes()
    result = extracted(path, *options)
    assert result.exit_code == 2 and said in result.stderr
    assert path.read_bytes() == before and (tmp_path / "talk_code.py").read_text() == "mine = 1\n"


@pytest.mark.parametrize(
    ("stem", "name"), [("2-Train model", "train_model_code"), ("émile", "émile_code"), ("01", "notebook_code")]
)
def test_module_names(tmp_path: Path, stem: str, name: str) -> None:
    extracted(written(tmp_path, "def f(): return 1\n", f"{stem}.ipynb"))
    assert (tmp_path / f"{name}.py").exists()


# name: (cells, why f stays)
STAYS = {
    "a variable": ("x = 1\n# %%\ndef f(): return x\n", "uses x, a variable"),
    "a variable of a loop": ("for x in range(3): pass\ndef f(): return x\n", "uses x, a variable"),
    "a variable in a default": ("x = 1\ndef f(a=x): return a\n", "uses x, a variable"),
    "a variable in a comprehension": ("x = 1\ndef f(): return [i + x for i in range(3)]\n", "uses x, a variable"),
    "a variable in an inner function": (
        "x = 1\ndef f():\n    def g(): return x\n    return g()\n",
        "uses x, a variable",
    ),
    "a variable of a class": ("size = 1\nclass f:\n    size = size\n", "uses size, a variable"),
    "a variable in an annotation": ("T = int\ndef f(a: T): return a\n", "uses T, a variable"),
    "it changes a variable": ("def f():\n    global n\n    n = 1\n", "changes n, a variable"),
    "others change what it uses": (
        "import math\ndef g():\n    global math\n    math = 1\ndef f(): return math\n",
        "uses math, a variable",
    ),
    "defined twice": ("def f(): return 1\n# %%\ndef f(): return 2\n", "f is bound again in cell"),
    "bound as a variable": ("def f(): return 1\n# %%\nf = f()\n", "f is bound again in cell 2"),
    "deleted": ("def f(): return 1\ndel f\n", "f is bound again in cell 1"),
    "a cell magic": ("%%time\ndef f(): return 1\n", "a magic stands there"),
    "a magic inside": ("def f():\n    !ls\n    return 1\n", "a magic stands there"),
    "named in a magic": ("def f(): return 1\n# %%\n%timeit f()\n", "stands in a magic"),
    "named in a broken cell": ("def f(): return 1\n# %%\nf = = 1\n", "or in a cell that cannot be read"),
    "uses what stays": ("x = 1\ndef g(): return x\n# %%\ndef f(): return g()\n", "uses g, which stays"),
    "the module's own names": ("def f(): return __name__\n", "uses __name__, which is another one"),
    "globals": ("def f(): return globals()['x']\n", "uses globals, which is another one"),
    "from a star": ("from math import *\ndef f(): return pi\n", "where pi comes from is not written"),
    "from nowhere": ("def f(): return spark.sql('')\n", "where spark comes from is not written"),
    "imported in two ways": (
        "try:\n    import ujson as json\nexcept ImportError:\n    import json\ndef f(): return json\n",
        "uses json, which the notebook imports or binds in several ways",
    ),
    "imported from two places": (
        "from math import sin\n# %%\nfrom cmath import sin\n# %%\ndef f(): return sin(0)\n",
        "uses sin, which the notebook imports or binds in several ways",
    ),
    "an import that is bound again": ("import math\nmath = None\n# %%\ndef f(): return math\n", "uses math, which the"),
    "imported further down": ("def f(): return math.pi\n# %%\nimport math\n", "which is imported further down"),
    "installed first": (
        "def g(): return 1\n# %%\n!pip install x\nimport math\n# %%\ndef f(): return math.pi\n",
        "uses math, which cell 2 makes importable",
    ),
    "found by a path": (
        "def g(): return 1\n# %%\nimport sys\nsys.path.append('..')\nimport math\ndef f(): return math.pi\n",
        "uses math, which cell 2 makes importable",
    ),
    "in another folder": ("%cd ..\n# %%\ndef f(): return 1\n", "cell 1 changes the folder"),
    "a decorator that acts": (
        "from ipywidgets import interact\n@interact(x=3)\ndef f(x): return x\n",
        "calls interact when it is defined",
    ),
    "a decorator of the notebook": ("def d(g): return g\n@d\ndef f(): return 1\n", "calls d when it is defined"),
    "a call in a default": ("import time\ndef f(now=time.time()): return now\n", "calls time.time when it is defined"),
    "a call in a class": ("class f:\n    print('made')\n", "calls print when it is defined"),
    "counts its calls": ("def f():\n    f.calls += 1\nf.calls = 0\n", "changes f.calls"),
    "patched": ("class f:\n    pass\n# %%\nf.g = lambda self: 1\n", "cell 2 changes f.g"),
    "keeps its default": ("def f(x, seen=[]):\n    seen.append(x)\n    return seen\n", "its default seen keeps"),
    "exported": ("#| export\ndef f(): return 1\n", "is exported by a directive"),
    "a builtin of its own": ("print = str\ndef f(): return print(1)\n", "uses print, a variable"),
    "a walrus": ("if (n := 3) > 2:\n    pass\ndef f(): return n\n", "uses n, a variable"),
}


@pytest.mark.parametrize(("code", "why"), STAYS.values(), ids=STAYS)
def test_stays(tmp_path: Path, code: str, why: str) -> None:
    result = extracted(written(tmp_path, code), "--dry-run")
    stays = [line for line in result.stderr.splitlines() if ": f stays: " in line]
    assert stays and why in stays[0], result.stderr


# What looks alike and moves; each prints something.
MOVES = {
    "a parameter of that name": "x = 1\ndef f(x): return x\nprint(f(2))\n",
    "a local of that name": "x = 1\ndef f():\n    x = 2\n    return x\nprint(f(), x)\n",
    "an inner import": "def f():\n    import math\n    return math.pi\nprint(f())\n",
    "itself": "def f(n): return 1 if n < 2 else n * f(n - 1)\nprint(f(5))\n",
    "each other": "def f(n): return not n or g(n - 1)\n# %%\ndef g(n): return n != 0 and f(n - 1)\n# %%\nprint(f(4))\n",
    "a default that nobody changes": "def f(x, names=[]): return [x, *names]\nprint(f(1))\n",
    "the same import twice": "import math\n# %%\nimport math\ndef f(): return math.pi\nprint(f())\n",
    "decorators of libraries": (
        "import functools\nfrom contextlib import contextmanager\n"
        "@functools.lru_cache(maxsize=None)\ndef f(): return 1\n"
        "@contextmanager\ndef g():\n    yield f()\nwith g() as n: print(n)\n"
    ),
    "a class with parents": (
        "import abc\nclass f(abc.ABC):\n    x = 1\n    y = x + 1\n    z = property(lambda s: s.y)\nprint(f().z)\n"
    ),
    "a generator and a coroutine": (
        "import asyncio\nasync def f(): return [n async for n in g()]\nasync def g():\n    yield 1\n"
        "print(asyncio.run(f()))\n"
    ),
    "a semicolon": "x = 1; y = 2\ndef f(): return 1; return 2\nprint(f(), x, y)\n",
    "a text with a magic in it": "def f():\n    return '''\n%time\n!ls\n'''\nprint(f())\n",
    "star arguments": "def f(*args, key=None, **more): return args, key, more\nprint(f(1, key=2, z=3))\n",
    "only a definition in the cell": "def f(): return 1\n# %%\nprint(f())\n",
    "comments that stay": "# %%\n# Setup\n\n# one\ndef f(): return 1\n\n\n# then\nprint(f())\n",
}


@pytest.mark.parametrize("code", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, code: str) -> None:
    path = written(tmp_path, code)
    before = run(path, seconds=60)
    assert before.out and not before.why
    result = extracted(path)
    assert ": f moves to talk_code.py" in result.stderr
    assert run(path, seconds=60) == before
    source = source_from_text(path.read_text(encoding="utf-8"), "talk.ipynb")
    assert not source.problems and "def f(" not in source.code


def test_nothing_is_written_where_the_notebook_cannot_be(tmp_path: Path) -> None:
    path = written(tmp_path, TALK)
    (tmp_path / "other.ipynb").hardlink_to(path)
    before = path.read_bytes()
    result = extracted(path)
    assert result.exit_code == 2 and "hard links" in result.stderr
    assert path.read_bytes() == before and {each.name for each in tmp_path.iterdir()} == {"talk.ipynb", "other.ipynb"}
