"""A transformer that learned from all rows before a cross-validation or search becomes a step of what is validated.

``X = scaler.fit_transform(X)`` and ``cross_val_score(model, X, y)`` become ``cross_val_score(make_pipeline(scaler,
model), X, y)``; the grid of a search gets the step's name before its parameters. Refused where what the fit made is
used in any other way, where a search's model or grid is not written out, and where its results are used by their names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddImport
from mlsmells.fix.codemods.blocks import Placed, block_of, loads, names_in, stores, uses
from mlsmells.fix.codemods.folds.cv_uses import Validated, validated
from mlsmells.fix.codemods.folds.searches import searched
from mlsmells.fix.codemods.moving import joined, taken_away
from mlsmells.fix.codemods.sinking.fit_forms import form_of
from mlsmells.fix.codemods.sinking.fits import FitForm
from mlsmells.fix.codemods.spelling import spelled
from mlsmells.fix.scopes import FUNCTIONS
from mlsmells.fix.splices import LINES, Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


def into_pipeline(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit at ``target`` becomes a step. Raises Refused."""
    block, at = block_of(units, intent.target)
    form = form_of(block, at, len(block))
    ensure_form(form)
    after = [placed for placed in block[form.first + 1 :] if placed not in form.statements]
    _ensure_seen(form, block, after, units)
    places = list(dict.fromkeys(_places(form, after, units)))
    if not places:
        raise Refused(f"what is fitted at line {form.statements[0].line} is not handed to a cross-validation")
    yield from _gone(form, places[0])
    step = spelled(form.transformer, form.statements[0].unit)
    for place in places:
        yield from with_step(place, step, _rows_before(form, place))
        if place.search is not None:
            yield from searched(place, units)
    package = "imblearn" if form.resamples else "sklearn"
    first = min(place.unit.span(place.estimator) for place in places)
    if any(_is_made_here(place.estimator) is None for place in places):
        yield AddImport(f"{package}.pipeline", "make_pipeline", near=first)


def ensure_form(form: FitForm) -> None:
    """The form is one that a step of a pipeline can take over."""
    line = form.statements[0].line
    if any(
        isinstance(node, ast.Attribute) and node.attr in ("toarray", "todense") for node in ast.walk(form.expression)
    ):
        raise Refused(f"line {line} makes a dense array, which a step of its own would have to do")
    if any(given == made for given, made in zip(form.given, form.made, strict=False)) and _in_a_loop(
        form.statements[0]
    ):
        raise Refused(f"line {line} is run again with what it made before")
    if form.call.keywords and any(keyword.arg not in ("X", "y") for keyword in form.call.keywords):
        raise Refused(f"the fit at line {line} takes more than rows and labels")


def _in_a_loop(placed: Placed) -> bool:
    node: ast.AST | None = placed.node
    while node is not None and not isinstance(node, FUNCTIONS):
        if isinstance(node, ast.For | ast.While):
            return True
        node = placed.unit.parent(node)
    return False


def _ensure_seen(form: FitForm, block: list[Placed], after: list[Placed], units: list[Unit]) -> None:
    """Nothing changes the rows, and nobody elsewhere uses what was made."""
    for placed in after:
        for name in {*form.made, *(name for given in form.given for name in names_in(given))}:
            if stores(name, placed.node):
                raise Refused(f"line {placed.line} changes {name} after the fit")
        if form.receiver and uses(form.receiver, placed.node):
            raise Refused(f"line {placed.line} uses {form.receiver}, which would not be fitted")
    below = {id(use) for placed in (*after, *form.statements) for name in form.made for use in loads(name, placed.node)}
    above = {id(use) for placed in block[: form.first] for name in form.made for use in loads(name, placed.node)}
    for unit in units:
        for use in (use for name in form.made for use in loads(name, _scope(form.statements[0], unit))):
            if id(use) not in below and (id(use) not in above or _in_function(use, unit)):
                raise Refused(f"line {unit.span(use).line} uses {use.id} as well")


