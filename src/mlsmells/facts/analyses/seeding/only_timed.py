"""Programs that train to see how long it takes: no model and no score leaves them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import CrossValidation, Metric, Write

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_CLOCK = regex(r"\btime\(\)|perf_counter|monotonic\(|default_timer|cuda\.Event|torch\.profiler|cProfile")
_CALLED_SO = regex(r"profil(?:e|ing)|bench(?:mark)?|timing|training[ _-]time|latency|throughput|speed", 2)
_KEEPS = regex(r"\b(?:torch\.save|save_pretrained|save_weights|save_model|log_model|joblib\.dump|pickle\.dump)\b")


def only_times(facts: Facts) -> bool:
    """By its name or first words it measures time, it asks a clock, and it scores and keeps nothing."""
    tree = facts.source.tree
    said = f"{facts.source.path.rpartition('/')[2]} {ast.get_docstring(tree) if tree is not None else ''}"
    if not _CALLED_SO.search(said) or not facts.says(_CLOCK) or facts.says(_KEEPS):
        return False
    scored = any(not metric.trained for metric in facts.everywhere(Metric)) or facts.everywhere(CrossValidation)
    return not scored and not any(write.what == "model" for write in facts.everywhere(Write))
