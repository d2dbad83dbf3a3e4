"""The names that the outputs of a split are bound to, and whether their order fits the call.

A split call gives the parts of its first array, then those of its second: ``X_train, X_test, y_train, y_test``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Event, Fit, Metric, Split
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_TRAIN = regex(r"(^|_)(train|training|tr|trn)(_|\d|$)|^[xy]_?train", re.IGNORECASE)
_HELD = regex(
    r"(^|_)(test|testing|te|tst|val|valid|validation|dev|holdout|eval)(_|\d|$)|^[xy]_?(test|val)", re.IGNORECASE
)
_FEATURES = regex(r"^x(_|\d|[A-Z]|t|v|$)|(^|_)x(_|$)|feature|data|img|image|text|docs?(_|$)", re.IGNORECASE)
_LABELS = regex(r"^y(_|\d|[A-Z]|t|v|$)|label|target|class|(^|_)y(_|$)", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Misordered:
    """``split`` is unpacked into ``targets`` as if it gave (X, y) of each part; ``use`` shows what that does."""

    split: Split
    targets: ast.Tuple
    names: tuple[str, ...]
    use: Event | None
    exchanged: bool = False  # train and test of all arrays, against the sizes that the call names

    @property
    def repaired(self) -> str:
        """The targets in the order the call gives; "" when their names do not tell."""
        return self._in_order(_stem) or self._in_order(_kind)

    def _in_order(self, called: Callable[[str], str]) -> str:
        found = {(called(n), _part(n)): ast.unparse(t) for n, t in zip(self.names, self.targets.elts, strict=True)}
        arrays = list(dict.fromkeys(called(n) for n in self.names))
        given = _given(self.split)
        if called is _stem and set(given) == set(arrays):
            arrays = given
        wanted = [(array, part) for array in arrays for part in ("train", "test")]
        complete = set(found) == set(wanted) and "" not in arrays and len(found) == len(self.names)
        return ", ".join(found[w] for w in wanted) if complete else ""


def misordered(facts: Facts) -> list[Misordered]:
    """The splits of several arrays whose outputs are bound to names of another order."""
    out = []
    for split in facts.of(Split):
        if split.kind not in ("random", "slice") or not 1 < len(split.inputs) * 2 == len(split.outputs):
            continue
        targets = _targets(split)
        if targets is None:
            continue
        names = tuple(filter(None, map(_name, targets.elts)))
        if len(names) < len(split.outputs):
            continue
        if _against_sizes(names) and _mostly_trains(facts, split):
            out.append(Misordered(split, targets, names, None, exchanged=True))
        if not (_wrong(names) or _exchanged(split, names)):
            continue
        found = Misordered(split, targets, names, _mixed_use(facts, split))
        if found.use is not None or found.repaired:
            out.append(found)
    return out


def _name(target: ast.expr) -> str:
    """The name of a variable or of an attribute."""
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def _targets(split: Split) -> ast.Tuple | None:
    statement = split.statement
    if not isinstance(statement, ast.Assign) or statement.value is not split.node or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    return target if isinstance(target, ast.Tuple) else None


def _wrong(names: tuple[str, ...]) -> bool:
    """The parts alternate train, test, train, test; all names must say what they are before any is doubted."""
    parts, half = [_part(n) for n in names], len(names) // 2
    if parts.count("train") != half or parts.count("test") != half:
        return False
    # All the other way round: the shares may be meant so.
    return parts not in (["train", "test"] * half, ["test", "train"] * half)


def _exchanged(split: Split, names: tuple[str, ...]) -> bool:
    """The parts are called after the arrays that were given, and the arrays stand in another order."""
    given, called = _given(split), [_stem(n) for n in names[::2]]
    parts = ["train", "test"] * len(called)
    in_pairs = called == [_stem(n) for n in names[1::2]] and [_part(n) for n in names] == parts
    return in_pairs and given != called and set(given) == set(called) and len(set(called)) == len(called)


def _given(split: Split) -> list[str]:
    """The names of the arrays that are split, in lower case; none if one is no variable."""
    given = split.node.args if isinstance(split.node, ast.Call) else []
    return (
        [_stem(n.id) for n in given if isinstance(n, ast.Name)] if all(isinstance(n, ast.Name) for n in given) else []
    )


def _stem(name: str) -> str:
    """What a name says beside the part: ``ids`` of ``ids_train``."""
    return " ".join(sorted(words_of(name) - TRAINING - TESTING - VALIDATION))


def _against_sizes(names: tuple[str, ...]) -> bool:
    return [_part(n) for n in names] == ["test", "train"] * (len(names) // 2)


def _mostly_trains(facts: Facts, split: Split) -> bool:
    """The call says that the training part is the larger one: ``train_size=0.8``."""
    return _share(facts, split, "train_size") > HALF


HALF = 0.5


def _share(facts: Facts, split: Split, name: str) -> float:
    """A share that is written in the call, or is the default of the parameter that is given; 0 for none."""
    call = split.node
    node = next((k.value for k in call.keywords if k.arg == name), None) if isinstance(call, ast.Call) else None
    if isinstance(node, ast.Name):
        node = _default(facts, node) or node
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, float) and value < 1 else 0.0


def _default(facts: Facts, name: ast.Name) -> ast.expr | None:
    around = [
        f for f in facts.nodes_of(ast.FunctionDef)
        if f.lineno <= name.lineno <= (f.end_lineno or 0)
    ]  # fmt: skip
    if not around:
        return None
    args = max(around, key=lambda f: f.lineno).args
    named = [*args.posonlyargs, *args.args]
    given = [
        *zip(reversed(named), reversed(args.defaults), strict=False),
        *zip(args.kwonlyargs, args.kw_defaults, strict=True),
    ]
    return next((default for arg, default in given if arg.arg == name.id), None)


def _part(name: str) -> str:
    train, held = bool(_TRAIN.search(name)), bool(_HELD.search(name))
    return "" if train == held else "train" if train else "test"


def _kind(name: str) -> str:
    features, labels = bool(_FEATURES.search(name)), bool(_LABELS.search(name))
    return "" if features == labels else "x" if features else "y"


def _mixed_use(facts: Facts, split: Split) -> Event | None:
    """A fit or score that puts two different parts of this split together as features and labels."""
    for fit in facts.of(Fit):
        if _mixed(fit.X, fit.y, split.id):
            return fit
    for metric in facts.of(Metric):
        features = (metric.X, *(p.X for p in metric.predictions))
        if any(_mixed(X, metric.true, split.id) for X in features):
            return metric
    return None


def _mixed(X: Value | None, y: Value | None, split_id: object) -> bool:
    if X is None or y is None:
        return False
    step = R.siblings(X.rows, y.rows)
    return step is not None and step[0] == split_id
