"""Files that a program opens to read them, whatever it then makes of them, and folders it imports code from.

The walk knows the reads of libraries; a loop over an open file, ``json.loads(f.read())`` and the like are none of
them, and just as much bound to the machine that has the file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts, Read, Write, every_node, variable

_OPENS = regex(r"\bopen\(")
_READS_IT = frozenset({"open", "io.open", "codecs.open", "gzip.open", "bz2.open"})
_IMPORTS_FROM = regex(r"\bsys\.path\.(?:append|insert)\(")


class Opened(NamedTuple):
    """The call, and the path as text; asked as a read is."""

    node: ast.Call
    path: str
    config: bool = False

    @property
    def line(self) -> int:
        return self.node.lineno


def opened(facts: Facts) -> Iterator[Opened]:
    """Calls of ``open`` for reading whose file no read of a library takes, and that the program did not write."""
    if not facts.says(_OPENS):
        return
    known = {read.path for read in facts.of(Read)} | {write.path for write in facts.of(Write)}
    calls = [n for n in facts.nodes_of(ast.Call) if n.args and variable(n.func) in _READS_IT]
    paths = [(call, _text(call.args[0], facts)) for call in calls]
    written = {path for call, path in paths if _mode(call) not in ("", "r", "rb", "rt")}
    one_of_several = _tried(facts) if any(path for _, path in paths) else frozenset()
    for call, path in paths:
        if path and path not in known | written and id(call) not in one_of_several:
            yield Opened(call, path)


def import_folders(facts: Facts) -> Iterator[Opened]:
    """``sys.path.append("…")`` with a written text."""
    if facts.says(_IMPORTS_FROM):
        for call in facts.nodes_of(ast.Call):
            if variable(call.func) in ("sys.path.append", "sys.path.insert") and call.args:
                if path := _text(call.args[-1], facts):
                    yield Opened(call, path)


def _tried(facts: Facts) -> frozenset[int]:
    """The nodes in a ``try`` or in a condition with another arm: there is another way where the file is not there."""
    blocks: list[ast.stmt] = []
    for node in facts.nodes:
        if isinstance(node, ast.Try):
            blocks += node.body
        elif isinstance(node, ast.If) and (node.orelse or "exists" in ast.unparse(node.test)):
            blocks += [*node.body, *node.orelse]
    return frozenset(id(inner) for block in blocks for inner in every_node(block))


def _text(node: ast.expr, facts: Facts) -> str:
    """The text that is written there, or that a name of the module stands for."""
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(node, ast.Name) and node.id in facts.module_values:
        value = facts.module_values[node.id].const
    return value if isinstance(value, str) else ""


def _mode(call: ast.Call) -> str:
    said = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "mode")]
    return str(said[0].value) if said and isinstance(said[0], ast.Constant) else "?" if said else ""
