"""How generators are seeded, and where: edits for the rules about seeds."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import AddImport, AddKeyword, Edit, InsertBefore, Span
from mlsmells.facts.domain.events import Import

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event, Rng, Seed
    from mlsmells.facts.record.facts import Facts


class SeedCall(NamedTuple):
    """How a library's global generator is seeded."""

    module: str
    alias: str
    call: str


_CALLS = {
    "python": SeedCall("random", "", "{module}.seed({value})"),
    "numpy": SeedCall("numpy", "np", "{module}.random.seed({value})"),
    "torch": SeedCall("torch", "", "{module}.manual_seed({value})"),
    "tensorflow": SeedCall("tensorflow", "tf", "{module}.random.set_seed({value})"),
    "keras": SeedCall("keras", "", "{module}.utils.set_random_seed({value})"),
}


def seed_block(facts: Facts, libs: Iterable[str], target: ast.AST, value: str = "{seed}") -> tuple[Edit, ...]:
    """Edits that seed these libraries before the statement of ``target``; none if one is not known."""
    lines: list[str] = []
    imports: list[Edit] = []
    for lib in libs:
        known = _CALLS.get(lib)
        if known is None:
            return ()
        alias = _alias(facts, known)
        lines.append(known.call.format(module=alias or known.module, value=value))
        imports.append(AddImport(known.module, alias=alias, near=Span.of(target)))
    return (InsertBefore(Span.of(target), "\n".join(lines)), *imports)


def of_its_own(draw: Rng) -> tuple[Edit, ...]:
    """Edits that give a seed to what no global seed reaches: a generator, a study of Optuna; none if that is no use."""
    node = draw.obj.node if draw.obj is not None else draw.node
    if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
        return ()
    called = ast.unparse(node.func)
    given = {keyword.arg for keyword in node.keywords}
    match called.rpartition(".")[2]:
        case "RandomState" | "default_rng" if not node.args and not given:
            return (AddKeyword(Span.of(node), "seed", "{seed}"),)
        case "create_study" if not given & {"sampler", "directions"}:
            root = called.partition(".")[0] if "." in called else "optuna"
            needed = () if "." in called else (AddImport("optuna", near=Span.of(node)),)
            return (AddKeyword(Span.of(node), "sampler", f"{root}.samplers.TPESampler(seed={{seed}})"), *needed)
    return ()


def _alias(facts: Facts, known: SeedCall) -> str:
    """The name under which the file imports the module, else the usual one; never a name that means something else."""
    tree = facts.source.tree
    bound = (
        {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        if tree
        else set()
    )
    for event in facts.of(Import):
        for alias in getattr(event.node, "names", ()):
            if isinstance(event.node, ast.Import) and alias.name == known.module:
                if (alias.asname or known.module) not in bound:
                    return alias.asname or ""
    return known.alias if known.alias not in bound else ""


def outermost(event: Event) -> ast.AST:
    """The loop or call at the top of the program through which the event is reached."""
    call = event.calls[0] if event.calls else event.node
    for loop in event.loops[:1]:
        if loop.lineno <= call.lineno <= (loop.end_lineno or 0):  # type: ignore[attr-defined]
            return loop
    return call


def source_of(seed: Seed) -> str:
    """The seed as it is written, to be written again."""
    return ast.unparse(seed.value.node) if seed.value.node is not None else ""
