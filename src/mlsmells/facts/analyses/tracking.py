"""What a run keeps of itself: parameters and scores in a tracker or in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.seeding.seeds import reached
from mlsmells.facts.domain.events import Call, Fit, Metric, Write

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import ScoredRecord, TrackingRecord
    from mlsmells.facts.record.facts import Facts

# Libraries that keep runs, by the word that their import begins with.
TRACKERS = frozenset(
    "mlflow wandb neptune comet_ml clearml aim sacred dvclive tensorboard tensorboardX trackio swanlab polyaxon "
    "determined azureml sagemaker vertexai ray guild dagshub mlfoundry lightning pytorch_lightning composer "
    "transformers trl autogluon pycaret nni optuna zenml kfp metaflow prefect ploomber kedro bentoml".split()
)
# Read from the text: these only keep the rule silent. Scores leave a program in more ways than can be followed.
_KEEPS = regex(
    r"SummaryWriter|TensorBoard\(|CSVLogger|report_to|FileHandler|filename\s*=|json\.dump|yaml\.(?:safe_)?dump"
    r"|toml\.dump|csv\.(?:Dict)?[wW]riter|\.write(?:lines|row|rows|_text)?\(|savetxt|pickle\.dump\(|np\.savez?\("
    r"|sqlite3|to_sql|\.insert(?:_one|_many)?\(|cv_results_|print\([^\n]*file\s*=|log_metrics?\(|log_params?\("
    r"|torch\.save\(|save_(?:metrics|results?|report|scores?|json|yaml|history)|logging\.basicConfig|loguru|log_model"
)
_RESULT = regex(r"result|metric|score|report|history|perf|eval|compar|summary|leaderboard|param", re.IGNORECASE)
# What MLflow can be told besides metrics.
_PARAMETERS = regex(
    r"log_params?\b|autolog|log_dict|log_artifacts?\b|log_input|log_text|log_table|log_batch|set_tags?\b|run_name"
)


# What a file without an ML library has to say.
NOTHING: TrackingRecord = {"scored": None, "kept": False, "bare_run": None}


def writes(facts: Facts) -> bool:
    """The text writes something that may hold scores."""
    return facts.says(_KEEPS)


def summary(facts: Facts) -> TrackingRecord:
    """A file's share: the first fit and score of a program, whether it keeps anything, runs without parameters."""
    fits = [f for f in facts.everywhere(Fit) if f.obj.predicts and reached(f)]
    metrics = [m for m in facts.everywhere(Metric) if "unsupervised" not in m.tags and not m.trained and reached(m)]
    return {
        "scored": None if facts.says(_EXPORTED) else _scored(fits, metrics),
        "kept": _kept(facts),
        "bare_run": _bare_run(facts),
    }


def installs(facts: Facts) -> list[list[Any]]:
    """The packages that steps of a platform install by themselves, each with its line."""
    out: list[list[Any]] = []
    for call in facts.of(Call):
        listed = call.args.get("packages_to_install") if "platform.component" in call.tags else None
        for item in (listed.value.items or ()) if listed is not None else ():
            if isinstance(item.const, str):
                out.append([item.const, call.line])
    return out


# Scripts that a notebook was exported to.
_EXPORTED = regex(r"^# In ?\[[\d ]*\]|^# COMMAND ----------|^# %%", re.MULTILINE, among=("# In", "# COMMAND", "# %%"))


def _scored(fits: list[Fit], metrics: list[Metric]) -> ScoredRecord | None:
    """A model of this very program is trained and scored."""
    for metric in metrics:
        own = next((f for f in fits if f in metric.fits), None)
        if own is not None:
            name = metric.label
            return {"at": list(Span.of(own.node)), "metric": name, "metric_line": metric.line, "model": own.obj.label}
    return None


def _kept(facts: Facts) -> bool:
    """Something that may hold parameters or scores is written or sent somewhere."""
    if facts.packages & TRACKERS or writes(facts):
        return True
    if any(tag.startswith("tracker") for call in facts.everywhere(Call) for tag in call.tags):
        return True
    return any(
        write.what not in ("data", "model")
        or _RESULT.search(write.path or "")
        or (write.value is not None and write.value.has("scored") is not None)
        or (write.path is None and write.what == "data")
        for write in facts.everywhere(Write)
    )


def _bare_run(facts: Facts) -> list[int] | None:
    """The first metric that MLflow is told, where it is told nothing of what made it."""
    if "mlflow" not in facts.packages or facts.says(_PARAMETERS):
        return None
    calls = [c for c in facts.of(Call) if c.name in ("mlflow.log_metric", "mlflow.log_metrics")]
    if not calls or not any(reached(f) for f in facts.everywhere(Fit)):
        return None
    return list(Span.of(calls[0].node))
