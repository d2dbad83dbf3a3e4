"""Edit intents: what a fix would change, as plain data.

Every intent names its target by the span of an ast node (see ``Span``).
Source text inside an intent is Python source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass

if TYPE_CHECKING:
    from mlsmells.core.span import Span


@dataclass(frozen=True, slots=True)
class AddKeyword:
    """Set a keyword of the call at ``call``; replaces the value if the keyword is there.

    ``value`` is source text; ``"{seed}"`` stands for the seed to insert (a module
    constant named SEED or RANDOM_STATE that is bound before the call, else the configured number).
    """

    call: Span
    keyword: str
    value: str


@dataclass(frozen=True, slots=True)
class RenameCallee:
    """Rename the last part of the called name: ``a.b.fit_transform(x)`` → ``a.b.transform(x)``."""

    call: Span
    name: str


@dataclass(frozen=True, slots=True)
class WrapExpression:
    """Put an expression inside ``before … after``: ``x`` → ``sorted(x)``."""

    target: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReplaceExpression:
    """Replace an expression by source text."""

    target: Span
    source: str


@dataclass(frozen=True, slots=True)
class SwapArguments:
    """Swap two positional arguments (0-based) of the call at ``call``."""

    call: Span
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class ReplaceStatement:
    """Replace a whole simple statement by source text (one or more lines, indented as it was)."""

    target: Span
    source: str


@dataclass(frozen=True, slots=True)
class ReplaceMagic:
    """Replace the notebook magic or shell line at ``target`` (one whole line, without its end)."""

    target: Span
    source: str


@dataclass(frozen=True, slots=True)
class InsertBefore:
    """Insert statements (source text) before the statement that holds ``target``, at its indentation."""

    target: Span
    source: str


@dataclass(frozen=True, slots=True)
class AddImport:
    """Make ``module`` (or ``name`` of it) importable at the top of the file.

    In a notebook the import goes to the first line of the cell of ``near``.
    """

    module: str
    name: str = ""
    alias: str = ""
    near: Span | None = None


@dataclass(frozen=True, slots=True)
class RunCodemod:
    """A rewrite too long for an intent: ``"package.module:name"``, imported only when applied.

    ``target`` is what the finding is about (a fit), ``other`` what it is moved to or against (a split).
    """

    codemod: str
    target: Span
    other: Span | None = None


@dataclass(frozen=True, slots=True)
class RemoveArgument:
    """Take an argument out of the call at ``call``: the one at ``position`` (0-based), or the keyword."""

    call: Span
    position: int = -1
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Refuse:
    """There is a usual repair, and here it would be wrong: ``why`` is told instead. Never with other edits."""

    why: str


Edit = (
    AddKeyword
    | RenameCallee
    | WrapExpression
    | ReplaceExpression
    | SwapArguments
    | ReplaceStatement
    | ReplaceMagic
    | InsertBefore
    | AddImport
    | RunCodemod
    | RemoveArgument
    | Refuse
)
