"""Who seeds which global generator, and which draws nobody seeded."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Seed
from mlsmells.facts.domain.values import Arg, ArgState

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Args
    from mlsmells.facts.state.state import Run

EVERY = "*"  # a helper of the project with a telling name: which generators it seeds is not known
_TELLING = regex("seed|determin|reproduc", re.IGNORECASE)  # in every word below; asked first, as it is cheap
_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SEEDING = (
    "seed",
    "seeds",
    "seeding",
    "determinism",
    "deterministic",
    "reproducible",
    "reproducibility",
    "seedeverything",
)
_ASKING = ("get", "generate", "new", "next", "random", "sample", "parse", "load", "derive", "list", "check", "print")


def note_helper(run: Run, node: ast.Call, args: Args, name: str) -> None:
    """A call of an unknown ``set_seed`` or ``seed_everything``: whatever it is, it seeds."""
    func = node.func
    last = name.rpartition(".")[2] or (func.attr if isinstance(func, ast.Attribute) else "")
    if not _TELLING.search(last):
        return
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Call):
        return  # Generator().manual_seed(1): a generator of one's own
    words = [w.lower() for w in _WORD.findall(last)]
    if words and words[0] not in _ASKING and any(w in _SEEDING for w in words):
        values = args.values()
        value = Arg(ArgState.PRESENT, values[0]) if values else Arg(ArgState.PRESENT)
        run.emit(Seed(node, libs=frozenset((EVERY,)), value=value, name=name or last))


def compiled(run: Run) -> bool:
    """Inside a function that Numba compiles: it draws from a generator of its own."""
    active = run.context.active
    function = active[-1] if active else None
    decorators = getattr(function.node, "decorator_list", ()) if function is not None else ()
    return any("jit" in ast.unparse(d) for d in decorators)
