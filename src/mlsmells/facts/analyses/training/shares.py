"""Training by several processes: which of them sees which rows, and in which order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.bindings import bindings
from mlsmells.facts.analyses.training.loaders import HELD_OUT, Loader, evaluates, loaders
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.passes import passes
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.domain.events import Backward
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_WRAPPED = regex(r"(?:^|\.)(?:DistributedDataParallel|DDP)$")
_SAMPLER = regex(r"(?:^|\.)DistributedSampler$")
# What gives each process its own rows, by whatever way.
_SHARES = regex(
    r"distr\w*sampler|sampler\w*distr|split_dataset_by_node|auto_dataloader|web_?dataset|webloader|^shard|_shard"
)
# Libraries that do it by themselves.
MANAGED = frozenset("accelerate lightning pytorch_lightning transformers ignite deepspeed ray nvidia".split())
_RANK = regex(r"(?:^|_)ranks?(?:$|_)|world_size|num_replicas|process_index")


@dataclass(frozen=True)
class Unshared:
    """All processes go over all rows of ``loader``, though ``wrapped`` averages their gradients."""

    loader: Loader
    wrapped: ast.Call


@dataclass(frozen=True)
class SameOrder:
    """A sampler that shuffles by its epoch, and is never told it. ``loop`` is the one over the epochs."""

    sampler: ast.Call
    name: str
    loop: ast.AST | None

    @property
    def label(self) -> str:
        """For a message."""
        return self.name or "the DistributedSampler"


def unshared(facts: Facts) -> Iterator[Unshared]:
    """Loaders of training rows that know nothing of the other processes."""
    wrapped = next(_calls(facts, _WRAPPED), None)
    if wrapped is None or _is_managed(facts) or any(_SHARES.search(name.lower()) for name in _names(facts)):
        return
    if any(_is_seeded_by_rank(node) for node in facts.nodes):
        return
    for loader in loaders(facts):
        if loader.is_open or _has_sampler(loader) or _is_iterable(facts, loader) or _by_rank(facts, loader):
            continue
        if is_for_training(facts, loader):
            yield Unshared(loader, wrapped)


def _calls(facts: Facts, pattern: re.Pattern[str]) -> Iterator[ast.Call]:
    for node in facts.nodes:
        if isinstance(node, ast.Call) and pattern.search(qualified(facts, node.func) or called_as(node.func)):
            yield node


def _is_managed(facts: Facts) -> bool:
    imported = {name.partition(".")[0] for name in _imported(facts)}
    return bool(imported & MANAGED)


def _imported(facts: Facts) -> Iterator[str]:
    for node in facts.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _names(facts: Facts) -> Iterator[str]:
    return (called_as(node) for node in facts.nodes if isinstance(node, (ast.Name, ast.Attribute)))


def _is_seeded_by_rank(node: ast.AST) -> bool:
    """``torch.manual_seed(seed + rank)``: each process draws an order of its own."""
    return isinstance(node, ast.Call) and "seed" in called_as(node.func).lower() and _speaks_of_rank(node)


def _speaks_of_rank(node: ast.AST | None) -> bool:
    return any(_RANK.search(called_as(inner).lower()) for inner in every_node(node) if called_as(inner))


def _has_sampler(loader: Loader) -> bool:
    given = (loader.argument("sampler", 3), loader.argument("batch_sampler", 4))
    return any(value is not None and not (isinstance(value, ast.Constant) and value.value is None) for value in given)


def _is_iterable(facts: Facts, loader: Loader) -> bool:
    """A stream of rows, which may take its share by itself."""
    made = _made_of(facts, loader.dataset)
    own = {info.node.name: info.node for info in facts.classes}
    for node in made:
        called = called_as(node.func) if isinstance(node, ast.Call) else ""
        bases = [called_as(base) for base in own[called].bases] if called in own else []
        if any("Iterable" in name or "Stream" in name for name in (called, *bases)):
            return True
        if called in own and _speaks_of_rank(own[called]):
            return True
    return False


def _by_rank(facts: Facts, loader: Loader) -> bool:
    """The rows are chosen by the number of the process."""
    return any(_speaks_of_rank(node) for node in (*_made_of(facts, loader.dataset), *loader.call.keywords))


def _made_of(facts: Facts, node: ast.expr | None) -> list[ast.expr]:
    """The expression, and what its variable was given."""
    name = variable(node) if node is not None else ""
    given = [bound.value for bound in bindings(facts, name, node) if bound.value is not None] if name and node else []
    return [*([node] if node is not None else []), *given]


def is_for_training(facts: Facts, loader: Loader) -> bool:
    """Something learns from it: seen, or said by its name."""
    if evaluates(facts, loader) or HELD_OUT.search(loader.name.rpartition(".")[2].lower()):
        return False
    words = [loader.key.lower(), loader.name.lower(), *(called_as(n).lower() for n in every_node(loader.dataset))]
    return any("train" in word for word in words) or _is_learned_from(facts, loader)


def _is_learned_from(facts: Facts, loader: Loader) -> bool:
    here = function_around(facts, loader.call)
    return bool(loader.name) and any(
        one.learned and here is function_around(facts, one.event.node) and _goes_over(loop, loader.name)
        for one in passes(facts)
        for loop in one.event.loops
    )


def _goes_over(loop: ast.AST, name: str) -> bool:
    return isinstance(loop, (ast.For, ast.AsyncFor)) and any(variable(n) == name for n in every_node(loop.iter))


def same_orders(facts: Facts) -> Iterator[SameOrder]:
    """Samplers of several epochs that give all of them the same order."""
    if _is_managed(facts) or any(name == "set_epoch" for name in _names(facts)):
        return
    learned = [backward for backward in facts.everywhere(Backward) if len(backward.loops) > 1]
    for sampler in _calls(facts, _SAMPLER) if learned else ():
        if _stays_in_order(sampler) or not _is_of_training(facts, sampler):
            continue
        name = _bound_to(facts, sampler)
        yield SameOrder(sampler, name, _epochs(facts, learned, sampler))


def _epochs(facts: Facts, learned: list[Backward], sampler: ast.Call) -> ast.AST | None:
    """The loop over the epochs, where it stands in the function that makes the sampler."""
    here = function_around(facts, sampler)
    loops = (one.loops[0] for one in learned if len(one.loops) == 2)
    return next((loop for loop in loops if function_around(facts, loop) is here), None)


def _stays_in_order(sampler: ast.Call) -> bool:
    """``shuffle=False``, or nobody knows."""
    keywords = {keyword.arg: keyword.value for keyword in sampler.keywords}
    given = sampler.args[3] if len(sampler.args) > 3 else keywords.get("shuffle")
    return None in keywords or (given is not None and not (isinstance(given, ast.Constant) and given.value is True))


def _is_of_training(facts: Facts, sampler: ast.Call) -> bool:
    """It is not called otherwise, and neither are its rows."""
    words = [_bound_to(facts, sampler).lower().rpartition(".")[2]]
    words += [called_as(node).lower() for argument in sampler.args[:1] for node in every_node(argument)]
    words += [called_as(k.value).lower() for k in sampler.keywords if k.arg == "dataset"]
    return not any(HELD_OUT.search(word) for word in words)


def _bound_to(facts: Facts, call: ast.Call) -> str:
    for outer in around(facts, call):
        if isinstance(outer, ast.Assign) and len(outer.targets) == 1:
            return variable(outer.targets[0]) if outer.value is call or isinstance(outer.value, ast.IfExp) else ""
        if isinstance(outer, ast.stmt):
            break
    return ""
