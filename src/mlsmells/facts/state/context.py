"""What surrounds a statement: the scope, the loops, the arms of conditionals and the calls it is reached through.

A Context never changes. The interpreter enters another one with ``with run.within(run.context.in_loop(node)):``
and is back in the old one when the block ends, whatever happens in it.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from mlsmells.facts.domain.events import BranchPath
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Frame, Function, Home


class Context(NamedTuple):
    """Where the walk is. Every event takes what it says of its surroundings from here.

    The methods that are called most build the next context from slices: ``_replace`` takes three times as long.
    """

    home: Home  # the module whose code is run
    frame: Frame
    function: str = ""  # qualified name, "" at module level
    active: tuple[Function, ...] = ()  # the functions being run, outermost first
    calls: tuple[ast.Call, ...] = ()
    here: tuple[ast.Call, ...] = ()  # those of ``calls`` that stand in the file itself
    loops: tuple[ast.AST, ...] = ()
    branch: BranchPath = ()
    gateway: ast.AST | None = None  # where the file first used a name of the module being loaded
    unrolled: bool = False  # a loop around has known elements, each with its own pass

    def in_scope(self, frame: Frame) -> Context:
        """In the body of a class."""
        return self._replace(frame=frame)

    def in_arm(self, node: ast.AST, number: int) -> Context:
        """In one of the alternatives of a conditional."""
        return Context(*self[:7], (*self.branch, (id(node), number)), *self[8:])

    def in_loop(self, node: ast.AST, frame: Frame | None = None, *, unrolled: bool = False) -> Context:
        """In the body of a loop or a comprehension; a comprehension has a scope of its own."""
        scope = frame or self.frame
        return Context(
            self.home, scope, *self[2:6], (*self.loops, node), self.branch, self.gateway, unrolled or self.unrolled
        )

    def in_call(self, node: ast.Call) -> Context:
        """Behind a call of a function that is run."""
        here = self.here if self.home.foreign else (*self.here, node)
        return Context(*self[:4], (*self.calls, node), here, *self[6:])

    def at_definition(self, function: Function) -> Context:
        """Where the function was defined: its defaults and decorators are evaluated there."""
        return Context(function.home, function.frame, *self[2:])

    def in_function(self, function: Function, frame: Frame, *, called: bool) -> Context:
        """In the body of a function. One that nobody calls is in no loop and under no condition."""
        loops, branch = (self.loops, self.branch) if called else ((), ())
        active = (*self.active, function)
        return Context(function.home, frame, function.name, active, self.calls, self.here, loops, branch, *self[8:])

    def in_module(self, home: Home, node: ast.AST) -> Context:
        """In the code of another module, which is loaded because of ``node``."""
        return self._replace(
            home=home, frame=home.frame, function="", loops=(), branch=(), gateway=self.gateway or node
        )

    @property
    def at_module_level(self) -> bool:
        """Outside of every function and class."""
        return self.frame is self.home.frame

    @property
    def elsewhere(self) -> str:
        """The other module of the project that is being run; "" in the file itself."""
        return self.home.path if self.home.foreign else ""

    def reported_at(self, node: ast.AST) -> ast.AST:
        """The node itself, or the call in the file that led to the module it stands in."""
        if not self.home.foreign:
            return node
        return self.here[-1] if self.here else self.gateway or node

    def repeats(self, value: Value) -> bool:
        """A loop began after the value was made: what happens to it happens several times."""
        if not self.loops or self.unrolled:
            return False
        made = getattr(value.origin, "lineno", 0)
        loop = self.loops[-1]
        inside = getattr(loop, "lineno", 0) <= made <= (getattr(loop, "end_lineno", 0) or 0)
        return not inside
