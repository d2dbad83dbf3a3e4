"""What a clean run of a notebook misses, cell by cell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mlsmells.core import Confidence
from mlsmells.facts.notebook.kernel import Missing, notebook, run_order
from mlsmells.facts.notebook.order import too_early
from mlsmells.facts.record.facts import Facts
from mlsmells.rules.notebooks import hidden_notebook_state, out_of_order_cells
from mlsmells.sources import Source, source_from_text


def code(source: str, count: int | None = None, *, tags: tuple[str, ...] = (), outputs: Any = ()) -> dict[str, Any]:
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "source": source,
        "execution_count": count,
        "metadata": metadata,
        "outputs": list(outputs),
    }


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def source_of(*cells: str | dict[str, Any]) -> Source:
    made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    return source_from_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "n.ipynb")


def shown(missing: Missing) -> str:
    what = "nowhere"
    if missing.deleted is not None:
        what = "deleted"
    elif missing.later is not None:
        what = f"later {missing.later}"
    through = " called" if missing.inner is not None else ""
    return f"{missing.cell}:{missing.name} {what}{through}{'' if missing.sure else ' maybe'}"


NAME_ERROR = {"output_type": "error", "ename": "NameError", "evalue": "name 'x' is not defined", "traceback": []}
FAILED = {**NAME_ERROR, "ename": "ZeroDivisionError", "evalue": "division by zero"}
STOPPED = {**NAME_ERROR, "ename": "KeyboardInterrupt", "evalue": ""}

TREE_OR_SVC = "def make(kind):\n    if kind == 'tree':\n        return Tree()\n    return SVC()"
RUN_TOGETHER = "import numpy as npimport matplotlib.pyplot as pltimport os"

MISSED = {
    "bound in a later cell": (["print(x)", "x = 1"], ["1:x later 2"]),
    "%%timeit binds nothing": (["%%timeit\nx = 1", "print(x)"], ["2:x nowhere"]),
    "%%timeit with a function": (["%%timeit -r 1\ndef f():\n    return 1", "print(f())"], ["2:f nowhere"]),
    "%%timeit reads what comes later": (["%%timeit\nx + 1", "x = 1"], ["1:x later 2"]),
    "bound nowhere": (["x = 1", "print(x, y)"], ["2:y nowhere"]),
    "bound further down in the cell": (["print(x)\nx = 1"], ["1:x later 1"]),
    "each name once": (["print(x)", "print(x)"], ["1:x nowhere"]),
    "augmented assignment reads first": (["n += 1"], ["1:n later 1"]),
    "subscript store reads the frame": (["df['a'] = 1"], ["1:df nowhere"]),
    "del, then used": (["x = 1", "del x", "print(x)"], ["3:x deleted"]),
    "del of several": (["x = y = 1", "del x, y", "print(y)"], ["3:y deleted"]),
    "function called before the global exists": (
        ["def f():\n    return data", "f()", "data = 1"],
        ["2:data later 3 called"],
    ),
    "two functions deep": (
        ["def g():\n    return z\ndef f():\n    return g()", "f()"],
        ["2:z nowhere called"],
    ),
    "lambda bound to a name and called": (["f = lambda v: v + k", "f(1)"], ["2:k nowhere called"]),
    "constructor of a class": (
        ["class M:\n    def __init__(self):\n        self.s = size", "M()", "size = 1"],
        ["2:size later 3 called"],
    ),
    "default argument is read at once": (["def f(a=limit): ...", "limit = 1"], ["1:limit later 2"]),
    "decorator is read at once": (["@cached\ndef f(): ..."], ["1:cached nowhere"]),
    "class body is run at once": (["class A:\n    n = size", "size = 1"], ["1:size later 2"]),
    "name bound in a comprehension only": (["[i for i in range(3)]", "print(i)"], ["2:i nowhere"]),
    "name local to a function only": (["def f():\n    inner = 1\nf()", "print(inner)"], ["2:inner nowhere"]),
    "under a condition": (
        ["if flag():\n    print(x)\ndef flag(): ...", "x = 1"],
        ["1:flag later 1", "1:x later 2 maybe"],
    ),
    "behind and": (["ok = True\nok and run()"], ["1:run nowhere maybe"]),
    "the other arm binds it": (["a = input()\nif a:\n    b = 1\nelse:\n    print(b)", "b = 2"], ["1:b later 1 maybe"]),
    "%%time body is Python": (["%%time\nprint(x)", "x = 1"], ["1:x later 2"]),
    "%time argument is Python": (["%time print(x)", "x = 1"], ["1:x later 2"]),
    "shell lines bind nothing": (["!pip install x", "print(x)"], ["2:x nowhere"]),
    "a broken cell binds other names": (["a = = 1", "print(b)"], ["2:b nowhere"]),
    "a star import comes too late": (["print(x)", "from m import *"], ["1:x nowhere"]),
    "the branch that runs at this call": (
        [TREE_OR_SVC, "Tree = int", "make('svm')", "SVC = int"],
        ["3:SVC later 4 called"],
    ),
    "the case that runs": (
        [
            "def make(k):\n    match k:\n        case 'svm' | 'svc':\n            return SVC()",
            "make('svc')",
            "SVC = int",
        ],
        ["2:SVC later 3 called"],
    ),
    "a default decides": (
        ["def f(plot=True):\n    if plot:\n        draw()", "f()", "draw = print"],
        ["2:draw later 3 called"],
    ),
    "a flag that is on": (["TRAIN = True", "if TRAIN:\n    fit()", "fit = print"], ["2:fit later 3"]),
    "a flag that was changed": (
        ["TRAIN = False", "TRAIN = input()", "if TRAIN:\n    fit()", "fit = print"],
        ["3:fit later 4 maybe"],
    ),
    "a flag that a loop changes": (
        ["on = False\nfor i in [1]:\n    if on:\n        go()\n    on = True", "go = print"],
        ["1:go later 2 maybe"],
    ),
    "a call that came by the first branch": (
        [TREE_OR_SVC, "Tree = int", "make('tree')", "make('svm')", "SVC = int"],
        ["4:SVC later 5 called"],
    ),
    "another name than a run-together cell's": ([RUN_TOGETHER, "print(pd)", "import pandas as pd"], ["2:pd later 3"]),
    "a broken cell only reads it": (["print 'rows', rows", "print(rows)", "rows = 1"], ["2:rows later 3"]),
    "a line magic in R": (["%R 1 + 1", "print(x)", "x = 1"], ["2:x later 3"]),
    "Python below %sql of a Jupyter kernel": (["%sql SELECT 1\nprint(x)", "x = 1"], ["1:x later 2"]),
    "an import binds the first part": (["import a.b", "print(b)"], ["2:b nowhere"]),
}

SILENT = {
    "another branch runs at this call": [TREE_OR_SVC, "Tree = int", "make('tree')", "SVC = int", "make('svm')"],
    "the default leads elsewhere": ["def f(plot=False):\n    if plot:\n        draw()", "f()", "draw = print"],
    "the class is told": [
        "class M:\n    def __init__(self, kind):\n        if kind == 'svm':\n            self.m = SVC()",
        "M('tree')",
        "SVC = int",
    ],
    "a case that is not this one": [
        "def make(k):\n    match k:\n        case 'svm':\n            SVC()\n        case _:\n            return 1",
        "make('tree')",
        "SVC = int",
    ],
    "compared in small letters": ["def f(k):\n    if k.lower() == 'svm':\n        g()", "f('Tree')", "g = int"],
    "passed on": ["def a(k):\n    if k:\n        g()\ndef b(k):\n    a(k)", "b(False)", "g = int"],
    "for type checkers": ["from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    x = Later", "Later = int"],
    "one of several": ["def f(k):\n    if k in ('a', 'b'):\n        return 1\n    return g()", "f('b')", "g = int"],
    "a raise in the branch": [
        "def f(k):\n    if not k:\n        raise OSError\n    return g()",
        "f(None)",
        "g = int",
    ],
    "a flag that is off": ["TRAIN = False", "if TRAIN:\n    fit()", "fit = print"],
    "a condition in an expression": ["debug = False\ndebug and show()\ny = show() if debug else 1", "show = print"],
    "lines without their ends": [RUN_TOGETHER, "plt.plot([np.e])", "os.getcwd()"],
    "assignments without their ends": ["x = f(1)y = 2z = 3", "print(x, y, z)"],
    "a blank for the reader": ["df = <your code>", "print(df)"],
    "R under one percent sign": ["%r\nlibrary(sf)\nvar <- 1 + 1\nprint(var)"],
    "R under one percent sign and a comment": ["# map\n%R\nplot(rows)"],
    "Scala under one percent sign": ["%scala\nprintln(rows)"],
    "a query under one percent sign": ["%sql\nvisits"],
    "Markdown under one percent sign": ["%md\nvisits"],
    "a shell under one percent sign": ["%sh\nls"],
    "R cell that hands over": ["%load_ext rpy2.ipython", "%%R -o rows\nrows <- 1", "print(rows)"],
    "result of a query on Databricks": ["%sql\nSELECT 1", "_sqldf.show()"],
    "bound above": ["x = 1", "print(x)"],
    "try and except": ["try:\n    x = 1\nexcept ValueError:\n    x = 2", "print(x)"],
    "try alone": ["try:\n    import torch\nexcept ImportError:\n    pass", "torch.zeros(1)"],
    "the handler sees what the body bound": ["try:\n    p = 1\n    q = p\nexcept OSError:\n    print(p)"],
    "read guarded by except NameError": ["try:\n    x\nexcept NameError:\n    x = 1", "print(x)"],
    "read guarded by a bare except": ["try:\n    print(x)\nexcept:\n    pass"],
    "suppress": ["from contextlib import suppress\nwith suppress(NameError):\n    del x"],
    "with … as": ["with open('f') as (a, b):\n    pass", "print(a, b)"],
    "except … as": ["try:\n    pass\nexcept OSError as e:\n    print(e)"],
    "loop variable": ["for i, (a, *rest) in []:\n    pass", "print(i, a, rest)"],
    "loop's else": ["for i in []:\n    pass\nelse:\n    done = 1", "print(done)"],
    "while's else": ["while False:\n    pass\nelse:\n    done = 1", "print(done)"],
    "walrus": ["if (n := 3) > 2:\n    pass", "print(n)"],
    "walrus in a comprehension": ["[last := v for v in [1]]", "print(last)"],
    "match": [
        "v = {}\nmatch v:\n    case {'a': a, **more}:\n        pass\n    case [b, *c] as d:\n        pass",
        "print(a, more, b, c, d)",
    ],
    "global statement": ["def f():\n    global model\n    model = 1", "f()", "print(model)"],
    "annotated only": ["x: int", "print(x)"],
    "lazy annotations": ["from __future__ import annotations\ndef f(a: Later) -> Later: ..."],
    "conditional definition": ["import os\nif os.name:\n    x = 1", "print(x)"],
    "defined behind if False": ["if False:\n    x = 1", "print(x)"],
    "read behind if 0": ["if 0:\n    print(x)"],
    "function called after the global exists": ["def f():\n    return data", "data = 1", "f()"],
    "function never called": ["def f():\n    return data"],
    "function handed over": ["def f():\n    return data", "register(f)\ndef register(g): ..."][:1],
    "decorated function": ["import m\n@m.task\ndef f():\n    return data", "f()"],
    "generator": ["def f():\n    yield data", "f()"],
    "recursion": ["def f(n):\n    return f(n - 1)", "f(3)"],
    "method bodies": ["class A:\n    def go(self):\n        return data", "A().go()"],
    "nested function": ["def f():\n    def g():\n        return data\n    return g", "f()"],
    "own names of a function": ["def f(a, *b, c=1, **d):\n    e = a\n    return b, c, d, e", "f(1)"],
    "comprehension's own names": ["print([a + b for a in [1] for b in [a] if a])"],
    "class scope": ["class A:\n    n = 1\n    m = n"],
    "builtins of other Pythons": ["print(xrange(3), unicode('a'), ExceptionGroup)"],
    "names of IPython": ["display(In, Out, _, __, _1, _i2)\nget_ipython()\nexit()"],
    "names of a hosted kernel": ["spark.read\ndbutils.fs"],
    "star import": ["from numpy import *", "print(array([1]))"],
    "%run": ["%run setup.py", "print(x)"],
    "%pylab": ["%pylab inline", "plot([1])"],
    "%load": ["%load code.py", "print(x)"],
    "%store -r": ["%store -r", "print(x)"],
    "%store -r names": ["%store -r x", "print(x)"],
    "%%capture": ["%%capture out\nprint(1)", "out.show()"],
    "%%bash --out": ["%%bash --out listing\nls", "print(listing)"],
    "%sql": ["%sql rows << SELECT 1", "print(rows)"],
    "%%sql": ["%%sql rows <<\nSELECT 1", "print(rows)"],
    "%%bigquery": ["%%bigquery table\nSELECT 1", "print(table)"],
    "assigned shell output": ["files = !ls", "print(files)"],
    "%%time": ["%%time\nx = 1", "print(x)"],
    "%%time binds": ["%%time\nx = 1", "print(x)"],
    "%%timeit reads what is there and has names of its own": ["x = 1", "%%timeit\ny = x\ny + 1"],
    "%%timeit of a name that a cell above bound": ["x = 1", "%%timeit -n 3\nx = 2", "print(x)"],
    "%%timeit changes in place": ["x = []", "%%timeit\nx.append(1)", "print(x)"],
    "%%fsql": ["%%fsql\nSELECT * FROM rows\nYIELD DATAFRAME AS top", "top.as_pandas()"],
    "%%writefile": ["%%writefile m.py\ndef helper(): ...", "helper()"],
    "%%cython": ["%%cython\ndef fast(int n): ...", "fast(1)"],
    "broken cell above": ["x, y = 1, 2\nprint 'python 2'", "print(x, y)"],
    "broken cell below": ["print(x)", "x = = 1"],
    "broken cell defines": ["def helper(:\n    pass", "helper()"],
    "exec": ["exec('x = 1')", "print(x)"],
    "globals() written": ["globals()['x'] = 1", "print(x)"],
    "globals() handed over": ["import m\nm.fill(globals())", "print(x)"],
    "globals() updated": ["globals().update(x=1)", "print(x)"],
    "asked for by name": ["if 'x' not in globals():\n    print('no x')\nelse:\n    print(x)"],
    "run_line_magic": ["get_ipython().run_line_magic('run', 'setup.py')", "print(x)"],
    "symbols of SymPy": ["from sympy import var\nvar('a b')", "print(a + b)"],
    "empty parameters cell": [code("", tags=("parameters",)), "print(alpha)"],
    "cell that raises on purpose": [code("print(x)", tags=("raises-exception",))],
    "error shown in the output": [code("print(x)", 1, outputs=[NAME_ERROR])],
    "error announced in the text": ["a = 1", text("This gives a NameError:"), "print(b)"],
    "stop": ["a = 1", "stop", "print(a)"],
    "placeholder": ["key = YOUR_API_KEY"],
    "del under a condition": ["x = 1\nif x > 2:\n    del x", "print(x)"],
    "del and bound again": ["x = 1", "del x", "x = 2", "print(x)"],
    "del of an entry": ["x = {'a': 1}", "del x['a']", "print(x)"],
    "raw and Markdown cells": [text("x"), {"cell_type": "raw", "source": "y", "metadata": {}}, "print(1)"],
}


@pytest.mark.parametrize(("cells", "expected"), MISSED.values(), ids=MISSED)
def test_what_a_clean_run_misses(cells: list[Any], expected: list[str]) -> None:
    assert [shown(m) for m in notebook(source_of(*cells)).missing] == expected


@pytest.mark.parametrize("cells", SILENT.values(), ids=SILENT)
def test_no_false_alarm(cells: list[Any]) -> None:
    assert [shown(m) for m in notebook(source_of(*cells)).missing] == []


CONFIDENCE = {
    "an ellipsis for the reader": ([code("...", 1), code("print(x)", 2)], "low"),
    "an ellipsis and a comment": ([code("...  # define x", 1), code("print(x)", 2)], "low"),
    "a gap in a call": ([code("m = Model(a=___)\nm.fit(x)", 1)], "low"),
    "a gap, solved further down": (["# YOUR CODE HERE", "print(x)", "x = 1"], "low"),
    "a gap below": (["print(x)", "x = 1\n# YOUR CODE HERE"], "high"),
    "a gap in a comment": ([code("# load(run=<run to load>)\na = 1", 1), code("print(x)", 2)], "high"),
    "an ellipsis as an index": ([code("a = [1]\na[...]", 1), code("print(x)", 2)], "high"),
    "a cell that ran": ([code("print(x)", 1)], "high"),
    "a cell that ended in another error": ([code("print(x)\ny = 1 / 0", outputs=[FAILED])], "low"),
    "the same in the run that is shown": ([code("print(x)\ny = 1 / 0", 1, outputs=[FAILED])], "high"),
    "a cell that was stopped": ([code("print(x)\nwork()", outputs=[STOPPED])], "high"),
    "another cell ended in an error": ([code("1 / 0", 1, outputs=[FAILED]), code("print(x)", 2)], "high"),
    "bound later, nothing was run": (["print(x)", "x = 1"], "high"),
    "bound nowhere, nothing was run": (["print(x)"], "medium"),
    "others ran, this cell did not": ([code("a = 1", 1), code("print(x)")], "low"),
    "exercise": (["# YOUR CODE HERE", "print(x)"], "low"),
    "exercise that the author ran": ([code("# your code here"), code("print(x)", 2)], "low"),
    "fragment": (["print(x, y, z)"], "low"),
    "condition, bound nowhere": ([code("a = input()\nif a:\n    print(x)", 1)], "low"),
    "condition, bound later": (["a = input()\nif a:\n    print(x)", "x = 1"], "medium"),
    "deleted": (["x = 1", "del x", "print(x)"], "high"),
}


@pytest.mark.parametrize(("cells", "expected"), CONFIDENCE.values(), ids=CONFIDENCE)
def test_confidence(cells: list[Any], expected: str) -> None:
    found = list(hidden_notebook_state.RULE.run(Facts(source_of(*cells), "notebook", frozenset())))
    assert found
    assert {str(f.confidence) for f in found} == {expected}


def test_reported_at_the_read_or_the_call() -> None:
    source = source_of("def f():\n    return y", "a = 1\nf()", "y = 1")
    (found,) = hidden_notebook_state.RULE.run(Facts(source, "notebook", frozenset()))
    place = source.place(found.span.line)
    assert (place.cell, place.line) == (2, 2)
    assert found.confidence is Confidence.HIGH
    assert found.message == (
        "cell 2 calls a function that uses 'y', which is defined only later, in cell 3: "
        "a clean run fails or differs - define it earlier"
    )


STRAY = {
    "a letter by itself": (["x = 1", "d"], ["warning"]),
    "a letter that is used": (["x = 1", "print(d)"], ["error"]),
    "a name by itself": (["x = 1", "rows"], ["error"]),
    "a letter that comes later": (["d", "d = 1"], ["error"]),
}


@pytest.mark.parametrize(("cells", "levels"), STRAY.values(), ids=STRAY)
def test_a_stray_letter(cells: list[Any], levels: list[str]) -> None:
    found = hidden_notebook_state.RULE.run(Facts(source_of(*cells), "notebook", frozenset()))
    assert [str(f.severity) for f in found] == levels


def test_what_a_cell_lacks_is_named_together() -> None:
    source = source_of(code("a = 1\nprint(x)\nprint(y)", 1), code("print(z)", 2))
    first, second, third = hidden_notebook_state.RULE.run(Facts(source, "notebook", frozenset()))
    assert "'x', which no cell defines any more (and it lacks 'y')" in first.message
    assert first.cause == second.cause != third.cause and "lacks" not in third.message


ORDER = {
    "in order": ([1, 2, 3], None),
    "gaps": ([2, 5, 9], None),
    "outputs stripped": ([None, None], None),
    "equal counts of a tool": ([1, 1, 1], None),
    "zero is no count": ([0, 0, 0], None),
    "one step back": ([1, 4, 3], 3),
    "first of two steps back": ([5, 2, 7, 3], 2),
    "a cell that never ran between": ([5, None, 4], 3),
}


@pytest.mark.parametrize(("counts", "cell"), ORDER.values(), ids=ORDER)
def test_order_of_execution(counts: list[int | None], cell: int | None) -> None:
    source = source_of(*(code(f"x.append({n})", count) for n, count in enumerate(counts)))
    found = list(out_of_order_cells.RULE.run(Facts(source, "notebook", frozenset())))
    assert [source.place(f.span.line).cell for f in found] == ([cell] if cell else [])


# Cells in their order with their counts → name and cell that are reported.
EARLY = {
    "what it needs came later": ([("x = 1", 4), ("print(sum(x))", 2)], ("x", 2)),
    "changed in between": ([("x = []", 1), ("x.append(2)", 5), ("y = x + x", 3)], ("x", 3)),
    "a column came later": ([("df = read()", 1), ("df['a'] = df.b / df.b.max()", 5), ("m = fit(df)", 3)], ("df", 3)),
    "a conversion came first later": ([("df = read()", 1), ("df = df.astype(int)", 3), ("m = fit(df)", 2)], ("df", 3)),
    "a function was changed": ([("def f(x):\n    return x", 9), ("y = f(1)", 4)], ("f", 2)),
    "through a function": ([("def f():\n    return t", 1), ("t = 3", 7), ("y = f()", 4)], ("t", 3)),
    "imports ran again": ([("import os", 9), ("x = os.name", 4)], None),
    "settings of a module": ([("import m", 1), ("m.params['a'] = 1", 9), ("m.plot([1])", 4)], None),
    "comments": ([("# x = 1", 9), ("x = 2", 4)], None),
    "a picture was drawn again": ([("x = [1]", 1), ("fig = plt.plot(x)", 9), ("y = sum(x)", 4)], None),
    "a table was shown again": ([("df = read()", 1), ("df.head()", 9), ("y = df.sum()", 4)], None),
    "a conversion ran again": (
        [("df = read()", 1), ("df.d = pd.to_datetime(df.d)", 9), ("m = fit(df)", 4)],
        None,
    ),
    "values were taken again": ([("df = read()", 1), ("X = df[['a']].values", 9), ("m = fit(X)", 4)], None),
    "rows were dropped": ([("df = read()", 1), ("df = df.dropna()", 9), ("m = fit(df)", 4)], ("df", 3)),
    "scaled once more": ([("x = load()", 1), ("x = x / 255", 9), ("m = fit(x)", 4)], ("x", 3)),
    "a type was set again": ([("df = read()", 1), ("df = df.astype('float32')", 9), ("m = fit(df)", 4)], None),
    "only looked at before": ([("df = read()", 9), ("df.head()", 4)], None),
    "bound anew in between": ([("x = 1", 9), ("x = 2", 3), ("y = x + x", 4)], None),
    "a cell that does not parse": ([("x = = 1", 9), ("y = x", 4)], None),
}


@pytest.mark.parametrize(("cells", "expected"), EARLY.values(), ids=EARLY)
def test_cells_that_ran_too_early(cells: list[tuple[str, int]], expected: tuple[str, int] | None) -> None:
    source = source_of(*(code(text, count) for text, count in cells))
    found = too_early(source, run_order(source).ran)
    assert [(early.name, early.cell.cell) for early in found] == ([expected] if expected else [])


OUTPUT = [{"output_type": "stream", "name": "stdout", "text": "1"}]
UNCOUNTED = {
    "output without a count": ([code("a = 1", 1), code("print(a)", outputs=OUTPUT)], 2),
    "no counts at all": ([code("print(1)", outputs=OUTPUT), code("print(2)", outputs=OUTPUT)], None),
    "scratch cell": ([code("a = 1", 1), code("print(a)", outputs=OUTPUT, tags=("scratch",))], None),
    "scratch cell out of order": ([code("a = 1", 2), code("print(a)", 1, tags=("scratch",))], None),
    "empty cell": ([code("a = 1", 2), code("", 1)], None),
}


@pytest.mark.parametrize(("cells", "cell"), UNCOUNTED.values(), ids=UNCOUNTED)
def test_outputs_without_a_count(cells: list[Any], cell: int | None) -> None:
    source = source_of(*cells)
    found = list(out_of_order_cells.RULE.run(Facts(source, "notebook", frozenset())))
    assert [source.place(f.span.line).cell for f in found] == ([cell] if cell else [])


def test_python_files_have_no_cells() -> None:
    assert notebook(source_from_text("print(x)\n", "a.py")).missing == []


def test_deep_nesting_is_no_crash() -> None:
    assert notebook(source_of("x = " + "-" * 3000 + "1")).missing == []


def _cells_of(page: str, head: str) -> list[dict[str, Any]]:
    block = page.split(f"\n{head}:\n")[1].split("\nGood:")[0].split("\nSilent on:")[0]
    cells = []
    for part in block.split("    # In [")[1:]:
        count, _, body = part.partition("]\n")
        lines = [line[4:] for line in body.splitlines()]
        cells.append(code("\n".join(lines), int(count)))
    return cells


@pytest.mark.parametrize("module", [hidden_notebook_state, out_of_order_cells], ids=["MLS402", "MLS401"])
def test_the_page_shows_what_it_says(module: Any) -> None:
    bad, good = (source_of(*_cells_of(module.RULE.doc, head)) for head in ("Bad", "Good"))
    assert list(module.RULE.run(Facts(bad, "notebook", frozenset())))
    assert not list(module.RULE.run(Facts(good, "notebook", frozenset())))
