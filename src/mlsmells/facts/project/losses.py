"""Whether the modules of a project train networks by the same losses as a notebook does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.files import text_of
from mlsmells.sources import read_source

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project

_LOSS = regex(r"\b(?:[A-Z]\w*(?:Loss|Crossentropy)|\w+_loss|cross_entropy|\w*binary_cross_entropy\w*)(?=\s*\()")
_NAMED = regex(r"\bloss\s*=\s*[\"'](\w+)[\"']")
_LEARNS = regex(r"\.backward\(|\.minimize\(|apply_gradients\(|\.fit\(|\.fit_one_cycle\(|\.train\(\w")
_OWN = regex(r"def\s+(\w+)|class\s+(\w+)")


def trained_by_modules(project: Project, notebook: str) -> bool:
    """A module trains, and the modules name every loss that the notebook trains by."""
    wanted = _losses(read_source(project.root / notebook, display=notebook).code)
    if not wanted:
        return False
    texts = [text_of(project.root / module) for module in project.modules]
    if not any(_LEARNS.search(text) for text in texts):
        return False
    return wanted <= {loss for text in texts for loss in _losses(text)}


def _losses(text: str) -> set[str]:
    """``nn.CrossEntropyLoss()`` and ``F.cross_entropy(...)`` are one; functions of one's own are none."""
    own = {name for pair in _OWN.findall(text) for name in pair}
    found = {name for name in _LOSS.findall(text) if name not in own} | set(_NAMED.findall(text))
    return {re.sub(r"loss$", "", name.replace("_", "").lower()) for name in found} - {"", "val", "train", "get"}
