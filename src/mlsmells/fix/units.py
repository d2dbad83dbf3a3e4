"""The pieces of Python text a fix can edit: a whole module, or one cell of a notebook.

Offsets here are characters from the start of the unit; ast speaks of lines and
UTF-8 bytes, so every span is converted once, on the way in.
"""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass, field

if TYPE_CHECKING:
    from mlsmells.sources import Source

# What Python's tokeniser takes for a line end; str.splitlines knows more and would miscount.
_NEWLINE = regex(r"\r\n|\r|\n")
_BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)

Node = TypeVar("Node", bound=ast.AST)


class Refused(Exception):
    """This edit cannot be made safely; the text says why."""


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets of the first character of every line."""
    return (0, *(match.end() for match in _NEWLINE.finditer(text)))


def parse(text: str) -> ast.Module | None:
    """The tree of a text, or None when it does not parse. Warnings about user code are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except _BROKEN:
            return None


@dataclass(slots=True, eq=False)
class Unit:
    """One editable text. ``code`` is what parses; ``text`` is what the file holds.

    They differ only on the lines of notebook magics (``frozen``), which stay as they are.
    ``first`` is the joined-module line of the unit's first line, ``cell`` the 1-based cell.
    """

    text: str
    code: str
    first: int
    cell: int | None
    tree: ast.Module
    starts: tuple[int, ...]
    text_starts: tuple[int, ...]
    frozen: frozenset[int]
    spans: dict[Span, list[ast.AST]] = field(default_factory=dict)
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    in_fstring: set[ast.AST] = field(default_factory=set)

    @property
    def newline(self) -> str:
        """The line end inserted text gets: the unit's first one."""
        found = _NEWLINE.search(self.text)
        return found.group() if found else "\n"

    @property
    def last(self) -> int:
        """The joined-module line of the unit's last line."""
        return self.first + len(self.starts) - 1

    def offset(self, line: int, byte_column: int) -> int:
        """Character offset of an ast position (``line`` is the joined module's)."""
        row = line - self.first
        start = self.starts[row]
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.code)
        text = self.code[start:end]
        if text.isascii():
            return start + min(byte_column, len(text))
        return start + len(text.encode("utf-8", "surrogatepass")[:byte_column].decode("utf-8", "ignore"))

    def extent(self, node: ast.AST | Span) -> tuple[int, int]:
        """Offsets of a node's first character and of the one after its last."""
        span = node if isinstance(node, Span) else self.span(node)
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def span(self, node: ast.AST) -> Span:
        """The node's span in the joined module (the unit's tree counts its own lines)."""
        own = Span.of(node)
        shift = self.first - 1
        return own._replace(line=own.line + shift, end_line=own.end_line + shift)

    def position(self, offset: int) -> Span:
        """The empty span (joined-module line, byte column) of an offset."""
        row = self.row(offset)
        column = len(self.code[self.starts[row] : offset].encode("utf-8", "surrogatepass"))
        return Span(self.first + row, column, self.first + row, column)

    def row(self, offset: int) -> int:
        """The 0-based line of an offset."""
        return bisect_right(self.starts, offset) - 1

    def segment(self, node: ast.AST) -> str:
        """The node's source text, as the file spells it."""
        start, end = self.extent(node)
        return self.text[self.in_text(start) : self.in_text(end)]

    def in_text(self, offset: int) -> int:
        """The offset in ``text`` of an offset in ``code``; they differ behind magics."""
        if offset == len(self.code):
            return len(self.text)
        row = self.row(offset)
        return self.text_starts[row] + offset - self.starts[row]

    def find(self, span: Span, kind: type[Node]) -> Node:
        """The node of that type at exactly that span."""
        self._index()
        nodes = [node for node in self.spans.get(span, ()) if isinstance(node, kind)]
        if any(node in self.in_fstring for node in nodes):
            # Before Python 3.12 their columns are wrong, so the edit could hit anything.
            raise Refused("it is inside an f-string")
        if not nodes:
            raise Refused("its place in the source was not found")
        return nodes[0]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node this one is a child of; None for the module."""
        self._index()
        return self.parents.get(node)

    def _index(self) -> None:
        if self.parents:
            return
        stack: list[tuple[ast.AST, bool]] = [(self.tree, False)]
        while stack:
            node, inside = stack.pop()
            if hasattr(node, "lineno") and not self._is_string_part(node):
                self.spans.setdefault(self.span(node), []).append(node)
            if inside:
                self.in_fstring.add(node)
            for child in ast.iter_child_nodes(node):
                # Load, Store and operators are shared objects and hold nothing.
                if not isinstance(child, ast.expr_context | ast.operator | ast.unaryop | ast.cmpop | ast.boolop):
                    self.parents[child] = node
                    in_hole = _is_hole(node) and child is getattr(node, "value", None)
                    stack.append((child, inside or in_hole))

    def _is_string_part(self, node: ast.AST) -> bool:
        """Pieces of an f-string; before Python 3.12 they carry the span of the whole string."""
        parent = self.parents.get(node)
        is_piece = type(parent).__name__ in ("JoinedStr", "TemplateStr")
        return is_piece or (_is_hole(parent) and node is getattr(parent, "format_spec", None))


def _is_hole(node: ast.AST | None) -> bool:
    return type(node).__name__ in ("FormattedValue", "Interpolation")


def make_unit(text: str, code: str, *, first: int = 1, cell: int | None = None) -> Unit | None:
    """A unit, or None when its code does not parse or does not match its text line by line."""
    tree = parse(code)
    if text[-1:] not in "\r\n" and code.endswith("\n"):
        code = code[:-1]  # placeholders always end their line
    starts, text_starts = line_starts(code), line_starts(text)
    if tree is None or len(starts) != len(text_starts):
        return None
    frozen: frozenset[int] = frozenset()
    if text != code:
        rows = zip(_NEWLINE.split(code), _NEWLINE.split(text), strict=True)
        frozen = frozenset(row for row, (ours, theirs) in enumerate(rows) if ours != theirs)
    return Unit(text, code, first, cell, tree, starts, text_starts, frozen)


def units_of(source: Source) -> list[Unit]:
    """The editable units of a source; broken cells and unparsed files have none."""
    if not source.is_notebook:
        unit = make_unit(source.text, source.text)
        return [unit] if unit else []
    cells = [cell for cell in source.cells if cell.kind == "code" and cell.source and not cell.broken]
    made = (make_unit(cell.source, cell.code, first=cell.start, cell=cell.index) for cell in cells)
    return [unit for unit in made if unit]


def unit_at(units: list[Unit], line: int) -> Unit:
    """The unit that holds a joined-module line."""
    at = bisect_right(units, line, key=lambda unit: unit.first) - 1
    # A cell that ends with a line end has an empty last line, which is the next cell's first.
    if at < 0 or line > units[at].last:
        raise Refused("its place in the source was not found")
    return units[at]
