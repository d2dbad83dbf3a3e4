"""Which names of a kernel are bound, surely or maybe, and the reads that failed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.notebook.binds import Body, FunctionNode, body_of
from mlsmells.facts.notebook.conditions import truth
from mlsmells.facts.notebook.names import given

# How a name stands: bound on every way here, on some, or taken away by the ``del`` that stands for it.
SURE, MAYBE = "sure", "maybe"
Status = str | ast.AST

_REFLECTS = regex(r"\bexec\b|\bglobals\b")


class Missing(NamedTuple):
    """A read of ``name`` in ``cell`` that a clean run cannot satisfy.

    ``node`` is the read, or the call of a function whose body holds it (``inner``).
    ``later`` is the first cell from here on that binds the name, ``deleted`` the ``del`` that took it away.
    ``sure`` is False when the read stands under a condition. ``evidence``: "run" (the saved cell did
    run), "failed" (an error and no count), "stripped" (no cell says whether it ran), "not-run" (others
    ran, this one did not), "exercise" (the reader is to fill something in, or the cell is a fragment).
    """

    name: str
    node: ast.AST
    cell: int
    later: int | None = None
    deleted: ast.AST | None = None
    inner: ast.AST | None = None
    sure: bool = True
    evidence: str = "run"


class Names:
    """The names of one kernel. ``open``: any name may exist by now.

    ``code`` is all there is to run: what it never says need not be searched for in its functions.
    """

    def __init__(self, code: str) -> None:
        self._reflects = ("exec" in code or "globals" in code) and _REFLECTS.search(code) is not None
        self._code = code
        self.bound: dict[str, Status] = {}
        self.functions: dict[str, FunctionNode | ast.ClassDef] = {}
        self.open = False
        self.exempt: set[str] = set()  # asked for by name, or set in ways that have no order
        self._found: list[Missing] = []
        self._locals: list[set[str]] = []
        self._via: list[ast.Call] = []
        self._active: list[ast.AST] = []
        self._globals: dict[ast.AST, set[str]] = {}
        # Functions that found all their names; names only come, unless one is deleted.
        self._satisfied: set[ast.AST] = set()
        self._bodies: dict[ast.AST, Body] = {}
        self._values: dict[str, Any] = {}  # constants that names of the scope stand for
        self._conditions = 0
        self._floor = 0  # conditions that the statement at hand does not stand under itself
        self._left = False  # the call at hand has ended
        self._may_leave = False
        self._decided = 0  # conditions whose outcome was known
        self._guards = 0
        self._lazy_annotations = False

    def take(self) -> list[Missing]:
        """The reads that failed since the last call."""
        found, self._found = self._found, []
        return found

    def bind_all(self, names: Iterable[str]) -> None:
        """Bind names without a statement."""
        for name in names:
            self.bound[name] = SURE
            self._values.pop(name, None)

    def _holds(self, test: ast.expr) -> bool | None:
        """Whether a condition holds here; None if that is not known."""
        known = truth(test, self._values)
        self._decided += known is not None and not isinstance(test, ast.Constant)
        return known

    def forget_values(self) -> None:
        """Names may stand for other values than their assignments say."""
        self._values.clear()

    def _bind(self, name: str, function: FunctionNode | ast.ClassDef | None = None) -> None:
        self._values.pop(name, None)
        if self._locals:
            self._locals[-1].add(name)
            return
        self.bound[name] = SURE
        self.functions.pop(name, None)
        if function is not None:
            self.functions[name] = function

    def _read(self, name: str, node: ast.AST) -> None:
        status = self.bound.get(name)
        if isinstance(status, str) or self.open or self._guards or self._in_locals(name) or given(name):
            return
        self.bound[name] = SURE  # said once
        deleted = status if isinstance(status, ast.AST) else None
        where, inner = (self._via[0], node) if self._via else (node, None)
        self._found.append(Missing(name, where, 0, deleted=deleted, inner=inner, sure=self._conditions == 0))

    def _delete(self, name: str, node: ast.AST) -> None:
        if self._locals:
            return
        if name in self.bound:
            self._satisfied.clear()
            self.bound[name] = MAYBE if self._conditions or self._guards else node

    def _in_locals(self, name: str) -> bool:
        for local in self._locals:  # noqa: SIM110  (asked for every name: a generator would cost more)
            if name in local:
                return True
        return False

    def _body(self, function: FunctionNode) -> Body:
        body = self._bodies.get(function)
        if body is None:
            body = self._bodies[function] = body_of(function, self._code)
        return body

    def _arms(self, *arms: Callable[[], None]) -> None:
        """Run alternatives from one state and join: what only some bind is bound maybe."""
        before = self.bound
        ends: list[dict[str, Status]] = []
        self._conditions += 1
        for arm in arms:
            self.bound = dict(before)
            arm()
            ends.append(self.bound)
        self._conditions -= 1
        self.bound = joined = dict(before)
        for name, _ in {change for end in ends if end != before for change in end.items() - before.items()}:
            states = [end.get(name) for end in ends]
            joined[name] = states[0] if _equal(states) else MAYBE  # type: ignore[assignment]


def _equal(states: list[Status | None]) -> bool:
    return all(state == states[0] for state in states)
