"""Notebooks: only the source strings of changed cells differ, and magics never do."""

from __future__ import annotations

import json

import pytest

from mlsmells.core import AddImport, AddKeyword, InsertBefore, ReplaceStatement, Span
from mlsmells.fix import fix_source
from mlsmells.fix.notebook import write_back
from mlsmells.sources import Source, source_from_text

from .toys import calls_of, calls_without, finding, span_of


def seeded(text: str) -> str | None:
    """The notebook's text after ``s=42`` was added to every call of ``f``."""
    source = source_from_text(text, "a.ipynb")
    assert source.tree is not None, source.problems
    return fix_source(source, calls_without("f", "s"), unsafe=True, seed=42).text


def notebook(*sources: object, **dump: object) -> str:
    cells = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        for source in sources
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, **({"indent": 1, "ensure_ascii": False} | dump)) + "\n"  # type: ignore[arg-type]


# Every oddity a notebook file may have; what stands between « » is replaced by what follows →.
STRANGE = (
    '{"nbformat_minor":5,\t"metadata" : {"a\\/b": "\\u00e9é"},\r\n'
    '  "cells": [ {"source": ["# f() title"], "cell_type": "markdown"},\n'
    '  {"outputs": [{"source": ["f()"], "data": {"x": 1.0E+2}}], "cell_type":"code",\n'
    '     "metadata": {"source": "f()"},\n'
    '     "source": [\n'
    "         \"x = '\\u00e4\\/'\\n\",\n"
    '         «"f()\\n"→"f(s=42)\\n"»,\n'
    '         "y = 1"\n'
    '      ], "execution_count": null}\n'
    '  ],"nbformat":4 }\n\n'
)


def test_everything_else_stays_byte_for_byte() -> None:
    before = _side(STRANGE, 0)
    after = seeded(before)
    assert after == _side(STRANGE, 1)
    assert seeded(after) is None


def _side(text: str, side: int) -> str:
    head, _, rest = text.partition("«")
    change, _, tail = rest.partition("»")
    return head + change.split("→")[side] + tail


SHAPES = {
    "list": (["f()\n", "x"], ["f(s=42)\n", "x"]),
    "last line": (["x\n", "f()"], ["x\n", "f(s=42)"]),
    "one element": (["f()"], ["f(s=42)"]),
    "string": ("x\nf()\n", "x\nf(s=42)\n"),
    "string of one line": ("f()", "f(s=42)"),
    "several lines in one element": (["x\nf()\ny\n", "z"], ["x\n", "f(s=42)\n", "y\n", "z"]),
    "a line in two elements": (["x\n", "f", "()\n", "y"], ["x\n", "f(s=42)\n", "y"]),
    "empty elements": (["", "f()\n", ""], ["", "f(s=42)\n", ""]),
    "equal lines": (["f()\n", "f()\n", "f()"], ["f(s=42)\n", "f(s=42)\n", "f(s=42)"]),
    "line separators in a string": (["x = '\u2028\f'\n", "f()"], ["x = '\u2028\f'\n", "f(s=42)"]),
    "CRLF": (["x\r\n", "f(\r\n", " a,\r\n", ")"], ["x\r\n", "f(\r\n", " a,\r\n", " s=42,\r\n", ")"]),
}


@pytest.mark.parametrize("indent", [1, 2, None], ids=["indent 1", "indent 2", "one line"])
@pytest.mark.parametrize(("before", "after"), SHAPES.values(), ids=SHAPES)
def test_shapes_of_source(before: object, after: object, indent: int | None) -> None:
    assert seeded(notebook(before, "x", indent=indent)) == notebook(after, "x", indent=indent)


@pytest.mark.parametrize("ensure_ascii", [True, False], ids=["escaped", "as it is"])
@pytest.mark.parametrize("source", ["é\nf(ü)", ["é\n", "f(ü)"]], ids=["string", "list"])
def test_non_ascii_is_written_as_before(source: object, ensure_ascii: bool) -> None:
    after = [*source[:-1], "f(ü, s=42)"] if isinstance(source, list) else "é\nf(ü, s=42)"
    result = seeded(notebook(source, ensure_ascii=ensure_ascii))
    assert result == notebook(after, ensure_ascii=ensure_ascii)


def test_escapes_of_one_long_string_stay_around_the_change() -> None:
    raw = r'"x = \"\u00e4\/\ud83d\ude00\"\nf()\ny\u0031"'
    text = notebook("HERE").replace('"HERE"', raw)
    assert seeded(text) == text.replace("f()", "f(s=42)")


