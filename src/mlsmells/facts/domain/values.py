"""What the interpreter knows of a value: its kind, rows, columns, effects and constant."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.evidence import ColumnPlace, Columns, Effect, Hint, Made, Origin
from mlsmells.facts.domain.identity import identity, new_serial
from mlsmells.facts.domain.kinds import EffectKind, Kind

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform

    from mlsmells.facts.domain.events.data import Read
    from mlsmells.facts.domain.events.models import Predict
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.domain.rows import Rows

    @dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
    def _record(cls: type[Value]) -> type[Value]: ...

else:

    def _record(cls):
        """For mypy: the fields are the arguments of the constructor, and nobody assigns to them afterwards."""
        return cls


__all__ = [
    "ABSENT", "ANY_COLUMN", "MISSING", "MODES", "NONE", "UNCLEAR", "UNKNOWN", "Arg", "ArgState", "ColumnPlace",
    "Columns", "Effect", "Hint", "Made", "Origin", "Value", "identity", "is_shared", "new_serial",
]  # fmt: skip


class _Missing:
    def __repr__(self) -> str:
        return "?"


# "No constant known"; None is a constant like any other.
MISSING: Any = _Missing()
# The name of a value that stands for any column of a frame: the variable of a loop over all of them.
ANY_COLUMN = "any column"


# Instances of their subclasses are frames as well: what they hold is the value's base.
FRAME_CLASSES = ("pandas.DataFrame", "pandas.core.frame.DataFrame")


@_record
class Value:
    """One abstract value: what is known of it. A value of which nothing is known has nothing but its identity.

    Immutable: ``with_`` makes a copy with changes. What is found out later about the very same value is written by
    the few functions of ``growth``, and by nobody else.

    ``kind`` is "" where it is not known. Of tables: frame, series (one column), columns (the names of a frame's
    columns), grouped and windowed (``groupby``, ``rolling``: rows waiting for a function), indexer (``df.loc``),
    strings (``series.str``). Of arrays: array, tensor, width (the number of columns).
    Of collections of rows: dataset, data-matrix (of a booster), loader, batch (what a loader gives), bunch
    (scikit-learn's named parts), listing (files in a folder).
    What selects rows: indices, mask. What is computed: pred (labels), score (probabilities, decision values),
    residual (predictions against labels), metric, stat (a statistic of rows), size (how many there are).
    Of Python: text, path, file (open), none, list, tuple, set, dict, iterator, function, class, instance (of a class
    of the file), inherited (a method of a base class outside the file), super, partial, builtin.
    Of libraries: lib (a function, class or module), imported (one of two imports), estimator, model and module
    (saved ones, read again), generator and draw (of random numbers), tape (of gradients), trial (of a search),
    tracker (of experiments), parser (of the command line), other (read, and no data).

    Only what differs from the class's defaults is stored: most values know little,
    and a walk makes thousands of them.
    """

    kind: Kind = ""
    rows: Rows | None = None
    columns: Columns | None = None  # of a frame; None: unknown
    effects: tuple[Effect, ...] = ()
    const: Any = MISSING
    objs: tuple[Obj, ...] = ()
    items: tuple[Value, ...] | None = None  # elements of a tuple or list, when known
    entries: dict[str, Value] | None = None  # elements of a dict with constant keys
    element: Value | None = None  # any element of a list, set or iterator
    name: str = ""  # qualified name of a library function, class or module
    ref: Any = None  # the function, class or lambda of the file behind it
    steps: tuple[Any, ...] = ()  # for indices and masks: the split steps they select
    origin: ast.AST | None = None  # the node that made it
    column: str | None = None  # for a series: the column it was taken from
    base: Value | None = None  # the whole it was taken from: the frame of a column, the array of a part
    predictions: tuple[Predict, ...] = ()  # the predictions it holds or is computed from
    read: Read | None = None  # the read it comes from
    may: bool = False  # joined from branches that disagree
    label: bool = False  # target values of some fit; set on the base when a fit takes it as y
    targets: frozenset[str] = frozenset()  # of a frame: the columns that some fit takes as y
    config: bool = False  # comes from the command line, the environment or a config file
    row: Value | None = None  # of a dataset or loader: one element, with the rows the dataset was made of
    parts: tuple[Value, ...] | None = None  # what a concatenation was made of
    made_of: tuple[Origin, ...] = ()  # the columns a series was computed from, when it is not just one
    elsewhen: bool = False  # the values belong to other rows: shifted or summed up along the rows
    lineage: dict[str, Made] | None = None  # of a frame: how its columns came about
    hints: tuple[Hint, ...] = ()  # how the rows belong together: by time, by entity
    place: ColumnPlace | None = None  # the columns it was taken from, by position
    plain: bool = False  # of a frame: its index surely has no name, as it comes from a file without one

    if TYPE_CHECKING:

        def with_(self, *, kind: Kind = ..., effects: tuple[Effect, ...] = ..., **changes: Any) -> Value: ...

    else:

        def __init__(self, **known):
            self.__dict__.update(known)

        def __setattr__(self, name, value):
            raise AttributeError(f"{name!r} of a value is not assigned: see Value")

        def with_(self, **changes):
            """A copy with these attributes changed."""
            new = Value.__new__(Value)
            known = new.__dict__
            known.update(self.__dict__)
            known.pop("serial", None)
            if "columns" in changes:
                known.pop("place", None)  # places are those of other columns
            known.update(changes)
            return new

    @property
    def stored(self) -> Mapping[str, Any]:
        """What differs from the class's defaults, by name."""
        return self.__dict__

    @property
    def known(self) -> bool:
        """The constant is known."""
        return self.const is not MISSING

    @property
    def root(self) -> Value:
        """The frame or array it was first taken from; itself if it is whole."""
        return self.base if self.base is not None else self

    @property
    def as_frame(self) -> Value:
        """The rows of an instance whose class is a frame of the library's; any other value is itself."""
        return self.base if self.kind == "instance" and self.base is not None else self

    @property
    def is_label(self) -> bool:
        """Target values: some fit of the file takes them, or the whole they were cut from, as y."""
        if self.label or self.base is None:
            return self.label
        return self.base.label if self.column is None else self.column in self.base.targets

    def has(self, *kinds: EffectKind) -> Effect | None:
        """The first effect of one of these kinds."""
        for effect in self.effects:
            if effect.kind in kinds:
                return effect
        return None


# Nothing is known of it, not even which value it is: two of them may be the same or not.
UNKNOWN = Value()
# The name of ``series.mode()``: a series of the most frequent values, of which one is usually taken.
MODES = "modes"
# The name of how all columns go with one of them: in which order they are taken by it is no choice.
RANKING = "ranking"
NONE = Value(kind="none", const=None)


def is_shared(value: Value) -> bool:
    """One of the two values that all files have in common: nothing may be learned about them."""
    return value is UNKNOWN or value is NONE


class ArgState(Enum):
    """What is known of a call's argument."""

    ABSENT = "absent"
    PRESENT = "present"  # given, value not known
    UNCLEAR = "unclear"  # *args or **kwargs may hold it
    KNOWN = "known"


@dataclass(slots=True, frozen=True)
class Arg:
    """An argument of a call in one of four states; only ABSENT and a bad KNOWN may be reported."""

    state: ArgState
    value: Value = field(default=UNKNOWN)
    node: ast.expr | None = None

    @property
    def absent(self) -> bool:
        return self.state is ArgState.ABSENT

    @property
    def const(self) -> Any:
        """The known constant, else ``MISSING``."""
        return self.value.const if self.state is ArgState.KNOWN else MISSING

    def is_const(self, *values: object) -> bool:
        """Known to be one of these constants (``True`` and ``1`` are different)."""
        return self.state is ArgState.KNOWN and any(
            self.const is v or (type(self.const) is type(v) and self.const == v) for v in values
        )

    def absent_or(self, *values: object) -> bool:
        """Not given, or known to be one of these constants."""
        return self.absent or self.is_const(*values)


ABSENT = Arg(ArgState.ABSENT)
UNCLEAR = Arg(ArgState.UNCLEAR)
