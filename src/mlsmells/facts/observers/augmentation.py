"""Random augmentation: which transforms and generators change the rows at random, and what they are applied to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.facts.domain.rows import Rows
    from mlsmells.facts.state.state import Run

HELD_OUT = frozenset({"test", "val", "valid", "validation", "testing", "dev", "eval"})


def augmented(
    run: Run, node: ast.AST, rows: Rows | None, by: Value | None, before: tuple[Effect, ...]
) -> tuple[Effect, ...]:
    """The effects of a data set or loader whose rows pass through ``by``."""
    objs = by.objs if by is not None else ()
    random = [found for obj in objs if (found := augmenter(obj)) is not None]
    if not random or by is None:
        return before
    event = Call(node, name=random[0].cls, tags=frozenset({"augmented"}), obj=random[0])
    run.emit(event)
    may = by.may or len(random) < len(objs)
    effect = Effect("augmented", node, rows=rows, obj=random[0], may=may, event=event)
    return merge_effects(before, (effect,))


def augmenter(obj: Obj) -> Obj | None:
    """The first transform inside that changes rows at random, or the generator itself."""
    for inner in obj.tree():
        if "augmentation" in inner.tags and not inner.param("p").is_const(0, 0.0):
            return inner
        names = inner.spec.options.get("augments", ()) if inner.spec is not None else ()
        if any(name in inner.params and not inner.param(name).is_const(0, 0.0, False, None) for name in names):
            return inner
    return None


def held_out_role(obj: Obj) -> str:
    """The held-out part of a library's data set that an argument asks for: ``train=False``, ``split="test"``."""
    role = obj.spec.options.get("role") if obj.spec is not None else None
    if not isinstance(role, dict):
        return ""
    const = obj.param(str(role.get("arg"))).const
    if const is False:
        return "test"
    return const if isinstance(const, str) and const.lower() in HELD_OUT else ""
