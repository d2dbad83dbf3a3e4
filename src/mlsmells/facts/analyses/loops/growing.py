"""Arrays and tables that are copied whole to add a little, again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\b(?:append|concat|concatenate|vstack|hstack|cat|column_stack|row_stack|r_)\b")
_JOINS = frozenset(
    "numpy.append numpy.concatenate numpy.vstack numpy.hstack numpy.row_stack pandas.concat torch.cat torch.concat "
    "torch.vstack torch.hstack".split()
)
# What loops over that has many elements: rows, batches, files.
_MANY = regex(r"iterrows|itertuples|loader|range\(len\(|listdir|glob|\.shape\[0\]|\brows\b|dataset|batches")
# What has few: folds, epochs, a handful that is written down.
_FEW = regex(r"fold|split\(|epoch|seed|model|classif|param|config|\bcols\b|column|years?\b|class|dtypes")
# What takes so long in every pass that the copy of a line of numbers cannot be seen beside it.
_BATCHES = regex(r"loader|batches")
_SLOW = regex(
    r"\.backward\(|\bplt\.|\bsns\.|\bax(?:es)?(?:\[[^\]]*\])?\.\w+\(|\.plot\(|savefig"
    r"|\bread_\w+\(|\bopen\(|\bimread\(|\bnp\.(?:load|loadtxt|genfromtxt)\(|\btorch\.load\("
)


@dataclass(frozen=True)
class Growing:
    """``statement`` joins ``name`` with something new in every pass of ``loop``.

    ``many``: it surely has many passes, and the copies cost something beside what else they do.
    """

    statement: ast.Assign
    name: str
    call: ast.Call
    loop: ast.For | ast.AsyncFor
    many: bool


def growing(facts: Facts) -> Iterator[Growing]:
    """Joins of a variable with itself, in a loop that does nothing else with it."""
    if not facts.says(_SAID):
        return
    for node in facts.nodes:
        call = node.value if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        if not isinstance(node, ast.Assign) or not isinstance(call, ast.Call) or not call.args:
            continue
        name = variable(node.targets[0])
        if not name or qualified(facts, call.func) not in _JOINS or not _joins_itself(call, name):
            continue
        if _is_in_a_network(facts, node):
            continue
        loop = next((n for n in around(facts, node) if isinstance(n, (ast.For, ast.AsyncFor, *_ENDS))), None)
        if isinstance(loop, (ast.For, ast.AsyncFor)) and not _is_used(loop, node, name) and not _is_short(loop):
            many = _MANY.search(ast.unparse(loop.iter)) is not None
            yield Growing(node, name, call, loop, many and not (_is_flat(facts, call, name) and _is_slow(loop)))


def _is_flat(facts: Facts, call: ast.Call, name: str) -> bool:
    """One number for each row: ``np.append`` makes it so, and nothing else can be joined to ``np.array([])``."""
    joins = qualified(facts, call.func)
    if joins == "numpy.append":
        return len(call.args) < 3 and not call.keywords
    begun = (n.value for n in facts.nodes if isinstance(n, ast.Assign) and variable(n.targets[0]) == name)
    return joins in ("numpy.concatenate", "numpy.hstack") and any(_FLAT.search(ast.unparse(n)) for n in begun)


_FLAT = regex(r"^(?:np|numpy)\.(?:array\(\[\]|(?:empty|zeros|ones)\((?:\d+[,)]|\(\d+,?\)))")


def _is_slow(loop: ast.For | ast.AsyncFor) -> bool:
    """Each pass takes a batch through a network, draws a picture or reads a file."""
    return _BATCHES.search(ast.unparse(loop.iter)) is not None or _SLOW.search(ast.unparse(loop)) is not None


def _is_in_a_network(facts: Facts, node: ast.AST) -> bool:
    """``forward`` joins what a handful of its layers give."""
    function = function_around(facts, node)
    return function is not None and function.name == "forward"


_ENDS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.While, ast.ClassDef)


def _joins_itself(call: ast.Call, name: str) -> bool:
    """``np.append(x, …)``, ``pd.concat([x, …])``."""
    first = call.args[0]
    parts = first.elts if isinstance(first, (ast.List, ast.Tuple)) else [first]
    return any(variable(part) == name for part in parts)


def _is_used(loop: ast.AST, statement: ast.Assign, name: str) -> bool:
    """The loop does something else with it, sets it anew, or leaves early: it needs the whole in every pass."""
    inside = {id(node) for node in every_node(statement)}
    for node in every_node(loop):
        if id(node) in inside:
            continue
        if isinstance(node, (ast.Name, ast.Attribute)) and variable(node) == name and not _only_asks(loop, node):
            return True
    return False


def _only_asks(loop: ast.AST, node: ast.AST) -> bool:
    """``if x is None:`` and ``len(x)`` do not need the whole."""
    asked = (n for n in every_node(loop) if isinstance(n, ast.Compare) and n.left is node)
    return any(isinstance(n.ops[0], (ast.Is, ast.IsNot)) for n in asked)


def _is_short(loop: ast.For | ast.AsyncFor) -> bool:
    """A few elements that are written down, or are few by nature."""
    given = loop.iter
    if isinstance(given, (ast.List, ast.Tuple, ast.Set)):
        return True
    if _MANY.search(ast.unparse(given)):
        return False
    if isinstance(given, ast.Call) and called_as(given.func) == "range":
        last = given.args[min(len(given.args) - 1, 1)] if given.args else None
        return not isinstance(last, ast.Constant) or not isinstance(last.value, int) or last.value < 100
    words = " ".join((ast.unparse(loop.target), ast.unparse(given))).lower()
    return _FEW.search(words) is not None
