"""Imports and definitions of a file, for comparison between files."""

from __future__ import annotations

import ast
import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from mlsmells.facts.syntax import walk
from mlsmells.facts.syntax.outline import DefinitionRecord, ImportRecord

_PLOT_WORDS = frozenset(
    "plt sns plot axes ax fig figure seaborn matplotlib plotly px go show bokeh altair savefig imshow".split()
)
_PLOT_NAMES = frozenset("plot plots show draw display visualize viz print chart charts figure".split())
# Variants of a network share their wiring on purpose: their methods are not compared.
_NETWORKS = frozenset({"Module", "Layer", "Model", "LightningModule", "Sequential", "ModuleList", "PreTrainedModel"})
_TELLING = frozenset("print log logger logging warn warnings tqdm display st console".split())
# Shorter functions are alike by chance.
MIN_STATEMENTS = 6
Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def imports(tree: ast.Module | None) -> Iterator[ImportRecord]:
    """All imports of a file, also those inside functions."""
    for node in walk.import_statements(tree) if tree is not None else ():
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield {"module": alias.name, "names": [], "level": 0, "line": node.lineno}
        else:
            names = [alias.name for alias in node.names]
            yield {"module": node.module or "", "names": names, "level": node.level, "line": node.lineno}


def definitions(
    tree: ast.Module | None, *, full: bool = True, events: Sequence[int] | None = None
) -> Iterator[DefinitionRecord]:
    """Top-level functions and classes, and the methods of these classes.

    ``full`` also says how long they are, whether they draw, and gives a digest of the body. ``events`` are
    the lines of a file's events, rising: with them, functions that may be copies have a shape.
    """
    for node in tree.body if tree is not None else ():
        if isinstance(node, Defined):
            yield _definition(node, node.name, full, events)
        if isinstance(node, ast.ClassDef):
            own = None if any(words(base) & _NETWORKS for base in node.bases) else events
            for method in node.body:
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield _definition(method, f"{node.name}.{method.name}", full, own)


def _definition(node: Defined, name: str, full: bool, events: Sequence[int] | None) -> DefinitionRecord:
    end = node.end_lineno or node.lineno
    at = bisect_left(events, node.lineno) if events is not None else 0
    out: DefinitionRecord = {
        "name": name,
        "kind": "class" if isinstance(node, ast.ClassDef) else "method" if "." in name else "function",
        "line": node.lineno,
        "end_line": end,
        "statements": 0,
        "plots": False,
        "hash": "",
        "shape": shape(node) if events is not None else "",
        "works": bool(events) and at < len(events or ()) and (events or ())[at] <= end,
    }
    if full:
        body = _nodes_of(node)
        out["statements"] = sum(isinstance(inner, ast.stmt) for statement in body for inner in statement)
        out["plots"] = plots(node, body)
        out["hash"] = digest(node, body)
    return out


def _nodes_of(node: Defined) -> list[list[ast.AST]]:
    """The nodes of each statement of the body."""
    return [walk.every_node(statement) for statement in _body(node)]


def shape(node: Defined) -> str:
    """The kinds of a function's statements: cheap, and equal for copies. Nothing for short functions and classes."""
    if isinstance(node, ast.ClassDef) or (node.end_lineno or 0) - node.lineno < MIN_STATEMENTS:
        return ""
    kinds = [
        f"{type(s).__name__} {type(getattr(s, 'value', None) or getattr(s, 'test', None)).__name__}"
        for s in walk.statements(ast.Module(_body(node), []))
        if isinstance(s, ast.stmt)
    ]
    if len(kinds) < MIN_STATEMENTS:
        return ""
    return hashlib.sha256(" ".join(kinds).encode()).hexdigest()[:8]


