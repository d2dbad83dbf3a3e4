"""Python's own functions that make, order and walk through sequences."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.columns import names_among
from mlsmells.facts.domain.elements import elements, one_of
from mlsmells.facts.domain.lattice import element, join_all, listed, merge_effects
from mlsmells.facts.domain.loop_order import POSITION
from mlsmells.facts.domain.set_contents import contents, of_columns, set_order
from mlsmells.facts.domain.values import MISSING, Value
from mlsmells.facts.observers import order, positions, scores
from mlsmells.facts.observers.manual_statistics import statistic
from mlsmells.facts.observers.order import newest, of_iteration, without_order
from mlsmells.facts.observers.told_tables import looked_at
from mlsmells.facts.state.dispatch import call_each
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.integers import holds_integers, is_key
from mlsmells.facts.transfer.builtins import BUILTINS
from mlsmells.facts.transfer.datasets import of_positions
from mlsmells.facts.transfer.sort_keys import compared, ranked


def _len(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.items is not None:
        return Value(const=len(held.items))
    looked_at(run, node, "len", held)
    return Value(kind="size", ref=held)


def make_range(run: Run, node: ast.Call, args: Args) -> Value:
    """``range(n)``: numbers, with the size they are counted up to."""
    size = next((v for v in args.values() if v.kind == "size"), None)
    return Value(kind="iterator", element=positions.of_range(size), ref=size, hints=of_positions(run, node, size))


def _list(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if not args.positional:
        return Value(kind="list", items=(), origin=node)
    if held.kind == "set":
        whole = isinstance(node.func, ast.Name) and node.func.id == "list"
        effects = (set_order(node if whole else args.positional[0][0], held),)
        if held.steps:  # positions
            return Value(kind="indices", steps=held.steps, effects=effects, origin=node)
        return of_columns(Value(kind="list", element=held.element, effects=effects, origin=node), held)
    if held.items is not None:
        return held.with_(kind="list")
    if held.kind == "columns":
        return held
    if held.kind == "frame":
        return Value(kind="columns", ref=held, base=held.root, columns=held.columns)
    if held.kind == "dict":
        keys = tuple(Value(const=k, kind="text") for k in held.entries) if held.entries is not None else None
        return Value(kind="list", items=keys, effects=held.effects)
    kind = held.kind if held.kind in ("listing", "indices") else "list"
    if held.kind == "iterator" and held.ref is not None and held.ref.kind == "size":
        # list(range(len(X)))
        return Value(kind="indices", origin=node, effects=order.positions_of(held).effects, hints=held.hints)
    return held.with_(kind=kind, base=held.root)


def _set(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    numbers = held.kind == "iterator" and held.ref is not None
    numbers = numbers or (bool(node.args) and holds_integers(node.args[0]))
    name = "numbers" if numbers else "texts" if held.kind in ("text", "listing") else contents(held)
    if not name and held.column is not None and is_key(held.column):
        name = "keys"
    if not name and bool(node.args) and getattr(node.args[0], "attr", "") == "columns":
        name = "columns"
    names = names_among(held)
    texts = frozenset(names) if names else None
    out = Value(kind="set", element=element(held), name=name, origin=node, steps=held.steps, ref=texts)
    return of_columns(out, held) if held.kind == "columns" else out


def make_dict(run: Run, node: ast.Call, args: Args) -> Value:
    """``dict(a=1)``, ``dict(pairs)``."""
    if not args.positional and not args.unclear:
        return Value(kind="dict", entries={k: v for k, (_, v) in args.keywords.items()}, origin=node)
    held = args.first()
    if held.entries is not None and args.unclear:  # ``dict(defaults, **options)``: the caller's may hold more
        return Value(kind="dict", element=join_all([*held.entries.values(), Value()]), origin=node)
    if held.entries is not None:
        return listed(held.with_(entries={**held.entries, **{k: v for k, (_, v) in args.keywords.items()}}))
    pair = held.element.items if held.element is not None else None
    if pair is not None and len(pair) == 2:
        positions.mapped(run, node, *pair)
    return Value(kind="dict", effects=held.effects, origin=node)


def _enumerate(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    effects = of_iteration(args.positional[0][0], held) if args.positional else ()
    index = Value(name=POSITION, effects=effects)
    if held.items is not None:
        items = tuple(Value(kind="tuple", items=(index, item)) for item in held.items)
        return Value(kind="list", items=items, effects=effects)
    inner = Value(kind="tuple", items=(index, _any(held)))
    return Value(kind="iterator", element=inner, effects=effects, rows=held.rows)


def _any(held: Value) -> Value:
    found = elements(held)
    return found[0] if len(found) == 1 else join_all(found)


def _zip(run: Run, node: ast.Call, args: Args) -> Value:
    values = [v for _, v in args.positional]
    effects = merge_effects(*(of_iteration(n, v) for n, v in args.positional))
    order.paired(run, node, values)
    if values and all(v.items is not None for v in values):
        rows = zip(*(v.items or () for v in values), strict=False)
        return Value(kind="list", items=tuple(Value(kind="tuple", items=tuple(r)) for r in rows), effects=effects)
    members = tuple(
        Value(name=POSITION, effects=effects) if positions.counts(node, v) else _any(v) for node, v in args.positional
    )
    return Value(kind="iterator", element=Value(kind="tuple", items=members), effects=effects)


def _sorted(run: Run, node: ast.Call, args: Args) -> Value:
    reverse = args.keywords.get("reverse")
    out = without_order(args.first(), reverse=reverse is not None and reverse[1].const is True).with_(const=MISSING)
    by = compared(run, node, out, args)
    return scores.in_order(run, ranked(out, by), carried_by=by)


def _largest(run: Run, node: ast.Call, args: Args) -> Value:
    effects = newest(run, node, args.first()) if len(args.positional) == 1 else ()
    if effects:
        return Value(kind="path", effects=effects)
    return _extreme(run, node, "max", args)


def _extreme(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    """The largest or smallest value of a column, or the best of some scores."""
    found = statistic(run, node, name, args.first()) if len(args.positional) == 1 else None
    if found is not None:
        return found
    return _best(run, node, args) if scores.any_scored(run) or "key" in args.keywords else Value()


def _best(run: Run, node: ast.Call, args: Args) -> Value:
    """``max(scores)``, ``max(a, b)``, ``max(scores, key=scores.get)``: the best, if what is compared are scores."""
    held, how = args.first(), "max"
    if len(args.positional) > 1:
        held = Value(kind="list", items=tuple(v for _, v in args.positional))
        how = "best so far" if run.context.loops else how  # ``best = max(score, best)``
    chosen = scores.choose(run, node, how, compared(run, node, held, args))
    inner = Value() if held.kind == "dict" else element(held) or Value()
    return inner.with_(effects=merge_effects(inner.effects, chosen), const=MISSING) if chosen else Value()


def _smallest(run: Run, node: ast.Call, args: Args) -> Value:
    return _extreme(run, node, "min", args)


def _map(run: Run, node: ast.Call, args: Args) -> Value:
    if len(args.positional) < 2:
        return Value()
    function, held = args.positional[0][1], args.positional[1][1]
    made = [call_each(run, node, function, e) for e in elements(held)]
    items = tuple(made) if held.items is not None and len(held.items) == len(made) else None
    effects = of_iteration(args.positional[1][0], held)
    return Value(kind="iterator", items=items, element=join_all(made), effects=effects)


def _filter(run: Run, node: ast.Call, args: Args) -> Value:
    return args.positional[1][1].with_(items=None) if len(args.positional) > 1 else Value()


def _reversed(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    return held.with_(items=tuple(reversed(held.items))) if held.items is not None else held


def _next(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    found = one_of(held) if held.element is None else held.element
    if found.items is not None:
        return found.with_(items=tuple(_another(run, i) for i in found.items))
    return _another(run, found)


def _another(run: Run, value: Value) -> Value:
    """The next element: other rows than the one before."""
    return value.with_(rows=run.fresh_rows()) if value.rows is not None else value.with_()


def _pass_rows(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.predictions and held.kind == "residual":
        return Value(kind="metric")
    return (
        held.with_(kind=held.kind, base=held.root) if held.rows is not None or held.effects else Value(kind=held.kind)
    )


def _iter(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    return held if held.kind == "iterator" else _pass_rows(run, node, args)


BUILTINS.update({
    "len": _len, "range": make_range, "list": _list, "tuple": _list, "set": _set, "frozenset": _set, "dict": make_dict,
    "enumerate": _enumerate, "zip": _zip, "sorted": _sorted, "max": _largest,
    "min": _smallest, "map": _map, "filter": _filter,
    "reversed": _reversed, "iter": _iter, "next": _next, "abs": _pass_rows,
})  # fmt: skip
