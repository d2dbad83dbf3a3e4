"""What is known of the elements of a set: whether all are of one kind, and so can be compared."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.columns import drop_columns, names_among
from mlsmells.facts.domain.lattice import element
from mlsmells.facts.domain.left_over import rest_of
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.syntax.integers import is_integer_type

if TYPE_CHECKING:
    from collections.abc import Iterable

MIXED = "mixed"  # a set with elements that may not be compared


def set_order(node: ast.AST, held: Value) -> Effect:
    """The order of a set, taken at this place; the note says what is known of its elements."""
    return Effect("set-order", node, note=contents(held))


def contents(held: Value) -> str:
    """``numbers``, ``texts`` or nothing: all elements are surely of that kind.

    ``keys``: numbers as a rule; ``columns``: the names of a table's columns, texts as a rule.
    """
    if held.name in ("numbers", "texts", "keys", "columns"):
        return held.name
    if held.name == MIXED:
        return ""
    inner = element(held)
    if inner is not None and inner.kind == "size":
        return "numbers"
    if inner is not None and (inner.kind == "text" or isinstance(inner.const, str)):
        return "texts"
    if held.items and all(isinstance(i.const, str) for i in held.items):
        return "texts"
    if held.items and all(isinstance(i.const, (int, float)) for i in held.items):
        return "numbers"
    return ""


# Methods after which the elements are the same, or of the same kind.
_KEEPS = frozenset(
    "array asarray copy reshape ravel flatten squeeze tolist to_list to_numpy dropna transpose expand_dims concatenate "
    "sort repeat take unique".split()
)
_COLUMNS_OF_NUMBERS = frozenset({"", "series", "array", "list"})


def as_typed(out: Value, function: str, dtype: ast.expr | None) -> Value:
    """The elements of an array after ``function``: whole numbers, where it is given such a type or they were before."""
    if dtype is not None and is_integer_type(dtype):
        free = not out.name or out.name.startswith("parameter ")
        return out.with_(name="numbers") if free and out.kind in _COLUMNS_OF_NUMBERS else out
    if out.name == "numbers" and (dtype is not None or function.rpartition(".")[2] not in _KEEPS):
        return out.with_(name="")
    return out


def fewer(node: ast.AST, sets: Iterable[Value], *, common: bool) -> Value:
    """Some of the first set's elements; ``common``: those that the others hold as well."""
    held = list(sets)
    kinds = [kind for each in (held if common else held[:1]) if (kind := contents(each))]
    rest = rest_of(held[1]) if len(held) > 1 and not common else ()
    out = Value(kind="set", element=element(held[0]), name=kinds[0] if kinds else MIXED, origin=node, steps=rest)
    names = names_among(held[1]) if len(held) == 2 and not common else None
    return out if names is None else of_columns(out, drop_columns(held[0], names))


def of_columns(out: Value, held: Value) -> Value:
    """``set(df.columns)``: a container with the names of a table's columns, in whatever order."""
    return out.with_(columns=held.columns, base=held.base) if held.columns is not None else out


def united(node: ast.AST, sets: Iterable[Value]) -> Value:
    """A set with the elements of several containers: of a kind only if all of them are."""
    held = list(sets)
    kinds = {contents(each) for each in held}
    first = element(held[0]) if held else None
    return Value(kind="set", element=first, name=kinds.pop() if len(kinds) == 1 else MIXED, origin=node)
