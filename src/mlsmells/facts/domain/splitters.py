"""The objects that divide rows: which of them an event uses, and whether they draw at random."""

from __future__ import annotations

from mlsmells.facts.domain.events import CrossValidation, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Arg, ArgState


def splitters(event: Split | CrossValidation) -> tuple[Obj, ...]:
    """The splitter objects that divide the rows here: the one called, or those given as ``cv``."""
    if isinstance(event, Split):
        return (event.obj,) if event.obj is not None else ()
    given = event.args.get("cv")
    return tuple(o for o in given.value.objs if o.is_a("splitter")) if given is not None else ()


def shuffles(splitter: Obj) -> bool | None:
    """Whether a splitter draws at random; None when its arguments are not known."""
    random = splitter.spec.random if splitter.spec else None
    if random == "always":
        return True
    if random in (None, "never"):
        return False
    shuffle: Arg = splitter.param("shuffle")
    if shuffle.absent:
        return False
    return bool(shuffle.const) if shuffle.state is ArgState.KNOWN else None
