"""Findings against the file's suppressions, and suppressions against the findings (MLS001)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Finding, Rule, Span
from mlsmells.core.rule import FILE
from mlsmells.engine import registry
from mlsmells.sources import Unused, suppressions_of

if TYPE_CHECKING:
    from mlsmells.sources import Source

_NO_REASON = "{what} gives no reason - say behind it why"
# What the engine itself raises is not there yet when suppressions are judged.
_RAISED_HERE = (registry.NOT_ANALYSED, registry.UNUSED_SUPPRESSION)


class Split(NamedTuple):
    """Findings to report, and those a comment or cell tag silences."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]


def split_suppressed(findings: Iterable[Finding], source: Source, *, noqa: bool = True) -> Split:
    """A suppression counts on any line of the finding's statement; ``noqa=False`` looks past noqa."""
    suppressions = suppressions_of(source)
    if not suppressions:
        return Split(tuple(findings), ())
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        lines = source.statement_lines(finding.span.line)
        silenced = suppressions.match(finding.code, finding.name, lines, noqa=noqa)
        (suppressed if silenced else kept).append(finding)
    return Split(tuple(kept), tuple(suppressed))


def unused_suppressions(source: Source, ran: Collection[Rule], *, noqa: bool = True) -> Iterator[Finding]:
    """MLS001 for what suppressed none of the findings of the rules that ``ran``; ask after matching all."""
    rule = registry.by_code()[registry.UNUSED_SUPPRESSION]
    suppressions = suppressions_of(source)
    if rule not in ran or not suppressions:
        return
    codes = {r.code for r in ran}
    for unused in suppressions.unused(lambda item: _is_judged(item, codes)):
        if unused.kind == "ignore" or noqa:
            yield rule.at(_span(unused, source), what=_shown(unused))


def without_reason(source: Source, ran: Collection[Rule], *, noqa: bool = True) -> Iterator[Finding]:
    """MLS001 for the comments that silence something and do not say why."""
    rule = registry.by_code()[registry.UNUSED_SUPPRESSION]
    for comment in suppressions_of(source).without_reason() if rule in ran else ():
        if comment.kind == "ignore" or noqa:
            place = Unused(comment.line, comment.column, comment.kind, comment.items, True)
            yield rule.at(_span(place, source), message=_NO_REASON, what=_shown(place))


def _is_judged(item: str, ran: Collection[str]) -> bool:
    """All the rules an item stands for had their chance in this file.

    A prefix is not asked about rules that are off by default; whether a project rule needed the
    comment is not known here.
    """
    exact = registry.find_exact(item)
    if exact is not None:
        return exact.scope == FILE and not exact.project_checks and exact.code in ran and exact.code not in _RAISED_HERE
    return all(
        rule.scope == FILE and (rule.code in ran or not rule.default_on)
        for rule in registry.all_rules()
        if rule.code.startswith(item) and rule.code not in _RAISED_HERE
    )


def _shown(unused: Unused) -> str:
    items = ", ".join(unused.items)
    if unused.kind == "noqa":
        return f"noqa: {items}"
    return f"mlsmells: ignore[{items}]" if items else "mlsmells: ignore"


def _span(unused: Unused, source: Source) -> Span:
    text = source.lines[unused.line - 1]
    start = len(text[: unused.column - 1].encode("utf-8", "surrogatepass"))
    return Span(unused.line, start, unused.line, len(text.encode("utf-8", "surrogatepass")))
