"""The role of a file: test, library, training-script, serving, notebook, config or example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Fit, Read
from mlsmells.facts.syntax.walk import is_main_guard

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run
    from mlsmells.sources import Source

TEST_PATH = re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$")
# Folders that illustrate a library. Only for modules: example notebooks are what people copy.
WEB = frozenset({"flask", "fastapi", "bentoml", "starlette", "sanic", "bottle", "tornado", "aiohttp", "ray.serve"})
CLI = frozenset({"click", "argparse", "typer", "fire", "hydra", "absl"})


def role_of(source: Source, imported: frozenset[str], run: Run | None = None) -> str:
    """The role, from the path first, then from what the file imports and does."""
    if TEST_PATH.search(source.path):
        return "test"
    if source.is_notebook:
        return "notebook"
    if imported & WEB:
        return "serving"
    guarded = source.tree is not None and any(map(is_main_guard, source.tree.body))
    if guarded or imported & CLI:
        return "training-script"
    if run is not None and _works_at_top_level(run):
        return "training-script"
    return "library"


def _works_at_top_level(run: Run) -> bool:
    return any(not e.function and not e.foreign and isinstance(e, (Fit, Read)) for e in run.events)
