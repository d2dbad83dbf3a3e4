"""Scores: how they are computed, what is chosen by them, where they are shown."""

from __future__ import annotations

import ast
from typing import ClassVar

from mlsmells.core.records import dataclass
from mlsmells.facts.domain.events.base import Event, statement_words
from mlsmells.facts.domain.events.models import Fit, Predict
from mlsmells.facts.domain.kinds import (
    MetricVia,
    ShownHow,
)  # fmt: skip
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Rows, union
from mlsmells.facts.domain.values import Effect, Value


@dataclass(slots=True, eq=False)
class Metric(Event):
    """A score is computed: a metric function (``first``, ``second`` as passed), ``model.score`` or ``evaluate``.

    ``true`` and ``pred`` are what knowledge binds to the labels and the predictions.
    ``predictions`` are the Predict events that made ``pred`` (one per model).
    ``X`` are the rows scored when the model is called with them (``score``, ``evaluate``).
    ``via``: a function of labels and predictions, one of an estimator that it is given, a method (``score``,
    ``evaluate``), a comparison written by hand, a custom function whose name says what it computes.
    ``positional``: number of arguments passed by position.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"fits", "out", "trained", "words"})

    name: str = ""
    true: Value | None = None
    pred: Value | None = None
    X: Value | None = None
    obj: Obj | None = None
    predictions: tuple[Predict, ...] = ()
    fits: tuple[Fit, ...] = ()
    tags: frozenset[str] = frozenset()  # asymmetric, score-based, unsupervised, loss …
    positional: int = 0
    out: Value | None = None
    argument_nodes: tuple[ast.expr, ...] = ()  # what is given as labels and as predictions, else the first two
    names: tuple[str, ...] = ()  # and their variable names
    via: MetricVia = "function"
    trained: bool = False  # the loss that the model was trained with
    words: tuple[str, ...] = ()  # what it is called where it is stored or shown, lower case
    expects: str = ""  # of a loss: what it wants as predictions (logits, probabilities, log-probabilities, values)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is called, and what else stands in its statement."""
        return (*self.words, *statement_words(self.statement))

    @property
    def label(self) -> str:
        """What a reader knows the score by: ``f1_score``; a mean or sum of hits has no name."""
        return "comparison with the labels" if self.via == "comparison" else self.name.rpartition(".")[2]

    def said(self, *words: str) -> bool:
        """The score is stored under or printed with one of these words."""
        return any(word in text for text in self.texts for word in words)

    @property
    def rows(self) -> Rows | None:
        """The rows that were scored."""
        if self.X is not None:
            return self.X.rows
        if self.predictions:
            return union(p.X.rows if p.X else None for p in self.predictions)
        return None


@dataclass(slots=True, eq=False)
class WatchedScore(Event):
    """A score that ``fit`` itself computed of the rows it watches is read; ``name`` as the library calls it."""

    fit: Fit = None  # type: ignore[assignment]
    name: str = ""


@dataclass(slots=True, eq=False)
class Choice(Event):
    """The best of several scores is kept. ``how``: the function that finds it, "best so far", sorted, objective.

    ``scores`` are the Metric and CrossValidation events compared; ``uses`` the places where what was
    chosen is used afterwards, with a word: built, called, saved, compared, returned, searched,
    shown, displayed (an expression on a line of its own: a notebook shows its value).
    ``arm`` is the block that keeps the best, of a comparison.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"arm", "scores", "uses"})

    how: str = ""
    scores: tuple[Event, ...] = ()
    uses: tuple[tuple[ast.AST, str], ...] = ()
    arm: tuple[ast.stmt, ...] = ()
    marker: ast.AST | None = None  # stands for this choice on what was chosen: one place may choose for several callers


@dataclass(slots=True, eq=False)
class Shown(Event):
    """Scores are reported. ``how``: print, log, expression (the last line of a notebook's cell shows its value).

    ``effects`` are the ``scored`` effects of what is shown; their ``event`` is the score.
    """

    how: ShownHow = "print"
    effects: tuple[Effect, ...] = ()
