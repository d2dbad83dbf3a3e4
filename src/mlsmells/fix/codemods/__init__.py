"""The long rewrites, named by a fix as ``"package.module:Name"`` and imported only when applied.

A codemod is called with the units (a module, or the cells of a notebook) and the intent. It returns splices or
simpler edit intents, and raises ``Refused`` with the reason when the code is not of the shape it knows.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from mlsmells.fix.units import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mlsmells.core import Edit, RunCodemod
    from mlsmells.fix.splices import Splice
    from mlsmells.fix.units import Unit

    Codemod = Callable[[list[Unit], RunCodemod], Iterable[Edit | Splice]]


def run(intent: RunCodemod, units: list[Unit]) -> list[Edit | Splice]:
    """What the codemod does."""
    return list(_load(intent.codemod)(units, intent))


def _load(name: str) -> Codemod:
    module, _, attribute = name.partition(":")
    try:
        codemod: Codemod = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise Refused(f"the codemod {name} cannot be loaded ({error})") from error
    return codemod
