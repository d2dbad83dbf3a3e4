"""Expressions to values. One small function per node type, found by a table."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import strings
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import join_all, listed, merge_effects
from mlsmells.facts.domain.limits import is_writable
from mlsmells.facts.domain.set_contents import united
from mlsmells.facts.domain.values import MISSING, NONE, UNKNOWN, Value
from mlsmells.facts.interpreter import calls, comprehensions
from mlsmells.facts.interpreter.conditions import truth
from mlsmells.facts.state.dispatch import EXPRESSIONS, evaluate
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.hooks import on_group
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import attributes, containers, operators, subscripts


def _constant(run: Run, node: ast.Constant) -> Value:
    const = node.value
    if const is None:
        return NONE
    key = const if isinstance(const, str) else (type(const), const)
    found = run.constants.get(key)
    if found is None:
        kind: Kind = "text" if isinstance(const, str) else ""
        found = run.constants[key] = Value(const=const, kind=kind) if is_writable(const) else Value()
    return found


def _name(run: Run, node: ast.Name) -> Value:
    frame = run.context.frame
    found = frame.vars.get(node.id) or frame.find(node.id)
    if found is not None:
        return found if found.kind != "imported" else _imported(run, node, found)
    return run.libraries.values.get(node.id) or _builtin(run, node.id)


def _imported(run: Run, node: ast.Name, found: Value) -> Value:
    """A name from another module of the project: what it means there, or a library's name if there is none."""
    value = run.follower.name(node, found)
    if value is None and found.base is not None:  # the import in the other branch
        value = found.base if found.base.kind != "imported" else _imported(run, node, found.base)
    if value is None:
        value = run.libraries.value(found.name)
    run.context.frame.rebind(node.id, value)
    return value


def _builtin(run: Run, name: str) -> Value:
    """A name that is bound nowhere."""
    if name == "__file__" and (path := run.outside.file_of()) is not None:
        return path
    value = run.libraries.values[name] = Value(kind="builtin", name=name)
    return value


def _attribute(run: Run, node: ast.Attribute) -> Value:
    return attributes.attribute(run, node, evaluate(run, node.value))


def _subscript(run: Run, node: ast.Subscript) -> Value:
    return subscripts.subscript(run, node, evaluate(run, node.value))


def _binop(run: Run, node: ast.BinOp) -> Value:
    return operators.combine(run, node, evaluate(run, node.left), evaluate(run, node.right), type(node.op))


def _unary(run: Run, node: ast.UnaryOp) -> Value:
    return operators.negate(evaluate(run, node.operand), type(node.op))


def _compare(run: Run, node: ast.Compare) -> Value:
    return operators.compare(run, node, evaluate(run, node.left), [evaluate(run, c) for c in node.comparators])


def _boolop(run: Run, node: ast.BoolOp) -> Value:
    values = [evaluate(run, v) for v in node.values]
    return join_all(values)


def _ifexp(run: Run, node: ast.IfExp) -> Value:
    known = truth(run, node.test)
    if known is not None:
        return evaluate(run, node.body if known else node.orelse)
    return operators.either(run, node, evaluate(run, node.body), evaluate(run, node.orelse))


def _sequence(run: Run, node: ast.Tuple | ast.List) -> Value:
    kind: Kind = "tuple" if isinstance(node, ast.Tuple) else "list"
    items: list[Value] = []
    unknown: list[Value] = []  # starred containers whose elements are not known one by one
    for element in node.elts:
        if isinstance(element, ast.Starred):
            inner = evaluate(run, element.value)
            if inner.items is None:
                unknown.append(containers.spread(element.value, inner))
            items.extend(inner.items or ())
        else:
            items.append(evaluate(run, element))
    if unknown:
        any_of = join_all([*items, *(u.element or UNKNOWN for u in unknown)])
        return Value(kind=kind, element=any_of, effects=merge_effects(*(u.effects for u in unknown)), origin=node)
    for tell in on_group:
        tell(run, items)
    made = Value(kind=kind, items=tuple(items), origin=node)
    return listed(made) if len(items) > len(node.elts) else made


def _set(run: Run, node: ast.Set) -> Value:
    items = [evaluate(run, e) for e in node.elts]
    const = frozenset(v.const for v in items if v.known and v.const.__hash__)
    return united(node, [Value(items=(item,)) for item in items]).with_(element=join_all(items), ref=const)


def _dict(run: Run, node: ast.Dict) -> Value:
    entries: dict[str, Value] = {}
    complete = True
    others: list[Value] = []
    for key, value in zip(node.keys, node.values, strict=True):
        held = evaluate(run, value)
        name = evaluate(run, key).const if key is not None else MISSING
        if key is None and held.entries is not None:
            entries.update(held.entries)
        elif name is not MISSING and isinstance(name, (str, int)):
            entries[str(name)] = held
            for tell in on_group:
                tell(run, [Value(const=name), held])
        else:
            complete = False
            others.append(held)
    if complete:
        made = Value(kind="dict", entries=entries, origin=node)
        return listed(made) if len(entries) > len(node.keys) else made
    return Value(kind="dict", element=join_all([*others, *entries.values()]), origin=node)


def _joined(run: Run, node: ast.JoinedStr) -> Value:
    parts = []
    for part in node.values:
        inner = part.value if isinstance(part, ast.FormattedValue) else part
        parts.append(evaluate(run, inner))
    return strings.fold_parts(parts)


def _lambda(run: Run, node: ast.Lambda) -> Value:
    return Value(kind="function", ref=Function(node, run.context.frame, "<lambda>", run.context.home))


def _walrus(run: Run, node: ast.NamedExpr) -> Value:
    value = evaluate(run, node.value)
    run.context.frame.bind(node.target.id, value)
    return value


def _starred(run: Run, node: ast.Starred) -> Value:
    return evaluate(run, node.value)


def _await(run: Run, node: ast.Await) -> Value:
    return evaluate(run, node.value)


def _yield(run: Run, node: ast.Yield) -> Value:
    value = evaluate(run, node.value) if node.value else UNKNOWN
    run.context.frame.returns.append(Value(kind="iterator", element=value, effects=merge_effects(value.effects)))
    return UNKNOWN


def _yield_from(run: Run, node: ast.YieldFrom) -> Value:
    run.context.frame.returns.append(evaluate(run, node.value))
    return UNKNOWN


EXPRESSIONS.update(
    {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.Call: calls.call,
        ast.Subscript: _subscript,
        ast.BinOp: _binop,
        ast.UnaryOp: _unary,
        ast.Compare: _compare,
        ast.BoolOp: _boolop,
        ast.IfExp: _ifexp,
        ast.Tuple: _sequence,
        ast.List: _sequence,
        ast.Set: _set,
        ast.Dict: _dict,
        ast.ListComp: comprehensions.comprehension,
        ast.SetComp: comprehensions.comprehension,
        ast.GeneratorExp: comprehensions.comprehension,
        ast.DictComp: comprehensions.comprehension,
        ast.JoinedStr: _joined,
        ast.Lambda: _lambda,
        ast.NamedExpr: _walrus,
        ast.Starred: _starred,
        ast.Await: _await,
        ast.Yield: _yield,
        ast.YieldFrom: _yield_from,
    }
)
