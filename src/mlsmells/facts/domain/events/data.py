"""What happens to data: it is read, listed, divided, resampled, summed up, and written."""

from __future__ import annotations

from typing import ClassVar

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.events.base import Event
from mlsmells.facts.domain.kinds import (
    OrderHow,
    ResampleHow,
    SplitKind,
    WriteWhat,
)  # fmt: skip
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import ABSENT, UNCLEAR, Arg, Effect, Hint, Value


@dataclass(slots=True, eq=False)
class ArgsEvent(Event):
    """Base of the calls whose arguments are asked for in one of four states."""

    name: str = ""
    args: dict[str, Arg] = field(default_factory=dict)
    unclear: bool = False  # star arguments may hold more

    def arg(self, name: str) -> Arg:
        """An argument in one of four states."""
        found = self.args.get(name)
        return found if found is not None else UNCLEAR if self.unclear else ABSENT


@dataclass(slots=True, eq=False)
class Read(ArgsEvent):
    """Data is read. ``path`` is the folded constant path or URL, None when unknown.

    ``config``: the path comes from the command line, the environment or a config object.
    ``pins`` holds the arguments that fix a version (revision, known_hash, version …).
    """

    path: str | None = None
    out: Value | None = None
    config: bool = False
    key: str = ""  # same key = same path expression, also when its text is unknown
    pins: dict[str, Arg] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Write(ArgsEvent):
    """Something is written. ``what``: data, model, metrics, other."""

    path: str | None = None
    what: WriteWhat = "other"
    value: Value | None = None
    key: str = ""


@dataclass(slots=True, eq=False)
class Listing(Event):
    """Files are listed in the order of the file system (os.listdir, glob …), or a set is given an order."""

    name: str = ""
    path: str | None = None
    config: bool = False
    out: Value | None = None


@dataclass(slots=True, eq=False)
class Split(Event):
    """Rows are divided. ``id`` is the split id on the row paths.

    ``kind``: random, cv, slice, mask, sample, library, tail.
    ``inputs`` are the arrays as they went in, ``outputs`` what came out, in order.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"rest"})

    id: object = None
    kind: SplitKind = "random"
    name: str = ""
    inputs: tuple[Value, ...] = ()
    outputs: tuple[Value, ...] = ()
    seed: Arg = ABSENT
    shuffle: bool | None = None  # None: unknown
    rng: str = ""  # the library whose global generator is used: numpy, torch, python
    seed_name: str = ""  # the argument that takes the seed
    rest: bool = False  # of a sample, or a cut by hand: the rows left over are used as well
    shuffled_by: Effect | None = None  # of both halves of a cut: the shuffle before it
    args: dict[str, Arg] = field(default_factory=dict)
    obj: Obj | None = None  # the splitter
    drawn: Hint | None = None  # of a cut by hand: what had put the rows, or the positions, into a random order

    @property
    def redrawn(self) -> bool:
        """Done again, it gives other parts: a random split without a seed."""
        return self.kind == "random" and self.shuffle is True and self.seed.absent_or(None)

    @property
    def stratified(self) -> bool:
        """The classes are divided one by one: with the same seed, other rows."""
        return not self.args.get("stratify", ABSENT).absent_or(None)


@dataclass(slots=True, eq=False)
class Resample(Event):
    """Rows are copied, invented or thinned out. ``how``: over, under, bootstrap, copies."""

    LATER: ClassVar[frozenset[str]] = frozenset({"out"})

    obj: Obj | None = None
    name: str = ""
    X: Value | None = None
    out: Value | None = None
    how: ResampleHow = "over"


@dataclass(slots=True, eq=False)
class ColStat(Event):
    """A statistic over the rows of ``X``: mean, median, std, min, max, mode, quantile, rank …"""

    name: str = ""
    X: Value | None = None
    out: Value | None = None
    grouped: bool = False
    args: dict[str, Arg] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Entity(Event):
    """Rows of ``X`` are grouped, counted or made unique by a column that names whom they belong to.

    ``how``: groupby, nunique, value_counts …, drop_duplicates (``column`` is "" when whole rows are compared).
    """

    how: str = ""
    column: str = ""
    X: Value | None = None


@dataclass(slots=True, eq=False)
class OrderUse(Event):
    """A value whose order is not fixed is used where order matters.

    ``how``: label-map, dataset, concat, split, slice, zip, columns, write, seed, bucket;
    newest: the newest of some files is read; shuffled: the rows are taken in an order that is drawn.
    ``effect`` is the set-order, unsorted-listing, hash or newest effect, with the place it began.
    """

    how: OrderHow = "dataset"
    effect: Effect = None  # type: ignore[assignment]
    value: Value | None = None
