"""Which draws of a program nobody seeded, and which seeds come in time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts.analyses.loaded_weights import loaded_over
from mlsmells.facts.analyses.seeding.grids import seeded_by_search
from mlsmells.facts.analyses.seeding.overwritten import overwritten_at_once
from mlsmells.facts.analyses.seeding.seeded_layers import all_seeded
from mlsmells.facts.analyses.seeding.shown_draws import only_shown
from mlsmells.facts.domain.events import (
    Call,
    CrossValidation,
    Event,
    Fit,
    Predict,
    Resample,
    Rng,
    Seed,
    Split,
)
from mlsmells.facts.domain.splitters import shuffles, splitters
from mlsmells.facts.domain.values import Arg, Value
from mlsmells.facts.observers.seeds import EVERY as EVERY
from mlsmells.facts.record.facts import Facts
from mlsmells.facts.syntax.walk import called_as, every_node


def fixes(seed: Seed) -> bool:
    """The seed is a number that is the same in the next run, not the time, entropy or None."""
    value = seed.value
    if value.absent or value.is_const(None) or value.value.name == "rng-state":
        return False  # a state that was asked for before is put back: it is another one in each run
    # A seed from the clock that has a name may be printed or logged, and then the run can be repeated.
    return not (seed.clock and not isinstance(value.node, (ast.Name, ast.Attribute)))


_CLOCKS = frozenset("time time_ns now utcnow perf_counter monotonic urandom getpid getrandbits".split())


def of_clock(arg: Arg) -> bool:
    """``random_state=int(time())``: written there, so that nobody can give the same number again."""
    if arg.node is None:
        return False
    written = not isinstance(arg.node, (ast.Name, ast.Attribute))
    return (written and arg.value.name == "clock") or any(
        isinstance(inner, ast.Call) and called_as(inner.func) in _CLOCKS for inner in every_node(arg.node)
    )


def seeds_of(facts: Facts, lib: str) -> list[Seed]:
    """The calls that seed this library's global generator."""
    return [s for s in facts.everywhere(Seed) if fixes(s) and (not lib or lib in s.libs or EVERY in s.libs)]


def seeded_before(facts: Facts, event: Event, lib: str) -> bool:
    """The global generator may have been seeded when the event happens.

    In a function nobody in the file calls, any seed of the file may have come first.
    """
    called = reached(event)
    return any(
        (precedes(s, event) or not called or not reached(s)) and not s.excludes(event) for s in seeds_of(facts, lib)
    )


def precedes(seed: Seed, event: Event) -> bool:
    """The seed is set first. A module runs when it is imported, which is before anything it gives is used."""
    return seed.order < event.order or bool(seed.foreign and not seed.function)


def reached(event: Event) -> bool:
    """The event happens when the file is run: at module level, or in a function called from there."""
    return not event.function or bool(event.calls) or event.function.rpartition(".")[2] in ("main", "cli")


def unseeded(draw: Rng) -> bool:
    """The draw comes from a global generator, and has no seed of its own."""
    return not draw.own and draw.seed.absent_or(None)


def takes_seed(draw: Rng) -> str:
    """The parameter that gives the estimator its seed, if it is built by name and has none."""
    obj = draw.obj
    if obj is None or obj.spec is None or not isinstance(obj.node, ast.Call) or not literal(draw.seed):
        return ""
    called = ast.unparse(obj.node.func).rpartition(".")[2]
    return obj.spec.seed if called == obj.short else ""


def literal(arg: Arg) -> bool:
    """The argument is missing, or written as a literal None: no variable decides it."""
    return arg.absent or (isinstance(arg.node, ast.Constant) and arg.node.value is None)


class RandomSplit(NamedTuple):
    """Rows divided at random: the call or splitter to blame, its seed, and the generator it draws from."""

    node: ast.AST
    name: str
    seed: Arg
    seed_name: str
    rng: str
    event: Split | CrossValidation


def random_splits(event: Split | CrossValidation) -> Iterator[RandomSplit]:
    """The random divisions an event makes; a sample is one only if the rows it leaves over are used too."""
    for splitter in splitters(event):
        if shuffles(splitter) is True:
            seed = splitter.param("random_state")
            yield RandomSplit(splitter.node, splitter.short, seed, "random_state", "numpy", event)
    if not isinstance(event, Split) or event.obj is not None or event.shuffle is not True:
        return
    if event.seed_name and (event.kind != "sample" or event.rest):
        name = event.name.rpartition(".")[2]
        yield RandomSplit(event.node, name, event.seed, event.seed_name, event.rng, event)


