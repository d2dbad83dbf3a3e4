"""Random numbers that decide what is looked at, timed or made up for a demonstration, and not what is learned."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Read, Rng
from mlsmells.facts.syntax.walk import called_as, statements

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SHOWS = regex(
    r"\b(?:plt|sns|ax|axes|axs|px|go|fig|plotly|alt|display|print|pprint|wandb|writer)\b|imshow|\.plot\b|scatter|savefig"
    r"|onnx|\.export\(|\bsummary\(|profil|benchmark|latency|flops|jit\.trace|torchinfo|make_grid"
)
_LEARNS = regex(r"\.fit\(|\.backward\(|\.step\(|train_on_batch|fit_transform|train_test_split|optimi[sz]er")
_FOR_SHOW = regex(r"^(?:dummy|example|sample_input|test_input|jitter\w*)|_(?:dummy|jitter)$|jitter", re.IGNORECASE)
_HOLDING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try, ast.Match)
# What takes the data in another order, or some of them.
_MIXING = frozenset("DataLoader shuffle permutation permuted randperm choice choices sample".split())
# A number that is picked to choose what is shown goes through few names.
_HOPS = 3


def only_shown(facts: Facts, draw: Rng) -> bool:
    """Whatever gets the numbers of the draw is printed, plotted, timed or exported."""
    if draw.training or draw.obj is not None or draw.foreign or not isinstance(draw.statement, ast.stmt):
        return False
    return _is_shown(facts, draw.statement, _HOPS)


def _is_shown(facts: Facts, statement: ast.stmt, hops: int) -> bool:
    if _learns(statement):
        return False
    names = _names(statement)
    if names and all(_FOR_SHOW.search(name) for name in names):
        return True
    if _SHOWS.search(_text(statement)) or _keeps_nothing(statement):
        return True
    if not names or hops == 0:
        return False
    users = [user for name in names for user in _readers(facts).get(name, ()) if user is not statement]
    return bool(users) and all(_is_shown(facts, user, hops - 1) for user in users)


_LOOKED_AT = frozenset({"sample", "choice", "choices", "head", "tail", "describe", "info"})


def _keeps_nothing(statement: ast.stmt) -> bool:
    """``random.sample(rows, 10)`` as a line of its own: a cell shows them, and nobody has them afterwards."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and called_as(call.func) in _LOOKED_AT


def _learns(statement: ast.stmt) -> bool:
    return _LEARNS.search(_text(statement)) is not None


def _text(statement: ast.stmt) -> str:
    return ast.unparse(statement)


def _names(statement: ast.stmt) -> list[str]:
    """The plain names that a statement, or the head of a loop, binds."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        targets = [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _readers(facts: Facts) -> dict[str, list[ast.stmt]]:
    """Name → the statements that read it: simple ones, and the heads of loops and conditions."""
    if "readers" not in facts.memo:
        found: dict[str, list[ast.stmt]] = {}
        for statement in statements(facts.source.tree):
            if not isinstance(statement, ast.stmt) or isinstance(statement, _HOLDING):
                continue
            nodes = (node for part in _own_parts(statement) for node in ast.walk(part))
            names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
            for name in names:
                found.setdefault(name, []).append(statement)
        facts.memo["readers"] = found
    readers: dict[str, list[ast.stmt]] = facts.memo["readers"]
    return readers


def _own_parts(statement: ast.stmt) -> list[ast.AST]:
    """What a statement reads itself, without the statements inside it."""
    match statement:
        case ast.For(iter=head) | ast.AsyncFor(iter=head) | ast.If(test=head) | ast.While(test=head):
            return [head]
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return [item.context_expr for item in items]
        case _:
            return [statement]


def is_made_up(facts: Facts, draw: Rng) -> bool:
    """The draw makes data, and the program has no other: a demonstration."""
    if draw.obj is not None or draw.foreign:
        return False
    if draw.lib == "tensorflow" and any(call.name.endswith("minimize") for call in facts.calls("loop.step")):
        return False  # in a graph the weights are drawn so
    rows = [read for read in facts.everywhere(Read) if read.out is not None and read.out.rows is not None]
    if not rows and all(_mixes(other) for other in facts.everywhere(Rng)):
        return False  # nothing is drawn but an order: the data come from where nobody looks
    return all(read.tags & {"synthetic"} for read in rows)


def _mixes(draw: Rng) -> bool:
    return draw.obj is not None or draw.what.rpartition(".")[2] in _MIXING
