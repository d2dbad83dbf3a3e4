"""Python's own functions, and the few library calls that need more than a verb."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mlsmells.facts import order
from mlsmells.facts.bind import Args
from mlsmells.facts.events import Metric, Write
from mlsmells.facts.folding import fold_parts, join_path, path_text
from mlsmells.facts.functions import Instance
from mlsmells.facts.join import element, join_all, merge_effects
from mlsmells.facts.loops import elements, one_of
from mlsmells.facts.order import contents, newest, of_iteration, set_order, without_order
from mlsmells.facts.run import Run
from mlsmells.facts.values import MISSING, UNKNOWN, Columns, Effect, Value


def call(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    """A call of a builtin, or of a name that is not bound in the file."""
    handler = _BUILTINS.get(name)
    if handler is not None:
        return handler(run, node, args)
    if name in _QUIET:
        if name in ("print", "display"):
            _printed(args)
        return Value()
    spec = run.knowledge.function(f"builtins.{name}")
    if spec is not None:
        from mlsmells.facts import verbs

        return verbs.apply(run, node, spec, args, None)
    from mlsmells.facts.calls import unknown_call

    return unknown_call(run, node, args, own=name)


def _printed(args: Args) -> None:
    """A score that is printed keeps the words it is printed with."""
    scores = [v.ref for v in args.values() if v.kind == "metric" and isinstance(v.ref, Metric)]
    if scores:
        texts = tuple(v.const.lower() for v in args.values() if isinstance(v.const, str))
        for event in scores:
            event.words += texts


def static_method(run: Run, node: ast.Call, owner: str, name: str, args: Args) -> Value:
    """``dict.fromkeys``, ``str.join`` …"""
    return Value()


_QUIET = frozenset(
    "print isinstance issubclass hasattr callable repr id help display input vars dir globals locals exit quit".split()
)


def _len(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.items is not None:
        return Value(const=len(held.items))
    return Value(kind="size", ref=held)


def _range(run: Run, node: ast.Call, args: Args) -> Value:
    size = next((v for v in args.values() if v.kind == "size"), None)
    return Value(kind="iterator", element=Value(), ref=size)


def _list(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if not args.positional:
        return Value(kind="list", items=(), origin=node)
    if held.kind == "set":
        whole = isinstance(node.func, ast.Name) and node.func.id == "list"
        effects = (set_order(node if whole else args.positional[0][0], held),)
        return Value(kind="list", element=held.element, effects=effects, origin=node)
    if held.items is not None:
        return held.with_(kind="list")
    if held.kind == "columns":
        return held
    if held.kind == "dict":
        keys = tuple(Value(const=k, kind="text") for k in held.entries) if held.entries is not None else None
        return Value(kind="list", items=keys, effects=held.effects)
    kind = held.kind if held.kind in ("listing", "indices") else "list"
    return held.with_(kind=kind, base=held.root)


def _set(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    numbers = held.kind == "iterator" and held.ref is not None
    name = "numbers" if numbers else "texts" if held.kind in ("text", "listing") else contents(held)
    return Value(kind="set", element=element(held), name=name, origin=node)


def _dict(run: Run, node: ast.Call, args: Args) -> Value:
    if not args.positional and not args.unclear:
        return Value(kind="dict", entries={k: v for k, (_, v) in args.keywords.items()}, origin=node)
    held = args.first()
    if held.entries is not None:
        return held.with_(entries={**held.entries, **{k: v for k, (_, v) in args.keywords.items()}})
    pair = held.element.items if held.element is not None else None
    if pair is not None and len(pair) == 2:
        run.note_mapping(node, *pair)
    return Value(kind="dict", effects=held.effects, origin=node)


def _enumerate(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    effects = of_iteration(args.positional[0][0], held) if args.positional else ()
    index = Value(name="position", effects=effects)
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
        Value(name="position", effects=effects) if order.counts(node, v) else _any(v) for node, v in args.positional
    )
    return Value(kind="iterator", element=Value(kind="tuple", items=members), effects=effects)


def _sorted(run: Run, node: ast.Call, args: Args) -> Value:
    reverse = args.keywords.get("reverse")
    return without_order(args.first(), reverse=reverse is not None and reverse[1].const is True).with_(const=MISSING)


def _largest(run: Run, node: ast.Call, args: Args) -> Value:
    effects = newest(node, args.first()) if len(args.positional) == 1 else ()
    return Value(kind="path", effects=effects) if effects else Value()


def _pass_rows(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.predictions and held.kind == "residual":
        return Value(kind="metric")
    return (
        held.with_(kind=held.kind, base=held.root) if held.rows is not None or held.effects else Value(kind=held.kind)
    )


def _sum(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    spec = run.knowledge.function("numpy.sum") or run.knowledge.method("array", "sum")
    if held.predictions and spec is not None:
        from mlsmells.facts import verbs

        return verbs.apply(run, node, spec, args, None)
    return Value(effects=())


def _map(run: Run, node: ast.Call, args: Args) -> Value:
    from mlsmells.facts.calls import call_each

    if len(args.positional) < 2:
        return Value()
    function, held = args.positional[0][1], args.positional[1][1]
    made = [call_each(run, node, function, e) for e in elements(held)]
    return Value(kind="iterator", element=join_all(made), effects=of_iteration(args.positional[1][0], held))


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


def open_file(run: Run, node: ast.Call, args: Args) -> Value:
    bound = args.bind(("file", "mode"))
    mode = bound.get("mode")
    path = bound.value("file")
    text = path_text(path)
    writes = isinstance(mode.const, str) and any(c in mode.const for c in "wx")
    if writes:
        from mlsmells.facts.verbs import path_key

        run.emit(Write(node, name="open", path=text, what="other", key=path_key(run, bound, "file")))
    return Value(kind="file", const=text if text is not None else MISSING, config=bool(path and path.config), ref=path)


def _super(run: Run, node: ast.Call, args: Args) -> Value:
    frame = run.frame
    function = run.active[-1] if run.active else None
    first = next(iter(frame.vars.values()), UNKNOWN)
    if function is None or function.owner is None:
        return Value()

    return Value(kind="super", base=first, ref=Instance(function.owner, node))


def _text(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    folded = fold_parts([held]) if args.positional else Value(kind="text", const="")
    return folded.with_(config=held.config, effects=held.effects)


def _number(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.kind == "size" or held.config:
        return held
    if held.known and isinstance(held.const, (int, float)):
        return Value(const=int(held.const) if isinstance(node.func, ast.Name) and node.func.id == "int" else held.const)
    return Value(effects=held.effects, predictions=held.predictions, name=held.name)


def _getattr(run: Run, node: ast.Call, args: Args) -> Value:
    return Value()


def _hash(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    number = held.known and isinstance(held.const, (int, float))
    if number or held.kind in ("tuple", "size"):
        return Value()
    text = held.kind == "text" or isinstance(held.const, str)
    return Value(effects=(Effect("hash", node, note="texts" if text else ""),), name="hash")


def _type(run: Run, node: ast.Call, args: Args) -> Value:
    return Value()


Handler = Callable[[Run, ast.Call, Args], Value]
_BUILTINS: dict[str, Handler] = {
    "len": _len, "range": _range, "list": _list, "tuple": _list, "set": _set, "frozenset": _set, "dict": _dict,
    "enumerate": _enumerate, "zip": _zip, "sorted": _sorted, "map": _map, "filter": _filter, "reversed": _reversed,
    "iter": _pass_rows, "next": _next, "open": open_file, "super": _super, "str": _text, "int": _number, "float": _number,
    "round": _number, "abs": _pass_rows, "sum": _sum, "min": _type, "max": _largest, "getattr": _getattr, "hash": _hash,
    "type": _type, "any": _type, "all": _type, "bool": _type,
}  # fmt: skip


def _path(run: Run, node: ast.Call, args: Args) -> Value:
    joined = join_path([v for _, v in args.positional])
    return joined if args.positional else Value(kind="path", const=".")


def _partial(run: Run, node: ast.Call, args: Args) -> Value:
    if not args.positional:
        return Value()
    inner = args.positional[0][1]
    return Value(kind="partial", ref=(inner, Args(node, args.positional[1:], args.keywords, args.unclear)))


def _first(run: Run, node: ast.Call, args: Args) -> Value:
    return args.first()


def _environ(run: Run, node: ast.Call, args: Args) -> Value:
    default = args.positional[1][1] if len(args.positional) > 1 else UNKNOWN
    return Value(config=True, const=default.const, kind="text")


def _frame(run: Run, node: ast.Call, args: Args) -> Value:
    """``pd.DataFrame(x)``: the same rows; from a dict of columns, those of the columns."""
    bound = args.bind(("data", "index", "columns", "dtype", "copy"))
    held = bound.value("data") or UNKNOWN
    names = bound.value("columns")
    columns = None
    order.use(run, node, Value(effects=order.orders(names)) if names is not None else None, "columns")
    if names is not None and names.items and all(isinstance(i.const, str) for i in names.items):
        columns = Columns(frozenset(i.const for i in names.items))
    if held.entries is not None:
        values = list(held.entries.values())
        rows = next((v.rows for v in values if v.rows is not None), None)
        effects = merge_effects(*(v.effects for v in values))
        columns = Columns(frozenset(held.entries))
        return Value(kind="frame", rows=rows, effects=effects, columns=columns, origin=node)
    if held.kind in ("list", "tuple"):
        from mlsmells.facts.verbs import _of_sequence

        held = _of_sequence(held)
    if held.kind == "frame" and names is None:
        return held.with_(base=held.root)
    return held.with_(kind="frame", columns=columns, base=held.root, items=None, const=MISSING)


SPECIAL: dict[str, Handler] = {
    "pathlib.Path": _path, "pathlib.PurePath": _path, "pathlib.PosixPath": _path,
    "os.path.join": _path, "posixpath.join": _path,
    "os.path.abspath": _first, "os.path.expanduser": _first, "os.path.realpath": _first, "os.path.normpath": _first,
    "os.fspath": _first, "tqdm.tqdm": _first, "tqdm.auto.tqdm": _first, "tqdm.notebook.tqdm": _first,
    "tqdm.trange": _range, "copy.copy": _first, "copy.deepcopy": _first,
    "os.environ.get": _environ, "os.getenv": _environ, "functools.partial": _partial,
    "pandas.DataFrame": _frame, "collections.OrderedDict": _dict,
    "itertools.count": lambda run, node, args: Value(kind="iterator", element=Value(), name="counter"),
}  # fmt: skip
