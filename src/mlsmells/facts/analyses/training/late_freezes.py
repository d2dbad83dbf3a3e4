"""Layers of Keras that are frozen or thawed after the model was compiled: training does not notice."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_FITS = frozenset({"fit", "fit_generator", "train_on_batch"})
_SAYS = regex(r"\.trainable\s*=")


@dataclass(frozen=True)
class LateFreeze:
    """``model.compile(…)``, then ``layer.trainable = …`` at ``place``, then ``model.fit(…)``: no compile between."""

    model: str
    target: str
    place: ast.Assign
    compiled: ast.Call
    fitted: ast.Call


def late_freezes(facts: Facts) -> Iterator[LateFreeze]:
    """Changes of ``trainable`` that come too late, in the block where all of it stands."""
    if not facts.calls("keras.compile") or not facts.says(_SAYS):
        return
    yield from _in_block(facts, facts.source.tree.body if facts.source.tree is not None else [])
    for function in facts.functions:
        if not isinstance(function.node, ast.Lambda):
            yield from _in_block(facts, function.node.body, function.node.name)
    for info in facts.classes:
        yield from _in_class(facts, info.node)


def _in_class(facts: Facts, node: ast.ClassDef) -> Iterator[LateFreeze]:
    """``__init__`` compiles, another method changes ``self.base.trainable`` and trains on."""
    methods = {m.name: m for m in node.body if isinstance(m, ast.FunctionDef)}
    compilers = {name for name, m in methods.items() if any(_is_compile(n) for n in every_node(m))}
    init = methods.pop("__init__", None)
    if init is None or compilers != {"__init__"}:
        return
    made = {
        variable(n.func.value): n
        for n in every_node(init)
        if isinstance(n, ast.Call) and _is_compile(n) and isinstance(n.func, ast.Attribute)
    }
    for method in methods.values():
        yield from _in_block(facts, method.body, compiled=made, own=_layers_of(init.body))


def _is_compile(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"


def _in_block(
    facts: Facts,
    block: list[ast.stmt],
    maker: str = "",
    *,
    compiled: dict[str, ast.Call] | None = None,
    own: dict[str, set[str]] | None = None,
) -> Iterator[LateFreeze]:
    """``compiled``: what is compiled before, by model; ``own``: the names that the models were made of."""
    compiled = dict(compiled or {})
    late: dict[str, list[tuple[ast.Assign, str]]] = {}
    own = own if own is not None else _layers_of(block)
    for statement in block:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for node in _in_order(statement):
            if isinstance(node, ast.Assign):
                _changed(node, statement, compiled, late, own)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                model = variable(node.func.value)
                if node.func.attr == "compile":
                    late.clear()  # whichever model it is: they may share layers
                    compiled[model] = node
                elif node.func.attr in _FITS and model in compiled:
                    for place, target in late.pop(model, ()):
                        yield LateFreeze(model, target, place, compiled[model], node)
    if maker and late:
        yield from _given_away(facts, maker, block, compiled, late)


def _given_away(
    facts: Facts,
    maker: str,
    block: list[ast.stmt],
    compiled: dict[str, ast.Call],
    late: dict[str, list[tuple[ast.Assign, str]]],
) -> Iterator[LateFreeze]:
    """A function changes the layers last and returns the model, which is trained as it is."""
    last = block[-1]
    given = variable(last.value) if isinstance(last, ast.Return) and last.value is not None else ""
    fitted = _fitted_as_it_is(facts, maker, block) if late.get(given) else None
    if fitted is not None:
        for place, target in late[given]:
            yield LateFreeze(given, target, place, compiled[given], fitted)


def _fitted_as_it_is(facts: Facts, maker: str, block: list[ast.stmt]) -> ast.Call | None:
    """The training of what a function gives, where nobody compiles that again: ``model = build(); model.fit(…)``."""
    names = {
        variable(node.targets[0]) for node in facts.nodes_of(ast.Assign)
        if isinstance(node.value, ast.Call) and called_as(node.value.func) == maker
    }  # fmt: skip
    inside = {id(node) for statement in block for node in every_node(statement)}
    calls = [n for n in facts.nodes_of(ast.Call) if id(n) not in inside]
    mine = [n for n in calls if isinstance(n.func, ast.Attribute) and variable(n.func.value) in names - {""}]
    if any(called_as(node.func) == "compile" for node in mine):
        return None
    return next((node for node in mine if called_as(node.func) in _FITS), None)


def _in_order(statement: ast.stmt) -> list[ast.Assign | ast.Call]:
    nodes = [n for n in every_node(statement) if isinstance(n, (ast.Assign, ast.Call))]
    return sorted(nodes, key=lambda n: (n.lineno, n.col_offset))


def _changed(
    node: ast.Assign,
    statement: ast.stmt,
    compiled: dict[str, ast.Call],
    late: dict[str, list[tuple[ast.Assign, str]]],
    own: dict[str, set[str]],
) -> None:
    for target in node.targets:
        if not isinstance(target, ast.Attribute) or target.attr != "trainable":
            compiled.pop(variable(target), None)  # another model under this name
            continue
        roots = {name for inner in every_node(target.value) if (name := variable(inner))}
        if isinstance(statement, ast.For) and called_as(statement.target) in roots:
            roots |= {name for inner in every_node(statement.iter) if (name := variable(inner))}
        for model in compiled:
            if roots & (own.get(model, set()) | {model}):
                late.setdefault(model, []).append((node, ast.unparse(target)))


def _layers_of(block: list[ast.stmt]) -> dict[str, set[str]]:
    """By model, the names that it was made of: ``Sequential([base, …])``, ``Model(base.input, x)``, ``m.add(base)``."""
    parts: dict[str, set[str]] = {}
    for statement in block:
        for node in every_node(statement):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                inner = {name for n in every_node(node.value) if (name := variable(n))}
                inner |= set().union(*(parts.get(name, set()) for name in inner))
                for target in node.targets:
                    parts.setdefault(variable(target), set()).update(inner)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add":
                names = {name for argument in node.args for n in every_node(argument) if (name := variable(n))}
                parts.setdefault(variable(node.func.value), set()).update(names)
    return parts
