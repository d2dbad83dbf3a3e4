"""Splits that put rows on either side at random, whatever belongs together."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core import Edit, Fix, ReplaceExpression, Span
from mlsmells.core.records import dataclass
from mlsmells.facts.domain.events import CrossValidation, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.splitters import shuffles, splitters
from mlsmells.facts.domain.values import Arg, Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(slots=True, eq=False)
class Shuffled:
    """One shuffling split: the place that makes it shuffle, and what is divided."""

    event: Split | CrossValidation
    node: ast.AST
    name: str
    values: tuple[Value, ...]
    id: object = None
    obj: Obj | None = None

    @property
    def by_groups(self) -> bool:
        """Rows of one group stay together."""
        given: dict[str, Arg] = self.event.args
        groups = given.get("groups")
        third = isinstance(self.event, Split) and self.event.kind == "cv" and len(self.values) > 2
        return third or (groups is not None and groups.value.kind != "none") or self._grouping

    @property
    def _grouping(self) -> bool:
        return self.obj is not None and "groups" in self.obj.tags


def shuffled(facts: Facts) -> Iterator[Shuffled]:
    """All splits that surely shuffle, in program order.

    Rows drawn by hand are a part of a split if another part is used: ``X[order[:32]]`` alone is a batch.
    """
    events: list[Split | CrossValidation] = [*facts.of(Split), *facts.of(CrossValidation)]
    places = {(id(e.drawn.node), id(e.node)) for e in facts.of(Split) if e.drawn is not None}
    drawn_again = Counter(draw for draw, _ in places)
    for event in sorted(events, key=lambda e: e.order):
        if isinstance(event, Split) and event.kind != "cv":
            if event.shuffle and (event.kind == "random" or (event.kind == "sample" and event.rest)):
                yield Shuffled(event, event.node, _short(event.name), event.inputs, event.id)
            elif event.drawn is not None and (event.rest or drawn_again[id(event.drawn.node)] > 1):
                yield Shuffled(event, event.drawn.node, event.drawn.column, event.inputs, event.id)
            continue
        values = event.inputs if isinstance(event, Split) else tuple(v for v in (event.X, event.y) if v is not None)
        for obj in splitters(event):
            if shuffles(obj):
                yield Shuffled(event, obj.node, obj.short, values, getattr(event, "id", None), obj)


def _short(name: str) -> str:
    return name.rpartition(".")[2]


def without_shuffle(facts: Facts, split: Shuffled) -> Fix | None:
    """``shuffle=False`` for a call that has such an argument; a splitter needs more thought than that."""
    node = split.node
    if split.name != "train_test_split" or not isinstance(node, ast.Call):
        return None
    if any(k.arg is None for k in node.keywords) or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    text = "\n".join(facts.source.lines)
    kept = [k for k in node.keywords if k.arg not in ("stratify", "random_state", "shuffle")]
    given = [ast.get_source_segment(text, part) or "" for part in (*node.args, *kept)]
    called = ast.get_source_segment(text, node.func)
    edits: tuple[Edit, ...] = (ReplaceExpression(Span.of(node), f"{called}({', '.join(given)}, shuffle=False)"),)
    return Fix("split in order", edits, why="the rows may not be in the order of time yet")
