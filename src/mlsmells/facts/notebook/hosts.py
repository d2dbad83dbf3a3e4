"""What a module needs that only a hosted notebook service, or IPython, has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from mlsmells.core import Span
from mlsmells.facts.syntax.walk import every_node, is_main_guard
from mlsmells.knowledge import hosts
from mlsmells.sources.forms import EXPORTS

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Forms that run cell by cell: there such a name is at home.
AT_HOME = frozenset({"ipynb", "databricks", "jupytext", "percent", "marimo"})
__all__ = ["EXPORTS", "Need", "needs"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


class NeedRecord(TypedDict):
    """A need as plain data."""

    name: str
    host: str
    called: bool
    at: list[int]


class Need(NamedTuple):
    """``name`` exists on ``host`` alone. ``called``: only when a function is called."""

    node: ast.AST
    name: str
    host: str
    called: bool = False

    def summary(self) -> NeedRecord:
        """As plain data."""
        return {"name": self.name, "host": self.host, "called": self.called, "at": list(Span.of(self.node))}


def needs(facts: Facts) -> list[Need]:
    """Unconditional needs of a module, in its order; none for notebooks in whatever form.

    An import or a name behind any ``if`` or ``try``, and an import in a function, is set apart already.
    """
    source = facts.source
    if source.tree is None or source.is_notebook or not hosts.named(source.text) or facts.form in AT_HOME:
        return []
    free = {name: host for name, host in hosts.GLOBALS.items() if name in source.text}
    for name in _bound(facts.nodes, set(free)):
        free.pop(name, None)
    return [need for statement in _unguarded(source.tree.body) for need in _of(statement, free)]


def _bound(nodes: list[ast.AST], names: set[str]) -> set[str]:
    """Those of the names that the module binds anywhere: then they are its own."""
    out: set[str] = set()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                out.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                out.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                bound = {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
                out |= names if "*" in bound else bound
    return out & names


def _unguarded(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Simple statements and function definitions that run, or are made, in any case."""
    for statement in body:
        match statement:
            case ast.If(body=inner) if is_main_guard(statement):
                yield from _unguarded(inner)
            case ast.If() | ast.Try() | ast.While():
                continue
            case ast.With(body=inner) | ast.For(body=inner) | ast.ClassDef(body=inner):
                yield from _unguarded(inner)
            case _:
                yield statement


def _of(statement: ast.stmt, free: dict[str, str]) -> Iterator[Need]:
    match statement:
        case ast.Import(names=aliases):
            modules = [alias.name for alias in aliases]
        case ast.ImportFrom(module=str(module), level=0, names=aliases):
            modules = [module, *(f"{module}.{alias.name}" for alias in aliases)]
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
            # Only Databricks' helper: the others are used behind a look at where one is.
            if "dbutils" in free:
                for inner in _unguarded(body):
                    yield from (n._replace(called=True) for n in _names(inner, {"dbutils": free["dbutils"]}))
            return
        case _:
            yield from _names(statement, free)
            return
    for known, host in hosts.MODULES.items():
        if any(name == known or name.startswith(known + ".") for name in modules):
            yield Need(statement, known, host)


def _names(statement: ast.stmt, free: dict[str, str]) -> Iterator[Need]:
    if not free or isinstance(statement, Function):
        return
    for node in every_node(statement):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in free and name != "dbutils":
                yield Need(node, name, free[name])
            case ast.Attribute(value=ast.Name(id="dbutils")) if "dbutils" in free:
                yield Need(node, "dbutils", free["dbutils"])
