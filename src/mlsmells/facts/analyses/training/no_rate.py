"""Dropout of a rate that is zero for everybody who makes the network, or in eval mode: nothing is dropped then."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_MODE = regex(r"\b(?:self\.|is_?)?(?:train(?:ing)?|eval(?:uat\w+)?)\b(?!\.)", re.IGNORECASE)


def is_never_set(facts: Facts, rate: ast.expr | None, owner: ast.ClassDef) -> bool:
    """``self.rate`` is a parameter of ``__init__``, and all constructions in the file give zero for it."""
    init, name = _parameter(rate, owner)
    given = [_given(call, init, name) for call in _constructions(facts, owner.name)] if init is not None else []
    return bool(given) and all(isinstance(g, ast.Constant) and g.value == 0 for g in given)


def is_set_elsewhere(facts: Facts, rate: ast.expr | None, owner: ast.ClassDef) -> bool:
    """It is a parameter without a default, or zero by default, and who makes the network stands in another file."""
    init, name = _parameter(rate, owner)
    if init is None or not name or any(True for _ in _constructions(facts, owner.name)):
        return False
    default = _default(init, name)
    return default is None or (isinstance(default, ast.Constant) and default.value == 0)


def is_switched(facts: Facts, rate: ast.expr | None, method: ast.AST) -> bool:
    """The rate follows the mode, or is put to zero by somebody: ``p = 0.5 if self.training else 0``, ``net.p = 0``."""
    if rate is None or isinstance(rate, ast.Constant):
        return False
    if _MODE.search(ast.unparse(rate)):
        return True
    if isinstance(rate, ast.Name):
        return any(_MODE.search(asked) for asked in _decided_by(every_node(method), rate.id))
    return isinstance(rate, ast.Attribute) and any(_puts_to_zero(node, rate.attr) for node in facts.nodes)


def _decided_by(nodes: Iterable[ast.AST], name: str) -> Iterator[str]:
    """What the value of a variable is made of, and the conditions under which it gets another one."""
    for node in nodes:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield ast.unparse(node.value)
        elif isinstance(node, ast.If) and any(
            isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store)
            for inner in every_node(node)
        ):
            yield ast.unparse(node.test)


def _puts_to_zero(node: ast.AST, attribute: str) -> bool:
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant) or node.value.value != 0:
        return False
    return any(isinstance(target, ast.Attribute) and target.attr == attribute for target in node.targets)


def _parameter(rate: ast.expr | None, owner: ast.ClassDef) -> tuple[ast.FunctionDef | None, str]:
    """``__init__``, and the name of its parameter that ``self.rate`` keeps."""
    init = next((n for n in owner.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    if init is None or not isinstance(rate, ast.Attribute):
        return None, ""
    kept = next((n.value.id for n in every_node(init) if _keeps(n, rate.attr)), "")  # type: ignore[attr-defined]
    return init, kept


def _keeps(node: ast.AST, attribute: str) -> bool:
    """``self.rate = rate``"""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
        return False
    return any(isinstance(t, ast.Attribute) and t.attr == attribute for t in node.targets)


def _constructions(facts: Facts, name: str) -> Iterator[ast.Call]:
    calls = (n for n in facts.nodes if isinstance(n, ast.Call))
    return (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == name)


def _given(call: ast.Call, init: ast.FunctionDef, name: str) -> ast.expr | None:
    """What a construction gives for a parameter: by name, by position, or the default; None if that is not known."""
    if any(k.arg is None for k in call.keywords) or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    named = next((k.value for k in call.keywords if k.arg == name), None)
    names = [arg.arg for arg in init.args.args]
    at = names.index(name) if name in names else 0
    if named is not None or at == 0:
        return named
    if at <= len(call.args):
        return call.args[at - 1]
    return _default(init, name)


def _default(init: ast.FunctionDef, name: str) -> ast.expr | None:
    named = {arg.arg: default for arg, default in zip(init.args.kwonlyargs, init.args.kw_defaults, strict=True)}
    defaults = init.args.defaults  # they belong to the last parameters
    placed = dict(zip(reversed([arg.arg for arg in init.args.args]), reversed(defaults), strict=False))
    return {**placed, **named}.get(name)
