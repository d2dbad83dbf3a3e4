"""What a program does with random numbers, as plain data: for the file by itself and for the project."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mlsmells.core import Span, TraceStep, cut_path
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses import tracking
from mlsmells.facts.analyses.open_splits import late_seed, open_splits
from mlsmells.facts.analyses.retired.old_keras import seeded_by_numpy
from mlsmells.facts.analyses.seeding import seeds, uncalled
from mlsmells.facts.analyses.seeding.only_timed import only_times
from mlsmells.facts.analyses.seeding.optional_seeds import option_of
from mlsmells.facts.analyses.seeding.seeded_layers import WEIGHTED
from mlsmells.facts.analyses.seeding.shown_draws import is_made_up
from mlsmells.facts.analyses.seeding.trains import trains
from mlsmells.facts.domain.events import Fit, Rng, Seed, Write

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import RandomRecord, UnseededRecord
    from mlsmells.facts.record.facts import Facts


_SEEDS = regex(r"seed|random_state", re.IGNORECASE)


def unseeded(facts: Facts) -> list[Rng]:
    """The draws of a program that trains and seeds nothing; of others those from generators that no seed reaches."""
    found = seeds.draws(facts)
    if not found or not trains(facts) or seeds.seeds_itself(facts) or facts.hides(_SEEDS):
        return []
    if any(seeds.fixes(s) and not option_of(facts, s) for s in facts.everywhere(Seed)):
        return [draw for draw in found if draw.generator and seeds.seeds_of(facts, draw.lib)]
    return found


def unless(facts: Facts) -> str:
    """The option (``--seed``) by which the program can be seeded; "" where it has none."""
    return next((option for seed in facts.everywhere(Seed) if (option := option_of(facts, seed))), "")


def weighs(facts: Facts, draws: Sequence[Rng]) -> bool:
    """Somebody will miss the run that cannot be repeated: not one on data that is made up, nor one whose solver ends
    at the same minimum, nor that of a notebook which trains no network and leaves nothing but its outputs."""
    if all(is_made_up(facts, draw) or _is_convex(draw) for draw in draws):
        return False
    if _only_describes(facts) or _cannot_run(facts) or only_times(facts):
        return False
    if facts.role != "notebook":
        return True
    return any(_is_network(draw) for draw in draws) or bool(facts.of(Write)) or tracking.summary(facts)["kept"]


# Whatever order the solver goes in, it ends at the same minimum.
_CONVEX = frozenset(
    "LogisticRegression LogisticRegressionCV LinearSVC LinearSVR SVC Ridge RidgeClassifier Lasso ElasticNet PCA "
    "TruncatedSVD".split()
)


def _is_convex(draw: Rng) -> bool:
    return draw.obj is not None and draw.obj.short in _CONVEX


# What they learn is where the rows lie: it is drawn, and no model.
_DESCRIBING = ("density", "transformer.decomposition", "transformer.manifold")
_PICTURES = regex(r"\b(?:plt|ax|axes|fig|sns)\.|\.plot\(|savefig")


def _only_describes(facts: Facts) -> bool:
    """Ellipses and projections that end in pictures: nothing else is fitted, and nothing is kept."""
    fits = [fit for fit in facts.everywhere(Fit) if not fit.obj.core.cls.startswith("surprise.")]
    if not fits or not all(fit.obj.core.is_a(*_DESCRIBING) for fit in fits):
        return False
    kept = [write for write in facts.everywhere(Write) if write.what in ("model", "data")]
    return facts.says(_PICTURES) and not kept


_USUAL = frozenset({"pd", "np", "plt", "tf", "sns"})


def _cannot_run(facts: Facts) -> bool:
    """A script that uses a library and never imports it: it is a piece of something else."""
    if facts.source.is_notebook:
        return False
    used: set[str] = set()
    bound: set[str] = set()
    for node in facts.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.add(node.value.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
    return "*" not in bound and not (used & _USUAL) <= bound


def _is_network(draw: Rng) -> bool:
    return draw.lib in ("torch", "tensorflow", "jax") and draw.training


def partly_seeded(facts: Facts) -> Iterator[tuple[Seed, Rng, bool]]:
    """A seed, a draw that it does not reach, and whether it would, had it come earlier; once per library."""
    given = [seed for seed in facts.everywhere(Seed) if seeds.fixes(seed)]
    if not given or not trains(facts):
        return
    seen: set[str] = set()
    # A split before the seed is told where it stands, and mended with it.
    told = {id(late_seed(facts, split)) for split in open_splits(facts)}
    for draw in seeds.draws(facts):
        if draw.lib in seen:
            continue
        own = seeds.seeds_of(facts, draw.lib)
        before = [seed for seed in given if seeds.precedes(seed, draw) and not seed.excludes(draw)]
        if draw.lib == "tensorflow" and any("numpy" in seed.libs for seed in before) and seeded_by_numpy(facts, draw):
            continue
        if not own and before:
            seen.add(draw.lib)
            yield before[0], draw, False
        elif own and id(own[0]) not in told and _late(own[0], draw, facts):
            seen.add(draw.lib)
            yield own[0], draw, True


def _late(seed: Seed, draw: Rng, facts: Facts) -> bool:
    """The draw has come before the seed, and it is neither the seed itself nor a section of a notebook of its own."""
    if facts.role == "notebook" or not seeds.reached(seed) or seed.excludes(draw) or seeds.precedes(seed, draw):
        return False
    return not draw.what.endswith("DataLoader") and not any(e.node is draw.node for e in seed.value.value.effects)


def seed_at(seed: Seed, draw: Rng) -> Span:
    """Where another seed belongs: beside the one that is there, or at the draw if an import sets that."""
    return Span.of(seeds.shown_at(draw) if seed.foreign and not seed.function else seed.node)


def _first_layer(facts: Facts | None) -> str:
    """A layer of Keras that has weights: a model that is put together of them draws nothing itself."""
    objects = facts.objects if facts is not None else ()
    return next((o.short for o in objects if o.is_a("layer") and o.short in WEIGHTED), "")


def drawn(draw: Rng, path: str, facts: Facts | None = None) -> UnseededRecord:
    """A draw as plain data. ``place`` says where it stands, which may be another module."""
    what = draw.what.rpartition(".")[2]
    home = draw.obj.foreign if draw.obj is not None else draw.foreign.rpartition(":")[0]
    return {
        "what": layer if what == "Model" and (layer := _first_layer(facts)) else what,
        "does": _does(draw),
        "lib": draw.lib,
        "own": draw.generator,
        "at": list(Span.of(seeds.shown_at(draw))),
        "place": f"{home or path}:{Span.of(seeds.origin_of_draw(draw)).line}",
    }


def _does(draw: Rng) -> str:
    if draw.what.endswith("DataLoader"):
        return "shuffles"
    return "draws its weights" if draw.obj is not None and _is_network(draw) and "ropout" not in draw.what else "draws"


def elsewhere(draw: UnseededRecord, path: str) -> str:
    """Where a draw stands that is not in this file: ``data.py:12``."""
    place = str(draw["place"])
    return "" if place.rpartition(":")[0] == path else cut_path(place)


def library(name: str) -> str:
    """A library of random numbers as a reader knows it."""
    return "the random module" if name == "python" else name


def steps(draws: Sequence[UnseededRecord], path: str, most: int) -> list[TraceStep]:
    """The draws as a trace: those of other modules with the place they stand at."""
    out = []
    for each in draws[:most]:
        home = elsewhere(each, path)
        where = f" at {home}" if home else ""
        out.append(TraceStep(each["at"][0], f"{each['what']} {each['does']}{where}"))
    return out


def summary(facts: Facts) -> RandomRecord:
    """A file's share: its unseeded draws, and seeds that do not reach all draws."""
    path = facts.source.path
    draws = unseeded(facts)
    hidden = uncalled.uncalled(facts)
    return {
        "unseeded": [drawn(draw, path, facts) for draw in draws],
        "weighs": bool(draws) and weighs(facts, draws),
        "unless": unless(facts) if draws else "",
        "uncalled": {"draws": [drawn(draw, path) for draw in hidden[0]], "within": hidden[1]} if hidden else None,
        "partly": [
            {"at": list(seed_at(seed, draw)), "libs": sorted(seed.libs), "late": late, "draw": drawn(draw, path, facts)}
            for seed, draw, late in partly_seeded(facts)
        ],
    }
