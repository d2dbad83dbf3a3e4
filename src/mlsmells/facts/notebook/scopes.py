"""Names through a program, in the order Python reads and binds them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from mlsmells.facts.notebook.binds import bound_names, globals_set, pattern_names
from mlsmells.facts.notebook.conditions import UNKNOWN, value_of
from mlsmells.facts.notebook.conditions import case as known_case
from mlsmells.facts.notebook.expressions import Expressions
from mlsmells.facts.notebook.state import MAYBE
from mlsmells.facts.syntax.walk import every_node

CATCHES_NAMES = frozenset({"NameError", "Exception", "BaseException", "UnboundLocalError"})


class Scopes(Expressions):
    """The names of one kernel while statements run."""

    def run(self, body: Iterable[ast.stmt]) -> None:
        """Run statements in order."""
        for statement in body:
            self._statement(statement)
            if self._left:
                return

    def run_apart(self, body: Iterable[ast.stmt]) -> None:
        """Run statements that see the kernel's names and leave none of their own."""
        self._locals.append(set())
        self.run(body)
        self._locals.pop()

    def _statement(self, node: ast.stmt) -> None:
        self._expr(node)  # one without a method of its own holds expressions alone

    def _leave(self, node: ast.Return | ast.Raise) -> None:
        """The end of a call, if nothing but known conditions is around it."""
        self._inner(node)
        if self._via:
            self._may_leave = True
            self._left = self._conditions == self._floor and not self._guards

    _on_Return = _on_Raise = _leave

    def _on_Assign(self, node: ast.Assign) -> None:
        self._expr(node.value)
        function = node.value if isinstance(node.value, ast.Lambda) else None
        for target in node.targets:
            self._target(target, function)
            if isinstance(target, ast.Name) and self._conditions == self._floor:
                self._note_value(target.id, node.value)

    def _note_value(self, name: str, node: ast.expr) -> None:
        value = value_of(node, self._values)
        if value is not UNKNOWN:
            self._values[name] = value

    def _on_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read(node.target.id, node.target)
        self._expr(node.value)
        self._target(node.target)

    def _on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._annotation(node.annotation)
        self._expr(node.value)
        # A bare annotation binds nothing, but whoever wrote it means to bind the name elsewhere.
        self._target(node.target)

    def _on_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._expr(node.iter)
        self._loop(node, lambda: self._target(node.target))

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, start: Callable[[], None] = lambda: None) -> None:
        """A body may run again with what it has bound, or not at all."""
        for name in bound_names([node], self._code):
            self._values.pop(name, None)
        start()
        floor, self._floor = self._floor, -1  # no condition, but nothing in it is sure to end the call
        self.run(node.body)
        self.run(node.orelse)
        self._floor = floor

    _on_AsyncFor = _on_For

    def _on_While(self, node: ast.While) -> None:
        self._expr(node.test)
        self._loop(node)

    def _on_If(self, node: ast.If) -> None:
        self._expr(node.test)
        holds = self._holds(node.test)
        if holds is not None:
            live, dead = (node.body, node.orelse) if holds else (node.orelse, node.body)
            self.run(live)
            for name in bound_names(dead, self._code):
                self.bound.setdefault(name, MAYBE)
            return
        self._arms(lambda: self.run(node.body), lambda: self.run(node.orelse))

    def _on_Try(self, node: ast.Try) -> None:
        catches = any(_catches_names(handler) for handler in node.handlers)
        body = bound_names(node.body, self._code) if node.handlers else ()

        def attempt() -> None:
            self._guards += catches
            self.run(node.body)
            self._guards -= catches
            self.run(node.orelse)

        def rescue(handler: ast.ExceptHandler) -> Callable[[], None]:
            def run() -> None:
                for name in body:  # the failure may have come after they were bound
                    self.bound.setdefault(name, MAYBE)
                self._expr(handler.type)
                if handler.name:
                    self._bind(handler.name)
                self.run(handler.body)

            return run

        conditions = self._conditions
        if node.handlers:
            self._arms(attempt, *(rescue(handler) for handler in node.handlers))
        else:
            attempt()
        self._conditions = conditions
        left, self._left = self._left, False
        self.run(node.finalbody)
        self._left |= left

    _on_TryStar = _on_Try

    def _on_With(self, node: ast.With | ast.AsyncWith) -> None:
        catches = any(_suppresses(item.context_expr) for item in node.items)
        for item in node.items:
            self._expr(item.context_expr)
            if item.optional_vars is not None:
                self._target(item.optional_vars)
        self._guards += catches
        self.run(node.body)
        self._guards -= catches

    _on_AsyncWith = _on_With

    def _on_Match(self, node: ast.Match) -> None:
        self._expr(node.subject)

        def case(arm: ast.match_case) -> Callable[[], None]:
            def run() -> None:
                for name in pattern_names(arm.pattern):
                    self._bind(name)
                self._expr(arm.guard)
                self.run(arm.body)

            return run

        chosen = known_case(node, self._values)
        self._decided += chosen is not None
        if chosen is not None:
            case(node.cases[chosen])()
        else:
            self._arms(*(case(arm) for arm in node.cases))

    def _on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            names = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            for each in names:
                if isinstance(each, ast.Name):
                    self._read(each.id, each)
                    self._delete(each.id, node)
                else:
                    self._expr(each)

    def _on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name == "__main__":
                self.open = True
            self._bind(alias.asname or alias.name.partition(".")[0])

    def _on_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._lazy_annotations |= node.module == "__future__" and any(a.name == "annotations" for a in node.names)
        for alias in node.names:
            if alias.name == "*":
                self.open = True
            else:
                self._bind(alias.asname or alias.name)

    def _on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            self._expr(decorator)
        self._parameters(node.args)
        self._annotation(node.returns)
        self._globals[node] = globals_set(node)
        for name in self._globals[node]:
            self.bound.setdefault(name, MAYBE)
        self._note_namespace_use(node)
        entered = None if node.decorator_list or isinstance(node, ast.AsyncFunctionDef) else node
        self._bind(node.name, entered)

    _on_AsyncFunctionDef = _on_FunctionDef

    def _on_ClassDef(self, node: ast.ClassDef) -> None:
        for expression in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
            self._expr(expression)
        self._locals.append({"__module__", "__qualname__"})
        self.run(node.body)
        self._locals.pop()
        self._bind(node.name, node if not node.decorator_list else None)

    def _on_TypeAlias(self, node: Any) -> None:
        self._target(node.name)

    def _on_Global(self, node: ast.Global) -> None:
        """Nothing is read or bound."""

    _on_Nonlocal = _on_Global


def _catches_names(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in CATCHES_NAMES for n in every_node(handler.type))


def _suppresses(node: ast.expr) -> bool:
    """``with suppress(NameError)``, ``with pytest.raises(…)``."""
    inner = every_node(node)
    words = {n.id for n in inner if isinstance(n, ast.Name)} | {n.attr for n in inner if isinstance(n, ast.Attribute)}
    return bool(words & CATCHES_NAMES) and bool(words & {"suppress", "raises", "assertRaises"})
