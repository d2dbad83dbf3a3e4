"""Whether a program is written for Python 2, which had none of today's libraries.

Much of what Python 2 reads Python 3 reads as well: modules that went, names and methods that nobody has bound, kernels,
and the versions that a project asks for tell.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.record.pythons import kernel_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_MODULES = frozenset(
    "cPickle cStringIO urllib2 urlparse StringIO ConfigParser Queue Tkinter HTMLParser commands __builtin__ "
    "httplib".split()
)
_NAMES = frozenset("xrange unicode raw_input basestring unichr execfile reduce long".split())
# One search of the text spares most files the rest.
_SAYS = regex(
    r"cPickle|cStringIO|urllib2|urlparse|StringIO|ConfigParser|Queue|Tkinter|HTMLParser|commands|__builtin__|httplib"
    r"|xrange|unicode|raw_input|basestring|unichr|execfile|reduce|\blong\b|has_key"
)
_FIRST_LINE = regex(r"#!.*python2")


def is_python_2(facts: Facts) -> bool:
    """The file, its kernel or its project says so."""
    if "Python 2" not in facts.memo:
        facts.memo["Python 2"] = is_code_of_python_2(facts) or facts.runs_python_below(0)
    return bool(facts.memo["Python 2"])


def is_code_of_python_2(facts: Facts) -> bool:
    """What the file says of itself, and what it imports or calls unconditionally."""
    source = facts.source
    if any("Python 2" in problem.message for problem in source.problems) or _FIRST_LINE.match(source.text):
        return True
    kernel = kernel_of(source.text) if source.is_notebook else None
    if kernel is not None and kernel < (3, 0):
        return True
    if not facts.says(_SAYS) or source.tree is None:
        return False
    return not _MODULES.isdisjoint(imported(source.tree.body)) or _uses_names(facts)


def _uses_names(facts: Facts) -> bool:
    bound: set[str] = set()
    used: set[str] = set()
    for node in facts.nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                bound.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                bound |= {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
            case ast.Attribute(attr="has_key"):
                return True
    return "*" not in bound and not _NAMES.isdisjoint(used - bound)


def imported(body: list[ast.stmt]) -> Iterator[str]:
    """Modules that a file imports in any case: an import in ``try`` has an alternative."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
