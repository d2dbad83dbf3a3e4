"""Whether anything that a program makes is there after it: a model, an index, a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import regex
from mlsmells.facts import Facts, OrderUse, Write, called_as, function_around, plots, variable

_KEEPS = regex(
    r"save(?!fig)\w*\(|dump\w*\(|\.to_(?:csv|parquet|pickle|json|feather|hdf|sql|excel)|\bload_(?:model|state|weights)|log_model"
    r"|ModelCheckpoint|push_to_hub|export\w*\(|\.write\(|upload\w*\(|torch\.load|pickle\.load|joblib\.load|%store|shelve"
)

_PICTURES = frozenset("fig figure ax axes chart plot canvas".split())
_MODEL = regex(
    r"(?:^|_)(?:model|clf|algo|estimator|net|network|classifier|regressor|pipe|pipeline|learner)(?:$|_)", re.I
)


def goes_with_model(facts: Facts, use: OrderUse, source: str) -> bool:
    """The numbering is handed on together with the model: whoever loads the one has the other."""
    names = {source} - {""}
    if isinstance(use.statement, ast.Assign):
        names |= {target.id for target in use.statement.targets if isinstance(target, ast.Name)}
    return bool(names) and any(
        any(value in names for _, value in parts) and any(_is_model(key, value) for key, value in parts)
        for parts in _bundles(facts)
    )


def _is_model(key: str, value: str) -> bool:
    return _MODEL.search(value) is not None or (bool(value) and _MODEL.search(key) is not None)


def _bundles(facts: Facts) -> Iterator[list[tuple[str, str]]]:
    """Key and variable of what is handed on together: arguments of one call, pairs of one dictionary, a tuple."""
    for node in facts.nodes:
        if isinstance(node, ast.Call):
            called = [("", variable(arg)) for arg in node.args] + [
                (k.arg or "", variable(k.value)) for k in node.keywords
            ]
            # A class or a function that saves; a fit learns from what it gets.
            if ast.unparse(node.func).rpartition(".")[2][:1].isupper() or _KEEPS.search(ast.unparse(node.func) + "("):
                yield called
        elif isinstance(node, ast.Dict):
            yield [(str(getattr(k, "value", "")), variable(v)) for k, v in zip(node.keys, node.values, strict=True)]
        elif isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load):
            yield [("", variable(element)) for element in node.elts]


def is_for_picture(facts: Facts, use: OrderUse) -> bool:
    """The function around draws, or gives back a picture: the order decides where something stands in it."""
    function = function_around(facts, use.node)
    if function is None or isinstance(function.node, ast.Lambda):
        return False
    returned = {variable(n.value) for n in ast.walk(function.node) if isinstance(n, ast.Return) and n.value is not None}
    return plots(function.node) or (bool(returned & _PICTURES) and not any(map(_learns, ast.walk(function.node))))


def _learns(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called_as(node.func) in ("fit", "fit_transform", "save", "dump")


def outlives_run(facts: Facts) -> bool:
    """Anything but pictures is saved, or something saved is read again; a module may be used by those that save."""
    if not facts.source.is_notebook:
        return True
    return bool(facts.of(Write)) or facts.says(_KEEPS)
