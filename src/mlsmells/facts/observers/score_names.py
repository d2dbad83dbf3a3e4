"""What scores are called: the variables, keys and columns they are stored under, the texts they are shown with."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Metric
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers.scores import carried
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run

# A heading stands directly above what it announces.
_NEAR = 2


def call(value: Value, *texts: str) -> None:
    """The scores that a value holds are called so."""
    for effect in carried(value, "scored"):
        if isinstance(effect.event, Metric):
            effect.event.words += tuple(t.lower() for t in texts if t.lower() not in effect.event.words)


def assigned(run: Run, target: ast.expr, value: Value) -> None:
    """``train_acc = …``, ``self.train_score_ = …``, ``results["train"] = …``."""
    if isinstance(target, ast.Subscript):
        if isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
            call(value, target.slice.value)
    elif name := called_as(target):
        call(value, name)


def together(values: Iterable[Value]) -> None:
    """``("tree", "train", score)``, ``DataFrame([[score]], columns=["train"])``: texts and scores side by side."""
    held = list(values)
    scored = [v for v in held if v.effects or v.items]
    texts = _texts(held) if scored else []
    for value in scored if texts else ():
        call(value, *texts)


def _texts(values: Iterable[Value]) -> list[str]:
    return [v.const for value in values for v in (value, *(value.items or ())) if isinstance(v.const, str)]


def printed(run: Run, node: ast.AST, values: Iterable[Value]) -> None:
    """What is printed side by side, and the heading that was printed just above."""
    held = list(values)
    line = getattr(node, "lineno", 0)
    scored = [v for v in held if run.scored and carried(v, "scored", depth=2)]
    texts = _texts(held)
    if not scored:
        run.heading = (getattr(node, "end_lineno", line) or line, " ".join(texts))
        return
    above, heading = run.heading
    if 0 < line - above <= _NEAR:
        texts.append(heading)
    for value in scored:
        call(value, *texts)
