"""A walk over statements that knows which variables still hold the rows of a table, each at its place."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.rows.row_indexes import NEW, OTHER, Indexes
from mlsmells.fix.codemods.rows.row_values import Known, drops_columns, kind_of
from mlsmells.fix.scopes import FUNCTIONS, arguments

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit

_OTHER_OUTPUT = ("set_output", "transform_output", "sklearn_pandas", "DataFrameMapper")
_ROWS_STAY = frozenset({"fillna", "replace", "rename", "clip", "reset_index", "interpolate", "ffill", "bfill"})
_REORDERS = frozenset({"shuffle", "sort", "partition", "put", "copyto", "place", "putmask"})
_CHANGES_LENGTH = frozenset({"append", "extend", "insert", "remove", "resize", "clear", "sort", "reverse"})


class Program:
    """What the whole program says of its names."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.known: dict[tuple[str, ast.stmt | None], str] = {}  # what a variable is behind a statement
        nodes = [node for unit in units for node in ast.walk(unit.tree)]
        self.bound = [node for node in nodes if isinstance(node, ast.Assign | ast.For | ast.comprehension)]
        self.functions = {node.name: node for node in nodes if isinstance(node, FUNCTIONS)}
        self.parameters = {name for function in self.functions.values() for name in arguments(function)}
        code = " ".join(unit.code for unit in units)
        self.makes_arrays = not any(word in code for word in _OTHER_OUTPUT) and "transform" not in self.functions
        self.everywhere = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}


class SameRows:
    """``kinds``: the variables that hold the rows, and what they are."""

    def __init__(self, kinds: dict[str, str], program: Program) -> None:
        self.kinds = dict(kinds)
        self.program = program
        self.indexes = Indexes(self.kind)

    def kind(self, node: ast.expr) -> str:
        """Of an expression; "" where it holds other rows."""
        return kind_of(node, Known(self.kinds, self.is_columns, self.indexes.shared, self.program.makes_arrays))

    def step(self, statement: ast.stmt) -> None:
        """The statement ran."""
        for call in (node for node in ast.walk(statement) if isinstance(node, ast.Call)):
            self._called(call)
        match statement:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._assigned(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._assigned(target, value)
            case ast.AugAssign(target=ast.Name(id=name)):
                if self.kinds.get(name) not in ("table", "array"):
                    self.kinds.pop(name, None)
            case ast.Delete(targets=targets):
                self._lose(node.id for node in targets if isinstance(node, ast.Name))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._lose([name])
            case _:
                self._compound(statement)

    def _compound(self, statement: ast.stmt) -> None:
        """What a branch or loop binds anew holds the rows only if the variable did so before."""
        before = set(self.kinds)
        indexes = dict(self.indexes.of)
        for node in ast.iter_child_nodes(statement):
            if isinstance(node, ast.stmt):
                self.step(node)
            elif isinstance(node, ast.ExceptHandler | ast.match_case):
                for inner in node.body:
                    self.step(inner)
        self._lose(set(self.kinds) - before)
        self.indexes.unless_same(indexes)
        heads = [getattr(statement, "target", None), *(item.optional_vars for item in getattr(statement, "items", ()))]
        heads += [node for node in ast.walk(statement) if isinstance(node, ast.NamedExpr)]
        self._lose(_names(node for node in heads if node is not None))
        if isinstance(statement, ast.Import | ast.ImportFrom):
            self._lose((alias.asname or alias.name.partition(".")[0]) for alias in statement.names)

    def _lose(self, names: Iterable[str]) -> None:
        for name in list(names):
            self.kinds.pop(name, None)

    def _assigned(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ((ast.Tuple(elts=targets) | ast.List(elts=targets)), ast.Tuple(elts=values)):
                if len(targets) == len(values):
                    found = [(self.kind(each), self.indexes.index(each)) for each in values]
                    for each, (kind, index) in zip(targets, found, strict=True):
                        self._bind(each, kind, index)
                    return
        self._bind(target, self.kind(value), self.indexes.index(value))

    def _bind(self, target: ast.expr, kind: str, index: str) -> None:
        match target:
            case ast.Name(id=name) if kind:
                self.kinds[name] = kind
                self.indexes.of[name] = index
            case ast.Attribute(value=ast.Name(id=name), attr="index"):
                self.indexes.of[name] = OTHER
            case ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="loc" | "at"), slice=where):
                if not _is_mask(where):  # `df.loc[len(df)] = …` is a row more
                    self._lose([name])
            case ast.Subscript() | ast.Attribute():
                pass  # a column, or values in their places
            case _:
                self._lose(_names([target]))

    def _called(self, call: ast.Call) -> None:
        """Methods that change their object, and functions of the program that may change what they are given."""
        inplace = any(keyword.arg == "inplace" and not _is_false(keyword.value) for keyword in call.keywords)
        name_of = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name_of in _REORDERS:  # `np.random.shuffle(X)`
            self._lose(_names(call.args))
        match call.func:
            case ast.Attribute(value=ast.Name(id=name), attr=method):
                stays = method in _ROWS_STAY or (method == "drop" and drops_columns(call))
                if inplace and method == "reset_index":
                    self.indexes.of[name] = NEW
                if (inplace and not stays) or method in _CHANGES_LENGTH:
                    self._lose([name])
            case ast.Name(id=called) if called in self.program.functions and _changes_given(
                self.program.functions[called]
            ):
                self._lose(_names(call.args))

    def is_columns(self, node: ast.expr, depth: int = 4) -> bool:
        """Whether ``df[node]`` takes columns: a name, a list of names, or variables that hold one."""
        match node:
            case ast.Constant(value=str()):
                return True
            case ast.List(elts=items):
                return all(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in items)
            case ast.Name(id=name) if depth and name not in self.program.parameters:
                sources = [source for node in self.program.bound for source in _sources(name, node)]
                return bool(sources) and all(self.is_columns(source, depth - 1) for source in sources)
            case ast.Call(func=ast.Attribute(attr="drop" | "difference" | "tolist", value=inner)):
                return self.is_columns(inner, depth)
            case ast.Call(func=ast.Name(id="list"), args=[inner]):
                return self.is_columns(inner, depth)
            case ast.ListComp(elt=ast.Name(), generators=[ast.comprehension(iter=inner)]):
                return self.is_columns(inner, depth)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.is_columns(left, depth) and self.is_columns(right, depth)
            case ast.Attribute(attr="columns") | ast.Subscript(value=ast.Attribute(attr="columns")):
                return True
        return False


