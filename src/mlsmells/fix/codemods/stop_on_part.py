"""Training stops by a part of the training rows, not by the test rows: a second split feeds ``eval_set``.

Refused where the test rows are split off by time or by group, where the rows have no names, and where a library's own
container (``Dataset``, ``DMatrix``) holds them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core import AddImport, InsertBefore
from mlsmells.fix.codemods.blocks import block_of, stores
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit

_WATCHED = ("eval_set", "validation_data")
# Data sets that come with Keras, of single pictures, texts or houses: no order and no groups.
_BUNDLED = frozenset("mnist fashion_mnist cifar10 cifar100 imdb reuters boston_housing california_housing".split())
_NAMES = (("X_fit", "X_val", "y_fit", "y_val"), ("X_part", "X_stop", "y_part", "y_stop"))


def validate(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit at ``target`` watches a part of its rows; the test rows come from the split at ``other``."""
    assert intent.other is not None
    unit = unit_at(units, intent.target.line)
    fit = unit.find(intent.target, ast.Call)
    rows, labels = _training(fit, unit)
    watched = next((keyword.value for keyword in fit.keywords if keyword.arg in _WATCHED), None)
    if watched is None:
        raise Refused("the rows that are watched are in a container of the library")
    split_unit = unit_at(units, intent.other.line)
    how = _how(split_unit.find(intent.other, ast.Call), split_unit)
    known = _split_before(units, intent, rows.id, labels.id)
    fitted, stop, fitted_labels, stop_labels = known or _free(units)
    names = {rows.id: fitted, labels.id: fitted_labels}
    others = list(_pairs(watched))
    tested = [pair for pair in others if pair[0].id != rows.id]
    if len(tested) != 1:
        raise Refused(f"line {unit.span(watched).line} watches more than one part")
    names[tested[0][0].id], names[tested[0][1].id] = stop, stop_labels
    for name in (rows, labels, *(each for pair in others for each in pair)):
        yield Splice(unit, *unit.extent(name), names[name.id])
    if known:
        return
    stratified = f", stratify={labels.id}" if how else ""
    parts = f"{fitted}, {stop}, {fitted_labels}, {stop_labels}"
    call = f"train_test_split({rows.id}, {labels.id}, test_size=0.2, random_state={{seed}}{stratified})"
    yield InsertBefore(intent.target, f"{parts} = {call}")
    yield AddImport("sklearn.model_selection", "train_test_split", near=intent.target)


def _how(split: ast.Call, unit: Unit) -> bool:
    """Whether the split keeps the shares of the classes. Raises Refused for splits that do not shuffle rows."""
    name = split.func.id if isinstance(split.func, ast.Name) else getattr(split.func, "attr", "")
    keywords = {keyword.arg for keyword in split.keywords}
    holder = split.func.value if isinstance(split.func, ast.Attribute) else None
    if name == "load_data" and holder is not None and ast.unparse(holder).rpartition(".")[2] in _BUNDLED:
        return False
    if name != "train_test_split" or "shuffle" in keywords or None in keywords:
        raise Refused(f"the split at line {unit.span(split).line} may go by time or group, and so should the second")
    return "stratify" in keywords


def _training(fit: ast.Call, unit: Unit) -> tuple[ast.Name, ast.Name]:
    match fit.args:
        case [ast.Name() as rows, ast.Name() as labels]:
            return rows, labels
    raise Refused(f"the rows at line {unit.span(fit).line} have no names")


def _free(units: list[Unit]) -> tuple[str, str, str, str]:
    taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
    for names in _NAMES:
        if not taken & set(names):
            return names
    raise Refused("every usual name of a validation part is taken")


def _split_before(units: list[Unit], intent: RunCodemod, rows: str, labels: str) -> tuple[str, str, str, str] | None:
    """The parts of an earlier repair of the same rows, if nothing changed them since."""
    block, at = block_of(units, intent.target)
    for index, placed in enumerate(block[:at]):
        match placed.node:
            case ast.Assign(
                targets=[ast.Tuple(elts=targets)],
                value=ast.Call(func=ast.Name(id="train_test_split"), args=[ast.Name(id=given), ast.Name(id=told)]),
            ) if (given, told) == (rows, labels):
                names = tuple(target.id for target in targets if isinstance(target, ast.Name))
                later = [one.node for one in block[index + 1 : at]]
                if names in _NAMES and not any(stores(name, *later) for name in (*names, rows, labels)):
                    return names
    return None


def _pairs(watched: ast.expr) -> Iterator[tuple[ast.Name, ast.Name]]:
    """``[(X_test, y_test)]``, ``(X_test, y_test)``."""
    match watched:
        case ast.List(elts=items) | ast.Tuple(elts=[ast.Tuple(), *_] as items):
            for item in items:
                yield from _pairs(item)
        case ast.Tuple(elts=[ast.Name() as rows, ast.Name() as labels]):
            yield rows, labels
        case _:
            raise Refused("the rows that are watched have no names")
