"""A notebook's JSON to one joined tree, with places; broken parts cost themselves only."""

from __future__ import annotations

import ast
import json
from typing import Any

import pytest

from mlsmells.sources import Source, source_from_text, source_from_tree


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        **more,
    }


def notebook(*cells: Any, indent: int | None = 1, **metadata: Any) -> Source:
    data = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return source_from_text(json.dumps(data, indent=indent) + "\n", "a.ipynb")


def names(source: Source) -> list[tuple[str, int]]:
    assert source.tree is not None
    return [(ast.unparse(statement), statement.lineno) for statement in source.tree.body]


def test_cells_join_in_order() -> None:
    source = notebook(
        {"cell_type": "markdown", "source": ["# Title\n", "x"], "metadata": {}},
        code(["a = 1\n", "b = 2"], execution_count=3, metadata={"tags": ["t", 5]}),
        code([]),
        {"cell_type": "raw", "source": "raw", "metadata": {}},
        code("c = 3\nd = 4\n", outputs=[{"output_type": "stream"}, "no output"]),
    )
    assert source.is_notebook
    assert source.problems == ()
    assert names(source) == [("a = 1", 1), ("b = 2", 2), ("c = 3", 3), ("d = 4", 4)]
    assert source.lines == ["a = 1", "b = 2", "c = 3", "d = 4"]
    assert [(c.index, c.kind, c.start) for c in source.cells] == [
        (1, "markdown", 0),
        (2, "code", 1),
        (3, "code", 3),
        (4, "raw", 0),
        (5, "code", 3),
    ]
    assert (source.cells[1].execution_count, source.cells[1].tags) == (3, ("t",))
    assert source.cells[4].outputs == ({"output_type": "stream"},)
    assert [source.place(line)[:2] for line in range(6)] == [(1, 2), (1, 2), (2, 2), (1, 5), (2, 5), (2, 5)]


