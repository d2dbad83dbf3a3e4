"""What happens to tables: changes that are lost, rows that disappear, joins, and looks at the data."""

from __future__ import annotations

import ast
from typing import ClassVar

from mlsmells.core.records import dataclass
from mlsmells.facts.domain.events import ArgsEvent, Event
from mlsmells.facts.domain.kinds import LostHow
from mlsmells.facts.domain.values import Value

FRAMES = frozenset({"frame", "series"})


@dataclass(slots=True, eq=False)
class Lost(Event):
    """A frame was to be changed and is not. ``how`` says why:

    dropped: the changed copy is not kept; chained: a value is put into a temporary selection
    (``df[rows]["c"] = v``); inplace: a method works in place on one (``df["c"].fillna(0, inplace=True)``);
    alias: a column that has a name of its own is changed.
    ``once`` says that it reached the frame before pandas 3.
    ``target`` is the variable that holds the frame, ``name`` the method.
    """

    how: LostHow = "dropped"
    name: str = ""
    target: ast.expr | None = None
    value: Value | None = None
    call: ast.Call | None = None
    once: bool = False


@dataclass(slots=True, eq=False)
class Handed(Event):
    """A frame or array is handed to a function of the file that changes it in place.

    ``argument`` is the variable it is handed over by, ``change`` the statement that changes parameter ``name``;
    ``grows``: done again, it would change the object once more. ``columns`` are all that is changed, None: unknown.
    """

    argument: ast.expr | None = None
    name: str = ""
    value: Value | None = None
    change: ast.AST | None = None
    grows: bool = False
    columns: frozenset[str] | None = None
    to: str = ""  # the function


@dataclass(slots=True, eq=False)
class NanComparison(Event):
    """``==`` or ``!=`` with a missing value on one side; ``other`` and ``other_node`` are the other side."""

    nan: str = ""
    nan_node: ast.expr | None = None
    other: Value | None = None
    other_node: ast.expr | None = None
    negated: bool = False


@dataclass(slots=True, eq=False)
class TableEvent(ArgsEvent):
    """Base of what a known function does to the rows of ``X``."""

    X: Value | None = None


@dataclass(slots=True, eq=False)
class Filled(TableEvent):
    """Missing values of ``X`` are filled with ``value``; None: with their neighbours."""

    value: Value | None = None


@dataclass(slots=True, eq=False)
class Coerced(TableEvent):
    """Values of ``X`` are converted; what cannot be converted becomes missing."""


@dataclass(slots=True, eq=False)
class RowsDropped(TableEvent):
    """Rows of ``X`` with missing values are dropped."""


@dataclass(slots=True, eq=False)
class Merged(TableEvent):
    """``X`` is joined with ``other`` by the values of columns."""

    other: Value | None = None


@dataclass(slots=True, eq=False)
class Inspected(TableEvent):
    """Somebody looks at what ``X`` holds. ``asserts``: in a condition that stops the program."""

    LATER: ClassVar[frozenset[str]] = frozenset({"asserts"})

    asserts: bool = False


@dataclass(slots=True, eq=False)
class Transformed(Event):
    """``transform`` of a transformer that the project wrote for scikit-learn gives back the table ``X``."""

    X: Value | None = None


@dataclass(slots=True, eq=False)
class Unwrapped(Event):
    """The array behind the table ``X`` is taken as ``X.values``."""

    X: Value | None = None


@dataclass(slots=True, eq=False)
class Begun(Event):
    """The table ``X`` gets a column that it is not known to have, with one constant in every row."""

    X: Value | None = None
    column: str = ""
    value: object = None
