"""Estimators of a project: what their ``__init__`` does besides keeping its parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"BaseEstimator")
# Methods of classes that say themselves what their parameters are.
_BY_ITSELF = ("get_params", "set_params", "__sklearn_clone__")


@dataclass(frozen=True)
class Breach:
    """``__init__`` of ``owner`` does at ``node`` what breaks ``clone`` or a check: ``what`` to ``name``."""

    node: ast.AST
    owner: str
    name: str
    what: str  # learned, changed, other name, starred


def breaches(facts: Facts) -> Iterator[Breach]:
    """All breaches of the estimators that the file defines."""
    for info in facts.classes if facts.says(_SAID) else ():
        init = _own(info, "__init__")
        if init is not None and _is_estimator(info) and not any(_own(info, name) for name in _BY_ITSELF):
            yield from _of(init, info.node.name, _calls_base(init))


def _is_estimator(info: Class) -> bool:
    return any(base.kind == "lib" and base.name.endswith("BaseEstimator") for base in info.bases)


def _own(info: Class, name: str) -> ast.FunctionDef | None:
    return next((m for m in info.node.body if isinstance(m, ast.FunctionDef) and m.name == name), None)


def _calls_base(init: ast.FunctionDef) -> bool:
    """``super().__init__(alpha=alpha)`` may keep them."""
    calls = [n for n in every_node(init) if isinstance(n, ast.Call) and (n.args or n.keywords)]
    return any(isinstance(call.func, ast.Attribute) and call.func.attr == "__init__" for call in calls)


def _of(init: ast.FunctionDef, owner: str, by_base: bool) -> Iterator[Breach]:
    me, *named = list(init.args.args) or [ast.arg("self")]
    arguments = [*named, *init.args.kwonlyargs]
    assigned = [node for node in every_node(init) if isinstance(node, ast.Assign)]
    kept = {name: node for node in assigned if (name := _attribute(node, me.arg))}
    learned = next((name for name in kept if name.endswith("_") and not name.startswith("_")), None)
    if learned is not None:
        yield Breach(kept[learned], owner, learned, "learned")
    if init.args.vararg is not None:
        yield Breach(init, owner, init.args.vararg.arg, "starred")
    stores = {variable(n) for n in every_node(init) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
    for argument in arguments if not by_base else ():
        name = argument.arg
        if name in kept:
            if _is_made_new(kept[name].value, name):
                yield Breach(kept[name], owner, name, "changed")
        elif f"{me.arg}.{name}" not in stores and not _is_handed_on(init):
            yield Breach(argument, owner, name, "other name")


def _attribute(node: ast.Assign, me: str) -> str:
    """The attribute that is set: ``alpha`` of ``self.alpha = alpha``."""
    name = variable(node.targets[0]) if len(node.targets) == 1 else ""
    holder, _, attribute = name.rpartition(".")
    return attribute if holder == me else ""


def _is_made_new(value: ast.expr, name: str) -> bool:
    """It is another object than the one that was given: ``columns or []``, ``list(columns)``, ``alpha * 2``."""
    if isinstance(value, ast.Name):
        return False
    if isinstance(value, ast.BoolOp):
        return isinstance(value.values[0], ast.Name) and value.values[0].id == name
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("list", "dict", "set"):
        return any(isinstance(arg, ast.Name) and arg.id == name for arg in value.args)
    return isinstance(value, ast.BinOp) and any(isinstance(n, ast.Name) and n.id == name for n in every_node(value))


def _is_handed_on(init: ast.FunctionDef) -> bool:
    """All of them are set in a way that is not seen: ``self.__dict__.update(locals())``, ``setattr``."""
    words = {called_as(node) for node in every_node(init)}
    return bool(words & {"setattr", "__dict__", "locals", "vars", "set_params"})
