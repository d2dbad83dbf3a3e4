"""``search.best_params_``: one value for each name of the grid, and for no other parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Arg, ArgState, Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run

GRIDS = ("param_grid", "param_distributions", "search_spaces")


def best_params(node: ast.AST, searches: Iterable[Obj]) -> Value | None:
    """What was found, where grids with known names are all that was searched."""
    names: dict[str, Value] = {}
    for search in searches:
        grid = next((search.params[name].value for name in GRIDS if name in search.params), None)
        if grid is None or grid.entries is None:
            return None
        names |= {name: Value() for name in grid.entries}
    return Value(kind="dict", entries=names, origin=node) if names else None


def remember_trials(run: Run, study: Obj, objective: Value) -> None:
    """The study searches what its objective asks the trial for, if no other function is handed the trial."""
    names = _asked(run, objective, 0)
    if names and "search_spaces" not in study.params:
        grid = Value(kind="dict", entries={name: Value() for name in names})
        study.params["search_spaces"] = Arg(ArgState.PRESENT, grid)


def _asked(run: Run, objective: Value, place: int) -> list[str] | None:
    """What is suggested in a function to which the trial is given at this place."""
    function = objective.ref.node if isinstance(objective.ref, Function) else None
    if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
        return None
    arguments = [a.arg for a in function.args.args if a.arg != "self"]
    if place >= len(arguments):
        return None
    trial = arguments[place]
    if isinstance(function, ast.Lambda) and isinstance(function.body, ast.Call):  # lambda t: objective(t, X, y)
        given = [arg.id if isinstance(arg, ast.Name) else "" for arg in function.body.args]
        if given.count(trial) == 1:
            return _asked(run, evaluate(run, function.body.func), given.index(trial))
    found = [_suggested(call, trial) for call in ast.walk(function) if isinstance(call, ast.Call)]
    return None if None in found else [name for name in found if name]


def _suggested(call: ast.Call, trial: str) -> str | None:
    """The name that is asked for, "" for another call; None where the trial or the name is not known any more."""
    given = [*call.args, *(k.value for k in call.keywords)]
    if any(isinstance(arg, ast.Name) and arg.id == trial for arg in given):
        return None
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name == trial and attr.startswith("suggest"):
            known = given and isinstance(given[0], ast.Constant) and isinstance(given[0].value, str)
            return str(given[0].value) if known and isinstance(given[0], ast.Constant) else None
    return ""
