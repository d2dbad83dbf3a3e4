"""Python's own functions that make one thing: a text, a number, a file, the parent class."""

from __future__ import annotations

import ast
from math import isfinite

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Write
from mlsmells.facts.domain.limits import is_writable
from mlsmells.facts.domain.loop_order import NUMBER
from mlsmells.facts.domain.strings import fold_parts, path_text
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Effect, Value
from mlsmells.facts.observers import scores
from mlsmells.facts.observers.manual_statistics import statistic
from mlsmells.facts.state.answers import has, is_one
from mlsmells.facts.state.frames import Instance
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.integers import is_integer, is_key, names_text
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.transfer import registry
from mlsmells.facts.transfer.attributes import attribute
from mlsmells.facts.transfer.builtins import BUILTINS
from mlsmells.facts.transfer.common import path_key


def _sum(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    spec = run.libraries.knowledge.function("numpy.sum") or run.libraries.knowledge.method("array", "sum")
    if held.predictions and spec is not None:
        return registry.apply(run, node, spec, args, None)
    return statistic(run, node, "sum", held) or scores.keep(run, Value(), held)  # a sum of scores is a score


def open_file(run: Run, node: ast.Call, args: Args) -> Value:
    bound = args.bind(("file", "mode"))
    mode = bound.get("mode")
    path = bound.value("file")
    text = path_text(path)
    writes = isinstance(mode.const, str) and any(c in mode.const for c in "wx")
    run.outside.opened(node, path, mode.const)
    if writes:
        run.emit(Write(node, name="open", path=text, what="other", key=path_key(run, bound, "file")))
    return Value(kind="file", const=text if text is not None else MISSING, config=bool(path and path.config), ref=path)


def _super(run: Run, node: ast.Call, args: Args) -> Value:
    active = run.context.active
    function = active[-1] if active else None
    first = next(iter(run.context.frame.vars.values()), UNKNOWN)
    if function is None or function.owner is None:
        return Value()
    return Value(kind="super", base=first, ref=Instance(function.owner, node))


def _text(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    folded = fold_parts([held]) if args.positional else Value(kind="text", const="")
    return folded.with_(config=held.config, effects=held.effects)


def _number(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if isinstance(held.const, str) and held.const.strip(" +-").lower() == "nan":
        return run.libraries.value("math.nan")
    if held.kind == "size" or held.config:
        return held
    if isinstance(held.const, (int, float)) and is_writable(held.const) and isfinite(held.const):
        return Value(const=int(held.const) if isinstance(node.func, ast.Name) and node.func.id == "int" else held.const)
    return Value(effects=held.effects, predictions=held.predictions, name=held.name)


def _hash(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    number = held.known and isinstance(held.const, (int, float))
    if number or held.kind in ("tuple", "size") or held.name == NUMBER or (node.args and is_integer(node.args[0])):
        return Value()
    return Value(effects=(Effect("hash", node, note=_hashed(run, held, node)),), name="hash")


def _hashed(run: Run, held: Value, node: ast.Call) -> str:
    """What is hashed: surely texts, numbers as it seems, or nothing is known of it."""
    if held.kind == "text" or isinstance(held.const, str):
        return "texts"
    given = node.args[0] if node.args else None
    name = called_as(given) if given is not None else ""
    if is_key(name):
        return "keys"
    # An element of a column may be a number, unless it is called as a text is.
    return "keys" if (held.rows is not None or not name) and not _names_text(run, node) else ""


def _names_text(run: Run, node: ast.Call) -> bool:
    """The statement around, or the call that hands the elements to a function, speaks of texts."""
    places = (run.statement or node, *run.context.calls[-1:])
    return any(names_text(place) for place in places)


def _hasattr(run: Run, node: ast.Call, args: Args) -> Value:
    held, name = args.first(), _text_at(args, 1)
    known = has(run, held, name) if name else None
    return Value() if known is None else Value(const=known)


def _getattr(run: Run, node: ast.Call, args: Args) -> Value:
    """``getattr(model, "predict_proba", None)``: the bound method, or the default where there is none."""
    held, name = args.first(), _text_at(args, 1)
    if held.kind == "lib" and not name and held.name.endswith("metrics"):
        return run.libraries.value(f"{held.name}.chosen")  # ``getattr(metrics, name)``: one of its metrics
    if not name or not node.args:
        return Value()
    known = has(run, held, name)
    if known is False and len(args.positional) > 2:
        return args.positional[2][1]
    if held.kind == "estimator" and held.objs and (known or len(args.positional) == 2):
        return Value(kind="inherited", name=name, base=held, objs=held.objs)
    if held.kind in ("lib", "instance") and (known or len(args.positional) == 2):
        return attribute(run, ast.copy_location(ast.Attribute(node.args[0], name, ast.Load()), node), held)
    return Value()


def _text_at(args: Args, position: int) -> str:
    const = args.positional[position][1].const if len(args.positional) > position else MISSING
    return const if isinstance(const, str) else ""


def _callable(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    if held.kind in ("function", "inherited", "partial", "class") and not held.may:
        return Value(const=True)
    return Value(const=False) if held.kind == "none" and not held.may else Value()


def _isinstance(run: Run, node: ast.Call, args: Args) -> Value:
    held = args.first()
    wanted = args.positional[1][1] if len(args.positional) > 1 else UNKNOWN
    if held.may or held.config:
        return Value()
    answers = [is_one(run, held, one) for one in (wanted.items if wanted.items is not None else (wanted,))]
    if True in answers:
        return Value(const=True)
    return Value(const=False) if answers and None not in answers else Value()


def _unknown(run: Run, node: ast.Call, args: Args) -> Value:
    return Value()


BUILTINS.update({
    "open": open_file, "super": _super, "str": _text, "int": _number, "float": _number, "round": _number, "sum": _sum,
    "hash": _hash, "type": _unknown, "any": _unknown, "all": _unknown,
    "bool": _unknown, "hasattr": _hasattr, "getattr": _getattr, "callable": _callable, "isinstance": _isinstance,
})  # fmt: skip
