"""What prepared a saved model's rows is saved beside it: ``model.joblib`` and ``model_scaler.joblib``.

The model keeps its own file, so whoever loads it still can. A transformer that has no name gets one. Refused where it
is fitted in another part of the program, or fitted or bound again, and where the path is not written out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import AddImport
from mlsmells.fix.codemods.blocks import Placed, block_of, position
from mlsmells.fix.codemods.moving import put_above, put_behind
from mlsmells.fix.codemods.plain import is_plain
from mlsmells.fix.codemods.sinking.fits import name_for
from mlsmells.fix.codemods.spelling import in_style
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit

_FITS = frozenset({"fit", "fit_transform"})


class _Saved(NamedTuple):
    """The statement that saves, its call, and the path as it is written."""

    placed: Placed
    call: ast.Call
    path: str


def save(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The transformer fitted at ``target`` is saved beside the model that is saved at ``other``. Raises Refused."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    saved_at = position_of_save(block, at, intent)
    fit = unit_at(units, intent.target.line).find(intent.target, ast.Call)
    saved = _saved(units, intent)
    name, splices = _named(_fitted(block[at], fit), fit, block[at], units)
    _ensure_one(name, fit, block[at:saved_at], units)
    yield from splices
    path = _beside(saved.path, name.rpartition(".")[2], is_network=not _dumps(saved.call))
    yield from put_behind(saved.placed, [in_style(line, saved.placed.unit) for line in _lines(saved.call, name, path)])
    if not _dumps(saved.call):
        yield AddImport("joblib", near=saved.placed.unit.span(saved.placed.node))


def position_of_save(block: list[Placed], at: int, intent: RunCodemod) -> int:
    """The later statement of the same block that holds the saving. Raises Refused."""
    assert intent.other is not None
    try:
        return position(block, at, intent.other)
    except Refused as refusal:
        raise Refused("the transformer is fitted in another part of the program") from refusal


def _fitted(placed: Placed, call: ast.Call) -> ast.expr:
    """The transformer."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in _FITS:
        made = call.func.value
        if isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute) and made.func.attr == "fit":
            made = made.func.value  # `StandardScaler().fit(X).transform(X)`
        if not any(isinstance(node, ast.Lambda) for node in ast.walk(made)):
            return made
    raise Refused(f"what is fitted at line {placed.line} has a form that cannot be saved")


def _named(made: ast.expr, fit: ast.Call, placed: Placed, units: list[Unit]) -> tuple[str, list[Splice]]:
    """The transformer's name, and what gives it one."""
    if is_plain(made) and isinstance(made, ast.Name | ast.Attribute):
        return ast.unparse(made), []
    match placed.node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is fit:
            if isinstance(fit.func, ast.Attribute) and fit.func.attr == "fit":
                return name, []  # `best = SelectKBest().fit(X, y)`
    unit = placed.unit
    is_simple = isinstance(placed.node, ast.Assign | ast.Expr)
    if not isinstance(made, ast.Call) or not is_simple or "\n" in unit.segment(made):
        raise Refused(f"the transformer at line {placed.line} has no name")
    taken = {node.id for each in units for node in ast.walk(each.tree) if isinstance(node, ast.Name)}
    name = name_for(made, taken)
    return name, [put_above(placed, [f"{name} = {unit.segment(made)}"]), Splice(unit, *unit.extent(made), name)]


def _ensure_one(name: str, fit: ast.Call, between: list[Placed], units: list[Unit]) -> None:
    """What is saved is what was fitted there: nothing else has the name, and it learns nothing else."""
    for placed in between[1:]:
        for node in ast.walk(placed.node):
            is_bound = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
            if is_bound and isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) == name:
                raise Refused(f"line {placed.line} binds {name} anew before the model is saved")
    for unit in units:
        for node in ast.walk(unit.tree):
            match node:
                case ast.Call(func=ast.Attribute(value=receiver, attr=attr)) if attr in _FITS and node is not fit:
                    if ast.unparse(receiver) == name:
                        raise Refused(f"{name} is fitted at line {unit.span(node).line} as well")


def _saved(units: list[Unit], intent: RunCodemod) -> _Saved:
    assert intent.other is not None
    unit = unit_at(units, intent.other.line)
    call = unit.find(intent.other, ast.Call)
    block, at = block_of(units, intent.other)
    placed = block[at]
    parent = unit.parent(placed.node)
    texts = list(_paths(call))
    if isinstance(parent, ast.With):
        texts += [path for item in parent.items for path in _paths(item.context_expr)]
        placed = Placed(unit, parent)
    if len(texts) != 1:
        raise Refused(f"where line {placed.line} saves the model is not written out")
    return _Saved(placed, call, texts[0])


def _paths(node: ast.expr) -> Iterator[str]:
    """Texts that are arguments of the call, but for modes."""
    if not isinstance(node, ast.Call):
        return
    for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
        match given:
            case ast.Constant(value=str() as text) if len(text) > 3:
                yield text
            case ast.Call():
                yield from _paths(given)


def _dumps(call: ast.Call) -> bool:
    """``joblib.dump(model, …)`` or ``pickle.dump``; not ``model.save(…)``."""
    return "dump" in (call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", ""))


def _beside(path: str, name: str, *, is_network: bool) -> str:
    """``models/model.pkl`` → ``models/model_scaler.pkl``."""
    folder, slash, file = path.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    stem, ending = (stem, ending) if dot else (file, "joblib")
    return f"{folder}{slash}{stem}_{name}.{'joblib' if is_network else ending}"


def _lines(call: ast.Call, name: str, path: str) -> list[str]:
    if not _dumps(call):
        return [f"joblib.dump({name}, {path!r})"]
    function = ast.unparse(call.func)
    is_path = len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    if is_path:
        return [f"{function}({name}, {path!r})"]
    return [f"with open({path!r}, 'wb') as file:", f"    {function}({name}, file)"]
