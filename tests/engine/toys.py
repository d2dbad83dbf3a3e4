"""Small rules that find names, so that the engine is tested and not the interpreter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mlsmells.config import Config, load_config
from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep
from mlsmells.engine import registry, selection
from mlsmells.rules.project import file_not_analysed, unused_suppression


def toy(code: str, name: str, word: str, *, family: str = "leakage", **record: Any) -> Rule:
    """A rule that reports every use of the name ``word``."""
    record.setdefault("severity", Severity.WARNING)
    rule = Rule(
        f"mlsmells.rules.{family}.{name.replace('-', '_')}",
        code=code,
        message="'{word}' is used",
        needs_events=False,
        **record,
    )

    def check(facts: Any) -> Iterator[Finding]:
        for node in ast.walk(facts.source.tree):
            if isinstance(node, ast.Name) and node.id == word:
                trace = [TraceStep(1, "began"), TraceStep(node.lineno, "used")]
                yield rule.at(node, word=word, trace=trace)

    rule.on_file(check)
    return rule


def failing(code: str = "MLS193") -> Rule:
    """A rule that raises."""
    rule = Rule(
        "mlsmells.rules.data.is_broken", code=code, severity=Severity.WARNING, message="never", needs_events=False
    )

    def check(facts: Any) -> Iterator[Finding]:
        raise ZeroDivisionError("by\nzero")

    rule.on_file(check)
    return rule


RED = toy("MLS190", "has-red", "red")
BLUE = toy("MLS191", "has-blue", "blue", confidence=Confidence.LOW)
GREEN = toy("MLS292", "has-green", "green", family="reproducibility", default_on=False)
TOYS = (RED, BLUE, GREEN)


def install(monkeypatch: Any, *rules: Rule) -> None:
    """Make these the only rules, beside those the engine raises itself."""
    everything = sorted((*rules, file_not_analysed.RULE, unused_suppression.RULE), key=lambda rule: rule.code)
    monkeypatch.setattr(registry, "all_rules", lambda: tuple(everything))
    monkeypatch.setattr(registry, "by_code", lambda: {rule.code: rule for rule in everything})
    selection._names_practices.cache_clear()
    selection._selections.clear()  # rules are equal whatever their checks do


def config(folder: Path, **options: Any) -> Config:
    """Default settings with ``folder`` as root and options on top."""
    (folder / ".git").mkdir(exist_ok=True)
    return load_config(folder, isolated=True).with_options(options)
