"""The state of one walk: frames, heap, events, and the context an event happens in."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mlsmells.facts.domain.events import BranchPath, Choice, Event, OrderUse, Split
from mlsmells.facts.domain.growth import found_rows
from mlsmells.facts.domain.kinds import SplitKind
from mlsmells.facts.domain.lattice import join
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Rows
from mlsmells.facts.domain.values import Effect, Value, identity, is_shared

if TYPE_CHECKING:
    from mlsmells.facts.interpreter.environment import Outside
    from mlsmells.facts.interpreter.modules import Follower
    from mlsmells.facts.state.use import Use
    from mlsmells.knowledge import Knowledge

# Calls into functions of the file are followed this deep; beyond, their result is unknown.
MAX_DEPTH = 4
# One function is run for at most so many different calls.
MAX_CONTEXTS = 12


@dataclass(slots=True, eq=False)
class Frame:
    """The names of one scope. ``parent`` is the scope it was written in."""

    vars: dict[str, Value] = field(default_factory=dict)
    parent: Frame | None = None
    is_class: bool = False
    outer_names: set[str] = field(default_factory=set)  # declared global or nonlocal
    returns: list[Value] = field(default_factory=list)

    def rebind(self, name: str, value: Value) -> None:
        """Give a name another value in the scope that has it."""
        frame: Frame | None = self
        while frame is not None and (name not in frame.vars or (frame is not self and frame.is_class)):
            frame = frame.parent
        if frame is not None:
            frame.vars[name] = value

    def find(self, name: str) -> Value | None:
        """The value of a name here or in an enclosing function or the module."""
        found = self.vars.get(name)
        frame = self.parent
        while found is None and frame is not None:
            if not frame.is_class:
                found = frame.vars.get(name)
            frame = frame.parent
        return found


@dataclass(slots=True, eq=False)
class Home:
    """The module that code belongs to: the file itself, or another module of the project."""

    path: str
    frame: Frame
    source: Any = None  # kept, so that its nodes stay what they are


FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(slots=True, eq=False)
class Function:
    """A function, method or lambda of the file."""

    node: FunctionNode
    frame: Frame
    name: str
    home: Home
    owner: Class | None = None
    decorators: tuple[Value, ...] = ()
    contexts: int = 0
    sites: set[int] = field(default_factory=set)  # ids of the call nodes it was reached from
    memo: dict[object, Value] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Class:
    """A class of the file. ``bases`` are the values of its base expressions."""

    node: ast.ClassDef
    frame: Frame
    home: Home
    bases: tuple[Value, ...] = ()
    instances: int = 0
    last: Value | None = None  # the instance made last

    def method(self, name: str) -> Value | None:
        """A method or class attribute, here or in a base class of the file."""
        found = self.frame.vars.get(name)
        if found is not None:
            return found
        for base in self.bases:
            if isinstance(base.ref, Class):
                found = base.ref.method(name)
                if found is not None:
                    return found
        return None


class Run:
    """One walk over one module."""

    def __init__(self, knowledge: Knowledge, budget: int, path: str = "") -> None:
        self.knowledge = knowledge
        self.packages: frozenset[str] = frozenset()  # the packages that knowledge was loaded for
        self.extra: tuple[str, ...] = ()
        self.budget = budget
        self.events: list[Event] = []
        self.module = Frame()
        self.frame = self.module
        self.main = self.home = Home(path, self.module)
        self.follower: Follower | None = None
        self.outside: Outside | None = None  # the command line and settings files, where they are asked for
        self.here: tuple[ast.Call, ...] = ()  # the calls of ``calls`` that stand in the file itself
        self.gateway: ast.AST | None = None  # where the file first used a name of the module being loaded
        self.heap: dict[tuple[int, str], Value] = {}
        self.branch: BranchPath = ()
        self.calls: tuple[ast.Call, ...] = ()
        self.loops: tuple[ast.AST, ...] = ()
        self.function = ""
        self.depth = 0
        self.active: list[Function] = []
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.objects: list[Obj] = []
        self.instances: list[object] = []  # kept alive: the heap knows them by their id
        self.libs: dict[str, Value] = {}
        self.constants: dict[object, Value] = {}
        self.sources = 0
        self.statement: ast.stmt | None = None
        self.kept: list[Value] = []
        self.last: Use | None = None  # the use of a known function that ended last
        self.unrolled = False  # the loop being run has known elements, each with its own pass
        # The loops around: the node, how many calls deep it runs, and the order it goes in.
        self.orders: list[tuple[ast.AST, int, tuple[Effect, ...]]] = []
        self.cuts: set[object] = set()
        # Scores and what is chosen by them: see ``selection``.
        self.scored = False
        self.places: dict[object, ast.AST] = {}
        self.choices: dict[int, Choice] = {}
        self.compared: list[tuple[ast.Compare, Value, Value]] = []
        self.named: dict[object, Rows] = {}  # data sets and folders that are read in several parts
        self.external: frozenset[str] = frozenset()

    def emit(self, event: Event) -> None:
        """Record an event, in the present context. A second pass over a loop replaces the first's."""
        event.branch = self.branch
        event.calls = self.here
        event.site = (event.node, self.calls)
        if self.home is not self.main:
            event.foreign = f"{self.home.path}:{event.line}"
            event.node = self.reported_at(event.node)
        event.loops = self.loops
        event.function = self.function
        event.statement = self.statement
        event.order = len(self.events)
        self.events.append(event)

    def reported_at(self, node: ast.AST) -> ast.AST:
        """The node itself, or the call in the file that led to the module it stands in."""
        if self.home is self.main:
            return node
        return self.here[-1] if self.here else self.gateway or node

    @property
    def elsewhere(self) -> str:
        """The other module of the project that is being run; "" in the file itself."""
        return "" if self.home is self.main else self.home.path

    def fresh_rows(self) -> Rows:
        """The rows of a source nobody has seen yet."""
        self.sources += 1
        return frozenset(((self.sources, ()),))

    def rows_of(self, value: Value) -> Rows | None:
        """The rows of a value; an unknown value becomes a source of its own when first asked."""
        if value.rows is None and not is_shared(value) and not value.known and not value.objs:
            return found_rows(value, self.fresh_rows())
        return value.rows

    def lib(self, name: str) -> Value:
        """The value of a library's function, class or module."""
        name = self.knowledge.canonical(name)
        found = self.libs.get(name)
        if found is None:
            found = self.libs[name] = Value(kind="lib", name=name)
        return found

    def assign(self, name: str, value: Value) -> None:
        frame = self.frame
        if name in frame.outer_names:
            holder: Frame | None = frame.parent
            while holder is not None and holder.parent is not None and name not in holder.vars:
                holder = holder.parent
            (holder or self.module).vars[name] = value
            return
        frame.vars[name] = value

    def note_cut(self, node: ast.AST, split: object, kind: SplitKind, held: Value) -> None:
        """Rows were cut by hand: a Split event the first time this cut is seen."""
        if split not in self.cuts:
            self.cuts.add(split)
            self.emit(Split(node, id=split, kind=kind, inputs=(held,), shuffle=False))

    def key_of(self, value: Value) -> str:
        """A key that only this value has. The value is kept, so that no later one gets its place in memory."""
        self.kept.append(value)
        return f"{identity(value)}"

    def note_rest(self, split: object) -> None:
        """The rows that a sample left over are used: the sample was a split."""
        for event in self.events:
            if isinstance(event, Split) and event.id == split:
                event.rest = True

    def in_loop_since(self, value: Value) -> bool:
        """A loop began after the value was made: what happens to it happens several times."""
        if not self.loops:
            return False
        made = getattr(value.origin, "lineno", 0)
        loop = self.loops[-1]
        inside = getattr(loop, "lineno", 0) <= made <= (getattr(loop, "end_lineno", 0) or 0)
        return not inside and not self.unrolled

    def settle(self, effect: Effect) -> None:
        """The loops around no longer go in this accidental order (``dirs.sort()`` inside ``os.walk``)."""
        self.orders = [(n, d, tuple(e for e in held if e.node is not effect.node)) for n, d, held in self.orders]

    def note_store(self, target: ast.Subscript, holder: Value, index: Value, value: Value) -> None:
        """``mapping[key] = position`` while going over something without a fixed order: a label map."""
        effect = value.has("set-order", "unsorted-listing")
        if value.kind == "size" and value.ref is not None and value.ref.kind == "dict":
            # mapping[key] = len(mapping): the loop's order becomes the index.
            effect = next((e for _, _, held in self.orders for e in held), None)
        elif value.name != "position" or index.known:
            return
        if effect is not None:
            self.emit(OrderUse(target, how="label-map", effect=effect, value=holder))

    def note_mapping(self, node: ast.AST, keys: Value, values: Value) -> None:
        """A mapping between elements and their positions in something that has no fixed order."""
        for value in (keys, values):
            effect = value.has("set-order", "unsorted-listing") if value.name == "position" else None
            if effect is not None:
                self.emit(OrderUse(node, how="label-map", effect=effect))
                return

    def is_external(self, name: str) -> bool:
        """The name belongs to a library, not to the project (as far as one file can tell)."""
        return name.partition(".")[0] in self.external

    def snapshot(self) -> tuple[dict[str, Value], dict[tuple[int, str], Value]]:
        """The names and attributes as they are now."""
        return dict(self.frame.vars), dict(self.heap)

    def restore(self, state: tuple[dict[str, Value], dict[tuple[int, str], Value]]) -> None:
        self.frame.vars = state[0]
        self.heap = state[1]


Snapshot = tuple[dict[str, Value], dict[tuple[int, str], Value]]


def join_snapshots(a: Snapshot, b: Snapshot) -> Snapshot:
    """What is known after two branches. A name bound in one only keeps its value: its use implies it is bound."""
    return _join_maps(a[0], b[0]), _join_maps(a[1], b[1])


def _join_maps(a: dict, b: dict) -> dict:  # type: ignore[type-arg]
    if a is b:
        return a
    out = dict(a)
    for name, value in b.items():
        mine = a.get(name)
        if mine is None:
            out[name] = value
        elif mine is not value:
            out[name] = join(mine, value)
    return out


@dataclass(slots=True, eq=False)
class Instance:
    """One object of a class of the file."""

    klass: Class
    node: ast.AST
