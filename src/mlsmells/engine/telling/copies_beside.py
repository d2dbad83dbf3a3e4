"""What a copy beside its original warns of is a note: it was kept to look things up, and nobody runs it.

Errors stay: who runs the copy after all gets a wrong result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from mlsmells.core import Severity
from mlsmells.engine.located import Located
from mlsmells.knowledge.copy_names import is_copy_beside


def lowered(found: Iterable[Located], files: Collection[str]) -> list[Located]:
    """The findings, the warnings of such copies as notes."""
    every = frozenset(files)
    return [_note(at) if _warns(at) and is_copy_beside(at.path, every) else at for at in found]


def _warns(at: Located) -> bool:
    return at.finding.severity is Severity.WARNING


def _note(at: Located) -> Located:
    return replace(at, finding=replace(at.finding, severity=Severity.INFO))
