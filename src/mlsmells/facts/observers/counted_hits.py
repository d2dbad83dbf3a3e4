"""Hits that a loop counts: ``for p, t in zip(pred, y): if p == t: correct += 1``; divided by their number, a score."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.lattice import merge_predictions
from mlsmells.facts.domain.limits import parts_of
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers.manual_statistics import HITS
from mlsmells.facts.state.state import Run

_DATA = frozenset({"series", "array", "tensor"})


class CountNotes:
    """What was compared last, and by loop: which names will be counts when it has ended."""

    def __init__(self) -> None:
        self.compared: tuple[ast.Compare, Value] | None = None
        self.counts: dict[int, dict[str, Value]] = {}


def compared(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> None:
    """A prediction and the label it should be, one row of each."""
    right = others[0]
    against = right if left.predictions else left
    if bool(left.predictions) == bool(right.predictions) or not run.context.loops:
        return
    if against.rows is None and against.kind not in _DATA:
        return
    hits = Value(
        kind="residual", rows=R.gathered(left.rows), predictions=merge_predictions(left, right), base=against.root,
        parts=parts_of((left, right)), label=against.is_label, name=HITS if isinstance(node.ops[0], ast.Eq) else "",
    )  # fmt: skip
    run.notes[CountNotes].compared = (node, hits)


def branched(run: Run, node: ast.If) -> None:
    """``if p == t: correct += 1``."""
    notes = run.notes[CountNotes]
    last, notes.compared = notes.compared, None
    if last is None or last[0] is not node.test or not run.context.loops:
        return
    loop = run.context.loops[-1]
    counts = notes.counts.setdefault(id(loop), {})
    counts.update((name, last[1]) for name in _counted(node.body))
    counts.update((name, Value(kind="size")) for name in _counted(getattr(loop, "body", [])))


def loop_ended(run: Run) -> None:
    """From now on the names are counts of what the loop went over."""
    counts = run.notes[CountNotes].counts.pop(id(run.context.loops[-1]), {}) if run.notes[CountNotes].counts else {}
    for name, value in counts.items():
        run.context.frame.rebind(name, value)


def _counted(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        match statement:
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=ast.Constant(value=1 | 1.0)):
                yield name
