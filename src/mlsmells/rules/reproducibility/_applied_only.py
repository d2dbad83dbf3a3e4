"""Whether a file only applies a model that is there: it learns nothing, and its results stand one by one."""

from __future__ import annotations

from pathlib import PurePosixPath

from mlsmells.core import regex
from mlsmells.facts import Backward, Facts, Fit, Predict, Write, words_of

_PURPOSE = frozenset(
    "serve serving inference infer predict prediction predictions detect evaluate evaluation eval submission "
    "submit".split()
)
_RESULTS = _PURPOSE | frozenset("result results score scores metric metrics report summary".split())
_LOADS = regex(r"load_state_dict|load_weights|load_model|load_checkpoint")
_LEARNS = regex(r"\.fit\(|\.fit_\w+\(|\.backward\(|\.train\(|train_test_split|partial_fit")


def applies_only(facts: Facts) -> bool:
    """Nothing is trained; the file says by its name that it serves, or a model is loaded for a table of results."""
    if facts.of(Fit) or facts.says(_LEARNS):
        return False
    if facts.of(Backward):
        return False
    if _PURPOSE & words_of(PurePosixPath(facts.source.path).stem):
        return True
    if not facts.says(_LOADS) and not facts.of(Predict):
        return False
    data = [write for write in facts.of(Write) if write.what == "data"]
    return bool(data) and all(_RESULTS & words_of(f"{write.path} {facts.segment(write.node)}") for write in data)