PHYSICAL = """{
 "metadata": {"cells": [{"source": "decoy"}]},
 "cells": [
  {"source": ["a = 1\\n",
     "b = \\"\\u00e9\\n\\"", "\\n", "", "c = 3\\nd",
     " = 4"
   ], "cell_type": "code"},
  {"cell_type": "code", "outputs": [{"source": ["x\\n",
     "y"]}],
   "source": "e = 5\\nf = 6\\n"}, {"cell_type": "code", "source":
     "g = 7\\r\\nh = 8\\ri = 9"}]
}"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_physical_lines(newline: str) -> None:
    source = source_from_text(PHYSICAL.replace("\n", newline), "a.ipynb")
    assert [cell.physical_lines for cell in source.cells] == [(4, 5, 5, 5, 5), (10, 10), (11, 11, 11)]
    assert source.lines == [
        "a = 1",
        'b = "é',
        '"',
        "c = 3",
        "d = 4",
        *["e = 5", "f = 6", "g = 7", "h = 8", "i = 9"],
    ]
    assert [source.place(line).physical_line for line in (4, 5, 6, 10)] == [5, 5, 10, 11]


def test_same_key_twice_means_the_last_as_in_json() -> None:
    text = '{"cells": [{"cell_type": "code",\n"source": "a",\n"source": "b"}]}'
    source = source_from_text(text, "a.ipynb")
    assert names(source) == [("b", 1)]
    assert source.place(1).physical_line == 3


def test_broken_cell_costs_itself() -> None:
    source = notebook(code("a = 1\n"), code("b = 2\nc = = 3\n"), code("x = (\n"), code("1)\n"), code("d = 4"))
    assert names(source) == [("a = 1", 1), ("d = 4", 6)]
    assert [(p.cell, p.line) for p in source.problems] == [(2, 2), (3, 1), (4, 1)]
    assert [bool(cell.broken) for cell in source.cells] == [False, True, True, True, False]
    assert source.cells[1].broken == source.problems[0].message == "syntax error: invalid syntax"
    assert source.place(3)[:2] == (2, 2)


@pytest.mark.parametrize("first", ["", "a = 1\n"], ids=["first cell", "later cell"])
@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("x = 1\nif x:\ny = 2\n", 3),
        ("  x = 1\n y = 2\n", 2),
        ("x = '\ud800'", 1),
        ("\n\nprint 'x'\n", 3),
        ("-" * 100_000 + "1", 1),
    ],
    ids=["indentation", "unindent", "surrogate", "python 2", "deep"],
)
def test_broken_cell_line(first: str, cell: str, line: int) -> None:
    source = notebook(code(first), code(cell))
    (problem,) = source.problems
    assert (problem.cell, problem.line) == (2, line)


@pytest.mark.parametrize(
    "cell",
    ["await f()", "async with a as b:\n    pass\n", "return", "yield 1", "    x = 1\n    y = 2\n", "x = 1;"],
)
def test_ipython_takes_more_than_python(cell: str) -> None:
    source = notebook(code("a = 1"), code(cell), code("z = 1"))
    assert source.problems == ()
    assert names(source)[1][1] == 2
    assert names(source)[-1] == ("z = 1", 2 + len(source.cells[1].physical_lines))


def test_indented_cell_keeps_columns() -> None:
    source = notebook(code("\n    x = 1\n    y = 2\n"))
    assert source.tree is not None
    assert [(s.lineno, s.col_offset) for s in source.tree.body] == [(2, 4), (3, 4)]


def test_nbformat_3() -> None:
    data = {
        "nbformat": 3,
        "metadata": {"name": "x"},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "source": ["T"], "level": 1},
                    {
                        "cell_type": "code",
                        "input": ["a = 1\n", "b = 2"],
                        "prompt_number": 7,
                        "language": "python",
                    },
                    {"cell_type": "code", "input": "x <- 1", "language": "R"},
                ]
            },
            {"cells": [{"cell_type": "code", "input": ["c = 3"]}]},
        ],
    }
    source = source_from_text(json.dumps(data, indent=1), "a.ipynb")
    assert source.problems == ()
    assert names(source) == [("a = 1", 1), ("b = 2", 2), ("c = 3", 3)]
    assert [cell.kind for cell in source.cells] == ["markdown", "code", "raw", "code"]
    assert source.cells[1].execution_count == 7


LANGUAGES = [
    ("unsaid", {}, True),
    ("python", {"kernelspec": {"language": "python"}, "language_info": {"name": "python"}}, True),
    ("pyspark", {"language_info": {"name": "pyspark"}}, True),
    ("R kernel", {"kernelspec": {"language": "R"}}, False),
    ("julia", {"language_info": {"name": "julia"}}, False),
    ("old julia", {"language": "Julia"}, False),
    ("language_info wins", {"kernelspec": {"language": "python"}, "language_info": {"name": "R"}}, False),
    ("wrong types", {"kernelspec": [], "language_info": {"name": 1}}, True),
]


@pytest.mark.parametrize(("metadata", "python"), [row[1:] for row in LANGUAGES], ids=[row[0] for row in LANGUAGES])
def test_kernel_language(metadata: dict[str, Any], python: bool) -> None:
    source = notebook(code("x <- 1; y = 'unclosed"), **metadata)
    assert bool(source.problems) == python
    assert [cell.kind for cell in source.cells] == ["code" if python else "raw"]
    assert source.tree is not None


def test_polyglot_cell() -> None:
    source = notebook(code("SELECT 1", metadata={"vscode": {"languageId": "sql"}}), code("x = 1"))
    assert (source.problems, names(source)) == ((), [("x = 1", 1)])


NOT_NOTEBOOKS = [
    ("empty", "", 1, "empty file"),
    ("truncated", '{"cells": [\n{"cell_type": "code", "sour', 2, "invalid JSON"),
    ("truncated in a list", '{"cells": [{"source": ["a\\n",\n', 2, "invalid JSON"),
    ("no JSON", "<html>", 1, "invalid JSON"),
    ("more behind it", '{"cells": []}\n{}', 2, "Extra data"),
    ("missing colon", '{"cells" []}', 1, "':' delimiter"),
    ("missing comma", '{"cells": [1 2]}', 1, "',' delimiter"),
    ("key without quotes", "{cells: []}", 1, "property name"),
    ("trailing comma", '{"cells": [{},]}', 1, "invalid JSON"),
    ("raw line break in a string", '{"cells": [{"source": "a\nb"}]}', 1, "invalid JSON"),
    ("a list", "[]", 1, "JSON without cells"),
    ("no cells", '{"a": 1}', 1, "JSON without cells"),
    ("cells no list", '{"cells": {"source": "x"}}', 1, "no list"),
    ("worksheets no list", '{"worksheets": 1}', 1, "no list"),
    ("deep in outputs", '{"x": ' + "[" * 100_000, 1, "too deeply"),
    ("deep in a source", '{"cells": [{"source": ' + "[" * 100_000, 1, "too deeply"),
    ("deep and whole", '{"x": ' + "[" * 100_000 + "]" * 100_000 + ', "cells": []}', 1, "too deeply"),
    ("huge integer", '{"x": ' + "1" * 5000 + ', "cells": []}', 1, "invalid JSON"),
]


@pytest.mark.parametrize(
    ("text", "line", "message"), [row[1:] for row in NOT_NOTEBOOKS], ids=[row[0] for row in NOT_NOTEBOOKS]
)
def test_not_a_notebook(text: str, line: int, message: str) -> None:
    source = source_from_text(text, "a.ipynb")
    assert (source.tree, source.cells) == (None, ())
    (problem,) = source.problems
    assert (problem.line, problem.cell) == (line, None)
    assert problem.message.startswith("not a notebook: ")
    assert message in problem.message


@pytest.mark.parametrize("cell", [1, None, "x", [], {"cell_type": "code", "source": 1}, code(["a", 1]), code([["a"]])])
def test_malformed_cell_costs_itself(cell: Any) -> None:
    source = notebook(cell, code("x = 1"))
    (problem,) = source.problems
    assert (problem.cell, problem.message[:18]) == (1, "malformed notebook")
    assert names(source) == [("x = 1", 1)]


def test_malformed_worksheet_costs_itself() -> None:
    text = json.dumps({"worksheets": [3, {"cells": [{"cell_type": "code", "input": "x = 1"}]}]})
    source = source_from_text(text, "a.ipynb")
    assert ([p.cell for p in source.problems], names(source)) == ([1], [("x = 1", 1)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"outputs": 1, "metadata": [], "execution_count": "3"},
        {"outputs": [1, None], "metadata": {"tags": "x"}, "execution_count": True},
        {"cell_type": ["code"], "metadata": None},
    ],
)
def test_wrong_types_beside_the_source_are_dropped(wrong: dict[str, Any]) -> None:
    source = notebook(code("x = 1", **wrong))
    (cell,) = source.cells
    assert (source.problems, cell.outputs, cell.tags, cell.execution_count) == ((), (), (), None)


def test_big_outputs_are_not_walked() -> None:
    """50,000 strings inside outputs; walking them in Python would count their lines as sources'."""
    outputs = [{"output_type": "stream", "text": ["x\n"] * 50_000, "source": ["y\n"]}]
    source = notebook(code("x = 1", outputs=outputs), code("y = 2"))
    first, second = source.place(1).physical_line, source.place(2).physical_line
    physical = source.text.split("\n")
    assert '"x = 1"' in physical[first - 1]
    assert '"y = 2"' in physical[second - 1]


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no bom", "bom"])
def test_flake8_hands_over_the_json(bom: str) -> None:
    text = json.dumps({"cells": [code(["x = 1\n", "y = 2\n"])]}, indent=1)
    source = source_from_tree(ast.parse("{}"), (bom + text).splitlines(keepends=True), "a.ipynb")
    assert names(source) == [("x = 1", 1), ("y = 2", 2)]
    assert '"y = 2' in text.splitlines()[source.place(2).physical_line - 1]


def test_char_column_in_a_cell() -> None:
    assert notebook(code("x = 1"), code("é = x")).char_column(2, 5) == 5
