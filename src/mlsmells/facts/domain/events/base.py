"""What every event has: the place, and what surrounds it. Imports are events of their own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, ClassVar

from mlsmells.core import cut_path
from mlsmells.core.records import dataclass
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.domain.values import Value

BranchPath = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class Event:
    """Base of all events."""

    LATER: ClassVar[frozenset[str]] = frozenset()  # the fields that may be said after it was emitted

    node: ast.AST
    order: int = 0
    branch: BranchPath = ()
    calls: tuple[ast.Call, ...] = ()
    loops: tuple[ast.AST, ...] = ()
    function: str = ""  # qualified name of the function it stands in, "" at module level
    statement: ast.stmt | None = None
    # The node itself and the calls that led there: one per call of a helper. ``node`` is where it is reported.
    site: tuple[ast.AST, tuple[ast.Call, ...]] | None = None
    foreign: str = ""  # "features.py:12" when it stands in another module of the project

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 1)

    @property
    def where(self) -> str:
        """For a message: ``line 12`` of the file itself, ``features.py:12`` of another one."""
        return cut_path(self.foreign) if self.foreign else f"line {self.line}"

    def excludes(self, other: Event) -> bool:
        """The two stand in different arms of one conditional and cannot both happen."""
        mine = dict(self.branch)
        return any(mine.get(branch, arm) != arm for branch, arm in other.branch)

    @property
    def loop(self) -> ast.AST | None:
        """The innermost loop around it."""
        return self.loops[-1] if self.loops else None

    def shares_loop(self, other: Event) -> bool:
        """Some loop is around both, also when one of them stands in a function that the loop calls."""
        return any(loop in other.loops for loop in self.loops)

    @property
    def receiver(self) -> Obj | Value | None:
        """The object whose method it is, or the value it is called on where that is not known. Compare with ``is``."""
        obj: Obj | None = getattr(self, "obj", None)
        holder: Value | None = getattr(self, "holder", None)
        return obj if obj is not None else holder


def behind_one_call(*events: Event | None) -> bool:
    """All of it happens behind one call into another module of the project, which sees it by itself."""
    known = [event for event in events if event is not None]
    return bool(known) and all(event.foreign and event.node is known[0].node for event in known)


def statement_words(statement: ast.stmt | None) -> list[str]:
    """The names a statement assigns and the texts it contains, lower case."""
    if statement is None:
        return []
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        targets = [statement.target]
    elif not isinstance(statement, (ast.Expr, ast.Return)):
        return []
    names = [called_as(n) for t in targets for n in ast.walk(t) if isinstance(n, (ast.Name, ast.Attribute))]
    texts = [n.value for n in ast.walk(statement) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [w.lower() for w in (*names, *texts)]


@dataclass(slots=True, eq=False)
class Import(Event):
    """``module`` (a dotted name) is imported; ``names`` of a from-import."""

    module: str = ""
    names: tuple[str, ...] = ()
    level: int = 0
