"""Early stopping by a helper of the project that is handed the score of a loader of test data.

Names say which loader it is, so they must leave no doubt: the file has no loader for validation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training import test_names
from mlsmells.facts.analyses.training.test_names import Loop
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_STOPPER = regex(r"(?i)early_?stop|stopper$|stopping$")


@dataclass(frozen=True)
class TestStop:
    """``early_stopping(test_loss, model)``: the call, how the loader is written, and where the score is made."""

    call: ast.Call
    loader: str
    scored: ast.Assign


def test_stops(facts: Facts) -> Iterator[TestStop]:
    """Calls of a stopping helper with the score of the test loader, in the loop that trains."""
    if not facts.says(_STOPPER) or not test_names.learns(facts) or test_names.validates(facts):
        return
    over_test = test_names.functions_over_test(facts)
    for loop in test_names.training_loops(facts):
        yield from _in_loop(loop, over_test)


def _in_loop(loop: Loop, over_test: dict[str, str]) -> Iterator[TestStop]:
    scores: dict[str, tuple[ast.Assign, str]] = {}
    for node in sorted(every_node(loop), key=lambda n: getattr(n, "lineno", 0)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            loader = test_names.score_of_test(node.value, over_test)
            for target in node.targets:
                for name in filter(None, map(variable, every_node(target))):
                    scores.pop(name, None)
                    if loader:
                        scores[name] = (node, loader)
        elif isinstance(node, ast.Call) and _is_stopper(node):
            given = [variable(inner) for argument in node.args for inner in every_node(argument)]
            found = next((scores[name] for name in given if name in scores), None)
            if found is not None:
                yield TestStop(node, found[1], found[0])
                return


def _is_stopper(call: ast.Call) -> bool:
    """``early_stopping(loss, model)``, ``self.stopper.step(loss)``."""
    if not call.args:
        return False
    held = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    return bool(_STOPPER.search(called_as(call.func)) or _STOPPER.search(called_as(held)))
