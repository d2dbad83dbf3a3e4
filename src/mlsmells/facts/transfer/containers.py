"""Methods of lists, dicts, sets, text and paths."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.elements import GROUP
from mlsmells.facts.domain.lattice import element, join, listed, merge_effects, unlisted
from mlsmells.facts.domain.loop_order import LINE, POSITION
from mlsmells.facts.domain.set_contents import fewer, united
from mlsmells.facts.domain.strings import folded, join_path, path_text
from mlsmells.facts.domain.values import MISSING, NONE, Effect, Value
from mlsmells.facts.observers import positions, scores
from mlsmells.facts.observers.finishing import told_by
from mlsmells.facts.observers.order import collected, of_iteration, settle, use, without_order
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import every_node
from mlsmells.facts.transfer import column_lists
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.sort_keys import compared, ranked


def method(run: Run, node: ast.Call, target: ast.expr, holder: Value, name: str, args: Args) -> Value | None:
    """The result of a container's method, None if the holder is no container or the method is unknown."""
    handler = _METHODS.get((holder.kind, name))
    if holder.kind == "columns" and name in ("remove", "append", "insert", "pop", "extend", "clear"):
        rebind(run, target, column_lists.changed(holder, name, args.first()))
        return NONE
    if handler is None and holder.kind == "listing":
        handler = _METHODS.get(("list", name))
    if handler is not None:
        return handler(run, node, target, holder, args)
    if holder.kind in ("text", "dict", "set", "list", "tuple"):
        known = run.libraries.knowledge.method(holder.kind, name)
        return None if known else Value(effects=holder.effects, config=holder.config)
    return None


