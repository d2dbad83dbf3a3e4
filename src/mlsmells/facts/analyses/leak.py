"""One leak: what was learned from which rows, the split, the model, the use; how bad it is and how to say it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core import TraceStep, cut_path
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses import holdouts
from mlsmells.facts.analyses.evaluations import Evaluation, split_of, uses
from mlsmells.facts.analyses.owned_up import owned_up
from mlsmells.facts.analyses.trace import learner, trace
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import ColStat, CrossValidation, Fit, Split, behind_one_call
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.syntax.walk import variable
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, say, words_of
from mlsmells.facts.transfer.named_splits import NAMED

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


# Statistics that fill gaps, count categories or cap outliers; and those that, beside a mean, are there to scale.
_FILLS = frozenset(
    "mean nanmean median nanmedian mode describe value_counts quantile nanquantile percentile nanpercentile".split()
)
_SCALES = frozenset({"std", "nanstd", "var", "min", "max", "ptp"})
_NEAR = 5  # lines


@dataclass(slots=True, eq=False)
class Leak:
    """``effect`` saw the rows that ``split`` holds out. ``cv`` is set when the rows are held out by folds."""

    effect: Effect
    split: Split | None
    fit: Fit | None = None
    evaluation: Evaluation | None = None
    cv: CrossValidation | None = None
    features: Value | None = None
    certain: bool = True
    apart: bool = False  # the scored rows were read by themselves: no split is to blame
    place: ast.AST | None = None  # where it is reported
    facts: Facts | None = None

    @property
    def by_folds(self) -> bool:
        return self.cv is not None or (self.split is not None and self.split.kind == "cv")

    @property
    def only_watched(self) -> bool:
        """The rows held out by folds are watched while the model is fitted; no score of them is reported."""
        return self.cv is None and self.evaluation is not None and self.evaluation.during is not None

    @property
    def inner(self) -> bool:
        """All of it happens within the training part of an outer split, whose test part stays clean.

        So it does within a source of its own, if the model is scored on another one at the end.
        """
        within = [any(map(self._leaves_a_test, path)) for _, path in self.effect.rows or ()]
        return (bool(within) and all(within)) or (self.facts is not None and self._tested_elsewhere(self.facts))

    def _leaves_a_test(self, step: R.Step) -> bool:
        """A training part. Of data that a library divides it is one only where the other part is used as well."""
        split, part = step
        if part != "train" or self.facts is None or not (isinstance(split, tuple) and split[0] == NAMED):
            return part == "train"
        return any((split, other) in path for u in uses(self.facts) for _, path in u.rows or () for other in R.HELD_OUT)

    def _tested_elsewhere(self, facts: Facts) -> bool:
        for scored in uses(facts):
            clean = scored.metric is not None and R.disjoint(scored.rows, self.effect.rows)
            if scored.predict is not None and self._prepares(scored):
                return True
            if clean or (scored.metric is None and self._of_competition(facts, scored)):
                applied = {e.obj for e in scored.X.effects if e.obj is not None}
                if self.fit in scored.fits or self.effect.obj in applied:
                    return True
            if scored.metric is not None and self._found(scored) and (clean or _by_name(facts, scored)):
                return True
        return False

    def _found(self, scored: Evaluation) -> bool:
        """The folds are those of a search, and what it found is scored."""
        searched = self.cv.obj if self.cv is not None and self.cv.search else None
        return searched is not None and any(fit.obj is searched for fit in scored.fits)

    def _of_competition(self, facts: Facts, used: Evaluation) -> bool:
        """Test rows without labels are predicted, which the split did not cut: what it held out is for validation."""
        held = self.features
        if self.cv is not None or self.evaluation is not None:
            held = self.cv.X if self.cv is not None else self.evaluation.X if self.evaluation is not None else None
        apart = held is not None and not R.sources(used.rows) & R.sources(held.rows)
        return apart and _called_test(facts, used)

    def _prepares(self, used: Evaluation) -> bool:
        """Nothing is scored here: training rows are divided further, other rows called test rows are transformed."""
        if self.evaluation is not None or self.cv is not None or used.obj is not self.effect.obj or used.obj is None:
            return False
        return not R.sources(used.rows) & R.sources(self.effect.rows) and _given_as_test(used)

    @property
    def rows(self) -> str:
        """The rows that were learned from, for a message; of a training file by itself they are not all there are."""
        if self.inner or (self.by_folds and self._given_training_rows):
            return "all training rows"
        read = self.features.read if self.features is not None else None
        name = (read.path or "").replace("\\", "/").rpartition("/")[2] if read is not None else ""
        return f"all rows of '{cut_path(name, 24)}'" if "train" in name.lower() else "all rows"

    @property
    def _given_training_rows(self) -> bool:
        """``scaler.fit(X_train)``: others were put aside, in whatever way."""
        node = self.effect.event.node if self.effect.event is not None else None
        given = node.args[:1] if isinstance(node, ast.Call) else []
        return say([variable(arg) for arg in given], TRAINING)

    @property
    def part(self) -> str:
        """What the rows that were held out are called."""
        if self.inner or self._validates:
            return "validation"
        return "test"

    @property
    def _validates(self) -> bool:
        if self.evaluation is not None:
            rows, scored = self.evaluation.rows, self.evaluation.event
            return self.facts is not None and holdouts.says_validation(self.facts, rows, scored)
        cut = self.split.statement if self.split is not None else None
        named = words_of(ast.unparse(cut.targets[0])) if isinstance(cut, ast.Assign) else frozenset()
        return bool(named & VALIDATION) and not named & TESTING

    @property
    def is_mild(self) -> bool:
        """Only a vocabulary was learned (which words there are, not how frequent they are), or what fills gaps.

        Neither changes a score that one could measure.
        """
        if self._fills:
            return True
        obj = self.effect.obj
        names = obj.spec.options.get("mild", ()) if obj is not None and obj.spec is not None else ()
        return obj is not None and bool(names) and all(obj.param(name).absent_or(None) for name in names)

    @property
    def _fills(self) -> bool:
        """Before anything was held out, a mean, median or mode went into gaps, or values were capped at quantiles."""
        learned = self.effect.event
        if not is_fill(self.effect) or learned is None or self.facts is None:
            return False
        late = self.split is not None and learned.order > self.split.order
        return not late and not any(_scales_with(stat, learned) for stat in self.facts.everywhere(ColStat))

    @property
    def learned(self) -> str:
        """What learned from which rows, as a clause of a message."""
        who = learner(self.effect)
        return (
            f"{who} learns from {self.rows}" if self.effect.obj is not None else f"the {who} is taken over {self.rows}"
        )

    @property
    def cause(self) -> str:
        """Where a helper learns for all its callers; leaks of one kind in a file are told as one: of a class of
        transformers, or of statistics (in a notebook of all, else of one function)."""
        home = self.effect.event.foreign if self.effect.event is not None else ""
        if home or self.facts is None:
            return home
        kind = self.effect.obj.short if self.effect.obj is not None else self._statistic
        return f"{self.facts.source.path}: {kind}"

    @property
    def _statistic(self) -> str:
        named = self.effect.event if self.facts is not None and not self.facts.source.is_notebook else None
        return named.name if isinstance(named, ColStat) else "statistics"

    @property
    def owned_up(self) -> bool:
        """The author calls it wrong, and does it otherwise afterwards."""
        if self.facts is None:
            return False
        used = (self.fit, self.cv, self.evaluation.event if self.evaluation is not None else None)
        return owned_up(self.facts, getattr(self.place, "lineno", 0), learner(self.effect), *used)

    @property
    def remedy(self) -> str:
        """What to do, for a message."""
        if not self.by_folds:
            return f"{'fit' if self.effect.obj is not None else 'compute'} it on the training part only"
        if self.effect.obj is None:
            return "compute it in each fold"
        return "cross-validate it with the model" if self.effect.obj.is_a("pipeline") else "put it into a Pipeline"

    @property
    def statement(self) -> object:
        """Where it is reported, as a statement."""
        event = self.effect.event
        own = event is not None and self.place is event.node and not event.foreign
        return event.statement if own and event.statement is not None else getattr(self.place, "lineno", self.place)

    @property
    def division(self) -> CrossValidation | Split | None:
        """What divides the rows: the cross-validation, else the split."""
        return self.cv or self.split

    def trace(self) -> list[TraceStep]:
        """From the read over what was learned to the score."""
        outer = next((s for _, path in R.ordered(self.effect.rows) for s, part in path if part == "train"), None)
        return trace(
            read=self.features.read if self.features is not None else None,
            outer=split_of(self.facts, outer) if outer is not None and self.facts is not None else None,
            effect=self.effect,
            split=self.split,
            fit=self.cv if self.cv is not None else self.fit,
            evaluation=self.evaluation,
        )

    @property
    def elsewhere(self) -> bool:
        """All of it happens behind one call into another module, which sees it by itself."""
        score = self.evaluation.event if self.evaluation is not None else None
        return behind_one_call(self.effect.event, self.split, self.cv or self.fit, score)


def _by_name(facts: Facts, scored: Evaluation) -> bool:
    """Rows of which nothing else is known are called validation or test rows."""
    names = (holdouts.says_validation, holdouts.says_test)
    return scored.rows is None and any(says(facts, scored.rows, scored.event) for says in names)


def is_fill(effect: Effect) -> bool:
    """A statistic that goes into gaps, if nothing scales with it."""
    return effect.kind == "stat" and effect.note in _FILLS


def _called_test(facts: Facts, used: Evaluation) -> bool:
    """The rows that a model predicts come from a file or a variable that is called test rows: of a competition."""
    read = used.X.read
    if used.predict is None or read is None:
        return False
    names = [n for n, v in facts.module_values.items() if v.read is read and v.kind == "frame"]
    return say((read.path or "", *names), TESTING)


def _given_as_test(used: Evaluation) -> bool:
    """``scaler.transform(X_test)``."""
    node = used.event.node
    given = node.args[:1] if isinstance(node, ast.Call) else []
    return say([variable(arg) for arg in given], TESTING)


def _scales_with(stat: ColStat, mean: ColStat) -> bool:
    """Of the same values, close to the mean: ``(a - a.mean()) / a.std()``."""
    if stat.name.rpartition(".")[2] not in _SCALES or stat.X is None or mean.X is None:
        return False
    near = abs(stat.line - mean.line) <= _NEAR and stat.function == mean.function
    return near and stat.X.root is mean.X.root and stat.X.column == mean.X.column
