"""What models and transformers do: they learn, are applied, predict, are validated; and other calls of libraries."""

from __future__ import annotations

from typing import ClassVar

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.events.base import Event
from mlsmells.facts.domain.kinds import (
    FitVia,
    PredictHow,
)  # fmt: skip
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Rows, Step
from mlsmells.facts.domain.values import UNCLEAR, Arg, Value


@dataclass(slots=True, eq=False)
class Call(Event):
    """A call of a library function that knowledge lists under verb NOTE (``tags`` say what for).

    ``obj`` is the object whose method it is, where that is known; ``holder`` the value it is called on otherwise.
    ``presumed``: the object is unknown, and what is called, and where, says what it must be.
    """

    name: str = ""
    tags: frozenset[str] = frozenset()
    args: dict[str, Arg] = field(default_factory=dict)
    out: Value | None = None
    obj: Obj | None = None
    holder: Value | None = None
    presumed: bool = False


@dataclass(slots=True, eq=False)
class Backward(Event):
    """Gradients are computed, of whatever loss: ``loss.backward()``, ``accelerator.backward(loss)``, ``tape.gradient``.

    ``obj`` or ``holder`` is what takes the loss as an argument, neither where the loss has the method itself.
    """

    name: str = "backward"
    loss: Value | None = None
    obj: Obj | None = None
    holder: Value | None = None


@dataclass(slots=True, eq=False)
class Escape(Event):
    """Objects are handed to a function about which nothing is known: it may do anything to them.

    ``things`` are the objects (estimators, modules, optimizers) and the values that may be one.
    """

    name: str = ""
    things: tuple[Obj | Value, ...] = ()

    def holds(self, thing: Obj | Value | None) -> bool:
        """This very object, as ``receiver`` gives it, is among them."""
        return any(escaped is thing for escaped in self.things)


@dataclass(slots=True, eq=False)
class Fit(Event):
    """An estimator learns from ``X`` (and ``y``). ``via``: fit, partial, loop, native, cv, search.

    ``watched`` are the rows handed over for early stopping or monitoring, by argument name.
    For a pipeline, ``X`` is what the first step sees.
    """

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    y: Value | None = None
    via: FitVia = "fit"
    watched: dict[str, Value] = field(default_factory=dict)
    args: dict[str, Arg] = field(default_factory=dict)
    held: Step | None = None  # the part of X that the fit itself keeps for validation
    crosswise: bool = False  # of X.T: if the samples were the rows of X, each was learned from by itself

    @property
    def rows(self) -> Rows | None:
        return self.X.rows if self.X is not None else None


@dataclass(slots=True, eq=False)
class Apply(Event):
    """A fitted transformer is applied: ``X`` in, ``out`` out."""

    LATER: ClassVar[frozenset[str]] = frozenset({"fit", "out"})

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    out: Value | None = None
    fit: Fit | None = None

    @property
    def rows(self) -> Rows | None:
        return self.X.rows if self.X is not None else None


@dataclass(slots=True, eq=False)
class Predict(Event):
    """A model predicts. ``how``: label, proba, score (``label`` may be a number for regressors)."""

    LATER: ClassVar[frozenset[str]] = frozenset({"X", "fits", "out", "trained"})

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    out: Value | None = None
    how: PredictHow = "label"
    method: str = "predict"
    fits: tuple[Fit, ...] = ()
    trained: bool = False  # the model learned from the loss of this very prediction


@dataclass(slots=True, eq=False)
class CrossValidation(Event):
    """``estimator`` is cross-validated or searched over ``X``, ``y``; ``search`` for search objects.

    ``scoring`` is the argument that chooses the metric, UNCLEAR where there is no such argument.
    """

    name: str = ""
    estimator: Obj | None = None
    X: Value | None = None
    y: Value | None = None
    search: bool = False
    args: dict[str, Arg] = field(default_factory=dict)
    obj: Obj | None = None
    scoring: Arg = UNCLEAR

    @property
    def label(self) -> str:
        """What a reader knows it by: ``cross_val_score``."""
        return self.name.rpartition(".")[2]