def _append(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    item = args.first()
    if item.effects or item.items or item.entries:
        positions.collected(run, node, holder, item)
    if holder.items is not None and len(holder.items) < 24 and not run.context.repeats(holder):
        new = holder.with_(items=(*holder.items, item))
    else:
        if _of_a_group(item) and _in_an_arm(run, node):
            item = item.with_(rows=R.step(item.rows, ("some", id(node)), "part"))
        known = element(holder)
        inner = join(known, item) if known is not None else item
        effects = merge_effects(holder.effects, inner.effects, told_by(item, collected(run, holder)))
        rows = R.gathered(inner.rows, id(node) if run.context.branch else None)
        if rows == inner.rows and inner.kind != "frame" and not inner.predictions and _in_an_arm(run, node):
            rows = R.step(rows, ("some", id(node)), "part")  # ``if random() < .8: train.append(row)``
            inner = inner.with_(rows=rows)
        new = holder.with_(items=None, element=inner, rows=rows, effects=effects, predictions=inner.predictions)
    rebind(run, target, new)
    return NONE


def _of_a_group(item: Value) -> bool:
    return item.kind == "frame" and R.regrouped(item.rows, GROUP) != item.rows


def _extend(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if args.positional:
        rebind(run, target, extended(run, args.positional[0][0], holder, args.first()))
    return NONE


def _in_an_arm(run: Run, node: ast.AST) -> bool:
    """Some passes of the loop come here, and others do not."""
    if not run.context.branch or not run.context.loops:
        return False
    branches = (inner for inner in every_node(run.context.loops[-1]) if isinstance(inner, ast.If))
    return any(inner is node for branch in branches for inner in every_node(branch))


def extended(run: Run, node: ast.expr, holder: Value, other: Value) -> Value:
    """A list with the elements of ``other`` (what ``node`` evaluates to) put behind its own."""
    if other.effects:
        positions.collected(run, node, holder, other)
    if holder.items is not None and other.items is not None and not run.context.repeats(holder):
        return listed(holder.with_(items=holder.items + other.items))
    new = element(other)
    if new is None and other.predictions:
        new = other.with_(kind="")  # the predictions of one batch
    parts = [e for e in (element(holder), new) if e is not None]
    inner = parts[0] if len(parts) == 1 else join(parts[0], parts[1]) if parts else Value(rows=other.rows)
    effects = merge_effects(holder.effects, other.effects, of_iteration(node, other), collected(run, holder))
    return holder.with_(items=None, element=inner, rows=inner.rows, effects=effects, predictions=inner.predictions)


def spread(node: ast.expr, held: Value) -> Value:
    """``[*held]``: its elements, in the order in which it gives them."""
    return held.with_(effects=of_iteration(node, held)) if held.kind == "set" else held


def _remove(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    """``list.remove(x)``: the first element that equals x is gone; which one is known for constants only."""
    gone = args.first().const
    items = holder.items
    if items is not None and gone is not MISSING and all(i.known for i in items):
        at = next((n for n, i in enumerate(items) if i.const == gone), None)
        left = items if at is None else items[:at] + items[at + 1 :]
        rebind(run, target, holder.with_(items=left))
    else:
        rebind(run, target, unlisted(holder))
    return NONE


def _forget(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    rebind(run, target, unlisted(holder))
    return Value()


def _sort(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if holder.name == "walk folders":
        settle(run, holder.ref)
    reverse = bool(args.keywords.get("reverse", (None, NONE))[1].const is True)
    out = without_order(holder, reverse=reverse)
    by = compared(run, node, out, args)
    rebind(run, target, scores.in_order(run, ranked(out, by), carried_by=by))
    return NONE


def _index(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if not args.first().known:  # one name that is written there is looked up, and none is numbered
        use(run, node, holder, "label-map")
    return scores.keep_choice(run, Value(name=POSITION), args.first())


def _items(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if holder.entries is not None:
        pairs = tuple(Value(kind="tuple", items=(Value(const=k, kind="text"), v)) for k, v in holder.entries.items())
        return Value(kind="list", items=pairs)
    pair = Value(kind="tuple", items=(Value(), element(holder) or Value()))
    return Value(kind="iterator", element=pair, effects=holder.effects)


def _values(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if holder.entries is not None:
        return Value(kind="list", items=tuple(holder.entries.values()))
    return Value(kind="iterator", element=element(holder) or Value(), effects=holder.effects)


def _keys(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    if holder.entries is not None:
        return Value(kind="list", items=tuple(Value(const=k, kind="text") for k in holder.entries))
    return Value(kind="iterator", element=Value(), effects=holder.effects)


def _get(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    key = args.first().const
    if holder.entries is not None and isinstance(key, (str, int)):
        found = holder.entries.get(str(key))
        if found is not None:
            return found
        return args.positional[1][1] if len(args.positional) > 1 else NONE
    return element(holder) or Value(config=holder.config)


def _update(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    extra = {k: v for k, (_, v) in args.keywords.items()}
    other = args.first()
    if holder.entries is not None and (other.entries is not None or not args.positional) and not args.unclear:
        rebind(run, target, listed(holder.with_(entries={**holder.entries, **(other.entries or {}), **extra})))
    else:
        rebind(run, target, Value(kind="dict", config=holder.config))
    return NONE


def _same(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    return holder


def _pop(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    key = args.first().const
    if holder.entries is not None and isinstance(key, str) and key in holder.entries:
        left = {k: v for k, v in holder.entries.items() if k != key}
        rebind(run, target, holder.with_(entries=left))
        return holder.entries[key]
    if holder.kind == "list":
        rebind(run, target, unlisted(holder))
        known = holder.items[-1] if holder.items and not args.positional else None
        return known or element(holder) or Value()
    if holder.kind == "set":
        return Value(effects=(Effect("set-order", node),))
    return element(holder) or Value()


def _format(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    name = LINE if any(v.name == POSITION for v in args.values()) else ""
    if not isinstance(holder.const, str):
        return Value(kind="text", effects=merge_effects(*(v.effects for v in args.values())), name=name)
    pieces = [path_text(v) for v in args.values()]
    const = holder.const
    for piece in pieces:
        const = const.replace("{}", piece if piece is not None else "\0", 1)
    effects = merge_effects(*(v.effects for v in args.values()))
    return Value(kind="text", const=folded(const.replace("\0", "{}")), effects=effects, name=name)


def _path_join(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    return join_path([holder, *args.values()])


def _set_union(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    return united(node, (holder, *args.values()))


def _set_fewer(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    return fewer(node, (holder, *args.values()), common=getattr(node.func, "attr", "") == "intersection")


def _set_add(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    rebind(run, target, united(node, (holder, Value(items=(args.first(),)))))
    return NONE


def _set_update(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    rebind(run, target, united(node, (holder, *args.values())))
    return NONE


def _str_join(run: Run, node: ast.Call, target: ast.expr, holder: Value, args: Args) -> Value:
    return Value(kind="text", effects=args.first().effects)


Handler = Callable[[Run, ast.Call, ast.expr, Value, Args], Value]
_METHODS: dict[tuple[str, str], Handler] = {
    ("list", "append"): _append,
    ("list", "insert"): lambda run, node, target, holder, args: _append(
        run, node, target, holder, Args(node, args.positional[1:])
    ),
    ("list", "extend"): _extend,
    ("list", "sort"): _sort,
    ("list", "index"): _index,
    ("list", "copy"): _same,
    ("list", "remove"): _remove,
    ("list", "clear"): _forget,
    ("list", "reverse"): _forget,
    ("dict", "clear"): _forget,
    ("dict", "setdefault"): _forget,
    ("dict", "popitem"): _forget,
    ("list", "pop"): _pop,
    ("dict", "items"): _items,
    ("dict", "values"): _values,
    ("dict", "keys"): _keys,
    ("dict", "get"): _get,
    ("dict", "update"): _update,
    ("dict", "copy"): _same,
    ("dict", "pop"): _pop,
    ("set", "pop"): _pop,
    ("set", "union"): _set_union,
    ("set", "intersection"): _set_fewer,
    ("set", "difference"): _set_fewer,
    ("set", "symmetric_difference"): _set_union,
    ("set", "copy"): _same,
    ("set", "add"): _set_add,
    ("set", "update"): _set_update,
    ("text", "format"): _format,
    ("text", "join"): _str_join,
    ("path", "joinpath"): _path_join,
    ("path", "resolve"): _same,
    ("path", "absolute"): _same,
    ("path", "expanduser"): _same,
    ("path", "as_posix"): _same,
}
