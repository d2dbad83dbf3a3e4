"""``validation_split=0.2`` holds out rows that were prepared or resampled with the others: they are held out before.

``X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, test_size=0.2)`` stands above the fit or the
resampling, what prepares the training rows is applied to the validation rows, and ``validation_data=(X_val, y_val)``
says which they are. Refused where the rows get there in another way, and where all rows are used further down.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddImport, InsertBefore
from mlsmells.fix.codemods.blocks import Placed, block_of, loads
from mlsmells.fix.codemods.sinking.followed import RESAMPLES, called, follow, network_fit, two
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


def hold_out(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The rows of the network's fit at ``other`` are held out above the fit or resampling at ``target``."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    here, fit_at = block_of(units, intent.other)
    if here[fit_at] not in block:
        raise Refused("the network is fitted in another part of the program")
    rows, labels = _given(block[at]), _labels(here[fit_at])
    watched = follow(block[at:], names_for(units, rows, labels))
    if not watched.share:
        raise Refused(f"what is prepared at line {block[at].line} does not get to the network as it is")
    if "train" not in rows.lower():
        for placed in block[at + 1 :]:
            if placed.node is not here[fit_at].node and any(loads(rows, placed.node)):
                raise Refused(f"line {placed.line} uses all of {rows} as well")
    kept = f"{rows}, {watched.names[rows]}, {labels}, {watched.names[labels]}"
    call = f"train_test_split({rows}, {labels}, test_size={watched.share}, random_state={{seed}})"
    yield InsertBefore(block[at].unit.span(block[at].node), f"{kept} = {call}")
    yield AddImport("sklearn.model_selection", "train_test_split", near=intent.target)
    yield from watched.splices


def names_for(units: list[Unit], *names: str) -> dict[str, str]:
    """``X_train`` → ``X_val``. Raises Refused where the program has such a name already."""
    taken = {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}
    found = {name: called(name) for name in names}
    if taken & set(found.values()) or len(set(found.values())) < len(names):
        raise Refused(f"the name {next(iter(found.values()))} is taken")
    return found


def _given(placed: Placed) -> str:
    """The rows that the statement learns from."""
    for node in ast.walk(placed.node):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Name(id=rows), *_]):
                if name in RESAMPLES or name in ("fit_transform", "fit"):
                    return rows
    raise Refused(f"the rows at line {placed.line} have no name")


def _labels(placed: Placed) -> str:
    found = network_fit(placed)
    if found is None:
        raise Refused(f"the fit at line {placed.line} has another form than model.fit(X, y, validation_split=…)")
    names = [node.id for node in ast.walk(two(found)[1]) if isinstance(node, ast.Name)]
    return names[-1] if names else ""


def holds_out(placed: Placed) -> bool:
    """Whether the statement fits a network that holds out a share of its rows."""
    return network_fit(placed) is not None
