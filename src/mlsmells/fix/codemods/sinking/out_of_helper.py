"""A helper fits a transformer on all the rows it returns, and its callers split them: the fit goes behind their splits.

``def load(): …; X = scaler.fit_transform(X); return X, y`` returns the rows as they are, and behind
``X_train, X_test, … = train_test_split(X, y)`` the training part is fitted, the other transformed.
Refused where the helper or a caller uses what was fitted or made in another way.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.blocks import APART, Placed, block_of, loads, names_in, stores
from mlsmells.fix.codemods.moving import joined, taken_away
from mlsmells.fix.codemods.sinking import sink_fit
from mlsmells.fix.codemods.sinking.fit_forms import form_of
from mlsmells.fix.codemods.sinking.fits import FitForm
from mlsmells.fix.codemods.splits import named_split
from mlsmells.fix.scopes import arguments, bindings
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


class _Helper(NamedTuple):
    """The function, its own statements, and the variables it returns."""

    unit: Unit
    node: ast.FunctionDef
    body: list[Placed]
    returned: list[ast.Name]

    def local(self, name: str) -> bool:
        """Whether only the helper knows the variable."""
        return name in arguments(self.node) or any(True for _ in bindings(name, *self.node.body))


def sink(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit at ``target`` goes behind the splits of all who call the helper. Raises Refused."""
    block, at = block_of(units, intent.target)
    helper = _helper(block)
    if any(_is_guard(node) for node in helper.unit.tree.body):
        raise Refused(f"other files may import {helper.node.name}, which would then return other rows")
    form = form_of(block, at, len(block) - 1)
    form, gone = _with_maker(form, helper)
    _ensure_only_returned(form, helper, gone)
    calls = list(_calls(helper, units))
    if not calls:
        raise Refused(APART)
    for call in calls:
        yield from _behind(call, form, helper, units)
    yield from _left_out(form, gone)
    for name, given in zip(form.made, form.given, strict=False):
        if given != name:
            returned = next(each for each in helper.returned if each.id == name)
            yield Splice(helper.unit, *helper.unit.extent(returned), given)


def _helper(block: list[Placed]) -> _Helper:
    unit, last = block[-1]
    function = unit.parent(last)
    if not isinstance(function, ast.FunctionDef) or function.decorator_list or unit.parent(function) is not unit.tree:
        raise Refused(APART)
    nodes = list(ast.walk(function))
    if sum(isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) for node in nodes) != 1:
        raise Refused(APART)
    match last:
        case ast.Return(value=ast.Name() as only):
            return _Helper(unit, function, block, [only])
        case ast.Return(value=ast.Tuple(elts=names)) if all(isinstance(name, ast.Name) for name in names):
            return _Helper(unit, function, block, [name for name in names if isinstance(name, ast.Name)])
    raise Refused(APART)


def _is_guard(node: ast.stmt) -> bool:
    """``if __name__ == "__main__":``, without which nobody imports a program."""
    return isinstance(node, ast.If) and any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(node.test))


def _with_maker(form: FitForm, helper: _Helper) -> tuple[FitForm, list[Placed]]:
    """``scaler = StandardScaler()`` of the helper goes along, if it is there for this fit alone."""
    gone = list(form.statements)
    if form.receiver and form.maker is None and helper.local(form.receiver):
        made = [placed for placed in helper.body if stores(form.receiver, placed.node)]
        match made[0].node if len(made) == 1 else None:
            case ast.Assign(targets=[ast.Name()], value=ast.Call() as maker):
                form, gone = replace(form, maker=maker), [made[0], *gone]
            case _:
                raise Refused(f"it is not certain what {form.receiver} is at line {form.statements[0].line}")
    fixed = [form.expression, *([form.maker] if form.maker is not None else [])]
    own = {*form.given, form.receiver, form.labels}
    for name in (name for node in fixed for name in names_in(ast.unparse(node))):
        if name not in own and helper.local(name):
            raise Refused(f"only the function at line {helper.unit.span(helper.node).line} knows {name}")
    return form, gone


