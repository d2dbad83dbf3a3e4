"""Loaders of batches: what they are made with, what they are for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.analyses.training.passes import Pass, is_evaluation, passes
from mlsmells.facts.analyses.training.surroundings import around, function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

HELD_OUT = regex(
    r"(?:^|_)(?:val|valid|validation|validate|test|testing|dev|eval|evaluation|holdout|infer|inference)\d?(?:$|_)|"
    r"^(?:val|valid|test|eval)(?:loader|set|data|dl|ds|iter|gen|dataset|dataloader)$"
)
TRAINING = regex(r"train|fit|learn|support|calib")
_LOADER = regex(r"^(?:\w*DataLoader|DataLoaderX|MultiEpochsDataLoader)$")


@dataclass(frozen=True)
class Loader:
    """A loader is made: ``name`` is what it is bound to, "" where that is not said in the statement."""

    call: ast.Call
    name: str
    key: str = ""  # of a dictionary of loaders: ``{"val": DataLoader(…)}``

    def argument(self, name: str, position: int = -1) -> ast.expr | None:
        """An argument as it is written."""
        for keyword in self.call.keywords:
            if keyword.arg == name:
                return keyword.value
        return self.call.args[position] if 0 <= position < len(self.call.args) else None

    @property
    def dataset(self) -> ast.expr | None:
        return self.argument("dataset", 0)

    @property
    def label(self) -> str:
        """For a message: the key or the variable."""
        return repr(self.key) if self.key else self.name or "the evaluation"

    @property
    def has_single_rows(self) -> bool:
        """Its batches have one row."""
        size = self.argument("batch_size", 1)
        return isinstance(size, ast.Constant) and size.value == 1

    @property
    def is_open(self) -> bool:
        """Arguments that are not seen: ``**options``."""
        return any(k.arg is None for k in self.call.keywords) or any(isinstance(a, ast.Starred) for a in self.call.args)


def loaders(facts: Facts) -> list[Loader]:
    """All loaders that the file makes."""
    if "loaders" not in facts.memo:
        calls = [node for node in facts.nodes if isinstance(node, ast.Call) and _is_one(facts, node)]
        facts.memo["loaders"] = [Loader(call, *_bound(facts, call)) for call in calls]
    known: list[Loader] = facts.memo["loaders"]
    return known


def _is_one(facts: Facts, call: ast.Call) -> bool:
    name = called_as(call.func)
    return bool(_LOADER.match(name)) or (name.endswith("oader") and qualified(facts, call.func).endswith("DataLoader"))


def _bound(facts: Facts, call: ast.Call) -> tuple[str, str]:
    """The variable and the key; a method that returns it gives its name: ``def val_dataloader(self)``."""
    key: str = ""
    inner: ast.AST = call
    for outer in around(facts, call):
        if isinstance(outer, ast.Dict):
            key = key or _key(outer, inner)
        if isinstance(outer, (ast.Assign, ast.AnnAssign)):
            return _target(outer, call), key or _subscript(outer)
        if isinstance(outer, ast.Return):
            function = function_around(facts, outer)
            return (function.name if function is not None and outer.value is call else ""), key
        if isinstance(outer, ast.stmt):
            break
        inner = outer
    return "", key


def _key(found: ast.Dict, value: ast.AST) -> str:
    for key, other in zip(found.keys, found.values, strict=True):
        if other is value and isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value
    return ""


def _subscript(statement: ast.Assign | ast.AnnAssign) -> str:
    """``loaders["val"] = …``."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    held = target.slice if isinstance(target, ast.Subscript) else None
    return held.value if isinstance(held, ast.Constant) and isinstance(held.value, str) else ""


def _target(statement: ast.Assign | ast.AnnAssign, call: ast.Call) -> str:
    """Of ``a, b = DataLoader(…), DataLoader(…)`` the one at the same place."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    target = targets[0]
    if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
        pairs = zip(target.elts, statement.value.elts, strict=False)
        target = next((one for one, value in pairs if value is call), target)
    return variable(target)


def evaluates(facts: Facts, loader: Loader) -> bool:
    """What comes from it is scored or predicted, and nothing learns from it; or it is called so."""
    words = [loader.key.lower(), called_name(loader)]
    data = _names_in(loader.dataset)
    if any(TRAINING.search(word) for word in (*words, *data)):
        return False
    used = list(_uses(facts, loader))
    if any(one.learned for one in used):
        return False
    return any(HELD_OUT.search(word) for word in words) or any(is_evaluation(facts, one) for one in used)


def called_name(loader: Loader) -> str:
    """The last part of the variable, lower case."""
    return loader.name.rpartition(".")[2].lower()


def _names_in(node: ast.AST | None) -> Iterator[str]:
    for inner in every_node(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value.lower()
        elif name := called_as(inner):
            yield name.lower()


def _uses(facts: Facts, loader: Loader) -> Iterator[Pass]:
    """Passes in loops over it, as the loop names it; in the function that made it or a method of the same class."""
    if not loader.name:
        return
    here = function_around(facts, loader.call)
    for one in passes(facts):
        loops = [loop for loop in one.event.loops if isinstance(loop, (ast.For, ast.AsyncFor))]
        if any(variable(inner) == loader.name for loop in loops for inner in every_node(loop.iter)):
            if here is None or "." in loader.name or here is function_around(facts, one.event.node):
                yield one


def held_out(facts: Facts, loader: Loader) -> str:
    """What the loader gives that is held out, for a message; "" where it is for training, or nobody knows.

    Also one of ``{part: DataLoader(data[part], …) for part in ("train", "val")}``.
    """
    part = _one_of_all(facts, loader)
    return repr(part) if part else loader.label if evaluates(facts, loader) else ""


def is_for_all_parts(facts: Facts, loader: Loader) -> bool:
    """One line makes the loaders of all parts."""
    return bool(_one_of_all(facts, loader))


def _one_of_all(facts: Facts, loader: Loader) -> str:
    for outer in around(facts, loader.call):
        if isinstance(outer, ast.stmt):
            return ""
        if isinstance(outer, (ast.DictComp, ast.ListComp)):
            words = [inner.value for inner in every_node(outer.generators[0].iter) if isinstance(inner, ast.Constant)]
            return next((word for word in words if isinstance(word, str) and HELD_OUT.search(word.lower())), "")
    return ""
