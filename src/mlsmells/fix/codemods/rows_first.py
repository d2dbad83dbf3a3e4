"""The rows are divided by their numbers before anything is learned from them; all else stays where it is.

``train_rows, test_rows = train_test_split(range(len(df)), …)`` stands above the first statistic or fit, which takes the
training rows (``df["a"].iloc[train_rows].mean()``, ``scaler.fit(X[train_rows]).transform(X)``), and the old split takes
its parts by the same numbers. For code that uses what was filled or scaled in between, where a fit cannot sink.
Refused where rows may be dropped, repeated or reordered between the two places.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import AddImport
from mlsmells.fix.codemods import out_of_helper, sink_fit, sink_stats, validation_part
from mlsmells.fix.codemods.blocks import APART, Placed, block_of, names_in
from mlsmells.fix.codemods.division import (
    divided,
    kept_numbers,
    keywords_above,
    kind_here,
    numbered,
    relatives,
    rows_kind,
)
from mlsmells.fix.codemods.learning import by_part, learns
from mlsmells.fix.codemods.moving import joined, put_above
from mlsmells.fix.codemods.row_values import part
from mlsmells.fix.codemods.same_rows import Program, SameRows, bound_names
from mlsmells.fix.codemods.slices import head_bound, known_early
from mlsmells.fix.codemods.splits import NamedSplit, named_split
from mlsmells.fix.splices import Splice
from mlsmells.fix.statements import innermost
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


class _Case(NamedTuple):
    """The block of the split, where in it the learning and the split stand, and the call that learns."""

    units: list[Unit]
    program: Program
    block: list[Placed]
    at: int
    split_at: int
    call: ast.Call
    statement: ast.stmt


def fit(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """A fit that cannot sink below the split learns from the rows that are divided above it. Raises Refused."""
    if _holds_out(units, intent):
        return list(validation_part.hold_out(units, intent))
    try:
        return list(sink_fit.sink(units, intent))
    except Refused as refusal:
        try:
            return _instead(units, intent, refusal)
        except Refused as second:
            return _out_of_helper(units, intent, second)


def statistic(units: list[Unit], intent: RunCodemod) -> Iterable[Edit | Splice]:
    """The same for a statistic that was taken by hand. Raises Refused."""
    try:
        return list(sink_stats.sink(units, intent))
    except Refused as refusal:
        return _instead(units, intent, refusal)


def _holds_out(units: list[Unit], intent: RunCodemod) -> bool:
    """The split is the fit of a network that takes a share of its rows for validation."""
    assert intent.other is not None
    call = unit_at(units, intent.other.line).find(intent.other, ast.expr)
    return isinstance(call, ast.Call) and any(keyword.arg == "validation_split" for keyword in call.keywords)


def _out_of_helper(units: list[Unit], intent: RunCodemod, first: Refused) -> list[Edit | Splice]:
    try:
        return list(out_of_helper.sink(units, intent))
    except Refused as refusal:
        raise (refusal if str(first) == APART else first) from first


def _instead(units: list[Unit], intent: RunCodemod, first: Refused) -> list[Edit | Splice]:
    try:
        return list(divide(units, intent))
    except Refused as second:
        if str(second) == str(first):
            raise
        raise Refused(f"{first}; and the rows cannot be divided above it: {second}") from second


def divide(units: list[Unit], intent: RunCodemod) -> Iterator[Edit | Splice]:
    """Divide the rows before the learning at ``target``, as the split at ``other`` does. Raises Refused."""
    case = _case(units, intent)
    known = numbered(case.block[case.split_at])
    if known is not None and case.split_at < case.at:
        yield from _learned(case, known.table, case.split_at + 1, known.train)
        return
    if case.split_at <= case.at:
        raise Refused(f"the split at line {case.block[case.split_at].line} stands above it")
    rows = learns(case.call)
    names = _whole(rows) if rows is not None else []
    reasons: list[Refused] = []
    for name in names:
        try:
            yield from list(_divided_by(case, name))
            return
        except Refused as refusal:
            reasons.append(refusal)
    raise reasons[0] if reasons else Refused(f"what line {case.block[case.at].line} learns from has no name")


def _whole(rows: ast.expr) -> list[str]:
    """The variables whose rows these are: ``df`` of ``df[columns]``."""
    names, nodes = [], [rows]
    while nodes:
        node = nodes.pop(0)
        names += [node.id] if isinstance(node, ast.Name) else []
        chosen = node.slice if isinstance(node, ast.Subscript) else None
        nodes += [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr) and each is not chosen]
    return list(dict.fromkeys(names))


def _case(units: list[Unit], intent: RunCodemod) -> _Case:
    assert intent.other is not None
    block, split_at = block_of(units, intent.other)
    unit = unit_at(units, intent.target.line)
    statement = innermost(unit, intent.target)
    call = unit.find(intent.target, ast.Call)
    for at, placed in enumerate(block):
        is_apart = isinstance(placed.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if placed.unit is unit and not is_apart and any(node is statement for node in ast.walk(placed.node)):
            assert statement is not None
            return _Case(units, Program(units), block, at, split_at, call, statement)
    raise Refused(APART)


def _divided_by(case: _Case, table: str) -> Iterator[Edit | Splice]:
    """The rows are those of this variable."""
    split_placed = case.block[case.split_at]
    if table in case.program.everywhere:
        raise Refused(f"functions change {table}")
    rows = SameRows({table: kind_here(table, case.block[: case.at], case.program)}, case.program)
    if not rows.kinds[table]:
        raise Refused(f"it is not certain what {table} is")
    if not _is_split(split_placed):
        yield from _by_position(case, rows)
        return
    split = named_split(split_placed)
    first, told = _first(case, table, split)
    rows = SameRows(relatives(table, case.block[:first], case.program), case.program)
    names = kept_numbers(case.units, split)
    lost: dict[str, int] = {}  # where a variable may have got other rows
    for placed in case.block[first : case.split_at]:
        before = set(rows.kinds)
        rows.step(placed.node)
        lost |= dict.fromkeys(before - set(rows.kinds), placed.line)
        lost |= {name: placed.line for name in bound_names(placed.node) if name not in rows.kinds}
    yield from _learned(case, table, first, names[0])
    yield from divided(split, rows, names, case.block[: case.split_at], lost)
    head = case.block[first]
    yield put_above(head, [f"{names[0]}, {names[1]} = train_test_split(range(len({table})){told})"])
    yield AddImport("sklearn.model_selection", "train_test_split", near=head.unit.span(head.node))


def _is_split(placed: Placed) -> bool:
    nodes = (node for node in ast.walk(placed.node) if isinstance(node, ast.Call))
    return any("train_test_split" in ast.unparse(node.func) for node in nodes)


def _first(case: _Case, table: str, split: NamedSplit) -> tuple[int, str]:
    """Where the rows are divided, above the first statement that learns from them; and what the split is told."""
    at = case.at
    while at and _may_stand_above(case, at - 1, table):
        at -= 1
    for index in range(at, case.at + 1):
        told = keywords_above(split, case.block[index : case.split_at], table)
        if told is not None and _learns_of(case.block[index], table):
            return index, told
    raise Refused(f"what the split at line {split.placed.line} is told is known too late")


def _may_stand_above(case: _Case, index: int, table: str) -> bool:
    """The variable has its rows before this statement already."""
    probe = SameRows({table: kind_here(table, case.block[:index], case.program)}, case.program)
    if not probe.kinds[table]:
        return False
    probe.step(case.block[index].node)
    return table in probe.kinds


def _learns_of(placed: Placed, table: str) -> bool:
    found = (learns(node) for node in ast.walk(placed.node))
    return any(table in names_in(ast.unparse(rows)) for rows in found if rows is not None)


def _learned(case: _Case, table: str, first: int, train: str) -> Iterator[Splice]:
    """The call learns from the training rows."""
    before = SameRows({table: kind_here(table, case.block[:first], case.program)}, case.program)
    for placed in case.block[first : case.at]:
        before.step(placed.node)
    after = SameRows(before.kinds, case.program)
    unit = case.block[case.at].unit
    is_inside = case.block[case.at].node is not case.statement
    if is_inside:
        after.step(case.block[case.at].node)

    def taken(node: ast.expr, is_labels: bool) -> str:
        kind = before.kind(node)
        if is_labels and not kind:
            kind = rows_kind(node, case.block[: case.at], case.program)
        elif kind != after.kind(node):
            return ""
        return part(node, kind, train, unit) if kind else ""

    yield from by_part(case.statement, case.call, unit, taken)


def _by_position(case: _Case, rows: SameRows) -> Iterator[Edit | Splice]:
    """A split by slices: the fit takes the first of them."""
    between = case.block[case.at : case.split_at]
    start = SameRows(rows.kinds, case.program)
    for placed in between:
        rows.step(placed.node)
    split = case.block[case.split_at]
    bound = known_early(head_bound(split, rows), between, rows, split)
    unit = case.block[case.at].unit
    if case.block[case.at].node is not case.statement:
        raise Refused(f"line {case.block[case.at].line} is run several times")

    def taken(node: ast.expr, is_labels: bool) -> str:
        kind = start.kind(node) or (rows_kind(node, case.block[: case.at], case.program) if is_labels else "")
        return part(node, kind, f":{bound.text}", unit) if kind in ("table", "array") else ""

    yield from by_part(case.statement, case.call, unit, taken)
    yield from joined(sorted(bound.gone, key=lambda splice: (splice.unit.first, splice.start)))
    if bound.lines:
        yield put_above(case.block[case.at], bound.lines)
