"""A search whose model becomes the last step of a pipeline: its parameters get the step's name."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.fix.codemods.folds.cv_uses import Search, Validated
from mlsmells.fix.codemods.folds.reaching import Read, reaching
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit

_GRIDS = ("param_grid", "param_distributions")
_ASKED = ("best_params_", "best_estimator_", "cv_results_")
_RESULTS = ("mean_", "std_", "rank_", "split", "params")  # how the columns begin that do not name parameters


def searched(place: Validated, units: list[Unit]) -> Iterable[Splice]:
    """The grid and the uses of the best parameters follow. Raises Refused."""
    search = place.search
    assert search is not None
    if _is_pipeline(place.estimator):
        yield from _results(search, "", units)
        return
    prefix = f"{_step(search, place.estimator, units)}__"
    yield from _grid(search, prefix, units) if not place.is_later else ()
    yield from _results(search, prefix, units)


def _is_pipeline(estimator: ast.expr) -> bool:
    return isinstance(estimator, ast.Call) and getattr(estimator.func, "id", "") == "make_pipeline"


def _step(search: Search, estimator: ast.expr, units: list[Unit]) -> str:
    """What ``make_pipeline`` calls the model's step: its class, in small letters."""
    if isinstance(estimator, ast.Name):
        made = reaching(estimator.id, search.unit, search.call, units)
        if made is None:
            raise Refused(f"it is not certain which model {estimator.id} is")
        estimator = made.node.value
    match estimator:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name[:1].isupper():
            return name.lower()
        case ast.Call(func=ast.Name(id="make_pipeline")):
            return "pipeline"
    raise Refused("it is not certain which model is searched for")


def _grid(search: Search, prefix: str, units: list[Unit]) -> Iterator[Splice]:
    named = {keyword.arg: keyword.value for keyword in search.call.keywords}
    args = search.call.args
    grid = args[1] if len(args) > 1 else next((named[name] for name in _GRIDS if name in named), None)
    line = search.unit.span(search.call).line
    unit = search.unit
    if isinstance(grid, ast.Name):
        made = reaching(grid.id, unit, search.call, units)
        if made is None or any(read.use is not grid and not _is_printed(read) for read in made.reads):
            raise Refused(f"the parameters of the search at line {line} are used elsewhere as well")
        unit, grid = made.unit, made.node.value
    tables = grid.elts if isinstance(grid, ast.List | ast.Tuple) else [grid]
    for table in tables:
        yield from _keys(table, prefix, unit, line)


def _is_printed(read: Read) -> bool:
    match read.unit.parent(read.use):
        case ast.Call(func=ast.Name(id="print" | "pprint" | "display")):
            return True
        case ast.Expr():
            return True
    return False


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
    """What is read of the search's results stays what it was: of the model alone, by the names it has alone."""
    _ensure_asked_here(search, units)
    for unit, use in search.reads:
        node = unit.parent(use)
        if not isinstance(node, ast.Attribute) or node.attr not in _ASKED:
            continue
        key = _key_of(node, unit)
        if node.attr == "best_params_" and key is not None:
            if prefix and key in unit.in_fstring:
                raise Refused(f"line {unit.span(node).line} uses a best parameter by its name inside an f-string")
            yield from [_prefixed(key, prefix, unit)] if prefix else ()
        elif not _is_shown(node, unit) and not (node.attr == "cv_results_" and _is_column(key)):
            yield from _of_the_model(node, unit, search, prefix)


def _ensure_asked_here(search: Search, units: list[Unit]) -> None:
    """Where the search is handed on, nobody may ask for its results under another name."""
    handed = [read for read in search.reads if not isinstance(read.unit.parent(read.use), ast.Attribute)]
    known = {read.use for read in search.reads}
    for unit in units if handed else ():
        for node in ast.walk(unit.tree):
            if isinstance(node, ast.Attribute) and node.attr in _ASKED and node.value not in known:
                line = handed[0].unit.span(handed[0].use).line
                raise Refused(f"line {line} hands {search.name} on, and its results may be asked for there")


def _of_the_model(node: ast.Attribute, unit: Unit, search: Search, prefix: str) -> Iterator[Splice]:
    """``grid.best_estimator_[-1]`` is the model without the step before it, ``[1:]`` the pipeline."""
    start, end = unit.extent(node)
    parent = unit.parent(node)
    says_columns = isinstance(parent, ast.Attribute) and parent.attr == "feature_names_in_"
    if node in unit.in_fstring or node.attr == "cv_results_" or says_columns:
        raise Refused(f"line {unit.span(node).line} uses {search.name}.{node.attr} as that of the model alone")
    if isinstance(parent, ast.Subscript) and ast.unparse(parent.slice) == "-1":
        return  # of the last step
    if node.attr == "best_estimator_":
        yield Splice(unit, end, end, "[-1]" if prefix else "[1:]")
    elif prefix:
        names = in_style("name.split('__', 1)[1]", unit)
        yield Splice(unit, start, end, f"{{{names}: value for name, value in {unit.code[start:end]}.items()}}")


def _key_of(node: ast.Attribute, unit: Unit) -> ast.Constant | None:
    parent = unit.parent(node)
    if isinstance(parent, ast.Subscript) and isinstance(parent.slice, ast.Constant):
        return parent.slice
    return None


def _is_column(key: ast.Constant | None) -> bool:
    return key is not None and isinstance(key.value, str) and key.value.startswith(_RESULTS)


def _is_shown(node: ast.Attribute, unit: Unit) -> bool:
    """It is printed as a whole: the names of the steps do no harm there."""
    match unit.parent(node):
        case ast.Call(func=ast.Name(id="print")):
            return True
        case ast.Expr() | ast.FormattedValue():
            return True
    return False
