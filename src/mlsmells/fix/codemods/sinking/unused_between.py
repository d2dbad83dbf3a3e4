"""Whether a fit can go behind the split: nobody else takes what it made."""

from __future__ import annotations

import ast

from mlsmells.fix.codemods.blocks import (
    Placed,
    ensure_not_used_later,
    is_said_of_itself,
    loads,
    names_in,
    says_only,
    stores,
    uses,
)
from mlsmells.fix.codemods.showing import shows
from mlsmells.fix.codemods.sinking.fits import FitForm
from mlsmells.fix.codemods.splits import Division
from mlsmells.fix.units import Refused


def ensure_nothing_else(form: FitForm, split: Division, holder: Placed) -> None:
    """A loop around the split takes what the fit made for the split alone."""
    for name in form.made:
        known = split.occurrences(name)
        for use in loads(name, holder.node) if holder.node is not split.placed.node else ():
            says = name in form.given and not form.resamples and is_said_of_itself(holder.unit.parent(use))
            if use not in known and not says:
                raise Refused(f"line {holder.unit.span(use).line} uses {name} in another way")
        if holder.node is not split.placed.node and stores(name, holder.node):
            raise Refused(f"the loop at line {holder.line} changes {name}")


def ensure_unused(form: FitForm, split: Division, block: list[Placed], split_at: int) -> list[Placed]:
    """Nobody but the split takes what the fit made, and nothing in between changes what it is made of.

    Statements that only print what was made go along.
    """
    own = [placed.node for placed in form.statements]
    printed = []
    for placed in block[form.first + 1 : split_at]:
        if placed.node not in own and (_prints(placed, form) or _applies(placed, form, block[:split_at])):
            printed.append(placed)
        elif placed.node not in own:
            _ensure_apart(placed, form)
    keywords = [keyword.value for keyword in split.call.keywords]
    for name in form.made:
        if any(any(loads(name, value)) for value in keywords if not keeps_shares(value, form, split)):
            raise Refused(f"the split at line {split.placed.line} also uses {name} in another way")
        ensure_not_used_later(name, block[split_at + 1 :], may_say=name in form.given)
    return printed


def keeps_shares(value: ast.expr, form: FitForm, split: Division) -> bool:
    """``stratify=y`` of the resampled labels: those of the rows as they were divide them as well."""
    told = [keyword.value for keyword in split.call.keywords if keyword.arg == "stratify"]
    return form.resamples and value in told and isinstance(value, ast.Name) and value.id == form.made[1]


def _applies(placed: Placed, form: FitForm, before: list[Placed]) -> bool:
    """``X_new = scaler.transform(X_new)`` of other rows, which nobody uses before the split: it goes along."""
    match placed.node:
        case ast.Assign(
            targets=[ast.Name(id=made)], value=ast.Call(func=ast.Attribute(value=receiver, attr="transform")) as call
        ):
            if ast.unparse(receiver) != form.receiver or made in (*form.made, *form.given):
                return False
            if any(loads(name, call) for name in form.made for _ in loads(name, call)):
                return False
            rest = before[next(i for i, one in enumerate(before) if one.node is placed.node) + 1 :]
            names = {made, *(node.id for node in ast.walk(call) if isinstance(node, ast.Name))} - {form.receiver}
            used = (one for one in rest for name in names if any(loads(made, one.node)) or stores(name, one.node))
            return next(used, None) is None
    return False


def _prints(placed: Placed, form: FitForm) -> bool:
    """``print(X.shape)`` of what the fit made; what ``X`` says of itself before is the same, and stays."""
    if not shows(placed.node):
        return False
    taken = [name for name in form.names if any(loads(name, placed.node))]
    stay = all(name in form.given and not form.resamples for name in taken)
    return bool(taken) and not (stay and says_only(taken, placed))


def _ensure_apart(placed: Placed, form: FitForm) -> None:
    """A statement between the fit and the split."""
    for name in (*form.names, form.receiver):
        says = name in form.given and not form.resamples and not stores(name, placed.node)
        if name and uses(name, placed.node) and not (says and says_only([name], placed)):
            raise Refused(f"line {placed.line} uses {name} between the fit and the split")
    for name in (name for given in form.given for name in names_in(given)):
        if stores(name, placed.node):
            raise Refused(f"line {placed.line} changes {name} between the fit and the split")
