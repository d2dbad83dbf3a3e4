"""Slices: the head, the tail or the middle of rows; two slices at one bound are a split by hand."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Value, identity
from mlsmells.facts.observers import order
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import windows
from mlsmells.facts.transfer.splits import note_cut, note_halves

ROWED = frozenset({"frame", "series", "array", "tensor", "", "listing", "indices", "dataset", "list", "residual"})


def cut(run: Run, node: ast.AST, holder: Value, index: ast.Slice) -> Value:
    """``holder[lower:upper]``."""
    lower = evaluate(run, index.lower) if index.lower else None
    upper = evaluate(run, index.upper) if index.upper else None
    if holder.items is not None and _is_const(lower) and _is_const(upper) and index.step is None:
        low, high = (lower.const if lower else None), (upper.const if upper else None)
        return holder.with_(items=holder.items[low:high])
    if holder.kind == "columns":
        return Value(kind="columns", base=holder.base)
    if holder.kind in ("text", "path", "dict", "tuple"):
        return Value(kind=holder.kind)
    lower, upper = _open(lower, upper, holder)
    if (lower is None and upper is None) or holder.kind == "stat":
        return holder if lower is None and upper is None else some_of_table(holder)
    if holder.parts and len(holder.parts) == 2:
        part = _of_parts(holder, index, lower, upper, holder.parts)
        if part is not None:
            return part
    if holder.effects:
        _halved(run, node, holder, index, lower or upper)
    if holder.kind == "indices" and holder.rows is None:
        return holder.with_(steps=R.chained(holder.steps, _index_step(node, index, holder, lower, upper)))
    if holder.kind in ("listing", "list"):
        order.cut(run, node, index, holder)
    return _some_rows(run, node, holder, index, lower, upper) if holder.kind in ROWED else Value()


def _open(lower: Value | None, upper: Value | None, holder: Value) -> tuple[Value | None, Value | None]:
    """``x[0:n]`` is ``x[:n]``, ``x[n:len(x)]`` is ``x[n:]``."""
    if lower is not None and lower.const == 0 and isinstance(lower.const, int):
        lower = None
    whole = upper.ref if upper is not None and upper.kind == "size" and upper.base is None else None
    if isinstance(whole, Value) and (whole is holder or (whole.rows is not None and whole.rows == holder.rows)):
        upper = None
    return lower, upper


def _halved(run: Run, node: ast.AST, holder: Value, index: ast.Slice, end: Value | None) -> None:
    """One side of a list that may have been shuffled before."""
    side, at = ("head", index.upper) if index.lower is None else ("tail", index.lower)
    if at is not None and end is not None and index.step is None and None in (index.lower, index.upper):
        note_halves(run, node, bound(at, end), side, holder)


def _some_rows(
    run: Run, node: ast.AST, holder: Value, index: ast.Slice, lower: Value | None, upper: Value | None
) -> Value:
    rows = run.rows_of(holder)
    step = _slice_step(node, index, holder, lower, upper)
    if step[1] != "middle" and holder.kind not in ("listing", "list"):
        note_cut(run, node, step[0], "slice", holder, part=step[1])
    part = part_of(holder, R.step(rows, *step))
    cut = windows.hints(run, node, part, index)
    part = part.with_(hints=cut) if cut is not part.hints else part
    if holder.kind in ("indices", "") and holder.read is None:
        part = part.with_(steps=R.chained(holder.steps, _index_step(node, index, holder, lower, upper)))
    return part


def some_of_table(table: Value) -> Value:
    """Some rows of a table of statistics by group: which ones is not known, but they are not the whole table."""
    return table.with_(rows=None, base=None)


def part_of(holder: Value, rows: R.Rows | None) -> Value:
    """Other rows of the same values; what was known of single items is not known of them."""
    return holder.with_(rows=rows, base=holder.root, const=MISSING, items=None, parts=None)


def _is_const(bound: Value | None) -> bool:
    return bound is None or isinstance(bound.const, int)


def _of_parts(
    holder: Value, index: ast.Slice, lower: Value | None, upper: Value | None, parts: tuple[Value, ...]
) -> Value | None:
    """A concatenation of two cut again where it was joined: after the first, or before the second from the end."""
    bound, node = (lower, index.lower) if upper is None else (upper, index.upper)
    if bound is None or bound.kind != "size" or bound.ref is None or (lower is not None and upper is not None):
        return None
    last = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    at = parts[1] if last else parts[0]
    if bound.ref is at or (bound.ref.rows is not None and bound.ref.rows == at.rows):
        return part_again(holder, *parts) if upper is not None else part_again(holder, *reversed(parts))
    return None


def part_again(joined: Value, part: Value, other: Value) -> Value:
    """One of the parts, as the joined whole has become: what only the other part went through is not its own."""
    own = {(e.kind, id(e.node)) for e in part.effects}
    foreign = {(e.kind, id(e.node)) for e in other.effects} - own
    effects = tuple(e for e in joined.effects if (e.kind, id(e.node)) not in foreign)
    return joined.with_(rows=part.rows, effects=effects, base=part.root, may=joined.may or part.may, parts=None)


def _slice_step(
    node: ast.AST, index: ast.Slice, holder: Value, lower: Value | None, upper: Value | None
) -> tuple[object, str]:
    """The step of a one-sided slice is named by its bound, so that the other side is its sibling."""
    if index.step is None:
        for end, sign in ((lower, ">="), (upper, "<=")):
            if end is not None and isinstance(end.const, str) and None in (lower, upper):
                return ("slice", "labels"), f"{sign} {end.const!r}"
        if lower is None and index.upper is not None and upper is not None:
            return ("slice", bound(index.upper, upper)), "head"
        if upper is None and index.lower is not None and lower is not None:
            return ("slice", bound(index.lower, lower)), "tail"
        if lower is not None and upper is not None and isinstance(lower.const, int) and isinstance(upper.const, int):
            return ("slice", ("range", lower.const, upper.const)), "middle"
    return ("slice", id(node)), "middle"


def _index_step(
    node: ast.AST, index: ast.Slice, holder: Value, lower: Value | None, upper: Value | None
) -> tuple[object, str]:
    """The same for a list of positions: cuts of two lists at one bound have nothing to do with each other."""
    split, part = _slice_step(node, index, holder, lower, upper)
    return (split, identity(holder)), part


def bound(node: ast.expr, value: Value) -> object:
    """Equal for bounds that are surely the same position."""
    if value.known:
        return ("const", value.const)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return ("minus", ast.dump(node.operand))
    match node:  # ``x[: len(x) - 100]`` is ``x[:-100]``
        case ast.BinOp(left=ast.Call(func=ast.Name(id="len")), op=ast.Sub(), right=ast.Constant(value=int(short))):
            return ("const", -short)
        case ast.BinOp(left=ast.Call(func=ast.Name(id="len")), op=ast.Sub(), right=ast.Name() as name):
            return ("minus", ast.dump(name))
    if isinstance(node, ast.Name) and value is not UNKNOWN:
        return ("value", identity(value))
    return ("text", ast.dump(node))
