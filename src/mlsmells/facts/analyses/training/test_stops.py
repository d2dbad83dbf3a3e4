"""Early stopping by a helper of the project that is handed the score of a loader of test data.

Names say which loader it is, so they must leave no doubt: the file has no loader for validation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_STOPPER = regex(r"(?i)early_?stop|stopper$|stopping$")
_LOADER = r"_?(?:data)?_?(?:loader|dl|iter|iterator|dataloader|generator)s?$"
_TEST = regex(rf"(?i)^test{_LOADER}")
_VALIDATION = regex(rf"(?i)^(?:val|valid|validation|dev|holdout|cv){_LOADER}")
_LEARNS = regex(r"\.backward\(")
_TRAINS = regex(r"(?i)train|fit|learn|optimi")
_Loop = ast.For | ast.While
_WORDS = frozenset({"val", "valid", "validation", "dev"})


@dataclass(frozen=True)
class TestStop:
    """``early_stopping(test_loss, model)``: the call, how the loader is written, and where the score is made."""

    call: ast.Call
    loader: str
    scored: ast.Assign


def test_stops(facts: Facts) -> Iterator[TestStop]:
    """Calls of a stopping helper with the score of the test loader, in the loop that trains."""
    if not facts.says(_LEARNS) or not facts.says(_STOPPER) or _validates(facts):
        return
    functions = {n.name: n for n in facts.nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))}
    over_test = {name: loader for name, node in functions.items() if (loader := _loop_over_test(node))}
    for loop in facts.nodes:
        if isinstance(loop, _Loop) and _trains(loop, functions):
            yield from _in_loop(loop, over_test)


def _validates(facts: Facts) -> bool:
    """The file has a loader, or an entry of one, for validation."""
    return any(
        (isinstance(node, (ast.Name, ast.Attribute, ast.arg)) and _VALIDATION.search(_last(node)))
        or (isinstance(node, ast.Constant) and node.value in _WORDS)
        for node in facts.nodes
    )


def _last(node: ast.Name | ast.Attribute | ast.arg) -> str:
    return node.arg if isinstance(node, ast.arg) else called_as(node)


def _test_loader(node: ast.AST) -> str:
    """``self.test_loader`` in an expression; "" where there is none."""
    named = (n for n in every_node(node) if isinstance(n, (ast.Name, ast.Attribute)) and _TEST.search(called_as(n)))
    return next((variable(n) for n in named), "")


def _loop_over_test(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What a function that does not learn goes over."""
    nodes = every_node(function)
    if any(isinstance(n, ast.Attribute) and n.attr == "backward" for n in nodes):
        return ""
    return next((found for n in nodes if isinstance(n, ast.For) and (found := _test_loader(n.iter))), "")


def _trains(loop: _Loop, functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]) -> bool:
    names = {called_as(n.func) for n in every_node(loop) if isinstance(n, ast.Call)}
    return "backward" in names or any(
        _TRAINS.search(name) and "backward" in {called_as(n) for n in every_node(functions[name])}
        for name in names & functions.keys()
    )


def _in_loop(loop: _Loop, over_test: dict[str, str]) -> Iterator[TestStop]:
    scores: dict[str, tuple[ast.Assign, str]] = {}
    for node in sorted(every_node(loop), key=lambda n: getattr(n, "lineno", 0)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            loader = over_test.get(called_as(node.value.func), "") or _handed(node.value)
            for target in node.targets:
                for name in filter(None, map(variable, every_node(target))):
                    scores.pop(name, None)
                    if loader:
                        scores[name] = (node, loader)
        elif isinstance(node, ast.Call) and _is_stopper(node):
            given = [variable(inner) for argument in node.args for inner in every_node(argument)]
            found = next((scores[name] for name in given if name in scores), None)
            if found is not None:
                yield TestStop(node, found[1], found[0])
                return


def _handed(call: ast.Call) -> str:
    """``evaluate(model, test_loader)``."""
    if _TRAINS.search(called_as(call.func)):
        return ""
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    return next((found for argument in given if (found := _test_loader(argument))), "")


def _is_stopper(call: ast.Call) -> bool:
    """``early_stopping(loss, model)``, ``self.stopper.step(loss)``."""
    if not call.args:
        return False
    held = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    return bool(_STOPPER.search(called_as(call.func)) or _STOPPER.search(called_as(held)))
