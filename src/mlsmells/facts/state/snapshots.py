"""What is known at one point of a program, and the join of what is known at two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from mlsmells.facts.domain.lattice import join
from mlsmells.facts.domain.values import Value

# The names of the present scope; the attributes of objects, by the object's identity.
Names = dict[str, Value]
Heap = dict[tuple[int, str], Value]
Snapshot = tuple[Names, Heap]

K = TypeVar("K")


def copied(snapshot: Snapshot) -> Snapshot:
    """A snapshot that may be written to."""
    return dict(snapshot[0]), dict(snapshot[1])


def join_snapshots(a: Snapshot, b: Snapshot) -> Snapshot:
    """What is known after two branches. A name bound in one only keeps its value: its use implies it is bound."""
    return _join_maps(a[0], b[0]), _join_maps(a[1], b[1])


def join_ends(ends: Sequence[Snapshot]) -> Snapshot:
    """What is known where several branches (at least one) come together."""
    joined = ends[0]
    for end in ends[1:]:
        joined = join_snapshots(joined, end)
    return joined


def _join_maps(a: dict[K, Value], b: dict[K, Value]) -> dict[K, Value]:
    if a is b:
        return a
    out = dict(a)
    for name, value in b.items():
        mine = a.get(name)
        if mine is None:
            out[name] = value
        elif mine is not value:
            out[name] = join(mine, value)
    return out
