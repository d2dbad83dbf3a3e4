"""The page of a rule as Markdown, for an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.engine.page import CODE, page
from mlsmells.engine.practices import practices_of
from mlsmells.engine.registry import find_exact

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Rule

HOME = "https://github.com/mlsmells/mlsmells/blob/main/docs/rules"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_COMMENT = re.compile(r"#.{0,300}(?:noqa|mlsmells)")


def address(rule: Rule) -> str:
    """Where the page is on the web."""
    return f"{HOME}/{rule.code}-{rule.name}.md"


def markdown(rule: Rule, config: Config) -> str:
    """What ``explain`` prints, with code as code."""
    return "\n\n".join(_parts(rule, config))


def _parts(rule: Rule, config: Config) -> Iterator[str]:
    text = page(rule)
    yield f"### [{rule.code} {rule.name}]({address(rule)})"
    yield text.title
    if text.why:
        yield text.why
    for name, body in text.sections.items():
        yield f"**{name}**"
        yield f"```python\n{body}\n```" if name in CODE else body
    practices = ", ".join(f"{practice.title} ({practice.id})" for practice in practices_of(rule.code, config))
    if practices:
        yield f"**Practices**: {practices}"


def named_at(line: str, column: int) -> Rule | None:
    """The rule that a suppression names at this place of a line."""
    start = _COMMENT.search(line)
    if start is None or column < start.start():
        return None
    words = (match for match in _NAME.finditer(line) if match.start() <= column <= match.end())
    return next((rule for word in words if (rule := find_exact(word.group())) is not None), None)
