"""The state of one walk: where it is, what it knows, and the events it has left."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from mlsmells.facts.domain.events import Event
from mlsmells.facts.domain.growth import found_rows
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Rows
from mlsmells.facts.domain.values import Value, is_shared
from mlsmells.facts.state.context import Context
from mlsmells.facts.state.frames import Class, Frame, Function, Home
from mlsmells.facts.state.libraries import Libraries
from mlsmells.facts.state.notes import Notes
from mlsmells.facts.state.ports import NO_FOLLOWER, NO_OUTSIDE
from mlsmells.facts.state.snapshots import Heap, Snapshot


class Run:
    """One walk over one module.

    ``context`` says where it is, ``heap`` what the attributes of objects are, ``events`` what has happened. What an
    observer wants to remember stands in its own record: ``run.notes[ScoreNotes]``.
    """

    def __init__(self, libraries: Libraries, budget: int, path: str = "") -> None:
        self.libraries = libraries
        self.budget = budget  # calls that may still be evaluated
        self.main = Home(path, Frame())
        self.context = Context(self.main, self.main.frame)
        self.outer: list[Context] = []  # the contexts around, outermost first
        self._way_back = _WayBack(self)
        self.statement: ast.stmt | None = None
        self.heap: Heap = {}
        self.events: list[Event] = []
        self.emitted = 0
        self.outside = NO_OUTSIDE
        self.follower = NO_FOLLOWER
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.objects: list[Obj] = []
        self.constants: dict[object, Value] = {}
        self.alive: list[object] = []  # what is known by its identity, which nothing else may get meanwhile
        self._sources = 0
        self.notes = Notes()

    def within(self, context: Context) -> _WayBack:
        """``with run.within(context):`` the block happens in this context."""
        self.outer.append(self.context)
        self.context = context
        return self._way_back

    def emit(self, event: Event) -> None:
        """Record an event in the present context. Each pass over a loop, and each call of a helper, leaves its own."""
        context = self.context
        event.branch = context.branch
        event.calls = context.here
        event.site = (event.node, context.calls)
        if context.home.foreign:
            event.foreign = f"{context.home.path}:{event.line}"
            event.node = context.reported_at(event.node)
        event.loops = context.loops
        event.function = context.function
        event.statement = self.statement
        event.order = self.emitted
        self.emitted += 1
        self.events.append(event)

    def amend(self, event: Event, **learned: Any) -> None:
        """Say more of an event that was emitted: only what its class names as ``LATER``, and only here."""
        for name, value in learned.items():
            if name not in event.LATER:
                raise AttributeError(f"{type(event).__name__}.{name} does not change once the event is emitted")
            setattr(event, name, value)

    def retract(self, wrong: Callable[[Event], bool]) -> None:
        """Take events back that have turned out not to matter. The others keep their places in the order."""
        self.events[:] = [event for event in self.events if not wrong(event)]

    def since(self, order: int) -> list[Event]:
        """The events from this place in the order on; ``run.emitted`` is the place of the next one."""
        if order == self.emitted:
            return []
        return self.events[bisect_left(self.events, order, key=lambda event: event.order) :]

    def reported_at(self, node: ast.AST) -> ast.AST:
        """The node itself, or the call in the file that led to the module it stands in."""
        return self.context.reported_at(node)

    def fresh_rows(self) -> Rows:
        """The rows of a source nobody has seen yet."""
        self._sources += 1
        return frozenset(((self._sources, ()),))

    def rows_of(self, value: Value) -> Rows | None:
        """The rows of a value; an unknown value becomes a source of its own when first asked."""
        if value.rows is None and not is_shared(value) and not value.known and not value.objs:
            return found_rows(value, self.fresh_rows())
        return value.rows

    def snapshot(self) -> Snapshot:
        """The names and attributes as they are now."""
        return dict(self.context.frame.vars), dict(self.heap)

    def restore(self, snapshot: Snapshot) -> None:
        """The names and attributes are these from now on."""
        self.context.frame.vars, self.heap = snapshot


class _WayBack:
    """Ends a ``with`` block. There is one for each walk: contexts are entered too often to make one each time."""

    __slots__ = ("run",)

    def __init__(self, run: Run) -> None:
        self.run = run

    def __enter__(self) -> None:
        """The context was entered by ``run.within``."""

    def __exit__(self, *error: object) -> None:
        self.run.context = self.run.outer.pop()
