"""The score that a validation or search takes by default is written out: ``scoring="accuracy"``, ``scoring="r2"``.

Only where one model can reach the call, and where its class computes just this score.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddKeyword
from mlsmells.fix.scopes import FUNCTIONS, arguments, around, bindings, is_shadowed
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import RunCodemod
    from mlsmells.fix.units import Unit

# Whose ``score`` is the one of sklearn's mixins and nothing else: no wrapper, no search, no score of its own (that of
# PoissonRegressor is a share of deviance). Their names in ``scoring`` then mean the same.
PLAIN = {
    "accuracy": (
        "AdaBoostClassifier BernoulliNB DecisionTreeClassifier ExtraTreesClassifier GaussianNB "
        "GradientBoostingClassifier HistGradientBoostingClassifier KNeighborsClassifier LinearDiscriminantAnalysis "
        "LinearSVC LogisticRegression MLPClassifier MultinomialNB QuadraticDiscriminantAnalysis "
        "RandomForestClassifier RidgeClassifier SGDClassifier SVC"
    ).split(),
    "r2": (
        "AdaBoostRegressor BayesianRidge DecisionTreeRegressor ElasticNet ExtraTreesRegressor "
        "GradientBoostingRegressor HistGradientBoostingRegressor HuberRegressor KNeighborsRegressor KernelRidge Lasso "
        "LinearRegression LinearSVR MLPRegressor RandomForestRegressor Ridge SGDRegressor SVR"
    ).split(),
}
# What takes ``scoring``, with how many arguments may stand before it: one more could be the scoring itself.
_BY_POSITION = {
    "cross_val_score": 3,
    "cross_validate": 3,
    "GridSearchCV": 2,
    "RandomizedSearchCV": 2,
    "HalvingGridSearchCV": 2,
    "HalvingRandomSearchCV": 2,
}
_GRIDS = {
    "GridSearchCV": "param_grid",
    "RandomizedSearchCV": "param_distributions",
    "HalvingGridSearchCV": "param_grid",
    "HalvingRandomSearchCV": "param_distributions",
}


def accuracy(units: list[Unit], intent: RunCodemod) -> Iterable[AddKeyword]:
    """Classifiers."""
    return _written(units, intent, "accuracy")


def r2(units: list[Unit], intent: RunCodemod) -> Iterable[AddKeyword]:
    """Regressors."""
    return _written(units, intent, "r2")


def _written(units: list[Unit], intent: RunCodemod, score: str) -> Iterable[AddKeyword]:
    """The call at ``target`` names the score of the model that is made at ``other``."""
    assert intent.other is not None
    call = unit_at(units, intent.target.line).find(intent.target, ast.Call)
    made = unit_at(units, intent.other.line).find(intent.other, ast.Call)
    line, name = intent.target.line, _name(call)
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if len(call.args) > _BY_POSITION.get(name, -1) or any(isinstance(each, ast.Starred) for each in call.args):
        raise Refused(f"{name} at line {line} has another form")
    if _value(call.args[0] if call.args else keywords.get("estimator"), units, intent) is not made:
        raise Refused(f"another model may reach {name} at line {line}")
    if any(getattr(node, "attr", "") == "set_params" for unit in units for node in ast.walk(unit.tree)):
        raise Refused("set_params may change the model")
    last = _last(made)
    if last is None or _name(last) not in PLAIN[score]:
        raise Refused(f"it is not certain that the default score at line {line} is {score}")
    grid = call.args[1] if len(call.args) > 1 else keywords.get(_GRIDS.get(name, ""))
    if name in _GRIDS and last is not made and not _keeps_steps(_value(grid, units, intent)):
        raise Refused(f"{name} at line {line} may put another step into the model")
    yield AddKeyword(intent.target, "scoring", f'"{score}"')


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _value(node: ast.expr | None, units: list[Unit], intent: RunCodemod) -> ast.expr | None:
    """What the expression surely is: itself, or the one value that its variable ever has."""
    if not isinstance(node, ast.Name):
        return node
    if any(isinstance(each, ast.Global | ast.Nonlocal) for unit in units for each in ast.walk(unit.tree)):
        return None
    bound = list(bindings(node.id, *_scope(node.id, units, intent)))
    parents = [unit.parent(bound[0]) for unit in units] if len(bound) == 1 else []
    for parent in parents:
        if isinstance(parent, ast.Assign) and parent.targets == bound:
            return parent.value
    return None


def _scope(name: str, units: list[Unit], intent: RunCodemod) -> list[ast.AST]:
    """The statements that bind the name for the place, with the parameters of a function."""
    if not is_shadowed(name, units, intent.target):
        return [node for unit in units for node in unit.tree.body]
    own = [each for each in around(units, intent.target) if isinstance(each, FUNCTIONS)]
    if not own or name in arguments(own[-1]):
        return []  # a parameter, a comprehension, a class: nothing that is assigned there
    return list(own[-1].body)


def _last(made: ast.Call) -> ast.Call | None:
    """The model itself, or the last step of a Pipeline."""
    match made:
        case ast.Call(func=ast.Name(id="make_pipeline"), args=[*_, ast.Call() as last]):
            return last
        case ast.Call(func=ast.Name(id="make_pipeline")):
            return None
        case ast.Call(func=ast.Name(id="Pipeline"), args=[ast.List(elts=[*_, ast.Tuple(elts=[_, step])])]):
            return step if isinstance(step, ast.Call) else None
    return made


def _keeps_steps(grid: ast.expr | None) -> bool:
    """Whether every key of a grid names a parameter of a step, no step."""
    tables = grid.elts if isinstance(grid, ast.List) else [grid]
    keys = [key for table in tables for key in (table.keys if isinstance(table, ast.Dict) else [None])]
    return all(isinstance(key, ast.Constant) and "__" in str(key.value) for key in keys)
