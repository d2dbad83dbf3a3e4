"""Orders that a shuffle without a seed has put in the place of others."""

from __future__ import annotations

import ast

from mlsmells.facts.analyses.seeding.seeds import seeded_before
from mlsmells.facts.domain.events import OrderUse, Rng, Split
from mlsmells.facts.domain.values import Effect
from mlsmells.facts.record.facts import Facts


def random_order(facts: Facts, effect: Effect) -> bool:
    """After an accidental order came a shuffle that nobody seeds: now it is one of many whatever it was before."""
    draw = effect.shuffle
    if isinstance(draw, ast.AST):
        draw = next((event for event in facts.everywhere(Rng) if event.node is draw), None)
    if not isinstance(draw, Rng):
        return False
    return draw.own or (draw.seed.absent_or(None) and not seeded_before(facts, draw, draw.lib))


def trained_at_random(facts: Facts, use: OrderUse) -> bool:
    """The rows are joined to be trained on in an order that nobody seeds, not to be divided by position or kept."""
    if use.how not in ("concat", "dataset"):
        return False
    begun = use.effect.node
    divided = (value for split in facts.everywhere(Split) if not split.shuffle for value in split.inputs)
    if any(effect.node is begun for value in divided for effect in value.effects):
        return False
    after = [other for other in facts.everywhere(OrderUse) if other.effect.node is begun]
    return any(o.how == "shuffled" and random_order(facts, o.effect) for o in after) and all(
        o.how in ("concat", "dataset", "shuffled") for o in after
    )
