"""``if accuracy < best: best = accuracy``: the comparison that keeps the worst and calls it the best."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.directions.polarity import Polarity
from mlsmells.facts.analyses.directions.scores import Direction
from mlsmells.facts.analyses.directions.wrong import WrongDirection, better
from mlsmells.facts.domain.events import Choice
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_BEST = frozenset({"best"})


def wrong(facts: Facts) -> Iterator[WrongDirection]:
    """Of comparisons with a best so far, by the name of what is kept."""
    for choice in facts.of(Choice):
        match choice.node:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if choice.arm:
                score, best, wanted = _sides(left, right, type(op))
                if best is None or score is None or not wanted or _resets(choice, best):
                    continue
                found = Polarity(facts, _scope(facts, choice)).of(score)
                if found and found != wanted:
                    who = "the comparison keeps the other"
                    yield WrongDirection(choice.node, ast.unparse(score), better(found), who, sure=False)


def _sides(left: ast.expr, right: ast.expr, op: type) -> tuple[ast.expr | None, ast.expr | None, Direction]:
    """The new score, the best so far, and which new scores replace it."""
    greater = op in (ast.Gt, ast.GtE)
    if words_of(called_as(right)) & _BEST and not words_of(called_as(left)) & _BEST:
        return left, right, 1 if greater else -1
    if words_of(called_as(left)) & _BEST and not words_of(called_as(right)) & _BEST:
        return right, left, -1 if greater else 1
    return None, None, 0


def _resets(choice: Choice, best: ast.expr) -> bool:
    """The arm must be the one that keeps the score: it assigns the best."""
    statements = [n for s in choice.arm for n in ast.walk(s) if isinstance(n, ast.Assign)]
    held = (t for s in statements for t in s.targets)
    names = {ast.unparse(e) for t in held for e in (t.elts if isinstance(t, (ast.Tuple, ast.List)) else [t])}
    body = choice.statement.body if isinstance(choice.statement, ast.If) else ()
    return ast.unparse(best) not in names or not any(s in body for s in choice.arm)


def _scope(facts: Facts, choice: Choice) -> ast.AST:
    """The function in which the comparison stands, or the module."""
    around = [f.node for f in facts.functions if _holds(f.node, choice.line)]
    return max(around, key=lambda node: node.lineno, default=facts.source.tree or ast.Module([], []))


def _holds(function: ast.AST, line: int) -> bool:
    return getattr(function, "lineno", 0) <= line <= (getattr(function, "end_lineno", 0) or 0)