def _scope(placed: Placed, unit: Unit) -> ast.AST:
    """The function around the fit, or the whole unit."""
    node: ast.AST | None = placed.node if placed.unit is unit else None
    while node is not None and not isinstance(node, FUNCTIONS):
        node = unit.parent(node)
    return node if node is not None else unit.tree


def _in_function(use: ast.AST, unit: Unit) -> bool:
    """Whether it is in a function inside the fit's own scope; what stands before the fit there runs later."""
    node = unit.parent(use)
    while node is not None and not isinstance(node, (*FUNCTIONS, ast.Lambda)):
        node = unit.parent(node)
    return isinstance(node, ast.Lambda)


def _places(form: FitForm, after: list[Placed], units: list[Unit]) -> Iterable[Validated]:
    """The calls that take what was made. Raises Refused for every other use."""
    for placed in after:
        for use in loads(form.made[0], placed.node):
            yield validated(use, placed, units)
    labels = [place.labels for place in _found(form, after, units)]
    for placed in after if form.resamples else ():
        for use in loads(form.made[1], placed.node):
            if use not in labels:
                raise Refused(f"line {placed.line} uses {use.id} in another way")
    known = form.made[1] if form.resamples else form.labels
    for place in _found(form, after, units) if known else ():
        if not isinstance(place.labels, ast.Name) or place.labels.id != known:
            raise Refused(f"line {place.line} validates with other labels than {known}")


def _found(form: FitForm, after: list[Placed], units: list[Unit]) -> list[Validated]:
    return [validated(use, placed, units) for placed in after for use in loads(form.made[0], placed.node)]


def _gone(form: FitForm, place: Validated) -> Iterable[Splice]:
    """The fit's statements go; their comments stand above the statement that has the step now."""
    gone: list[Splice] = []
    comments: list[str] = []
    for placed in form.statements:
        splices, above, behind = taken_away(placed)
        gone += splices
        comments += [*above, *([behind] if behind else [])]
    yield from joined(gone)
    if comments:
        unit, node = place.placed
        row = unit.row(unit.extent(node)[0])
        indent = unit.code[unit.starts[row] : unit.extent(node)[0]]
        text = "".join(f"{indent}{comment}{unit.newline}" for comment in comments)
        yield Splice(unit, unit.starts[row], unit.starts[row], text, LINES)


def _rows_before(form: FitForm, place: Validated) -> dict[ast.expr, str]:
    """What the call gets instead of the rows and labels that the fit made."""
    return {
        taken: given
        for taken in (place.rows, place.labels)
        for made, given in zip(form.made, form.given, strict=False)
        if isinstance(taken, ast.Name) and taken.id == made != given
    }


def with_step(place: Validated, step: str, instead: dict[ast.expr, str]) -> Iterable[Splice]:
    """``model`` → ``make_pipeline(step, model)``, and the rows and labels as they were before the fit."""
    unit = place.unit
    start, end = unit.extent(place.estimator)
    inner = _is_made_here(place.estimator)
    if inner is not None and not place.is_later:
        begin = unit.extent(inner)[0]
        yield Splice(unit, begin, begin, f"{step}, ")
    elif not place.is_later:
        yield Splice(unit, start, end, f"make_pipeline({step}, {unit.code[start:end]})")
    for taken, text in instead.items():
        if taken in place.unit_of_rows.in_fstring:
            raise Refused("it is inside an f-string")
        yield Splice(place.unit_of_rows, *place.unit_of_rows.extent(taken), text)


def _is_made_here(estimator: ast.expr) -> ast.expr | None:
    """The first step of ``make_pipeline(…)``."""
    match estimator:
        case ast.Call(func=ast.Name(id="make_pipeline"), args=[first, *_]) if not isinstance(first, ast.Starred):
            return first
    return None
