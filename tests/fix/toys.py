"""A toy engine for the tests of fixes: findings made from a snippet, and a small rule of its own."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from mlsmells.core import Confidence, Edit, Finding, Fix, Severity, Span
from mlsmells.fix import FixResult, fix_source
from mlsmells.sources import Source, source_from_text

Make = Callable[[Callable[[str], Span]], Edit | tuple[Edit, ...]]


def finding(span: Span, *edits: Edit, code: str = "MLS999", safe: bool = True) -> Finding:
    fix = Fix("mend it", edits, safe=safe) if edits else None
    return Finding(code, "toy", "a toy", Severity.WARNING, Confidence.HIGH, span, fix=fix)


def span_of(source: Source, snippet: str) -> Span:
    """The span of the outermost expression with exactly this text, or statement after "S:"."""
    kind: type[ast.AST] = ast.stmt if snippet.startswith("S:") else ast.expr
    snippet = snippet.removeprefix("S:")
    text = "\n".join(source.lines)
    assert source.tree is not None
    for node in ast.walk(source.tree):
        if isinstance(node, kind) and ast.get_source_segment(text, node) == snippet:
            return Span.of(node)
    raise AssertionError(f"no {snippet!r} in {text!r}")


def mend(text: str, make: Make, *, path: str = "a.py", seed: int = 42) -> FixResult:
    """Fix one finding that is gone as soon as the text changes."""
    source = source_from_text(text, path)
    made = make(lambda snippet: span_of(source, snippet))
    edits = made if isinstance(made, tuple) else (made,)
    # Found where its first edit is, as rules do.
    where = next(getattr(edits[0], name) for name in ("call", "target", "near") if hasattr(edits[0], name))
    only = finding(where or Span(len(source.lines), 0, len(source.lines), 1), *edits)
    return fix_source(source, lambda current: [only] if current.text == text else [], unsafe=True, seed=seed)


def calls_without(name: str, keyword: str, *, safe: bool = True) -> Callable[[Source], list[Finding]]:
    """A rule: every call of ``name`` needs ``keyword``; the fix adds the seed."""
    from mlsmells.core import AddKeyword

    def check(source: Source) -> list[Finding]:
        return [
            finding(Span.of(call), AddKeyword(Span.of(call), keyword, "{seed}"), code="MLS203", safe=safe)
            for call in calls_of(source, name)
            if keyword not in {given.arg for given in call.keywords}
        ]

    return check


def at_calls(name: str, make: Callable[[Span], Edit], code: str) -> Callable[[Source], list[Finding]]:
    """A rule: no call of ``name``; the fix is what ``make`` says."""

    def check(source: Source) -> list[Finding]:
        spans = [Span.of(call) for call in calls_of(source, name)]
        return [finding(span, make(span), code=code) for span in spans]

    return check


def calls_of(source: Source, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(source.tree or ast.Module([], [])):
        if isinstance(node, ast.Call) and name in (
            getattr(node.func, "id", None),
            getattr(node.func, "attr", None),
        ):
            yield node
