"""How much of a module's work runs at module level, and what of it when the module is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.facts.domain.events import Fit, Read
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.syntax.imports import imported_packages
from mlsmells.facts.syntax.walk import called_at_top_level, is_main_guard

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import ScriptRecord
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts

_NO_WORK = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Their scripts are run from top to bottom by the framework.
_APPS = frozenset({"streamlit", "chainlit", "taipy"})
_BUNDLED = frozenset({"bundled", "synthetic", "model", "pickle", "config"})


def script(facts: Facts) -> ScriptRecord | None:
    """Statements at module level, the first read and fit there, and the first of them that an import runs.

    None for a notebook and for an app that a framework runs from top to bottom.
    """
    tree = facts.source.tree
    if tree is None or facts.source.is_notebook or not _APPS.isdisjoint(imported_packages(tree)):
        return None
    guards = [node for node in tree.body if is_main_guard(node)]
    reads = [read for read in facts.of(Read) if not read.function and is_data(read)]
    fits = [fit for fit in facts.of(Fit) if not fit.function and fit.obj.predicts]
    outside = [e for e in (*reads, *fits, *_called(facts, tree)) if not any(_within(e, guard) for guard in guards)]
    on_import = min(outside, key=_line, default=None)
    return {
        "statements": sum(_size(node) for node in tree.body),
        "guarded": bool(guards),
        "read": _at(reads[0]) if reads else None,
        "fit": _at(fits[0]) if fits else None,
        "fits_in_functions": any(fit.function for fit in facts.of(Fit)),
        "on_import": list(Span.of(_node(on_import))) if on_import is not None else None,
        "does": "trains" if isinstance(on_import, Fit) else "reads data" if on_import is not None else "",
    }


def _called(facts: Facts, tree: ast.Module) -> Iterator[Event]:
    """Reads and fits in functions that are called at module level, also in those of other modules."""
    found: list[Event] = [e for e in facts.everywhere(Read) if e.calls and is_data(e)]
    found += [e for e in facts.everywhere(Fit) if e.calls and e.obj.predicts]
    top = {id(node) for node in called_at_top_level(tree)} if found else ()
    yield from (event for event in found if id(event.calls[0]) in top)


def is_data(read: Read) -> bool:
    """Rows of data are read from somewhere; a bundled sample or a configuration is no work."""
    frame = read.out is not None and read.out.kind in ("frame", "series", "array", "dataset")
    return frame and not read.tags & _BUNDLED and read.path != HOLE


def _size(node: ast.stmt) -> int:
    if isinstance(node, _NO_WORK):
        return 0
    if isinstance(node, ast.If) and is_main_guard(node):
        return sum(map(_size, node.body))
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return 0 if is_text else 1


def _within(event: Event, guard: ast.stmt) -> bool:
    return guard.lineno <= _line(event) <= (guard.end_lineno or guard.lineno)


def _node(event: Event) -> ast.AST:
    """Where the module itself does it."""
    return event.calls[0] if event.calls else event.node


def _line(event: Event) -> int:
    return getattr(_node(event), "lineno", event.line)


def _at(event: Event) -> list[int]:
    return list(Span.of(event.node))
