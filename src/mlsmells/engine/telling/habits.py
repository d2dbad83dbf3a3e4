"""What a project does again and again is told once, at its first place; the others stay its places.

A reader who has seen a warning three times knows the habit. Errors are told one by one: each is a result that is wrong.
What a team has accepted is a habit of its own: a new finding beside it changes neither its number nor its words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from mlsmells.core import Severity
from mlsmells.engine import registry
from mlsmells.engine.located import Located
from mlsmells.engine.rollup import files_named, live_first, rolled


def told_once(found: Iterable[Located]) -> list[Located]:
    """The findings, the warnings of a rule as one where there are as many as its ``habit``."""

    def key(at: Located) -> Hashable:
        return (at.finding.code, at.accepted) if at.finding.severity is Severity.WARNING else id(at)

    return rolled(live_first(found), key, lambda at: registry.by_code()[at.finding.code].habit, files_named)
