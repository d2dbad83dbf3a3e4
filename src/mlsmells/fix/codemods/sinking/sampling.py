"""What a sampler that ran on all rows says of the classes in them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.fix.codemods.blocks import Placed
    from mlsmells.fix.codemods.sinking.fits import FitForm

# They interpolate between neighbours of one class, and raise an error for a class with a single row.
_NEIGHBOURS = {"SMOTE", "SMOTENC", "SMOTEN", "BorderlineSMOTE", "SVMSMOTE", "SMOTEENN", "SMOTETomek", "ADASYN"}
_SOME_CLASSES = {"sampling_strategy", "ratio"}


def has_two_of_each(form: FitForm, block: list[Placed]) -> bool:
    """Whether every class surely has the two rows that ``stratify`` needs: the sampler itself needs them."""
    made = _made(form, block)
    if made is None or made.args or any(keyword.arg in (None, *_SOME_CLASSES) for keyword in made.keywords):
        return False
    name = made.func.id if isinstance(made.func, ast.Name) else getattr(made.func, "attr", "")
    return name in _NEIGHBOURS


def _made(form: FitForm, block: list[Placed]) -> ast.Call | None:
    """The call that makes the sampler: on the spot, or above."""
    function = form.call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call):
        return function.value
    for placed in reversed(block[: form.first]):
        match placed.node:
            case ast.Assign(targets=[target], value=value) if ast.unparse(target) == form.receiver:
                return value if isinstance(value, ast.Call) else None
    return None
