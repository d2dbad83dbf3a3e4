"""Edits of a source's text that keep its lines."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mlsmells.config import load_config
from mlsmells.core import Confidence, Finding
from mlsmells.engine.check import check_source
from mlsmells.sources import Source

CONFIG = load_config(Path(__file__).parent, isolated=True)
Found = Counter[tuple[int, str]]


class Edit(NamedTuple):
    """Replace ``old`` at a place (columns in bytes, as ``ast`` counts them) by ``new``."""

    line: int
    column: int
    old: str
    new: str


def applied(lines: list[str], edits: Iterable[Edit]) -> list[str]:
    """The lines after the edits. Each names what it replaces, so that a wrong place is an error."""
    out = [line.encode() for line in lines]
    for line, column, old, new in sorted(set(edits), reverse=True):
        text = out[line - 1]
        end = column + len(old.encode())
        if text[column:end] != old.encode():
            raise ValueError(f"line {line}, column {column}: no {old!r} in {text.decode()!r}")
        out[line - 1] = text[:column] + new.encode() + text[end:]
    return [line.decode() for line in out]


def notebook_with(source: Source, lines: list[str]) -> str:
    """A notebook's text with other code lines, as many as before."""
    document = json.loads(source.text)
    for cell in source.cells:
        if cell.kind == "code":
            own = lines[cell.start - 1 : cell.start - 1 + len(cell.physical_lines)]
            document["cells"][cell.index - 1]["source"] = [f"{line}\n" for line in own[:-1]] + own[-1:]
    return json.dumps(document, indent=1)


def findings(source: Source, least: Confidence = Confidence.MEDIUM) -> list[Finding]:
    """What the rules say, from this confidence on."""
    result = check_source(source, CONFIG)
    assert not result.problems, result.problems
    return [finding for finding in result.findings if finding.confidence >= least]


def places(found: Iterable[Finding]) -> Found:
    """Line and code of findings."""
    return Counter((finding.span.line, finding.code) for finding in found)


def own_lines(statement: ast.stmt) -> range:
    """The lines of a statement, decorators included."""
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
    return range(first, (statement.end_lineno or first) + 1)
