"""Edit intents → text splices. All or nothing: one edit of a fix that cannot be made refuses the fix."""

from __future__ import annotations

import ast
import textwrap
from typing import TYPE_CHECKING

from mlsmells.core import (
    AddImport,
    AddKeyword,
    Edit,
    Finding,
    InsertBefore,
    Refuse,
    RemoveArgument,
    RenameCallee,
    ReplaceExpression,
    ReplaceMagic,
    ReplaceStatement,
    RunCodemod,
    Span,
    SwapArguments,
    WrapExpression,
)
from mlsmells.fix import calls, consumers, expressions, imports, seeds, statements
from mlsmells.fix.codemods import run
from mlsmells.fix.splices import MAGIC, Splice, conflict, ensure_editable
from mlsmells.fix.units import Refused, Unit, unit_at

if TYPE_CHECKING:
    from collections.abc import Iterable


def splices_of(finding: Finding, units: list[Unit], seed: int) -> list[Splice]:
    """What the finding's fix changes. Raises Refused."""
    assert finding.fix is not None
    edits = finding.fix.edits
    # What an edit inserts may stand before the finding: imports must be above the first of them.
    where = min((span for span in map(_target, edits) if span), default=finding.span)
    result = list(dict.fromkeys(_all(edits, where, units, seed)))
    result = [splice for splice in result if splice.unit.code[splice.start : splice.end] != splice.new]
    if not result:
        raise Refused("there is nothing to change")
    for position, splice in enumerate(result):
        ensure_editable(splice)
        if any(conflict(splice, other) for other in result[:position]):
            raise Refused("its edits overlap")
    return result


def _target(edit: Edit) -> Span | None:
    span: Span | None = getattr(edit, "call", None) or getattr(edit, "target", None)
    return span


def _all(edits: Iterable[Edit], where: Span, units: list[Unit], seed: int) -> list[Splice]:
    result: list[Splice] = []
    keywords: dict[Span, list[tuple[str, str]]] = {}
    for edit in edits:
        match edit:
            case AddKeyword(call=span, keyword=name, value=value):
                keywords.setdefault(span, []).append((name, seeds.fill(value, units, span, seed)))
            case RunCodemod(target=target):
                result += _codemod(edit, units, where, seed)
            case AddImport():
                result += imports.add(units, edit, where)
            case ReplaceMagic(target=target, source=source):
                result.append(_magic(unit_at(units, target.line), target, source))
            case Refuse(why=why):
                raise Refused(why)
            case InsertBefore(target=target, source=source):
                result += _insert(units, target, source, seed)
            case _:
                result += _one(edit, units, seed)
    for span, pairs in keywords.items():
        unit = unit_at(units, span.line)
        result += calls.set_keywords(unit, unit.find(span, ast.Call), pairs)
    return result


def _one(edit: Edit, units: list[Unit], seed: int) -> list[Splice]:
    """The intents that change one node."""
    match edit:
        case RenameCallee(call=span):
            unit = unit_at(units, span.line)
            return calls.rename(unit, unit.find(span, ast.Call), edit)
        case SwapArguments(call=span):
            unit = unit_at(units, span.line)
            return calls.swap(unit, unit.find(span, ast.Call), edit)
        case RemoveArgument(call=span):
            unit = unit_at(units, span.line)
            return calls.remove(unit, unit.find(span, ast.Call), edit)
        case WrapExpression(target=span):
            unit = unit_at(units, span.line)
            filled = WrapExpression(
                span, seeds.fill(edit.before, units, span, seed), seeds.fill(edit.after, units, span, seed)
            )
            node = unit.find(span, ast.expr)
            if edit.before == "sorted(":
                consumers.ensure_list_will_do(units, unit, node)
            return expressions.wrap(unit, node, filled)
        case ReplaceExpression(target=span):
            unit = unit_at(units, span.line)
            return expressions.replace(unit, unit.find(span, ast.expr), seeds.fill(edit.source, units, span, seed))
        case ReplaceStatement(target=span):
            unit = unit_at(units, span.line)
            return statements.replace(unit, unit.find(span, ast.stmt), seeds.fill(edit.source, units, span, seed))
    raise AssertionError(f"unreachable: {edit!r}")


def _insert(units: list[Unit], target: Span, source: str, seed: int) -> list[Splice]:
    source = seeds.fill(textwrap.dedent(source), units, target, seed)
    if target == imports.WHOLE_FILE:
        return imports.add_after_imports(units, source)
    return statements.insert_before(unit_at(units, target.line), target, source)


def _magic(unit: Unit, target: Span, source: str) -> Splice:
    """A whole line of the unit's text; the magic has no columns in its code."""
    row = target.line - unit.first
    if row not in unit.frozen:
        raise Refused("its line is no magic")
    if row + 1 < len(unit.starts):
        return Splice(unit, unit.starts[row], unit.starts[row + 1], source + unit.newline, MAGIC)
    return Splice(unit, unit.starts[row], len(unit.code), source, MAGIC)


def _codemod(edit: RunCodemod, units: list[Unit], where: Span, seed: int) -> list[Splice]:
    made = run(edit, units)
    splices = [each for each in made if isinstance(each, Splice)]
    return splices + _all([each for each in made if not isinstance(each, Splice)], where, units, seed)
