"""A choice by scores on test rows: were candidates compared, or passes over one model? What a message says of it."""

from __future__ import annotations

import ast

from mlsmells.core import TraceStep, cut_path
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.choices.loops import common, targets, tries_seeds
from mlsmells.facts.analyses.holdouts import whole
from mlsmells.facts.domain.events import Choice, Fit, Metric, Split
from mlsmells.facts.syntax.walk import called_as
from mlsmells.facts.syntax.words import say

THRESHOLDS = frozenset("threshold thresholds thresh thr cutoff cutoffs youden".split())


@dataclass(slots=True, eq=False)
class TestChoice:
    """The best of several scores on the same test rows is kept and used.

    ``passes``: the candidates are states of one model during its training; else models, thresholds or settings.
    ``use`` is where the chosen one is used, ``loop`` the loop over the candidates, None if there is none.
    """

    choice: Choice
    metric: Metric
    split: Split | None
    fit: Fit | None
    loop: ast.AST | None
    passes: bool
    use: tuple[ast.AST, str]
    # Models of other classes are used on other rows, for which these were validation rows; or the best is only shown.
    others: bool = False
    handed: ast.Call | None = None  # the call that handed over the rows under the name of test rows

    @property
    def model(self) -> str:
        """What is scored, for a message."""
        obj = self.fit.obj if self.fit is not None else self.metric.obj
        return obj.label if obj is not None else "model"

    @property
    def lowest(self) -> bool:
        """``min(losses)``."""
        node = self.choice.node
        return isinstance(node, ast.Call) and called_as(node.func).endswith("min")

    @property
    def loop_place(self) -> str:
        """Where the loop over the candidates stands: ``line 12``, ``train.py:12``."""
        line = getattr(self.loop, "lineno", self.choice.line)
        home = self.choice.foreign.rpartition(":")[0]
        return cut_path(f"{home}:{line}") if home else f"line {line}"

    def cause(self, path: str) -> str:
        """Where the scores are made, for the file ``path``: what a helper chooses for many callers is mended once.

        So are searches of one file that all look at the same rows.
        """
        rows = whole(self.metric.rows)
        if self.choice.how == "objective" and rows and not self.metric.foreign:
            return f"{path}: searched on {sorted(map(str, rows))}"
        return self.metric.foreign or f"{path}:{self.metric.line}"

    @property
    def place(self) -> ast.AST:
        """Where the choice is made; what a search calls chooses by the score it returns."""
        if self.handed is not None:
            return self.handed
        return self.metric.node if self.choice.how == "objective" else self.choice.node

    @property
    def what(self) -> str:
        """What the candidates are, for a message: thresholds where something is called so."""
        names = targets(self.loop) if self.loop is not None else []
        names += [self.choice.function, self.metric.function]
        if self.loop is not None and tries_seeds(self.split, self.loop):
            return "random seed"
        curve = "curve" in self.metric.tags and self.choice.how != "best so far"
        return "threshold" if curve or say(names, THRESHOLDS) else "candidate"

    def trace(self) -> list[TraceStep]:
        steps = [TraceStep(self.split.line, "split")] if self.split is not None else []
        if self.fit is not None:
            steps.append(TraceStep(self.fit.line, f"{self.fit.obj.short} fitted"))
        place = scoring_place(self)
        steps.append(TraceStep(getattr(place, "lineno", self.metric.line), "each candidate scored on the test rows"))
        steps.append(TraceStep(self.choice.line, f"the best kept ({self.choice.how})"))
        steps.append(TraceStep(getattr(self.use[0], "lineno", self.choice.line), f"and {self.use[1]}"))
        return steps


def scoring_place(found: TestChoice) -> ast.AST:
    """Where the candidates are scored, as seen from the choice: in a helper, the call of the helper."""
    if any(isinstance(m, Metric) and whole(m.rows) != whole(found.metric.rows) for m in found.choice.scores):
        return found.choice.node  # several scores are weighed against each other there
    shared = len(common(found.choice.calls, found.metric.calls))
    calls = found.metric.calls[shared:]
    return calls[0] if calls else found.metric.node
