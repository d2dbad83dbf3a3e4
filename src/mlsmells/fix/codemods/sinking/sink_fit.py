"""A transformer that learned from all rows is fitted on the training part: its statement sinks below the split.

``X = scaler.fit_transform(X)`` above ``X_train, X_test, … = train_test_split(X, …)`` becomes, behind the split,
``X_train = scaler.fit_transform(X_train)`` and ``X_test = scaler.transform(X_test)``. Refused where the transformed
rows are used in between or afterwards, where the split has another form, and where a step in between binds the names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.core import AddKeyword
from mlsmells.fix.codemods.blocks import (
    Placed,
    block_of,
    loads,
    position,
)
from mlsmells.fix.codemods.moving import joined, put_behind, taken_away
from mlsmells.fix.codemods.rows.containers import ARRAY, TABLE, container
from mlsmells.fix.codemods.showing import is_value
from mlsmells.fix.codemods.sinking import sink_columns
from mlsmells.fix.codemods.sinking.fit_forms import form_of
from mlsmells.fix.codemods.sinking.fits import FitForm
from mlsmells.fix.codemods.sinking.followed import Watched, follow
from mlsmells.fix.codemods.sinking.indexes import indexed
from mlsmells.fix.codemods.sinking.sampling import has_two_of_each
from mlsmells.fix.codemods.sinking.split_helper import helper_split
from mlsmells.fix.codemods.sinking.unused_between import ensure_nothing_else, ensure_unused, keeps_shares
from mlsmells.fix.codemods.sinking.validation_part import holds_out, names_for
from mlsmells.fix.codemods.splits import Division, FoldSplit, fold_split, named_split, taken_by
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


def sink(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The fit at ``target`` goes below the split at ``other``. Raises Refused."""
    assert intent.other is not None
    block, at = block_of(units, intent.target)
    try:
        split_at = position(block, at, intent.other)
    except Refused:
        split_at, split = helper_split(units, block, at, intent.other)
        yield from behind(form_of(block, at, split_at), split, block, split_at, units)
        return
    inner, inner_at = block_of(units, intent.other)
    columns = sink_columns.column_fit(block[at])
    if columns is not None:
        if inner[inner_at].node is not block[split_at].node:
            raise Refused(f"the split at line {inner[inner_at].line} is run several times")
        yield from sink_columns.sink(columns, named_split(block[split_at]), block, at, split_at, _taken(units))
        return
    form = form_of(block, at, split_at)
    names = (*form.made, form.labels)
    is_loop = isinstance(inner[inner_at].node, ast.For)
    divided = fold_split(inner[inner_at], names) if is_loop else named_split(inner[inner_at])
    yield from behind(form, divided, block, split_at, units)


def behind(
    form: FitForm, split: Division, block: list[Placed], split_at: int, units: list[Unit]
) -> Iterable[Edit | Splice]:
    """The fit goes behind the split in this statement of the block. Raises Refused."""
    form = indexed(form, split, block[split_at + 1 :], units)
    ensure_nothing_else(form, split, block[split_at])
    printed = ensure_unused(form, split, block, split_at)
    watched = _watched(form, split, block[split_at + 1 :], units)
    yield from watched.splices
    yield from _moved(form, split, printed, units, stratified=has_two_of_each(form, block), watched=watched)


def _watched(form: FitForm, split: Division, after: list[Placed], units: list[Unit]) -> Watched:
    """The rows that networks hold out of the training part by themselves must not be resampled with the others."""
    parts = [split.parts_of(name) for name in form.made]
    if not form.resamples or None in parts or not any(map(holds_out, after)):
        return Watched({})
    return follow(after, names_for(units, *(part[0] for part in parts if part is not None)))


def _moved(
    form: FitForm,
    split: Division,
    printed: list[Placed],
    units: list[Unit],
    *,
    stratified: bool,
    watched: Watched,
) -> Iterable[Edit | Splice]:
    lines: list[str] = []
    gone: list[Splice] = []
    for placed in form.statements:
        splices, above, behind = taken_away(placed)
        gone += splices
        lines += above
        form.comments.append(behind)
    told = []
    for placed in printed:
        splices, above, behind = taken_away(placed)
        gone += splices
        told += [*above, _renamed(placed, form, split) + (f"  {behind}" if behind else "")]
    yield from joined(sorted(gone, key=lambda splice: (splice.unit.first, splice.start)))
    form.taken = _taken(units)
    classes = form.given[1] if form.resamples and stratified and not _says_how(split) else ""
    yield from _originals(form, split, classes, units)
    if classes and split.call.keywords:
        yield AddKeyword(split.placed.unit.span(split.call), "stratify", classes)
    if watched.share:
        lines.insert(0, _second_split(form, split, watched))
    yield from put_behind(split.placed, lines + form.lines(split) + told)