def _body(node: Defined) -> list[ast.stmt]:
    """The body without its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return node.body[1:] if documented else node.body


def plots(node: Defined, body: list[list[ast.AST]] | None = None) -> bool:
    """A helper that draws: more than a third of its calls are plotting calls, or it says so."""
    if not _PLOT_NAMES.isdisjoint(node.name.lower().split("_")):
        return True
    inner = [*_header(node), *chain.from_iterable(_nodes_of(node) if body is None else body)]
    if _said(inner).isdisjoint(_PLOT_WORDS):
        return False
    calls = [n for n in inner if isinstance(n, ast.Call)]
    return sum(not words(call.func).isdisjoint(_PLOT_WORDS) for call in calls) * 3 > len(calls) > 0


def _header(node: Defined) -> list[ast.AST]:
    """All nodes of a definition outside its body."""
    parts: list[ast.AST] = [*node.decorator_list, *getattr(node, "type_params", ())]
    if isinstance(node, ast.ClassDef):
        parts += [*node.bases, *node.keywords]
    else:
        parts += [node.args, *([node.returns] if node.returns is not None else [])]
    return [inner for part in parts for inner in walk.every_node(part)]


def words(node: ast.AST) -> set[str]:
    """The names and attributes in an expression."""
    return _said(walk.every_node(node))


def _said(inner: Iterable[ast.AST]) -> set[str]:
    return {n.id if isinstance(n, ast.Name) else n.attr for n in inner if isinstance(n, (ast.Name, ast.Attribute))}


def digest(node: Defined, body: list[list[ast.AST]] | None = None) -> str:
    """Equal for bodies that differ only in the names of their variables, comments and layout.

    ``body``: the nodes of each statement, if they are known already.
    """
    body = _nodes_of(node) if body is None else body
    local = _local(node, body)
    order: dict[str, str] = {}
    args = node.args if not isinstance(node, ast.ClassDef) else None
    tokens = [order.setdefault(name, f"${len(order)}") for name in _argument_names(args)]
    tokens += [_token(inner, local, order) for statement in body for inner in statement]
    return hashlib.sha256("\n".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def parts(node: Defined) -> list[str]:
    """A digest of each statement by itself, so that two functions can be compared statement by statement."""
    local = _local(node, _nodes_of(node))
    return [_part(s, local) for s in walk.statements(ast.Module(_body(node), [])) if isinstance(s, ast.stmt)]


def acts(node: Defined) -> list[str]:
    """The same for what each statement does, whatever its texts say: a statement that only tells something is none."""
    local = _local(node, _nodes_of(node))
    body = walk.statements(ast.Module(_body(node), []))
    return [_part(s, local, texts=False) for s in body if isinstance(s, ast.stmt) and not _tells(s)]


def _tells(statement: ast.stmt) -> bool:
    """``print(…)``, ``logger.info(…)``, a docstring, an import."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return True
    if not isinstance(statement, ast.Expr):
        return False
    call = statement.value
    return isinstance(call, ast.Constant) or (isinstance(call, ast.Call) and not words(call.func).isdisjoint(_TELLING))


def outline(statement: ast.stmt) -> str:
    """What a statement does, whatever its variables, attributes of ``self``, columns and constants are called.

    Only the attributes and functions that it calls, its operators and its shape are told, in their order.
    """
    tokens = [type(statement).__name__]
    stack: list[ast.AST] = list(ast.iter_child_nodes(statement))[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, _INNER):
            continue
        if isinstance(node, ast.Call):
            function = node.func
            tokens.append(f"{function.attr if isinstance(function, ast.Attribute) else 'call'}()")
        elif isinstance(node, (ast.Name, ast.Constant, ast.JoinedStr)) or _is_own(node):
            tokens.append("_")
            continue
        elif isinstance(node, ast.Attribute):
            tokens.append(f".{node.attr}")
        elif isinstance(node, (ast.expr, ast.keyword, ast.operator, ast.cmpop)):
            tokens.append(f"{node.arg}=" if isinstance(node, ast.keyword) else type(node).__name__)
        stack += list(ast.iter_child_nodes(node))[::-1]
    return " ".join(tokens)


def _is_own(node: ast.AST) -> bool:
    """``self.rows``: a variable by another name."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")


_INNER = (ast.stmt, ast.excepthandler, ast.match_case)


def _part(statement: ast.stmt, local: set[str], *, texts: bool = True) -> str:
    order: dict[str, str] = {}
    tokens = [_token(statement, local, order)]
    stack = [child for child in ast.iter_child_nodes(statement) if not isinstance(child, _INNER)]
    while stack:
        node = stack.pop()
        if not texts and isinstance(node, (ast.JoinedStr, ast.Constant)) and _is_text(node):
            tokens.append("a text")
            continue
        tokens.append(_token(node, local, order))
        stack.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, _INNER))
    return hashlib.sha256("\n".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _is_text(node: ast.JoinedStr | ast.Constant) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node.value, str)


def _local(node: Defined, body: list[list[ast.AST]]) -> set[str]:
    """The names that the function gives: its parameters and variables."""
    args = node.args if not isinstance(node, ast.ClassDef) else None
    local = {a.arg for a in walk.every_node(args) if isinstance(a, ast.arg)}
    return local | {n.id for s in body for n in s if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _token(node: ast.AST, local: set[str], order: dict[str, str]) -> str:
    if isinstance(node, ast.Name) and node.id in local:
        return order.setdefault(node.id, f"${len(order)}")
    token = _TOKENS.get(type(node))
    return type(node).__name__ if token is None else token(node)


def _argument_names(args: ast.arguments | None) -> list[str]:
    if args is None:
        return []
    return [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]


def _named(node: Any) -> str:
    return f"{type(node).__name__} {node.name}"


def _operated(node: Any) -> str:
    return f"{type(node).__name__} {type(node.op).__name__}"


# What a node says besides what its inner nodes say.
_TOKENS: dict[type, Callable[[Any], str]] = {
    ast.Name: lambda node: node.id,
    ast.Attribute: lambda node: f".{node.attr}",
    ast.Constant: lambda node: repr(node.value),
    ast.keyword: lambda node: f"{node.arg}=",
    ast.arg: lambda node: f"arg {node.arg}",
    ast.Compare: lambda node: " ".join(type(op).__name__ for op in node.ops),
    **dict.fromkeys((ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.AugAssign), _operated),
    **dict.fromkeys((ast.FunctionDef, ast.ClassDef), _named),
}
