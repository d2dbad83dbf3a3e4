"""What a notebook's author meant: cells that were run, exercises, illustrations, errors shown on purpose."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex

if TYPE_CHECKING:
    from mlsmells.facts.notebook.state import Missing
    from mlsmells.sources.document import Cell

# A gap for the reader in the code itself, and words that announce one.
_GAP = regex(
    r"your[ _]{1,3}(?:\w{1,30}[ _]{1,3})?(?:code|answer|solution|implementation)|fill[ _-]?(?:in|me|this)|_{4,}|<your|"
    r"(?<!\w)_{3}(?!\w)|start code here|end of block|raise NotImplementedError|"
    r"^[ \t]*(?:\.\.\.|…)[ \t]*(?:#.*)?$|^[^#\n]*=[ \t]*(?:\.\.\.|…|<\w)",
    re.IGNORECASE | re.MULTILINE,
)
_EXERCISE = regex(
    r"\bto[ -]?do\b|\bexercises?\b|\bassignment\b|\bhomework\b|\byour turn\b|\bimplement\b", re.IGNORECASE
)
_PLACEHOLDER = regex(r"_?(?:YOUR|MY|INSERT|REPLACE|ENTER)_?[A-Z]|(?:your|insert|replace)_\w+$")
_STOP = regex(r"(?:stop|halt|abort|break|pause|end|here|wait|assert_false)(?:_?here|_?now|_?point)?$", re.IGNORECASE)
_SAYS_ERROR = regex(
    r"NameError|not (?:been )?defined|undefined|raises? an? (?:error|exception)|get an error", re.IGNORECASE
)

# A notebook that was never run and lacks so many names that exist nowhere is there to be read.
FRAGMENT = 3


def evidence(cells: Sequence[Cell], cell: Cell, *, nowhere: bool, lacking: int) -> str:
    """What the saved notebook tells about a run of the cell, see ``Missing.evidence``.

    ``nowhere``: nothing binds the name; ``lacking``: how many such names the notebook has.
    """
    above = [c for c in cells if c.index <= cell.index]
    gap = any(c.kind in ("code", "raw") and _GAP.search(c.source) for c in above)
    if gap and (nowhere or not _was_run(cell)):
        return "exercise"
    if _failed(cell):
        return "failed"
    if _was_run(cell):
        return "run"
    if any(_was_run(other) for other in cells):
        return "not-run"
    if nowhere and (lacking >= FRAGMENT or any(_GAP.search(c.source) or _EXERCISE.search(c.source) for c in above)):
        return "exercise"
    return "stripped"


def _was_run(cell: Cell) -> bool:
    return cell.kind == "code" and bool(cell.execution_count or cell.outputs)


def _failed(cell: Cell) -> bool:
    """Its output is an error and no count is left of the run: whoever opens the notebook sees that it is broken.

    With a count the cell is part of the run that the notebook shows: what it read before the error was there.
    """
    errors = [o for o in cell.outputs if o.get("output_type") in ("error", "pyerr")]
    return not cell.execution_count and any(error.get("ename") != "KeyboardInterrupt" for error in errors)


def deliberate(cells: Sequence[Cell], cell: Cell, missing: Missing) -> bool:
    """A name that is meant to be missing: a stop, a placeholder, an error the text beside it talks about."""
    alone = isinstance(missing.node, ast.Name) and cell.code.strip().rstrip(";") == missing.name
    if (alone and _STOP.match(missing.name)) or _PLACEHOLDER.match(missing.name):
        return True
    at = cell.index - 1
    beside = [*cells[max(at - 1, 0) : at], *cells[at + 1 : at + 2]]
    texts = [c.source for c in beside if c.kind == "markdown"]
    texts += [line for line in cell.source.splitlines() if line.lstrip().startswith("#") or " #" in line]
    return any(_SAYS_ERROR.search(text) for text in texts)


def shown_errors(cells: Sequence[Cell]) -> set[str]:
    """Names of which the saved output already says that they are not defined: nothing is hidden."""
    return {
        name
        for cell in cells
        for output in cell.outputs
        if output.get("output_type") in ("error", "pyerr") and output.get("ename") in ("NameError", "UnboundLocalError")
        for name in re.findall(r"'([^']+)'", str(output.get("evalue")))
    }
