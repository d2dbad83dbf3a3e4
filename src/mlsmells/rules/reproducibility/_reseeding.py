"""Global generators that are set back to the same number again and again while a model learns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts, Fit, Function, Obj, Seed, seeds

# Code that only looks at a model: there the same numbers each time are wanted.
_LOOKING = regex(r"eval|valid|test|sampl|generat|infer|predict|plot|visual|preview|log_|score", re.IGNORECASE)
# The state before is put back, so nothing else is disturbed.
_RESTORED = regex(r"get_rng_state|fork_rng|getstate\(|random\.get_state\(|temp_seed|isolate_rng|preserve_rng")
_STATE = ("set_state", "setstate", "set_rng_state")
# Attributes that count: they are another number each time, wherever they are raised.
_COUNTING = regex(r"epoch|step|iter|round|worker|rank|index|idx|count|fold|trial|rep", re.IGNORECASE)


class Reseed(NamedTuple):
    """A seed, the node to show it at, where it runs, what repeats itself, and whether the workers still differ."""

    seed: Seed
    node: ast.AST
    where: str
    what: str
    differs: bool = False


def reseeds(facts: Facts) -> Iterator[Reseed]:
    """The seeds that bring the same random numbers back; one per place they run at."""
    fixed = [s for s in facts.of(Seed) if seeds.fixes(s) and not s.name.endswith(_STATE)]
    if not fixed or facts.says(_RESTORED):
        return
    seen: set[int] = set()
    workers, items = _workers(facts), [f.node for f in facts.functions if f.name.endswith(".__getitem__")]
    for seed in fixed:
        found = _in_worker(seed, workers) or _in_item(seed, items) or _in_loop(seed, facts)
        if found is not None and id(found[0]) not in seen:
            seen.add(id(found[0]))
            yield found[1]


Found = tuple[ast.AST, Reseed]


class Worker(NamedTuple):
    """A function that starts the workers of a loader, its parameter for their number, and whether they live on."""

    function: ast.AST
    number: str
    lives: bool


def _workers(facts: Facts) -> list[Worker]:
    out: list[Worker] = []
    for obj in facts.objects:
        start = obj.param("worker_init_fn").value.ref if obj.is_a("loader") else None
        if isinstance(start, Function) and _trains(obj):
            arguments = start.node.args
            names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
            lives = not obj.param("persistent_workers").absent_or(False)
            out.append(Worker(start.node, names[0] if names else "", lives))
    return out


def _trains(loader: Obj) -> bool:
    """There are workers, and what they draw is for training: in a fixed order nothing is learned."""
    if loader.param("num_workers").absent_or(0):
        return False
    sampled = any(not loader.param(name).absent_or(None) for name in ("sampler", "batch_sampler"))
    return sampled or not loader.param("shuffle").absent_or(False, None)


def _in_worker(seed: Seed, workers: Sequence[Worker]) -> Found | None:
    for function, number, lives in workers:
        node = _within(seed, function)
        names = _names(seed, node) if node is not None else None
        if node is None or names is None or names & (_changing(function) - {number}):
            continue
        differs = number in names
        if differs and lives:
            continue  # started once: they go on where the last epoch ended
        return function, Reseed(seed, node, "in every worker", "epoch" if differs else "worker", differs)
    return None


def _in_item(seed: Seed, items: Sequence[ast.AST]) -> Found | None:
    for function in items:
        node = _within(seed, function)
        if node is None or _looks(seed.function.rpartition(".")[0]):
            continue
        names = _names(seed, node)
        if names is not None and not names & (_changing(function) | _parameters(function)) and _always(function, node):
            return function, Reseed(seed, node, "in __getitem__", "item")
    return None


def _in_loop(seed: Seed, facts: Facts) -> Found | None:
    """In a loop in which a model goes on learning: one that is built anew in the loop is another experiment."""
    if not seed.loops or _looks(seed.function):
        return None
    fits = [f for f in facts.everywhere(Fit) if f.via in ("loop", "partial")]
    for loop in seed.loops:
        learning = [f for f in fits if loop in f.loops]
        if not learning or any(loop in f.obj.loops for f in learning):
            continue
        node = _within(seed, loop)
        names = _names(seed, node) if node is not None else None
        if node is None or names is None or names & _changing(loop) or not _always(loop, node):
            return None
        return loop, Reseed(seed, node, "in the training loop", "pass")
    return None


def _looks(name: str) -> bool:
    return _LOOKING.search(name) is not None


def _within(seed: Seed, block: ast.AST) -> ast.AST | None:
    """The seed, or the call that leads to it, that stands in the block; the outermost of them."""
    last = getattr(block, "end_lineno", 0) or 0
    for node in (*seed.calls, seed.node):
        if getattr(block, "lineno", 0) <= getattr(node, "lineno", 0) <= last:
            return node
    return None


def _names(seed: Seed, node: ast.AST) -> set[str] | None:
    """The names that the number depends on; None when it is worked out by a call, or counts."""
    given: list[ast.AST] = [seed.value.node] if seed.value.node is not None else []
    if node is not seed.node and isinstance(node, ast.Call):
        given = [*node.args, *(k.value for k in node.keywords)]
    names: set[str] = set()
    for each in (n for expression in given for n in ast.walk(expression)):
        if isinstance(each, (ast.Call, ast.Await)) or _indexed(each):
            return None
        if isinstance(each, ast.Attribute) and _COUNTING.search(each.attr):
            return None
        if isinstance(each, ast.Name):
            names.add(each.id)
    return names


def _indexed(node: ast.AST) -> bool:
    """``seeds[i]``; ``config["seed"]`` is one number."""
    return isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant)


def _changing(block: ast.AST) -> set[str]:
    """The names that the block binds."""
    return {n.id for n in ast.walk(block) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _parameters(function: ast.AST) -> set[str]:
    return {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)} - {"self"}


def _always(block: ast.AST, node: ast.AST) -> bool:
    """No condition between the block and the node."""
    line = getattr(node, "lineno", 0)
    inner = [n for n in ast.walk(block) if isinstance(n, (ast.If, ast.IfExp)) and n is not block]
    return not any(n.lineno <= line <= (n.end_lineno or 0) for n in inner)
