"""A notebook's JSON text to cells and one joined tree. Nothing here raises; failures are problems."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from mlsmells.core.patterns import regex
from mlsmells.sources import locate, magics
from mlsmells.sources.blanks import filled
from mlsmells.sources.document import Cell, Problem, Source, first_newline, split_lines
from mlsmells.sources.languages import cell_is_python, notebook_is_python
from mlsmells.sources.locate import Part
from mlsmells.sources.python import PARSER_ERRORS, parse, parse_problem

# heading cells are nbformat 3's way to write a Markdown title
_KINDS = {"code": "code", "markdown": "markdown", "heading": "markdown", "html": "markdown"}


def notebook_source(text: str, path: str) -> Source:
    """Read a notebook from its JSON text."""
    loaded = _load(text)
    if isinstance(loaded, Problem):
        return Source(path, text, None, [], problems=(loaded,), newline=first_newline(text))
    cells: list[Cell] = []
    problems: list[Problem] = []
    body: list[ast.stmt] = []
    lines: list[str] = []
    python = notebook_is_python(loaded)
    for index, raw in enumerate(_raw_cells(loaded), 1):
        parts = _parts(raw)
        if isinstance(parts, str):
            problems.append(Problem(1, parts, index))
            raw, parts = {}, []
        kind = _KINDS.get(str(raw.get("cell_type")), "raw")
        if kind == "code" and not (python and cell_is_python(raw)):
            kind = "raw"
        cell, tree, problem = _read_cell(raw, parts, kind=kind, index=index, start=len(lines) + 1)
        cells.append(cell)
        body += tree.body if tree else ()
        problems += (problem,) if problem else ()
        lines += split_lines(cell.source) if kind == "code" else ()
    return Source(
        path=path,
        text=text,
        tree=ast.Module(body=body, type_ignores=[]),
        lines=lines,
        cells=tuple(cells),
        problems=tuple(problems),
        newline=first_newline(text),
    )


def _load(text: str) -> dict[str, Any] | Problem:
    try:
        loaded = locate.load(text)
    except json.JSONDecodeError as error:
        what = "empty file" if not text.strip() else f"{error.msg}, column {error.colno}"
        return Problem(error.lineno, f"not a notebook: invalid JSON: {what}")
    except (RecursionError, MemoryError):
        return Problem(1, "not a notebook: JSON nested too deeply")
    except ValueError as error:  # an integer of more than 4300 digits
        return Problem(1, f"not a notebook: invalid JSON: {error}")
    if not isinstance(loaded, dict) or not ("cells" in loaded or "worksheets" in loaded):
        return Problem(1, "not a notebook: JSON without cells")
    if not isinstance(loaded.get("cells", loaded.get("worksheets")), list):
        return Problem(1, "not a notebook: its cells are no list")
    return loaded


def _raw_cells(notebook: dict[str, Any]) -> Iterator[Any]:
    """The cells of nbformat 4, or of all worksheets of nbformat 3."""
    if "cells" in notebook:
        yield from notebook["cells"]
        return
    for sheet in notebook["worksheets"]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from cells if isinstance(cells, list) else [None]


def _parts(raw: Any) -> list[Part] | str:
    """The strings of the cell's source, or what is wrong with the cell."""
    if not isinstance(raw, dict):
        return "malformed notebook: the cell is no object"
    source = raw.get("source", raw.get("input", []))  # "input" is nbformat 3
    parts = [source] if isinstance(source, Part) else source
    if not isinstance(parts, list) or not all(isinstance(part, Part) for part in parts):
        return "malformed notebook: the source of the cell is no text"
    return parts


