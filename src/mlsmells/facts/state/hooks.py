"""What the interpreter announces while it walks, and to whom.

The interpreter knows Python only: it says that values were compared or that a branch begins. An observer (floor
``observers``) listens, draws its conclusions and keeps its own notes. ``interpreter/tables.py`` says who listens to
what.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Generic, ParamSpec

from mlsmells.facts.domain.events import Event
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.state import Run

P = ParamSpec("P")


class Hook(Generic[P]):
    """One kind of moment in a walk; calling it tells everyone who listens."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[P, object], ...] = ()

    def listen(self, *listeners: Callable[P, object]) -> None:
        """From now on these are told, in this order; whoever listens already is told once."""
        self._listeners = tuple(dict.fromkeys((*self._listeners, *listeners)))

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for listener in self._listeners:
            listener(*args, **kwargs)


# An expression stands alone: nobody keeps its value.
on_expression: Hook[[Run, ast.Expr, Value]] = Hook()
on_return: Hook[[Run, ast.Return, Value]] = Hook()
# Evaluating a condition that stops the program, by ``assert`` or ``if …: raise``, has left these events.
on_assert: Hook[[Run, Sequence[Event]]] = Hook()
# The left side, then the others.
on_compare: Hook[[Run, ast.Compare, Value, list[Value]]] = Hook()
# The arms of an ``if`` whose condition is not known are about to be run; an arm has been run.
on_branch: Hook[[Run, ast.If]] = Hook()
on_arm_end: Hook[[Run, list[ast.stmt]]] = Hook()
# A ``for`` loop goes over a value; it has ended.
on_loop: Hook[[Run, ast.For | ast.AsyncFor, Value]] = Hook()
on_loop_end: Hook[[Run]] = Hook()
