"""Changes of a frame that are lost: in a copy that nobody keeps, in a temporary selection, in a column's alias.

Only frames of pandas are meant: where a file imports another library whose frames are values of the
kind frame too, their rules differ (polars has no in-place methods, Spark no chained assignment).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.kinds import LostHow
from mlsmells.facts.domain.table_events import FRAMES, Lost
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import variable

if TYPE_CHECKING:
    from mlsmells.facts.state.use import Use

OTHER_FRAMES = frozenset({"polars", "pyspark", "dask", "vaex", "duckdb"})
_LOCATORS = frozenset({"loc", "iloc", "ix"})
# What these methods return fits where it was taken from: the same rows in the same order.
SAME_SHAPE = frozenset(
    "astype bfill backfill capitalize clip ffill fillna infer_objects interpolate lower lstrip mask pad replace rstrip "
    "strip title upper where".split()
)
_CATEGORIES = frozenset(
    "set_categories rename_categories reorder_categories add_categories remove_categories remove_unused_categories "
    "as_ordered as_unordered".split()
)
# Kinds of what stands before the last brackets of a chained assignment.
CHAINABLE = frozenset({"frame", "series", "indexer"})


class LostNotes:
    """The use of a known function that ended last: its result may be the value of a statement."""

    def __init__(self) -> None:
        self.last: Use | None = None


def is_pandas(run: Run) -> bool:
    """A frame in this file is surely one of pandas."""
    packages = run.libraries.packages
    return "pandas" in packages and not packages & OTHER_FRAMES


def dropped(run: Run, node: ast.Expr, value: Value) -> None:
    """The changed copy that a method returns is the value of a statement: nobody keeps it."""
    use = run.notes[LostNotes].last
    if use is not None and use.node is node.value:
        _dropped(run, node, use)
    _regridded(run, node)


# What gives a frame on another grid of times, and is there for nothing else.
_REGRID = frozenset("asfreq ffill bfill pad nearest interpolate fillna".split())


def _regridded(run: Run, node: ast.Expr) -> None:
    """``df.resample("h").asfreq()`` as a statement: the frame keeps its gaps."""
    call = node.value
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _REGRID):
        return
    inner = call.func.value
    if not (isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr == "resample"):
        return
    target = _root(run, inner)
    held = evaluate(run, target) if target is not None else None
    if held is not None and held.as_frame.kind in FRAMES and is_pandas(run):
        _lost(run, node, "dropped", call.func.attr, target or inner, held, call)


def _dropped(run: Run, node: ast.Expr, use: Use) -> None:
    held = use.self_value
    if held is None or held.kind not in FRAMES or not use.option("updates") or not is_pandas(run):
        return
    flag = use.option("inplace")
    if flag and not use.bound.get(flag).absent_or(False):
        return
    target = _root(run, use.self_node)
    if target is not None and evaluate(run, target).as_frame.kind in FRAMES:
        _lost(run, node, "dropped", use.spec.name, target, held, use.node)


def changed_in_place(use: Use) -> None:
    """A method worked in place: on a temporary copy, on a column with a name of its own, or on a whole frame."""
    run, node, held = use.run, use.self_node, use.self_value
    if node is None or held is None or held.kind not in FRAMES or not is_pandas(run):
        return
    if isinstance(node, ast.Name):
        if held.kind == "series" and held.column is not None and _is_frame(held.base):
            _lost(run, use.node, "alias", use.spec.name, node, held, use.node, once=_fits(use.spec.name))
        return
    target = _root(run, node)
    if target is not None and target is not node and _is_frame(evaluate(run, target)):
        once = _fits(use.spec.name) and not _is_copy(run, node)
        _lost(run, use.node, "inplace", use.spec.name, target, held, use.node, once=once)


def chained(run: Run, target: ast.Subscript, holder: Value) -> None:
    """``df[rows]["c"] = v``: the value goes into the copy that the first brackets make."""
    inner = target.value
    if isinstance(inner, ast.Name):
        if holder.kind == "series" and holder.column is not None and _is_frame(holder.base) and is_pandas(run):
            _lost(run, target, "alias", "", inner, holder, None, once=True)
        return
    if isinstance(inner, ast.Attribute) and inner.attr in (*_LOCATORS, "at", "iat"):
        inner = inner.value  # df["c"].loc[rows] = v
    base = _selected_from(run, inner)
    if base is None or not is_pandas(run):
        return
    frame = evaluate(run, base)
    if _is_frame(frame):
        _lost(run, target, "chained", "", base, frame, None, once=not _is_copy(run, inner))


def _selected_from(run: Run, node: ast.expr) -> ast.expr | None:
    """The variable that a column or some rows are taken from, in one step: ``df`` of ``df["c"]``, ``df.c``."""
    if isinstance(node, ast.Attribute):
        if not variable(node.value):
            return None
        taken = evaluate(run, node)
        return node.value if taken.kind == "series" and taken.column == node.attr else None
    if not isinstance(node, ast.Subscript):
        return None
    if isinstance(node.value, ast.Attribute) and node.value.attr in _LOCATORS:
        if isinstance(node.slice, ast.Tuple) and not _several_rows(run, node.slice.elts[0]):
            return None  # one cell, which may hold a list
        return node.value.value if variable(node.value.value) else None
    return node.value if variable(node.value) else None


def _several_rows(run: Run, index: ast.expr) -> bool:
    return isinstance(index, ast.Slice) or evaluate(run, index).kind in ("mask", "list", "indices")


def _root(run: Run, node: ast.expr | None) -> ast.expr | None:
    """The variable that a chain of columns, rows and calls starts from."""
    while node is not None and not isinstance(node, ast.Name):
        if isinstance(node, ast.Call):
            node = node.func.value if isinstance(node.func, ast.Attribute) else None
        elif isinstance(node, ast.Attribute) and _is_instance(run, node.value):
            return node
        elif isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        else:
            return None
    return node


def _is_instance(run: Run, node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and evaluate(run, node).kind in ("instance", "class")


def _is_frame(value: Value | None) -> bool:
    return value is not None and value.as_frame.kind == "frame"


def _fits(name: str) -> bool:
    """What the method leaves is as long as what it found: a column that became shorter never was the frame's."""
    return name.rpartition(".")[2] in SAME_SHAPE | _CATEGORIES


def _is_copy(run: Run, node: ast.expr) -> bool:
    """The brackets copied in every version: they chose rows by a condition, or several columns by name."""
    while isinstance(node, (ast.Subscript, ast.Attribute, ast.Call)):
        if isinstance(node, ast.Call):
            return True  # head(), drop(): frames of their own
        if isinstance(node, ast.Subscript):
            index = node.slice
            parts = index.elts if isinstance(index, ast.Tuple) else [index]
            if any(
                not isinstance(p, ast.Slice) and evaluate(run, p).kind in ("mask", "list", "indices") for p in parts
            ):
                return True
        node = node.value
    return False


def _lost(
    run: Run,
    node: ast.AST,
    how: LostHow,
    name: str,
    target: ast.expr,
    value: Value,
    call: ast.Call | None,
    *,
    once: bool = False,
) -> None:
    method = name.rpartition(".")[2]
    run.emit(Lost(node, how=how, name=method, target=target, value=value, call=call, once=once))
