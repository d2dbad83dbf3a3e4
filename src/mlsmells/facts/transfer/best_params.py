"""``search.best_params_``: one value for each name of the grid, and for no other parameter."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value

GRIDS = ("param_grid", "param_distributions", "search_spaces")


def best_params(node: ast.AST, search: Obj) -> Value | None:
    """What the search found, where one grid with known names is all it searched."""
    grid = next((search.params[name].value for name in GRIDS if name in search.params), None)
    if grid is None or grid.entries is None or grid.may:
        return None
    return Value(kind="dict", entries={name: Value() for name in grid.entries}, origin=node)
