"""Who seeds which global generator, and which draws nobody seeded."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mlsmells.facts.events import Seed
from mlsmells.facts.values import MISSING, Arg, State

if TYPE_CHECKING:
    from mlsmells.facts.bind import Args
    from mlsmells.facts.build import Facts
    from mlsmells.facts.events import Event, Rng
    from mlsmells.facts.run import Run

EVERY = "*"  # a helper of the project with a telling name: which generators it seeds is not known
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SEEDING = ("seed", "seeds", "seeding", "determinism", "deterministic", "reproducible", "reproducibility", "seedeverything")
_ASKING = ("get", "generate", "new", "next", "random", "sample", "parse", "load", "derive", "list", "check", "print")


def note_helper(run: Run, node: ast.Call, args: Args, name: str) -> None:
    """A call of an unknown ``set_seed`` or ``seed_everything``: whatever it is, it seeds."""
    func = node.func
    last = name.rpartition(".")[2] or (func.attr if isinstance(func, ast.Attribute) else "")
    words = [w.lower() for w in _WORD.findall(last)]
    if words and words[0] not in _ASKING and any(w in _SEEDING for w in words):
        values = args.values()
        value = Arg(State.PRESENT, values[0]) if values else Arg(State.PRESENT)
        run.emit(Seed(node, libs=frozenset((EVERY,)), value=value, name=name or last))


def fixes(seed: Seed) -> bool:
    """The seed is a number that is the same in the next run, not the time, entropy or None."""
    value = seed.value
    if value.absent or value.is_const(None):
        return False
    # A seed from the clock that has a name may be printed or logged, and then the run can be repeated.
    return not (seed.clock and not isinstance(value.node, ast.Name))


def seeds_of(facts: Facts, lib: str) -> list[Seed]:
    """The calls that seed this library's global generator."""
    return [s for s in facts.of(Seed) if fixes(s) and (not lib or lib in s.libs or EVERY in s.libs)]


def seeded_before(facts: Facts, event: Event, lib: str) -> bool:
    """The global generator may have been seeded when the event happens.

    In a function nobody in the file calls, any seed of the file may have come first.
    """
    called = reached(event)
    return any(
        (s.order < event.order or not called or not reached(s)) and not s.excludes(event) for s in seeds_of(facts, lib)
    )


def reached(event: Event) -> bool:
    """The event happens when the file is run: at module level, or in a function called from there."""
    return not event.function or bool(event.calls) or event.function.rpartition(".")[2] in ("main", "cli")


def unseeded(draw: Rng) -> bool:
    """The draw comes from a global generator, and has no seed of its own."""
    return not draw.own and draw.seed.absent_or(None)


def literal(arg: Arg) -> bool:
    """The argument is missing, or written as a literal None: nothing else decides it."""
    return arg.absent or (isinstance(arg.node, ast.Constant) and arg.const is not MISSING)
