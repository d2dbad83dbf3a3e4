"""What a program does not want to hear: warnings that are switched off as a whole, errors that are let pass."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around
from mlsmells.facts.domain.events import Apply, Fit, Predict, Read
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_FILTERS = regex(r"filterwarnings|simplefilter|seterr\(|chained_assignment")
_EXCEPT = regex(r"except(?:\s+(?:Base)?Exception(?:\s+as\s+\w+)?)?\s*:")


@dataclass(frozen=True)
class Hushed:
    """``node`` switches warnings off, as ``how`` says."""

    node: ast.AST
    how: str


def blanket_filters(facts: Facts) -> Iterator[Hushed]:
    """Filters for all warnings of all modules, not inside of ``catch_warnings``."""
    if not facts.says(_FILTERS):
        return
    for node in facts.nodes:
        if isinstance(node, ast.Call) and _hides_all(facts, node) and not _is_limited(facts, node):
            yield Hushed(node, ast.unparse(node))
        if isinstance(node, ast.Assign) and variable(node.targets[0]).endswith("mode.chained_assignment"):
            if isinstance(node.value, ast.Constant) and node.value.value is None and not _without_effect(facts):
                yield Hushed(node, "chained_assignment = None")


def _hides_all(facts: Facts, node: ast.Call) -> bool:
    full = qualified(facts, node.func)
    first = node.args[0] if node.args else None
    if full in ("warnings.filterwarnings", "warnings.simplefilter"):
        return len(node.args) == 1 and not node.keywords and isinstance(first, ast.Constant) and first.value == "ignore"
    said = {k.arg: k.value for k in node.keywords}
    everything = said.get("all")
    return full == "numpy.seterr" and isinstance(everything, ast.Constant) and everything.value == "ignore"


def _is_limited(facts: Facts, node: ast.AST) -> bool:
    return any(
        isinstance(outer, (ast.With, ast.AsyncWith))
        and any("catch_warnings" in ast.unparse(item.context_expr) for item in outer.items)
        for outer in around(facts, node)
    )


def _without_effect(facts: Facts) -> bool:
    """Since pandas 3 the option does nothing."""
    return facts.asks_for_at_least("pandas", 3)


@dataclass(frozen=True)
class Swallowed:
    """``handler`` lets every error of ``step`` pass. ``rows``: in a loop that collects something."""

    handler: ast.ExceptHandler
    step: ast.AST
    rows: bool


def swallowed(facts: Facts) -> Iterator[Swallowed]:
    """Handlers of all errors that do nothing, around a step that data or a model goes through."""
    if not facts.says(_EXCEPT):
        return
    steps = {id(e.node): e.node for kind in (Fit, Apply, Predict) for e in facts.of(kind)}
    steps |= {id(call): call for call in facts.nodes_of(ast.Call) if _is_prediction(call)}
    tables = {id(e.node) for e in facts.of(Read) if e.out is not None and e.out.kind == "frame"}
    for tried in facts.nodes if steps or tables else ():
        if not isinstance(tried, ast.Try) or len(tried.handlers) != 1 or tried.orelse:
            continue
        handler = tried.handlers[0]
        if not _lets_pass(handler) or _is_attempt(facts, tried):
            continue
        loop = any(isinstance(outer, (ast.For, ast.AsyncFor)) for outer in around(facts, tried))
        # A table that is read once is missed by what follows; one of many is not.
        wanted = {*steps, *(tables if loop else ())}
        step = next((n for s in tried.body for n in every_node(s) if id(n) in wanted), None)
        if step is not None:
            yield Swallowed(handler, step, loop)


def _is_prediction(call: ast.Call) -> bool:
    """Of whatever model, also one of the project's own classes."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("predict", "predict_proba")


def _lets_pass(handler: ast.ExceptHandler) -> bool:
    """``except: pass``, ``except Exception: continue``, with nothing else in it."""
    named = "" if handler.type is None else called_as(handler.type)
    every = handler.type is None or named in ("Exception", "BaseException")
    return every and all(isinstance(statement, (ast.Pass, ast.Continue)) for statement in handler.body)


def _is_attempt(facts: Facts, tried: ast.Try) -> bool:
    """One of several ways that are tried in turn: what counts is that one of them works."""
    for outer in around(facts, tried):
        if isinstance(outer, ast.ExceptHandler):
            return True
        if isinstance(outer, (ast.For, ast.While)):
            return any(isinstance(n, (ast.Break, ast.Return)) for s in tried.body for n in every_node(s))
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return any(isinstance(n, ast.Return) for s in tried.body for n in every_node(s))
    return False
