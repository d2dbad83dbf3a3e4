"""The statements in which a transformer learns and is applied at once, and the form each is."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.blocks import loads, names_in, stores
from mlsmells.fix.codemods.plain import is_plain
from mlsmells.fix.codemods.showing import shows
from mlsmells.fix.codemods.sinking.fits import Exchange, FitForm
from mlsmells.fix.codemods.spelling import spelled
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed


def form_of(block: list[Placed], at: int, split_at: int) -> FitForm:
    """The fit of the statement at this position. Raises Refused for a form that is not known."""
    placed = block[at]
    match placed.node:
        case ast.Assign(
            targets=[ast.Name(id=receiver)],
            value=ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name() | ast.Attribute()) as maker, attr="fit")
            ) as named,
        ):
            return replace(_in_two_steps(block, at, split_at, receiver, named), maker=maker)
        case ast.Assign(targets=[ast.Name(id=made)], value=value):
            value = _at_once(value)
            call = _fitting(value, "fit_transform")
            if call is not None:
                return _then_a_table(_single(placed, at, made, value, call), block, split_at)
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=X), ast.Name(id=y)])], value=ast.Call() as call):
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("fit_resample", "fit_sample"):
                return _resampling(placed, at, (X, y), call)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=receiver), attr="fit")) as call):
            return _in_two_steps(block, at, split_at, receiver, call)
    raise Refused(f"the fit at line {placed.line} has a form that cannot be moved")


def _at_once(value: ast.expr) -> ast.expr:
    """``scaler.fit(X).transform(X)`` as ``scaler.fit_transform(X)``."""
    for node in ast.walk(value):
        match node:
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Call(func=ast.Attribute(value=receiver, attr="fit"), args=[rows, *_]) as fit,
                    attr="transform",
                ),
                args=[again],
                keywords=[],
            ) if ast.unparse(rows) == ast.unparse(again) and not _makes(receiver, "fit"):
                both = ast.Call(ast.Attribute(receiver, "fit_transform", ast.Load()), fit.args, fit.keywords)
                changed = Exchange(node, both, "", "").visit(value) if node is not value else both
                assert isinstance(changed, ast.expr)
                return changed
    return value


def _makes(node: ast.expr, method: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method


def _fitting(value: ast.expr, method: str) -> ast.Call | None:
    """The only call of this method in the expression."""
    found = [
        node
        for node in ast.walk(value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]
    return found[0] if len(found) == 1 else None


def _single(placed: Placed, at: int, made: str, value: ast.expr, call: ast.Call) -> FitForm:
    given, labels = _arguments(placed, call)
    if value is not call and not is_table_of(value, call):
        raise Refused(f"the fit at line {placed.line} stands inside a longer expression")
    return FitForm(at, [placed], _receiver(placed, call), (given,), (made,), value, call, labels)


def _resampling(placed: Placed, at: int, made: tuple[str, str], call: ast.Call) -> FitForm:
    given, labels = _arguments(placed, call)
    if not labels:
        raise Refused(f"the labels at line {placed.line} have no name")
    receiver = _receiver(placed, call) or ast.unparse(call.func.value)  # type: ignore[attr-defined]
    return FitForm(at, [placed], receiver, (given, labels), made, call, call, resamples=True)


def _in_two_steps(block: list[Placed], at: int, split_at: int, receiver: str, call: ast.Call) -> FitForm:
    """``scaler.fit(X)``, and further down ``X = scaler.transform(X)``."""
    given, labels = _arguments(block[at], call)
    for placed in block[at + 1 : split_at]:
        match placed.node:
            case ast.Assign(targets=[ast.Name(id=made)], value=value):
                applied = _fitting(value, "transform")
                if applied is not None and ast.unparse(applied.func) == f"{receiver}.transform":
                    if _arguments(placed, applied) != (given, ""):
                        raise Refused(f"line {placed.line} transforms other rows than were learned from")
                    if value is not applied and not is_table_of(value, applied):
                        raise Refused(f"the transform at line {placed.line} stands inside a longer expression")
                    function = ast.Attribute(ast.Name(receiver), "fit_transform", ast.Load())
                    both = ast.Call(function, applied.args, [])
                    whole = Exchange(applied, both, "", "").visit(value) if value is not applied else both
                    assert isinstance(whole, ast.expr)
                    form = FitForm(at, [block[at], placed], receiver, (given,), (made,), whole, both, labels)
                    return _then_a_table(form, block, split_at)
    raise Refused(f"what is fitted at line {block[at].line} is not applied before the split")


def _arguments(placed: Placed, call: ast.Call) -> tuple[str, str]:
    """The names of the rows and of the labels."""
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg in ("X", "y")}
    if len(call.args) > 2 or len(named) < len(call.keywords):
        raise Refused(f"the fit at line {placed.line} takes more than rows and labels")
    values = [*call.args, *(named[name] for name in ("X", "y") if name in named)]
    if not values or not is_plain(values[0]) or not all(isinstance(value, ast.Name) for value in values[1:]):
        raise Refused(f"the rows at line {placed.line} have no name")
    names = [spelled(value, placed.unit) for value in values]
    return names[0], names[1] if len(names) > 1 else ""


def _receiver(placed: Placed, call: ast.Call) -> str:
    """The transformer's name; "" where it is made on the spot."""
    match call.func:
        case ast.Attribute(value=ast.Name() | ast.Attribute() as named) if is_plain(named):
            return ast.unparse(named)
        case ast.Attribute(value=ast.Call(func=ast.Name() | ast.Attribute())):
            return ""
    raise Refused(f"the transformer at line {placed.line} has no name")


def is_table_of(value: ast.expr, call: ast.expr) -> bool:
    """``pd.DataFrame(scaler.fit_transform(X), columns=X.columns)``: the same for each part."""
    match value:
        case ast.Call(func=ast.Attribute(attr="DataFrame") | ast.Name(id="DataFrame"), args=[held], keywords=keywords):
            inner = held is call or is_table_of(held, call)
            return inner and all(keyword.arg in ("columns", "index") for keyword in keywords)
        case ast.Call(func=ast.Attribute(value=held, attr="toarray" | "todense"), args=[], keywords=[]):
            return held is call
    return False


def _then_a_table(form: FitForm, block: list[Placed], split_at: int) -> FitForm:
    """``S = pd.DataFrame(X, columns=…)`` or ``S = X``, the only use of what the fit made, is part of it."""
    first = next(i for i, placed in enumerate(block) if placed.node is form.statements[-1].node) + 1
    between = block[first:split_at]
    used = (i for i, placed in enumerate(between) if any(loads(form.made[0], placed.node)) and not shows(placed.node))
    at = next(used, None)
    match between[at].node if at is not None else None:
        case ast.Assign(targets=[ast.Name(id=made)], value=value):
            assert at is not None
            held = next(loads(form.made[0], value), None)
            if held is None or not (held is value or is_table_of(value, held)):
                return form
            if made != form.made[0] and any(loads(form.made[0], *(one.node for one in block[first + at + 1 :]))):
                return form
            names = [name for name in names_in(ast.unparse(value)) if name != form.made[0]]
            if any(stores(name, placed.node) for placed in between[:at] for name in names):
                return form
            whole = form.expression if held is value else Exchange(held, form.expression, "", "").visit(value)
            assert isinstance(whole, ast.expr)
            before = tuple(name for name in dict.fromkeys(form.names) if name != made)
            statements = [*form.statements, between[at]]
            longer = replace(form, statements=statements, made=(made,), expression=whole, before=before)
            return _then_a_table(longer, block, split_at)
    return form
