"""The long rewrites, named by a fix as ``"package.module:Name"`` and imported only when applied.

A codemod is called with the units (a module, or the cells of a notebook) and the intent. It returns splices or
simpler edit intents, or the target's unit as a whole new text (what a libcst transformer makes; see ``cst``),
and raises ``Refused`` with the reason when the code is not of the shape it knows.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING

from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, line_starts, unit_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.units import Unit

    Codemod = Callable[[list[Unit], RunCodemod], Iterable[Edit | Splice] | str]


def run(intent: RunCodemod, units: list[Unit]) -> list[Edit | Splice]:
    """What the codemod does: intents and splices; a new text as splices."""
    made = _load(intent.codemod)(units, intent)
    if isinstance(made, str):
        return [*changes(unit_at(units, intent.target.line), made)]
    return list(made)


def _load(name: str) -> Codemod:
    module, _, attribute = name.partition(":")
    try:
        codemod: Codemod = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise Refused(f"the codemod {name} cannot be loaded ({error})") from error
    return codemod


def changes(unit: Unit, new: str) -> list[Splice]:
    """The changed lines between the unit's code and a new text, one splice a block of lines."""
    starts, new_starts = line_starts(unit.code), line_starts(new)
    old_lines = _cut(unit.code, starts)
    new_lines = _cut(new, new_starts)
    blocks = difflib.SequenceMatcher(a=old_lines, b=new_lines, autojunk=False).get_opcodes()
    return [
        Splice(unit, _at(starts, first, unit.code), _at(starts, last, unit.code), "".join(new_lines[low:high]))
        for tag, first, last, low, high in blocks
        if tag != "equal"
    ]


def _cut(text: str, starts: tuple[int, ...]) -> list[str]:
    return [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]


def _at(starts: tuple[int, ...], row: int, text: str) -> int:
    return starts[row] if row < len(starts) else len(text)
