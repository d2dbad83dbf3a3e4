"""The score that a program takes of a model, written out so that another model can be given the same."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator

from mlsmells.fix.codemods.blocks import Placed, stores
from mlsmells.fix.units import Refused


def names(rows: str) -> set[str]:
    """The variables of some arguments, or of one expression."""
    return {node.id for node in ast.walk(ast.parse(f"_({rows})")) if isinstance(node, ast.Name)} - {"_"}


def scored(call: ast.Call, model: str, placed: Placed, before: list[Placed]) -> ast.expr:
    """The score as an expression of the model; a variable with predictions is written out."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name.endswith("_curve"):
        raise Refused(f"line {placed.line} makes a curve, not a score")
    given = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
    for name in given:
        values = list(_values(name, before))
        if values and isinstance(values[-1], ast.expr) and _predicts(values[-1], model):
            return _written_out(call, name, values[-1])
    if _predicts(call, model):
        return call
    raise Refused(f"what the score at line {placed.line} is made of was not found")


def is_table(score: ast.expr) -> bool:
    called = score.func if isinstance(score, ast.Call) else score
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in ("confusion_matrix", "classification_report")


def other_scores(block: list[Placed], at: int, model: str, fitted: set[str]) -> Iterator[tuple[int, ast.expr]]:
    """Later figures of the same model, of rows that it was not fitted on."""
    for index in range(at, len(block)):
        placed = block[index]
        if not isinstance(placed.node, ast.Expr | ast.Assign) or (index > at and stores(model, placed.node)):
            return
        for call in (node for node in ast.walk(placed.node) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name.endswith(("_score", "_error")) or name == "score":
                with contextlib.suppress(Refused):
                    score = scored(call, model, placed, block[:index])
                    if not fitted & names(ast.unparse(score)):
                        yield index, score


def _values(name: str, before: list[Placed]) -> Iterator[ast.expr | None]:
    for placed in before:
        match placed.node:
            case ast.Assign(targets=[ast.Name(id=own)], value=value) if own == name:
                yield value
            case node if stores(name, node):
                yield None


def _predicts(node: ast.expr, model: str) -> bool:
    """``model.predict(X)`` is in it."""
    return any(
        isinstance(inner, ast.Attribute)
        and inner.attr in ("predict", "predict_proba", "score")
        and ast.unparse(inner.value) == model
        for inner in ast.walk(node)
    )


def _written_out(call: ast.Call, name: str, value: ast.expr) -> ast.expr:
    copy = ast.parse(ast.unparse(call), mode="eval").body
    return _Name(name, value).visit(copy)  # type: ignore[no-any-return]


class _Name(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The variable's value."""
        return self.value if node.id == self.name else node
