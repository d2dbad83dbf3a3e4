"""A column or table that is filled or scaled with statistics over all rows, as the program writes it."""

from __future__ import annotations

import ast

from mlsmells.core.records import dataclass
from mlsmells.fix.codemods.blocks import Placed, loads, stores
from mlsmells.fix.units import Refused

_STATISTICS = frozenset(
    "mean nanmean median nanmedian mode std nanstd var min max ptp quantile percentile nanpercentile".split()
)


@dataclass(slots=True)
class Filled:
    """``made = expression`` over the rows ``table``; ``columns`` where only these are changed."""

    at: int
    placed: Placed
    made: str
    table: str
    expression: ast.expr
    columns: ast.expr | None
    held: list[Placed]  # statements that hold a statistic


def filling(block: list[Placed], at: int, split_at: int) -> Filled:
    """The statement that uses the statistic: the one at the place, or a later one."""
    name = only_holds(block[at])
    use = at
    if name:
        using = [i for i in range(at + 1, len(block)) if any(loads(name, block[i].node))]
        using = [i for i in using if not only_holds(block[i])]
        if len(using) != 1 or using[0] > split_at:
            raise Refused(f"{name} of line {block[at].line} is not used once before the split")
        use = using[0]
    made, table, columns, expression = _changed(block[use])
    names = {n.id for n in ast.walk(expression) if isinstance(n, ast.Name)}
    held = [placed for placed in block[:use] if only_holds(placed) in names and table in _loaded(placed)]
    again = [
        placed for placed in block[:use] for n in held_names(held) if placed not in held and stores(n, placed.node)
    ]
    if again:
        raise Refused(f"line {again[0].line} changes the statistic")
    return Filled(use, block[use], made, table, expression, columns, held)


def _loaded(placed: Placed) -> set[str]:
    return {n.id for n in ast.walk(placed.node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def held_names(held: list[Placed]) -> list[str]:
    return [only_holds(placed) for placed in held]


def only_holds(placed: Placed) -> str:
    """The name of ``mean = X.mean(axis=0)``; "" for every other statement."""
    match placed.node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_statistic(value):
            return name
    return ""


def is_statistic(node: ast.expr) -> bool:
    """``X.mean()``, ``np.mean(X)``, ``X["a"].mode()[0]``."""
    while isinstance(node, ast.Subscript):
        node = node.value
    match node:
        case ast.Attribute(value=ast.Call() as call, attr="iloc" | "values"):
            return is_statistic(call)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _STATISTICS
    return False


def _changed(placed: Placed) -> tuple[str, str, ast.expr | None, ast.expr]:
    """(made, table, columns, expression) of the statement."""
    match placed.node:
        case ast.Assign(targets=[ast.Name(id=made)], value=value):
            tables = [made] if any(loads(made, value)) else sorted(_tables(value))
            if len(tables) == 1:
                return made, tables[0], None, value
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=table), slice=columns)], value=value):
            return table, table, columns, value
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=place, attr="fillna") as called) as call):
            kept = [k for k in call.keywords if k.arg != "inplace"]
            if len(kept) < len(call.keywords):
                value = ast.Call(called, call.args, kept)
                match place:
                    case ast.Name(id=made):
                        return made, made, None, value
                    case ast.Subscript(value=ast.Name(id=table), slice=columns):
                        return table, table, columns, value
                    case ast.Attribute(value=ast.Name(id=table), attr=column):
                        return table, table, ast.Constant(column), value
    raise Refused(f"the use of the statistic at line {placed.line} has a form that cannot be moved")


def _tables(value: ast.expr) -> set[str]:
    """The variables that statistics in the expression are taken over."""
    calls = [n for n in ast.walk(value) if isinstance(n, ast.Call) and is_statistic(n)]
    names = {n.id for call in calls for n in ast.walk(call) if isinstance(n, ast.Name)}
    return names - {"np", "pd", "numpy", "pandas"}