def bound_names(statement: ast.stmt) -> list[str]:
    """The variables that a simple statement binds."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return _names(target for target in targets if isinstance(target, ast.Name | ast.Tuple | ast.List))


def _sources(name: str, node: ast.AST) -> list[ast.expr]:
    """What the variable is bound to there."""
    match node:
        case ast.Assign(targets=targets, value=value):
            bound = [value for target in targets if isinstance(target, ast.Name) and target.id == name]
            others = [ast.Constant(None) for target in targets if not isinstance(target, ast.Name | ast.Subscript)]
            return bound + [each for each in others if name in set(_names(targets))]
        case ast.For(target=ast.Name(id=own), iter=source) | ast.comprehension(target=ast.Name(id=own), iter=source):
            if own == name:
                return [source]
        case ast.For(target=target) | ast.comprehension(target=target) if name in set(_names([target])):
            return [ast.Constant(None)]
    return []


def _is_mask(where: ast.expr) -> bool:
    """``df.loc[df.a > 3, "b"]``: rows that are there."""
    first = where.elts[0] if isinstance(where, ast.Tuple) and where.elts else where
    return isinstance(first, ast.Compare | ast.BinOp | ast.UnaryOp | ast.Slice) or (
        isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute)
    )


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _changes_given(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the function may change the rows of what it is given: by ``inplace``, or a method of its parameter."""
    given = arguments(function)
    for node in ast.walk(function):
        match node:
            case ast.keyword(arg="inplace") | ast.Global() | ast.Nonlocal():
                return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
                if name in given and method in _CHANGES_LENGTH:
                    return True
            case ast.Subscript(value=ast.Attribute(attr="loc"), ctx=ast.Store() | ast.Del()):
                return True
    return False


def _names(nodes: Iterable[ast.expr]) -> list[str]:
    return [inner.id for node in nodes for inner in ast.walk(node) if isinstance(inner, ast.Name)]
