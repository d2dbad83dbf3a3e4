"""What the interpreter announces while it walks, and to whom.

The interpreter knows Python only: it says that values were compared or that a branch begins. An observer (floor
``observers``) listens, draws its conclusions and keeps its own notes. ``interpreter/tables.py`` says who listens to
what.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Event
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run

# Each is told ``for tell in on_…: tell(run, …)``.
# An expression stands alone: nobody keeps its value.
on_expression: list[Callable[[Run, ast.Expr, Value], None]] = []
on_return: list[Callable[[Run, ast.Return, Value], None]] = []
# Evaluating a condition that stops the program, by ``assert`` or ``if …: raise``, has left these events.
on_assert: list[Callable[[Run, Sequence[Event]], None]] = []
# The left side, then the others.
on_compare: list[Callable[[Run, ast.Compare, Value, list[Value]], None]] = []
# A ``case`` is about to be run: its pattern, the subject's node and its value.
on_case: list[Callable[[Run, ast.pattern, ast.expr, Value], None]] = []
# Values that stand side by side: the arguments of a call, the elements of a tuple or list, a key and its value.
on_group: list[Callable[[Run, list[Value]], None]] = []
# The arms of an ``if`` whose condition is not known are about to be run; an arm has been run.
on_branch: list[Callable[[Run, ast.If], None]] = []
on_arm_end: list[Callable[[Run, list[ast.stmt]], None]] = []
# A call of a function of the file that is not followed: too deep, too often, or by itself.
on_unfollowed: list[Callable[[Run, ast.Call, list[Value]], None]] = []
# A call of a function of the file is about to be followed; the instance is that of a method.
on_follow: list[Callable[[Run, ast.Call, Function, Args, Value | None], None]] = []
# A ``for`` loop goes over a value; it has ended.
on_loop: list[Callable[[Run, ast.For | ast.AsyncFor, Value], None]] = []
on_loop_end: list[Callable[[Run], None]] = []
