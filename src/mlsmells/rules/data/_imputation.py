"""Which missing values are filled with one statistic, for all columns alike."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts import ANY_COLUMN, Call, Facts, Filled, Fit, Lost, Obj, Value, learning, rows

_STATISTICS = frozenset({"mean", "median"})


class Blanket(NamedTuple):
    """``X`` is filled at ``node`` with the ``statistic`` of each of its columns."""

    node: ast.AST
    X: Value
    statistic: str


def blankets(facts: Facts) -> Iterator[Blanket]:
    """Fills of whole frames, of each column in a loop over all of them, and by an imputer as it comes."""
    lost: set[ast.AST | None] = {event.call for event in facts.of(Lost)}
    fills = [(filled, statistic) for filled in facts.of(Filled) if (statistic := _statistic(filled, lost))]
    for filled, statistic in fills:
        loops = {id(loop) for loop in filled.loops}
        others = {other for e, other in fills if e.loops and loops & {id(loop) for loop in e.loops}}
        if len(others) < 2 and filled.X is not None:  # two statistics in one loop: somebody chooses
            yield Blanket(filled.node, filled.X, statistic)
    for obj in facts.objects:
        X = _imputed(facts, obj) if obj.short in ("SimpleImputer", "Imputer") else None
        if X is not None:
            yield Blanket(obj.node, X, "mean")


def _statistic(filled: Filled, lost: set[ast.AST | None]) -> str:
    """The statistic of the same columns that fills all columns; nothing for a choice of columns."""
    X, value = filled.X, filled.value
    if X is None or value is None or not isinstance(value.ref, Value) or value.kind != "stat":
        return ""
    of = value.ref
    if not learning.sources(X) & learning.sources(of) or filled.node in lost:
        return ""  # what another table is filled with was chosen there; a copy that nobody keeps fills nothing
    if not (_is_any(X) and _is_any(of)) and not (_is_whole(X) and _is_whole(of)):
        return ""
    names = {e.event.name.rpartition(".")[2] for e in value.effects if e.kind == "stat" and e.event is not None}
    notes = {e.note for e in value.effects if e.node in _nodes(value)}
    found = (names | notes) & _STATISTICS
    return found.pop() if len(found) == 1 and "grouped" not in notes else ""


def _nodes(value: Value) -> set[ast.AST]:
    return {e.node for e in value.effects}


def _is_any(value: Value) -> bool:
    return value.name == ANY_COLUMN


def _is_whole(value: Value) -> bool:
    """A frame whose columns nobody chose by name, and whose rows no condition chose."""
    if value.kind != "frame" or value.name == ANY_COLUMN or (value.columns and value.columns.known is not None):
        return False
    return not any(_is_choice(step) for _, path in value.rows or () for step in path[-1:])


def _is_choice(step: rows.Step) -> bool:
    split = step[0]
    return isinstance(split, tuple) and split[0] == "mask"


def _imputed(facts: Facts, obj: Obj) -> Value | None:
    """What an imputer with the default strategy learns from, if that is every numeric column."""
    if not obj.param("strategy").absent_or("mean") or not obj.param("add_indicator").absent_or(False):
        return None
    if not obj.param("axis").absent_or(0):  # the mean of a row, in scikit-learn before 0.22
        return None
    fit: Fit | None = obj.fits[0] if obj.fits else None
    if fit is None or fit.foreign or fit.X is None or not _sees_all(facts, obj):
        return None
    X = fit.X
    chosen = X.columns is not None and X.columns.known is not None
    return None if chosen or X.kind == "series" or X.column is not None or (X.kind != "frame" and X.name) else X


def _sees_all(facts: Facts, obj: Obj) -> bool:
    """In a column transformer: the columns are chosen by their type, not by name."""
    for holder in facts.objects:
        if not holder.is_a("columns") or not any(obj in child.tree() for _, child in holder.children):
            continue
        mine = [
            step for step in _steps(holder.param("transformers").value) if any(obj in o.tree() for o in step[-2].objs)
        ]
        return bool(mine) and all(_by_type(facts, step[-1]) for step in mine)
    return True


def _steps(given: Value) -> Iterator[tuple[Value, ...]]:
    """The steps of a column transformer: (name, transformer, columns), or without the name."""
    for item in given.items or ():
        if item.kind == "tuple" and item.items is not None and len(item.items) >= 2:
            yield item.items
        elif item.kind == "list":
            yield from _steps(item)


def _by_type(facts: Facts, columns: Value) -> bool:
    """All columns of a type, whatever their names are."""
    if columns.kind == "columns" and columns.ref is not None:
        return True
    return any(call.out is columns for call in facts.of(Call) if "column-selector" in call.tags)