def _read_cell(
    raw: dict[str, Any], parts: list[Part], *, kind: str, index: int, start: int
) -> tuple[Cell, ast.Module | None, Problem | None]:
    source = "".join(part.text for part in parts)
    is_code = kind == "code"
    plain, tree, problem = parse_cell(source, start) if is_code else (magics.Plain(source, ()), None, None)
    count = raw.get("execution_count", raw.get("prompt_number"))
    outputs = raw.get("outputs")
    metadata = raw.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    cell = Cell(
        index=index,
        kind=kind,
        start=start if is_code else 0,
        source=source,
        code=plain.code,
        execution_count=count if type(count) is int else None,
        outputs=tuple(o for o in outputs if isinstance(o, dict)) if isinstance(outputs, list) else (),
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
        physical_lines=locate.physical_lines(parts),
        broken=problem.message if problem else "",
        magics=plain.magics,
    )
    return cell, tree, problem._replace(cell=index) if problem else None


def parse_cell(source: str, start: int) -> tuple[magics.Plain, ast.Module | None, Problem | None]:
    """A cell's Python, its tree with lines counted from ``start``, and the problem (line within the cell)."""
    plain = magics.Plain(source, ())
    tree, problem = _try_parse(source, start)
    if tree and not magics.may_hold_bare_magic(source):
        return plain, tree, None
    # Only a cell that does not parse can hold magics, so most cells cost one parse and no scan.
    for without in (magics.plain, magics.other_language):
        candidate = without(source)
        if candidate.magics:
            replaced, left = _try_parse(candidate.code, start)
            if replaced or problem:
                plain, tree, problem = candidate, replaced, left
        if tree:
            break
    if problem and _parses(filled(plain.code)):
        problem = Problem(problem.line, "the cell has a blank to fill in", is_note=True)
    return plain, tree, problem


def _parses(code: str) -> bool:
    return _try_parse(code, 1)[0] is not None


def _try_parse(code: str, start: int) -> tuple[ast.Module | None, Problem | None]:
    # Empty lines in front are far cheaper than moving every node of the tree afterwards.
    above = "\n" * (start - 1)
    try:
        return parse(above + code), None
    except PARSER_ERRORS as error:
        problem = parse_problem(above + code, error)
        if not isinstance(error, IndentationError) or not code.lstrip("\r\n")[:1].isspace():
            return None, _within(problem, start - 1)
    try:
        return _block(parse(above + _HEADER + code)), None
    except PARSER_ERRORS as error:
        problem = parse_problem(above + _HEADER + code, error)
    try:
        return _dedented(code, start), None
    except PARSER_ERRORS:
        return None, _within(problem, start)


def _within(problem: Problem, above: int) -> Problem:
    """The problem with the lines of its cell: ``above`` lines are not the cell's."""

    def shifted(match: re.Match[str]) -> str:
        return f"{match[1]} line {max(int(match[2]) - above, 1)}"

    return Problem(max(problem.line - above, 1), _ON_LINE.sub(shifted, problem.message))


# Python's own messages name a second place: "after 'if' statement on line 57".
_ON_LINE = regex(r"\b(on|at) line (\d+)\b")


# A cell that is indented as a whole runs in IPython. Its columns must stay, so it gets a header line.
_HEADER = "if 1:\n"


def _dedented(code: str, start: int) -> ast.Module:
    """The tree of a cell whose first line is indented and others are not: IPython takes that indent from all lines."""
    lines = code.lstrip("\r\n").splitlines(keepends=True)
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t"))]
    above = "\n" * (start - 1) + code[: len(code) - len(code.lstrip("\r\n"))]
    first = above.count("\n") + 1
    moved = {first + at for at, line in enumerate(lines) if line.startswith(indent)}
    tree = parse(above + "".join(line.removeprefix(indent) for line in lines))
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.expr, ast.excepthandler, ast.arg, ast.keyword, ast.alias)):
            node.col_offset += len(indent) if node.lineno in moved else 0
            if node.end_col_offset is not None:
                node.end_col_offset += len(indent) if node.end_lineno in moved else 0
    return tree


def _block(tree: ast.Module) -> ast.Module:
    header = tree.body[0]
    if len(tree.body) != 1 or not isinstance(header, ast.If) or header.orelse:
        raise IndentationError("unindent does not match the first line")
    for statement in header.body:
        ast.increment_lineno(statement, -1)
    return ast.Module(body=header.body, type_ignores=[])
