"""Rows of one source that were divided at random more than once: the parts of different draws overlap."""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.facts import Arg, ArgState, Facts, Split
from mlsmells.facts import rows as R

_DRAWN = frozenset({"random", "sample"})


def random_splits_by_id(facts: Facts) -> dict[object, Split]:
    """The splits that were drawn at random, by their id; positions that were drawn, and then taken, are one too."""
    return {s.id: s for s in facts.everywhere(Split) if (s.kind in _DRAWN and s.shuffle) or _draws_positions(s)}


def _draws_positions(split: Split) -> bool:
    """``X[np.random.choice(len(X), 800)]``."""
    return isinstance(split.id, tuple) and split.id[0] == "draw" and split.drawn is not None


def two_parts(one: str, other: str, a: Split, b: Split) -> bool:
    """A part of each of two draws, where nobody takes what is left over: whatever the seeds, they overlap."""
    drawn = all(s.kind == "sample" or _draws_positions(s) for s in (a, b))
    return one == other == "part" and drawn and not a.rest and not b.rest


def divergence(a: R.Rows | None, b: R.Rows | None) -> Iterator[tuple[R.Step, R.Step]]:
    """Where two parts of one source go different ways: the steps there, if they are of different splits."""
    if a is None or b is None or len(a) != 1 or len(b) != 1:
        return
    ((source, p),), ((other, q),) = a, b
    if source != other:
        return
    for left, right in zip(p, q, strict=False):
        if left != right:
            if left[0] != right[0]:
                yield left, right
            return


def other_draw(a: Split, b: Split) -> bool:
    """The two splits surely draw other rows: no seed on one of them, different ones, or one generator."""
    if a.name != b.name and a.kind == b.kind == "random" and _seeded(a.seed) and _seeded(b.seed):
        return False  # other functions with seeds of their own: too little is known
    if _unseeded(a.seed) or _unseeded(b.seed) or _drawn_on(a.seed) or _drawn_on(b.seed):
        return True
    known = a.seed.state is ArgState.KNOWN and b.seed.state is ArgState.KNOWN
    return known and (a.seed.const != b.seed.const or a.stratified != b.stratified)


def _unseeded(seed: Arg) -> bool:
    return seed.absent_or(None)


def _drawn_on(seed: Arg) -> bool:
    """A generator: each use of it goes on where the last one stopped."""
    return seed.value.kind == "generator" and not seed.value.may


def _seeded(seed: Arg) -> bool:
    return seed.state is ArgState.KNOWN and isinstance(seed.const, int)
