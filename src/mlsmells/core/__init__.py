"""The records every other package speaks in. Standard library only."""

from __future__ import annotations

from mlsmells.core.edits import (
    AddImport,
    AddKeyword,
    Edit,
    InsertBefore,
    Refuse,
    RemoveArgument,
    RenameCallee,
    ReplaceExpression,
    ReplaceMagic,
    ReplaceStatement,
    RunCodemod,
    SwapArguments,
    WrapExpression,
)
from mlsmells.core.finding import Confidence, Finding, Fix, Severity, TraceStep, steps
from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.core.rule import Rule, once
from mlsmells.core.span import Place, Span, line_of
from mlsmells.core.words import counted, cut, cut_middle, cut_path, told_path

__all__ = [
    "AddImport",
    "AddKeyword",
    "Confidence",
    "Edit",
    "Finding",
    "Fix",
    "InsertBefore",
    "Place",
    "Refuse",
    "RemoveArgument",
    "RenameCallee",
    "ReplaceExpression",
    "ReplaceMagic",
    "ReplaceStatement",
    "Rule",
    "RunCodemod",
    "Severity",
    "Span",
    "SwapArguments",
    "TraceStep",
    "WrapExpression",
    "counted",
    "cut",
    "cut_middle",
    "cut_path",
    "dataclass",
    "line_of",
    "once",
    "regex",
    "steps",
    "told_path",
]
