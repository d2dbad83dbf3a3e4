"""What names say of loaders: which of them gives the test rows, and whether the file has one for validation."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_WHAT = r"(?:data_?)?(?:loader|dl|iter|iterator|generator)s?"
_TEST = regex(rf"(?i)^_?(?:test(?:ing)?_?{_WHAT}|(?:data_?)?loader_?test)$")
_VALIDATION = regex(
    rf"(?i)^_?(?:(?:val|valid|validation|dev|holdout|cv)_?{_WHAT}|(?:data_?)?loader_?(?:val|valid|validation|dev))$"
)
_LEARNS = regex(r"\.backward\(")
_TRAINS = regex(r"(?i)train|fit|learn|optimi")
_WORDS = frozenset({"val", "valid", "validation", "dev"})
Loop = ast.For | ast.While
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def learns(facts: Facts) -> bool:
    """Something is trained in the file by hand."""
    return facts.says(_LEARNS)


def validates(facts: Facts) -> bool:
    """The file has a loader, or an entry of one, for validation.

    The parameter of a function that scores whatever it is given says nothing: ``def test(val_loader)``.
    """
    found = [
        node for node in facts.nodes
        if (isinstance(node, (ast.Name, ast.Attribute)) and _VALIDATION.search(called_as(node)))
        or (isinstance(node, ast.Constant) and node.value in _WORDS)
    ]  # fmt: skip
    return any(not isinstance(node, ast.Name) or not _is_parameter(facts, node) for node in found)


def _is_parameter(facts: Facts, node: ast.Name) -> bool:
    """Of a function that has no other loader: what it is given is said where it is called."""
    function = function_around(facts, node)
    arguments = [a.arg for a in every_node(function.args) if isinstance(a, ast.arg)] if function is not None else []
    return node.id in arguments and not any(_TEST.search(name) for name in arguments)


def test_loader(node: ast.AST) -> str:
    """``self.test_loader`` or ``loaders["test"]`` in an expression; "" where there is none."""
    for inner in every_node(node):
        if isinstance(inner, (ast.Name, ast.Attribute)) and _TEST.search(called_as(inner)):
            return variable(inner)
        if isinstance(inner, ast.Subscript) and isinstance(inner.slice, ast.Constant):
            if inner.slice.value in ("test", "testing") and "loader" in called_as(inner.value).lower():
                return ast.unparse(inner)
    return ""


def functions_over_test(facts: Facts) -> dict[str, str]:
    """The functions of the file that go over the test rows, and the loader that they take them from."""
    functions = (n for n in facts.nodes if isinstance(n, FunctionNode))
    return {node.name: loader for node in functions if (loader := _over_test(node))}


def _over_test(function: FunctionNode) -> str:
    """What a function that does not learn goes over."""
    nodes = every_node(function)
    if any(isinstance(n, ast.Attribute) and n.attr == "backward" for n in nodes):
        return ""
    return next((found for n in nodes if isinstance(n, ast.For) and (found := test_loader(n.iter))), "")


def training_loops(facts: Facts) -> list[Loop]:
    """Loops that train: they compute gradients, or call a function of the file that learns."""
    functions = {n.name: n for n in facts.nodes if isinstance(n, FunctionNode)}
    return [loop for loop in facts.nodes if isinstance(loop, Loop) and _trains(loop, functions)]


def _trains(loop: Loop, functions: dict[str, FunctionNode]) -> bool:
    names = {called_as(n.func) for n in every_node(loop) if isinstance(n, ast.Call)}
    return "backward" in names or any(_learns_by(name, functions[name]) for name in names & functions.keys())


def _learns_by(name: str, function: FunctionNode) -> bool:
    """It computes gradients, and says by its name or by what it does with them that it learns."""
    inside = {called_as(n) for n in every_node(function)}
    return "backward" in inside and ("step" in inside or bool(_TRAINS.search(name)))


def _is_for_validation(given: ast.expr) -> bool:
    """``evaluate(model, val_loader)``, whatever the function calls what it gets."""
    return isinstance(given, (ast.Name, ast.Attribute)) and _VALIDATION.search(called_as(given)) is not None


def score_of_test(value: ast.expr, over_test: dict[str, str]) -> str:
    """The test loader of ``evaluate(model, test_loader)``, ``self._eval()``; "" where it scores something else."""
    call = value.value if isinstance(value, (ast.Subscript, ast.Attribute)) else value
    if not isinstance(call, ast.Call):
        return ""
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    if called_as(call.func) in over_test:
        return "" if any(map(_is_for_validation, given)) else over_test[called_as(call.func)]
    if _TRAINS.search(called_as(call.func)):
        return ""
    return next((found for argument in given if (found := test_loader(argument))), "")
