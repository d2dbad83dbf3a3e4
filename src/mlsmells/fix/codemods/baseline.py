"""A dummy model beside the model: fitted on the same rows, scored by the same call, right behind the first score.

Above the loop where the models of a loop are scored. Refused where the score stands in another block than the fit,
and where the rows have no names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddImport
from mlsmells.fix.codemods.beside_loop import loop_of, put
from mlsmells.fix.codemods.blocks import Placed, block_of, stores
from mlsmells.fix.codemods.plain import is_plain
from mlsmells.fix.codemods.scored import is_table, names, other_scores, scored
from mlsmells.fix.codemods.sinking.fits import Exchange
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod, Span
    from mlsmells.fix.splices import Splice
    from mlsmells.fix.units import Unit

_NAMES = ("baseline", "dummy", "baseline_model")


def classifier(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The most frequent class."""
    return _beside(units, intent, "DummyClassifier")


def regressor(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The mean."""
    return _beside(units, intent, "DummyRegressor")


def _beside(units: list[Unit], intent: RunCodemod, dummy: str) -> Iterable[Edit | Splice]:
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    scored_block, scored_at = block_of(units, intent.other)
    placed = scored_block[scored_at]
    if [one.node for one in block] != [one.node for one in scored_block] or scored_at < at:
        raise Refused(f"the score at line {placed.line} stands in another part than the fit")
    loop_of(placed)
    fit = _call(block[at].unit, intent.target)
    call = _call(placed.unit, intent.other)
    alone = _validation(call, dummy) or _in_one(fit, call, dummy)
    if alone:
        if any(stores(each, placed.node) for each in names(alone)):
            raise Refused(f"line {placed.line} binds anew what the baseline would be scored with")
        yield from put(placed, [in_style(alone, placed.unit)])
        yield AddImport("sklearn.dummy", dummy, near=placed.unit.span(placed.node))
        return
    model, rows = _fitted(fit, block[at])
    score = scored(call, model, placed, block[:scored_at])
    if is_table(score) or names(rows) & names(ast.unparse(score)):  # a figure of the rows held out says more
        scored_at, score = next(other_scores(block, scored_at, model, names(rows)), (scored_at, score))
        placed = block[scored_at]
    taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
    name = next((each for each in _NAMES if each not in taken), None)
    if name is None:
        raise Refused("every usual name of a baseline is taken")
    for changed in block[at + 1 : scored_at + 1]:
        if any(stores(each, changed.node) for each in names(rows)):
            raise Refused(f"line {changed.line} changes what the model was fitted on")
    text = ast.unparse(_Model(model, name).visit(score))
    lines = [f"{name} = {dummy}().fit({rows})", f'print("baseline:", {text})']
    yield from put(placed, [in_style(line, placed.unit) for line in lines], name)
    yield AddImport("sklearn.dummy", dummy, near=placed.unit.span(placed.node))


def _validation(call: ast.Call, dummy: str) -> str:
    """``cross_val_score`` of the dummy; "" for other calls."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name != "cross_val_score" or not call.args:
        return ""
    made = ast.Call(ast.Name(dummy), [], [])
    same = ast.Call(call.func, [made, *call.args[1:]], call.keywords)
    return f'print("baseline:", {ast.unparse(same)})'


def _in_one(fit: ast.Call, score: ast.Call, dummy: str) -> str:
    """``SVC().fit(X, y).score(A, b)``: the model has no name and needs none; "" for other calls."""
    match fit:
        case ast.Call(func=ast.Attribute(attr="fit", value=ast.Call()), args=[rows, labels], keywords=[]):
            plain = is_plain(rows) and is_plain(labels)
        case _:
            return ""
    match score:
        case ast.Call(func=ast.Attribute(attr="score", value=held), args=given, keywords=[]) if held is fit:
            pass
        case ast.Call(
            func=ast.Name(), args=[truth, ast.Call(func=ast.Attribute(attr="predict", value=held), args=[used])]
        ) if held is fit and all(isinstance(keyword.value, ast.Constant) for keyword in score.keywords):
            given = [truth, used]
        case _:
            return ""
    if not plain or not all(map(is_plain, given)):
        return ""
    made = ast.Call(ast.Attribute(ast.Call(ast.Name(dummy), [], []), "fit"), [rows, labels], [])
    return f'print("baseline:", {ast.unparse(Exchange(fit, made, "", "").visit(score))})'


def _call(unit: Unit, span: Span) -> ast.Call:
    """The call at the place, which is only read: it may stand in an f-string."""
    unit.parent(unit.tree)
    found = [node for node in unit.spans.get(span, ()) if isinstance(node, ast.Call)]
    if len(found) != 1:
        raise Refused("its place in the source was not found")
    return found[0]


def _fitted(fit: ast.Call, placed: Placed) -> tuple[str, str]:
    """The model's name and what it is fitted on. Raises Refused."""
    given = [*fit.args, *(keyword.value for keyword in fit.keywords)]
    keywords = {keyword.arg for keyword in fit.keywords}
    if not isinstance(fit.func, ast.Attribute) or fit.func.attr != "fit" or not keywords <= {"X", "y"}:
        raise Refused(f"the fit at line {placed.line} has another form than model.fit(X, y)")
    if len(given) != 2 or not all(is_plain(each) for each in given):
        raise Refused(f"the rows at line {placed.line} have no names")
    rows = ", ".join(ast.unparse(each) for each in (*fit.args, *fit.keywords))
    if is_plain(fit.func.value):
        return ast.unparse(fit.func.value), rows
    match placed.node:  # model = Model().fit(X, y)
        case ast.Assign(targets=[target], value=value) if value is fit and is_plain(target):
            return ast.unparse(target), rows
    raise Refused(f"the model at line {placed.line} has no name")


class _Model(ast.NodeTransformer):
    """The same call of another model."""

    def __init__(self, model: str, name: str) -> None:
        self.model, self.name = model, name

    def visit(self, node: ast.AST) -> ast.AST:
        """The model by its name, on a copy."""
        if (
            isinstance(node, ast.expr)
            and isinstance(node, ast.Name | ast.Attribute)
            and ast.unparse(node) == self.model
        ):
            return ast.Name(self.name, ast.Load())
        fields = {name: list(value) if isinstance(value, list) else value for name, value in ast.iter_fields(node)}
        return super().generic_visit(type(node)(**fields))