def _second_split(form: FitForm, split: Division, watched: Watched) -> str:
    """The validation rows are taken from the training part before it is resampled."""
    names = [part[0] for part in map(split.parts_of, form.made) if part is not None]
    told = [keyword for keyword in split.call.keywords if keyword.arg == "random_state"]
    seeded = "".join(f", {split.placed.unit.segment(keyword)}" for keyword in told)
    made = ", ".join(f"{name}, {watched.names[name]}" for name in names)
    called = ast.unparse(split.call.func)
    return f"{made} = {called}({', '.join(names)}, test_size={watched.share}{seeded})"


def _renamed(placed: Placed, form: FitForm, split: Division) -> str:
    """The statement for the training part, as it is spelt."""
    unit = placed.unit
    start, end = unit.extent(placed.node)
    text = unit.code[start:end]
    beside = [given.id for given in split.given if isinstance(given, ast.Name)]  # the labels of a plot go along
    places = [(name, use) for name in dict.fromkeys([*form.names, *beside]) for use in loads(name, placed.node)]
    for name, use in sorted(places, key=lambda found: unit.extent(found[1]), reverse=True):
        parts = split.parts_of(form.made[0] if name in form.before else name)
        first, last = unit.extent(use)
        if parts is None or unit.code[first:last] != name or "\n" in text:
            raise Refused(f"line {placed.line} uses {name} between the fit and the split")
        text = text[: first - start] + parts[0] + text[last - start :]
    if isinstance(placed.node, ast.Expr) and unit.cell and is_value(placed.node.value):
        return f"display({text})"  # as the last line of its cell it was shown without
    return text


def _taken(units: list[Unit]) -> set[str]:
    return {node.id for unit in units for node in ast.walk(unit.tree) if isinstance(node, ast.Name)}


def _says_how(split: Division) -> bool:
    """Whether the split is told how to keep the classes' shares, or not to shuffle."""
    return any(keyword.arg in ("stratify", "shuffle", None) for keyword in split.call.keywords)


def _originals(form: FitForm, split: Division, stratified: str, units: list[Unit]) -> Iterable[Splice]:
    """The split takes the rows as they were before the fit."""
    unit = split.placed.unit
    for name, original in zip(form.made, form.given, strict=False):
        found = split.occurrences(name)
        if not found:
            raise Refused(f"the split at line {split.placed.line} does not take {name} as it is")
        for argument in found:
            is_last = bool(split.given) and argument is split.given[-1] and not split.call.keywords
            more = f", stratify={stratified}" if stratified and is_last else ""
            place, text = _rows_taken(argument, original, split, units)
            if text + more != unit.segment(place):
                yield Splice(unit, *unit.extent(place), text + more)
    for keyword in split.call.keywords:
        if keeps_shares(keyword.value, form, split) and form.given[1] != form.made[1]:
            yield Splice(unit, *unit.extent(keyword.value), form.given[1])


def _rows_taken(use: ast.Name, original: str, split: Division, units: list[Unit]) -> tuple[ast.expr, str]:
    """``X[rows]`` takes rows of an array, ``X.iloc[rows]`` of a table: what stands there, and what shall."""
    way = taken_by(use, split.placed.unit) if isinstance(split, FoldSplit) else ""
    if not way:
        return use, original
    kind = container(ast.parse(original, mode="eval").body, units)
    if kind not in (TABLE, ARRAY) or way == "loc":
        raise Refused(f"it is not certain that line {split.placed.line} can take rows of {original} so")
    if kind == TABLE:
        return use, original if way == "iloc" else f"{original}.iloc"
    parent = split.placed.unit.parent(use)
    return (parent, original) if isinstance(parent, ast.Attribute) else (use, original)
