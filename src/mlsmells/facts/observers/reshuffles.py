"""Loaders that hand out rows in another order than the one they are kept in, and labels that are kept."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.state.use import Use

# The effect's note where a loader shuffles; an order that a data set itself gets has none.
LOADER = "loader"
_LABELS = frozenset({"labels", "targets"})


def by_default(use: Use, value: Value) -> Value:
    """``flow_from_directory()`` and ``image_dataset_from_directory()`` shuffle unless they are told not to."""
    option = use.option("shuffle")
    if not isinstance(option, str) or value.kind not in ("loader", "dataset") or value.rows is None:
        return value
    return with_shuffle(use.node, value) if use.bound.get(option).absent_or(True) else value


def with_shuffle(node: ast.AST, loader: Value) -> Value:
    """The loader, which hands out its rows in another order each time."""
    return loader.with_(effects=merge_effects(loader.effects, (Effect("reshuffled", node, note=LOADER),)))


def kept_labels(holder: Value, name: str) -> Value | None:
    """``flow.classes``, ``test_set.targets``: the labels of all rows, in the order in which they are kept."""
    if holder.rows is None or holder.kind not in ("loader", "dataset"):
        return None
    if name not in _LABELS and not (name == "classes" and holder.kind == "loader"):
        return None  # the classes of a data set are their names
    return Value(kind="array", rows=holder.rows, read=holder.read, base=Value(rows=holder.rows))
