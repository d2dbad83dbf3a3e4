"""The rows are divided by their numbers before anything is learned from them; all else stays where it is.

``train_rows, test_rows = train_test_split(range(len(df)), …)`` stands above the first statistic or fit, which takes the
training rows (``df["a"].iloc[train_rows].mean()``, ``scaler.fit(X[train_rows]).transform(X)``), and the old split takes
its parts by the same numbers. For code that uses what was filled or scaled in between, where a fit cannot sink.
Refused where rows may be dropped, repeated or reordered between the two places.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core import AddImport
from mlsmells.fix.codemods.blocks import APART
from mlsmells.fix.codemods.moving import joined, put_above
from mlsmells.fix.codemods.rows.division import divided, kept_numbers, numbered
from mlsmells.fix.codemods.rows.first_learning import Case, case_of, first_place, is_split
from mlsmells.fix.codemods.rows.known_rows import kind_here, relatives, rows_kind
from mlsmells.fix.codemods.rows.learning import by_part, learns
from mlsmells.fix.codemods.rows.row_values import part
from mlsmells.fix.codemods.rows.same_rows import SameRows, bound_names
from mlsmells.fix.codemods.rows.slices import head_bound, known_early
from mlsmells.fix.codemods.sinking import out_of_helper, sink_fit, sink_stats, validation_part
from mlsmells.fix.codemods.splits import named_split
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit


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
    case = case_of(units, intent)
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


def _divided_by(case: Case, table: str) -> Iterator[Edit | Splice]:
    """The rows are those of this variable."""
    split_placed = case.block[case.split_at]
    if table in case.program.everywhere:
        raise Refused(f"functions change {table}")
    rows = SameRows({table: kind_here(table, case.block[: case.at], case.program)}, case.program)
    if not rows.kinds[table]:
        raise Refused(f"it is not certain what {table} is")
    if not is_split(split_placed):
        yield from _by_position(case, rows)
        return
    split = named_split(split_placed)
    first, told = first_place(case, table, split)
    rows = relatives(table, case.block[:first], case.program)
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


def _learned(case: Case, table: str, first: int, train: str) -> Iterator[Splice]:
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


def _by_position(case: Case, rows: SameRows) -> Iterator[Edit | Splice]:
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
