"""What a library function does, by the verb knowledge gives it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mlsmells.facts import order, seeding
from mlsmells.facts import rows as R
from mlsmells.facts.bind import Args, Bound
from mlsmells.facts.columns import drop_columns, put_columns, select_columns, take_column
from mlsmells.facts.events import Call, ColStat, Listing, OrderUse, Read, Resample, Rng, Seed, Split, Write
from mlsmells.facts.folding import path_text
from mlsmells.facts.join import element, join_all, merge_effects
from mlsmells.facts.objects import Obj
from mlsmells.facts.order import collected, orders, without_order
from mlsmells.facts.run import Run
from mlsmells.facts.values import MISSING, NONE, UNKNOWN, Columns, Effect, Value

if TYPE_CHECKING:
    from mlsmells.knowledge import FunctionSpec


class Use:
    """One use of a known function: its spec, bound arguments, and for methods the receiver."""

    __slots__ = ("bound", "node", "run", "self_node", "self_value", "spec")

    def __init__(
        self,
        run: Run,
        node: ast.Call,
        spec: FunctionSpec,
        args: Args,
        self_value: Value | None,
        self_node: ast.expr | None,
    ) -> None:
        self.run, self.node, self.spec = run, node, spec
        self.bound: Bound = args.bind(spec.args)
        self.self_value, self.self_node = self_value, self_node

    def option(self, name: str, default: Any = None) -> Any:
        return self.spec.options.get(name, default)

    def value(self, name: str) -> Value | None:
        """The value of the argument that option ``name`` names; ``self`` is the receiver."""
        if self.option(name) == "self":
            return self.self_value
        return self.bound.value(self.option(name))

    def subject(self) -> Value:
        """What the function works on: the receiver, the argument ``of`` names, or the first."""
        of = self.option("of")
        if self.self_value is not None and of in (None, "self"):
            return self.self_value
        found = self.bound.value(of) if of else None
        if found is None and self.spec.args:
            found = self.bound.value(self.spec.args[0].lstrip("*"))
        return found if found is not None else self.bound.args.first()


def apply(
    run: Run,
    node: ast.Call,
    spec: FunctionSpec,
    args: Args,
    self_value: Value | None,
    self_node: ast.expr | None = None,
) -> Value:
    """Run one call of a known function."""
    handler = _VERBS.get(spec.does)
    if handler is None:
        return Value()
    return handler(Use(run, node, spec, args, self_value, self_node))


def _kind(use: Use, default: str) -> str:
    return use.option("kind") or default


def _read(use: Use) -> Value:
    run, node = use.run, use.node
    path = use.value("path")
    event = Read(node, name=use.spec.name, path=path_text(path), config=bool(path is not None and path.config))
    event.key = path_key(use.run, use.bound, use.option("path"))
    event.pins = {p: use.bound.get(p) for p in use.option("pins", ())}
    event.tags = frozenset(use.option("tags", ()))
    rows = run.fresh_rows()
    kind = _kind(use, "frame")
    # One file of a listing has no order of its own; a list of files read at once has.
    effects = orders(path) if path is not None and path.kind in ("list", "listing", "iterator") else ()
    recent = path.has("newest") if path is not None else None
    if recent is not None:
        run.emit(OrderUse(node, how="newest", effect=recent, value=path))
    columns = Columns() if kind == "frame" else None
    value = Value(kind=kind, rows=rows, effects=effects, read=event, columns=columns, origin=node)
    event.out = value
    parts = use.option("parts")
    if parts:
        value = _read_parts(use, event, parts)
    elif use.option("returns") == "xy" and use.bound.get("return_X_y").is_const(True):
        y = Value(kind="series", rows=rows, read=event, base=Value(rows=rows))
        value = Value(kind="tuple", items=(value, y))
    elif kind in ("text", "dict", "other", "path"):
        value.rows = None
    _draw(use)
    run.emit(event)
    return value


def _read_parts(use: Use, event: Read, parts: list[Any]) -> Value:
    """``(x_train, y_train), (x_test, y_test) = load_data()``: one source, split by the library."""
    rows = use.run.fresh_rows()
    event.out = Value(kind="array", rows=rows, read=event)
    split = ("library", id(use.node))
    outs = []
    for group in parts:
        if isinstance(group, str):
            outs.append(Value(kind="array", rows=R.step(rows, split, group), read=event, base=event.out))
            continue
        x, y = Value(kind="array", read=event), Value(kind="array", read=event)
        members = []
        for role, base in zip(group, (x, y), strict=False):
            members.append(Value(kind="array", rows=R.step(rows, split, role), read=event, base=base))
        outs.append(Value(kind="tuple", items=tuple(members)))
    out = Value(kind="tuple", items=tuple(outs))
    return out


def path_key(run: Run, bound: Bound, name: object) -> str:
    """Equal keys: surely the same path expression."""
    arg = bound.get(name)
    if arg.node is None:
        return ""
    if isinstance(arg.value.const, str) and "{}" not in arg.value.const:
        return "=" + arg.value.const
    return run.key_of(arg.value) if arg.value is not UNKNOWN else ""


def _write(use: Use) -> Value:
    path = use.value("path")
    value = use.value("value") if use.option("value") not in (None, "self") else use.self_value
    event = Write(use.node, name=use.spec.name, path=path_text(path), what=use.option("what", "other"), value=value)
    event.key = path_key(use.run, use.bound, use.option("path"))
    event.args = dict(use.bound.by_name)
    for obj in value.objs if value is not None else ():
        for inner in obj.tree():
            inner.written = True
        event.what = "model"
    use.run.emit(event)
    _order_use(use, value, "write")
    return NONE


def _split(use: Use) -> Value:
    from mlsmells.facts.splitting import split_arrays

    return split_arrays(use)


def _with_effect(use: Use, value: Value, held: Value) -> Value:
    also = [use.bound.value(name) for name in use.option("also", ())]
    effects = merge_effects(held.effects, *(v.effects for v in also if v is not None))
    kind = use.option("effect")
    if kind:
        effects = merge_effects(effects, (Effect(kind, use.node, rows=held.rows),))
    if _learns(use) and held.rows is not None and not _by_row(use):
        event = ColStat(use.node, name=use.spec.name, X=held, grouped=held.kind == "grouped")
        use.run.emit(event)
        note = "grouped" if event.grouped else ""
        columns = frozenset((held.column,)) if held.column else None
        learned = Effect("stat", use.node, rows=held.rows, event=event, note=note, columns=columns)
        effects = merge_effects(effects, (learned,))
    return value.with_(effects=effects) if effects != value.effects else value


def _learns(use: Use) -> bool:
    """The call learns from the rows: always, or when an argument has the kind that makes it so."""
    learns = use.option("learns")
    if not isinstance(learns, dict):
        return bool(learns)
    name, kind = next(iter(learns.items()))
    given = use.bound.get(name)
    return kind == "int" and isinstance(given.const, int)


def _by_row(use: Use) -> bool:
    axis = use.bound.get(use.option("axis") or "axis")
    return axis.is_const(1, "columns")


def _inplace(use: Use, out: Value) -> Value:
    flag = use.option("inplace", "inplace")
    if use.self_node is not None and flag and use.bound.get(flag).is_const(True):
        from mlsmells.facts.targets import rebind

        rebind(use.run, use.self_node, out)
        return NONE
    return out


def _equiv(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and (held.items is not None or held.element is not None):
        held = _of_sequence(held)
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    kind = use.option("kind") or held.kind
    columns = held.columns if kind == "frame" else None
    if kind == "frame" and held.kind not in ("frame", "series"):
        columns = None
    if use.option("columns") == "unknown" or use.option("merge"):
        columns = None
    out = held.with_(kind=kind, columns=columns, base=held.root, items=None, element=None, const=MISSING)
    if kind == "mask":
        out.steps = ((("mask", id(use.node)), "yes"),)
    if use.option("assign") == "keywords":
        for name, (_, value) in use.bound.args.keywords.items():
            out = put_columns(out, (name,), value)
    if use.option("renames"):
        out = _renamed(out, use.value("renames"))
    if use.option("value") is not None and use.value("column") is not None:
        names = _names(use.value("column"))
        inserted = put_columns(held, names, use.value("value") or UNKNOWN) if names else held.with_(columns=None)
        if use.self_node is not None:
            from mlsmells.facts.targets import rebind

            rebind(use.run, use.self_node, inserted)
        return NONE
    function = use.value("function")
    if function is not None and (function.kind in ("function", "builtin") or function.kind == "lib"):
        out = _mapped(use, held, out, function)
    out = _with_effect(use, out, held)
    return _inplace(use, without_order(out) if use.option("orders") else out)


def _renamed(out: Value, names: Value | None) -> Value:
    """Renamed columns: the old names are gone, the new ones are there."""
    if names is None or names.entries is None:
        return out.with_(columns=None) if names is not None else out
    columns = out.columns
    if columns is None or any(not isinstance(v.const, str) for v in names.entries.values()):
        return out.with_(columns=None)
    old, new = frozenset(names.entries), frozenset(v.const for v in names.entries.values())
    known = None if columns.known is None else (columns.known - old) | new
    effects = tuple(e if e.columns is None else e._replace(columns=None) for e in out.effects)
    return out.with_(columns=Columns(known, (columns.dropped | old) - new), effects=effects)


def _mapped(use: Use, held: Value, out: Value, function: Value) -> Value:
    """A function given to apply or map: what it does to one column or row joins the result."""
    from mlsmells.facts.calls import call_each

    if use.option("whole"):
        return call_each(use.run, use.node, function, held)
    by_row = _by_row(use) or held.kind == "series" or use.option("by") == "row"
    effects = () if by_row else tuple(e for e in held.effects if e.kind not in order.ORDERS)
    one = Value(rows=held.rows, kind="" if by_row else "series", base=held.root, effects=effects)
    result = call_each(use.run, use.node, function, one)
    effects = result.effects
    if by_row:
        effects = tuple(e for e in effects if e.rows != held.rows)
    return out.with_(effects=merge_effects(out.effects, effects))


def _of_sequence(held: Value) -> Value:
    """An array made from a list of values: their rows together."""
    inner = join_all(held.items) if held.items else element(held)
    if inner is None:
        return held
    effects = merge_effects(held.effects, inner.effects)
    return inner.with_(effects=effects, kind="array", base=held, const=MISSING, column=None)


def _subset(use: Use) -> Value:
    held = use.subject()
    if held.rows is None and held.kind not in ("frame", "series", "array", "tensor"):
        return Value()
    if held.kind == "grouped":
        held = held.with_(kind="frame")
    index = use.value("index")
    rows = use.run.rows_of(held)
    if index is not None and index.steps and index.kind == "indices":
        for split, part in index.steps:
            rows = R.step(rows, split, part)
    else:
        rows = R.step(rows, ("subset", id(use.node)), "part")
    out = held.with_(rows=rows, base=held.root, kind=use.option("kind") or held.kind, parts=None)
    return _inplace(use, _with_effect(use, out, held))


def _columns(use: Use) -> Value:
    held = use.subject()
    mode = use.option("mode", "select")
    given = use.value("columns")
    names = _names(given)
    if mode == "drop":
        dropped = _drop(use, held, given, names)
        return _inplace(use, dropped)
    if mode == "pop" and isinstance(given and given.const, str):
        assert given is not None
        if use.self_node is not None:
            from mlsmells.facts.targets import rebind

            rebind(use.run, use.self_node, drop_columns(held, (given.const,)))
        return take_column(held, given.const)
    if names is not None:
        return select_columns(held, names)
    return _inplace(use, held.with_(columns=None, base=held.root))


def _names(value: Value | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value.const, str):
        return (value.const,)
    if value.items and all(isinstance(i.const, str) for i in value.items):
        return tuple(i.const for i in value.items)
    return None


def _drop(use: Use, held: Value, given: Value | None, names: tuple[str, ...] | None) -> Value:
    """``drop`` takes columns or rows, by keyword or axis."""
    labels = use.bound.value("labels")
    columns = use.bound.value("columns")
    if columns is not None or _by_row(use):
        chosen = columns if columns is not None else labels
        found = _names(chosen)
        if found is not None:
            return drop_columns(held, found)
        return held.with_(columns=None, base=held.root)
    rows = labels if labels is not None else use.bound.value("index")
    if rows is not None and rows.kind == "indices" and rows.rows is not None:
        # df.drop(part.index): the rows that are not in that part.
        return held.with_(rows=_complement(use.run, held, rows), base=held.root)
    if rows is not None and rows.steps:
        taken = run_rows(use.run, held)
        for split, part in rows.steps:
            use.run.note_rest(split)
            taken = R.step(taken, split, "rest of " + part)
        return held.with_(rows=taken, base=held.root)
    axis = use.bound.get("axis")
    if axis.absent or axis.is_const(0, "index", "rows"):
        return held.with_(rows=R.step(use.run.rows_of(held), ("subset", id(use.node)), "part"), base=held.root)
    return held.with_(columns=None, base=held.root)


def run_rows(run: Run, held: Value) -> R.Rows | None:
    return run.rows_of(held)


def _complement(run: Run, held: Value, taken: Value) -> R.Rows | None:
    rows = run.rows_of(held)
    if rows is None or taken.rows is None or len(rows) != 1 or len(taken.rows) != 1:
        return R.step(rows, ("drop", id(taken)), "rest")
    ((source, path),) = rows
    ((other, longer),) = taken.rows
    if source == other and len(longer) > len(path) and longer[: len(path)] == path:
        split, part = longer[len(path)]
        run.note_rest(split)
        return frozenset(((source, (*path, (split, "rest of " + part))),))
    return R.step(rows, ("drop", id(taken)), "rest")


def _mix(use: Use) -> Value:
    of = use.option("of")
    if isinstance(of, list):  # numpy.append(a, b)
        held = Value(kind="list", items=tuple(v for v in (use.bound.value(n) for n in of) if v is not None))
    else:
        held = use.value("of") or use.subject()
    axis = use.bound.get(use.option("axis") or "axis")
    items = held.items
    extra = [v for v in (use.self_value,) if v is not None]
    if items is None:
        inner = element(held)
        values = [*extra, inner] if inner is not None else [*extra, held]
    else:
        values = [*extra, *items]
    if not values:
        return Value(kind=use.option("kind") or "", origin=use.node)
    effects = merge_effects(held.effects, *(v.effects for v in values))
    if order.accumulates(use.run, use.node):
        effects = merge_effects(effects, collected(use.run, values[0]))
    kind = use.option("kind") or (values[0].kind if values else "")
    if axis.is_const(1, "columns") or use.option("by") == "columns":
        return Value(kind=kind, rows=values[0].rows, effects=effects, base=values[0].root, read=values[0].read)
    rows = R.union(use.run.rows_of(v) for v in values)
    out = Value(kind=kind, rows=rows, effects=effects, origin=use.node, read=values[0].read if values else None)
    if items is not None or extra:
        out.parts = tuple(values)
        columns = {v.columns for v in values}
        out.columns = columns.pop() if len(columns) == 1 else None
        _repeats(use, values, out)
    predictions = tuple(dict.fromkeys(p for v in values for p in v.predictions))
    if predictions:
        out.predictions = predictions
    _order_use(use, out, "concat")
    return out


def _repeats(use: Use, values: list[Value], out: Value) -> None:
    """The same rows twice in one concatenation are copies."""
    for i, a in enumerate(values):
        for b in values[i + 1 :]:
            # Two views of one row (winner and loser of a game) are not copies: they have other columns.
            same_columns = a is b or (a.columns is not None and a.columns == b.columns and a.effects == b.effects)
            framed = a.kind == b.kind == "frame" and a.root is b.root and not b.may and same_columns
            if framed and a.rows is not None and len(a.rows) == 1 and R.covers(a.rows, b.rows):
                event = Resample(use.node, name=use.spec.name, X=a, out=out, how="copies")
                use.run.emit(event)
                copies = Effect("resampled", use.node, rows=out.rows, event=event, note="copies", may=True)
                out.effects = merge_effects(out.effects, (copies,))
                return


def _stat(use: Use) -> Value:
    held = use.subject()
    if held.kind in ("list", "tuple") and held.rows is None:
        held = _of_sequence(held)
    if held.predictions and held.kind == "residual":
        return _comparison_metric(use, held)
    if held.rows is None or held.kind == "mask":
        return Value(kind="stat" if held.kind == "mask" else "", base=held.base)
    if _by_row(use) and held.kind in ("frame", "array", "", "tensor"):
        return held.with_(kind="series", base=held.root, columns=None)
    grouped = bool(use.option("grouped")) or held.kind == "grouped"
    event = ColStat(use.node, name=use.spec.name, X=held, grouped=grouped)
    note = "grouped" if grouped else ""
    kind = "uses-y" if use.option("supervised") else "stat"
    effect = Effect(kind, use.node, rows=held.rows, event=event, note=note or use.spec.name.rpartition(".")[2])
    out = Value(kind="stat", effects=(effect,), ref=held)
    event.out = out
    use.run.emit(event)
    return out


def _comparison_metric(use: Use, held: Value) -> Value:
    from mlsmells.facts.events import Metric

    left, right = held.parts or (UNKNOWN, UNKNOWN)
    pred, true = (left, right) if left.predictions else (right, left)
    fits = tuple(dict.fromkeys(f for p in held.predictions for f in p.fits))
    event = Metric(use.node, name=use.spec.name, true=true, pred=pred, predictions=held.predictions, fits=fits)
    event.via = "comparison"
    event.obj = held.predictions[0].obj if len(held.predictions) == 1 else None
    event.out = Value(kind="metric", ref=event)
    use.run.emit(event)
    return event.out


def _grouped(use: Use) -> Value:
    return use.subject().with_(kind="grouped")


def _size(use: Use) -> Value:
    return Value(kind="size", ref=use.subject())


def _metric(use: Use) -> Value:
    from mlsmells.facts.estimators import metric_function

    return metric_function(use)


def _cv(use: Use) -> Value:
    from mlsmells.facts.estimators import cross_validate

    return cross_validate(use)


def _resample(use: Use) -> Value:
    held = use.value("X") or use.subject()
    how = use.option("how", "over")
    if how == "bootstrap" and use.bound.get(use.option("replace", "replace")).is_const(False):
        return _subset(use)
    if use.option("when"):
        name, wanted = next(iter(use.option("when").items()))
        if not use.bound.get(name).is_const(wanted):
            return _sample(use)
    event = Resample(use.node, name=use.spec.name, X=held, how=how)
    _draw(use)
    effect = Effect("resampled", use.node, rows=use.run.rows_of(held), event=event, note=how)
    out = held.with_(effects=merge_effects(held.effects, (effect,)), base=held.root)
    event.out = out
    use.run.emit(event)
    arrays = [v for _, v in use.bound.args.positional]
    if len(arrays) > 1 and use.self_value is None:
        others = [a.with_(effects=merge_effects(a.effects, (effect,)), base=a.root) for a in arrays]
        return Value(kind="tuple", items=tuple(others))
    return out


def _sample(use: Use) -> Value:
    """``df.sample(frac=…)``: a part drawn at random; the rest is ``df.drop(part.index)``."""
    held = use.subject()
    if use.bound.get("frac").is_const(1, 1.0):
        # A shuffle of rows whose order is not fixed gives another order each time, seeded or not.
        seed = use.bound.get("random_state")
        use.run.emit(Rng(use.node, lib="numpy", what=use.spec.name, seed=seed))
        return held.with_(base=held.root)
    split = ("sample", id(use.node))
    rows = R.step(use.run.rows_of(held), split, "part")
    out = held.with_(rows=rows, base=held.root)
    event = Split(use.node, id=split, kind="sample", name=use.spec.name, inputs=(held,), outputs=(out,))
    event.seed, event.rng, event.shuffle = use.bound.get("random_state"), "numpy", True
    event.seed_name = "random_state"
    use.run.emit(event)
    return out


def _seed(use: Use) -> Value:
    arg = use.bound.get(use.option("value"))
    if arg.absent and use.bound.args.positional:
        node, value = use.bound.args.positional[0]
        from mlsmells.facts.bind import make_arg

        arg = make_arg(node, value)
    clock = arg.value.name == "clock"
    order.seed(use.run, use.node, arg.value)
    event = Seed(use.node, libs=frozenset(use.option("libs", ())), value=arg, clock=clock, name=use.spec.name)
    if not seeding.compiled(use.run):
        use.run.emit(event)
    return Value()


def _draw(use: Use) -> None:
    """A call that draws on the way: synthetic data, a bootstrap."""
    if use.option("seed"):
        lib = use.option("rng", "numpy")
        use.run.emit(Rng(use.node, lib=lib, what=use.spec.name, training=True, seed=use.bound.get(use.option("seed"))))


def _rng(use: Use) -> Value:
    lib = use.option("lib", "numpy")
    seed = use.bound.get(use.option("seed"))
    # A generator of one's own that is made without a seed draws other numbers each time, like the global one.
    generator = bool(use.option("own")) and bool(use.option("seed")) and seed.absent_or(None)
    own = bool(use.option("own")) and not generator
    if not seeding.compiled(use.run):
        use.run.emit(Rng(use.node, lib=lib, what=use.spec.name, own=own, generator=generator, seed=seed))
    first = use.bound.args.first()
    drawn: tuple[Effect, ...] = (Effect("drawn", use.node),)
    if own:
        drawn = tuple(e for e in use.self_value.effects if e.kind == "drawn") if use.self_value is not None else ()
    effects = merge_effects(first.effects, drawn)
    kind = use.option("kind") or ("generator" if use.option("own") and use.option("seed") else "")
    if use.option("inplace") and use.bound.args.positional and drawn:
        from mlsmells.facts.targets import rebind

        rebind(use.run, use.bound.args.positional[0][0], first.with_(effects=effects))
    if kind == "shuffle":
        if first.rows is not None:
            return first.with_(base=first.root, effects=effects)
        return Value(kind="indices", effects=drawn, origin=use.node)
    return Value(kind=kind, effects=drawn, origin=use.node)


def _listing(use: Use) -> Value:
    effect = Effect("unsorted-listing", use.node, note=use.spec.name)
    rows = use.run.fresh_rows()
    out = Value(kind=_kind(use, "listing"), rows=rows, effects=(effect,), origin=use.node)
    if "shuffle" in use.spec.args:
        out.effects = ()  # tf.data's listing sorts the files, or draws their order
    if use.option("shape") == "walk":
        names = out.with_(kind="listing")
        folders = names.with_(name="walk folders", ref=effect)
        triple = Value(kind="tuple", items=(Value(kind="path"), folders, names))
        out = Value(kind="iterator", element=triple, effects=(effect,))
    where = use.self_value if use.self_value is not None else use.bound.args.first()
    event = Listing(use.node, name=use.spec.name, path=path_text(where), config=where.config, out=out)
    use.run.emit(event)
    return out


def _ordering(use: Use) -> Value:
    return without_order(use.subject())


def _note(use: Use) -> Value:
    out = Value(kind=use.option("kind") or "", origin=use.node)
    tags = frozenset(use.option("tags", ()))
    use.run.emit(Call(use.node, name=use.spec.name, tags=tags, args=dict(use.bound.by_name), out=out))
    if use.option("returns") == "self" and use.self_value is not None:
        return use.self_value
    return out


def _config(use: Use) -> Value:
    return Value(config=True, kind=use.option("kind") or "")


def _clock(use: Use) -> Value:
    return Value(name="clock")


def _clone(use: Use) -> Value:
    """``clone(model)``: a new object of the same class that has learned nothing."""
    held = use.subject()
    copies = []
    for obj in held.objs:
        copy = Obj(cls=obj.cls, node=use.node, spec=obj.spec, params=obj.params, unclear=obj.unclear)
        copy.children = [(n, c) for n, c in obj.children]
        use.run.objects.append(copy)
        copies.append(copy)
    return Value(kind="estimator", objs=tuple(copies), origin=use.node)


def _constant(use: Use) -> Value:
    """Values that do not depend on any features: what a naive prediction is made of."""
    return Value(kind="array", name="constant", origin=use.node)


def _open(use: Use) -> Value:
    from mlsmells.facts.builtin_calls import open_file

    return open_file(use.run, use.node, use.bound.args)


def _opaque(use: Use) -> Value:
    return Value()


def _none(use: Use) -> Value:
    return NONE


def _construct(use: Use) -> Value:
    from mlsmells.facts.estimators import construct

    klass = use.run.knowledge.klass(use.option("cls"))
    return construct(use.run, use.node, klass, use.bound.args) if klass else Value()


def _order_use(use: Use, value: Value | None, how: str) -> None:
    order.use(use.run, use.node, value, how)


def _fit_function(use: Use) -> Value:
    from mlsmells.facts.estimators import native_train

    return native_train(use)


_VERBS: dict[str, Callable[[Use], Value]] = {
    "read": _read, "write": _write, "split": _split, "equiv": _equiv, "subset": _subset, "columns": _columns,
    "mix": _mix, "stat": _stat, "grouped": _grouped, "size": _size, "metric": _metric, "cv": _cv,
    "resample": _resample, "sample": _sample, "seed": _seed, "rng": _rng, "listing": _listing, "ordering": _ordering,
    "note": _note, "config": _config, "clock": _clock, "opaque": _opaque, "print": _none, "construct": _construct,
    "fit": _fit_function, "clone": _clone, "constant": _constant, "open": _open,
}  # fmt: skip