# Functions whose random draws choose what is looked at, not what is learned.
_SHOWING = (
    "plot",
    "show",
    "visual",
    "display",
    "draw",
    "preview",
    "demo",
    "inspect",
    "print",
    "jitter",
    "profil",
    "benchmark",
    "latency",
    "flops",
    "warmup",
    "warm_up",
    "onnx",
)

# Libraries whose loops take their batches in ways that are not followed: there every draw counts.
_LOOPING = frozenset(
    {"torch", "tensorflow", "keras", "jax", "lightning", "pytorch_lightning", "fastai", "transformers"}
)


def draws(facts: Facts) -> list[Rng]:
    """The draws of the program from global generators that have no seed of their own, one per place.

    The place of an estimator's draw is where it is built, however often it is fitted. Draws in other
    modules of the project count where the program calls what draws.
    """
    found: dict[int, Rng] = {}
    brought: set[int] = set()
    learned = _learned(facts)
    samples = {id(event.node) for event in facts.everywhere(Split) if event.kind == "sample"}
    for draw in facts.everywhere(Rng):
        place = id(origin_of_draw(draw))
        if not unseeded(draw):
            brought.add(place)
        elif reached(draw) and (draw.training or _learned_from(draw, learned, samples, facts)):
            found.setdefault(place, draw)
    searched = seeded_by_search(facts)
    brought |= {place for place, draw in found.items() if id(draw.obj) in searched}
    kept = [draw for place, draw in found.items() if place not in brought and not _is_loaded_over(facts, draw)]
    if any(_builds_network(draw) for draw in kept) and all_seeded(facts):
        kept = [draw for draw in kept if not _builds_network(draw)]
    return kept


def _is_loaded_over(facts: Facts, draw: Rng) -> bool:
    if draw.lib not in ("torch", "tensorflow") or not (draw.training or draw.what.endswith("_")):
        return False  # weights are drawn by layers and by what fills tensors: ``xavier_uniform_``
    return (draw.training and loaded_over(facts, shown_at(draw))) or overwritten_at_once(facts, draw)


def _builds_network(draw: Rng) -> bool:
    return draw.obj is not None and draw.obj.is_a("keras-model")


def origin_of_draw(draw: Rng) -> ast.AST:
    """Where the draw could get its seed: where the estimator is built, or the call itself."""
    if draw.obj is not None:
        return draw.obj.node
    return draw.site[0] if draw.site is not None else draw.node


def shown_at(draw: Rng) -> ast.AST:
    """The same in the file that is checked: what stands in another module is shown at the call that leads there."""
    if draw.obj is not None:
        return draw.node if draw.obj.foreign else draw.obj.node
    return draw.node


def seeds_itself(facts: Facts) -> bool:
    """A trainer seeds every generator when it is built, with a number of its own if none is given."""
    return any("seeds-itself" in obj.tags for obj in facts.objects)


def _learned_from(draw: Rng, learned: set[int], samples: set[int], facts: Facts) -> bool:
    """The draw decides something that is learned from, as far as it can be followed: ``samples`` by their rows."""
    name = draw.function.rpartition(".")[2].lower()
    if any(word in name for word in _SHOWING):
        return False
    if id(origin_of_draw(draw)) in learned:
        return True
    if id(draw.node) in samples:
        return False
    return bool(facts.packages & _LOOPING) and not only_shown(facts, draw)


def _learned(facts: Facts) -> set[int]:
    """The draws whose numbers reach data that is split, resampled, learned from or scored."""
    values: list[Value | None] = []
    for event in facts.events:  # effects know the node itself, wherever it stands
        match event:
            case Fit() | CrossValidation():
                values += [event.X, event.y]
            case Split():
                values += event.inputs
            case Predict():
                values += [event.X] if event.fits else []  # what goes into a loaded network may be a probe
            case Resample():
                values.append(event.X)
            case Call() if "search.start" in event.tags:
                values += [arg.value for name, arg in event.args.items() if name == "x0"]
    drawn = {id(e.node) for v in values if v is not None for e in v.effects if e.kind in ("drawn", "resampled")}
    return drawn | set(_sampled(facts, values))


def _sampled(facts: Facts, values: list[Value | None]) -> Iterator[int]:
    """Samples (``df.sample(5000)``) of which these are rows, and of which nobody takes the rest: those are splits."""
    samples = {event.id: event for event in facts.of(Split) if event.kind == "sample" and not event.rest}
    if samples:
        steps = {step[0] for v in values if v is not None and v.rows for _, path in v.rows for step in path}
        yield from (id(event.node) for at, event in samples.items() if at in steps)
