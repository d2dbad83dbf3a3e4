"""Whole numbers and texts, as they are written: a set of numbers has the same order in each run, one of texts not."""

from __future__ import annotations

import ast

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.walk import called_as
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
