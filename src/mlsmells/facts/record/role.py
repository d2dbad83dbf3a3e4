"""The role of a file: test, library, training-script, serving, notebook, config or example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Call, Event, Fit, Read
from mlsmells.facts.syntax.walk import called_at_top_level, is_main_guard
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run
    from mlsmells.sources import Source

TEST_FOLDER = regex(r"(^|/)(tests?|testing)/|(^|/)conftest\.py$")
TEST_PATH = regex(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.(py|ipynb)$")
# Folders that illustrate a library. Only for modules: example notebooks are what people copy.
_SHOWING = frozenset(
    "example examples demo demos tutorial tutorials lesson lessons lecture lectures exercise exercises course courses "
    "chapter chapters homework homeworks assignment assignments workshop workshops quickstart playground book".split()
)
# ``eval_test.py`` evaluates the test part.
_WORKING = frozenset("eval evaluate evaluation predict prediction predictions infer inference score train".split())
WEB = frozenset({"flask", "fastapi", "bentoml", "starlette", "sanic", "bottle", "tornado", "aiohttp", "ray.serve"})
RUNNERS = frozenset({"pytest", "unittest", "nose", "hypothesis", "doctest"})
CLI = frozenset({"click", "argparse", "typer", "fire", "hydra", "absl"})


def role_of(source: Source, imported: frozenset[str], run: Run | None = None) -> str:
    """The role, from the path first, then from what the file imports and does."""
    if TEST_PATH.search(source.path) and not _only_called_so(source, imported, run):
        return "test"
    if source.is_notebook:
        return "notebook"
    if imported & WEB:
        return "serving"
    guarded = source.tree is not None and any(map(is_main_guard, source.tree.body))
    if guarded or imported & CLI:
        return "training-script"
    if run is not None and _works_at_top_level(run, source):
        return "training-script"
    return "library"


def _only_called_so(source: Source, imported: frozenset[str], run: Run | None) -> bool:
    """``train_and_test.py``: a program that works as it stands, and defines nothing that a test runner would run."""
    if run is None or source.tree is None or TEST_FOLDER.search(source.path) or imported & RUNNERS:
        return False
    defined = (getattr(node, "name", "").lower() for node in source.tree.body)
    trains = any(not e.function and isinstance(e, Fit) for e in run.events)
    named = bool(_WORKING & words_of(source.path.rpartition("/")[2]))
    return (trains or named) and not any(name.startswith("test") for name in defined)


def demonstrates(path: str) -> bool:
    """The path says that the file shows how something is done, and is not work of its own."""
    return bool(_SHOWING & words_of(path))


def _works_at_top_level(run: Run, source: Source) -> bool:
    events = [e for e in run.events if not e.foreign and _is_work(e)]
    if any(not e.function for e in events):
        return True
    # The training itself may stand in another module: what counts is that this file has it done.
    outermost = {id(e.calls[0]) for e in run.events if e.calls and isinstance(e, Fit)}
    return bool(outermost) and any(id(node) in outermost for node in called_at_top_level(source.tree))


def _is_work(event: Event) -> bool:
    return isinstance(event, (Fit, Read)) or (isinstance(event, Call) and "loop.step" in event.tags)
