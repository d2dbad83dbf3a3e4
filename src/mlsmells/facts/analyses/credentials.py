"""Credentials in a file: in its code and comments, and in the text, outputs and metadata of a notebook.

A fact never holds the value itself, only where it stands and what kind it is.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.core import Span
from mlsmells.knowledge.secrets import find

if TYPE_CHECKING:
    from mlsmells.sources import Source
    from mlsmells.sources.document import Cell

# Larger pages are plots and widgets, whose scripts hold other people's keys.
MAX_OUTPUT = 50_000
# The metadata of a notebook stands at its end; only papermill puts parameters into those of cells.
METADATA = 20_000


class Credential(NamedTuple):
    """One credential, at its first place. ``shaped``: it has a provider's form. ``more``: lines of its other places."""

    span: Span
    kind: str
    shaped: bool
    where: str
    more: tuple[int, ...] = ()


class _Found(NamedTuple):
    value: str
    leak: Credential


def leaks(source: Source) -> list[Credential]:
    """Each credential once, in the order of the file."""
    first: dict[str, Credential] = {}
    for value, leak in _all(source):
        known = first.get(value)
        if known is None:
            first[value] = leak
        elif leak.span.line != known.span.line:
            first[value] = known._replace(more=(*known.more, leak.span.line))
    return list(_one_per_pair(first.values()))


def _one_per_pair(found: Iterable[Credential]) -> Iterator[Credential]:
    """An AWS key and the secret on a line beside it are one credential."""
    last: Credential | None = None
    for leak in found:
        pair = last is not None and last.kind == "AWS" and abs(leak.span.line - last.span.line) <= 2
        if not (pair and last is not None and last.where == leak.where and "secret" in leak.kind.lower()):
            yield leak
        last = leak


def _all(source: Source) -> Iterator[_Found]:
    where = "this cell" if source.is_notebook else "this line"
    yield from _in_lines(source.lines, where)
    # One search over everything says for most notebooks that no cell needs one of its own.
    if find("\n".join(text for cell in source.cells for text in _beside_code(cell))):
        for cell in source.cells:
            yield from _in_cell(source, cell)
    if source.is_notebook:
        yield from _in_metadata(source.text)


def _in_lines(lines: list[str], where: str) -> Iterator[_Found]:
    text = "\n".join(lines)
    secrets = find(text)
    if not secrets:
        return
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for secret in secrets:
        row = bisect_right(starts, secret.start) - 1
        column = len(text[starts[row] : secret.start].encode("utf-8", "surrogatepass"))
        span = Span(row + 1, column, row + 1, column + secret.end - secret.start)
        yield _Found(text[secret.start : secret.end], Credential(span, secret.kind, secret.shaped, where))


def _in_cell(source: Source, cell: Cell) -> Iterator[_Found]:
    line = _line_near(source, cell)
    if cell.kind != "code":
        name = "Markdown" if cell.kind == "markdown" else "raw"
        yield from _elsewhere(cell.source, line, f"the {name} cell {cell.index}")
    for output in cell.outputs:
        for text in _texts(output):
            yield from _elsewhere(text, line, f"the saved output of cell {cell.index}")


def _beside_code(cell: Cell) -> Iterator[str]:
    """The texts of a cell that are not among the lines of the joined module."""
    if cell.kind != "code":
        yield cell.source
    for output in cell.outputs:
        yield from _texts(output)


def _line_near(source: Source, cell: Cell) -> int:
    """A line of code to report at: the cell's own, or the nearest code cell's."""
    own = [c for c in source.cells if c.kind == "code" and c.physical_lines]
    near = min(own, key=lambda c: (abs(c.index - cell.index), -c.index), default=None)
    return near.start if near is not None else 1


def _elsewhere(text: str, line: int, where: str) -> Iterator[_Found]:
    for secret in find(text):
        leak = Credential(Span(line, 0, line, 0), secret.kind, secret.shaped, where)
        yield _Found(text[secret.start : secret.end], leak)


def _texts(output: dict[str, Any]) -> Iterator[str]:
    """What an output says in words; pictures and scripts are left out."""
    data = output.get("data")
    parts = [output.get("text"), output.get("traceback"), output.get("evalue")]
    if isinstance(data, dict):
        parts += [data.get(kind) for kind in ("text/plain", "text/html", "text/markdown", "application/json")]
    for part in parts:
        text = _joined(part)
        if 0 < len(text) <= MAX_OUTPUT:
            yield text


def _joined(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return "".join(line for line in part if isinstance(line, str))
    return json.dumps(part) if isinstance(part, dict) else ""


def _in_metadata(text: str) -> Iterator[_Found]:
    """Of the notebook and of its cells: parameters that were passed in, credentials a tool kept."""
    if '"papermill"' not in text and not _may_hold(text[-METADATA:]):
        return
    loaded = json.loads(text)
    cells = loaded.get("cells")
    holders = [loaded, *(c for c in cells if isinstance(c, dict))] if isinstance(cells, list) else [loaded]
    for holder in holders:
        metadata = holder.get("metadata")
        if isinstance(metadata, dict):
            kept = {key: value for key, value in metadata.items() if key != "widgets"}
            yield from _elsewhere(json.dumps(kept), 1, "the metadata of the notebook")


def _may_hold(text: str) -> bool:
    return any(word in text for word in ('_key":', 'token":', "hf_", "AKIA", "ghp_", 'API_KEY":'))