def _ensure_only_returned(form: FitForm, helper: _Helper, gone: list[Placed]) -> None:
    """The helper does nothing else with what is fitted and made."""
    names = [each.id for each in helper.returned]
    if any(names.count(made) != 1 for made in form.made) or (form.labels and names.count(form.labels) != 1):
        raise Refused(APART)
    after = helper.body[form.first + 1 : -1]
    for placed in (placed for placed in after if placed not in form.statements):
        for name in {*form.names, *form.given, form.labels} - {""}:
            if any(loads(name, placed.node)) or stores(name, placed.node):
                raise Refused(f"line {placed.line} uses {name} between the fit and the return")
    rest = [placed for placed in helper.body if placed not in gone]
    if form.receiver and form.maker is not None and any(any(loads(form.receiver, one.node)) for one in rest):
        raise Refused(f"the function at line {helper.unit.span(helper.node).line} uses {form.receiver} as well")


def _calls(helper: _Helper, units: list[Unit]) -> Iterator[tuple[list[Placed], int, list[str]]]:
    """Where it is called: the block, the place in it, and what the callers call what they get."""
    for unit in units:
        for use in loads(helper.node.name, unit.tree):
            call = unit.parent(use)
            statement = unit.parent(call) if call is not None else None
            match statement:
                case ast.Assign(targets=[ast.Name(id=only)], value=value) if value is call:
                    names = [only]
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value) if value is call:
                    names = [target.id if isinstance(target, ast.Name) else "" for target in targets]
                case _:
                    raise Refused(f"line {unit.span(use).line} calls {use.id} in another way")
            if not isinstance(call, ast.Call) or call.func is not use or len(names) != len(helper.returned):
                raise Refused(f"line {unit.span(use).line} calls {use.id} in another way")
            yield (*block_of(units, unit.span(statement)), names)


def _behind(
    call: tuple[list[Placed], int, list[str]], form: FitForm, helper: _Helper, units: list[Unit]
) -> Iterator[Edit | Splice]:
    """The fit behind the split of this caller, by the names that it has for the rows."""
    block, at, names = call
    called = {each.id: name for each, name in zip(helper.returned, names, strict=True)}
    mine = tuple(called[made] for made in form.made)
    split_at = next((i for i in range(at + 1, len(block)) if any(loads(mine[0], block[i].node))), None)
    if "" in mine or split_at is None:
        raise Refused(f"line {block[at].line} does not split what it gets")
    renames = dict(zip(form.given, mine, strict=False)) | {form.labels: called.get(form.labels, "")}
    expression, inner = _renamed(form, renames)
    own = FitForm(
        at, [], form.receiver, mine, mine, expression, inner, renames.get(form.labels, ""), form.resamples, form.maker
    )
    yield from sink_fit.behind(own, named_split(block[split_at]), block, split_at, units)


def _renamed(form: FitForm, renames: dict[str, str]) -> tuple[ast.expr, ast.Call]:
    """The expression with the caller's names, and the fit in it."""
    copy = ast.parse(ast.unparse(form.expression), mode="eval").body
    wanted = ast.unparse(form.call)
    call = next(node for node in ast.walk(copy) if ast.unparse(node) == wanted)
    assert isinstance(call, ast.Call)
    for node in ast.walk(copy):
        if isinstance(node, ast.Name) and node.id in renames:
            node.id = renames[node.id]
    return copy, call


def _left_out(form: FitForm, gone: list[Placed]) -> Iterator[Splice]:
    found: list[Splice] = []
    for placed in gone:
        splices, above, behind = taken_away(placed)
        if above or behind:
            raise Refused(f"the comment at line {placed.line} may speak of the fit")
        found += splices
    yield from joined(sorted(found, key=lambda splice: splice.start))
