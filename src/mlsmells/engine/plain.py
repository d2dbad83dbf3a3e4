"""Findings and entries as data that JSON can hold, and back.

Reading trusts nothing: data of another shape raises one of ``BROKEN``.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

from mlsmells.core import Confidence, Finding, Fix, Severity, Span, TraceStep, edits
from mlsmells.engine import registry
from mlsmells.engine.entries import Entry, Failure
from mlsmells.engine.located import Line, Located, Placed, Step
from mlsmells.facts.analyses.summaries.check import read_back

BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)
_EDITS: dict[str, Any] = {kind.__name__: kind for kind in get_args(edits.Edit)}


def of_finding(finding: Finding) -> list[Any]:
    """A finding as a list."""
    fix = finding.fix
    return [
        finding.code,
        finding.message,
        int(finding.severity),
        int(finding.confidence),
        list(finding.span),
        [list(step) for step in finding.trace],
        None if fix is None else [fix.description, [_of_edit(edit) for edit in fix.edits], fix.safe, fix.why],
        finding.path,
        finding.cause,
    ]


def finding(data: list[Any]) -> Finding:
    """The finding of ``of_finding``."""
    code, message, severity, confidence, span, trace, fix, path, cause = data
    return Finding(
        code=code,
        name=registry.by_code()[code].name,
        message=_text(message),
        severity=Severity(severity),
        confidence=Confidence(confidence),
        span=_span(span),
        trace=tuple(TraceStep(_number(line), _text(note)) for line, note in trace),
        fix=None if fix is None else _fix(*fix),
        path=_text(path),
        cause=_text(cause),
    )


def of_placed(placed: Placed) -> list[Any]:
    """A finding with its place as a list."""
    at = placed.at
    where = [at.path, at.line, at.column, at.end_line, at.end_column, at.cell, at.physical_line, at.physical_end_line]
    steps = [[step.note, list(step.at)] for step in at.steps]
    return [of_finding(at.finding), where, steps, [list(line) for line in at.frame], placed.statement]


def placed(data: list[Any]) -> Placed:
    """The finding of ``of_placed``."""
    found, (path, line, column, end_line, end_column, cell, physical, physical_end), steps, frame, statement = data
    at = Located(
        finding=finding(found),
        path=_text(path),
        line=_number(line),
        column=_number(column),
        end_line=_number(end_line),
        end_column=_number(end_column),
        cell=None if cell is None else _number(cell),
        physical_line=_number(physical),
        physical_end_line=_number(physical_end),
        steps=tuple(Step(_text(note), _line(*place)) for note, place in steps),
        frame=tuple(_line(*line) for line in frame),
    )
    return Placed(at, _text(statement))


def of_entry(entry: Entry) -> list[Any]:
    """An entry as a list, without its summary."""
    failures = [[f.about, f.message, of_placed(Placed(f.at, ""))] for f in entry.failures]
    ran = None if entry.ran is None else list(entry.ran)
    return [[of_placed(found) for found in entry.findings], failures, entry.role, entry.built, ran]


def entry(data: list[Any], summary: Any) -> Entry:
    """The entry of ``of_entry``."""
    findings, failures, role, built, ran = data
    return Entry(
        findings=tuple(map(placed, findings)),
        failures=tuple(Failure(_text(about), _text(text), placed(at).at) for about, text, at in failures),
        role=_text(role),
        built=bool(built),
        ran=None if ran is None else tuple(map(_text, ran)),
        summary=None if summary is None else read_back(summary),
    )


def _fix(description: Any, changes: Any, safe: Any, why: Any) -> Fix:
    return Fix(_text(description), tuple(map(_edit, changes)), safe=bool(safe), why=_text(why))


def _of_edit(edit: edits.Edit) -> list[Any]:
    values = [getattr(edit, field.name) for field in fields(edit)]
    return [type(edit).__name__, *(list(value) if isinstance(value, Span) else value for value in values)]


def _edit(data: list[Any]) -> edits.Edit:
    name, *values = data
    made: edits.Edit = _EDITS[name](*(_span(value) if isinstance(value, list) else value for value in values))
    return made


def _span(data: Any) -> Span:
    line, column, end_line, end_column = map(_number, data)
    return Span(line, column, end_line, end_column)


def _line(line: Any, cell: Any, text: Any, physical: Any) -> Line:
    return Line(_number(line), None if cell is None else _number(cell), _text(text), _number(physical))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {value!r}")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a number was expected, not {value!r}")
    return value
