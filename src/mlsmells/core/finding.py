"""What a rule says: where, how sure, how bad, by which path, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.edits import Refuse
from mlsmells.core.records import dataclass, field
from mlsmells.core.span import Place, Span, line_of

if TYPE_CHECKING:
    from mlsmells.core.edits import Edit


class _Named(IntEnum):
    def __str__(self) -> str:
        return self.name.lower()


class Severity(_Named):
    """How much harm the smell does. ``INFO`` never fails a run by default."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class Confidence(_Named):
    """How sure the evidence is. ``LOW`` is shown only on request."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2


class TraceStep(NamedTuple):
    """One step of the evidence path: the joined-module line and what happened there."""

    line: int
    note: str


def steps(told: Iterable[tuple[Place | None, str]]) -> list[TraceStep]:
    """The evidence path: what happened at which place, without what has no place."""
    return [TraceStep(line_of(place), note) for place, note in told if place is not None]


@dataclass(frozen=True, slots=True)
class Fix:
    """How to repair a finding: edit intents as plain data, applied by ``mlsmells.fix`` alone.

    ``safe`` fixes cannot change a correct program's result except by removing
    randomness; the others need ``--unsafe-fixes``. ``why`` says why it is unsafe.
    """

    description: str
    edits: tuple[Edit, ...]
    safe: bool = False
    why: str = ""

    @property
    def refusal(self) -> str:
        """Why the usual repair would be wrong here; "" where there is a repair."""
        return next((edit.why for edit in self.edits if isinstance(edit, Refuse)), "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule. Knows its code, not the practices the code maps to."""

    code: str
    name: str
    message: str
    severity: Severity
    confidence: Confidence
    span: Span
    trace: tuple[TraceStep, ...] = ()
    fix: Fix | None = None
    # Project rules name the file (relative to the project's root, with "/"); file rules leave it empty.
    path: str = field(default="")
    # What findings of one rule have in common where mending one mends the others; "" where nothing is said.
    cause: str = ""
