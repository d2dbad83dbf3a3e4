"""The role of a file: test, library, training-script, serving, notebook, config or example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Call, Event, Fit, Read
from mlsmells.facts.syntax.walk import is_main_guard
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run
    from mlsmells.sources import Source

TEST_PATH = regex(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$")
# Folders that illustrate a library. Only for modules: example notebooks are what people copy.
_SHOWING = frozenset(
    "example examples demo demos tutorial tutorials lesson lessons lecture lectures exercise exercises course courses "
    "chapter chapters homework homeworks assignment assignments workshop workshops quickstart playground book".split()
)
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


def demonstrates(path: str) -> bool:
    """The path says that the file shows how something is done, and is not work of its own."""
    return bool(_SHOWING & words_of(path))


def _works_at_top_level(run: Run) -> bool:
    return any(not e.function and not e.foreign and _is_work(e) for e in run.events)


def _is_work(event: Event) -> bool:
    return isinstance(event, (Fit, Read)) or (isinstance(event, Call) and "loop.step" in event.tags)
