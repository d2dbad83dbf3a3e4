"""IPython syntax becomes placeholders: same lines, and the Python beside it keeps its columns."""

from __future__ import annotations

import json

import pytest

from mlsmells.sources import Source, source_from_text


def one_cell(text: str) -> Source:
    return source_from_text(json.dumps({"cells": [{"cell_type": "code", "source": text}]}), "a.ipynb")


REPLACED = [
    ("line magic", "%matplotlib inline\nx = 1\n", "pass\nx = 1\n", ("%matplotlib inline",)),
    ("shell", "!pip install torch\nx = 1", "pass\nx = 1\n", ("!pip install torch",)),
    ("two marks", "!!ls\nx = 1", "pass\nx = 1\n", ("!!ls",)),
    ("indented", "if x:\n    !ls\ny = 1\n", "if x:\n    pass\ny = 1\n", ("    !ls",)),
    ("open quote", "!echo it's\nx = 1\n", "pass\nx = 1\n", ("!echo it's",)),
    ("open triple quote", "!echo '''\nx = 1\n", "pass\nx = 1\n", ("!echo '''",)),
    ("open bracket", "!echo (\nx = 1\n", "pass\nx = 1\n", ("!echo (",)),
    ("continued", "!pip install \\\n  torch\nx = 1", "pass\n\nx = 1\n", ("!pip install \\\n  torch",)),
    ("assigned shell", "files = !ls *.csv\n", "files = get_ipython()\n", ("files = !ls *.csv",)),
    ("assigned magic", "x = %sql SELECT 1\n", "x = get_ipython()\n", ("x = %sql SELECT 1",)),
    ("assigned tuple", "a, b[0] = !ls\n", "a, b[0] = get_ipython()\n", ("a, b[0] = !ls",)),
    ("timed", "%time model.fit(X)\n", "pass; model.fit(X)\n", ("%time model.fit(X)",)),
    ("timed with options", "%timeit -n 10 -r1 f()\n", f"pass;{' ' * 13}f()\n", None),
    ("timed and assigned", "m = %time f(X)\n", "m =       f(X)\n", ("m = %time f(X)",)),
    ("timed, no Python", "%timeit x y\n", "pass\n", ("%timeit x y",)),
    ("help before", "?print\n", "pass\n", ("?print",)),
    ("help behind", "df.head?\nx = 1\n", "pass\nx = 1\n", ("df.head?",)),
    ("source behind", "df.head??\n", "pass\n", ("df.head??",)),
    ("quoting call", ",f a b\n", "pass\n", (",f a b",)),
    ("bare pip", "pip install torch==2.1\n", "pass\n", ("pip install torch==2.1",)),
    ("bare ls", "ls\n", "pass\n", ("ls",)),
    ("bare ls with option", "ls -la\n", "pass\n", ("ls -la",)),
    ("bare cd", "cd ../data\nx = 1", "pass\nx = 1\n", ("cd ../data",)),
    ("bare cd to a root", "cd /content\n", "pass\n", ("cd /content",)),
    ("bare matplotlib", "matplotlib inline\n", "pass\n", ("matplotlib inline",)),
    ("bare timeit", "timeit f(x)\n", "pass;  f(x)\n", ("timeit f(x)",)),
    ("bare time", "time model.fit(X, y)\n", "pass;model.fit(X, y)\n", ("time model.fit(X, y)",)),
    ("bare timeit with options", "timeit -n 10 f()\n", f"pass;{' ' * 8}f()\n", ("timeit -n 10 f()",)),
    ("bare timeit, no Python", "timeit f(x) g\n", "pass\n", ("timeit f(x) g",)),
    ("bare reset", "reset_selective df\n", "pass\n", ("reset_selective df",)),
    ("bare tensorboard", "tensorboard --logdir runs\n", "pass\n", ("tensorboard --logdir runs",)),
    ("bash cell", "%%bash\npip install a\n\nls 'x\n", "pass\n\n\n\n", ("%%bash", "pip install a", "ls 'x")),
    ("file cell", "%%writefile a.py\nx = 1\n", "pass\n\n", ("%%writefile a.py",)),
    ("unknown cell magic", "%%foo\nx = 1\n", "pass\n\n", ("%%foo",)),
    ("timed cell", "%%time\nx = f()\n", "pass\nx = f()\n", ("%%time",)),
    ("captured cell", "%%capture --no-stderr out\nx = f()\n", "out = get_ipython()\nx = f()\n", None),
    ("Colab's shell cell", "%%shell\nls 'x\n", "pass\n\n", ("%%shell", "ls 'x")),
    ("timed bash cell", "%%time\n\n%%bash\nls 'x\n", "\n\npass\n\n", ("%%bash", "ls 'x")),
    ("timed and captured", "%%time\n%%capture out\nx = 1\n", "pass\nout = get_ipython()\nx = 1\n", None),
    (
        "a form",
        "#@title T\nn = 3 #@param {type:'slider'}\n!ls\n",
        "#@title T\nn = 3 #@param {type:'slider'}\npass\n",
        None,
    ),
    ("await and return", "!ls\nawait f()\nreturn 1\n", "pass\nawait f()\nreturn 1\n", ("!ls",)),
    ("comment first", "#@title T\n\n%%bash\nls 'x\n", "\n\npass\n\n", ("%%bash", "ls 'x")),
    ("timed cell with shell", "%%time\n!ls\nx = 1", "pass\npass\nx = 1\n", ("%%time", "!ls")),
    ("databricks language cell", "%sql\nSELECT it's\nFROM t\n", "pass\n\n\n", ("%sql",)),
    ("databricks shell cell", "%sh\necho it's\n", "pass\n\n", ("%sh", "echo it's")),
    ("databricks python cell", "%python\nx = 1\n", "pass\nx = 1\n", ("%python",)),
    ("old mac line ends", "%pwd\rx = 1\r", "pass\nx = 1\n", ("%pwd",)),
    (
        "modulo below a magic",
        '!ls\nx = (\'%d\'\n% 3)\ns = \'\'\'\n!no\n%no \'\'\' + """a\\"""\n?no"""\ny = 5 \\\n% 3\n',
        'pass\nx = (\'%d\'\n% 3)\ns = \'\'\'\n!no\n%no \'\'\' + """a\\"""\n?no"""\ny = 5 \\\n% 3\n',
        ("!ls",),
    ),
]


