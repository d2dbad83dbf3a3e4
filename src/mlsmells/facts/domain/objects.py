"""Objects with a life: estimators, modules and instances of the file's own classes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.values import ABSENT, UNCLEAR, Arg, Value

if TYPE_CHECKING:
    from mlsmells.facts.domain.events.base import Event
    from mlsmells.facts.domain.events.models import Fit
    from mlsmells.knowledge import ClassSpec

# Families whose fit on labelled rows makes something that is then scored.
# The tag of an estimator that a function is given: which one it is, its caller knows.
GIVEN = "given"
PREDICTORS = ("classifier", "regressor", "meta", "booster", "keras-model", "module", "trainer", "predictor")


@dataclass(slots=True, eq=False)
class Obj:
    """One allocation site of an estimator or of a class of the file.

    ``children`` are the steps of a pipeline, the estimator of a search, the
    members of a vote. ``fits`` are the fits seen so far, in program order.
    """

    cls: str
    node: ast.AST
    spec: ClassSpec | None = None
    params: dict[str, Arg] = field(default_factory=dict)
    unclear: bool = False  # built with *args or **kwargs: an absent parameter may be set
    children: list[tuple[str, Obj]] = field(default_factory=list)
    fits: list[Fit] = field(default_factory=list)
    attrs: dict[str, Value] = field(default_factory=dict)
    classdef: ast.ClassDef | None = None
    written: bool = False
    name: str = ""  # the first name it was bound to
    loops: tuple[ast.AST, ...] = ()  # the loops it is built in
    foreign: str = ""  # the other module of the project that it is built in: ``node`` stands there
    stands_for: Value | None = None  # a value of which nothing is known but what is done to it

    @property
    def short(self) -> str:
        """The class name without its package."""
        return self.cls.rpartition(".")[2]

    def param(self, name: str) -> Arg:
        """A constructor argument in one of four states."""
        found = self.params.get(name)
        if found is not None:
            return found
        return UNCLEAR if self.unclear else ABSENT

    def is_a(self, *families: str) -> bool:
        """Belongs to one of the knowledge families (``transformer`` matches ``transformer.stateless``)."""
        if self.spec is None:
            return "" in families
        own = self.spec.family
        # Asked more often than anything else, so the whole names first.
        return own in families or ("." in own and own.startswith(tuple([f"{family}." for family in families])))

    @property
    def label(self) -> str:
        """What to call it in a message: the name it was bound to, else its class."""
        return self.name or self.short

    @property
    def tags(self) -> frozenset[str]:
        return self.spec.tags if self.spec else frozenset()

    @property
    def core(self) -> Obj:
        """What does the predicting: the last step of a pipeline, the estimator of a search; itself otherwise."""
        if self.is_a("pipeline") and self.children:
            return self.children[-1][1].core
        if self.is_a("search") and self.children:
            return self.children[0][1].core
        return self

    @property
    def predicts(self) -> bool:
        """A supervised model, also inside a pipeline or search."""
        return self.core.is_a(*PREDICTORS)

    @property
    def transforms(self) -> bool:
        """A transformer, or a pipeline or column transformer that ends in one."""
        return self.core.is_a("transformer", "columns")

    def governing(self, event: Event) -> tuple[Fit, ...]:
        """The fits that decide what the object knows at an event, latest first.

        A fit under a condition that the event is not under may not have happened: the one before counts too.
        """
        out: list[Fit] = []
        for fit in reversed(self.fits):
            if fit.excludes(event):
                continue
            out.append(fit)
            sure = all(step in event.branch for step in fit.branch)
            if sure and fit.via not in ("partial", "loop"):
                break
        return tuple(out)

    def tree(self) -> list[Obj]:
        """This object and everything inside it, outermost first."""
        out = [self]
        for _, child in self.children:
            out.extend(child.tree())
        return out


def score_of(obj: Obj) -> str:
    """What ``score`` of this model computes, "" where that is not known."""
    core = obj.core
    if core.spec is None or core.tags & {"automl", "frozen"} or core.cls.startswith("keras."):
        return ""
    for family, score in (("classifier", "accuracy"), ("regressor", "R2")):
        if core.is_a(family) or (core.is_a("meta") and family in core.tags):
            return score
    return ""
