"""What scores are called: the variables, keys and columns they are stored under, the texts they are shown with."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Metric
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers.scores import ScoreNotes, any_scored, carried
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run

# A heading stands directly above what it announces.
_NEAR = 2


def call(run: Run, value: Value, *texts: str) -> None:
    """The scores that a value holds are called so."""
    for effect in carried(value, "scored") if any_scored(run) else ():
        if isinstance(effect.event, Metric):
            new = tuple(t.lower() for t in texts if t.lower() not in effect.event.words)
            run.amend(effect.event, words=effect.event.words + new)


def assigned(run: Run, target: ast.expr, value: Value) -> None:
    """``train_acc = …``, ``self.train_score_ = …``, ``results["train"] = …``."""
    if isinstance(target, ast.Subscript):
        if isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
            call(run, value, target.slice.value)
    elif name := called_as(target):
        call(run, value, name)


def together(run: Run, values: Iterable[Value]) -> None:
    """``("tree", "train", score)``, ``{"train": score}``: texts and scores side by side."""
    held = list(values) if any_scored(run) else []
    scored = [v for v in held if v.effects or v.items]
    texts = _texts(held) if scored else []
    for value in scored if texts else ():
        call(run, value, *texts)


def _texts(values: Iterable[Value]) -> list[str]:
    return [v.const for value in values for v in (value, *(value.items or ())) if isinstance(v.const, str)]


def printed(run: Run, node: ast.AST, values: Iterable[Value]) -> None:
    """What is printed side by side, and the heading that was printed just above."""
    held, notes = list(values), run.notes[ScoreNotes]
    line = getattr(node, "lineno", 0)
    scored = [v for v in held if notes.any and carried(v, "scored", depth=2)]
    texts = _texts(held)
    if not scored:
        notes.heading = (getattr(node, "end_lineno", line) or line, " ".join(texts))
        return
    above, heading = notes.heading
    if 0 < line - above <= _NEAR:
        texts.append(heading)
    for value in scored:
        call(run, value, *texts)
