"""Folds of rows that belong together by an id become folds of ids: ``KFold`` → ``GroupKFold`` with ``groups=``.

Refused where it is not certain that the id's column and what is divided hold the same rows, and where the folds are
used in another way than by ``split`` or a validation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddImport, AddKeyword
from mlsmells.fix.codemods.blocks import Placed, block_of, loads
from mlsmells.fix.codemods.folds.by_group import ensure_same_rows, named_id
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.scopes import FUNCTIONS
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit

_BY_GROUP = {"KFold": "GroupKFold", "StratifiedKFold": "StratifiedGroupKFold"}
# What the class takes: groups are not shuffled by the older versions of it.
_TAKES = {"GroupKFold": {"n_splits"}, "StratifiedGroupKFold": {"n_splits", "shuffle", "random_state"}}
_VALIDATES = frozenset({"cross_val_score", "cross_validate", "cross_val_predict"})


def keep_together(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The folds made at ``target``, by the column that the call at ``other`` names. Raises Refused."""
    assert intent.other is not None
    unit = unit_at(units, intent.target.line)
    made = unit.find(intent.target, ast.Call)
    table, column = named_id(unit_at(units, intent.other.line).find(intent.other, ast.Call))
    old = made.func.id if isinstance(made.func, ast.Name) else ""
    if old not in _BY_GROUP or any(isinstance(given, ast.Starred) for given in made.args):
        raise Refused(f"there are no folds by group in the place of those at line {unit.span(made).line}")
    new = _BY_GROUP[old]
    block, at = block_of(units, intent.target)
    users = _users(made, block[at], block, units)
    for user, rows, index in users:
        ensure_same_rows(rows, table, block, index)
        if any(keyword.arg in ("groups", None) for keyword in user.keywords):
            raise Refused(f"line {block[index].line} is told its groups already")
        yield AddKeyword(block[index].unit.span(user), "groups", in_style(f"{table}[{column!r}]", unit))
    kept = [unit.segment(given) for given in made.args[:1]]
    kept += [unit.segment(keyword) for keyword in made.keywords if keyword.arg in _TAKES[new]]
    yield Splice(unit, *unit.extent(made), f"{new}({', '.join(kept)})")
    yield AddImport("sklearn.model_selection", new, near=intent.target)


def _users(
    made: ast.Call, placed: Placed, block: list[Placed], units: list[Unit]
) -> list[tuple[ast.Call, ast.expr, int]]:
    """The calls that divide by these folds, what they divide, and where in the block they stand."""
    match placed.node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is made:
            everywhere = [use for unit in units for use in loads(name, unit.tree)]
            uses = [(use, i) for i, each in enumerate(block) for use in loads(name, each.node)]
            is_apart = any(isinstance(block[index].node, (*FUNCTIONS, ast.ClassDef)) for _, index in uses)
            if len(everywhere) != len(uses) or not uses or is_apart:
                raise Refused(f"{name} is used in another part of the program")
            return [_user(use, block[index], index) for use, index in uses]
    return [_user(made, placed, block.index(placed))]


def _user(use: ast.expr, placed: Placed, index: int) -> tuple[ast.Call, ast.expr, int]:
    parent = placed.unit.parent(use)
    call = placed.unit.parent(parent) if parent is not None else None
    if isinstance(call, ast.Call):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if isinstance(parent, ast.Attribute) and parent.attr == "split" and call.func is parent and call.args:
            return call, call.args[0], index
        if isinstance(parent, ast.keyword) and parent.arg == "cv" and name in _VALIDATES and len(call.args) > 1:
            return call, call.args[1], index
    raise Refused(f"line {placed.line} uses the folds in another way")