@pytest.mark.parametrize(("text", "code", "magics"), [row[1:] for row in REPLACED], ids=[row[0] for row in REPLACED])
def test_replaced(text: str, code: str, magics: tuple[str, ...] | None) -> None:
    source = one_cell(text)
    (cell,) = source.cells
    assert (source.problems, cell.broken) == ((), "")
    assert cell.code == code
    assert cell.source == text
    assert len(cell.physical_lines) == code.count("\n") == len(source.lines)
    if magics is not None:
        assert cell.magics == magics


UNTOUCHED = [
    ("valid Python", "x = ('%d'\n% 3)\n"),
    ("a variable called ls", "ls = [1]\nls[0]\nls.append(2)\n"),
    ("history is a likely variable", "history\n"),
    ("time is a module", "time.sleep(1)\n"),
    ("pip as a name in an expression", "pip + x\n"),
    ("a call", "cat (x)\n"),
    ("pipes in a string", "x = '''\n!ls\n'''\n"),
    ("only comments", "# !ls\n"),
    ("subtraction", "ls - la\n"),
    ("a variable called time", "time - start\n"),
    ("who is a likely variable", "who\n"),
    ("a call of timeit", "timeit(f)\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in UNTOUCHED], ids=[row[0] for row in UNTOUCHED])
def test_untouched(text: str) -> None:
    source = one_cell(text)
    (cell,) = source.cells
    assert (source.problems, cell.magics, cell.code) == ((), (), text)


BROKEN = [
    ("error behind a magic", "!ls\nx = = 1\n", 2),
    ("a magic without its sign beside other lines", "x = 1\ntimeit f(x)\n", 2),
    ("magic after a colon", "if x: !ls\n", 1),
    ("a comparison is no shell", "x != (\n", 1),
    ("an open expression that begins with a shell word", "cat + (\n", 1),
    ("pip magic above broken Python", "%pip install a\nprint 'x'\n", 2),
]


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_stays_broken(text: str, line: int) -> None:
    source = one_cell(text)
    assert [(p.cell, p.line) for p in source.problems] == [(1, line)]


def test_columns_survive() -> None:
    """A fix edits by column, so the code behind ``%time`` must stand where it stood."""
    source = one_cell("%timeit -n 10 fit(X)\nm = %time fit(X)\n")
    for code, written in zip(source.cells[0].code.split("\n"), source.lines, strict=False):
        assert code.index("fit(X)") == written.index("fit(X)")
        assert len(code) == len(written)


@pytest.mark.parametrize(
    "text",
    [
        "?" + "a" * 50_000,
        "x" + " " * 50_000 + "= !",
        "a" * 50_000 + "?b",
        "%time " + "-a " * 20_000,
        "!" * 50_000,
    ],
    ids=["help", "spaces", "no help", "options", "marks"],
)
def test_long_lines_are_no_trap(text: str) -> None:
    assert one_cell(text).tree is not None
