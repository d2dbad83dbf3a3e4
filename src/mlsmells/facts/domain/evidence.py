"""What a value carries besides its rows: what was done to them, how they belong together, its columns and theirs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.facts.domain.identity import identity
from mlsmells.facts.domain.kinds import EffectKind, HintKind

if TYPE_CHECKING:
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.domain.rows import Rows
    from mlsmells.facts.domain.values import Value


class Effect(NamedTuple):
    """Something that was done to the rows a value holds, with the place it happened.

    ``kind``, of what was learned: fitted (a transformer learned from ``rows``), encoded (categories did), stat (a
    statistic of ``rows``), uses-y (chosen or encoded with the labels of ``rows``), merged (rows found by their
    values in another table), along (a statistic over columns, not rows), future (values of later rows), today
    (counted from the day of the run).
    Of the rows: resampled (copies or invented rows), augmented (varied at random), reshuffled (in another order in
    each epoch), drawn (at random). Of their order: set-order, unsorted-listing, finish-order (of parallel work),
    column-order, newest (the newest of some files), hash (of Python, another in each run).
    Of predictions: softmaxed, log-softmaxed, sigmoided, log-sigmoided, rectified, argmaxed, weighted (by a score).
    Of scores: scored (computed from a score), chosen (kept because its score was the best). Of a column of a table:
    predicted (``against`` are the predictions that it holds).
    ``columns`` limits it to some columns of a frame; None means all of them.
    """

    kind: EffectKind
    node: ast.AST
    rows: Rows | None = None
    obj: Obj | None = None
    columns: frozenset[str] | None = None
    may: bool = False
    note: str = ""
    event: Any = None  # the Fit, ColStat or Resample event behind it
    asked: ast.AST | None = None  # of the newest file: the call in the file itself that leads to the choice
    shuffle: Any = None  # of an order: the Rng event that put another in its place
    against: Value | None = None  # of uses-y: the column it goes with, when only a label makes it a use of labels

    @property
    def place(self) -> ast.AST:
        """Where it is reported: of an event that another module of the project holds, the call that led there."""
        return self.event.node if self.event is not None else self.node

    @property
    def line(self) -> int:
        return getattr(self.place, "lineno", 1)

    @property
    def key(self) -> object:
        """Equal for the same thing done to the same rows: the place, whatever calls led there, columns and rows.

        Scores that one helper computes for several models are several.
        """
        emitted = self.event is not None and self.event.site is not None and self.kind not in ("scored", "chosen")
        return (self.kind, self.event.site[0] if emitted else self.node, self.columns, self.rows)

    @property
    def subject(self) -> object:
        """Two effects with one subject are one: the same call, or two statistics of the same column and rows."""
        if self.kind != "stat" or self.event is None:
            return self.key
        learned: Value = self.event.X
        return self.kind, identity(learned.root), learned.column, self.rows, self.columns, self.note == "grouped"


class Columns(NamedTuple):
    """The columns of a frame: those of its base without ``dropped``, or exactly ``known``.

    ``only`` says that they were also chosen by their type: ``numbers``, or ``?`` for another choice.
    Frames that hold the same object have the same columns in the same order.
    """

    known: frozenset[str] | None = None
    dropped: frozenset[str] = frozenset()
    only: str = ""

    def holds(self, name: str) -> bool:
        return name not in self.dropped and (self.known is None or name in self.known)


class Origin(NamedTuple):
    """A column that other values are computed from, row by row; ``rows`` when it was summed up over them."""

    root: Value
    column: str
    rows: Rows | None = None


class Made(NamedTuple):
    """How a column of a frame came about: from which columns, where, and in which words."""

    sources: tuple[Origin, ...]
    node: ast.AST
    how: str


class Hint(NamedTuple):
    """Something that shows how rows belong together.

    ``kind``: dates (a column of times), index (rows are labelled by time), sorted and descending (put in the
    order of time), lag (a feature from earlier rows), resample, filled (gaps take the last value before them),
    unique (one row for each value of ``column``), windows (pieces that overlap), piece (cut from a
    whole in a loop, one by one), copies (several rows were made of one), shuffled (put into a random order,
    or chosen at random).
    """

    kind: HintKind
    node: ast.AST
    column: str = ""

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 1)


class ColumnPlace(NamedTuple):
    """Columns of an array or frame by position: one, a slice, or those listed; ``of`` is the whole."""

    of: Columns
    at: int | None = None
    lower: int | None = None
    upper: int | None = None
    listed: frozenset[int] | None = None
