"""What surrounds a statement: the scope, the loops, the arms of conditionals and the calls it is reached through.

A Context never changes. The interpreter enters another one with ``with run.within(run.context.in_loop(node)):``
and is back in the old one when the block ends, whatever happens in it.
"""

from __future__ import annotations

import ast
from typing import Final

from mlsmells.facts.domain.events import BranchPath
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Frame, Function, Home


class Context:
    """Where the walk is. Every event takes what it says of its surroundings from here.

    A class of its own, whose attributes are ``Final``: they are read at every name and at every event, and a frozen
    data class is made too slowly for the many contexts of a walk.
    """

    __slots__ = ("active", "branch", "calls", "frame", "function", "gateway", "here", "home", "loops", "unrolled")

    def __init__(
        self,
        home: Home,
        frame: Frame,
        function: str = "",
        active: tuple[Function, ...] = (),
        calls: tuple[ast.Call, ...] = (),
        here: tuple[ast.Call, ...] = (),
        loops: tuple[ast.AST, ...] = (),
        branch: BranchPath = (),
        gateway: ast.AST | None = None,
        unrolled: bool = False,
    ) -> None:
        self.home: Final = home  # the module whose code is run
        self.frame: Final = frame
        self.function: Final = function  # qualified name, "" at module level
        self.active: Final = active  # the functions being run, outermost first
        self.calls: Final = calls
        self.here: Final = here  # those of ``calls`` that stand in the file itself
        self.loops: Final = loops
        self.branch: Final = branch
        self.gateway: Final = gateway  # where the file first used a name of the module being loaded
        self.unrolled: Final = unrolled  # a loop around has known elements, each with its own pass

    def in_scope(self, frame: Frame) -> Context:
        """In the body of a class."""
        c = self
        return Context(c.home, frame, c.function, c.active, c.calls, c.here, c.loops, c.branch, c.gateway, c.unrolled)

    def in_arm(self, node: ast.AST, number: int) -> Context:
        """In one of the alternatives of a conditional."""
        c, branch = self, (*self.branch, (id(node), number))
        return Context(c.home, c.frame, c.function, c.active, c.calls, c.here, c.loops, branch, c.gateway, c.unrolled)

    def in_loop(self, node: ast.AST, frame: Frame | None = None, *, unrolled: bool = False) -> Context:
        """In the body of a loop or a comprehension; a comprehension has a scope of its own."""
        c, loops = self, (*self.loops, node)
        return Context(
            c.home, frame or c.frame, c.function, c.active, c.calls, c.here, loops, c.branch, c.gateway,
            unrolled or c.unrolled,
        )  # fmt: skip

    def in_call(self, node: ast.Call) -> Context:
        """Behind a call of a function that is run."""
        c, calls = self, (*self.calls, node)
        here = c.here if c.home.foreign else (*c.here, node)
        return Context(c.home, c.frame, c.function, c.active, calls, here, c.loops, c.branch, c.gateway, c.unrolled)

    def at_definition(self, function: Function) -> Context:
        """Where the function was defined: its defaults and decorators are evaluated there."""
        c, home, frame = self, function.home, function.frame
        if c.frame is frame and c.home is home:
            return c
        return Context(home, frame, c.function, c.active, c.calls, c.here, c.loops, c.branch, c.gateway, c.unrolled)

    def in_function(self, function: Function, frame: Frame, *, called: bool) -> Context:
        """In the body of a function. One that nobody calls is in no loop and under no condition."""
        c, active = self, (*self.active, function)
        loops, branch = (c.loops, c.branch) if called else ((), ())
        return Context(
            function.home, frame, function.name, active, c.calls, c.here, loops, branch, c.gateway, c.unrolled
        )

    def in_module(self, home: Home, node: ast.AST) -> Context:
        """In the code of another module, which is loaded because of ``node``."""
        c = self
        return Context(home, home.frame, "", c.active, c.calls, c.here, (), (), c.gateway or node, c.unrolled)

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
