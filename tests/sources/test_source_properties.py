"""Whatever the bytes: no exception, and places that hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmells.sources import Source, locate, source_from_bytes, source_from_text, suppressions_of
from mlsmells.sources.document import split_lines

# A loaded machine is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SNIPPETS = st.sampled_from(
    [
        *(
            "x = 1",
            "if x:",
            "    y",
            "'''",
            '"',
            "(",
            ")",
            "\\",
            "\n",
            "\r",
            ";",
            "  ",
            "\f",
            "é",
            "# coding: x",
        ),
        *("!ls", "%time f()", "%%bash", "%sql", "ls", "x?", "# noqa: MLS1", "# mlsmells: ignore[a]"),
        *("\ud800", "\0", "\ufeff"),
    ]
)
CELL_TEXT = st.lists(SNIPPETS | st.just("\n"), max_size=12).map("".join) | st.text(max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["cells", "source", "input", "metadata", "a"]), inner, max_size=3)
    ),
    max_leaves=10,
)
CELLS = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "code", "code", "markdown"]) | JSON},
    optional={
        "source": CELL_TEXT | st.lists(CELL_TEXT, max_size=4) | JSON,
        "input": CELL_TEXT,
        "outputs": JSON,
        "metadata": JSON | st.just({"tags": ["mlsmells-skip"]}),
        "execution_count": SCALARS,
        "language": SCALARS,
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(CELLS | JSON, max_size=4) | JSON,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(CELLS, max_size=2)}) | JSON),
        "metadata": JSON,
    },
)


def use(source: Source) -> None:
    """Everything a caller may ask of a source."""
    for line in range(len(source.lines) + 2):
        place = source.place(line)
        assert place.line >= 0
        source.char_column(line, 3)
        source.statement_lines(line)
    suppressions_of(source).match("MLS101", "fit-on-test", [1, 2])
    assert all(unused.line <= len(source.lines) for unused in suppressions_of(source).unused(lambda item: True))
    assert all(problem.line >= 1 and problem.message for problem in source.problems)
    assert (source.tree is not None) or len(source.problems) == 1


@given(st.binary(max_size=200), st.sampled_from(["a.py", "a.ipynb"]))
def test_any_bytes(data: bytes, path: str) -> None:
    use(source_from_bytes(data, path))


@given(CELL_TEXT)
def test_any_python(text: str) -> None:
    use(source_from_text(text, "a.py"))


@given(NOTEBOOKS | JSON, st.sampled_from([None, 0, 1]))
def test_any_notebook(data: Any, indent: int | None) -> None:
    source = source_from_text(json.dumps(data, indent=indent), "a.ipynb")
    use(source)
    physical = split_lines(source.text)
    for cell in source.cells:
        written = split_lines(cell.source)
        assert len(cell.physical_lines) == len(written)
        if cell.kind == "code":
            assert source.lines[cell.start - 1 : cell.start - 1 + len(written)] == written
            assert len(split_lines(cell.code)) == len(written)
        assert all(1 <= line <= len(physical) for line in cell.physical_lines)


@given(st.lists(st.tuples(st.integers(0, 3), CELL_TEXT), max_size=6))
def test_physical_lines(parts: list[tuple[int, str]]) -> None:
    """Against the plain definition: a line is where its first character is."""
    written, joined, on, line = '{"cells": [{"source": [', "", [], 1
    for number, (gap, text) in enumerate(parts):
        written += "," * (number > 0) + "\n" * gap + json.dumps(text)
        line += gap
        joined += text
        on += [line] * len(text)
    starts = [0]
    for at, character in enumerate(joined):
        if character == "\n" or (character == "\r" and joined[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    source = source_from_text(written + '], "cell_type": "raw"}]}', "a.ipynb")
    assert source.cells[0].physical_lines == tuple(on[start] for start in starts if start < len(joined))


@given(NOTEBOOKS, st.data())
def test_cut_notebook(data: Any, draw: st.DataObject) -> None:
    text = json.dumps(data, indent=1)
    use(source_from_text(text[: draw.draw(st.integers(0, len(text)))], "a.ipynb"))


def _plain(value: Any) -> Any:
    match value:
        case locate.Part():
            return value.text
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
    return value


@given(NOTEBOOKS | JSON, st.data())
def test_reads_json_as_the_standard_library(data: Any, draw: st.DataObject) -> None:
    """Mutated by one character, so that both must refuse the same texts."""
    text = json.dumps(data)
    at = draw.draw(st.integers(0, len(text)))
    change = draw.draw(st.sampled_from(["", ",", ":", "]", "}", '"', " ", "\n", "1", "\\"]))
    text = text[:at] + change + text[at + 1 :]
    try:
        expected = repr(json.loads(text))  # repr, as NaN is not equal to itself
    except json.JSONDecodeError:
        expected = "refused"
    try:
        actual = repr(_plain(locate.load(text)))
    except json.JSONDecodeError:
        actual = "refused"
    assert actual == expected
