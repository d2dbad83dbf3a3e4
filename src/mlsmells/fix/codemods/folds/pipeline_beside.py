"""What was fitted stays, and the cross-validation gets a pipeline of its own on the rows as they were before.

``cross_val_score(model, X_scaled, y)`` becomes ``cross_val_score(make_pipeline(scaler, model), X, y)``, which fits
copies on each fold's training rows. For code that uses the transformer, or what it made, in other places as well.
A search follows where all that it predicts is made by the same transformer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import AddImport
from mlsmells.fix.codemods.blocks import Placed, block_of, loads, names_in, stores
from mlsmells.fix.codemods.folds import pipeline_cv
from mlsmells.fix.codemods.folds.cv_uses import Search, Validated, validated
from mlsmells.fix.codemods.folds.searches import searched
from mlsmells.fix.codemods.moving import put_above
from mlsmells.fix.codemods.sinking.fit_forms import form_of, is_table_of
from mlsmells.fix.codemods.sinking.fits import FitForm
from mlsmells.fix.codemods.spelling import spelled
from mlsmells.fix.scopes import FUNCTIONS
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


class _Raw(NamedTuple):
    """The rows before the fit, and the line that keeps them."""

    text: str
    line: str = ""


def into_pipeline(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit becomes a step and goes; where others need it, it stays. Raises Refused."""
    try:
        return list(pipeline_cv.into_pipeline(units, intent))
    except Refused as first:
        try:
            return list(_beside(units, intent))
        except Refused as second:
            if str(second) == str(first):
                raise
            raise Refused(f"{first}; and it cannot be validated beside that: {second}") from second


def _beside(units: list[Unit], intent: RunCodemod) -> Iterator[Edit | Splice]:
    block, at = block_of(units, intent.target)
    form = form_of(block, at, len(block))
    if form.resamples:
        raise Refused("other rows are made, and used as well")
    pipeline_cv.ensure_form(form)
    after = [placed for placed in block[form.first + 1 :] if placed not in form.statements]
    raw = _raw(form, units)
    places = _places(form, raw.text, after, units)
    if not places:
        raise Refused(f"what is fitted at line {form.statements[0].line} is not handed to a cross-validation")
    step = form.receiver or spelled(form.transformer, form.statements[0].unit)
    for place, text in places:
        yield from pipeline_cv.with_step(place, step, {place.rows: text})
        if place.search is not None:
            yield from searched(place, units)
    if raw.line:
        yield put_above(form.statements[0], [raw.line])
    first = min(place.unit.span(place.estimator) for place, _ in places)
    yield AddImport("sklearn.pipeline", "make_pipeline", near=first)


def _raw(form: FitForm, units: list[Unit]) -> _Raw:
    """``X`` of ``X_scaled = scaler.fit_transform(X)``; of ``X = scaler.fit_transform(X)`` it is kept."""
    given = form.given[0]
    if form.made[0] not in names_in(given):
        return _Raw(given)
    name = f"{form.made[0]}_raw"
    taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
    code = " ".join(unit.code for unit in units)
    if name in taken or given != form.made[0] or "copy=False" in code:
        raise Refused(f"the rows before line {form.statements[0].line} cannot be kept")
    return _Raw(name, f"{name} = {given}")


def _places(form: FitForm, raw: str, after: list[Placed], units: list[Unit]) -> list[tuple[Validated, str]]:
    """The validations of what was made, and the rows each gets instead; other uses stay as they are."""
    found: list[tuple[Validated, str]] = []
    for index, placed in enumerate(after):
        for use in loads(form.made[0], placed.node):
            try:
                place = validated(use, placed, units)
            except Refused:
                continue
            labels = place.labels
            if form.labels and not (isinstance(labels, ast.Name) and labels.id == form.labels):
                raise Refused(f"line {placed.line} validates with other labels than {form.labels}")
            is_called_later = isinstance(placed.node, (*FUNCTIONS, ast.ClassDef))
            _ensure_unchanged([form.made[0], *names_in(raw)], after if is_called_later else after[:index], placed)
            found.append((place, raw))
        if stores(form.made[0], placed.node):
            break
    known = {place.rows for place, _ in found}
    for call in dict.fromkeys(place.search.call for place, _ in found if place.search is not None):
        search = next(place.search for place, _ in found if place.search is not None and place.search.call is call)
        _ensure_only_asked(search, after)
        found += _others(form, search, known, after, units)
    return found


def _ensure_only_asked(search: Search, after: list[Placed]) -> None:
    """Nobody else gets the search, to predict rows with it that are prepared already."""
    here = {use for placed in after for use in loads(search.name, placed.node)} if search.name else set()
    for unit, use in search.reads:
        if use not in here or not isinstance(unit.parent(use), ast.Attribute):
            raise Refused(f"line {unit.span(use).line} uses {search.name} in another way")


def _ensure_unchanged(names: Iterable[str], between: list[Placed], place: Placed) -> None:
    for placed in between:
        for name in names:
            if stores(name, placed.node):
                raise Refused(f"line {placed.line} changes {name} before it is validated at line {place.line}")


def _others(
    form: FitForm, search: Search, known: set[ast.expr], after: list[Placed], units: list[Unit]
) -> Iterator[tuple[Validated, str]]:
    """The other rows that a search is given: all of them must be made by the same transformer."""
    reads = {read.use for read in search.reads}
    for index, placed in enumerate(after):
        for use in (use for use in loads(search.name, placed.node) if use in reads):
            given = _given(placed.unit.parent(use), placed.unit)
            if given is None or given in known:
                continue
            made = given.id if isinstance(given, ast.Name) else ""
            text = _before_transform(made, form, after[:index], placed)
            yield validated(given, placed, units), text  # type: ignore[arg-type]


def _given(parent: ast.AST | None, unit: Unit) -> ast.expr | None:
    """The rows of ``search.predict(rows)``."""
    call = unit.parent(parent) if parent is not None else None
    if not isinstance(parent, ast.Attribute) or not isinstance(call, ast.Call) or call.func is not parent:
        return None
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return call.args[0] if call.args else named.get("X")


def _before_transform(made: str, form: FitForm, before: list[Placed], place: Placed) -> str:
    """``X_test`` of ``X_test_scaled = scaler.transform(X_test)``. Raises Refused."""
    for index in range(len(before) - 1, -1, -1):
        placed = before[index]
        if not made or not stores(made, placed.node):
            continue
        match placed.node:
            case ast.Assign(
                targets=[ast.Name()],
                value=ast.Call(func=ast.Attribute(attr="transform") as func, args=[ast.Name(id=raw)]),
            ) if raw != made and ast.unparse(func.value) == form.receiver:
                _ensure_unchanged([raw], before[index:], place)
                return raw
            case ast.Assign(targets=[ast.Name()], value=ast.Call(args=[ast.Name(id=held)]) as value):
                if is_table_of(value, value.args[0]):  # `X_test = pd.DataFrame(X_test, columns=names)`
                    made = held
                    continue
        break
    raise Refused(f"line {place.line} gives the search other rows than {form.receiver or 'the fit'} made")
