"""Whole numbers and texts, as they are written: a set of numbers has the same order in each run, one of texts not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as, every_node
from mlsmells.facts.syntax.words import words_of

_GIVES_ONE = frozenset({"int", "len", "ord"})
_SEVERAL = frozenset({"range", "arange"})
# Still the same elements.
_SAME = frozenset("tolist unique to_list to_numpy values flatten ravel list set tuple sorted dropna".split())
_INTEGER = regex(r"\bu?int(?:\d+|p|c)?\b")
# A key that is a number as a rule, and not the name of a picture, a file or a person.
_KEY = regex(r"(?:[a-z]Id|[a-z]ID|(?:^|_)id)s?$|^ID$")
_NAMED = regex(r"(?i)im(?:age|g)|pic|file|patient|study|series|uuid|guid|hash|name|doc|session|text|word|label")


def is_integer(node: ast.expr) -> bool:
    """``int(text)``, ``len(words)``: one whole number."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _GIVES_ONE


def holds_integers(node: ast.expr) -> bool:
    """``range(9)``, ``map(int, parts)``, ``[len(w) for w in words]``, ``df["a"].astype(int)``: several of them."""
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        return is_integer(node.elt)
    if isinstance(node, ast.Attribute):
        return node.attr in _SAME and holds_integers(node.value)
    if not isinstance(node, ast.Call):
        return False
    name = called_as(node.func)
    first = node.args[0] if node.args else None
    if name in _SEVERAL:
        return True
    if name == "map":
        return isinstance(first, ast.Name) and first.id in _GIVES_ONE
    if name == "astype":
        return is_integer_type(first)
    if name not in _SAME:
        return False
    inner = node.func.value if isinstance(node.func, ast.Attribute) and name != "unique" else first
    inner = node.func.value if isinstance(node.func, ast.Attribute) and inner is None else inner
    return inner is not None and holds_integers(inner)


def is_integer_type(node: ast.expr | None) -> bool:
    """``int``, ``np.int64``, ``"uint8"``: the type that the elements of an array are given."""
    return node is not None and _INTEGER.search(ast.unparse(node)) is not None


def is_filled_with_integers(scope: ast.AST, name: str) -> bool:
    """A set that begins empty, to which nothing but whole numbers is added: ``ids.add(int(part))``."""
    nodes = every_node(scope)
    values = [value for value, _ in _bound(nodes, name)]
    changes = [n for n in nodes if isinstance(n, ast.Call) and _is_method_of(n, name)]
    added = [n for n in changes if called_as(n.func) in ("add", "update")]
    if not values or not added or not all(ast.unparse(value) == "set()" for value in values):
        return False
    return all(len(n.args) == 1 and _adds_integers(nodes, called_as(n.func), n.args[0]) for n in added)


def _is_method_of(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == name


def _adds_integers(nodes: list[ast.AST], method: str, given: ast.expr) -> bool:
    if method == "update":
        return holds_integers(given)
    if not isinstance(given, ast.Name):
        return is_integer(given)
    # What it is given further down is not what is added here.
    above = [node for node in nodes if getattr(node, "lineno", given.lineno) <= given.lineno]
    bound = list(_bound(above, given.id))
    return bool(bound) and all(holds_integers(v) if several else is_integer(v) for v, several in bound)


def _bound(nodes: list[ast.AST], name: str) -> Iterator[tuple[ast.expr, bool]]:
    """What a name is given, and whether it is one of several elements of that: unpacked, or one in each pass."""
    for node in nodes:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if _names(target, name):
                        yield value, not isinstance(target, ast.Name)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.AugAssign(target=target, value=value):
                if _names(target, name):
                    yield value, False
            case ast.NamedExpr(target=target, value=value) if _names(target, name):
                yield value, False
            case ast.For(target=target, iter=value):
                if _names(target, name):  # a pair in each pass: nothing is known of its halves
                    yield value if isinstance(target, ast.Name) else target, True


def _names(target: ast.AST, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in ast.walk(target))


def is_key(column: str) -> bool:
    """The column is called as a numbered key is: ``tagId``, ``user_id``."""
    return _KEY.search(column) is not None and _NAMED.search(column) is None


_TEXTS = frozenset(
    """
email mail url uri text word token name path file filename title str string line sentence uuid guid key doc document
image img query term tag session patient study series address domain label category utterance message comment
""".split()
)


def names_text(node: ast.AST) -> bool:
    """A name or a key in it is one that texts have: ``df["email"]``, ``file_name``, ``astype(str)``."""
    for inner in ast.walk(node):
        name = inner.value if isinstance(inner, ast.Constant) else called_as(inner)
        if isinstance(name, str) and not _TEXTS.isdisjoint(words_of(name)):
            return True
    return False
