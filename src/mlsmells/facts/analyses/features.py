"""What a model is given as features, and what these tell of its target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.leaks import leaks
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.column_lineage import BESIDE_OTHERS, PER_GROUP, sources
from mlsmells.facts.domain.events import CrossValidation, Fit, Split
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import ColumnPlace, Columns, Effect, Made, Origin, Value
from mlsmells.facts.transfer.column_lists import within_place

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

TABLES = frozenset({"frame", "array", "tensor", "data-matrix"})
SERIES = frozenset({"series", "array", "mask", "tensor"})


@dataclass(slots=True, eq=False)
class Training:
    """A model learns from the features ``X`` and the target ``y``."""

    event: Fit | CrossValidation | Split
    obj: Obj
    X: Value
    y: Value

    @property
    def certain(self) -> bool:
        return not (self.X.may or self.y.may)

    @property
    def aligned(self) -> bool:
        """``y`` holds the targets of the very rows of ``X``, as far as is known."""
        known = self.X.rows is not None and self.y.rows is not None
        return not self.y.elsewhen and not (known and self.X.rows != self.y.rows)


def trainings(facts: Facts) -> Iterator[Training]:
    """Supervised fits and cross-validations of models that take the columns as they come."""
    events: list[Fit | CrossValidation] = [*facts.of(Fit), *facts.of(CrossValidation)]
    for event in events:
        match event:
            case Fit(obj=Obj() as obj, X=Value() as X, y=Value() as y):
                pass
            case CrossValidation(estimator=Obj() as obj, X=Value() as X, y=Value() as y):
                pass
            case _:
                continue
        if obj.predicts and not _selects(obj):
            yield Training(event, obj, X, y)


def given_away(facts: Facts) -> Iterator[Training]:
    """Features and targets that are divided at random here, for a model that learns from them elsewhere."""
    if any(fit.obj.predicts for fit in facts.of(Fit)):
        return
    for split in facts.of(Split):
        if split.kind == "random" and len(split.inputs) > 1 and split.inputs[0].kind == "frame":
            yield Training(split, Obj(cls="the model", node=split.node), split.inputs[0], split.inputs[1])


def _selects(obj: Obj) -> bool:
    """A ColumnTransformer or a step of the project may drop the column."""
    return any(
        o.is_a("columns") or o.spec is None or o.classdef is not None or "function" in o.tags for o in obj.tree()
    )


def target_of(y: Value) -> Origin | None:
    """The one column that the target is, or is made from value by value."""
    if y.kind == "frame":
        known = y.columns.known if y.columns is not None else None
        return Origin(y.root, next(iter(known))) if known is not None and len(known) == 1 else None
    if y.kind not in SERIES or y.elsewhen:
        return None
    found = sources(y)
    own = {(id(o.root), o.column) for o in found[:1]}
    if y.column is not None and y.base is not None:
        # Taken as a column: what that column was made of earlier does not matter.
        return Origin(y.base, y.column) if not found or (id(y.base), y.column) in own else None
    return found[0] if len(found) == 1 and found[0].rows is None else None


def copied_from(y: Value) -> Origin | None:
    """The column of an earlier table of which the target is a copy by the same name: ``out["y"] = df["y"]``."""
    others = [origin for origin in sources(y) if origin.root is not y.base]
    copied = y.column is not None and len(others) == 1 and others[0].column == y.column and others[0].rows is None
    return others[0] if copied else None


def holds(X: Value, origin: Origin, *, number: bool) -> bool:
    """The column is surely among the features; ``number``: it is known to hold numbers."""
    columns = X.columns
    if X.kind not in TABLES or columns is None or X.root is not origin.root or not columns.holds(origin.column):
        return False
    return not columns.only or (columns.only == "numbers" and number)


def target_in(training: Training) -> str | None:
    """How to call the target column that is still among the features; None if it is not there."""
    X, y = training.X, training.y
    if X is y or not training.aligned:
        return None
    if y.place is not None and X.kind in TABLES:
        return _at(X, y.place)
    origin = target_of(y)
    if origin is None or (y.kind == "frame" and X.columns == y.columns):
        return None
    number = training.obj.core.is_a("regressor")
    return f"'{origin.column}'" if holds(X, origin, number=number) else None


def _at(X: Value, place: ColumnPlace) -> str | None:
    whole = X.columns is place.of and not place.of.only
    there = whole if X.place is None else within_place(X.place, place)
    return f"number {place.at}" if there and place.at is not None else None


def made_from_target(training: Training) -> Iterator[tuple[str, Made, Origin]]:
    """The features that are computed from the target: their names and how."""
    X, y = training.X, training.y
    target = target_of(y)
    if target is None or not X.lineage or not training.aligned or holds(X, target, number=True):
        return  # with the target itself among the features, what is made of it adds nothing
    earlier = copied_from(y)
    for name, made in X.lineage.items():
        for origin in made.sources:
            same = any(one is not None and one.root is origin.root for one in (target, earlier))
            same = same and origin.column == target.column
            if same and name != target.column and not R.disjoint(origin.rows, X.rows):
                if holds(X, Origin(X.root, name), number=True):
                    yield name, made, origin


def cause(made: Made, target: Origin) -> object:
    """What is mended in one go: encoding the groups of a frame by a target, however many columns; else the feature."""
    return (id(target.root), target.column) if made.how == PER_GROUP else id(made.node)


def source_in(training: Training) -> tuple[str, Made] | None:
    """The features that the target column was computed from, value by value, and from nothing else."""
    X, y = training.X, training.y
    target = target_of(y)
    lineage = X.lineage or (y.base.lineage if y.base is not None else None)
    made = lineage.get(target.column) if target is not None and lineage else None
    if made is None or made.how == BESIDE_OTHERS:  # the change up to tomorrow is what shall be forecast
        return None
    if not made.sources or not training.aligned or any(o.rows is not None for o in made.sources):
        return None
    if len(made.sources) > 1 and next(looks_ahead(training), None) is not None:
        return None  # what the feature of later rows is, another rule says
    columns = "' and '".join(o.column for o in made.sources)
    return (columns, made) if all(holds(X, o, number=True) for o in made.sources) else None


def looks_ahead(training: Training) -> Iterator[tuple[str, Effect]]:
    """The features that hold values of later rows: their names and where they got them."""
    X = training.X
    if X.columns is None or X.kind not in TABLES:
        return
    for effect in X.effects:
        if effect.kind == "future" and (name := _present(X.columns, effect)) is not None:
            yield name, effect


def counted_from_today(X: Value) -> Iterator[tuple[str, Effect]]:
    """The columns of a table that count from the day on which the program runs."""
    if X.columns is None or X.kind not in TABLES:
        return
    for effect in X.effects:
        if effect.kind == "today" and effect.columns and (name := _present(X.columns, effect)) is not None:
            yield name, effect


def _present(columns: Columns, effect: Effect) -> str | None:
    """One of the effect's columns that is still there; "" when it is on all of them."""
    if effect.columns is None:
        everywhere = effect.note in ("bfill", "backfill", "fillna", "interpolate") or effect.note.startswith(
            "merge_asof"
        )
        return "" if everywhere else None
    return next((c for c in sorted(effect.columns) if columns.holds(c)), None)


def encoded_with_target(facts: Facts, training: Training) -> Iterator[Effect]:
    """Encodings of the rows the model learns from that know these rows' own target."""
    for effect in training.X.effects:
        encoder = effect.obj
        if effect.kind != "uses-y" or encoder is None or "target-encoder" not in encoder.tags:
            continue
        leaked = {id(leak.effect.node) for leak in leaks(facts, "uses-y")}
        # Rows that are held out later are another leak, and a greater one: it has a rule of its own.
        if effect.note != "cross-fitted" and id(effect.node) not in leaked:
            if R.covers(effect.rows, training.X.rows):
                yield effect
