"""Services that predict and leave no trace of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.handlers import Handler, handler_of, handlers
from mlsmells.facts.domain.events import Predict
from mlsmells.facts.syntax.walk import called_as, every_node

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Whatever tells or keeps something: logs, metrics, traces, tables, queues.
_TELLS = regex(
    r"\blog(?:ger|ging|uru|s|_\w+)?\b|structlog|prometheus|statsd|opentelemetry|otel|sentry|datadog|cloudwatch|newrelic|"
    r"evidently|whylogs|nannyml|arize|mlflow|wandb|langfuse|langsmith|middleware|monitor|metric|telemetry|instrument|"
    r"\.add\(|\.commit\(|insert|\.execute\(|\.write|to_csv|to_sql|\.send\(|publish|producer|histor(?:y|ies)|\.append\(|"
    r"\.save\(|put_item|audit|track|record|database|\bdb\b",
    2,
)
_PREDICTS = frozenset({"predict", "predict_proba", "predict_on_batch"})
# Demonstrations, and loops over messages, which pass their results on.
_NO_SERVICE = frozenset({"Gradio", "Kafka"})


def unobserved(facts: Facts) -> Iterator[tuple[Handler, ast.AST]]:
    """The first handler of the file that predicts, where nothing in the file tells of it."""
    if not handlers(facts) or facts.says(_TELLS):
        return
    found = [(handler_of(facts, event), event.node) for event in facts.of(Predict)]
    found += [(handler, node) for handler in handlers(facts) if (node := _prediction(handler)) is not None]
    for handler, node in found:
        if handler is not None and handler.framework not in _NO_SERVICE and not _hands_on(facts, handler):
            yield handler, node
            return


def _prediction(handler: Handler) -> ast.AST | None:
    calls = (node for node in every_node(handler.node) if isinstance(node, ast.Call))
    return next((c for c in calls if isinstance(c.func, ast.Attribute) and called_as(c.func) in _PREDICTS), None)


def _hands_on(facts: Facts, handler: Handler) -> bool:
    """A function or an object of another module has the work, and may tell of it."""
    own = {f.node.name for f in facts.functions if not isinstance(f.node, ast.Lambda)}
    known = facts.module_values
    for node in every_node(handler.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in own:
            value = known.get(node.func.id)
            if value is not None and value.kind != "lib":
                return True
    return False
