"""What a file tells its project about how it trains: the kinds of models, and what may judge them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.baselines.models import is_simple, reconstructs
from mlsmells.facts.domain.events import Fit
from mlsmells.facts.domain.values import ArgState

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import TrainingRecord
    from mlsmells.facts.record.facts import Facts

# Words of code that judges a model in a way that was not followed.
_JUDGES = (
    "score", "metric", "evaluat", "accura", "rmse", "roc_", "f1", "confusion", "cross_val", "backtest", "validat",
    "recall", "precision", "benchmark", "kfold", "deviance", "_report",
)  # fmt: skip
_JUDGES_WHOLE = regex(r"\b(?:(?:mae|mse|mape|auc|error|loss)\b|r2|test\()")
# Layers for images, text and sequences: not made for a plain table.
_NO_TABLE = regex(
    r"Conv\d?|LSTM|GRU\b|RNN|Embedding|Attention|Transformer|Bidirectional|window|lookback|timestep|seq_len"
)
_SMALL_RUN = regex(
    r"limit|sample|subset|debug|dry.?run|max.?(?:steps|rows|iter|batches|epochs)|fast.?dev|n_?rows|epochs?\b|smoke|"
    r"\bsteps\b|\biters\b|quick|\btoy\b|small|\bfrac\b|num.?(?:steps|rows|epochs|rounds)|n_estimators|head\(",
    re.IGNORECASE,
)
# Simple models of libraries that knowledge does not know, or that were handed around unseen.
_SIMPLE = regex(
    r"(?:Linear|Logistic|Ridge|Lasso|Naive|NB)(?:Classifier|Regressor|Regression|Model|Bayes|CV)?\w{0,60}\s{0,9}\("
)
_SIMPLE_PARTS = ("Linear", "Logistic", "Ridge", "Lasso", "Naive", "NB")
_TREES = regex(r"(?:BoostedTrees|Forest|GradientBoost|DecisionTree|XGB|LGBM|CatBoost)\w{0,60}\s{0,9}\(")
_CLI = frozenset({"argparse", "click", "typer", "fire", "hydra", "absl", "tyro", "simple_parsing", "jsonargparse"})
_IMPORT = regex(r"\s*(?:from|import)\b|\s*#")


def of(facts: Facts, imported: set[str]) -> TrainingRecord:
    """``imported`` are the packages that the file brings in."""
    models = [o for o in facts.objects if o.is_a("classifier", "regressor", "meta", "booster")]
    fits = [fit for fit in facts.of(Fit) if fit.obj.predicts and not is_toy(fit)]
    code = "\n".join(line for line in facts.source.lines if not _IMPORT.match(line))
    # Plain searches before patterns: one with many alternatives costs as much as parsing.
    simple = any(is_simple(o) for o in facts.objects) or (
        any(part in code for part in _SIMPLE_PARTS) and _SIMPLE.search(code) is not None
    )
    return {
        "plain": simple or any(not o.tags & {"neural", "automl"} for o in models) or _TREES.search(code) is not None,
        "linear": simple,
        "judges": _judges(code.lower()),
        "shaped": not fits or _NO_TABLE.search(code) is not None,
        "command_line": list(Span.of(fits[0].node)) if fits and imported & _CLI else None,
        "small_run": not fits or _SMALL_RUN.search(code) is not None,
    }


def _judges(code: str) -> bool:
    return any(word in code for word in _JUDGES) or _JUDGES_WHOLE.search(code) is not None


def watched(fit: Fit) -> bool:
    """Rows are held out by the fit itself, or may be."""
    names = ("validation_split", "validation_data", "eval_set", "evals", "valid_sets", "X_val", "eval_dataset")
    return (
        bool(fit.watched) or any(name in fit.args for name in names) or fit.obj.core.param("oob_score").is_const(True)
    )


def table(fit: Fit) -> str | None:
    """The path of the table the rows were read from, "" if it is not known; None for other data."""
    read = fit.X.read if fit.X is not None else None
    if read is None or read.out is None or read.out.kind != "frame" or is_toy(fit) or reconstructs(fit):
        return None
    return (read.path or "") if fit.X is not None and fit.X.kind in ("frame", "array", "tensor") else None


def is_toy(fit: Fit) -> bool:
    """The rows come with a library, or are made up."""
    read = fit.X.read if fit.X is not None else None
    return read is not None and bool(read.tags & {"bundled", "synthetic"})


def learners(fit: Fit) -> int:
    """How many heavy models vote or are stacked in one."""
    core = fit.obj.core
    if not (core.is_a("meta") and "ensemble" in core.tags and core.param("estimators").state is not ArgState.ABSENT):
        return 0
    return sum(bool(child.core.tags & {"boosting", "forest", "neural"}) for _, child in core.children)
