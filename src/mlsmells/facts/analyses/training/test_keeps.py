"""Loops that keep the best model by a score of the test loader, as far as names say so.

Where the data can be followed, the choices say it. But functions are given loaders by whoever calls them, and come from
modules that are not there: then the names decide, and the file must have no loader for validation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training import test_names
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.analyses.training.test_names import Loop
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What keeps a model: it is saved, or its weights are put aside.
_KEEPS = regex(r"(?i)save|checkpoint|ckpt|deepcopy|state_dict|dump")
_BEST = regex(r"(?i)best|max|min|top|low|high")
_CHOOSES = frozenset({"max", "min", "amax", "amin", "nanmax"})
# What shows or writes a result; a plot only needs to know how large it is.
_TELLS = regex(r"^(?:print|write|writelines|info|log\w*|add_scalar|append)$")
_EPOCHS = regex(r"(?i)epoch|iter|step|round|\bep\b|\be\b|\bt\b|\bi\b|\b_\b")
_ORDERS = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)


@dataclass(frozen=True)
class TestKeep:
    """``if acc > best: torch.save(…)``: the score of which loader, where it is made, in which loop."""

    scored: ast.stmt
    loader: str
    kept: ast.AST
    loop: Loop

    @property
    def told(self) -> bool:
        """Nothing is kept: ``print(max(test_accs))`` chooses the result alone."""
        return isinstance(self.kept, ast.Call)

    @property
    def lowest(self) -> bool:
        """``print(min(test_losses))`` says how low the loss came; who reports a result takes the accuracy."""
        return isinstance(self.kept, ast.Call) and called_as(self.kept.func).endswith("min")


def test_keeps(facts: Facts) -> Iterator[TestKeep]:
    """Loops that train and keep what is best on the test loader."""
    if not test_names.learns(facts) or test_names.validates(facts):
        return
    over_test = test_names.functions_over_test(facts)
    seen: set[ast.AST] = set()
    for loop in filter(_over_epochs, test_names.training_loops(facts)):
        for found in _in_loop(facts, loop, over_test):
            if found.kept not in seen:
                seen.add(found.kept)
                yield found
                break


def _over_epochs(loop: Loop) -> bool:
    """One network goes on learning: a loop over settings or folds compares several."""
    return isinstance(loop, ast.While) or bool(_EPOCHS.search(ast.unparse(loop.target) + ast.unparse(loop.iter)))


@dataclass()
class _Scores:
    """The variables that hold scores of the test loader, and the flags that say that one of them is the best."""

    over_test: dict[str, str]
    made: dict[str, tuple[ast.stmt, str]]
    flags: dict[str, tuple[ast.stmt, str]]
    lists: dict[str, tuple[ast.stmt, str]]

    def assigned(self, node: ast.Assign) -> None:
        loader = test_names.score_of_test(node.value, self.over_test)
        held = [variable(inner) for inner in every_node(node.value)]
        source = (node, loader) if loader else next((self.made[name] for name in held if name in self.made), None)
        names = {name for target in node.targets for name in map(variable, every_node(target)) if name}
        best = _compared(node.value, self.made) if isinstance(node.value, ast.Compare) else None
        if best is not None:
            self.flags |= dict.fromkeys(names, best)
            return
        for name in names - {name for name in names if _BEST.search(name)}:
            self.made.pop(name, None)
            if source is not None:
                self.made[name] = source

    def collected(self, call: ast.Call) -> None:
        """``test_accs.append(acc)``."""
        if isinstance(call.func, ast.Attribute) and call.func.attr == "append" and call.args:
            source = next((self.made[n] for a in every_node(call.args[0]) if (n := variable(a)) in self.made), None)
            if source is not None and variable(call.func.value):
                self.lists[variable(call.func.value)] = source


def _in_loop(facts: Facts, loop: Loop, over_test: dict[str, str]) -> Iterator[TestKeep]:
    scores = _Scores(over_test, {}, {}, {})
    for node in sorted(every_node(loop), key=lambda n: (getattr(n, "lineno", 0), getattr(n, "col_offset", 0))):
        if isinstance(node, ast.Assign):
            scores.assigned(node)
        elif isinstance(node, ast.For) and node is not loop:
            _gone_over(node, scores)
        elif isinstance(node, ast.Call):
            scores.collected(node)
        elif isinstance(node, ast.If):
            source = _flagged(node.test, scores) or _compared(node.test, scores.made)
            if source is not None and _keeps(node):
                yield TestKeep(source[0], source[1], node, loop)
    for name, source in scores.lists.items():
        best = _best_told(facts, loop, name)
        if best is not None:
            yield TestKeep(source[0], source[1], best, loop)


def _best_told(facts: Facts, loop: Loop, name: str) -> ast.AST | None:
    """``print(max(test_accs))``: the best of all passes is told as the result, in the same function."""
    scope = function_around(facts, loop) or facts.source.tree
    for call in every_node(scope):
        if isinstance(call, ast.Call) and called_as(call.func) in _CHOOSES and call.args:
            if variable(call.args[0]) == name and any(_tells(outer) for outer in around(facts, call)):
                return call
    return None


def _tells(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and bool(_TELLS.match(called_as(node.func)))


def _gone_over(loop: ast.For, scores: _Scores) -> None:
    """``for x, y in test_loader``: what is counted and summed up in it are scores."""
    loader = test_names.test_loader(loop.iter)
    nodes = every_node(loop) if loader else []
    if any(isinstance(n, ast.Attribute) and n.attr == "backward" for n in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.AugAssign) and variable(node.target):
            scores.made[variable(node.target)] = (node, loader)


def _compared(test: ast.expr, made: dict[str, tuple[ast.stmt, str]]) -> tuple[ast.stmt, str] | None:
    """``acc > best_acc``: a score of the test loader against the best so far."""
    for node in every_node(test):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], _ORDERS):
            sides = [node.left, node.comparators[0]]
            for value, other in (sides, sides[::-1]):
                scored = next((made[name] for n in every_node(value) if (name := variable(n)) in made), None)
                if scored is not None and _says_best(other):
                    return scored
    return None


def _says_best(node: ast.expr) -> bool:
    return any(_BEST.search(called_as(n)) for n in every_node(node))


def _flagged(test: ast.expr, scores: _Scores) -> tuple[ast.stmt, str] | None:
    """``is_best``."""
    return next((scores.flags[name] for n in every_node(test) if (name := variable(n)) in scores.flags), None)


def _keeps(node: ast.If) -> bool:
    """The arm saves the model or puts its weights aside."""
    calls = [n for statement in node.body for n in every_node(statement) if isinstance(n, ast.Call)]
    return any(_KEEPS.search(called_as(call.func)) for call in calls)
