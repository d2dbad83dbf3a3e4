"""Signs that a program treats its classes as imbalanced: weights, samplers, proportions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mlsmells.facts.domain.events import Call, ColStat, Event, Fit, Resample, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Arg, ArgState

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

E = TypeVar("E", bound=Event)

# Parameters that give the rare class more weight, and their values that do nothing.
_WEIGHTS: dict[str, tuple[object, ...]] = {
    "class_weight": (None,),
    "scale_pos_weight": (None, 1, 1.0),
    "is_unbalance": (None, False),
    "unbalance": (None, False),
    "auto_class_weights": (None, "None"),
    "class_weights": (None,),
    "pos_weight": (None,),
}


class Imbalance(NamedTuple):
    """Evidence of imbalance: where, and what it is."""

    line: int
    why: str
    where: str = ""  # the other module that it stands in


def imbalance(facts: Facts, score: Event | None = None) -> Imbalance | None:
    """The first sign that the classes are treated as imbalanced; of a program that runs, not in what it never calls."""
    signs = (_weights, _samplers, _notes, _proportions)
    runs = score is not None and not _is_idle(score)
    return next((found for sign in signs for found in sign(facts, runs)), None)


def _is_idle(event: Event) -> bool:
    """It stands in a function that nobody in the file calls."""
    return bool(event.function) and not event.calls and not event.foreign


def _happening(facts: Facts, kind: type[E], runs: bool) -> Iterator[E]:
    return (e for e in facts.everywhere(kind) if not (runs and _is_idle(e)))


def _weights(facts: Facts, runs: bool) -> Iterator[Imbalance]:
    for obj in facts.objects:
        if runs and obj.fits and all(_is_idle(fit) for fit in obj.fits):
            continue
        yield from _weighted(obj.params, _line(obj), _home(obj))
        if "imbalance" in obj.tags:
            yield Imbalance(_line(obj), obj.short, _home(obj))
    for fit in _happening(facts, Fit, runs):
        yield from _weighted(fit.args, fit.line, fit.foreign)
        params = fit.args.get("params")
        if params is not None and params.value.entries:
            given = {
                n: Arg(ArgState.KNOWN if v.known else ArgState.PRESENT, v) for n, v in params.value.entries.items()
            }
            yield from _weighted(given, fit.line, fit.foreign)


def _weighted(args: dict[str, Arg], line: int, where: str) -> Iterator[Imbalance]:
    for name, idle in _WEIGHTS.items():
        arg = args.get(name)
        if arg is None or arg.is_const(*idle) or arg.state is ArgState.UNCLEAR or arg.value.kind == "none":
            continue
        if arg.state is ArgState.KNOWN or not arg.value.may:
            shown = f"={arg.const!r}" if isinstance(arg.const, (str, int, float)) else ""
            yield Imbalance(line, f"{name}{shown}", where)


def _samplers(facts: Facts, runs: bool) -> Iterator[Imbalance]:
    events: list[Resample | Fit] = [*_happening(facts, Resample, runs), *_happening(facts, Fit, runs)]
    for event in events:
        for obj in event.obj.tree() if event.obj is not None else ():
            if obj.is_a("sampler"):
                yield Imbalance(event.line if obj.foreign else _line(obj), obj.short, _home(obj))


def _notes(facts: Facts, runs: bool) -> Iterator[Imbalance]:
    for call in _happening(facts, Call, runs):
        if "imbalance" in call.tags:
            yield Imbalance(call.line, call.name.rpartition(".")[2], call.foreign)


def _proportions(facts: Facts, runs: bool) -> Iterator[Imbalance]:
    """The shares of the classes are looked at, and the split keeps them."""
    kept = [s.args["stratify"].value for s in _happening(facts, Split, runs) if "stratify" in s.args]
    for stat in _happening(facts, ColStat, runs):
        X = stat.X
        normalize = stat.args.get("normalize")
        if X is None or not stat.name.endswith("value_counts") or normalize is None or not normalize.is_const(True):
            continue
        if any(y is X or (y.column == X.column and y.read is X.read and y.column is not None) for y in kept):
            yield Imbalance(stat.line, "value_counts(normalize=True) and stratify=", stat.foreign)


def _line(obj: Obj) -> int:
    """Where it is built; of an object from another module, where it is fitted."""
    if obj.foreign:
        return obj.fits[0].line if obj.fits else 1
    return getattr(obj.node, "lineno", 1)


def _home(obj: Obj) -> str:
    return f"{obj.foreign}:{getattr(obj.node, 'lineno', 1)}" if obj.foreign else ""
