"""A search whose model becomes the last step of a pipeline: its parameters get the step's name."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.cv_uses import Search, Validated
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit

_GRIDS = ("param_grid", "param_distributions")
_RESULTS = ("mean_test_score", "std_test_score", "rank_test_score", "mean_fit_time", "params")


def searched(place: Validated, units: list[Unit]) -> Iterable[Splice]:
    """The grid and the uses of the best parameters follow. Raises Refused."""
    search = place.search
    assert search is not None
    if place.is_later or _is_pipeline(place.estimator):
        yield from _results(search, "", units)
        return
    prefix = f"{_step(place.estimator, units)}__"
    yield from _grid(search, prefix, units)
    yield from _results(search, prefix, units)


def _is_pipeline(estimator: ast.expr) -> bool:
    return isinstance(estimator, ast.Call) and getattr(estimator.func, "id", "") == "make_pipeline"


def _step(estimator: ast.expr, units: list[Unit]) -> str:
    """What ``make_pipeline`` calls the model's step: its class, in small letters."""
    if isinstance(estimator, ast.Name):
        values = _values(estimator.id, units)
        if len(values) != 1:
            raise Refused(f"it is not certain which model {estimator.id} is")
        estimator = values[0][1]
    match estimator:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name[:1].isupper():
            return name.lower()
        case ast.Call(func=ast.Name(id="make_pipeline")):
            return "pipeline"
    raise Refused("it is not certain which model is searched for")


def _values(name: str, units: list[Unit]) -> list[tuple[Unit, ast.expr]]:
    """What the name is bound to; nothing where that is not written out."""
    found: list[tuple[Unit, ast.expr]] = []
    bound = 0
    for unit in units:
        for node in ast.walk(unit.tree):
            bound += isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
            bound += isinstance(node, ast.arg) and node.arg == name
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                found.append((unit, node.value))
    return found if bound == len(found) else []


def _grid(search: Search, prefix: str, units: list[Unit]) -> Iterator[Splice]:
    named = {keyword.arg: keyword.value for keyword in search.call.keywords}
    args = search.call.args
    grid = args[1] if len(args) > 1 else next((named[name] for name in _GRIDS if name in named), None)
    line = search.unit.span(search.call).line
    unit = search.unit
    if isinstance(grid, ast.Name):
        values = _values(grid.id, units)
        read = [node for each in units for node in ast.walk(each.tree) if _is_load(node, grid.id)]
        if len(values) != 1 or len(read) != 1:
            raise Refused(f"the parameters of the search at line {line} are used elsewhere as well")
        unit, grid = values[0]
    tables = grid.elts if isinstance(grid, ast.List | ast.Tuple) else [grid]
    for table in tables:
        yield from _keys(table, prefix, unit, line)


def _is_load(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _keys(table: ast.expr | None, prefix: str, unit: Unit, line: int) -> Iterator[Splice]:
    """``"C"`` → ``"svc__C"``, and ``dict(C=…)`` likewise."""
    match table:
        case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in keys):
            for key in keys:
                assert key is not None
                yield _prefixed(key, prefix, unit)
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords) if all(k.arg for k in keywords):
            for keyword in keywords:
                at = unit.extent(keyword)[0]
                yield Splice(unit, at, at, prefix)
        case _:
            raise Refused(f"the parameters of the search at line {line} are not written out")


def _prefixed(key: ast.expr, prefix: str, unit: Unit) -> Splice:
    start, end = unit.extent(key)
    quote = next((at for at in range(start, end) if unit.code[at] in "'\""), None)
    if quote is None or unit.code[quote : quote + 3] in ("'''", '"""'):
        raise Refused("a parameter's name is not written out")
    return Splice(unit, quote + 1, quote + 1, prefix)


def _results(search: Search, prefix: str, units: list[Unit]) -> Iterator[Splice]:
    """``grid.best_params_["C"]`` gets the new name. Raises Refused where the results are used in other ways."""
    if not search.name:
        return
    for unit in units:
        for node in ast.walk(unit.tree):
            if not (isinstance(node, ast.Attribute) and _is_load(node.value, search.name)):
                continue
            key = _key_of(node, unit)
            line = unit.span(node).line
            if node.attr == "best_params_" and key is not None and prefix:
                if key in unit.in_fstring:
                    raise Refused(f"line {line} uses a best parameter by its name inside an f-string")
                yield _prefixed(key, prefix, unit)
            elif node.attr in ("best_params_", "best_estimator_", "cv_results_") and not _is_fine(node, key, unit):
                raise Refused(f"line {line} uses {search.name}.{node.attr} as that of the model alone")


def _key_of(node: ast.Attribute, unit: Unit) -> ast.Constant | None:
    parent = unit.parent(node)
    if isinstance(parent, ast.Subscript) and isinstance(parent.slice, ast.Constant):
        return parent.slice
    return None


def _is_fine(node: ast.Attribute, key: ast.Constant | None, unit: Unit) -> bool:
    """It is printed as a whole, or tells what does not depend on the names."""
    if key is not None:  # of a pipeline in place the parameters keep their names
        return node.attr == "best_params_" or (node.attr == "cv_results_" and key.value in _RESULTS)
    match unit.parent(node):
        case ast.Call(func=ast.Name(id="print")):
            return True
        case ast.Expr() | ast.FormattedValue():
            return True
        case ast.Attribute(attr="predict" | "predict_proba" | "score"):
            return False  # of rows that the transformer has seen
    return False
