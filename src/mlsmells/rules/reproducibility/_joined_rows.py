"""What becomes of rows that were joined: of their maximum, their mean and their number no order is left.

Asked of the tree: the name that the rows get is followed through the function that joins them, and one use that is not
known to be without an order decides against it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, called_as, every_node, inner_nodes

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# The same whatever comes first.
_REDUCING = frozenset(
    "max min mean median sum std var len nunique unique set any all amax amin average nanmean nanmax nanmin nanmedian "
    "nansum quantile percentile value_counts Counter describe info count size mode isnull isna corr bincount".split()
)
# Only looked at, as numbers or as a picture.
_SHOWING = frozenset(
    "print display head tail pprint hist plot scatter boxplot bar barplot histplot countplot kdeplot distplot "
    "lineplot scatterplot heatmap pairplot imshow show".split()
)
# Still the same rows, in the same order; or groups of them.
_KEEPING = frozenset(
    "array asarray vstack hstack stack concatenate concat Series DataFrame list tuple astype drop dropna fillna copy "
    "to_numpy tolist values flatten ravel groupby reset_index rename abs round isin notna notnull".split()
)
_DRAWING = frozenset("permutation randperm choice randint integers sample arange argsort".split())
_SHAPE = frozenset("shape columns dtypes dtype size ndim index empty".split())
_PARTS = (
    ast.Subscript, ast.BinOp, ast.UnaryOp, ast.Compare, ast.List, ast.Tuple, ast.FormattedValue, ast.JoinedStr,
    ast.keyword, ast.BoolOp,
)  # fmt: skip


def only_reduced(facts: Facts, node: ast.AST) -> bool:
    """What ``node`` makes is used, and each time in a way that no order changes."""
    return isinstance(node, ast.expr) and _Uses(facts).free(node)


def left_to_others(facts: Facts, node: ast.AST) -> bool:
    """What ``node`` makes is returned, taken by position, or kept where this file does not ask for it again."""
    return isinstance(node, ast.expr) and _Uses(facts).left(node)


class _Uses:
    """``seen``: names that are being followed already."""

    def __init__(self, facts: Facts) -> None:
        if "parents" not in facts.memo:
            facts.memo["parents"] = {inner: outer for outer in facts.nodes for inner in inner_nodes(outer)}
        self.parents: dict[ast.AST, ast.AST] = facts.memo["parents"]
        self.nodes = facts.nodes
        self.seen: set[tuple[ast.AST | None, str]] = set()

    def free(self, node: ast.AST) -> bool:
        """No use of what stands here depends on its order."""
        outer = self.parents.get(node)
        match outer:
            case ast.Expr():
                return True  # a cell shows it, or nobody keeps it
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                return self._named(name, outer)
            case ast.Attribute(attr=name):
                call = self.parents.get(outer)
                if not isinstance(call, ast.Call) or call.func is not outer:
                    return name in _SHAPE or (name not in _REDUCING and self.free(outer))
                return self._called(call, name, call.args)
            case ast.Call(func=function, args=args) if node is not function:
                return all(self._called(outer, name, args[1:]) for name in self._meanings(function))
            case _ if isinstance(outer, _PARTS):
                return self.free(outer)
        return False

    def _called(self, call: ast.Call, name: str, more: list[ast.expr]) -> bool:
        if name in _REDUCING:
            return not _other_axis(call, more)
        return name in _SHOWING or (name in _KEEPING and self.free(call))

    def left(self, node: ast.AST) -> bool:
        """It leaves the function, its rows are taken by number, or its name is not read again."""
        outer = self.parents.get(node)
        match outer:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                loads = self._loads(name, outer)
                return not loads or any(_takes_or_returns(self.parents.get(load)) for load in loads)
            case ast.Assign() | ast.Return() | ast.Yield():
                return True  # an attribute, an entry
            case ast.Attribute() | ast.Call() if node not in getattr(outer, "args", ()):
                return self.left(outer)  # what a method makes of it
        return False

    def _named(self, name: str, at: ast.AST) -> bool:
        if (self._scope(at), name) in self.seen:
            return True
        self.seen.add((self._scope(at), name))
        loads = self._loads(name, at)
        return bool(loads) and all(map(self.free, loads))

    def _loads(self, name: str, at: ast.AST) -> list[ast.Name]:
        """Where the name is read; ``rows = concat([rows, more])`` itself is no use of them."""
        scope = self._scope(at)
        inside = self.nodes if scope is None else every_node(scope)
        grown = set(every_node(at))
        loads = [n for n in inside if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
        return loads if not grown.issuperset(loads) else []

    def _scope(self, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        at: ast.AST | None = node
        while at is not None and not isinstance(at, _FUNCTIONS):
            at = self.parents.get(at)
        return at

    def _meanings(self, function: ast.expr) -> list[str]:
        """What a function is called; for ``for f in (np.max, np.min)`` and a parameter what it stands for."""
        scope = self._scope(function)
        if isinstance(function, ast.Name):
            found = list(self._given(function.id, scope)) or list(self._looped(function.id))
            if found:
                return found
        return [called_as(function)]

    def _given(self, name: str, scope: ast.FunctionDef | ast.AsyncFunctionDef | None) -> Iterator[str]:
        names = [arg.arg for arg in scope.args.args] if scope is not None else []
        if scope is None or name not in names:
            return
        at = names.index(name)
        for call in self.nodes:
            if isinstance(call, ast.Call) and called_as(call.func) == scope.name:
                given = call.args[at] if len(call.args) > at else None
                yield from self._meanings(given) if given is not None else [""]

    def _looped(self, name: str) -> Iterator[str]:
        for loop in self.nodes:
            if isinstance(loop, ast.For):
                yield from map(called_as, _elements(loop.target, loop.iter, name))


def _takes_or_returns(outer: ast.AST | None) -> bool:
    match outer:
        case ast.Return() | ast.Yield() | ast.Tuple():
            return True
        case ast.Attribute(attr="iloc" | "sample" | "take") | ast.Subscript(slice=ast.Slice()):
            return True
        case ast.Subscript(slice=ast.Call(func=function)):
            return called_as(function) in _DRAWING
    return False


def _other_axis(call: ast.Call, more: list[ast.expr]) -> bool:
    """Reduced along the columns: the rows stay."""
    axes = [keyword.value for keyword in call.keywords if keyword.arg == "axis"] + more[:1]
    return any(not (isinstance(axis, ast.Constant) and axis.value in (0, None, "index", "rows")) for axis in axes)


def _elements(target: ast.expr, over: ast.expr, name: str) -> list[ast.expr]:
    """What a name of the loop stands for in turn, where a list of it is written there."""
    if isinstance(target, ast.Tuple) and isinstance(over, ast.Call) and called_as(over.func) == "zip":
        pairs = zip(target.elts, over.args, strict=False)
        return next((found for inner, given in pairs if (found := _elements(inner, given, name))), [])
    if isinstance(target, ast.Name) and target.id == name and isinstance(over, (ast.List, ast.Tuple)):
        return over.elts
    return []
