"""The few library calls that need more than a verb."""

from __future__ import annotations

import ast
from dataclasses import replace

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.columns import predicted
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.strings import join_path
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Columns, Value
from mlsmells.facts.observers import finishing, order, scores
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.builtins import SPECIAL, Handler
from mlsmells.facts.transfer.builtins_sequences import make_dict, make_range
from mlsmells.facts.transfer.common import of_sequence
from mlsmells.facts.transfer.registry import apply
from mlsmells.facts.transfer.unknown import unknown_library_call

_COPY = frozenset({"copied"})


def _scalar(name: str, nan: str = "numpy.nan") -> Handler:
    """``np.float64("nan")`` is a missing value; of other arguments knowledge tells."""

    def make(run: Run, node: ast.Call, args: Args) -> Value:
        text = args.first().const
        if isinstance(text, str) and text.strip(" +-").lower() in ("nan", "nat"):
            return run.libraries.value(nan)
        spec = run.libraries.knowledge.function(name)
        return apply(run, node, spec, args, None) if spec is not None else unknown_library_call(run, node, args)

    return make


_SCALARS = ("float64", "float32", "float16", "double", "single", "half", "float_", "longdouble")


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


def _copied(run: Run, node: ast.Call, args: Args) -> Value:
    """A copy of a network goes its own way from there on; of other things a copy is as good as the original."""
    given = args.first()
    networks = bool(given.objs) and all(obj.is_a("module") for obj in given.objs)
    if not networks and (given.kind or given.objs):
        return given
    out = given.with_(objs=tuple(replace(obj, fits=list(obj.fits)) for obj in given.objs))
    obj = given.objs[0] if len(given.objs) == 1 else None
    run.emit(Call(node, name="copy.deepcopy", tags=_COPY, obj=obj, holder=None if obj else given, out=out))
    return out


def _environ(run: Run, node: ast.Call, args: Args) -> Value:
    default = args.positional[1][1] if len(args.positional) > 1 else UNKNOWN
    return Value(config=True, const=default.const, kind="text")


def _frame(run: Run, node: ast.Call, args: Args) -> Value:
    out = _table(run, node, args)
    return scores.keep(run, out, args.first())


def _table(run: Run, node: ast.Call, args: Args) -> Value:
    """``pd.DataFrame(x)``: the same rows; from a dict of columns, those of the columns."""
    if not node.args and not node.keywords:
        return Value(kind="frame", items=(), columns=Columns(frozenset()), origin=node, plain=True)
    bound = args.bind(("data", "index", "columns", "dtype", "copy"))
    held = bound.value("data") or UNKNOWN
    names = bound.value("columns")
    columns = None
    order.use(run, node, Value(effects=order.orders(names)) if names is not None else None, "columns")
    if names is not None and names.items and all(isinstance(i.const, str) for i in names.items):
        columns = Columns(frozenset(i.const for i in names.items))
    if names is not None and names.kind == "columns":
        columns = names.columns
    if held.entries is not None:
        values = list(held.entries.values())
        finishing.beside(run, node, values)
        rows = next((v.rows for v in values if v.rows is not None), None)
        effects = merge_effects(*(v.effects for v in values))
        if rows is None and any(v.kind == "stat" and v.effects for v in values):
            return Value(kind="stat", effects=effects, origin=node)  # a table of statistics, one row per column
        columns = Columns(frozenset(held.entries))
        plain = bound.get("index").absent and all(v.kind in _UNINDEXED for v in values)
        out = Value(kind="frame", rows=rows, effects=effects, columns=columns, origin=node, plain=plain)
        foretold = merge_effects(*(predicted(out, name, v, node) for name, v in held.entries.items()))
        return out.with_(effects=merge_effects(effects, foretold)) if foretold else out
    plain = bound.get("index").absent and (held.plain or held.kind in _UNINDEXED)
    if held.kind in ("list", "tuple"):
        held = of_sequence(held)
    if held.kind == "stat":
        return held
    if held.kind == "frame" and names is None:
        return held.with_(base=held.root, plain=plain)
    return held.with_(kind="frame", columns=columns, base=held.root, items=None, const=MISSING, plain=plain)


# Kinds that have no index which a frame made from them could take over.
_UNINDEXED = frozenset({"list", "tuple", "array", "tensor", "pred", "score"})


SPECIAL.update({
    "pathlib.Path": _path, "pathlib.PurePath": _path, "pathlib.PosixPath": _path,
    "os.path.join": _path, "posixpath.join": _path,
    "os.path.abspath": _first, "os.path.expanduser": _first, "os.path.realpath": _first, "os.path.normpath": _first,
    "os.fspath": _first, "tqdm.tqdm": _first, "tqdm.auto.tqdm": _first, "tqdm.notebook.tqdm": _first,
    "tqdm.trange": make_range, "copy.copy": _first, "copy.deepcopy": _copied,
    "os.environ.get": _environ, "os.getenv": _environ, "functools.partial": _partial,
    **{f"numpy.{name}": _scalar(f"numpy.{name}") for name in _SCALARS},
    "decimal.Decimal": _scalar("decimal.Decimal", "math.nan"),
    "numpy.datetime64": _scalar("numpy.datetime64", "pandas.NaT"),
    "pandas.DataFrame": _frame, "collections.OrderedDict": make_dict,
    "concurrent.futures.as_completed": finishing.as_completed, "asyncio.as_completed": finishing.as_completed,
    "dask.distributed.as_completed": finishing.as_completed, "distributed.as_completed": finishing.as_completed,
    "itertools.count": lambda run, node, args: Value(kind="iterator", element=Value(), name="counter"),
})  # fmt: skip