MAGICS = {
    "line magic": ("%matplotlib inline\nf()\n!ls", "%matplotlib inline\nf(s=42)\n!ls"),
    "cell magic with a Python body": ("%%time\nf()", "%%time\nf(s=42)"),
    "shell cell": ("%%bash\nf()", None),
    "assignment from a shell": ("x = !ls -l {a}\nf()\n", "x = !ls -l {a}\nf(s=42)\n"),
    "in a loop": ("for a in b:\n    !rm {a}\n    f()", "for a in b:\n    !rm {a}\n    f(s=42)"),
    "continued": ("!ls \\\n  -l\nf()", "!ls \\\n  -l\nf(s=42)"),
    "help": ("f?\nf()", "f?\nf(s=42)"),
    "non-ASCII": ("!ls é\n'é'; f()", "!ls é\n'é'; f(s=42)"),
    "CRLF": ("%load x\r\nf(\r\n  a,\r\n)\r\n", "%load x\r\nf(\r\n  a,\r\n  s=42,\r\n)\r\n"),
    "the call is the magic's": ("%time f()\n", None),
}


@pytest.mark.parametrize(("before", "after"), MAGICS.values(), ids=MAGICS)
def test_magics_come_back_unchanged(before: str, after: str | None) -> None:
    assert seeded(notebook("x", before)) == (notebook("x", after) if after else None)


def test_an_edit_that_covers_a_magic_is_refused() -> None:
    text = notebook("for a in b:\n    !ls {a}\n    f()")
    source = source_from_text(text, "a.ipynb")
    assert source.tree is not None
    span = Span.of(source.tree.body[0])
    result = fix_source(source, lambda _: [finding(span, ReplaceStatement(span, "x"))], unsafe=True, seed=1)
    assert result.text is None
    assert [why for _, why in result.skipped] == ["it would change a notebook magic"]


def test_cells_do_not_see_each_other() -> None:
    # A cell that ends with a line end has an empty last line, which is the next one's first.
    assert seeded(notebook("x\n", "f()\n", "", "f(", "f()")) == notebook("x\n", "f(s=42)\n", "", "f(", "f(s=42)")


def test_the_seed_constant_may_be_in_an_earlier_cell() -> None:
    assert seeded(notebook("SEED = 1", "f()")) == notebook("SEED = 1", "f(s=SEED)")
    assert seeded(notebook("f()", "SEED = 1")) == notebook("f(s=42)", "SEED = 1")


def test_nbformat_3() -> None:
    cell = '{"cell_type": "code", "input": [%s], "language": "python", "outputs": []}'
    sheets = '{"nbformat": 3, "worksheets": [{"cells": [%s]}, {"cells": [%s, %s]}]}'
    before = sheets % (cell % '"x"', cell % '"y"', cell % r'"f()\n", "z"')
    assert seeded(before) == before.replace("f()", "f(s=42)")


IMPORTS = {
    "first line of the cell": (["y", "f()"], ["y", "import os\n\nf(os)"]),
    "after the cell's imports": (["y", "import re\nf()"], ["y", "import re\nimport os\nf(os)"]),
    "after magics": (["y", "%%time\nf()"], ["y", "%%time\nimport os\n\nf(os)"]),
    "after a line magic and imports": (
        ["%matplotlib inline\nimport re\nf()"],
        ["%matplotlib inline\nimport re\nimport os\nf(os)"],
    ),
    "after a directive": (["#| export\n# why\nf()"], ["#| export\nimport os\n\n# why\nf(os)"]),
    "imported in an earlier cell": (["import os", "f()"], ["import os", "f(os)"]),
    "imported in a later cell": (["f()", "import os"], ["import os\n\nf(os)", "import os"]),
}


@pytest.mark.parametrize(("before", "after"), IMPORTS.values(), ids=IMPORTS)
def test_imports_go_to_the_cell(before: list[str], after: list[str]) -> None:
    source = source_from_text(notebook(*before), "a.ipynb")

    def check(current: Source) -> list:  # type: ignore[type-arg]
        spans = [Span.of(call) for call in calls_of(current, "f") if not call.args]
        return [finding(span, ReplaceStatement(span, "f(os)"), AddImport("os", near=span)) for span in spans]

    assert fix_source(source, check, unsafe=True, seed=1).text == notebook(*after)


def test_lines_are_inserted_in_the_style_of_the_list() -> None:
    text = notebook(["x\n", "f()"], indent=3)
    source = source_from_text(text, "a.ipynb")
    span = span_of(source, "f()")
    edits = (InsertBefore(span, "a\nb"), AddKeyword(span, "s", "1"))
    result = fix_source(source, lambda now: [finding(span, *edits)] if now is source else [], unsafe=True, seed=1)
    assert result.text == notebook(["x\n", "a\n", "b\n", "f(s=1)"], indent=3)


def test_write_back_of_nothing_is_the_text() -> None:
    text = _side(STRANGE, 0)
    assert write_back(text, {}) == text
