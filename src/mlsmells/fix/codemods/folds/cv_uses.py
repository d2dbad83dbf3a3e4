"""Calls that validate a model on folds of the rows they are given: ``cross_val_score`` and its like, and searches."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.folds.reaching import Read, binding, reaching
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.units import Unit

_VALIDATIONS = {"cross_val_score", "cross_validate", "cross_val_predict", "learning_curve", "permutation_test_score"}
_FOR_THE_MODEL = {"fit_params", "params", "return_estimator"}
_SEARCHES = {"GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV"}
_APPLIED = {"predict", "predict_proba", "decision_function", "score"}


class Search(NamedTuple):
    """``name = GridSearchCV(estimator, grid)``, or fitted at once; no name where nothing keeps it."""

    name: str
    unit: Unit
    call: ast.Call
    reads: tuple[Read, ...] = ()


class Validated(NamedTuple):
    """A call that gets the rows. ``is_later``: it uses a search that another call fits."""

    placed: Placed
    unit: Unit  # of the estimator
    estimator: ast.expr
    rows: ast.expr
    labels: ast.expr | None
    unit_of_rows: Unit
    search: Search | None = None
    is_later: bool = False

    @property
    def line(self) -> int:
        """As reports count it."""
        return self.placed.line


def validated(use: ast.Name, placed: Placed, units: list[Unit]) -> Validated:
    """The call that takes the variable as its rows. Raises Refused for every other use."""
    unit = placed.unit
    parent = unit.parent(use)
    call = unit.parent(parent) if isinstance(parent, ast.keyword) and parent.arg in ("X", "y") else parent
    otherwise = Refused(f"line {unit.span(use).line} uses {use.id} in another way")
    if not isinstance(call, ast.Call) or any(isinstance(argument, ast.Starred) for argument in call.args):
        raise otherwise
    named: dict[str | None, ast.expr] = {keyword.arg: keyword.value for keyword in call.keywords}
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _VALIDATIONS:
            estimator, rows, labels = _given(call, named, ("estimator", "X", "y"))
            if not named.keys().isdisjoint(_FOR_THE_MODEL):
                raise Refused(f"line {unit.span(use).line} hands something to the model or takes it out again")
            if rows is use and estimator is not None:
                return Validated(placed, unit, estimator, use, labels, unit)
        case ast.Attribute(value=holder, attr=name) if name == "fit" or name in _APPLIED:
            search = _search(holder, call, unit, units)
            rows, labels = _given(call, named, ("X", "y"))
            if search is not None and rows is use and (len(named) == 0 or set(named) <= {"X", "y"}):
                estimator = estimator_of(search)
                return Validated(placed, search.unit, estimator, use, labels, unit, search, name != "fit")
    raise otherwise


def _given(call: ast.Call, named: dict[str | None, ast.expr], names: tuple[str, ...]) -> list[ast.expr | None]:
    return [call.args[i] if i < len(call.args) else named.get(name) for i, name in enumerate(names)]


def _search(holder: ast.expr, call: ast.Call, unit: Unit, units: list[Unit]) -> Search | None:
    """The search that is called so here; refused where it is not certain which one that is."""
    if isinstance(holder, ast.Call) and _is_search(holder):
        return _fitted_at_once(holder, call, unit, units)
    if not isinstance(holder, ast.Name):
        return None
    made = reaching(holder.id, unit, call, units)
    if made is not None:
        search = _made_by(made.node.value)
        return Search(holder.id, made.unit, search, made.reads) if search is not None else None
    nodes = (node for each in units for node in ast.walk(each.tree) if isinstance(node, ast.Assign))
    if any(_made_by(n.value) and ast.unparse(t) == holder.id for n in nodes for t in n.targets):
        raise Refused(f"{holder.id} is bound several times")
    return None


def _fitted_at_once(search: ast.Call, call: ast.Call, unit: Unit, units: list[Unit]) -> Search:
    """``search = GridSearchCV(…).fit(X, y)``."""
    match unit.parent(call):
        case ast.Assign(targets=[ast.Name(id=name)]) as statement:
            made = binding(name, unit, statement, units)
            if made is None:
                raise Refused(f"{name} is bound several times")
            return Search(name, unit, search, made.reads)
    return Search("", unit, search)


def _made_by(value: ast.expr) -> ast.Call | None:
    """``GridSearchCV(…)``, also of ``GridSearchCV(…).fit(X, y)``."""
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Call() as inner, attr="fit")) if _is_search(inner):
            return inner
        case ast.Call() if _is_search(value):
            return value
    return None


def _is_search(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name in _SEARCHES


def estimator_of(search: Search) -> ast.expr:
    """The model that is searched for."""
    named = {keyword.arg: keyword.value for keyword in search.call.keywords}
    found = search.call.args[0] if search.call.args else named.get("estimator")
    if found is None or isinstance(found, ast.Starred):
        raise Refused(f"the search at line {search.unit.span(search.call).line} does not name its model")
    return found
